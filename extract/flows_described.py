"""Sums that stand in the description of a class and say which ones are meant (对进出口额超过1亿美元的外贸企业进行奖励)."""

import re

from extract.model import Clause, Money, State

SIZE = re.compile(r"(?:（[^（）]{1,4}）|[(][^()]{1,4}[)]|及|或|含)*以[上下内]")
REACHED = re.compile(r"(?:达到?|超过?|突破|满|不低于|不少于|不足|低于|高于|大于|小于|逾)(?:了|人民币|约)*$")
LED = re.compile(
    r"(?:(?<![一-鿿])|将|财政|政府|[省市县区厅局])对(?:于)?(?![外内口接比])|(?:支持|鼓励|奖励|补助|扶持|凡是?)(?=[^，。；]{3})"
)
OF = re.compile(r"[^，。；：\n]{0,36}?的$")
ENDS = re.compile(
    r"(?:（[^（）]{1,16}）)?(?:[，,；;。、]|给予|予以|进行|实行|实施|一次性|奖|补|按|分别|每|最高|可|资助|享受|[和及与或]|以及|$)"
)


def describes(state: State, money: Money, clause: Clause) -> bool:
    """Tell whether the sum is one from which on, or up to which, a class is meant that stands behind it and its 的.

    The words around the sum must say that it is a limit; one that is only reached needs a promise that leads to the class.
    """
    text = state.folded
    size = SIZE.match(text, money.end)
    reached = REACHED.search(text, max(clause.start, money.outer_start - 8), money.start)
    if size is None and not (reached and LED.search(text, clause.start, money.outer_start)):
        return False
    start = size.end() if size else money.end
    for named in state.mentions_in(start, clause.end, "Category", "Program"):
        if OF.fullmatch(text, start, named.start):
            return ENDS.match(text, named.end) is not None
    return False
