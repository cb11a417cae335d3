"""Who bears which share of public money, told in percent and without a sum: 由中央财政负担80%、省财政负担20%, 坏账由某局承担七成."""

import re
from dataclasses import dataclass, replace

from extract.flows_after import purses_of
from extract.flows_base import PUBLIC, ids_of, others, without_sums
from extract.flows_bearers import paid_for, purses_by_word
from extract.flows_frame import Frame, without_sum
from extract.flows_parties import Parties
from extract.lexicon import Lexicon, any_of
from extract.model import Clause, Mention, State
from extract.money_patterns import kinds_of

PAYERS = ("Institution", "Fund", "Zone", "Place")
GIVES = {"central_government", "local_government", "party_body", "financial", "bank"}
MATCHES = GIVES | {"university", "research", "company"}  # who adds a share of its own
COMING = re.compile("将|拟|承诺|计划")
OWN = re.compile("自[缴筹付]|承担|负担|缴纳|出")  # behind a class that pays the rest itself
AGENT = re.compile("由[^，。；]{0,22}$")
TREASURY = re.compile("财政(?:再|则|也|全额|全部|给予?)*$")  # public money whose level is not told
LOAN = re.compile("贷款|信贷|融资|租金")
PAID_DOWN = ("贴", "再贴", "给贴", "财政贴", "财政再贴")
OWN_NAME = ("贴息", "补贴", "补助")  # verbs that say what is borne
ALL_OF_IT = re.compile("(?:资金|费用|这笔钱|所需资金)?(?:全部|全额|都|均|全)由")
BEHIND = 4  # characters behind a share in which what is borne may stand (贴一半利息)
TOLD = 60  # characters before a share in which what is borne is named


@dataclass(frozen=True, slots=True)
class ShareWords:
    """The compiled part `shares` of `flow_cues.yaml`."""

    bears: re.Pattern[str]
    whole: re.Pattern[str]
    what: re.Pattern[str]
    instruments: dict[str, str]
    done: re.Pattern[str]
    invested: re.Pattern[str]
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
        whole=re.compile(
            rf"(?:财政)?(?:全部|全额|全|都|再|统一)*(?:给予)?(?:{any_of(data['whole'])})(?=[，。；、“”）]|$)"
        ),
        what=re.compile(any_of(instruments)),
        instruments=instruments,
        done=re.compile("|".join(data["done"])),
        invested=re.compile(any_of(data["invested"])),
        matches=re.compile(data["matches"]),
    )


def shares(state: State, priced: list[Frame], parties: Parties) -> list[Frame]:
    """Return a frame for each list of payers that bears a share, where the sentence says what of and for whom."""
    words = state.lexicon.built("flows.shares", share_words)
    found: list[Frame] = []
    for match, clause in without_sums(state, _matches(words, state), 4, 12):  # not 承担80%，计2亿元
        frame = _share(state, words, match, clause, parties, priced)
        if frame is not None and not _told(frame, priced) and not _foots(parties.text, clause, priced):
            found.append(frame)
    return _joined(found) + _matched(state, words, priced, parties)


def _foots(text: str, clause: Clause, priced: list[Frame]) -> bool:
    """Tell whether the clause only says who pays the sum told right before it (…资金920万元，全部由某厅承担)."""
    if ALL_OF_IT.match(text, clause.start) is None:
        return False
    before = [f for f in priced if f.money.text and f.kind == "flow" and f.clause.sentence is clause.sentence]
    return any(f.clause.index == clause.index - 1 for f in before)


def _told(frame: Frame, priced: list[Frame]) -> bool:
    """Tell whether the sentence tells the same payer's money already, without a sum."""
    payers = set(ids_of(frame.parties["provider"]))
    return any(
        f.kind == "flow"
        and not f.money.text
        and f.instrument == frame.instrument
        and f.clause.sentence is frame.clause.sentence
        and payers & set(ids_of(f.parties.get("provider", [])))
        for f in priced
    )


def _matches(words: ShareWords, state: State) -> list[re.Match[str]]:
    """Return the places where a share is borne, and those where somebody behind 由 bears it all."""
    found = list(state.scan(words.bears))
    taken = [m.span() for m in found]
    for match in state.scan(words.whole):
        led = AGENT.search(state.folded, max(0, match.start() - 24), match.start())
        if led and not any(start <= match.end() and match.start() <= end for start, end in taken):
            found.append(match)
    return sorted(found, key=lambda m: m.start())


