"""Classes that a recipient brings along: a company's daughters and suppliers (某公司及其下属子公司), and those counted behind a class (农户2万户，合作社80家)."""

import re
from dataclasses import dataclass

from extract.flows_base import PUBLIC, ids_of
from extract.flows_frame import Frame
from extract.flows_parties import Parties
from extract.flows_promised import described
from extract.flows_reached import NUMBER
from extract.lexicon import Lexicon
from extract.steps.categories import Classes

NUMBERED = re.compile(rf"(?:共|近|约|超|逾|达)*{NUMBER}")
JOINED = re.compile(rf"(?:共|近|约|超|逾|达)*{NUMBER}(?:、|，|,|和|及|以及)")


@dataclass(frozen=True, slots=True)
class KinWords:
    """The compiled part `kin` of `flow_roles.yaml`."""

    behind: re.Pattern[str]
    own: re.Pattern[str]
    alone: re.Pattern[str]
    called: re.Pattern[str]


def kin_words(lexicon: Lexicon) -> KinWords:
    """Compile the words of a lexicon that call those who belong to a body."""
    table = lexicon.table("flow_roles")
    kin = table["kin"]
    return KinWords(
        re.compile(kin),
        re.compile(rf"(?:^|[，,：:；;。\n]|[日月年止])(?:本|我|该)?公司{kin}"),
        re.compile(table["kin_alone"]),
        re.compile(table["kin_called"]),
    )


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
            alone = words.alone.match(parties.text, mention.end)
            if alone is not None and mention.entity and not named_in(parties, alone):
                kin = described(parties, alone.span("what"), mention.entity.name + alone["who"] + alone["what"])
                own[own.index(mention)] = kin  # 某公司上下游120家企业: not the company
                continue
            match = words.behind.match(parties.text, mention.end)
            if match is None and len(firms) == 1:  # 甲公司称，公司及子公司收到…
                match = words.own.search(parties.text, start, frame.money.start)
            if match is None or any(m.end == match.end() for m in own):
                continue
            span = match.span("who")
            if named_in(parties, match):
                continue
            whose = mention.entity.name if mention.entity else mention.text
            kin = described(parties, span, whose + match["who"])
            if kin.entity and kin.entity.id not in ids_of(own):
                own.append(kin)


def named_in(parties: Parties, match: re.Match[str]) -> bool:
    """Tell whether a body is named where the words would name only a class (某公司旗下乙公司)."""
    return any(m.type == "Institution" for m in parties.state.mentions_in(match.start("who"), match.end() + 1))


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


def called(parties: Parties, frames: list[Frame]) -> None:
    """Let public money of nobody named go to the class that its name begins with (困难群众救助资金1.6亿元, 科技特派员专项经费)."""
    classes = parties.state.lexicon.built("categories", Classes)
    words = parties.state.lexicon.built("flows.kin", kin_words)
    for frame in frames:
        own = frame.parties
        if frame.kind != "flow" or own["recipient"] or frame.instrument not in PUBLIC or frame.status == "rule":
            continue
        for mention in own["via"]:
            text = parties.text[mention.start : mention.end]
            for _, head, end in classes.automaton.find_matches_as_indexes(text):
                start = classes.start(text, head)
                if start == 0 and text[:end] not in classes.heads - classes.alone and words.called.match(text, end):
                    own["recipient"] = [described(parties, (mention.start, mention.start + end))]
        if not own["recipient"] and frame.verb and frame.clause.start <= frame.verb.end <= frame.money.start:
            named = parties.within(frame.verb.end, frame.money.start, "Category")
            named = [m for m in named if not parties.gives(m) and words.called.match(parties.text, m.end)]
            own["recipient"] = named[-1:]
