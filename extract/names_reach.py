"""What stands left of where a walk over a name has come: places and bodies within reach, and words that only join."""

import re
from dataclasses import dataclass

from extract import names_words
from extract.model import Mention, State
from extract.names_rules import SCIENCE, Found, Grammar

BRAND = 8  # characters of a brand before a firm's place
INITIALS = "正中新同为上大天通可方从能会成本原至安永达"  # function words that also begin a brand (新松公司)
NO_COINED = frozenset(
    "的与和及或在对向由将是为到了建设办投有来去引入进出已正各该此这那其多个两几第从被把让给等中内外级类型式化性以用按获拟"
)
NO_INITIALS = "与及、在对向由将是的为到，。和"  # stand between a place and a body, never at the start of a brand
SIDES = "东西南北"
FOUNDING = frozenset(
    ("建设", "打造", "创建", "筹建", "新建", "共建", "组建", "建立", "设立", "成立", "申报", "认定", "评估", "支持")
)
FIELD, ENOUGH, OWN = 20, 4, 2  # characters of a laboratory's field, at most and at least, and of its own words
OPENERS = "、，。；：与由和及对向为是“（ \n"
# a body and the word that leads to whom it deals with (分行为, 厅已向), between a place and the name of a firm
DEALING = re.compile(
    "(?:分行|支行|银行|厅|局|委|部|会|公司|集团|大学|学院|基金|政府)(?:已经|先后|累计|[已又还再将共也就均先])?[为向给对与和同由]"
)
BODIES = (
    "中心",
    "研究院",
    "研究所",
    "实验室",
    "局",
    "厅",
    "委",
    "委员会",
    "政府",
    "公司",
    "集团",
    "银行",
    "分行",
    "支行",
    "大学",
    "管委会",
)


@dataclass(slots=True)
class Scene:
    """What stands where in the text: ends of places, of known bodies, and of strings that are read as one word."""

    state: State
    grammar: Grammar
    places: dict[int, Mention]
    bodies: dict[int, "Mention | Found"]
    glued: dict[int, int]


def brand_before(scene: Scene, at: int) -> int:
    """Return where a brand begins that stands right before a firm's place (三峡新能源 + 阳江…有限公司); the offset itself where none does."""
    state, grammar = scene.state, scene.grammar
    index, first, coined = names_words.word_at(state, at - 1), at, False
    while index >= 0 and at - first < BRAND:
        start, end, flag = state.words[index]
        word = state.folded[start:end]
        if start in scene.places or end in scene.bodies or not grammar.accepts(word, flag, False) or end > first:
            break
        trade = end == at and word in grammar.named  # 天府 + 新能源, right before the place
        coined = coined or trade or flag in ("nz", "nrt", "nt", "ns") or word in grammar.prefixes
        first, index = start, index - 1
    whole = first > 0 and (
        state.folded[first - 1] in OPENERS or state.words[names_words.word_at(state, first - 1)][2][0] in "pcurd"
    )
    deed = grammar.dealt.fullmatch(state.folded, first, at) is not None  # 已投资 + 台州…有限公司
    return first if coined and whole and not deed and 2 <= at - first <= BRAND else at


def near(scene: Scene, at: int) -> Mention | None:
    """Return the place that ends up to four characters to the left, with a brand in between (江苏集萃…, 河北和赢…)."""
    text = scene.state.folded
    for end in range(at - 1, at - 5, -1):
        place = scene.places.get(end)
        if place is None or place.kind not in ("province", "city", "county"):
            continue
        first = names_words.word_at(scene.state, end)
        words = scene.state.words[first : names_words.word_at(scene.state, at - 1) + 1]
        if any(last - start > 1 and text[start:last] in scene.grammar.stop for start, last, _ in words):
            return None
        if any(end < body <= at for body in scene.bodies) or any(
            text[start:last].endswith(BODIES) and last < at for start, last, _ in words
        ):
            return None  # 长沙 + 银行 + 为 + 某公司: two
        between = text[end:at]
        if DEALING.search(between):
            return None
        if any(mark in "\t\n。！？；：，" for mark in between):  # the cell, the clause or the sentence before
            return None
        if len(between) > 1 and any(mark in "和与及、由" for mark in between):  # 某市政府和某集团 are two
            return None
        return place if between[0] not in NO_INITIALS or between == "和" else None
    return None


def reach(scene: Scene, at: int) -> Mention | None:
    """Return the place further left with nothing but words of a name in between (山东省 + 海创千峰新旧动能转换 + 母基金)."""
    state, grammar, floor, end = scene.state, scene.grammar, at - 13, at
    index = names_words.word_at(state, at - 1)
    while at > floor and index >= 0:
        first, last, flag = state.words[index]
        word = state.folded[first : min(last, at)]
        single = len(word) == 1 and word in INITIALS
        ends_it = (
            word in grammar.stop
            or word in grammar.lead - grammar.allowed
            or flag[0] in "xpucryd"
            or word[-1] in "亿万元"
        )
        if not word.isalpha() or (ends_it and not single) or word.endswith(BODIES):
            return None
        at, index = first, index - 1
        place = scene.places.get(at)
        if place is not None:
            apart = place.kind not in ("province", "city", "county") or DEALING.search(state.folded, at, end)
            return None if apart else place
    return None


