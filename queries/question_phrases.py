"""From tokens to a sketch: parties with their kinds and places, and filters taken out of the word order."""

import itertools
import re
from dataclasses import replace
from typing import Any

from queries.plan import Flows, Further, Party, Period
from queries.question_apart import Chosen
from queries.question_choose import choose
from queries.question_every import definite_plural, quantified
from queries.question_fillers import meaning_something
from queries.question_reduce import reduce
from queries.question_sized import of_size
from queries.question_sketch import Item, NotUnderstood, Sketch
from queries.question_tidy import tidy
from queries.question_tokens import Token
from queries.question_words import Word, table

HINTS = (
    "now",
    "each",
    "one_by_one",
    "none_but",
    "done",
    "main",
    "every",
    "by_size",
    "paid_amount",
    "by_name",
    "per_recipient",
)  # those that the sketch notes

FIRM = ("actual", "committed", "rule")  # statuses of what is not only planned


def sketch(tokens: list[Token], language: str) -> Sketch:
    """Read tokens into a sketch; raises `NotUnderstood` where a word is unexplained or a name is ambiguous."""
    found = Sketch(language)
    unknown = [token.text for token in tokens if token.sort == "unknown"]
    if unknown:
        raise NotUnderstood("unexplained", *unknown)
    meaning_something(tokens)
    for to, what, after in itertools.zip_longest(tokens, tokens[1:], tokens[2:]):
        if (
            what is not None
            and (to.text, what.text) == ("为", "什么")
            and not (after and (after.is_("type") or after.is_("role")))
        ):
            raise NotUnderstood("why", "为什么")  # and not 为什么企业提供了贷款
    found.notes |= {"quantified": quantified(tokens), "definite_plural": definite_plural(tokens)}
    for token, after in itertools.pairwise(tokens):
        if token.text in table("hints")["pointing"] and after.is_("type") and after.start == token.stop:
            raise NotUnderstood("order", f"{token.text}{after.text}")  # 那个银行: nobody was named before
        if token.text.lower() in table("hints")["before_kinds"] and (kind := after.reading("type")) is not None:
            found.notes.setdefault("single", set()).add(kind.key)  # named companies
        ranked = any(t.is_("aggregate", "largest", "smallest", "average") for t in tokens)
        if ranked and token.text in table("hints")["one_of"] and (kind := after.reading("type")) is not None:
            found.notes.setdefault("single", set()).add(kind.key)  # 给一家企业的最大贷款
    chosen = tidy(choose(tokens), found.notes)
    _hints(found, tokens)
    for at, (token, word) in enumerate(chosen):
        if at and word is None and _listed(chosen[at - 1], token):
            found.items.append(Item("c", token, None, Word("mark", "and", "c")))  # 工行、农行和中行
        following = chosen[at + 1][1] if at + 1 < len(chosen) else None
        if (
            word is not None
            and word.key == "through_what"
            and following is not None
            and following.sort in ("type", "role")
        ):
            found.items.append(Item("y", token, None, word))
            found.items.append(Item("W", token, None, Word("asking", "which")))
        elif word is not None and word.key == "nobody":
            found.items += [
                Item("n", token, None, Word("mark", "not", "n")),
                Item("t", token, Party(said=token.text), Word("type", "anyone")),
            ]
        elif word is not None and word.sort == "inside":
            found.items.insert(len(found.items) - 1, Item("i", token, None, word))
        else:
            if word is not None and word.sort == "aggregate" and word.key in ("most", "fewest"):
                ends = at > 1 and at + 1 == len(chosen) and not token.text.isascii()
                before, asks = (_word_at(chosen, at - 1), _word_at(chosen, at - 2)) if ends else (None, None)
                if before is not None and before.sort in ("type", "role") and (asks is None or asks.sort != "asking"):
                    found.notes |= {
                        "most_of": f"{chosen[at - 1][0].text}{token.text}",
                        "counted": before.key,
                    }  # 基金最多
                noun = following is not None and following.sort in ("type", "role")
                if noun and not token.text.endswith("的"):
                    counted_word = f"{token.text} {chosen[at + 1][0].text}"  # most investors: not the most money
                    found.notes |= {"most_of": counted_word, "counted": following.key if following else ""}
            counted = following if following is None or following.key != "of" else _word_at(chosen, at + 2)
            if token.sort == "number":
                counted = _word_at(chosen, at + 1 + _limits(chosen[at + 1 :])) or counted  # the two CNY 10 bn funds
            if token.sort in ("number", "several") and counted is not None and counted.sort in ("type", "role"):
                token.notes["told"] = True
            elif token.sort == "several":
                raise NotUnderstood("unexplained", token.text)
            _take(found, token, word)
            back = at - _limits(chosen[:at][::-1])
            _numbered(found, token, chosen[back - 1][0] if back else None, chosen[back - 2][0] if back > 1 else None)
    if (by := found.notes.get("by")) is not None:
        found.by.append(str(by))
    _ranked(found, tokens)
    _paid_out(found)
    reduce(found)
    if found.only and not (
        found.filters.statuses or found.filters.instruments or found.filters.currency or found.notes.get("money_noun")
    ):
        raise NotUnderstood("only", *[t.text for t in tokens if t.is_("aggregate", "only")])
    return found


