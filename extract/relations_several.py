"""What a sentence says of several at once that the one before names: 甲公司设立乙、丙两只基金。两只基金均投向丁区."""

import re

from extract.clauses import number
from extract.lexicon import Lexicon
from extract.model import Clause, Mention
from extract.relations_read import Reading

BACK = 2  # sentences before in which they may be named


class SeveralWords:
    """The patterns of `several` in relations.yaml."""

    def __init__(self, lexicon: Lexicon) -> None:
        table = lexicon.table("relations")["several"]
        self.labels: dict[str, str] = {noun: label for label, nouns in table["nouns"].items() for noun in nouns}
        nouns = "|".join(sorted(self.labels, key=len, reverse=True))
        self.pointer = re.compile(f"(?:{table['pointer']})(?P<noun>{nouns})")
        self.by = re.compile(table["by"])
        self.deeds = {kind: re.compile(f"(?:{table['joint']})*(?:{words})") for kind, words in table["deeds"].items()}


def find(reading: Reading) -> None:
    """State who runs, manages or sets up all that a sentence points to (两只基金均由丙公司管理)."""
    words = reading.state.lexicon.built("relations.several", SeveralWords)
    for match, clause in reading.hits(words.pointer):
        named = pointed_at(reading, clause, match.end())
        if not named:
            continue
        by = words.by.match(reading.state.folded, match.end())
        first = next((m for m in reading.outer(clause.sentence) if by is not None and m.start == by.end()), None)
        if first is None or first.type != "Institution":
            continue
        group = reading.group(clause.sentence, first)
        heads = [m for m in group.mentions if m.type == "Institution"]
        for kind, deed in words.deeds.items():
            if deed.match(reading.state.folded, group.end):
                tails = [m for m in named if kind != "MANAGES" or m.type == "Fund"]
                reading.add("several", kind, heads, tails, clause, first.start, dated=kind != "MANAGES")


def pointed_at(reading: Reading, clause: Clause, offset: int) -> list[Mention]:
    """Return those that a clause before the offset points to in the plural: all of that sort that the last sentence naming any names.

    Where they are counted there must be as many; nothing is returned where only one is named.
    """
    words = reading.state.lexicon.built("relations.several", SeveralWords)
    found = None
    for other in clause.sentence.clauses[: clause.index + 1]:
        found = words.pointer.match(reading.state.folded, other.start, offset) or found
    if found is None:
        return []
    label = words.labels[found["noun"]]
    counted = re.search(r"[两二三四五六七八九十\d]+", found[0])
    wanted = number(counted[0]) if counted else None
    place = reading.state.number_of(clause.sentence)
    for former in reversed(reading.state.sentences[max(0, place - BACK) : place]):
        if former.paragraph != clause.sentence.paragraph and not former.heading:
            return []
        named = {id(m.entity): m for m in reading.outer(former) if m.type == label and m.entity is not None}
        if named:
            return list(named.values()) if len(named) > 1 and wanted in (None, len(named)) else []
    return []
