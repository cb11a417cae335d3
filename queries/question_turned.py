"""Turns of phrase put in plain order: who is not said to manage it, X但没Y的有谁, launched with, by whom, is X the largest."""

from queries.question_apart import Chosen, acts, is_word, named
from queries.question_sketch import NotUnderstood
from queries.question_tokens import Token
from queries.question_words import Word, table, word_of

ROLES = {
    "manage": "管理人",
    "establish": "发起人",
    "fund": "出资人",
    "invest": "投资人",
    "issue": "发布方",
    "run": "主管部门",
}
ASKS = ("who", "which", "what")


def unsaid_role(chosen: Chosen, notes: dict[str, object]) -> Chosen:
    """没有写明由谁管理的基金: those of which no manager is told."""
    for at, entry in enumerate(chosen):
        if not is_word(entry, "mark", "not") or entry[0].text not in table("hints")["unsaid"]:
            continue
        stop = at + 1
        while stop < len(chosen) and is_word(chosen[stop], "mark", "by", "be"):
            stop += 1
        if stop < len(chosen) and acts(chosen[stop]) and not is_word(chosen[stop], "money", "size"):
            raise NotUnderstood("order", entry[0].text)  # 没有披露出资计划: what is not told is not what is not done
        if stop + 1 >= len(chosen) or not is_word(chosen[stop], "asking", *ASKS) or not acts(chosen[stop + 1]):
            continue
        verb = chosen[stop + 1][1]
        role = ROLES.get(verb.key) if verb is not None else None
        rest = chosen[stop + 2 :]
        if (
            role is None
            or not all(is_word(e, "mark", "of") for e in rest[:1])
            or any(named(e) or acts(e) for e in rest)
        ):
            continue
        if len(rest) == 1:
            rest = []  # 查不到是谁出资的
        return [*chosen[: at + 1], (chosen[stop][0], word_of(role, "role")), *rest]
    return chosen


def asked_last(chosen: Chosen, notes: dict[str, object]) -> Chosen:
    """投了甲但没投乙的都有谁: who did the one and not the other, asked first."""
    but = next((n for n, e in enumerate(chosen) if is_word(e, "mark", "but")), None)
    of = max((n for n, e in enumerate(chosen) if is_word(e, "mark", "of")), default=None)
    if but is None or of is None or of < but or chosen[of][0].text != "的" or not but:
        return chosen
    tail = [e for e in chosen[of + 1 :] if not is_word(e, "mark", "have", "be")]
    kinds = [e for e in tail if is_word(e, "type")]
    asks = [e for e in tail if is_word(e, "asking", *ASKS)]
    if (
        len(asks) != 1
        or len(kinds) > 1
        or len(kinds) + 1 != len(tail)
        or any(is_word(e, "asking") for e in chosen[:of])
    ):
        return chosen
    if not acts(chosen[of - 1]) and not named(chosen[of - 1]) and not is_word(chosen[of - 1], "type"):
        return chosen
    which = (asks[0][0], word_of("哪些", "asking", "which"))
    return [*([which, *kinds] if kinds else [(asks[0][0], word_of("谁", "asking", "who"))]), *chosen[:of]]


def sizes_of_some(chosen: Chosen, notes: dict[str, object]) -> Chosen:
    """四支基金规模: the size of four funds."""
    for at in range(1, len(chosen)):
        size = chosen[at][0]
        if chosen[at - 1][0].sort == "number" and is_word(chosen[at], "money", "size") and size.text.startswith("基金"):
            fund = (Token(size.start, size.start + 2, size.text[:2], "type"), word_of("基金", "type"))
            return [*chosen[:at], fund, (size, word_of("的", "mark", "of")), *chosen[at:]]
    return chosen


def holds_post(chosen: Chosen, notes: dict[str, object]) -> Chosen:
    """王江平在哪个单位任什么职务: what post he holds, told with the body."""
    if len(chosen) < 4 or not named(chosen[0]) or not is_word(chosen[-1], "role", "post"):
        return chosen
    person = chosen[0][0].found
    plain = all(
        is_word(e, "mark", "in", "be", "of") or is_word(e, "asking") or is_word(e, "type") for e in chosen[1:-1]
    )
    if person is None or person.label != "Person" or not plain or not chosen[-1][0].text.startswith(("任", "担任")):
        return chosen
    return [chosen[0], (chosen[1][0], word_of("的", "mark", "of")), chosen[-1]]


def signed_what(chosen: Chosen, notes: dict[str, object]) -> Chosen:
    """What did A sign with B: what joins them as partners."""
    kept = [e for e in chosen if not is_word(e, "mark", "be")]
    if len(kept) != 5 or not is_word(kept[0], "asking", "what") or not (named(kept[1]) and named(kept[4])):
        return chosen
    if not is_word(kept[2], "relation", "partner") or kept[3][0].text.lower() != "with":
        return chosen
    return [kept[1], kept[2], (kept[3][0], word_of("and", "mark", "and")), kept[4]]


def said_once(chosen: Chosen, notes: dict[str, object]) -> Chosen:
    """Planned and not yet paid: what is planned has not been paid."""
    for at in range(1, len(chosen) - 1):
        joint = is_word(chosen[at], "mark", "and", "but")
        if joint and is_word(chosen[at - 1], "status", "planned") and is_word(chosen[at + 1], "status", "planned"):
            return chosen[:at] + chosen[at + 2 :]
    return chosen


