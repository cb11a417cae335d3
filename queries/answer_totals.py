"""Answers that add money up, with what cannot be added told apart."""

from dataclasses import replace
from decimal import Decimal
from typing import Any

from queries.answer_evidence import publishers
from queries.answer_facts import FlowFact, Run, span_of, with_roles, years_of
from queries.answer_result import Draft, Row
from queries.answer_rows import ordered, row_of, said, told
from queries.answer_shares import shared_out
from queries.answer_sums import PARTIES, Group, Sums, add_up, shared_sum, sized
from queries.answer_words import after, flow_money, flow_text, listed, money, names_of, phrase, strung, term
from queries.compile import mothers_statement
from queries.plan import Party, Plan

ROUGH = ("about", "over", "under")  # figures that are not exact
LEFT_ROWS = ("wider", "running", "disputed", "rate")


def summed(plan: Plan, run: Run, found: list[FlowFact], roles: dict[str, list[str]]) -> Draft:
    """Answer with sums of what may be added; what may not stands in rows of its own."""
    language = plan.language
    asked = tuple(name for name in plan.asked if name in PARTIES)
    by = tuple(dict.fromkeys((*plan.by, *asked)))
    full = run.with_parties(found)
    joint = _joint(full, plan, roles, by)
    whole = {f.id: f for f in full}
    if asked:
        allowed = {role: set(roles.get(role, [])) for role in asked}
        full = [with_roles(f, {role: _held(f, role, allowed[role]) for role in asked}) for f in full]
    sums = add_up(full, by, plan.filters.period, joint, mothers_of(full, run), apart=plan.measure == "average")
    shown_by = [name for name in by if name in ("year", *PARTIES)]
    draft = Draft([*shown_by, "basis", "amount", "instrument", "status", "flows", "sources", "currency", "amount_min"])
    average = plan.measure == "average"
    draft.rows = [
        _sum_row(group, by, "average" if average else ("cap" if group.capped else "sum"), run, language)
        for group in sums.groups
    ]
    for reason in LEFT_ROWS:
        for flow in ordered(sums.left_out.get(reason, [])):
            draft.rows.append(_apart(flow, by, reason, run, language))
    draft.nothing = not found
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
        draft.sentence = standing_apart(sums, run, language)
    if average and (shares := shared_out(_of_several(sums), draft, by, run, language)):
        draft.sentence = shares if not sums.groups else draft.sentence + after(language, shares)
    period = plan.filters.period
    ended = [
        f for f in sums.left_out.get("running", [])
        if not (period and period.stop and f.period and span_of(f.period)[1] > period.stop)
    ]  # fmt: skip
    if sums.groups and not average and (running := latest(ended)):
        what = told(running, run, language)
        if plan.filters.cumulative or (period is None and not by and _above(sums.groups, running)):
            alone = phrase("sentences", "running_alone", language, what=what)
            draft.sentence = alone + after(language, draft.sentence)
        else:
            draft.sentence += after(language, phrase("sentences", "and_running", language, what=what))
    if sums.groups and not average and (rates := sums.left_out.get("rate")):
        what = told(ordered(rates), run, language)
        draft.sentence += after(language, phrase("sentences", "and_rate", language, what=what))
    if plan.in_all and not average and len(sums.groups) > 1 and set(by) & {*PARTIES}:
        whole_ = _in_all(full, plan, joint, run, language)
        draft.sentence += after(language, phrase("sentences", "together_all", language, what=whole_)) if whole_ else ""
    if not average and (same := _told_twice(sums, full, language)):
        draft.sentence += after(language, phrase("sentences", "told_twice", language, what=listed(same, language)))
    ids = {f.id for g in sums.groups for f in g.flows}
    if {"recipient", "via"} & set(by) and any(ids & set(f.slice_of) for g in sums.groups for f in g.flows):
        draft.notes.append(phrase("notes", "slice_rank", language))
    if sums.groups:
        draft.sentence += _counted(plan, sums, roles, run)
    draft.notes += left_notes(sums, run, language)
    counted = list({f.id: whole[f.id] for group in sums.groups for f in group.flows if f.id in joint}.values())
    if counted:
        some = strung(language, [flow_text(f, run, language) for f in counted[:3]])
        draft.notes.append(phrase("notes", "joint", language, n=len(counted), what=some))
        draft.sentence += ("" if language == "zh" else " ") + phrase(
            "sentences", "with_others", language, n=len(counted)
        )
    if "year" in by and (spans := sum(len(g.flows) for g in sums.groups if "–" in g.key[by.index("year")])):
        draft.notes.append(phrase("notes", "spans", language, n=spans))
    return draft


