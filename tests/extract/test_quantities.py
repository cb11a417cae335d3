"""Counts, shares, growth, ratios and measures as printed → value, unit and hedge."""

import pytest

from extract.lexicon import Lexicon
from extract.model import Article, Mention, Quantity, State
from extract.steps import dates, money, quantities
from extract.text import fold

LEXICON = Lexicon()


def found(text: str, mentions: list[Mention] | None = None) -> list[Quantity]:
    state = State(Article("t", text, date="2023-07-31"), LEXICON, text, fold(text), mentions=mentions or [])
    dates.run(state)
    money.run(state)
    quantities.run(state)
    for quantity in state.quantities:
        assert text[quantity.start : quantity.end] == quantity.text
    return state.quantities


CASES = """
联盟有成员36家 | 36 | 家 | exact
出口额居全国第二， | 2 | 位 | exact
增速位列全省第七。 | 7 | 位 | exact
贷款期限一年。 | 1 | 年 | exact
三年期贷款 | 3 | 年 | exact
新添12万锭 | 120000 | 锭 | exact
纳入1.2万家企业 | 12000 | 家 | exact
纳入7 万余家企业 | 70000 | 家 | over
覆盖100多个区县 | 100 | 个 | over
覆盖近30个区县 | 30 | 个 | about
超过百家机构 | 100 | 家 | over
上千家机构 | 1000 | 家 | over
千家企业 | 1000 | 家 | exact
两家企业 | 2 | 家 | exact
三四家企业 | 4 | 家 | exact
两至三个园区 | 3 | 个 | exact
选3—5家企业 | 5 | 家 | exact
惠及1万零500户农民 | 10500 | 户 | exact
惠及20多万户 | 200000 | 户 | over
培训610人次 | 610 | 人次 | exact
从业521.1万人 | 5211000 | 人 | exact
检查1 245 次 | 1245 | 次 | exact
检查1,245次 | 1245 | 次 | exact
审结３０件 | 30 | 件 | exact
增长12.3% | 12.3 | % | exact
占比超过90% | 90 | % | over
占比80%以上 | 80 | % | over
比例约20% | 20 | % | about
按20%左右补助 | 20 | % | about
补助30%至50% | 50 | % | exact
不超过 120%的额度 | 120 | % | up_to
不低于70%的资金 | 70 | % | over
投保费率3%以内 | 3 | % | up_to
以合同金额5倍为限 | 5 | 倍 | up_to
提高2.0个百分点 | 2 | 个百分点 | exact
下降15个基点 | 15 | 个基点 | exact
是上年的1.9倍 | 1.9 | 倍 | exact
放大比例1:18 | 18 | 倍 | exact
放大比例1∶5 | 5 | 倍 | exact
占了七成 | 70 | % | exact
占了八成以上 | 80 | % | over
占全国的三分之一 | 33.33 | % | exact
上升百分之五 | 5 | % | exact
上升千分之六 | 6 | ‰ | exact
一半企业 | 50 | % | exact
建成8330万亩 | 83300000 | 亩 | exact
节水3亿立方米 | 300000000 | 立方米 | exact
装机24.4 亿千瓦 | 2440000000 | 千瓦 | exact
发电4000万千瓦时 | 40000000 | 千瓦时 | exact
架设133.2千米 | 133.2 | 千米 | exact
排放约 2.2 t | 2.2 | t | about
粮食1300亿斤以上 | 130000000000 | 斤 | over
用电3亿度 | 300000000 | 度 | exact
为期3年 | 3 | 年 | exact
历时19个月 | 19 | 个月 | exact
排名第11位 | 11 | 位 | exact
跻身全国前五 | 5 | 位 | up_to
五大主导产业 | 5 | 大 | exact
8大举措 | 8 | 大 | exact
共36条 | 36 | 条 | exact
"""


@pytest.mark.parametrize("row", CASES.strip().splitlines())
def test_value_unit_and_hedge(row: str) -> None:
    text, value, unit, qualifier = row.split(" | ")
    assert [(str(q.value), q.unit, q.qualifier) for q in found(text)] == [(value, unit, qualifier)]


@pytest.mark.parametrize(
    "text",
    [
        "一家企业",
        "作为唯一一家政策性银行",
        "与清单一一对应",
        "一期工程和二期工程",
        "第三批",
        "第5届年会",
        "国发〔2023〕5号",
        "数百家企业",
        "几十个项目",
        "安排3亿元",
        "6月26日",
        "2021年12月",
        "人民路88号",
        "《二十项措施》",
        "5G基站",
        "上午9:30开始",
        "三成立",
        "十大",
        "一次性付清",
        "1.2万亿元",
        "二期基金",
        "电话3550-3366",
    ],
)
def test_what_is_no_quantity(text: str) -> None:
    assert found(text) == []


def test_a_figure_inside_a_name_is_none() -> None:
    text = "百校千企行动惠及20家企业"
    name = Mention(0, 6, "百校千企行动", "Program")
    assert [q.text for q in found(text, [name])] == ["20家"]


def test_a_range_keeps_its_lower_end() -> None:
    assert [(str(q.low), str(q.value)) for q in found("补助20%-30%")] == [("20", "30")]


def test_lists_are_read_one_by_one() -> None:
    assert [str(q.value) for q in found("新建园区50个、集群40个，强镇200个")] == ["50", "40", "200"]
    assert [str(q.value) for q in found("由8家增至12家")] == ["8", "12"]
