"""Flows: every sum that moves, with who gives, who gets, through what, and how far it has got."""

import re

from extract.flows_base import PUBLIC, ids_of, invests, of_central_bank, others
from extract.flows_beside import beside
from extract.flows_borne import borne
from extract.flows_breakdown import break_down, list_lines
from extract.flows_cofounded import cofounded
from extract.flows_construed import construed
from extract.flows_counted import Counted
from extract.flows_counts import count_of, count_once
from extract.flows_cues import Cues
from extract.flows_deals import CAPITAL_IN, donated
from extract.flows_elsewhere import elsewhere
from extract.flows_expand import expand, risen
from extract.flows_fields import Fields
from extract.flows_frame import Frame, Framer
from extract.flows_goes_on import goes_on
from extract.flows_got import got_in_turn
from extract.flows_granting import granting
from extract.flows_guaranteed import guaranteed
from extract.flows_headless import headless
from extract.flows_holders import holders
from extract.flows_instruments import RAISED
from extract.flows_lenders import lenders, own_branch
from extract.flows_merge import merge
from extract.flows_parties import Parties
from extract.flows_partners import partners as fund_partners
from extract.flows_payers import paid_by
from extract.flows_periods import put_periods
from extract.flows_purposes import by_purpose
from extract.flows_rated import rated, rates
from extract.flows_relent import lent_on
from extract.flows_rest import into_whole, rests
from extract.flows_roles import RoleFinder
from extract.flows_rounds import invested_in, shares_of_round
from extract.flows_shares import shares
from extract.flows_sources import told_sources
from extract.flows_takers import takers
from extract.flows_titled import parts, titled
from extract.flows_together import together
from extract.flows_turned import turned
from extract.flows_unpriced import Unpriced
from extract.flows_vague import budgeted, invested
from extract.flows_waived import waived
from extract.flows_worked import worked
from extract.flows_works import works_or_fund
from extract.model import Mention, State
from extract.observations_keep import made as figure_of
from extract.observations_shared import year_in_turn
from graph import facts

GOVERNMENT = {"central_government", "local_government", "party_body"}
SCHOLARS = {"university", "research", "other"}
BORROWED = re.compile("从[^，。；]{0,12}(?:贷款?|借|获|得)")
CLAUSE = re.compile("[^，。；]*")
FOUNDED = re.compile("成立|设立|注册|备案|登记")
OWN_PURSE = {
    "掏",
    "掏了",
    "各掏了",
    "各掏",
    "拿出",
    "切出",
    "腾出",
    "掏出",
    "划出",
    "辟出",
    "匀出",
    "垫付",
    "自筹",
}  # what a school gives of its own
PUT_IN = {"已投", "出", "出了", "各出", "共出", "注入", "投进", "投了", "投"}  # of governments: into what is no fund
CAPITAL = re.compile("^(?:社会|民间)资[本金]$")
POOLS = re.compile("基金|公司|集团|注册资本|入股|股权|资本金|增资|注资|母基金|认缴|实缴")
# what a firm puts in of its own
SHARES_IN = {"凑", "凑了", "凑齐", "打了", "垫付", "掏", "掏了", "各掏", "各掏了", "自筹"}
INVESTING = re.compile("创投|创新投|资本|风投|投资|基金")
PAID = {"使用", "发放", "兑付", "兑现", "支付", "补贴", "补助", "奖励", "发放了", "兑付了"}  # 全省发放…: where, not who
LENT = re.compile("已?投(?:放|了)?$|发放|放款|放出|已?用信|提款|已放")
SHARES = re.compile("[转让受售卖接募股]|收购|融资|份额")
PARTNERED = {"guidance", "fund_of_funds", "venture", "secondary"}
GENERIC = {"资金", "额度", "金额", "款项", "总额", "支持", "资金总额"}
STAKE = re.compile(
    r"(?:资金|现金)?(?:来|用于|去)?(?:入股|参股|增资|注资|收购|控股)(?!扶持|支持|方式|基金)|[^，。；、\d]{0,4}，?(?:却|只|就|共|各|并)*(?:占股|股权占比|占[^，。；]{0,10}股[份权]?|占\d[\d.]*%|拿下[^，。；]{0,4}股)"
)
HOLDS = re.compile(
    r"，?(?:各|并|分别|合计)*(?:换得|换取|取得|获得)[^，。；]{0,4}\d[\d.]*%"
)  # 投入70亿元，换得24%的股份
INTEREST = re.compile("利息[^；。]{0,40}(?:补助|补贴)|(?:补助|补贴)[^；。，]{0,6}利息")
BUDGET_PUTS = re.compile("财政(?!局|厅|部)[^，。；基股]{0,8}投入(?:资金)?(?:累计|共|合计|达到?|超过?|约|近|为|了)*$")
HARM = re.compile(r"[^，。；\d]{0,7}(?:补偿|赔偿)(?!金?池|机制|试点)")
PURSE = re.compile("财政|专项|课题|科技|补[助贴]|[市县区省州国]里|经费|政府")
VAGUE = {"资金", "额度", "金额", "款项"}
BACKING = {"资金支持", "支持资金", "资金扶持"}  # what a bank gives so is lent
LENDING = re.compile(
    "(?:银行|信用社|金融机构|农商行)[^，。；]{0,8}(?:(?:将|拟|已)?(?:为|向|给)|(?:承诺|同意|计划|共|合计)[^，。；]{0,6}(?:投放|放贷|放款|发放))"
)
TREASURY = re.compile("国债|中央预算内|财政")  # money that no firm pays
LEASES = re.compile("租赁|小额贷款|小贷|财务公司|保理|消费金融|典当|农信联社")
LENDERS = re.compile("银行|信用社|金融机构|农商行")


