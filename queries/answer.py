"""A question asked of a store: read it, run its plan, say the answer."""

import re
from collections.abc import Iterable
from dataclasses import replace
from functools import partial
from typing import Any

from queries.answer_again import said_again
from queries.answer_articles import answer_articles
from queries.answer_beside import not_owned, sense_of, tell_beside
from queries.answer_besides import (
    classes_through,
    groups_of_funds,
    heirs_told,
    of_heirs,
    taking_part,
)
from queries.answer_capital import beside_sizes, unsized
from queries.answer_classes import without_classes
from queries.answer_compare import answer_compare
from queries.answer_computed import computed
from queries.answer_difference import with_difference
from queries.answer_facts import Run
from queries.answer_flows import answer_flows
from queries.answer_flows import matching as flow_matching
from queries.answer_further import (
    in_parts,
    kin_that_hold,
    matching_branches,
    otherwise,
    otherwise_joined,
    those_holding,
)
from queries.answer_halves import in_halves
from queries.answer_head import of_head_office
from queries.answer_kin import asked_of_kin, heads_of
from queries.answer_links import answer_links, joined_to_most, joined_to_several, listing_ids
from queries.answer_links import matching as link_matching
from queries.answer_listing import answer_listing, answer_within, unplaced
from queries.answer_loose import said_loosely
from queries.answer_near import empty_places, near, near_listing, near_owner
from queries.answer_news import answer_news
from queries.answer_notes import cell, name_notes, title
from queries.answer_nowhere import of_nowhere
from queries.answer_paths import answer_paths
from queries.answer_profile import answer_measures, answer_profile
from queries.answer_quoted import quoted, sourced
from queries.answer_ranks import are_parts
from queries.answer_reading import reading as in_words
from queries.answer_restated import restated
from queries.answer_result import Answer, Draft, then
from queries.answer_settle import settle, tell_number
from queries.answer_single import tell_single
from queries.answer_some import none_of_some
from queries.answer_tails import asks_whole, in_tails
from queries.answer_then import founded_then
from queries.answer_told import dated, tell_dated, told_count, told_of_subject
from queries.answer_unclear import only_one_that_answers
from queries.answer_unplaced import left_text, none_placed, none_there, tell_unplaced
from queries.answer_words import after, names_of, phrase
from queries.compile_party import ENTITIES
from queries.names import Names, open_names
from queries.plan import (
    Flows,
    Links,
    Listing,
    Mentions,
    News,
    Party,
    Paths,
    Plan,
    Profile,
)
from queries.question import Reading, read
from queries.question_again import again
from queries.question_context import wants_context
from queries.question_each import of_each
from queries.question_follow import meant_by_it
from queries.question_halves import swallows
from queries.question_loose import looser
from queries.question_turns import Turn, asked_slot, followed, in_turns, says_more, second_of, total_of
from queries.question_two import asks_twice, heard, in_two

COUNTED = {"RUNS", "PARTICIPATES_IN", "APPLIES_TO"}  # of whom articles count how many there are, and name a few
BEGUN = {"ESTABLISHES", "ISSUES"}  # which a verb may mean beside running it (搞, 推)
AFTER = re.compile(r"^after |[年月](?:以后|之后|后)$")  # a year or a month that may be meant to be in it, or not


def ask(store: Any, question: str, *, before: Plan | None = None, evidence: bool = True) -> Answer:
    """Return the answer to a question in Chinese or English about the graph in `store`.

    `before` is the plan of the question before, which a follow-up (那么江苏呢, and in 2022?) changes. Without `evidence` the
    sentences are not fetched. Several questions in one sentence are answered one after the other (`Answer.second`). A question that is not
    understood gives an answer with `understood` false; errors of the store are raised as `graph.store.StoreError`.
    """
    names = open_names(store, ENTITIES)
    answer = with_difference(_ask(question, store, names, before, evidence), question, Run(store, names))
    return answer if before is not None else in_context(store, answer)


def in_context(store: Any, answer: Answer, *, lost: bool = False) -> Answer:
    """Return an answer to a question that was asked first, or its refusal where it goes on from one before.

    `lost` says that the question before was not understood.
    """
    plans = [part.plan for part in answer.each() if part.plan is not None]
    if not plans or not (said := wants_context(answer.question, plans, lost)):
        return answer
    refused = Reading(answer.question, answer.language, None, reason="goes_on", parts=(said,))
    return refused_as(refused, open_names(store, ENTITIES), store)


