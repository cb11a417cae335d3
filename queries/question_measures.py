"""What is done to a plan once its clause is read: lists of a kind, measures, what is left out, what two must both do."""

from collections.abc import Iterable
from dataclasses import replace
from typing import Any

from queries.plan import (
    FLOW_ROLES,
    FLOW_SLOTS,
    PARTY_SLOTS,
    C,
    Clause,
    Flows,
    Further,
    Links,
    Listing,
    Named,
    Party,
    Paths,
    Plan,
    party_slots,
    with_parties,
)
from queries.question_clauses import asking, slot
from queries.question_sketch import Item, NotUnderstood, Sketch
from queries.question_words import table


def set_apart(found: Plan, sketch: Sketch) -> Plan:
    """Leave out of what is asked the names that were set apart (除了财政部), what is in other places, and what is of a kind."""
    if (kind := sketch.notes.get("alike")) is not None:
        found = narrowed(found, kind)
    changes: dict[str, Any] = {k: v for k in ("without", "outside", "unlike") if (v := sketch.notes.get(k)) is not None}
    if not changes:
        return found
    if (
        not isinstance(found.clause, Flows | Links | Listing)
        or len(found.asked) != 1
        or found.asked[0] in ("flow", "within")
    ):
        said = [p.said for k in ("without", "outside") for p in changes.get(k, ())]
        raise NotUnderstood("order", *said, *([changes["unlike"].said] if "unlike" in changes else []))
    name = found.asked[0]
    places = tuple(e for e in changes.get("without", ()) if e.label == "Place")
    labels = slot(found.clause, name).labels
    if places and not isinstance(found.clause, Flows) and labels and "Place" not in labels:
        if len(places) < len(changes["without"]) or "outside" in changes:
            raise NotUnderstood("order", *[e.said for e in places])
        del changes["without"]
        changes["outside"] = places  # zones other than Hangzhou: those elsewhere
    if isinstance(found.clause, Flows) and any(e.label == "Place" for e in changes.get("without", ())):
        raise NotUnderstood(
            "order", *[e.said for e in changes["without"]]
        )  # 除上海外哪里有授信: a place is nobody who pays
    return found.with_clause(with_parties(found.clause, {name: replace(slot(found.clause, name), **changes)}))


def narrowed(found: Plan, kind: Party) -> Plan:
    """Return the plan that asks for those alone that are of a kind (which of the shareholders are banks).

    Raises `NotUnderstood` where nothing of the sort is asked for, or what is asked for is of another kind already.
    """
    one = len(found.asked) == 1 and found.asked[0] not in ("flow", "within")
    if not isinstance(found.clause, Flows | Links | Listing) or not one:
        raise NotUnderstood("order", kind.said)
    party = slot(found.clause, found.asked[0])
    own = party.kinds or party.tags or party.names or party.like or party.entities or party.unlike
    if own or (party.labels and set(party.labels) != set(kind.labels)):
        raise NotUnderstood("order", kind.said)
    fields = ("labels", "kinds", "tags", "names", "like", "classes", "word", "said")
    said = {name: getattr(kind, name) for name in fields}
    if not isinstance(found.clause, Flows):
        said["classes"] = ()
    return found.with_clause(with_parties(found.clause, {found.asked[0]: replace(party, **said)}))


def of_both(found: Plan, sketch: Sketch) -> Plan:
    """Ask of two what each of them must do: the first in the clause, the second in one of its own."""
    if not sketch.notes.get("both") or isinstance(found.clause, Paths):
        return found
    if sketch.yes_no:
        raise NotUnderstood("order")  # 工行和中行都有分行吗: each its own
    clause = found.clause
    names = PARTY_SLOTS
    held = {n: p for n in names if isinstance(p := getattr(clause, n, None), Party)}
    joint = [n for n, p in held.items() if "+" in p.said and len(p.entities) == 2]
    asked = [n for n in found.asked if n != "flow"]
    if (
        not isinstance(clause, Flows | Links)
        or len(joint) != 1
        or len(asked) != 1
        or found.further
        or found.measure not in ("rows", "count")
    ):
        raise NotUnderstood("order")
    party = slot(clause, joint[0])
    first, second = (
        with_parties(
            clause,
            {
                joint[0]: replace(party, entities=(e,), said=e.said),
                asked[0]: replace(slot(clause, asked[0]), asked=True),
            },
        )
        for e in party.entities
    )
    instruments = found.filters.instruments if isinstance(clause, Flows) else ()
    return replace(found, clause=first, asked=tuple(asked), further=(Further(second, False, instruments),))


