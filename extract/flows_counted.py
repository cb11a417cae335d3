"""Classes that are counted back to bodies named before: 甲银行、乙银行等6家银行 … 6家银行共授信, 六家银行合计出资."""

import re

from extract.flows_parties import Parties
from extract.model import Mention
from extract.money_numbers import NUMERALS, value

_COUNT = re.compile(rf"(\d+|[{NUMERALS}]+)(?:家|大)$")
_KINDS: dict[str, set[str | None]] = {
    "银行": {"bank"},
    "企业": {"company"},
    "公司": {"company"},
    "高校": {"university"},
    "基金": {None},
}

VILLAGES = ("村", "社区", "嘎查", "屯")
BESIDE = 2  # sentences beside a count in which those counted may be named


class Counted:
    """Finds the bodies that a counted class goes back to."""

    def __init__(self, parties: Parties) -> None:
        self.parties, self.text = parties, parties.text

    def named(self, mention: Mention, beside: bool = False) -> list[Mention]:
        """Return the bodies behind 六家银行: those of a list that 等六家 ended before, or exactly so many in the sentence, with `beside` in one near by too; else the mention."""
        if mention.type == "Place":
            return self._adjoining(mention)
        kinds = next((kinds for head, kinds in _KINDS.items() if mention.text.endswith(head)), None)
        count = _COUNT.search(self.text, max(0, mention.start - 5), mention.start)
        number = value(count[1]) if count else None
        sentence = self.parties.state.sentence_at(mention.start)
        if mention.type != "Category" or kinds is None or number is None or sentence is None:
            return [mention]
        start = self.parties.state.paragraph_start(sentence)
        bodies = self.parties.within(start, count.start() if count else start, "Institution", "Fund")
        bodies = [m for m in bodies if m.kind in kinds or (kinds == {None} and m.type == "Fund")]
        for last in reversed(bodies):
            ended = re.compile(rf"等(\d+|[{NUMERALS}]+)家").match(self.text, last.end)
            if ended and value(ended[1]) == number:
                return [m for m in self.parties.listed(last) if m.kind in kinds or m.type == "Fund"]
        here = {m.entity.id: m for m in bodies if m.entity and m.start >= sentence.start}
        if len(here) == number and len(here) > 1:
            return list(here.values())
        place = self.parties.state.number_of(sentence)
        for told in self.parties.state.sentences[max(0, place - BESIDE) : place + 1 + BESIDE] if beside else ():
            near = self.parties.within(told.start, told.end, "Institution", "Fund")
            found = {m.entity.id: m for m in near if m.entity and m.kind in kinds}
            if len(found) == number and len(found) > 1:  # 4家银行将贷款…。某局与甲、乙、丙、丁银行签订协议
                return list(found.values())
        return [mention]

    def _adjoining(self, place: Mention) -> list[Mention]:
        """Return the places of one rank that stand side by side with no mark between (支持甲省乙省救灾)."""
        found, state = [place], self.parties.state
        while (first := state.ending_at(found[0].start, "Place", within=8)) and alike(first, found[0]):
            found.insert(0, first)
        while True:
            end = found[-1].end
            beside = next((m for m in state.mentions_in(end, end + 8, "Place") if m.start == end), None)
            if beside is None or not alike(found[-1], beside):
                return found
            found.append(beside)


def alike(one: Mention, other: Mention) -> bool:
    """Tell whether two places are of one rank, so that neither lies in the other: a village lies in its town."""
    return one.kind == other.kind and one.text.endswith(VILLAGES) == other.text.endswith(VILLAGES)
