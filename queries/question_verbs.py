"""Verbs and nouns of money among the phrases of a sketch: giving, promising, what goes into a fund, flows asked for themselves."""

import re
from dataclasses import replace

from queries.question_sketch import Item, Sketch
from queries.question_words import Word, table, word_of


def _giving_word() -> Word:
    """Return the verb of giving money of any kind."""
    return word_of("资助", "money")


def asked_money(found: Sketch) -> None:
    """哪些贷款, how many loans: the flows themselves are asked for."""
    items, kept = found.items, []
    for at, item in enumerate(items):
        rest = [i for i in items[at + 1 :] if i.symbol != "#"]
        if (
            item.symbol == "W"
            and rest
            and not (item.token.text.endswith(("家", "所", "位", "单位")) and rest[0].symbol == "v")
            and (
                rest[0].symbol == "m"
                or (
                    rest[0].symbol == "v"
                    and rest[0].word is not None
                    and rest[0].word.form == "zh"
                    and rest[0].word.sort == "money"
                    and found.language == "zh"
                    and _noun_here(rest)
                )
            )
        ):
            assert item.word is not None
            found.count_flows |= item.word.key == "how_many"
            found.ask_flows |= item.word.key == "which"
            continue
        kept.append(item)
    found.items = kept


def promised(items: list[Item]) -> list[Item]:
    """北京银行承诺了多少, what has the ministry pledged: without another verb, a word of status is the act of giving."""
    if any(i.symbol in "vuglx" for i in items):
        return items
    money = any(i.symbol == "m" for i in items)
    out, done = [], False
    for at, item in enumerate(items):
        said = item.token.text.lower()
        asks = (
            at > 1 and items[at - 1].symbol in "etw" and items[at - 2].symbol == "a"
        )  # how much credit did banks promise
        behind = asks or (
            at and items[at - 1].symbol in "etw" and "".join(i.symbol for i in items[at + 1 : at + 2]) == "m"
        )
        if money and not (behind and said.isascii()):
            out.append(item)  # committed money; but which banks promised money
            continue
        if (
            item.symbol == "#"
            and not done
            and (
                (item.token.is_("status", "committed", "planned") and said in table("verbs")["promising"])
                or (item.token.is_("status", "actual") and said in table("verbs")["paid_already"])
            )
        ):
            item, done = (
                Item(
                    "u" if said.endswith(("ed", "paid", "paid out", "handed over")) else "v",
                    item.token,
                    None,
                    _giving_word(),
                ),
                True,
            )
        out.append(item)
    return out


def into_fund(items: list[Item]) -> list[Item]:
    """大基金三期里谁出的钱多, 大基金三期里的股东: what stands in a fund is money that it gets."""
    at = next((n for n, item in enumerate(items) if item.symbol == "L"), None)
    if at is None:
        return items
    fund = items[at - 1]
    if fund.symbol in "tx" and at + 1 < len(items) and items[at + 1].symbol == "w" and fund.party is not None:
        among = Item(
            "x" if fund.symbol == "x" else "w", fund.token, replace(fund.party, asked=True), fund.word, plural=True
        )
        return [*items[: at - 1], among, *items[at + 2 :]]  # 各分行里谁…
    before = items[: at - 1]
    if before and before[-1].symbol == "i":
        before = before[:-1]
    rest = [item for item in items[at + 1 :] if item.symbol != "L"]
    if rest and rest[0].symbol == "d":
        rest = rest[1:]
    letters = "".join(item.symbol for item in rest if item.symbol not in "#Q")
    if re.fullmatch("[vm]dt(?:aw)?", letters):
        return [*before, Item("o", fund.token), fund, *rest]  # 大基金三期里出资最少的银行是哪家
    asked = next((n for n, item in enumerate(rest) if item.symbol in "wx"), None)
    verb = next((n for n, item in enumerate(rest) if item.symbol == "v"), None)
    if asked is None and "v" in letters and "e" in letters.partition("v")[0]:
        asked = next(n for n, item in enumerate(rest) if item.symbol == "e")
    elif any(item.symbol in "eto" for item in rest):
        asked = None
    if asked is None:
        return [*before, fund, *rest]
    if rest[asked].symbol == "x":
        kept = [item for item in rest if item.symbol in "Ww#Qx"]
        return [*before, fund, *kept]
    if verb is None or verb < asked or "g" in letters:
        return [*before, fund, *rest]
    return [*before, *rest[:verb], Item("o", fund.token), fund, *rest[verb:]]


