"""Answers about money: rows, sums, averages, ranks, counts, yes or no, when."""

from collections.abc import Iterable
from dataclasses import replace
from decimal import Decimal
from typing import Any

from queries.answer_facts import FlowFact, Run, beyond, flow_of, in_period, with_roles, years_of
from queries.answer_ranks import first
from queries.answer_result import Draft, Row
from queries.answer_sums import PARTIES, Group, Sums, add_up, unfit
from queries.answer_words import flow_money, flow_text, listed, money, names_of, phrase, term
from queries.compile import Statement, flow_statements
from queries.plan import Flows, Party, Plan

COLUMNS = ["provider", "via", "recipient", "recipient_count", "amount", "instrument", "status", "period", "sources",
           "currency", "amount_min", "qualifier", "per", "cumulative", "conflict"]  # fmt: skip
LEFT_ROWS = ("wider", "running", "disputed", "rate")


def flows(plan: Plan, run: Run) -> tuple[list[FlowFact], dict[str, list[str]]]:
    """Return the flows that a plan's clause and filters let through, and the ids found in each role that was constrained."""
    assert isinstance(plan.clause, Flows)
    found: dict[str, FlowFact] = {}
    held: dict[str, dict[str, set[str]]] = {}
    for statement in flow_statements(plan.clause, plan.filters, run.names):
        _collect(run, statement, found, held)
    kept = in_period(list(found.values()), plan.filters.period, run)
    roles: dict[str, list[str]] = {}
    for flow in kept:
        for role, ids in held[flow.id].items():
            roles.setdefault(role, []).extend(i for i in sorted(ids) if i not in roles.get(role, []))
    return kept, roles


def _collect(run: Run, statement: Statement, found: dict[str, FlowFact], held: dict[str, dict[str, set[str]]]) -> None:
    width = len(statement.roles)
    run.ways.append(statement)
    for row in run.rows(statement):
        flow = flow_of(row[width:])
        found.setdefault(flow.id, flow)
        for role, id_ in zip(statement.roles, row[:width], strict=True):
            held.setdefault(flow.id, {}).setdefault(role, set()).add(id_)
        held.setdefault(flow.id, {})


def matching(plan: Plan, slot: str, run: Run) -> set[str]:
    """Return the ids that stand in one slot of a clause of money."""
    assert isinstance(plan.clause, Flows)
    facts: dict[str, FlowFact] = {}
    held: dict[str, dict[str, set[str]]] = {}
    for statement in flow_statements(plan.clause, plan.filters, run.names):
        if slot in statement.roles:
            _collect(run, statement, facts, held)
    run.ways.clear()
    kept = in_period(list(facts.values()), plan.filters.period, run)
    return {id_ for flow in kept for id_ in held[flow.id].get(slot, ())}


def row_of(flow: FlowFact, run: Run, language: str) -> Row:
    """Return a flow as a row."""
    values: dict[str, Any] = {role: [run.name(i, language) for i in getattr(flow, role)] for role in PARTIES}
    values |= {
        "recipient_count": flow.recipient_count, "amount": flow.amount, "instrument": flow.instrument, "status": flow.status, "period": flow.period,
        "sources": len(flow.articles), "currency": flow.currency, "amount_min": flow.amount_min,
        "qualifier": flow.qualifier, "per": flow.per, "cumulative": flow.cumulative, "conflict": flow.conflict,
    }  # fmt: skip
    shown = {role: listed(values[role], language) for role in PARTIES}
    shown["amount"] = flow_money(flow, language)
    shown["instrument"] = term("instrument", flow.instrument, language)
    shown["status"] = term("flow_status", flow.status, language)
    return Row(values, shown, (flow,))


def answer_flows(plan: Plan, run: Run, keep: Iterable[str] | None = None) -> Draft:
    """Answer a plan about money; `keep` limits the asked party to these ids."""
    found, roles = flows(plan, run)
    if keep is not None:
        allowed = set(keep)
        found = [f for f in run.with_parties(found) if allowed & set(f.parties)]
        roles[plan.asked[0]] = [i for i in roles.get(plan.asked[0], []) if i in allowed]
    measures = {
        "sum": _sum, "average": _sum, "largest": _ranked, "smallest": _ranked, "most": _most, "fewest": _most, "count": _count,
    }  # fmt: skip
    draft = measures.get(plan.measure, _rows)(plan, run, found, roles)
    if any(row.values.get("conflict") for row in draft.rows) and plan.measure not in ("sum", "average"):
        draft.notes.append(phrase("notes", "sources_conflict", plan.language))
    if plan.measure not in ("sum", "average", "most", "fewest"):
        told = {f.id: f for row in draft.rows for f in row.facts if isinstance(f, FlowFact)}
        longer = [f for f in told.values() if f.amount is not None and beyond(f.period, plan.filters.period)]
        if longer:
            draft.notes.append(phrase("notes", "longer", plan.language, n=len(longer)))
    return draft


