"""Who pays what is left of a sum, told without a figure: 其余由企业自筹, 余下的由乙公司承担, 乙区出剩余的两成."""

import re
from dataclasses import dataclass

from extract.flows_base import PUBLIC, ids_of, others, smaller
from extract.flows_bearers import purses_by_word
from extract.flows_frame import Frame, without_sum
from extract.flows_parties import Parties
from extract.flows_promised import described, nominal
from extract.lexicon import Lexicon, any_of
from extract.model import Clause, Mention, State
from extract.money_patterns import kinds_of

TOLD = 8  # characters behind the verb within which a sum is the rest's own
ABOVE = re.compile("(?:以上|上述|这笔|该笔|这些)[^，。；]{0,4}(?:资金|经费|款项?|投资|钱)")
NEAR = 8  # characters between a verb and who pays
PAYERS = ("Institution", "Fund", "Category", "Zone", "Place")
FIRMS = ("企业", "公司", "业主", "项目单位", "建设单位", "项目业主")  # who carries out the work
PUT_IN = {"fund_size", "loan", "credit_line", "relending", "bond"}  # what others than lenders add to is put in


@dataclass(frozen=True, slots=True)
class RestWords:
    """The compiled part `rest` of `flow_cues.yaml`."""

    rest: re.Pattern[str]
    pays: re.Pattern[str]
    instruments: dict[str, str]
    classes: re.Pattern[str]
    sought: re.Pattern[str]
    behind: re.Pattern[str]


def rest_words(lexicon: Lexicon) -> RestWords:
    """Compile the words of a lexicon that tell of a rest."""
    data = lexicon.table("flow_cues")["rest"]
    instruments = kinds_of(data["instruments"])
    pays = any_of([*data["pays"], *instruments])
    left = any_of(data["left"])
    return RestWords(
        rest=re.compile("|".join(data["words"])),
        pays=re.compile(pays),
        instruments=instruments,
        classes=re.compile(any_of(data["classes"])),
        sought=re.compile(data["sought"]),
        behind=re.compile(rf"(?:{pays})了?(?:{left})"),
    )


def rests(state: State, priced: list[Frame], parties: Parties) -> list[Frame]:
    """Return a frame for the payers of each rest: the money of the flow before it in the paragraph, without a figure."""
    words = state.lexicon.built("flows.rest", rest_words)
    flows = [f for f in priced if f.kind == "flow"]
    found = []
    for pattern, shape in ((words.rest, paid), (words.behind, added)):
        for match in state.scan(pattern):
            clause = state.clause_at(match.start())
            if clause is None or clause.sentence.heading:
                continue
            start = state.from_before(clause.sentence)
            told = [f for f in flows if start <= f.money.start and f.money.end <= match.start()]
            if not told and ABOVE.search(state.folded, clause.sentence.start, match.start()):
                told = [f for f in flows if f.money.end <= clause.sentence.start]
            if told:
                found += shape(state, words, match, clause, told[-1], parties)
                _of_whole(parties, found[-1:], told, clause)
    return found


def _of_whole(parties: Parties, made: list[Frame], told: list[Frame], clause: Clause) -> None:
    """Let what is left of the cost of a work, told with its parts, go into the work, from the firm whose work it is where 企业 alone pays."""
    own = [f for f in told if f.clause.sentence is clause.sentence and f.money.amount is not None]
    if not made or made[0].clause is not clause or not own or own[0].instrument != "investment":
        return
    frame, whole = made[0], own[0]
    if frame.instrument != "investment" or not all(smaller(f, whole) for f in own[1:]):
        return
    frame.status, frame.base = whole.status, whole
    frame.parties["via"] = []
    frame.parties["recipient"] = others(whole.parties.get("recipient", []), ids_of(frame.parties["provider"]))
    if [m.text for m in frame.parties["provider"]] in ([word] for word in FIRMS):
        payers = [m for m in whole.parties.get("provider", []) if m.kind == "company"]
        start = min(s.start for s in parties.state.sentences if s.paragraph == clause.sentence.paragraph)
        firms = [m for m in parties.within(start, frame.money.start, "Institution") if m.kind == "company"]
        firms = firms[-1:] if len(set(ids_of(firms))) == 1 else []
        frame.parties["provider"] = payers or firms or frame.parties["provider"]


