"""What sums are whose own words say little: money of a level of budget, a ceiling of what a fund may invest."""

import re

from extract.flows_base import STAKES
from extract.flows_frame import Frame
from extract.model import State

GENERIC = {"资金", "额度", "金额", "款项", "总额", "支持", "资金总额"}
BUDGETED = re.compile("(?:中央|省级|市级|县级|区级|上级|财政)(?:财政)?(?:预算内|专项|补助|奖补|衔接|配套)*$")
SHARE_RULE = re.compile("首轮|跟投|直投|领投|单笔投")


def budgeted(state: State, frame: Frame) -> bool:
    """Tell whether nothing but its level of budget says what the money is."""
    noun = frame.noun
    plain = frame.instrument == "other" and noun is not None and noun.word in GENERIC
    return bool(plain and noun and BUDGETED.search(state.folded, max(0, noun.start - 12), noun.start))


def invested(state: State, frame: Frame) -> bool:
    """Tell whether a ceiling is that of what a fund may invest, no subsidy (对一个项目的首轮投资不超过300万元)."""
    start, end = frame.clause.sentence.start, frame.clause.sentence.end
    shares = frame.instrument in STAKES and frame.verb is not None
    return shares and SHARE_RULE.search(state.folded, start, end) is not None
