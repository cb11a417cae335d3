"""Ordinary questions of families that were refused or misread: denied limits, head offices, unknown places, others of a kind, whose money."""

from collections.abc import Iterator
from typing import Any

import pytest

from graph.facts import ArticleFacts, Entity, Evidence, Flow, Mention
from graph.store import open_store
from queries import ask
from queries.chat import Chat
from tests.queries.asked import answered, column, last


def payers(answer: Any) -> set[str]:
    """Return who pays, each once."""
    return {name for names in column(answer, "provider") for name in names}


@pytest.mark.parametrize(
    "question",
    [
        "哪些银行给大基金三期出资没超过200亿元？",
        "哪些银行给大基金三期出资没有超过200亿元？",
        "哪些银行给大基金三期出资未超过200亿元？",
        "哪些银行给大基金三期出资不高于200亿元？",
        "哪些银行给大基金三期出资顶多200亿元？",
        "大基金三期的股东里哪些出资没超过200亿元？",
    ],
)
def test_what_is_not_over_a_sum_may_be_just_that(store: Any, question: str) -> None:
    assert payers(answered(store, question)) == {"交通银行", "中国邮政储蓄银行"}


@pytest.mark.parametrize(
    "question",
    [
        "Which banks didn't put more than 20 billion yuan into Big Fund III?",
        "banks that put no more than 20 billion yuan into Big Fund III",
    ],
)
def test_who_did_not_put_in_more_put_in_as_much_or_less(store: Any, question: str) -> None:
    assert payers(answered(store, question)) == {"Bank of Communications", "Postal Savings Bank of China"}


@pytest.mark.parametrize(
    ("question", "amounts"),
    [
        ("没超过800万元的贷款有哪些？", {8_000_000, 4_000_000}),
        ("哪些贷款没到800万元？", {4_000_000}),
        ("哪些贷款没有800万元那么多？", {4_000_000}),
        ("哪些贷款没少于2619亿元？", {261_900_000_000, 300_000_000_000, 277_000_000_000}),
        ("哪些贷款不止2619亿元？", {300_000_000_000, 277_000_000_000}),
        ("有比2619亿元还多的贷款吗？", {300_000_000_000, 277_000_000_000}),
        ("Which loans did not exceed CNY 8 million?", {8_000_000, 4_000_000}),
        ("Which loans never exceeded 8 million yuan?", {8_000_000, 4_000_000}),
        ("Which loans fell short of 8 million yuan?", {4_000_000}),
        ("Which loans weren't over CNY 8 million?", {8_000_000, 4_000_000}),
    ],
)
def test_loans_within_a_denied_or_compared_limit(store: Any, question: str, amounts: set[int]) -> None:
    assert {int(amount) for amount in column(answered(store, question), "amount")} == amounts


@pytest.mark.parametrize("question", ["哪些银行没有超过1亿元的贷款？", "没有超过1亿元贷款的银行有哪些？"])
def test_who_has_no_loan_over_a_sum_is_another_question(store: Any, question: str) -> None:
    assert not ask(store, question).understood


@pytest.mark.parametrize(
    ("question", "branch"),
    [
        ("哪家分行给万华放了款？", "国家开发银行山东省分行"),
        ("万华的贷款是哪家分行放的？", "国家开发银行山东省分行"),
        ("哪家支行给和赢电气放了贷款？", "中国工商银行魏县支行"),
        ("Which branch lent to Wanhua?", "国家开发银行山东省分行"),
        ("国开行还是工行给万华放的贷？", "国家开发银行山东省分行"),
        ("万华那笔贷款谁放的", "国家开发银行山东省分行"),
    ],
)
def test_the_branch_that_lent_is_asked_for_by_that_word(store: Any, question: str, branch: str) -> None:
    assert payers(answered(store, question)) == {branch}


@pytest.mark.parametrize(
    ("question", "bank"),
    [
        ("魏县支行的母行是谁？", "中国工商银行"),
        ("魏县支行属于哪个总行？", "中国工商银行"),
        ("what's the parent bank of the ICBC Weixian branch?", "Industrial and Commercial Bank of China"),
    ],
)
def test_a_branch_is_named_by_its_place_alone(store: Any, question: str, bank: str) -> None:
    assert column(answered(store, question), "right") == [bank]


def test_a_branch_named_by_its_place_is_no_kind_of_branches(store: Any) -> None:
    assert column(answered(store, "克拉玛依分行放了多少贷款？"), "amount") == [4_000_000]
    assert column(answered(store, "贵州省分行授信了多少？"), "amount") == [1_000_000_000]


