"""The units of a page put together again as articles: where each begins, what goes on where, whose credit it is."""

import re
from collections import Counter
from itertools import pairwise

from extract.layout_bylines import Credit, inline_credit, opening, signature
from extract.layout_drafts import Draft, Paragraph, fill
from extract.layout_join import Likeness, close_numbers, close_title, ended, glue, junction
from extract.layout_strays import return_strays
from extract.layout_titles import ENCLOSED, NUMBERED, TITLE, Titles
from extract.layout_units import HEADLINE, Unit, Units, squeeze
from extract.layout_words import Words

_ITEM = re.compile(r"^(\d{1,2})\s*[．.、]\s*(?!\d)")
JOIN = 1.5  # how much better a junction must be than the one at hand


class Page:
    """Reads the units of a page one after another into drafts of articles."""

    def __init__(self, page: Units, squeezed: str, pattern: Words) -> None:
        self.units = page.units
        self.squeezed = squeezed
        self.words = pattern
        self.drafts: list[Draft] = []
        self.current: Draft | None = None
        self.place = 0
        self.likeness = Likeness([u.text for u in page.units if u.kind == "body"])
        self.titles = Titles(page, squeezed, pattern, self.likeness)
        self.starts = self._story_starts()
        self.items = self._numbered_items()

    def read(self) -> list[Draft]:
        """Return the drafts that have any text."""
        while self.place < len(self.units):
            self.place = self._take(self.place)
        drafts = [d for d in self.drafts if d.paragraphs] or self._whole()
        if len(drafts) > 1:
            return_strays(drafts)
        for draft in drafts:
            draft.paragraphs += [Paragraph(caption) for caption in draft.captions]
        return drafts

    def _whole(self) -> list[Draft]:
        """Return all text of a page on which no article was found as one article: nothing that was printed is lost."""
        texts = [u for u in self.units if u.kind in ("body", "caption", "table")]
        head = next((u for u in self.units if u.kind in ("short", "label")), None)
        if not texts:  # a page of headings or short points
            shorts = [u for u in self.units if u.kind == "short"]
            texts = shorts[1:] or shorts
            head = None if len(shorts) == 1 else head
        if not texts:
            return []
        draft = Draft(
            self._title(head) if head else None,
            [Paragraph(u.text, u.lines[0] if u.kind == "table" else None) for u in texts],
            first=texts[0].lines[0],
        )
        for unit in self.units:
            if unit.credit is not None:
                fill(draft.credit, unit.credit)
        return [draft]

    def _story_starts(self) -> set[str]:
        """Return how the paragraphs begin that stand right below a headline: the same elsewhere is a story's start too."""
        counts = Counter(squeeze(u.text)[:40] for u in self.units if u.kind == "body" and len(u.text) >= 40)
        found = set()
        for before, unit in pairwise(self.units):
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
        head = self._column_head(unit) if title is None and not self.drafts else None
        self.current = Draft(self._title(head) if head else title, first=(head or unit).lines[0])
        for above in self.units[self.units.index(head) : self.place] if head else ():
            if above.credit is not None:
                fill(self.current.credit, above.credit)
        self.drafts.append(self.current)
        return self.current

    def _column_head(self, unit: Unit) -> Unit | None:
        """Return the heading of a column of briefs (一周简讯), which is all the headline that a page without any other has."""
        above = self.units[: self.place]
        heads = [u for u in above if u.kind in ("short", "label")]
        others = any(u.kind not in ("short", "label", "credit", "byline", "names") for u in above)
        later = any(u.kind == "short" for u in self.units[self.place :])
        if unit.kind != "body" or others or later or len(heads) != 1 or self.words.periodical.fullmatch(heads[0].text):
            return None
        return heads[0]

    # Headlines

    def _short(self, place: int) -> int:
        unit = self.units[place]
        following = self.units[place + 1] if place + 1 < len(self.units) else None
        if self.current is not None and self._signed_by_body(unit, following):
            fill(self.current.credit, Credit(publisher=squeeze(unit.text)))
            return place + 1
        if self._deck(unit):
            assert self.current is not None
            self.current.paragraphs.append(Paragraph(unit.text, heading=True))
            return place + 1
        if self.titles.score(place, self.current) >= TITLE and not self.titles.better_below(place):
            draft = self._start(self._title(unit), unit)
            # A second line of headline apart from the first: below it, or the continuation that the contents know.
            if (
                following is not None
                and following.kind == "short"
                and following.gap <= 2
                and not NUMBERED.match(following.text)
            ):
                both = squeeze(unit.text) + squeeze(following.text)
                if both in self.titles.flat:
                    draft.title = f"{draft.title} {self._title(following)}"
                elif (
                    not self.words.kicker.fullmatch(following.text)
                    and self.titles.score(place + 1, self.current, inner=True) < TITLE + 3
                ):
                    draft.paragraphs.append(Paragraph(following.text, heading=True))
                return place + 2
        elif following is not None and following.kind == "photo" and self._is_caption(unit):
            return self._caption(place)
        elif self.current is not None and not self._before_title(place):
            broken = following is not None and self._broken(unit, following)
            goes_on = any(
                d.open and junction(d.tail, unit.text, self.squeezed, self.words) >= 2 for d in self._recent()
            )
            if broken or goes_on:
                self._continue(unit)
            else:
                self.current.paragraphs.append(Paragraph(unit.text, heading=True))
        return place + 1

    def _deck(self, unit: Unit) -> bool:
        """Tell whether a line right below the headline and its credit opens the story (好消息，来得真快！) or tells a picture."""
        draft = self.current
        if draft is None or draft.title is None or draft.paragraphs or unit.gap or self.titles.known(unit):
            return False
        if not (draft.credit.date or draft.credit.publisher):
            return False
        return unit.text.endswith(("！", "？", "!", "?", "…")) or self._headed(draft.title)

    def _headed(self, title: str) -> bool:
        """Tell whether a line is the headline of a story, and not the head of a paper or of a column in it."""
        text, words = squeeze(title), self.words
        named = (words.periodical, words.bulletin, words.body, words.kicker, words.label)
        return len(text) >= HEADLINE and not any(pattern.fullmatch(text) for pattern in named)

    def _signed_by_body(self, unit: Unit, following: Unit | None) -> bool:
        """Tell whether the line is the institution that signs a notice, its date below."""
        if self.current is None or not self.current.paragraphs or self.current.open or following is None:
            return False
        credit = following.credit if following.kind == "credit" else None
        if credit is None or credit.date is None or credit.publisher is not None:
            return False
        return self.words.body.fullmatch(squeeze(unit.text)) is not None

    def _broken(self, unit: Unit, following: Unit) -> bool:
        """Tell whether a short line is no heading but text that breaks off, at the foot of a page or before a picture."""
        if following.kind not in ("body", "short") or NUMBERED.match(unit.text):
            return False
        fit = junction(unit.text, following.text, self.squeezed, self.words)
        return fit >= 3 or (following.after_furniture and fit > -1 and len(unit.text) >= 20)

    def _title(self, unit: Unit) -> str:
        enclosed = ENCLOSED.fullmatch(unit.text)
        if enclosed:
            return close_title(enclosed[1]).strip()
        title = close_title(re.sub(r"\s*[（(]?(扫码|扫描).{0,12}$", "", unit.text)).strip()
        return re.sub(r"^(?:[★☆◆●■▲]|(?:文章)?标题\s*[:：]|[一二三四五六七八九十]{1,3}、)\s*", "", title)

    def _before_title(self, place: int) -> bool:
        """Tell whether a short unit is the label of the column that the next headline stands in."""
        following = self.units[place + 1] if place + 1 < len(self.units) else None
        unit = self.units[place]
        if (
            following is None
            or following.kind not in ("short", "label")
            or (self.current is not None and self.current.open and not len(unit.text) <= 6)
        ):
            return False
        if following.kind == "label":
            return len(unit.text) <= 10
        apart = len(unit.text) <= 10 or self.words.kicker.fullmatch(unit.text) is not None
        return apart and self.titles.score(place + 1, self.current) >= TITLE

    # Running text

    def _body(self, unit: Unit, text: str) -> None:
        if self.current is None and self.words.editor_word.match(text):
            return  # the editor's word before the first story
        start = opening(text, self.words)
        current = self.current
        key = squeeze(text)[:40]
        begun = current is not None and any(
            not p.heading and not self.words.lead.match(p.text) for p in current.paragraphs
        )
        if current is None or (begun and not current.open and (start is not None or key in self.starts)):
            current = self._start(None, unit)
            begun = False
        if start is not None and not begun:
            fill(current.credit, start)
        if not begun:
            self._append(current, text)
        else:
            self._continue(unit)
        self._itemise()

    def _itemise(self) -> None:
        """Let a line without any comma that nothing goes on from be an item of a list, not a broken paragraph."""
        place = self.place + 1
        draft = self.current
        if draft is None or not draft.open or len(draft.tail) > 60 or re.search("[，,。]", draft.tail):
            return
        following = self.units[place] if place < len(self.units) else None
        text = following.text if following is not None and following.kind in ("short", "body") else ""
        if "。" not in text and junction(draft.tail, text, self.squeezed, self.words) < 1.5:
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
            there = max(
                ((junction(d.tail, rest, self.squeezed, self.words), d) for d in others if d.open),
                key=lambda x: x[0],
                default=None,
            )
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
            score = 4.0 * self.likeness(text, draft.pairs())
            if draft.open:
                return score + junction(draft.tail, head, self.squeezed, self.words)
            return score + (3.0 if self.words.fresh.match(head) else 2.5)  # most paragraphs go on with the story above

        return max(choices, key=lambda d: (rank(d), d is self.current))

    def _join(self, draft: Draft, text: str) -> None:
        if draft.open and not (NUMBERED.match(text) and draft.tail.endswith(("；", ";", "，", ","))):
            self._append(draft, glue(draft.paragraphs.pop().text, text))
        else:
            self._append(draft, text)
        if not draft.finished:
            self.current = draft

    def _append(self, draft: Draft, text: str) -> None:
        text, credit = inline_credit(text, self.words)
        text, names = signature(text, self.words)
        if credit is not None:
            fill(draft.credit, credit)
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
        fill(draft.credit, unit.credit)
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
        fill(draft.credit, credit)
        self.drafts.append(draft)
        if self.current is not None:
            self.current.pictured = not self.current.open
        return after
