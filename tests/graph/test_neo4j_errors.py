"""What is said when a Neo4j store cannot be had or does not do what is asked."""

import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager

import neo4j
import pytest

from graph.engines import neo4j_session
from graph.engines.neo4j_ddl import VERSION, mark, unmark
from graph.engines.neo4j_errors import explained, query_error
from graph.ontology import load
from graph.store import QueryError, StoreBusy, StoreError, open_store
from tests.graph.made import article
from tests.neo4j.server import Server, free_port

URL = "bolt://db.example:7687"


@pytest.fixture
def login(monkeypatch: pytest.MonkeyPatch) -> None:
    """Set a password, as if there were a server."""
    monkeypatch.setenv("NEO4J_PASSWORD", "secret-secret")


@contextmanager
def answering(reply: bytes) -> Iterator[int]:
    """Listen on a port and give everyone the same answer; yields the port."""
    with socket.create_server(("127.0.0.1", 0)) as server:
        server.settimeout(5)

        def serve() -> None:
            try:
                while True:
                    peer, _ = server.accept()
                    with peer:
                        peer.recv(64)
                        peer.sendall(reply)
            except OSError:
                return

        threading.Thread(target=serve, daemon=True).start()
        yield server.getsockname()[1]


@pytest.mark.parametrize("scheme", ["bolt", "neo4j"])
def test_a_port_where_nothing_listens(login: None, scheme: str) -> None:
    with pytest.raises(StoreError, match=r"nothing listens there.*docker compose up"):
        open_store(f"{scheme}://127.0.0.1:{free_port()}")


def test_a_port_where_something_else_answers(login: None) -> None:
    with answering(b"HTTP/1.1 400 Bad Request\r\n\r\n") as port, pytest.raises(StoreError, match="does not speak Bolt"):
        open_store(f"bolt://127.0.0.1:{port}")


