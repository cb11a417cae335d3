"""What follows a known body's name: its departments (科技部人才与科普司), and the level of budget that stands for a body (省财政)."""

import itertools
import re

from extract import names_words
from extract.entity_spans import make
from extract.lexicon import Lexicon, any_of
from extract.model import Mention, State

# what may follow a unit although the dictionary joins it to the unit's last character (处处长)
AFTER = re.compile("[处司局副的、，相有主]|科长|部长|所长|室主任|中心主任|院长")
NUMBERED = re.compile(r"第?(?:\d{1,4}|[一二三四五六七八九十百〇零]{1,5})(?:研究所|研究院|所|院)(?![长校区有在])")
SHORT = "科系所处部"
NO_UNIT = (
    "联系",
    "关系",
    "体系",
    "维系",
    "好处",
    "用处",
    "难处",
    "全部",
    "内部",
    "外部",
    "干部",
)  # ordinary words that end like units
SEAT = ("总部", "本部")  # where a body sits, no part of it (甲公司总部位于乙区)
OFFICES = (
    "办公厅",
    "办公室",
    "合作交流办",
    "督查室",
    "研究室",
    "参事室",
    "金融办",
    "外事办",
    "招商办",
    "重点办",
)  # units without a word that says what they are for
LETTERS = re.compile("[一-鿿]+(?:（[一-鿿]+）[一-鿿]+)*")  # a bracket that is left open is no part of a name
POSTS = re.compile(
    "(?:校|院|所|局|厅|处|司|部|行|会)长|主任|书记|总经理|董事长|秘书长"
)  # somebody of the body, no unit (副校长 + 何望科)
SPEAKERS = re.compile("人士|负责人|相关|有关|工作人员|干部|官员|一级|二级|三级|四级|巡视员|调研员")
OWNERS = (
    "central_government",
    "local_government",
    "party_body",
    "university",
    "research",
    "company",
    "association",
    "other",
    "bank",
    "financial",
)


class Units:
    """The compiled lists of `units` and `budgets` in departments.yaml."""

    def __init__(self, lexicon: Lexicon) -> None:
        table = lexicon.table("departments")
        units = table["units"]
        stops = lexicon.table("stopnames")
        self.stop = (
            frozenset(stops["stop"]) - frozenset(stops["verbs"]) - frozenset(stops["in_funds"]) - {"与", "和", "中"}
        )
        self.verbs = frozenset(stops["verbs"]) | frozenset(stops["in_funds"])
        self.adverbs = frozenset(stops["adverbs"])
        self.done = re.compile(units["done"])
        self.dealt = re.compile(stops["dealt"])
        self.joint = [(re.compile(pattern), body) for pattern, body in table["joint"].items()]
        endings = {kind: "|".join(map(re.escape, words)) for kind, words in units["endings"].items()}
        self.unit = {kind: re.compile(rf"(?:{words})(?![{units['not_before']}])") for kind, words in endings.items()}
        levels = any_of(table["budgets"]["levels"])
        self.levels: dict[str, str] = table["budgets"]["levels"]
        acting = table["acting"]
        self.acting_levels: dict[str, str] = acting["levels"]
        self.acting = re.compile(
            rf"(?:^|[\n，。；：、“”由是与和跟]|随后|后来|同时|[年月日内来起间](?=[一-鿿]{{1,3}}[里上]))({'|'.join(self.acting_levels)})(?=[^，。；]{{0,10}}?(?:{'|'.join(acting['verbs'])}))"
        )
        self.got = re.compile(  # 又得到省里2亿元稳定支持经费
            rf"(?:得到|获得|拿到|领到|收到|争取到|来自)了?({'|'.join(self.acting_levels)})(?=的?\d|的?[^，。；]{{0,8}}(?:资金|经费|补助|支持|奖励|钱|款))"
        )
        self.budget = re.compile(
            rf"({levels})?(?:级|本级)?财政(?:部门(?!户))?(?![{table['budgets']['not_before']}]|支(?!付)|贴(?![息补][^资率政]|一半|[\d一二三四五六七八九全])|年(?!度|初|末|底|年|内)|补(?:贴|助)(?!保费|\d|[一二三四五六七八九]成|一半)|补偿|出[台版让租口]|投资|投(?!入[^，。；]{{0,4}}\d|[到给进向][^，。；]{{2,20}}\d))|本级(?!财政)"
        )
        self.budget_acts = re.compile(  # 省级安排5亿元, 由市级统筹资金2亿元
            rf"(?:(?<![一-鿿])|(?<=[由从]))({levels})(?:本)?级(?={'|'.join(table['budgets']['acts'])})"
            rf"|(?:(?<![一-鿿])|(?<=[由从]))({any_of(table['budgets']['state'])})(?={table['budgets']['gives']})"
        )


