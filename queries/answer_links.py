"""Answers about what joins entities: relations, money that reaches, links through others; and lists of a kind of thing."""

from collections.abc import Iterable
from dataclasses import replace
from typing import Any

from queries.answer_facts import ROLE_OF, EdgeFact, FlowFact, Run, at_the_end, beyond, edge_of, flow_of, in_period
from queries.answer_first import asks_first, said_first
from queries.answer_paths import joined_paths, over_places, path_row, shortest
from queries.answer_result import Draft, Row
from queries.answer_rows import said
from queries.answer_words import (
    SHOWN_NAMES,
    after,
    flow_money,
    kind_name,
    listed,
    names_of,
    phrase,
    planned_of,
    strung,
    term,
)
from queries.compile import Statement, at_most, link_statements, listing_statement
from queries.plan import Filters, Links, Party, Plan, with_parties

COLUMNS = ["left", "relation", "right", "amount", "title", "period", "status", "sources", "currency", "conflict"]


class Pair:
    """Two entities and the fact that joins them; `how` is the relation's direction or the two roles of a flow."""

    __slots__ = ("fact", "how", "left", "right")

    def __init__(self, left: str, right: str, fact: EdgeFact | FlowFact, how: str) -> None:
        self.left, self.right, self.fact, self.how = left, right, fact, how

    @property
    def period(self) -> str | None:
        return self.fact.period


def pairs(clause: Links, plan: Plan, run: Run, most: int | None = None) -> list[Pair]:
    """Return what joins the parties of a clause directly, each joining once; of what is only told beside an answer, `most` will do."""
    found: dict[tuple[Any, ...], Pair] = {}
    for kind, statement in link_statements(clause, plan.filters, run.names):
        for pair in _read(kind, at_most(statement, most), run):
            key: tuple[Any, ...] = (
                *sorted((pair.left, pair.right)),
                pair.fact.type if isinstance(pair.fact, EdgeFact) else pair.fact.id,
            )
            if isinstance(pair.fact, EdgeFact):
                key = (*key, pair.fact.head, pair.fact.period, pair.fact.title, pair.fact.status)
            found.setdefault(key, pair)
    direct = {(pair.left, pair.right) for pair in found.values()}
    for pair in _seats(clause, plan, run):
        if (pair.left, pair.right) not in direct:
            found.setdefault((pair.left, pair.right), pair)
    held = [pair for pair in found.values() if _holds_post(pair, (*clause.left.titles, *clause.right.titles))]
    if plan.now:
        held = (
            [p for p in held if not _taken_over(p, run)]
            or _of_successor(clause, plan, run)
            or ([] if plan.yes_no else held)
        )
    return in_period(held, plan.filters.period, run)


def _taken_over(pair: Pair, run: Run) -> bool:
    """Whether either side is a body that another has taken over from."""
    return any(run.names.index.heads("SUCCEEDS", id_) for id_ in (pair.left, pair.right))


def _of_successor(clause: Links, plan: Plan, run: Run) -> list[Pair]:
    """Return what joins the body that has taken over from the one asked about (归谁管 of a centre that has been renamed)."""
    for slot in ("left", "right"):
        party: Party = getattr(clause, slot)
        heirs = tuple(dict.fromkeys(replace(e, id=_now(e.id, run)) for e in party.entities))
        if heirs != party.entities:
            heir = with_parties(clause, {slot: replace(party, entities=heirs)})
            return pairs(heir, plan, run)
    return []


def _seats(clause: Links, plan: Plan, run: Run) -> Iterable[Pair]:
    """Yield who is in places of a kind (provinces) by being in what lies within them: a city, a zone there."""
    from queries.answer_listing import places_of

    for slot in ("left", "right"):
        party: Party = getattr(clause, slot)
        signs = "><" if slot == "right" else "<>"
        located = not clause.relations or {f"LOCATED_IN{signs[0]}", "LOCATED_IN="} & set(clause.relations)
        if party.labels != ("Place",) or party.entities or not party.kinds or not located:
            continue
        wanted = set(listing_ids(party, run))
        seat = Party(labels=("Place", "Zone"))
        narrow = with_parties(replace(clause, relations=(f"LOCATED_IN{signs[0]}",), flows="none"), {slot: seat})
        near = [p for kind, s in link_statements(narrow, plan.filters, run.names) for p in _read(kind, s, run)]
        zones = places_of([getattr(p, slot) for p in near], run)
        for pair in near:
            place = getattr(pair, slot)
            for above in sorted(_above([place, *zones.get(place, [])], run) & wanted - {place}):
                ends = {"left": pair.left, "right": pair.right, slot: above}
                yield Pair(ends["left"], ends["right"], pair.fact, pair.how)


