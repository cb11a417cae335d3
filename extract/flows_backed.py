"""Money that moves without a figure and without a word of money: who finances backs a work or a class (甲银行支持了乙工程), a fund draws capital to it."""

import re
from dataclasses import dataclass

from extract.flows_base import GOVERNMENTS, ids_of
from extract.flows_frame import Frame, without_sum
from extract.flows_parties import Parties
from extract.flows_promised import described
from extract.flows_reached import NUMBER
from extract.lexicon import Lexicon, any_of
from extract.model import Clause, Mention, State

FARTHEST = 24  # characters between the verb and what it backs
HEDGE = 4  # characters before credit that is the subject (目前，信贷资金投向…)
LED = 28  # characters before the verb that may say how or where
BACKED = ("Program", "Category", "Institution", "Zone", "Fund")
OUTRIGHT = {"fiscal"}  # kinds of funds whose money is a grant
JOINED = re.compile("[、和及与]|以及")
AIMED = re.compile(
    "(?:于|了|到)?(?P<what>[^，。；]{0,24}?(?:企业|公司|项目|子基金|团队))(?=[，。；、等]|$)"
)  # whom a fund is for
BARE = {"企业", "公司", "单位", "客户", "项目"}
LENDERS = re.compile("银行|金融机构|信用社|农商行|信用联社")


def lends(mention: Mention) -> bool:
    """Tell whether the mention is a bank or a class of lenders."""
    return mention.kind == "bank" or (mention.type == "Category" and LENDERS.search(mention.text) is not None)


@dataclass(frozen=True, slots=True)
class BackedWords:
    """The compiled part `backed` of `flow_cues.yaml`."""

    supports: re.Pattern[str]
    invests: re.Pattern[str]
    counted: re.Pattern[str]
    levers: re.Pattern[str]
    into: re.Pattern[str]
    idle: re.Pattern[str]
    planned: re.Pattern[str]
    works: re.Pattern[str]
    work_behind: re.Pattern[str]
    fields: re.Pattern[str]
    moot: re.Pattern[str]
    scholarly: re.Pattern[str]
    directed: re.Pattern[str]
    adverbs: re.Pattern[str]
    wishes: re.Pattern[str]
    opinions: re.Pattern[str]
    signs: re.Pattern[str]
    coming: re.Pattern[str]
    means: re.Pattern[str]


def backed_words(lexicon: Lexicon) -> BackedWords:
    """Compile the words of a lexicon by which money backs something."""
    data = lexicon.table("flow_cues")["backed"]
    supports, invests = any_of(data["supports"]), any_of(data["invests"])
    return BackedWords(
        supports=re.compile(rf"(?:{supports})了?"),
        invests=re.compile(rf"(?:{invests})了?"),
        counted=re.compile(rf"(?:{any_of(data['counted'])})了?(?:约|近|超过?|共)?(?={NUMBER})"),
        levers=re.compile(
            rf"(?:{any_of(data['levers'])})了?(?:更多|各类|[^，。；]{{0,4}}的)?(?P<capital>{any_of(data['capital'])})"
        ),
        into=re.compile(rf"(?:{any_of(data['into'])})"),
        idle=re.compile(data["idle"]),
        planned=re.compile(data["planned"]),
        works=re.compile(rf"(?:{any_of(data['works'])})$"),
        work_behind=re.compile(data["work_behind"]),
        fields=re.compile(rf"(?:{any_of(data['fields'])})$"),
        moot=re.compile(data["moot"]),
        scholarly=re.compile(data["scholarly"]),
        directed=re.compile(data["directed"]),
        adverbs=re.compile(rf"(?:{any_of(data['adverbs'])}|[\d.]+年|，|\s)*"),
        wishes=re.compile(data["wishes"]),
        opinions=re.compile(data["opinions"]),
        coming=re.compile(data["coming"]),
        means=re.compile(data["means"]),
        signs=re.compile(data["signs"]),
    )


