"""Which predicted article answers which gold article, and which predicted entity is which gold entity.

Articles are plain dicts, since gold states mentions and evidence as strings and facts state them as spans.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

Facts = dict[str, Any]
FACTS = ("relations", "flows", "observations")
ROLES = ("provider", "via", "recipient")
GRAM = 8  # characters of evidence that have to agree in a row
_PUNCTUATION = str.maketrans("(),:;!?“”‘’\"'", "（），：；！？＂＂＇＇＂＇")


def squeeze(text: str | None) -> str:
    """Return the text without white space, and with one form of the marks that printings vary."""
    return "".join((text or "").split()).translate(_PUNCTUATION)


def wording(fact: Facts) -> str:
    """Return the words of a fact's evidence, in whichever form it is given."""
    evidence = fact.get("evidence") or ""
    parts = evidence if isinstance(evidence, list) else [evidence]
    return "".join((part.get("text") or "") if isinstance(part, dict) else part for part in parts)


def grams(article: Facts) -> set[str]:
    """Return the runs of characters by which an article is recognised: of its evidence, text, title."""
    own = (article.get("first_words") or "") + (article.get("text") or "") + (article.get("title") or "")
    texts = [squeeze(own)] + [squeeze(wording(fact)) for kind in FACTS for fact in article.get(kind, [])]
    return {text[at : at + GRAM] for text in texts for at in range(len(text) - GRAM + 1)}


@dataclass(slots=True)
class Pairs:
    """The outcome of pairing: gold (several that fell into one predicted article are joined) with what answers it."""

    matched: list[tuple[Facts, Facts]] = field(default_factory=list)
    spare: list[Facts] = field(default_factory=list)  # predicted from the same pages, nobody's counterpart
    found: int = 0  # gold articles found whole and alone
    wanted: int = 0
    given: int = 0

    @property
    def unpaired(self) -> list[str]:
        """Return the names of the gold articles that nothing answers."""
        return [gold.get("article", "?") for gold, answer in self.matched if not answer]


def pair(gold: Iterable[Facts], predicted: list[Facts]) -> Pairs:
    """Pair every gold article with the predicted one that shares most of its evidence, two runs of characters at least."""
    wanted = list(gold)
    holders: dict[str, set[int]] = defaultdict(set)
    for number, article in enumerate(predicted):
        for gram in grams(article):
            holders[gram].add(number)
    groups: dict[int, list[Facts]] = defaultdict(list)
    complete: Counter[int] = Counter()
    copies: set[int] = set()
    alone: list[Facts] = []
    for article in wanted:
        mine = grams(article)
        votes = Counter(number for gram in mine for number in holders.get(gram, ()))
        best, count = votes.most_common(1)[0] if votes else (-1, 0)
        if article.get("duplicate_of"):
            copies |= {best} if count >= 2 else set()
        elif count >= 2:
            groups[best].append(article)
            complete[best] += count >= 0.8 * len(mine)
        else:
            alone.append(article)
    pages = {_page(article) for article in wanted}
    pairs = Pairs(
        [(join(group), predicted[number]) for number, group in groups.items()] + [(article, {}) for article in alone]
    )
    pairs.spare = [
        a
        for n, a in enumerate(predicted)
        if n not in groups and n not in copies and Path(a.get("source") or "").stem in pages
    ]
    pairs.found = sum(len(group) == 1 and complete[number] == 1 for number, group in groups.items())
    pairs.wanted = len(alone) + sum(map(len, groups.values()))
    pairs.given = len(groups) + len(pairs.spare)
    return pairs


def _page(article: Facts) -> str:
    return Path(article.get("source") or article["article"]).stem


def join(group: list[Facts]) -> Facts:
    """Return several gold articles as one; entities of one type and name become one."""
    whole: Facts = {
        "article": "+".join(a.get("article", "?") for a in group),
        "entities": [],
        **{kind: [] for kind in FACTS},
    }
    if len(group) == 1:
        whole |= {key: group[0].get(key) for key in ("title", "date", "publisher")}
    known: dict[tuple[str, str], Facts] = {}
    for article in group:
        renamed: dict[Any, Any] = {}
        for entity in article.get("entities", []):
            key = (entity["type"], squeeze(entity["name"]))
            if key in known:
                known[key]["mentions"] += entity.get("mentions", [])
            else:
                known[key] = {**entity, "id": f"G{len(known)}", "mentions": list(entity.get("mentions", []))}
                whole["entities"].append(known[key])
            renamed[entity["id"]] = known[key]["id"]
        whole["relations"] += [
            {**r, "head": renamed[r["head"]], "tail": renamed[r["tail"]]} for r in article.get("relations", [])
        ]
        whole["flows"] += [
            {**f, **{role: [renamed[i] for i in f.get(role, [])] for role in ROLES}} for f in article.get("flows", [])
        ]
        whole["observations"] += [
            {**o, "subject": renamed.get(o.get("subject"), o.get("subject"))} for o in article.get("observations", [])
        ]
    return whole


def names(entity: Facts) -> set[str]:
    """Return all forms under which an entity is known in its article."""
    mentions = [m if isinstance(m, str) else m.get("text") for m in entity.get("mentions", [])]
    return {squeeze(name) for name in (entity.get("name"), *mentions, *entity.get("aliases", []))} - {""}


def identify(gold: list[Facts], predicted: list[Facts]) -> dict[str, str]:
    """Map predicted entity ids to gold ones: one type and one name in common, equal canonical names before others."""
    mapping: dict[str, str] = {}
    free = list(gold)
    for same in (_same_name, _any_name):
        for candidate in predicted:
            if candidate["id"] in mapping:
                continue
            match = next((g for g in free if g["type"] == candidate["type"] and same(g, candidate)), None)
            if match is not None:
                mapping[candidate["id"]] = match["id"]
                free.remove(match)
    return mapping


def _same_name(gold: Facts, predicted: Facts) -> bool:
    return squeeze(gold["name"]) == squeeze(predicted["name"])


def _any_name(gold: Facts, predicted: Facts) -> bool:
    """Tell whether the two share a form, or, being categories, half of a form's characters."""
    mine, theirs = names(gold), names(predicted)
    if mine & theirs:
        return True
    return gold["type"] == "Category" and any(overlap(a, b) for a in mine for b in theirs)


def overlap(a: str, b: str) -> bool:
    """Tell whether two descriptions have half of their characters in common."""
    return len(set(a) & set(b)) >= 0.5 * len(set(a) | set(b))
