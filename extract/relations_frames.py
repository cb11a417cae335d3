"""Relations that a verb says: who acts stands before it, what is acted on behind it or as the clause's topic."""

import itertools
import re
from dataclasses import dataclass

from extract.lexicon import Lexicon
from extract.model import Clause, Mention
from extract.relations_read import Actors, Reading

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
    whole: bool
    passive: bool


class Frames:
    """All frames of the lexicon and one pattern over their verbs."""

    def __init__(self, lexicon: Lexicon) -> None:
        table = lexicon.table("relations")
        self.by_verb: dict[str, list[Frame]] = {}
        for item in table["frames"]:
            frame = Frame(
                item["rule"],
                item["type"],
                frozenset(item["heads"]),
                frozenset(item["tails"]),
                frozenset(item.get("kinds", ())),
                item.get("object", "behind"),
                item.get("reach", 40),
                item.get("self", False),
                item.get("whole", False),
                item.get("passive", False),
            )
            for verb in item["verbs"]:
                self.by_verb.setdefault(verb, []).append(frame)
        verbs = sorted(self.by_verb, key=len, reverse=True)
        self.pattern = re.compile("|".join(re.escape(verb) for verb in verbs))
        self.blocks = re.compile("|".join(re.escape(word) for word in table["blocks"]))
        self.approve = re.compile("|".join(table["approve"]))
        self.hosted = re.compile(table["hosted"])
        self.noun_end = re.compile(table["noun_end"])
        self.joined = re.compile(table["joined"])
        self.pays = re.compile(table["pays"])
        self.promote = re.compile("|".join(table["promote"]))
        self.nouns = re.compile("|".join(table["verb_nouns"]))
        self.denied = re.compile("|".join(table["denied"]))


def find(reading: Reading) -> None:
    """State the relations of all verbs of the article."""
    frames = reading.state.lexicon.built("relations.frames", Frames)
    for match, clause in reading.hits(frames.pattern):
        start, end = match.span()
        if any(m.start <= start < m.end or start < m.start < end for m in reading.outer(clause.sentence)):
            continue  # a word of a name
        if frames.nouns.match(reading.state.folded, start) or _denied(frames, reading, clause, start):
            continue
        for frame in frames.by_verb[match.group()]:
            _frame(reading, frames, frame, clause, start, end)
    for sentence in reading.state.sentences:
        _owned(reading, reading.outer(sentence))
    approvals(reading)
    titled(reading)


def _owned(reading: Reading, outer: list[Mention]) -> None:
    """State that a body runs what is named right behind it (某行“某某贷”, 某公司某某项目)."""
    for body, scheme in itertools.pairwise(outer):
        _hosted(reading, body, scheme)
        if body.type != "Institution" or scheme.type not in {"Program", "Policy"} or body.anaphor:
            continue
        if reading.state.folded[body.end : scheme.start].strip("“《") not in {"", "的"}:
            continue
        clause = reading.state.clause_at(scheme.start)
        if clause is not None and reading.words.lead_of(reading.state.folded[clause.start : body.start]) != "partners":
            kind = "RUNS" if scheme.type == "Program" else "ISSUES"
            reading.add("owned", kind, [body], [scheme], clause, scheme.start)


def _spoken_of(clause: Clause, frame: Frame) -> list[Mention]:
    """Return the topic of a sentence whose last clause leaves the object out (甲基金由乙局设立，丙公司管理)."""
    for former in clause.sentence.clauses[: clause.index]:
        topic = [m for m in former.subject if m.type in frame.tails]
        if topic:
            return topic
    return []


def _defined(reading: Reading, frame: Frame, clause: Clause, start: int) -> list[Mention]:
    """Return the topic of 甲是乙…，共同打造的平台: the subject of the clause of the sentence that defines it."""
    for former in reversed(clause.sentence.clauses[: clause.index]):
        topic = [m for m in former.subject if m.type in frame.tails and not former.carried]
        if topic and reading.state.folded[topic[-1].end : topic[-1].end + 1] == "是":
            return topic
    return []


