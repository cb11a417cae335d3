"""Things that a question describes by where they are and what they are called in part: 天开园那支母基金, the Shenzhen mechanism.

A description is put for a name only where the graph has one thing of the kind that fits all of it: its name holds the words that nothing
else explains, and what is named beside them is in its name or directly joined to it. Names that only say once more where a thing is
(烟台的万华化学, the robot fund in Yizhuang) are left out on the same terms. Tried only where a question is not understood as it stands.
"""

import functools
import itertools
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from queries.names import Names
from queries.names_index import PLACE_SUFFIX, in_order
from queries.question_tokens import Token
from queries.question_words import table

Joined = Callable[[str, str], bool]
LONGEST = 40  # characters of a description
WHOLE = 4  # characters of a Chinese noun that may be the end of one name and of no other
FITTING = 12  # things of a kind that are looked at whether they are joined to what is named
AND = re.compile(r"\band\b|[和跟与]", re.IGNORECASE)
WIDE = ("Institution", "Program")  # what is at work in more than one place: a place beside it may limit what is asked


@dataclass(frozen=True, slots=True)
class Described:
    """A question with a name for a description, and the words that were taken for it."""

    text: str
    said: str
    name: str


def described(text: str, found: list[Token], names: Names, joined: Joined) -> Iterator[Described]:
    """Yield a question with the name of what it describes, the longest description first; `found` are its tokens."""
    if any(text[t.start : t.stop] != t.text for t in found):
        return
    for start, stop, kinds in _stretches(text, found):
        inside = [t for t in found if start <= t.start and t.stop <= stop]
        ids = _meant(text, inside, kinds, names, joined)
        if len(ids) == 1:
            name = names.index.entity(ids[0]).name
            yield Described(f"{text[:start]}{_spaced(text, start, name)}{text[stop:]}", text[start:stop].strip(), name)
            return
    yield from _named_with_its_kind(text, found)
    yield from _said_once_more(text, found, names, joined)


def _spaced(text: str, start: int, name: str) -> str:
    """Return a name for the middle of a question, parted from a Latin word before it."""
    return f" {name}" if start and text[start - 1].isascii() and text[start - 1].isalnum() else name


@functools.cache
def _kinds() -> dict[str, dict[str, tuple[str, ...]]]:
    """Return for each noun the labels of what it may stand for, with what their names hold."""
    found: dict[str, dict[str, tuple[str, ...]]] = {}
    for label, nouns in table("described")["kinds"].items():
        for noun, parts in nouns.items():
            found.setdefault(noun, {})[label] = tuple(parts)
    return found


@functools.cache
def _nouns() -> re.Pattern[str]:
    said = sorted(_kinds(), key=len, reverse=True)
    parts = [rf"\b{re.escape(s)}\b" if s.isascii() else re.escape(s) for s in said]
    return re.compile("|".join(parts), re.IGNORECASE)


@functools.cache
def _between() -> re.Pattern[str]:
    return re.compile(f"(?:{table('described')['between']})*", re.IGNORECASE)


