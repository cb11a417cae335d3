"""Words that mean something else beside others: how much special funds, what two launched jointly, what both reach."""

import itertools
from dataclasses import replace

from queries.compile import GONE_THROUGH
from queries.question_apart import Chosen, acts, is_word, named
from queries.question_sketch import NotUnderstood
from queries.question_tokens import Token
from queries.question_words import Word, table, word_of


def where_invested(chosen: Chosen, notes: dict[str, object]) -> Chosen:
    """Where does the fund invest, 投资到哪里: not only who got its money, also what it applies to."""
    said = [entry[0].found for entry in chosen if named(entry)]
    if not any(is_word(entry, "asking", "where") for entry in chosen):
        return chosen
    if len(said) != 1 or said[0] is None or said[0].label not in GONE_THROUGH:
        return chosen
    reach = word_of("reach", "reach")
    return [
        (token, replace(reach, form=word.form, symbol=word.symbol)) if word is not None and word.sort == "money" and word.key == "invest" and word.symbol in "vu" else (token, word)
        for token, word in chosen
    ]  # fmt: skip


def reach_noun(chosen: Chosen, notes: dict[str, object]) -> Chosen:
    """A和B有什么共同的投向: the noun at the end asks what they reach."""
    if len(chosen) < 3 or not is_word(chosen[-1], "reach") or chosen[-1][0].text.isascii():
        return chosen
    asked = next((n for n, e in enumerate(chosen) if is_word(e, "asking", "what", "which")), None)
    last_name = max((n for n, e in enumerate(chosen) if named(e)), default=None)
    if asked is None or last_name is None or last_name > asked:
        return chosen
    if not all(is_word(e, "special", "common") or is_word(e, "mark", "of") for e in chosen[asked + 1 : -1]):
        return chosen
    between = [e for e in chosen[last_name + 1 : -1] if not is_word(e, "mark", "have", "of") and e is not chosen[asked]]
    what = word_of("什么", "asking", "what")
    return [*chosen[: last_name + 1], *between, chosen[-1], (chosen[asked][0], what)]


def jointly(chosen: Chosen, notes: dict[str, object]) -> Chosen:
    """A和B联合推出了什么: what each of them did; A与B合作了什么, 有什么合作: what they have in common."""
    common = word_of("共同点", "special")
    if len(chosen) == 6 and is_word(chosen[-1], "relation", "partner") and is_word(chosen[3], "mark", "have"):
        joint = named(chosen[0]) and is_word(chosen[1], "mark", "and") and named(chosen[2])
        if joint and is_word(chosen[4], "asking", "what", "which"):
            return [*chosen[:3], (chosen[-1][0], common)]
    for at, entry in enumerate(chosen):
        verb = is_word(entry, "relation") and not entry[0].text.isascii()
        if not verb or not entry[0].text.startswith(tuple(table("hints")["jointly"])):
            continue
        joint = at > 2 and named(chosen[at - 3]) and is_word(chosen[at - 2], "mark", "and") and named(chosen[at - 1])
        asks = [e for e in chosen[at + 1 :] if is_word(e, "asking", "what", "which")]
        if is_word(entry, "relation", "partner"):
            if joint and asks:
                return [*chosen[:at], (entry[0], common), *(e for e in chosen[at + 1 :] if e is not asks[0])]
        elif joint:
            notes["both"] = True
        else:
            notes["several"] = (2, None)  # 联合印发的政策: by two or more
    return _together(chosen, notes)


def _together(chosen: Chosen, notes: dict[str, object]) -> Chosen:
    """Policies issued jointly, what A and B set up together: of each of the two that are named, or of two or more."""
    kept = [e for e in chosen if not is_word(e, "special", "jointly")]
    if len(kept) < len(chosen):
        pairs = zip(kept, kept[1:], kept[2:], strict=False)
        joint = any(named(a) and is_word(b, "mark", "and") and named(c) for a, b, c in pairs)
        notes["both" if joint else "several"] = True if joint else (2, None)
    return kept


