"""Matching a sketch's letters against the orders of words in data/patterns.yaml."""

import functools
import re
from dataclasses import dataclass

from queries.question_sketch import Item
from queries.question_words import table

ROLES = "SOEXTABN"
CLASSES = {
    "S": "[etwx]", "O": "[etwx]", "E": "[etw]", "A": "[etw]", "B": "[etw]", "T": "[tw]", "N": "e", "X": "x", "V": "[vu]",
}  # fmt: skip
NOUN_CLASS = {"zh": "[mv]", "en": "m"}  # M: in Chinese a verb of money is a noun as it stands


@dataclass(frozen=True, slots=True)
class Pattern:
    """One order of words, as data/patterns.yaml writes it.

    `needed` are letters that it cannot do without, `asked` is the role listed where nothing is asked outright, and where
    `negated` it needs a negation.
    """

    group: str
    text: str
    language: str
    needed: frozenset[str]
    asked: str
    negated: bool


@dataclass(frozen=True, slots=True)
class Match:
    """A pattern that fits: the items by role (S, O, E, X, T, A, B), and the verbs, nouns of money and marks between them."""

    pattern: Pattern
    roles: dict[str, Item]
    rest: tuple[Item, ...]
    nouns: tuple[Item, ...] = ()  # those of `rest` that stand as nouns of money

    @property
    def group(self) -> str:
        return self.pattern.group

    def verb(self) -> Item | None:
        """Return the verb: the relation or reach word, else the most definite word of money."""
        words = [i for i in self.rest if i.word is not None and i.word.sort in ("relation", "reach", "link")]
        return words[0] if words else next((i for i in self.rest if i.symbol in "vugm"), None)


def pattern_of(group: str, text: str, language: str) -> Pattern:
    """Turn a line of data/patterns.yaml into a pattern; its expression is compiled when it is first tried."""
    asked = re.search(r"([A-Z])[*^]?!", text)
    plain = re.sub(r"\([^)]*\)\?|\[\w+\]|\w[*^!]*\?", "", text)
    needed = frozenset(c for c in plain if c.islower())
    return Pattern(group, text, language, needed, asked.group(1) if asked else "", "~" in text)


@functools.cache
def expression(text: str, language: str) -> re.Pattern[str]:
    """Return the regular expression over letters that a line stands for."""
    found = ""
    letters = text.replace("!", "").replace("~", "").replace(" ", "")
    for at, c in enumerate(letters):
        if c in "*^":
            continue
        if c in ROLES:
            marked = letters[at + 1 : at + 2]
            found += f"(?P<{c}>{'w' if marked == '*' else 't' if marked == '^' else CLASSES[c]})"
        elif c == "M":
            found += f"(?P<M{at}>{NOUN_CLASS[language]})"
        else:
            found += CLASSES.get(c, c)
    return re.compile(found)


@functools.cache
def patterns(language: str) -> tuple[Pattern, ...]:
    """Return the patterns of a language in the order of the data file."""
    return tuple(
        pattern_of(group, line, language) for group, lines in table("patterns")[language].items() for line in lines
    )


def matches(items: list[Item], language: str, negated: bool = False) -> list[Match]:
    """Return every pattern that takes in all the items, in order."""
    letters = "".join(item.symbol for item in items)
    present = set(letters)
    found = []
    for pattern in patterns(language):
        if (pattern.negated and not negated) or not pattern.needed <= present:
            continue
        match = expression(pattern.text, language).fullmatch(letters)
        if match is None:
            continue
        groups = {name: items[match.start(name)] for name in match.re.groupindex if match.start(name) >= 0}
        nouns = tuple(item for name, item in groups.items() if name[0] == "M")
        if any(item.word is None or item.word.sort != "money" for item in nouns):
            continue
        roles = {name: item for name, item in groups.items() if name[0] != "M"}
        taken = {id(item) for item in roles.values()}
        found.append(Match(pattern, roles, tuple(item for item in items if id(item) not in taken), nouns))
    return found
