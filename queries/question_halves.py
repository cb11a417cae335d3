"""Chinese questions of several halves: what each asks once it is said whole, and a half that goes on about the one before it.

Nothing is dropped: a question is cut only where every half is understood, and a half takes over what the one before it is about,
never what limits it.
"""

import itertools
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from queries.names import Names
from queries.plan import Filters, Flows, Listing, Party, Plan, Profile
from queries.question import Reading, read
from queries.question_excluded import ranked_by
from queries.question_tokens import Token, language_of
from queries.question_turns import asked_slot
from queries.question_two import END, IT, THEM, asks, narrows
from queries.question_words import table

CUT = re.compile(r"[,，;；?？。]\s*")
RANKS = ("largest", "smallest", "count", "average")


@dataclass(frozen=True, slots=True)
class Ratio:
    """Two questions of sums, the second of which is part of the first."""

    whole: str
    part: str
    instruments: tuple[str, str]


def plain(question: str) -> str:
    """Return a question without spaces around it and marks at its end."""
    return " ".join(question.split()).strip(END)


def apart(question: str, names: Names) -> list[str]:
    """Return the questions that one asks in one breath, each said whole; none where it asks but one."""
    data, text = table("clauses"), plain(question)
    for entry in data["apart"]:
        if (said := re.match(entry["of"], text)) is not None:
            parts = {name: value or "" for name, value in said.groupdict().items()}
            return [form.format(**parts) for form in entry["asks"]]
    return _by_aspects(text, names) or _by_periods(text, names)


def ratio(question: str, names: Names) -> Ratio | None:
    """Return the two sums of which a question asks how high the one is in the other, or None."""
    data = table("clauses")
    for pattern in data["ratio"]:
        if (said := re.match(pattern, plain(question))) is not None:
            part = re.sub(data["lent"], "贷款", said["part"])
            form = (
                "{who}{kind}多少" if _label(said["who"], names) in ("Program", "Institution") else "{who}获得多少{kind}"
            )
            whole, lent = (form.format(who=said["who"], kind=kind) for kind in (said["whole"], part))
            return Ratio(whole, lent, (data["instruments"][said["whole"]], data["instruments"][part]))
    return None


def _by_aspects(text: str, names: Names) -> list[str]:
    """Return a question for each of several things and aspects (A和B相比，规模、推出方分别是什么)."""
    data = table("clauses")["aspects"]
    for pattern in data["of"]:
        if (said := re.match(pattern, text)) is None:
            continue
        things = [t for t in re.split(data["joined"], said["things"]) if t]
        aspects = [a for a in re.split(data["joined"], said["aspects"]) if a]
        asks_ = [(_form(aspect, data["asks"]), thing) for aspect in aspects for thing in things]
        if len(things) > 1 and len(aspects) > 1 and all(form for form, _ in asks_):
            of_fund = {thing: _label(thing, names) == "Fund" for thing in things}
            return [(data["sized"] if of_fund[t] and f == data["lent"] else f).format(thing=t) for f, t in asks_]
    return []


def _label(said: str, names: Names) -> str:
    """Return the label of what the words end in, or nothing."""
    last = next((t for t in reversed(read(said, names).tokens) if t.found is not None), None)
    return last.found.label if last is not None and last.found is not None else ""


def _form(aspect: str, forms: dict[str, str]) -> str:
    return next((form for words, form in forms.items() if re.fullmatch(words, aspect)), "")


def _by_periods(text: str, names: Names) -> list[str]:
    """Return a question for each of several periods that stand side by side (2022年、2023年以及累计)."""
    data = table("clauses")["periods"]
    text = re.sub(data["beside"], "、", text)  # 2022年和2024年前4个月
    times = [t for t in read(text, names).tokens if t.sort == "time"]
    if not times or any(text[t.start : t.stop] != t.text for t in times):
        return []
    start, stop = times[0].start, times[-1].stop
    gaps = [text[one.stop : two.start] for one, two in itertools.pairwise(times)]
    said = [t.text for t in times]
    running = re.match(f"(?:{data['joined']})(?P<said>{data['running']})", text[stop:])
    if running is not None:
        said.append(running["said"])
        stop += running.end()
    if len(said) < 2 or not all(re.fullmatch(data["joined"], gap) for gap in gaps):
        return []
    head, tail = re.sub(f"{data['figures']}$", "", text[:start]), text[stop:]
    if re.fullmatch(data["tail"], tail):
        tail = data["much"]
    head = _owner_apart(head, names)
    return [f"{head}{'累计' if running is not None and n == len(times) else t}{tail}" for n, t in enumerate(said)]


def _owner_apart(head: str, names: Names) -> str:
    """Return 国开行科技创新专项贷款 as 国开行通过科技创新专项贷款: what a body lends through a programme of its own."""
    tokens = [t for t in read(head, names).tokens if t.text != "的"]
    if len(tokens) != 2 or any(t.found is None or head[t.start : t.stop] != t.text for t in tokens):
        return head
    owner, thing = tokens
    labels = [t.found.label for t in tokens if t.found is not None]
    return f"{owner.text}通过{thing.text}" if labels == ["Institution", "Program"] else head


def clauses(question: str) -> Iterator[tuple[str, str]]:
    """Yield what stands before a mark and the clause behind it, the last mark first."""
    text = plain(question)
    for cut in reversed(list(CUT.finditer(text))):
        head, tail = plain(text[: cut.start()]), plain(text[cut.end() :])
        if head and tail and language_of(tail) == "zh":
            yield head, tail


