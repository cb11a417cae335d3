"""How many receive: the count that stands at the recipients of a flow (274家科技企业, 等5家单位, 项目30项)."""

import re

from extract.flows_frame import Frame
from extract.model import Mention
from extract.money_numbers import NUMERALS, value
from graph import facts

BESIDE = 1  # characters between two sentences that follow each other

_NUMBER = rf"(?P<number>\d[\d, ]*(?:\.\d+)?|[{NUMERALS}]+)(?:余|多)?(?P<scale>[万千亿])?(?:余|多)? ?"
UNIT = r"(?:家|户|个|项|名|位|所|支|只|对|座|镇|县|市|区|村|省|州|盟|旗)"
AHEAD = re.compile(
    rf"(?<![\d第.年月名]){_NUMBER}{UNIT}(?!月|百分点|年)(?P<gap>(?!(?:（[^）]*）)?以?[前后上下内])[^，。；：:、与向给为对由同都\d]{{0,10}})$"
)
INSIDE = re.compile(rf"{_NUMBER}{UNIT}")
BEHIND = re.compile(rf"(?:等|共|已|达|有|超过|逾|立项|累计|合计|约|总数|，){{0,3}}{_NUMBER}{UNIT}(?!月|百分点|年)")
PROJECTS = re.compile(rf"{_NUMBER}(?:个|项)(?:重点|合作|签约|产业|科技)?项目")
# counted behind their noun, at once before the sum: 签约招商项目17个，计划总投资45亿元
LISTED = re.compile(
    rf"(?:签约|引进|引入|开工|落地|落户|签下|签订|集中签约|新开工)(?:了)?(?:[^，。；\d]{{0,16}}?(?<!投资)(?:项目|企业|工程))?{_NUMBER}(?:个|项|家)[，,、]?(?:计划|协议|合同|预计|规划|估算|意向)?(?:总|引|合计|累计|完成|到位)*"
    r"(?:投资|引资|金额|资金|签约|项目)?(?:总额|总|金额|额|资金)?(?:合计|总计|共计|共|达到?|为|约|近|超过?|逾)*$"
)

