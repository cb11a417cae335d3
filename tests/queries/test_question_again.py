"""Chinese questions that are understood only once they are said without what says nothing, in plainer words, and in plainer order."""

import itertools
from pathlib import Path
from typing import Any

import pytest

from queries import ask
from queries.question_words import table
from tests.queries import samples_graph

NEVER = "不没未无非否勿莫甭更最较超逾另仅唯才全"


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Any:
    return samples_graph.build(Path(tmp_path_factory.mktemp("again")) / "s.db")


def names(store: Any, question: str) -> list[str]:
    """Return the names that an answer lists first."""
    answer = ask(store, question, evidence=False)
    assert answer.understood, answer.answer
    return sorted(x for row in answer.rows for x in (row[0] if isinstance(row[0], list) else [row[0]]) if x)


@pytest.mark.parametrize(
    ("question", "plain"),
    [
        ("各位老师好，捋一捋天开九安海河海棠科创母基金归谁操盘", "天开九安海河海棠科创母基金由谁管理"),
        ("冒昧问一句，国家中小企业发展基金是谁挑头搞的，谢谢啦", "国家中小企业发展基金由谁牵头设立"),
        ("我在写一篇基金的稿子，国创母基金是谁发起的", "国创母基金是谁发起的"),
        ("（写稿用）创新积分贷是哪家银行弄出来的产品", "创新积分贷由哪家银行推出"),
        ("除开财政部，国家绿色发展基金还有哪些发起方", "除了财政部还有谁设立了国家绿色发展基金"),
        ("国家开发银行在山东省的分行贷给谁", "国家开发银行山东省分行贷给谁"),
        ("正通路桥借到的是哪家银行的贷款", "哪家银行给正通路桥贷款"),
        ("成都高新区这边自个儿设了哪些基金", "成都高新区设了哪些基金"),
        ("工商银行在全国都有哪些分支机构", "工商银行有哪些分支机构"),
        ("天津市科技局跟财政局一起发了啥文件", "天津市科技局和天津市财政局一起发了什么文件"),
        ("天津海河产业基金管理有限公司，啥路数", "天津海河产业基金管理有限公司什么背景"),
        ("从财政部到工业和信息化部，关系怎么串起来的", "财政部和工业和信息化部之间的最短路径"),
        ("贵阳市科学技术局跟中国银行贵州省分行合作过没有", "贵阳市科学技术局和中国银行贵州省分行有没有合作"),
        ("想弄明白浦发银行为债券做担保多少", "浦发银行为债券担保多少"),
        ("大基金三期（也就是国家集成电路产业投资基金三期）谁出资", "大基金三期谁出资"),
    ],
)
def test_loose_speech_is_answered_as_the_same_said_plainly(store: Any, question: str, plain: str) -> None:
    before, after = (ask(store, q, evidence=False) for q in (plain, question))
    assert before.understood and after.understood, after.answer
    assert before.rows and after.rows == before.rows


def test_the_answer_says_as_what_it_was_read_and_what_was_passed_over(store: Any) -> None:
    answer = ask(store, "我是做产业研究的，国开金融是家什么公司", evidence=False)
    assert answer.understood
    assert any("介绍国开金融" in note for note in answer.notes)
    assert any("我是做产业研究的" in note for note in answer.notes)


def test_clauses_about_one_thing_are_answered_each(store: Any) -> None:
    answer = ask(store, "天开九安海河海棠科创母基金归谁打理，盘子多大，哪天设的", evidence=False)
    manager, size, when = answer.each()
    assert manager.rows[0][0] == "天津海河产业基金管理有限公司"
    assert "50亿元" in size.answer and "2023" in when.answer


@pytest.mark.parametrize(
    ("question", "said"),
    [
        ("北京银行跟张江高新区有没有合作？", "管理委员会 合作 北京银行"),  # what was signed for the zone
        ("张江示范区和哪家银行签过约？", "北京银行 800亿元"),
        ("国创母基金下面的两支子基金谁在管？", "苏州创业投资集团有限公司"),
        ("创新积分贷是哪家的产品？", "中国工商银行"),
        ("企业创新积分制首批试点有哪些？", "西安高新技术产业开发区"),
        ("给大基金三期出资最多的前三家是谁？", "上海国盛（集团）有限公司"),
        ("六家银行给大基金三期一共出了多少？", "1140亿元"),
    ],
)
def test_what_was_answered_wrong_is_told(store: Any, question: str, said: str) -> None:
    answer = ask(store, question, evidence=False)
    assert answer.understood and said in answer.answer, answer.answer


def test_what_names_or_limits_is_no_background(store: Any) -> None:
    assert not ask(store, "领导让查下克拉玛依的积分贷，一共放了多少", evidence=False).understood
    assert not ask(store, "我在研究万华化学的，拿了多少贷款", evidence=False).understood


@pytest.mark.parametrize(
    ("question", "plain"),
    [
        ("是哪天的事呀，国创母基金成立", "国创母基金什么时候成立"),
        ("北京市机器人产业发展投资基金，谁呀管的是", "北京市机器人产业发展投资基金由谁管理"),
    ],
)
def test_few_words_of_one_thing_may_come_in_any_order(store: Any, question: str, plain: str) -> None:
    before, after = (ask(store, q, evidence=False) for q in (plain, question))
    assert after.understood and after.rows == before.rows, after.answer


def test_a_sentence_of_background_is_passed_over_and_told(store: Any) -> None:
    answer = ask(store, "国创母基金我只晓得名字。谁发起的？", evidence=False)
    assert not answer.understood or "国家开发银行" in answer.answer
    answer = ask(store, "我在看国创母基金。它背后是谁发起的国创母基金？", evidence=False)
    assert not answer.understood or any("我在看" in note for note in answer.notes)


@pytest.mark.parametrize(
    "question",
    [
        "不知道谁管理的基金有哪些",  # what is not known is no courtesy here
        "财政部捋一捋没掏钱的基金里哪支值得跟",
        "大基金三期差点由谁管理",  # an adverb that is no negation, and makes one
        "除了财政部，大基金三期还有哪些更大的股东",
    ],
)
def test_what_may_change_the_question_is_not_passed_over(store: Any, question: str) -> None:
    assert not ask(store, question, evidence=False).understood


def test_an_adverb_that_limits_nothing_is_passed_over_and_told(store: Any) -> None:
    answer = ask(store, "国创母基金赫然是谁发起的", evidence=False)
    assert names(store, "国创母基金赫然是谁发起的") == names(store, "国创母基金是谁发起的")
    assert any("赫然" in note for note in answer.notes)


def test_no_word_that_says_nothing_may_negate_count_or_compare() -> None:
    data = table("again_words")
    said = [word for words in data["nothing"].values() for word in words]
    assert len(said) > 500
    polite = {"不好意思", "不妨", "对不起"}
    assert [w for w in said if set(w) & set(NEVER) and w not in polite] == []
    plain = [word for group in data["plain"].values() for words in group.values() for word in words]
    twice = [w for w, n in itertools.groupby(sorted([*said, *plain])) if len(list(n)) > 1]
    assert twice == []
