"""Numerals of both languages, and the record of a number found in a question."""

from dataclasses import dataclass
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


@dataclass(frozen=True, slots=True)
class Number:
    """A span of the question that says a time, an amount, a rank or how many; `value` is a Period, Bounds, int, or two of these."""

    start: int
    stop: int
    sort: str
    value: Any


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
