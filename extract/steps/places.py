"""Places: known names by longest match, words such as 我省, and the place that the article is about."""

import itertools
import re
from collections import defaultdict
from typing import Any

from extract import names_words
from extract.entity_spans import make, settle
from extract.gazetteer import Entry, Hit
from extract.lexicon import Lexicon, any_of
from extract.model import Mention, State

LEVELS = ("province", "city", "county")

COUNTED = re.compile(  # a list's first mark is looked for before what leads to it: most words begin no list
    r"(?=[一-鿿]{2,8}[、和])(?:(?<![一-鿿])|(?<=[在为到给于向对括是有从由及]))(?:[我全](?:省|市|州|县|区))?((?:[一-鿿]{2,4}[、和]){1,20}[一-鿿]{2,4}?)"
    r"(?:等)?(?:\d+|[二两三四五六七八九十]+)个?(?:贫困|脱贫|重点|国定|国家[一-鿿]{0,12}?|革命老区|边境|民族|少数民族|牧业|产粮)*(?:省区|省份|省|市州|市|州|县市|县|区|旗|地|城市|城|盟)"
)
ROW = re.compile(  # 兴国、会昌、安远等地; the last ends before what cannot go on in its name
    r"(?=[一-鿿]{2,3}、)(?:(?<![一-鿿])|(?<=[在为到给于向对是由从及和与至])|(?<=支持|倾斜|涉及|覆盖|包括|惠及|安排|下达|拨付|其中|帮扶|扶持|奖励|补助|选择|确定|推荐))((?:[一-鿿]{2,3}、){1,10}[一-鿿]{2})(?=[，。；、\d]|等|[二两三四五六七八九]|县|的|和|也|都)"
)
BETWEEN = re.compile("、((?:[一-鿿]{2,3}、){1,4})")  # 唐山、长治、四平: a word of another sense too, between two places
SEVERAL = 3  # short names of counties that no list of other words is
LEADING = frozenset("对向从")  # before a township, never the first character of one here
STRANGE = re.compile("[他她它同因为的了在是和与个各该]")  # stand in no name of a township
LEADS = re.compile("[一-鿿]*[在为到给于向对由从及和与投是的]")
SEPARATOR = re.compile("[、和]")
LEVEL_AFTER = re.compile("[长里乡直级]|（[市区旗]")
LEVEL_BEFORE = re.compile("[省市区州乡镇级门局位]$")
FILED = 0.9  # what a dateline weighs: reports on a county are filed from the capital of its province


LED = (
    "街道",
    "支持",
    "助力",
    "服务",
    "推动",
    "促进",
    "带动",
    "引导",
    "建设",
    "发展",
    "振兴",
    "赋能",
    "扎根",
    "深入",
    "走进",
)  # verbs before 乡村
WATER = re.compile("湖|水库|山(?![区县市东西南北])|[江河](?=[、，。整治大沿两源水及和流])")

# before and behind a name within the brackets that name who wrote the report
WRITERS = re.compile(r"[（(][^（()）。]{0,12}?(?:记者|通讯员)[:：]?[一-鿿\s、/]{0,20}$")
WRITERS_END = re.compile(r"[一-鿿]?(?:[\s、/]+(?:通讯员|记者)?\s*[一-鿿]{2,4})*\s*[）)]")


def run(state: State) -> None:
    """Fill in `state.words`, the Place mentions, `state.levels` and `state.place`."""
    names_words.fill(state)
    rules = state.lexicon.built("places", compile_rules)
    hits = [hit for hit in state.lexicon.gazetteer.find_places(state.folded) if fits(state, hit)]
    filed = {hit.start for hit in hits if is_dateline(state, hit, rules)}
    find_levels(state, hits, filed)
    found = []
    for hit in hits:
        entry = choose(state, hit.entries)
        if entry is not None and (region_meant(state, rules, hit, entry) or begins_event(state, rules, hit, entry)):
            continue
        if entry is not None and hit.start not in filed:
            found.append(
                make(state, hit.start, hit.end, "Place", entry.kind, entry.name, rule="place", place=entry.name)
            )
    settle(state, found + words(state, rules, {m.start: m.end for m in found}))
    settle(state, listed(state) + neighbours(state) + between(state))
    settle(state, small(state, rules))