def _of_several(sums: Sums) -> list[FlowFact]:
    """Return the sums to several together, and running totals, which have no part in an average of single flows."""
    return [*sums.left_out.get("several", []), *sums.left_out.get("running", [])]


def _in_all(full: list[FlowFact], plan: Plan, joint: set[str], run: Run, language: str) -> str:
    """Return the sums of all those told one by one, or nothing where they are of as many kinds as there are sums."""
    sums = add_up(full, (), plan.filters.period, joint, mothers_of(full, run))
    return _sum_text(sums.groups, (), False, run, language) if any(len(g.flows) > 1 for g in sums.groups) else ""


def _above(groups: list[Group], running: list[FlowFact]) -> bool:
    """Whether a running total is more than all single sums of its kind that are told: then it is the better answer."""
    lent = any(f.instrument == "loan" for f in running) and not any(g.instrument == "loan" for g in groups)
    return lent or any(
        (g.instrument, g.status, g.currency) == (f.instrument, f.status, f.currency) and g.total < (f.amount or 0)
        for g in groups
        for f in running
    )


def _counted(plan: Plan, sums: Sums, roles: dict[str, list[str]], run: Run) -> str:
    """Return who stands behind a sum of a kind of bodies (the six big banks), of which perhaps not all are told of."""
    texts = []
    counted = ordered(f for g in sums.groups for f in g.flows)
    held = dict.fromkeys(i for f in counted for i in f.parties)
    for slot in ("provider", "recipient"):
        party = getattr(plan.clause, slot)
        if not isinstance(party, Party) or party.entities or slot in plan.asked or not (party.labels or party.places):
            continue
        if ids := [i for i in held if i in roles.get(slot, ())]:
            names = names_of(ids, run, plan.language)
            role = phrase("parties", slot, plan.language)
            classes = any(i.startswith("Category:") for i in ids)  # which are so many as the flow says
            if not classes and party.number is not None and party.number[0] == party.number[1] != len(ids):
                texts.append(phrase("sentences", "not_so_many", plan.language, n=party.number[0], k=len(ids)))
            texts.append(phrase("sentences", "counted_of", plan.language, role=role, n=len(ids), names=names))
    return "".join(after(plan.language, text) for text in texts)


def _held(flow: FlowFact, role: str, allowed: set[str]) -> list[str]:
    """Return who of those asked for stands in a role, or is what the money ran through."""
    return [i for i in getattr(flow, role) if i in allowed] or [i for i in flow.via if i in allowed]


def _told_twice(sums: Sums, full: list[FlowFact], language: str) -> list[str]:
    """Return the amounts that stand in sums of two statuses, told of the same parties: promised here, paid there.

    A part of a total that is counted counts with it: what two of six banks planned is among what the six promised.
    """
    statuses: dict[tuple[Any, ...], set[str]] = {}
    texts: dict[tuple[Any, ...], str] = {}
    counted = [f for group in sums.groups for f in group.flows]
    ids = {f.id for f in counted}
    parts = [f for f in full if ids & set(f.slice_of)]
    for flows_ in (counted, parts):
        for f in ordered(flows_):
            if key := shared_sum(f):
                statuses.setdefault(key, set()).add(f.status or "")
                texts[key] = flow_money(f, language)
    return [texts[key] for key, found in statuses.items() if len(found) > 1]


def mothers_of(full: list[FlowFact], run: Run) -> dict[str, set[str]]:
    """Return of which funds those are part whose sizes are to be added, one step up or two."""
    funds = sorted({f.recipient[0] for f in full if sized(f)})
    if len(funds) < 2:
        return {}
    above: dict[str, set[str]] = {}
    for part, whole in run.rows(mothers_statement(funds)):
        above.setdefault(part, set()).add(whole)
    return {fund: found.union(*(above.get(m, set()) for m in found)) for fund, found in above.items()}


def latest(running: list[FlowFact]) -> list[FlowFact]:
    """Return of running totals of the same parties the last, and of those of one time the largest."""
    kept: dict[tuple[Any, ...], FlowFact] = {}
    for flow in running:
        key = (*(getattr(flow, role) for role in PARTIES), flow.instrument, flow.status, flow.currency)
        if key not in kept or _newness(flow) > _newness(kept[key]):
            kept[key] = flow
    return ordered(kept.values())


