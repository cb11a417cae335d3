"""Classes that a recipient brings along: a company's daughters and suppliers (某公司及其下属子公司), and those counted behind a class (农户2万户，合作社80家)."""

import re
from dataclasses import dataclass

from extract.flows_base import ids_of
from extract.flows_frame import Frame
from extract.flows_parties import Parties
from extract.flows_promised import described
from extract.flows_reached import NUMBER
from extract.lexicon import Lexicon

NUMBERED = re.compile(rf"(?:共|近|约|超|逾|达)*{NUMBER}")
JOINED = re.compile(rf"(?:共|近|约|超|逾|达)*{NUMBER}(?:、|，|,|和|及|以及)")


@dataclass(frozen=True, slots=True)
class KinWords:
    """The compiled part `kin` of `flow_roles.yaml`."""

    behind: re.Pattern[str]
    own: re.Pattern[str]


def kin_words(lexicon: Lexicon) -> KinWords:
    """Compile the words of a lexicon that call those who belong to a body."""
    kin = lexicon.table("flow_roles")["kin"]
    return KinWords(re.compile(kin), re.compile(rf"(?:^|[，,：:；;。\n]|[日月年止])(?:本|我|该)?公司{kin}"))


def with_kin(parties: Parties, frames: list[Frame]) -> None:
    """Let those of a company get a sum with it where the words right behind the company name them.

    They are a class that is called by the company's name; where another mention already covers the words nothing is added.
    """
    words = parties.state.lexicon.built("flows.kin", kin_words)
    for frame in frames:
        if frame.kind != "flow":
            continue
        own, start = frame.parties["recipient"], frame.clause.sentence.start
        counted_behind(parties, frame)
        firms = [m for m in own if m.type == "Institution" and m.entity]
        for mention in firms:
            match = words.behind.match(parties.text, mention.end)
            if match is None and len(firms) == 1:  # 甲公司称，公司及子公司收到…
                match = words.own.search(parties.text, start, frame.money.start)
            if match is None or any(m.end == match.end() for m in own):
                continue
            span = match.span("who")
            if any(m.type == "Institution" for m in parties.state.mentions_in(span[0], span[1] + 1)):
                continue
            whose = mention.entity.name if mention.entity else mention.text
            kin = described(parties, span, whose + match["who"])
            if kin.entity and kin.entity.id not in ids_of(own):
                own.append(kin)


def counted_behind(parties: Parties, frame: Frame) -> None:
    """Add the classes that stand with their numbers in one list behind a class that gets the sum and is told so too."""
    own = frame.parties["recipient"]
    if not own or own[-1].type != "Category" or own[-1].start < frame.money.end:
        return
    end = frame.clause.sentence.end
    while joined := JOINED.match(parties.text, own[-1].end, end):
        ahead = parties.within(joined.end(), end, "Category")[:1]
        if not ahead or ahead[0].start != joined.end() or NUMBERED.match(parties.text, ahead[0].end) is None:
            return
        if parties.gives(ahead[0]) or ahead[0].entity is None or ahead[0].entity.id in ids_of(own):
            return
        own.append(ahead[0])