REACHED = re.compile(
    rf"(?:惠及|支持|扶持|受益|资助|补助|赋能|助力|服务|帮助|覆盖|满足|解决|涉及|受惠)(?:了)?[^，。；\d]{{0,16}}?{_NUMBER}(?:家|户|名|人)(?!月|百分点|年)"
)
BUILT = re.compile(
    rf"[^，。；\d]{{0,4}}(?:推进|实施|建设|新建|谋划|用于){_NUMBER}(?:个|项)[^，。；\d]{{0,8}}(?:项目|工程)"
)
# told in the clause behind the sum, whatever is counted before it: 对接企业2300家，放贷18亿元，惠及1560家
AT_ONCE = re.compile(
    rf"[^，。；、\d]{{0,8}}，(?:共|已|累计|直接|可|将)*(?:惠及|受益|受惠)(?:了|到)?[^，。；\d]{{0,14}}?(?:达到?|约|近|超过?|逾|共)*{_NUMBER}(?:家|户|名|人)(?!月|百分点|年)"
)
PROJECTS_REACHED = re.compile(
    rf"(?:支持|扶持|资助|补助)(?:了)?[^，。；\d]{{0,14}}?项目{_NUMBER}(?:个|项)"
    rf"|(?:支持|扶持|资助|补助|用于)(?:了)?[^，。；]{{0,30}}?(?:共|共计|合计|等)(?P<n2>\d+)(?:余|多)?(?:个|项)[^，。；、\d]{{0,8}}?(?:项目|课题|工程|平台)"
)
# The count of what a sum is for, joined to it: 立项19个、经费5320万元, 白银6项，8200万元
SUMMED = re.compile(
    rf"(?:项目|课题|立项|[一-鿿]{{2,4}}){_NUMBER}(?:个|项)[，、](?:合计|总计|共计|累计|已|共|拟|计划)*"
    r"(?:(?:国拨|财政|中央|省级|直接|资助|补助|支持|奖补)?(?:经费|费用|资金|金额|总额|出资额|补助))?(?:合计|总计|共计|共|达|为|约|超过|近|计)*$"
)
EACH = re.compile("各(?!类|种|级|项|界|地)|合计|共计|总计|合起来|合共|加起来")
# how many funds a size is that of: 设立子基金23支，子基金总规模72亿元
FUNDS = re.compile(
    rf"{_NUMBER}(?:支|只|个)(?:[^，。；\d、]{{0,8}})基金[^。；、\d]{{0,24}}，(?:认缴|目标|合计|累计|总|计划)*规模(?:合计|总计|共计|达到?|约|近|超过?|逾|为|在)*$"
)
FUNDS_BEFORE = re.compile(
    rf"基金(?:达到?|共|已|超过?|逾|等)*{_NUMBER}(?:支|只|个|家)[，,](?:[^，。；\d]{{0,6}}基金)?(?:认缴|目标|合计|累计|总|管理|计划)*规模(?:合计|总计|共计|达到?|约|近|超过?|逾|为|在)*$"
)
# Those who get something, counted where they act: 213家企业领走…, 3400户贫困户从中受益
GETTERS = re.compile(rf"(?<![\d第.年月名前从向由与自被经]){_NUMBER}(?:家|户|名|人|个)[^，。；\d从向由与]{{0,12}}$")
USERS = re.compile(
    rf"(?:，(?:同比|较|比)[^，。；]{{0,16}})?，(?:存量|累计|已)?(?:惠及|贷款|授信|获贷|用券|受益|受惠|参保)(?:户数|企业|农户|客户|主体)?{_NUMBER}(?:户|家|名|人)"
)
BENEFIT = re.compile(
    rf"{_NUMBER}(?:家|户|名|人)[^，。；\d]{{0,10}}(?:[、，]?[\d.]+万?余?人)?[^，。；\d]{{0,4}}(?:受益|获益|享受|用上|户户有份|人人有份|都有份)"
)  # 1500户农民4600人受益
# Who gets something, told behind the sum: 132户拿到了钱 (and no other sum), 涉及牧户3.8万户, 享受单位23家, 支持甲馆等47个项目, 送到83户灾民手上
GOT_BEHIND = re.compile(
    rf"[^。；]{{0,24}}?(?<![\d第.年月]){_NUMBER}(?:家|户|名|人|个|所)[^，。；\d]{{0,10}}(?:拿到|领到|收到|分到|得到|享受到)(?![^，。；\d]{{0,12}}$)"
)
INVOLVED = re.compile(
    rf"[^。；]{{0,20}}?(?:涉及|受益|享受|受助|受惠|获益|惠及)(?:了|到|的)?(?:项目|单位|企业)?[^，。；\d]{{0,6}}?(?:大约|约|达到?|近|有|共|为|：)*{_NUMBER}(?:个(?=项目|企业|农户|单位|家庭|，|。|；)|家|户|名|人|所)(?!月|百分点|年)"
)
SUCH_AS = re.compile(
    rf"[，用]?(?:用于|用来|支持|改造|新建|建设|修缮|扶持|资助)[^。；\d]{{0,40}}?等{_NUMBER}(?:个|家|户|所|项|处)(?!月|百分点|年)"
)
HANDS = re.compile(
    rf"[^，。；\d]{{0,14}}(?:送到|发到|打到|打进|交到|发给|送给|打给)[^，。；\d]{{0,10}}{_NUMBER}(?:家|户|名|个|所)(?!月|百分点|年)"
)
# whom it is handed to, before the verb: 已向甲县、乙县等地的62家企业拨付, 给甲县的87户放了, 向213个社团批给
HANDED = re.compile(
    rf"(?:向|给|为|对|面向)(?:[^，。；\d]{{0,36}}[的等县市区省州]|全[省市县区州]|)(?:共|约)?{_NUMBER}(?:家|户|名|所|个|人)(?!月|百分点|年)(?:[^，。；\d]{{0,20}}|[^，。；]{{0,30}}的(?:单位|企业|机构|项目|个人|农户|团队|人员)[^，。；\d]{{0,6}})$"
)
# counted right before its sum: 投出24个项目、11.3亿元; 涉及3471户、1.4亿元; 有14户拿到补助，合计56万元
COUNTED = re.compile(
    rf"(?<![\d第.年月]){_NUMBER}(?:(?:项|家|户)(?:项目|企业|课题|单位|农户|机构)?[^，。；、\d]{{0,6}}|个(?:项目|企业|课题|单位|农户|机构|村|工程)?)[、，](?:合计|总计|共计|累计|已|共|涉及|花掉|花了|用去)*"
    r"(?:贴息|奖补|补助|补贴|奖励|资助|扶持|支持|贷款|授信|担保|融资)?(?:金额|资金|经费|总额|总量|额)?(?:合计|总计|共计|共|约|近|超过?|达到?|为|在)*$"
)
# each of so many: 31家企业，每家15万元; 41家企业因为加了班，每家领到红包5万元
EACH_OF = re.compile(
    rf"(?<![\d第.年月]){_NUMBER}(?:家|户|名|人|个|所|村)[^，。；\d]{{0,24}}，(?:[^，。；\d]{{0,8}}?)(?:每[家户名人个所村市县区省校项]|各)[^，。；\d]{{0,10}}$"
)
# whom it was put into, right behind the sum: 投给了有港资背景的6家企业, 给周边23个村发管护费
PUT_INTO = re.compile(
    rf"[^，。；\d]{{0,6}}?(?:投给|投向|拨给|贷给|借给|给|用于支持)了?(?!予)[^，。；\d]{{0,18}}?(?:共)?{_NUMBER}(?:家|户|名|个|所)(?=企业|公司|村|乡|镇|县|市|区|项目|农户|学校|单位|合作社|行政村|街道|社区|机构)"
)

