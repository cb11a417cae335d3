"""POSTED_AT: a person with the post that stands before the name (科技部副部长某某), behind it, or none (甲公司某某)."""

import bisect
import itertools
import re

from extract.clauses import government
from extract.lexicon import Lexicon, any_of
from extract.model import Clause, Entity, Mention, Sentence
from extract.names_rules import OFFICES
from extract.relations_read import Reading
from extract.text import in_order

_LAST_BARE = re.compile("(?<![一-鿿])(?:常务)?副?(?:自治区|省|市|县|区|州)(?:人民政府)?副?(?:主席|长)$")
BODIES = ("Institution", "Zone", "Place")
NEAR = 200  # characters back to the person that 这位 points to
LEVELS = "省市县区州镇乡"
OFTEN = 3  # mentions of a body that a text is about
MANY = 400  # mentions back to the body of a post told alone
SELF = re.compile("[我本](?:院|校|所|行|司|公司|会|馆|站)")
ALIEN = re.compile(
    "[一-鿿]{2}(?:国投|城投|交投|产投|建投|农投|集团|公司|基金|资本|银行|证券|保险|大学|学院|研究院|医院)(?!公司)[一-鿿]{0,4}(?:总裁|董事|经理|行长|校长|院长|主席|书记)"
)  # a post at a body that no name was found for
LONGEST_POST = 18  # characters of a post that no name of a body stands before


class Fitting:
    """The kinds of bodies that have a post, and how their names end where kinds alone do not say it."""

    def __init__(self, kinds: list[str], ends: str) -> None:
        self.kinds, self.ends = frozenset(kinds), re.compile(f"(?:{ends})$" if ends else "")

    def fits(self, body: Mention) -> bool:
        """Tell whether the body may have the post."""
        name = body.entity.name if body.entity is not None else body.text
        return body.kind in self.kinds and self.ends.search(name) is not None


class Titles:
    """The words of `posts` in relations.yaml."""

    def __init__(self, lexicon: Lexicon) -> None:
        table = lexicon.table("relations")["posts"]
        endings = any_of(table["titles"])
        self.title = re.compile(
            rf"(?:{'|'.join(table['former'])})?(?P<title>[^，。；：、“”《》（）()\s0-9]{{0,{table['longest']}}}?(?:{endings}))"
        )
        self.verbs = re.compile("|".join(table["not_in_title"]))
        self.heads = re.compile("|".join(table["government_heads"]))
        self.guests = re.compile(table["guests"])
        self.pointed = re.compile(table["pointed"])
        self.appoints = re.compile(table["appoints"])
        self.takes = re.compile(table["takes"])
        self.shared = re.compile(table["shared"])
        self.several = re.compile(table["several"])
        self.bare = re.compile(table["bare"])
        self.levels: dict[str, list[str]] = table["levels"]
        self.lead_in = re.compile(table["lead_in"])
        self.inside = re.compile("里?的?$")
        self.nouns: dict[str, list[str]] = table["nouns"]
        self.kinds = {word: Fitting(kinds, table["ends"].get(word, "")) for word, kinds in table["kinds"].items()}
        self.elected = re.compile(table["elected"])
        self.between = re.compile(table["between"])
        self.after = re.compile(rf"(?:，|,)?(?P<title>(?:{endings}))")
        self.join = re.compile(r"^[、，,和及\s]|^以及")
        self.glue = re.compile(r"[、，,兼\s]+$")

    def wanted(self, listed: list[str]) -> Fitting | None:
        """Return what bodies have the last of the titles, None where any may."""
        return next((w for word, w in self.kinds.items() if listed and listed[-1].endswith(word)), None)


