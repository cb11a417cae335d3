"""A question in Chinese or English → a typed plan, or the reason why it was not understood and what might have been meant."""

import itertools
import re
from dataclasses import dataclass, field, replace
from datetime import date

from queries.names import Names
from queries.names_branch import branch_there, counted_funds
from queries.names_close import around, close_names, suggestions, with_name
from queries.names_parts import Hit, shortened
from queries.names_phase import plain_phases, with_phases
from queries.plan import Flows, Links, Listing, Measures, Named, Plan
from queries.question_among import among_those, of_nothing_said
from queries.question_barred import barred, without
from queries.question_classed import counted_class
from queries.question_definite import one_of_a_kind, unnamed_size
from queries.question_excluded import excluded, left_out, others, ranked_within
from queries.question_follow import SIZE, asks_outright, follow, meant_by_it, named_in, points_back
from queries.question_frames import plan
from queries.question_local import aimed_at, lent_there, owned_fund
from queries.question_numerals import chinese_number
from queries.question_onward import carried, names_nobody, of_everything, paid_into, share
from queries.question_onward import changed as changed_by
from queries.question_phrases import sketch
from queries.question_quoted import quoted, without_purpose
from queries.question_resumed import counted_or_earlier, limited, of_funds_listed, ordered, resumed
from queries.question_sized import sized
from queries.question_sketch import NotUnderstood
from queries.question_spoken import in_plain_order, place_first
from queries.question_tokens import Token, language_of, tokens
from queries.question_topic import of_what_was_named, topic_first
from queries.question_words import rewrites, table


@dataclass(frozen=True, slots=True)
class Reading:
    """How a question was read: its plan, or None with the `reason` (a key of data/phrases.yaml) and the words in question.

    `taken` lists names that were taken in another spelling; `candidates` what an unclear name might be.
    """

    question: str
    language: str
    plan: Plan | None
    tokens: tuple[Token, ...] = ()
    reason: str | None = None
    parts: tuple[str, ...] = ()
    candidates: tuple[Named, ...] = ()
    taken: tuple[Named, ...] = ()
    notes: dict[str, str] = field(default_factory=dict)


