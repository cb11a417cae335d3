"""Who pays what is left of a sum, told without a figure: 其余由企业自筹, 余下的由乙公司承担."""

import re
from dataclasses import dataclass

from extract.flows_frame import Frame
from extract.flows_parties import Parties
from extract.lexicon import Lexicon, any_of
from extract.model import Clause, Mention, Money, State
from extract.money_patterns import kinds_of

TOLD = 8  # characters behind the verb within which a sum is the rest's own
PAYERS = ("Institution", "Fund", "Category", "Zone", "Place")


@dataclass(frozen=True, slots=True)
class RestWords:
    """The compiled part `rest` of `flow_cues.yaml`."""

    rest: re.Pattern[str]
    pays: re.Pattern[str]
    instruments: dict[str, str]


def rest_words(lexicon: Lexicon) -> RestWords:
    """Compile the words of a lexicon that tell of a rest."""
    data = lexicon.table("flow_cues")["rest"]
    instruments = kinds_of(data["instruments"])
    return RestWords(
        re.compile("|".join(data["words"])), re.compile(any_of([*data["pays"], *instruments])), instruments
    )


def rests(state: State, priced: list[Frame], parties: Parties) -> list[Frame]:
    """Return a frame for each payer of a rest: the money of the flow before it in the sentence, without a figure."""
    words = state.lexicon.built("flows.rest", rest_words)
    flows = [f for f in priced if f.kind == "flow"]
    found = []
    for match in state.scan(words.rest):
        clause = state.clause_at(match.start())
        if clause is None or clause.sentence.heading:
            continue
        told = [f for f in flows if clause.sentence.start <= f.money.start and f.money.end <= match.start()]
        if told:
            found += paid(state, words, match, clause, told[-1], parties)
    return found


def paid(
    state: State, words: RestWords, match: re.Match[str], clause: Clause, base: Frame, parties: Parties
) -> list[Frame]:
    """Return the frames of the payers behind 其余由 up to the verb of paying, none where a figure stands among them."""
    verb = words.pays.search(state.folded, match.end(), clause.end)
    if verb is None and not match[0].endswith("来自"):
        return []
    start, end = (verb.start(), verb.end()) if verb else (clause.end, clause.end)
    if any(match.end() <= m.start < end + TOLD for m in state.money):
        return []  # 其余由乙银行贷款2亿元, 其余由乙银行提供，额度2亿元: told with its sum
    payers: list[Mention] = parties.within(match.end(), start, *PAYERS)
    if not payers or start - payers[-1].end > 8:
        return []
    frame = Frame(Money(end, end, "", None, outer_start=end, outer_end=end), clause)
    frame.instrument = words.instruments.get(verb[0], base.instrument) if verb else base.instrument
    raised = verb is not None and "募" in verb[0]  # 其余向社会资本募集: still to come
    frame.status, frame.rule = "planned" if raised else base.status, f"rest {verb[0] if verb else match[0]}"
    frame.parties = {role: list(base.parties.get(role, [])) for role in ("via", "recipient")}
    frame.parties["provider"] = [m for m in payers if m.entity or m.name]
    frame.parties["recipient"] = [m for m in frame.parties["recipient"] if m not in payers]
    named = any(m.type != "Category" for m in payers)
    return [frame] if named or frame.parties["recipient"] or frame.parties["via"] else []
