"""Whom the construction itself makes the subject: what a document holds, of which class a share is told, whom a figure describes."""

import itertools
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from extract.lexicon import Lexicon, any_of, patterns
from extract.model import Mention, Sentence, State
from extract.observations_keep import Figure

if TYPE_CHECKING:
    from extract.observations_signs import Reader, Seen, Signs

ACTORS = ("Institution", "Zone", "Place", "Fund", "Program")
DIRECT = ("body", "zone", "fund", "place")
WHOLES = ("class", "programme", "fund", "policy")
SHARES = ("percent", "points", "times")
COUNTS = ("count", "heads")
BODIES = ("家", "所", "个", "只", "支")  # units in which bodies and funds are counted
FAR = 14  # characters between who acts and 全球 that still only says of what his figure is
BACK = 3  # sentences over which a class may be taken up
COUNTED = re.compile(r"(?:已|共|累计|就|约|近)*(?:有|达到?|为)?(?:约|近|超过?)?\d")
LED = 4  # characters before a class that may say that a fund chose it
MARKS = "，。；、,;\n"


@dataclass(frozen=True, slots=True)
class Construed:
    """The patterns of the table `construed` of observations.yaml, compiled once a lexicon."""

    is_before: re.Pattern[str]
    is_behind: re.Pattern[str]
    among: re.Pattern[str]
    part: re.Pattern[str]
    relative: re.Pattern[str]
    turns: re.Pattern[str]
    chosen: re.Pattern[str]
    only_count: re.Pattern[str]
    inner: re.Pattern[str]
    these: re.Pattern[str]
    globe: re.Pattern[str]


def compiled(lexicon: Lexicon) -> Construed:
    """Compile the patterns of a lexicon."""
    table = lexicon.table("observations")
    return Construed(**patterns(table["construed"]), globe=re.compile(any_of(table["globe"])))


def construed(state: State) -> Construed:
    """Return the compiled patterns of the state's lexicon."""
    return state.lexicon.built("observations construed", compiled)


def described(state: State, mention: Mention, sentence: Sentence) -> bool:
    """Tell whether a name only stands in what somebody is said to be (甲市是乙省的制造业大县): the text goes on about him."""
    lists = construed(state)
    clause = next((c for c in sentence.clauses if c.start <= mention.start < c.end), None)
    if clause is None:
        return False
    verb = lists.is_before.search(state.folded, clause.start, mention.start)
    if verb is None or not lists.is_behind.match(state.folded, mention.end):
        return False
    return any(m.type in ACTORS and m.entity for m in state.mentions_in(clause.start, verb.start() + 1))


def only_scope(state: State, mention: Mention) -> bool:
    """Tell whether 全球 only says of what the figure of who stands before it is (甲公司全球市场份额达27%, 我国全球创新指数排名)."""
    clause = state.clause_at(mention.start)
    if clause is None or not construed(state).globe.fullmatch(mention.text):
        return False
    before = [m for m in state.mentions_in(clause.start, mention.start) if m.type in ACTORS and m.entity]
    gap = state.folded[before[-1].end : mention.start] if before else ""
    return bool(before) and len(gap) <= FAR and not gap.endswith(("对", "为", "向", "给"))


def parts(reader: "Reader", figure: Figure, window: "list[Seen]") -> set[str]:
    """Return the classes of which the figure only says what part of somebody's they are (其中中小企业占比八成)."""
    if figure.kind not in SHARES:
        return set()
    lists, clause = construed(reader.state), figure.clause
    return {
        s.id
        for s in window
        if s.label == "class"
        and clause.start <= s.mention.start
        and s.mention.end <= figure.start
        and lists.part.match(reader.text, s.mention.end)
        and lists.among.search(reader.text, clause.sentence.start, s.mention.start)
    }


def of_whole(reader: "Reader", figure: Figure, window: "list[Seen]", found: "Signs") -> "Signs":
    """Return the class among which the clause counts or shares out (科技型中小企业中，获贷企业达27.8万家), where nobody else opens the clause."""
    lists, clause = construed(reader.state), figure.clause
    before = [s for s in window if s.mention.end <= figure.start and s.mention.start >= clause.sentence.start]
    for place, seen in enumerate(before):
        among = lists.among.match(reader.text, seen.mention.end)
        if not among or seen.label not in WHOLES or seen.id not in found:
            continue
        if lists.chosen.search(reader.text, seen.mention.start - LED, seen.mention.end):
            continue
        if any(s.type in ACTORS and s.label not in WHOLES for s in before[place + 1 :]):
            return {}
        return {seen.id: found[seen.id]}
    return {}


