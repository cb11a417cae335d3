"""What the words of a refused question come to, in whatever order they stand: how a figure changed, which of two is more, what is new somewhere.

A question is only taken so where each of its words has a part in it or says nothing; a word besides leaves it refused.
"""

import functools
import itertools
from collections.abc import Iterator
from dataclasses import dataclass, field

from queries.names import Names
from queries.question_tokens import Token, language_of, tokens
from queries.question_words import Word, table

THINGS = ("Fund", "Program")


@dataclass(frozen=True, slots=True)
class Gist:
    """A question in plain order, or several that it comes to together, and what of it was left out that might say something."""

    texts: tuple[str, ...]
    passed: tuple[str, ...] = ()


@dataclass(slots=True)
class _Bag:
    """The tokens of a question by what they are; `rest` are those that no class takes."""

    language: str
    classes: dict[str, list[Token]] = field(default_factory=dict)
    names: list[Token] = field(default_factory=list)
    asks: list[Token] = field(default_factory=list)
    types: list[Token] = field(default_factory=list)
    money: list[Token] = field(default_factory=list)
    relations: list[Token] = field(default_factory=list)
    times: list[Token] = field(default_factory=list)
    numbers: list[Token] = field(default_factory=list)
    amounts: list[Token] = field(default_factory=list)
    roles: list[Token] = field(default_factory=list)
    nots: list[Token] = field(default_factory=list)
    statuses: list[Token] = field(default_factory=list)
    idle: list[Token] = field(default_factory=list)
    rest: list[Token] = field(default_factory=list)

    def has(self, key: str) -> bool:
        return key in self.classes

    def only(self, *keys: str) -> bool:
        """Whether nothing was said but names, words of asking, classes, and what these keys say."""
        parts = ("types", "money", "relations", "times", "numbers", "amounts", "roles", "nots", "statuses", "rest")
        return not any(getattr(self, part) for part in parts if part not in keys)

    def besides(self, *keys: str) -> bool:
        """Whether a word of another class than these was said."""
        return bool(set(self.classes) - {*keys, "idle"})

    def turned(self, payers: list[Token], paid: list[Token]) -> bool:
        """Whether money is said to go the other way: to one of those that would pay, or from what would be paid into."""
        to = {t.stop for t in self.idle if t.is_("mark", "to")}
        away = {t.stop for t in self.idle if t.is_("mark", "from", "by", "through")}
        return any(t.start - gap in to for t in payers for gap in (0, 1)) or any(
            t.start - gap in away for t in paid for gap in (0, 1)
        )

    def labelled(self, *labels: str) -> list[Token]:
        return [t for t in self.names if t.found is not None and t.found.label in labels]


def gists(text: str, found: list[Token], names: Names) -> Iterator[Gist]:
    """Yield what the words of a question come to, where they come to one of the things that data/gist.yaml says; `found` are its tokens."""
    bag = _bag(_with_names(text, found), names)
    for way in WAYS:
        yield from way(bag)


@functools.cache
def _words(language: str) -> dict[str, tuple[Word, ...]]:
    classes = table("gist")["words"]
    return {said: (Word("gist", key),) for key, by in classes.items() for said in by[language]}


def _with_names(text: str, found: list[Token]) -> str:
    """Return a question with the names of what it names in another spelling, which nothing else would explain."""
    for token in reversed(found):
        named = token.found if not token.is_("type") else None
        as_said = text[token.start : token.stop] == token.text
        if as_said and named is not None and len(named.options) == 1 and named.options[0].how == "close":
            text = f"{text[: token.start]}{named.options[0].name}{text[token.stop :]}"
    return text


