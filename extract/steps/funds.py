"""Funds: what the suffix grammar left, levels before them (省级…专项资金), and what is no fund."""

import re
from dataclasses import dataclass

from extract import funds_brands, funds_owned, names_begun, names_words
from extract.entity_spans import covering, make, overlapping, settle
from extract.funds_cut import cut, more
from extract.lexicon import Lexicon, any_of
from extract.model import Mention, State
from extract.names_distinct import coined
from extract.names_rules import Grammar
from extract.programs_called import called

COUNTED = re.compile(r"[\d两二三四五六七八九十几各]个?[省市]$")
PARTNERSHIP = re.compile(r"(?:[（(][一-鿿]{2,4}[）)])?合伙企业(?:[（(]有限合伙[）)])?")


GOT = re.compile("(?:收到|获得|获|领到|拿到|争取到|取得|得到|领取)了?$")

DESK = re.compile(
    "(?:财政|科技|经发|经济发展|科技创新|工信|人社|商务|投资促进|产业促进|农业农村|发改)[一-鿿]{0,4}?(?:分局|局|厅|办公室|委员会)|管委会|管理委员会"
)


OFFICE = re.compile(
    "[一-鿿]{2,14}?(?:财政|科技|经发|经济发展|工信|人社|商务|发改|农业农村|经济和信息化|科学技术)[一-鿿]{0,4}?(?:分局|局|厅|委员会)|[一-鿿]{2,14}?(?:管委会|管理委员会)"
)
SUM = r"[\d.,]+[余多]?[百千]?[万亿]+元?(?:人民币|美元)?"
KIND = "(?:基金集群|基金群|引导基金|母基金|母子基金|种子基金|天使基金|产业基金|投资基金|专项基金|发展基金|创新基金|科创基金|基金)"
# a fund that is only described, where a text founds it with its size: 组建总规模300亿元的产业基金群; 合筹一只专项投资基金，规模30亿元
SIZED = (
    re.compile(
        rf"(?:设立|组建|发起|成立|新设|打造|形成|筹建|筹设|合筹|共建|构建|筹划|谋划|(?:搞|设|组|做|办|合设)了?(?=[一两几]?[只支]))[^，。；]{{0,24}}?{SUM}(?:以[上下内]|左右)?(?:规模)?的?(?:“[^”]{{1,8}}”)?(?P<fund>[一-鿿A-Z]{{0,12}}?{KIND})(?!群|集群|[一-鿿]{{0,2}}(?:公司|管理|会|小镇|管理人))"
    ),
    re.compile(
        rf"(?:一[只支个]|合办的|合作的|发起的|设立的|共建的|组建的)(?P<fund>[一-鿿A-Z]{{1,12}}?{KIND})，?(?:总|首期|目标|起步|计划|认缴|募集|一期|基金)*规模(?:[为达约超近]|达到|超过)?{SUM}"
    ),
    re.compile(
        rf"(?<![用来])(?:设立|建立|新设|成立|组建)了?(?:总额|规模|首期|总规模)?(?:[为达约超近])*{SUM}(?:规模)?的?(?P<fund>[一-鿿]{{0,20}}?"
        "(?:专项资金|发展资金|引导资金|扶持资金|创新资金|补偿资金池|补偿资金|资金池|奖励资金|周转资金|担保资金))(?=[，。；、]|用于|支持|专门|作为)"
    ),
    re.compile(
        rf"(?<![用来])(?:设立|建立|新设|成立|组建|设有|筹建)了?(?:省级|市级|县级|区级|州级)?(?P<fund>[一-鿿]{{2,14}}?基金)(?:总?规模)?(?:[为达约超近共])*{SUM}元?"
    ),
)
PLAIN = re.compile(
    "^(?:[该这此其各只支个的]|.{0,2}基金$|子基金|母基金|若干|(?:共同|联合|合作|出资|牵头)?(?:发起|设立|成立|组建|出资)+[的了])"
)


MATTER = re.compile(
    "(?P<drawn>从[^，。；、\\d]{2,16}?)?(?P<noun>(?:专项)?(?:资金|经费|专款)|(?:三项|业务)费用?|专项(?!债|再贷|行动|用[于来]|投向|支持))(?(drawn)(?:里|中|内|列支|中?安排)|(?![一-鿿]{0,2}(?:管理|使用|来源)))"
)
AT_SUM = re.compile(r"(?:由每年|每年|总额|累计|共计?|合计|达到?|为|约|近|超过?|逾|不少于|不低于|总计|就达)*[\d]")
SUM_BEFORE = re.compile(r"[万亿]元?的?[^，。；、\d]{2,14}$")
NUMBERED = re.compile("[一二三四五六七八九十两][项类]")
LONGEST = 14


