"""Money for a work that another clause or sentence names: a sum's own clause says only who pays (某中心花了9亿元，甲公司掏5亿元)."""

import re
from dataclasses import dataclass

from extract.flows_base import PUBLIC, ids_of
from extract.flows_frame import Frame
from extract.flows_parties import Parties
from extract.flows_topics import BUILT
from extract.lexicon import Lexicon, patterns
from extract.model import Mention

FOR_WORKS = PUBLIC | {"investment", "loan", "credit_line"}
BACK = 2  # sentences over which a bare noun goes back to the work that it means
OPENING = 14  # characters at the beginning of a clause in which a work that it tells of begins
OWNER = 24  # characters before a work in which who builds it begins


@dataclass(frozen=True, slots=True)
class WorkWords:
    """The compiled part `worked` of `flow_roles.yaml`."""

    bare: re.Pattern[str]
    total: re.Pattern[str]
    built_by: re.Pattern[str]
    never: re.Pattern[str]


def work_words(lexicon: Lexicon) -> WorkWords:
    """Compile the words of a lexicon that tell of works and their cost."""
    return WorkWords(**patterns(lexicon.table("flow_roles")["worked"]))


def worked(parties: Parties, frames: list[Frame]) -> None:
    """Let each sum that nobody is said to get go to the one work that its sentence is about; what a work costs in all is paid by who builds it."""
    words = parties.state.lexicon.built("flows.worked", work_words)
    for frame in frames:
        if frame.kind != "flow" or frame.status == "rule" or frame.instrument not in FOR_WORKS:
            continue
        own = frame.parties
        if not own.get("recipient") and (work := work_of(parties, words, frame)) is not None:
            own["recipient"] = [work]
        if not own.get("provider") and len(own.get("recipient", [])) == 1 and is_built(own["recipient"][0]):
            own["provider"] = builders(parties, words, frame, own["recipient"][0])


def is_built(mention: Mention) -> bool:
    """Tell whether the mention is a work or project that money builds, or a park."""
    park = mention.type == "Zone" and mention.kind == "park"
    return park or (mention.type == "Program" and mention.rule.rstrip("+") in BUILT)


def work_of(parties: Parties, words: WorkWords, frame: Frame) -> Mention | None:
    """Return the one work that a clause of the sum's sentence up to it begins with, or that a bare noun at its beginning goes back to."""
    sentence = frame.clause.sentence
    if words.never.search(parties.text, frame.clause.start, frame.money.start):
        return None
    taken = ids_of(m for found in frame.parties.values() for m in found)
    named = [
        m for m in parties.within(sentence.start, frame.money.start, "Program", "Zone") if is_built(m) and m.entity
    ]
    named = [m for m in named if m.entity and m.entity.id not in taken]
    if len(set(ids_of(named))) == 1:
        clauses = sentence.clauses[: frame.clause.index + 1]
        opens = any(c.start <= m.start <= c.start + OPENING for c in clauses for m in named)
        priced = any(words.total.match(parties.text, m.end) for m in named)
        return named[0] if (opens or priced) and (priced or bool(frame.parties.get("provider"))) else None
    return meant(parties, words, frame) if not named else None


def meant(parties: Parties, words: WorkWords, frame: Frame) -> Mention | None:
    """Return the work told last before the sentence that a bare noun at the beginning of it goes back to (某光伏基地并网。电站总投资8亿元)."""
    sentence = frame.clause.sentence
    said = words.bare.match(parties.text, sentence.start)
    if said is None or parties.within(sentence.start, said.end(), "Program", "Zone"):
        return None
    number = parties.state.number_of(sentence)
    for earlier in parties.state.sentences[max(0, number - BACK) : number][::-1]:
        if earlier.paragraph != sentence.paragraph:
            break
        works = [m for m in parties.within(earlier.start, earlier.end, "Program") if is_built(m)]
        if works:
            return works[-1] if len(set(ids_of(works))) == 1 else None
    return None


def builders(parties: Parties, words: WorkWords, frame: Frame, work: Mention) -> list[Mention]:
    """Return who is named right before a work as building it, where the sum is what the work costs in all (甲集团投下的某中心，投资额4亿元)."""
    if not words.total.match(parties.text, work.end) and not words.total.search(
        parties.text, frame.clause.start, frame.money.outer_start
    ):
        return []
    named = parties.within(max(0, work.start - OWNER), work.start, "Institution", "Fund")
    if not named or named[-1].kind in {"central_government", "local_government"}:
        return []
    joined = words.built_by.fullmatch(parties.text, named[-1].end, work.start)
    return parties.listed(named[-1]) if joined else []
