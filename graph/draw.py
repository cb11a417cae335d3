"""A picture → one self-contained page that works without a network: pyvis's bundled vis-network under a template of ours."""

from decimal import Decimal
from pathlib import Path

import pyvis
from pyvis.network import Network

from graph.page import Evidence, fill, plain, words
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
# what stands alike shares a shape; the legend of the page names the kinds that are on it
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
    "association": "diamond",
    "international": "diamond",
    "guidance": "diamond",
    "fund_of_funds": "star",
    "venture": "triangle",
    "secondary": "triangleDown",
    "fiscal": "square",
    "program": "dot",
    "scheme": "triangle",
    "product": "square",
    "high_tech": "square",
    "economic": "triangle",
    "agricultural": "triangleDown",
    "new_area": "hexagon",
    "science_city": "star",
    "free_trade": "diamond",
}

EVIDENCE = 1_100  # bytes of sentences for each node of a page: a thousand nodes stay under 3 MB
LEAST, MOST = 1_000_000, 6_000_000  # for a page of whatever size


def page(picture: Picture) -> str:
    """Return the page's HTML; everything it shows is inside it, and its policy forbids any request."""
    weigh(picture)
    arrange(picture)
    evidence = Evidence(min(MOST, max(LEAST, EVIDENCE * len(picture.nodes))))
    places = [evidence.add(fact) for fact in picture.facts]

    def kept(facts: list[int]) -> list[int]:
        return [place for fact in facts if (place := places[fact]) is not None]

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
            facts=kept(node.facts),
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
            "text_en": plain(edge.amount_en or edge.amount_text),
            "date": edge.date,
            "width": _width(edge.amount, edge.sharers),
            "dashes": edge.status != "actual",
            "facts": kept(edge.facts),
        }
        for number, edge in enumerate(picture.edges)
        if edge.source in known and edge.target in known
    ]
    data = {
        "title": plain(picture.title),
        "nodes": network.nodes,
        "edges": arrows,
        **evidence.data(),
        "oneSided": picture.one_sided,
        "visible": len(picture.nodes) - picture.kept_back,
        "colours": COLOURS,
        "words": words(),
    }
    return fill("network", data, library())


def library() -> str:
    """Return the source of vis-network as pyvis ships it."""
    folder = Path(pyvis.__file__).parent / "templates" / "lib"
    return (folder / "vis-9.1.2" / "vis-network.min.js").read_text(encoding="utf-8")


def _short(name: str, limit: int = 16) -> str:
    name = plain(name)
    return name if len(name) <= limit else name[: limit - 1] + "…"


def _width(amount: Decimal | None, sharers: int) -> float:
    """Widths grow with the number of digits: 1 for nothing said, 2 for a million, 6 for a trillion yuan; shared sums are thinner."""
    if amount is None or amount <= 0:
        return 1.0
    amount /= sharers
    return round(min(8.0, max(1.2, 1 + (amount.adjusted() - 4) * 0.62)), 1)
