"""Entities compared: the money each gave and got, its relations and its figures, beside each other."""

from queries.answer_facts import EdgeFact, Fact, FlowFact, Run, SeenFact, in_period
from queries.answer_kin import branches
from queries.answer_profile import facts_of
from queries.answer_result import Draft, Row
from queries.answer_rows import ordered
from queries.answer_sums import Group, Sums, add_up
from queries.answer_words import flow_money, listed, money, names_of, phrase, seen_value, strung, term
from queries.plan import Party, Plan, Profile

COLUMNS = ["name", "fact", "what", "basis", "amount", "flows", "status", "currency"]
APART = ("disputed", "running", "rate", "wider", "slices")  # what is in no sum, and yet a figure of its own
ROLES = ("provider", "via", "recipient")
KEY_FIGURES = 4  # sums and figures of one entity in the headline


def answer_compare(plan: Plan, run: Run) -> Draft:
    """Put beside each other, entity by entity, sums of money, what cannot be added, relations by type with whom, and figures."""
    clause, language = plan.clause, plan.language
    assert isinstance(clause, Profile)
    draft = Draft(list(COLUMNS))
    heads = []
    for party in clause.parties:
        rows = _of_one(party, plan, run)
        draft.rows += rows
        money_rows = [row for row in rows if row.shown.get("amount")]
        name = run.name(party.ids[0], language)
        texts = [_headline(row, language) for row in money_rows[:KEY_FIGURES]]
        more = "……" if len(money_rows) > KEY_FIGURES else ""
        told = listed(texts, language) + more if texts else phrase("sentences", "compare_none", language)
        heads.append(phrase("sentences", "compare_one", language, name=name, what=told))
        if below := branches(party.entities, run):
            names = names_of([e.id for e in below], run, language)
            draft.notes.append(phrase("notes", "compare_branches", language, name=name, names=names))
    names = listed([run.name(p.ids[0], language) for p in clause.parties], language)
    what = strung(language, heads)
    draft.sentence = phrase("sentences", "compare", language, names=names, what=what)
    return draft


def _headline(row: Row, language: str) -> str:
    sized = row.values["fact"].endswith(":fund_size")
    parts = (row.shown.get(name, "") for name in (() if sized else ("basis",)) + ("fact", "amount", "status"))
    mark = row.shown.get("mark", "")
    return " ".join(p for p in parts if p) + (mark and (f"（{mark}）" if language == "zh" else f" ({mark})"))


def _of_one(party: Party, plan: Plan, run: Run) -> list[Row]:
    language = plan.language
    name = run.name(party.ids[0], language)
    own = {e.id for e in run.names.grown(party.entities)}
    instruments = plan.filters.instruments
    facts = in_period(facts_of(party, run, plan), plan.filters.period, run)
    flows = [f for f in facts if isinstance(f, FlowFact) and (not instruments or f.instrument in instruments)]
    rows: list[Row] = []
    for role in ROLES:
        played = [f for f in flows if own & set(getattr(f, role))]
        joint = {f.id for f in played if not own.issuperset(getattr(f, role))}
        rows += _of_role(name, role, add_up(played, period=plan.filters.period, shared=joint), joint, language)
    if not instruments:
        rows += _figures(name, facts, language)
        rows += _relations(name, own, facts, run, language)
    return rows


def _of_role(name: str, role: str, sums: Sums, joint: set[str], language: str) -> list[Row]:
    """Return a row for each sum, and for each figure that is in none: disputed ones, running totals, rates."""
    rows = [_sum_row(name, role, group, joint, language) for group in sums.groups]
    for reason in APART:
        for flow in ordered(sums.left_out.get(reason, [])):
            values = {
                "name": name, "fact": f"{role}:{flow.instrument}", "basis": role, "amount": flow.amount, "flows": 1,
                "status": flow.status, "currency": flow.currency,
            }  # fmt: skip
            shown = _shown(role, flow.instrument, flow.status, language)
            shown |= {"amount": flow_money(flow, language), "mark": phrase("apart", reason, language)}
            shown["what"] = shown["mark"]
            rows.append(Row(values | {"what": reason}, shown, (flow,)))
    return rows


def _sum_row(name: str, role: str, group: Group, joint: set[str], language: str) -> Row:
    values = {
        "name": name, "fact": f"{role}:{group.instrument}", "basis": role, "amount": group.total, "flows": len(group.flows),
        "status": group.status, "currency": group.currency,
    }  # fmt: skip
    shown = _shown(role, group.instrument, group.status, language)
    shown["amount"] = money(group.total, group.currency, language)
    if together := sum(f.id in joint for f in group.flows):
        shown["mark"] = phrase("apart", "together", language, n=together)
        shown["what"] = shown["mark"]
    return Row(values, shown, tuple(ordered(group.flows)))


def _shown(role: str, instrument: str, status: str, language: str) -> dict[str, str]:
    return {
        "fact": term("instrument", instrument, language),
        "basis": phrase("parties", role, language),
        "status": term("flow_status", status, language),
    }


def _figures(name: str, facts: list[Fact], language: str) -> list[Row]:
    rows = []
    for seen in sorted(
        (f for f in facts if isinstance(f, SeenFact)), key=lambda s: (s.measure, s.period or "", s.value)
    ):
        values = {
            "name": name,
            "fact": "observation",
            "what": seen.measure,
            "amount": seen.value,
            "currency": seen.unit,
        }
        when = (f"（{seen.period}）" if language == "zh" else f" ({seen.period})") if seen.period else ""
        rows.append(
            Row(values, {"fact": seen.measure, "amount": seen_value(seen, language) + when, "what": " "}, (seen,))
        )
    return rows


def _relations(name: str, own: set[str], facts: list[Fact], run: Run, language: str) -> list[Row]:
    """Return a row for each type of relation and direction, with those on its other side."""
    found: dict[tuple[str, bool], list[EdgeFact]] = {}
    for fact in facts:
        if isinstance(fact, EdgeFact):
            found.setdefault((fact.type, fact.head in own), []).append(fact)
    rows = []
    for (type_, outward), edges in sorted(found.items(), key=lambda item: (item[0][0], not item[0][1])):
        others = sorted({e.tail if outward else e.head for e in edges}, key=lambda i: (run.name(i, language), i))
        word = term("relations", type_, language)
        arrow = word if type_ == "PARTNERS_WITH" else f"{word} →" if outward else f"← {word}"
        values = {"name": name, "fact": type_, "what": [run.name(i, language) for i in others], "flows": len(others)}
        rows.append(Row(values, {"fact": arrow, "what": names_of(others, run, language)}, tuple(edges)))
    return rows
