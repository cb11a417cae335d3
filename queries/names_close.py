"""Names that are not spelt as the graph spells them: pinyin, typing errors, abbreviations; and nearest names to suggest.

A near miss is taken only where it is the one candidate and what differs is no name of its own: 广东省科技厅 is never taken
for 山东省科技厅, nor 二期 for 一期. Otherwise the nearest names are offered and nothing is assumed.
"""

import re
from collections.abc import Mapping
from datetime import date

from queries.names import Found, Names
from queries.names_context import elsewhere, place_words
from queries.names_index import ALIAS, MENTION, form_of, in_order
from queries.names_parts import NUMBERED, abbreviated
from queries.plan import Named
from queries.question_sketch import NotUnderstood
from queries.question_tokens import Token, tokens
from queries.question_words import table

NUMERALS = set("一二三四五六七八九十0123456789东西南北中前后上下新老")
SHORT_NAME = 6  # below so many characters only what sounds the same is a misspelling
ROMAN = re.compile(r"(?:iv|vi{0,3}|i{1,3})$")
PINYIN = 8  # letters of a name in pinyin that may hold an error
FEWEST = 4  # characters of a Chinese name that may hold an error; Latin names need six
Hit = tuple[int, int, tuple[Named, ...]]  # where in the question, and what it may name
TRIED = 4  # unexplained words of a question, in each of which a name may be misspelt
MAX_FORMS = 60_000  # beyond this many forms, only those sharing two characters with the question are compared


def close_names(text: str, found: list[Token], names: Names, today: date) -> tuple[list[Token], tuple[Named, ...]]:
    """Return the tokens with misspelt names taken for what they must be, and those names."""
    lowered = text.lower()
    taken: list[Named] = []
    for _ in range(3):
        unknown = [t for t in found if t.sort == "unknown"]
        hit = next((hit for t in unknown[:TRIED] if (hit := _hit(lowered, t, found, names)) is not None), None)
        if hit is None:
            break  # one word that stays unknown keeps no name behind it from being found
        start, stop, options = hit
        taken += options if len(options) == 1 else ()
        found = around(found, with_name(text, start, stop, options, names, today), start, stop)
        lowered = lowered[:start] + "\0" * (stop - start) + lowered[stop:]
        if any(t.start < stop and t.stop > start and t.found is None for t in found):
            break
    return found, tuple(taken)


def _hit(lowered: str, unknown: Token, found: list[Token], names: Names) -> Hit | None:
    misspelt = _misspelt_latin if unknown.text.isascii() else _misspelt
    short = _pinyin(lowered, unknown, names) or abbreviated(lowered, found, unknown, names)
    if short is not None and any(t.sort == "unknown" and t.text.isascii() and t.start == short[1] + 1 for t in found):
        return misspelt(lowered, unknown, names) or short  # the National Green Devlopment Fund is no National Green
    return short or misspelt(lowered, unknown, names)


def around(found: list[Token], fresh: list[Token], start: int, stop: int) -> list[Token]:
    """Return tokens cut afresh around a name (`fresh`, where it stands from `start` to `stop`), with what was settled on either side as it was."""
    name = [t for t in fresh if t.start == start and t.stop == stop]
    before, after = [t for t in found if t.start < start], [t for t in found if t.stop > stop]
    if any(t.stop > start for t in before):
        before = [t for t in fresh if t.stop <= start]
    if any(t.start < stop for t in after):
        after = [t for t in fresh if t.start >= stop]
    return [*before, *name, *after]


def with_name(text: str, start: int, stop: int, options: tuple[Named, ...], names: Names, today: date) -> list[Token]:
    """Cut the question again around a name that is settled."""
    before = tokens(text[:start], names, today) if text[:start].strip() else []
    after = tokens(text[stop:], names, today) if text[stop:].strip() else []
    for token in after:
        token.start, token.stop = token.start + stop, token.stop + stop
    name = Token(start, stop, text[start:stop], "name", (), Found(start, stop, ALIAS, options))
    return [*before, name, *after]


def _pinyin(text: str, unknown: Token, names: Names) -> Hit | None:
    """Take Latin words that spell a name in pinyin (kejibu, ke ji bu)."""
    if not unknown.text.isascii() or len(unknown.text) < 2:
        return None
    index = names.index.pinyin()
    words = [(m.start(), m.end()) for m in re.finditer(r"[a-z0-9]+", text)]
    first = next((n for n, (start, _) in enumerate(words) if start == unknown.start), None)
    if first is None:
        return None
    for last in range(len(words), first, -1):
        spelt = "".join(text[a:b] for a, b in words[first:last])
        ids = index.get(spelt, []) if len(spelt) >= 5 else []
        if ids:
            start, stop = words[first][0], words[last - 1][1]
            return start, stop, tuple(names.named(id_, text[start:stop], "pinyin") for id_ in dict.fromkeys(ids))
    for last in range(min(len(words), first + 3), first, -1):
        spelt = "".join(text[a:b] for a, b in words[first:last])
        if len(spelt) >= PINYIN and (id_ := _nearly_spelt(spelt, index, names)) is not None:
            start, stop = words[first][0], words[last - 1][1]
            return start, stop, (names.named(id_, text[start:stop], "close"),)
    return None