# those who get something, counted in the clause before the verb: 甲市有130家企业符合条件，共获得650万元
GETTERS_BEFORE = re.compile(
    rf"(?<=有){_NUMBER}(?:家|户|名|人|个)[^，。；\d从向由与]{{0,14}}，(?:共|合计|累计|总共|一共|分别|各|已)*$"
)
# told of in the clause before that of the sum: 拟对18个项目予以立项，资助经费3600万元; 新增首贷户412户，发放首贷7亿元
SERVED_FIRST = re.compile(
    rf"(?:对[^。；，\d]{{0,24}}{_NUMBER}(?:个|项|家)[^，。；\d]{{0,8}}(?:项目|课题|平台|企业|单位)[^，。；\d]{{0,6}}(?:支持|资助|补助|奖励|立项|贴息|奖补)[^，。；\d]{{0,4}}"
    r"|(?:支持|服务|新增|惠及|覆盖|扶持|帮助|助力)[^，。；\d]{0,14}(?P<n2>\d+)余?(?:户|家|名|人)[^，。；\d]{0,6})，(?:拟|累计|共|已|合计)*(?:发放|投放|提供|办理|授信|放款|担保|贴息|补贴|补助|减免|资助|奖励|安排|下达|拨付)[^，。；\d]{0,14}$"
)
# who has used it up, right before the sum: 已有38家企业用券1160万元
USED = re.compile(
    rf"有{_NUMBER}(?:家|户|名|人)[^，。；\d]{{0,8}}?(?:用券|使用|用掉|用了|享受|申领|领用|兑付)[^，。；\d]{{0,6}}$"
)
# some of those told before: 走访企业200户，为其中36户授信
SOME_OF = re.compile(rf"(?:为|向|对|给|支持)其中(?:的)?{_NUMBER}(?:家|户|名|人|个)[^，。；\d]{{0,14}}$")
SUM = re.compile(r"\d[\d.,]*[余多]?[万亿]*(?:美|欧)?元")
PART = re.compile(r"其中[^。；]{0,40}?\d[\d.,]*[余多]?[万亿]*(?:美|欧)?元")
DRAWN = re.compile("[^；;]*(?:撬动|带动|吸引|拉动)[^；;]*")  # what a sum draws reaches those that it reached
# at once before its sum: 5家单位192万元, 个体306人909万元
ADJACENT = re.compile(
    rf"(?<![\d第.年月每]){_NUMBER}(?:个|项|家|户|人|名|所)(?:项目|企业|课题|单位|农户|机构|高校|园区|学生|人员)?$"
)


