"""Tidying chosen tokens before their order is read: what is set apart (besides X), what both do, and questions that only echo."""

from dataclasses import replace

from queries.plan import Named
from queries.question_apart import Chosen, acts, is_word, kind_echoed, kind_set_apart, named, of_a_kind, outside, unlike
from queries.question_everyday import RULES as EVERYDAY
from queries.question_everyday import two_questions
from queries.question_senses import (
    active_there,
    fund_managers,
    funds_there,
    in_all,
    jointly,
    local_things,
    not_yet,
    persons,
    policies_promise,
    raised_quota,
    reach_noun,
    size_of_program,
    special_funds,
    where_invested,
    who_ranks,
    worth,
    zone_in_place,
)
from queries.question_sketch import NotUnderstood
from queries.question_together import places_together
from queries.question_tokens import Token
from queries.question_turned import RULES as TURNED
from queries.question_words import Word, word_of


def tidy(chosen: Chosen, notes: dict[str, object]) -> Chosen:
    """Return the tokens without what these rules read; `notes` gets `without` (names left out) and `both`."""
    chosen = [
        e for n, e in enumerate(chosen) if not (n and named(e) and named(chosen[n - 1]) and _same(e, chosen[n - 1]))
    ]
    for rule in RULES:
        chosen = rule(chosen, notes)
    return chosen


def _same(one: tuple[Token, Word | None], other: tuple[Token, Word | None]) -> bool:
    """Whether two names side by side are of one thing: the points system (企业创新积分制)."""
    here, there = one[0].found, other[0].found
    return here is not None and there is not None and {o.id for o in here.options} == {o.id for o in there.options}


def _without(chosen: Chosen, notes: dict[str, object]) -> Chosen:
    """除了财政部, besides the ministry: the names behind the word are left out of what is asked."""
    at = next((n for n, entry in enumerate(chosen) if is_word(entry, "mark", "except")), None)
    if at is None:
        return chosen
    stop = at + 1
    if stop + 1 < len(chosen) and chosen[stop][0].sort == "number" and is_word(chosen[stop + 1], "type"):
        chosen = [*chosen[:stop], *chosen[stop + 1 :]]  # other than the six banks: how many there are is only told
    if stop < len(chosen) and is_word(chosen[stop], "type") and (kind := kind_set_apart(chosen[stop])) is not None:
        stop += 1
        while stop < len(chosen) and is_word(chosen[stop], "mark", "beyond", "and"):
            stop += 1
        notes["unlike"] = kind
        return chosen[:at] + chosen[stop:]
    left_out: list[Named] = []
    while stop < len(chosen) and (named(chosen[stop]) or (left_out and is_word(chosen[stop], "mark", "and"))):
        if left_out and named(chosen[stop]) and not is_word(chosen[stop - 1], "mark", "and"):
            break  # 除了甲，乙还…: 乙 is no part of what is set apart
        found = chosen[stop][0].found
        if found is not None:
            if len(found.options) > 1:
                raise NotUnderstood("ambiguous", chosen[stop][0].text, candidates=found.options)
            left_out += found.options
        stop += 1
    if not left_out or any(is_word(entry, "mark", "except") for entry in chosen[stop:]):
        raise NotUnderstood("order", chosen[at][0].text)
    while stop < len(chosen) and is_word(chosen[stop], "mark", "beyond", "and"):
        stop += 1
    notes["without"] = tuple(left_out)
    return chosen[:at] + chosen[stop:]


def _both(chosen: Chosen, notes: dict[str, object]) -> Chosen:
    """工行和中行都…, both A and B: what is asked must hold of each of the two."""
    joints = [
        n for n in range(len(chosen) - 2)
        if named(chosen[n]) and is_word(chosen[n + 1], "mark", "and") and named(chosen[n + 2])
        and chosen[n + 1][0].text.lower() not in ("or", "或", "或者")
    ]  # fmt: skip
    kept: Chosen = []
    for n, entry in enumerate(chosen):
        if entry[0].text == "同时" and is_word(entry, "mark", "but") and not any(map(_acts, chosen[:n])):
            verbs = [m for m in range(n + 1, len(chosen)) if _acts(chosen[m])]
            if len(verbs) == 1 and verbs[0] == n + 1 and any(joint == n + 2 for joint in joints):
                notes["both"] = True  # 同时出资甲和乙的
                continue
            if len(verbs) == 1:
                continue  # 同时参与: also
            raise NotUnderstood("order", entry[0].text)
        if not is_word(entry, "special", "both"):
            kept.append(entry)
        elif any(n == joint + 3 or (n == joint - 1 and entry[0].text.isascii()) for joint in joints):
            notes["both"] = True
        elif entry[0].is_("stop"):
            continue
        else:
            raise NotUnderstood("order", entry[0].text)
    return kept


