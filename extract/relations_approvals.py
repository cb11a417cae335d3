"""APPROVES: who lets something be set up, run or issued (甲批复同意由乙设立丙, 经甲批准，乙设立丙, 丙获甲批复); who sets it up is another's business."""

import re

from extract.lexicon import Lexicon
from extract.model import Clause, Mention
from extract.relations_read import Reading
from extract.relations_verbs import frames_of

SCHEMES = ("Program", "Policy", "Zone", "Fund")
WANTED = (*SCHEMES, "Institution")
_REPLY = re.compile("(?:批复|批复函|批准书|复函)$")
_TITLE = re.compile(
    "(?P<who>[一-鿿]{2,20}?)关于(?:同意|批准|核准|认定|设立)(?P<what>[^，。]{4,60}?)的(?:批复|复函|决定|通知|函)$"
)
_OF_IT = re.compile("投资|运作|资金|份额|区域|范围|项目|预算")
LENDERS = ("bank", "financial")
REACH = 40  # characters between two things behind the verb


class ApprovalWords:
    """The patterns of `approvals` and the verbs of approval in relations.yaml."""

    def __init__(self, lexicon: Lexicon) -> None:
        table = lexicon.table("relations")
        words = table["approvals"]
        self.verbs = re.compile("|".join(sorted(table["approve"], key=len, reverse=True)))
        self.says = re.compile(f"(?:已|日前|近日|正式|原则)*(?:{self.verbs.pattern})(?:同意)?")
        self.founds = re.compile(words["founds"])
        self.after = re.compile(words["after"])
        self.gap = re.compile(words["gap"])
        self.laid = re.compile(words["laid"])
        self.recognises = re.compile(words["recognises"])
        self.bodies = frozenset(words["bodies"])
        self.papers = re.compile(words["papers"])
        self.weak = re.compile(words["weak"])
        self.named = re.compile(words["named"])


def words_of(reading: Reading) -> ApprovalWords:
    """Return the compiled words of approval."""
    return reading.state.lexicon.built("relations.approvals", ApprovalWords)


def find(reading: Reading) -> None:
    """State who approves what, at every verb of approval."""
    words, frames, text = words_of(reading), frames_of(reading.state.lexicon), reading.state.folded
    for match, clause in reading.hits(words.verbs):
        start, end = match.span()
        if any(m.start < end and start < m.end for m in reading.outer(clause.sentence)):
            continue  # a word of a name
        noun = frames.nouns.match(text, start) and not _as_class(words, text, match)
        if noun or frames.denied(text, clause.start, start):
            continue
        heads = _agents(reading, clause, start)
        tails = _tails(reading, words, clause, match, heads, bool(heads))
        if not heads:
            heads = _approvers(reading, words, clause, match)
            tails = _tails(reading, words, clause, match, heads, False)
        if any(m.kind in LENDERS for m in heads):
            tails = [m for m in tails if m.kind != "product"]  # a bank that grants a loan approves no programme
        if heads and tails:
            reading.add("approve", "APPROVES", reading.acting(heads), tails, clause, start)
    _titled(reading)
    for match, clause in reading.hits(words.named):
        _named(reading, words, clause, match.end())


def _named(reading: Reading, words: ApprovalWords, clause: Clause, end: int) -> None:
    """Read 同意甲市设立省级高新区，名称为乙园: what the approved gets as its name is what is approved, and set up by whom it is let."""
    first = next((m for m in reading.outer(clause.sentence) if end <= m.start <= end + 1), None)
    if first is None or first.type not in {"Zone", "Institution", "Fund"}:
        return
    named = [m for m in reading.group(clause.sentence, first).mentions if m.type == first.type]
    text = reading.state.folded
    verbs = list(words.verbs.finditer(text, clause.sentence.start, clause.start))
    if not verbs or words.founds.search(text, verbs[0].end(), clause.start) is None:
        return
    said = reading.state.clause_at(verbs[0].start()) or clause
    heads = _approvers(reading, words, said, verbs[0]) or _agents(reading, said, verbs[0].start())
    if heads:
        reading.add("approve_named", "APPROVES", reading.acting(heads), named, clause, end)
    let = next(
        (
            m
            for m in reversed(reading.outer(clause.sentence))
            if verbs[0].end() <= m.start < clause.start
            and m.type in {"Place", "Zone", "Institution"}
            and _let(reading, m)
        ),
        None,
    )
    if let is not None:
        founders = [m for m in reading.acting([let]) if m.type != "Place"]
        reading.add("approve_named", "ESTABLISHES", founders, named, clause, end)


