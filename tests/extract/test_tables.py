"""Award lists and budgets as tables: columns by their headers, units, totals and slices, the cell as evidence."""

from decimal import Decimal

import pytest

from extract import lexicon
from extract.model import Article, Cell, Entity, Mention, State, Table
from extract.steps import clauses, dates, flows, money, sentences, tables
from extract.text import fold


def read(
    before: str, rows: list[str], names: dict[str, tuple[str, str]] | None = None, caption: str | None = None
) -> State:
    """Run the steps over a text and a table; `names` are known names with label and kind."""
    text, cells = before + "\n", []
    for row in rows:
        line = []
        for place, part in enumerate(row.split("|")):
            text += "\t" if place else ""
            line.append(Cell(len(text), len(text) + len(part), part))
            text += part
        cells.append(line)
        text += "\n"
    state = State(
        Article("test", text, date="2023-05", tables=[Table(cells, caption=caption)]), lexicon.load(), text, fold(text)
    )
    for name, (label, kind) in (names or {}).items():
        entity = Entity(f"{label}:{name}", name, label, kind)
        state.entities.append(entity)
        start = text.find(name)
        while start >= 0:
            mention = Mention(start, start + len(name), name, label, kind, name, "known", entity=entity)
            state.mentions.append(mention)
            entity.mentions.append(mention)
            start = text.find(name, start + 1)
    state.mentions.sort(key=lambda m: (m.start, -m.end))
    for step in (sentences, dates, money, clauses, flows, tables):
        step.run(state)
    return state


AWARDS = [
    "序号|承担单位|项目名称|补助金额（万元）",
    "1|东陵科技有限公司|智能焊接装备研发|120",
    "2|滨州大学|耐盐水稻选育|80.5",
    "合计|||200.5",
]


def test_a_row_is_a_flow_with_the_cell_as_evidence() -> None:
    state = read("清河市财政局下达2023年科技专项补助。", AWARDS, {"清河市财政局": ("Institution", "local_government")})
    total, first, second = state.flows
    assert (first.recipient, first.via) == (["Institution:东陵科技有限公司"], ["Program:智能焊接装备研发"])
    assert (first.amount, first.amount_text, first.instrument, first.status) == (
        Decimal(1_200_000),
        "120",
        "subsidy",
        "actual",
    )
    assert second.amount == Decimal(805_000)
    assert first.provider == ["Institution:清河市财政局"]
    assert state.text[first.evidence.start : first.evidence.end] == "120"
    assert total.amount == Decimal(2_005_000)
    assert (first.slice_of, second.slice_of) == (0, 0)


def test_new_names_get_a_kind_and_a_mention() -> None:
    state = read("拟支持项目公示", AWARDS)
    kinds = {e.name: e.kind for e in state.entities}
    assert (kinds["东陵科技有限公司"], kinds["滨州大学"]) == ("company", "university")
    assert all(state.text[m.start : m.end] == e.name for e in state.entities for m in e.mentions)
    assert {f.status for f in state.flows} == {"planned"}


@pytest.mark.parametrize(
    ("header", "caption", "before", "amount"),
    [
        ("资金（亿元）", None, "预算安排如下", 300_000_000),
        ("资金", "单位：万元", "预算安排如下", 30_000),
        ("资金", None, "预算安排如下（单位：元）", 3),
        ("下达金额/万元", None, "预算安排如下", 30_000),
    ],
)
def test_where_the_unit_is_said(header: str, caption: str | None, before: str, amount: int) -> None:
    state = read(before, [f"单位|{header}", "甲公司|3"], caption=caption)
    assert [f.amount for f in state.flows] == [Decimal(amount)]


def test_a_cell_may_say_its_own_unit() -> None:
    state = read("贷款发放情况", ["企业名称|贷款银行|贷款金额", "甲公司|清河银行|3,000万元", "乙公司|清河银行|1.2亿元"])
    assert [(f.provider, f.amount, f.instrument) for f in state.flows] == [
        (["Institution:清河银行"], Decimal(30_000_000), "loan"),
        (["Institution:清河银行"], Decimal(120_000_000), "loan"),
    ]


def test_a_budget_by_place_and_a_column_of_shares() -> None:
    state = read(
        "省财政厅预算安排",
        ["地区|补助资金（万元）|占比", "甲市|500|50%", "乙市|500|50%"],
        {"甲市": ("Place", "city"), "乙市": ("Place", "city")},
    )
    assert [(f.recipient, f.amount) for f in state.flows] == [
        (["Place:甲市"], Decimal(5_000_000)),
        (["Place:乙市"], Decimal(5_000_000)),
    ]


def test_the_total_that_the_text_states_is_the_total_of_the_rows() -> None:
    before = "清河市财政局下达补助资金200.5万元，名单如下。"
    state = read(before, AWARDS, {"清河市财政局": ("Institution", "local_government")})
    assert len(state.flows) == 3
    assert (state.flows[0].rule != "table total", state.flows[1].slice_of) == (True, 0)


@pytest.mark.parametrize(
    "rows",
    [["姓名|职务", "张三|处长"], ["指标|数值", "企业数|300"], ["单位|资金（万元）"], ["单位|资金（万元）", "甲公司|—"]],
)
def test_tables_without_sums_say_nothing(rows: list[str]) -> None:
    assert read("有关情况", rows).flows == []
