"""What the steps found → the typed facts of an article, with the gazetteer's own facts behind them."""

from extract.model import Entity, State
from graph import facts


def assemble(state: State, article_id: str) -> facts.ArticleFacts:
    """Return the article's facts; entities without a mention are dropped, and facts that name them with them."""
    entities = [_entity(state, entity) for entity in state.entities if entity.mentions]
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
        entities=entities,
        relations=state.relations,
        flows=state.flows,
        observations=state.observations,
    )


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
