"""Shares bought without a figure, told by who becomes a shareholder (甲基金成为乙公司新股东; 乙公司…，新增甲基金为股东)."""

import re

from extract.flows_base import STAKES, ids_of, invests, joined_by, others
from extract.flows_frame import Frame, without_sum
from extract.flows_parties import Parties
from extract.model import Clause, Mention, State

BECOMES = re.compile(
    "(?:成为|成了|当上|坐上|跻身|位列)(?:了)?(?P<firm>[^，。；：]{2,24}?)的?(?:新(?:增|晋)?|第[一二三四五六七八九十]大|重要|战略|控股|机构|唯一的?|外部|间接)*股东"
)
ADDS = re.compile(
    "(?:新增|引入)了?(?P<holders>[^。；：]{2,60}?)(?:等)?(?:\\d+[家名位个])?(?:为|作为|成为)?(?:新|机构|战略)?股东"
)

JOINED = re.compile("(?:成为|作为|跻身)(?:了)?(?:公司|其)?(?:的)?(?:新(?:增|晋)?|战略|机构)股东(?!的)")
LISTS = re.compile(
    "(?:股东|出资人|出资方|投资人|LP|(?<!事务)(?<!普通)合伙人)(?:中)?(?:除了?[^，。；]{2,20}，)?(?:[^，。；：]{0,4}(?:分别|依次|主要|还|共))*(?:为|是|有|包括|包含|涵盖)(?:了)?(?=(?P<holders>[^。；：]{2,120}))"
)
FOLLOWED = {"media", "central_government", "local_government"}  # named before a list without being what is held
NAMED = 60  # characters behind such words within which the first of the list is named


def holders(state: State, priced: list[Frame], parties: Parties) -> list[Frame]:
    """Return a frame for each company whose new shareholders are named and that no flow says they bought into."""
    bought = joined_by(priced, STAKES)
    found: list[Frame] = []
    for match in state.scan(BECOMES):
        clause = state.clause_at(match.start())
        firms = [m for m in parties.within(*match.span("firm"), "Institution") if m.kind == "company"]
        if clause is None or clause.sentence.heading or not firms:
            continue
        given = [m for m in parties.those_at(clause.agents or clause.subject) if invests(m)]
        found += _made(clause, match.end(), given, firms[-1:], bought)
    for match in state.scan(ADDS):
        clause = state.clause_at(match.start())
        if clause is None or clause.sentence.heading:
            continue
        given = [
            m for m in parties.within(*match.span("holders"), "Institution", "Fund") if m.kind != "local_government"
        ]
        owners = [m for m in parties.within(clause.sentence.start, match.start(), "Institution") if m.kind == "company"]
        found += _made(clause, match.end(), given, others(owners, ids_of(given))[:1], bought)
    for match in state.scan(JOINED):
        clause = state.clause_at(match.start())
        if clause is None or clause.sentence.heading:
            continue
        given = [m for m in parties.those_at(clause.agents or clause.subject) if invests(m)]
        before = parties.within(clause.sentence.start, clause.start, "Institution")
        owners = others([m for m in before if m.kind == "company"], ids_of(given))
        found += _made(clause, match.end(), given, owners[:1], bought)
    return found + _partners(state, parties, bought, priced)


def _partners(state: State, parties: Parties, paid: set[tuple[str, str]], priced: list[Frame]) -> list[Frame]:
    """Return the frames of the partners of a fund that a list of its holders names (前三大股东分别为甲部、乙公司和丙基金).

    Where the sentence has told its size they are who pays that (认缴规模100亿元，出资人为甲局).
    """
    found: list[Frame] = []
    for match in state.scan(LISTS):
        clause = state.clause_at(match.start())
        if clause is None or clause.sentence.heading:
            continue
        start = state.from_before(clause.sentence)
        funds = [m for m in parties.within(start, match.start(), "Fund", "Institution") if m.kind not in FOLLOWED]
        named = parties.within(match.end(), min(match.end() + NAMED, clause.sentence.end), "Institution", "Fund")
        if not funds or not named or funds[-1].type != "Fund" or named[0].start - match.end() > 2:
            continue
        size = [f for f in priced if f.instrument == "fund_size" and f.clause.sentence is clause.sentence]
        size = [f for f in size if ids_of(f.parties.get("recipient", [])) == ids_of(funds[-1:])]
        if size and size[-1].money.start < match.start() and not size[-1].parties.get("provider"):
            size[-1].parties["provider"] = others(parties.listed(named[0]), ids_of(funds[-1:]))
            continue
        for frame in _made(clause, match.end(), parties.listed(named[0]), funds[-1:], paid):
            frame.instrument, frame.rule = "investment", "partners of a fund"
            found.append(frame)
    return found


def _made(
    clause: Clause, end: int, given: list[Mention], got: list[Mention], bought: set[tuple[str, str]]
) -> list[Frame]:
    """Return the frame of such shares, none where a party is missing or a flow tells of them."""
    pairs = {(i, j) for i in ids_of(given) for j in ids_of(got)}
    got = others(got, ids_of(given))
    if not given or not got or pairs & bought:
        return []
    bought |= pairs
    frame = Frame(without_sum(end), clause)
    frame.instrument, frame.status, frame.rule = "equity", "actual", "becomes a shareholder"
    frame.parties = {"provider": given, "via": [], "recipient": got}
    return [frame]