def read(question: str, names: Names, before: Plan | None = None) -> Reading:
    """Read a question against the names of a graph; `before` is the plan that a follow-up may change.

    Never guesses: a question of which a word stays unexplained has no plan.
    """
    text = plain = plainer(" ".join(question.split()))
    if before is not None:
        if (of_the_listed := _of_the_listed(text, before, names)) is not None:
            return Reading(question, of_the_listed.language, of_the_listed)
        text = share(of_what_was_named(resumed(text, before, names), before), before)
    resolved = False
    if before is not None and (said := meant_by_it(text, before)) is not None:
        text, resolved = plainer(said), True
    language = language_of(text)
    text = topic_first(text, names, newest_day(names))
    text, what_for = without_purpose(text) if before is None else (text, "")
    found, taken = _cut(text, names)
    measures = _measures(found, names)
    if before is not None and language == "zh" and not resolved:
        onward = _onward(text, found, before, names)
        if onward is not None:
            return replace(onward, question=question)
    try:
        whole = resolved and BEGINS.match(text) is not None  # is it in Beijing asks of it, and narrows nothing
        if before is not None and not whole and not asks_outright(found):
            changed = follow(found, language, before, names)
            if changed is not None:
                return Reading(question, language, changed, tuple(found), taken=taken)
            if language == "zh" and text.rstrip("?？").endswith("呢") and not any(t.is_("asking") for t in found):
                raise NotUnderstood("follow")  # 银行呢: of what the answer before tells, and not all banks
        if before is not None and points_back(text):
            narrowed = among_those(text, before, lambda asked: read(asked, names).plan)
            if narrowed is not None:
                return Reading(question, language, narrowed, tuple(found), taken=taken)
            raise NotUnderstood("follow")  # 其中哪些: of what the answer before listed
        if before is None and (pointed := of_nothing_said(text)):
            raise NotUnderstood("pointed", pointed)
        text, found = _pointed_at(text, found, names)
        found = _innermost(found, names)
        for _ in range(3):
            found, more = _named_after_all(text, found, names)
            taken += more
            if not more:
                break
        found = aimed_at(text, found)
        if (one := one_of_a_kind(found, names)) is not None:
            raise one
        try:
            goes_on = before is not None and len(found) > 1 and found[0].is_("special", "same_again")
            if goes_on:
                found = found[1:]  # and who established it
            classed = counted_class(found, language, names)
            made = classed or lent_there(quoted(_planned(found, language, measures), what_for))
            made = to_come(made if before is None else others(made, before, question), plain)
            kind_alone = isinstance(made.clause, Listing) and not (made.clause.party.places or made.clause.party.such)
            if goes_on and language == "en" and (kind_alone or of_everything(made)):
                raise NotUnderstood("follow")  # what about the other banks: no list of all banks
            short = before is not None and not goes_on and not resolved and names_in_short(text, made)
            if short and (language == "en" or made.measure == "count"):
                raise NotUnderstood("follow")  # size; how many firms: of what was spoken of, and not of all
            general = of_everything(made) and made.filters.instruments in ((), SIZE) and names_nobody(found)
            if before is not None and language == "en" and not resolved and general:
                raise NotUnderstood("follow")  # who put in the most: of what was spoken of, and not of all
            if language == "zh" and (one := unnamed_size(made, found, names)) is not None:
                raise one
            return Reading(question, language, made, tuple(found), taken=taken)
        except NotUnderstood:
            changed = follow(found, language, before, names) if before is not None and asks_outright(found) else None
            if changed is None and language == "zh" and (other := place_first(text, found)) is not None:
                return replace(read(other, names, before), question=question)
            if changed is None:
                raise
            return Reading(question, language, changed, tuple(found), taken=taken)
    except NotUnderstood as error:
        if (bars := barred(question, language)) is not None:
            rest = read(bars.rest, names, before)
            if (left := without(rest.plan, bars.kinds)) is not None:
                return replace(rest, question=question, plan=left)
        candidates = error.candidates or tuple(suggestions(error, found, names))
        return Reading(question, language, None, tuple(found), error.reason, error.parts, candidates, taken)


def _of_the_listed(text: str, before: Plan, names: Names) -> Plan | None:
    """Return what a follow-up makes of the list before by itself: how many these are, in which order, within which limits, without whom."""
    for way in (counted_or_earlier, of_funds_listed, ordered, limited):
        if (listed := way(text, before)) is not None:
            return listed
    if (ranked := ranked_within(text, before, lambda kind: read(kind, names).plan)) is not None:
        return ranked
    said = left_out(text)
    less = excluded(before, read(said, names).plan) if said is not None else None
    return replace(less, language=language_of(text)) if less is not None else None


def to_come(made: Plan, text: str) -> Plan:
    """Return a plan of money or relations that are said to come (will put into), in plain order, as one of what is not told to have happened."""
    said = re.search(table("hints")["to_come"], text, re.IGNORECASE) is not None
    planned_ = made.filters.statuses == ("planned",)  # in Chinese 将 is a word for that, unless it is part of a name
    open_ = planned_ or (made.language == "en" and not made.filters.statuses)
    if said and isinstance(made.clause, Measures) and made.filters.period is not None:
        raise NotUnderstood("order")  # no article knows what a rate will be
    if not said or not isinstance(made.clause, Flows | Links) or not open_ or made.filters.barred:
        return made
    return replace(made, filters=replace(made.filters, statuses=TO_COME))


def names_in_short(text: str, made: Plan) -> bool:
    """Whether a few words ask of all of a kind, or of all money, without a word on whose."""
    few = len(text.split()) <= 3 and len(text.strip("?？。. ")) <= (20 if text.isascii() else 7)
    kind = isinstance(made.clause, Listing) and not (made.clause.party.places or made.clause.party.such)
    return few and ((kind and made.measure == "count") or of_everything(made))


