"""What the store remembers of each node so that it can be made again when articles come and go."""

from collections import Counter
from collections.abc import Iterable, Mapping
from typing import TypeVar

import msgspec

from graph.merge_identity import Posts
from graph.merge_say import Card, FlowSaid, ObservationSaid

Claims = tuple[Counter[Card], Counter[Posts]]  # how often articles describe an entity in each way, and a person's posts
_Posts = tuple[str, tuple[str, ...], str]
_CLAIMS = msgspec.msgpack.Decoder(tuple[list[tuple[Card, int]], list[tuple[_Posts, int]]])
_POSTS = msgspec.msgpack.Decoder(tuple[msgspec.Raw, list[tuple[_Posts, int]]])
_FLOWS = msgspec.msgpack.Decoder(list[FlowSaid])
_OBSERVATIONS = msgspec.msgpack.Decoder(list[ObservationSaid])
_ENCODER = msgspec.msgpack.Encoder()
T = TypeVar("T")
Statement = TypeVar("Statement", FlowSaid, ObservationSaid)


def write_claims(cards: Mapping[Card, int], posts: Mapping[Posts, int]) -> bytes:
    """Pack how often articles describe an entity in each way, and which posts they give a person."""
    told = sorted(((tuple(p), n) for p, n in posts.items()), key=repr) if posts else []
    known = [(tuple(card), n) for card, n in cards.items()]
    return _ENCODER.encode((sorted(known, key=repr) if len(known) > 1 else known, told))


def read_claims(packet: bytes | None) -> Claims:
    """Undo `write_claims`; a node that an analyst made has none."""
    if packet is None:
        return Counter(), Counter()
    cards, posts = _CLAIMS.decode(packet)
    return _counted(cards), _counted((Posts(*p), n) for p, n in posts)


def read_posts(packet: bytes | None) -> Counter[Posts]:
    """Undo `write_claims` as far as the posts go."""
    return Counter() if packet is None else _counted((Posts(*p), n) for p, n in _POSTS.decode(packet)[1])


def _counted(pairs: Iterable[tuple[T, int]]) -> Counter[T]:
    """Return a counter as it would be, without what it takes to add to one: there are thousands."""
    made: Counter[T] = Counter.__new__(Counter)
    dict.update(made, pairs)
    return made


def write_said(statements: Iterable[FlowSaid] | Iterable[ObservationSaid]) -> bytes:
    """Pack the statements of a flow or an observation."""
    listed = list(statements)
    return _ENCODER.encode(sorted(listed, key=repr) if len(listed) > 1 else listed)


def read_flow(packet: bytes) -> list[FlowSaid]:
    """Undo `write_said` for a flow."""
    return _FLOWS.decode(packet)


def read_observation(packet: bytes) -> list[ObservationSaid]:
    """Undo `write_said` for an observation."""
    return _OBSERVATIONS.decode(packet)
