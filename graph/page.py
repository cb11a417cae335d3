"""What all pages share: hostile text made plain, data that cannot end its script, facts with their sentences, and words."""

import json
import re
from importlib import resources
from typing import Any

from graph.ontology import Names, load
from graph.picture import Fact

_INVISIBLE = re.compile(
    r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff\ud800-\udfff]"
)
_LONE = re.compile(r"[\ud800-\udfff]")


def plain(text: str | None) -> str:
    """Return text with control characters, line tricks and direction marks written out as `<U+202E>`."""
    return _INVISIBLE.sub(_written_out, text or "")


def safe_json(value: Any) -> str:
    """Return JSON that cannot end the script element it stands in."""
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"), default=str)
    text = _LONE.sub(_written_out, text)  # halves of a character, which no file can hold
    for character in "<>&\u2028\u2029":
        text = text.replace(character, f"\\u{ord(character):04x}")
    return text


def fill(name: str, data: Any, library: str) -> str:
    """Return the template `name` with its style, script, drawing library and data put in."""
    folder = resources.files("graph") / "templates"

    def read(file: str) -> str:
        return (folder / file).read_text(encoding="utf-8")

    parts = {
        "@STYLE@": read("common.css") + read(f"{name}.css"),
        "@LIBRARY@": library.replace("</script", "<\\/script"),
        "@DATA@": safe_json(data),
        "@COMMON@": read("common.js"),
        "@SCRIPT@": read(f"{name}.js"),
    }
    return re.sub("@[A-Z]+@", lambda m: parts[m[0]], read(f"{name}.html"))


def words() -> dict[str, Any]:
    """Return what the page calls labels, kinds, statuses, relations and instruments: `[Chinese, English]` each."""
    ontology = load()
    types = {edge: _pair(relation.names) for edge, relation in ontology.relations.items()}
    return {
        "labels": {label.name: _pair(label.names) for label in ontology.labels.values()},
        "kinds": {
            label.name: {kind: _pair(names) for kind, names in label.kinds.items()}
            for label in ontology.labels.values()
        },
        "statuses": {status: _pair(names) for status, names in ontology.enums["flow_status"].items()},
        "types": types | {key: _pair(names) for key, names in ontology.enums["instrument"].items()},
    }


class Evidence:
    """The facts of a page, with each sentence and each article once, up to a number of bytes."""

    def __init__(self, room: int) -> None:
        self.room = room
        self.full = False
        self._facts: list[dict[str, Any]] = []
        self._tables: dict[str, dict[str, int]] = {"sentences": {}, "articles": {}}

    def add(self, fact: Fact) -> int | None:
        """Return the place of a fact, None where the page has no room for it."""
        sentence = safe_json(_marked(fact.sentence, fact.marks))
        article = safe_json([plain(fact.title) or plain(fact.article), fact.date, plain(fact.source)])
        shown = {"zh": plain(fact.zh), "en": plain(fact.en)}
        new = [one for one, table in ((sentence, "sentences"), (article, "articles")) if one not in self._tables[table]]
        self.room -= len("".join([safe_json(shown), *new]).encode()) + len('{"sentence":000,"article":000,},')
        if self.room < 0:
            self.full = True
            return None
        self._facts.append(
            shown | {"sentence": self._place("sentences", sentence), "article": self._place("articles", article)}
        )
        return len(self._facts) - 1

    def data(self) -> dict[str, Any]:
        """Return what the page's script reads: `facts` point into `sentences` (pieces `[text, marked]`) and `articles`."""
        tables = {name: [json.loads(one) for one in table] for name, table in self._tables.items()}
        return {"facts": self._facts, "full": self.full, **tables}

    def _place(self, table: str, text: str) -> int:
        return self._tables[table].setdefault(text, len(self._tables[table]))


def _written_out(match: re.Match[str]) -> str:
    return f"<U+{ord(match[0]):04X}>"


def _pair(names: Names) -> list[str]:
    return [names.zh[0], names.en[0]]


def _marked(sentence: str, marks: list[tuple[int, int]]) -> list[list[Any]]:
    pieces: list[list[Any]] = []
    place = 0
    for start, stop in sorted(marks):
        if start < place:
            continue
        pieces += [[plain(sentence[place:start]), False], [plain(sentence[start:stop]), True]]
        place = stop
    pieces.append([plain(sentence[place:]), False])
    return [piece for piece in pieces if piece[0]]
