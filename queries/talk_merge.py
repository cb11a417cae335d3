"""A fragment of a follow-up put into the plan before: which branch, by private firms, 其中注册在北京的, 不是授信的, 那山东分行.

A fragment is cut into phrases; each takes the place in the plan that its preposition says, or that one of its kind holds there. Where
it may take more than one, the plans are yielded in turn, the likeliest first, and what is known decides.
"""

import itertools
import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from queries.names import Names
from queries.plan import FLOW_ROLES, Filters, Flows, Listing, Named, Party, Plan, with_parties
from queries.question import cut_whole
from queries.question_barred import without
from queries.question_clauses import slot
from queries.question_follow import SIZE, filters_said, sized_list
from queries.question_measures import narrowed
from queries.question_phrases import sketch
from queries.question_sketch import Item, NotUnderstood, Sketch
from queries.question_tokens import language_of
from queries.question_words import table
from queries.talk_topic import Topic

ROLES = {"b": "provider", "f": "provider", "o": "recipient", "i": "recipient", "y": "via"}
OTHER = {"provider": "recipient", "recipient": "provider", "via": "recipient"}
BANK = re.compile(r"^.+?银行")


@dataclass(slots=True)
class Parts:
    """What a fragment says: parties with the role and whether they are denied, kinds of money, and the place of what was listed."""

    parties: list[tuple[str, bool, Item]] = field(default_factory=list)
    money: list[tuple[bool, tuple[str, ...]]] = field(default_factory=list)
    located: tuple[Named, ...] = ()
    outside: bool = False


def bare_words(text: str) -> str:
    """Return a follow-up without what stands before and behind it and says nothing."""
    data = table("talk")
    said = re.sub(data["end"], "", text.strip(), flags=re.IGNORECASE)
    return re.sub(data["begin"], "", said, flags=re.IGNORECASE).strip()


def merged(text: str, topic: Topic, names: Names) -> Iterator[Plan]:
    """Yield the plans that a fragment makes of the plan before, the likeliest first; nothing where it is no fragment."""
    data, before = table("talk"), topic.plan
    said = bare_words(text)
    rest = re.sub(data["within"], "", said, count=1, flags=re.IGNORECASE)
    rest = re.sub(data["the_one"], "", rest, count=1, flags=re.IGNORECASE).strip()
    within = rest != said
    core = re.sub(data["within_end"], r"\g<one>吗" if rest > "~" else r"is \g<one>", rest, flags=re.IGNORECASE)
    within |= core != rest
    core = re.sub(data["asks"], "", core)
    if not core or (before.yes_no and not isinstance(before.clause, Flows)):
        return
    language = language_of(text)
    found = cut_whole(re.sub(data["pointing"], "", core), names)
    tokens = [t for t in found if t.found or not t.is_("asking", "which", "what", "how_many")]
    asks = core != rest or len(tokens) < len(found) or re.search(r"\b(?:which|what)\b", core, re.IGNORECASE) is not None
    counts = any(t.is_("asking", "how_many") and not t.is_("asking", "how_much") for t in found)
    try:
        half = sketch(tokens, language)
        parts = _parts(half)
    except NotUnderstood:
        return
    if parts is None or half.special or half.how or half.when or half.by:
        return
    plain = replace(before, yes_no=False, language=language)
    if half.yes_no:
        yield from _one_of_them(parts, plain) if within else ()
        return
    places = all(item.label == "Place" for _, _, item in parts.parties) and not parts.money
    lists = before.asked not in ((), ("flow",))
    if within or parts.located or (lists and ((asks and places) or counts)):
        yield from (replace(p, measure="count") if counts else p for p in _narrowed(half, parts, plain))
    if counts:
        return
    picks = within and re.match(data["picks"], said, re.IGNORECASE) is not None
    listless = picks and before.asked in ((), ("flow",)) and any(not i.label for _, _, i in parts.parties)
    if isinstance(before.clause, Flows) and not listless:
        yield from _changed(half, parts, plain, names, asks and not within)


