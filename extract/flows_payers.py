"""Who pays where the clause of a sum does not say so: lenders asked, tax offices, insurers, investors named right before the sum, the fund or the owner it is told of."""

import re
from collections.abc import Callable, Sequence

from extract.flows_base import GOVERNMENTS, LENDERS, PUBLIC, STAKES, ids_of, others
from extract.flows_frame import Frame
from extract.flows_parties import Parties
from extract.model import Mention

LENT = {"loan", "credit_line"}
ASKED = re.compile("(?:向|找|从|在|跟|同|和|与|过)$")  # 向甲银行借的, 在乙支行拿到
APPROVES = re.compile("[^，。；、]{0,4}(?:批复|审批|批准|核准|审议|获批)")
LESSORS = re.compile("租赁|小额贷款|小贷|保理|典当")
BORROWED = re.compile("[^，。；、]{0,12}?(?:借|贷(?!给)|融|拿到|获得|获批|取得|申请|争取|签)")
# right before the sum, behind who puts it in: 甲基金以1亿元做基石, 乙集团出2亿元
PUTS_IN = re.compile("(?:再|各|另|又|也|共同|合计|已|将|拟|均|则|还|先|一家)*(?:以|用|出|拿|投|认|掏)[约近逾超]?$")
OWN_MONEY = re.compile("(?:自筹|自有)(?:资金|部分|资本)?的?(?:为|约|达|了|有|是)*$")
INSURERS = re.compile("保险|财险|寿险|人保|农险")
INVESTS = re.compile("投|认|跟|参股|花掉|拿|得|获|打款")
INVESTED = re.compile(r"(?:投了|投出|投资了?|直投了?|投向了?|过会)[^，。；\d]{0,4}\d+[多余]?[个家](?![月年])")
OF_PROJECTS = re.compile("总|签|合同|协议|意向|计划|概算")  # what projects are to cost, whoever builds them
MEMBERS = re.compile("等(?:[\\d一二三四五六七八九十]+[家户])?$")  # 甲银行、乙银行等金融机构
BARE = {"银行", "金融机构", "银行机构"}
ANY_BANK = re.compile(
    "(?:从|向|各|等|家|合作|商业|引导|推动|鼓励|带动|撬动|支持|企业|的)$"
)  # before 银行: none that was named
PROMISED = re.compile(
    "[，,]?(?:其中)?(?:已|均|全部|将|拟)*由$"
)  # behind a loan, before who gives it: 9亿元，已由甲分行承诺
GIVES = re.compile("(?:牵头|负责|全额)?(?:承诺|提供|发放|承贷|授信|解决|给予|贷出|放款)")
SENT = re.compile("(?:收到|接到|获得|获|领到|拿到)(?:了|由)?$")  # before who sent public money: 收到某局关于…的补贴
HONOURS = re.compile(  # behind who honours: 举行表彰大会, 对…予以表彰, 兑现…奖励
    "[^，。；]{0,30}?(?:表彰|颁奖|奖励|嘉奖|兑现)[^，。；]{0,8}?(?:会|仪式|典礼)"
    "|[^，。；]{0,10}?(?:决定)?(?:对[^，。；]{2,40}?(?:表彰|表扬|嘉奖|兑现奖励)|(?:通报)?(?:表彰|表扬|嘉奖)|兑现[^，。；]{0,12}奖励)"
)
ALL_OF_THEM = re.compile(
    "(?:^|[，：:；])(?P<n>[两三四五六七八九2-9])(?:家|方|位?股东)(?:单位|公司|企业|机构|银行|股东)?"
    "(?:合计|各|共同|分别|一共|共|联合|同比例|均|拟|将|已|再|都|也)"
)
NUMBERS = {c: n for n, c in enumerate("两三四五六七八九", 2)} | {str(n): n for n in range(2, 10)}
MANY_BANKS = re.compile(
    "银行业|各(?:家|类)?(?:银行|金融机构|机构)|[家些]银行|银行机构|金融机构|(?:全[市省区县州国]|我[市省区县州])(?!性)"
)
GOES_ON = 4  # sentences over which an article goes on about what one bank lends
NEAR = 2  # sentences over which an office or a bank is still the one that is told of


