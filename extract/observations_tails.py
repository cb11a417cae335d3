"""Bare nouns and pointing words that take a name up again: 公司, 该院, 联社, 全县, 园区."""

import bisect
import re
from collections import Counter, defaultdict
from typing import TYPE_CHECKING

from extract import names_words

if TYPE_CHECKING:
    from extract.observations_keep import Figure
    from extract.observations_signs import Reader, Signs

WHOLE = "全"  # 全行 is the bank that the text is about, no branch of it
POINTING = frozenset("该本我此") | {WHOLE}
INSIDE = ("里", "内")
LONGEST = 4
SHORT = 4  # names up to this length are taken up whole
HAN = re.compile("[一-鿿]+")
ASIDE = re.compile(r"[（(][^）)]*[）)]$")
LEGAL = re.compile("(?:股份)?有限(?:责任)?公司$")
SORTS = frozenset("子母家类各")  # before a noun of bodies: others than the one at hand
BRANCH = re.compile("[分子]公司$")
SCHOOL = ("校", "学校")
OWN_WORDS = ("集团", "厂", "院", "协会", "联盟")  # of the words below, those that a name says itself
WORDS = {  # kinds of bodies → what else takes them up
    "company": {"公司", "企业", "集团", "厂"},
    "financial": {"公司", "企业", "集团"},
    "bank": {"行", "银行"},
    "university": {"校", "学校", "院"},
    "association": {"协会", "联盟", "会"},
}


class Tails:
    """The endings of the names of an article with who bears them in text order; a noun that is one may mean the last or the chief bearer."""

    def __init__(self, reader: "Reader", headline: int) -> None:
        self.reader = reader
        self.text = reader.text
        self.bearers: dict[str, list[tuple[int, str]]] = defaultdict(list)
        weights: Counter[str] = Counter()  # how much the text tells of each; what a headline names is its topic
        endings = {id_: self.endings(id_) for id_ in reader.entities}
        for word in OWN_WORDS:
            named = {id_ for id_, tails in endings.items() if word in tails and self.holds(id_, word)}
            for id_ in endings.keys() - named if named else ():
                endings[id_].discard(word)  # 该集团 is none that is no 集团 by name, where one is
        for seen in reader.seen:
            weights[seen.id] += 5 if seen.mention.start < headline else 1
            for tail in endings[seen.id]:
                whole = reader.universities.get(seen.id) if tail in SCHOOL else None  # of a school of it
                self.bearers[tail].append((seen.mention.start, whole or seen.id))
        self.chiefs = {
            tail: max([id_ for _, id_ in bearers], key=weights.__getitem__) for tail, bearers in self.bearers.items()
        }
        self.sizes: dict[str, list[int]] = defaultdict(
            list
        )  # lengths of the tails by their first character, the longest first
        for tail in sorted(self.bearers, key=len, reverse=True):
            if len(tail) not in self.sizes[tail[0]]:
                self.sizes[tail[0]].append(len(tail))

    def endings(self, id_: str) -> set[str]:
        """Return the endings by which the text may take up an entity: of a place only what it is (县)."""
        entity = self.reader.entities[id_]
        if entity.type == "Category":
            return set()
        forms = {m.text for m in entity.mentions if len(m.text) > SHORT} | {entity.name}
        found: set[str] = set()
        for form in (f.rstrip("”》）)") for f in forms):
            name = LEGAL.sub("公司", ASIDE.sub("", form))
            if BRANCH.search(name):
                return {name[-3:]}  # 公司 means whose it is
            found.add(name[-1:])
            if entity.type != "Place":
                found |= {name[-n:] for n in range(2, LONGEST + 1) if len(name) > n}
        if entity.type == "Institution":
            found |= WORDS.get(entity.kind or "", set())
        return {tail for tail in found if HAN.fullmatch(tail)}

    def holds(self, id_: str, word: str) -> bool:
        """Tell whether a name of the entity has the word."""
        entity = self.reader.entities[id_]
        return word in entity.name or any(word in m.text for m in entity.mentions)

    def signs(self, figure: "Figure", found: "Signs") -> None:
        """Mark whom the nouns before the figure in its sentence may take up."""
        clause = figure.clause
        self.mark(clause.start, figure.start, "clause", found)
        self.mark(clause.sentence.start, clause.start, "sentence", found)

    def mark(self, start: int, end: int, where: str, found: "Signs") -> None:
        """Mark the bearers of each tail in the span."""
        labels = self.reader.labels
        for kind, tail, offset in self.tails(start, end):
            listed, chief = self.bearers[tail], self.chiefs[tail]
            place = bisect.bisect_left(listed, (offset, ""))
            last = chief if self.text[offset - 1] == WHOLE else listed[place - 1][1] if place else None
            for id_, which in ((chief, "both" if chief == last else "chief"), (last, "last")):
                if id_ is not None and (which != "last" or id_ != chief):
                    found[id_] |= {f"tail {kind}:{which}:{where}", f"tail {which}:{labels[id_]}:{where}"}

    def tails(self, start: int, end: int) -> list[tuple[str, str, int]]:
        """Return the tails in the span with their offsets, and how they stand: pointed at (该院), opening the span, free, or behind a word (bound)."""
        found: list[tuple[str, str, int]] = []
        at = start
        while (span := self.next(at, end)) is not None:
            place, behind = span
            tail = self.text[place:behind]
            before = self.text[place - 1] if place > start else ""
            bound = bool(HAN.match(before))
            pointed = before in POINTING
            at = place + 1
            if len(tail) == 1:
                if not pointed and (bound or not self.text.startswith(INSIDE, behind)):
                    continue
            elif not pointed and not names_words.starts_word(self.reader.state, place):
                continue
            if not pointed and self.named(place, behind):
                continue
            opening = not self.text[start:place].strip(" “")
            kind = "pointed" if pointed else "bound" if bound else "opening" if opening else "free"
            found.append((kind, tail, place))
            at = behind
        return found

    def next(self, start: int, end: int) -> tuple[int, int] | None:
        """Return the first span from the offset on that is a tail, the longest of those that begin there; None where none ends before `end`."""
        text, sizes, bearers = self.text, self.sizes, self.bearers
        for place in range(start, end):
            if (char := text[place]) in sizes:
                for size in sizes[char]:
                    if place + size <= end and text[place : place + size] in bearers:
                        return place, place + size
        return None

    def named(self, start: int, end: int) -> bool:
        """Tell whether the span lies in a name."""
        near = self.reader.state.mentions_in(start - 30, end + 30)
        if self.text[start - 1] not in SORTS:  # 企业 may be the firm at hand, 子企业 is another
            bare = self.reader.words.bare_class
            near = [m for m in near if (m.start, m.end) != (start, end) or not bare.fullmatch(m.text)]
        return any(m.start <= start and end <= m.end and not m.anaphor for m in near)