OFFICIAL = ("计划", "专项")  # what known programmes end in that provinces have too (省 + 重点研发计划)
LEVELS = (
    ("省级", "province"),
    ("省", "province"),
    ("自治区", "province"),
    ("市级", "city"),
    ("市", "city"),
    ("区", "county"),
    ("县", "county"),
)


# words of the state's budget before a verb of handing down, right before a place
HANDED_DOWN = re.compile(
    "(?:财政部|中央财政|中央|发展改革委|国家发改委|科技部|农业农村部|工信部|水利部)(?:(?!财政厅|财政局|[省市]级|[省市]财政)[^。；]){0,36}?(?:下达|下拨|拨付|追加|补助|划拨|预拨|切块)了?$"
)


def got_before(state: State, start: int) -> bool:
    """Tell whether a verb of getting stands before the offset, or before the place that does (收到某省某市财政局…)."""
    place = state.ending_at(start, "Place", within=8)
    place = place or next((n for n in state.nested if n.type == "Place" and n.end == start), None)
    start = place.start if place is not None else start
    return GOT.search(state.folded, max(0, start - 4), start) is not None


def split(state: State, fund: Mention, first: Mention, start: int | None = None) -> None:
    """Put another mention and what is left of a fund, from `start` or where that ends, in the place of the fund; 专项资金 alone is no fund."""
    rest = make(state, first.end if start is None else start, fund.end, "Fund", fund.kind, rule=fund.rule)
    at = state.mentions.index(fund)
    bare = rest.text in state.lexicon.built("names.grammar", Grammar).not_names
    state.mentions[at : at + 1] = [first] if bare else [first, rest]


def parted(state: State) -> None:
    """Part the department from its money where someone has got it (收到某市财政局产业扶持资金): the department is the payer."""
    nested = {(n.start, n.name) for n in state.nested}
    fiscal = [m for m in state.mentions if m.type == "Fund" and m.kind == "fiscal"]
    for fund in [m for m in fiscal if (m.start, m.parent) not in nested]:
        desk = OFFICE.match(state.folded, fund.start, fund.end)
        if desk is None or fund.end - desk.end() < 4 or not got_before(state, fund.start):
            continue
        payer = make(state, fund.start, desk.end(), "Institution", "local_government", rule="desk", place=fund.place)
        split(state, fund, payer)
    for fund in [m for m in state.mentions if m.type == "Fund" and m.kind == "fiscal" and m.parent]:
        owner = next((n for n in state.nested if n.start == fund.start and n.name == fund.parent), None)
        if owner is None or not got_before(state, fund.start):
            continue
        if desk := DESK.match(state.folded, owner.end):
            whole = make(state, owner.start, desk.end(), "Institution", "local_government", owner.name + desk[0])
            whole.rule, whole.place, whole.parent = "desk", owner.place, owner.name
            owner = whole
        else:
            state.nested.remove(owner)
        split(state, fund, owner)


def handed_down(state: State) -> None:
    """Part a place from the money that the state hands down to it (中央财政下达某省水利发展资金): the place gets it."""
    for fund in [m for m in state.mentions if m.type == "Fund" and m.kind == "fiscal"]:
        place = next((n for n in state.nested if n.start == fund.start and n.type == "Place"), None)
        if place is None or fund.end - place.end < 4:
            continue
        if HANDED_DOWN.search(state.folded, max(0, fund.start - 50), fund.start) is None:
            continue
        state.nested.remove(place)
        split(state, fund, place)


def sized(state: State) -> list[Mention]:
    """Return the described funds that the text founds with their size, named by the article's place (某市产业基金群)."""
    found = []
    for pattern in SIZED if "规模" in state.folded or "亿元" in state.folded else ():
        for match in state.scan(pattern):
            start, end = match.span("fund")
            near = overlapping(state, start, end)
            if PLAIN.match(match["fund"]) or any(m.type in {"Fund", "Institution", "Program"} for m in near):
                continue
            place = state.place or ""
            placed = any(m.type == "Place" for m in near)
            name = match["fund"] if placed or not place else place + match["fund"]
            kind = "fund_of_funds" if "母" in match["fund"] else "guidance" if "引导" in match["fund"] else "other"
            found.append(make(state, start, end, "Fund", kind, name, rule="sized", place=place or None))
    return found


