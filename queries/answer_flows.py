"""Answers about money: rows, sums, averages, ranks, counts, yes or no, when."""

from collections.abc import Iterable
from dataclasses import replace

from queries.answer_counts import counted, made_up
from queries.answer_facts import FlowFact, Run, at_the_end, beyond, flow_of, in_period, span_of
from queries.answer_most import most, ranked
from queries.answer_most_each import ranked_of_each
from queries.answer_purpose import for_purpose
from queries.answer_ranks import single_funds
from queries.answer_result import Draft
from queries.answer_rows import COLUMNS, ordered, row_of, said, some_of, told
from queries.answer_shares import shared_out
from queries.answer_sums import PARTIES, unfit
from queries.answer_totals import summed
from queries.answer_words import after, flow_text, listed, names_of, phrase, planned_of, strung
from queries.compile import Statement, at_most, flow_statements
from queries.plan import Flows, Party, Plan
from queries.question_measures import FIRM_WHEN_PROMISED, with_classes

LENT = ("loan", "relending", "credit_line")  # what a verb of lending takes in
FEW = 3  # flows that the sentence of a count names


def _to_single_firms(found: list[FlowFact], run: Run) -> bool:
    """Whether each sum went to one body by name: then the average of the sums is that for each."""
    return all(len(f.recipient) == 1 and f.recipient[0].startswith("Institution:") for f in run.with_parties(found))


def _for_each(plan: Plan, run: Run, found: list[FlowFact]) -> Draft:
    """Answer what each firm got on average: only where the firms that got a sum together are counted."""
    draft = Draft(["basis", "amount", "instrument", "status", "flows", "sources", "currency", "amount_min"])
    shares = shared_out(found, draft, (), run, plan.language)
    draft.sentence = shares or phrase("sentences", "no_count", plan.language)
    return draft


def flows(plan: Plan, run: Run, most: int | None = None) -> tuple[list[FlowFact], dict[str, list[str]]]:
    """Return the flows that a plan's clause and filters let through, and the ids found in each role that was constrained.

    Of what is only told beside an answer, `most` rows of each statement will do.
    """
    assert isinstance(plan.clause, Flows)
    found: dict[str, FlowFact] = {}
    held: dict[str, dict[str, set[str]]] = {}
    for statement in flow_statements(plan.clause, plan.filters, run.names):
        _collect(run, at_most(statement, most), found, held)
    kept = in_period(list(found.values()), plan.filters.period, run)
    kept = [f for f in kept if f.per == plan.filters.per] or kept if plan.filters.per else kept
    kept = for_purpose(kept, plan.filters.purpose, run)
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
    kept = for_purpose(in_period(list(facts.values()), plan.filters.period, run), plan.filters.purpose, run)
    return {id_ for flow in kept for id_ in held[flow.id].get(slot, ())}