def titled(reading: Reading) -> None:
    """State that a body issued the document whose title opens with its name (《甲政府关于…的意见》)."""
    entities = [e for e in reading.state.entities if e.mentions]
    bodies = [
        (form, e)
        for e in entities
        if e.type == "Institution"
        for form in {e.name, *e.aliases, *(m.text for m in e.mentions if not m.anaphor)}
    ]
    for policy in entities:
        if policy.type != "Policy" or "关于" not in policy.name[1:]:
            continue
        opening = policy.name.split("关于")[0].removeprefix("中共").removeprefix("中国共产党")
        match = next(
            (e for form, e in bodies if form.removeprefix("中共").removeprefix("中国共产党") == opening and opening),
            None,
        )
        clause = reading.state.clause_at(policy.mentions[0].start)
        if match is not None and clause is not None:
            reading.add("title_issuer", "ISSUES", [match], [policy], clause, policy.mentions[0].start, dated=False)


def _hosted(reading: Reading, body: Mention, other: Mention) -> None:
    """State that a body set up what it hosts (依托甲大学的乙实验室)."""
    frames = reading.state.lexicon.built("relations.frames", Frames)
    text = reading.state.folded
    if body.type == other.type == "Institution" and text[body.end : other.start] in {
        "的",
        "建设的",
        "组建的",
        "共建的",
        "建立的",
        "设立的",
    }:
        clause = reading.state.clause_at(other.start)
        if clause is not None and frames.hosted.search(text, clause.start, body.start):
            reading.add("hosted", "ESTABLISHES", [body], [other], clause, other.start)


def _promoted(reading: Reading, frames: Frames, frame: Frame, clause: Clause, start: int) -> int:
    """Return the offset of 推进 or the like where the verb stands as a noun behind its object (推进甲基金组建), else -1."""
    last = next((m for m in reversed(reading.outer(clause.sentence)) if m.end <= start), None)
    if (
        frame.type != "ESTABLISHES"
        or last is None
        or last.type not in frame.tails
        or last.start < clause.start
        or last.end != start
    ):
        return -1
    match = frames.promote.search(reading.state.folded, clause.start, last.start)
    ends = frames.noun_end.match(reading.state.folded, start)
    return match.start() if match and ends and not reading.after_verb(clause, start, frame.tails) else -1


def approvals(reading: Reading) -> None:
    """State what is approved where the verb has its agent before it: 经甲批准，乙设立丙; 丙获甲批复."""
    frames = reading.state.lexicon.built("relations.frames", Frames)
    for match, clause in reading.hits(frames.approve):
        heads = _agents(reading, clause, match.start())
        if heads:
            tails = _approved(reading, frames, clause, match.end(), heads)
            reading.add("approve_by", "APPROVES", reading.acting(heads), tails, clause, match.start())


def _agents(reading: Reading, clause: Clause, start: int) -> list[Mention]:
    """Return the list behind 经, 由, 获, 得到 … right before the verb."""
    text = reading.state.folded
    for mention in reversed([m for m in reading.outer(clause.sentence) if clause.start <= m.start and m.end <= start]):
        if mention.type not in {"Institution", "Place"} or not reading.gap.fullmatch(text[mention.end : start]):
            return []
        group = reading.group_ending(clause.sentence, mention)
        return group if reading.words.lead_of(text[clause.start : group[0].start]) == "agents" else []
    return []


def _approved(reading: Reading, frames: Frames, clause: Clause, end: int, heads: list[Mention]) -> list[Mention]:
    """Return what is approved: behind the verb, the clause's topic, or the first programme, zone or fund of the next clause."""
    wanted = ("Program", "Policy", "Zone", "Fund")
    behind = reading.after_verb(clause, end, wanted)
    if behind and frames.blocks.search(reading.state.folded, end, behind[0].start):
        return []
    topic = [m for m in clause.subject if m.type in wanted and m not in heads]
    if behind or topic:
        return behind or topic
    following = clause.sentence.clauses[clause.index + 1 : clause.index + 2]
    return reading.after_verb(following[0], following[0].start, ("Program", "Fund", "Zone")) if following else []


def _denied(frames: Frames, reading: Reading, clause: Clause, start: int) -> bool:
    return frames.denied.search(reading.state.folded, max(clause.start, start - 5), start) is not None


