"""Who gets money that its clause gives to nobody: counted behind the sum (涉及2万户农户), or by a phrase that names what is supported (支持甲类项目)."""

import re
from dataclasses import dataclass

from extract.flows_base import PAYING, PUBLIC, half_end, ids_of, others
from extract.flows_deeds import beyond, deeds
from extract.flows_frame import Frame
from extract.flows_parties import Parties
from extract.flows_promised import described
from extract.lexicon import Lexicon
from extract.model import Mention
from extract.money_numbers import NUMERALS
from extract.names_words import ends_word, starts_word
from extract.steps.categories import EVERY

INSTRUMENTS = PAYING | {"loan", "credit_line", "guarantee", "grant", "other"}
KINDS = ("Category", "Institution", "Zone", "Program")
NUMBER = rf"(?:[\d,.]+|[{NUMERALS}]+)(?:余|多|几)?[万千百]?(?:余|多)?(?:个|家|户|名|位|所|支|人)"
DESCRIBED = 12  # characters before a class in a list that only say which of it
EACH_OWN = re.compile("分别|依次")  # each class gets a sum of its own
SHORTEST = 3  # characters that name a class
FARTHEST = 30  # characters between a sum and the word that says who has the good of it


@dataclass(frozen=True, slots=True)
class ReachedWords:
    """The compiled part `reached` of `flow_roles.yaml`."""

    reaches: re.Pattern[str]
    counted: re.Pattern[str]
    gets: re.Pattern[str]
    behind: re.Pattern[str]
    joined: re.Pattern[str]
    phrase: re.Pattern[str]
    never: re.Pattern[str]
    money: re.Pattern[str]


def reached_words(lexicon: Lexicon) -> ReachedWords:
    """Compile the words of a lexicon that say whom money reaches."""
    data = lexicon.table("flow_roles")["reached"]
    verbs, heads = "|".join(data["verbs"]), "|".join(data["heads"])
    supports = "|".join(data["supports"])
    return ReachedWords(
        reaches=re.compile(rf"(?:{verbs})(?:了|到|的)?(?:约|近|超过?|共)?(?:{NUMBER})?[^，。；：、\d]{{0,4}}$"),
        counted=re.compile(rf"(?:^|[^第\d])(?:{NUMBER})(?:的)?$"),
        gets=re.compile("|".join(data["gets"])),
        behind=re.compile(rf"(?:已|共|约|近|达到?|超过?|累计)*{NUMBER}"),
        joined=re.compile(
            rf"(?:{NUMBER})?(?:、|和|及|以及|与)(?:{NUMBER})?|{NUMBER}(?:、|和|及|以及|与)[^，。；：、\d的]{{0,{DESCRIBED}}}"
        ),
        phrase=re.compile(
            rf"(?:{supports})(?:了|好)?(?P<what>(?:(?!{'|'.join(data['stops'])})[^，。；：:“”\d]){{0,36}}?(?:{heads}))"
            rf"(?:{'|'.join(data['ends'])})"
        ),
        never=re.compile("|".join(data["never"])),
        money=re.compile(data["money"]),
    )


def ahead(parties: Parties, frame: Frame) -> list[Mention]:
    """Return whom the words behind the sum, up to the next one or the end of its half of the sentence, say that it reaches."""
    words = parties.state.lexicon.built("flows.reached", reached_words)
    start, sentence = frame.money.outer_end, frame.clause.sentence
    after = min([m.outer_start for m in parties.state.money if m.start >= start], default=sentence.end)
    end = half_end(parties.text, start, min(sentence.end, after))
    found = deeds(parties, start, end) or supported(parties, words, start, end)
    return [*found, *beyond(parties, found, end)] if found else []


def reached(parties: Parties, frames: list[Frame]) -> None:
    """Let sums that nobody is said to get go to whom the words behind them say that the money reaches."""
    words = parties.state.lexicon.built("flows.reached", reached_words)
    flows = sorted((f for f in frames if f.kind == "flow" and f.money.text), key=lambda f: f.money.start)
    for number, frame in enumerate(flows):
        if frame.instrument not in INSTRUMENTS or frame.stranger:
            continue
        if got := frame.parties["recipient"]:
            aims = all(m.type == "Program" and m.start >= frame.money.end for m in got) and frame.instrument in PUBLIC
            end = half_end(parties.text, got[-1].end, frame.clause.sentence.end)
            frame.parties["recipient"] = [*got, *beyond(parties, got, end)] if aims else got
            continue
        after = flows[number + 1].money.outer_start if number + 1 < len(flows) else len(parties.text)
        sentence = frame.clause.sentence
        start = frame.money.outer_end
        end = half_end(parties.text, start, min(sentence.end, after))
        found = counted(parties, words, start, end)
        if not found and frame.status != "rule":
            found = supported(parties, words, start, end)
        own = frame.parties
        own["recipient"] = others(found, ids_of(own["provider"] + own["via"]))
    told_behind(parties, words, flows)
    for frame in frames:
        if frame.kind == "flow":
            in_full(parties, words, frame)


