"""Phases of funds said beside the fund's name: the third phase of the Big Fund, 大基金的第三期."""

import re

from queries.names import Found, Names
from queries.names_index import ALIAS, form_of
from queries.question_numerals import ORDINALS, chinese_number
from queries.question_tokens import Token

ORDER = "一二三四五六七八九十"
NUMBERS = ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")
_SAID = rf"(?:(?P<nth>{'|'.join(ORDINALS)}) phase|phase (?P<n>{'|'.join(NUMBERS)}|\d|i{{1,3}}|iv|v))"
BEFORE = re.compile(rf"(?:the )?{_SAID} of (?:the )?$")
BEHIND = re.compile(rf"(?:'s |, | )(?:the )?{_SAID}\b")
CHINESE = re.compile(rf"(?:的第|的|第)(?=[{ORDER}]期)")  # 大基金的第三期 is 大基金三期
ROMAN = ("i", "ii", "iii", "iv", "v")


def plain_phases(text: str) -> str:
    """Return a question with the number of a phase right behind what it is of."""
    return CHINESE.sub("", text)


def with_phases(text: str, found: list[Token], names: Names) -> list[Token]:
    """Return the tokens with a fund and its phase beside it as the fund's phase, where the graph has one of that number."""
    for token in found:
        if token.found is None or token.found.label != "Fund" or len(token.found.options) != 1:
            continue
        lowered = text.lower()
        before, behind = BEFORE.search(lowered, 0, token.start), BEHIND.match(lowered, token.stop)
        match = before or behind
        if match is None:
            continue
        fund = token.found.options[0]
        form = form_of(f"{fund.name}{_numeral(match)}期")
        ids = [id_ for id_, _ in names.index.find([form]).get(form, []) if id_.startswith("Fund:")]
        if len(ids) != 1:
            continue
        start, stop = min(token.start, match.start()), max(token.stop, match.end())
        said = names.named(ids[0], text[start:stop], "alias")
        name = Token(start, stop, text[start:stop], "name", (), Found(start, stop, ALIAS, (said,)))
        rest = [t for t in found if t.stop <= start], [t for t in found if t.start >= stop]
        return [*rest[0], name, *rest[1]]
    return found


def _numeral(match: re.Match[str]) -> str:
    said = match.groupdict()
    if said["nth"]:
        return ORDER[ORDINALS[said["nth"]] - 1]
    number = said["n"]
    return ORDER[(ROMAN.index(number) + 1 if number in ROMAN else chinese_number(number) or 1) - 1]