def run(state: State) -> None:
    """Fill `state.flows`."""
    if not state.sentences:
        return
    cues = Cues(state)
    frames = Framer(state, cues).frames()
    break_down(state, frames)
    named = list_lines(state, frames, cues)
    risen(state.folded, frames)
    fields = Fields(state)
    for frame in frames:
        behind = CLAUSE.match(state.folded, frame.money.end, frame.money.end + 12)
        paid = behind and fields.words.paid_in.search(behind[0])
        if frame.instrument == "fund_size" and frame.pool and paid:
            frame.instrument, frame.status = "investment", "actual"
            continue
        size_of(state, frame)
        if frame.kind == "flow" and lent_on(state, frame):
            frame.instrument = "loan"
        if frame.kind == "flow" and budgeted(state, frame):
            frame.instrument = "grant"  # 中央预算内资金6000万元
        if frame.kind == "flow":
            frame.instrument = by_words(state, frame)
            frame.instrument = by_purpose(state, frame)
        frame.status = fields.status(frame)
        if frame.kind == "flow" and frame.status == "rule" and unnamed(frame):
            frame.instrument = "equity" if invested(state, frame) else "subsidy"
    rated(state, frames)
    parts(state, frames)
    parties = Parties(state)
    roles = RoleFinder(state, parties)
    for frame in named:
        roles.complete(frame)
        for role, found in frame.parties.items():  # not those whom the list names
            frame.parties[role] = [m for m in found if m.end <= frame.money.start]
    roles.fill(frames)
    frames = expand(frames, parties)
    frames += beside(state, frames, roles)
    frames += Unpriced(state, cues, roles, fields).frames(frames) + rests(state, frames, parties)
    frames += borne(state, parties, frames)
    frames += shares(state, frames, parties) + holders(state, frames, parties)
    frames += fund_partners(state, frames, parties) + waived(state, parties)
    frames += construed(state, parties, frames) + guaranteed(state, parties, frames)
    told_sources(parties, frames)
    paid_by(parties, frames)
    got_in_turn(frames)
    invested_in(parties, frames)
    shares_of_round(parties, frames)
    lenders(parties, frames)
    elsewhere(parties, frames)
    worked(parties, frames)
    turned(parties, frames, fields.status)
    together(parties, frames)
    goes_on(parties, frames)
    rates(parties, frames)
    headless(parties, frames)
    takers(parties, frames)
    titled(parties, frames)
    into_whole(frames)
    cofounded(parties, frames)
    granting(parties, frames)
    settle(frames, parties)
    made: list[tuple[Frame, facts.Flow]] = []
    for frame in frames:
        if frame.kind == "flow":
            made.append((frame, flow_of(state, frame, fields)))
        elif frame.kind == "ignored":
            state.reject(
                "flow", frame.rule or "sum", frame.reason, frame.money.start, frame.money.end, frame.money.text
            )
    put_periods(state, fields, made)
    count_once(made, state.folded)
    state.flows = merge(state, made, [f for f in frames if f.kind != "flow"])


