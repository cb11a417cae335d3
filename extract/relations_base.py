"""BASED_ON: the policy or programme that a programme or fund rests on, by 依据/以…为基础/为落实 and by titles that name it."""

import itertools
import re
from collections import Counter

from extract.lexicon import Lexicon
from extract.model import Clause, Mention, Sentence
from extract.relations_read import Reading
from extract.text import in_order

_BRACKETS = re.compile("[（(][^）)]*[）)]")
SHORTEST = 6  # characters of a name, without its kind, that a title may spell out
RESTS = ("Program", "Fund")
QUOTES = "“”"
GROUNDS = ("Policy", "Program")


class BaseWords:
    """The patterns of `base` in relations.yaml."""

    def __init__(self, lexicon: Lexicon) -> None:
        table = lexicon.table("relations")["base"]
        grounds = "|".join(sorted((word.removesuffix("$") for word in table["grounds"]), key=len, reverse=True))
        self.grounds = re.compile(f"(?:{grounds})(?:{table['issued']})?$")
        self.around = re.compile(table["around"])
        self.announces = re.compile(table["announces"])
        self.founds = re.compile(table["founds"])
        self.this_is = re.compile(table["this_is"])
        self.measure = re.compile(table["measure"])
        self.closes = re.compile(table["closes"])
        self.starts = re.compile(table["starts"])
        self.titles = re.compile("|".join(table["titles"]))
        self.hence = re.compile(table["hence"], re.MULTILINE)
        self.begins = re.compile(table["begins"])
        self.leads = re.compile(table["leads"])
        self.rest = re.compile(table["rest"])
        self.kind = re.compile(table["kind"])

    def governs(self, subject: str, name: str) -> bool:
        """Tell whether a title is about putting what is named into effect (全国推广家电下乡工作)."""
        at = subject.find(name)
        return at >= 0 and bool(self.leads.fullmatch(subject[:at]) and self.rest.fullmatch(subject[at + len(name) :]))

    def shortened(self, name: str, subject: str) -> bool:
        """Tell whether the name leaves out words of the title's subject (某省揭榜招标项目 for 某省科技计划揭榜招标项目)."""
        core, whole = self.kind.sub("", name), self.kind.sub("", subject)
        if len(core) < SHORTEST or core[:2] != whole[:2] or core[-2:] != whole[-2:]:
            return False
        return in_order(core, whole)


def find(reading: Reading) -> None:
    """State what programmes and funds rest on."""
    rules = reading.state.lexicon.built("relations.base", BaseWords)
    for sentence in reading.state.sentences:
        if not any(m.type in GROUNDS for m in reading.outer(sentence)):
            continue
        for clause in sentence.clauses:
            _grounds(reading, rules, clause)
        _announced(reading, rules, sentence)
        _issued(reading, rules, sentence)
        _measure(reading, rules, sentence)
    for match, clause in reading.hits(rules.hence):
        _hence(reading, rules, match, clause)
    _titles(reading, rules)


def _hence(reading: Reading, rules: BaseWords, match: re.Match[str], clause: Clause) -> None:
    """Read 甲府印发《乙方案》。据此，丙计划启动: what is started rests on the only document of the sentence before."""
    place = reading.state.number_of(clause.sentence)
    former = reading.state.sentences[place - 1] if place and match.start() == clause.sentence.start else None
    documents = [m for m in reading.outer(former) if m.type == "Policy"] if former else []
    if former is None or former.paragraph != clause.sentence.paragraph or len({id(m.entity) for m in documents}) != 1:
        return
    first = next((m for m in reading.outer(clause.sentence) if m.type in RESTS and m.start >= match.end()), None)
    text = reading.state.folded
    if first is None:
        return
    if rules.starts.search(text, match.end(), first.start) or rules.begins.match(text, first.end):
        reading.add("hence", "BASED_ON", [first], documents[:1], clause, match.start(), dated=False)


def _announced(reading: Reading, rules: BaseWords, sentence: Sentence) -> None:
    """Read 《甲意见》提出，实施乙计划: what a document announces rests on it."""
    outer = reading.outer(sentence)
    for document in outer:
        if document.type != "Policy" or not rules.announces.match(reading.state.folded, document.end):
            continue
        for scheme in outer:
            if scheme.start < document.end or scheme.type not in RESTS or scheme.entity is None:
                continue
            if rules.starts.search(reading.state.folded[max(document.end, scheme.start - 14) : scheme.start]):
                clause = reading.state.clause_at(scheme.start)
                if clause is not None:
                    members = [m for m in reading.group(sentence, scheme).mentions if m.type in RESTS]
                    reading.add("announced", "BASED_ON", members, [document], clause, scheme.start, dated=False)
        return


