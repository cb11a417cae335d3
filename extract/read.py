"""Files to documents: the text of .txt .md .html .pdf .docx and .jsonl files, of folders, globs and standard input."""

import glob
import hashlib
import json
import os
import re
import sys
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any

from extract.layout_dates import iso_date
from extract.model import Document
from extract.read_formats import ReadError, decode, read_docx, read_html, read_pdf, read_text

LIMIT = 50_000_000  # bytes in a file, or in a line of a .jsonl file
STDIN = "-"
OnError = Callable[[str, str], None]

READERS: dict[str, Callable[[str, bytes], Document]] = {
    ".txt": read_text,
    ".md": read_text,
    ".html": read_html,
    ".htm": read_html,
    ".pdf": read_pdf,
    ".docx": read_docx,
}
# Found beside pages in a folder, and never pages themselves; named one by one on the command line they are refused.
NOT_PAGES = {
    ".json",
    ".csv",
    ".tsv",
    ".yaml",
    ".yml",
    ".toml",
    ".py",
    ".db",
    ".wal",
    ".shadow",
    ".names",
    ".decisions",
    ".backup",
    ".sh",
    ".log",
    ".lock",
    ".cypher",
    ".ipynb",
}


# Files of these names tell about a folder, whatever they end in; they are pages only where they are named one by one.
ABOUT = {"readme", "license", "licence", "copying", "changelog", "contributing"}


def read_paths(paths: Iterable[str], on_error: OnError | None = None, limit: int = LIMIT) -> Iterator[Document]:
    """Yield the documents of files, folders (all below them), globs and `-`, in sorted order within a folder.

    A file that cannot be read, is empty, binary or larger than `limit` bytes is told to `on_error(name, reason)`, and the
    rest goes on; without `on_error` it raises `ReadError`. One document is held at a time; a file named twice is read once.
    """

    def report(name: str, reason: str) -> None:
        if on_error is None:
            raise ReadError(f"{name}: {reason}")
        on_error(name, reason)

    seen: set[str] = set()
    for path in expand(paths, report):
        key = path if path == STDIN else os.path.realpath(path)
        if key in seen:
            continue
        seen.add(key)
        yield from read_one(path, report, limit)


def expand(paths: Iterable[str], report: OnError) -> Iterator[str]:
    """Yield the files that `paths` name: folders give every page below them (see `may_be_page`), globs what they match."""
    for given in paths:
        if given == STDIN or os.path.isfile(given):
            yield given
        elif os.path.isdir(given):
            yield from _folder(given)
        elif os.path.exists(given):
            report(given, "neither a file nor a folder")
        elif glob.has_magic(given):
            named = tells_about(Path(given).name.rstrip("*"))
            found = sorted(glob.glob(given, recursive=True))
            matches = [match for match in found if named or not tells_about(Path(match).name)]
            if not matches:
                report(given, "the pattern matches no file")
            yield from expand(matches, report)
        else:
            report(given, "no such file or folder")


def _folder(folder: str) -> Iterator[str]:
    for root, folders, files in os.walk(folder):
        folders[:] = sorted(f for f in folders if not f.startswith("."))
        for name in sorted(files):
            if may_be_page(name):
                yield os.path.join(root, name)


def may_be_page(name: str) -> bool:
    """Tell whether a file that is found in a folder is read: not where it is hidden, data, or tells about the folder."""
    return not (name.startswith(".") or tells_about(name) or Path(name).suffix.lower() in NOT_PAGES)


def tells_about(name: str) -> bool:
    """Tell whether a file is one about its folder, by its name: README.md, README.zh.md, LICENSE."""
    return name.partition(".")[0].lower() in ABOUT


def read_one(path: str, report: OnError, limit: int) -> Iterator[Document]:
    """Yield the documents of one file: one, or one a line where it is .jsonl."""
    name = source = "stdin" if path == STDIN else Path(os.path.normpath(path)).as_posix()
    suffix = Path(path).suffix.lower()
    if suffix == ".jsonl":
        yield from _read_lines(path, name, report, limit)
        return
    try:
        data = _bytes(path, limit)
        if path == STDIN:
            # Each is a source of its own: by one name for all, what is read next would replace what was read before.
            source, suffix = f"{name}:{hashlib.sha256(data).hexdigest()[:8]}", sniff(data)
            if suffix == ".jsonl":
                yield from _articles(iter(data.splitlines()), source, report, limit)
                return
        if suffix not in READERS:
            raise ReadError(
                f"{suffix or 'a file without a suffix'} is not read; wanted {' '.join([*READERS, '.jsonl'])}"
            )
        if not data.strip():
            raise ReadError("empty file")
        document = READERS[suffix](source, data)
        if not document.text.strip():
            raise ReadError("no text in it")
    except OSError as error:
        report(name, f"cannot be read: {error.strerror or error}")
    except ReadError as error:
        report(name, str(error))
    else:
        yield document


