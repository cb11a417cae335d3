"""Adding up: a whole is never added to its parts, nor one figure told twice to itself."""

from decimal import Decimal
from typing import Any

from queries.answer_facts import FlowFact
from queries.answer_sums import add_up


def flow(id_: str, amount: int, **other: Any) -> FlowFact:
    fields: dict[str, Any] = {
        "amount_min": None, "text": None, "qualifier": "exact", "currency": "CNY", "instrument": "relending",
        "status": "committed", "per": None, "cumulative": False, "period": None, "recipient_count": None,
        "condition": None, "conflict": False, "articles": (id_,), "evidence": (),
    }  # fmt: skip
    return FlowFact(id=id_, amount=Decimal(amount), **(fields | other))


def test_a_quota_raised_to_a_sum_is_that_sum() -> None:
    sums = add_up(
        [flow(i, n, provider=("Institution:甲",), articles=("x",)) for i, n in (("a", 50), ("b", 30), ("c", 80))]
    )
    assert [g.total for g in sums.groups] == [80]
    assert {f.id for f in sums.left_out["wholes"]} == {"a", "b"}


def test_parts_of_other_parties_or_kinds_stay() -> None:
    flows = [
        flow("a", 50, provider=("Institution:甲",)),
        flow("b", 30, provider=("Institution:乙",)),
        flow("c", 80, provider=("Institution:甲",)),
        flow("d", 30, provider=("Institution:甲",), status="actual"),
    ]
    assert sorted(g.total for g in add_up(flows).groups) == [30, 160]


def test_what_is_paid_in_other_years_is_no_part() -> None:
    years = {"2021": 10, "2022": 20, "2023": 30}
    sums = add_up([flow(y, n, provider=("Institution:甲",), period=y, status="actual") for y, n in years.items()])
    assert [g.total for g in sums.groups] == [60]


def test_a_figure_told_twice_counts_once_unless_details_differ() -> None:
    bank = {"provider": ("Institution:甲",)}
    told = [flow("a", 50, **bank, period="2024"), flow("b", 50, **bank, recipient_count=21)]
    assert [g.total for g in add_up(told).groups] == [50]
    apart = [flow("a", 50, **bank, period="2024"), flow("b", 50, **bank, period="2025")]
    assert [g.total for g in add_up(apart).groups] == [100]
    one_article = [flow("a", 50, **bank, articles=("x",)), flow("b", 50, **bank, recipient_count=3, articles=("x",))]
    assert [g.total for g in add_up(one_article).groups] == [100]


def test_a_fund_of_funds_and_what_is_part_of_it_count_once() -> None:
    sizes = [
        flow(i, n, instrument="fund_size", recipient=(f"Fund:{i}",)) for i, n in (("母", 100), ("子", 40), ("别", 7))
    ]
    sums = add_up(sizes, mothers={"Fund:子": {"Fund:母"}})
    assert [g.total for g in sums.groups] == [107]
    assert [f.id for f in sums.left_out["parts"]] == ["子"]
    by_fund = add_up(sizes, ("recipient",), mothers={"Fund:子": {"Fund:母"}})
    assert len(by_fund.groups) == 3
