"""A Chinese question that was refused, said once more: without what says nothing, in plainer words and in plainer order.

Only what was refused comes here (data/again.yaml, again_words.yaml), so that nothing that is understood as it stands is read otherwise, and
the answer says as what the question was read. Names are never changed: in the patterns each stands as one sign of its kind.
"""

import functools
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace

from queries.names import Names
from queries.question_bag import in_bag
from queries.question_numerals import amounts_in_digits
from queries.question_spoken import limits_plainly
from queries.question_tokens import Token, language_of, tokens
from queries.question_words import Word, table

SIGNS = {
    "Fund": 0,
    "Program": 1,
    "Policy": 2,
    "Zone": 3,
    "Place": 4,
    "Institution": 5,
    "Person": 6,
    "Category": 7,
    "": 8,
}
FIRST, ROOM = 0xE000, 0x100  # signs of the private use area, so many for each kind
LETTERS = {"F": "Fund", "G": "Program", "Y": "Policy", "Z": "Zone", "P": "Place", "B": "Institution", "H": "Person"}
END = re.compile(r"[?？。.！!\s]*$")
QUOTED = re.compile(r"[《“\"「『]([\ue000-\ue8ff])[》”\"」』]")
SENTENCE = re.compile(r"[。！!；;?？]\s*")
LOOSE = re.compile(r"^[，,：:、\s]+|(?<=[，,])[，,]+")  # marks that taking words out leaves behind
ABOUT = ("准备", "打算", "计划")  # of who writes, where they are no money's
Named = Callable[[str, Names], list[Token]]
LIMITS = ("number", "amount", "time", "status", "aggregate", "group")


@dataclass(frozen=True, slots=True)
class Again:
    """A question said once more, what of it was passed over that might have said something, and what it asks besides."""

    text: str
    passed: tuple[str, ...] = ()
    more: tuple[tuple[str, ...], ...] = ()  # for each further question, the forms in which it may be understood


def again(question: str, names: Names) -> Iterator[Again]:
    """Yield what a Chinese question that was refused may be said as, the nearest first; nothing for another."""
    from extract.text import fold

    asked = " ".join(question.split())
    if language_of(asked) != "zh":
        return
    seen = {asked}
    for said in _said(fold(asked), names):
        if said.text not in seen and said.text:
            seen.add(said.text)
            yield said


def _said(text: str, names: Names) -> Iterator[Again]:
    text, passed = framed(amounts_in_digits(limits_plainly(text)), names)
    yield Again(text, passed)
    text = plainer_words(re.sub(table("again")["places"], r"\g<place>\g<one>\g<and>\g<place>\g<two>", text), names)
    text, more = framed(text, names)
    passed += more
    yield Again(text, passed)
    for named in (_as_written, _as_meant):  # a misspelt name may swallow what stands behind it
        other = turned(text, names, named)
        yield Again(other, passed)
        yield from (replace(said, passed=passed) for said in each_of_one(other, names, named))
        if (few := in_bag(other, _whole_cut(other, names))) is not None:
            yield Again(few, passed)
        rest, dropped = without_unknown(other, names)
        if dropped:
            yield Again(rest, passed + dropped)
        yield from (Again(said.text, passed + said.passed) for said in behind_background(other, names))


def framed(text: str, names: Names) -> tuple[str, tuple[str, ...]]:
    """Return a question without what is said around it (领导要个数：, 谢谢大佬), and what of that tells of the one who asks."""
    passed: list[str] = []
    for _ in range(4):
        before = text
        for pattern in _frames("silent"):
            text = pattern.sub("", text)
        for pattern in _frames("told"):
            if (said := pattern.search(text)) is not None and said.group() and _free(said.group(), names):
                passed.append(said.group().strip("，,。：: "))
                text = text[: said.start()] + text[said.end() :]
        if text == before:
            break
    return text, tuple(passed)


