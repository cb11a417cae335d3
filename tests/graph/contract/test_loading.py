"""The graph is a function of the set of articles, on every engine: `graph.merge` is the oracle."""

import os
import random
from decimal import Decimal

import msgspec
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from graph.decisions import parse
from graph.export import canonical
from graph.facts import ArticleFacts, Copy
from graph.keeping import KeptStore
from graph.store import Store, open_store
from tests.gold_facts import gold_facts, shared_gold
from tests.graph.made import article, articles
from tests.graph.test_update import merged
from tests.queries import fixture

PAIR = [
    article(
        "a1",
        "甲部设立丁基金，出资1亿元。",
        relations=[("甲部", "ESTABLISHES", "丁基金")],
        flows=[{"provider": ["甲部"], "recipient": ["丁基金"], "amount": 100000000, "amount_text": "1亿元"}],
    ),
    article(
        "a2",
        "据悉，甲部出资2亿元设立丁基金。",
        relations=[("甲部", "ESTABLISHES", "丁基金")],
        flows=[{"provider": ["甲部"], "recipient": ["丁基金"], "amount": 200000000, "amount_text": "2亿元"}],
    ),
]
examples = settings(
    deadline=None,
    max_examples=int(os.environ.get("JINMAI_EXAMPLES", "4")),
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)


def held(store: Store) -> list[bytes]:
    """Return the canonical form without the edges' keys, as `merged` gives it."""
    return canonical({k: v for k, v in record.items() if k != "key"} for record in store.records())


def emptied(store: Store) -> Store:
    """Forget everything."""
    store.clear()
    assert held(store) == []
    return store


@examples
@given(st.lists(st.tuples(st.lists(articles(), min_size=1, max_size=4), st.integers(0, 9)), min_size=1, max_size=3))
def test_any_batches_and_any_forgetting_give_the_graph_of_what_is_left(
    store: Store, steps: list[tuple[list[ArticleFacts], int]]
) -> None:
    emptied(store)
    records: dict[tuple[str, str], ArticleFacts] = {}
    for batch, place in steps:
        sources = {facts.source for facts in batch}
        records = {k: v for k, v in records.items() if k[1] not in sources}
        records |= {(facts.article, facts.source): facts for facts in batch}
        store.load(batch)
        assert held(store) == merged(records.values())
        given_by = sorted({k[1] for k in records})
        source = given_by[place % len(given_by)]
        store.forget(source)
        records = {k: v for k, v in records.items() if k[1] != source}
        assert held(store) == merged(records.values())
    assert sorted((f.article, f.source) for f in store.articles()) == sorted(records)


