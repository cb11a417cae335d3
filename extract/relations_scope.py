"""APPLIES_TO: where or for whom a programme, policy or fund is meant, by verbs, places of trial and titles (rule 22 is the step `scope`)."""

import itertools
import re

from extract.lexicon import Lexicon
from extract.model import Clause, Entity, Mention, Sentence
from extract.relations_names import spot_names
from extract.relations_read import Reading
from extract.relations_several import pointed_at

SCHEMES = ("Program", "Policy", "Fund")
OTHERS = ("另", "其他", "其余", "别的", "有的")  # they open a sentence on others than the one before
MONEY = re.compile("资金|债券|贷款|经费")
WHOLE = {"全球", "世界", "亚洲", "欧洲"}
PLACED = re.compile("试点|先行|试行|推广|启动|实施|铺开|开展|推开|落地|率先|试水|推行")
# bodies whose paper it is; 某省政府投资基金管理办法 is about the province's funds
OFFICES = re.compile(
    "(?:人民)?政府(?!投资|股权|产业|引导|性|采购|购买|债|专项|质量|和社会)|财政厅|科技厅|海关|委(?:员会)?\\s*[一-鿿]{2,8}?(?:人民)?政府"
)
FINER = ("city", "county", "town")
HOME = {"中国", "中华人民共和国"}
WHERE = re.compile("(?:行政区域|辖区|区域|境|范围|地区)?(?:内|之内)?的?")  # between a place and the class that is there
WIDENS = re.compile("推广|扩大|扩展|延伸|扩围|拓展|扩|推|铺|放宽")
FAR_PLACE = 6  # characters between the places of a line
LISTS_OF_RULES = ("范围", "试点", "覆盖", "涉", "分布", "建设地点")  # what a document may say of where it holds
SCOPES = ("Zone", "Place", "Category")


class ScopeWords:
    """The patterns of `scope` in relations.yaml."""

    def __init__(self, lexicon: Lexicon) -> None:
        table = lexicon.table("relations")["scope"]
        self.towards = re.compile("|".join(sorted(table["towards"], key=len, reverse=True)))
        self.within = re.compile("|".join(sorted(table["within"], key=len, reverse=True)))
        self.helps = re.compile("|".join(table["helps"]))
        self.acts = re.compile("|".join(sorted(table["acts"], key=len, reverse=True)))
        self.lists = re.compile(table["lists"])
        self.regional = re.compile(table["regional"])
        self.agreements = re.compile(table["agreements"])
        self.opening = re.compile(table["opening"])
        self.offers = re.compile(table["offers"])
        self.itself = re.compile(table["itself"])
        self.asks = re.compile(table["asks"])
        self.gap = re.compile(table["gap"])
        self.vague = re.compile(table["vague"])
        self.works = re.compile(table["works"])
        self.route = re.compile(table["route"])
        self.reaches = re.compile(table["reaches"])
        self.begun = re.compile(table["begun"])
        self.lines = re.compile(f"(?:{table['lines']})(?:[一二三四]期)?$")


def find(reading: Reading) -> None:
    """State the scope of programmes, policies and funds."""
    rules = reading.state.lexicon.built("relations.scope", ScopeWords)
    for match, clause in reading.hits(rules.towards):
        _towards(reading, rules, match, clause)
    seen: set[int] = set()
    for match, clause in reading.hits(rules.acts):
        inside = any(m.start <= match.start() < m.end for m in reading.outer(clause.sentence))
        if id(clause) not in seen and not inside and _within(reading, rules, match, clause):
            seen.add(id(clause))
    for sentence in reading.state.sentences:
        for clause in sentence.clauses:
            _asked(reading, rules, clause)
    for match, clause in reading.hits(rules.lists):
        _listed(reading, match, clause)
    for match, clause in reading.hits(rules.route):
        _route(reading, rules, match, clause)
    _opened(reading)
    _titles(reading)


