"""Short forms of Chinese names by rule: 江苏省科学技术厅 is asked for as 江苏省科技厅 or 江苏科技厅, branches by their bank's short name."""

from collections.abc import Iterable, Iterator, Mapping

from queries.question_words import table

SHORTEST = 4  # characters of a form made by leaving out


def short_forms(name: str, parents: Mapping[str, Iterable[str]]) -> Iterator[str]:
    """Yield short forms of an institution's or zone's name; `parents` maps names of bodies to their other names."""
    seen = {name}
    queue = [name]
    rules = table("short_names")
    while queue and len(seen) < 40:
        form = queue.pop()
        for shorter in _steps(form, rules, parents):
            if shorter not in seen and len(shorter) >= SHORTEST:
                seen.add(shorter)
                queue.append(shorter)
                yield shorter


def _steps(form: str, rules: Mapping[str, object], parents: Mapping[str, Iterable[str]]) -> Iterator[str]:
    words = rules["words"]
    assert isinstance(words, dict)
    for long, short in words.items():
        if long in form:
            yield form.replace(long, short)
    levels = rules["levels"]
    assert isinstance(levels, list)
    for level in levels:
        at = form.find(level, 2)
        if 2 <= at < len(form) - 2:
            yield form[:at] + form[at + len(level) :]
    endings = rules["company"]
    assert isinstance(endings, list)
    for ending in endings:
        if form.endswith(ending):
            yield form.removesuffix(ending)
    for size in range(2, len(form) - 2):
        for other in parents.get(form[:size], ()):
            yield other + form[size:]
