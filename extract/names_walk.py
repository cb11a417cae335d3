"""The walk from an ending of a name to the left, over the words that may stand in it, to where it starts."""

import bisect

from extract import names_words
from extract.lexicon import Lexicon
from extract.model import Mention, State
from extract.names_cuts import cut_body, place_inside, unmarked
from extract.names_distinct import CLASSES, distinct, lone, lone_run
from extract.names_reach import (
    INITIALS,
    NO_INITIALS,
    OPENERS,
    Scene,
    beside,
    brand_before,
    coined_before,
    coined_behind,
    joins,
    launching,
    near,
    reach,
    subject_before,
    within_reach,
    zone_of,
)
from extract.names_rules import SCIENCE, Ending, Found, Grammar, as_mention, begins

LONGEST = 30  # characters; real names are shorter, a longer run is prose
RANK = {"country": 0, "region": 1, "province": 1, "city": 2, "county": 3, "town": 4}
DEEDS = frozenset(("建设", "打造", "推进", "创建", "规划", "筹建", "支持"))
TORN_BEHIND = frozenset("，。；、：“（(\n 　")
PURSES = ("中央", "省级", "市级", "县级", "自治区", "国家")
LASTS = "达能为可成得"  # last characters of a made-up word, function words elsewhere
MIDDLES = "中新大天通方上安永元华"  # second characters of a brand, never function words inside one
NUMERALS = "一二三四五六七八九十百千万两双"
GREAT = "亿兆"  # they begin a brand where nothing is counted (亿隆公司)
COUNTS = "0123456789一二三四五六七八九十百千万亿两双多几数余半每各这那"
COUNTERS = "支只家个名项批期笔所单款例"
BRANDED = ("gazetteer", "company")
FARMS = ("农场", "合作社", "牧场", "林场")
JOINED = ("联合", "会同", "协同", "携手", "联手", "牵手")  # between two bodies that act together
# what a name with 联合 may end in
SHARED = ("实验室", "研究院", "研究中心", "研究所", "学院", "中心", "基地", "基金", "办公室")


