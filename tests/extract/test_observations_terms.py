"""Whose terms a figure is one of: of a fund, a bond, a loan, a rate that somebody gives, the loans of a class."""

import pytest

from tests.extract.test_observations import subject


@pytest.mark.parametrize(
    ("text", "last"),
    [
        (
            "合肥晶合母基金设立\n徽商银行推出“晶合贷”。岳西县财政局按贷款额的2%给予补助。",
            "岳西县财政局",
        ),
        ("霍山县推出“茶农贷”\n徽商银行开办“茶农贷”。这种贷款不用抵押，霍山县财政局贴一半利息。", "霍山县财政局"),
    ],
)
def test_a_rate_is_of_who_gives_by_it(text: str, last: str) -> None:
    assert subject(text)[-1] == last


def test_the_rate_of_a_product_that_the_sentence_names_is_its_own() -> None:
    text = "徽商银行推出“茶农贷”，霍山县财政局按利率的50%给予贴息。"
    assert subject(text) == ["茶农贷"]


def test_loans_of_a_class_by_an_official_list_are_its_own() -> None:
    text = "截至6月末，安徽省科技型中小企业贷款余额2100亿元，同比增长22.5%；绿色贷款余额9000亿元。"
    assert subject(text) == ["科技型中小企业", "科技型中小企业", "安徽省"]


def test_loans_of_such_a_class_are_of_the_bank_that_lends_them() -> None:
    assert subject("6月末，徽商银行科技型中小企业贷款余额210亿元。") == ["徽商银行"]


def test_the_terms_of_a_fund_are_not_of_the_fund_that_pays_into_it() -> None:
    text = (
        "芜湖晶合新材料产业投资基金设立\n芜湖晶合新材料产业投资基金规模10亿元，其中芜湖市产业引导基金出资3亿元。"
        "基金存续期8年，其中投资期5年。"
    )
    assert subject(text)[-2:] == ["芜湖晶合新材料产业投资基金"] * 2


def test_the_terms_of_a_bond_are_not_of_the_market_that_it_is_sold_in() -> None:
    text = "安徽晶合投资集团有限公司在全国银行间债券市场发行中期票据5亿元，期限3年，票面利率2.4%。"
    assert set(subject(text)) == {"安徽晶合投资集团有限公司"}


def test_the_terms_of_a_loan_that_only_another_sentence_names_are_of_who_got_it() -> None:
    text = (
        "徽商银行用好支小再贷款\n4月8日，岳西县山泉茶业有限公司收到徽商银行发放的200万元贷款，年利率3.9%。"
        "徽商银行表示，这笔贷款用的是支小再贷款资金。"
    )
    assert subject(text) == ["岳西县山泉茶业有限公司"]
