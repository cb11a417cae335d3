"""Numerals of both languages, and the record of a number found in a question."""

import re
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

DIGITS = {c: n for n, c in enumerate("零一二三四五六七八九")} | {"两": 2, "〇": 0}
EN_NUMBERS = {
    w: n
    for n, w in enumerate(
        [
            "zero",
            "one",
            "two",
            "three",
            "four",
            "five",
            "six",
            "seven",
            "eight",
            "nine",
            "ten",
            "eleven",
            "twelve",
            "thirteen",
            "fourteen",
            "fifteen",
            "sixteen",
            "seventeen",
            "eighteen",
            "nineteen",
        ]
    )
}
EN_NUMBERS |= {
    w: 10 * n for n, w in enumerate(["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"], 2)
}
ORDINALS = {
    w: n
    for n, w in enumerate(
        ["first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth"], 1
    )
}
EN_WORDS = "|".join(sorted(EN_NUMBERS, key=len, reverse=True))
AMOUNT_ZH = re.compile(
    r"(?<![第\d零〇一二两三四五六七八九十百千])[一二两三四五六七八九][零〇一二两三四五六七八九十百千]*(?=[万亿])|十[一二三四五六七八九]?(?=[万亿])"
)
AMOUNT_EN = re.compile(
    rf"\b(?:(?:a|{EN_WORDS}) hundred(?: and)?(?:[ -](?:{EN_WORDS})){{0,2}}|(?:{EN_WORDS})(?:[ -](?:{EN_WORDS}))?)"
    r"(?= (?:million|billion|trillion)\b)",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Number:
    """A span of the question that says a time, an amount, a rank or how many; `value` is a Period, Bounds, int, or two of these."""

    start: int
    stop: int
    sort: str
    value: Any


def amounts_in_digits(text: str) -> str:
    """Return a text with the numerals of amounts in digits: 四百万 as 400万, twenty five million as 25 million."""

    def chinese(said: re.Match[str]) -> str:
        number = chinese_number(said.group())
        return said.group() if number is None else str(number)

    def english(said: re.Match[str]) -> str:
        head, hundred, tail = said.group().lower().replace("-", " ").replace(" and", "").partition(" hundred")
        small = sum(EN_NUMBERS.get(word, 1) for word in head.split())
        return str(small * 100 + sum(EN_NUMBERS[word] for word in tail.split()) if hundred else small)

    return AMOUNT_EN.sub(english, AMOUNT_ZH.sub(chinese, text))


def last_place(number: Decimal) -> Decimal:
    """Return the place of the last digit of a number that is not nought: 100 of 500, 10 of 50, 0.1 of 1.5."""
    return Decimal(1).scaleb(int(number.normalize().as_tuple().exponent))


def chinese_number(text: str) -> int | None:
    """Return a Chinese or Arabic integer below ten thousand (三, 十二, 二十, 3), or None."""
    if text.isdigit():
        return int(text)
    if text in EN_NUMBERS:
        return EN_NUMBERS[text]
    total, digit = 0, 0
    for c in text:
        if c in DIGITS:
            digit = DIGITS[c]
        elif c in "十百千":
            total += (digit or 1) * {"十": 10, "百": 100, "千": 1000}[c]
            digit = 0
        else:
            return None
    return total + digit if text else None
