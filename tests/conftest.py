"""Fixtures that several rooms share, and the marks of tests."""

import pytest

from tests.neo4j.fixtures import lts_server, neo4j_server, servers

__all__ = ["lts_server", "neo4j_server", "servers"]


def pytest_configure(config: pytest.Config) -> None:
    """Declare the marks."""
    config.addinivalue_line("markers", "cannot(engine, reason): what an engine cannot do; its test fails, and has to")
