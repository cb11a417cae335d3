"""Programmes and funds in clauses that no verb of launching opens, and bodies whose next word begins like another."""

import pytest

from extract.model import Article
from extract.pipeline import Pipeline

STEPS = ("sentences", "places", "names", "policies", "programs", "funds", "categories")


@pytest.fixture(scope="module")
def pipeline():
    return Pipeline(steps=STEPS)


def named(pipeline, text, label):
    state = pipeline.state(Article("page", f"标题\n{text}", title="标题"))
    inner = [m for m in state.nested if m.rule == "titled"]
    return [m.name for m in [*state.mentions, *inner] if m.type == label]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("株洲市科技局启动智能化改造三年行动，首批选两个县。", "智能化改造三年行动"),
        ("工信局召开种业振兴行动推进会。", "种业振兴行动"),
        ("该校牵头承担深海装备攻关专项课题。", "深海装备攻关专项"),
        ("在菌草产业攻关专项基础上，又推出新举措。", "菌草产业攻关专项"),
        ("茶业倍增行动列为县里的头等任务。", "茶业倍增行动"),
        ("湖州市入选首批绿色建材应用试点。", "绿色建材应用试点"),
        ("德清县是全国首批农机共享试点县市之一。", "农机共享试点"),
        ("《“银桥”工程实施方案》近日印发。", "“银桥”工程"),
    ],
)
def test_programmes_are_named_whatever_stands_around(pipeline, text, name):
    assert name in named(pipeline, text, "Program")


def test_the_body_whose_programme_it_is_is_no_part_of_the_name(pipeline):
    text = "宁波东力公司入选浙江省科技厅“百匠”计划。"
    assert named(pipeline, text, "Program") == ["“百匠”计划"]
    assert "浙江省科学技术厅" in named(pipeline, text, "Institution")


def test_two_joined_programmes_are_two(pipeline):
    text = "意见提出，实施竹业攻关专项和湿地修复行动。"
    assert "竹业攻关专项" in named(pipeline, text, "Program")
    assert all("和" not in name for name in named(pipeline, text, "Program"))


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("财政局出资设立泓元产业引导基金，并已备案。", ["泓元产业引导基金"]),
        ("嵘川创业投资基金系泽原科创母基金旗下基金。", ["嵘川创业投资基金", "泽原科创母基金"]),
        ("泽原科创母基金的子基金嵘川创业投资基金完成备案。", ["泽原科创母基金", "嵘川创业投资基金"]),
        ("该公司组建专业团队运作种业发展基金。", ["种业发展基金"]),
        ("园区靠着政府引导基金，撬动了资本。", []),
    ],
)
def test_funds_begin_and_end_with_their_names(pipeline, text, names):
    assert named(pipeline, text, "Fund") == names


def test_a_fund_said_to_be_one_of_a_kind_is_no_second_one(pipeline):
    text = "泽原新材料产业基金是四川省财政厅主导设立的母基金。"
    assert named(pipeline, text, "Fund") == ["泽原新材料产业基金"]


def test_what_a_fund_does_is_no_part_of_the_class(pipeline):
    assert "种粮大户" in named(pipeline, "该基金重点支持种粮大户。", "Category")


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("浙江省科技厅面向企业推出一项举措。", "浙江省科学技术厅"),
        ("智能网联汽车创新中心日前揭牌。", "智能网联汽车创新中心"),
        ("湖南大学将在贵安新区建设绿色化工联合研究院。", "绿色化工联合研究院"),
    ],
)
def test_bodies_end_and_begin_with_their_names(pipeline, text, name):
    assert name in named(pipeline, text, "Institution")


def test_places_that_are_laid_out_are_no_class_with_their_verb(pipeline):
    assert all(not name.startswith("布局") for name in named(pipeline, "该区布局生物医药产业园。", "Category"))
