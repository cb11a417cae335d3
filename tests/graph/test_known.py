"""What a load into an empty store may leave unasked."""

from hypothesis import given
from hypothesis import strategies as st

from graph.backend import EdgeRow, Ends
from graph.known import Known, Remembering
from tests.graph.memory import MemoryBackend

ENDS = Ends("MANAGES", "Institution", "Fund")


@given(st.lists(st.tuples(st.text(), st.text())))
def test_what_was_put_in_is_never_lacking(values: list[tuple[str, str]]) -> None:
    known = Known()
    for value in values:
        known.add(value)
    assert all(value in known for value in values)


def test_next_to_nothing_else_seems_to_be_in_it() -> None:
    known = Known()
    for number in range(20_000):
        known.add(("Flow", str(number)))
    assert sum(("Flow", str(number)) in known for number in range(20_000, 40_000)) < 20


class Asked(MemoryBackend):
    """A backend that lists what it is asked for."""

    def __init__(self) -> None:
        super().__init__()
        self.asked: list[object] = []

    def nodes(self, label, ids, names):  # type: ignore[no-untyped-def]
        self.asked += ids
        return super().nodes(label, ids, names)

    def matching(self, label, name, values, names):  # type: ignore[no-untyped-def]
        self.asked += values
        return super().matching(label, name, values, names)

    def edges(self, ends, wanted, names):  # type: ignore[no-untyped-def]
        self.asked += wanted
        return super().edges(ends, wanted, names)


def test_only_what_was_written_is_asked_for() -> None:
    backend = Asked()
    store = Remembering(backend, Known(), {"Fund": ["_key"]})
    store.add_nodes("Institution", [{"id": "Institution:甲"}])
    store.add_nodes("Fund", [{"id": "Fund:乙", "_key": 1}])
    store.set_nodes("Fund", ["_key"], [{"id": "Fund:乙", "_key": 2}])
    store.add_edges(ENDS, [EdgeRow("Institution:甲", "Fund:乙", {"key": "1"})])
    assert store.nodes("Fund", ["Fund:甲", "Fund:乙"], ["_key"]) == {"Fund:乙": (2,)}
    assert store.matching("Fund", "_key", [3, 2], ["id"]) == [("Fund:乙",)]
    assert store.matching("Fund", "degree", [4], ["id"]) == []
    edge = ("Institution:甲", "Fund:乙", "1")
    assert list(store.edges(ENDS, [edge, (*edge[:2], "2")], ["key"])) == [edge]
    assert backend.asked == ["Fund:乙", 2, 4, edge]
