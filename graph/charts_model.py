"""Flows as the charts take them, and which of them may be added up."""

from dataclasses import dataclass, field
from decimal import Decimal
from typing import NamedTuple

from graph.picture import Fact


class Name(NamedTuple):
    """What a party is called; the Chinese name stands where there is no English one."""

    zh: str
    en: str = ""


@dataclass(slots=True)
class Money:
    """A flow as a chart needs it; `amount` in whole units of `currency`, `facts` the sentences that tell it."""

    providers: list[Name]
    via: list[Name]
    recipients: list[Name]
    amount: Decimal | None
    currency: str = "CNY"
    amount_text: str = ""
    said: tuple[str, str] = ("", "")  # the amount as it is told, with its bound
    status: str = "actual"
    instrument: str = "other"
    per: str | None = None
    cumulative: bool = False
    slice: bool = False  # part of a total that is told too
    date: str | None = None
    facts: list[Fact] = field(default_factory=list)


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