class Walk:
    """One walk: `at` is how far it has come, `body` the words passed, last first."""

    def __init__(self, scene: Scene, ending: Ending, start: int, end: int) -> None:
        self.scene, self.ending, self.start, self.end = scene, ending, start, end
        self.state, self.grammar, self.text = scene.state, scene.grammar, scene.state.folded
        self.at = start
        self.index = bisect.bisect_left(self.state.words, (start, 0, "")) - 1
        self.place: Mention | None = None
        self.parent: Mention | None = None
        self.body: list[str] = []

    def run(self) -> Found | None:
        """Return the name, None where there is none."""
        while self.at > 0 and self.end - self.at < LONGEST:
            if self._arrives() or not self._step():
                break
        owned = self.place is not None or self.parent is not None
        if self.end - self.at >= LONGEST and not owned:
            return None
        if owned and self.ending.text in CLASSES and not self.body:
            self._field()
        self.body.reverse()
        at = unmarked(self.text, self.at, self.start)
        if not owned:
            at = begin(self.state, self.grammar, at, self.start, self.body, self.ending.loose, self.ending.hard)
        if not owned and self.ending.type == "Zone":
            at = self._behind_deeds(at)
        if self.ending.type == "Program" and (opens := launching(self.state, at, self.end)):
            at, self.place = opens, None  # 甲市扎实推进 + “乙”计划
        if at >= self.start:
            return None
        if not owned and self.ending.hard and self.ending.text.endswith(("有限公司", "责任公司")):
            at = torn(self.state, at)
        if not distinct(self.state, self.grammar, self.ending, at, self.end, self.body, self.place, self.parent):
            why = "no distinctive word before the ending"
            self.state.reject("entity", f"ending:{self.ending.text}", why, at, self.end, self.text[at : self.end])
            return None
        return Found(at, self.end, self.ending, self.place, self.parent)

    def _field(self) -> None:
        """Take in the field that stands in front of whoever a laboratory is one of (水稻育种 + 湖北省重点实验室)."""
        start = subject_before(self.scene, self.at)
        if start < self.at:
            self._take(start)
            self.parent = None

    def _behind_deeds(self, at: int) -> int:
        """Return where a zone's name begins behind what is done with it (高标准 + 建设 + 翠亨新区); the body loses those words."""
        last = max((n for n, word in enumerate(self.body) if word in DEEDS), default=-1)
        cut = self.body[: last + 1]
        if last < 0 or not self.text.startswith("".join(cut), at):
            return at
        self.body[: last + 1] = []
        return at + len("".join(cut))

    def _arrives(self) -> bool:
        """Tell whether a known body or a place ends here, with which the name begins."""
        known = self.scene.bodies.get(self.at)
        if known is not None and self.body and self.body[-1] in JOINED and not self.ending.text.endswith(SHARED):
            self.at += len(self.body.pop())  # 甲局联合乙银行推出…
            return True
        front = self.scene.places.get(known.start) if known is not None else None
        if front is not None and isinstance(known, Mention) and known.kind == "university" and len(known.text) < 4:
            self._settle_on(front)  # 山西 + 浙大 + 新材料研究院 is no part of the university
            return True
        deed = self._deed() if known is not None else 0
        if deed:
            self.at += deed  # 甲厅资助乙公司: two
            return True
        if (
            known is not None
            and self.ending.type == "Fund"
            and known.start
            and self.text[known.start - 1] in "给向对予"
        ):
            return True  # 拨给甲院 + 扶持资金: whom it is given to
        form = self.ending.text in ("有限公司", "有限责任公司") and not self.body
        if form and front is not None and isinstance(known, Mention) and (known.rule, known.kind) == BRANDED:
            self._settle_on(front)  # 江西 + 国轩高科 + 有限公司 is a firm of its own
            return True
        if known is not None and begins(known, self.ending):
            self.place = known.place if isinstance(known, Found) else None
            self.parent, self.at = as_mention(self.state, known), known.start
            return True
        place = self.scene.places.get(self.at) or weak_place(self.state, self.at, self.body or self._bank())
        if place is None:
            return False
        self._settle_on(place)
        whole = self.scene.bodies.get(self.at)
        if whole is not None and self.ending.hard and self.ending.kind == "company" and zone_of(whole):
            return True  # 甲开发区 + 江苏某某有限公司: where it is
        if whole is not None and begins(whole, self.ending):
            self.parent, self.at = as_mention(self.state, whole), whole.start
        elif self.ending.type == "Institution":
            self.at -= len(next((p for p in self.grammar.prefixes if self.text.endswith(p, 0, self.at)), ""))
            if self.ending.hard and self.body:
                self.at = brand_before(self.scene, self.at)
        return True

    def _deed(self) -> int:
        """Return the length of the words with which a body deals with the firm whose name follows; the walk's words lose them. 0 where none do."""
        if self.ending.kind != "company" and not self.ending.hard:
            return 0
        size, rest = deed_at(self.text, self.at, self.body[::-1], self.grammar)
        self.body = rest[::-1]
        return size

    def _bank(self) -> list[str]:
        """Return the ending where it alone may stand behind a county (义乌 + 农商银行)."""
        return [self.ending.text] if self.ending.kind == "bank" and len(self.ending.text) > 2 else []

    def _settle_on(self, place: Mention) -> None:
        """Let the name begin with the place and those around it that stand before it."""
        self.place, self.at = place, outward(self.text, place.start, place, self.scene.places)
        if self.ending.type == "Zone":
            self.at = beside(self.scene, self.at)

    def _step(self) -> bool:
        """Take the word to the left into the name; False where the name begins."""
        words = self.state.words
        while self.index >= 0 and words[self.index][0] >= self.at:
            self.index -= 1
        if self.index < 0:
            return False
        if self.at in self.scene.glued:
            return self._take(self.scene.glued[self.at])
        first, last, flag = words[self.index]
        if flag == "q" and last - first == 1 and self.text[first - 1] not in COUNTS:  # 张 in 张江, nothing is counted
            flag = "n"
        inner = place_inside(self.scene.places, first, min(last - 1, self.at)) if last - first > 2 else None
        if inner is not None:
            return self._take(inner.end)
        if self.ending.kind == "bank" and (spot := cut_body(self.scene.bodies, first, min(last, self.at))):
            return self._take(spot)  # 建行 + 省分行, cut as 建 + 行省 + 分行
        word = self.text[first : min(last, self.at)]
        if word in "）)”’":
            opened = bracket(self.text, first, word)
            return opened is not None and self._take(opened)
        if word in "—－-·" and self.body and first > 0 and self.text[first - 1] not in "，。、 \n—":
            self.at = first
            return True
        if self._jumps(first, word, flag):
            return False
        if not self._fits(first, last, word, flag):
            return False
        self._take(first)
        here = self.at in self.scene.places or self.at in self.scene.bodies
        here = here or weak_place(self.state, self.at, self.body) is not None
        if word in self.grammar.starts and not here and self.ending.type == "Zone":
            start = coined_before(self.scene, self.at)
            return start is not None and self._take(start)
        return here or word not in self.grammar.starts

    def _take(self, start: int) -> bool:
        """Move on to `start`; what lies between belongs to the name."""
        self.body.append(self.text[start : self.at])
        self.at = start
        return True

    def _jumps(self, first: int, word: str, flag: str) -> bool:
        """Tell whether the name goes on behind a word that would end it, up to a body or place close by."""
        scene, ending = self.scene, self.ending
        accepted = self.grammar.accepts(word, flag, ending.hard)
        if ending.kind in SCIENCE and not accepted and not (word in ("与", "及") and joins(scene, self.index)):
            whole = within_reach(scene, self.at)
            if whole is not None:
                self.parent, self.at = as_mention(self.state, whole), whole.start
                return True
        if (ending.hard or ending.brand) and word in INITIALS and len("".join(self.body)) == 1:
            self._take(first)
            spot = scene.places.get(self.at)
            if spot is not None and ending.hard:  # 武汉 + 天 + 风 + 产业基金
                self._settle_on(spot)
            return True
        if (
            (ending.hard or ending.kind == "financial")
            and word == "中"
            and self.body
            and first
            and self.text[first - 1] in OPENERS
        ):
            return self._take(first)  # 中化学…公司, 中船重工…公司
        if ending.hard and not accepted and word in INITIALS and self._opens(first):
            return self._take(first - 1)
        odd = not accepted and len(word) == 1 and (ending.hard or ending.brand)
        inner = ending.hard and lone(word) and len("".join(self.body)) == 1  # 福 + 然 + 德股份有限公司
        run = lone_run(self.state, first, 1 + (word in LASTS)) if odd and (word in LASTS or inner) else None
        if run is not None:
            return self._take(run)  # 鑫易 + 达 + 创投基金, 华启云 + 能 + 科技
        spot = near(scene, self.at) if ending.hard and not accepted else None
        if spot is not None and (
            ending.type == "Institution" or ending.text.endswith(("合伙企业", "（有限合伙）", "(有限合伙)"))
        ):
            self.body.append(self.text[spot.end : self.at])  # 徐州 + 博元 + 公司
            self._settle_on(spot)
            return True
        far = reach(scene, self.at) if ending.hard and not ending.loose and not accepted else None
        if far is not None and (ending.type == "Fund" or ending.text.endswith(("有限公司", "责任公司"))):
            self.body.append(self.text[far.end : self.at])
            self._settle_on(far)
            return True
        if ending.hard and not accepted and word in MIDDLES and len(self.body[-1:][0] if self.body else "") == 1:
            self._take(first)  # 光谷 + 中金 + 基金
            return not self._arrives() or True  # 资兴 + 新特 + 电力有限公司
        if ending.type == "Zone" and not accepted and len(word) == 1 and flag[0] in "amqnv" and self._branded():
            spot = near(scene, self.at)
            if spot is not None and self.at - 1 == spot.end:  # 南昌县 + 小蓝 + 经济开发区
                self._settle_on(spot)
                return True
            if flag == "q":
                return self._take(first)
        if ending.type == "Zone" and not accepted and len(word) == 1 and (spot := coined_behind(scene, self.at)):
            self._settle_on(spot)  # 临江县 + 花开四海 + 产业园
            return True
        if word in ("和", "与", "及") and (ending.type in ("Fund", "Program") or ending.kind in SCIENCE):
            owner = bridge(scene, ending, first)
            country = owner is not None and owner[1] is not None and owner[1].kind == "country"
            if owner is not None and (country or ending.kind not in SCIENCE):
                self.at, self.place = owner
                return True
        return False

    def _opens(self, first: int) -> bool:
        """Tell whether this character and the one before it, at the start of a clause, may be a brand (天能 + 电池集团)."""
        before = self.text[max(0, first - 2) : first]
        opens = len(before) == 1 or (len(before) == 2 and before[0] in OPENERS)
        opens = opens and names_words.starts_word(self.state, first - 1)  # 及时 + 为 + 某公司
        return (
            bool(self.body) and opens and "一" <= before[-1] <= "鿿" and before[-1] not in NO_INITIALS + "一其这那每各"
        )

    def _branded(self) -> bool:
        """Tell whether the word passed last is a single character, the second of a made-up name."""
        return bool(self.body) and len(self.body[-1]) == 1 and self.body[-1] not in "大小新老级个"

    def _own(self) -> int:
        """Return how many characters of the words passed are not common to many names."""
        return own_characters(self.body, self.grammar)

    def _tries(self) -> bool:
        """Tell whether the ending is that of a trial or a loan, in whose names verbs stand (先投后股 + 试点, 履约 + 贷)."""
        return self.ending.hard or (self.ending.text.endswith("试点") and bool(self.body))

    def _fits(self, first: int, last: int, word: str, flag: str) -> bool:
        """Tell whether the word may stand in a name with this ending."""
        grammar, ending = self.grammar, self.ending
        if ending.type == "Zone" and word.endswith(("银行", "支行", "分行")):
            return False  # 某银行光谷支行
        deed = grammar.dealt.fullmatch(word) if ending.type in ("Institution", "Zone") and self.body else None
        if deed is not None and not deed["own"] and (ending.hard or self._own() > 1):
            return False  # 甲厅 + 资助 + 乙公司, but 学生 + 资助 + 管理中心
        if grammar.accepts(word, flag, ending.hard):
            return True
        if (
            ending.kind == "association"
            and ending.text[-1] == "会"
            and word in ("企业", "机构", "人才", "项目", "专家", "平台")
        ):
            return True  # 高新技术企业 + 协会
        of_fund = ending.hard and "基金" in self.text[self.at : self.end]  # 省属企业改革发展基金管理有限公司
        if (of_fund or ending.type in ("Fund", "Program")) and word in grammar.in_funds:
            return True
        if ending.type == "Zone" and not self.body and len(word) == 1 and flag == "v" and self.index > 0:
            a, b, kind = self.state.words[self.index - 1]  # 绥 + 安 + 开发区
            return b - a == 1 and kind[0] in "njgab"
        if ending.kind == "bank" and len(word) == 1 and flag[0] == "v" and self.body and first in self.scene.places:
            return word not in grammar.stop  # 恩施 + 兴福村镇银行
        if ending.type == "Program" and ending.kind == "product" and word == "和" and self.body:
            return first > 1 and self.text[first - 1] not in "贷款券金险债"
        if ending.kind in SCIENCE and (word in grammar.science or word in ("与", "及")):
            return word in grammar.science or joins(self.scene, self.index)
        if ending.kind in SCIENCE and self.body and self.body[-1] == "与" and flag == "v" and len(word) == 2:
            return True  # joins has looked at it
        if ending.text in FARMS and len(word) == 1 and first + 1 == self.at and len("".join(self.body)) < 4:
            return lone(word) and flag[0] not in "pcud"  # 振 + 海 + 家庭农场
        if ending.brand and len(word) == 1 and len("".join(self.body)) < 4:
            return (
                word not in grammar.stop and not word.isdigit() and (flag[0] in "tfmv" or lone(word))
            )  # 清 + 陶 + 能源: characters that the dictionary does not join
        if ending.hard and flag == "m":  # 九安…有限公司, 天使一号…合伙企业
            return (
                word in NUMERALS or (word in GREAT and first > 0 and self.text[first - 1] not in COUNTS)
                if len(word) == 1
                else word[-1] in "号期"
                or (word[0] == "第" and ending.type == "Institution" and word[-1] not in "批期次年届")
            )
        if (
            flag[0] == "v"
            and word not in grammar.stop
            and (ending.loose or (ending.type == "Program" and self._tries()))
        ):
            return True
        if word == "和" and ending.type == "Program" and ending.text.endswith("试点"):
            return joins(self.scene, self.index)
        if ending.hard and ending.type == "Institution" and not self.body and len(word) == 2 and flag[0] == "v":
            return word not in grammar.stop
        return last > self.at and len(word) <= 2 and flag[0] not in "mpcudry"