def find(reading: Reading) -> None:
    """State the posts of all persons."""
    titles = reading.state.lexicon.built("relations.titles", Titles)
    for sentence in reading.state.sentences:
        outer = reading.outer(sentence)
        held: dict[int, Mention] = {}
        for place, mention in enumerate(outer):
            if mention.type == "Person" and mention.entity is not None:
                found = _before(reading, titles, sentence, outer, place, held) or _bare(
                    reading, titles, sentence, mention
                )
                found = found or _alone(reading, titles, sentence, mention)
                found = found or _appointed(reading, titles, sentence, mention)
                _behind(reading, titles, sentence, outer, place, found)
            elif mention.type == "Institution" and not any(m.type == "Person" for m in outer[place + 1 : place + 2]):
                _pointed(reading, titles, sentence, mention)


def _pointed(reading: Reading, titles: Titles, sentence: Sentence, body: Mention) -> None:
    """Read 某某在会上提醒…。这位甲部部长说: the post is that of the only person of the sentences right before."""
    text = reading.state.folded
    match = titles.after.match(text, body.end)
    if match is None or match[0][:1] in "，," or not titles.pointed.search(text, sentence.start, body.start):
        return
    floor = sentence.start - NEAR
    persons = {
        id(m.entity): m
        for m in reading.state.mentions
        if m.type == "Person" and m.entity and floor <= m.start < body.start and _paragraphs(reading, m, sentence) == 0
    }
    if len(persons) == 1:
        _state(reading, sentence, next(iter(persons.values())), body, match["title"], "post_pointed")


def _titles(titles: Titles, text: str) -> list[str]:
    """Return the titles that fill the text wholly (党组书记、厅长), none where anything else stands in it."""
    found = []
    parts = [part.strip() for part in text.split("、")]
    for part in parts:
        match = titles.title.fullmatch(part)
        if match is None or titles.verbs.search(part):
            return []
        found.append(match["title"].rpartition("的")[2])  # 派来的督导员
    return found


def _before(
    reading: Reading, titles: Titles, sentence: Sentence, outer: list[Mention], place: int, held: dict[int, Mention]
) -> bool:
    """Read the posts that stand before the name, from the name backwards; return whether there are any."""
    person, edge, found = outer[place], outer[place].start, False
    text = reading.state.folded
    for mention in reversed(outer[:place]):
        bit = text[mention.end : edge].strip(" \u3000").removeprefix("的").removesuffix("的")
        if mention.type == "Person":
            found = _same_body(reading, titles, sentence, person, held.get(id(mention)), bit, held) or found
            break
        if mention.type not in BODIES:
            continue
        if mention.type == "Place" and bit[:1] == "长" and text[mention.end - 1] in LEVELS:
            bit = text[mention.end - 1] + bit  # 南通市长某某
        elif (
            mention.type == "Place"
            and bit
            and any(m.end == mention.start for m in outer[:place])
            and not any(titles.heads.fullmatch(t) for t in _titles(titles, bit))
        ):
            continue  # 该公司新疆业务负责人: the place is a word of the post
        listed = _titles(titles, bit) if bit else []
        if not listed and titles.guests.search(bit) and text[mention.start - 1] in "、，":
            edge = mention.start - 1  # 甲公司董事长、该校1984级学生某某
            continue
        if not listed:
            titled = titles.after.match(text, person.end)
            if not bit and not found and not titled and mention.type == "Institution" and edge == person.start:
                found = _state(reading, sentence, person, mention, None, "affiliation")
                held[id(person)] = mention
            break
        found = _post(reading, titles, sentence, person, mention, listed) or found
        if titles.shared.search(listed[-1]):
            _shared(reading, titles, sentence, outer[: place + 1], outer[place:], mention, listed)
        held.setdefault(id(person), mention)
        rest = titles.glue.sub("", text[sentence.start : mention.start])
        edge = sentence.start + len(rest)
        if bare := _LAST_BARE.search(rest):  # 副省长、某市委书记某某
            spot = titles.bare.fullmatch(bare.group())
            if spot and not any(m.end == edge - len(bare.group()) for m in outer[:place]):
                _at_level(reading, titles, sentence, person, spot, edge - len(bare.group()), edge)
        if edge == mention.start or not any(
            m.end == edge or _titles(titles, text[m.end : edge].strip()) for m in outer[:place] if m.end <= edge
        ):
            break
    return found