def _ordered(found: Iterable[FlowFact]) -> list[FlowFact]:
    """Largest first within a currency, unsaid amounts last."""
    return sorted(
        found, key=lambda f: (f.amount is None, f.currency != "CNY", f.currency, -(f.amount or 0), f.period or "", f.id)
    )


def _rows(plan: Plan, run: Run, found: list[FlowFact], roles: dict[str, list[str]]) -> Draft:
    language = plan.language
    full = _ordered(run.with_parties(found))
    draft = Draft(COLUMNS, [row_of(flow, run, language) for flow in full])
    asked = [name for name in plan.asked if name in PARTIES]
    if not full and (unsaid := _unsaid(plan, run)):
        draft.rows = [row_of(flow, run, language) for flow in unsaid]
        draft.sentence = phrase(
            "sentences", "unsaid", language, role=phrase("parties", asked[0], language), n=len(unsaid)
        )
    elif not full:
        draft.sentence = phrase("sentences", "no" if plan.yes_no else "nothing", language, what=said(plan, run))
    elif plan.yes_no:
        draft.sentence = phrase("sentences", "yes", language, what=_some(full, run, language))
    elif plan.when:
        draft.sentence = _when(full, run, language)
    elif len(asked) == 1:
        ids = _by_amount(full, asked[0], roles.get(asked[0], []))
        draft.sentence = phrase(
            "sentences", "names" if len(ids) > 1 else "one", language, n=len(ids), names=names_of(ids, run, language)
        )
    else:
        word = "flow" if len(full) == 1 else "flows"
        draft.sentence = phrase(
            "sentences", "flows", language, n=len(full), what=_some(full, run, language), flows=word
        )
    return draft


def _unsaid(plan: Plan, run: Run) -> list[FlowFact]:
    """Return the flows that answer the question but for the asked party, which no article names (who does X fund?)."""
    clause, asked = plan.clause, [name for name in plan.asked if name in PARTIES]
    if not isinstance(clause, Flows) or len(asked) != 1 or plan.yes_no or plan.when or plan.further:
        return []
    party = getattr(clause, asked[0])
    named = [p for p in (clause.provider, clause.via, clause.recipient) if p is not None and p.entities]
    if party is None or not party.open or not named:
        return []
    rest = replace(plan, clause=replace(clause, **{asked[0]: None}), asked=())
    found, _ = flows(rest, run)
    return _ordered(f for f in run.with_parties(found) if not getattr(f, asked[0]))


def _by_amount(full: list[FlowFact], role: str, ids: list[str]) -> list[str]:
    """Return the ids in a role, in the order in which the rows show them."""
    order = list(dict.fromkeys(i for flow in full for i in (*getattr(flow, role), *flow.parties)))
    return [i for i in order if i in set(ids)]


def _some(full: list[FlowFact], run: Run, language: str, most: int = 3) -> str:
    texts = [flow_text(flow, run, language) for flow in full[:most]]
    joined = ("；" if language == "zh" else "; ").join(texts)
    return joined + (
        phrase("sentences", "more", language, n=len(full) if language == "zh" else len(full) - most)
        if len(full) > most
        else ""
    )


def _when(full: list[FlowFact], run: Run, language: str) -> str:
    dated = [f"{flow.period}（{flow_text(flow, run, language)}）" for flow in full if flow.period]
    return (
        phrase("sentences", "when", language, what=listed(dated, language))
        if dated
        else phrase("sentences", "when_unsaid", language)
    )


def said(plan: Plan, run: Run) -> str:
    """Return the parties and filters of a plan in a few words, for a sentence that finds nothing."""
    from queries.answer_reading import reading

    return reading(plan, run.names)


def _count(plan: Plan, run: Run, found: list[FlowFact], roles: dict[str, list[str]]) -> Draft:
    draft = _rows(plan, run, found, roles)
    asked = [name for name in plan.asked if name in PARTIES]
    if asked and found:
        full = [row.facts[0] for row in draft.rows]
        ids = _by_amount(full, asked[0], roles.get(asked[0], []))
        told = [f for f in full if f.recipient_count] if asked[0] == "recipient" else []
        if told:
            parts = [f"{names_of(f.recipient, run, plan.language, 3)} {f.recipient_count}" for f in told]
            draft.sentence = phrase(
                "sentences",
                "counted_recipients",
                plan.language,
                what=("；" if plan.language == "zh" else "; ").join(parts),
            )
            return draft
        ids = [i for i in ids if not i.startswith("Category:")]
        if not ids:
            draft.sentence = phrase("sentences", "uncounted", plan.language)
            return draft
        key = "count_one" if len(ids) == 1 else "count"
        draft.sentence = phrase("sentences", key, plan.language, n=len(ids), names=names_of(ids, run, plan.language))
    elif found:
        draft.sentence = phrase("sentences", "count_flows", plan.language, n=len(found))
    else:
        draft.sentence = phrase("sentences", "count_none", plan.language, what=said(plan, run))
    return draft


