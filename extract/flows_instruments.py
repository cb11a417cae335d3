"""Which instrument a sum's noun and verb make of it, with what the sentences before it say of the same money."""

import re
from typing import TYPE_CHECKING

from extract.flows_cues import Cue, Cues, Meaning
from extract.flows_patterns import SUPPORT, Rules
from extract.model import State

if TYPE_CHECKING:
    from extract.flows_frame import Frame

QUOTA = re.compile("额度|配额")
BONDS = re.compile("债券|科创债|公司债|企业债|票据")
RAISED = re.compile(
    r"(?:发行|注册|簿记)[^。；]{0,24}?(?:债(?!转)|票据|短融|中票|融资券|ABN|ABS)|(?:债券?|票据|短融|中票|融资券)(?:成功|顺利|公开)?发行"
)
FROM_BANK = re.compile(
    "(?:从|向|通过|在)[^，。；]{0,24}?(?:银行|分行|支行|信用社|联社|农商行|租赁[^，。；从向]{0,6}公司)[^，。；]{0,12}融资"
)
CREDIT = re.compile("贷款|信贷")
SERVES = re.compile("[为对][^，。；]{2,40}$")
COVERS = re.compile(
    "的?[^，。；]{0,14}(?:贷款|授信|融资|借款|债务|债券|票据)[^，。；]{0,4}(?:提供|承担)[^，。；]{0,10}(?:担保|保证)"
)
PRIZES = {"reward"}
BOND_NAME = re.compile("债|短融|中票|票据|融资券|融资工具|AB[SN]|证券")
SET_UP = re.compile("(?:设立|新设|建立|组建)[^，。；]{0,10}$")
SHARE = re.compile("(?:首[批笔期年]|第[一二]批|头[一]?笔|剩余|其余|余下)的?[约近]?$")
SIGNS = {"签约", "签下", "签署", "签订", "达成"}
STOCK = re.compile("股份|股权|股票|基金|可转债|转债")


