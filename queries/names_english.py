"""English forms of Chinese names by rule: 徐州高新技术产业开发区 is asked for as Xuzhou High-tech Zone."""

import re
from collections.abc import Iterable, Iterator, Mapping

from queries.question_words import table

_LEVEL = re.compile(r"(?:省|市|县|区|自治区|维吾尔自治区|壮族自治区|回族自治区)$")


def english_forms(name: str, places: Mapping[str, str], bodies: Mapping[str, Iterable[str]]) -> Iterator[str]:
    """Yield English forms of a name; `places` maps Chinese names (short ones too) to the English one, `bodies` to all that are said."""
    rules = table("english_names")
    management = rules["management"]
    if name.endswith(management["ending"]):
        for base in english_forms(name.removesuffix(management["ending"]), places, bodies):
            for word in management["en"]:
                yield f"{base} {word}"
        return
    for ending in sorted(rules["endings"], key=len, reverse=True):
        if name.endswith(ending):
            front = _short(name.removesuffix(ending), places)
            place = places.get(front) or _joined(front, places)
            if place:
                for noun in rules["endings"][ending]:
                    yield f"{place} {noun}"
                    yield f"{noun} of {place}"
                    if _is_province(name, ending) and noun[0].isupper():
                        yield f"{place} Provincial {noun}"
                    elif noun[0].isupper() and ending[-1] not in "区城":
                        yield f"{place} Municipal {noun}"
            return
    yield from _branches(name, places, bodies, rules)


def _short(text: str, places: Mapping[str, str]) -> str:
    """Return the place in front of an ending: 江苏省 → 江苏, 武汉东湖 → 武汉东湖 (unless 武汉 alone is known)."""
    if text in places:
        return text
    bare = _LEVEL.sub("", text)
    if bare in places:
        return bare
    for size in range(2, len(text) - 1):
        if text[:size] in places and text[size:] in places:
            return text
    return next((text[-size:] for size in range(len(text) - 1, 1, -1) if text[-size:] in places), text)


def _joined(text: str, places: Mapping[str, str]) -> str:
    """Return the English of two places written together (武汉东湖 → Wuhan East Lake), or nothing."""
    for size in range(2, len(text) - 1):
        if text[:size] in places and text[size:] in places:
            return f"{places[text[:size]]} {places[text[size:]]}"
    return ""


def _is_province(name: str, ending: str) -> bool:
    return name.removesuffix(ending).endswith(("省", "自治区"))


def _branches(
    name: str, places: Mapping[str, str], bodies: Mapping[str, Iterable[str]], rules: Mapping[str, list[str]]
) -> Iterator[str]:
    for ending in rules["branch_endings"]:
        if not name.endswith(ending):
            continue
        for size in range(2, len(name)):
            called = bodies.get(name[:size], ())
            place = places.get(_short(name[size:].removesuffix(ending), places)) if called else None
            if not place:
                continue
            for english in called:
                yield f"{english} {place}"
                yield f"{english}'s {place}"
                for word in rules["branch"]:
                    yield f"{english} {place} {word}"
                    yield f"{english}'s {place} {word}"
                    yield f"{place} {word} of {english}"
                    yield f"{place} {word} of the {english}"
