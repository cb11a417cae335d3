"""The pattern of counts, shares and measures, compiled from `data/units.yaml`."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from extract.lexicon import Lexicon, any_of
from extract.money_numbers import NUMERALS
from extract.money_patterns import Patterns as MoneyPatterns
from extract.money_patterns import build as build_money

DIGITS = r"(?:\d{1,3}(?:[, ]\d{3})+(?!\d)(?:\.\d+)?|\d+(?:\.\d+)?)"
KILO = "千(?![瓦米克])"  # 千瓦 and 千米 are units
SCALES = rf"(?: ?(?:[十百万亿余多来几]|{KILO}))"
NUMERAL = rf"(?:[{NUMERALS.replace('千', '')}]|{KILO})"
FIGURE = rf"(?:{DIGITS}{SCALES}*(?:(?<=[万亿])[零〇]{DIGITS}{SCALES}*)?|{NUMERAL}(?: ?(?:{NUMERAL}|[余多来几]))*)"
FIRST = rf"(?=[\d{NUMERALS}半第前])(?<![唯统之])"  # what any option begins with (of 唯一一家 the second 一): most places of a text are passed over by this alone
RANGE = r" ?(?:-|－|—|–|~|～|至|到) ?"


@dataclass(frozen=True, slots=True)
class Patterns:
    """Compiled once a lexicon. Groups of `figure`: low, low_unit, high, unit, latin, or one of tenths, parts, ratio, half, heads, rank, top."""

    figure: re.Pattern[str]
    kinds: dict[str, str]
    printed: dict[str, str]
    digits_only: frozenset[str]
    scaled: frozenset[str]
    not_after: dict[str, tuple[str, ...]]
    not_before: frozenset[str]
    hedges: MoneyPatterns


def build(lexicon: Lexicon) -> Patterns:
    """Compile the quantity patterns of a lexicon."""
    data = lexicon.table("units")
    percent: dict[str, str] = data["percent"]
    kinds = dict.fromkeys(data["counters"], "count") | dict.fromkeys([*data["measures"], *data["latin"]], "measure")
    kinds |= dict.fromkeys(data["durations"], "duration")
    kinds |= {
        unit: "times" if shown == "倍" else "points" if "点" in shown else "percent" for unit, shown in percent.items()
    }
    for unit in data["scaled"]:
        kinds.setdefault(unit, "measure")
    units = any_of(unit for unit in kinds if unit not in data["latin"])
    latin = any_of(data["latin"])
    options = [
        rf"(?:(?P<low>{FIGURE})(?P<low_unit>%|％|{units})?{RANGE})?(?P<high>{FIGURE}) ?(?:(?P<unit>{units})|(?P<latin>{latin})(?![A-Za-z]))",
        rf"(?P<tenths>[一二两三四五六七八九]|(?<![\d.])[1-9])成(?P<half_tenth>半|[二三四五六七八九](?![一二三四五六七八九十百千万亿个家位名户成大级类线本分]))?(?!{any_of(data['tenths_not'])})",
        rf"(?P<parts>[百千万]|[二三四五六七八九十])分之(?P<share>\d+(?:\.\d+)?|[{NUMERALS}点]+)",
        rf"(?<![\d:])(?P<one>\d{{1,2}}(?:\.\d+)?) ?(?:{any_of(data['ratio'])}) ?(?P<ratio>\d{{1,3}}(?:\.\d+)?)(?![\d:])",
        r"(?P<half>一半|半数)",
        rf"(?P<heads>\d{{1,2}}|[两三四五六七八九十]{{1,2}})大(?=[\u4e00-\u9fff])(?!{any_of(['学', '会', '以来', '报告', '精神', '型', '于', '量', '力', '连'])})",
        r"第(?P<rank>\d{1,3}|[一二三四五六七八九十]{1,3})(?:位|名|(?:(?<=[居列排]第.)|(?<=[国省市球界内业]第.)|(?<=[居列]第..))(?=[，。；、）)”]))",
        rf"(?:{'|'.join(f'(?<={word})' for word in data['top'])})前(?P<top>\d{{1,3}}|[三四五六七八九十]{{1,3}})(?![\d季个月年%％.‰])(?:位|名|强)?",
    ]
    return Patterns(
        figure=re.compile(f"{FIRST}(?:{'|'.join(options)})"),
        kinds=kinds,
        printed=dict(percent),
        digits_only=frozenset(data["digits_only"]),
        scaled=frozenset(data["scaled"]),
        not_after={unit: tuple(words) for unit, words in data["not_after"].items()},
        not_before=frozenset(data["not_before"]),
        hedges=lexicon.built("money", build_money),
    )


def words_at(text: str, place: int, words: Iterable[str]) -> bool:
    """Tell whether one of the words stands at the place."""
    return text.startswith(tuple(words), place)
