"""From a sketch to a plan: which family of question it is, who stands in which role, what is asked."""

from dataclasses import replace

from queries.compile import GONE_THROUGH
from queries.plan import Clause, Flows, Further, Links, Listing, Party, Plan, party_slots, with_parties
from queries.question_clauses import asking, clause_of, slot, slots_of
from queries.question_every import of_all_together
from queries.question_measures import done, listing, numbered, of_both, set_apart, with_measure
from queries.question_nested import nested, stands_before, things_of_named, where_such
from queries.question_patterns import Match, matches
from queries.question_payers import borrows
from queries.question_planned import begins_with_verb, filters_of, negated_plan, planned
from queries.question_sketch import Item, NotUnderstood, Sketch
from queries.question_special import special
from queries.question_variants import sketch_place, variants_of
from queries.question_words import Word, table

LACKING = ("没有", "没", "无", "缺", "缺少", "尚无", "without", "lack", "lacks", "无任何", "没有任何")
VERBAL = "vulgm"


def plan(sketch: Sketch) -> Plan:
    """Turn a sketch into a plan; raises `NotUnderstood`."""
    found = special(sketch)
    if found is None:
        found = with_measure(_clauses(sketch), sketch)
    found = done(numbered(of_both(set_apart(found, sketch), sketch), sketch), sketch)
    _nothing_left(found, sketch)
    if sketch.notes.get("every") and (
        sketch.yes_no or found.yes_no or (begins_with_verb(sketch) and not sketch.how_much)
    ):
        raise NotUnderstood("every")
    of_all_together(found, sketch)
    if (each := sketch.notes.get("per_recipient")) and not (
        isinstance(found.clause, Flows) and found.measure == "average"
    ):
        raise NotUnderstood("unexplained", "per" if sketch.language == "en" else "每家")
    if sketch.notes.get("via") is not None and not (isinstance(found.clause, Flows) and found.clause.via is not None):
        raise NotUnderstood("order", sketch.notes["via"].said)  # which bodies are under X
    if sketch.notes.get("none_but") and isinstance(found.clause, Flows) and found.asked not in ((), ("flow",)):
        raise NotUnderstood("only", "只有")  # 哪些基金只有计划规模: those that have no other
    return replace(
        found,
        by=tuple(dict.fromkeys(sketch.by)),
        limit=sketch.limit,
        when=sketch.when,
        sources="sources" in sketch.special,
        now=bool(sketch.notes.get("now")),
        main=bool(sketch.notes.get("main")),
        by_name=bool(sketch.notes.get("by_name")) or _single_asked(found, sketch),
        single=bool(sketch.notes.get("single_flow")),
        in_all=sketch.measure == "sum",
        per_recipient=bool(each),
        with_kin="with_kin" in sketch.special,
        owned=tuple(sketch.notes.get("owned", ())),
        sense_told=any(i.word is not None and i.word.data.get("told") for i in sketch.items),
        language=sketch.language,
    )


def _single_asked(found: Plan, sketch: Sketch) -> bool:
    """Whether what is asked for is of a kind of which single bodies were said (named companies)."""
    said = sketch.notes.get("single", ())
    return isinstance(found.clause, Flows | Links) and any(
        slot(found.clause, a).word in said for a in found.asked if a != "flow"
    )


def _nothing_left(found: Plan, sketch: Sketch) -> None:
    """Refuse where a special word was said that the plan has no use for."""
    clause = found.clause
    allowed = {"sources", "exist", *sketch.notes.get("used", ())}
    if isinstance(clause, Links):
        allowed |= {"directly", "through_others", "through_what"}
    if isinstance(clause, Flows):
        allowed |= {"through_what", "directly"}
        if clause.via is not None and {e.label for e in clause.via.entities} in ({"Program"}, {"Policy"}, {"Fund"}):
            allowed.add("with_kin")
    if isinstance(clause, Listing):
        allowed |= {"exist"}
    extra = [token.text for key, token in sketch.special.items() if key not in allowed]
    financed = isinstance(clause, Flows) and sketch.core == "aeu"  # how is X financed
    if extra or (sketch.how and "how" not in allowed and not financed):
        raise NotUnderstood("order", *extra)


