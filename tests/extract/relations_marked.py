"""Articles with their parties marked by hand, so that clauses and relations are tested by themselves.

`{清河市:Place/city}` names an entity, `{该行=甲银行:Institution/bank}` refers to one by another name; marks may be nested one deep
(`{{清河市:Place/city}财政局:Institution/local_government}`).
"""

import re

from extract import lexicon
from extract.model import Article, Entity, Mention, State
from extract.steps import clauses, dates, relations, scope, sentences
from extract.text import fold

OPEN, CLOSE = "{", "}"
LABEL = re.compile(r"(?:=([^{}:]+))?:([A-Za-z]+)(?:/(\w+))?$")


def parse(marked: str) -> tuple[str, list[tuple[int, int, str, str, str | None]]]:
    """Return the text without marks, and (start, end, name, label, kind) of each mark, inner ones after outer ones."""
    text, starts, spans = "", [], []
    place = 0
    while place < len(marked):
        char = marked[place]
        if char == OPEN:
            starts.append(len(text))
        elif char == CLOSE:
            begin = starts.pop()
            match = LABEL.search(text, begin)
            assert match, f"a mark without label in {text[begin:]!r}"
            surface = text[begin : match.start()]
            text = text[: match.start()]
            spans.append((begin, len(text), match[1] or surface, match[2], match[3]))
        else:
            text += char
        place += 1
    return text, sorted(spans, key=lambda s: (s[0], -s[1]))


def state_of(marked: str, date: str | None = "2022-06-15", title: str | None = None) -> State:
    """Return the state of a marked text after all steps that relations need."""
    text, spans = parse(marked)
    state = State(Article("test", text, title=title, date=date), lexicon.load(), text, fold(text), explain=True)
    known: dict[tuple[str, str], Entity] = {}
    end = 0
    for start, stop, name, label, kind in spans:
        entity = known.setdefault((label, name), Entity(f"{label}:{name}", name, label, kind))
        mention = Mention(start, stop, text[start:stop], label, entity.kind, name, "marked", entity=entity)
        entity.mentions.append(mention)
        (state.nested if start < end else state.mentions).append(mention)
        end = max(end, stop)
    state.entities = list(known.values())
    for step in (sentences, dates, clauses, relations, scope):
        step.run(state)
    return state


def told(marked: str, *types: str, **context: str | None) -> list[str]:
    """Return each relation (of the types, all but LOCATED_IN and PART_OF where none is given) as `head TYPE tail` and what is unusual."""
    lines = []
    for r in state_of(marked, **context).relations:
        if r.type not in types if types else r.type in {"LOCATED_IN", "PART_OF"}:
            continue
        head, tail = (i.split(":", 1)[1] for i in (r.head, r.tail))
        extra = [None if r.status == "actual" else r.status, r.period, r.title]
        lines.append(f"{head} {r.type} {tail}" + "".join(f" {e}" for e in extra if e))
    return sorted(lines)