@dataclass(frozen=True, slots=True)
class Bounded:
    """The compiled part `bounded` of `suffixes.yaml`."""

    name: re.Pattern[str]
    led: re.Pattern[str]
    lead: re.Pattern[str]
    none: re.Pattern[str]
    endings: tuple[str, ...]


def compile_bounded(lexicon: Lexicon) -> Bounded:
    """Compile the pattern of a lexicon for a fund's name that fills what stands between two marks."""
    data = lexicon.table("suffixes")["bounded"]
    endings = tuple(sorted(data["endings"], key=len, reverse=True))
    name = rf"(?P<name>[一-鿿A-Za-z0-9]{{2,12}}?(?:{any_of(endings)}))"
    return Bounded(
        re.compile(rf"(?:^|(?<=[，。；、：“（\n]))(?:其中，)?{name}(?={data['after']})"),
        re.compile(rf"(?:{data['before']})(?!{data['before']}){name}(?={data['after']})"),
        re.compile(data["lead"]),
        re.compile(data["not"]),
        endings,
    )


def bounded(state: State) -> list[Mention]:
    """Return the funds whose name fills what stands between two marks or behind a verb, where a word of it is none of the dictionary's."""
    rules = state.lexicon.built("funds.bounded", compile_bounded)
    found = []
    for match in [*state.scan(rules.led), *state.scan(rules.name)]:
        start, end = match.span("name")
        lead = rules.lead.match(state.folded, start, end)
        start = lead.end() if lead else start
        over = [m for m in state.mentions_in(start - 12, end + 12) if m.start < end and start < m.end]
        if rules.none.search(state.folded[start:end]) or any(m.type != "Place" or m.start < start for m in over):
            continue
        stem = end - next(len(w) for w in rules.endings if match["name"].endswith(w))
        if stem - start >= 2 and coined(state, start, stem):
            kind = "fund_of_funds" if match["name"].endswith("母基金") else "venture"
            found.append(make(state, start, end, "Fund", kind, rule="bounded"))
    for name, sort in {(m.name, m.kind) for m in found}:
        for again in re.finditer(re.escape(name), state.folded):
            if covering(state, *again.span()) is None and names_words.starts_word(state, again.start()):
                found.append(make(state, *again.span(), "Fund", sort, name, rule="bounded"))
    return found


TOWARDS = re.compile("(?P<first>.{2,}?基金)(?:(?:首期|共同|联合|再|又)?[向对与和]|系|归属于?|隶属于?)(?=.{2,}基金)")
NUMERAL = re.compile(r"(?<=\d)(?:[万亿]|年?度)")


@dataclass(frozen=True, slots=True)
class MatterWords:
    """The compiled part `matters` of `suffixes.yaml`."""

    uses: frozenset[str]
    deeds: frozenset[str]
    never: frozenset[str]


def matter_words(lexicon: Lexicon) -> MatterWords:
    """Compile the words of a lexicon that do and do not say what public money is for."""
    data = lexicon.table("suffixes")["matters"]
    return MatterWords(*(frozenset(data[key]) for key in ("uses", "deeds", "never")))


def matters(state: State) -> list[Mention]:
    """Return public money that is named by its matter where it stands at a sum or is drawn on (科技扶贫资金800万元, 从人才专项里列给).

    A word of level or of use alone (财政资金, 科研经费) names no fund.
    """
    table = state.lexicon.built("funds.matters", matter_words)
    found = []
    for match in state.scan(MATTER):
        noun, end = match.start("noun"), match.end("noun")
        drawn = match["drawn"] is not None
        fund = state.folded.endswith("基金", 0, noun)
        if fund:  # a fund's money is the fund's: 自然科学基金经费
            noun, end = noun - 2, noun
        if (
            not drawn
            and not AT_SUM.match(state.folded, match.end("noun"))
            and not SUM_BEFORE.search(state.folded, max(0, noun - 40), noun)
        ):
            continue
        start, own = noun, 0
        index = names_words.word_at(state, noun)
        if state.words[index][0] < noun:
            start = state.words[index][0]
            own += state.folded[start:noun] not in table.uses
        while index > 0 and noun - start < LONGEST:
            first, last, flag = state.words[index - 1]
            word = state.folded[first:last]
            joins = word in {"与", "和"} and index > 1 and state.words[index - 2][2][0] in "nv"
            names = (
                flag[0] in "nbj"
                or flag in {"vn", "an", "l"}
                or (flag == "v" and word in table.deeds)
                or NUMBERED.fullmatch(word)
                or (fund and word == "联合")
            )
            if (
                word in table.never
                or covering(state, first, last) is not None
                or flag in {"ns", "nt", "nr"}
                or not (joins or names)
            ):
                break
            if (len(word) < 2 and not joins) or (word == "年度" and state.folded[first - 1 : first].isdigit()):
                break
            index -= 1
            if joins:
                continue  # the name may go on before it
            own += word not in table.uses
            start = first
        if own and covering(state, start, end) is None and not names_words.inside_word(state, end):
            found.append(make(state, start, end, "Fund", "other" if fund else "fiscal", rule="matter"))
    return found


