"""Facts of a body's branches, and of the body that took its place, where a question names the body.

A branch is what is PART_OF a body, down to two levels. A ministry is no branch of the State Council: of governments, only what
bears the body's own name is (人民银行上海总部, 科学技术部火炬中心).
"""

import re
from collections.abc import Callable, Iterable
from dataclasses import replace
from typing import Any

from queries.answer_facts import BATCH, FlowFact, Run
from queries.answer_result import Draft
from queries.answer_rows import ordered
from queries.answer_words import after, fact_text, first_few, names_of, phrase, strung
from queries.compile import parts_statement, wholes_statement
from queries.plan import FLOW_SLOTS, LINK_SLOTS, Flows, Links, Named, Party, Plan, with_parties

SLOTS = {Flows: FLOW_SLOTS, Links: LINK_SLOTS}
GOVERNMENTS = ("central_government", "local_government", "party_body")
OF_THE_BODY = {"PART_OF", "LOCATED_IN", "SUCCEEDS"}  # relations of which a branch's are never its head's
LEVELS = 2
BODIES = ("Institution", "Fund")  # of funds, only phases count (大基金 and its 三期)
PHASE = re.compile(r"（?[一二三四五六七八九十\d]+期）?")

Ask = Callable[[Plan], Draft]


def branches(entities: Iterable[Named], run: Run) -> list[Named]:
    """Return the branches of the institutions among some entities, each as the question named its head."""
    found: dict[str, Named] = {}
    heads = {e.id: e for e in entities if e.label in BODIES}
    level = dict(heads)
    for _ in range(LEVELS):
        below = _edges(sorted(level), run) if level else []
        level = {
            part: run.names.named(part, level[whole].said, "branch")
            for part, whole in below
            if part not in found and part not in heads and _branch(part, whole, run)
        }
        found |= level
    return [found[id_] for id_ in sorted(found)]


def heads_of(ids: Iterable[str], run: Run) -> set[str]:
    """Return the bodies of which any of the ids are branches."""
    found: set[str] = set()
    level = {i for i in ids if i.startswith("Institution:")}
    for _ in range(LEVELS):
        ids_ = sorted(level)
        batches = (ids_[at : at + BATCH] for at in range(0, len(ids_), BATCH))
        rows = [row for batch in batches for row in run.rows(wholes_statement(batch))]
        level = {whole for part, whole in rows if _branch(part, whole, run)} - found
        found |= level
    return found


def _edges(ids: list[str], run: Run) -> list[tuple[str, str]]:
    key = tuple(ids)
    if key not in run.parts:
        run.parts[key] = [(row[0], row[1]) for row in run.rows(parts_statement(ids))]
    return run.parts[key]


def _branch(part: str, whole: str, run: Run) -> bool:
    below, above = run.names.index.entity(part), run.names.index.entity(whole)
    if above.label == "Fund":
        return below.name.startswith(above.name) and PHASE.fullmatch(below.name[len(above.name) :]) is not None
    return below.name.startswith(above.name) or not {below.kind, above.kind} & set(GOVERNMENTS)


def bodies(plan: Plan) -> list[Named]:
    """Return the institutions that a plan's clause names."""
    parties = [getattr(plan.clause, slot) for slot in SLOTS.get(type(plan.clause), ())]
    return [e for p in parties if p is not None for e in p.entities if e.label in BODIES]


def swapped(clause: Any, change: Callable[[Party], Party]) -> Any:
    """Return a clause with its parties that name institutions changed."""
    parties = {slot: getattr(clause, slot) for slot in SLOTS[type(clause)]}
    named = {s: p for s, p in parties.items() if p is not None and any(e.label in BODIES for e in p.entities)}
    return with_parties(clause, {slot: change(party) for slot, party in named.items()})


def with_branches(clause: Any, run: Run) -> Any:
    """Return a clause in which the branches of its bodies count as these."""
    return swapped(clause, lambda p: replace(p, entities=(*p.entities, *branches(p.entities, run))))


def asked_of_kin(plan: Plan, run: Run, answer: Ask) -> Draft:
    """Answer a plan; where its bodies have no such fact, for their branches, else for what succeeded them; and say so.

    A list takes in what branches have beside the body's own; sums, counts and ranks do not, since a bank's total may hold its
    branches': what those have is told in a note.
    """
    draft = answer(plan)
    named = bodies(plan)
    if not named or _of_the_body(plan):
        return draft
    below = branches(named, run)
    if below:
        undated = _undated(plan, below, run, answer)
        wide = replace(plan, clause=with_branches(plan.clause, run))
        rows = replace(wide, measure="rows", by=(), limit=None, yes_no=False, when=False)
        if draft.nothing and not draft.rows:
            found = _aside(wide, run, answer)
            if not found.nothing:
                draft = _instead(draft, found, named, below, "branches", plan, run)
                draft.notes += undated
                return draft
        elif isinstance(plan.clause, Flows) and not plan.yes_no:
            _beside(draft, plan, answer, rows, below, run)
        elif isinstance(plan.clause, Links) and not (plan.yes_no or plan.when or plan.further):
            _beside_links(draft, answer, rows, below, run)
        draft.notes += undated
    if draft.nothing and not draft.rows:
        after = _successors(named, run)
        if after:
            found = _aside(replace(plan, clause=swapped(plan.clause, lambda p: _followed(p, run))), run, answer)
            if not found.nothing:
                return _instead(draft, found, named, after, "successors", plan, run)
    return draft


