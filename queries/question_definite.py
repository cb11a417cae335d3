"""One that is meant and must be said: English “the” before a kind in the singular (who pays the high-tech zone), 基金规模多大."""

import itertools
import json

from queries.names import Names
from queries.plan import Filters, Flows, Named, Party, Plan
from queries.question_sketch import NotUnderstood
from queries.question_tokens import Token
from queries.question_words import Word, table, word_of

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


def unnamed_size(found: Plan, tokens: list[Token], names: Names) -> NotUnderstood | None:
    """Return the refusal of a Chinese question that asks how big the fund is without saying which; else None.

    Of each (各支, 分别), of all together (一共, 所有) or of those that something limits it may be asked.
    """
    clause, limits = found.clause, found.filters
    if not isinstance(clause, Flows) or limits != Filters(instruments=("fund_size",)) or clause.provider or clause.via:
        return None
    kind = clause.recipient
    if kind is not None and (
        kind.asked or kind != Party(labels=kind.labels, kinds=kind.kinds, said=kind.said, word=kind.word)
    ):
        return None
    if found.measure != "sum" or found.in_all or found.by or found.further or found.several is not None:
        return None
    said = {t.text for t in tokens}
    if said & set(table("hints")["of_each_fund"]):
        return None
    meant = _all_of(word_of("基金" if kind is None else kind.said, "type"), "", names)
    return NotUnderstood("which_fund", candidates=tuple(meant[:OFFERED])) if len(meant) > 1 else None


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
    return any(w.form in ("past", "ing") for w in after.readings)  # the fund set up in 2020, the company managing it


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