def _matched(state: State, words: ShareWords, priced: list[Frame], parties: Parties) -> list[Frame]:
    """Return a frame for each payer that adds its share to public money told before in the paragraph (县财政按1∶1配套)."""
    found = []
    flows = [f for f in priced if f.kind == "flow" and f.instrument in PUBLIC | {"fund_size"}]
    for match, clause in without_sums(state, state.scan(words.matches), 0, 12):
        near = [m for m in parties.within(clause.start, match.start(), *PAYERS) if match.start() - m.end <= 8]
        start = state.from_before(clause.sentence)
        before = [f for f in flows if f.money.start < match.start()]
        before = [
            f for f in before if f.money.start >= start or f.clause.sentence.paragraph == clause.sentence.paragraph
        ]
        if near and before and (near[-1].kind in MATCHES or near[-1].type in {"Place", "Zone"}):
            frame = Frame(without_sum(match.end()), clause)
            payers = parties.listed(near[-1])
            frame.instrument, frame.rule = "grant", "matching share"
            frame.status = "planned" if COMING.search(state.folded, clause.start, match.end()) else "rule"
            taken = ids_of(payers)
            through, got = (others(before[-1].parties[role], taken) for role in ("via", "recipient"))
            if not got and before[-1].parties["recipient"]:  # who gets the money adds to it: to its own project
                got, through = [m for m in through if m.type == "Program"], []
            if got and all(m.type == "Fund" and m.kind != "fiscal" for m in got):
                frame.instrument, frame.status = "investment", before[-1].status
            frame.parties = {"provider": payers, "via": through, "recipient": got}
            if through or got:
                found.append(frame)
    return found


def _share(
    state: State, words: ShareWords, match: re.Match[str], clause: Clause, parties: Parties, priced: list[Frame]
) -> Frame | None:
    """Return the frame of one share: its payers stand right before the verb."""
    at = match.start() + 2 * match[0].startswith(
        "财政"
    )  # of 中央财政补贴保费的45% the first four characters name the payer
    near = [m for m in parties.within(clause.start, at, *PAYERS) if 0 <= at - m.end <= 2]
    named = parties.listed(near[-1]) if near else []
    payers = [m for m in named if m.kind in GIVES or m.type in {"Fund", "Zone", "Place"}]
    payers = payers or purses_of(parties, clause.start, match.end()) or purses_by_word(parties, clause, match.start())
    sentence = clause.sentence
    what = list(words.what.finditer(state.folded, max(sentence.start, match.start() - TOLD), match.end() + BEHIND))
    treasury = match[0].startswith("财政") or TREASURY.search(state.folded, clause.start, match.start())
    frame = Frame(without_sum(match.end()), clause)
    frame.listed = "各" in state.folded[max(clause.start, match.start() - 2) : match.end()]
    whole = _whole(frame, priced) if named and words.invested.search(match[0]) else None
    if whole is not None and not (what and what[-1].start() > whole.money.end):
        return _invested(frame, whole, named)
    borne = _borne(what, match)
    if not (payers or treasury) or not borne:
        return None
    frame.instrument = words.instruments[borne]
    done = words.done.search(state.folded, sentence.start, match.end())
    frame.status, frame.rule = "actual" if done else "rule", f"share of {borne}"
    taken = ids_of(payers)
    served = paid_for(parties, clause, match.end()) if frame.instrument in PUBLIC else []
    frame.parties = {"provider": payers, "via": [], "recipient": others(served or _served(frame, parties), taken)}
    if served or not frame.parties["recipient"]:
        frame.parties["via"] = others(_run_through(frame, parties), taken)
    if not frame.parties["recipient"]:
        frame.parties["recipient"] = others(_behind(frame, parties), taken) if frame.parties["via"] else []
    told = bool(frame.parties["recipient"] or frame.parties["via"])
    if not told and payers and frame.instrument == "interest_subsidy":
        told = LOAN.search(state.folded, sentence.start, match.end()) is not None  # 贷款利率3%，某局再贴1个百分点
    if not told:
        told = _of_flow_before(frame, taken, priced) and bool(payers or treasury)
    return frame if told or frame.parties["recipient"] or frame.parties["via"] else None


