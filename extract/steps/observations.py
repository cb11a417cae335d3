"""Observations: every figure that measures an entity and is no flow."""

import re

from extract.model import Entity, State
from extract.observations_fields import period_of, status_of
from extract.observations_keep import Figure, figures, headline_repeats, part_of_whole, reached_now, rejected
from extract.observations_measure import each_of, measure_of, without_list, without_subject
from extract.observations_nouns import called, graded, plain, share_named
from extract.observations_rows import has_more, of_the_counted, stands_by
from extract.observations_shared import noun_in_turn, sharers
from extract.observations_subject import Subjects
from extract.observations_words import words
from graph import facts

DEED = re.compile(
    "(?:成功|顺利|已经?|正式|先后|陆续)*(?:进入|上市|挂牌|入选|获批|获评|开工|投产|竣工|落地|建成|签约|完成|启动|达产|毕业|通过)[^，。；、\\d]{0,8}(?=[，。；、])"
)
OPENING = ("进入", "入选", "成功")  # what is left of such a deed where it is read as a noun


def run(state: State) -> None:
    """Fill `state.observations`."""
    lists = words(state)
    found = figures(state)
    repeats = headline_repeats(state, found)
    subjects = Subjects(state)
    previous: Figure | None = None
    summed: Figure | None = None
    measure: str | None = None
    counted: dict[str | None, str] = {}  # what was counted last in a unit
    for figure in found:
        part = part_of_whole(state, figure, previous)
        same = previous is not None and previous.kind == figure.kind
        near = same and previous is not None and previous.clause.sentence is figure.clause.sentence
        stood = stands_by(state, figure, measure if near else None)
        reason = (
            "the body says it too"
            if figure.start in repeats
            else None
            if part or stood
            else rejected(state, figure, summed)
        )
        if reason:
            state.reject("observation", figure.kind, reason, figure.start, figure.end, figure.text)
            continue
        owners = [part] if part else sharers(state, figure)
        members = [] if owners else each_of(state, figure, previous)
        if members == [""]:
            state.reject(
                "observation", figure.kind, "each of what is not listed", figure.start, figure.end, figure.text
            )
            continue
        subject, rule = subjects.of(figure)
        own = of_the_counted(state, figure, previous)
        if own or has_more(state, figure):
            subject, rule = None, "counted"
        measure = own or stood or (measure if measure and part else measure_of(state, figure, previous, measure))
        if figure.kind == "money" and measure == figure.unit:
            measure = reached_now(state, figure, lists) or measure
        if (
            figure.kind == "count"
            and (measure == figure.unit or names_place(state, figure, measure))
            and opens_part(state, figure)
        ):
            measure = counted.get(figure.unit, measure)  # …企业1.7万家。其中，已有1155家成功上市
        bare = measure in (figure.unit, counted.get(figure.unit), *OPENING)
        said = deed(state, figure) if figure.kind == "count" and bare and figure.unit in counted else ""
        if said:
            measure = f"{said}的{counted[figure.unit]}"
        if figure.kind == "count" and measure == figure.unit:
            measure = people(state, figure, subject) or measure
        if figure.kind == "count" and measure == figure.unit:
            state.reject("observation", figure.kind, "nothing named is counted", figure.start, figure.end, figure.text)
            continue
        names = called(state, figure, subject)
        measure = plain(without_subject(state, plain(measure, lists), names), lists)
        if (
            figure.kind == "count"
            and not said
            and (full := graded(measure, counted.get(figure.unit), lists)) != measure
        ):
            measure = full
        elif figure.kind == "count" and not said:
            counted[figure.unit] = measure
        listed = {m.text for m in state.mentions_in(figure.clause.start, figure.start)} if owners else set()
        shared = without_list(state, measure, listed | {m.text for owner in owners for m in owner.mentions})
        for owner in owners:
            keep(state, figure, owner.id, share_named(state, figure, shared), f"{figure.kind}.shared")
        for each in [] if owners else members or [measure]:
            keep(
                state,
                figure,
                subject.id if subject else None,
                share_named(state, figure, without_subject(state, noun_in_turn(state, figure, each), names)),
                f"{figure.kind}.{rule}",
            )
        previous = figure
        summed = figure if figure.kind == "money" else summed


def people(state: State, figure: Figure, subject: Entity | None) -> str | None:
    """Return what is counted where no noun stands by the count: the class named before (国家高新区，目前共有53个), or people."""
    if subject is not None and subject.type == "Category":
        return subject.name
    lists = words(state)
    before = state.folded[figure.clause.start : figure.start]
    people = lists.people.get(figure.unit or "") if lists.counting.search(before) else None
    told = state.mentions_in(figure.clause.sentence.start, figure.clause.start, "Category")
    return people or (told[-1].text if told else None)  # 甲市瞪羚企业最多，有90家；乙市次之，为40家


def deed(state: State, figure: Figure) -> str:
    """Return what those counted did, told behind the count in place of a noun (其中4家成功上市)."""
    match = DEED.match(state.folded, figure.end)
    return match[0] if match else ""


def opens_part(state: State, figure: Figure) -> bool:
    """Tell whether the sentence of a figure goes on with a part of what was counted before."""
    return state.folded.startswith("其中", figure.clause.sentence.start)


def names_place(state: State, figure: Figure, measure: str) -> bool:
    """Tell whether only the name of a place or zone stands where a count has its noun (其中甲市21家)."""
    near = state.mentions_in(figure.clause.start, figure.outer_start)
    return any(m.text == measure and m.type in ("Place", "Zone") for m in near)


def keep(state: State, figure: Figure, subject: str | None, measure: str, rule: str) -> None:
    """State the observation, unless the article has said it before."""
    sentence = figure.clause.sentence
    made = facts.Observation(
        subject=subject,
        measure=measure,
        value=figure.value,
        unit=figure.unit,
        qualifier=figure.qualifier,
        status=status_of(state, figure),
        period=period_of(state, figure),
        rule=rule,
        evidence=state.evidence(sentence.start, sentence.end),
    )
    if repeated(state, made):
        state.reject("observation", figure.kind, "said before", figure.start, figure.end, figure.text)
    else:
        state.observations.append(made)


def repeated(state: State, made: facts.Observation) -> bool:
    """Tell whether the article has said the same of the same subject before; one sentence may give one value to several measures."""
    key = (made.value, made.unit, made.subject)
    return any(
        (o.value, o.unit, o.subject) == key
        and (o.measure == made.measure if o.evidence == made.evidence else alike(o.measure, made.measure))
        for o in state.observations
    )


def alike(a: str, b: str) -> bool:
    """Tell whether two measures share half of their characters."""
    return len(set(a) & set(b)) >= 0.5 * max(1, min(len(set(a)), len(set(b))))