class Instruments:
    """Names the instrument of a frame; the finder of frames builds on it."""

    state: State
    cues: Cues
    text: str
    rules: Rules

    def _named(self, frame: "Frame", last: "Frame | None") -> None:
        if last and last.instrument == "bond" and self._goes_on(frame, last) and self._raised(frame):
            frame.instrument, frame.verb, frame.rule = "bond", None, "part of what a bond raised"
            return
        if cover := self._cover(frame):
            frame.instrument, frame.verb, frame.noun, frame.rule = "guarantee", cover, None, cover.word
            return
        noun, verb = frame.noun, frame.verb
        named = noun.meaning.noun if noun else None
        if verb is None:
            behind = self.cues.within(max(frame.money.end, noun.end if noun else 0), frame.clause.end)
            verb = frame.verb = next((c for c in behind if c.meaning.role and c.word not in self.rules.ranks), None)
        if verb is None and noun is not None:  # 获批立项120项，资助经费6亿元
            start = self.text.rfind("；", frame.clause.sentence.start, frame.clause.start) + 1
            said = [
                c
                for c in self.cues.within(max(start, frame.clause.sentence.start), frame.clause.start)
                if c.meaning.role
            ]
            if any(c.meaning.role == "get" for c in said):
                said = [c for c in said if not c.meaning.noun]  # 获某基金资助: the noun is what is got
            granted = said and said[-1].meaning.role == "get" and noun.meaning.noun in {"grant", "subsidy"}
            verb = frame.verb = said[-1] if granted else None
        if (
            noun
            and named == "compensation"
            and any(m.end == noun.end for m in self.state.mentions_in(frame.clause.start, noun.end, "Fund"))
        ):
            named = "grant"  # 拨出1亿元作为风险补偿金: into the pool
        if (
            named == "compensation"
            and noun
            and noun.word.endswith("资金")
            and SET_UP.search(self.text, frame.clause.start, frame.money.start)
        ):
            named = "grant"  # 设立1亿元风险补偿资金: into the pool
        aimed = verb is not None and noun is not None and noun.end <= verb.start and verb.end <= frame.money.start
        if aimed and verb and verb.meaning.verb in PRIZES and frame.money.outer_start - verb.end <= 2:
            named = verb.meaning.verb  # 对贷款净增前三名的银行各奖30万元: the noun tells what for
        subscribed = verb is not None and "认购" in verb.word
        bonds = named == "bond" or (last is not None and last.instrument == "bond")
        if subscribed and ((bonds and self._goes_on(frame, last)) or self._of_bonds(frame)):
            named = "bond"  # 某银行认购债券1000万元
        elif verb and verb.word in self.rules.strong and verb.meaning.verb:
            named = verb.meaning.verb
        own = verb is not None and verb.meaning.verb is not None and verb.word not in self.rules.weak
        if noun is None and verb and (verb.word in self.rules.weak or (verb.meaning.role == "get" and not own)):
            named = self._special(frame)
            if (
                named is None
                and (verb.word in self.rules.vague or verb.meaning.role == "get")
                and last
                and self._goes_on(frame, last)
            ):
                named = last.instrument
            if named is None and verb.meaning.role == "get":
                named = self._handed(frame)
        if verb and verb.meaning.verb == "equity" and verb.meaning.role == "raise":
            named = self._raised_by(frame) or named
            lent = verb.word == "融资" and {m.kind for m in frame.clause.subject} == {"bank"}
            if lent:  # 某银行为36户企业解决融资2亿元
                frame.verb, verb, named = None, None, "loan"
        if noun is None and named is None and verb and verb.word in self.rules.drawn:
            measured = self.cues.within(frame.clause.sentence.start, frame.clause.start)
            named = "loan" if any(c.meaning.measure and CREDIT.search(c.word) for c in measured) else None
        if verb and noun is None and verb.word in SIGNS and self._with_bank(frame):
            named = "loan"  # 甲银行与乙公司签约2亿元
        if noun is None and named is None and verb and verb.word in self.rules.weak and self._sold(frame):
            named = "loan"  # 该产品上线以来，累计投放2亿元
        if noun and noun.word.startswith("融资") and self._round(frame):
            named = "equity"
        elif noun and noun.word in self.rules.generic:
            if verb is None:
                said = self.cues.within(frame.clause.sentence.start, frame.money.start)
                verb = frame.verb = next((c for c in reversed(said) if c.meaning.role and c is not noun), None)
            implied = verb.meaning.verb if verb and verb is not noun else None
            if implied and verb and verb.word in self.rules.vague and self._goes_on(frame, last) and last:
                implied = last.instrument
            if noun.word in {"资金", "款项"} and verb and verb.meaning.role == "get":
                told = last.instrument if last and self._goes_on(frame, last) and self._share(frame) else None
                implied = told or implied or "grant"  # 增资5亿元。首笔2亿元资金已到账
            if verb and verb.meaning.role == "lever":
                implied = self._special(frame) or implied
            if verb and verb.meaning.role == "raise" and verb.meaning.status == "committed":
                implied = self._credit(frame) or implied  # 签署贷款合同，金额2亿元
            named = (
                (implied if verb and verb.word not in self.rules.weak else None)
                or self._special(frame)
                or implied
                or named
            )
        if (
            noun is None
            and verb
            and verb.word == "安排"
            and last
            and last.instrument == "bond"
            and self._goes_on(frame, last)
        ):
            places = frame.clause.subject and all(m.type == "Place" for m in frame.clause.subject)
            named = "bond" if places else named  # 甲省安排30亿元, of bonds told before
        if named == "credit_line" and noun is None and verb and verb.word in self.rules.drawn:
            named = "loan"  # …授信额度，已放款8亿元
        if (
            named == "bond"
            and verb
            and verb.meaning.role in {"give", "get"}
            and noun
            and not BOND_NAME.search(noun.word)
        ):
            named = "grant"  # 特别国债支持的项目获得资金: what the bond raised is handed on
        if (
            named in {None, "other"}
            and noun
            and noun.word in self.rules.generic
            and last
            and self._goes_on(frame, last)
        ):
            named = last.instrument
        if named in {None, "investment"} and verb and verb.meaning.role == "into" and self._round(frame):
            named = "equity"
        if named is None and verb and verb.meaning.role == "get" and SUPPORT.match(self.text, frame.money.outer_end):
            named = "grant"
        if named in {None, "other"} and QUOTA.search(self.text, frame.clause.sentence.start, frame.clause.end):
            topic = self._topic(frame)
            named = topic if topic in {"bond", "relending"} else named
        frame.instrument = named or (verb.meaning.verb if verb else None) or self._topic(frame) or "other"
        frame.rule = " ".join(c.word for c in (verb, noun) if c is not None)
        if verb is not None and verb is noun:
            frame.rule = verb.word

    def _of_bonds(self, frame: "Frame") -> bool:
        """Tell whether the sum's sentence, up to the sum, speaks of bonds and of no shares."""
        said = self.text[frame.clause.sentence.start : frame.money.start]
        return BONDS.search(said) is not None and STOCK.search(said) is None

    def _raised(self, frame: "Frame") -> bool:
        """Tell whether the clause speaks of money raised before (募集资金中3亿元用于…)."""
        return "募集资金" in self.text[frame.clause.start : frame.clause.end]

    def _goes_on(self, frame: "Frame", last: "Frame | None") -> bool:
        """Tell whether the sum before this one was a flow of the same paragraph, and no fund's size."""
        apart = frame.clause.sentence.paragraph - last.clause.sentence.paragraph if last is not None else 9
        got = frame.verb is not None and frame.verb.meaning.role == "get" and frame.noun is None
        together = apart == 0 or (apart == 1 and got and last is not None and last.instrument in {"grant", "subsidy"})
        return together and last is not None and last.kind == "flow" and last.instrument != "fund_size"

    def _cover(self, frame: "Frame") -> Cue | None:
        """Return the giving of a guarantee, at the word that leads to whom it is given, for what others lend (为乙公司5亿元贷款提供担保)."""
        served = SERVES.search(self.text, frame.clause.start, frame.money.start)
        if served is None or COVERS.match(self.text, frame.money.end, frame.clause.end) is None:
            return None
        return Cue(served.start(), served.start() + 1, "提供担保", Meaning(role="give", verb="guarantee"))

    def _share(self, frame: "Frame") -> bool:
        """Tell whether the words before the sum make it a part of one told before (首批, 剩余, 该笔)."""
        return SHARE.search(self.text, frame.clause.start, frame.money.outer_start or frame.money.start) is not None

    def _handed(self, frame: "Frame") -> str | None:
        """Return the instrument of the giving that the sentence tells before what is got (甲部下达资金，乙省获得2亿元)."""
        said = self.cues.within(frame.clause.sentence.start, frame.clause.start)
        given = [c.meaning.verb for c in said if c.meaning.role == "give"]
        return given[-1] if given and given[-1] == "grant" else None

    def _special(self, frame: "Frame") -> str | None:
        """Return the instrument of the nearest special noun before the sum in its sentence."""
        said = self.cues.within(frame.clause.sentence.start, frame.money.start)
        return next((c.meaning.noun for c in reversed(said) if self._says(c)), None)

    def _raised_by(self, frame: "Frame") -> str | None:
        """Return bond or loan where the words before the sum say that it was raised so (发行中期票据，募集资金5亿元; 从甲银行融资2亿元)."""
        sentence, at = frame.clause.sentence, frame.money.start
        if RAISED.search(self.text, sentence.start, at) and frame.verb and frame.verb.word.startswith("募"):
            return "bond"
        return "loan" if FROM_BANK.search(self.text, frame.clause.start, at) else None

    def _with_bank(self, frame: "Frame") -> bool:
        """Tell whether a bank signs with somebody else in the sum's clause."""
        kinds = {m.kind for m in (*frame.clause.subject, *frame.clause.partners)}
        return "bank" in kinds and bool(kinds & {"company", "other", "local_government"})

    def _sold(self, frame: "Frame") -> bool:
        """Tell whether the sentence, up to the sum, speaks of a product that is a loan by its name, though it says only 该产品."""
        span = frame.clause.sentence.start, frame.money.start
        named = [m for m in self.state.mentions_in(*span, "Program") if m.kind == "product"]
        return bool(named) and "贷" in (named[-1].name or named[-1].text)

    def _credit(self, frame: "Frame") -> str | None:
        """Return loan, credit line or guarantee where the nearest special noun before the sum in its sentence is of that sort."""
        special = self._special(frame)
        return special if special in {"loan", "credit_line", "guarantee"} else None

    def _topic(self, frame: "Frame") -> str | None:
        """Return the instrument of the last special noun before the sum in the article, where nothing nearer says one."""
        said = self.cues.within(0, frame.money.start)
        return next((c.meaning.noun for c in reversed(said) if self._says(c) and not c.meaning.role), None)

    def _says(self, cue: Cue) -> bool:
        return cue.meaning.noun not in {None, "other"} and cue.word not in self.rules.generic

    def _round(self, frame: "Frame") -> bool:
        """Tell whether the sentence speaks of a round of investors (由甲领投，本轮融资2亿元)."""
        span = frame.clause.sentence
        return bool(re.search("领投|跟投|轮|股权融资|投资方", self.text[span.start : span.end]))
