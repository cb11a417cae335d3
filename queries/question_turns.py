"""A second half that speaks of what the first lists: 下面有哪几支基金，规模分别是多少; which funds does X manage, and how big is each.

The half is read with one that the first lists in the place of what it leaves unsaid, and its plan then speaks of all of them. What
may as well speak of the thing that the first half names is refused; a half that only asks for the total is of the same money.
"""

import re
from dataclasses import dataclass, replace

from queries.names import Names
from queries.plan import (
    FLOW_ROLES,
    LINK_SLOTS,
    PARTY_SLOTS,
    Filters,
    Flows,
    Links,
    Listing,
    Measures,
    Named,
    Party,
    Plan,
    with_parties,
)
from queries.question import Reading, read
from queries.question_clauses import asking
from queries.question_excluded import ranked_by
from queries.question_follow import asks_size, carried_on, follow, named_in
from queries.question_tokens import Token
from queries.question_two import asks, bare, cuts, elliptic, narrows
from queries.question_words import table

SLOTS = (*PARTY_SLOTS, "party", "subject")
WITHIN = re.compile("(?:里|里面|里头|中|当中|之中)$")  # of several things, behind a Chinese half that asks nothing


@dataclass(frozen=True, slots=True)
class Turn:
    """The first half, read; the second as it was said; and `total` where it asks for the sum of the money that the first lists,
    `rank` (largest, smallest) where it asks which of the funds is. `plan` is that of a second half which is settled; `more` are
    halves of their own after the second."""

    first: Reading
    tail: str
    total: bool = False
    rank: str = ""
    plan: Plan | None = None
    more: tuple[str, ...] = ()


def in_turns(question: str, names: Names) -> Turn | None:
    """Return the two halves of a question whose second half depends on what answers the first, or None."""
    text = bare(question)
    for pattern, plain in table("hints")["ranked_among"].items():
        if (among := re.match(pattern, text, re.IGNORECASE)) is not None:
            return _ranked(read(among.expand(plain), names), among["rank"])
    if (listed := _with_columns(text, names)) is not None:
        return listed
    for head, _, tail in cuts(text):
        first = read(head, names)
        if first.plan is not None and asks(first) and (settled := _settled(first, tail, names)) is not None:
            return Turn(first, tail, plan=settled)
        if first.plan is not None and not asks(first) and WITHIN.search(head):
            continue  # 大基金三期的出资人里，出资不到250亿的有哪几家: what limits them is no second question
        if first.plan is not None and not asks(first) and not head.isascii() and asked_slot(first.plan):
            first = read(f"{head}有哪些", names)  # 2020年成立的基金，规模分别多大
        if first.plan is None or not asks(first) or first.plan.yes_no or first.plan.when:
            continue
        if any(re.fullmatch(pattern, tail, re.IGNORECASE) for pattern in table("hints")["totals"]):
            plain = isinstance(first.plan.clause, Flows) and first.plan.measure in ("rows", "count")
            return Turn(first, tail, total=True) if plain and not first.plan.further else None
        for pattern in table("hints")["ranked"]:
            if (said := re.fullmatch(pattern, tail, re.IGNORECASE)) is not None:
                return _ranked(first, said["rank"])
        if asked_slot(first.plan) is not None and not narrows(read(tail, names).tokens):
            return Turn(first, tail)
    return None


def _settled(first: Reading, tail: str, names: Names) -> Plan | None:
    """Return the plan of a second half that asks when the money of the first was, which payer is largest, or how much of it was paid."""
    plan = first.plan
    if plan is not None and (same := of_the_same(plan, tail)) is not None:
        return same
    if plan is None or not isinstance(plan.clause, Flows) or plan.yes_no or plan.when or plan.further or plan.by:
        return None
    if re.fullmatch(table("halves")["when"], tail, re.IGNORECASE) and plan.measure == "rows":
        return replace(plan, when=True)
    for pattern in table("hints")["ranked"]:
        said = re.fullmatch(pattern, tail, re.IGNORECASE)
        payer = getattr(plan.clause, plan.asked[0], None) if len(plan.asked) == 1 else None
        role = isinstance(payer, Party) and payer.word in table("roles") and not payer.entities
        if said is not None and role and plan.measure == "rows":
            return replace(plan, measure=_rank(said["rank"]))
    return more_of_it(plan, tail, names)


