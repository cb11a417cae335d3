"""Works and schemes that only the place where they stand tells: the scheme of a notice's headline, the item of a list, what a sum builds."""

import re
from dataclasses import dataclass

from extract.flows_base import PUBLIC, ids_of, others
from extract.flows_cues import SILENT
from extract.flows_frame import Frame
from extract.flows_parties import Parties
from extract.flows_promised import described
from extract.lexicon import Lexicon, patterns
from extract.model import Mention, State

SHORTEST = 4  # characters of the name of a work
PART = "part of works"
KNOWN = ("Institution", "Fund", "Zone", "Program", "Policy", "Place", "Person", "Category")
ITEMS = PUBLIC | {"loan", "bond", "investment", "credit_line"}
WORKS = ITEMS | {"other", "equity"}


@dataclass(frozen=True, slots=True)
class TitledWords:
    """The compiled part `titled` of `flow_roles.yaml`."""

    notice: re.Pattern[str]
    plain: re.Pattern[str]
    year: re.Pattern[str]
    item: re.Pattern[str]
    carried: re.Pattern[str]
    lead: re.Pattern[str]
    built: re.Pattern[str]
    behind: re.Pattern[str]
    before: re.Pattern[str]
    given: re.Pattern[str]
    parted: re.Pattern[str]
    among: re.Pattern[str]
    part: re.Pattern[str]
    never: re.Pattern[str]


def titled_words(lexicon: Lexicon) -> TitledWords:
    """Compile the words of a lexicon that stand around such names."""
    return TitledWords(**patterns(lexicon.table("flow_roles")["titled"]))


def titled(parties: Parties, frames: list[Frame]) -> None:
    """Let public money run through the scheme of the headline, and sums have the works that stand beside them."""
    words = parties.state.lexicon.built("flows.titled", titled_words)
    scheme = headline(parties, words)
    for frame in frames:
        if frame.kind != "flow" or not frame.money.text:
            continue
        if scheme is not None and frame.instrument in PUBLIC and frame.clause.sentence.start >= scheme.end:
            _through(frame, scheme)
        if frame.instrument in ITEMS:
            _of_item(parties, words, frame)
        if frame.rule == PART or (
            frame.instrument in WORKS and not frame.parties.get("recipient") and frame.status != "rule"
        ):
            frame.parties["recipient"] = _works(parties, words, frame)


def parts(state: State, frames: list[Frame]) -> None:
    """Let the sums of the parts that works are said to have be what is put into each (项目分三个部分：河道整治6亿元，…)."""
    words = state.lexicon.built("flows.titled", titled_words)
    for frame in frames:
        if frame.kind != "ignored" or frame.reason != SILENT:
            continue
        start, end = frame.clause.sentence.start, frame.money.outer_start
        if words.parted.search(state.folded, start, end) and words.part.search(state.folded, start, end):
            frame.kind, frame.reason, frame.rule = "flow", "", PART
            frame.instrument, frame.status = "investment", "planned"


def headline(parties: Parties, words: TitledWords) -> Mention | None:
    """Return the scheme that the article's first line gives notice of (关于…补助项目的公示), with its name as it is without the year."""
    first = next(iter(parties.state.sentences), None)
    match = words.notice.match(parties.text, first.start if first else 0)
    if match is None:
        return None
    start, end = match.span("name")
    if parties.within(end - 1, end + 1, "Fund", "Policy") or words.plain.fullmatch(match["name"]):
        return None
    known = [m for m in parties.within(start, end, "Program") if m.end == end]
    year = words.year.match(parties.text, start, end)
    whole = described(parties, (start, end), known[-1].name if known else "", "Program")
    if year is not None and year.end() > start:
        described(parties, (year.end(), end), whole.name, "Program")
    return whole


def _through(frame: Frame, scheme: Mention) -> None:
    own = frame.parties
    taken = ids_of([*own.get("provider", []), *own.get("recipient", [])])
    via = own.get("via", [])
    if any(m.type in {"Program", "Fund"} for m in via) or set(ids_of([scheme])) & set(taken):
        return
    own["via"] = [scheme, *(m for m in via if m.type != "Policy")]  # the rules of a scheme are not told beside it


def _of_item(parties: Parties, words: TitledWords, frame: Frame) -> None:
    """Add the work that the sum's item of a list begins with: what its carrier's money runs through, else who gets it."""
    text, at = parties.text, frame.money.outer_start
    low = max(text.rfind("\n", 0, at), 0)
    match = next(reversed(list(words.item.finditer(text, low, at))), None)
    carried = words.carried.search(text, match.end("name"), at) if match else None
    if match is None or carried is None:
        return
    work = _work(parties, words, match.span("name"))
    own = frame.parties
    if work is None or set(ids_of([work])) & set(ids_of(m for found in own.values() for m in found)):
        return
    gets = any(m.type == "Institution" and m.start >= match.start() for m in own.get("recipient", []))
    gets = gets and not carried["itself"]
    if gets and not any(m.type == "Program" and m.start > match.start() for m in own.get("via", [])):
        own["via"] = [*own.get("via", []), work]
    elif not gets:
        own["recipient"] = [work]


def _works(parties: Parties, words: TitledWords, frame: Frame) -> list[Mention]:
    """Return the work that the words beside the sum say is built or paid for with it."""
    text, money, sentence = parties.text, frame.money, frame.clause.sentence
    taken = ids_of([*frame.parties.get("provider", []), *frame.parties.get("via", [])])
    floor = max([sentence.start, *(m.outer_end for m in parties.state.money if m.outer_end <= money.start)])
    for match in (
        words.built.match(text, money.end, sentence.end),
        words.behind.match(text, money.end, sentence.end),
        words.given.search(text, floor, money.outer_start),
        words.before.search(text, floor, money.outer_start),
        words.part.search(text, floor, money.outer_start)
        if words.among.search(text, sentence.start, money.outer_start)
        else None,
    ):
        work = _work(parties, words, match.span("name")) if match else None
        if work is not None:
            return others([work], taken)
    return []


def _work(parties: Parties, words: TitledWords, span: tuple[int, int]) -> Mention | None:
    """Return the work that the span names, None where it names something else or nothing."""
    start, end = span
    lead = words.lead.match(parties.text, start, end)
    start = lead.end() if lead else start
    if end - start < SHORTEST or words.never.search(parties.text[start:end]):
        return None
    last = [m for m in parties.within(start, end, *KNOWN) if m.end == end]
    if last and (last[-1].type != "Program" or last[-1].start > start + 6):
        return None
    if last:
        return last[-1]
    first = next((m for m in parties.within(start, end, "Institution", "Policy", "Fund") if m.start == start), None)
    return None if first is not None else described(parties, (start, end), "", "Program")
