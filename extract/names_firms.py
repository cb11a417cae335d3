"""Firms and investors called by a short name, told by what stands around it: a round of financing, an announcement, a list of backers."""

import re
from collections.abc import Iterator

from extract import names_words
from extract.clauses import number
from extract.entity_spans import covering, make
from extract.lexicon import Lexicon, any_of
from extract.model import Mention, State
from extract.names_brands import brand
from extract.names_cuts import ROLES
from extract.names_distinct import lone
from extract.names_rules import Grammar

NAME = r"[一-鿿A-Za-z0-9·]"
NOTE = r"(?:[（(][^（）()]{1,20}[）)])?"
BETWEEN = re.compile(rf"{NOTE}(?:[、，]|和|与|及|以及)")
LISTED = re.compile(
    rf"(?:由|获得?了?|来自|(?:以及|和)|[，、。；：](?:本轮|此轮|该轮|均|其中)?由?)((?:{NAME}{{2,16}}{NOTE}、){{0,8}}{NAME}{{2,16}}?(?:{NOTE}[和与及]{NAME}{{2,16}}?)?)"
    r"(?:等(?:多家|知名|老股东|新老股东|产业方|机构)*(?:机构|股东)?)?(?:(?:[（(][^（）()]{1,20}[）)])|联合|共同|独家|战略|继续|持续|追加|超额|在内的)*"
    r"(?:领投|跟投|参投|加码|追投)"
)
CODE = re.compile(r"(?<=[一-鿿A-Za-z])[（(](?:SH|SZ|HK)?\d{5,6}(?:[.．](?:SH|SZ|HK|BJ))?[）)]")
COUNTED = re.compile(
    rf"(\d{{1,2}}|[二两三四五六七八九十])家(?:[^，。；：、]{{0,12}}?(企业|公司|银行|机构|上市公司))?(?:名单)?(?:[（(][^（）()]{{1,12}}[）)])?"
    rf"(?:(?:，)?(?:分别)?(?:是|为|包括|即)|[^。；：、]{{0,30}}?，分别(?:是|为))：?((?:{NAME}{{2,12}}{NOTE}、)+{NAME}{{2,12}}?(?:{NOTE}(?:和|及|以及){NAME}{{2,12}})?)(?=[。；，])"
)
INVESTS = re.compile(  # 甲公司在乙地投资的丙项目, 由甲公司投资建设
    rf"(?:(?:^|(?<=[、，：:；]))({NAME}{{3,10}}?)在[^，。；、]{{2,14}}投资(?:建设|兴建|新建|打造)?的|由({NAME}{{3,12}}?)(?:独家|全额)?投资(?:建设|兴建|新建|打造|\d))"
)
TRADES = (
    r"(?:科技|机器人|智能|智造|动力|汽车|能源|生物|医药|药业|医疗|半导体|微电子|电子|材料|新材|光电|航天|创新|数据|软件|网络|装备|股份|集团|激光"
    r"|通信|信息|基因|芯片|存储|量子|储能|氢能|光伏|锂电|电池|传感|视觉|无人机|航空|仪器|精密|软体|智航|纪元)"
)
INVESTED = re.compile(  # 甲资本投资了“乙”和丙科技
    rf"(?:^|(?<=[，；：、。])|例如，)({NAME}{{3,8}}?)(?:投资|投|注资|入股|参投|领投|押注)了(?:[一-鿿]{{0,4}}(?:企业|公司))?"
    rf"(?:“({NAME}{{3,12}})”|({NAME}{{2,8}}?{TRADES}))(?:[、和与](?:“({NAME}{{3,12}})”|({NAME}{{2,8}}?{TRADES})))?(?=[，。；）]|等)"
)
ROUND = r"(?:天使|种子|Pre-?[A-Z]|[A-E]|新一|首|多|两|三)\+*轮"
TOOK = re.compile(  # 甲、乙科技前后脚宣布完成近5亿元融资, 丙天使+轮融资1亿元
    rf"(?:^|(?<=[，。；：括]))((?:{NAME}{{3,8}}、){{0,4}}{NAME}{{3,9}}?)(?:均|都|也|刚刚?|已经?|曾|再次?|又|先后|前后脚|相继|分别|接连|各自|连续)*(?:[于在]?(?:\d+月)?(?:\d+日)?)"
    rf"(?:宣布了?|正式|已)*(?:(?:完成|获得?)了?[^，。；]{{0,24}}?融资(?!租赁|担保|难|成本|需求|渠道)|(?:{ROUND})?融资[约近超逾]?\d|宣布了\d[^，。；]{{0,10}}融资|引入[^，。；]{{2,48}}(?:战略投资|投资者|投资人|股东)|获得?了?[^，。；]{{2,40}}?(?:股权投资|战略投资|增资|注资)"
    r"|(?:正式|成功)*(?:登陆|[在于]?(?:港交所|香港联交所|科创板|创业板|北交所|上交所|深交所)(?:主板)?(?:正式|挂牌|成功)*上市))"
)
DATED = re.compile(r"\d+[年月日]")
LEADING = "由与和及向对为以于经据被把将从给让"
TAKEN = re.compile("融资")  # beside other words only a made-up name is one
JOINT = re.compile(  # 甲与乙共同出资设立丙基金
    rf"(?:^|(?<=[，。；：])|(?<=近日)|(?<=日前)|(?<=\d日)|由)((?:{NAME}{{2,16}}{NOTE}[、与和及]){{1,6}}{NAME}{{2,12}}?)(?:等)?(?:共同|联合|合作|分别|各自?|拟)+(?:出资|发起|设立|组建|认缴|投资|参与)"
)
SORTED = re.compile(  # 影像公司某见科技、, 龙头企业芯某微在…
    rf"(?<!有限)(?<!责任)(?:公司|企业|厂商|独角兽|龙头)(?:([一-鿿]{{2,4}}?)({TRADES})(?=[、，。；（(等都也已获是的和与将]|完成|在)|([一-鿿]{{3,4}}?)(?=在|已|获|完成|是一))"
)
OF_SUM = r"[（(][^（）()]{0,3}[\d数][^（）()]{0,10}[万亿][^（）()]{0,4}[）)]"
SUMMED = re.compile(rf"(?:{NAME}{{2,12}}{OF_SUM}、)+{NAME}{{2,12}}{OF_SUM}")  # 甲科技（3亿元）、乙芯穹（超2亿元）
SUMMED_ITEM = re.compile(rf"({NAME}{{2,10}}){OF_SUM}")
LATIN = re.compile(r"(?:(?<![A-Za-z])[A-Z][A-Za-z]+ ){1,2}$")
TITLE = re.compile(rf"^({NAME}{{3,6}})(?:[（(]\d{{6}}[）)])?[:：](?:关于|[^\n]{{0,20}}公告)")