def answer_flows(plan: Plan, run: Run, keep: Iterable[str] | None = None) -> Draft:
    """Answer a plan about money; `keep` limits the asked party to these ids."""
    found, roles = flows(plan, run)
    if yearly := _yearly_unsaid(plan, found, run):
        draft = summed(replace(plan, asked=("flow",), by=()), run, yearly, {})
        role = phrase("parties", "recipient", plan.language)
        draft.sentence += after(plan.language, phrase("sentences", "unsaid_all", plan.language, role=role))
        return draft
    if plan.filters.per and found and "year" not in plan.by and all(f.per != plan.filters.per for f in found):
        run.told.append(phrase("sentences", "not_yearly", plan.language))
    if keep is not None:
        allowed = set(keep)
        found = [f for f in run.with_parties(found) if allowed & set(f.parties)]
        roles[plan.asked[0]] = [i for i in roles.get(plan.asked[0], []) if i in allowed]
    running = []
    if plan.measure in ("earliest", "latest"):
        running = [f for f in found if unfit(f) == "running"]
        found = [f for f in found if unfit(f) not in ("rate", "running")] or found
    found, roles = _of_whole_funds(found, roles, plan, run)
    before, found = found, at_the_end(found, plan.measure, plan.limit or 1, run)
    _tell_running(running, found, plan, run)
    if len(found) < len(before):
        kept = {i for f in run.with_parties(found) for i in f.parties}
        roles = {role: [i for i in ids if i in kept] for role, ids in roles.items()}
    payer = plan.clause.provider if isinstance(plan.clause, Flows) else None
    named = {e.id for e in payer.entities} if payer is not None and plan.yes_no else set()
    of_payers = plan.asked == ("provider",) or len(named) == 1
    if of_payers and plan.filters.bounds is not None and plan.measure in ("rows", "count"):
        found, roles = _by_single_payers(found, roles, plan, run, named)
    measures = {
        "sum": summed, "average": summed, "largest": ranked, "smallest": ranked, "most": most, "fewest": most, "count": _count,
    }  # fmt: skip
    rest = [] if found or plan.measure not in ("sum", "average") else _unsaid(plan, run)
    if plan.per_recipient and found and not _to_single_firms(found, run):
        draft = _for_each(plan, run, found)
    elif rest:
        draft = _sum_of_unsaid(plan, run, rest)
    else:
        way = (
            ranked_of_each if plan.by and plan.measure in ("largest", "smallest") else measures.get(plan.measure, _rows)
        )
        draft = way(plan, run, found, roles)
    if undated := run.left_out.pop("undated", []):
        draft.sentence = f"{phrase('notes', 'undated', plan.language, n=len(undated))} {draft.sentence}"
    if any(row.values.get("conflict") for row in draft.rows) and plan.measure not in ("sum", "average"):
        draft.notes.append(phrase("notes", "sources_conflict", plan.language))
    if plan.measure not in ("sum", "average", "most", "fewest"):
        told = {f.id: f for row in draft.rows for f in row.facts if isinstance(f, FlowFact)}
        longer = [f for f in told.values() if f.amount is not None and beyond(f.period, plan.filters.period)]
        if longer:
            draft.notes.append(phrase("notes", "longer", plan.language, n=len(longer)))
    return draft


def _of_whole_funds(
    found: list[FlowFact], roles: dict[str, list[str]], plan: Plan, run: Run
) -> tuple[list[FlowFact], dict[str, list[str]]]:
    """Leave first phases out of the funds below a size, where the fund itself is larger; and tell them."""
    bounds = plan.filters.bounds
    if bounds is None or bounds.most is None or plan.filters.purpose or plan.filters.instruments != ("fund_size",):
        return found, roles
    with run.aside():
        wide = run.with_parties(flows(replace(plan, filters=replace(plan.filters, bounds=None)), run)[0])
    found = run.with_parties(found)
    parts = [f for f in found if not f.conflict and any(_is_phase(f, whole) for whole in wide)]
    if not parts:
        return found, roles
    run.told.append(
        phrase("notes", "smaller_phases", plan.language, n=len(parts), what=told(ordered(parts), run, plan.language))
    )
    kept = [f for f in found if f not in parts]
    left = {i for f in kept for i in f.parties}
    return kept, {role: [i for i in ids if i in left] for role, ids in roles.items()}


def _is_phase(size: FlowFact, whole: FlowFact) -> bool:
    """Whether one size of a fund is less than another of it that is as firm."""
    alike = (size.recipient, size.status, size.currency) == (whole.recipient, whole.status, whole.currency)
    return alike and (size.amount or 0) < (whole.amount or 0)


