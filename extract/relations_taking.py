"""Who has others take part in something, and takes no part in it (甲省将乙县等3个县列入试点)."""

import re

from extract.model import Mention
from extract.relations_read import Reading

TAKEN = re.compile("(?:已经?|拟|正式|日前|近日|先后|还|也)*[将把](?=.)")


def takes_in(reading: Reading, head: Mention, start: int) -> bool:
    """Tell whether a head only has others take part, who stand as the object of the verb at `start` (甲省将乙县等3个县列入试点)."""
    if (taken := TAKEN.match(reading.state.folded, head.end, start)) is None:
        return False
    behind = taken.end()
    named = any(m.start == behind for m in reading.state.mentions_in(behind, start, "Place", "Zone", "Institution"))
    return named or reading.state.folded[behind] in "“《"  # 已将“甲项目”列入乙计划
