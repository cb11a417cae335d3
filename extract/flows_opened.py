"""Sums that open their clauses, with the verb of giving behind them (6500万元用于甲，3500万元用于乙，其余2000万元奖励丙)."""

import re

from extract.flows_cues import Cue, Cues
from extract.model import Clause, Money

OPENS = re.compile(
    "(?:其余|其他|剩余|余下|剩下|另外?|还有|再|其中|以及|和|最后|首批|首期|[一二三]是)+的?(?:将|拟|有)?[，,]?"
)
NEXT = 2  # characters between a sum and the verb behind it


def opens(text: str, money: Money, clause: Clause) -> bool:
    """Tell whether nothing but words like 其余 stands in the clause before the sum."""
    led = text[clause.start : money.outer_start].strip()
    return not led or OPENS.fullmatch(led) is not None


def opened(text: str, cues: Cues, money: Money, clause: Clause) -> Cue | None:
    """Return the verb of giving right behind a sum that opens its clause, None where there is none."""
    near = [c for c in cues.within(money.outer_end, money.outer_end + 6) if c.start - money.outer_end <= NEXT]
    return near[0] if near and near[0].meaning.role == "give" and opens(text, money, clause) else None
