"""Classes that an article only mentions: which of them are worth a node though no fact speaks of them."""

import re
from dataclasses import dataclass

from extract.lexicon import Lexicon
from extract.model import Entity, Mention, State

BEFORE = 30  # characters before a mention that may say that one body is meant


@dataclass(frozen=True, slots=True)
class Plain:
    """The compiled `plain` of categories.yaml."""

    heads: re.Pattern[str]
    none: re.Pattern[str]
    bare: re.Pattern[str]
    one: re.Pattern[str]
    longest: int


def build(lexicon: Lexicon) -> Plain:
    """Compile the patterns of a lexicon."""
    table = lexicon.table("categories")["plain"]
    heads, none, bare, one = (re.compile(table[key]) for key in ("heads", "not", "bare", "one"))
    return Plain(heads, none, bare, one, int(table["longest"]))


def worth(state: State, entity: Entity, others: list[str]) -> bool:
    """Tell whether a class that no fact speaks of is one that a reader would note down: of firms, farmers, schools and the
    like, told more nearly than by a bare 企业, meant as a class, in an article short enough for a mention to weigh something,
    and not in other words one of the others that facts speak of."""
    plain = state.lexicon.built("categories.plain", build)
    if len(state.text) >= plain.longest or not plain.heads.search(entity.name) or plain.none.search(entity.name):
        return False
    printed = {entity.name, *(m.text for m in entity.mentions)}
    if plain.bare.fullmatch(entity.name) or any(_alike(form, other) for form in printed for other in others):
        return False
    return any(_as_class(state, plain, mention) for mention in entity.mentions)


def _as_class(state: State, plain: Plain, mention: Mention) -> bool:
    """Tell whether a mention in the body of the text means the class, not one of it (一家…企业, 民营企业甲公司) nor a title."""
    sentence = state.sentence_at(mention.start)
    if mention.anaphor or sentence is None or sentence.heading:
        return False
    if any(m.start == mention.end and m.type != "Category" for m in state.mentions_in(mention.end, mention.end + 40)):
        return False
    before = state.folded[max(sentence.start, mention.start - BEFORE) : mention.start]
    return before.rfind("《") <= before.rfind("》") and plain.one.search(before) is None


def _alike(name: str, other: str) -> bool:
    """Tell whether two classes share half of their characters (科技型企业, 科技型中小企业)."""
    one, two = set(name), set(other)
    return 2 * len(one & two) >= len(one | two)
