"""Bodies that money only passes through on its way: named behind 通过 or 委托, handing it on, holding gifts for others, trading what is sold."""

import re

from extract.flows_base import LENDING, PUBLIC, ids_of, others
from extract.flows_frame import Frame
from extract.flows_parties import Parties
from extract.model import Mention

# right before such a body: who pays acts through it
THROUGH = re.compile(
    r"(?P<mark>通过|经由|委托|透过|经|借助)(?:了|其|旗下|下属|所属|下辖|全资|控股|本?[省市县区]级|(?:子|孙|分|母)公司|平台|的)*$"
)
HANDS = ("委托", "经由")  # marks of a bank that lends what is another's
# behind it: it only allows, looks into or brings together
ALLOWS = re.compile(
    "(?:等)?[^，。；、]{0,6}?(?:批准|同意|批复|核准|审[核议批查计定]|评[审估定]|认定|推荐|介绍|研究|申报|牵线|协调|验收|论证|调查|决定|招标|公示|公开|确认|测算|统计|检测|了解|联系|授权|引荐)"
)
# behind one that stands behind the sum: it hands the money on
ONWARD = re.compile(
    "(?:财政)?(?:再|逐级|统一|负责|足额|直接|陆续|及时|统筹)*(?:转拨|转贷|转给|转发|拨付|拨给|拨至|拨到|下拨|兑付|发给|划拨|分配)(?:至|到|给)?"
)
LED = re.compile("(?:经|由|再由|通过|经由)$")
HOLDS_GIFTS = re.compile("(?:基金会|慈善总会|慈善会|慈善联合会|红十字会)$")
GIVEN_FOR = re.compile(
    r"[^。；\d]{0,16}?(?:定向|专项|全部|主要|指定|重点|将)*(?:用于|用来|支持|资助|捐建|援建|帮助)(?:支持|资助|帮助|建设|改善)?"
)
TRADES = re.compile("产权交易|联交所|股权交易|资源交易|产权中心")
DEAL = re.compile("转让|受让|出让|挂牌|成交|摘牌|竞得|竞买|拍[出走卖得]|增资|招拍挂|变卖")
AT = re.compile("(?:在|于|通过|经|经由|登陆)$")
SOLD = {"equity", "other", "investment"}


def passed(parties: Parties, frames: list[Frame]) -> None:
    """Take such bodies as what money runs through, out of the parts of payer and payee that they do not play."""
    for frame in frames:
        if frame.kind == "flow" and frame.instrument not in {"tax_relief", "fund_size", "bond", "relending"}:
            _through(parties, frame)
            _onward(parties, frame)
            _for_others(parties, frame)
            _traded(parties, frame)


def _through(parties: Parties, frame: Frame) -> None:
    start = max(
        frame.clause.sentence.start, parties.text.rfind("；", frame.clause.sentence.start, frame.money.start) + 1
    )
    for body in parties.within(start, frame.money.start, "Institution"):
        mark = THROUGH.search(parties.text, max(start, body.start - 14), body.start)
        if mark is None or ALLOWS.match(parties.text, body.end):
            continue
        if frame.instrument in LENDING and mark["mark"] not in HANDS:
            continue  # 某公司通过甲银行贷款: the bank lends
        if not start <= body.start or parties.state.clause_at(body.start) not in _near(frame):
            continue
        _take(parties, frame, parties.listed(body), mark.start())


def _near(frame: Frame) -> list[object]:
    clauses = frame.clause.sentence.clauses
    return list(clauses[max(0, frame.clause.index - 1) : frame.clause.index + 1])


def _take(parties: Parties, frame: Frame, bodies: list[Mention], before: int) -> None:
    """Let the money run through the bodies, where somebody who stands before their mark pays."""
    own, taken = frame.parties, ids_of(bodies)
    payers = others(own["provider"], taken)
    if not payers:
        acts = [m for m in frame.clause.subject if m.entity is not None and m.end <= before]
        payers = others(parties.those_at(acts), [*taken, *ids_of(own["recipient"])])
        payers = [m for m in payers if m.type in {"Institution", "Fund", "Zone", "Place"}]
    if not payers or all(m.start >= bodies[0].start for m in payers):
        return
    own["provider"], own["recipient"] = payers, others(own["recipient"], taken)
    own["via"] = own["via"] + others(bodies, ids_of(own["via"]))


def _onward(parties: Parties, frame: Frame) -> None:
    """Take who a later clause says hands public money or a loan on, and to whom (…资金2亿元，经甲厅拨付乙市)."""
    own, end = frame.parties, frame.clause.sentence.end
    end = min([m.start for m in parties.state.money if m.start > frame.money.end], default=end)
    if frame.instrument not in PUBLIC | {"loan"} or not own["provider"] or frame.status == "rule":
        return
    for body in parties.within(frame.money.end, end, "Institution"):
        hands = ONWARD.match(parties.text, body.end)
        if hands is None or not LED.search(parties.text, body.start - 3, body.start):
            continue
        if body in own["provider"] or set(ids_of([body])) & set(ids_of(own["provider"] + own["via"])):
            return
        own["recipient"] = others(own["recipient"], ids_of([body]))
        own["via"] = [*own["via"], body]
        behind = [m for m in parties.within(hands.end(), end) if m.start - hands.end() <= 1]
        if behind and not own["recipient"]:
            own["recipient"] = others(parties.listed(behind[0]), ids_of(own["provider"] + own["via"]))
        return


def _for_others(parties: Parties, frame: Frame) -> None:
    """Let a gift to a foundation go to whom the words behind it say that it is for (向某基金会捐款2亿元，用于甲小学…)."""
    own = frame.parties
    held = [m for m in own["recipient"] if HOLDS_GIFTS.search(m.name or m.text)]
    if not held or len(held) != len(own["recipient"]) or frame.instrument != "grant" or not own["provider"]:
        return
    end = frame.clause.sentence.end
    end = min([m.start for m in parties.state.money if m.start > frame.money.end], default=end)
    said = GIVEN_FOR.match(parties.text, frame.money.end, end)
    if said is None:
        return
    near = [m for m in parties.within(said.end(), end, "Institution", "Zone", "Category") if m.start - said.end() <= 2]
    found = others(parties.listed(near[0]), ids_of(own["provider"] + held)) if near else []
    if found:
        own["recipient"], own["via"] = found, own["via"] + others(held, ids_of(own["via"]))


def _traded(parties: Parties, frame: Frame) -> None:
    """Let the exchange where a share or right changes hands be what its price runs through: it neither pays nor gets it."""
    if frame.instrument not in SOLD:
        return
    own, sentence = frame.parties, frame.clause.sentence
    markets = [
        m for m in parties.within(sentence.start, sentence.end, "Institution") if TRADES.search(m.name or m.text)
    ]
    stands = [m for m in markets if set(ids_of([m])) & set(ids_of(own["provider"] + own["recipient"]))]
    told = [m for m in markets if AT.search(parties.text, m.start - 2, m.start)]
    found = stands or (told if DEAL.search(parties.text, sentence.start, sentence.end) else [])
    if not found:
        return
    taken = ids_of(found)
    own["provider"], own["recipient"] = others(own["provider"], taken), others(own["recipient"], taken)
    own["via"] = own["via"] + others(found[:1], ids_of(own["via"]))
