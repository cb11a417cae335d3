"""Step `clauses`: find subject, partners and agents of every clause, and carry subjects over clauses that have none."""

import re
from dataclasses import dataclass, field

from extract.clauses import Words, group_at, number, outermost, words
from extract.clauses_nouns import bare_noun, titled_firm
from extract.interviews import answers
from extract.model import Clause, Mention, Sentence, State
from extract.tokens import Tokens

ACTORS = {"Institution", "Zone", "Place", "Fund", "Program", "Policy", "Category", "Person"}
DESCRIBED = ("Institution", "Place", "Zone", "Fund")
LONGEST = 30  # characters of the name of whoever is described so
DESCRIBING = 8  # characters of a clause's start that may describe who acts (率先揭牌的, 对口帮扶的)
FIRMS = {"company", "financial"}
GAP = 10  # characters between a governed party and the head of its phrase (向示范区内符合条件的企业)
_ITEM = re.compile(r"(?:[一二三四五六]是|其[一二三四五]是?|第[一二三四五](?:是|，)?|一类是|另一类是)")
_DAY = re.compile(r"(?:\d{1,2}月)?\d{1,2}日")
_SUM = re.compile(r"了?(?:近|超|约|逾|共|共计|总计|合计)?\d[\d.,]*[余多]?[万亿元]")
_COUNTED = re.compile(r"[\d,.]+[余多]?万?[余多]?(?:户|家|个|名|人|位|所|项)次?$")  # 向5万户农户
_FUTURE = re.compile(
    r"\s*(?:下一步|未来|今后|接下来|近期|年内|今年|明年)?，?\s*(?:还|也|并|正|已)?(?:将|拟|要|计划|力争|继续|争取|准备|已)"
)


@dataclass(slots=True)
class _Topic:
    """What a sentence leaves to the next: the paragraph's topic and the body that the last speaker spoke for."""

    paragraph: int = -1
    subject: list[Mention] = field(default_factory=list)
    speaker: list[Mention] = field(default_factory=list)
    own: bool = False  # the topic is of this sentence


def run(state: State) -> None:
    """Fill in the clause fields of every sentence; needs mentions with their entities."""
    state.tokens = tokens = Tokens(state.folded)
    lists = words(state)
    last = _Topic()
    together: dict[tuple[bool | None, int], list[Mention]] = {}
    named: dict[str, Mention] = {}
    meant = {m.start(): m for m in state.scan(lists.together)}
    titled, paragraph, rivals = titled_firm(state), -1, False
    opening = next((s for s in state.sentences if not s.heading), None)
    for sentence in state.sentences:
        every = outermost([m for m in state.mentions_in(sentence.start, sentence.end) if m.type in ACTORS])
        overt = []
        if sentence.paragraph != paragraph:
            paragraph, rivals = sentence.paragraph, False
        for clause in sentence.clauses:
            other = _Walk(state, clause, tokens, lists, every).go()
            firm = None if rivals else titled
            bare = bare_noun(clause, tokens, lists, named, firm) if _nobody(lists, clause) else None
            if titled is None and sentence is opening and [m.kind for m in clause.subject] == ["company"]:
                titled = clause.subject[0]
            if titled is not None and not rivals:
                rivals = any(m.kind in FIRMS and m.entity is not titled.entity for m in clause.subject)
            if bare is not None:
                clause.subject, clause.carried, other = [bare], True, False
            clause.overt = other
            overt.append(other)
            for mention in every:
                if clause.start <= mention.start and mention.end <= clause.end and mention.entity:
                    for noun in lists.bare_of(mention):
                        if not _minor(mention, named.get(noun)):
                            named[noun] = mention
        places = [at for at in meant if sentence.start <= at < sentence.end] if meant else []
        for clause in sentence.clauses:
            both = _both(clause, every)
            _collective(clause, [meant[at] for at in places if clause.start <= at < clause.end], together, both)
        last = _carry(state, sentence, overt, last)
    for number_, sentence in enumerate(state.sentences):
        if (first := WE.match(state.folded, sentence.start)) is not None:
            _quoted(state, number_, first.end())
    _answered(state)