def into_whole(frames: list[Frame]) -> None:
    """Let what is left go into the work of its whole, where only later steps found the work."""
    for frame in frames:
        if frame.base is not None and frame.rule.startswith("rest") and not frame.parties.get("recipient"):
            payers = ids_of(frame.parties.get("provider", []))
            frame.parties["recipient"] = others(frame.base.parties.get("recipient", []), payers)


def paid(
    state: State, words: RestWords, match: re.Match[str], clause: Clause, base: Frame, parties: Parties
) -> list[Frame]:
    """Return the frames of the payers behind 其余由 up to the verb of paying, none where a figure stands among them."""
    names = [(m.start, m.end) for m in parties.within(match.end(), clause.end, *PAYERS)]
    verbs = (v for v in words.pays.finditer(state.folded, match.end(), clause.end))
    verb = next((v for v in verbs if not any(a < v.end() and v.start() < b for a, b in names)), None)
    led = match[0][-1] in "由自向是为系靠归"
    if verb is None and not match[0].endswith("来自"):
        return []
    start, end = (verb.start(), verb.end()) if verb else (clause.end, clause.end)
    if any(match.end() <= m.start < end + TOLD for m in state.money):
        return []  # 其余由乙银行贷款2亿元, 其余由乙银行提供，额度2亿元: told with its sum
    payers: list[Mention] = parties.within(match.end(), start, *PAYERS)
    heads = {m.start for m in payers if m.type == "Category"}
    payers = [m for m in payers if m.end not in heads]  # 某大学 + 校友: the alumni pay
    if not payers or start - payers[-1].end > NEAR:
        payers = _unnamed(words, match.end(), start, clause, parties)
    if not payers or not (led or payers[0].start - match.end() <= 2):
        return []
    return _made(words, clause, end, verb, payers, base, state)


def added(
    state: State, words: RestWords, match: re.Match[str], clause: Clause, base: Frame, parties: Parties
) -> list[Frame]:
    """Return the frame of the payers right before a verb whose object is the rest (乙区出剩余的两成)."""
    if any(match.start() <= m.start < match.end() + TOLD for m in state.money):
        return []
    near = [m for m in parties.within(clause.start, match.start(), *PAYERS) if match.start() - m.end <= 3]
    if not near:
        return []
    verb = words.pays.match(state.folded, match.start())
    return _made(words, clause, match.end(), verb, parties.listed(near[-1]), base, state)


def _unnamed(words: RestWords, start: int, end: int, clause: Clause, parties: Parties) -> list[Mention]:
    """Return the levels of budget or the class of payers that the words before the verb name without being a known party."""
    levels = purses_by_word(parties, clause, end)
    if levels:
        return levels
    match = words.classes.search(parties.text, start, end + 2)
    if match and end - match.end() <= NEAR:
        return [described(parties, match.span())]
    led = parties.text[start - 1] == "由" and 2 <= end - start <= NEAR and nominal(parties, start, end)
    return [described(parties, (start, end))] if led and not parties.within(start, end) else []


def _made(
    words: RestWords,
    clause: Clause,
    end: int,
    verb: re.Match[str] | None,
    payers: list[Mention],
    base: Frame,
    state: State,
) -> list[Frame]:
    frame = Frame(without_sum(end), clause)
    like = "investment" if base.instrument in PUT_IN else base.instrument
    frame.instrument = words.instruments.get(verb[0], like) if verb else like
    if frame.instrument in PUBLIC and all(m.type == "Category" for m in payers):
        frame.instrument = "investment"  # what firms and people add to public money
    sought = words.sought.search(state.folded, clause.start, end) is not None
    frame.status, frame.rule = "planned" if sought else base.status, f"rest {verb[0] if verb else ''}".strip()
    frame.parties = {role: list(base.parties.get(role, [])) for role in ("via", "recipient")}
    frame.parties["provider"] = [m for m in payers if m.entity or m.name]
    frame.parties["recipient"] = [m for m in frame.parties["recipient"] if m not in payers]
    named = any(m.type != "Category" for m in payers)
    return [frame] if named or frame.parties["recipient"] or frame.parties["via"] else []
