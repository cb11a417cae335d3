"""Signs that the candidates have beside each other: who only publishes a figure, what is counted itself, who alone is spoken of."""

from typing import TYPE_CHECKING

import rjieba

from extract.observations_apart import acting, counted_beside, left_out, opening, owners, spoken_for
from extract.observations_construed import (
    class_meant,
    document,
    lending,
    modified,
    of_whole,
    place_of_counted,
    since_last,
    topic_counted,
    whose_count,
)
from extract.observations_keep import Figure
from extract.observations_terms import (
    bond,
    borrowers,
    borrowing,
    capital,
    fund,
    giver,
    having,
    insurance,
    loan,
    pledged,
    shares_of,
)
from extract.observations_topics import headlined
from extract.observations_words import ACTS, GROWS

if TYPE_CHECKING:
    from extract.observations_signs import Reader, Seen, Signs

HEADS = {"head:body", "head:zone", "head:fund", "head:policy", "head:programme"}  # what opens the clause is its topic
WHOLES = {"place", "zone", "body"}  # what statistics are of
BULK = ("count", "measure", "heads")  # what no budget has itself (县级财政安排6000万元，扶持农户200户)
SEVERAL = 3  # members that show that a count closes their list, whoever else is left


def compared(
    reader: "Reader", figure: Figure, last: tuple[Figure, str] | None, window: "list[Seen]", number: int, found: "Signs"
) -> None:
    """Add the signs that tell the candidates from each other; take out those that are no entity."""
    before = [s for s in window if s.mention.end <= figure.start]
    for id_ in [id_ for id_ in found if id_ not in reader.entities]:
        del found[id_]  # a name inside a longer name
    sources = {s.id for s in window if "speaks" in s.marks and s.label == "office"}
    sources -= {s.id for s in before if s.sentence == number and "speaks" not in s.marks}
    mark(reader, found, counted(figure, found, sources), "counted itself")
    mark(reader, found, counted_beside(reader, figure, found, window), "counted beside")
    members = listed(reader, found, window)
    for id_ in members if members < found.keys() or len(members) >= SEVERAL else ():
        del found[id_]  # 甲银行、乙银行等10家: none of them has 10
    wholes = {id_ for id_ in found if reader.labels[id_] in WHOLES}
    lent = borrowers(reader, figure, window) & found.keys()
    for id_ in (measured(reader, figure, window) - lent) & found.keys() if wholes - sources else ():
        del found[id_]  # 上海科技型企业贷款余额, 全市规上工业企业利润: of the place
    for id_ in sources:
        if len(found) > 1:
            found.pop(id_, None)  # 据甲市科技局统计: the figures are those of others
    if own := owners(reader, sources, found):
        for id_ in sources & found.keys():
            del found[id_]
        for id_ in own:
            reader.know(id_)
            found[id_] |= {reader.labels[id_], "owner of the teller"}
    left_out(reader, figure, window, number, found)
    if not figure.clause.subject and all(s.paragraph != figure.clause.sentence.paragraph for s in before):
        alone = headlined(reader.entities, found)
        if len(alone) == 1:
            mark(reader, found, set(alone), "headline alone")
    reader.crossed(figure, found)
    lent &= found.keys()
    growing = having(found, "leans:sentence")
    settled = (
        borrowing(reader, figure, lent, found)
        or pledged(reader, figure, found)
        or capital(reader, figure, found)
        or fund(reader, figure, found)
        or pointed(reader, found)
        or opening(found, reader.labels, figure, reader)
        or (growing if GROWS.match(reader.text, figure.clause.start) else {})
        or having(found, "bracketed")
        or taken_up(reader, figure, found)
        or having(found, "counted acts")
        or modified(reader, figure, window, found)
        or place_of_counted(reader, figure, window, found)
        or whose_count(reader, figure, window, found)
        or of_whole(reader, figure, window, found)
        or document(reader, figure, window, number, found)
        or topic_counted(reader, figure, window, found)
        or class_meant(reader, figure, found)
        or since_last(reader, figure, last, window, found)
        or lending(reader, figure, found)
        or spoken_for(reader, figure, found)
        or giver(reader, figure, found)
        or shares_of(reader, figure, found)
        or whose_members(reader, figure, last, found)
        or acting(reader, figure, found)
        or acting_class(reader, figure, window, found)
        or insurance(reader, figure, found)
        or bond(reader, figure, found)
        or loan(reader, figure, number, found)
    )
    if settled:
        for id_ in found.keys() - settled.keys():
            del found[id_]
        found |= settled
        return
    heads = {id_ for id_, signs in found.items() if signs & HEADS}
    mark(reader, found, heads, "heads")
    if len(heads) == 1:
        mark(reader, found, heads, "only head")
    mark(reader, found, set(having(found, "announced")), "topic announced")
    mark(reader, found, {id_ for id_, signs in found.items() if signs >= {"fits:policy", "theme:policy"}}, "document")


