"""What money is said to be for, as its instrument: set out to reward it is a reward (安排2亿元，对达标的合作社进行奖励)."""

import re
from typing import TYPE_CHECKING

from extract.model import State

if TYPE_CHECKING:
    from extract.flows_frame import Frame

_AIM = r"^[^，。；\d]{0,8}[，,]?(?:专项|全部|主要|重点|将|拟)*"
REWARD, SUBSIDY, INTEREST, LOSSES = "奖励|表彰奖励|奖补|重奖", "补贴|补助|贴补", "贴息", "风险补偿|代偿补偿"
KINDS = {"reward": REWARD, "subsidy": SUBSIDY, "interest_subsidy": INTEREST, "compensation": LOSSES}
AIMS = {
    kind: re.compile(
        f"{_AIM}(?:(?:用于|用来|用以|用作)(?:发放)?(?:{words})"
        f"|对(?:于)?[^，。；]{{2,40}}?(?:进行|予以|给予|实施|实行)(?:一次性|适当|相应)?(?:{words})(?!资金|政策|办法|[^，。；]{{0,6}}\\d))"
    )
    for kind, words in KINDS.items()
}
NOUNS = {
    "补贴": "subsidy", "补助": "subsidy", "津贴": "subsidy", "奖励": "reward", "奖补": "reward",
    "资助": "grant", "补偿": "compensation", "贴息": "interest_subsidy",
}  # fmt: skip
AT = re.compile(r"(?:按照?|以|依照)[^，。；\d]{0,12}$")
RATE = re.compile(  # 按每家50万元 + 的标准给予补助
    r"的?(?:标准|额度|档次|金额)?(?:分别|一次性)?(?:给予|予以|发放|进行|支付|兑现|核发)(?:一次性|定额|适当|相应|资金)?"
    rf"(?P<noun>{'|'.join(NOUNS)})(?!资金|政策|办法)"
)
SET_OUT = frozenset(
    ("安排", "拿出", "统筹", "筹集", "列支", "投入", "预算", "设立", "统筹安排", "划出", "切出", "单列", "拨出", "筹措")
)
PLAIN = frozenset((None, "资金", "财政资金", "专款"))


def by_purpose(state: State, frame: "Frame") -> str:
    """Return the instrument that the words behind a sum say that is set out or the rate of something, the frame's own where they say none."""
    verb, noun = frame.verb, frame.noun
    said = noun.word if noun and noun is not verb else None
    rated = RATE.match(state.folded, frame.money.outer_end) if said is None else None
    if rated and AT.search(state.folded, frame.clause.start, frame.money.start):
        return NOUNS[rated["noun"]]
    plain = frame.instrument == "grant" or (noun is None and frame.instrument in ("tax_relief", "other"))
    if not plain or verb is None or verb.word.removesuffix("了") not in SET_OUT or said not in PLAIN:
        return frame.instrument
    behind = state.folded[max(frame.money.end, noun.end if noun else 0) : frame.clause.sentence.end]
    return next((kind for kind, aim in AIMS.items() if aim.search(behind)), frame.instrument)
