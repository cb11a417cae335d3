"""Who takes a sum that names nobody: classes that its sentence counts as getting, passing or profiting (已有43家银行发行债券9亿元; 共28个项目获奖，奖金90万元)."""

import re
from dataclasses import dataclass

from extract.flows_base import ids_of, others
from extract.flows_frame import Frame
from extract.flows_parties import Parties
from extract.flows_promised import described
from extract.lexicon import Lexicon, patterns
from extract.model import Mention
from extract.steps.categories import COUNTING

TAKING = {
    "grant",
    "subsidy",
    "reward",
    "interest_subsidy",
    "loan",
    "credit_line",
    "relending",
    "bond",
    "other",
    "investment",
    "equity",
}
KNOWN = (
    "Category",
    "Institution",
    "Fund",
    "Zone",
    "Program",
)  # what may stand in a class's place, and is no class then


@dataclass(frozen=True, slots=True)
class TakerWords:
    """The compiled part `takers` of `flow_roles.yaml`."""

    takes: re.Pattern[str]
    passes: re.Pattern[str]
    profits: re.Pattern[str]
    sort: re.Pattern[str]
    listed: re.Pattern[str]
    shared: re.Pattern[str]
    aimed: re.Pattern[str]
    inside: re.Pattern[str]
    places: re.Pattern[str]
    grows: re.Pattern[str]
    ranks: re.Pattern[str]
    rank: re.Pattern[str]
    never: re.Pattern[str]


def taker_words(lexicon: Lexicon) -> TakerWords:
    """Compile the words of a lexicon that say who takes."""
    return TakerWords(**patterns(lexicon.table("flow_roles")["takers"]))


def takers(parties: Parties, frames: list[Frame]) -> None:
    """Let a sum go to the counted class that takes it in its own clause, and one that goes to nobody to a class beside it."""
    words = parties.state.lexicon.built("flows.takers", taker_words)
    for frame in frames:
        if frame.kind != "flow" or frame.instrument not in TAKING or not frame.money.text:
            continue
        own = frame.parties
        near = [m for m in own.get("recipient", []) if m.start >= frame.clause.start]
        found = _shared(parties, words, frame) or _describing(parties, words, frame)
        found = found or ([] if near else _taking(parties, words, frame) or _sort(parties, words, frame))
        if not found and not own.get("recipient"):
            found = (
                _aimed(parties, words, frame)
                or _listed(parties, words, frame)
                or _passing(parties, words, frame)
                or _profiting(parties, words, frame)
            )
        found = others(found, ids_of([*own.get("provider", []), *own.get("via", [])]))
        if found:
            own["recipient"] = found
    _ranked(parties, words, frames)


def _taking(parties: Parties, words: TakerWords, frame: Frame) -> list[Mention]:
    """Return the counted class right before the verb of getting or issuing that the sum hangs on (156家主体发行债券32亿元)."""
    text, start = parties.text, frame.clause.start
    for mention in reversed(parties.within(start, frame.money.start, "Category")):
        counted = COUNTING.search(text, max(start, mention.start - 2), mention.start)
        if counted and words.takes.match(text, mention.end, frame.money.start):
            return [mention]
    return []


def _sort(parties: Parties, words: TakerWords, frame: Frame) -> list[Mention]:
    """Return the sort of projects that the money beside the sum is called by (设备更新类项目贷款76亿元)."""
    for match in words.sort.finditer(parties.text, frame.clause.start, frame.money.start):
        if match.end() >= frame.money.outer_start - 1:
            return _class(parties, words, match.span("what"))
    return []


def _listed(parties: Parties, words: TakerWords, frame: Frame) -> list[Mention]:
    """Return the sort of projects that is counted right before the sum (拟定贴息项目27个，贴息金额合计3000万元)."""
    match = next(words.listed.finditer(parties.text, frame.clause.sentence.start, frame.money.start), None)
    if match is None or match.end() < frame.money.outer_start - 1:
        return []
    return _class(parties, words, match.span("what"))


