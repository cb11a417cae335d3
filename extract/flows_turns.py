"""The turns of phrase by which money is told without a figure, as the lexicon has them."""

import re
from dataclasses import dataclass
from typing import Any

SUM_NEAR = 12  # characters before the words in which a sum tells them


@dataclass(frozen=True, slots=True)
class Turn:
    """One turn of phrase: its words, what the money is, and where of what sorts the parties stand around the words."""

    words: re.Pattern[str]
    rule: str
    instrument: str | None
    payer: str
    payers: frozenset[str]
    recipient: str
    recipients: frozenset[str]
    status: str | None = None
    described: frozenset[str] = frozenset()
    open: bool = False
    free: bool = False
    near: int = SUM_NEAR
    unless: re.Pattern[str] | None = None
    needs: re.Pattern[str] | None = None
    via: frozenset[str] = frozenset()
    idle: re.Pattern[str] | None = None
    names: re.Pattern[str] | None = None


def turn_of(row: dict[str, Any]) -> Turn:
    """Compile a row of the part `construed` of `flow_cues.yaml`."""
    return Turn(
        words=re.compile(row["words"]),
        rule=row["rule"],
        instrument=row.get("instrument"),
        payer=row["payer"],
        payers=frozenset(row["payers"]),
        recipient=row["recipient"],
        recipients=frozenset(row["recipients"]),
        status=row.get("status"),
        described=frozenset(row.get("described", ())),
        open=row.get("open", False),
        free=row.get("free", False),
        near=row.get("near", SUM_NEAR),
        unless=_compiled(row, "unless"),
        needs=_compiled(row, "needs"),
        via=frozenset(row.get("via", ())),
        idle=_compiled(row, "idle"),
        names=_compiled(row, "names"),
    )


def _compiled(row: dict[str, Any], key: str) -> re.Pattern[str] | None:
    return re.compile(row[key]) if key in row else None
