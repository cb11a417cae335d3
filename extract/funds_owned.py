"""Funds told by whose they are and how big (甲高新区百亿母基金), and by their kind alone in a list of funds (创投基金和甲基金)."""

import re
from dataclasses import dataclass

from extract import names_words
from extract.entity_spans import covering, make
from extract.lexicon import Lexicon, any_of
from extract.model import Mention, State

OWNERS = ("Zone", "Place", "Institution")


@dataclass(frozen=True, slots=True)
class Owned:
    """The compiled part `owned` of suffixes.yaml."""

    sized: re.Pattern[str]
    made: re.Pattern[str]
    before: re.Pattern[str]
    behind: re.Pattern[str]
    titled: re.Pattern[str]
    kinds: dict[str, str]


def compile_owned(lexicon: Lexicon) -> Owned:
    """Compile the patterns of a lexicon."""
    table = lexicon.table("suffixes")["owned"]
    kinds = {word: kind for kind, words in table["kinds"].items() for word in words}
    any_kind = any_of(kinds)
    return Owned(
        re.compile(f"(?:{table['sizes']})(?P<kind>{any_kind})(?!{table['not_behind']})"),
        re.compile(f"(?:{table['made']})(?P<kind>{any_kind})(?!{table['not_behind']})"),
        re.compile(f"(?:^|{table['opens']})(?P<kind>{any_kind})[、和及与]$"),
        re.compile(f"[、和及与](?P<kind>{any_kind})(?={table['closes']})"),
        re.compile(f"《(?P<name>[^《》：，]{{2,24}}?(?P<kind>{any_kind}))"),
        kinds,
    )


def find(state: State) -> list[Mention]:
    """Return both, each with its kind and, where an owner is named before it, the owner's place."""
    rules = state.lexicon.built("funds.owned", compile_owned)
    found = []
    for match in state.scan(rules.sized):
        owner = state.ending_at(match.start(), *OWNERS, within=24)
        if owner is None or covering(state, match.end() - 1, match.end()) is not None:
            continue
        span = (owner.start, match.end())
        name, kind = meant(state, owner, match.end()) or (state.folded[slice(*span)], rules.kinds[match["kind"]])
        found.append(make(state, *span, "Fund", kind, name, rule="owned", place=_place(owner)))
    named = [m for m in state.mentions if m.type == "Fund"] + found
    for match in state.scan(rules.made):
        owner = state.ending_at(match.start(), *OWNERS, within=24)
        span = match.span("kind")
        if owner is None or covering(state, *span) is not None or any(m.text.endswith(match["kind"]) for m in named):
            continue  # the article names it
        opening = max(state.folded.rfind(mark, 0, match.start()) for mark in "，。；\n") + 1
        if any(
            opening <= m.start < match.start() and state.folded.startswith(("是", "为", "系"), m.end) for m in named
        ):
            continue  # 丙基金是甲厅主导、乙公司设立的母基金
        kind, name = rules.kinds[match["kind"]], owner.text + match["kind"]
        found.append(make(state, *span, "Fund", kind, name, rule="owned", place=_place(owner)))
    found += _titled(state, rules, [m.name for m in named])
    for fund in [m for m in state.mentions if m.type == "Fund"]:
        beside = (
            rules.before.search(state.folded, max(0, fund.start - 24), fund.start),
            rules.behind.match(state.folded, fund.end),
        )
        for item in beside:
            if item is None or not names_words.starts_word(state, item.start("kind")):
                continue
            span = item.span("kind")
            if covering(state, *span) is None:
                found.append(make(state, *span, "Fund", rules.kinds[item["kind"]], rule="listed-fund"))
    return found


def _place(owner: Mention) -> str | None:
    return owner.name if owner.type == "Place" else owner.place


def _titled(state: State, rules: Owned, named: list[str]) -> list[Mention]:
    """Return the bare kinds in clauses (引导基金总规模42亿元) that mean the fund whose name opens a document's title, where no other is named."""
    found = []
    for policy in [m for m in state.mentions if m.type == "Policy"]:
        title = rules.titled.match(state.folded, policy.start, policy.end)
        tails = [kind for kind in rules.kinds if title is not None and title["name"].endswith(kind)]
        if title is None or any(name.endswith(min(tails, key=len)) for name in named):
            continue
        place = next((n.name for n in state.nested if n.type == "Place" and n.start == title.start("name")), None)
        for match in re.finditer(f"(?<=[，。；：\n该])(?:{any_of(tails)})", state.folded):
            if covering(state, *match.span()) is None:
                kind = rules.kinds[match[0]]
                found.append(make(state, *match.span(), "Fund", kind, title["name"], rule="owned", place=place))
    return found


def meant(state: State, owner: Mention, end: int) -> tuple[str, str] | None:
    """Return name and kind of the only fund of the place in the text where the headline alone says it otherwise (甲市百亿母基金)."""
    first = state.sentences[0] if state.sentences else None
    if first is None or not first.heading or end > first.end:
        return None
    if state.folded.find(state.folded[owner.start : end], end) >= 0:
        return None
    there = [m for m in state.mentions if m.type == "Fund" and m.start >= first.end and owner.text in m.name]
    return (there[0].name, there[0].kind or "other") if len({m.name for m in there}) == 1 else None
