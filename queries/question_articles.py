"""Which articles speak of something: 哪些报道提到了万华, how many articles mention Karamay."""

from dataclasses import replace

from queries.plan import Mentions, Party, Plan
from queries.question_sketch import NotUnderstood, Sketch
from queries.question_words import table

GLUE = "cdaihWo"


def mentioned(sketch: Sketch) -> Plan | None:
    """Return the plan of a question for the articles in which one thing that is named stands; None where none is asked for."""
    said = sketch.special.get("mentions") or sketch.special.get("profile")
    words = table("hints")["articles"]
    nouns = [t.text for t in (*sketch.special.values(), *(i.token for i in sketch.items)) if t.text.lower() in words]
    if said is None or not nouns:
        return None
    if "mentions" not in sketch.special and not any(i.symbol in "wW" for i in sketch.items):
        return None  # introduce what the reports say
    named: list[Party] = []
    for item in sketch.items:
        if item.symbol == "e" and item.party is not None:
            named.append(item.party)
        elif item.token.text.lower() in words:
            continue
        elif item.symbol not in GLUE and not (item.symbol == "w" and item.bare):
            raise NotUnderstood("order", item.token.text)
    f = sketch.filters
    if (
        len(named) != 1
        or replace(f, period=None) != type(f)()
        or sketch.measure != "rows"
        or sketch.by
        or sketch.how_much
    ):
        raise NotUnderstood("order", said.text)
    sketch.notes["used"] = {*sketch.notes.get("used", ()), "mentions", "profile", "source_noun", "exist"}
    measure = "count" if sketch.count or sketch.count_flows else "rows"
    sketch.count = sketch.count_flows = False
    return Plan(Mentions(named[0]), ("article",), filters=f, measure=measure)