def _bag(text: str, names: Names) -> _Bag:
    from queries.question import newest_day

    language = language_of(text)
    bag = _Bag(language)
    for token in tokens(text.rstrip("?？。.! "), names, newest_day(names), _words(language)):
        if token.sort == "gist":
            bag.classes.setdefault(token.word.key, []).append(token)
        elif token.sort == "more":
            bag.classes.setdefault("more", []).append(token)
        elif "first_phase" in (token.value, *(w.key for w in token.readings)):
            bag.classes.setdefault("phase", []).append(token)
        elif token.found is not None and not token.is_("type"):
            bag.names.append(token)
        elif token.is_("asking"):
            bag.asks.append(token)
        elif token.is_("mark", "not"):
            bag.nots.append(token)
        elif token.is_("status"):
            bag.statuses.append(token)
        elif token.is_("type"):
            bag.types.append(token)
        elif token.is_("money"):
            bag.money.append(token)
        elif token.is_("relation"):
            bag.relations.append(token)
        elif token.sort in ("time", "since"):
            bag.times.append(token)
        elif token.sort == "number":
            bag.numbers.append(token)
        elif token.sort == "amount":
            bag.amounts.append(token)
        elif token.is_("role"):
            bag.roles.append(token)
        else:
            (bag.idle if _idle(token) else bag.rest).append(token)
    return bag


def _idle(token: Token) -> bool:
    return any(token.is_(*said.split(":")) or token.sort == said for said in table("gist")["idle"]) or token.text in (
        "吗",
        "呢",
    )


def _said(key: str, bag: _Bag, **words: str) -> Gist:
    """Return what data/gist.yaml says for a key, with words put in."""
    return Gist((table("gist")["say"][key][bag.language].format(**words),))


def _change(bag: _Bag) -> Iterator[Gist]:
    """再贷款的额度涨了多少: the figures of one programme or fund, in order of time."""
    if not bag.has("change") or not bag.only("types", "money", "times") or bag.besides("change", "figure"):
        return
    things = bag.labelled(*THINGS)
    tools = [t for t in (*bag.types, *bag.money) if "再贷款" in t.text or "relending" in t.text.lower()]
    owners = bag.labelled("Institution")
    others = [t for t in (*bag.types, *bag.money) if t not in tools]
    if len(things) + len(tools) != 1 or len(owners) > 1 or len(things) + len(owners) != len(bag.names) or others:
        return
    figures = {_figure(t.text, bag.language) for t in bag.classes.get("figure", [])}
    of = (things or tools)[0].text
    passed = tuple(t.text for t in (*owners, *bag.times))
    forms = table("gist")["say"]["change"][bag.language]
    said = [[form.format(of=of) for form in forms.get(figure, forms[""])] for figure in sorted(figures) or [""]]
    yield from (Gist(texts, passed) for texts in itertools.product(*said))


def _figure(said: str, language: str) -> str:
    if language == "zh":
        return "额度" if said.endswith("额") or said == "总额度" else said
    return next(str(key) for key, words in table("gist")["figures"].items() if said.lower() in words)


def _more(bag: _Bag) -> Iterator[Gist]:
    """甲基金和乙基金哪个大，大多少: the sizes of both; 甲和乙谁给丙出得多: what each put in."""
    if not bag.has("more") or not bag.only("types", "money") or bag.besides("more", "figure"):
        return
    if any(t.is_("asking", "when", "where", "how") for t in bag.asks):
        return
    funds, payers = bag.labelled("Fund"), bag.labelled("Institution")
    if bag.turned(payers, funds):
        return
    sized = all(t.is_("money", "size") or t.is_("type", "fund") for t in (*bag.money, *bag.types))
    if len(funds) == len(bag.names) == 2 and sized:
        yield _said("sizes", bag, one=funds[0].text, other=funds[1].text)
    gives = all(t.is_("money", "fund", "invest") for t in bag.money) and not bag.types
    if len(funds) == 1 and len(payers) == 2 and len(bag.names) == 3 and gives and (bag.money or bag.has("idle")):
        one, other = payers
        yield _said("paid", bag, one=one.text, other=other.text, of=funds[0].text)


