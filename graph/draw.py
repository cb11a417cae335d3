"""A picture → one self-contained page that works without a network: pyvis's bundled vis-network under a template of ours."""

import json
import re
from decimal import Decimal
from importlib import resources
from pathlib import Path
from typing import Any

import pyvis
from pyvis.network import Network

from graph.picture import Picture, arrange, weigh

# Okabe and Ito's palette, which colour-blind readers can tell apart
COLOURS = {
    "Institution": "#0072B2",
    "Fund": "#E69F00",
    "Program": "#009E73",
    "Policy": "#CC79A7",
    "Zone": "#D55E00",
    "Place": "#8A8A8A",
    "Category": "#56B4E9",
    "Person": "#B8A900",
    "Flow": "#7A5230",
    "Observation": "#5D5D9E",
    "Article": "#A0A0A0",
}
SHAPES = {
    "central_government": "star",
    "local_government": "triangle",
    "party_body": "star",
    "bank": "square",
    "financial": "hexagon",
    "market": "hexagon",
    "company": "dot",
    "university": "triangleDown",
    "research": "triangleDown",
    "guidance": "diamond",
    "fund_of_funds": "diamond",
    "fiscal": "square",
    "scheme": "triangle",
    "product": "square",
}
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


def page(picture: Picture) -> str:
    """Return the page's HTML; everything it shows is inside it, and its policy forbids any request."""
    weigh(picture)
    arrange(picture)
    network = Network(directed=True, cdn_resources="in_line")
    known = set()
    for node in picture.nodes:
        known.add(node.id)
        network.add_node(
            node.id,
            label=_short(node.name),
            color=COLOURS.get(node.label, "#999999"),
            shape=SHAPES.get(node.kind or "", "dot"),
            size=round(8 + 4 * node.weight**0.5, 1),
            type=node.label,
            name=plain(node.name),
            name_en=plain(node.name_en),
            kind=node.kind or "",
            place=plain(node.place),
            community=plain(node.group),
            facts=node.facts,
        )
    arrows = [
        {
            "id": number,
            "from": edge.source,
            "to": edge.target,
            "type": edge.type,
            "status": edge.status,
            "amount": float(edge.amount) if edge.amount is not None else None,  # for the slider and the width only
            "text": plain(edge.amount_text),
            "date": edge.date,
            "width": _width(edge.amount),
            "dashes": edge.status != "actual",
            "facts": edge.facts,
        }
        for number, edge in enumerate(picture.edges)
        if edge.source in known and edge.target in known
    ]
    facts = [
        {
            "zh": plain(fact.zh),
            "en": plain(fact.en),
            "sentence": _marked(fact.sentence, fact.marks),
            "title": plain(fact.title) or plain(fact.article),
            "date": fact.date,
            "source": plain(fact.source),
        }
        for fact in picture.facts
    ]
    data = {
        "title": plain(picture.title),
        "nodes": network.nodes,
        "edges": arrows,
        "facts": facts,
        "visible": len(picture.nodes) - picture.kept_back,
        "colours": COLOURS,
    }
    return fill("network", data, library())


def fill(name: str, data: Any, script: str) -> str:
    """Return the template `name` with its style, script, library and data put in."""
    folder = resources.files("graph") / "templates"
    parts = {
        "@STYLE@": (folder / f"{name}.css").read_text(encoding="utf-8"),
        "@LIBRARY@": script,
        "@DATA@": safe_json(data),
        "@SCRIPT@": (folder / f"{name}.js").read_text(encoding="utf-8"),
    }
    html = (folder / f"{name}.html").read_text(encoding="utf-8")
    return re.sub("@[A-Z]+@", lambda m: parts[m[0]], html)


def library() -> str:
    """Return the source of vis-network as pyvis ships it."""
    folder = Path(pyvis.__file__).parent / "templates" / "lib"
    source = (folder / "vis-9.1.2" / "vis-network.min.js").read_text(encoding="utf-8")
    return source.replace("</script", "<\\/script")


def _short(name: str, limit: int = 16) -> str:
    name = plain(name)
    return name if len(name) <= limit else name[: limit - 1] + "…"


def _width(amount: Decimal | None) -> float:
    """Widths grow with the number of digits: 1 for nothing said, 2 for a million, 6 for a trillion yuan."""
    if amount is None or amount <= 0:
        return 1.0
    return round(min(8.0, max(1.2, 1 + (amount.adjusted() - 4) * 0.62)), 1)


def _marked(sentence: str, marks: list[tuple[int, int]]) -> list[list[Any]]:
    """Return the sentence in pieces, each with whether it is marked."""
    pieces: list[list[Any]] = []
    place = 0
    for start, stop in sorted(marks):
        if start < place:
            continue
        pieces += [[plain(sentence[place:start]), False], [plain(sentence[start:stop]), True]]
        place = stop
    pieces.append([plain(sentence[place:]), False])
    return [piece for piece in pieces if piece[0]]