def paid_in(items: list[Item]) -> list[Item]:
    """put money in the fund, a stake in the company: `in` before what gets money, or at the end behind a verb of giving, is to."""
    items = [
        item
        for n, item in enumerate(items)
        if not (
            item.symbol == "m"
            and item.word is not None
            and item.word.key == "fund"
            and n
            and items[n - 1].symbol == "m"
        )
    ]  # grant money
    items = [
        item
        for n, item in enumerate(items)
        if not (
            item.symbol == "i"
            and n
            and items[n - 1].symbol in "vu"
            and n + 1 < len(items)
            and items[n + 1].symbol == "m"
        )
    ]  # hand out in grants
    for at, item in enumerate(items):
        if item.symbol != "i":
            continue
        behind = [i for i in items[at + 1 :] if i.symbol not in "#Q"]
        paid = any(i.word is not None and i.word.sort == "money" for i in items[:at])
        if paid and (not behind or (behind[0].symbol == "e" and behind[0].label in ("Fund", "Institution"))):
            item.symbol = "o"
    return items


def giving(items: list[Item]) -> list[Item]:
    """给 with nobody behind it is a verb: 谁给了钱, 江苏省财政厅给了多少补贴."""
    out = []
    for at, item in enumerate(items):
        rest = [i for i in items[at + 1 :] if i.symbol not in "#Q"]
        alone = not rest or (rest[0].symbol in "mv" and not any(i.party is not None for i in rest))
        if (
            item.symbol == "o"
            and item.token.text.startswith("给")
            and alone
            and not any(i.symbol in "vgu" for i in items[:at])
        ):
            item = Item("v", item.token, None, _giving_word())
        out.append(item)
    return out


def _both_relations(last: Item, item: Item) -> bool:
    return (
        last.symbol == item.symbol == "v"
        and last.word is not None and item.word is not None and last.word.sort == item.word.sort == "relation"
        and bool(set(last.word.data["types"]) & set(item.word.data["types"]))
    )  # fmt: skip


def merged_verbs(items: list[Item]) -> list[Item]:
    """发放贷款, 提供资金: a verb of giving before a word of money is one verb with that word's instruments."""
    out: list[Item] = []
    for item in items:
        last = out[-1] if out else None
        if last is not None and _both_relations(last, item):
            out[-1] = item  # 负责管理, 发起设立
            continue
        if (
            last is not None
            and last.symbol in "vg"
            and last.word is not None
            and last.word.sort == "money"
            and item.word is not None
            and item.symbol == "m"
            and item.word.key == "fund"
            and last.word.key not in ("fund", "get")
        ):
            continue
        if (
            last is not None
            and last.symbol == "v"
            and last.word is not None
            and last.word.key == "fund"
            and item.word is not None
            and item.word.sort == "money"
            and item.symbol in "vm"
            and not (item.word.key == "bond" and last.token.text in table("verbs")["issuing"])
        ):
            out[-1] = Item("v", item.token, None, item.word)
            continue
        out.append(item)
    return out


def _noun_here(rest: list[Item]) -> bool:
    """Whether a Chinese word that is noun and verb stands as a noun behind 哪些: nothing it could act on follows."""
    return len(rest) == 1 or rest[1].symbol not in "etWw" or rest[1].symbol == "Q"
