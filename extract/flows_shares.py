"""Who bears which share of public money, told in percent and without a sum: 由中央财政负担80%、省财政负担20%, 坏账由某局承担七成."""

import re
from dataclasses import dataclass

from extract.flows_base import PUBLIC, ids_of, others
from extract.flows_frame import Frame
from extract.flows_parties import Parties
from extract.lexicon import Lexicon
from extract.model import Clause, Mention, Money, State
from extract.money_patterns import any_of, kinds_of

PAYERS = ("Institution", "Fund", "Zone", "Place")
GIVES = {"central_government", "local_government", "party_body", "financial", "bank"}
OWN = re.compile("自[缴筹付]|承担|负担|缴纳|出")  # behind a class that pays the rest itself
TOLD = 60  # characters before a share in which what is borne is named


@dataclass(frozen=True, slots=True)
class ShareWords:
    """The compiled part `shares` of `flow_cues.yaml`."""

    bears: re.Pattern[str]
    what: re.Pattern[str]
    instruments: dict[str, str]
    done: re.Pattern[str]
    matches: re.Pattern[str]


def share_words(lexicon: Lexicon) -> ShareWords:
    """Compile the words of a lexicon that tell of shares."""
    data = lexicon.table("flow_cues")["shares"]
    instruments = kinds_of(data["instruments"])
    share = "|".join(data["share"])
    return ShareWords(
        bears=re.compile(
            rf"(?:财政)?(?:各自?|再|则|也)?(?:按[^，。；]{{1,8}})?(?:{any_of(data['verbs'])})(?:其中的?|的)?(?:(?:{any_of(instruments)})的)?(?:{share})"
        ),
        what=re.compile("|".join(sorted(map(re.escape, instruments), key=len, reverse=True))),
        instruments=instruments,
        done=re.compile("|".join(data["done"])),
        matches=re.compile(data["matches"]),
    )


def shares(state: State, priced: list[Frame], parties: Parties) -> list[Frame]:
    """Return a frame for each list of payers that bears a share, where the sentence says what of and for whom."""
    words = state.lexicon.built("flows.shares", share_words)
    sums = [m.start for m in state.money]
    found: list[Frame] = []
    for match in words.bears.finditer(state.folded):
        clause = state.clause_at(match.start())
        if clause is None or clause.sentence.heading:
            continue
        if any(match.start() - 4 <= at < match.end() + 12 for at in sums):
            continue  # 承担80%，计2亿元: told with its sum
        frame = _share(state, words, match, clause, parties)
        if frame is not None:
            found.append(frame)
    return _joined(found) + _matched(state, words, priced, parties)


def _matched(state: State, words: ShareWords, priced: list[Frame], parties: Parties) -> list[Frame]:
    """Return a frame for each payer that adds its share to public money told before in the paragraph (县财政按1∶1配套)."""
    found = []
    flows = [f for f in priced if f.kind == "flow" and f.instrument in PUBLIC]
    for match in words.matches.finditer(state.folded):
        clause = state.clause_at(match.start())
        if (
            clause is None
            or clause.sentence.heading
            or any(match.start() <= m.start < match.end() + 12 for m in state.money)
        ):
            continue
        near = [m for m in parties.within(clause.start, match.start(), *PAYERS) if match.start() - m.end <= 8]
        before = [
            f
            for f in flows
            if f.money.start < match.start() and f.clause.sentence.paragraph == clause.sentence.paragraph
        ]
        if near and before and (near[-1].kind in GIVES or near[-1].type in {"Place", "Zone"}):
            frame = Frame(
                Money(match.end(), match.end(), "", None, outer_start=match.end(), outer_end=match.end()), clause
            )
            payers = parties.listed(near[-1])
            frame.instrument, frame.status, frame.rule = "grant", "rule", "matching share"
            taken = ids_of(payers)
            frame.parties = {
                "provider": payers,
                "via": others(before[-1].parties["via"], taken),
                "recipient": others(before[-1].parties["recipient"], taken),
            }
            if frame.parties["via"] or frame.parties["recipient"]:
                found.append(frame)
    return found