def counted(parties: Parties, words: ReachedWords, start: int, end: int) -> list[Mention]:
    """Return the classes in the span that are said to be reached, or that are counted where they get something."""
    text = parties.text
    for mention in parties.within(start, end, "Category"):
        before, near = text[start : mention.start], mention.start - start <= FARTHEST
        led = near and words.reaches.search(before)
        number = words.counted.search(before)
        if (led or (number and words.gets.match(text, mention.end))) and not parties.gives(mention):
            return listed(parties, words, mention, end)
    return []


def listed(parties: Parties, words: ReachedWords, first: Mention, end: int) -> list[Mention]:
    """Return the classes of a list whose members are each counted (137家企业、9个团队)."""
    found = parties.listed(first)
    while True:
        ahead = parties.within(found[-1].end, end, "Category")
        if not ahead or not words.joined.fullmatch(parties.text, found[-1].end, ahead[0].start):
            return found
        found = found + others(parties.listed(ahead[0]), ids_of(found))
        if found[-1].end <= ahead[0].start:
            return found


def in_full(parties: Parties, words: ReachedWords, frame: Frame) -> None:
    """Add the members of a list of counted classes that stand before and behind those who are known to get the sum (对9家甲、2家乙和6家丙)."""
    got, sentence = frame.parties.get("recipient", []), frame.clause.sentence
    apart = EACH_OWN.search(parties.text, sentence.start, sentence.end)
    if not apart and got and all(m.type == "Category" for m in got):
        first = before(parties, words, got[0], sentence.start)
        behind = [m for m in listed(parties, words, got[-1], sentence.end) if m.start >= got[-1].end]
        frame.parties["recipient"] = [*others(first, ids_of(got)), *got, *others(behind, ids_of(got))]


def before(parties: Parties, words: ReachedWords, last: Mention, start: int) -> list[Mention]:
    """Return the classes of such a list that stand before one of it."""
    found: list[Mention] = []
    while True:
        near = [m for m in parties.within(start, last.start, "Category") if not parties.gives(m)]
        near = [m for m in near if words.joined.fullmatch(parties.text, m.end, last.start)]
        if not near:
            return found
        last = near[-1]
        found = [last, *found]


def supported(parties: Parties, words: ReachedWords, start: int, end: int) -> list[Mention]:
    """Return what the span says is supported, as a class called by the phrase where no name stands in it."""
    match = words.phrase.search(parties.text, start, end)
    if match is None or match.start() - start > FARTHEST:
        return []
    low, high = match.span("what")
    low += len(every[0]) if (every := EVERY.match(match["what"])) else 0
    known = [m for m in parties.within(low, high, *KINDS) if m.end == high]
    if known:
        return parties.listed(known[-1])
    state = parties.state
    bare = len(match["what"]) < SHORTEST  # 支持项目建设: which ones?
    if bare or words.never.search(match["what"]) or not (starts_word(state, low) and ends_word(state, high)):
        return []
    if any(m.type in KINDS for m in parties.within(low, high)):
        return []
    return [described(parties, (low, high))]


def told_behind(parties: Parties, words: ReachedWords, flows: list[Frame]) -> None:
    """Let the first sum of those told just before go to what a sentence says that this money is for (这些资金主要用于支持甲平台、乙平台)."""
    state = parties.state
    for sentence in state.sentences:
        opening = None if sentence.heading else words.money.match(parties.text, sentence.start, sentence.end)
        if opening is None:
            continue
        near = [
            f
            for f in flows
            if f.money.start < sentence.start
            and 0 <= sentence.paragraph - f.clause.sentence.paragraph <= 1
            and not f.clause.sentence.heading
        ]
        own = [f for f in near if f.clause.sentence.paragraph == sentence.paragraph]
        near = own or near
        meant = near[0] if near else None
        if meant is None or meant.parties["recipient"] or meant.instrument not in INSTRUMENTS or meant.status == "rule":
            continue
        sums = [m.outer_start for m in state.money if m.start >= opening.end()]
        end = min([sentence.end, *sums[:1]])
        named = parties.within(opening.end(), end, *KINDS)
        named = [m for m in named if m.type != "Institution" or not parties.gives(m)]
        found = (
            counted(parties, words, opening.start(), end) or named or supported(parties, words, opening.start(), end)
        )
        taken = ids_of(meant.parties["provider"] + meant.parties["via"])
        meant.parties["recipient"] = others(found, taken)
