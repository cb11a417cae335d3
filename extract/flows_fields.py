"""Status, running totals, period, counts and conditions of a flow, from the words around its sum."""

import re
from dataclasses import dataclass

from extract.flows_frame import Frame
from extract.lexicon import Lexicon
from extract.model import Mention, State
from extract.money_numbers import NUMERALS, value


@dataclass(frozen=True, slots=True)
class StatusWords:
    """The compiled lists of `flow_status.yaml`."""

    planned: re.Pattern[str]
    committed: re.Pattern[str]
    actual: re.Pattern[str]
    cumulative: re.Pattern[str]
    not_cumulative: re.Pattern[str]
    rule: re.Pattern[str]
    not_rule: re.Pattern[str]


def status_words(lexicon: Lexicon) -> StatusWords:
    """Compile the status words of a lexicon."""
    data = lexicon.table("flow_status")
    return StatusWords(**{key: re.compile("|".join(f"(?:{w})" for w in words)) for key, words in data.items()})


COUNT = re.compile(rf"(\d[\d, ]*(?:\.\d+)?|[{NUMERALS}]+)(?:余|多)?(?P<scale>万|千|亿)?(?:余|多)?\s?(?:家|户|个|项|名|位|所|支|只|对|批次|笔|人)(?!月|百分点|年)")


class Fields:
    """Reads the fields of a frame."""

    def __init__(self, state: State) -> None:
        self.state, self.text = state, state.folded
        self.words = state.lexicon.built("flows.status", status_words)

    def status(self, frame: Frame) -> str:
        """Return planned, committed, actual or rule."""
        words, clause, money = self.words, frame.clause, frame.money
        lead = self.text[self._lead(frame) : money.start]
        around = self.text[self._lead(frame) : clause.end]
        if self._is_rule(frame, lead):
            return "rule"
        if frame.instrument == "credit_line":
            return "committed"
        here = self.text[clause.start : money.start]
        if words.planned.search(here) or (words.planned.search(lead) and not words.actual.search(here)):
            return "planned"
        if frame.verb and frame.verb.meaning.status == "committed":
            return "committed"
        if frame.instrument == "fund_size":
            return "actual" if self.cumulative(frame) else "committed"
        if words.actual.search(here) or (frame.verb and words.actual.search(frame.verb.word)):
            return "actual"
        if words.committed.search(around) or frame.money.per == "year":
            return "committed"
        if frame.instrument == "investment" and frame.noun and "总投资" in frame.noun.word:
            return "committed"
        return "actual"

    def _lead(self, frame: Frame) -> int:
        """Return where the words begin that the sum hangs on: its clause and the one before it."""
        clause = frame.clause
        return clause.sentence.clauses[clause.index - 1].start if clause.index else clause.start

    def _is_rule(self, frame: Frame, lead: str) -> bool:
        words = self.words
        if frame.instrument in {"fund_size", "equity", "bond", "relending"} or words.not_rule.search(lead):
            return False
        start = max(frame.clause.sentence.start, frame.money.start - 120)
        sentence = self.text[start : frame.money.outer_end]
        if frame.money.qualifier == "up_to" and frame.instrument in {"subsidy", "reward", "interest_subsidy", "grant", "compensation", "other", "loan"}:
            return True
        paying = frame.instrument in {"subsidy", "reward", "interest_subsidy", "grant", "compensation", "tax_relief"}
        return paying and bool(words.rule.search(sentence))

    def cumulative(self, frame: Frame) -> bool:
        """Tell whether the figure is a running total."""
        if frame.money.qualifier == "up_to":
            return False
        start = frame.clause.sentence.start
        cut = self.text.rfind("；", start, frame.money.start)
        lead = self.text[max(start, cut + 1) : frame.money.start]
        return bool(self.words.cumulative.search(lead)) and not self.words.not_cumulative.search(lead)

    def period(self, frame: Frame) -> str | None:
        """Return the date nearest before the sum in its sentence, else the nearest behind it in its clause."""
        sentence, money = frame.clause.sentence, frame.money
        dates = [d for d in self.state.dates if sentence.start <= d.start and d.end <= sentence.end and d.period]
        before = [d for d in dates if d.end <= money.start and not self._of_another(d.end)]
        if before:
            return before[-1].period
        behind = [d for d in dates if money.end <= d.start < frame.clause.end]
        return behind[0].period if behind else None

    def _of_another(self, end: int) -> bool:
        """Tell whether a date belongs to a noun or document and not to the flow (2024年度…办法, 2020年12月设立的)."""
        return bool(re.match(r"(?:设立|成立|印发|出台|开办|创办|启动|发布)的", self.text[end : end + 4]))

    def count(self, frame: Frame) -> int | None:
        """Return how many receive: the count at the recipient or in the clause of the sum."""
        parties = frame.parties.get("recipient", [])
        for mention in parties[:1] + parties[-1:]:
            found = self._count_at(mention)
            if found:
                return found
        return None

    def _count_at(self, mention: Mention) -> int | None:
        before = self.text[max(0, mention.start - 14) : mention.start]
        matches = [m for m in COUNT.finditer(before) if len(before) - m.end() <= 6 and not re.search("[，。；、]", before[m.end() :])]
        if matches:
            return whole(matches[-1])
        behind = re.match(rf"等?，?{COUNT.pattern}", self.text[mention.end : mention.end + 12])
        return whole(behind) if behind else None

    def condition(self, frame: Frame) -> str | None:
        """Return the words of a rule that say who gets the money or how it is reckoned."""
        clause, money = frame.clause, frame.money
        start = clause.sentence.start
        cut = max(self.text.rfind("；", start, money.outer_start), self.text.rfind("：", start, money.outer_start), start - 1)
        said = self.state.text[cut + 1 : money.outer_start].strip(" ，,、")
        return said or self.state.text[clause.start : clause.end].strip(" ，,、；。") or None


def whole(match: re.Match[str]) -> int | None:
    """Return a matched count as a whole number."""
    number = value(match[1] + (match["scale"] or ""))
    return int(number) if number is not None and number == int(number) and number > 0 else None
