"""Files of every format and encoding to documents; what cannot be read is reported and passed over."""

import io
import json
import re
import zipfile
from pathlib import Path

import docx
import pytest

from extract.layout import split
from extract.model import Document
from extract.read import read_paths
from extract.read_formats import ReadError, decode
from tests.extract.made_pdf import pdf

TEXT = "江州扶持科技企业\n江州日报 2021年3月4日\n江州市财政局近日下达科技创新专项资金三千万元，支持科技型中小企业开展技术攻关。\n"
TRADITIONAL = "江州扶持科技企業\n江州日報 2021年3月4日\n江州市財政局近日下達科技創新專項資金三千萬元，支持科技型中小企業開展技術攻關，首批資金已經撥付到位，其餘年內下達。\n"


def read(*paths: object, **options: object) -> tuple[list[Document], dict[str, str]]:
    errors: dict[str, str] = {}
    return list(read_paths(map(str, paths), errors.__setitem__, **options)), errors  # type: ignore[arg-type]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "gbk", "gb18030"])
def test_encodings_of_simplified_text(tmp_path: Path, encoding: str) -> None:
    (tmp_path / "page.txt").write_bytes(TEXT.encode(encoding))
    (document,), errors = read(tmp_path / "page.txt")
    assert document.text == TEXT
    assert not errors


def test_big5_and_traditional_characters_stay_as_printed() -> None:
    assert decode(TRADITIONAL.encode("big5")) == TRADITIONAL


def test_line_ends_of_every_system_are_one() -> None:
    assert decode("一\r\n二\r三".encode()) == "一\n二\n三"


@pytest.mark.parametrize(
    ("name", "data", "reason"),
    [
        ("empty.txt", b"", "empty"),
        ("blank.txt", b" \n\n", "empty"),
        ("binary.txt", bytes(range(256)) * 20, "binary"),
        ("noise.txt", b"\x00\x01\x02\x00\x00\x03" * 400, "binary"),
        ("broken.pdf", b"%PDF-1.4 nothing", "PDF"),
        ("broken.docx", b"PK\x03\x04nothing", "Word"),
        ("menu.html", b"<html><body></body></html>", "no article"),
        ("old.doc", b"\xd0\xcf\x11\xe0", "not read"),
        ("empty.jsonl", b"\n", "empty"),
        ("list.jsonl", b"[1]\n", "wanted an object"),
        ("bad.jsonl", b"{nothing\n", "not JSON"),
        ("facts.jsonl", b'{"article": "a", "text": "b", "entities": []}\n', "jinmai load"),
        ("typed.jsonl", b'{"text": 3}\n', "text: wanted"),
    ],
)
def test_what_cannot_be_read_is_reported_and_the_rest_goes_on(
    tmp_path: Path, name: str, data: bytes, reason: str
) -> None:
    (tmp_path / name).write_bytes(data)
    (tmp_path / "zz.txt").write_text(TEXT, encoding="utf-8")
    documents, errors = read(tmp_path / name, tmp_path / "zz.txt")
    assert [Path(d.source).name for d in documents] == ["zz.txt"]
    ((where, why),) = errors.items()
    assert name in where
    assert reason in why


def test_an_enormous_file_is_refused_but_lines_of_jsonl_are_not_counted_together(tmp_path: Path) -> None:
    (tmp_path / "big.txt").write_text(TEXT * 100, encoding="utf-8")
    line = json.dumps({"text": TEXT}, ensure_ascii=False) + "\n"
    (tmp_path / "many.jsonl").write_text(line * 100, encoding="utf-8")
    documents, errors = read(tmp_path / "big.txt", tmp_path / "many.jsonl", limit=1000)
    assert len(documents) == 100
    assert "larger than 1,000 bytes" in errors[(tmp_path / "big.txt").as_posix()]


def test_without_a_listener_errors_raise(tmp_path: Path) -> None:
    with pytest.raises(ReadError, match="no such file"):
        list(read_paths([str(tmp_path / "nothing.txt")]))