FIRM_WHEN_PROMISED = {"credit_line", "fund_size", "relending", "guarantee"}  # instruments that a promise brings about


def done(found: Plan, sketch: Sketch) -> Plan:
    """Leave out what is only planned where the question says that it has been done (已经, disbursed), and promises of money."""
    if (
        not sketch.notes.get("done")
        or sketch.notes.get("any_status")
        or found.filters.statuses
        or not isinstance(found.clause, Flows | Links)
    ):
        return found
    if isinstance(found.clause, Links):
        return replace(found, filters=replace(found.filters, statuses=("actual",)))
    instruments = set(found.filters.instruments)
    promised = bool(instruments) and instruments <= FIRM_WHEN_PROMISED
    statuses = ("actual", "committed") if promised else ("actual",)
    return replace(found, filters=replace(found.filters, statuses=statuses))


def numbered(found: Plan, sketch: Sketch) -> Plan:
    """Take the numbers that were said of kinds of things: how many each must be joined to, or how many money is said to reach.

    A number said of what is asked for itself (哪三家银行) is only told.
    """
    clause = found.clause
    joint: tuple[int, int | None] | None = sketch.notes.get("several")
    if not isinstance(clause, Flows | Links):
        if joint or (isinstance(clause, Listing) and clause.party.number and clause.party.number[1] is None):
            raise NotUnderstood("order")
        return found
    if isinstance(clause, Flows) and "fund_size" in found.filters.instruments and slot(clause, "recipient").number:
        known = slot(clause, "recipient")
        if sketch.limit is None and not (known.places or known.such):
            raise NotUnderstood("order", slot(clause, "recipient").said)  # the size of 14 funds: of which?
        return found
    slots = party_slots(clause)
    said = {
        n: p.number
        for n in slots  # but for the six large state banks, which are as many as there are
        if (p := slot(clause, n)).number
        and n not in found.asked
        and not (p.tags or p.entities or p.such or (p.places and sketch.language == "zh"))
    }
    if isinstance(clause, Links) and found.asked == ("left",) and all(r[-1] == ">" for r in clause.relations):
        if joint and not clause.right.entities:
            raise NotUnderstood(
                "order"
            )  # 哪些机构联合发布了政策: those that did it with others, and not all that did it
        joint = None  # 是哪些机构共同推出的: who they are is asked
    if any(slot(f.clause, n).number for f in found.further for n in slots if hasattr(f.clause, n)):
        raise NotUnderstood("order")
    if not said and not joint:
        return found
    if joint and any("+" in slot(clause, n).said and not slot(clause, n).entities for n in slots):
        raise NotUnderstood("order")  # 政府和银行一起推出了什么: one of each kind
    if isinstance(clause, Flows):
        number = said.get("recipient")
        if number and "Fund" in slot(clause, "recipient").labels:
            raise NotUnderstood("order", slot(clause, "recipient").said)  # the three mother funds: which three
        if joint or len(said) > 1 or number is None or number[1] is None:
            raise NotUnderstood("order", *[slot(clause, n).said for n in said])
        return replace(found, filters=replace(found.filters, recipients=(number[0], number[1])))
    one = (
        len(found.asked) == 1 and not found.further and not found.yes_no and clause.hops == 1 and bool(clause.relations)
    )
    if len(said) > 1 or not one:
        raise NotUnderstood("order", *[slot(clause, n).said for n in said])
    return replace(found, several=next(iter(said.values()), joint))


