"""Public money that a document hands out: 收到某局《关于下达…的通知》 says who pays."""

import re

from extract.flows_base import PUBLIC, ids_of, others
from extract.flows_frame import Frame
from extract.flows_parties import Parties
from extract.model import Mention

HANDS_OUT = re.compile("下达|拨付|兑现|安排|发放|预拨|拨款|资金|补助|补贴|奖励|奖补|资助|经费|立项|计划的|计划项目")
# between a body and the document that it sent out
SENT = re.compile(
    r"(?:等(?:部门|单位)?)?(?:于[^，。；]{2,12}日|近日|日前|联合|共同|正式)*"
    r"(?:发布|下发|印发|出具|发来|公布|颁发|下达|签发|转发|出台|发出|发|批复|送达)?(?:了)?的?(?:红头)?(?:文件|通知|公告|公示|批复|函)?"
    r"(?:[^，。；、《]{0,8}[〔【\[（(]\d{4}[〕】\]）)]\d+号)?(?:文件?)?[《（]?"
)
NOTICE = re.compile("关于.{2,60}(?:通知|批复|函|公告)$")
ISSUERS = {"central_government", "local_government", "party_body"}


def issuers(parties: Parties, frame: Frame) -> list[Mention]:
    """Return who sent out the document that the sentence says public money was got by."""
    verb = frame.verb
    if frame.instrument not in PUBLIC or frame.status == "rule" or verb is None or verb.meaning.role != "get":
        return []
    sentence = frame.clause.sentence
    papers = [m for m in parties.state.mentions_in(sentence.start, sentence.end, "Policy") if HANDS_OUT.search(m.text)]
    for paper in papers:
        senders = [
            m
            for m in parties.within(sentence.start, paper.start, "Institution", "Zone")
            if (m.kind in ISSUERS or m.type == "Zone") and SENT.fullmatch(parties.text, m.end, paper.start)
        ]
        if senders:
            return others(parties.listed(senders[-1]), ids_of(frame.parties["recipient"]))
    return []


def signed(parties: Parties) -> list[Mention]:
    """Return who sent out the article where it is itself such a document: the body that stands alone on a line, its signature."""
    state = parties.state
    head = state.sentences[0]
    title = state.article.title or (parties.text[: head.end] if head.heading else "")
    if not (NOTICE.search(title) and HANDS_OUT.search(title)):
        return []
    lines = [
        m
        for m in parties.all
        if m.kind in ISSUERS
        and parties.text[parties.text.rfind("\n", 0, m.start) + 1 : m.start].strip() == ""
        and not parties.text[m.end :].split("\n", 1)[0].strip(" 　0123456789年月日")
    ]
    return lines[-1:]
