"""Whether the words before an ending make a name of it."""

import re

from extract import names_words
from extract.model import Mention, State
from extract.names_rules import Ending, Grammar

CLASSES = (
    "重点实验室",
    "全国重点实验室",
    "国家重点实验室",
    "工程技术研究中心",
    "工程研究中心",
    "技术创新中心",
    "制造业创新中心",
)
OWNED = ("投资", "担保", "再担保", "租赁")  # what the companies of a city or province are for
FOUNDED = ("共建", "合建", "组建", "设立", "成立", "筹建", "创建", "新建")
HOUSES = ("创投", "创业投资", "风投")
TRADES = (
    "科技",
    "光电",
    "精密",
    "智能",
    "生物",
    "新材",
    "动力",
    "股份",
    "药业",
    "微电子",
    "半导体",
    "机电",
)  # no sectors of a county's
TRADED = "期货"  # of a firm and of what is traded
# characters that stand by themselves in running text; two others that the dictionary does not join are a made-up word (佳沃, 浣江)
COMMON = frozenset(
    "的了在是有和与及或为由被把将向对从给让到至于以等该此其各每某本我你他她它这那哪不未没已又也还都均就才再更最很太只仅共约近超达多少几两一二"
    "三四五六七八九十百千万亿上下中内外前后里间新老大小高低好坏全总副正首次个家只支项名位条款年月日时做用说称看要能可会应须按据经因所之而且但并"
    "则若如即便与同跟往来去入出进回过起着得地种类型级层批省市县区州乡镇村国党府局厅部院校所处科办买卖购销投拿抓管建造修补助奖扶贷借还收付拨发放设"
    "农林牧渔工商学军医药水电气煤油粮棉糖茶果菜肉蛋奶鱼猪牛羊鸡花木竹纸布衣鞋车船路桥房地人物事业民企私公"
)
CLOSES = re.compile("[、，。；）]|等|的(?!产业|行业|发展)")
RUN_BEHIND = "、，。；：“（( \n　与和及由向为给"
OF_STAFF = re.compile("[一-鿿]{2,3}(?:教授|副教授|博士|老师|研究员|院士|课题组)")
NO_FIELD = ("二级", "本", "该", "各", "各二级", "我院", "两个", "所在", "相关", "有关", "独立")
POINTED = re.compile("[这那该此]+[一二两三四五六七八九十几多\\d]*[只支家个所项]")  # 这三只母基金: one told before
GRADED = re.compile(
    "(?:国家级?|省级)(?:高新|经开|经济|开发区|(?:农业|大学)?科技园|农高|自创区|自主创新)"
)  # grades of zones
COUNTED = re.compile(
    r"(?:[一这那该两几多某各每]|\d)(?:家|所|个|支|只|批|些)$|某$|各类$|(?:首|第[一二三四五六七八九十])批$"
)