def own_characters(words: list[str], grammar: Grammar) -> int:
    """Return how many characters of the words are not common to many names."""
    return sum(len(word) for word in words if word not in grammar.generic)


def deed_at(text: str, at: int, body: list[str], grammar: Grammar) -> tuple[int, list[str]]:
    """Return the length of the words at the beginning of `body` that say what is done with a firm, and the words of its name behind them."""
    match = grammar.dealt.match(text, at)
    length, count = 0, 0
    while match and count < len(body) and length < len(match[0]):
        length, count = length + len(body[count]), count + 1
    rest = body[count:]
    if match is None or length != len(match[0]) or not rest or (match["own"] and own_characters(rest, grammar) < 2):
        return 0, body
    return length, rest


def torn(state: State, at: int) -> int:
    """Return where a brand begins whose first characters are words of their own to the dictionary, behind a mark (，爱芯 + 元智半导体公司)."""
    first, index = at, names_words.word_at(state, at - 1) if at and not state.folded.endswith("其中", 0, at) else -1
    while index >= 0 and at - first < 3:
        start, _, flag = state.words[index]
        word = state.folded[start:first]
        if word in TORN_BEHIND:
            return first
        paired = word == "和" and first == at and _alone(state, index - 1)  # 丰 + 和 + 粮食购销有限公司
        if len(word) > 1 or not "一" <= word <= "鿿" or (not paired and (word in NO_INITIALS or flag[0] in "pcud")):
            return at
        first, index = start, index - 1
    return first if index < 0 else at


