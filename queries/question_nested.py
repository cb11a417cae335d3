"""Noun phrases with a clause of their own inside a question: 财政部出资的基金由谁管理, who manages the funds set up by the ministry."""

from dataclasses import replace

from queries.plan import Flows, Further, Links
from queries.question_clauses import asking, clause_of, of_clause, slots_of
from queries.question_patterns import matches
from queries.question_sketch import Item, NotUnderstood, Sketch

# letters of the phrase, where its noun, its verb and whoever is named stand, and the order in which they make a clause
SHAPES = {
    "zh": (("evdt", 3, (0, 1, 3)),),
    "en": (
        ("tjev", 0, (2, 3, 0)),
        ("tube", 0, (0, 1, 2, 3)),
        ("tjaube", 0, (0, 2, 3, 4, 5)),
        ("tev", 0, (1, 2, 0)),
    ),
}


def nested(items: list[Item], sketch: Sketch) -> list[Item] | None:
    """Return the items with such a phrase made one kind of thing, or None where there is none, or a time or limit that may be of either clause."""
    f = sketch.filters
    if f.period or f.bounds or f.statuses or f.places or f.purpose or any(i.symbol in "nK" for i in items):
        return None
    letters = "".join(item.symbol for item in items)
    for shape, noun, order in SHAPES[sketch.language]:
        at = letters.find(shape)
        rest = letters[:at] + letters[at + len(shape) :]
        if at < 0 or not (set(rest) & set("vuwxm") or sketch.how_much):
            continue
        phrase = items[at : at + len(shape)]
        head = phrase[noun]
        if head.party is None or head.party.entities or head.party.asked:
            continue
        such = _clause([phrase[n] for n in order], head, sketch)
        if such is not None:
            made = Item("t", head.token, replace(head.party, such=such), head.word, plural=True)
            return [*items[:at], made, *items[at + len(shape) :]]
    return _owned(items, sketch) if sketch.language == "zh" else _of_named(items, sketch)


# English phrases for things of one that is named: letters, where their noun stands, where the name
OF_NAMED = {"est": (2, 0), "et": (1, 0), "tie": (0, 2), "tde": (0, 2), "tloe": (0, 3), "tlce": (0, 3)}
OWNERS = ("Fund", "Zone", "Institution", "Program", "Policy")


def _of_named(items: list[Item], sketch: Sketch) -> list[Item] | None:
    """Return the items with the funds in E-Town (E-Town's funds, funds linked to it) made one kind of thing of which more is asked, or None."""
    letters = _letters(items)
    for shape in OF_NAMED:
        at = letters.find(shape)
        rest = letters[:at] + letters[at + len(shape) :]
        if at < 0 or not (set(rest) & set("vuwxm") or sketch.how_much):
            continue
        if (made := things_of_named(items[at:])) is not None:
            return [*items[:at], made[0], *items[at + made[1] :]]
    return _meant_for(items)


def _meant_for(items: list[Item]) -> list[Item] | None:
    """Return the items of “what measures did Tianjin publish for the park” with the measures as those that apply to it, or None."""
    asked = [n for n, i in enumerate(items) if i.symbol == "w" and not i.bare]
    verbs = [i for i in items if i.symbol in "vu"]
    if len(items) < 5 or items[-2].symbol != "o" or items[-2].token.text.lower() != "for" or len(asked) != 1:
        return None
    head, whom = items[asked[0]], items[-1]
    makes = (
        len(verbs) == 1
        and verbs[0].word is not None
        and verbs[0].word.key in ("issue", "launch", "establish", "approve")
    )
    if not makes or head.party is None or whom.party is None or head.party.such is not None:
        return None
    reached = whom.label in ("Zone", "Place", "Category") or whom.party.labels == ("Category",)
    if not reached or not set(head.party.labels) <= {"Policy", "Program", "Fund"}:
        return None
    such = Further(Links(replace(head.party, asked=True), whom.party, ("APPLIES_TO>",), "none"))
    made = Item("w", head.token, replace(head.party, such=such), head.word, plural=True)
    return [made if n == asked[0] else i for n, i in enumerate(items[:-2])]


def things_of_named(items: list[Item]) -> tuple[Item, int] | None:
    """Return such a phrase at the beginning of the items as one kind of thing, and how many items it takes; None where there is none."""
    letters = _letters(items)
    shape = next((s for s in OF_NAMED if letters.startswith(s)), "")
    if not shape:
        return None
    noun, name = OF_NAMED[shape]
    head, owner = items[noun], items[name]
    if head.party is None or owner.party is None or head.party.entities or owner.label not in OWNERS:
        return None
    if shape == "et" and not stands_before(owner, head):
        return None
    clause = Links(head.party, owner.party) if "l" in shape else of_clause(owner.party, head.party)
    such = Further(asking(clause, "right" if clause.right is head.party else "left"))
    return Item(head.symbol, head.token, replace(head.party, such=such), head.word, plural=True), len(shape)


def stands_before(owner: Item, thing: Item) -> bool:
    """Whether English says by a name right before a kind of thing whose it is: points system zones; of one kind the two are one name."""
    beside = owner.token.stop + 1 == thing.token.start and thing.token.text.isascii()
    return beside and thing.plural and thing.party is not None and owner.label not in thing.party.labels


def _letters(items: list[Item]) -> str:
    return "".join("t" if item.symbol == "w" and not item.bare else item.symbol for item in items)


def _owned(items: list[Item], sketch: Sketch) -> list[Item] | None:
    """Return the items with 亦庄的基金 (and 国创母基金下面两支母基金) made one kind of thing of which more is asked, or None."""
    letters = "".join(item.symbol for item in items)
    for shape, noun in (("edt", 2), ("et", 1)):
        at = letters.find(shape)
        rest = letters[:at] + letters[at + len(shape) :]
        if at < 0 or not (set(rest) & set("vuwxm") or sketch.how_much):
            continue
        owner, head = items[at], items[at + noun]
        if owner.party is None or head.party is None or head.party.entities or head.party.asked:
            continue
        funds = owner.label == "Fund" and head.party.labels == ("Fund",)
        if owner.label not in ("Fund", "Zone", "Institution") or (shape == "et" and not funds):
            continue
        clause = of_clause(owner.party, head.party)
        slot = "right" if clause.right is head.party else "left"
        such = Further(asking(clause, slot))
        made = Item("t", head.token, replace(head.party, such=such), head.word, plural=True)
        return [*items[:at], made, *items[at + len(shape) :]]
    return None


def _clause(items: list[Item], head: Item, sketch: Sketch) -> Further | None:
    for match in matches(items, sketch.language):
        role = next((role for role, item in match.roles.items() if item is head), None)
        if role is None or match.group != "verb":
            continue
        try:
            clause = clause_of(match, sketch, mark="")
        except NotUnderstood:
            continue
        name = slots_of(clause, match)[role]
        verb = match.verb()
        own = verb.word.data.get("instruments", ()) if verb is not None and verb.word is not None else ()
        return Further(asking(clause, name), False, tuple(own) if isinstance(clause, Flows) else ())
    return None


def where_such(items: list[Item]) -> Links | None:
    """Return the clause of 财政部设立的基金在哪里: where such things lie."""
    letters = "".join(item.symbol for item in items)
    if letters not in ("tiw", "wat") or not any(i.where for i in items):
        return None
    thing = next(i.party for i in items if i.symbol == "t")
    where = next(i.party for i in items if i.symbol == "w")
    if thing is None or where is None or thing.such is None:
        return None
    return Links(thing, replace(where, asked=True), ("LOCATED_IN>",), "none")
