"""Which facts contradict another one when articles come and go, without reading all that are alike."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from graph.backend import Alike, Reader
from graph.fact_kinds import Groups, Kind
from graph.merge_flows import Told, in_conflict

FEW_ARTICLES = 5  # articles of a witness

SOME = 50  # ids of facts that are alike; where there are more, they are read only if two of them do not tell enough

Stored = dict[int, Alike]  # by rest
Facts = dict[int, dict[str, Told]]  # rest → fact → what conflicts look at


def conflicts(
    backend: Reader,
    kind: Kind,
    before: Groups,
    after: Groups,
    at_hand: Iterable[str],
    rest_of: Mapping[str, int | None],
) -> dict[str, bool]:
    """Return whether each fact at hand is in conflict, and each of those others whose mark has to change.

    `before` and `after` are the facts of the blocks at hand, `rest_of` gives the rest of those at hand that are there after.
    """
    alike: Facts = defaultdict(dict)
    touched = {rest for node in at_hand if node in before and (rest := kind.top(before[node]).rest) is not None}
    for rest in touched:
        alike[rest] = {}
    for node, rest in rest_of.items():
        if rest is not None:
            alike[rest][node] = kind.told(after[node])
    stored = backend.alike(kind.label, "_rest", alike.keys(), SOME)
    flags = dict.fromkeys(rest_of, False)
    for rest in _joined(alike, stored, touched):
        flags |= dict.fromkeys(alike.pop(rest), True)
    for rest in _witnessed(backend, kind, alike, stored, before):
        flags |= dict.fromkeys(alike.pop(rest), True)
    marked: dict[str, bool] = {}
    for node, rest, conflict, articles, *figures in _others(backend, kind, alike, stored):
        if node not in flags and (node in after or node not in before):
            alike[rest][node] = Told(kind.stored_figure(*figures), articles)
            marked[node] = conflict
    for facts in alike.values():
        wrong = in_conflict(facts) if len(facts) > 1 else set()
        for node in facts:
            if node in flags or marked[node] != (node in wrong):
                flags[node] = node in wrong
    return flags


def _others(backend: Reader, kind: Kind, alike: Facts, stored: Stored) -> Iterator[tuple[Any, ...]]:
    """Yield what conflicts look at in the stored facts of these rests; where there are not many, all their ids are known."""
    names = ("id", "_rest", "conflict", "articles", *kind.figures)
    many = [rest for rest in alike if rest in stored and stored[rest].number > SOME]
    few = {node for rest in alike.keys() - set(many) if rest in stored for node in stored[rest].ids}
    yield from backend.nodes(kind.label, few, names).values()
    yield from backend.matching(kind.label, "_rest", many, names)


def _joined(alike: Facts, stored: Stored, touched: set[int]) -> list[int]:
    """Return the rests under which there are none but new facts at hand, beside stored ones that are all in conflict.

    The stored ones stay as they are, and so does what contradicts them. Whatever an article that changes states is at hand; so
    none of the stored ones shares an article with a new one, and contradicts it too.
    """
    return [r for r in alike if r not in touched and r in stored and stored[r].marked == stored[r].number]


def _witnessed(backend: Reader, kind: Kind, alike: Facts, stored: Stored, before: Groups) -> list[int]:
    """Return the rests under which all facts are in conflict, now as before, on the word of two of them.

    Facts of one rest have different figures, so that two contradict each other where no article gives both. Two that stay
    as they are, and that no article ties to each other, are witnesses: whoever shares no article with one of them is in
    conflict. Where none of the others shares an article with both, nothing is left to compare.
    """
    pairs = {}
    for rest, (number, _, ids) in stored.items():
        pair = [node for node in ids if node not in before][:2]
        if number > 2 and rest in alike and len(pair) == 2:
            pairs[rest] = pair
    if not pairs:
        return []
    rows = backend.nodes(kind.label, {node for pair in pairs.values() for node in pair}, ("articles",))
    witnesses = {}
    for rest, pair in pairs.items():
        one, other = (set(rows[node][0]) for node in pair)
        if one.isdisjoint(other) and max(len(one), len(other)) <= FEW_ARTICLES:
            witnesses[rest] = one, other
    told = backend.stating(kind.label, {a for pair in witnesses.values() for articles in pair for a in articles})
    found = []
    for rest, (one, other) in witnesses.items():
        beside = {fact for article in one for fact in told.get(article, ())}
        if any(fact in beside for article in other for fact in told.get(article, ())):
            continue
        if all(one.isdisjoint(fact.articles) or other.isdisjoint(fact.articles) for fact in alike[rest].values()):
            found.append(rest)
    return found
