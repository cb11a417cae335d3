"""The work of making a graph at once, in tasks that need nothing of each other: reading some articles, finishing a part.

What one article alone decides (its own node, its mentions) goes out while it is read. What many tell together is put on disk in
parts, each with all that can meet in one node, edge or conflict, and a part is put together when all articles have been read.
"""

import zlib
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, NamedTuple, Protocol

import msgspec

from graph.backend import Alike, Ends, Reader
from graph.decisions import Decisions
from graph.fact_kinds import FLOWS, OBSERVATIONS
from graph.facts import decode_again
from graph.merge_identity import Identity, Posts
from graph.merge_names import label_of
from graph.merge_say import Card, EdgeKey, FlowSaid, ObservationSaid, Said
from graph.records import Given
from graph.update import say, write_article, write_mentions
from graph.update_edges import write_edge
from graph.update_entities import write_entity
from graph.update_facts import update_facts
from graph.writes import Writes

_STEP = 500  # articles, entities, edges that are handed on at once
_PARTS = (
    32  # of entities, of edges and of observations; flows go by all that they must share to be one or to contradict
)
_ENCODER = msgspec.msgpack.Encoder()
_ENTITIES = msgspec.msgpack.Decoder(list[tuple[str, list[tuple[Card, int]]]])
_EDGES = msgspec.msgpack.Decoder(list[tuple[EdgeKey, list[Said], int]])
_FLOWS = msgspec.msgpack.Decoder(list[FlowSaid])
_OBSERVATIONS = msgspec.msgpack.Decoder(list[ObservationSaid])
_NOBODY: Counter[Posts] = Counter()

Entry = tuple[str, int, int]  # source of a record, where it stands on the shelf, its length
Span = tuple[str, int, int]  # file, where the part stands, its length
Part = tuple[str, Any]  # "entity", "edge", "flow" or "observation", and which of them


class Sink(Protocol):
    """Where the nodes and edges go."""

    def take(self, writes: Writes) -> None:
        """Take over all that was added."""


class Read(NamedTuple):
    """A task: some articles to be read, each by its records."""

    number: int
    articles: list[list[Entry]]


class Taken(NamedTuple):
    """What came of reading: the facts left out, where the parts were put, and totals with their slices."""

    dropped: int
    spans: dict[Part, Span]
    slices: list[tuple[tuple[FlowSaid, FlowSaid], str]]


class Finish(NamedTuple):
    """A task: a part to be put together; of the flows in `sliced` the nodes are told."""

    part: Part
    spans: list[Span]
    sliced: set[FlowSaid]


@dataclass(frozen=True, slots=True)
class Common:
    """What all tasks need."""

    decisions: Decisions
    persons: Mapping[Posts, str]
    ledger: Mapping[str, Counter[Posts]]
    shelf: Path
    folder: Path


class Work:
    """Does tasks, and hands what they write to the sink."""

    def __init__(self, common: Common, sink: Sink) -> None:
        self._common = common
        self._identity = Identity(common.decisions, common.persons)
        self._sink = sink

    def do(self, task: Read | Finish) -> Any:
        """Do a task; returns `Taken` for reading, and the nodes of the flows that were asked for else."""
        if isinstance(task, Read):
            return self._read(task)
        kind, spans = task.part[0], task.spans
        if kind == "entity":
            self._entities(spans)
        elif kind == "edge":
            self._edges(spans)
        elif kind == "flow":
            return self._flows(spans, task.sliced)
        else:
            statements = [said for some in _pieces(spans, _OBSERVATIONS) for said in some]
            writes = Writes()
            update_facts(NOTHING, OBSERVATIONS, [], statements, set(), writes)
            self._sink.take(writes)
        return {}

    def _read(self, task: Read) -> Taken:
        told = _Told()
        out = _Out(self._sink)
        dropped = 0
        with open(self._common.shelf, "rb") as file:
            for entries in task.articles:
                given = [_given(file, entry) for entry in entries]
                made = say([each.facts for each in given], self._identity)
                write_article(given, out.writes)
                write_mentions(made, out.writes)
                dropped += made.dropped
                for node, card in made.cards:
                    told.cards[node][card] += 1
                for key, said in made.edges:
                    told.edges[key].append(said)
                told.known.update(made.known)
                for flow in made.flows:
                    told.flows[flow.common].append(flow)
                told.observations += made.observations
                told.slices += [(pair, made.article) for pair in made.slices]
                out.pass_on()
        out.pass_on(all_=True)
        return Taken(dropped, told.put(self._common.folder / f"told-{task.number}"), told.slices)

    def _entities(self, spans: Iterable[Span]) -> None:
        cards: dict[str, Counter[Card]] = defaultdict(Counter)
        for some in _pieces(spans, _ENTITIES):
            for node, counted in some:
                cards[node].update(dict(counted))
        out = _Out(self._sink)
        for node, described in cards.items():
            posts = self._common.ledger.get(node, _NOBODY)
            write_entity(label_of(node), node, described, posts, False, self._common.decisions, out.writes)
            out.pass_on()
        out.pass_on(all_=True)

    def _edges(self, spans: Iterable[Span]) -> None:
        said: dict[EdgeKey, set[Said]] = defaultdict(set)
        known: Counter[EdgeKey] = Counter()
        for some in _pieces(spans, _EDGES):
            for key, evidence, count in some:
                said[key].update(evidence)
                known[key] += count
        out = _Out(self._sink)
        for key, evidence_set in said.items():
            write_edge(key, None, set(), evidence_set, known[key], out.writes)
            out.pass_on()
        out.pass_on(all_=True)

    def _flows(self, spans: Iterable[Span], sliced: set[FlowSaid]) -> dict[FlowSaid, str]:
        statements = [said for some in _pieces(spans, _FLOWS) for said in some]
        writes = Writes()
        found = update_facts(NOTHING, FLOWS, [], statements, set(), writes)
        self._sink.take(writes)
        return {said: found.after[said] for said in sliced}