class Firms:
    """The compiled lists of firms.yaml."""

    def __init__(self, lexicon: Lexicon) -> None:
        table = lexicon.table("firms")
        houses = any_of(table["houses"])
        self.ordinary = frozenset(table["ordinary"])
        self.never = frozenset(table["never"])
        self.tails = tuple(table["tails"])
        self.house = re.compile(
            rf"(?:^|(?<=[、，。；：“（(\s和与及由为的是括有获P了在])|(?<=[管托合发出]..)(?<=[理管伙起资]人))([一-鿿A-Za-z0-9]{{2,4}}?)(?:{houses})(?:管理(?!合伙人))?"
            r"(?=[、，。；）)”\s（(]|等|和|与|及|以及|领投|跟投|参投|联合|共同|独家|出资|旗下|管理合伙人|创始|合伙人|董事|投资总监|执行|继续|投资的|浮出|则|也|介绍|表示|认为|透露|负责|管理|$)"
        )
        self.lists = re.compile(
            rf"(?:{table['lists']})((?:{NAME}{{2,10}}[、，])*{NAME}{{2,10}}(?:[和与及]{NAME}{{2,10}})?)"
        )
        self.raised = re.compile(rf"({NAME}{{2,10}}?)”?{table['raised']}")
        self.says = re.compile(rf"(?:^|(?<=[。\n丨|：]))({NAME}{{3,6}}?)(?:{table['says']})")
        self.posted = re.compile(rf"(?:^|(?<=[、，。；：\n]))({NAME}{{2,4}}?(?:{table['posted']}))")
        self.leads = re.compile(table["leads"])
        self.sources = re.compile(table["sources"], re.MULTILINE)
        self.not_sources = re.compile(table["not_sources"])
        self.starts = re.compile("完成|获|斩获|拿下|揽获")
        self.sorts = re.compile(table["sorts"])

    def classed(self, name: str) -> int:
        """Return the length of the words for what sort of firm it is that stand before its name (机器人公司 + 某某智造)."""
        match = self.sorts.match(name)
        return match.end() if match is not None and len(name) - match.end() > 1 else 0


