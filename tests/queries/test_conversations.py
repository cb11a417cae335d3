"""Conversations, written as people would go on asking, over the graph of the samples: the last turn has exactly its rows."""

from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
import yaml

from tests.queries.asked import column, last

CONVERSATIONS = yaml.safe_load((Path(__file__).parent / "conversations.yaml").read_text(encoding="utf-8"))


def plain(value: Any) -> Any:
    """Return a cell as the file writes it: whole numbers as such, others with a point."""
    if isinstance(value, Decimal):
        return int(value) if value == value.to_integral_value() else float(value)
    return value


@pytest.mark.parametrize("talk", CONVERSATIONS, ids=[" | ".join(talk["turns"]) for talk in CONVERSATIONS])
def test_the_last_turn_is_answered_of_what_was_spoken_of(store: Any, talk: dict[str, Any]) -> None:
    answer = last(store, *talk["turns"])
    if talk.get("nothing"):
        assert not answer.understood or not answer.rows
    elif "said" in talk:
        assert any(talk["said"] in part.answer for part in answer.each() if part.understood)
    else:
        rows = [v for part in answer.each() for v in column(part, talk["column"])]
        found = {plain(v) for held in rows for v in (held if isinstance(held, list) else [held]) if v is not None}
        assert found == set(talk["told"])
