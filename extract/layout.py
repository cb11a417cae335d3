"""A printed page to articles: furniture, broken lines, headlines, bylines and datelines undone."""

import re

from extract.model import Article, Document

_DATE = re.compile(r"((?:19|20)\d\d)[-年/.](\d{1,2})[-月/.](\d{1,2})日?")


def split(document: Document) -> list[Article]:
    """Return the articles of a document, in the order of the page."""
    lines = [re.sub(r"^#+\s*|\*\*", "", line).strip() for line in document.text.split("\n")]
    lines = [line for line in lines if line]
    if not lines:
        return []
    date, title = document.date, document.title or (lines.pop(0) if len(lines[0]) < 60 else None)
    head = lines[0] if lines and len(lines[0]) < 40 else ""
    if match := _DATE.search(head):
        date = date or f"{match[1]}-{int(match[2]):02d}-{int(match[3]):02d}"
    text = "\n".join([title, *lines] if title else lines)
    return [Article(source=document.source, text=text, title=title, date=date, publisher=document.publisher, authors=list(document.authors))]
