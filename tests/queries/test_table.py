"""Tables stand straight whatever the script."""

from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from graph.store import Edge, Node, Walk
from queries.table import cut, jsonable, plain, render, width


def test_wide_characters_take_two_columns() -> None:
    assert (width("科技部"), width("abc"), width("Ａ"), width("e\u0301")) == (6, 3, 2, 1)
    lines = render(("name", "n"), [("科技部", 5), ("bank", 12)]).splitlines()
    assert lines == ["name     n", "──────  ──", "科技部   5", "bank    12"]


@given(st.text(), st.integers(1, 20))
def test_a_cut_text_fits(text: str, most: int) -> None:
    assert width(cut(text, most)) <= max(most, 1)


@given(st.lists(st.tuples(st.text(alphabet="科ab技 \n"), st.none() | st.integers()), max_size=5))
def test_every_line_but_for_trailing_space_is_as_wide_as_the_rule(rows: list[tuple[str, int | None]]) -> None:
    head, rule, *lines = render(("甲", "b"), rows).split("\n")
    assert all(width(line) <= width(rule) for line in (head, *lines))
    assert len(lines) == len(rows)


def test_nodes_edges_and_walks_are_shown_and_written() -> None:
    a, b = Node("Fund", "Fund:a", {"name": "甲"}), Node("Zone", "Zone:b", {"name": "乙"})
    walk = Walk((a, b), (Edge("LOCATED_IN", {}),))
    assert plain(walk) == "甲 -LOCATED_IN- 乙"
    assert jsonable({"p": walk, "d": Decimal("1.50")}) == {
        "p": {
            "nodes": [{"label": "Fund", "name": "甲"}, {"label": "Zone", "name": "乙"}],
            "edges": [{"type": "LOCATED_IN"}],
        },
        "d": "1.50",
    }
    assert (plain(None), plain(True), plain([1, "x"]), plain(2.0)) == ("", "true", "1, x", "2")