def salient(reading: Reading, clause: Clause, offset: int) -> list[Mention]:
    """Return the scheme that a clause is about: its subject, the list before the offset in it, or the last one before it in the sentence."""
    subject = [m for m in clause.subject if m.type in SCHEMES]
    if several := pointed_at(reading, clause, offset):
        return several
    if subject:
        return subject
    earlier = [m for m in reading.outer(clause.sentence) if m.end <= offset and m.type in SCHEMES]
    part = reading.state.folded.rfind("；", clause.sentence.start, clause.start) + 1
    if MONEY.search(reading.state.folded, part, clause.start) and part:
        earlier = [m for m in earlier if m.start >= part]  # …甲计划；获批资金2500万元，投向乙园: that money's scheme
    pointed = [
        m
        for m in earlier
        if reading.state.folded[m.start : m.start + 2] in {"这项", "该项", "此项", "这一", "本次", "此次"} or m.anaphor
    ]
    if pointed:
        return pointed[-1:]
    if earlier:
        return reading.group_ending(clause.sentence, earlier[-1])
    return _topic(reading, clause.sentence)


def _topic(reading: Reading, sentence: Sentence) -> list[Mention]:
    """Return the last scheme of the sentence before in the paragraph, where it names one only."""
    place = reading.state.number_of(sentence)
    former = reading.state.sentences[place - 1] if place else None
    if former is None or former.paragraph != sentence.paragraph:
        return []
    if reading.state.folded.startswith(OTHERS, sentence.start):
        return []
    schemes = [m for m in reading.outer(former) if m.type in SCHEMES]
    return schemes[-1:] if len({id(m.entity) for m in schemes}) == 1 else []


def _towards(reading: Reading, rules: ScopeWords, match: re.Match[str], clause: Clause) -> None:
    """Read 面向科技型企业, 适用于全国, 投向先进制造业企业."""
    if reading.denied(match.start()) or any(m.start <= match.start() < m.end for m in reading.outer(clause.sentence)):
        return
    tails = _meant(reading, rules, clause, match.end())
    if not tails:
        return
    tails = [
        m for m in tails if m.type != "Place" or match.group() == "适用于" or not (reading.modifies(m) or _nation(m))
    ]
    tails = [m for m in tails if m.type != "Category" or not rules.vague.fullmatch(_called(m))]
    if not tails:
        return
    tails = [*_widened(reading, clause, match), *tails]
    heads = _offered(reading, rules, clause, tails)
    heads = heads or pointed_at(reading, clause, match.start())
    if not heads:
        heads = [m for m in salient(reading, clause, match.start()) if m.type in SCHEMES]
        if rules.helps.fullmatch(match.group()):  # by a scheme itself, or by what a document says
            heads = [m for m in heads if m in clause.subject or m.type == "Policy"]
        if tails[0].type == "Category":
            near = [m for m in heads if _near(reading, rules, clause, m)]
            if heads and not near:  # the class is a node all the same
                reading.state.meant.update(m.entity.id for m in tails if m.entity is not None)
            heads = near
    if heads:
        rules_now = all(m.type == "Policy" for m in heads)  # what a document says of its scope is no plan
        reading.add("scope", "APPLIES_TO", heads, tails, clause, match.start(), dated=not rules_now)


def _widened(reading: Reading, clause: Clause, match: re.Match[str]) -> list[Mention]:
    """Return the places from which a scheme is widened to others (乙试点由甲县推广到丙县): it is there too."""
    if not WIDENS.match(match.group()):
        return []
    last = next((m for m in reading.outer(clause.sentence) if m.end == match.start()), None)
    group = reading.group_ending(clause.sentence, last) if last is not None and last.type in {"Place", "Zone"} else []
    return group if group and reading.state.folded[group[0].start - 1] in "由从" else []


