"""Whose terms a figure is one of: of a fund, a bond, a loan, a rate that somebody gives, the loans of a class."""

import pytest

from tests.extract.test_observations import observed, subject, values


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


def test_what_is_pledged_for_a_loan_is_of_who_gets_it() -> None:
    text = "徽商银行以8项发明专利作质押，向岳西县山泉茶业有限公司发放贷款300万元。"
    assert subject(text) == ["岳西县山泉茶业有限公司"]


def test_terms_of_an_insurance_are_not_of_the_trial_of_it() -> None:
    text = "霍山县开展茶叶收入保险试点。霍山县茶叶收入保险今年起办。霍山县茶叶收入保险试点启动后，每亩保额1800元。"
    assert subject(text) == ["霍山县茶叶收入保险"]


@pytest.mark.parametrize(
    "text",
    [
        "所需资金由岳西县财政局与合肥高新区按6∶4的比例分担。",
        "徽商银行、岳西县财政局和安徽省科技担保公司按5∶3∶2承担。",
    ],
)
def test_a_ratio_at_which_several_bear_a_cost_is_no_measure(text: str) -> None:
    assert values(text) == []


def test_a_ratio_at_which_one_adds_to_it_is_one() -> None:
    assert values("岳西县财政局按1∶0.5给予配套。") == [("0.5", "倍")]


def test_the_term_that_names_a_part_of_a_bond_is_no_measure() -> None:
    text = "安徽晶合投资集团有限公司发行公司债券，3年期票面利率2.4%，5年期2.8%。"
    assert values(text) == [("2.4", "%"), ("2.8", "%")]


def test_half_a_year_behind_years_belongs_to_them() -> None:
    assert values("茶叶加工技术研究项目由安徽大学牵头，执行期三年半。") == [("3.5", "年")]


@pytest.mark.parametrize(
    ("text", "measures"),
    [
        ("徽商银行资产规模900亿元，较上年末的800亿元增加100亿元。", ["资产规模", "资产规模增加"]),
        ("合肥高新区营业收入由去年的3200亿元增至3500亿元。", ["营业收入", "营业收入"]),
        ("芜湖市高新技术企业由上年336家扩大到378家。", ["高新技术企业", "高新技术企业"]),
        ("芜湖市三大主导产业产值同比增长31.9%。", ["主导产业", "主导产业产值同比增长"]),
    ],
)
def test_what_a_figure_is_compared_with_is_no_part_of_its_measure(text: str, measures: list[str]) -> None:
    assert [o.measure for o in observed(text)] == measures


@pytest.mark.parametrize(
    ("text", "measures"),
    [
        (
            "安徽省新认定专精特新“小巨人”企业58家。其中合肥高新区21家，芜湖市9家。",
            ["新认定专精特新“小巨人”企业"] * 3,
        ),
        ("岳西县财政局按1∶0.5给予配套。", ["配套比例"]),
        ("岳西县财政局对制造业企业贷款按1个百分点给予贴息。", ["贴息"]),
        ("徽商银行注册资本眼下是98亿元。", ["注册资本"]),
        ("徽商银行资产负债率已由三年前的71%降到58%。", ["资产负债率", "资产负债率"]),
    ],
)
def test_a_measure_is_the_noun_of_what_is_counted_given_or_changes(text: str, measures: list[str]) -> None:
    assert [o.measure for o in observed(text)] == measures


@pytest.mark.parametrize(
    "text",
    [
        "晶合光电股份有限公司拟以自有资金800万元对芜湖晶光锰业有限公司增资，增资完成后其注册资本由5000万元增至2.3亿元。",
        "芜湖市投资控股有限公司向芜湖晶光锰业有限公司增资2亿元，使其注册资本由5000万元增至2.3亿元。",
    ],
)
def test_capital_that_is_raised_is_of_whom_it_goes_to(text: str) -> None:
    assert subject(text) == ["芜湖晶光锰业有限公司"] * 2
    assert [o.measure for o in observed(text)] == ["注册资本"] * 2


@pytest.mark.parametrize("pointing", ["上述", "这"])
def test_a_count_that_takes_up_those_told_of_before_is_no_new_figure(pointing: str) -> None:
    text = f"芜湖市公布孵化器名单。去年，芜湖市听取{pointing}15家孵化器汇报，{pointing}15家孵化器实现收入2亿元。"
    assert values(text) == [("200000000", "元")]


def test_a_count_that_closes_a_list_by_a_pointing_word_is_one() -> None:
    text = "安徽省新增安庆高新区、铜陵高新区、池州高新区这3个省级高新区。"
    assert values(text) == [("3", "个")]
