"""What one sentence says of several sums: parts of a work's cost, like payers side by side, items under a heading, and who gets them all."""

import itertools
import re
from dataclasses import dataclass

from extract.flows_base import PUBLIC, ids_of, others
from extract.flows_frame import Frame
from extract.flows_levels import purse_at
from extract.flows_parties import Parties
from extract.lexicon import Lexicon, patterns
from extract.model import Mention

PARTS = PUBLIC | {"loan", "credit_line", "investment", "equity"}
PAID = PUBLIC | {"investment"}
NEAR = 3  # characters between the words and who gets all
GOT = ("Institution", "Category", "Place", "Zone", "Program")


@dataclass(frozen=True, slots=True)
class Words:
    """The compiled part `together` of `flow_roles.yaml`."""

    all_go: re.Pattern[str]
    whole: re.Pattern[str]
    founds: re.Pattern[str]
    to_place: re.Pattern[str]
    levels: re.Pattern[str]
    level: re.Pattern[str]
    led: re.Pattern[str]
    begins: re.Pattern[str]


def words_of(lexicon: Lexicon) -> Words:
    """Compile the words of a lexicon."""
    return Words(**patterns(lexicon.table("flow_roles")["together"]))


def together(parties: Parties, frames: list[Frame]) -> None:
    """Let the sums of a sentence share what it says once of them all."""
    words = parties.state.lexicon.built("flows.together", words_of)
    flows = sorted((f for f in frames if f.kind == "flow" and f.money.text), key=lambda f: f.money.start)
    for frame in flows:
        mere_places(parties, words, frame)
    by_sentence: dict[int, list[Frame]] = {}
    for frame in flows:
        by_sentence.setdefault(frame.clause.sentence.start, []).append(frame)
    for group in by_sentence.values():
        founded_behind(parties, words, group)
        to_all(parties, words, group)
        of_whole(parties, words, group)
        in_parallel(group)
        under_heading(parties, group)
    by_levels(parties, words, flows)


def mere_places(parties: Parties, words: Words, frame: Frame) -> None:
    """Take from a sum the government of a place that money is only led to, or with which the name of somebody unknown begins."""
    kept = []
    for mention in frame.parties.get("provider", []):
        place = mention.type == "Place" or mention.rule == "place that gives"
        led = place and words.to_place.search(parties.text, max(0, mention.start - 3), mention.start)
        begins = (
            place and frame.instrument in {"equity", "investment"} and words.begins.match(parties.text, mention.end)
        )
        if not (led or begins):
            kept.append(mention)
    frame.parties["provider"] = kept


def founded_behind(parties: Parties, words: Words, group: list[Frame]) -> None:
    """Let what several pay go into the body that a relative clause says they founded (由甲出4000万元、乙出2000万元注册的丙研究所)."""
    last = group[-1]
    for frame in group:
        match = words.founds.match(parties.text, frame.money.end)
        if match is None:
            continue
        body = parties.within(match.end(), match.end() + 30, "Institution", "Fund")
        if not body or body[0].start != match.end():
            continue
        for earlier in group:
            if earlier.money.start <= frame.money.start and earlier.instrument in PARTS and earlier is not last:
                paid = ids_of(earlier.parties.get("provider", []))
                earlier.parties["recipient"] = others(body[:1], paid) or earlier.parties.get("recipient", [])
        if last is frame and not last.parties.get("recipient"):
            last.parties["recipient"] = body[:1]


def to_all(parties: Parties, words: Words, group: list[Frame]) -> None:
    """Let the sums of a sentence go to whom its end says they all went (省里补了3900万元，区里补了800万元，都打进了船东账户)."""
    last = group[-1]
    match = words.all_go.search(parties.text, last.money.end, last.clause.sentence.end)
    if match is None:
        return
    got = parties.within(match.end(), match.end() + 24, *GOT)
    if not got or got[0].start - match.end() > NEAR:
        return
    for frame in group:
        own = frame.parties
        if frame.instrument in PARTS and (not own.get("recipient") or frame is last):
            own["recipient"] = others(parties.listed(got[0]), ids_of(own.get("provider", [])))


def of_whole(parties: Parties, words: Words, group: list[Frame]) -> None:
    """Let the parts of what a thing costs go to it as the whole does (1100万元的建设款中，甲部出720万元，乙县拿了80万元)."""
    whole = group[0]
    got = whole.parties.get("recipient", [])
    around = parties.text[whole.clause.start : whole.money.end + 12]
    if len(got) != 1 or got[0].type == "Category" or not words.whole.search(around):
        return
    for frame in group[1:]:
        own = frame.parties
        led = words.led.search(parties.text, frame.clause.start, frame.money.start)
        if frame.instrument in PARTS and not own.get("recipient") and not led:
            own["recipient"] = others(got, ids_of(own.get("provider", [])))


def in_parallel(group: list[Frame]) -> None:
    """Let payers side by side pay to the same (居民装炉子，省里补900元，市里补900元)."""
    for before, frame in itertools.pairwise(group):
        own = frame.parties
        same = before.verb and frame.verb and before.verb.word == frame.verb.word and frame.verb.meaning.role == "give"
        close = frame.clause.index - before.clause.index == 1
        told = frame.verb is not None and frame.clause.start <= frame.verb.start < frame.money.start  # its own words
        told = told and any(m.start >= frame.clause.start for m in own.get("provider", []))
        both = before.parties.get("provider") and own.get("provider")
        if same and close and told and both and not own.get("recipient") and frame.instrument in PUBLIC:
            own["recipient"] = others(before.parties.get("recipient", []), ids_of(own["provider"]))


def under_heading(parties: Parties, group: list[Frame]) -> None:
    """Let what is promised behind a colon come from who sets the sum aside before it (甲市掏出1亿元扶持咖啡：庄园每个补200万元)."""
    whole = group[0]
    colon = parties.text.find("：", whole.money.end, whole.clause.sentence.end)
    paid = whole.parties.get("provider", [])
    if colon < 0 or not paid or whole.instrument not in PUBLIC or colon - whole.money.end > 24:
        return
    for frame in group[1:]:
        own = frame.parties
        if frame.money.start > colon and not own.get("provider") and frame.instrument in PUBLIC:
            own["provider"] = others(paid, ids_of(own.get("recipient", [])))


def by_levels(parties: Parties, words: Words, flows: list[Frame]) -> None:
    """Let public money of nobody named come from the levels of budget that a clause behind it says bear it (钱全部由中央出)."""
    for match in words.levels.finditer(parties.text):
        sentence = parties.state.sentence_at(match.start())
        told = [
            f
            for f in flows
            if f.money.end <= match.start() and f.clause.sentence is sentence and f.instrument in PAID | {"other"}
        ]
        if not told:
            continue
        found = [purse_at(parties, level) for level in words.level.finditer(parties.text, *match.span("who"))]
        payers: list[Mention] = [m for m in found if m is not None]
        if payers and len(payers) == len(found) and not told[-1].parties.get("provider"):
            told[-1].parties["provider"] = others(payers, ids_of(told[-1].parties.get("recipient", [])))