def size_of(state: State, frame: Frame) -> None:
    """Take what is paid into a fund in all, told where it is founded, as its size (某基金成立，出资额为3亿元)."""
    if frame.kind != "flow" or frame.noun is None or frame.noun.word not in {"出资额", "认缴出资额", "出资总额"}:
        return
    sentence = frame.clause.sentence
    funds = state.mentions_in(sentence.start, frame.money.start, "Fund")
    if funds and FOUNDED.search(state.folded, sentence.start, frame.money.start):
        frame.instrument, frame.fund, frame.verb = "fund_size", funds[0], None


def unnamed(frame: Frame) -> bool:
    """Tell whether a rule's money is not named, or only as support: it is a subsidy."""
    if frame.instrument in {"investment", "equity", "other"}:
        return True
    plain = frame.noun is None or "支持" in frame.noun.word or "扶持" in frame.noun.word
    return frame.instrument == "grant" and plain and not (frame.verb and "资助" in frame.verb.word)


def by_words(state: State, frame: Frame) -> str:
    """Return the instrument as words say it that stand apart from the sum: interest that is subsidised, harm that is made good, a project's budget."""
    text, sentence = state.folded, frame.clause.sentence
    half = max(sentence.start, text.rfind("；", sentence.start, frame.money.start) + 1)
    if frame.instrument == "subsidy" and INTEREST.search(text, half, frame.money.start):
        return "interest_subsidy"  # 对贷款利息按2.5%给予补助，最多200万元
    if frame.instrument in {"subsidy", "grant", "other"} and frame.noun is None and HARM.match(text, frame.money.end):
        return "compensation"  # 按每亩400元领取补偿
    if frame.item and frame.item.type != "Fund" and frame.base and frame.verb is frame.base.verb:
        lent = frame.base.instrument == "loan" and CAPITAL.search(frame.item.text)  # 撬动银行贷款2亿元、社会资本3亿元
        return "investment" if lent else frame.base.instrument  # 其中甲省17亿元、乙省2亿元: of what they are parts of
    if frame.instrument == "investment" and BUDGET_PUTS.search(text, half, frame.money.start):
        return "grant"  # 财政科技投入累计达到60亿元
    project = frame.verb is not None and frame.verb.meaning.status == "planned" and frame.noun is None
    if project and frame.instrument == "grant" and not PURSE.search(text, sentence.start, sentence.end):
        return "investment"  # 这条线预算46亿元
    return frame.instrument


def settle(frames: list[Frame], parties: Parties) -> None:
    """Let places that give stand for their governments, and the parties say what a vague word leaves open."""
    counted = Counted(parties)
    fiscal = [f.parties.get("provider", []) for f in frames if f.noun and f.noun.word.startswith("财政")]
    budgets = {m for payers in fiscal for m in payers}  # 某省统筹财政资金5亿元
    for frame in frames:
        if frame.status != "rule":
            for role in ("provider", "recipient"):
                frame.parties[role] = [
                    n for m in frame.parties.get(role, []) for n in counted.named(m, role == "provider")
                ]
        payers = frame.parties.get("provider", [])
        got = [m for m in frame.parties.get("recipient", []) if not own_branch(frame, m)]
        frame.parties["recipient"] = others(got, ids_of(payers))
        if frame.instrument == "investment" and payers and all(m.kind == "company" for m in payers):
            own = frame.parties["recipient"]  # signed with a committee: into a work, and not into it
            frame.parties["recipient"] = [m for m in own if m.kind not in GOVERNMENT]
        if frame.instrument == "relending":
            frame.parties["via"] = others(frame.parties.get("via", []), ids_of(got))
        public = any(m.kind in GOVERNMENT for m in payers)  # 某研究院和某厅投给…
        frame.parties["provider"] = [
            parties.government(m, budget=m in budgets)
            for m in payers
            if not out_of_place(frame, m) or (public and frame.instrument != "tax_relief")
        ]
        if frame.instrument == "loan" and frame.status == "rule":  # who lends is no class of borrowers
            borrowing = [m for m in frame.parties.get("recipient", []) if m.type != "Category" or not parties.gives(m)]
            frame.parties["recipient"] = borrowing
        named = frame.parties.get("recipient", [])
        if frame.rule.startswith("phase") and named and not payers and all(m.kind == "company" for m in named):
            frame.parties["provider"], payers, named = named, named, []  # 甲公司的某项目：一期8亿元
        if frame.rule.startswith("phase") and not named:
            works = parties.within(frame.clause.sentence.start, frame.money.start, "Program")
            named = frame.parties["recipient"] = others(works[-1:], ids_of(payers))
        if frame.instrument == "fund_size":
            frame.parties["provider"] = [
                m for m in frame.parties["provider"] if m.entity not in [n.entity for n in named]
            ]
        payers = frame.parties["provider"]
        if paid_up(frame, parties.text) and payers and not named and all(m.type == "Fund" for m in payers):
            frame.parties["provider"], frame.parties["recipient"] = [], payers  # its partners paid
        if (
            frame.status == "rule"
            and frame.instrument != "compensation"  # who bears what share of losses
            and frame.money.qualifier != "up_to"
            and frame.money.per in (None, "recipient")
            and named
            and all(m.type in {"Institution", "Place"} for m in named)
        ):
            frame.status = "actual"  # a rule names classes, not bodies
        if frame.kind == "flow" and frame.status != "rule":
            frame.instrument = by_parties(frame, parties)
        payers = frame.parties["provider"]
        if frame.instrument in {"loan", "credit_line"} and any(m.kind == "bank" for m in payers):
            frame.parties["provider"] = [m for m in payers if m.kind not in GOVERNMENT]  # 某局与甲银行联手


