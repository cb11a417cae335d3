"""One match of the quantity pattern → a value with unit and hedge."""

import re
from decimal import Decimal

from extract.model import Quantity
from extract.money_numbers import plain, scale, spoken_range, value
from extract.quantities_patterns import Patterns, words_at

MORE = re.compile(r" ?[多余](?=[^于的年种样元])")
CLAUSE_END = re.compile(r"[，。；！？：,;:\n]")
TERMS = ("期限", "期限为", "期限是", "为期", "有效期", "有效期为", "时限", "工期", "年期")
HALF = re.compile("半(?![年个数成价月天])")
VAGUE = re.compile(r"[数几]|若干")


def read(text: str, match: re.Match[str], patterns: Patterns) -> Quantity | None:
    """Return what the match says, None where it is no quantity (an ordinal, a vague number, part of another word)."""
    if match["high"] is not None:
        return measured(text, match, patterns)
    start, end = match.span()
    if match["tenths"]:
        amount = value(match["tenths"])
        rest = match["half_tenth"]
        ones = value(rest) if rest and rest != "半" else None  # 一成二
        return None if amount is None else share(start, end, amount * 10 + (ones or (5 if rest else 0)))
    if match["parts"]:
        return fraction(start, end, match["parts"], match["share"])
    if match["half"]:
        return share(start, end, Decimal(50))
    if match["ratio"]:
        low, high = Decimal(match["one"]), Decimal(match["ratio"])
        return (
            Quantity(start, end, "", plain(high / low), "倍", kind="ratio")
            if low and not plausible_clock(text, match)
            else None
        )
    name = next(name for name in ("heads", "rank", "top") if match[name])
    amount = value(match[name])
    if amount is None:
        return None
    if name == "heads":
        return Quantity(start, end, "", amount, "大", kind="heads")
    return Quantity(start, end, "", amount, "位", "up_to" if name == "top" else "exact", kind="rank")


def plausible_clock(text: str, match: re.Match[str]) -> bool:
    """Tell a time of day or a score (9:30, 18:00) from a ratio."""
    return len(match["ratio"]) == 2 and match["ratio"][0] in "012345" and match["one"] not in ("1", "10", "100")


def share(start: int, end: int, percent: Decimal) -> Quantity:
    return Quantity(start, end, "", plain(percent), "%", kind="percent")


def fraction(start: int, end: int, parts: str, printed: str) -> Quantity | None:
    """Read 百分之五, 千分之六, 三分之一."""
    number = Decimal(printed) if printed[0].isdigit() else value(printed)
    if number is None:
        return None
    if parts == "百":
        return share(start, end, number)
    if parts == "千":
        return Quantity(start, end, "", number, "‰", kind="percent")
    whole = value(parts)
    return None if not whole else share(start, end, round(number * 100 / whole, 2))


def measured(text: str, match: re.Match[str], patterns: Patterns) -> Quantity | None:
    """Read a figure with its unit."""
    printed, unit = match["high"], match["unit"] or match["latin"]
    start = match.start("high") if match["low"] is None else match.start()
    before = text[start - 1 : start]
    if words_at(text, match.end(), patterns.not_after.get(unit, ())):
        return None
    if (
        VAGUE.search(printed)
        or (before and before in patterns.not_before and (before == "第" or not printed[0].isdigit()))
        or re.match("[A-Za-z0-9.+]", before)
    ):
        return None
    digits = printed[0].isdigit()
    kind = patterns.kinds[unit]
    if unit in patterns.digits_only and not digits and len(printed) == 1:
        return None
    if unit in patterns.scaled and kind == "measure" and not re.search("[万亿]", printed):
        return None
    number = value(printed)
    termed = kind == "duration" and text.endswith(TERMS, 0, start)  # 期限一年
    if number is None or (number == 1 and not digits and not termed) or (number == 0 and not digits):
        return None
    if not digits and printed[0] in "万亿千百" and len(printed) == 1 and kind == "duration":
        return None  # 百年, 千年
    quantity = Quantity(start, match.end(), "", number, patterns.printed.get(unit, unit), kind=kind)
    if match["low"] is not None:
        lower(match, quantity)
    elif ends := spoken_range(printed) or neighbours(printed):
        quantity.low, quantity.value = ends
    if kind == "duration" and unit == "年" and match["low"] is None and HALF.match(text, match.end()):
        quantity.value, quantity.end = number + Decimal("0.5"), match.end() + 1  # 三年半
    if re.search("[余多来]", printed):
        quantity.qualifier = "over"
    return quantity


def neighbours(printed: str) -> tuple[Decimal, Decimal] | None:
    """Return both ends of two neighbouring numerals (三四 is 3 to 4), None for all else."""
    ends = [value(c) for c in printed] if len(printed) == 2 and not printed.isascii() else []
    low, high = ends or (None, None)
    return (low, high) if low and high and high - low == 1 and high < 10 else None


def lower(match: re.Match[str], quantity: Quantity) -> None:
    """Set the lower end of a range; a “range” that falls is two numbers side by side, of which the second counts."""
    low = value(match["low"])
    if (
        low is not None
        and scale(match["low"]) < 10**4
        and match["low_unit"] is None
        and low * scale(match["high"]) < quantity.value
    ):
        low *= scale(match["high"])
    if low is None or low >= quantity.value:
        quantity.start = match.start("high")
    else:
        quantity.low = low


def hedge(text: str, quantity: Quantity, patterns: Patterns, floor: int) -> None:
    """Set the qualifier from the words on either side, and the span with them."""
    words = patterns.hedges
    quantity.outer_start, quantity.outer_end = quantity.start, quantity.end
    more = MORE.match(text, quantity.end) if quantity.kind != "count" else None
    after = words.after.match(text, quantity.end)
    if after:
        quantity.qualifier, quantity.outer_end = words.after_kind[after["word"]], after.end()
    elif more:
        quantity.qualifier, quantity.outer_end = "over", more.end()
    before = text[max(floor, quantity.start - 24) : quantity.start]
    cut = max((m.end() for m in CLAUSE_END.finditer(before)), default=0)
    near = words.adjacent.search(before, cut) or words.short_any.search(before, cut)
    if not near and not text[quantity.start].isdigit():
        near = words.short_order.search(before, cut)
    if near:
        quantity.outer_start = quantity.start - len(before) + near.start()
        found = words.adjacent_kind.get(near[0], "over")
        if quantity.qualifier in ("exact", "about") or found == "up_to":
            quantity.qualifier = found
    elif quantity.qualifier == "exact" and quantity.kind != "rank":
        far = words.distant.search(before, cut)
        if far and not re.search(r"\d", far[0]):
            quantity.qualifier = words.distant_kind[far[1]]
