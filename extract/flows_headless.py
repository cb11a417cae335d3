"""Clauses without a noun that say who gets what a rule promises (与院所共建中试基地的，按投入的20%给予补助，最高200万元; 合伙经营的可提高到100万元)."""

import re
from dataclasses import dataclass

from extract.flows_base import PUBLIC
from extract.flows_frame import Frame
from extract.flows_parties import Parties
from extract.flows_promised import described
from extract.lexicon import Lexicon, patterns
from extract.model import Mention
from extract.names_words import words_in

SUBJECTS = (
    "Institution",
    "Zone",
    "Fund",
    "Program",
    "Policy",
    "Person",
)  # what a clause about somebody named begins with
LONGEST = 60  # characters between such a clause and its sum


@dataclass(frozen=True, slots=True)
class HeadlessWords:
    """The compiled part `headless` of `flow_roles.yaml`."""

    clause: re.Pattern[str]
    opens: re.Pattern[str]
    gives: re.Pattern[str]
    right: re.Pattern[str]
    never: re.Pattern[str]
    becomes: re.Pattern[str]
    size: re.Pattern[str]
    verbal: re.Pattern[str]
    grade: re.Pattern[str]
    graded: re.Pattern[str]


def headless_words(lexicon: Lexicon) -> HeadlessWords:
    """Compile the words of a lexicon that stand around such clauses."""
    return HeadlessWords(**patterns(lexicon.table("flow_roles")["headless"]))


def headless(parties: Parties, frames: list[Frame]) -> None:
    """Let a rule's sum go to whom the clause before it in its part of the sentence describes, where what was found does not stand behind that."""
    words = parties.state.lexicon.built("flows.headless", headless_words)
    for frame in frames:
        if frame.kind != "flow" or (frame.status != "rule" and frame.instrument not in PUBLIC):
            continue
        span = governing(parties, words, frame)
        if span is not None and not kept(parties, words, frame, span):
            frame.parties["recipient"] = [meant(parties, words, frame, span)]


def governing(parties: Parties, words: HeadlessWords, frame: Frame) -> tuple[int, int] | None:
    """Return the span of the last such clause before the sum in its part of the sentence, None where there is none."""
    text, sentence, end = parties.text, frame.clause.sentence, frame.money.start
    low = max(sentence.start, text.rfind("；", sentence.start, end) + 1)
    found = None
    for match in words.clause.finditer(text, low, end):
        start, stop = match.span("what")
        opening = words.opens.match(text, start, stop)
        start = opening.end() if opening else start
        rest = text[stop:end]
        led = words.right.fullmatch(rest.lstrip("，,")) or (rest[0] in "，," and words.gives.search(rest))
        if led and len(rest) <= LONGEST and clausal(parties, words, start, stop):
            found = (start, stop)
    return found


def clausal(parties: Parties, words: HeadlessWords, start: int, stop: int) -> bool:
    """Tell whether the span says what somebody does or has, and speaks of nobody named."""
    said = parties.text[start:stop]
    if words.grade.fullmatch(said):
        return True
    if words.never.search(said) or any(m.start == start for m in parties.within(start, stop, *SUBJECTS)):
        return False
    verbs = (flag in ("v", "vn", "vi") for _, _, flag in words_in(parties.state, start, stop - 1))
    return words.verbal.search(said) is not None or any(verbs)


def kept(parties: Parties, words: HeadlessWords, frame: Frame, span: tuple[int, int]) -> bool:
    """Tell whether what was found gets the sum after all: it stands behind the clause or before it in the same breath, or the clause only says how large."""
    start, stop = span
    got = frame.parties.get("recipient", [])
    got = [m for m in got if (m.start, m.end) != span]
    if any(m.start >= stop or (m.end >= stop - 1 and words.becomes.search(parties.text[start : m.start])) for m in got):
        return True  # 首次认定为高新技术企业的: the class is named
    low = max(frame.clause.sentence.start, parties.text.rfind("；", frame.clause.sentence.start, start) + 1)
    low = max([low, *(m.outer_end for m in parties.state.money if low <= m.start < start)])
    if any(low <= m.start < start for m in got):
        return True
    return any(m.start < start for m in got) and words.size.fullmatch(parties.text, start, stop) is not None


def meant(parties: Parties, words: HeadlessWords, frame: Frame, span: tuple[int, int]) -> Mention:
    """Return the class that the clause describes: the one that it, or the sentence before it, begins with, else one of its own.

    A grade alone has the noun of classes of other grades before it; of a bare 企业 the clause says which are meant.
    """
    text, (start, stop) = parties.text, span
    if (other := of_grade(parties, frame, span)) is not None:
        return other
    if (subject := subject_of(parties, start, stop)) is not None:
        if subject.text not in parties.words.bare_classes:
            return subject
        return described(parties, (subject.start, subject.end), text[subject.end : stop] + subject.text)
    opening = next(words.clause.finditer(text, frame.clause.sentence.start, start), None)
    if opening is not None and (subject := subject_of(parties, *opening.span("what"))) is not None:
        return subject  # 特派员领办实体的，补5万元；共建基地的，补15万元
    return described(parties, span)


def of_grade(parties: Parties, frame: Frame, span: tuple[int, int]) -> Mention | None:
    """Return the class of the grade that is all that the span says, of the noun that a class of another grade before it has (国家级传承人…；省级的…)."""
    words = parties.state.lexicon.built("flows.headless", headless_words)
    text, (start, stop) = parties.text, span
    if words.grade.fullmatch(text, start, stop) is None:
        return None
    for other in reversed(parties.within(parties.state.paragraph_start(frame.clause.sentence), start, "Category")):
        if (grade := words.graded.match(other.text)) is not None and len(other.text) > grade.end():
            return described(parties, (start, stop - 1), text[start : stop - 1] + other.text[grade.end() :])
    return None


def subject_of(parties: Parties, start: int, stop: int) -> Mention | None:
    """Return the class that a clause begins with and says something of (企业 + 参加展会的)."""
    return next((m for m in parties.within(start, stop - 2, "Category") if m.start == start), None)