def _ask(question: str, store: Any, names: Names, before: Plan | None, evidence: bool) -> Answer:
    answer, found = _asked(question, store, names, before, evidence)
    answer = answer or _otherwise(question, store, names, before, evidence)
    if answer is None:
        whole = partial(_whole, store, names, evidence)
        answer = of_head_office(question, store, names, whole) or of_nowhere(question, names, whole)
    if answer is None and before is None:
        answer = restated(question, names, Run(store, names), partial(_whole, store, names, evidence))
    return answer or refused_as(found, names, store)


def _whole(store: Any, names: Names, evidence: bool, question: str) -> Answer | None:
    """Return the answer to a question as it stands, or said otherwise; None where it is not understood."""
    answer, _ = _asked(question, store, names, None, evidence)
    return answer or _otherwise(question, store, names, None, evidence)


def _otherwise(question: str, store: Any, names: Names, before: Plan | None, evidence: bool) -> Answer | None:
    """Return the answer to a question that is understood once it is said in other words; None where it is not."""
    for other in looser(question, names):
        plainer, _ = _asked(other.question, store, names, before, evidence)
        if plainer is not None:
            return said_loosely(plainer, question, other)
    for said in again(question, names):
        if (
            told := said_again(said, question, lambda text: _asked(text, store, names, before, evidence)[0])
        ) is not None:
            return told
    answered = partial(answered_as, store=store, names=names, evidence=evidence)
    if before is None and (tails := in_tails(question, names, answered)) is not None:
        return replace(tails, question=question)
    for text in (
        question,
        *(other.question for other in looser(question, names)),
        *(said.text for said in again(question, names)),
    ):
        if (
            told := computed(
                text, partial(_told, store=store, names=names), answered, partial(are_parts, run=Run(store, names))
            )
        ) is not None:
            return replace(told, question=question)
    return None


def _told(question: str, before: Plan | None, *, store: Any, names: Names) -> tuple[Reading, Draft] | None:
    """Return how a question is read and what is told, or None where it is not understood."""
    found = read(question, names, before)
    if found.plan is None:  # of several that a name may mean, the one of which something is told
        one = only_one_that_answers(found, names, partial(answered_as, store=store, names=names, evidence=False))
        found = replace(found, plan=one.plan) if one is not None else found
    return drafted(found, store=store, names=names)


def drafted(found: Reading, *, store: Any, names: Names) -> tuple[Reading, Draft] | None:
    """Return a reading with what is told of its plan, or None where it has none that can be asked."""
    run = Run(store, names)
    settled = settle(found.plan, run) if found.plan is not None else None
    return (found, _draft(settled, run)) if settled is not None else None


def _strictly(store: Any, question: str, *, evidence: bool = True) -> Answer:
    """Return the answer to a question as it stands."""
    names = open_names(store, ENTITIES)
    answer, found = _asked(question, store, names, None, evidence)
    return answer or refused_as(found, names, store)


def _asked(
    question: str, store: Any, names: Names, before: Plan | None, evidence: bool
) -> tuple[Answer | None, Reading]:
    """Return the answer to a question as it stands, or None where it is not understood, and how it was read."""
    each = of_each(question, names) if before is None else None
    found = each or followed(question, before) or read(question, names, before)
    if each is not None:
        return (None if each.plan is None else answered_as(each, store, names, evidence)), each
    alone = found if before is None else read(question, names)  # of two halves, the first says what “it” is
    both = in_two(question, names, alone) if alone.plan is None or asks_twice(alone) else None
    if both is None and before is not None and found.plan is None and (said := meant_by_it(question, before)):
        both = in_two(said, names)  # who funds it and who manages it
    if both is not None:
        first, second = (_strictly(store, part, evidence=evidence) for part in both)
        return replace(then(first, second), question=question), found
    turn = in_turns(question, names) if alone.plan is None else says_more(alone, question, names)
    wanted = before is None or found.plan is None
    if wanted and turn is not None and (answer := _in_turns(turn, store, names, evidence)) is not None:
        return replace(answer, question=question), found
    found = heard(found, question, names) if before is None else found
    answered = partial(answered_as, store=store, names=names, evidence=evidence)
    if before is None and (found.plan is None or swallows(found, names)):
        if (
            halves := in_halves(question, store, names, partial(_strictly, store, evidence=evidence), answered)
        ) is not None:
            return replace(halves, question=question), found
        found = replace(found, reason=found.reason or "second_clause", plan=None)
    purpose = found.plan.filters.purpose if before is None and found.plan is not None else None
    if purpose and asks_whole(question) and (tails := in_tails(question, names, answered)) is not None:
        return replace(tails, question=question), found  # 首期多少，总规模多少: of the first part, and of the whole
    if found.plan is None:
        return only_one_that_answers(found, names, answered), found
    return answered(found), found