def paid_by(parties: Parties, frames: list[Frame]) -> None:
    """Fill in who pays sums that nobody is said to pay, and name whom a bare class or number of payers takes up."""
    for number, frame in enumerate(frames):
        if frame.kind != "flow":
            continue
        own = frame.parties
        sure = all_of_them(parties, frame) or puts_in(parties, frame)
        if sure and (
            frame.instrument == "fund_size" or not own["provider"] or ALL_OF_THEM.search(said(parties, frame))
        ):
            if frame.instrument == "fund_size":
                frame.instrument = "investment"
            own["provider"], own["recipient"] = sure, others(own["recipient"], ids_of(sure))
            through(parties, frame)
            continue
        if own["provider"]:
            own["provider"] = named_lenders(parties, frame, own["provider"])
            continue
        if INVESTED.search(said(parties, frame)) and all(m.type == "Fund" for m in own["recipient"]):
            own["recipient"] = []  # 某基金已投29个项目，投资额8亿元: what it has put in, not what it got
        taken = ids_of(own["recipient"] + own["via"])
        for find in FINDERS:
            if found := others(find(parties, frame), taken):
                own["provider"] = found
                break
        else:
            own["provider"] = others(lends_on(parties, frame, frames[:number]), taken)


def said(parties: Parties, frame: Frame) -> str:
    """Return the words of the sum's sentence before it."""
    return parties.text[frame.clause.sentence.start : frame.money.start]


def through(parties: Parties, frame: Frame) -> None:
    """Let who stands behind 通过 be the way, and who acts before it the payer (市财政通过乙集团出3亿元)."""
    own = frame.parties
    start = own["provider"][0].start
    before = parties.within(frame.clause.start, start - 2, "Institution", "Fund", "Zone")
    if before and parties.text[before[-1].end : start] in {"通过", "经由"}:
        own["provider"], own["via"] = [before[-1]], own["via"] or own["provider"]


def all_of_them(parties: Parties, frame: Frame) -> list[Mention]:
    """Return the list just before that a number of payers takes up (甲、乙、丙签下协议：三家合计投入7亿元)."""
    start = frame.clause.sentence.start
    told = list(ALL_OF_THEM.finditer(parties.text, start, frame.money.start))
    if not told or parties.text.find("；", told[-1].end(), frame.money.start) >= 0:
        return []
    before = parties.within(start, told[-1].start() + 1, "Institution", "Fund")
    listed = parties.listed(before[-1]) if before else []
    return listed if len(ids_of(listed)) == NUMBERS[told[-1]["n"]] else []


def named_lenders(parties: Parties, frame: Frame, payers: list[Mention]) -> list[Mention]:
    """Return the banks that a class of lenders takes up, listed before it (甲银行、乙银行等金融机构) or told of (银行给予授信), else the payers."""
    if len(payers) != 1 or payers[0].type != "Category" or payers[0].text not in BARE:
        return payers
    if behind := promised(parties, frame):
        return behind
    start = payers[0].start
    led = MEMBERS.search(parties.text, max(0, start - 6), start)
    near = parties.within(max(0, start - 40), led.start(), "Institution") if led else []
    if led and near and near[-1].end == led.start():
        return parties.listed(near[-1])
    if payers[0].text != "银行" or ANY_BANK.search(parties.text, max(0, start - 4), start):
        return payers
    one = one_bank(parties, frame, payers)
    return one if one and one[0].start < start else payers


def promised(parties: Parties, frame: Frame) -> list[Mention]:
    """Return the lender that the words behind a loan say gives it (9亿元，已由甲分行承诺)."""
    if frame.instrument not in LENT:
        return []
    end = frame.money.outer_end
    for lender in parties.within(end, end + 30, "Institution")[:1]:
        if PROMISED.fullmatch(parties.text, end, lender.start) and GIVES.match(parties.text, lender.end):
            return [lender]
    return []


def approving(parties: Parties, frame: Frame) -> list[Mention]:
    """Return the bank that the sentence of a loan says approved it (某项目贷款获甲分行批复，金额2亿元)."""
    if frame.instrument not in LENT:
        return []
    banks = parties.within(frame.clause.sentence.start, frame.clause.end, "Institution")
    return [m for m in banks if m.kind == "bank" and APPROVES.match(parties.text, m.end)][-1:]


