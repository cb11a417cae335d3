"""Coreference: short names that the text introduces, phrases that refer back, and short forms of names met before."""

import itertools
import re
from collections import Counter
from typing import Any

from extract import names_abridged, names_branches, names_founded, names_openings, names_own, names_pairs, names_words
from extract.anaphora_schools import universities
from extract.anaphora_topics import acting, listed_firm, of_headline
from extract.entity_spans import again, among_classes, covering, make, settle
from extract.lexicon import Lexicon, any_of
from extract.model import Mention, State
from extract.names_renamed import renamed
from extract.names_rules import OFFICES
from extract.quotations import quotations
from extract.steps.funds import PARTNERSHIP
from extract.text import in_order

SUFFIXES = (
    "股权投资基金管理有限公司",
    "私募基金管理有限公司",
    "基金管理有限公司",
    "投资管理有限公司",
    "资产管理有限公司",
    "创业投资有限公司",
    "融资担保有限公司",
    "技术有限公司",
    "科技有限公司",
    "科技股份有限公司",
    "技术股份有限公司",
    "实业集团有限公司",
    "股份有限公司",
    "有限责任公司",
    "集团有限公司",
    "控股有限公司",
    "有限公司",
    "集团公司",
    "集团",
    "公司",
    "科技",
    "股份",
)


NOTICE = re.compile("公告|公示|报告|[:：]关于")
BRACKETED = re.compile("[（(]([一-鿿]{3,8})[）)]")  # a firm's everyday name, behind the full one that begins like it
# before an ending: a count or a class of such bodies, or another body of its line
ALL = re.compile("(?:[全我][国省市区县]|国家级?|[省市县]级|其[他余它]|[省市国]内|周边|部分|众多|不少)的?$")
NO_TAIL = frozenset("家各级个只支类等多些大国所设项子分总母孙某")


def compile_rules(lexicon: Lexicon) -> dict[str, Any]:
    """Compile anaphora.yaml."""
    table = dict(lexicon.table("anaphora"))
    pointed = {
        f"{this}{noun}": {**target, "ends": target.get("ends", noun)}
        for noun, target in table["nouns"].items()
        for this in table["this"]
    }
    table["back"] = pointed | table["back"]
    return {
        **table,
        "introduced": re.compile(table["introduced"]),
        "latin": re.compile(table["latin"]),
        "own": re.compile(table["own"]),
        "renamed": re.compile(table["renamed"]),
        "phrase": re.compile(any_of(table["back"])),
    }


OWN_SCHOOL = ("学校", "我校")  # in what a university prints it is that one, whoever else was named
GIVEN = ("给", "予", "向", "对")
TOLD = 4  # characters of a name that a headline prints of the body it speaks of

SCHOOLS = ("university", "research")
DEPARTMENTS = ("department", "department-level", "department-other", "gazetteer")
DAUGHTER = re.compile("[子孙]公司$")


def run(state: State) -> None:
    """Add mentions by short names and phrases, and give short forms their full name."""
    rules = state.lexicon.built("anaphora", compile_rules)
    second_names(state)
    shorts = introduced(state, rules)
    for short, whole in shorts.items():
        adopt(state, short, whole)
    for short, whole in brands(state).items():
        if short not in shorts:
            adopt(state, short, whole)
    for founded in names_founded.find(state):
        settle(state, [founded])
        adopt(state, founded.name, founded)
    settle(state, names_branches.find(state))
    renamed(state, rules["renamed"])
    own_school = {"type": "Institution", "kinds": ["university"]}
    settle(state, names_own.find(state, publisher(state, rules, own_school)))
    shorten(state)
    tails(state, rules)
    new_areas(state)
    settle(state, committees(state))
    settle(state, own_words(state, rules))
    settle(state, phrases(state, rules))
    settle(state, names_pairs.find(state))


def second_names(state: State) -> None:
    """Give an office that stands in brackets behind another of its place that one's name: 市市场监管局（市知识产权局） is one body."""
    offices = [
        m
        for m in state.mentions
        if m.type == "Institution" and ((m.kind in OFFICES and m.rule in DEPARTMENTS) or m.kind in SCHOOLS)
    ]
    names: dict[str, Mention] = {}
    for first, second in itertools.pairwise(offices):
        marks = state.folded[first.end : second.start] == "（" and state.folded[second.end : second.end + 1] == "）"
        alike = first.kind == "university" if second.kind in SCHOOLS else first.place == second.place
        if marks and alike and first.name != second.name:
            names.setdefault(second.name, first)
    for mention in offices if names else ():
        if (whole := names.get(mention.name)) is not None and mention.name not in {m.name for m in names.values()}:
            mention.name, mention.kind, mention.place = whole.name, whole.kind, whole.place


