"""Rates that no verb hands out: a class, what each of it gets, and words before that say what such sums are (救助标准：低保对象每人每月720元)."""

import re
from dataclasses import dataclass

from extract.flows_base import ids_of, others
from extract.flows_cues import SILENT
from extract.flows_frame import Frame
from extract.flows_headless import of_grade
from extract.flows_parties import Parties
from extract.flows_promised import described
from extract.lexicon import Lexicon, patterns
from extract.model import Mention, State
from extract.names_words import words_in

RULE = "rate of a class"
EARLIER = 2  # sentences before the sum's whose words say what such sums are
SHORT = 40  # characters of a sentence of another paragraph that may say so: a heading, a question


@dataclass(frozen=True, slots=True)
class RatedWords:
    """The compiled part `rated` of `flow_cues.yaml`."""

    phrase: re.Pattern[str]
    next: re.Pattern[str]
    each: re.Pattern[str]
    never: re.Pattern[str]
    context: re.Pattern[str]
    paid: re.Pattern[str]
    rises: re.Pattern[str]
    says: re.Pattern[str]


def rated_words(lexicon: Lexicon) -> RatedWords:
    """Compile the words of a lexicon that stand around such rates."""
    return RatedWords(**patterns(lexicon.table("flow_cues")["rated"]))


def rated(state: State, frames: list[Frame]) -> None:
    """Let such sums be flows of the sort that the words before them tell."""
    words = state.lexicon.built("flows.rated", rated_words)
    last: Frame | None = None
    for frame in frames:
        silent = frame.kind == "ignored" and frame.reason == SILENT and not frame.clause.sentence.heading
        if not silent or not (phrase(state, words, frame, _goes_on(last, frame)) or raised(state, words, frame, last)):
            last = frame if frame.kind == "flow" else last
            continue
        goes_on = _goes_on(last, frame)
        instrument = last.instrument if goes_on and last else told(state, words, frame)
        if instrument:
            frame.kind, frame.reason, frame.rule = "flow", "", RULE
            frame.instrument, frame.status = instrument, "rule"
            last = frame


def _goes_on(last: Frame | None, frame: Frame) -> bool:
    """Tell whether the sum stands behind another such rate in its sentence."""
    return last is not None and last.rule == RULE and last.clause.sentence is frame.clause.sentence


def raised(state: State, words: RatedWords, frame: Frame, last: Frame | None) -> bool:
    """Tell whether the sum is what the rate before it is raised to (由2000元提到3000元)."""
    between = last is not None and words.rises.fullmatch(state.folded, last.money.outer_end, frame.money.start)
    return _goes_on(last, frame) and bool(between)


def phrase(state: State, words: RatedWords, frame: Frame, goes_on: bool) -> tuple[int, int] | None:
    """Return the span of the class that the sum is a rate of, all that its part of the sentence says before it; None where there is none.

    A sum that goes on behind another rate need not say that it is one.
    """
    text, sentence, money = state.folded, frame.clause.sentence, frame.money
    low = max([sentence.start, *(m.outer_end for m in state.money if sentence.start <= m.start < money.start)])
    lead = text[low : money.start]
    match = (words.next if goes_on else words.phrase).search(lead)  # 研究生不超过2.5万元
    if match is None or words.never.search(lead):
        return None
    if not goes_on and not (money.per in {"recipient", "year", "month"} and words.each.search(lead)):
        return None
    start, end = low + match.start("what"), low + match.end("what")
    inner = {"Category", "Place", "Program"}  # 城市低保 + 对象
    named = [m for m in state.mentions_in(start, end) if m.type not in inner or (m.type == "Program" and m.end == end)]
    verb = words_in(state, start, end)[-1][2] == "v"
    classes = [m for m in state.mentions_in(start, end, "Category") if m.end == end]
    return None if named or (verb and not classes) else (start, end)


def told(state: State, words: RatedWords, frame: Frame) -> str:
    """Return the instrument that the nearest words before the sum tell, or those behind it up to the end of its sentence, if any."""
    text, sentence = state.folded, frame.clause.sentence
    number = state.number_of(sentence)
    spans = [(sentence.start, frame.money.start)]
    for earlier in state.sentences[max(0, number - EARLIER) : number][::-1]:
        if earlier.paragraph == sentence.paragraph or earlier.heading or earlier.end - earlier.start <= SHORT:
            spans.append((earlier.start, earlier.end))
    for start, end in spans:
        found = list(words.context.finditer(text, start, end))
        if found:
            return found[-1].lastgroup or ""
    return "subsidy" if words.paid.match(text, frame.money.end, sentence.end) else ""


def rates(parties: Parties, frames: list[Frame]) -> None:
    """Let such a rate, and the next ones of its sentence, go to the class that each is of."""
    state = parties.state
    words = state.lexicon.built("flows.rated", rated_words)
    last: Frame | None = None
    for frame in frames:
        own = frame.rule == RULE
        if frame.kind != "flow" or not (own or (frame.status == "rule" and frame.money.text)):
            continue
        if own and last is not None and raised(state, words, frame, last):
            frame.parties["recipient"] = list(last.parties["recipient"])
        goes_on = last is not None and last.clause.sentence is frame.clause.sentence
        span = phrase(state, words, frame, goes_on)
        stale = span is not None and all(m.end <= span[0] for m in frame.parties.get("recipient", []))
        if span is not None and (own or stale):
            got = of_grade(parties, frame, span) or meant(parties, span)
            if not set(ids_of([got])) & set(ids_of(frame.parties.get("provider", []))):
                frame.parties["recipient"] = [got]
        if own:
            frame.parties["provider"] = frame.parties.get("provider") or payers(parties, words, frame)
        last = frame if own or span is not None else last


def payers(parties: Parties, words: RatedWords, frame: Frame) -> list[Mention]:
    """Return who the words right behind the sum say pays it (每人每年2万元，由甲部发)."""
    paid = words.paid.match(parties.text, frame.money.end, frame.clause.sentence.end)
    named = parties.within(frame.money.end, paid.end(), "Institution", "Fund") if paid else []
    return others(named[:1], ids_of(frame.parties.get("recipient", [])))


def meant(parties: Parties, span: tuple[int, int]) -> Mention:
    """Return the class of the span, the known one where it fills most of that."""
    known = [m for m in parties.within(*span, "Category") if m.end == span[1]]
    if known and 2 * (known[-1].end - known[-1].start) >= span[1] - span[0]:
        return known[-1]
    words = parties.state.lexicon.built("flows.rated", rated_words)
    if known and words.says.search(parties.text, span[0], known[-1].start):
        return known[-1]  # 甲省规定 + 小学
    return described(parties, span)
