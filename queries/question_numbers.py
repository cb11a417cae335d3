"""Numbers in questions: dates and spans of time, amounts and their limits, ranks; Chinese and English."""

import calendar
import re
import unicodedata
from collections.abc import Iterator
from datetime import date, timedelta
from decimal import Decimal

from queries.plan import Bounds, Period
from queries.question_counts import counts, grades, more, ranks, rough, several, some
from queries.question_numerals import EN_WORDS, Number, chinese_number, last_place
from queries.question_purposes import purposes

UNITS = {
    "万": 10**4,
    "十万": 10**5,
    "百万": 10**6,
    "千万": 10**7,
    "亿": 10**8,
    "十亿": 10**9,
    "百亿": 10**10,
    "千亿": 10**11,
    "万亿": 10**12,
}
EN_UNITS = {
    "thousand": 10**3,
    "k": 10**3,
    "million": 10**6,
    "mn": 10**6,
    "m": 10**6,
    "billion": 10**9,
    "bn": 10**9,
    "b": 10**9,
    "trillion": 10**12,
    "tn": 10**12,
}
MONTHS = {m.lower(): n for n, m in enumerate(calendar.month_name) if m} | {
    m.lower(): n for n, m in enumerate(calendar.month_abbr) if m
}
CURRENCIES = {
    "元": "CNY",
    "人民币": "CNY",
    "美元": "USD",
    "欧元": "EUR",
    "港元": "HKD",
    "日元": "JPY",
    "英镑": "GBP",
    "cny": "CNY",
    "rmb": "CNY",
    "¥": "CNY",
    "yuan": "CNY",
    "usd": "USD",
    "us$": "USD",
    "$": "USD",
    "dollars": "USD",
    "eur": "EUR",
    "€": "EUR",
    "euros": "EUR",
    "hkd": "HKD",
    "hk$": "HKD",
}


def _last_day(year: int, month: int) -> int:
    return calendar.monthrange(year, month)[1]


def span(year: int, month: int | None = None, day: int | None = None, to_month: int | None = None) -> tuple[str, str]:
    """Return the first and last ISO day of a year, of months in it, or of a day."""
    if month is None:
        return f"{year:04d}-01-01", f"{year:04d}-12-31"
    if day is not None:
        return f"{year:04d}-{month:02d}-{day:02d}", f"{year:04d}-{month:02d}-{day:02d}"
    end = to_month or month
    return f"{year:04d}-{month:02d}-01", f"{year:04d}-{end:02d}-{_last_day(year, end):02d}"


def months_of(text: str) -> tuple[int, int] | None:
    """Return first and last month of a half or quarter, by its words in either language."""
    text = text.lower().replace(" ", "").replace("the", "").replace("of", "")
    halves = {
        "上半年": (1, 6),
        "下半年": (7, 12),
        "h1": (1, 6),
        "h2": (7, 12),
        "firsthalf": (1, 6),
        "secondhalf": (7, 12),
    }
    quarters = ["一", "二", "三", "四"]
    ordinals = ["first", "second", "third", "fourth"]
    for n in range(4):
        months = (3 * n + 1, 3 * n + 3)
        for word in (
            f"第{quarters[n]}季度",
            f"{quarters[n]}季度",
            f"第{n + 1}季度",
            f"q{n + 1}",
            f"{ordinals[n]}quarter",
        ):
            halves[word] = months
    return halves.get(text)


_Y = r"(?:(?P<{0}y>(?:19|20)\d\d)\s*(?:年|(?!\d))|(?P<{0}rel>今年|本年|去年|上年|前年|this year|last year|the year before last))"
_PART = r"(?:上半年|下半年|第?[一二三四1-4]季度)"
_EN_PART = r"(?:h[12]|q[1-4]|(?:the )?(?:first|second) half|(?:the )?(?:first|second|third|fourth) quarter)"
_MONTH = "|".join(sorted(MONTHS, key=len, reverse=True))