def _clauses(sketch: Sketch) -> Plan:
    """Read the main clause, and a second one behind 但 or but."""
    items = _via(sketch)
    if len(items) > 1 and items[0].symbol == "K":
        items = items[1:]  # 计划中但还没有落实的资金: a status that stood before it is no part of the order
    cut = next((n for n, item in enumerate(items) if n and _cuts(items, n)), None)
    main = items[:cut] if cut is not None else items
    if (
        cut is not None
        and items[cut].symbol != "n"
        and main[-1].symbol in "vu"
        and sum(i.party is not None for i in main) < 2
        and [i.symbol for i in items[cut + 1 : cut + 2]] == [main[-1].symbol]
    ):
        main = [*main, *items[cut + 2 :]]  # 谁既设立又管理某基金: what stands last is done both to
    plan_ = _main(main, sketch)
    if cut is None:
        return plan_
    if plan_.asked == ("flow",) or len(plan_.asked) != 1:
        raise NotUnderstood("second_clause", *[i.token.text for i in items[cut:]])
    if sketch.filters.period or sketch.filters.bounds or sketch.filters.statuses or sketch.filters.purpose:
        raise NotUnderstood("second_clause", *[i.token.text for i in items[cut:]])
    asked = slot(plan_.clause, plan_.asked[0])
    rest = items[cut:] if items[cut].symbol == "n" else items[cut + 1 :]
    further = _echoed(rest, plan_) or _further(rest, asked, sketch)
    return _of_two_kinds(replace(plan_, further=(*plan_.further, further)))


def _of_two_kinds(found: Plan) -> Plan:
    """既放贷又授信: a loose word of money does not mean what the other says."""
    further = found.further[-1]
    mine, other = set(found.filters.instruments), set(further.instruments)
    if not mine & other or mine == other:
        return found
    if further.negated:  # 授信但没有贷款: what is not done is something else than what is done
        left = tuple(sorted(other - mine))
        return (
            replace(found, further=(*found.further[:-1], replace(further, instruments=left))) if mine < other else found
        )
    if other < mine:
        return replace(found, filters=replace(found.filters, instruments=tuple(sorted(mine - other))))
    if mine < other:
        return replace(found, further=(*found.further[:-1], replace(further, instruments=tuple(sorted(other - mine)))))
    return found


def _cuts(items: list[Item], at: int) -> bool:
    if items[at].symbol == "K":
        return True
    if items[at].symbol == "n":  # 既没有投资也没有授信, neither … nor
        before = "".join(i.symbol for i in items[:at])
        return "n" in before and any(letter in before.partition("n")[2] for letter in "vugml")
    if items[at].symbol == "c" and _joins_money(items, at):
        return False
    return (
        items[at].symbol == "c"
        and items[at].token.text.lower() not in ("or", "或", "或者")
        and at + 1 < len(items)
        and items[at + 1].symbol in "vuhna"
        and any(i.symbol in "vughl" for i in items[:at])
    )


def _joins_money(items: list[Item], at: int) -> bool:
    """Whether an and stands between two words of money alone: 授信和放款分别是多少."""
    if not 0 < at < len(items) - 1:
        return False
    both = all(
        i.word is not None and i.word.sort == "money" and i.symbol in "vm" for i in (items[at - 1], items[at + 1])
    )
    return both and not any(i.party is not None and not i.bare for i in items[at + 2 :])


def _echoed(items: list[Item], main: Plan) -> Further | None:
    """Read “but not [in] X” as the first clause with X in the place of what it names: of the kind that X is, and one only."""
    letters = "".join(item.symbol for item in items)
    clause, asked = main.clause, main.asked[0]
    if letters not in ("ne", "noe", "nbe", "nfe") or not isinstance(clause, Flows | Links):
        return None
    said = items[-1].party
    assert said is not None
    names = party_slots(clause)
    kinds = {e.label for e in said.entities}
    named = [n for n in names if n != asked and {e.label for e in slot(clause, n).entities} == kinds]
    if len(named) != 1:
        return None
    negated = with_parties(clause, {named[0]: said, asked: replace(slot(clause, asked), asked=True)})
    return Further(negated, True, main.filters.instruments if isinstance(clause, Flows) else ())


def _further(items: list[Item], asked: Party, sketch: Sketch) -> Further:
    """Read a second clause whose subject is what the first asks for."""
    if not items or any(item.symbol in "wW" for item in items):
        raise NotUnderstood(
            "second_clause", *[item.token.text for item in items]
        )  # what it asks anew is another question
    subject = Item("t", items[0].token, replace(asked, asked=False))
    for candidate, negated in _readings([subject, *items]):
        found = [
            m
            for m in matches(candidate, sketch.language, negated)
            if any(i is subject for i in m.roles.values()) and _fits(m, sketch)
        ]
        done_to = sketch.language == "en" and any(i.symbol == "a" for i in items)
        acting = [m for m in found if m.roles.get("S") is subject]
        found = found if done_to or not acting else acting  # lent but never invested: they did not invest
        if found:
            clause = clause_of(found[0], sketch, mark="")
            own = filters_of(found[0], sketch).instruments if isinstance(clause, Flows) else ()
            return Further(_with_asked(clause, subject, found[0]), negated, own)
    raise NotUnderstood("second_clause", *[item.token.text for item in items])


