"""A class that a rule only points back to (单个企业最高50万元) is the one that the text spoke of before it."""

import re
from collections.abc import Iterable

from extract.flows_base import ids_of
from extract.flows_frame import Frame
from extract.flows_parties import Parties
from extract.model import Mention

_ONE = "(?:单[个一]?|每一?[个家户名项]|同一[个家]?|单[家户项])"
ONE = re.compile(f"{_ONE}$")
NAMED_ONE = re.compile(f"{_ONE}(?P<noun>[一-鿿]{{2,4}})")
THINGS = re.compile("(?:项目|剧目|品种|产品|课题|成果|工程|案件|作品)$")  # have ceilings, and get nothing themselves
LED = re.compile("(?:^|[，；、）])对(?:于)?[^，。；]*$")
TAIL = 4  # characters that the name of a class may have beside its noun before it counts as described


def told_before(parties: Parties, frames: Iterable[Frame]) -> None:
    """Let what a rule gives a single member of a class go to the class that was told before it in its paragraph.

    The class is the last one named there that ends in the same noun and says more than the noun; where there is none
    the recipient stays, but for a thing (单个项目): its money goes to the classes that got the sum before it, if any.
    """
    last: Frame | None = None
    for frame in frames:
        if frame.kind != "flow":
            continue
        own = frame.parties.get("recipient", [])
        if frame.status == "rule" and len(own) == 1 and (noun := single(parties, own[0])):
            meant = fuller(parties, frame, noun)
            if meant is not None and not set(ids_of([meant])) & set(ids_of(frame.parties["provider"])):
                frame.parties["recipient"] = [meant]
            elif meant is None and THINGS.search(noun) and (own[0].name or own[0].text) != noun:
                frame.parties["recipient"] = _taken_up(parties, frame, last)
        last = frame


def _taken_up(parties: Parties, frame: Frame, last: Frame | None) -> list[Mention]:
    """Return the classes that the sum's own sentence names before it with 对, else those that the sum before goes to in its paragraph."""
    start = frame.clause.sentence.start
    led = [m for m in parties.within(start, frame.money.start, "Category") if not single(parties, m)]
    led = [m for m in led if LED.search(parties.text, start, m.start) and parties.text[m.start - 1] == "的"]
    if led:
        return parties.listed(led[-1])
    if last is None or last.clause.sentence.paragraph != frame.clause.sentence.paragraph:
        return []
    payers = ids_of(frame.parties["provider"])
    return [m for m in last.parties.get("recipient", []) if m.type == "Category" and not set(ids_of([m])) & set(payers)]


def single(parties: Parties, mention: Mention) -> str:
    """Return the noun of a class of which one member is meant (单个 + 企业), the empty string for other mentions."""
    if mention.type != "Category":
        return ""
    name = mention.name or mention.text
    whole = NAMED_ONE.fullmatch(name)
    if whole:
        return whole["noun"]
    bare = len(name) <= TAIL and ONE.search(parties.text, max(0, mention.start - 4), mention.start)
    return name if bare else ""


def fuller(parties: Parties, frame: Frame, noun: str) -> Mention | None:
    """Return the last class before the sum in its paragraph that ends in the noun and says more than it."""
    start = parties.state.paragraph_start(frame.clause.sentence)
    classes = [
        m
        for m in parties.within(start, frame.money.start, "Category")
        if (m.name or m.text).endswith(noun)
        and len(m.name or m.text) > len(noun)
        and NAMED_ONE.fullmatch(m.name or m.text) is None
    ]
    return classes[-1] if classes else None
