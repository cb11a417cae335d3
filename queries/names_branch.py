"""What a place or a number names by itself: 魏县支行, the Karamay branch, 那14支基金, where the graph has but one of that kind."""

import itertools
import re

from queries.names import Names
from queries.names_index import in_order
from queries.names_parts import Hit
from queries.plan import Named
from queries.question_tokens import Token

COUNTED = re.compile("(?P<n>(?:[1-9][0-9]+|[3-9])[支只])[一-龥]{0,6}?基金")
LEVEL = "(?:省|市|县|区|自治区|自治州)?"
KINDS = {"branch": ("分行", "支行"), "sub-branch": ("支行",)}  # of which an English word may speak


def counted_funds(text: str, found: list[Token], names: Names) -> Hit | None:
    """Return the one group of funds that a number and the word for them name (14支基金: 14支产业专项基金), where it is not named already."""
    for said in COUNTED.finditer(text):
        if any(t.found is not None and not t.is_("type") and t.start <= said.start() < t.stop for t in found):
            continue
        rows = names.index.connection.execute(
            "SELECT id, name FROM entity WHERE label = 'Fund' AND name LIKE ? LIMIT 3", (f"{said['n']}%基金",)
        ).fetchall()
        ids = [id_ for id_, name in rows if in_order(said.group(), name)]
        if len(rows) == len(ids) == 1:
            return said.start(), said.end(), (names.named(ids[0], said.group(), "close"),)
    return None


def branch_there(found: list[Token], names: Names) -> Hit | None:
    """Return the one branch that a place and a word for a branch name, with the bank before them if one is said; None where several are."""
    for at, (place, kind) in enumerate(itertools.pairwise(found)):
        named = place.found if place.found is not None and place.found.label == "Place" else None
        gap = 1 if kind.text.isascii() else 0
        if named is None or not kind.is_("role", "bank_branch", "provincial_branch") or kind.start != place.stop + gap:
            continue
        if len(named.options) != 1 or (at and found[at - 1].is_("asking")):
            continue  # which Guangdong branches
        before = found[at - 1] if at else None
        bank = _bank(before) if before is not None and before.stop + gap == place.start else None
        words = KINDS.get(kind.text.lower(), (kind.text,))
        hits = [n for word in words for n in _there(word, named.options[0], bank, names)]
        if len(hits) == 1:
            start = before.start if bank is not None and before is not None else place.start
            said = hits[0]
            return start, kind.stop, (names.named(said, "", "close"),)
    return None


def _bank(token: Token) -> Named | None:
    options = token.found.options if token.found is not None else ()
    return options[0] if len(options) == 1 and options[0].kind == "bank" else None


def _there(word: str, place: Named, bank: Named | None, names: Names) -> list[str]:
    """Return the ids of the branches of that kind in a place, of one bank where it is said."""
    stem = re.sub("(?:省|市|县|区)$", "", place.name) if len(place.name) > 2 else place.name
    pattern = re.compile(f"(?P<bank>.+){re.escape(stem)}{LEVEL}{word}")
    hits = []
    for id_ in names.index.ending(word, 400):
        match = pattern.fullmatch(names.index.entity(id_).name)
        if match is not None and (bank is None or match["bank"] == bank.name):
            hits.append(id_)
    return hits
