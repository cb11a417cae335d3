"""Sums that go on about a deal told elsewhere in the article: gifts to the one who gets them, subscriptions to the one whose bonds they buy."""

import re

from extract.flows_base import PUBLIC, STAKES, ids_of, invests, others, smaller
from extract.flows_frame import Frame
from extract.flows_parties import Parties
from extract.model import Mention

# who gets gifts, before the words of getting and after those of giving: 某大学收到的捐款, 向某大学捐赠
GETS = re.compile(
    r"[^，。；：]{0,12}?(?:收到|获得?|获赠|接受|迎来|接收|募得|收获)(?:了|过|到)?[^，。；：]{0,16}?(?:捐|善款|赠款)"
)
AMONG = re.compile("[、和及与]$")  # 民政部门和甲慈善总会共收到捐款: which of them got one gift is not told
GIVEN_TO = re.compile(r"(?:向|给|为)(?:母校)?$")
GIFT = re.compile(r"[^，。；：\d]{0,6}捐|[^，。；]{0,10}(?:捐赠|捐款|捐资|捐出)")
HELPED = re.compile("支持|支援|援助|帮助|向|给|用于|惠及")
ELSEWHERE = re.compile("(?:向|给|为)(?:全?社会|灾区|家乡|公益|慈善|贫困)[^，。；]{0,6}捐")
THROUGH = re.compile("(?:通过|经由?|委托)$")
CHARITIES = re.compile("慈善|红十字|基金会|协会|促进会|民政")
PAYS = re.compile("[^，。；]{0,6}?(?:牵头|设立|发起|组建|管理|出资|出(?=\\d)|拿|掏|投|认缴|认购|表示|介绍|透露)")
OWN_MONEY = re.compile("自筹|自有|自己|自投|自行")
FARTHEST = 2  # paragraphs over which gifts go on
PARTS = re.compile("(?:其中|其余|余下|剩余)[^。；]{0,60}?(?:募资|募集|出资|认缴|投入|筹集|筹资)")
# behind a sum: it becomes capital of whoever it is put into
CAPITAL_IN = re.compile(
    "，?(?:全部|直接|悉数)?注入[^，。；]{2,20}?(?:用作|作为|用于|补充|充实|增加)[^，。；]{0,4}(?:资本金|注册资本)"
)
REST = re.compile("(?:其余|余下|剩余|剩下)的?(?:部分)?$")
STAKE_OF = re.compile(
    "(?:累计|已|又|再|追加)*对[^，。；]{2,40}?的(?:股权|战略|累计|追加|实际|直接)*(?:投资|出资|增资|注资)"
)
INVESTED = {"投资金额", "投资总额", "投资额", "总投资额", "总投资", "投资规模"}
COUNTS = re.compile("投资[^，。；]{0,24}?\\d+[余多]?[个家只项]")
PRICE = re.compile("价款|对价|转让款|成交价|交易价|总价|转让价")
SELLS_TO = re.compile(
    "[向给](?P<to>[^，。；]{2,30}?)(?:转让|出售|出让|协议转让)|(?:转让|出售|出让|转)[给予](?P<behind>[^，。；]{2,30})"
)
BRINGS = re.compile(
    "(?:引入|引进|引来|迎来|获得?)了?(?:战略投资者|投资者|新股东|投资方)?(?=[^，。；\\d]{2,60}(?:，|投资|注资|增资|入股|融资|$))"
)
NEAR = 6  # characters between who takes a stake and the words of it
PUT_IN = re.compile("出资|认缴|实缴|投入|注入|入股|认购|缴")
TOWARDS = ("向", "对", "给", "为", "入")  # before who is said to get it
KINDS = ("Institution", "Fund", "Place", "Zone")


def priced(frames: list[Frame]) -> list[Frame]:
    """Return the flows that have a sum, in text order."""
    return sorted((f for f in frames if f.kind == "flow" and f.money.text), key=lambda f: f.money.start)