WE = re.compile(
    r"[“\s]*(?:目前|现在|如今|今年|去年|近年来|下一步|接下来|为此|这些年|眼下|后来|同时|此外)?，?(?:[\d年月日]+，?)?(?:我们(?!的)|咱们(?!的))"
)
SAID = re.compile("(?:说道?|表示|介绍|告诉记者|坦言|透露|指出|认为)[，。：]?$")
SAYS = 2  # sentences from what is quoted to the words that say whose it is


def _answered(state: State) -> None:
    """Let 我们 and clauses without a subject in the answers of an interview be of the body of whoever answers."""
    bodies = sorted((m for m in state.mentions if m.type == "Institution" and m.name), key=lambda m: m.start)
    for start, end, body in answers(state, bodies):
        for sentence in state.sentences:
            if not (start <= sentence.start < end or sentence.start < start < sentence.end):
                continue
            for clause in sentence.clauses:
                we = WE.match(state.folded, max(clause.start, start if clause.start < start < clause.end else 0))
                if we and (clause.carried or not clause.subject):
                    _speak(sentence, clause, [body])


def _quoted(state: State, place: int, we: int) -> None:
    """Let 我们 in a quotation stand for the body of whom the words behind it name as the speaker (“我们推出了甲贷。”乙行行长某某说)."""
    sentence = state.sentences[place]
    opens = state.folded.rfind("“", 0, we)
    closes = state.folded.find("”", we)
    if opens < 0 or closes < 0 or state.folded.rfind("”", 0, we) > opens:
        return
    later = [c for s in state.sentences[place : place + 1 + SAYS] for c in s.clauses if c.end > closes]
    near = (c for c in later if c.start - closes <= 2)
    said = next((c for c in near if c.speech or SAID.search(state.folded, c.start, c.end)), None)
    if said is None:
        return
    bodies = [m for m in said.subject if m.type in {"Institution", "Zone"}] or _spoken_for(state, said)
    clause = next((c for c in sentence.clauses if c.start <= we - 1 < c.end), None)
    if bodies and clause is not None and (clause.carried or not clause.subject):
        _speak(sentence, clause, bodies)


def _speak(sentence: Sentence, clause: Clause, bodies: list[Mention]) -> None:
    """Let bodies be who acts in a clause that has no subject of its own, and in those behind it up to one that has."""
    for following in sentence.clauses[clause.index :]:
        if following.subject and not following.carried:
            break
        following.subject, following.carried = list(bodies), True


