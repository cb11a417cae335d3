"""What stands beside an answer: the sense in which a verb was taken, what belongs to or is based on a thing that is named, things of
nearly its name, and the money that a limit left out for want of a figure or for another status."""

from collections.abc import Iterable
from dataclasses import replace
from typing import Any

from queries.answer_facts import EdgeFact, FlowFact, Run, mark_of
from queries.answer_flows import flows
from queries.answer_kin import OF_THE_BODY, with_branches
from queries.answer_links import pairs
from queries.answer_result import Draft
from queries.answer_rows import ordered
from queries.answer_words import after, fact_text, first_few, listed, names_of, phrase, strung, term
from queries.compile import GONE_THROUGH, Statement
from queries.plan import Filters, Flows, Links, Named, Party, Plan, party_slots, with_parties
from queries.question_measures import with_classes
from queries.question_words import table

MOST = 200  # rows that are looked at
SHOWN = 3
AROUND = "(x:Program|Fund)-[:BASED_ON|PART_OF]-(y:Program|Fund)"  # what a programme rests on, and what rests on it
BELOW = "(x:Program|Fund)-[:BASED_ON|PART_OF]->(y:Program|Fund)"
WHOLE = "(x:Program|Fund)<-[:PART_OF]-(y:Program|Fund)"  # who manages the whole may manage its parts
BASE = "(x:Program)<-[:BASED_ON]-(y:Program)"  # money may be told of what a programme is based on alone
STATUSES = ("actual", "committed", "planned", "rule")


def sense_of(plan: Plan, draft: Draft, run: Run) -> str:
    """Return by which relation a verb of several was answered, where it is not the first that it means (推出: 实施, not 设立)."""
    clause, language = plan.clause, plan.language
    types = list(dict.fromkeys(r[:-1] for r in clause.relations)) if isinstance(clause, Links) else []
    slot = plan.asked[0] if len(plan.asked) == 1 else ""
    found: dict[str, list[str]] = {}
    for row in draft.rows:
        for fact in row.facts:
            if isinstance(fact, EdgeFact) and slot in row.values:
                names = found.setdefault(fact.type, [])
                if (name := str(row.values[slot])) not in names:
                    names.append(name)
    if not found or (not plan.sense_told and (len(types) < 2 or list(found) == types[:1])):
        return ""
    if len(found) == 1:
        asks_who = (
            slot == "left" and not (plan.yes_no or plan.when) and plan.measure == "rows" and types[0] == "ESTABLISHES"
        )
        if asks_who and len(found.get("RUNS", ())) > 1 and not _in_one_breath(draft):
            draft.sentence = f"{phrase('sentences', 'only_run', language)}{draft.sentence}"
            return ""
        return after(language, phrase("sentences", "sense", language, relation=term("relations", *found, language)))
    texts = [
        f"{term('relations', type_, language)} {listed(names[: SHOWN * 2], language)}" for type_, names in found.items()
    ]
    what = strung(language, texts)
    return after(language, phrase("sentences", "senses", language, what=what))


def _in_one_breath(draft: Draft) -> bool:
    """Whether one sentence tells all of those listed, as it does of who launched a thing together; else one may have begun what others only carry out."""
    said = [set(f.evidence) for row in draft.rows for f in row.facts if isinstance(f, EdgeFact)]
    return bool(said) and bool(set.intersection(*said))


def alike(parties: Iterable[Party], plan: Plan, run: Run) -> list[str]:
    """Return the note on things whose names end in that of a programme, policy or fund that is named."""
    named = {e.id: e for p in parties for e in p.entities if e.label in GONE_THROUGH and e.how != "branch"}
    ids = [i for e in named.values() for i in run.names.index.heads("ALIKE", e.id) if i not in named]
    return [phrase("notes", "alike", plan.language, names=names_of(ids, run, plan.language))] if ids else []


def not_owned(plan: Plan, run: Run) -> list[str]:
    """Return the note on a thing that was said to be somebody's (ICBC's 高企贷), of whom the graph does not say so."""
    if not plan.owned:
        return []
    owner, thing = (Party(entities=named) for named in plan.owned)
    with run.aside():
        if pairs(with_branches(Links(owner, thing), run), replace(plan, filters=Filters()), run):
            return []
    names = {"owner": names_of(owner.ids, run, plan.language), "thing": names_of(thing.ids, run, plan.language)}
    return [phrase("notes", "not_owned", plan.language, **names)]