def _sum(plan: Plan, run: Run, found: list[FlowFact], roles: dict[str, list[str]]) -> Draft:
    """Add up what may be added; what may not stands in rows of its own."""
    language = plan.language
    asked = tuple(name for name in plan.asked if name in PARTIES)
    by = tuple(dict.fromkeys((*plan.by, *asked)))
    full = run.with_parties(found)
    joint = _joint(full, plan, roles)
    if asked:
        allowed = {role: set(roles.get(role, [])) for role in asked}
        full = [
            with_roles(f, {role: [i for i in (getattr(f, role) or f.via) if i in allowed[role]] for role in asked})
            for f in full
        ]
    sums = add_up(full, by, plan.filters.period, joint)
    shown_by = [name for name in by if name in ("year", *PARTIES)]
    draft = Draft([*shown_by, "basis", "amount", "instrument", "status", "flows", "sources", "currency", "amount_min"])
    average = plan.measure == "average"
    draft.rows = [
        _sum_row(group, by, "average" if average else ("cap" if group.capped else "sum"), run, language)
        for group in sums.groups
    ]
    for reason in LEFT_ROWS:
        for flow in _ordered(sums.left_out.get(reason, [])):
            draft.rows.append(_apart(flow, by, reason, run, language))
    if not found:
        draft.sentence = phrase("sentences", "nothing", language, what=said(plan, run))
    elif sums.groups:
        draft.sentence = phrase(
            "sentences",
            "average" if average else "sum",
            language,
            what=_sum_text(sums.groups, by, average, run, language),
        )
    else:
        draft.sentence = phrase("sentences", "no_sum", language)
    draft.notes += left_notes(sums, run, language)
    counted = [f for group in sums.groups for f in group.flows if f.id in joint]
    if counted:
        some = ("；" if language == "zh" else "; ").join(flow_text(f, run, language) for f in counted[:3])
        draft.notes.append(phrase("notes", "joint", language, n=len(counted), what=some))
    if "year" in by and (spans := sum(len(g.flows) for g in sums.groups if "–" in g.key[by.index("year")])):
        draft.notes.append(phrase("notes", "spans", language, n=spans))
    return draft


def _joint(full: list[FlowFact], plan: Plan, roles: dict[str, list[str]]) -> set[str]:
    """Return the flows in which others stand beside the bodies that the question names."""
    found: set[str] = set()
    for role in ("provider", "recipient"):
        party = getattr(plan.clause, role)
        if isinstance(party, Party) and any(e.label != "Place" for e in party.entities):
            found |= {f.id for f in full if set(getattr(f, role)) - set(roles.get(role, []))}
    return found


def _sum_row(group: Group, by: tuple[str, ...], basis: str, run: Run, language: str) -> Row:
    amount = group.average.quantize(Decimal("0.01")) if basis == "average" else group.total
    values: dict[str, Any] = dict(zip(by, (run.name(k, language) if ":" in k else k for k in group.key), strict=True))
    articles = {a for f in group.flows for a in f.articles}
    values |= {
        "basis": basis, "amount": amount, "instrument": group.instrument, "status": group.status, "flows": len(group.flows),
        "sources": len(articles), "currency": group.currency, "amount_min": group.least if basis != "average" and group.least != amount else None,
    }  # fmt: skip
    shown = {
        "basis": phrase("basis", basis, language),
        "amount": money(amount, group.currency, language, values["amount_min"]),
        "instrument": term("instrument", group.instrument, language),
        "status": term("flow_status", group.status, language),
    }
    return Row(values, shown, tuple(group.flows))


def _apart(flow: FlowFact, by: tuple[str, ...], reason: str, run: Run, language: str) -> Row:
    row = row_of(flow, run, language)
    row.values |= {"basis": reason, "flows": 1}
    row.shown["basis"] = phrase("basis", row.values["basis"], language)
    if "year" in by:
        row.values["year"] = years_of(flow.period) if flow.period else None
    for role in set(by) & set(PARTIES):
        row.values[role] = row.shown[role]
    return row


