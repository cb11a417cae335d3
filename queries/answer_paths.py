"""Paths: links walked from both ends until they meet. Places, persons, categories and articles are not walked over."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from typing import Any

from queries.answer_facts import EdgeFact, FlowFact, Run, edge_of, flow_of
from queries.answer_result import Draft, Row
from queries.answer_words import after, flow_money, names_of, phrase, strung, term
from queries.compile import neighbour_statements
from queries.plan import Links, Party, Paths, Plan

MOST_LINKS = 3
FARTHEST, WIDE = 6, 500  # a path is followed on while so few things are reached
NOT_OVER = ("Place", "Person", "Category", "Article")
MOST_PATHS = 50
Step = tuple[str, "EdgeFact | FlowFact", str]  # from, by which fact, to
Path = tuple[Step, ...]
Neighbours = dict[str, dict[str, list["EdgeFact | FlowFact"]]]
Layer = dict[str, list[tuple[str, list[EdgeFact | FlowFact]]]]  # who is reached, from whom and by what facts


def neighbours(ids: Iterable[str], run: Run) -> dict[str, dict[str, list[EdgeFact | FlowFact]]]:
    """Return for each entity whom it links to, by what facts."""
    found: dict[str, dict[str, list[EdgeFact | FlowFact]]] = defaultdict(dict)
    ids = sorted(set(ids))
    if not ids:
        return found
    for kind, statement in neighbour_statements(ids, heirs=True):
        for row in run.rows(statement):
            fact: EdgeFact | FlowFact
            if kind == "flow":
                fact = flow_of(row[4:])
            elif kind == "out":
                fact = edge_of(row[0], row[1], row[2], row[3:])
            else:
                fact = edge_of(row[2], row[1], row[0], row[3:])
            if row[0] != row[2]:
                known = found[row[0]].setdefault(row[2], [])
                if fact not in known:
                    known.append(fact)
    return found


def shortest(
    left: Iterable[str],
    right: Iterable[str],
    run: Run,
    most: int = MOST_LINKS,
    not_over: Iterable[str] = NOT_OVER,
) -> list[Path]:
    """Return all shortest paths from any of `left` to any of `right`, at most MOST_PATHS of them.

    They have at most `most` links, or FARTHEST where little is reached on the way, and go over nothing with a label of `not_over`.
    """
    starts, goals = set(left), set(right)
    layers: list[Layer] = []
    seen, frontier = set(starts), set(starts)
    for walked in range(FARTHEST):
        if walked >= most and len(frontier) > WIDE:
            break
        links = neighbours(frontier, run)
        reached: Layer = defaultdict(list)
        for source, targets in links.items():
            for target, facts in targets.items():
                if target not in seen:
                    reached[target].append((source, facts))
        layers.append(reached)
        if goals & set(reached):
            return _unwound(layers, starts, sorted(goals & set(reached)), run)
        seen |= set(reached)
        frontier = {id_ for id_ in reached if id_.partition(":")[0] not in not_over}
        if not frontier:
            break
    return []


def over_places(left: Iterable[str], right: Iterable[str], run: Run, language: str) -> str:
    """Return the shortest path that goes over a place, as a sentence that follows where there is no other; or nothing."""
    paths = shortest(left, right, run, not_over=[label for label in NOT_OVER if label != "Place"])
    what = path_text(paths[0], run, language) if paths else ""
    return after(language, phrase("sentences", "over_place", language, what=what)) if paths else ""


def _unwound(layers: list[Layer], starts: set[str], ends: list[str], run: Run) -> list[Path]:
    """Walk back from the ends through the layers to the starts."""
    heads: list[tuple[str, tuple[tuple[str, list[EdgeFact | FlowFact], str], ...]]] = [(end, ()) for end in ends]
    for layer in reversed(layers):
        longer = []
        for head, tail in heads:
            for source, facts in layer.get(head, []):
                longer.append((source, ((source, facts, head), *tail)))
        heads = longer[:MOST_PATHS]
    found = [path for head, path in heads if head in starts]
    steps = {id(facts): facts for path in found for _, facts, _ in path}
    told = {f.id: f for f in run.with_parties(f for facts in steps.values() for f in facts if isinstance(f, FlowFact))}
    kept = {key: _plainest(facts, told) for key, facts in steps.items()}
    paths = [tuple((source, kept[id(facts)], target) for source, facts, target in path) for path in found]
    return sorted(paths, key=lambda p: [step[2] for step in p])


def _plainest(facts: list[EdgeFact | FlowFact], told: Mapping[str, FlowFact]) -> EdgeFact | FlowFact:
    """Return the fact that a step is told by: of relations, else of money what is least shared with others, and what more articles say.

    `told` has the parties of flows.
    """
    if relations := [f for f in facts if isinstance(f, EdgeFact)]:
        return max(relations, key=lambda f: len(f.articles))
    flows = [told[f.id] for f in facts if isinstance(f, FlowFact)]
    return min(
        flows,
        key=lambda f: (len(f.provider) + len(f.recipient), f.amount is None, f.status == "planned", -len(f.articles)),
    )


def step_text(step: Step, run: Run, language: str) -> str:
    """Return how a step reads: —印发→, —12亿元（股权）→."""
    source, fact, _ = step
    if isinstance(fact, EdgeFact):
        name = term("relations", fact.type, language)
        if fact.type == "PARTNERS_WITH":
            return f" —{name}— "
        return f" —{name}→ " if fact.head == source else f" ←{name}— "
    joint = phrase("apart", "jointly", language) if len(fact.provider) > 1 else ""
    kind = f"{joint}{term('instrument', fact.instrument, language)}"
    return (
        f" —{flow_money(fact, language)}（{kind}）— "
        if language == "zh"
        else f" —{flow_money(fact, language)} ({kind})— "
    )


def path_text(path: Path, run: Run, language: str) -> str:
    """Return a path as one line."""
    text = run.name(path[0][0], language)
    for step in path:
        text += step_text(step, run, language) + run.name(step[2], language)
    return text


def path_row(path: Path, run: Run, language: str) -> Row:
    """Return a path as a row, with the facts of its steps."""
    nodes = [path[0][0], *(step[2] for step in path)]
    sources = len({a for _, fact, _ in path for a in fact.articles})
    values: dict[str, Any] = {"path": [run.name(n, language) for n in nodes], "links": len(path), "sources": sources}
    return Row(values, {"path": path_text(path, run, language)}, tuple(fact for _, fact, _ in path))


def answer_paths(plan: Plan, run: Run) -> Draft:
    """Answer a plan for a path, all shortest paths, or common neighbours."""
    clause, language = plan.clause, plan.language
    assert isinstance(clause, Paths)
    if clause.common:
        return _common(clause, plan, run)
    paths = shortest(clause.left.ids, clause.right.ids, run)
    if not clause.every:
        paths = paths[:1]
    draft = Draft(["path", "links", "sources"], [path_row(path, run, language) for path in paths])
    names = {"left": names_of(clause.left.ids, run, language), "right": names_of(clause.right.ids, run, language)}
    if not paths:
        draft.sentence = phrase("sentences", "no_path", language, **names)
        draft.sentence += over_places(clause.left.ids, clause.right.ids, run, language)
    elif clause.every and len(paths) > 1:
        draft.sentence = phrase(
            "sentences",
            "paths",
            language,
            k=len(paths),
            n=len(paths[0]),
            links="link" if len(paths[0]) == 1 else "links",
        )
    else:
        links = "link" if len(paths[0]) == 1 else "links"
        draft.sentence = phrase(
            "sentences", "path", language, n=len(paths[0]), what=path_text(paths[0], run, language), links=links
        )
    return draft


def _common(clause: Paths, plan: Plan, run: Run) -> Draft:
    """Whom both link to directly; every kind of entity counts, for it is asked which."""
    language = plan.language
    left, right = clause.left.ids[0], clause.right.ids[0]
    ends = {left: _taken_in(clause.left, run), right: _taken_in(clause.right, run)}
    found = neighbours([*ends[left], *ends[right]], run)
    links = {end: _of_all(ends[end], found) for end in ends}
    shared = sorted(set(links[left]) & set(links[right]) - {left, right}, key=lambda i: (run.name(i, language), i))
    others = shared
    if clause.through is not None:
        from queries.answer_links import listing_ids

        allowed = set(listing_ids(clause.through, run))
        shared = [i for i in shared if i in allowed]
    draft = Draft(["shared", "with_left", "with_right", "sources"])
    for id_ in shared:
        (here, one), (there, other) = links[left][id_], links[right][id_]
        values = {
            "shared": run.name(id_, language),
            "with_left": _how(one),
            "with_right": _how(other),
            "sources": len({*one.articles, *other.articles}),
        }
        shown = {
            "with_left": _with(here, left, step_text((here, one, id_), run, language), run, language),
            "with_right": _with(there, right, step_text((there, other, id_), run, language), run, language),
        }
        draft.rows.append(Row(values, shown, (one, other)))
    names = {"left": run.name(left, language), "right": run.name(right, language)}
    if shared:
        draft.sentence = phrase(
            "sentences", "common", language, n=len(shared), names=names_of(shared, run, language), **names
        )
    else:
        draft.sentence = phrase("sentences", "no_common", language, **names)
        if others:
            rest = names_of(others, run, language)
            more = phrase("sentences", "common_other", language, n=len(others), names=rest)
            draft.sentence += after(language, more)
    return draft


def _taken_in(party: Party, run: Run) -> list[str]:
    """Return who stands for an end: what is named, and of a place all that lies within it."""
    from queries.answer_links import listing_ids

    if party.entities[0].label != "Place":
        return list(party.ids[:1])
    return list(dict.fromkeys((*run.names.inside(party.entities), *listing_ids(Party(places=party.entities), run))))


def _of_all(ids: Iterable[str], found: Neighbours) -> dict[str, tuple[str, EdgeFact | FlowFact]]:
    """Return whom any of the ids links to, by which of them and by what fact: always the same of several."""
    best: dict[str, tuple[str, EdgeFact | FlowFact]] = {}
    for id_ in ids:
        for other, facts in found.get(id_, {}).items():
            best.setdefault(other, (id_, min(facts, key=_order)))
    return best


def _order(fact: EdgeFact | FlowFact) -> tuple[Any, ...]:
    if isinstance(fact, EdgeFact):
        return (False, fact.status == "planned", fact.type, fact.head, fact.title or "", fact.period or "")
    return (True, fact.status == "planned", fact.id)


def _with(end: str, named: str, text: str, run: Run, language: str) -> str:
    """Return how a step reads, with whose it is where that is not the one named but lies within it."""
    return text.strip() if end == named else f"{run.name(end, language)} {text.strip()}"


def _how(fact: EdgeFact | FlowFact) -> str:
    return fact.type if isinstance(fact, EdgeFact) else fact.instrument


def joined_paths(clause: Links, plan: Plan, run: Run) -> Draft:
    """Links through others: for each pair of the two parties, its shortest path of at most three links."""
    from queries.answer_rows import said

    language = plan.language
    left, right = _ids(clause.left, run), _ids(clause.right, run)
    draft = Draft(["left", "right", "path", "links", "sources"])
    cache: dict[str, dict[str, list[EdgeFact | FlowFact]]] = {}
    for start in left:
        for path in _from(start, set(right) - {start}, cache, run):
            row = path_row(path, run, language)
            row.values |= {"left": run.name(start, language), "right": run.name(path[-1][2], language)}
            draft.rows.append(row)
        if len(draft.rows) >= MOST_PATHS * 4:
            break
    word = "link" if len(draft.rows) == 1 else "links"
    some = strung(language, [f"{r.values['left']} – {r.values['right']}" for r in draft.rows[:3]])
    if draft.rows:
        draft.sentence = phrase("sentences", "links", language, n=len(draft.rows), names=some, links=word)
    else:
        draft.sentence = phrase("sentences", "nothing", language, what=said(plan, run))
    return draft


def _ids(party: Party, run: Run) -> list[str]:
    from queries.answer_links import listing_ids

    return list(party.ids) if party.entities else listing_ids(party, run)


def paths_from(start: str, goals: set[str], run: Run) -> list[Path]:
    """Return the shortest path from `start` to each goal that is at most three links away."""
    return _from(start, goals - {start}, {}, run)


def _from(start: str, goals: set[str], cache: dict[str, dict[str, list[EdgeFact | FlowFact]]], run: Run) -> list[Path]:
    """Return the shortest path from `start` to each goal that is at most three links away."""
    paths: dict[str, Path] = {start: ()}
    frontier = [start]
    for _ in range(MOST_LINKS):
        missing = [id_ for id_ in frontier if id_ not in cache]
        found = neighbours(missing, run)
        cache.update({id_: found.get(id_, {}) for id_ in missing})
        reached: list[str] = []
        for source in frontier:
            for target in sorted(cache[source]):
                if target not in paths:
                    paths[target] = (*paths[source], (source, cache[source][target][0], target))
                    reached.append(target)
        frontier = [id_ for id_ in reached if id_.partition(":")[0] not in NOT_OVER]
    return [paths[goal] for goal in sorted(goals) if goal in paths]