def _listed(before: tuple[Token, Word | None], token: Token) -> bool:
    """Whether a name follows another of its kind behind a comma."""
    one, other = before[0].found, token.found
    if before[1] is not None or one is None or other is None or one.label != other.label:
        return False
    return token.start == before[0].stop + 1 if not token.text.isascii() else bool(token.notes.get("comma"))


def _limits(chosen: Chosen) -> int:
    """Return how many amounts and currencies these tokens begin with."""
    return next((n for n, (t, _) in enumerate(chosen) if t.sort not in ("amount", "currency")), len(chosen))


def _word_at(chosen: Chosen, at: int) -> Word | None:
    return chosen[at][1] if at < len(chosen) else None


def _numbered(found: Sketch, token: Token, before: Token | None, second: Token | None) -> None:
    """Give a kind of thing the number that was said of it: 两家机构, more than one fund."""
    said = before if before is None or not before.is_("mark", "of") else second
    item = found.items[-1] if found.items else None
    if said is None or not said.notes.get("told") or item is None or item.token is not token or item.party is None:
        return
    number = said.value if said.sort == "several" else (said.value, said.value)
    item.party = replace(item.party, number=number)


def _hints(found: Sketch, tokens: list[Token]) -> None:
    """Take words that change how a question is answered: a year, in all, now, each."""
    words = {token.text.lower() for token in tokens}
    said = {name for name, some in table("hints").items() if words & set(some)}
    found.notes |= {name: name in said for name in HINTS}
    found.notes["single_flow"] = any(part in word for part in table("hints")["single_flow"] for word in words)
    asks = any(token.is_("asking", "which", "who") for token in tokens)
    found.notes["by_name"] |= asks and "in_particular" in said
    per = found.notes.get("per")
    found.filters = replace(found.filters, per=str(per) if per else None, cumulative="running" in said)


def _paid_out(found: Sketch) -> None:
    """发放贷款: loans that were made, of which a credit line is none."""
    paid = False
    for item in found.items:
        if item.word is None or item.word.sort != "money":
            continue
        if item.word.key == "lend" and paid:
            item.word = replace(item.word, data={**item.word.data, "instruments": ["loan", "relending"]})
        paid |= item.token.text in table("verbs")["paying_out"]


IN_ALL = re.compile(r"\b(?:total|combined|aggregate|in all|altogether|overall)\b")
RANKS = ("largest", "smallest", "earliest", "latest")


def _among(said: Token, tokens: list[Token]) -> bool:
    """Whether a number is of those among whom one is looked for (which of the six banks, 三家银行里谁), and no length of a ranking."""
    at = next(n for n, token in enumerate(tokens) if token is said)
    before = tokens[at - 1].text.lower() if at else ""
    behind = tokens[at + 2] if at + 2 < len(tokens) else None
    return before.endswith((" of", "of the", "of these", "of those")) or (
        behind is not None and behind.is_("mark", "within")
    )


def _ranked(found: Sketch, tokens: list[Token]) -> None:
    """Take a number of things as the length of a ranking: which three funds are the biggest."""
    said: list[Token] = found.notes.get("numbers", [])
    if not said:
        return
    if found.measure not in RANKS and all(token.notes.get("told") for token in said):
        return  # the six banks: how many there are is only told
    if len(said) == 1 and found.measure in RANKS and _among(said[0], tokens):
        kind = next((i for i in found.items if i.token.start > said[0].start and i.party is not None), None)
        if kind is None or kind.party is None or not kind.party.tags:
            raise NotUnderstood("order", said[0].text)  # which of the three banks: of which three?
        return
    if len(said) > 1 or found.limit is not None or found.measure not in RANKS:
        raise NotUnderstood("unexplained", *[token.text for token in said])
    found.limit = said[0].value


def _take(found: Sketch, token: Token, word: Word | None) -> None:
    """Add one token: parties and marks as items, everything else where it belongs."""
    if token.found is not None and word is None:
        _take_name(found, token)
    elif word is None:
        _take_number(found, token)
    elif word.sort in ("type", "role"):
        found.items.append(Item(word.symbol, token, party_of(word, token), word, plural=word.form == "plural"))
    elif word.sort in ("mark", "money", "relation", "reach", "link"):
        found.items.append(Item(word.symbol, token, None, word))
    elif word.sort == "asking":
        _take_asking(found, token, word)
    else:
        _take_besides(found, token, word)


def _take_name(found: Sketch, token: Token) -> None:
    assert token.found is not None
    options = token.found.options
    if len(options) > 1 and not token.notes.get("together"):
        raise NotUnderstood("ambiguous", token.text, candidates=options)
    found.items.append(Item("e", token, Party(entities=options, said=token.text)))


