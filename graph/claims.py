"""What a relation or a flow says, as a line in Chinese and one in English."""

from typing import Any

from graph.amounts import yuan
from graph.ontology import load
from graph.whole import FlowView, Whole


def relation_said(relation: dict[str, Any], whole: Whole) -> tuple[str, str]:
    """Return what a relation says, in Chinese and in English."""
    names = load().relations[relation["edge"]].names
    head, tail = whole.entities[relation["from"]], whole.entities[relation["to"]]
    extra = [e for e in (relation.get("title"), relation.get("period")) if e]
    brackets = f"（{'，'.join(extra)}）" if extra else ""
    chinese = f"{head['name']} {names.zh[0]} {tail['name']}{brackets}"
    english = f"{head.get('name_en') or head['name']} {names.en[0]} {tail.get('name_en') or tail['name']}{' (' + ', '.join(extra) + ')' if extra else ''}"
    return chinese, english


def flow_said(flow: FlowView, whole: Whole) -> tuple[str, str]:
    """Return what a flow says, in Chinese and in English: who, through what, to whom, how much, when and how."""
    enums = load().enums
    record = flow.record

    def path(key: str) -> str:
        between = "、" if key == "name" else ", "
        return " → ".join(
            between.join(whole.entities[i].get(key) or whole.entities[i]["name"] for i in side)
            for side in stations(flow)
        )

    instrument = enums["instrument"][record.get("instrument", "other")]
    status = enums["flow_status"][record.get("status", "actual")]
    chinese, english = figure(flow)
    period = record.get("period")
    return " · ".join(filter(None, [path("name"), chinese, period, instrument.zh[0], status.zh[0]])), " · ".join(
        filter(None, [path("name_en"), english, period, instrument.en[0], status.en[0]])
    )


def figure(flow: FlowView, joint: bool = False) -> tuple[str, str]:
    """Return the amount of a flow as it is told, Chinese and English, with its bound and what it is counted by.

    `joint` says that several parties give or get it together.
    """
    record, enums = flow.record, load().enums
    printed = record.get("amount_text") or ""
    if not printed:
        return "", ""
    english = yuan(flow.amount)[1] if flow.amount is not None and record.get("currency") == "CNY" else printed
    bound = enums["qualifier"].get(record.get("qualifier", ""))
    if record.get("qualifier") == "exact" or (bound and any(word in printed for word in bound.zh)):
        bound = None
    per = enums["per"].get(record.get("per", ""))
    in_all = record.get("cumulative")
    return (
        ("共同" if joint else "")
        + ("累计" if in_all else "")
        + (bound.zh[0] if bound else "")
        + printed
        + (f"（{per.zh[0]}）" if per else ""),
        " ".join(
            filter(
                None,
                [
                    bound.en[0] if bound else "",
                    english,
                    per.en[0] if per else "",
                    "in all" if in_all else "",
                    "together" if joint else "",
                ],
            )
        ),
    )


def stations(flow: FlowView) -> list[list[str]]:
    """Return who pays, through what and to whom, as far as said; who stands in two places in a row stands once."""
    sides = [side for side in (flow.providers, flow.via, flow.recipients) if side]
    return [side for n, side in enumerate(sides) if not n or side != sides[n - 1]]