def document(reader: "Reader", figure: Figure, window: "list[Seen]", number: int, found: "Signs") -> "Signs":
    """Return the document of which the figure counts the articles or measures (《意见》印发，共提出30条举措), told last before it."""
    if figure.kind not in COUNTS or any(
        s.mention.start >= figure.clause.start
        and reader.may_act(s)
        and s.type in ACTORS
        and s.mention.end <= figure.start
        for s in window
    ):
        return {}
    told = [
        s
        for s in window
        if s.label == "policy"
        and number - 1 <= s.sentence
        and s.mention.end <= figure.start
        and "fits:policy" in found.get(s.id, ())
    ]
    return {told[-1].id: found[told[-1].id]} if told else {}


def whose_count(reader: "Reader", figure: Figure, window: "list[Seen]", found: "Signs") -> "Signs":
    """Return whose what is counted is by 的 (乙市的国家高新区增加到5家)."""
    if figure.kind != "count":
        return {}
    here = [s for s in window if figure.clause.start <= s.mention.start and s.mention.end <= figure.start]
    for seen, following in itertools.pairwise(here):
        whose = seen.label in DIRECT and reader.text[seen.mention.end : following.mention.start] == "的"
        counted = following.label == "class" and following is here[-1]
        told = reader.words.numbers.match(reader.text, following.mention.end, figure.start + 1)
        if whose and counted and told and seen.id in found and reader.may_act(seen):
            return {seen.id: found[seen.id]}
    return {}


def modified(reader: "Reader", figure: Figure, window: "list[Seen]", found: "Signs") -> "Signs":
    """Return the name that the clause up to the figure describes, right behind it (研发投入强度达3.8%的甲市), where the clause names nobody before."""
    turns = construed(reader.state).turns.match(reader.text, figure.end)
    if turns is None or any(
        s.type in ACTORS and figure.clause.start <= s.mention.start and s.mention.end <= figure.start for s in window
    ):
        return {}
    seen = next((s for s in reader.seen_at(turns.end(), turns.end() + 1) if s.type in ACTORS), None)
    if seen is None or "speaks" in seen.marks:
        return {}
    return {seen.id: found.get(seen.id, set()) | {"described by the figure"}}


def counted_bodies(reader: "Reader", figure: Figure, window: "list[Seen]") -> set[str]:
    """Return what was read as a body and is a class that the figure counts (上海市外资研发中心累计达563家)."""
    if figure.kind != "count" or figure.unit not in BODIES or reader.text[figure.end : figure.end + 1] not in MARKS:
        return set()
    return {
        s.id
        for s in window
        if s.label in ("body", "fund")
        and figure.clause.start <= s.mention.start
        and s.mention.end <= figure.start
        and "、" not in reader.text[s.mention.start - 1 : s.mention.start]
        and (
            s.mention.end == figure.outer_start
            or reader.words.numbers.match(reader.text, s.mention.end, figure.start + 1)
        )
    }


def place_of_counted(reader: "Reader", figure: Figure, window: "list[Seen]", found: "Signs") -> "Signs":
    """Return the place in the name of bodies that are only counted: it has so many of them."""
    ids = counted_bodies(reader, figure, window)
    for seen in (s for s in window if s.id in ids):
        name = reader.entities[seen.id].name
        places = [
            e
            for e in reader.state.entities
            if e.type == "Place" and name.startswith(e.name) and seen.mention.text.startswith(e.name[:2])
        ]
        if places:
            place = max(places, key=lambda e: len(e.name))
            reader.know(place.id)
            return {place.id: found.get(place.id, set()) | {"place of the counted"}}
    return {}


def inner(reader: "Reader", window: "list[Seen]") -> set[str]:
    """Return the classes that are only what a zone or a class of zones has inside (区内企业)."""
    return {s.id for s in window if s.label == "class" and construed(reader.state).inner.match(s.mention.text)}