class _Walk:
    """One walk over a clause, up to its first verb."""

    def __init__(self, state: State, clause: Clause, tokens: Tokens, lists: Words, every: list[Mention]) -> None:
        self.state, self.clause, self.tokens, self.lists = state, clause, tokens, lists
        self.every = every
        self.inside = [m for m in every if clause.start <= m.start and m.end <= clause.end]
        self.overt = False
        self.tail = -1  # offset behind the last word of a phrase that a preposition opened
        self.served = -1  # offset behind the last party that 为, 向, 对 or 给 governs

    def go(self) -> bool:
        """Fill in the clause; return whether a noun that is no mention stands as its subject."""
        clause, tokens, text = self.clause, self.tokens, self.state.folded
        starts, end, total = tokens.starts, clause.end, len(tokens.starts)
        previous, number, queue = "", tokens.first(clause.start), self.inside
        waiting = queue[0].start if queue else end
        while (number < total and (start := starts[number]) < end) or waiting < end:
            if number >= total or start >= waiting:  # a mention begins here, or the dictionary cut across its start
                place = self._party(queue[0])
                queue = [m for m in queue if m.start >= place]
                waiting = queue[0].start if queue else end
                number, previous = tokens.first(place), text[place - 1]
                continue
            word, tag = tokens.words[number], tokens.tags[number]
            if start + len(word) > waiting:
                word = text[start:waiting]
            if len(word) == 4 and word[:2] in self.lists.manner and tag[0] in "nil":
                tag = "v"  # 全面推行, one word to the dictionary
            closing = self._closing(start) if word[0] in "（(" else 0
            if closing:  # 甲公司（以下简称“公司”）…: what is said in brackets is said by the way
                number = tokens.first(closing)
                queue = [m for m in queue if m.start >= closing]
                waiting = queue[0].start if queue else end
                continue
            number += 1
            if word in self.lists.agents and _SUM.match(text, start + len(word)):
                clause.predicate = start  # 获得20万元…: the verb, with no agent behind it
                break
            if word not in self.lists.led:
                if self._verb(word, tag, start, previous):
                    break
                if self._within_phrase(word, tag, start, previous):
                    self.tail = start + len(word)
                elif tag[0] == "n":
                    self._noun(word, tag, previous)
            previous = word
        if not clause.subject and not clause.agents:
            self._pivot()
        elif clause.subject and clause.predicate >= 0 and not clause.speech:
            self._relative()
        elif clause.agents and clause.predicate >= 0:
            clause.subject = self._made()
        return self.overt and not clause.subject and not clause.partners

    def _closing(self, start: int) -> int:
        """Return the offset behind the bracket that opens behind a subject, 0 where none closes it in the clause."""
        if not self.clause.subject:
            return 0
        ends = [at for mark in "）)" if (at := self.state.folded.find(mark, start, self.clause.end)) >= 0]
        return min(ends) + 1 if ends else 0

    def _party(self, mention: Mention) -> int:
        """Give the list that begins with the mention its role; return the offset behind it."""
        soft = self.clause.predicate >= 0 or bool(self.clause.subject)
        group = group_at(self.state, mention, self.every, soft=soft)
        end = min(group.end, self.clause.end)
        before = _COUNTED.sub("", self.state.folded[self.clause.start : mention.start])
        listed = mention.type in {"Institution", "Zone"} and self.lists.listed.search(before)
        lead = self.lists.lead_of(before) or ("partners" if listed else None)
        if lead is None and self.lists.listed_agent.search(before):
            lead = "agents"
        behind = self.state.folded[group.end : group.end + 1]
        if mention.kind == "media":
            pass  # 新华社北京电: the agency does not act
        elif lead == "agents":
            self.clause.agents = group.mentions
        elif lead == "partners":
            self.clause.partners = [*self.clause.partners, *group.mentions]
        elif self._names(mention, group.end):
            self.clause.subject = group.mentions
        elif lead == "governs" or (
            behind in self.lists.behind and not self.lists.not_behind.match(self.state.folded, group.end)
        ):
            self.served = group.end if self.lists.recipient.search(before[-4:]) else self.served
            self.tail = group.end
        elif self._served(mention):
            self.served = group.end
        elif mention.type == "Place" and not self._acts(group.end):
            pass  # 全省高新技术企业…: the place only says where
        elif (
            not self.clause.subject
            or self.lists.apposed.fullmatch(self.state.folded, self.clause.subject[-1].end, mention.start)
            or mention.type == "Person"
        ):
            self.clause.subject = group.mentions  # 山西 科技厅, 科技部副部长某某: the head comes last
        return max(end, mention.end)

    def _served(self, mention: Mention) -> bool:
        """Tell whether the mention heads the phrase that 为 or 向 opened (为园区内的企业提供…): it has no part in the act."""
        gap = self.state.folded[self.served : mention.start]
        return self.served >= 0 and mention.type == "Category" and len(gap) <= GAP and "，" not in gap

    def _names(self, mention: Mention, end: int) -> bool:
        """Tell whether the clause only names what is spoken of next: 一是甲办法，… and 以乙为例，…"""
        before = self.state.folded[self.clause.start : mention.start].strip(" “《")
        rest = self.state.folded[end : self.clause.end].strip(" ”》，：；,:;")
        return (not rest and bool(_ITEM.fullmatch(before))) or (before.endswith("以") and rest == "为例")

    def _acts(self, offset: int) -> bool:
        """Tell whether what follows the offset is a verb or what may stand before one, not a noun that takes the place as its own."""
        number = self.tokens.first(offset)
        if number >= len(self.tokens.starts) or self.tokens.starts[number] >= self.clause.end:
            return True
        after = number
        while after + 1 < len(self.tokens.starts) and self.tokens.words[after] in self.lists.manner:
            after += 1  # 某市大力培育…
        tag, word = self.tokens.tags[after], self.tokens.words[after]
        if after > number:
            return tag[0] in "vdp" or word in self.lists.verbs
        acts = tag[0] in "vdpctmx" and tag != "vn" and word not in self.lists.nominal
        return acts or word in self.lists.acting

    def _verb(self, word: str, tag: str, start: int, previous: str) -> bool:
        """Tell whether the token is the clause's first verb, and note it."""
        if word in self.lists.speech or (
            word in self.lists.announce and self.state.folded.startswith(("，", "：", ",", ":"), start + len(word))
        ):
            self.clause.speech, self.clause.predicate = True, start
            return True
        done = self._done(word, start)
        if word[-1] == "有" and not self.clause.subject and any(m.start == start + len(word) for m in self.inside):
            return False  # 已有甲行、乙行对…发放贷款: it only brings in who acts
        if (
            not done
            and word not in self.lists.verbs
            and (not tag.startswith("v") or tag == "vn" or word in self.lists.not_verbs)
        ):
            return False
        if not self.clause.subject and self._describes(start + len(word)):
            return False  # 对口帮扶的甲区今年给乙县送来…: it only describes who acts
        if word == "支付" and self.served == start:
            self.clause.predicate = start  # 向农户支付赔款
            return True
        if word in self.lists.nominal and not done and (not self.clause.subject or previous in {"", "的"}):
            return False
        self.clause.predicate = start
        return True

    def _describes(self, end: int) -> bool:
        """Tell whether 的 makes what ends at the offset, right at the clause's start, describe the party behind it."""
        led = self.state.folded[self.clause.start : end].replace("对口", "")
        if (
            not self.state.folded.startswith("的", end)
            or len(led) > DESCRIBING
            or any(c in led for c in "由被经为向对给")
        ):
            return False
        return any(m.start == end + 1 for m in self.state.mentions_in(end + 1, end + LONGEST, *DESCRIBED))

    def _done(self, word: str, start: int) -> bool:
        """Tell whether the word takes 了 or 过, or its object directly, so that it is a verb whatever the dictionary says."""
        if word[-1] == "了" and len(word) > 1:
            return True
        end = start + len(word)
        follows = self.state.folded[end : end + 1]
        if follows in {"了", "过"}:
            return True
        if word not in self.lists.nominal:
            return False
        objects = (m for m in self.inside if m.start in (end, end + 1))
        return (
            follows.isdigit()
            or self.tokens.at(end)[1] == "m"
            or any(m.type in {"Program", "Policy", "Fund"} for m in objects)
        )

    def _within_phrase(self, word: str, tag: str, start: int, previous: str) -> bool:
        """Tell whether the word goes on with a phrase that a preposition opened (在某省区域, 在供应链金融领域)."""
        goes_on = start == self.tail and (tag[0] in "nbfs" or tag == "vn")
        return goes_on or (previous in self.lists.governs and tag[0] == "n")

    def _noun(self, word: str, tag: str, previous: str) -> None:
        if word in self.lists.manner:
            return  # 量身定制甲贷: whoever acted before does
        if tag not in {"nr", "nt", "nz"} and previous not in self.lists.led and len(word) > 1:
            self.overt = self.overt or not self.clause.subject

    def _relative(self) -> None:
        """Take the head of a relative clause as the subject (甲提出的《乙方案》日前获批)."""
        first = self.state.folded[self.clause.predicate : self.clause.predicate + 2]
        led = self.state.folded[self.clause.subject[-1].end : self.clause.predicate]
        if any(c in led for c in "为向给"):
            return  # 甲行已为乙人领办的企业提供…: the head of that clause is served
        for mention in self.inside:
            if (
                mention.start > self.clause.predicate
                and self.state.folded[mention.start - 1] == "的"
                and first not in self.lists.commands
            ):
                group = group_at(self.state, mention, self.every)
                end = group.end
                while end < self.clause.end and self.state.folded[end] in "（(":
                    closing = [at for mark in "）)" if (at := self.state.folded.find(mark, end)) >= 0]
                    end = min(closing, default=self.clause.end) + 1
                word, tag = self.tokens.at(end)
                goes_on = end < self.clause.end - 1 and (tag[:1] in "vdtp" or word in self.lists.verbs) and tag != "vn"
                if goes_on or self._topical(mention, end):
                    self.clause.subject, self.clause.agents = group.mentions, []
                return

    def _topical(self, mention: Mention, end: int) -> bool:
        """Tell whether the clause is nothing but the head of a relative clause that the next one speaks of (甲公司管理的乙基金，投向…)."""
        text, clause = self.state.folded, self.clause
        last = clause.index + 1 >= len(clause.sentence.clauses)
        led = text[clause.subject[-1].end : clause.predicate]  # 甲县对种油菜的农户，…: they are who gets it
        bare = _RELATIVE.fullmatch(text, clause.predicate, mention.start) is not None and "对" not in led
        acted = bare and not last and mention.type in {"Fund", "Program", "Policy", "Institution", "Zone"}
        return acted and text[end : clause.end].strip("”》") == "，"

    def _made(self) -> list[Mention]:
        """Return what the agents act on where the clause goes on with it (由甲、乙组建的丙公司21日在丁区揭牌)."""
        opened = self.clause.agents[0].start - self.clause.start
        for mention in self.inside if opened <= 1 else ():
            if mention.start > self.clause.predicate and self.state.folded[mention.start - 1] in "的“":
                group = group_at(self.state, mention, self.every)
                end = group.end + self.state.folded.startswith("”", group.end)
                word, tag = self.tokens.at(end)
                goes_on = (tag[:1] in "vdtp" and tag != "vn") or word in self.lists.verbs
                dated = _DAY.match(self.state.folded, end) is not None
                return group.mentions if end < self.clause.end - 1 and (goes_on or dated) else []
        return []

    def _pivot(self) -> None:
        """Take the party behind a relative clause as the subject (注册在太原的甲公司宣布…)."""
        first = (
            self.state.folded[self.clause.predicate : self.clause.predicate + 2] if self.clause.predicate >= 0 else ""
        )
        if not first or first in self.lists.commands or self.clause.predicate - self.clause.start > 6:
            return
        for mention in self.inside:
            if self.state.folded[mention.start - 1] == "的" and mention.type in {
                "Institution",
                "Zone",
                "Fund",
                "Person",
            }:
                number = self.tokens.first(mention.end)
                if (
                    number < len(self.tokens.tags)
                    and self.tokens.tags[number] in {"v", "d"}
                    and self.tokens.starts[number] < self.clause.end
                ):
                    self.clause.subject = [mention]
                return