def count_of(frame: Frame, text: str) -> int | None:
    """Return how many receive, None where no count stands at the recipients (or only one receives)."""
    members = frame.parties.get("recipient", [])
    if frame.money.per == "unit":
        return None  # 为3800户农户支付赔款2亿元，每亩赔了1200元: so many acres, whosever they are
    if some := SOME_OF.search(text, frame.clause.start, frame.money.outer_start or frame.money.start):
        return whole(some)
    if frame.total is not None and (own := REACHED.search(text, frame.money.end, frame.clause.sentence.end)):
        return whole(own)
    found = AT_ONCE.match(text, frame.money.outer_end or frame.money.end) if not frame.money.per else None
    if (
        found is None
        and frame.verb is not None
        and frame.verb.meaning.role == "get"
        and frame.verb.start <= frame.money.start
    ):
        found = GETTERS.search(text, frame.clause.start, max(frame.clause.start, frame.verb.start))
        start = max(frame.clause.sentence.start, frame.verb.start - 40)
        found = found or GETTERS_BEFORE.search(text, start, max(start, frame.verb.start))
    if found is None and members:
        found = _at(members[0], members[-1], text)
    elif found is None and frame.instrument == "investment":
        start = frame.clause.sentence.start
        start = max([start, *(m.end() for m in SUM.finditer(text, start, frame.money.outer_start))])
        found = LISTED.search(text, start, frame.money.outer_start) or PROJECTS.search(text, start, frame.money.start)
        found = found or BUILT.match(text, frame.money.end, frame.clause.sentence.end)
    if found is None and frame.status != "rule" and (not members or all(m.type == "Category" for m in members)):
        end = _own_end(frame, text)
        found = REACHED.search(text, frame.money.end, end) or BENEFIT.search(text, frame.money.end, end)
    if found is None and (not members or all(m.type == "Place" or m.text.endswith("财政局") for m in members)):
        found = PROJECTS_REACHED.search(text, frame.money.end, frame.clause.sentence.end) or SUMMED.search(
            text, max(frame.clause.sentence.start, frame.money.start - 30), frame.money.outer_start or frame.money.start
        )
    if found is None and len({m.entity.id for m in members if m.entity}) <= 1:
        found = USERS.match(text, frame.money.outer_end or frame.money.end)
    if found is None and frame.instrument == "fund_size":
        span = frame.clause.sentence.start, frame.money.outer_start or frame.money.start
        found = FUNDS.search(text, *span) or FUNDS_BEFORE.search(text, *span)
    return whole(found) if found else each_named(frame, text) or _told_near(frame, text)


def _own_end(frame: Frame, text: str) -> int:
    """Return where the words behind a sum end that can count who gets it: with its sentence, or at a part of it (其中甲行放贷3亿元，支持80户)."""
    end = frame.clause.sentence.end
    part = PART.search(text, frame.money.end, end)
    end = part.start() if part else end
    half = text.find("；", frame.money.end, end)  # what stands behind ； with a sum of its own is that sum's
    return half if half >= 0 and SUM.search(text, half, end) else end


