"""Sums of money as printed: figure, scale and currency, with the hedges and per-words around them."""

import itertools
import re
from decimal import Decimal

from extract.model import Money, State
from extract.money_numbers import scale, spoken_range, value
from extract.money_patterns import Patterns, build

CLAUSE_END = re.compile(r"[，。；！？：,;:\n]")
REACH = 40  # how far back in its clause a figure's per-word may stand
# all that stands between a clause that says per what and the figure (每新招一人，补贴1000元)
PAYS = re.compile(
    "(?:再|另|就|可|都|均|县里|市里|财政|由|一次性|给予?|予以|奖励?|补[助贴]?|支?付|加|资助|[获得])*(?:[一-鿿]{0,4}补[助贴]|奖励)?为?"
)


def run(state: State) -> None:
    """Fill `state.money` from the folded text."""
    patterns = state.lexicon.built("money", build)
    text = state.folded
    found: list[Money] = []
    for match in patterns.sum.finditer(text):
        for money in sums(text, match, patterns, found[-1].end if found else 0):
            found.append(money)
    for index, money in enumerate(found):
        floor = found[index - 1].end if index else 0
        hedge(text, money, patterns, floor)
        rate(text, money, patterns, floor)
    share(text, found, patterns)
    for money in found:
        money.text = state.text[money.start : money.end]
    state.money = found


def sums(text: str, match: re.Match[str], patterns: Patterns, floor: int) -> list[Money]:
    """Return what a match says: nothing, a sum or range, or a list of sums that share the last one's unit."""
    start, high = match.start(), match["high"]
    before = text[max(floor, start - 16) : start]
    sign = patterns.signs.search(before)
    bare = match["bare"] is not None and not sign and "个" not in high  # but 6个亿
    if bare and not patterns.bare_before.search(before.strip()):
        given = patterns.bare_given.search(before.strip()) and patterns.bare_nouns.match(text, match.end())
        if not given:
            return []
    if match["order"] is None and match["low"] is None and not sign and not is_figure(high):
        hedged = patterns.short_order.search(before) or patterns.adjacent.search(before)
        if not (hedged and re.search("[万亿]", high)):
            return []
    code = currency(match, sign, patterns)
    money = Money(start, unit_end(match), "", amount=value(high), currency=code)
    if match["order"] is not None or "几" in high:
        money.amount = None
    elif match["low"] is not None:
        money.amount_min = lower_end(match["low"], high, money.amount)
        if money.amount_min is not None and money.amount is not None and money.amount_min >= money.amount:
            return [_second_only(match, money)]
    elif ends := spoken_range(high):
        money.amount_min, money.amount = ends
    elif re.search("[余多来]", high):
        money.qualifier = "over"
    return [*listed(text, money, high, patterns, floor), money]


def unit_end(match: re.Match[str]) -> int:
    """Return where the sum ends: at 元, where 人民币 or 港币 only says which."""
    behind = match["currency"]
    return match.end() - (len(behind) - 1 if behind and behind[0] == "元" else 0)


def is_figure(high: str) -> bool:
    """Tell a number (3亿, 百亿, 五千万) from a bare scale (亿) and from a lone numeral before 元 (三元)."""
    if high[0].isdigit():
        return True
    return len(high) > 1 and bool(re.search("[十百千万亿]", high))


def currency(match: re.Match[str], sign: re.Match[str] | None, patterns: Patterns) -> str:
    """Return the ISO code that the word behind or the sign before the figure gives; CNY where neither does."""
    behind = match["currency"]
    if sign and (behind is None or behind == "元"):
        return patterns.signs_of[sign[0].strip()]
    return patterns.currencies[behind] if behind else "CNY"


def lower_end(low: str, high: str, top: Decimal | None) -> Decimal | None:
    """Return the lower end of a range; where it has no scale of its own it takes the upper end's, if it stays below it."""
    number = value(low)
    if number is None or top is None or scale(low) >= 10**4:
        return number
    scaled = number * scale(high)
    return scaled if scaled < top else number


