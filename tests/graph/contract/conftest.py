"""Every test here runs on every engine: the fixture `store` is an empty one on each in turn."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from graph.store import Store, open_store
from tests.neo4j.fixtures import HERE, Servers, cleared, log_in

ENGINES = ["ladybug", *(f"neo4j-{release}" for release in HERE)]


@pytest.fixture(scope="session", params=ENGINES)
def engine(request: pytest.FixtureRequest) -> str:
    """Give the name of the engine; tests that it cannot pass are marked `cannot`."""
    return str(request.param)


@pytest.fixture
def url(engine: str, servers: Servers, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    """Give the URL of an empty store."""
    if engine == "ladybug":
        return f"ladybug:{tmp_path / 'g.db'}"
    server = cleared(servers(engine.partition("-")[2]))
    log_in(server, monkeypatch)
    return server.url


@pytest.fixture
def store(url: str) -> Iterator[Store]:
    """Give an empty store, open for writing."""
    with open_store(url) as opened:
        yield opened


@pytest.fixture(autouse=True)
def _cannot(request: pytest.FixtureRequest, engine: str) -> None:
    """Expect a failure, strictly, of what `@pytest.mark.cannot(engine, reason)` says that an engine cannot do."""
    for mark in request.node.iter_markers("cannot"):
        name, reason = mark.args
        if engine.partition("-")[0] == name:
            request.applymarker(pytest.mark.xfail(reason=reason, strict=True))
