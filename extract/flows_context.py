"""What the sentences around a sum say of its parties: parts of a total, programmes with their counts, topics that are only owners."""

import re

from extract.flows_base import PROJECTS, PUBLIC, ids_of, others
from extract.flows_frame import Frame
from extract.flows_parties import Parties
from extract.flows_patterns import COUNTS
from extract.model import Mention
from extract.names_own import is_university

# 面上项目30项，直接经费1200万元
COUNTED = re.compile(
    r"(?:共|共计|等|立项|获批|各|有|合计)*[\d,.]+余?(?:项|个)[，、]?(?:共|获|获批|合计)*(?:资助|直接|总|立项|支持|项目|财政)*"
    r"(?:经费|金额|资金|资助)?(?:总额|总计|共计|合计|共|为|达到?|约|近|超过?|逾|各)*"
)
CHOSEN = re.compile(
    r"[\d一二三四五六七八九十百]+余?(?:个|项|家|支)[^，。；]{0,10}(?:入列|入围|入选|获批|获立项|上榜|列入|纳入|获得?支持|中标)"
)
OWNS = re.compile(r"[^，。；、：]{0,12}的")
SHOWN = re.compile(r"(?:是|有|为|属|当属|包括)$")
OPENING = 4  # sentences in which a text says whose doings it tells
BACK = re.compile("本次|此次|这次|这笔|这批|此项|该项|该笔|上述|资金中|其中|这些")
PARTS = re.compile("(?:包含|包括|分别为|分别是|具体为|具体是)")
# money that others than the payer named before put in
OTHERS_PAY = re.compile(
    "(?:地方|市县|[省市县区乡镇]级?(?=财政)|企业|单位|业主|群众|村民|农户|自|其他|社会|项目方)(?:财政|政府|资本|资金)?(?:配套|自筹|自有|筹集|筹措|承担|筹|投入)"
)
SERVED = re.compile("[向给为对与同][^，。；]{0,8}$")
SPENT = re.compile("(?:资金|经费)?(?:全部|主要|重点|将)?(?:专项)?用(?:于|来|在)")
PUBLISHES = re.compile(r"(?:近日|日前|今日|昨日|正式|于|\d{1,2}月|\d{1,2}日)*(?:公布|发布|揭晓|公示|发来|通报)")
OPENS = re.compile(r"^(?:其中|同时|此外|另外|今年|目前|从[^，]{2,12}看|据统计)?，?$")


def part_of_total(parties: Parties, frame: Frame, last: Frame) -> bool:
    """Tell whether 其中 makes the sum, whose clause has no subject of its own, a part of the public money said just before."""
    sentence, before = frame.clause.sentence, last.clause.sentence
    if not {frame.instrument, last.instrument} <= PUBLIC or "rule" in (frame.status, last.status):
        return False
    throughout = parties.text.startswith("其中", sentence.start) and before is sentence and last.total is not None
    if before.heading or ("；" in parties.text[last.money.end : frame.money.start] and not throughout):
        return False
    apart = sentence.paragraph - before.paragraph
    if apart and not (apart == 1 and BACK.search(parties.text, sentence.start, frame.money.start)):
        return False
    goes_on = before is sentence and last.total is not None
    between = parties.text[last.money.end : frame.money.start]
    opened = goes_on or "其中" in parties.text[last.money.end : frame.clause.start + 4] or bool(PARTS.search(between))
    inside = parties.within(since(frame, last), frame.money.start)
    own = [m for m in inside if m.type not in {"Fund", "Program", "Category"} and m not in frame.parties["via"]]
    return opened and not own


def since(frame: Frame, last: Frame | None) -> int:
    """Return where the words of a sum begin: behind the sum before it, where that stands in its clause."""
    return last.money.outer_end if last is not None and last.clause is frame.clause else frame.clause.start