def _in_turns(turn: Turn, store: Any, names: Names, evidence: bool) -> Answer | None:
    """Answer a question whose second half speaks of what the first lists; None where that half is not understood."""
    first = answered_as(turn.first, store, names, evidence)
    plan = turn.first.plan
    assert plan is not None
    if turn.plan == plan:
        return first  # which tells it already
    if turn.total or turn.plan is not None:
        whole = replace(turn.first, question=turn.tail, plan=turn.plan or total_of(plan))
        return replace(first, second=answered_as(whole, store, names, evidence)) if first.rows or turn.plan else first
    slot = asked_slot(plan)
    party = getattr(plan.clause, slot or "", None)
    assert slot is not None and isinstance(party, Party)
    column = "name" if slot == "party" else slot
    if column not in first.columns:
        return None
    at = first.columns.index(column)
    said = [n for row in first.rows for n in (row[at] if isinstance(row[at], list) else [row[at]])]
    listed = names.called(dict.fromkeys(said), party.labels or ENTITIES)
    for tail in (turn.tail, *turn.more):
        second = second_of(replace(turn, tail=tail), listed, names)
        if second is None:
            return None
        first = then(first, answered_as(second, store, names, evidence))
    return first


def answered_as(found: Reading, store: Any, names: Names, evidence: bool) -> Answer:
    """Return the answer to a question as it was read; the reading must have a plan."""
    assert found.plan is not None
    run = Run(store, names)
    settled = settle(found.plan, run)
    draft = (
        Draft([], sentence=phrase("sentences", "nothing", found.language, what=in_words(found.plan)))
        if settled is None
        else _draft(settled, run)
    )
    if settled is None:
        draft.sentence += near_owner(found.plan, run)
    else:
        tell_number(settled, run)
        tell_dated(draft, settled, run)
    draft.sentence += "".join(after(found.language, text) for text in dict.fromkeys(run.told))
    if found.plan.sources:
        draft.sentence += sourced(draft, found.language, run)
    if found.plan.quoted:
        draft.sentence += quoted(draft, found.language, run)
    draft.sentence = draft.sentence.strip()
    return _finished(found, draft, run, evidence)


def refused_as(found: Reading, names: Names, store: Any) -> Answer:
    """Return the refusal of a question as it was read, with what may be asked instead."""
    from queries.answer_suggest import left_out, refusal, suggestions

    def answers(question: str) -> bool:
        other = read(question, names)
        return other.plan is not None and bool(answered_as(other, store, names, False).rows)

    part = left_out(found, names)
    offered = suggestions(found, names, part, answers)
    return Answer(found.question, found.language, False, refusal(found, part), suggestions=offered)


