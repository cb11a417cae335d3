"""Whose words a quotation gives: the body that the speaker named beside it speaks for (“…。”甲公司董事长某某说)."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from extract.interviews import answers
from extract.model import Mention, State

QUOTED = re.compile("“[^“”]{8,400}”")
SAID = re.compile(
    r"[^，。；：“”]{0,26}?(?:说道?|表示|介绍|告诉[^，。；]{0,6}|坦言|透露|感慨|感叹|直言|回忆|称赞?|讲起?|算起?了?[^，。；]{0,3}账|道)(?=[，。：；“\n]|$)"
)
WHEN = re.compile(
    r"[，。]?(?:近日|日前|昨[天日]|当天|连日来|今年|[\d年月日]{2,10}|在[^，。；]{2,10}|(?:说起|提起|谈起|谈到|谈及|提及|提到|讲起|回忆起)[^，。；]{2,30})[，,]"
)  # between it and the speaker
# what the speaker is said to do instead of saying it: “80万元到账了！”甲公司负责人某某难掩激动
GLAD = re.compile(
    r"[^，。；：“”]{2,16}?(?:接到|收到|看到|看着|拿着|握着|难掩|激动|兴奋|高兴|开心|喜|笑|赞|感慨|感叹|感激|连连|连声|竖起|松了)"
)
BEFORE = re.compile(r"(?:说|表示|介绍|告诉[^，。；]{0,6}|坦言|透露|感慨|直言|道)[：，]?$")
OFFICE = re.compile(
    "(?:董事长|总经理|经理|负责人|总裁|总监|理事长|主任|厂长|社长|创始人|老板|法人|书记|行长|院长|校长)"
)
KINDS = frozenset({"company", "financial", "bank", "other", "research", "university", "association"})
ASKED = KINDS | {"local_government"}  # who answers an interview may speak for a government too
REACH = 34  # characters of a speaker's titles and name, beside his body


@dataclass(frozen=True, slots=True)
class Quotation:
    """The span of what is quoted, with the body whose speaker says it."""

    start: int
    end: int
    body: Mention


def quotations(state: State, bodies: Iterable[Mention]) -> list[Quotation]:
    """Return the quotations beside which someone of one of the bodies is named as who says it, and the answers of an interview, in text order."""
    asked = sorted((m for m in bodies if m.type == "Institution" and m.kind in ASKED and m.name), key=lambda m: m.start)
    said = [Quotation(*answer) for answer in answers(state, asked)]
    named = [m for m in asked if m.kind in KINDS]
    found = []
    for match in QUOTED.finditer(state.folded):
        body = _behind(state.folded, named, match.end()) or _before(state.folded, named, match.start())
        if body is not None:
            found.append(Quotation(match.start(), match.end(), body))
    return sorted([*found, *said], key=lambda q: q.start)


def _behind(text: str, named: list[Mention], end: int) -> Mention | None:
    """Return the body right behind the quotation, where what follows it says an office and that he says it."""
    near = [m for m in named if WHEN.fullmatch(text, end, m.start)] or [m for m in named if 0 <= m.start - end <= 4]
    body = max((m for m in near if m.start == near[0].start), key=lambda m: m.end, default=None)
    if body is None or (said := SAID.match(text, body.end) or GLAD.match(text, body.end)) is None:
        return None
    return body if OFFICE.search(said[0]) else None


def _before(text: str, named: list[Mention], start: int) -> Mention | None:
    """Return the body right before the quotation, with an office and a word of saying between."""
    near = [m for m in named if 0 < start - m.end <= REACH]
    if not near:
        return None
    between = text[near[-1].end : start]
    plain = not re.search("[。；\n]", between)
    return near[-1] if plain and OFFICE.search(between) and BEFORE.search(between) else None
