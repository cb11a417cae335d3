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


def plain(text: str | None) -> str:
    """Return text with control characters, line tricks and direction marks written out as `<U+202E>`."""
    return _INVISIBLE.sub(lambda m: f"<U+{ord(m[0]):04X}>", text or "")


def safe_json(value: Any) -> str:
    """Return JSON that cannot end the script element it stands in."""
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"), default=str)
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


def told(fact: Fact) -> dict[str, Any]:
    """Return a fact as pages show it, its sentence in pieces `[text, marked]`."""
    return {
        "zh": plain(fact.zh),
        "en": plain(fact.en),
        "sentence": _marked(fact.sentence, fact.marks),
        "title": plain(fact.title) or plain(fact.article),
        "date": fact.date,
        "source": plain(fact.source),
    }


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
