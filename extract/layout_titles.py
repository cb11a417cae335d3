"""Which short line of a page is the headline of a new article, and which a heading inside the story above."""

import re

from extract.layout_bylines import opening
from extract.layout_drafts import Draft
from extract.layout_join import Likeness, junction
from extract.layout_strays import runs
from extract.layout_units import HEADLINE, LONG, Unit, Units, squeeze
from extract.layout_words import Words

TITLE = 3.0  # score from which a short line is a headline
ENCLOSED = re.compile(r"【([^【】]{8,60})】")  # a headline in brackets; what is shorter names a column
NUMBERED = re.compile(
    r"^\s*[（(]?[一二三四五六七八九十]{1,3}\s*[、.．)）]|^第[一二三四五六七八九十]+[章节条]|^\d{1,2}[.．、](?!\d)"
)


class Titles:
    """Scores the short units of a page as headlines."""

    def __init__(self, page: Units, squeezed: str, pattern: Words, likeness: Likeness) -> None:
        self.units = page.units
        self.contents = page.contents
        self.flat = page.contents.replace("\n", "")
        self.squeezed = squeezed
        self.words = pattern
        self.likeness = likeness

    def better_below(self, place: int) -> bool:
        """Tell whether the next line is the headline, being in the contents, and this one not."""
        following = self.units[place + 1] if place + 1 < len(self.units) else None
        if following is None or following.kind != "short" or self.known(self.units[place]):
            return False
        return self.known(following) and squeeze(self.units[place].text + following.text) not in self.flat

    def known(self, unit: Unit) -> bool:
        """Tell whether the table of contents has the line, or an entry that the line goes on from."""
        text = squeeze(unit.text)
        if len(text) < 6:
            return False
        return text in self.flat or any(len(e) >= 8 and text.startswith(e) for e in self.contents.split("\n"))

    def score(self, place: int, current: Draft | None, inner: bool = False) -> float:
        """Score a short unit as the headline of a new article; from `TITLE` it is one."""
        unit = self.units[place]
        text = squeeze(unit.text)
        if text.endswith(("，", "、", "；", "：", ",", "。")) or not re.search(r"[\u4e00-\u9fff]{2}", text):
            return -9.0
        if current is not None and self.words.second_title.match(text):
            return -9.0
        score = 0.0
        known = self.known(unit)
        own = (
            self.words.periodical.fullmatch(text)
            or self.words.bulletin.fullmatch(text)
            or self.words.body.fullmatch(text)
        )
        after = self.units[place + 1].kind if place + 1 < len(self.units) else "short"
        if current is None and own and not known and len(text) <= 16 and after == "short":
            return -9.0
        score += 6.0 if known else 0.0
        story = self._story_after(place, current is None)
        if story is None:
            return -9.0
        body, signed = story
        score += 5.0 if signed else 0.0
        beside = current is not None and current.first is not None and current.first.level == unit.level
        score += 3.5 if unit.level and beside else 2.5 if unit.level == 1 else 2.0 if unit.level else 0.0
        score += 3.0 if current is None else 2.5 if current.finished or current.pictured else 0.0
        score += (
            (3.0 if len(text) >= HEADLINE else 2.0)
            if unit.after_rule
            else 1.5
            if unit.after_furniture and not (current and current.open)
            else 0.0
        )
        score += 1.5 if unit.gap > 2 else 0.0
        score += 1.5 if len(unit.lines) > 1 else 0.0
        score += 2.0 if ENCLOSED.fullmatch(unit.text) else 0.0
        score -= (1.0 if signed else 4.0) if NUMBERED.match(unit.text) else 0.0
        score -= (
            (0.0 if current is None else 1.0 if signed else 3.0) if len(text) > LONG else 2.0 if len(text) < 6 else 0.0
        )
        if not signed and not known:
            broken = current is not None and junction(unit.text, body.text, self.squeezed, self.words) >= 3.0
            score -= 4.0 if broken else 0.0
            if (
                current is not None
                and current.open
                and junction(current.tail, unit.text, self.squeezed, self.words) >= 2
            ):
                score -= 4.0
            dated = current is None or current.finished or current.credit.own or current.credit.publisher is not None
            score += self._credited_below(place) if dated and not inner else 0.0
            if current is not None and -2 < score - TITLE < 1.5 and sum(len(p.text) for p in current.paragraphs) > 150:
                alike = self.likeness(text + body.text, current.pairs())
                score += 2.0 if alike < 0.06 else 1.0 if alike < 0.1 else -1.0 if alike > 0.2 else 0.0
            if current is not None and not inner and -3 < score - TITLE < 0:
                score += self._unrelated(place, current)
        return score

    def _unrelated(self, place: int, current: Draft) -> float:
        """Score a heading by the names and terms that what stands below it shares with the story above."""
        section = [self.units[place].text]
        for unit in self.units[place + 1 :]:
            if unit.kind != "body":
                break
            section.append(unit.text)
        above = "\n".join([current.title or "", *(p.text for p in current.paragraphs)])
        if len("".join(section)) < 80 or len(above) < 100:
            return 0.0
        shared = len(runs("\n".join(section)) & runs(above))
        return 2.5 if shared == 0 else 1.5 if shared == 1 else -1.0 if shared > 2 else 0.0

    def _story_after(self, place: int, first: bool) -> tuple[Unit, bool] | None:
        """Return the first paragraph below a headline, and whether a byline or a dateline stands between or opens it.

        Below the `first` headline of a page a table will do.
        """
        signed, seen = False, 0
        for unit in self.units[place + 1 : place + 8]:
            if unit.kind in ("byline", "credit") or unit.kind == "names":
                signed = True
            elif unit.kind == "body" or (first and unit.kind == "table"):
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