def parts_that_hold(kept: Iterable[str], holding: Iterable[str], run: Run) -> tuple[list[str], list[str]]:
    """Return those listed as lacking something that are parts of what has it, or have such parts; and which these are."""
    lacking, have = set(kept), set(holding)
    near, kin = set(), set()
    for part, whole in run.rows(
        Statement("MATCH (x:Program|Fund|Zone)-[:PART_OF]->(y:Program|Fund|Zone) RETURN x.id, y.id", {})
    ):
        for one, other in ((part, whole), (whole, part)):
            if one in lacking and other in have:
                near.add(one)
                kin.add(other)
    return sorted(near), sorted(kin)


def tell_beside(draft: Draft, plan: Plan, run: Run) -> None:
    """Add to the notes of an answer what its plan leaves out though it has to do with it."""
    if plan.further:
        return
    with run.aside():
        _tell_classes(draft, plan, run)
        _tell_parts(draft, plan, run)
        if isinstance(plan.clause, Flows):
            if plan.measure != "largest":
                _tell_limits(draft, plan, run)
            _tell_kindred(draft, plan, run)
            _tell_nameless(draft, plan, run)


def _tell_classes(draft: Draft, plan: Plan, run: Run) -> None:
    """Tell the classes (8家银行) that stand where bodies of a kind are asked for, beside those that are named."""
    clause = plan.clause
    slot = plan.asked[0] if len(plan.asked) == 1 else ""
    if not isinstance(clause, Links) or clause.flows == "none" or clause.hops > 1 or not draft.rows or not slot:
        return
    wide = with_classes(clause, (slot,))
    if wide == clause:
        return
    joined = {getattr(p, slot) for p in pairs(wide, plan, run, most=MOST)}
    if ids := sorted(i for i in joined if i.startswith("Category:")):
        names = names_of(ids, run, plan.language)
        draft.sentence += after(plan.language, phrase("sentences", "count_classes_too", plan.language, names=names))


def _tell_parts(draft: Draft, plan: Plan, run: Run) -> None:
    """Tell what is stated of the parts of a programme or fund that is named, and of what is based on it."""
    clause, language = plan.clause, plan.language
    if not isinstance(clause, Flows | Links) or (isinstance(clause, Links) and clause.hops > 1):
        return
    if isinstance(clause, Links) and (
        {r[:-1] for r in clause.relations} & {*OF_THE_BODY, "BASED_ON"} or not clause.relations
    ):
        return
    slots = party_slots(clause)
    shown = {mark_of(f) for row in draft.rows for f in row.facts}
    for slot in slots:
        party = getattr(clause, slot)
        whole = [e for e in party.entities if e.label in ("Program", "Fund")] if isinstance(party, Party) else []
        below = joined_to(whole, BELOW, run)
        none = draft.nothing and not draft.rows
        if none and whole:
            below = [*below, *joined_to(whole, WHOLE, run)]
        if none and isinstance(clause, Flows):
            below = [*below, *joined_to(whole, BASE, run)]
        if not below or any(i in party.ids for i in below):
            continue
        entities = tuple(run.names.named(i, "", "branch") for i in below)
        wide = with_parties(clause, {slot: replace(party, entities=entities)})
        if isinstance(wide, Flows):
            facts: list[EdgeFact | FlowFact] = [
                *ordered(run.with_parties(flows(plan.with_clause(wide), run, most=MOST)[0]))
            ]
        else:
            joined = [p.fact for p in pairs(wide, plan, run, most=MOST)]
            facts = [f for f in joined if isinstance(f, EdgeFact)]
            facts += run.with_parties(f for f in joined if isinstance(f, FlowFact))
        more = {mark_of(f): f for f in facts if mark_of(f) not in shown}
        if more:
            kin = names_of([i for i in below if any(i in f.parties for f in more.values())], run, language)
            texts = list(dict.fromkeys(fact_text(f, run, language) for f in more.values()))
            what = first_few(language, texts, SHOWN)
            name = names_of([e.id for e in whole], run, language)
            draft.notes.append(phrase("notes", "of_parts", language, name=name, kin=kin, n=len(more), what=what))


def joined_to(whole: list[Named], pattern: str, run: Run) -> list[str]:
    """Return what a pattern joins, as `x`, to any of the things that are named."""
    if not whole:
        return []
    cypher = f"MATCH {pattern} WHERE y.id IN $ids RETURN DISTINCT x.id"
    return sorted(row[0] for row in run.rows(Statement(cypher, {"ids": [e.id for e in whole]})))