def _atom(tag: str) -> str:
    """Return a pattern of one time: a day, month, part of a year or year; group names carry `tag`."""
    year = _Y.format(tag)
    return (
        rf"(?:(?P<{tag}iso>(?:19|20)\d\d-\d\d(?:-\d\d)?)"
        rf"|{year}(?:的?(?P<{tag}part>{_PART})|(?P<{tag}m>1[0-2]|0?[1-9])月份?(?:(?P<{tag}d>[12]\d|3[01]|0?[1-9])[日号])?)?"
        rf"|(?P<{tag}enpart>{_EN_PART})(?: of| in)? (?P<{tag}eny>(?:19|20)\d\d|this year|last year)"
        rf"|(?:(?P<{tag}endd>\d\d?) )?(?P<{tag}enm>{_MONTH})\.?(?: (?P<{tag}end>\d\d?)(?:st|nd|rd|th)?,?)?,? (?P<{tag}enmy>(?:19|20)\d\d)"
        rf"|(?P<{tag}bare>{_PART}))"
    )


_UNTIL = ("until", "by", "up to", "截至", "截止", "截止到", "到", "直到", "as of")
_BEFORE_ZH, _AFTER_ZH = r"(?:以前|之前|前)", r"(?:以后|之后|以来|起|至今|后|到现在)"
_TIME = re.compile(
    rf"(?P<pre>(?:by|until|up to|as of|through) (?:the )?end of |at the end of |by |since |after |before |until |up to |from |between |in |during |for |as of |through |自从?|从|截至|截止到?|直到|(?<![投贷放拿得收达借流用付拨])到|在)?{_atom('a')}"
    rf"(?:\s*(?P<joint>至|到|—|–|-|~|to|and|through|until|和|与)\s*{_atom('b')}(?P<span>之间|期间)?)?"
    rf"(?P<post>{_BEFORE_ZH}|为止|年底为止|底为止|{_AFTER_ZH}|年底|年末|年初|底|末|初|度|期间|内|全年| ?onwards?| ?onward| ?or later| ?or earlier)?"
)
_RECENT = re.compile(
    r"(?:近|最近|过去)(?P<n>半(?=年)|[一二两三四五六七八九十]|\d+)?(?P<u>年|个月)(?:以来|来|内|里)?|(?:in |over |during )?the (?:last|past) (?:(?P<en>\w+) )?(?P<eu>years?|months?)"
)


_MONTHS = re.compile(
    r"(?:(?P<zy>(?:19|20)\d\d)年?|(?P<zrel>今年|本年|去年|上年|前年))的?(?:前|头)(?P<zn>[一二两三四五六七八九十]+|\d+)个?月|"
    r"(?:(?P<my>(?:19|20)\d\d)年?|(?P<mrel>今年|本年|去年|上年|前年))的?(?P<mf>1[0-2]|[1-9])月?份?[至到—–~-](?P<mt>1[0-2]|[1-9])月份?|"
    r"(?:in |over |during )?the first (?P<en>\w+) months (?:of|in) (?P<ey>(?:19|20)\d\d)|"
    rf"(?:from |between |in )?\b(?P<emf>{_MONTH})\.?(?: ?(?:to|through|till|until|and|-|–) ?)(?P<emt>{_MONTH})\.?,?(?: of)? (?P<emy>(?:19|20)\d\d)"
)


_DAY = re.compile(
    r"(?<![\d年])(?:自从?|从)?(?P<m>1[0-2]|0?[1-9])月(?P<d>[12]\d|3[01]|0?[1-9])[日号](?:以来|之后|以后|起|至今|开始)"
)


def _latest_day(month: int, day: int, today: date) -> str | None:
    """Return the latest such day that is not after today, or None where there is none."""
    for year in (today.year, today.year - 1):
        try:
            if (found := date(year, month, day)) <= today:
                return found.isoformat()
        except ValueError:
            continue
    return None


