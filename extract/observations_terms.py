"""Whose terms a figure is one of: those of a fund, a bond, a loan, an insurance, a stake, or the share that somebody gives or bears."""

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from extract.lexicon import Lexicon, patterns
from extract.model import State
from extract.observations_keep import Figure

if TYPE_CHECKING:
    from extract.observations_signs import Reader, Seen, Signs

PARTED = re.compile("[；;]")
NEAR = 300  # characters over which the terms of a fund go on
PAPERS = ("programme", "class", "policy", "fund")  # what a bond is read as; the market for bonds is none
RATES = ("percent", "points", "ratio")
RULED = ("programme", "policy")  # what the sentence names of these has the rates that it tells
GIVERS = ("office", "fund", "body", "zone", "place")


@dataclass(frozen=True, slots=True)
class Terms:
    """The patterns of the table `figure_terms` of observations.yaml, compiled once a lexicon."""

    gives: re.Pattern[str]
    by_rate: re.Pattern[str]
    gives_behind: re.Pattern[str]
    pledge: re.Pattern[str]
    papers: re.Pattern[str]
    capital: re.Pattern[str]
    raises_before: re.Pattern[str]
    raises: re.Pattern[str]
    official: re.Pattern[str]


def terms(state: State) -> Terms:
    """Return the compiled patterns of the state's lexicon."""
    return state.lexicon.built("observation terms", compiled)


def compiled(lexicon: Lexicon) -> Terms:
    """Compile the patterns of a lexicon."""
    return Terms(**patterns(lexicon.table("observations")["figure_terms"]))


def borrowers(reader: "Reader", figure: Figure, window: "list[Seen]") -> set[str]:
    """Return the classes by an official list whose loans the sentence measures, where no bank is told of in its sentence (全省高新技术企业贷款余额5000亿元)."""
    sentence, lists = figure.clause.sentence, terms(reader.state)
    here = [s for s in window if s.mention.start >= sentence.start and s.mention.end <= figure.start]
    if any(s.label == "body" or reader.words.lenders.search(s.mention.text) for s in here if reader.may_act(s)):
        return set()
    return {
        s.id
        for s in here
        if s.label == "class"
        and not PARTED.search(reader.text, s.mention.end, figure.start)
        and lists.official.search(s.mention.text)
        and reader.words.borrowed.match(reader.text, s.mention.end)
    }


def borrowing(reader: "Reader", figure: Figure, lent: set[str], found: "Signs") -> "Signs":
    """Return the last of such classes before the figure, where the clause names it or nobody."""
    here = [s for s in reader.seen_at(figure.clause.sentence.start, figure.start) if s.mention.end <= figure.start]
    last = next((s for s in reversed(here) if s.id in lent), None)
    if last is None or any(s.mention.start > last.mention.start for s in here):
        return {}
    if last.mention.start < figure.clause.start and not reader.topics.leans.match(reader.text, figure.clause.start):
        return {}
    return {last.id: found[last.id]}


def giver(reader: "Reader", figure: Figure, found: "Signs") -> "Signs":
    """Return who gives or bears at a rate that the figure is (市财政按保费的30%给予补贴, 由担保公司承担20%)."""
    if figure.kind not in RATES:
        return {}
    text, lists, clause = reader.text, terms(reader.state), figure.clause
    told = [s for s in reader.seen_at(clause.sentence.start, figure.start) if s.mention.end <= figure.start]
    if any(s.label in RULED for s in told) or reader.words.insured.search(text, clause.sentence.start, figure.start):
        return {}
    for seen in reversed([s for s in told if s.mention.start >= clause.start]):
        gap = text[seen.mention.end : figure.outer_start]
        said = lists.gives.fullmatch(gap) or (
            lists.by_rate.fullmatch(gap) and lists.gives_behind.match(text, figure.end)
        )
        if not said or "speaks" in seen.marks or "listed" in seen.marks:
            continue
        if seen.label in GIVERS and seen.id in found:
            return {seen.id: found[seen.id]}
    return {}


def fund(reader: "Reader", figure: Figure, found: "Signs") -> "Signs":
    """Return the fund last told of, where the figure is one of its terms (存续期7年，其中投资期4年)."""
    if not reader.words.fund_terms.search(reader.text, figure.clause.start, figure.start):
        return {}
    before = reader.state.mentions_in(max(0, figure.start - NEAR), figure.start, "Fund")
    told = [m.entity.id for m in before if m.entity and m.entity.kind != "fiscal"]
    paying = {id_ for f in reader.state.flows if any(r.startswith("Fund:") for r in f.recipient) for id_ in f.provider}
    told = [id_ for id_ in told if id_ not in paying] or told  # 引导基金出资的子基金存续期7年
    if not told:
        return {}
    reader.know(told[-1])
    return {told[-1]: found.get(told[-1]) or {reader.labels[told[-1]], "fund at hand"}}