def _nearly_spelt(spelt: str, index: Mapping[str, list[str]], names: Names) -> str | None:
    """Return the one entity whose pinyin is a letter away (gaoqidia), but nobody and no place, who may be another.

    None either whose name holds a place or a number, by which bodies are told apart.
    """
    near = [f for f in index if abs(len(f) - len(spelt)) <= 1 and f[:1] == spelt[:1] and _errors(spelt, f) == 1]
    ids = {id_ for form in near for id_ in index[form]}
    if len(ids) != 1 or known_elsewhere(spelt):
        return None
    id_ = ids.pop()
    if id_.startswith(("Person:", "Place:", "Category:")):
        return None
    name = names.index.entity(id_).name
    return None if set(name) & NUMERALS or any(place in name for place in place_words()) else id_


def _misspelt(text: str, unknown: Token, names: Names) -> Hit | None:
    """Take the stretch of the question around an unexplained piece for the one name that is an error away from it."""
    from rapidfuzz import fuzz

    scored: list[tuple[float, int, int, str, str]] = []
    for form, id_, tier in _near_forms(text, names):
        if tier >= MENTION or len(form) < (6 if form.isascii() else FEWEST - 1):
            continue
        if form.isascii() != unknown.text.isascii():
            continue
        hit = fuzz.partial_ratio_alignment(form, text, score_cutoff=72 if len(form) >= FEWEST else 60)
        if hit is None or not hit.dest_start <= unknown.start < hit.dest_end + 1:
            continue
        for start, stop in _windows(text, hit.dest_start, hit.dest_end, len(form)):
            said = form_of(text[start:stop])
            if "\0" in said or not (start <= unknown.start and unknown.stop <= stop):
                continue
            if said in form or form in said:
                continue  # a longer or shorter name, not a misspelt one
            errors = _errors(said, form)
            if (
                errors <= (1 if len(form) < 8 else 2)
                and not _different(said, form)
                and (len(form) >= SHORT_NAME or _sounds_like(said, form))
            ):
                scored.append((errors / len(form), start, stop, id_, said))
    scored = [s for s in scored if not elsewhere(text, s[1], s[4], names.index.entity(s[3]), names.index)]
    return _single(scored, names)


def _misspelt_latin(text: str, unknown: Token, names: Names) -> Hit | None:
    """Take the words around an unexplained one for the one English name that is a letter or two away from them."""
    forms = [
        (form, id_)
        for form, id_, tier in names.index.every_form()
        if tier < MENTION and form.isascii() and len(form) >= 6
    ]
    words = [(m.start(), m.end()) for m in re.finditer(r"[a-z0-9&'-]+", text)]
    at = next((n for n, (start, _) in enumerate(words) if start == unknown.start), None)
    if at is None or "\0" in text or unknown.text.lower() in table("slips")["no_name"]:
        return None
    scored: list[tuple[float, int, int, str, str]] = []
    for first in range(max(0, at - 8), at + 1):
        for last in range(at, min(len(words), first + 12)):
            start, stop = words[first][0], words[last][1]
            said = form_of(text[start:stop])
            for form, id_ in forms:
                if abs(len(form) - len(said)) <= 2 and said[:1] == form[:1]:
                    errors = _errors(said, form)
                    if errors <= (1 if len(form) < 10 else 2) and not _different(said, form):
                        scored.append((errors / len(form), start, stop, id_, said))
    hit = _single(scored, names)
    return None if hit is None else (hit[0], hit[1], (names.named(hit[2][0].id, text[hit[0] : hit[1]], "close"),))


def _sounds_like(said: str, form: str) -> bool:
    """Whether two Chinese spellings are read alike (科计部, 科技部)."""
    from pypinyin import lazy_pinyin

    return len(said) == len(form) and lazy_pinyin(said) == lazy_pinyin(form)


def _single(scored: list[tuple[float, int, int, str, str]], names: Names) -> Hit | None:
    if not scored:
        return None
    scored.sort(key=lambda s: (s[0], -(s[2] - s[1])))
    best = scored[0]
    if known_elsewhere(best[4]):
        return None
    rivals = {s[3] for s in scored if s[0] <= best[0] + 0.06 and s[3] != best[3]}
    return None if rivals else (best[1], best[2], (names.named(best[3], best[4], "close"),))