def _alone(state: State, index: int) -> bool:
    """Tell whether a word is a single character that seldom stands by itself."""
    return (
        index >= 0 and state.words[index][1] - state.words[index][0] == 1 and lone(state.folded[state.words[index][0]])
    )


def weak_names(lexicon: Lexicon) -> frozenset[str]:
    """Return the short names of counties, which are places only inside longer names (寿光 + 国家农业科技园区)."""
    words = lexicon.built("names.grammar", Grammar).not_places
    aliases = (alias for place in lexicon.gazetteer.places for alias in place.weak if len(alias) > 1)
    return frozenset(alias for alias in aliases if alias not in words)


def weak_place(state: State, at: int, body: list[str]) -> Mention | None:
    """Return the county whose short name ends at the offset, where words of the name follow and the article is there."""
    if not body or state.folded[at : at + 1] == "湖":  # 云龙湖实验室 is called after the lake
        return None
    weak = state.lexicon.built("names.weak", weak_names)
    for size in (2, 3):
        name = state.folded[at - size : at]
        if name in weak and names_words.starts_word(state, at - size):
            place = state.lexicon.gazetteer.place(name, state.place)
            around = state.levels.get("province")
            if place is not None and around in (None, state.lexicon.gazetteer.province_of(place.code)):
                text = state.text[at - size : at]
                return Mention(at - size, at, text, "Place", place.kind, place.name, "weak-place", place.name)
    return None