def _onward(text: str, found: list[Token], before: Plan, names: Names) -> Reading | None:
    """Return the reading of a Chinese follow-up that names nobody: of what the question before asks, or about; None where it stands by itself."""
    if (plan_ := changed_by(text, before)) is not None:
        return Reading(text, "zh", plan_, tuple(found))
    alone = read(text, names)
    if (into := paid_into(alone.plan, before)) is not None:
        return replace(alone, plan=into)
    if not names_nobody(found):
        return None
    if alone.plan is not None and not of_everything(alone.plan):
        return None
    if not asks_outright(found) and follow([t for t in found if t.sort != "measure"], "zh", before, names) is not None:
        return None
    if (said := carried(text, before, lambda whole: read(whole, names))) is not None:
        return said
    if alone.plan is None or (isinstance(alone.plan.clause, Measures) and not named_in(before)):
        return None if alone.plan is None else alone  # 再贷款额度是多少; 利率呢
    return replace(alone, plan=None, reason="follow")


def plainer(text: str) -> str:
    """Return a question with turns of phrase in plain order, and with an end that asks how big it was as one that asks how much."""
    for pattern, plain in rewrites("hints", "plainer"):
        text = pattern.sub(plain, text)
    end = re.search(r"[?？.!\s]*$", text)
    text, mark = (text[: end.start()], end.group()) if end is not None else (text, "")
    if LATIN.search(text):
        for pattern, plain in rewrites("english", "plainer"):
            text = pattern.sub(plain, text)
    text += mark
    for tail in table("hints")["tails"]:
        text = re.sub(rf"{tail}(?=[?？.]?$)", ", and how much", text, flags=re.IGNORECASE)
    return text if text.isascii() else in_plain_order(text)


TO_COME = ("planned", "committed", "rule")  # statuses of what has not been paid
LATIN = re.compile("[A-Za-z]")
BEGINS = re.compile(r"(?:is|are|was|were|does|do|did|has|have)\b", re.IGNORECASE)
_COUNTED = re.compile(r"[一二两三四五六七八九十百]+(?=[家支只个])")


def _in_digits(text: str, names: Names) -> str:
    """Write a number of things in digits where that makes it the name of a class (六家银行: 6家银行)."""
    for match in reversed(list(_COUNTED.finditer(text))):
        digits = str(chinese_number(match.group()))
        said = f"{text[: match.start()]}{digits}{text[match.end() :]}"
        if any(name.start == match.start() for name in names.spans(said.lower())):
            text = said
    return text


def _cut(text: str, names: Names) -> tuple[list[Token], tuple[Named, ...]]:
    """Cut a question into tokens, in simple characters and with misspelt names mended where it needs that."""
    today = newest_day(names)
    text = _in_digits(text, names)
    found = tokens(text, names, today)
    if any(token.sort == "unknown" and not token.text.isascii() for token in found):
        from extract.text import fold

        if (simple := plain_phases(fold(text))) != text:
            text = simple
            found = tokens(text, names, today)
    if any(token.sort == "unknown" for token in found):
        found = with_phases(text, found, names)
    if any(token.sort == "unknown" for token in found):
        return close_names(text, found, names, today)
    return found, ()


