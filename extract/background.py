"""What the gazetteer knows about the entities of an article: the places above them, where bodies are, what they were called."""

from functools import lru_cache

from extract.gazetteer import Entry, Gazetteer
from extract.model import Entity
from graph import facts


def background(entities: list[Entity], gazetteer: Gazetteer) -> facts.Background | None:
    """Return the gazetteer's own facts about the entities, None where it has none.

    WITHIN up the administrative tree, LOCATED_IN and PART_OF as the gazetteer has them, SUCCEEDS between a renamed body and
    the bodies before and after it. Entities that the article does not mention come along without mentions.
    """
    made = Maker(gazetteer, {entity.id for entity in entities})
    for entity in entities:
        if entity.type == "Place":
            made.tree(entity.id, gazetteer.place(entity.name, entity.place))
            continue
        if entity.place and entity.type in ("Institution", "Zone", "Fund"):
            made.located(entity.id, entity.place)
        known = [e for e in gazetteer.get(entity.name) if e.type == entity.type and e.name == entity.name]
        if known and known[0].parent and entity.type in ("Institution", "Fund", "Zone"):
            made.part(entity.id, entity.type, known[0].parent)
        if entity.type == "Institution":
            made.successions(entity.id, entity.name)
    return made.result()


class Maker:
    """Collects background entities and relations, each once."""

    def __init__(self, gazetteer: Gazetteer, mentioned: set[str]) -> None:
        self.gazetteer = gazetteer
        self.mentioned = mentioned
        self.entities: dict[str, facts.Entity] = {}
        self.relations: dict[tuple[str, str, str, str | None], facts.KnownRelation] = {}

    def tree(self, low: str, place: Entry | None) -> None:
        """Add the places above `place`, whose entity is `low`."""
        while place is not None:
            above = self.gazetteer.parents(place.code)
            if not above:
                return
            high = self.entity(above[0])
            self.relate(low, "WITHIN", high)
            low, place = high, above[0]

    def located(self, entity: str, name: str) -> None:
        """Add where the gazetteer (or the body's name) says that it is."""
        if place := self.gazetteer.place(name):
            where = self.entity(place)
            self.relate(entity, "LOCATED_IN", where)
            self.tree(where, place)

    def part(self, entity: str, label: str, parent: str) -> None:
        """Add the body that the gazetteer says it is part of."""
        for known in self.gazetteer.get(parent):
            if known.type == label and known.name == parent:
                self.relate(entity, "PART_OF", self.entity(known))
                return

    def successions(self, entity: str, name: str) -> None:
        """Add the bodies before and after it, one step either way."""
        before, after = successions(self.gazetteer)
        for old, period in before.get(name, ()):
            self.relate(entity, "SUCCEEDS", self.body(old), period)
        for new, period in after.get(name, ()):
            self.relate(self.body(new), "SUCCEEDS", entity, period)

    def body(self, name: str) -> str:
        """Return the id of an institution of the gazetteer."""
        known = [e for e in self.gazetteer.get(name) if e.type == "Institution" and e.name == name]
        return (
            self.entity(known[0])
            if known
            else self.keep(facts.Entity(id=f"Institution:{name}", name=name, type="Institution"))
        )

    def entity(self, entry: Entry) -> str:
        """Return the id of an entry's entity, kept where the article does not mention it."""
        return self.keep(
            facts.Entity(
                id=f"{entry.type}:{entry.name}",
                name=entry.name,
                type=entry.type,
                kind=entry.kind,
                aliases=list(entry.aliases),
                name_en=entry.name_en,
                tags=list(entry.tags),
                place=entry.place,
            )
        )

    def keep(self, entity: facts.Entity) -> str:
        """Keep an entity that is not mentioned, and return its id."""
        if entity.id not in self.mentioned:
            self.entities.setdefault(entity.id, entity)
        return entity.id

    def relate(self, head: str, kind: str, tail: str, period: str | None = None) -> None:
        """Keep a relation."""
        if head != tail:
            key = (head, kind, tail, period)
            self.relations.setdefault(key, facts.KnownRelation(head=head, type=kind, tail=tail, period=period))

    def result(self) -> facts.Background | None:
        """Return what was collected."""
        if not self.relations:
            return None
        return facts.Background(entities=list(self.entities.values()), relations=list(self.relations.values()))


@lru_cache(maxsize=4)
def successions(
    gazetteer: Gazetteer,
) -> tuple[dict[str, list[tuple[str, str | None]]], dict[str, list[tuple[str, str | None]]]]:
    """Return for each institution the ones before it and the ones after it, with the year of the change."""
    before: dict[str, list[tuple[str, str | None]]] = {}
    after: dict[str, list[tuple[str, str | None]]] = {}
    for label, new, former in gazetteer.successions():
        if label == "Institution":
            period = str(former.until) if former.until else None
            before.setdefault(new, []).append((former.name, period))
            after.setdefault(former.name, []).append((new, period))
    return before, after
