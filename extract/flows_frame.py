"""What is said of a sum: the noun and the verb that govern it, and whether it is a flow, a measured value or neither."""

import re
from dataclasses import dataclass, field, replace

from extract.flows_cues import SILENT, STOCK, Cue, Cues, unify
from extract.flows_funds import founded, fund_near
from extract.flows_instruments import Instruments
from extract.flows_opened import opened
from extract.flows_patterns import (
    BREAKDOWN,
    COUNTS,
    GIVEN,
    JOIN,
    NEXT_SUM,
    OBTAINS,
    QUOTED,
    REACHED,
    TERM,
    TOTAL,
    of_funds,
    of_sector,
    rules,
    spent,
)
from extract.limits import describes
from extract.model import Clause, Mention, Money, State

REACH_AFTER = 18  # characters between a figure and the noun behind it (5亿元科技型企业专属贷款)
LEAD = 10  # characters that may name an item of a list before its sum (20年期)
REACH_BEFORE = 22  # between a noun and the figure behind it, hedges and 达到 included

POOLED = {"loan", "bond", "relending", "credit_line", "grant", "subsidy"}  # may be told by its total, and is no fund
LOAN = re.compile("贷”?$|贷款”?$")
PHASE = re.compile("(?:项目)?[一二三四首]期(?:工程|项目)?")
UP_TO = re.compile("(?:[（(][^（()）]*[)）])?[^，。；、（()）]{0,6}")  # between what is limited and the figure
PAID_OUT = {"grant", "subsidy", "reward", "interest_subsidy", "compensation"}  # money that its own name tells apart
RATED = {"subsidy", "reward", "grant", "compensation", "loan"}  # what is promised by the head or the acre
LINKS = frozenset(["、", "，", "和", "、和", "及", "与", ",", "；"])  # between a sum and the next item of its list
ITEMS = ("Fund", "Institution", "Place", "Category", "Zone", "Program")


@dataclass(slots=True)
class Frame:
    """One sum with its surroundings; `kind` is flow, observation or ignored, and `reason` says why it is no flow."""

    money: Money
    clause: Clause
    kind: str = "flow"
    reason: str = ""
    rule: str = ""
    instrument: str = "other"
    status: str = "actual"
    noun: Cue | None = None
    verb: Cue | None = None
    pool: Cue | None = None
    fund: Mention | None = None
    limit: bool = False  # says which class is meant, and stands between the words of another sum
    listed: bool = False  # joined by 、 or 和 to the sum before it
    item: Mention | None = None  # the party whose name stands right before the sum, in a list of such
    base: "Frame | None" = None  # the frame of the sum that this one continues
    total: "Frame | None" = None  # the frame of the sum that this one is a part of
    part: bool = False  # a sentence of its own parts the money of `base`
    stranger: bool = False  # who gets it is named and unknown
    unsaid: list[Mention] = field(default_factory=list)  # who got the money of its sort told before, and may get this
    parties: dict[str, list[Mention]] = field(default_factory=dict)


def without_sum(at: int) -> Money:
    """Return what stands at the offset in the place of a sum that the text does not give."""
    return Money(at, at, "", None, outer_start=at, outer_end=at)