def places_above(ids: set[str], run: Run) -> set[str]:
    """Return the places among some entities, those in which the others are, and all in which these places lie."""
    from queries.answer_listing import places_of

    near = places_of(sorted(ids), run)
    zones = places_of(sorted({z for found in near.values() for z in found if z.startswith("Zone:")}), run)
    every = {i for i in ids if i.startswith("Place:")}
    for found in (*near.values(), *zones.values()):
        every |= {p for p in found if p.startswith("Place:")}
    return _above(sorted(every), run)


def _above(places: list[str], run: Run) -> set[str]:
    """Return the places, and those in which they lie."""
    found: set[str] = set()
    queue = list(places)
    while queue:
        place = queue.pop()
        if place not in found:
            found.add(place)
            queue += run.names.index.tails("WITHIN", place)
    return found


def _marks(fact: EdgeFact | FlowFact) -> tuple[str, ...]:
    """Return what tells facts of the same parties and time apart, so that both stores list them in one order."""
    if isinstance(fact, EdgeFact):
        return (fact.type, fact.head, fact.title or "", fact.status or "")
    return (fact.id,)


def _holds_post(pair: Pair, titles: tuple[str, ...]) -> bool:
    """Whether the relation's title is one of the posts: 副部长 is no 部长."""
    if not titles:
        return True
    said = pair.fact.title if isinstance(pair.fact, EdgeFact) else None
    return any(
        said == t or ((said or "").endswith(t) and not (said or "")[: -len(t)].endswith(("副", "助理", "代")))
        for t in titles
    )


def _read(kind: str, statement: Statement, run: Run) -> Iterable[Pair]:
    for row in run.rows(statement):
        if kind == "flow":
            yield Pair(row[0], row[2], flow_of(row[4:]), f"{row[1]}→{row[3]}")
        elif kind == "out":
            yield Pair(row[0], row[2], edge_of(row[0], row[1], row[2], row[3:]), ">")
        else:
            yield Pair(row[0], row[2], edge_of(row[2], row[1], row[0], row[3:]), "<")


def row_of(pair: Pair, run: Run, language: str) -> Row:
    """Return a joined pair as a row."""
    fact = pair.fact
    values: dict[str, Any] = {
        "left": run.name(pair.left, language), "right": run.name(pair.right, language), "period": fact.period,
        "status": fact.status, "sources": len(fact.articles),
    }  # fmt: skip
    shown: dict[str, str] = {}
    if isinstance(fact, EdgeFact):
        values |= {
            "relation": fact.type + ("" if pair.how == ">" else "⁻¹" if fact.type != "PARTNERS_WITH" else ""),
            "title": fact.title,
        }
        name = term("relations", fact.type, language)
        arrow = {">": f"{name} →", "<": f"← {name}"}[pair.how] if fact.type != "PARTNERS_WITH" else name
        shown = {"relation": arrow, "status": term("relation_status", fact.status, language) if fact.status else ""}
    else:
        one, other = pair.how.split("→")
        values |= {
            "relation": f"{ROLE_OF[one]}→{ROLE_OF[other]}",
            "amount": fact.amount,
            "currency": fact.currency,
            "conflict": fact.conflict,
        }
        instrument = term("instrument", fact.instrument, language)
        shown = {
            "relation": f"{phrase('roles', one, language)} → {phrase('roles', other, language)}（{instrument}）",
            "amount": flow_money(fact, language),
            "status": term("flow_status", fact.status, language),
        }
    return Row(values, shown, (fact,))


