"""The signs that an entity is what a figure is about: where it is named, in what part of the clause, and how often."""

import bisect
import itertools
import re
from collections import Counter, defaultdict
from dataclasses import dataclass, field

from extract import clauses
from extract.clauses import outermost
from extract.model import Entity, Mention, Sentence, State
from extract.observations_beside import compared
from extract.observations_construed import construed, described, only_scope
from extract.observations_course import Course
from extract.observations_keep import Figure
from extract.observations_setting import Setting
from extract.observations_stands import Stands
from extract.observations_tails import Tails
from extract.observations_topics import part_of, topics
from extract.observations_wholes import place_here, place_meant, universities
from extract.observations_words import ACTS, Words, words

SUBJECTS = {"Institution", "Zone", "Fund", "Program", "Policy", "Category", "Place"}
NAMED = {"Institution", "Zone", "Fund", "Program", "Policy"}
BACK = 3  # sentences that are looked back over
FAR = 8  # sentences over which those are looked back for that stay a text's topic when it names others
TOPICS = {"Fund", "Program", "Policy", "Zone"}
COMPARED = re.compile("^[较比](?![重例率值赛])|[较比](?:一般|普通|同类|传统|其他|其它|常规)")
AND = frozenset("、与和及同")
JOINED = ("、", "和", "与", "及")
SHARES = {"percent", "points", "times", "ratio"}
COARSE = {"Institution": "body", "Zone": "zone", "Fund": "fund", "Program": "programme", "Policy": "policy"}
COARSE |= {"Category": "class", "Place": "place"}
OFFICES = {"central_government", "local_government", "party_body"}  # they publish figures of others
MADE = re.compile(  # 甲银行推出的乙贷: what follows is of 乙贷
    "[^，。；的]{0,8}?(?:推出|发行|设立|成立|管理|实施|运营|打造|建设|主导|发起|出资设立|组建|创设|开发|研发|牵头|孵出|孵化|培育)的[“《]?"
)
FITS = {"office": {"body"}, "zone": {"body", "place"}}  # the classes of `belongs` that stand for others
Signs = dict[str, set[str]]


def label_of(entity: Entity) -> str:
    """Return the class of an entity among the signs."""
    return "office" if entity.type == "Institution" and entity.kind in OFFICES else COARSE[entity.type]


@dataclass(slots=True)
class Seen:
    """A mention with what is true of it whatever the figure."""

    mention: Mention
    id: str
    type: str
    label: str  # its class among the signs
    sentence: int
    paragraph: int
    lead: str | None  # the list of clause words that governs it
    marks: set[str] = field(default_factory=set)


