"""Names beside loans: what is a class, a work or a body there, and what only leads to it or is called by it."""

import pytest

from extract.model import Article
from extract.pipeline import Pipeline


@pytest.fixture(scope="module")
def pipeline() -> Pipeline:
    return Pipeline()


def names(pipeline: Pipeline, text: str, *types: str) -> set[str]:
    return {e.name for e in pipeline.state(Article("test", text)).entities if e.type in types}


@pytest.mark.parametrize(
    ("text", "classes"),
    [
        ("沧浪银行发放贷款3亿元，其中小微企业贷款1亿元。", {"小微企业"}),
        ("沧浪银行累计发放贷款3亿元，服务民营企业60户。", {"民营企业"}),
        ("六大国有银行去年向小微企业发放贷款3000亿元。", {"六大国有银行", "小微企业"}),
        ("沧浪银行第一时间组建服务团队，发放贷款80万元。", set()),
    ],
)
def test_a_class_is_without_what_leads_to_it(pipeline: Pipeline, text: str, classes: set[str]) -> None:
    assert names(pipeline, text, "Category") == classes


@pytest.mark.parametrize(
    ("text", "programmes"),
    [
        ("沧浪银行审批通过吉水县标准厂房建设项目贷款2亿元。", {"吉水县标准厂房建设项目"}),
        ("沧浪担保公司累计为个体工商户担保贷款3亿元。", set()),
        ("沧浪银行投放新型农业经营主体贷款3亿元。", set()),
    ],
)
def test_whose_loan_it_is_is_no_product(pipeline: Pipeline, text: str, programmes: set[str]) -> None:
    assert names(pipeline, text, "Program") == programmes


@pytest.mark.parametrize(
    ("text", "body"),
    [
        ("记者从农发行了解到，粮食收购已经开始。", "中国农业发展银行"),
        ("记者从工行赣州分行获悉，信贷增长较快。", "中国工商银行赣州分行"),
        ("记者从科技部获悉，项目已经启动。", "科学技术部"),
    ],
)
def test_who_a_reporter_heard_from_is_no_reporter(pipeline: Pipeline, text: str, body: str) -> None:
    assert body in names(pipeline, text, "Institution")


@pytest.mark.parametrize(
    ("text", "wrong"),
    [
        ("记者从中国银行间交易商协会得知，发债的多了。", "中国银行"),
        ("兴业银行主动联系了他，为他办理贷款。", "兴业银行主动联系"),
    ],
)
def test_what_a_body_does_is_no_part_of_its_name(pipeline: Pipeline, text: str, wrong: str) -> None:
    assert wrong not in names(pipeline, text, "Institution", "Category")