def topic_counted(reader: "Reader", figure: Figure, window: "list[Seen]", found: "Signs") -> "Signs":
    """Return the class that a clause names for the next to count it with nothing else (国家高新区，目前共有53个)."""
    clause = figure.clause
    own = reader.text[clause.start : figure.start]
    if figure.kind != "count" or not construed(reader.state).only_count.fullmatch(own):
        return {}
    before = [s for s in window if s.mention.end <= clause.start and clause.start - s.mention.end <= 1]
    seen = before[-1] if before else None
    return {seen.id: found.get(seen.id, set()) | {"named, then counted"}} if seen and seen.label == "class" else {}


def class_meant(reader: "Reader", figure: Figure, found: "Signs") -> "Signs":
    """Return the class that a noun with 这些 takes up, or the projects that are all told to be built (待项目全部达产，新增…)."""
    sentence = figure.clause.sentence
    match = construed(reader.state).these.search(reader.text, sentence.start, figure.start)
    if match is None:
        return {}
    if any(s.type in ACTORS and s.mention.end <= figure.start for s in reader.seen_at(match.end(), figure.start)):
        return {}
    nouns = ("区", "园") if match["within"] else (match["noun"] or match["works"],)
    first = max(0, reader.state.number_of(sentence) - BACK)
    earlier = reader.seen_at(reader.sentence_starts[first], match.start())
    named = [s for s in earlier if s.label == "class" and s.mention.text.endswith(nouns)]
    chief = any(reader.labels[id_] == "zone" and "topic" in reader.standing[id_] for id_ in reader.prominent)
    zones = [s for s in earlier if s.label in ("class", "zone")]
    if not named or (match["within"] and (chief or zones[-1] is not named[-1])):
        return {}
    counts = [s for s in named if COUNTED.match(reader.text, s.mention.end)] if match["works"] else []
    seen = [*counts[:1], named[-1]][0]  # all projects are those that were counted first
    return {seen.id: found.get(seen.id, set()) | {"taken up"}}


def since_last(
    reader: "Reader", figure: Figure, last: tuple[Figure, str] | None, window: "list[Seen]", found: "Signs"
) -> "Signs":
    """Return who alone is named since the last figure of the sentence and opens a clause (甲银行增长14%；乙银行增速最慢，只有9%)."""
    if last is None or last[0].clause.sentence is not figure.clause.sentence:
        return {}
    since = [s for s in window if last[0].end <= s.mention.start and s.mention.end <= figure.start]
    if len(since) != 1 or since[0].mention.start >= figure.clause.start or since[0].id not in found:
        return {}
    seen = since[0]
    clause = next((c for c in figure.clause.sentence.clauses if c.start <= seen.mention.start < c.end), figure.clause)
    heads = seen.label in ("body", "zone", "place", "fund", "class") and reader.may_act(seen)
    if not heads or "listed" in seen.marks or not reader.opens(clause.start, seen.mention):
        return {}
    return {seen.id: found[seen.id]}


def makers(reader: "Reader", figure: Figure, window: "list[Seen]") -> set[str]:
    """Return who only made or leads what the clause is about, told by 的 right before it (甲大学牵头的乙联盟成员达46家)."""
    here = [s for s in window if s.mention.start >= figure.clause.sentence.start and s.mention.end <= figure.start]
    return {
        first.id
        for first, made in itertools.pairwise(here)
        if "made" in made.marks
        and reader.text[made.mention.start - 1] in "的“《"
        and "的" in reader.text[first.mention.end : made.mention.start]
        and all(s.mention.start <= first.mention.start for s in here if s.id == first.id)
    }


def lending(reader: "Reader", figure: Figure, found: "Signs") -> "Signs":
    """Return the class of lenders that opens the clause and has what banks have in it (农村信用社贷款余额55亿元)."""
    lists, clause = reader.words, figure.clause
    for seen in reader.seen_at(clause.start, figure.start):
        if seen.label != "class" or seen.id not in found or not lists.lenders.search(seen.mention.text):
            continue
        if reader.opens(clause.start, seen.mention) and lists.of_banks.search(
            reader.text, seen.mention.end, figure.start
        ):
            return {seen.id: found[seen.id]}
    return {}