def follow(parties: Parties, frames: list[Frame]) -> None:
    """Let gifts and subscriptions of nobody named go to who is said to get them near by."""
    flows = priced(frames)
    issuer: list[Mention] = []
    for number, frame in enumerate(flows):
        own = frame.parties
        if frame.instrument == "bond" and frame.verb is not None and "认购" in frame.verb.word:
            own["recipient"] = own["recipient"] or others(issuer, ids_of(own["provider"] + own["via"]))
        elif frame.instrument == "bond" and own["recipient"]:
            issuer = [m for m in own["recipient"] if m.type in {"Institution", "Place"}]
        handed_on(parties, frame)
        if donated(frame) and ELSEWHERE.search(parties.text, frame.clause.start, frame.money.start):
            continue
        if donated(frame) and not own["recipient"] and frame.status != "rule":
            found = donee(parties, frame, flows[:number])
            own["recipient"] = others(found, ids_of(own["provider"] + own["via"]))


def told_of(parties: Parties, frames: list[Frame]) -> None:
    """Let shares and investments of nobody named go to the body, and public money to the zone, that their sentence named last before the sum.

    Public money only where a clause lies between the zone and the sum, and nobody who pays anything in the article.
    """
    paying = ids_of(m for f in frames if f.kind == "flow" for m in f.parties["provider"])
    for frame in frames:
        own, start = frame.parties, frame.clause.sentence.start
        if frame.kind != "flow" or own["recipient"] or frame.stranger or not frame.money.text:
            continue
        if frame.verb is not None and frame.verb.meaning.role == "lever":
            continue  # what a fund draws goes into what it invests in
        if OWN_MONEY.search(parties.text, frame.clause.start, frame.clause.end):
            continue
        shares = frame.instrument in STAKES
        end = frame.money.start if shares else frame.clause.start
        kinds = {"Institution"} if shares else {"Zone"}
        if shares or (frame.instrument in PUBLIC and frame.status != "rule"):
            named = [m for m in parties.within(start, end) if m.type in kinds and (not shares or not parties.gives(m))]
            named = [m for m in named if not PAYS.match(parties.text, m.end)]
            own["recipient"] = others(named, {*paying, *ids_of(own["via"])})[-1:]


def partners(parties: Parties, frames: list[Frame]) -> None:
    """Keep those who put money into one thing together from getting each other's (甲与乙合资设厂，甲出资2亿元，乙出资3亿元)."""
    shares = [f for f in frames if f.kind == "flow" and f.instrument in STAKES]
    put_in = [f for f in shares if f.verb and PUT_IN.search(f.verb.word)]
    for frame in put_in:
        beside = [f for f in put_in if f is not frame and f.clause.sentence is frame.clause.sentence]
        putting = {i for f in beside for i in ids_of(f.parties["provider"])}
        frame.parties["recipient"] = [
            m
            for m in frame.parties["recipient"]
            if putting.isdisjoint(ids_of([m])) or parties.text.startswith(TOWARDS, m.start - 1)
        ]


def into_fund(parties: Parties, frames: list[Frame]) -> None:
    """Let what somebody raises as a part of a fund's size go into the fund (总规模30亿元，其中社会资本募资12亿元)."""
    whole: Frame | None = None
    for frame in priced(frames):
        if frame.instrument == "fund_size":
            whole = frame
            continue
        own = frame.parties
        if whole is not None and _takes_part(frame, whole):
            frame.instrument = "investment"
            own["provider"], own["recipient"] = own["recipient"], list(whole.parties["recipient"])
            continue
        raised = frame.verb is not None and frame.verb.word.startswith("募")  # 其余5亿元面向社会资本募集
        if whole is None or frame.instrument not in STAKES or not own["provider"]:
            continue
        rest = REST.search(parties.text, whole.money.end, frame.money.outer_start) is not None  # 其余7亿元由甲公司募集
        if own["recipient"] and not (raised and (rest or all(m.type == "Category" for m in own["provider"]))):
            continue
        same = whole.clause.sentence is frame.clause.sentence
        part = PARTS.search(parties.text, whole.money.end, frame.money.end + 16 if raised else frame.money.start)
        if same and part is not None:
            own["recipient"] = [m for m in whole.parties["recipient"] if m.type == "Fund"]
            if raised and rest:
                frame.instrument, frame.status = "investment", whole.status


