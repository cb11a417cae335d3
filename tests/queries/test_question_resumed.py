"""Follow-ups that go on with what was listed, kinds of money that are not meant, and what was misread before."""

from typing import Any

import pytest

from queries.question_barred import barred
from queries.question_numerals import amounts_in_digits
from tests.queries import samples_graph
from tests.queries.asked import answered, column, last, noted

YI = 10**8


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Any:
    with samples_graph.build(tmp_path_factory.mktemp("resumed") / "graph.db") as store:
        yield store


@pytest.mark.parametrize(
    "turns", [("请列出上海的基金", "按规模排序"), ("List the funds in Shanghai.", "Sort them by size.")]
)
def test_funds_that_were_listed_are_put_in_order_of_size(store: Any, turns: tuple[str, ...]) -> None:
    sizes = column(last(store, *turns), "amount")
    assert sizes == sorted(sizes, reverse=True)
    assert (len(sizes), sizes[0]) == (7, 1000 * YI)


@pytest.mark.parametrize("turns", [("北京有哪些基金", "规模"), ("Beijing funds", "size")])
def test_a_noun_alone_asks_it_of_what_was_listed_and_not_of_all(store: Any, turns: tuple[str, ...]) -> None:
    assert column(last(store, *turns), "amount") == [100 * YI, 100 * YI]


def test_whoever_manages_the_funds_that_were_listed(store: Any) -> None:
    managed = last(store, "北京有哪些基金", "规模", "管理人")
    assert set(column(managed, "left")) == {"北京国有资本运营管理有限公司"}


@pytest.mark.parametrize(
    "turns", [("杭州高新区跟什么有关系", "那西安的呢"), ("what is Hangzhou High-tech Zone linked to", "and in Xi'an?")]
)
def test_another_place_asks_of_the_like_there(store: Any, turns: tuple[str, ...]) -> None:
    assert "西安高新技术产业开发区" in str(last(store, *turns).rows)


def test_a_branch_is_one_of_the_bank_that_was_named(store: Any) -> None:
    assert set(column(last(store, "国开行有哪些贷款", "那山东分行呢"), "recipient")[0]) == {"万华化学集团股份有限公司"}
    assert "Wanhua Chemical" in str(last(store, "What loans did CDB make?", "only the Shandong branch").rows)


def test_a_bank_is_no_zone_that_has_its_like_elsewhere(store: Any) -> None:
    assert "上海浦东发展银行" not in str(last(store, "北京银行给了谁授信", "那上海的呢").rows)


@pytest.mark.parametrize(
    "turns",
    [
        ("What fund does Chengdu High-tech Zone have?", "How big is it?"),
        ("成都高新区的基金是什么？", "它的规模多少？"),
    ],
)
def test_it_is_what_was_listed_where_nothing_is_known_of_what_was_named(store: Any, turns: tuple[str, ...]) -> None:
    assert column(last(store, *turns), "amount") == [100 * YI]


def test_they_are_those_that_were_listed_and_not_the_one_that_was_named(store: Any) -> None:
    each = last(store, "大基金三期 股东", "它们各出了多少")
    assert {"财政部", "国开金融有限责任公司"} <= set(column(each, "provider"))
    assert column(last(store, "谁设立了国家绿色发展基金？", "他们还设立了什么？"), "right") == ["国家中小企业发展基金"]


def test_what_kind_they_are_is_asked_of_what_was_listed(store: Any) -> None:
    banks = last(store, "谁投了大基金三期？", "其中银行有哪些？")
    assert "6个" in banks.answer and "财政部" not in str(banks.rows)


def test_how_many_there_are_is_how_many_were_listed(store: Any) -> None:
    assert "2" in last(store, "Big Fund III shareholders", "over 30 bn", "how many").answer
    assert last(store, "大基金三期 股东", "超过300亿的", "多少家").answer.startswith("共2个")


@pytest.mark.parametrize("turns", [("高企贷有几家银行在做", "给了多少授信"), ("天开园有哪些政策", "贷款总额是多少")])
def test_money_of_a_kind_is_asked_of_what_was_spoken_of_or_refused(store: Any, turns: tuple[str, ...]) -> None:
    said = last(store, *turns)
    assert not said.understood or sum(column(said, "amount")) < 600 * YI  # and not all credit lines there are


def test_a_kind_in_a_follow_up_takes_no_place_of_somebody_who_acts(store: Any) -> None:
    assert not last(store, "who runs 创新积分贷", "and the relending programme?").understood


@pytest.mark.parametrize(
    ("question", "language", "rest", "kinds"),
    [
        ("除了贷款，某行还给了什么钱", "zh", "某行还给了什么钱", ("loan",)),
        ("不含贷款和授信，流向某地的资金有哪些", "zh", "流向某地的资金有哪些", ("credit_line", "loan")),
        ("flows over 3 billion that are neither loans nor grants", "en", "flows over 3 billion", ("grant", "loan")),
        ("money into Quzhou excluding bonds", "en", "money into Quzhou", ("bond",)),
    ],
)
def test_kinds_of_money_that_are_barred(question: str, language: str, rest: str, kinds: tuple[str, ...]) -> None:
    found = barred(question, language)
    assert found is not None and (found.rest, found.kinds) == (rest, kinds)


@pytest.mark.parametrize(
    ("question", "language"), [("哪些银行没有贷款", "zh"), ("which banks give no loans", "en"), ("谁不给授信", "zh")]
)
def test_who_does_not_give_money_bars_no_kind_of_it(question: str, language: str) -> None:
    assert barred(question, language) is None


def test_the_reading_says_what_is_not_meant(store: Any) -> None:
    answer = answered(store, "中国银行贵州省分行非贷款的资金有哪些")
    assert "不是贷款的" in answer.reading
    assert column(answer, "amount") == [10 * YI]


def test_a_ranking_says_how_many_there_are_where_these_are_not_so_many(store: Any) -> None:
    assert "Only these 6 can be ranked." in answered(store, "Rank the eight banks that invested in Big Fund III").answer
    assert noted(answered(store, "Rank the five banks that invested in Big Fund III"), "6 in all can be ranked")
    assert "所问的有7个，这里计入的却有6个" in answered(store, "给大基金三期出资的七家银行按金额排名").answer


def test_a_comma_parts_a_place_from_a_bank(store: Any) -> None:
    assert "位于 贵阳市" in answered(store, "在贵阳，银行给了多少授信").reading


def test_to_whom_it_went_may_be_a_class_where_something_else_is_denied(store: Any) -> None:
    answer = answered(store, "哪些银行给企业授信但没有投资基金")
    assert "中国银行贵州省分行" in str(column(answer, "provider"))


@pytest.mark.parametrize(
    ("said", "plain"),
    [
        ("那四百万是谁给的", "那400万是谁给的"),
        ("一亿两千万以上", "1亿2000万以上"),
        ("第四亿", "第四亿"),
        ("two hundred and fifty million", "250 million"),
        ("over ten billion", "over 10 billion"),
        ("big fund three, a million", "big fund three, a million"),
    ],
)
def test_amounts_are_written_in_digits(said: str, plain: str) -> None:
    assert amounts_in_digits(said) == plain
