"""Words that tell of a sum that is promised or only sought, and not yet paid, where no verb of its own does."""

import re

from extract.flows_frame import Frame
from extract.flows_times import Times

LENT = {"loan", "credit_line", "guarantee"}
# right behind a sum or before it, what it stands in: 5亿元的投资贷款协议, 7亿元贷款承诺函, 贷款承诺150亿元
PACT_BEHIND = re.compile("的?[^，。；、]{0,20}?(?:协议|合同|承诺函?|意向书?|备忘录)(?!约定|执行|到期|生效|项下|下)")
PACT_BEFORE = re.compile("(?:协议|合同|承诺|意向)(?:金额|总额|总金额)?(?:约|近|超过?|达|共|为|是|合计|总计)*$")
PLEDGED_BEHIND = re.compile("[，,]?(?:已|均|全部)*由[^，。；]{2,24}(?:承诺|担保函|出具)")
APPROVED = re.compile("放行|批准|审批|批了|再批|获批|获准|批复")
AGREES = re.compile("同意(?=[向为给对])")
PASSED = re.compile(
    "的?(?:[^，。；、]{0,6}(?:贷款|融资|授信))?[^，。；、]{0,4}?(?:获|经|通过|得到|取得)[^，。；]{0,18}?(?:审批|批准|批复|核准|审议)"
)
DRAWN = re.compile("[^，。；]{0,20}(?:已|并|实现)(?:经|全部|成功|顺利|首笔)*(?:发放|投放|放款|到位|到账)")
SOUGHT = {"申请", "申请贷款"}
GRANTED = re.compile("获|(?<!在审)(?<!待审)(?<!等审)批(?!中)|到账|到位|放款|发放|投放|拨付|下达|成功|了")
# before a verb of asking: who may ask, not who does
MAY = re.compile(
    "(?:可以?|能够?|得以?|有权|有资格|有望|允许|均可|方可|便可|即可)[^，。；可]{0,4}(?:[向从][^，。；]{2,20}?)?[^，。；]{0,4}$"
)
ASKED = {"申请", "申请贷款", "申领", "争取"}
PLEDGES = re.compile(r"承诺(?!函|书)[^，。；\d]{0,14}$")
OWN_MONEY = re.compile("自筹|自有|自己筹|自行筹")
STAKES = {"investment", "equity"}
GRANTS = {"grant", "subsidy", "interest_subsidy", "reward"}
# what is only meant to be put in: 达成2亿元投资意向, 意向出资3亿元
MEANT = re.compile("意向[^，。；]{0,6}$")
MEANT_BEHIND = re.compile(r"的?[^，。；、\d]{0,8}意向")
SIGNED = re.compile("签(?:下|署|订|约|了|定)了?[^，。；]{0,24}$")
GRANTED_TO = re.compile("批给")
DECLARED = re.compile("宣布[，：:]")
DONE = re.compile("已|了|累计|去年|共[为向给]|拨付|下达|到账|到位|收到|发放|兑现|历年|年来")
# projects that were chosen for public money which is not said to have been paid: 放榜, 6个项目过关, 共获资助600万元
CHOSEN = re.compile("放榜|入围|过关|揭榜|资助名单")
# behind a sum, how much of it has been drawn or paid, in words: 已经拨付三分之一, 用掉七成
SPENT = r"(?:用掉|用去|花掉|到位|拨付|投放|发放|提款|支用|放款|下达|使用|拨|到账)了?(?:其中的?)?[约近超逾过]*"
PART = re.compile(
    rf"[^。；\d]{{0,14}}?{SPENT}(?:[一二三四五六七八九]成|[三四五]分之[一二三]|一半|大半|过半|近半|半数|\d[\d.]*%)"
)
SPENT_BEFORE = re.compile(
    rf"[^。；]{{0,26}}?(?:已经?|目前|今年先|首[笔批期]|头[笔批]|先期?|实际|截至[^，。；]{{2,10}}[，,]?|20\d\d年(?:\d+月)?)[^，。；]{{0,8}}?(?:{SPENT})?$"
)