def _takes_part(frame: Frame, whole: Frame) -> bool:
    """Tell whether somebody takes a part of a fund's size upon himself (总盘子10亿元，甲集团拿了2亿元)."""
    own, funds = frame.parties, whole.parties["recipient"]
    took = frame.verb is not None and frame.verb.word in {"拿了", "拿下了", "拿走", "揽下", "认了", "掏了"}
    bodies = own["recipient"] and all(m.type == "Institution" for m in own["recipient"])
    same = whole.clause.sentence is frame.clause.sentence
    return bool(same and took and smaller(frame, whole) and bodies and funds and not own["provider"])


def put_together(frames: list[Frame]) -> None:
    """Let each of several sums that a sentence says are put in go into the fund that only the last of them stands before (甲认缴3亿元，乙认缴2亿元，共同设立丙基金)."""
    last: Frame | None = None
    for frame in reversed(priced(frames)):
        own = frame.parties
        if frame.verb is None or frame.verb.meaning.role != "into" or frame.instrument not in STAKES:
            continue
        if own["recipient"]:
            last = frame
        elif last is not None and last.clause.sentence is frame.clause.sentence and own["provider"]:
            got = [m for m in last.parties["recipient"] if m.type == "Fund" and m.start > last.money.end]
            own["recipient"] = others(got, ids_of(own["provider"]))


def counted_stakes(parties: Parties, frames: list[Frame]) -> None:
    """Let a fund pay what it is said to have invested in what the clause before counts (累计投资项目120个，投资金额30亿元), and nobody else get it."""
    for frame in priced(frames):
        own, sentence = frame.parties, frame.clause.sentence
        told = frame.noun is not None and frame.noun.word in INVESTED
        if not told or frame.instrument not in STAKES or frame.clause.index == 0:
            continue
        if frame.verb is not None and frame.verb.meaning.role == "lever" and frame.verb.start >= frame.clause.start:
            continue
        before = sentence.clauses[frame.clause.index - 1]
        if COUNTS.search(parties.text, before.start, before.end) is None:
            continue
        paying = [m for m in own["provider"] if m.type != "Category"] or [m for m in own["via"] if m.type == "Fund"]
        paying = paying or parties.within(sentence.start, before.start, "Fund")[:1]
        classes = [m for m in parties.within(before.start, before.end, "Category") if not parties.gives(m)]
        if paying and all(m.type == "Fund" or invests(m) for m in paying):
            own["provider"], own["via"] = paying, others(own["via"], ids_of(paying))
            own["recipient"] = classes[-1:]


def transfers(parties: Parties, frames: list[Frame]) -> None:
    """Let the price of shares go from who the sentence says they are sold to, to who sells (甲拟向乙转让丙公司股权，转让价款3亿元)."""
    for frame in priced(frames):
        sentence = frame.clause.sentence
        if frame.instrument != "equity" or frame.noun is None or not PRICE.search(frame.noun.word):
            continue
        match = SELLS_TO.search(parties.text, sentence.start, frame.money.start)
        clause = parties.state.clause_at(match.start()) if match is not None else None
        if match is None or clause is None:
            continue
        group = "to" if match["to"] else "behind"
        near = parties.within(match.start(group), match.end(group) + 12, "Institution", "Fund", "Place")
        buyers = [m for m in near if m.start <= match.start(group) + 1]
        sellers = others(parties.those_at(clause.subject), ids_of(buyers))
        if buyers and sellers:
            frame.parties["provider"], frame.parties["recipient"] = parties.listed(buyers[0]), sellers


