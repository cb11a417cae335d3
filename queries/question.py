"""A question in Chinese or English → a typed plan, or the reason why it was not understood and what might have been meant."""

from dataclasses import dataclass, field, replace
from datetime import date

from queries.names import Names
from queries.names_close import close_names, suggestions
from queries.plan import Named, Plan
from queries.question_follow import follow
from queries.question_frames import plan
from queries.question_phrases import sketch
from queries.question_sketch import NotUnderstood, Sketch
from queries.question_tokens import Token, language_of, tokens


@dataclass(frozen=True, slots=True)
class Reading:
    """How a question was read: its plan, or None with the `reason` (a key of data/phrases.yaml) and the words in question.

    `taken` lists names that were taken in another spelling; `candidates` what an unclear name might be.
    """

    question: str
    language: str
    plan: Plan | None
    tokens: tuple[Token, ...] = ()
    reason: str | None = None
    parts: tuple[str, ...] = ()
    candidates: tuple[Named, ...] = ()
    taken: tuple[Named, ...] = ()
    notes: dict[str, str] = field(default_factory=dict)


def read(question: str, names: Names, before: Plan | None = None) -> Reading:
    """Read a question against the names of a graph; `before` is the plan that a follow-up may change.

    Never guesses: a question of which a word stays unexplained has no plan.
    """
    text = " ".join(question.split())
    language = language_of(text)
    found = tokens(text, names, _today(names))
    taken: tuple[Named, ...] = ()
    if any(token.sort == "unknown" and not token.text.isascii() for token in found):
        from extract.text import fold

        if (simple := fold(text)) != text:
            text = simple
            found = tokens(text, names, _today(names))
    if any(token.sort == "unknown" for token in found):
        found, taken = close_names(text, found, names, _today(names))
    measures = _measures(found, names)
    try:
        if before is not None:
            changed = follow(found, language, before, names)
            if changed is not None:
                return Reading(question, language, changed, tuple(found), taken=taken)
        half = sketch([t for t in found if t.sort != "measure"], language)
        half.notes["measures"] = measures
        return Reading(question, language, _checked(plan(half), half), tuple(found), taken=taken)
    except NotUnderstood as error:
        candidates = error.candidates or tuple(suggestions(error, found, names))
        return Reading(question, language, None, tuple(found), error.reason, error.parts, candidates, taken)


def _today(names: Names) -> date:
    """Return the date of the newest article, from which 去年 and last year are reckoned."""
    newest = names.index.about("newest")
    if not newest:
        return date.today()
    parts = [int(p) for p in newest.split("-")]
    return date(parts[0], parts[1] if len(parts) > 1 else 12, parts[2] if len(parts) > 2 else 28)


def _measures(found: list[Token], names: Names) -> list[str]:
    """Turn unexplained Chinese that stands in the name of an observed measure into measure tokens; return the words."""
    said = []
    for token in found:
        if token.sort == "measure":
            said.append(token.text)
        elif (
            token.sort == "unknown"
            and len(token.text) >= 2
            and not token.text.isascii()
            and names.index.measures(token.text)
        ):
            token.sort = "measure"
            said.append(token.text)
    return said


def _checked(found: Plan, half: Sketch) -> Plan:
    """Refuse a plan that asks nothing of anything in particular."""
    return replace(found, language=half.language)
