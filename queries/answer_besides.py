"""What else belongs beside an answer: who takes part in a body's programmes where its partners are asked for, and several funds told as one."""

import re
from dataclasses import replace

from queries.answer_beside import joined_to
from queries.answer_facts import Run
from queries.answer_flows import flows
from queries.answer_links import listing_ids, pairs, run_by
from queries.answer_ranks import of_several_funds
from queries.answer_result import Draft
from queries.answer_words import after, listed, names_of, phrase
from queries.compile import Statement
from queries.compile_party import COUNTED
from queries.plan import PARTY_SLOTS, Filters, Flows, Links, Listing, Party, Plan, with_parties
from queries.question_measures import with_classes


def taking_part(plan: Plan, draft: Draft, run: Run) -> str:
    """Return who takes part in what a body runs, as a sentence, where it was asked with whom that body works; or nothing."""
    clause, language = plan.clause, plan.language
    if isinstance(clause, Links) and clause.relations == ("APPLIES_TO>",) and plan.asked == ("right",):
        return _taking_part_too(clause, plan, draft, run)
    if not isinstance(clause, Links) or clause.relations != ("PARTNERS_WITH=",) or len(plan.asked) != 1 or plan.further:
        return ""
    asked = plan.asked[0]
    body: Party = getattr(clause, "right" if asked == "left" else "left")
    kind: Party = getattr(clause, asked)
    if not body.entities:
        return ""
    bare = replace(plan, filters=Filters(), measure="rows")
    with run.aside():
        texts = []
        for program in run_by(body, plan, run):
            there = Party(entities=(run.names.named(program, ""),))
            joined = pairs(Links(kind, there, ("PARTICIPATES_IN>",), "none"), bare, run)
            ids = [i for i in dict.fromkeys(p.left for p in joined) if i not in _shown(draft)]
            if ids:
                names = {"names": names_of(ids, run, language), "program": run.name(program, language)}
                texts.append(phrase("sentences", "joins_programme", language, **names))
    return "".join(after(language, text) for text in texts)


def _taking_part_too(clause: Links, plan: Plan, draft: Draft, run: Run) -> str:
    """Return who takes part in a programme of which it was asked where it applies: zones that articles name, as a sentence; or nothing."""
    programs = [e for e in clause.left.entities if e.label == "Program"]
    if not programs or not draft.rows or plan.further or plan.measure != "rows" or plan.yes_no:
        return ""
    with run.aside():
        wide = Links(clause.right, clause.left, ("PARTICIPATES_IN>",), "none")
        joined = pairs(wide, replace(plan, filters=Filters(), measure="rows"), run)
    ids = [i for i in dict.fromkeys(p.left for p in joined) if i not in _shown(draft)]
    names = {"names": names_of(ids, run, plan.language), "program": run.name(programs[0].id, plan.language)}
    return after(plan.language, phrase("sentences", "takes_part_too", plan.language, **names)) if ids else ""


def _shown(draft: Draft) -> set[str]:
    return {i for row in draft.rows for f in row.facts for i in f.parties}


def classes_through(plan: Plan, draft: Draft, run: Run) -> str:
    """Return the classes (6家银行) whose money runs through a programme, beside those of the kind that take part in it; or nothing."""
    clause, language = plan.clause, plan.language
    if (
        not isinstance(clause, Links)
        or clause.relations != ("PARTICIPATES_IN>",)
        or plan.asked != ("left",)
        or plan.yes_no
    ):
        return ""
    program = clause.right.entities
    wide = with_classes(Flows(provider=replace(clause.left, places=(), asked=True), via=clause.right))
    if not program or any(e.label != "Program" for e in program) or wide.provider is None or not wide.provider.classes:
        return ""
    with run.aside():
        _, roles = flows(replace(plan, clause=wide, asked=("provider",), filters=Filters()), run)
        run.ways = []
    ids = [i for i in roles.get("provider", []) if i.startswith("Category:")]
    if ids and plan.measure == "count":
        own = list(dict.fromkeys(f.head for row in draft.rows for f in row.facts))
        draft.sentence = phrase("sentences", "count_named", language, n=len(own), names=names_of(own, run, language))
    names = names_of(ids, run, language)
    if not draft.rows:  # 8家银行 are those that take part, of whom an article names none; 银行 need not be
        if any(COUNTED.fullmatch(run.name(i, "zh")) for i in ids):
            draft.sentence, draft.nothing = phrase("sentences", "count_classes", language, names=names), False
        return ""
    return after(language, phrase("sentences", "count_classes_too", language, names=names)) if ids else ""


HEIRS = "(x:Program)-[:BASED_ON]->(y:Program)"


