"""The objects that extraction passes from step to step; `graph.facts` holds what comes out at the end."""

import bisect
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from decimal import Decimal
from operator import attrgetter
from typing import TYPE_CHECKING

from extract import scan, scan_firsts
from graph import facts

if TYPE_CHECKING:
    from extract.dates_resolve import Anchor
    from extract.lexicon import Lexicon
    from extract.tokens import Tokens


@dataclass(slots=True)
class Document:
    """A file as it was read: `text` with its line breaks, `tables` where the format has them, `date` where it states one."""

    source: str
    text: str
    title: str | None = None
    date: str | None = None
    publisher: str | None = None
    authors: list[str] = field(default_factory=list)
    tables: list["Table"] = field(default_factory=list)
    printed: bool = True  # a page whose layout has to be undone; False where the format already gives paragraphs


@dataclass(slots=True)
class Cell:
    """A table cell: the span of its text in the document's or article's text."""

    start: int
    end: int
    text: str


@dataclass(slots=True)
class Table:
    """A table whose cells stand in the text, a row a line and cells separated by tabs; row 0 is the header where `header`."""

    rows: list[list[Cell]]
    header: bool = True
    caption: str | None = None


@dataclass(slots=True)
class Article:
    """One news item after layout has been undone; `text` is headline, line end, and a paragraph a line."""

    source: str
    text: str
    title: str | None = None
    date: str | None = None  # ISO date or month
    publisher: str | None = None
    authors: list[str] = field(default_factory=list)
    tables: list[Table] = field(default_factory=list)
    copies: list[facts.Copy] = field(default_factory=list)


@dataclass(slots=True)
class Clause:
    """A stretch of a sentence between commas, semicolons or colons (offsets into the article's text)."""

    start: int
    end: int
    sentence: "Sentence"
    index: int = 0  # place in the sentence
    # Filled in by the step `clauses`; see extract/clauses.py for what each means.
    subject: list["Mention"] = field(default_factory=list)
    carried: bool = False  # the subject was taken over from an earlier clause
    partners: list["Mention"] = field(default_factory=list)  # 与/会同/联合 behind the subject
    agents: list["Mention"] = field(default_factory=list)  # 由/被/经/获 … before the verb
    speech: bool = False  # only says who speaks (…表示，…): its subject does not act in what is said
    overt: bool = False  # a noun that is no known name stands as the subject
    predicate: int = -1  # offset of the first verb of the clause, -1 where there is none


@dataclass(slots=True)
class Sentence:
    """A sentence with its final mark; `heading` where it is the headline or a heading line of its own."""

    start: int
    end: int
    paragraph: int = 0
    heading: bool = False
    clauses: list[Clause] = field(default_factory=list)


@dataclass(slots=True)
class Entity:
    """One node of the article; all mentions that were found to be the same."""

    id: str
    name: str
    type: str
    kind: str | None = None
    aliases: list[str] = field(default_factory=list)
    name_en: str | None = None
    tags: list[str] = field(default_factory=list)
    place: str | None = None  # canonical name of the place that the name, the gazetteer or the article gives it
    parent: str | None = None  # canonical name of the body that this one's name says it is a part of
    mentions: list["Mention"] = field(default_factory=list)


@dataclass(slots=True, eq=False)
class Mention:
    """A span that names, abbreviates or refers to an entity.

    `name` is the canonical name proposed so far; `entity` is set by the identity step. `implied` where the span only stands
    for the entity (中央财政 for 财政部, 山西 acting for its government); `anaphor` where it refers back (该公司, 《办法》);
    an anaphor that stays unresolved has `entity` None.
    """

    start: int
    end: int
    text: str
    type: str
    kind: str | None = None
    name: str = ""
    rule: str = ""
    place: str | None = None
    parent: str | None = None  # canonical name of the body that the name begins with (中国银行 in 中国银行山西省分行)
    implied: bool = False
    anaphor: bool = False
    entity: Entity | None = None


@dataclass(slots=True)
class Money:
    """A sum as printed: `amount` is the upper end in whole units of `currency`, None where only an order is given (数十亿元)."""

    start: int
    end: int
    text: str  # the figure with its unit, without hedges
    amount: Decimal | None
    amount_min: Decimal | None = None
    currency: str = "CNY"
    qualifier: str = "exact"
    per: str | None = None  # year, month, recipient, unit
    outer_start: int = 0  # with hedges and per-words: 每家最高…以上
    outer_end: int = 0