def out_of_place(frame: Frame, payer: Mention) -> bool:
    """Tell whether a party does not pay such money: taxes are forgone, universities and institutes get public money."""
    if frame.instrument == "tax_relief" and not (payer.name or payer.text).endswith(("税务局", "税务总局")):
        return True
    if payer.type == "Category" and payer.text.endswith("项目"):
        return True
    if payer.kind == "company" and frame.noun and TREASURY.match(frame.noun.word):
        return True
    paid = frame.verb is not None and frame.verb.word in PAID
    if payer.type == "Place" and payer.text.startswith("全") and (frame.instrument not in PUBLIC or paid):
        return True  # 全省预计理赔…: where, not who
    words = (frame.verb.word if frame.verb else "") + (frame.noun.word if frame.noun else "")
    if frame.instrument == "compensation" and "赔" in words and (payer.type == "Place" or payer.kind in GOVERNMENT):
        return True  # insurers pay what is insured
    told = frame.verb is None and not frame.money.text  # by a turn of phrase that says who gives
    given = told or (
        frame.verb is not None and (any(c in frame.verb.word for c in "捐赠奖") or frame.verb.word in OWN_PURSE)
    )
    given = given or frame.rule == "matching share"
    return (
        frame.instrument in {"grant", "subsidy", "interest_subsidy"}
        and payer.kind in {"university", "research"}
        and not given
    )


