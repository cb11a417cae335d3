"""Policies: titled documents in 《》, and the short titles that refer back to them."""

import re
from typing import Any

from extract.entity_spans import make, settle
from extract.lexicon import Lexicon
from extract.model import Mention, State
from extract.policies_plain import plain
from extract.text import in_order

TITLE = re.compile(r"《([^《》\n]{2,90})》(?:白皮书|蓝皮书)?")
INTRODUCED = re.compile(
    r"[（(][^（）()《》]{0,12}(?:简称|下称|统称)[为：:]?"
)  # between a title and what it is called for short
VERSION = re.compile(r"(?:[（(〔\[][^（）()]{1,20}[）)〕\]]|\d{4}年?版?|[\s　])+$")


def run(state: State) -> None:
    """Add Policy mentions; a short title is an anaphor of the full one that ends like it or was introduced with it."""
    rules = state.lexicon.built("policies", compile_rules)
    full: list[Mention] = []
    short: list[Mention] = []
    called_so: dict[str, str] = {}  # what a title is called for short → the title
    for match in state.scan(TITLE):
        title = match.group(1)
        core = VERSION.sub("", title)
        given = bool(full) and INTRODUCED.fullmatch(state.folded, full[-1].end, match.start()) is not None
        if given:
            called_so.setdefault(core, full[-1].name)
        named = (
            core in called_so
            or core in rules["short"]
            or is_document(core, match.group(), rules)
            or called(state, match, rules)
        )
        if core.endswith(rules["not"]) or not named:
            continue
        if (
            core in called_so
            or core in rules["short"]
            or (len(core) <= 8 and any(abridges(core, m.name) for m in full))
        ):
            short.append(make(state, match.start(), match.end(), "Policy", rule="short-title", anaphor=True))
        else:
            full.append(make(state, match.start(), match.end(), "Policy", name=title, rule="title"))
    for mention in short:
        whole = antecedent(state, mention, full)
        told = called_so.get(VERSION.sub("", mention.text.strip("《》")))
        mention.name = told or (whole.name if whole else "")
    settle(state, full + [m for m in short if m.name])
    settle(state, plain(state, full))


def compile_rules(lexicon: Lexicon) -> dict[str, Any]:
    """Compile policies.yaml."""
    table = lexicon.table("policies")
    return {
        "documents": tuple(table["documents"]),
        "not": tuple(table["not_documents"]),
        "short": frozenset(table["short"]),
        "behind": re.compile(table["behind"]),
        "before": re.compile(table["before"]),
    }


def is_document(core: str, printed: str, rules: dict[str, Any]) -> bool:
    """Tell whether a title is that of a policy, law, plan or agreement."""
    return core.endswith(rules["documents"]) or core.startswith("关于") or printed.endswith("书") or "关于" in core


def called(state: State, match: re.Match[str], rules: dict[str, Any]) -> bool:
    """Tell whether the words around a title of another form say that it is a document (印发《…》的实施意见)."""
    start, end = match.span()
    behind = rules["behind"].match(state.folded, end) is not None
    return behind and rules["before"].search(state.folded, max(0, start - 8), start) is not None


def abridges(short: str, whole: str) -> bool:
    """Tell whether the characters of a short title stand in the full one in this order."""
    return len(short) < len(whole) and in_order(short, whole)


def antecedent(state: State, mention: Mention, full: list[Mention]) -> Mention | None:
    """Return the full title meant: the one introduced right before it with 简称, else the last one that it abridges."""
    before = [m for m in full if m.start < mention.start]
    lead = state.folded[max(0, mention.start - 12) : mention.start]
    if before and ("简称" in lead or "下称" in lead):
        return before[-1]
    core = mention.text.strip("《》")
    fitting = [m for m in before if abridges(core, m.name)]
    introduced = [m for m in fitting if re.match(r"[（(](?:以下)?(?:简称|下称)", state.folded[m.end : m.end + 8])]
    return next(reversed(introduced or fitting), None)
