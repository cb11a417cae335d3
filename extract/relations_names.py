"""Relations that a name says by itself: where a body is (LOCATED_IN) and what it belongs to (PART_OF), rule 11 of the ontology."""

import itertools
import re

from extract.clauses import stands_in
from extract.lexicon import Lexicon
from extract.model import Clause, Entity, Mention
from extract.relations_read import Reading

LOCATED = ("Institution", "Zone", "Fund")
PLACES = ("Place", "Zone")
FIRMS = ("company", "financial")
OWN_NAME = ("区", "新区", "自贸区", "自贸片区")  # behind the place whose name such a zone bears
HOME = ("中国", "中华人民共和国")
RANKS = {"province": 1, "city": 2, "county": 3, "town": 4}
_LEVEL = re.compile(r"(?:省|市|县|区|自治州|地区|盟)$")

SEEN = re.compile(
    "(?:记者|笔者)?[^，。；]{0,6}(?:看到|走进|来到|见到|了解到|发现|步入)(?:了)?"
)  # 在甲区，记者看到 + 乙公司的车间


class NameRules:
    """The lists of `names` in relations.yaml."""

    def __init__(self, lexicon: Lexicon) -> None:
        table = lexicon.table("relations")["names"]
        self.regional: dict[str, str] = table["regional"]
        self.branch = re.compile("|".join(table["branch"]))
        self.everywhere = frozenset(table["everywhere"])
        self.units = re.compile("|".join(table["units"]))
        self.settle = re.compile(table["settle"])
        self.comes = re.compile(table["comes"])
        self.at = re.compile(table["at"])
        self.unions = re.compile(table["unions"])
        self.school = re.compile(table["school"])
        self.separate = re.compile("|".join(table["separate"]))
        self.not_in_place = re.compile("|".join(table["not_in_place"]))


def find(reading: Reading) -> None:
    """State where the named bodies are, and whose parts they are."""
    rules = reading.state.lexicon.built("relations.names", NameRules)
    entities = [e for e in reading.state.entities if e.mentions]
    spots = spots_of(entities)
    wholes = {(e.type, name): e for e in entities for name in (*e.aliases, e.name)}
    printed = {
        m.text: e
        for e in entities
        if e.type == "Institution"
        for m in e.mentions
        if not m.anaphor and not m.implied and len(m.text) > 1
    }
    settled(reading)
    opened(reading)
    adjacent(reading, rules, spots)
    told: dict[str, list[Entity]] = {}
    by_id = {e.id: e for e in entities}
    placed = {r.head for r in reading.state.relations if r.type == "LOCATED_IN" and r.rule == "place_before"}
    for relation in reading.state.relations:
        if relation.type == "LOCATED_IN" and relation.status == "actual" and relation.tail in by_id:
            told.setdefault(relation.head, []).append(by_id[relation.tail])
    said = {i for r in reading.state.relations for i in (r.head, r.tail)}
    said |= {i for f in reading.state.flows for i in (*f.provider, *f.via, *f.recipient)}
    said |= {o.subject for o in reading.state.observations if o.subject}
    for entity in entities:
        if entity.id not in said and stands_in(entity):
            continue  # a government that nothing came of: the text only names its place
        firm = entity.kind in FIRMS
        if firm and any(e.type == "Zone" or RANKS.get(e.kind or "", 0) > 2 for e in told.get(entity.id, ())):
            continue  # 福建某某公司位于某区: the nearest place only
        silent = (
            entity.kind == "media" and entity.id not in said
        )  # 据上海证券报报道: who reports is no node by its name alone
        if entity.type in LOCATED and entity.id not in placed and not silent:
            _located(reading, rules, entity, spots)
        if entity.type in {"Institution", "Program", "Fund"}:
            _part(reading, rules, entity, entities, wholes, printed)