def _stretches(text: str, found: list[Token]) -> Iterator[tuple[int, int, dict[str, tuple[str, ...]]]]:
    """Yield from where to where a description may go, longest first, with the kinds of thing that its noun may stand for."""
    spans = []
    for noun in _nouns().finditer(text):
        starts = [t.start for t in found]
        left = [t for t in found if t.stop <= noun.start()]
        right = [t for t in found if t.start >= noun.end()]
        begin = noun.start()
        begins = [begin]
        for token in reversed(left):
            between = text[token.stop : begin] if _describes(token) else text[token.start : begin]
            if begin - token.start > LONGEST or not (_between().fullmatch(between) or not _describes(token)):
                break
            if AND.search(between) and _of_its_own(token, _kinds()[noun.group().lower()]):
                break  # the mother fund and the angel fund are two
            if _describes(token):
                begin = token.start
                begins.append(begin)
        if noun.start() not in starts and not any(t.start < noun.start() < t.stop and _describes(t) for t in found):
            continue
        ends, end = [noun.end()], noun.end()
        for token in right:
            latin = noun.group().isascii()
            if not latin or not _between().fullmatch(text[end : token.start]) or AND.search(f" {token.text} "):
                break
            said = token.found is not None or token.is_("type")
            if not said and not _between().fullmatch(token.text):
                break
            end = token.stop
            if said:
                ends.append(end)
        kinds = _kinds()[noun.group().lower()]
        alone = len(begins) == 1 and "Fund" not in _kinds()[noun.group().lower()]
        own = (
            alone and len(noun.group()) >= WHOLE and not noun.group().isascii()
        )  # may be the end of one name by itself
        spans += [(a, b, kinds) for a in begins for b in ends if own or (a, b) != (noun.start(), noun.end())]
    yield from sorted(spans, key=lambda s: s[0] - s[1])


def _of_its_own(token: Token, kinds: dict[str, tuple[str, ...]]) -> bool:
    """Whether what stands before an and is a thing like that behind it, and does not describe it."""
    if token.is_("type") and token.found is None:
        return True
    return token.found is not None and any(option.label in kinds for option in token.found.options)


def _describes(token: Token) -> bool:
    """Whether a token may be a part of a description: a name, a word that nothing explains, or a kind of thing."""
    if token.sort == "unknown":
        return len(token.text) > 1
    return token.found is not None or token.is_("type")


def _meant(
    text: str, inside: list[Token], kinds: dict[str, tuple[str, ...]], names: Names, joined: Joined
) -> list[str]:
    """Return the things that a description fits."""
    beside = [t for t in inside if t.found is not None and not t.is_("type")]
    words = [t.text for t in inside if t.sort == "unknown"]
    if not beside and not words:
        said = text[inside[0].start : inside[-1].stop] if inside else ""
        stem = next((said.removesuffix(noun) for noun in ("基金",) if said.endswith(noun)), "")
        held = (
            f"{stem}%基金" if len(stem) >= WHOLE and set(kinds) == {"Fund"} else said
        )  # 中小企业基金: …中小企业发展基金
        kinds = dict.fromkeys(kinds, (held,)) if len(said) >= WHOLE else {}
    found: list[str] = []
    for label, parts in kinds.items():
        marks = " OR ".join("name LIKE ?" for _ in parts)
        rows = names.index.connection.execute(
            f"SELECT id, name FROM entity WHERE label = ? AND ({marks}) LIMIT 400", (label, *(f"%{p}%" for p in parts))
        ).fetchall()
        fits = [(id_, name) for id_, name in rows if all(_holds(name, word) for word in words)]
        if len(fits) > FITTING:
            fits = [(id_, name) for id_, name in fits if any(_in_name(t, name) for t in beside)]
        found += [i for i, name in fits[:FITTING] if all(_goes_with(t, i, name, joined) for t in beside)]
    return found


def _holds(name: str, word: str) -> bool:
    return not word.isascii() and in_order(word, name)


def _in_name(token: Token, name: str) -> bool:
    """Whether a name holds what a token names, in short."""
    assert token.found is not None
    shorts = {PLACE_SUFFIX.sub("", o.name) for o in token.found.options}
    return any(len(short) > 1 and short in name for short in shorts) or (
        not token.text.isascii() and token.text in name
    )


def _goes_with(token: Token, id_: str, name: str, joined: Joined) -> bool:
    assert token.found is not None
    options = [o.id for o in token.found.options]
    if id_ in options or _in_name(token, name):
        return True
    kind = id_.partition(":")[0]
    return token.found.label != kind and any(joined(option, id_) for option in options[:4])


