"""A body and the one that it deals with are two names, whatever the verb between them; a bank's name ends before what it does."""

import pytest

from tests.extract.entities_helper import named

VERBS = [
    "补贴",
    "奖补",
    "补助",
    "奖励",
    "资助",
    "补偿",
    "支付",
    "预付",
    "贷给",
    "跟投",
    "领投",
    "独投",
    "参投",
    "入股",
    "收购",
    "注资",
    "授信",
    "托管",
]


@pytest.mark.parametrize("verb", VERBS)
@pytest.mark.parametrize("payer", ["丹东市财政局", "云杉集团", "滨州银行"])
def test_who_deals_with_whom_are_two(payer: str, verb: str) -> None:
    found = set(named(f"{payer}{verb}凤栖材料有限公司1000万元。", "Institution").values())
    assert found == {payer, "凤栖材料有限公司"}


def test_a_company_limited_that_invests_is_no_investment_firm() -> None:
    found = named("云杉科技有限公司投资凤栖材料有限公司5000万元。云杉集团投资控股有限公司成立。", "Institution")
    assert {"云杉科技有限公司", "凤栖材料有限公司", "云杉集团投资控股有限公司"} <= set(found.values())
    assert not any(name.endswith("投资") for name in found.values())


@pytest.mark.parametrize(
    "text",
    ["高原公司获得滨州银行贷款5亿元。", "向滨州银行贷款20万元。", "滨州银行信贷支持到位。", "滨州银行承销债券3亿元。"],
)
def test_a_bank_is_named_before_its_loans(text: str) -> None:
    assert "滨州银行" in named(text, "Institution").values()


@pytest.mark.parametrize(
    "text",
    [
        "企业获得银行贷款3亿元。",
        "落实商业银行贷款2亿元。",
        "向当地银行贷款20万元。",
        "新增银行贷款4亿元。",
        "多家合作银行贷款3亿元。",
    ],
)
def test_loans_of_banks_name_no_bank(text: str) -> None:
    assert not named(text, "Institution")


def test_fields_of_projects_that_got_money_are_no_companies() -> None:
    assert not named("另有集成电路、生物医药、装备制造等24个项目获得总额3亿元的投资。", "Institution")
