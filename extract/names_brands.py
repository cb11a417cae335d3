"""Companies called by their brand alone: in lists of companies (辽宁忠旺、凌源钢铁等企业), and a place with a made-up word."""

import re

from extract import names_words
from extract.entity_spans import covering, make
from extract.model import Mention, State
from extract.names_rules import Grammar

FIRMS = r"(?:企业(?!家)|公司|厂商|车企|药企|上市公司|集团|机构|出资人|投资人|投资方|股东|合伙人)"
LIST = re.compile(
    r"((?:[一-鿿A-Za-z0-9]{2,8}、){1,12}[一-鿿A-Za-z0-9]{2,8}(?:和[一-鿿A-Za-z0-9]{2,8})?)等(?:\d+|[一二两三四五六七八九十多几]+)?(?:家|多家|余家)?(?![与和向对在到赴同为从])[一-鿿]{0,6}?"
    + FIRMS
)
ALL_ARE = re.compile(  # 包括甲乙、丙丁，均为电池配套企业
    r"(?:包括|分别[是为]|有)((?:[一-鿿A-Za-z0-9]{3,8}、){1,12}[一-鿿A-Za-z0-9]{3,8}?)(?:等\d*家?)?，(?:均|都)[为是][^，。；]{0,16}"
    + FIRMS
)
PROJECTS = re.compile(  # 甲科技、乙装备等5个项目已入驻
    r"(?:^|(?<=[，。；：的有]))((?:[一-鿿A-Za-z0-9]{3,8}、){1,12}[一-鿿A-Za-z0-9]{3,8}?(?:和[一-鿿A-Za-z0-9]{3,8})?)等(?:\d+|[一二两三四五六七八九十多几]+)?[多余]?个?(?:重点|园区|入园|签约|产业|优质|工业|招商|龙头)*项目"
)
HAVING = re.compile(  # 部件领域有甲达科技、乙电子（…）；
    r"(?:(?<![没只享具拥含])有|包括|涵盖|[集聚]聚了?|聚集了?|引进了?|培育出?了?|引育了?|涌现出?了?)"
    r"((?:[一-鿿A-Za-z0-9]{3,8}、){1,12}[一-鿿A-Za-z0-9]{3,8}?)(?:等|[；。，（(])"
)
INVEST = re.compile(
    r"(?:由|获得?了?|来自|[，、。；]由?)((?:[一-鿿A-Za-z]{2,8}、){0,8}[一-鿿A-Za-z]{2,8}?(?:[和与][一-鿿A-Za-z]{2,8}?)?)(?:等机构|等)?(?:联合|共同|独家)?(?:领投|跟投|参投)"
)
STAKE = re.compile(
    r"(?:买进|买入|收购|拿下|入股|注资|参股|控股|增持|减持|战略投资)了?(?!合同|协议|资产|价款?|方案|标的|公告|部分)([一-鿿]{2,6}?)(?=\d|[，。；、]|的?股[权份])"
)
ROUND = r"(?:[A-F]|Pre-?[A-Z]|天使|种子|战略|新一|首)[+\d]*轮?(?:轮|融资|增资)"
INTO = re.compile(  # 投资某某3亿元, 投资了甲、乙, 领投某某A轮融资, 向某某增资, 对某某的投资
    r"(?:(?:投资|增资|投向|参投|领投|独投|押注|战略入股|独家投资)了?|成为(?=[^，。；]{3,12}股东)|参与(?=[^，。；]{3,8}(?:定增|定向增发|增发))|[与同和](?=[^，。；]{3,40}(?:签|达成)[^，。；]{0,6}(?:投资|增资|入股))|[对向](?=[一-鿿、]{3,30}(?:增资|注资|投资|的投资|出资)))((?:[一-鿿]{3,6}、){0,3}[一-鿿]{3,6}?(?:和[一-鿿]{3,6}?)?)"
    rf"(?=[\d，。；]|等|的?(?:{ROUND})|增资|注资|的?投资|出资|新增注册资本|的?(?:第[一二三四五]大|新|战略|控股|重要|机构)股东|定增|定向增发|(?:正式|现场)?(?:签署|签订|签约|达成))"
)
INVESTOR = re.compile("(?:基金|资本|创投|风投|投资|金控|国投|合伙）)[^，。；]{0,12}$")
CERTAIN = re.compile(f"的?(?:{ROUND}|[^，。；]{{0,5}}股东|定增|定向增发)")  # behind a firm, whoever invests
NUMBERED = re.compile(
    r"(?<![一-鿿\d])?第?[一二三四五六七八九〇零]{3,4}(?:研究所|研究院|所|院|厂)(?![长有家])|第[一二三四五六七八九十百]{1,5}研究[所院]"
)
HAN = re.compile("[一-鿿]+")
FIRM = re.compile(
    "[、和与]([一-鿿]{4,8}?(投资|资本|创投|控股|集团|产投|金控|国投|科投|城投|资管|证券|保险|信托|担保|租赁|股份))(?![一-鿿]{0,2}[有公])"
)
GUARANTOR = re.compile(  # a place + 政信担保, without what sort of body it is
    "(?!融资|贷款|信用|保证|提供|联合|抵押|质押|财政|政府|企业|银行|省级|市级|农业)([一-鿿]{2}担保)(?=[，、。对为与将已]|简化|推出|发放|提供|累计|通过|落地|创新|开展|承担|代偿)"
)
HOUSE = re.compile("([一-鿿]{2,3})(?:投资|资本|创投|风投|资管|证券|保险|人寿|信托|期货|租赁)")
NO_BRAND = re.compile(
    "及|^[的占靠仅只共均已也还就被把将由向与其该此每各首两三]|[共有的了债元款额家个只名]$|一[成半]|[市商]场$|商$|起家$"
)
LEADING = re.compile(  # 上游有甲新材、乙科技等企业
    "[一-鿿]{2,5}?(?:(?<![没只享具拥含])有|包括|涵盖|吸引了?|引进了?|聚集了?|集聚了?|培育了?)(?=[一-鿿]{3})"
)
NEXT = re.compile(r"、([一-鿿A-Za-z]{2,6})(?=[、等，。；和（(])")
BEFORE = re.compile(
    r"(?:^|[、，：。；]|(?<![没只所享拥具含])有|包括|涵盖|聚集了|集聚了|例如|比如)([一-鿿A-Za-z]{2,6})、$"
)