def _parts(half: Sketch) -> Parts | None:
    """Return the phrases of a fragment by what they say, or None where one of them says something else."""
    found, role, denied, located = Parts(), "", False, False
    for item in half.items:
        if item.symbol in ROLES:
            role = ROLES[item.symbol]
        elif item.symbol in "d#Qah":
            continue
        elif item.symbol == "n":
            denied = True
        elif item.word is not None and item.word.sort == "money":
            kinds = tuple(item.word.data.get("instruments", ()))
            if kinds:
                found.money.append((denied, kinds))
            denied = False
        elif item.word is not None and item.word.key in table("talk")["located"]:
            located = True
        elif item.party is not None and not item.bare:
            if located and item.label == "Place":
                found.located, located = item.party.entities, False
            elif item.party.entities or item.party.labels or item.party.like:
                found.parties.append((role, denied, item))
            role, denied = "", False
        else:
            return None
    found.outside = denied and bool(half.filters.places)
    if denied and not found.outside:
        return None
    said = found.parties or found.money or found.located or half.filters != Filters()
    return found if said or half.measure != "rows" or half.how_much else None


def _one_of_them(parts: Parts, before: Plan) -> Iterator[Plan]:
    """Yield the plan that asks whether one that is named is among those that were listed."""
    name = before.asked[0] if len(before.asked) == 1 else ""
    party = getattr(before.clause, name, None) if name not in ("", "flow", "within") else None
    one = parts.parties[0][2].party if len(parts.parties) == 1 and not parts.money else None
    if not isinstance(party, Party) or one is None or not one.entities or isinstance(before.clause, Listing):
        return
    clause = with_parties(before.clause, {name: replace(one, asked=False)})
    asked = ("flow",) if isinstance(clause, Flows) else ()
    yield replace(before.with_clause(clause), asked=asked, measure="rows", limit=None, yes_no=True)


def _narrowed(half: Sketch, parts: Parts, before: Plan) -> Iterator[Plan]:
    """Yield the plan before with what it lists limited to those in a place, of a kind, or of so much."""
    name = before.asked[0] if len(before.asked) == 1 else ""
    party = getattr(before.clause, name, None) if name not in ("", "flow", "within") else None
    if not isinstance(party, Party) or parts.money or len(parts.parties) > 1:
        return
    if any(role not in ("", name) for role, _, _ in parts.parties):
        return
    found, filters = before, half.filters
    places = parts.located or filters.places
    kinds = [(denied, item) for _, denied, item in parts.parties]
    if not places and len(kinds) == 1 and kinds[0][1].label == "Place":
        parts.outside, places = kinds[0][0], _entities(kinds[0][1])
        kinds = []
    rest = replace(filters, places=())
    if rest.bounds is not None and isinstance(found.clause, Listing):
        sized = sized_list(found, replace(found.filters, bounds=rest.bounds, currency=rest.currency))
        if sized is None:
            return
        found = sized
    elif rest != Filters():
        if isinstance(found.clause, Listing):
            return
        found = replace(found, filters=filters_said(rest, found.filters))
    if places:
        name = found.asked[0]
        held = slot(found.clause, name)
        held = replace(held, outside=places) if parts.outside else replace(held, places=places)
        found = found.with_clause(with_parties(found.clause, {name: held}))
    for denied, item in kinds:
        kind = item.party
        assert kind is not None
        if kind.entities:
            return
        if denied:
            held = slot(found.clause, found.asked[0])
            found = found.with_clause(with_parties(found.clause, {found.asked[0]: replace(held, unlike=kind)}))
            continue
        try:
            found = narrowed(found, kind)
        except NotUnderstood:
            return
    if found != before:
        yield replace(found, measure=half.measure if half.measure != "rows" else found.measure)