def listing(items: list[Item], sketch: Sketch) -> Plan | None:
    """Read a question that names a kind of thing alone, or a fund whose size is asked."""
    letters = "".join(item.symbol for item in items)
    if (
        letters in ("e", "ea", "eaw", "eh", "ae")
        and (sketch.how_much or sketch.measure in ("largest",))
        and items
        and _fund(items)
    ):
        party = next(i.party for i in items if i.symbol == "e")
        return Plan(Flows(recipient=party), ("flow",), filters=replace(sketch.filters, instruments=("fund_size",)))
    if letters in ("ee", "ede") and items[0].label == "Place" and items[-1].label == "Program" and items[0].party:
        places = items[0].party.entities  # 福建的科技创新券一共多少钱
        sketch.filters = replace(sketch.filters, places=sketch.filters.places or places)
        letters, items = "e", items[-1:]
    if letters in ("e", "ea", "ae") and sketch.how_much and sketch.measure in ("rows", "sum", "average"):
        program = next(i for i in items if i.symbol == "e")
        if program.label != "Program":
            return None
        return Plan(Flows(either=program.party), ("flow",), filters=sketch.filters)
    if (
        letters
        not in ("t", "w", "hw", "thw", "taw", "wa", "wh", "aw", "ta", "ht", *(("at",) if sketch.how_much else ()))
        and letters != "h" * len(letters) + "t"
    ):
        return None
    item = next((i for i in items if i.symbol in "tw" and not i.bare), None)
    if item is None or item.party is None:
        return None
    if item.token.text.lower() in table("hints")["narrower"] and not item.party.entities:
        raise NotUnderstood("order", item.token.text)  # 有哪些试点: not all programmes are
    party = replace(item.party, asked=True)
    filters = sketch.filters
    sized = sketch.measure in ("largest", "smallest", "average") or filters.bounds is not None or sketch.how_much
    if sized or sketch.notes.get("by_size"):
        paid = (
            party.such is not None
            and isinstance(party.such.clause, Flows)
            and "fund_size" not in party.such.instruments
        )
        if "Fund" not in party.labels or (paid and sketch.notes.get("paid_amount")):
            raise NotUnderstood("order", item.token.text)
        each = ("flow",) if sketch.measure in ("average", "sum") else ("recipient",)
        return Plan(Flows(recipient=party), each, filters=replace(filters, instruments=("fund_size",)))
    if (
        filters.period
        or filters.statuses
        or filters.instruments
        or filters.currency
        or filters.purpose
        or not (sketch.measure == "rows" or (sketch.measure == "sum" and sketch.count))
        or sketch.by
    ):
        raise NotUnderstood("listing_filter", item.token.text)
    if party.places and filters.places and set(party.places) != set(filters.places):
        raise NotUnderstood("order", *[p.said for p in filters.places])  # 江苏的基金有哪些在苏州
    places = party.places or filters.places
    return Plan(Listing(replace(party, places=places)), ("party",), filters=replace(filters, places=()))


def _fund(items: list[Item]) -> bool:
    named: list[Named] = [e for i in items if i.party for e in i.party.entities]
    return bool(named) and all(e.label == "Fund" for e in named)