def _take_number(found: Sketch, token: Token) -> None:
    if token.sort in ("time", "since"):
        if found.filters.period is not None:
            raise NotUnderstood("two_periods", found.filters.period.said, token.text)
        assert isinstance(token.value, Period)
        found.filters = replace(found.filters, period=token.value)
        found.since = token.sort == "since"
        found.items.append(Item("#", token))
    elif token.sort == "amount":
        if found.filters.bounds is not None:
            raise NotUnderstood("two_amounts", found.filters.bounds.said, token.text)
        found.filters = replace(
            found.filters, bounds=token.value, currency=found.filters.currency or token.value.currency
        )
        found.items.append(Item("#", token))
    elif token.sort == "purpose":
        if found.filters.purpose is not None:
            raise NotUnderstood("order", token.text)
        found.filters = replace(found.filters, purpose=token.value)
    elif token.sort == "more":
        raise NotUnderstood("order", token.text)
    elif token.sort == "times":
        raise NotUnderstood("two_periods", token.text, "")
    elif token.sort == "several":
        found.items.append(Item("#", token))
    elif token.sort == "number":
        found.notes.setdefault("numbers", []).append(token)
        found.items.append(Item("#", token))
    else:
        _measure(found, token.sort, token)
        found.limit = token.value


def _take_asking(found: Sketch, token: Token, word: Word) -> None:
    if word.key in ("which", "how_many"):
        found.items.append(Item("W", token, word=word))
    elif word.key in ("who", "what", "where"):
        labels = {"where": ("Place", "Zone")}.get(word.key, ())
        found.items.append(
            Item(
                "w",
                token,
                Party(labels=(), asked=True, said=token.text, word=word.key),
                word,
                bare=True,
                where=bool(labels),
            )
        )
    elif word.key == "when":
        found.when = True
        found.items.append(Item("#", token))
    elif word.key in ("how_much", "how_many_flows"):
        found.how_much |= word.key == "how_much"
        if word.key == "how_much" and IN_ALL.search(token.text.lower()):
            _measure(found, "sum", token)
        found.count_flows |= word.key == "how_many_flows"
        found.items.append(Item("Q", token))
    elif word.key == "list":
        found.listing = True
    elif word.key == "how":
        found.how = True
    else:
        found.yes_no = True


def _of_two_minds(found: Sketch, token: Token, word: Word) -> bool:
    """Whether a status stands right behind another that it is at odds with."""
    last = found.items[-1].token if found.items else None
    beside = last is not None and last.stop == token.start and last.is_("status")
    return beside and word.key == "committed" and found.filters.statuses == ("actual",)


def _take_besides(found: Sketch, token: Token, word: Word) -> None:
    if word.sort == "aggregate":
        if word.key == "only":
            found.only = True
        elif word.key in ("most", "fewest"):
            found.most = True
            _measure(found, "largest" if word.key == "most" else "smallest", token)
        else:
            _measure(found, {"total": "sum"}.get(word.key, word.key), token)
        found.items.append(Item("#", token))
    elif word.sort == "group" and word.key == "place":
        raise NotUnderstood("no_group", token.text)
    elif word.sort == "group":
        found.by.append(word.key)
        found.items.append(Item("#", token))
    elif (
        word.sort == "status"
        and set(found.filters.statuses) - {word.key}
        and token.text.startswith(("尚未", "未", "还没", "没有"))
    ):
        raise NotUnderstood("order", token.text)  # 承诺但尚未到位: the one without the other
    elif word.sort == "status" and _of_two_minds(found, token, word):
        raise NotUnderstood("order", token.text)  # 实际签了多少: neither what was paid nor all that was promised
    elif word.sort == "status":
        said = FIRM if word.key == "firm" else (word.key,)
        found.filters = replace(found.filters, statuses=tuple(dict.fromkeys((*found.filters.statuses, *said))))
        found.items.append(Item("#", token))
    elif word.sort == "currency":
        found.filters = replace(found.filters, currency=word.key)
        found.items.append(Item("#", token))
    elif word.sort == "special":
        found.special[word.key] = token
        found.items.append(Item("#", token))


def _measure(found: Sketch, measure: str, token: Token) -> None:
    if found.measure not in ("rows", measure) and "sum" not in (found.measure, measure):
        raise NotUnderstood("two_measures", token.text)
    found.measure = measure if found.measure in ("rows", "sum") else found.measure


def party_of(word: Word, token: Token) -> Party:
    """Return the party that a kind of thing or a noun of a role describes."""
    data: dict[str, Any] = word.data
    such = None
    if pays := data.get("pays"):
        through = Party(labels=tuple(data["labels"]), asked=True, said=token.text)
        such = Further(Flows(provider=through), False, tuple(pays))
    party = Party(
        such=such,
        labels=tuple(data.get("labels", ())),
        kinds=tuple(data.get("kinds", ())),
        tags=tuple(data.get("tags", ())),
        names=tuple(data.get("names", ())),
        like=tuple(data.get("like", ())),
        said=token.text,
        word=word.key,
    )
    return of_size(party, token.notes["sized"]) if "sized" in token.notes else party
