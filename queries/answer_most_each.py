"""Answers that rank money in groups: the largest of each year, of each place, of each of those who pay or get it."""

from collections import defaultdict
from collections.abc import Iterable, Iterator

from queries.answer_facts import FlowFact, Run, years_of
from queries.answer_most import single
from queries.answer_ranks import first, single_funds
from queries.answer_result import Draft
from queries.answer_rows import COLUMNS, ordered, row_of, said, told
from queries.answer_sums import PARTIES, unfit
from queries.answer_words import after, flow_text, phrase, strung
from queries.compile import Statement
from queries.plan import Plan

PROVINCE = "province"
DEEPEST = 6  # places within places
LOCATED = "MATCH (x:{})-[:LOCATED_IN]->(y:{}) WHERE x.id IN $ids RETURN DISTINCT x.id, y.id"


def ranked_of_each(plan: Plan, run: Run, found: list[FlowFact], roles: dict[str, list[str]]) -> Draft:
    """Tell the largest, or smallest, single flow of each group; ties together; what is in no group is told apart."""
    language, by = plan.language, plan.by[0]
    found, together = single(found, plan, run)
    fit = run.with_parties(f for f in found if f.amount is not None and unfit(f) in ("", "disputed"))
    sizes = plan.filters.instruments == ("fund_size",)
    several: list[FlowFact] = []
    if sizes:
        fit, several = single_funds(fit, run)
    groups: dict[str, list[FlowFact]] = defaultdict(list)
    nowhere = []
    places = _provinces((i for f in fit for i in f.recipient), run) if by == "place" else {}
    for flow in fit:
        keys = list(_keys(flow, by, roles, places))
        for key in keys:
            groups[key].append(flow)
        if not keys:
            nowhere.append(flow)
    draft = Draft([by if by in ("year", "place") else "group", *COLUMNS])
    texts = []
    largest = plan.measure == "largest"
    best = {key: first(flows, 1, run, largest=largest, by_fund=sizes) for key, flows in groups.items()}
    for key in sorted(best, key=lambda k: k if by == "year" else (-(best[k][0].amount or 0), k)):
        kept = run.with_parties(best[key])
        name = run.name(key, language) if ":" in key else key
        for flow in ordered(kept):
            row = row_of(flow, run, language)
            row.values[draft.columns[0]] = row.shown[draft.columns[0]] = name
            draft.rows.append(row)
        colon = "：" if language == "zh" else ": "
        texts.append(name + colon + strung(language, [flow_text(f, run, language) for f in ordered(kept)]))
    draft.nothing = not draft.rows
    if not draft.rows:
        draft.sentence = phrase("sentences", "nothing", language, what=said(plan, run))
        return draft
    draft.sentence = phrase(
        "sentences", f"{plan.measure}_each", language, what=("；" if language == "zh" else "; ").join(texts)
    )
    if nowhere:
        what = told(ordered(nowhere), run, language)
        draft.sentence += after(language, phrase("sentences", "in_no_group", language, n=len(nowhere), what=what))
    if together:
        draft.notes.append(
            phrase("notes", "together", language, n=len(together), what=told(ordered(together), run, language))
        )
    if several:
        draft.notes.append(phrase("notes", "groups_unranked", language, what=told(ordered(several), run, language)))
    left = run.with_parties(f for f in found if f.amount is not None and unfit(f) not in ("", "disputed"))
    if left:
        draft.notes.append(phrase("notes", "rank_left", language, n=len(left), what=told(ordered(left), run, language)))
    return draft


def _keys(flow: FlowFact, by: str, roles: dict[str, list[str]], places: dict[str, set[str]]) -> Iterator[str]:
    """Yield the groups to which a flow belongs."""
    if by == "year":
        if flow.period:
            yield years_of(flow.period)
    elif by == "place":
        yield from sorted({place for body in flow.recipient for place in places.get(body, ())})
    elif by in PARTIES:
        held = set(roles[by]) if by in roles else set(getattr(flow, by))
        yield from (i for i in getattr(flow, by) if i in held and len(getattr(flow, by)) == 1)


def _provinces(bodies: Iterable[str], run: Run) -> dict[str, set[str]]:
    """Return the provinces in which bodies lie, as far as relations tell, through the zones and places in which they are."""
    found: dict[str, set[str]] = defaultdict(set)
    zones: dict[str, set[str]] = defaultdict(set)
    ids = sorted(set(bodies))
    for label in sorted({i.partition(":")[0] for i in ids} & {"Fund", "Institution", "Zone"}):
        for kind in ("Place", "Zone"):
            for body, at in run.rows(Statement(LOCATED.format(label, kind), {"ids": ids})):
                (found if kind == "Place" else zones)[body].add(at)
    if held := {zone for at in zones.values() for zone in at}:
        around = _provinces(held, run)
        for body, at in zones.items():
            found[body] |= {place for zone in at for place in around.get(zone, ())}
    return {body: {p for place in at for p in _upwards(place, run)} for body, at in found.items()}


def _upwards(place: str, run: Run) -> set[str]:
    """Return the province that a place is, or lies in."""
    level = {place}
    for _ in range(DEEPEST):
        if kept := {i for i in level if run.names.index.entity(i).kind == PROVINCE}:
            return kept
        level = {whole for one in level for whole in run.names.index.tails("WITHIN", one)}
    return set()
