"""Pages in, facts out: reading in this process, extraction in as many as are asked for, in order and in bounded memory."""

import multiprocessing
import pickle
import signal
import tempfile
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass
from multiprocessing import resource_tracker
from pathlib import Path
from typing import IO, TypeAlias

from extract.copies import merge_passes
from extract.layout import split
from extract.model import Article
from extract.read import read_paths
from graph.facts import ArticleFacts, decode, encode

CHUNK = 20_000  # characters that are handed to a process at once
AHEAD = 3  # chunks a process may have waiting
OnError = Callable[[str, str], None]
OnProgress = Callable[[int], None]


@dataclass(frozen=True, slots=True)
class Failure:
    """An article that extraction failed on."""

    name: str
    reason: str


Pending: TypeAlias = "Future[list[bytes | Failure]]"


class ExtractionError(ValueError):
    """An article that could not be read; the message names it and the reason."""


def run(
    paths: Iterable[str],
    jobs: int = 1,
    own_lexicon: Path | None = None,
    on_error: OnError | None = None,
    on_progress: OnProgress | None = None,
) -> Iterator[ArticleFacts]:
    """Yield the facts of all articles in the files, folders, globs or `-` (stdin) of `paths`, in the order they are read.

    `jobs` processes extract at once; with 1 all happens in this process. A file or article that fails is told to
    `on_error(name, reason)` and the rest goes on; without `on_error` it raises. `on_progress` gets the number of articles
    done so far. Memory does not grow with the corpus.
    """

    def report(name: str, reason: str) -> None:
        if on_error is None:
            raise ExtractionError(f"{name}: {reason}")
        on_error(name, reason)

    articles = read(paths, report)
    done = alone(articles, own_lexicon) if jobs <= 1 else together(articles, jobs, own_lexicon)
    for count, made in enumerate(done, 1):
        if isinstance(made, Failure):
            report(made.name, made.reason)
        else:
            yield made
        if on_progress is not None:
            on_progress(count)


def read(paths: Iterable[str], report: OnError) -> Iterator[Article]:
    """Yield the articles of all pages, near-duplicates made one; a page whose layout fails is reported.

    Copies may stand anywhere, so all pages are read before the first article comes. What was read waits in a temporary file.
    """
    with tempfile.TemporaryFile(prefix="jinmai") as spool:
        passes = iter((lambda: kept(pages(paths, report), spool), lambda: spooled(spool)))
        yield from merge_passes(lambda: next(passes)())


def pages(paths: Iterable[str], report: OnError) -> Iterator[Article]:
    """Yield the articles of all pages as they are printed, copies too."""
    for document in read_paths(paths, report):
        try:
            found = split(document)
        except Exception as error:
            report(document.source, f"its layout could not be undone: {problem(error)}")
            continue
        if not found:
            report(document.source, "no article in it: no headline, paragraph or table was made out")
        yield from found


def kept(articles: Iterable[Article], spool: IO[bytes]) -> Iterator[Article]:
    """Pass the articles on, and write them to the spool."""
    for article in articles:
        pickle.dump(article, spool, protocol=pickle.HIGHEST_PROTOCOL)
        yield article


def spooled(spool: IO[bytes]) -> Iterator[Article]:
    """Yield the articles that were written to the spool, which this process wrote itself."""
    spool.seek(0)
    while True:
        try:
            yield pickle.load(spool)
        except EOFError:
            return


def problem(error: Exception) -> str:
    """Return what an exception says, with its kind."""
    return f"{type(error).__name__}: {error}" if str(error) else type(error).__name__


def name_of(article: Article) -> str:
    """Return how an article is named in messages: its source and headline."""
    return f"{article.source} ({article.title})" if article.title else article.source


def without_lead(article: Article) -> list[Article]:
    """Return the article as its next copy prints it; nothing where there is none."""
    if not article.copies:
        return []
    lead, *others = article.copies
    return [Article(lead.source, lead.text, title=lead.title, date=lead.date, publisher=lead.publisher, copies=others)]