def goes_on(head: str, tail: str, plans: list[Plan], names: Names) -> Reading | None:
    """Return the reading of a clause that goes on about those before it, of which `plans` are the plans; None where it does not."""
    data, before = table("clauses"), plans[-1]
    for measure, patterns in data["ranked"].items():
        if any(re.fullmatch(pattern, tail) for pattern in patterns):
            return _ranked(tail, before, measure)
    if (more := re.fullmatch(data["more"], tail)) is not None:
        found = read(f"{more['what']}呢", names, before)
        other = found.plan is not None and found.plan != before and not asks(found)
        return found if other else None
    if (among := re.fullmatch(data["among"], tail)) is not None:
        return _among(head, among["kind"], names)
    asked = _with_topic(head, tail, plans, names)
    return None if asked is None else _whole_reading(asked, names)


def swallows(whole: Reading, names: Names) -> bool:
    """Whether a question read as one passes over what its first clause asks: 授信多少，那800亿放了没有; X是谁，注册资本多少."""
    plan = whole.plan
    if plan is None or whole.language != "zh":
        return False
    for head, tail in clauses(whole.question):
        first = read(head, names)
        if first.plan is None or not asks(first):
            continue
        if isinstance(first.plan.clause, Profile) and not isinstance(plan.clause, Profile):
            return True
        if not isinstance(plan.clause, Flows) or not isinstance(first.plan.clause, Flows):
            continue
        if first.plan.measure in ("rows", "sum") and plan.measure in RANKS:
            return True
        if first.plan.filters != plan.filters and asks(read(tail, names)):
            return True
    return False


def speaks_of_body(tail: str) -> str | None:
    """Return the words with which a clause speaks of the body where the person before it works (他那个中心), or None."""
    found = re.search(table("clauses")["person"], tail)
    return found.group() if found is not None else None


def _whole_reading(asked: str, names: Names) -> Reading | None:
    found = read(asked, names)
    return found if found.plan is not None else None


def _ranked(tail: str, before: Plan, measure: str) -> Reading | None:
    """Return the reading that asks for the largest or smallest of the money that was listed or summed."""
    if not isinstance(before.clause, Flows) or before.measure not in ("rows", "count", "sum") or before.further:
        return None
    if before.yes_no or before.when or before.by:
        return None
    if re.search(table("clauses")["who"], tail) and (of_each := ranked_by(before, measure, tail)) is not None:
        return Reading(tail, before.language, of_each)
    ranks = replace(before, measure=measure, asked=("flow",), limit=None, in_all=False, single=True)
    return Reading(tail, before.language, ranks)


def _among(head: str, kind: str, names: Names) -> Reading | None:
    """Return the reading of the count before with a narrower kind (其中国家级的几家), which is then said before the kind there."""
    first = read(head, names)
    kinds = [t for t in first.tokens if t.is_("type") and head[t.start : t.stop] == t.text]
    if first.plan is None or not any(t.is_("asking", "how_many") for t in first.tokens) or len(kinds) != 1:
        return None
    at = kinds[0].start
    return _whole_reading(head[:at] + kind + head[at:], names)


def _with_topic(head: str, tail: str, plans: list[Plan], names: Names) -> str | None:
    """Return a clause that names nobody, said of what the head begins with; None where it may be of something else."""
    him = re.match(table("clauses")["him"], tail)
    if THEM.search(tail) and him is None:
        return None
    alone = read(tail, names)
    if IT.search(tail) or narrows(alone.tokens) or not asks(alone):
        return None
    if any(t.found is not None and not t.is_("type") for t in alone.tokens):
        return None
    if him is not None:
        before = plans[-1]
        person = before.clause.parties[0] if isinstance(before.clause, Profile) and before.clause.parties else Party()
        one = len(person.entities) == 1 and person.entities[0].label == "Person"
        return f"{person.entities[0].name}{tail[him.end() :]}" if one else None
    if not all(map(_free, plans)):
        return None
    topic = _topic(head, read(head, names).tokens)
    return f"{topic}{tail}" if topic else None


def _free(before: Plan) -> bool:
    """Whether nothing limits what was asked that may hold of the next clause, and nothing was listed that it may speak of."""
    limits = before.filters
    if limits != Filters(instruments=limits.instruments) or before.further or before.yes_no:
        return False
    slot = asked_slot(before)
    if slot is None:
        return not isinstance(before.clause, Listing)
    return set(getattr(before.clause, slot).labels) == {"Place"}


def _topic(head: str, tokens: tuple[Token, ...]) -> str:
    """Return the names that a clause begins with (工商银行的“创新积分贷”), or nothing."""
    stop, placed = 0, False
    for token in tokens:
        if token.found is not None:
            stop, placed = token.stop, token.found.label == "Place"
        elif token.is_("type") or token.is_("role") or token.sort == "unknown" or (placed and token.is_("money")):
            return ""  # 湖北小巨人企业, 上海的基金规模: of the place alone it is not asked
        elif not (token.text == "的" or token.is_("stop")):
            break
    said = head[:stop].strip()
    named = [t for t in tokens if t.found is not None and t.stop <= stop]
    return said if named and all(head[t.start : t.stop] == t.text for t in named) else ""


def included(question: str) -> tuple[str, str, list[str]] | None:
    """Return a question without a bracket that says what a place takes in (上海（含张江、临港）), what stood before it, and what it names."""
    data, text = table("clauses"), " ".join(question.split())
    said = re.search(data["included"], text)
    if said is None:
        return None
    inner = [part for part in re.split(data["aspects"]["joined"], said["one"]) if part]
    return text[: said.start()] + text[said.end() :], text[: said.start()], inner
