"""Classes that a recipient brings along: a company's daughters, suppliers and members (某公司及其下属子公司共收到补助3亿元)."""

import re
from dataclasses import dataclass

from extract.flows_base import ids_of
from extract.flows_frame import Frame
from extract.flows_parties import Parties
from extract.flows_promised import described
from extract.lexicon import Lexicon


@dataclass(frozen=True, slots=True)
class KinWords:
    """The compiled part `kin` of `flow_roles.yaml`."""

    behind: re.Pattern[str]


def kin_words(lexicon: Lexicon) -> KinWords:
    """Compile the words of a lexicon that call those who belong to a body."""
    return KinWords(re.compile(lexicon.table("flow_roles")["kin"]))


def with_kin(parties: Parties, frames: list[Frame]) -> None:
    """Let those of a company get a sum with it where the words right behind the company name them.

    They are a class that is called by the company's name; where another mention already covers the words nothing is added.
    """
    words = parties.state.lexicon.built("flows.kin", kin_words)
    for frame in frames:
        if frame.kind != "flow":
            continue
        own = frame.parties["recipient"]
        for mention in [m for m in own if m.type == "Institution" and m.entity]:
            match = words.behind.match(parties.text, mention.end)
            if match is None or any(m.end == match.end() for m in own):
                continue
            span = match.span("who")
            if any(m.type == "Institution" for m in parties.state.mentions_in(span[0], span[1] + 1)):
                continue
            whose = mention.entity.name if mention.entity else mention.text
            kin = described(parties, span, whose + match["who"])
            if kin.entity and kin.entity.id not in ids_of(own):
                own.append(kin)
