"""The day that a line of credits prints, in whatever form: 2023年7月31日, 2023.3.27, 二〇二三年七月三十一日, July 31, 2023."""

import re
import unicodedata
from collections.abc import Sequence

FULL_DATE = re.compile(r"((?:19|20)\d\d)\s*[年\-./·]\s*(\d{1,2})\s*[月\-./·]\s*(\d{1,2})\s*日?")
COMPACT_DATE = re.compile(r"(?<!\d)((?:19|20)\d\d)([01]\d)([0-3]\d)(?!\d)")
CHINESE_DATE = re.compile(
    r"([二一][〇○零Ｏ九一二三四五六七八]{3})年([一二三四五六七八九十]{1,3})月([一二三四五六七八九十]{1,3})日"
)
# the days that a page is about are not the day of its print
SPAN = re.compile(r"日\s*[)）]?\s*(?:—+|–+|-+|~|～|至|到)\s*(?:\d{4}年)?(?:\d{1,2}月)?\d{1,2}日")
# a notice that prints no day is of the day from which on it is open to objections
_NOTICE = re.compile(r"公示(?:期限?|时间|日期)[^，。；\n\d]{0,4}(?=(?:19|20)\d\d\s*[年.\-/])")
LAST = 6  # lines of a page in which its day may stand alone
_DIGITS = str.maketrans("〇○零Ｏ一二三四五六七八九", "0000123456789")
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_MONTH = rf"(?P<month>{'|'.join(_MONTHS)})[a-z]{{0,6}}\.?"
_ENGLISH = tuple(
    re.compile(rf"(?<![A-Za-z\d]){form},?\s+(?P<year>(?:19|20)\d\d)(?!\d)", re.IGNORECASE)
    for form in (
        rf"{_MONTH}\s*(?P<day>\d{{1,2}})(?:st|nd|rd|th)?",
        rf"(?P<day>\d{{1,2}})(?:st|nd|rd|th)?\s+{_MONTH}",
    )
)
_SLASHED = re.compile(r"((?:19|20)\d\d年)\s*/\s*(\d{1,2}月)\s*/\s*(\d{1,2}日)")  # 某报/2023年/7月/31日/第3版


def plain_dates(text: str) -> str:
    """Return the line folded to plain characters, with rarer forms of a date (元月9日, 2023年/7月/31日, 31 July 2023) as common ones."""
    text = unicodedata.normalize("NFKC", text).replace("年元月", "年1月")
    for form in _ENGLISH:
        text = form.sub(_iso, text)
    return _SLASHED.sub(r"\1\2\3", text)


def _iso(date: re.Match[str]) -> str:
    month = _MONTHS.index(date["month"].lower()) + 1
    return f"{date['year']}-{month:02d}-{int(date['day']):02d}"


def iso_date(text: str) -> str | None:
    """Return the first full date in the text (2023年7月31日, 2023.3.27, 二〇二三年七月三十一日) as ISO, or None."""
    text = plain_dates(text)
    if match := FULL_DATE.search(text) or COMPACT_DATE.fullmatch(text.split()[0] if text.split() else ""):
        year, month, day = (int(g) for g in match.groups())
    elif match := CHINESE_DATE.search(text):
        year = int(match[1].translate(_DIGITS))
        month, day = _small(match[2]), _small(match[3])
    else:
        return None
    return f"{year:04d}-{month:02d}-{day:02d}" if 1 <= month <= 12 and 1 <= day <= 31 else None


def closing_date(lines: Sequence[str]) -> str | None:
    """Return the day that stands alone in one of the last lines of a page, below whom to call or write to, or None."""
    for line in reversed(lines[-LAST:]):
        text = plain_dates(line).strip()
        date = FULL_DATE.search(text) or CHINESE_DATE.search(text)
        alone = date is not None and text[date.end() :].strip(" 印发") == "" and not SPAN.search(text)
        if alone and date is not None and (date.start() == 0 or text.endswith("印发")):
            return iso_date(text)
    return None


def notice_date(text: str) -> str | None:
    """Return the first day on which a notice is open to objections (公示期：2023年5月11日至5月17日), or None."""
    match = _NOTICE.search(text)
    return iso_date(text[match.end() : match.end() + 16]) if match else None


def _small(text: str) -> int:
    tens, ten, units = text.rpartition("十")
    if not ten:
        return int(text.translate(_DIGITS))
    return (int(tens.translate(_DIGITS)) if tens else 1) * 10 + (int(units.translate(_DIGITS)) if units else 0)
