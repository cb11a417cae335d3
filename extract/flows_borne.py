"""Losses of loans that others bear shares of: 由甲基金承担70%, 市财政、甲担保公司和银行按4:4:2的比例分担."""

import re
from dataclasses import dataclass

from extract.flows_backed import lends
from extract.flows_base import GOVERNMENTS, ids_of, others, without_sums
from extract.flows_frame import Frame, without_sum
from extract.flows_parties import Parties
from extract.lexicon import Lexicon, any_of
from extract.model import Clause, Mention, State

TOLD = 80  # characters around a share in which the risk is named
BODIES = ("Institution", "Fund", "Category", "Place", "Zone")


@dataclass(frozen=True, slots=True)
class BorneWords:
    """The compiled part `borne` of `flow_cues.yaml`."""

    bears: re.Pattern[str]
    risks: re.Pattern[str]


def borne_words(lexicon: Lexicon) -> BorneWords:
    """Compile the words of a lexicon that tell of losses that are shared."""
    table = lexicon.table("flow_cues")
    data = table["borne"]
    share, verbs = "|".join(table["shares"]["share"]), any_of(data["verbs"])
    return BorneWords(
        bears=re.compile(
            rf"(?:各自?|再|则|也|分别)?(?:{verbs})[^，。；\d]{{0,6}}?(?:{share})|{data['ratio']}(?:{verbs})"
        ),
        risks=re.compile(any_of(data["risks"])),
    )


def borne(state: State, parties: Parties, priced: list[Frame]) -> list[Frame]:
    """Return a frame for each clause that says who bears shares of the losses that lenders make."""
    words = state.lexicon.built("flows.borne", borne_words)
    told = {id(f.clause.sentence) for f in priced if f.instrument in {"compensation", "guarantee"}}
    kept: dict[int, Frame] = {}
    for match, clause in without_sums(state, state.scan(words.bears), 4, 12):
        frame = None if id(clause.sentence) in told else _frame(state, words, match, clause, parties)
        if frame is None:
            continue
        first = kept.setdefault(id(clause), frame)  # each rate is a flow of its own
        own = first.parties["provider"]
        own += others(frame.parties["provider"], ids_of(own))
    return list(kept.values())


def _frame(state: State, words: BorneWords, match: re.Match[str], clause: Clause, parties: Parties) -> Frame | None:
    near = [m for m in parties.within(clause.start, match.start(), *BODIES) if match.start() - m.end <= 2]
    low, high = max(clause.sentence.start, match.start() - TOLD), min(clause.sentence.end, match.end() + TOLD)
    if not near or not words.risks.search(state.folded, low, high):
        return None
    payers = [m for m in parties.listed(near[-1]) if _bears(m)]
    start = state.from_before(clause.sentence)
    lenders = [m for m in parties.within(start, clause.sentence.end, "Institution", "Category") if lends(m)]
    got = others(lenders, ids_of(payers))[:1]
    if not payers or not got:
        return None
    at = match.end()
    frame = Frame(without_sum(at), clause)
    frame.instrument, frame.status, frame.rule = "compensation", "rule", "share of a loss"
    via = [m for m in parties.within(start, clause.sentence.end, "Program") if m.kind == "product"]
    frame.parties = {"provider": payers, "via": via[-1:], "recipient": got}
    return frame


def _bears(mention: Mention) -> bool:
    """Tell whether the mention bears losses of others: public money, a fund, a guarantor or an insurer."""
    if mention.type in {"Fund", "Place"}:
        return True
    return mention.kind in GOVERNMENTS or mention.kind == "financial"