def _new(bag: _Bag) -> Iterator[Gist]:
    """亦庄新来了哪些基金: those that are there; no article says how long something stays new, which is told."""
    if not bag.has("new") or not bag.only("types", "relations", "numbers") or bag.besides("new"):
        return
    placed = bag.labelled("Place", "Zone")
    moved = all(t.is_("relation", "located", "establish", "takes_in", "hosts") for t in bag.relations)
    if len(placed) != 1 or len(bag.names) != 1 or not moved or not _of_funds(bag):
        return
    passed = tuple(t.text for t in (*bag.classes["new"], *bag.numbers))
    said = table("gist")["say"]["settled"][bag.language].format(**{"in": placed[0].text, "kind": bag.types[0].text})
    yield Gist((said,), passed)


def _of_funds(bag: _Bag) -> bool:
    """Whether one kind of thing is spoken of, and it is one of funds."""
    kinds = [t.reading("type") for t in bag.types]
    return len(kinds) == 1 and kinds[0] is not None and kinds[0].data["labels"] == ["Fund"]


def _founded(bag: _Bag) -> Iterator[Gist]:
    """上海最老的基金, the oldest fund: which was founded first. Of the newest, articles often tell no founding, and it is not asked so."""
    if not bag.has("first") or not bag.only("types", "relations") or bag.besides("first"):
        return
    places = bag.labelled("Place")
    founded = all(t.is_("relation", "establish", "launch") for t in bag.relations)
    if len(places) != len(bag.names) or len(places) > 1 or not founded or not _of_funds(bag):
        return
    said, place = table("gist")["say"]["founded"][bag.language], "".join(t.text for t in places)
    where = f" in {place}" if place and bag.language == "en" else place
    yield Gist((said.format(kind=bag.types[0].text, **{"in": where}),))


def _payers(bag: _Bag) -> Iterator[Gist]:
    """出资超过300亿元的大基金三期股东有哪些: who of those that paid into a fund is within a limit."""
    funds = bag.labelled("Fund")
    if len(funds) != 1 or len(bag.names) != 1 or len(bag.amounts) > 1 or bag.besides():
        return
    if not bag.only("types", "money", "roles", "amounts") or any(
        not t.is_("money", "fund", "invest") for t in bag.money
    ):
        return
    paying = all(t.is_("role", "investor", "payer") for t in bag.roles)
    kinds = [t.text for t in bag.types]
    bodies = all((w := t.reading("type")) is not None and w.data["labels"] == ["Institution"] for t in bag.types)
    who = all(t.is_("asking", "who", "which", "what", "list") for t in bag.asks)  # whether all of them did is not told
    if (
        bag.turned([*bag.types, *bag.roles], funds)
        or not paying
        or not (bag.roles or bag.money)
        or len(kinds) > 1
        or not bodies
        or not bag.asks
        or not who
    ):
        return
    kind = kinds[0] if kinds else table("gist")["payers"][bag.language]
    limit = bag.amounts[0].text if bag.amounts else table("gist")["unlimited"][bag.language]
    yield _said("payers", bag, kind=kind, of=funds[0].text, limit=limit)


def _paid_by(bag: _Bag) -> Iterator[Gist]:
    """绿色基金财政部掏了多少, how much of the finance ministry's money is in the fund; and a bank's loan to a firm the same way."""
    if (
        len(bag.names) != 2
        or not bag.only("money")
        or bag.besides()
        or not any(t.is_("asking", "how_much") for t in bag.asks)
    ):
        return
    if any(t.is_("asking", "who", "when", "where", "how") for t in bag.asks) or not bag.money:
        return
    funds, bodies = bag.labelled("Fund"), bag.labelled("Institution")
    if bag.turned(
        [t for t in bodies if _kind(t) != "company"], [*funds, *(t for t in bodies if _kind(t) == "company")]
    ):
        return
    if len(funds) == len(bodies) == 1 and all(t.is_("money", "fund", "invest") for t in bag.money):
        yield _said("paid_by", bag, one=bodies[0].text, of=funds[0].text)
    kinds = {_kind(t): t.text for t in bodies}
    if set(kinds) == {"bank", "company"} and all(t.is_("money", "lend", "fund", "lent", "get") for t in bag.money):
        yield _said("lent_by", bag, one=kinds["bank"], of=kinds["company"])