def _near(reading: Reading, rules: ScopeWords, clause: Clause, scheme: Mention) -> bool:
    """Tell whether a scheme is what the clause is about, or the one before it names it: whom a clause helps further on, others help."""
    for earlier in reversed(clause.sentence.clauses[: clause.index + 1]):
        if scheme in earlier.subject:
            return True
        if any(m.start == earlier.start and m.type == "Institution" for m in earlier.subject):
            break  # somebody else acts from there on
    if scheme.end <= clause.sentence.start:  # 甲基金注册。基金规模5亿元，投向乙企业
        return rules.itself.match(reading.state.folded, clause.sentence.start) is not None
    former = clause.sentence.clauses[clause.index - 1] if clause.index else clause
    return scheme.start >= former.start


def _called(mention: Mention) -> str:
    """Return the name of what a mention is of, as printed where that is not known."""
    return mention.entity.name if mention.entity is not None else mention.text


def _meant(reading: Reading, rules: ScopeWords, clause: Clause, start: int) -> list[Mention]:
    """Return the list of places or classes that the words before it lead to; a place that only says where a class is (在甲市注册的企业) is passed over."""
    text = reading.state.folded
    every = [m for m in reading.outer(clause.sentence) if start <= m.start < clause.end and m.type in SCOPES]
    for mention, following in itertools.zip_longest(every, every[1:]):
        if not rules.gap.fullmatch(text[start : mention.start]):
            where = mention.type == "Place" and text[mention.start - 1] == "在"
            if not where:
                return []
            continue
        if (
            mention.type != "Category"
            and following is not None
            and following.type == "Category"
            and WHERE.fullmatch(text, mention.end, following.start)
        ):
            start = mention.end
            continue
        mention = _innermost(every, mention)
        return [m for m in reading.group(clause.sentence, mention).mentions if m.type in SCOPES]
    return []


def _innermost(every: list[Mention], place: Mention) -> Mention:
    """Return the last of the places that follow each other without a mark (惠及甲县乙镇)."""
    for following in every:
        if following.start == place.end and place.type == following.type == "Place":
            place = following
    return place


def _offered(reading: Reading, rules: ScopeWords, clause: Clause, tails: list[Mention]) -> list[Mention]:
    """Return the scheme behind whom it is meant for: 面向小微企业的甲贷, 为小微企业推出甲贷."""
    last = tails[-1]
    for mention in reading.outer(clause.sentence):
        if mention.start < last.end or mention.type not in SCHEMES:
            continue
        between = reading.state.folded[last.end : mention.start]
        relative = re.fullmatch(r"(?:等)?(?:[^，。；]{0,16})?的[^，。；]{0,12}", between)
        offers = len(between) <= 24 and rules.offers.search(between) and "，" not in between.strip("，")
        if mention.start < clause.end and (relative or offers):
            return [m for m in reading.group(clause.sentence, mention).mentions if m.type in SCHEMES]
        return []
    return []


def _asked(reading: Reading, rules: ScopeWords, clause: Clause) -> None:
    """Read 小微企业可申请甲贷 and 申报甲专项的单位应为小微企业."""
    subject = [m for m in clause.subject if m.type == "Category"] if not clause.carried else []
    for mention in reading.outer(clause.sentence) if subject else ():
        if mention.start < subject[-1].end or mention.start >= clause.end or mention.type == "Institution":
            continue
        if mention.type in {"Program", "Fund"} and rules.asks.search(
            reading.state.folded, subject[-1].end, mention.start
        ):
            reading.add("scope_asked", "APPLIES_TO", [mention], subject, clause, mention.start, dated=False)
        return


