"""Two questions in one sentence: how big is X, and who runs it; X规模多大，由谁管理.

Each must be understood by itself, the second with the one name of the first in the place of it or of what it leaves unsaid. What
only narrows the first (but not …, 其中), and what may speak of the things that the first lists, is no second question.
"""

import re
from collections.abc import Iterator
from dataclasses import replace

from queries.names import Names
from queries.plan import PARTY_SLOTS, Filters, Flows, Links, Measures, Named, Party, Plan, Profile
from queries.question import Reading, plainer, read
from queries.question_parted import kind_named, one_by_one
from queries.question_tokens import Token, language_of
from queries.question_words import table

END = "?？。. "
SPLIT = re.compile(r"[,，;；?？。]\s*(?:and\b\s*)?|\s+and\s+", re.IGNORECASE)
IT = re.compile(r"\b(?:it|its)\b|它的|它|该基金|该机构|该公司|该项目", re.IGNORECASE)
THEM = re.compile(
    r"\b(?:they|them|their|those|these|he|his|she|her|one|ones|each)\b|他们|它们|这些|那些|其|各是|各自|各(?!地|类|种|家|项)|分别",
    re.IGNORECASE,
)
HIM = re.compile(r"\b(?:he|him|she|his|her)\b(?! (?:own|self))", re.IGNORECASE)
THERE = re.compile(r"(?<!\bis )(?<!\bare )(?<!\bwas )(?<!\bwere )\bthere\b", re.IGNORECASE)
NARROW = ("not", "but", "except", "nobody")
SLOTS = (*PARTY_SLOTS, "subject", "party")


def bare(question: str) -> str:
    """Return a question with single spaces and without marks at its end."""
    return " ".join(question.split()).rstrip(END)


def cuts(text: str) -> Iterator[tuple[str, str, str]]:
    """Yield what stands before a mark or word that may part two halves, that, and what stands behind it."""
    for cut in SPLIT.finditer(text):
        head, tail = text[: cut.start()].strip(), text[cut.end() :].strip()
        if head and tail:
            yield head, cut.group(), tail


def in_two(question: str, names: Names, whole: Reading | None = None) -> tuple[str, str] | None:
    """Return the two questions that a sentence consists of, which is not understood as one; `whole` is its reading, or None."""
    text = bare(question)
    if (both := _side_by_side(text)) is not None:
        return both if all(read(half, names).plan is not None for half in both) else None
    for both in one_by_one(text, whole or read(text, names)):
        if all(read(half, names).plan is not None for half in both):
            return both
    for head, mark, tail in cuts(text):
        if language_of(text) == "zh" and " and " in mark.lower():
            continue
        first = read(head, names)
        if first.plan is None or not (asks(first) or _tells(first)):
            continue
        second = _second(tail, first, names)
        if second is not None:
            return head, second
    return None


def _side_by_side(text: str) -> tuple[str, str] | None:
    """Return the two questions of money of two kinds that one party gives (授信多少、放款多少), or None."""
    for pattern in table("hints")["side_by_side"]:
        if (match := re.match(pattern, text, re.IGNORECASE)) is not None:
            said = match.groupdict()
            if "head" in said:
                rest = said.get("rest") or ""
                gap = " " if rest else ""
                return tuple(f"{said['head']}{gap}{said[kind]}{rest}" for kind in ("kind_one", "kind_two"))  # type: ignore[return-value]
            who = said["who"]
            if "one" in said:
                return f"{who}{said['one']}", f"{who}{said['two']}"
            return (
                (f"{who}{said['first']}多少", f"{who}{said['second']}多少") if said["first"] != said["second"] else None
            )
    return None


def asks_twice(reading: Reading) -> bool:
    """Whether a question that was read as one about a figure asks for something else as well: where is X and what is its capital."""
    asks = [t for t in reading.tokens if t.is_("asking") and not t.is_("stop")]
    return reading.plan is not None and isinstance(reading.plan.clause, Measures) and len(asks) > 1


def asks(reading: Reading) -> bool:
    """Whether a word of asking was said."""
    return any(t.is_("asking") for t in reading.tokens)


def _tells(reading: Reading) -> bool:
    """Whether all that is known of one thing was asked for, in a word (the timeline of X), and not by its name alone."""
    plan = reading.plan
    told = any(t.is_("special", "timeline") for t in reading.tokens)
    return told and plan is not None and isinstance(plan.clause, Profile)


def _second(tail: str, first: Reading, names: Names) -> str | None:
    """Return the second question, which may be two more, as one by itself, or None where it is none."""
    tail = _said_of(kind_named(plainer(tail), first), first)
    if THEM.search(tail) or first.plan is None or not free(first.plan):
        return None
    alone = read(tail, names)
    if narrows(alone.tokens) or not asks(alone) or elliptic(alone.tokens):
        return None
    named = topic_of(first)
    tail = _the_kind(tail, first, named)
    own = any(
        t.found is not None and not t.is_("type") for t in alone.tokens
    )  # 银行 is a kind, though a class bears that name
    if IT.search(tail):
        if named is None or own:
            return None
        said = tail if language_of(tail) == "en" else tail.replace("它的", "它")
        asked = IT.sub(lambda m: f"{named}'s" if m.group().lower() == "its" else named, said, count=1)
    elif own:
        inner = _into_topic(tail, alone, first, named or _paid_into(first))
        if inner is None:
            return None
        asked = inner
    elif named is not None and not tail.isascii() and _begins_with(first, named):
        asked = named + tail  # X规模多大，由谁管理
    else:
        return None
    found = read(asked, names)
    return asked if found.plan is not None or in_two(asked, names, found) is not None else None


