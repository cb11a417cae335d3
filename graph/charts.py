"""Money as charts, each a self-contained page: a Sankey of who pays whom through what, and a timeline of flows."""

import html
import itertools
from collections import Counter, defaultdict
from decimal import Decimal
from typing import Any

from plotly.offline import get_plotlyjs

from graph.charts_model import Money, summable
from graph.draw import COLOURS, fill, plain

STATUSES = {
    "actual": ("已发生", "Paid"),
    "committed": ("已承诺", "Committed"),
    "planned": ("计划", "Planned"),
    "rule": ("规定", "Promised by rule"),
}
STATUS_COLOURS = {"actual": "#0072B2", "committed": "#009E73", "planned": "#E69F00", "rule": "#CC79A7"}
MOST_LINKS = 150


REASONS = {
    "amount": ("未说金额", "no amount said"),
    "currency": ("外币", "other currencies"),
    "rate": ("按年、按户等的标准，不是总额", "rates, not sums"),
    "cumulative": ("累计数，不与各期相加", "running totals, not added to their parts"),
    "slice": ("已计入总额的部分", "parts of a total that is counted"),
    "parties": ("只说了一方", "only one party said"),
    "small": ("较小的流向", "smaller links"),
}


def sankey(title: str, flows: list[Money]) -> str:
    """Return a page with one Sankey for each status, widths by amount; what may not be added is left out and counted."""
    figures = []
    for status, names in STATUSES.items():
        chosen = [flow for flow in flows if flow.status == status]
        if chosen:
            figures.append({"names": names, **_sankey(chosen)})
    return _page(title, "sankey", figures)


def _sankey(flows: list[Money]) -> dict[str, Any]:
    left: Counter[str] = Counter()
    links: dict[tuple[str, str], Decimal] = defaultdict(Decimal)
    notes: dict[tuple[str, str], list[str]] = defaultdict(list)
    for flow in flows:
        reason = summable(flow)
        # columns are kept apart, so that who both gives and gets does not turn the chart round
        columns = enumerate((flow.providers, flow.via, flow.recipients))
        path = [f"{number}{'、'.join(names)}" for number, names in columns if names]
        if reason is None and len(path) < 2:
            reason = "parties"
        if reason:
            left[reason] += 1
            continue
        assert flow.amount is not None
        for key in itertools.pairwise(path):
            links[key] += flow.amount
            notes[key].append(f"{flow.amount_text} · {flow.source}")
    kept = sorted(links, key=lambda key: (-links[key], key))
    left["small"] = max(0, len(kept) - MOST_LINKS)
    kept = kept[:MOST_LINKS]
    names = sorted({end for key in kept for end in key})
    place = {name: n for n, name in enumerate(names)}
    colours = {"0": COLOURS["Institution"], "1": COLOURS["Program"], "2": COLOURS["Fund"]}
    trace = {
        "type": "sankey",
        "arrangement": "snap",
        "node": {
            "label": [_text(_shorten(name[1:])) for name in names],
            "color": [colours[name[0]] for name in names],
            "customdata": [_text(name[1:]) for name in names],
            "hovertemplate": "%{customdata}<extra></extra>",
        },
        "link": {
            "source": [place[a] for a, _ in kept],
            "target": [place[b] for _, b in kept],
            "value": [float(links[key]) for key in kept],  # a width, not a sum that anyone reads
            "label": [_text(yuan(links[key])) for key in kept],
            "customdata": [[_text(note) for note in notes[key]] for key in kept],
            "hovertemplate": "%{source.customdata} → %{target.customdata}<br>%{label}<extra></extra>",
            "color": "rgba(120,120,120,0.35)",
        },
    }
    return {"traces": [trace] if kept else [], "left": _left(left), "height": max(420, 26 * len(names))}


def timeline(title: str, flows: list[Money]) -> str:
    """Return a page with every dated flow as a point: time across, amount up (logarithmic), colour by status."""
    traces = []
    for status, names in STATUSES.items():
        points = [flow for flow in flows if flow.status == status and flow.amount and flow.date]
        if not points:
            continue
        points.sort(key=lambda flow: (flow.date or "", flow.amount or 0))
        traces.append(
            {
                "type": "scatter",
                "mode": "markers",
                "name": " ".join(names),
                "x": [(flow.date or "").split("/")[0] for flow in points],
                "y": [float(flow.amount or 0) for flow in points],
                "marker": {
                    "color": STATUS_COLOURS[status],
                    "size": 10,
                    "symbol": "circle" if status == "actual" else "diamond-open",
                },
                "text": [_text(_who(flow)) for flow in points],
                "customdata": [[_text(f"{flow.amount_text} · {flow.sentence} · {flow.source}")] for flow in points],
                "hovertemplate": "%{x} %{text}<extra></extra>",
            }
        )
    undated = sum(1 for flow in flows if not flow.date)
    unpriced = sum(1 for flow in flows if flow.date and not flow.amount)
    note = [f"{undated} · 没有日期，未画出 / without a date, not drawn"] if undated else []
    note += [f"{unpriced} · 未说金额，未画出 / no amount said, not drawn"] if unpriced else []
    figure = {"names": ["时间线", "Timeline"], "traces": traces, "left": note, "height": 560}
    return _page(title, "timeline", [figure])


def yuan(amount: Decimal) -> str:
    """Return an amount in readable units, Chinese and English: `4000亿元 · CNY 400 bn`."""
    if amount >= 10**8:
        chinese = f"{_number(amount / 10**8)}亿元"
    elif amount >= 10**4:
        chinese = f"{_number(amount / 10**4)}万元"
    else:
        chinese = f"{_number(amount)}元"
    english = (
        f"{_number(amount / 10**9)} bn"
        if amount >= 10**9
        else f"{_number(amount / 10**6)} m"
        if amount >= 10**6
        else _number(amount)
    )
    return f"{chinese} · CNY {english}"


def _number(value: Decimal) -> str:
    text = f"{value:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def _who(flow: Money) -> str:
    path = ["、".join(side) for side in (flow.providers, flow.via, flow.recipients) if side]
    return f"{' → '.join(path)} {flow.amount_text}"


def _shorten(name: str) -> str:
    return name if len(name) <= 22 else name[:21] + "…"


def _text(text: str) -> str:
    """Plotly reads a few tags in labels: what articles say is escaped, so that it stays text."""
    return html.escape(plain(text), quote=False)


def _left(counts: Counter[str]) -> list[str]:
    return [f"{count} · {REASONS[reason][0]} / {REASONS[reason][1]}" for reason, count in counts.items() if count]


def _page(title: str, kind: str, figures: list[dict[str, Any]]) -> str:
    library = get_plotlyjs().replace("</script", "<\\/script")
    return fill("chart", {"title": plain(title), "kind": kind, "figures": figures}, library)