def test_folders_globs_and_repeats(tmp_path: Path) -> None:
    (tmp_path / "below").mkdir()
    for name in ("b.txt", "a.md", "below/c.txt", ".hidden.txt", "gold.json"):
        (tmp_path / name).write_text(TEXT, encoding="utf-8")
    documents, errors = read(tmp_path, tmp_path / "b.txt")
    assert [Path(d.source).name for d in documents] == ["a.md", "b.txt", "c.txt"]
    assert not errors
    documents, errors = read(tmp_path / "*.txt", tmp_path / "*.xyz")
    assert [Path(d.source).name for d in documents] == ["b.txt"]
    assert "matches no file" in next(iter(errors.values()))


def test_standard_input_tells_its_format_by_its_bytes(monkeypatch: pytest.MonkeyPatch) -> None:
    for data in (TEXT.encode("gbk"), json.dumps({"text": TEXT}).encode()):
        monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(data)))
        (document,), errors = read("-")
        assert document.text == TEXT
        assert not errors


def test_each_text_of_standard_input_is_a_source_of_its_own(monkeypatch: pytest.MonkeyPatch) -> None:
    sources = []
    for text in (TEXT, TEXT + "又一篇。", TEXT):
        monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(text.encode())))
        ((document,), _) = read("-")
        sources.append(document.source)
    assert sources[0] == sources[2] != sources[1]
    assert all(re.fullmatch(r"stdin:[0-9a-f]{8}", source) for source in sources)


def test_what_tells_about_a_folder_is_a_page_only_where_it_is_named(tmp_path: Path) -> None:
    for name in ("a.md", "README.md", "README.zh.md", "LICENSE", "readme.txt", "b.txt"):
        (tmp_path / name).write_text(TEXT, encoding="utf-8")
    for given in (tmp_path, tmp_path / "*.*"):
        documents, errors = read(given)
        assert ([Path(d.source).name for d in documents], errors) == (["a.md", "b.txt"], {})
    for given in (tmp_path / "README.md", tmp_path / "README.m*"):
        ((document,), _) = read(given)
        assert Path(document.source).name == "README.md"


def test_jsonl_articles_keep_what_they_state(tmp_path: Path) -> None:
    record = {
        "title": "江州扶持科技企业",
        "text": "正文。",
        "date": "2021-03-04",
        "publisher": "江州日报",
        "authors": ["王芳"],
    }
    (tmp_path / "a.jsonl").write_text(json.dumps(record, ensure_ascii=False) + "\n\n", encoding="utf-8")
    (document,), _ = read(tmp_path / "a.jsonl")
    (article,) = split(document)
    assert (article.title, article.date, article.publisher, article.authors) == (
        "江州扶持科技企业",
        "2021-03-04",
        "江州日报",
        ["王芳"],
    )
    assert article.text == "江州扶持科技企业\n正文。"
    assert document.source.endswith("a.jsonl#1")


PARAGRAPHS = [
    "江州市财政局近日下达科技创新专项资金三千万元，支持全市八十家科技型中小企业开展技术攻关，首批资金已经拨付到位。",
    "江州农商银行与高新区管委会签署合作协议，今后三年将提供二十亿元授信，重点投向生物医药和新材料两个产业。",
]
PAGE = """<!DOCTYPE html><html><head><meta charset="{charset}"><title>江州扶持科技企业资金到位-江州市政府网</title>
<meta name="ArticleTitle" content="江州扶持科技企业资金到位"></head><body><nav><a href="/">首页</a><a href="/x">要闻</a></nav>
<div class="content"><h1>江州扶持科技企业资金到位</h1><p class="info"><span>发布时间：2021-03-04</span> <span>来源：江州日报</span></p>
<p>{0}</p><p>{1}</p><table><tr><th>单位</th><th>金额</th></tr><tr><td>江州光电公司</td><td>300万元</td></tr></table></div>
<footer>版权所有 江州市政府 ICP备0001号</footer></body></html>"""


