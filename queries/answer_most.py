"""Answers that rank money: the largest single flows, and who gives or gets the most."""

from dataclasses import replace
from typing import Any

from queries.answer_facts import FlowFact, Run, beyond
from queries.answer_ranks import first, places, single_funds, taken_in
from queries.answer_result import Draft, Row
from queries.answer_rows import COLUMNS, ordered, row_of, said, some_of, told
from queries.answer_sums import PARTIES, unfit
from queries.answer_totals import summed
from queries.answer_words import after, flow_text, names_of, phrase, strung
from queries.plan import Flows, Plan

HELP = {"grant", "subsidy", "interest_subsidy", "reward", "compensation"}
MANY = 2000  # flows beyond which who is named is not looked for


def ranked(plan: Plan, run: Run, found: list[FlowFact], roles: dict[str, list[str]]) -> Draft:
    """The largest or smallest single flows, ties together, each currency by itself."""
    language, count = plan.language, plan.limit or 1
    found, together = single(found, plan, run)
    within = [f for f in found if not beyond(f.period, plan.filters.period)]
    fit = [f for f in within if unfit(f) in ("", "disputed")]
    several: list[FlowFact] = []
    if plan.asked == ("recipient",) and plan.filters.instruments == ("fund_size",):
        fit, several = single_funds(fit, run)
    by_payer = plan.asked == ("provider",)
    by_fund = plan.asked == ("recipient",) and plan.filters.instruments == ("fund_size",)
    kept = first(fit, count, run, largest=plan.measure == "largest", by_fund=by_fund, by_payer=by_payer)
    full = run.with_parties(kept or found)
    draft = Draft(COLUMNS, [row_of(flow, run, language) for flow in full])
    if found and not kept:
        rates = [f for f in within if f.amount is not None and unfit(f) == "rate"]
        draft.sentence = phrase("sentences", "no_rank", language) + _caps(rates, run, language)
        return draft
    draft.nothing = not full
    if not full:
        draft.sentence = phrase("sentences", "nothing", language, what=said(plan, run))
        return draft
    if together:
        draft.notes.append(_together_note(together, run, language))
    if several:
        what = told(ordered(several), run, language)
        draft.notes.append(phrase("notes", "groups_unranked", language, what=what))
    key = {
        ("largest", False): "largest",
        ("largest", True): "top",
        ("smallest", False): "smallest",
        ("smallest", True): "bottom",
    }
    draft.sentence = phrase(
        "sentences", key[plan.measure, count > 1], language, n=count, what=some_of(full, run, language, count + 2)
    )
    if not plan.filters.statuses and any(f.status == "planned" for f in kept):
        firm = [f for f in fit if f.status != "planned"]
        best = first(firm, 1, run, largest=plan.measure == "largest", by_fund=by_fund, by_payer=by_payer)
        if best:
            what = some_of(run.with_parties(best), run, language)
            draft.sentence += after(language, phrase("sentences", f"{plan.measure}_firm", language, what=what))
    among = places(fit, run, by_fund=by_fund, by_payer=by_payer) if count > 1 and not run.large else count
    if among < count:
        draft.sentence += after(language, phrase("sentences", "ranked_fewer", language, k=among))
    elif among > count:
        draft.notes.append(phrase("notes", "ranked_among", language, k=among))
    draft.sentence += _of_one(fit, kept, plan, run)
    if by_fund and plan.measure == "largest":
        draft.sentence += _of_whole(fit, kept, plan, run)
    left = [f for f in within if f.amount is not None and unfit(f) in ("rate", "running")]
    caps = [f for f in left if unfit(f) == "rate"] + [f for f in fit if f.qualifier == "up_to" and f not in kept]
    if caps and plan.asked == ("flow",) and plan.measure == "largest" and _helps(plan):
        what = told(ordered(run.with_parties(caps)), run, language)  # 最高补多少: what one may get stands first
        draft.sentence = phrase("sentences", "caps_first", language, what=what) + after(language, draft.sentence)
    else:
        draft.sentence += _caps(caps, run, language)
    wider = run.with_parties(f for f in found if f.amount is not None and beyond(f.period, plan.filters.period))
    if wider:
        some = strung(language, [flow_text(f, run, language) for f in wider[:3]])
        draft.notes.append(phrase("notes", "wider", language, n=len(wider), what=some))
    unsaid = [f for f in found if f.amount is None]
    if left:
        what = told(ordered(run.with_parties(left)), run, language)
        draft.notes.append(phrase("notes", "rank_left", language, n=len(left), what=what))
    if unsaid:
        draft.notes.append(phrase("notes", "no_amount", language, n=len(unsaid), what=""))
    if len({f.currency for f in fit}) > 1:
        draft.notes.append(phrase("notes", "currencies", language))
    return draft


def _helps(plan: Plan) -> bool:
    """Whether only what a budget gives away is asked about."""
    return bool(plan.filters.instruments) and set(plan.filters.instruments) <= HELP


def _caps(caps: list[FlowFact], run: Run, language: str) -> str:
    """Return the ceilings and rates that take no place in a ranking, as a sentence, or nothing."""
    if not caps:
        return ""
    text = phrase("sentences", "and_caps", language, what=told(ordered(run.with_parties(caps)), run, language))
    return after(language, text)