def find(state: State) -> list[Mention]:
    """Return the companies that only a list or a place shows to be ones."""
    found = [m for pattern in (LIST, ALL_ARE) for match in state.scan(pattern) for m in listed(state, match)]
    places = [
        m
        for m in state.mentions
        if m.type == "Place" and not m.anaphor and m.kind in ("province", "city") and len(m.text) == 2
    ]
    found += [m for place in places if (m := placed(state, place)) is not None]
    found += [m for match in state.scan(STAKE) for m in listed(state, match, bought=True)]
    found += [m for match in state.scan(INTO) for m in bought_into(state, match)]
    found += [m for match in state.scan(PROJECTS) for m in listed(state, match) if invented(state, m.start, m.end)]
    found += [m for match in state.scan(HAVING) for m in had(state, match)]
    found += [m for match in state.scan(NUMBERED) if (m := numbered(state, match)) is not None]
    found += [m for match in state.scan(INVEST) for m in listed(state, match)]
    for place in state.mentions:
        match = GUARANTOR.match(state.folded, place.end) if place.type == "Place" and not place.anaphor else None
        if match is not None and covering(state, *match.span(1)) is None:
            span = (place.start, match.end(1))
            found.append(make(state, *span, "Institution", "financial", rule="place-guarantor", place=place.place))
    return found + beside(state)


def beside(state: State) -> list[Mention]:
    """Return the short names that stand in one list with a company: 中船、中粮、中建, brands that the gazetteer knows or that look made up."""
    found: list[Mention] = []
    firms = [
        m
        for m in state.mentions
        if m.type == "Fund" or (m.type == "Institution" and m.kind in ("company", "financial"))
    ]
    for firm in firms:
        if (whole := placed_firm(state, firm.end)) is not None:
            found.append(whole)
        for match in (
            NEXT.match(state.folded, firm.end),
            BEFORE.search(state.folded, max(0, firm.start - 11), firm.start),
        ):
            if (
                match is None
                or match.group(1)[:2] in firms_lead(state)
                or covering(state, match.start(1), match.end(1)) is not None
                or NO_BRAND.search(match.group(1))
            ):
                continue
            if match.group(1) in state.lexicon.built("names.grammar", Grammar).not_names:
                continue  # 国有商业银行: a class
            known = [e for e in state.lexicon.gazetteer.get(match.group(1)) if e.type == "Institution"]
            if known:
                found.append(
                    make(
                        state,
                        match.start(1),
                        match.end(1),
                        "Institution",
                        known[0].kind,
                        known[0].name,
                        rule="listed-known",
                        place=known[0].place,
                    )
                )
            elif firm.kind == "financial" and house(state, match.group(1)):
                found.append(make(state, *match.span(1), "Institution", "financial", rule="listed-house"))
            elif (brand(state, match.start(1), match.end(1)) and len(match.group(1)) <= 6) or trade(
                state, *match.span(1)
            ):
                found.append(make(state, match.start(1), match.end(1), "Institution", "company", rule="listed-brand"))
    return found


