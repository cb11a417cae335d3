"""The programme that an article is about, as what public money runs through where the sums' own words name none."""

from collections import Counter

from extract.flows_base import PUBLIC, ids_of
from extract.flows_frame import Frame
from extract.flows_parties import Parties
from extract.model import Mention

GETTING = ("项目", "工程", "国债", "试点", "改革", "制度", "战略")  # ends of what gets money or hands none out
BUILT = frozenset(("works", "invested", "local project", "listed", "series"))  # rules that find projects


def subject_of(parties: Parties, frame: Frame) -> list[Mention]:
    """Return the programme that an article names more often than any other, where public money goes out and it was named before."""
    if frame.instrument not in PUBLIC or frame.status not in {"actual", "committed"}:
        return []
    named = [m for m in parties.all if m.type == "Program" and m.kind == "program" and m.rule not in BUILT]
    named = [m for m in named if m.entity and not m.text.strip("“”").endswith(GETTING)]
    times = Counter(m.entity.id for m in named if m.entity).most_common(2)
    if (
        not times
        or (len(times) == 2 and times[0][1] == times[1][1])
        or times[0][0] in ids_of(frame.parties["provider"])
    ):
        return []
    told = [m for m in named if m.entity and m.entity.id == times[0][0] and m.end <= frame.money.start]
    if told and told[-1].start >= frame.clause.sentence.start:
        return []  # the sentence itself says what part it plays
    return told[-1:]
