"""PARTNERS_WITH: 与/同/会同/携手 … and lists of parties that sign; joint acts (联合印发) are none."""

import re

from extract.lexicon import Lexicon, any_of
from extract.model import Clause, Mention, Sentence
from extract.relations_read import Reading

# 甲、乙等4家企业签署…: with somebody else, not among themselves
KIND = re.compile(
    r"等[^，。；]{0,6}(?:\d+|[一二两三四五六七八九十多])余?(?:家|个)[^，。；]{0,12}?(?:企业|公司)(?![^，。；]{0,6}(?:共同|联合|携手|相互))"
)
BODIES = ("Institution", "Zone", "Place")
MADE = ("Institution", "Fund", "Zone", "Program", "Policy")
COUNT = re.compile(
    r"^等?(?:[\d一二两三四五六七八九十多余]+)?(?:个?[省市县区家方校地院所](?:单位|银行|企业|高校|部门|机构|公司)?)?"
)
_TITLE = re.compile("《[^》]*》?")
WITNESS = re.compile("见证|鉴证|监签|鉴签")  # by whoever signs nothing
MEANS = ("通过", "借助", "依托", "得益于")  # 通过与乙大学合作，甲公司…
TALKS = ("与", "同", "和", "跟")
MOST = 3  # parties that sign and are partners of each other
CROWD = 3  # parties on both sides of 与, of whom it is not said who cooperates with whom
MOST_TOGETHER = 6  # the same where they are said to sign together


class Words:
    """Patterns of `relations.yaml` for partnerships."""

    def __init__(self, lexicon: Lexicon) -> None:
        table = lexicon.table("relations")
        self.cooperate = re.compile(any_of(table["cooperate"]))
        self.always = re.compile(any_of(table["always_partners"]))
        self.context = re.compile("合作")
        self.listed = re.compile(table["listed_partner"])
        self.signs = re.compile(table["signs"])
        self.broken = re.compile(table["broken"])
        self.later = re.compile(table["later"])
        self.joint = re.compile(table["joint"])
        self.builds = re.compile(table["joint_work"])
        self.works_on = re.compile(table["works_on"])
        self.league = re.compile(table["league"])
        self.also = re.compile(table["with_adverb"])
        self.counted = re.compile(table["counted_signers"])
        self.together = re.compile(table["together"])
        self.parties = re.compile(table["parties"])
        self.hosts = re.compile(table["hosting"])
        self.ways = re.compile(table["ways"])
        self.signed = re.compile(table["signed"])


def find(reading: Reading) -> None:
    """State the partnerships of all clauses."""
    words = reading.state.lexicon.built("relations.partners", Words)
    for sentence in reading.state.sentences:
        outer = [m for m in reading.outer(sentence) if m.type in BODIES]
        for mention in outer:
            _partner(reading, words, sentence, mention, outer)
    for match, clause in reading.hits(words.league):
        _league(reading, match, clause)
    for match, clause in reading.hits(words.signs):
        _signed(reading, words, match, clause)


def _partner(reading: Reading, words: Words, sentence: Sentence, mention: Mention, outer: list[Mention]) -> None:
    """Read 甲与乙…合作 at the list that begins with `mention` (乙)."""
    text = reading.state.folded
    clause = reading.state.clause_at(mention.start)
    if clause is None:
        return
    lead_at = _lead(reading, words, clause, mention)
    if lead_at < 0:
        return
    lead = text[lead_at : lead_at + 2].strip()
    inner = _innermost(outer, mention)
    group = [m for m in reading.group(sentence, inner).mentions if m.type in BODIES]
    heads = _side(reading, words, clause, lead_at, outer)
    if paired := _paired(reading, clause, lead_at, group, outer):
        heads, group = paired  # 甲与乙、丙与丁签约: two and two
    if not heads:
        reading.state.reject(
            "relation", "partner", "the other side is not named", clause.start, clause.end, mention.text
        )
        return
    rest = text[group[-1].end : _reach(sentence, clause)]
    cooperation = words.cooperate.search(rest)
    cooperation = cooperation or _later(reading, words, clause, lead)
    if cooperation is None and not before_partner(reading, clause, lead_at) and clause.carried:
        cooperation = words.context.search(text, max(_paragraph(reading, sentence), lead_at - 300), lead_at)
    untitled = _TITLE.sub("", rest)
    joint = words.joint.match(COUNT.sub("", untitled))
    acts = joint is not None and not clause.agents and words.builds.search(joint.group()) is not None
    if joint and acts and untitled[joint.end() :][:1] not in "，。；的" and not _made(reading, clause, group[-1].end):
        cooperation, joint = joint, None  # 与乙公司共建了11个分中心: no name of them says who set up what
    works = words.works_on.match(untitled) is not None and not _made(reading, clause, group[-1].end)
    if works and joint is None and cooperation is None and lead == "联合":
        cooperation = words.works_on.match(untitled)
    if (joint and lead not in reading.words.invites and not words.signed.search(untitled, joint.end())) or (
        not words.always.match(lead)
        and (cooperation is None or (lead == "联合" and not works and not words.signs.search(rest)))
    ):
        reading.state.reject(
            "relation", "partner", "nothing says that they cooperate", clause.start, clause.end, mention.text
        )
        return
    offset = min(group[-1].end + 4, clause.end - 1)
    if len(heads) >= CROWD and len(group) >= CROWD and not _respectively(reading, clause, heads, group):
        reading.state.reject(
            "relation", "partner", "who cooperates with whom is not said", clause.start, clause.end, mention.text
        )
        return
    for some, others in _each(reading, clause, _bodies(reading, heads), _bodies(reading, group)):
        reading.add("partner", "PARTNERS_WITH", some, others, clause, offset)
    if len(heads) + len(group) > 2 and (cooperation is not None and words.parties.search(rest, cooperation.start())):
        _all(reading, "parties", _bodies(reading, heads), clause, offset)  # 甲、乙与丙签署三方协议
        _all(reading, "parties", _bodies(reading, group), clause, offset)


