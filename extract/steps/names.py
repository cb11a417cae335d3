"""Names of institutions, zones and funds: the gazetteer, local departments, and the suffix grammar."""

import re

from extract import (
    names_brands,
    names_departments,
    names_firms,
    names_foreign,
    names_grammar,
    names_initials,
    names_levels,
    names_listed,
    names_paid,
    names_shared,
    names_units,
    names_zones,
)
from extract.entity_spans import make, settle
from extract.gazetteer import Entry, Hit
from extract.model import Mention, State
from extract.names_branches import official_branch
from extract.names_rules import OFFICES, Found, Grammar

WHOLE = (
    "集团有限责任公司",
    "集团股份有限公司",
    "集团有限公司",
    "控股集团有限公司",
    "控股有限公司",
    "控股集团",
    "股份有限公司",
    "有限责任公司",
    "有限公司",
    "集团公司",
    "集团",
    "公司",
)
# what stands between a firm's short name and its legal form and tells it from no other
TRADES = ("科技", "技术", "实业", "控股")
REPORTING = re.compile("》?[（(]?(?:(?:首席|见习|实习|全媒体)?记者|讯|消息)")  # a byline
MORE_WHOLE = ("发展有限公司", "实业有限公司", "投资有限公司", "发展股份有限公司", "实业股份有限公司")
OF_FIRM = ("分公司", "支公司", "子公司", "事业部", "总部", "办事处", "营业部", "代表处")  # parts of one legal person
CABINET = "国务院"  # 国务院国资委 names its body, not the cabinet
LONGEST_WHOLE = 12  # characters of a body's name at the start of a part's
PART = re.compile("(?:分公司|子公司|公司|支行|分行|营业部|研究[院所]|中心|[部处院])$")
SITED = ("research", "university", "other", "association")
ALL_LEVELS = re.compile("(?:[省市州县区]、|各(?:试点|项目|示范|受援|贫困)?|(?:试点|项目|示范|受援))$")
MANAGER = re.compile("私募|管理")
LEVEL_OWN = re.compile("(?:省|市|县|区|州|旗|自治区)级$")
WRITER = re.compile(
    r"(?:记者|通讯员|作者|摄影)[:：]?\s*(?:[一-鿿]{2,4}[、\s]+){0,4}(?![从自向在就据随到与和同由于对]$)[一-鿿]"
    r"[一-鿿]?(?<![从自向在就据随到与和同由于对])$"
)  # the end of a person's name follows; but 记者从 + 工行
QUOTED = re.compile("“([^“”，。；、]{1,12})$")  # a name in marks is whole
NICKNAME = re.compile("”(?:的)?(?:招牌|品牌|名片|之称|美誉|称号|标签|角色|作用|形象)")
FUND_FORM = re.compile(r"([（(]?[一二三四五六]期[）)]?)?(?:股份)?有限(?:责任)?公司")


def run(state: State) -> None:
    """Add Institution, Zone and Fund mentions to the state."""
    known = [m for hit in state.lexicon.gazetteer.find(state.folded) if (m := from_gazetteer(state, hit)) is not None]
    state.nested += [whole for m in known if (whole := whole_of(state, m)) is not None]
    zones = [m for m in known if m.type == "Zone"]
    departments = [m for m in names_departments.find(state, zones) if not of_all(state, m)]
    named = names_grammar.find(state, known + departments)
    initials = names_initials.find(state)
    named = [f for f in named if not any(f.start <= m.start < f.end for m in initials)] if initials else named
    grammar = [from_grammar(state, found) for found in named if not NICKNAME.match(state.folded, found.end)]
    more = [m for m in grammar if m.type == "Zone"]
    departments += names_departments.find(state, more) if more else []
    settle(state, initials)
    settle(state, known)
    settle(state, departments)
    settle(state, grammar)
    settle(state, names_shared.find(state))
    settle(state, names_levels.find(state) + names_foreign.find(state))
    settle(state, names_units.find(state, state.mentions))
    settle(state, names_units.budgets(state) + names_units.acting(state))
    settle(state, names_units.joint(state) + names_units.governments(state) + names_units.brief(state))
    settle(state, names_listed.find(state))
    bracketed(state)
    settle(state, names_firms.find(state))
    settle(state, names_brands.find(state))
    settle(state, names_paid.find(state))
    names_zones.widen(state)
    names_zones.tidy(state)


