"""The pattern of dates and periods as printed: one regular expression, built from `data/dates.yaml`."""

import re
from collections.abc import Iterable

from extract.lexicon import Lexicon, any_of

DIGITS = {c: n % 10 for n, c in enumerate("〇一二三四五六七八九零壹贰叁肆伍陆柒捌玖")} | {"○": 0, "两": 2}
TO = r"(?:——|[至到\-－–—~～一])"  # 一 is a dash that a scanner misread
YEAR = r"(?:(?:19|20)\d\d|[一二][〇○零一二三四五六七八九]{3})"
MONTH = r"(?:1[0-2]|0?[1-9]|十[一二]?|[一二三四五六七八九])"
DAY = r"(?:[12]\d|3[01]|0?[1-9]|三十一?|二十[一二三四五六七八九]?|十[一二三四五六七八九]?|[一二三四五六七八九])"
COUNT = r"(?:\d{1,2}|[一二两三四五六七八九十]{1,2})"


def number(text: str) -> int:
    """Return the value of one or two digits, Arabic or Chinese (十二, 二十六)."""
    if text.isascii():
        return int(text)
    if "十" in text:
        tens, _, ones = text.partition("十")
        return (DIGITS[tens] if tens else 1) * 10 + (DIGITS[ones] if ones else 0)
    return DIGITS[text]


def year_number(text: str) -> int:
    """Return a year of four digits, Arabic or Chinese (二〇二三)."""
    return int("".join(c if c.isascii() else str(DIGITS[c]) for c in text))


def part(parts: Iterable[str], mark: str) -> str:
    """Return the pattern for what may follow a year, or stand alone; `mark` begins the names of its groups."""
    pattern = (
        rf"(?P<part>{any_of(parts)})(?P<end>[末底])?"
        rf"|[前头首]\s?(?P<first>{MONTH}|两)\s?个?月(?!\s?\d)"
        rf"|(?P<m1>{MONTH})\s?月?\s?{TO}\s?(?P<m2>{MONTH})\s?月(?:份)?(?!\s?\d\d?\s?[日号])"
        rf"|(?P<month>{MONTH})\s?月(?:份)?"
        rf"(?:\s?(?P<d1>{DAY})\s?日?\s?{TO}\s?(?P<d2>{DAY})\s?[日号]|\s?(?P<day>{DAY})\s?[日号]|(?P<third>上旬|中旬|下旬|初|底|末))?"
    )
    return pattern.replace("(?P<", f"(?P<{mark}_")


def pattern(lexicon: Lexicon) -> re.Pattern[str]:
    """Return the compiled pattern; `dates_resolve` reads its groups."""
    table = lexicon.table("dates")
    year = rf"(?:(?P<year>{YEAR})(?:\s?年(?![代期来])度?|(?=[上下]半年|前三季度|第?[一二三四]季度))|(?P<rel>{any_of(table['years'])})|(?P<same>{any_of(table['same_year'])}))"
    point = r"(?P<point>年?底前?|年?末前?|年?初|年中|年内|全年|年终|岁末)"
    not_day, not_point = any_of(table["not_day"]), any_of(table["not_point"])
    options = [
        rf"(?<![\d.])(?P<iso>(?P<iy>(?:19|20)\d\d)(?P<sep>[-./])(?P<im>{MONTH})(?P=sep)(?P<id>{DAY}))(?![\d.])",
        rf"(?<!\d)(?P<y1>{YEAR})\s?年?度?\s?{TO}\s?(?P<y2>{YEAR}|\d\d)\s?年(?:度)?(?!代|\s?{MONTH}\s?月)",
        rf"(?<!\d){year}\s?(?:的)?(?:{part(table['parts'], 'y')}|{point})?",
        rf"(?<![\d.第每几数百千一二三四五六七八九十两去今明])(?:{part(table['parts'], 'b')})(?!{not_point})",
        rf"(?<![\d一二三四五六七八九十两几多半去今明每上前当同近后个])(?P<alone>{any_of(table['year_points'])})(?!{not_point})",
        rf"(?P<way>{any_of([*table['back'], *table['ahead']])})\s?(?P<n>{COUNT})\s?(?P<what>年|个月)(?:多|来|间|里|内)?",
        rf"(?<![\d近去前后每十])(?P<come>{COUNT})\s?年来",
        rf"(?<![\d近去前后每十第起来往年])(?P<within>{COUNT})\s?年(?:之|以)?内",
        rf"[“\"「]?(?P<plan>{any_of(table['plans'])})[”\"」]?(?:时期|期间|期末|末|以来|前[三四]年|收官|开局|头两年)",
        rf"[“\"「](?P<quoted>{any_of(table['plans'])})[”\"」]",
        rf"(?P<dayword>{any_of(table['days'])})(?!{not_day})",
        rf"(?P<sameday>{any_of(table['same_day'])})",
        rf"(?P<monthword>{any_of(table['months'])})(?:\s?(?P<mday>{DAY})\s?[日号])?",
        rf"(?P<samemonth>{any_of(table['same_month'])})(?:\s?(?P<sday>{DAY})\s?[日号])?",
        rf"(?P<total>(?<!截)(?:{any_of(table['now_total'])})(?![年天]))",
        rf"(?P<now>{any_of(table['now'])})",
        rf"(?P<recurring>{any_of(table['recurring'])})",
        rf"(?P<vague>{any_of(table['vague'])})",
        rf"(?<![\d.,月一二三四五六七八九十两节假])(?P<bare1>[12]\d|3[01]|[1-9])\s?日?\s?{TO}\s?(?P<bare2>[12]\d|3[01]|[1-9])\s?日(?!{not_day})",
        rf"(?<![\d.,月一二三四五六七八九十两节假\-])(?P<bare>[12]\d|3[01]|[1-9])\s?日(?!{not_day})",
    ]
    return re.compile(f"(?=[{first_letters(table)}])(?:{'|'.join(options)})")


def first_letters(table: dict[str, Iterable[str]]) -> str:
    """Return the characters that any date begins with: most places of a text are passed over by this alone."""
    lists: tuple[str, ...] = ("years", "same_year", "parts", "year_points", "days", "same_day", "months", "same_month")
    lists += ("now", "now_total", "recurring", "vague", "back", "ahead", "plans")
    letters = {word[0] for name in lists for word in table[name]}
    return re.escape(
        "".join(
            sorted(letters | set('0123456789十前头首年岁“「"') | (set(DIGITS) - set("零两壹贰叁肆伍陆柒捌玖")) | {"两"})
        )
    )
