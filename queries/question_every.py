"""Every one of a kind: 所有大行都投资的基金, banks that lend to all zones. What any of them does is no answer to what all do."""

from queries.plan import PARTY_SLOTS, Flows, Links, Party, Plan
from queries.question_sketch import NotUnderstood, Sketch
from queries.question_tokens import Token
from queries.question_words import table


def quantified(tokens: list[Token]) -> set[str]:
    """Return the kinds of things (keys of data/types.yaml) of which a question says all or each."""
    before, behind = table("hints")["every"], table("hints")["each_does"]
    found: set[str] = set()
    for at, token in enumerate(tokens):
        kind = token.reading("type")
        if kind is None or token.found is not None:
            continue
        last = tokens[at - 1].text.lower() if at else ""
        nearby = [t.text for t in tokens[at + 1 : at + 2]]
        if last in (*before, *table("hints")["each_of"]) or any(text in behind for text in nearby):
            found.add(kind.key)
    return found


def definite_plural(tokens: list[Token]) -> bool:
    """Whether a question speaks of “the banks”, “the Shanghai funds”: all of them."""
    for at, token in enumerate(tokens):
        kind = token.reading("type")
        if kind is None or kind.form != "plural":
            continue
        back = at - 1
        while back >= 0 and tokens[back].found is not None:
            back -= 1
        if back >= 0 and tokens[back].text.lower() == "the":
            return True
    return False


def of_all_together(found: Plan, sketch: Sketch) -> None:
    """Refuse where all of a kind are meant together: whether they do something, or what all of them do.

    What is listed of each (所有母基金的管理人, 所有基金由谁管理) and what all of them paid is answered. Raises `NotUnderstood`.
    """
    said, clause = sketch.notes.get("quantified", set()), found.clause
    if found.yes_no and sketch.notes.get("definite_plural"):
        raise NotUnderstood("every")
    if not said or not isinstance(clause, Flows | Links):
        return
    if found.yes_no or sketch.yes_no:
        raise NotUnderstood("every")
    if len(found.asked) != 1 or found.asked[0] == "flow":
        return
    names = PARTY_SLOTS
    held = {n: p for n in names if isinstance(p := getattr(clause, n, None), Party)}
    others = {p.word for n, p in held.items() if n not in found.asked and not p.entities} & said
    if not others:
        return
    at = next((n for n, i in enumerate(sketch.items) if i.party is not None and i.party.word in others), None)
    asks = next((n for n, i in enumerate(sketch.items) if i.party is not None and i.party.asked), None)
    if asks is None:
        asks = len(sketch.items) - 1 if sketch.language == "zh" else 0
    of_each = at is not None and at < asks and not any(i.symbol == "d" for i in sketch.items[at:asks])
    if at is None or of_each or "x" in sketch.core:
        return
    raise NotUnderstood("every")
