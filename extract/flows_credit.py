"""Credit that a story tells in pieces: whom a bank's loan goes to that its sentence does not name, and the product that the words behind it name."""

import re

from extract.flows_base import GOVERNMENTS, LENDERS, ids_of, others
from extract.flows_frame import Frame
from extract.flows_parties import Parties
from extract.model import Mention

CREDIT = {"loan", "credit_line", "guarantee"}
# bodies of other kinds that borrow as companies do
FIRMS = re.compile("(?:合作社|合作联社|农场|牧场|林场|渔场|[一-鿿]厂|酒庄|茶庄|商行|民宿|饭店|酒店|超市|学校|医院)$")
# what goes back to a sum told just before: 这笔钱来自甲银行推出的“乙贷”
GOES_BACK = re.compile(
    "(?:说起|提起|谈起|谈到|谈及|提及|提到|讲起)|(?:这|该|此|上述|那)(?:一|笔|款|项|份|批)*(?:钱|款项?|资金|贷款|信贷资金|授信|额度|贷款资金)?[^，。；“”]{0,8}?"
    "(?:来自|源自|源于|出自|得益于|受益于|正?是|就是|即|便是|名为|名叫|叫)"
)
FARTHEST = 30  # characters from such words to the product's name
OFFERS = re.compile(
    "(?:等)?(?:[\\d二两三四五六七八九十]+家(?:银行|机构)?)?(?:共同|联合|率先|创新|已|还|先后|正式|近日|日前|面向[^，。；]{2,12})*(?:推出|上线|开办|开发|研发|创设|打造|提供)"
)
# before those whom a product is for
MEANT_FOR = re.compile("(?:面向|针对|适用于|服务于?|支持对象为|贷款对象为|对象(?:是|为|包括))[^，。；、]{0,6}$")
HANDS_OUT = re.compile("(?:发放|提供|投放|开放|推广)")
LANDS = re.compile("(?:落地|落户|花落|落到|投向|投给)(?:于|在|到|给)?$")
PAID_IN = re.compile("打|到账|汇|转|划|送")
ASKS = re.compile("[^，。；、]{0,6}(?:申请|贷款|融资|求助|借)")
WITH = re.compile("(?:在|得益于|受益于|靠着?|有了|依托|凭借|凭着|多亏了?|借助)$")
BETWEEN = {"", "的", "发放的", "提供的", "发放", "投放的", "给的", "送来的"}  # lender and sum
SUPPORTS = re.compile("的?[^，。；、\\d]{0,8}?(?:支持|帮助|扶持|助力|注入|加持)(?:之?下)?(?=[，。；])")
PRODUCT = re.compile("贷|融|担|保|租|险")


def borrows(mention: Mention) -> bool:
    """Tell whether the body is of a sort that borrows: a company, or a cooperative, farm or works."""
    if mention.type != "Institution":
        return False
    return mention.kind == "company" or (
        mention.kind == "other" and FIRMS.search(mention.name or mention.text) is not None
    )


def insured(frame: Frame) -> bool:
    """Tell whether an insurer pays the sum for a damage."""
    said = "".join(cue.word for cue in (frame.verb, frame.noun) if cue)
    return frame.instrument == "compensation" and any(c in said for c in ("赔", "理赔"))


def tells(parties: Parties, frame: Frame, body: Mention) -> bool:
    """Tell whether a quotation whose speaker is of the body can tell of a sum that the body got: credit of others, and the body no lender."""
    lent = any(m.kind == "bank" for m in frame.parties["provider"]) and not any(
        "捐" in cue.word for cue in (frame.verb, frame.noun) if cue
    )
    if not (lent or frame.instrument in CREDIT | {"compensation", "tax_relief"}) or frame.money.per == "recipient":
        return False
    return not parties.gives(body) and body.kind not in LENDERS and body.kind not in GOVERNMENTS


def product_behind(parties: Parties, frame: Frame) -> list[Mention]:
    """Return the product that words behind the sum which go back to it name (…80万元就到账了。”他说，这笔钱来自甲银行推出的“乙贷”).

    A sum that nothing else names is then a loan, of the bank that stands before the product where nobody is said to give it.
    """
    named = _product_behind(parties, frame)
    if named and frame.instrument in {"other", "grant"}:
        frame.instrument = "loan"
        clause = parties.state.clause_at(named[0].start)
        start = clause.start if clause else named[0].start
        banks = [m for m in parties.within(start, named[0].start, "Institution") if m.kind == "bank"]
        frame.parties["provider"] = frame.parties["provider"] or banks[-1:]
    return others(named, ids_of(frame.parties["provider"] + frame.parties["recipient"]))