def _kinds_paid(bag: _Bag) -> Iterator[Gist]:
    """政府和银行分别给大基金三期出了多少, 大基金三期里六大行各拿了多少钱: what each of one or two kinds of bodies put into a fund."""
    funds = bag.labelled("Fund")
    if len(funds) != 1 or len(bag.names) != 1 or not bag.only("types", "money") or bag.besides() or not bag.money:
        return
    much = len(bag.asks) == 1 and bag.asks[0].is_("asking", "how_much")
    bodies = all((w := t.reading("type")) is not None and w.data["labels"] == ["Institution"] for t in bag.types)
    gives = all(t.is_("money", "fund", "invest", "get") for t in bag.money)
    if much and bodies and gives and 0 < len(bag.types) < 3 and not bag.turned(bag.types, funds):
        each = any(t.text.lower() in table("gist")["each"] for t in (*bag.idle, *bag.classes.get("idle", [])))
        one_by_one = each and len(bag.types) == 1  # of two kinds, each kind is meant
        form = table("gist")["say"]["kind_paid_each" if one_by_one else "kind_paid"][bag.language]
        yield Gist(tuple(form.format(kind=t.text, of=funds[0].text) for t in bag.types))


def _kind(token: Token) -> str:
    return token.found.options[0].kind if token.found is not None and len(token.found.options) == 1 else ""


def _done(bag: _Bag) -> Iterator[Gist]:
    """In English: who did what is done to a thing, and when it began (the Guochuang fund, whose founders are they); Chinese has its own way."""
    things = bag.labelled("Fund", "Program", "Policy")
    if bag.language != "en" or len(things) != 1 or len(bag.names) != 1 or len(bag.asks) != 1:
        return
    if not bag.only("types", "relations") or bag.besides() or len(bag.relations) != 1:
        return
    found, acted = things[0].found, bag.relations[0].reading("relation")
    bodies = all((w := t.reading("type")) is not None and w.data["labels"] == ["Institution"] for t in bag.types)
    if found is None or acted is None or not bodies:
        return
    say, ask = table("gist")["say"], bag.asks[0]
    if ask.is_("asking", "who") or (ask.is_("asking", "which", "what") and bag.types):
        form = say["did"].get(acted.key, {}).get(found.label)
    else:
        form = (
            say["begun"][found.label]
            if ask.is_("asking", "when") and acted.key in ("establish", "launch", "issue")
            else None
        )
    if form and (found.label != "Policy" or acted.key != "run"):
        yield Gist((form.format(of=things[0].text),))


def _sourced(bag: _Bag) -> Iterator[Gist]:
    """绿色基金首期880亿是哪家说的: which article gives the figure."""
    funds = bag.labelled("Fund")
    if not bag.has("says") or len(funds) != 1 or len(bag.names) != 1 or len(bag.amounts) != 1:
        return
    if not bag.only("money", "amounts") or bag.besides("says", "figure", "phase"):
        return
    if all(t.is_("money", "size") for t in bag.money):
        phase = "".join(t.text for t in bag.classes.get("phase", []))
        yield _said("sourced", bag, of=funds[0].text, limit=bag.amounts[0].text, phase=phase)


def _disputed(bag: _Bag) -> Iterator[Gist]:
    """国家绿色发展基金的首期规模，不同报道各是多少: what each article gives as the size of a fund."""
    funds = bag.labelled("Fund")
    if not bag.has("reports") or len(funds) != 1 or len(bag.names) != 1 or not bag.only("money"):
        return
    if not bag.besides("reports", "says", "figure", "phase") and all(t.is_("money", "size") for t in bag.money):
        phase = "".join(t.text for t in bag.classes.get("phase", []))
        yield _said("disputed", bag, of=funds[0].text, phase=phase)


