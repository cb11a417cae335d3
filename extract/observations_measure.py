"""What a figure measures: the noun phrase as printed, behind a count (36家成员单位) or before it (成员单位36家)."""

import re

import rjieba

from extract.model import State
from extract.observations_keep import Figure, made
from extract.observations_nouns import of_counted, plain, tidied, topic_noun
from extract.observations_rows import full
from extract.observations_words import Words, words

RANKED = re.compile("(?:及|或)?以[上下]$")
LONGEST = 30
PARTIES = ("Place", "Institution", "Zone", "Fund")
NOMINAL = {"n", "j", "l", "b", "a", "g", "i", "s", "z", "k", "e", "t"}
DESCRIBED = re.compile("(?P<quality>[一-鿿]{3,10})、[^，。；：的]{3,14}的(?P<noun>[一-鿿]{2})")
MARKS = re.compile(r"[，。；：、！？,;:\n]")
ASIDE = re.compile(r"[（(][^）)]{3,}")
PORTION = re.compile("(?:左右|以上)?的(?!比例|速度|增幅|幅度|增速|年均)")
OTHERS = re.compile("^等[^，。的]{0,6}?(?:今年|去年|当年)?的")  # 甲公司、乙公司等龙头今年的研发支出
PER_HEAD = re.compile("(?:平均)?每[家个户人亩头](?:企业|农户|单位|机构|项目)?")
STAKE = re.compile("的?(?P<noun>股权|股份|财产份额|份额|表决权)")  # 收购乙公司24.97%的股份
CLOSED = re.compile("[）)]")
BASE = re.compile(  # 由2012年的, 从上年末的
    r"[由从] ?(?:\d{4} ?年|[去上前今当]年|年|[一二两三四五六七八九十\d]{1,3}年前|此前|原来|原先|过去|最初|目前|成立之初)?[底末初]?(?:同期)?的? ?$"
)
ITS = re.compile("^.*(?:后|使|令)其(?=[一-鿿]{2})")  # 增资完成后其注册资本
COMPARED = re.compile(  # 较上年末的8031亿元增加: the figure that the change is from
    r"^[约近]?[\d.,]+[万亿]*(?:美?元|[家个件项户亩吨人名只支笔]|平方米|公里|%|个百分点)(?=[增提下减上多少高低缩扩升降翻])"
)
TOPMOST = re.compile(
    "(?:增速|增幅|增长|占比|降幅|下降)(?:最|较|相对|领先|靠前|滞后)"
)  # 增速最快的新材料制造业: no change of the measure before
AGAINST = re.compile(
    "(?:(?:高|低|快|慢)于|较|比(?![重例值率]))[^，。；的]{1,8}$"
)  # what the measure before was compared with
TRANCHE = re.compile(r"(?P<term>\d+年期)(?:债券|品种)?[约近超]?[\d.]+[万亿]")
QUOTED = re.compile("“[^”]{1,16}”[一-鿿]{0,4}(?=[，。；、,]|$)")  # 4894笔“科技贷”
BULLET = "●■◆▲★◎○□▪•·◇☆▶►"
HAS = re.compile(r"^(?:的|已|有(?![效机限关线色偿息]))+")  # 合肥市有企业, not 有效专利
IN_BRACKETS = re.compile(r"[（(][^（）()]*[）)]")
BRACKETS = re.compile(r"（[^（）]*）|\([^()]*\)")


