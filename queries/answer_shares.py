"""What falls on each of several that got a sum together: the sum by their number, where the article tells both."""

from collections.abc import Sequence
from decimal import Decimal
from typing import Any

from queries.answer_facts import FlowFact, Run
from queries.answer_result import Draft, Row
from queries.answer_rows import ordered
from queries.answer_words import flow_text, money, phrase, strung, term

SHOWN = 3


def shared_out(several: Sequence[FlowFact], draft: Draft, by: tuple[str, ...], run: Run, language: str) -> str:
    """Return the sentence on sums to several bodies with what falls on each; rows of them are added where
    nothing else is averaged and nothing asked by party.

    A sum of which the article says no number of recipients is left out; so is one without a figure, or a rate.
    """
    texts = []
    alone = not any(row.values.get("basis") == "average" for row in draft.rows)
    for flow in ordered(several):
        if flow.amount is None or (count := flow.recipient_count or 1) < 2 or flow.per:
            continue
        share = (flow.amount / count).quantize(Decimal("0.01"))
        said = money(share, flow.currency, language)
        text = flow_text(flow, run, language)
        texts.append(phrase("sentences", "share", language, what=text, n=count, amount=said))
        if not by and alone:
            draft.rows.append(_row(flow, share, said, language))
    if not texts:
        return ""
    return phrase("sentences", "shares", language, what=strung(language, texts[:SHOWN]))


def _row(flow: FlowFact, share: Decimal, said: str, language: str) -> Row:
    values: dict[str, Any] = {
        "basis": "each", "amount": share, "instrument": flow.instrument, "status": flow.status, "flows": 1,
        "sources": len(flow.articles), "currency": flow.currency, "amount_min": None,
    }  # fmt: skip
    shown = {
        "basis": phrase("basis", "each", language),
        "amount": said,
        "instrument": term("instrument", flow.instrument, language),
        "status": term("flow_status", flow.status, language),
    }
    return Row(values, shown, (flow,))