def _within(reading: Reading, rules: ScopeWords, match: re.Match[str], clause: Clause) -> bool:
    """Read 在甲地试点, 于乙区落地: the scheme is the clause's subject or stands behind the verb; tell whether there is one."""
    text = reading.state.folded
    opened = rules.within.search(text, clause.start, match.start())
    if opened is None:
        return False
    tails = [
        m
        for m in reading.outer(clause.sentence)
        if opened.end() <= m.start and m.end <= match.start() and m.type in SCOPES
    ]
    tails = [m for m in tails if not _nation(m)]
    heads = [m for m in clause.subject if m.type in SCHEMES] or reading.after_verb(clause, match.end(), SCHEMES)
    if not heads and clause.index and PLACED.match(match.group()):
        former = clause.sentence.clauses[clause.index - 1]
        heads = [
            m for m in reading.outer(clause.sentence) if former.start <= m.start < former.end and m.type in SCHEMES
        ]
        heads = heads[-1:] if {m.type for m in heads} == {"Program"} else []
    opening = not clause.index and rules.begun.fullmatch(text, clause.start, opened.start())
    if not heads and opening and PLACED.match(match.group()):  # 甲厅启动乙行动。首批在丙、丁实施
        heads = [m for m in _topic(reading, clause.sentence) if m.type == "Program"]
    funds = [m for m in heads if m.type == "Fund"]
    if tails and heads:
        reading.add("scope_in", "APPLIES_TO", [m for m in heads if m not in funds], tails, clause, match.start())
    return bool(tails and heads)


def _opened(reading: Reading) -> None:
    """Read 在甲市，乙银行推进丙贷: a place that opens the sentence is where the programme behind the next clause's verb is run."""
    for sentence in reading.state.sentences:
        if len(sentence.clauses) < 2:
            continue
        first, second = sentence.clauses[:2]
        places = [m for m in reading.outer(sentence) if m.end <= first.end and m.type in {"Place", "Zone"}]
        if (
            len(places) != 1
            or reading.state.folded[first.start : places[0].start].strip() != "在"
            or first.end - places[0].end > 1
        ):
            continue
        schemes = (
            reading.after_verb(second, second.predicate, ("Program",))
            if second.predicate >= 0 and second.subject
            else []
        )
        begun = {n.start for n in reading.state.nested if n.type == "Place"}
        schemes = [m for m in schemes if m.start not in begun]  # 在甲省，乙行支持丙县丁项目: that is in the county
        if schemes and not _nation(places[0]):
            reading.add("scope_opening", "APPLIES_TO", schemes, places, second, second.predicate)


def _listed(reading: Reading, match: re.Match[str], clause: Clause) -> None:
    """Read 试点涉及甲、乙、丙三市 and 省一级的有丁、戊: places listed as where a scheme is tried."""
    tails = reading.after_verb(clause, match.end(), ("Place", "Zone"))
    if len(tails) < 2 or tails[0].start - match.end() > 3:
        return
    heads = _programmes(reading, [m for m in salient(reading, clause, match.start()) if m.type != "Fund"])
    heads = [e for e in heads if e.type != "Policy" or match.group().startswith(LISTS_OF_RULES)]
    if heads:
        reading.add("scope_list", "APPLIES_TO", heads, tails, clause, match.start())


def _route(reading: Reading, rules: ScopeWords, match: re.Match[str], clause: Clause) -> None:
    """Read 甲管道由乙市经丙市、丁市到戊市: a line is in all places that it runs through."""
    text = reading.state.folded
    places = [m for m in reading.outer(clause.sentence) if match.start() < m.start < clause.end and m.type == "Place"]
    if len(places) < 2 or places[0].start - match.end() > FAR_PLACE:
        return
    last = next((n for n in range(1, len(places)) if rules.reaches.search(text, places[n - 1].end, places[n].start)), 0)
    gaps = [text[a.end : b.start] for a, b in itertools.pairwise(places[: last + 1])]
    if not last or any(len(gap) > FAR_PLACE or "，" in gap for gap in gaps):
        return
    heads = [m for m in salient(reading, clause, match.start()) if m.type == "Program" and m.entity]
    heads = [m for m in heads if m.entity is not None and rules.lines.search(m.entity.name)]
    if heads:
        group = reading.group(clause.sentence, places[last]).mentions
        tails = [*places[:last], *(m for m in group if m.type == "Place")]
        reading.add("route", "APPLIES_TO", heads, tails, clause, match.start(), dated=False)


