"""Public money handed down whose parties are told beside its clause: who is said to do it a sentence off, and the places and works that it is for."""

import re
from dataclasses import dataclass

from extract.flows_base import GOVERNMENTS, PROJECTS, PUBLIC, ids_of, others
from extract.flows_frame import Frame
from extract.flows_handing import Handing
from extract.flows_levels import DESKS, LEVEL, purse_at
from extract.flows_parties import CLOSES, Parties
from extract.lexicon import Lexicon, patterns
from extract.model import Clause, Mention, Sentence

BACK = 3  # sentences over which money for the stricken area goes back to where the text says who was stricken
CLOSE = 2  # characters between a word of approval and the work
HANDED = {"give", None}


@dataclass(frozen=True, slots=True)
class AllottedWords:
    """The compiled part `allotted` of `flow_roles.yaml`."""

    backed: re.Pattern[str]
    learned: re.Pattern[str]
    above: re.Pattern[str]
    handed: re.Pattern[str]
    aims: re.Pattern[str]
    hit: re.Pattern[str]
    stricken: re.Pattern[str]
    points: re.Pattern[str]
    hazards: re.Pattern[str]
    approves: re.Pattern[str]
    enters: re.Pattern[str]
    accounts: re.Pattern[str]
    founds: re.Pattern[str]
    goes_on: re.Pattern[str]
    runs: re.Pattern[str]
    that_work: re.Pattern[str]


def allotted_words(lexicon: Lexicon) -> AllottedWords:
    """Compile the words of a lexicon that tell whose money is handed down, and for whom."""
    return AllottedWords(**patterns(lexicon.table("flow_roles")["allotted"]))


def allotted(parties: Parties, frames: list[Frame], acts: list[Handing]) -> None:
    """Fill in what other clauses and sentences tell of the parties of public money that has been handed down or is set aside."""
    flows = [f for f in frames if f.kind == "flow" and f.status != "rule" and (f.instrument in PUBLIC or spends(f))]
    if not flows:
        return
    words = parties.state.lexicon.built("flows.allotted", allotted_words)
    report = accounted(parties, words)
    for number, frame in enumerate(flows):
        own = frame.parties
        if not own["provider"]:
            found = backed(parties, words, frame) or announced(frame, acts) or learned(parties, words, frame)
            found = found or [m for m in report if m.type == "Institution"] or named_so(parties, frame)
            own["provider"] = others(found, ids_of(own["recipient"] + own["via"]))
        if not own["via"]:
            ways = [m for m in report if m.type == "Fund"]
            if not any(m in own["provider"] for m in report):
                ways = []
            ways = ways or entered(parties, words, frame) or founded(parties, words, frame)
            ways = ways or continued(parties, words, frame, flows[:number]) or run(parties, words, frame)
            own["via"] = others(ways, ids_of(own["provider"] + own["recipient"]))
        own["recipient"] = members(parties, others(own["recipient"], ids_of(own["via"])))
        if (work := of_work(parties, words, frame)) and all(m.start > frame.money.start for m in own["recipient"]):
            own["recipient"] = others(work, ids_of(own["provider"] + own["via"])) or own["recipient"]
        pointing = [m for m in own["recipient"] if m.type == "Category" and words.points.fullmatch(m.text)]
        if own["recipient"] and not pointing:
            continue
        found = taken_up(parties, words, frame, flows[:number], bool(pointing))
        if not pointing:
            found = found or aimed(parties, words, frame) or approved(parties, words, frame)
        taken = ids_of(own["provider"] + own["via"])
        own["recipient"] = others(found, taken) or [m for m in own["recipient"] if m not in pointing]


def spends(frame: Frame) -> bool:
    """Tell whether public bodies put money into something: a grant as soon as its parties are known (某厅投入2亿元)."""
    payers = frame.parties["provider"]
    public = bool(payers) and all(m.kind in GOVERNMENTS for m in payers)
    return frame.instrument == "investment" and public and frame.verb is not None and frame.verb.meaning.role == "give"


def backed(parties: Parties, words: AllottedWords, frame: Frame) -> list[Mention]:
    """Return the budget that the sentence says stood behind the money (在中央财政支持下，甲县累计获得…)."""
    start = frame.clause.sentence.start
    for level in LEVEL.finditer(parties.text, start, frame.money.start):
        if words.backed.match(parties.text, level.end()):
            purse = purse_at(parties, level)
            return [purse] if purse is not None else []
    return []


def announced(frame: Frame, acts: list[Handing]) -> list[Mention]:
    """Return who a clause without a sum, often the headline, says handed out the fund that the sum runs through."""
    ways = set(ids_of(m for m in frame.parties["via"] if m.type in {"Fund", "Program"}))
    if not ways or acting(frame):
        return []
    return next((h.payers for h in acts if ways & set(ids_of(h.via))), [])