def _by_single_payers(
    found: list[FlowFact], roles: dict[str, list[str]], plan: Plan, run: Run, named: set[str]
) -> tuple[list[FlowFact], dict[str, list[str]]]:
    """Leave out what several paid together where the share of each, or of the one named, is told, and over a limit where another paid as much alone.

    Under a limit each of them paid no more than all did. Over it none may have paid so much: where no shares are told, that is said.
    """
    assert plan.filters.bounds is not None
    found = run.with_parties(found)
    joint = [f for f in found if len(f.provider) > 1]
    if not joint:
        return found, roles
    with run.aside():
        wide = run.with_parties(flows(replace(plan, filters=replace(plan.filters, bounds=None)), run)[0])
    own = {(f.provider[0], f.recipient) for f in wide if len(f.provider) == 1}
    divided = [f for f in joint if all((payer, f.recipient) in own for payer in named or f.provider)]
    alone = [f for f in found if f not in joint]
    over = plan.filters.bounds.least is not None
    if over:
        _tell_joint([f for f in joint if f not in divided] if alone else joint, plan, run)
    kept = alone if over and alone else [f for f in found if f not in divided]
    payers = {i for f in kept for i in f.provider}
    return kept, {role: [i for i in ids if role != "provider" or i in payers] for role, ids in roles.items()}


def _tell_joint(joint: list[FlowFact], plan: Plan, run: Run) -> None:
    """Tell the sums over a limit that several paid together."""
    if joint:
        what = told(ordered(joint), run, plan.language)
        run.told.append(phrase("notes", "joint", plan.language, n=len(joint), what=what))


def _tell_running(running: list[FlowFact], kept: list[FlowFact], plan: Plan, run: Run) -> None:
    """Tell the running totals that would stand before the earliest or latest flows: when they began is not known."""
    ends = [span_of(f.period)[1] for f in kept if f.period]
    if not ends or not running:
        return
    earliest = plan.measure == "earliest"
    first_ = [
        f for f in running
        if f not in kept and f.period and ((span_of(f.period)[1] < min(ends)) if earliest else (span_of(f.period)[1] > max(ends)))
    ]  # fmt: skip
    if first_:
        what = told(ordered(run.with_parties(first_)), run, plan.language)
        run.told.append(phrase("sentences", "and_running", plan.language, what=what))


def _rows(plan: Plan, run: Run, found: list[FlowFact], roles: dict[str, list[str]]) -> Draft:
    language = plan.language
    several: list[FlowFact] = []
    if _lists_sizes(plan):
        found, several = single_funds(found, run)
        own = {i for f in run.with_parties(found) for i in f.recipient}
        roles = {role: [i for i in ids if role != "recipient" or i in own] for role, ids in roles.items()}
    full = ordered(run.with_parties(found))
    draft = Draft(COLUMNS, [row_of(flow, run, language) for flow in full])
    if several:
        what = told(ordered(several), run, language)
        draft.notes.append(phrase("notes", "groups_unranked", language, what=what))
    asked = [name for name in plan.asked if name in PARTIES]
    draft.nothing = not full
    if not full and (unsaid := _unsaid(plan, run, alone=True)):
        draft.rows = [row_of(flow, run, language) for flow in unsaid]
        others = getattr(plan.clause, asked[0]).without
        key, names = "unsaid_else" if others else "unsaid", strung(language, [e.called(language) for e in others])
        role = phrase("parties", asked[0], language)
        draft.sentence = phrase("sentences", key, language, role=role, n=len(unsaid), names=names)
    elif not full:
        draft.sentence = phrase("sentences", "no" if plan.yes_no else "nothing", language, what=said(plan, run))
    elif plan.yes_no:
        key = "yes_planned" if all(f.status == "planned" for f in full) else "yes"
        promised = all(f.status in ("planned", "committed") and f.instrument not in FIRM_WHEN_PROMISED for f in full)
        if key == "yes" and promised and not plan.filters.statuses:
            key = "yes_promised"
        if key == "yes" and _lines_alone(full, plan):
            key = "yes_credit"
        draft.sentence = phrase("sentences", key, language, what=some_of(full, run, language))
    elif plan.when:
        draft.sentence = _when(full, run, language)
    elif plan.changes:
        _in_time(draft, full, run, language)
    elif len(asked) == 1:
        ids = _by_amount(full, asked[0], roles.get(asked[0], []))
        draft.sentence = phrase(
            "sentences", "names" if len(ids) > 1 else "one", language, n=len(ids), names=names_of(ids, run, language)
        )
        number = getattr(plan.clause, asked[0]).number
        if number is not None and number[0] == number[1] != len(ids) and plan.several is None:
            more = phrase("sentences", "not_so_many", language, n=number[0], k=len(ids))
            draft.sentence += after(language, more)
        if not plan.filters.statuses:
            firm = {i for f in full if f.status != "planned" for i in (*f.parties, *f.slice_of)}
            draft.sentence += planned_of(ids, firm, run, language)
        draft.sentence += _and_others(full, asked[0], ids, plan)
        if _lines_alone(full, plan):
            draft.sentence += after(language, phrase("sentences", "lines_alone", language))
        if rest := _unsaid(plan, run, kinds=True):
            role = phrase("parties", asked[0], language)
            more = phrase("sentences", "unsaid_too", language, role=role, n=len(rest), what=told(rest, run, language))
            draft.sentence += after(language, more)
    else:
        word = "flow" if len(full) == 1 else "flows"
        within = made_up(full, plan.filters.period, language, status_asked=bool(plan.filters.statuses))
        draft.sentence = phrase(
            "sentences", "flows", language, n=len(full), what=some_of(full, run, language), flows=word, within=within
        )
    return draft


