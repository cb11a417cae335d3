"""What a class of recipients is called: with all the deeds that share its head, with its clause, without 各类."""

import pytest

from extract import lexicon, names_words
from extract.model import Article, State
from extract.steps import categories, sentences
from extract.text import fold


def names(text: str) -> set[str]:
    state = State(Article("test", text), lexicon.load(), text, fold(text))
    state.words = names_words.tag(state.folded)
    for step in (sentences, categories):
        step.run(state)
    return {m.name for m in state.mentions if m.type == "Category"}


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("银行扶持粮食收购、加工、销售企业56户。", "粮食收购、加工、销售企业"),
        ("银行为19户受台风影响待复工企业办理续贷。", "受台风影响待复工企业"),
        ("银行为园区区域内企业提供融资30亿元。", "园区区域内企业"),
        ("对绿色工厂给予奖励。", "绿色工厂"),
        ("农商行给予村里的合作社授信5000万元。", "村里的合作社"),
        ("县财政对流转土地100亩以上的种粮大户，每亩补贴200元。", "流转土地100亩以上的种粮大户"),
        ("银行向各类科技型企业放款2亿元。", "科技型企业"),
        ("设备投入超过800万元的项目，按10%补助。", "设备投入超过800万元的项目"),
    ],
)
def test_a_class_is_called(text: str, name: str) -> None:
    assert name in names(text), names(text)


def test_a_counted_class_takes_in_no_other() -> None:
    assert "商户" in names("银行为12户企业和商户办理贷款。")


def test_classes_beside_each_other_stay_apart() -> None:
    assert "加工企业" in names("银行支持合作社、加工企业，放款2亿元。")