def bond(reader: "Reader", figure: Figure, found: "Signs") -> "Signs":
    """Return the bond that the sentence tells of, else who issues it, where the figure is one of its terms (5年期4亿元，利率2.65%)."""
    sentence = figure.clause.sentence
    sold = [f for f in reader.state.flows if f.instrument == "bond" and f.evidence.start == sentence.start]
    if not sold or not reader.words.bond_terms.search(reader.text, figure.clause.start, figure.start):
        return {}
    papers = terms(reader.state).papers
    named = {
        id_: s for id_, s in found.items() if reader.labels[id_] in PAPERS and papers.search(reader.entities[id_].name)
    }
    issuers = {id_ for flow in sold for id_ in flow.recipient if id_.startswith(("Institution:", "Place:"))}
    issuing = {id_: s for id_, s in found.items() if id_ in issuers}
    told = [s.id for s in reader.seen_at(sentence.start, figure.start) if s.id in issuing or s.id in named]
    if len(named) == 1 and not (told and told[0] in issuing):
        return named  # 专项债转给甲公司2亿元，期限20年: whom it is for comes behind, who issues it before
    return issuing or {id_: s for id_, s in found.items() if "headline:place" in s}


def loan(reader: "Reader", figure: Figure, number: int, found: "Signs") -> "Signs":
    """Return who got the loan of the sentence or the one before, where the figure is one of its terms (该笔贷款期限10年, 年利率2.3%)."""
    clause = figure.clause
    if not reader.words.loan_terms.search(reader.text, max(clause.start, figure.start - 8), figure.start):
        return {}
    first = reader.sentence_starts[max(0, number - 1)]
    lent = [
        f for f in reader.state.flows if f.instrument == "loan" and first <= f.evidence.start <= clause.sentence.start
    ]
    if any(f.status == "rule" or len(f.recipient) != 1 for f in lent):
        return {}
    products = {id_ for f in lent for id_ in f.via if id_.startswith("Program:")}
    told = {s.id for s in reader.seen_at(clause.sentence.start, figure.start)}
    if products and (products & told or any(f.evidence.start != clause.sentence.start for f in lent)):
        return {}  # a product's terms are its own
    got = {f.recipient[0] for f in lent if not f.recipient[0].startswith("Category:")}
    return {id_: found[id_] for id_ in got & found.keys()} if len(got) == 1 else {}


def pledged(reader: "Reader", figure: Figure, found: "Signs") -> "Signs":
    """Return who pledged what the figure counts for a loan (甲银行以6项专利作质押，为乙公司发放贷款500万元): who got the loan."""
    clause, lists = figure.clause, terms(reader.state)
    if figure.kind != "count" or not lists.pledge.match(reader.text, figure.end):
        return {}
    sentence = clause.sentence
    lent = [f for f in reader.state.flows if f.instrument == "loan" and f.evidence.start == sentence.start]
    got = {f.recipient[0] for f in lent if len(f.recipient) == 1 and f.recipient[0].startswith("Institution:")}
    if len(got) != 1:
        return {}
    (body,) = got
    reader.know(body)
    return {body: found.get(body) or {reader.labels[body], "pledges"}}


def capital(reader: "Reader", figure: Figure, found: "Signs") -> "Signs":
    """Return whose capital the sentence says is raised, where the figure is that capital (甲公司向乙公司增资2亿元，其注册资本增至7亿元)."""
    clause, lists, text = figure.clause, terms(reader.state), reader.text
    if not lists.capital.search(text, clause.start, figure.start):
        return {}
    raised = [
        s
        for s in reader.seen_at(clause.sentence.start, figure.start)
        if s.type == "Institution"
        and lists.raises_before.search(text, max(0, s.mention.start - 2), s.mention.start)
        and lists.raises.match(text, s.mention.end)
    ]
    if not raised or any(
        reader.may_act(s) and s.type == "Institution"
        for s in reader.seen_at(clause.start, figure.start)
        if s is not raised[-1]
    ):
        return {}
    return {raised[-1].id: found.get(raised[-1].id) or {"body", "capital raised"}}


def insurance(reader: "Reader", figure: Figure, found: "Signs") -> "Signs":
    """Return the insurance at hand, where the figure is one of its terms (保费每亩20元, 费率为4%)."""
    start = figure.clause.sentence.start if figure.kind == "percent" else figure.clause.start
    if not reader.words.insured.search(reader.text, start, figure.start):
        return {}
    told = {
        id_: s for id_, s in found.items() if reader.labels[id_] == "programme" and "险" in reader.entities[id_].name
    }
    own = {id_: s for id_, s in told.items() if reader.entities[id_].name.rstrip("”》").endswith("险")}
    return own or told  # of the insurance, not of the trial of it


def shares_of(reader: "Reader", figure: Figure, found: "Signs") -> "Signs":
    """Return the body whose shares the figure is a part of (拿下乙公司3%的股份): it stands right before the figure."""
    if figure.kind not in ("percent", "count") or not reader.words.stake.match(reader.text, figure.end):
        return {}
    return having(found, "abuts:body") or having(found, "abuts:fund")


def having(found: "Signs", sign: str) -> "Signs":
    """Return the candidates that have the sign."""
    return {id_: signs for id_, signs in found.items() if sign in signs}
