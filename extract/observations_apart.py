"""Who stands near a figure and is not what it is about: what is counted, who only takes part, where something lies, and whom a noun takes up."""

import itertools
from typing import TYPE_CHECKING

from extract.observations_construed import counted_bodies, inner, makers, parts
from extract.observations_keep import Figure
from extract.observations_words import ACTS

if TYPE_CHECKING:
    from extract.observations_signs import Reader, Seen, Signs

OPENS = ("tail opening:both:clause", "tail opening:chief:clause")
LOCAL = "local_government"  # whose place or zone is in its name
SPOKEN_FOR = {"company", "financial", "research", "other"}  # of which those who work there tell; offices tell of others
LAST = "tail opening:last:clause"
ACTORS = {"Institution", "Zone", "Place", "Fund"}
COUNTED = ("programme", "class", "policy", "fund")
NAMED = {"Institution", "Zone", "Place", "Fund", "Category"}


def left_out(reader: "Reader", figure: Figure, window: "list[Seen]", number: int, found: "Signs") -> None:
    """Take out those who are none of what the figure may be about, where others are left."""
    for ids in (
        counted_class(reader, figure, window) | classes(reader, counted_beside(reader, figure, found, window)),
        lenders(reader, figure, found),
        only_counted(reader, figure, window, number),
        partners(reader, window, number),
        lying(reader, figure, window),
        parts(reader, figure, window),
        counted_bodies(reader, figure, window),
        inner(reader, window),
        makers(reader, figure, window),
    ):
        ids &= found.keys()
        for id_ in ids if ids < found.keys() else ():
            del found[id_]


def classes(reader: "Reader", ids: set[str]) -> set[str]:
    return {id_ for id_ in ids if reader.labels[id_] == "class"}


def counted_class(reader: "Reader", figure: Figure, window: "list[Seen]") -> set[str]:
    """Return the class that the figure counts, told right before it in its clause (高新技术企业将突破300家): another has so many of it."""
    if figure.kind != "count":
        return set()
    return {
        s.id
        for s in window
        if s.label == "class"
        and figure.clause.start <= s.mention.start
        and s.mention.end <= figure.start
        and (
            not reader.bare(reader.text[s.mention.end : figure.outer_start])
            or reader.words.numbers.match(reader.text, s.mention.end, figure.start + 1)
        )
    } | {
        s.id
        for s in window
        if s.label == "class" and s.mention.end <= figure.clause.start and told_of(reader, s, figure)
    }


def told_of(reader: "Reader", seen: "Seen", figure: Figure) -> bool:
    """Tell whether the clause right before the figure's says of a class that there are more or less of it (研发人员总量翻番，达到5万人)."""
    index = figure.clause.index
    before = figure.clause.sentence.clauses[index - 1] if index else None
    if before is None or seen.mention.start < before.start:
        return False
    return reader.text.startswith(tuple(reader.words.amounts_only), seen.mention.end)


def only_counted(reader: "Reader", figure: Figure, window: "list[Seen]", number: int) -> set[str]:
    """Return the classes that earlier sentences, before another count earlier clauses only counted (全省有科技支行60家。…)."""
    start = reader.sentence_starts[number] if figure.kind not in ("count", "measure") else figure.clause.start
    if reader.words.of_members.match(reader.text, figure.clause.start, figure.start):
        return set()
    classes = {s.id for s in window if s.label == "class" and s.mention.end <= figure.start}
    own = {
        s.id
        for s in window
        if s.mention.start >= start or ACTS.match(reader.text, s.mention.end) or not is_counted(reader, s)
    }
    return classes - own


def is_counted(reader: "Reader", seen: "Seen") -> bool:
    """Tell whether a count stands right behind or before a class."""
    for q in reader.state.quantities:
        if q.kind != "count" or abs(q.start - seen.mention.start) > 40:
            continue
        if 0 <= seen.mention.start - q.end <= 1:
            return True
        if 0 <= q.start - seen.mention.end <= 6 and not reader.bare(reader.text[seen.mention.end : q.start]):
            return True
    return False


def counted_beside(reader: "Reader", figure: Figure, found: "Signs", window: "list[Seen]") -> set[str]:
    """Return what the sentence counts in the same unit as the figure (面上项目66项, 青年项目53项): no subject of each other."""
    if figure.kind != "count":
        return set()
    sentence = figure.clause.sentence
    counts = [
        q
        for q in reader.state.quantities
        if sentence.start <= q.start < sentence.end and q.unit == figure.unit and q.start != figure.start
    ]
    beside = {
        seen.id
        for seen in window
        for q in counts
        if seen.label in COUNTED
        and (
            (
                seen.mention.end <= q.start
                and q.start - seen.mention.end <= 3
                and not reader.bare(reader.text[seen.mention.end : q.start])
            )
            or 0 <= seen.mention.start - q.end <= 1
        )
        and not (figure.clause.start <= seen.mention.start < figure.start)
    }
    beside &= found.keys()
    return beside if len(beside) < len(found) else set()


