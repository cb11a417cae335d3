"""Families that are told by a word of their own: paths, common neighbours, profiles, timelines, comparisons, news, figures."""

from collections.abc import Iterable
from dataclasses import replace

from queries.plan import Flows, Links, Listing, Measures, News, Party, Paths, Plan, Profile
from queries.question_articles import mentioned
from queries.question_sketch import Item, NotUnderstood, Sketch
from queries.question_variants import instruments_of
from queries.question_words import Word, table

GLUE = "cdofaizhsjlW"


def special(sketch: Sketch) -> Plan | None:
    """Return the plan of a question of these families, or None where it is of none of them."""
    if (found := mentioned(sketch)) is not None:
        return found
    for key, read in (
        ("disputed", _disputed),
        ("changes", _changes),
        ("news", _news),
        ("compare", _compare),
        ("timeline", _timeline),
        ("common", _common),
        ("every_path", _path),
        ("path", _path),
    ):
        if key in sketch.special:
            if key == "common" and any(item.symbol in "vugx" for item in sketch.items):
                sketch.notes["both"] = True  # A和B共同投了什么: what each of them does
                _use(sketch, "common")
                continue
            return read(sketch, key)
    if "through_what" in sketch.special and sketch.core.count("e") == 2 and not set(sketch.core) - set("eczaofd"):
        return _path(sketch, "through_what")  # A和B中间隔着谁
    for read_if in (_linked_how, _measured, _profile):
        found = read_if(sketch)
        if found is not None:
            return found
    return None


def _use(sketch: Sketch, *keys: str) -> None:
    sketch.notes["used"] = {*sketch.notes.get("used", ()), *keys}


def _parties(sketch: Sketch, glue: str, most: int, bare: bool = True) -> list[Item]:
    """Return the items that are parties, if all others are glue; bare asking words are glue if `bare`."""
    found: list[Item] = []
    for item in sketch.items:
        if item.symbol in "etx" or (item.symbol == "w" and not (item.bare and bare)):
            found.append(item)
        elif item.symbol not in glue and item.symbol != "w":
            raise NotUnderstood("order", item.token.text)
    if len(found) > most:
        raise NotUnderstood("order", *[item.token.text for item in found])
    return found


def _party(item: Item) -> Party:
    assert item.party is not None
    return item.party


def _named(items: Iterable[Item], reason: str) -> list[Party]:
    parties = []
    for item in items:
        if item.symbol != "e" or item.party is None:
            raise NotUnderstood(reason, item.token.text)
        parties.append(item.party)
    return parties


def _plain(sketch: Sketch, *, period: bool = False, money: bool = False) -> None:
    """Refuse filters and measures that the family has no use for."""
    f = sketch.filters
    if (
        (f.period and not period)
        or f.bounds
        or f.places
        or f.purpose
        or ((f.instruments or f.statuses or f.currency) and not money)
    ):
        raise NotUnderstood("filter_here")
    if sketch.measure != "rows" or sketch.by or sketch.how_much or sketch.count or sketch.count_flows or sketch.when:
        raise NotUnderstood("filter_here")


def _disputed(sketch: Sketch, key: str) -> Plan:
    sketch.how_much = False  # how big is X, and do the sources agree
    purpose, sketch.filters = sketch.filters.purpose, replace(sketch.filters, purpose=None)
    _plain(sketch)
    sketch.filters = replace(sketch.filters, purpose=purpose)
    parties = _parties(sketch, GLUE + "mg", 1)
    _use(sketch, "disputed", "source_noun", "sources", "observations", "exist")
    subject = _named(parties, "order")[0] if parties else None
    return Plan(Measures(subject, disputed=True), ("observation",), filters=sketch.filters)


def _news(sketch: Sketch, key: str) -> Plan:
    _plain(sketch, period=True)
    if sketch.filters.period is None:
        raise NotUnderstood("news_since", sketch.special[key].text)
    parties = _parties(sketch, GLUE, 1)
    if parties and not _party(parties[0]).entities:
        raise NotUnderstood("order", parties[0].token.text)  # 新增了哪些基金: which are new is not told
    _use(sketch, "news", "profile", "exist", "source_noun", "observations")
    return Plan(News(_party(parties[0]) if parties else None), ("fact",), filters=sketch.filters)