def _sum_text(groups: list[Group], by: tuple[str, ...], average: bool, run: Run, language: str, most: int = 5) -> str:
    parts = []
    for group in groups[:most]:
        amount = group.average.quantize(Decimal("0.01")) if average else group.total
        keys = [run.name(k, language) if ":" in k else k for k in group.key if k]
        low = group.least if not average and group.least != amount else None
        text = phrase(
            "sentences", "sum_part", language, instrument=term("instrument", group.instrument, language),
            status=term("flow_status", group.status, language), amount=money(amount, group.currency, language, low), n=len(group.flows),
        )  # fmt: skip
        if group.capped:
            text = (
                f"{text}（{phrase('basis', 'cap', language)}）"
                if language == "zh"
                else f"{text} [{phrase('basis', 'cap', language)}]"
            )
        parts.append(f"{' '.join(keys)} {text}" if keys else text)
    joined = ("；" if language == "zh" else "; ").join(parts)
    return joined + ("……" if len(groups) > most else "")


def left_notes(sums: Sums, run: Run, language: str) -> list[str]:
    """Say what was left out of a sum, and why."""
    notes = []
    for reason, flows_ in sums.left_out.items():
        some = ("；" if language == "zh" else "; ").join(flow_text(f, run, language) for f in flows_[:3])
        notes.append(phrase("notes", reason, language, n=len(flows_), what=some))
    if any(group.capped for group in sums.groups):
        notes.append(phrase("notes", "cap", language))
    if any(f.amount_min is not None for group in sums.groups for f in group.flows):
        notes.append(phrase("notes", "range", language))
    return notes


def _ranked(plan: Plan, run: Run, found: list[FlowFact], roles: dict[str, list[str]]) -> Draft:
    """The largest or smallest single flows, ties together, each currency by itself."""
    language, count = plan.language, plan.limit or 1
    within = [f for f in found if not beyond(f.period, plan.filters.period)]
    fit = [f for f in within if unfit(f) in ("", "disputed")]
    by_fund = plan.asked == ("recipient",) and plan.filters.instruments == ("fund_size",)
    kept = first(fit, count, run, largest=plan.measure == "largest", by_fund=by_fund)
    full = run.with_parties(kept or found)
    draft = Draft(COLUMNS, [row_of(flow, run, language) for flow in full])
    if found and not kept:
        draft.sentence = phrase("sentences", "no_rank", language)
        return draft
    if not full:
        draft.sentence = phrase("sentences", "nothing", language, what=said(plan, run))
        return draft
    key = {
        ("largest", False): "largest",
        ("largest", True): "top",
        ("smallest", False): "smallest",
        ("smallest", True): "bottom",
    }
    draft.sentence = phrase(
        "sentences", key[plan.measure, count > 1], language, n=count, what=_some(full, run, language, count + 2)
    )
    left = [f for f in within if f.amount is not None and unfit(f) in ("rate", "running")]
    wider = run.with_parties(f for f in found if f.amount is not None and beyond(f.period, plan.filters.period))
    if wider:
        some = ("；" if language == "zh" else "; ").join(flow_text(f, run, language) for f in wider[:3])
        draft.notes.append(phrase("notes", "wider", language, n=len(wider), what=some))
    unsaid = [f for f in found if f.amount is None]
    if left:
        draft.notes.append(phrase("notes", "rank_left", language, n=len(left)))
    if unsaid:
        draft.notes.append(phrase("notes", "no_amount", language, n=len(unsaid), what=""))
    if len({f.currency for f in fit}) > 1:
        draft.notes.append(phrase("notes", "currencies", language))
    return draft


def _most(plan: Plan, run: Run, found: list[FlowFact], roles: dict[str, list[str]]) -> Draft:
    """Which party gives or gets the most: sums by party, compared within one instrument, status and currency."""
    language = plan.language
    asked = next(name for name in plan.asked if name in PARTIES)
    draft = _sum(replace(plan, measure="sum"), run, found, roles)
    best: dict[tuple[Any, ...], list[Row]] = {}
    for row in draft.rows:
        if row.values["basis"] == "sum":
            best.setdefault((row.values["instrument"], row.values["status"], row.values["currency"]), []).append(row)
    rows: list[Row] = []
    for group in best.values():
        group.sort(key=lambda r: r.values["amount"], reverse=plan.measure == "most")
        count = min(plan.limit or 1, len(group))
        limit = group[count - 1].values["amount"]
        rows += [r for n, r in enumerate(group) if n < count or r.values["amount"] == limit]
    disputed = [row for row in draft.rows if row.values["basis"] == "disputed"]
    draft.rows = rows = rows + disputed
    texts = [f"{r.values[asked]} {r.shown['amount']} {r.shown['instrument']}（{r.shown['status']}）" for r in rows[:5]]
    what = ("；" if language == "zh" else "; ").join(texts)
    if rows:
        draft.sentence = phrase("sentences", plan.measure, language, what=what)
    elif found:
        draft.sentence = phrase("sentences", "no_sum", language)
    return draft


def everything_of(party: Party, run: Run, plan: Plan) -> list[FlowFact]:
    """Return all flows in which a party has any role, with their parties."""
    found, _ = flows(replace(plan, clause=Flows(either=party), asked=("flow",)), run)
    return run.with_parties(found)
