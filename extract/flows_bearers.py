"""Who bears shares of money that are told in percent, and whom that serves: levels of budget by a word alone (市、县各补10%), who pays the rest."""

import re

from extract.flows_after import purses_in
from extract.flows_parties import Parties
from extract.flows_promised import described
from extract.model import Clause, Mention

LEVELS = re.compile(
    "(?:(?:中央|自治区|省|市|州|县|区|镇|旗)(?:本?级)?(?:财政)?(?:、|和|及|与|以及)?)+(?:两级|三级|四级|五级)?(?:财政)?(?:各自?|分别|再|则|也)*$"
)
REST = re.compile(
    r"(?P<who>[一-鿿]{0,4}(?:户|农|农民|牧民|渔民|企业|主体|合作社|个人|学生|居民|群众|人员|职工|机构|单位))(?:自己|个人)?(?:只|仅|再|则)?(?:自[缴筹付担负己理]|承担|负担|分担|交|缴|掏|支付|只需|只要)"
)  # who pays what is left of a premium has the rest of it paid
SEEN = 24  # characters before a share in which the levels of its payers stand


def purses_by_word(parties: Parties, clause: Clause, at: int) -> list[Mention]:
    """Return the finance departments of the levels that stand alone right before a share."""
    text = parties.text
    told = LEVELS.search(text, max(clause.start, at - SEEN), at)
    if told is None or text[told.start() - 1] in "全该本各":
        return []
    return purses_in(parties, *told.span())


def paid_for(parties: Parties, clause: Clause, at: int) -> list[Mention]:
    """Return the class that the sentence says bears the rest of what others bear shares of."""
    match = REST.search(parties.text, at, clause.sentence.end)
    if match is None:
        return []
    span = match.span("who")
    known = [m for m in parties.within(*span, "Category") if m.end == span[1]]
    return known or ([] if parties.within(*span, "Institution", "Zone", "Fund") else [described(parties, span)])