def _shared(
    reading: Reading,
    titles: Titles,
    sentence: Sentence,
    before: list[Mention],
    persons: list[Mention],
    body: Mention,
    listed: list[str],
) -> None:
    """Read 甲委、甲府领导某某、某某: the title is that of all bodies of a list before it and of all names of one behind it."""
    text, all_persons = reading.state.folded, persons[:1]
    for former, person in itertools.pairwise(persons):
        follow = titles.after.match(text, person.end)
        if person.type != "Person" or follow or text[former.end : person.start] not in {"、", "和"}:
            break
        all_persons.append(person)
    bodies = [body]
    if titles.several.search(listed[-1]):
        for mention in reversed(before):
            if (
                mention.end < body.start
                and text[mention.end : bodies[-1].start] == "、"
                and mention.type == "Institution"
            ):
                bodies.append(mention)
    for person in all_persons:
        for each in bodies:
            if each is not body or person is not all_persons[0]:
                _post(reading, titles, sentence, person, each, listed)


def _same_body(
    reading: Reading,
    titles: Titles,
    sentence: Sentence,
    person: Mention,
    body: Mention | None,
    bit: str,
    held: dict[int, Mention],
) -> bool:
    """Read 、副行长某某 behind 中国银行行长某某: the body is the one before."""
    listed = _titles(titles, titles.join.sub("", bit)) if bit[:1] in "、，,和及以" else []
    if ALIEN.search(bit):
        return False  # 甲部部长某某、乙国投副总经理某某
    if not listed or body is None or titles.bare.fullmatch(titles.join.sub("", bit)):
        return False
    held[id(person)] = body
    return _post(reading, titles, sentence, person, body, listed)


def _post(
    reading: Reading, titles: Titles, sentence: Sentence, person: Mention, body: Mention, listed: list[str]
) -> bool:
    """State the posts at one body; 副市长 behind 市委常委 is at the government of the place."""
    if body.type == "Place":
        region = body.text.endswith("自治区")  # 某自治区主席
        listed = [t for t in listed if titles.heads.fullmatch(t) or (region and t.endswith("主席"))]
        return bool(listed) and _state(
            reading, sentence, person, government(reading.state, body), "、".join(listed), "post"
        )
    own = [
        t
        for t in listed
        if not (titles.heads.fullmatch(t) and body.type == "Institution" and body.kind != "local_government")
    ]
    other = [t for t in listed if t not in own]
    found = False
    if own:
        found = _state(reading, sentence, person, body, "、".join(own), "post")
    whole = _government(reading, body, (body.end, person.start)) if other else None
    for title in other:
        found = _state(reading, sentence, person, whole or body, title, "post") or found
    return found


def _bare(reading: Reading, titles: Titles, sentence: Sentence, person: Mention) -> bool:
    """Read 副省长某某 and 自治区主席某某: the government of the article's province, city or county."""
    match = titles.bare.search(reading.state.folded, max(sentence.start, person.start - 8), person.start)
    if match is None or match.end() != person.start:
        return False
    if any(m.end > match.start() for m in reading.outer(sentence) if m.end <= person.start):
        return False
    return _at_level(reading, titles, sentence, person, match, *match.span())


def _at_level(
    reading: Reading, titles: Titles, sentence: Sentence, person: Mention, match: re.Match[str], start: int, end: int
) -> bool:
    """State the post at the government of the article's place of that level, the span being its mention."""
    level = next((level for level, words in titles.levels.items() if match["level"] in words), "")
    place = reading.state.place_at(level)
    if place is None:
        return False
    entity = _of_place(reading, place)
    span = Mention(
        start,
        end,
        reading.state.text[start:end],
        "Institution",
        "local_government",
        entity.name,
        "post",
        implied=True,
        entity=entity,
    )
    if not any((m.start, m.end) == (start, end) for m in entity.mentions):
        entity.mentions.append(span)
    return _state(reading, sentence, person, entity, match["title"], "post_bare")


