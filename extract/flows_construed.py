"""Money told without a figure by a turn of phrase that shows who stands where: 把股权卖给甲公司, 领投的是乙基金, 由丙集团投资建设."""

import re

from extract.flows_backed import Backing
from extract.flows_base import PAYING, PUBLIC, STAKES, ids_of, joined_by, others, without_sums
from extract.flows_frame import Frame, without_sum
from extract.flows_parties import Parties
from extract.flows_plain import plain
from extract.flows_standing import Standing
from extract.flows_turns import SUM_NEAR, Turn, turn_of
from extract.lexicon import Lexicon
from extract.model import Mention, State

COMING = re.compile("拟|将(?!所|其|手|持)|计划|打算|准备|意向|挂牌|备忘录|希望|争取")
DONE = re.compile("了|已|累计|去年|今年|完毕|到位|日前|上月|上周|过(?=[，。])")
HYPOTHETICAL = re.compile(
    "如果|如需|倘|无偿(?!资助|援助|提供)|不得|可以|可由|鼓励|希望|要求|建议|呼吁|必须|是否|终止|取消|撤回"
)


def turns(lexicon: Lexicon) -> tuple[Turn, ...]:
    """Compile the turns of phrase of a lexicon, those of plain verbs behind those that say more."""
    table = lexicon.table("flow_cues")
    return (*map(turn_of, table["construed"]), *plain(table["plain"]))


def construed(state: State, parties: Parties, priced: list[Frame]) -> list[Frame]:
    """Return a frame for each such turn of phrase with payer and payee, none where a flow of the sentence joins the two."""
    found: list[Frame] = []
    backing = Backing(state, parties)
    flows = [f for f in priced if f.kind == "flow"]
    told = {(id(f.clause.sentence), kind_of(f), i) for f in flows for i in ids_of(f.parties.get("provider", []))}
    kinds = {(id(f.clause.sentence), kind_of(f)) for f in flows}
    joined = joined_by(flows)
    raised = {(f.instrument, j) for f in flows for j in ids_of(f.parties.get("recipient", []))}
    for turn in state.lexicon.built("flows.construed", turns):
        for match, clause in without_sums(state, state.scan(turn.words), turn.near, min(SUM_NEAR, turn.near)):
            ahead = range(match.start() - SUM_NEAR, match.start())
            if turn.idle is not None and any(m.start in ahead for m in state.money):
                continue  # 账上多了300万元，是甲银行贷的
            frame = _frame(state, turn, Standing(parties, flows, match, clause), backing)
            if frame is None:
                continue
            payers, got = ids_of(frame.parties["provider"]), ids_of(frame.parties["recipient"])
            if not payers and any((frame.instrument, j) in raised for j in got):
                continue
            if any((id(clause.sentence), kind_of(frame), i) in told for i in payers):
                continue
            if turn.idle is not None and (id(clause.sentence), kind_of(frame)) in kinds:
                continue
            if any((i, j) in joined for i in payers for j in got):
                continue
            joined.update((i, j) for i in payers for j in got)
            raised.update((frame.instrument, j) for j in got)
            kinds.add((id(clause.sentence), kind_of(frame)))
            found.append(frame)
    return found


def kind_of(frame: Frame) -> str:
    """Return the sort of money that tells two flows of one payer in a sentence apart."""
    kind = frame.instrument or "other"
    return next((name for name, group in (("public", PUBLIC), ("stake", STAKES)) if kind in group), kind)


def _frame(state: State, turn: Turn, standing: Standing, backing: Backing) -> Frame | None:
    match, clause = standing.match, standing.clause
    if turn.status is None and HYPOTHETICAL.search(state.folded, clause.start, match.end()):
        return None
    said = (clause.sentence.start, clause.sentence.end)
    if turn.unless is not None and turn.unless.search(state.folded, *said):
        return None
    if turn.needs is not None and not turn.needs.search(state.folded, state.from_before(clause.sentence), said[1]):
        return None
    if turn.idle is not None and turn.idle.search(state.folded, clause.start, match.end()):
        return None
    payers = standing.found(turn.payer, turn.payers, "payer", turn.names)
    if not payers and "payer" in turn.described:
        payers = standing.phrase("payer")
    via = standing.found("before", turn.via, "via") if turn.via else []
    if not payers and turn.payer != "none" and not turn.free and not via:
        return None
    got = standing.found(turn.recipient, turn.recipients, "recipient")
    if not got and "recipient" in turn.described:
        got = standing.phrase("recipient")
    got = [m for m in others(got, ids_of(payers)) if m.type != "Category" or not backing.words.fields.search(m.text)]
    instrument = _by_noun(state, match) or turn.instrument or backing.instrument(payers)
    if not (got or (turn.open and payers)) or instrument is None:
        return None
    if not got and all(m.type == "Category" for m in payers):
        return None  # 由保险公司给予补偿: who pays whom is left open
    classes = bool(got) and all(m.type == "Category" for m in got)
    if turn.idle is not None and instrument != "compensation" and classes and all(m.type == "Category" for m in payers):
        return None  # 银行向企业发放贷款: nobody is named
    at = match.end()
    frame = Frame(without_sum(at), clause)
    coming = COMING.search(state.folded, clause.start, match.start() + 2) is not None
    if instrument == "equity" and got and put_in(payers, got):
        instrument = "investment"
    frame.instrument, frame.rule = instrument, turn.rule
    frame.status = turn.status or ("planned" if coming else "actual")
    if turn.idle is not None and classes and instrument in PAYING and not coming:
        frame.status = "actual" if DONE.search(state.folded, *said) else "rule"
    frame.parties = {"provider": payers, "via": others(via, ids_of(payers + got)), "recipient": got}
    return frame


def _by_noun(state: State, match: re.Match[str]) -> str | None:
    """Return what the noun of money in the words says that it is, None where they have none."""
    if "noun" not in match.re.groupindex or match["noun"] is None:
        return None
    nouns = state.lexicon.table("flow_cues")["nouns"]
    found = next((kind for kind, words in nouns.items() if match["noun"] in words), None)
    return None if found in {"other", "investment"} else found


def put_in(payers: list[Mention], got: list[Mention]) -> bool:
    """Tell whether money for a stake is no shares bought: what goes into funds and works, and from funds to classes."""
    classes = all(m.type == "Category" for m in got) and all(m.type == "Fund" for m in payers)
    return classes or all(m.type in {"Fund", "Program"} for m in got)