@dataclass(slots=True)
class Quantity:
    """A number that is not money: count, share, growth, ratio, area …

    `kind` is count, measure, percent, points, times, ratio, duration, rank or heads (五大举措); of a range `value` is the upper end.
    """

    start: int
    end: int
    text: str
    value: Decimal
    unit: str | None
    qualifier: str = "exact"
    outer_start: int = 0
    outer_end: int = 0
    kind: str = "count"
    low: Decimal | None = None  # the lower end of a range


@dataclass(slots=True)
class DateSpan:
    """A date or period as printed, resolved against the dateline: `period` is ISO date, month, year or `start/end`."""

    start: int
    end: int
    text: str
    period: str | None
    as_of: bool = False  # 截至…
    recurring: bool = False  # 每年


@dataclass(slots=True)
class Rejected:
    """A candidate fact that was not stated, and why; shown by `--explain`."""

    what: str  # relation, flow, observation, entity
    rule: str
    reason: str
    start: int
    end: int
    detail: str = ""


START = attrgetter("start")
ITEMS = frozenset("●◆■▲★◎○◇□△☆☑✓►▶【•·◼")
LEVEL_ENDS = {"province": "省区", "city": "市州盟", "county": "县区旗", "town": "镇乡"}
LEVEL_KINDS = {
    "province": ("province",),
    "city": ("city", "county", "province"),
    "county": ("county",),
    "town": ("town",),
}