def sent_by(parties: Parties, frame: Frame) -> list[Mention]:
    """Return the office named right behind a verb of receiving public money (收到某局关于项目的补贴资金)."""
    if frame.instrument not in PUBLIC or frame.status == "rule":
        return []
    offices = parties.within(frame.clause.start, frame.money.start, "Institution")
    start = frame.clause.start
    return [m for m in offices if m.kind in GOVERNMENTS and SENT.search(parties.text, start, m.start)][-1:]


def asked(parties: Parties, frame: Frame) -> list[Mention]:
    """Return the lender that the words before a sum say it was borrowed from (又找甲银行贷, 在乙支行拿到3亿元授信)."""
    if frame.instrument not in LENT | {"other"}:
        return []
    text, start = parties.text, frame.clause.sentence.start
    floor = max([m.outer_end for m in parties.state.money if m.end <= frame.money.start], default=start)
    for lender in reversed(parties.within(max(start, floor), frame.clause.end, "Institution")):
        if lender.kind in LENDERS and ASKED.search(text, max(start, lender.start - 1), lender.start):
            borrowed = BORROWED.match(text, lender.end, frame.clause.end)
            if text.endswith("过", 0, lender.start) and not LESSORS.search(lender.name or lender.text):
                continue  # 通过甲担保公司贷得…: it stands behind the loan
            if borrowed and (lender.start < frame.money.start or lender.start - frame.money.end < 12):
                return [lender]
    return []


def puts_in(parties: Parties, frame: Frame) -> list[Mention]:
    """Return who stands right before a sum with which it goes into a firm or fund (甲基金以1亿元做基石)."""
    if frame.instrument not in {"equity", "investment", "fund_size"}:
        return []
    lead = PUTS_IN.search(parties.text, frame.clause.start, frame.money.outer_start)
    near = parties.within(frame.clause.start, lead.start(), "Institution", "Fund", "Zone") if lead else []
    return parties.listed(near[-1]) if lead and near and near[-1].end == lead.start() else []


def tax_office(parties: Parties, frame: Frame) -> list[Mention]:
    """Return the tax office of the article that is told of with tax that is forgone or paid back."""
    if frame.instrument != "tax_relief" or frame.status != "actual":
        return []
    near = parties.state.up_to(frame.clause.sentence, NEAR)
    offices = [
        m
        for m in parties.within(near[0].start, frame.clause.sentence.end)
        if m.type == "Institution" and (m.name or m.text).endswith(("税务局", "税务总局"))
    ]
    return offices[:1] if len(ids_of(offices)) == 1 else []


def honouring(parties: Parties, frame: Frame) -> list[Mention]:
    """Return who holds the meeting, or does the honours, at which a reward is told to be given (某高新区举行表彰大会，…奖励金额共计6000万元)."""
    if frame.instrument != "reward" or frame.status == "rule":
        return []
    for sentence in parties.state.up_to(frame.clause.sentence, 1)[::-1]:
        named = parties.within(sentence.start, min(sentence.end, frame.money.start), "Institution", "Zone", "Place")
        for mention in named:
            public = mention.type != "Institution" or mention.kind in GOVERNMENTS
            placed = parties.text.endswith(tuple("在于对向给为与"), 0, mention.start)
            if public and not placed and HONOURS.match(parties.text, mention.end):
                return parties.listed(mention)
    return []


def insurer(parties: Parties, frame: Frame) -> list[Mention]:
    """Return the insurer that acts before in the sentence of what is paid for a damage (甲保险公司…，首批赔款40万元)."""
    if frame.instrument != "compensation":
        return []
    named = parties.within(frame.clause.sentence.start, frame.money.start, "Institution")
    return [m for m in named if INSURERS.search(m.name or m.text)][-1:]


def owner(parties: Parties, frame: Frame) -> list[Mention]:
    """Return the company told of last before what is called a firm's own money (企业自筹5亿元)."""
    lead = parties.text[frame.clause.start : frame.money.outer_start].rstrip("约近逾超")
    if frame.instrument != "investment" or not OWN_MONEY.search(lead):
        return []
    start = parties.state.paragraph_start(frame.clause.sentence)
    firms = [m for m in parties.within(start, frame.money.start, "Institution") if m.kind == "company"]
    return firms[-1:]


