"""Everyday turns of phrase: which of the six banks (六大行里哪家), is it A or B, who did it together with X, who used a product."""

from queries.question_apart import Chosen, acts, is_word, named
from queries.question_sketch import NotUnderstood
from queries.question_words import table, word_of

SOLD = ("贷款", "贷", "券", "保险")  # endings of what banks sell: who used it got money through it


def cannot(chosen: Chosen, notes: dict[str, object]) -> Chosen:
    """不能投资的基金: what may not be is no fact that is missing."""
    for at in range(1, len(chosen)):
        if is_word(chosen[at - 1], "mark", "not") and is_word(chosen[at], "able"):
            raise NotUnderstood("order", f"{chosen[at - 1][0].text}{chosen[at][0].text}")
    if any(is_word(e, "able") and e[0].text == "要" for e in chosen) and any(
        is_word(e, "asking", "flag_question", "whether") for e in chosen
    ):
        raise NotUnderstood("order", "要")  # 要给…吗: what is to come, and not what has been
    return [e for e in chosen if not is_word(e, "able")]


def which_among(chosen: Chosen, notes: dict[str, object]) -> Chosen:
    """六大行里哪家给…: which big bank; 母基金里哪支最大: which of its sub-funds."""
    for at in range(1, len(chosen)):
        asks = chosen[at]
        if not is_word(asks, "asking", "which", "what") or asks[0].text not in table("hints")["one_among"]:
            continue
        before = at - 1
        within = is_word(chosen[before], "mark", "within")
        if within:
            before -= 1
        gap = asks[0].start - chosen[before][0].stop if before >= 0 else 0
        follows = at + 1 < len(chosen) and not is_word(chosen[at + 1], "type") and not is_word(chosen[at + 1], "role")
        if before < 0 or not follows or not (within or 0 < gap < 4):
            continue
        which = (asks[0], word_of("哪些", "asking", "which"))
        owner = chosen[before - 2][0].found if before > 1 and named(chosen[before - 2]) else None
        placed = owner is not None and owner.label == "Place"  # 江苏的基金里哪支最大
        kind = is_word(chosen[before], "type") and (
            placed or not (before and is_word(chosen[before - 1], "mark", "of"))
        )
        if kind and not (before and is_word(chosen[before - 1], "asking")):
            return [*chosen[:before], which, chosen[before], *chosen[at + 1 :]]
        fund = chosen[before][0].found
        if within and named(chosen[before]) and fund is not None and fund.label == "Fund" and _counts_funds(asks):
            part = word_of("子基金", "role")
            return [
                which,
                chosen[before],
                (chosen[at - 1][0], word_of("的", "mark")),
                (asks[0], part),
                *chosen[at + 1 :],
            ]
    return chosen


def own(chosen: Chosen, notes: dict[str, object]) -> Chosen:
    """却没有自己的贷款产品, but run no programme of their own: what they themselves have, where it is said that they have none."""
    for at, entry in enumerate(chosen):
        if is_word(entry, "own"):
            half = max((n for n in range(min(at + 2, len(chosen))) if is_word(chosen[n], "mark", "but")), default=None)
            if half is None or not any(is_word(e, "mark", "not") for e in chosen[half:]):
                raise NotUnderstood("order", entry[0].text)
    return [e for e in chosen if not is_word(e, "own")]


def class_twice(chosen: Chosen, notes: dict[str, object]) -> Chosen:
    """工农中建四大行: two words side by side for one list of bodies say it once."""
    kept: Chosen = []
    for entry in chosen:
        last = kept[-1] if kept else None
        if (
            last is not None
            and 0 <= entry[0].start - last[0].stop < 2
            and is_word(last, "type")
            and is_word(entry, "type")
        ):
            firms = (
                last[1] is not None and last[1].data.get("labels") == ["Category"] and is_word(entry, "type", "company")
            )
            if firms and entry[0].text == "企业":
                continue  # “小巨人”企业
            if last[0].stop != entry[0].start:
                kept.append(entry)
                continue
            one, other = (e[1].data.get("names") if e[1] is not None else None for e in (last, entry))
            if one and one == other:
                continue
        kept.append(entry)
    return kept


def which_ones(chosen: Chosen, notes: dict[str, object]) -> Chosen:
    """上海三大先导产业母基金是哪几支: which funds it is made up of."""
    if len(chosen) == 3 and is_word(chosen[1], "mark", "be"):
        asks = chosen[2]
    elif len(chosen) == 2:
        asks = chosen[1]
    else:
        return chosen
    fund = chosen[0][0].found
    if not is_word(asks, "asking", "which", "what"):
        return chosen
    if not named(chosen[0]) or fund is None or fund.label != "Fund" or not _counts_funds(asks):
        return chosen
    have, which = word_of("有", "mark", "have"), word_of("哪些", "asking", "which")
    return [chosen[0], (asks[0], have), (asks[0], which), (asks[0], word_of("子基金", "role"))]


def _counts_funds(asks: tuple[object, object]) -> bool:
    return str(getattr(asks[0], "text", "")).endswith(("支", "只"))