def _named_with_its_kind(text: str, found: list[Token]) -> Iterator[Described]:
    """Yield a question without the kind of thing that is said behind the name of one: the Gaoqidai scheme, 高企贷试点."""
    for named, kind in itertools.pairwise(found):
        thing, word = named.found, kind.reading("type")
        if thing is None or word is None or kind.found is not None or named.is_("type") or len(thing.options) != 1:
            continue
        beside = text[named.stop : kind.start].strip('”"」 ') == ""
        plural = any(w.form == "plural" for w in kind.readings)
        if beside and not plural and word.data["labels"] == [thing.label] and thing.label in ("Program", "Policy"):
            yield Described(f"{text[: named.stop]}{text[kind.stop :]}", text[named.start : kind.stop], named.text)
            return


def _said_once_more(text: str, found: list[Token], names: Names, joined: Joined) -> Iterator[Described]:
    """Yield a question without the place or body beside a name that is there already, and without parts of a name before it."""
    for one, other in _beside(text, found):
        thing = other.found
        assert thing is not None
        if len(thing.options) != 1:
            continue
        between = text[one.stop : other.start]
        of_it = "的" in between or "'s" in between or not between.strip() or re.fullmatch(r" the ", between) is not None
        if one.sort == "unknown":
            if len(one.text) > 1 and _holds(thing.options[0].name, one.text) and not one.text.isascii():
                yield Described(f"{text[: one.start]}{text[other.start :]}", text[one.start : other.stop], other.text)
                return
            continue
        if not of_it or thing.label == "Place" or one.found is None or len(one.found.options) != 1:
            continue
        if one.found.label not in ("Place", "Zone", "Institution"):
            continue
        if not _goes_with(one, thing.options[0].id, thing.options[0].name, joined):
            if (own := _own_namesake(one, other, names, joined)) is not None:
                yield Described(f"{text[: one.start]}{own}{text[other.stop :]}", text[one.start : other.stop], own)
                return
            continue
        if thing.label in WIDE and not (_in_name(one, thing.options[0].name) or thing.label == "Institution"):
            continue
        yield Described(f"{text[: one.start]}{text[other.start :]}", text[one.start : other.stop], other.text)
        return
    for thing_, place in _beside(text, found):
        if thing_.found is None or place.found is None or thing_.found.label not in ("Fund", "Policy", "Zone"):
            continue
        if place.found.label not in ("Place", "Zone") or not re.fullmatch(
            r" (?:in|of|at) (?:the )?", text[thing_.stop : place.start], re.IGNORECASE
        ):
            continue
        meant = thing_.found.options
        if len(meant) == 1 and _goes_with(place, meant[0].id, meant[0].name, joined):
            yield Described(f"{text[: thing_.stop]}{text[place.stop :]}", text[thing_.start : place.stop], thing_.text)
            return


def _own_namesake(owner: Token, named: Token, names: Names, joined: Joined) -> str | None:
    """Return the one programme of a place that bears another's name with more before it (海门的高企贷: 中银高企贷), or None."""
    assert owner.found is not None and named.found is not None
    if named.found.label != "Program":
        return None
    name = named.found.options[0].name
    rows = names.index.connection.execute(
        "SELECT id, name FROM entity WHERE label = 'Program' AND name LIKE ? AND name != ? LIMIT 40", (f"%{name}", name)
    ).fetchall()
    own = [other for id_, other in rows if joined(owner.found.options[0].id, id_)]
    return own[0] if len(own) == 1 else None


def _beside(text: str, found: list[Token]) -> Iterator[tuple[Token, Token]]:
    """Yield two tokens between which nothing stands but words that join a description, the latter a name."""
    for at, one in enumerate(found):
        if not (one.found is not None and not one.is_("type")) and one.sort != "unknown":
            continue
        for other in found[at + 1 :]:
            if other.found is not None and not other.is_("type"):
                if _between().fullmatch(text[one.stop : other.start]):
                    yield one, other
                break
            if not _between().fullmatch(other.text):
                break
