"""Programmes that only a sum, a verb or a list beside them tells."""

import pytest

from extract.model import Article
from extract.pipeline import Pipeline

STEPS = ("sentences", "places", "names", "policies", "programs", "funds")


@pytest.fixture(scope="module")
def pipeline():
    return Pipeline(steps=STEPS)


def programs(pipeline, text):
    state = pipeline.state(Article("page", f"标题\n{text}", title="标题"))
    return [m.name for m in state.mentions if m.type == "Program"]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("省里今年发了三期港口专项债，共27亿元。", "港口专项债"),
        ("头一批大棚保险赔款18.5万元已经送到农户手里。", "大棚保险"),
        ("获选企业可拿到国债贴息，按季结算。", "国债贴息"),
        ("今年我省油菜种植者补贴每亩不低于120元。", "油菜种植者补贴"),
        ("该行主要办理船舶买方信贷。", "船舶买方信贷"),
        ("公司收到市工信局下达的数控化改造项目补助140万元。", "数控化改造项目"),
        ("成果转化后列入省重点攻坚计划，资助一半。", "省重点攻坚计划"),
        ("该市率先开展林票交易试点，农民增收。", "林票交易试点"),
    ],
)
def test_money_and_plans_are_called_by_what_is_said_of_them(pipeline, text, name):
    assert name in programs(pipeline, text)


@pytest.mark.parametrize(
    "text",
    [
        "公司收到政府补贴300万元。",  # says only whose money it is
        "商业财产保险支出18亿元。",
        "全市办理企业退税5亿元。",
        "公司开展年度投资计划，投入6亿元。",
        "他们参与民生工程，改善了道路。",
    ],
)
def test_ordinary_words_make_none(pipeline, text):
    assert programs(pipeline, text) == []


def test_marks_behind_a_verb_of_offering_and_in_a_list_with_a_known_one(pipeline):
    assert programs(pipeline, "该行推出“船货通宝”，为渔民服务。") == ["船货通宝"]
    assert programs(pipeline, "县里启动“千帆进港”，渔民踊跃报名。") == ["千帆进港"]
    assert programs(pipeline, "当地有“渔船贷”“海鲜快车”两款，随借随还。") == ["渔船贷", "海鲜快车"]
    assert programs(pipeline, "大家打通“最后一公里”，唱好“海洋歌”。") == []


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("省里实施“百船护航”和“千网入海”计划。", ["“百船护航”计划", "“千网入海”计划"]),
        ("当地深入推进“诚信渔港”建设，成效明显。", ["“诚信渔港”建设"]),
        ("文旅局协作的“渔歌工坊”添了80万元。", ["渔歌工坊"]),
        ("全力融入渔港振兴发展、海陆联动开放等战略，帮助渔民。", ["渔港振兴发展", "海陆联动开放"]),
        (
            "品种有船舶抵押贷款、仓储质押贷款、渔获担保贷款等信贷产品。",
            ["船舶抵押贷款", "仓储质押贷款", "渔获担保贷款"],
        ),
        ("今年，对口支援西藏三年任务两年完成。", ["对口支援西藏"]),
        ("该行提供授信，助力上海国际渔业中心建设。", ["上海国际渔业中心建设"]),
        ("镇里把旧渔港改造补助90万元挪作他用。", ["旧渔港改造"]),
    ],
)
def test_lists_and_works_are_told_by_what_stands_around_them(pipeline, text, names):
    assert programs(pipeline, text) == names


def test_a_list_of_industries_is_none_of_strategies(pipeline):
    assert programs(pipeline, "重点支持远洋渔业、海洋医药等战略性新兴产业。") == []
