"""Which dates are the period of a figure, and which only say when something was told, promised or happened beside it."""

import pytest

from tests.extract.test_observations import observed


def periods(text: str) -> list[str | None]:
    return [o.period for o in observed(text, "2024-05-08")]


def test_now_set_off_as_a_clause_is_no_period_but_up_to_now_is() -> None:
    assert periods("合肥市科教资源丰富\n目前，合肥市有高校53所，国家级研究机构30家。") == [None, None]
    assert periods("合肥市科教资源丰富\n截至目前，合肥市有高校53所。") == ["2024-05"]


def test_the_day_of_a_report_is_not_that_of_its_figures() -> None:
    assert periods("合肥市有新消息\n合肥日报5月6日讯，合肥市有高校53所。") == [None]


def test_a_day_before_a_colon_only_says_when_it_was_told() -> None:
    assert periods("合肥市有新消息\n5月6日，合肥市传来消息：合肥市高新技术企业达到3200家。") == [None]


def test_what_a_rule_gives_has_not_the_date_of_its_issue() -> None:
    text = (
        "合肥市支持企业技改\n2024年2月，合肥市印发《合肥市支持企业技术改造若干措施》，对企业按设备投资的10%给予补助。"
    )
    assert periods(text) == [None]


@pytest.mark.parametrize(("headline", "period"), [("合肥市2023年成绩单", "2023"), ("合肥市2023年招商大会召开", None)])
def test_only_an_account_of_a_year_gives_its_year_to_the_figures(headline: str, period: str | None) -> None:
    assert periods(f"{headline}\n合肥市底气十足。\n合肥市有高校53所。") == [period]


def test_the_year_of_the_sentence_before_is_not_that_of_somebody_else() -> None:
    assert periods("合肥市科技发展\n2020年，合肥市启动建设科学城。巢湖市有高校5所。") == [None]


@pytest.mark.parametrize(
    "text",
    [
        "5月7日起，合肥市公积金贷款利率由3.1%降至2.85%。",
        "自5月1日起，合肥市缴费比例由19%降低到16%。",
        "5月6日，合肥市房贷利率从4.1%下调到3.85%。",
        "从5月1日起，合肥市担保费率由1.5%降为1%。",
        "2024年4月，合肥市失业率由5.5%降至5.1%。",
    ],
)
def test_what_something_was_until_then_is_not_of_the_day_on_which_it_changed(text: str) -> None:
    old, new = periods(f"合肥市有新消息\n{text}")
    assert old is None
    assert new is not None


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2023年，合肥市粮食播种面积比上年增加8万亩。", ["2023"]),
        ("2023年，合肥市粮食播种面积比2022年增加8万亩。", ["2023"]),
        ("2023年，合肥市粮食播种面积比2018年增加30万亩。", ["2018/2023"]),
        ("合肥市出口额从2010年的42亿元增长到2023年的310亿元。", ["2010", "2023"]),
    ],
)
def test_growth_over_the_year_before_is_of_the_year_itself(text: str, expected: list[str]) -> None:
    assert periods(f"合肥市有新消息\n{text}") == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2023年5月，徽商银行推出“皖科贷”，年利率3.4%。", [None]),
        ("2023年，徽商银行新发放贷款加权平均利率3.9%。", ["2023"]),
        ("截至2023年3月末，徽商银行持有的股权市值26亿元。", ["2023-03"]),
    ],
)
def test_the_rate_of_a_product_has_no_period(text: str, expected: list[str | None]) -> None:
    assert periods(f"徽商银行有新消息\n{text}") == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2023年，合肥市有高校53所。高校在校学生61万人。", ["2023", "2023"]),
        ("2023年，合肥市动工修建科学馆。馆内设展区9个。", [None]),
        ("到2027年，合肥市高校要达到60所。研究机构有30家。", ["2027", None]),
        ("合肥市孵化器从2020年的19家发展到44家。孵化企业1300家。", ["2020", None, None]),
    ],
)
def test_a_year_goes_on_only_where_figures_were_told_of_it(text: str, expected: list[str | None]) -> None:
    assert periods(f"合肥市有新消息\n{text}") == expected


def test_the_day_of_an_announcement_behind_a_figure_is_not_its_day() -> None:
    assert periods("安科生物有新消息\n安科生物（收盘价8.94元）7日公告，公司新建厂房。") == [None]


@pytest.mark.parametrize("opening", ["分行业看，", "新能源产业分行业看，", "从项目类型看，"])
def test_a_paragraph_that_sorts_the_figures_of_the_one_before_has_their_period(opening: str) -> None:
    text = f"合肥市的投资\n今年一季度，合肥市完成工业投资320亿元。\n{opening}新材料制造业完成投资64亿元，建成项目12个。"
    assert periods(text) == ["2024-01/2024-03"] * 3


def test_a_paragraph_of_its_own_has_not_the_period_of_the_one_before() -> None:
    text = "合肥市的投资\n今年一季度，合肥市完成工业投资320亿元。\n合肥市有高校53所。"
    assert periods(text) == ["2024-01/2024-03", None]
