"""Figures as offices and banks report them: aims, changes, comparisons, industries, bullets."""

import pytest

from tests.extract.test_observations import observed


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("数据显示，从2016年到2019年，安徽省专利申请量每年增加2.1万件。", "actual"),
        ("中国农业发展银行全力确保粮食安全，支持企业收购粮油3778亿斤。", "actual"),
        ("合肥市新认定科技型中小企业1405家，年度目标完成率112%。", "actual"),
        ("合肥市确保新建省级研发中心20家。", "target"),
        ("安徽省提出，通过三年时间，园区质押项目数年度增长20%以上。", "target"),
    ],
)
def test_a_word_of_aims_makes_a_target_only_where_it_aims_at_the_figure(text: str, expected: str) -> None:
    assert observed(text, None)[-1].status == expected


def test_a_change_of_money_that_moved_is_measured() -> None:
    text = "截至4月底，黄山市已累计到位衔接资金6.2亿元，较上年同期增加3900万元。"
    assert [str(o.value) for o in observed(text)] == ["39000000"]


def test_what_an_industry_invested_is_of_the_whole_sector() -> None:
    text = "上半年，合肥市工业投资平稳，高技术制造业完成投资157亿元。"
    assert [(str(o.value), o.measure) for o in observed(text)] == [("15700000000", "高技术制造业完成投资")]


def test_a_rate_behind_a_comparison_is_of_the_period_of_the_sentence_before() -> None:
    text = "2022年上半年，合肥市完成工业投资846亿元。其中，高技术产业增长22%，比上年同期提高2.9个百分点，占比为42%。"
    assert {o.period for o in observed(text)} == {"2022-01/2022-06"}


def test_a_superlative_names_the_next_industry_and_no_change_of_the_one_before() -> None:
    text = "合肥市装备制造业产值65亿元，增长4.7%；增速最快的新材料制造业产值21亿元。"
    assert observed(text)[-1].measure.endswith("新材料制造业产值")
    assert "装备" not in observed(text)[-1].measure


def test_a_bullet_is_no_part_of_a_measure() -> None:
    assert observed("合肥高新区上半年\n●营业收入1397亿元")[0].measure == "营业收入"