def _bytes(path: str, limit: int) -> bytes:
    if path == STDIN:
        data = sys.stdin.buffer.read(limit + 1)
        size = len(data)
    else:
        size = os.path.getsize(path)
        data = Path(path).read_bytes() if size <= limit else b""
    if size > limit:
        raise ReadError(
            f"larger than {limit:,} bytes; cut it, or write its articles as .jsonl, which is read line by line"
        )
    return data


def sniff(data: bytes) -> str:
    """Tell the format of bytes without a name, as a suffix."""
    head = data[:2000].lstrip(b"\xef\xbb\xbf \t\r\n")
    if head.startswith(b"%PDF"):
        return ".pdf"
    if head.startswith(b"PK\x03\x04"):
        return ".docx"
    if head[:200].lower().startswith((b"<!doctype html", b"<html", b"<?xml")):
        return ".html"
    return ".jsonl" if head.startswith(b'{"') else ".txt"


def _read_lines(path: str, name: str, report: OnError, limit: int) -> Iterator[Document]:
    try:
        with open(path, "rb") as lines:
            yield from _articles(lines, name, report, limit)
    except OSError as error:
        report(name, f"cannot be read: {error.strerror or error}")


def _articles(lines: Iterable[bytes], name: str, report: OnError, limit: int) -> Iterator[Document]:
    """Yield a document for each line {"title", "text", "date", "publisher", "authors"}; only `text` is required."""
    found = False
    for number, line in enumerate(lines, 1):
        if not line.strip():
            continue
        found = True
        try:
            if len(line) > limit:
                raise ReadError(f"larger than {limit:,} bytes")
            yield _article(json.loads(decode(line)), f"{name}#{number}")
        except (ValueError, RecursionError) as error:
            if b"\0" in line:
                report(name, "binary file")
                return
            reason = str(error)
            if isinstance(error, json.JSONDecodeError):
                reason = f"not JSON: {error.msg} at character {error.pos + 1}"
            elif isinstance(error, RecursionError):
                reason = "not JSON that can be read: it is nested too deeply"
            report(f"{name}, line {number}", reason)
            if isinstance(error, FactsFileError):
                return
    if not found:
        report(name, "empty file")


class FactsFileError(ReadError):
    """A .jsonl file that holds facts already extracted."""


def _article(record: Any, source: str) -> Document:
    if not isinstance(record, dict):
        raise ReadError("wanted an object with title, text, date, publisher, authors")
    if "entities" in record or "relations" in record or "flows" in record:
        raise FactsFileError("these are facts already extracted, not articles: give the file to `jinmai load`")
    values = {key: record.get(key) for key in ("text", "title", "date", "publisher")}
    if isinstance(values["date"], int):
        values["date"] = str(values["date"])
    wrong = [key for key, value in values.items() if not isinstance(value, str | None)]
    authors = record.get("authors") or []
    authors = [authors] if isinstance(authors, str) else authors
    if wrong or not isinstance(authors, list):
        raise ReadError(f"{', '.join(wrong) or 'authors'}: wanted {'text' if wrong else 'a list of names'}")
    if not (values["text"] or "").strip():
        raise ReadError("no text: wanted an object with title, text, date, publisher, authors")
    return Document(
        source=next((at for key in ("source", "url") if isinstance(at := record.get(key), str) and at), source),
        text=_whole(str(values["text"])),
        title=_whole(values["title"] or "") or None,
        date=_day(values["date"] or ""),
        publisher=_whole(values["publisher"] or "") or None,
        authors=[_whole(str(a)) for a in authors],
        printed=False,
    )


def _whole(text: str) -> str:
    """Return a text of a JSON file without halves of characters, which no file can hold."""
    return text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")


def _day(text: str) -> str | None:
    """Return a date as ISO, a month or a year too; None where the text is none."""
    month = re.fullmatch(r"((?:19|20)\d\d)(?:\s*[-/.年]\s*(0?[1-9]|1[0-2])\s*月?|年?)", text.strip())
    if month:
        return f"{month[1]}-{int(month[2]):02d}" if month[2] else month[1]
    return iso_date(text)
