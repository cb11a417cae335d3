"""Which articles speak of something, newest first."""

from queries.answer_facts import Run, overlaps
from queries.answer_result import Draft, Row
from queries.answer_words import after, listed, phrase
from queries.compile import Statement
from queries.compile_party import PLACED
from queries.plan import Mentions, Party, Plan

COLUMNS = ["article", "date", "publisher", "source"]
SHOWN = 4


def answer_articles(plan: Plan, run: Run) -> Draft:
    """List the articles that name an entity; of a place, also those that name what lies in it, which is told."""
    clause, language = plan.clause, plan.language
    assert isinstance(clause, Mentions)
    own = [e.id for e in run.names.grown(clause.party.entities)]
    there = _there(clause.party, run)
    rows = run.rows(
        Statement(
            "MATCH (x)-[:MENTIONED_IN]->(a:Article) WHERE x.id IN $ids "
            "RETURN DISTINCT a.id, a.title, a.date, a.publisher, a.source, x.id",
            {"ids": [*own, *there]},
        )
    )
    articles = {
        row[0]: row[1:5] for row in rows if plan.filters.period is None or overlaps(row[2], plan.filters.period)
    }
    named = {row[0] for row in rows if row[5] in own}
    order = sorted(articles, key=lambda i: (articles[i][1] or "", i), reverse=True)
    draft = Draft(COLUMNS, [Row(dict(zip(COLUMNS, articles[i], strict=True))) for i in order], nothing=not order)
    name = run.name(clause.party.ids[0], language)
    if not order:
        draft.sentence = phrase("sentences", "no_articles", language, name=name)
        return draft
    titles = listed(
        [f"《{articles[i][0]}》" if language == "zh" else f"“{articles[i][0]}”" for i in order[:SHOWN]], language
    )
    key = "articles_more" if len(order) > SHOWN else "articles"
    draft.sentence = phrase("sentences", key, language, name=name, n=len(order), what=titles)
    if within := len([i for i in order if i not in named]):
        draft.sentence += after(language, phrase("sentences", "articles_within", language, n=within, name=name))
    return draft


def _there(party: Party, run: Run) -> list[str]:
    """Return what lies in the places that are named."""
    from queries.answer_links import listing_ids

    places = tuple(e for e in party.entities if e.label == "Place")
    if not places or run.large:
        return []
    return listing_ids(Party(labels=(*PLACED, "Place"), places=places), run)
