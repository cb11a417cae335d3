"""Questions whose words stand in another order: how a figure changed, whose word it is, who it was that did, who bears most."""

from typing import Any

import pytest

from queries.chat import Chat
from tests.queries import samples_graph
from tests.queries.asked import answered, column


@pytest.fixture(scope="module")
def samples(tmp_path_factory: Any) -> Any:
    with samples_graph.build(tmp_path_factory.mktemp("turned") / "samples.db") as store:
        yield store


@pytest.mark.parametrize(
    "question",
    [
        "科技创新和技术改造再贷款的利率降了多少？",
        "科技创新和技术改造再贷款利率下调了几个百分点？",
        "科技创新和技术改造再贷款的利率调整过没有？",
        "科技创新和技术改造再贷款的利率一开始是多少，后来呢？",
        "科技创新和技术改造在贷款的利率是从多少降到多少的？",
        "By how much was the rate of 科技创新和技术改造再贷款 cut?",
        "How far has the rate of 科技创新和技术改造再贷款 come down since 2024?",
    ],
)
def test_how_a_rate_changed_lists_what_it_was(samples: Any, question: str) -> None:
    assert sorted(map(str, column(answered(samples, question), "value"))) == ["1.5", "1.75"]


@pytest.mark.parametrize(
    "question",
    [
        "科技创新和技术改造再贷款的额度从2024年到2025年涨了多少？",
        "科技创新和技术改造再贷款的额度2024年和2025年有什么变化？",
        "How did the quota of 科技创新和技术改造再贷款 change between 2024 and 2025?",
    ],
)
def test_how_a_quota_changed_lists_its_figures(samples: Any, question: str) -> None:
    assert {5000 * 10**8, 8000 * 10**8} <= set(column(answered(samples, question), "amount"))


@pytest.mark.parametrize(
    ("question", "title"),
    [
        ("绿色基金885亿这个数是哪篇报道说的？", "国家绿色发展基金在沪揭牌"),
        ("国创母基金600亿的说法出自哪里？", "我国首支国家级母基金落户苏州工业园区"),
        ("科技创新债券5300亿，谁说的？", "科技创新债券半年支持"),
        ("Which article says the Green Fund is 88 billion yuan?", "绿色基金启航：880亿元投向何处"),
    ],
)
def test_whose_word_a_figure_is_names_the_article(samples: Any, question: str, title: str) -> None:
    assert title in answered(samples, question).answer


def test_how_far_articles_differ(samples: Any) -> None:
    assert "1处说法不一" in answered(samples, "绿色基金的规模两篇报道差了多少？").answer


def test_the_first_part_and_the_whole_are_two_questions(samples: Any) -> None:
    first, second = answered(samples, "国创母基金首期多少，总规模多少？").each()
    assert column(first, "amount") == [150 * 10**8] and 600 * 10**8 in column(second, "amount")


def test_what_each_holds_is_what_each_put_in(samples: Any) -> None:
    found = answered(samples, "Who are the shareholders of Big Fund III and what does each hold?")
    held = dict(zip(column(found, "provider"), column(found, "amount"), strict=True))
    assert held["CDB Capital"] == 360 * 10**8 and held["Shanghai Guosheng Group"] == 300 * 10**8


@pytest.mark.parametrize(
    "question", ["Which funds are not smaller than 50 billion yuan?", "规模不低于500亿的基金有哪些？"]
)
def test_not_less_than_is_at_least(samples: Any, question: str) -> None:
    found = answered(samples, question)
    assert min(column(found, "amount")) == 500 * 10**8


def test_who_comes_second_after_how_much_was_asked(samples: Any) -> None:
    talk = Chat(samples)
    talk.ask("谁给大基金三期出资最多？")
    talk.ask("多少？")
    assert "国开金融" in talk.ask("第二名呢？").answer


@pytest.mark.parametrize("question", ["How many zones use the points system?", "多少家高新区搞积分制？"])
def test_how_many_use_it_is_what_articles_count(samples: Any, question: str) -> None:
    assert 133 in column(answered(samples, question), "value")


def test_what_is_spoken_of_may_be_said_last(samples: Any) -> None:
    assert column(answered(samples, "金主爸爸是谁，成都天使母基金的"), "provider") == [["成都高新技术产业开发区"]]


def test_who_is_supported_may_stand_before_it(samples: Any) -> None:
    found = column(answered(samples, "谁在给湖北的专精特新企业撑腰？"), "provider")
    assert {name for cell in found for name in cell} == {"湖北省财政厅"}


def test_where_a_fund_is_said_with_a_noun(samples: Any) -> None:
    assert "苏州工业园区" in str(answered(samples, "address of 国创母基金").rows)


def test_of_two_together_before_the_verb(samples: Any) -> None:
    question = "How much did the Bank of Communications and the Postal Savings Bank together put into Big Fund III?"
    assert column(answered(samples, question), "amount") == [280 * 10**8, 280 * 10**8]


@pytest.mark.parametrize("question", ["由江苏高投管理的那支母基金规模多大？", "江苏高投管理的那支母基金，规模多大？"])
def test_the_fund_that_somebody_manages(samples: Any, question: str) -> None:
    last = answered(samples, question).each()[-1]
    assert column(last, "amount") == [500 * 10**8]


def test_who_manages_it_and_how_big_it_is(samples: Any) -> None:
    first, second = answered(samples, "谁管理上海三大先导产业母基金，规模又是多少？").each()
    assert column(first, "left") == ["上海国有资本投资有限公司"] and column(second, "amount") == [1000 * 10**8]