def _compare(sketch: Sketch, key: str) -> Plan:
    _plain(sketch, period=True, money=True)
    parties = _named(_parties(sketch, GLUE, 5), "order")
    if len(parties) < 2:
        raise NotUnderstood("two_parties", sketch.special[key].text)
    if any(e.label == "Place" for party in parties for e in party.entities):
        raise NotUnderstood(
            "order", *[p.said for p in parties]
        )  # of a place all that lies there would have to be added up
    _use(sketch, "compare", "profile", "how")
    return Plan(Profile(tuple(parties), "compare"), ("entity",), filters=sketch.filters)


def _timeline(sketch: Sketch, key: str) -> Plan:
    _plain(sketch, period=True)
    parties = _named(_parties(sketch, GLUE, 1), "order")
    if not parties:
        raise NotUnderstood("one_party", sketch.special[key].text)
    _use(sketch, "timeline", "profile")
    return Plan(Profile(tuple(parties), "timeline"), ("fact",), filters=sketch.filters)


def _changes(sketch: Sketch, key: str) -> Plan:
    """再贷款额度从多少提到了多少: the figures of one programme or fund, in order of time."""
    _use(sketch, "changes", "how")
    if sketch.notes.get("measures"):
        sketch.how_much = False
        found = _measured(sketch)
        assert found is not None
        return replace(found, changes=True)
    f = sketch.filters
    if f.bounds or f.places or f.statuses or f.currency or sketch.measure != "rows" or sketch.by or sketch.count:
        raise NotUnderstood("filter_here")
    money = [i for i in sketch.items if i.word is not None and i.word.sort == "money"]
    named = _named((i for i in sketch.items if i.party is not None and not i.bare), "order")
    things = [p for p in named if p.entities[0].label in ("Program", "Fund")]
    owners = [p for p in named if p.entities[0].label == "Institution"]
    if not things and len(money) == 1 and (tool := _as_tool(money[0])).party is not None:
        things, money, named = [tool.party], [], [*named, tool.party]
        sketch.items = [i for i in sketch.items if i.word is None or i.word.sort != "money"]
    if len(things) != 1 or len(owners) + 1 != len(named) or len(owners) > 1 or len(money) > 1:
        raise NotUnderstood("order", *[p.said for p in named])
    if any(i.symbol not in GLUE + "e" and i not in money for i in sketch.items):
        raise NotUnderstood("order", *[i.token.text for i in sketch.items])
    fund = any(e.label == "Fund" for e in things[0].entities)
    said = next((i for i in money if i.word is not None and i.word.data.get("instruments")), None)
    sized = ("fund_size",) if fund else ()
    instruments = tuple(sorted(instruments_of(said, True))) if said is not None else sized
    owner = owners[0] if owners else None
    clause = Flows(provider=owner, recipient=things[0]) if fund else Flows(provider=owner, via=things[0])
    return Plan(clause, ("flow",), filters=replace(f, instruments=instruments), changes=True)


def _two(sketch: Sketch, key: str) -> tuple[Party, Party]:
    named = [item for item in sketch.items if item.symbol == "e"]
    if len(named) != 2:
        raise NotUnderstood("two_parties", sketch.special[key].text if key in sketch.special else "")
    return _party(named[0]), _party(named[1])


def _common(sketch: Sketch, key: str) -> Plan:
    _plain(sketch)
    left, right = _two(sketch, key)
    others = [item for item in _parties(sketch, GLUE, 3) if item.symbol != "e"]
    if any(item.symbol == "x" for item in others):
        raise NotUnderstood("order", *[item.token.text for item in others])
    _use(sketch, "common")
    through = replace(_party(others[0]), asked=True) if others else None
    return Plan(Paths(left, right, common=True, through=through), ("through",), filters=sketch.filters)


def _path(sketch: Sketch, key: str) -> Plan:
    _plain(sketch)
    left, right = _two(sketch, key)
    _parties(sketch, GLUE + "o", 2)
    _use(sketch, "path", "every_path", "how", "exist", "through_what")
    return Plan(Paths(left, right, every="every_path" in sketch.special), ("path",), filters=sketch.filters)


def _linked_how(sketch: Sketch) -> Plan | None:
    """How are X and Y linked?"""
    letters = sketch.core
    if not (sketch.how and "l" in letters and letters.count("e") == 2):
        return None
    _plain(sketch)
    left, right = _two(sketch, "")
    _parties(sketch, GLUE, 2)
    _use(sketch, "how")
    return Plan(Paths(left, right), ("path",), filters=sketch.filters)