def small(state: State, rules: dict[str, Any]) -> list[Mention]:
    """Return the villages behind a county, town or zone, the sumu of the steppe, reserves, river basins and ports."""
    text = state.folded
    spans: list[tuple[int, int, str, str]] = []
    for place in state.mentions:
        behind = rules["village"].match(text, place.end) if place.kind in ("county", "town", "city") else None
        if behind is not None and not place.anaphor and not led_by_verb(state, *behind.span(1)):
            spans.append((behind.start(1), behind.end(1), "town", "village"))
    for match in state.scan(rules["steppe"]):
        if not STRANGE.search(match[1]):
            spans.append((match.start(1), match.end(1), "town", "town"))
    for match in state.scan(rules["natural"]):
        start, end = match.span(1 if match[1] else 2)
        start = past_verbs(state, start, end)
        if end - start > 3 and not rules["not_natural"].search(text[start:end]):
            spans.append((start, end, "region", "region"))
    return [make(state, a, b, "Place", kind, rule=rule, place=text[a:b]) for a, b, kind, rule in spans]


def led_by_verb(state: State, start: int, end: int) -> bool:
    """Tell whether what looks like a village is a verb and what it is done to (甲县 + 新建中心村), no village called by the verb (跃进村)."""
    first, last, flag = state.words[names_words.word_at(state, start)]
    return first == start and flag[0] in "vpd" and last - first > 1 and end - last > 1


def past_verbs(state: State, start: int, end: int) -> int:
    """Return where a name begins behind verbs and function words before it (将全部投向 + 赤水河流域)."""
    lead = LEADS.match(state.folded, start, end)
    start = lead.end() if lead else start
    for first, last, flag in state.words[names_words.word_at(state, start) :]:
        if first < start or last >= end or flag[0] not in "vpdruc" or last - first < 2:
            break
        start = last
    return start


def between(state: State) -> list[Mention]:
    """Return the short names that stand in a list between two places of their rank (甲市、乙、丙市)."""
    found = []
    known = sorted((m for m in state.mentions if m.type == "Place"), key=lambda m: m.start)
    for left, right in itertools.pairwise(known):
        gap = BETWEEN.fullmatch(state.folded, left.end, right.start) if right.start - left.end > SEVERAL else None
        at = left.end + 1
        for item in gap[1].split("、")[:-1] if gap else ():
            entry = state.lexicon.gazetteer.place(item, state.place)
            if entry is not None and entry.kind in {left.kind, right.kind} and entry.kind in LEVELS:
                found.append(
                    make(state, at, at + len(item), "Place", entry.kind, entry.name, rule="listed", place=entry.name)
                )
            at += len(item) + 1
    return found


def neighbours(state: State) -> list[Mention]:
    """Return the short names of counties in a list where every item is a county of the article's city, or of its province where they are several."""
    around = [(state.place_at("prefecture"), 2), (state.place_at("province"), SEVERAL)]
    found: list[Mention] = []
    for above, least in around:
        if above is not None:
            found += [m for m in row_of(state, above, least) if not any(m.start == f.start for f in found)]
    return found


def row_of(state: State, above: str, least: int) -> list[Mention]:
    """Return the items of such lists of at least so many counties that lie in a place (兴国、会昌、安远等地)."""
    found = []
    for match in state.scan(ROW):
        at, items = match.start(1), []
        for item in match[1].split("、"):
            items.append((at, at + len(item)))
            at += len(item) + 1
        entries = [state.lexicon.gazetteer.place(state.folded[a:b], above) for a, b in items]
        local = all(e is not None and e.kind == "county" and within(state, e.name, above) for e in entries)
        if not local or len(items) < least:
            continue
        for (start, end), entry in zip(items, entries, strict=True):
            if entry is not None:
                found.append(make(state, start, end, "Place", "county", entry.name, rule="listed", place=entry.name))
    return found


