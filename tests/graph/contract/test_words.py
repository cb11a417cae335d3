"""What is said of a mistake, and the order of what is shown, on every engine."""

import json
import re

import pytest

from graph.store import QueryError, Store
from queries.table import jsonable
from tests.queries import fixture


@pytest.mark.parametrize(
    ("query", "says"),
    [
        (
            "MATCH (n:Fund {name: $a}) RETURN n",
            r"the parameter \$a is not given: say -p a=VALUE (at line 1, column 22)",
        ),
        ("MATCH (n:Founds) RETURN n", "there is no label Founds (at line 1, column 10); did you mean Fund?"),
        (
            "MATCH ()-[:PROVIDE]->() RETURN 1",
            "there is no type of relation PROVIDE (at line 1, column 12); did you mean",
        ),
        ("MATCH (n:Fund) RETURN n.nmae", "did you mean name?"),
        ("MATCH (n:Fund) WHERE n.zzzz = 1 RETURN n", "zzzz"),
    ],
)
def test_a_mistake_is_named_with_its_place_and_what_was_meant(store: Store, query: str, says: str) -> None:
    store.load(fixture.articles())
    with pytest.raises(QueryError) as refused:
        store.query(query)
    assert says.replace("\\", "") in str(refused.value)
    assert not re.search(r"there are\s*$", str(refused.value))


def test_keys_come_in_one_order(store: Store) -> None:
    store.load(fixture.articles())
    query = "MATCH (z:Zone {name: '苏州工业园区'})-[r:LOCATED_IN]->() RETURN z, r, z {.name, .kind, a: 1} AS m"
    node, edge, made = store.query(query).rows[0]
    assert list(jsonable(node)) == ["label", "id", "name", "name_en", "aliases", "kind", "tags"]
    assert json.dumps(edge.properties).startswith('{"')
    assert list(edge.properties) == ["status", "support", "articles", "evidence", "key"]
    assert list(made) == ["a", "kind", "name"]
