"""Relations that a verb says: who acts stands before it, what is acted on behind it or as the clause's topic."""

import itertools
import re

from extract.model import Clause, Entity, Mention
from extract.relations_approvals import approved_between, words_of
from extract.relations_led import led_before, led_with
from extract.relations_objects import counted_agents, elided, led_jointly, objects, promoted_at, unnamed_agent
from extract.relations_read import Actors, Reading
from extract.relations_taking import takes_in
from extract.relations_verbs import Frame, Frames, frames_of

OF = re.compile("(?:所属|旗下|下属|新增|承建|投资|投资建设|建设)的?")  # between a company and its project
OWN_RULES = ("university", "research", "company", "bank")
_ITEM = re.compile("(?:“[^”]{2,30}”)?(?:重点)?(?:专项)?(?:“[^”]{2,40}”)?(?:项目|课题)")
_FIRST = re.compile("首[批个家站期]|第一[批个家站]")  # 首批放在甲区: not whoever acts
_SOME = re.compile(r"(?:\d|[一二两三四五六七八九十多])家")
# behind a body, that the clause only says what somebody is (张三，甲大学教授，2015年创办乙公司)
_APPOSED = re.compile(
    "(?:的)?(?:副|特聘|讲席|首席|客座)?(?:教授|研究员|院士|博士|博导|博士生导师|工程师|科学家|博士后|校友)(?:、[^，。；]{2,8})?，"
)
PRIZED = re.compile("[拿领争摘捧收得获][到取得]")
PRIZES = ("奖励", "补助", "补贴", "奖补", "经费")
MEANS = ("通过", "借助", "依靠", "凭借", "借着")
LENDERS = ("bank", "financial")
SHORT = 4  # characters of a body's name with which its rules may begin


def find(reading: Reading) -> None:
    """State the relations of all verbs of the article."""
    frames = frames_of(reading.state.lexicon)
    for match, clause in reading.hits(frames.pattern):
        start, end = match.span()
        if any(m.start <= start < m.end or start < m.start < end for m in reading.outer(clause.sentence)):
            continue  # a word of a name
        if frames.nouns.match(reading.state.folded, start) or frames.denied(reading.state.folded, clause.start, start):
            continue
        for frame in frames.by_verb[match.group()]:
            _frame(reading, frames, frame, clause, start, end)
    for sentence in reading.state.sentences:
        _owned(reading, reading.outer(sentence))
    titled(reading)


def _owned(reading: Reading, outer: list[Mention]) -> None:
    """State that a body runs what is named right behind it (某行“某某贷”, 某公司某某项目)."""
    for market, body in itertools.pairwise(m for m in outer if m.type != "Category"):  # 甲板上市公司乙
        _listed(reading, market, body)
    for body, scheme in itertools.pairwise(outer):
        _hosted(reading, body, scheme)
        if body.type != "Institution" or scheme.type not in {"Program", "Policy"}:
            continue
        if body.anaphor and scheme.kind != "product":
            continue
        between = reading.state.folded[body.end : scheme.start].strip("“《")
        if between not in {"", "的"} and not (scheme.rule == "invested" and OF.fullmatch(between)):
            continue
        clause = reading.state.clause_at(scheme.start)
        if clause is not None and reading.words.lead_of(reading.state.folded[clause.start : body.start]) != "partners":
            kind = "RUNS" if scheme.type == "Program" else "ISSUES"
            owners = [m for m in reading.group_ending(clause.sentence, body) if m.type == "Institution"]
            owners = [body] if scheme.kind == "product" else owners or [body]
            reading.add("owned", kind, owners, [scheme], clause, scheme.start, dated=False)


def _listed(reading: Reading, market: Mention, body: Mention) -> None:
    """Read 甲板上市公司乙."""
    frames = frames_of(reading.state.lexicon)
    if market.kind != "market" or body.type != "Institution" or body.kind == "market":
        return
    if frames.listed.fullmatch(reading.state.folded, market.end, body.start):
        clause = reading.state.clause_at(body.start)
        if clause is not None:
            members = [m for m in reading.group(clause.sentence, body).mentions if m.type == "Institution"]
            reading.add("listed", "LISTED_ON", members, [market], clause, body.start, dated=False)