def answer_links(plan: Plan, run: Run, keep: Iterable[str] | None = None) -> Draft:
    """Answer a plan about links; where there is none between two named parties, the path through others is offered."""
    clause, language = plan.clause, plan.language
    assert isinstance(clause, Links)
    if clause.hops > 1:
        return joined_paths(clause, plan, run)
    found = pairs(clause, plan, run)
    if plan.filters.places:
        from queries.answer_listing import in_places

        inside = in_places({i for p in found for i in (p.left, p.right)}, plan.filters.places, run)
        found = [p for p in found if p.left in inside or p.right in inside]
    slot = plan.asked[0] if len(plan.asked) == 1 else ""
    if keep is not None and slot:
        allowed = set(keep)
        found = [p for p in found if getattr(p, slot) in allowed]
    found = at_the_end(found, plan.measure, plan.limit or 1, run)
    undated = run.left_out.pop("undated", [])
    first = said_first(found, slot, run) if undated and slot and asks_first(plan) else []
    several = len({getattr(p, slot) for p in found}) > 1 if slot else len(found) > 1
    found = first or found
    late = _planned_beyond(found, plan)
    found = [p for p in found if p not in late]
    if late:
        run.told.append(phrase("sentences", "planned_beyond", language, n=len(late), what=_some(late, run, language)))
    found.sort(
        key=lambda p: (
            run.name(p.left, language),
            run.name(p.right, language),
            isinstance(p.fact, FlowFact),
            p.period or "",
            _marks(p.fact),
        )
    )
    draft = Draft(COLUMNS, [row_of(pair, run, language) for pair in found])
    longer = sum(beyond(pair.period, plan.filters.period) for pair in found)
    if longer:
        draft.notes.append(phrase("notes", "longer", language, n=longer))
    ids = list(dict.fromkeys(getattr(pair, slot) for pair in found)) if slot else []
    posts = _posts(found, slot, ids, run, language) if plan.measure == "rows" and not plan.yes_no else ""
    if not found:
        return _none(plan, clause, draft, run)
    if plan.yes_no:
        planned = all(isinstance(p.fact, EdgeFact) and p.fact.status == "planned" for p in found)
        draft.sentence = phrase(
            "sentences", "yes_planned" if planned else "yes", language, what=_some(found, run, language)
        )
    elif plan.when:
        dated = [f"{p.period}（{pair_text(p, run, language)}）" for p in found if p.period]
        draft.sentence = (
            phrase("sentences", "when", language, what=listed(dated, language))
            if dated
            else phrase("sentences", "when_unsaid", language)
        )
    elif slot and plan.measure == "count":
        draft.sentence = phrase(
            "sentences",
            "count_one" if len(ids) == 1 else "count",
            language,
            n=len(ids),
            names=names_of(ids, run, language),
        )
    elif posts:
        draft.sentence = phrase("sentences", "names" if len(ids) > 1 else "one", language, n=len(ids), names=posts)
    elif slot:
        draft.sentence = phrase(
            "sentences", "names" if len(ids) > 1 else "one", language, n=len(ids), names=names_of(ids, run, language)
        )
    else:
        word = "link" if len(found) == 1 else "links"
        draft.sentence = phrase(
            "sentences", "links", language, n=len(found), names=_some(found, run, language), links=word
        )
    if slot and not plan.yes_no and not plan.when and not plan.filters.statuses:
        firm = {getattr(p, slot) for p in found if p.fact.status != "planned"}
        draft.sentence += planned_of(ids, firm, run, language)
    if slot and plan.measure == "rows" and not plan.yes_no and not plan.when:
        draft.sentence += _of_predecessors(found, clause, slot, ids, run, language)
    if slot and not clause.relations and clause.hops == 1 and not plan.yes_no:
        draft.notes.append(phrase("notes", "direct", language))
    if first:
        draft.sentence += after(language, phrase("sentences", "said_first", language, n=len(undated)))
    elif undated and several:
        draft.rows = []  # none can be told from the others
        draft.sentence = phrase("sentences", "none_first", language, n=len(ids), names=names_of(ids, run, language))
    elif undated:
        draft.sentence += after(language, phrase("sentences", "undated_one", language))
    return draft


def _planned_beyond(found: list[Pair], plan: Plan) -> list[Pair]:
    """Return what is only planned and for longer than a time that is asked about, where plans are not asked for: it may come later."""
    if plan.filters.period is None or plan.filters.statuses or plan.yes_no or plan.when:
        return []
    return [p for p in found if p.fact.status == "planned" and beyond(p.period, plan.filters.period)]


def run_by(body: Party, plan: Plan, run: Run) -> list[str]:
    """Return the programmes that a body runs or set up, whatever else a plan asks."""
    bare = replace(plan, filters=Filters(), measure="rows")
    joined = pairs(Links(body, Party(labels=("Program",)), ("RUNS>", "ESTABLISHES>"), "none"), bare, run)
    return list(dict.fromkeys(pair.right for pair in joined))


def _of_predecessors(found: list[Pair], clause: Links, slot: str, ids: list[str], run: Run, language: str) -> str:
    """Return which of those listed are joined to the predecessor of the body that is named alone, as a sentence, or nothing."""
    other = "right" if slot == "left" else "left"
    party: Party = getattr(clause, other)
    former = [e.id for e in run.names.grown(party.entities) if e.how == "predecessor"] if party.entities else []
    held: dict[str, set[str]] = {}
    for pair in found:
        held.setdefault(getattr(pair, slot), set()).add(getattr(pair, other))
    old = [i for i in ids if held[i] <= set(former)]
    if not old or len(old) == len(ids):
        return ""
    names = {
        "names": names_of(old, run, language),
        "former": names_of([f for f in former if any(f in held[i] for i in old)], run, language),
    }
    return after(language, phrase("sentences", "of_predecessor", language, **names))