def _lists_sizes(plan: Plan) -> bool:
    """Whether all funds of a kind are listed by their sizes, of which what is told of several together is none."""
    into, filters = plan.clause.recipient if isinstance(plan.clause, Flows) else None, plan.filters
    if into is None or into.entities or into.such or into.places or filters.places or filters.bounds is not None:
        return False
    sized = plan.asked == ("recipient",) and filters.instruments == ("fund_size",)
    return sized and plan.measure == "rows" and not plan.yes_no


def _lines_alone(full: list[FlowFact], plan: Plan) -> bool:
    """Whether it was asked who lends to whom, and what is told are credit lines alone, under which nothing need have been lent."""
    return set(LENT) <= set(plan.filters.instruments) and all(f.instrument == "credit_line" for f in full)


def _and_others(full: list[FlowFact], role: str, ids: list[str], plan: Plan) -> str:
    """Return that a flow reached more than are named among those listed (21家, of which two are named), as a sentence, or nothing."""
    bodies = {i for i in ids if not i.startswith("Category:")}
    if role != "recipient" or not bodies or plan.by_name:
        return ""
    more = [f for f in full if f.recipient_count and 0 < len(bodies & set(f.recipient)) < f.recipient_count]
    if not more:
        return ""
    counts = listed([str(n) for n in sorted({f.recipient_count or 0 for f in more})], plan.language)
    return after(plan.language, phrase("sentences", "and_others", plan.language, n=counts))


def _sum_of_unsaid(plan: Plan, run: Run, rest: list[FlowFact]) -> Draft:
    """Add up the flows of which no article names the party asked for, and say so: 担保了多少钱，担保给谁."""
    draft = summed(replace(plan, asked=("flow",)), run, rest, {})
    role = phrase("parties", next(name for name in plan.asked if name in PARTIES), plan.language)
    draft.sentence += after(plan.language, phrase("sentences", "unsaid_all", plan.language, role=role))
    return draft


def _yearly_unsaid(plan: Plan, found: list[FlowFact], run: Run) -> list[FlowFact]:
    """Return what is told by a yearly rate without a recipient, where what a kind of firms gets each year is asked and none is told so."""
    clause = plan.clause
    by_year = plan.by == ("year",) and all(f.per for f in found)  # 每年, where nothing is told of a year
    per = plan.filters.per or ("year" if by_year else None)
    kind = clause.recipient if isinstance(clause, Flows) else None
    if not isinstance(clause, Flows) or not per or kind is None or kind.entities or not kind.labels or plan.further:
        return []
    if clause.provider is None or not clause.provider.entities or any(f.per == per for f in found):
        return []
    with run.aside():
        rest, _ = flows(replace(plan, clause=replace(clause, recipient=None), asked=()), run)
    return [f for f in run.with_parties(rest) if f.per == per and not f.recipient]


