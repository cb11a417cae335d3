"""Numbers of things in questions: ranks (top three), how many there must be (more than one), and plain counts (哪三家)."""

import re
from collections.abc import Iterator
from decimal import Decimal

from queries.plan import Bounds
from queries.question_numerals import EN_WORDS, ORDINALS, Number, chinese_number, last_place

_N = r"(?P<n>\d+|[一二两三四五六七八九十]+)"
_EN_N = rf"(?P<n>\d+|{EN_WORDS})"
_PLACES = [w for w, n in ORDINALS.items() if 1 < n < 6]  # the second largest is told with the largest before it
_RANKS = [
    (re.compile(rf"(?:金额|规模)?(?:最大|最多|最高)的?(?:前)?{_N}(?:大|名|位|笔|家|个|只|项|支)?"), "largest"),
    (re.compile(rf"(?:金额|规模)?(?:最小|最少|最低)的?{_N}(?:名|位|笔|家|个|只|项|支)?"), "smallest"),
    (re.compile(rf"(?:排名)?前{_N}(?:大|名|位|笔|家|个|只|项|支)?(?:最大的?)?"), "largest"),
    (re.compile(rf"{_N}[笔家个只项支](?:金额|规模)?最[大多高]的?"), "largest"),
    (re.compile(rf"{_N}[笔家个只项支](?:金额|规模)?最[小少低]的?"), "smallest"),
    (re.compile(rf"\b(?:the )?(?:top|largest|biggest) {_EN_N}\b"), "largest"),
    (re.compile(rf"\b(?:the )?{_EN_N} (?:largest|biggest|highest|top)\b"), "largest"),
    (re.compile(rf"\b(?:the )?bottom {_EN_N}\b"), "smallest"),
    (re.compile(r"(?:金额|规模)?第(?P<n>[二三四五六七八九十])[大高多]的?"), "largest"),
    (re.compile(r"(?:金额|规模)?第(?P<n>[二三四五六七八九十])[小低少]的?"), "smallest"),
    (re.compile(rf"\b(?:the )?(?P<n>{'|'.join(_PLACES)})[ -](?:largest|biggest|highest|most)\b"), "largest"),
    (re.compile(rf"\b(?:the )?(?P<n>{'|'.join(_PLACES)})[ -](?:smallest|lowest|least)\b"), "smallest"),
    (re.compile(rf"\b(?:the )?(?:{_EN_N} smallest|smallest {_EN_N.replace('<n>', '<k>')})\b"), "smallest"),
]


def ranks(text: str) -> Iterator[Number]:
    """Yield ranks (前三, top 3): `sort` is largest or smallest, `value` how many."""
    for pattern, sort in _RANKS:
        for match in pattern.finditer(text):
            said = match["n"] or match.groupdict().get("k") or ""
            count = ORDINALS.get(said) or chinese_number(said)
            if count:
                yield Number(match.start(), match.end(), sort, count)


_COUNTS = (
    re.compile(rf"{_N}(?:家|只|个|笔|支|项|位|名|所)(?!多)"),
    re.compile(
        rf"(?<![\w.,$¥€]){_EN_N}(?= (?!hundred|thousand|million|billion|trillion|year|month|day|percent|yuan)[a-z])"
    ),
)


_COUNTER = "(?:家|只|个|支|项|位|名|所|方)"
_SEVERAL = (  # patterns, what is added to the number that they hold, and the number where they hold none
    (re.compile(rf"(?:至少|不少于|起码|最少){_N}{_COUNTER}(?:以上|及以上)?的?"), 0, 2),
    (re.compile(rf"{_N}{_COUNTER}(?:以上|及以上)的?"), 0, 2),
    (re.compile(rf"(?:超过|多于|不止|不只){_N}{_COUNTER}的?"), 1, 2),
    (re.compile(rf"多{_COUNTER}"), 0, 2),
    (re.compile(rf"\b(?:at least|no fewer than) {_EN_N}(?= [a-z])"), 0, 2),
    (re.compile(rf"\b{_EN_N} or more\b"), 0, 2),
    (re.compile(rf"\bmore than {_EN_N}(?= [a-z])"), 1, 2),
    (re.compile(r"\b(?:several|multiple)\b"), 0, 2),
)


