"""What the grammar takes for zones and is none: what a place is to become (打造甲示范区、乙先行区), and a park that is being built (丙产业园项目)."""

import re
from dataclasses import dataclass

from extract.entity_spans import make
from extract.lexicon import Lexicon, patterns
from extract.model import Mention, State


@dataclass(frozen=True, slots=True)
class ZoneWords:
    """The compiled part `zones` of `suffixes.yaml`."""

    aims: re.Pattern[str]
    more: re.Pattern[str]
    built: re.Pattern[str]


def compile_zones(lexicon: Lexicon) -> ZoneWords:
    """Compile the patterns of a lexicon."""
    table = lexicon.table("suffixes")["zones"]
    return ZoneWords(**patterns(table))


def tidy(state: State) -> None:
    """Drop the zones that are only aimed at, and make projects of parks that are called ones; zones of the gazetteer stay."""
    rules = state.lexicon.built("names.zones", compile_zones)
    kept: list[Mention] = []
    for mention in state.mentions:
        if mention.type != "Zone" or not mention.rule.startswith("ending"):
            kept.append(mention)
        elif built := rules.built.match(state.folded, mention.end):
            name = state.folded[mention.start : built.end()]
            span = (mention.start, built.end())
            kept.append(make(state, *span, "Program", "program", name, rule="park project", place=mention.place))
        elif mention.place is None and state.folded.endswith("为一体的", 0, mention.start):
            continue  # 建成集甲、乙为一体的产业园区
        elif mention.place or mention.parent or not _aimed(state, rules, mention):
            kept.append(mention)
    state.mentions[:] = kept


def _aimed(state: State, rules: ZoneWords, mention: Mention) -> bool:
    """Tell whether the zone is one of several things that something is to become."""
    text = state.folded
    floor = max(text.rfind(mark, 0, mention.start) for mark in "。；\n") + 1
    listed = rules.more.match(text, mention.end) or text[mention.start - 1] == "、"
    return bool(listed) and rules.aims.search(text, floor, mention.start) is not None
