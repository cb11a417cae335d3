"""Articles with their parties marked by hand, so that flows are tested by themselves.

`{清河市:Place/city}拨给{甲公司:Institution/company}5万元` names two entities; `{该行=甲银行:Institution/bank}` refers to one by
another name.
"""

import re

from extract import lexicon, names_words
from extract.model import Article, Entity, Mention, State
from extract.steps import clauses, dates, flows, money, sentences
from extract.text import fold

MARK = re.compile(r"\{([^{}=:]+)(?:=([^{}:]+))?:([A-Za-z]+)(?:/(\w+))?\}")


def state_of(marked: str, date: str | None = "2022-06-15", title: str | None = None) -> State:
    """Return the state of a marked text after all steps that flows need."""
    text, spans, place = "", [], 0
    for match in MARK.finditer(marked):
        text += marked[place : match.start()]
        spans.append((len(text), match))
        text += match[1]
        place = match.end()
    text += marked[place:]
    article = Article("test", text, title=title, date=date)
    state = State(article, lexicon.load(), text, fold(text), explain=True)
    known: dict[tuple[str, str], Entity] = {}
    for start, match in spans:
        name = match[2] or match[1]
        key = (match[3], name)
        entity = known.setdefault(key, Entity(f"{match[3]}:{name}", name, match[3], match[4]))
        mention = Mention(start, start + len(match[1]), match[1], match[3], entity.kind, name, "marked", entity=entity)
        entity.mentions.append(mention)
        state.mentions.append(mention)
    state.entities = list(known.values())
    names_words.fill(state)
    for step in (sentences, dates, money, clauses, flows):
        step.run(state)
    return state


def told(marked: str, **context: str | None) -> list[str]:
    """Return each flow as one line: providers > via > recipients | sum instrument status and further fields."""
    lines = []
    for f in state_of(marked, **context).flows:
        roles = " > ".join("+".join(i.split(":", 1)[1] for i in ids) or "-" for ids in (f.provider, f.via, f.recipient))
        extra = [f.qualifier if f.qualifier != "exact" else None, "cumulative" if f.cumulative else None]
        extra += [f"per {f.per}" if f.per else None, f.period, f"n={f.recipient_count}" if f.recipient_count else None]
        lines.append(
            f"{roles} | {f.amount_text or '?'} {f.instrument} {f.status}" + "".join(f" {e}" for e in extra if e)
        )
    return lines