def of_the_same(plan: Plan, tail: str) -> Plan | None:
    """Return the plan of a half that asks who else was in what the first half tells, how much it was, or when: who gave it to them."""
    if (
        not isinstance(plan.clause, Flows | Links)
        or plan.yes_no
        or (plan.when and not isinstance(plan.clause, Links))
        or plan.further
        or plan.by
        or plan.several
    ):
        return None
    money = isinstance(plan.clause, Flows)
    for what, patterns in table("halves")["of_the_same"].items():
        if not any(re.fullmatch(pattern, tail, re.IGNORECASE) for pattern in patterns):
            continue
        if what == "begun" and money:
            return None
        if what == "provider" and isinstance(plan.clause, Links):
            return _who_did(plan, plan.clause)
        if what in ("when", "begun"):
            if plan.measure == "sum" and money:
                return replace(plan, when=True, measure="rows", asked=("flow",), limit=None)
            return replace(plan, when=True, measure="rows") if plan.measure in ("rows", "count") else None
        if not money or plan.measure in ("average", "most", "fewest"):
            return None
        if what == "sum" and asks_size(tail) and any(e.label == "Fund" for e in named_in(plan).values()):
            return None  # who put money into the fund, and how big is it: the fund is, and not what was paid
        if plan.measure not in ("rows", "count", "sum"):
            return plan  # the one that ranks first is told with all that is known of it
        if what == "sum":
            each = plan.asked[:1] in (("provider",), ("recipient",)) and re.search(
                table("halves")["of_each"], tail, re.IGNORECASE
            )
            return replace(plan, measure="sum", limit=None) if each else total_of(plan)
        if what == "purpose":
            return replace(plan, measure="rows", quoted=True, asked=("flow",), limit=None)
        if what == "paid":
            return replace(total_of(plan), by=("status",))
        if what in ("largest", "smallest"):
            return ranked_by(plan, what, tail)
        party = getattr(plan.clause, what)
        if party is not None and party.entities:
            return None
        asked = with_parties(plan.clause, {what: replace(party or Party(), asked=True)})
        limits = carried_on(plan.filters, (what,))
        return replace(plan, clause=asking(asked, what), asked=(what,), filters=limits, measure="rows", limit=None)
    return None


def _who_did(plan: Plan, clause: Links) -> Plan | None:
    """Return the plan of who did what was asked when it was done, or None where that was said or asked."""
    open_ = [n for n in LINK_SLOTS if not getattr(clause, n).entities]
    if len(open_) != 1 or open_[0] in plan.asked or not clause.relations:
        return None
    asked = with_parties(clause, {open_[0]: replace(getattr(clause, open_[0]), asked=True, word="who")})
    return replace(plan, clause=asked, asked=(open_[0],), measure="rows", when=False, yes_no=False)


def followed(question: str, before: Plan | None) -> Reading | None:
    """Return the reading of a follow-up that asks who else was in what was answered, how much it was, or when; None for another."""
    said = re.sub(r"^(?:and|so|but|那么?)\s*", "", bare(question), flags=re.IGNORECASE)
    if before is None:
        return None
    if re.fullmatch(table("halves")["sources"], said, re.IGNORECASE):
        return Reading(question, before.language, replace(before, sources=True))
    if isinstance(before.clause, Measures):  # its figures are told with their time
        dated = any(re.fullmatch(p, said, re.IGNORECASE) for p in table("halves")["of_the_same"]["when"])
        return Reading(question, before.language, before) if dated else None
    plan = of_the_same(before, said) if isinstance(before.clause, Flows | Links) else None
    if plan is None or plan == before:
        return None
    return Reading(question, plan.language, plan)