class Framer(Instruments):
    """Finds the frame of each sum of an article, in text order."""

    def __init__(self, state: State, cues: Cues) -> None:
        self.state, self.cues = state, cues
        self.text = unify(state.folded)
        self.rules = state.lexicon.built("flows.rules", rules)
        self.limits: list[Money] = []

    def frames(self) -> list[Frame]:
        """Return a frame for every sum that stands in a clause."""
        found: list[Frame] = []
        tables = [(t.rows[0][0].start, t.rows[-1][-1].end) for t in self.state.article.tables if t.rows and t.rows[-1]]
        for number, money in enumerate(self.state.money):
            clause = self.state.clause_at(money.start)
            if clause is None or any(a <= money.start < b for a, b in tables):
                continue  # a table's sums are read by its columns
            tail = self._list_end(number)
            behind = self.state.money[tail + 1].outer_start if tail + 1 < len(self.state.money) else len(self.text)
            reach = (self.state.money[tail].outer_end, behind)
            frame = self._limit(money, clause, reach[0], found) or self._frame(money, clause, reach, found)
            found.append(frame)
        return found

    def _list_end(self, number: int) -> int:
        """Return the number of the last sum of the list that a sum begins (2亿元、1亿元和5000万元)."""
        text, sums = self.text, self.state.money
        while number + 1 < len(sums) and JOIN.fullmatch(text, sums[number].outer_end, sums[number + 1].outer_start):
            number += 1
        return number

    def _limit(self, money: Money, clause: Clause, end: int, found: list[Frame]) -> Frame | None:
        """Return the frame of a sum that moves nothing for it is a threshold or a size; `end` is where its list ends."""
        reason = self._threshold(money, clause, end)
        listed = found and found[-1].limit and JOIN.fullmatch(self.text, found[-1].money.outer_end, money.outer_start)
        if not reason and not (listed and found[-1].clause is clause):
            return None
        self.limits.append(money)
        return Frame(money, clause, kind="ignored", reason=reason or found[-1].reason, limit=True)

    def _frame(self, money: Money, clause: Clause, ahead: tuple[int, int], found: list[Frame]) -> Frame:
        frame = Frame(money, clause)
        last = next((f for f in reversed(found) if not f.limit), None)
        same = last if last and last.clause.sentence is clause.sentence else None
        floor = last.money.end if last and last.clause is clause else clause.start
        if same and same.clause is clause:
            if JOIN.fullmatch(self.text, same.money.outer_end, money.outer_start):
                return self._follow(frame, same)
            if same.kind == "flow" and self._named_item(frame, same):
                return self._follow(frame, same, listed=False)
        if self._price(frame):
            return frame
        if (
            same
            and same.kind == "observation"
            and same.clause is clause
            and not self.cues.within(same.money.end, money.start)
            and not re.search("[，、]", self.text[same.money.end : money.start])
        ):
            frame.kind, frame.reason = same.kind, same.reason  # 产值超过5亿元达到7亿元
            return frame
        self._after(frame, ahead[0], min(ahead[1], clause.end))
        self._before(frame, floor)
        if frame.kind == "flow" and frame.pool is None and (fund := founded(self.state, money)) is not None:
            frame.fund, frame.noun = fund, None
        if same and frame.kind == "flow" and not (frame.verb or frame.pool or frame.fund):
            frame.verb = opened(self.text, self.cues, money, clause)
        silent = frame.kind == "flow" and not (frame.noun or frame.verb or frame.pool or frame.fund)
        if silent and not self._item(frame, last):
            self._elsewhere(frame, same, last)
        if frame.kind == "flow" and frame.pool and not (frame.noun or frame.verb or frame.fund):
            self._instalment(frame)
        self._settle(frame, same, last)
        return frame

    def _instalment(self, frame: Frame) -> None:
        """Take what the words behind a first part say of it, where no fund is founded (首期20亿元已发行完毕)."""
        behind = self.cues.within(frame.money.end, frame.clause.end)
        verb = next((c for c in behind if c.meaning.role in {"issue", "give"}), None)
        if (
            frame.pool
            and frame.pool.word.startswith("首")
            and verb
            and not self.state.mentions_in(frame.clause.sentence.start, frame.clause.end, "Fund")
        ):
            frame.pool, frame.verb = None, verb

    def _threshold(self, money: Money, clause: Clause, end: int) -> str:
        """Return why a sum is a threshold or a size; `end` is where its list ends (50亿元或5亿美元以上项目)."""
        before = self.text[clause.start : money.start]
        if self.rules.after.match(self.text, money.end) or self.rules.after.match(self.text, end):
            return "a class of things by size, not a sum that moves"
        if self.rules.before.search(before):
            return "what a condition turns on, not a sum that moves"
        tail = self.text[money.end : clause.end].rstrip("，,；;：:。")
        if self.rules.clause_end.fullmatch(tail) and self.rules.clause_before.search(before):
            ahead = self.text[clause.end : clause.end + 40]
            gives = self.rules.next_gives.search(ahead.lstrip("，,"))
            goes_on = clause.sentence.end > clause.end and not GIVEN.search(before)  # 首次入规的企业奖10万元；…
            told = "的" in tail or "首次" in before or REACHED.match(ahead.lstrip("，,"))
            if goes_on and (tail == "的" or (gives and told)):
                return "what a condition turns on, not a sum that moves"
        if describes(self.state, money, clause):
            return "a class of things by size, not a sum that moves"
        return ""

    def _named_item(self, frame: Frame, same: Frame) -> bool:
        """Tell whether nothing but a party's name stands between two sums (下达甲市2亿元、乙市1亿元)."""
        between = self.state.mentions_in(same.money.outer_end, frame.money.outer_start)
        if len(between) != 1 or between[0].type not in ITEMS:
            return False
        joined = self.text[same.money.outer_end : between[0].start].strip(" ）") in LINKS
        joined = joined and COUNTS.fullmatch(self.text, between[0].end, frame.money.outer_start) is not None
        frame.item = between[0] if joined else None
        return frame.item is not None

    def _follow(self, frame: Frame, base: Frame, listed: bool = True) -> Frame:
        frame.kind, frame.reason, frame.rule = base.kind, base.reason, base.rule
        frame.instrument, frame.noun, frame.verb = base.instrument, base.noun, base.verb
        frame.pool, frame.fund, frame.base, frame.listed = base.pool, base.fund, base, listed
        if frame.item and frame.item.type == "Fund" and base.instrument == "fund_size":
            frame.fund = frame.item
        if frame.item and frame.item.kind == "fiscal" and base.instrument in PAID_OUT:
            own = [c for c in self.cues.within(frame.item.start, frame.item.end) if c.meaning.noun]
            named = own[-1].meaning.noun if own and own[-1].word not in self.rules.generic else None
            frame.instrument = named if named in PAID_OUT else "grant"  # 贴息资金2亿元、救灾资金1亿元
        return frame

    def _price(self, frame: Frame) -> bool:
        """Take 以3亿元的价格收购… as what a buyer pays, not as a price that is measured."""
        money, clause = frame.money, frame.clause
        if (
            not self.text[clause.start : money.outer_start]
            .rstrip("约近超")
            .endswith(("以", "作价", "出价", "斥资", "耗资", "用"))
        ):
            return False
        deals = [c for c in self.cues.within(money.end, clause.end) if c.meaning.role in {"buy", "sell"}]
        if not deals and OBTAINS.match(self.text, money.end, clause.end):  # 以3亿元取得某公司30%股权
            got = [c for c in self.cues.within(money.end, clause.end) if c.meaning.role == "get"]
            deals = [replace(c, meaning=replace(c.meaning, role="buy", verb="equity")) for c in got[:1]]
        if deals:
            frame.verb, frame.instrument, frame.rule = deals[0], "equity", f"price {deals[0].word}"
            if money.per == "unit":
                frame.kind, frame.reason = "observation", "the price of a share"
        return bool(deals)

    def _after(self, frame: Frame, start: int, end: int) -> None:
        """Look for the noun behind the figure or its list: 4000亿元科技创新再贷款, 300亿元的母基金."""
        reach = min(end, start + REACH_AFTER + 8)
        fund = next((m for m in self.state.mentions_in(start, reach + 16, "Fund") if m.start - start <= 8), None)
        for cue in self.cues.within(start, min(end, start + REACH_AFTER + len("贴息资金"))):
            within = [m for m in self.state.mentions_in(start, cue.end + 1, "Program") if m.kind == "product"]
            begin = next((m.start for m in within if m.start <= cue.start < m.end), cue.start)
            gap = TERM.sub("", QUOTED.sub("", self.text[start:begin]))  # 百亿元“科贷通”贷款, 50万元的“雏鹰贷”
            if gap.startswith("（") or (re.search(r"[（(“”《：:]", gap) and cue.start - start > 3):
                break
            if cue.meaning.measure and cue.start - start <= 10:
                frame.kind, frame.reason = "observation", f"{cue.word} is measured, it does not move"
            if cue.meaning.measure:
                return
            if "、" in gap and (cue.start - start > 1 or NEXT_SUM.match(self.text, cue.end)):
                break  # 贷款2亿元、企业自筹1亿元: the noun is the next sum's
            if cue.meaning.noun is not None:
                if frame.noun is None or (cue.start - frame.noun.end <= 2 and cue.word not in self.rules.generic):
                    frame.noun = cue  # the last noun of the phrase: 信贷风险补偿资金池
                    continue
                return
            if frame.noun is not None:
                return
            if cue.meaning.pool and cue.start - start <= 8:
                frame.pool = cue
                return
            if cue.meaning.role is not None or cue.meaning.pool:
                break
        if fund and fund.start >= start and not re.search("[，。；]", self.text[start : fund.start]):
            gap = self.text[start : fund.start]
            if re.fullmatch(r" ?(?:人民币)?的?[^，。；、投用支给向入立由被归从]{0,8}", gap) and not re.search(
                "组[建成]|合组|创[立办]|成立|发起|共建|注册|建设|作为|[建设办]了|建起|认购|认缴|受让|参[与股投]|入伙|增资|收购|增持|申购|购买|跟投|领投",
                gap,
            ):
                frame.fund = fund

    def _before(self, frame: Frame, floor: int) -> None:
        """Walk back from the figure over the cues of its clause: measure, noun, pool, verb, the nearest first."""
        if frame.kind != "flow":
            return
        money = frame.money
        for cue in reversed(self.cues.within(floor, money.start)):
            meaning, near = cue.meaning, money.start - cue.end
            if meaning.measure and not frame.noun and not frame.verb:
                lost = cue.word in self.rules.made_good
                if lost and any(c.meaning.verb == "compensation" for c in self.cues.within(floor, cue.start)):
                    continue  # 补偿银行不良贷款损失630万元
                if near <= REACH_BEFORE and not frame.fund:
                    frame.kind, frame.reason = "observation", f"{cue.word} is measured, it does not move"
                    return
                continue
            if meaning.pool and not frame.pool and not frame.verb and near <= REACH_BEFORE:
                frame.pool = cue
            elif (
                meaning.noun
                and not frame.noun
                and (near <= REACH_BEFORE or frame.verb)
                and not (meaning.role and not frame.verb and self._verbal(cue))
            ):
                frame.noun = cue
                if STOCK.search(self.text, floor, cue.end):
                    frame.kind, frame.reason = "observation", "what is outstanding"
            elif meaning.role and not frame.verb and not self._modifies(cue, frame):
                frame.verb = cue
            elif meaning.noun and frame.noun and frame.noun.word in self.rules.generic and meaning.noun != "other":
                frame.noun = cue
        if frame.verb is None and floor > frame.clause.start:
            frame.verb = self.cues.last(frame.clause.start, floor, self.rules.ranks)

    def _modifies(self, cue: Cue, frame: Frame) -> bool:
        """Tell whether a verb only describes the noun behind it (收购贷款, 引导资金, 收到某局拨付的补助, 来自某局的)."""
        if cue.word in {"来自", "源自"}:
            return True
        if self.cues.got(cue, self._clause_start(cue), self.rules.ranks):
            return True
        if frame.noun is not None and cue.end == frame.noun.start:
            return cue.meaning.role in {"buy", "sell"} or cue.word == "引导"
        before = {"give": "get", "raise": "give", "issue": "buy"}.get(
            cue.meaning.role or ""
        )  # 收到某局拨付的补助, 给予新引进的总部奖励
        if before is None or self.text[cue.end : cue.end + 1] != "的":
            return False
        said = self.cues.within(self._clause_start(cue), cue.start)
        return any(c.meaning.role == before and c.word not in self.rules.ranks for c in said)

    def _verbal(self, cue: Cue) -> bool:
        """Tell whether a word that is noun and verb (投资, 担保) is the verb here: what stands before it is no other verb's object."""
        before = self.text[max(0, cue.start - 2) : cue.start]
        got = self.cues.within(max(self._clause_start(cue), cue.start - 30), cue.start)
        if cue.meaning.noun and any(c.meaning.role == "get" for c in got):
            return False  # 获国家重点研发计划资助
        return not before.endswith(("的", "进行", "总", "目")) and not any(
            c.meaning.role for c in self.cues.within(max(self._clause_start(cue), cue.start - 8), cue.start)
        )

    def _item(self, frame: Frame, last: Frame | None) -> bool:
        """Take a sum right behind a party's name as an item of the list that the flow before it began (其中，甲公司2亿元，乙公司1亿元)."""
        clause = frame.clause
        start = clause.start
        if clause.index and not self.state.mentions_in(
            start, frame.money.outer_start, *ITEMS
        ):  # 其次是某大学，为5000万元
            start = clause.sentence.clauses[clause.index - 1].start
        near = self.state.mentions_in(max(start, frame.money.outer_start - 40), frame.money.outer_start, *ITEMS)
        if (
            not near
            or not COUNTS.fullmatch(self.text, near[-1].end, frame.money.outer_start)
            or last is None
            or last.kind != "flow"
        ):
            return False
        sentence = frame.clause.sentence
        own = [c for c in self.cues.within(sentence.start, frame.money.start) if c.meaning.role and c.meaning.noun]
        if last.clause.sentence is not sentence and own and frame.money.qualifier == "up_to":
            return False  # …给予补助，单个企业最高200万元
        apart = frame.clause.sentence.paragraph - last.clause.sentence.paragraph
        said = self.text[frame.clause.sentence.start : frame.money.start]
        if apart > ("其中" in said or BREAKDOWN.match(said.lstrip()) is not None):
            return False
        frame.base, frame.item = last, near[-1]
        return True

    def _itemised(self, frame: Frame, same: Frame) -> bool:
        """Tell whether the sum is the next item of a list in the sentence (其中，5年期4亿元，利率2%；7年期9亿元，利率3%)."""
        lead = self.text[frame.clause.start : frame.money.start]
        opened = "其中" in self.text[frame.clause.sentence.start : same.money.start] or same.base is not None
        return len(lead) <= LEAD and opened and self.text[frame.clause.start - 1] in "；，"

    def _phase(self, frame: Frame) -> bool:
        """Tell whether the sum is what a phase of the works costs that the sentence speaks of (建设某项目，一期8亿元、二期5亿元)."""
        if frame.pool is None or not PHASE.fullmatch(frame.pool.word) or frame.pool.end > frame.money.start:
            return False
        start = frame.clause.sentence.start
        named = self.state.mentions_in(start, frame.money.start, "Program", "Category")
        invests = [c for c in self.cues.within(start, frame.money.start) if c.meaning.verb == "investment"]
        return bool(invests) or any(m.text.endswith(("项目", "工程", "基地", "产业园")) for m in named)

    def _ceiling(self, frame: Frame) -> bool:
        """Tell whether the sum is what a loan product that the sentence, or the one before it, names lends at most (“甲贷”纯信用，单户不超过500万元)."""
        if frame.money.qualifier != "up_to":
            return False
        sentence = frame.clause.sentence
        for said in self.state.up_to(sentence, 1):
            named = self.state.mentions_in(said.start, min(said.end, frame.money.start), "Program")
            if said.paragraph == sentence.paragraph and any(LOAN.search(m.text) for m in named):
                return True
        return False

    def _rate(self, frame: Frame, last: Frame | None) -> bool:
        """Tell whether the sum is one more rate of the payments told just before (小学每生每年180元，初中每生每年230元)."""
        if last is None or last.kind != "flow" or last.money.per is None or frame.money.per != last.money.per:
            return False
        near = last.clause.sentence is frame.clause.sentence
        return near and last.instrument in RATED and frame.money.currency == last.money.currency

    def _slice(self, frame: Frame, last: Frame) -> bool:
        """Tell whether 其中 makes the sum a part of the one before it, in the same paragraph."""
        near = 0 <= frame.clause.sentence.paragraph - last.clause.sentence.paragraph <= 1
        return near and "其中" in self.text[max(last.money.end, frame.clause.sentence.start) : frame.money.start]

    def _clause_start(self, cue: Cue) -> int:
        clause = self.state.clause_at(cue.start)
        return clause.start if clause else 0

    def _elsewhere(self, frame: Frame, same: Frame | None, last: Frame | None) -> None:
        """Find the words in the rest of the clause, else in the clauses before it."""
        clause = frame.clause
        if self._measured_behind(frame):
            return
        for cue in self.cues.within(frame.money.end, clause.end):
            if cue.word in self.rules.ranks:
                continue  # 以3亿元居首 says where the sum stands, not what it is
            if cue.meaning.role or cue.meaning.noun:
                frame.verb = cue if cue.meaning.role else None
                frame.noun = cue if cue.meaning.noun and not cue.meaning.role else None
                if frame.verb:
                    return
        near = same is not None and clause.index - same.clause.index <= 1
        if same and same.kind == "flow" and (near or self._itemised(frame, same)):
            frame.base = same
            return
        if last and last.kind == "flow" and self._slice(frame, last):
            frame.base = last
            return
        reach = 4 if frame.money.qualifier == "up_to" else 2  # 按票房的1%给主办方；超过一定数额，按2%，封顶80万元
        for before in clause.sentence.clauses[: clause.index][::-1][:reach]:
            found = [c for c in self.cues.within(before.start, before.end) if not self._limited(c)]
            deal = next((c for c in found if c.meaning.role in {"buy", "sell"}), None) or self._deal(frame)
            if deal and TOTAL.search(self.text, clause.start, frame.money.start):  # 每股28元，总计46亿元
                frame.verb = deal
                return
            placed = [c for c in found if c.word not in self.rules.ranks]  # 甲以5亿元余额居首，乙达3亿元
            if found and not placed and same and same.kind == "observation":
                frame.kind, frame.reason = same.kind, same.reason
                return
            found = placed or found
            if found and found[-1].meaning.measure:
                frame.kind, frame.reason = "observation", f"{found[-1].word} is measured, it does not move"
                return
            got = self.rules.ranks  # 获得甲厅某资金支持，共计2亿元: 支持 is what was got
            verb = next(
                (c for c in reversed(found) if c.meaning.role and not self.cues.got(c, before.start, got)), None
            )
            noun = next((c for c in reversed(found) if c.meaning.noun), None)
            if verb and noun and noun.end <= verb.start and verb.word not in self.rules.weak and verb.meaning.verb:
                noun = None  # 按贷款利率的30%给予贴息，最高…
            if verb or noun:
                frame.verb, frame.noun = verb, noun
                return
        frame.verb = next(
            (c for c in self.cues.within(frame.money.end, clause.end) if c.word in self.rules.ranks), None
        )

    def _limited(self, cue: Cue) -> bool:
        """Tell whether the word says of what a limit is (奖励年销售收入5亿元以上的企业12家，共240万元)."""
        said = cue.meaning.measure or cue.meaning.pool
        return bool(said) and any(UP_TO.fullmatch(self.text, cue.end, limit.start) for limit in self.limits)

    def _measured_behind(self, frame: Frame) -> bool:
        """Take a sum as measured where its clause ends in a measure and how it stands (甲（9亿元）、乙（6亿元）余额领先)."""
        stands = self.rules.stands.search(self.text, frame.money.end, frame.clause.end)
        behind = self.cues.within(frame.money.end, stands.start()) if stands else []
        if not behind or not behind[-1].meaning.measure:
            return False
        frame.kind, frame.reason = "observation", f"{behind[-1].word} is measured, it does not move"
        return True

    def _deal(self, frame: Frame) -> Cue | None:
        """Return the verb of buying or selling that the sentence begins with, before the price of a share."""
        said = self.cues.within(frame.clause.sentence.start, frame.clause.start)
        return next((c for c in said if c.meaning.role in {"buy", "sell"}), None)

    def _settle(self, frame: Frame, same: Frame | None, last: Frame | None) -> None:
        """Decide the instrument, and whether the sum is a flow at all."""
        if frame.kind != "flow":
            return
        base = frame.base
        if base and not (frame.noun or frame.verb or frame.pool or (frame.fund and frame.fund is not frame.item)):
            self._follow(frame, base, listed=False)
            return
        fund = frame.fund or fund_near(self.state, frame.clause, frame.money, frame.pool is not None)
        if (
            (frame.pool or (frame.fund and frame.fund.rule == "sized"))
            and frame.noun
            and any(m.end == frame.noun.end for m in self.state.mentions_in(frame.money.end, frame.noun.end, "Fund"))
        ):
            frame.noun = None  # 规模为1亿元的某某专项资金: the noun is the fund's own
            fund = frame.fund = frame.fund or self.state.mentions_in(frame.money.end, frame.clause.end, "Fund")[0]
        if frame.fund and not frame.noun:
            frame.instrument, frame.rule = "fund_size", "sum before a fund"
        elif frame.pool and fund and not (frame.noun and frame.noun.start > frame.pool.start):
            frame.instrument, frame.rule, frame.fund = "fund_size", f"pool {frame.pool.word}", fund
        elif frame.pool and same and same.kind == "flow" and not frame.noun and not frame.verb:
            self._follow(frame, same, listed=False)
        elif frame.noun or frame.verb:
            self._named(frame, last)
            if frame.instrument == "other" and self._ceiling(frame):
                frame.instrument = "loan"  # “甲贷”单户额度最高500万元
        elif frame.pool and (special := self._special(frame)) in POOLED:
            frame.instrument, frame.rule = special or "other", f"pool {frame.pool.word}"
        elif frame.pool and of_funds(self.text, frame.clause.sentence, frame.pool):
            frame.instrument, frame.rule = "fund_size", f"pool {frame.pool.word}"
        elif frame.pool and self._phase(frame):
            frame.instrument, frame.rule = "investment", f"phase {frame.pool.word}"
        elif frame.pool:
            frame.kind, frame.reason = "observation", f"{frame.pool.word} of what is no fund"
        elif self._ceiling(frame):
            frame.instrument, frame.rule = "loan", "ceiling of a loan product"
        elif self._rate(frame, last) and last:
            self._follow(frame, last, listed=False)
        else:
            frame.kind, frame.reason = "ignored", SILENT
        role = frame.verb.meaning.role if frame.verb else None
        lead = self.text[frame.clause.start : frame.money.start]
        if frame.kind == "flow" and spent(
            self.text, frame.clause.start, frame.money.outer_start or frame.money.start, frame.money.end
        ):
            frame.kind, frame.reason = "observation", "what a budget spent in a field in all"
        if frame.kind == "flow" and of_sector(frame.instrument, role, lead, self.rules):
            frame.kind, frame.reason = "observation", "the figure of a whole sector or country"
