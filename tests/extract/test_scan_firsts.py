"""A pattern that is told with which characters it can begin finds the same, and is told nothing that saves nothing."""

import re

import pytest

from extract.scan_firsts import compiled, quick

TEXT = "由甲省财政厅牵头设立的乙基金首期规模5亿元，管理人为丙资本；上述两家银行给予乙县、丁镇街道办全额补助。"


@pytest.mark.parametrize(
    ("pattern", "firsts"),
    [
        ("(?:联合|共同)?发起", "共发联"),  # what may be left out, and what follows it
        ("(?:上述)?([一二两]|\\d+)家", "一上两二\\d"),
        ("(?<!不)(?:给予|得到)", "得给"),  # what stands before is no part of it
        ("(?=[^，]{2})(?P<who>丁|[丙-丞])?镇", "丁丙业丛东丝丞镇"),
        ("(?:首期|[首二]期)*规模", "二首规"),
        ("(?:^|(?<=，))管理", "管"),
    ],
)
def test_a_pattern_is_told_what_it_begins_with(pattern: str, firsts: str) -> None:
    told = quick(re.compile(pattern)).pattern
    assert told.endswith(f"(?:{pattern})")
    assert re.fullmatch(r"\(\?=\[(.*)\]\)", told.removesuffix(f"(?:{pattern})"))[1] == "".join(  # type: ignore[index]
        sorted(re.findall(r"\\d|.", firsts))
    )


@pytest.mark.parametrize(
    "pattern",
    [
        "基金",  # begins with a character
        "财政厅|银行",  # or with one of a few
        "[甲乙]县",
        "(?:联合)?[^，]+资本",  # may begin with anything
        "(?:设立)?",  # may be nothing
        "(?:[一-丿]|[乀-乿])?[仅-仿]",  # too many to save anything
        "(?i:pe)?基金",
    ],
)
def test_one_that_is_as_fast_itself_is_left(pattern: str) -> None:
    compiled = re.compile(pattern)
    assert quick(compiled) is compiled


@pytest.mark.parametrize(
    "pattern",
    [
        "(?:上述)?([一二两])家(银行)|(?<=给予)(?P<place>[甲乙]县)",
        "(?:首期|[首二]期)*规模(\\d)亿",
        "(?:全额|全部)*补助(?=。)",
        "(?:^|(?<=[，；]))(?:管理人|上述)",
        "(从[^，]{2})?(?P<noun>资本|街道)(?(1)内|(?!口))",
    ],
)
def test_the_same_is_found(pattern: str) -> None:
    compiled = re.compile(pattern)
    assert quick(compiled) is not compiled
    expected = [(m.span(), m.groups()) for m in compiled.finditer(TEXT)]
    assert expected and [(m.span(), m.groups()) for m in quick(compiled).finditer(TEXT)] == expected


def test_a_pattern_is_compiled_as_it_is_looked_for() -> None:
    assert compiled("(?:上述)?两家") == quick(re.compile("(?:上述)?两家"))
    assert compiled("基金|银行") == re.compile("基金|银行")
    assert compiled("(?i)(?:pe)?基金") == re.compile("(?i)(?:pe)?基金")
