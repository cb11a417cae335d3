"""Whom or what a figure is about: every entity near it is weighed by where and how it stands."""

import bisect
import math
import re
from collections import defaultdict

from extract import clauses
from extract.clauses import outermost
from extract.model import Entity, Mention, State
from extract.observations_keep import Figure
from extract.observations_words import Words, words

SUBJECTS = {"Institution", "Zone", "Fund", "Program", "Policy", "Category", "Place"}
ATTACHED = re.compile(r"的|之|内|中(?=[^国])")
SPOKESMAN = re.compile(r"(?:有关|相关|主要)?(?:负责人|人士|专家|董事长|总经理|主任|行长|副|局长|院长|书记|处长|司长|厅长|科长)")
RULE = re.compile(r"按照?[^，。；]{0,16}的|给予|补助|补贴|奖励|贴息|减按|可享受|不超过|最高|补")
UNFIT = {"speaks", "listed", "around", "owner before"}
COUNTED = {"abuts:Program", "abuts:Category", "abuts:Policy"}
BACK = 3  # sentences that are looked back over
Features = dict[str, set[str]]


class Subjects:
    """Weighs the entities of an article for each figure; remembers what it chose for the figure before."""

    def __init__(self, state: State) -> None:
        self.state = state
        self.words: Words = words(state)
        self.weights: dict[str, float] = state.lexicon.table("observation_subjects")
        self.mentions = [m for m in outermost(state.mentions) if m.entity and m.type in SUBJECTS]
        self.starts = [m.start for m in self.mentions]
        self.entities: dict[str, Entity] = {m.entity.id: m.entity for m in self.mentions if m.entity}
        self.article = self.standing()
        self.last: tuple[Figure, str] | None = None

    def of(self, figure: Figure) -> tuple[Entity | None, str]:
        """Return the entity that the figure is about, with the name of what spoke for it most."""
        best: tuple[float, str] = (float("-inf"), "")
        found = self.features(figure)
        for id_, features in found.items():
            best = max(best, (math.fsum(self.weights.get(f, 0.0) for f in features), id_))
        if not best[1]:
            return None, "none"
        self.last = (figure, best[1])
        spoke = max(found[best[1]], key=lambda f: (self.weights.get(f, 0.0), f))
        return self.entities[best[1]], spoke

    def standing(self) -> dict[str, set[str]]:
        """Return what each entity is in the article as a whole: in the headline, the one named most, its place."""
        found: dict[str, set[str]] = defaultdict(set)
        head = self.state.sentences[0] if self.state.sentences else None
        for place, mention in enumerate(self.mentions):
            if mention.entity and head and mention.start < head.end:
                found[mention.entity.id].add(f"headline:{mention.type}")
            if mention.entity and place == 0:
                found[mention.entity.id].add("first")
        counts = {e.id: sum(m.entity is e for m in self.mentions) for e in self.entities.values()}
        for kind in SUBJECTS:
            ranked = sorted((n, id_) for id_, n in counts.items() if self.entities[id_].type == kind)
            if ranked:
                found[ranked[-1][1]].add(f"most:{kind}")
        if counts:
            found[max(counts, key=lambda id_: (counts[id_], id_))].add("most")
        return found

    def features(self, figure: Figure) -> Features:
        """Return the features of every entity that may be the subject."""
        found: Features = defaultdict(set)
        clause, sentence = figure.clause, figure.clause.sentence
        number = bisect.bisect_left(self.state.sentences, sentence.start, key=lambda s: s.start)
        earliest = self.state.sentences[max(0, number - BACK)].start
        first = bisect.bisect_left(self.starts, earliest)
        nearest: dict[str, Mention] = {}
        for mention in self.mentions[first:]:
            if mention.start >= sentence.end or mention.entity is None:
                break
            found[mention.entity.id] |= self.at(figure, mention, number)
            nearest[mention.entity.id] = mention
        before = [m for m in self.mentions[first:] if m.end <= figure.start]
        if before and before[-1].entity:
            found[before[-1].entity.id] |= {"nearest", f"nearest:{before[-1].type}"}
        opening = next((m for m in self.mentions[first:] if m.start >= sentence.start), None)
        if opening and opening.entity and opening.end <= figure.start:
            found[opening.entity.id].add("opens sentence")
            if not found[opening.entity.id] & UNFIT and not clauses.words(self.state).lead_of(self.state.folded[sentence.start : opening.start]):
                found[opening.entity.id] |= {"theme", f"theme:{opening.type}"}
        paragraph = next((m for m in self.mentions[first:] if self.paragraph(m) == sentence.paragraph), None)
        if paragraph and paragraph.entity and paragraph.end <= figure.start:
            found[paragraph.entity.id].add("opens paragraph")
        for other in sentence.clauses[: clause.index]:
            for subject in other.subject:
                if subject.entity and subject.type in SUBJECTS and not other.speech:
                    found[subject.entity.id].add("subject before")
        for subject in clause.subject:
            if subject.entity and subject.type in SUBJECTS and subject.end <= figure.start:
                found[subject.entity.id].add("carried" if clause.carried else f"subject:{subject.type}")
        for agent in clause.agents:
            if agent.entity and agent.type in SUBJECTS:
                found[agent.entity.id].add("agent")
        self.remembered(figure, found)
        self.stood_for(figure, found)
        for id_, features in self.article.items():
            found[id_] |= features
        rule = RULE.search(self.state.folded, clause.start, min(clause.end, figure.end + 12))
        counted = {id_ for id_, features in found.items() if figure.kind == "count" and features & COUNTED}
        counted = counted if len(counted) < len(found) else set()
        for id_ in [id_ for id_ in found if id_ not in self.entities or id_ in counted]:
            del found[id_]  # a name inside a longer name, or what is counted itself
        for id_ in found:
            found[id_].add(f"type:{self.entities[id_].type}")
            if rule:
                found[id_].add(f"rule:{self.entities[id_].type}")
            if "most" in self.article.get(id_, ()) and any(f.startswith("headline") for f in self.article[id_]):
                found[id_].add("topic")
            if figure.kind in ("percent", "points", "times", "ratio", "money"):
                found[id_].add(f"{'money' if figure.kind == 'money' else 'share'}:{self.entities[id_].type}")
        return found

    def at(self, figure: Figure, mention: Mention, number: int) -> set[str]:
        """Return the features of one mention."""
        text, sentence = self.state.folded, figure.clause.sentence
        features: set[str] = set()
        behind = text[mention.end : mention.end + 6]
        if mention.start < sentence.start:
            return features | {"earlier sentence", f"earlier:{mention.type}"}
        if mention.start >= figure.end:
            return {"counted" if mention.start - figure.end <= 1 else "behind", f"behind:{mention.type}"}
        if mention.end > figure.start:
            return {"around"}
        inside = mention.start >= figure.clause.start
        features.add(f"clause:{mention.type}" if inside else "sentence")
        lead = clauses.words(self.state).lead_of(text[sentence.start : mention.start])
        if lead:
            features.add(f"lead:{lead}:{'clause' if inside else 'sentence'}")
        if mention.start - figure.clause.start <= 2 and inside:
            features.add("opens clause")
        if SPOKESMAN.match(behind) or self.speaks(mention):
            features.add("speaks")
        if behind.startswith("的"):
            features.add("owner" if inside else "owner before")
        gap = text[mention.end : figure.outer_start]
        if inside and (not gap or not self.bare(gap)):
            features.add(f"abuts:{mention.type}")
        elif inside and len(gap) <= 12 and not re.search("[，、]", gap):
            features.add("close")
        if behind[:1] in "、和与及" or text[mention.start - 1 : mention.start] in ("、", "和", "与", "及"):
            features.add("listed")
        return features

    def bare(self, gap: str) -> str:
        """Return what is left of a gap without its light words."""
        while match := self.words.light.search(gap.rstrip()):
            gap = gap[: match.start()]
        return gap.strip()

    def paragraph(self, mention: Mention) -> int:
        sentence = self.state.sentence_at(mention.start)
        return sentence.paragraph if sentence else -1

    def speaks(self, mention: Mention) -> bool:
        clause = self.state.clause_at(mention.start)
        return bool(clause and clause.speech)

    def remembered(self, figure: Figure, found: Features) -> None:
        """Mark the subject of the figure before this one."""
        if self.last is None:
            return
        previous, id_ = self.last
        same_sentence = previous.clause.sentence is figure.clause.sentence
        same_paragraph = previous.clause.sentence.paragraph == figure.clause.sentence.paragraph
        found[id_].add("last:sentence" if same_sentence else "last:paragraph" if same_paragraph else "last:article")
        if previous.clause is figure.clause:
            found[id_].add("last:clause")

    def stood_for(self, figure: Figure, found: Features) -> None:
        """Mark the places that 全省, 我国, 全球 stand for, in the clause or before it in the sentence."""
        text = self.state.folded
        own = text[figure.clause.start : figure.start]
        sentence = text[figure.clause.sentence.start : figure.start]
        for name, pattern in ((self.state.place, self.words.here), ("中国", self.words.nation), ("全球", self.words.globe)):
            entity = next((e for e in self.entities.values() if e.type == "Place" and e.name == name), None)
            if entity is not None:
                found[entity.id] |= {f"place of article:{name if name in ('中国', '全球') else 'here'}"}
                if pattern.search(own):
                    found[entity.id].add("stands for:clause")
                elif pattern.search(sentence):
                    found[entity.id].add("stands for:sentence")