def measure_of(state: State, figure: Figure, previous: Figure | None, before: str | None) -> str:
    """Return the measure of a figure.

    `previous` is the figure before it, `before` its measure: a clause that only says how it changes leans on that.
    """
    lists = words(state)
    if figure.kind in ("count", "heads"):
        noun = noun_behind(state, figure)
        if figure.kind == "heads":
            noun = head_only(noun, lists)
        if noun:
            return lead_in(state, figure, lists) + noun
    if figure.kind == "percent" and (stake := STAKE.match(state.folded, figure.end)):
        return stake["noun"]
    lean = before if previous is not None and previous.clause.sentence is figure.clause.sentence else None
    same = lean if previous is not None and previous.kind == figure.kind else None
    own = noun_before(state, figure, previous, lists)
    if same and figure.kind in ("money", "percent", "points") and only_names(state, figure, own):
        return same  # 甲银行余额达5亿元，乙银行和丙银行均超1亿元
    if own.endswith("以"):  # 甲银行以60亿元贷款余额居首
        own = noun_behind(state, figure) or own.removesuffix("以")
    bound = lists.bound.search(own)
    own = own[: bound.start()] if bound and bound.start() > 2 else own  # 参股比例不超过实收资本的35%
    own = ITS.sub("", own)
    against = COMPARED.match(own)
    own = own[against.end() :] if against else own
    printed, own = own, plain(tidied(own, lists), lists)
    own = of_counted(figure, previous, before, own, lists)
    if own == "余额":
        return full(state, figure, own, lists)  # 绿色贷款增势很猛，余额超900亿元
    texts = tuple(m.text for m in state.mentions_in(figure.clause.start, figure.start))
    named = own in texts or (figure.text.endswith("成") and own.endswith(texts))
    whole = not own or named or lists.whole.search(own)
    portion = figure.text.endswith("成") or PORTION.match(state.folded, figure.end)
    verb = next((own.removeprefix(text) for text in texts if own.startswith(text)), own)
    held = lists.holds.fullmatch(verb) or printed.endswith(("、", "和"))  # 聚集了70%的实验室、80%的…
    if figure.kind == "percent" and (whole or held) and portion:
        noun = noun_behind(state, figure)
        if len(noun) > 1:
            return noun  # 全省60%以上的高新技术企业集中在…
    parties = state.mentions_in(figure.clause.start, figure.start, *PARTIES)
    rest = next((own.removeprefix(m.text) for m in parties if own.startswith(m.text)), own)
    if lean and rest.startswith(lists.growing):
        own = rest  # 甲市增加值增长9%；乙市增长8%
    moved = None if against else moved_before(state, figure, previous)
    grows = own.startswith(lists.growing) and not TOPMOST.match(own)
    if moved is not None and (own in lists.bare or grows):
        funds = state.mentions_in(moved.clause.start, moved.start, "Fund")
        named_so = funds and moved.start - funds[-1].end <= 2
        base = funds[-1].text if named_so else tidied(noun_before(state, moved, previous, lists), lists)
        return f"{base}{own}" if base else own
    if own in lists.rates and (tranche := tranche_before(state, figure)):
        return tranche + own
    if (not own or named) and (topic := topic_noun(state, figure, lists)):
        return topic
    if lean and not own and previous is not None and previous.clause.index < figure.clause.index - 1:
        own = opened(figure, state, lists)  # 研发人员总量翻了一番，达到5万人
    if lean and previous is not None and not own and previous.kind == figure.kind:
        return lean  # 增幅分别为9%、8%
    if lean and own in lists.amounts_only:
        return f"{base_of(base_of(lean, figure, lists), figure, lists)}{own}"
    if lean and (not own or own in lists.bare or PER_HEAD.fullmatch(own) or grows):
        return f"{base_of(lean, figure, lists)}{own}"
    return own or noun_behind(state, figure) or lean or printed or opened(figure, state, lists) or figure.unit or "数量"


def only_names(state: State, figure: Figure, phrase: str) -> bool:
    """Tell whether nothing but names and what joins them stands in what was read as a measure."""
    kinds = () if figure.kind == "money" else PARTIES
    for mention in state.mentions_in(figure.clause.start, figure.outer_start, *kinds):
        phrase = phrase.replace(mention.text, "")
    return not phrase.strip("、和与及也则而等")


def tranche_before(state: State, figure: Figure) -> str:
    """Return the term of the part of a bond whose rate the figure is (5年期4亿元，利率2.65%)."""
    start = figure.clause.sentence.start
    found = list(TRANCHE.finditer(state.folded, max(start, figure.start - 40), figure.start))
    return found[-1]["term"] if found else ""


def opened(figure: Figure, state: State, lists: Words) -> str:
    """Return the measure that the clause before opens with, where the figure's own has none (研发投入占比居高不下，去年是4.5%)."""
    if not figure.clause.index:
        return ""
    before = figure.clause.sentence.clauses[figure.clause.index - 1]
    match = lists.opens_with.match(state.folded, before.start, before.end)
    return tidied(match[0], lists) if match else ""


def moved_before(state: State, figure: Figure, previous: Figure | None) -> Figure | None:
    """Return the sum right before the figure in its sentence that a flow has taken: what grew is the money that moved."""
    start = max(figure.clause.sentence.start, previous.end if previous else 0)
    sums = [m for m in state.money if start <= m.start and m.end <= figure.start]
    clause = state.clause_at(sums[-1].start) if sums else None
    return made(sums[-1], clause) if clause is not None else None


