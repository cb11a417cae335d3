"""Losses of loans that others bear shares of: 由甲基金承担70%, 市财政、甲担保公司和银行按4:4:2的比例分担."""

import re
from dataclasses import dataclass

from extract.flows_backed import lends
from extract.flows_base import GOVERNMENTS, ids_of, others, without_sums
from extract.flows_frame import Frame, without_sum
from extract.flows_parties import Parties
from extract.flows_promised import described
from extract.lexicon import Lexicon, any_of
from extract.model import Clause, Mention, State

BANK = re.compile("(?:合作|放贷|放款|经办|承办|试点|贷款)?银行(?![一-鿿]*(?:行|部|局))")
TOLD = 80  # characters around a share in which the risk is named
BODIES = ("Institution", "Fund", "Category", "Place", "Zone")


@dataclass(frozen=True, slots=True)
class BorneWords:
    """The compiled part `borne` of `flow_cues.yaml`."""

    bears: re.Pattern[str]
    rest: re.Pattern[str]
    risks: re.Pattern[str]
    pots: re.Pattern[str]
    kept: re.Pattern[str]
    classes: re.Pattern[str]
    joint: re.Pattern[str]
    sides: re.Pattern[str]


def borne_words(lexicon: Lexicon) -> BorneWords:
    """Compile the words of a lexicon that tell of losses that are shared."""
    table = lexicon.table("flow_cues")
    data = table["borne"]
    share, verbs = "|".join(table["shares"]["share"]), "|".join(sorted(data["verbs"], key=len, reverse=True))
    return BorneWords(
        bears=re.compile(
            rf"(?:各自?|再|则|也|分别)?(?:{verbs})[^，。；\d]{{0,10}}?(?:{share})|{data['ratio']}(?:{verbs})"
        ),
        rest=re.compile(rf"{data['rest']}(?:{verbs})"),
        risks=re.compile(any_of(data["risks"])),
        **{key: re.compile(data[key]) for key in ("pots", "kept", "classes", "joint", "sides")},
    )


def borne(state: State, parties: Parties, priced: list[Frame]) -> list[Frame]:
    """Return a frame for each clause that says who bears shares of the losses that lenders make."""
    words = state.lexicon.built("flows.borne", borne_words)
    told = {id(f.clause.sentence) for f in priced if f.instrument in {"compensation", "guarantee"}}
    kept: dict[int, Frame] = {}
    for match, clause in without_sums(state, [*state.scan(words.bears), *state.scan(words.rest)], 4, 12):
        frame = None if id(clause.sentence) in told else _frame(state, words, match, clause, parties)
        if frame is None:
            continue
        first = kept.setdefault(id(clause), frame)  # each rate is a flow of its own
        own = first.parties["provider"]
        own += others(frame.parties["provider"], ids_of(own))
    return list(kept.values())


def _frame(state: State, words: BorneWords, match: re.Match[str], clause: Clause, parties: Parties) -> Frame | None:
    low, high = max(clause.sentence.start, match.start() - TOLD), min(clause.sentence.end, match.end() + TOLD)
    if not words.risks.search(state.folded, low, high):
        return None
    at = match.end("who") if "who" in match.re.groupindex else match.start()
    payers = [m for m in _bearers(words, parties, clause, at) if _bears(words, m)]
    start = state.from_before(clause.sentence)
    lenders = [m for m in parties.within(start, clause.sentence.end, "Institution", "Category") if lends(m)]
    got = others(lenders or _bank(parties, start, clause.sentence.end), ids_of(payers))[:1]
    if not payers or not (got or any(m.type != "Category" for m in payers)):
        return None
    frame = Frame(without_sum(match.end()), clause)
    frame.instrument, frame.status, frame.rule = "compensation", "rule", "share of a loss"
    via = [m for m in parties.within(start, clause.sentence.end, "Program") if m.kind == "product"]
    frame.parties = {"provider": payers, "via": via[-1:], "recipient": got}
    return frame


def _bearers(words: BorneWords, parties: Parties, clause: Clause, at: int) -> list[Mention]:
    """Return the list right before a share of those who bear it: bodies, pots by their sort of name alone (资金池), classes that nobody names (担保公司)."""
    if words.sides.search(parties.text, clause.start, at):  # 甲银行与乙公司约定，双方按5:5分担
        named = parties.within(clause.sentence.start, at, *BODIES)
        return parties.listed(named[-1]) if named else []
    found: list[Mention] = []
    end = at
    while end > clause.start:
        start = max((m.end() for m in words.joint.finditer(parties.text, clause.start, end)), default=clause.start)
        one = _bearer(words, parties, start, end)
        if one is None:
            break
        found = [*(m for m in parties.listed(one) if m.start < one.start and m not in found), one, *found]
        end = min(m.start for m in found) - 1
    return found


def _bearer(words: BorneWords, parties: Parties, start: int, end: int) -> Mention | None:
    """Return who the span ends in."""
    near = [m for m in parties.within(start, end, *BODIES) if end - m.end <= 2]
    if near:
        return near[-1]
    named = words.classes.search(parties.text[start:end])
    bodies = {m.entity.id: m for m in parties.within(0, start, "Institution") if m.entity and "担保" in (m.name or "")}
    if named and "担保" in named["who"] and len(bodies) == 1:
        return next(iter(bodies.values()))  # the one that the text names
    pot = _pot(words, parties, start, end)
    return pot or (described(parties, (start + named.start("who"), start + named.end("who"))) if named else None)


def _pot(words: BorneWords, parties: Parties, start: int, end: int) -> Mention | None:
    """Return the fund for losses, told before, that the span speaks of by its sort alone."""
    if words.pots.search(parties.text[start:end]) is None:
        return None
    funds = [m for m in parties.within(0, start, "Fund") if words.kept.search(m.name or m.text)]
    return funds[-1] if funds else None


def _bank(parties: Parties, start: int, end: int) -> list[Mention]:
    """Return the class of lenders by the plain word for them, where the text between has it."""
    match = BANK.search(parties.text, start, end)
    return [described(parties, match.span())] if match else []


def _bears(words: BorneWords, mention: Mention) -> bool:
    """Tell whether the mention bears losses of others: public money, a fund, a guarantor or an insurer."""
    if mention.type in {"Fund", "Place"}:
        return True
    if mention.type == "Category":
        return words.classes.search(mention.text) is not None and not lends(mention)
    return mention.kind in GOVERNMENTS or mention.kind == "financial"