def _unsaid(plan: Plan, run: Run, *, kinds: bool = False, alone: bool = False) -> list[FlowFact]:
    """Return the flows that answer the question but for the asked party, which no article names (who does X fund?).

    With `kinds` also where bodies of a kind are asked for; sizes and bonds, which name no payer, are then none of them. With `alone`, where
    nothing else answers it, also those of a time (what was lent in 2024), beside which those that say no time are told.
    """
    clause, asked = plan.clause, [name for name in plan.asked if name in PARTIES]
    if not isinstance(clause, Flows) or len(asked) != 1 or plan.yes_no or plan.when or plan.further:
        return []
    if run.left_out.get("no_period") and not alone:
        return []  # some that say no time may name the party
    party = getattr(clause, asked[0])
    named = [p for p in (clause.provider, clause.via, clause.recipient) if p is not None and p.entities]
    others = [
        p for p in (clause.provider, clause.via, clause.recipient) if p is not None and p is not party and p.labels
    ]
    held = bool(plan.filters.places or others or (alone and plan.filters.period)) and not run.large
    of_a_kind = kinds and party is not None and bool(party.labels) and not party.entities
    if party is None or not (party.open or of_a_kind) or not (named or held):
        return []
    rest = replace(plan, clause=replace(clause, **{asked[0]: None}), asked=())
    found, _ = flows(rest, run)
    found = [f for f in found if party.open or f.instrument not in ("fund_size", "bond")]
    return ordered(f for f in run.with_parties(found) if not getattr(f, asked[0]))


def _by_amount(full: list[FlowFact], role: str, ids: list[str]) -> list[str]:
    """Return the ids in a role, in the order in which the rows show them; a sum of several puts none of them in front."""
    alone_first = sorted(full, key=lambda flow: len(getattr(flow, role)) > 1)
    order = list(dict.fromkeys(i for flow in alone_first for i in (*getattr(flow, role), *flow.parties)))
    return [i for i in order if i in set(ids)]


def _when(full: list[FlowFact], run: Run, language: str) -> str:
    dated = [f"{flow.period}（{flow_text(flow, run, language)}）" for flow in full if flow.period]
    return (
        phrase("sentences", "when", language, what=listed(dated, language))
        if dated
        else phrase("sentences", "when_unsaid", language)
    )


def _in_time(draft: Draft, full: list[FlowFact], run: Run, language: str) -> None:
    """Put money in order of time, what says none last and told apart; what has no figure tells no change."""
    priced = [f for f in full if f.amount is not None]
    dated = sorted((f for f in priced if f.period), key=lambda f: (span_of(f.period or ""), f.amount or 0))
    rest = [f for f in priced if not f.period]
    draft.rows = [row_of(f, run, language) for f in (*dated, *rest)]
    parts = []
    if dated:
        parts.append(phrase("sentences", "when", language, what=told(dated, run, language, len(dated))))
    if rest:
        parts.append(phrase("sentences", "no_time_said", language, what=told(rest, run, language, len(rest))))
    draft.sentence = " ".join(parts) if language == "en" else "".join(parts)


