"""Patterns are not run over texts that lack what they need, and find the same as if they were."""

import re

import pytest

from extract import lexicon
from extract.lexicon import any_of
from extract.scan import may_match, needs, pairs_of


def required(pattern: str) -> list[set[str]]:
    return [
        {word for words in filed.values() for word in words} if filed else set(pairs)
        for pairs, filed in needs(pattern, re.UNICODE)
    ]


@pytest.mark.parametrize(
    ("pattern", "expected"),
    [
        ("下属的子公司", [{"下属的子公司"}]),
        ("(?:联合|共同)?发起(?:人|方)", [{"发起人", "发起方"}]),
        (r"第\d+批(?:试点|示范)", [{"第"}, {"批试点", "批示范"}]),
        ("(?:管理人|受托管理人)为", [{"管理人为"}]),  # the longer one holds the shorter one
        ("由(?=[^，]{2,9}负责)", [{"由"}, {"负责"}]),  # what must follow stands in the text too
        ("(?<!不)得到(?!的)", [{"得到"}]),
        ("[省市]级(?:财政)+", [{"省级财政", "市级财政"}]),
        ("贷款|[^，]{2,8}", []),
        ("(?:资金)*", []),
        ("(?i:ppp)项目", [{"项目"}]),
    ],
)
def test_what_stands_in_every_match_is_read_off_the_pattern(pattern: str, expected: list[set[str]]) -> None:
    assert sorted(map(sorted, required(pattern))) == sorted(map(sorted, expected))


def test_a_pattern_that_ignores_case_needs_nothing() -> None:
    assert needs("ppp", re.UNICODE | re.IGNORECASE) == ()


@pytest.mark.parametrize(
    ("pattern", "text", "expected"),
    [
        ("(?:控股|全资)子公司", "甲集团的全资子公司", True),
        ("(?:控股|全资)子公司", "甲集团全资的子公司", False),  # its pairs all stand there
        ("(?:控股|全资)子公司", "甲集团", False),
        (r"\d+", "甲集团", True),  # nothing is known of what it needs
    ],
)
def test_a_text_without_what_is_needed_is_told(pattern: str, text: str, expected: bool) -> None:
    assert may_match(re.compile(pattern), text, pairs_of(text)) is expected


def test_no_pattern_is_kept_from_a_text_that_it_matches() -> None:
    texts = [
        "由甲省财政厅牵头设立的乙基金首期规模5亿元，管理人为丙资本。",
        "丁大学所属的戊研究院成立，己公司持股三成。",
        "庚银行等四家单位共同签署合作协议，承建“辛工程”。",
    ]
    table = lexicon.load().table("relations")
    patterns = [re.compile("|".join(role["words"])) for role in table["roles"]]
    found = 0
    for text in texts:
        for pattern in patterns:
            if pattern.search(text):
                found += 1
                assert may_match(pattern, text, pairs_of(text))
    assert found > 2


def test_the_longest_word_is_found_first() -> None:
    words = ["合作", "合作社", "合作社联合社", "合", "联合"]
    pattern = re.compile(any_of(words))
    assert pattern.findall("合作社联合社员，合作社联合会，合作，结合，联合") == [
        "合作社联合社",
        "合作社",
        "联合",
        "合作",
        "合",
        "联合",
    ]


def test_a_shorter_word_is_tried_where_the_rest_does_not_fit() -> None:
    assert re.fullmatch(f"(?:{any_of(['合作社联合社', '合作', '合作社'])})联合社", "合作社联合社")


def test_words_are_taken_as_they_are_written() -> None:
    assert re.fullmatch(any_of(["C++", "C"]), "C++")
    assert any_of([]) == ""