def _borne(what: list[re.Match[str]], match: re.Match[str]) -> str:
    """Return the word for what is borne: the last noun for it, before a verb that only says that it is paid (利息由某局补贴一半)."""
    if match[0].startswith(PAID_DOWN) and match[0].endswith("百分点"):
        return OWN_NAME[0]  # 再贴1个百分点
    nouns = [w for w in what if w[0] not in OWN_NAME or w.start() < match.start()]
    if nouns or what:
        return (nouns or what)[-1][0]
    return next((w for w in OWN_NAME if w in match[0]), "")


def _told_before(frame: Frame, priced: list[Frame]) -> list[Frame]:
    """Return the flows with a sum that its paragraph tells before a share."""
    paragraph = frame.clause.sentence.paragraph
    told = [f for f in priced if f.kind == "flow" and f.money.start < frame.money.start]
    return [f for f in told if f.clause.sentence.paragraph == paragraph]


def _whole(frame: Frame, priced: list[Frame]) -> Frame | None:
    """Return the fund or project, told by its size just before in the paragraph, that shares are shares of (规模5亿元，甲公司出30%)."""
    near = [f for f in _told_before(frame, priced) if f.parties.get("recipient")]
    if not near or near[-1].instrument not in {"fund_size", "investment"}:
        return None
    got = near[-1].parties["recipient"]
    return near[-1] if all(m.type in {"Fund", "Program"} for m in got) else None


def _invested(frame: Frame, whole: Frame, payers: list[Mention]) -> Frame | None:
    """Return the frame as what its payers put into the whole."""
    got = others(whole.parties["recipient"], ids_of(payers))
    frame.instrument, frame.status, frame.rule = "investment", whole.status, "share of a whole"
    frame.parties = {"provider": payers, "via": [], "recipient": got}
    return frame if got else None


def _of_flow_before(frame: Frame, taken: list[str], priced: list[Frame]) -> bool:
    """Let what is borne be of the loan or the public money told before it in its paragraph (某银行贷了500万元，县里贴一半利息).

    Tell whether there is such money.
    """
    near = [f for f in _told_before(frame, priced) if f.instrument in PUBLIC | {"loan", "guarantee", "credit_line"}]
    if near and frame.instrument in PUBLIC:
        frame.parties["recipient"] = others(near[-1].parties.get("recipient", []), taken)
        frame.parties["via"] = [
            m for m in others(near[-1].parties.get("via", []), taken) if m.type == "Program" and m.kind == "product"
        ]
    return bool(near) and frame.instrument in PUBLIC


def _run_through(frame: Frame, parties: Parties) -> list[Mention]:
    """Return the programme that the sentence, or the one before it, says the shared money is of (家电下乡补贴由中央财政负担80%)."""
    sentence = frame.clause.sentence
    for said in parties.state.up_to(sentence, 1)[::-1]:
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
        return [m for m in banks if m.end <= frame.money.start][-1:] or banks[:1]
    named = [m for m in named if m.kind not in GIVES]
    found = parties.marked(named, parties.words.recipient, sentence.start, frame.money.start)
    classes = [m for m in named if m.type == "Category" and not parties.gives(m) and m.end <= frame.money.start]
    return found or classes[-1:]


def _joined(frames: list[Frame]) -> list[Frame]:
    """Let shares that one clause tells of one money be one flow of all who bear them; each rate told behind it, and each of those who 各 bear one, is a flow."""
    kept: dict[tuple[int, str], Frame] = {}
    for frame in frames:
        key = (id(frame.clause), frame.instrument)
        if key in kept:
            own = kept[key].parties["provider"]
            own += others(frame.parties["provider"], ids_of(own))
        else:
            kept[key] = frame
    return [part for frame in kept.values() for part in _of_each(frame)]


def _of_each(frame: Frame) -> list[Frame]:
    payers = frame.parties["provider"]
    if not frame.listed or len(payers) < 2:
        return [frame]
    return [replace(frame, parties={**frame.parties, "provider": [payer]}) for payer in payers]
