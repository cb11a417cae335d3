"""Classes of people, bodies and places that only the end of a word tells, as recipients of money."""

import pytest

from tests.extract.entities_helper import named


def classes(text: str) -> set[str]:
    return set(named(text, "Category"))


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("县里给特困户每户再补3000元。", "特困户"),
        ("银行向3126户养蜂户发放贷款5200万元。", "养蜂户"),
        ("市财政向纳税人退还增值税3亿元。", "纳税人"),
        ("省里按每人每年1.2万元补给省级传承人。", "省级传承人"),
        ("补助资金全部发给护林员。", "护林员"),
        ("奖励资金直接拨给演出主办方。", "主办方"),
        ("奖金归揭榜方所有，每项200万元。", "揭榜方"),
        ("本专科生每人每年可贷1.6万元，研究生可贷2万元。", "研究生"),
        ("县财政拿出600万元补给乡镇卫生院。", "乡镇卫生院"),
        ("省财政厅已把6.4亿元分到各市州手中。", "各市州"),
        ("配套资金由设区市承担。", "设区市"),
        ("省财政向沿江8市兑付奖补资金2亿元。", "沿江8市"),
        ("基金会为遇难者家属送去慰问金50万元。", "遇难者家属"),
        ("银行给上下游药商放款3亿元。", "药商"),
    ],
)
def test_the_end_of_a_word_tells_a_class(text: str, found: str) -> None:
    assert any(found in mention for mention in classes(text)), classes(text)


@pytest.mark.parametrize(
    "text",
    [
        "记者从县财政局负责人处了解到，贷款入户率超过九成。",
        "双方签约后，企业在银行开户。",
        "支农惠农政策落地，项目落户高新区。",
        "发言人表示，委员和党员代表参加会议。",
        "卫生和民生支出占七成，资金打入专户。",
    ],
)
def test_what_only_ends_so_is_no_class(text: str) -> None:
    bad = {
        "记者",
        "负责人",
        "入户",
        "开户",
        "落户",
        "支农",
        "惠农",
        "发言人",
        "委员",
        "党员",
        "卫生",
        "民生",
        "专户",
        "双方",
    }
    assert not bad & classes(text)


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("去年12家（名）企业（个人）得到奖补资金90万元。", "企业（个人）"),
        ("四川省财政厅已将水利发展资金3亿元全部下拨区县。", "区县"),
        ("草场补助已经拨付到盟市。", "盟市"),
    ],
)
def test_classes_that_money_is_passed_on_to(text: str, name: str) -> None:
    assert name in named(text, "Category").values()


def test_who_got_the_money_is_no_part_of_its_name() -> None:
    assert not named("去年12家（名）企业（个人）得到奖补资金90万元。", "Fund")
