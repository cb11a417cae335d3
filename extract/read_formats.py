"""The bytes of one file to a document: encodings, plain text, PDF and Word; web pages are in `read_html`."""

import io
import re
import zipfile
from typing import Any

import charset_normalizer

from extract.model import Cell, Document, Table
from extract.read_html import web_page
from extract.read_pdf import page_blocks
from extract.read_tables import laid_out

PAGE_NUMBER = 12  # characters below a table that do not end it: — 3 —
UNPACKED_LIMIT = 400_000_000  # bytes that a .docx may hold when unpacked
CHINESE = ["gb18030", "big5", "big5hkscs"]
_WRITTEN = re.compile(r"[\s!-~\u2010-\u203f\u3000-\u303f\u4e00-\u9fff\uff01-\uff5e]")
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1a\x1c-\x1f]")


class ReadError(ValueError):
    """A file that gives no document; the message says why."""


def decode(data: bytes) -> str:
    """Return the text of `data`: UTF-8, with or without BOM, UTF-16, GBK, GB18030 or Big5; raises `ReadError` otherwise."""
    if data.startswith(b"\xef\xbb\xbf"):
        return _checked(data, "utf-8-sig")
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return _checked(data, "utf-16")
    if b"\x00" in data[:4096]:
        # Wide text without a mark: its Latin characters and line ends leave every other byte zero.
        even, odd = data[:4096:2].count(0), data[1:4096:2].count(0)
        try:
            text = data.decode("utf-16-le" if odd > even else "utf-16-be")
        except UnicodeDecodeError as error:
            raise ReadError("binary file") from error
        if len(_WRITTEN.findall(text[:2000])) < 0.9 * len(text[:2000]):
            raise ReadError("binary file")
        return _plain(text)
    try:
        return _plain(data.decode("utf-8"))
    except UnicodeDecodeError:
        pass
    best = charset_normalizer.from_bytes(data, cp_isolation=CHINESE).best()
    if best is None:
        raise ReadError("binary file, or an encoding that is none of UTF-8, UTF-16, GB18030, Big5")
    return _plain(str(best))


def _checked(data: bytes, encoding: str) -> str:
    try:
        return _plain(data.decode(encoding))
    except UnicodeDecodeError as error:
        raise ReadError(f"broken {encoding.upper()} at byte {error.start}") from error


def _plain(text: str) -> str:
    if len(_CONTROL.findall(text[:20000])) > len(text[:20000]) // 100:
        raise ReadError("binary file")
    return text.replace("\r\n", "\n").replace("\r", "\n").lstrip("\ufeff")


def read_text(source: str, data: bytes) -> Document:
    """Return a plain or Markdown page as it stands, its tables as rows of cells."""
    text, tables = laid_out(decode(data))
    return Document(source=source, text=text, tables=tables)


def read_html(source: str, data: bytes) -> Document:
    """Return the body of a web page; its declared encoding goes before what the bytes look like."""
    declared = re.search(rb"charset=[\"']?([\w-]+)", data[:4096])
    text = None
    if declared:
        name = declared.group(1).decode("ascii").lower()
        try:
            text = data.decode("gb18030" if name in ("gb2312", "gbk") else name)
        except (LookupError, UnicodeDecodeError):
            text = None
    document = web_page(source, text if text is not None else decode(data))
    if document is None:
        raise ReadError("no article in the page: only menus or scripts")
    return document


def read_pdf(source: str, data: bytes) -> Document:
    """Return the text of a PDF, page after page, its tables as rows of cells; raises `ReadError` where it is locked, broken or only pictures."""
    import pypdfium2

    try:
        pdf = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        locked = "password" in str(error).lower()
        raise ReadError("locked with a password" if locked else f"not a readable PDF: {error}") from error
    try:
        writer, width = Writer(), 0
        for number, page in enumerate(pdf):
            part = page.get_textpage()
            writer.verbatim("\n\n" if number else "")
            for block in page_blocks(part, width):
                if isinstance(block, str):
                    writer.verbatim(block)
                    width = width if len(block.strip()) <= PAGE_NUMBER else 0
                else:
                    writer.verbatim("\n" if writer.size else "")
                    writer.table(block)
                    width = len(block[0])
            part.close()
            page.close()
    finally:
        pdf.close()
    if not writer.text().strip():
        raise ReadError("a PDF without text, only pictures: run character recognition on it first")
    return Document(source=source, text=writer.text(), tables=writer.tables)


def read_docx(source: str, data: bytes) -> Document:
    """Return the paragraphs and tables of a Word file in their order, headings marked as in Markdown."""
    import docx

    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            if sum(item.file_size for item in archive.infolist()) > UNPACKED_LIMIT:
                raise ReadError(f"unpacks to more than {UNPACKED_LIMIT:,} bytes")
        word = docx.Document(io.BytesIO(data))
    except ReadError:
        raise
    except Exception as error:  # python-docx lets the errors of zipfile, lxml and its own through
        raise ReadError(f"not a readable Word file: {error}") from error
    writer = Writer()
    for block in word.iter_inner_content():
        if hasattr(block, "rows"):
            writer.table([_cells(row) for row in block.rows])
        else:
            writer.paragraph(block.text, _level(block))
    return Document(source=source, text=writer.text(), tables=writer.tables, printed=False)


def _cells(row: Any) -> list[str]:
    """Return the texts of a row, that of a cell merged over several columns once and blanks for the rest of its columns."""
    found: list[str] = []
    before = None
    for cell in row.cells:
        found.append("" if cell._tc is before else cell.text)
        before = cell._tc
    return found


def _level(paragraph: Any) -> int:
    name = (paragraph.style.name if paragraph.style is not None else "") or ""
    heading = re.match(r"(?:Heading|标题)\s*(\d)", name)
    return 1 if name in ("Title", "标题") else int(heading.group(1)) if heading else 0


class Writer:
    """Builds a text of paragraphs and tables, and keeps where each cell stands."""

    def __init__(self) -> None:
        self.parts: list[str] = []
        self.size = 0
        self.tables: list[Table] = []

    def _add(self, part: str) -> int:
        start = self.size
        self.parts.append(part)
        self.size += len(part)
        return start

    def verbatim(self, text: str) -> None:
        """Add a stretch of text as it is."""
        self._add(text)

    def paragraph(self, text: str, level: int = 0) -> None:
        """Add a paragraph and an empty line; `level` above 0 marks a heading."""
        lines = [" ".join(line.split()) for line in text.split("\n")]
        kept = "\n".join(line for line in lines if line)
        if kept:
            self._add("#" * level + " " * bool(level) + kept + "\n\n")

    def table(self, rows: list[list[str]], caption: str | None = None) -> None:
        """Add a table, a row a line, cells parted by tabs; rows without text are left out."""
        table = Table(rows=[], caption=caption)
        for row in rows:
            texts = [" ".join(cell.split()) for cell in row]
            if not any(texts):
                continue
            cells = []
            for place, text in enumerate(texts):
                start = self._add(("\t" if place else "") + text) + bool(place)
                cells.append(Cell(start, start + len(text), text))
            self._add("\n")
            table.rows.append(cells)
        if table.rows:
            self.tables.append(table)
            self._add("\n")

    def text(self) -> str:
        """Return all that was added."""
        return "".join(self.parts)
