"""From a matched order of words to a clause of the plan: who pays whom, what joins what."""

from dataclasses import replace

from graph.ontology import load as ontology
from queries.plan import FLOW_SLOTS, C, Clause, Flows, Links, Party, with_parties
from queries.question_patterns import Match
from queries.question_payers import turned_round
from queries.question_sketch import Item, NotUnderstood, Sketch
from queries.question_words import Word, table, word_of


def _where(item: Item, party: Party) -> Party:
    """Return what 哪些地区 stands for: places and zones."""
    return party if party.labels or party.entities or not item.bare else replace(party, labels=("Place", "Zone"))


def clause_of(match: Match, sketch: Sketch, mark: str = "via") -> Flows | Links:
    """Return the clause that a match states; `mark` names the note that holds what money runs through."""
    roles = {role: item.party for role, item in match.roles.items() if item.party is not None}
    verb = match.verb()
    via = sketch.notes.get(mark) if mark else None
    if match.group == "link":
        roles |= {r: _where(i, roles[r]) for r, i in match.roles.items() if i.where and i.party is not None}
        hops = 3 if {"through_others", "through_what"} & set(sketch.special) else 1
        kinds = (
            tuple(f"{t}=" for t in verb.word.data.get("relations", ()))
            if verb is not None and verb.word is not None
            else ()
        )
        zones = any(
            e.label in ("Zone", "Place") for p in roles.values() for e in p.entities
        )  # who sits there deals with it
        kinds = kinds if hops == 1 and not zones else ()
        return Links(roles.get("A", Party()), roles.get("B", Party()), kinds, hops=hops)
    if match.group == "of":
        return of_clause(roles["E"], _named_kind(roles) or roles["T"])
    if match.group == "post":
        return _held(match)
    if match.group == "when":
        return _dated(match, roles["E"])
    if match.group == "role":
        word = match.roles["X"].word
        if "E" not in roles and (word is None or "title" not in word.data):
            raise NotUnderstood("order", match.roles["X"].token.text)
        return _role(match.roles["X"], roles.get("E", Party()), via)
    if (
        verb is None
        and match.group == "verb"
        and not any(i.symbol == "o" and (i.token.text.startswith("给") or sketch.how_much) for i in match.rest)
    ):
        raise NotUnderstood("order")
    word = verb.word if verb is not None else None
    if word is not None and word.key == "issue" and (_of_bonds(match) or _bonds(roles.get("O"))):
        return _money(match, roles, via, sketch)
    if word is not None and word.key == "issue" and any(i.symbol == "m" for i in match.rest):
        sizes = any(i.word is not None and i.word.key == "size" for i in match.rest)
        if verb is not None and not sizes and verb.token.text.lower().startswith(tuple(table("verbs")["announcing"])):
            raise NotUnderstood("order", verb.token.text)  # who announced its payment is not all who paid
        return _money(match, roles, via, sketch)  # loans that a bank issued
    if word is not None and word.sort == "money" and _issues_papers(match, roles):
        word = word_of("印发", "relation")
    if word is not None and word.key == "takes_part" and _into_fund(roles):
        by, fund = roles.get("S", Party()), roles.get("O", Party())
        governs = (set(by.kinds) | {e.kind for e in by.entities}) & {"central_government", "local_government"}
        if via is None and (governs or (by.entities and not fund.entities)):
            return Links(by, fund, ("ESTABLISHES>",), "reach")  # 部委参与了基金: set it up, or paid in
        return _money(match, roles, via, sketch)  # 参与了大基金三期
    if word is not None and word.sort == "reach" and (sketch.how_much or any(i.symbol == "m" for i in match.rest)):
        return _money(match, roles, via, sketch)  # loans that went to Guizhou
    if word is not None and word.sort == "reach" and (thing := roles.pop("N", None)) is not None:
        owner = roles.get("S", Party())
        if not owner.entities or not thing.entities:
            raise NotUnderstood("order", thing.said)
        sketch.notes["owned"] = (
            owner.entities,
            thing.entities,
        )  # 工行的创新积分贷投向哪些地方: whether it is theirs is told
        roles["S"] = thing
    if word is not None and word.sort in ("relation", "reach"):
        return _relation(word, roles, via, match)
    return _money(match, roles, via, sketch)


