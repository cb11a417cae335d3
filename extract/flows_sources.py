"""Who pays, where a clause of its own says where the money comes from: 钱来自甲基金, 经费从乙资金中列支, 奖金由丙财政承担."""

import re
from dataclasses import dataclass

from extract.flows_base import PAYING, ids_of, others
from extract.flows_frame import Frame
from extract.flows_parties import Parties
from extract.lexicon import Lexicon, any_of
from extract.model import Mention

KINDS = ("Institution", "Fund", "Zone")
NEAR = 2  # characters between the words of coming from and who pays
APART = 1  # paragraphs over which the money that is meant may have been told


@dataclass(frozen=True, slots=True)
class SourceWords:
    """The compiled part `sources` of `flow_roles.yaml`."""

    opens: re.Pattern[str]
    pays: re.Pattern[str]


def source_words(lexicon: Lexicon) -> SourceWords:
    """Compile the words of a lexicon that say where money comes from."""
    data = lexicon.table("flow_roles")["sources"]
    return SourceWords(
        opens=re.compile(
            rf"(?:^|[，。；：？！“”\n—])(?:{any_of(data['lead'])})*(?:{any_of(data['money'])})(?:{any_of(data['adverbs'])})*"
            rf"(?:(?P<plain>{any_of(data['from'])})|(?P<by>由|从|是))"
        ),
        pays=re.compile(data["pays"]),
    )


def told_sources(parties: Parties, frames: list[Frame]) -> None:
    """Let public money of nobody named, told near such a clause, come from whom the clause names.

    Who stands behind 由, 从 or 是 pays only where a verb of paying follows. The money meant is that of the clause's own paragraph
    and of those before and behind it, as far as nobody else pays.
    """
    words = parties.state.lexicon.built("flows.sources", source_words)
    for match in words.opens.finditer(parties.text):
        payers = _named(parties, words, match)
        sentence = parties.state.sentence_at(match.end() - 1)
        if not payers or sentence is None or sentence.heading:
            continue
        for frame in frames:
            apart = abs(frame.clause.sentence.paragraph - sentence.paragraph)
            meant = frame.kind == "flow" and frame.money.text and frame.instrument in PAYING - {"tax_relief"}
            if not meant or apart > APART or _somebody_gives(frame):
                continue
            own = frame.parties
            if not own.get("provider"):
                own["provider"] = others(payers, ids_of(own.get("recipient", [])))
                own["via"] = others(own.get("via", []), ids_of(own["provider"]))


def _somebody_gives(frame: Frame) -> bool:
    """Tell whether somebody acts in the sum's own clause who is said to give it (企业主动分给女工30万元)."""
    verb, clause = frame.verb, frame.clause
    acts = [m for m in clause.subject if m.type in KINDS or m.type == "Category"]
    return verb is not None and verb.meaning.role == "give" and not clause.carried and bool(acts)


def _named(parties: Parties, words: SourceWords, match: re.Match[str]) -> list[Mention]:
    """Return the list of payers that the clause names, nobody where only some of them are known."""
    named = parties.within(match.end(), match.end() + 40, *KINDS)
    if not named or named[0].start - match.end() > NEAR:
        return []
    listed = parties.listed(named[0])
    if match["by"] and not words.pays.match(parties.text, listed[-1].end):
        return []
    return listed