@pytest.mark.parametrize(
    "question",
    [
        "克拉玛依分行的总行给大基金三期投了多少？",
        "How much did the head office of the ICBC Karamay branch put into Big Fund III?",
    ],
)
def test_the_head_office_of_a_branch_is_its_bank(store: Any, question: str) -> None:
    assert column(answered(store, question), "amount") == [21_500_000_000]


def test_in_a_conversation_the_head_office_is_that_of_the_branch_spoken_of(store: Any) -> None:
    asked = ("谁给万华化学贷款？", "总行是哪家？", "总行还有哪些分行？")
    assert column(last(store, *asked[:2]), "right") == ["国家开发银行"]
    assert sorted(column(last(store, *asked), "right")) == ["国家开发银行山东省分行", "国家开发银行广东省分行"]
    lent = last(store, "Which bank lent to Livzon?", "How much did the head office lend in 2022?")
    assert lent.rows[0][1] == 261_900_000_000


def test_a_head_office_without_its_branches_is_not_told(store: Any) -> None:
    assert not last(store, "谁给万华化学贷款？", "总行自己放了多少贷款？").understood


@pytest.mark.parametrize(
    ("question", "place"),
    [
        ("无锡有哪些银行？", "无锡市"),
        ("哪些银行在无锡放过贷？", "无锡市"),
        ("Which banks are in Wuxi?", "Wuxi"),
        ("Which zones in Hainan have funds?", "Hainan"),
    ],
)
def test_a_place_of_which_no_article_speaks_is_said_to_be_none(store: Any, question: str, place: str) -> None:
    answer = answered(store, question)
    assert answer.rows == []
    assert place in answer.answer


@pytest.mark.parametrize("question", ["珠海有哪些银行？", "Which banks are in Zhuhai?"])
def test_a_place_in_the_name_of_what_is_spoken_of_is_not_said_to_be_unmentioned(store: Any, question: str) -> None:
    answer = ask(store, question)
    assert "没有提到" not in answer.answer and "No article" not in answer.answer


@pytest.mark.parametrize(
    ("question", "funds"),
    [
        ("天津或者无锡有哪些公司？", ["天津海河产业基金管理有限公司"]),
        ("无锡和天津有哪些公司？", ["天津海河产业基金管理有限公司"]),
        ("Which companies are in Tianjin or Wuxi?", ["天津海河产业基金管理有限公司"]),
    ],
)
def test_of_two_places_the_one_that_is_known_is_answered(store: Any, question: str, funds: list[str]) -> None:
    answer = answered(store, question)
    assert column(answer, "name") == funds
    assert "无锡市" in answer.answer or "Wuxi" in answer.answer


@pytest.mark.parametrize("question", ["不在无锡的基金有哪些？", "无锡银行给谁放贷？", "Which funds are not in Wuxi?"])
def test_where_something_is_not_in_an_unknown_place_is_refused(store: Any, question: str) -> None:
    assert not ask(store, question).understood


@pytest.mark.parametrize(
    ("turns", "left"),
    [
        (("Which programmes does ICBC run?", "and other banks?"), {"China Development Bank", "中国银行江苏省分行"}),
        (
            ("Which funds did the Ministry of Finance set up?", "what about other ministries?"),
            {"Ministry of Ecology and Environment", "Ministry of Industry and Information Technology"},
        ),
        (("财政部设立了哪些基金？", "还有哪些部委也设立了？"), {"生态环境部", "工业和信息化部"}),
    ],
)
def test_others_of_a_kind_did_the_same(store: Any, turns: tuple[str, ...], left: set[str]) -> None:
    assert set(column(last(store, *turns), "left")) == left


def test_that_none_else_of_a_kind_did_is_told_of_them_and_not_of_the_one_named(store: Any) -> None:
    answer = last(store, "财政部投了哪些基金？", "还有哪些部门也投了？")
    assert answer.understood
    assert answer.rows == []
    assert answer.plan is not None and "财政部除外" in answer.reading


@pytest.mark.parametrize(
    ("turns", "name", "told"),
    [
        (("天开九安海河海棠科创母基金牛不牛啊", "谁管的？"), "left", ["天津海河产业基金管理有限公司"]),
        (("万华是干化工的对吧", "谁给它贷过款？"), "provider", [["国家开发银行山东省分行"]]),
        (("what's the vibe with Wanhua", "who lent it money?"), "provider", [["国家开发银行山东省分行"]]),
    ],
)
def test_behind_a_question_not_understood_its_one_thing_is_spoken_of(
    store: Any, turns: tuple[str, str], name: str, told: list[Any]
) -> None:
    chat = Chat(store)
    assert not chat.ask(turns[0]).understood
    assert column(chat.ask(turns[1]), name) == told


