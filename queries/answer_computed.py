"""A share, a difference, a ratio or a sum of two figures that a question names side by side (X占Y的多少, how much more … than …).

Each of the two is asked by itself (data/computed.yaml), one that leaves something unsaid as a follow-up of the other. Told only where each has
one plain figure, of the same kind where they are compared; where they are not, the question is refused as before.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from decimal import Decimal
from itertools import islice
from typing import Any

from queries.answer_facts import FlowFact, SeenFact
from queries.answer_result import Answer, Draft, Row, then
from queries.answer_words import money, phrase, term
from queries.plan import Flows, Measures, Plan, parties_of
from queries.question import Reading
from queries.question_tokens import language_of
from queries.question_words import table

END = " ?？。.!！"
ROUGH = ("about", "over", "under", "up_to")
LONGEST, MOST_FORMS = 160, 24  # characters of a question, and ways to part it in two that are tried
MOST_FIGURES = 2  # of one thing that sources tell differently
Told = Callable[[str, Plan | None], tuple[Reading, Draft] | None]


@dataclass(frozen=True, slots=True)
class Figure:
    """What one thing comes to: one amount, or two where sources disagree; `kind` is what may be compared with it."""

    found: Reading
    amounts: tuple[Decimal, ...]
    currency: str
    kind: tuple[str, ...]
    what: str
    rough: bool
    parties: frozenset[str]
    into: frozenset[str]
    flows: frozenset[str]
    within: frozenset[str]

    @property
    def plan(self) -> Plan:
        """The plan by which it was found."""
        assert self.found.plan is not None
        return self.found.plan


def computed(
    question: str,
    told: Told,
    answered: Callable[[Reading], Answer],
    held: Callable[[frozenset[str], frozenset[str]], bool],
) -> Answer | None:
    """Return the answer to a question for what two figures come to beside each other; None for another, or where one is not plain.

    `told` reads a question, perhaps as a follow-up of a plan, and gives what is told; `answered` makes an answer of a reading; `held` says
    whether the graph has the one bodies for parts of the others.
    """
    text, language = " ".join(question.split()).strip(END), language_of(question)
    for what, said in islice(_forms(text, language) if len(text) <= LONGEST else (), MOST_FORMS):
        for one, other in _pairs(what, said, told, language):
            within = what == "share" and not one.parties & other.parties and held(one.parties, other.parties)
            if sentence := _sentence(what, one, other, language, within=within):
                return _both(question, sentence, answered(one.found), answered(other.found))
    return None


def asked_of_both(question: str) -> str:
    """Return what a follow-up wants computed of the two things told last (which was larger?), or nothing."""
    text = " ".join(question.split()).strip(END)
    forms: dict[str, list[str]] = table("computed")[language_of(question)]["of_both"]
    return next((w for w, said in forms.items() if any(re.fullmatch(p, text, re.IGNORECASE) for p in said)), "")


def compared_with(question: str, before: Plan | None = None) -> list[str]:
    """Return what is asked, as follow-ups, of that with which a follow-up compares what was told last (and how much more than X?).

    The year before is that before the one of which `before` asks.
    """
    data = table("computed")[language_of(question)]
    said = re.fullmatch(data["than"], " ".join(question.split()).strip(END), re.IGNORECASE)
    if said is None:
        return []
    other = (said["b"] or said["v"]).strip()
    if re.fullmatch(data["before"], other, re.IGNORECASE):
        period = before.filters.period if before is not None else None
        if period is None or not period.start or not period.stop or period.start[:4] != period.stop[:4]:
            return []
        other = data["year"].format(int(period.start[:4]) - 1)
    return [form.format(other) for form in data["follow"]]


def of_both(
    question: str, one: tuple[Reading, Draft], other: tuple[Reading, Draft], answered: Callable[[Reading], Answer]
) -> Answer | None:
    """Return what two things told come to beside each other, as a follow-up asks; None where they cannot be compared."""
    first, second = _figure(*one), _figure(*other)
    what = asked_of_both(question) or ("difference" if compared_with(question) else "")
    if first is None or second is None or not what:
        return None
    sentence = _sentence(what, first, second, language_of(question))
    return _both(question, sentence, answered(one[0]), answered(other[0])) if sentence else None


def _sentence(what: str, one: Figure, other: Figure, language: str, *, within: bool = False) -> str:
    if what == "share" and one.currency == other.currency:
        return _share(one, other, language, within=within)
    ways = {"percent_more": _percent_more, "difference": _difference, "times": _times, "sum": _sum}
    return ways[what](one, other, language) if one.currency == other.currency else ""


def _both(question: str, sentence: str, first: Answer, second: Answer) -> Answer:
    gap = "" if first.language == "zh" else " "
    return replace(then(replace(first, answer=f"{sentence}{gap}{first.answer}"), second), question=question)


def _forms(text: str, language: str) -> Iterator[tuple[str, dict[str, str]]]:
    """Yield what may be computed of a question, and what is said of the two, parted at each place where they may be."""
    for what, patterns in table("computed")[language]["forms"].items():
        for pattern in patterns:
            seen = set()
            for start in range(1, len(text)):
                match = re.fullmatch(pattern.replace(".+?)", f".{{{start},}}?)", 1), text, re.IGNORECASE)
                if match is None:
                    break
                if (both := tuple(match.group("a", "b"))) not in seen:
                    seen.add(both)
                    yield (
                        what,
                        {key: value.strip("，,、 ").removesuffix("的") for key, value in match.groupdict().items()},
                    )


def _pairs(what: str, said: dict[str, str], told: Told, language: str) -> Iterator[tuple[Figure, Figure]]:
    """Yield the figures of the two, read in the ways in which they may be meant."""
    data = table("computed")[language]
    a, b = said["a"], said["b"]
    if any(re.search(data["own"], part, re.IGNORECASE) for part in (a, b)):
        return  # which asks something by itself
    if re.fullmatch(data["whole_alone"], b, re.IGNORECASE):
        part = _first(_asks(a, data), told)
        named = [t.text for t in part.found.tokens if t.found is not None and t.found.label != "Place"] if part else []
        if len(named) != 1:
            return
        b = data["of_name"].format(named[0], b)
    if what == "share":
        words = {"p": re.sub(data["bare"], "", a), "f": re.sub(data["bare"], "", b, flags=re.IGNORECASE)}
        words["p"] = re.sub(data["loose"], "", words["p"]) or words["p"]
        part = _first((form.format(**words) for form in data["shares"]["part"]), told)
        wholes = [*_asks(b, data), *(form.format(**words) for form in data["shares"]["whole"])] if part else []
        yield from ((part, whole) for ask in wholes if part and (whole := _first([ask], told)) is not None)
    for one, other, turned in ((a, b, False), (b, a, True)):
        if (first := _first(_asks(one, data), told)) is None:
            continue
        second = _first(_asks(other, data), told)
        if second is None or _limited(first.plan) > _limited(second.plan) or not _names(second.plan):
            said_as = dict.fromkeys((other, re.sub(data["loose"], "", other)))
            second = _first((form.format(o) for o in said_as if o for form in data["follow"]), told, first.plan)
            if second is None and (noun := re.search(data["noun"], one, re.IGNORECASE)) is not None:
                second = _first([f.format(o, noun.group()) for o in said_as if o for f in data["of_noun"]], told)
        if second is not None and second.plan != first.plan and _names(first.plan) and _names(second.plan):
            yield (second, first) if turned else (first, second)
        elif what == "share" and turned:
            said_of = (form.format(a=a, b=b) for form in data["shares"]["of_it"])
            yield from ((part, first) for ask in said_of if (part := _first([ask], told)) is not None)


def _asks(said: str, data: dict[str, Any]) -> list[str]:
    """Return the questions that ask for the figure of what is said; one that is called by its own name is asked for by that."""
    if re.search(data["named"], said, re.IGNORECASE):
        fund = re.sub(data["bare"], "", said, flags=re.IGNORECASE)
        return [form.format(f=fund) for form in data["by_name"]]
    return [form.format(said) for form in data["figures"]]


def _first(questions: Iterator[str] | list[str], told: Told, before: Plan | None = None) -> Figure | None:
    """Return the first plain figure that one of the questions asks for."""
    for question in questions:
        if (found := told(question, before)) is not None and (figure := _figure(*found)) is not None:
            return figure
    return None


def _limited(plan: Plan) -> int:
    """Return by how many limits that hold of the other half, too, a plan is limited."""
    return (plan.filters.period is not None) + bool(plan.filters.places)


def _names(plan: Plan) -> bool:
    """Whether a plan names a body or a thing: what all of a kind in a place come to is not put beside something else."""
    return any(e.label != "Place" for p in parties_of(plan.clause) for e in p.entities)


def _figure(found: Reading, draft: Draft) -> Figure | None:
    """Return what is told as one plain figure, or None: sums of several kinds, rates, and what is not dated as asked are none."""
    plan = found.plan
    assert plan is not None
    if isinstance(plan.clause, Measures):
        return _measured(found, draft)
    if not isinstance(plan.clause, Flows) or plan.measure not in ("sum", "rows") or plan.yes_no or plan.filters.per:
        return None
    sums = [row for row in draft.rows if row.values.get("basis") == "sum"]
    sums = _once(sums) if len(sums) > 1 else sums
    apart = [row for row in draft.rows if row.values.get("basis") in ("running", "disputed")]
    if plan.measure == "rows":
        sums, apart = [row for row in draft.rows if row.values.get("amount") is not None], []
        if len(sums) != len(draft.rows):
            return None
    by_itself = plan.filters.period is not None or not any(r.values["basis"] == "running" for r in apart)
    rows = sums if sums and by_itself else apart if not sums else []
    disputed = len(rows) > 1 and all(row.values.get("basis") == "disputed" for row in rows)
    if not rows or len(rows) > (MOST_FIGURES if disputed else 1):
        return None
    row = rows[0]
    flows = [f for r in rows for f in r.facts if isinstance(f, FlowFact)]
    if not flows or any(f.per for f in flows) or row.values.get("amount_min") is not None:
        return None
    instrument, status = flows[0].instrument, flows[0].status
    running = any(f.cumulative for f in flows)
    words = [term("instrument", instrument, found.language), term("flow_status", status, found.language)]
    return Figure(
        found,
        tuple(r.values["amount"] for r in rows),
        flows[0].currency,
        (instrument, status, "running" if running else ""),
        ("，" if found.language == "zh" else ", ").join(words),
        any(f.qualifier in ROUGH for f in flows),
        frozenset(i for f in flows for i in f.parties),
        frozenset(i for f in flows for i in f.recipient),
        frozenset(f.id for f in flows),
        frozenset(i for f in flows for i in f.slice_of),
    )


def _once(rows: list[Row]) -> list[Row]:
    """Return the one of several sums that takes in the others, told again under another status or as a part; else those not only planned."""
    main = max(rows, key=lambda row: row.values["amount"])
    flows = [f for row in rows for f in row.facts if isinstance(f, FlowFact)]
    told = {(f.amount, f.currency, f.instrument, f.recipient) for f in main.facts if isinstance(f, FlowFact)}
    one_fund = {f.instrument for f in flows} == {"fund_size"} and len({f.recipient for f in flows}) == 1
    if one_fund or all((f.amount, f.currency, f.instrument, f.recipient) in told for f in flows):
        return [main]
    return [row for row in rows if row.values["status"] != "planned"]


def _measured(found: Reading, draft: Draft) -> Figure | None:
    """Return the one figure of a measure in yuan, as the capital of a fund."""
    seen = [f for row in draft.rows for f in row.facts if isinstance(f, SeenFact)]
    if len({(f.value, f.unit) for f in seen}) != 1 or seen[0].unit != "元":
        return None
    one = seen[0]
    subjects = frozenset(f.subject for f in seen)
    return Figure(
        found, (one.value,), "CNY", ("measure", one.measure), one.measure, one.qualifier in ROUGH, subjects,
        frozenset(), frozenset(), frozenset(),
    )  # fmt: skip


def _shown(figure: Figure, language: str) -> str:
    joined = "/".join(money(amount, figure.currency, language) for amount in figure.amounts)
    return f"{_rough(figure, language)}{joined}" + (f"（{figure.what}）" if language == "zh" else f" ({figure.what})")


def _rough(figure: Figure, language: str) -> str:
    return phrase("sentences", "roughly", language) if figure.rough else ""


def _share(part: Figure, whole: Figure, language: str, *, within: bool) -> str:
    """Return how much of the whole a part is; nothing where it cannot be one of it. `within` says that it is part of it itself."""
    if (
        not (part.parties & whole.parties or within)
        or min(whole.amounts) <= 0
        or max(part.amounts) > min(whole.amounts)
    ):
        return ""
    if whole.kind[0] in ("fund_size", "measure") and not within and not part.into <= whole.parties:
        return ""  # what went into two funds is no share of one
    if not _in_time(part.plan, whole.plan):
        return ""
    if part.flows & whole.flows or part.plan.filters.statuses != whole.plan.filters.statuses:
        return ""
    of = dict.fromkeys(_percent(p / w) for p in part.amounts for w in whole.amounts)
    said = ("或" if language == "zh" else " or ").join(of)
    rough = _rough(part if part.rough else whole, language)
    return phrase(
        "sentences", "share_of", language, percent=rough + said, part=_shown(part, language), whole=_shown(whole, language),
    )  # fmt: skip


def _in_time(part: Plan, whole: Plan) -> bool:
    """Whether a part is of no other time than the whole."""
    inner, outer = part.filters.period, whole.filters.period
    return inner is None or outer is None or inner == outer


def _percent(ratio: Decimal) -> str:
    return f"{(ratio * 100).quantize(Decimal('0.1')):f}".removesuffix(".0") + "%"


def _alike(one: Figure, other: Figure) -> bool:
    single = len(one.amounts) == len(other.amounts) == 1
    return single and one.kind == other.kind and not one.flows & other.flows


def _difference(one: Figure, other: Figure, language: str) -> str:
    if not _alike(one, other):
        return ""
    by = one.amounts[0] - other.amounts[0]
    return _more(one, other, money(abs(by), one.currency, language), language)


def _percent_more(one: Figure, other: Figure, language: str) -> str:
    if not _alike(one, other) or not other.amounts[0]:
        return ""
    by = one.amounts[0] - other.amounts[0]
    return _more(one, other, _percent(abs(by) / other.amounts[0]), language)


def _more(one: Figure, other: Figure, by: str, language: str) -> str:
    first, second = one.amounts[0], other.amounts[0]
    key = "first_more" if first > second else "second_more" if first < second else "as_much"
    amount = _rough(one if one.rough else other, language) + by
    return phrase(
        "sentences", key, language, amount=amount, one=_shown(one, language), other=_shown(other, language)
    )  # fmt: skip


def _times(one: Figure, other: Figure, language: str) -> str:
    if not _alike(one, other) or not other.amounts[0]:
        return ""
    ratio = f"{(one.amounts[0] / other.amounts[0]).quantize(Decimal('0.01')):f}".rstrip("0").rstrip(".")
    rough = _rough(one if one.rough else other, language)
    return phrase(
        "sentences", "times_of", language, n=rough + ratio, one=_shown(one, language), other=_shown(other, language)
    )  # fmt: skip


def _sum(one: Figure, other: Figure, language: str) -> str:
    if not _alike(one, other) or one.flows & other.within or other.flows & one.within:
        return ""
    rough = _rough(one if one.rough else other, language)
    amount = rough + money(one.amounts[0] + other.amounts[0], one.currency, language)
    return phrase(
        "sentences", "both_sum", language, amount=amount, one=_shown(one, language), other=_shown(other, language)
    )  # fmt: skip