_PLANS = re.compile(
    r"[“\"]?(?P<zh>十[一二三四五])五[”\"]?(?:期间|时期|规划期间|规划期|规划期内|期内)?|(?:in |during |over )?(?:the )?(?P<en>1[1-5])th five[- ]year plan(?: period)?"
)
_FIRST_PLAN = 1951  # the eleventh began in 2006, and each runs for five years


def _year(text: str | None, relative: str | None, today: date) -> int | None:
    if text and text.isdigit():
        return int(text)
    word = (relative or text or "").lower()
    back = {
        "今年": 0,
        "本年": 0,
        "去年": 1,
        "上年": 1,
        "前年": 2,
        "this year": 0,
        "last year": 1,
        "the year before last": 2,
    }.get(word)
    return None if back is None else today.year - back


def _read_atom(match: re.Match[str], tag: str, today: date) -> tuple[str, str] | None:
    """Return the days that one time of the pattern covers, or None if it is not there or is no date."""
    get = match.groupdict()
    if get[f"{tag}iso"]:
        parts = [int(p) for p in get[f"{tag}iso"].split("-")]
    elif get[f"{tag}enm"]:
        parts = [int(get[f"{tag}enmy"]), MONTHS[get[f"{tag}enm"].lower()]]
        day = get[f"{tag}end"] or get[f"{tag}endd"]
        parts += [int(day)] if day else []
    elif get[f"{tag}enpart"] or get[f"{tag}bare"]:
        months = months_of(get[f"{tag}enpart"] or get[f"{tag}bare"])
        year = _year(get[f"{tag}eny"], None, today) if get[f"{tag}enpart"] else today.year
        return span(year, months[0], None, months[1]) if months and year else None
    else:
        year = _year(get[f"{tag}y"], get[f"{tag}rel"], today)
        if year is None:
            return None
        if get[f"{tag}part"]:
            months = months_of(get[f"{tag}part"])
            return span(year, months[0], None, months[1]) if months else None
        parts = [year] + [int(get[f"{tag}{k}"]) for k in "md" if get[f"{tag}{k}"]]
    try:
        if len(parts) == 3:
            date(*parts)
        return span(*parts)
    except (ValueError, IndexError, calendar.IllegalMonthError):
        return None