def introduced(state: State, rules: dict[str, Any]) -> dict[str, Mention]:
    """Return the short names that brackets behind a name introduce."""
    found: dict[str, Mention] = {}
    for pattern in (rules["introduced"], rules["latin"]):
        for match in state.scan(pattern):
            before = [m for m in state.mentions if match.start() - 2 <= m.end <= match.start() and m.name]
            if before:
                for name in filter(None, match.groups()):
                    found.setdefault(name, before[-1])
    for body in state.mentions:
        short = (
            BRACKETED.match(state.folded, body.end)
            if body.kind in names_abridged.FIRMS and body.type == "Institution"
            else None
        )
        if short is not None and short[1][:2] == body.name[:2] and state.folded.count(short[1]) > 1:
            found.setdefault(short[1], body)
    return found


def adopt(state: State, short: str, whole: Mention) -> None:
    """Make every free occurrence of a short name a mention of the whole."""
    new = []
    for existing in state.mentions:
        if existing.text == short and existing.type == whole.type:
            existing.name, existing.kind, existing.place = whole.name, whole.kind, whole.place
    at = state.folded.find(short)
    while at >= 0:
        end = at + len(short)
        cover = covering(state, at, end)
        other = short == "公司" and at > 0 and state.folded[at - 1] in "子分总母孙"
        given = whole.type == "Institution" and state.folded[at - 1 : at] in GIVEN
        if given and cover is not None and cover.type == "Fund" and cover.start == at:
            state.mentions.remove(cover)  # 给予甲公司产业扶持资金: whom the money goes to
            cover = None
        longer = names_abridged.longer(state, whole, at, end)
        if other:
            pass
        elif longer is not None:
            if cover is None:
                new.append(again(state, (at, end + names_abridged.PAIR), longer, "short-name", anaphor=False))
        elif cover is None or (at <= cover.start and cover.end <= end and cover.type != whole.type):
            new.append(again(state, (at, end), whole, "short-name", anaphor=False))
        at = state.folded.find(short, end)
    settle(state, new)


def brands(state: State) -> dict[str, Mention]:
    """Return the short forms that companies' full names give: without place, suffix, or both."""
    found: dict[str, Mention] = {}
    firms: list[names_openings.Firm] = []
    for mention in state.mentions:
        if (
            mention.type != "Institution"
            or mention.kind not in ("company", "financial")
            or mention.rule == "short-name"
        ):
            continue
        text = state.folded[mention.start : mention.end]
        own = not daughter(state, mention)
        inside = [
            n
            for n in state.nested
            if n.type == "Place" and n.start >= mention.start and n.end < mention.end and n.start - mention.start < 3
        ]
        offset = inside[-1].end - mention.start if inside else 0
        cores = [text[: -len(s)] for s in SUFFIXES if text.endswith(s) and len(text) > len(s) + 1]
        if cores:
            firms.append(names_openings.Firm(mention, offset, max(cores, key=len), own))
        for core in cores:
            for short in {core, core[offset:], core[offset:] + "集团", core[offset:] + "公司"}:
                if not own and offset and short == core[offset:]:
                    continue  # 甲地某某有限公司, a subsidiary: its brand without the place is its mother's
                if (
                    len(short) >= 2
                    and short != text
                    and state.folded.count(short) > state.folded.count(text)
                    and not generic(state, short)
                ):
                    found.setdefault(short, mention)
    for short, mention in names_openings.find(state, firms).items():
        found.setdefault(short, mention)
    return dict(sorted(found.items(), key=lambda item: -len(item[0])))


def daughter(state: State, mention: Mention) -> bool:
    """Tell whether a company is named as somebody's subsidiary."""
    return DAUGHTER.search(state.folded, max(0, mention.start - 4), mention.start) is not None


def generic(state: State, short: str) -> bool:
    """Tell whether a short form is an ordinary word or a place, which would be found everywhere."""
    from extract.names_rules import Grammar

    grammar = state.lexicon.built("names.grammar", Grammar)
    if state.lexicon.gazetteer.place(short) or short in grammar.not_names:
        return True
    at = state.folded.find(short)
    words = [
        state.folded[a:b]
        for a, b, _ in state.words[names_words.word_at(state, at) : names_words.word_at(state, at + len(short) - 1) + 1]
    ]
    if len(short) == 2 and len(words) == 1 and words[0] == short and short in grammar.named:
        return True
    return all(w in grammar.generic or w in grammar.allowed or w in grammar.stop or w in SUFFIXES for w in words)


