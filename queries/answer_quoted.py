"""What the articles say themselves behind an answer: which of them tell it, and their sentences."""

from queries.answer_evidence import evidence
from queries.answer_facts import Run
from queries.answer_result import Draft
from queries.answer_words import after, phrase, strung

MOST = 3  # rows of which it is told


def sourced(draft: Draft, language: str, run: Run) -> str:
    """Return the articles that tell what is answered, with who printed them and when, where the sentence does not name them."""
    told = {e["article"]: e for found in evidence(draft.rows, run, MOST) for e in found}
    texts = [
        " ".join(str(part) for part in (e["title"], e["publisher"], e["date"]) if part)
        for e in told.values()
        if str(e["title"]) not in draft.sentence
    ]
    return after(language, phrase("sentences", "sourced", language, what=strung(language, texts))) if texts else ""


def quoted(draft: Draft, language: str, run: Run) -> str:
    """Return the sentences of the articles that tell the money, of which the graph does not keep what it is for."""
    texts = [" ".join(str(e["text"]).split()) for found in evidence(draft.rows, run, MOST) for e in found]
    what = strung(language, [f"“{text.rstrip('。')}”" for text in dict.fromkeys(texts)][:MOST])
    return after(language, phrase("sentences", "quoted", language, what=what)) if what else ""