def _second_only(match: re.Match[str], money: Money) -> Money:
    """A “range” that falls is two numbers that only stand side by side: keep the second."""
    money.start, money.amount_min = match.start("high"), None
    return money


def listed(text: str, money: Money, high: str, patterns: Patterns, floor: int) -> list[Money]:
    """Return the figures joined by 、 or 和 before a sum that lend its unit (10万、20万和30万元), in text order."""
    found: list[Money] = []
    start = money.start
    while len(found) < 12:
        before = text[max(floor, start - 20) : start]
        match = patterns.listed.search(before)
        if match is None:
            break
        printed = match["figure"].rstrip()
        own = scale(printed)
        amount = value(printed)
        if amount is None or (own == 1 and not re.fullmatch(r"[\d., ]+", printed)):
            break
        start = start - len(before) + match.start("figure")
        amount = amount if own >= 10**4 else amount * scale(high)
        found.insert(0, Money(start, start + len(printed), "", amount=amount, currency=money.currency))
    return found


def hedge(text: str, money: Money, patterns: Patterns, floor: int) -> None:
    """Set the qualifier from the words on either side, and the span with them."""
    money.outer_start, money.outer_end = money.start, money.end
    before = text[max(floor, money.start - 24) : money.start]
    cut = max((m.end() for m in CLAUSE_END.finditer(before)), default=0)
    after = patterns.after.match(text, money.end)
    if after:
        money.qualifier, money.outer_end = patterns.after_kind[after["word"]], after.end()
    near = patterns.adjacent.search(before, cut)
    bare = not any(c.isdigit() for c in text[money.start : money.end])
    short = (
        near or patterns.short_any.search(before, cut) or (bare and patterns.short_order.search(before, cut)) or None
    )
    if short:
        money.outer_start = money.start - len(before) + short.start()
        if money.qualifier in ("exact", "about") or (near and patterns.adjacent_kind[near[0]] == "up_to"):
            money.qualifier = patterns.adjacent_kind[near[0]] if near else "over"
    elif money.qualifier == "exact":
        far = patterns.distant.search(before, cut)
        if far:
            money.qualifier = patterns.distant_kind[far[1]]
            money.outer_start = money.start - len(before) + far.start()


def rate(text: str, money: Money, patterns: Patterns, floor: int) -> None:
    """Set `per` from a per-word in the clause before the figure or directly behind it."""
    behind = next((m for m in ((p.match(text, money.end), k) for k, p in patterns.per_after.items()) if m[0]), None)
    if behind and behind[0]:
        money.per, money.outer_end = behind[1], max(money.outer_end, behind[0].end())
        return
    start = max(floor, money.start - REACH)
    cuts = [m.end() for m in CLAUSE_END.finditer(text, start, money.outer_start)]
    said = text[cuts[-1] : money.outer_start].strip() if cuts else None
    if said == "":  # nothing but its hedge: 每年单列额度，不低于1亿元
        cuts.pop()
    paid = bool(said) and PAYS.fullmatch(said or "") is not None
    near = cuts[-1] if cuts else start
    far = (cuts[-2] if len(cuts) > 1 else start) if paid else near
    for kind, pattern in patterns.per_before.items():
        start = far if kind in ("unit", "recipient") else near
        match = pattern.search(text, start, min(len(text), money.start + 8))
        if match and match.end() <= money.start:  # the pattern may look at the figure, not take it in
            money.per, money.outer_start = kind, min(money.outer_start, match.start())
            return


def share(text: str, found: list[Money], patterns: Patterns) -> None:
    """Let a hedge or per-word before the first sum of a list hold for the sums that 、 or 和 join to it."""
    spread = False
    for first, second in itertools.pairwise(found):
        if not patterns.between.fullmatch(text, first.end, second.start):
            spread = False
            continue
        ahead = first.outer_start < first.start and first.qualifier in ("up_to", "over", "under")
        spread = spread or ahead or "分别" in text[max(0, first.outer_start - 6) : first.start]
        if second.qualifier == "exact" and spread:
            second.qualifier = first.qualifier
        if second.per is None:
            second.per = first.per
