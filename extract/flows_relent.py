"""The central bank's money for banks, told by the name of its tool: 将甲再贷款额度由2000亿元增加到3500亿元, 该工具累计提供资金1994亿元."""

import re

from extract.flows_base import ids_of, of_central_bank, others
from extract.flows_frame import Frame
from extract.flows_parties import Parties
from extract.model import Mention

TOOL = re.compile("(?:再贷款|再贴现|支持工具)(?:额度|工具|资金)?$")
LENT = re.compile("放贷|贷款(?!额度)|放款|信贷")  # what banks lend on


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