def _named_kind(roles: dict[str, Party]) -> Party | None:
    """Return what is named, of which the question only says what it is: 创新积分贷是哪家银行的产品."""
    thing, kind = roles.get("N"), roles.get("T")
    if thing is not None and kind is not None and kind.labels and not set(_labels(thing)) <= set(kind.labels):
        raise NotUnderstood("ontology", thing.said, kind.said)
    return thing


def _money(match: Match, roles: dict[str, Party], via: Party | None, sketch: Sketch) -> Flows | Links:
    if match.group == "verb" and match.pattern.language == "zh" and (turned := turned_round(match, roles, sketch)):
        return replace(turned, via=via)
    if match.pattern.text == "O* S V" and match.pattern.language == "zh":
        paid, by = roles["O"], roles["S"]
        if set(_labels(by)) != {"Institution"} or not set(paid.labels) & {"Fund", "Zone", "Program"}:
            raise NotUnderstood("order", by.said)  # 哪些银行大基金三期…: which of the two pays
    size = any(i.word is not None and i.word.key == "size" for i in match.rest)
    if size and any(e.label in ("Zone", "Place", "Institution") for p in roles.values() for e in p.entities):
        raise NotUnderstood("size", *[p.said for p in roles.values() if p.entities])
    if match.group == "noun":
        party = roles.get("E")
        if "O" in roles or "S" in roles:
            return Flows(provider=_payer(roles), via=via, recipient=roles.get("O"))
        return Flows(recipient=party, via=via) if size else Flows(either=party, via=via)
    if size and "O" not in roles:
        return Flows(recipient=roles.get("S"), via=via)
    if size and any(i.symbol in "vu" for i in match.rest):
        raise NotUnderstood("order", *[i.token.text for i in match.rest if i.word is not None and i.word.key == "size"])
    to = roles.get("O")
    if to is not None and to.labels == ("Place",) and not to.entities:
        raise NotUnderstood("ontology", to.said)  # what lies there gets it
    bonds = _bonds(roles.get("O"))
    if verb_text(match) in table("verbs")["issuing"] and (bonds or ("O" not in roles and _of_bonds(match))):
        return Flows(via=roles["O"] if bonds else via, recipient=roles.get("S"))  # who issues bonds gets the money
    payer = _payer(roles)
    via = via or roles.get("N")
    got = match.roles.get("O")
    if got is not None and got.word is not None and got.word.sort == "role" and got.word.data.get("role") == "provider":
        raise NotUnderstood("order")  # X里出钱最多的股东: who is said to get is one who gives
    verb = match.verb()
    offered = (
        verb is not None
        and verb.token.text.lower().startswith(tuple(table("verbs")["offering"]))
        and not any(i.symbol == "m" for i in match.rest)
    )
    sold = roles.get("O")
    wares = sold is not None and sold.labels == ("Program",) and not sold.entities
    if offered and via is None and payer is not None and ((payer.asked and _sold(sold)) or wares):
        return Links(payer, roles["O"], ("RUNS>", "ESTABLISHES>"), "none")  # which bank offers the loan product
    if via is None and payer is not None and to is not None and _into_zone(verb, payer, to, sketch):
        sketch.notes["into_zone"] = True
        return Links(payer, to, ("APPLIES_TO>",), "reach")  # a fund that 投 a zone pays there, or is meant for it
    if via is None and _scheme(to) and verb is not None and verb.word is not None and verb.word.key in LENDING:
        return Flows(provider=payer, via=to)  # 积分制贷款: lent under a scheme, and not to it
    if via is None and _sold(roles.get("O")):  # 放了多少专项贷款: money runs through what is sold, nobody gives it that
        return Flows(provider=payer, via=roles["O"])
    if via is None and _earmarked(to) and not any(i.symbol == "o" for i in match.rest):
        return Flows(provider=payer, via=to)  # 下达了多少专项资金: out of it, not into it
    return Flows(provider=payer, via=via, recipient=roles.get("O"))


