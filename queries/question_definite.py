"""English “the” before a kind of thing in the singular (who pays the high-tech zone): one body is meant, which must be said."""

import itertools
import json

from queries.names import Names
from queries.plan import Named
from queries.question_sketch import NotUnderstood
from queries.question_tokens import Token
from queries.question_words import Word, table

OFFERED = 5  # of those that may be meant


def one_of_a_kind(tokens: list[Token], names: Names) -> NotUnderstood | None:
    """Return the refusal of a question that speaks of “the bank” without saying which, where the graph has several; else None."""
    for (n, the), kind in zip(enumerate(tokens), tokens[1:], strict=False):
        if the.text.lower() not in table("hints")["definite"] or kind.found is not None:
            continue
        word = kind.reading("type")
        said = kind.text.lower()
        several = any(w.form == "plural" for w in kind.readings) or (said.endswith("s") and not said.endswith("ss"))
        if word is None or several or _qualified(tokens, n + 2):  # the six big banks
            continue
        if len(meant := _all_of(word, kind.text, names)) > 1:
            return NotUnderstood("ambiguous", f"{the.text} {kind.text}", candidates=tuple(meant[:OFFERED]))
    return None


def _qualified(tokens: list[Token], at: int) -> bool:
    """Whether what follows says which one is meant: in Jiangsu, that …, run by …; or is itself what is spoken of."""
    after = tokens[at] if at < len(tokens) else None
    if after is None:
        return False
    if after.is_("type") or after.is_("role") or after.is_("money") or after.sort in ("name", "unknown"):
        return not any(w.symbol in "vu" for w in after.readings) or after.found is not None
    if after.is_("mark", "of", "in", "relative", "by", "through", "between"):
        return True
    if after.is_("mark", "have") and after.text.lower() in ("with", "having"):
        return True
    return any(w.form == "past" for w in after.readings)  # the fund set up in 2020


def _all_of(word: Word, said: str, names: Names) -> list[Named]:
    """Return the entities of a kind, of which one was spoken of."""
    labels, data = word.data.get("labels", []), word.data
    marks = ",".join("?" * len(labels))
    rows = names.index.connection.execute(
        f"SELECT id, name, kind, tags FROM entity WHERE label IN ({marks}) ORDER BY length(name), name", labels
    )
    found = []
    for id_, name, kind, tags in rows:
        of_class = not data.get("tags") and not data.get("names")
        of_class = of_class or bool(set(json.loads(tags or "[]")) & set(data.get("tags", ())))
        of_class = of_class or name in data.get("names", ())
        fits = (not data.get("kinds") or kind in data["kinds"]) and of_class
        if fits and (not data.get("like") or any(part in name for part in data["like"])):
            found.append(id_)
        if len(found) > OFFERED:
            break
    return [names.named(id_, said) for id_ in itertools.islice(found, OFFERED + 1)]