def compile_rules(lexicon: Lexicon) -> dict[str, Any]:
    """Compile the patterns of places_words.yaml."""
    table = lexicon.table("places_words")

    return {
        **table,
        "anaphor": re.compile(any_of(table["anaphors"])),
        "region": re.compile(any_of(table["regions"])),
        "town": re.compile(table["town"]),
        "village": re.compile(table["village"]),
        "steppe": re.compile(table["steppe"]),
        "natural": re.compile(table["natural"]),
        "not_natural": re.compile(table["not_natural"]),
        "no_town": frozenset(table["no_town"]),
        "event": re.compile(table["event"]),
        "guest": re.compile(table["guest"]),
        "passing": (re.compile(table["passing_before"]), re.compile(table["passing_after"])),
        "before": re.compile(table["dateline"]),
        "after": re.compile(table["dateline_after"]),
    }


def fits(state: State, hit: Hit) -> bool:
    """Tell whether a short place name stands at the limits of words: not 海南 in 上海南部, not 中山 in 高中山."""
    if state.folded[hit.start] in "和同" and (
        LEVEL_AFTER.match(state.folded, hit.end) or LEVEL_BEFORE.search(state.folded, max(0, hit.start - 1), hit.start)
    ):  # 和县长, 部门和县（区） name no county
        return False
    if state.folded.startswith("和县", hit.start) and names_words.word_at(state, hit.start) != names_words.word_at(
        state, hit.start + 1
    ):
        return False  # 某研究所和县医院: the county's
    if state.folded[hit.start + 1] in "和及与同" and not names_words.starts_word(state, hit.start):
        return False  # 省财政和县财政 name no 政和县
    if state.folded.startswith("会同县", hit.start) and state.folded.endswith(names_words.OFFICES, 0, hit.start):
        return False  # 某局会同县财政局: the county's
    if hit.start and state.folded[hit.start - 1 : hit.start + 1] == "其中":
        return False
    named = WRITERS.search(state.folded, max(0, hit.start - 24), hit.start)
    if named is not None and hit.end - hit.start <= 3 and WRITERS_END.match(state.folded, hit.end):
        return False  # （通讯员 李贵 曾祥云）
    if hit.start and state.folded[hit.start - 1].isascii() and state.folded[hit.start - 1].isalpha():
        return False  # SK中国
    if inside_name(state, hit) or (
        hit.end - hit.start == 2 and hit.entries[0].kind == "county" and WATER.match(state.folded, hit.end)
    ):  # 云龙湖 is a lake
        return False
    if state.folded.startswith("县域", hit.end - 1) and not names_words.starts_word(state, hit.start):
        return False  # 振 + 兴和县 + 域
    if hit.end - hit.start > 2 or state.folded[hit.end - 1] in "省市区县州旗":
        return True
    if names_words.ends_word(state, hit.end):
        return True
    first, last, _ = state.words[names_words.word_at(state, hit.end - 1)]
    return (
        names_words.starts_word(state, hit.start) and not hit.start < first < hit.end < last
    )  # no 日照 in 晶 + 日 + 照明


def inside_name(state: State, hit: Hit) -> bool:
    """Tell whether a name of two characters is the end of a longer word: no 宁河 in 安宁河, no 达县 in 下达县级."""
    if hit.end - hit.start != 2:
        return False
    first, last, flag = state.words[names_words.word_at(state, hit.start)]
    if first == hit.start:
        return False
    return last == hit.end or (last == hit.start + 1 and flag[0] == "v" and last - first == 2)


def region_meant(state: State, rules: dict[str, Any], hit: Hit, entry: Entry) -> bool:
    """Tell whether a name that a region shares (海西) is the region's: the article is not about the place's province."""
    if state.folded[hit.start : hit.end] not in rules["regions"] or entry.kind == "region":
        return False
    return state.levels.get("province") != state.lexicon.gazetteer.province_of(entry.code)


