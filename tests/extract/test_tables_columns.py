"""What the headers of a table say its columns hold: who pays whom, from which level, in what unit; and what is only measured."""

from decimal import Decimal
from pathlib import Path

import pytest

from extract.pipeline import Pipeline
from extract.run import pages
from graph.facts import ArticleFacts

PIPELINE = Pipeline()


def facts(
    tmp_path: Path, head: str, *rows: str, title: str = "清河高新区2022年银企对接情况", text: str = ""
) -> ArticleFacts:
    """Return the facts of a page of a headline, perhaps a paragraph, and a table of cells between bars."""
    lines = [head, "|".join("-" * 3 for _ in head.split("|")), *rows]
    page = "\n".join([f"# {title}", "", "2022年5月6日", "", text, "", *(f"|{line}|" for line in lines), ""])
    (tmp_path / "p.md").write_text(page, encoding="utf-8")
    (article,) = pages([str(tmp_path / "p.md")], print)
    return PIPELINE.extract(article)


def flows(article: ArticleFacts) -> list[tuple[list[str], list[str], Decimal | None]]:
    names = {e.id: e.name for e in article.entities}
    return [([names[i] for i in f.provider], [names[i] for i in f.recipient], f.amount) for f in article.flows]


LENT = (["滨海银行清河分行"], ["清河县云杉轴承有限公司"], Decimal(3_000_000))


@pytest.mark.parametrize(
    "head",
    [
        "借款人|贷款银行|贷款金额（万元）|贷款期限",
        "授信企业|授信银行|授信额度/万元|贷款利率",
        "客户名称|经办银行|放款金额：万元|备注",
        "借款企业名称|银行|贷款（万元）|贷款用途",
    ],
)
def test_who_lends_to_whom(tmp_path: Path, head: str) -> None:
    article = facts(tmp_path, head, "清河县云杉轴承有限公司|滨海银行清河分行|300|三年")
    assert flows(article) == [LENT]


def test_a_table_alone_below_its_headline_is_a_page(tmp_path: Path) -> None:
    assert flows(facts(tmp_path, "借款人|银行|金额（亿元）", "清河县云杉轴承有限公司|滨海银行清河分行|0.03")) == [LENT]


def test_a_cell_may_say_万_alone(tmp_path: Path) -> None:
    assert flows(facts(tmp_path, "借款人|银行|金额", "清河县云杉轴承有限公司|滨海银行清河分行|300万")) == [LENT]


def test_a_fund_beside_whom_it_invests_in_pays_and_blanks_go_on(tmp_path: Path) -> None:
    rows = ("清河天使基金|东陵云脑科技有限公司|500", "|西山窖藏酒业有限公司|300")
    article = facts(tmp_path, "基金|投资标的|投资额（万元）", *rows, title="清河2022年创投情况")
    assert flows(article) == [
        (["清河天使基金"], ["东陵云脑科技有限公司"], Decimal(5_000_000)),
        (["清河天使基金"], ["西山窖藏酒业有限公司"], Decimal(3_000_000)),
    ]


def test_a_column_of_the_state_s_money_comes_from_its_purse(tmp_path: Path) -> None:
    head = "县（市、区）|合计|中央资金|省级资金"
    title = "贵州省财政厅下达2022年农田建设补助资金"
    article = facts(tmp_path, head, "仁怀市|600|400|200", title=title, text="单位：万元")
    province = ["贵州省财政厅"]
    assert flows(article) == [
        (province, ["仁怀市"], Decimal(6_000_000)),
        (["财政部"], ["仁怀市"], Decimal(4_000_000)),
        (province, ["仁怀市"], Decimal(2_000_000)),
    ]
    assert {f.instrument for f in article.flows} == {"subsidy"}
    assert [f.slice_of for f in article.flows] == [None, 0, 0]


