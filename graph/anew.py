"""A graph that is made at once from many articles: the same as `graph.update` makes step by step, without looking anything up.

The articles are put aside on disk while they are read, for who a person is depends on all of them. They are then gone through a
second time. What one article alone decides (its own node, its mentions) goes out at once; what many tell together is counted.
"""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from itertools import islice
from pathlib import Path
from typing import Any, Protocol

import msgspec

from graph.backend import Ends, Reader
from graph.decisions import Decisions
from graph.fact_kinds import FLOWS, OBSERVATIONS
from graph.facts import ArticleFacts, decode_again, encode
from graph.merge import main_record
from graph.merge_identity import Identity, Posts
from graph.merge_names import label_of
from graph.merge_say import Card, Contribution, EdgeKey, FlowSaid, ObservationSaid, Said
from graph.store import LoadReport
from graph.update import Change, posts_in, say, uncollected, write_articles
from graph.update_edges import write_edge
from graph.update_entities import write_entity
from graph.update_facts import Moves, update_facts
from graph.update_persons import Persons, follow
from graph.update_slices import update_slices
from graph.writes import Writes

_STEP = 500  # articles, entities, edges that are handed on at once
_PARTS = 64  # observations are grouped a part at a time; flows by all that they must share to be one or to contradict
_PACK = msgspec.msgpack.Encoder().encode
_FLOW = msgspec.msgpack.Decoder(FlowSaid)
_OBSERVATION = msgspec.msgpack.Decoder(ObservationSaid)
_NOBODY: Counter[Posts] = Counter()


class Sink(Protocol):
    """Where the nodes and edges go."""

    def take(self, writes: Writes) -> None:
        """Take over all that was added."""


def build(articles: Iterable[ArticleFacts], decisions: Decisions, sink: Sink, folder: Path) -> LoadReport:
    """Hand the graph of the articles to the sink; `folder` has room for them. Nodes need not come before their edges."""
    shelf = _Shelf(folder / "articles.jsonl", decisions)
    report = LoadReport()
    for facts in articles:
        shelf.put(facts)
        report.sources |= {facts.source, *(copy.source for copy in facts.copies)}
    report.added = len(shelf)
    with uncollected():
        persons = follow(_NOTHING, [], shelf.posts(), decisions, decisions)
        told = _Told(Identity(decisions, persons.after))
        for some in shelf.steps():
            writes = Writes()
            report.dropped += told.take(some, writes)
            sink.take(writes)
        told.finish(persons, sink)
    return report


class _Shelf:
    """The records of all articles in one file, and a list of where they stand."""

    def __init__(self, path: Path, decisions: Decisions) -> None:
        self._path = path
        self._file = open(path, "wb")  # noqa: SIM115
        self._decisions = decisions
        self._entries: dict[str, list[tuple[str, int, int]]] = {}
        self._posts: dict[tuple[str, str], list[Posts]] = {}
        self._end = 0

    def __len__(self) -> int:
        return len(self._entries)

    def put(self, facts: ArticleFacts) -> None:
        """Put a record down; a later one of the same article and source takes its place."""
        line = encode(facts)
        self._file.write(line)
        entries = self._entries.setdefault(facts.article, [])
        entries[:] = [entry for entry in entries if entry[0] != facts.source]
        entries.append((facts.source, self._end, len(line)))
        self._end += len(line)
        posts = posts_in([facts], self._decisions)
        self._posts.pop((facts.article, facts.source), None)
        if posts:
            self._posts[facts.article, facts.source] = posts

    def posts(self) -> Iterator[Posts]:
        """Yield the posts of the persons of each article."""
        self._file.close()
        with open(self._path, "rb") as file:
            for article, entries in self._entries.items():
                if len(entries) == 1:
                    yield from self._posts.get((article, entries[0][0]), ())
                elif any((article, entry[0]) in self._posts for entry in entries):
                    yield from self._posts.get((article, main_record(_records(file, entries)).source), ())
        self._posts.clear()

    def steps(self) -> Iterator[dict[str, list[ArticleFacts]]]:
        """Yield the articles' records, some articles at a time."""
        names = iter(self._entries)
        with open(self._path, "rb") as file:
            while some := {name: _records(file, self._entries[name]) for name in islice(names, _STEP)}:
                yield some
        self._path.unlink()