class _Told:
    """What some articles tell that others may tell too."""

    def __init__(self) -> None:
        self.cards: dict[str, Counter[Card]] = defaultdict(Counter)
        self.edges: dict[EdgeKey, list[Said]] = defaultdict(list)
        self.known: Counter[EdgeKey] = Counter()
        self.flows: dict[Any, list[FlowSaid]] = defaultdict(list)
        self.observations: list[ObservationSaid] = []
        self.slices: list[tuple[tuple[FlowSaid, FlowSaid], str]] = []

    def put(self, path: Path) -> dict[Part, Span]:
        """Write it to a file; returns where each part stands."""
        parts: dict[Part, list[Any]] = defaultdict(list)
        for node, counted in self.cards.items():
            parts["entity", _hashed(node)].append((node, list(counted.items())))
        for key in self.known.keys() | self.edges.keys():
            parts["edge", _hashed(key.head + key.tail)].append((key, self.edges.get(key, []), self.known[key]))
        for common, flows in self.flows.items():
            parts["flow", common] = list(flows)
        for observation in self.observations:
            parts["observation", _hashed(f"{observation.subject}{observation.measure}")].append(observation)
        spans: dict[Part, Span] = {}
        with open(path, "wb") as file:
            for part, rows in parts.items():
                packed = _ENCODER.encode(rows)
                spans[part] = (str(path), file.tell(), len(packed))
                file.write(packed)
        return spans


class _Out:
    """Collects writes and passes them on when there are many."""

    def __init__(self, sink: Sink) -> None:
        self._sink = sink
        self._waiting = 0
        self.writes = Writes()

    def pass_on(self, all_: bool = False) -> None:
        """Pass on what was written, now and then or `all_`."""
        self._waiting += 1
        if all_ or self._waiting == _STEP:
            self._sink.take(self.writes)
            self.writes, self._waiting = Writes(), 0


def first_large(tasks: Iterable[Finish]) -> list[Finish]:
    """Return the tasks in such an order that nobody is left with a large one when all others have ended."""
    return sorted(tasks, key=lambda task: -sum(length for _, _, length in task.spans))


def _hashed(text: str) -> int:
    """Return the part that the text belongs to, the same in every process."""
    return zlib.crc32(text.encode()) % _PARTS


def _given(file: Any, entry: Entry) -> Given:
    _, start, length = entry
    file.seek(start)
    line = file.read(length)
    return Given(decode_again(line), line)


def _pieces(spans: Iterable[Span], decoder: "msgspec.msgpack.Decoder[Any]") -> Iterator[Any]:
    for path, start, length in spans:
        with open(path, "rb") as file:
            file.seek(start)
            yield decoder.decode(file.read(length))


class _Nothing:
    """A store that holds nothing yet: what is looked up is not there."""

    def nodes(self, label: str, ids: Collection[str], names: Sequence[str]) -> dict[str, tuple[Any, ...]]:
        return {}

    def matching(self, label: str, name: str, values: Collection[int], names: Sequence[str]) -> list[tuple[Any, ...]]:
        return []

    def alike(self, label: str, name: str, values: Collection[int], most: int) -> dict[int, Alike]:
        return {}

    def stating(self, label: str, articles: Collection[str]) -> dict[str, set[str]]:
        return {}

    def edges(
        self, ends: Ends, wanted: Collection[tuple[str, str, str]], names: Sequence[str]
    ) -> dict[tuple[str, str, str], tuple[Any, ...]]:
        return {}

    def mentioning(self, label: str, ids: Collection[str]) -> set[str]:
        return set()


NOTHING: Reader = _Nothing()
