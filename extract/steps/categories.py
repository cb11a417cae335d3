"""Categories: classes of firms, banks, people and places that give or receive, not one body."""

import re
from functools import partial

import ahocorasick_rs

from extract import categories_funds, categories_people, categories_units, names_words, scan_firsts
from extract.entity_spans import covering, make, settle
from extract.lexicon import Lexicon
from extract.model import Mention, State
from extract.names_rules import Grammar

CLAUSE = re.compile(
    r"(?:.*(?:[，。；：、,;:\n》]|\d[个家]|专门往|往|适用于|投向|惠及|对于|对(?!于)|给予|给(?!予)了?|向|支持|奖励|针对|面向|鼓励|扶持|帮助|推动|引导|补助|惠及|资助)|^)"
    r"([^，。；：、,;:\n“”为\d]{2,30}的)$",
    re.DOTALL,
)
PROMISED = re.compile(  # 对牵头制定国际标准、国家标准的单位, 获评“领跑者”的企业: the whole clause that says whom a promise is made to
    r"(?:(?:^|[，。；：,;:\n])(?:(?:其中|同时|另外|此外)?(?:对于?|凡是?|支持|奖励|鼓励|扶持|引导|向|面向|给予|补助|资助)|(?=获|被|入选|入围|列入|通过|评为|认定为|符合|首次|年|入驻|新))"
    r"|给予|奖励|补助|资助)(?:\d{4}年度?|当年|本年度)?"
    r"((?:[^，。；：,;:\n“”]|“[^“”\n]{1,16}”){3,40}的)$"
)
PREDICATE = re.compile(
    r"(?:是|作为|为(?![^，。；、家]{0,4}[\d多数几余两二三四五六七八九十百千万各]家))"
    r"(?:国内|全国|我国|全球|全省|全市|首|唯)?[^，。；、]{0,4}(?<!国)家[^，。；]{0,24}$"
)  # says what a firm is; 为17家企业 says for how many
SAYS_WHAT = re.compile("[，；](?:也|就|更|均|都|既)?是[^，。；：家]{4,44}的$")  # 丙项目，是甲市推进的重大产业项目
DONE = (
    "争取",
    "备案",
    "入库",
    "申报",
    "实施",
    "推进",
    "落实",
    "开展",
    "创建",
    "指导",
    "选派",
    "组织",
)  # 积极争取项目: what is done with the class is no part of its name
ACTS = re.compile(
    r"(?:公司|银行|机构|企业)(?:协同|入驻|担保|联合|合作|承贷|携手)"
)  # 银行入驻平台, 公司担保项目: the first acts
PROJECTS = re.compile(
    r"(?:[，。；：、,;:\n]|其中|包括)(?P<sort>(?!其中|包括|共|已|新增?|累计|实施|完成|争取|申报|获批|立项|安排|推进|开工|在建|储备|签约|引进)[一-鿿]{2,12}(?:项目|工程))(?:共|各)?\d+(?:个|项)[，,、]"
)
OPENING = re.compile(
    r"(?:^|[。；：\n])((?:[^，。；：\n“”]|“[^“”\n]{1,16}”){3,36}的)$"
)  # 技改投入超过500万元的项目，…补
LEADS = re.compile("^.*(?:对于|对(?![外于接口])|凡是|给予|奖励|鼓励|支持)(?=.{3})")  # 县财政对 + 流转土地100亩以上的
GRANTED = (  # what stands behind the words that say who gets it
    r"，(?:经[^，。；]{2,14}，)?(?:市|省|区|县)?(?:财政)?(?:每[家个人户项辆台套年次件亩头吨][^，。；\d]{0,8})?(?:再|另|可|均|将|最高|一次性|分别|按|给予|予以|奖|补|资助|享受)"
)
GIVEN = re.compile(
    "(?:一次性)?(?:给予|予以|奖励|奖补|补助|补贴|资助|进行(?:奖励|奖补|补助|补贴|资助))"
)  # …的项目 + 给予奖励
SIZES = ("小微", "中小", "微型", "民营", "国有")
STATED = (
    re.compile(  # 经国务院批准的国家级开发区，目前共有50家: how many of the class there are, whatever is said of it
        r"，?(?:目前|现在|已经?|现|共|累计|总共)*(?:有|达到?|为)(?:约|近|超过?)?\d"
    )
)
SHORT = 3  # characters of a class that says nothing without the clause before it
RELATIVE = re.compile(  # 348家申请…的单位
    r"[\d多余几数两二三四五六七八九十百千万][家个户所名位]((?!的)[^，。；、：\n家户]{2,26}的)$"
)
LED = frozenset("、省市州县区旗（()")  # before several levels: they go on from a place's own (甲省、市财政)
COUNTED = tuple("家个户所名位支只")
COUNTING = re.compile(
    r"[\d多余几数两一二三四五六七八九十百千万][家个户所名位支只]$"
)  # 50家中小企业: 家中 is no word here


