"""The catalog: every query says what it is, gives the same rows on both stores, and the important ones the rows one expects."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from graph import dialect
from graph.cypher_functions import AGGREGATES
from graph.cypher_parser import parse as dialect_parse
from graph.cypher_tokens import tokens
from graph.cypher_tree import Projection
from graph.cypher_walk import expressions
from graph.facts import Copy
from graph.store import Store, open_store
from queries.catalog_run import TYPES, CatalogError, Named, catalog, parse, run_named
from queries.cli import main
from tests.neo4j.server import Server
from tests.queries import fixture, samples_graph

QUERIES = list(catalog().values())
BIG_FUND = "国家集成电路产业投资基金三期"
CHINESE = re.compile(r"[一-鿿]")

# Worked out from the samples by reading them: query → parameters, rows that it must give, and whether there are no others.
KNOWN: dict[str, tuple[dict[str, str], list[tuple[Any, ...]], bool]] = {
    "funds_by_zone": (
        {},
        [
            ("苏州工业园区", "生物医药基金", "located in"),
            ("张江科学城", "上海生物医药产业投资母基金", "applies to"),
            ("成都高新技术产业开发区", "成都高新区天使母基金", "set up by"),
            ("武汉东湖新技术开发区", "湖北省专精特新专项资金", "pays through it"),
        ],
        False,
    ),
    "flows_by_ministry": (
        {},
        [
            ("财政部", "600亿元", "committed", "investment", None),
            ("财政部", "600亿元", "actual", "investment", None),
            ("中国人民银行", "8000亿元", "committed", "relending", "2025-05-07"),
        ],
        False,
    ),
    "flows_by_programme": ({}, [("科技创新和技术改造再贷款", "committed", 4, 800000000000)], False),
    "flows_by_year": ({}, [("2021", "planned", 1, 300000000000)], False),
    "flows_by_payer": (
        {},
        [
            ("3000亿元", "planned", "loan", "2021/2025", None, False, 300000000000),
            ("2770亿元", "actual", "loan", "2021/2024-05", None, True, 277000000000),
            ("2619亿元", "actual", "loan", "2022", None, False, 261900000000),
        ],
        False,
    ),
    "who_pays_through_whom": (
        {},
        [("中国人民银行", "科技创新和技术改造再贷款", "21家全国性金融机构", "5000亿元", "committed")],
        False,
    ),
    "programmes_without_policy": ({}, [("科技创新债券", "product"), ("科技创新再贷款", "product")], False),
    "leverage": (
        {},
        [
            ("国家绿色发展基金", "财政部", 10_000_000_000, 88_000_000_000),
            ("国家绿色发展基金", "财政部", 10_000_000_000, 88_500_000_000),
        ],
        True,
    ),
    "zone_sources": ({}, [("武汉东湖新技术开发区", "湖北省经济和信息化厅", "1.8亿元", "actual", "grant")], True),
    "bank_lending": ({}, [("国家开发银行山东省分行", "loan", "6.6亿元", None, "actual")], False),
    "lending_by_province": ({}, [("山东省", None, "loan", "actual", 1, 660_000_000)], False),
    "relending_chains": (
        {},
        [("中国人民银行", "科技创新和技术改造再贷款", "5000亿元", "committed", "银行", "科技型中小企业", None)],
        False,
    ),
    "corroborated_flows": (
        {},
        [("100亿元", "committed", "investment", 2), (None, "actual", "loan", 2)],
        True,
    ),
    "conflicting_flows": (
        {},
        [
            ("国家绿色发展基金", "880亿元", "committed", ["10-green-fund-b"]),
            ("国家绿色发展基金", "885亿元", "committed", ["09-green-fund-a"]),
        ],
        True,
    ),
    "people_and_posts": (
        {},
        [
            ("许宁跃", "副行长", "北京银行"),
            ("王江平", "副部长", "工业和信息化部"),
            ("贾敬敦", "主任", "工业和信息化部火炬高技术产业开发中心"),
            ("方伟", "副省长", "江苏省人民政府"),
        ],
        True,
    ),
    "branches": ({}, [("中国工商银行克拉玛依分行", "bank"), ("中国工商银行魏县支行", "bank")], True),
    "fund_tree": ({}, [("上海三大先导产业母基金", "上海集成电路产业投资母基金", "450.01亿元")], False),
    "fund_investors": (
        {"name": BIG_FUND},
        [("财政部", "600亿元", "committed"), ("财政部", "600亿元", "actual")],
        False,
    ),
    "new_between": (
        {"since": "2024-05-25", "until": "2024-05-25"},
        [("2024-05-25", "6.6亿元", "actual", "loan", "前4个月国开行投放科技贷款406亿元")],
        False,
    ),
    "orphans": ({}, [("Institution", "中国银行间市场交易商协会")], True),
    "most_linked": ({"count": "3"}, [("国家开发银行", 17), ("中国人民银行", 8), ("财政部", 7)], True),
    "renamed_bodies": ({}, [("工业和信息化部", "信息产业部", "2008"), ("生态环境部", "环境保护部", "2018")], False),
}


@pytest.fixture(scope="module")
def samples(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    """Give the samples' graph on the embedded store."""
    with samples_graph.build(tmp_path_factory.mktemp("samples") / "g.db") as store:
        yield store