def _named_after_all(text: str, found: list[Token], names: Names) -> tuple[list[Token], tuple[Named, ...]]:
    """Take a place and a kind of thing side by side (成都天使母基金, 魏县支行) for the one name that they shorten."""
    if (branch := branch_there(found, names)) is not None:
        start, stop, bodies = branch
        said = tuple(replace(body, said=text[start:stop]) for body in bodies)
        return _named_there(text, found, (start, stop, said), names), said
    if (funds := counted_funds(text, found, names)) is not None:
        return _named_there(text, found, funds, names), funds[2]
    for place, kind in itertools.pairwise(found):
        place_named = place.found is not None and place.found.label in ("Place", "Zone")
        beside = place.stop == kind.start or text[place.stop : kind.start] == " "
        if (
            place_named
            and beside
            and kind.is_("type")
            and kind.found is None
            and not any(w.form == "plural" for w in kind.readings)
        ):
            hit = shortened(text.lower(), place.start, kind.stop, names)
            if hit is not None:
                return _named_there(text, found, hit, names), hit[2]
        if kind.is_("money", "lend") and kind.text == "贷款" and place.text == "专项" and beside:
            if (hit := shortened(text.lower(), place.start, kind.stop, names)) is None:
                raise NotUnderstood("unexplained", text[place.start : kind.stop])  # of which programme?
            return _named_there(text, found, hit, names), hit[2]
    if (whole := _owned_by_name(text, found, names)) is not None:
        return _cut(whole, names)
    if (plain := owned_fund(text, found, names)) is not None:
        return _owned_kind(plain, _cut(plain, names)[0], names)
    return _owned_kind(text, found, names)


def _named_there(text: str, found: list[Token], hit: Hit, names: Names) -> list[Token]:
    """Return the tokens with the one name that a stretch of the question shortens, and all others as they were."""
    return around(found, with_name(text, *hit, names, newest_day(names)), hit[0], hit[1])


def _owned_by_name(text: str, found: list[Token], names: Names) -> str | None:
    """Return the question with 成都高新区的天使母基金 as the one name that it is without 的, or None."""
    for owner, of, kind in zip(found, found[1:], found[2:], strict=False):
        local = owner.found is not None and owner.found.label in ("Zone", "Place") and len(owner.found.options) == 1
        if not local or of.text != "的" or not kind.is_("type") or kind.found is not None:
            continue
        plain = text[: of.start] + text[of.stop :]
        stop = kind.stop - len(of.text)
        if any(n.start == owner.start and n.stop == stop and len(n.options) == 1 for n in names.spans(plain.lower())):
            return plain
    return None


def _innermost(found: list[Token], names: Names) -> list[Token]:
    """Take 南通海门 for the inner of the two places, and 张江高新区管委会 for the committee of that zone."""
    kept: list[Token] = []
    for token in found:
        last = kept[-1] if kept else None
        outer, inner = (last.found if last is not None else None), token.found
        if last is None or outer is None or inner is None or last.stop != token.start or len(outer.options) != 1:
            kept.append(token)
            continue
        if outer.label == "Zone" and len(inner.options) > 1:
            run_by = set(names.index.heads("MANAGES", outer.options[0].id))
            own = tuple(o for o in inner.options if o.id in run_by) or named_for(outer.options[0], inner.options)
            if len(own) == 1:
                text = last.text + token.text
                kept[-1] = replace(
                    token, start=last.start, text=text, found=replace(inner, start=last.start, options=own)
                )
                continue
        within = len(inner.options) == 1 and outer.label == "Place" and inner.label in ("Place", "Zone")
        if within and inner.options[0].id in names.index.inside(outer.options[0].id):
            kept[-1] = token
            continue
        kept.append(token)
    return kept


def named_for(zone: Named, options: tuple[Named, ...]) -> tuple[Named, ...]:
    """Return the committees that bear the whole name of a zone, for where nothing is told of who runs it."""
    ends = table("name_parts")["longer"]["管委会"]
    return tuple(o for o in options if any(o.name == zone.name + end for end in ("管委会", *ends)))


def _pointed_at(text: str, found: list[Token], names: Names) -> tuple[str, list[Token]]:
    """Take 天开那支母基金 for 天开母基金, where that is said of one thing alone; else leave it, to be refused."""
    for owner, pointing, kind in zip(found, found[1:], found[2:], strict=False):
        said = pointing.text in table("hints")["pointing"] and kind.is_("type") and kind.found is None
        local = owner.found is not None and any(o.label in ("Zone", "Place") for o in owner.found.options)
        if not said or not local or pointing.start != owner.stop:
            continue
        plain = text[: owner.stop] + text[kind.start :]
        stop = owner.stop + len(kind.text)
        if shortened(plain.lower(), owner.start, stop, names) is not None or any(
            n.start == owner.start and n.stop == stop and len(n.options) == 1 for n in names.spans(plain.lower())
        ):
            return plain, _cut(plain, names)[0]
    return text, found


