"""Words of a follow-up that stand for what the answer before lists: the second one, that bank, they, there, 第二支, 这家企业, 他们."""

import re
from collections.abc import Callable
from dataclasses import dataclass

from queries.plan import Flows, Named
from queries.question_words import table
from queries.talk_fill import names_of_its_own
from queries.talk_merge import bare_words
from queries.talk_topic import Topic, fits

MARKS = "?？。.!！ "
Bodies = Callable[[Named], tuple[Named, ...]]


@dataclass(frozen=True, slots=True)
class Referred:
    """A follow-up with the name of what it speaks of in the place of the words for it; of several, that of the first."""

    text: str
    things: tuple[Named, ...]


def referred(text: str, topic: Topic, bodies: Bodies) -> Referred | None:
    """Return a follow-up with the words for what was listed as its name, or None where it holds none, or what they mean is unclear.

    `bodies` tells where a person is posted.
    """
    data, language, said = table("talk"), _language(text), text.strip().rstrip(MARKS)
    if (match := re.search(data["bodies"][language], said, re.IGNORECASE)) is not None:
        people = [e for e in topic.all() if e.label == "Person"]
        return _put(said, match, bodies(people[0]), language) if len(people) == 1 else None
    if (match := re.search(data["pointed"][language], said, re.IGNORECASE)) is not None:
        noun = match["noun"]
        fitting = [e for e in topic.listed if fits(noun, e)] or [e for e in topic.named if fits(noun, e)]
        if not fitting:  # of whoever else the rows tell
            fitting = [e for held in topic.rows.values() for e in held if fits(noun, e)]
        return _put(said, match, tuple(fitting[:2]), language) if len(fitting) == 1 else None
    for role, nouns in data["roles_said"].items():
        held = topic.rows.get(role, ())
        if (match := re.search(nouns, said, re.IGNORECASE)) is not None and len(held) == 1:
            return _put(said, match, held, language)
    if (match := re.search(data["there"][language], said, re.IGNORECASE)) is not None:
        where = [e for e in topic.listed if e.label in ("Zone", "Place")]
        where = where or [e for e in (*topic.named, *names_of_its_own(topic.plan)) if e.label in ("Zone", "Place")]
        where = list({e.id: e for e in where}.values())
        if (
            len(where) == 1
            and language == "en"
            and not re.search(r"\b(?:in|from|to|of|at|out) $", said[: match.start()])
        ):
            said = f"{said[: match.start()]}in there"
            match = re.search(data["there"][language], said, re.IGNORECASE) or match
        return _put(said, match, tuple(where), language) if len(where) == 1 else None
    if (match := re.search(data["plural"][language], said, re.IGNORECASE)) is not None and not topic.parted:
        noun = match.groupdict().get("noun")
        several = [e for e in topic.listed if fits(noun, e)]
        several = several or [e for e in topic.named if fits(noun, e)]
        return _put(said, match, tuple(several), language) if several else None
    return None


def by_ordinal(text: str, topic: Topic) -> Referred | None:
    """Return a follow-up with the name of the one of those listed whose place in the list it says, or None."""
    language, said = _language(text), bare_words(text)
    match = re.search(table("talk")["ordinals"][language], said, re.IGNORECASE)
    return _put(said, match, _at(match, topic), language) if match is not None else None


def by_word(text: str, topic: Topic, forms: Callable[[str], list[str]]) -> Referred | None:
    """Return a follow-up about the one of those listed that has a word in one of its names (the robotics one, 机器人那支), or None."""
    language, said = _language(text), bare_words(text)
    match = re.search(table("talk")["by_word"][language], said, re.IGNORECASE)
    if match is None or len(topic.listed) < 2:
        return None
    words = match["word"].lower().split() if language == "en" else [match["word"].lower()]
    fitting = tuple(e for e in topic.listed if all(_bears(w, (e.name, *forms(e.id))) for w in words))
    return _put(said, match, fitting, language) if len(fitting) == 1 else None


def _bears(word: str, forms: tuple[str, ...]) -> bool:
    """Whether a word, or what it stands for in Chinese, is a part of one of some names."""
    said = [word, *table("name_parts")["words"].get(word, ())]
    return any(re.search(rf"\b{re.escape(w)}\b" if w.isascii() else w, f, re.IGNORECASE) for w in said for f in forms)


def _language(text: str) -> str:
    """Return zh for a follow-up in Chinese; a Chinese name in an English one leaves it English."""
    return "zh" if re.search("[一-鿿]", text) and not re.search(r"\b[a-z]{2,}\b", text) else "en"


def of_each(text: str, topic: Topic) -> Referred | None:
    """Return a follow-up about each of those listed (各自规模, each one's size) with the name of the first, or None.

    What each of them gave or got is asked of the money that was told, and is none.
    """
    language, said = _language(text), bare_words(text)
    match = re.match(table("talk")["each"][language], said, re.IGNORECASE)
    if match is None or len(topic.listed) < 2 or topic.parted or isinstance(topic.plan.clause, Flows):
        return None
    if re.search(table("talk")["of_each"], said[match.end() :], re.IGNORECASE) is None:
        return None
    return _put(said, match, topic.listed, language)


def of_those_listed(text: str, topic: Topic) -> Referred | None:
    """Return a Chinese follow-up as one about the one thing or about all that were listed, with the name of the first, or None."""
    language, said = _language(text), bare_words(text)
    if not topic.listed or topic.parted or language != "zh" or isinstance(topic.plan.clause, Flows):
        return None
    if len(topic.listed) > 1 and re.search(table("talk")["of_each"], said, re.IGNORECASE) is None:
        return None
    return Referred(topic.listed[0].name + said, topic.listed)


def of_the_one(text: str, topic: Topic) -> Referred | None:
    """Return a follow-up with “it” as the one thing that was listed, where there is but one; else None."""
    language, said = _language(text), text.strip().rstrip(MARKS)
    match = re.search(table("talk")["it"][language], said, re.IGNORECASE)
    if match is None or len(topic.listed) != 1:
        return None
    one = topic.listed[0]
    he = match.group().lower() in ("he", "she", "him", "her", "his", "他", "她")
    return _put(said, match, (one,), language) if he == (one.label == "Person") else None


def _at(match: re.Match[str], topic: Topic) -> tuple[Named, ...]:
    """Return the one of those listed that an ordinal says; nothing where there are not so many, or it is not of the kind said."""
    groups = match.groupdict()
    numbers = table("talk")["numbers"]
    n = numbers[groups["n"].lower()] if groups.get("n") else 0 if groups.get("first") else -1
    if not -len(topic.listed) <= n < len(topic.listed) or len(topic.listed) < 2:
        return ()
    one = topic.listed[n]
    return (one,) if fits(groups.get("noun"), one) else ()


def _put(text: str, match: re.Match[str], things: tuple[Named, ...], language: str) -> Referred | None:
    if not things:
        return None
    one = things[0]
    if language == "zh":
        name = one.name + ("的" if match.group().endswith("的") else "")
        rest = text[match.end() :]
        rest = re.sub("^(?:都|分别|各自|各|全)(?:都|是)?", "", rest) if len(things) > 1 else rest
        return Referred(text[: match.start()] + name + rest, things)
    name = one.called("en")
    owned = match.group().lower() in ("their", "its", "his", "her")
    said = text[: match.start()] + (f"{name}'s" if owned else name) + text[match.end() :]
    for pattern, plain in table("talk")["agreeing"].items():
        said = re.sub(pattern.replace("{one}", re.escape(name)), plain, said, flags=re.IGNORECASE)
    return Referred(said, things)
