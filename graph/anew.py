"""A graph that is made at once from many articles: the same as `graph.update` makes step by step, without looking anything up.

The articles are put aside on disk while they are read, for who a person is depends on all of them. They are then gone through a
second time, some at a time, and what many tell together is put together a part at a time (`graph.anew_told`); neither needs
anything of the others, so that every processor has its share of the work (`graph.anew_crew`).
"""

from collections.abc import Iterable, Iterator
from itertools import islice
from pathlib import Path
from typing import Any

from graph.anew_crew import Crew
from graph.anew_told import NOTHING, Common, Entry, Finish, Read, Sink, Taken, Work, first_large
from graph.decisions import Decisions
from graph.facts import ArticleFacts, decode_again, encode
from graph.merge import main_record
from graph.merge_identity import Posts
from graph.merge_say import Contribution, FlowSaid
from graph.store import LoadReport
from graph.update import posts_in, seldom_collected, uncollected
from graph.update_facts import Moves
from graph.update_persons import follow
from graph.update_slices import update_slices
from graph.writes import Writes

_SHARE = 1_000  # articles of one task


def build(
    articles: Iterable[ArticleFacts], decisions: Decisions, sink: Sink, folder: Path, crew: Crew | None = None
) -> LoadReport:
    """Hand the graph of the articles to the sink; `folder` has room for them. Nodes need not come before their edges.

    Where a crew helps, the part of the graph that its helpers make goes to the folders that they name.
    """
    shelf = _Shelf(folder / "articles.jsonl", decisions)
    report = LoadReport()
    with seldom_collected():
        for facts in articles:
            shelf.put(facts)
            report.sources |= {facts.source, *(copy.source for copy in facts.copies)}
    report.added = len(shelf)
    crew = crew or Crew(folder, 0)
    with uncollected():
        persons = follow(NOTHING, [], shelf.posts(), decisions, decisions)
        common = Common(decisions, persons.after, persons.ledger, shelf.path, folder)
        crew.begin(common, Work(common, sink), len(shelf))
        taken: list[Taken] = crew.run(list(shelf.tasks()))
        report.dropped = sum(each.dropped for each in taken)
        tied = [Contribution(article, slices=[pair]) for each in taken for pair, article in each.slices]
        sliced = {said for made in tied for pair in made.slices for said in pair}
        moves = Moves({}, {})
        for found in crew.run(_finishing(taken, sliced)):
            moves.after |= found
        shelf.path.unlink()
        writes = Writes()
        update_slices(NOTHING, [], tied, moves, {said.article for said in sliced}, _never, writes)
        sink.take(writes)
    return report


def _finishing(taken: Iterable[Taken], sliced: set[FlowSaid]) -> list[Finish]:
    tasks: dict[Any, Finish] = {}
    for each in taken:
        for part, span in each.spans.items():
            tasks.setdefault(part, Finish(part, [], set())).spans.append(span)
    for said in sliced:
        tasks["flow", said.common].sliced.add(said)
    return first_large(tasks.values())


class _Shelf:
    """The records of all articles in one file, and a list of where they stand."""

    def __init__(self, path: Path, decisions: Decisions) -> None:
        self.path = path
        self._file = open(path, "wb")  # noqa: SIM115
        self._decisions = decisions
        self._entries: dict[str, list[Entry]] = {}
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
        with open(self.path, "rb") as file:
            for article, entries in self._entries.items():
                if len(entries) == 1:
                    yield from self._posts.get((article, entries[0][0]), ())
                elif any((article, entry[0]) in self._posts for entry in entries):
                    yield from self._posts.get((article, main_record(_records(file, entries)).source), ())
        self._posts.clear()

    def tasks(self) -> Iterator[Read]:
        """Yield what is to be read again, some articles at a time; forgets where they stand."""
        listed = iter(self._entries.values())
        number = 0
        while some := list(islice(listed, _SHARE)):
            yield Read(number, some)
            number += 1
        self._entries = {}


def _records(file: Any, entries: Iterable[Entry]) -> list[ArticleFacts]:
    found = []
    for _, start, length in entries:
        file.seek(start)
        found.append(decode_again(file.read(length)))
    return found


def _never(records: list[ArticleFacts]) -> Contribution:
    raise AssertionError("no article stays as it is in a graph that is new")