@pytest.mark.parametrize("query", QUERIES, ids=lambda query: query.name)
def test_it_says_what_it_is(query: Named) -> None:
    assert CHINESE.search(query.zh) and CHINESE.search(query.about_zh)
    assert not CHINESE.search(query.en + query.about_en)
    assert query.about_zh.endswith("。") and query.about_en.endswith(".")
    used = {token.text[1:] for token in tokens(query.cypher) if token.kind == "parameter"}
    assert used == {parameter.name for parameter in query.parameters}
    for parameter in query.parameters:
        assert isinstance(parameter.read(parameter.default), TYPES[parameter.type])
    assert len(set(query.columns)) == len(query.columns)
    dialect.check(query.cypher, write=False)


@pytest.mark.parametrize("query", QUERIES, ids=lambda query: query.name)
def test_its_rows_have_one_order(query: Named) -> None:
    """A key for each column: what two rows have alike in all of them may stand either way.

    A list is sorted by what it is of; sums follow from what they are grouped by.
    """
    tree = dialect_parse(query.cypher)
    last = tree.singles[-1].clauses[-1]
    assert not tree.unions and isinstance(last, Projection)
    keys = {query.cypher[e.start : e.stop] for e, _ in last.order}
    for item in last.items:
        name = item.alias or query.cypher[item.expression.start : item.expression.stop]
        inside = list(expressions(item.expression))
        owners = {x.text for x in inside if x.kind == "variable"}
        summed = any(x.kind == "call" and x.text.lower() in AGGREGATES for x in inside)
        assert name in keys or summed or all(f"{owner}.id" in keys for owner in owners), name


def test_the_order_of_rows_does_not_depend_on_that_of_loading(samples: Store, tmp_path: Path) -> None:
    with open_store(f"ladybug:{tmp_path / 'g.db'}") as other:
        other.load(reversed(list(samples.articles())))
        for query in QUERIES:
            assert (query.name, run_named(other, query.name, {}).rows) == (
                query.name,
                run_named(samples, query.name, {}).rows,
            )


def test_there_are_enough_and_none_twice() -> None:
    assert len(QUERIES) >= 30
    for told in ("zh", "en", "about_zh", "about_en", "cypher"):
        assert len({getattr(query, told) for query in QUERIES}) == len(QUERIES)


@pytest.mark.parametrize("query", QUERIES, ids=lambda query: query.name)
def test_it_gives_its_columns_and_the_rows_that_one_expects(query: Named, samples: Store) -> None:
    given, expected, all_of_them = KNOWN.get(query.name, ({}, [], False))
    result = run_named(samples, query.name, given)
    assert tuple(result.columns) == query.columns
    assert not [row for row in expected if row not in result.rows], result.rows
    if all_of_them:
        assert len(result.rows) == len(expected)