def spots_of(entities: list[Entity]) -> dict[str, Entity]:
    """Return places and zones by the forms under which they stand inside other names.

    Of two that share a form the larger is meant (吉林省 rather than 吉林市), of two of a size that which the text prints whole.
    """
    found: dict[str, tuple[tuple[int, bool], Entity]] = {}
    for entity in entities:
        if entity.type not in PLACES:
            continue
        printed = {m.text for m in entity.mentions if not m.anaphor and not m.implied}
        for name in spot_names(entity):
            weight = (-RANKS.get(entity.kind or "", 0), entity.name in printed)
            if name not in found or weight >= found[name][0]:
                found[name] = (weight, entity)
    return {name: entity for name, (_, entity) in found.items()}


def spot_names(entity: Entity) -> set[str]:
    """Return the forms under which a place or zone stands inside other names (山西省, 山西)."""
    names = {entity.name, *entity.aliases, *(m.text for m in entity.mentions if not m.anaphor and not m.implied)}
    if entity.type == "Place":
        names |= {_LEVEL.sub("", name) for name in names}
    return {name for name in names if len(name) >= 2}


def _located(reading: Reading, rules: NameRules, entity: Entity, spots: dict[str, Entity]) -> None:
    """State the nearest place that the name holds, else the place that the article or the gazetteer gives it."""
    rule = "name_place"
    if entity.kind == "fiscal" or (
        entity.kind in {"central_government", "market"} and not rules.branch.search(entity.name)
    ):
        return
    if entity.kind == "bank" and not rules.branch.search(entity.name) and not rules.unions.search(entity.name):
        return
    over = entity.parent or ""
    school = over.endswith(("大学", "学院")) and not over.endswith("科学院")
    if school and all(m.text != m.name and not m.anaphor for m in entity.mentions if m.rule != "gazetteer"):
        return  # 某大学's 医学院, printed without it
    spot = _nearest(rules, entity, spots)
    if spot is None and entity.place:
        spot, rule = spots.get(entity.place), "known_place"
        if spot is not None and not _said(entity, spot):
            spot = None
    if spot is None or spot is entity or spot.name in rules.everywhere or _elsewhere(reading, entity, spot):
        return
    reading.add(rule, "LOCATED_IN", [entity], [spot], _clause(reading, entity), entity.mentions[0].start, dated=False)


def adjacent(reading: Reading, rules: NameRules, spots: dict[str, Entity]) -> None:
    """State that a body is where the place right before its name says (松溪县某某公司, 北京的某某园)."""
    text = reading.state.folded
    for sentence in reading.state.sentences:
        outer = reading.outer(sentence)
        for place, body in itertools.pairwise(outer):
            bracketed = text[place.end : body.start] in {"（", "("} and text[body.end : body.end + 1] in {"）", ")"}
            if bracketed and body.type == "Place" and place.type in LOCATED and place.kind not in {"bank", "market"}:
                clause = reading.state.clause_at(place.start)
                if clause is not None and place.kind != "central_government":
                    reading.add("place_bracket", "LOCATED_IN", [place], [body], clause, place.start, dated=False)
            if (
                place.type == "Place"
                and body.type in LOCATED
                and body.entity
                and not body.anaphor
                and text[place.end : body.start] in {"", "的", "市的"}
            ):
                central = body.kind in {"central_government", "market", "media"} or (
                    body.kind == "bank" and body.entity.name == body.name
                )
                own = _nearest(rules, body.entity, spots)
                abroad = place.kind == "country" and own is None and place.entity and place.entity.name not in HOME
                finer = abroad or (
                    place.entity
                    and RANKS.get(place.entity.kind or "", 0) > RANKS.get((own.kind if own else "") or "", 0)
                )
                if not central and finer and not (own and own.type == "Zone"):
                    clause = reading.state.clause_at(body.start)
                    if clause is not None:
                        reading.add("place_before", "LOCATED_IN", [body], [place], clause, body.start, dated=False)


