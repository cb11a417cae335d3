"""Names said shorter than the graph writes them, or in English words that are parts of a Chinese name.

正通路桥 is 新疆正通路桥工程有限公司 where nothing else in the graph can be meant; the Chengdu angel fund is the one entity whose
name holds 成都, 天使 and 基金. Where several could be meant, all are returned and the question is told to say which.
"""

import re
from collections.abc import Iterable, Iterator

from queries.names import Names
from queries.names_context import elsewhere, place_words
from queries.names_index import MENTION, PLACE_SUFFIX, form_of, in_order
from queries.plan import Named
from queries.question_tokens import Token
from queries.question_words import table, vocabulary

Hit = tuple[int, int, tuple[Named, ...]]
NUMBERED = re.compile(r"[一二三四五六七八九十\d]+(?=期|号|批)")
LATIN = re.compile(r"[a-z0-9][a-z0-9'&-]*")
MOST_WORDS = 9
BROKEN = re.compile("[,，.。;；?？!！:：\0]")  # what no name goes over; a null stands for a name that is settled


def abbreviated(text: str, found: list[Token], unknown: Token, names: Names) -> Hit | None:
    """Take the longest stretch of tokens around an unexplained piece that shortens a name; `text` is lower case."""
    at = found.index(unknown)
    spans = _english_spans(text, unknown) if unknown.text.isascii() else _chinese_spans(text, found, at)
    settled = [(t.start, t.stop) for t in found if t.found is not None]
    for start, stop in spans:
        if any(a < start < b or a < stop < b for a, b in settled):
            continue  # a name is not cut for another: CDB Capital to Suzhou Venture Group
        said = text[start:stop]
        if said in table("places")["short"]:
            continue  # 珠海 is a place that the graph does not know, and no company there
        ids = _by_words(said, names) if unknown.text.isascii() else _by_letters(form_of(said), names)
        ids = ids or _begun(said, names)
        ids = [i for i in ids if not elsewhere(text, start, said, names.index.entity(i), names.index)]
        ids = _plainest(_latest(ids, names), names)
        if 0 < len(ids) <= 6:
            return start, stop, tuple(names.named(id_, said, "close") for id_ in ids)
    return None


def shortened(text: str, start: int, stop: int, names: Names) -> Hit | None:
    """Take a stretch of a question for the one name that it shortens, if it is longer than a kind of thing alone."""
    said = text[start:stop]
    ids = _by_words(said, names) if said.isascii() else _by_letters(form_of(said), names)
    ids = _plainest(_latest(ids, names), names)
    return (start, stop, (names.named(ids[0], text[start:stop], "close"),)) if len(ids) == 1 else None


def _latest(ids: list[str], names: Names) -> list[str]:
    """Return the one body that has taken over from all the others, or the ids as they are."""
    over = [i for i in ids if not set(names.index.heads("SUCCEEDS", i)) & set(ids)]
    return over if len(over) == 1 and len(ids) > 1 and set(ids) - set(over) <= _before(over[0], names) else ids


def _plainest(ids: list[str], names: Names) -> list[str]:
    """Return the one entity whose name all the others' hold (国创母基金 beside 国创母基金创业投资母基金), or the ids as they are."""
    said = {id_: names.index.entity(id_).name for id_ in ids}
    inner = [id_ for id_ in ids if all(said[id_] in name for name in said.values())]
    return inner if len(inner) == 1 else ids


def _before(id_: str, names: Names) -> set[str]:
    found: set[str] = set()
    queue = [id_]
    while queue:
        for older in names.index.tails("SUCCEEDS", queue.pop()):
            if older not in found:
                found.add(older)
                queue.append(older)
    return found


def _chinese_spans(text: str, found: list[Token], at: int) -> Iterator[tuple[int, int]]:
    """Yield the stretches of adjoining tokens that hold the unexplained one, longest first."""
    cut_short = table("name_parts")["cut_short"]
    spans = {
        (found[a].start, found[b].stop)
        for a in range(max(0, at - 5), at + 1)
        for b in range(at, min(len(found), at + 6))
        if not BROKEN.search(text, found[a].start, found[b].stop)
        and not re.search(cut_short, text[found[a].start : found[b].stop])
    }
    yield from sorted(spans, key=lambda s: s[0] - s[1])