def _acts(entry: tuple[Token, Word | None]) -> bool:
    return acts(entry) or is_word(entry, "mark", "have", "in")


def _echo(chosen: Chosen, notes: dict[str, object]) -> Chosen:
    """谁出的钱，掏了多少; who backs X, and with how much: the rows tell the amounts of what the first half asks."""
    starts = [n for n, (token, _) in enumerate(chosen) if n and token.notes.get("comma")]
    starts += [n for n, entry in enumerate(chosen) if n and is_word(entry, "mark", "and")]
    for at in sorted(starts):
        head, tail = chosen[:at], chosen[at:]
        much = any(is_word(e, "asking", "how_much") for e in head)
        asks = any(is_word(e, "asking", "who", "which", "what", "how_many") for e in head)
        if not (much or asks) or not all(map(_only_amount, tail)):
            continue
        other = [e for e in tail if is_word(e, "asking", "who")]
        if much and len(other) == 1 and not any(is_word(e, "asking", "how_much", "when") for e in tail):
            gives = any(is_word(e, "money") for e in tail) and is_word(tail[0], "asking", "who")  # 谁来发
            payer = gives or any(is_word(e, "mark", "from", "by") for e in tail)
            notes["by"] = "provider" if payer else "recipient"
            return head
        paid = any(
            is_word(e, "money") or (is_word(e, "role") and e[1] is not None and "money" in e[1].data) for e in head
        )
        amount = [e for e in tail if is_word(e, "asking", "how_much")]
        if asks and not much and paid and amount and tail[0][0].notes.get("each"):
            return [*head, amount[0]]  # …，各出了多少: a sum for each
        if asks and not much and paid and any(is_word(e, "asking", "how_much", "when") for e in tail):
            return head
        what = any(
            is_word(e, "asking", "what") or is_word(e, "special", "through_what") or is_word(e, "mark", "through")
            for e in head
        ) and any(is_word(e, "money") for e in head)
        if what and len(other) == 1 and any(is_word(e, "mark", "to", "from", "by") for e in tail):
            return head  # what did it lend, and to whom
    return chosen


def _only_amount(entry: tuple[Token, Word | None]) -> bool:
    """Whether a token of a second half adds nothing to asking how much."""
    money = is_word(entry, "money") and entry[1] is not None and entry[1].key in ("fund", "get")
    return (
        money
        or is_word(entry, "asking", "how_much", "when", "who")
        or is_word(entry, "mark", "and", "be", "have", "of", "to", "by", "from")
    )


def _through_too(chosen: Chosen, notes: dict[str, object]) -> Chosen:
    """Who lent to X, and through which programme: the `and` joins nothing."""
    return [
        entry for n, entry in enumerate(chosen)
        if not (is_word(entry, "mark", "and") and n + 1 < len(chosen) and (is_word(chosen[n + 1], "mark", "through") or is_word(chosen[n + 1], "special", "through_what")))
    ]  # fmt: skip


def _trailing_joint(chosen: Chosen, notes: dict[str, object]) -> Chosen:
    """…, and according to whom: an `and` before what is no part of the order of words joins nothing."""
    return [
        entry for n, entry in enumerate(chosen)
        if not (is_word(entry, "mark", "and") and n + 1 < len(chosen) and all(map(_no_part, chosen[n + 1 :])))
    ]  # fmt: skip


def _no_part(entry: tuple[Token, Word | None]) -> bool:
    return is_word(entry, "special", "sources") or is_word(entry, "asking", "when")