class Backing:
    """Reads clauses in which the subject finances what stands behind its verb, without a figure."""

    def __init__(self, state: State, parties: Parties) -> None:
        self.state, self.parties, self.text = state, parties, parties.text
        self.words = state.lexicon.built("flows.backed", backed_words)

    def frame(self, clause: Clause) -> Frame | None:
        """Return the frame of the clause, None where it backs nothing that is named."""
        return self._signed(clause) or self._directed(clause) or self._supported(clause)

    def _supported(self, clause: Clause) -> Frame | None:
        givers = self._acting(clause)
        instrument = self.instrument(givers)
        if instrument is None:
            return None
        public = instrument == "grant" and givers[0].type != "Fund"
        pattern = self.words.counted if public else self.words.supports
        if instrument in {"investment", "grant"} and not public:
            pattern = self.words.invests
        start = max((m.end for m in givers if clause.start <= m.start < clause.end), default=clause.start)
        verb = pattern.search(self.text, start, clause.end)
        if verb is not None and any(m.start < verb.start() < m.end for m in self.parties.within(start, clause.end)):
            return None  # 某金融资产投资有限公司
        if verb is None or verb.start() - start > LED or self._idle(clause, start, verb, public):
            return None
        got = self._object(verb.end(), clause.end, givers) or self._aimed(verb.end(), clause.end, givers)
        if not got or (public and got[0].type != "Category"):
            return None
        if instrument == "investment" and all(m.type == "Institution" for m in got):
            instrument = "equity"
        status = "planned" if self._meant(clause, verb) else "actual"
        if status == "planned" and instrument != "loan":
            return None  # what a fund is meant for is its scope
        return self._made(clause, verb.end(), instrument, status, "backs", {"provider": givers, "recipient": got})

    def _acting(self, clause: Clause) -> list[Mention]:
        return self.parties.those_at(clause.agents or clause.subject)

    def instrument(self, givers: list[Mention]) -> str | None:
        """Return what such money is by who gives it, None where it may be no money at all."""
        if not givers:
            return None
        kinds = {m.kind for m in givers}
        if kinds == {"bank"}:
            return "loan"
        if kinds == {"financial"} and all(self.parties.words.guarantors.search(m.name or m.text) for m in givers):
            return "guarantee"
        if {m.type for m in givers} == {"Fund"}:
            outright = all(m.kind in OUTRIGHT or self.words.scholarly.search(m.name or m.text) for m in givers)
            return "grant" if outright else "investment"
        return "grant" if all(m.kind in GOVERNMENTS or m.type == "Place" for m in givers) else None

    def _idle(self, clause: Clause, start: int, verb: re.Match[str], public: bool) -> bool:
        """Tell whether the backing is only wished or talked of, or describes a noun."""
        lead = self.text[start : verb.start()]
        if public and self.words.adverbs.fullmatch(lead) is None:
            return True  # 与某行开展行动每年支持…
        lead = self.words.means.sub("", self.words.coming.sub("", lead) + verb[0].removesuffix("支持"))
        idle = self.words.idle.search(lead) is not None
        return idle or self.words.moot.match(self.text, verb.end()) is not None

    def _meant(self, clause: Clause, verb: re.Match[str]) -> bool:
        """Tell whether the backing is still to come (该行将重点支持…)."""
        begin = clause.sentence.clauses[max(0, clause.index - 1)].start
        said = self.text[max(begin, self.text.rfind("；", begin, verb.start()) + 1) : verb.start()]
        return self.words.planned.search(said) is not None

    def _object(self, start: int, end: int, givers: list[Mention]) -> list[Mention]:
        """Return the works, classes and bodies that stand behind the verb, as a list."""
        found: list[Mention] = []
        for mention in self.parties.within(start, end, *BACKED):
            between = self.text[max([start, *(m.end for m in found)]) : mention.start]
            if len(between) > FARTHEST or (found and not JOINED.search(between)):
                break
            if self._backed(mention):
                found.append(mention)
        taken = ids_of(givers)
        if found and self.text[found[-1].end] == "的":
            return []  # 投资于甲类企业的资金: told by the way
        return [m for m in found if m.entity and m.entity.id not in taken]

    def _aimed(self, start: int, end: int, givers: list[Mention]) -> list[Mention]:
        """Return the class that a fund invests in, described by the words behind its verb (重点投向种子期的科技企业)."""
        if any(m.type != "Fund" for m in givers):
            return []
        match = AIMED.match(self.text, start, end)
        if match is None or self.parties.within(*match.span("what")):
            return []
        return [described(self.parties, match.span("what"))]

    def _backed(self, mention: Mention) -> bool:
        """Tell whether the mention can be what money is given to: a work, a class of those who get, a body that gives nothing."""
        name = mention.name or mention.text
        if mention.type == "Program":
            called = mention.rule == "invested" or self.words.works.search(name) is not None
            work = called or self.words.work_behind.match(self.text, mention.end) is not None
            return work and mention.kind not in {"product", "scheme"}
        if mention.type == "Category":
            return not self.parties.gives(mention) and self.words.fields.search(mention.text) is None
        if mention.type == "Fund":
            return False
        return mention.type == "Zone" or mention.kind in {"company", "university", "research", "other"}

    def _signed(self, clause: Clause) -> Frame | None:
        """Return the frame of credit that lenders sign for with those who borrow (甲银行与乙公司签订贷款协议)."""
        match = self.words.signs.search(self.text, clause.start, clause.end)
        if match is None:
            return None
        named = self.parties.within(clause.start, match.start(), "Institution", "Category")
        lenders = [m for m in named if lends(m)] or [m for m in self._acting(clause) if lends(m)]
        got = [m for m in named if not self.parties.gives(m) and m.kind not in GOVERNMENTS]
        got = [m for m in got if m.text not in BARE]  # 另有12家企业与甲银行签约: nobody is named
        if not lenders or not got:
            return None
        instrument = "credit_line" if "授信" in match[0] else "loan"
        status = "planned" if "意向" in match[0] else "committed"
        return self._made(clause, match.end(), instrument, status, "signs", {"provider": lenders, "recipient": got})

    def _directed(self, clause: Clause) -> Frame | None:
        """Return the frame of credit that is the subject itself (信贷资源主要投向了甲类企业): the lender is named before it."""
        match = self.words.directed.search(self.text, clause.start, clause.end)
        if match is None:
            return None
        ends = [m.end for m in self.parties.within(clause.start, match.start(), "Institution", "Category")]
        if match.start() - max([clause.start, *ends]) > HEDGE:
            return None
        start = self.state.from_before(clause.sentence)
        lenders = [m for m in self.parties.within(start, match.start(), "Institution", "Category") if lends(m)]
        got = self._object(match.end(), clause.end, lenders)
        if not lenders or not got:
            return None
        given = self.parties.listed(lenders[-1])
        return self._made(clause, match.end(), "loan", "actual", "directed", {"provider": given, "recipient": got})

    def levered(self, clause: Clause) -> Frame | None:
        """Return the frame of capital that a fund or programme draws (基金撬动社会资本投向乙类企业)."""
        match = self.words.levers.search(self.text, clause.start, clause.end)
        if match is None:
            return None
        capital = self.parties.within(*match.span("capital"), "Category")
        channel = [m for m in self._acting(clause) if m.type in {"Fund", "Program"}]
        if not channel:
            ahead = self.parties.within(clause.sentence.start, match.start(), "Fund", "Program")
            channel = ahead[-1:]
        into = self.words.into.search(self.text, match.end(), clause.end)
        begin = clause.sentence.clauses[max(0, clause.index - 1)].start
        if not channel or into is None or self.words.wishes.search(self.text, begin, match.start()):
            return None
        if self.words.opinions.search(self.text, clause.sentence.start, match.start()):
            return None  # 业内人士认为，…: nobody who acts has it in mind
        named = self.parties.within(into.end(), clause.end, "Category", "Zone", "Institution", "Program", "Place")
        got = [m for m in named if m.type in {"Zone", "Place"} or self._backed(m)]
        got = self.parties.listed(got[0]) if got and got[0].start - into.end() <= FARTHEST else []
        if not got and channel[0].type != "Fund":
            return None
        if not capital:
            around = self.parties.within(match.start(), into.start(), "Category")
            capital = around[:1] or [described(self.parties, match.span("capital"))]
        said = self.text[clause.sentence.start : match.start()]
        status = "planned" if self.words.planned.search(said) else "actual"
        parties = {"provider": capital, "via": channel, "recipient": got}
        return self._made(clause, match.end(), "investment", status, "levers", parties)

    def _made(
        self, clause: Clause, end: int, instrument: str, status: str, rule: str, parties: dict[str, list[Mention]]
    ) -> Frame:
        frame = Frame(without_sum(end), clause)
        frame.instrument, frame.status, frame.rule = instrument, status, rule
        frame.parties = {"provider": [], "via": [], "recipient": [], **parties}
        return frame