def _with_asked(clause: Clause, subject: Item, match: Match) -> Flows | Links:
    if not isinstance(clause, Flows | Links):
        raise NotUnderstood("second_clause", subject.token.text)
    role = next(role for role, item in match.roles.items() if item is subject)
    return asking(clause, slots_of(clause, match)[role])


def _readings(items: list[Item]) -> list[tuple[list[Item], bool]]:
    """Return the ways to read items with a negation: as such where there is none, without it, or with it as “having no”."""
    negations = [item for item in items if item.symbol == "n"]
    if not negations:
        return [(items, False)]
    if len(negations) > 1:
        raise NotUnderstood("negation", *[item.token.text for item in negations])
    without = [item for item in items if item.symbol != "n"]
    having = [replace_symbol(item, "h") if item.symbol == "n" else item for item in items]
    said = negations[0].token.text.lower()
    lacking = (said in LACKING or said.endswith(("没有", "尚无"))) and not any(i.symbol in VERBAL for i in items)
    return [(having, True), (without, True)] if lacking else [(without, True)]


def replace_symbol(item: Item, symbol: str) -> Item:
    """Return an item under another letter."""
    return Item(symbol, item.token, item.party, item.word, item.bare, item.where, item.plural)


def _via(sketch: Sketch) -> list[Item]:
    """Take `through X` out of the word order and keep it as the sketch's via."""
    items: list[Item] = []
    at = 0
    while at < len(sketch.items):
        item = sketch.items[at]
        following = sketch.items[at + 1] if at + 1 < len(sketch.items) else None
        if item.symbol == "y" and (things := things_of_named(sketch.items[at + 1 :])) is not None:
            following, at = things[0], at + things[1] - 1  # through programmes of the bank, and not through the bank
        if item.symbol == "y" and following is not None and following.party is not None:
            if "via" in sketch.notes or (following.symbol == "x" and not following.party.labels):
                raise NotUnderstood("order", item.token.text)
            via = replace(following.party, asked=following.symbol == "w" or following.party.asked)
            if via.labels == ("Program",) and not (via.kinds or via.entities):
                via = replace(via, labels=GONE_THROUGH)  # 走哪个专项: a fiscal fund may be that too
            sketch.notes["via"] = via
            at += 2
        else:
            items.append(item)
            at += 1
    if "through_what" in sketch.special and any(i.symbol in "vugm" for i in items):
        sketch.notes["via"] = Party(asked=True)
    return items


def _main(items: list[Item], sketch: Sketch) -> Plan:
    if not items and sketch.how_much and sketch.filters.statuses:
        return Plan(Flows(), ("flow",), filters=sketch.filters)  # how much money is still just planned
    for candidate, negated in _readings(items):
        inner = [made] if (made := nested(candidate, sketch)) is not None else []
        plain_ = variants_of(candidate)
        of_things = sketch.how_much and (
            any(i.word is not None and i.word.sort == "relation" for i in candidate) or _only_things(inner)
        )
        for variant in [*inner, *plain_] if of_things else [*plain_, *inner]:  # how big what somebody manages is
            if (
                len(variant) < len(candidate)
                and sketch_place(candidate)
                and not any(i.party is not None and i.party.such for i in variant)
                and variant[0] is not candidate[0]
                and not negated
            ):
                continue  # 江苏投资的基金: Jiangsu is who invests
            found = _usable(matches(variant, sketch.language, negated), sketch)
            if found is not None:
                return negated_plan(*found, sketch) if negated else found[1]
            if not negated and (where := where_such(variant)) is not None:
                return Plan(where, ("right",), filters=sketch.filters)
            plain = listing(variant, sketch) if not negated else None
            if plain is not None:
                return plain
    raise NotUnderstood("order", *[item.token.text for item in items])


def _only_things(inner: list[list[Item]]) -> bool:
    """Whether a noun phrase with a clause of its own is all that is said: how big are the funds in E-Town."""
    return bool(inner) and not any(i.symbol in "vugmlx" or i.symbol == "e" for i in inner[0])


