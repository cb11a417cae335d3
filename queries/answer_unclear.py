"""A name that may be more than one thing of one place (张江: the zone, its committee, the demonstration zone), where one alone has an answer."""

from collections.abc import Callable
from dataclasses import replace

from queries.answer_result import Answer
from queries.answer_words import phrase
from queries.names import Names
from queries.plan import Named
from queries.question import Reading, read
from queries.question_words import vocabulary

MOST = 6  # things of a name that are tried


def only_one_that_answers(found: Reading, names: Names, answer: Callable[[Reading], Answer]) -> Answer | None:
    """Return the answer of the one thing of an unclear name that has any, which is noted; None where none or several have.

    Only of zones of one name and those that manage them: which of two ministries was meant is asked back, whatever is known of either.
    """
    if found.reason != "ambiguous" or len(found.parts) != 1 or not _of_one_name(found.candidates):
        return None
    said = found.parts[0]
    kind = any(w.sort == "type" for w in vocabulary().get(said.lower().removeprefix("the "), ()))
    if kind != all(o.label == "Program" for o in found.candidates):
        return (
            None  # the high-tech zone is any there is, the relending tool the one in force; 科技创新 names no programme
        )
    told: list[tuple[Named, Answer]] = []
    near: list[tuple[Named, Answer]] = []
    for one in found.candidates:
        reading = read(found.question.replace(said, one.name, 1), names)
        if reading.plan is None:
            continue
        tried = answer(reading)
        if tried.rows:
            told.append((one, tried))
        elif phrase("near", "but", found.language, what="").rstrip(" .。") in tried.answer:
            near.append((one, tried))
    money = phrase("near", "without", found.language, condition="|", n="", what="").split("|")[0]
    best = told or [pair for pair in near if money in pair[1].answer] or near  # what else joins the two is farther
    if len(best) != 1:
        return None
    one, tried = best[0]
    note = phrase("notes", "only_one", found.language, said=said, name=one.called(found.language))
    return replace(tried, question=found.question, language=found.language, notes=[note, *tried.notes])


def _of_one_name(options: tuple[Named, ...]) -> bool:
    labels = {o.label for o in options}
    zones = "Zone" in labels and labels <= {"Zone", "Institution"}
    if not 1 < len(options) <= MOST or not (zones or labels == {"Program"}):
        return False
    first, others = options[0].name, [o.name for o in options[1:]]
    return any(all(first[n : n + 2] in other for other in others) for n in range(len(first) - 1))