def by_parties(frame: Frame, parties: Parties) -> str:
    """Return the instrument as payer and payee make it: what a bank hands out is a loan, money for a company's growth equity."""
    given, got = frame.parties["provider"], frame.parties.get("recipient", [])
    paid_in = frame.verb is not None and frame.verb.meaning.role in {"into", "buy", "sell"}
    lenders = any(m.kind == "bank" or (m.type == "Category" and LENDERS.search(m.text)) for m in given)
    lenders = lenders or any(m.kind == "financial" and LEASES.search(m.name or m.text) for m in given)
    lenders = lenders or (not given and bool(LENDING.search(parties.text, frame.clause.start, frame.money.start)))
    lenders = lenders and not donated(frame)
    vague = VAGUE | BACKING if lenders else VAGUE
    special = paid_in or (
        frame.noun is not None and frame.noun.meaning.noun != "other" and frame.noun.word not in vague
    )
    plain = frame.noun is None or frame.noun.word in GENERIC
    told = parties.instrument_of(frame.parties.get("via", [])) if plain and frame.instrument == "other" else None
    if told:
        return told
    sold = RAISED.search(parties.text, frame.clause.sentence.start, frame.money.start)
    if frame.instrument == "equity" and sold and frame.verb and frame.verb.word.startswith("募"):
        return "bond"  # 发行超短期融资券，募集资金5亿元
    if frame.instrument in {"grant", "other", "investment", "subsidy"} and (
        CAPITAL_IN.match(parties.text, frame.money.outer_end)
        or (STAKE.match(parties.text, frame.money.outer_end) and not public_money(frame))
        or HOLDS.match(parties.text, frame.money.outer_end)
    ):
        return "investment" if got and all(m.type == "Fund" for m in got) else "equity"  # 掏2000万元，占六成股份
    line = frame.noun is not None and "授信" in frame.noun.word and frame.verb and frame.noun.start >= frame.verb.end
    if frame.instrument == "credit_line" and frame.verb and LENT.match(frame.verb.word) and not line:
        frame.status = "actual" if frame.status == "committed" else frame.status
        return "loan"  # 授信10亿元，已投放3亿元
    product = [m.text.strip("“”") for m in frame.parties.get("via", []) if m.kind == "product"]
    vague_noun = frame.noun is None or frame.noun.word in VAGUE
    public = given and all(m.kind in GOVERNMENT for m in given)
    if product and vague_noun and not public and frame.instrument in {"grant", "investment", "other"}:
        if all(name.endswith(("贷", "贷款")) for name in product):
            return "loan"  # 通过“雏鹰贷”投出3亿元
        if all(name.endswith("券") for name in product):
            return "subsidy"
    if frame.instrument in {"grant", "other"} and got and all(m.type == "Fund" and m.kind in PARTNERED for m in got):
        return "investment"  # partners and budgets pay into such a fund
    pooled = got and all(m.type == "Fund" and m.kind != "fiscal" for m in got)
    words = (frame.verb.word if frame.verb else "") + (frame.noun.word if frame.noun else "")
    words += parties.text[frame.money.end : frame.clause.end]
    if frame.instrument == "equity" and pooled and not SHARES.search(words):
        return "investment"  # who subscribes to a fund pays into it
    pools = given and all(m.type == "Fund" and m.kind != "fiscal" for m in given)
    partnered = given and all(m.type == "Fund" and m.kind in PARTNERED for m in given)
    firms = got and all(m.kind == "company" for m in got)
    if (
        partnered
        and firms
        and frame.money.amount is not None
        and frame.instrument in {"investment", "grant", "other", "loan"}
    ):
        return "equity"  # 某基金投给甲公司3亿元
    if frame.instrument == "loan" and partnered:
        return "investment"  # 甲基金往某项目里放了3亿元
    givers = given and all(m.kind == "company" for m in given)
    if frame.instrument == "grant" and givers and frame.verb and frame.verb.word in SHARES_IN:
        return "investment"  # 五家企业先凑了2000万元
    bare = frame.noun is None and frame.instrument == "grant"
    foundation = any((m.name or m.text).endswith(("科学基金", "基金会")) for m in given)
    if pools and not foundation and (frame.instrument == "other" or (bare and all(m.kind in PARTNERED for m in given))):
        return "investment"
    raised = any(cue.word.endswith("融资") for cue in (frame.verb, frame.noun) if cue)
    if frame.instrument == "other" and raised and firms and given and not lenders and all(invests(m) for m in given):
        return "equity"  # 甲公司完成5亿元融资，资金来自乙资本
    investors = given and all(m.kind == "financial" and INVESTING.search(m.name or m.text) for m in given)
    if bare and investors and got and all(m.kind == "company" for m in got):
        return "equity"  # 甲创投又给乙科技添了2亿元
    if frame.instrument == "equity" and frame.verb and works_or_fund(frame, parties.text):
        return "investment"
    guarantors = parties.words.guarantors
    named = frame.noun is not None and frame.noun.word.startswith("授信")  # what a guarantor is granted by one above it
    if (
        frame.instrument in {"loan", "credit_line", "other", "grant"}
        and given
        and not (named and got and all(guarantors.search(m.name or m.text) for m in got))
        and all(guarantors.search(m.name or m.text) for m in given)
    ):
        borrowed = frame.instrument == "loan" and BORROWED.search(parties.text, frame.clause.start, frame.clause.end)
        if borrowed:  # 某担保公司为企业担保，从银行贷款
            frame.parties["provider"], frame.parties["via"] = [], given + frame.parties.get("via", [])
        return "loan" if borrowed else "guarantee"
    if (
        frame.instrument == "guarantee"
        and given
        and all(m.kind == "bank" for m in given)
        and frame.noun
        and "贷款" in frame.noun.word
    ):
        return "loan"
    if frame.instrument == "relending" and given and not any("中国人民银行" in m.name for m in given):
        if all(m.kind == "local_government" for m in given):
            frame.parties["provider"] = []  # 某市安排再贷款额度: only the central bank relends
            return "relending"
        return "loan"  # what banks lend on
    beside = parties.text[frame.money.outer_start : frame.money.end + 10] + (frame.noun.word if frame.noun else "")
    if frame.instrument == "loan" and given and all(m.kind in GOVERNMENT for m in given) and "贴息" in beside:
        return "interest_subsidy"  # 获得市政府1750万元的贴息贷款支持
    if frame.instrument in {"grant", "other"} and plain and given and all(map(of_central_bank, given)):
        return "relending"  # 央行安排的额度达300亿元
    if frame.instrument in {"grant", "other", "investment"} and not special and lenders:
        return "loan" if not any(m.type == "Fund" for m in got) else frame.instrument
    if (
        frame.instrument == "investment"
        and frame.verb
        and (frame.verb.word.endswith("投入") or frame.verb.word in PUT_IN)
        and (not paid_in or not POOLS.search(parties.text, frame.clause.sentence.start, frame.clause.sentence.end))
        and given
        and all(m.kind in GOVERNMENT for m in given)
    ):
        return "grant" if not any(m.type == "Fund" for m in got) else "investment"
    if (
        frame.instrument == "other"
        and frame.verb
        and frame.verb.meaning.role == "get"
        and got
        and all(m.kind in SCHOLARS for m in got)
    ):
        return "grant"
    if frame.instrument == "subsidy" and handed_down(frame):
        return "grant"
    whole = (frame.noun is not None and "总投资" in frame.noun.word) or frame.rule.startswith("phase")
    if (
        frame.instrument == "investment"
        and not whole
        and got
        and all(m.kind in {"company", "bank", "financial"} for m in got)
    ):
        return "equity"
    return frame.instrument


