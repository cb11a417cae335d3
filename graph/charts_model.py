"""Flows as the charts take them, and which of them may be added up."""

from dataclasses import dataclass
from decimal import Decimal


@dataclass(slots=True)
class Money:
    """A flow as a chart needs it; parties are display names, `amount` in whole units of `currency`."""

    providers: list[str]
    via: list[str]
    recipients: list[str]
    amount: Decimal | None
    currency: str = "CNY"
    amount_text: str = ""
    status: str = "actual"
    instrument: str = "other"
    per: str | None = None
    cumulative: bool = False
    slice: bool = False  # part of a total that is told too
    date: str | None = None
    sentence: str = ""
    source: str = ""


def summable(flow: Money) -> str | None:
    """Return why a flow may not be drawn by its width, or None where it may."""
    if flow.amount is None:
        return "amount"
    if flow.currency != "CNY":
        return "currency"
    if flow.per:
        return "rate"
    if flow.cumulative:
        return "cumulative"
    if flow.slice:
        return "slice"
    return None