def either_or(chosen: Chosen, notes: dict[str, object]) -> Chosen:
    """规模是885亿还是880亿: how much it is; 是已出资还是打算出资: what there is, whatever its status."""
    for at in range(1, len(chosen) - 1):
        if chosen[at][0].text.lower() not in table("hints")["or_else"]:
            continue
        one, other = chosen[at - 1], chosen[at + 1]
        amounts = one[0].sort == other[0].sort == "amount"
        if amounts and any(is_word(e, "special", "disputed") for e in chosen):
            stop = at - 1
            while stop and is_word(chosen[stop - 1], "mark", "be", "have"):
                stop -= 1
            return [*chosen[:stop], *chosen[at + 2 :]]  # 是885亿还是880亿，各家说法一致吗
        if (told := _of_any_status(chosen, at, notes)) is not None:
            return told
        if amounts and not any(is_word(e, "asking") for e in chosen):
            much = (one[0], word_of("多少钱", "asking"))
            return [*chosen[: at - 1], much, *chosen[at + 2 :]]
    if any(e[0].text.lower() in table("hints")["or_else"] for e in chosen if is_word(e, "or_else")):
        raise NotUnderstood("order", *[e[0].text for e in chosen if is_word(e, "or_else")])
    return chosen


def which_of_two(chosen: Chosen, notes: dict[str, object]) -> Chosen:
    """甲和乙谁放贷多: how much each of the two did, from which that can be seen."""
    at = next((n for n, e in enumerate(chosen) if e[0].sort == "more"), None)
    if at is None:
        return chosen
    who = next((n for n, e in enumerate(chosen) if is_word(e, "asking", "who", "which", "what")), None)
    joint = who == 3 and named(chosen[0]) and is_word(chosen[1], "mark", "and") and named(chosen[2])
    if not joint or at + 1 != len(chosen) or any(is_word(e, "asking") for e in chosen[4:]):
        raise NotUnderstood("order", chosen[at][0].text)
    notes["compared"] = True
    return [*chosen[:3], *chosen[4:at], (chosen[at][0], word_of("多少钱", "asking"))]


def _of_any_status(chosen: Chosen, at: int, notes: dict[str, object]) -> Chosen | None:
    """对X是已经出资还是打算出资: what there is of it, each with its status."""
    left, right = chosen[:at], chosen[at + 1 :]
    verbs = [n for n, e in enumerate(left) if acts(e)]
    status = [e for e in right if is_word(e, "status")]
    if (
        len(verbs) != 1
        or not (status or any(is_word(e, "status") for e in left))
        or any(is_word(e, "asking") for e in chosen)
    ):
        return None
    verb = left[verbs[0]]
    same = [e for e in right if acts(e) and e[1] is not None and verb[1] is not None and e[1].key == verb[1].key]
    if len(same) + len(status) != len(right) or len(same) > 1 or verb is not left[-1]:
        return None
    notes["any_status"] = True
    return [e for e in left if not is_word(e, "status") and not is_word(e, "mark", "be")]


def together_with(chosen: Chosen, notes: dict[str, object]) -> Chosen:
    """A和谁一起发布了X: who else did it, besides A."""
    if len(chosen) < 5 or not named(chosen[0]) or not is_word(chosen[1], "mark", "and"):
        return chosen
    asks, rest = chosen[2], chosen[3:]
    if not is_word(asks, "asking", "who", "which", "what"):
        return chosen
    verbs = [n for n, e in enumerate(rest) if acts(e)]
    if len(verbs) != 1 or not is_word(rest[verbs[0]], "relation") or is_word(rest[verbs[0]], "relation", "partner"):
        return chosen
    verb = rest[verbs[0]]
    joint = [e for e in rest if is_word(e, "special", "jointly")]
    said = verb[0].text.startswith(tuple(table("hints")["jointly"])) or bool(joint)
    target = any(named(e) for e in rest[verbs[0] + 1 :])
    found = chosen[0][0].found
    if not said or not target or found is None or len(found.options) != 1:
        return chosen
    notes["without"] = found.options
    act = (verb[0], verb[1])
    notes["said_jointly"] = True
    return [asks, *(act if e is verb else e for e in rest if e not in joint)]


def used(chosen: Chosen, notes: dict[str, object]) -> Chosen:
    """谁用过创新积分贷: who got money through it."""
    at = next(
        (n for n, e in enumerate(chosen) if is_word(e, "mark", "through") and e[0].text.startswith(("用", "使用"))),
        None,
    )
    if at is None or not at or at + 1 >= len(chosen) or any(acts(e) for e in chosen):
        return chosen
    thing = chosen[at + 1][0].found
    if not named(chosen[at + 1]) or thing is None or thing.label != "Program":
        return chosen
    sold = all(o.name.endswith(SOLD) for o in thing.options)
    if sold:
        return [*chosen[: at + 2], (chosen[at][0], word_of("获得", "money")), *chosen[at + 2 :]]
    return [*chosen[:at], (chosen[at][0], word_of("参与", "relation")), *chosen[at + 1 :]]


