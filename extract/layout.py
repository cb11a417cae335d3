"""A printed page to articles: headlines found, interrupted stories put together again, credits read."""

import re
from collections import Counter
from dataclasses import dataclass, field

from extract.layout_bylines import Credit, inline_credit, iso_date, opening, signature
from extract.layout_join import Likeness, close_numbers, close_title, ended, glue, junction, pairs
from extract.layout_lines import Line, page_lines
from extract.layout_units import LONG, Unit, Units, page_units, squeeze
from extract.layout_words import Words, words
from extract.model import Article, Cell, Document, Table

_NUMBERED = re.compile(r"^\s*[（(]?[一二三四五六七八九十]{1,3}\s*[、.．)）]|^第[一二三四五六七八九十]+[章节条]|^\d{1,2}[.．、](?!\d)")
_ITEM = re.compile(r"^(\d{1,2})\s*[．.、]\s*(?!\d)")
TITLE = 3.0  # score from which a short line is a headline
JOIN = 1.5  # how much better a junction must be than the one at hand


@dataclass(slots=True)
class Paragraph:
    """A paragraph of an article; `row` where it is a row of a table, `heading` where it stands over others."""

    text: str
    row: Line | None = None
    heading: bool = False

    @property
    def open(self) -> bool:
        """Whether it breaks off in mid-sentence."""
        if self.row is not None or self.heading or ended(self.text):
            return False
        return not (len(self.text) > 15 and self.text.endswith(("：", ":")))


@dataclass(slots=True)
class Draft:
    """An article while the page is read."""

    title: str | None = None
    paragraphs: list["Paragraph"] = field(default_factory=list)
    credit: Credit = field(default_factory=Credit)
    finished: bool = False  # a credit or a signature stood at its end
    pictured: bool = False  # a picture's caption stood behind its last paragraph
    first: Line | None = None
    captions: list[str] = field(default_factory=list)

    @property
    def open(self) -> bool:
        """Whether the last paragraph breaks off in mid-sentence."""
        return bool(self.paragraphs) and not self.finished and self.paragraphs[-1].open

    @property
    def tail(self) -> str:
        """The last paragraph."""
        return self.paragraphs[-1].text if self.paragraphs else ""

    def text(self) -> str:
        """All paragraphs and the headline."""
        return "\n".join([self.title or "", *(p.text for p in self.paragraphs)])


def split(document: Document) -> list[Article]:
    """Return the articles of a document in the order of the page.

    A document that states its title (a web page, a line of .jsonl) is one article; any other is a page that may hold several.
    """
    lines = page_lines(document)
    if not lines:
        return []
    if document.title:
        kept = [line for line in lines if squeeze(line.text) != squeeze(document.title)]
        draft = Draft(document.title, [Paragraph(line.text, line if line.table else None) for line in kept], first=lines[0])
        return [_article(draft, document, Credit(document.publisher, document.date, list(document.authors)))]
    pattern = words()
    page = page_units(lines, document.printed, pattern)
    drafts = Page(page, squeeze("".join(line.text for line in lines)), pattern).read()
    stated = masthead(lines, page, drafts, pattern)
    stated.publisher, stated.date = document.publisher or stated.publisher, document.date or stated.date
    return [_article(draft, document, stated) for draft in drafts]