def _paired(
    reading: Reading, clause: Clause, lead_at: int, group: list[Mention], outer: list[Mention]
) -> tuple[list[Mention], list[Mention]] | None:
    """Return the two that belong together in a list of pairs; None where the clause lists no pairs."""
    text = reading.state.folded
    left = next((m for m in outer if m.end == lead_at and m.start >= clause.start), None)
    if left is None or not group:
        return None
    goes_on = len(group) > 1 and text[group[1].end : group[1].end + 1] in ("与", "同")
    before = next((m for m in outer if text[m.end : left.start] in ("、", "，", "，以及") and m.end < left.start), None)
    led = before is not None and text[before.start - 1] in "与同" and before.start > clause.start
    return ([left], group[:1]) if goes_on or led else None


def _later(reading: Reading, words: Words, clause: Clause, lead: str) -> re.Match[str] | None:
    """Return what the parties sign in a later clause of the sentence that goes on about them (甲与乙座谈，…，并签署协议)."""
    for following in clause.sentence.clauses[clause.index + 1 :] if lead[:1] in TALKS else ():
        if not following.carried or any(m not in clause.partners for m in following.partners):
            return None
        if found := words.later.search(reading.state.folded, following.start, following.end):
            return found
    return None


def _league(reading: Reading, match: re.Match[str], clause: Clause) -> None:
    """Read 甲公司、乙公司组成的联合体: its members are partners of each other."""
    last = next((m for m in reversed(reading.outer(clause.sentence)) if m.end == match.start()), None)
    members = [m for m in reading.group_ending(clause.sentence, last) if m.type in BODIES] if last else []
    _all(reading, "league", _bodies(reading, members), clause, match.start())


def _all(reading: Reading, rule: str, bodies: list[Mention], clause: Clause, offset: int) -> None:
    """State that all of a list are partners of each other."""
    for number, head in enumerate(bodies):
        reading.add(rule, "PARTNERS_WITH", [head], bodies[number + 1 :], clause, offset)


def _each(
    reading: Reading, clause: Clause, heads: list[Mention], tails: list[Mention]
) -> list[tuple[list[Mention], list[Mention]]]:
    """Return the sides in pairs where each has its own (甲、乙分别与丙、丁签约), else all with all."""
    if _respectively(reading, clause, heads, tails):
        return [([head], [tail]) for head, tail in zip(heads, tails, strict=True)]
    return [(heads, tails)]


def _respectively(reading: Reading, clause: Clause, heads: list[Mention], tails: list[Mention]) -> bool:
    """Tell whether each of one side has its own of the other (甲、乙分别与丙、丁签约)."""
    return len(heads) == len(tails) > 1 and "分别" in reading.state.folded[clause.start : tails[0].start]


def _made(reading: Reading, clause: Clause, offset: int) -> bool:
    """Tell whether anything is named in the clause that a joint act could have made."""
    return any(m.type in MADE for m in reading.outer(clause.sentence) if offset <= m.start < clause.end)


def _innermost(outer: list[Mention], mention: Mention) -> Mention:
    """Return the last of the places that follow each other without a mark: 与甲市乙区签约 is with 乙区."""
    for following in outer:
        if following.start == mention.end and mention.type == following.type == "Place":
            mention = following
    return mention