LENDING = ("lend", "lent", "loan_only", "credit", "credit_line")


def _scheme(party: Party | None) -> bool:
    """Tell whether a party is programmes by name, to which nobody lends."""
    return party is not None and bool(party.entities) and all(e.label == "Program" for e in party.entities)


def _into_zone(verb: Item | None, payer: Party, to: Party, sketch: Sketch) -> bool:
    """Whether a fund is said to invest in a zone, a place or a class of firms, or a policy to support it, of no money in particular."""
    if verb is None or verb.word is None:
        return False
    said = verb.token.text.lower()
    invests = verb.word.key == "invest" or (
        verb.word.key == "fund" and said.startswith(tuple(table("verbs")["aiming"]))
    )
    plain = sketch.measure == "rows" and not (sketch.how_much or sketch.count_flows or sketch.ask_flows or sketch.by)
    limits = sketch.filters.bounds or sketch.filters.statuses or sketch.filters.currency
    if set(_labels(payer)) == {"Policy"}:
        invests = verb.word.key == "fund"  # policies that support a park
    there = bool(to.entities) and set(_labels(to)) <= {"Zone", "Place", "Category"}
    return (
        invests
        and plain
        and not limits
        and set(_labels(payer)) <= {"Fund", "Policy"}
        and bool(_labels(payer))
        and (there or to.labels in (("Zone",), ("Category",)))
    )


def _into_fund(roles: dict[str, Party]) -> bool:
    fund, by = roles.get("O"), roles.get("S")
    return (
        fund is not None
        and set(_labels(fund)) == {"Fund"}
        and (by is None or set(_labels(by)) <= {"Institution", "Fund"})
    )


def _issues_papers(match: Match, roles: dict[str, Party]) -> bool:
    """Whether a verb of giving has a document as its object: 上海市政府发过什么文件."""
    papers = roles.get("O")
    return (
        papers is not None and _labels(papers) == ("Policy",) and verb_text(match) in table("verbs")["issuing_papers"]
    )


def _of_bonds(match: Match) -> bool:
    return any(i.word is not None and i.word.key == "bond" for i in match.rest)


def _bonds(party: Party | None) -> bool:
    """Tell whether a party is a kind of bond by name."""
    return party is not None and _sold(party) and all(e.name.endswith(("债券", "国债", "票据")) for e in party.entities)


def verb_text(match: Match) -> str:
    """Return the word of the verb as it was said, in lower case."""
    verb = next((i for i in match.rest if i.symbol in "vu"), None)
    return verb.token.text.lower() if verb is not None else ""


def _payer(roles: dict[str, Party]) -> Party | None:
    """Return who pays; a kind of place cannot, since a place that pays is its government in the graph."""
    payer = roles.get("S")
    if payer is not None and payer.labels == ("Place",) and not payer.entities:
        raise NotUnderstood("ontology", payer.said)
    return payer


def _sold(party: Party | None) -> bool:
    """Tell whether a party is a product of banks, by its name."""
    return (
        party is not None
        and bool(party.entities)
        and all(e.label == "Program" and e.name.endswith(("贷款", "贷", "债券", "券", "保险")) for e in party.entities)
    )


def _earmarked(party: Party | None) -> bool:
    """Tell whether a party is money of a budget that is handed out, by name (…专项资金)."""
    return (
        party is not None
        and bool(party.entities)
        and all(e.label == "Fund" and e.name.endswith("资金") for e in party.entities)
    )


def _dated(match: Match, party: Party) -> Flows | Links:
    """X何时设立(的): whichever side of the verb X stands on."""
    verb = match.verb()
    assert verb is not None and verb.word is not None
    if verb.word.sort != "relation":
        return Flows(either=party)
    types = table("verbs")["relations"][verb.word.key]["types"]
    return Links(party, Party(), tuple(t.rstrip("<>") + "=" for t in types), "none")


