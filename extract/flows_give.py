"""The shape of giving: the subject gives, who gets stands behind 向, 给, 为, 对, 支持 …, and what bends that rule."""

import re
from dataclasses import dataclass, field

from extract.flows_base import (
    GOVERNING,
    LENDING,
    PAYING,
    PROJECTS,
    PUBLIC,
    STAKES,
    Found,
    Reading,
    fills,
    ids_of,
    of_central_bank,
    others,
)
from extract.flows_frame import Frame
from extract.flows_opened import NEXT, opens
from extract.flows_parties import CHANNELS, PARTIES
from extract.flows_reached import ahead
from extract.model import Mention

BEARERS = {"Institution", "Place", "Zone", "Fund"}
GENERAL = re.compile("(?:重大|重点|各类|一批|建设)(?:建设)?项目$")  # what is called so is no one project
AGENT = re.compile("由[^，。；由]{0,12}$")
MATCHING = ("配套", "匹配")
BEARS = re.compile(  # between who pays a part and the part: 由甲省承担6亿元、乙市承担2亿元
    "(?:各自?|分别|共同|再|另|则|也|均|需|应|将|拟|已)*(?:承担|负担|分担|分摊|解决|筹措|筹集|配套|出资?|拿出|补助|补贴|支付)(?:了|资金)?[约近超]?"
)
ADDS = re.compile("(?:按[^，。；]{1,10})?(?:再|也|同步|等额|自行|自筹|另行?|则|需|应|至少)*")
SHARE = re.compile(
    r"(?:等)?(?:[\d二两三四五六七八九十]+个?(?:省区市|省市|省区|省|市|县市|县|区|州|地|盟)?)?(?:各|分别|每省|每市|共|合计)?"
)


@dataclass(slots=True)
class Draft:
    """The parties of a giving as far as they are found; `rest` is what of the subject has no part yet."""

    start: int
    inside: list[Mention]
    subject: list[Mention]
    products: list[Mention]  # loan products that stand as the subject
    drawn: list[Mention] = field(default_factory=list)  # programmes that the money is drawn from
    provider: list[Mention] = field(default_factory=list)
    recipient: list[Mention] = field(default_factory=list)
    rest: list[Mention] = field(default_factory=list)

    def free(self, mentions: list[Mention]) -> list[Mention]:
        """Return those of the mentions that do not give."""
        given = ids_of(self.provider)
        return [m for m in mentions if m not in self.provider and (m.entity is None or m.entity.id not in given)]


