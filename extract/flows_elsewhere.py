"""Parties that another clause tells in a turn of its own: 放款的主要是甲银行, 省厅据此奖它100万元, 甲校收到三笔捐赠：乙公司的2000万元."""

import re
from dataclasses import dataclass

from extract.flows_base import PUBLIC, ids_of, others
from extract.flows_frame import Frame
from extract.flows_parties import Parties
from extract.lexicon import Lexicon, patterns
from extract.model import Mention

LENT = {"loan", "credit_line"}
PUT_IN = {"equity", "investment", "fund_size"}
PAYERS = ("Institution", "Fund", "Zone")
HANDS_OUT = {"bank", "central_government", "local_government", "party_body"}  # no pronoun goes back to them
CLOSE = 3  # characters between such words and who stands beside them


@dataclass(frozen=True, slots=True)
class Turns:
    """The compiled part `elsewhere` of `flow_roles.yaml`."""

    lenders: re.Pattern[str]
    investors: re.Pattern[str]
    pronoun: re.Pattern[str]
    raised: re.Pattern[str]
    gifts: re.Pattern[str]
    prize: re.Pattern[str]
    won: re.Pattern[str]
    deal: re.Pattern[str]
    slices: re.Pattern[str]


def turns(lexicon: Lexicon) -> Turns:
    """Compile the turns of phrase of a lexicon."""
    return Turns(**patterns(lexicon.table("flow_roles")["elsewhere"]))


def elsewhere(parties: Parties, frames: list[Frame]) -> None:
    """Give the sums the parties that such turns of phrase tell."""
    words = parties.state.lexicon.built("flows.elsewhere", turns)
    flows = [f for f in frames if f.kind == "flow" and f.money.text]
    for turn, instruments in ((words.lenders, LENT), (words.investors, PUT_IN)):
        for match in turn.finditer(parties.text):
            payers_told(parties, flows, match, instruments)
    for number, frame in enumerate(flows):
        limit_raised(parties, words, frame)
        given_to_it(parties, words, flows[: number + 1])
        for_deal(parties, words, flows[: number + 1])
        prized(parties, words, frame)
        gift_of(parties, words, frame)
        slice_of(parties, words, flows[: number + 1])


def payers_told(parties: Parties, flows: list[Frame], match: re.Match[str], instruments: set[str]) -> None:
    """Let the sum told last before such a clause, of nobody named, come from whom it names (金额9亿元，放款的主要是甲银行和乙银行)."""
    named = parties.within(match.end(), match.end() + 30, *PAYERS)
    sentence = parties.state.sentence_at(match.start())
    if not named or named[0].start - match.end() > CLOSE or sentence is None:
        return
    told = [f for f in flows if f.money.start < match.start() and f.instrument in instruments]
    if not told or told[-1].parties.get("provider") or told[-1].status == "rule":
        return
    apart = parties.state.number_of(sentence) - parties.state.number_of(told[-1].clause.sentence)
    if apart <= 1 and told[-1].clause.sentence.paragraph == sentence.paragraph:
        payers = parties.listed(named[0])
        told[-1].parties["recipient"] = others(told[-1].parties.get("recipient", []), ids_of(payers))
        told[-1].parties["provider"] = payers


def limit_raised(parties: Parties, words: Turns, frame: Frame) -> None:
    """Let who raises the credit of another give it, and the other get it (甲基金把乙公司的授信规模提到3亿元)."""
    match = words.raised.search(parties.text, frame.clause.start, frame.money.outer_start)
    if match is None or frame.instrument not in LENT | {"guarantee"}:
        return
    gives = parties.within(frame.clause.start, match.start(), *PAYERS)
    gets = [
        m for m in parties.within(match.start(), match.end(), "Institution", "Category") if m.end <= match.end("who")
    ]
    if gives and gets:
        frame.parties["provider"], frame.parties["recipient"] = parties.listed(gives[-1]), parties.listed(gets[0])


def subject_before(parties: Parties, frame: Frame) -> list[Mention]:
    """Return the body that acts in the clauses before the sum's, nearest first: its sentence's, else those of the sentence before."""
    sentence = frame.clause.sentence
    number = parties.state.number_of(sentence)
    before = parties.state.sentences[number - 1] if number else None
    clauses = sentence.clauses[: frame.clause.index][::-1]
    if before is not None and before.paragraph == sentence.paragraph and not before.heading:
        clauses = [*clauses, *before.clauses[::-1]]
    paid = ids_of(frame.parties.get("provider", []))
    for clause in clauses:
        acting = others([m for m in parties.those_at(clause.subject) if m.type == "Institution"], paid)
        acting = [m for m in acting if m.kind not in HANDS_OUT]
        if acting:
            return acting
    return []