def how_many_of_role(chosen: Chosen, notes: dict[str, object]) -> Chosen:
    """大基金三期的出资人有几家是银行: how many banks paid into it."""
    plain = [e for e in chosen if not is_word(e, "mark", "of", "have", "be", "within")]
    if len(plain) != 4 or not named(plain[0]) or not is_word(plain[1], "role", "payer", "investor"):
        return chosen
    if not is_word(plain[2], "asking", "how_many", "which", "who", "what") or not is_word(plain[3], "type"):
        return chosen
    kind = plain[3][1]
    if kind is None or kind.data.get("labels") != ["Institution"] or not is_word(chosen[-2], "mark", "be"):
        return chosen
    asks = "几家" if is_word(plain[2], "asking", "how_many") else "哪些"
    key = "how_many" if asks == "几家" else "which"
    gives = word_of("投资" if is_word(plain[1], "role", "investor") else "出资", "money")
    to = word_of("给", "mark")
    return [(plain[2][0], word_of(asks, "asking", key)), plain[3], (plain[1][0], to), plain[0], (plain[1][0], gives)]


def together_in_all(chosen: Chosen, notes: dict[str, object]) -> Chosen:
    """How much did the six banks put in together: a sum, and nothing done jointly."""
    last = chosen[-1] if chosen else None
    joint = last is not None and is_word(last, "special", "jointly") and last[0].text.lower() == "together"
    return chosen[:-1] if joint and any(is_word(e, "asking", "how_much") for e in chosen) else chosen


def much_in(chosen: Chosen, notes: dict[str, object]) -> Chosen:
    """How much in loans did the bank make, how much did they get in subsidies: the `in` only says of what."""

    def of_what(n: int) -> bool:
        before = is_word(chosen[n - 1], "asking", "how_much") or is_word(chosen[n - 1], "money", "get")
        return before and (is_word(chosen[n + 1], "money") or chosen[n + 1][0].sort == "purpose")

    last = len(chosen) - 1
    return [e for n, e in enumerate(chosen) if not (0 < n < last and is_word(e, "mark", "in") and of_what(n))]


def by_whom_too(chosen: Chosen, notes: dict[str, object]) -> Chosen:
    """When was X set up, and by whom: the rows of the first half name both."""
    at = len(chosen) - 3
    if at < 3 or not is_word(chosen[at], "mark", "and") or not is_word(chosen[at + 1], "mark", "by"):
        return chosen
    when = any(is_word(e, "asking", "when") for e in chosen[:at]) and any(is_word(e, "relation") for e in chosen[:at])
    return chosen[:at] if when and is_word(chosen[at + 2], "asking", "who") else chosen


def launched_with(chosen: Chosen, notes: dict[str, object]) -> Chosen:
    """What did A launch with B: what each of the two did."""
    kept = [e for e in chosen if not is_word(e, "mark", "be") and not is_word(e, "special", "jointly")]
    if len(kept) != 5 or not is_word(kept[0], "asking", "what") or not (named(kept[1]) and named(kept[4])):
        return chosen
    own_act = is_word(kept[2], "relation") and not is_word(kept[2], "relation", "partner", "posted")
    if not own_act or kept[3][0].text.lower() not in ("with", "together with") or "both" in notes:
        return chosen
    notes["both"] = True
    be = [e for e in chosen if is_word(e, "mark", "be")]
    return [kept[0], *be[:1], kept[1], (kept[3][0], word_of("and", "mark", "and")), kept[4], kept[2]]


def whether_first(chosen: Chosen, notes: dict[str, object]) -> Chosen:
    """Is the ministry the largest shareholder of X, 财政部是不是X最大的股东: who that is."""
    ranked = [
        n
        for n, e in enumerate(chosen)
        if e[0].sort in ("largest", "smallest") or is_word(e, "aggregate", "largest", "smallest", "most", "fewest")
    ]
    roles = [n for n, e in enumerate(chosen) if is_word(e, "role")]
    if len(ranked) != 1 or len(roles) != 1 or len([e for e in chosen if named(e)]) != 2 or any(acts(e) for e in chosen):
        return chosen
    english = chosen[0][0].text.lower() in ("is", "was", "are", "were")
    if english and len(chosen) > 4 and named(chosen[1]) and ranked[0] == 2 and roles[0] == 3:
        return [(chosen[1][0], word_of("who", "asking")), chosen[0], *chosen[2:]]
    be, flag = is_word(chosen[1], "mark", "be"), any(is_word(e, "asking", "flag_question") for e in chosen)
    whether = is_word(chosen[1], "asking", "whether") and chosen[1][0].text == "是不是"
    if named(chosen[0]) and ((be and flag) or whether) and len(chosen) > 4 and not chosen[1][0].text.isascii():
        rest = [e for e in chosen[2:] if not is_word(e, "asking", "flag_question")]
        return [*rest, (chosen[1][0], word_of("是", "mark", "be")), (chosen[0][0], _who())]
    return chosen


def _who() -> Word:
    return word_of("谁", "asking", "who")


RULES = (
    how_many_of_role,
    sizes_of_some,
    holds_post,
    signed_what,
    said_once,
    unsaid_role,
    asked_last,
    together_in_all,
    much_in,
    by_whom_too,
    launched_with,
    whether_first,
)
