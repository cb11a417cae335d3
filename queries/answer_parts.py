"""Several questions in one sentence where one of them is understood: the others are answered of it as far as they can be, and told as left where not."""

import re
from collections.abc import Callable
from dataclasses import replace

from queries.answer_result import Answer, then
from queries.answer_words import after, phrase
from queries.names import Names
from queries.plan import PARTY_SLOTS, Named, Party, Plan, Profile
from queries.question import cut_whole
from queries.question_tokens import Token, language_of
from queries.question_two import IT, SPLIT, THEM, bare, free
from queries.question_words import table

Ask = Callable[[str], Answer | None]
Said = Callable[[str], tuple[Answer, str] | None]
CUT = re.compile(f"{SPLIT.pattern}|、(?=由|谁|哪|归|规模|什么|多少|几)|\\s[-–—]\\s", re.IGNORECASE)
MOST = 4  # questions in a sentence
SLOTS = (*PARTY_SLOTS, "subject", "party")
OWN = ("Fund", "Program", "Policy", "Person")  # things that a further question may be about, whatever the first is
MADE = ("Fund", "Program", "Policy")  # things of which it is asked who did something to them


def in_parts(question: str, names: Names, say: Said) -> Answer | None:
    """Return the answer to the first of several questions, those to the others behind it; what is not understood of them is told as left.

    None where the first is not understood, or where what follows may limit it. `say` answers a text and tells as what it was read.
    """

    def ask(asked: str) -> Answer | None:
        told = say(asked)
        return told[0] if told is not None else None

    text = bare(question)
    if (of_those := _of_those(text)) is not None and (told := ask(of_those)) is not None and told.rows:
        return _read_as(told, of_those)
    found = cut_whole(text, names)
    cuts = [
        c for c in CUT.finditer(text) if not any(t.start < c.start() < t.stop for t in found if t.found is not None)
    ]
    if not 0 < len(cuts) < MOST:
        return None
    if (about := _of_topic(text, cuts[0], names, ask)) is not None:
        return about
    for n in range(len(cuts) - 1, -1, -1):
        head = text[: cuts[n].start()].strip()
        found_ = say(head) if _asks(head, names) else None
        if found_ is None or not found_[0].rows:
            continue
        first, said = found_
        if said != head and (joint := say(said + text[cuts[n].start() :])) is not None and joint[0].rows:
            return replace(joint[0], notes=[*first.notes, *joint[0].notes])
        ends = [*(c.start() for c in cuts[n + 1 :]), len(text)]
        tails = [text[cut.end() : end].strip() for cut, end in zip(cuts[n:], ends, strict=True)]
        return _with_tails(first, head, tails, names, ask)
    return None


def _of_topic(text: str, cut: re.Match[str], names: Names, ask: Ask) -> Answer | None:
    """Return the answer to what is asked behind a mark of the one thing that stands before it (Fujian vouchers – how much did firms in Fuzhou get)."""
    head, tail = text[: cut.start()].strip(), text[cut.end() :].strip()
    before = [t for t in cut_whole(head, names) if not t.is_("stop") and t.text != "的"]
    if not before or any(t.found is None or t.is_("type") or len(t.found.options) != 1 for t in before):
        return None
    thing = before[-1].found
    if (
        thing is None
        or thing.label not in MADE
        or any(t.found is not None and t.found.label != "Place" for t in before[:-1])
    ):
        return None
    own = {t.found.options[0].id for t in cut_whole(tail, names) if t.found is not None and not t.is_("type")}
    for form in table("restated")["topic"][language_of(text)]:
        said = form.format(of=thing.options[0].name, asks=tail)
        answer = ask(said) if _asks(tail, names) and not THEM.search(tail) else None
        plan = answer.plan if answer is not None and answer.rows else None
        if answer is not None and plan is not None and {thing.options[0].id, *own} <= _named(plan):
            return _read_as(answer, said)
    return None


def _named(plan: Plan) -> set[str]:
    """Return the ids of what a plan names, places that limit its parties or its facts among them."""
    parties = plan.clause.parties if isinstance(plan.clause, Profile) else _parties(plan)
    named = [e for p in parties for e in (*p.entities, *p.places)]
    return {e.id for e in (*named, *plan.filters.places)}


def _parties(plan: Plan) -> list[Party]:
    return [p for slot in SLOTS if isinstance(p := getattr(plan.clause, slot, None), Party)]


def _with_tails(first: Answer, head: str, tails: list[str], names: Names, ask: Ask) -> Answer | None:
    whole, left = first, []
    for tail in tails:
        if _told(tail, whole):
            continue
        second = _among(tail, head, names, ask) or _second(tail, first, names, ask)
        if second is not None:
            whole = then(whole, second)
        elif not _may_be_left(tail, names):
            return None
        else:
            left.append(tail)
    if not left:
        return whole
    told = phrase("sentences", "left", first.language, what="”“".join(left))
    return replace(whole, answer=whole.answer + after(first.language, told))


def _told(tail: str, whole: Answer) -> bool:
    """Whether a table that is shown tells already what a further question asks: to whom, how much."""
    for column, patterns in table("restated")["told"].items():
        if any(re.fullmatch(pattern, tail, re.IGNORECASE) for pattern in patterns):
            return any(
                column in a.columns and all(row[a.columns.index(column)] for row in a.rows) for a in whole.each()
            )
    return False


