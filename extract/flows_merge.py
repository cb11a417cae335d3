"""One flow for each thing that happened: repeats in headline and later clauses are dropped, the fuller one stays."""

import re
from decimal import Decimal

from extract import flows_slices
from extract.flows_base import ids_of
from extract.flows_frame import Frame
from extract.flows_parties import role_words
from extract.model import State
from graph import facts

PARTED = re.compile("的?(?:补助|专项|救灾)?(?:资金|经费|款项|专款)?(?:里|中)(?!小|央|部|国)")
ROLES = ("provider", "via", "recipient")


def merge(state: State, made: list[tuple[Frame, facts.Flow]], other: list[Frame]) -> list[facts.Flow]:
    """Return the flows without repeats, in text order; `other` are the body's sums that are no flows."""
    measured = {f.money.amount for f in other if not f.clause.sentence.heading}
    kept: list[tuple[Frame, facts.Flow]] = []
    body = [pair for pair in made if not pair[0].clause.sentence.heading]
    heads = [pair for pair in made if pair[0].clause.sentence.heading]
    for frame, flow in body + heads:
        heading = frame.clause.sentence.heading
        if vague(state, frame) and (heading or any(outdoes(pair[1], flow) for pair in body)):
            state.reject(
                "flow",
                flow.rule or "",
                "names an order that the article says exactly",
                frame.money.start,
                frame.money.end,
            )
            continue
        again = refers_back(state, frame)
        twin = next((k for k in kept if same(k, (frame, flow), heading or again)), None)
        if twin is None and heading and frame.money.amount in measured:
            state.reject(
                "flow",
                flow.rule or "",
                "the article says of this sum that it is measured",
                frame.money.start,
                frame.money.end,
            )
            continue
        if twin is None:
            kept.append((frame, flow))
        else:
            if not PARTED.match(state.folded, frame.money.end):  # 8亿元资金中，3亿元用于…: what follows is a part's
                fill(twin[1], flow)
            state.reject(
                "flow",
                flow.rule or "",
                "repeats a sum said elsewhere in the article",
                frame.money.start,
                frame.money.end,
            )
    kept.sort(key=lambda pair: pair[0].money.start)
    flows_slices.mark(state, kept)
    return [flow for _, flow in kept]


def refers_back(state: State, frame: Frame) -> bool:
    """Tell whether the words before the sum point to one said already (上述472万元, 这15亿元)."""
    pattern = state.lexicon.built("flows.roles", role_words).repeats
    return bool(pattern.search(state.folded, max(0, frame.money.start - 8), frame.money.start))


def vague(state: State, frame: Frame) -> bool:
    """Tell whether a headline's sum is only a size (百亿, 千万元)."""
    money = frame.money
    return not any(c.isdigit() for c in state.folded[money.start : money.end])


def outdoes(exact: facts.Flow, rough: facts.Flow) -> bool:
    """Tell whether a flow gives the figure of which another gives only the size (100亿元 and 上百亿元)."""
    if exact is rough or exact.amount is None or rough.amount is None or exact.instrument != rough.instrument:
        return False
    if rough.recipient and set(rough.recipient) != set(exact.recipient):
        return False
    return any(c.isdigit() for c in exact.amount_text or "") and rough.amount <= exact.amount < 10 * rough.amount


def same(one: tuple[Frame, facts.Flow], two: tuple[Frame, facts.Flow], heading: bool) -> bool:
    """Tell whether two flows can be the same thing said twice."""
    a, b = one[1], two[1]
    if heading and (rounds(b, a) or rounded(a, b)):
        return True
    if (a.amount, a.currency) != (b.amount, b.currency) or a.amount is None:
        return False
    if heading:
        return True
    if a.qualifier != b.qualifier:
        return False
    if (
        one[0].clause.sentence is two[0].clause.sentence
        or a.per != b.per
        or (a.cumulative != b.cumulative and not agree(a, b))
        or "rule" in (a.status, b.status)
    ):
        return False
    got = [flow.recipient or ids_of(frame.unsaid) for frame, flow in (one, two)]
    return compatible(*got) and all(compatible(getattr(a, role), getattr(b, role)) for role in ROLES)


def agree(a: facts.Flow, b: facts.Flow) -> bool:
    """Tell whether two flows name the same payers and the same who get it: 已下达某省2亿元。此次下达某省2亿元，支持…."""
    return all(getattr(a, r) and set(getattr(a, r)) == set(getattr(b, r)) for r in ("provider", "recipient"))


def rounds(head: facts.Flow, exact: facts.Flow) -> bool:
    """Tell whether a headline rounds a figure of the article (超300亿元 for 300.92亿元)."""
    if head.amount is None or exact.amount is None or head.qualifier not in {"over", "about"}:
        return False
    alike = head.instrument == exact.instrument and head.currency == exact.currency
    return alike and abs(exact.amount - head.amount) <= head.amount / 20


def rounded(exact: facts.Flow, heading: facts.Flow) -> bool:
    """Tell whether a headline's figure is the body's, rounded or cut to fewer digits (3.47亿元 for 34722.13万元)."""
    figure = re.match(r"(\d+)(?:\.(\d+))?\s*([万亿])", heading.amount_text or "")
    if figure is None or exact.amount is None or heading.amount is None or exact.currency != heading.currency:
        return False
    step = Decimal(10) ** ({"万": 4, "亿": 8}[figure[3]] - len(figure[2] or ""))
    off = exact.amount - heading.amount
    cut = len(figure[2] or "") > 0 or heading.qualifier in {"over", "about"}
    return abs(off) <= step / 2 or (cut and 0 <= off < step)


def compatible(a: list[str], b: list[str]) -> bool:
    """Tell whether two party lists can be the same: one is empty or holds the other; a zone and its committee are one hand."""
    a, b = ([i.split(":", 1)[-1].removesuffix("管理委员会") for i in ids] for ids in (a, b))
    return not a or not b or set(a) <= set(b) or set(b) <= set(a)


def fill(kept: facts.Flow, repeat: facts.Flow) -> None:
    """Take from a repeat what the kept flow leaves open."""
    for role in ROLES:
        if not getattr(kept, role):
            taken = {i for other in ROLES for i in getattr(kept, other)}  # a fund does not pay its own size
            setattr(kept, role, [i for i in getattr(repeat, role) if i not in taken])
    kept.period = kept.period or repeat.period
    kept.recipient_count = kept.recipient_count or repeat.recipient_count