def _let(reading: Reading, mention: Mention) -> bool:
    """Tell whether a party is one that something is let: it stands right behind the verb, or opens its part of the sentence."""
    before = reading.state.folded[max(0, mention.start - 2) : mention.start]
    return before[-1:] in "；：意准复" and before != ""


def _as_class(words: ApprovalWords, text: str, match: re.Match[str]) -> bool:
    """Tell whether the verb recognises its topic as one of a class (认定为省级平台)."""
    return words.recognises.match(match.group()) is not None and text.startswith(("为", "成"), match.end())


def approved_between(reading: Reading, start: int, end: int) -> bool:
    """Tell whether a verb of approval, and no other party, stands between an actor and its verb (甲批准设立…)."""
    sentence = reading.state.sentence_at(start)
    parties = [] if sentence is None else [m for m in reading.outer(sentence) if start <= m.start < end]
    parties = [m for m in parties if m.type != "Place"]  # 甲部批复在乙市建设丙区
    return not parties and words_of(reading).verbs.search(reading.state.folded, start, end) is not None


def _agents(reading: Reading, clause: Clause, start: int) -> list[Mention]:
    """Return the list behind 经, 由, 获, 得到 … right before the verb."""
    text = reading.state.folded
    for mention in reversed([m for m in reading.outer(clause.sentence) if clause.start <= m.start and m.end <= start]):
        between = text[mention.end : start].removesuffix("的")
        if mention.type not in {"Institution", "Place"} or not reading.gap.fullmatch(between):
            return []
        group = reading.group_ending(clause.sentence, mention)
        return group if reading.words.lead_of(text[clause.start : group[0].start]) == "agents" else []
    return []


def _approvers(reading: Reading, words: ApprovalWords, clause: Clause, match: re.Match[str]) -> list[Mention]:
    """Return who approves as the subject; of 同意 only bodies with authority, since anybody may agree."""
    actors = reading.before_verb(clause, match.start(), {"Institution", "Place"})
    heads = [m for m in (*actors.heads, *actors.partners) if m.start < match.start()]
    if not heads and clause.index and all(m.start >= match.end() for m in clause.subject):
        former = clause.sentence.clauses[clause.index - 1]  # 甲厅发函，同意乙区扩区
        heads = [m for m in former.subject if m.type in {"Institution", "Place"}]
    if not heads:
        return _issuers(reading, clause)
    if not words.weak.fullmatch(match.group()):
        return [m for m in heads if m.kind != "company"]
    return [m for m in heads if m.type == "Place" or m.kind in words.bodies]


def _issuers(reading: Reading, clause: Clause) -> list[Mention]:
    """Return who issued the reply that the clause, or the one before it, speaks of (《批复》明确：同意…)."""
    before = clause.sentence.clauses[max(0, clause.index - 1) : clause.index + 1]
    replies = {
        m.entity.id
        for c in before
        for m in c.subject
        if m.entity and m.type == "Policy" and _REPLY.search(m.entity.name)
    }
    replies |= {
        m.entity.id
        for m in reading.outer(clause.sentence)
        if before[0].start <= m.start < clause.start
        and m.entity
        and m.type == "Policy"
        and _REPLY.search(m.entity.name)
    }
    issuers = {
        r.head for r in reading.state.relations if r.type == "ISSUES" and r.tail in replies and r.rule == "title_issuer"
    }
    return [e.mentions[0] for e in reading.state.entities if e.id in issuers and e.mentions]


def _titled(reading: Reading) -> None:
    """Read titles of replies: 《甲关于同意乙升级为…的批复》."""
    entities = [e for e in reading.state.entities if e.mentions]
    for policy in entities:
        title = _TITLE.match(policy.name) if policy.type == "Policy" else None
        clause = reading.state.clause_at(policy.mentions[0].start) if title else None
        if title is None or clause is None:
            continue
        heads = [e for e in entities if e.type == "Institution" and title["who"] in {e.name, *e.aliases}]
        tails = [
            e
            for e in entities
            if e.type in WANTED
            and e not in heads
            and any(title["what"].startswith(form) for form in {e.name, *(m.text for m in e.mentions if not m.anaphor)})
        ]
        reading.add("approve_title", "APPROVES", heads, tails, clause, policy.mentions[0].start, dated=False)


