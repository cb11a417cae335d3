"""Amounts in units that readers count in: 4000亿元, CNY 400 bn."""

from decimal import Decimal

UNITS = {
    "zh": ((10**12, "万亿"), (10**8, "亿"), (10**4, "万")),
    "en": ((10**12, " tn"), (10**9, " bn"), (10**6, " m")),
}


def readable(value: Decimal, language: str) -> str:
    """Return a number in readable units (`zh` or `en`) with at most four decimals: 4000亿, 400 bn."""
    for size, unit in UNITS[language]:
        if abs(value) >= size:
            return f"{plain_number(value / size)}{unit}"
    return plain_number(value)


def plain_number(value: Decimal) -> str:
    """Return a decimal with thousands separated, without trailing zeros, rounded to four decimals."""
    text = f"{round(value, 4):,f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def yuan(amount: Decimal) -> tuple[str, str]:
    """Return an amount of yuan in readable units, Chinese and English: `4000亿元`, `CNY 400 bn`."""
    return f"{readable(amount, 'zh').replace(',', '')}元", f"CNY {readable(amount, 'en')}"