def lenders(reader: "Reader", figure: Figure, found: "Signs") -> set[str]:
    """Return the classes of banks that an earlier sentence spoke of, where the figure is none of banking (…贷款余额5亿元。全年授权专利600件)."""
    if reader.words.of_banks.search(reader.text, figure.clause.sentence.start, min(figure.clause.end, figure.end + 12)):
        return set()
    earlier = {
        i for i, signs in found.items() if not signs & {"sentence:class", "clause:class", "head:class", "abuts:class"}
    }
    return {i for i in earlier if reader.labels[i] == "class" and reader.words.lenders.search(reader.entities[i].name)}


def partners(reader: "Reader", window: "list[Seen]", number: int) -> set[str]:
    """Return with whom the sentence says that somebody does something, where it names him before (甲市与乙大学共建平台10个)."""
    here = [s for s in window if s.sentence == number]
    return {
        seen.id
        for before, seen in itertools.pairwise(here)
        if before.type in NAMED
        and reader.text[before.mention.end : seen.mention.start] in reader.words.partner
        and reader.words.joint.match(reader.text, seen.mention.end)
        and all(s.mention.start <= seen.mention.start for s in here if s.id == seen.id)  # not named again since
    } - {s.id for s in here if reader.opens(reader.state.sentences[number].start, s.mention)}


def lying(reader: "Reader", figure: Figure, window: "list[Seen]") -> set[str]:
    """Return the places in which the sentence only says that something lies (水库位于甲县乙镇，坝高30米), where no clause since is theirs."""
    places = [s for s in window if s.type == "Place" and s.mention.end <= figure.start]
    return {s.id for s in places} - {
        s.id
        for s in places
        if s.mention.start >= figure.clause.start
        or not reader.words.lies.search(
            reader.text, max(reader.sentence_starts[s.sentence], s.mention.start - 30), s.mention.start
        )
    }


def owners(reader: "Reader", sources: set[str], found: "Signs") -> set[str]:
    """Return the zones and places of which those who only tell the figures are offices, where nobody but classes is left (甲园区管委会介绍，新签约项目56个)."""
    if any(reader.labels[id_] != "class" and id_ not in sources for id_ in found):
        return set()
    tellers = [e.name for e in map(reader.entities.__getitem__, sources) if e.kind == LOCAL]
    owned = [
        e for e in reader.state.entities if e.type in ("Zone", "Place") and any(t.startswith(e.name) for t in tellers)
    ]
    longest = max((len(e.name) for e in owned), default=0)
    return {e.id for e in owned if len(e.name) == longest}


def acting(reader: "Reader", figure: Figure, found: "Signs") -> "Signs":
    """Return the body, zone, fund or place that opens the clause and acts in it (自制度实施以来，甲省累计选派特派员3000名)."""
    text, start = reader.text, figure.clause.start
    for seen in reader.seen_at(start, figure.start):
        if seen.id not in found or seen.type not in ACTORS or not reader.may_act(seen) or "listed" in seen.marks:
            continue
        if reader.opens(start, seen.mention) and reader.words.acts.match(text, seen.mention.end):
            return {seen.id: found[seen.id]}
    return {}


def spoken_for(reader: "Reader", figure: Figure, found: "Signs") -> "Signs":
    """Return the firm or school of the person with whom the sentence opens, where nobody else is named since (罗某说，去年产值1.9亿元)."""
    sentence = figure.clause.sentence
    first = next((m for m in reader.state.mentions_in(sentence.start, figure.start, "Person") if m.entity), None)
    if first is None or first.entity is None or "，" in reader.text[sentence.start : first.start]:
        return {}
    posts = {r.tail for r in reader.state.relations if r.type == "POSTED_AT" and r.head == first.entity.id}
    if len(posts) != 1:
        return {}
    (body,) = posts
    since = reader.seen_at(first.end, figure.start)
    if any(s.id != body and s.mention.end <= figure.start and s.type != "Category" for s in since):
        return {}
    reader.know(body)
    if reader.entities[body].kind == LOCAL:
        name = reader.entities[body].name  # 某高新区管委会主任说: of the zone
        zones = [e.id for e in reader.state.entities if e.type == "Zone" and name.startswith(e.name)]
        body = zones[0] if len(zones) == 1 else body
        reader.know(body)
    told = reader.entities[body].type == "Zone" or reader.entities[body].kind in SPOKEN_FOR
    return {body: found.get(body, set()) | {"spoken for"}} if told else {}


def opening(found: "Signs", labels: dict[str, str], figure: Figure, reader: "Reader") -> "Signs":
    """Return whom the bare noun that opens the clause takes up (公司估值升到…, 联社存款…), where it is one alone."""
    ids = [id_ for id_, signs in found.items() if any(sign in signs for sign in OPENS)]
    before = reader.seen_at(figure.clause.sentence.start, figure.clause.start)
    here = {s.id for s in before if "speaks" in s.marks}
    ids = [id_ for id_ in found if id_ in here and LAST in found[id_]] or ids  # 甲公司称，公司…
    if len(ids) != 1 or reader.words.part_of_noun.match(reader.text, figure.clause.start, figure.outer_start):
        return {}
    return {id_: found[id_] for id_ in ids if labels[id_] != "place"}