def test_who_it_was_that_did(samples: Any) -> None:
    found = answered(samples, "Who was it that set up the Green Fund?")
    assert len(found.rows) == 3 and "Ministry of Ecology and Environment" in column(found, "left")


def test_who_bears_most(samples: Any) -> None:
    assert "财政部 600亿元" in answered(samples, "大基金三期到底谁是大头？").answer
    assert "财政部 600亿元" in answered(samples, "大基金三期的大头是谁出的？").answer


def test_who_put_up_the_money_is_of_the_fund_spoken_of(samples: Any) -> None:
    talk = Chat(samples)
    talk.ask("Who manages the Jiangsu mother fund?")
    assert column(talk.ask("and who put up the money?"), "provider") == [["江苏省财政厅"]]
    both = answered(samples, "Who manages the Jiangsu mother fund and who put up the money?").each()
    assert column(both[1], "provider") == [["江苏省财政厅"]]
    assert not Chat(samples).ask("Who put up the money?").understood


@pytest.mark.parametrize(
    ("question", "columns"),
    [
        (
            "Who got money from CDB's Guangdong branch, how much was it and what was it for?",
            ["provider", "basis", "provider"],
        ),
        ("谁设立了国创母基金？什么时候设的？规模呢？", ["left", "left", "basis"]),
        ("Who manages the Jiangsu mother fund, how big is it, and where is it?", ["left", "basis", "left"]),
    ],
)
def test_several_halves_of_one_thing(samples: Any, question: str, columns: list[str]) -> None:
    answer = answered(samples, question)
    assert [part.columns[0] for part in answer.each()] == columns
    assert all(part.rows for part in answer.each())


@pytest.mark.parametrize(
    "question",
    [
        "上海的基金由谁管理，规模呢，什么时候设的？",
        "谁管理它，多大，在哪？",
    ],
)
def test_halves_that_may_be_of_something_else_are_refused(samples: Any, question: str) -> None:
    from queries import ask

    assert not ask(samples, question, evidence=False).understood


@pytest.mark.parametrize(
    ("question", "payers"),
    [
        ("除开六大行，大基金三期的股东还有哪些？", {"财政部", "国开金融有限责任公司", "上海国盛（集团）有限公司"}),
        ("大基金三期的股东里除了六大行还有谁？", {"财政部", "国开金融有限责任公司", "上海国盛（集团）有限公司"}),
        ("万华化学从那家银行贷的款？", {"国家开发银行山东省分行"}),
        ("the loan to Wanhua was made by whom?", {"国家开发银行山东省分行"}),
        ("成都高新区天使母基金谁出的钱？", {"成都高新技术产业开发区"}),
        ("Who is footing the bill for the Chengdu angel fund?", {"成都高新技术产业开发区"}),
    ],
)
def test_who_pays_said_otherwise(samples: Any, question: str, payers: set[str]) -> None:
    assert {name for cell in column(answered(samples, question), "provider") for name in cell} == payers


def test_who_is_left_aside(samples: Any) -> None:
    found = answered(samples, "Leaving the Ministry of Finance aside, who paid into Big Fund III?")
    names = {name for cell in column(found, "provider") for name in cell}
    assert "CDB Capital" in names and "Ministry of Finance" not in names


@pytest.mark.parametrize(
    "question", ["managed by Beijing State-owned Capital: which funds?", "北京国资公司管理的基金有哪些？"]
)
def test_a_passive_before_the_question(samples: Any, question: str) -> None:
    assert len(answered(samples, question).rows) == 2


def test_funds_that_do_not_reach_a_sum(samples: Any) -> None:
    found = answered(samples, "Which funds don't reach 10 billion?")
    assert {name for cell in column(found, "recipient") for name in cell} == {
        "天开九安海河海棠科创母基金",
        "国创母基金创业投资母基金",
    }


@pytest.mark.parametrize(
    ("question", "title"),
    [
        ("哪家媒体说邮储银行拟出80亿？", "大基金三期落地"),
        ("Who reported that Bank of Communications plans to put 20 billion into Big Fund III?", "大基金三期落地"),
        ("Where does the figure of 88.5 billion for the Green Fund come from?", "国家绿色发展基金在沪揭牌"),
    ],
)
def test_whose_word_a_sentence_is(samples: Any, question: str, title: str) -> None:
    assert title in answered(samples, question).answer


@pytest.mark.parametrize("question", ["谁说的？", "哪家媒体说的？", "Who reported it?"])
def test_whose_word_is_asked_of_something(samples: Any, question: str) -> None:
    from queries import ask

    assert not ask(samples, question, evidence=False).understood


@pytest.mark.parametrize("question", ["大基金三期的注册资本事多少？", "what is teh registered capital of Big Fund III"])
def test_characters_and_letters_that_slipped(samples: Any, question: str) -> None:
    assert column(answered(samples, question), "value") == [3440 * 10**8]


def test_these_together_are_those_listed(samples: Any) -> None:
    talk = Chat(samples)
    talk.ask("大基金三期谁出的钱？")
    talk.ask("除了银行呢？")
    summed = talk.ask("这几家一共出了多少？")
    assert dict(zip(column(summed, "status"), column(summed, "amount"), strict=True)) == {
        "actual": 600 * 10**8,
        "committed": 1260 * 10**8,
    }