def find(state: State, owners: list[Mention]) -> list[Mention]:
    """Return the units that follow their body's name."""
    rules = state.lexicon.built("names.units", Units)
    found = []
    for owner in owners:
        if owner.type != "Institution" or owner.kind not in OWNERS:
            continue
        pattern = rules.unit[
            "government" if owner.kind in ("central_government", "local_government", "party_body") else "other"
        ]
        match = part_of(state, rules, pattern, owner.end)
        numbered = NUMBERED.match(state.folded, owner.end) if owner.kind in ("company", "research") else None
        if numbered is not None:  # 航天科技集团 + 五院
            name = owner.name + numbered.group()
            unit = make(state, owner.start, numbered.end(), "Institution", "research", name, rule="unit")
            unit.place, unit.parent = owner.place, owner.name
            found.append(unit)
            continue
        if match is None or match.group().endswith(SEAT) or rules.done.match(match.group()):
            continue
        if TALLY.match(state.folded, match.end()):
            continue  # 甲大学重点实验室达36个: counted, and no one of them
        if owner.kind in ("central_government", "local_government") and match.group().endswith("公司"):
            continue  # 某厅资助某公司 names no 司 of a ministry
        name = owner.name + match.group()
        kind = owner.kind if owner.kind != "bank" else None
        if match.group().endswith(("研究院", "研究所", "实验室", "研究中心")):
            kind = "research"
        found.append(
            make(
                state,
                owner.start,
                match.end(),
                "Institution",
                kind,
                name,
                rule="unit",
                place=owner.place,
                parent=owner.name,
            )
        )
    return found


def part_of(state: State, rules: Units, ending: re.Pattern[str], start: int) -> re.Match[str] | None:
    """Return the name of a part that begins at the offset, the shortest whose ending is a word's (农村科技司, not 农村科)."""
    first = start if state.folded.startswith(OFFICES, start) else start + 1
    for found in ending.finditer(state.folded, first, start + 18):
        match = LETTERS.fullmatch(state.folded, start, found.end())
        if match is None or found.start() - start > 14:
            return None
        end = found.end()
        if names_words.ends_word(state, end) or AFTER.match(state.folded, end):
            if match.group().endswith(NO_UNIT):
                continue  # 甲银行主动联系了他
            short = match.group()[-1] in SHORT and match.group()[-2:-1] not in "学究验业"
            whole = not (short and names_go_on(state, end)) and not POSTS.search(match.group())
            whole = whole and fits(state, rules, match)
            return match if whole else None
    return None


def names_go_on(state: State, end: int) -> bool:
    """Tell whether a noun follows, so that a one-character ending was only part of a longer word (国际科 in 国际科创中心)."""
    if end >= len(state.text) or AFTER.match(state.folded, end) or SPEAKERS.match(state.folded, end):
        return False
    return state.words[names_words.word_at(state, end)][2][0] in "ng"