def _tell_limits(draft: Draft, plan: Plan, run: Run) -> None:
    """Tell the money without a figure where figures are limited, and that of other statuses where what has been paid is asked."""
    language, filters = plan.language, plan.filters
    if filters.bounds is not None:
        free = replace(plan, filters=replace(filters, bounds=None, unpriced=True))
        found, _ = flows(free, run, most=MOST)
        if found:
            full = run.with_parties(ordered(found))
            what = first_few(language, [fact_text(f, run, language) for f in full], SHOWN)
            draft.notes.append(phrase("notes", "unpriced", language, n=len(full), what=what))
    if filters.statuses in (("planned",), ("committed",)):
        _tell_firmer(draft, plan, run)
    if filters.statuses and "planned" not in filters.statuses:
        rest = tuple(s for s in STATUSES if s not in filters.statuses)
        _tell_statuses(draft, _with_others(plan, run, statuses=rest), rest, run, language)


def _tell_statuses(draft: Draft, full: list[FlowFact], statuses: tuple[str, ...], run: Run, language: str) -> None:
    """Tell money of other statuses than the one asked about."""
    if full:
        there = [term("flow_status", s, language) for s in statuses if any(f.status == s for f in full)]
        what = first_few(language, [fact_text(f, run, language) for f in full], SHOWN)
        said = {"statuses": listed(there, language), "n": len(full), "what": what}
        draft.notes.append(phrase("notes", "other_status", language, **said))


def _tell_firmer(draft: Draft, plan: Plan, run: Run) -> None:
    """Tell, beside what is planned, what the same payers are told elsewhere to have promised or paid to the same recipients."""
    planned = {
        (p, r)
        for row in draft.rows
        for f in row.facts
        if isinstance(f, FlowFact)
        for p in f.provider
        for r in f.recipient
    }
    if not planned:
        return
    firm = ("actual", "committed") if plan.filters.statuses == ("planned",) else ("actual",)
    found = _with_others(plan, run, statuses=firm)
    full = [f for f in found if len(f.provider) == 1 and (f.provider[0], *f.recipient[:1]) in planned]
    _tell_statuses(draft, full, firm, run, plan.language)


def _tell_nameless(draft: Draft, plan: Plan, run: Run) -> None:
    """Tell what those that are named pay to nobody who is named, where it is asked what they pay to a kind of body."""
    clause, language = plan.clause, plan.language
    assert isinstance(clause, Flows)
    to = clause.recipient
    kind = (
        to is not None
        and bool(to.labels)
        and not to.entities
        and not set(to.labels) & {"Fund", "Program", "Zone", "Place"}
    )
    if not kind or plan.asked != ("flow",) or clause.provider is None or not clause.provider.entities or plan.yes_no:
        return
    wide = with_branches(replace(clause, recipient=None), run)
    found, _ = flows(plan.with_clause(wide), run, most=MOST)
    shown = {mark_of(f) for row in draft.rows for f in row.facts}
    full = [f for f in ordered(run.with_parties(found)) if not f.recipient and f.id not in shown]
    full = [f for f in full if f.instrument not in ("fund_size", "bond")]
    if full:
        what = first_few(language, [fact_text(f, run, language) for f in full], SHOWN)
        draft.notes.append(phrase("notes", "nameless", language, n=len(full), what=what))


def _tell_kindred(draft: Draft, plan: Plan, run: Run) -> None:
    """Tell the money of instruments akin to those asked for (a reward beside subsidies), which people may mean as well."""
    language, asked = plan.language, set(plan.filters.instruments)
    groups = [set(group) for group in table("verbs")["kindred"] if asked & set(group)]
    if asked == set(table("verbs")["contributed"]):
        groups.append(set(table("verbs")["contributed_too"]))
    rest = tuple(sorted(set().union(*groups) - asked))
    if not rest:
        return
    full = _with_others(plan, run, instruments=rest)
    if full:
        kinds = listed(
            [term("instrument", i, language) for i in rest if any(f.instrument == i for f in full)], language
        )
        texts = [fact_text(f, run, language) for f in full]
        if all(text in draft.sentence for text in texts[:SHOWN]):
            return  # told among what comes nearest
        what = first_few(language, texts, SHOWN)
        text = phrase("notes", "kindred", language, kinds=kinds, n=len(full), what=what)
        if draft.nothing and not draft.rows and plan.measure in ("rows", "count"):
            draft.sentence += after(language, text)  # a reward, where no subsidy is told
            return
        draft.notes.append(text)


def _with_others(plan: Plan, run: Run, **filters: tuple[str, ...]) -> list[FlowFact]:
    """Return the flows that answer a plan with other values of some filters, whether or not they name the party asked for."""
    clause = plan.clause
    assert isinstance(clause, Flows)
    for slot in plan.asked:  # who gets it is not always told
        if isinstance(party := getattr(clause, slot, None), Party) and party.open:
            clause = replace(clause, **{slot: None})
    changed: Any = filters
    other = replace(plan, clause=clause, filters=replace(plan.filters, **changed))
    return ordered(run.with_parties(flows(other, run, most=MOST)[0]))
