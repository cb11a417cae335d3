"""Sums that only say who pays: they go to whom the sum told just before went, whose speaker tells of them, or what their payers founded."""

import re
from dataclasses import dataclass

from extract.flows_base import PUBLIC, ids_of, others
from extract.flows_deals import donated
from extract.flows_frame import Frame
from extract.flows_parties import Parties
from extract.flows_worked import is_built
from extract.lexicon import Lexicon, patterns
from extract.model import Mention
from extract.quotations import Quotation, quotations

GIVEN = PUBLIC | {"loan", "credit_line", "investment", "equity", "guarantee"}
STAKES = {"equity", "investment"}
ACTING = ("Institution", "Zone")
ONE = ("company", "university", "research", "other", "association", "financial")
FEW = 3  # of those who got the sum before, at most, to whom another may go as well


@dataclass(frozen=True, slots=True)
class Words:
    """The compiled part `goes_on` of `flow_roles.yaml`."""

    adds: re.Pattern[str]
    to: re.Pattern[str]
    behind: re.Pattern[str]
    founds: re.Pattern[str]
    charities: re.Pattern[str]
    tells: re.Pattern[str]
    held: re.Pattern[str]
    comes: re.Pattern[str]
    builds: re.Pattern[str]


def words_of(lexicon: Lexicon) -> Words:
    """Compile the words of a lexicon."""
    return Words(**patterns(lexicon.table("flow_roles")["goes_on"]))


def goes_on(parties: Parties, frames: list[Frame]) -> None:
    """Give such sums who gets them, and let works that are said to get a sum get it."""
    words = parties.state.lexicon.built("flows.goes_on", words_of)
    flows = sorted((f for f in frames if f.kind == "flow" and f.money.text), key=lambda f: f.money.start)
    quoted = quotations(parties.state, parties.all) if flows else []
    last: Frame | None = None
    for frame in flows:
        work_gets(parties, words, frame)
        gift_to(parties, words, frame)
        only_told(parties, words, frame)
        if not frame.parties.get("recipient"):
            frame.parties["recipient"] = (
                spoken_for(parties, frame, quoted)
                or founded(parties, words, frame)
                or as_before(parties, words, frame, last)
            )
        last = frame


def work_gets(parties: Parties, words: Words, frame: Frame) -> None:
    """Let a work get the sum, and be no way that it runs: right before its verb of getting, built with it, or where nobody else gets it."""
    verb, own = frame.verb, frame.parties
    if frame.status == "rule" or frame.instrument not in GIVEN:
        return
    works = [m for m in own.get("via", []) if is_built(m) and m.start >= frame.clause.sentence.start]
    gets = verb is not None and verb.meaning.role == "get" and verb.start < frame.money.start
    near = [m for m in works if gets and verb and 0 <= verb.start - m.end <= 2 and m.start >= frame.clause.start]
    if not near and not own.get("recipient"):
        near = works if len(works) == 1 and frame.instrument in PUBLIC else built_with(parties, words, frame)
    if near:
        own["via"] = [m for m in own.get("via", []) if m not in near]
        own["recipient"] = near


def built_with(parties: Parties, words: Words, frame: Frame) -> list[Mention]:
    """Return what the words behind the sum say is built with it (拿3200万元建某基地)."""
    near = parties.within(
        frame.money.outer_end, frame.money.outer_end + 40, "Program", "Category", "Zone", "Institution"
    )
    found = [m for m in near[:1] if words.builds.fullmatch(parties.text, frame.money.outer_end, m.start)]
    return [m for m in found if m.type != "Program" or is_built(m)]


def gift_to(parties: Parties, words: Words, frame: Frame) -> None:
    """Let the foundation that a gift is made to get it, where only what it will pay for is told behind (向某基金会捐赠2000万元，用于学科建设)."""
    own = frame.parties
    if not donated(frame) or any(m.type in ("Institution", "Place", "Zone") for m in own.get("recipient", [])):
        return
    through = [m for m in own.get("via", []) if words.charities.search(m.name or m.text)]
    led = [m for m in through if parties.text[m.start - 1 : m.start] in ("向", "给")]
    if led:
        own["via"], own["recipient"] = [m for m in own["via"] if m not in led], led


