"""Classes of funds that are only counted, fields of projects, and general words in lists of classes."""

import pytest

from extract.model import Article
from extract.pipeline import Pipeline


@pytest.fixture(scope="module")
def pipeline() -> Pipeline:
    return Pipeline()


def got(pipeline: Pipeline, text: str) -> list[tuple[str, str]]:
    """Return type and name of all who get money."""
    state = pipeline.state(Article("test", text))
    of = {e.id: e for e in state.entities}
    return [(of[i].type, of[i].name) for flow in state.flows for i in flow.recipient]


@pytest.mark.parametrize(
    ("text", "funds"),
    [
        ("截至6月底，落户的QDLP基金有18只，总规模220亿元。", "落户的QDLP基金"),
        ("全市已设立各类政府投资基金22只，总规模310亿元。", "政府投资基金"),
        ("区内设立的基金已超过50只，总规模在1200亿元以上。", "区内设立的基金"),
        ("镇江市国企管理或参股的基金共61只，认缴总规模880亿元。", "国企管理或参股的基金"),
        ("鼓励保险公司同市级平台合作，合作基金到2026年底总规模不少于300亿元。", "合作基金"),
    ],
)
def test_funds_that_are_counted_or_sized_are_a_class(pipeline: Pipeline, text: str, funds: str) -> None:
    assert got(pipeline, text) == [("Category", funds)]


def test_a_named_fund_that_others_stand_in_is_none(pipeline: Pipeline) -> None:
    assert got(pipeline, "沧浪产业引导基金累计参股子基金12只，总规模50亿元。")[:1] != [("Category", "沧浪产业引导基金")]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("国家开发银行向智慧停车项目发放贷款30亿元。", ("Category", "智慧停车项目")),
        ("国家开发银行为商水县污水处理项目授信3亿元。", ("Program", "商水县污水处理项目")),
    ],
)
def test_a_field_of_projects_is_a_class_and_a_place_s_project_none(
    pipeline: Pipeline, text: str, told: tuple[str, str]
) -> None:
    assert got(pipeline, text) == [told]


def test_a_general_word_in_a_list_of_classes_is_no_body_named_before(pipeline: Pipeline) -> None:
    text = "临泽县金穗农机合作社成立于2016年。农业银行为全县620户种植大户、家庭农场和合作社提供贷款9800万元。"
    assert got(pipeline, text) == [("Category", c) for c in ("种植大户", "家庭农场", "合作社")]
