"""How answers speak: names, amounts in readable units, words of the ontology, sentences from data/phrases.yaml."""

import functools
from collections.abc import Collection, Iterable, Sequence
from decimal import Decimal
from typing import Any

from graph.amounts import plain_number, readable
from graph.ontology import load as ontology
from queries.answer_facts import EdgeFact, FlowFact, Run, SeenFact
from queries.question_words import table

SHOWN_NAMES = 6


def phrase(group: str, key: str, language: str, **values: Any) -> str:
    """Return a phrase of data/phrases.yaml with its blanks filled."""
    entry = table("phrases")[group]
    text = entry[key][language] if key else entry[language]
    return str(text).format(**values) if values else str(text)


def after(language: str, text: str) -> str:
    """Return a sentence as it follows another: Chinese sets no space between the two."""
    return text if language == "zh" else f" {text}"


def strung(language: str, texts: Iterable[str]) -> str:
    """Return texts that are longer than names, one behind the other in a sentence."""
    return ("；" if language == "zh" else "; ").join(texts)


def first_few(language: str, texts: Sequence[str], most: int) -> str:
    """Return the first of some texts, strung, with dots where there are more."""
    return strung(language, texts[:most]) + ("……" if len(texts) > most else "")


@functools.cache
def term(enum: str, value: str, language: str) -> str:
    """Return the name of a value of the ontology: an enum's, a relation's (enum `relations`) or a label's (`labels`)."""
    known = ontology()
    if enum == "relations":
        names = known.relations[value].names
    elif enum == "labels":
        names = known.labels[value].names
    else:
        names = known.enums[enum][value]
    return (names.zh if language == "zh" else names.en)[0]


def kind_name(label: str, kind: str | None, language: str) -> str:
    """Return what an entity is, by its kind if it has one."""
    names = ontology().labels[label].kinds.get(kind or "")
    if names is None:
        return term("labels", label, language)
    return (names.zh if language == "zh" else names.en)[0]


def money(amount: Decimal | None, currency: str, language: str, low: Decimal | None = None) -> str:
    """Return an amount with its currency: 4000亿元, CNY 400 bn; with its lower end where it is a range."""
    if amount is None:
        return ""
    if language == "zh":
        unit = table("phrases")["money"]["currency"].get(currency, currency)
        high = f"{readable(amount, 'zh').replace(',', '')}{unit}"
        return f"{readable(low, 'zh').replace(',', '')}–{high}" if low is not None and low != amount else high
    span = (
        f"{readable(low, 'en')}–{readable(amount, 'en')}"
        if low is not None and low != amount
        else readable(amount, "en")
    )
    return f"{currency} {span}"


def flow_money(flow: FlowFact, language: str) -> str:
    """Return a flow's figure with what qualifies it: 每年约6亿元, about CNY 600 m a year."""
    if flow.amount is None:
        return flow.text or ""
    words = table("phrases")["money"]
    text = money(flow.amount, flow.currency, language, flow.amount_min)
    text = words["qualifier"].get(flow.qualifier or "", {}).get(language, "") + text
    if flow.per:
        rate = words["per"][flow.per][language]
        text = rate + text if language == "zh" else text + rate
    return f"{words['cumulative'][language]}{text}" if flow.cumulative else text


def names_of(ids: Iterable[str], run: Run, language: str, most: int = SHOWN_NAMES) -> str:
    """Return names joined for a sentence; many are cut with how many more there are."""
    every = [run.name(id_, language) for id_ in ids]
    shown = listed(every[:most], language)
    return (
        shown + phrase("sentences", "more", language, n=len(every) if language == "zh" else len(every) - most)
        if len(every) > most
        else shown
    )


def planned_of(ids: Iterable[str], firm: Collection[str], run: Run, language: str) -> str:
    """Return which of those listed are told only by plans, as a sentence that follows, or nothing; `firm` are the others."""
    listed_ = list(dict.fromkeys(ids))
    planned = [id_ for id_ in listed_ if id_ not in firm]
    if not planned:
        return ""
    key = "planned_of" if len(planned) < len(listed_) else "all_planned"
    return after(language, phrase("sentences", key, language, names=names_of(planned, run, language)))


def listed(texts: Iterable[str], language: str) -> str:
    """Return texts joined as a list in a sentence."""
    return ("、" if language == "zh" else ", ").join(texts)


def flow_text(flow: FlowFact, run: Run, language: str) -> str:
    """Return a flow in a few words: 工商银行 →（创新积分贷）→ 科技型中小企业 35亿元 贷款; a plan says that it is one."""
    via = f"（{names_of(flow.via, run, language, 3)}）" if flow.via else ""
    parties = [names_of(flow.provider, run, language, 3), via, names_of(flow.recipient, run, language, 3)]
    parts = [
        " → ".join(p for p in parties if p),
        flow_money(flow, language),
        term("instrument", flow.instrument, language),
    ]
    plan = phrase("apart", "planned", language) if flow.status == "planned" else ""
    return " ".join(p for p in parts if p) + plan


def edge_text(edge: EdgeFact, run: Run, language: str) -> str:
    """Return a relation in a few words: 科学技术部 印发 《…》."""
    title = f"（{edge.title}）" if edge.title else ""
    plan = phrase("apart", "planned", language) if edge.status == "planned" else ""
    return f"{run.name(edge.head, language)} {term('relations', edge.type, language)} {run.name(edge.tail, language)}{title}{plan}"


def seen_text(seen: SeenFact, run: Run, language: str) -> str:
    """Return an observation in a few words."""
    return f"{run.name(seen.subject, language)}：{seen.measure} {seen_value(seen, language)}"


def seen_value(seen: SeenFact, language: str) -> str:
    """Return an observation's value with its unit and qualifier."""
    words = table("phrases")["money"]["qualifier"].get(seen.qualifier or "", {}).get(language, "")
    if seen.unit == "元":  # money that is no flow: registered capital, output value
        return f"{words}{money(seen.value, 'CNY', language)}"
    return f"{words}{plain_number(seen.value).replace(',', '')}{seen.unit or ''}"


def fact_text(fact: Any, run: Run, language: str) -> str:
    """Return any fact in a few words."""
    if isinstance(fact, FlowFact):
        return flow_text(fact, run, language)
    return edge_text(fact, run, language) if isinstance(fact, EdgeFact) else seen_text(fact, run, language)


def dated_text(fact: Any, run: Run, language: str) -> str:
    """Return a fact in a few words with its time, where they do not tell it."""
    text, when = fact_text(fact, run, language), str(fact.period)
    if when in text:
        return text
    return f"{text}（{when}）" if language == "zh" else f"{text} ({when})"