def towards(state: State) -> None:
    """Part a fund from the one that it pays into where the grammar ran on over the word between them (甲引导基金向乙母基金注资)."""
    for fund in [m for m in state.mentions if m.type == "Fund" and m.rule.startswith("ending")]:
        match = TOWARDS.match(state.folded, fund.start, fund.end)
        if match is None:
            continue
        first = make(state, fund.start, match.end("first"), "Fund", fund.kind, rule=fund.rule, place=fund.place)
        split(state, fund, first, match.end())


def money_of_works(state: State) -> None:
    """Read the money of a work that is called by the work's name as the work (安排某加工项目资金420万元)."""
    words = state.lexicon.built("funds.works", lambda lexicon: re.compile(lexicon.table("suffixes")["project_money"]))
    for fund in [m for m in state.mentions if m.type == "Fund" and m.rule != "gazetteer"]:
        named = words.search(state.folded, fund.start, fund.end)
        if named is not None and AT_SUM.match(state.folded, fund.end):
            end = named.end("work")
            name = state.folded[fund.start : end]
            state.mentions[state.mentions.index(fund)] = make(
                state, fund.start, end, "Program", "program", name, rule="works", place=fund.place
            )


def run(state: State) -> None:
    """Give the funds that the grammar found the place of a level word before them."""
    parted(state)
    handed_down(state)
    towards(state)
    cut(state)
    settle(state, sized(state))
    settle(state, matters(state))
    settle(state, called(state, "Fund"))
    settle(state, bounded(state))
    settle(state, funds_owned.find(state))
    settle(state, funds_brands.find(state))
    more(state)
    money_of_works(state)
    partnerships = []
    for mention in state.mentions:
        counted = NUMERAL.match(state.folded, mention.start) if mention.rule.startswith(("ending", "called")) else None
        if counted:  # 846万饮水安全专项资金, 2022年度科技成果转化资金
            mention.start = counted.end()
            mention.text = mention.name = state.text[mention.start : mention.end]
        if mention.type == "Fund" and (match := PARTNERSHIP.match(state.folded, mention.end)):
            name = state.folded[mention.start : match.end()]
            partnerships.append(
                make(
                    state,
                    mention.start,
                    match.end(),
                    "Fund",
                    mention.kind,
                    name,
                    rule="partnership",
                    place=mention.place,
                )
            )
    settle(state, partnerships)
    names_begun.widen(state)
    for mention in state.mentions:
        before = state.folded[mention.start - 1] if mention.start else ""
        ending = mention.rule.startswith("ending") or (mention.rule == "whole" and mention.text.endswith(OFFICIAL))
        bare = mention.type in ("Fund", "Program") and not mention.place and ending
        several = COUNTED.search(state.folded, max(0, mention.start - 3), mention.start)  # 甲、乙两省 + 专项资金
        if (
            bare
            and before in ("省", "市")
            and not several
            and covering(state, mention.start - 1, mention.start) is None
        ):
            mention.start -= 1
            mention.text = state.text[mention.start : mention.end]
        if (mention.type in ("Fund", "Program") and mention.rule != "gazetteer") or (
            mention.type == "Institution" and mention.rule.startswith("ending") and not mention.place
        ):
            resolve(state, mention)


def resolve(state: State, mention: Mention) -> None:
    """Put the article's place for the word of level that a name begins with, or that stands before it (rule 2)."""
    for word, level in LEVELS:
        place = state.place_at(level)
        if not place:
            continue
        end = mention.start + len(word)
        if (
            state.folded.startswith(word, mention.start)
            and names_words.ends_word(state, end)
            and state.folded[end] not in "部属内外域直际辖"
        ):
            mention.name, mention.place = place + state.folded[end : mention.end], place
            return
        if state.folded.endswith(word, 0, mention.start) and len(word) == 2 and mention.type != "Institution":
            mention.place = mention.place or place
            return