def _usable(found: list[Match], sketch: Sketch) -> tuple[Match, Plan] | None:
    """Return the first match whose clause the ontology allows, with its plan."""
    refusal: NotUnderstood | None = None
    for match in found:
        if any(item.party is not None and not item.bare for item in match.rest) or not _fits(match, sketch):
            continue
        try:
            return match, planned(match, sketch)
        except NotUnderstood as error:
            refusal = refusal or error
    if refusal is not None:
        raise refusal
    return None


BE = ("is", "are", "was", "were", "be", "been", "being", "'re", "am")


def _fits(match: Match, sketch: Sketch) -> bool:
    """Whether the voice and the marks allow a pattern: who is funded does not fund; only partners are joined by 和."""
    if match.group == "when" and not sketch.when:
        return False
    if match.pattern.text == "E a X":
        held, post = match.roles["E"], match.roles["X"]
        who = held.bare and post.word is not None and "title" in post.word.data  # 谁是副部长
        if not (who or (post.party is not None and post.party.asked)):
            return False
    compound = match.pattern.text == "E T" and sketch.language == "en"
    if compound and not stands_before(match.roles["E"], match.roles["T"]):
        return False
    if match.group == "of" and "T" in match.roles and match.roles["T"].bare and not match.roles["E"].label:
        return False
    verb = match.verb()
    word = verb.word if verb is not None else None
    if match.pattern.text in ("O! h m", "O! j h m", "O! h m f S") and sketch.language == "en":
        got = match.roles["O"].party
        from_whom = "S" in match.roles
        if got is None or not (borrows(got) or (from_whom and got.labels == ("Fund",))):
            return False  # banks with loans may have given them
    if match.pattern.text == "m a" and not sketch.filters.statuses:
        return False  # what money is planned
    if match.pattern.text == "w a S V O" and not (word is not None and word.key == "fund" and match.rest[0].bare):
        return False  # what does the measure pay little giants: only with verbs that take both
    if match.group == "role" and word is not None and not _own_act(match, word, sketch):
        return False
    if match.group == "verb" and "f S V" in match.pattern.text and not _borrowed(verb):
        return False
    if match.pattern.text == "O S V" and not _fund_first(match):
        return False
    several = match.group == "when" and match.roles["E"].party is not None and "+" in match.roles["E"].party.said
    if several and word is not None and word.key == "partner":
        return False  # 甲什么时候和乙合作的: with each other
    if match.pattern.text == "O d M h S" and match.roles["S"].bare and match.roles["S"].word.key == "what":  # type: ignore[union-attr]
        return False  # 国开行的贷款有哪些: its loans, and not who lent to it
    if word is not None and word.key == "renamed" and sketch.language == "en":
        acts = not any(i.symbol in "ah" for i in match.rest)
        if acts and "S" in match.roles and match.roles["S"].bare:
            return False  # who renamed it: not into what it was renamed
    if match.pattern.text in ("S a V", "h S a V") and not (word is not None and word.data.get("alone")):
        return False  # which bodies were renamed: into what need not be said
    joined = match.group == "verb" and any(i.symbol == "c" for i in match.rest)
    if joined and (word is None or word.key != "partner"):
        return False
    if sketch.language != "en" or match.group != "verb" or "S" not in match.roles or verb is None or verb.symbol != "u":
        return True
    passive = any(i.symbol == "a" and i.token.text.lower() in BE for i in match.rest)
    return not passive or any(i.symbol == "b" for i in match.rest)


def _fund_first(match: Match) -> bool:
    """Whether a fund stands before those who pay into it: 大基金三期六大行出了多少钱."""
    fund, by, verb = match.roles["O"], match.roles["S"].party, match.verb()
    bodies = by is not None and set(tuple(e.label for e in by.entities) or by.labels) == {"Institution"}
    gives = verb is not None and verb.word is not None and verb.word.key == "fund"
    return fund.label == "Fund" and bodies and gives


def _own_act(match: Match, verb: Word, sketch: Sketch) -> bool:
    """Whether a verb says of those in a role of money just what their role says, with a rank: 出资人里谁出的钱最多."""
    item = match.roles["X"]
    role = item.word.data if item.word is not None else {}
    asked = (item.party is not None and item.party.asked) or any(i.symbol == "w" for i in match.rest)
    gives = role.get("role") == "provider" and verb.sort == "money" and verb.symbol in "vu"
    own = verb.key in ("fund", role.get("money"))
    return gives and own and asked and sketch.measure in ("largest", "smallest")


def _borrowed(verb: Item | None) -> bool:
    """Whether money that comes from somebody comes by this verb: 从银行借的钱, and not 从银行投资."""
    return verb is not None and verb.symbol == "v" and verb.token.text in table("verbs")["borrowing"]
