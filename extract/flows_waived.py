"""Rent that is not asked for: 入园企业头三年免租金 is a subsidy of those who use the place, from whoever lets it."""

import re
from dataclasses import dataclass

from extract.flows_base import GOVERNMENTS, ids_of, others, without_sums
from extract.flows_frame import Frame, without_sum
from extract.flows_parties import Parties
from extract.lexicon import Lexicon
from extract.model import Clause, Mention, State

USERS = {"company", "research", "university", "other", "association"}  # kinds of bodies that rent
FOR_OTHERS = re.compile("(?:为|给|替)(?:其|它|该企业|该公司|对方)")
SUM_NEAR = 14  # characters around such words in which a sum tells them


@dataclass(frozen=True, slots=True)
class WaivedWords:
    """The compiled part `waived` of `flow_cues.yaml`."""

    words: re.Pattern[str]
    promised: re.Pattern[str]
    done: re.Pattern[str]
    idle: re.Pattern[str]


def waived_words(lexicon: Lexicon) -> WaivedWords:
    """Compile the words of a lexicon that tell of rent not asked for."""
    data = lexicon.table("flow_cues")["waived"]
    return WaivedWords(
        re.compile("|".join(data["words"])), *(re.compile(data[key]) for key in ("promised", "done", "idle"))
    )


def waived(state: State, parties: Parties) -> list[Frame]:
    """Return a frame for each rent that the text says is waived for somebody it names."""
    words = state.lexicon.built("flows.waived", waived_words)
    found: list[Frame] = []
    told: set[int] = set()
    for match, clause in without_sums(state, state.scan(words.words), SUM_NEAR, SUM_NEAR):
        idle = words.idle.search(state.folded, match.end(), min(clause.end, match.end() + 4))
        if idle or id(clause.sentence) in told:
            continue
        frame = _frame(state, words, match, clause, parties)
        if frame is not None:
            told.add(id(clause.sentence))
            found.append(frame)
    return found


def _frame(state: State, words: WaivedWords, match: re.Match[str], clause: Clause, parties: Parties) -> Frame | None:
    start = clause.sentence.start
    named = parties.within(start, clause.sentence.end)
    users = [m for m in named if _uses(parties, m) and not _lets_to(state, m, match.start())]
    before = [m for m in users if m.end <= match.start()]
    got = parties.listed(before[-1]) if before else users[:1]
    lets = [m for m in parties.those_at(clause.agents or clause.subject) if _lets(m)]
    given = others(lets, ids_of(got))
    if not got:
        return None
    at = match.end()
    frame = Frame(without_sum(at), clause)
    frame.instrument, frame.rule = "subsidy", "rent waived"
    said = state.folded[start : match.end()]
    classes = all(m.type == "Category" for m in got)
    if words.promised.search(said):
        frame.status = "committed"
    else:
        frame.status = "rule" if classes and not words.done.search(said) else "actual"
    frame.parties = {"provider": given, "via": [], "recipient": got}
    return frame


def _lets_to(state: State, mention: Mention, end: int) -> bool:
    """Tell whether the words go on to say what the body did for somebody else (甲公司为其代建了厂房，免收租金)."""
    clause = state.clause_at(mention.start)
    return clause is not None and FOR_OTHERS.search(state.folded, mention.end, end) is not None


def _uses(parties: Parties, mention: Mention) -> bool:
    """Tell whether the mention can be who rents: a firm, an institute or a class of those who get."""
    if mention.type == "Category":
        return not parties.gives(mention)
    return mention.type == "Institution" and mention.kind in USERS


def _lets(mention: Mention) -> bool:
    return mention.type == "Zone" or mention.kind in GOVERNMENTS