@pytest.mark.parametrize(
    "turns",
    [
        ("which branch of ICBC is the nicest?", "how much did it lend?"),
        ("工行哪家分行最牛", "它放了多少贷款？"),
        ("what's the vibe with the Guochuang fund and the green fund", "how big is it?"),
        ("how cool is Wanhua these days", "and Livzon?"),
    ],
)
def test_behind_a_question_not_understood_what_it_speaks_of_may_stay_unclear(
    store: Any, turns: tuple[str, ...]
) -> None:
    assert not last(store, *turns).understood


def test_who_manages_is_asked_of_those_listed(store: Any) -> None:
    listed = ("北京有哪些基金？", "其中规模不超过100亿的呢？", "谁管？")
    assert set(column(last(store, *listed), "left")) == {"北京国有资本运营管理有限公司"}
    assert set(column(last(store, "Which funds are in Beijing?", "those of no more than 10 billion?", "who runs?"), "left")) == {
        "Beijing State-owned Capital Operation and Management"
    }  # fmt: skip


def test_one_of_two_things_joined_by_and_is_not_taken_for_both(store: Any) -> None:
    answer = ask(store, "绿色基金和中小企业基金谁出的钱？")
    assert not answer.understood or {"国家绿色发展基金", "国家中小企业发展基金"} <= {
        name for names in column(answer, "recipient") for name in names
    }
    both = answered(store, "绿色基金和中小企业基金有哪些出资人？")
    assert {name for names in column(both, "recipient") for name in names} == {
        "国家绿色发展基金",
        "国家中小企业发展基金",
    }


@pytest.mark.parametrize(
    ("question", "payer"),
    [
        ("张江那800亿是谁的钱？", "北京银行"),
        ("that 80 billion for Zhangjiang – whose money is it?", "Bank of Beijing"),
        ("the 80 billion for Zhangjiang, who put it up?", "Bank of Beijing"),
    ],
)
def test_whose_money_a_sum_is(store: Any, question: str, payer: str) -> None:
    assert payers(answered(store, question)) == {payer}


def test_two_of_a_kind_in_one_word(store: Any) -> None:
    assert set(column(answered(store, "亦庄那俩基金谁在管？"), "left")) == {"北京国有资本运营管理有限公司"}


@pytest.mark.parametrize(
    "question",
    [
        "国家的绿色基金到底是880还是885亿啊？",
        "is the green fund 88 or 88.5 billion?",
        "the green fund, how big is it really",
    ],
)
def test_which_of_two_sizes_is_right_asks_for_the_size(store: Any, question: str) -> None:
    assert {int(a) for a in column(answered(store, question), "amount")} == {88_500_000_000, 88_000_000_000}


def test_a_share_in_something_is_no_common_neighbour(store: Any) -> None:
    assert "2.33%" in answered(store, "what is PSBC's share in Big Fund III?").answer


def test_zones_that_push_a_scheme_have_joined_it(store: Any) -> None:
    zones = {"合肥高新技术产业开发区", "杭州高新技术产业开发区", "西安高新技术产业开发区"}
    assert set(column(answered(store, "除了克拉玛依高新区，还有哪些园区在推企业创新积分制？"), "left")) == zones


@pytest.mark.parametrize(
    "question", ["哪些银行给大基金三期出资超过500亿？", "Did any bank put more than 50 billion yuan into Big Fund III?"]
)
def test_of_those_whose_shares_are_told_none_paid_what_they_paid_together(store: Any, question: str) -> None:
    assert answered(store, question).rows == []


@pytest.mark.parametrize(
    ("question", "payer"),
    [
        ("did anybody put more than 50 billion yuan into Big Fund III?", {"Ministry of Finance"}),
        ("has anybody lent to Wanhua?", {"国家开发银行山东省分行"}),
        ("so the SME fund, whose money is in there?", {"Ministry of Finance"}),
        ("What has the Ministry of Finance been investing in?", {"Ministry of Finance"}),
    ],
)
def test_loose_ways_to_ask_who_paid(store: Any, question: str, payer: set[str]) -> None:
    assert payers(answered(store, question)) == payer