def settled(reading: Reading) -> None:
    """State where a body is set up or comes to: 将在甲区设立乙基金, 丙公司在丁市落地; and 在甲区，乙公司… of companies."""
    rules = reading.state.lexicon.built("relations.names", NameRules)
    text = reading.state.folded
    for match, clause in reading.hits(rules.settle):
        spots = [
            m
            for m in reading.outer(clause.sentence)
            if clause.start <= m.start and m.end <= match.start() and m.type in PLACES
        ]
        spots = [
            m
            for m in spots
            if rules.at.search(text[max(clause.start, reading.front(m) - 4) : reading.front(m)])
            and match.start() - m.end <= 6
        ]
        spots = spots or _come_to(reading, rules, clause, match.start())
        if not spots or (spots[-1].entity and spots[-1].entity.kind == "country"):
            continue
        bodies = [m for m in reading.after_verb(clause, match.end(), LOCATED) if m.type != "Zone"]
        if not bodies and match["moves"]:
            bodies = [m for m in clause.subject if m.type in LOCATED]
            if match["moves"].endswith("成立"):  # an alliance is founded where its founders meet
                bodies = [m for m in bodies if m.kind != "association"]
        reading.add("settle", "LOCATED_IN", bodies, spots[-1:], clause, match.start())


def _come_to(reading: Reading, rules: NameRules, clause: Clause, start: int) -> list[Mention]:
    """Return the place that ends the clause before, come to there by whoever sets something up in this one (来到甲区，创办了乙公司)."""
    former = clause.sentence.clauses[clause.index - 1] if clause.index else None
    if former is None or reading.state.folded[clause.start : start].strip("，并先后于年月日0123456789 "):
        return []
    last = [m for m in reading.outer(clause.sentence) if former.start <= m.start and clause.start - 1 <= m.end + 1]
    last = [m for m in last if m.end <= clause.start and m.type in PLACES]
    before = reading.state.folded[former.start : reading.front(last[-1])] if last else ""
    return last[-1:] if rules.comes.search(before) else []


def opened(reading: Reading) -> None:
    """State that a company is where the clause before it says: 在甲开发区，乙公司的工厂…"""
    text = reading.state.folded
    for sentence in reading.state.sentences:
        if not any(m.kind == "company" for m in reading.outer(sentence)):
            continue
        for clause, following in itertools.pairwise(sentence.clauses):
            spots = [
                m
                for m in reading.outer(sentence)
                if clause.start <= m.start and m.end <= clause.end and m.type in PLACES
            ]
            if len(spots) != 1 or text[clause.start : spots[0].start].strip() != "在" or clause.end - spots[0].end > 1:
                continue
            first = next((m for m in reading.outer(sentence) if m.start >= following.start), None)
            seen = first is not None and (
                first.start - following.start <= 1 or SEEN.fullmatch(text, following.start, first.start) is not None
            )
            if first and seen and first.kind == "company" and first.type == "Institution":
                reading.add("place_clause", "LOCATED_IN", [first], spots, following, first.start, dated=False)


def _elsewhere(reading: Reading, entity: Entity, spot: Entity) -> bool:
    """Tell whether the gazetteer knows that a body is in another province than its name seems to say (中山大学)."""
    if not entity.tags or not entity.place or spot.type != "Place":
        return False
    gazetteer = reading.state.lexicon.gazetteer
    known, seeming = gazetteer.province_of(entity.place), gazetteer.province_of(spot.name)
    if entity.kind == "university" and spot.kind in {"city", "county"} and spot.name != entity.place:
        return True  # 中山大学 is in 广州
    return known is not None and seeming is not None and known != seeming


def _said(entity: Entity, spot: Entity) -> bool:
    """Tell whether the article gives the entity its place: a short name made whole (省财政厅), not the gazetteer's knowledge."""
    return entity.name.startswith(spot.name) or (
        entity.kind in {"local_government", "party_body"} and spot.name in entity.name
    )


