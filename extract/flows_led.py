"""Who gets a sum by words of its clause that are no known party: counted or described around the verb (向36家刺梨加工企业发放), or not to be told."""

import re
from dataclasses import dataclass

from extract.flows_base import PAYING, ids_of
from extract.flows_frame import Frame
from extract.flows_parties import Parties
from extract.flows_promised import described, nominal
from extract.flows_reached import NUMBER
from extract.lexicon import Lexicon
from extract.model import Mention
from extract.names_words import ends_word

INSTRUMENTS = PAYING | {"loan", "credit_line", "guarantee", "grant", "other"}
JOINED = re.compile(rf"(?:、|和|及|以及|与){NUMBER}")  # 5家冷链企业和 + 12家养殖场
DEED = 2  # characters of a verb before the object of a clause that describes
BODIES = ("Institution", "Fund", "Program", "Zone")


@dataclass(frozen=True, slots=True)
class LedWords:
    """The compiled part `led_to` of `flow_roles.yaml`."""

    counted: re.Pattern[str]
    described: re.Pattern[str]
    behind: re.Pattern[str]
    direct: re.Pattern[str]
    unknown: re.Pattern[str]
    never: re.Pattern[str]


def led_words(lexicon: Lexicon) -> LedWords:
    """Compile the words of a lexicon that lead money to somebody around a verb."""
    data = lexicon.table("flow_roles")["led_to"]
    leads, heads, adverbs = ("|".join(data[key]) for key in ("leads", "heads", "adverbs"))
    what = r"(?P<what>[^，。；：、“”《》\d的了]{2,16}?)"
    end = rf"(?:等)?(?:{adverbs})*$"
    return LedWords(
        counted=re.compile(
            rf"(?:{leads})(?:[^，。；：]{{0,36}}[^，。；：\d第])?{NUMBER}(?!{data['units']}){what}{end}"
        ),
        described=re.compile(
            rf"(?:{leads})(?P<what>[^，。；：、“”《》\d]{{2,22}}?(?:{heads})){end}",
        ),
        behind=re.compile(
            rf"了?(?:[^，。；：、\d]{{0,12}}的)?(?:共|近|约|超)?{NUMBER}(?!{data['units']}){what}(?:共|合计|总计|共计|各|分别|每[家户人名])*的?"
        ),
        direct=re.compile(rf"了?(?P<what>[一-鿿]{{1,4}}(?:{data['direct']}))"),
        unknown=re.compile(rf"(?:{data['names']})(?P<what>[^，。；：\d]{{2,30}}?){end}"),
        never=re.compile(data["never"]),
    )


def led(parties: Parties, frame: Frame) -> None:
    """Let a sum that is handed out go to the class that its own clause counts or describes at the verb, where no party known there gets it.

    Places that only say where that class is get nothing by it.
    """
    verb, own = frame.verb, frame.parties
    if frame.status == "rule" or frame.instrument not in INSTRUMENTS or verb is None or verb.meaning.role != "give":
        return
    if not frame.clause.start <= verb.start < frame.money.start:
        return
    span = phrase(parties, frame)
    if span is None or any(m.start >= span[0] and m.end >= span[1] for m in own["recipient"]):
        return
    here = [m for m in own["recipient"] if m.start >= frame.clause.start]
    joined = bool(here) and JOINED.fullmatch(parties.text, here[-1].end, span[0]) is not None
    # 吸纳脱贫劳动力的 + 帮扶车间: the class is only what the one meant has to do with
    inner = here and all(m.start - span[0] >= DEED and parties.text.startswith("的", m.end) for m in here)
    if not (joined or inner) and any(m.type != "Place" for m in here):
        return
    known = [m for m in parties.within(*span, "Category") if m.end == span[1]]
    meant = known or ([] if parties.within(*span, *BODIES) else [described(parties, span)])
    if meant and not set(ids_of(meant)) & set(ids_of(own["provider"] + own["via"])):
        own["recipient"] = [*here, *meant] if joined else meant


def phrase(parties: Parties, frame: Frame) -> tuple[int, int] | None:
    """Return the span of the class that the clause of a sum counts or describes before its verb, or counts right behind it."""
    words = parties.state.lexicon.built("flows.led", led_words)
    verb, text = frame.verb, parties.text
    if verb is None:
        return None
    noun = (
        frame.noun.start if frame.noun and verb.end < frame.noun.start < frame.money.start else frame.money.outer_start
    )
    match = words.counted.search(text, frame.clause.start, verb.start)
    match = match or words.described.search(text, frame.clause.start, verb.start)
    match = match or words.behind.fullmatch(text, verb.end, noun) or words.direct.fullmatch(text, verb.end, noun)
    if match is None:
        return None
    start, end = match.span("what")
    if words.never.search(match["what"]) or not ends_word(parties.state, end) or not nominal(parties, start, end):
        return None
    return start, end


def strangers(parties: Parties, frame: Frame) -> bool:
    """Tell whether the clause of a sum leads it to a list of names that nobody knows (对甲、乙分别奖励): nobody named elsewhere gets it."""
    words = parties.state.lexicon.built("flows.led", led_words)
    verb = frame.verb
    if verb is None or not frame.clause.start <= verb.start < frame.money.start:
        return False
    match = words.unknown.search(parties.text, frame.clause.start, verb.start)
    return match is not None and not parties.within(match.start(), verb.start)


def without(parties: Parties, frame: Frame, found: list[Mention]) -> list[Mention]:
    """Return those found who are named in the sum's own clause, where it leads the money to somebody unknown."""
    return [m for m in found if m.start >= frame.clause.start] if strangers(parties, frame) else found