def bridge(scene: Scene, ending: Ending, at: int) -> tuple[int, Mention | None] | None:
    """Return the start of a name that goes on left of 和, with the place or level word that it begins with; else None."""
    state, places = scene.state, scene.places
    text, floor = state.folded, at - 14
    index = names_words.word_at(state, at - 1)
    while at > floor and index >= 0:
        if at in places:
            return outward(text, places[at].start, places[at], places), places[at]
        first, last, flag = state.words[index]
        word = text[first:last]
        if word in ("省", "市", "省级", "市级", "国家") and first < at:
            return first, None
        if word.endswith("财政") and (len(word) > 2 or text.endswith(PURSES, 0, first)):
            return at, None  # 中央财政 + 农业资源及生态保护补助资金
        if not scene.grammar.accepts(word, flag, ending.hard) or word.endswith(
            ("基金", "资金", "公司", "银行", "大学", "学院", "院", "所", "中心", "局", "部")
        ):
            return None
        at, index = first, index - 1
    return None


ONLY = frozenset("共已再又将拟另均各还也就")  # adverbs of one character before a fund's name (共争取…专项资金)


def outward(text: str, at: int, place: Mention, places: dict[int, Mention]) -> int:
    """Return where the places before a place begin: 江苏省 before 徐州市, 中国— before 东盟, but not 松溪县 before 福建."""
    rank = RANK.get(place.kind or "", 9)
    while True:
        if at in places and RANK.get(places[at].kind or "", 9) <= rank:
            rank, at = RANK.get(places[at].kind or "", 9), places[at].start
        elif at > 0 and text[at - 1] in "—-－" and at - 1 in places:
            rank, at = RANK.get(places[at - 1].kind or "", 9), places[at - 1].start
        else:
            return at