def _nearest(rules: NameRules, entity: Entity, spots: dict[str, Entity]) -> Entity | None:
    """Return the place or zone whose name stands last, and longest there, in the entity's name."""
    best: tuple[bool, int, int] = (False, -1, -1)
    found: Entity | None = None
    lengths = sorted({len(form) for form in spots}, reverse=True)
    printed = {m.text for m in entity.mentions if not m.anaphor and not m.implied}
    # 深创投, 合工大, 赣江新区: the gazetteer's name says it, not the article
    silent = (
        entity.kind in FIRMS or entity.kind == "university" or entity.type == "Zone"
    ) and entity.name not in printed
    names = printed if silent else {entity.name} | {name for name in printed if len(name) > 4}
    for whole in sorted(names):
        name = rules.school.sub(
            "", whole
        )  # 重庆大学某某研究院: what the school is called after says only where the school is
        for end, length in itertools.product(range(len(name), 1, -1), lengths):
            place = spots.get(name[end - length : end]) if length <= end and length < len(name) else None
            if place is None or place is entity or place.name == entity.name or place.name in rules.everywhere:
                continue
            own = entity.name.startswith(name[end - length : end])  # 甘肃 + 兰州新区
            if entity.type == "Zone" and name[end:] in OWN_NAME and end > length + 1 and not own:
                continue  # 广州 + 南沙新区
            if (
                (end == len(name) and "Zone" in (place.type, entity.type))
                or rules.not_in_place.match(name, end)
                or name[end - length - 1 : end - length] == "—"
            ):
                continue
            narrow = place.kind != "region"  # 湖北省长江经济带…基金 is in the province
            if (narrow, end, length) > best:
                best, found = (narrow, end, length), place
            if narrow:
                break
    return found


def _part(
    reading: Reading,
    rules: NameRules,
    entity: Entity,
    entities: list[Entity],
    wholes: dict[tuple[str, str], Entity],
    printed: dict[str, Entity],
) -> None:
    """State the longest name of another body that begins this name (科学技术部火炬中心 → 科学技术部)."""
    best: Entity | None = next(
        (
            e
            for e in entities
            if entity.parent == e.name and e.type == entity.type and e is not entity and _shown(entity, e)
        ),
        None,
    )
    for length in range(len(entity.name) - 1, 1, -1) if best is None else ():
        whole = wholes.get((entity.type, entity.name[:length]))
        if whole is not None and whole is not entity and _unit(rules, entity, entity.name[length:]):
            best = whole
            break
    for mention in entity.mentions if best is None and entity.type == "Institution" else ():
        whole = next(
            (printed[mention.text[:n]] for n in range(len(mention.text) - 1, 1, -1) if mention.text[:n] in printed),
            None,
        )
        rest = mention.text[
            len(next((f for f in printed if printed[f] is whole and mention.text.startswith(f)), mention.text)) :
        ]
        if (
            whole is not None
            and whole is not entity
            and rest
            and not mention.anaphor
            and rules.units.search(rest)
            and not rules.separate.match(rest)
        ):
            best = whole
            break
    if best is None and entity.kind in {"central_government", "local_government"}:
        ending = next((e for e in rules.regional if entity.name.endswith(e) and entity.name != rules.regional[e]), None)
        best = wholes.get(("Institution", rules.regional[ending])) if ending else None
        best = None if best is entity else best
    if best is not None:
        reading.add(
            "name_part", "PART_OF", [entity], [best], _clause(reading, entity), entity.mentions[0].start, dated=False
        )


def _shown(part: Entity, whole: Entity) -> bool:
    """Tell whether a printed form of the part begins with a printed form of the whole (科技部火炬中心); the gazetteer's knowledge alone states nothing."""
    forms = (whole.name, *(m.text for m in whole.mentions if not m.anaphor))
    return any(m.text.startswith(forms) and m.text not in forms for m in part.mentions if not m.anaphor)


def _unit(rules: NameRules, entity: Entity, rest: str) -> bool:
    """Tell whether what follows the whole's name names a unit of it."""
    if entity.type == "Program":
        return rest[0] in "-－—·"
    if entity.type == "Fund":
        return rest.endswith(("子基金", "期"))
    return rules.units.search(rest) is not None and rules.separate.match(rest) is None


def _clause(reading: Reading, entity: Entity) -> Clause:
    """Return the clause of the entity's first telling mention."""
    first: Mention = next((m for m in entity.mentions if not m.anaphor), entity.mentions[0])
    clause = reading.state.clause_at(first.start)
    if clause is not None:
        return clause
    sentence = reading.state.sentence_at(first.start) or reading.state.sentences[0]
    return Clause(sentence.start, sentence.end, sentence)
