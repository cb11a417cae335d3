"""Who puts money into a fund, told without a sum: by joining in (甲、乙参与出资), by signing (与丙基金签署出资协议), by a share (出资比例20%)."""

import re
from dataclasses import dataclass

from extract.flows_base import STAKES, ids_of, joined_by, others
from extract.flows_frame import Frame, without_sum
from extract.flows_parties import Parties
from extract.lexicon import Lexicon, patterns
from extract.model import Clause, Mention, State

PAYERS = ("Institution", "Fund", "Zone")
GAP = 2  # characters between a name and the word that belongs to it


@dataclass(frozen=True, slots=True)
class PartnerWords:
    """The compiled part `partners` of `flow_cues.yaml`."""

    joins: re.Pattern[str]
    into: re.Pattern[str]
    signs: re.Pattern[str]
    share: re.Pattern[str]
    planned: re.Pattern[str]
    rounds: re.Pattern[str]
    manages: re.Pattern[str]


def partner_words(lexicon: Lexicon) -> PartnerWords:
    """Compile the words of a lexicon that tell who a fund's partners are."""
    return PartnerWords(**patterns(lexicon.table("flow_cues")["partners"]))


def partners(state: State, priced: list[Frame], parties: Parties) -> list[Frame]:
    """Return a frame for those whom the text says put money into a fund and whom no flow of it names as payers."""
    words = state.lexicon.built("flows.partners", partner_words)
    paid = joined_by(priced, STAKES | {"fund_size"})
    found: list[Frame] = []
    for pattern, shape in ((words.into, _into), (words.joins, _joins), (words.share, _share), (words.signs, _signs)):
        for match in state.scan(pattern):
            clause = state.clause_at(match.start())
            if clause is None or clause.sentence.heading or _summed(state, clause, match.end()):
                continue
            payers, funds = shape(words, parties, match, clause)
            got = others(funds, ids_of(payers))
            pairs = {(i, j) for i in ids_of(payers) for j in ids_of(got)}
            if not pairs or pairs & paid:
                continue
            paid |= pairs
            frame = Frame(without_sum(match.end()), clause)
            frame.instrument, frame.rule = "investment", "partners of a fund"
            planned = words.planned.search(state.folded, clause.start, match.end())
            frame.status = "planned" if planned else "committed"
            frame.parties = {"provider": payers, "via": [], "recipient": got}
            found.append(frame)
    return found


def _summed(state: State, clause: Clause, end: int) -> bool:
    """Tell whether a sum stands in the clause or opens the next one: it says what is paid."""
    return any(clause.start <= m.start < max(clause.end, end) + 6 for m in state.money)


def _before(parties: Parties, clause: Clause, at: int) -> list[Mention]:
    """Return the list of bodies and funds that ends right before the offset, at most a word of sort between."""
    near = [m for m in parties.within(clause.start, at, *PAYERS) if at - m.end <= GAP]
    return parties.listed(near[-1]) if near else []


def _fund_before(words: PartnerWords, parties: Parties, clause: Clause, at: int) -> list[Mention]:
    """Return the fund that the sentence, or else the one before it in the paragraph, named last before the offset.

    None where the sentence tells of a round of finance, or a firm was named behind the fund.
    """
    state, sentence = parties.state, clause.sentence
    if words.rounds.search(parties.text, sentence.start, sentence.end):
        return []
    for start in (sentence.start, state.from_before(sentence)):
        named = parties.within(start, at, "Fund")
        if named:
            return named[-1:]
    return []


def _joins(
    words: PartnerWords, parties: Parties, match: re.Match[str], clause: Clause
) -> tuple[list[Mention], list[Mention]]:
    payers = _before(parties, clause, match.start())
    if not payers:
        return [], []
    return payers, _fund_before(words, parties, clause, payers[0].start)


def _into(
    words: PartnerWords, parties: Parties, match: re.Match[str], clause: Clause
) -> tuple[list[Mention], list[Mention]]:
    """Read the fund right behind a verb of paying in, whose subject stands right before it."""
    fund = parties.at(match.end())
    payers = _before(parties, clause, match.start()) or [
        m for m in parties.those_at(clause.subject) if m.end <= match.start()
    ]
    return (payers, [fund]) if fund is not None and fund.type == "Fund" else ([], [])


def _share(
    words: PartnerWords, parties: Parties, match: re.Match[str], clause: Clause
) -> tuple[list[Mention], list[Mention]]:
    payers = _before(parties, clause, match.start())
    if not payers:
        return [], []
    sentence = clause.sentence
    firms = [m for m in parties.within(sentence.start, payers[0].start, "Institution") if m.kind == "company"]
    funds = _fund_before(words, parties, clause, payers[0].start)
    told = funds and funds[0].start >= sentence.start and not [m for m in firms if m.start > funds[0].end]
    return (payers, funds) if told else ([], [])


def _signs(
    words: PartnerWords, parties: Parties, match: re.Match[str], clause: Clause
) -> tuple[list[Mention], list[Mention]]:
    """Read the two sides of an agreement on paying in: the fund of one side is paid into by the other."""
    if words.manages.search(parties.text, clause.start, match.start()):
        return [], []
    behind = parties.within(match.end(), clause.end, *PAYERS)
    behind = parties.listed(behind[0]) if behind and behind[0].start - match.end() <= GAP else []
    left = [m for m in _before(parties, clause, match.start()) if m.end <= match.start()]
    right = [m for m in behind if m.start >= match.end()]  # the word between the sides joins lists, too
    if not left or not right:
        return [], []
    vessels = [side for side in (left, right) if all(m.type == "Fund" for m in side)]
    if len(vessels) == 1:
        return (right, left) if vessels[0] is left else (left, right)
    if vessels:
        return left, right
    return right, _fund_before(words, parties, clause, match.start())