def shorten(state: State) -> None:
    """Give a name that is the tail or an abridgement of a longer one of its type that one's name."""
    kinds = ("Fund", "Program", "Zone", "Institution", "Category")
    named: dict[tuple[str, str], Mention] = {}
    for mention in (*state.mentions, *state.nested):
        if mention.type in kinds and mention.name:
            named.setdefault((mention.type, mention.name), mention)
    longest = sorted(named.values(), key=lambda m: -len(m.name))
    for short in longest:
        wholes = [m for m in longest if len(m.name) > len(short.name) and is_short(short, m)]
        wholes = [m for m in wholes if not (m.name.endswith(short.name + "有限公司") and daughter(state, m))]
        wholes = [m for m in wholes if in_order(short.name, m.name)] or wholes
        if wholes and len({m.name for m in wholes}) == 1:
            whole = wholes[0]
            for mention in state.mentions:
                if mention.type == short.type and mention.name == short.name and mention is not short:
                    mention.name, mention.place, mention.kind, mention.parent = (
                        whole.name,
                        whole.place,
                        whole.kind,
                        whole.parent,
                    )
            if short.type == "Zone":
                rename_committees(state, short.name, whole.name)
            short.name, short.place, short.kind, short.parent = whole.name, whole.place, whole.kind, whole.parent


def rename_committees(state: State, short: str, whole: str) -> None:
    """Give the committees of a zone the zone's full name."""
    for mention in state.mentions:
        if mention.type == "Institution" and mention.rule in {"department", "committee"}:
            for prefix in ("", "中国共产党"):
                if mention.name.startswith(prefix + short):
                    mention.name = prefix + whole + mention.name[len(prefix + short) :]


def is_short(short: Mention, whole: Mention) -> bool:
    """Tell whether one mention's name abbreviates another's."""
    if short.kind == whole.kind == "bank" and names_abridged.bank(short, whole):
        return True
    begins = short.type == whole.type == "Fund" and whole.name.startswith(short.name)
    if begins and PARTNERSHIP.fullmatch(whole.name, len(short.name)):
        return True
    if short.type == whole.type and names_abridged.office(short, whole):
        return True
    if short.type != whole.type or short.rule == "gazetteer" or short.rule.startswith("department"):
        return False
    if whole.name.startswith(short.name) and whole.name[len(short.name) :] in SUFFIXES:
        return short.type == "Institution"
    if short.type in ("Fund", "Program", "Institution") and without_level(whole) == short.name:
        return True
    if short.type == "Institution" and names_abridged.firm(short, whole):
        return True
    if short.type == "Category":
        return len(short.name) >= 3 and whole.name.endswith(short.name) and len(whole.name) - len(short.name) == 2
    if short.type == "Institution" and (
        short.kind != whole.kind or short.place or short.kind in ("local_government", "party_body")
    ):
        return False
    if whole.name.endswith(short.name) or (len(whole.text) > len(short.name) and whole.text.endswith(short.name)):
        return len(short.name) >= 4 or (short.kind == whole.kind == "product" and len(short.name) > 2)
    if short.type == "Fund" and short.name.endswith("基金") and whole.name.endswith("基金") and not short.place:
        return in_order(short.name, whole.name)
    if (
        short.type == "Zone"
        and len(short.name) >= 5
        and short.name[:2] in whole.name
        and short.name[-2:] == whole.name[-2:]
    ):
        return in_order(short.name, whole.name)
    return False


def without_level(whole: Mention) -> str | None:
    """Return the name without the word of level of the place that it begins with (河南基金 of 河南省基金)."""
    place = whole.place or ""
    if len(place) < 3 or place[-1] not in "省市" or not whole.name.startswith(place):
        return None
    return place[:-1] + whole.name[len(place) :]