def _records(file: Any, entries: Iterable[tuple[str, int, int]]) -> list[ArticleFacts]:
    found = []
    for _, start, length in entries:
        file.seek(start)
        found.append(decode_again(file.read(length)))
    return found


class _Told:
    """What the articles tell together, in as little memory as it can be counted in."""

    def __init__(self, identity: Identity) -> None:
        self._identity = identity
        self._cards: dict[str, Counter[Card]] = defaultdict(Counter)
        self._edges: dict[EdgeKey, list[Said]] = defaultdict(list)
        self._known: Counter[EdgeKey] = Counter()
        self._flows: dict[Any, list[bytes]] = defaultdict(list)
        self._observations: dict[Any, list[bytes]] = defaultdict(list)
        self._slices: list[tuple[tuple[FlowSaid, FlowSaid], str]] = []

    def take(self, some: Mapping[str, list[ArticleFacts]], writes: Writes) -> int:
        """Count what these articles say; what they decide alone is written. Returns the facts left out."""
        made = [say(records, self._identity) for records in some.values()]
        write_articles({name: Change([], records) for name, records in some.items()}, made, writes)
        for each in made:
            for node, card in each.cards:
                self._cards[node][card] += 1
            for key, said in each.edges:
                self._edges[key].append(said)
            self._known.update(each.known)
            for flow in each.flows:
                self._flows[flow[5:10]].append(_PACK(flow))
            for observation in each.observations:
                self._observations[hash((*observation[:2], *observation[3:6])) % _PARTS].append(_PACK(observation))
            self._slices += [(pair, each.article) for pair in each.slices]
        return sum(each.dropped for each in made)

    def finish(self, persons: Persons, sink: Sink) -> None:
        """Write all that was counted, and forget it."""
        out = _Out(sink)
        for node in list(self._cards):
            posts = persons.ledger.get(node, _NOBODY)
            cards = self._cards.pop(node)
            write_entity(label_of(node), node, cards, posts, False, self._identity.decisions, out.writes)
            out.pass_on()
        for key in self._known.keys() | self._edges.keys():
            said = set(self._edges.pop(key, ()))
            write_edge(key, None, set(), said, self._known.get(key, 0), out.writes)
            out.pass_on()
        sliced = {said for pair, _ in self._slices for said in pair}
        moves = Moves({}, {})
        for part in list(self._flows):
            found = update_facts(_NOTHING, FLOWS, [], _unpacked(_FLOW, self._flows.pop(part)), set(), out.writes)
            moves.after |= {said: found.after[said] for said in sliced & found.after.keys()}
            out.pass_on(all_=True)
        for part in list(self._observations):
            statements = _unpacked(_OBSERVATION, self._observations.pop(part))
            update_facts(_NOTHING, OBSERVATIONS, [], statements, set(), out.writes)
            out.pass_on(all_=True)
        tied = [Contribution(article, slices=[pair]) for pair, article in self._slices]
        update_slices(_NOTHING, [], tied, moves, {said.article for said in sliced}, _never, out.writes)
        out.pass_on(all_=True)


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


def _unpacked(decoder: "msgspec.msgpack.Decoder[Any]", packets: list[bytes]) -> list[Any]:
    return [decoder.decode(packet) for packet in packets]


def _never(records: list[ArticleFacts]) -> Contribution:
    raise AssertionError("no article stays as it is in a graph that is new")


class _Nothing:
    """A store that holds nothing yet: what is looked up is not there."""

    def nodes(self, label: str, ids: Collection[str], names: Sequence[str]) -> dict[str, tuple[Any, ...]]:
        return {}

    def matching(self, label: str, name: str, values: Collection[str], names: Sequence[str]) -> list[tuple[Any, ...]]:
        return []

    def spans(self, label: str, name: str, values: Collection[str]) -> dict[str, tuple[int, str, str]]:
        return {}

    def stating(self, label: str, articles: Collection[str]) -> dict[str, set[str]]:
        return {}

    def edges(
        self, ends: Ends, wanted: Collection[tuple[str, str, str]], names: Sequence[str]
    ) -> dict[tuple[str, str, str], tuple[Any, ...]]:
        return {}

    def mentioning(self, label: str, ids: Collection[str]) -> set[str]:
        return set()


_NOTHING: Reader = _Nothing()
