"""The answer to a question that was understood only once it was said otherwise."""

from collections.abc import Callable
from dataclasses import replace

from queries.answer_result import Answer, then
from queries.answer_words import phrase
from queries.question_again import Again

Asked = Callable[[str], Answer | None]


def said_again(said: Again, question: str, asked: Asked) -> Answer | None:
    """Return the answer to what a question was said as, with what it was read as and what was passed over; None where it is not understood, or finds nothing."""
    first = asked(said.text)
    if first is None or not first.rows:
        return None  # that nothing is such is said only of what was asked as it stands
    texts = [said.text]
    whole = first
    for forms in said.more:
        tried = [(form, a) for form in forms if (a := asked(form)) is not None]
        plain = next(((f, a) for f, a in tried if f == forms[0]), None)  # that nothing is known of it is an answer too
        further = next(((f, a) for f, a in tried if a.rows), plain)
        if further is None:
            return None
        texts.append(further[0])
        whole = then(whole, further[1])
    language = first.language
    told = [phrase("notes", "again", language, what="”“".join(text.rstrip("?？。") for text in texts))]
    if said.passed:
        told.append(phrase("notes", "passed", language, parts="”“".join(said.passed)))
    return replace(whole, question=question, notes=[*told, *whole.notes])