def _bodies(reading: Reading, mentions: list[Mention]) -> list[Mention]:
    """Return the mentions with governments for places; countries and regions have none."""
    return [m for m in reading.acting(mentions) if m.type != "Place"]


def before_partner(reading: Reading, clause: Clause, lead_at: int) -> str:
    """Return what stands in the clause before 与."""
    return reading.state.folded[clause.start : lead_at].strip()


def _paragraph(reading: Reading, sentence: Sentence) -> int:
    """Return where the sentence before this one begins, if it is of the same paragraph."""
    place = reading.state.number_of(sentence)
    former = reading.state.sentences[place - 1] if place else sentence
    return former.start if former.paragraph == sentence.paragraph else sentence.start


def _lead(reading: Reading, words: Words, clause: Clause, mention: Mention) -> int:
    """Return where 与, 同, 联合 … before the mention begins, plain nouns of its list in between allowed; -1 where there is none."""
    before = reading.state.folded[clause.start : mention.start]
    if reading.words.lead_of(before) == "partners":
        return mention.start - len(reading.words.lead(before))
    if before[-1:] in {"和", "跟"} and words.also.search(before[:-1]):
        return mention.start - 1
    listed = words.listed.search(before)
    at = clause.start + listed.start() if listed else -1
    inside = any(at < m.start < mention.start and m.type in BODIES for m in reading.outer(clause.sentence))
    return -1 if inside else at  # 与甲、乙: the list that begins with 甲 is read there


def _reach(sentence: Sentence, clause: Clause) -> int:
    """Return how far a cooperation may be said: to the clause's end."""
    return clause.end


def _side(reading: Reading, words: Words, clause: Clause, lead_at: int, outer: list[Mention]) -> list[Mention]:
    """Return the first side: the list right before 与, else the clause's subject."""
    text = reading.state.folded
    for mention in reversed([m for m in outer if clause.start <= m.start and m.end <= lead_at]):
        if reading.gap.fullmatch(text[mention.end : lead_at]):
            group = reading.group_ending(clause.sentence, mention)
            if reading.words.lead_of(text[clause.start : group[0].start]) != "governs":
                return [m for m in group if m.type in BODIES]
        break
    means = text.startswith(MEANS, clause.start) and not clause.subject
    for following in clause.sentence.clauses[clause.index + 1 : clause.index + 2] if means else ():
        return [m for m in following.subject if m.type in BODIES and not following.carried]
    named = [m for m in outer if clause.start <= m.start and m.end <= lead_at]
    if named and words.ways.fullmatch(text, named[-1].end, lead_at):
        return named[-1:]  # 甲市的做法则是同乙大学捆在一起
    return reading.owned(clause, [m for m in clause.subject if m.type in BODIES])


def _signed(reading: Reading, words: Words, match: re.Match[str], clause: Clause) -> None:
    """Read 甲、乙、丙签署合作协议: all of a list that signs are partners of each other."""
    subject = [m for m in clause.subject if m.type in BODIES]
    if words.broken.match(reading.state.folded, match.end(), clause.end):
        return  # 双方签订的合同被解除
    if "双方" in reading.state.folded[clause.start : match.start()] and all(m.end <= clause.start for m in subject):
        every = [m for m in reading.outer(clause.sentence) if m.end <= clause.start and m.type in BODIES[:2]]
        both = list({id(m.entity): m for m in every}.values())
        witnessed = WITNESS.search(reading.state.folded, clause.sentence.start, clause.start)
        both = both if len(both) == 2 and not witnessed else []
        _all(reading, "sign", both, clause, match.start())  # 甲行向乙公司授信，双方签约
        return
    if clause.partners or clause.carried or len(subject) < 2 or subject[-1].end > match.start():
        return
    if any(
        reading.words.lead_of(reading.state.folded[clause.start : m.start]) == "partners"
        for m in reading.outer(clause.sentence)
        if m.start >= clause.start
    ):
        return
    if reading.state.folded[subject[0].start - 1] == "就":
        return  # 就甲行、乙行合力放贷签订合同: what it is about
    if re.search("与|(?<!共)同|跟", reading.state.folded[subject[-1].end : match.start()]):
        return
    if words.hosts.search(reading.state.folded, subject[-1].end, match.start()):
        return  # 甲、乙联合举办签约仪式: the hosts
    together = words.together.search(reading.state.folded, subject[-1].end, match.start())
    if KIND.match(reading.state.folded, subject[-1].end) or len(subject) > (MOST_TOGETHER if together else MOST):
        return
    if words.counted.search(reading.state.folded, subject[-1].end, match.start()):
        return  # 甲行、乙行两家签约: with whoever the text is about
    _all(reading, "sign", _bodies(reading, subject), clause, match.start())