def _owned_kind(text: str, found: list[Token], names: Names) -> tuple[list[Token], tuple[Named, ...]]:
    """Take a zone or a place with a kind of thing of its own (the zone's angel fund of funds) for the one name that it shortens."""
    for at, owner in enumerate(found[:-2]):
        if (
            owner.found is None
            or owner.found.label not in ("Zone", "Place")
            or not found[at + 1].is_("mark", "possessive")
        ):
            continue
        stop = at + 2
        while (
            stop < len(found)
            and found[stop].found is None
            and (found[stop].is_("type") or found[stop].is_("mark", "of"))
        ):
            stop += 1
        while stop > at + 3 and found[stop - 1].is_("mark", "of"):
            stop -= 1
        if stop > at + 2 and (hit := shortened(text.lower(), owner.start, found[stop - 1].stop, names)) is not None:
            return _named_there(text, found, hit, names), hit[2]
    return found, ()


def newest_day(names: Names) -> date:
    """Return the date of the newest article, from which 去年 and last year are reckoned."""
    newest = names.index.about("newest")
    if not newest:
        return date.today()
    parts = [int(p) for p in newest.split("-")]
    return date(parts[0], parts[1] if len(parts) > 1 else 12, parts[2] if len(parts) > 2 else 28)


def cut_whole(text: str, names: Names) -> list[Token]:
    """Return the tokens of a question, with the names that are shortened or misspelt."""
    try:
        found = _named_after_all(text, _cut(text, names)[0], names)[0]
    except NotUnderstood:
        found = _cut(text, names)[0]
    return found if all(text[t.start : t.stop] == t.text for t in found) else []


def names_said(text: str, names: Names) -> list[Token]:
    """Return the names in a question, shortened and misspelt ones too, as they are written there."""
    return [t for t in cut_whole(text, names) if t.found is not None and not t.is_("type")]


def _measures(found: list[Token], names: Names) -> list[str]:
    """Turn unexplained Chinese that stands in the name of an observed measure into measure tokens; return the words."""
    said: list[str] = []
    parts: list[Token] = []
    for token in found:
        if token.sort == "measure":
            said += [name for part in token.value or [token.text] for name in (names.index.measures(part) or [part])]
        elif (
            token.sort == "unknown"
            and len(token.text) >= 2
            and not token.text.isascii()
            and names.index.measures(token.text)
        ):
            parts.append(token)
    if parts:
        whole = set.intersection(*(set(names.index.measures(token.text)) for token in parts))
        if len(parts) > 1 and not whole:
            return said  # 完成 of one measure and 覆盖 of another are no measure
        for token in parts:
            token.sort = "measure"
        said += sorted(whole) if len(parts) > 1 else [parts[0].text]
    alike = [part for word in said for part in table("measures").get(word, ())]  # 持股比例 is printed 持股 too
    return list(dict.fromkeys([*said, *alike]))


def _planned(found: list[Token], language: str, measures: list[str]) -> Plan:
    """Return the plan of a question; where it has none, a figure before a kind of fund is taken for the size of those meant."""
    try:
        return _plan_of(found, language, measures)
    except NotUnderstood:
        if (told := sized(found)) is None:
            raise
        return _plan_of(told, language, measures)


def _plan_of(found: list[Token], language: str, measures: list[str]) -> Plan:
    half = sketch([t for t in found if t.sort != "measure"], language)
    half.notes["measures"] = measures
    made = plan(half)
    said = [t.text for t in found if t.sort == "measure"]
    if said and made.sources and not isinstance(made.clause, Measures):
        raise NotUnderstood("order", *said)  # according to whom does it cover 25 provinces: no money is asked about
    return replace(made, language=language)
