"""Dates and periods: what is printed, and what it means against the dateline."""

import pytest

from extract.lexicon import Lexicon
from extract.model import Article, DateSpan, State
from extract.steps import dates
from extract.text import fold

LEXICON = Lexicon()


def found(text: str, dateline: str | None) -> list[DateSpan]:
    state = State(Article("t", text, date=dateline), LEXICON, text, fold(text))
    dates.run(state)
    for date in state.dates:
        assert text[date.start : date.end] == date.text
    return state.dates


# text with one date or period | what it means on 31 July 2023
ABSOLUTE = """
2022年5月3日挂牌 | 2022-05-03
2022年5月3号挂牌 | 2022-05-03
2022年11月挂牌 | 2022-11
2021年建成 | 2021
2023.3.27刊发 | 2023-03-27
2023-03-27刊发 | 2023-03-27
2023/3/7刊发 | 2023-03-07
2023年度预算 | 2023
二〇二三年六月十五日印发 | 2023-06-15
二○二二年底完工 | 2022
2022 年 6 月 30 日签约 | 2022-06-30
2004年底买下 | 2004
2021年第三季度放款 | 2021-07/2021-09
2021年四季度放款 | 2021-10/2021-12
2020年上半年放款 | 2020-01/2020-06
2020年前三季度放款 | 2020-01/2020-09
2020年前8个月放款 | 2020-01/2020-08
2020年头8个月放款 | 2020-01/2020-08
2020年首九个月放款 | 2020-01/2020-09
2022年1至6月放款 | 2022-01/2022-06
2022年1—5月放款 | 2022-01/2022-05
2018-2022年共下拨 | 2018/2022
2012至2014年每所 | 2012/2014
2013年至2022年共下拨 | 2013/2022
2023一2025年安排 | 2023/2025
2020至21年安排 | 2020/2021
2019年1月至2020年3月 | 2019-01/2020-03
2023年7月20日至21日召开 | 2023-07-20/2023-07-21
7月28日至8月2日召开 | 2023-07-28/2023-08-02
“十四五”期间安排 | 2021/2025
“十三五”安排 | 2016/2020
十二五时期安排 | 2011/2015
“十四五”末达到 | 2025
自2020年起三年内提供 | 2020/2022
2019年开始，连续4年拨给 | 2019/2022
从2021年起分两年列支 | 2021/2022
2018年起3年前的 | 2018
２０２２年３月投产 | 2022-03
"""

RELATIVE = """
今年将安排 | 2023
本年度安排 | 2023
去年安排 | 2022
上年安排 | 2022
前年安排 | 2021
明年安排 | 2024
今年上半年放款 | 2023-01/2023-06
去年下半年放款 | 2022-07/2022-12
明年下半年放款 | 2024-07/2024-12
今年4月签约 | 2023-04
去年12月签约 | 2022-12
去年底签约 | 2022
今年年初签约 | 2023
一季度放款 | 2023-01/2023-03
第二季度放款 | 2023-04/2023-06
首季放款 | 2023-01/2023-03
前三季度放款 | 2023-01/2023-09
前5个月放款 | 2023-01/2023-05
上半年放款 | 2023-01/2023-06
年底前到位 | 2023
年内到位 | 2023
本月签约 | 2023-07
上月签约 | 2023-06
上个月26日签约 | 2023-06-26
近三年投入 | 2020/2023
过去10年投入 | 2013/2023
未来 5 年投入 | 2023/2028
今后3年投入 | 2023/2026
三年来投入 | 2021/2023
近6个月投入 | 2023-01/2023-07
今年以来投入 | 2023
“十四五”以来投入 | 2021/2023
“十四五”时期以来投入 | 2021/2023
从年初到目前投放 | 2023-01/2023-07
2020年某工程试水算起 | 2020/2023
2000年以来投入 | 2000/2023
2021年5月以来投入 | 2021-05/2023-07
5月18日上午挂牌 | 2023-05-18
12月25日挂牌 | 2022-12-25
8月举办 | 2023-08
9月底到位 | 2023-09
3月中旬到位 | 2023-03
六月底到位 | 2023-06
十二月到位 | 2022-12
26日挂牌 | 2023-07-26
31日挂牌 | 2023-07-31
20日至22日召开 | 2023-07-20/2023-07-22
昨天挂牌 | 2023-07-30
今日挂牌 | 2023-07-31
目前有 | 2023-07
近日挂牌 | None
日前挂牌 | None
近年来投入 | None
每年安排 | None
"""

AS_OF = """
截至6月底 | 2023-06
截至今年6月底 | 2023-06
截至2022年7月底 | 2022-07
截至2021年底 | 2021-12
截止到5月末 | 2023-05
截至今年一季度末 | 2023-03
截至7月23日 | 2023-07-23
截至9月末 | 2022-09
截至2023年6月30日 | 2023-06-30
到今年4月末 | 2023-04
到5月末 | 2023-05
截至目前 | 2023-07
迄今投放 | 2023-07
"""


def rows(table: str) -> list[tuple[str, str | None]]:
    pairs = [line.split(" | ") for line in table.strip().splitlines()]
    return [(text, None if period == "None" else period) for text, period in pairs]


