"""The patterns of money, compiled from `data/money.yaml`."""

import re
from dataclasses import dataclass

from extract.lexicon import Lexicon, any_of
from extract.money_numbers import NUMERALS
from extract.scan_firsts import compiled

# digits with thousands separators or the blanks that OCR puts there; then numerals, scales, 余 多 in any order, 个 before a scale (6个亿)
_DIGITS = r"(?:\d{1,3}(?:[, ]\d{3})+(?!\d)(?:\.\d+)?|\d+(?:\.\d+)?)"
_RUN = rf"(?: ?[{NUMERALS}余多来几]|个(?=[万亿])|点(?=[{NUMERALS}])|(?<=[万亿零〇]){_DIGITS})"


@dataclass(frozen=True, slots=True)
class Patterns:
    """Compiled once a lexicon; the groups of `sum`: order, low, low_currency, high, currency, bare."""

    sum: re.Pattern[str]
    signs: re.Pattern[str]
    listed: re.Pattern[str]
    between: re.Pattern[str]
    bare_before: re.Pattern[str]
    bare_given: re.Pattern[str]
    bare_nouns: re.Pattern[str]
    currencies: dict[str, str]
    signs_of: dict[str, str]
    adjacent: re.Pattern[str]
    adjacent_kind: dict[str, str]
    short_order: re.Pattern[str]
    short_any: re.Pattern[str]
    distant: re.Pattern[str]
    distant_kind: dict[str, str]
    after: re.Pattern[str]
    after_kind: dict[str, str]
    per_before: dict[str, re.Pattern[str]]
    per_after: dict[str, re.Pattern[str]]


def kinds_of(groups: dict[str, list[str]]) -> dict[str, str]:
    """Turn `kind: [words]` round into word → kind."""
    return {word: kind for kind, words in groups.items() for word in words}


def build(lexicon: Lexicon) -> Patterns:
    """Compile the money patterns of a lexicon."""
    data = lexicon.table("money")
    currencies = {str(word): code for word, code in data["currencies"].items()}
    figure = rf"(?:{_DIGITS}|[{NUMERALS}])(?:{_RUN})*"
    order = rf"(?:{any_of(data['order_words'])}|十几|几十)"
    first = "".join(sorted({word[0] for word in data["order_words"]} | set(NUMERALS) | {"几"}))
    currency = any_of(currencies)
    dash = r"(?<=[\d万亿元])一(?=\d)"  # a dash that the print made 一 of: not 三千一百万元
    join = rf" ?(?:{any_of(data['range_joins'])}|{dash}) ?"
    tail = rf"(?!(?<=[^万亿\d]元)(?:{data['not_after_yuan']})|(?<=元)(?:{data['never_after_yuan']}))(?!{any_of(data['class_suffixes'])})"
    bare = rf"(?<=[万亿])(?=[，。；、！？\s）)”\"]|$|{any_of([*data['bare_after'], *data['bare_nouns']])})"
    adjacent, distant = data["hedges_before"]["adjacent"], data["hedges_before"]["distant"]
    after = data["hedges_after"]
    lists = any_of(data["list_joins"])
    return Patterns(
        sum=re.compile(
            rf"(?=[\d{re.escape(first)}])(?<![\d.])(?P<order>{order})?(?:(?P<low>{figure}) ?(?P<low_currency>{currency})?{join})?"
            rf"(?P<high>{figure})(?:(?<=[万亿]))? ?(?:(?P<currency>{currency}){tail}|(?P<bare>{bare}))"
        ),
        signs=re.compile(rf"(?:{any_of(data['currency_signs'])}) ?$"),
        listed=re.compile(rf"(?<![\d.第])(?P<figure>(?:{_DIGITS})(?:{_RUN})*) ?(?:{lists}) ?$"),
        between=re.compile(rf" ?(?:元人民币|人民币)? ?(?:{lists}) ?"),
        bare_before=re.compile(rf"(?:{any_of(data['bare_context'])})(?:{any_of(data['bare_links'])}){{0,4}}$"),
        bare_given=re.compile(rf"(?:{any_of(data['bare_given'])})(?:{any_of(data['bare_links'])}){{0,4}}$"),
        bare_nouns=re.compile(any_of(data["bare_nouns"])),
        currencies=currencies,
        signs_of=dict(data["currency_signs"]),
        adjacent=re.compile(
            rf"(?<!签)(?:{any_of(w for ws in adjacent.values() for w in ws)})(?=了?(?: |人民币|总额|￥|¥)*$)"
        ),
        adjacent_kind=kinds_of(adjacent),
        short_order=re.compile(rf"(?:{'|'.join(data['short_hedges']['order'])})$"),
        short_any=re.compile(rf"(?:{'|'.join(data['short_hedges']['any'])})$"),
        distant=re.compile(
            rf"({any_of(w for ws in distant.values() for w in ws)})(?!的一?[^，。；\d]{{0,3}}[家个笔项户单]|一[家笔单])[^，。；,;：:]{{0,12}}$"
        ),
        distant_kind=kinds_of(distant),
        after=re.compile(
            rf" ?(?:人民币)? ?(?:（[^）]{{0,8}}）)?(?P<word>{any_of(w for ws in after.values() for w in ws)})(?!来)"
        ),
        after_kind=kinds_of(after),
        per_before={kind: compiled("|".join(rules)) for kind, rules in data["per"]["before"].items()},
        per_after={kind: re.compile("|".join(rules)) for kind, rules in data["per"]["after"].items()},
    )
