"""The words of an article that say that money moves, what it is, or that it does not move."""

import bisect
import functools
import re
from dataclasses import dataclass, field

import ahocorasick_rs

from extract.lexicon import Lexicon
from extract.model import Mention, State

SILENT = "no word near the sum says that money moves"  # why most sums are no flow
PUNCTUATION = tuple(zip(",;:!?()", "，；：！？（）", strict=True))


STOCK = re.compile("各项[^，。；、]{0,6}贷款$")  # of a bank or a place: what is outstanding


@functools.lru_cache(maxsize=2)
def unify(text: str) -> str:
    """Return text with the ASCII marks that scanned pages print as Chinese ones, at the same length."""
    for printed, chinese in PUNCTUATION:
        text = text.replace(printed, chinese)
    return text


GOT = {
    "支持",
    "扶持",
    "资助",
    "帮扶",
    "援助",
    "捐赠",
    "捐款",
    "赞助",
    "补助",
    "补贴",
    "奖励",
    "奖补",
}  # verbs that are nouns behind 获

BUDGET = "预算"  # is no verb behind the money that it is the budget of: 下达甲资金预算2亿元
BUDGETED = ("资金", "基金", "经费", "补助", "转移支付")
LAID_OUT = "出了"  # the verb that a bare 出 before a sum is short for
OUT = re.compile(r"出(?=[约近超逾]*(?:人民币)?\d[\d.，]*[余多]?[百千万亿]*[余多]?元)")
OUT_BEHIND = re.compile(
    r"\d[余多]?[万亿]*元[^，。；、\d]{0,6}由[^，。；由、]{2,24}(?<!支)(?<!提)(?<!付)(?<!拿)出(?=[，。；])"
)
PAYER = re.compile("财政|[各再也又共先则还方里委局厅行镇村家户企]$")
LOAN = "贷"
STAKES = {"equity", "investment"}
SOLD = {"loan", "guarantee"}  # what a product's name in marks ends in


@dataclass(frozen=True, slots=True)
class Meaning:
    """What a word may say of money; several may hold (担保 is a noun and a verb)."""

    noun: str | None = None  # the instrument that the noun names
    role: str | None = None  # of a verb: give, get, into, buy, raise, issue, lever
    verb: str | None = None  # the instrument that the verb implies where no noun says one
    status: str | None = None
    pool: bool = False
    measure: bool = False
    absorbed: bool = False


@dataclass(frozen=True, slots=True)
class Cue:
    """A place where such a word stands."""

    start: int
    end: int
    word: str
    meaning: Meaning


@dataclass(slots=True)
class Scanner:
    """All cue words of a lexicon in one automaton."""

    words: list[str] = field(default_factory=list)
    meanings: list[Meaning] = field(default_factory=list)
    automaton: ahocorasick_rs.AhoCorasick | None = None

    def scan(self, text: str) -> list[Cue]:
        """Return the cues of a text, leftmost-longest, in text order."""
        assert self.automaton is not None
        hits = self.automaton.find_matches_as_indexes(text)
        found = [Cue(start, end, self.words[n], self.meanings[n]) for n, start, end in hits]
        cut = [c for c in found if c.word[-1] == "给" and len(c.word) > 1 and text[c.end : c.end + 1] == "予"]
        for cue in cut:  # 贷款|给予 and no 贷款给|予
            place = found.index(cue)
            parts = [*self.scan(cue.word[:-1]), *self.scan(" " * (len(cue.word) - 1) + "给予")]
            found[place : place + 1] = [Cue(cue.start + p.start, cue.start + p.end, p.word, p.meaning) for p in parts]
        return found


def build(lexicon: Lexicon) -> Scanner:
    """Compile `flow_cues.yaml`."""
    data = lexicon.table("flow_cues")
    merged: dict[str, dict[str, object]] = {}
    for instrument, words in data["nouns"].items():
        grown = (
            word + tail
            for word in words
            for end, tails in data["longer"].items()
            if word.endswith(end)
            for tail in tails
        )
        for word in (*grown, *words):  # a word of its own may say another instrument
            merged.setdefault(word, {})["noun"] = instrument
    for frame in data["verbs"]:
        for word in frame["words"]:
            verb = {"role": frame["role"], "verb": frame.get("instrument")}
            merged.setdefault(word, {}).update(verb, status=frame.get("status"))
    for key, name in (("pools", "pool"), ("measures", "measure"), ("absorbed", "absorbed")):
        for word in data[key]:
            merged.setdefault(word, {})[name] = True
    scanner = Scanner(list(merged), [Meaning(**fields) for fields in merged.values()])  # type: ignore[arg-type]
    scanner.automaton = ahocorasick_rs.AhoCorasick(scanner.words, matchkind=ahocorasick_rs.MatchKind.LeftmostLongest)
    return scanner