def more_of_it(plan: Plan, tail: str, names: Names) -> Plan | None:
    """Return the plan of a half that asks how much of the money of the first was lent, promised or paid, and names nobody; or None."""
    if not isinstance(plan.clause, Flows) or plan.measure not in ("rows", "count", "sum"):
        return None
    other = read(re.sub(table("halves")["of_that"], r"\1", tail, flags=re.IGNORECASE), names)
    if (changed := _changed(plan, other, names)) is not None:
        return changed
    if other.plan is None or not isinstance(other.plan.clause, Flows):
        return None
    limits = other.plan.filters
    bare = all(getattr(other.plan.clause, slot) is None for slot in FLOW_ROLES) and other.plan.clause.either is None
    own = Filters(statuses=limits.statuses, instruments=limits.instruments, period=limits.period)
    if not bare or other.plan.measure != "sum" or limits != own or other.plan.further or not asks(other):
        return None
    if limits == Filters() or narrows(other.tokens):
        return None
    said = {n: v for n in ("statuses", "instruments", "period") if (v := getattr(limits, n))}
    return replace(total_of(plan), filters=replace(plan.filters, **said))


def _changed(plan: Plan, other: Reading, names: Names) -> Plan | None:
    """Return the plan of a half that only says of what status the money is (how much is planned), or where else it went (how much in X)."""
    found = list(other.tokens)
    said = tuple(dict.fromkeys(w.key for t in found for w in t.readings if w.sort == "status"))
    if found and all(map(_only_much, found)):
        return total_of(replace(plan, filters=replace(plan.filters, statuses=said))) if len(said) == 1 else None
    much = any(t.is_("asking", "how_much") for t in found)
    rest = found if much else [t for t in found if not t.is_("asking")]
    changed = follow(rest, other.language, plan, names) if elliptic(other.tokens) else None
    return total_of(changed) if changed is not None and much else changed


def says_more(reading: Reading, question: str, names: Names) -> Turn | None:
    """Return the two halves of a question that reads as one only by taking what limits the second for a limit of the first.

    What credit did banks offer in 2011, and how much was actually lent: the credit, and what was lent of it.
    """
    plan = reading.plan
    if plan is None or not isinstance(plan.clause, Flows) or sum(t.is_("asking") for t in reading.tokens) < 2:
        return None
    summed = plan.measure == "sum"
    dated = (not plan.when or summed) and any(t.is_("asking", "when") for t in reading.tokens)
    data = table("halves")
    for head, _, tail in cuts(bare(question)):
        first = read(head, names)
        if first.plan is None or not asks(first):
            continue
        listed = first.plan.measure == "rows" and not first.plan.further and isinstance(first.plan.clause, Flows)
        if not summed and listed and re.fullmatch(data["in_all"], tail, re.IGNORECASE):
            return Turn(first, tail, total=True)
        if first.plan.filters == plan.filters and not dated:
            continue
        if (more := more_of_it(first.plan, tail, names)) is not None:
            return Turn(first, tail, plan=more)
        if dated and first.plan.measure in ("rows", "sum") and all(map(_only_when, read(tail, names).tokens)):
            asked = ("flow",) if first.plan.measure == "sum" else first.plan.asked
            return Turn(first, tail, plan=replace(first.plan, measure="rows", asked=asked, when=True))
    return None


def _only_when(token: Token) -> bool:
    """Whether a word of a half adds nothing to asking when the money of the half before moved."""
    return token.is_("asking", "when") or token.is_("stop") or token.is_("mark", "be") or token.sort == "money"


def _only_much(token: Token) -> bool:
    """Whether a word of a half only asks how much of the money of the half before is of some status."""
    return (
        token.is_("asking", "how_much") or token.is_("stop") or token.is_("status") or token.is_("mark", "be", "have")
    )