def learned(parties: Parties, words: AllottedWords, frame: Frame) -> list[Mention]:
    """Return the finance department from which the article has it that money was handed down by nobody named (记者从甲省财政厅获悉，…已下达)."""
    text, clause = parties.text, frame.clause
    if acting(frame) or words.handed.search(text, clause.start, clause.end) is None:
        return []
    for sentence in parties.state.up_to(clause.sentence, 1)[::-1]:
        end = min(sentence.end, frame.money.start)
        for desk in parties.within(sentence.start, end, "Institution")[::-1]:
            if not (desk.name or desk.text).endswith(DESKS) or not words.learned.match(text, desk.end):
                continue
            local = desk.name != "财政部" and words.above.search(text, desk.end, clause.end)
            return [] if local else [desk]
    return []


def named_so(parties: Parties, frame: Frame) -> list[Mention]:
    """Return the finance ministry for a fund that is called the central budget's own (中央财政甲资金), got by somebody from nobody named."""
    for way in frame.parties["via"]:
        level = LEVEL.match(parties.text, way.start, way.end)
        if way.type == "Fund" and level and parties.text.startswith("财政", level.end()):
            purse = purse_at(parties, level)
            return [purse] if purse is not None else []
    return []


def acting(frame: Frame) -> bool:
    """Tell whether the sum's own clause has somebody who acts."""
    clause = frame.clause
    return not clause.carried and any(
        m.type in {"Institution", "Zone"} or (m.type == "Place" and not m.anaphor) for m in clause.subject
    )


def accounted(parties: Parties, words: AllottedWords) -> list[Mention]:
    """Return the body whose account of one fund's use an article is, with the fund (甲市民政局2023年度福彩公益金使用情况公告); nothing where it is none."""
    for sentence in parties.state.sentences[:2]:
        match = words.accounts.search(parties.text, sentence.start, sentence.end)
        if match is None:
            continue
        funds = [m for m in parties.within(sentence.start, match.start() + 1, "Fund") if m.end == match.start()]
        bodies = parties.within(sentence.start, match.start(), "Institution")
        if funds and len(ids_of(bodies)) == 1:
            return [bodies[0], funds[-1]]
    return []


def entered(parties: Parties, words: AllottedWords, frame: Frame) -> list[Mention]:
    """Return the programme into which the clause before says that somebody got who then got the money (甲项目列入乙计划，获得补助)."""
    clause = frame.clause
    if clause.index == 0 or frame.verb is None or frame.verb.meaning.role != "get":
        return []
    before = clause.sentence.clauses[clause.index - 1]
    named = [m for m in parties.within(before.start, before.end, "Program") if not m.text.endswith("项目")]
    return [m for m in named if words.enters.search(parties.text, before.start, m.start)][-1:]


def founded(parties: Parties, words: AllottedWords, frame: Frame) -> list[Mention]:
    """Return the fiscal fund that the sentence before says who pays set up, where it told no sum of it (设立甲资金。目前已安排2亿元)."""
    if frame.verb is None or frame.verb.meaning.role != "give" or frame.item is not None:
        return []
    for sentence in parties.state.up_to(frame.clause.sentence, 1)[:-1]:
        if sentence.heading or sentence.paragraph != frame.clause.sentence.paragraph:
            continue
        if any(sentence.start <= m.start < sentence.end for m in parties.state.money):
            continue
        funds = [m for m in parties.within(sentence.start, sentence.end, "Fund") if m.kind == "fiscal"]
        return [m for m in funds if words.founds.search(parties.text, sentence.start, m.start)][-1:]
    return []


def continued(parties: Parties, words: AllottedWords, frame: Frame, earlier: list[Frame]) -> list[Mention]:
    """Return what the money told just before ran through, where the sum is said to be of it (此次下达的资金中，安排甲市2亿元)."""
    before, sentence = earlier[-1] if earlier else None, frame.clause.sentence
    if before is None or not 0 <= sentence.paragraph - before.clause.sentence.paragraph <= 1:
        return []
    if words.goes_on.match(parties.text, sentence.start, frame.money.start) is None and frame.listed is False:
        return []
    if set(ids_of(before.parties["provider"])) != set(ids_of(frame.parties["provider"])):
        return []
    return [m for m in before.parties["via"] if m.type in {"Fund", "Program"}]


def run(parties: Parties, words: AllottedWords, frame: Frame) -> list[Mention]:
    """Return the programme that who pays is said to run in the clause before (某厅实施甲计划，已投入2亿元), or in the sentence before."""
    clause = frame.clause
    if launched := _launched(parties, words, frame):
        return launched
    if clause.index == 0 or not clause.carried or frame.verb is None or frame.verb.meaning.role != "give":
        return []
    before = clause.sentence.clauses[clause.index - 1]
    named = [m for m in parties.within(before.start, before.end, "Program") if not m.text.endswith("项目")]
    return [m for m in named if words.runs.search(parties.text, before.start, m.start)][-1:]


