"""A printed page to articles: headlines found, interrupted stories put together again, credits read."""

import re
from collections import Counter

from extract.layout_bylines import Credit, date_credit, inline_credit, opening, signature
from extract.layout_dates import SPAN, closing_date, iso_date, notice_date
from extract.layout_drafts import Draft, Paragraph, fill
from extract.layout_join import close_numbers, close_title
from extract.layout_lines import Line, page_lines
from extract.layout_page import Page
from extract.layout_units import Units, page_units, squeeze
from extract.layout_words import Words, words
from extract.model import Article, Cell, Document, Table


def split(document: Document) -> list[Article]:
    """Return the articles of a document in the order of the page.

    A document that states its title (a web page, a line of .jsonl) is one article; any other is a page that may hold several.
    """
    lines = page_lines(document)
    if not lines:
        return []
    pattern = words()
    if document.title:
        return [_article(_titled(document, lines, pattern), document, Credit())]
    page = page_units(lines, document.printed, pattern)
    drafts = Page(page, squeeze("".join(line.text for line in lines)), pattern).read()
    stated = masthead(lines, page, drafts, pattern)
    stated.publisher, stated.date = document.publisher or stated.publisher, document.date or stated.date
    return [_article(draft, document, stated) for draft in drafts]


def _titled(document: Document, lines: list[Line], pattern: Words) -> Draft:
    """Return the one article of a document that states its headline; what it states goes before what its text says."""
    draft = Draft(
        document.title, credit=Credit(document.publisher, document.date, list(document.authors)), first=lines[0]
    )
    kept = [line for line in lines if squeeze(line.text) != squeeze(document.title or "")]
    for unit in page_units(kept, False, pattern).units:
        if unit.kind in ("credit", "byline") and unit.credit is not None:
            fill(draft.credit, unit.credit)
            continue
        start = opening(unit.text, pattern) if not draft.paragraphs and unit.kind == "body" else None
        if start is not None:
            fill(draft.credit, start)
        text, credit = inline_credit(unit.text, pattern) if unit.kind == "body" else (unit.text, None)
        text, names = signature(text, pattern) if unit.kind == "body" else (text, [])
        fill(draft.credit, credit or Credit(authors=names))
        draft.paragraphs.append(Paragraph(text, unit.lines[0] if unit.kind == "table" else None))
    return draft


def masthead(lines: list[Line], page: Units, drafts: list[Draft], pattern: Words) -> Credit:
    """Return the publisher and date that the page itself prints, or that most of its stories name."""
    first = min((d.first.start for d in drafts if d.first is not None), default=0)
    order = [line.text for line in lines if line.start < first][:80]
    entries = set(page.contents.split("\n"))
    head = [t for t in order if squeeze(t) not in entries]
    date = next((d for d in (iso_date(t) for t in head if len(t) <= 80 and not SPAN.search(t)) if d), None)
    if date is None and len(drafts) == 1:
        date = closing_date([line.text for line in lines])
    parts = [squeeze(p) for t in head for p in re.split(r"\s{3,}|[\u3000\t]", t)]
    papers = (
        p for p in parts if pattern.periodical.fullmatch(p) and not re.fullmatch(pattern.table["not_periodicals"], p)
    )
    publisher = next(papers, None)
    if publisher is None:  # on one line with the date: 科技日报 2019年5月6日
        credits = (date_credit(t, pattern) for t in head if len(t) <= 40)
        stated = (c.publisher for c in credits if c is not None and c.publisher)
        publisher = next((p for p in stated if pattern.credit_source.fullmatch(p)), None)
    edited = (pattern.editor.fullmatch(p) for p in parts)
    named = (re.match(r"(?:主办|编印|主管|编辑)(?:单位)?[:：]([\u4e00-\u9fff]{4,24})", p) for p in parts)
    publisher = publisher or next((m["body"] for m in edited if m), None) or next((m[1] for m in named if m), None)
    publisher = publisher or next((p for p in parts if pattern.body.fullmatch(p)), None)
    return Credit(publisher or house(drafts, pattern), date)


def house(drafts: list[Draft], pattern: Words) -> str | None:
    """Return the paper whose own datelines open two or more stories; agencies do not count."""
    counts: Counter[str] = Counter()
    for draft in drafts:
        start = opening(draft.paragraphs[0].text, pattern) if draft.paragraphs else None
        if start is not None and start.publisher and not re.fullmatch(pattern.table["agencies"], start.publisher):
            counts[start.publisher] += 1
    best = counts.most_common(1)
    return best[0][0] if best and best[0][1] >= 2 else None


def _article(draft: Draft, document: Document, stated: Credit) -> Article:
    """Return the finished article: headline, a paragraph a line, tables where they stand in it."""
    title = close_title(draft.title).strip() if draft.title else None
    text = title or ""
    places: dict[int, int] = {}
    for paragraph in draft.paragraphs:
        row = paragraph.row
        body = paragraph.text if row is not None else close_numbers(paragraph.text).strip()
        if not body:
            continue
        text += "\n" if text else ""
        if row is not None:
            places[row.start] = len(text)
        text += body
    return Article(
        source=document.source,
        text=text,
        title=title,
        date=draft.credit.date or stated.date or notice_date(text),
        publisher=draft.credit.publisher or stated.publisher,
        authors=[a for a in (draft.credit.authors or stated.authors) if a],
        tables=[table for table in (_moved(t, places) for t in document.tables) if table.rows],
    )


def _moved(table: Table, places: dict[int, int]) -> Table:
    """Return the rows of a table that stand in the article, with their places there."""
    rows = []
    for row in table.rows:
        if row and row[0].start in places:
            shift = places[row[0].start] - row[0].start
            rows.append([Cell(c.start + shift, c.end + shift, c.text) for c in row])
    return Table(rows, table.header, table.caption)
