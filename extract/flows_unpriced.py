"""Money that moves without a figure: 按成交额给予补贴, 向农户发放贷款, 注资某公司."""

import bisect
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from extract.flows_backed import Backing, lends
from extract.flows_base import LENDING, PAYING, PUBLIC, STAKES, half_end, ids_of, invests, others
from extract.flows_cues import Cue, Cues, Meaning
from extract.flows_fields import Fields
from extract.flows_frame import Frame, without_sum
from extract.flows_levels import LEVEL, purse_at
from extract.flows_pledged import open_to
from extract.flows_roles import RoleFinder
from extract.flows_since import of_sum_before, paid_since, spoken_of
from extract.flows_whom import CLOSE, Whom
from extract.lexicon import Lexicon
from extract.model import Clause, State
from extract.money_patterns import kinds_of

INTEREST = re.compile("利息(?!税|收入)")  # what is subsidised
RATE = re.compile(r"(?:总?额|本金|余额|金额)?的?[\d.]+%")
RATES = re.compile(r"\d%的$|\d个百分点的?$")
WRONG = re.compile(
    "(?:违法|违规|非法|骗取|套取|冒名|挪用|虚假|涉嫌)[^，。；]{0,16}$"
)  # 违法发放贷款: what somebody was tried for
GEARED = re.compile("\\d倍|倍(?:以上|的)")  # 按不低于资金池10倍的额度发放贷款: says how much more than the pool
ROUND = re.compile("[A-F天种][+1-3]?(?:使|子)?轮|轮(?:股权|战略)?融资|股权融资")
AT_RATE = re.compile(
    r"按照?[^，。；]{0,20}?(?:\d[\d.]*(?:%|个百分点)|[一二三四五六七八九]成|一半|一定比例|等额|全额)(?:以内|左右)?(?:再|另|直接|分别|一次性|的比例|的标准|的年利?率|的利率)*$"
)
LISTED = re.compile("(?:等[^，。；]{0,8})?(?:的|联合|共同|大力)*的")
WILLING = re.compile("敢|愿|难以|无法|不能|希望|便于|如何|是否|期待|要求|可以|需要|应当")
DENIED = re.compile("(?:无法|未能|未曾|没能|没有|不能|不得|不再|尚未|并未|从未|暂未)[^，。；]{0,4}$")
THEN = re.compile("(?:完成)?[之以]?[前后](?![续台期])")  # 增资后某基金持股31%: says when
WHO = re.compile("方|者|机构|银行(?!为|向|给|对)|的[是有]|名单")  # 领投的是某基金: read by who is named behind
READINESS = re.compile(
    "[^，。；]{0,4}(?:产生|形成|发生|出现|造成)的|[^，。；]{0,6}的(?:积极性|意愿|能力|力度|信心|风险|难题|问题|条件|前提|模式|方式)"
)
AGAIN = re.compile("[本此该]轮|投资方")
PLAIN = {
    "投资",
    "投资了",
    "投给",
    "投了",
    "参投",
}  # verbs that buy shares only where the company stands right behind them
TOLD = re.compile("已|累计|共|去年|今年|了|截至|日前|近日")
LIGHT = re.compile("对[^，。；]{2,60}(?:进行|实行)[^，。；的]{0,6}$")  # verbs that leave it to the noun what is done
ONLY_WHEN = re.compile(
    "(?:时|之前|前|后|的话|过程中)[，。；]?$|(?:(?:形成|发生|产生|出现)[^，。；]{1,8}|[款保信贷])的[，,]$"
)
RATED_AT = re.compile(r"\d[\d.]*[%‰]")
COPULA = re.compile("\\s*(?:据悉，|据了解，)?(?:这|该|此|也|更|还|均|都)*(?:是|成为|标志)")
DEALS = {"收购"}  # of goods as often as of shares
WORKS = {"Program", "Zone"}
BOUGHT = {"收购", "受让", "买下", "买进"}  # of shares that others have, of a fund's too
DEALT = {
    "参股",
    "入股",
    "收购",
    "增资",
    "增资入股",
    "控股",
    "受让",
    "战略入股",
    "买下",
    "买进",
}  # verbs of shares, whoever's
ADDED = re.compile("[^，。；]{0,3}(?:配套|匹配)(?=[，。；、”]|$)")  # says that money is added to others'
ACTING = {"Institution", "Zone", "Place"}
REACH = 22  # characters between a verb and the noun of money behind it