def distinct(
    state: State,
    grammar: Grammar,
    ending: Ending,
    at: int,
    end: int,
    body: list[str],
    place: Mention | None,
    parent: Mention | None,
) -> bool:
    """Tell whether the words before the ending make a name of it."""
    whole = state.folded[at:end]
    if whole in grammar.not_names or whole.endswith(grammar.not_ends) or POINTED.match(whole):
        return False
    if ending.text == TRADED and place is None and parent is None:  # 南华期货, but 生猪期货
        return coined(state, at, end - len(ending.text))
    if (ending.type == "Fund" or ending.kind == "research") and body and body[-1].endswith("类"):
        return False
    counted = COUNTED.search(state.folded, max(0, at - 3), at) if place is None and parent is None else None
    if counted is not None and not (ending.type == "Program" and counted[0].endswith("批")):  # 首批 + 乙试点 is one
        return False
    if ending.type == "Zone" and place is None and parent is None and body and body[-1].endswith(("级", "试点")):
        return False  # 五星级园区, 省级园区, 乙试点园区: a class
    if ending.type == "Zone" and place is not None and place.kind == "province" and GRADED.match(whole, place.end - at):
        return False  # 江苏省国家高新区: all of them
    if ending.loose and "一次性" in whole:
        return False
    if ending.text == "银行" and place is None and parent is None and quoted(state, at, end):
        return False  # 打造“农地银行”品牌: a figure of speech
    special = [w for w in body if w not in grammar.generic]
    if ending.text in CLASSES and not special:
        return False
    if body and all(w in FOUNDED for w in body):
        return False  # 甲大学 + 共建 + 研究院
    if ending.text == "学院" and body and place is None and parent is None and OF_STAFF.match(state.folded, end):
        return whole[:-2] not in NO_FIELD  # 材料 + 学院李某某教授
    if parent is not None:
        if ending.brand:
            return ending.kind == "financial" and parent.kind == "company" and not body
        return ending.text != "子公司"
    if (
        place is None
        and ending.hard
        and ending.type == "Fund"
        and levelled(state, at, body)
        and (len("".join(body)) >= 3 or (len(ending.text) >= 4 and not ending.text.startswith("政府")))
    ):
        return True
    centre = ending.type == "Institution" and ending.kind in ("other", "research") and ending.text[-1] in "心院所站"
    if centre and place is None and levelled(state, at, body) and len("".join(body)) + len(ending.text) >= 6:
        return True  # 省生产力促进中心
    if ending.loose and place is None:
        levels = {"省级": "province", "市级": "city"}.get(state.folded[max(0, at - 2) : at])
        if levels and state.place_at(levels) and any(len(w) > 1 and w not in grammar.levels for w in body):
            return True  # 省级 + 科技 + 专项资金
        told = 2 if ending.text.startswith("发展") else 4  # 人才 + 发展专项资金
        return sum(len(w) for w in body if w not in grammar.levels) >= told
    if ending.type == "Program" and ending.hard:  # 研发 + 贷
        return len("".join(body)) >= 2
    if ending.type == "Program" and ending.generic:
        return bool(body)
    if ending.brand and end < len(state.text):
        follower = state.words[names_words.word_at(state, end)]
        noun = state.folded[follower[0] : follower[1]] in grammar.allowed or follower[2][0] in "nl"
        if noun and not grammar.deeds.match(state.folded, end):
            return False
    if ending.brand:
        rest = "".join(body)
        first = end - len(ending.text) - len(rest)
        if place is not None and place.kind in ("province", "city") and rest and ending.text in HOUSES:
            return True  # 湖南 + 高新 + 创投
        if place is not None and place.kind == "county" and not rest and ending.text in TRADES:
            short = end - at - len(ending.text) == 2 and state.folded[end - len(ending.text) - 1] not in "县市区旗"
            return short and grammar.deeds.match(state.folded, end) is not None  # called as a county is: 华宁 + 科技
        return bool(rest) and (
            made_up(state, first, end - len(ending.text))
            or joined_up(state, grammar, at if place else first, first, end - len(ending.text), end)
            or acts(state, grammar, at if place else first, end, rest)
        )
    if ending.text.endswith("集团") and place is None and levelled(state, at, body):
        local = state.place_at("province" if whole[0] == "省" else "city") or ""
        if state.lexicon.gazetteer.get(local + whole.lstrip("省市级")):
            return True  # 省投资集团
    invests = ending.text == "公司" and bool(body) and body[-1] in OWNED and len("".join(body)) >= 4
    if invests and place is not None and place.kind in ("province", "city", "county"):
        return True  # 合肥市创新投资公司
    if ending.text in ("子公司", "工厂") or (ending.text == "公司" and parent is None and not special):
        return False
    abroad = place is not None and place.kind == "country" and place.name != "中国"
    if abroad and ending.text == "公司" and not named_abroad(state, at, end - 2, body):
        return False  # 一家德国医疗器械公司
    if place is not None and (place.kind != "country" or place.name != "中国"):
        return ending.alone or bool(body)
    if place is not None:
        return bool(body)
    if ending.text.endswith(("合作社", "联合社", "合作联社", "农场", "牧场", "林场")):
        return coined(state, at, end - len(ending.text))
    if ending.text in ("公司", "子公司", "分公司", "工厂"):
        return ending.text == "公司" and coined(state, at, end - len(ending.text))
    if ending.type == "Zone" and ending.kind in ("high_tech", "economic", "free_trade", "new_area"):
        return 2 <= len("".join(body)) <= 4 and bool(special) and "”" not in whole
    if ending.generic:
        return len(special) >= 2 or bool(special and len(body) >= 2)
    return bool(special) and (len(special) > 1 or len("".join(special)) >= 2 or len(body) > 1)