_RELATIVE = re.compile("[^，。；：、的了是有在]{1,8}的[“《]?")  # a verb, and 的 right before what it defines


def _minor(zone: Mention, former: Mention | None) -> bool:
    """Tell whether a zone is named in passing, so that a bare 高新区 goes on meaning the one that the text speaks of more."""
    if former is None or zone.type != "Zone" or zone.entity is None or former.entity is None:
        return False
    return len(zone.entity.mentions) < len(former.entity.mentions)


def _nobody(lists: Words, clause: Clause) -> bool:
    """Tell whether a clause has no subject but, at most, a bare noun that may stand for the last name that ends in it (高新区还设立了…)."""
    return not clause.subject or (
        len(clause.subject) == 1
        and clause.subject[0].type == "Category"
        and any(clause.subject[0].text in nouns for nouns in lists.bare.values())
    )


def _both(clause: Clause, every: list[Mention]) -> list[Mention]:
    """Return the bodies that the clauses of the sentence before this one name where they are two (甲公司注资乙公司，双方…)."""
    bodies = [m for m in every if m.end <= clause.start and m.type in {"Institution", "Zone"} and m.kind != "media"]
    distinct = {id(m.entity): m for m in bodies}
    return list(distinct.values()) if len(distinct) == 2 else []


def _collective(
    clause: Clause,
    matches: list[re.Match[str]],
    together: dict[tuple[bool | None, int], list[Mention]],
    both: list[Mention],
) -> None:
    """Let 双方, 四家单位 and 三只基金 stand for the list of so many last named, 双方 rather for `both` of the sentence.

    `together` holds the lists by whether they are of funds (None: of bodies and funds) and by their length, 0 for the last one.
    """
    if not matches and len(clause.subject) + len(clause.partners) < 2:
        return
    named = [m for m in (*clause.subject, *clause.partners) if not m.anaphor]
    bodies = [m for m in named if m.type in {"Institution", "Zone", "Place"}]
    funds = [m for m in named if m.type == "Fund"]
    match = next((m for m in matches if clause.predicate < 0 or m.start() < clause.predicate), None)
    if match and not bodies and not funds:
        stated = next((number(g) for g in match.groups() if g), None)
        size = stated or {"双": 2, "两": 2, "三": 3}.get(match.group()[0], 0)
        every = together.get((None, size), []) if match.group().endswith("方") else []
        meant = (both if match.group() == "双方" else []) or every or together.get(("基金" in match.group(), size))
        if meant:
            clause.subject, clause.carried = list(meant), True
    mixed = sorted(bodies + funds, key=lambda m: m.start) if bodies and funds else []
    for kind, members in ((False, bodies), (True, funds), (None, mixed)):
        if len(members) > 1:
            together[kind, len(members)] = together[kind, 0] = members