def _frame(reading: Reading, frames: Frames, frame: Frame, clause: Clause, start: int, end: int) -> None:
    """Read one frame at one verb."""
    promoted = _promoted(reading, frames, frame, clause, start)
    heads = _heads(reading, frame, clause, start if promoted < 0 else promoted, end)
    relative = (
        clause.carried and reading.state.folded[end : end + 1] == "的" and reading.after_verb(clause, end, frame.tails)
    )
    if relative and all(m.end <= clause.start for m in heads):
        heads = []  # 新印发的《办法》: who issued it is not said
    tails = _tails(reading, frames, frame, clause, start, end, heads)
    tails = [t for t in tails if all(t.entity is not h.entity for h in heads)]
    if not tails:
        return
    if (frame.whole or (frame.type == "ESTABLISHES" and tails[-1].type == "Institution")) and reading.modifies(
        tails[-1]
    ):
        reading.state.reject(
            "relation",
            frame.rule,
            "the name only says which of something else",
            clause.start,
            clause.end,
            tails[-1].text,
        )
        return
    if not heads:
        reading.state.reject("relation", frame.rule, "nobody is said to act", clause.start, clause.end, frame.type)
        return
    if frame.type == "RUNS" and len(heads) > 1 and all(h.type == "Place" for h in heads):
        reading.add("scope_places", "APPLIES_TO", tails, heads, clause, start)  # 增加甲、乙等21个县开展丙试点
        return
    if frame.type != "LOCATED_IN":
        heads = reading.acting(heads)
    reading.add(frame.rule, frame.type, [h for h in heads if h.type != "Place"], tails, clause, start)


def _heads(reading: Reading, frame: Frame, clause: Clause, start: int, end: int) -> list[Mention]:
    """Return who acts, partners in a joint act among them."""
    if frame.type == "LISTED_ON" and reading.state.folded[end : end + 1] == "的":
        return [m for m in reading.after_verb(clause, end, frame.heads) if m.kind != "market"]
    if frame.takes_object:
        moved = _moved(reading, frame, clause, start)
        if moved:
            return moved
    actors = reading.before_verb(clause, start, frame.heads)
    if (
        frame.type == "ESTABLISHES"
        and clause.index
        and reading.state.folded[clause.start : start].strip(" ，").startswith(("共同", "联合"))
    ):
        actors = _definers(reading, frame, clause) or _payers(reading, frame, clause) or actors
    joint = (
        [*actors.heads, *actors.partners]
        if frame.type in {"ISSUES", "RUNS", "ESTABLISHES", "APPROVES", "PARTICIPATES_IN"}
        else actors.heads
    )
    if frame.type == "RUNS" and frames_approve(reading).search(reading.state.folded, clause.start, start):
        return _placed(reading, clause, start)
    if frame.type == "RUNS" and actors.partners and not actors.heads:
        joint = actors.partners
    return [m for m in joint if m.type in frame.heads]


def frames_approve(reading: Reading) -> re.Pattern[str]:
    """Return the pattern of verbs of approval: whoever approves does not run what is approved."""
    return reading.state.lexicon.built("relations.frames", Frames).approve


def _payers(reading: Reading, frame: Frame, clause: Clause) -> Actors | None:
    """Return who pays in 甲出资3亿元，乙出资2亿元，共同组建丙公司: the subjects of all clauses that pay."""
    frames = reading.state.lexicon.built("relations.frames", Frames)
    found: list[Mention] = []
    for former in clause.sentence.clauses[: clause.index]:
        own = [m for m in former.subject if m.type in frame.heads] if not former.carried else []
        if own and frames.pays.search(reading.state.folded, own[-1].end, former.end):
            found += own
    return Actors(found, []) if len(found) > 1 else None


def _placed(reading: Reading, clause: Clause, start: int) -> list[Mention]:
    """Return the body that runs what another approves (批复同意在甲中心开展乙试点)."""
    text = reading.state.folded
    last = next((m for m in reversed(reading.outer(clause.sentence)) if m.end <= start), None)
    at = last is not None and last.end == start and text[last.start - 1] == "在"
    return [last] if last is not None and at and last.type == "Institution" else []


def _definers(reading: Reading, frame: Frame, clause: Clause) -> Actors | None:
    """Return who acts in 丙是甲联合乙等单位，…，共同打造的平台: the list behind 是."""
    for former in reversed(clause.sentence.clauses[: clause.index]):
        for mention in reading.outer(clause.sentence):
            if (
                former.start <= mention.start < former.end
                and mention.type in frame.heads
                and reading.state.folded[mention.start - 1] == "是"
            ):
                group = reading.group(clause.sentence, mention, soft=False)
                following = next((m for m in reading.outer(clause.sentence) if m.start >= group.end), None)
                led = (
                    following and reading.words.lead_of(reading.state.folded[group.end : following.start]) == "partners"
                )
                return Actors(
                    group.mentions, reading.group(clause.sentence, following).mentions if following and led else []
                )
    return None