def _among(tail: str, head: str, names: Names, ask: Ask) -> Answer | None:
    """Return the answer to how many of those that were counted are of a narrower kind, which is then said before the kind."""
    language = language_of(head)
    found = next((m for p in table("restated")["among"][language] if (m := re.fullmatch(p, tail, re.IGNORECASE))), None)
    if found is None:
        return None
    tokens = [t for t in cut_whole(head, names) if head[t.start : t.stop] == t.text]
    kinds = [t for t in tokens if t.is_("type")]
    if len(kinds) != 1 or not any(t.is_("asking", "how_many", "how_much") for t in tokens):
        return None
    kind = kinds[0]
    for said in _narrower(found["kind"].strip(), kind.text, language):
        asked = head[: kind.start] + said + head[kind.stop :]
        answer = ask(asked)
        if answer is not None and answer.rows:
            return _read_as(answer, asked)
    return None


def _narrower(said: str, kind: str, language: str) -> list[str]:
    """Return how a narrower kind may be said: 国家级, 国家高新区 of 高新区; private, private ones, in Fuzhou of firms."""
    if language == "zh":
        return [said] if said.endswith(kind) else [f"{said}{kind}", f"{said}的{kind}", said]
    said = re.sub(r"^(?:the )?(.+?) ones?$", r"\1", said)
    if re.match(r"(?:in|from|at) ", said):
        return [f"{kind} {said}"]
    return [said] if said.endswith(kind) else [f"{said} {kind}", said, f"{kind} in {said}"]


def _of_those(text: str) -> str | None:
    """Return how many of a narrower kind do what the sentence says of a wider one: of the 276 firms that issued bonds, how many are private."""
    language = language_of(text)
    for pattern in table("restated")["of_those"][language]:
        if (m := re.fullmatch(pattern, text, re.IGNORECASE)) is not None:
            kind = _narrower(m["kind"].strip(), m["of"], language)[0]
            return f"多少{kind}{m['rest']}" if language == "zh" else f"how many {kind} {m['rest']}"
    return None


def _second(tail: str, first: Answer, names: Names, ask: Ask) -> Answer | None:
    """Return the answer to a further question by itself, or of the one thing that the first is about; None where neither is understood."""
    language, tail = first.language, re.sub(table("restated")["of_it"], "", tail)
    if THEM.search(tail) or not _asks(tail, names) or first.plan is None:
        return None
    for pattern, plain in table("restated")["share"].items():
        tail = re.sub(pattern, plain, tail, flags=re.IGNORECASE)
    tokens = [t for t in cut_whole(tail, names) if tail[t.start : t.stop] == t.text]
    named = [t for t in tokens if t.found is not None and not t.is_("type")]
    topic = _topic(first.plan) if free(first.plan) else None  # in 2022 may hold of what is asked further as well
    of = topic.name if topic is not None else ""
    forms: list[str] = []
    if IT.search(tail):
        if topic is None or named:
            return None
        forms = [IT.sub(lambda m: f"{of}'s" if m.group().lower() == "its" else of, tail, count=1)]
    elif topic is not None and topic.label in MADE and named and _payers(named):
        stop = named[-1].stop
        forms = [
            f.format(before=tail[:stop], after=tail[stop:], of=of, asks=tail)
            for f in table("restated")["own"][language]
        ]
    elif named:
        forms = [tail] if any(t.found is not None and t.found.label in OWN for t in named) else []
    elif topic is not None and topic.label != "Place":
        forms = [f.format(of=of, asks=tail) for f in table("restated")["forms"][language]]
    for said in forms:
        answer = ask(said)
        if answer is not None and answer.rows and (topic is None or named or _speaks_of(answer, topic)):
            return _read_as(answer, said)
    return None


def _payers(named: list[Token]) -> bool:
    return all(t.found is not None and t.found.label == "Institution" for t in named)


def _speaks_of(answer: Answer, topic: Named) -> bool:
    """Whether what was understood is about the one thing, and asks for no kind of things besides."""
    return answer.plan is not None and (about := _topic(answer.plan)) is not None and about.id == topic.id


def _topic(plan: Plan) -> Named | None:
    """Return the one thing that a question is about; none where it lists things that a further question may be about."""
    if isinstance(plan.clause, Profile):
        parties = list(plan.clause.parties)
    else:
        parties = _parties(plan)
    entities = {e.id: e for p in parties for e in p.entities}
    if len(entities) != 1:
        return None
    topic = next(iter(entities.values()))
    listed = [p for p in parties if p.asked and p.labels]
    acting = topic.label in MADE and all(set(p.labels) <= {"Institution"} for p in listed)
    return topic if not listed or acting else None


def _asks(text: str, names: Names) -> bool:
    return any(t.is_("asking") for t in cut_whole(text, names))


def _may_be_left(tail: str, names: Names) -> bool:
    """Whether a further question asks something of its own, so that nothing is lost of the first without it."""
    tokens = cut_whole(tail, names)
    limits = any(t.is_("mark", "not", "but", "except", "nobody") for t in tokens)
    return _asks(tail, names) and not limits and not re.match(table("restated")["going_on"], tail, re.IGNORECASE)


def _read_as(answer: Answer, said: str) -> Answer:
    note = phrase("notes", "again", answer.language, what=said.rstrip("?？。. "))
    return answer if note in answer.notes else replace(answer, notes=[note, *answer.notes])