def test_a_programme_that_money_went_through_may_be_asked_for_first(store: Any) -> None:
    answer = answered(store, "Which programme did the Weixian branch lend through?")
    assert column(answer, "via") == [["创新积分贷"]]


def test_one_stands_for_the_branch_said_before(store: Any) -> None:
    others = payers(answered(store, "Which other bank branches lent money besides the Guangdong one?"))
    assert "国家开发银行广东省分行" not in others
    assert {"国家开发银行山东省分行", "中国工商银行魏县支行", "中国工商银行克拉玛依分行"} <= others


@pytest.mark.parametrize(
    "turns",
    [
        ("成都有哪些基金？", "江苏或北京的呢？"),
        ("成都有哪些基金？", "那江苏和北京呢？"),
        ("What funds are there in Chengdu?", "what about Jiangsu or Beijing?"),
    ],
)
def test_a_follow_up_may_name_two_places(store: Any, turns: tuple[str, str]) -> None:
    alone = answered(store, "江苏或北京有哪些基金？")
    assert len(last(store, *turns).rows) == len(alone.rows) > 3


def test_what_is_there_is_asked_of_the_place_spoken_of(store: Any) -> None:
    assert column(last(store, "Which funds are in Beijing?", "any banks there?"), "name") == ["Bank of Beijing"]
    assert not ask(store, "any funds there?").understood


def test_the_funds_listed_are_kept_to_a_size(store: Any) -> None:
    kept = last(store, "财政部设立了哪些基金？", "规模超过500亿的呢？")
    assert {name for names in column(kept, "recipient") for name in names} == {"国家绿色发展基金"}
    some = last(store, "北京有哪些基金？", "有超过50亿的吗？")
    assert {name for names in column(some, "recipient") for name in names} == {
        "北京市人工智能产业投资基金",
        "北京市机器人产业发展投资基金",
    }


def test_whose_money_is_in_the_funds_listed(store: Any) -> None:
    paid = last(store, "财政部设立了哪些基金？", "谁出的钱？")
    assert payers(paid) == {"财政部"}


def test_months_of_a_year_are_a_time(store: Any) -> None:
    answer = answered(store, "How much did CDB lend from January to April 2024?")
    assert answer.rows[0][1] == 40_600_000_000


def test_articles_that_mention_a_body_are_asked_for_either_way(store: Any) -> None:
    for question in ("浦发银行出现在哪篇文章里？", "哪篇文章提到浦发银行？"):
        assert len(answered(store, question).rows) == 1


def test_the_larger_of_those_in_a_place_is_the_largest(store: Any) -> None:
    answer = answered(store, "上海的基金哪支更大")
    assert column(answer, "recipient")[0] == ["上海三大先导产业母基金"]


@pytest.mark.parametrize(
    ("question", "amounts"),
    [
        ("哪些贷款流向了河北或新疆？", {8_000_000, 4_000_000}),
        ("哪些授信投向了张江？", {80_000_000_000}),
    ],
)
def test_where_money_went(store: Any, question: str, amounts: set[int]) -> None:
    assert {int(amount) for amount in column(answered(store, question), "amount")} == amounts


def test_who_gives_by_the_year_is_the_payer(store: Any) -> None:
    answer = answered(store, "湖北经信厅一年拿多少钱出来？")
    assert [int(amount) for amount in column(answer, "amount")] == [600_000_000]


def test_what_was_really_signed_is_neither_paid_nor_all_that_was_promised(store: Any) -> None:
    assert not last(store, "高企贷是谁推的？", "实际签了多少？").understood


@pytest.mark.parametrize(
    "turns",
    [
        ("工行克拉玛依分行放了多少贷款？", "其他分行呢？"),
        ("How much did the ICBC Karamay branch lend?", "and other branches?"),
    ],
)
def test_other_branches_are_those_of_the_same_bank(store: Any, turns: tuple[str, str]) -> None:
    answer = last(store, *turns)
    assert column(answer, "provider") == ["中国工商银行魏县支行"]
    assert column(answer, "amount") == [8_000_000]


