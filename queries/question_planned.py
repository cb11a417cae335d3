"""From an order of words that fits to a plan: what is asked, which instruments are named, and what a negation leaves out."""

from dataclasses import replace
from typing import Any

from queries.plan import Clause, Flows, Further, Links, Listing, Party, Paths, Plan, with_parties
from queries.question_clauses import asking, clause_of, slot, slots_of
from queries.question_patterns import Match
from queries.question_sketch import NotUnderstood, Sketch
from queries.question_variants import instruments_of
from queries.question_words import table


def begins_with_verb(sketch: Sketch) -> bool:
    """Whether an English question begins with is, has or their like, as one to be answered by yes or no does."""
    return bool(sketch.items) and sketch.language == "en" and sketch.items[0].symbol in "ah"


def planned(match: Match, sketch: Sketch) -> Plan:
    if match.group == "of" and "T" in match.roles and match.roles["E"].label == "Place" and not match.roles["T"].bare:
        thing, place = match.roles["T"].party, match.roles["E"].party
        if thing is not None and place is not None and set(thing.labels) <= {"Institution", "Zone", "Fund"}:
            return Plan(Listing(replace(thing, asked=True, places=place.entities)), ("party",), filters=sketch.filters)
    if (
        match.group == "role"
        and (placed := match.roles["E"].party if "E" in match.roles else None) is not None
        and placed.places
    ):
        sketch = replace(
            sketch, filters=replace(sketch.filters, places=placed.places)
        )  # 天津的基金管理人: either of the two may be there
        match = replace(match, roles={**match.roles, "E": replace(match.roles["E"], party=replace(placed, places=()))})
    if match.pattern.text == "E T" and sketch.yes_no:
        raise NotUnderstood("order", match.roles["T"].token.text)  # 大基金三期是不是母基金: of what kind it is
    of_whom = match.roles.get("T") if match.group == "of" else None
    if of_whom is not None and of_whom.bare and of_whom.word is not None and of_whom.word.key == "who":
        raise NotUnderstood("order", of_whom.token.text)  # 工信部有哪些人
    clause = clause_of(match, sketch)
    if isinstance(clause, Links) and clause.flows == "none" and {"rule", "committed"} & set(sketch.filters.statuses):
        raise NotUnderstood("filter_here")  # the Karamay points rules: no relation is one by rule, or promised
    if (
        isinstance(clause, Flows)
        and "planned" in sketch.filters.statuses
        and clause.provider is None
        and clause.via is None
    ) and not any(i.word is not None and i.word.sort == "money" and not i.token.is_("status") for i in sketch.items):
        raise NotUnderstood("order")  # what is planned in Xuzhou, which funds are planned: and not only their money
    names = slots_of(clause, match)
    _meant(match, clause, names)
    no_place = ("left", "provider", "via", *(("recipient",) if any(i.symbol == "g" for i in match.rest) else ()))
    from_ = any(i.symbol == "f" for i in match.rest)  # 钱从哪来: from whom
    if not from_ and any(item.where and names.get(role) in no_place for role, item in match.roles.items()):
        raise NotUnderstood(
            "ontology", *[i.token.text for i in match.roles.values() if i.where]
        )  # 哪些地方实施了: who is there
    if (
        isinstance(clause, Links)
        and clause.relations == ("ESTABLISHES>",)
        and clause.left.entities
        and all(e.label == "Place" for e in clause.left.entities)
        and not sketch.filters.places
    ):
        sketch = replace(sketch, filters=replace(sketch.filters, places=clause.left.entities))
        clause = replace(clause, left=Party())  # 上海成立了哪些基金: by somebody there, or there
    asked = [names[role] for role, item in match.roles.items() if item.party is not None and item.party.asked]
    if isinstance(clause, Flows) and clause.via is not None and clause.via.asked:
        asked.append("via")
    ranked = sketch.measure in ("largest", "smallest")
    if ranked and isinstance(clause, Flows) and clause.provider is not None and clause.provider.asked and not asked:
        asked.append("provider")
    if ranked and isinstance(clause, Flows) and not asked and _gives_by_role(match):
        asked.append("provider")  # how much did the top three contributors put in
    if (
        match.group == "role"
        and isinstance(clause, Flows)
        and "E" in match.roles
        and match.roles["E"].bare
        and not ranked
    ):
        raise NotUnderstood("order")  # 大股东是谁: of which fund
    if match.group == "role" and isinstance(clause, Links) and clause.right.titles and clause.left.open:
        asked = ["right"]  # 副部长是谁: the person, wherever the post is
    if not asked and match.pattern.asked:
        asked = [names[match.pattern.asked]]
    if not asked and match.group == "of":
        asked = [names["T" if "T" in match.roles else "E"]]
    if not asked and match.group == "role":
        asked = [names["X"]]
    if not asked and (match.group != "verb" or not isinstance(clause, Links)):
        asked = (
            ["flow"]
            if isinstance(clause, Flows)
            else (["right"] if match.group == "link" and clause.right.open else [])
        )
    for name in asked:
        if name != "flow":
            clause = asking(clause, name)
    starts = bool(match.rest) and begins_with_verb(sketch)
    no_question = asked in ([], ["flow"]) and not (
        sketch.how_much or sketch.when or sketch.count_flows or sketch.ask_flows or sketch.count
    )
    yes_no = (
        no_question
        and (sketch.yes_no or starts)
        and match.group in ("verb", "link", "post")
        and sketch.measure == "rows"
    )
    if isinstance(clause, Links) and match.group == "link":
        shared = _shared(clause, asked)
        if shared is not None:
            return Plan(shared, ("through",), filters=sketch.filters)
    filters = sketch.filters if sketch.notes.get("into_zone") else filters_of(match, sketch)
    return Plan(clause, tuple(asked), yes_no=yes_no, filters=filters)


