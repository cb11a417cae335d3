"""Flows as rows and in a few words, as every answer about money shows them."""

from collections.abc import Iterable
from typing import Any

from queries.answer_facts import FlowFact, Run
from queries.answer_result import Row
from queries.answer_sums import PARTIES
from queries.answer_words import flow_money, flow_text, listed, phrase, strung, term
from queries.plan import Plan

COLUMNS = ["provider", "via", "recipient", "recipient_count", "amount", "instrument", "status", "period", "sources",
           "currency", "amount_min", "qualifier", "per", "cumulative", "conflict"]  # fmt: skip


def row_of(flow: FlowFact, run: Run, language: str) -> Row:
    """Return a flow as a row."""
    values: dict[str, Any] = {role: [run.name(i, language) for i in getattr(flow, role)] for role in PARTIES}
    values |= {
        "recipient_count": flow.recipient_count, "amount": flow.amount, "instrument": flow.instrument, "status": flow.status, "period": flow.period,
        "sources": len(flow.articles), "currency": flow.currency, "amount_min": flow.amount_min,
        "qualifier": flow.qualifier, "per": flow.per, "cumulative": flow.cumulative, "conflict": flow.conflict,
    }  # fmt: skip
    shown = {role: listed(values[role], language) for role in PARTIES}
    shown["amount"] = flow_money(flow, language)
    shown["instrument"] = term("instrument", flow.instrument, language)
    shown["status"] = term("flow_status", flow.status, language)
    return Row(values, shown, (flow,))


def ordered(found: Iterable[FlowFact]) -> list[FlowFact]:
    """Return flows, largest first within a currency, unsaid amounts last."""
    return sorted(
        found, key=lambda f: (f.amount is None, f.currency != "CNY", f.currency, -(f.amount or 0), f.period or "", f.id)
    )


def some_of(full: list[FlowFact], run: Run, language: str, most: int = 3) -> str:
    """Return the first of some flows in a few words, with how many there are."""
    texts = list(dict.fromkeys(flow_text(flow, run, language) for flow in full[:most]))
    joined = strung(language, texts)
    return joined + (
        phrase("sentences", "more", language, n=len(full) if language == "zh" else len(full) - most)
        if len(full) > most
        else ""
    )


def told(flows_: list[FlowFact], run: Run, language: str, most: int = 3) -> str:
    """Return flows in a few words with their time."""
    marks = "（{}）" if language == "zh" else " ({})"
    texts = [flow_text(f, run, language) + (marks.format(f.period) if f.period else "") for f in flows_[:most]]
    return strung(language, texts) + ("……" if len(flows_) > most else "")


def said(plan: Plan, run: Run) -> str:
    """Return the parties and filters of a plan in a few words, for a sentence that finds nothing."""
    from queries.answer_reading import reading

    return reading(plan, run.names)
