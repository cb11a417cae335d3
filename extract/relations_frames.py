"""Relations that a verb says: who acts stands before it, what is acted on behind it or as the clause's topic."""

import itertools
import re
from dataclasses import dataclass

from extract.lexicon import Lexicon
from extract.model import Clause, Mention
from extract.relations_read import Reading

RELATIVE = re.compile(r"(?:了|过)?(?:、[^，。；]{1,6})?的")


@dataclass(frozen=True, slots=True)
class Frame:
    """One way to say a relation; see relations.yaml for what each key means."""

    rule: str
    type: str
    heads: frozenset[str]
    tails: frozenset[str]
    kinds: frozenset[str]
    object: str
    reach: int
    takes_object: bool


class Frames:
    """All frames of the lexicon and one pattern over their verbs."""

    def __init__(self, lexicon: Lexicon) -> None:
        table = lexicon.table("relations")
        self.by_verb: dict[str, list[Frame]] = {}
        for item in table["frames"]:
            frame = Frame(
                item["rule"], item["type"], frozenset(item["heads"]), frozenset(item["tails"]), frozenset(item.get("kinds", ())),
                item.get("object", "behind"), item.get("reach", 40), item.get("self", False),
            )
            for verb in item["verbs"]:
                self.by_verb.setdefault(verb, []).append(frame)
        verbs = sorted(self.by_verb, key=len, reverse=True)
        self.pattern = re.compile("|".join(re.escape(verb) for verb in verbs))
        self.blocks = re.compile("|".join(re.escape(word) for word in table["blocks"]))
        self.approve = re.compile("|".join(table["approve"]))
        self.promote = re.compile("|".join(table["promote"]))
        self.nouns = re.compile("|".join(table["verb_nouns"]))
        self.denied = re.compile("|".join(table["denied"]))


def find(reading: Reading) -> None:
    """State the relations of all verbs of the article."""
    frames = reading.state.lexicon.built("relations.frames", Frames)
    for sentence in reading.state.sentences:
        outer = reading.outer(sentence)
        if not outer:
            continue
        for match in frames.pattern.finditer(reading.state.folded, sentence.start, sentence.end):
            start, end = match.span()
            if any(m.start <= start < m.end or start < m.start < end for m in outer):
                continue  # a word of a name
            clause = reading.state.clause_at(start)
            if clause is None or frames.nouns.match(reading.state.folded, start) or _denied(frames, reading, clause, start):
                continue
            for frame in frames.by_verb[match.group()]:
                _frame(reading, frames, frame, clause, start, end)
        _owned(reading, outer)
    approvals(reading)


def _owned(reading: Reading, outer: list[Mention]) -> None:
    """State that a body runs what is named right behind it (某行“某某贷”, 某公司某某项目)."""
    for body, scheme in itertools.pairwise(outer):
        if body.type != "Institution" or scheme.type not in {"Program", "Policy"} or body.anaphor:
            continue
        if reading.state.folded[body.end : scheme.start].strip("“《") not in {"", "的"}:
            continue
        clause = reading.state.clause_at(scheme.start)
        if clause is not None and reading.words.lead_of(reading.state.folded[clause.start : body.start]) != "partners":
            kind = "RUNS" if scheme.type == "Program" else "ISSUES"
            reading.add("owned", kind, [body], [scheme], clause, scheme.start)


def _verbal_noun(reading: Reading, frames: Frames, frame: Frame, clause: Clause, start: int) -> list[Mention]:
    """Return the object of a verb that stands as a noun behind it (推进甲基金组建)."""
    last = next((m for m in reversed(reading.outer(clause.sentence)) if m.end <= start), None)
    if frame.type != "ESTABLISHES" or last is None or last.type not in frame.tails or last.start < clause.start or last.end != start:
        return []
    return [last] if frames.promote.search(reading.state.folded, clause.start, last.start) else []


def approvals(reading: Reading) -> None:
    """State what is approved where the verb has its agent before it: 经甲批准，乙设立丙; 丙获甲批复."""
    frames = reading.state.lexicon.built("relations.frames", Frames)
    for sentence in reading.state.sentences:
        for match in frames.approve.finditer(reading.state.folded, sentence.start, sentence.end):
            clause = reading.state.clause_at(match.start())
            if clause is None:
                continue
            heads = [m for m in clause.agents if m.type in {"Institution", "Place"} and m.end <= match.start()]
            if heads and reading.gap.fullmatch(reading.state.folded[heads[-1].end : match.start()]):
                tails = _approved(reading, clause, match.end(), heads)
                reading.add("approve_by", "APPROVES", reading.acting(heads), tails, clause, match.start())


def _approved(reading: Reading, clause: Clause, end: int, heads: list[Mention]) -> list[Mention]:
    """Return what is approved: behind the verb, the clause's topic, or the first programme, zone or fund of the next clause."""
    wanted = ("Program", "Policy", "Zone", "Fund")
    behind = reading.after_verb(clause, end, wanted)
    topic = [m for m in clause.subject if m.type in wanted and m not in heads]
    if behind or topic:
        return behind or topic
    following = clause.sentence.clauses[clause.index + 1 : clause.index + 2]
    return reading.after_verb(following[0], following[0].start, ("Program", "Fund", "Zone")) if following else []


