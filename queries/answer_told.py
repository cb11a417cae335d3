"""How many there are of a kind: the number that an article tells, before the number of those that the graph names."""

from dataclasses import replace

from queries.answer_facts import EdgeFact, Run, in_period, seen_of
from queries.answer_links import run_by
from queries.answer_profile import SEEN, answer_measures, facts_of, seen_rows
from queries.answer_result import Draft
from queries.answer_words import dated_text, fact_text, first_few, listed, phrase, seen_value
from queries.compile import GONE_THROUGH, observation_statement
from queries.plan import Filters, Flows, Links, Listing, Measures, Named, Party, Plan, party_slots
from queries.question_special import measured_as
from queries.question_words import table

MOST = 6
COUNTRY = "Place:中国"  # of which 全国有多少家 is said as well as of the class


def told_count(draft: Draft, plan: Plan, run: Run) -> None:
    """Put what articles count of a kind as a whole (国家高新区共178家) before the things of that kind that the graph names."""
    clause, language = plan.clause, plan.language
    if not isinstance(clause, Listing) or plan.measure != "count" or plan.further:
        return
    party = clause.party
    if party.entities or party.without or party.parents or not party.word:
        return
    if any(run.names.index.entity(p.id).kind != "country" for p in party.places):
        return
    word = table("types")[party.word]
    kinds = tuple(Named(f"Category:{said}", said, "Category", said) for said in word["zh"])
    whole = Named(COUNTRY, COUNTRY.partition(":")[2], "Place", "")
    rows = run.rows(observation_statement(Party(entities=(*kinds, whole)), (), False, run.names))
    seen = in_period([seen_of(row[0], row[1:]) for row in rows], plan.filters.period, run)
    own = {k.id: (*word["zh"], *table("hints")["whole"]) for k in kinds} | {COUNTRY: tuple(word["zh"])}
    seen = [s for s in seen if s.measure in own.get(s.subject, ())]
    seen = [s for s in seen if s.unit in table("hints")["counters"]]
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


def told_of_subject(plan: Plan, run: Run) -> Draft | None:
    """Answer a count that finds no single things with what articles count of the thing asked about, if they do.

    科技创新券补助了多少家单位 by how many there were; 多少家高新区实施企业创新积分制 by the figure of the programme.
    """
    clause = plan.clause
    if not isinstance(clause, Flows | Links) or len(plan.asked) != 1 or plan.further:
        return None
    if plan.filters != Filters(period=plan.filters.period):
        return None
    counted = getattr(clause, plan.asked[0], None)
    slots = party_slots(clause)
    others = [p for s in slots if s != plan.asked[0] and (p := getattr(clause, s)) is not None and p.entities]
    if isinstance(counted, Party) and (classed := _classed(counted, others, plan, run)) is not None:
        return classed
    if isinstance(clause, Flows) and clause.via is not None and clause.via.entities:
        others = [clause.via]  # whoever runs it, what is counted is counted of the programme
    if not isinstance(counted, Party) or not counted.word or counted.places or len(others) != 1:
        return None
    if all(e.label == "Institution" for e in others[0].entities):
        with run.aside():  # 国开行支持了多少个项目: what is counted of the programmes that it runs
            programmes = run_by(others[0], plan, run)
        others = [Party(entities=tuple(run.names.named(i, "") for i in programmes))]
    if not others[0].entities or any(e.label not in GONE_THROUGH for e in others[0].entities):
        return None
    clause_ = Measures(others[0], measured_as(counted), target=counted)
    found = answer_measures(replace(plan, clause=clause_, asked=("observation",), measure="rows"), run)
    return found if found.rows and any(r.values.get("measure") for r in found.rows) else None


def _classed(counted: Party, others: list[Party], plan: Plan, run: Run) -> Draft | None:
    """Return how many of a class (高新技术企业) articles count in the one zone or place, or by the one body, that is named; or None."""
    own = counted.labels == ("Category",) or any(e.label == "Category" for e in counted.entities)
    if not own or len(others) != 1 or any(e.label == "Category" for e in others[0].entities):
        return None
    measures = run.names.index.known_measures([*(e.name for e in counted.entities), *counted.like])
    if not measures:
        return None
    clause = Measures(others[0], tuple(sorted(measures)))
    found = answer_measures(replace(plan, clause=clause, asked=("observation",), measure="rows"), run)
    return found if found.rows else None


def dated(plan: Plan, draft: Draft, run: Run) -> str:
    """Return, where a relation has no time, what the graph dates of the thing asked about."""
    clause, language = plan.clause, plan.language
    if not isinstance(clause, Links) or any(row.values.get("period") for row in draft.rows):
        return ""
    named = [p for p in (clause.left, clause.right) if p.entities]
    if len(named) != 1:
        return ""
    facts = [
        f for f in facts_of(named[0], run, plan) if f.period and not (isinstance(f, EdgeFact) and f.type == "POSTED_AT")
    ]
    facts.sort(key=lambda f: (f.period or "", fact_text(f, run, language)))
    texts = list(dict.fromkeys(dated_text(f, run, language) for f in facts))
    if not texts:
        return ""
    name = run.name(named[0].ids[0], language)
    what = first_few(language, texts, MOST)
    return ("" if language == "zh" else " ") + phrase("sentences", "dated", language, name=name, what=what)


def tell_dated(draft: Draft, plan: Plan, run: Run) -> None:
    """Say of what came first or last that it did among what is dated, where more is not: of that nobody can say it."""
    undated = run.left_out.get("no_period", ())
    if plan.measure in ("earliest", "latest") and undated and draft.rows:
        said = phrase("sentences", f"dated_{plan.measure}", plan.language, n=len(undated))
        draft.sentence = f"{said}{draft.sentence}"
