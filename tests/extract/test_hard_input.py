"""Input that is odd or broken: nothing that can be read is lost with it, and what is wrong is said."""

import json
from pathlib import Path

import pytest

from extract.layout import split
from extract.model import Article, Document, State
from extract.pipeline import Pipeline
from extract.read import read_paths
from extract.run import Failure, Worker, pages
from extract.steps import sentences
from graph.facts import ArticleFacts, Copy

GOOD = "江州市财政局向临港区拨付科技资金3亿元。"


def told(path: Path) -> tuple[list[Document], list[tuple[str, str]]]:
    errors: list[tuple[str, str]] = []
    return list(read_paths([str(path)], lambda *error: errors.append(error))), errors


def test_json_nested_too_deeply_is_told_and_the_next_line_read(tmp_path: Path) -> None:
    (tmp_path / "a.jsonl").write_text("[" * 100_000 + "\n" + json.dumps({"text": GOOD}) + "\n", encoding="utf-8")
    documents, errors = told(tmp_path / "a.jsonl")
    assert [d.text for d in documents] == [GOOD]
    assert len(errors) == 1 and "nested too deeply" in errors[0][1]


def test_a_binary_file_of_lines_is_told_once(tmp_path: Path) -> None:
    (tmp_path / "a.jsonl").write_bytes(b"\x00\x01\n\xff\x00\n" * 20)
    assert [reason for _, reason in told(tmp_path / "a.jsonl")[1]] == ["binary file"]


@pytest.mark.parametrize(
    ("given", "date"),
    [
        ("2024/5/1", "2024-05-01"),
        ("20240501", "2024-05-01"),
        (20240501, "2024-05-01"),
        ("2024年5月", "2024-05"),
        ("2024-05", "2024-05"),
        ("2024", "2024"),
        ("2024-05-01T08:00:00Z", "2024-05-01"),
        ("昨天", None),
        ("9999-12-31", None),
    ],
)
def test_dates_of_json_lines_are_iso_or_none(tmp_path: Path, given: object, date: str | None) -> None:
    (tmp_path / "a.jsonl").write_text(json.dumps({"text": GOOD, "date": given, "authors": "王芳"}), encoding="utf-8")
    ((document,), errors) = told(tmp_path / "a.jsonl")
    assert (document.date, document.authors, errors) == (date, ["王芳"], [])


def test_half_a_character_is_replaced(tmp_path: Path) -> None:
    (tmp_path / "a.jsonl").write_text('{"title": "\\ud800江州", "text": "' + GOOD + '"}', encoding="utf-8")
    assert told(tmp_path / "a.jsonl")[0][0].title == "\ufffd江州"


def test_a_figure_of_no_size_is_left_out_and_the_others_stay() -> None:
    text = f"江州市财政局向东山区拨付资金{'9' * 30}亿元，用于道路。{GOOD}"
    assert [f.amount for f in Pipeline().extract(Article("a", text)).flows if f.amount is not None] == [300_000_000]


def test_a_very_long_line_is_cut_into_sentences() -> None:
    text = "江州市财政局下达资金，" * 2_000
    state = State(Article("a", text), Pipeline().lexicon, text, text)
    sentences.run(state)
    assert max(s.end - s.start for s in state.sentences) <= sentences.LONGEST
    assert "".join(text[s.start : s.end] for s in state.sentences) == text


@pytest.mark.parametrize(
    ("page", "title", "lines"),
    [
        ("# 江州下达资金10亿元\n\n- 临港区获得资金3亿元\n- 东山区获得资金4亿元\n", "江州下达资金10亿元", 3),
        ("江州市财政局下达资金10亿元\n", None, 1),
    ],
)
def test_a_page_of_headings_and_points_is_an_article(page: str, title: str | None, lines: int) -> None:
    (article,) = split(Document("a.md", page))
    assert (article.title, article.text.count("\n") + 1) == (title, lines)


def test_a_page_without_an_article_is_told(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("第3版\n\n版权所有\n", encoding="utf-8")
    errors: list[tuple[str, str]] = []
    assert not list(pages([str(tmp_path / "a.txt")], lambda *error: errors.append(error)))
    assert len(errors) == 1 and "no article" in errors[0][1]


def test_links_below_a_story_are_none_of_its_text() -> None:
    story = [
        "江州下达科技资金",
        "2024-05-01",
        GOOD + "资金将用于支持高新技术企业开展攻关，年底前全部拨付到位，由市审计局监督使用。",
    ]
    (article,) = split(
        Document("a.txt", "\n".join([*story, "相关阅读", "·江州高新区去年税收突破300亿元", "分享到：微信 微博"]))
    )
    assert article.text.split("\n") == [story[0], story[2]]


def test_a_paragraph_under_such_a_heading_is_text() -> None:
    told = GOOD + "资金将用于支持高新技术企业开展攻关，年底前全部拨付到位，由市审计局监督使用。"
    more = "江州市去年设立科技创新基金，规模五亿元，由市国资公司出资，已投资十二家初创企业。"
    (article,) = split(Document("a.txt", "\n".join(["江州下达科技资金", "2024-05-01", told, "相关链接", more])))
    assert article.text.endswith(more)


def test_where_an_article_cannot_be_read_its_copy_is(monkeypatch: pytest.MonkeyPatch) -> None:
    worker = Worker(None)
    right = worker.pipeline.extract

    def failing(article: Article) -> ArticleFacts:
        if article.source == "a.txt":
            raise ValueError("out of order")
        return right(article)

    monkeypatch.setattr(worker.pipeline, "extract", failing)
    copies = [Copy(source="b.txt", text=GOOD, date="2024-05-01"), Copy(source="c.txt", text=GOOD)]
    failed, made = worker.extract([Article("a.txt", GOOD, copies=copies)])
    assert isinstance(failed, Failure) and isinstance(made, ArticleFacts)
    assert (made.source, made.date, [c.source for c in made.copies]) == ("b.txt", "2024-05-01", ["c.txt"])


@pytest.mark.parametrize("text", ["——", "（", "访青禾大学校长陈远", "某行行长王为", "甲公司获得", "□□□"])
def test_a_text_that_breaks_off_is_read(text: str) -> None:
    assert Pipeline().extract(Article("t", text)).text == text


def test_any_piece_of_an_article_is_read() -> None:
    pipeline = Pipeline()
    for path in sorted(Path("samples").glob("*.txt")):
        text = path.read_text(encoding="utf-8")
        for start in range(0, len(text), 61):
            piece = text[start : start + 29].strip()
            assert pipeline.extract(Article("t", piece)).text == piece