def times(text: str, today: date) -> Iterator[Number]:
    """Yield the times of a lower-cased question; relative ones are reckoned from `today`, the newest article's date."""
    for match in _TIME.finditer(text):
        first, second = _read_atom(match, "a", today), _read_atom(match, "b", today)
        if first is None:
            continue
        pre, post = (match["pre"] or "").strip(), (match["post"] or "").strip()
        if pre.endswith("end of"):
            pre, post = ("", "年底") if pre.startswith("at") else ("until", post)
        apart = match["joint"] in ("和", "与", "and") and pre not in ("between", "from") and not match["span"]
        if second is not None and apart and _after(first[1]) != second[0]:  # 2022年和2024年: not what lies between
            yield Number(match.start(), match.end(), "times", Period(first[0], second[1], match.group().strip()))
            continue
        first = _end_of_year(first, post, pre) if second is None else first
        start: str | None = first[0]
        stop: str | None = (second or first)[1]
        opened = False
        if second is None:
            if pre in ("since", "自", "自从", "从") or post in (
                "以来",
                "起",
                "至今",
                "onwards",
                "onward",
                "or later",
                "到现在",
            ):
                stop, opened = None, True
            elif pre == "after" or post in ("以后", "之后", "后"):
                start, stop, opened = _after(first[1]), None, True
            elif pre in ("before",) or post in ("以前", "之前", "前"):
                start, stop, opened = None, _before(first[0]), True
            elif pre in _UNTIL or post == "or earlier" or post.endswith("为止"):
                start, opened = None, True
            elif pre in ("from", "between", "through", "for"):
                continue
        yield Number(
            match.start(),
            match.end(),
            "since" if opened and stop is None else "time",
            Period(start, stop, match.group().strip()),
        )
    for match in _DAY.finditer(text):
        if (day := _latest_day(int(match["m"]), int(match["d"]), today)) is not None:
            start = _after(day) if match.group().endswith(("之后", "以后")) else day
            yield Number(match.start(), match.end(), "since", Period(start, None, match.group()))
    for match in _MONTHS.finditer(text):
        if match["mf"]:
            year = _year(match["my"], match["mrel"], today)
            first_, last_ = int(match["mf"]), int(match["mt"])
            if year and first_ < last_:
                since, end = span(year, first_, None, last_)
                yield Number(match.start(), match.end(), "time", Period(since, end, match.group().strip()))
            continue
        if match["emf"]:
            first_, last_ = MONTHS[match["emf"]], MONTHS[match["emt"]]
            if first_ < last_:
                since, end = span(int(match["emy"]), first_, None, last_)
                yield Number(match.start(), match.end(), "time", Period(since, end, match.group().strip()))
            continue
        last = chinese_number(match["zn"] or match["en"] or "")
        year = _year(match["zy"] or match["ey"], match["zrel"], today)
        if year and last and 1 <= last <= 12:
            since, end = span(year, 1, None, last)
            yield Number(match.start(), match.end(), "time", Period(since, end, match.group().strip()))
    for match in _PLANS.finditer(text):
        nth = chinese_number(match["zh"] or match["en"])
        if nth:
            begun = _FIRST_PLAN + 5 * nth
            yield Number(
                match.start(),
                match.end(),
                "time",
                Period(f"{begun}-01-01", f"{begun + 4}-12-31", match.group().strip()),
            )
    for match in _RECENT.finditer(text):
        count = chinese_number(match["n"] or match["en"] or "1") or 1
        unit = match["u"] or match["eu"]
        months = 6 if match["n"] == "半" else count * (12 if unit.startswith(("年", "year")) else 1)
        begin = _months_back(today, months)
        yield Number(match.start(), match.end(), "since", Period(begin.isoformat(), None, match.group().strip()))


def _end_of_year(span_: tuple[str, str], post: str, pre: str) -> tuple[str, str]:
    """Narrow a year to what 年底 or 年初 says of it; up to a year's end is all of it."""
    whole = span_[0].endswith("-01-01") and span_[1].endswith("-12-31")
    if not whole or pre in _UNTIL:
        return span_
    year = span_[0][:4]
    if post in ("年底", "年末", "底", "末"):
        return f"{year}-12-01", span_[1]
    return (span_[0], f"{year}-03-31") if post in ("年初", "初") else span_


def _after(day: str) -> str:
    return (date.fromisoformat(day) + timedelta(days=1)).isoformat()


def _before(day: str) -> str:
    return (date.fromisoformat(day) - timedelta(days=1)).isoformat()


def _months_back(day: date, months: int) -> date:
    total = day.year * 12 + day.month - 1 - months
    year, month = divmod(total, 12)
    return date(year, month + 1, min(day.day, _last_day(year, month + 1)))


