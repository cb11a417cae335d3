"""A plan in a few words of the question's language: how the question was read."""

from collections.abc import Iterable

from queries.answer_words import listed, phrase, strung, term
from queries.names import Names
from queries.plan import (
    FLOW_SLOTS,
    Filters,
    Flows,
    Links,
    Listing,
    Measures,
    Mentions,
    Named,
    News,
    Party,
    Paths,
    Plan,
    Profile,
)
from queries.question_words import table

WORDS = {
    "flows": {"zh": "资金", "en": "money"}, "provider": {"zh": "由", "en": "from"}, "via": {"zh": "通过", "en": "through"},
    "recipient": {"zh": "给", "en": "to"}, "either": {"zh": "涉及", "en": "involving"}, "any": {"zh": "任何一方", "en": "anyone"},
    "in": {"zh": "位于", "en": "in"}, "and": {"zh": "与", "en": "and"}, "linked": {"zh": "有关", "en": "linked"},
    "reach": {"zh": "资金到达或适用于", "en": "reaching by money or scope"}, "without": {"zh": "且没有", "en": "without"}, "also": {"zh": "且有", "en": "and with"},
    "path": {"zh": "路径", "en": "path"}, "common": {"zh": "共同关联方", "en": "common neighbours"}, "every": {"zh": "所有最短路径", "en": "all shortest paths"},
    "profile": {"zh": "概况", "en": "profile"}, "timeline": {"zh": "时间线", "en": "timeline"}, "compare": {"zh": "比较", "en": "comparison"},
    "news": {"zh": "新说法", "en": "what is new"}, "measures": {"zh": "数据", "en": "figures"}, "disputed": {"zh": "有分歧的数字", "en": "disputed figures"},
    "hops": {"zh": "三步以内", "en": "within three links"}, "period": {"zh": "时间", "en": "period"},
    "sum": {"zh": "合计", "en": "summed"}, "average": {"zh": "平均", "en": "averaged"}, "largest": {"zh": "最大", "en": "largest"},
    "smallest": {"zh": "最小", "en": "smallest"}, "most": {"zh": "最多", "en": "most"}, "fewest": {"zh": "最少", "en": "least"},
    "earliest": {"zh": "最早", "en": "earliest"}, "latest": {"zh": "最近", "en": "latest"},
    "count": {"zh": "计数", "en": "counted"}, "by": {"zh": "按", "en": "by"}, "yes_no": {"zh": "是否有", "en": "whether there is"},
    "mentions": {"zh": "提到它的报道:", "en": "articles that name"},
    "when": {"zh": "何时", "en": "when"}, "asked": {"zh": "？", "en": "?"},
}  # fmt: skip


def word(key: str, language: str) -> str:
    return WORDS[key][language]


def party_text(party: Party | None, language: str) -> str:
    """Return a party in words, with `?` where it is asked for."""
    if party is None:
        return word("any", language)
    if party.entities:
        text = ("或" if language == "zh" else " or ").join(_names(party.entities, language))
    elif party.labels:
        text = _kind(party, language)
    else:
        text = word("any", language)
    if party.such is not None:
        own = "/".join(term("instrument", i, language) for i in party.such.instruments)
        own = f"{own} {party.such.sized.said}" if party.such.sized is not None else own
        such = clause_text(party.such.clause, language) + (f" {own}" if own else "")
        text = f"{text}（{such}）" if language == "zh" else f"{text} ({such})"
    if party.parents:
        owners = listed(_names(party.parents, language), language)
        text = f"{owners}的{text}" if language == "zh" else f"{text} of {owners}"
    if party.places:
        places = listed(_names(party.places, language), language)
        text = f"{places}的{text}" if language == "zh" else f"{text} in {places}"
    if party.outside:
        places = listed(_names(party.outside, language), language)
        text = f"不在{places}的{text}" if language == "zh" else f"{text} not in {places}"
    if party.unlike is not None:
        kind = _kind(party.unlike, language)
        text = f"不是{kind}的{text}" if language == "zh" else f"{text} other than {kind}"
    if party.without:
        apart = listed(_names(party.without, language), language)
        text = f"{text}（{apart}除外）" if language == "zh" else f"{text} but {apart}"
    return text + (word("asked", language) if party.asked else "")


def _names(named: Iterable[Named], language: str) -> list[str]:
    return [n.called(language) for n in named]


def _kind(party: Party, language: str) -> str:
    if party.titles:
        return party.said
    if "+" in party.said and not party.word:
        return party.said.replace("+", "或" if language == "zh" else " or ")
    entry = table("types").get(party.word)
    if entry is not None:
        return str(entry[language][0])
    entry = table("roles").get(party.word)
    if entry is not None:
        return str(entry[language][0])
    return ("/" if language == "zh" else " or ").join(term("labels", label, language) for label in party.labels)


