"""Money that nobody is said to get, in an account of one company: lent, invested or granted to it (公司缺钱的时候，甲行放了500万元)."""

import re
from collections import Counter

from extract.flows_base import PUBLIC, ids_of, invests, others
from extract.flows_frame import Frame
from extract.flows_led import phrase, strangers
from extract.flows_parties import Parties
from extract.model import Mention

INSTRUMENTS = PUBLIC | {"loan", "credit_line", "equity", "guarantee", "investment"}
INVESTS = {"投", "投了", "跟投", "跟投了", "投下", "注入", "投来"}
ROLES = {"give", "into", "buy"}
TIMES = 2  # as often as any other company the one is named that a text is of
OPENING = 2  # sentences of the body in which a text says whom it is about
APART = 1  # paragraphs before that of the sum in which the company is told of
# words of a sum that is of many, or of somebody else
WIDE = re.compile(
    "全[国省市区县州]|各[类地级市县区家]|累计|共计|一批|[\\d一二三四五六七八九十百千万]+[多余]?[户家个名位](?!月)|该[行县市区]|同类|用户|客户"
    "|(?<![，。；：】年月日初底前，])(?:企业|单位|项目)(?!资金链)|统计|子公司|基金(?:的)?规模|注册资本|我[省市县区]|另一|别的|捐|垫付|引导|新增|力争"
)
OWNED = re.compile("(?:子公司|旗下的?|下属的?|控股股东|关联方)$")
AIMED = re.compile("[^，。；]{0,8}，?(?:注入|投向|投给|给|送给|支持|资助)(?!了?(?:公司|企业|它))[^，。；]{2}")
THIS_TIME = re.compile("[此这本]次")
FOUNDS = re.compile("(?:联合|牵头|发起|出资|共同|参与)*(?:设立|管理|成立|组建|参股|控股|运营)的|旗下|的?子公司")
TITLE = re.compile("《[^》]*》|“[^”]*”")
POINTS = re.compile(
    "(?:^|[，。；：】\n日月年])(?:公司|企业|该公司|该企业|厂里|工厂|这家(?:公司|企业|厂)|它|团队)(?!债|的?基金)"
)


def of_account(parties: Parties, frames: list[Frame]) -> None:
    """Let such sums go to the one company that their text is about, where its own sentence leads them to nobody else."""
    flows = [f for f in frames if f.kind == "flow"]
    if not any(_open(f) for f in flows):
        return
    named = hero(parties, flows)
    rules = [f for f in flows if f.status == "rule"]
    for frame in flows:
        start = parties.state.paragraph_start(frame.clause.sentence)
        if any(start <= f.money.start < frame.money.start for f in rules):
            continue  # 每家补10万元…；今年给了300万元: to all whom the rules are for
        _called(parties, frame, named)
        if not (named and _open(frame)) or _elsewhere(parties, frame) or not _told_of(parties, frame, named):
            continue
        if not set(ids_of(named)) & set(ids_of(frame.parties["provider"] + frame.parties["via"])):
            frame.parties["recipient"] = [m for m in named if m.start < frame.money.start][-1:]
            if frame.instrument == "investment":
                frame.instrument = "equity"


def _called(parties: Parties, frame: Frame, named: list[Mention]) -> None:
    """Let a bare 企业 that opens a clause be the company (2018年企业缺钱，甲行放了500万元)."""
    own = frame.parties["recipient"]
    if len(own) != 1 or own[0].type != "Category" or own[0].text not in parties.words.bare_classes or not named:
        return
    points = POINTS.search(parties.text, max(0, own[0].start - 1), own[0].end + 2)
    if points is None or points.end() != own[0].end or not _told_of(parties, frame, named):
        return
    if frame.status == "rule" and not THIS_TIME.search(parties.text, frame.clause.sentence.start, frame.money.start):
        return
    if named[0].start < own[0].start and not set(ids_of(named)) & set(ids_of(frame.parties["provider"])):
        frame.parties["recipient"] = named[:1]


def hero(parties: Parties, flows: list[Frame]) -> list[Mention]:
    """Return where the company is named that the text is about: the only one that opens it, or one named far more often than others."""
    payers = {i for f in flows if f.instrument != "bond" for i in ids_of(f.parties["provider"])}
    firms = [m for m in parties.all if m.kind == "company" and m.type == "Institution"]
    owned = ids_of(m for m in firms if _owned(parties, m))
    firms = others(firms, payers.union(owned))
    times = Counter(i for m in firms for i in ids_of([m]))
    if not times:
        return []
    (first, most), *rest = times.most_common(2)
    bodies = [s for s in parties.state.sentences if not s.heading][:OPENING]
    heads = [s for s in parties.state.sentences if s.heading][:1] + bodies
    opening = ids_of(m for m in firms if any(s.start <= m.start < s.end for s in heads))
    if len(opening) == 1 and times[opening[0]] == most:
        firm = opening[0]
    elif most > TIMES and all(most >= TIMES * n for _, n in rest):
        firm = first
    else:
        return []
    return [m for m in firms if firm in ids_of([m])]


def _owned(parties: Parties, firm: Mention) -> bool:
    """Tell whether the company is told of as somebody's, or only as who founded or owns somebody else."""
    led = OWNED.search(parties.text, max(0, firm.start - 12), firm.start)
    return led is not None or FOUNDS.match(parties.text, firm.end) is not None


def _open(frame: Frame) -> bool:
    own, verb = frame.parties, frame.verb
    if frame.kind != "flow" or frame.instrument not in INSTRUMENTS or frame.status == "rule" or frame.money.per:
        return False
    acts = verb is None or verb.meaning.role in ROLES
    if frame.instrument == "investment" and not (verb and verb.word in INVESTS and all(map(invests, own["provider"]))):
        return False
    got = verb is not None and verb.meaning.role in {"get", "raise"} and verb.end <= frame.money.start
    got = got and frame.instrument != "investment" and frame.status == "actual"
    return (got or (acts and bool(own["provider"]))) and not own["recipient"]


def _elsewhere(parties: Parties, frame: Frame) -> bool:
    """Tell whether the sentence of the sum is a heading, speaks of many, or leads the sum to somebody whom nobody knows."""
    sentence = frame.clause.sentence
    if sentence.heading or frame.clause.speech:
        return True
    said = TITLE.sub("", parties.text[sentence.start : frame.clause.end])
    if AIMED.match(parties.text, frame.money.outer_end) or WIDE.search(said):
        return True
    return strangers(parties, frame) or phrase(parties, frame) is not None


def _told_of(parties: Parties, frame: Frame, named: list[Mention]) -> bool:
    """Tell whether the text is still about the company at the sum: it is named nearby, or pointed to in the paragraph."""
    sentence = frame.clause.sentence
    before = [m for m in named if m.start < frame.money.start]
    near = [
        s
        for m in before
        if (s := parties.state.sentence_at(m.start)) and 0 <= sentence.paragraph - s.paragraph <= APART
    ]
    start = parties.state.paragraph_start(sentence)
    return bool(before) and bool(near or POINTS.search(parties.text, start, frame.money.start))
