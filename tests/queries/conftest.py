"""What tests of questions share: the graph of the samples."""

from collections.abc import Iterator
from typing import Any

import pytest

from tests.queries import samples_graph


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Any]:
    """The samples' annotated facts in an embedded store; a module that asks another graph has a fixture of its own."""
    graph = samples_graph.build(tmp_path_factory.mktemp("samples") / "samples.db")
    yield graph
    graph.close()
