"""Guarantees without a sum: who backs a loan or a bond, and whose (由甲担保公司提供全额担保, 在甲担保公司担保下, 乙公司作保)."""

import re
from dataclasses import dataclass

from extract.flows_base import ids_of, others, without_sums
from extract.flows_frame import Frame, without_sum
from extract.flows_parties import Parties
from extract.lexicon import Lexicon
from extract.model import Clause, Mention, State

BACKED = {"loan", "credit_line", "bond", "relending"}  # what is guaranteed
BY = re.compile("(?:由|在|经|获|获得|得到|取得)(?:了)?$")
BETWEEN = 3  # characters between a guarantor and the words of backing
SERVING = re.compile("[为对给](?:其|该[^，。；]{1,6}|[^，。；]{2,30}?)?$")


@dataclass(frozen=True, slots=True)
class Guaranteed:
    """The compiled part `guaranteed` of `flow_cues.yaml`."""

    backs: re.Pattern[str]
    moot: re.Pattern[str]
    planned: re.Pattern[str]


def guaranteed_words(lexicon: Lexicon) -> Guaranteed:
    """Compile the words of a lexicon that tell of guarantees."""
    data = lexicon.table("flow_cues")["guaranteed"]
    return Guaranteed(*(re.compile(data[key]) for key in ("backs", "moot", "planned")))


def guaranteed(state: State, parties: Parties, frames: list[Frame]) -> list[Frame]:
    """Return a frame for each guarantor that no flow of the sentence names as one.

    Those that do, and say nobody who is backed, are given the borrower told beside them; no guarantor lends what it backs.
    """
    words = state.lexicon.built("flows.guaranteed", guaranteed_words)
    found: list[Frame] = []
    for match, clause in without_sums(state, state.scan(words.backs), 8, 6):
        if words.moot.search(state.folded, clause.start, clause.end):
            continue
        beside = [f for f in frames if f.kind == "flow" and f.clause.sentence is clause.sentence]
        told = [f for f in beside if f.instrument == "guarantee"]
        backers = _backers(parties, match, clause)
        lent = [f for f in beside if f.instrument in BACKED]
        if not told and any(_of_nobody(f) for f in lent):
            continue  # 经甲公司担保从银行贷款60万元: of an unnamed bank, the guarantor is all that is known of its way
        if backers:
            _lends_not(lent, clause, ids_of(backers))
        if not told and backers:
            told = [_frame(state, words, match, clause, parties, backers)]
            found += told
        for frame in told:
            if not frame.money.text and not frame.parties.get("recipient"):
                _backed(parties, frame, frames)
    return [f for f in found if f.parties["recipient"] or f.parties["via"]]


def _of_nobody(frame: Frame) -> bool:
    """Tell whether no lender of a loan is named."""
    return frame.instrument != "bond" and all(m.type == "Category" for m in frame.parties.get("provider", []))


def _backers(parties: Parties, match: re.Match[str], clause: Clause) -> list[Mention]:
    """Return the list of bodies right before the words of backing, with whom they back between them (甲公司为乙公司提供担保)."""
    text, at = parties.text, match.start()
    led = SERVING.search(text, clause.start, at)
    at = led.start() if led else at
    near = [m for m in parties.within(clause.start, at, "Institution", "Fund") if 0 <= at - m.end <= BETWEEN]
    if not near:
        return []
    listed = [m for m in parties.listed(near[-1]) if m.kind not in {"central_government", "media"}]
    first = min((m.start for m in listed), default=at)
    alone = first - clause.start <= 2 or BY.search(text, clause.start, first) is not None
    return listed if alone else []


def _frame(
    state: State, words: Guaranteed, match: re.Match[str], clause: Clause, parties: Parties, backers: list[Mention]
) -> Frame:
    frame = Frame(without_sum(match.end()), clause)
    coming = words.planned.search(state.folded, clause.start, match.start())
    frame.instrument, frame.status, frame.rule = "guarantee", "planned" if coming else "actual", "backs without a sum"
    led = SERVING.search(state.folded, clause.start, match.start())
    served = parties.within(led.start(), match.start()) if led else []
    got = [m for m in served if m.kind == "company" or m.type == "Category"]
    frame.parties = {"provider": backers, "via": [], "recipient": others(got[-1:], ids_of(backers))}
    return frame


def _lends_not(lent: list[Frame], clause: Clause, backers: list[str]) -> None:
    """Take guarantors out of the loans and bonds of their sentence, as payers where these are told in other clauses."""
    for frame in lent:
        for role in ("provider", "via"):
            kept = others(frame.parties.get(role, []), backers)
            if role == "via" or kept or frame.clause is not clause:
                frame.parties[role] = kept


def _backed(parties: Parties, frame: Frame, frames: list[Frame]) -> None:
    """Let a guarantee be of the loan or bond told in its sentence, else of the one before it in its paragraph; else of the product."""
    sentence, taken = frame.clause.sentence, ids_of(frame.parties["provider"])
    lent = [f for f in frames if f.kind == "flow" and f.instrument in BACKED and f.parties.get("recipient")]
    beside = [f for f in lent if f.clause.sentence is sentence]
    before = [
        f for f in lent if f.money.start < frame.money.start and f.clause.sentence.paragraph == sentence.paragraph
    ]
    near = beside[-1:] or before[-1:]
    if near:
        frame.parties["recipient"] = others(near[0].parties["recipient"], taken)
    if not frame.parties.get("via"):
        products = parties.within(sentence.start, frame.money.start, "Program")
        frame.parties["via"] = [m for m in products if m.kind == "product"][-1:]