COUNTED_OF = re.compile(  # 有外资背景的 + 6家 + 企业
    r"的(?:近|约|超|逾|共|这)?[\d多余几数两一二三四五六七八九十百千万]+[家个户所名位支只]$"
)
OPENS = frozenset("，；、：,;")  # before what somebody does, at the beginning of a clause
TAILS = frozenset("机车船药酒器板链网粮茶油棉糖棚房炉泵阀表灯镜钢铜铝铁煤布纸肥")  # that goods end in
NUMBERED = re.compile("第[一二三四五六]|首批|.*等地的$")
HELPED = re.compile(  # 向27户受灾需恢复生产 + 企业
    r"(?:向|为|对|给|支持|帮助|惠及|服务)了?(?:近|约|超|逾|共)?[\d几数]+余?[万千百]?余?[户家]([^，。；、：的\d]{2,18})$"
)
NO_PART = re.compile("企业|公司|单位|机构|银行|[户村店厂]|和|与|及|等|发放|提供|办理|开展|发展|搭建|建设")
RELIEVED = re.compile(
    "(?:已|提前|共|累计|先后)*(?P<deed>享受|申报|申请)(?:到|了)?(?P<what>[^，。；、：了的共]{0,8}?(?:加计扣除|留抵退税|减免|减半|优惠|减税))(?:政策)?[，。；]"
)
MEASURED = re.compile(
    r"[一-鿿]{2}(?:已|共|有|达到?|为|约|近|超过?|增至|总数|数量)*\d[\d,.]*[余多]?[万千百]?[家户]"
)  # 某板上市企业542家: what the market has
DEEDS = ("v", "vn")  # word classes of what a firm does
SAYS = re.compile("(?<!凡)(?<!只要)是(?!否)")
DOES = re.compile("v|d|p|a|m")  # parts of speech that a clause that describes begins with
LINKED = re.compile(  # 以及 + 参与试点的企业; 2023年、 + 上市的企业
    r"^(?:[、，,]|以及|并且?(?!购)|而?且|及(?![格时早])|和(?!平|谐)|或者?|另外|其中|20\d\d年度?(?:[、和及至]|以来|以后)*)+(?=..)"
)
OTHER_OF_LIST = re.compile("的[^的、]{2,12}、[^、]{2,}的$")  # 取得认证的甲类机构、 + 通过验收的
EVERY = re.compile("^(?:各类|各种|各级各类|广大)(?=..)(?!.*项目)")  # is no part of a class's name


INSIDE = frozenset("省市州县区旗国境")
OF_MONEY = re.compile(  # 各级财政 + 衔接资金: whose the money is, and no class that gets or gives it
    "(?!投入|安排|拨付|筹集|落实|统筹|整合)[一-鿿]{0,10}?(?:资金|经费|专款)"
)
LONGEST = 12  # characters in brackets behind a class that name another


