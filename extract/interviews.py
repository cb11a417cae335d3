"""Interviews printed as questions and answers: which lines are answers, and for which body whoever answers speaks."""

import re
from collections import Counter

from extract.model import Mention, State

# a line that begins with who speaks: 问：, 答：, 记者：, 陈远：
LINE = re.compile(r"^[\s“【\[]*(?P<who>问|答|Q|A|记者|本报记者|主持人|编者|[一-鿿]{2,8}?)[】\]]?\s*[：:]", re.M)
ASKS = re.compile("问|Q|本?报?记者|主持人|编者|[一-鿿]*(?:报|网|刊|周刊|日报|晚报|时报|电视台|经济导报)")
LEAST = 2  # questions and answers that make an interview
OFFICE = re.compile(
    r"(?:[^，。；：\n]{0,12}?)(?:董事长|总经理|副总经理|总裁|总监|理事长|主任|副主任|厂长|创始人|合伙人|负责人|书记|行长|副行长|院长|副院长|校长|副校长|所长|局长|副局长|厅长|处长|秘书长|首席[^，。；：\n]{1,6})"
)
OPENING = 300  # characters of an interview in which it says who is asked


def answers(state: State, bodies: list[Mention]) -> list[tuple[int, int, Mention]]:
    """Return the spans of the answers of an interview, each with the body of whoever answers; none where the article is no interview."""
    lines = list(LINE.finditer(state.folded))
    asked = [m for m in lines if ASKS.fullmatch(m["who"])]
    if len(asked) < LEAST:
        return []
    count = Counter(m["who"] for m in lines)
    answering = [m for m in lines if not ASKS.fullmatch(m["who"])]
    told = [m for m in answering if m["who"] in {"答", "A"} or count[m["who"]] >= LEAST]
    if len(told) < LEAST:
        return []
    starts = sorted(m.start() for m in [*asked, *told])
    found = []
    for line in told:
        body = _body(state, bodies, line["who"], asked[0].start())
        end = next((at for at in starts if at > line.start()), len(state.folded))
        if body is not None:
            found.append((line.end(), end, body))
    return found


def _body(state: State, bodies: list[Mention], who: str, first: int) -> Mention | None:
    """Return the body with an office of which the opening names the one who answers: by name where the lines give it."""
    text = state.folded
    for body in bodies:
        if body.start > max(first, OPENING):
            break
        office = OFFICE.match(text, body.end)
        if office is None:
            continue
        named = (
            who in {"答", "A"} or text.startswith(who[:1], office.end()) or who in text[office.end() : office.end() + 8]
        )
        if named:
            return body
    return None
