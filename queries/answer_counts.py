"""What a number of flows is made of: single sums of money, and apart from them plans, running totals, rates and parts."""

from queries.answer_facts import FlowFact, beyond
from queries.answer_words import listed, phrase
from queries.plan import Period

SORTS = ("slice", "running", "rate", "rule", "wider", "planned")  # a flow is of the first that it meets


def sort_of(flow: FlowFact, ids: set[str], period: Period | None) -> str:
    """Return what a flow is besides a single sum paid or promised, or nothing; `ids` are the flows counted with it."""
    met = {
        "slice": bool(ids & set(flow.slice_of)),
        "running": flow.cumulative,
        "rate": bool(flow.per),
        "rule": flow.status == "rule" or flow.qualifier == "up_to",
        "wider": beyond(flow.period, period),
        "planned": flow.status == "planned",
    }
    return next((name for name in SORTS if met[name]), "")


def sorts(flows: list[FlowFact], period: Period | None) -> dict[str, int]:
    """Return how many flows are of each sort, in order; single ones under the empty name."""
    ids = {f.id for f in flows}
    found = dict.fromkeys(("", *SORTS), 0)
    for flow in flows:
        found[sort_of(flow, ids, period)] += 1
    return found


def counted(flows: list[FlowFact], period: Period | None, language: str, *, status_asked: bool = False) -> str:
    """Return the sentence of a count: how many single flows, and beside them how many of other sorts.

    Where a status was asked for, plans are what is counted.
    """
    found = sorts(flows, period)
    if status_asked:
        found[""] += found.pop("planned")
    rest = [_of(sort, n, language) for sort, n in found.items() if sort and n]
    if not rest:
        return phrase("sentences", "count_flows", language, n=found[""])
    return phrase("sentences", "count_sorts", language, n=found[""], rest=listed(rest, language))


def made_up(flows: list[FlowFact], period: Period | None, language: str, *, status_asked: bool = False) -> str:
    """Return in brackets what is no single sum among the flows of a list, or nothing."""
    found = sorts(flows, period)
    rest = [
        _of(sort, n, language) for sort, n in found.items() if sort and n and not (status_asked and sort == "planned")
    ]
    return phrase("sentences", "of_which", language, rest=listed(rest, language)) if rest else ""


def _of(sort: str, n: int, language: str) -> str:
    return phrase("sorts", sort, language, n=n)