def bracketed(state: State) -> None:
    """Let an institute or centre keep the place in brackets that ends its name (甲大学乙研究院（嘉兴）), which its name does without."""
    places = {m.start: m for m in state.mentions if m.type == "Place" and not m.anaphor}
    for mention in state.mentions:
        opened = state.folded[mention.end : mention.end + 1] in {"（", "("}
        place = places.get(mention.end + 1) if opened and mention.rule.startswith("ending") else None
        if place is None or mention.kind not in SITED or state.folded[place.end : place.end + 1] not in {"）", ")"}:
            continue
        state.mentions.remove(place)
        state.nested.append(place)
        mention.end = place.end + 1
        mention.text = state.text[mention.start : mention.end]
        mention.place = mention.place or place.place


def of_all(state: State, mention: Mention) -> bool:
    """Tell whether a department named by its level alone is every such one (市、州、县政府; 各试点县政府)."""
    if not mention.rule.startswith(("department-placeless", "department-level", "department-other")):
        return False
    return ALL_LEVELS.search(state.folded, max(0, mention.start - 5), mention.start) is not None


def from_gazetteer(state: State, hit: Hit) -> Mention | None:
    """Return the mention of a known name; of several bearers the one where the article is."""
    entry = choose(state, hit.entries)
    if entry is None or (entry.kind == "media" and REPORTING.match(state.folded, hit.end)):
        return None
    if entry.kind == "bank" and state.folded.startswith("间", hit.end):
        return None  # 中国银行间市场
    if hit.end - hit.start <= 3 and WRITER.search(state.folded, max(0, hit.start - 24), hit.start):
        return None  # 通讯员 李京东
    level = LEVEL_OWN.search(state.folded, max(0, hit.start - 4), hit.start) if entry.name.startswith("中央") else None
    if level is not None:  # 省级财政衔接资金, beside that of the centre
        return make(state, level.start(), hit.end, entry.type, entry.kind, rule="ending:level")
    start = hit.start
    if entry.kind in ("company", "financial") and hit.end - hit.start < 7:
        start = next(
            (
                m.start
                for m in covered(state, hit.start - 3, hit.start)
                if m.end == hit.start and in_place(state, entry, m)
            ),
            start,
        )
    return make(
        state,
        hit.start,
        hit.end,
        entry.type,
        entry.kind,
        entry.name,
        rule="gazetteer",
        place=entry.place,
        parent=entry.parent,
    )


def whole_of(state: State, mention: Mention) -> Mention | None:
    """Return the mention of the body that a known name begins with and that it is a part of (科技部 in 科技部火炬中心)."""
    if not mention.parent or mention.parent == CABINET or mention.type != "Institution":
        return None
    for size in range(min(len(mention.text) - 1, LONGEST_WHOLE), 1, -1):
        head = state.folded[mention.start : mention.start + size]
        for entry in state.lexicon.gazetteer.get(head):
            if entry.name == mention.parent and entry.type == "Institution":
                span = (mention.start, mention.start + size)
                return make(
                    state,
                    *span,
                    "Institution",
                    entry.kind,
                    entry.name,
                    rule="gazetteer",
                    place=entry.place,
                    parent=entry.parent,
                )
    return None


def fund_of(found: Found) -> bool:
    """Tell whether the name is that of a company's fund, which bears the company's brand and not its full name."""
    owner = found.parent
    return found.ending.type == "Fund" and owner is not None and owner.kind in ("company", "financial")


