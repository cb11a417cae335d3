"""Identity: mentions that name the same become one entity, with the gazetteer's knowledge of it."""

import re

from extract.model import Entity, Mention, State

DASH = re.compile("(?<=[一-鿿])[-－–—]+(?=[一-鿿])")  # one name whichever dash is printed in it
LOCAL = re.compile(r"^(?:本地|当地|本市|本省|我省|我市|全省|全市|区内|市内|省内|县内|辖区|辖内)|^(?:省|市|区|县)级?")
# a level printed before a fund's name, which is the payer, too
LEVEL = re.compile("(?:(?:中央|省级?|市级?|县级?|区级|州级|国家|自治区)(?:财政)?)$")
QUOTED = re.compile("[“”]")
STATE = ("国家", "中国", "全国", "中央")
GENERAL = (
    "Fund",
    "Program",
    "Policy",
)  # without a place in the name, and unknown to the gazetteer, unique only where the article is


def run(state: State) -> None:
    """Give every mention its entity, and list the entities in the order of their first mention."""
    by_key: dict[tuple[str, str], Entity] = {}
    official: dict[tuple[str, str], str] = {}
    for mention in sorted([*state.mentions, *state.nested], key=lambda m: (m.start, m.start - m.end)):
        if not mention.name:
            continue
        if mention.entity is not None:
            mention.entity.mentions.append(mention)
            continue
        found = (mention.type, DASH.sub("—", mention.name))
        if found not in official:
            official[found] = canonical(state, mention)
        mention.name = official[found]
        key = (mention.type, mention.name)
        entity = by_key.get(key)
        if entity is None:
            entity = by_key[key] = new(state, mention)
        if mention.type == "Fund" and (level := LEVEL.search(state.folded, max(0, mention.start - 4), mention.start)):
            whole = level.group() + mention.text
            entity.aliases += [whole] if whole not in entity.aliases else []
        entity.kind = entity.kind or mention.kind
        entity.place = entity.place or mention.place
        entity.parent = entity.parent or mention.parent
        mention.entity = entity
        entity.mentions.append(mention)
    state.entities = sorted(by_key.values(), key=lambda e: e.mentions[0].start)
    for entity in state.entities:
        if entity.kind == "company" and entity.parent and entity.name.startswith(entity.parent):
            entity.kind = next((k for k in kinds_of(state, entity.parent) if k in {"bank", "financial"}), entity.kind)


def kinds_of(state: State, name: str) -> list[str | None]:
    """Return the kinds of the institutions of a name, in the gazetteer and in the article."""
    known = [e.kind for e in state.lexicon.gazetteer.get(name) if e.name == name]
    return known + [e.kind for e in state.entities if e.name == name]


def canonical(state: State, mention: Mention) -> str:
    """Return the official name where the gazetteer knows one body, and only one, by the name found."""
    if mention.type == "Place" or mention.rule == "gazetteer":
        return mention.name
    if mention.type == "Category":
        return full_class(state, mention.name)
    known = {e.name for e in state.lexicon.gazetteer.get(mention.name) if e.type == mention.type}
    return known.pop() if len(known) == 1 else mention.name


def full_class(state: State, name: str) -> str:
    """Return the class under its full name, where the article has that too (技改项目 beside 技术改造项目)."""
    for short, full in state.lexicon.table("categories")["abridged"].items():
        whole = name.replace(short, full)
        if whole != name and any(m.type == "Category" and m.name == whole for m in state.mentions):
            return whole
    return name


def identifier(state: State, mention: Mention) -> str:
    """Return the id: label and name, and the article's place where the name means something else elsewhere."""
    plain = f"{mention.type}:{mention.name}"
    place = mention.place or state.place
    if place is None or place[:2] in mention.name:
        return plain
    if mention.type == "Category":
        return f"{plain}@{place}" if LOCAL.search(mention.name) else plain
    general = (
        mention.type in GENERAL
        and mention.rule != "gazetteer"
        and len(mention.name) <= 12
        and not QUOTED.search(mention.text)
        and not nationwide(state, mention)
    )
    return f"{plain}@{place}" if general else plain


def nationwide(state: State, mention: Mention) -> bool:
    """Tell whether a name means the same everywhere: the state's own, one in the gazetteer, or a scheme that all places run (退耕还林)."""
    name, programs = mention.name, state.lexicon.table("programs")
    if name.startswith(STATE) or any(e.type == mention.type for e in state.lexicon.gazetteer.get(name)):
        return True
    return mention.type == "Program" and name in programs["whole"] and not re.fullmatch(programs["own"], name)


def new(state: State, mention: Mention) -> Entity:
    """Return the entity that a mention names for the first time."""
    entity = Entity(
        identifier(state, mention), mention.name, mention.type, mention.kind, place=mention.place, parent=mention.parent
    )
    gazetteer = state.lexicon.gazetteer
    if mention.type == "Place":
        known = [p] if (p := gazetteer.place(mention.name, state.place)) else []
    else:
        known = [e for e in gazetteer.get(mention.name) if e.type == mention.type and e.name == mention.name]
    if known:
        entity.aliases, entity.name_en, entity.tags = list(known[0].aliases), known[0].name_en, list(known[0].tags)
        entity.kind, entity.place = known[0].kind or entity.kind, entity.place or known[0].place
        entity.parent = entity.parent or (known[0].parent if mention.type != "Place" else None)
    return entity