def _free(text: str, names: Names) -> bool:
    """Whether words name nothing, limit nothing and ask nothing: 领导让查下克拉玛依那笔积分贷 does."""
    found = _cut(text, names)
    limits = any(
        (t.sort in LIMITS and t.text not in ABOUT) or t.is_("asking") or t.is_("money") or t.is_("mark", "not", "only")
        for t in found
    )
    return not limits and not any(t.found is not None and not t.is_("type") for t in found)


@functools.cache
def _frames(key: str) -> tuple[re.Pattern[str], ...]:
    return tuple(re.compile(said) for said in table("again")[key])


@functools.cache
def _wider() -> dict[str, tuple[Word, ...]]:
    """Return the words that say nothing, and those that are said plainer."""
    data = table("again_words")
    nothing = {w: (Word("passed", "passed"),) for words in data["nothing"].values() for w in words}
    plain = {w: (Word("plain", said),) for group in data["plain"].values() for said, ws in group.items() for w in ws}
    return {**plain, **nothing}


def plainer_words(text: str, names: Names) -> str:
    """Return a question in the words of the vocabulary, without those that say nothing."""
    said, at = "", 0
    for token in _cut(text, names, _wider()):
        said += text[at : token.start]
        at = token.stop
        if token.sort == "plain":
            said += token.word.key
        elif token.sort != "passed":
            said += text[token.start : token.stop]
    return LOOSE.sub("", said + text[at:])


def _cut(text: str, names: Names, more: dict[str, tuple[Word, ...]] | None = None) -> list[Token]:
    from queries.question import newest_day

    return tokens(text, names, newest_day(names), more or {})


def _as_written(text: str, names: Names) -> list[Token]:
    return [t for t in _cut(text, names) if t.found is not None and not t.is_("type")]


def _whole_cut(text: str, names: Names) -> list[Token]:
    from queries.question import cut_whole

    return cut_whole(text, names)


def _as_meant(text: str, names: Names) -> list[Token]:
    from queries.question import names_said

    return names_said(text, names)


def turned(text: str, names: Names, named: Named = _as_written) -> str:
    """Return a question with its turns of phrase in plainer order; `named` tells its names."""
    marked, said = marked_names(text, named(text, names))
    end = END.search(marked)
    tail = end.group() if end is not None else ""
    marked = marked[: len(marked) - len(tail)]
    for pattern, plain in _turns():
        marked = pattern.sub(plain, marked)
    return unmarked(marked + tail, said)


def marked_names(text: str, named: list[Token]) -> tuple[str, dict[str, str]]:
    """Return a question with a sign for each name in it, and what the signs stand for."""
    marked, at = "", 0
    said: dict[str, str] = {}
    for n, token in enumerate(named):
        kind = SIGNS.get(token.found.label if token.found is not None else "", SIGNS[""])
        sign = chr(FIRST + kind * ROOM + n % ROOM)
        said[sign] = text[token.start : token.stop]
        marked += text[at : token.start] + sign
        at = token.stop
    return QUOTED.sub(r"\1", marked + text[at:]), said


def unmarked(text: str, said: dict[str, str]) -> str:
    """Return a question with the names for their signs."""
    return "".join(said.get(c, c) for c in text)


@functools.cache
def _turns() -> tuple[tuple[re.Pattern[str], str], ...]:
    data = table("again")
    more = table("again_more")
    groups = [*more["first"], *data["turns"], *more["turns"]]
    return tuple((_pattern(said, data["words"]), plain) for group in groups for said, plain in group.items())


def _pattern(said: str, words: dict[str, str]) -> re.Pattern[str]:
    for key, parts in words.items():
        said = said.replace(f"<{key}>", parts)
    said = said.replace("<[ZP]>", f"(?:{_signs('Zone')}|{_signs('Place')})")
    for letter, label in LETTERS.items():
        said = said.replace(f"<{letter}>", _signs(label))
    return re.compile(said.replace("<N>", f"[{chr(FIRST)}-{chr(FIRST + ROOM * len(SIGNS) - 1)}]"))


