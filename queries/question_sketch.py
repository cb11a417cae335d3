"""A question half read: its phrases as items, and everything that was taken out of the word order on the way."""

from dataclasses import dataclass, field
from typing import Any

from queries.plan import Filters, Named, Party
from queries.question_tokens import Token
from queries.question_words import Word


class NotUnderstood(Exception):
    """The question, or a part of it, has no reading; `reason` is a key of data/phrases.yaml, `parts` the words concerned."""

    def __init__(self, reason: str, *parts: str, candidates: tuple[Named, ...] = ()) -> None:
        super().__init__(reason, *parts)
        self.reason, self.parts, self.candidates = reason, parts, candidates


@dataclass(slots=True)
class Item:
    """A phrase: `symbol` is its letter in data/patterns.yaml; parties have `party`, words `word`."""

    symbol: str
    token: Token
    party: Party | None = None
    word: Word | None = None
    bare: bool = False  # an asking word without a kind of thing (谁, what)
    where: bool = False
    plural: bool = False

    @property
    def label(self) -> str:
        """The label of a named entity, else nothing."""
        return self.party.entities[0].label if self.party and self.party.entities else ""


@dataclass(slots=True)
class Sketch:
    """The items in order, and what was said besides: filters, measure, groups, special words."""

    language: str
    items: list[Item] = field(default_factory=list)
    filters: Filters = field(default_factory=Filters)
    since: bool = False  # the period was said as an open beginning
    measure: str = "rows"
    limit: int | None = None
    by: list[str] = field(default_factory=list)
    special: dict[str, Token] = field(default_factory=dict)
    how_much: bool = False
    count: bool = False
    count_flows: bool = False
    ask_flows: bool = False
    when: bool = False
    yes_no: bool = False
    listing: bool = False
    only: bool = False
    most: bool = False
    how: bool = False
    notes: dict[str, Any] = field(default_factory=dict)

    @property
    def core(self) -> str:
        """The items as letters."""
        return "".join(item.symbol for item in self.items)