class Page:
    """Reads the units of a page one after another into drafts of articles."""

    def __init__(self, page: Units, squeezed: str, pattern: Words) -> None:
        self.units = page.units
        self.contents = page.contents
        self.squeezed = squeezed
        self.words = pattern
        self.drafts: list[Draft] = []
        self.current: Draft | None = None
        self.likeness = Likeness([u.text for u in page.units if u.kind == "body"])
        self.starts = self._story_starts()
        self.items = self._numbered_items()

    def read(self) -> list[Draft]:
        """Return the drafts that have any text."""
        place = 0
        while place < len(self.units):
            place = self._take(place)
        drafts = [d for d in self.drafts if d.paragraphs]
        for draft in drafts:
            draft.paragraphs += [Paragraph(caption) for caption in draft.captions]
        return drafts

    def _story_starts(self) -> set[str]:
        """Return how the paragraphs begin that stand right below a headline: the same elsewhere is a story's start too."""
        counts = Counter(squeeze(u.text)[:40] for u in self.units if u.kind == "body" and len(u.text) >= 40)
        found = set()
        for before, unit in zip(self.units, self.units[1:], strict=False):
            key = squeeze(unit.text)[:40]
            if before.kind in ("short", "byline", "credit", "names") and counts[key] > 1:
                found.add(key)
        return found

    def _numbered_items(self) -> set[int]:
        """Return the units that are items of a bulletin whose items are numbered through."""
        found, expected = [], 1
        for place, unit in enumerate(self.units):
            match = _ITEM.match(unit.text) if unit.kind in ("short", "body") else None
            if match and int(match[1]) == expected:
                found.append(place)
                expected += 1
        if len(found) < 2:
            return set()
        before = [u for u in self.units[: found[0]] if u.kind == "body"]
        labelled = sum(p > 0 and self.units[p - 1].kind == "label" for p in found)
        long = sum(len(self.units[p].text) > 80 or self.units[p].kind == "short" for p in found)
        return set(found) if not before and (labelled or long == len(found)) else set()

    def _take(self, place: int) -> int:
        unit = self.units[place]
        following = self.units[place + 1] if place + 1 < len(self.units) else None
        if place in self.items:
            text = _ITEM.sub("", unit.text)
            self._start(text if unit.kind == "short" else None, unit)
            if unit.kind == "body":
                self._body(unit, text)
        elif unit.kind == "label":
            if unit.level and following is not None and following.kind == "body" and not following.after_furniture:
                self._start(self._title(unit), unit)
        elif unit.kind == "short":
            return self._short(place)
        elif unit.kind in ("credit", "byline", "names"):
            self._credit(unit, following)
        elif unit.kind == "caption" or (following is not None and following.kind == "photo" and self._is_caption(unit)):
            return self._caption(place)
        elif unit.kind == "photo":
            pass
        elif unit.kind == "table":
            if self.current is not None:
                self.current.paragraphs.append(Paragraph(unit.text, unit.lines[0]))
        else:
            self._body(unit, unit.text)
        return place + 1

    def _start(self, title: str | None, unit: Unit) -> Draft:
        self.current = Draft(title, first=unit.lines[0])
        self.drafts.append(self.current)
        return self.current

    # Headlines

    def _short(self, place: int) -> int:
        unit = self.units[place]
        following = self.units[place + 1] if place + 1 < len(self.units) else None
        if self.title_score(place) >= TITLE and not self._better_below(place):
            draft = self._start(self._title(unit), unit)
            # A second line of headline apart from the first: below it, or the continuation that the contents know.
            if following is not None and following.kind == "short" and following.gap <= 2 and not _NUMBERED.match(following.text):
                both = squeeze(unit.text) + squeeze(following.text)
                if both in self.contents.replace("\n", ""):
                    draft.title = f"{draft.title} {self._title(following)}"
                elif not self.words.kicker.fullmatch(following.text) and self.title_score(place + 1, inner=True) < TITLE + 3:
                    draft.paragraphs.append(Paragraph(following.text, heading=True))
                return place + 2
        elif following is not None and following.kind == "photo" and self._is_caption(unit):
            return self._caption(place)
        elif self.current is not None and not self._before_title(place):
            body = following is not None and following.kind in ("body", "short") and not _NUMBERED.match(unit.text)
            broken = body and following is not None and junction(unit.text, following.text, self.squeezed, self.words) >= 3
            goes_on = any(d.open and junction(d.tail, unit.text, self.squeezed, self.words) >= 2 for d in self._recent())
            if broken or goes_on:
                self._continue(unit)
            else:
                self.current.paragraphs.append(Paragraph(unit.text, heading=True))
        return place + 1

    def _better_below(self, place: int) -> bool:
        """Tell whether the next line is the headline, being in the contents, and this one not."""
        following = self.units[place + 1] if place + 1 < len(self.units) else None
        if following is None or following.kind != "short" or self.known(self.units[place]):
            return False
        return self.known(following) and squeeze(self.units[place].text + following.text) not in self.contents.replace("\n", "")

    def known(self, unit: Unit) -> bool:
        """Tell whether the table of contents has the line, or an entry that the line goes on from."""
        text = squeeze(unit.text)
        if len(text) < 6:
            return False
        return text in self.contents.replace("\n", "") or any(len(e) >= 8 and text.startswith(e) for e in self.contents.split("\n"))

    def _title(self, unit: Unit) -> str:
        title = close_title(re.sub(r"\s*[（(]?(扫码|扫描).{0,12}$", "", unit.text)).strip()
        return re.sub(r"^[★☆◆●■▲]\s*", "", title)

    def _before_title(self, place: int) -> bool:
        """Tell whether a short unit is the label of the column that the next headline stands in."""
        following = self.units[place + 1] if place + 1 < len(self.units) else None
        unit = self.units[place]
        if following is None or following.kind not in ("short", "label") or (self.current is not None and self.current.open and not len(unit.text) <= 6):
            return False
        if following.kind == "label":
            return len(unit.text) <= 10
        apart = len(unit.text) <= 10 or self.words.kicker.fullmatch(unit.text) is not None
        return apart and self.title_score(place + 1) >= TITLE

    def title_score(self, place: int, inner: bool = False) -> float:
        """Score a short unit as the headline of a new article; from `TITLE` it is one."""
        unit, current = self.units[place], self.current
        text = squeeze(unit.text)
        if text.endswith(("，", "、", "；", "：", ",", "。")) or not re.search(r"[\u4e00-\u9fff]{2}", text):
            return -9.0
        score = 0.0
        known = self.known(unit)
        own = self.words.periodical.fullmatch(text) or self.words.bulletin.fullmatch(text) or self.words.body.fullmatch(text)
        if current is None and own and not known and len(text) <= 16:
            return -9.0
        score += 6.0 if known else 0.0
        story = self._story_after(place)
        if story is None:
            return -9.0
        body, signed = story
        score += 5.0 if signed else 0.0
        score += 2.5 if unit.level == 1 else 2.0 if unit.level else 0.0
        score += 3.0 if current is None else 2.5 if current.finished or current.pictured else 0.0
        score += 2.0 if unit.after_rule else 1.5 if unit.after_furniture and not (current and current.open) else 0.0
        score += 1.5 if unit.gap > 2 else 0.0
        score += 1.5 if len(unit.lines) > 1 else 0.0
        score -= 4.0 if _NUMBERED.match(unit.text) else 0.0
        score -= (0.0 if current is None else 1.0 if signed else 3.0) if len(text) > LONG else 2.0 if len(text) < 6 else 0.0
        if not signed and not known:
            broken = current is not None and junction(unit.text, body.text, self.squeezed, self.words) >= 3.0
            score -= 4.0 if broken else 0.0
            if current is not None and current.open and junction(current.tail, unit.text, self.squeezed, self.words) >= 2:
                score -= 4.0
            dated = current is None or current.finished or current.credit.own or current.credit.publisher is not None
            score += self._credited_below(place) if dated and not inner else 0.0
            if current is not None and sum(len(p.text) for p in current.paragraphs) > 150:
                alike = self.likeness(text + body.text, pairs(current.text()))
                score += 2.0 if alike < 0.06 else 1.0 if alike < 0.1 else -1.0 if alike > 0.2 else 0.0
        return score

    def _story_after(self, place: int) -> tuple[Unit, bool] | None:
        """Return the first paragraph below a headline, and whether a byline or a dateline stands between or opens it."""
        signed, seen = False, 0
        for unit in self.units[place + 1 : place + 8]:
            if unit.kind in ("byline", "credit"):
                signed = signed or not (unit.credit is not None and unit.credit.date and seen and False)
            elif unit.kind == "names":
                signed = True
            elif unit.kind == "body":
                return unit, signed or opening(unit.text, self.words) is not None
            elif unit.kind == "short":
                seen += 1
                if seen > 1 or unit.after_furniture:
                    return None
            elif unit.kind in ("label", "table", "caption", "photo"):
                return None
        return None

    def _credited_below(self, place: int) -> float:
        """Score a headline whose story ends in a credit before any other headline could begin."""
        for unit in self.units[place + 1 :]:
            if unit.kind == "short":
                return 0.0
            if unit.kind == "credit":
                return 3.0
            if unit.kind == "byline":
                return 0.0
        return 0.0

    # Running text

    def _body(self, unit: Unit, text: str) -> None:
        start = opening(text, self.words)
        current = self.current
        key = squeeze(text)[:40]
        begun = current is not None and any(not p.heading for p in current.paragraphs)
        if current is None or (begun and not current.open and (start is not None or key in self.starts)):
            current = self._start(None, unit)
            begun = False
        if start is not None and not begun:
            _fill(current.credit, start)
        if not begun:
            self._append(current, text)
        else:
            self._continue(unit)
        self._itemise(unit)

    def _itemise(self, unit: Unit) -> None:
        """Let a line without any comma that nothing goes on from be an item of a list, not a broken paragraph."""
        place = self.units.index(unit) + 1
        draft = self.current
        if draft is None or not draft.open or len(draft.tail) > 60 or re.search("[，,。]", draft.tail):
            return
        following = self.units[place] if place < len(self.units) else None
        text = following.text if following is not None and following.kind in ("short", "body") else ""
        if junction(draft.tail, text, self.squeezed, self.words) < 1.5:
            draft.paragraphs[-1].heading = True

    def _recent(self) -> list[Draft]:
        """Return the last stories, on which the page may go on."""
        return self.drafts[-6:]

    def _continue(self, unit: Unit) -> None:
        """Put a unit where it goes on: line by line where several stories are open."""
        open_drafts = [d for d in self._recent() if d.open]
        if self.current is not None and self.current not in open_drafts and not self.current.finished:
            open_drafts.append(self.current)
        if len(open_drafts) < 2 or len(unit.lines) < 2:
            self._place(unit.text)
            return
        piece = unit.lines[0].text
        draft = self._best(piece, "".join(line.text for line in unit.lines[:2]))
        for line in unit.lines[1:]:
            rest = line.text
            others = [d for d in open_drafts if d is not draft]
            here = junction(piece, rest, self.squeezed, self.words)
            there = max(((junction(d.tail, rest, self.squeezed, self.words), d) for d in others if d.open), key=lambda x: x[0], default=None)
            if not ended(piece) and here <= 1.0 and there is not None and there[0] >= here + JOIN:
                self._join(draft, piece)
                piece, draft = rest, there[1]
            else:
                piece = glue(piece, rest)
        self._join(draft, piece)

    def _place(self, text: str) -> None:
        self._join(self._best(text, text), text)

    def _best(self, head: str, text: str) -> Draft:
        """Return the draft that a paragraph goes on with."""
        assert self.current is not None
        choices = [d for d in self._recent() if d.open]
        if not self.current.open and not self.current.finished:
            choices.append(self.current)
        if not choices:
            return self.current
        if len(choices) == 1:
            return choices[0]

        def rank(draft: Draft) -> float:
            score = 4.0 * self.likeness(text, pairs(draft.text()))
            if draft.open:
                return score + junction(draft.tail, head, self.squeezed, self.words)
            return score + (3.0 if self.words.fresh.match(head) else 2.5)  # most paragraphs go on with the story above

        return max(choices, key=lambda d: (rank(d), d is self.current))

    def _join(self, draft: Draft, text: str) -> None:
        if draft.open and not (_NUMBERED.match(text) and draft.tail.endswith(("；", ";", "，", ","))):
            self._append(draft, glue(draft.paragraphs.pop().text, text))
        else:
            self._append(draft, text)
        if not draft.finished:
            self.current = draft

    def _append(self, draft: Draft, text: str) -> None:
        text, credit = inline_credit(text, self.words)
        text, names = signature(text, self.words)
        if credit is not None:
            _fill(draft.credit, credit)
            names = names or credit.authors
        draft.paragraphs.append(Paragraph(text))
        draft.pictured = False
        draft.finished = draft.finished or credit is not None
        if names:
            draft.credit.authors = draft.credit.authors or names
            draft.finished = True

    # Credits and captions

    def _credit(self, unit: Unit, following: Unit | None) -> None:
        if self.current is None or unit.credit is None:
            return
        draft = self.current
        if unit.kind == "names" and draft.paragraphs and not draft.finished and draft.open:
            self._continue(unit)
            return
        _fill(draft.credit, unit.credit)
        below = bool(draft.paragraphs) and not draft.open
        draft.finished = draft.finished or below

    def _is_caption(self, unit: Unit) -> bool:
        return len(unit.text) <= 200

    def _caption(self, place: int) -> int:
        unit = self.units[place]
        following = self.units[place + 1] if place + 1 < len(self.units) else None
        credit, after = unit.credit, place + 1
        if following is not None and following.kind == "photo":
            credit, after = following.credit, place + 2
        text = unit.text.strip()
        if self.words.caption_start.match(text) or len(text) < 25 or credit is None:
            if self.current is not None and len(text) >= 25 and credit is not None:
                self.current.captions.append(close_numbers(text))
            return after
        draft = Draft(None, [Paragraph(text)], first=unit.lines[0], finished=True)
        _fill(draft.credit, credit)
        self.drafts.append(draft)
        if self.current is not None:
            self.current.pictured = not self.current.open
        return after


def _fill(credit: Credit, found: Credit) -> None:
    """Take over what `found` says and `credit` does not yet."""
    credit.publisher = credit.publisher or found.publisher
    credit.date = credit.date or found.date
    credit.authors = credit.authors or found.authors
    credit.own = credit.own or found.own


def masthead(lines: list[Line], page: Units, drafts: list[Draft], pattern: Words) -> Credit:
    """Return the publisher and date that the page itself prints, or that most of its stories name."""
    first = min((d.first.start for d in drafts if d.first is not None), default=0)
    order = [line.text for line in lines if line.start < first][:80]
    entries = set(page.contents.split("\n"))
    head = [t for t in order if squeeze(t) not in entries]
    date = next((d for d in (iso_date(t) for t in head if len(t) <= 80) if d), None)
    parts = [squeeze(p) for t in head for p in re.split(r"\s{3,}|[\u3000\t]", t)]
    papers = (p for p in parts if pattern.periodical.fullmatch(p) and not re.fullmatch(pattern.table["not_periodicals"], p))
    publisher = next(papers, None)
    edited = (pattern.editor.fullmatch(p) for p in parts)
    publisher = publisher or next((m["body"] for m in edited if m), None)
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
        date=draft.credit.date or stated.date,
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