def tails(state: State, rules: dict[str, Any]) -> None:
    """Read a bare 高新区, 专项资金 or 联盟 as the one such body of the article."""
    for label, endings in rules["tails"].items():
        named: dict[str, Mention] = {}
        spans: set[tuple[int, int]] = (
            set()
        )  # a zone inside a committee's name may be nested twice, by the gazetteer and by its ending
        for mention in (*state.mentions, *state.nested):
            if mention.type == label and (mention.start, mention.end) not in spans:
                spans.add((mention.start, mention.end))
                named.setdefault(mention.name, mention)
        for tail in endings:
            fitting = [m for m in named.values() if m.name != tail and (m.name.endswith(tail) or m.text.endswith(tail))]
            if not fitting and (whole := rules["shortened"].get(label, {}).get(tail)):
                fitting = [m for m in named.values() if m.name != tail and re.search(rf"(?:{whole})$", m.name)]
            if not fitting and label == "Fund" and tail.endswith("基金"):
                fitting = [m for m in named.values() if in_order(tail, m.name)]
            if len(fitting) == 1:
                adopt_tail(state, re.escape(tail), fitting[0])
    for phrase, target in rules["sole"].items():
        of_type = (m for m in (*state.mentions, *state.nested) if m.type == target["type"] and m.name)
        bodies = [m for m in of_type if not target["kinds"] or m.kind in target["kinds"]]
        if ending := target.get("ending"):
            bodies = [m for m in bodies if m.name.endswith(ending) or m.text.endswith(ending)]
        found = {m.name: m for m in sorted(bodies, key=lambda m: -m.start)}
        alone = next(iter(found.values())) if len(found) == 1 else None
        titled = "headed" in target and (
            re.search(target["headed"], state.article.title or "") is not None or listed_firm(state)
        )
        whole = alone or (headed(state, found) if titled else None)
        if whole is not None:
            adopt_tail(state, rf"(?<![^\s{re.escape(rules['behind'])}]){phrase}", whole)


def headed(state: State, named: dict[str, Mention]) -> Mention | None:
    """Return the body that the headline speaks of, by the longest piece of a name that it prints; None where none or two are."""
    title = state.article.title or ""
    lengths = sorted(((printed(title, name), name) for name in named), reverse=True)
    if not lengths or lengths[0][0] < TOLD or (len(lengths) > 1 and lengths[1][0] == lengths[0][0]):
        return None
    return named[lengths[0][1]]


def printed(title: str, name: str) -> int:
    """Return the length of the longest piece of the name that stands in the headline."""
    return next(
        (n for n in range(len(name), 0, -1) if any(name[i : i + n] in title for i in range(len(name) - n + 1))), 0
    )


def new_areas(state: State) -> None:
    """Read the district of a new area (滨海新区) as the area where the article names it in full (天津滨海新区)."""
    zones = {m.name: m for m in (*state.mentions, *state.nested) if m.type == "Zone" and m.name.endswith("新区")}
    for place in [m for m in state.mentions if m.type == "Place" and m.text.endswith("新区") and not m.anaphor]:
        whole = [z for z in zones.values() if z.name.endswith(place.text) and z.name != place.text]
        if len(whole) == 1:
            place.type, place.kind, place.name = "Zone", whole[0].kind, whole[0].name
            place.place, place.rule = whole[0].place, "new-area"


def adopt_tail(state: State, pattern: str, whole: Mention) -> None:
    """Make the free occurrences of an ending behind a name mentions of it; a class of that word gives way."""
    new = []
    for match in re.finditer(pattern, state.folded):
        if match.start() < whole.end or state.folded[match.start() - 1] in NO_TAIL:
            continue
        if ALL.search(state.folded, max(0, match.start() - 4), match.start()):
            continue  # 全省高新区达到9家
        cover = covering(state, *match.span())
        if among_classes(state, *match.span()):
            continue  # 种植大户、家庭农场和合作社: one more class
        if cover is not None and cover.type == "Category" and cover.text == match.group():
            state.mentions.remove(cover)
            cover = None
        if (
            cover is None
            and names_words.starts_word(state, match.start())
            and names_words.ends_word(state, match.end())
        ):
            new.append(again(state, match.span(), whole, "tail"))
    settle(state, new)


def publisher(state: State, rules: dict[str, Any], target: dict[str, Any]) -> Mention | None:
    """Return the body that printed the article where that is one of the kind meant (a university's own news)."""
    name = state.article.publisher
    for entry in state.lexicon.gazetteer.get(name) if name else []:
        if entry.type == target["type"] and entry.kind in target["kinds"]:
            return Mention(0, 0, "", entry.type, entry.kind, entry.name, "publisher", entry.place, entry.parent)
    for kind, pattern in rules["printed_by"].items():
        printed = re.match(pattern, name or "") if kind in target["kinds"] else None
        if printed is None or target["type"] != "Institution":
            continue
        known = [e for e in state.lexicon.gazetteer.get(printed[1]) if e.type == "Institution"]
        whole, place = (known[0].name, known[0].place) if known else (printed[1], None)
        return Mention(0, 0, "", "Institution", kind, whole, "publisher", place)
    return None


