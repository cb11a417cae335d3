"""What projects are to cost: the work right behind its sum (投资2亿元某技改工程、投资8亿元某基地), and totals of lists that go to none of them."""

import re

from extract.flows_frame import Frame
from extract.flows_parties import Parties
from extract.model import Mention

# between a sum and the work that it is invested in: 投资1.2亿元年产1300台的甲项目
BUILT_FOR = re.compile(
    r"(?:人民币)?(?:以上|左右)?的?(?:年产[\d.]+[余多]?[万亿]?[一-鿿]{1,4}(?:[（(][一-鿿]{1,3}[）)])?的?)?"
)
LISTED = re.compile(
    r"等(?:\d+|[一二两三四五六七八九十]+)[余多]?(?:[个项]|大)"
)  # closes a list of which one is named last
TOLD = re.compile(r"投资(?:额|规模|总额)?[约近超逾达为]*$")
WORKS = ("Program", "Zone")
# what money builds, and a fund whose rest is still to be filled, though a word of shares tells it
BUILDS = re.compile(
    "(?:新建|扩建|建设|建第|兴建|扩产|续建)|项目[一二三]期|[一二三]期(?:项目|工程)|产线|生产线|总装线|工厂"
)
TO_FUND = re.compile("基金[，,][^。]{0,40}(?:余下|其余|剩余)[^，。；]{0,4}$")


def works(parties: Parties, frames: list[Frame]) -> None:
    """Let each such sum go to its own work, and to nobody where all that a list names share it (甲项目、乙项目等75个项目，总投资…)."""
    for frame in frames:
        if frame.kind != "flow" or frame.instrument != "investment" or not frame.money.text:
            continue
        own = behind(parties, frame)
        if own is not None:
            frame.parties["recipient"] = [own]
            continue
        got = frame.parties["recipient"]
        if len(got) == 1 and got[0].type in WORKS and closes(parties, got[0]) and got[0].end <= frame.money.start:
            frame.parties["recipient"] = []


def behind(parties: Parties, frame: Frame) -> Mention | None:
    """Return the work whose name stands right behind a sum that a word of investing stands right before."""
    money = frame.money
    if TOLD.search(parties.text, frame.clause.start, money.start) is None:
        return None
    near = parties.within(money.outer_end, min(money.outer_end + 40, frame.clause.sentence.end), *WORKS)[:1]
    return next((m for m in near if BUILT_FOR.fullmatch(parties.text, money.outer_end, m.start)), None)


def closes(parties: Parties, mention: Mention) -> bool:
    """Tell whether the mention is the last that a list names, and the list is counted behind it."""
    return LISTED.match(parties.text, mention.end) is not None and parties.text[mention.start - 1] in "、和及与"


def works_or_fund(frame: Frame, text: str) -> bool:
    """Tell whether money called by a word of shares builds works (追加投资30亿元扩建产线) or fills a fund (余下10亿元向社会募集)."""
    sentence, word = frame.clause.sentence, frame.verb.word if frame.verb else ""
    if word.startswith("追加投资"):
        return bool(BUILDS.search(text, sentence.start, sentence.end)) and frame.noun is None
    return word == "募集" and bool(TO_FUND.search(text, sentence.start, frame.money.start))