@pytest.mark.parametrize("charset", ["utf-8", "gb2312"])
def test_a_web_page(tmp_path: Path, charset: str) -> None:
    (tmp_path / "p.html").write_bytes(PAGE.format(*PARAGRAPHS, charset=charset).encode(charset))
    (document,), errors = read(tmp_path / "p.html")
    (article,) = split(document)
    assert not errors
    assert (article.title, article.date, article.publisher) == ("江州扶持科技企业资金到位", "2021-03-04", "江州日报")
    assert all(p in article.text.split("\n") for p in PARAGRAPHS)
    assert "版权" not in article.text
    assert [[article.text[c.start : c.end] for c in row] for row in article.tables[0].rows][-1] == [
        "江州光电公司",
        "300万元",
    ]


def test_a_web_page_without_a_date_gets_none(tmp_path: Path) -> None:
    page = PAGE.replace("发布时间：2021-03-04", "").format(*PARAGRAPHS, charset="utf-8")
    (tmp_path / "p.html").write_text(page, encoding="utf-8")
    (document,), _ = read(tmp_path / "p.html")
    assert document.date is None


def test_a_word_file_with_headings_and_a_table(tmp_path: Path) -> None:
    word = docx.Document()
    word.add_heading("江州扶持科技企业", 1)
    word.add_paragraph("来源：江州日报 2021-03-04")
    word.add_paragraph(PARAGRAPHS[0])
    table = word.add_table(rows=2, cols=2)
    for place, value in enumerate(["单位", "金额", "江州光电公司", "300万元"]):
        table.cell(place // 2, place % 2).text = value
    word.add_paragraph(PARAGRAPHS[1])
    word.save(str(tmp_path / "p.docx"))
    (document,), errors = read(tmp_path / "p.docx")
    (article,) = split(document)
    assert not errors
    assert (article.title, article.date, article.publisher) == ("江州扶持科技企业", "2021-03-04", "江州日报")
    assert [[article.text[c.start : c.end] for c in row] for row in article.tables[0].rows] == [
        ["单位", "金额"],
        ["江州光电公司", "300万元"],
    ]
    lines = article.text.split("\n")
    assert lines.index(PARAGRAPHS[0]) < lines.index("江州光电公司\t300万元") < lines.index(PARAGRAPHS[1])


def test_a_word_file_that_unpacks_to_too_much_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("extract.read_formats.UNPACKED_LIMIT", 1000)
    with zipfile.ZipFile(tmp_path / "bomb.docx", "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("word/document.xml", b"0" * 2000)
    _, errors = read(tmp_path / "bomb.docx")
    assert "unpacks to more" in next(iter(errors.values()))


def one_page(lines: list[str]) -> bytes:
    """Write a page of lines as a PDF."""
    return pdf([[(50, 780 - 20 * n, line) for n, line in enumerate(lines)]], size=12)


def test_a_pdf_page(tmp_path: Path) -> None:
    body = [PARAGRAPHS[0][i : i + 20] for i in range(0, len(PARAGRAPHS[0]), 20)]
    (tmp_path / "p.pdf").write_bytes(one_page(["江州扶持科技企业", "江州日报 2021年3月4日", *body]))
    (document,), errors = read(tmp_path / "p.pdf")
    (article,) = split(document)
    assert not errors
    assert (article.title, article.date, article.publisher) == ("江州扶持科技企业", "2021-03-04", "江州日报")
    assert article.text == f"江州扶持科技企业\n{PARAGRAPHS[0]}"


def test_a_pdf_without_text_says_so(tmp_path: Path) -> None:
    (tmp_path / "p.pdf").write_bytes(one_page([]))
    _, errors = read(tmp_path / "p.pdf")
    assert "only pictures" in next(iter(errors.values()))


@pytest.mark.parametrize("key", ["source", "url"])
def test_jsonl_articles_may_say_where_they_stand(tmp_path: Path, key: str) -> None:
    line = json.dumps({"text": "青禾省财政厅拨款3亿元。", key: "https://example.org/1"}, ensure_ascii=False)
    (tmp_path / "a.jsonl").write_text(line + "\n", encoding="utf-8")
    documents, _ = read(tmp_path / "a.jsonl")
    assert [document.source for document in documents] == ["https://example.org/1"]
