"""`jinmai extract`: facts on stdout or in a file, skipped files named, explanations on request."""

from pathlib import Path

import pytest
from click.testing import CliRunner

from extract import run as runs
from extract.model import Article
from extract.run import Failure, chunks, run
from graph.facts import decode, encode, read_facts
from queries.cli import main

PAGE = "山西设立成果转化资金\n山西省财政厅3月5日向太原理工大学拨付科研经费300万元。截至6月底，太原高新区有高新技术企业1200家。\n"
OTHER = "合肥高新区企业再添一批\n合肥高新区管委会介绍，到5月末，区内上市公司有36家，营业收入同比增长12%，园区面积又扩大了一成。\n"
THIRD = "交通银行在苏州放出贷款\n6月9日，交通银行苏州分行向一家做芯片封装的企业投放贷款800万元，用专利作质押，从申请到放款只用了十来天。\n"


@pytest.fixture
def pages(tmp_path: Path) -> Path:
    folder = tmp_path / "pages"
    folder.mkdir()
    for number, page in enumerate((PAGE, OTHER, THIRD)):
        (folder / f"{number}.txt").write_text(page, encoding="utf-8")
    return folder


def test_facts_go_to_stdout(pages: Path) -> None:
    result = CliRunner().invoke(main, ["extract", str(pages / "0.txt")])
    assert result.exit_code == 0
    facts = decode(result.stdout_bytes.strip())
    assert {flow.amount_text for flow in facts.flows} == {"300万元"}
    assert result.stderr == ""


@pytest.mark.parametrize("command", ["extract", "build", "add", "eval"])
def test_a_lexicon_of_the_environment_is_checked_by_all_who_read(command: str, pages: Path, tmp_path: Path) -> None:
    store = ["--store", f"ladybug:{tmp_path / 'g.db'}"] if command in ("build", "add") else []
    given = [str(pages), str(pages)] if command == "eval" else [str(pages)]
    result = CliRunner().invoke(main, [command, *given, *store], env={"JINMAI_LEXICON": str(tmp_path / "none")})
    assert (result.exit_code, "JINMAI_LEXICON" in result.stderr) == (2, True), result.output


def test_facts_go_to_a_file_and_what_is_skipped_is_named(pages: Path, tmp_path: Path) -> None:
    (pages / "empty.txt").write_text("")
    out = tmp_path / "facts.jsonl"
    result = CliRunner().invoke(main, ["extract", str(pages), "/no/such/page.txt", "-o", str(out)])
    assert result.exit_code == 1
    assert len(list(read_facts(out))) == 3
    assert "empty.txt: empty file" in result.stderr
    assert "/no/such/page.txt: no such file or folder" in result.stderr


def test_explain_tells_of_the_sentence_asked_for(pages: Path) -> None:
    result = CliRunner().invoke(main, ["extract", str(pages / "0.txt"), "--explain", "300万元"])
    assert result.exit_code == 0
    assert "300万元" in result.output
    assert "1200家" not in result.output


def test_an_unknown_lexicon_is_a_usage_error(pages: Path) -> None:
    result = CliRunner().invoke(main, ["extract", str(pages), "--lexicon", "/no/such/folder"])
    assert result.exit_code == 2


def test_processes_give_the_same_facts_in_the_same_order(pages: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(runs, "CHUNK", 10)
    one = [encode(facts) for facts in run([str(pages)])]
    two = [encode(facts) for facts in run([str(pages)], jobs=2)]
    assert one == two
    assert len(one) == 3


def test_an_article_that_fails_is_named_and_the_rest_goes_on(pages: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from extract.pipeline import Pipeline

    extract = Pipeline.extract

    def failing(self: Pipeline, article: Article) -> object:
        if article.source.endswith("1.txt"):
            raise ValueError("no such thing")
        return extract(self, article)

    monkeypatch.setattr(Pipeline, "extract", failing)
    told: list[tuple[str, str]] = []
    done: list[int] = []
    found = list(run([str(pages)], on_error=lambda *problem: told.append(problem), on_progress=done.append))
    assert len(found) == 2
    assert [reason for _, reason in told] == ["extraction failed: ValueError: no such thing"]
    assert "1.txt" in told[0][0]
    assert done == [1, 2, 3]


def test_without_a_handler_an_error_is_raised() -> None:
    with pytest.raises(runs.ExtractionError, match="no such file"):
        list(run(["/no/such/page.txt"]))


def test_a_process_that_dies_costs_only_its_article(monkeypatch: pytest.MonkeyPatch) -> None:
    from concurrent.futures import Future
    from concurrent.futures.process import BrokenProcessPool

    broken: Future[list[object]] = Future()
    broken.set_exception(BrokenProcessPool())

    class Pool:
        def __enter__(self) -> "Pool":
            return self

        def __exit__(self, *_: object) -> None:
            pass

        def submit(self, _: object, __: object) -> "Future[list[object]]":
            return broken

    monkeypatch.setattr(runs, "processes", lambda *_: Pool())
    made = list(runs.result([Article("a.txt", "文")], broken, None))  # type: ignore[arg-type]
    assert made == [Failure("a.txt", "the process that read it died (out of memory?)")]


def test_chunks_are_bounded(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(runs, "CHUNK", 10)
    articles = [Article(str(n), "文" * 6) for n in range(5)]
    assert [[a.source for a in chunk] for chunk in chunks(articles)] == [["0", "1"], ["2", "3"], ["4"]]


def test_copies_in_different_files_become_one_article(pages: Path) -> None:
    (pages / "sub").mkdir()
    (pages / "sub" / "again.txt").write_text(PAGE, encoding="utf-8")
    found = list(run([str(pages)]))
    assert sorted(len(article.copies) for article in found) == [0, 0, 1]


def test_what_is_there_stays_where_nothing_is_read(pages: Path, tmp_path: Path) -> None:
    out = tmp_path / "facts.jsonl"
    out.write_text("facts of before")
    result = CliRunner().invoke(main, ["extract", str(tmp_path / "mistyped.txt"), "-o", str(out)])
    assert (result.exit_code, "nothing was written" in result.stderr) == (1, True)
    assert out.read_text() == "facts of before"


@pytest.mark.parametrize(("given", "told"), [("PAGE", "one of the pages"), ("", "the name is empty")])
def test_facts_are_not_written_over_the_page(pages: Path, given: str, told: str) -> None:
    page = pages / "0.txt"
    output = str(pages / ".." / "pages" / "0.txt") if given else ""
    result = CliRunner().invoke(main, ["extract", str(page), "-o", output])
    assert (result.exit_code, told in result.stderr) == (2, True)
    assert page.read_text(encoding="utf-8") == PAGE


def test_facts_that_break_off_leave_the_file_before(
    pages: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    out = tmp_path / "facts.jsonl"
    out.write_text("facts of before")
    presses = iter([None, KeyboardInterrupt])

    def look() -> None:
        if next(presses):
            raise KeyboardInterrupt

    monkeypatch.setattr("queries.loading.look", look)
    assert CliRunner().invoke(main, ["extract", str(pages), "-o", str(out)]).exit_code == 130
    assert out.read_text() == "facts of before"
    assert {file.name for file in tmp_path.iterdir()} == {"facts.jsonl", "pages"}
