"""What a verb acts on: what stands behind it, the clause's topic, or what an earlier clause speaks of."""

import re

from extract.clauses import number
from extract.model import Clause, Mention, Sentence
from extract.relations_read import Reading
from extract.relations_verbs import Frame, Frames

SIZE = re.compile(
    "(?:总|首期|目标|认缴|一期|募集|基金)*规模[^，。；]{0,6}[万亿]元?的“?"
)  # between who founds a fund and it
COUNTED_AGENTS = re.compile(r"由[^，。；、]{0,6}?(\d{1,2}|[二两三四五六七八九十]{1,3})(?:家|个)[^，。；、]{0,10}$")
COUNTED = re.compile(
    r"了?(?:近|超|逾|约|共|总额|规模)?[\d.,]+[余多]?[万亿]*[元笔款项只支]?的?|[一首两][款项个种笔只支家]"
)  # 批下1000万元的甲贷


def _misplaced(reading: Reading, frames: Frames, frame: Frame, clause: Clause, end: int, object_: Mention) -> str:
    """Return why the mention behind the verb is not its object, the empty string where it is."""
    gap = reading.state.folded[end : object_.start]
    relative = gap.endswith(("的", "“", "《"))
    if gap[:1] == "、" and ("等" in gap or not frames.pattern.match(gap, 1)):
        return "the verb stands as a noun in a list"  # 园区建设、开发等服务
    length = len(COUNTED.sub("", gap))
    if (length > frame.reach and not relative) or length > 2 * frame.reach:
        return "the object is too far from the verb"
    if len(gap) > 1 and reading.words.lead_of(gap) in {"governs", "partners", "agents"} and frame.type != "LOCATED_IN":
        return "a preposition stands before it"
    nearer = None if relative else frames.pattern.search(gap)
    own = frames.by_verb[nearer.group()] if nearer is not None else []
    other = own and all(f.type != frame.type for f in own)
    if object_.type == "Policy" and all("Policy" not in f.tails for f in own) and not frames.blocks.search(gap):
        other = False  # 印发实施《甲办法》
    if nearer and other and not frames.nouns.match(gap, nearer.start()):
        return f"{nearer.group()} stands nearer to the object"
    blocking = frames.blocks.search(gap)
    return f"the object belongs to {blocking.group()}" if blocking and not relative else ""


def counted_agents(text: str, clause: Clause, start: int) -> int | None:
    """Return how many a passive only counts as those who act (由3家银行联合发放), None where it counts nobody."""
    stated = COUNTED_AGENTS.search(text, clause.start, start)
    return number(stated[1]) if stated else None


def unnamed_agent(reading: Reading, frame: Frame, clause: Clause, start: int) -> bool:
    """Tell whether a topic is acted on by somebody whom no name says (基金由集团联合乙院设立)."""
    topic = [m for m in clause.subject if m.type in frame.tails]
    if not topic or frame.type not in {"ESTABLISHES", "MANAGES", "RUNS"}:
        return False
    begin = topic[-1].end if clause.start <= topic[-1].start < start else clause.start
    return "由" in reading.state.folded[begin : begin + 8]


