"""The suffix grammar: a name is found by its ending, and its start by walking left over words that may stand in names."""

import re

from extract import names_words
from extract.model import Mention, State
from extract.names_reach import Scene
from extract.names_rules import Found, Grammar
from extract.names_walk import Walk

POST = re.compile("(?:副|名誉|常务)*(?:会|校|院|所|行|局|厅|馆|社|理事|秘书)长")  # 协会 + 会长, cut as one word


def find(state: State, known: list[Mention]) -> list[Found]:
    """Return candidates in text order; `known` are names found otherwise, which may begin a longer name."""
    grammar = state.lexicon.built("names.grammar", Grammar)
    text = state.folded
    places = {m.end: m for m in state.mentions if m.type == "Place" and not m.anaphor and m.name != "全球"}
    scene = Scene(state, grammar, places, {m.end: m for m in known}, grammar.glued(text))
    found: list[Found] = []
    for number, start, end in grammar.automaton.find_matches_as_indexes(text):
        ending = grammar.endings[number]
        deeds = grammar.fund_deeds if ending.type == "Fund" else grammar.bank_deeds if ending.kind == "bank" else None
        acts = deeds is not None and deeds.match(text, end)  # 甲基金投向乙企业, 甲基金管理人为丙公司, 甲银行贷款3亿元
        if end < len(text) and text[end] in ending.not_before and not acts:
            continue
        if not acts and runs_on(state, start, end):
            continue
        known_fund = scene.bodies.get(end)
        whole = isinstance(known_fund, Mention) and known_fund.type == ending.type == "Fund"
        if whole and known_fund is not None and known_fund.start <= start and known_fund.start not in places:
            continue  # the whole name is known, whatever stands before it
        candidate = Walk(scene, ending, start, end).run()
        if candidate is not None:
            found.append(candidate)
            known_here = scene.bodies.get(end)
            if known_here is None or known_here.start > candidate.start:
                scene.bodies[end] = candidate
    return found


def runs_on(state: State, start: int, end: int) -> bool:
    """Tell whether a word that starts at or before the ending goes on behind it (大学 in 大学生)."""
    if end >= len(state.text) or POST.match(state.folded, end):
        return False
    first, last, _ = state.words[names_words.word_at(state, end - 1)]
    return first < end < last and (
        first <= start or state.folded[end - 1] in "会院投"
    )  # 商会 in 会商会议, 铁投 in 高铁投资