def coined_before(scene: Scene, at: int) -> int | None:
    """Return where a made-up name of up to three characters begins that stands between 国家 and a place (凤阳县 + 小岗)."""
    state, grammar = scene.state, scene.grammar
    index, first = names_words.word_at(state, at - 1), at
    while index >= 0 and at - first < 3:
        first, last, flag = state.words[index]
        word = state.folded[first:last]
        single = len(word) == 1 and word not in NO_INITIALS
        if (
            last - first > 3
            or flag[0] in "xpucrdm"
            or (not single and (flag[0] in "vq" or word in grammar.stop | grammar.generic))
        ):
            return None
        if at - first > 1 and (first in scene.places or (first > 0 and state.folded[first - 1] in "，。、；：“\n ")):
            return first if at - first < 4 else None
        index -= 1
    return None


def coined_behind(scene: Scene, at: int) -> Mention | None:
    """Return the place that ends two to four characters to the left, with what is no word in between (临江县 + 花开四海, 临江县 + 花坞里)."""
    text = scene.state.folded
    for end in range(at - 2, at - 5, -1):
        place = scene.places.get(end)
        if place is None or place.kind not in ("province", "city", "county", "town"):
            continue
        words = names_words.words_in(scene.state, end, at)
        made = all(b - a == 1 or flag in ("ns", "nz", "nr", "nrt", "nt") for a, b, flag in words)
        made = made and not any(end < body <= at for body in scene.bodies)
        coined = made and text[end:at].isalpha() and not NO_COINED.intersection(text[end:at])
        return place if coined and names_words.starts_word(scene.state, end) else None
    return None


def joins(scene: Scene, index: int) -> bool:
    """Tell whether 与 at this word joins two subjects inside a name (材料科学与工程学院), not two bodies."""
    if index == 0:
        return False
    first, last, flag = scene.state.words[index - 1]
    word = scene.state.folded[first:last]
    if flag in ("v", "vn") and len(word) == 2:  # 发掘与利用
        return word not in scene.grammar.stop and word not in scene.grammar.lead
    if word.endswith(BODIES):
        return False
    return flag[0] in "na" and flag not in ("nt", "ns", "nr") and len(word) > 1 and scene.grammar.accepts(word, flag)


def within_reach(scene: Scene, at: int) -> "Mention | Found | None":
    """Return the body that ends a few words to the left, with nothing but content words in between."""
    state, grammar, bodies = scene.state, scene.grammar, scene.bodies
    index = names_words.word_at(state, at - 1)
    floor = at - 12
    while index >= 0 and at > floor:
        if at in bodies:
            known = bodies[at]
            kind = known.kind if isinstance(known, Mention) else known.ending.kind
            return known if kind in SCIENCE else None
        first, last, flag = state.words[index]
        word = state.folded[first:last]
        if flag[0] in "xpcurmd" or (word in grammar.stop and word not in grammar.in_funds):
            return None
        at, index = first, index - 1
    return None


LAUNCHING = re.compile("(?:推进|实施|开展|启动|推行|推广|部署|推出|落实|组织)(?=“)")


def launching(state: State, at: int, end: int) -> int:
    """Return where a programme's name in marks begins behind a verb of launching that the walk took in, 0 where there is none."""
    match = LAUNCHING.search(state.folded, at, end)
    return match.end() if match is not None else 0


def zone_of(known: "Mention | Found") -> bool:
    """Tell whether a known name is that of a zone."""
    return (known.type if isinstance(known, Mention) else known.ending.type) == "Zone"


def beside(scene: Scene, at: int) -> int:
    """Return where a zone's name begins that is called by a side of a place, or by two countries (东 + 太湖产业园, 中韩 + 常州创新园)."""
    start = scene.glued.get(at)
    if start is not None and scene.state.folded[start] == "中" and at - start == 2:
        return start
    index = names_words.word_at(scene.state, at - 1) if at else -1
    if index < 0 or scene.state.words[index][:2] != (at - 1, at) or scene.state.folded[at - 1] not in SIDES:
        return at
    return at if at > 1 and scene.state.folded[at - 2] in "以在向往朝之" else at - 1


def subject_before(scene: Scene, at: int) -> int:
    """Return where the field begins that stands in front of whoever a laboratory is one of (水稻育种 + 湖北省重点实验室); the offset itself where none does."""
    state, grammar = scene.state, scene.grammar
    index, first, special = names_words.word_at(state, at - 1) if at else -1, at, 0
    while index >= 0 and at - first < FIELD:
        start, end, flag = state.words[index]
        word = state.folded[start:end]
        joining = word in ("与", "及") and first < at and joins(scene, index)
        fits = grammar.accepts(word, flag) or word in grammar.science
        if end in scene.bodies or end in scene.places or word in FOUNDING or not (joining or fits):
            break
        special += len(word) if word not in grammar.generic and not joining else 0
        first, index = start, index - 1
    return first if at - first >= ENOUGH and special >= OWN else at