def _count(plan: Plan, run: Run, found: list[FlowFact], roles: dict[str, list[str]]) -> Draft:
    draft = _rows(plan, run, found, roles)
    asked = [name for name in plan.asked if name in PARTIES]
    if asked and found:
        full = [row.facts[0] for row in draft.rows]
        ids = _by_amount(full, asked[0], roles.get(asked[0], []))
        with_number = [f for f in full if f.recipient_count] if asked[0] == "recipient" else []
        if with_number:
            ids_ = {f.id for f in with_number}
            within = phrase("apart", "within_count", plan.language)
            parts = [
                f"{names_of(f.recipient, run, plan.language, 3)} {f.recipient_count}"
                + (within if ids_ & set(f.slice_of) else "")
                for f in with_number
            ]
            draft.sentence = phrase(
                "sentences",
                "counted_recipients",
                plan.language,
                what=strung(plan.language, parts),
            )
            told_of = {i for f in with_number for i in f.recipient}
            named = [i for i in ids if not i.startswith("Category:") and i not in told_of]
            if named:
                names = names_of(named, run, plan.language)
                more = phrase("sentences", "and_named", plan.language, n=len(named), names=names)
                draft.sentence += after(plan.language, more)
            return draft
        ids = [i for i in ids if not i.startswith("Category:")]
        if not ids:
            draft.sentence = phrase("sentences", "uncounted", plan.language)
            return draft
        classes = _classes(plan, "provider", run) if asked[0] == "provider" else []
        key = "count_named" if classes else "count_one" if len(ids) == 1 else "count"
        draft.sentence = phrase("sentences", key, plan.language, n=len(ids), names=names_of(ids, run, plan.language))
        if classes:
            names = names_of(classes, run, plan.language)
            draft.sentence += after(plan.language, phrase("sentences", "count_classes_too", plan.language, names=names))
    elif found:
        full = [row.facts[0] for row in draft.rows]
        status = bool(plan.filters.statuses)
        draft.sentence = counted(full, plan.filters.period, plan.language, status_asked=status)
        if len(full) > FEW and plan.filters.instruments and plan.language == "zh":  # 一共有多少授信 may ask for the sum
            whole = summed(replace(plan, measure="sum", asked=("flow",)), run, found, {})
            draft.sentence += after(plan.language, phrase("sentences", "count_sum", plan.language, what=whole.sentence))
        if len(full) <= FEW:  # 授信有多少 may ask for the sum as well
            what = told(full, run, plan.language)
            draft.sentence += after(plan.language, phrase("sentences", "count_told", plan.language, what=what))
    elif asked == ["recipient"] and (rest := _uncounted(plan, run)):
        draft.rows, draft.nothing = [row_of(flow, run, plan.language) for flow in rest], False
        parts = [f"{flow_text(f, run, plan.language)}: {f.recipient_count}" for f in rest]
        draft.sentence = phrase("sentences", "counted_recipients", plan.language, what=strung(plan.language, parts))
    else:
        draft.sentence = phrase("sentences", "count_none", plan.language, what=said(plan, run))
        if asked and (classes := _classes(plan, asked[0], run)):
            draft.nothing = False
            names = names_of(classes, run, plan.language)
            draft.sentence = phrase("sentences", "count_classes", plan.language, names=names)
    return draft


def _uncounted(plan: Plan, run: Run) -> list[FlowFact]:
    """Return the flows that say how many firms or bodies they reach, and not whom: where these are counted, and no narrower kind."""
    party = plan.clause.recipient if isinstance(plan.clause, Flows) else None
    if party is None or set(party.labels) != {"Institution"} or (party.kinds and "company" not in party.kinds):
        return []
    return [f for f in _unsaid(plan, run, kinds=True) if f.recipient_count]


def _classes(plan: Plan, role: str, run: Run) -> list[str]:
    """Return the classes (8家银行) by which articles name those that are counted, where they name none."""
    assert isinstance(plan.clause, Flows)
    wide = replace(plan, clause=with_classes(plan.clause, (role,)), measure="rows")
    if wide.clause == plan.clause:
        return []
    _, roles = flows(wide, run)
    return [i for i in roles.get(role, []) if i.startswith("Category:")]


def everything_of(party: Party, run: Run, plan: Plan) -> list[FlowFact]:
    """Return all flows in which a party has any role, with their parties."""
    found, _ = flows(replace(plan, clause=Flows(either=party), asked=("flow",)), run)
    return run.with_parties(found)