def _draft(plan: Plan, run: Run) -> Draft:
    clause = plan.clause
    if isinstance(clause, Flows | Links):
        kinds = {r[:-1] for r in clause.relations} if isinstance(clause, Links) else set()
        counts = bool(kinds & COUNTED) and kinds <= COUNTED | BEGUN
        if plan.measure == "count" and counts and (told := told_of_subject(plan, run)):
            return told
        answer = _of_money if isinstance(clause, Flows) else _of_links
        draft = asked_of_kin(plan, run, lambda p: answer(p, run))
        if plan.by_name and draft.nothing and run.told:
            draft.sentence, draft.nothing = "", False  # those told are classes of what was asked for
        uncounted = plan.measure == "count" and not counts and draft.nothing and not draft.rows
        if uncounted and (told := told_of_subject(plan, run)):
            return told
        none = draft.nothing and not draft.rows and not plan.yes_no and plan.measure == "rows"
        if none and (told := told_of_subject(plan, run)) is not None:
            draft.sentence += after(plan.language, told.sentence)  # how many provinces, where none is named
        near_there = tell_unplaced(draft, plan, run)
        if near_there and none_there(draft, plan):
            draft.sentence = none_placed(plan, run)
        classes = classes_through(plan, draft, run)  # which may put another sentence before
        if not beside_sizes(draft, plan, run) and not near_there:
            near(draft, plan, run)
        draft.sentence += unsized(draft, plan, run)
        tell_single(draft, plan, run)
        then = founded_then(plan, draft, run)  # which may put another sentence before
        then += sense_of(plan, draft, run)  # and so may this
        then += none_of_some(plan, draft, run)
        draft.sentence += then + taking_part(plan, draft, run)
        draft.sentence += classes
        tell_beside(draft, plan, run)
        if plan.when:
            draft.sentence += dated(plan, draft, run)
        alone = draft.sentence == phrase("sentences", "nothing", plan.language, what=in_words(plan))
        if draft.nothing and not draft.rows and (heirs := of_heirs(plan, run, alike_only=not alone)) is not None:
            draft.sentence += _of_heirs(heirs, plan, run)
        return draft
    if isinstance(clause, Listing):
        return answer_within(plan, run) if plan.asked == ("within",) else _of_a_kind(clause, plan, run)
    if isinstance(clause, Paths):
        return answer_paths(plan, run)
    if isinstance(clause, Profile):
        return (answer_compare if clause.form == "compare" else answer_profile)(plan, run)
    if isinstance(clause, Mentions):
        return answer_articles(plan, run)
    return answer_news(plan, run) if isinstance(clause, News) else answer_measures(plan, run)


def _of_heirs(heirs: Plan, plan: Plan, run: Run) -> str:
    """Return what is told of the programmes that are based on the one asked about, where it has nothing itself; or nothing."""
    with run.aside():
        told = run.told
        run.told = []
        other = _draft(heirs, run)
        other.sentence += "".join(after(plan.language, text) for text in run.told)
        run.told = told
    if (
        other.nothing
        and not other.rows
        and other.sentence == phrase("sentences", "nothing", plan.language, what=in_words(heirs))
    ):
        return ""
    return after(plan.language, heirs_told(heirs, other.sentence, run))


def _of_a_kind(clause: Listing, plan: Plan, run: Run) -> Draft:
    """List what the clause describes, without what the further clauses drop."""
    ids = listing_ids(clause.party, run)
    kept = set(ids)
    negated: set[str] = set()
    for further in sorted(plan.further, key=lambda f: not f.negated):
        holding = those_holding(further, plan, run)
        negated |= holding if further.negated else set()
        kept = kept - holding if further.negated else kept & holding
    kept = without_classes(kept, negated, plan, run)
    if clause.party.outside:
        kept -= _unplaced(kept, plan, run)
    _tell_by_branches(set(ids), plan, run)
    draft = answer_listing(plan, run, [i for i in ids if i in kept])
    draft.notes += [*in_parts(plan, run, kept, negated), *otherwise(plan, run, kept)]
    number = clause.party.number
    if number is not None and number[0] == number[1] != len(kept) and plan.further and plan.several is None:
        more = phrase("sentences", "not_so_many", plan.language, n=number[0], k=len(kept))
        draft.sentence += after(plan.language, more)
    draft.sentence += (
        otherwise_joined(plan, run, kept) + kin_that_hold(plan, run, kept) + empty_places(clause, plan, run)
    )
    told_count(draft, plan, run)
    near_listing(draft, plan, run)
    tell_unplaced(draft, plan, run)
    return draft


def _of_money(plan: Plan, run: Run) -> Draft:
    return answer_flows(plan, run, _kept(plan, run))


def _of_links(plan: Plan, run: Run) -> Draft:
    return answer_links(plan, run, _kept(plan, run))


