"""Tables in files of each kind, from the file to the flows: merged cells, headers of two lines, units, totals, split lists."""

import functools
import io
from decimal import Decimal
from pathlib import Path

import docx
import pytest

from extract.layout import split
from extract.pipeline import Pipeline
from extract.read import read_paths
from graph.facts import ArticleFacts, Flow
from tests.extract.made_pdf import pdf

NOTICE = "衢州市财政局关于下达2023年科技专项补助资金的通知"
LEAD = "经研究，衢州市财政局现下达2023年科技专项补助资金，资金分配情况见下表，请各单位加强管理，专款专用，并按规定报送绩效。"
END = "请各单位于6月底前完成资金拨付，并将使用情况报送衢州市财政局，接受社会监督，切实提高资金使用效益。"
WAN = 10_000  # 万元


@functools.cache
def pipeline() -> Pipeline:
    return Pipeline()


def facts(path: Path) -> ArticleFacts:
    (document,) = read_paths([str(path)])
    (article,) = split(document)
    return pipeline().extract(article)


def told(article: ArticleFacts) -> list[tuple[list[str], list[str], Decimal | None]]:
    """Return payers, recipients and sum in 万元 of the flows that rows state; each has its cell as evidence."""
    names = {entity.id: entity.name for entity in article.entities}
    rows = [flow for flow in article.flows if flow.rule.startswith("table")]
    for flow in rows:
        assert flow.evidence.text == flow.amount_text
        assert article.text[flow.evidence.start : flow.evidence.end] == flow.amount_text
    return [
        ([names[i] for i in f.provider], [names[i] for i in f.recipient], f.amount / WAN if f.amount else None)
        for f in rows
    ]


def totals(article: ArticleFacts) -> list[Flow]:
    return [flow for flow in article.flows if flow.rule == "table total"]


PAYER = ["衢州市财政局"]
TWO_LINES = [
    (PAYER, [], Decimal("1250.5")),
    (PAYER, [], Decimal("1180.5")),
    (PAYER, [], Decimal("70")),
    (PAYER, ["东陵科技有限公司"], Decimal("120")),
    (PAYER, ["东陵科技有限公司"], Decimal("100")),
    (PAYER, ["东陵科技有限公司"], Decimal("20")),
    (PAYER, ["碧溪新材料有限公司"], Decimal("80")),
    (PAYER, ["云岭农业科技有限公司"], Decimal("1050.5")),
    (PAYER, ["云岭农业科技有限公司"], Decimal("1000.5")),
    (PAYER, ["云岭农业科技有限公司"], Decimal("50")),
]


def check_two_lines(article: ArticleFacts) -> None:
    assert told(article) == TWO_LINES
    flows = [flow for flow in article.flows if flow.rule.startswith("table")]
    places = {id(flow): place for place, flow in enumerate(article.flows)}
    whole = {
        name: places[id(flow)]
        for name, flow in zip(["total", "east", "west"], [flows[0], flows[3], flows[7]], strict=True)
    }
    assert [flow.slice_of for flow in flows] == [
        None,
        whole["total"],
        whole["total"],
        whole["total"],
        whole["east"],
        whole["east"],
        whole["total"],
        whole["total"],
        whole["west"],
        whole["west"],
    ]
    assert not any("\t" in entity.name for entity in article.entities)
    assert not any(entity.name in ("合计", "小计", "序号") for entity in article.entities)


def test_a_web_page_with_merged_cells_and_a_header_of_two_lines(tmp_path: Path) -> None:
    page = f"""<html><head><title>{NOTICE}</title></head><body><h1>{NOTICE}</h1><p>各有关单位：</p><p>{LEAD}</p><table>
    <tr><td colspan="6">2023年衢州市科技专项补助资金分配表</td></tr><tr><td colspan="6">单位：万元</td></tr>
    <tr><td rowspan="2">序号</td><td rowspan="2">县区</td><td rowspan="2">承担单位</td><td colspan="3">补助资金</td></tr>
    <tr><td>合计</td><td>研发补助</td><td>平台补助</td></tr>
    <tr><td>1</td><td rowspan="2">常山县</td><td>东陵科技有限公司</td><td>120</td><td>100</td><td>20</td></tr>
    <tr><td>2</td><td>碧溪新材料有限公司</td><td>80</td><td>80</td><td></td></tr>
    <tr><td>3</td><td>开化县</td><td>云岭农业科技有限公司</td><td>1,050.5</td><td>1,000.5</td><td>50</td></tr>
    <tr><td colspan="3">合　计</td><td>1250.5</td><td>1180.5</td><td>70</td></tr></table><p>{END}</p></body></html>"""
    (tmp_path / "p.html").write_text(page, encoding="utf-8")
    check_two_lines(facts(tmp_path / "p.html"))