def spoken_of(parties: Parties, frame: Frame) -> list[Mention]:
    """Return the one fund of a paragraph that money put into firms is told of (该基金规模5亿元，已投12个项目，投资额2亿元)."""
    verb, noun = frame.verb, frame.noun
    if frame.instrument not in STAKES or (noun and OF_PROJECTS.search(noun.word)):
        return []
    said = (verb.word if verb else "") + (noun.word if noun else "")
    if not INVESTS.search(said) or frame.status == "planned":
        return []
    if [
        m for m in frame.clause.subject if not frame.clause.carried and m.type in {"Institution", "Place", "Zone"}
    ] and (verb is None or verb.meaning.role != "get"):
        return []
    start = parties.state.paragraph_start(frame.clause.sentence)
    for span in ((start, frame.money.start), (0, len(parties.text))):
        funds = [m for m in parties.within(*span, "Fund") if m.kind != "fiscal"]
        if funds:
            return funds[-1:] if len(ids_of(funds)) == 1 else []
    return []


def one_bank(parties: Parties, frame: Frame, bare: Sequence[Mention] = ()) -> list[Mention]:
    """Return the one bank that an article names, for a loan of nobody else; its head office goes before no branch."""
    if frame.instrument not in LENT or frame.status == "rule":
        return []
    if not one_lender(parties, frame, bare):
        return []
    banks = {m.entity.id: m for m in reversed(parties.all) if m.kind == "bank" and m.entity}
    parents = {m.entity.parent for m in banks.values() if m.entity}
    left = [m for m in banks.values() if (m.name or m.text) not in parents and m.name != "中国人民银行"]
    if len(left) != 1 or not left[0].entity:
        return []
    opening = parties.state.sentences[min(1, len(parties.state.sentences) - 1)].end
    start = parties.state.up_to(frame.clause.sentence, NEAR)[0].start
    told = left[0].entity.mentions
    return left if any(m.start < opening or start <= m.start < frame.clause.sentence.end for m in told) else []


def lends_on(parties: Parties, frame: Frame, earlier: list[Frame]) -> list[Mention]:
    """Return the bank that acted last, or paid the loan before, where a paragraph or the one after it goes on about what it lends."""
    if frame.instrument not in LENT or frame.status == "rule" or not one_lender(parties, frame):
        return []
    sentences = parties.state.up_to(frame.clause.sentence, GOES_ON)
    paragraph = frame.clause.sentence.paragraph
    said = [s for s in sentences if paragraph - s.paragraph <= 1 and not s.heading]
    acting = [m for s in said for c in s.clauses for m in (*c.subject, *c.agents) if m.kind == "bank" and m.entity]
    acting = [m for m in acting if m.start < frame.money.start]
    last = acting[-1].start if acting else -1
    paid = [f for f in earlier if f.instrument in LENT and paragraph - f.clause.sentence.paragraph <= 1]
    before = [m for m in paid[-1].parties["provider"] if m.kind == "bank"] if paid else []
    if before and paid[-1].money.start > last:
        return before if len(ids_of(before)) == 1 else []
    return [m for m in parties.all if m.start == last]


def one_lender(parties: Parties, frame: Frame, bare: Sequence[Mention] = ()) -> bool:
    """Tell whether a loan is of one lender, as far as its sentence tells: no town, scheme or class of banks but `bare` lends it, nobody else gives."""
    clause = frame.clause
    if any(parties.gives(m) and m not in bare for m in parties.within(clause.start, clause.end, "Category")):
        return False
    if MANY_BANKS.search(parties.text, clause.sentence.start, frame.money.end):
        return False
    schemes = [m for c in clause.sentence.clauses[: clause.index + 1] for m in c.subject if m.type == "Program"]
    if any(m.kind == "scheme" or m.text.endswith("平台") for m in schemes):
        return False  # 积分制已在80家高新区实施，实现授信9亿元; 平台已放贷5亿元
    borrowers = clause.overt and clause.subject and all(m.type == "Category" for m in clause.subject)
    if borrowers and not bare and parties.words.totals.search(said(parties, frame)):
        return False  # 高新区企业累计质押融资9亿元: of whatever banks
    acting = [m for m in clause.subject if not clause.carried and m.type in {"Institution", "Place", "Zone"}]
    giving = frame.verb is not None and frame.verb.meaning.role == "give"
    return not (giving and any(parties.gives(m) for m in acting if m not in bare))


FINDERS: tuple[Callable[[Parties, Frame], list[Mention]], ...] = (
    promised,
    asked,
    approving,
    sent_by,
    tax_office,
    insurer,
    owner,
    spoken_of,
    one_bank,
    honouring,
)
