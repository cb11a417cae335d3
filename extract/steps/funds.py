"""Funds: what the suffix grammar left, levels before them (省级…专项资金), and what is no fund."""

import re

from extract.entity_spans import covering, make, settle
from extract.model import State

PARTNERSHIP = re.compile(r"(?:[（(][一-鿿]{2,4}[）)])?合伙企业(?:[（(]有限合伙[）)])?")


def run(state: State) -> None:
    """Give the funds that the grammar found the place of a level word before them."""
    partnerships = []
    for mention in state.mentions:
        if mention.type == "Fund" and (match := PARTNERSHIP.match(state.folded, mention.end)):
            name = state.folded[mention.start : match.end()]
            partnerships.append(
                make(
                    state,
                    mention.start,
                    match.end(),
                    "Fund",
                    mention.kind,
                    name,
                    rule="partnership",
                    place=mention.place,
                )
            )
    settle(state, partnerships)
    for mention in state.mentions:
        before = state.folded[mention.start - 1] if mention.start else ""
        bare = mention.type in ("Fund", "Program") and not mention.place and mention.rule.startswith("ending")
        if bare and before in ("省", "市") and covering(state, mention.start - 1, mention.start) is None:
            mention.start -= 1
            mention.text = state.text[mention.start : mention.end]
        if mention.type not in ("Fund", "Program") or mention.rule == "gazetteer":
            continue
        for word, level in (
            ("省级", "province"),
            ("省", "province"),
            ("市级", "city"),
            ("市", "city"),
            ("县", "county"),
        ):
            place = state.levels.get(level)
            if place and state.folded.startswith(word, mention.start):
                rest = state.folded[mention.start + len(word) : mention.end]
                mention.name, mention.place = place + rest, place
                break
            if place and state.folded.endswith(word, 0, mention.start) and len(word) == 2:
                mention.place = mention.place or place
                break