def _product_behind(parties: Parties, frame: Frame) -> list[Mention]:
    if frame.instrument not in CREDIT | {"other", "grant"} or frame.status == "rule" or not frame.money.text:
        return []
    place = parties.state.number_of(frame.clause.sentence)
    for sentence in parties.state.sentences[place : place + 2]:
        if sentence.paragraph != frame.clause.sentence.paragraph:
            return []
        start = max(sentence.start, frame.money.end)
        if sentence is not frame.clause.sentence and any(start <= m.start < sentence.end for m in parties.state.money):
            return []  # of a sum of its own
        back = GOES_BACK.search(parties.text, start, sentence.end)
        if back is None:
            continue
        named = parties.within(back.end(), min(sentence.end, back.end() + FARTHEST), "Program")
        named = [m for m in named if m.kind == "product" and PRODUCT.search(m.name or m.text)]
        if named:
            return named[:1]
    return []


def _meant(text: str, start: int, mention: Mention) -> bool:
    given = text[mention.start - 1 : mention.start] in {"向", "给", "为"} and HANDS_OUT.match(text, mention.end)
    return MEANT_FOR.search(text, start, mention.start) is not None or (given is not None and bool(given))


def landed(parties: Parties, frame: Frame) -> list[Mention]:
    """Return the company or works with which the words behind a loan say it came about (首笔2亿元“甲贷”落地乙公司)."""
    if frame.instrument not in {"loan", "credit_line"} or frame.parties["recipient"] or frame.status == "rule":
        return []
    named = parties.within(frame.money.end, frame.clause.end, "Institution", "Program")
    found = [m for m in named if LANDS.search(parties.text, frame.money.end, m.start)]
    return [m for m in found if borrows(m) or (m.type == "Program" and m.kind == "program")][:1]


def applied(parties: Parties, frame: Frame) -> None:
    """Take money that nothing names as the loan that its sentence, or the one before it, says a bank was asked for (他向甲银行申请，很快80万元打到账上)."""
    own = frame.parties
    if (
        frame.instrument not in {"other", "grant"}
        or own["provider"]
        or frame.status == "rule"
        or frame.noun is not None
    ):
        return
    if frame.verb is None or not PAID_IN.search(frame.verb.word):
        return
    for said in parties.state.up_to(frame.clause.sentence, 1)[::-1]:
        banks = [m for m in parties.within(said.start, min(said.end, frame.money.start)) if m.kind == "bank"]
        asked = [
            m for m in banks if parties.text[m.start - 1 : m.start] in {"向", "找"} and ASKS.match(parties.text, m.end)
        ]
        if asked:
            frame.instrument, own["provider"] = "loan", asked[-1:]
            return


def lent_with(parties: Parties, frame: Frame) -> None:
    """Read a sum inside the words that say whose support it was: 在甲银行80万元贷款的支持下，乙公司…; who acts then, or who speaks, got it."""
    own, clause, text = frame.parties, frame.clause, parties.text
    lead = frame.money.outer_start
    lenders = [m for m in parties.within(clause.start, lead, "Institution") if m.kind in LENDERS]
    if not lenders or SUPPORTS.match(text, frame.money.end) is None:
        return
    last = lenders[-1]
    if WITH.search(text, clause.start, last.start) is None or text[last.end : lead] not in BETWEEN:
        return
    frame.instrument = "loan" if last.kind == "bank" or frame.instrument in {"grant", "other"} else frame.instrument
    own["provider"] = parties.listed(last)
    following = clause.sentence.clauses[clause.index + 1 : clause.index + 2]
    acts = [m for c in following for m in parties.those_at(c.subject) if not parties.gives(m)]
    before = parties.within(clause.sentence.start, last.start, "Institution", "Program")
    own["recipient"] = others(acts or [m for m in before if not parties.gives(m)][-1:], ids_of(own["provider"]))
    own["via"] = [m for m in own["via"] if m not in own["provider"] + own["recipient"]]


def offering(parties: Parties, start: int, frame: Frame) -> list[Mention]:
    """Return the bank that the words before a product's terms say offers it (“甲贷”由乙银行推出，最高50万元)."""
    banks = [m for m in parties.within(start, frame.money.start, "Institution") if m.kind == "bank"]
    last = next((m for m in banks[::-1] if OFFERS.match(parties.text, m.end)), None)
    return [m for m in parties.listed(last) if m.kind == "bank"] if last is not None else []


def offered_to(parties: Parties, frame: Frame) -> list[Mention]:
    """Return the classes that the words behind a product's terms say it is for (最高50万元，面向种粮大户)."""
    sentence = frame.clause.sentence
    sums = [m.start for m in parties.state.money if frame.money.end <= m.start < sentence.end]
    behind = parties.within(frame.money.end, min([sentence.end, *sums]), "Category")
    text = parties.text
    meant = [m for m in behind if not parties.gives(m) and _meant(text, frame.money.end, m)]
    return [m for m in parties.listed(meant[0]) if m.type == "Category"] if meant else []
