"""Which node an entity of an article is: normal names, decisions, and persons by the posts they share."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

from graph.decisions import Decisions
from graph.facts import ArticleFacts, Entity
from graph.merge_names import label_of, name_of, normal_id, normal_name, scope_of


class Posts(NamedTuple):
    """A person of one article: the name, and the institutions where the article gives a post (names in order)."""

    name: str
    anchors: tuple[str, ...]
    article: str


@dataclass(slots=True)
class Identity:
    """Gives the node of every entity id, for one article at a time.

    `persons` maps the posts of a person to the node; it depends on all articles that name a person so, and is made by
    `persons_of`. Everything else depends on the id alone, and on the decisions.
    """

    decisions: Decisions
    persons: Mapping[Posts, str] = field(default_factory=dict)

    def nodes(self, facts: ArticleFacts) -> dict[str, str]:
        """Return the node id of each entity id of the article, of its background too."""
        found = {}
        for entity in [*facts.entities, *(facts.background.entities if facts.background else [])]:
            found[entity.id] = self._plain(entity)
        for entity_id, posts in posts_of(facts, found).items():
            found[entity_id] = self.persons.get(posts) or self.decisions.canonical(person_id(posts.name, posts))
        return found

    def _plain(self, entity: Entity) -> str:
        node = normal_id(entity.id)
        if self.decisions.different:
            texts = {normal_name(mention.text) for mention in entity.mentions}
            own = name_of(node)
            for other in self.decisions.apart(node):
                if other in texts and own not in texts:
                    return f"{label_of(node)}:{other}"
        return self.decisions.canonical(node)


def posts_of(facts: ArticleFacts, nodes: Mapping[str, str]) -> dict[str, Posts]:
    """Return the posts of each person of the article, by the extractor's id; `nodes` gives the institutions' nodes."""
    anchors: dict[str, set[str]] = {}
    for entity in facts.entities:
        if entity.type == "Person":
            scope = scope_of(normal_id(entity.id))
            anchors[entity.id] = {scope} if scope else set()
    for relation in facts.relations:
        if relation.type == "POSTED_AT" and relation.head in anchors and label_of(relation.tail) == "Institution":
            anchors[relation.head].add(nodes[relation.tail].partition(":")[2])
    return {
        entity_id: Posts(name_of(normal_id(entity_id)), tuple(sorted(found)), facts.article if not found else "")
        for entity_id, found in anchors.items()
    }


def person_id(name: str, posts: Posts) -> str:
    """Return the id of a person known by these posts alone: by the first institution, or by the article."""
    return f"Person:{name}@{posts.anchors[0] if posts.anchors else posts.article}"


def persons_of(posts: Iterable[Posts], decisions: Decisions) -> dict[Posts, str]:
    """Return the node of each person: those of one name that share a post, directly or through others, are one."""
    groups: dict[str, set[Posts]] = {}
    for each in posts:
        groups.setdefault(each.name, set()).add(each)
    found: dict[Posts, str] = {}
    for name, members in groups.items():
        leader: dict[str, str] = {}
        for each in sorted(members, key=lambda p: (p.anchors, p.article)):
            _unite(leader, _allowed(name, each.anchors, decisions))
        for each in members:
            first = _allowed(name, each.anchors, decisions)
            scope = _find(leader, first[0]) if first else each.article
            found[each] = decisions.canonical(f"Person:{name}@{scope}")
    return found


def _allowed(name: str, anchors: tuple[str, ...], decisions: Decisions) -> tuple[str, ...]:
    """Leave out the institutions that a decision keeps apart from an earlier one of the list."""
    if not decisions.different:
        return anchors
    kept: list[str] = []
    for anchor in anchors:
        apart = set(decisions.apart(f"Person:{name}@{anchor}"))
        if not any(f"{name}@{other}" in apart for other in kept):
            kept.append(anchor)
    return tuple(kept)


def _find(leader: dict[str, str], anchor: str) -> str:
    while leader.setdefault(anchor, anchor) != anchor:
        anchor = leader[anchor]
    return anchor


def _unite(leader: dict[str, str], anchors: tuple[str, ...]) -> None:
    """Put the institutions into one group, led by the first in order."""
    if len(anchors) < 2:
        return
    roots = sorted({_find(leader, anchor) for anchor in anchors})
    for root in roots[1:]:
        leader[root] = roots[0]
