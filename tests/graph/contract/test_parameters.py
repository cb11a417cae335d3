"""Parameters of any shape: rows or one clear error on every engine, and never something else than was given."""

from typing import Any

import pytest

from graph.engines.ladybug_session import Session
from graph.store import QueryError, Store

LARGE = 99999999999999999999


@pytest.mark.parametrize("value", [LARGE, -LARGE, [1, LARGE], {"a": LARGE}, {"a": [{"b": LARGE}]}, 10**400])
def test_a_whole_number_of_more_than_64_bits_is_refused(store: Store, value: Any) -> None:
    with pytest.raises(QueryError, match=r"\$n does not fit into 64 bits"):
        store.query("RETURN $n AS n", {"n": value})


@pytest.mark.parametrize("value", ["a\ud800", ["\udfff"], {"k": "\ud800"}, {"\ud800": 1}])
def test_half_a_character_is_refused(store: Store, value: Any) -> None:
    with pytest.raises(QueryError, match="half of a character"):
        store.query("RETURN $t AS t", {"t": value})


@pytest.mark.parametrize(
    "value",
    [
        2**63 - 1,
        -(2**63),
        1e20,
        "甲",
        True,
        None,
        [1, None, 2],
        ["1", "2"],
        [[1], [2, 3]],
        {"a": ["x"]},
        [{"a": 1}, {"a": 2}],
    ],
)
def test_a_value_comes_back_as_it_was_given(store: Store, value: Any) -> None:
    assert store.query("RETURN $v AS v", {"v": value}).rows == [(value,)]


@pytest.mark.parametrize(
    ("value", "told"),
    [
        ([1, "x"], "numbers and texts"),
        ([1, "2"], "numbers and texts"),
        ([1, [2]], "lists and numbers"),
        ([True, 1], "booleans and numbers"),
        ([[1], ["x"]], "numbers and texts"),
        ({"a": [1, "x"]}, "numbers and texts"),
        ([{"a": 1}, {"a": "x"}], "numbers and texts"),
        ([{"a": 1}, {"b": 2}], "different keys"),
        ([None], "nulls alone"),
        ([[], [1]], "an empty list"),
        ({"a": None}, "leave the key out"),
    ],
)
def test_a_value_of_no_one_kind_is_given_back_or_refused(store: Store, value: Any, told: str) -> None:
    if store.url.startswith("ladybug:"):
        with pytest.raises(QueryError, match=told):
            store.query("RETURN $v AS v", {"v": value})
    else:
        assert store.query("RETURN $v AS v", {"v": value}).rows == [(value,)]


def test_what_the_embedded_engine_cannot_read_back_is_one_error(store: Store) -> None:
    session = getattr(store, "_session", None)
    if isinstance(session, Session):
        with pytest.raises(QueryError, match="no text"):
            session.ask("RETURN string_split('亿元', '')", {}, None, None)
        with pytest.raises(QueryError, match="invalid literal"):
            session.ask("RETURN $v", {"v": [1, "x"]}, None, None)
    assert store.query("RETURN 1 AS one").rows == [(1,)]