def test_a_port_that_never_answers(login: None, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(neo4j_session, "CONNECT", 60.0)
    monkeypatch.setattr(neo4j_session, "ANSWER", 0.5)
    with (
        socket.create_server(("127.0.0.1", 0)) as silent,
        pytest.raises(StoreError, match=r"does not speak Bolt.*7687"),
    ):
        open_store(f"bolt://127.0.0.1:{silent.getsockname()[1]}")


def test_a_host_that_nobody_knows(login: None) -> None:
    with pytest.raises(StoreError, match="no host of that name"):
        open_store("neo4j://no-such-host.invalid:7687")


def test_waiting_for_a_server_ends(login: None) -> None:
    with pytest.raises(StoreError, match="nothing listens"):
        open_store(f"bolt://127.0.0.1:{free_port()}", wait=0.6)


def test_credentials_come_from_the_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("NEO4J_PASSWORD", raising=False)
    with pytest.raises(StoreError, match="set NEO4J_PASSWORD"):
        open_store(URL)
    with pytest.raises(StoreError, match="holds no password"):
        open_store("bolt://neo4j:secret@localhost:7687")


@pytest.mark.parametrize(
    ("url", "named", "place"),
    [
        ("bolt://db.example", None, ("bolt://db.example", None)),
        ("bolt://db.example:7687/", "news", ("bolt://db.example:7687", "news")),
        ("neo4j+s://db.example/news?policy=near", None, ("neo4j+s://db.example?policy=near", "news")),
        ("bolt://db.example/News", "news", ("bolt://db.example", "News")),
    ],
)
def test_a_database_is_named_by_the_path_or_the_environment(
    url: str, named: str | None, place: tuple[str, str]
) -> None:
    assert neo4j_session.located(url, named) == place


@pytest.mark.parametrize(
    ("url", "named", "told"),
    [
        ("bolt://db.example/news", "other", "give one of the two"),
        ("bolt://db.example/news/2024", None, "bolt://db.example/NAME"),
        ("neo4j://db.example?database=news", None, "neo4j://db.example/NAME"),
        ("neo4j://db.example#news", None, "neo4j://db.example/NAME"),
        ("bolt://db.example?policy=near", None, "only a neo4j:// URL"),
        ("bolt://db.example/system", None, "the server's own"),
        ("bolt://db.example", "system", "the server's own"),
        ("bolt://[::1", None, "not the URL of a server"),
    ],
)
def test_a_database_that_is_named_wrongly_is_told(url: str, named: str | None, told: str) -> None:
    with pytest.raises(StoreError, match=told):
        neo4j_session.located(url, named)


@pytest.mark.parametrize("agent", ["Neo4j/4.4.40", "Neo4j/5.25.1", "Neo4j/3.5.0"])
def test_a_server_that_is_too_old(agent: str) -> None:
    with pytest.raises(StoreError, match=r"too old: 5\.26 or newer"):
        neo4j_session.check_version(URL, agent)


@pytest.mark.parametrize("agent", ["Neo4j/5.26.0", "Neo4j/5.26.18-aura", "Neo4j/2025.01.0", "Neo4j/2026.05.0"])
def test_a_server_that_is_new_enough(agent: str) -> None:
    neo4j_session.check_version(URL, agent)


@pytest.mark.parametrize(
    ("code", "kind", "told"),
    [
        ("Neo.ClientError.Cluster.NotALeader", StoreError, "only reads"),
        ("Neo.ClientError.General.ForbiddenOnReadOnlyDatabase", StoreError, "only reads"),
        ("Neo.ClientError.Security.CredentialsExpired", StoreError, "first password"),
        ("Neo.ClientError.Security.AuthenticationRateLimit", StoreError, "wait some seconds"),
        ("Neo.ClientError.Database.DatabaseNotFound", StoreError, "NEO4J_DATABASE"),
        ("Neo.TransientError.Transaction.DeadlockDetected", StoreBusy, "another process"),
        ("Neo.TransientError.General.MemoryPoolOutOfMemoryError", StoreError, "memory"),
    ],
)
def test_what_a_server_refuses_is_told_with_what_to_try(code: str, kind: type[StoreError], told: str) -> None:
    error = neo4j.exceptions.Neo4jError._hydrate_neo4j(code=code, message="no")  # type: ignore[attr-defined]
    assert isinstance(explained(error, URL), kind)
    assert told in str(explained(error, URL))
    assert not isinstance(query_error(neo4j.exceptions.ServiceUnavailable("gone"), None, URL), QueryError)


def test_a_wrong_password(neo4j_server: Server, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NEO4J_PASSWORD", "wrong-password")
    with pytest.raises(StoreError, match="NEO4J_USERNAME and NEO4J_PASSWORD"):
        open_store(neo4j_server.url)


def test_a_database_that_is_not_there(neo4j_server: Server, monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(StoreError, match="no such database"):
        open_store(f"{neo4j_server.url}/nowhere")
    monkeypatch.setenv("NEO4J_DATABASE", "nowhere")
    with pytest.raises(StoreError, match="NEO4J_DATABASE"):
        open_store(neo4j_server.url)


def test_a_server_that_only_reads(neo4j_server: Server, monkeypatch: pytest.MonkeyPatch) -> None:
    """A session that may only read stands for a member that follows: the server refuses what it writes."""
    with open_store(neo4j_server.url) as store:
        monkeypatch.setattr(neo4j, "WRITE_ACCESS", neo4j.READ_ACCESS)
        monkeypatch.setattr(neo4j.Session, "execute_write", neo4j.Session.execute_read)
        with pytest.raises(StoreError, match=r"(?i)only reads|read access"):
            store.load([article("a1", "甲部")])
        monkeypatch.undo()
        assert list(store.articles()) == []


def test_an_old_server_is_refused_before_anything_is_read(
    neo4j_server: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(neo4j_session, "LEAST", (9999, 1))
    with pytest.raises(StoreError, match="too old"):
        open_store(neo4j_server.url)


def _run(server: Server, *statements: str) -> list[list[object]]:
    with (
        neo4j.GraphDatabase.driver(server.url, auth=(server.username, server.password)) as driver,
        driver.session() as session,
    ):
        return [row.values() for statement in statements for row in session.run(statement)]


def test_a_database_of_another_schema_version_is_recognised(neo4j_server: Server) -> None:
    ours = load().version
    open_store(neo4j_server.url).close()
    _run(neo4j_server, mark(ours + 7), unmark(ours))
    try:
        with pytest.raises(StoreError, match=f"version {ours + 7} of the ontology"):
            open_store(neo4j_server.url)
    finally:
        _run(neo4j_server, mark(ours), unmark(ours + 7))
    open_store(neo4j_server.url).close()


def test_a_database_that_is_not_ours_stays_as_it_is(neo4j_server: Server) -> None:
    open_store(neo4j_server.url).close()
    _run(neo4j_server, unmark(load().version), "CREATE (:Film {title: 'x'})")
    with pytest.raises(StoreError, match=r"not one of jinmai's"):
        open_store(neo4j_server.url)
    assert _run(neo4j_server, "MATCH (n) RETURN n.title") == [["x"]]
    assert not _run(neo4j_server, f"SHOW INDEXES YIELD name WHERE name STARTS WITH '{VERSION}' RETURN name")


def test_reading_makes_no_store(neo4j_server: Server) -> None:
    open_store(neo4j_server.url).close()
    _run(neo4j_server, unmark(load().version))
    with pytest.raises(StoreError, match="no graph at"):
        open_store(neo4j_server.url, read_only=True)
    assert not _run(neo4j_server, f"SHOW INDEXES YIELD name WHERE name STARTS WITH '{VERSION}' RETURN name")