def test_a_word_file_with_merged_cells_and_a_header_of_two_lines(tmp_path: Path) -> None:
    word = docx.Document()
    word.add_heading(NOTICE, 1)
    word.add_paragraph(LEAD)
    rows = [
        ["2023年衢州市科技专项补助资金分配表"],
        ["单位：万元"],
        ["序号", "县区", "承担单位", "补助资金"],
        ["", "", "", "合计", "研发补助", "平台补助"],
        ["1", "常山县", "东陵科技有限公司", "120", "100", "20"],
        ["2", "", "碧溪新材料有限公司", "80", "80"],
        ["3", "开化县", "云岭农业科技有限公司", "1,050.5", "1,000.5", "50"],
        ["合　计", "", "", "1250.5", "1180.5", "70"],
    ]
    table = word.add_table(rows=len(rows), cols=6)
    for line, row in enumerate(rows):
        for place, text in enumerate(row):
            if text:
                table.cell(line, place).text = text
    for first, last in [((0, 0), (0, 5)), ((1, 0), (1, 5)), ((2, 0), (3, 0)), ((2, 1), (3, 1)), ((2, 2), (3, 2))]:
        table.cell(*first).merge(table.cell(*last))
    for first, last in [((2, 3), (2, 5)), ((4, 1), (5, 1)), ((7, 0), (7, 2))]:
        table.cell(*first).merge(table.cell(*last))
    kept = io.BytesIO()
    word.save(kept)
    (tmp_path / "p.docx").write_bytes(kept.getvalue())
    check_two_lines(facts(tmp_path / "p.docx"))


def test_a_list_that_pages_have_split_is_one(tmp_path: Path) -> None:
    word = docx.Document()
    word.add_heading("宁波市科学技术局关于2023年科技计划项目立项的通知", 1)
    word.add_paragraph("宁波市科学技术局决定对以下2023年科技计划项目予以立项，安排市级科技经费，具体如下。")
    head = ["项目编号", "项目名称", "承担单位", "项目负责人", "总投资（万元）", "市级资助（万元）"]
    parts = [
        [head, ["A1", "高性能轴承钢研发", "宁波东海特钢有限公司", "王某", "800", "120"]],
        [["A2", "海水贻贝育种研究", "宁波大学", "李某", "200", "60"]],
        [
            head,
            ["A3", "注塑机控制系统研发", "宁波智塑机械有限公司", "赵某", "500", "90"],
            ["合计", "", "", "", "1500", "270"],
        ],
    ]
    for part in parts:
        table = word.add_table(rows=len(part), cols=len(head))
        for line, row in enumerate(part):
            for place, text in enumerate(row):
                table.cell(line, place).text = text
    kept = io.BytesIO()
    word.save(kept)
    (tmp_path / "p.docx").write_bytes(kept.getvalue())
    article = facts(tmp_path / "p.docx")
    payer = ["宁波市科学技术局"]
    assert told(article) == [
        (payer, [], Decimal(270)),
        (payer, ["宁波东海特钢有限公司"], Decimal(120)),
        (payer, ["宁波大学"], Decimal(60)),
        (payer, ["宁波智塑机械有限公司"], Decimal(90)),
    ]
    assert [e.name for e in article.entities if e.type == "Program"] == [
        "高性能轴承钢研发",
        "海水贻贝育种研究",
        "注塑机控制系统研发",
    ]


def test_a_budget_by_place_leaves_out_subtotals_and_takes_the_finer_place(tmp_path: Path) -> None:
    title = "湖南省财政厅关于下达2022年产业园区发展专项资金的通知"
    lead = "为支持全省产业园区发展，湖南省财政厅会同省科技厅下达2022年产业园区发展专项资金3600万元，分配情况如下。"
    rows = [
        ["附件", "", "", "单位：万元"],
        ["序号", "市州", "县市区", "下达金额"],
        ["", "合计", "", "3600"],
        ["", "长沙市小计", "", "2000"],
        ["1", "长沙市", "长沙县", "1200"],
        ["2", "", "浏阳市", "800"],
        ["", "株洲市小计", "", "1600"],
        ["3", "株洲市", "醴陵市", "1600"],
    ]
    cells = "".join("<tr>" + "".join(f"<td>{cell}</td>" for cell in row) + "</tr>" for row in rows)
    page = f"<html><body><h1>{title}</h1><p>各市州财政局：</p><p>{lead}</p><table>{cells}</table><p>{END}</p></body></html>"
    (tmp_path / "p.html").write_text(page, encoding="utf-8")
    article = facts(tmp_path / "p.html")
    payer = ["湖南省财政厅"]
    assert told(article) == [
        (payer, ["长沙县"], Decimal(1200)),
        (payer, ["浏阳市"], Decimal(800)),
        (payer, ["醴陵市"], Decimal(1600)),
    ]
    assert totals(article) == []  # the text states it
    assert {flow.slice_of for flow in article.flows if flow.rule == "table row"} == {0}