def _nation(mention: Mention) -> bool:
    return mention.entity is not None and mention.entity.name in {"中国", "全球", "世界"}


def _programmes(reading: Reading, schemes: list[Mention]) -> list[Entity]:
    """Return the schemes, a plan replaced by the programme that rests on it: the programme is what is tried somewhere."""
    by_id = {e.id: e for e in reading.state.entities}
    resting = {r.tail: by_id[r.head] for r in reading.state.relations if r.type == "BASED_ON" and r.head in by_id}
    return [resting.get(m.entity.id, m.entity) for m in schemes if m.entity is not None]


def _titles(reading: Reading) -> None:
    """Read the place that a title opens with (《江苏省…办法》 applies to 江苏省), and that a local project's name opens with."""
    entities = [e for e in reading.state.entities if e.mentions]
    spots = [e for e in entities if e.type == "Zone" or (e.type == "Place" and e.name not in HOME)]
    rules = reading.state.lexicon.built("relations.scope", ScopeWords)
    for policy in entities:
        if rules.agreements.search(policy.name):
            if policy.type == "Policy" and rules.regional.search(policy.name):
                _regional(reading, rules, policy, spots)
            continue
        if policy.type == "Policy" or (policy.type == "Program" and rules.works.search(policy.name)):
            best = _opening(rules, policy, spots)
            if policy.type == "Program":
                best = _inner(policy, spots, best) or best
            first = policy.mentions[0]
            clause = reading.state.clause_at(first.start)
            if best and clause is not None:
                reading.add("title_place", "APPLIES_TO", [policy], best, clause, first.start, dated=False)


def _regional(reading: Reading, rules: ScopeWords, policy: Entity, spots: list[Entity]) -> None:
    """Read the region that an agreement's title opens with, or the place that it is to support (《支持甲省…协议》)."""
    regions = [s for s in spots if s.kind == "region"]
    supports = policy.name.lstrip("《").startswith("支持")
    best = _opening(rules, policy, spots if supports else regions)
    clause = reading.state.clause_at(policy.mentions[0].start)
    if best and clause is not None:
        first = policy.mentions[0].start
        reading.add("title_place", "APPLIES_TO", [policy], best, clause, first, dated=False)


def _inner(work: Entity, spots: list[Entity], opening: list[Entity]) -> list[Entity]:
    """Return the places inside a work's name behind what it opens with, those two of a line both (甲至乙公路, 丙省丁流域修复工程)."""
    found = []
    for spot in spots:
        forms = [name for name in spot_names(spot) if 0 < work.name.find(name) < len(work.name) - len(name)]
        if spot.type == "Place" and spot.kind not in {"country", "province"} and forms and spot not in opening:
            found.append((max(work.name.find(name) for name in forms), spot))
    inner = [spot for _, spot in sorted(found, key=lambda pair: pair[0])]
    line = [spot for spot in opening if spot.kind in FINER]
    return [*line, *inner] if inner else []


def _opening(rules: ScopeWords, policy: Entity, spots: list[Entity]) -> list[Entity]:
    """Return the places that a title opens with, more than one where it lists them."""
    rest = rules.opening.sub("", policy.name.lstrip("《"))
    names = [(name, spot) for spot in spots for name in spot_names(spot)]
    listed: list[Entity] = []
    while found := [(len(name), spot) for name, spot in names if rest.startswith(name)]:
        length, best = max(found, key=lambda pair: pair[0])
        rest = rest[length:]
        listed.append(best)
        if rest.startswith(("、", "和", "与")):
            rest = rest[1:]
        elif any(rest.startswith(name) and spot.kind in FINER and spot is not best for name, spot in names):
            listed.pop()  # 甲市乙县丙项目 is in the county
        else:
            break
    if policy.type != "Policy" and policy.name.endswith(("项目", "工程")):
        listed = [spot for spot in listed if spot.kind in {"city", "county", "town"}]
    listed = [spot for spot in listed if spot.name not in WHOLE]
    return [] if OFFICES.match(rest) else listed
