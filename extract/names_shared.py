"""One office named for several places at once: 甲、乙、丙三地发展改革委 are the offices of all three, under the name of each place."""

import re

from extract.entity_spans import make
from extract.model import Mention, State
from extract.names_departments import Departments, official

COUNT = re.compile(
    r"(?:等)?(?:[两二三四五六七八九十]|\d{1,2})个?(?:省份|省市区|省区市|省市|省区|市州|市县|县市|县区|区县|地市|地|省|市|州|县|区|旗)(?:的)?"
)
JOINS = {"、", "和", "与", "及"}
LONGEST = 14
KINDS = ("province", "city", "county")


def find(state: State) -> list[Mention]:
    """Return the offices of all places of such a list; what was taken for one office is dropped, the places become nested."""
    rules = state.lexicon.built("names.departments", Departments)
    places = {m.end: m for m in state.mentions if m.type == "Place" and not m.anaphor and m.kind in KINDS}
    found: list[Mention] = []
    for match in state.scan(COUNT):
        members, at = [], match.start()
        while at in places:
            members.append(places[at])
            at = places[at].start - 1 if state.folded[places[at].start - 1 : places[at].start] in JOINS else -1
        sizes = range(min(LONGEST, len(state.folded) - match.end()), 1, -1)
        word = next((w for n in sizes if (w := state.folded[match.end() : match.end() + n]) in rules.heads), None)
        if len(members) < 2 or word is None:
            continue
        span = (match.start(), match.end() + len(word))
        for wrong in [m for m in state.mentions if m.start < span[1] and span[0] < m.end and m not in members]:
            state.mentions.remove(wrong)
        for place in members:
            name = official(state, rules.heads[word], place.name, place.kind)
            kind = rules.heads[word].kind
            found.append(
                make(state, place.start, place.end, "Institution", kind, name, rule="department", place=place.name)
            )
            found[-1].implied = True
            state.mentions.remove(place)
            state.nested.append(place)
    return found