@pytest.mark.parametrize(("text", "period"), rows(ABSOLUTE) + rows(RELATIVE))
def test_period(text: str, period: str | None) -> None:
    assert [(d.period, d.as_of) for d in found(text, "2023-07-31")] == [(period, False)]


@pytest.mark.parametrize(("text", "period"), rows(AS_OF))
def test_running_totals_reach_up_to_their_date(text: str, period: str | None) -> None:
    assert [(d.period, d.as_of) for d in found(text, "2023-07-31")] == [(period, True)]


@pytest.mark.parametrize(
    ("text", "period"),
    [("到2025年达到", "2025"), ("到2027年底达到", "2027-12"), ("力争2030年前达到", "2030")],
)
def test_a_goal_is_no_running_total(text: str, period: str) -> None:
    assert [(d.period, d.as_of) for d in found(text, "2023-07-31")] == [(period, False)]


@pytest.mark.parametrize(
    "text",
    [
        "为期3年的行动",
        "改革开放26年间",
        "20世纪90年代",
        "3日内办结",
        "培训25日次",
        "11亿元",
        "第5届年会",
        "二十大报告",
        "共20个月饼厂",
        "日均发电1日元",
        "《2021—2025年行动方案》",
        "国发〔2023〕5号",
        "3.15晚会",
        "年产40万吨",
    ],
)
def test_what_is_no_date(text: str) -> None:
    assert found(text, "2023-07-31") == []


@pytest.mark.parametrize(
    ("dateline", "text", "period"),
    [
        ("2023-01-09", "26日挂牌", "2022-12-26"),
        ("2023-01-09", "12月签约", "2022-12"),
        ("2023-01-09", "四季度放款", "2022-10/2022-12"),
        ("2023-01-09", "3月启动", "2023-03"),
        ("2023-03", "26日挂牌", "2023-03-26"),
        ("2023", "今年安排", "2023"),
        ("2023", "26日挂牌", None),
        (None, "今年安排", None),
        (None, "5月3日挂牌", None),
        (None, "2021年5月3日挂牌", "2021-05-03"),
        (None, "“十三五”以来投放", None),
        ("2024-03-05", "2023年2月29日挂牌", "2023-02"),
    ],
)
def test_the_dateline_decides(dateline: str | None, text: str, period: str | None) -> None:
    assert [d.period for d in found(text, dateline)] == [period]


@pytest.mark.parametrize(
    ("text", "periods"),
    [
        ("2019年5月签约，当年投产，次年3月扩建", ["2019-05", "2019", "2020-03"]),
        ("基金6月9日设立，当日到账", ["2023-06-09", "2023-06-09"]),
        ("2017年3月立项，9月开工。4月又有新项目", ["2017-03", "2017-09", "2023-04"]),
        ("6月3日开标，18日中标", ["2023-06-03", "2023-06-18"]),
        ("自3月开板至6月30日，发行", ["2023-03/2023-06-30"]),
        ("从5月1日到6月底", ["2023-05-01/2023-06"]),
        ("2019年和2020年分别投入", ["2019", "2020"]),
        ("由2012年的三家增加到2021年的九家", ["2012", "2021"]),
    ],
)
def test_dates_lean_on_those_before_them(text: str, periods: list[str]) -> None:
    assert [d.period for d in found(text, "2023-07-31")] == periods


def test_a_page_without_a_dateline_takes_the_latest_year_of_account() -> None:
    assert [d.period for d in found("2024年度补助名单公示。今年共安排补助。", None)] == ["2024", "2024"]


@pytest.mark.parametrize(
    ("text", "period"),
    [
        ("甲市快讯（2021年第8期）。截至8月底", "2021-08"),
        ("产权周报（2021年8月4日至8月10日）。7日", "2021-08-07"),
        ("本报甲市1月7日讯 2021年11月开馆。昨天", "2022-01-06"),
        ("本报甲市1月7日讯 计划2022年11月开馆。昨天", None),
        ("本报甲市6月7日讯 2021年3月2日开馆。昨天", "2021-06-06"),
    ],
)
def test_a_page_without_a_dateline_takes_the_year_of_its_issue_and_the_day_of_its_byline(
    text: str, period: str | None
) -> None:
    assert found(text, None)[-1].period == period


def test_what_comes_again_is_marked() -> None:
    assert [d.recurring for d in found("每年安排一批，2021年起", "2023-07-31")] == [True, False]


def test_the_whole_year_is_the_one_just_spoken_of() -> None:
    from tests.extract.test_observations import observed

    text = "2021年合肥市登记技术合同3000项。全年企业技术合同成交额60亿元。"
    assert [o.period for o in observed(text, "2022-12-13")] == ["2021", "2021"]
    assert [o.period for o in observed("合肥市全年技术合同成交额60亿元。", "2022-01-05")] == ["2021"]


def test_what_began_with_an_event_goes_on_since() -> None:
    from tests.extract.test_observations import observed

    text = "2019年安徽省启动创新券试点以来，合肥市累计服务企业3000家。"
    assert [o.period for o in observed(text, "2022-12-13")] == ["2019/2022"]
