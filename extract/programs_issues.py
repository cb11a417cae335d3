"""Issues of bonds that bear a number: 2012年地方政府债券（二期）, 甲集团公司债券（第一期）, and what the text then calls 二期 for short."""

import re
from dataclasses import dataclass

from extract.entity_spans import make
from extract.lexicon import Lexicon, patterns
from extract.model import Mention, State

RANGE = ("至", "到", "-", "—", "——", "~", "～")
NUMERALS = list("一二三四五六七八九十")


@dataclass(frozen=True, slots=True)
class Issues:
    """The compiled part `issues` of `programs.yaml`."""

    name: re.Pattern[str]
    whole: re.Pattern[str]
    lead: re.Pattern[str]
    number: re.Pattern[str]
    more: re.Pattern[str]
    short: re.Pattern[str]


def compile_issues(lexicon: Lexicon) -> Issues:
    """Compile the patterns of a lexicon."""
    return Issues(**patterns(lexicon.table("programs")["issues"]))


def issues(state: State) -> list[Mention]:
    """Return the numbered issues that the text names, those of a list (…（三期）、（四期）), and where their number alone stands for them."""
    if "债" not in state.folded and "期" not in state.folded:
        return []
    rules = state.lexicon.built("programs.issues", compile_issues)
    text = state.folded
    found: list[Mention] = []
    named: dict[str, str] = {}
    for match in state.scan(rules.name):
        start, end = match.span("name")
        lead = rules.lead.match(text, start, end)
        start = lead.end() if lead else start
        base, number = text[start : match.start("number")], match["number"]
        following: re.Match[str] | None = match
        while following is not None:
            name = base + number
            named.setdefault(_digits(rules, number), name)
            found.append(make(state, start, end, "Program", "product", name, rule="issue"))
            following = rules.more.match(text, end)
            if following is not None:
                if following["join"] in RANGE:
                    _between(rules, named, base, number, following["number"])
                (start, end), number = following.span("number"), following["number"]
    for match in state.scan(rules.whole):
        start, end = match.span("name")
        lead = rules.lead.match(text, start, end)
        found.append(make(state, lead.end() if lead else start, end, "Program", "product", rule="issue"))
    if named:
        ends = {m.end for m in found}
        for match in rules.short.finditer(text, min(ends)):
            known = named.get(match["number"])
            if known and match.end("short") not in ends:
                found.append(make(state, *match.span("short"), "Program", "product", known, rule="issue"))
    return found


def _between(rules: Issues, named: dict[str, str], base: str, first: str, last: str) -> None:
    """Name the issues that a range leaves out (（一期）至（三期）)."""
    low, high = _digits(rules, first), _digits(rules, last)
    if low in NUMERALS and high in NUMERALS:
        for number in NUMERALS[NUMERALS.index(low) + 1 : NUMERALS.index(high)]:
            named.setdefault(number, base + first.replace(low, number))


def _digits(rules: Issues, number: str) -> str:
    """Return the bare number of an issue: 三 of （第三期）."""
    match = rules.number.search(number)
    return match.group() if match else number