def _signs(label: str) -> str:
    ranges = dict.fromkeys((SIGNS[label], SIGNS[""]))
    return "[" + "".join(f"{chr(FIRST + n * ROOM)}-{chr(FIRST + n * ROOM + ROOM - 1)}" for n in ranges) + "]"


def each_of_one(text: str, names: Names, named: Named = _as_written) -> Iterator[Again]:
    """Yield what several short clauses ask of the one thing with which they begin (X规模多大，谁管，谁出的钱), each said of it."""
    whole = END.sub("", text)
    marked, said = marked_names(whole, named(whole, names))
    data = table("again")["clauses"]
    first, *others = [part for part in re.split(data["cut"], marked) if part] or [""]
    if not others or len(said) != 1 or not first.startswith(sign := next(iter(said))):
        return
    if first == sign:
        first, *others = [sign + others[0], *others[1:]]
    if re.match(_signs("Place"), sign) or any(t.is_("type") for t in _cut(unmarked(marked[1:], said), names)):
        return  # 天津的公司管理哪些基金，在哪里: of what is listed, as well
    if any(re.search(data["limits"], part) or not re.search(data["asks"], part) for part in (first, *others)):
        return
    said_of = [form for form in data["forms"] if "规模" not in form or re.match(_signs("Fund"), sign)]
    forms = tuple(tuple(unmarked(form.format(of=sign, asks=part), said) for form in said_of) for part in others)
    if forms:
        yield Again(unmarked(first, said), (), forms)


def without_unknown(text: str, names: Names) -> tuple[str, tuple[str, ...]]:
    """Return a question without the words not understood, and these: where each is an adverb, a particle or a cry that limits nothing."""
    import rjieba

    unknown = [t for t in _cut(text, names) if t.sort == "unknown"]
    if not unknown or any(t.text.isascii() for t in unknown):
        return text, ()
    data = table("again")["passes"]
    words: list[tuple[int, int, str]] = []
    at = 0
    for word, tag in rjieba.tag(text):
        words.append((at, at + len(word), tag))
        at += len(word)
    for token in unknown:
        inside = [w for w in words if token.start <= w[0] and w[1] <= token.stop]
        whole = sum(stop - start for start, stop, _ in inside) == token.stop - token.start
        if not whole or len(token.text) < data["shortest"] or any(tag not in data["tags"] for _, _, tag in inside):
            return text, ()
        if set(token.text) & set(data["never"]):
            return text, ()
    rest = text
    for token in reversed(unknown):
        rest = rest[: token.start] + rest[token.stop :]
    return LOOSE.sub("", rest), tuple(t.text for t in unknown)


def behind_background(text: str, names: Names) -> Iterator[Again]:
    """Yield the last sentence of several, where those before it tell what limits nothing; said of what they name where it names nobody."""
    whole = END.sub("", text)
    cuts = list(SENTENCE.finditer(whole))
    if not cuts:
        return
    head, tail = whole[: cuts[-1].end()], whole[cuts[-1].end() :]
    before, after = _cut(head, names), _cut(tail, names)
    if any(t.sort in LIMITS or t.is_("asking") or t.is_("status") or t.is_("mark", "not", "only") for t in before):
        return
    ids = [_ids(found) for found in (before, after)]
    if ids[0] <= ids[1] and ids[1]:
        yield Again(tail, (head,))
    elif len(ids[0]) == 1 and not ids[1] and not any(t.is_("type") for t in after):
        name = next(head[t.start : t.stop] for t in before if t.found is not None)
        yield from (Again(said, (head,)) for said in (f"{name}{tail}", f"{name}的{tail}"))


def _ids(found: list[Token]) -> set[str]:
    return {t.found.options[0].id for t in found if t.found is not None and t.found.options}