def only_told(parties: Parties, words: Words, frame: Frame) -> None:
    """Take the tax office that only tells of relief from those who pay it (某税务局数据显示，企业减免税额2亿元)."""
    if frame.instrument == "tax_relief":
        paid = frame.parties.get("provider", [])
        frame.parties["provider"] = [m for m in paid if not words.tells.match(parties.text, m.end)]


def spoken_for(parties: Parties, frame: Frame, quoted: list[Quotation]) -> list[Mention]:
    """Return the firm whose speaker tells in a quotation what a government gave (“省里补了96万元。”甲公司财务总监说)."""
    if frame.instrument not in PUBLIC or frame.status == "rule" or frame.clause.sentence.heading:
        return []
    said = [q.body for q in quoted if q.start < frame.money.start < q.end]
    firms = [m for m in said if m.type == "Institution" and m.kind in ("company", "other", "research")]
    return others(firms[:1], ids_of(frame.parties.get("provider", [])))


def founded(parties: Parties, words: Words, frame: Frame) -> list[Mention]:
    """Return the body that the sentence before says is founded by who pays (甲市与乙所共建丙研究院。甲市五年投入1亿元)."""
    sentence = frame.clause.sentence
    number = parties.state.number_of(sentence)
    before = parties.state.sentences[number - 1] if number else None
    if before is None or before.paragraph != sentence.paragraph or frame.instrument not in PUBLIC | STAKES:
        return []
    made = [
        m
        for m in parties.within(before.start, before.end, "Institution", "Fund")
        if words.founds.search(parties.text, max(before.start, m.start - 8), m.start)
    ]
    payers = set(ids_of(frame.parties.get("provider", [])))
    partners = ids_of(parties.within(before.start, made[0].start)) if made else []
    return made[:1] if len(made) == 1 and payers and payers <= set(partners) else []


def as_before(parties: Parties, words: Words, frame: Frame, last: Frame | None) -> list[Mention]:
    """Return who got the sum before, where another who pays is added and no word leads the money anywhere (甲厅奖了100万元，市里又给了50万元)."""
    own, verb = frame.parties, frame.verb
    if (
        last is None
        or (frame.status != last.status and "rule" in (frame.status, last.status))
        or not own.get("provider")
    ):
        return []
    if (
        frame.instrument not in GIVEN
        or last.instrument not in GIVEN
        or (verb is not None and verb.meaning.role == "lever")
        or (verb is not None and verb.meaning.role == "get" and not words.comes.fullmatch(verb.word))
    ):
        return []
    sentence, before = frame.clause.sentence, last.clause.sentence
    apart = parties.state.number_of(sentence) - parties.state.number_of(before)
    if sentence.paragraph != before.paragraph or apart > 1 or sentence.heading or before.heading:
        return []
    got = last.parties.get("recipient", [])
    if not got or len(set(ids_of(got))) > FEW or not all(fits(m) for m in got):
        return []
    lead = parties.text[frame.clause.start : frame.money.start]
    if words.to.search(lead) or words.behind.match(parties.text, frame.money.outer_end):
        return []
    named = own["provider"] + own.get("via", [])
    spans = {(m.start, m.end) for m in named} | {(m.start, m.end) for m in parties.listed(named[0])}
    acting = [m for m in parties.within(frame.clause.start, frame.money.start) if m.type != "Policy"]
    if any((m.start, m.end) not in spans for m in acting):
        return []
    stakes = {frame.instrument, last.instrument} <= STAKES and len(got) == 1 and words.held.search(lead)
    if not (words.adds.search(lead) or stakes):
        return []
    return others(got, ids_of(own["provider"]))


def fits(mention: Mention) -> bool:
    """Tell whether the party is one body or work, to which more than one may pay."""
    return is_built(mention) or (mention.type in ACTING and mention.kind in ONE)