def _told_near(frame: Frame, text: str) -> int | None:
    """Return the count of who gets the sum that stands behind it, or where it is handed over; None beside a rate and one body named."""
    members = frame.parties.get("recipient", [])
    named = any(m.type not in {"Category", "Place", "Program", "Zone"} for m in members)
    lead = max(frame.clause.sentence.start, frame.money.outer_start - 60)
    if frame.money.per == "recipient" and frame.status != "rule" and not named:
        each = EACH_OF.search(text, lead, frame.money.outer_start)
        return whole(each) if each else None
    if (
        named
        or frame.money.per
        or frame.money.amount is None
        or frame.status == "rule"
        or frame.instrument == "fund_size"
    ):
        return None
    start, end = frame.money.end, frame.clause.sentence.end
    after = re.search(r"[\d.]+[万亿]*元", text[start:end])  # another sum: what stands behind it is its own
    end = start + after.start() if after else end
    clause = frame.clause.start
    found = (
        HANDED.search(text, clause, frame.money.outer_start)
        if frame.verb and frame.verb.meaning.role == "give"
        else None
    )
    found = found or COUNTED.search(
        text, max(frame.clause.sentence.start, frame.money.outer_start - 30), frame.money.outer_start
    )
    found = found or ADJACENT.search(text, max(clause, frame.money.outer_start - 20), frame.money.outer_start)
    lead = max(frame.clause.sentence.start, frame.money.outer_start - 70)
    found = (
        found
        or SERVED_FIRST.search(text, lead, frame.money.outer_start)
        or USED.search(text, lead, frame.money.outer_start)
    )
    for pattern in (HANDS, PUT_INTO, GOT_BEHIND, INVOLVED, SUCH_AS):
        found = found or pattern.match(text, start, end)
    return whole(found) if found else None


def each_named(frame: Frame, text: str) -> int | None:
    """Return how many are named who get the sum each (甲、乙各6亿元) or together (甲、乙合计拿到6亿元); None for one, and for classes."""
    members = frame.parties.get("recipient", [])
    ids = {m.entity.id for m in members if m.entity}
    if len(ids) < 2 or any(m.type == "Category" for m in members):
        return None
    last = max(m.end for m in members)
    if last > frame.money.start or frame.clause.start > last:
        return None
    return len(ids) if EACH.search(text, last, frame.money.start) else None


def _at(first: Mention, last: Mention, text: str) -> re.Match[str] | None:
    before = AHEAD.search(text, max(0, first.start - 22), first.start)
    behind = BEHIND.match(text, last.end, last.end + 16)
    if first is last and first.type not in {"Category", "Program", "Fund", "Place"}:
        return behind if behind and behind[0].startswith("等") else None
    paired = first is last and first.type == "Place" and text[max(0, first.start - 1)] in "、和及与"
    if paired and behind and not behind[0].startswith("等"):
        behind = None  # 甲、乙两省分别…: each sum has one of them
    return INSIDE.match(text, first.start, first.end) or before or behind


def whole(match: re.Match[str]) -> int | None:
    """Return a matched count as a whole number above one."""
    printed = match["number"] + (match["scale"] or "") if match["number"] else match["n2"]
    number = value(printed)
    return int(number) if number is not None and number == int(number) and number > 1 else None


def count_once(made: list[tuple[Frame, facts.Flow]], text: str) -> None:
    """Leave a count to the first sum that takes it, what that draws, and rates with their sum: others are a part, or another's (63家贷到1.5亿元，甲公司的460万元…)."""
    first: dict[int, Frame] = {}
    rate = False  # what the flow before is
    for frame, flow in made:
        rated, rate = rate, flow.per == "recipient"
        if flow.recipient_count is None or rate or rated:
            continue
        before = first.setdefault(flow.recipient_count, frame)
        apart = frame.clause.sentence.start - before.clause.sentence.end
        if frame.money is before.money or apart > BESIDE:
            continue
        if DRAWN.fullmatch(text, before.money.end, frame.money.start) is None:
            flow.recipient_count = None
