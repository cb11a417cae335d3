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
GRANTED = re.compile("获|批|到账|到位|放款|发放|投放|拨付|下达|成功|了")
# before a verb of asking: who may ask, not who does
MAY = re.compile(
    "(?:可以?|能够?|得以?|有权|有资格|有望|允许|均可|方可|便可|即可)[^，。；可]{0,4}(?:[向从][^，。；]{2,20}?)?[^，。；]{0,4}$"
)
ASKED = {"申请", "申请贷款", "申领", "争取"}
OWN_MONEY = re.compile("自筹|自有")


def pledged(reader: Times, frame: Frame, here: str) -> str | None:
    """Return planned or committed where the words around a sum say that it was sought, approved or agreed; None where nothing does."""
    text, clause, money, verb = reader.text, frame.clause, frame.money, frame.verb
    behind = text[money.end : clause.end]
    told = text[clause.sentence.start : money.start]
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
    if reader.words.paid.search(here + behind):
        return None
    if frame.instrument in LENT and (
        PACT_BEHIND.match(behind)
        or PACT_BEFORE.search(here)
        or PLEDGED_BEHIND.match(text, money.outer_end, clause.sentence.end)
    ):
        return "committed"
    if frame.instrument == "loan" and APPROVED.search(told):
        return "committed"  # 又放行三个项目，合计贷出3亿美元
    return None


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
