"""The scheme that a notice's first line tells is what its public money runs through."""

import pytest

from extract.model import Article
from extract.pipeline import Pipeline


@pytest.fixture(scope="module")
def pipeline() -> Pipeline:
    return Pipeline()


def channels(pipeline: Pipeline, text: str) -> list[str]:
    state = pipeline.state(Article("test", text))
    names = {e.id: e.name for e in state.entities}
    return [names[i] for flow in state.flows for i in flow.via]


@pytest.mark.parametrize(
    ("text", "scheme"),
    [
        (
            "关于2023年度绍兴市数字经济创新补助项目的公示\n根据《绍兴市产业发展资金管理办法》，"
            "拟对18家企业给予补助资金860万元。",
            "绍兴市数字经济创新补助项目",
        ),
        (
            "关于组织申报2024年全省冷链物流贷款贴息项目的通知\n各市农业农村局：\n"
            "对冷链物流企业支付的贷款利息，按2%给予补助，单个企业最多150万元。",
            "全省冷链物流贷款贴息项目",
        ),
        (
            "关于2022年度众创空间绩效后补助名单的公示\n经评审，拟对31家众创空间给予补助1260万元。",
            "2022年度众创空间绩效后补助",
        ),
    ],
)
def test_the_scheme_of_a_notice(pipeline: Pipeline, text: str, scheme: str) -> None:
    assert channels(pipeline, text) == [scheme]


def test_a_firm_s_notice_that_it_got_money_tells_no_scheme(pipeline: Pipeline) -> None:
    text = "关于获得政府补助的公告\n公司收到绍兴市财政局拨付的补助资金860万元。"
    assert channels(pipeline, text) == []
