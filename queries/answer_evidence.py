"""The sentences behind the rows of an answer, with the words that carried the fact marked."""

from typing import Any

from queries.answer_facts import EdgeFact, FlowFact, Run, SeenFact
from queries.answer_result import Row
from queries.compile import articles_statement, mentions_statement
from queries.evidence import split

MOST_ROWS = 200  # rows whose sentences are fetched
Spans = dict[tuple[str, str], list[tuple[int, int]]]  # by article and entity, the spans in the article's text


def evidence(rows: list[Row], run: Run, most: int = MOST_ROWS) -> list[list[dict[str, Any]]]:
    """Return for each row the sentences that say its facts: article, title, date, publisher, source, text, start, stop, marks.

    `marks` are spans in `text` of names and figures of the fact. Rows beyond `most` have none.
    """
    references = [[(r, fact) for fact in row.facts for r in fact.evidence] for row in rows[:most]]
    articles = sorted({split(r)[0] for row in references for r, _ in row})
    if not articles:
        return [[] for _ in rows]
    known = {row[0]: row for row in run.rows(articles_statement(articles))}
    parties = sorted({p for row in references for _, fact in row for p in fact.parties})
    mentions = mentioned(articles, parties, run)
    found = [[_sentence(r, fact, known, mentions) for r, fact in row if split(r)[0] in known] for row in references]
    return [*found, *([] for _ in rows[most:])]


def mentioned(articles: list[str], entities: list[str], run: Run) -> Spans:
    """Return where the articles name the entities."""
    found: Spans = {}
    if articles and entities:
        for article, entity, start, stop in run.rows(mentions_statement(articles, entities)):
            found.setdefault((article, entity), []).append((start, stop))
    return found


def _sentence(reference: str, fact: Any, known: dict[str, Any], mentions: Spans) -> dict[str, Any]:
    article, start, stop = split(reference)
    _, title, date, publisher, source, text = known[article]
    sentence = text[start:stop]
    spans = [
        (a - start, b - start)
        for party in fact.parties
        for a, b in mentions.get((article, party), [])
        if start <= a and b <= stop
    ]
    for word in _words(fact):
        at = sentence.find(word)
        if at >= 0:
            spans.append((at, at + len(word)))
    return {
        "article": article, "title": title, "date": date, "publisher": publisher, "source": source, "text": sentence,
        "start": start, "stop": stop, "marks": merged(spans),
    }  # fmt: skip


def _words(fact: Any) -> list[str]:
    """Return the printed words of a fact besides its names."""
    if isinstance(fact, FlowFact):
        return [fact.text] if fact.text else []
    if isinstance(fact, SeenFact):
        value = f"{fact.value.normalize():f}"
        return [fact.measure, f"{value}{fact.unit or ''}", value]
    return [fact.title] if isinstance(fact, EdgeFact) and fact.title else []


def merged(spans: list[tuple[int, int]]) -> list[list[int]]:
    """Return spans in order, those that touch or overlap made one."""
    found: list[list[int]] = []
    for start, stop in sorted(spans):
        if found and start <= found[-1][1]:
            found[-1][1] = max(found[-1][1], stop)
        else:
            found.append([start, stop])
    return found


def marked(item: dict[str, Any], before: str = "【", after: str = "】") -> str:
    """Return a sentence with its marks written in."""
    text, out, at = item["text"], "", 0
    for start, stop in item["marks"]:
        out += text[at:start] + before + text[start:stop] + after
        at = stop
    return " ".join((out + text[at:]).split())


def publishers(facts: list[Any], run: Run) -> dict[str, str]:
    """Return who published each article that tells the facts; its title, source or id where that is not said."""
    ids = sorted({a for f in facts for a in f.articles})
    if not ids:
        return {}
    return {row[0]: row[3] or row[1] or row[4] or row[0] for row in run.rows(articles_statement(ids))}
