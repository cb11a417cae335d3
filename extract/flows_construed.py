"""Money told without a figure by a turn of phrase that shows who stands where: 把股权卖给甲公司, 领投的是乙基金, 由丙集团投资建设."""

import re
from dataclasses import dataclass

from extract.flows_backed import Backing
from extract.flows_base import ids_of, joined_by, others, without_sums
from extract.flows_frame import Frame, without_sum
from extract.flows_parties import Parties
from extract.lexicon import Lexicon
from extract.model import Clause, Mention, State

CLOSE = 3  # characters between the words and who stands beside them
BESIDE = 8  # characters behind the words within which who is helped stands
FARTHEST = 40  # characters before the words in which who stands there begins
SUM_NEAR = 12  # characters around the words in which a sum tells them
COMING = re.compile("拟|将(?!所|其|手|持)|计划|打算|准备|意向|挂牌|备忘录|希望|争取")
HYPOTHETICAL = re.compile("如果|如需|倘|无偿|不得|可以|可由|鼓励|希望|是否|终止|取消|撤回")


@dataclass(frozen=True, slots=True)
class Turn:
    """One turn of phrase of the part `construed` of `flow_cues.yaml`."""

    words: re.Pattern[str]
    rule: str
    instrument: str | None
    status: str | None
    payer: str
    payers: frozenset[str]
    recipient: str
    recipients: frozenset[str]


def turns(lexicon: Lexicon) -> tuple[Turn, ...]:
    """Compile the turns of phrase of a lexicon."""
    return tuple(
        Turn(
            re.compile(row["words"]),
            row["rule"],
            row.get("instrument"),
            row.get("status"),
            row["payer"],
            frozenset(row["payers"]),
            row["recipient"],
            frozenset(row["recipients"]),
        )
        for row in lexicon.table("flow_cues")["construed"]
    )


def construed(state: State, parties: Parties, priced: list[Frame]) -> list[Frame]:
    """Return a frame for each such turn of phrase with payer and payee, none where a flow of the sentence joins the two."""
    found: list[Frame] = []
    backing = Backing(state, parties)
    told = {
        (id(f.clause.sentence), i) for f in priced if f.kind == "flow" for i in ids_of(f.parties.get("provider", []))
    }
    joined = joined_by(priced)
    raised = {(f.instrument, j) for f in priced if f.kind == "flow" for j in ids_of(f.parties.get("recipient", []))}
    for turn in state.lexicon.built("flows.construed", turns):
        for match, clause in without_sums(state, state.scan(turn.words), SUM_NEAR, SUM_NEAR):
            frame = _frame(state, turn, match, clause, parties, backing)
            if frame is None:
                continue
            payers, got = ids_of(frame.parties["provider"]), ids_of(frame.parties["recipient"])
            if not payers and any((frame.instrument, j) in raised for j in got):
                continue
            if any((id(clause.sentence), i) in told for i in payers) or any(
                (i, j) in joined for i in payers for j in got
            ):
                continue
            joined.update((i, j) for i in payers for j in got)
            found.append(frame)
    return found


def _frame(
    state: State, turn: Turn, match: re.Match[str], clause: Clause, parties: Parties, backing: Backing
) -> Frame | None:
    if turn.status is None and HYPOTHETICAL.search(state.folded, clause.start, match.end()):
        return None
    payers = _named(parties, turn.payer, turn.payers, match, clause, "payer")
    got = _named(parties, turn.recipient, turn.recipients, match, clause, "recipient")
    got = [m for m in others(got, ids_of(payers)) if m.type != "Category" or not backing.words.fields.search(m.text)]
    instrument = turn.instrument or backing.instrument(payers)
    if (not payers and turn.payer != "none") or not got or instrument is None:
        return None
    at = match.end()
    frame = Frame(without_sum(at), clause)
    coming = COMING.search(state.folded, clause.start, match.start() + 2) is not None
    if instrument == "equity" and put_in(payers, got):
        instrument = "investment"
    frame.instrument, frame.rule = instrument, turn.rule
    frame.status = turn.status or ("planned" if coming else "actual")
    frame.parties = {"provider": payers, "via": [], "recipient": got}
    return frame


def put_in(payers: list[Mention], got: list[Mention]) -> bool:
    """Tell whether money for a stake is no shares bought: what goes into funds and works, and from funds to classes."""
    classes = all(m.type == "Category" for m in got) and all(m.type == "Fund" for m in payers)
    return classes or all(m.type in {"Fund", "Program"} for m in got)


def _named(
    parties: Parties, where: str, sorts: frozenset[str], match: re.Match[str], clause: Clause, role: str
) -> list[Mention]:
    """Return the list of parties of the sorts that stands where a turn of phrase has them."""

    def fits(mention: Mention) -> bool:
        return mention.type in sorts or mention.kind in sorts

    if where == "none":
        return []
    if where == "inside":
        span = match.span(role)
        near = [
            m
            for m in parties.within(span[0], match.end())
            if fits(m) and m.start < span[1] and span[1] - m.end <= CLOSE + 4
        ]
        return [m for m in parties.listed(near[-1]) if fits(m)] if near else []
    if where == "behind":
        near = [
            m
            for m in parties.within(match.end(), clause.sentence.end)
            if m.start < min(clause.end, match.end() + CLOSE + 1)
        ]
        near = [m for m in near if fits(m)]
        whole = [m for m in near if m.start == near[0].start] if near else []
        return [m for m in parties.listed(whole[0]) if fits(m)] if whole else []
    before = [m for m in parties.within(clause.start, match.start()) if fits(m)]
    before = [m for m in before if match.start() - m.end <= FARTHEST]
    if before:
        last = before[0] if "把" in match[0][:1] or "将" in match[0][:1] else before[-1]
        return [m for m in parties.listed(last) if fits(m)]
    if where == "beside":
        behind = [m for m in parties.within(match.end(), clause.sentence.end) if fits(m)]
        close = bool(behind) and behind[0].start - match.end() <= BESIDE
        return [m for m in parties.listed(behind[0]) if fits(m)] if close else []
    subject = [m for m in parties.those_at(clause.subject) if fits(m) and m.start < match.start()]
    if subject or where == "before":
        return subject
    start = parties.state.from_before(clause.sentence)
    above = [m for m in parties.within(start, clause.start) if fits(m)]
    if "Fund" in sorts:
        return (above or [m for m in parties.within(0, start) if fits(m)])[-1:]
    return above[:1]
