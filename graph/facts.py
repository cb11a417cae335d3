"""The typed records of an article, and their JSON Lines form: where `extract` and `graph` meet."""

from collections.abc import Iterable, Iterator
from decimal import Decimal
from pathlib import Path
from typing import IO, Any

import msgspec


class Record(msgspec.Struct, kw_only=True, omit_defaults=True, forbid_unknown_fields=True, gc=False):
    """What all records share: keys that are null or empty are left out of the JSON, unknown keys are refused.

    Records are trees, never cycles: the garbage collector need not look at them.
    """


class Evidence(Record):
    """A span of the article's text: `text == article.text[start:end]`, offsets in characters."""

    text: str
    start: int
    end: int


class Mention(Record):
    """A place in the article's text where an entity is named."""

    text: str
    start: int
    end: int


class Entity(Record):
    """A node of the ontology as one article names it.

    `id` is `Label:canonical name`, with `@scope` behind it where the name is unique only in a place or an institution.
    `aliases`, `name_en`, `tags` and `place` are the gazetteer's; `place` is a canonical place name.
    """

    id: str
    name: str
    type: str
    kind: str | None = None
    mentions: list[Mention] = []
    aliases: list[str] = []
    name_en: str | None = None
    tags: list[str] = []
    place: str | None = None


class Relation(Record):
    """A relation between two entities of the article, `head` and `tail` being their ids."""

    head: str
    type: str
    tail: str
    evidence: Evidence
    status: str = "actual"
    period: str | None = None
    title: str | None = None
    rule: str | None = None


class Flow(Record):
    """Money that moves or is promised; amounts are decimals in whole units of `currency`, parties are entity ids."""

    evidence: Evidence
    provider: list[str] = []
    via: list[str] = []
    recipient: list[str] = []
    amount: Decimal | None = None
    amount_min: Decimal | None = None
    amount_text: str | None = None
    qualifier: str | None = None
    currency: str = "CNY"
    instrument: str = "other"
    status: str = "actual"
    cumulative: bool = False
    per: str | None = None
    period: str | None = None
    recipient_count: int | None = None
    condition: str | None = None
    slice_of: int | None = None
    rule: str | None = None


class Observation(Record):
    """A measured value about an entity that is not a flow; `subject` is an entity id or null."""

    evidence: Evidence
    measure: str
    value: Decimal
    subject: str | None = None
    unit: str | None = None
    qualifier: str | None = None
    status: str = "actual"
    period: str | None = None
    rule: str | None = None


class Copy(Record):
    """Another printing of the same article."""

    source: str
    title: str | None = None
    date: str | None = None
    publisher: str | None = None
    text: str = ""


class KnownRelation(Record):
    """A relation that the gazetteer knows (WITHIN, SUCCEEDS, PART_OF, LOCATED_IN), between ids of the article or of `Background`."""

    head: str
    type: str
    tail: str
    period: str | None = None


class Background(Record):
    """What the gazetteer adds to an article: entities it does not mention, and relations it does not state."""

    entities: list[Entity] = []
    relations: list[KnownRelation] = []


class ArticleFacts(Record):
    """One article with all that was read in it.

    `article` is a hash of title and text with white space squeezed out; `text` is the headline, a line end, and the body,
    one paragraph a line. All offsets are into `text`.
    """

    article: str
    source: str
    text: str
    title: str | None = None
    date: str | None = None
    publisher: str | None = None
    authors: list[str] = []
    copies: list[Copy] = []
    entities: list[Entity] = []
    relations: list[Relation] = []
    flows: list[Flow] = []
    observations: list[Observation] = []
    background: Background | None = None


class FactsError(ValueError):
    """A facts line that cannot be read; the message names the file, the line and the reason."""


_ENCODER = msgspec.json.Encoder(decimal_format="number")
_DECODER = msgspec.json.Decoder(ArticleFacts)


def encode(facts: ArticleFacts) -> bytes:
    """Return one JSON line (UTF-8, without the line end); decimals are written as JSON numbers, digit for digit."""
    return _ENCODER.encode(facts)


def decode(line: bytes, where: str = "facts") -> ArticleFacts:
    """Read one JSON line and check it; raises `FactsError` that begins with `where`."""
    try:
        facts = _DECODER.decode(line)
    except (msgspec.ValidationError, msgspec.DecodeError, UnicodeDecodeError) as error:
        raise FactsError(f"{where}: {error}; expected a line as `jinmai extract` writes it") from error
    problem = next(problems(facts), None)
    if problem:
        raise FactsError(f"{where}: {problem}")
    return facts


def decode_again(line: bytes) -> ArticleFacts:
    """Read a line that `encode` wrote from checked facts."""
    return _DECODER.decode(line)


def problems(facts: ArticleFacts) -> Iterator[str]:
    """Yield what is inconsistent in an article's facts: spans that miss the text, ids that name no entity."""
    known = {entity.id for entity in facts.entities}
    spans: list[Evidence | Mention] = [m for e in facts.entities for m in e.mentions]
    parties: list[str] = []
    for relation in facts.relations:
        spans.append(relation.evidence)
        parties += [relation.head, relation.tail]
    for flow in facts.flows:
        spans.append(flow.evidence)
        parties += [*flow.provider, *flow.via, *flow.recipient]
        if flow.slice_of is not None and not 0 <= flow.slice_of < len(facts.flows):
            yield f"slice_of {flow.slice_of} points outside the {len(facts.flows)} flows"
    for observation in facts.observations:
        spans.append(observation.evidence)
        parties += [observation.subject] if observation.subject else []
    for span in spans:
        if not span.text or facts.text[span.start : span.end] != span.text:
            yield f"span {span.start}-{span.end} does not hold {span.text[:20]!r} in the article's text"
    for party in parties:
        if party not in known:
            yield f"fact names {party!r}, which is not among the article's entities"


def read_facts(path: str | Path) -> Iterator[ArticleFacts]:
    """Yield the articles of a JSON Lines file, one at a time; blank lines are skipped, a bad one raises `FactsError`."""
    with open(path, "rb") as stream:
        yield from read_stream(stream, str(path))


def read_stream(stream: Iterable[bytes], name: str) -> Iterator[ArticleFacts]:
    """Yield the articles of an open JSON Lines stream; errors name `name` and the line number."""
    for number, line in enumerate(stream, 1):
        if line.strip():
            yield decode(line, f"{name}, line {number}")


def write_facts(articles: Iterable[ArticleFacts], stream: IO[bytes]) -> int:
    """Write articles as JSON Lines and return how many."""
    count = 0
    for count, facts in enumerate(articles, 1):  # noqa: B007
        stream.write(encode(facts) + b"\n")
    return count


def to_builtins(record: Record) -> Any:
    """Return a record as dicts, lists and plain values (decimals stay `Decimal`)."""
    return msgspec.to_builtins(record, builtin_types=(Decimal,))