def test_both_stores_give_the_same_rows(neo4j_server: Server, tmp_path: Path) -> None:
    articles = [*samples_graph.articles(), *fixture.articles()]
    articles[0].copies.append(Copy(source="elsewhere.txt", text=articles[0].text))
    with open_store(f"ladybug:{tmp_path / 'g.db'}") as embedded, open_store(neo4j_server.url) as server:
        embedded.load(articles)
        server.load(articles)
        empty = []
        for query in QUERIES:
            one, other = (run_named(store, query.name, {}) for store in (embedded, server))
            assert (query.name, one.columns) == (query.name, other.columns)
            assert (query.name, one.rows) == (query.name, other.rows)
            if not one.rows:
                empty.append(query.name)
        assert empty == []


def test_a_head_that_lacks_something_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "bad.cypher"
    path.write_text("// zh: 甲\n// en: a\n// param: name text = x\nRETURN 1 AS a\n", encoding="utf-8")
    with pytest.raises(CatalogError, match=r"string\|integer\|number\|date"):
        parse(path)
    path.write_text("// zh: 甲\n// en: a\nRETURN 1 AS a\n", encoding="utf-8")
    with pytest.raises(CatalogError, match=r"about\.zh, about\.en, columns"):
        parse(path)


def test_wrong_names_and_values_are_said(samples: Store) -> None:
    with pytest.raises(CatalogError, match="funds_by_zone"):
        run_named(samples, "fund_by_zone", {})
    with pytest.raises(CatalogError, match="type integer"):
        run_named(samples, "most_linked", {"count": "many"})
    with pytest.raises(CatalogError, match="not colour"):
        run_named(samples, "leverage", {"colour": "red"})


def test_the_commands_list_and_run_them(samples: Store) -> None:
    listed = CliRunner().invoke(main, ["queries"]).output
    assert all(query.name in listed for query in QUERIES)
    shown = CliRunner().invoke(main, ["queries", "zone_sources"]).output
    assert "name (string)" in shown and "columns: recipient" in shown
    samples.close()
    result = CliRunner().invoke(main, ["run", "branches", "--csv", "--store", samples.url])
    assert result.output.splitlines()[:2] == ["part,kind", "中国工商银行克拉玛依分行,bank"]


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (["new_between", "since=2024"], "since is of type date, for example 2024-01-01"),
        (["new_between", "until=2024-02-30"], "until is of type date"),
        (["new_between", "since=20240101"], "since is of type date"),
        (["fund_by_zone"], "did you mean"),
        (["funds_by_zone", "colour=red"], "takes no parameters, not colour"),
        (["most_linked", "count=1", "count=2"], "count is given twice"),
        (["funds_by_zone", "--json", "--csv"], "exclude each other"),
    ],
)
def test_what_is_asked_wrongly_is_a_usage_error(samples: Store, arguments: list[str], says: str) -> None:
    result = CliRunner().invoke(main, ["run", *arguments, "--store", samples.url])
    assert (result.exit_code, says in result.output) == (2, True)


def test_a_parameter_is_given_once(samples: Store) -> None:
    arguments = ["cypher", "RETURN $a", "-p", "a=1", "-p", "a=2", "--store", samples.url]
    result = CliRunner().invoke(main, arguments)
    assert (result.exit_code, "a is given twice" in result.output) == (2, True)


def test_a_name_that_the_graph_does_not_use_is_told(samples: Store) -> None:
    for name, says in (
        ("国开行", "The graph calls 国开行 国家开发银行"),
        ("国家开发银", "The graph knows no 国家开发银. Did you mean 国家开发银行"),
    ):
        done = CliRunner().invoke(main, ["run", "flows_by_payer", f"name={name}", "--store", samples.url])
        assert (done.exit_code, done.stdout, says in done.stderr) == (0, f"No rows for name={name}.\n", True)
    done = CliRunner().invoke(main, ["run", "evidence_of", "amount=7亿元", "--store", samples.url])
    assert (done.stdout, done.stderr) == ("No rows for amount=7亿元.\n", "")