def _said_of(tail: str, first: Reading) -> str:
    """Return a half with the one person that the first names for he or her, and the one place or zone for there."""
    named = {t.found.options[0].id: t for t in first.tokens if t.found is not None and len(t.found.options) == 1}
    for pattern, labels, form in ((HIM, ("Person",), "{}"), (THERE, ("Place", "Zone"), "in {}")):
        meant = [t.text for t in named.values() if t.found is not None and t.found.label in labels]
        if len(meant) == 1 and (said := pattern.search(tail)) is not None:
            own = "'s" if said.group().lower() == "his" else ""
            tail = tail[: said.start()] + form.format(meant[0]) + own + tail[said.end() :]
    return tail


def _the_kind(tail: str, first: Reading, named: str | None) -> str:
    """Return a half with “the fund” as “it” where the one thing that the first half names is a fund."""
    label = next((t.found.label for t in first.tokens if t.found is not None and t.text == named), "")
    nouns = table("halves")["the_kind"].get(label)
    return re.sub(nouns, "it", tail, count=1, flags=re.IGNORECASE) if nouns and not IT.search(tail) else tail


def _into_topic(tail: str, alone: Reading, first: Reading, named: str | None) -> str | None:
    """Return a half that names somebody of its own; who pays is then said to pay into the fund that the first half is about.

    X注册资本多少，中央财政出了多少 asks what went into X; None where that cannot be said.
    """
    about = next((t.found.label for t in first.tokens if t.found is not None and t.text == named), "")
    clause = alone.plan.clause if alone.plan is not None else None
    payer = clause.provider if isinstance(clause, Flows) and clause.recipient is None and clause.via is None else None
    if about not in ("Fund", "Program") or payer is None or not payer.entities or named is None:
        return tail
    token = next((t for t in alone.tokens if t.found is not None), None)
    if token is None or tail.isascii():
        return None
    return f"{tail[: token.stop]}给{named}{tail[token.stop :]}"


def _paid_into(first: Reading) -> str | None:
    """Return, as it was said, the one fund into which the first half asks who paid (给X出资的有哪些机构), or None."""
    clause = first.plan.clause if first.plan is not None else None
    paid = clause.recipient if isinstance(clause, Flows) else None
    if paid is None or [e.label for e in paid.entities] != ["Fund"]:
        return None
    return next((t.text for t in first.tokens if t.found is not None and t.found.options[0].id in paid.ids), None)


def free(plan: Plan) -> bool:
    """Whether the first question stands by itself: nothing limits it that may hold of the second as well."""
    limits = plan.filters
    instruments = isinstance(plan.clause, Flows) and limits.instruments
    free = Filters(instruments=limits.instruments if instruments else ())
    return limits == free and not plan.further and not plan.yes_no


def narrows(tokens: tuple[Token, ...]) -> bool:
    """Whether a half only narrows the one before it (but not …, 其中)."""
    return any(t.is_("mark", *NARROW) for t in tokens) or bool(tokens and tokens[0].text in table("hints")["going_on"])


def heard(whole: Reading, question: str, names: Names) -> Reading:
    """Return a reading, or a refusal that names the half which asks how or through what and of which it says nothing: where is X and how."""
    spoken = any(t.is_("asking", "how") or t.is_("special", "through_what") for t in whole.tokens)
    plan = whole.plan
    if not spoken or plan is None or (isinstance(plan.clause, Flows) and plan.measure == "rows"):
        return whole
    for head, _, tail in cuts(bare(question)):
        if head.isascii() and tail.isascii() and read(head, names).plan == plan:
            return replace(whole, plan=None, reason="unexplained", parts=(tail,))
    return whole


def elliptic(tokens: tuple[Token, ...]) -> bool:
    """Whether a half leaves out what is done and says only to or from whom, or where: and what into Y."""
    said = [t for t in tokens if not t.is_("stop")]
    return (
        len(said) == 3
        and said[0].is_("asking", "how_much", "how_many", "what", "which", "who")
        and said[1].is_("mark", "to", "from", "in", "through")
        and said[2].found is not None
    )


def topic_of(first: Reading) -> str | None:
    """Return, as it was said, the one name that the first question is about; none where it lists things that may be meant instead."""
    plan = first.plan
    assert plan is not None
    if not isinstance(plan.clause, Flows | Links | Measures | Profile):
        return None
    if isinstance(plan.clause, Profile):  # the timeline of X, and how big is it
        parties = list(plan.clause.parties) if _tells(first) and len(plan.clause.parties) == 1 else []
    else:
        parties = [p for slot in SLOTS if isinstance(p := getattr(plan.clause, slot, None), Party)]
    found: list[Named] = [e for p in parties for e in p.entities]
    listed = [p for p in parties if p.asked and p.labels and not _made_by(first)]
    if len({e.id for e in found}) != 1 or listed:
        return None
    return next(
        (t.text for t in first.tokens if t.found is not None and found[0].id in {o.id for o in t.found.options}), None
    )


def _made_by(first: Reading) -> bool:
    """Whether what is asked for does something to the thing that is named (X由哪家公司管理), which stays what is spoken of."""
    return any(t.is_("mark", "by") for t in first.tokens)


def _begins_with(first: Reading, named: str) -> bool:
    spoken = [t for t in first.tokens if not t.is_("stop")]
    return bool(spoken) and spoken[0].text == named