def special_funds(chosen: Chosen, notes: dict[str, object]) -> Chosen:
    """拿到多少专项资金: how much, not how many funds; 每年安排多少 asks for the yearly rate where one is told."""
    yearly = any(is_word(e, "asking", "how_much", "how_many") for e in chosen)
    rates = not yearly and any(is_word(e, "money") for e in chosen)
    kept: Chosen = []
    for at, entry in enumerate(chosen):
        after = chosen[at + 1] if at + 1 < len(chosen) else None
        fiscal = after is not None and is_word(after, "type", "fiscal_fund")
        if is_word(entry, "asking", "how_many") and entry[0].text in ("多少", "几多") and fiscal:
            entry = (entry[0], word_of("多少钱", "asking"))
        elif is_word(entry, "type", "fiscal_fund") and kept and is_word(kept[-1], "asking", "how_much"):
            continue
        elif rates and entry[0].text.lower() in table("hints")["yearly"] and is_word(entry, "group"):
            notes["per"] = "year"  # grants that are paid every year
            continue
        elif (yearly and entry[0].text == "每年" and is_word(entry, "group", "year") and _is_money(after)) or (
            yearly
            and entry[0].text.isascii()
            and entry[0].text.lower() in table("hints")["yearly"]
            and is_word(entry, "group")
        ):
            notes["per"] = "year"
        kept.append(entry)
    return kept


def persons(chosen: Chosen, notes: dict[str, object]) -> Chosen:
    """哪些人和哪些基金有关: persons are asked for, and 谁 would be anybody."""
    said = [e[0].text for e in chosen if e[0].text in ("哪些人", "什么人")]
    if said and any(is_word(e, "link") for e in chosen):
        raise NotUnderstood("order", *said)
    return chosen


def policies_promise(chosen: Chosen, notes: dict[str, object]) -> Chosen:
    """哪些政策规定了补贴, which policies promise money: what a policy says of money is a rule, whatever the verb."""
    at = next((n for n, e in enumerate(chosen) if is_word(e, "status", "committed", "rule") and n), None)
    if at is None:
        return chosen
    token, said = chosen[at][0], chosen[at][0].text.lower()
    if is_word(chosen[at - 1], "asking", "which", "what") and (said.startswith("政策") or said == "rules"):
        which, policy = word_of("which" if said == "rules" else "哪些", "asking", "which"), word_of("政策", "type")
        head: Chosen = [*chosen[: at - 1], (chosen[at - 1][0], which), (token, policy)]
        rest = chosen[at:] if said.startswith("政策") else chosen[at + 1 :]
        chosen = [*head, *rest]
        at = next((n for n, e in enumerate(chosen) if n >= len(head) and is_word(e, "status", "committed", "rule")), 0)
    papers = [e for e in chosen[: at + 2] if named(e) and e[0].found is not None and e[0].found.label == "Policy"]
    if papers and not any(acts(e) for e in chosen) and any(is_word(e, "asking", "what", "which") for e in chosen):
        said = "provide" if chosen[at][0].text.isascii() else "提供"
        return [
            *chosen[:at],
            (chosen[at][0], word_of(said, "money")),
            *chosen[at + 1 :],
        ]  # what does the policy promise
    if not at or not any(
        is_word(e, "type") and e[1] is not None and e[1].data.get("labels") == ["Policy"] for e in chosen[:at]
    ):
        return chosen
    if any(acts(e) for e in chosen[:at]) or not any(is_word(e, "money") for e in chosen[at + 1 :]):
        return chosen
    provide = "provide" if chosen[at][0].text.isascii() else "提供"
    return [*chosen[:at], (chosen[at][0], word_of(provide, "money")), *chosen[at + 1 :]]


def not_yet(chosen: Chosen, notes: dict[str, object]) -> Chosen:
    """尚未设立的基金: what is planned, and not what nobody is told to have set up."""
    for at in range(len(chosen) - 1):
        verb = chosen[at + 1]
        if chosen[at][0].text in table("hints")["not_yet"] and is_word(
            verb, "relation", "establish", "located", "launch"
        ):
            if any(named(e) for e in chosen[:at]):
                raise NotUnderstood("order", chosen[at][0].text)
            return [*chosen[:at], (chosen[at][0], word_of("计划", "status")), *chosen[at + 1 :]]
    return chosen


