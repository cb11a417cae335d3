"""The shell: from a pipe, its completion, and at a pseudo-terminal."""

import csv
import io
import json
import os
import signal
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from graph.store import open_store
from queries.cli import main
from queries.shell import COMMANDS, assignments, pieces, split
from queries.shell_complete import complete
from tests.neo4j.server import Server
from tests.queries import fixture

LONG = "UNWIND range(1, 1000000) AS a UNWIND range(1, 1000000) AS b RETURN sum(a * b % 7);"


@pytest.fixture(scope="module")
def url(tmp_path_factory: pytest.TempPathFactory) -> str:
    path = tmp_path_factory.mktemp("shell") / "g.db"
    fixture.build(path).close()
    return f"ladybug:{path}"


def piped(url: str, text: str, *arguments: str, code: int = 0) -> Result:
    result = CliRunner().invoke(main, ["shell", "--store", url, *arguments], input=text)
    assert result.exit_code == code, result.output
    return result


def test_help_has_examples() -> None:
    shown = CliRunner().invoke(main, ["shell", "--help"]).output
    assert "jinmai shell" in shown and "Examples:" in shown and ":params" in shown


def test_a_pipe_is_quiet_and_each_statement_gives_its_rows(url: str) -> None:
    result = piped(
        url,
        "// two statements\nMATCH (z:Zone)\n  WHERE z.name CONTAINS '徐州' // the only one; really\nRETURN z.name AS n;\n\n"
        ":csv\nMATCH (z:Zone) RETURN count(*) AS zones",
    )
    lines = result.stdout.splitlines()
    assert lines[0] == "n" and lines[2] == "徐州高新技术产业开发区"
    assert lines[3:] == ["zones", str(sum(kind[0] == "Zone" for kind in fixture.ENTITIES.values()))]
    assert result.stderr == ""


def test_errors_are_shown_and_the_shell_goes_on(url: str) -> None:
    result = piped(url, "MATCH (n:Nope) RETURN n;\n:nonsense\nMATCH (n RETURN n;\nRETURN 1 AS one;", "--csv", code=1)
    assert result.stdout == "one\n1\n"
    assert result.stderr.count("Error: ") == 3 and ":nonsense" in result.stderr


def test_it_only_reads_unless_told(url: str, tmp_path: Path) -> None:
    fixture.build(tmp_path / "w.db").close()
    own = f"ladybug:{tmp_path / 'w.db'}"
    change = "MATCH (z:Zone {name: '苏州工业园区'}) SET z.name_en = 'SIP Suzhou';"
    asked = "MATCH (z:Zone {name: '苏州工业园区'}) RETURN z.name_en AS e;"
    assert "--write" in piped(own, change, code=1).stderr
    assert "SIP Suzhou" in piped(own, change + asked, "--write", "--csv").stdout
    assert "LOAD" in piped(own, "LOAD CSV FROM 'file:///x' AS r RETURN r;", "--write", code=1).stderr


def test_parameters_and_limits(url: str) -> None:
    text = (
        ":params who=财政部 many=[1,2]\n:params\nMATCH (i:Institution {name: $who}) RETURN i.name AS n;\n"
        ":limit 2\nUNWIND range(1, 5) AS x RETURN x;\n:limit none\n:params broken\n:timeout 0.2\n" + LONG
    )
    result = piped(url, text, "--csv", code=1)
    assert result.stdout == "many = [1, 2]\nwho = '财政部'\nn\n财政部\nx\n1\n2\n"
    assert "first 2 rows" in result.stderr and "more time" in result.stderr
    assert ":limit none" in result.stderr and "broken" in result.stderr
    assert json.loads(piped(url, "RETURN $a AS a;", "--json", "-p", 'a={"b": 1}').stdout) == [{"a": {"b": 1}}]


def test_quit_ends_and_the_rest_is_not_run(url: str) -> None:
    assert list(csv.reader(io.StringIO(piped(url, ":csv\nRETURN 1 AS a;\n:quit\nRETURN 2 AS b;").stdout))) == [
        ["a"],
        ["1"],
    ]


def test_schema_and_help_are_told(url: str) -> None:
    assert "(:Fund)" in piped(url, ":schema").stdout
    assert piped(url, ":schema LOCATED_IN").stdout.count("\n") == 1
    assert "Ctrl-C" in piped(url, ":help").stdout
    piped(url, ":schema Nope", code=1)


@pytest.mark.parametrize(
    ("text", "statements", "rest"),
    [
        ("RETURN 1; RETURN 2;", ["RETURN 1", "RETURN 2"], ""),
        ("RETURN ';' AS a; RETURN", ["RETURN ';' AS a"], " RETURN"),
        ("RETURN 'open ; ", [], "RETURN 'open ; "),
        ("RETURN 1 // a; b\n;", ["RETURN 1 // a; b"], ""),
        ("RETURN /* open ; ", [], "RETURN /* open ; "),
        (";;", [], ""),
    ],
)
def test_a_semicolon_ends_a_statement_but_not_in_a_text(text: str, statements: list[str], rest: str) -> None:
    assert split(text) == (statements, rest)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("who=财政部 since=2023", ["who=财政部", "since=2023"]),
        ("who='国家开发银行 山东省分行' n=1", ["who=国家开发银行 山东省分行", "n=1"]),
        ('map={"a": "x y=1"}', ['map={"a": "x y=1"}']),
        ("text=two words", ["text=two words"]),
        ("broken", ["broken"]),
    ],
)
def test_parameters_may_hold_spaces_and_json(text: str, found: list[str]) -> None:
    assert assignments(text) == found


