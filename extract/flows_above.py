"""Who pays all that a list tells, as its end says: 以上资金共计4818万元，由甲厅会同乙厅下达."""

import re

from extract.flows_base import GOVERNMENTS, PUBLIC, ids_of, others
from extract.flows_frame import Frame
from extract.flows_levels import desks_among
from extract.flows_parties import Parties

ABOVE = re.compile(
    "(?:以上|上述)(?:各?项|各类|所有|全部)?(?:奖补|奖励|补助|补贴|扶持|专项)*(?:资金|经费|补助|补贴|奖励|款项|政策)[^。；]{0,40}?由"
)
HANDS = re.compile("[^。；，]{0,24}?(?:下达|拨付|拨给|兑付|兑现|发放|承担|负担|列支|安排|支付)")
NEAR = 3  # characters between 由 and who pays


def paid_above(parties: Parties, frames: list[Frame]) -> None:
    """Let public money of nobody named, told up to such an end, come from the body that it names: of several the department of finance."""
    for match in ABOVE.finditer(parties.text):
        payers = parties.within(match.end(), match.end() + 40, "Institution")
        if not payers or payers[0].start - match.end() > NEAR or payers[0].kind not in GOVERNMENTS:
            continue
        if HANDS.match(parties.text, payers[0].end) is None:
            continue
        desks = desks_among(parties.listed(payers[0]))
        end = payers[0].start
        for frame in frames:
            own = frame.parties
            if frame.kind == "flow" and frame.instrument in PUBLIC | {"other"} and frame.money.start < end:
                taken = ids_of(own["recipient"] + own["via"])
                own["provider"] = own["provider"] or others(desks[:1] or payers[:1], taken)
                if frame.instrument == "other":
                    frame.instrument = "grant"
