"""Short slips, apostrophes left out, verbs that 过 splits, and a zone's committee where nothing is told of who runs it."""

from typing import Any

import pytest

from queries import ask
from queries.plan import Named
from queries.question import named_for
from queries.question_slips import mended
from tests.queries.asked import answered


@pytest.mark.parametrize(
    ("slip", "plain"),
    [
        ("hw much did the Ministry of Finance put into Big Fund III?", "How much did the Ministry of Finance put into Big Fund III?"),
        ("whch banks put money in Big Fund III", "Which banks put money in Big Fund III?"),
        ("whos behind the National Green Development Fund", "Who is behind the National Green Development Fund?"),
        ("wheres 国创母基金", "Where is 国创母基金?"),
        ("Which investors in Big Fund III arent banks?", "Which investors in Big Fund III are not banks?"),
        ("北京银行给谁授过信", "北京银行给谁授信"),
        ("哪些银行授了信", "哪些银行授信"),
    ],
)  # fmt: skip
def test_a_slip_is_answered_as_the_plain_question(store: Any, slip: str, plain: str) -> None:
    said, meant = answered(store, slip), answered(store, plain)
    assert said.rows and said.rows == meant.rows


def test_a_name_is_no_slip_of_a_short_word() -> None:
    assert [mended(word) for word in ("hw", "whch", "HWT", "whn")] == ["how", "which", None, None]


def test_no_question_is_offered_whose_verb_is_gone(store: Any) -> None:
    for question in ("北京亦庄落了哪几支基金？", "江苏安排多少专项资金用于这样那样？"):
        offered = ask(store, question, evidence=False).suggestions
        assert not any("区了" in text or "多少于" in text for text in offered)


def test_a_committee_behind_its_zone_is_that_zones_own() -> None:
    zone = Named("Zone:明湖高新技术产业开发区", "明湖高新技术产业开发区", "Zone", "明湖高新区")
    committees = tuple(
        Named(f"Institution:{name}", name, "Institution", "管委会")
        for name in (
            "明湖高新技术产业开发区管理委员会",
            "东明湖高新技术产业开发区管理委员会",
            "柳河经济开发区管理委员会",
        )
    )
    assert named_for(zone, committees) == committees[:1]
    assert named_for(zone, committees[1:]) == ()
