"""Numbers as Chinese prints them (1.7万亿, 三千五百万, 1亿2000万) → Decimal."""

import re
from decimal import Decimal

DIGITS = {
    c: n
    for n, cs in enumerate(("零〇", "一壹", "二两贰", "三叁", "四肆", "五伍", "六陆", "七柒", "八捌", "九玖"))
    for c in cs
}
SMALL = {"十": 10, "拾": 10, "百": 100, "佰": 100, "千": 1000, "仟": 1000}
LARGE = {"万": 10**4, "亿": 10**8}
NUMERALS = "".join((*DIGITS, *SMALL, *LARGE))

LONGEST = 20  # digits, numerals or scales: what is longer is no figure
_TOKEN = re.compile(r"\d[\d, ]*(?:\.\d+)?|.")

_NEIGHBOURS = re.compile(f"([{''.join(DIGITS)}])([{''.join(DIGITS)}])(?=[十百千万亿])")
_POINT = re.compile(f"([{''.join(DIGITS)}]+)点([{''.join(DIGITS)}]+)")


def value(printed: str) -> Decimal | None:
    """Return the number that the digits, numerals and scales in `printed` say, None where they say none.

    Blanks and thousands separators inside digits are dropped, 余 多 来 个 are passed over. A scale without a figure counts
    once (百亿 is 10000000000). Numerals without a scale are read as digits in order (二〇二三 is 2023).
    """
    printed = _POINT.sub(lambda m: f"{value(m[1])}.{value(m[2])}", printed)
    tokens = [t for t in _TOKEN.findall(printed) if not t.isspace() and t not in "余多来个"]
    if len(tokens) > LONGEST or any(len(t) > LONGEST for t in tokens):
        return None
    if tokens and all(t in DIGITS for t in tokens):
        return Decimal("".join(str(DIGITS[t]) for t in tokens))
    return _scaled(tokens)


def _scaled(tokens: list[str]) -> Decimal | None:
    zero = Decimal(0)
    closed, part, section = zero, zero, zero  # what 亿, 万 and 千百十 have closed
    current: Decimal | None = None
    for token in tokens:
        if token[0].isascii() and token[0].isdigit():
            current = Decimal(re.sub(r"[, ]", "", token))
        elif token in DIGITS:
            current = Decimal(DIGITS[token])
        elif token in SMALL:
            section += (Decimal(1) if current is None else current) * SMALL[token]
            current = None
        elif token == "万":
            part += (section + (current or zero) or Decimal(1)) * LARGE[token]
            section, current = zero, None
        elif token == "亿":
            closed += (part + section + (current or zero) or Decimal(1)) * LARGE[token]
            part, section, current = zero, zero, None
        else:
            return None
    return plain(closed + part + section + (current or zero)) if tokens else None


def plain(number: Decimal) -> Decimal:
    """Return the number without an exponent and without zeros behind the point."""
    return number.quantize(Decimal(1)) if number == number.to_integral_value() else number.normalize()


def spoken_range(printed: str) -> tuple[Decimal, Decimal] | None:
    """Return both ends of two neighbouring numerals before a scale (七八百万 is 700万 to 800万), None for all else."""
    match = _NEIGHBOURS.match(printed)
    if match is None or DIGITS[match[2]] - DIGITS[match[1]] not in (1, 2) or DIGITS[match[1]] == 0:
        return None
    low, high = value(printed[0] + printed[2:]), value(printed[1:])
    return None if low is None or high is None else (low, high)


def scale(printed: str) -> Decimal:
    """Return the scale words at the end of `printed` as a factor (3亿 → 100000000; 3 → 1), for the other end of a range."""
    match = re.search(r"[十百千万亿](?:[余多来]?[十百千万亿])*$", re.sub(r"[余多来 ]+$", "", printed))
    found = value(match[0]) if match else None
    return Decimal(1) if found is None else found