def _relation(word: Word, roles: dict[str, Party], via: Party | None, match: Match) -> Links:
    if via is not None or any(i.symbol == "m" for i in match.rest):
        raise NotUnderstood("order", *[i.token.text for i in match.rest])
    key = word.key if word.sort == "relation" else "reach"
    if _passive_alone(word, roles, match):
        roles = {"O": roles["S"]}
    left, right = roles.get("S", Party()), roles.get("O", Party())
    if not roles:
        raise NotUnderstood("order", *[i.token.text for i in match.rest])
    if key == "reach":
        return Links(left, right, ("APPLIES_TO>",), "reach")
    if key == "applies" and _labels(right) in (("Category",), ("Institution",)):
        return Links(
            left, right, ("APPLIES_TO>",), "reach"
        )  # 面向初创企业, 面向哪些机构: also whom money reaches through it
    if key in ("hosts", "takes_in") and not left.entities:
        raise NotUnderstood("order", left.said)  # 哪些园区承接了专项基金: it may be told of one of these funds alone
    if key == "part_of":
        if right.entities and all(e.label == "Place" for e in right.entities):
            if _labels(left) == ("Place",):
                raise NotUnderstood("ontology", left.said, right.said)
            return Links(left, right, ("LOCATED_IN>",), "none")  # 哪些园区属于江苏
        if not right.asked and (right.kinds or right.tags or right.names or right.like):
            raise NotUnderstood("order", right.said)  # 国开行属于政策性银行吗: a kind is no whole
    entry = word.data
    verb = match.verb()
    by_persons = verb is not None and verb.token.text.lower() in entry.get("by_persons", ())
    if by_persons and left.word == "who" and right.entities and set(_labels(right)) == {"Institution"}:
        return Links(
            left, right, ("POSTED_AT>",), "none"
        )  # who runs the bureau: its director, and not what it is part of
    allowed: list[str] = []
    for types in (entry["types"], entry.get("otherwise", ())):
        signed = [t if t[-1] in "<>" else t + ("=" if t == "PARTNERS_WITH" else ">") for t in types]
        allowed = allowed or [
            t for t in signed if (_allowed(t[:-1], right, left) if t[-1] == "<" else _allowed(t[:-1], left, right))
        ]
    done = key == "run" or (verb is not None and verb.token.text in entry.get("done", ()))
    if done and set(_labels(left)) == {"Zone"} and "RUNS>" in allowed:
        allowed.append("PARTICIPATES_IN>")  # what a zone takes part in, it is said to run
    if not allowed:
        raise NotUnderstood("ontology", left.said, right.said)
    return Links(left, right, tuple(allowed), "none")


MADE = ("establish", "launch", "issue", "approve")  # what is done to a fund or policy that stands alone before the verb


def _passive_alone(word: Word, roles: dict[str, Party], match: Match) -> bool:
    """Whether what stands alone with a verb is what is done to: 2020年成立的基金, 管理的基金."""
    alone = match.pattern.text.replace(" ", "").startswith(("VdS!", "VMdS!")) and "O" not in roles
    made = (
        match.pattern.text in ("S V", "h S V")
        and word.key in MADE
        and set(_labels(roles["S"])) <= {"Fund", "Program", "Policy"}
    )
    return (
        (alone or (made and bool(_labels(roles["S"]))))
        and word.sort == "relation"
        and not word.data.get("intransitive")
    )


def _labels(party: Party) -> tuple[str, ...]:
    return tuple(e.label for e in party.entities) or party.labels


def _allowed(type_: str, left: Party, right: Party) -> bool:
    """Whether the ontology lets a relation join any labels of the parties; a place may stand for what lies within it."""
    pairs = ontology().relations[type_].pairs
    return any(
        (not _labels(left) or head in _labels(left) or _named_place(left))
        and (not _labels(right) or tail in _labels(right) or _named_place(right))
        for head, tail in pairs
    )


def _named_place(party: Party) -> bool:
    return any(e.label == "Place" for e in party.entities)