def _by_letters(said: str, names: Names) -> list[str]:
    """Return the entities whose name `said` shortens: its characters in order, from where the name or its own part begins."""
    if len(said) < 2 or len(said) > 24:
        return []
    pattern = "%" + "%".join(said) + "%"
    rows = names.index.connection.execute(
        "SELECT form, id FROM form WHERE tier < ? AND form LIKE ? AND length(form) > ? LIMIT 400",
        (MENTION, pattern, len(said)),
    ).fetchall()
    return list(dict.fromkeys(id_ for form, id_ in rows if _shortens(said, form, id_, names)))


def _shortens(said: str, form: str, id_: str, names: Names) -> bool:
    if id_.startswith(("Person:", "Place:", "Category:")):
        return False
    if set(NUMBERED.findall(form)) != set(NUMBERED.findall(said)):
        return False
    rules = table("name_parts")
    kind = next((k for k in rules["kinds"] if said.endswith(k)), "")
    if kind and not form.endswith((kind, *rules["longer"].get(kind, ()))):
        return False
    if len(said) > 2 and form.endswith(said) and not id_.startswith("Institution:"):
        return True  # 积分制
    starts = [form, form.removeprefix("国家"), *(form.removeprefix(place) for place in _place_fronts(form, names))]
    for own in starts:
        if not own.startswith(said[0]) or not in_order(said, own):
            continue
        if own is not form and kind in rules["departments"]:
            continue  # 财政局 of which place?
        front = said.removesuffix(kind) or said
        if len(said) == 2:
            if own.startswith(said) and not kind:
                return True
        elif len(front) >= 2 and (own.startswith(front[:2]) or form.startswith(front[:2])):
            return True
    return False


def _place_fronts(form: str, names: Names) -> Iterable[str]:
    """Return the names of places that a name begins with (新疆, 天津)."""
    fronts = [form[:size] for size in range(2, min(8, len(form)))]
    known = names.index.find(fronts)
    return [t for t in fronts if t in place_words() or any(id_.startswith("Place:") for id_, _ in known.get(t, ()))]


def _english_spans(text: str, unknown: Token) -> Iterator[tuple[int, int]]:
    """Yield the stretches of Latin words that hold the unexplained one, longest first, within one part of the sentence."""
    words = [(m.start(), m.end()) for m in LATIN.finditer(text)]
    at = next((n for n, (start, stop) in enumerate(words) if start <= unknown.start < stop), None)
    if at is None:
        return
    spans = [
        (words[a][0], words[b][1])
        for a in range(max(0, at - MOST_WORDS), at + 1)
        for b in range(at, min(len(words), a + MOST_WORDS))
        if not BROKEN.search(text, words[a][0], words[b][1])
        and text[words[a][0] : words[b][1]].isascii()
        and not _two_things(text[words[a][0] : words[b][1]])
    ]
    yield from sorted(spans, key=lambda s: s[0] - s[1])


def _begun(said: str, names: Names) -> list[str]:
    """Return the entities whose English name begins with what is said, of two words at least (Ministry of Ecology)."""
    words = [w for w in said.removeprefix("the ").split() if w not in table("name_parts")["glue"]]
    if len(words) < 2 or not said.isascii() or said.split()[-1] not in words:
        return []
    rows = names.index.connection.execute(
        "SELECT id FROM entity WHERE lower(name_en) LIKE ? ESCAPE '!' AND label NOT IN ('Place', 'Category', 'Person')",
        (re.sub(r"([%_!])", r"!\1", said.removeprefix("the ")) + " %",),
    )
    return [id_ for (id_,) in rows]


def _two_things(said: str) -> bool:
    """Whether an “and” stands behind a kind of thing, where one name has ended and another begins: the AI fund and the robotics fund."""
    before = (m[1] for m in re.finditer(r"([a-z-]+) and\b", said))
    return any(w.sort == "type" for word in before for w in vocabulary().get(word, ()))