def house(state: State, item: str) -> bool:
    """Tell whether an item beside an investor is a word of two or three characters, no ordinary one, and what such houses end in (亿通投资)."""
    match = HOUSE.fullmatch(item)
    grammar = state.lexicon.built("names.grammar", Grammar)
    ordinary = state.lexicon.table("firms")["ordinary"]
    return match is not None and match[1] not in grammar.generic and match[1] not in ordinary


def trade(state: State, start: int, end: int) -> bool:
    """Tell whether an item beside a company is two characters and the trade that firms' names end in (北方重工)."""
    grammar = state.lexicon.built("names.grammar", Grammar)
    lead, rest = state.folded[start : start + 2], state.folded[start + 2 : end]
    ends = any(e.brand and e.kind == "company" and e.text == rest for e in grammar.endings)
    if not ends or state.folded[start:end] in grammar.not_names or lead in grammar.generic:
        return False
    first, last, flag = state.words[names_words.word_at(state, start)]
    ordinary = (
        lead not in grammar.prefixes
        and last - first > 1
        and flag[0] in "nbvad"
        and flag not in ("ns", "nz", "nr", "nrt", "nt")
    )
    return first == start and not ordinary


def placed_firm(state: State, end: int) -> Mention | None:
    """Return the firm next in a list that a place begins and the word for a firm ends (四川振兴投资)."""
    match = FIRM.match(state.folded, end)
    cover = covering(state, *match.span(1)) if match is not None else None
    if match is None or cover is None or cover.type != "Place" or cover.start != match.start(1):
        return None
    if cover.end > match.start(2) - 2 or covering(state, cover.end, match.end(1)) is not None:
        return None
    kind = "company" if match.group(2) in ("集团", "控股", "股份", "城投", "国投") else "financial"
    return make(state, match.start(1), match.end(1), "Institution", kind, rule="listed-firm", place=cover.place)


def firms_lead(state: State) -> frozenset[str]:
    """Return the words that never begin a name."""
    return state.lexicon.built("names.grammar", Grammar).lead


def listed(state: State, match: re.Match[str], bought: bool = False) -> list[Mention]:
    """Return the free items of a list of companies that look like brands."""
    found = []
    at = match.start(1)
    lead = LEADING.match(match.group(1))
    at += lead.end() if lead is not None else 0
    for item in re.split("([、和])", state.folded[at : match.end(1)]):
        end = at + len(item)
        cover = covering(state, at, end)
        placed_name = cover is not None and cover.type == "Place" and cover.start == at and cover.end < end - 1
        if (
            len(item) < 2
            or NO_BRAND.search(item)
            or state.lexicon.built("names.grammar", Grammar).dealt.match(item)
            or item[-1] in "县市区州镇乡村"
            or item in state.lexicon.built("names.grammar", Grammar).named
            or item.endswith(state.lexicon.built("names.grammar", Grammar).not_ends)
            or (cover is not None and not placed_name)
            or state.lexicon.gazetteer.place(item)
        ):
            at = end
            continue
        if placed_name or brand(state, at, end, bought) or uncommon(state, at, end):
            place = cover.place if cover is not None and placed_name else None
            found.append(make(state, at, end, "Institution", "company", rule="listed-brand", place=place))
        at = end
    return found


def had(state: State, match: re.Match[str]) -> list[Mention]:
    """Return the made-up names of a row that nothing calls firms, where half of them end in a trade of firms."""
    made = [m for m in listed(state, match) if invented(state, m.start, m.end)]
    trades = state.lexicon.built("names.grammar", Grammar).endings
    ends = tuple(e.text for e in trades if e.brand and e.kind == "company")
    return made if 2 * sum(item.endswith(ends) for item in match[1].split("、")) >= match[1].count("、") + 1 else []