@pytest.fixture(scope="module")
def phased(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Any]:
    whole, first = "青禾种业基金总规模60亿元。", "首期10亿元。"
    other = "远山绿能基金规模12亿元。"
    text = "\n".join((whole, first, other))
    facts = ArticleFacts(article="a", source="a.txt", title=None, date="2024-03-01", publisher=None, text=text)
    for name in ("青禾种业基金", "远山绿能基金"):
        at = text.index(name)
        mention = Mention(text=name, start=at, end=at + len(name))
        facts.entities.append(Entity(id=f"Fund:{name}", name=name, type="Fund", mentions=[mention]))
    for fund, amount, sentence in (
        ("青禾种业基金", 60, whole),
        ("青禾种业基金", 10, first),
        ("远山绿能基金", 12, other),
    ):
        start = text.index(sentence)
        said = Evidence(text=sentence, start=start, end=start + len(sentence))
        facts.flows.append(
            Flow(
                provider=[], via=[], recipient=[f"Fund:{fund}"], amount=amount * 10**8, currency="CNY",
                instrument="fund_size", status="committed", evidence=said,
            )
        )  # fmt: skip
    store = open_store(f"ladybug:{tmp_path_factory.mktemp('phased') / 'phased.db'}")
    store.load([facts])
    yield store
    store.close()


def test_the_first_phase_of_a_larger_fund_is_no_fund_below_a_size(phased: Any) -> None:
    answer = answered(phased, "规模不到20亿元的基金有哪些？")
    assert column(answer, "recipient") == [["远山绿能基金"]]
    assert "青禾种业基金 10亿元" in answer.answer


@pytest.mark.parametrize(
    "turns",
    [("苏州有什么基金？", "那里有银行吗"), ("苏州有哪些基金？", "那儿有哪些银行")],
)
def test_what_is_there_is_in_the_place_spoken_of(store: Any, turns: tuple[str, str]) -> None:
    answer = last(store, *turns)
    assert answer.understood and answer.rows == []  # no bank of all that there are


def test_what_is_there_is_refused_where_no_place_or_several_were_spoken_of(store: Any) -> None:
    for turns in (("国家绿色发展基金有多大？", "那里谁管"), ("哪些城市有基金？", "那里有银行吗")):
        chat = Chat(store)
        chat.ask(turns[0])
        assert not chat.ask(turns[1]).understood


@pytest.mark.parametrize(
    "turns",
    [
        ("哪些银行投了大基金三期？", "还有哪些机构也投了"),
        ("哪些银行投了大基金三期？", "其他银行呢", "还有哪些机构也投了"),
    ],
)
def test_others_of_a_kind_are_others_than_those_listed(store: Any, turns: tuple[str, ...]) -> None:
    others = {"财政部", "国开金融有限责任公司", "上海国盛（集团）有限公司"}
    assert payers(last(store, *turns)) == others
    assert last(store, "which banks put money into Big Fund III?", "other banks?").rows == []


def test_others_of_a_kind_that_was_neither_named_nor_listed_are_refused(store: Any) -> None:
    chat = Chat(store)
    for turn in ("which funds are in Beijing?", "who manages them?"):
        assert chat.ask(turn).understood
    assert not chat.ask("and other funds").understood


@pytest.mark.parametrize("asked", ["谁出的钱", "谁出资", "谁给的", "谁投的", "哪些机构出的钱"])
def test_who_paid_is_asked_of_the_fund_and_not_of_its_size(store: Any, asked: str) -> None:
    assert payers(last(store, "国家绿色发展基金有多大？", asked)) == {"财政部"}


@pytest.mark.parametrize(
    ("question", "rows"),
    [
        ("中国建设银行给大基金三期出资1140亿吗", 0),
        ("建行给大基金三期出资超过1000亿吗", 0),
        ("建行给大基金三期出资超过200亿吗", 1),
        ("六大行给大基金三期出资超过1000亿吗", 1),
    ],
)
def test_whose_share_of_a_joint_sum_is_told_did_not_pay_the_whole(store: Any, question: str, rows: int) -> None:
    assert len(answered(store, question).rows) == rows


def test_who_paid_a_sum_together_paid_no_more_than_that(store: Any) -> None:
    together = {"贵阳银行", "重庆银行贵阳分行"}
    assert together <= payers(answered(store, "哪些银行给的授信不到36亿？"))
    over = answered(store, "哪些银行给的授信超过34亿？")
    assert not together & payers(over) and "没有分开" in over.answer


@pytest.mark.parametrize(
    "question",
    [
        "国开行有没有贷款给万华化学？通过哪家分行放的",
        "How much did China Development Bank lend to Wanhua Chemical, and through which branch?",
    ],
)
def test_a_branch_asked_for_beside_a_firm_is_not_read_as_the_firm_s(store: Any, question: str) -> None:
    assert not ask(store, question).understood