def _shared(parties: Parties, words: TakerWords, frame: Frame) -> list[Mention]:
    """Return the described class of which some are named as examples before a verb of getting (首批启动的甲、乙等6个项目共获9亿元)."""
    match = next(words.shared.finditer(parties.text, frame.clause.start, frame.money.start), None)
    got = frame.parties.get("recipient", [])
    if match is None or any(m.type != "Program" or not match.start() <= m.start < match.end() for m in got):
        return []
    if parties.within(*match.span("named"), "Institution", "Zone", "Place", "Fund"):
        return []
    return [described(parties, match.span("noun"), match["which"] + match["noun"])]


def _describing(parties: Parties, words: TakerWords, frame: Frame) -> list[Mention]:
    """Return the class that what was found only describes (投给有澳门背景的6家企业, 对9个市州的52个平台给予补助)."""
    got = frame.parties.get("recipient", [])
    if not got or any(m.type not in {"Place", "Zone", "Category"} for m in got):
        return []
    last = got[-1]
    told = words.inside.match(parties.text, last.end, frame.clause.sentence.end)
    if told is None or (last.type == "Category" and words.places.search(last.text) is None):
        return []
    meant = [m for m in parties.within(told.end(), frame.clause.sentence.end, "Category") if m.start == told.end()]
    if not meant or words.grows.match(parties.text, meant[0].end):
        return []
    if parties.gives(meant[0]) and frame.instrument != "relending":
        return []
    return [m for m in got[:-1] if m.type == "Category"] + parties.listed(meant[0])


def _aimed(parties: Parties, words: TakerWords, frame: Frame) -> list[Mention]:
    """Return the counted class that the words behind the sum say it supports (下达4200万元，支持光伏、储能等18个新能源项目)."""
    end = min([frame.clause.sentence.end, *(m.outer_start for m in parties.state.money if m.start > frame.money.end)])
    match = words.aimed.match(parties.text, frame.money.end, end)
    return _class(parties, words, match.span("what")) if match else []


def _passing(parties: Parties, words: TakerWords, frame: Frame) -> list[Mention]:
    """Return the counted class that the sentence says before the sum passed or won something, called by that (28个项目获奖)."""
    text, start = parties.text, frame.clause.sentence.start
    for mention in reversed(parties.within(start, frame.clause.start, "Category")):
        counted = COUNTING.search(text, max(start, mention.start - 2), mention.start)
        passed = words.passes.match(text, mention.end, frame.money.start) if counted else None
        if passed is not None and not parties.gives(mention):
            return [described(parties, (mention.start, mention.end), passed["what"] + "的" + mention.text)]
    return []


def _profiting(parties: Parties, words: TakerWords, frame: Frame) -> list[Mention]:
    """Return who the sentence says behind the sum profits by it (发放补贴3000万元，受益职工和农民工1.3万人次)."""
    end = min([frame.clause.sentence.end, *(m.outer_start for m in parties.state.money if m.start > frame.money.end)])
    match = words.profits.search(parties.text, frame.money.end, end)
    if match is None:
        return []
    if match["how"] and _class(parties, words, match.span("what")):
        return [described(parties, (match.start("how"), match.end("what")))]  # 受益项目4500个: as it is printed
    return _class(parties, words, match.span("what" if match["what"] else "who"))


def _class(parties: Parties, words: TakerWords, span: tuple[int, int]) -> list[Mention]:
    """Return the class that the span names, the one that is known where it ends; nobody where a name stands there."""
    if words.never.search(parties.text[slice(*span)]):
        return []
    known = [m for m in parties.within(*span, *KNOWN) if m.end == span[1]]
    if not known:
        return [described(parties, span)]
    return known[-1:] if known[-1].type == "Category" else []


def _ranked(parties: Parties, words: TakerWords, frames: list[Frame]) -> None:
    """Give each of several ranks its own of as many sums (二等奖和三等奖每项分别奖励5万元、2万元)."""
    flows = [f for f in frames if f.kind == "flow" and f.money.text]
    for number, frame in enumerate(flows):
        match = words.ranks.search(parties.text, frame.clause.sentence.start, frame.money.start)
        if match is None or match.end() < frame.money.outer_start - 1:
            continue
        ranks = [m.span() for m in words.rank.finditer(parties.text, *match.span("ranks"))]
        sums = flows[number : number + len(ranks)]
        if len(sums) < len(ranks) or any(f.clause is not frame.clause for f in sums):
            continue
        for span, each in zip(ranks, sums, strict=True):
            each.parties["recipient"] = [described(parties, span)]