def _promised_to(chosen: Chosen, notes: dict[str, object]) -> Chosen:
    """Credit pledged to firms: before a party, the `to` of a word of status says who gets the money."""
    kept: Chosen = []
    for at, entry in enumerate(chosen):
        after = chosen[at + 1] if at + 1 < len(chosen) else None
        to = is_word(entry, "status") and entry[0].text.lower().endswith(("ed to", "ing to"))
        party = after is not None and (named(after) or is_word(after, "type") or is_word(after, "asking", "which"))
        if to and party:
            token = entry[0]
            said = replace(token, text=token.text[:-3], stop=token.stop - 3)
            kept += [(said, entry[1]), (token, word_of("to", "mark"))]
        else:
            kept.append(entry)
    return kept


def _province(chosen: Chosen, notes: dict[str, object]) -> Chosen:
    """Jiangsu province: the kind of place right behind a place says nothing new."""
    return [
        e for n, e in enumerate(chosen)
        if not (n and is_word(e, "type", "province", "city", "county", "place") and e[1] is not None and e[1].form != "plural" and _is_place(chosen[n - 1]) and e[0].text.isascii())
    ]  # fmt: skip


def _is_place(entry: tuple[Token, Word | None]) -> bool:
    return named(entry) and entry[0].found is not None and entry[0].found.label == "Place"


def _held_back(chosen: Chosen, notes: dict[str, object]) -> Chosen:
    """那1.8亿给了谁: pointing at a sum only says which it is."""
    return [
        entry for n, entry in enumerate(chosen)
        if not (entry[0].text in ("那", "这") and n + 1 < len(chosen) and chosen[n + 1][0].sort == "amount")
    ]  # fmt: skip


def _said_again(chosen: Chosen, notes: dict[str, object]) -> Chosen:
    """Money to Livzon Group in Zhuhai (珠海丽珠集团): a place known only as a part of the name before it says nothing new."""
    for at in range(len(chosen) - 2):
        first, last = chosen[at], chosen[at + 2]
        if named(first) and named(last) and is_word(chosen[at + 1], "mark", "in") and _same(first, last):
            return chosen[: at + 1] + chosen[at + 3 :]
    return chosen


def _newly(chosen: Chosen, notes: dict[str, object]) -> Chosen:
    """新成立的基金: since when, where no time is said; but those newest of all are ranked."""
    timed = any(e[0].sort in ("time", "since") or is_word(e, "aggregate", "latest", "earliest") for e in chosen)
    new = [e[0].text for e in chosen if is_word(e, "relation", "establish") and e[0].text.startswith("新")]
    if new and not timed:
        raise NotUnderstood("news_since", *new)
    return chosen


def _owned(chosen: Chosen, notes: dict[str, object]) -> Chosen:
    """the PBoC's relending facility, 工行的创新积分贷 as a whole name: whose it is adds nothing where it has a name of its own."""
    for n in range(len(chosen) - 2):
        thing = chosen[n + 2][0].found
        owned = named(chosen[n]) and is_word(chosen[n + 1], "mark", "possessive") and named(chosen[n + 2])
        owner = chosen[n][0].found
        if owned and owner is not None and thing is not None and thing.label in ("Program", "Policy", "Fund"):
            notes["owned"] = (owner.options, thing.options)  # whether it is theirs is told with the answer
            return chosen[:n] + chosen[n + 2 :]
    for n in range(len(chosen) - 1):
        owner, thing = chosen[n][0].found, chosen[n + 1][0].found
        beside = named(chosen[n]) and named(chosen[n + 1]) and chosen[n + 1][0].start == chosen[n][0].stop + 1
        if not beside or owner is None or thing is None or not chosen[n][0].text.isascii():
            continue
        if owner.label == "Institution" and len(owner.options) == 1 and thing.label in ("Program", "Policy"):
            notes["owned"] = (owner.options, thing.options)  # the PBOC tech relending
            return chosen[:n] + chosen[n + 1 :]
    return chosen


RULES = (
    _province, places_together, *TURNED, *EVERYDAY, persons, not_yet, local_things, policies_promise, outside, unlike, of_a_kind, kind_echoed, special_funds, size_of_program, fund_managers, funds_there, in_all, raised_quota, active_there, who_ranks, reach_noun, jointly, _through_too, _without, _both, _echo, two_questions, _trailing_joint, worth,
    zone_in_place, _owned, _promised_to, _held_back, _said_again, _newly, where_invested,
)  # fmt: skip