def filters_text(filters: Filters, language: str) -> list[str]:
    """Return the filters in words."""
    found = []
    if filters.instruments:
        kinds = filters.barred or filters.instruments
        said = ("/" if language == "zh" else " or ").join(term("instrument", i, language) for i in kinds)
        found.append(phrase("apart", "barred", language, what=said) if filters.barred else said)
    if filters.statuses:
        found.append(
            ("/" if language == "zh" else " or ").join(term("flow_status", s, language) for s in filters.statuses)
        )
    if filters.purpose is not None:
        found.append(
            phrase("apart", "purpose", language, what=table("purposes")["purposes"][filters.purpose][language][0])
        )
    if filters.recipients is not None:
        found.append(phrase("apart", "recipients", language, n="–".join(dict.fromkeys(map(str, filters.recipients)))))
    if filters.per:
        found.append(phrase("apart", "per_year", language))
    if filters.period:
        found.append(f"{word('period', language)} {filters.period.start or '…'} – {filters.period.stop or '…'}")
    if filters.bounds:
        found.append(filters.bounds.said)
    if filters.currency and not filters.bounds:
        found.append(filters.currency)
    if filters.places:
        found.append(f"{word('in', language)} {listed(_names(filters.places, language), language)}")
    return found


def clause_text(clause: object, language: str) -> str:
    """Return a clause in words."""
    if isinstance(clause, Flows):
        parts = [word("flows", language)]
        for role in FLOW_SLOTS:
            party = getattr(clause, role)
            if party is not None:
                parts.append(f"{word(role, language)} {party_text(party, language)}")
        return " ".join(parts)
    if isinstance(clause, Links):
        left, right = party_text(clause.left, language), party_text(clause.right, language)
        if clause.flows == "reach":
            middle = word("reach", language)
        elif clause.relations:
            names = [term("relations", r[:-1], language) + ("⁻¹" if r[-1] == "<" else "") for r in clause.relations]
            middle = "/".join(names)
        else:
            middle = word("linked", language)
        hops = f"（{word('hops', language)}）" if clause.hops > 1 else ""
        return f"{left} — {middle} — {right}{hops}"
    if isinstance(clause, Listing):
        return party_text(clause.party, language)
    if isinstance(clause, Paths):
        kind = "common" if clause.common else "every" if clause.every else "path"
        return f"{word(kind, language)}: {party_text(clause.left, language)} – {party_text(clause.right, language)}"
    if isinstance(clause, Profile):
        return f"{word(clause.form, language)}: {listed([party_text(p, language) for p in clause.parties], language)}"
    if isinstance(clause, Mentions):
        return f"{word('mentions', language)} {party_text(clause.party, language)}"
    if isinstance(clause, News):
        return word("news", language) + (f": {party_text(clause.party, language)}" if clause.party else "")
    if isinstance(clause, Measures):
        kind = word("disputed" if clause.disputed else "measures", language)
        held = (
            f" – {party_text(clause.target, language)}" if clause.target is not None and clause.target.entities else ""
        )
        measured = f" {'/'.join(clause.measures[:3])}" if clause.measures else ""
        return f"{kind}: {party_text(clause.subject, language)}{held}{measured}"
    return ""


def reading(plan: Plan, names: Names | None = None) -> str:
    """Return the whole plan in words."""
    language = plan.language
    parts = [clause_text(plan.clause, language)]
    for further in plan.further:
        own = "/".join(term("instrument", i, language) for i in further.instruments)
        text = f"{word('without' if further.negated else 'also', language)} {clause_text(further.clause, language)}"
        apart = isinstance(plan.clause, Flows | Links) or further.instruments != plan.filters.instruments
        own = f"{own} {further.sized.said}" if further.sized is not None else own
        parts.append(f"{text} ({own})" if own and apart else text)
    if plan.most_joined:
        parts.append(phrase("apart", "most_joined", language))
    if plan.several:
        least, most = plan.several
        parts.append(phrase("apart", "several" if most is None else "just_so_many", language, n=least))
    parts += filters_text(plan.filters, language)
    if plan.yes_no or plan.when:
        parts.append(word("yes_no" if plan.yes_no else "when", language))
    if plan.measure != "rows":
        parts.append(word(plan.measure, language) + (f" {plan.limit}" if plan.limit else ""))
    if plan.by:
        parts.append(f"{word('by', language)} {listed([phrase('titles', b, language) for b in plan.by], language)}")
    return strung(language, parts)