class Classes:
    """The compiled lists of categories.yaml."""

    def __init__(self, lexicon: Lexicon) -> None:
        table = lexicon.table("categories")
        self.heads = frozenset(table["heads"])
        self.alone = frozenset(table["bare"]) | frozenset(table["whole"])
        self.not_classes = frozenset(table["not_classes"])
        self.not_capital = tuple(
            c for c in table["not_classes"] if c.endswith("资本")
        )  # 公司 + 注册资本 is none either
        self.modifiers = frozenset(table["modifiers"])
        self.longest = max(map(len, self.modifiers))
        self.lasts = frozenset(modifier[-1] for modifier in self.modifiers)  # told by before longer spans are tried
        words = list(dict.fromkeys([*table["whole"], *table["heads"], *table["bare"]]))
        self.headless = re.compile(
            rf"(?:(?<=[。；\n：;:])|^|(?<=，对)|(?<=[。；\n：]对)|(?<=[、.．）)]对))((?:{table['headless']['opens']})[^，。；：\n]{{3,34}}的){GRANTED}"
        )
        self.granted = re.compile(GRANTED)
        self.not_headless = re.compile(table["headless"]["not"])
        self.society = re.compile(table["society"])
        self.deed = re.compile(table["deed"])
        self.carried = tuple(table["carried"])
        self.landed = re.compile(table["landed"])
        self.doer = re.compile(table["doer"])
        self.grows = re.compile(table["grows"])
        self.levels = re.compile(table["levels"])
        self.offices = re.compile(table["offices"])
        self.degree = scan_firsts.compiled(table["degree"])
        self.automaton = ahocorasick_rs.AhoCorasick(words)

    def start(self, text: str, at: int) -> int:
        """Return where the modifiers that end at the offset begin."""
        if at > 2 and text[at - 1] == "和" and text.startswith(SIZES, at):  # 民营 + 和 + 小微企业
            at -= next((n + 1 for n in range(4, 1, -1) if text[at - 1 - n : at - 1] in self.modifiers), 0)
        while at and text[at - 1] in self.lasts:
            size = next((n for n in range(min(self.longest, at), 0, -1) if text[at - n : at] in self.modifiers), 0)
            size -= text.startswith("其中", at - size - 1)  # 其中 + 小微企业
            if size <= 0:
                return at
            at -= size
            if (
                at > 2
                and text[at - 1] in "、和及"
                and any(text[at - 1 - n : at - 1] in self.modifiers for n in range(2, 6))
            ):
                at -= 1
        return at


