"""Where a measure has its noun from when its own words name none: the topic of the sentence, or what was counted in the clause before."""

import re

import rjieba

from extract.model import Entity, State
from extract.observations_keep import Figure
from extract.observations_words import Words

SHARE_NOUN = re.compile("占比|比例|比重|份额|(?:[率度比]|增长|下降)$")
AT_SHARE = re.compile("(?:按|按照|依照)(?P<base>[^，。；按]{2,14}?)的?(?:不超过|不高于|不低于|最高|约|近)?$")
AT_RATE = re.compile("(?:按|按照|依照)(?:[^，。；按]{2,14}?的?)?(?:不超过|不高于|不低于|最高|约|近)?$")
GIVEN = re.compile(
    "(?:左右|以内)?的?(?:比例|标准|年?利率|年率|幅度)?(?:，?(?:给予?|予以|进行|提供|享受|再|另|发放|拨付|兑现|申请|获得?|得到?)(?:[^，。；\\d]{0,6}?))?(?P<noun>贴息|补助|补贴|奖励|资助|补偿|配套|奖补|补|奖|贴|返还)"
)
GIVES = {"补": "补助", "奖": "奖励", "贴": "贴息", "担": "承担", "出": "出资"}  # the nouns of bare verbs
BEARS = re.compile(
    "(?:各|再|就|则|自己|自)*(?P<verb>补助?|补贴|贴息?|奖励?|承担|分担|负担|自?担|(?<![多支超高付])出资?|配套)$"
)
HOLDS = re.compile("[持占控参入]股$")
TAKEN = re.compile("(?<=[一-鿿])占(?:到|了|去|掉|据|得)?$")
HEDGED = re.compile("^(?:约|近|就|已|仅|只|大约|将近)+(?=占)")
TAKES = re.compile(
    r"(?<![一-鿿]独)占(?:到|了|去|掉|据|得)?(?:约|近|超过?|逾|不足|不到|将近|已|就|只|仅|大约|其中|了)*$"
)
PARTNER = ("与", "同", "和")
TURNS = re.compile("^(?:分别|依次)(?=[一-鿿])")
DATED = re.compile(
    r"^(?:(?:截至|截止|到|至)?\d{4} ?年(?:[\d一二三四]{1,2}(?:月|季度))?(?:[底末初]|全年|上半年|下半年)?)(?=[一-鿿]{2})"
)


def topic_noun(state: State, figure: Figure, lists: Words) -> str:
    """Return what the sentence opens with as the topic of its figures (数字经济方面，甲市达50亿元), else empty."""
    match = lists.topic.match(state.folded, figure.clause.sentence.start, figure.clause.start)
    return match["noun"] if match else ""


def of_counted(figure: Figure, previous: Figure | None, before: str | None, own: str, lists: Words) -> str:
    """Return a noun that only says in what a sum is told (成交额, 金额) with what the clause before counts: 签订技术合同600项，成交额…"""
    if previous is None or before is None or own not in lists.sums_only:
        return own
    near = 0 <= figure.clause.index - previous.clause.index <= 1
    if previous.kind != "count" or previous.clause.sentence is not figure.clause.sentence or not near:
        return own
    noun = tail_noun(before)
    return noun + own if 1 < len(noun) <= 10 and not own.startswith(noun[-2:]) else own


def graded(measure: str, counted: str | None, lists: Words) -> str:
    """Return a word of grade with what was counted of all grades before it (创新平台550个，其中国家级10个), else the measure."""
    match = lists.graded.fullmatch(measure)
    if match is None or not counted or counted == measure:
        return measure
    first = lists.graded.search(counted)
    noun = counted[first.end() :] if first else tail_noun(counted)
    return measure + noun if len(noun) > 1 else measure


def tail_noun(phrase: str) -> str:
    """Return a phrase without the verbs and adverbs that it begins with (现有|创新平台)."""
    words = rjieba.tag(phrase)
    while len(words) > 1 and words[0][1][0] in "vd":
        words = words[1:]
    return "".join(word for word, _ in words)


def plain(measure: str, lists: Words) -> str:
    """Take off the front of a measure what only says that each has its own (分别增长) or when (2023年营业收入), where a measure is left."""
    rest = DATED.sub("", TURNS.sub("", measure))
    return tidied(rest, lists) if rest != measure else measure


def tidied(phrase: str, lists: Words) -> str:
    """Take the words that only bring a measure in off its front (全市实现), and what only leads to the figure off its end (冲, 做)."""
    while match := lists.front.match(phrase):
        if match.end() == len(phrase):
            return "" if lists.stands_alone.fullmatch(phrase) else phrase
        phrase = phrase[match.end() :]
    words = [word for word, _ in rjieba.tag(phrase)]
    while len(words) > 1 and words[-1] in lists.back:
        words.pop()
    if len(words) == 1 and words[0] in lists.back:
        return ""
    return "".join(words).removesuffix("的").removeprefix("的")


def share_named(state: State, figure: Figure, measure: str) -> str:
    """Return the measure of a share with the word that says so, where the text has only the verb (农业贷款占83%, 占全省的16%, 持股65%)."""
    if figure.kind in ("ratio", "points") and (rated := rate_given(state, figure)):
        return rated
    if figure.kind != "percent":
        return measure
    if given := share_given(state, figure):
        return given
    if SHARE_NOUN.search(measure):
        return measure
    if HOLDS.search(measure):
        return f"{measure}比例"
    if TAKEN.search(measure):
        return f"{TAKEN.sub('', measure)}占比"
    if "占" in measure:
        return f"{HEDGED.sub('', measure).removesuffix('的')}比例"
    taken = TAKES.search(state.folded, figure.clause.start, figure.start)
    if taken and measure != figure.unit:
        return f"{measure}占比"
    bears = BEARS.search(measure)
    return f"{measure[: bears.start()]}{GIVES.get(bears['verb'], bears['verb'])}比例" if bears else measure


def share_given(state: State, figure: Figure) -> str:
    """Return what is given at a share of something with what that is a share of (按设备投资的8%给予补助: 设备投资补助比例), empty where the clause says no such thing."""
    base = AT_SHARE.search(state.folded, figure.clause.start, figure.outer_start)
    given = GIVEN.match(state.folded, figure.outer_end)
    if base is None or given is None:
        return ""
    return f"{base['base']}{GIVES.get(given['noun'], given['noun'])}比例"


def rate_given(state: State, figure: Figure) -> str:
    """Return what is given at a ratio or by points (按1∶0.5给予配套: 配套比例, 按1个百分点贴息: 贴息), empty where the clause says no such thing."""
    at = AT_RATE.search(state.folded, figure.clause.start, figure.outer_start)
    given = GIVEN.match(state.folded, figure.outer_end)
    if at is None or given is None:
        return ""
    noun = GIVES.get(given["noun"], given["noun"])
    return f"{noun}比例" if figure.kind == "ratio" else noun


def called(state: State, figure: Figure, subject: Entity | None) -> set[str]:
    """Return how the text calls a subject: its mentions, with the place before them and the partner behind them too (甲市与乙大学)."""
    if subject is None:
        return set()
    names = {mention.text for mention in subject.mentions}
    own = [m for m in subject.mentions if figure.clause.start <= m.start < figure.start]
    for mention in state.mentions_in(figure.clause.start, figure.outer_start) if own else ():
        for one in own:
            if mention.type == "Place" and mention.end == one.start:
                names.add(state.text[mention.start : one.end])
            elif state.folded[one.end : mention.start] in PARTNER:
                names.add(state.text[one.start : mention.end])
    return names