_CUR = r"(?:元人民币|元|美元|欧元|港元|日元|英镑|人民币)"
_ZH_AMOUNT = (
    r"(?P<{0}n>\d[\d,]*(?:\.\d+)?|[一二两三四五六七八九十百]+)(?:(?P<{0}r>[多余几])(?=[十百千]?[万亿]))?"
    r"(?P<{0}u>万亿|千亿|百亿|十亿|亿|千万|百万|十万|万)?(?:(?<=[万亿])(?P<{0}s>[多余](?!少)))?(?P<{0}c>" + _CUR + ")?"
)
_EN_CUR = r"(?:cny|rmb|usd|eur|hkd|us\$|hk\$|¥|\$|€)"
_EN_AMOUNT = (
    r"(?P<{0}c1>"
    + _EN_CUR
    + r")?\s?(?P<{0}n>\d[\d,]*(?:\.\d+)?|a|"
    + EN_WORDS
    + r")(?:\s?(?P<{0}u>thousand|million|billion|trillion|bn|mn|tn|k|m|b)\b)?(?:\s(?P<{0}c2>yuan|rmb|cny|dollars|euros|usd|eur))?"
)
_EXACT = r"正好[是为]?|刚好[是为]?|恰好[是为]?|恰恰[是为]?|整整"
_OVER = r"超过了?|大于|多于|高于|超|不少于|不低于|至少|达到了?|逾|不小于|多过"
_UNDER = r"低于|少于|小于|不足|不到|不超过|不多于|至多|最多"
_ZH_BOUND = re.compile(
    rf"(?:金额)?(?:在|介于)?(?P<op>{_OVER}|{_UNDER}|{_EXACT})?(?:的)?{_ZH_AMOUNT.format('a')}(?:(?:到|至|—|-|~|和){_ZH_AMOUNT.format('b')})?(?P<post>以上|以下|以内|之间|之上|之下)?"
)
_EN_OVER = r"no smaller than|over|exceeds?|exceeded|that exceeds?|more than|above|exceeding|larger than|greater than|bigger than|at least|no less than|not less than|upwards of|in excess of|worth more than|worth over|of at least|of more than|of over"
_EN_UNDER = r"no larger than|no bigger than|no greater than|under|less than|below|smaller than|at most|no more than|not more than|up to|worth less than|of less than"
_EN_BOUND = re.compile(
    rf"\b(?:of )?(?P<op>{_EN_OVER}|{_EN_UNDER}|between|from|exactly|precisely)\s(?:an? )?{_EN_AMOUNT.format('a')}(?:\s?(?:and|to|-|–)\s?{_EN_AMOUNT.format('b')})?(?P<post> or more| or less)?|{_EN_AMOUNT.format('x')} (?P<xpost>or more|or less|and above|and over)"
)
_INCLUSIVE = (
    "不少于",
    "不低于",
    "至少",
    "达到",
    "不超过",
    "不多于",
    "至多",
    "最多",
    "at least",
    "no less than",
    "no smaller than",
    "no larger than",
    "no bigger than",
    "no greater than",
    "not less than",
    "at most",
    "no more than",
    "not more than",
    "up to",
    "of at least",
)


def _amount(match: re.Match[str], tag: str) -> tuple[Decimal, str | None] | None:
    get = match.groupdict()
    number, unit = get.get(f"{tag}n"), get.get(f"{tag}u")
    if not number:
        return None
    digits = number.replace(",", "")
    plain = {"a": 1}.get(digits, chinese_number(digits) if not digits[0].isdigit() else None)
    value = Decimal(plain) if plain is not None else Decimal(digits)
    scale = UNITS.get(unit or "") or EN_UNITS.get(unit or "") or 1
    money = get.get(f"{tag}c") or get.get(f"{tag}c1") or get.get(f"{tag}c2")
    return value * scale, (CURRENCIES.get(money.replace("元人民币", "元")) if money else None)


def amount(text: str) -> tuple[Decimal, str | None] | None:
    """Return an amount that stands alone, as questions write it (5千万, 1亿元, 100m, 1 billion), with its currency if said."""
    said = unicodedata.normalize("NFKC", text).strip().lower()
    match = re.fullmatch(_ZH_AMOUNT.format("a"), said) or re.fullmatch(_EN_AMOUNT.format("a"), said)
    return _amount(match, "a") if match and not _rough(match) else None


def _rough(match: re.Match[str]) -> bool:
    """Whether an amount is only told to its first digits: 500多亿."""
    get = match.groupdict()
    return bool(get.get("ar") or get.get("as"))


def _around(match: re.Match[str], least: Decimal, currency: str | None) -> Bounds:
    """Return the limits of an amount that is told to its first digits: 500多亿 is more than 500 and less than 600亿."""
    number, _ = _amount(match, "a") or (least, None)
    scale = UNITS.get(match["au"] or "", 1)
    most = least + Decimal(last_place(number / scale)) * scale
    return Bounds(f"{least:f}", f"{most:f}", True, currency, match.group().strip())


