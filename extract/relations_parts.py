"""PART_OF that a text says: 甲集团旗下乙公司, 乙基金是甲基金的子基金, 甲计划包括乙专项和丙专项; what names say is in relations_names.py."""

import itertools
import re

from extract.lexicon import Lexicon
from extract.model import Clause, Mention
from extract.relations_read import Reading

UNDER = ("项下", "框架下", "之下")  # a product is a whole only of what these words say to be under it
LEVEL = re.compile(".?|(?:中央|国家|省级|市级|县级)“?")  # before a whole's name, which may begin behind its level


class PartWords:
    """The patterns of `parts` in relations.yaml."""

    def __init__(self, lexicon: Lexicon) -> None:
        table = lexicon.table("relations")["parts"]
        self.between = {label: re.compile(pattern) for label, pattern in table["between"].items()}
        self.called = {label: re.compile(pattern) for label, pattern in table["called"].items()}
        self.comprises = {label: re.compile(pattern) for label, pattern in table["comprises"].items()}
        self.is_called = re.compile(table["is_called"])
        self.it = re.compile(table["it"])
        self.any_comprises = re.compile("|".join(table["comprises"].values()))
        self.counted = re.compile(table["counted"])
        self.made_up = re.compile(table["made_up"])
        self.subsidiary = re.compile(table["subsidiary"])
        self.owner = re.compile(table["owner"])
        self.league = re.compile(lexicon.table("relations")["alliances"])


def find(reading: Reading) -> None:
    """State what belongs to what."""
    words = reading.state.lexicon.built("relations.parts", PartWords)
    for sentence in reading.state.sentences:
        outer = reading.outer(sentence)
        for label, pattern in words.between.items():
            for whole, part in itertools.pairwise([m for m in outer if m.type == label]):
                _beside(reading, pattern, whole, part)
    for match, clause in reading.hits(words.subsidiary):
        _subsidiary(reading, match, clause)
    for match, clause in reading.hits(words.is_called):
        _called(reading, words, match, clause)
    for match, clause in reading.hits(words.any_comprises):
        _comprises(reading, words, match, clause)
    for match, clause in reading.hits(words.owner):
        _bracketed(reading, match, clause)


def _beside(reading: Reading, pattern: re.Pattern[str], whole: Mention, part: Mention) -> None:
    """Read 甲集团旗下乙公司、丙公司, 甲基金首支子基金乙基金 and 甲计划乙专项."""
    text, clause, start = reading.state.folded, reading.state.clause_at(part.start), whole.end
    while text[start] in "”》" and start < part.start:
        start += 1
    if clause is None or whole.entity is part.entity or not pattern.fullmatch(text, start, part.start):
        return
    if whole.kind == "product" and not text.startswith(UNDER, start):
        return
    if text[part.start - 1 : part.start + 1].startswith(("”“", "》《")):
        return  # a list without commas
    members = [m for m in reading.group(clause.sentence, part, soft=False).mentions if m.type == part.type]
    reading.add("belongs", "PART_OF", members, [whole], clause, part.start, dated=False)


def _subsidiary(reading: Reading, match: re.Match[str], clause: Clause) -> None:
    """Read 甲公司宣布，其控股子公司乙公司…: what is called a subsidiary is one of the body last spoken of in the sentence."""
    every = [m for m in reading.outer(clause.sentence) if m.type == "Institution"]
    part = next((m for m in every if m.start == match.end()), None)
    if part is None:
        return
    inside = [m for m in every if clause.start <= m.start and m.end <= match.start()]
    spoken = [
        m
        for c in reversed(clause.sentence.clauses[: clause.index + 1])
        for m in c.subject
        if m.type == "Institution" and m is not part
    ]
    following = clause.sentence.clauses[clause.index + 1 : clause.index + 2]
    later = [m for c in following for m in c.subject if m.type == "Institution" and not c.carried]
    ahead = later if reading.state.folded.startswith(("通过", "借助", "依托"), clause.start) else []
    whole = inside[-1:] or spoken[:1] or ahead[:1]  # 通过其乙分行，甲银行…
    if whole and whole[0].kind != "market":
        members = [m for m in reading.group(clause.sentence, part, soft=False).mentions if m.type == "Institution"]
        if reading.state.folded[match.start() - 1 : match.start()] in ("与", "和", "同", "合"):
            members = [part]  # 与全资子公司甲、乙银行共同设立: others may act with it
        reading.add("subsidiary", "PART_OF", members, whole, clause, match.start(), dated=False)