def _posts(found: list[Pair], slot: str, ids: list[str], run: Run, language: str) -> str:
    """Return who is asked for with the posts that join them, or nothing where the links are no posts."""
    if not slot or not all(isinstance(p.fact, EdgeFact) and p.fact.type == "POSTED_AT" for p in found):
        return ""
    titles: dict[str, list[str]] = {}
    for pair in found:
        title = pair.fact.title if isinstance(pair.fact, EdgeFact) else None
        held = titles.setdefault(getattr(pair, slot), [])
        if title and title not in held:
            held.append(title)
    marks = "（{}）" if language == "zh" else " ({})"
    texts = [
        run.name(id_, language) + (marks.format(listed(titles[id_], language)) if titles[id_] else "")
        for id_ in ids[:SHOWN_NAMES]
    ]
    more = phrase("sentences", "more", language, n=len(ids) if language == "zh" else len(ids) - SHOWN_NAMES)
    return listed(texts, language) + (more if len(ids) > SHOWN_NAMES else "")


def pair_text(pair: Pair, run: Run, language: str) -> str:
    """Return what joins two entities in a few words."""
    from queries.answer_words import edge_text

    if isinstance(pair.fact, EdgeFact):
        return edge_text(pair.fact, run, language)
    dash = "—"
    return f"{run.name(pair.left, language)} {dash} {run.name(pair.right, language)} {flow_money(pair.fact, language)}".strip()


def _some(found: list[Pair], run: Run, language: str, most: int = 3) -> str:
    joined = strung(language, [pair_text(pair, run, language) for pair in found[:most]])
    more = phrase("sentences", "more", language, n=len(found) if language == "zh" else len(found) - most)
    return joined + more if len(found) > most else joined


def _none(plan: Plan, clause: Links, draft: Draft, run: Run) -> Draft:
    """Say that there is nothing; between two named entities, show the path through others."""
    language = plan.language
    key = "no" if plan.yes_no else "count_none" if plan.measure == "count" else "nothing"
    draft.sentence = phrase("sentences", key, language, what=said(plan, run))
    draft.nothing = True
    if clause.relations or not (clause.left.entities and clause.right.entities):
        return draft
    paths = shortest(clause.left.ids, clause.right.ids, run)
    names = {"left": names_of(clause.left.ids, run, language), "right": names_of(clause.right.ids, run, language)}
    if paths:
        draft.sentence = phrase("sentences", "no_link", language, **names)
        draft.columns = ["path", "links", "sources"]
        draft.rows = [path_row(path, run, language) for path in paths[:5]]
    elif not plan.yes_no:
        draft.sentence = phrase("sentences", "no_link_at_all", language, **names)
        draft.sentence += over_places(clause.left.ids, clause.right.ids, run, language)
    return draft


def matching(clause: Links, slot: str, plan: Plan, run: Run) -> set[str]:
    """Return the ids that stand in one slot of a clause of links."""
    return {getattr(pair, slot) for pair in pairs(clause, plan, run)}


def joined_to_several(clause: Links, slot: str, plan: Plan, run: Run) -> set[str]:
    """Return those in a slot that are joined to as many others as the plan's `several` says; whoever they are, not only one named."""
    assert plan.several is not None
    other = "right" if slot == "left" else "left"
    party: Party = getattr(clause, other)
    wide = with_parties(clause, {other: Party()}) if party.entities else clause
    joined = _joined(wide, slot, plan, run)
    least, most = plan.several
    return {id_ for id_, others in joined.items() if least <= len(others) <= (most or len(others))}


def _joined(clause: Links, slot: str, plan: Plan, run: Run) -> dict[str, set[str]]:
    """Return for each of those in a slot whom it is joined to."""
    joined: dict[str, set[str]] = {}
    for pair in pairs(clause, plan, run):
        other = getattr(pair, "right" if slot == "left" else "left")
        joined.setdefault(getattr(pair, slot), set()).add(_now(other, run))
    return joined


def _now(id_: str, run: Run) -> str:
    """Return the body that has taken over from another, or the body itself."""
    seen = {id_}
    while (after := run.names.index.heads("SUCCEEDS", id_)) and after[0] not in seen:
        id_ = after[0]
        seen.add(id_)
    return id_


def joined_to_most(clause: Links, slot: str, plan: Plan, run: Run) -> set[str]:
    """Return those in a slot that are joined to most others, and tell to how many."""
    joined = _joined(clause, slot, plan, run)
    most = max(map(len, joined.values()), default=0)
    if most:
        run.told.append(phrase("sentences", "most_joined", plan.language, n=most))
    return {id_ for id_, others in joined.items() if len(others) == most}


def listing_ids(party: Party, run: Run, most: int | None = None) -> list[str]:
    """Return the ids of the entities that a party describes, or no more than some of them."""
    return [row[0] for row in run.rows(at_most(listing_statement(party, run.names), most))]


def entity_row(id_: str, run: Run, language: str, place: str = "") -> Row:
    """Return an entity as a row."""
    entry = run.names.index.entity(id_)
    values = {"name": run.name(id_, language), "kind": entry.kind or entry.label, "place": place}
    return Row(values, {"kind": kind_name(entry.label, entry.kind, language)})