class Cues:
    """The cues of one article; those inside names do not count, but for a noun that ends a programme's or a fund's name."""

    def __init__(self, state: State) -> None:
        scanner = state.lexicon.built("flows.cues", build)
        text = unify(state.folded)
        found = scanner.scan(text.replace("资人民币", "资□民币"))  # 出资|人民币 and no 出资人
        names = [m for m in state.mentions if not m.implied]
        self.all: list[Cue] = []
        place = 0
        for cue in found:
            if cue.meaning.absorbed or (cue.word == BUDGET and text.endswith(BUDGETED, 0, cue.start)):
                continue
            if cue.meaning.noun in STAKES and cue.meaning.role is None and text.startswith("基金", cue.end):
                continue  # 创业投资基金 is a fund
            while place < len(names) and names[place].end <= cue.start:
                place += 1
            near = names[place : place + 4]
            if not any(_hides(m, cue) for m in near):
                self.all.append(_behind(near, cue, scanner, text))
        more = [*_sold(names, self.all, scanner), *_laid_out(state, self.all, scanner, text)]
        self.all = sorted([*self.all, *more], key=lambda c: c.start)
        self.starts = [c.start for c in self.all]
        self.state = state
        self.plain = re.compile(f"(?:{state.lexicon.table('flow_cues')['support_of']})*")

    def within(self, start: int, end: int) -> list[Cue]:
        """Return the cues that lie in the span, in text order."""
        first = bisect.bisect_left(self.starts, start)
        last = bisect.bisect_left(self.starts, end)
        return [c for c in self.all[first:last] if c.end <= end]

    def last(self, start: int, end: int, ranks: frozenset[str]) -> Cue | None:
        """Return the last verb of the span, of what is got the verb of getting (获无偿补助7万元、贷款贴息3万元)."""
        verbs = [c for c in reversed(self.within(start, end)) if c.meaning.role]
        return next((c for c in verbs if not self.got(c, start, ranks)), None) or next(iter(verbs), None)

    def got(self, cue: Cue, start: int, ranks: frozenset[str]) -> bool:
        """Tell whether the word is what somebody gets, with nothing but who gives it between (获“甲基金”支持2亿元)."""
        if cue.word not in GOT:
            return False
        verbs = [c for c in self.within(start, cue.start) if c.meaning.role == "get"]
        if not verbs or verbs[-1].word in ranks:
            return False
        text, end = self.state.folded, verbs[-1].end
        named = self.state.mentions_in(end, cue.start, "Fund", "Institution")
        left = text[end : named[0].start] + text[named[-1].end : cue.start] if named else ""
        if not named:  # 获得项目资金支持2亿元
            return self.plain.fullmatch(text, end, cue.start) is not None
        return not left.strip("“”了的大力重点资金")


def _sold(names: list[Mention], known: list[Cue], scanner: Scanner) -> list[Cue]:
    """Return a cue of a loan at the end of each product that is called one within its name (“科贷通”), and ends in no such word."""
    taken = {c.end for c in known}
    loan = scanner.meanings[scanner.words.index(LOAN)] if LOAN in scanner.words else None
    ends = (
        (m, m.end - m.text.endswith("”"))
        for m in names
        if m.kind == "product" and LOAN in m.text and "贷款" not in m.text
    )
    return [Cue(end - 1, end, LOAN, loan) for _, end in ends if loan is not None and not {end, end - 1} & taken]


def _laid_out(state: State, known: list[Cue], scanner: Scanner, text: str) -> list[Cue]:
    """Return a cue of paying for each bare 出 between who pays and the sum (县财政出200万元), where its clause has no other word of money."""
    meaning = scanner.meanings[scanner.words.index(LAID_OUT)] if LAID_OUT in scanner.words else None
    if meaning is None:
        return []
    ends, made = {m.end for m in state.mentions}, []
    for match in OUT_BEHIND.finditer(text):  # 另外2亿元由甲基金出
        made.append(Cue(match.end() - 1, match.end(), "出", meaning))
    for match in OUT.finditer(text):
        clause = state.clause_at(match.start())
        told = [
            c for c in known if clause and clause.start <= c.start < clause.end and (c.meaning.role or c.meaning.noun)
        ]
        paid = match.start() in ends or PAYER.search(text, max(0, match.start() - 3), match.start())
        first = clause and not any(clause.sentence.start <= m.start < match.start() for m in state.money)
        if clause is not None and paid and first and not told:  # an item of a list needs no verb of its own
            made.append(Cue(match.start(), match.end(), "出", meaning))
    return made


def _behind(names: list[Mention], cue: Cue, scanner: Scanner, text: str) -> Cue:
    """Return the cue, or, where it begins in the end of a name, the one that begins behind the name (甲产投|出资, no 投出)."""
    whole = next((m for m in names if m.start < cue.start < m.end < cue.end and m.type != "Category"), None)
    if whole is None:
        return cue
    again = scanner.scan(text[whole.end : whole.end + len(cue.word) + 2])
    if not again or again[0].start:
        return cue
    return Cue(whole.end, whole.end + again[0].end, again[0].word, again[0].meaning)


def _hides(mention: object, cue: Cue) -> bool:
    start, end, label = mention.start, mention.end, mention.type  # type: ignore[attr-defined]
    if not (start <= cue.start and cue.end <= end):
        return False
    if label == "Category" and cue.start == start and mention.text.endswith("项目"):  # type: ignore[attr-defined]
        return False  # 贷款项目 is named by its money
    ends_it = cue.end == end and (cue.meaning.noun is not None or cue.meaning.measure)
    marked = label == "Program" and mention.kind == "product"  # type: ignore[attr-defined]
    marked = marked and cue.end == end - 1 and cue.meaning.noun in SOLD  # “雏鹰贷”50万元
    return not (marked or (ends_it and label in {"Program", "Fund", "Category"}))