def fits(state: State, rules: Units, match: re.Match[str]) -> bool:
    """Tell whether the words between a body and the ending may stand in a unit's name."""
    first, last = names_words.word_at(state, match.start()), names_words.word_at(state, match.end() - 1)
    words = state.words[first : last + 1]
    text = state.folded
    if not words or words[0][0] < match.start() < words[0][1]:
        return False
    if BODY_BEHIND.search(match.group()):
        return False  # 某分局筹备组和市农业局: two
    head = text[words[0][0] : words[0][1]]
    dealt = rules.dealt.fullmatch(head)
    if dealt is not None and not dealt["own"]:
        return False  # 甲厅 + 奖励 + 乙院
    if head in ("会同", "协同", "携手", "联手") or (head == "联合" and match.group().endswith(ACTING)):
        return False
    if head in ("与", "和", "中", "副", "的", "原") or (words[0][2][0] in "pcurmdq" and head not in rules.adverbs):
        return False
    if any(text[a:b] in FOUNDS for a, b, _ in words[:-1]):
        return False  # 甲大学联合乙集团共建丙学院
    inner = [(text[a:b], f) for a, b, f in words[:-1] if text[a:b] not in ("与", "和", "（", "）")]
    return not any(
        w in rules.stop
        or (f[0] in "purmdx" and w not in rules.adverbs)
        or (f == "v" and len(w) > 1 and w not in rules.verbs)
        for w, f in inner
    )


TALLY = re.compile(
    r"(?:总数|总量|数量|数)?(?:已经|已|共计?|合计|累计|达到?|增加?[至到]|发展到|突破|超过?|逾|近|约|为|有)*\d[\d.,]*余?(?:家|个|所|只|支|座|处)"
)
# 国家出资2亿元: the finance ministry's money
NATION = re.compile(
    r"(?<=[，。；：、\n由过，])国家(?=(?:给予|直接|专项|一次性|共|将|已)?(?:出资|拨款|补助|补贴|下拨|拨付|安排资金|投入资金)[^，。；]{0,6}\d)"
)
BODY_BEHIND = re.compile("(?:[和与及]|会同|联合|协同)[省市县区州][一-鿿]{1,8}[局厅委办]$")
FOUNDS = ("共建", "合建", "组建", "设立", "成立", "新建", "筹建")
ACTING = ("局", "厅", "委员会", "司", "处", "科", "部")  # behind 联合 another body, no unit: 甲局联合市财政局
LISTED = re.compile(r"等(?:\d+|[一-鿿]{1,2})?(?:地|市|县|区|地区|个市|个县|市县)?(?:市|县|区)?(?:人民)?政府")


def governments(state: State) -> list[Mention]:
    """Return the governments of places in a list: 甲、乙、丙等地政府."""
    found = []
    places = {m.end: m for m in state.mentions if m.type == "Place" and not m.anaphor}
    for match in state.scan(LISTED):
        at = match.start()
        while at in places:
            place = places[at]
            if place.kind in ("province", "city", "county"):
                found.append(
                    make(
                        state,
                        place.start,
                        place.end,
                        "Institution",
                        "local_government",
                        place.name + "人民政府",
                        rule="listed-government",
                        place=place.name,
                        implied=True,
                    )
                )
            at = place.start - 1 if state.folded[place.start - 1 : place.start] in ("、", "和") else -1
    for mention in found:
        old = places[mention.end]
        state.mentions.remove(old)
        state.nested.append(old)
    return found


class Brief:
    """The characters that stand for provinces in lists (京津两市), and the pattern of such a list of governments."""

    def __init__(self, lexicon: Lexicon) -> None:
        places = [p for p in lexicon.gazetteer.places if p.kind == "province"]
        self.names = {alias: p.name for p in places for alias in p.weak if len(alias) == 1}
        level = "(?:[两三四二一]?(?:省市|省区市|省区|省|市|地))"
        self.pattern = re.compile(f"([{''.join(self.names)}]{{2,5}}){level}{{1,2}}(?:人民)?政府")


def brief(state: State) -> list[Mention]:
    """Return the governments of provinces that a word of single characters lists: 京津两市政府."""
    found = []
    rules = state.lexicon.built("names.brief", Brief)
    for match in state.scan(rules.pattern):
        for at in range(*match.span(1)):
            place = rules.names[state.folded[at]]
            name, kind = f"{place}人民政府", "local_government"
            found.append(make(state, at, at + 1, "Institution", kind, name, rule="brief", place=place, implied=True))
    return found


def joint(state: State) -> list[Mention]:
    """Return the bodies that bear two names at once."""
    rules = state.lexicon.built("names.units", Units)
    return [
        make(state, *match.span(), "Institution", "local_government", body["name"], rule="joint", place=body["place"])
        for pattern, body in rules.joint
        for match in state.scan(pattern)
    ]