def local_things(chosen: Chosen, notes: dict[str, object]) -> Chosen:
    """地方债券, 地方银行: local ones, of which no list of kinds tells."""
    for entry, after in itertools.pairwise(chosen):
        beside = entry[0].text == "地方" and entry[0].stop == after[0].start
        if beside and (is_word(after, "type") or is_word(after, "money")):
            raise NotUnderstood("unexplained", f"地方{after[0].text}")
    return chosen


def in_all(chosen: Chosen, notes: dict[str, object]) -> Chosen:
    """出资加起来有多少: a sum of money, not a number of flows."""
    last = chosen[-1] if chosen else None
    if last is None or not is_word(last, "asking", "how_many") or last[0].text not in ("有多少", "多少"):
        return chosen
    if any(is_word(e, "type") for e in chosen[-3:]) or not any(is_word(e, "money") for e in chosen):
        return chosen
    if not any(is_word(e, "aggregate", "total") for e in chosen):
        return chosen
    return [*chosen[:-1], (last[0], word_of("多少钱", "asking"))]


def active_there(chosen: Chosen, notes: dict[str, object]) -> Chosen:
    """Which banks operate in Guizhou: being active in a place, said of nothing that is run, is being there."""
    acting = [n for n, e in enumerate(chosen) if acts(e)]
    if len(acting) != 1 or chosen[acting[0]][0].text.lower() not in table("hints")["active"]:
        return chosen
    at = acting[0]
    place = chosen[at + 2][0].found if at + 2 < len(chosen) and is_word(chosen[at + 1], "mark", "in") else None
    kind = [e for e in chosen[:at] if is_word(e, "type") or named(e)]
    last = at + 3 == len(chosen) and place is not None and place.label == "Place"
    if not last or len(kind) != 1 or not is_word(kind[0], "type"):
        return chosen
    return [*chosen[:at], *chosen[at + 1 :]]


def raised_quota(chosen: Chosen, notes: dict[str, object]) -> Chosen:
    """When did the bank raise the relending quota: to raise a quota is to make it larger, and not to get it."""
    for entry, after in itertools.pairwise(chosen):
        if (
            is_word(entry, "money", "get")
            and entry[0].text.lower().startswith("rais")
            and "quota" in after[0].text.lower()
        ):
            raise NotUnderstood("order", entry[0].text, after[0].text)
    return chosen


RANKED = ("largest", "smallest", "most", "fewest")


def who_ranks(chosen: Chosen, notes: dict[str, object]) -> Chosen:
    """大基金三期出资最多的是谁: who gave to the fund, not where the fund stands in a flow."""
    cut = next((n for n, e in enumerate(chosen) if n and e[0].notes.get("comma")), len(chosen))
    chosen, tail = chosen[:cut], chosen[cut:]
    plain = [e for e in chosen if not is_word(e, "mark", "of", "within")]
    if len(plain) != 5 or not named(plain[0]) or plain[0][0].found is None or plain[0][0].found.label != "Fund":
        return [*chosen, *tail]
    ranked = plain[2][0].sort in RANKED or is_word(plain[2], "aggregate", *RANKED)
    if not (
        is_word(plain[1], "money") and ranked and is_word(plain[3], "mark", "be") and is_word(plain[4], "asking", "who")
    ):
        return [*chosen, *tail]
    if plain[1][1] is None or plain[1][1].symbol != "v" or plain[1][0].text.startswith("投"):
        return [*chosen, *tail]  # 投资最多的是谁: a fund invests
    to = word_of("给", "mark")
    return [plain[4], (plain[3][0], to), *plain[:3], *tail]