def _issued(reading: Reading, rules: BaseWords, sentence: Sentence) -> None:
    """Read 甲府印发《乙方案》，设立丙基金: what the issuer sets up in the same breath rests on the document."""
    text = reading.state.folded
    issued = {r.tail for r in reading.state.relations if r.type == "ISSUES" and r.status == "actual"}
    for clause, following in itertools.pairwise(sentence.clauses):
        documents = [m for m in reading.outer(sentence) if clause.start <= m.start < clause.end and m.type == "Policy"]
        if not documents or not following.carried or not rules.closes.fullmatch(text, documents[-1].end, clause.end):
            continue
        last = documents[-1].entity
        if last is None or last.id not in issued:
            continue
        first = next((m for m in reading.outer(sentence) if m.start >= following.start), None)
        if first is None or first.start >= following.end or first.type not in RESTS:
            continue
        if rules.founds.fullmatch(text, following.start, first.start):
            members = [m for m in reading.group(sentence, first).mentions if m.type in RESTS]
            reading.add("issued", "BASED_ON", members, documents[-1:], following, first.start, dated=False)


def _grounds(reading: Reading, rules: BaseWords, clause: Clause) -> None:
    """Read 按照《…》, 甲启动乙 and 乙以丙为基础; who issued the grounds may stand before them (按照甲印发的《…》)."""
    text = reading.state.folded
    for mention in reading.outer(clause.sentence):
        if not clause.start <= mention.start < clause.end or mention.type not in GROUNDS:
            continue
        before = text[max(clause.sentence.start, mention.start - 30) : mention.start]
        before = before.removesuffix("《")
        behind = text[mention.end : mention.end + 14]
        match = rules.grounds.search(before)
        around = before.endswith("以") and rules.around.match(behind)
        if not match and not around:
            continue
        group = reading.group(clause.sentence, mention).mentions
        heads = _resting(reading, clause, group[-1].end, group)
        if not heads:
            reading.state.reject(
                "relation", "base", "nothing is said to rest on it", clause.start, clause.end, mention.text
            )
        reading.add(
            "base", "BASED_ON", heads, [m for m in group if m.type in GROUNDS], clause, mention.start, dated=False
        )
        return


def _resting(reading: Reading, clause: Clause, offset: int, grounds: list[Mention]) -> list[Mention]:
    """Return what rests on the grounds: the subject, else the first programme or fund behind them in the sentence."""
    subject = [m for m in clause.subject if m.type in RESTS and m not in grounds]
    if subject:
        return subject
    taken = {id(m.entity) for m in grounds}
    following = [
        m for m in reading.outer(clause.sentence) if m.start >= offset and m.type in RESTS and id(m.entity) not in taken
    ]
    return reading.group(clause.sentence, following[0]).mentions[:1] if following else []


def _marked(reading: Reading, mention: Mention) -> bool:
    """Tell whether a mention stands in quotation marks."""
    return "“" in reading.state.folded[mention.start - 1 : mention.start + 1]


def _measure(reading: Reading, rules: BaseWords, sentence: Sentence) -> None:
    """Read 甲厅启动乙行动。这是落实《丙意见》的又一举措: the only scheme of the sentence before rests on the document."""
    text = reading.state.folded
    opened = rules.this_is.match(text, sentence.start)
    grounds = [m for m in reading.outer(sentence) if m.type in GROUNDS] if opened else []
    if opened is None or len(grounds) != 1 or not rules.measure.match(text, grounds[0].end):
        return
    if abs(grounds[0].start - opened.end()) > 1:
        return
    place = reading.state.number_of(sentence)
    former = reading.state.sentences[place - 1] if place else None
    if former is None or former.paragraph != sentence.paragraph:
        return
    schemes = [m for m in reading.outer(former) if m.type in RESTS and m.entity is not grounds[0].entity]
    clause = reading.state.clause_at(grounds[0].start)
    if clause is not None and len({id(m.entity) for m in schemes}) == 1:
        reading.add("measure", "BASED_ON", schemes[-1:], grounds, clause, grounds[0].start, dated=False)


def _titles(reading: Reading, rules: BaseWords) -> None:
    """Read titles that name what they govern: 《甲专项资金管理办法》, 《乙试点实施方案》."""
    entities = [e for e in reading.state.entities if e.mentions]
    quoted = {m.text.strip(QUOTES) for m in reading.state.mentions if m.type in RESTS and _marked(reading, m)}
    endings = Counter(n[-4:] for e in entities if e.type in RESTS for n in {e.name, *e.aliases})
    for policy in entities:
        title = _BRACKETS.sub("", policy.name)
        match = rules.titles.search(title) if policy.type == "Policy" else None
        if match is None:
            continue
        subject = title[: match.start()].removeprefix("关于")
        for scheme in entities:
            names = {_BRACKETS.sub("", name) for name in (scheme.name, *scheme.aliases)}
            place = scheme.place or ""
            if len(place) > 2:  # 省重点研发计划
                names |= {name[len(place) - 1 :] for name in names if name.startswith(place)}
            if scheme.type in RESTS and (
                any(len(n) >= 5 and (subject.endswith(n) or (n.endswith(subject) and len(subject) >= 5)) for n in names)
                or any(len(n) >= 4 and rules.governs(subject, n) for n in names)
                or any(rules.shortened(n, subject) for n in names)
                or any(f"“{n.strip(QUOTES)}”" in subject for n in names if n[:1] == "“" or n in quoted)
                or any(len(n) == 4 and subject.endswith(n) and endings[n] == 1 for n in names)
            ):
                clause = reading.state.clause_at(policy.mentions[0].start)
                if clause is not None:
                    reading.add(
                        "base_title", "BASED_ON", [scheme], [policy], clause, policy.mentions[0].start, dated=False
                    )