def several(text: str) -> Iterator[Number]:
    """Yield how many there must be at least (两家以上, more than one); `value` is that number, and None for the most."""
    for pattern, more, otherwise in _SEVERAL:
        for match in pattern.finditer(text):
            said = chinese_number(match["n"]) if "n" in match.groupdict() else otherwise
            if said:
                yield Number(match.start(), match.end(), "several", (said + more, None))


_ROUGH = (
    re.compile(
        rf"(?<![第\d零一二两三四五六七八九十百千])(?P<n>\d+|[一二两三四五六七八九十百千]+)[多余](?:{_COUNTER}|户)"
    ),
    re.compile(rf"(?P<n>[二三四五六七八九]?十)几(?:{_COUNTER}|户)"),
    re.compile(rf"\b{_EN_N}[ -](?:odd|some)(?= [a-z])"),
)


def rough(text: str) -> Iterator[Number]:
    """Yield numbers of things that are told to their first digits (五十多家, 50-odd); `value` is the least and the most."""
    for pattern in _ROUGH:
        for match in pattern.finditer(text):
            least = chinese_number(match["n"])
            if least and least >= 10:
                yield Number(
                    match.start(), match.end(), "several", (least + 1, least + int(last_place(Decimal(least))) - 1)
                )


_MORE = re.compile(r"(?<=[钱贷资款信模出拿得投给补获])(?:得?更|得)?[多大](?:些|一些)?(?=[?？。]?$)")


def more(text: str) -> Iterator[Number]:
    """Yield what compares two at the end of a Chinese question (谁放贷多)."""
    for match in _MORE.finditer(text):
        yield Number(match.start(), match.end(), "more", None)


def counts(text: str) -> Iterator[Number]:
    """Yield numbers of things (which three funds, 哪三家): they say how many places of a ranking are wanted."""
    for pattern in _COUNTS:
        for match in pattern.finditer(text):
            value = chinese_number(match["n"])
            if value and (value > 1 or match["n"].isascii()):
                yield Number(match.start(), match.end(), "number", value)


_TENS = {"": 1, "十": 10, "百": 100, "千": 1000}
_SOME = re.compile(
    r"(?P<some>好几|几|数|(?<!以)上)(?P<tens>[十百千]?)(?P<unit>[万亿])(?:元|块|块钱)?(?=的(?!是|有|哪|谁|多)[一-鿿]|的?[?？。]?$)"
)


def some(text: str) -> Iterator[Number]:
    """Yield limits of amounts of which only the size is told before what they are of (几百万的贷款, 上百亿的基金), where else is asked."""
    if not re.search("哪|谁|什么|啥|有没有|列|吗", text):
        return
    for match in _SOME.finditer(text):
        if match["some"] == "上" and not match["tens"]:
            continue
        least = _TENS[match["tens"]] * {"万": 10**4, "亿": 10**8}[match["unit"]]
        most = None if match["some"] == "上" else str(10 * least - 1)
        bounds = Bounds(str(least), most, currency="CNY", said=match.group())
        yield Number(match.start(), match.end(), "amount", bounds)


def between(one: Bounds, other: Bounds) -> Bounds | None:
    """Return the limits of two that an amount must keep, the least of one and the most of the other; None where both limit the same side."""
    low, high = (one, other) if one.most is None else (other, one)
    if low.least is None or low.most is not None or high.least is not None or high.most is None:
        return None
    if one.currency and other.currency and one.currency != other.currency:
        return None
    least, most = Decimal(low.least), Decimal(high.most)
    if low.strict != high.strict:  # one flag serves both limits, so that the strict one moves by one
        least, most = least + low.strict, most - high.strict
    strict = low.strict and high.strict
    return Bounds(f"{least:f}", f"{most:f}", strict, one.currency or other.currency, f"{one.said}、{other.said}")


GRADES = {"十": 10**9, "百": 10**10, "千": 10**11}
_GRADE = re.compile(
    r"(?<![\d一二两三四五六七八九十百千几数上近])(?P<unit>[十百千])亿(?:元)?(?:级别?|量级)?(?=的?(?:[一-鿿]{0,8}?)基金)"
)


def grades(text: str) -> Iterator[Number]:
    """Yield what is said of the grade of a fund (百亿基金, of ten to a hundred billion), as limits of an amount."""
    for match in _GRADE.finditer(text):
        least = GRADES[match["unit"]]
        bounds = Bounds(str(least), str(10 * least - 1), currency="CNY", said=match.group())
        yield Number(match.start(), match.end(), "amount", bounds)
