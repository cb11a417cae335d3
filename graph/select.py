"""Which part of a graph is drawn: by neighbourhood, time, place, amount and kind, as a picture or as money for charts."""

import itertools
from collections import defaultdict, deque
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from graph.charts_model import Money, Name
from graph.claims import figure, flow_said, relation_said, stations
from graph.kinds import is_one_of
from graph.picture import Edge, Fact, Node, Picture
from graph.whole import FlowView, Whole


@dataclass(slots=True)
class Choice:
    """What to keep. `around` are entity ids; dates are ISO, amounts in yuan.

    `only` are the entities that an answer names: all of them are drawn, and no others but those at the other end of what is told in
    the sentences `told` (`article:start-stop`) that the answer was read from.

    `kinds` are labels, kinds and tags as `graph.kinds.meant_by` gives them.
    """

    around: list[str] = field(default_factory=list)
    hops: int = 1
    only: set[str] | None = None
    told: set[str] = field(default_factory=set)
    since: str | None = None
    until: str | None = None
    place: str | None = None
    min_amount: Decimal | None = None
    kinds: list[str] = field(default_factory=list)
    flows_only: bool = False


def in_time(date: str | None, choice: Choice) -> bool:
    """Tell whether a date or `start/end` overlaps the chosen time; what has no date passes only where no time is chosen."""
    if not (choice.since or choice.until):
        return True
    if not date:
        return False
    start, _, stop = date.partition("/")
    stop = stop or start
    return not (choice.since and stop < choice.since[: len(stop)]) and not (
        choice.until and start[: len(choice.until)] > choice.until
    )


def when(record: dict[str, Any], whole: Whole) -> str | None:
    """Return the period of a fact, or the earliest date of an article that tells it."""
    if record.get("period"):
        return str(record["period"])
    dates = [d for a in record.get("articles") or [] if a in whole.articles and (d := whole.articles[a].get("date"))]
    return min(dates, default=None)