def with_measure(found: Plan, sketch: Sketch) -> Plan:
    """Give the plan what is to be done with its rows; refuses measures that its family has not."""
    measure = sketch.measure
    found = _of_a_size(found, sketch)
    money = isinstance(found.clause, Flows)
    by_each = any(sketch.notes.get(key) for key in ("each", "one_by_one", "compared"))
    if money and sketch.how_much and by_each and not sketch.by and measure == "rows":
        sides = {n: slot(found.clause, n) for n in ("provider", "recipient")}
        several = [n for n, p in sides.items() if len(p.entities) > 1]
        several = several or [n for n, p in sides.items() if p.labels and not p.entities]
        if any("+" in sides[n].said and sides[n].labels for n in several):
            raise NotUnderstood("order", *[sides[n].said for n in several])  # 政府和银行各出多少: a sum for each kind
        if several and found.asked == ("flow",):  # 工行和农行各出资多少: a sum for each
            name = several[0]
            found, measure = replace(found, clause=asking(found.clause, name), asked=(name,)), "sum"
    if money and by_each and measure in ("largest", "smallest") and sketch.limit is None and sketch.language == "en":
        raise NotUnderstood("order", "each")  # the largest loan of each bank: of each by itself
    if money and by_each and measure in ("largest", "smallest") and found.asked == ("flow",):
        payer = slot(found.clause, "provider")
        if payer.labels and not payer.entities:  # how much the four biggest banks each put in: what each gave
            found = replace(found, clause=asking(found.clause, "provider"), asked=("provider",))
    if money and _sizes_of_several(found, sketch) and measure == "rows":
        found = replace(found, clause=asking(found.clause, "recipient"), asked=("recipient",))  # how big are X and Y
        measure = "sum"
    if money and measure == "rows" and not by_each and sketch.filters.bounds is None and _in_all(sketch):
        measure = "sum"
    if sketch.how_much and measure == "rows" and not (money and sketch.notes.get("each") and not sketch.by):
        measure = "sum"
    if money and measure == "average" and len(found.asked) == 1 and slot_open(found):
        name = found.asked[0]  # what is the average contribution: of all, and not for each who gave
        plain = with_parties(found.clause, {name: replace(slot(found.clause, name), asked=False)})
        found = replace(found, clause=plain, asked=("flow",))
    if sketch.when and sketch.most:
        raise NotUnderstood("two_measures")  # 哪一年贷款最多: sums by year, of which the largest
    if sketch.most and money and not set(found.asked) & {*FLOW_ROLES, "flow"}:
        raise NotUnderstood("order")
    if (ranked := by_number(found, sketch)) is not None:
        return ranked
    if sketch.how_much and (sketch.count or sketch.count_flows):
        raise NotUnderstood("two_measures")
    if sketch.count and isinstance(found.clause, Links) and found.clause.flows == "reach":
        reached = (found.clause.left, found.clause.right)
        if not any(p.entities for p in reached) and any(p.open for p in reached):
            raise NotUnderstood("order")  # how many provinces are covered: by what?
    if sketch.count and isinstance(found.clause, Links) and not found.asked:
        raise NotUnderstood("order")  # how many take part: zones, or firms
    if isinstance(found.clause, Links) and sketch.notes.get("by_size"):
        raise NotUnderstood("no_money")  # what somebody manages, by size
    if sketch.count or sketch.count_flows:
        if measure not in ("rows", "sum"):
            raise NotUnderstood("two_measures")
        measure = "count"
        if sketch.count_flows:
            found = replace(found, asked=("flow",))
    if measure == "sum" and sketch.count and not money:
        measure = "rows"  # how many are there in all
    if measure in ("sum", "average", "largest", "smallest") and not money:
        raise NotUnderstood("no_money")
    if (sketch.by or sketch.filters.bounds or sketch.filters.instruments or sketch.filters.purpose) and not money:
        raise NotUnderstood("no_money")
    if sketch.by and measure == "rows":
        measure = "sum"
        if money and len(found.asked) == 1 and slot_open(found):  # what did it pay out by instrument: of all together
            assert isinstance(found.clause, Flows)
            found = replace(found, clause=replace(found.clause, **{found.asked[0]: None}), asked=("flow",))
    if measure in ("earliest", "latest") and not (
        money or (isinstance(found.clause, Links) and found.clause.hops == 1)
    ):
        raise NotUnderstood("no_time")
    if sketch.limit and measure not in ("largest", "smallest", "earliest", "latest"):
        raise NotUnderstood("two_measures")
    if (
        measure == "sum"
        and money
        and sketch.how_much
        and not any(a in found.asked for a in ("provider", "recipient", "via"))
    ):
        found = replace(found, asked=("flow",))
    if sketch.most and measure in ("largest", "smallest") and found.asked != ("flow",):
        measure = "most" if measure == "largest" else "fewest"
    holds = all(isinstance(f.clause, Flows) and not f.negated for f in found.further)
    if money and holds and not (measure == "count" and "provider" in found.asked):
        further = tuple(replace(f, clause=with_classes(f.clause)) for f in found.further)
        words, by_name = sketch.notes.get("single", ()), sketch.notes.get("by_name")
        single = {n for n in _slots(found.clause) if by_name or slot(found.clause, n).word in words}
        found = replace(
            found,
            clause=with_classes(found.clause, _slots(found.clause) - single.difference(found.asked)),
            further=further,
        )
    elif money and found.further and measure == "rows":  # to whom it went may be a class; of a class nothing is denied
        found = replace(found, clause=with_classes(found.clause, _slots(found.clause) - set(found.asked)))
    return replace(found, measure=measure)


def _of_a_size(found: Plan, sketch: Sketch) -> Plan:
    """Let limits of an amount be those of the size of the funds that a relation is asked for: 2024年设立、规模超过500亿元的基金."""
    limits, name = found.filters.bounds, found.asked[0] if len(found.asked) == 1 else ""
    if limits is None or not isinstance(found.clause, Links) or name not in ("left", "right") or sketch.how_much:
        return found
    party = slot(found.clause, name)
    if party.labels != ("Fund",) or found.filters.instruments or found.clause.flows == "reach":
        return found
    if any(sketch.notes.get(name) for name in ("outside", "unlike", "without")):
        return found  # what lies elsewhere: of most no article says where they were set up
    sketch.filters = replace(sketch.filters, bounds=None, currency=None)
    size = Further(Flows(recipient=replace(party, asked=True)), False, ("fund_size",), limits)
    filters = replace(found.filters, bounds=None, currency=None)
    return replace(found, filters=filters, further=(*found.further, size))


