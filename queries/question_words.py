"""The vocabulary of questions: data/*.yaml read once and turned into a dictionary from phrases to what they may mean."""

import functools
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from importlib import resources
from typing import Any

import yaml

LANGUAGES = ("zh", "en")


@dataclass(frozen=True, slots=True)
class Word:
    """One meaning of a phrase: `sort` says which list it is from, `key` which entry; `symbol` is its letter in patterns.

    `form` is base, past or ing for English verbs, plural for English nouns in the plural, else empty.
    """

    sort: str
    key: str
    symbol: str = ""
    form: str = ""
    data: dict[str, Any] = field(default_factory=dict, compare=False, hash=False)


@functools.cache
def table(name: str) -> Any:
    """Return `data/<name>.yaml` as it stands."""
    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    text = resources.files("queries").joinpath(f"data/{name}.yaml").read_text(encoding="utf-8")
    return yaml.load(text, loader)


@functools.cache
def rewrites(name: str, key: str) -> tuple[tuple[re.Pattern[str], str], ...]:
    """Return a table of patterns and what they become, compiled without regard to case."""
    return tuple((re.compile(said, re.IGNORECASE), plain) for said, plain in table(name)[key].items())


def word_of(said: str, sort: str, key: str = "") -> Word:
    """Return what a word of the vocabulary means in one of the lists, and under one entry of it if `key` is given."""
    return next(w for w in vocabulary()[said] if w.sort == sort and key in ("", w.key))


def plural(noun: str, irregular: dict[str, str]) -> str:
    """Return the English plural of `noun`: from `irregular`, else by rule on its last word."""
    if noun in irregular:
        return irregular[noun]
    if noun.endswith("y") and noun[-2:-1] not in "aeiou":
        return noun[:-1] + "ies"
    if noun.endswith(("s", "x", "ch", "sh")):
        return noun + "es"
    return noun + "s"


def verb_forms(base: str, irregular: dict[str, list[str]]) -> list[tuple[str, str]]:
    """Return the forms of an English verb as (text, form); forms are base, past and ing."""
    if base in irregular:
        third, past, participle, ing = irregular[base]
        pairs = [(base, "base"), (third, "base"), (past, "past"), (participle, "past"), (ing, "ing")]
        return [(text.replace("_", " "), form) for text, form in pairs]
    first, _, rest = base.partition(" ")
    tail = f" {rest}" if rest else ""
    stem = first[:-1] if first.endswith("e") else first
    if first.endswith("y") and first[-2] not in "aeiou":
        third, past = first[:-1] + "ies", first[:-1] + "ied"
    else:
        third = first + ("es" if first.endswith(("s", "x", "ch", "sh")) else "s")
        past = stem + "ed"
    return [(first + tail, "base"), (third + tail, "base"), (past + tail, "past"), (stem + "ing" + tail, "ing")]


def _types() -> Iterator[tuple[str, Word]]:
    for name, symbol in (("types", "t"), ("roles", "x")):
        for key, entry in table(name).items():
            sort = "type" if symbol == "t" else "role"
            for word in entry["zh"]:
                yield word, Word(sort, key, symbol, "", entry)
            for word in entry["en"]:
                yield word, Word(sort, key, symbol, "", entry)
                yield plural(word, entry.get("plural", {})), Word(sort, key, symbol, "plural", entry)


def _verb(sort: str, key: str, entry: dict[str, Any], symbol: str) -> Iterator[tuple[str, Word]]:
    past = "u" if symbol == "v" and not entry.get("stative") else symbol
    for word in entry.get("zh", []):
        yield word, Word(sort, key, symbol, "zh", entry)
    for base in entry.get("en", []):
        for text, form in verb_forms(base, entry.get("forms", {})):
            yield text, Word(sort, key, past if form == "past" else symbol, form, entry)
    for word in entry.get("noun_zh", []):
        yield word, Word(sort, key, "m" if sort == "money" else "l", "noun", entry)
    for word in entry.get("noun_en", []):
        noun = "m" if sort == "money" else "l"
        yield word, Word(sort, key, noun, "noun", entry)
        yield plural(word, {}), Word(sort, key, noun, "plural", entry)


def _verbs() -> Iterator[tuple[str, Word]]:
    verbs = table("verbs")
    for key, entry in verbs["money"].items():
        yield from _verb("money", key, entry, "g" if entry.get("get") else "v")
    for key, entry in verbs["relations"].items():
        yield from _verb("relation", key, entry, "v")
    yield from _verb("reach", "reach", verbs["reach"], "v")
    yield from _verb("link", "link", verbs["link"], "l")
    yield from _verb("link", "dealings", verbs["dealings"], "l")


def _grammar() -> Iterator[tuple[str, Word]]:
    grammar = table("grammar")
    for words in grammar["stop"].values():
        for word in words:
            yield word, Word("stop", "stop")
    for word in grammar["inside"]["zh"]:
        yield word, Word("inside", "inside")
    for key, entry in grammar["marks"].items():
        for language in LANGUAGES:
            for word in entry[language]:
                yield word, Word("mark", key, entry["symbol"])
    for sort in ("able", "own", "or_else", "asking", "aggregate", "group", "status", "currency", "special"):
        for key, entry in grammar[sort].items():
            for language in LANGUAGES:
                for word in entry[language]:
                    yield word, Word(sort, key)


def squeeze(text: str) -> str:
    """Return a phrase as it is looked up: lower case, one space between words."""
    return " ".join(text.lower().split())


@functools.cache
def vocabulary() -> dict[str, tuple[Word, ...]]:
    """Return every phrase with all its meanings, in the order of the data files."""
    found: dict[str, list[Word]] = {}
    for source in (_types(), _verbs(), _grammar()):
        for text, word in source:
            meanings = found.setdefault(squeeze(text), [])
            if word not in meanings:
                meanings.append(word)
    return {text: tuple(words) for text, words in found.items()}


@functools.cache
def longest() -> int:
    """Return the length of the longest phrase, in characters."""
    return max(map(len, vocabulary()))
