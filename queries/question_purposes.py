"""What loans are said to be for (科技贷款, technology loans), which the graph keeps only as its articles print it."""

import functools
import re
from collections.abc import Iterator

from queries.question_numerals import Number
from queries.question_words import table


@functools.cache
def _said() -> tuple[tuple[str, re.Pattern[str]], ...]:
    """Return the keys of purposes with what questions call them: before a word for the money, and in English behind `for`."""
    data = table("purposes")
    money, named = data["money"], data["named"]
    found = []
    for key, entry in data["purposes"].items():
        if entry.get("alone"):
            said = "|".join(map(re.escape, entry["zh"] + entry["en"]))
            found.append((key, re.compile(rf"(?<![a-z])(?:the )?(?:{said})(?![a-z])(?: of(?= ))?")))
            continue
        zh, en = ("|".join(map(re.escape, entry[language])) for language in ("zh", "en"))
        found.append(
            (key, re.compile(rf"(?:{zh})(?:类|领域|方面|领域的|方面的|类的)?(?=(?:{money['zh']})(?!{named['zh']}))"))
        )
        found.append((key, re.compile(rf"\b(?:{en})(?= (?:{money['en']})\b(?! (?:{named['en']})\b))")))
        found.append((key, re.compile(rf"\bfor (?:{en})(?= (?:in|since|during|between|before|by|from) |[?.,]|$)")))
    return tuple(found)


def purposes(text: str) -> Iterator[Number]:
    """Yield what loans are said to be for in a lower-cased question; `value` is the key of data/purposes.yaml."""
    for key, pattern in _said():
        for match in pattern.finditer(text):
            yield Number(match.start(), match.end(), "purpose", key)


@functools.cache
def printed(key: str) -> tuple[re.Pattern[str], tuple[str, ...]]:
    """Return how articles print loans for a purpose, and the words by which a name tells it."""
    data = table("purposes")
    words = data["purposes"][key]["printed"]
    if data["purposes"][key].get("alone"):
        return re.compile("|".join(words)), ()
    between = rf"(?:(?!{data['not_between']})[一-鿿“”]){{0,12}}?"
    return re.compile(rf"(?:{'|'.join(words)}){between}(?:{data['printed_money']})"), tuple(words)
