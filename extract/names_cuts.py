"""Where names are cut: inside a word that the dictionary ran across their ends, and behind what only leads to them."""

from extract.model import Mention
from extract.names_rules import Found

MARKS = "“”‘’（）()—－-·"
ROLES = ("管理", "合伙", "发起", "投资", "出资", "承销", "受托", "委托", "担保", "承租", "托管")
BANK_ROLES = ("牵头", "参加", "代理", "主办", "承办", "合作", "托管", "开户", "贷款", "经办", "承销")
HELD = frozenset("入任就供在离")  # before 职: words that the dictionary does not join
LEVELS = frozenset("省市州县区旗镇乡村")
OWN = frozenset("我本")  # before a word of level: the article's own place


def place_inside(places: dict[int, Mention], first: int, last: int) -> Mention | None:
    """Return the last place that lies within a word from `first` and ends at or before `last`."""
    found = next((places[end] for end in range(last, first, -1) if end in places), None)
    return found if found is not None and found.start >= first else None


def cut_body(bodies: dict[int, "Mention | Found"], first: int, last: int) -> int | None:
    """Return where a known body ends inside a word that the dictionary cut across its end."""
    return next((end for end in range(last - 1, first, -1) if end in bodies and bodies[end].start < first), None)


def unmarked(text: str, at: int, end: int) -> int:
    """Return the start of a name behind dashes, closing marks and a bracket or quotation that stands before it."""
    while at < end and text[at] in MARKS:
        closing = {"“": "”", "（": "）", "(": ")", "‘": "’"}.get(text[at])
        close = text.find(closing, at, end) if closing else at
        if closing == "”" and close > at + 3 and "一" <= text[at + 1] <= "鿿":
            return at
        at = (close if close >= 0 else at) + 1
    at += 3 if text.startswith("及以上", at) else 0
    at += text[at - 1 : at + 1] == "其中" and end - at > 2  # 其中 + 国开金融…公司
    if text[at] == "强" and at > 1 and text[at - 1].isdigit():
        return at + 1  # 世界500强 + 某某集团
    if text[at] == "职" and end - at > 1 and text[at - 1 : at] in HELD:
        return at + 1  # 入职 + 某某研究院
    if text[at] in LEVELS and end - at > 2 and text[at - 1 : at] in OWN:
        return at + 1  # 我县 + 某某科技
    if text[at] == "行" and end - at > 2 and text.endswith(BANK_ROLES, 0, at):
        return at + 1  # 牵头行 + 某某银行
    if text[at] == "人" and end - at > 1 and text.endswith(ROLES, 0, at):
        return at + 1  # 管理人 + 某某资本
    return at + 3 if text[at + 2 : at + 3] == "人" and text.startswith(ROLES, at) and end - at > 3 else at