def _alone(reading: Reading, titles: Titles, sentence: Sentence, person: Mention) -> bool:
    """Read 董事长某某, 联社理事长某某 and 公司人力资源部负责人某某 at a clause's start.

    The post is at the last body before it whose name a noun before the title ends or begins, else that has such posts.
    """
    clause = reading.state.clause_at(person.start)
    if clause is None or any(
        r.type == "POSTED_AT" and person.entity and r.head == person.entity.id for r in reading.state.relations
    ):
        return False
    bit = reading.state.folded[clause.start : person.start].strip(" \u3000“”·")
    bit = titles.lead_in.sub("", bit)
    if not 2 <= len(bit) <= LONGEST_POST or SELF.match(bit):
        return False  # 我院院长, where nothing says whose text this is
    place = bisect.bisect_left(reading.state.mentions, clause.start, key=lambda m: m.start)
    if any(m.type == "Fund" and m.end < person.start for m in reading.state.mentions[place : place + MANY]):
        return False  # 乙基金副总裁某某
    bodies = [
        m
        for m in reading.state.mentions[max(0, place - MANY) : place]
        if m.type == "Institution" and m.entity is not None
    ]
    near = [m for m in bodies if _paragraphs(reading, m, sentence) <= 1]
    for length in range(len(bit) - 2, 0, -1):
        noun, listed = titles.inside.sub("", bit[:length]), _titles(titles, bit[length:])
        if not noun or not listed or (len(noun) == 1 and noun == bit[:length]):
            continue
        if kinds := titles.nouns.get(noun):
            wanted = titles.wanted(listed)
            own = [m for m in near if m.kind in kinds and (wanted is None or m.kind in wanted.kinds)]
        else:
            own = [m for m in bodies if _called(m, noun)]
        if own:
            body = own[-1] if kinds is None else _foremost(own)
            return _state(reading, sentence, person, body, "、".join(listed), "post_alone")
    listed = _titles(titles, bit)
    wanted = titles.wanted(listed)
    if wanted is None:
        return False
    fitting = [m for m in near if wanted.fits(m)]
    if not fitting:  # whom the text is about
        known = {id(m.entity): m for m in bodies if wanted.fits(m)}
        fitting = [m for m in known.values() if len(known) == 1 or (m.entity and len(m.entity.mentions) >= OFTEN)]
    return bool(fitting) and _state(reading, sentence, person, _foremost(fitting), "、".join(listed), "post_alone")


def _appointed(reading: Reading, titles: Titles, sentence: Sentence, person: Mention) -> bool:
    """Read 甲公司公告，聘任某某为公司总经理: the post is at the body named with it, else at whoever appoints."""
    text, clause = reading.state.folded, reading.state.clause_at(person.start)
    takes = titles.takes.match(text, person.end)
    if clause is None or takes is None or not titles.appoints.search(text, sentence.start, person.start):
        return False
    inside = [m for m in reading.outer(sentence) if takes.start("noun" if takes["noun"] else "post") <= m.start]
    named = next((m for m in inside if m.end < takes.end() and m.type == "Institution" and not takes["noun"]), None)
    listed = _titles(titles, text[named.end : takes.end()] if named is not None else takes["post"])
    before = [m for m in reading.outer(sentence) if m.end <= person.start and m.type == "Institution"]
    body = named or next(iter(before[-1:] or [m for m in clause.subject if m.type == "Institution"]), None)
    if not listed or body is None or (body.kind in OFFICES and not named):
        return False  # 省政府任命某某为局长: of which bureau
    return _state(reading, sentence, person, body, "、".join(listed), "post_taken")


def _foremost(bodies: list[Mention]) -> Mention:
    """Return the body that the text speaks of most, the last of several: a post told alone is at whom the story is about."""
    return max(reversed(bodies), key=lambda m: len(m.entity.mentions) if m.entity is not None else 0)