def acting(state: State) -> list[Mention]:
    """Return the governments that a level stands for where it spends or decides: 市里给了3亿元."""
    rules = state.lexicon.built("names.units", Units)
    found = []
    for match in itertools.chain(state.scan(rules.acting), state.scan(rules.got)):
        level = rules.acting_levels[match.group(1)]
        place = named_in_sentence(state, match.start(1), "city" if level == "prefecture" else level) or state.place_at(
            level
        )
        if place is not None:
            name = f"{place}人民政府"
            kind = "local_government"
            found.append(make(state, *match.span(1), "Institution", kind, name, rule="acting-level", place=place))
            found[-1].implied = True
    for match in state.scan(NATION):
        body = make(state, *match.span(), "Institution", "central_government", "财政部", rule="budget", implied=True)
        found.append(body)
    return found


def named_in_sentence(state: State, at: int, level: str) -> str | None:
    """Return the last place of a level that the sentence, or the item of a round-up, names before the offset (跟郫都区签了协议，区里承诺…)."""
    item = state.item_at(at)
    start = max(state.folded.rfind(mark, 0, at) for mark in "。！？\n") if item is None else item
    before = [m for m in state.mentions if start < m.start < at and m.type == "Place" and m.kind == level]
    return before[-1].name if before and before[-1].name else None


def finance_department(place: str, province: bool) -> str:
    """Return the name of a place's finance department: a 厅 in a province, a 局 in a city, those that are provinces among them."""
    return place + ("财政厅" if province and not place.endswith("市") else "财政局")


ZONE_WORD = re.compile("(?:高新区|经开区|开发区|园区|新区|示范区|自贸区|保税区)$")


def zone_before(state: State, budget: re.Match[str]) -> tuple[int, str] | None:
    """Return where a budget's name begins and the one zone of the article whose it is (高新区财政, 区财政); None where it is no zone's."""
    short = ZONE_WORD.search(state.folded, max(0, budget.start() - 3), budget.start())
    if short is None and budget.group(1) != "区":
        return None
    for named in (state.mentions, state.nested):
        zones = [m for m in named if m.type == "Zone" and not m.anaphor]
        zones = [m for m in zones if m.text.endswith(short[0])] if short else zones
        if zones:
            break
    names = list(dict.fromkeys(m.name for m in zones))
    return (short.start() if short else budget.start(), names[0]) if len(names) == 1 else None


def budgets(state: State) -> list[Mention]:
    """Return the budgets of central, provincial and city level as their finance departments (rule 7)."""
    rules = state.lexicon.built("names.units", Units)
    places = {m.end: m for m in state.mentions if m.type in ("Place", "Zone")}
    found = []
    for match in itertools.chain(state.scan(rules.budget), state.scan(rules.budget_acts)):
        start, word = match.start(), match[match.lastindex] if match.lastindex else None
        place: str | None = None
        if word and start and state.folded[start - 1] == "各":
            continue  # 各区财政: all of them
        if word and rules.levels[word] == "country":
            found.append(
                make(
                    state,
                    start,
                    match.end(),
                    "Institution",
                    "central_government",
                    "财政部",
                    rule="budget",
                    implied=True,
                )
            )
            continue
        owner = places.get(match.start(1) if word and len(word) > 1 else match.start()) or places.get(
            match.end(1) if word else match.start()
        )
        if owner is not None and owner.kind not in ("country", "region"):
            start, place = (owner.start if not owner.anaphor else match.start()), owner.name
        elif word:
            place = state.place_near(rules.levels[word], start)
            if place is None and word.startswith("市") and state.levels.get("province", "").endswith("市"):
                place = state.levels["province"]
        if place is None and (zone := zone_before(state, match)):
            start, place = zone
        if place is None:
            continue
        entry = state.lexicon.gazetteer.place(place, state.place)
        found.append(
            make(
                state,
                start,
                match.end(),
                "Institution",
                "local_government",
                finance_department(place, entry is not None and entry.kind == "province"),
                rule="budget",
                place=place,
                implied=True,
            )
        )
    return found