def run(state: State) -> None:
    """Add Category mentions where no name stands."""
    rules = state.lexicon.built("categories", Classes)
    grammar = state.lexicon.built("names.grammar", Grammar)
    fields(state)
    settle(state, categories_units.units(state, rules.start, partial(described, state, rules)))
    found: list[Mention] = []
    text = state.folded
    matches = found_heads(state, rules)
    heads = {head for head, _ in matches}
    before: dict[int, int] = {}
    for head, end in matches:
        if text.startswith("所得税", end):
            continue  # 企业所得税 is a tax
        if end in heads and names_words.starts_word(state, end):
            before[end] = before.get(head, head)  # 科技企业孵化器, 企业职工: the last noun says what they are
            continue
        if covering(state, head, end) is not None:
            continue
        start = free(state, rules.start(text, before.get(head, head)), head)
        start += start < head and text[start] in "、和与"  # 甲科技、 + 芯片企业
        start = widened(state, grammar, start) if head not in before else start
        start += text.startswith("内", start) and text[start - 1 : start] in INSIDE  # 福建省 + 内 + 企业
        start += 2 * text.startswith("面向社会资", start)  # which the dictionary has as 面向社会 + 资本
        growing = rules.grows.match(text, start, head + 1)  # 支持23个村 + 发展花椒产业
        start = growing.end() if growing else start
        start = behind_deed(state, rules, start, head)
        acting = ACTS.match(text, start, head)
        start = acting.end() if acting else start
        start = of_list(state, grammar, start, head) if start < head else start
        word = text[start:end]
        if word.endswith(("组织", "代理")) and (text.startswith("的", end) or text.startswith(rules.carried, end)):
            continue  # 空间组织的活动, 乙中心组织实施: what is done
        granted = rules.granted.match(text, end) or GIVEN.match(text, end)
        told = text.endswith(COUNTED, 0, start) or (text[start - 1] == "的" and granted is not None)
        told = told or degreed(state, rules, start) < start
        told = told or RELATIVE.search(text, max(0, start - 32), start) is not None
        if word in rules.heads and word not in rules.alone and not told:  # but 17家单位, …的单位，给予…
            continue
        if text[start - 1 : start] == "某" or PREDICATE.search(text[max(0, start - 36) : start]):
            continue
        if text[start - 1 : start] == "的" and SAYS_WHAT.search(text, max(0, start - 48), start):
            continue
        opens = names_words.starts_word(state, start) or text.endswith("其中", 0, start)
        opens = opens or text.endswith("面向", 0, start)
        opens = opens or COUNTING.search(text[max(0, start - 2) : start]) is not None
        if opens and word not in rules.not_classes and not word.endswith(rules.not_capital):
            start = degreed(state, rules, start)
            name = described(state, rules, start, end)
            if not SAYS.search(name):  # 该项目是集团能源板块的重点项目: what something is said to be
                found.append(make(state, start, end, "Category", name=name, rule="class"))
    for match in rules.levels.finditer(text):
        start = match.start("name")
        if covering(state, start, match.end()) is None and text[start - 1 : start] not in {
            "至",
            "到",
        }:  # only hand it on
            found.append(make(state, start, match.end("name"), "Category", rule="levels"))
    found += offices(state, rules)
    found = [m for m in found if not (m.text.endswith("财政") and OF_MONEY.match(text, m.end))]
    settle(state, found)
    settle(state, people(state, rules, grammar))
    settle(state, counted_projects(state))
    settle(state, categories_funds.find(state))
    settle(state, unnamed(state, rules))
    categories_units.by_grade(state)
    in_brackets(state)


def fields(state: State) -> None:
    """Take from the programmes what only says of what field the projects are that money goes to (投向 + 智慧停车项目)."""
    table = state.lexicon.table("categories")["fields"]
    projects, leads = re.compile(table["projects"]), re.compile(table["leads"])
    state.mentions[:] = [
        m
        for m in state.mentions
        if m.type != "Program"
        or projects.fullmatch(m.text) is None
        or leads.search(state.folded[max(0, m.start - 4) : m.start]) is None
        or any(n.start >= m.start and n.end <= m.end for n in state.nested)
    ]


def in_brackets(state: State) -> None:
    """Make one class of one and of another in brackets behind it: 企业（个人）."""
    for first in [m for m in state.mentions if m.type == "Category"]:
        inner = next((m for m in state.mentions_in(first.end + 1, first.end + LONGEST, "Category")), None)
        if inner is None or inner.start != first.end + 1 or not state.folded.startswith(("（", "("), first.end):
            continue
        if state.folded[inner.end : inner.end + 1] in {"）", ")"} and not first.anaphor:
            first.end = inner.end + 1
            first.text, first.name = (
                state.text[first.start : first.end],
                first.name + state.folded[inner.start - 1 : first.end],
            )
            state.mentions.remove(inner)


def offices(state: State, rules: Classes) -> list[Mention]:
    """Return the offices of one sort that all places of a level have (各市科技局), or those of several levels (市、县水利局)."""
    made = []
    for match in state.scan(rules.offices):
        start, end = match.span("name")
        # 省、市财政局 are two bodies, of the place that is told
        several = match["name"].startswith("各") or match["name"].count("、") > 1
        free_of = covering(state, start, start + 1) is None and covering(state, end - 1, end) is None
        if several and free_of and state.folded[start - 1 : start] not in LED:
            made.append(make(state, start, end, "Category", rule="offices"))
    return made