def find(state: State) -> list[Mention]:
    """Return the firms that only their surroundings show to be ones, wherever they are named."""
    rules = state.lexicon.built("names.firms", Firms)
    found: dict[str, tuple[Mention, ...]] = {}
    for start, end, kind in candidates(state, rules):
        start += rules.classed(state.folded[start:end])
        if state.folded[start].isascii() and (words := LATIN.search(state.folded, 0, start)) is not None:
            start = words.start()  # Nova + Robotics
        name = state.folded[start:end]
        if name not in found and free(state, start, end):
            found[name] = tuple(everywhere(state, name, kind or kind_of(name)))
    return [m for mentions in found.values() for m in mentions]


def candidates(state: State, rules: Firms) -> Iterator[tuple[int, int, str | None]]:
    """Yield the spans that may be short names, with their kind where their place tells it."""
    text = state.folded
    for match in state.scan(rules.house):
        start = match.start() + (text[match.start()] in "由与和及在了")  # behind a mark the pattern takes 由 in
        if text[start : match.end(1)] not in rules.ordinary and named(state, rules, start, match.end(1), match.end()):
            yield start, match.end(), "financial"
    for pattern in (LISTED, rules.lists):
        for match in state.scan(pattern):
            for start, end in items(text, match.start(1), match.end(1)):
                start += 3 if text[start + 2] == "人" and text.startswith(ROLES, start) and end - start > 5 else 0
                if named(state, rules, start, end, end):
                    yield start, end, None
    yield from raisers(state, rules)
    for match in state.scan(rules.says):
        if named(state, rules, match.start(1), match.end(1), match.end(1)):
            yield match.start(1), match.end(1), "company"
    for match in state.scan(rules.posted):
        if named(state, rules, match.start(1), match.end(1), match.end(1)):
            yield match.start(1), match.end(1), "financial" if match[1].endswith(("资本", "创投")) else "company"
    for match in state.scan(COUNTED):
        for start, end in counted(text, *match.span(3), number(match[1])):
            if text[start:end] not in rules.never and not text[start:end].endswith(rules.tails):
                yield start, end, "bank" if text[start:end].endswith("银行") else None
    for match in state.scan(CODE):
        for start in range(match.start() - 3, max(match.start() - 7, -1), -1):
            if rules.leads.search(text[max(0, start - 4) : start]) or text[start - 1] in "丨|日讯":
                if named(state, rules, start, match.start(), match.start()):
                    yield start, match.start(), "company"
                break
    for match in state.scan(INVESTED):
        for start, end in (match.span(n) for n in range(1, 6) if match[n]):
            if named(state, rules, start, end, end):
                yield start, end, None
    for match in state.scan(TOOK):
        for start, end in items(text, *match.span(1)):
            bare = {"公司", "企业"} & {text[start + 2 : start + 4], text[start : start + 2]}
            fits = not bare and (TAKEN.search(match[0]) or brand(state, start, end))
            if fits and named(state, rules, start, end, end):
                yield start, end, "company"
    for match in state.scan(JOINT):
        for start, end in items(text, *match.span(1)):
            if brand(state, start, end) and named(state, rules, start, end, end):
                yield start, end, None
    for match in state.scan(INVESTS):
        start, end = match.span(match.lastindex or 1)
        if named(state, rules, start, end, end):
            yield start, end, None
    for match in state.scan(rules.sources):
        start, end = match.span("name" if match["name"] else "other")
        if not rules.not_sources.search(text[start:end]) and named(state, rules, start, end, end):
            yield start, end, "company"
    for match in state.scan(SUMMED):
        rows = [item.span(1) for item in SUMMED_ITEM.finditer(text, *match.span())]
        known = [row for row in rows if (firm := covering(state, *row)) is not None and firm.kind == "company"]
        for start, end in rows if 3 * len(known) >= len(rows) else []:
            if named(state, rules, start, end, end):
                yield start, end, "company"
    for match in state.scan(SORTED):
        made, end = (1, match.end(2)) if match[1] else (3, match.end(3))
        if lone_words(state, *match.span(made)):
            yield match.start(made), end, "company"
    title = TITLE.match(text)
    if title is not None and named(state, rules, title.start(1), title.end(1), title.end(1)):
        yield title.start(1), title.end(1), "company"