def as_part(parties: Parties, frame: Frame, last: Frame, total: Frame) -> dict[str, list[Mention]]:
    """Return the parties of a part of a total: the total's, with the fund or programme that the part names and its class.

    A part that others than the total's payer add (地方配套2亿元) has no known payer.
    """
    start = since(frame, last)
    inside = parties.within(start, frame.money.start, "Fund", "Program", "Category")
    taken = ids_of(total.parties["provider"] + total.parties["recipient"])
    works = [] if total.parties["recipient"] else [m for m in inside if is_work(parties, m)]  # 其中甲灌区改造工程2亿元
    works = [m for m in works if COUNTS.fullmatch(parties.text, m.end, frame.money.outer_start)]
    funds = others([m for m in inside if m.type in {"Fund", "Program"} and m not in works], taken)
    funds = funds or [m for m in frame.parties["via"] if total.money.end <= m.start and m not in works]
    floor = frame.noun.start if frame.noun else frame.money.outer_start
    start = min(start, max(last.money.end, frame.clause.sentence.start))  # 甲区获补助最多，为2亿元: no sum between
    classes = [m for m in frame.parties["recipient"] if m.start >= start and m.type not in {"Fund", "Program"}]
    classes = classes or [m for m in inside if m.type == "Category" and 0 <= floor - m.end <= 6]
    added = OTHERS_PAY.search(parties.text, start, frame.money.outer_start)
    return {
        "provider": [] if added else list(total.parties["provider"]),
        "via": funds[-1:] or list(total.parties["via"]),
        "recipient": works or classes or list(total.parties["recipient"]),
    }


def is_work(parties: Parties, mention: Mention) -> bool:
    """Tell whether the mention is a work that money builds, and no programme of the state's that hands money out."""
    name = mention.name or mention.text
    return mention.type == "Program" and name.endswith(PROJECTS) and not parties.words.state_grants.search(name)


def added(parties: Parties, frame: Frame, last: Frame | None) -> bool:
    """Tell whether others, whom the text does not name, put the sum in beside the payers named before (县财政配套2亿元)."""
    start = since(frame, last)
    if any(m.start >= start for m in frame.parties["provider"]):
        return False
    said = OTHERS_PAY.search(parties.text, start, frame.money.outer_start)
    return said is not None or unnamed(parties, frame, start)


def unnamed(parties: Parties, frame: Frame, start: int) -> bool:
    """Tell whether somebody who has no name here stands right before the sum's own verb of giving (团队掏2亿元, 港方配套3亿元)."""
    verb = frame.verb
    if verb is None or verb.meaning.role not in {"give", "into", "buy"} or not start <= verb.start < frame.money.start:
        return False
    lead = parties.text[start : verb.start]
    told = parties.words.unnamed.search(lead)
    if told is None or SERVED.search(lead, 0, told.start()):
        return False  # 向4家企业拨付: they get it
    return not parties.within(start, verb.start, "Institution", "Fund", "Zone", "Place")


def programme_of(parties: Parties, frame: Frame) -> list[Mention]:
    """Return the programme or fund whose projects the sum pays: its name stands before their count (面上项目30项，经费…)."""
    sentence = frame.clause.sentence
    start = max(sentence.start, frame.money.start - 40)
    for mention in reversed(parties.within(start, frame.money.outer_start, "Program", "Fund", "Category")):
        if mention.type == "Category" and not mention.text.endswith("项目"):
            return []
        return [mention] if COUNTED.fullmatch(parties.text, mention.end, frame.money.outer_start) else []
    return []


def topic_of(parties: Parties, frame: Frame) -> list[Mention]:
    """Return the body that a clause before the sum speaks of, as owner or at its end (甲大学的立项数最多，…; 其次是乙大学，…)."""
    sentence = frame.clause.sentence
    for clause in sentence.clauses[: frame.clause.index + 1][::-1][:3]:
        bodies = parties.within(clause.start, min(clause.end, frame.money.start), "Institution")
        for mention in [m for m in bodies if not parties.gives(m)]:
            before = parties.text[clause.start : mention.start]
            owner = OPENS.match(before) and OWNS.match(parties.text, mention.end)
            shown = (
                clause is not frame.clause
                and SHOWN.search(before)
                and not parties.text[mention.end : clause.end].strip("，：")
            )
            if owner or shown:
                return parties.listed(mention)
    return []


def goes_on_from(parties: Parties, frame: Frame, given: Frame) -> bool:
    """Tell whether public money without a payer is the money that was given before, as it is spent or parted (本次下达的资金中，2亿元用于…)."""
    if frame.instrument not in PUBLIC or frame.status == "rule":
        return False
    sentence = frame.clause.sentence
    apart = sentence.paragraph - given.clause.sentence.paragraph
    acts = [
        m for m in frame.clause.subject if not frame.clause.carried and m.type not in {"Category", "Fund", "Program"}
    ]
    got = frame.verb is not None and frame.verb.meaning.role == "get"
    if acts or got or not 0 <= apart <= 2:
        return False
    back = BACK.search(parties.text, sentence.start, frame.money.start)
    spent = SPENT.match(parties.text, frame.money.outer_end)
    return apart == 0 or bool(back or spent)


