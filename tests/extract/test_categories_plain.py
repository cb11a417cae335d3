"""Classes that no fact speaks of: which of them are nodes."""

import pytest

from extract.model import Article
from tests.extract.entities_helper import whole


def classes(text: str) -> set[str]:
    return {e.name for e in whole().extract(Article("test", text)).entities if e.type == "Category"}


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("窗口的服务让小微企业少跑了腿。", "小微企业"),
        ("镇里的农技员教果农剪枝。", "果农"),
        ("展会上，专精特新企业摆出了新产品。", "专精特新企业"),
        ("讲座请来高校院所的老师和金融机构的同行。", "金融机构"),
        ("新路修到了贫困村的村口。", "贫困村"),
    ],
)
def test_a_known_class_is_a_node_where_it_is_only_mentioned(text: str, name: str) -> None:
    assert name in classes(text), classes(text)


@pytest.mark.parametrize(
    "text",
    [
        "窗口的服务让企业少跑了腿。",  # says too little
        "这家民营企业搬了新厂房。",  # is one
        "厂长说，该科技型企业搬了新厂房。",
        "座谈会上，民营企业甲乙丙机械有限公司的厂长发了言。",  # says what somebody is
        "上级发来《小微企业名录管理办法》的学习体会。",  # is part of a title
        "民营企业座谈会\n会议开得很好。",  # only the headline
        "会上谈到重大项目的进展。",  # no body
    ],
)
def test_other_classes_are_none(text: str) -> None:
    assert not classes(text)


def test_none_where_the_article_is_long() -> None:
    sentence = "窗口的服务让小微企业少跑了腿。"
    assert classes(sentence)
    assert not classes(sentence + "会议开得很好，大家谈了很多想法。\n" * 60)


def test_none_beside_a_class_that_is_the_same_in_other_words() -> None:
    found = classes("甲市财政局向科技型中小企业发放补贴2000万元。窗口的服务让科技型企业少跑了腿。")
    assert found == {"科技型中小企业"}