@dataclass(slots=True)
class State:
    """All that is known about an article while the steps run over it. Every list is in text order."""

    article: Article
    lexicon: "Lexicon"
    text: str  # the article's text
    folded: str  # the same length, traditional characters and full-width forms folded: match on this, print from `text`
    explain: bool = False
    sentences: list[Sentence] = field(default_factory=list)
    mentions: list[Mention] = field(default_factory=list)  # no two overlap
    nested: list[Mention] = field(default_factory=list)  # names inside longer names: the place, the parent body
    entities: list[Entity] = field(default_factory=list)
    money: list[Money] = field(default_factory=list)
    quantities: list[Quantity] = field(default_factory=list)
    dates: list[DateSpan] = field(default_factory=list)
    relations: list[facts.Relation] = field(default_factory=list)
    flows: list[facts.Flow] = field(default_factory=list)
    observations: list[facts.Observation] = field(default_factory=list)
    rejected: list[Rejected] = field(default_factory=list)
    meant: set[str] = field(default_factory=set)  # ids of classes that the text names as what something is for
    tokens: "Tokens | None" = None  # the dictionary's words and their classes, set by the step `clauses`
    place: str | None = None  # the canonical place that the article is about (dateline or first place), for rule 2
    levels: dict[str, str] = field(default_factory=dict)  # that place by level: province, city, county → canonical name
    words: list[tuple[int, int, str]] = field(default_factory=list)  # tokens: start, end, jieba's part of speech
    word_starts: list[int] = field(default_factory=list)  # where each of `words` starts
    anchor: "Anchor | None" = None  # what day the article is of, once `datelines.anchor_of` was asked
    pairs: set[str] = field(init=False, repr=False)  # of neighbouring characters, for `scan`

    def __post_init__(self) -> None:
        self.pairs = scan.pairs_of(self.folded)

    def scan(self, pattern: re.Pattern[str]) -> Iterator[re.Match[str]]:
        """Find the pattern all over the article; one that needs what the article does not have is not run."""
        if not scan.may_match(pattern, self.folded, self.pairs):
            return iter(())
        return scan_firsts.quick(pattern).finditer(self.folded)

    def evidence(self, start: int, end: int) -> facts.Evidence:
        """Return the span as evidence, trimmed of white space at both ends."""
        while start < end and self.text[start].isspace():
            start += 1
        while end > start and self.text[end - 1].isspace():
            end -= 1
        return facts.Evidence(text=self.text[start:end], start=start, end=end)

    def mentions_in(self, start: int, end: int, *types: str) -> list[Mention]:
        """Return the mentions that lie within the span, of the given types (all where none are given), in text order."""
        found = []
        for place in range(bisect.bisect_left(self.mentions, start, key=START), len(self.mentions)):
            mention = self.mentions[place]
            if mention.start >= end:
                break
            if mention.end <= end and (not types or mention.type in types):
                found.append(mention)
        return found

    def ending_at(self, end: int, *types: str, within: int) -> Mention | None:
        """Return the mention of one of the types that ends at the offset and begins at most `within` characters before it."""
        return next((m for m in self.mentions_in(end - within, end, *types) if m.end == end), None)

    def sentence_at(self, offset: int) -> Sentence | None:
        """Return the sentence that covers the offset."""
        place = bisect.bisect_right(self.sentences, offset, key=START) - 1
        if place >= 0 and offset < self.sentences[place].end:
            return self.sentences[place]
        return None

    def number_of(self, sentence: Sentence) -> int:
        """Return the place of a sentence among those of the article."""
        return bisect.bisect_left(self.sentences, sentence.start, key=START)

    def up_to(self, sentence: Sentence, before: int) -> list[Sentence]:
        """Return at most `before` sentences that stand before one, and it."""
        place = self.number_of(sentence)
        return self.sentences[max(0, place - before) : place + 1]

    def paragraph_start(self, sentence: Sentence) -> int:
        """Return where the paragraph of a sentence begins."""
        place = self.number_of(sentence)
        while place and self.sentences[place - 1].paragraph == sentence.paragraph:
            place -= 1
        return self.sentences[place].start

    def from_before(self, sentence: Sentence) -> int:
        """Return where the sentence before one begins, if it is of the same paragraph, else where that one begins."""
        before = self.up_to(sentence, 1)[0]
        return before.start if before.paragraph == sentence.paragraph else sentence.start

    def place_at(self, level: str) -> str | None:
        """Return the article's place at a level; of a province that is a city itself (天津市) that is its city too.

        The level `prefecture` is the city or 州 above, where `city` is a county-level city that the article calls 市.
        """
        province = self.levels.get("province", "")
        if level == "prefecture":
            return self.levels.get(level) or self.levels.get("city")
        return self.levels.get(level) or (province if level == "city" and province.endswith("市") else None)

    def item_at(self, offset: int) -> int | None:
        """Return where the item of a round-up begins that holds the offset: a paragraph that a mark begins and that has others like it."""
        line = self.folded.rfind("\n", 0, offset) + 1
        mark = self.folded[line : line + 1]
        return line if mark in ITEMS and self.folded.count("\n" + mark) > 2 else None

    def other_items(self, first: int, second: int) -> bool:
        """Tell whether two offsets stand in two items of a round-up, which are stories of their own."""
        items = self.item_at(first), self.item_at(second)
        return None not in items and items[0] != items[1]

    def place_near(self, level: str, offset: int) -> str | None:
        """Return the place of a level that is meant at the offset: that which the sentence or the item names before, else the article's."""
        kind = "city" if level == "prefecture" else level
        line = self.folded.rfind("\n", 0, offset) + 1
        item = self.item_at(offset) is not None
        start = line if item else max(self.folded.rfind(mark, line, offset) for mark in "。！？；") + 1
        named = [
            m for m in self.mentions_in(max(line, start), offset, "Place") if not m.anaphor and m.rule != "weak-place"
        ]
        whole = [m for m in named if m.text[-1] in LEVEL_ENDS.get(kind, "") and m.kind in LEVEL_KINDS.get(kind, ())]
        whole = whole or [m for m in named if item and (m.kind == kind or (kind == "city" and m.name[-1:] == "市"))]
        if whole:
            return whole[-1].name
        ends = LEVEL_ENDS.get(kind, "")
        owners = [m for m in self.mentions_in(max(line, start), offset, "Fund", "Institution") if not m.anaphor]
        begun = [m.place for m in owners if m.place and m.text.startswith(m.place) and m.place[-1] in ends]
        return begun[-1] if begun else self.place_at(level)  # 重庆市某基金成立，市财政每年出资…

    def clause_at(self, offset: int) -> Clause | None:
        """Return the clause that covers the offset."""
        sentence = self.sentence_at(offset)
        if sentence is None:
            return None
        for clause in sentence.clauses:
            if clause.start <= offset < clause.end:
                return clause
        return None

    def reject(self, what: str, rule: str, reason: str, start: int, end: int, detail: str = "") -> None:
        """Keep a rejected candidate, where the caller asked for explanations."""
        if self.explain:
            self.rejected.append(Rejected(what, rule, reason, start, end, detail))