def _called(body: Mention, noun: str) -> bool:
    """Tell whether a noun may stand for a body: the end of its name (联社) or, if long, its beginning (北方绿氢)."""
    names = {body.text, body.entity.name} if body.entity is not None else {body.text}
    return any(
        name.endswith(noun)
        or (len(noun) > 2 and len(name) > len(noun) + 1 and name.startswith(noun))
        or (len(noun) > 2 and noun[0] == name[0] and noun[-1] == name[-1] and in_order(noun, name))
        for name in names
    )


def _paragraphs(reading: Reading, body: Mention, sentence: Sentence) -> int:
    """Return how many paragraphs lie between a mention and a sentence."""
    other = reading.state.sentence_at(body.start)
    return sentence.paragraph - other.paragraph if other else 99


def _of_place(reading: Reading, place: str) -> Entity:
    """Return the government of the place, made an entity of the article where it is none yet."""
    name = f"{place}人民政府"
    entity = next((e for e in reading.state.entities if e.type == "Institution" and e.name == name), None)
    if entity is None:
        entity = Entity(f"Institution:{name}", name, "Institution", "local_government", place=place)
        reading.state.entities.append(entity)
    return entity


def _government(reading: Reading, body: Mention, span: tuple[int, int]) -> Entity | None:
    """Return the government of the place that the body is of, the span (市委常委、副市长) being its mention."""
    inside = [
        m
        for m in reading.state.nested
        if body.start <= m.start and m.end <= body.end and m.type == "Place" and m.entity
    ]
    nested = inside[-1].entity.name if inside and inside[-1].entity else None
    place = nested or body.place or (body.entity.place if body.entity else None) or reading.state.place
    if place is None:
        return None
    entity, (start, end) = _of_place(reading, place), span
    if not entity.mentions:
        entity.mentions.append(
            Mention(
                start,
                end,
                reading.state.text[start:end],
                "Institution",
                "local_government",
                entity.name,
                "post",
                implied=True,
                entity=entity,
            )
        )
    return entity


def _behind(
    reading: Reading, titles: Titles, sentence: Sentence, outer: list[Mention], place: int, posted: bool
) -> bool:
    """Read 某某，科技部副部长, 某院某某院长 and, of persons with a post too, 某某当选联盟理事长."""
    text, person = reading.state.folded, outer[place]
    follow = titles.after.match(text, person.end)
    if follow and not posted and place and outer[place - 1].end == person.start and outer[place - 1].type in BODIES:
        return _state(reading, sentence, person, outer[place - 1], follow["title"], "post_behind")
    between = titles.elected if posted else titles.between
    for body in (*outer[place + 1 : place + 2], *[m for m in outer[place + 2 :] if m.type == "Institution"][:1]):
        if body.type not in BODIES or not between.fullmatch(text, person.end, body.start):
            continue  # 某某，男，汉族，中共党员，现任甲厅厅长: members of the party are named in between
        match = titles.title.match(text, body.end)
        comma = text[person.end : body.start] in {"，", ","}
        if match and not titles.verbs.search(match["title"]) and not (comma and _leads_on(titles, text, outer, place)):
            return _state(reading, sentence, person, body, match["title"], "post_behind")
    return False


def _leads_on(titles: Titles, text: str, outer: list[Mention], place: int) -> bool:
    """Tell whether the posts behind the comma are those of the next person (某某，甲局党委书记、局长某某)."""
    following = next((m for m in outer[place + 2 :] if m.type == "Person"), None)
    if following is None:
        return False
    return bool(_titles(titles, text[outer[place + 1].end : following.start].strip(" \u3000")))


def _state(
    reading: Reading, sentence: Sentence, person: Mention, body: Mention | Entity, title: str | None, rule: str
) -> bool:
    clause = reading.state.clause_at(person.start) or Clause(sentence.start, sentence.end, sentence)
    reading.add(rule, "POSTED_AT", [person], [body], clause, person.start, title=title, dated=False)
    return True