class Giving(Reading):
    """Finds the parties of verbs of giving, and of sums that only a noun names."""

    def _give(self, frame: Frame) -> Found:
        draft = self._draft(frame)
        self._marked_payer(frame, draft)
        self._marked_payee(frame, draft)
        self._place_subject(frame, draft)
        self._place_lender(frame, draft)
        if not draft.recipient:
            self._seek_payee(frame, draft)
        if not draft.provider:
            self._seek_payer(frame, draft)
        draft.recipient = draft.recipient or self._benefits(frame, draft.provider)
        via = self._give_channels(frame, draft)
        self._check_payer(frame, draft)
        if frame.instrument == "equity" and draft.provider:  # 由甲牵头，乙、丙一起投
            taken = ids_of(draft.provider + draft.recipient)
            draft.provider = draft.provider + others(self.investors(frame), taken)
        return {"provider": [m for m in draft.provider if m not in via], "via": via, "recipient": draft.recipient}

    def _draft(self, frame: Frame) -> Draft:
        start, end = self._span(frame)
        subject = [m for m in self._subject(frame) if m.type in PARTIES]
        products = [
            m for m in subject if m.type == "Program" and frame.instrument in LENDING and not m.text.endswith(PROJECTS)
        ]
        return Draft(start, self.parties.within(start, end), [m for m in subject if m not in products], products)

    def _marked_payer(self, frame: Frame, draft: Draft) -> None:
        """Take who stands behind 由 and 从; a guarantor there only backs, a programme is only drawn from."""
        found = self._cleft(frame) or self.parties.marked(
            draft.inside, self.words.source, draft.start, frame.money.start
        )
        found = [] if self._acted_before(found, frame, draft) else found
        found = self._bearer(frame, draft) or found
        backers = [
            m for m in found if frame.instrument in LENDING and self.words.guarantees_after.match(self.text, m.end)
        ]
        if backers:
            left_out = backers + draft.products
            draft.subject = [m for m in frame.clause.subject if m in self.parties.all and m not in left_out]
        drawn = draft.subject and all(m.type != "Fund" for m in draft.subject)  # 某市从人才专项里列给…
        draft.drawn = [m for m in found if m.type == "Program" or (drawn and m.kind == "fiscal" and m.type == "Fund")]
        draft.provider = [
            m for m in found if m not in draft.drawn and (m not in backers or frame.instrument == "guarantee")
        ]

    def _acted_before(self, found: list[Mention], frame: Frame, draft: Draft) -> bool:
        """Tell whether those behind 由 did what a clause before the sum's says, and somebody else acts in its own (由甲公司建设，乙局补助300万元)."""
        clause = frame.clause
        if not found or found[-1].end > clause.start or AGENT.search(self.text, draft.start, found[0].start) is None:
            return False
        verb = frame.verb.start if frame.verb else frame.money.start
        own = [m for m in draft.subject if clause.start <= m.start < verb and m.type in {"Institution", "Fund", "Zone"}]
        return bool(own) and not clause.carried

    def _bearer(self, frame: Frame, draft: Draft) -> list[Mention]:
        """Return who stands with a verb of bearing between the sum before in the sentence and this one: who bore that one does not pay this."""
        floor = max((m.outer_end for m in self.state.money if draft.start < m.start < frame.money.start), default=0)
        near = [m for m in draft.inside if floor and floor <= m.start and m.end <= frame.money.start]
        if not near or near[-1].type not in BEARERS or self._placed(floor, near[0].start):
            return []
        if BEARS.fullmatch(self.text, near[-1].end, frame.money.outer_start) is None:
            return []
        return [m for m in self.parties.listed(near[-1]) if m.start >= floor]

    def _marked_payee(self, frame: Frame, draft: Draft) -> None:
        if self._sum_first(frame, draft):
            draft.recipient = draft.free(self._marked_behind(frame))
            return
        found = self.parties.marked(draft.inside, self.words.recipient, draft.start, frame.money.start)
        if frame.noun is not None and frame.noun.word.startswith("签约"):
            draft.provider, found = self._agreed(frame)
            draft.subject = [] if draft.provider else draft.subject
        if found and self._purposed(found[0], frame):
            found = []
        found = found or self._object(frame, draft)
        found = found or self._marked_behind(frame)
        if not found:  # 为某厂、甲公司等发放…, where only the second is known
            found = self.parties.marked(draft.inside, self.words.recipient_list, draft.start, frame.money.start)
        draft.recipient = draft.free(found)

    def _marked_behind(self, frame: Frame) -> list[Mention]:
        """Return who stands behind words for a payee after the sum."""
        after = self.parties.within(frame.money.end, self._own_end(frame))
        return self.parties.marked(after, self.words.recipient, frame.money.end, frame.money.end)

    def _sum_first(self, frame: Frame, draft: Draft) -> bool:
        """Tell whether a sum opens its clause and its verb stands behind it, after another sum was told so (6500万元用于甲，3500万元用于乙)."""
        verb, money = frame.verb, frame.money
        if verb is None or not 0 <= verb.start - money.outer_end <= NEXT or verb.start > frame.clause.end:
            return False
        told = any(draft.start <= m.start < frame.clause.start for m in self.state.money)
        return told and opens(self.text, money, frame.clause)

    def _own_end(self, frame: Frame) -> int:
        """Return where what is told of the sum behind it ends: with its half of the sentence, or where the clause of another sum begins."""
        end = self._half_end(frame)
        sums = [m.start for m in self.state.money if frame.clause.end <= m.start < end]
        return next((c.start for c in frame.clause.sentence.clauses if sums and c.start <= sums[0] < c.end), end)

    def _purposed(self, mention: Mention, frame: Frame) -> bool:
        """Tell whether the party stands in a clause before the sum's that only says what the money is good for."""
        clause = self.state.clause_at(mention.start)
        if clause is None or clause is frame.clause or mention.type not in {"Category", "Place"}:
            return False
        start = max((m.end for m in clause.subject), default=clause.start)  # 甲局为支持实体经济发展，投入…
        return self.words.purpose.search(self.text[start : clause.end].strip()) is not None

    def _object(self, frame: Frame, draft: Draft) -> list[Mention]:
        """Return the places right behind the verb that share the sum: 安排甲、乙两省各8000万元."""
        verb = frame.verb
        if verb is None or not frame.clause.start <= verb.start < frame.money.start:
            return []
        near = [m for m in draft.inside if m.type in {"Place", "Zone"} and 0 <= m.start - verb.end <= 1]
        listed = self.parties.listed(near[0]) if near else []
        end = max((m.end for m in listed), default=0)
        return listed if listed and SHARE.fullmatch(self.text, end, frame.money.outer_start) else []

    def _place_subject(self, frame: Frame, draft: Draft) -> None:
        """Let the subject give, or receive where the money is of a sort that such a subject gets."""
        if frame.instrument == "relending":  # only the central bank relends
            central = [m for m in draft.inside if of_central_bank(m)]
            acting = [m for m in central if frame.clause.start <= m.start < frame.money.start and m in draft.subject]
            draft.provider = acting or central  # 人民银行增加额度，甲支行随即下达25亿元: the branch
            draft.subject = [m for m in draft.subject if m in draft.provider or not self.parties.gives(m)]
        if not draft.provider and frame.verb is None:
            partners = self.parties.marked(draft.inside, self.words.partner, frame.clause.start, frame.money.start)
            draft.provider = [m for m in partners if self.parties.gives(m) and m.start - frame.clause.start <= 2]
        draft.rest = [
            m for m in draft.free(draft.subject) if m not in draft.recipient and not self._only_tells(frame, m)
        ]
        fund = draft.rest[0] if len(draft.rest) == 1 and draft.rest[0].kind == "fiscal" else None
        if fund and not draft.provider and self.text[fund.start - 1] == "的":  # 甲部投给某县的扶贫资金达2亿元
            first = [m for m in draft.inside if m.start - frame.clause.start <= 1 and m.end < fund.start]
            given = [m for m in (self.parties.listed(first[0]) if first else []) if m not in draft.recipient]
            if given and frame.verb and given[-1].end <= frame.verb.start < fund.start:
                draft.drawn, draft.rest = [*draft.drawn, fund], given
        if draft.provider or not draft.rest:
            return
        schemes = all(m.type == "Program" and not m.text.endswith(PROJECTS) for m in draft.rest)
        apart = frame.clause.carried and frame.verb is not None and frame.verb.start >= frame.clause.start
        if schemes and apart and frame.instrument in PUBLIC:  # 专项实施三年来，已投入…
            draft.drawn += draft.rest
        elif self._receives(frame, draft):
            draft.recipient = draft.rest
        elif frame.instrument in STAKES and all(m.type == "Program" for m in draft.rest):
            draft.recipient = draft.recipient or draft.rest
        else:
            draft.provider = [
                m for m in draft.rest if not (self._only_where(frame, m) or self._of_other_story(frame, m))
            ]

    def _only_where(self, frame: Frame, mention: Mention) -> bool:
        """Tell whether a place only says where, as the sum's clause has no act of giving for it (某市：2亿元补贴直达企业)."""
        verb, text = frame.verb, self.text[mention.end : frame.money.start]
        if mention.type != "Place" or self._active(frame) or any(c in text for c in "将把向给"):
            return False
        return verb is None or verb.start >= frame.clause.start

    def _of_other_story(self, frame: Frame, mention: Mention) -> bool:
        """Tell whether who acted in a sentence before does not pay what this one says that works cost (某局征集投资者。线路长2000公里，投资31亿元)."""
        verb, earlier = frame.verb, mention.start < frame.clause.sentence.start
        spent = verb is not None and (verb.start >= frame.money.end or verb.word.endswith("给"))  # 2亿元投入某公司
        return frame.instrument == "investment" and earlier and mention.type != "Fund" and not spent

    def _receives(self, frame: Frame, draft: Draft) -> bool:
        """Tell whether the subject is who gets: several places share a sum, a firm stands with a subsidy or a loan."""
        rest, verb = draft.rest, frame.verb
        if len(rest) > 1 and all(m.type == "Place" for m in rest) and (verb is None or verb.meaning.noun is not None):
            return True
        if frame.instrument == "bond" and all(m.type == "Place" for m in rest):
            return True  # 甲省额度为8亿元
        if draft.recipient or frame.instrument not in PAYING | {"loan", "credit_line", "guarantee"}:
            return False
        if all(m.type == "Program" and m.text.endswith(PROJECTS) for m in rest):
            return True
        if self.donated(frame) or any(m.type == "Fund" for m in draft.drawn):
            return False  # 甲残联从某资金中安排2亿元
        if verb is not None and self.words.outlay.search(verb.word):
            return False
        among = self.text.startswith("其中", frame.clause.sentence.start) and frame.instrument in {"reward", "subsidy"}
        if among and verb is not None and verb.meaning.noun and all(m.type in {"Zone", "Place"} for m in rest):
            return True  # 其中，甲高新区上升一位，奖励100万元
        giver = any(self.parties.gives(m) or m.type == "Place" for m in rest)
        return not giver and (verb is None or frame.instrument != "loan")

    def _place_lender(self, frame: Frame, draft: Draft) -> None:
        """Let a bank of the sentence lend where the subject is none, and the other side of an agreement receive."""
        if frame.instrument in {"loan", "credit_line"} and not any(self._lends(m) for m in draft.provider):
            lenders = [
                m for m in draft.inside if self._lends(m) and m.end <= frame.money.start and m not in draft.recipient
            ]
            if lenders:
                sentence = frame.clause.sentence
                signed = self.words.signs.search(self.text, sentence.start, sentence.end)
                receiving = draft.recipient or [
                    m for m in draft.provider if m.type != "Program" and (signed or m.kind not in GOVERNING)
                ]  # 甲局联合乙银行推出某贷，发放…: the department borrows nothing
                draft.provider = self.parties.listed(lenders[-1])
                draft.recipient = draft.free(receiving)
        if (
            draft.provider
            and not draft.recipient
            and frame.instrument in {"credit_line", "loan", "investment", "guarantee", "other"}
        ):
            draft.recipient = draft.free(
                self.parties.marked(draft.inside, self.words.partner, draft.start, frame.money.start)
            )

    def _seek_payee(self, frame: Frame, draft: Draft) -> None:
        """Look where else who gets may stand: the borrower, right behind the verb, what is built, whose shares are held."""
        if frame.instrument == "tax_relief":
            draft.provider = []
            draft.recipient = [m for m in draft.inside if m.type == "Category" and m.end <= frame.money.start][-1:]
        if not draft.recipient and draft.provider and frame.instrument in LENDING | PAYING:  # 某公司从银行贷款
            draft.recipient = [m for m in draft.free(draft.rest) if not self.parties.gives(m)]
        verb = frame.verb
        if not draft.recipient and verb:  # 下达某省衔接资金
            near = [m for m in draft.inside if 0 <= m.start - verb.end <= 2 and m.type not in CHANNELS][:1]
            listed = self.parties.listed(near[0]) if near and near[0].type == "Place" else near  # 预拨甲省、乙省资金
            draft.recipient = draft.free([m for m in listed if m.end <= frame.clause.end])
        if not draft.recipient and (verb.end <= frame.money.start if verb else frame.instrument == "grant"):
            found = self._built(frame)
            if not found and frame.instrument in {"grant", "investment"}:
                before = self.parties.within(draft.start, frame.clause.start, "Program", "Zone", "Fund", "Institution")
                found = self.parties.marked(before, self.words.builds, draft.start, frame.money.start)
            draft.recipient = [m for m in draft.free(found) if m not in draft.rest]
        if (
            not draft.recipient and frame.instrument in STAKES and verb and "投" in verb.word
        ):  # 甲项目由乙公司投资2亿元建设
            led = [m for m in draft.provider if AGENT.search(self.text, frame.clause.start, m.start)]
            works = self.parties.within(draft.start, led[0].start, "Program", "Zone") if led else []
            draft.recipient = draft.free(works[-1:]) if led and led[0].end <= frame.money.start else []
        if not draft.recipient and frame.instrument in STAKES:  # …，持有某公司12%的股份
            whole = self.parties.within(draft.start, frame.clause.sentence.end)
            held = [
                m for m in draft.free(whole) if self.words.stake_after.match(self.text, m.end) and m not in draft.rest
            ]
            draft.recipient = held[:1]

    def _seek_payer(self, frame: Frame, draft: Draft) -> None:
        """Look where else who gives may stand: in a later clause, beside the verb, as owner of the sum, in an agreement."""
        found = self._paid_by(frame) or self._beside(frame, draft.inside)
        draft.provider = [m for m in found if m not in draft.recipient]
        owner = next((m for m in draft.inside if self.text[m.end : frame.money.outer_start] == "的"), None)
        if owner and not draft.provider and self.parties.gives(owner):  # 银行的5000万元贷款
            draft.provider = [owner]
            later = [c.subject for c in frame.clause.sentence.clauses[frame.clause.index + 1 :] if c.subject]
            starts = {m.start for m in later[0]} if later else set()
            draft.recipient = draft.recipient or [m for m in self.parties.all if m.start in starts and m is not owner]
        if not draft.provider and not draft.recipient:
            draft.provider, draft.recipient = self._agreed(frame)

    def _give_channels(self, frame: Frame, draft: Draft) -> list[Mention]:
        """Return what the money runs through; a fiscal fund that it is set aside for receives it instead."""
        via = draft.drawn + [m for m in self._via(frame, draft.inside, draft.recipient) if m not in draft.drawn]
        fiscal = draft.free([m for m in via if m.type == "Fund" and m not in draft.drawn])
        spent = frame.verb is not None and self.words.paid_out.search(frame.verb.word)
        filled = fiscal and not spent and frame.instrument == "grant"
        if not draft.recipient and filled and frame.status != "rule":  # 安排专项资金6亿元，支持某类项目
            draft.recipient = draft.free(ahead(self.parties, frame))
        if not draft.recipient and filled and fills(frame, fiscal):  # 每年安排专项资金6亿元
            draft.recipient, via = fiscal, [m for m in via if m not in fiscal]
        if draft.recipient and frame.instrument in LENDING:  # 向某公司贷款，支持某项目
            after = self.parties.within(frame.money.end, self._half_end(frame), "Program")
            backed = self.parties.marked(after, self.words.recipient, frame.money.end, frame.money.end)
            if frame.clause.index:  # 为支持某工程建设，甲银行向乙公司放款
                aim = frame.clause.sentence.clauses[frame.clause.index - 1]
                aimed = self.words.purpose.search(self.text[aim.start : aim.end].strip())
                works = self.parties.within(aim.start, aim.end, "Program") if aimed else []
                backed = backed + [m for m in works if m.text.endswith(PROJECTS)][-1:]
            via += [m for m in backed if m not in draft.recipient + via and not GENERAL.search(m.text)]
        if draft.recipient and frame.instrument == "relending":  # 设立再贷款，引导金融机构向某类企业放款
            banks = [m for m in self.parties.within(frame.clause.start, frame.clause.sentence.end) if self._lends(m)]
            led = self.parties.marked(banks, self.words.led, frame.clause.start, frame.money.end)
            via += [m for m in led if m not in draft.recipient + draft.provider + via]
        via += [m for m in draft.subject if m.type == "Policy"]
        return via + [m for m in draft.products if m not in draft.recipient + via]

    def _check_payer(self, frame: Frame, draft: Draft) -> None:
        """Drop who does not give such money, and take the budget named in the clause where nobody is left."""
        if frame.instrument in PAYING:
            insures = frame.instrument == "compensation"  # 保险公司累计赔付
            draft.provider = [
                m
                for m in draft.provider
                if m.type != "Category" or self.words.public.search(m.text) or (insures and self.parties.gives(m))
            ]
        elif frame.instrument in LENDING:
            draft.provider = [m for m in draft.provider if m.type != "Category" or self.parties.gives(m)]
        if frame.instrument == "relending":
            relending = [m for m in draft.provider if of_central_bank(m)]
            named = frame.noun is None or frame.noun.start >= frame.money.end  # 5000亿元科技创新再贷款
            draft.provider = relending or ([] if named else draft.provider)
        if frame.instrument in {"loan", "credit_line"}:  # places and governments do not lend, firms only to their own
            own = frame.noun is not None and frame.noun.word in {"委托贷款", "借款"}
            others = {"university", "research", "association", "other", "media", *({"company"} if not own else ())}
            places = [m for m in draft.provider if m.type == "Place"]
            if not draft.recipient and self.words.paired.search(self.text, frame.clause.start, frame.money.start):
                draft.recipient = places  # 甲、乙两市分别发放贷款3亿元、2亿元
            draft.provider = [
                m
                for m in draft.provider
                if m.type != "Place" and m.kind not in {"local_government", "party_body", *others}
            ]
        if frame.verb and frame.verb.word in MATCHING:
            self._matching(frame.verb.start, draft)
        if not draft.provider and frame.instrument in PUBLIC:  # 列入省本级预算的贴息资金
            budget = self.parties.within(frame.clause.start, frame.money.start, "Institution")
            public = [
                m for m in budget if m.kind in {"local_government", "central_government"} and m not in draft.recipient
            ]
            draft.provider = public[-1:]

    def _matching(self, verb: int, draft: Draft) -> None:
        """Let a class pay that adds money of its own to the state's: 企业按1:1配套1600万元."""
        classes = [m for m in draft.inside if m.type == "Category" and m.end <= verb]
        adding = [m for m in classes if ADDS.fullmatch(self.text, m.end, verb)][-1:]
        if adding and not self.text.startswith(("对", "给", "为", "向", "的"), adding[0].start - 1):
            draft.provider, draft.recipient = adding, [m for m in draft.recipient if m not in adding]
