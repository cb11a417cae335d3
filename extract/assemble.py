"""What the steps found → the typed facts of an article, with the gazetteer's own facts behind them."""

from extract import categories_plain
from extract.background import background
from extract.clauses import stands_in
from extract.model import Entity, State
from extract.steps.places import passing
from graph import facts

EVERYWHERE = frozenset({"中国", "全球", "亚洲", "欧洲", "非洲"})


def assemble(state: State, article_id: str) -> facts.ArticleFacts:
    """Return the article's facts; entities without a mention are dropped, and facts that name them with them."""
    used = _used(state)
    classes = [e.name for e in state.entities if e.type == "Category" and e.id in used]
    kept = [e for e in state.entities if e.mentions and (e.id in used or not _idle(state, e, classes))]
    article = state.article
    return facts.ArticleFacts(
        article=article_id,
        source=article.source,
        text=article.text,
        title=article.title,
        date=article.date,
        publisher=article.publisher,
        authors=article.authors,
        copies=article.copies,
        entities=[_entity(state, entity) for entity in kept],
        relations=state.relations,
        flows=state.flows,
        observations=state.observations,
        background=background(kept, state.lexicon.gazetteer),
    )


def _idle(state: State, entity: Entity, classes: list[str]) -> bool:
    """Tell whether an entity that no fact speaks of is to be left out: most classes (`classes` are those that facts speak of),
    the paper that printed the article, a government that only its place is named for, a place that stands only in other names
    or in words such as 我省."""
    if entity.type == "Place" and entity.name not in EVERYWHERE:
        return all(m.anaphor or m in state.nested or passing(state, m) for m in entity.mentions)
    if entity.type == "Category":
        return not categories_plain.worth(state, entity, classes)
    return entity.type == "Place" or entity.kind == "media" or stands_in(entity)


def _used(state: State) -> set[str]:
    """Return the ids of the entities that a fact of the article names."""
    used = {i for r in state.relations for i in (r.head, r.tail)}
    used.update(i for f in state.flows for i in (*f.provider, *f.via, *f.recipient))
    used.update(o.subject for o in state.observations if o.subject)
    used.update(state.meant)
    return used


def _entity(state: State, entity: Entity) -> facts.Entity:
    spans = sorted({(m.start, m.end) for m in entity.mentions})
    return facts.Entity(
        id=entity.id,
        name=entity.name,
        type=entity.type,
        kind=entity.kind,
        mentions=[facts.Mention(text=state.text[a:b], start=a, end=b) for a, b in spans],
        aliases=entity.aliases,
        name_en=entity.name_en,
        tags=entity.tags,
        place=entity.place,
    )