def found_heads(state: State, rules: Classes) -> list[tuple[int, int]]:
    """Return the spans of the heads that end where a word does, of those that overlap the one begun first, the longest (医药企业 has no 药企)."""
    text, kept, last = state.folded, [], 0
    spans = [(head, end) for _, head, end in rules.automaton.find_matches_as_indexes(text, overlapping=True)]
    for head, end in sorted(spans, key=lambda span: (span[0], -span[1])):
        if head < last:
            continue
        head += head > 0 and text.startswith("其中", head - 1)  # 其中 + 小微企业, and no 中小微企业
        if text.startswith("银行间", end - 2):
            continue  # 中国 + 银行间市场
        lent = text.startswith("贷款", end) and text.endswith("银行", 0, end)  # the dictionary has 银行贷款 as one word
        if names_words.ends_word(state, end) or lent:
            kept.append((head, end))
            last = end
    return kept


def people(state: State, rules: Classes, grammar: Grammar) -> list[Mention]:
    """Return the classes that the last characters of a word tell, with what stands before them as for other classes."""
    found = []
    for head, end in categories_people.spans(state):
        start = widened(state, grammar, free(state, rules.start(state.folded, head), head))
        start = degreed(state, rules, start)
        found.append(make(state, start, end, "Category", name=described(state, rules, start, end), rule="people"))
    found += [make(state, *span, "Category", rule="places") for span in categories_people.places(state)]
    return found


def free(state: State, start: int, head: int) -> int:
    """Return where the modifiers before a head begin behind the last name that reaches into them (全省 + 省属企业), or the head."""
    at = start
    while at < head and (cover := covering(state, at, head)) is not None:
        if cover.kind == "market" and cover.start >= at and not MEASURED.match(state.folded, head):
            start = start if at == start else at  # 新三板 + 挂牌企业
            break
        at = cover.end
    return at if at == start or (at < head and names_words.starts_word(state, at)) else head


def degreed(state: State, rules: Classes, start: int) -> int:
    """Return where a class begins with the age, grade or size from which on it is meant (80岁以上 + 老年人)."""
    degree = rules.degree.search(state.folded, max(0, start - 14), start)
    return degree.start() if degree and covering(state, degree.start(), start) is None else start


def of_list(state: State, grammar: Grammar, start: int, head: int) -> int:
    """Return where a class begins whose head several deeds share (菌菇种植、加工、销售 + 企业): with the first of them."""
    first, last, flag = state.words[names_words.word_at(state, start)]
    if not (first == start and last <= head and flag in DEEDS):
        return start
    at = start
    while at > 2 and state.folded[at - 1] in "、和及与":
        first, last, flag = state.words[names_words.word_at(state, at - 2)]
        if last != at - 1 or last - first < 2 or flag not in DEEDS or covering(state, first, last) is not None:
            break
        at = first
    return widened(state, grammar, at) if at < start else start


def behind_deed(state: State, rules: Classes, start: int, head: int) -> int:
    """Return where the class begins behind what somebody does with it (甲基金 + 主要投资 + 民营企业), which is no part of its name."""
    if (landed := rules.landed.match(state.folded, start)) is not None and landed.end() <= head:
        return landed.end()  # 先后落户 + 开发区
    deed = rules.deed.match(state.folded, start, head)
    if deed is None:
        return start
    does = deed["how"] or rules.doer.search(state.folded, max(0, start - 4), start)
    opening = state.folded[start - 1 : start] in OPENS
    does = does or (opening and rules.start(state.folded, head) <= deed.end())  # ，服务 + 小微企业36户
    does = does or any(state.ending_at(start, label, within=30) for label in ("Fund", "Program"))
    return deed.end() if does else start


def counted_projects(state: State) -> list[Mention]:
    """Return the sorts of projects that a list counts (重点流域治理项目7个，资金6000万元), whatever words name them."""
    spans = [m.span("sort") for m in state.scan(PROJECTS)]
    return [make(state, *span, "Category", rule="class") for span in spans if covering(state, *span) is None]