def base_of(lean: str, figure: Figure, lists: Words) -> str:
    """Return what a clause of growth leans on: the measure before without its growth, or without its share where a rate follows (占比…, 同比增长8%)."""
    ranked_in = lists.base_word.search(lean)
    if ranked_in and ranked_in.start() > 1:
        lean = lean[: ranked_in.start()]  # 增加值居全省第一；乙市增长8%
    share = lists.shares.search(lean) if figure.kind == "percent" else None
    if share and share.start() > 1:
        lean = lean[: share.start()]
    lean = next((lean.removesuffix(w) for w in lists.change if lean.endswith(w)), lean)
    return AGAINST.sub("", lean.removesuffix("同比")) or lean


def each_of(state: State, figure: Figure, previous: Figure | None) -> list[str]:
    """Return the members of the list of which each has the figure (甲、乙各2项); [""] where 各 stands without a list, empty without 各."""
    start = figure.clause.start
    if previous is not None and start < previous.end <= figure.outer_start:
        start = previous.end
    before = state.folded[start : figure.outer_start]
    match = words(state).each.search(before)
    if match is None:
        return []
    members = [m.strip(" ，,和及与") for m in re.split("、|和|以及", state.text[start : start + match.start()])]
    return [m for m in members if m] if len(members) > 1 else [""]


def lead_in(state: State, figure: Figure, lists: Words) -> str:
    """Return the verb before a count (新建, 入驻), where one stands at once before it."""
    before = strip_light(state.folded[figure.clause.start : figure.outer_start], lists)
    match = re.search(r"(新建|新增|入驻|改造|参与|签约|储备|服务|孵化|培育|推广|试点|获批|引进|覆盖)$", before)
    return match[0] if match else ""


def noun_behind(state: State, figure: Figure) -> str:
    """Return the noun phrase that follows a count, empty where a verb or a mark follows."""
    lists = words(state)
    start = figure.end
    if state.folded.startswith((")", "）", "]"), start) or lists.becomes.match(state.folded, start):
        return ""
    window = state.folded[start : start + LONGEST]
    skipped = re.match(r"(?:左右|以上|余(?!额)|多)?(?:（[^）]{0,6}）)?的?", window)
    if skipped:
        start, window = start + skipped.end(), window[skipped.end() :]
    if quoted := QUOTED.match(window):
        return state.text[start : start + quoted.end()].strip()
    if described := DESCRIBED.match(window):
        last = rjieba.tag(described["quality"])[-1]
        if last[1][0] in "az" or (last[1] == "v" and len(last[0]) > 1):
            start, window = start + described.start("noun"), window[described.start("noun") :]
    cut = MARKS.search(window)
    window = window[: cut.start()] if cut else window
    aside = ASIDE.search(window)
    window = window[: aside.start()] if aside else window
    kept = 0
    tokens = ranked(fused(window, lists))
    for number, (word, tag) in enumerate(tokens):
        following = tokens[number + 1][1] if number + 1 < len(tokens) else ""
        if (
            word in "和与及或并"
            or word in lists.growing
            or word in lists.adverbs_behind
            or (kept and word.isdigit())
            or (kept and word in lists.verbs_behind)
            or (word != "的" and not nominal(tag, following))
        ):
            break
        if word == "的" and not following:
            break
        kept += len(word)
    return members_only(state, start, kept, lists).strip().removesuffix("的")


def head_only(noun: str, lists: Words) -> str:
    """Return of a noun behind heads only what they are heads of, where what that has goes on it (三大主导产业|产值增长8%)."""
    head = max((h for h in lists.heads if noun.startswith(h)), key=len, default="")
    return head if head and lists.measured.match(noun, len(head)) else noun


def members_only(state: State, start: int, kept: int, lists: Words) -> str:
    """Return a noun behind a count, only the class that is counted where what it has follows (35家上市银行|贷款余额均…)."""
    for mention in state.mentions_in(start, start + kept):
        rest = state.folded[mention.end : start + kept]
        if mention.start == start and mention.type == "Category" and lists.kind_within.search(rest):
            return state.text[start : mention.end]
    return state.text[start : start + kept]


def fused(window: str, lists: Words) -> list[tuple[str, str]]:
    """Return the tokens of a phrase with the nouns whole that the dictionary cuts (专精特新)."""
    tokens, at = [], 0
    for match in lists.fused.finditer(window):
        tokens += [*rjieba.tag(window[at : match.start()]), (match[0], "n")]
        at = match.end()
    return tokens + rjieba.tag(window[at:])