def _moved(reading: Reading, frame: Frame, clause: Clause, start: int) -> list[Mention]:
    """Return the list behind 将 or 把 in front of the verb (将甲、乙纳入试点)."""
    for mention in reading.outer(clause.sentence):
        if clause.start <= mention.start and mention.end <= start and mention.type in frame.heads:
            before = reading.state.folded[max(clause.start, mention.start - 2) : mention.start]
            if before.endswith(("将", "把")):
                return [m for m in reading.group(clause.sentence, mention).mentions if m.type in frame.heads]
    return []


def _misplaced(reading: Reading, frames: Frames, frame: Frame, clause: Clause, end: int, object_: Mention) -> str:
    """Return why the mention behind the verb is not its object, the empty string where it is."""
    gap = reading.state.folded[end : object_.start]
    relative = gap.endswith(("的", "“", "《"))
    if (len(gap) > frame.reach and not relative) or len(gap) > 2 * frame.reach:
        return "the object is too far from the verb"
    if len(gap) > 1 and reading.words.lead_of(gap) in {"governs", "partners", "agents"} and frame.type != "LOCATED_IN":
        return "a preposition stands before it"
    nearer = None if relative or frame.type == "APPROVES" else frames.pattern.search(gap)
    other = nearer is not None and all(f.type != frame.type for f in frames.by_verb[nearer.group()])
    if nearer and other and not frames.nouns.match(gap, nearer.start()):
        return f"{nearer.group()} stands nearer to the object"
    blocking = frames.blocks.search(gap)
    return f"the object belongs to {blocking.group()}" if blocking and not relative else ""


def _tails(
    reading: Reading, frames: Frames, frame: Frame, clause: Clause, start: int, end: int, heads: list[Mention]
) -> list[Mention]:
    """Return what is acted on: behind the verb, else the topic of the clause."""
    if frame.passive:
        acts = bool(clause.agents) and reading.state.folded[clause.agents[0].start - 1] == "由"
        return [m for m in clause.subject if m.type in frame.tails and m.kind == "product"] if acts else []
    found = reading.after_verb(clause, end, frame.tails, frame.kinds)
    if frame.type == "PARTICIPATES_IN":
        found = [m for m in found if m.type != "Institution" or frames.joined.search(m.text)] or reading.after_verb(
            clause, end, frame.tails - {"Institution"}
        )
    if frame.type == "APPROVES" and found and found[0].type == "Institution":
        found = reading.after_verb(clause, end, frame.tails - {"Institution"}) or (
            found if found[0].start - end <= 4 else []
        )
    if found:
        reason = _misplaced(reading, frames, frame, clause, end, found[0])
        if not reason:
            return found
        reading.state.reject("relation", frame.rule, reason, clause.start, clause.end, found[0].text)
        topic = (
            [m for m in clause.subject if m.type in frame.tails]
            if clause.agents and clause.agents[0].end <= start
            else []
        )
        return [m for m in topic if m not in heads]
    if frame.object == "any":
        return [
            m
            for m in reading.outer(clause.sentence)
            if clause.start <= m.start < start and m.type in frame.tails and (not frame.kinds or m.kind in frame.kinds)
        ]
    if _promoted(reading, frames, frame, clause, start) >= 0:
        return [m for m in reading.outer(clause.sentence) if m.end == start]
    passive = clause.agents or (
        reading.state.folded[end : end + 1] == "的" and "是" in reading.state.folded[clause.start : start]
    )
    if not passive and reading.state.folded[end : end + 1] == "的" and frame.type == "ESTABLISHES":
        return _defined(reading, frame, clause, start)
    if frame.type == "MANAGES" and heads and clause.index and reading.state.folded[end : end + 1] in "，。；":
        return _spoken_of(clause, frame)
    if passive or frame.type == "LISTED_ON":
        wanted = frame.tails - {"Institution"} if frame.type == "APPROVES" else frame.tails
        return [
            m
            for m in clause.subject
            if m.type in wanted and m not in heads and (not frame.kinds or m.kind in frame.kinds)
        ]
    return []