def _with_columns(text: str, names: Names) -> Turn | None:
    """Return a list and what more is asked of each that it names: all funds in X with size and manager."""
    data = table("halves")
    match = re.match(data["column_list"], text, re.IGNORECASE)
    first = read(match["head"], names) if match is not None else None
    if match is None or first is None or first.plan is None or asked_slot(first.plan) is None:
        return None
    said = [w for w in re.split(r",? and |, |/", match["columns"]) if w]
    tails = [
        next((asked for noun, asked in data["columns"].items() if re.fullmatch(noun, word, re.IGNORECASE)), None)
        for word in said
    ]
    if not tails or None in tails:
        return None
    one, *others = [t for t in tails if t is not None]
    return Turn(first, one, more=tuple(others))


def _rank(said: str) -> str:
    return "smallest" if said.lower() in ("小", "smallest", "least") else "largest"


def _ranked(first: Reading, said: str) -> Turn | None:
    """Return the turn that asks which of the funds that are listed is the largest or smallest; None where no funds are."""
    name = asked_slot(first.plan) if first.plan is not None else None
    party = getattr(first.plan.clause, name) if first.plan is not None and name is not None else Party()
    if party.labels != ("Fund",) or first.plan is None or first.plan.measure != "rows":
        return None
    return Turn(first, said, rank=_rank(said))


def asked_slot(plan: Plan) -> str | None:
    """Return the slot of the things of a kind that a plan lists, counts or ranks, or None where it does none of these."""
    if not isinstance(plan.clause, Flows | Links | Listing) or len(plan.asked) != 1 or plan.asked[0] not in SLOTS:
        return None
    party = getattr(plan.clause, plan.asked[0])
    listed = isinstance(party, Party) and bool(party.labels or party.word in table("roles")) and not party.entities
    ranks = ("rows", "count", "largest", "smallest", "earliest", "latest", "most", "fewest")
    return plan.asked[0] if listed and plan.measure in ranks else None


def total_of(plan: Plan) -> Plan:
    """Return the plan that adds up the money which another lists."""
    assert isinstance(plan.clause, Flows)
    clause, slot = plan.clause, plan.asked[0] if plan.asked else ""
    if (
        slot in FLOW_ROLES
        and (party := getattr(clause, slot)) is not None
        and party == Party(asked=party.asked, said=party.said, word=party.word)
    ):
        clause = replace(clause, **{slot: None})  # money of which nobody says to whom is counted too
    return replace(plan, clause=clause, measure="sum", asked=("flow",), limit=None)


def second_of(turn: Turn, listed: tuple[Named, ...], names: Names) -> Reading | None:
    """Return the reading of the second half, of all that the first lists; None where it is none, or may be of something else."""
    data, tail = table("hints"), turn.tail
    if not listed:
        return None
    if turn.rank:
        funds = Flows(recipient=Party(entities=listed, asked=True))
        ranks = Plan(funds, ("recipient",), filters=Filters(instruments=("fund_size",)), measure=turn.rank)
        return replace(turn.first, question=tail, plan=replace(ranks, language=turn.first.language))
    chinese = not tail.isascii()
    several = re.compile("|".join(data["of_each"]), re.IGNORECASE)
    single = re.compile("|".join(data["of_it"]), re.IGNORECASE)
    plural = several.search(tail)
    one = listed[0]
    said = one.name if chinese else f"“{one.called('en')}”"
    if plural is not None:
        asked = _put(several, said, tail, chinese)
    elif (match := single.search(tail)) is not None:
        asked = _put(single, f"{said}'s" if match.group().lower() == "its" else said, tail, chinese)
    elif chinese:
        asked = said + tail
    else:
        return None
    found = read(asked.replace("“", "").replace("”", "") if not chinese else asked, names)
    if found.plan is None or sum(t.found is not None for t in found.tokens) != 1:
        return None
    if plural is None and not _spoken_of(turn.first):
        seats = _seats(turn.first)
        about = {t.text for t in turn.first.tokens if t.found is not None and t.found.options[0].id not in seats}
        if len(about) > 1 or (about and read(asked.replace(said, about.pop(), 1), names).plan is not None):
            return None  # 天津的公司管理哪些基金，在哪里: the company, or the funds
    if _asks_for(found.plan, one.label):
        return None  # 给哪些基金出了钱，分别管哪些基金: who gave, or the funds that it lists
    plan = of_all(_into(found.plan, one, turn.first), one, listed)
    return replace(found, question=tail, plan=plan) if plan is not None else None