def branded(found: Found, rest: str) -> bool:
    """Tell whether a firm's name only begins with another firm's short name, and is no part or desk of it."""
    owner = found.parent
    return (
        owner is not None
        and found.ending.type == "Institution"
        and found.ending.kind in ("company", "financial")
        and owner.kind in ("company", "financial")
        and len(owner.text) <= 4
        and len(rest) <= 8
        and PART.search(rest) is None
    )


def firm_of(found: Found) -> bool:
    """Tell whether the name is that of a company or park called after a zone, which keeps its short name (光谷金控集团)."""
    owner = found.parent
    if found.ending.type == "Zone" and owner is not None and owner.type == "Zone" and len(owner.text) < 3:
        return True
    return found.ending.hard and found.ending.type == "Institution" and owner is not None and owner.type == "Zone"


def covered(state: State, start: int, end: int) -> list[Mention]:
    """Return the places within the span."""
    return [m for m in state.mentions_in(max(0, start), end, "Place") if not m.anaphor]


def in_place(state: State, entry: Entry, place: Mention) -> bool:
    """Tell whether the gazetteer has the body in the place before its brand (北京 + 乐普医疗)."""
    return bool(entry.place) and place.name in (entry.place, state.lexicon.gazetteer.province_of(entry.place or ""))


def choose(state: State, entries: tuple[Entry, ...]) -> Entry | None:
    """Return the entry meant, by the article's place; the first where nothing tells."""
    if len(entries) == 1:
        return entries[0]
    own = set(state.levels.values())
    near = [e for e in entries if e.place in own]
    return (near or list(entries))[0] if near or len({e.type for e in entries}) == 1 else entries[0]


# what a body does to what is named behind it, and no part of that name
DOES = re.compile(
    "(?:(?:联合|携手|会同|协同|与|和)[一-鿿]{2,16}?)?(?:共同|合作|联合|规划|投资)?(?:布局|共建|合建|打造|新建|创建|筹建|拟建|扩建|设立|成立|组建|建设(?!投资|发展|集团|开发|工程|银行|管理|有限|控股|局|委|指挥|项目|用地))(?=[一-鿿]{4})"
)