def objects(
    reading: Reading, frames: Frames, frame: Frame, clause: Clause, start: int, end: int, heads: list[Mention]
) -> list[Mention]:
    """Return what is acted on: behind the verb, else the topic of the clause."""
    if frame.passive:
        acts = bool(clause.agents) and reading.state.folded[clause.agents[0].start - 1] == "由"
        topic = clause.subject
        if not acts and counted_agents(reading.state.folded, clause, start) is not None:
            acts, topic = True, topic or (clause.sentence.clauses[clause.index - 1].subject if clause.index else [])
        return [m for m in topic if m.type in frame.tails and m.kind == "product"] if acts else []
    found = reading.after_verb(clause, end, frame.tails, frame.kinds) or _sized(reading, frame, clause, end)
    if frame.type == "PARTICIPATES_IN":
        found = [m for m in found if m.type != "Institution" or frames.joined.search(m.text)] or reading.after_verb(
            clause, end, frame.tails - {"Institution"}
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
    if not frame.takes_object and (moved := _moved(reading, frame, clause, start)):
        return moved
    if frame.object == "any":
        return [
            m
            for m in reading.outer(clause.sentence)
            if clause.start <= m.start < start and m.type in frame.tails and (not frame.kinds or m.kind in frame.kinds)
        ]
    if promoted_at(reading, frames, frame, clause, start) >= 0:
        return [m for m in reading.outer(clause.sentence) if m.end == start]
    passive = (
        clause.agents
        or unnamed_agent(reading, frame, clause, start)
        or (reading.state.folded[end : end + 1] == "的" and "是" in reading.state.folded[clause.start : start])
    )
    if not passive and reading.state.folded[end : end + 1] == "的" and frame.type == "ESTABLISHES":
        return _defined(reading, frame, clause, start)
    if frame.type == "MANAGES" and heads and clause.index and reading.state.folded[end : end + 1] in "，。；":
        topic = [m for m in clause.subject if m.type in frame.tails and m not in heads] if clause.agents else []
        if topic and not clause.carried:
            return topic  # 会上获悉，甲基金由乙公司管理
        topic = _spoken_of(clause, frame)
        part = reading.state.folded.rfind("；", clause.sentence.start, clause.start) + 1
        funds = [
            m
            for m in reading.outer(clause.sentence)
            if max(part, clause.sentence.start) <= m.start and m.end <= clause.start and m.type == "Fund"
        ]
        funds = [m for m in funds if m not in heads]
        return topic if any(m.type == "Fund" for m in topic) else funds[-1:] or topic  # 甲园办起乙基金，由丙公司管理
    if passive or frame.type == "LISTED_ON":
        topic = [
            m
            for m in clause.subject
            if m.type in frame.tails and m not in heads and (not frame.kinds or m.kind in frame.kinds)
        ]
        if frame.type == "ESTABLISHES":  # 甲部委托乙公司管理的丙基金，由丁府设立: nobody sets up a ministry
            topic = [m for m in topic if m.kind not in {"central_government", "party_body"}]
        if frame.type in {"ISSUES", "RUNS"} and not topic and clause.agents:
            return (
                _object_before(reading, frame, clause, heads) if reading.state.folded[end : end + 1] in "，。；" else []
            )
        closes = frame.type == "ESTABLISHES" and reading.state.folded[end : end + 1] in "，。；"
        return topic or (_set_up(reading, clause, heads) if closes and "由" in _opening(reading, clause, start) else [])
    return []


def _sized(reading: Reading, frame: Frame, clause: Clause, end: int) -> list[Mention]:
    """Return the fund whose size stands between it and who sets it up (由甲、乙发起，总规模30亿元的丙基金)."""
    if frame.type != "ESTABLISHES" or not clause.agents or reading.state.folded[end : end + 1] != "，":
        return []
    fund = next((m for m in reading.outer(clause.sentence) if m.start > end), None)
    if fund is None or fund.type != "Fund" or not SIZE.fullmatch(reading.state.folded, end + 1, fund.start):
        return []
    return [fund]


def _opening(reading: Reading, clause: Clause, start: int) -> str:
    """Return the first characters of the clause before the verb."""
    return reading.state.folded[clause.start : min(start, clause.start + 4)]


def _set_up(reading: Reading, clause: Clause, heads: list[Mention]) -> list[Mention]:
    """Return the fund or institute that an earlier clause of the same part names (设立甲基金，规模1亿元，由乙与丙联合设立)."""
    text = reading.state.folded
    floor = max(clause.sentence.start, text.rfind("；", clause.sentence.start, clause.start) + 1)
    named = [
        m
        for m in reading.outer(clause.sentence)
        if floor <= m.start and m.end <= clause.start and (m.type == "Fund" or m.kind == "research") and m not in heads
    ]
    return named[-1:]


def _object_before(reading: Reading, frame: Frame, clause: Clause, heads: list[Mention]) -> list[Mention]:
    """Return what the clause before ends with where this one says who does it (甲府通过了《乙规划》，由丙厅印发)."""
    named = _named_before(reading, clause)
    if not named:
        return []
    rest = reading.state.folded[named[-1].end : clause.sentence.clauses[clause.index - 1].end].strip("》”）)，,； ")
    return [named[-1]] if not rest and named[-1].type in frame.tails and named[-1] not in heads else []


def _named_before(reading: Reading, clause: Clause) -> list[Mention]:
    """Return what the clause before names, nothing for the first of a sentence."""
    if not clause.index:
        return []
    former = clause.sentence.clauses[clause.index - 1]
    return [m for m in reading.outer(clause.sentence) if former.start <= m.start and m.end <= former.end]


def _moved(reading: Reading, frame: Frame, clause: Clause, start: int) -> list[Mention]:
    """Return the list behind 把 or 将 right before the verb (甲厅把乙试点铺开)."""
    text = reading.state.folded
    for mention in reading.outer(clause.sentence):
        if mention.start < clause.start or mention.end > start or mention.type not in frame.tails:
            continue
        group = reading.group(clause.sentence, mention).mentions
        gap = text[group[-1].end : start]
        if text[mention.start - 1] in "把将" and "作为" not in gap and reading.gap.fullmatch(gap):
            return [m for m in group if m.type in frame.tails]
    return []


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


def promoted_at(reading: Reading, frames: Frames, frame: Frame, clause: Clause, start: int) -> int:
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


LIST = re.compile("”?[^，。；]{0,12}(?:名单|名录|榜单|评选结果|评审结果|入围结果)")
CHOSEN = re.compile(
    "(?:成功|双双|均|同时)*(?:获批|获准|入选|入围|上榜|在列|榜上有名|中选|入列|跻身|位列|名列)(?:其中|其列)?(?=[，。；！]|$)"
)
APPLIED = re.compile("(?:申报|申请|参评|角逐|竞逐|争创|争取|参选)了?“?$")  # 甲公司申报乙计划，成功获批
ROUND = re.compile(  # 入选首批试点, where the clause before says of what
    "(?:入选|纳入|列入|列为|成为|获批|跻身|进入|被列为|被列入|被纳入|被确定为|入围|选为)了?(?:全国|国家|全省|省级|全市)?(?:首批|第[一二三四五六]批)?"
    "(?:试点|示范|名单|行列|范围|培育)(?:县|市|区|城市|地区|单位|企业|园区|银行|机构|对象|名单|范围)?(?=[，。；！]|$)"
)
JOINS = ("联合", "携手", "会同", "联手", "与", "同")


def led_jointly(
    reading: Reading, frames: Frames, frame: Frame, clause: Clause, start: int
) -> tuple[list[Mention], list[Mention]]:
    """Return what is set up and by whom in 甲由乙牵头，联合丙、丁共建: the topic of the clause before, its agents and these partners."""
    text = reading.state.folded
    former = clause.sentence.clauses[clause.index - 1] if clause.index else None
    joins = text.startswith(JOINS, clause.start) and frames.intransitive.match(text, start)
    if former is None or frame.type != "ESTABLISHES" or not joins or not former.agents or not clause.partners:
        return [], []
    if not frames.leads.search(text, former.agents[-1].end, former.end):
        return [], []
    topic = [m for m in former.subject if m.type in frame.tails and m not in former.agents]
    return topic, [*former.agents, *clause.partners] if topic else []


def elided(
    reading: Reading, frames: Frames, frame: Frame, clause: Clause, start: int, heads: list[Mention]
) -> tuple[list[Mention], list[Mention]]:
    """Return the object that a clause leaves out because the one before spoke of it, and who led there.

    甲由乙牵头，丙参与 speaks of 甲 as the topic of a passive; in 甲计划名单公布，乙入选 it is the only programme before.
    """
    text = reading.state.folded
    if not heads:
        return [], []
    if frame.type == "PARTICIPATES_IN" and (scheme := _published(reading, clause, start)):
        return scheme, []
    if not clause.index or heads[0].start < clause.start or not frames.intransitive.match(text, start):
        return [], []
    for former in reversed(clause.sentence.clauses[: clause.index]):
        topic = [m for m in former.subject if m.type in frame.tails and (not frame.kinds or m.kind in frame.kinds)]
        passive = former.agents or (topic and any(c in "由经获" for c in text[topic[-1].end : former.end]))
        if topic and passive:
            leads = (
                frame.type in {"ESTABLISHES", "PARTICIPATES_IN"}
                and former.agents
                and frames.leads.search(text, former.agents[-1].end, former.end)
            )
            return topic, former.agents if leads else []
        if topic and frame.type == "PARTICIPATES_IN" and topic[0].type == "Program":
            return topic, []
        builds = text.startswith(("承建", "施工", "中标", "操刀", "投建", "实施"), start)
        if topic and frame.type == "RUNS" and (builds or all(m.kind == "product" for m in topic)):
            return topic, []  # “甲贷”利率下调，乙行、丙行均可办理; 甲工程完成招标，乙公司中标
    return [], []


def _published(reading: Reading, clause: Clause, start: int) -> list[Mention]:
    """Return the only programme of the clause before, whose list or first round the verb is about: 甲厅公布乙工程名单，丙公司上榜; 丁入选首批试点."""
    text, chosen = reading.state.folded, CHOSEN.match(reading.state.folded, start, clause.end)
    fresh = not clause.carried and ROUND.match(text, start, clause.end)
    named = [m for m in _named_before(reading, clause) if m.type == "Program"]
    if not any(m.start < clause.start for m in reading.outer(clause.sentence)):
        return spoken_of(reading, clause.sentence) if fresh or (chosen and not clause.carried) else []
    if len({id(m.entity) for m in named}) != 1:
        return []
    former = clause.sentence.clauses[clause.index - 1]
    listed = LIST.match(text, named[-1].end, former.end) or APPLIED.search(text, former.start, named[0].start)
    return named[-1:] if fresh or (listed and chosen) else []


def spoken_of(reading: Reading, sentence: Sentence) -> list[Mention]:
    """Return the only programme that the sentence before, of the same paragraph, names (甲厅启动乙试点。丙县入选首批试点)."""
    place = reading.state.number_of(sentence)
    former = reading.state.sentences[place - 1] if place else None
    if former is None or former.paragraph != sentence.paragraph:
        return []
    named = [m for m in reading.outer(former) if m.type == "Program" and m.entity is not None]
    return named[-1:] if len({id(m.entity) for m in named}) == 1 else []