def _spoken_of(first: Reading) -> bool:
    """Whether what the first half lists is what goes on being spoken of: 财政部出钱的基金有哪些, 亦庄有哪些基金."""
    spoken = [t for t in first.tokens if not t.is_("stop")]
    asked = len(spoken) > 3 and spoken[0].is_("asking", "which", "what") and spoken[1].is_("type")
    if asked and spoken[2].text.lower() in ("does", "do", "did", "has", "have") and spoken[3].found is not None:
        return True  # which fund does X manage: what is spoken of next is the fund
    does = any(t.is_(sort) for t in spoken for sort in ("money", "relation", "reach", "link"))
    if not does and any(t.is_("mark", "have") for t in spoken):
        return True
    ends = len(spoken) > 2 and spoken[-1].is_("asking") and spoken[-2].is_("mark", "have", "be")
    listed = first.plan is not None and isinstance(first.plan.clause, Listing)
    return listed or (ends and spoken[-3].is_("type"))


def _asks_for(plan: Plan, label: str) -> bool:
    """Whether a plan asks for things of a label."""
    parties = [p for name in plan.asked if isinstance(p := getattr(plan.clause, name, None), Party)]
    return any(label in p.labels for p in parties)


def _into(plan: Plan, one: Named, first: Reading) -> Plan:
    """Return a plan of what the founders of a fund gave as one of what they gave to that fund, where nothing else is said."""
    clause = plan.clause
    payer = clause.provider if isinstance(clause, Flows) and clause.recipient is None and clause.via is None else None
    named = {o.id: o for t in first.tokens if t.found is not None for o in t.found.options}
    fund = next(iter(named.values())) if len(named) == 1 else None
    if payer is None or one.id not in payer.ids or fund is None or fund.label != "Fund":
        return plan
    return plan.with_clause(with_parties(clause, {"recipient": Party(entities=(fund,), said=fund.said)}))


def _seats(first: Reading) -> set[str]:
    """Return the places in which what the first half lists lies: of the biggest fund in Beijing, more is asked of the fund."""
    plan = first.plan
    slot = asked_slot(plan) if plan is not None else None
    party = getattr(plan.clause, slot) if plan is not None and slot is not None else Party()
    return {e.id for e in party.places}


def _put(pattern: re.Pattern[str], said: str, tail: str, chinese: bool) -> str:
    """Return the half with a name in place of the pronoun; in Chinese 分别 stands behind the subject, which is then said first."""
    if not chinese:
        return pattern.sub(lambda match: f"{said}'s" if match.group().lower() == "their" else said, tail, count=1)
    return said + pattern.sub("", tail)


def of_all(plan: Plan, one: Named, listed: tuple[Named, ...]) -> Plan | None:
    """Return a plan about one thing as a plan about all that were listed; sums are then made for each."""
    clause = plan.clause
    if not isinstance(clause, Flows | Links | Measures):
        return plan if len(listed) == 1 else None
    held = [s for s in SLOTS if isinstance(p := getattr(clause, s, None), Party) and one.id in p.ids]
    if len(held) != 1 or plan.further:
        return None
    party: Party = getattr(clause, held[0])
    clause = with_parties(clause, {held[0]: replace(party, entities=listed)})
    if len(listed) > 1 and plan.measure == "sum" and plan.asked == ("flow",) and held[0] in FLOW_ROLES:
        return replace(plan, clause=asking(clause, held[0]), asked=(held[0],))
    return replace(plan, clause=clause)