def _kept(plan: Plan, run: Run) -> Iterable[str] | None:
    """Return the ids of the asked party that meet the further clauses, or None where there are none."""
    clause = plan.clause
    assert isinstance(clause, Flows | Links)
    slot = plan.asked[0] if plan.asked else ""
    party = getattr(clause, slot, None)
    apart = isinstance(party, Party) and bool(party.outside)
    single = plan.by_name and isinstance(party, Party)
    if not plan.further and not apart and not plan.several and not plan.most_joined and not single:
        return None
    kept = flow_matching(plan, slot, run) if isinstance(clause, Flows) else link_matching(clause, slot, plan, run)
    for further in plan.further:
        holding = those_holding(further, plan, run)
        if further.negated:
            _tell_by_branches(kept, plan, run)
        else:
            heads = sorted(kept & heads_of(matching_branches(further, plan, run), run) - holding)
            if heads:
                run.told.append(
                    phrase("sentences", "through_branches", plan.language, names=names_of(heads, run, plan.language))
                )
        kept = kept - holding if further.negated else kept & holding
    if plan.several and isinstance(clause, Links):
        kept &= joined_to_several(clause, slot, plan, run)
    if plan.most_joined and isinstance(clause, Links):
        kept = joined_to_most(clause, slot, plan, run)
    if single:
        kept = _single_ones(kept, plan, run)
    return kept - _unplaced(kept, plan, run) if apart else kept


def _single_ones(ids: set[str], plan: Plan, run: Run) -> set[str]:
    """Leave out the classes (科技型企业), where bodies are asked for by name, and tell them."""
    classes = sorted(i for i in ids if i.startswith("Category:"))
    if classes:
        names = names_of(classes, run, plan.language)
        key = "count_classes_too" if len(classes) < len(ids) else "count_classes"
        run.told.append(phrase("sentences", key, plan.language, names=names))
    return ids - set(classes)


def _tell_by_branches(ids: set[str], plan: Plan, run: Run) -> None:
    """Tell which of those in question are left out for what their branches have."""
    if heads := sorted(ids & run.by_branches):
        names = names_of(heads, run, plan.language)
        run.told.append(phrase("sentences", "by_branches", plan.language, names=names))


def _unplaced(ids: set[str], plan: Plan, run: Run) -> set[str]:
    """Return those of which nobody says where they are, so that none can be said to be elsewhere; and tell them."""
    found = unplaced(ids, run)
    if found:
        names = names_of(sorted(found), run, plan.language)
        run.told.append(phrase("sentences", "unplaced", plan.language, n=len(found), names=names))
    return found


def _finished(found: Reading, draft: Draft, run: Run, with_evidence: bool) -> Answer:
    from queries.answer_evidence import evidence

    plan, language = found.plan, found.language
    assert plan is not None
    notes = [*name_notes(found, plan, run), *not_owned(plan, run), *draft.notes, *groups_of_funds(draft, plan, run)]
    if any(further.negated for further in plan.further):
        unpaid = draft.rows and any(f.negated and isinstance(f.clause, Flows) for f in plan.further)
        if unpaid:  # who pays is seldom told whole
            draft.sentence += after(language, phrase("notes", "negated", language))
        else:
            notes.append(phrase("notes", "negated", language))
    if plan.main and len(draft.rows) > 1:
        notes.append(phrase("notes", "main", language))
    period = plan.filters.period
    if period is not None and period.stop is None and AFTER.search(period.said):
        notes.append(phrase("notes", "after", language, said=period.said, start=period.start))
    for reason, facts in run.left_out.items():
        notes.append(phrase("notes", reason, language, n=len(facts), what=left_text(facts, run, language)))
    sentences = evidence(draft.rows, run) if with_evidence else []
    parameters: dict[str, Any] = {}
    texts = []
    for n, statement in enumerate(run.done, 1):
        texts.append(statement.cypher)
        parameters.update(
            statement.parameters if len(run.done) == 1 else {f"{key}@{n}": v for key, v in statement.parameters.items()}
        )
    return Answer(
        question=found.question,
        language=language,
        understood=True,
        answer=draft.sentence,
        reading=in_words(plan),
        plan=plan,
        cypher=";\n".join(texts),
        parameters=parameters,
        columns=draft.columns,
        rows=[[row.values.get(name) for name in draft.columns] for row in draft.rows],
        shown=[[row.shown.get(name) or cell(row.values.get(name)) for name in draft.columns] for row in draft.rows],
        titles=[title(name, plan) for name in draft.columns],
        notes=notes,
        evidence=sentences,
        suggestions=draft.suggestions,
    )