def test_products_are_no_programmes_and_vague_columns_no_recipients(tmp_path: Path) -> None:
    title = "贵州省工业和信息化厅关于2022年首台套奖励的公示"
    rows = ("遵义钛业股份有限公司|钛锭熔炼炉|贵州大学|80",)
    article = facts(tmp_path, "奖励对象|产品名称|服务机构|奖励标准（万元）", *rows, title=title)
    assert flows(article) == [(["贵州省工业和信息化厅"], ["遵义钛业股份有限公司"], Decimal(800_000))]
    assert article.flows[0].via == []


def test_money_of_persons_is_not_their_employers(tmp_path: Path) -> None:
    title = "贵州省科学技术厅发放2022年科技特派员补助"
    article = facts(tmp_path, "姓名|派出单位|补助金额（元）", "王强|贵州大学|20000", title=title)
    assert flows(article) == [(["贵州省科学技术厅"], [], Decimal(20_000))]


def test_a_column_of_years_is_when(tmp_path: Path) -> None:
    rows = ("2020年|贵州大学|3200", "2021年|贵州大学|4100")
    article = facts(tmp_path, "年度|承担单位|立项经费（万元）", *rows, title="贵州省科学技术厅近年立项情况")
    assert [f.period for f in article.flows] == ["2020", "2021"]


@pytest.mark.parametrize(
    ("head", "row", "measures"),
    [
        ("支行|贷款余额（亿元）|户数", "播州支行|3.2|45", [("贷款余额", 320_000_000, "元"), ("户数", 45, None)]),
        (
            "地区|投资额（亿元）|同比增长",
            "遵义市|1,200|-8.1%",
            [("投资额", 120_000_000_000, "元"), ("同比增长", "-8.1", "%")],
        ),
        ("企业名称|产值（万元）|增幅", "遵义钛业股份有限公司|800|7", [("产值", 8_000_000, "元"), ("增幅", 7, "%")]),
        ("市州|企业数（家）|备注", "遵义市|1.2万|", [("企业数", 12_000, "家")]),
    ],
)
def test_tables_that_move_no_money_measure(
    tmp_path: Path, head: str, row: str, measures: list[tuple[str, object, str | None]]
) -> None:
    article = facts(tmp_path, head, row, "合计|99|1|1", title="2022年上半年有关情况")
    assert not article.flows
    (subject,) = {o.subject for o in article.observations}
    assert next(e.name for e in article.entities if e.id == subject) == row.split("|")[0]
    assert [(o.measure, o.value, o.unit) for o in article.observations] == [
        (measure, Decimal(str(number)), unit) for measure, number, unit in measures
    ]
    assert {o.period for o in article.observations} == {"2022-01/2022-06"}
    for each in article.observations:
        assert each.evidence.text in row.split("|")


def test_a_rate_is_none_of_the_money_that_the_lines_above_name(tmp_path: Path) -> None:
    article = facts(tmp_path, "市|GDP|增速", "遵义市|1200|-5.8", title="2022年经济情况", text="单位：亿元、%")
    assert [(o.measure, o.value, o.unit) for o in article.observations] == [
        ("GDP", Decimal(120_000_000_000), "元"),
        ("增速", Decimal("-5.8"), "%"),
    ]


def test_a_bulletin_of_statistics_pays_nobody(tmp_path: Path) -> None:
    head, title = "地区|科技经费（亿元）|投入强度（%）", "2022年全国科技经费投入统计公报"
    article = facts(tmp_path, head, "贵州省|200|1.1", title=title, text="国家统计局 科学技术部 财政部发布。")
    assert not article.flows
    assert [(o.measure, o.unit) for o in article.observations] == [("科技经费", "元"), ("投入强度", "%")]


def test_years_over_columns_are_when(tmp_path: Path) -> None:
    rows = ("|2021年|2022年", "遵义市|1200|1500")
    title = "贵州省财政厅下达农田建设补助资金"
    article = facts(tmp_path, "城市|金额（万元）|金额（万元）", *rows, title=title)
    assert [(f.amount, f.period) for f in article.flows] == [(12_000_000, "2021"), (15_000_000, "2022")]
    assert {tuple(f.recipient) for f in article.flows} == {("Place:遵义市",)}
