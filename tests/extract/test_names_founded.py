"""Bodies and funds named by ordinary words where a text founds them: sentences of our own."""

import pytest

from tests.extract.entities_helper import named, relations

FOUNDED = [
    ("江西钢铁协会成立低碳工作推进委员会，并成立投资部。", "Institution", ["低碳工作推进委员会", "投资部"]),
    ("赣江产业联盟还要设立一只创新基金。", "Fund", ["创新基金"]),
    ("南昌大学与江铃集团明年在南昌合建一家跨国孵化器。", "Institution", ["跨国孵化器"]),
    ("江西省国资委牵头组建科创母基金，首期20亿元。", "Fund", ["科创母基金"]),
    ("南昌高新区成立了科技金融服务中心和知识产权运营中心。", "Institution", ["科技金融服务中心", "知识产权运营中心"]),
    ("南昌大学与江西农业大学合办的种子基金规模1亿元。", "Fund", ["种子基金"]),
]


@pytest.mark.parametrize(("text", "label", "names"), FOUNDED, ids=[t for t, _, _ in FOUNDED])
def test_what_is_founded_is_named(text: str, label: str, names: list[str]) -> None:
    assert set(names) <= set(named(text, label))


@pytest.mark.parametrize(
    "text",
    [
        "江西省鼓励企业设立研发中心，支持高校成立技术转移中心。",
        "南昌高新区新建3个加速器，成立了工作专班。",
        "南昌天使母基金是南昌市组建的第一只创业投资母基金。",
    ],
)
def test_what_is_wished_counted_or_described_is_not(text: str) -> None:
    assert not {"研发中心", "技术转移中心", "加速器", "工作专班", "创业投资母基金"} & set(named(text))


def test_what_a_body_sets_up_within_itself_is_a_part_of_it() -> None:
    stated = relations("江西银行成立科技金融事业部。")
    assert ("PART_OF", "科技金融事业部", "江西银行") in stated


def test_a_name_does_not_begin_with_who_founds_it() -> None:
    found = named("南昌大学联合江铃集团共建智能制造产业学院，赣江新区布局生物医药产业园、绿色建材产业园。")
    assert {"生物医药产业园", "绿色建材产业园"} <= set(found)
    assert not any("共建" in name or "布局" in name for name in found)


def test_marks_around_the_end_of_a_name_are_both_taken_in() -> None:
    found = named("湖州市成立了青年“种子基金”，规模3000万元。", "Fund")
    assert "青年“种子基金”" in found.values()