def begin(
    state: State, grammar: Grammar, at: int, end: int, body: list[str], end_is_fund: bool = False, hard: bool = False
) -> int:
    """Return the start of the name without the verbs and adverbs that the walk ran into; `body` loses them, too."""
    if (
        body
        and state.folded[at] in COUNTERS
        and at > 0
        and (state.folded[at - 1].isdigit() or state.folded[at - 1] in "多余几数两三四五首")
    ):
        at += 1
        body[0] = body[0][1:]
    if not end_is_fund:
        deed, body[:] = deed_at(state.folded, at, body, grammar)
        at += deed
    index = names_words.word_at(state, at)
    while at < end and body:
        _, last, flag = state.words[index]
        word = state.folded[at : min(last, end)]
        level = end_is_fund and word in grammar.levels
        wide = level or (word in grammar.in_funds and word in grammar.stop and flag[0] == "v")
        single = flag == "d" and word in ONLY and end_is_fund
        if (hard and word in grammar.brands and not end_is_fund) or not (
            wide
            or single
            or word in grammar.lead
            or (flag[0] in "vd" and word not in grammar.allowed and len(word) > 1)
        ):
            break
        at = min(last, end)
        body.pop(0)
        index += 1
    return at


def bracket(text: str, closing: int, mark: str) -> int | None:
    """Return where the bracket or quotation opens that closes here, None where it does not belong to a name."""
    opening = {"）": "（", ")": "(", "”": "“", "’": "‘"}[mark]
    at = text.rfind(opening, max(0, closing - 16), closing)
    if (
        at <= 0
        or any(c in text[at:closing] for c in "，。；：")
        or (mark in "）)" and any(w in text[at:closing] for w in ("简称", "记者", "代码")))
    ):
        return None
    return at