def founders(parties: Parties, programme: Mention) -> list[Mention]:
    """Return the foundation that a programme's name begins with (国家自然科学基金 of 国家自然科学基金重大项目), where the article names it."""
    name = programme.name or programme.text
    return [m for m in parties.all if m.type == "Fund" and m.name and m is not programme and name.startswith(m.name)][
        :1
    ]


def chosen(parties: Parties, frame: Frame) -> None:
    """Let a place or school whose projects were chosen receive what is set aside for them (甲省有26个项目入列，安排资金4亿元)."""
    own, clause, verb = frame.parties, frame.clause, frame.verb
    if (
        verb is None
        or verb.meaning.role != "give"
        or verb.start < clause.start
        or not clause.carried
        or clause.index == 0
    ):
        return
    before = clause.sentence.clauses[clause.index - 1]
    if CHOSEN.search(parties.text, before.start, before.end) is None or not own["provider"]:
        return
    told = [m for m in before.subject if m.type == "Place" or m.kind in {"university", "research", "company"}]
    if ids_of(told) and set(ids_of(told)) == set(ids_of(own["provider"])):
        own["provider"], own["recipient"] = [], own["provider"]


def research_grant(parties: Parties, frame: Frame) -> None:
    """Let a state programme that stands as who gets be what the money runs through, to the school that the article is about.

    某校拿到的国家自然科学基金项目有35项，经费2000万元: the foundation pays, the school receives.
    """
    own = frame.parties
    grants = [
        m for m in own["recipient"] if m.type == "Program" and parties.words.state_grants.search(m.name or m.text)
    ]
    if not grants or len(grants) < len(own["recipient"]):
        return
    schools = [m for m in parties.all if m.kind in {"university", "research"} and m.type == "Institution"]
    near = [m for m in schools if frame.clause.sentence.start <= m.start < frame.money.start]
    alone = len(ids_of(m for m in schools if is_university(m))) == 1
    meant = near[-1:] or ([m for m in schools if is_university(m)][:1] if alone else [])
    if not meant:
        return
    funds = founders(parties, grants[0])
    own["recipient"] = meant
    own["provider"] = own["provider"] or funds
    special = [m for m in grants if not funds or m.name != f"{funds[0].name}项目"]
    own["via"] = others(own["via"], ids_of(own["provider"])) + special


def published(parties: Parties, frame: Frame) -> None:
    """Let the fund pay whose committee only publishes what it grants (某基金委员会公布评审结果，我校获批经费3亿元)."""
    own = frame.parties
    if len(own["provider"]) != 1 or not (own["provider"][0].name or "").endswith("基金委员会"):
        return
    committee = own["provider"][0]
    if PUBLISHES.match(parties.text, committee.end) is None:
        return
    fund = (committee.name or "").removesuffix("委员会")
    named = [m for m in parties.all if m.type == "Fund" and m.name == fund]
    if named:
        own["provider"] = named[:1]
        own["via"] = others(own["via"], ids_of(named[:1]))


def purse_of(parties: Parties, frame: Frame) -> list[Mention]:
    """Return the one finance department that an article on its doings names, for public money handed out with nobody named."""
    verb = frame.verb
    if frame.status == "rule" or verb is None or verb.meaning.role != "give":
        return []
    if frame.instrument not in PUBLIC and verb.word != "投入":
        return []
    acts = [m for m in frame.clause.subject if not frame.clause.carried and m.type in {"Institution", "Zone", "Place"}]
    desks = [m for m in parties.all if m.entity and (m.name or "").endswith(("财政局", "财政厅"))]
    acting = {m.start for s in parties.state.sentences[:OPENING] for c in s.clauses for m in c.subject}
    if not any(m.start in acting and m.text.endswith(("局", "厅")) for m in desks):
        return []
    if acts or len(ids_of(desks)) != 1:
        return []
    return others(desks[:1], ids_of(frame.parties["recipient"]))
