"""Building projects: what is called a project right where its investment is told is a name (甲地乙项目，总投资3亿元)."""

import re
from dataclasses import dataclass

from extract import names_words
from extract.entity_spans import make, overlapping
from extract.lexicon import Lexicon, patterns
from extract.model import Mention, State

SITES = re.compile("[一-鿿]{0,4}(?:校区|院区|分院|分校|附属|新院|新校)")  # of a school or hospital: part of the name
PARKS = ("产业园", "园区", "科技园", "工业园", "物流园")  # ends of names of what is a zone itself
LEFT = 8  # characters of 等在谈项目, behind the last name of a list
SHORTEST = 4  # characters before 项目; a shorter one is a class (产业项目)
HEADS = re.compile(r"\d[\d,]*余?[家户名位所]")


@dataclass(frozen=True, slots=True)
class Invested:
    """The compiled part `invested` of `programs.yaml`."""

    before: re.Pattern[str]
    behind: re.Pattern[str]
    founded: re.Pattern[str]
    built: re.Pattern[str]
    given: re.Pattern[str]
    gets: re.Pattern[str]
    owned: re.Pattern[str]
    topic: re.Pattern[str]
    topic_heads: re.Pattern[str]
    sited: re.Pattern[str]
    signed: re.Pattern[str]
    financed: re.Pattern[str]
    more: re.Pattern[str]
    lent: re.Pattern[str]
    plain: re.Pattern[str]
    lead: re.Pattern[str]
    not_names: re.Pattern[str]


def compile_invested(lexicon: Lexicon) -> Invested:
    """Compile the patterns of a lexicon."""
    table = lexicon.table("programs")["invested"]
    return Invested(**patterns(table))


def invested(state: State) -> list[Mention]:
    """Return the projects whose investment the text tells, without the firm that stands before the name."""
    rules = state.lexicon.built("programs.invested", compile_invested)
    found: dict[int, Mention] = {}
    for pattern in (rules.before, rules.behind, rules.founded, rules.built, rules.given, rules.gets):
        for match in state.scan(pattern):
            start, end = match.span("name")
            listed = state.folded.find("等", start, end)  # 甲工程 + 等重大项目
            rest = state.folded[listed:end] if listed > start + SHORTEST else ""
            end = (
                listed if rest and (state.folded.endswith(("项目", "工程"), start, listed) or len(rest) < LEFT) else end
            )
            lead = rules.lead.match(state.folded, start, end)
            start = lead.end() if lead else start
            firms = pattern in (rules.before, rules.behind) and [
                m for m in state.mentions if m.start == start and m.end < end and m.type == "Institution"
            ]
            start = past_place(state, rules, start, end)
            start = firms[0].end if firms and not SITES.match(state.folded, firms[0].end) else start
            name = state.folded[start:end]
            if HEADS.match(name):
                continue  # 46家数字化车间: so many of a class
            own = start + max((m.end - start for m in state.mentions_in(start, end) if m.start == start), default=0)
            if end - own - 2 < SHORTEST - (own > start) or rules.not_names.search(state.folded[own:end]):
                continue
            if any(m.start < start < m.end or m.start < end < m.end for m in state.mentions):
                continue
            label = ("Zone", "park") if name.endswith(PARKS) else ("Program", "program")
            found.setdefault(end, make(state, start, end, *label, name, rule="invested"))
    for mention in (*owned(state, rules), *agreed(state, rules), *topics(state, rules)):
        found.setdefault(mention.end, mention)
    for match in state.scan(rules.lent):
        start, end = match.span("name")
        if not overlapping(state, start, end):
            found.setdefault(end, make(state, start, end, "Program", "product", rule="lent"))
    return list(found.values())


def past_place(state: State, rules: Invested, start: int, end: int) -> int:
    """Return where the name begins behind a place and what it does (甲省实施 + 乙项目), the offset itself where no verb follows a place."""
    place = next((m for m in state.mentions_in(start, end, "Place") if m.start == start), None)
    lead = rules.lead.match(state.folded, place.end, end) if place else None
    return lead.end() if lead and lead.end() > lead.start() else start


def agreed(state: State, rules: Invested) -> list[Mention]:
    """Return the projects that firms build in a place (在甲县建设乙项目), sign for (签约乙项目和丙项目) or pay (由丁公司投资3亿元的戊加工)."""
    spans = []
    for match in state.scan(rules.sited):
        where = next((m for m in state.mentions_in(*match.span("where"), "Place", "Zone")), None)
        if where is not None and where.end == match.end("where"):
            spans.append(match.span("name"))
    for match in state.scan(rules.signed):
        following: re.Match[str] | None = match
        while following is not None:
            spans.append(following.span("name"))
            following = rules.more.match(state.folded, following.end())
    spans += [match.span("name") for match in state.scan(rules.financed)]
    found = []
    for start, end in spans:
        end -= state.folded.endswith("项目等", start, end)
        name = state.folded[start:end]
        inside = overlapping(state, start, end)
        crossing = any(m.start < start or m.end > end or (m.start, m.end) == (start, end) for m in inside)
        if not crossing and not rules.plain.fullmatch(name) and not rules.not_names.search(name):
            found.append(make(state, start, end, "Program", "program", name, rule="invested"))
    return found


def topics(state: State, rules: Invested) -> list[Mention]:
    """Return the works that open a sentence before clauses of who pays (甲县乙渔港的扩建，丙部补了8000万元), from the last 的 behind a place on."""
    found = []
    for match in state.scan(rules.topic):
        start, end = match.span("name")
        part = state.folded.rfind("的", start, end)
        start = part + 1 if part >= 0 else start
        name = state.folded[start:end]
        if (
            end - start < SHORTEST - bool(match["deed"])
            or not rules.topic_heads.search(name)
            or rules.plain.fullmatch(name)
        ):
            continue
        inside = overlapping(state, start, end)
        known = any(m.type not in ("Place", "Category") or m.start < start or m.end > end for m in inside)
        if not known and not rules.not_names.search(name) and names_words.starts_word(state, start):
            found.append(make(state, start, end, "Program", "program", name, rule="invested"))
    return found


def owned(state: State, rules: Invested) -> list[Mention]:
    """Return the projects named right behind the company whose they are (甲公司的精密车床项目, 乙集团所属丙电站项目)."""
    found = []
    for firm in state.mentions:
        match = rules.owned.match(state.folded, firm.end) if firm.kind == "company" and not firm.anaphor else None
        shared = state.folded[firm.start - 1 : firm.start] in {"、", "和"}
        if match is None or (shared and state.ending_at(firm.start - 1, "Institution", within=30)):
            continue  # 甲、乙和丙的扩能项目: each has one
        start, end = match.span("name")
        name = state.folded[start:end]
        if rules.plain.fullmatch(name) or rules.not_names.search(name):
            continue
        if not any(m.start < start < m.end or m.start < end < m.end for m in state.mentions_in(start, end)):
            found.append(make(state, start, end, "Program", "program", name, rule="invested"))
    return found
