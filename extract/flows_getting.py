"""The shape of getting and of leverage: the subject receives, who gives stands behind 从 or between verb and sum."""

import re

from extract.flows_base import LED, LENDING, PAYING, PUBLIC, Found, ids_of
from extract.flows_bonds import Bonds
from extract.flows_frame import Frame
from extract.flows_parties import CHANNELS, PARTIES
from extract.model import Mention

# before what somebody won, applied for or carries out: no subject of its own
WON = re.compile(
    r"(?:争取|申报|申请|获批|实施|承担|承接|立项|上报|储备|谋划|入选|入围|列入|纳入|加入|获评|参加|参与|跻身)(?:到|了|各类|国家|省级|中央)*$"
)
PROJECTS_OF = re.compile(r"(?:共|有|共有|的|等)*\d+(?:个|项)")
SENT_OVER = {"拨来", "批来", "筹来"}
BROUGHT = re.compile(r"有[\d,.]+余?万?(?:家|户|个|名|人|位|所)(?:次)?[^，。；、的]{0,8}$")
HELPED = re.compile(  # 某局推动30户企业获得融资: it only helps
    r"(?:推动|帮助|助力|协助|支持|引导|促成|服务|指导|推荐|助推|撮合)了?(?:[\d,.]+余?万?(?:家|户|个|名|人)(?:次)?)?[^，。；、的\d]{0,10}$"
)
RAISED = re.compile("(?:等|(?:、|和|及)[^，。；]{2,10}?)?(?:筹集|筹措|募)")
TELLS = re.compile(
    "(?:[传发带]来|传出)(?:了|的)?(?:一个|一则)?(?:好|喜|最新)?(?:消息|喜讯|喜报|捷报|佳音)[，：]$|(?:公布|公示|发布|介绍|披露|透露|通报|统计|显示|获悉)(?:的?(?:数据|名单|消息|结果|信息)(?:显示)?)?(?:说|称)?[，：]$"
)
HELPS = re.compile(  # 在某担保公司的支持下，他申请到…
    "(?:等)?(?:[\\d一二两三四五六七八九十]+家)?[^，。；、]{0,6}?的?(?:大力|鼎力|全力|积极)?(?:支持|帮助|帮扶|扶持|指导|助力|推动|协调|牵线|撮合|见证)之?下"
)
SUMS_UP = re.compile(r"等\d+[余多]?[家个位名所户]$")  # before the class that a list is of (由甲、乙等5家机构募集)
RAISED_BY = re.compile("融资(?:额|金额|规模|事件|交易)?(?:则|就)?(?:出自|来自|属于|归属?于?|花落)(?:了)?$")
AIDS = re.compile("(?:推动|帮助|助力|协助|支持|促成|指导|推荐|助推|帮)了?$")
EACH = re.compile("每[家个户县市区镇村校所人名位](?:将|可|均|都|各|分别)?")
SHOWN = re.compile("(?:最多|最高|最大|第一|居首)的?(?:则|就)?(?:是|为|属|当属)$")