def measured(reader: "Reader", figure: Figure, window: "list[Seen]") -> set[str]:
    """Return the classes that are a part of what a place, a zone or a bank measures: industries, statistical populations, borrowers."""
    lists = reader.words
    passed = {
        seen.id
        for seen in window
        if seen.label == "class"
        and seen.mention.end <= figure.start
        and (
            lists.numbers.match(reader.text, seen.mention.end)
            or (lists.people_of.search(seen.mention.text) and lists.earned.match(reader.text, seen.mention.end))
            or (not lists.lenders.search(seen.mention.text) and lists.borrowed.match(reader.text, seen.mention.end))
            or (lists.bare_class.fullmatch(seen.mention.text) and (of_place(reader, seen) or names_more(reader, seen)))
        )
    }
    budgets = {s.id for s in window if s.mention.text.endswith("财政")} if figure.kind in BULK else set()
    return passed | reader.populations | budgets


def of_place(reader: "Reader", seen: "Seen") -> bool:
    """Tell whether a place, or a word for one, stands right before a class: 甲省企业, 全市企业."""
    start = seen.mention.start
    if any(m.end == start and m.type == "Place" for m in reader.state.mentions_in(start - 16, start)):
        return True
    return reader.text[max(0, start - 2) : start] in reader.words.here_words


def names_more(reader: "Reader", seen: "Seen") -> bool:
    """Tell whether a bare class is only the beginning of a noun (企业技术创新奖)."""
    tokens = rjieba.tag(reader.text[seen.mention.end : seen.mention.end + 8])
    return len(tokens) > 1 and all(tag[0] in "nv" for _, tag in tokens[:2]) and tokens[1][1][0] == "n"


def mark(reader: "Reader", found: "Signs", ids: set[str], sign: str) -> None:
    for id_ in ids:
        found[id_].add(sign)
        found[id_].add(f"{sign}:{reader.labels[id_]}")


def whose_members(reader: "Reader", figure: Figure, last: tuple[Figure, str] | None, found: "Signs") -> "Signs":
    """Return the class that was counted right before in the sentence, where the figure is one of its members' (企业300家，注册资本…)."""
    if last is None or last[0].clause.sentence is not figure.clause.sentence:
        return {}
    start = max(figure.clause.start, last[0].end)
    if not reader.words.of_members.match(reader.text, start, figure.start):
        return {}
    if reader.words.helped.search(reader.text, figure.clause.sentence.start, last[0].start):
        return {}  # 某贷累计支持企业300家，户均贷款…: of the product
    return having(found, "counted before:class")


def pointed(reader: "Reader", found: "Signs") -> "Signs":
    """Return whom a pointing word in the clause takes up (该院已孵化企业600家): the last one whose name ends so."""
    taken = {"tail pointed:last:clause", "tail pointed:both:clause"}
    last = {id_: s for id_, s in found.items() if s & taken and reader.labels[id_] != "place"}
    return last if len(last) == 1 else {}


def taken_up(reader: "Reader", figure: Figure, found: "Signs") -> "Signs":
    """Return whom 其 takes up (甲银行虽未…，但其贷款余额超3亿元): what the last clause with a subject of its own is about."""
    sentence = figure.clause.sentence
    if not reader.words.its.search(reader.text, figure.clause.start, figure.outer_start):
        return {}
    for earlier in reversed(sentence.clauses[: figure.clause.index]):
        ids = {m.entity.id for m in earlier.subject if m.entity} & found.keys()
        if ids:
            bodies = {id_ for id_ in ids if reader.labels[id_] in ("body", "zone", "fund")}
            return {id_: found[id_] for id_ in ids} if len(ids) == 1 and bodies == ids else {}
    return {}


def acting_class(reader: "Reader", figure: Figure, window: "list[Seen]", found: "Signs") -> "Signs":
    """Return the class that opens the clause and acts in it (其中，国家高新区新增研发机构10个)."""
    acts = {
        seen.id
        for seen in window
        if seen.label == "class"
        and figure.clause.start <= seen.mention.start < figure.start
        and not reader.words.general.match(seen.mention.text)
        and ACTS.match(reader.text, seen.mention.end)
    }
    return {id_: signs for id_, signs in having(found, "head:class").items() if id_ in acts}


def listed(reader: "Reader", found: "Signs", window: "list[Seen]") -> set[str]:
    """Return the entities that are listed as some of what the figure counts: 甲银行、乙银行等10家."""
    inside: set[str] = set()
    for place in range(len(window) - 1, -1, -1):
        seen = window[place]
        after = window[place + 1] if place + 1 < len(window) else None
        joined = after is not None and reader.text[seen.mention.end : after.mention.start] in reader.joined
        if "member" in found.get(seen.id, ()) or (joined and after is not None and after.id in inside):
            inside.add(seen.id)
    return inside & found.keys()


def counted(figure: Figure, found: "Signs", sources: set[str]) -> set[str]:
    """Return the entities that are what is counted themselves (面上项目66项), where others than the sources of the figure are left."""
    if figure.kind != "count":
        return set()
    same = {
        id_
        for id_, signs in found.items()
        if signs & {"abuts:programme", "abuts:class", "abuts:policy"} and "fits:policy" not in signs
    }
    return same if found.keys() - same - sources else set()
