"""The central bank's money for banks, told by the name of its tool: 将甲再贷款额度由2000亿元增加到3500亿元, 该工具累计提供资金1994亿元."""

import re

from extract.flows_base import ids_of, of_central_bank, others
from extract.flows_frame import Frame
from extract.flows_parties import Parties
from extract.model import Mention

TOOL = re.compile("(?:再贷款|再贴现|支持工具)(?:额度|工具|资金)?$")
LENT = re.compile("放贷|贷款(?!额度)|放款|信贷")  # what banks lend on


def by_tools(parties: Parties, frames: list[Frame]) -> None:
    """Let money that a tool of the central bank is said to give, or whose sort nothing but the tool tells, be relending of that bank."""
    banks = [m for m in parties.all if m.name == "中国人民银行"]
    for frame in frames:
        own = frame.parties
        if frame.kind != "flow" or not banks or frame.instrument not in {"other", "grant"}:
            continue
        tools = [m for m in own["provider"] + own["via"] if _tool(m)]
        if not tools or LENT.search(parties.text, frame.clause.start, frame.money.start):
            continue
        givers = others([m for m in own["provider"] if not _tool(m)], ids_of(own["recipient"]))
        if givers and not all(of_central_bank(m) for m in givers):
            continue
        frame.instrument = "relending"
        own["provider"] = givers or others(banks[:1], ids_of(own["recipient"]))
        own["via"] = list({i: m for m in [*own["via"], *tools] for i in ids_of([m])}.values())


def _tool(mention: Mention) -> bool:
    return mention.type == "Program" and TOOL.search(mention.name or mention.text) is not None