def test_a_command_within_a_statement_is_none() -> None:
    assert list(pieces(["MATCH (n\n", ":Fund) RETURN n;\n", " :json\n"])) == ["MATCH (n\n:Fund) RETURN n", ":json"]


@pytest.mark.parametrize(
    ("text", "has", "lacks"),
    [
        ("MATCH (f:Fu", {"Fund"}, {"FUNDS", "LOCATED_IN"}),
        ("MATCH (f:Fund)-[:LOC", {"LOCATED_IN"}, {"Zone"}),
        ("MATCH ()-[:PART_OF|RU", {"RUNS"}, set()),
        ("MATCH (f:Flow) WHERE f.amo", {"amount", "amount_text"}, {"name"}),
        ("MATCH (f:Flow) WHERE f._", set(), {"_block"}),
        ("MATCH (f:Flow {sta", {"status"}, set()),
        ("MATCH (f:Flow) WHERE f.status = 'pl", {"planned"}, {"actual"}),
        ("MATCH (i:Institution {kind: 'ba", {"bank"}, {"high_tech"}),
        ("MATCH (n {name: $", {"who"}, set()),
        ("MATCH (abc:Fund) RETURN ab", {"abc", "abs"}, set()),
        ("opt", {"OPTIONAL"}, set()),
        (":par", {":params"}, {":json"}),
        ("RETURN 'MATCH (f:", set(), {"Fund"}),
    ],
)
def test_completion(text: str, has: set[str], lacks: set[str]) -> None:
    found = {candidate.text for candidate in complete(text, COMMANDS, {"who": "财政部"})}
    assert has <= found and not lacks & found


def test_completion_says_what_a_word_means() -> None:
    assert {c.about for c in complete("MATCH (f:Fun")} == {"基金 · fund"}
    assert [(c.text, c.length) for c in complete("MATCH (f:Flow) RETURN f.amount_te")] == [("amount_text", 9)]


def heed() -> None:
    """Let the child heed Ctrl-C even where the tests themselves run in the background, which ignores it."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)


def terminal(url: str, home: Path) -> Any:
    pexpect = pytest.importorskip("pexpect")
    environment = {
        **os.environ,
        "HOME": str(home),
        "XDG_CACHE_HOME": str(home),
        "TERM": "xterm",
        "PROMPT_TOOLKIT_NO_CPR": "1",
    }
    command = ["-c", "import sys; from queries.cli import main; sys.exit(main())", "shell", "--store", url]
    child = pexpect.spawn(
        sys.executable, command, env=environment, encoding="utf-8", timeout=20, dimensions=(40, 200), preexec_fn=heed
    )
    child.expect("reading only")
    child.expect("jinmai>")
    return child


def ended(child: Any) -> int | None:
    """Return the exit code of a shell that is about to end."""
    child.expect(pytest.importorskip("pexpect").EOF, timeout=15)
    child.close()
    status: int | None = child.exitstatus
    return status


@pytest.fixture
def child(url: str, tmp_path: Path) -> Iterator[Any]:
    opened = terminal(url, tmp_path)
    yield opened
    opened.close(force=True)


def test_at_a_terminal_statements_take_lines_and_tab_completes(child: Any) -> None:
    child.send("MATCH (z:Zon\t")
    time.sleep(1)  # completion comes by itself, and what is typed meanwhile ends it
    child.send(" {name: '苏州工业园区'})\r")
    child.expect("->")
    child.send("RETURN z.name AS found, 6 * 7 AS answer;\r")
    child.expect(r"苏州工业园区 +42")
    child.expect("1 row, ")
    child.sendline(":quit")
    assert ended(child) == 0


def test_ctrl_c_ends_the_query_and_not_the_shell(child: Any) -> None:
    check_ctrl_c(child)


def test_ctrl_c_ends_the_query_on_a_server_too(neo4j_server: Server, tmp_path: Path) -> None:
    with open_store(neo4j_server.url) as store:
        store.load(fixture.articles()[:1])
    child = terminal(neo4j_server.url, tmp_path)
    try:
        check_ctrl_c(child)
    finally:
        child.close(force=True)


def check_ctrl_c(child: Any) -> None:
    child.send(LONG + "\r")
    time.sleep(2)
    assert child.isalive()
    child.sendintr()
    child.expect("Cancelled", timeout=10)
    child.expect("jinmai>")
    child.send("RETURN half of a line")
    child.expect("line")
    child.sendintr()
    child.expect("jinmai>")
    child.send("RETURN 6 * 7 AS answer;\r")
    child.expect("42")
    child.expect("jinmai>")
    time.sleep(0.5)
    child.sendeof()
    assert ended(child) == 0


def test_history_stays(url: str, tmp_path: Path) -> None:
    first = terminal(url, tmp_path)
    first.send("RETURN 41 + 1 AS kept;\r")
    first.expect("1 row")
    first.expect("jinmai>")
    time.sleep(0.5)
    first.sendeof()
    assert ended(first) == 0
    second = terminal(url, tmp_path)
    second.send("\x1b[A")
    second.expect("AS kept;")
    second.send("\r")
    second.expect("42")
    second.close(force=True)
    assert (tmp_path / "jinmai" / "shell_history").stat().st_mode & 0o077 == 0
