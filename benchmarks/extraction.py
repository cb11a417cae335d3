"""Extraction: characters a second beside `jieba.cut` on the same text, and the memory of all processes on a large corpus."""

import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from benchmarks import corpus

SPEED = 0.15  # of jieba.cut, in the same run
MEMORY = 1 << 30  # bytes of all processes together
SIZES = {False: 20_000_000, True: 200_000_000}
JOBS = 2


def main(full: bool) -> bool:
    """Print speed and memory; True where both bars are met."""
    ratio = speed()
    peak = memory(SIZES[full])
    met = ratio >= SPEED and peak < MEMORY
    print(
        f"ratio {ratio:.3f} (bar {SPEED}), peak {peak / 2**20:.0f} MiB (bar {MEMORY / 2**20:.0f}): {'met' if met else 'MISSED'}"
    )
    return met


def speed() -> float:
    """Time one process from pages to facts, and jieba alone, on the same text; returns the ratio.

    Processor time is taken, so that what else the machine does counts for neither.
    """
    import jieba

    from extract.run import run

    jieba.setLogLevel(60)
    jieba.initialize()
    with tempfile.TemporaryDirectory() as name:
        pages = Path(name)
        written = 0
        for number, made in enumerate(corpus.articles(1_500_000, seed=3)):
            page = f"{made['title']}\n{made['text']}\n"
            written += len(page)
            (pages / f"{number:05}.txt").write_text(page, encoding="utf-8")
        text = "".join(path.read_text(encoding="utf-8") for path in sorted(pages.iterdir()))
        next(run([str(pages / "00000.txt")]))  # word lists and patterns are compiled once a process
        began = time.process_time()
        facts = sum(len(a.relations) + len(a.flows) + len(a.observations) for a in run([name]))
        ours = written / (time.process_time() - began)
    began = time.process_time()
    tokens = sum(1 for _ in jieba.cut(text))
    theirs = len(text) / (time.process_time() - began)
    print(f"extraction  {ours:10,.0f} characters a second of processor time ({facts} facts in {written:,} characters)")
    print(f"jieba.cut   {theirs:10,.0f} characters a second of processor time ({tokens} tokens)")
    return ours / theirs


def memory(size: int) -> int:
    """Extract a corpus of `size` bytes with two processes; returns the peak resident bytes of all processes together."""
    with tempfile.TemporaryDirectory() as name:
        pages = Path(name) / "pages"
        corpus.write(pages, size)
        command = [
            sys.executable,
            "-m",
            "queries.cli",
            "extract",
            str(pages),
            "-o",
            f"{name}/facts.jsonl",
            "--jobs",
            str(JOBS),
        ]
        began = time.perf_counter()
        process = subprocess.Popen(command)
        peak = 0
        while process.poll() is None:
            peak = max(peak, sum(resident(pid) for pid in family(process.pid)))
            time.sleep(0.1)
        seconds = time.perf_counter() - began
        lines = Path(f"{name}/facts.jsonl").read_bytes().count(b"\n")
    print(
        f"corpus      {size / 1e6:.0f} MB, {lines} articles in {seconds:.0f} s with {JOBS} processes, exit code {process.returncode}"
    )
    return peak


def family(pid: int) -> list[int]:
    """Return a process with all that descend from it (Linux: /proc)."""
    children: dict[int, list[int]] = {}
    for entry in os.listdir("/proc"):
        if entry.isdigit():
            try:
                stat = Path(f"/proc/{entry}/stat").read_text()
            except OSError:
                continue
            children.setdefault(int(stat.rpartition(")")[2].split()[1]), []).append(int(entry))
    found, queue = [], [pid]
    while queue:
        found.append(queue.pop())
        queue += children.get(found[-1], [])
    return found


def resident(pid: int) -> int:
    """Return the resident bytes of a process, 0 where it has ended."""
    try:
        return int(Path(f"/proc/{pid}/statm").read_text().split()[1]) * os.sysconf("SC_PAGE_SIZE")
    except (OSError, IndexError):
        return 0
