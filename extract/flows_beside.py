"""Money told without a figure beside a sum: a guarantee for a bond, interest paid on a loan, and the investors of a round."""

import re

from extract.flows_base import GOVERNMENTS, ids_of, invests, others
from extract.flows_frame import Frame, without_sum
from extract.flows_roles import RoleFinder
from extract.model import Clause, Mention, Money, State

POINTS = re.compile(r"贴息(?:[\d.]+个?(?:百分点|%)|[一二两三]个百分点)|按[^，。；]{0,8}[\d.]+%[^，。；]{0,4}贴息")
ROUND = re.compile(
    r"[A-F天种][A-Za-z]{0,3}[+＋\d]*(?:使|子)?轮(?:股权|战略)?(?:融资|投资)|[首新]轮(?:股权)?融资|战略融资|股权融资"
)
JOINS = re.compile(
    r"(?:参与|参加|领投|跟投|参投|独投|联合投资|独家投资|战略投资|加码|加注|押注|追投)(?:了|完成|投资|到)*"
)
GUARANTEED = {"bond", "loan", "credit_line"}
# behind what the central bank lends to lenders: whom they lend it on to
LENT_ON = re.compile(
    "[，,](?:这笔资金|资金|款项)?(?P<later>将|要|拟)?(?:全部|全数|主要|重点|专项|定向|专门|已)*(?:用于|用来|投向|投放给|投给|投入|发放给|贷给|转贷给|支持)(?:了)?(?:支持|扶持|发放给|投向|向)?(?:辖内|辖区|当地|名单内的)?"
)


def beside(state: State, priced: list[Frame], roles: RoleFinder) -> list[Frame]:
    """Return the frames of such money, each with payer and payee."""
    flows = [f for f in priced if f.kind == "flow" and not f.clause.sentence.heading]
    found: list[Frame] = []
    for flow in flows:
        if flow.instrument == "bond":
            found += _guarantees(roles, flow)
        if flow.instrument in GUARANTEED and flow.status != "rule":
            found += _interest(state, roles, flow)
        if flow.instrument == "relending" and flow.status != "rule":
            found += _lent_on(state, roles, flow)
    return found + _rounds(state, roles, flows)


def _made(
    clause: Clause, end: int, instrument: str, status: str, rule: str, given: list[Mention], got: list[Mention]
) -> Frame:
    frame = Frame(without_sum(end), clause)
    frame.instrument, frame.status, frame.rule = instrument, status, rule
    frame.parties = {"provider": given, "via": [], "recipient": others(got, ids_of(given))}
    return frame


def _guarantees(roles: RoleFinder, flow: Frame) -> list[Frame]:
    """Return the guarantee that the bond's sentence says somebody gives for it (由甲集团提供全额担保)."""
    parties, sentence = roles.parties, flow.clause.sentence
    for m in parties.within(sentence.start, sentence.end, "Institution"):
        issuers = flow.parties["recipient"]
        if m in issuers or not parties.words.guarantees_after.match(parties.text, m.end):
            continue
        got = others(issuers, ids_of([m]))
        clause = roles.state.clause_at(m.start)
        if got and clause is not None:
            return [_made(clause, m.end, "guarantee", flow.status, "guarantee beside a bond", parties.listed(m), got)]
    return []


def _interest(state: State, roles: RoleFinder, flow: Frame) -> list[Frame]:
    """Return the interest that a body pays on the loan of the same sentence, told in percent (财政部贴息1个百分点)."""
    sentence = flow.clause.sentence
    match = POINTS.search(state.folded, flow.money.end, sentence.end)
    clause = state.clause_at(match.start()) if match else None
    if match is None or clause is None or any(clause.start <= m.start < clause.end for m in state.money):
        return []
    payers = [m for m in roles.parties.within(clause.start, match.start(), "Institution") if m.kind in GOVERNMENTS]
    got = flow.parties["recipient"]
    if not payers or not got:
        return []
    return [_made(clause, match.end(), "interest_subsidy", "committed", "interest beside a loan", payers[-1:], got)]


def _lent_on(state: State, roles: RoleFinder, flow: Frame) -> list[Frame]:
    """Return what lenders lend on of the central bank's money, told without a figure (向甲银行发放再贷款2亿元，全部投向种粮大户)."""
    end = min([m.outer_start for m in state.money if m.start > flow.money.end], default=flow.clause.sentence.end)
    said = LENT_ON.search(state.folded, flow.money.end, min(end, flow.clause.sentence.end))
    lenders = [m for m in flow.parties["recipient"] if m.kind == "bank" or m.type == "Category"]
    clause = state.clause_at(said.end() - 1) if said else None
    if said is None or clause is None or not lenders:
        return []
    near = [m for m in roles.parties.within(said.end(), end, "Category", "Institution") if m.start - said.end() <= 1]
    if not near or roles.parties.gives(near[0]):
        return []
    status = "planned" if said["later"] else flow.status
    made = _made(clause, near[0].end, "loan", status, "lent on", lenders, roles.parties.listed(near[0]))
    made.parties["via"] = [m for m in flow.parties["via"] if m.type == "Program"]
    return [made] if made.parties["recipient"] else []


def _rounds(state: State, roles: RoleFinder, flows: list[Frame]) -> list[Frame]:
    """Return the rounds whose investors are named and whose sum is not (甲创投参与乙公司A轮融资)."""
    told = {i for f in flows if f.instrument == "equity" for i in ids_of(f.parties["recipient"])}
    sums = [m.start for m in state.money]
    found: list[Frame] = []
    for match in state.scan(ROUND):
        clause = state.clause_at(match.start())
        if clause is None or clause.sentence.heading:
            continue
        sentence = clause.sentence
        if any(sentence.start <= at < sentence.end for at in sums):
            continue
        named = roles.parties.within(sentence.start, match.start(), "Institution", "Fund")
        companies = [m for m in named if m.kind == "company" and 0 <= match.start() - m.end <= 6]
        joins = JOINS.search(state.folded, clause.start, match.start())
        if joins and companies and companies[-1].start >= joins.end():
            got = companies[-1:]
            given = [m for m in roles.parties.all if any(m.start == s.start for s in clause.subject)]
            given = [m for m in given if invests(m)]
        else:
            got = [
                m for m in roles.parties.all if any(m.start == s.start for s in clause.subject) and m.kind == "company"
            ]
            frame = Frame(Money(match.end(), match.end(), "", None), clause, instrument="equity")
            given = roles.investors(frame)
        fresh = got and not set(ids_of(got)) & told
        if given and fresh:
            told.update(ids_of(got))
            found.append(_made(clause, match.end(), "equity", "actual", "round without a sum", given, got[:1]))
    return found