def _near_forms(text: str, names: Names) -> list[tuple[str, str, int]]:
    every = names.index.every_form()
    if len(every) <= MAX_FORMS:
        return every
    pairs = {text[i : i + 2] for i in range(len(text) - 1)}
    return [f for f in every if sum(f[0][i : i + 2] in pairs for i in range(len(f[0]) - 1)) * 2 >= len(f[0]) - 1]


def _windows(text: str, start: int, stop: int, size: int) -> list[tuple[int, int]]:
    """Return stretches near an alignment, a character or two longer or shorter, on word boundaries in Latin script."""
    found = []
    for a in range(max(0, start - 2), start + 2):
        for b in range(max(stop - 2, a + 1), min(len(text), stop + 2) + 1):
            inside_word = any(0 < e < len(text) and _latin(text[e - 1]) and _latin(text[e]) for e in (a, b))
            if not inside_word and not text[a].isspace() and not text[b - 1].isspace():
                found.append((a, b))
    return found


def _latin(c: str) -> bool:
    return c.isascii() and c.isalnum()


def _errors(said: str, form: str) -> int:
    from rapidfuzz.distance import OSA

    return int(OSA.distance(said, form, score_cutoff=3))


def _different(said: str, form: str) -> bool:
    """Whether what differs between two spellings makes them names of different things."""
    from rapidfuzz.distance import Levenshtein

    for op in Levenshtein.editops(said, form):
        a = said[op.src_pos] if op.src_pos < len(said) and op.tag != "insert" else ""
        b = form[op.dest_pos] if op.dest_pos < len(form) and op.tag != "delete" else ""
        if {a, b} & NUMERALS:
            return True
    if _other_number(said, form):
        return True
    places = _places_in(said)
    return places != _places_in(form) if places else False


def _other_number(said: str, form: str) -> bool:
    """Whether two Latin names end in different Roman numerals (Fund II, Fund III)."""
    if not (said.isascii() and form.isascii()):
        return False
    ends = {(m[0] if (m := ROMAN.search(text)) else "") for text in (said, form)}
    return len(ends) > 1 and ends != {"", "i"}  # a name may end in the letter


def _places_in(form: str) -> set[str]:
    return {place for place in place_words() if place in form}


def known_elsewhere(said: str) -> bool:
    """Whether the gazetteer knows what was said as a name of its own: then it is no misspelling of another."""
    try:
        from extract.gazetteer import default_gazetteer  # type: ignore[import-not-found,unused-ignore]
    except ImportError:
        return False
    return bool(default_gazetteer().get(said))


def suggestions(error: NotUnderstood, found: list[Token], names: Names, limit: int = 5) -> list[Named]:
    """Return the nearest names for words that nothing explains."""
    if error.reason not in ("unexplained", "maybe_name"):
        return []
    from rapidfuzz import fuzz, process

    said = form_of("".join(error.parts[:1]))
    if len(said) < 2:
        return []
    ids: dict[str, None] = dict.fromkeys(names.index.ending(said))
    forms = [f for f in _near_forms(said, names) if f[2] < MENTION]
    if said.isascii():
        near = process.extract(said, [f[0] for f in forms], scorer=fuzz.ratio, limit=limit, score_cutoff=75)
        return [
            names.named(id_, error.parts[0], "candidate") for id_ in dict.fromkeys(forms[at][1] for _, _, at in near)
        ]
    subsequence = [id_ for form, id_, _ in forms if len(said) >= 2 and in_order(said, form)]
    ids.update(dict.fromkeys(subsequence))
    scorer = fuzz.ratio if len(said) > 3 else fuzz.partial_ratio
    near = process.extract(said, [f[0] for f in forms], scorer=scorer, limit=limit, score_cutoff=55)
    ids.update(dict.fromkeys(forms[position][1] for _, _, position in near))
    may = [names.named(id_, error.parts[0], "candidate") for id_ in list(ids)[: 4 * limit]]
    return [named for named in may if not _contradicts(error.parts[0], found, named)][:limit]


def _contradicts(part: str, found: list[Token], named: Named) -> bool:
    """Whether what is said has a numeral or, before it, a place that a name has otherwise (二期, 三期; 广东, 江苏)."""
    said = set(NUMBERED.findall(part))
    if said and not said <= set(NUMBERED.findall(named.name)):
        return True
    at = next((n for n, t in enumerate(found) if t.text == part), 0)
    before = found[at - 1] if at else None
    if before is None or before.found is None or before.found.label != "Place" or before.stop != found[at].start:
        return False
    theirs = {place for place in place_words() if named.name.startswith(place)}
    return bool(theirs) and not any(before.text.startswith(place) for place in theirs)