def _measured(sketch: Sketch) -> Plan | None:
    """The data on X; X's measure; how many zones X covers, which articles count rather than list."""
    measures = tuple(sketch.notes.get("measures", ()))
    if "observations" in sketch.special or measures:
        counting = sketch.count and bool(measures)
        if measures:
            sketch.how_much = sketch.count = sketch.when = False  # since when: a figure is told with its time
        there, limits = sketch.filters.places, sketch.filters
        if counting:
            sketch.filters = replace(limits, places=())  # how many firms have been scored in Handan: its figure
        _plain(sketch, period=True)
        sketch.filters = limits
        if (held := _stake(sketch, measures)) is not None:
            return held
        sketch.items = [_as_tool(i) for i in sketch.items if i.word is None or i.word.key != "applies"]
        parties = _parties(sketch, GLUE + "Q", 2 if counting else 1)
        kinds = [item for item in parties if counting and item.symbol in "tw"]
        if kinds and _counts(kinds[0], measures):
            parties.remove(kinds[0])  # 有多少家企业完成了量化赋分: what is counted is in the measure's name
        tools = len(parties) == 1 and parties[0].word is not None and parties[0].word.key == TOOL
        named = [_party(parties[0])] if tools else _named(parties, "order")
        if named and there and counting:
            raise NotUnderstood("filter_here")  # how many zones in Jiangsu does X cover
        subject = named[0] if named else _placed(kinds, sketch)
        sketch.filters = replace(sketch.filters, places=())
        if subject is None and not measures:
            raise NotUnderstood("one_party", sketch.special["observations"].text)
        _use(sketch, "observations", "profile", "exist")
        return Plan(Measures(subject, measures), ("observation",), filters=sketch.filters)
    reach = [
        i
        for i in sketch.items
        if i.word is not None and (i.word.sort == "reach" or i.word.key in ("applies", "takes_part", "pilot"))
    ]
    if sketch.count and reach and len([i for i in sketch.items if i.symbol == "e"]) == 1:
        letters = sketch.core.replace("a", "")
        if sketch.measure == "sum":
            sketch.measure = "rows"  # how many in all: articles count all there are
        if letters in ("evw", "wev", "ewv", "wevo", "evow", "wube", "wve", "wvoe"):
            owner = next(i for i in sketch.items if i.symbol == "e")
            counted = next(i for i in sketch.items if i.symbol == "w")
            if owner.label in ("Program", "Policy", "Fund") and counted.word is not None and not _join(reach, counted):
                sketch.count = False
                _plain(sketch, period=True)
                parts = measured_as(_party(counted))
                return Plan(
                    Measures(_party(owner), parts, target=_party(counted)), ("observation",), filters=sketch.filters
                )
    return None


def _join(reach: list[Item], counted: Item) -> bool:
    """Whether what is counted are bodies that take part by themselves (几家银行参与), and nothing that a programme covers."""
    kinds = counted.party.kinds if counted.party is not None else ()
    joins = any(i.word is not None and i.word.key == "takes_part" for i in reach)
    bodies = counted.party is not None and counted.party.labels == ("Institution",)
    return joins and bodies and bool(kinds) and "company" not in kinds


TOOL = "relending_tool"


def _as_tool(item: Item) -> Item:
    """Take relending, of which a figure is asked (再贷款利率), for the programmes of relending."""
    if item.word is None or item.word.sort != "money" or item.word.key != "relending":
        return item
    data = table("types")[TOOL]
    party = Party(labels=tuple(data["labels"]), like=tuple(data["like"]), said=item.token.text, word=TOOL)
    return Item("t", item.token, party, Word("type", TOOL, "t", "", data))


def _stake(sketch: Sketch, measures: tuple[str, ...]) -> Plan | None:
    """What stake does a bank hold in a fund: the bank's figure, if the two are joined."""
    named = [item for item in sketch.items if item.symbol == "e"]
    kinds = {item.label: _party(item) for item in named}
    if len(named) != 2 or set(kinds) != {"Institution", "Fund"} or not set(measures) & set(table("measures")["stake"]):
        return None
    _parties(sketch, GLUE + "Q", 2)
    opens = (
        sketch.items[0].symbol in "ah" and sketch.items[0].token.start == 0
    )  # does X hold…, not what share does X hold
    if sketch.yes_no or (sketch.language == "en" and opens):
        held = Flows(provider=kinds["Institution"], recipient=kinds["Fund"])
        return Plan(held, ("flow",), filters=sketch.filters, yes_no=True)  # whether it has a stake, and not how large
    clause = Measures(kinds["Institution"], measures, target=kinds["Fund"])
    return Plan(clause, ("observation",), filters=sketch.filters)