def _share(state: State, words: ShareWords, match: re.Match[str], clause: Clause, parties: Parties) -> Frame | None:
    """Return the frame of one share: its payers stand right before the verb."""
    at = match.start() + 2 * match[0].startswith(
        "财政"
    )  # of 中央财政补贴保费的45% the first four characters name the payer
    near = [m for m in parties.within(clause.start, at, *PAYERS) if 0 <= at - m.end <= 2]
    payers = parties.listed(near[-1]) if near else []
    payers = [m for m in payers if m.kind in GIVES or m.type in {"Fund", "Zone", "Place"}]
    sentence = clause.sentence
    what = list(words.what.finditer(state.folded, max(sentence.start, match.start() - TOLD), match.end()))
    if not payers or not what:
        return None
    frame = Frame(Money(match.end(), match.end(), "", None, outer_start=match.end(), outer_end=match.end()), clause)
    frame.instrument = words.instruments[what[-1][0]]
    done = words.done.search(state.folded, sentence.start, match.end())
    frame.status, frame.rule = "actual" if done else "rule", f"share of {what[-1][0]}"
    taken = ids_of(payers)
    frame.parties = {"provider": payers, "via": [], "recipient": others(_served(frame, parties), taken)}
    if not frame.parties["recipient"]:
        frame.parties["via"] = others(_run_through(frame, parties), taken)
        frame.parties["recipient"] = others(_behind(frame, parties), taken) if frame.parties["via"] else []
    return frame if frame.parties["recipient"] or frame.parties["via"] else None


def _run_through(frame: Frame, parties: Parties) -> list[Mention]:
    """Return the programme that the sentence, or the one before it, says the shared money is of (家电下乡补贴由中央财政负担80%)."""
    sentence = frame.clause.sentence
    number = parties.state.number_of(sentence)
    for said in parties.state.sentences[max(0, number - 1) : number + 1][::-1]:
        if said.paragraph == sentence.paragraph:
            named = parties.within(said.start, min(said.end, frame.money.start), "Program")
            named = [m for m in named if frame.instrument in PUBLIC and not m.text.endswith(("项目", "工程"))]
            if named:
                return named[-1:]
    return []


def _behind(frame: Frame, parties: Parties) -> list[Mention]:
    """Return the class that the rest of the sentence speaks of (…由财政负担80%，农民凭发票领取)."""
    classes = parties.within(frame.money.end, frame.clause.sentence.end, "Category")
    return [m for m in classes if not (parties.gives(m) or OWN.match(parties.text, m.end))][:1]


def _served(frame: Frame, parties: Parties) -> list[Mention]:
    """Return whom the sentence says has the money: the bank whose losses are shared, or a class behind 给, 对 or 为."""
    sentence = frame.clause.sentence
    named = parties.within(sentence.start, sentence.end)
    if frame.instrument == "compensation":
        banks = [m for m in named if (m.kind == "bank" or (m.type == "Category" and parties.gives(m)))]
        return [m for m in banks if m.end <= frame.money.start][-1:]
    named = [m for m in named if m.kind not in GIVES]
    found = parties.marked(named, parties.words.recipient, sentence.start, frame.money.start)
    classes = [m for m in named if m.type == "Category" and not parties.gives(m) and m.end <= frame.money.start]
    return found or classes[-1:]


def _joined(frames: list[Frame]) -> list[Frame]:
    """Let shares that one sentence tells of one money be one flow of all who bear them."""
    kept: dict[tuple[int, str], Frame] = {}
    for frame in frames:
        key = (id(frame.clause.sentence), frame.instrument)
        if key in kept:
            own = kept[key].parties["provider"]
            own += others(frame.parties["provider"], ids_of(own))
        else:
            kept[key] = frame
    return list(kept.values())