class Reader:
    """Reads the signs in one article."""

    def __init__(self, state: State) -> None:
        self.state = state
        self.text = state.folded
        self.joined = JOINED
        self.words: Words = words(state)
        self.topics = topics(state)
        self.sentence_starts = [s.start for s in state.sentences]
        named = outermost([m for m in state.mentions if not (m.type == "Place" and only_scope(state, m))])
        found = [m for m in named if m.entity and m.type in SUBJECTS and not self.is_base(m)]
        found = [m for m in found if m.kind != "media"] or found
        self.seen = [self.look(m, place_meant(state, m, m.entity)) for m in found if m.entity]
        self.starts = [s.mention.start for s in self.seen]
        self.entities: dict[str, Entity] = {m.entity.id: m.entity for m in found if m.entity}
        self.populations = {
            id_ for id_, e in self.entities.items() if e.type == "Category" and self.words.populations.search(e.name)
        }
        for seen, following in itertools.pairwise(self.seen):
            bare = following.type == "Category" and self.words.bare_class.fullmatch(following.mention.text)
            apart = following.type == "Place" or bare  # 全省企业: the place's
            gap = self.text[seen.mention.end : following.mention.start]
            if seen.type == "Place" and len(gap) <= 1 and gap not in AND and not apart:
                seen.marks.add("listed")  # 松溪县某某公司: the place only says where
                following.marks.add("placed")
        for seen, following in itertools.pairwise(self.seen):
            gap = self.text[seen.mention.end : following.mention.start]
            if following.type in NAMED and seen.type in ("Institution", "Zone", "Place") and MADE.fullmatch(gap):
                seen.lead = seen.lead or "governs"
                following.marks.add("made")
        self.labels = {id_: label_of(e) for id_, e in self.entities.items()}
        self.letters = {id_: set(e.name) for id_, e in self.entities.items()}
        self.universities = universities(list(self.entities.values()), state.entities)
        for id_ in [*self.universities.values(), *(s.id for s in self.seen)]:
            self.know(id_)
        self.standing = self.stand()
        headline = state.sentences[0].end if state.sentences and state.sentences[0].heading else 0
        self.stands = Stands(state, [s.mention for s in self.seen], headline)
        self.tails = Tails(self, headline)
        self.course = Course(self)
        self.setting = Setting(self)
        self.prominent = {
            id_
            for id_, signs in self.standing.items()
            if any(sign.startswith("headline") for sign in signs)
            or (signs >= {"named most"} and "named once" not in signs)
        }

    def know(self, id_: str) -> None:
        """Take in an entity of the article that no sentence names by itself (the zone of a 管委会)."""
        if id_ not in self.entities:
            entity = next(e for e in self.state.entities if e.id == id_)
            self.entities[id_], self.labels[id_], self.letters[id_] = entity, label_of(entity), set(entity.name)

    def may_act(self, seen: Seen) -> bool:
        """Tell whether a mention may be what the words behind it speak of: no 由甲出资, no speaker."""
        return "speaks" not in seen.marks and seen.lead is None

    def is_base(self, mention: Mention) -> bool:
        """Tell whether a place only says of what a share is, or among whom a rank (占全国的14%, 居全省第四位), or a name with what it is compared (较一般贷款)."""
        if mention.type != "Place":
            return mention.type in ("Program", "Category") and COMPARED.search(mention.text) is not None
        if self.words.base_behind.match(self.text, mention.end):
            return True
        return bool(self.words.base.search(self.text, max(0, mention.start - 6), mention.start))

    def look(self, mention: Mention, entity: Entity) -> Seen:
        """Return a mention with its marks."""
        text = self.text
        number = bisect.bisect_right(self.sentence_starts, mention.start) - 1
        sentence = self.state.sentences[max(0, number)]
        seen = Seen(mention, entity.id, mention.type, label_of(entity), number, sentence.paragraph, None)
        seen.lead = clauses.words(self.state).lead_of(text[max(sentence.start, mention.start - 8) : mention.start])
        if (
            self.words.spokesman.match(text, mention.end)
            or self.speaks(sentence, mention)
            or (sentence.heading and label_of(entity) == "office" and text.startswith(("：", ":"), mention.end))
            or (
                self.words.source_behind.match(text, mention.end)
                or (
                    self.words.source_before.search(text, max(sentence.start, mention.start - 3), mention.start)
                    and "，" in text[mention.end : mention.end + 14]
                )
            )
        ):
            seen.marks.add("speaks")
        if text.startswith(JOINED, mention.end) or text.startswith(JOINED, mention.start - 1):
            seen.marks.add("listed")
        if self.topics.standing_as(self.state, mention, sentence):
            seen.marks.add("standing as")
        if described(self.state, mention, sentence):
            seen.marks.add("described")
        if self.topics.announced(self.state, mention):
            seen.marks.add("announced")
        if mention.type in NAMED and self.topics.run(self.state, mention):
            seen.marks.add("run")
        return seen

    def speaks(self, sentence: Sentence, mention: Mention) -> bool:
        return any(c.speech and c.start <= mention.start < c.end for c in sentence.clauses)

    def stand(self) -> dict[str, set[str]]:
        """Return what each entity is in the article as a whole: in the headline, the one named most, its place."""
        found: dict[str, set[str]] = {id_: {label} for id_, label in self.labels.items()}
        counts = Counter(seen.id for seen in self.seen)
        for seen in self.seen:
            if seen.sentence == 0 and self.state.sentences[0].heading:
                found[seen.id].add(f"headline:{seen.label}")
        ranked = sorted(((n, id_) for id_, n in counts.items() if self.entities[id_].type in NAMED), reverse=True)
        for _, id_ in ranked[:1]:
            found[id_].add("named most")
        for id_, signs in found.items():
            if any(sign.startswith("headline") for sign in signs) and id_ in [id_ for _, id_ in ranked[:2]]:
                signs.add("topic")
            if counts[id_] == 1 and not signs & {"headline:zone", "headline:place"}:
                signs.add("named once")
        return found

    def signs(self, figure: Figure, last: tuple[Figure, str] | None) -> Signs:
        """Return the signs of every entity that may be the subject; `last` is the figure before with its subject."""
        found: Signs = defaultdict(set)
        sentence = figure.clause.sentence
        number = bisect.bisect_right(self.sentence_starts, sentence.start) - 1
        first = bisect.bisect_left(self.starts, self.sentence_starts[max(0, number - BACK)])
        stop = bisect.bisect_left(self.starts, sentence.end)
        window = [s for s in self.seen[first:stop] if "described" not in s.marks]
        earlier = bisect.bisect_left(self.starts, self.sentence_starts[max(0, number - FAR)])
        far = [seen for seen in self.seen[earlier:first] if seen.type in TOPICS]
        for seen in [*far, *window]:
            self.at(figure, seen, number, found[seen.id])
        before = [s for s in window if s.mention.end <= figure.start]
        if before:
            found[before[-1].id].add(f"nearest:{before[-1].label}")
            other = next((s for s in reversed(before) if s.type != "Category" and self.may_act(s)), None)
            if other:
                found[other.id].add("nearest named")
            if before[-1].mention.end < figure.clause.start and not self.bare(
                self.text[before[-1].mention.end : figure.outer_start]
            ):
                found[before[-1].id].add("named, then counted")  # 国家高新区，目前共有178家
        self.openers(figure, before, number, found)
        self.grammar(figure, found)
        self.remembered(figure, last, found)
        self.stands_for(figure, found)
        self.sets_up(figure, found)
        self.tails.signs(figure, found)
        self.shift(figure, last, found)
        self.turns(figure, last, window, number, found)
        for id_ in self.prominent:
            found[id_] |= self.standing[id_]
        for id_ in found.keys() - self.prominent:
            found[id_] |= self.standing.get(id_, set())
        self.course.signs(figure, last, found)
        self.setting.signs(figure, window, number, found)
        compared(self, figure, last, window, number, found)
        return found

    def at(self, figure: Figure, seen: Seen, number: int, signs: set[str]) -> None:
        """Add the signs of one mention."""
        mention, kind = seen.mention, seen.label
        if seen.sentence < number:
            signs.add(f"{'sentence' if seen.sentence == number - 1 else 'sentences'} before:{kind}")
            return
        if "standing as" in seen.marks:
            return  # 作为甲市的龙头, 乙公司…
        if mention.start >= figure.end:
            if "speaks" in seen.marks and self.text.rfind("”", figure.end, mention.start) >= 0:
                signs.add(f"speaks behind:{kind}")  # “公司有员工百人。”甲公司负责人说
                return
            signs.add("counted" if mention.start - figure.end <= 1 else f"behind:{kind}")
            return
        if mention.end > figure.start:
            return
        if "speaks" in seen.marks:
            signs.add("speaks")
            return
        if mention.start < figure.clause.start:
            signs.add(f"sentence:{kind}")
            return
        abuts = not self.bare(self.text[mention.end : figure.outer_start])
        if self.text[mention.end : figure.outer_start] in ("(", "（"):
            signs.add("bracketed")  # 甲银行（46%）
            return
        joined = figure.kind == "count" and self.text[max(0, mention.start - 1)] in "、和及与"  # 甲市、乙市共2个城市
        if (self.text.startswith(("等", "在"), mention.end) or joined) and self.topics.is_member(
            self.state, mention, figure
        ):
            signs.add("member")
            return
        if abuts:
            signs.add(f"abuts:{kind}")
            if (
                seen.type in ("Institution", "Zone", "Fund", "Place")
                and not seen.lead
                and self.opens(figure.clause.start, mention)
            ):
                signs.add(f"head:{kind}")
        if seen.lead or "listed" in seen.marks:
            signs.add("governed" if seen.lead else "listed")
        elif not abuts:
            signs.add(f"head:{kind}" if self.opens(figure.clause.start, mention) else f"clause:{kind}")

    def opens(self, start: int, mention: Mention) -> bool:
        """Tell whether nothing but a date or a word like 其中 stands before the mention."""
        begin = mention.start
        if any(s.mention is mention and "made" in s.marks for s in self.near(mention)):
            begin = self.near(mention)[0].mention.start
        elif any(s.mention is mention and "placed" in s.marks for s in self.near(mention)):
            begin = next(s.mention.start for s in self.near(mention) if s.mention.end >= mention.start - 1)
        prefix = self.text[start:begin]
        if len(prefix) > 16:
            return False
        lead = self.words.lead.match(prefix)
        prefix = prefix[lead.end() :] if lead else prefix
        for date in self.dates_in(start, begin):
            prefix = prefix.replace(date, "")
        return not prefix.strip(" 截至到在从自，的“") or construed(self.state).relative.fullmatch(prefix) is not None

    def near(self, mention: Mention) -> list[Seen]:
        """Return the mention before and the mention itself."""
        place = bisect.bisect_left(self.starts, mention.start)
        return self.seen[max(0, place - 1) : place + 1]

    def dates_in(self, start: int, end: int) -> list[str]:
        first = bisect.bisect_left(self.state.dates, start, key=lambda d: d.start)
        return [self.text[d.start : d.end] for d in self.state.dates[first : first + 3] if d.end <= end]

    def bare(self, gap: str) -> str:
        """Return what is left of a gap without its light words."""
        while 0 < len(gap := gap.rstrip(" ，")) <= 8 and (match := self.words.light.search(gap)):
            gap = gap[: match.start()]
        return gap.strip()

    def openers(self, figure: Figure, before: list[Seen], number: int, found: Signs) -> None:
        """Mark what opens the sentence, the paragraph, the sentence before, and the clause before that has an opener."""
        clean = [s for s in before if not s.lead and not s.marks & {"speaks", "listed"}]
        opening = next((s for s in before if s.sentence == number), None)
        if opening and opening in clean:
            found[opening.id].add(f"theme:{opening.label}")
        first = next((s for s in before if s.paragraph == figure.clause.sentence.paragraph), None)
        if first:
            found[first.id].add("opens paragraph")
        previous = next((s for s in clean if s.sentence == number - 1), None)
        if previous and opening is None:
            found[previous.id].add("theme before")
        clauses_before = figure.clause.sentence.clauses[: figure.clause.index]
        for clause in reversed(clauses_before):
            head = next(
                (
                    s
                    for s in clean
                    if clause.start <= s.mention.start < clause.end and self.opens(clause.start, s.mention)
                ),
                None,
            )
            if head:
                found[head.id].add("head before")
                break

    def grammar(self, figure: Figure, found: Signs) -> None:
        """Mark the subjects and agents that the clauses of the sentence have."""
        clause = figure.clause
        for subject in clause.subject:
            if subject.entity and subject.end <= figure.start:
                found[subject.entity.id].add("carried" if clause.carried else "subject")
        for agent in clause.agents:
            if agent.entity:
                found[agent.entity.id].add("agent")
        for other in clause.sentence.clauses[: clause.index]:
            for subject in other.subject:
                if subject.entity and not other.speech:
                    found[subject.entity.id].add("subject before")

    def remembered(self, figure: Figure, last: tuple[Figure, str] | None, found: Signs) -> None:
        """Mark the subject of the figure before this one."""
        if last is None:
            return
        previous, id_ = last
        if previous.clause is figure.clause:
            found[id_].add("last:clause")
        elif previous.clause.sentence is figure.clause.sentence:
            found[id_].add("last:sentence")
        elif previous.clause.sentence.paragraph == figure.clause.sentence.paragraph:
            found[id_].add("last:paragraph")
        else:
            found[id_].add("last:article")

    def turns(
        self, figure: Figure, last: tuple[Figure, str] | None, window: list[Seen], number: int, found: Signs
    ) -> None:
        """Mark what the text has turned to: an announced topic, what was run or counted before, the measure's usual subject."""
        for seen in window:
            if seen.mention.end > figure.start:
                continue
            if "announced" in seen.marks and seen.sentence == number:
                found[seen.id].add("announced")
            if "run" in seen.marks and seen.sentence == number and seen.mention.end <= figure.clause.start:
                found[seen.id].add(f"run before:{seen.label}")
        usual = self.topics.labels(self.state, figure, last[0] if last else None)
        families = self.topics.families_of(self.state, figure, last[0] if last else None)
        for id_, signs in found.items():
            signs |= {f"{family}:{self.labels[id_]}" for family in families if id_ in self.labels}
            own = self.labels.get(id_, "")
            fits = usual & FITS.get(own, {own})
            signs |= {f"fits:{label}" for label in fits}
            if usual and not fits:
                signs.add(f"unfit:{own}")
        if last is None:
            return
        previous, id_ = last
        signs = found[id_]
        if "last:sentence" in signs:
            if self.topics.leans.match(self.text, figure.clause.start):
                signs.add("leans:sentence")
            if part_of(figure.clause, self.text) != part_of(previous.clause, self.text):
                signs.add("last:other part")
        elif "last:paragraph" in signs and self.topics.leans.match(self.text, figure.clause.start):
            signs.add("leans:paragraph")
        if previous.clause.sentence.paragraph == figure.clause.sentence.paragraph:
            for seen in self.seen_at(previous.start - 20, previous.end + 20):
                gap = (
                    self.text[seen.mention.end : previous.outer_start]
                    if seen.mention.end <= previous.start
                    else self.text[previous.end : seen.mention.start]
                )
                if seen.type in ("Category", "Program") and not self.bare(gap):
                    found[seen.id].add(f"counted before:{seen.label}")
                    behind = 0 <= seen.mention.start - previous.end <= 1 and seen.mention.end < figure.start
                    if behind and previous.clause is figure.clause and ACTS.match(self.text, seen.mention.end):
                        found[seen.id].add("counted acts")  # 8家高新区实现营业收入…

    def seen_at(self, start: int, end: int) -> list[Seen]:
        """Return the mentions that begin within the span."""
        return self.seen[bisect.bisect_left(self.starts, start) : bisect.bisect_left(self.starts, end)]

    def stands_for(self, figure: Figure, found: Signs) -> None:
        """Mark the places that 全省, 我国, 全球 stand for, in the clause or before it in the sentence."""
        own = self.text[figure.clause.start : figure.start]
        if figure.kind in SHARES or figure.kind == "rank":
            own = self.words.base_word.sub("", own)
        earlier = self.text[figure.clause.sentence.start : figure.clause.start]
        for name, pattern in (
            (place_here(self, figure), self.words.here),
            ("中国", self.words.nation),
            ("全球", self.words.globe),
        ):
            entity = self.entities.get(f"Place:{name}") or next(
                (e for e in self.entities.values() if e.type == "Place" and e.name == name), None
            )
            if entity is not None and pattern.search(own):
                found[entity.id].add("stands for:clause")
            elif entity is not None and pattern.search(earlier):
                found[entity.id].add("stands for:sentence")
            elif entity is not None and name == self.state.place:
                found[entity.id].add("article's place")
        for id_, offset, chief in self.meant_by_words(figure.clause.start, figure.start):
            found[id_].add("stands for:clause")
            found[id_].add(f"stands:{self.labels[id_]}")
            found[id_].add(f"stands {'chief' if chief else 'last'}:{self.labels[id_]}")
            if not self.text[figure.clause.start : offset].strip(" “其中"):
                found[id_].add(f"head:{self.labels[id_]}")
        for id_, *_ in self.meant_by_words(figure.clause.sentence.start, figure.clause.start):
            found[id_].add("stands for:sentence")

    def meant_by_words(self, start: int, end: int) -> list[tuple[str, int, bool]]:
        """Return what the words in the span stand for, as `Stands` does; 全校 in an article on a school of a university is the university."""
        found = self.stands.meant(start, end)
        for id_, *_ in found:
            self.know(id_)
        return [
            (self.universities.get(id_, id_) if "校" in self.text[at : at + 2] else id_, at, chief)
            for id_, at, chief in found
        ]

    def shift(self, figure: Figure, last: tuple[Figure, str] | None, found: Signs) -> None:
        """Take back what spoke for the topic so far where the clause, or the sentence since the last figure, names a new one."""
        own = any(sign.startswith("head:") or sign == "stands for:clause" for signs in found.values() for sign in signs)
        old: set[str] = set()
        if own:
            old = {
                "last:sentence",
                "last:paragraph",
                "last:article",
                "head before",
                "carried",
                "theme before",
                "subject before",
            }
        elif last is not None and last[0].clause.sentence is figure.clause.sentence:
            since = [s for s in self.seen if last[0].end <= s.mention.start < figure.start]
            if any("head before" in found[s.id] and s.id != last[1] for s in since if s.id in found):
                old = {"last:sentence"}
            elif any("run" in s.marks and s.id != last[1] for s in since):
                old = {"last:sentence"}  # …；开展某行动，服务企业1000家
        elif any(sign.startswith("theme:") for signs in found.values() for sign in signs):
            old = {"last:paragraph", "last:article"}
        for signs in found.values():
            signs -= old

    def sets_up(self, figure: Figure, found: Signs) -> None:
        """Mark the parties of flows in the same sentence."""
        sentence = figure.clause.sentence
        for flow in self.state.flows:
            if sentence.start <= flow.evidence.start < sentence.end:
                for role in ("provider", "via", "recipient"):
                    for id_ in getattr(flow, role):
                        found[id_].add(f"flow:{role}")

    def crossed(self, figure: Figure, found: Signs) -> None:
        """Cross labels with the kind of figure, and mark those whose name shares letters with the clause."""
        clause = figure.clause
        kind = "money" if figure.kind == "money" else "share" if figure.kind in SHARES else "count"
        rule = bool(self.words.rule.search(self.text, clause.start, min(clause.end, figure.end + 12)))
        near = set(self.text[clause.start : min(clause.end, figure.end + 10)])
        for id_, signs in found.items():
            label = self.labels[id_]
            signs.add(f"{kind}:{label}")
            if rule:
                signs.add(f"rule:{label}")
            letters = self.letters[id_]
            if label in ("programme", "class") and len(letters & near) >= 0.6 * len(letters):
                signs.add(f"alike:{label}")