def _undated(plan: Plan, below: list[Named], run: Run, answer: Ask) -> list[str]:
    """Return the note on what branches have without a time, where a time was asked for: of no time is none of what else is told."""
    if plan.filters.period is None or not isinstance(plan.clause, Flows):
        return []
    counted = run.left_out
    left = []
    for clause in (with_branches(plan.clause, run), plan.clause):
        run.left_out = {}
        answer(replace(plan, clause=clause, measure="rows", by=(), limit=None, yes_no=False, when=False))
        left.append({f.id: f for f in run.left_out.get("no_period", ())})
    run.left_out, run.ways = counted, []
    more = ordered(run.with_parties(f for id_, f in left[0].items() if id_ not in left[1]))
    kin = [e.id for e in below if any(e.id in f.parties for f in more)]
    if not more:
        return []
    what = strung(plan.language, [fact_text(f, run, plan.language) for f in more[:3]])
    kin_ = names_of(kin, run, plan.language)
    return [phrase("notes", "branches_undated", plan.language, kin=kin_, n=len(more), what=what)]


def _aside(plan: Plan, run: Run, answer: Ask) -> Draft:
    """Answer another plan without counting what its filters leave out beside the question's own."""
    counted = dict(run.left_out)
    draft = answer(plan)
    run.left_out = counted
    return draft


def _of_the_body(plan: Plan) -> bool:
    clause = plan.clause
    types = {r[:-1] for r in clause.relations} if isinstance(clause, Links) else set()
    return bool(types) and types <= OF_THE_BODY


def _successors(entities: Iterable[Named], run: Run) -> list[Named]:
    return [run.names.named(i, e.said, "successor") for e in entities for i in run.names.index.heads("SUCCEEDS", e.id)]


def _followed(party: Party, run: Run) -> Party:
    return replace(party, entities=tuple(_successors(party.entities, run)) or party.entities)


def _instead(own: Draft, found: Draft, named: list[Named], kin: list[Named], how: str, plan: Plan, run: Run) -> Draft:
    """Put in front of an answer whose facts it tells."""
    language = plan.language
    taken = _standing(found, kin)
    if not taken:
        return own
    heads = [e for e in named if how == "successors" or e.id in heads_of(taken, run)] or named
    found.sentence = phrase(
        "sentences", how if how == "successors" or _all_named(taken, run) else "subsidiaries", language, names=names_of([e.id for e in heads], run, language),
        kin=names_of(taken, run, language), what=found.sentence,
    )  # fmt: skip
    return found


def _all_named(parts: Iterable[str], run: Run) -> bool:
    """Whether all are branches in the narrow sense, which bear their head's name: CDB Capital is no 分行 of the bank."""
    return all(
        run.names.index.entity(i).name.startswith(run.names.index.entity(h).name)
        for i in parts
        for h in heads_of([i], run)
    )


def _standing(draft: Draft, kin: Iterable[Named]) -> list[str]:
    """Return which of some bodies stand in the facts of an answer."""
    parties = {p for row in draft.rows for fact in row.facts for p in fact.parties}
    return [e.id for e in kin if e.id in parties]


def _beside(draft: Draft, plan: Plan, answer: Ask, rows: Plan, below: list[Named], run: Run) -> None:
    """Add to the answer about a body, or to its notes, what its branches have."""
    language = plan.language
    found = _aside(rows, run, answer)
    own = _aside(replace(rows, clause=plan.clause), run, answer)
    told = {f.id for row in own.rows for f in row.facts if not own.nothing}
    more = [f for row in found.rows for f in row.facts if not found.nothing and f.id not in told]
    if not more:
        return
    taken = [e.id for e in below if any(e.id in f.parties for f in more)]
    names = names_of(taken, run, language)
    how = "branches" if _all_named(taken, run) else "subsidiaries"
    if plan.measure == "rows" and not plan.when and not draft.nothing:
        draft.rows, draft.sentence, draft.columns = found.rows, found.sentence, found.columns
        draft.notes = [*found.notes, phrase("notes", f"with_{how}", language, kin=names, n=len(more))]
        return
    some = strung(language, [fact_text(f, run, language) for f in more[:3]])
    draft.notes.append(phrase("notes", f"{how}_apart", language, kin=names, n=len(more), what=some))


def _beside_links(draft: Draft, answer: Ask, rows: Plan, below: list[Named], run: Run) -> None:
    """Tell behind what a body is joined to what its branches are joined to besides: the fund in which CDB Capital has a stake."""
    language = rows.language
    found = _aside(rows, run, answer)
    if found.nothing or (isinstance(rows.clause, Links) and rows.clause.hops > 1):
        return
    slot = rows.asked[0] if len(rows.asked) == 1 else ""
    listed_ = {row.values.get(slot) for row in draft.rows}
    more = {
        f.id if isinstance(f, FlowFact) else f: f
        for row in found.rows
        if row.values.get(slot) not in listed_
        for f in row.facts
    }
    money = {f.id: f for f in run.with_parties(f for f in more.values() if isinstance(f, FlowFact))}
    facts = [money.get(f.id, f) if isinstance(f, FlowFact) else f for f in more.values()]
    taken = [e.id for e in below if any(e.id in f.parties for f in facts)]
    if not slot or not taken:
        return
    how = "branches" if _all_named(taken, run) else "subsidiaries"
    what = first_few(language, list(dict.fromkeys(fact_text(f, run, language) for f in facts)), 3)
    text = phrase("sentences", f"{how}_joined", language, kin=names_of(taken, run, language), what=what)
    draft.sentence += after(language, text)