def _placed(kinds: list[Item], sketch: Sketch) -> Party | None:
    """Return the place of what is counted, whose figure it is (邯郸市有多少家企业…)."""
    places = tuple(p for item in kinds for p in _party(item).places) or sketch.filters.places
    if len(places) > 1:
        raise NotUnderstood("order", *[p.said for p in places])
    return Party(entities=places) if places else None


def _counts(item: Item, measures: tuple[str, ...]) -> bool:
    """Whether the measures say that they count what an item names."""
    return item.party is not None and any(m.endswith(word) for word in measured_as(item.party) for m in measures)


def measured_as(counted: Party) -> tuple[str, ...]:
    """Return how Chinese articles may name what is counted: the words for its kind, or for all kinds of its label."""
    own = table("types").get(counted.word, {})
    found: list[str] = [word for word in own.get("zh", ()) if len(word) > 1]
    if counted.tags and not counted.kinds:
        return tuple(found)  # 省级高新区 are no 国家高新区
    for entry in table("types").values():
        kinds = set(entry.get("kinds", ()))
        if set(entry["labels"]) & set(counted.labels) and (
            not counted.kinds or (kinds and kinds < set(counted.kinds)) or (own.get("kinds") == entry.get("kinds"))
        ):
            found += [word for word in entry["zh"] if len(word) > 1]
    return tuple(dict.fromkeys(found))


def _profile(sketch: Sketch) -> Plan | None:
    """Who is X, what is X, 介绍一下X, X的情况."""
    letters = sketch.core
    asked = {"en": ("wae", "wse", "wea"), "zh": ("eaw", "wae")}[sketch.language]
    if letters in asked:
        what = next(item for item in sketch.items if item.symbol == "w")
        if not what.bare and (sketch.language == "en" or letters == "wae"):
            return None
        if what.where:
            return _where(sketch)
        _plain(sketch)
        return Plan(
            Profile((_party(next(i for i in sketch.items if i.symbol == "e")),)), ("entity",), filters=sketch.filters
        )
    if letters in ("wae", "eiw", "weai", "ewi") or (letters == "eaiw"):
        return _where(sketch)
    if sketch.filters.places and not sketch.special and (letters == "ae" or (letters == "e" and sketch.yes_no)):
        return _there(sketch)
    if letters == "e" and not sketch.special and not sketch.how_much and sketch.measure == "rows" and not sketch.by:
        _plain(sketch)
        return Plan(Profile((_party(sketch.items[0]),)), ("entity",), filters=sketch.filters)
    if "profile" not in sketch.special:
        return None
    _plain(sketch)
    parties = _named(_parties(sketch, "doaih", 1), "order")
    if not parties:
        raise NotUnderstood("one_party", sketch.special["profile"].text)
    _use(sketch, "profile")
    return Plan(Profile(tuple(parties)), ("entity",), filters=sketch.filters)


def _there(sketch: Sketch) -> Plan:
    """万华化学在山东吗: whether something lies in a place."""
    place = Party(entities=sketch.filters.places, said=sketch.filters.places[0].said)
    sketch.filters = filters = replace(sketch.filters, places=())
    _plain(sketch)
    return Plan(Links(_party(sketch.items[-1]), place, ("LOCATED_IN>",), "none"), (), yes_no=True, filters=filters)


def _where(sketch: Sketch) -> Plan | None:
    where = next(item for item in sketch.items if item.symbol == "w")
    if not where.where:
        return None
    _plain(sketch)
    entity = _party(next(i for i in sketch.items if i.symbol == "e"))
    if entity.entities[0].label == "Place":
        return Plan(Listing(Party(entities=entity.entities, asked=True)), ("within",), filters=sketch.filters)
    return Plan(
        Links(entity, Party(asked=True, said=where.token.text), ("LOCATED_IN>",), "none"),
        ("right",),
        filters=sketch.filters,
    )