def given_to_it(parties: Parties, words: Turns, flows: list[Frame]) -> None:
    """Let a pronoun behind a verb of giving be who acted before; what goes on about it goes to the same (省厅据此奖它100万元，市里也给了50万元)."""
    frame = flows[-1]
    if words.pronoun.search(parties.text, frame.clause.start, frame.money.outer_start) is None:
        return
    meant = subject_before(parties, frame)
    if meant:
        frame.parties["recipient"] = meant


def for_deal(parties: Parties, words: Turns, flows: list[Frame]) -> None:
    """Let a loan for a deal that the sentence told go to who bought (甲公司买下乙厂，丙银行为这笔收购放了3亿元)."""
    frame = flows[-1]
    if frame.instrument not in LENT or not words.deal.search(parties.text, frame.clause.start, frame.money.start):
        return
    deals = [f for f in flows[:-1] if f.instrument == "equity" and f.clause.sentence is frame.clause.sentence]
    if deals and deals[-1].parties.get("provider"):
        bought = others(deals[-1].parties["provider"], ids_of(frame.parties.get("provider", [])))
        frame.parties["recipient"] = bought or frame.parties.get("recipient", [])


def prized(parties: Parties, words: Turns, frame: Frame) -> None:
    """Let the money of a prize go to who won it in the clause before (甲公司捧回质量奖，奖金100万元由省财政支付)."""
    if not words.prize.search(parties.text, frame.clause.start, frame.money.outer_start) or not frame.clause.index:
        return
    before = frame.clause.sentence.clauses[frame.clause.index - 1]
    if words.won.search(parties.text, before.start, before.end) is None:
        return
    winners = [m for m in parties.those_at(before.subject) if m.type == "Institution" and not parties.gives(m)]
    if winners and not frame.parties.get("recipient"):
        frame.parties["recipient"] = winners
        frame.parties["provider"] = others(frame.parties.get("provider", []), ids_of(winners))


def gift_of(parties: Parties, words: Turns, frame: Frame) -> None:
    """Let each sum of a list of gifts come from whose it is, to whom the list is told of (甲校收到三笔捐赠：乙公司的2000万元；丙公司的500万元)."""
    sentence = frame.clause.sentence
    lead = words.gifts.search(parties.text, sentence.start, frame.money.start)
    if lead is None:
        return
    gets = parties.within(sentence.start, lead.start(), "Institution", "Zone", "Place")
    owner = next(
        (
            m
            for m in parties.within(lead.end(), frame.money.start)
            if parties.text[m.end : frame.money.outer_start] == "的"
        ),
        None,
    )
    if not gets:
        return
    item = max((parties.text.rfind(mark, lead.end() - 1, frame.money.start) for mark in "；：、"), default=-1)
    if owner is not None and owner.start > item:
        frame.parties["provider"], frame.parties["recipient"] = [owner], [gets[-1]]
    elif parties.text[frame.money.outer_start - 1] == "的":
        frame.parties["provider"], frame.parties["recipient"] = [], [gets[-1]]  # of somebody who is no party


def slice_of(parties: Parties, words: Turns, flows: list[Frame]) -> None:
    """Let what some are said to get of a sum told just before come from who pays that (参股子基金，认缴7亿元。其中，甲基金分得2亿元)."""
    frame = flows[-1]
    verb = frame.verb
    if (
        verb is None
        or verb.meaning.role != "get"
        or frame.parties.get("provider")
        or not frame.parties.get("recipient")
    ):
        return
    sentence = frame.clause.sentence
    for total in flows[-2::-1]:
        apart = parties.state.number_of(sentence) - parties.state.number_of(total.clause.sentence)
        if apart > 1 or total.clause.sentence.paragraph != sentence.paragraph or total.status == "rule":
            return
        alike = total.instrument == frame.instrument or {total.instrument, frame.instrument} <= PUBLIC | {"other"}
        told = words.slices.search(parties.text, total.money.end, frame.money.start)
        if (
            told
            and alike
            and total.parties.get("provider")
            and (total.verb is None or total.verb.meaning.role != "lever")
        ):
            own = others(total.parties["provider"], ids_of(frame.parties["recipient"]))
            frame.parties["provider"] = own
            frame.parties["via"] = frame.parties.get("via") or others(total.parties.get("via", []), ids_of(own))
            return