def titled(reading: Reading) -> None:
    """State that a body issued the document whose title opens with its name (《甲政府关于…的意见》)."""
    entities = [e for e in reading.state.entities if e.mentions]
    bodies = [
        (form, e)
        for e in entities
        if e.type == "Institution"
        for form in {e.name, *e.aliases, *(m.text for m in e.mentions if not m.anaphor)}
    ]
    issued = {r.tail for r in reading.state.relations if r.type in {"ISSUES", "APPROVES"}}
    for policy in entities:
        if policy.type == "Policy" and policy.id not in issued and "关于" not in policy.name:
            _own_rules(
                reading,
                policy,
                [(f, e) for f, e in bodies if e.kind in OWN_RULES and len(f) >= SHORT and policy.name.startswith(f)],
            )
        _agreed(reading, policy, entities)
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


def _agreed(reading: Reading, policy: Entity, entities: list[Entity]) -> None:
    """Read 《关于共同设立甲基金的协议》: whoever signs it sets up what it names."""
    said = frames_of(reading.state.lexicon).agreed.search(policy.name) if policy.type == "Policy" else None
    clause = reading.state.clause_at(policy.mentions[0].start) if said else None
    if said is None or clause is None:
        return
    signers = {r.head for r in reading.state.relations if r.type == "ISSUES" and r.tail == policy.id}
    made = [
        e
        for e in entities
        if e.type in {"Fund", "Institution", "Zone"}
        and said["made"].startswith(tuple({e.name, re.sub("[（(][^）)]*[）)]", "", e.name), *e.aliases}))
    ]
    heads = [e for e in entities if e.id in signers and e not in made]
    reading.add("agreed", "ESTABLISHES", heads, made, clause, policy.mentions[0].start)


def _own_rules(reading: Reading, policy: Entity, owners: list[tuple[str, Entity]]) -> None:
    """Read 《甲大学成果转化管理办法》: the rules of a school or company, which nobody else is said to issue, are its own."""
    clause = reading.state.clause_at(policy.mentions[0].start)
    if not owners or clause is None or not frames_of(reading.state.lexicon).rules.search(policy.name):
        return
    owner = max(owners, key=lambda pair: len(pair[0]))[1]
    reading.add("own_rules", "ISSUES", [owner], [policy], clause, policy.mentions[0].start, dated=False)


def _hosted(reading: Reading, body: Mention, other: Mention) -> None:
    """State that a body set up what it hosts (依托甲大学的乙实验室)."""
    frames = frames_of(reading.state.lexicon)
    text = reading.state.folded
    if body.type == other.type == "Institution" and frames.hosts.fullmatch(text[body.end : other.start].strip("“")):
        clause = reading.state.clause_at(other.start)
        hosts = reading.group_ending(clause.sentence, body) if clause is not None else [body]
        if clause is not None and frames.hosted.search(text, clause.start, hosts[0].start):
            reading.add("hosted", "ESTABLISHES", hosts, [other], clause, other.start)