def ranked(tokens: list[tuple[str, str]]) -> list[tuple[str, str]]:
    """Join 以上 to the word of rank before it, which it goes on (省级 + 以上 + 重点实验室)."""
    joined: list[tuple[str, str]] = []
    for word, tag in tokens:
        if joined and RANKED.match(word) and joined[-1][0].endswith(("级", "市", "模", "县")):
            joined[-1] = (joined[-1][0] + word, "b")
        else:
            joined.append((word, tag))
    return joined


def nominal(tag: str, following: str) -> bool:
    """Tell whether a token can stand in a noun phrase; a verb only before a noun."""
    if tag[0] in NOMINAL or tag in ("vn", "an", "eng", "x", "m"):
        return tag != "x" or True
    return tag == "v" and following.startswith(("n", "v"))


def noun_before(state: State, figure: Figure, previous: Figure | None, lists: Words) -> str:
    """Return what stands between the clause's beginning or the figure before it and the figure, without its light words."""
    start = figure.clause.start
    if previous is not None and previous.outer_end > start and previous.outer_end <= figure.outer_start:
        start = previous.outer_end
        counted = noun_behind(state, previous) if previous.kind == "count" else ""
        if counted and state.text.startswith(counted, start) and lists.front.match(state.folded, start + len(counted)):
            start += len(counted)  # 8家园区实现营业收入…
    for date in state.dates:
        if start <= date.start and date.end <= figure.outer_start and date.start - start <= 4:
            start = date.end
    stop = edge(state, figure, lists)
    opened = max(state.folded.rfind(mark, start, stop) for mark in "（(")
    if opened >= 0 and stop - opened > 2 and not CLOSED.search(state.folded, opened, stop):
        start = opened + 1  # 286家重点实验室（其中国家级10家
    phrase = state.folded[start:stop]
    offset = start
    lead = lists.lead.match(phrase)
    if lead:
        offset, phrase = offset + lead.end(), phrase[lead.end() :]
    whole = IN_BRACKETS.sub(lambda m: "·" * len(m[0]), phrase)  # 一次电力（核电、水电等）及其他能源比重
    for mark in "、，；":
        place = whole[: len(phrase.rstrip(mark))].rfind(mark)
        if place >= 0:
            offset, phrase, whole = offset + place + 1, phrase[place + 1 :], whole[place + 1 :]
    phrase = strip_light(phrase, lists)
    stripped = phrase.removeprefix("同期").lstrip("、，和及与的为 “”)）(（" + BULLET)
    offset += len(phrase) - len(stripped)
    if len(stripped) > LONGEST:
        offset, stripped = offset + len(stripped) - LONGEST, stripped[-LONGEST:]
    return BRACKETS.sub("", state.text[offset : offset + len(stripped)]).strip()


def edge(state: State, figure: Figure, lists: Words) -> int:
    """Return where the words before a figure end that may name what it measures: a rate's own noun is among them (亩均税收100万元)."""
    hedge = strip_light(state.folded[figure.outer_start : figure.start], lists)
    return figure.start if len(hedge) > 2 else figure.outer_start


def strip_light(phrase: str, lists: Words) -> str:
    """Take the light words off the end of a phrase."""
    while match := lists.light.search(phrase.rstrip(" ，,：:")):
        phrase = phrase[: match.start()]
    rest = BASE.sub("", phrase).rstrip(" ，,：:（(")
    return strip_light(rest, lists) if rest and BASE.search(phrase) else rest  # 负债率已由三年前的


def without_list(state: State, measure: str, names: set[str]) -> str:
    """Take a list of names off the front of a measure that they share (甲银行和乙银行的贷款余额), where a measure is left."""
    rest, before = measure, ""
    while rest != before:
        before = rest
        stripped = rest.lstrip("、，和与及等的")
        name = next((n for n in sorted(names, key=len, reverse=True) if stripped.startswith(n)), "")
        rest = stripped[len(name) :] if name else rest
    if rest != measure or measure.startswith("等"):
        rest = OTHERS.sub("", rest).lstrip("、，和与及等的")
    return without_subject(state, rest if len(rest) >= 2 else measure, names)


def without_subject(state: State, measure: str, names: set[str]) -> str:
    """Take the name of the subject, or what is left of 该行 and 本市, off the front of a measure, where a measure is left."""
    names = names | {name[1:] for name in names if len(name) == 2 and name[0] in "该本我此这"}
    for name in sorted(names, key=len, reverse=True):
        rest = HAS.sub("", measure.removeprefix(name))
        if measure.startswith(name) and len(rest) >= 2:
            return tidied(rest, words(state))
    return measure
