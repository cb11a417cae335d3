"""Paragraphs printed behind the wrong story, given back to the story whose names they carry."""

import functools
import re
from collections import Counter

from extract.layout_drafts import Draft

RUN = 4  # characters: shared runs of so many are names and terms, not chance
SHARED = 5  # runs that the strays must share with their own story, where they share none with the one above them
MOST = 3  # paragraphs that go astray together
LEAST = 80  # characters in them
_WORDS = re.compile(r"[\u4e00-\u9fffA-Za-z0-9]+")


def return_strays(drafts: list[Draft]) -> None:
    """Move the last paragraphs of a story to another one of the page where only that one has words in common with them."""
    known = functools.cache(runs)  # no run goes over the end of a paragraph, so each paragraph is looked at once
    printed = [[d.title or "", *(p.text for p in d.paragraphs)] for d in drafts]
    whole = functools.cache(lambda n: set().union(*map(known, printed[n])))
    for number, draft in enumerate(drafts):
        texts = [p.text for p in draft.paragraphs]
        if draft.finished or len(texts) < 3:
            continue
        for count in range(min(MOST, len(texts) - 2), 0, -1):
            strays = texts[-count:]
            if sum(map(len, strays)) < LEAST or draft.paragraphs[-count].heading:
                continue
            mine = set().union(*map(known, strays))
            if not all(mine.isdisjoint(known(text)) for text in (draft.title or "", *texts[:-count])):
                continue
            found = Counter({n: len(mine & whole(n)) for n in range(len(drafts)) if n != number and drafts[n].title})
            ranked = found.most_common(2)
            if not ranked or ranked[0][1] < SHARED or (len(ranked) > 1 and ranked[1][1] * 2 > ranked[0][1]):
                continue
            home = drafts[ranked[0][0]]
            if home.finished:
                continue
            home.paragraphs += draft.paragraphs[-count:]
            del draft.paragraphs[-count:]
            break


def runs(text: str) -> set[str]:
    """Return the runs of `RUN` characters without punctuation between."""
    found: set[str] = set()
    for run in _WORDS.findall(text):
        found.update([run[i : i + RUN] for i in range(len(run) - RUN + 1)])
    return found
