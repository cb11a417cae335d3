"""Fixtures for tests that need a Neo4j server: each release is started once a session, when the first test asks for it."""

import contextlib
import os
from collections.abc import Callable, Iterator

import pytest

from graph.engines.neo4j_ddl import VERSION
from graph.ontology import load
from tests.neo4j.server import Server, Unavailable, running

Servers = Callable[[str], Server]


@pytest.fixture(scope="session")
def servers() -> Iterator[Servers]:
    """Give a function that returns the server of a release, `lts` or `current`, or skips where none can be had.

    With JINMAI_REQUIRE_NEO4J=1 a skip is a failure, but for a Java that the current release needs and nobody has.
    """
    started: dict[str, Server | Unavailable] = {}
    with contextlib.ExitStack() as stack:

        def server(name: str) -> Server:
            if name not in started:
                try:
                    started[name] = stack.enter_context(running(name))
                except Unavailable as reason:
                    started[name] = reason
            found = started[name]
            if isinstance(found, Server):
                return found
            if os.environ.get("JINMAI_REQUIRE_NEO4J") == "1" and not (name == "current" and "no Java" in str(found)):
                pytest.fail(f"Neo4j is required, but there is none: {found}")
            pytest.skip(f"no Neo4j: {found}")

        yield server


def cleared(server: Server) -> Server:
    """Empty the server's database of nodes, and of marks of other versions than ours."""
    import neo4j

    with (
        neo4j.GraphDatabase.driver(server.url, auth=(server.username, server.password)) as driver,
        driver.session() as session,
    ):
        session.run("MATCH (n) DETACH DELETE n").consume()
        marks = session.run("SHOW INDEXES YIELD name WHERE name STARTS WITH $mark RETURN name", mark=VERSION)
        for (name,) in list(marks):
            if name != f"{VERSION}{load().version}":
                session.run(f"DROP INDEX {name}").consume()
    return server


def log_in(server: Server, patch: pytest.MonkeyPatch) -> None:
    """Set the environment that `open_store` reads."""
    patch.setenv("NEO4J_USERNAME", server.username)
    patch.setenv("NEO4J_PASSWORD", server.password)
    patch.delenv("NEO4J_DATABASE", raising=False)


HERE = ["lts"] if os.environ.get("JINMAI_TEST_NEO4J") else ["lts", "current"]  # one named server is the only release


@pytest.fixture(params=HERE)
def neo4j_server(request: pytest.FixtureRequest, servers: Servers, monkeypatch: pytest.MonkeyPatch) -> Server:
    """Give an empty server of each release in turn; the environment knows how to log in."""
    server = cleared(servers(request.param))
    log_in(server, monkeypatch)
    return server


@pytest.fixture
def lts_server(servers: Servers, monkeypatch: pytest.MonkeyPatch) -> Server:
    """Give an empty server of the long-term release alone, for what takes minutes."""
    server = cleared(servers("lts"))
    log_in(server, monkeypatch)
    return server