def lone_words(state: State, start: int, end: int) -> bool:
    """Tell whether only characters stand in the span that the dictionary does not join and that seldom stand alone."""
    words = names_words.words_in(state, start, end)
    return (
        words[0][0] == start and words[-1][1] == end and all(b - a == 1 and lone(state.folded[a]) for a, b, _ in words)
    )


def raisers(state: State, rules: Firms) -> Iterator[tuple[int, int, str | None]]:
    """Yield the firms that raised money in a round (某某完成A轮融资)."""
    text = state.folded
    at = 0
    while (verb := rules.starts.search(text, at)) is not None:
        at = verb.end()
        floor = max(text.rfind(mark, 0, verb.start()) for mark in "。；\n") + 1
        for start in range(verb.start() - 2, max(floor, verb.start() - 34) - 1, -1):
            if not rules.leads.search(text[max(floor, start - 4, 0) : start]):
                continue
            match = rules.raised.match(text, start)
            if match is not None and match.end() > verb.start() and named(state, rules, *match.span(1), match.end(1)):
                yield match.start(1), match.end(1), "company"
                at = max(at, match.end())
                break


def items(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Yield the spans of the items of a list."""
    for match in BETWEEN.finditer(text, start, end):
        yield start, match.start()
        start = match.end()
    yield start, end


def counted(text: str, start: int, end: int, wanted: int | None) -> list[tuple[int, int]]:
    """Return the items of a list where there are as many as its count says, none where there are more or fewer."""
    found, at = [], start
    for item in text[start:end].split("、"):
        found.append((at, at + len(item)))
        at += len(item) + 1
    last = found[-1][0]
    if len(found) + 1 == wanted and (joint := re.search("以及|[和与及]", text[last + 2 : end - 1])):
        found[-1:] = [(last, last + 2 + joint.start()), (last + 2 + joint.end(), end)]
    plain = not any(set("的了在是将为") & set(text[a:b]) for a, b in found)
    return found if plain and len(found) == wanted else []


def named(state: State, rules: Firms, start: int, middle: int, end: int) -> bool:
    """Tell whether the span may be a short name: no function word in it, and not only ordinary words up to `middle`."""
    name = state.folded[start:end]
    if (
        not 2 <= end - start <= (16 if name.endswith("基金") else 12)
        or name in rules.never
        or name.endswith(rules.tails)
        or name.isdigit()
        or DATED.match(name)
    ):
        return False
    grammar = state.lexicon.built("names.grammar", Grammar)
    first, last = names_words.word_at(state, start), names_words.word_at(state, middle - 1)
    words = state.words[first : last + 1]
    if words[0][0] < start and words[0][1] - words[0][0] > 2:
        return False
    if state.folded[start] in LEADING and words[0][1] - words[0][0] == 1:
        return False
    inner = [(state.folded[max(a, start) : min(b, middle)], f) for a, b, f in words]
    if any(len(w) > 1 and (f[0] in "pcurmqyd" or (w in grammar.stop and w not in grammar.in_funds)) for w, f in inner):
        return False
    if any(len(w) == 1 and (f[0] in "uy" or w in "的了在将是不从被把") for w, f in inner):
        return False
    return not all(w in rules.ordinary or w in grammar.generic or w in grammar.allowed for w, _ in inner)


def free(state: State, start: int, end: int) -> bool:
    """Tell whether nothing but a place stands in the span."""
    cover = covering(state, start, end)
    if cover is None:
        return True
    return cover.type == "Place" and cover.start == start and cover.end < end


def everywhere(state: State, name: str, kind: str) -> Iterator[Mention]:
    """Yield every free place of the text where the name stands; the gazetteer says whose it is where it knows."""
    known = [e for e in state.lexicon.gazetteer.get(name) if e.type in ("Institution", "Fund")]
    entry = known[0] if len(known) == 1 else None
    at = state.folded.find(name)
    while at >= 0:
        if free(state, at, at + len(name)):
            type_, kind_ = (entry.type, entry.kind) if entry else ("Fund" if kind == "fund" else "Institution", kind)
            yield make(
                state,
                at,
                at + len(name),
                type_,
                "venture" if kind_ == "fund" else kind_,
                entry.name if entry else "",
                rule="firm",
                place=entry.place if entry else None,
            )
        at = state.folded.find(name, at + len(name))


def kind_of(name: str) -> str:
    """Return the kind of an investor by what its name ends in."""
    if name.endswith("基金"):
        return "fund"
    return (
        "financial"
        if name.endswith(("资本", "创投", "投资", "资产", "证券", "保险", "金控", "风投", "投控"))
        else "company"
    )
