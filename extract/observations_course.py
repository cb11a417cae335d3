"""Signs of the course of the article: who is spoken of most, who is named since the last figure, how far back a name is."""

import bisect
from collections import Counter, defaultdict
from typing import TYPE_CHECKING

from extract.observations_keep import Figure

if TYPE_CHECKING:
    from extract.observations_signs import Reader, Signs

LOOKED_BACK = 25  # mentions
FAR = 3  # entities between a name and the figure, and more
LAST = ("last:clause", "last:sentence", "last:paragraph", "last:article")


class Course:
    """What is true of the entities of one article as it goes on."""

    def __init__(self, reader: "Reader") -> None:
        self.reader = reader
        self.standing: dict[str, set[str]] = defaultdict(set)
        counts = Counter(s.id for s in reader.seen)
        by_label: dict[str, list[tuple[int, str]]] = defaultdict(list)
        for id_, count in counts.items():
            by_label[reader.labels[id_]].append((count, id_))
        for label, listed in by_label.items():
            listed.sort(reverse=True)
            if len(listed) == 1:
                self.standing[listed[0][1]].add(f"only:{label}")
            elif listed[0][0] > listed[1][0]:
                self.standing[listed[0][1]].add(f"most of label:{label}")
        self.spread()
        body = next((s.start for s in reader.state.sentences if not s.heading), 0)
        first = next((s for s in reader.seen if s.mention.start >= body and reader.may_act(s)), None)
        if first:
            self.standing[first.id].add(f"opens article:{first.label}")

    def spread(self) -> None:
        """Mark who is named in many of the paragraphs that name anybody."""
        paragraphs: dict[str, set[int]] = defaultdict(set)
        for seen in self.reader.seen:
            paragraphs[seen.id].add(seen.paragraph)
        total = len(set().union(*paragraphs.values()))
        for id_, named in paragraphs.items() if total >= 3 else ():
            if len(named) >= 0.3 * total:
                how = "throughout" if len(named) >= 0.6 * total else "often"
                self.standing[id_].add(f"{how}:{self.reader.labels[id_]}")

    def signs(self, figure: Figure, last: tuple[Figure, str] | None, found: "Signs") -> None:
        """Add the signs of the course up to the figure; `last` is the figure before with its subject."""
        starts, seen = self.reader.starts, self.reader.seen
        stop = bisect.bisect_left(starts, figure.start)
        paragraph = figure.clause.sentence.paragraph
        passed: set[str] = set()
        for one in reversed(seen[max(0, stop - LOOKED_BACK) : stop]):
            if one.mention.end > figure.start or one.id in passed:
                continue
            if one.id in found:
                found[one.id].add(f"back {min(len(passed), FAR)}:{one.label}")
                if one.paragraph == paragraph:
                    found[one.id].add(f"same paragraph:{one.label}")
            passed.add(one.id)
        for id_, signs in found.items():
            signs |= self.standing[id_]
        if last is not None:
            self.since(figure, last, stop, found)

    def since(self, figure: Figure, last: tuple[Figure, str], stop: int, found: "Signs") -> None:
        """Tell who was named since the last figure, for its subject."""
        previous, id_ = last
        signs = found[id_]
        where = next((sign for sign in LAST if sign in signs), None)
        if where is None:
            return
        first = bisect.bisect_left(self.reader.starts, previous.end)
        since = [s for s in self.reader.seen[first:stop] if s.mention.end <= figure.start]
        acting = [s for s in since if s.type != "Category" and self.reader.may_act(s)]
        again = any(s.id == id_ for s in acting)
        who = "again" if again else "others" if acting else "classes" if since else "none"
        signs |= {f"{where}:{self.reader.labels[id_]}", f"{where}, {who} since"}
        if previous.kind == figure.kind:
            signs.add(f"{where}, same kind")
        if figure.clause.subject:
            signs.add(f"{where}, clause with subject")
        if figure.clause.overt:
            signs.add(f"{where}, other noun")