def _tails(
    reading: Reading, words: ApprovalWords, clause: Clause, match: re.Match[str], heads: list[Mention], passive: bool
) -> list[Mention]:
    """Return what is approved: behind the verb, the clause's topic, or what the clause before or behind it speaks of."""
    text, end = reading.state.folded, match.end()
    topic = [m for m in clause.subject if m.type in SCHEMES and m not in heads]
    own = [m for m in clause.subject if m.type in WANTED and m not in heads]
    if clause.carried:  # whoever acted before is approved only where authorities do not approve each other's acts
        own = [m for m in own if m.kind not in words.bodies]
    if _as_class(words, text, match):
        return own if passive else []
    found = _behind(reading, words, clause, end, heads)
    if found or found is None:
        return found or []
    founding = (
        words.recognises.match(text, match.start())
        or words.founds.match(text, end)
        or words.founds.search(text, clause.start, match.start())
    )
    definition = "的" in text[end : end + 12] and "是" in text[clause.start : match.start()]
    if passive or definition:
        if founding:
            topic = own or topic
        topic = topic or _former(reading, clause)
    elif not words.after.match(text, end):
        topic = []
    if topic or not words.after.match(text, end):
        return topic
    following = clause.sentence.clauses[clause.index + 1 : clause.index + 2]
    return (_behind(reading, words, following[0], following[0].start, heads) or []) if following else []


def _former(reading: Reading, clause: Clause) -> list[Mention]:
    """Return the object of the clause before, where this one goes on with it (甲编制了《乙规划》，并由丙批准)."""
    if not clause.index or not clause.agents:
        return []
    former = clause.sentence.clauses[clause.index - 1]
    last = [m for m in reading.outer(clause.sentence) if former.start <= m.start and m.end <= former.end]
    ends = last and reading.state.folded[last[-1].end : former.end].strip("》”）)，,； ") == ""
    return [last[-1]] if ends and last[-1].type in SCHEMES else []


def _behind(
    reading: Reading, words: ApprovalWords, clause: Clause, offset: int, heads: list[Mention]
) -> list[Mention] | None:
    """Return the scheme behind the offset in the clause, or the body that is set up there; None where the verb approves something else."""
    text = reading.state.folded
    edge = offset
    for mention in reading.outer(clause.sentence):
        if mention.start < edge or mention in heads:
            continue
        if mention.start >= clause.end or mention.start - edge > REACH:
            break
        gap = text[offset : mention.start]
        if frames_of(reading.state.lexicon).blocks.search(gap):
            return None
        group = reading.group(clause.sentence, mention)
        founds = words.founds.search(gap)
        placed = text[mention.start - 1] in "在于由向对以"
        if mention.anaphor and len(mention.text) == 2 and _OF_IT.match(text, group.end) and not founds:
            return None  # 审定基金投资区域
        if mention.type == "Zone" and (into := words.founds.match(text, group.end)):
            larger = reading.after_verb(clause, into.end(), {"Zone"})  # 支持甲区、乙区建设丙示范区: that is approved
            if larger:
                return larger
        own = not reading.modifies(group.mentions[-1]) or any(
            pattern.match(text, group.end) for pattern in (words.papers, words.founds)
        )
        if mention.type in SCHEMES and not placed and own:
            return [m for m in group.mentions if m.type in SCHEMES]
        if mention.type == "Institution" and not placed:
            # whoever is let set something up is not what is approved
            founder = words.founds.search(text, group.end, clause.end) and reading.after_verb(clause, group.end, WANTED)
            wanted = reading.after_verb(clause, group.end, {"Policy", "Program"})
            laid = wanted and words.laid.match(text[group.end : wanted[0].start] + "《")
            if not founder and not laid:
                members = [m for m in group.mentions if m.type == "Institution"]
                return members if founds or words.gap.match(text, group.end) else None
        edge = group.end
    return []