def bought_into(state: State, match: re.Match[str]) -> list[Mention]:
    """Return the made-up names behind a verb of investing in a clause where a fund or a financial body invests, or before a round."""
    text, at = state.folded, match.start()
    near = INVESTOR.search(text, max(0, at - 30), at)
    if covering(state, at, at + 1) is not None or not (near or CERTAIN.match(text, match.end())):
        return []
    return [m for m in listed(state, match) if invented(state, m.start, m.end)]


def invented(state: State, start: int, end: int) -> bool:
    """Tell whether the span is a made-up name: single characters and words that are names, behind them at most a trade."""
    grammar = state.lexicon.built("names.grammar", Grammar)
    trades = {e.text for e in grammar.endings if e.brand and e.kind == "company"}
    words = [(state.folded[a:b], f) for a, b, f in names_words.words_in(state, start, end)]
    if len(words) > 1 and words[-1][0] in trades:
        words = words[:-1]
    made = [w for w, f in words if len(w) == 1 or f in ("nz", "nrt", "nr", "nt", "eng")]
    odd = sum(len(w) == 1 for w in made) >= 2 or any(len(w) > 1 for w in made)
    return odd and len(made) == len(words) and not any(f[0] in "pcurmqyxd" for _, f in words)


def uncommon(state: State, start: int, end: int) -> bool:
    """Tell whether an item of a list of firms is no plain noun phrase: a word of it is neither a noun nor a trade."""
    grammar = state.lexicon.built("names.grammar", Grammar)
    first = names_words.word_at(state, start)
    words = state.words[first : names_words.word_at(state, end - 1) + 1]
    if not words or words[0][0] != start or words[-1][1] != end or end - start > 6:
        return False
    texts = [(state.folded[a:b], f) for a, b, f in words]
    if any(w in grammar.stop or f[0] in "pcurmqyx" for w, f in texts):
        return False
    special = [(w, f) for w, f in texts if w not in grammar.generic and w not in grammar.allowed]
    return any(f[0] != "n" or f in ("ns", "nz", "nr", "nrt", "nt") for w, f in special)


def brand(state: State, start: int, end: int, bought: bool = False) -> bool:
    """Tell whether the words of the span are no ordinary phrase: a made-up word stands among them, and no function word.

    Of what is `bought`, single characters may be function words, too: a company is being named.
    """
    first = names_words.word_at(state, start)
    words = state.words[first : names_words.word_at(state, end - 1) + 1]
    if not words or words[0][0] != start or words[-1][1] != end:
        return False
    flags = [flag for _, _, flag in words]
    grammar = state.lexicon.built("names.grammar", Grammar)
    loose = [w for w in words if not (bought and w[1] - w[0] == 1)]
    if any(f[0] in "pcurmqyx" or (b - a > 1 and state.folded[a:b] in grammar.stop) for a, b, f in loose):
        return False
    single = sum(b - a == 1 for a, b, _ in words)
    return single >= 2 or any(flag in ("nz", "nrt", "nr", "eng") for flag in flags)


def numbered(state: State, match: re.Match[str]) -> Mention | None:
    """Return the institute or plant that is called by its number (七二五所)."""
    if covering(state, *match.span()) is not None:
        return None
    kind = "company" if match.group().endswith("厂") else "research"
    return make(state, match.start(), match.end(), "Institution", kind, rule="numbered")


def placed(state: State, place: Mention) -> Mention | None:
    """Return the company named by a place and a made-up word of two characters, in a list: 深圳华测、成都硅宝."""
    for size in (2, 4):
        end = place.end + size
        before, after = state.folded[place.start - 1 : place.start], state.folded[end : end + 1]
        leads, follows = bool(after) and after in "、和", bool(before) and before in "、和"
        if not (leads or (follows and after in "，。等；、")):
            continue
        words = names_words.words_in(state, place.end, end)
        if words[0][0] != place.end or words[-1][1] != end or not HAN.fullmatch(state.folded, place.end, end):
            continue
        single = [f for a, b, f in words if b - a == 1 and f[0] not in "pcurmqydt" and f != "v"]
        if len(single) >= 2 and covering(state, place.end, end) is None:
            return make(state, place.start, end, "Institution", "company", rule="place-brand", place=place.place)
    return None