@dataclass(frozen=True, slots=True)
class Triggers:
    """The compiled part `unpriced` of `flow_cues.yaml`."""

    carriers: frozenset[str]
    direct: dict[str, str]
    passive: frozenset[str]
    agents: frozenset[str]
    not_after: tuple[str, ...]
    measured: tuple[str, ...]
    taken: frozenset[str]
    handing: frozenset[str]
    more: re.Pattern[str]


def triggers(lexicon: Lexicon) -> Triggers:
    """Compile the triggers of a lexicon."""
    table = lexicon.table("flow_cues")
    data = table["unpriced"]
    known = {word for frame in table["verbs"] for word in frame["words"]}
    direct = kinds_of(data["direct"])
    more = sorted({*data["carriers"], *data["taken"], *direct} - known, key=len, reverse=True)
    return Triggers(
        carriers=frozenset(data["carriers"]),
        direct=direct,
        passive=frozenset(data["passive"]),
        agents=frozenset(data["agents"]),
        not_after=tuple(data["not_after"]),
        measured=tuple(data["measured"]),
        taken=frozenset(data["taken"]),
        handing=frozenset(data["handing"]),
        more=re.compile("|".join(more)),
    )


class Unpriced:
    """Finds frames without a sum, in clauses that have none near by."""

    def __init__(self, state: State, cues: Cues, roles: RoleFinder, fields: Fields) -> None:
        self.state, self.cues, self.roles, self.fields = state, cues, roles, fields
        self.words = state.lexicon.built("flows.unpriced", triggers)
        self.whom = Whom(roles.parties)
        self.backing = Backing(state, roles.parties)
        self.sums: list[int] = []
        self.told: set[tuple[int, str]] = set()

    def frames(self, priced: list[Frame]) -> list[Frame]:
        """Return the frames of money that moves without a figure, those that name enough of their parties."""
        self.sums = sorted(f.money.start for f in priced if f.kind == "flow")
        self.told = {(id(f.clause.sentence), f.instrument) for f in priced if f.kind == "flow"}
        self.told |= self._rounds(priced)
        said = {(f.instrument, *self._ids(f)) for f in priced if f.kind == "flow"}
        found: list[Frame] = []
        for sentence in self.state.sentences:
            if sentence.heading:
                continue
            for clause in sentence.clauses:
                drawn = (id(sentence), "investment") in self.told  # 撬动社会资本21亿元: told with its sum
                frame = None if drawn else self.backing.levered(clause)
                frame = frame or next(
                    (f for f in self._candidates(clause) if not self._told(f) and self._enough(f)), None
                )
                frame = frame or (None if self._sum_in_half(clause) else self.backing.frame(clause))
                if frame is None:
                    continue
                self._no_shares(frame)
                another = self._next_rate(frame, found[-1] if found else None)
                key = (frame.instrument, *self._ids(frame))
                another = another or paid_since(self.state, self.sums, clause)
                if another or not any(key[0] == k[0] and key[1] <= k[1] and key[2] <= k[2] for k in said):
                    said.add(key)
                    found.append(frame)
        return found

    def _no_shares(self, frame: Frame) -> None:
        """Take what is put into works, and what funds put into classes, as investment (投资兴建的水库, 基金投资了30家企业)."""
        got, verb = frame.parties.get("recipient", []), frame.verb
        funds = all(m.type == "Fund" for m in frame.parties.get("provider", []))
        classes = (
            funds
            and (verb is None or verb.word.removesuffix("了") not in DEALT)
            and {m.type for m in got} == {"Category"}
        )
        pools = (
            got and all(m.type == "Fund" for m in got) and (verb is None or verb.word.removesuffix("了") not in BOUGHT)
        )
        if frame.instrument == "equity" and got and (pools or classes or all(m.type in WORKS for m in got)):
            frame.instrument = "investment"

    def _next_rate(self, frame: Frame, last: Frame | None) -> bool:
        """Tell whether a rule goes on to its next rate (占比八成以上的，给予1.2%的补贴): a flow of its own, to whom the one before goes."""
        if last is None or last.clause.sentence is not frame.clause.sentence or frame.instrument != last.instrument:
            return False
        text, clause = self.state.folded, frame.clause
        rates = [RATED_AT.search(text, f.clause.start, f.clause.end) for f in (last, frame)]
        if not all(rates) or last.clause is clause:
            return False
        frame.parties["recipient"] = frame.parties["recipient"] or list(last.parties["recipient"])
        return True

    def _rounds(self, priced: list[Frame]) -> set[tuple[int, str]]:
        """Return the sentences that go on about a round of finance whose sum was told just before."""
        found: set[tuple[int, str]] = set()
        for frame in priced:
            if frame.instrument == "equity":
                place = self.state.number_of(frame.clause.sentence)
                behind = self.state.sentences[place + 1 : place + 3]
                found |= {(id(s), "equity") for s in behind if AGAIN.search(self.state.folded, s.start, s.end)}
        return found

    def _told(self, frame: Frame) -> bool:
        """Tell whether the sentence has a sum of the same money: of its instrument, or public money under another name."""
        if paid_since(self.state, self.sums, frame.clause):
            return False
        kinds = next((group for group in (PUBLIC, STAKES) if frame.instrument in group), {frame.instrument})
        return any((id(frame.clause.sentence), kind) in self.told for kind in kinds)

    def _ids(self, frame: Frame) -> tuple[frozenset[str], frozenset[str]]:
        def ids(role: str) -> frozenset[str]:
            return frozenset(ids_of(frame.parties.get(role, [])))

        return ids("provider"), ids("recipient")

    def _candidates(self, clause: Clause) -> Iterator[Frame]:
        """Yield the frames that the clause's words of money may make, in text order."""
        cues = self.cues.within(clause.start, clause.end)
        since = paid_since(self.state, self.sums, clause)
        if not cues or (self._sum_near(clause) and not since):
            return
        cues = self._with_more(clause, cues)
        for place, cue in enumerate(cues):
            noun = self._carried(cue, cues[place + 1 :]) or self._passive(cue, cues[:place])
            if noun is None and (noun := self._disposed(cue, cues[:place])) and cue.meaning.role == "sell":
                cue = replace(cue, meaning=replace(cue.meaning, role="give"))  # 把资金转给了市县
            if noun is None and cue.meaning.noun in PAYING and LIGHT.search(self.state.folded, clause.start, cue.start):
                noun = cue  # 对某类企业进行电费补贴
            if (
                noun is None
                and cue.meaning.verb in PAYING
                and AT_RATE.search(self.state.folded, clause.start, cue.start)
            ):
                noun = cue  # 按研发投入的10%补助
            instrument = (
                noun.meaning.noun or noun.meaning.verb if noun else self.words.direct.get(cue.word.removesuffix("了"))
            )
            if noun and noun.word in PLAIN and cue.meaning.role == "get":
                instrument = "equity"  # 获得某基金投资
            if instrument is None and cue.word in self.words.agents and any(m.end <= cue.start for m in clause.agents):
                instrument = cue.meaning.noun or cue.meaning.verb
            if instrument is None or (cue.meaning.role is None and noun is None):
                continue
            if DENIED.search(self.state.folded, clause.start, cue.start) or WRONG.search(
                self.state.folded, clause.start, cue.start
            ):
                continue  # 资金无法下达至县财政
            if noun is None and (THEN.match(self.state.folded, cue.end) or WHO.match(self.state.folded, cue.end)):
                continue
            if noun is None and self.state.folded.startswith(self.words.measured, cue.end):
                continue  # 代偿率: measured
            if noun is None and cue.word in self.words.handing and not self.whom.handed(cue, clause):
                continue
            end = noun.end if noun else cue.end
            frame = Frame(without_sum(end), clause, verb=cue, noun=noun)
            frame.instrument = instrument or "other"
            if instrument == "subsidy" and INTEREST.search(self.state.folded, clause.start, end):
                frame.instrument = "interest_subsidy"  # 利息由某局补贴一半
            frame.rule = "unpriced " + cue.word + (noun.word if noun else "")
            frame.status = self.fields.status(frame)
            if frame.status == "rule" and frame.instrument not in PAYING | {"loan"}:
                frame.status = "planned"
            rated = noun is not None and RATES.search(self.state.folded, cue.end, noun.start)
            if (frame.instrument == "tax_relief" or rated) and not TOLD.search(
                self.state.folded, clause.sentence.start, end
            ):
                frame.status = "rule"  # 进口自用设备，免征关税
            self.roles.complete(frame)
            self._by_agent(frame)
            self.whom.settle(frame)
            self._relent(frame)
            self._by_payer(frame)
            self._matched(frame)
            self._of_level(frame)
            sized = frame.instrument in STAKES and self._sum_near(clause, before=True)  # 规模5亿元，由甲公司出资设立
            kept = not since or (frame.status == "rule" and frame.instrument in PAYING)
            if frame.instrument != "other" and kept and not sized and not of_sum_before(self.state, frame):
                yield frame

    def _by_agent(self, frame: Frame) -> None:
        """Let who stands behind 由 right before a verb of lending be the lender, whatever the clause is about (亚行贷款由甲部转贷给乙省)."""
        verb = frame.verb
        if verb is None or frame.instrument not in LENDING or verb.meaning.role != "give":
            return
        near = [m for m in self.roles.parties.within(frame.clause.start, verb.start) if verb.start - m.end <= 2]
        if near and self.state.folded[near[-1].start - 1] == "由":
            frame.parties["provider"] = near[-1:]
            frame.parties["recipient"] = others(frame.parties.get("recipient", []), ids_of(near[-1:]))

    def _with_more(self, clause: Clause, cues: list[Cue]) -> list[Cue]:
        """Return the cues with the verbs among them that say of no sum that it moves (办理贷款, 把贷款送到…), the longer in place of the shorter."""
        found = {c.start: c for c in cues}
        for match in self.words.more.finditer(self.state.folded, clause.start, clause.end):
            under = [c for c in cues if c.start < match.end() and match.start() < c.end]
            if all(c.start == match.start() and c.end < match.end() for c in under):
                meaning = Meaning(role="give", verb=self.words.direct.get(match[0]))
                found[match.start()] = Cue(match.start(), match.end(), match[0], meaning)
        return [found[start] for start in sorted(found)]

    def _by_payer(self, frame: Frame) -> None:
        """Let the payer, or the product that it runs through, say what money is that is only called support or finance."""
        channels = [m for m in frame.parties.get("via", []) if m.kind == "product"]
        if frame.instrument == "other" and channels:
            frame.instrument = self.roles.parties.instrument_of(channels) or "other"
        payers = frame.parties.get("provider", [])
        classes = frame.instrument == "equity" and all(m.type == "Category" for m in frame.parties.get("recipient", []))
        if not payers or not (frame.instrument in {"grant", "other"} or classes):
            return
        if all(lends(m) for m in payers):
            frame.instrument = "loan"  # 某银行为其提供资金支持
        elif frame.instrument == "other":
            backed = self.backing.instrument(payers)
            frame.instrument = backed or "other"

    def _matched(self, frame: Frame) -> None:
        """Let who acts pay what is added to others' money (学校按国拨经费的10%给予配套): neither those others nor its own recipient."""
        verb = frame.verb
        added = verb is not None and ADDED.match(self.state.folded, verb.start)
        acting = [m for m in self.roles.parties.those_at(frame.clause.subject) if m.type in ACTING]
        if frame.instrument in PUBLIC and added and acting and not frame.clause.agents:
            frame.parties["provider"], frame.rule = acting, "matching share"
            frame.parties["recipient"] = others(frame.parties.get("recipient", []), ids_of(acting))

    def _of_level(self, frame: Frame) -> None:
        """Let public money whose level the words before its noun name come from that level (领取中央财政补贴)."""
        verb, noun = frame.verb, frame.noun
        if frame.parties.get("provider") or frame.instrument not in PUBLIC or verb is None or noun is None:
            return
        level = LEVEL.search(self.state.folded, verb.end, noun.end)
        payer = purse_at(self.roles.parties, level) if level else None
        if payer is not None:
            frame.parties["provider"] = [payer]

    def _relent(self, frame: Frame) -> None:
        """Take the central bank's money for banks through a relending programme as relending, and name who relends."""
        parties, payers = self.roles.parties, frame.parties.get("provider", [])
        central = all(m.name == "中国人民银行" or (m.entity and m.entity.name == "中国人民银行") for m in payers)
        if frame.instrument not in {"grant", "loan", "other", "relending"} or not payers or not central:
            return
        got = frame.parties.get("recipient", [])
        if parties.instrument_of(frame.parties.get("via", [])) == "relending" or (got and all(map(lends, got))):
            frame.instrument = "relending"
        if frame.instrument != "relending" or got or frame.verb is None:
            return
        named = parties.within(frame.clause.start, frame.verb.start, "Category", "Institution")
        frame.parties["recipient"] = [m for m in named if lends(m)][:1]  # 按照金融机构发放贷款本金的60%提供资金

    def _carried(self, verb: Cue, rest: list[Cue]) -> Cue | None:
        """Return the noun of money that the verb carries, None where there is none or it is only the first part of another word."""
        if verb.word not in self.words.carriers and verb.word.removesuffix("了") not in self.words.carriers:
            return None
        closing = self._of_those_named(verb, rest)
        if closing is not None:
            return closing
        nouns = [c for c in rest if c.meaning.noun and c.start - verb.end <= REACH]
        rates = [c for c in rest if c.meaning.noun and RATES.search(self.state.folded, verb.end, c.start)]
        if rates:
            return rates[-1]  # 给予首贷户企业贷款利息2%的贴息支持
        if not nouns:
            return None
        noun = nouns[-1] if nouns[-1].start - nouns[0].end <= 4 else nouns[0]
        if noun is not nouns[0] and "的" in self.state.folded[nouns[0].end : noun.start]:
            return None  # 提供担保的贷款: told by the way
        behind = self.state.folded[noun.end : noun.end + 4]
        rated = RATE.match(self.state.folded, noun.end)  # 按发放贷款的60%: only reckons something else
        described = behind.startswith("的") and verb.meaning.role == "get"  # 领到补贴的: told by the way
        return None if rated or described or behind.startswith(self.words.not_after) else noun

    def _of_those_named(self, verb: Cue, rest: list[Cue]) -> Cue | None:
        """Return the noun of money behind 的 that closes a list of who gives it, whose own names may end in such nouns (获得甲专项、乙基金的资助)."""
        if verb.meaning.role != "get":
            return None
        for cue in rest:
            if cue.meaning.noun and self.state.folded[cue.start - 1] == "的":
                named = self.state.mentions_in(verb.end, cue.start, "Program", "Fund", "Institution")
                if named and LISTED.fullmatch(self.state.folded, named[-1].end, cue.start):
                    return cue
        return None

    def _passive(self, verb: Cue, before: list[Cue]) -> Cue | None:
        """Return the noun of public money that is the verb's subject (奖补资金分年下达)."""
        if verb.word not in self.words.passive or not before or before[-1].meaning.noun not in PAYING:
            return None
        gap = self.state.folded[before[-1].end : verb.start]
        return before[-1] if len(gap) <= 8 and not re.search("[由对向给为的]", gap) else None

    def _disposed(self, verb: Cue, before: list[Cue]) -> Cue | None:
        """Return the noun of money that stands behind 把 or 将 and is taken somewhere by the verb (把补贴打到农户卡上)."""
        nouns = [c for c in before if c.meaning.noun and verb.start - c.end <= 8]
        if verb.word.removesuffix("了") not in self.words.taken or not nouns:
            return None
        lead = self.state.folded[max(0, nouns[-1].start - 10) : nouns[-1].start]
        return nouns[-1] if re.search("[把将](?![要会于在])[^，。；]{0,8}$", lead) else None

    def _sum_near(self, clause: Clause, before: bool = False) -> bool:
        """Tell whether a sum stands in the clause or in the next, or in the one `before` it."""
        clauses = clause.sentence.clauses
        start = clauses[max(0, clause.index - before)].start
        end = clauses[min(len(clauses) - 1, clause.index + 1)].end
        return any(start <= place < end for place in self.sums)

    def _sum_in_half(self, clause: Clause) -> bool:
        """Tell whether a sum stands in the part of the sentence between ； and ； that the clause is in."""
        text, sentence = self.state.folded, clause.sentence
        start = max(sentence.start, text.rfind("；", sentence.start, clause.start) + 1)
        end = half_end(text, clause.start, sentence.end)
        place = bisect.bisect_left(self.sums, start)
        return place < len(self.sums) and self.sums[place] < end

    def _enough(self, frame: Frame) -> bool:
        parties = frame.parties
        if open_to(self.state.folded, frame):
            return False  # 某行可向人民银行申请资金
        if frame.rule == "unpriced 代偿" and not parties.get("provider"):
            return False  # 贷款若出现代偿
        if frame.instrument == "bond" and all(m.type == "Place" for m in parties.get("recipient", [])):
            return False  # 全省落地的首单债券
        if not parties.get("recipient"):  # 某行实现春耕贷款当日发放: whom it reached is left open
            named = frame.noun is not None or (
                frame.verb and frame.verb.word.endswith(("贷款", "赔款", "担保", "增信"))
            )
            told = named and (parties.get("provider") or parties.get("via"))
            payers = parties.get("provider", []) + parties.get("via", [])
            if frame.instrument in {"compensation", "loan"} and all(m.type == "Category" for m in payers):
                return False  # 由保险公司给予补偿: who pays whom is left open
            geared = GEARED.search(self.state.folded, frame.clause.start, frame.clause.end)
            return (
                bool(told)
                and not (frame.instrument in LENDING and geared)
                and frame.instrument not in STAKES
                and not self._only_said(frame)
            )
        if set(ids_of(parties["recipient"])) & set(ids_of(parties.get("provider", []))):
            return False
        after = self.roles.words.investor_after
        if frame.instrument == "equity" and any(after.match(self.state.folded, m.end) for m in parties["recipient"]):
            return False  # 甲创投领投了本轮融资: it invests
        if all(m.type == "Program" and m.kind == "product" for m in parties["recipient"]):
            return False  # 对某类贷款给予贴息: nobody is named
        givers = parties.get("provider", [])
        classes = all(m.type == "Category" for m in givers + parties["recipient"])
        if classes and givers and spoken_of(self.state.folded, frame):
            return False  # 银行要为企业提供更多信贷支持
        firm = frame.instrument not in PAYING and givers and not any(m.type == "Category" for m in givers)
        if frame.status == "planned" and not firm and any(m.type == "Category" for m in givers + parties["recipient"]):
            return False  # 鼓励银行向企业放贷 moves nothing yet
        if frame.verb and self.state.folded[frame.verb.start - 1] in "可能" and frame.status != "rule":
            return False
        if frame.instrument in LENDING and frame.status != "rule" and (self._only_said(frame) or self._in_all(frame)):
            return False
        if frame.instrument == "tax_relief" and all(m.kind == "company" for m in parties["recipient"]):
            return True  # 某公司享受到税收减免
        if frame.status == "rule":
            classes = all(m.type == "Category" for m in parties["recipient"]) and frame.instrument in PAYING
            return bool(parties.get("provider") or parties.get("via") or classes)
        if frame.instrument == "investment":
            start, end = frame.clause.sentence.start, frame.clause.sentence.end
            told = [m for role in ("provider", "recipient") for m in parties.get(role, []) if start <= m.start < end]
            both = len(told) == len(parties["recipient"] + parties.get("provider", [])) or frame.clause.carried
            pools = all(m.type == "Fund" or m.text.endswith("基金") for m in parties["recipient"])
            return both and bool(parties.get("provider")) and pools
        if frame.instrument == "equity":
            got = frame.noun is not None and frame.verb is not None and frame.verb.meaning.role == "get"
            investors = [m for m in parties.get("provider", []) if invests(m)]
            return bool(parties.get("provider")) and (bool(investors) if got else self._bought(frame))
        if parties.get("provider") or parties.get("via"):  # 某校获某计划立项资助
            return True
        if frame.instrument == "guarantee" or any(m.start < frame.clause.sentence.start for m in parties["recipient"]):
            return False  # 补贴通过专户拨付: for whom was not said
        classes = all(m.type == "Category" for m in parties["recipient"])
        return classes and not self._only_said(frame)  # 补贴按月发放给养老机构

    def _only_said(self, frame: Frame) -> bool:
        """Tell whether lending is only spoken of: between classes, as what somebody dares or wants, as a readiness."""
        text = self.state.folded
        start, end = (frame.verb.start, frame.verb.end) if frame.verb else (frame.money.start, frame.money.end)
        led = any(frame.clause.start <= m.start < start for m in frame.parties["recipient"])
        if text[end : end + 1] == "的" and not led and frame.noun is None:
            return True  # 提供担保的企业: told by the way, but 向某企业发放的首笔贷款
        if text[end : end + 1] == "的" and COPULA.match(text, frame.clause.start):
            return True  # 这是该行发放的第一笔企业贷款: said of what was told before
        if ONLY_WHEN.search(text, max(end, frame.money.end), frame.clause.end):
            return True  # 向企业发放贷款时
        willing = WILLING.search(text, max(frame.clause.start, start - 16), start)
        return willing is not None or READINESS.match(text, max(end, frame.money.end)) is not None

    def _in_all(self, frame: Frame) -> bool:
        """Tell whether classes borrow from classes in a sentence that says in sums what all of it came to (贷款余额60亿元，5000家企业拿到首贷)."""
        parties, sentence = frame.parties, frame.clause.sentence
        classes = all(m.type == "Category" for role in ("provider", "recipient") for m in parties.get(role, []))
        return classes and any(sentence.start <= m.start < sentence.end for m in self.state.money)

    def _bought(self, frame: Frame) -> bool:
        """Tell whether the company or fund bought into stands at the verb, or its round of finance is told in the sentence."""
        start, verb = frame.clause.start, frame.verb
        low, high = (verb.start, verb.end) if verb else (frame.money.start, frame.money.start)
        got = [m for m in frame.parties["recipient"] if m.type in {"Institution", "Fund"}]
        payers = frame.parties["provider"]
        if verb and verb.word not in DEALS and all(invests(m) for m in payers):  # 投资某类企业
            others_got = [m for m in frame.parties["recipient"] if not self.roles.parties.gives(m)]
            if any(0 <= m.start - high <= CLOSE for m in others_got):
                return True
        if verb and verb.word in PLAIN:  # 投资了某公司, no 投资建设, no 投资额
            return any(0 <= m.start - high <= 2 for m in got)
        sentence = frame.clause.sentence
        round_told = ROUND.search(self.state.folded, sentence.start, sentence.end) is not None
        return any(0 <= m.start - high <= 4 or start <= m.start < low or round_told for m in got)
