"""Public money given to nobody named, in an account of one company: it gets it (…公司今年上市。挂牌时，县里奖励120万元)."""

import re
from collections import Counter

from extract.flows_base import PUBLIC, ids_of
from extract.flows_frame import Frame
from extract.flows_led import phrase, strangers
from extract.flows_parties import Parties
from extract.model import Mention

GIVES = re.compile("^(?:又|再|还|也)?(?:给|奖|补|资助|兑现|支持|扶持)(?:了|过|予|励|助|贴)*$")
WIDE = re.compile("全[国省市区县州]|各[类地级市县区家]|累计|共计|企业|单位|项目|[户家个名人]次?[，、]|统计")
TITLE = re.compile("《[^》]*》")
APART = 1  # paragraphs before that of the sum in which the company is told of
TIMES = 2  # as often as any other one the company is named that an account is of


def given_to(parties: Parties, frame: Frame) -> list[Mention]:
    """Return the one company that the text before the sum is about, where the sum is plainly given and nobody is said to get it."""
    verb, sentence = frame.verb, frame.clause.sentence
    if frame.instrument not in PUBLIC or frame.status == "rule" or frame.money.per or not frame.parties["provider"]:
        return []
    if verb is None or not GIVES.match(verb.word) or not frame.clause.start <= verb.start < frame.money.start:
        return []
    if sentence.heading or WIDE.search(TITLE.sub("", parties.text[sentence.start : frame.clause.end])):
        return []
    if strangers(parties, frame) or phrase(parties, frame) is not None:
        return []
    told = [s for s in parties.state.sentences if s.start <= sentence.start and not s.heading]
    times = Counter(m.entity.id for m in parties.all if m.entity and m.kind == "company" and m.type == "Institution")
    ranked = times.most_common(2)
    if not ranked or (len(ranked) > 1 and ranked[0][1] < TIMES * ranked[1][1]):
        return []
    firm = ranked[0][0]
    head = [s for s in parties.state.sentences if s.heading][:1] + told[:1]
    main = any(firm in ids_of(parties.within(s.start, s.end, "Institution")) for s in head)
    start = 0 if main else min(s.start for s in told if sentence.paragraph - s.paragraph <= APART)
    named = [m for m in parties.within(start, frame.money.start, "Institution") if m.entity and m.entity.id == firm]
    taken = ids_of(frame.parties["provider"] + frame.parties["via"])
    return named[-1:] if (main or ranked[0][1] >= TIMES) and firm not in taken else []