class Selection:
    """The facts of a graph that a choice keeps."""

    def __init__(self, whole: Whole, choice: Choice) -> None:
        self.whole, self.choice = whole, choice
        self.located = whole.places()
        self.flows = [flow for flow in whole.flows.values() if self._keeps_flow(flow)]
        self.relations = [] if choice.flows_only else [r for r in whole.relations if self._keeps_relation(r)]
        if choice.around:
            near = self._near()
            self.flows = [flow for flow in self.flows if flow.parties() and near.issuperset(flow.parties())]
            self.relations = [r for r in self.relations if r["from"] in near and r["to"] in near]

    def _kind(self, entity: str) -> bool:
        return not self.choice.kinds or is_one_of(self.whole.entities.get(entity, {}), self.choice.kinds)

    def _placed(self, entities: Iterable[str]) -> bool:
        wanted = self.choice.place
        return wanted is None or any(wanted in self.whole.above(self.located[e]) for e in entities if e in self.located)

    def _allowed(self, entities: Iterable[str], record: dict[str, Any]) -> bool:
        only, named = self.choice.only, set(entities)
        if only is None or (named and only >= named):
            return True
        return not self.choice.told.isdisjoint(record.get("evidence") or ()) and (not only or bool(only & named))

    def _keeps_flow(self, flow: FlowView) -> bool:
        least = self.choice.min_amount
        if least is not None and not (
            flow.amount is not None and flow.record.get("currency") == "CNY" and flow.amount >= least
        ):
            return False
        parties = flow.parties()
        if (
            not in_time(when(flow.record, self.whole), self.choice)
            or not self._placed(parties)
            or not self._allowed(parties, flow.record)
        ):
            return False
        return not self.choice.kinds or any(map(self._kind, parties))

    def _keeps_relation(self, relation: dict[str, Any]) -> bool:
        if self.choice.min_amount is not None:
            return False
        ends = (relation["from"], relation["to"])
        if not all(map(self._kind, ends)) or not self._placed(ends) or not self._allowed(ends, relation):
            return False
        return in_time(when(relation, self.whole), self.choice)

    def _near(self) -> set[str]:
        beside: dict[str, set[str]] = defaultdict(set)
        for relation in self.relations:
            beside[relation["from"]].add(relation["to"])
            beside[relation["to"]].add(relation["from"])
        for flow in self.flows:
            for party in flow.parties():
                beside[party].update(flow.parties())
        found = dict.fromkeys(self.choice.around, 0)
        queue = deque(found)
        while queue:
            entity = queue.popleft()
            if found[entity] < self.choice.hops:
                for other in sorted(beside[entity] - found.keys()):
                    found[other] = found[entity] + 1
                    queue.append(other)
        return set(found)

    def money(self) -> list[Money]:
        """Return the flows as charts need them."""
        kept = {flow.record["id"] for flow in self.flows}

        def names(ids: list[str]) -> list[Name]:
            records = (self.whole.entities[i] for i in ids)
            return [Name(record["name"], record.get("name_en") or "") for record in records]

        found = []
        for flow in sorted(self.flows, key=lambda f: str(f.record["id"])):
            record = flow.record
            found.append(
                Money(
                    providers=names(flow.providers),
                    via=names(flow.via),
                    recipients=names(flow.recipients),
                    amount=flow.amount,
                    currency=record.get("currency", "CNY"),
                    amount_text=record.get("amount_text") or "",
                    said=figure(flow),
                    status=record.get("status", "actual"),
                    instrument=record.get("instrument", "other"),
                    per=record.get("per"),
                    cumulative=bool(record.get("cumulative")),
                    slice=any(total in kept for total in flow.slice_of),
                    date=when(record, self.whole),
                    facts=self._facts(record, flow_said(flow, self.whole)),
                )
            )
        return found

    def picture(self, title: str) -> Picture:
        """Return the picture: entities as nodes, relations and money (payer → through → recipient) as arrows."""
        picture = Picture(title)
        alone: dict[str, list[int]] = defaultdict(list)
        for flow in self.flows:
            sides = stations(flow)
            facts = picture.add(self._facts(flow.record, flow_said(flow, self.whole)))
            if len(sides) < 2:  # no arrow, but a fact of the party that is told
                picture.one_sided += 1
                for party in sides[0] if sides else ():
                    alone[party] += facts
            for heads, tails in itertools.pairwise(sides):
                picture.edges += self._arrows(flow, heads, tails, facts)
        for relation in self.relations:
            facts = picture.add(self._facts(relation, relation_said(relation, self.whole)))
            edge = Edge(
                relation["from"],
                relation["to"],
                relation["edge"],
                relation.get("status", "actual"),
                date=when(relation, self.whole),
                facts=facts,
            )
            picture.edges.append(edge)
        drawn = dict.fromkeys(end for edge in picture.edges for end in (edge.source, edge.target))
        for entity in dict.fromkeys([*drawn, *alone, *self.choice.around, *sorted(self.choice.only or ())]):
            record = self.whole.entities[entity]
            place = self.whole.entities.get(self.located.get(entity, ""), {}).get("name")
            node = Node(entity, record["node"], record["name"], record.get("name_en"), record.get("kind"), place)
            node.facts = alone.get(entity, [])
            picture.nodes.append(node)
        return picture

    def _arrows(self, flow: FlowView, heads: list[str], tails: list[str], facts: list[int]) -> Iterator[Edge]:
        """Yield an arrow for each two parties; a sum that several share stands on each as theirs together."""
        record = flow.record
        pairs = [(head, tail) for head in heads for tail in tails if head != tail]
        shared = 1 if record.get("per") else len(pairs)
        for head, tail in pairs:
            yield Edge(
                head,
                tail,
                record.get("instrument", "other"),
                record.get("status", "actual"),
                flow.amount if record.get("currency") == "CNY" else None,
                *figure(flow, joint=shared > 1),
                when(record, self.whole),
                facts,
                shared,
            )

    def _facts(self, record: dict[str, Any], said: tuple[str, str]) -> list[Fact]:
        """Return what tells a record, at most five sentences with the figure marked."""
        found = []
        for reference in (record.get("evidence") or [])[:5]:
            sentence, article = self._sentence(reference)
            printed = record.get("amount_text")
            at = sentence.find(printed) if printed else -1
            found.append(
                Fact(
                    *said,
                    sentence,
                    article.get("id", ""),
                    article.get("name", ""),
                    article.get("date"),
                    article.get("source", ""),
                    [(at, at + len(printed))] if printed and at >= 0 else [],
                )
            )
        return found

    def _sentence(self, reference: str) -> tuple[str, dict[str, Any]]:
        article, _, span = reference.rpartition(":")
        start, _, stop = span.partition("-")
        record = self.whole.articles.get(article, {})
        return (record.get("text", "")[int(start) : int(stop)], record) if record else ("", {})
