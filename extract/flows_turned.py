"""Whole turns of phrase in which a sum stands between who pays and who gets it: 甲校等来了乙厅的300万元, 乙厅在甲校身上花了300万元.

Each turn is a line of words with places for payer, recipient and sum (the part `turned` of flow_roles.yaml). A sentence is read with each
list of parties and each sum as one sign, so that a turn says all at once what the words around the sum alone do not.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass

from extract.flows_base import ids_of, others
from extract.flows_cues import SILENT
from extract.flows_frame import Frame
from extract.flows_parties import Parties
from extract.lexicon import Lexicon
from extract.model import Mention, Sentence

PARTY, SUM = 0xE000, 0xF000  # the first signs for lists of parties and for sums; neither stands in a text
PARTIES_SIGNS, SUM_SIGNS = "[\ue000-\uefff]", "[\uf000-\uf8ff]"
PLAIN = "[^，。；：\ue000-\uf8ff]"
PAYERS = {"Institution", "Fund", "Zone", "Place", "Category"}
GETTERS = {"Institution", "Category", "Place", "Zone", "Program", "Fund"}
CHANNELS = {"Fund", "Program", "Institution"}
LEAD = 8  # characters of the place that a place's own name stands behind (青岛市黄岛区)
APART = "与同跟"  # between the two sides of an agreement, which are no list of payers


@dataclass(frozen=True, slots=True)
class Turned:
    """The compiled turns of phrase."""

    turns: tuple[tuple[re.Pattern[str], bool], ...]  # each with whether it goes before what was read otherwise


def compile_turned(lexicon: Lexicon) -> Turned:
    """Compile the turns of a lexicon: P, R and S are payer, recipient and sum, Q another payer, V what the money runs through.

    ~ is a short adverb, _ a short description.

    A turn behind ! goes before what was read otherwise.
    """
    signs = {
        "P": f"(?P<payer>{PARTIES_SIGNS})",
        "Q": f"(?P<another>{PARTIES_SIGNS})",
        "V": f"(?P<via>{PARTIES_SIGNS})",
        "R": f"(?P<recipient>{PARTIES_SIGNS})",
        "S": f"(?P<sum>{SUM_SIGNS})",
        "~": f"{PLAIN}{{0,6}}?",
        "_": f"{PLAIN}{{0,12}}?",
    }
    lines = lexicon.table("flow_roles")["turned"]
    return Turned(
        tuple((re.compile("".join(signs.get(c, c) for c in line.removeprefix("!"))), line[0] == "!") for line in lines)
    )


def turned(parties: Parties, frames: list[Frame], status: Callable[[Frame], str]) -> None:
    """Give the sums that stand in such turns the parties that these tell, and let money move that no word beside it says moves."""
    words = parties.state.lexicon.built("flows.turned", compile_turned)
    sentences: dict[int, tuple[Sentence, list[Frame]]] = {}
    for frame in frames:
        silent = frame.kind == "ignored" and frame.reason == SILENT
        if frame.money.text and (silent or (frame.kind == "flow" and frame.status != "rule")):
            sentence = frame.clause.sentence
            sentences.setdefault(sentence.start, (sentence, []))[1].append(frame)
    for sentence, group in sentences.values():
        if sentence.heading:
            continue
        text, lists = signed(parties, sentence, group)
        taking: list[tuple[Frame, list[Mention]]] = []
        for turn, first in words.turns:
            for match in turn.finditer(text):
                frame = group[ord(match["sum"]) - SUM]
                found = {k: lists[ord(sign) - PARTY] for k, sign in match.groupdict().items() if k != "sum"}
                said = [*found.get("payer", []), *found.get("another", [])]
                payers, takers = acting(parties, said), found.get("recipient", [])
                if (said and not payers) or not all(m.type in GETTERS for m in takers):
                    continue
                if first or not (said and takers):
                    put(frame, payers, takers, first)
                    _lend(frames, frame)
                    taking += [(frame, takers)] if first and not said else []
                else:
                    take(frame, payers, takers, status)
                _through(frame, found.get("via", []), first)
        got = ids_of(m for _, takers in taking for m in takers)
        for frame, _ in taking:  # 甲区有5个，补助3万元；乙县有2个，补助1万元: 甲区 pays 乙县 nothing
            frame.parties["provider"] = others(frame.parties.get("provider", []), got)


def signed(parties: Parties, sentence: Sentence, group: list[Frame]) -> tuple[str, list[list[Mention]]]:
    """Return the sentence with each list of parties and each of the sums as one sign, and the lists."""
    spans: list[tuple[int, int, str]] = [
        (f.money.outer_start, f.money.outer_end, chr(SUM + n)) for n, f in enumerate(group)
    ]
    lists: list[list[Mention]] = []
    at = sentence.start
    for mention in parties.within(sentence.start, sentence.end):
        if mention.start < at or mention.type not in GETTERS:
            continue
        listed = [mention]
        for member in parties.members(mention):
            if member.start > mention.start and parties.text[member.start - 1] in APART:
                break
            listed += [member] if member.start > mention.start else []
        at = max(m.end for m in listed)
        seat = parties.state.ending_at(mention.start, "Place", within=LEAD) if mention.type == "Place" else None
        spans.append((seat.start if seat is not None else mention.start, at, chr(PARTY + len(lists))))
        lists.append(listed)
    text, at = "", sentence.start
    for start, end, sign in sorted(spans):
        if start >= at:
            text, at = text + parties.text[at:start] + sign, end
    return text + parties.text[at : sentence.end], lists


def acting(parties: Parties, mentions: list[Mention]) -> list[Mention]:
    """Return the payers, places as their governments; nobody where one of them is of a sort that does not pay."""
    payers = [parties.government(m) for m in mentions]
    if any(m.type not in PAYERS or (m.type == "Category" and not parties.gives(m)) for m in payers):
        return []
    if any(m.type == "Place" and m.text.startswith("全") for m in mentions):
        return []  # 全省从某基金中拿出…: where, not who
    return [m for m in payers if m.type != "Place"]


def take(frame: Frame, payers: list[Mention], takers: list[Mention], status: Callable[[Frame], str]) -> None:
    """Put the parties in where the sum has none for one of its ends, or has them the wrong way round."""
    own = frame.parties
    paid, got = ids_of(own.get("provider", [])), ids_of(own.get("recipient", []))
    wrong = set(paid) & set(ids_of(takers)) or set(got) & set(ids_of(payers))
    if frame.kind == "flow" and paid and got and not wrong:
        return
    if set(ids_of(payers)) & set(ids_of(takers)):
        return
    if frame.kind != "flow":
        frame.kind, frame.reason, frame.rule = "flow", "", "turn of phrase"
        frame.instrument = instrument(payers[0])
        frame.status = status(frame)
    taken = {*ids_of(payers), *ids_of(takers)}
    own["provider"] = payers if wrong or not paid else own["provider"]
    own["recipient"] = takers if wrong or not got else own["recipient"]
    own["via"] = [m for m in own.get("via", []) if m.entity is None or m.entity.id not in taken]


def put(frame: Frame, payers: list[Mention], takers: list[Mention], first: bool) -> None:
    """Put in the one end of a flow that a turn tells, before what was read otherwise where the turn is `first`."""
    own = frame.parties
    if frame.kind != "flow" or set(ids_of(payers)) & set(ids_of(takers)):
        return
    for role, other, said in (("provider", "recipient", payers), ("recipient", "provider", takers)):
        if said and (first or not own.get(role)):
            own[role] = said
            own[other] = others(own.get(other, []), ids_of(said))
            own["via"] = others(own.get("via", []), ids_of(said))


def _through(frame: Frame, channels: list[Mention], first: bool) -> None:
    """Let the sum run through what a turn tells, before what was read otherwise where the turn is `first`."""
    own = frame.parties
    through = [m for m in channels if m.type in CHANNELS]
    if frame.kind != "flow" or not through or (own.get("via") and not first):
        return
    own["via"] = through
    for role in ("provider", "recipient"):
        own[role] = others(own.get(role, []), ids_of(through))


def _lend(frames: list[Frame], whole: Frame) -> None:
    """Let the parts of a sum come from who pays the whole, where nobody is said to."""
    for part in frames:
        own = part.parties
        if part.base is whole and part.kind == "flow" and not own.get("provider"):
            own["provider"] = others(whole.parties["provider"], ids_of(own.get("recipient", []) + own.get("via", [])))


def instrument(payer: Mention) -> str:
    """Return what such money is where no word says it: banks lend, funds and investors invest, others grant."""
    if payer.kind == "bank":
        return "loan"
    invests = (payer.type == "Fund" and payer.kind != "fiscal") or payer.kind in {"financial", "company"}
    return "investment" if invests else "grant"