class Worker:
    """The pipeline of one process, with what may go wrong in it."""

    def __init__(self, own_lexicon: Path | None) -> None:
        from extract.pipeline import Pipeline

        self.pipeline = Pipeline(own_lexicon)

    def extract(self, articles: Iterable[Article]) -> Iterator[ArticleFacts | Failure]:
        """Yield the facts of each article, or why there are none; then those of its next copy."""
        for article in articles:
            try:
                yield self.pipeline.extract(article)
            except Exception as error:
                yield Failure(name_of(article), f"extraction failed: {problem(error)}")
                yield from self.extract(without_lead(article))


_worker: Worker | None = None  # of this process, where it is one of a pool


def start(own_lexicon: Path | None) -> None:
    """Build the pipeline of a process of the pool."""
    global _worker
    _worker = Worker(own_lexicon)


def work(chunk: list[Article]) -> list[bytes | Failure]:
    """Extract a chunk of articles, in a process of the pool.

    Facts travel as JSON: pickled they would lose track of which values are defaults, and be written out otherwise.
    """
    assert _worker is not None
    return [made if isinstance(made, Failure) else encode(made) for made in _worker.extract(chunk)]


def alone(articles: Iterable[Article], own_lexicon: Path | None) -> Iterator[ArticleFacts | Failure]:
    """Extract in this process; the pipeline is built when there is an article."""
    worker: Worker | None = None
    for article in articles:
        worker = worker or Worker(own_lexicon)
        yield from worker.extract([article])


def together(articles: Iterable[Article], jobs: int, own_lexicon: Path | None) -> Iterator[ArticleFacts | Failure]:
    """Extract in `jobs` processes; at most `AHEAD` chunks a process are under way, and results come in order."""
    waiting: deque[tuple[list[Article], Pending]] = deque()
    pool = processes(jobs, own_lexicon)
    ended = False
    try:
        for chunk in chunks(articles):
            try:
                waiting.append((chunk, handed(pool, chunk)))
            except BrokenProcessPool:
                pool = processes(jobs, own_lexicon)
                waiting.append((chunk, handed(pool, chunk)))
            while len(waiting) >= AHEAD * jobs:
                yield from result(*waiting.popleft(), own_lexicon)
        while waiting:
            yield from result(*waiting.popleft(), own_lexicon)
        ended = True
    finally:  # a pool that is not waited for may find its pipes closed when the program ends, and say so
        if not ended:
            for process in list((pool._processes or {}).values()):
                process.terminate()
        pool.shutdown(wait=ended, cancel_futures=True)


def processes(jobs: int, own_lexicon: Path | None) -> ProcessPoolExecutor:
    """Return a pool whose processes start fresh, so that they hold nothing of this one's memory."""
    context = multiprocessing.get_context("spawn")
    return ProcessPoolExecutor(jobs, mp_context=context, initializer=start, initargs=(own_lexicon,))


def handed(pool: ProcessPoolExecutor, chunk: list[Article]) -> Pending:
    """Hand a chunk to the pool, which starts a process for it where one is wanting.

    Such a process does not hear Ctrl-C, which a terminal gives to all: this one does, and ends it.
    """
    if not hasattr(signal, "pthread_sigmask"):
        return pool.submit(work, chunk)
    resource_tracker.ensure_running()  # which would let the signal through again
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        return pool.submit(work, chunk)
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def result(chunk: list[Article], future: Pending, own_lexicon: Path | None) -> Iterator[ArticleFacts | Failure]:
    """Yield the results of a chunk; where its process died, try its articles one by one, each in a process of its own."""
    try:
        made = future.result()
    except BrokenProcessPool:
        made = [one_by_itself(article, own_lexicon) for article in chunk]
    for one in made:
        yield one if isinstance(one, Failure) else decode(one)


def one_by_itself(article: Article, own_lexicon: Path | None) -> bytes | Failure:
    """Extract an article in a process of its own."""
    try:
        with processes(1, own_lexicon) as pool:
            return handed(pool, [article]).result()[0]
    except BrokenProcessPool:
        return Failure(name_of(article), "the process that read it died (out of memory?)")


def chunks(articles: Iterable[Article]) -> Iterator[list[Article]]:
    """Yield lists of articles of about `CHUNK` characters together."""
    chunk: list[Article] = []
    size = 0
    for article in articles:
        chunk.append(article)
        size += len(article.text)
        if size >= CHUNK:
            yield chunk
            chunk, size = [], 0
    if chunk:
        yield chunk
