"""Which names mean the same everywhere, and which only where the article is; what kind a branch is of."""

import pytest

from extract.model import Article
from extract.pipeline import Pipeline

PIPELINE = Pipeline()


def ids(text: str) -> dict[str, str | None]:
    """Return the entities' ids with their kinds."""
    state = PIPELINE.state(Article("test", text, date="2023-05-06"))
    return {entity.id: entity.kind for entity in state.entities}


@pytest.mark.parametrize(
    "text",
    [
        "丹东市财政局下达退耕还林资金2000万元，宽甸县实施退耕还林3万亩。",
        "开封市发放大豆生产者补贴1200万元，惠及农户3万户，大豆生产者补贴每亩300元。",
    ],
)
def test_a_scheme_that_all_places_run_is_one(text: str) -> None:
    assert {"Program:退耕还林", "Program:大豆生产者补贴"} & ids(text).keys()
    assert not any(id_.startswith("Program:") and "@" in id_ for id_ in ids(text))


def test_a_product_of_a_common_name_is_each_place_s_own() -> None:
    text = "丹东市财政局与丹东银行推出人才贷，首笔人才贷300万元已经发放给丹东市一家科技企业。"
    assert "Program:人才贷@丹东市" in ids(text)


def test_a_fund_of_the_state_is_one() -> None:
    text = "合肥市引导基金与国家集成电路产业投资基金共同出资，国家集成电路产业投资基金出资10亿元。"
    assert "Fund:国家集成电路产业投资基金" in ids(text)


def test_a_branch_is_of_the_kind_of_whose_it_is() -> None:
    found = ids("人保财险丹东分公司向农户赔付500万元，丹东市港务集团有限公司凤城分公司新建泊位两个。")
    assert found["Institution:中国人民财产保险股份有限公司丹东分公司"] == "financial"
    assert [kind for id_, kind in found.items() if id_.endswith("凤城分公司")] == ["company"]
