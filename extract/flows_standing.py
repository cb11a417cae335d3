"""Where the parties of money that is told by a turn of phrase stand around its words."""

import re

from extract.flows_base import PUBLIC
from extract.flows_frame import Frame
from extract.flows_parties import Parties
from extract.flows_promised import described
from extract.model import Clause, Mention

CLOSE = 3  # characters between the words and who stands beside them
BESIDE = 8  # characters behind the words within which who is helped stands
FARTHEST = 40  # characters before the words in which who stands there begins
CLASS = re.compile(
    "(?:了|对|向|给|一批|更多|各类|全市|全省|全县|全区|当地|其中)*(?P<what>[^，。；、“”《》（）]{0,14}?(?:企业|公司|项目|子基金|农户|大户|[户者农民东商工]|乡镇|村镇|街道|人员|居民|群众|学生|学者|教师|人才|团队|合作社|高校|院所|园区|市县|县市|区县|农场|群体|医生|病人|患者|市民|职工|院校|专家))"
)
REST_OF_LIST = re.compile("[等两三四五六七八九十\\d各][^，。；]{0,4}$|$")
# between the members of a list whose role is told (跟投的有甲基金，还有老股东乙公司)
ROLED = re.compile(
    "(?:，|、)?(?:还有|以及|另有|和|及|与)?(?:老|原|新|现有|早期|本地|国有|民营)*(?:股东|投资方|投资人|机构|企业)"
)


class Standing:
    """Finds the parties around one match of a turn of phrase."""

    def __init__(self, parties: Parties, priced: list[Frame], match: re.Match[str], clause: Clause) -> None:
        self.parties, self.priced, self.match, self.clause = parties, priced, match, clause
        self.names: re.Pattern[str] | None = None

    def found(
        self, where: str, sorts: frozenset[str], role: str, names: re.Pattern[str] | None = None
    ) -> list[Mention]:
        """Return the list of parties of the sorts, with such names where they are asked for, that stands in the place of that name."""
        self.names = names
        if where == "none":
            return []
        if where == "inside":
            return self._inside(sorts, role)
        if where == "behind":
            return self._behind(sorts)
        if where == "told":
            return self._told(sorts)
        return self._before(where, sorts)

    def phrase(self, role: str) -> list[Mention]:
        """Return the class that the words of the role describe, where they are no name."""
        span = self.match.span(role)
        told = CLASS.fullmatch(self.parties.text, *span)
        if told is None or any(m.type != "Place" for m in self.parties.within(*span)):
            return []
        return [described(self.parties, told.span("what"))]

    def _fits(self, mention: Mention, sorts: frozenset[str]) -> bool:
        kind = (mention.entity.kind if mention.entity else None) or mention.kind
        if self.names is not None and self.names.search(mention.text) is None:
            return False
        return mention.type in sorts or kind in sorts or mention.kind in sorts

    def _all_of(self, mention: Mention, sorts: frozenset[str]) -> list[Mention]:
        """Return the list that the mention is in, with those whose role is told behind it."""
        found = [m for m in self.parties.listed(mention) if self._fits(m, sorts)]
        while found and (led := ROLED.match(self.parties.text, found[-1].end)):
            behind = self.parties.at(led.end())
            if behind is None or not self._fits(behind, sorts) or behind in found:
                break
            found += [m for m in self.parties.listed(behind) if self._fits(m, sorts) and m not in found]
        return found

    def _inside(self, sorts: frozenset[str], role: str) -> list[Mention]:
        span = self.match.span(role)
        near = [
            m
            for m in self.parties.within(span[0], self.match.end())
            if self._fits(m, sorts) and m.start < span[1] and self._closes(m, span[1])
        ]
        return [m for m in self.parties.listed(near[-1]) if self._fits(m, sorts)] if near else []

    def _closes(self, mention: Mention, end: int) -> bool:
        """Tell whether the mention is what the words name last, and no place that only says where (流向乙省农田)."""
        if mention.type == "Place" and mention.end < end:
            return REST_OF_LIST.match(self.parties.text, mention.end, end) is not None
        return end - mention.end <= CLOSE + 4

    def _behind(self, sorts: frozenset[str]) -> list[Mention]:
        end = self.match.end()
        near = [
            m
            for m in self.parties.within(end, self.clause.sentence.end)
            if self._fits(m, sorts) and m.start < min(self.clause.end, end + CLOSE + 1)
        ]
        whole = [m for m in near if m.start == near[0].start] if near else []
        return self._all_of(whole[0], sorts) if whole else []

    def _told(self, sorts: frozenset[str]) -> list[Mention]:
        """Return who the flow of public money told last, in the sentence or the one before, says paid."""
        start = self.parties.state.from_before(self.clause.sentence)
        for frame in reversed(self.priced):
            if frame.kind == "flow" and start <= frame.money.start < self.match.start() and frame.instrument in PUBLIC:
                return [m for m in frame.parties.get("provider", []) if self._fits(m, sorts)]
        return []

    def _before(self, where: str, sorts: frozenset[str]) -> list[Mention]:
        parties, clause, match = self.parties, self.clause, self.match
        before = [m for m in parties.within(clause.start, match.start()) if self._fits(m, sorts)]
        before = [m for m in before if match.start() - m.end <= FARTHEST]
        if before:
            last = before[0] if match[0][:1] in ("把", "将") else before[-1]
            return [m for m in parties.listed(last) if self._fits(m, sorts)]
        if where == "beside":
            behind = [m for m in parties.within(match.end(), clause.sentence.end) if self._fits(m, sorts)]
            close = bool(behind) and behind[0].start - match.end() <= BESIDE
            return [m for m in parties.listed(behind[0]) if self._fits(m, sorts)] if close else []
        subject = [m for m in parties.those_at(clause.subject) if self._fits(m, sorts) and m.start < match.start()]
        if subject or where == "before":
            return subject
        if where in ("earlier", "near"):
            told = [m for m in parties.within(clause.sentence.start, clause.start) if self._fits(m, sorts)]
            if told:
                return [m for m in parties.listed(told[-1]) if self._fits(m, sorts)]
            if where == "near":
                return []
        start = parties.state.from_before(clause.sentence)
        above = [m for m in parties.within(start, clause.start) if self._fits(m, sorts)]
        if "Fund" in sorts:
            return (above or [m for m in parties.within(0, start) if self._fits(m, sorts)])[-1:]
        return above[:1]