def test_order_and_batches_change_nothing(store: Store) -> None:
    facts = [*gold_facts(), *fixture.articles()]
    sources = sorted({f.source for f in facts})
    random.Random(1).shuffle(facts)
    random.Random(1).shuffle(sources)
    third = len(sources) // 3
    for some in (sources[:third], sources[third:], sources[: third // 2]):  # what a source gives comes in one load
        store.load([f for f in facts if f.source in some])
    assert held(store) == merged(facts)


def test_every_engine_has_the_same_canonical_form(store: Store, tmp_path_factory: pytest.TempPathFactory) -> None:
    facts = [*gold_facts(), *shared_gold(), *fixture.articles()]
    store.load(facts)
    with open_store(f"ladybug:{tmp_path_factory.mktemp('same') / 'g.db'}") as other:
        other.load(facts)
        assert canonical(store.records()) == canonical(other.records())


def test_loading_again_changes_nothing(store: Store) -> None:
    facts = gold_facts()
    assert store.load(facts).added == len(facts)
    before = canonical(store.records())
    report = store.load(facts)
    assert (report.unchanged, report.added, report.replaced, report.forgotten) == (len(facts), 0, 0, 0)
    assert canonical(store.records()) == before


def test_an_entity_that_an_analyst_made_is_the_articles_when_one_names_it(store: Store) -> None:
    store.query("CREATE (:Institution {id: 'Institution:丙厅', name: '丙'})", write=True)
    facts = [article("a1", "乙行与丙厅合作。", relations=[("乙行", "PARTNERS_WITH", "丙厅")])]
    store.load(facts)
    assert held(store) == merged(facts)
    store.load([article("a1", "乙行。")])
    assert held(store) == merged([article("a1", "乙行。")])


def test_what_an_analyst_made_outlives_a_load_of_many_articles(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(KeptStore, "whole_from", 1)
    store.query("CREATE (:Institution {id: 'Institution:庚会', name: '庚会'})", write=True)
    store.load([article("a1", "乙行。"), article("a2", "丙厅。")])
    assert store.query("MATCH (n:Institution) RETURN n.name ORDER BY n.name").rows == [("丙厅",), ("乙行",), ("庚会",)]


def test_what_was_loaded_is_given_back(store: Store) -> None:
    facts = gold_facts()
    store.load(facts)
    assert sorted(map(msgspec.json.encode, store.articles())) == sorted(map(msgspec.json.encode, facts))
    assert list(store.articles(facts[3].article)) == [facts[3]]
    assert list(store.articles("none")) == []


def test_an_article_read_anew_replaces_what_it_said(store: Store) -> None:
    store.load(PAIR)
    other = msgspec.structs.replace(PAIR[1], relations=[], date="2024-05-01")
    report = store.load([other])
    assert (report.replaced, report.added, report.unchanged) == (1, 0, 0)
    assert held(store) == merged([PAIR[0], other])


def test_a_source_loaded_again_gives_up_what_it_no_longer_has(store: Store) -> None:
    one = article("a1", "甲部与乙行合作。", source="page.txt", relations=[("甲部", "PARTNERS_WITH", "乙行")])
    two = article("a2", "丙厅在己省。", source="page.txt")
    store.load([one, two])
    report = store.load([two])
    assert (report.forgotten, report.unchanged) == (1, 1)
    assert held(store) == merged([two])


def test_an_article_that_two_sources_give_stays_with_one(store: Store) -> None:
    one, two = (
        article("a1", "甲部与乙行合作。", source=s, relations=[("甲部", "PARTNERS_WITH", "乙行")]) for s in ("x", "y")
    )
    store.load([one])
    store.load([two])
    assert store.query("MATCH (a:Article) RETURN a.sources").rows == [(["x", "y"],)]
    assert store.forget("x") == 1
    assert held(store) == merged([two])
    assert store.forget("a1") == 1
    assert held(store) == []


def test_a_copy_stays_when_its_article_goes(store: Store) -> None:
    copy = Copy(source="other.txt", text="甲部与乙行合作。（转载）")
    facts = article(
        "a1", "甲部与乙行合作。", source="page.txt", relations=[("甲部", "PARTNERS_WITH", "乙行")], copies=[copy]
    )
    store.load([facts])
    store.forget("page.txt")
    assert [(f.source, f.text, len(f.relations)) for f in store.articles()] == [
        ("other.txt", "甲部与乙行合作。（转载）", 1)
    ]
    store.load([facts])
    store.forget("other.txt")
    assert [(f.source, f.copies) for f in store.articles()] == [("page.txt", [])]
    assert store.forget("nowhere.txt") == 0


def test_conflicts_are_marked_and_unmarked(store: Store) -> None:
    store.load(PAIR)
    assert store.query("MATCH (f:Flow) RETURN f.conflict").rows == [(True,), (True,)]
    store.forget("a2.txt")
    assert store.query("MATCH (f:Flow) RETURN f.conflict").rows == [(False,)]


def test_two_persons_of_one_name_stay_two_until_a_post_in_common_joins_them(store: Store) -> None:
    one = article("a1", "张伟任职于甲部。", relations=[("张伟", "POSTED_AT", "甲部")])
    two = article("a2", "张伟任职于乙行。", relations=[("张伟", "POSTED_AT", "乙行")])
    both = article(
        "a3", "张伟任职于甲部、乙行。", relations=[("张伟", "POSTED_AT", "甲部"), ("张伟", "POSTED_AT", "乙行")]
    )
    for facts in ([one], [two], [both]):
        store.load(facts)
    assert held(store) == merged([one, two, both])
    store.forget("a3.txt")
    assert held(store) == merged([one, two])
    assert store.query("MATCH (p:Person) RETURN count(*)").rows == [(2,)]


def test_decisions_are_followed_kept_and_undone(store: Store, url: str) -> None:
    store.load(PAIR)
    plain = held(store)
    flow = store.query("MATCH (f:Flow) WHERE f.amount = 200000000 RETURN f.id").rows[0][0]
    for text in (
        "same 甲部 = 乙行",
        "reject 甲部 ESTABLISHES 丁基金",
        f"reject {flow}",
        f"correct {flow} amount = 100000000",
        "correct 丁基金 kind = venture",
    ):
        decisions = parse(text)
        assert store.decide(decisions)
        assert held(store) == merged(PAIR, decisions) != plain
        assert store.decisions() == decisions
        assert not store.decide(decisions)
        assert store.decide(parse(""))
        assert held(store) == plain
    store.decide(parse("# 备注\nsame 甲部 = 乙行\n"))
    store.close()
    with open_store(url, read_only=True) as again:
        assert again.decisions().text == "# 备注\nsame 甲部 = 乙行\n"
        assert held(again) == merged(PAIR, parse("same 甲部 = 乙行"))


def test_any_text_comes_back_as_it_was(store: Store) -> None:
    odd = "甲部说：“'引号'、\"双\"、`反`、\\反斜杠\\、\t制表、{花括号}、$参数、😀𠮷、\u3000全角”\n第二行 \r 末"
    facts = article("a1", odd, source="目录/名 字'.txt", title="标题 \\n 'x'", relations=[], authors=["甲 'n'", ""])
    store.load([facts])
    assert list(store.articles()) == [facts]
    assert held(store) == merged([facts])
    assert store.query("MATCH (a:Article) RETURN a.text, a.title, a.authors").rows == [
        (odd, "标题 \\n 'x'", ["甲 'n'", ""])
    ]


def test_many_figures_of_one_measure_are_in_conflict_as_all_articles_together_tell(store: Store) -> None:
    figures = [{"subject": "戊园", "measure": "产值", "value": Decimal(n)} for n in range(1, 7)]
    told = [article(f"z{n}", f"戊园产值为{f['value']}。", observations=[f]) for n, f in enumerate(figures)]
    beside = article("both", "戊园各项产值如下。", observations=figures)  # which holds them for different facts
    store.load(told[:5])
    assert held(store) == merged(told[:5])
    store.load([told[5], beside])
    assert held(store) == merged([*told, beside])
    store.forget_all([told[n].article for n in (0, 2, 3)])
    assert held(store) == merged([told[1], told[4], told[5], beside])
    store.forget_all([told[n].article for n in (1, 4, 5)])
    assert held(store) == merged([beside])