def begins_event(state: State, rules: dict[str, Any], hit: Hit, entry: Entry) -> bool:
    """Tell whether a country or region is only the beginning of what a meeting, fair or contest is called."""
    return entry.kind in ("country", "region") and rules["event"].match(state.folded, hit.end) is not None


def passing(state: State, mention: Mention) -> bool:
    """Tell whether a place is only come from, gone to or met in: 来自甲省、乙省的代表, 在甲市召开."""
    before, after = state.lexicon.built("places", compile_rules)["passing"]
    start, end = mention.start, mention.end
    return bool(before.search(state.folded, max(0, start - 60), start) or after.match(state.folded, end, end + 24))


def is_dateline(state: State, hit: Hit, rules: dict[str, Any]) -> bool:
    """Tell whether the place is where the report was filed: 本报南京3月2日电."""
    if not rules["after"].match(state.folded[hit.end : hit.end + 16]):
        return False
    line = state.folded.rfind("\n", 0, hit.start) + 1
    return bool(rules["before"].search(state.folded[line : hit.start])) or hit.start == line


def find_levels(state: State, hits: list[Hit], filed: set[int]) -> None:
    """Decide which province, city and county the article is about, by how often and where they are named."""
    gazetteer = state.lexicon.gazetteer
    scores: dict[str, dict[str, float]] = {level: defaultdict(float) for level in LEVELS}
    direct: dict[str, float] = defaultdict(float)  # without what the places inside a place add to it
    title = state.folded.find("\n") if state.article.title else 0
    guest = state.lexicon.built("places", compile_rules)["guest"]
    named: list[tuple[tuple[Entry, ...], float]] = [
        (hit.entries, 3 if hit.start < title else FILED if hit.start in filed else 1)
        for hit in hits
        if not guest.match(state.folded, hit.end)
    ]
    named += [(entries, 3) for entries in short_in_title(state, hits)]
    for extra, more in ((state.article.publisher, 4), (state.article.title, 0 if title > 0 else 3)):
        if extra and more:
            named += [(hit.entries, more) for hit in gazetteer.find_places(extra)]
    for entries, weight in named:
        certain = len(entries) == 1 or entries[0].kind == "province"
        if certain:
            direct[entries[0].name] += weight
        for place in [entries[0], *gazetteer.parents(entries[0].code)] if certain else []:
            if place.kind in scores:
                scores[place.kind][place.name] += 2 if weight == FILED and place.kind == "province" else weight
    above: str | None = None
    for level in LEVELS:
        inside = [(n, name) for name, n in scores[level].items() if above is None or within(state, name, above)]
        if not inside:
            continue
        best = max(inside, key=lambda pair: pair[0])[1]
        state.levels[level] = above = best
    own, around = state.levels.get("county", ""), state.levels.get("city", "")
    if own.endswith("市") and (not around.endswith("市") or direct[own] > direct[around]):
        state.levels["prefecture"], state.levels["city"] = (
            around,
            own,
        )  # 市 in an article on 昆山市 that speaks less of 苏州市, or on 恩施市, which lies in a 州
    state.place = state.levels.get("city") or state.levels.get("province")


def short_in_title(state: State, hits: list[Hit]) -> list[tuple[Entry, ...]]:
    """Return the counties that the text names in full and the headline in short (梨树 for 梨树县)."""
    title = state.article.title or ""
    counties = {hit.entries[0].name: hit.entries for hit in hits if hit.entries[0].kind == "county"}
    return [
        e for e in counties.values() if e[0].name not in title and any(len(w) > 1 and w in title for w in e[0].weak)
    ]


def within(state: State, name: str, above: str) -> bool:
    """Tell whether a place lies in another."""
    found = state.lexicon.gazetteer.place(name, above)
    return found is not None and any(p.name == above for p in state.lexicon.gazetteer.parents(found.code))


