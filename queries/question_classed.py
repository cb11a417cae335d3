"""How many of a class of bodies articles count somewhere (芜湖高新区有多少家高新技术企业): the figure of that place, and no link to the class."""

from queries.names import Names
from queries.plan import Filters, Measures, Party, Plan
from queries.question_sketch import NotUnderstood
from queries.question_tokens import Token
from queries.question_words import Word, table

WHOSE = ("Zone", "Place", "Institution")
IDLE = ("of", "be", "have", "in", "possessive", "by")


def counted_class(found: list[Token], language: str, names: Names) -> Plan | None:
    """Return the plan of a question that asks nothing but how many of one class there are in one place or in each of a kind; else None.

    Only where articles count that class under its own name. Raises `NotUnderstood` where whose count is asked is not clear.
    """
    classes = [t for t in found if _measures(t, names)]
    rest = [t for t in found if t not in classes and not _idle(t)]
    parts: dict[str, list[Token]] = {name: [] for name in ("count", "rank", "time", "whose", "asks", "each", "")}
    for token in rest:
        parts[_part(token)].append(token)
    one = len(classes) == len(parts["whose"]) == 1 and len(parts["time"]) < 2 and len(parts["rank"]) < 2
    if not one or parts[""] or not (parts["count"] or parts["rank"]):
        return None
    whose, rank = parts["whose"][0], parts["rank"]
    subject = _subject(whose)
    assert subject is not None
    of_each = bool(parts["each"] or any(_each(t) for t in found))
    if subject.entities and (rank or of_each):
        return None  # the most of one place: of what?
    if not subject.entities and not (rank or of_each or parts["asks"]):
        return None
    if len(subject.entities) > 1:
        raise NotUnderstood("ambiguous", whose.text, candidates=subject.entities)
    measure = "rows"
    if rank:
        measure = "smallest" if rank[0].is_("aggregate", "fewest", "smallest") else "largest"
    filters = Filters(period=parts["time"][0].value) if parts["time"] else Filters()
    clause = Measures(subject, _measures(classes[0], names))
    return Plan(clause, ("observation",), filters=filters, measure=measure, language=language)


def _part(token: Token) -> str:
    """Return what a token says of a count: how many, which rank, when, of whom, which or each; nothing where it says something else."""
    if _counts(token):
        return "count"
    if token.is_("aggregate", "most", "largest", "fewest", "smallest"):
        return "rank"
    if token.sort in ("time", "since"):
        return "time"
    if _subject(token) is not None:
        return "whose"
    if token.is_("asking", "which", "where", "list", "what"):
        return "asks"
    return "each" if token.text.lower() in table("hints")["each_of"] else ""


def _measures(token: Token, names: Names) -> tuple[str, ...]:
    """Return the measures that articles count a class by, whole, or nothing."""
    said: list[str] = []
    if token.found is not None and all(o.label == "Category" for o in token.found.options):
        said = [name for o in token.found.options for name in (o.name, token.text)]
    elif (word := token.reading("type")) is not None and word.data.get("labels") == ["Category"]:
        said = [*word.data.get("like", ()), *word.data.get("zh", ())]
    return tuple(sorted(names.index.known_measures(said))) if said else ()


def _subject(token: Token) -> Party | None:
    """Return whose count it may be: one that is named, or all of a kind of zones or places."""
    if token.found is not None and not token.is_("type"):
        options = token.found.options
        return Party(entities=options, said=token.text) if all(o.label in WHOSE for o in options) else None
    word: Word | None = token.reading("type")
    if word is None or set(word.data["labels"]) - {"Zone", "Place"}:
        return None
    labels, kinds, tags, names, like = (
        tuple(word.data.get(key, ())) for key in ("labels", "kinds", "tags", "names", "like")
    )
    return Party(labels=labels, kinds=kinds, tags=tags, names=names, like=like, said=token.text, word=word.key)


def _counts(token: Token) -> bool:
    return token.is_("asking", "how_many") or token.text.lower() in table("classed")["count"]


def _each(token: Token) -> bool:
    return token.text.lower() in (*table("hints")["each"], *table("hints")["one_by_one"])


def _idle(token: Token) -> bool:
    return (
        token.is_("stop")
        or any(token.is_("mark", mark) for mark in IDLE)
        or token.text.lower() in table("classed")["idle"]
    )