def public_money(frame: Frame) -> bool:
    """Tell whether a noun says that the sum is public money."""
    return frame.noun is not None and frame.noun.meaning.noun in {"subsidy", "reward", "interest_subsidy"}


def paid_up(frame: Frame, text: str) -> bool:
    """Tell whether the sum is what has been paid into a fund (基金实缴到位资金8亿元, 首期出资16亿元已到位)."""
    told = [cue.word for cue in (frame.noun, frame.verb) if cue]
    words = "".join(told)
    if any(word.startswith("实缴") for word in told):
        return True
    return "出资" in words and IN_FULL.match(text, frame.money.end) is not None


IN_FULL = re.compile("[^，。；、]{0,6}(?:到位|到账|缴足)")
PLACES = re.compile("(?:县|市|区|州|乡|镇|省份|地区|城市|县区|市县)$")


def handed_down(frame: Frame) -> bool:
    """Tell whether money called 补助 is handed to places, or out of a central fund to nobody named: a grant, no firm's subsidy."""
    given, got = frame.parties["provider"], frame.parties.get("recipient", [])
    named = frame.noun is not None and not frame.part
    if named and frame.noun and "补助" not in frame.noun.word:
        return False
    if got:
        return all(m.type == "Place" or (m.type == "Category" and PLACES.search(m.text)) for m in got)
    if not named:
        return False
    central = given and all(m.kind == "central_government" for m in given)
    return bool(central or any(m.type == "Fund" and m.kind == "fiscal" for m in frame.parties.get("via", [])))


def flow_of(state: State, frame: Frame, fields: Fields) -> facts.Flow:
    """Return the record of a frame."""
    money, sentence = frame.money, frame.clause.sentence
    ids = {role: ids_of(found) for role, found in frame.parties.items()}
    period = fields.period(frame) if frame.status != "rule" else None
    figure = figure_of(money, frame.clause)
    period = year_in_turn(state, figure, period) if figure else period  # 2001年至2003年分别为…
    return facts.Flow(
        evidence=state.evidence(sentence.start, sentence.end),
        provider=ids.get("provider", []),
        via=ids.get("via", []),
        recipient=ids.get("recipient", []),
        amount=money.amount,
        amount_min=money.amount_min,
        amount_text=money.text or None,
        qualifier=money.qualifier if money.amount is not None else None,
        currency=money.currency,
        instrument=frame.instrument,
        status="planned" if frame.status == "actual" and fields.to_come(frame, period) else frame.status,
        cumulative=bool(money.text) and fields.cumulative(frame),
        per=money.per,
        period=period,
        recipient_count=count_of(frame, state.folded),
        condition=fields.condition(frame) if frame.status == "rule" else None,
        rule=frame.rule or "sum",
    )