def unnamed(state: State, rules: Classes) -> list[Mention]:
    """Return who gets money by a clause without a noun (获得…奖的，奖励…), where no class stands in it, and 社会 for private capital."""
    found = [
        make(state, *match.span(1), "Category", name="社会资本", rule="society")
        for match in state.scan(rules.society)
        if covering(state, *match.span(1)) is None
    ]
    for match in state.scan(rules.headless):
        start, end = match.span(1)
        inside = [m for m in state.mentions_in(start, end) if m.type in ("Category", "Zone", "Institution")]
        if not inside and not rules.not_headless.search(match.group(1)):
            found.append(make(state, start, end, "Category", rule="headless"))
    return found


def described(state: State, rules: Classes, start: int, end: int) -> str:
    """Return the name of a class: with the clause that says which ones are meant, where one ends right before it (…的企业).

    A counted class that a clause says has some relief is named by it (1.6万户企业享受加计扣除).
    """
    if COUNTING.search(state.folded[max(0, start - 2) : start]) and (relief := RELIEVED.match(state.folded, end)):
        return relief["deed"] + relief["what"] + "的" + state.folded[start:end]
    before = state.folded[max(0, start - 42) : start]
    counting = COUNTED_OF.search(before)
    of = CLAUSE.search(before[: counting.start() + 1]) if counting else None
    if of is not None and of.start(1) > 0 and not NUMBERED.match(of.group(1)):
        return of.group(1) + state.folded[start:end]
    before = before[-34:]
    if (helped := HELPED.search(before)) is not None and not NO_PART.search(helped[1]):
        return helped[1] + state.folded[start:end]
    if state.folded[start - 1] != "的" or end - start > 6:
        return EVERY.sub("", state.folded[start:end])
    counted = RELATIVE.search(state.folded, max(0, start - 32), start)
    if counted is not None:
        return counted.group(1) + state.folded[start:end]
    match = CLAUSE.search(state.folded[max(0, start - 36) : start])
    if match is not None and match.start(1) == 0 and start > 36:  # the clause begins further to the left
        match = None
    clause = match.group(1) if match else ""
    if not clause or state.folded[start - len(clause) - 1 : start - len(clause)] == "、":
        before = state.folded[max(0, start - 60) : start]
        whole = PROMISED.search(before) or (OPENING.search(before) if rules.granted.match(state.folded, end) else None)
        listed = whole is not None and clause and OTHER_OF_LIST.search(whole.group(1))
        clause = LEADS.sub("", whole.group(1)) if whole and not listed else clause
        if whole is None and clause and not DOES.match(state.words[names_words.word_at(state, start - len(clause))][2]):
            clause = ""  # …失业、工伤、养老保险费的企业: the last piece of a longer clause
    clause = LINKED.sub("", clause)
    if end - start > SHORT and STATED.match(state.folded, end):
        clause = ""
    return clause + (EVERY.sub("", state.folded[start:end]) if not clause else state.folded[start:end])


def widened(state: State, grammar: Grammar, start: int) -> int:
    """Return where the class begins, the nouns right before it taken in (光伏组件生产 + 企业)."""
    index = names_words.word_at(state, start)
    if COUNTING.search(state.folded[max(0, start - 2) : start]) or state.folded.endswith("其中", 0, start):
        return start
    if state.words[index][0] < start:
        start = state.words[index][0]
    floor = start - 10
    while index > 0:
        first, last, flag = state.words[index - 1]
        word = state.folded[first:last]
        if (
            first < floor
            or word in grammar.stop
            or word.endswith(DONE)
            or not (flag[0] in "nbj" or flag in ("vn", "an", "l"))
            or flag in ("nr", "ns", "nt")
        ):
            break
        tail = word in TAILS and index > 1 and state.words[index - 2][2][0] == "n"  # 口罩 + 机 + 企业
        if (len(word) == 1 and not tail) or covering(state, first, last) is not None:
            break
        body = covering(state, first - 1, first) if flag == "vn" and first else None
        if body is not None and body.type == "Institution":
            break  # 某银行服务企业: what it does
        start, index = first, index - 1
    return start
