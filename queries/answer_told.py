"""How many there are of a kind: the number that an article tells, before the number of those that the graph names."""

from queries.answer_facts import Run, in_period, seen_of
from queries.answer_profile import SEEN, seen_rows
from queries.answer_result import Draft
from queries.answer_words import listed, phrase, seen_value
from queries.compile import observation_statement
from queries.plan import Listing, Named, Party, Plan
from queries.question_words import table

COUNTERS = ("家", "个", "只", "支", "所", "项")
WHOLE = ("数量", "总数", "个数")
MOST = 6


def told_count(draft: Draft, plan: Plan, run: Run) -> None:
    """Put what articles count of a kind as a whole (国家高新区共178家) before the things of that kind that the graph names."""
    clause, language = plan.clause, plan.language
    if not isinstance(clause, Listing) or plan.measure != "count" or plan.further:
        return
    party = clause.party
    if party.entities or party.without or party.parents or party.places or not party.word:
        return
    word = table("types")[party.word]
    kinds = tuple(Named(f"Category:{said}", said, "Category", said) for said in word["zh"])
    rows = run.rows(observation_statement(Party(entities=kinds), (), False, run.names))
    seen = in_period([seen_of(row[0], row[1:]) for row in rows], plan.filters.period, run)
    seen = [s for s in seen if s.subject in {k.id for k in kinds} and s.measure in (*word["zh"], *WHOLE)]
    seen = [s for s in seen if s.unit in COUNTERS]
    if not seen:
        return
    seen.sort(key=lambda s: (s.period or "", s.value), reverse=True)
    figures = listed(
        [f"{seen_value(s, language)}{f'（{s.period}）' if s.period else ''}" for s in seen[:MOST]], language
    )
    names = [str(row.values["name"]) for row in draft.rows]
    draft.columns, draft.rows = list(SEEN), seen_rows(seen, run, language)
    told = phrase("sentences", "told_count", language, what=word[language][0], figures=figures)
    draft.sentence = told + (
        phrase("sentences", "told_named", language, n=len(names), names=listed(names[:MOST], language)) if names else ""
    )
