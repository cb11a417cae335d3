"""Words that stand for what an article is about without naming it: 全省, 我国, 全校, 园区, 公司."""

import bisect
import re
from dataclasses import dataclass

from extract.lexicon import Lexicon
from extract.model import Entity, Mention, State


@dataclass(frozen=True, slots=True)
class Stand:
    """A pattern of words, and what they stand for: the place at a level, the last body spoken of, or the chief one of the article."""

    pattern: re.Pattern[str]
    type: str
    kinds: frozenset[str]
    chief: bool
    headline: bool  # only where the headline names it


def compiled(lexicon: Lexicon) -> list[Stand]:
    """Compile the table `stands` of observations.yaml."""
    listed = lexicon.table("observations")["stands"]
    return [
        Stand(
            re.compile(s["words"]),
            s["type"],
            frozenset(s.get("kinds", [])),
            s.get("chief", False),
            s.get("headline", False),
        )
        for s in listed
    ]


class Stands:
    """Finds what such words mean in one article; `mentions` are the names in it, in text order, `headline` where its headline ends."""

    def __init__(self, state: State, mentions: list[Mention], headline: int) -> None:
        self.state = state
        self.rules = state.lexicon.built("observation stands", compiled)
        self.by_rule: list[list[Mention]] = [
            [m for m in mentions if m.type == r.type and (not r.kinds or m.kind in r.kinds)] for r in self.rules
        ]
        for rule, found in zip(self.rules, self.by_rule, strict=True):
            if rule.headline and not any(m.start < headline for m in found):
                found.clear()
        self.chiefs = [self.chief(found, headline) for found in self.by_rule]
        zones = [e for e in state.entities if e.type == "Zone"]
        for place, rule in enumerate(self.rules):
            if rule.type == "Zone" and self.chiefs[place] is None and len(zones) == 1:
                self.chiefs[place] = zones[0]  # named only in what manages it (某高新区管委会)

    @staticmethod
    def chief(found: list[Mention], headline: int) -> Entity | None:
        """Return the one of the bodies that the headline names, else the one named most, the first of equals."""
        counts: dict[str, int] = {}
        entities: dict[str, Entity] = {}
        for mention in found:
            if mention.entity:
                entities.setdefault(mention.entity.id, mention.entity)
                weight = 5 if mention.start < headline else 1
                counts[mention.entity.id] = counts.get(mention.entity.id, 0) + weight
        return entities[max(counts, key=lambda id_: counts[id_])] if counts else None

    def meant(self, start: int, end: int) -> list[tuple[str, int, bool]]:
        """Return what the words in the span stand for, as ids of entities with the offsets of the words, the last for each pattern, and whether it is the chief of the article."""
        found = []
        for rule, mentions, chief in zip(self.rules, self.by_rule, self.chiefs, strict=True):
            if chief is None:
                continue
            matches = list(rule.pattern.finditer(self.state.folded, start, end))
            if not matches:
                continue
            offset = matches[-1].start()
            entity: Entity | None = chief
            if not rule.chief:
                place = bisect.bisect_left(mentions, offset, key=lambda m: m.start)
                entity = mentions[place - 1].entity if place else chief
            if entity is not None:
                found.append((entity.id, offset, rule.chief))
        return found