@pytest.mark.parametrize(
    ("name", "rows"),
    [
        (
            "p.md",
            "| 序号 | 县（市、区） | 项目单位 | 入库金额（万元） | 拟下达金额（万元） |\n|---|---|---|---|---|\n"
            "| 1 | 罗定市 | 广东星河脂胶科技有限公司 | 100 | 36.2 |\n| 2 | 新兴县 | 云浮市宏鑫五金制品有限公司 | 50.54 | 18.29 |\n"
            "| 总计 | | | | 54.49 |\n",
        ),
        (
            "p.txt",
            "序号\t县（市、区）\t项目单位\t入库金额（万元）\t拟下达金额（万元）\n1\t罗定市\t广东星河脂胶科技有限公司\t100\t36.2\n"
            "2\t新兴县\t云浮市宏鑫五金制品有限公司\t50.54\t18.29\n总计\t\t\t\t54.49\n",
        ),
    ],
)
def test_plain_text_with_pipes_or_tabs(tmp_path: Path, name: str, rows: str) -> None:
    lead = "云浮市工业和信息化局现将2024年省级专项资金拟下达项目予以公示，公示期自2024年2月8日至2月14日。"
    (tmp_path / name).write_text(
        f"关于2024年云浮市中小企业贷款贴息拟下达项目的公示\n\n{lead}\n\n{rows}\n", encoding="utf-8"
    )
    article = facts(tmp_path / name)
    payer = ["云浮市工业和信息化局"]
    assert told(article) == [
        (payer, [], Decimal("54.49")),
        (payer, ["广东星河脂胶科技有限公司"], Decimal("36.2")),
        (payer, ["云浮市宏鑫五金制品有限公司"], Decimal("18.29")),
    ]
    assert {(flow.status, flow.instrument) for flow in article.flows} == {("planned", "interest_subsidy")}


def rows_at(top: int, rows: list[list[str]]) -> list[tuple[int, int, str]]:
    columns = [50, 90, 170, 330, 480]
    return [(columns[n], top - 30 * line, cell) for line, row in enumerate(rows) for n, cell in enumerate(row) if cell]


PDF_ROWS = [
    (PAYER, [], Decimal("350")),
    (PAYER, ["东陵科技有限公司"], Decimal("120")),
    (PAYER, ["碧溪新材料科技发展有限公司"], Decimal("80")),
    (PAYER, ["云岭农业科技有限公司"], Decimal("150")),
]


def test_a_pdf_with_a_table_that_goes_on_over_the_page(tmp_path: Path) -> None:
    lead = [
        "经研究，衢州市财政局现下达2023年科技专项补助资金，分配情况见下表，请各",
        "单位加强管理，专款专用，并按规定报送绩效。",
    ]
    first = [(80, 790, NOTICE), *((50, 750 - 20 * n, line) for n, line in enumerate(lead)), (450, 700, "单位：万元")]
    first += rows_at(
        670,
        [
            ["序号", "县区", "承担单位", "项目名称", "补助资金"],
            ["1", "常山县", "东陵科技有限公司", "焊接装备研发", "120"],
        ],
    )
    first += [(170, 616, "碧溪新材料科技发展"), (170, 604, "有限公司")]  # a name of two lines, its row between them
    first += [(50, 610, "2"), (90, 610, "常山县"), (330, 610, "纤维材料研发"), (480, 610, "80"), (290, 40, "—1—")]
    second = rows_at(780, [["3", "开化县", "云岭农业科技有限公司", "水稻选育", "150"], ["合计", "", "", "", "350"]])
    second += [(50, 680, "请各单位于6月底前完成资金拨付，并将使用情况报送衢州市财政局。")]
    (tmp_path / "p.pdf").write_bytes(pdf([first, second]))
    article = facts(tmp_path / "p.pdf")
    assert told(article) == PDF_ROWS
    assert [e.name for e in article.entities if e.type == "Program"] == ["焊接装备研发", "纤维材料研发", "水稻选育"]


def test_a_pdf_page_in_columns_is_no_table(tmp_path: Path) -> None:
    left = [
        "常山县今年安排补助资金",
        "扶持科技企业，全年投入",
        "资金三千万元，同比增长",
        "百分之十二，惠及企业五",
        "十家，带动就业一千人。",
    ]
    page = [(x, 780 - 20 * n, line) for x in (50, 230, 410) for n, line in enumerate(left)]
    (tmp_path / "p.pdf").write_bytes(pdf([page]))
    (document,) = read_paths([str(tmp_path / "p.pdf")])
    assert document.tables == []