def _denied(frames: Frames, reading: Reading, clause: Clause, start: int) -> bool:
    return frames.denied.search(reading.state.folded, max(clause.start, start - 5), start) is not None


def _frame(reading: Reading, frames: Frames, frame: Frame, clause: Clause, start: int, end: int) -> None:
    """Read one frame at one verb."""
    heads = _heads(reading, frame, clause, start)
    tails = _tails(reading, frames, frame, clause, start, end, heads)
    tails = [t for t in tails if all(t.entity is not h.entity for h in heads)]
    if not tails:
        return
    if frame.type == "ESTABLISHES" and tails[-1].type == "Institution" and reading.modifies(tails[-1]):
        reading.state.reject("relation", frame.rule, "the name only says which of something else", clause.start, clause.end, tails[-1].text)
        return
    if not heads:
        reading.state.reject("relation", frame.rule, "nobody is said to act", clause.start, clause.end, frame.type)
        return
    if frame.type != "LOCATED_IN":
        heads = reading.acting(heads)
    reading.add(frame.rule, frame.type, [h for h in heads if h.type != "Place"], tails, clause, start)


def _heads(reading: Reading, frame: Frame, clause: Clause, start: int) -> list[Mention]:
    """Return who acts, partners in a joint act among them."""
    if frame.takes_object:
        moved = _moved(reading, frame, clause, start)
        if moved:
            return moved
    actors = reading.before_verb(clause, start, frame.heads)
    joint = [*actors.heads, *actors.partners] if frame.type in {"ISSUES", "RUNS", "ESTABLISHES", "APPROVES", "PARTICIPATES_IN"} else actors.heads
    if frame.type == "RUNS" and frames_approve(reading).search(reading.state.folded, clause.start, start):
        return [m for m in joint if m.start > clause.predicate >= 0]
    if frame.type == "RUNS" and actors.partners and not actors.heads:
        joint = actors.partners
    return [m for m in joint if m.type in frame.heads]


def frames_approve(reading: Reading) -> re.Pattern[str]:
    """Return the pattern of verbs of approval: whoever approves does not run what is approved."""
    return reading.state.lexicon.built("relations.frames", Frames).approve


def _moved(reading: Reading, frame: Frame, clause: Clause, start: int) -> list[Mention]:
    """Return the list behind 将 or 把 in front of the verb (将甲、乙纳入试点)."""
    for mention in reading.outer(clause.sentence):
        if clause.start <= mention.start and mention.end <= start and mention.type in frame.heads:
            before = reading.state.folded[max(clause.start, mention.start - 2) : mention.start]
            if before.endswith(("将", "把")):
                return [m for m in reading.group(clause.sentence, mention).mentions if m.type in frame.heads]
    return []


def _tails(reading: Reading, frames: Frames, frame: Frame, clause: Clause, start: int, end: int, heads: list[Mention]) -> list[Mention]:
    """Return what is acted on: behind the verb, else the topic of the clause."""
    found = reading.after_verb(clause, end, frame.tails, frame.kinds)
    if frame.type == "APPROVES" and found and found[0].type == "Institution":
        found = reading.after_verb(clause, end, frame.tails - {"Institution"}) or (found if found[0].start - end <= 4 else [])
    if found:
        gap = reading.state.folded[end : found[0].start]
        relative = gap.endswith(("的", "“", "《"))
        if (len(gap) > frame.reach and not relative) or len(gap) > 2 * frame.reach:
            reading.state.reject("relation", frame.rule, "the object is too far from the verb", clause.start, clause.end, found[0].text)
            return []
        nearer = frames.pattern.search(gap)
        if nearer and not relative and frame.type != "APPROVES" and frame.type not in {f.type for f in frames.by_verb[nearer.group()]} and not frames.nouns.match(gap, nearer.start()):
            reading.state.reject("relation", frame.rule, f"{nearer.group()} stands nearer to the object", clause.start, clause.end, found[0].text)
            return []
        blocking = frames.blocks.search(gap)
        if blocking and not relative:
            reading.state.reject("relation", frame.rule, f"the object belongs to {blocking.group()}", clause.start, clause.end, found[0].text)
            return []
        return found
    if frame.object == "any":
        return [m for m in reading.outer(clause.sentence) if clause.start <= m.start < start and m.type in frame.tails and (not frame.kinds or m.kind in frame.kinds)]
    before = _verbal_noun(reading, frames, frame, clause, start)
    if before:
        return before
    passive = clause.agents or (reading.state.folded[end : end + 1] == "的" and "是" in reading.state.folded[clause.start : start])
    if passive or frame.type == "LISTED_ON":
        return [m for m in clause.subject if m.type in frame.tails and m not in heads and (not frame.kinds or m.kind in frame.kinds)]
    return []