def _first_in(bag: _Bag) -> Iterator[Gist]:
    """哪些高新区是积分制的首批试点: those of a kind that came first to a programme."""
    programs = bag.labelled("Program")
    if not bag.has("first") or not bag.only("types", "relations") or bag.besides("first"):
        return
    kinds = [t for t in bag.types if not t.is_("type", "program_any")]  # a pilot is the programme itself
    joined = all(t.is_("relation", "pilot", "takes_part", "run", "launch") for t in bag.relations)
    word = kinds[0].reading("type") if len(kinds) == 1 else None
    if len(programs) == len(bag.names) == 1 and joined and word is not None and word.data["labels"] != ["Fund"]:
        yield _said("first_in", bag, of=programs[0].text, kind=kinds[0].text)


def _not_by(bag: _Bag) -> Iterator[Gist]:
    """不是国开行放的贷款有哪些: the money of one kind that anyone but a body gave."""
    payers = bag.labelled("Institution")
    if len(bag.nots) != 1 or not bag.only("money", "nots") or bag.besides() or len(payers) != 1 or not bag.asks:
        return
    nouns = [
        t
        for t in bag.money
        if t.is_("money", "lend", "credit_line", "subsidise", "aid", "reward", "grant", "guarantee")
    ]
    acts = [t for t in bag.money if t not in nouns]
    gives = all(t.is_("money", "fund", "lent") for t in acts)
    if len(payers) == len(bag.names) and len(nouns) == 1 and gives:
        lent = nouns[0].is_("money", "lend") and bag.language == "zh"  # a credit line is no loan that was made
        yield _said("not_lent_by" if lent else "not_by", bag, one=payers[0].text, money=nouns[0].text)


def _of_other_status(bag: _Bag) -> Iterator[Gist]:
    """哪些授信不是承诺的: the money of one kind that has another status."""
    if len(bag.nots) != 1 or len(bag.statuses) != 1 or not bag.only("money", "nots", "statuses") or bag.besides():
        return
    statuses = table("gist")["statuses"][bag.language]
    barred = {w.key for w in bag.statuses[0].readings if w.sort == "status"}
    if bag.names or len(bag.money) != 1 or not bag.asks or not barred <= set(statuses):
        return
    form = table("gist")["say"]["of_status"][bag.language]
    others = [word for key, word in statuses.items() if key not in barred]
    yield Gist(tuple(form.format(status=word, money=bag.money[0].text) for word in others))


def _of_which_status(bag: _Bag) -> Iterator[Gist]:
    """大基金三期里邮储银行的80亿是已经投了还是计划投: what a body gave to a fund, each with its status."""
    funds, payers = bag.labelled("Fund"), bag.labelled("Institution")
    said = {w.key for t in bag.statuses for w in t.readings if w.sort == "status"}
    if len(said) < 2 and not (said and bag.has("done")):
        return
    if not bag.only("money", "statuses", "amounts", "nots") or bag.besides("done") or len(bag.amounts) > 1:
        return
    if (
        len(funds) == len(payers) == 1
        and len(bag.names) == 2
        and all(t.is_("money", "fund", "invest") for t in bag.money)
    ):
        yield _said("paid_by", bag, one=payers[0].text, of=funds[0].text)


def _what_for(bag: _Bag) -> Iterator[Gist]:
    """丽珠集团那3.85亿是干嘛用的: the purpose of what a body was lent, which articles tell in words."""
    if not bag.has("purpose") or not bag.only("money", "amounts") or bag.besides("purpose") or len(bag.amounts) > 1:
        return
    bodies = bag.labelled("Institution")
    lent = all(t.is_("money", "lend", "fund", "lent", "get") for t in bag.money)
    if len(bodies) != len(bag.names) or not 0 < len(bodies) < 3 or not lent:
        return
    limit = bag.amounts[0].text if bag.amounts else ""
    payer, other = (bodies[0].text, bodies[1].text) if len(bodies) == 2 else ("", bodies[0].text)
    form = table("gist")["say"]["purpose"]["two" if payer else "one"][bag.language]
    yield Gist((form.format(one=payer, other=other, limit=limit),))


WAYS = (
    _change,
    _more,
    _new,
    _founded,
    _first_in,
    _payers,
    _paid_by,
    _kinds_paid,
    _done,
    _sourced,
    _disputed,
    _not_by,
    _of_other_status,
    _of_which_status,
    _what_for,
)