def _launched(parties: Parties, words: AllottedWords, frame: Frame) -> list[Mention]:
    """Return the programme that who pays a subsidy or reward is said to have launched in the sentence before (某厅启动甲工程。已有36家…拿到补贴)."""
    payers = set(ids_of(frame.parties["provider"]))
    if frame.instrument not in {"subsidy", "reward", "interest_subsidy"} or not payers:
        return []
    sentence = frame.clause.sentence
    for said in parties.state.up_to(sentence, 1)[:-1]:
        for clause in said.clauses if said.paragraph == sentence.paragraph else ():
            if not payers & set(ids_of(parties.those_at([m for m in clause.subject if m.entity]))):
                continue
            named = [m for m in parties.within(clause.start, clause.end, "Program") if not m.text.endswith("项目")]
            found = [m for m in named if words.runs.search(parties.text, clause.start, m.start)]
            if found:
                return found[-1:]
    return []


def members(parties: Parties, got: list[Mention]) -> list[Mention]:
    """Return the bodies that a list names before the class that only closes it (甲院、乙校等5家单位获得…), else those who get."""
    if len(got) != 1 or got[0].type != "Category":
        return got
    near = parties.within(max(0, got[0].start - 30), got[0].start, "Institution", "Program")
    closed = near and CLOSES.fullmatch(parties.text, near[-1].end, got[0].start)
    return parties.listed(near[-1]) if closed else got


def of_work(parties: Parties, words: AllottedWords, frame: Frame) -> list[Mention]:
    """Return the one work of the sentence before that the sum's sentence is about (甲水库工程完工。该项目由乙厅补助2亿元)."""
    sentence = frame.clause.sentence
    if words.that_work.match(parties.text, sentence.start, frame.money.start) is None:
        return []
    for said in parties.state.up_to(sentence, 1)[:-1]:
        works = [m for m in parties.within(said.start, said.end, "Program") if m.text.endswith(PROJECTS)]
        if len(ids_of(works)) == 1 and said.paragraph == sentence.paragraph:
            return works[:1]
    return []


def aimed(parties: Parties, words: AllottedWords, frame: Frame) -> list[Mention]:
    """Return the places of a clause before the sum's that says what the money is to help with (针对甲省的洪灾, 为支持甲、乙两县发展)."""
    verb = frame.verb
    if verb is not None and verb.meaning.role not in HANDED:
        return []
    for clause in frame.clause.sentence.clauses[: frame.clause.index]:
        lead = words.aims.match(parties.text, clause.start, clause.end)
        hit = lead is None and words.hit.search(parties.text, clause.start, clause.end)
        if lead is None and not hit:
            continue
        found = stricken(parties, clause, lead.end() if lead else clause.start)
        if found:
            return elsewhere(frame, found)
    return []


def stricken(parties: Parties, clause: Clause, start: int) -> list[Mention]:
    """Return the first list of places in the clause from the offset on."""
    named = [m for m in parties.within(start, clause.end, "Place") if m.kind != "country"]
    return [m for m in parties.listed(named[0]) if m.type == "Place"] if named else []


def elsewhere(frame: Frame, places: list[Mention]) -> list[Mention]:
    """Return the places but for a list with that of who pays in it: what a province does for itself goes to nobody else by that."""
    own = {m.entity.place for m in frame.parties["provider"] if m.entity}
    return [] if any(m.name in own for m in places) else places


def taken_up(
    parties: Parties, words: AllottedWords, frame: Frame, earlier: list[Frame], pointing: bool
) -> list[Mention]:
    """Return the places told before that the sum's words only point to (上述地区, 支持灾区群众), got by the money before or stricken."""
    text, sentence = parties.text, frame.clause.sentence
    half = words.stricken.search(text, frame.clause.start, min(sentence.end, frame.money.end + 40))
    back = words.points.search(text, frame.clause.start, min(sentence.end, frame.money.end + 24))
    if not (pointing or half or back):
        return []
    near = [f for f in earlier if 0 <= sentence.paragraph - f.clause.sentence.paragraph <= 1]
    for before in near[::-1] if pointing or back else ():
        got = before.parties["recipient"]
        if got and all(m.type == "Place" for m in got):
            return list(got)
    for said in parties.state.up_to(sentence, BACK)[::-1]:
        for clause in said.clauses[::-1]:
            if clause.start >= frame.clause.start or not words.hazards.search(text, clause.start, clause.end):
                continue
            if found := of_hazard(parties, said, clause):
                return elsewhere(frame, found)
    return []


def of_hazard(parties: Parties, said: Sentence, clause: Clause) -> list[Mention]:
    """Return the places of the clause that tells of a hazard, those of bodies apart."""
    named = [m for m in parties.within(clause.start, clause.end, "Place") if m.kind != "country"]
    return [m for m in parties.listed(named[0]) if m.type == "Place"] if named and not said.heading else []


def approved(parties: Parties, words: AllottedWords, frame: Frame) -> list[Mention]:
    """Return the work that the clause before says was approved, where the sum's sets money aside (批复甲项目初步设计，安排2亿元)."""
    clause, verb = frame.clause, frame.verb
    if clause.index == 0 or verb is None or verb.meaning.role != "give":
        return []
    before = clause.sentence.clauses[clause.index - 1]
    works = [m for m in parties.within(before.start, before.end, "Program") if m.text.endswith(PROJECTS)]
    said = [words.approves.search(parties.text, before.start, m.start) for m in works]
    return next(([m] for m, s in zip(works, said, strict=True) if s and m.start - s.end() <= CLOSE), [])
