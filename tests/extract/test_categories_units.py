"""Units that are graded or recognised are classes: with a grade anywhere, without one where a promise or payment is made to them."""

import pytest

from extract.model import Article
from extract.pipeline import Pipeline


@pytest.fixture(scope="module")
def pipeline() -> Pipeline:
    return Pipeline()


def classes(pipeline: Pipeline, text: str) -> list[str]:
    return [m.name for m in pipeline.state(Article("test", text)).mentions if m.type == "Category"]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("区里有省级企业技术中心8家。", "省级企业技术中心"),
        ("对验证中试基地给予奖励。", "验证中试基地"),
        ("向农产品产地市场发放补贴。", "农产品产地市场"),
        ("国家级博士后工作站，一次性奖励30万元。", "国家级博士后工作站"),
        ("评为市级未来工厂的，奖励10万元。", "市级未来工厂"),
        ("评为清远市级未来工厂的，奖励10万元。", "清远市级未来工厂"),
        ("两地共有4A级旅游景区6家。", "4A级旅游景区"),
        ("新建的工程创新中心（研究室）给予80万元奖励。", "新建的工程创新中心"),
        ("对夜间美食消费集聚区给予补助。", "夜间美食消费集聚区"),
        ("对家政培训企业，以及取得认证的养老企业，给予奖励。", "取得认证的养老企业"),
        ("对2021年、2022年迁入园区的企业，给予补助。", "迁入园区的企业"),
    ],
)
def test_a_unit_is_a_class(pipeline: Pipeline, text: str, name: str) -> None:
    assert name in classes(pipeline, text)


@pytest.mark.parametrize(
    "text", ["本市要建成区域金融中心。", "企业技术中心的墙上挂着图纸。", "产品打入国际市场，销路不错。"]
)
def test_a_unit_without_grade_or_promise_is_none(pipeline: Pipeline, text: str) -> None:
    assert not [n for n in classes(pipeline, text) if n.endswith(("中心", "市场"))]


def test_grades_that_get_sums_one_by_one_are_classes_of_their_own(pipeline: Pipeline) -> None:
    state = pipeline.state(Article("test", "新认定的国家级、省级智能工厂，分别给予90万元、40万元奖励。"))
    names = {e.id: e.name for e in state.entities}
    assert [[names[i] for i in f.recipient] for f in state.flows] == [["国家级智能工厂"], ["省级智能工厂"]]
    assert classes(pipeline, "国家级、省级智能工厂共9家。") == ["国家级、省级智能工厂"]


def test_a_promise_by_a_noun_of_action_goes_to_the_whole_list(pipeline: Pipeline) -> None:
    state = pipeline.state(Article("test", "安阳县对获得荣誉的物流企业和国家级博士后工作站进行奖励。"))
    names = {e.id: e.name for e in state.entities}
    assert [names[i] for f in state.flows for i in f.recipient] == ["获得荣誉的物流企业", "国家级博士后工作站"]