def size_of_program(chosen: Chosen, notes: dict[str, object]) -> Chosen:
    """高企贷的规模多大, the size of the programme: how much runs through it; sizes of their own only funds have."""
    said = [e[0].found for e in chosen if named(e)]
    if (
        len(said) != 1
        or said[0] is None
        or said[0].label != "Program"
        or not any(is_word(e, "money", "size") for e in chosen)
    ):
        return chosen
    kept = [e for e in chosen if not is_word(e, "money", "size")]
    if not any(is_word(e, "asking", "how_much") for e in kept):
        size = next(e for e in chosen if is_word(e, "money", "size"))
        kept = [e for e in kept if not is_word(e, "asking") and not is_word(e, "mark", "be", "of")]
        kept.append((size[0], word_of("多少钱", "asking")))
    return kept


def funds_there(chosen: Chosen, notes: dict[str, object]) -> Chosen:
    """北京的基金规模: the size of the funds that are there; of its own a place has none."""
    for at in range(2, len(chosen)):
        place, size = chosen[at - 2][0].found, chosen[at][0]
        of_place = place is not None and place.label == "Place" and is_word(chosen[at - 1], "mark", "of")
        if of_place and is_word(chosen[at], "money", "size") and size.text.startswith("基金"):
            fund = (replace_token(size, size.text[:2]), word_of("基金", "type"))
            return [*chosen[:at], fund, (size, word_of("的", "mark", "of")), *chosen[at:]]
    return chosen


def replace_token(token: Token, text: str) -> Token:
    """Return a token for the beginning of another."""
    return Token(token.start, token.start + len(text), text, "type")


def fund_managers(chosen: Chosen, notes: dict[str, object]) -> Chosen:
    """上海有哪些基金管理公司: the managers are asked for, not the funds."""
    for at in range(1, len(chosen) - 1):
        gap = chosen[at + 1][0].start - chosen[at][0].stop
        english = chosen[at][0].text.isascii()
        manager = is_word(chosen[at + 1], "role", "manager") and gap == (1 if english else 0)
        if not (is_word(chosen[at], "type", "fund") and manager and is_word(chosen[at - 1], "asking", "which")):
            continue
        if english:
            return [*chosen[: at - 1], *chosen[at:]]
        of = word_of("的", "mark", "of")
        have = word_of("有", "mark", "have")
        before = chosen[: at - 1]
        if before and is_word(before[-1], "mark", "have"):
            before = [*before[:-1], (before[-1][0], of)]
        return [
            *before,
            chosen[at],
            (chosen[at][0], of),
            chosen[at + 1],
            (chosen[at - 1][0], have),
            chosen[at - 1],
            *chosen[at + 2 :],
        ]
    return chosen


def _is_money(entry: tuple[Token, Word | None] | None) -> bool:
    return entry is not None and is_word(entry, "money")


def zone_in_place(chosen: Chosen, notes: dict[str, object]) -> Chosen:
    """北京亦庄, Tianjin's Tiankai park: the place right before a zone's name says where it is."""
    kept: Chosen = []
    for n, entry in enumerate(chosen):
        after = chosen[n + 1] if n + 1 < len(chosen) else None
        owned = after is not None and is_word(after, "mark", "possessive")
        zone = chosen[n + 2] if owned and n + 2 < len(chosen) else after
        if (
            zone is not None
            and named(entry)
            and named(zone)
            and (owned or entry[0].stop in (zone[0].start, zone[0].start - 1))
        ):
            here, there = entry[0].found, zone[0].found
            if here is not None and there is not None and here.label == "Place" and there.label == "Zone":
                continue
        if is_word(entry, "mark", "possessive") and n and named(chosen[n - 1]) and after is not None and named(after):
            here, there = chosen[n - 1][0].found, after[0].found
            if here is not None and there is not None and here.label == "Place" and there.label == "Zone":
                continue
        kept.append(entry)
    return kept


def worth(chosen: Chosen, notes: dict[str, object]) -> Chosen:
    """What is X worth asks how much; funds worth 5 billion have said it."""
    if not any(entry[0].text.lower() == "worth" for entry in chosen):
        return chosen
    said = any(entry[0].sort == "amount" for entry in chosen)
    left_out = ("worth",) if said else ("what",)
    return [entry for entry in chosen if entry[0].text.lower() not in left_out]
