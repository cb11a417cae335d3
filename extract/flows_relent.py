"""The central bank's money for banks, told by the name of its tool: 将甲再贷款额度由2000亿元增加到3500亿元, 该工具累计提供资金1994亿元."""

import re

from extract.flows_base import ids_of, of_central_bank, others
from extract.flows_frame import Frame
from extract.flows_parties import Parties
from extract.model import Mention, State

TOOL = re.compile("(?:再贷款|再贴现|支持工具)(?:额度|工具|资金)?$")
MEANS = re.compile("(?:运用|使用|利用|借助|通过|用好|用足|用活|依托|凭借|依靠|借力|对接)[^，。；、]{0,10}$")
LENDS_ON = re.compile("[向为给对][^，。；]{2,40}(?:发放|投放|贷款|放款|授信|放贷)|发放[^，。；]{0,24}贷款")
LENT = re.compile("放贷|贷款(?!额度)|放款|信贷")  # what banks lend on


def lent_on(state: State, frame: Frame) -> bool:
    """Tell whether the money is what somebody lends by means of the central bank's (甲银行运用支农再贷款向乙公司发放贷款)."""
    noun, verb = frame.noun, frame.verb
    if frame.instrument != "relending" or noun is None or verb is None or verb.start < noun.end:
        return False
    means = MEANS.search(state.folded, max(frame.clause.start, noun.start - 16), noun.start)
    central = any(map(of_central_bank, frame.clause.subject))
    return (
        means is not None and not central and LENDS_ON.search(state.folded, noun.end, frame.money.end + 6) is not None
    )


def relent(parties: Parties, frames: list[Frame]) -> None:
    """Let relending that nobody is said to pay come from the central bank, where the article names it; its tools make money relending."""
    banks = [m for m in parties.all if m.name == "中国人民银行"]
    if not banks:
        return
    for frame in frames:
        if frame.kind != "flow":
            continue
        own = frame.parties
        if frame.instrument in {"other", "grant"}:
            _by_tool(parties, frame)
        if frame.instrument == "relending" and not own["provider"]:
            own["provider"] = others(banks[:1], ids_of(own["recipient"]))


def _by_tool(parties: Parties, frame: Frame) -> None:
    """Take money that a tool of the central bank is said to give, or whose sort nothing but the tool tells, as relending through it."""
    own = frame.parties
    tools = [m for m in own["provider"] + own["via"] if _tool(m)]
    if not tools or LENT.search(parties.text, frame.clause.start, frame.money.start):
        return
    givers = others([m for m in own["provider"] if not _tool(m)], ids_of(own["recipient"]))
    if all(of_central_bank(m) for m in givers):
        frame.instrument, own["provider"] = "relending", givers
        own["via"] = own["via"] + others(tools, ids_of(own["via"]))


def _tool(mention: Mention) -> bool:
    return mention.type == "Program" and TOOL.search(mention.name or mention.text) is not None