def _newness(flow: FlowFact) -> tuple[str, Decimal]:
    return (span_of(flow.period)[1] if flow.period else "", flow.amount or Decimal(0))


def standing_apart(sums: Sums, run: Run, language: str) -> str:
    """Return the sentence where nothing can be added: the figures that sources dispute with who says which, running totals, rates."""
    parts = []
    if disputed := sums.left_out.get("disputed"):
        parts.append(phrase("sentences", "told_apart", language, what=_by_source(disputed, run, language)))
    if running := latest(sums.left_out.get("running", [])):
        parts.append(phrase("sentences", "running_alone", language, what=told(running, run, language)))
    for reason in ("rate", "wider"):
        if rest := sums.left_out.get(reason):
            parts.append(phrase("sentences", f"{reason}_alone", language, what=told(ordered(rest), run, language)))
    if not parts:
        return phrase("sentences", "no_sum", language)
    apart = [f for reason in ("disputed", "running", "rate", "wider") for f in sums.left_out.get(reason, ())]
    if all(f.status == "rule" for f in apart):
        parts.append(phrase("sentences", "rules_alone", language))
    return ("" if language == "zh" else " ").join(parts)


def _by_source(disputed: list[FlowFact], run: Run, language: str) -> str:
    who = publishers(disputed, run)
    colon, marks = ("：", "（{}）") if language == "zh" else (": ", " ({})")
    told: dict[str, list[str]] = {}
    for flow in ordered(disputed):
        about = flow_text(
            replace(flow, amount=None, amount_min=None, text=None, cumulative=False, per=None), run, language
        )
        says = listed(sorted({who[a] for a in flow.articles if a in who}), language)
        told.setdefault(about, []).append(flow_money(flow, language) + (marks.format(says) if says else ""))
    parts = [f"{about}{colon}{listed(figures, language)}" for about, figures in told.items()]
    return strung(language, parts)


def _joint(full: list[FlowFact], plan: Plan, roles: dict[str, list[str]], by: tuple[str, ...]) -> set[str]:
    """Return the flows in which others stand beside the bodies that the question names, or the kind of bodies.

    Where sums are told by party, those that stand there together share one figure.
    """
    found = {f.id for f in full for role in by if role in ("provider", "recipient") and len(getattr(f, role)) > 1}
    for role in ("provider", "recipient"):
        party = getattr(plan.clause, role)
        if isinstance(party, Party) and (party.labels or party.entities):
            held = set(roles.get(role, []))
            found |= {f.id for f in full if set(getattr(f, role)) & held and set(getattr(f, role)) - held}
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
    return Row(values, shown, tuple(ordered(group.flows)))


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
        said_ = money(amount, group.currency, language, low)
        if len(group.flows) == 1 and group.flows[0].qualifier in ROUGH:
            said_ = flow_money(group.flows[0], language)  # over 300 billion
        text = phrase(
            "sentences", "sum_part", language, instrument=term("instrument", group.instrument, language),
            status=term("flow_status", group.status, language), amount=said_, n=len(group.flows),
        )  # fmt: skip
        if group.capped:
            text = (
                f"{text}（{phrase('basis', 'cap', language)}）"
                if language == "zh"
                else f"{text} [{phrase('basis', 'cap', language)}]"
            )
        parts.append(f"{' '.join(keys)} {text}" if keys else text)
    joined = strung(language, parts)
    return joined + ("……" if len(groups) > most else "")


def left_notes(sums: Sums, run: Run, language: str) -> list[str]:
    """Say what was left out of a sum, and why."""
    notes = []
    for reason, flows_ in sums.left_out.items():
        flows_ = ordered(flows_)
        some = strung(language, [flow_text(f, run, language) for f in flows_[:3]])
        notes.append(phrase("notes", reason, language, n=len(flows_), what=some))
    rough = [f for group in sums.groups if len(group.flows) > 1 for f in group.flows if f.qualifier in ROUGH]
    if rough:
        what = strung(language, [flow_text(f, run, language) for f in ordered(rough)[:3]])
        notes.append(phrase("notes", "rough", language, n=len(rough), what=what))
    if any(group.capped for group in sums.groups):
        notes.append(phrase("notes", "cap", language))
    if any(f.amount_min is not None for group in sums.groups for f in group.flows):
        notes.append(phrase("notes", "range", language))
    return notes