def _changed(half: Sketch, parts: Parts, before: Plan, names: Names, asks: bool) -> Iterator[Plan]:
    """Yield the plans of money in which each party of a fragment takes a place that it may have."""
    assert isinstance(before.clause, Flows)
    kept = [m for denied, m in parts.money if not denied]
    barred = [m for denied, m in parts.money if denied]
    filters = filters_said(half.filters, before.filters)
    if parts.outside:
        return
    if parts.located:
        filters = replace(filters, places=parts.located)
    if kept and SIZE in (kept[0], before.filters.instruments) and kept[0] != before.filters.instruments:
        return  # a fund has a size, and what was paid into it has none
    if kept:
        filters = replace(filters, instruments=tuple(dict.fromkeys(i for m in kept for i in m)), barred=())
    found = replace(before, filters=filters)
    if barred:
        left = without(replace(found, filters=replace(filters, instruments=(), barred=())), barred[0])
        if left is None or len(barred) > 1:
            return
        found = left
    if half.how_much:
        found = replace(found, measure="sum", limit=None)
    elif half.measure != "rows":
        found = replace(found, measure=half.measure, limit=half.limit)
    choices = [list(_places(role, denied, item, before, names, asks)) for role, denied, item in _joined(parts)]
    for combined in itertools.product(*choices):
        slots = [name for name, _ in combined]
        if len(set(slots)) != len(slots):
            continue
        plan = found.with_clause(with_parties(found.clause, dict(combined)))
        asked = tuple(name for name, party in combined if party.asked)
        if asked:
            plan = replace(plan, asked=asked[:1], measure="rows", limit=None, when=False)
        elif set(plan.asked) & set(slots):
            plan = replace(plan, asked=("flow",))
        if plan != before:
            yield _unasked(plan)


def _unasked(plan: Plan) -> Plan:
    """Return a plan in which only what is asked for is marked so."""
    held = {n: p for n in FLOW_ROLES if (p := getattr(plan.clause, n, None)) is not None}
    marks = {n: replace(p, asked=n in plan.asked) for n, p in held.items()}
    return plan.with_clause(with_parties(plan.clause, marks))


def _joined(parts: Parts) -> list[tuple[str, bool, Item]]:
    """Return the parties with a place before a branch as the branch's own (山东分行, the Shandong branch)."""
    found: list[tuple[str, bool, Item]] = []
    for role, denied, item in parts.parties:
        last = found[-1][2] if found else None
        if last is not None and last.label == "Place" and item.party is not None and item.party.like:
            party = replace(item.party, places=_entities(last))
            found[-1] = (found[-1][0] or role, denied, replace(item, party=party))
        else:
            found.append((role, denied, item))
    return found


def _entities(item: Item) -> tuple[Named, ...]:
    assert item.party is not None
    return item.party.entities


def _places(role: str, denied: bool, item: Item, before: Plan, names: Names, asks: bool) -> Iterator[tuple[str, Party]]:
    """Yield the slots of the money before that a party may take, and what it is there."""
    clause, party = before.clause, item.party
    assert isinstance(clause, Flows) and party is not None
    old = {name: getattr(clause, name) or Party() for name in FLOW_ROLES}
    bank = bool(party.like) or "bank" in party.kinds
    if role and not (bank and role == "via"):
        order = [role, OTHER[role]]
    elif party.entities:
        one = party.entities[0]
        same = [n for n in FLOW_ROLES if any(e.label == one.label for e in old[n].entities)]
        nearest = [n for n in same if any(e.kind == one.kind for e in old[n].entities)]
        order = [*nearest, *same, *table("talk")["roles"].get(one.label, ())]
    elif bank:
        order = ["provider", "recipient"]
    else:
        label = party.labels[0] if party.labels else "Institution"
        listed = [n for n in FLOW_ROLES if n in before.asked and set(old[n].labels) & set(party.labels)]
        firms = label in ("Institution", "Category") and not set(party.kinds) - {"company", "financial"}
        payer = ["recipient"] if firms else []
        order = [*listed, *payer, *table("talk")["roles"].get(label, ())]
    for name in dict.fromkeys(order):
        if denied and item.label == "Place":
            return  # 不是上海的那个: of which it is said is unclear
        if denied and party.entities:
            yield name, replace(old[name], without=party.entities)
        elif denied:
            yield name, replace(old[name], unlike=party)
        elif party.entities:
            yield name, replace(party, asked=False)
        else:
            heads = _heads(old[name], names) if party.like else ()
            labels = party.labels or (("Institution",) if party.like else ())
            asked = asks or (name in before.asked and not old[name].entities)
            yield name, replace(party, labels=labels, parents=heads, asked=asked)


def _heads(party: Party, names: Names) -> tuple[Named, ...]:
    """Return the banks of which what a party names are, or are branches."""
    said = [m.group() for e in party.entities if (m := BANK.match(e.name)) is not None]
    return names.called(dict.fromkeys(said), ("Institution",))