def _frame(reading: Reading, frames: Frames, frame: Frame, clause: Clause, start: int, end: int) -> None:
    """Read one frame at one verb."""
    promoted = promoted_at(reading, frames, frame, clause, start)
    heads = _heads(reading, frame, clause, start if promoted < 0 else promoted, end)
    relative = (
        clause.carried and reading.state.folded[end : end + 1] == "的" and reading.after_verb(clause, end, frame.tails)
    )
    if relative and all(m.end <= clause.start for m in heads):
        heads = []  # 新印发的《办法》: who issued it is not said
    tails = objects(reading, frames, frame, clause, start, end, heads)
    if tails and tails[-1].start >= end and _of_class(reading, frames, frame, clause, start, heads, tails[-1]):
        heads = []  # 甲厅介绍，实施乙制度的园区达到20个: the zones do it
    if not tails:
        tails, jointly = led_jointly(reading, frames, frame, clause, start)
        heads = jointly or heads
    if not tails:
        tails, leaders = elided(reading, frames, frame, clause, start, heads)
        heads = [*leaders, *heads]
    if (
        not tails
        and (begun := led_before(reading, frame, clause))
        and frames.intransitive.match(reading.state.folded, start)
    ):
        tails, heads = [m for m in clause.subject if m.type in frame.tails], begun  # 在甲主导下，乙基金成立
    heads = _cleft(reading, frames, frame, clause, tails, end) or heads
    tails = [t for t in tails if all(t.entity is not h.entity for h in heads)]
    if frame.rule == "locate":
        tails = [t for t in tails if not reading.state.folded.startswith("首", t.end)]  # 落地全国首单债券
    if frame.type == "PARTICIPATES_IN":
        joins = reading.state.folded.startswith(("加入", "加盟", "参加", "参与"), start)
        tails = [t for t in tails if t.type != "Institution" or _joinable(frames, t, joins)]
        heads = [h for h in heads if h.kind != "central_government"]  # ministries choose who takes part
        others = [h for h in heads if not takes_in(reading, h, start)]
        if heads and not others:
            return
        heads = others
        if PRIZED.match(reading.state.folded, start):
            tails = [t for t in tails if not t.text.endswith(PRIZES)]  # 拿到项目经费奖励: money
        lent = reading.state.folded.startswith("获批", start)
        tails = [t for t in tails if not (lent and t.kind == "product")]  # a bank that has a loan approved
    if frame.type == "ESTABLISHES":
        tails = [t for t in tails if not _counted(reading, frames, clause, t)]
        made_up = reading.state.folded.startswith("组成", start) and {m.type for m in (*heads, *tails)} == {"Zone"}
        heads = [] if made_up else heads  # 甲区由乙片区、丙片区组成
        if reading.state.folded.endswith(("合并", "整合"), 0, start):
            heads = [m for m in heads if m.type != "Fund"]  # funds that are merged into another set nothing up
    if not tails:
        return
    if (
        (frame.whole or (frame.type == "ESTABLISHES" and tails[-1].type in {"Institution", "Program"}))
        and tails[-1].start >= end
        and _only_names(reading, frames, tails[-1])
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
    if frame.type == "RUNS" and reading.state.folded.startswith(("进程", "过程", "背景"), tails[-1].end):
        return  # 在推进甲战略过程中
    if not heads and frame.type not in {"LOCATED_IN", "LISTED_ON"}:
        heads = _counted_agents(reading, frame, clause, start) or _led_on(reading, frame, clause)
        heads = heads or [m for m in led_before(reading, frame, clause) if m.type in frame.heads]
    bare = frame.rule == "product_out" and start == clause.start  # …，主要业务包括甲贷: whose business it is
    open_ = frame.type == "LOCATED_IN" and clause.predicate <= start and not clause.subject
    if not heads and (bare or open_):
        first = clause.sentence.clauses[0]
        heads = [m for m in first.subject if m.type in frame.heads] if clause.index else []
    if heads and frame.type in {"RUNS", "ESTABLISHES"}:
        heads = [] if frames.only_wished(reading.state.folded, clause.start, heads, start) else heads
    if not heads:
        reading.state.reject("relation", frame.rule, "nobody is said to act", clause.start, clause.end, frame.type)
        return
    if frame.type == "PARTICIPATES_IN" and frames.met.match(reading.state.folded, tails[-1].end):
        return  # 参加甲计划座谈会
    if frame.type == "PARTICIPATES_IN" and all(t.type == "Program" for t in tails):
        # a place is where the scheme is tried (甲市入选乙试点)
        places = [h for h in heads if h.type == "Place" and not _of_project(reading, h)]
        reading.add("scope_places", "APPLIES_TO", tails, places, clause, start)
        heads = [h for h in heads if h.type != "Place"]
    if frame.type == "ESTABLISHES" and reading.state.folded.startswith("组成", start):
        heads = [h for h in heads if h.type != "Fund"]  # 母基金由甲基金、乙基金组成: its parts
    if reading.state.folded[start - 1 : start + 2].endswith("托管") and reading.state.folded[start - 1] not in "委受":
        tails = [t for t in tails if t.type != "Fund"]  # a bank that keeps a fund's money does not run it
    if frame.rule == "grant":  # whoever else hands out loans or vouchers does so by somebody's product
        heads = [h for h in heads if h.kind in LENDERS or (h.entity is not None and h.entity.name == "中国人民银行")]
    if frame.type == "RUNS" and len(heads) > 1 and all(h.type == "Place" for h in heads):
        reading.add("scope_run", "APPLIES_TO", tails, heads, clause, start)  # 增加甲、乙等21个县开展丙试点
        return
    if frame.type == "LOCATED_IN" and heads and heads[-1].end <= clause.start:
        opening = frames.itself.sub("", reading.state.folded[clause.start : start])
        spread = len(heads) == 1 and len(tails) > 1 and "分别" in opening
        if spread or _FIRST.search(opening) or not reading.gap.fullmatch(opening):
            heads = []  # something else is there: 其中某某所设在丁市, 首家将落户丙园, (…项目，)分别落在甲、乙
    if frame.type == "LISTED_ON" and _SOME.search(reading.state.folded, clause.start, start):
        heads = [h for h in heads if h.start >= clause.start]  # 全院孵化企业1400多家，3家在科创板上市
    if frame.type == "LOCATED_IN" and _another(reading, clause, heads, tails, start):
        heads = []
    if frame.type != "LOCATED_IN":
        heads = [h for h in heads if h.end > clause.start or not _APPOSED.match(reading.state.folded, h.end)]
        heads = reading.acting(heads)
    heads = [h for h in heads if h.type != "Place"]
    planned = frame.type == "LISTED_ON" and frames.applies.search(reading.state.folded, clause.start, clause.end)
    led = _leads_item(reading, frame, start, tails)
    if led:
        tails = _items(reading, clause, tails)
    shared = reading.state.folded.startswith("共建", start) and all(t.type == "Program" for t in tails)
    type_ = "RUNS" if shared else "PARTICIPATES_IN" if led else frame.type
    for some, ends in _each(reading, clause, heads, tails):
        reading.add(frame.rule, type_, some, ends, clause, start, planned=bool(planned))
        if frame.type == "ESTABLISHES" and len(some) == 1 and some[0].type == "Institution":
            own = [m for m in ends if m.rule == "founded" and frames.own_part.search(m.text)]
            reading.add("own_part", "PART_OF", own, some, clause, start, dated=False)


def _joinable(frames: Frames, body: Mention, joins: bool) -> bool:
    """Tell whether bodies can take part in another: in an alliance, in a company only where the verb says that they join it."""
    if body.kind in {"central_government", "local_government", "bank", "university"}:
        return False
    name = body.entity.name if body.entity is not None else body.text
    firm = body.kind in {"company", "financial"} and "联盟" not in name
    joinable = frames.joined.search(body.text) or frames.joined.search(name)
    return joinable is not None and (joins or not firm)


def _of_project(reading: Reading, place: Mention) -> bool:
    """Tell whether a project's name stands right behind the place, so that not the place but its project is chosen."""
    sentence = reading.state.sentence_at(place.start)
    return sentence is not None and any(
        m.rule == "quoted-project" and 0 <= m.start - place.end <= 1 for m in reading.outer(sentence)
    )


def _leads_item(reading: Reading, frame: Frame, start: int, tails: list[Mention]) -> bool:
    """Tell whether what is led is a project of a plan that others run (牵头国家重点研发计划项目)."""
    text = reading.state.folded
    return (
        frame.type == "RUNS"
        and text.startswith(("牵头", "主持"), start)
        and all(t.rule == "gazetteer" and _ITEM.match(text, t.end) for t in tails)
    )


def _items(reading: Reading, clause: Clause, plans: list[Mention]) -> list[Mention]:
    """Return the project of the plan where it is named (国家重点研发计划“甲”专项“乙”项目), else the plan."""
    end = _ITEM.match(reading.state.folded, plans[-1].end)
    inside = [
        m
        for m in reading.outer(clause.sentence)
        if end is not None and plans[-1].end <= m.start < end.end() and m.type == "Program"
    ]
    return inside[-1:] or plans


def _cleft(
    reading: Reading, frames: Frames, frame: Frame, clause: Clause, tails: list[Mention], end: int
) -> list[Mention]:
    """Return who acts where it is named behind what is acted on (主持甲计划的是乙部, 首批进入丙试点的，有丁园、戊园)."""
    if not tails or tails[-1].start < end:
        return []
    match = frames.cleft.match(reading.state.folded, tails[-1].end)
    first = next((m for m in reading.outer(clause.sentence) if match and m.start == match.end()), None)
    if first is None or first.type not in frame.heads:
        return []
    return [m for m in reading.group(clause.sentence, first).mentions if m.type in frame.heads]


def _each(
    reading: Reading, clause: Clause, heads: list[Mention], tails: list[Mention]
) -> list[tuple[list[Mention], list[Mention]]]:
    """Return heads and tails in pairs where each has its own (甲、乙分别登陆丙板、丁板), else all with all."""
    if len(heads) == len(tails) > 1 and "分别" in reading.state.folded[clause.start : clause.end]:
        return [([head], [tail]) for head, tail in zip(heads, tails, strict=True)]
    return [(heads, tails)]


def _of_class(
    reading: Reading, frames: Frames, frame: Frame, clause: Clause, start: int, heads: list[Mention], tail: Mention
) -> bool:
    """Tell whether the act only describes the class named behind it, and whoever an earlier clause names is not said to be of it (成为落地乙贷的银行)."""
    text = reading.state.folded
    before = frame.type == "RUNS" and bool(heads) and all(m.end <= clause.start for m in heads)
    is_one = frames.is_one.search(text, clause.start, start) is not None
    return before and not is_one and frames.doers.match(text, tail.end) is not None


def _counted(reading: Reading, frames: Frames, clause: Clause, tail: Mention) -> bool:
    """Tell whether several are counted, so that the name is that of a class (建设3个国家重点实验室)."""
    begin = max(clause.start, tail.start - 8)
    return frames.counted_class.search(reading.state.folded, begin, tail.start) is not None


def _only_names(reading: Reading, frames: Frames, tail: Mention) -> bool:
    """Tell whether the name only says which of something else (某林场数字模型), not what it has (乙公司注册资本5亿元)."""
    if tail.type == "Program" and tail.text[-1] in "”》":
        return False  # “甲通”金融服务平台 says what it is
    return reading.modifies(tail) and not frames.own_nouns.match(reading.state.folded, tail.end)


def _heads(reading: Reading, frame: Frame, clause: Clause, start: int, end: int) -> list[Mention]:
    """Return who acts, partners in a joint act among them."""
    if frame.type == "LISTED_ON" and reading.state.folded[end : end + 1] == "的":
        return [m for m in reading.after_verb(clause, end, frame.heads) if m.kind != "market"]
    if frame.takes_object:
        moved = _moved(reading, frame, clause, start)
        if moved:
            return moved
    approved = clause.agents if frame.type == "ESTABLISHES" else []
    if approved and reading.state.folded[approved[0].start - 1] in "经获报" and (who := _planners(clause, approved)):
        return who
    actors = reading.before_verb(clause, start, frame.heads)
    if (
        frame.type == "ESTABLISHES"
        and clause.index
        and reading.state.folded[clause.start : start].strip(" ，").startswith(("共同", "联合"))
    ):
        actors = _definers(reading, frame, clause) or _payers(reading, frame, clause) or actors
    combined = frame.type == "MANAGES" and reading.state.folded.startswith(("组成的", "共同", "联合"), start)
    joint = (
        [*actors.heads, *actors.partners]
        if combined or frame.type in {"ISSUES", "RUNS", "ESTABLISHES", "PARTICIPATES_IN"}
        else actors.heads
    )
    widened = reading.state.folded[end - 1 : end + 1].strip("到至") != reading.state.folded[end - 1 : end + 1]
    if frame.type == "RUNS" and widened and joint and joint[0].type == "Place":
        joint = [m for m in joint if reading.state.folded[joint[0].start - 1] not in "由从"]  # 由甲县推广到乙县
    if frame.type in {"ESTABLISHES", "PARTICIPATES_IN", "RUNS"} and (led := led_with(reading, clause, start)):
        return [m for m in led if m.type in frame.heads]
    if frame.type == "RUNS" and words_of(reading).verbs.search(reading.state.folded, clause.start, start):
        return _placed(reading, clause, start)
    if frame.type == "ESTABLISHES" and not actors.partners and clause.carried and clause.index:
        former = clause.sentence.clauses[clause.index - 1]
        own = "由" not in reading.state.folded[clause.start : start]
        if (
            former.partners
            and own
            and frames_of(reading.state.lexicon).agrees.match(reading.state.folded, former.predicate)
        ):
            joint = [*joint, *former.partners]  # 甲区与乙行签约，设立丙资金池
    if frame.type == "RUNS" and actors.partners and not actors.heads:
        joint = actors.partners
    if actors.partners and not clause.agents and unnamed_agent(reading, frame, clause, start):
        joint = actors.partners
    text = reading.state.folded
    encouraged = frames_of(reading.state.lexicon).only_encouraged.search(text, max(clause.start, start - 4), start)
    if frame.type == "ESTABLISHES" and encouraged and all(m.start < encouraged.start() for m in joint):
        return []  # whoever supports that something is set up does not set it up
    if (
        frame.type == "ESTABLISHES"
        and joint
        and joint[-1].end <= start
        and (approved_between(reading, joint[-1].end, start) or words_of(reading).says.match(text, joint[-1].end))
    ):
        return _planners(clause, joint)  # whoever approves sets nothing up
    if frame.type == "PARTICIPATES_IN" and (taken := _taken(reading, frame, clause, joint, start)) is not None:
        return taken
    return [m for m in joint if m.type in frame.heads]


def _planners(clause: Clause, approving: list[Mention]) -> list[Mention]:
    """Return who is said to plan what another then approves (甲基金由乙委、丙公司联合谋划，经丁府同意设立)."""
    former = clause.sentence.clauses[clause.index - 1] if clause.index and clause.carried else None
    return [m for m in former.agents if m not in approving] if former is not None else []


def _led_on(reading: Reading, frame: Frame, clause: Clause) -> list[Mention]:
    """Return who acts by the clause behind one that tells the means (通过设立甲基金，乙区…)."""
    following = clause.sentence.clauses[clause.index + 1 : clause.index + 2]
    if not reading.state.folded.startswith(MEANS, clause.start) or not following or following[0].carried:
        return []
    return [m for m in (following[0].agents or following[0].subject) if m.type in frame.heads]


def _counted_agents(reading: Reading, frame: Frame, clause: Clause, start: int) -> list[Mention]:
    """Return those whom a passive only counts and the clauses behind it name (由3家银行联合发放，其中，甲行2亿元、…)."""
    wanted = counted_agents(reading.state.folded, clause, start)
    if wanted is None or frame.type not in {"RUNS", "ESTABLISHES", "MANAGES"}:
        return []
    named = [m for m in reading.outer(clause.sentence) if m.start >= clause.end and m.type == "Institution"]
    return named if len(named) == wanted > 1 and len({id(m.entity) for m in named}) == wanted else []


def _taken(reading: Reading, frame: Frame, clause: Clause, actors: list[Mention], start: int) -> list[Mention] | None:
    """Return what somebody else takes in (甲被乙部列入丙试点): who does it takes no part. None where nobody does."""
    text = reading.state.folded
    if not actors or actors[0].start < clause.start or text[actors[0].start - 1] not in "由被经":
        return None
    topic = [m for m in clause.subject if m.type in frame.heads and m not in actors and m.end <= start]
    return topic if all(m.kind != "central_government" for m in topic) else []


def _another(reading: Reading, clause: Clause, heads: list[Mention], tails: list[Mention], start: int) -> bool:
    """Tell whether a noun behind the place is what is there (甲大学首个位于乙区的基地): the subject is not, unless it is said to be that noun."""
    text = reading.state.folded
    if not heads or heads[-1].end > start or heads[-1].start < clause.start:
        return False
    between = text[heads[-1].end : start]
    passed = any(m.type != "Category" for m in reading.outer(clause.sentence) if heads[-1].end < m.start < start)
    if (passed and "、" not in between) or frames_of(reading.state.lexicon).other_noun.search(between):
        return True
    return text[tails[-1].end : tails[-1].end + 1] == "的" and "是" not in between


def _payers(reading: Reading, frame: Frame, clause: Clause) -> Actors | None:
    """Return who pays in 甲出资3亿元，乙出资2亿元，共同组建丙公司: the subjects of all clauses that pay."""
    frames = frames_of(reading.state.lexicon)
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
