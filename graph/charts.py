"""Money as charts, each a self-contained page: a Sankey of who pays whom through what, and a timeline of flows."""

import itertools
from collections import Counter, defaultdict
from decimal import Decimal
from typing import Any

from plotly.offline import get_plotlyjs

from graph.amounts import yuan
from graph.charts_model import Money, Name, summable
from graph.draw import COLOURS
from graph.ontology import load
from graph.page import Evidence, fill, plain, safe_json, words

STATUS_ORDER = ("actual", "committed", "planned", "rule")
STATUS_COLOURS = {"actual": "#0072B2", "committed": "#009E73", "planned": "#E69F00", "rule": "#CC79A7"}
COLUMN_COLOURS = [COLOURS["Institution"], COLOURS["Program"], COLOURS["Fund"]]
MOST_LINKS = 150
MOST_POINTS = 2000
POINTS = 450_000  # bytes of points on one page
MOST_NAMES = 5  # of a party told in full on the chart
MOST_TOLD = 40  # flows told behind one link
EVIDENCE = 550_000  # bytes of sentences on one page, which stays under 6 MB with Plotly in it

REASONS = {
    "amount": ("笔未说金额", "with no amount said"),
    "currency": ("笔为外币", "in other currencies"),
    "rate": ("笔是按年、按户等的标准，不是总额", "are rates, not sums"),
    "cumulative": ("笔是累计数，不与各期相加", "are running totals, not added to their parts"),
    "slice": ("笔已计入所属总额", "are parts of a total that is counted"),
    "parties": ("笔只说了一方", "tell only one party"),
    "small": ("条较小的流向未画出", "smaller links are not drawn"),
    "undated": ("笔没有日期，未画出", "without a date, not drawn"),
    "unpriced": ("笔未说金额，未画出", "with no amount said, not drawn"),
    "foreign": ("笔为外币，未画出", "in other currencies, not drawn"),
    "less": ("笔金额较小，未画出", "smaller ones, not drawn"),
}


def sankey(title: str, flows: list[Money]) -> str:
    """Return a page with one Sankey for each status, widths by amount; what may not be added is left out and counted."""
    facts = _Facts()
    figures = []
    for status in STATUS_ORDER:
        chosen = [flow for flow in flows if flow.status == status]
        if chosen:
            names = load().enums["flow_status"][status]
            figures.append({"status": status, "zh": names.zh[0], "en": names.en[0], **_sankey(chosen, facts)})
    return _page(title, "sankey", figures, facts)


def _sankey(flows: list[Money], facts: "_Facts") -> dict[str, Any]:
    left: Counter[str] = Counter()
    links: dict[tuple[_Place, _Place], list[Money]] = defaultdict(list)
    for flow in flows:
        reason = summable(flow)
        # columns are kept apart, so that who both gives and gets does not turn the chart round
        path = [
            (column, tuple(side)) for column, side in enumerate((flow.providers, flow.via, flow.recipients)) if side
        ]
        if reason is None and len(path) < 2:
            reason = "parties"
        if reason:
            left[reason] += 1
            continue
        for key in itertools.pairwise(path):
            links[key].append(flow)
    sums = {key: sum((flow.amount or Decimal() for flow in told), Decimal()) for key, told in links.items()}
    kept = sorted(links, key=lambda key: (-sums[key], key))
    left["small"] = max(0, len(kept) - MOST_LINKS)
    kept = kept[:MOST_LINKS]
    ends = sorted({end for key in kept for end in key})
    place = {end: n for n, end in enumerate(ends)}
    return {
        "nodes": [{**_joined(names), "column": column} for column, names in ends],
        "links": [
            {
                "source": place[key[0]],
                "target": place[key[1]],
                "value": float(sums[key]),  # a width, not a sum that anyone reads
                "said": yuan(sums[key]),
                "flows": len(links[key]),
                "more": max(0, len(links[key]) - MOST_TOLD),
                "facts": facts.of(sorted(links[key], key=lambda flow: -(flow.amount or 0))[:MOST_TOLD]),
            }
            for key in kept
        ],
        "left": _left(left),
        "height": max(420, 26 * len(ends)),
    }


def timeline(title: str, flows: list[Money]) -> str:
    """Return a page with every dated flow in yuan as a point: time across, amount up (logarithmic), colour by status."""
    left: Counter[str] = Counter()
    shown = []
    for flow in flows:
        if not flow.date:
            left["undated"] += 1
        elif not flow.amount:
            left["unpriced"] += 1
        elif flow.currency != "CNY":
            left["foreign"] += 1
        else:
            shown.append(flow)
    shown.sort(key=lambda flow: -(flow.amount or 0))
    facts = _Facts()
    points: list[dict[str, Any]] = []
    room = POINTS
    for flow in shown[:MOST_POINTS]:
        point = _point(flow)
        room -= len(safe_json(point).encode())
        if room < 0:
            break
        points.append(point | {"facts": facts.of([flow])})
    left["less"] = len(shown) - len(points)
    points.sort(key=lambda point: str(point["date"]))
    figure = {"zh": "时间线", "en": "Timeline", "points": points, "left": _left(left), "height": 560}
    return _page(title, "timeline", [figure] if points else [], facts)


def _point(flow: Money) -> dict[str, Any]:
    return {
        "status": flow.status,
        "date": plain((flow.date or "").split("/")[0]),
        "value": float(flow.amount or 0),  # a height on the chart; the figure is told as printed
        "said": [plain(text) for text in flow.said],
        "path": [_joined(tuple(side)) for side in (flow.providers, flow.via, flow.recipients) if side],
    }


_Place = tuple[int, tuple[Name, ...]]


class _Facts:
    """The sentences of a page's flows, each once; beyond what the page may hold, a flow is drawn without them."""

    def __init__(self) -> None:
        self.evidence = Evidence(EVIDENCE)
        self._places: dict[int, list[int]] = {}

    def of(self, flows: list[Money]) -> list[int]:
        """Return the places of what tells the flows."""
        for flow in flows:
            if id(flow) not in self._places:
                added = map(self.evidence.add, flow.facts)
                self._places[id(flow)] = [place for place in added if place is not None]
        return [place for flow in flows for place in self._places[id(flow)]]


def _joined(names: tuple[Name, ...]) -> dict[str, str]:
    chinese = "、".join(name.zh for name in names[:MOST_NAMES])
    english = ", ".join(name.en or name.zh for name in names[:MOST_NAMES]) if any(name.en for name in names) else ""
    if len(names) > MOST_NAMES:
        chinese += f"等{len(names)}方"
        english += f" and {len(names) - MOST_NAMES} more" if english else ""
    return {"zh": plain(chinese), "en": plain(english)}


def _left(counts: Counter[str]) -> list[list[str]]:
    return [[f"{count}{REASONS[why][0]}", f"{count} {REASONS[why][1]}"] for why, count in counts.items() if count]


def _page(title: str, kind: str, figures: list[dict[str, Any]], facts: _Facts) -> str:
    data = {
        "title": plain(title),
        "kind": kind,
        "figures": figures,
        **facts.evidence.data(),
        "statusColours": STATUS_COLOURS,
        "columnColours": COLUMN_COLOURS,
        "words": {"statuses": words()["statuses"]},
    }
    return fill("chart", data, get_plotlyjs())