def choose(state: State, entries: tuple[Entry, ...]) -> Entry | None:
    """Return the place meant, by what the article is about where several bear the name."""
    if len(entries) == 1:
        return entries[0]
    for level in reversed(LEVELS):
        if level in state.levels and (found := state.lexicon.gazetteer.choose(entries, state.levels[level])):
            return found
    return state.lexicon.gazetteer.choose(entries, None)


def words(state: State, rules: dict[str, Any], known: dict[int, int]) -> list[Mention]:
    """Return regions and the words that stand for the article's own places; `known` are places by start, with their ends."""
    found = []
    for match in state.scan(rules["region"]):
        name = rules["regions"][match.group()]
        found.append(make(state, match.start(), match.end(), "Place", "region", name, rule="region", place=name))
    for match in state.scan(rules["town"]):
        name, begins = match.group(1), match.start(1)
        if name[0] in LEADING and len(name) > 3 and names_words.starts_word(state, begins + 1):
            name, begins = name[1:], begins + 1  # 对 + 岩坦镇
        of_county = (
            match.start(1) in set(known.values())
            and len(name) > 2
            and rules["village"].match(state.folded, match.end(1))
        )
        if (
            name[:2] in LED
            or (name[-2:] in rules["no_town"] and not of_county)
            or "了" in name
            or name.startswith("银行")
        ):
            continue
        if any(known.get(at, 0) > match.end(1) for at in range(match.start(1) + 1, match.end(1))):
            continue  # 甲市镇 + 海区
        torn = (
            name[-1] == "乡"
            and state.folded.startswith("村", match.end(1))
            and names_words.inside_word(state, match.end(1))
        )
        if names_words.starts_word(state, begins) and not torn:  # 甲县启动 + 乡村…
            found.append(make(state, begins, match.end(1), "Place", "town", name, rule="town", place=name))
    for match in state.scan(rules["anaphor"]):
        if state.folded.startswith("性", match.end()):
            continue  # 全国性银行
        level = rules["anaphors"][match.group()]
        if match.group()[-1] == "区":
            level = level_of_region(state, match.start())
        place = "中国" if level == "country" else state.place_at(level)
        level = "city" if level == "prefecture" else level
        if place:
            found.append(
                make(
                    state,
                    match.start(),
                    match.end(),
                    "Place",
                    level,
                    place,
                    rule="own-place",
                    place=place,
                    anaphor=True,
                )
            )
    return found


def listed(state: State) -> list[Mention]:
    """Return the short names in a list of places that ends in their count (霞浦、古田、屏南3县), where one of them is known already."""
    known = {(m.start, m.end) for m in state.mentions if m.type == "Place"}
    above = state.levels.get("province")
    around = above or state.levels.get("city")
    found = []
    for match in state.scan(COUNTED):
        at, items = match.start(1), []
        for item in SEPARATOR.split(match.group(1)):
            items.append((at, at + len(item)))
            at += len(item) + 1
        entries = [state.lexicon.gazetteer.place(state.folded[a:b], state.place) for a, b in items]
        local = all(e is not None and around and e.kind == "county" and within(state, e.name, around) for e in entries)
        if not local and not any(span in known for span in items):
            continue
        for start, end in items:
            entry = state.lexicon.gazetteer.place(state.folded[start:end], state.place)
            inside = entry is not None and (above is None or entry.name == above or within(state, entry.name, above))
            if (start, end) not in known and entry is not None and inside and entry.kind in LEVELS:
                found.append(make(state, start, end, "Place", entry.kind, entry.name, rule="listed", place=entry.name))
    return found


def level_of_region(state: State, offset: int) -> str:
    """Return what 全区 and 我区 speak of: the county that is a district, else an autonomous region; a county is never called that."""
    county, province = state.levels.get("county", ""), state.levels.get("province", "")
    if province.endswith("自治区") and not (county.endswith("区") and county in state.folded[:offset]):
        return "province"
    return "county" if county.endswith("区") or not province.endswith("自治区") else "province"