class Getting(Bonds):
    """Finds the parties of verbs of getting and of leverage."""

    def _get(self, frame: Frame) -> Found:
        """The subject receives; who gives stands behind 从, or between verb and sum."""
        start, end = self._span(frame)
        inside = self.parties.within(start, end)
        provider = self._handing(frame, inside) or self.parties.marked(
            inside, self.words.source, start, frame.money.start
        )
        provider = provider or self._asked_behind(frame)
        if not provider and self.words.asks.search(self.text, frame.clause.start, frame.money.start):
            provider = self.parties.marked(inside, self.words.asked, start, frame.money.start)
        if not provider and frame.verb and frame.verb.meaning.role == "raise":  # 向甲、乙募集
            asked = self.parties.marked(inside, self.words.asked, start, frame.money.end)
            provider = asked if asked and RAISED.match(self.text, asked[-1].end) else []
        if not provider and frame.instrument in LENDING | {"other"}:
            provider = [
                m
                for m in self.parties.marked(inside, self.words.partner, start, frame.money.start)
                if self.parties.gives(m)
            ]
        if not provider and frame.instrument in PAYING:
            asked = self.parties.marked(inside, self.words.asked, start, frame.money.start)
            provider = asked if asked and self.words.asks.search(self.text, asked[-1].end, asked[-1].end + 12) else []
        if not provider and frame.verb:
            low = (
                max(frame.verb.end, frame.clause.start) if frame.verb.start >= frame.clause.start else frame.money.start
            )
            between = [m for m in inside if low <= m.start and m.end <= frame.money.start]
            if low == frame.money.start:  # 有348个项目获某基金资助，直接费用2亿元
                between += [m for m in inside if 0 <= m.start - frame.verb.end <= 1 and self.parties.gives(m)]
            between += [
                m
                for m in inside
                if frame.noun
                and frame.money.end <= m.start
                and m.end <= frame.noun.end
                and self.text[frame.money.end : m.start] in {"", "的"}
            ]
            floor = max((m.outer_end for m in self.state.money if low <= m.start < frame.money.start), default=low)
            own = [m for m in between if m.start >= floor]
            between = own if any(self.parties.gives(m) for m in own) else between  # 获得甲行贷款2亿元、乙行贷款1亿元
            if frame.instrument in PUBLIC:  # universities and firms get such money, they do not give it
                given = self.donated(frame)  # 某慈善会收到甲公司捐款20万元
                between = [
                    m for m in between if given or self.parties.gives(m) or m.kind == "association" or self._hands(m)
                ]
            provider = [
                m
                for m in between
                if m.type in {"Institution", "Category"}
                or (m.type == "Fund" and (m.kind != "fiscal" or (m.name or m.text).endswith("基金")))
                or (m.type in {"Place", "Zone"} and self._hands(m))
                or (m.type == "Zone" and frame.instrument in PUBLIC and frame.noun and m.end == frame.noun.start)
            ]
        if provider and frame.instrument in {"equity", "investment"}:  # 最大一笔融资出自甲公司: it raised the money
            raised = RAISED_BY.search(self.text, start, provider[0].start)
            if raised is not None:
                return {"provider": [], "via": [], "recipient": provider}
        drawn: list[Mention] = []
        if frame.instrument in PAYING:  # 从该计划争取到: the money runs through it
            drawn = [m for m in provider if m.type == "Program"]
            provider = [m for m in provider if m not in drawn]
        backers = self._backers(frame, inside)
        subject = [m for m in self._subject(frame, agents=False) if m not in provider and m.type in PARTIES]
        subject = self._brought_in(frame, inside) or self._helped(frame, inside) or subject
        subject = self._each(frame, inside) or self._at_verb(frame, inside) or subject
        if backers and all(m in backers for m in subject):
            said = [c.subject for c in frame.clause.sentence.clauses[: frame.clause.index] if c.subject]
            starts = {m.start for m in said[-1]} if said else set()
            subject = [m for m in self.parties.all if m.start in starts and m not in backers + provider]
        if (
            frame.verb and frame.verb.meaning.role == "get" and subject
        ):  # 甲公司与乙公司各获…: who stands with the subject gets too
            subject += [m for m in self.parties.listed(subject[-1]) if m not in subject + provider]
        if not provider and frame.instrument in PAYING:
            told = frame.clause.sentence.clauses[
                : frame.clause.index
            ]  # 某局公布，…: who only tells pays nothing by that
            ahead = [m for c in told if not TELLS.search(self.text, c.start, c.end) for m in c.subject]
            acted = [m for m in self.parties.those_at(ahead) if self.parties.gives(m)]
            getting = set(ids_of(subject))
            acted = [m for m in acted if m.entity is None or m.entity.id not in getting]
            together = self.parties.listed(acted[-1]) if acted else []
            provider = [m for m in together if m in acted]
        provider = provider or self._handed_by(frame)
        recipient = subject
        reached = [m for m in inside if frame.verb and frame.verb.word == "分到" and m.start == frame.verb.end]
        recipient = reached or recipient  # 分到甲市的有2亿元
        if not recipient and frame.verb is None and frame.noun and self.words.raised.search(frame.noun.word):
            own = self.parties.within(
                frame.clause.start, frame.money.start, "Institution"
            )  # 研发商“甲公司”完成…B轮融资
            recipient = [m for m in own if m.kind == "company" and m not in provider][-1:]
        if not recipient and frame.verb:
            before = [
                m
                for m in inside
                if m.end <= frame.verb.start
                and m not in provider + backers
                and not self._channel(m, frame)
                and not WON.search(self.text, max(start, m.start - 6), m.start)
                and not self.words.tells.match(self.text, m.end)
                and not HELPS.match(self.text, m.end)
                and not (provider and SUMS_UP.search(self.text, max(start, m.start - 8), m.start))
            ]
            invests = frame.instrument == "equity" and before and before[-1].type == "Category"
            before = [] if invests and self.parties.gives(before[-1]) else before  # 从甲、乙等投资机构融到…
            recipient = self.parties.listed(before[-1]) if before else []
        recipient = [m for m in recipient if m not in provider]
        if frame.instrument in PAYING and len(recipient) == 1 and recipient[0].text == "项目":
            recipient = self._projects_of(recipient[0]) or recipient
        if frame.instrument in LENDING and not provider and recipient and all(self._lends(m) for m in recipient):
            others = self.parties.marked(inside, self.words.partner, start, frame.money.start)
            others = [m for m in others if not self.parties.gives(m)]
            provider, recipient = (
                (recipient, others) if others else (provider, recipient)
            )  # 8家银行与某公司签订贷款合同
        if frame.verb and frame.verb.meaning.role == "raise":
            recipient = [m for m in recipient if m.type != "Place"]
        if (
            frame.instrument == "equity"
            and frame.verb
            and "募" in frame.verb.word + (frame.noun.word if frame.noun else "")
        ):
            pools = [m for m in recipient if m.type == "Fund"] or (self._pool(frame) if not recipient else [])
            if pools:  # what a fund raises is its size
                frame.instrument = "fund_size"
                return {"provider": provider, "via": [], "recipient": pools}
        markets = [m for m in recipient if m.kind == "market"]
        recipient = [m for m in recipient if m not in markets]
        via = markets + drawn + [m for m in backers if provider]
        via += [m for m in self._via(frame, inside, [*recipient, *provider]) if m not in via]
        if frame.instrument == "equity" and frame.verb and frame.verb.meaning.role == "raise":  # 登陆科创板，募资…
            via += [m for m in inside if m.kind == "market" and m not in via]
        if self.words.raised.search(frame.noun.word if frame.noun else "") or frame.instrument in {
            "equity",
            "investment",
        }:
            backing = self.investors(frame)  # 甲基金领投了某公司的A轮融资: who stands before it invests
            recipient = [m for m in recipient if m not in backing]
            provider += [m for m in backing if m not in provider]
        return {"provider": provider, "via": via, "recipient": [m for m in recipient if m not in via]}

    def _asked_behind(self, frame: Frame) -> list[Mention]:
        """Return who is asked for the sum behind it in its clause (余下2亿元向甲银行申请)."""
        behind = self.parties.within(frame.money.end, frame.clause.end)
        asked = self.parties.marked(behind, self.words.asked, frame.money.end, frame.money.end)
        return asked if asked and self.words.asks.match(self.text, asked[-1].end) else []

    def _at_verb(self, frame: Frame, inside: list[Mention]) -> list[Mention]:
        """Return the list that ends right before a verb of a clause before the sum's (甲省、乙省紧随其后，分别为2亿元、1亿元)."""
        verb = frame.verb
        if verb is None or verb.end > frame.clause.start:
            return []
        near = [m for m in inside if m.end == verb.start and not LED.search(self.text, m.start - 8, m.start)]
        return self.parties.listed(near[-1]) if near else []

    def _projects_of(self, mention: Mention) -> list[Mention]:
        """Return the place whose projects are counted before a bare 项目 (某市12个项目获得…): it gets the money."""
        near = self.state.mentions_in(max(0, mention.start - 16), mention.start, "Place", "Zone")
        named = [m for m in near if m.entity and PROJECTS_OF.fullmatch(self.text, m.end, mention.start)]
        return named[-1:]

    def _brought_in(self, frame: Frame, inside: list[Mention]) -> list[Mention]:
        """Return who 有 brings in right before the verb of getting, in a clause that else goes on about somebody (已有213家企业领走…)."""
        verb = frame.verb
        if verb is None or verb.meaning.role != "get" or not frame.clause.start <= verb.start < frame.money.start:
            return []
        near = [m for m in inside if frame.clause.start <= m.start and 0 <= verb.start - m.end <= 4]
        led = near and (
            BROUGHT.search(self.text, frame.clause.start, near[-1].start)
            or HELPED.search(self.text, frame.clause.start, near[-1].start)
        )
        return self.parties.listed(near[-1]) if led and not self.parties.gives(near[-1]) else []

    def _helped(self, frame: Frame, inside: list[Mention]) -> list[Mention]:
        """Return the body that the subject only helps to get it (某担保公司帮助甲公司从乙银行获得…)."""
        verb = frame.verb
        if verb is None or verb.meaning.role != "get" or not frame.clause.start <= verb.start < frame.money.start:
            return []
        named = [m for m in inside if frame.clause.start < m.start and m.end <= verb.start and m.type == "Institution"]
        led = [m for m in named if AIDS.search(self.text, frame.clause.start, m.start) and not self.parties.gives(m)]
        return self.parties.listed(led[-1]) if led else []

    def _each(self, frame: Frame, inside: list[Mention]) -> list[Mention]:
        """Return the class whose members get so much each, told right before the verb (55家企业每家得到…), or who is shown to get most."""
        verb = frame.verb
        if verb is None or not frame.clause.start <= verb.start < frame.money.start:
            return []
        own = [m for m in inside if m.start >= frame.clause.start and not self.parties.gives(m)]
        each = [m for m in own if EACH.fullmatch(self.text, m.end, verb.start)]
        shown = [m for m in own if m.start >= verb.end and SHOWN.search(self.text, verb.end, m.start)]
        return self.parties.listed((each or shown)[-1]) if each or shown else []

    def _handing(self, frame: Frame, inside: list[Mention]) -> list[Mention]:
        """Return who stands between the verb and the sum and hands it out (通过甲担保，收到乙银行发放的350万元贷款)."""
        low = frame.verb.end if frame.verb else frame.money.start
        if frame.verb and frame.verb.word in SENT_OVER:  # 用掉某部拨来的经费
            low = frame.clause.start
        between = [m for m in inside if low <= m.start and m.end <= frame.money.start and m.type == "Institution"]
        named = [f.start for f in inside if f.type in {"Fund", "Program"} and self.text[f.start - 1] == "的"]
        edge = min([*named[-1:], frame.money.outer_start])  # 某部拨来的科技扶贫经费8万元
        near = [m for m in between if self._hands(m) and 0 <= edge - m.end <= 8]
        return self.parties.listed(near[-1]) if near else []

    def _backers(self, frame: Frame, inside: list[Mention]) -> list[Mention]:
        """Return the guarantors that stand behind a loan that somebody gets (通过甲担保公司与乙担保公司联合担保，…)."""
        if frame.instrument not in {"loan", "credit_line"}:
            return []
        last = [m for m in inside if self.words.guarantees_after.match(self.text, m.end)]
        named = [b for m in last for b in self.parties.listed(m)]
        return [m for m in named if self.words.guarantors.search(m.name or m.text)]

    def _hands(self, mention: Mention) -> bool:
        """Tell whether the list that the mention is in ends right before a verb of handing out (收到甲市、乙区拨付的…)."""
        end = max(m.end for m in self.parties.listed(mention))
        return bool(self.words.hands_out.match(self.text, end))

    def _pool(self, frame: Frame) -> list[Mention]:
        """Return the fund that a bare 基金 before the sum in its clause goes back to."""
        if "基金" not in self.text[frame.clause.start : frame.money.start]:
            return []
        return self.parties.within(0, frame.money.start, "Fund")[-1:]

    def _lever(self, frame: Frame) -> Found:
        """The object of the verb gives, the subject is what it runs through."""
        start, end = self._span(frame)
        inside = self.parties.within(start, end)
        verb = frame.verb.end if frame.verb else frame.money.start
        provider = [
            m
            for m in inside
            if m.start >= verb and m.end <= frame.money.start and m.type in {"Institution", "Category"}
        ]
        if not provider:  # 带动10亿元社会资本
            classes = [m for m in inside if m.name == "社会资本" or (m.type == "Category" and self.parties.gives(m))]
            provider = [m for m in classes if self.text[frame.money.outer_end : m.start] in {"", "的"}]
        carried = [m for m in frame.clause.subject if m in self.parties.all] if frame.clause.carried else []
        if frame.instrument in LENDING and provider and not any(self.parties.gives(m) for m in provider):
            lenders = [m for m in carried or self._subject(frame) if self._lends(m)]
            policies = [m for m in inside if m.type in CHANNELS and m.end <= verb]
            return {"provider": lenders, "via": policies, "recipient": provider}  # 撬动小微企业贷款2亿元
        via = [m for m in carried or self._subject(frame) if m not in provider and m.type in CHANNELS]
        behind = self.parties.within(frame.money.end, self._half_end(frame))
        reached = self.parties.marked(behind, self.words.flows_into, frame.money.end, frame.money.end)
        reached = [m for m in reached if m not in provider + via]
        via = via or self._via(frame, inside, provider + reached)
        return {"provider": provider, "via": via, "recipient": reached}