def single(found: list[FlowFact], plan: Plan, run: Run) -> tuple[list[FlowFact], list[FlowFact]]:
    """Return the flows to rank payers by, and the joint ones left aside: several pay them, and what single bodies paid is told."""
    if plan.asked != ("provider",):
        return found, []
    full = run.with_parties(found)
    alone = [f for f in full if len(f.provider) < 2]
    return (alone, [f for f in full if len(f.provider) > 1]) if alone else (full, [])


def _together_note(together: list[FlowFact], run: Run, language: str) -> str:
    return phrase("notes", "together", language, n=len(together), what=told(ordered(together), run, language))


def most(plan: Plan, run: Run, found: list[FlowFact], roles: dict[str, list[str]]) -> Draft:
    """Which party gives or gets the most: sums by party, compared within one instrument, status and currency."""
    language = plan.language
    asked = next(name for name in plan.asked if name in PARTIES)
    found, together = single(found, plan, run)
    draft = summed(replace(plan, measure="sum"), run, found, roles)
    if together:
        draft.notes.append(_together_note(together, run, language))
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
    sign = -1 if plan.measure == "most" else 1
    rows.sort(key=lambda r: (r.values["currency"] != "CNY", r.values["currency"], sign * r.values["amount"]))
    disputed = [row for row in draft.rows if row.values["basis"] == "disputed"]
    draft_rows = draft.rows
    draft.rows = rows = rows + disputed
    texts = [f"{r.values[asked]} {r.shown['amount']} {r.shown['instrument']}（{r.shown['status']}）" for r in rows[:5]]
    what = strung(language, texts)
    if rows:
        alone = len({str(r.values[asked]) for r in rows}) == 1  # the same comes first in every kind
        key = plan.measure if len(best) < 2 or alone else f"{plan.measure}_of_each"
        more = phrase("sentences", "more", language, n=len(rows) if language == "zh" else len(rows) - 5)
        draft.sentence = phrase("sentences", key, language, what=what + (more if len(rows) > 5 else ""))
        named = [r for r in _bodies(draft_rows, asked) if not any(r is row for row in rows)]
        if named and len(best) < 2 and any(_class(row, asked) for row in rows):
            best_ = sorted(named, key=lambda r: sign * r.values["amount"])[0]
            what = (
                f"{best_.values[asked]} {best_.shown['amount']} {best_.shown['instrument']}（{best_.shown['status']}）"
            )
            draft.sentence += after(language, phrase("sentences", f"{plan.measure}_named", language, what=what))
        elif len(best) < 2 and any(_class(row, asked) for row in rows):
            draft.sentence += after(language, phrase("sentences", "only_classes", language))
    elif found:
        draft.sentence = phrase("sentences", "no_sum", language)
    return draft


def _of_one(fit: list[FlowFact], kept: list[FlowFact], plan: Plan, run: Run) -> str:
    """Return, where bodies are ranked and a class of them stands first, the first that is of one that is named."""
    role = plan.asked[0] if len(plan.asked) == 1 and plan.asked[0] in PARTIES else ""
    if (
        not role
        or len(fit) > MANY
        or _both(plan)
        or not any(i.startswith("Category:") for f in run.with_parties(kept) for i in getattr(f, role))
    ):
        return ""
    own = [f for f in run.with_parties(fit) if not any(i.startswith("Category:") for i in getattr(f, role))]
    best = first(own, 1, run, largest=plan.measure == "largest", by_fund=False)
    key = "most_named" if plan.measure == "largest" else "fewest_named"
    if not best:
        return after(plan.language, phrase("sentences", "only_classes", plan.language))
    return after(plan.language, phrase("sentences", key, plan.language, what=told(best, run, plan.language)))


def _of_whole(fit: list[FlowFact], kept: list[FlowFact], plan: Plan, run: Run) -> str:
    """Return which funds a fund that stands first takes in, and which is the largest without it, as sentences; or nothing."""
    language = plan.language
    with run.aside():
        found = taken_in(kept, fit, run) if len(fit) <= MANY else {}
        texts = [
            phrase(
                "sentences", "takes_in", language, whole=run.name(whole, language), names=names_of(ids, run, language)
            )
            for whole, ids in found.items()
        ]
        rest = [f for f in run.with_parties(fit) if not set(f.recipient) & set(found)]
        if texts and plan.limit in (None, 1) and rest:
            best = first(rest, 1, run, largest=True, by_fund=True)
            texts.append(
                phrase("sentences", "without_whole", language, what=some_of(run.with_parties(best), run, language))
            )
    return "".join(after(language, text) for text in texts)


def _both(plan: Plan) -> bool:
    """Whether both who pays and who gets it may be anybody at all: the biggest lender."""
    clause = plan.clause
    sides = (clause.provider, clause.recipient) if isinstance(clause, Flows) else ()
    return len(sides) == 2 and all(p is not None and p.open for p in sides)


def _class(row: Row, role: str) -> bool:
    """Whether a row is of a class of bodies (科技型企业), and not of one body."""
    return any(i.startswith("Category:") for f in row.facts for i in getattr(f, role))


def _bodies(rows: list[Row], role: str) -> list[Row]:
    return [r for r in rows if r.values["basis"] == "sum" and not _class(r, role)]