def from_grammar(state: State, found: Found) -> Mention:
    """Return the mention of a name that the grammar found, with its canonical name, kind and place."""
    grammar = state.lexicon.built("names.grammar", Grammar)
    if found.ending.type == "Fund" and (opened := QUOTED.search(state.folded, max(0, found.start - 14), found.start)):
        start = opened.start(1) if state.folded[found.end : found.end + 1] == "”" else found.start
        found = Found(start, found.end, found.ending, found.place, found.parent)
    if found.parent is not None and (done := DOES.match(state.folded, found.parent.end, found.end)):
        found = Found(done.end(), found.end, found.ending, None, None)  # 甲大学联合乙集团共建丙学院
    text = state.folded[found.start : found.end]
    kind = found.ending.kind
    name = text
    if found.ending.type == "Institution" and kind in ("company", "financial"):
        kind = next((k for k, words in grammar.kinds if any(w in text for w in words)), kind)
    place = found.place.place if found.place and found.place.kind != "country" else None
    bare = state.folded[found.place.end : found.end] if found.place is not None and found.ending.type == "Zone" else ""
    whole_zone = next((e for e in state.lexicon.gazetteer.get(bare) if e.type == "Zone"), None)
    if (
        whole_zone is not None and found.place is not None and in_place(state, whole_zone, found.place)
    ):  # 北京 + 中关村…
        kind, name = whole_zone.kind, whole_zone.name
        return make(state, found.start, found.end, "Zone", kind, name, rule="gazetteer", place=whole_zone.place)
    if found.place is not None and found.place.rule == "weak-place":
        state.nested.append(found.place)
    parent = None
    if found.parent is not None:
        owner = without_form(state, found.parent.name) if found.parent.rule != "gazetteer" else None
        whole = owner.name if owner else found.parent.name
        rest = state.folded[found.parent.end : found.end]
        if rest == "母基金" and found.parent.rule == "gazetteer" and found.parent.type == "Fund":
            owner_kind, owner_name = found.parent.kind, found.parent.name  # the fund itself, beside its sub-funds
            return make(state, found.start, found.end, "Fund", owner_kind, owner_name, rule="gazetteer", place=place)
        if found.parent.type == "Fund" and MANAGER.search(whole) and FUND_FORM.fullmatch(rest):
            return make(
                state, found.start, found.end, "Institution", "financial", text, rule="fund-manager", place=place
            )
        if found.parent.type == "Fund" and (form := FUND_FORM.fullmatch(rest)):
            whole = found.parent.name + form.group(1).strip("（）()") if form.group(1) else found.parent.name
            return make(
                state, found.start, found.end, "Fund", found.parent.kind, whole, rule="fund-company", place=place
            )
        firm = found.parent.kind == "company" and found.parent.type == "Institution"
        legal = rest[2:] if firm and rest.startswith(TRADES) else rest  # 甲光 + 科技股份有限公司
        if legal in WHOLE and found.parent.rule == "gazetteer":
            return make(
                state,
                found.start,
                found.end,
                found.parent.type,
                found.parent.kind,
                found.parent.name,
                rule="full-name",
                place=found.parent.place,
                parent=found.parent.parent,
            )
        if rest in MORE_WHOLE and found.parent.rule != "gazetteer" and found.parent.text.endswith("集团"):
            name = text
        elif rest not in WHOLE and branded(found, rest):
            name = text  # 某某资本 bears a brand; that it belongs to somebody the name does not say
        elif whole.endswith("公司") and found.parent.text != whole and not rest.endswith(OF_FIRM):
            parent, name = whole, text  # 某某公益基金会 is not called by the legal name of its founder
        elif found.parent.kind == "university" and found.ending.hard and found.parent.text != found.parent.name:
            name = text  # a firm may bear a university's short name
        elif rest not in WHOLE:
            parent, name = (
                whole,
                text if found.ending.brand or fund_of(found) or firm_of(found) else whole + rest,
            )  # 广汽资本 is a name of its own
            place = place or found.parent.place
            name = official_branch(state.lexicon.gazetteer, whole, place, name)
            if found.ending.type == "Institution" and found.parent.type == "Institution":
                kind = part_kind(found, kind)
    if parent is None and (known := without_form(state, text)) is not None:
        return make(
            state,
            found.start,
            found.end,
            known.type,
            known.kind,
            known.name,
            rule="full-name",
            place=known.place,
            parent=known.parent,
        )
    return make(
        state,
        found.start,
        found.end,
        found.ending.type,
        kind,
        name,
        rule=f"ending:{found.ending.text}",
        place=place,
        parent=parent,
    )


def without_form(state: State, text: str) -> Entry | None:
    """Return the known body that the name is with its legal form (…银行股份有限公司)."""
    prefix = next((p for p in state.lexicon.gazetteer.find_places(text[:4]) if p.start == 0), None)
    if prefix is not None and (
        bank := next((e for e in state.lexicon.gazetteer.get(text[prefix.end :]) if e.kind == "bank"), None)
    ):
        return bank
    form = next((f for f in WHOLE if text.endswith(f) and len(text) > len(f) + 3), None)
    known = state.lexicon.gazetteer.get(text[: -len(form)]) if form else []
    return next((e for e in known if e.type == "Institution" and names_listed.TAG not in e.tags), None)


def part_kind(found: Found, kind: str | None) -> str | None:
    """Return the kind of a part by that of its whole: a department of a ministry is of the government, too."""
    whole = found.parent.kind if found.parent else None
    if whole == "central_government" and kind == "bank":  # 中国人民银行某省分行
        return whole
    if whole in OFFICES and kind in (
        "other",
        "association",
        "research",
        "local_government",
    ):
        return whole if found.ending.kind in ("other", "local_government") else kind
    if found.ending.text == "办事处" and whole in ("financial", "company", "bank", "association"):
        return whole  # a firm's office is none of the government
    return kind