def _called(reading: Reading, words: PartWords, match: re.Match[str], clause: Clause) -> None:
    """Read 乙公司是甲集团的全资子公司 and 作为甲计划的重点专项，乙专项…"""
    text = reading.state.folded
    whole = next((m for m in reading.outer(clause.sentence) if m.start >= match.end()), None)
    if whole is None or whole.type not in words.called or not LEVEL.fullmatch(text, match.end(), whole.start):
        return
    called = words.called[whole.type].match(text, whole.end)
    if called is None or (
        "成员" in called[0] and words.league.search(whole.text)
    ):  # who is in a league takes part in it
        return
    parts = _topic(clause, whole, reading.outer(clause.sentence), match.start())
    if not parts and match.group() == "作为":
        following = clause.sentence.clauses[clause.index + 1 : clause.index + 2]
        parts = [m for c in following for m in c.subject if m.type == whole.type and m.entity is not whole.entity]
    if not parts and words.it.search(text, clause.start, match.start()):
        parts = _before(reading, clause, whole)
    reading.add("called_part", "PART_OF", parts, [whole], clause, match.start(), dated=False)


def _before(reading: Reading, clause: Clause, whole: Mention) -> list[Mention]:
    """Return the company that the sentence before is about (甲公司拿到贷款。它是乙集团的子公司)."""
    place = reading.state.number_of(clause.sentence)
    former = reading.state.sentences[place - 1] if place else None
    if former is None or former.paragraph != clause.sentence.paragraph or not former.clauses:
        return []
    subject = [m for m in former.clauses[0].subject if m.type == "Institution" and m.kind in {"company", "financial"}]
    return [m for m in subject[:1] if m.entity is not whole.entity]


def _topic(clause: Clause, other: Mention, outer: list[Mention], offset: int) -> list[Mention]:
    """Return what is spoken of: a mention of the other's label right before the offset, else the subject."""
    before = [m for m in outer if clause.start <= m.start and m.end == offset and m.type == other.type]
    subject = [m for m in clause.subject if m.type == other.type and m.entity is not other.entity and m.start < offset]
    return [m for m in before if m.entity is not other.entity] or subject


def _comprises(reading: Reading, words: PartWords, match: re.Match[str], clause: Clause) -> None:
    """Read 甲计划下设乙专项、丙专项, 甲区包括乙园和丙园, 甲集团旗下拥有乙公司 and 甲计划由乙行动、丙行动组成."""
    text = reading.state.folded
    first = next((m for m in reading.outer(clause.sentence) if m.start >= match.end()), None)
    if first is None or first.start >= clause.end or first.type not in words.comprises:
        return
    pattern = words.comprises[first.type]
    if not pattern.fullmatch(match.group()) or not words.counted.fullmatch(text, match.end(), first.start):
        return
    group = reading.group(clause.sentence, first)
    if match.group() == "由" and not words.made_up.match(text, group.end):
        return
    wholes = _topic(clause, first, reading.outer(clause.sentence), match.start())
    parts = [m for m in group.mentions if m.type == first.type]
    if not wholes and clause.index and match.start() == clause.start:  # 推出甲系列产品，涵盖乙贷、丙贷
        former = clause.sentence.clauses[clause.index - 1]
        named = [m for m in reading.outer(clause.sentence) if former.start <= m.start and m.end <= clause.start]
        wholes = [m for m in named[-1:] if m.type == first.type and m not in parts]
    reading.add("comprises", "PART_OF", parts, wholes[-1:], clause, match.start(), dated=False)


def _bracketed(reading: Reading, match: re.Match[str], clause: Clause) -> None:
    """Read 乙公司（甲集团全资子公司）."""
    inside = [m for m in reading.outer(clause.sentence) if m.type == "Institution"]
    whole = next((m for m in inside if m.end == match.start()), None)
    if whole is None or reading.state.folded[whole.start - 1] not in "（(":
        return
    part = [m for m in inside if m.end == whole.start - 1]
    reading.add("bracketed", "PART_OF", part, [whole], clause, match.start(), dated=False)