def said_twice(chosen: Chosen, notes: dict[str, object]) -> Chosen:
    """给X出资的银行各出了多少: the second verb of giving says what the first has said."""
    if len(chosen) < 5 or not is_word(chosen[-1], "asking", "how_much") or not is_word(chosen[-2], "money", "fund"):
        return chosen
    of = next((n for n, e in enumerate(chosen) if is_word(e, "mark", "of")), None)
    giver = chosen[-3]
    if of is None or not (is_word(giver, "type") or is_word(giver, "role")) or of + 2 != len(chosen) - 2:
        return chosen
    verbs = [e for e in chosen[:of] if is_word(e, "money")]
    gives = len(verbs) == 1 and verbs[0][1] is not None and verbs[0][1].symbol == "v"
    return [*chosen[:-2], chosen[-1]] if gives else chosen


def bonds_how_much(chosen: Chosen, notes: dict[str, object]) -> Chosen:
    """民营企业发行的科技创新债券有多少: how much of what is sold was paid, and not how many such products there are."""
    if len(chosen) < 3 or not is_word(chosen[-1], "asking", "how_many") or chosen[-1][0].text not in ("有多少", "多少"):
        return chosen
    thing = chosen[-2][0].found
    if not named(chosen[-2]) or thing is None or not any(is_word(e, "money") for e in chosen[:-2]):
        return chosen
    if thing.label == "Program" and all(o.name.endswith(SOLD) for o in thing.options):
        return [*chosen[:-1], (chosen[-1][0], word_of("多少钱", "asking"))]
    return chosen


def who_of_a_kind(chosen: Chosen, notes: dict[str, object]) -> Chosen:
    """克拉玛依的企业有谁拿到贷款: which firms."""
    for at in range(len(chosen) - 3):
        kind, have, who, act = chosen[at : at + 4]
        if not (
            is_word(kind, "type") and is_word(have, "mark", "have") and is_word(who, "asking", "who", "which", "what")
        ):
            continue
        if acts(act) and not kind[0].text.isascii():
            before = at
            while before and (named(chosen[before - 1]) or is_word(chosen[before - 1], "mark", "of")):
                before -= 1
            which = (who[0], word_of("哪些", "asking", "which"))
            return [*chosen[:before], which, *chosen[before : at + 1], *chosen[at + 3 :]]
    return chosen


def made_up_of(chosen: Chosen, notes: dict[str, object]) -> Chosen:
    """国创母基金由哪些基金组成: which it comprises."""
    if (
        len(chosen) < 4
        or not is_word(chosen[-1], "role", "part")
        or not named(chosen[0])
        or not is_word(chosen[1], "mark", "by")
    ):
        return chosen
    return [chosen[0], (chosen[-1][0], word_of("包括", "relation")), *chosen[2:-1]]


def signed_with(chosen: Chosen, notes: dict[str, object]) -> Chosen:
    """和哪家银行签了约: who has signed with another is its partner, where nothing else is said to be done."""
    at = next((n for n, e in enumerate(chosen) if e[0].text in table("hints")["signed"] and is_word(e, "status")), None)
    if at is None or any(acts(e) for e in chosen) or not any(is_word(e, "mark", "and") for e in chosen[:at]):
        return chosen
    if any(is_word(e, "asking") for e in chosen[at:]) or not any(is_word(e, "asking") for e in chosen[:at]):
        raise NotUnderstood("order", chosen[at][0].text)  # 甲和乙签了什么
    return [*chosen[:at], (chosen[at][0], word_of("合作", "relation")), *chosen[at + 1 :]]


def two_questions(chosen: Chosen, notes: dict[str, object]) -> Chosen:
    """贷了多少，哪家银行放的 is answered by payer; what else is asked anew behind a comma is a question of its own."""
    for at in range(1, len(chosen)):
        head, tail = chosen[:at], chosen[at:]
        if not chosen[at][0].notes.get("comma"):
            continue
        much = any(is_word(e, "asking", "how_much") for e in head) and any(acts(e) for e in head)
        asks = any(is_word(e, "asking") for e in tail) and any(acts(e) for e in tail)
        if not much or not asks or not is_word(tail[0], "asking") or tail[0][0].text.isascii():
            continue
        money = [e for e in tail if is_word(e, "money")]
        kinds = [e for e in tail if is_word(e, "type")]
        plain = all(
            is_word(e, "asking", "which", "who") or is_word(e, "mark", "be", "of", "by")
            for e in tail
            if e not in (*money, *kinds)
        )
        payers = all(e[1] is not None and e[1].data.get("labels") == ["Institution"] for e in kinds)
        gives = len(money) == 1 and money[0][1] is not None and money[0][1].symbol == "v"
        if plain and payers and gives and is_word(tail[0], "asking", "which", "who"):
            notes["by"] = "provider"
            return head
        raise NotUnderstood("second_clause", *[e[0].text for e in tail])
    return chosen


RULES = (
    cannot,
    own,
    class_twice,
    which_of_two,
    which_ones,
    which_among,
    either_or,
    together_with,
    used,
    said_twice,
    bonds_how_much,
    who_of_a_kind,
    made_up_of,
    signed_with,
)