def of_clause(owner: Party, thing: Party) -> Links:
    """Return what “thing of owner” means by data/of.yaml."""
    for entry in table("of"):
        if set(_labels(owner)) & set(entry["of"]) and set(_labels(thing)) & set(entry["thing"]):
            return Links(owner, thing, tuple(entry["relations"]), "none")
    return Links(owner, thing)


def _held(match: Match) -> Links:
    """方伟是哪个单位的领导: the body at which someone named has a part."""
    item, named, owner = match.roles["X"], match.roles["N"].party, match.roles["E"].party
    assert item.word is not None and named is not None and owner is not None
    data = item.word.data
    types: list[str] = data.get("types", [])
    if not types:
        raise NotUnderstood("order", item.token.text)
    if data["role"] == "head":
        allowed = [t + "<" for t in types if _allowed(t, named, owner)]
    elif data["role"] == "tail":
        allowed = [t + ">" for t in types if _allowed(t, owner, named)]
    else:
        allowed = [t + "=" for t in types]
    if not allowed:
        raise NotUnderstood("ontology", owner.said, item.token.text)
    return Links(owner, named, tuple(allowed), "none")


def _role(item: Item, owner: Party, via: Party | None) -> Flows | Links:
    assert item.word is not None and item.party is not None
    data, party = item.word.data, replace(item.party, asked=True)
    if "money" in data:
        if data["role"] == "provider":
            return Flows(provider=party, via=via, recipient=owner)
        return Flows(provider=owner, via=via, recipient=party)
    types: list[str] = data["types"]
    if types == ["SUCCEEDS"] and set(_labels(owner)) & {"Program", "Fund"}:
        types = ["BASED_ON"]  # of programmes, what follows another rests on it
    if data["role"] == "head":
        allowed = [t + "<" for t in types if _allowed(t, party, owner)]
    elif data["role"] == "tail":
        allowed = [t + ">" for t in types if t == "SUCCEEDS" or _allowed(t, owner, party)]
    else:
        allowed = [t + "=" for t in types]
    if not allowed:
        raise NotUnderstood("ontology", owner.said, item.token.text)
    if "title" in data:
        said = item.token.text
        party = replace(party, titles=(said,) if said in data["title"] else tuple(data["title"]))
    return Links(owner, party, tuple(allowed), "none")


def slots_of(clause: Clause, match: Match) -> dict[str, str]:
    """Return which slot of the clause each role of the match became."""
    if isinstance(clause, Flows):
        held = {
            role: name
            for role, item in match.roles.items()
            for name in FLOW_SLOTS
            if item.party is not None and getattr(clause, name) is item.party
        }
        if held.keys() == match.roles.keys():
            return held
        if match.group == "role":
            provider = clause.provider is not None and clause.provider.word == getattr(match.roles["X"].word, "key", "")
            return {"X": "provider", "E": "recipient"} if provider else {"X": "recipient", "E": "provider"}
        issued = clause.provider is None and clause.recipient is not None and "S" in match.roles
        if issued and "O" in match.roles and clause.recipient is match.roles["S"].party:
            return {"S": "recipient", "O": "via"}
        size = issued and "O" not in match.roles
        return {
            "S": "recipient" if size else "provider",
            "O": "recipient",
            "E": "recipient" if clause.either is None else "either",
        }
    turned = isinstance(clause, Links) and "S" in match.roles and clause.right is match.roles["S"].party
    if match.group == "verb" and turned:
        return {"S": "right"}
    return {"S": "left", "O": "right", "A": "left", "B": "right", "E": "left", "T": "right", "X": "right", "N": "right"}


def slot(clause: Clause, name: str) -> Party:
    """Return the party in a slot; an empty one constrains nothing."""
    party = getattr(clause, name)
    return party if isinstance(party, Party) else Party()


def asking(clause: C, name: str) -> C:
    """Return the clause with what stands in a slot asked for."""
    return with_parties(clause, {name: replace(slot(clause, name), asked=True)})