def _by_words(said: str, names: Names) -> list[str]:
    """Return the entities whose name holds a part for every word that is said."""
    parts = _parts(said.removeprefix("the ").removesuffix("'s"), names)
    whole = (
        len(parts) == 1 and " " in said.strip() and any(len(option) > 2 for option in parts[0].options)
    ) or said.removeprefix("the ") in table("name_parts")["alone"]  # innovation vouchers; vouchers
    if not parts or (len(parts) < 2 and not whole and not any(p.pinyin for p in parts)):
        return []
    fixed = [p for p in parts if not p.pinyin]
    sounded = [p for p in parts if p.pinyin]
    rows: Iterable[tuple[str, str]]
    if sounded:
        rows = _sounding(sounded[0].pinyin, names)
    else:
        longest = max(fixed, key=lambda p: min(map(len, p.options)))
        marks = " OR ".join("name LIKE ?" for _ in longest.options)
        rows = names.index.connection.execute(
            f"SELECT name, id FROM entity WHERE ({marks}) AND label NOT IN ('Place', 'Category') LIMIT 3000",
            [f"%{option}%" for option in longest.options],
        ).fetchall()
    spelt = _pinyins(names) if len(sounded) > 1 else {}
    found = []
    for name, id_ in rows:
        if all(any(option in name for option in p.options) for p in fixed) and all(
            any(p.pinyin in form for form in spelt.get(id_, ())) for p in sounded[1:]
        ):
            found.append((name, id_))
    last = parts[-1].options
    if any(
        option.endswith("企业") for part in parts for option in part.options
    ):  # firms in Hubei are no policy on them
        found = [(name, id_) for name, id_ in found if name.endswith("企业")]
    if any(option.endswith("政府") for option in last):  # a government is no office of one
        found = [(name, id_) for name, id_ in found if not name.endswith(("办公厅", "办公室"))]
    headed = [id_ for name, id_ in found if last and name.endswith(last)]  # the park, and not the policy on the park
    if "基金" in last:
        headed, found = (
            [i for i in headed if i.startswith("Fund:")],
            [(n, i) for n, i in found if i.startswith("Fund:")],
        )
    if any(option.endswith("企业") for option in last):
        return headed  # small tech firms are no programme for such firms
    return list(dict.fromkeys(headed or [id_ for _, id_ in found]))


class Part:
    """What one or more English words may be in a Chinese name: one of `options`, or how it sounds."""

    __slots__ = ("options", "pinyin")

    def __init__(self, options: tuple[str, ...], pinyin: str = "") -> None:
        self.options, self.pinyin = options, pinyin


def _parts(said: str, names: Names) -> list[Part]:
    """Return the parts of a name that English words stand for; nothing where a word stands for none."""
    known: dict[str, list[str]] = table("name_parts")["words"]
    glue = set(table("name_parts")["glue"])
    words = said.split()
    found: list[Part] = []
    at = 0
    while at < len(words):
        for size in range(min(4, len(words) - at), 0, -1):
            phrase = " ".join(words[at : at + size])
            last = at + size == len(words) and len(found) + 1 >= table("name_parts")["fewest"]
            plural = table("name_parts")["plural"].get(phrase) if last else None
            options = known.get(phrase) or plural or _place(phrase.removesuffix("'s"), names)
            if options:
                found.append(Part(tuple(options)))
                at += size
                break
        else:
            word = words[at]
            if word in glue and 0 < at < len(words) - 1:
                at += 1
                continue
            spelt = re.sub(r"[^a-z]", "", word.removesuffix("'s"))
            if len(spelt) < 5:
                return []
            found.append(Part((), spelt))
            at += 1
    return found


def _place(phrase: str, names: Names) -> list[str]:
    ids = [id_ for id_, _ in names.index.find([form_of(phrase)]).get(form_of(phrase), []) if id_.startswith("Place:")]
    return [PLACE_SUFFIX.sub("", names.index.entity(id_).name) for id_ in ids[:1]]


def _pinyins(names: Names) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for spelt, ids in names.index.pinyin().items():
        for id_ in ids:
            found.setdefault(id_, []).append(spelt)
    return found


def _sounding(spelt: str, names: Names) -> list[tuple[str, str]]:
    """Return (name, id) of entities in whose name something sounds as `spelt`, on whole syllables."""
    from pypinyin import lazy_pinyin

    names.index.pinyin()
    rows = names.index.connection.execute(
        "SELECT DISTINCT entity.name, entity.id FROM pinyin JOIN entity ON pinyin.id = entity.id "
        "WHERE pinyin.form LIKE ? AND label NOT IN ('Place', 'Category') LIMIT 500",
        (f"%{spelt}%",),
    ).fetchall()
    return [(name, id_) for name, id_ in rows if spelt in _syllable_runs(lazy_pinyin(name))]


def _syllable_runs(syllables: list[str]) -> set[str]:
    return {"".join(syllables[a:b]) for a in range(len(syllables)) for b in range(a + 1, len(syllables) + 1)}