def stakes_told(parties: Parties, frames: list[Frame]) -> None:
    """Let a stake come from the one who is said to have taken it (甲基金对乙类企业的投资已达3亿元; 引入甲、乙，融资3亿元)."""
    for frame in priced(frames):
        own = frame.parties
        if own["provider"] or frame.instrument not in STAKES:
            continue
        start, end = frame.clause.start, frame.money.outer_start
        if frame.verb is not None and "获投" in frame.verb.word:  # 甲基金首批项目签约，乙公司获投3亿元
            funds = parties.within(frame.clause.sentence.start, frame.verb.start, "Fund")
            own["provider"] = others(funds[-1:], ids_of(own["recipient"]))
            continue
        match = STAKE_OF.search(parties.text, start, end)
        if match is not None:
            given = [m for m in parties.within(start, match.start(), "Fund", "Institution") if invests(m)]
            given = [m for m in given if match.start() - m.end <= NEAR]
            own["provider"] = others(parties.listed(given[-1]), ids_of(own["recipient"])) if given else []
            taken = ids_of(own["provider"])
            own["via"] = others(own["via"], taken)
            continue
        clauses = frame.clause.sentence.clauses
        begin = clauses[max(0, frame.clause.index - 1)].start
        match = BRINGS.search(parties.text, begin, end)
        named = parties.within(match.end(), end, "Fund", "Institution") if match is not None else []
        parts = parties.text.startswith("其中", frame.clause.sentence.end)  # only some of them
        if match is not None and named and named[0].start - match.end() <= 2 and invests(named[0]) and not parts:
            own["provider"] = others(parties.listed(named[0]), ids_of(own["recipient"]))


def donated(frame: Frame) -> bool:
    """Tell whether verb or noun call the sum a gift."""
    return any("捐" in cue.word for cue in (frame.verb, frame.noun) if cue)


def handed_on(parties: Parties, frame: Frame) -> None:
    """Let the charity that a gift is made through be the way it runs (甲公司通过某慈善总会向灾区捐款20万元)."""
    own, start = frame.parties, frame.clause.start
    if not donated(frame) or frame.status == "rule":
        return
    named = parties.within(start, frame.money.start, "Institution")
    through = [m for m in named if THROUGH.search(parties.text, start, m.start) and CHARITIES.search(m.name or m.text)]
    taken = ids_of(own["provider"] + own["via"])
    if through and own["provider"]:
        own["via"] = own["via"] + others(through[-1:], taken)
        own["recipient"] = [m for m in own["recipient"] if m not in through]


def in_brackets(parties: Parties, frame: Frame, last: Frame) -> None:
    """Let a place with its sum in brackets get that part of what the clause tells before (捐赠1亿元支持甲省（7000万元）、乙省（3000万元）)."""
    own, text = frame.parties, parties.text
    same = last.clause is frame.clause and last.instrument == frame.instrument
    if not same or frame.instrument not in PUBLIC or text[frame.money.outer_end : frame.money.outer_end + 1] != "）":
        return
    near = parties.within(frame.clause.start, frame.money.outer_start, "Place")[-1:]
    named = near and text[near[0].end : frame.money.outer_start] == "（" and near[0].start > last.money.start
    if named and last.parties["provider"] and HELPED.search(text, frame.clause.start, near[0].start):
        own["recipient"] = near
        own["provider"] = others(last.parties["provider"], ids_of(near))


def donee(parties: Parties, frame: Frame, before: list[Frame]) -> list[Mention]:
    """Return who gets the gift: the body that the sentence or the one before it says gets gifts, else who got the one told last."""
    state, sentence = parties.state, frame.clause.sentence
    for said in state.up_to(sentence, 1)[::-1]:
        for mention in parties.within(said.start, said.end, *KINDS):
            gets = GETS.match(parties.text, mention.end, said.end)
            lead = parties.text[max(said.start, mention.start - 4) : mention.start]
            given = GIVEN_TO.search(lead) and GIFT.match(parties.text, mention.end, said.end)
            if mention not in frame.parties["provider"] and (gets or given):
                return [] if gets and AMONG.search(lead) else [mention]
    for earlier in reversed(before):
        near = sentence.paragraph - earlier.clause.sentence.paragraph <= FARTHEST
        if donated(earlier) and near and earlier.parties["recipient"]:
            return earlier.parties["recipient"]
    return []