def _gives_by_role(match: Match) -> bool:
    """Whether those who pay are named by that they do (contributors)."""
    payer = match.roles.get("S")
    return payer is not None and payer.word is not None and payer.word.data.get("role") == "provider"


def _meant(match: Match, clause: Clause, names: dict[str, str]) -> None:
    """Refuse a noun of a role (managers, 分行) in a place where only a kind of thing counts, so that its meaning is not lost."""
    for role, item in match.roles.items():
        if item.word is None or item.word.sort != "role" or role == "X" or item.party is None or item.party.labels:
            continue
        same = isinstance(clause, Flows) and "money" in item.word.data and names.get(role) == item.word.data.get("role")
        if not same:
            raise NotUnderstood("order", item.token.text)


def _shared(clause: Links, asked: list[str]) -> Paths | None:
    """Which funds link A and B: those that are linked to both. Refuses more than two, and places."""
    for one, other in ((clause.left, clause.right), (clause.right, clause.left)):
        if len(one.entities) > 1 and one.said.count("+"):
            if len(one.entities) > 2 or one.entities[0].label == "Place" or not asked or other.entities:
                raise NotUnderstood("order", one.said)
            left, right = (Party(entities=(e,), said=e.said) for e in one.entities)
            return Paths(left, right, common=True, through=other if not other.open else None)
    return None


def filters_of(match: Match, sketch: Sketch) -> Any:
    """Return the sketch's filters with the instruments that the words of money name."""
    noun = (
        match.group == "noun"
        or sketch.ask_flows
        or sketch.count_flows
        or sketch.measure in ("largest", "smallest", "average", "earliest", "latest")
    )
    items = [i for i in match.rest if i.word is not None and i.word.sort == "money" and i.word.data.get("instruments")]
    has = any(i.symbol == "h" for i in match.rest) and sketch.language == "zh"  # 有贷款: a noun
    named = [instruments_of(item, has or (noun and not sketch.most) or item in match.nouns) for item in items]
    role = match.roles.get("X")
    none = sketch.core.count("n") == 1 and role is not None and role.word is not None and role.word.key == "investor"
    if role is not None and role.word is not None and "money" in role.word.data and not none:
        named.append(set(table("verbs")["money"][role.word.data["money"]].get("instruments", ())))
    named = [n for n in named if n]
    if not named and match.group in ("verb", "noun") and _contributes(match):
        named = [set(table("verbs")["contributed"])]
    if not named:
        return sketch.filters
    common = set.intersection(*named) or None
    if common is None:
        raise NotUnderstood(
            "instruments", *[i.token.text for i in match.rest if i.word is not None and i.word.sort == "money"]
        )
    return replace(sketch.filters, instruments=tuple(sorted(common)))


def _contributes(match: Match) -> bool:
    """Whether money is said to be put in (出资) without a fund being named or meant, into which nothing else is put."""
    funds = any(
        item.party is not None and ("Fund" in item.party.labels or any(e.label == "Fund" for e in item.party.entities))
        for item in match.roles.values()
    )
    starts = tuple(table("verbs")["contributing"])
    said = any(
        i.word is not None and i.word.sort == "money" and i.token.text.lower().startswith(starts) for i in match.rest
    )
    return said and not funds


def negated_plan(match: Match, found: Plan, sketch: Sketch) -> Plan:
    """Return the plan that lists what is asked and leaves out where the clause holds."""
    asked = [name for name in found.asked if name != "flow"]
    if match.group == "of" and not any(i.party is not None and i.party.asked for i in match.roles.values()):
        asked = ["left"]
    if match.group == "link" and not asked and sketch.language == "en" and _kind_alone(found.clause):
        asked = ["left"]  # zones not linked to any fund
    if len(asked) != 1 or found.yes_no or sketch.yes_no or sketch.measure != "rows" or sketch.how_much:
        raise NotUnderstood("negation")
    assert isinstance(found.clause, Flows | Links)
    party = slot(found.clause, asked[0])
    if not party.labels:
        raise NotUnderstood("negation", party.said)
    others = {"left", "right"} - set(asked) if isinstance(found.clause, Links) else set()
    parties = {asked[0]: replace(party, asked=True), **{o: replace(slot(found.clause, o), asked=False) for o in others}}
    clause = with_parties(found.clause, parties)
    return Plan(
        Listing(replace(party, asked=True)),
        ("party",),
        (Further(clause, True, found.filters.instruments),),
        filters=found.filters,
    )


def _kind_alone(clause: Clause) -> bool:
    """Whether the left party is a kind of thing and no one by name."""
    return isinstance(clause, Links) and bool(clause.left.labels) and not clause.left.entities
