"""Questions of a bank said only as the head office of a branch that is named: 某支行的总行投了多少, what did the head office of that branch lend."""

import re
from collections.abc import Callable
from dataclasses import replace
from typing import Any

from queries.answer_result import Answer
from queries.answer_words import phrase
from queries.names import Names
from queries.plan import Named
from queries.question import names_said
from queries.question_tokens import language_of
from queries.question_words import table

ABOVE = (
    "MATCH (b:Institution)-[:PART_OF]->(h:Institution) WHERE b.id = $id RETURN DISTINCT h.name AS name ORDER BY name"
)

BELOW = "MATCH (b:Institution)-[:PART_OF]->(h:Institution) WHERE h.id = $id RETURN count(*) AS n"


def head_of(body: Named, store: Any, names: Names) -> Named | None:
    """Return the one bank that a branch is part of, or None: a body of two heads has no head office that could be meant."""
    if body.label != "Institution" or body.kind not in ("bank", ""):
        return None
    rows = store.ours(ABOVE, {"id": body.id}).dicts()
    found = [n for n in names.called([str(row["name"]) for row in rows], ("Institution",)) if n.kind == "bank"]
    return found[0] if len(rows) == len(found) == 1 else None


def head_or_itself(bank: Named, store: Any, names: Names) -> Named | None:
    """Return the head office of a branch, or a bank with branches itself; None for any other."""
    if (head := head_of(bank, store, names)) is not None:
        return head
    if bank.label != "Institution" or bank.kind != "bank":
        return None
    return bank if store.ours(BELOW, {"id": bank.id}).dicts()[0]["n"] else None


def of_head_office(question: str, store: Any, names: Names, ask: Callable[[str], Answer | None]) -> Answer | None:
    """Return the answer to a refused question with the bank itself for the head office of a branch that it names; None for another."""
    language, data = language_of(question), table("heads")
    if not re.search(data["office"][language], question, re.IGNORECASE):
        return None
    if re.search(data["alone"], question, re.IGNORECASE):
        return None
    for token in names_said(question, names):
        options = token.found.options if token.found is not None else ()
        if len(options) != 1 or (head := head_or_itself(options[0], store, names)) is None:
            continue
        called = head.called(language)
        for form in data["named"][language]:
            pattern = form.replace("{name}", re.escape(question[token.start : token.stop]))
            said = re.sub(pattern, called.replace("\\", ""), question, flags=re.IGNORECASE)
            if said != question and (answer := ask(said)) is not None:
                note = phrase("notes", "again", language, what=said.rstrip("?？。. "))
                return replace(answer, question=question, notes=[note, *answer.notes])
    return None