def named_abroad(state: State, start: int, end: int, body: list[str]) -> bool:
    """Tell whether the words behind a country and before 公司 are more than a trade: a made-up word, or letters that end them."""
    first = end - len("".join(body))
    words = names_words.words_in(state, first, end) if body else []
    return any(
        flag in ("nz", "nr", "nrt", "ns", "nt")
        or (flag == "eng" and b == end)
        or (b - a == 1 and lone(state.folded[a]))
        for a, b, flag in words
    )


def quoted(state: State, start: int, end: int) -> bool:
    """Tell whether the span is all that stands in quotation marks, and no short name that is being introduced (下称“甲银行”)."""
    marked = state.folded[start - 1 : start] == "“" and state.folded[end : end + 1] == "”"
    return marked and not state.folded.endswith(("称", "称为", "为", "名"), 0, start - 1)


def levelled(state: State, at: int, body: list[str]) -> bool:
    """Tell whether the name begins with a word of level whose place the article gives (市产业投资母基金)."""
    level = {"省": "province", "省级": "province", "市": "city", "市级": "city", "区": "county", "县": "county"}.get(
        body[0] if body else ""
    )
    return level is not None and state.place_at(level) is not None


def made_up(state: State, start: int, end: int) -> bool:
    """Tell whether the words of the span look like a brand: single characters that the dictionary does not join, or a name."""
    first = names_words.word_at(state, start)
    words = state.words[first : names_words.word_at(state, end - 1) + 1]
    if not 2 <= end - start <= 4 or words[0][0] != start or words[-1][1] != end:
        return False
    if len(words) == 1:
        known = state.lexicon.built("names.grammar", Grammar)
        return (
            words[0][2] in ("nz", "nr", "nrt", "nt", "nrfg", "eng", "ns")
            and state.folded[start:end] not in known.generic
        )
    if words[0][2][0] in "va":
        return False
    return all(b - a == 1 and f[0] not in "pcurmqxyd" for a, b, f in words)


def joined_up(state: State, grammar: Grammar, at: int, start: int, middle: int, end: int) -> bool:
    """Tell whether two or three characters that the dictionary does not join are a brand: a name may begin and end there."""
    words = names_words.words_in(state, start, middle)
    if not 2 <= middle - start <= 3 or any(b - a > 1 or not lone(state.folded[a]) for a, b, _ in words):
        return False
    if not CLOSES.match(state.folded, end) and not grammar.deeds.match(state.folded, end):
        return False
    return at == 0 or grammar.openings.search(state.folded[max(0, at - 4) : at]) is not None


def lone(char: str) -> bool:
    """Tell whether a character is one that seldom stands by itself in running text."""
    return "一" <= char <= "鿿" and char not in COMMON


def lone_run(state: State, at: int, least: int = 2) -> int | None:
    """Return where up to three characters begin that the dictionary does not join and that open a clause or an item, None where none do."""
    index, first = names_words.word_at(state, at - 1), at
    while index >= 0 and at - first < 3:
        start, end, flag = state.words[index]
        if end != first or end - start > 1 or not lone(state.folded[start]) or flag[0] in "pcud":
            break
        first, index = start, index - 1
    behind = first == 0 or state.folded[first - 1] in RUN_BEHIND or state.folded.endswith("其中", 0, first)
    prefixes = state.lexicon.built("names.grammar", Grammar).prefixes
    group = next((p for p in prefixes if not behind and first < at and state.folded.endswith(p, 0, first)), None)
    if group is not None:
        return first - len(group)  # 中船 + 海 + 为高科技有限公司
    opens = at - first >= least and behind
    return first if opens else None


def acts(state: State, grammar: Grammar, start: int, end: int, brand: str) -> bool:
    """Tell whether a span of ordinary words (精工 + 科技) does what companies do, and begins where a name may begin."""
    if not 2 <= len(brand) <= 4 or brand in grammar.generic or not grammar.deeds.match(state.folded, end):
        return False
    if start == 0 or grammar.openings.search(state.folded[max(0, start - 4) : start]):
        return True
    _, last, flag = state.words[names_words.word_at(state, start - 1)]
    return last == start and flag[0] in "vpcu"


def coined(state: State, start: int, end: int) -> bool:
    """Tell whether a word of the span is a name or is unknown to the dictionary."""
    words = names_words.words_in(state, start, end)
    return any(flag in ("nz", "nr", "nrt", "ns", "nt", "eng") or b - a == 1 for a, b, flag in words)
