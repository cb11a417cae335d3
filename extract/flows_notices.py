"""Notices that hand public money out: what their lists set out comes from whom the notice says hands it out, and is handed out too."""

import re

from extract.flows_base import PUBLIC, others
from extract.flows_frame import Frame
from extract.flows_parties import Parties
from extract.model import Mention

TITLE = re.compile(
    "关于(?:提前)?(?:下达|拨付|预拨|安排|分配|追加|兑现|清算)[^\n]{2,60}(?:通知|通报|函|批复)|[^\n]{2,40}(?:资金|经费|补助|奖励)(?:安排|分配|下达|兑现)(?:的)?(?:通知|通报|方案)$"
)
RULES = re.compile("给予[^，。；]{0,8}(?:奖励|补助|补贴|资助)|的[，,]|最高|不超过|上限|标准")


def noticed(parties: Parties, frames: list[Frame]) -> None:
    """Let the sums of such a notice's lists come from its own payers through the fund that it hands out; no list of it is a rule."""
    title = (parties.state.article.title or parties.text[:80].partition("\n")[0]).strip()
    if TITLE.search(title) is None:
        return
    flows = [f for f in frames if f.kind == "flow" and f.instrument in PUBLIC]
    head = next((f for f in flows if f.status == "actual" and f.parties["provider"]), None)
    if head is None:
        return
    funds = [m for m in head.parties["via"] if m.type == "Fund"]
    for frame in flows[flows.index(head) + 1 :]:
        own, sentence = frame.parties, frame.clause.sentence
        if not frame.money.text or sentence.paragraph == head.clause.sentence.paragraph:
            continue
        if frame.status == "rule":
            if RULES.search(parties.text, sentence.start, sentence.end):
                continue
            frame.status = "actual"
            own["via"] = [m for m in own["via"] if m.type != "Policy"]
        own["provider"] = own["provider"] or list(head.parties["provider"])
        own["via"] = own["via"] + _missing(own["via"], funds)


def _missing(via: list[Mention], funds: list[Mention]) -> list[Mention]:
    """Return the funds, where no other fund is what a sum runs through."""
    return [] if any(m.type == "Fund" for m in via) else others(funds, [])