def of_heirs(plan: Plan, run: Run, *, alike_only: bool = False) -> Plan | None:
    """Return the plan asked of the programmes that are based on the one that is named, else of those whose names end in its name; None
    where there are none."""
    clause = plan.clause
    for slot in PARTY_SLOTS:
        party = getattr(clause, slot, None)
        if not isinstance(party, Party) or not party.entities or any(e.label != "Program" for e in party.entities):
            continue
        if isinstance(clause, Links) and {r[:-1] for r in clause.relations} & {"BASED_ON", "PART_OF"}:
            return None
        with run.aside():
            heirs = [] if alike_only else joined_to(list(party.entities), HEIRS, run)
        how = "heir" if heirs else "alike"
        heirs = heirs or [i for e in party.entities for i in run.names.index.heads("ALIKE", e.id)]
        entities = tuple(run.names.named(i, party.said, how) for i in heirs if i not in party.ids)
        if entities and isinstance(clause, Flows | Links):
            return plan.with_clause(with_parties(clause, {slot: replace(party, entities=entities)}))
    return None


def heirs_told(heirs: Plan, what: str, run: Run) -> str:
    """Return what is told of the programmes that stand in a plan for another, under their names."""
    held = [p for slot in PARTY_SLOTS if isinstance(p := getattr(heirs.clause, slot, None), Party)]
    found = [e for p in held for e in p.entities if e.how in ("heir", "alike")]
    key = "heirs" if found[0].how == "heir" else "alike"
    return phrase("sentences", key, heirs.language, kin=names_of([e.id for e in found], run, heirs.language), what=what)


def named_by_number(plan: Plan, run: Run) -> Plan:
    """Return a plan of so many funds of a kind as one of the group of which the name says that it is so many (14支产业专项基金)."""
    clause = plan.clause
    for slot in PARTY_SLOTS:
        party = getattr(clause, slot, None)
        if not isinstance(party, Party) or party.labels != ("Fund",) or party.number is None or party.entities:
            continue
        count = re.compile(rf"(?<!\d){party.number[0]}[支只个]")
        ids = [i for i in listing_ids(replace(party, number=None, asked=True), run) if count.search(run.name(i, "zh"))]
        if len(ids) == 1 and isinstance(clause, Flows | Links):
            group = replace(party, entities=(run.names.named(ids[0], party.said),), number=None)
            return plan.with_clause(with_parties(clause, {slot: group}))
    return plan


def spoken_of(plan: Plan, run: Run) -> Plan:
    """Return a plan with the funds that it tells by their number, the related programmes and the single bodies that are meant."""
    return _single_recipients(_with_kindred_ways(named_by_number(plan, run), run))


def _single_recipients(plan: Plan) -> Plan:
    """Leave out the classes where money to firms by name is asked for, and not the firms themselves."""
    clause = plan.clause
    to = clause.recipient if isinstance(clause, Flows) else None
    if not plan.by_name or plan.asked != ("flow",) or to is None or to.entities or "Institution" not in to.labels:
        return plan
    alone = replace(to, labels=tuple(label for label in to.labels if label != "Category"), classes=())
    return plan.with_clause(with_parties(clause, {"recipient": alone}))


def _with_kindred_ways(plan: Plan, run: Run) -> Plan:
    """Return a plan of money through a programme and those related to it (跟积分制有关的贷款) with what is based on it or a part of it."""
    clause = plan.clause
    if not plan.with_kin or not isinstance(clause, Flows) or clause.via is None or not clause.via.entities:
        return plan
    with run.aside():
        kindred = joined_to(list(clause.via.entities), HEIRS, run)
    own = tuple(run.names.named(i, clause.via.said, "heir") for i in kindred if i not in clause.via.ids)
    via = replace(clause.via, entities=(*clause.via.entities, *own))
    return plan.with_clause(replace(clause, via=via))


def groups_of_funds(draft: Draft, plan: Plan, run: Run) -> list[str]:
    """Return the note on what of the funds listed or ranked is several of them under one name."""
    clause = plan.clause
    if isinstance(clause, Flows):
        asks = [clause.recipient] if plan.filters.instruments == ("fund_size",) else []
    else:
        asks = [getattr(clause, slot, None) for slot in plan.asked] if isinstance(clause, Links | Listing) else []
    if not any(isinstance(p, Party) and p.labels == ("Fund",) and not p.entities for p in asks):
        return []
    said = {
        str(v)
        for row in draft.rows
        for value in row.values.values()
        for v in (value if isinstance(value, list) else [value])
    }
    several = sorted(filter(of_several_funds, said))
    notes = [phrase("notes", "groups_of_funds", plan.language, names=listed(several, plan.language))] if several else []
    return notes + (_parts_listed(clause, plan, run) if plan.measure == "count" and isinstance(clause, Listing) else [])


def _parts_listed(clause: Listing, plan: Plan, run: Run) -> list[str]:
    """Return the note on which of the funds that are counted are parts of others counted with them."""
    with run.aside():
        ids = set(listing_ids(clause.party, run))
        pattern = "(x:Fund)-[:PART_OF]->(y:Fund)"
        rows = run.rows(
            Statement(
                f"MATCH {pattern} WHERE x.id IN $ids AND y.id IN $ids RETURN DISTINCT x.id, y.id", {"ids": sorted(ids)}
            )
        )
    parts = sorted({part for part, _ in rows})
    names = {
        "names": names_of(parts, run, plan.language),
        "wholes": names_of(sorted({w for _, w in rows}), run, plan.language),
    }
    return [phrase("notes", "parts_listed", plan.language, **names)] if parts else []