# opens a paragraph that goes on with what the one before speaks of
ALSO = re.compile("(?:与此)?同时，|此外，|另外，|除此之外，|不仅如此，")
WIDE = re.compile("全[国省市区县州]|各地")


def _carry(state: State, sentence: Sentence, overt: list[bool], last: _Topic) -> _Topic:
    """Give clauses without a subject the one before them; return what the next sentence may take over.

    Within a sentence the last subject is carried, with its partners where its clause had no verb (甲会同乙，印发…). From sentence
    to sentence the topic is carried: the first subject, or the body that the speaker speaks for.
    """
    near = last.paragraph == sentence.paragraph
    goes_on = last.paragraph + 1 == sentence.paragraph and ALSO.match(state.folded, sentence.start) is not None
    if goes_on and last.subject and all(m.type in {"Institution", "Zone"} for m in last.subject):
        last, near = _Topic(sentence.paragraph, last.subject, last.speaker), True  # …。¶同时，与丙行签约
    current = last.subject if near and not sentence.heading else []
    partners: list[Mention] = []
    interrupted = False
    topic = last if near else _Topic(sentence.paragraph, [], last.speaker)
    for clause, other in zip(sentence.clauses, overt, strict=True):
        wide = not clause.subject and WIDE.match(state.folded, clause.start) is not None
        interrupted = interrupted or wide  # 某厅通报，全省三类企业共收到…，使用…
        if clause.speech:
            bodies = [m for m in clause.subject if m.type in {"Institution", "Zone"}]
            current = bodies if bodies and _FUTURE.match(state.folded, clause.end) else []
            paper = bool(clause.subject) and all(m.type == "Policy" for m in clause.subject)
            former = [] if paper else topic.speaker  # 《甲意见》提出，设立乙基金: not by whoever spoke before
            topic = _Topic(sentence.paragraph, topic.subject, bodies or _spoken_for(state, clause) or former)
        elif clause.subject:
            if clause.predicate < 0 and clause.subject[0].type == "Category":
                continue  # a class that only stands in a list does nothing that could go on
            current, partners = clause.subject, clause.partners if clause.predicate < 0 else []
            if not topic.own and current[0].type not in {"Category", "Place"}:
                topic = _Topic(sentence.paragraph, current, topic.speaker, own=True)
        elif not other:
            if current:
                clause.subject, clause.carried = current, True
                clause.partners = clause.partners or partners
            elif topic.speaker and clause.predicate >= 0 and not clause.agents and not interrupted:
                clause.subject, clause.carried = topic.speaker, True
            if clause.agents and not current and "牵头" in state.folded[clause.agents[-1].end : clause.end]:
                current = clause.agents  # 由甲牵头，联合乙组建…
    return _Topic(sentence.paragraph, topic.subject, topic.speaker)


def _spoken_for(state: State, clause: Clause) -> list[Mention]:
    """Return the body that the speaking person has a post at: the institution right before the name."""
    person = next((m for m in clause.subject if m.type == "Person"), None)
    if person is None:
        return []
    before = [m for m in state.mentions_in(clause.start, person.start, "Institution") if person.start - m.end <= 12]
    return before[-1:]