def _sizes_of_several(found: Plan, sketch: Sketch) -> bool:
    """Whether the size of several funds that are named is asked, and no total of them."""
    into = slot(found.clause, "recipient") if isinstance(found.clause, Flows) else Party()
    sized = found.filters.instruments == ("fund_size",) and sketch.how_much and not _in_all(sketch)
    return sized and len(into.entities) > 1 and found.asked == ("flow",) and not sketch.by


def _slots(clause: Clause) -> set[str]:
    return {name for name in FLOW_SLOTS if isinstance(getattr(clause, name, None), Party)}


def _in_all(sketch: Sketch) -> bool:
    """Whether the size of funds is asked as a total of them (所有基金的总规模)."""
    return any(i.word is not None and i.word.key == "size" and i.token.text.startswith("总") for i in sketch.items)


def slot_open(found: Plan) -> bool:
    """Tell whether what is asked for is a party of whom nothing is said (what, who)."""
    name = found.asked[0]
    return name in FLOW_ROLES and slot(found.clause, name).open and slot(found.clause, name).word == "what"


def by_number(found: Plan, sketch: Sketch) -> Plan | None:
    """Rank by how many others of a kind each is joined to: 管理基金最多的公司, the zone with the most funds; else None."""
    swapped = (i.token.text for i in sketch.items if i.symbol == "h" and i.token.is_("aggregate", "most"))
    said, clause = sketch.notes.get("most_of") or next(swapped, None), found.clause
    one = len(found.asked) == 1 and not found.further and not found.yes_no
    if isinstance(clause, Links) and sketch.most and one and clause.hops == 1 and found.asked[0] in ("left", "right"):
        mine, its = found.asked[0], "right" if found.asked[0] == "left" else "left"
        if slot(clause, mine).word == sketch.notes.get("counted") and slot(clause, its).labels:
            mine, its = its, mine  # the bank with the most branches
            asks = {mine: replace(slot(clause, mine), asked=True), its: replace(slot(clause, its), asked=False)}
            found = replace(found, clause=with_parties(clause, asks), asked=(mine,))
        other = slot(clause, its)
        plain = not (sketch.how_much or sketch.count or sketch.limit or sketch.by)
        seat = slot(found.clause, mine).labels == ("Place",)  # what lies within a place is not counted with it
        if sketch.measure == "largest" and not other.entities and other.word and plain and not seat:
            return replace(found, most_joined=True)
    if said or (isinstance(clause, Links) and sketch.most):
        raise NotUnderstood("no_count_rank", said or "")
    return None


def with_classes(clause: C, slots: Iterable[str] = FLOW_SLOTS, *, placed: bool = True) -> C:
    """Let in the categories of a kind, 6家银行 among the banks: where money is asked about, they are all that articles may name.

    Who lent to 科技型企业 has lent to companies. Only kinds in no place where not `placed`.
    """
    changes, slots = {}, tuple(slots)
    for name in slots:
        party = slot(clause, name)
        word = table("types").get(party.word, {})
        if word.get("classes") and (placed or not party.places):
            named = any(slot(clause, other).entities for other in slots if other != name)  # who paid whom that is named
            labels = (*party.labels, *word.get("with_money", ())) if named and not party.places else party.labels
            changes[name] = replace(party, classes=tuple(word["classes"]), labels=tuple(dict.fromkeys(labels)))
    return with_parties(clause, changes) if changes else clause


def with_wider(clause: Flows) -> Flows:
    """Let a class of firms take in its narrower ones, 科技型中小企业 among 科技型企业, where one is said to get nothing."""
    changes = {}
    for name in FLOW_ROLES:
        party = slot(clause, name)
        names = [e.name for e in party.entities]
        if not names or any(e.label != "Category" for e in party.entities):
            continue
        kinds = [t for t in table("types").values() if t["labels"] == ["Category"] and t.get("like")]
        like = [
            part for kind in kinds if any(part in n for n in names for part in kind["like"]) for part in kind["like"]
        ]
        if like:
            changes[name] = Party(labels=("Category",), like=tuple(dict.fromkeys(like)), said=party.said)
    return with_parties(clause, changes) if changes else clause
