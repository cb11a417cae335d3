"""Who pays and who gets, where the party has to be found first or stands in another clause: whole passages through the pipeline."""

from functools import cache

import pytest

from extract.model import Article
from extract.pipeline import Pipeline
from tests.extract.entities_helper import named


@cache
def pipeline() -> Pipeline:
    """Return the whole pipeline, built once."""
    return Pipeline()


def told(text: str) -> list[str]:
    """Return each flow of a passage as one line: payers > recipients | sum."""
    lines = []
    state = pipeline().state(Article("test", text))
    names = {e.id: e.name for e in state.entities}
    for flow in state.flows:
        payers, recipients = ("+".join(names[i] for i in ids) or "-" for ids in (flow.provider, flow.recipient))
        lines.append(f"{payers} > {recipients} | {flow.amount_text}")
    return lines


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("澜泓储能拿到补助410万元。", "澜泓储能"),
        ("泉州澜泓医药一家就拿到补助2300万元。", "泉州澜泓医药"),
        ("青禾基金给了泉州澜泓芯200万元天使投资。", "泉州澜泓芯"),
        ("泉州发投、青禾集团一同参与，把9亿元投给泉州电池公司。", "泉州发投"),
    ],
)
def test_money_beside_a_short_name_shows_a_firm(text: str, name: str) -> None:
    assert name in named(text, "Institution").values()


@pytest.mark.parametrize(
    "text", ["光伏产业拿到补助410万元。", "农产品、食品拿到补助410万元。", "泉州把200万元给了湖南农村。"]
)
def test_trades_and_places_alone_are_no_firms(text: str) -> None:
    assert not named(text, "Institution")


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("安福县财政拿出500万元修建安福县泸水供水二期。", "安福县泸水供水二期"),
        ("青禾集团投资8亿元的安福县武功山领跑基地并网。", "安福县武功山领跑基地"),
        ("安福县羊狮湖智算中心二期总投资9亿元。", "安福县羊狮湖智算中心二期"),
    ],
)
def test_works_are_named_by_what_they_are_and_where(text: str, name: str) -> None:
    assert name in named(text, "Program").values()


@pytest.mark.parametrize(
    ("text", "payers"),
    [
        ("江西省安福县修渠，省财政支付200万元。", ["江西省财政厅"]),
        ("江西省安福县修渠，省级财政投到水利上的资金共4亿元。", ["江西省财政厅"]),
        ("安福县修渠，中央定额补助43亿元。", ["财政部"]),
        ("农民买农机，国家补了5万元。", ["财政部"]),
        ("全县财政支出20亿元。", []),
    ],
)
def test_levels_of_budget_pay_by_their_verbs(text: str, payers: list[str]) -> None:
    found = [i for flow in pipeline().state(Article("test", text)).flows for i in flow.provider]
    assert found == [f"Institution:{p}" for p in payers]


@pytest.mark.parametrize(
    ("text", "flows"),
    [
        (
            "安福县羊狮湖智算中心一期花了9亿元，青禾集团掏5亿元，泉州电池公司掏3亿元。",
            [
                "- > 安福县羊狮湖智算中心一期 | 9亿元",
                "青禾集团 > 安福县羊狮湖智算中心一期 | 5亿元",
                "泉州电池公司 > 安福县羊狮湖智算中心一期 | 3亿元",
            ],
        ),
        (
            "由青禾集团投建的安福县武功山领跑基地并网。基地总投资8亿元。",
            ["青禾集团 > 安福县武功山领跑基地 | 8亿元"],
        ),
        ("安福县武功山烧饼产业园项目得了4000万元。", ["- > 安福县武功山烧饼产业园项目 | 4000万元"]),
    ],
)
def test_sums_of_a_work_go_to_it(text: str, flows: list[str]) -> None:
    assert told(text) == flows


@pytest.mark.parametrize("word", ["绣娘", "民宿业主", "青年学者", "汽配厂", "信用村"])
def test_classes_without_a_general_head_get_money(word: str) -> None:
    assert f"安福县财政局 > {word} | 20万元" in told(f"安福县财政局向{word}发放补贴20万元。")


@pytest.mark.parametrize(
    ("text", "flows"),
    [
        (
            "福建惠安县崇武渔港的扩建，农业农村部补了8000万元，福建海峡银行放了1.2亿元贷款。",
            ["农业农村部 > 福建惠安县崇武渔港 | 8000万元", "福建海峡银行 > 福建惠安县崇武渔港 | 1.2亿元"],
        ),
        ("安福县政府拿出3200万元建一座牦牛繁育基地。", ["安福县人民政府 > 牦牛繁育基地 | 3200万元"]),
        ("江西省种茶，农户每亩领补贴1500元，钱全部由中央出。", ["财政部 > 农户 | 1500元"]),
        ("农行吉安分行给安福县的澜泓茶业放了2000万元贷款。", ["中国农业银行吉安分行 > 澜泓茶业 | 2000万元"]),
    ],
)
def test_topics_things_built_and_levels_are_found(text: str, flows: list[str]) -> None:
    assert told(text) == flows


@pytest.mark.parametrize("text", ["德国澜泓投1.5亿欧元建厂。", "青禾集团捐给杭州一所中学6000万元。"])
def test_a_place_that_begins_a_name_or_is_led_to_pays_nothing(text: str) -> None:
    assert not [line for line in told(text) if line.startswith(("德国", "杭州"))]
