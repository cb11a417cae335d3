"""Times, amounts and ranks in questions of both languages."""

from datetime import date

import pytest

from queries.plan import Bounds, Period
from queries.question_numbers import numbers
from queries.question_numerals import chinese_number

TODAY = date(2024, 11, 3)


def only(text: str, sort: str) -> object:
    found = [n.value for n in numbers(text, TODAY) if n.sort == sort]
    assert len(found) == 1, found
    return found[0]


@pytest.mark.parametrize(
    ("text", "start", "stop"),
    [
        ("2023年", "2023-01-01", "2023-12-31"),
        ("2023年5月", "2023-05-01", "2023-05-31"),
        ("2024年2月", "2024-02-01", "2024-02-29"),
        ("2023年5月31日", "2023-05-31", "2023-05-31"),
        ("2023年上半年", "2023-01-01", "2023-06-30"),
        ("2023年第三季度", "2023-07-01", "2023-09-30"),
        ("上半年", "2024-01-01", "2024-06-30"),
        ("去年", "2023-01-01", "2023-12-31"),
        ("前年", "2022-01-01", "2022-12-31"),
        ("2022年至2024年", "2022-01-01", "2024-12-31"),
        ("2022—2024年", "2022-01-01", "2024-12-31"),
        ("2023年以前", None, "2022-12-31"),
        ("in 2023", "2023-01-01", "2023-12-31"),
        ("in may 2024", "2024-05-01", "2024-05-31"),
        ("from 2022 to 2024", "2022-01-01", "2024-12-31"),
        ("between 2022 and 2024", "2022-01-01", "2024-12-31"),
        ("before 2023", None, "2022-12-31"),
        ("the first half of 2023", "2023-01-01", "2023-06-30"),
        ("q3 2023", "2023-07-01", "2023-09-30"),
        ("last year", "2023-01-01", "2023-12-31"),
        ("10 may 2024", "2024-05-10", "2024-05-10"),
        ("2024-05-31", "2024-05-31", "2024-05-31"),
    ],
)
def test_times(text: str, start: str | None, stop: str | None) -> None:
    found = only(text, "time")
    assert isinstance(found, Period)
    assert (found.start, found.stop) == (start, stop)


@pytest.mark.parametrize(
    ("text", "start"),
    [
        ("2024年5月以来", "2024-05-01"),
        ("自2023年起", "2023-01-01"),
        ("2023年以后", "2024-01-01"),
        ("since may 2024", "2024-05-01"),
        ("after 2022", "2023-01-01"),
        ("近三年", "2021-11-03"),
        ("最近半年", "2024-05-03"),
        ("in the last two years", "2022-11-03"),
    ],
)
def test_open_times(text: str, start: str) -> None:
    found = only(text, "since")
    assert isinstance(found, Period)
    assert (found.start, found.stop) == (start, None)


def test_no_day_that_does_not_exist() -> None:
    assert not [n for n in numbers("2023年2月30日", TODAY) if n.value == Period("2023-02-30", "2023-02-30")]


@pytest.mark.parametrize(
    ("text", "least", "most", "strict", "currency"),
    [
        ("超过1亿元", "100000000", None, True, "CNY"),
        ("1亿元以上", "100000000", None, False, "CNY"),
        ("不少于3000万元", "30000000", None, False, "CNY"),
        ("低于2亿美元", None, "200000000", True, "USD"),
        ("1到5亿元", "100000000", "500000000", False, "CNY"),
        ("在100亿到200亿之间", "10000000000", "20000000000", False, None),
        ("over cny 100 million", "100000000", None, True, "CNY"),
        ("at least rmb 50 million", "50000000", None, False, "CNY"),
        ("more than 1.5 billion yuan", "1500000000", None, True, "CNY"),
        ("between 1 and 5 billion yuan", "1000000000", "5000000000", False, "CNY"),
        ("under $2 million", None, "2000000", True, "USD"),
        ("¥100m or more", "100000000", None, False, "CNY"),
        ("谁出了360亿元", "36000000000", "36000000000", False, "CNY"),
        ("investments of 21.5 billion", "21500000000", "21500000000", False, None),
    ],
)
def test_amounts(text: str, least: str | None, most: str | None, strict: bool, currency: str | None) -> None:
    found = only(text, "amount")
    assert isinstance(found, Bounds)
    low = None if found.least is None else f"{float(found.least):.0f}"
    high = None if found.most is None else f"{float(found.most):.0f}"
    assert (low, high, found.strict, found.currency) == (least, most, strict, currency)


@pytest.mark.parametrize("text", ["100家企业", "12个园区", "over 100 zones", "2023"])
def test_counts_are_no_amounts(text: str) -> None:
    assert not [n for n in numbers(text, TODAY) if n.sort == "amount"]


@pytest.mark.parametrize(
    ("text", "sort", "count"),
    [
        ("前三", "largest", 3),
        ("最大的三笔", "largest", 3),
        ("前10名", "largest", 10),
        ("三笔最小的", "smallest", 3),
        ("top 3", "largest", 3),
        ("the three largest", "largest", 3),
        ("two smallest", "smallest", 2),
    ],
)
def test_ranks(text: str, sort: str, count: int) -> None:
    assert only(text, sort) == count


@pytest.mark.parametrize(
    ("text", "value"), [("三", 3), ("十二", 12), ("二十", 20), ("两", 2), ("7", 7), ("一百零五", 105)]
)
def test_chinese_numbers(text: str, value: int) -> None:
    assert chinese_number(text) == value


def test_what_is_no_number() -> None:
    assert chinese_number("三家") is None