def pledged(reader: Times, frame: Frame, here: str) -> str | None:
    """Return planned or committed where the words around a sum say that it was sought, approved or agreed; None where nothing does."""
    text, clause, money, verb = reader.text, frame.clause, frame.money, frame.verb
    behind = text[money.end : clause.end]
    told = text[clause.sentence.start : money.start]
    agreed = reader.words.agreed.search(told)
    if frame.instrument in STAKES and not agreed and (MEANT.search(here) or MEANT_BEHIND.match(behind)):
        return "planned"  # 达成2亿元投资意向
    sought = verb is not None and verb.word in SOUGHT and (verb.word != "申请" or frame.noun is not None)
    if (
        verb
        and sought
        and clause.start <= verb.start < money.start
        and not GRANTED.search(text, verb.end, clause.sentence.end)
    ):
        return "planned"  # 某公司申请贷款500万元
    if frame.instrument in LENT and AGREES.search(here) and not DRAWN.match(behind):
        return "committed"  # 同意向某项目发放贷款2亿元
    if frame.instrument == "loan" and PASSED.match(behind) and not DRAWN.search(behind):
        return "committed"  # 某项目2亿元贷款获甲银行审批通过
    if PLEDGES.search(here):
        return "committed"  # 5家银行承诺三年投放300亿元
    if reader.words.paid.search(here + behind):
        return None
    if GRANTED_TO.search(here) or (frame.instrument in LENT | STAKES and SIGNED.search(here)):
        return "committed"
    if frame.instrument in GRANTS and money.per is None and not DONE.search(told + behind):
        chosen = CHOSEN.search(told) and (verb is None or verb.meaning.role == "get" or verb.meaning.noun)
        if chosen or DECLARED.search(told):
            return "committed"
    if frame.instrument in LENT and (
        PACT_BEHIND.match(behind)
        or PACT_BEFORE.search(here)
        or PLEDGED_BEHIND.match(text, money.outer_end, clause.sentence.end)
    ):
        return "committed"
    if frame.instrument == "loan" and APPROVED.search(told):
        return "committed"  # 又放行三个项目，合计贷出3亿美元
    return None


def partly_paid(reader: Times, frame: Frame, here: str) -> bool:
    """Tell whether the words behind a sum say how much of it has been drawn or paid: it was granted (争取到贷款8亿元，截至5月底用掉3亿元)."""
    text, money = reader.text, frame.money
    if frame.instrument not in LENT | GRANTS | STAKES or money.amount is None or money.per or DONE.search(here):
        return False
    end = frame.clause.sentence.end
    if PART.match(text, money.outer_end, end):
        return True
    following = next((m for m in reader.state.money if m.start >= money.end), None)
    if following is None or following.start >= end or following.amount is None or following.amount >= money.amount:
        return False
    between = text[money.outer_end : following.outer_start]
    if "其中" in between:
        return False  # its parts, and not what has been paid of it
    told = SPENT_BEFORE.fullmatch(between) and re.search(SPENT, between + text[following.end : following.end + 6])
    return bool(told) and following.per is None


def own_money(frame: Frame, here: str) -> bool:
    """Tell whether a sum is what a firm is to find by itself (其中企业自筹5亿元)."""
    return frame.instrument == "investment" and OWN_MONEY.search(here) is not None


def open_to(text: str, frame: Frame) -> bool:
    """Tell whether banks only may ask the central bank for money (可向人民银行申请资金): nothing is granted yet."""
    verb, payers = frame.verb, frame.parties.get("provider", [])
    if verb is None or verb.word not in ASKED or not payers:
        return False
    central = all((m.entity.name if m.entity else m.name) == "中国人民银行" for m in payers)
    return central and MAY.search(text, frame.clause.start, verb.start) is not None