def _has_unit(match: re.Match[str], *tags: str) -> bool:
    get = match.groupdict()
    return any(get.get(f"{tag}{key}") for tag in tags for key in ("u", "c", "c1", "c2"))


def amounts(text: str) -> Iterator[Number]:
    """Yield the limits of amounts in a lower-cased question, in whole units of their currency."""
    for match in _ZH_BOUND.finditer(text):
        first, second = _amount(match, "a"), _amount(match, "b")
        op, post = match["op"], match["post"]
        if not first or not _has_unit(match, "a", "b") or not (op or post or second or _rough(match)):
            continue
        if not (op or post or second):
            yield Number(match.start(), match.end(), "amount", _around(match, *first))
            continue
        yield Number(
            match.start(),
            match.end(),
            "amount",
            _bounds(match, first, second, op or post or "", post == "之间" or second is not None),
        )
    for match in _EN_BOUND.finditer(text):
        tag = "a" if match["op"] else "x"
        first, second = _amount(match, tag), _amount(match, "b") if match["op"] else None
        if not first or not _has_unit(match, tag, "b"):
            continue
        op = (match["op"] or match["xpost"] or "").strip()
        begin = match.end() - len(match.group().lstrip())
        yield Number(begin, match.end(), "amount", _bounds(match, first, second, op, second is not None))


_ZH_PLAIN = re.compile("(?:最高|上限为?)?" + _ZH_AMOUNT.format("a"))
_EN_PLAIN = re.compile(rf"(?<![\w.]){_EN_AMOUNT.format('a')}(?!\w)")


def plain_amounts(text: str) -> Iterator[Number]:
    """Yield amounts that stand alone (谁出了360亿元, funds of 10 billion yuan): they must be met exactly."""
    for pattern in (_ZH_PLAIN, _EN_PLAIN):
        for match in pattern.finditer(text):
            first = _amount(match, "a")
            if first and match.groupdict().get("au") and match["an"][0].isdigit() and not _rough(match):
                begin = match.end() - len(match.group().lstrip())
                exact = Bounds(str(first[0]), str(first[0]), False, first[1], match.group().strip())
                yield Number(begin, match.end(), "amount", exact)


def _bounds(
    match: re.Match[str],
    first: tuple[Decimal, str | None],
    second: tuple[Decimal, str | None] | None,
    op: str,
    ranged: bool,
) -> Bounds:
    currency = first[1] or (second[1] if second else None)
    low = first[0]
    if ranged and second:
        same_unit = not _has_unit(match, "a") and low < second[0]
        scale = UNITS.get(match.groupdict().get("bu") or "") or EN_UNITS.get(match.groupdict().get("bu") or "") or 1
        return Bounds(str(low * scale if same_unit else low), str(second[0]), False, currency, match.group().strip())
    if re.fullmatch(rf"{_EXACT}|exactly|precisely", op):
        return Bounds(str(low), str(low), False, currency, match.group().strip())
    under = bool(re.fullmatch(rf"{_UNDER}|以下|以内|之下|{_EN_UNDER}|or less", op))
    inclusive = op in _INCLUSIVE or op in (
        "以上",
        "以下",
        "以内",
        "or more",
        "or less",
        "and above",
        "and over",
        "之上",
        "之下",
    )
    low_text, high_text = (None, str(low)) if under else (str(low), None)
    return Bounds(low_text, high_text, not inclusive, currency, match.group().strip())


def numbers(text: str, today: date) -> list[Number]:
    """Return every number, time and rank of a lower-cased question; spans may overlap."""
    limits = list(amounts(text))
    plain = [n for n in plain_amounts(text) if not any(m.start < n.stop and n.start < m.stop for m in limits)]
    return [
        *times(text, today),
        *limits,
        *plain,
        *grades(text),
        *some(text),
        *ranks(text),
        *several(text),
        *counts(text),
        *rough(text),
        *more(text),
        *purposes(text),
    ]