def committees(state: State) -> list[Mention]:
    """Return the bare 管委会 and 党工委 as those of the zone, or the place, that the text spoke of last."""
    found, endings = [], state.lexicon.table("anaphora")["shortened"]["Zone"]
    of_zone = re.compile(f"(?P<zone>{any_of(endings)})(?P<body>管委会|管理委员会|党工委|工作委员会)")
    for body in state.mentions:
        said = of_zone.fullmatch(body.name) if body.type == "Institution" else None
        if said is None:
            continue
        before = [m for m in (*state.mentions, *state.nested) if m.type == "Zone" and m.end <= body.start]
        fitting = [m for m in before if re.search(f"(?:{said['zone']}|{endings[said['zone']]})$", m.name)]
        ranked = Counter(m.name for m in fitting or before).most_common(2)
        if len(ranked) == 1 or (fitting and len(ranked) > 1 and ranked[0][1] > ranked[1][1]):
            # 高新区管委会, in an article on one such zone
            zone = next(m for m in before if m.name == ranked[0][0])
            party = said["body"].endswith(("党工委", "工作委员会"))
            body.name = f"中国共产党{zone.name}工作委员会" if party else f"{zone.name}管理委员会"
            body.place = zone.place
    for match in re.finditer("管委会|党工委", state.folded):
        if covering(state, *match.span()) is not None:
            continue
        tail, kind = ("管理委员会", "local_government") if match.group() == "管委会" else ("工作委员会", "party_body")
        named = [m for m in state.mentions if m.type == "Institution" and m.name.endswith(tail)]
        inside = [m for m in (*state.mentions, *state.nested) if m.type == "Zone" and m.end <= match.start()]
        zones = sorted(inside, key=lambda m: m.end)
        if len({m.name for m in named}) == 1:
            name, place = named[0].name, named[0].place
        elif zones:
            name, place = ("中国共产党" if kind == "party_body" else "") + zones[-1].name + tail, zones[-1].place
        else:
            continue
        found.append(make(state, *match.span(), "Institution", kind, name, rule="committee", place=place))
    return found


def own_words(state: State, rules: dict[str, Any]) -> list[Mention]:
    """Return the words by which a quotation speaks of the speaker's own body (“…为我公司提供授信。”甲公司董事长某某说)."""
    found = []
    for quoted in quotations(state, state.mentions):
        for match in rules["own"].finditer(state.folded, quoted.start, quoted.end):
            cover = covering(state, *match.span("own"))
            if cover is None:
                found.append(again(state, match.span("own"), quoted.body, "own-words"))
    return found


def phrases(state: State, rules: dict[str, Any]) -> list[Mention]:
    """Return the phrases that refer back, each with the last fitting name before it."""
    found = []
    of_type: dict[str, list[Mention]] = {}
    for mention in state.mentions:
        if mention.name:
            of_type.setdefault(mention.type, []).append(mention)
    for match in state.scan(rules["phrase"]):
        target = rules["back"][match.group()]
        kinds = target["kinds"]
        cover = covering(state, *match.span())
        noun = (
            cover is not None and cover.type == "Category" and match.start() < cover.start and cover.end == match.end()
        )
        if cover is not None and not noun:
            continue
        before = [
            m for m in of_type.get(target["type"], ()) if m.end <= match.start() and (not kinds or m.kind in kinds)
        ]
        before = acting(state, before)
        if kinds == ["university"]:  # a school of it is not 学校
            before = universities(state, before)
        if own_word := target.get("prefers"):
            before = [m for m in before if m.name and own_word in m.name] or before
        if ends := target.get("ends"):
            ended = re.compile(f"(?:{ends})$")
            inner = [m for m in state.nested if m.type == target["type"] and (not kinds or m.kind in kinds)]
            before = [m for m in before if m.name and ended.search(m.name)] or [
                m for m in inner if m.end <= match.start() and m.name and ended.search(m.name)
            ]  # 甲部乙司司长说，该部…
        own = match.group()[0] == "本" and NOTICE.search(state.article.title or "")  # whoever makes it known
        printed = publisher(state, rules, target) if not before or match.group() in OWN_SCHOOL else None
        whole = printed or (of_headline(state, match.start(), before) or before[0 if own else -1] if before else None)
        if whole is not None:
            if cover is not None:  # 该 + 银行, which is no class here
                state.mentions.remove(cover)
            found.append(again(state, match.span(), whole, "refers-back"))
    return found
