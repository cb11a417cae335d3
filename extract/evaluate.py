"""Facts against gold: how much of what annotators found was found, how much of what was found is right, by kind, label and rule.

    report = evaluate(load_gold(Path("gold")), facts)

Figures are summed over all articles before they are divided. What is counted:
  articles      gold articles found whole and alone (one predicted article has four fifths of the evidence, no other shares it)
  entities      same label, one name in common; relations: same type, both ends matched
  amounts       sums of gold flows found as flows, to half a percent; unpriced: flows without a sum, by a party in common
  flow.<role>   parties of matched flows; those of a missed flow count as missed
  observations  value and subject; obs.value the value alone; flow_or_obs sums found as either
  fields        share of matched facts with the right value; stated: F1 over the values that either side states
"""

import json
from collections import Counter, defaultdict
from collections.abc import Callable, Hashable, Iterable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from extract.evaluate_pairs import ROLES, Facts, Pairs, identify, overlap, pair, squeeze, wording

ALWAYS = {
    "flow": ("instrument", "status", "qualifier", "currency"),
    "relation": ("status",),
    "obs": ("unit", "status", "qualifier"),
}
OFTEN_EMPTY = {
    "flow": ("cumulative", "per", "period", "recipient_count", "amount_min", "condition"),
    "relation": ("period", "title"),
    "obs": ("period",),
}
KINDS = (
    "articles",
    "entities",
    "relations",
    "amounts",
    "unpriced",
    "flow.provider",
    "flow.via",
    "flow.recipient",
    "observations",
    "obs.value",
    "flow_or_obs",
)
DEFAULTS = {"status": "actual", "currency": "CNY"}
Name = Callable[[Any], Any]


@dataclass(slots=True)
class Count:
    """Hits among what gold has and what was given; precision, recall and F1 are 0 where there is nothing to divide by."""

    hit: int = 0
    gold: int = 0
    given: int = 0

    @property
    def precision(self) -> float:
        """Return the share of what was given that is right."""
        return self.hit / self.given if self.given else 0.0

    @property
    def recall(self) -> float:
        """Return the share of what gold has that was found."""
        return self.hit / self.gold if self.gold else 0.0

    @property
    def f1(self) -> float:
        """Return the harmonic mean of precision and recall."""
        total = self.precision + self.recall
        return 2 * self.precision * self.recall / total if total else 0.0

    def row(self) -> dict[str, float]:
        """Return the figures under the names that `--json` prints."""
        return {
            "precision": self.precision,
            "recall": self.recall,
            "f1": self.f1,
            "gold": self.gold,
            "predicted": self.given,
            "hit": self.hit,
        }


@dataclass(slots=True)
class Difference:
    """One fact that only one side has (`missed`, `extra`), or a field that is wrong; `article` is gold's name for the article."""

    side: str
    kind: str
    article: str
    fact: Any


@dataclass
class Report:
    """The figures of one evaluation."""

    pairs: Pairs
    counts: dict[str, Count] = field(default_factory=lambda: defaultdict(Count))
    fields: dict[str, Count] = field(default_factory=lambda: defaultdict(Count))  # hit of given; gold is not used
    rules: dict[tuple[str, str], Count] = field(default_factory=lambda: defaultdict(Count))
    differences: list[Difference] = field(default_factory=list)

    @property
    def macro(self) -> float:
        """Return the mean F1 of the relation types that gold has three times or more."""
        scores = [c.f1 for kind, c in self.counts.items() if kind.startswith("relations:") and c.gold >= 3]
        return sum(scores) / len(scores) if scores else 0.0

    def labels(self, kind: str) -> dict[str, Count]:
        """Return the counts of `entities` or `relations` by label or type."""
        return {
            k.split(":")[1]: c
            for k, c in sorted(self.counts.items())
            if k.startswith(f"{kind}:") and (c.gold or kind == "entities")
        }

    def as_dict(self) -> dict[str, Any]:
        """Return all figures as plain values, under the names that `--json` prints."""
        result: dict[str, Any] = {kind: self.counts[kind].row() for kind in KINDS}
        result["relations"]["macro"] = self.macro
        result["types"] = {k.split(":")[1]: c.f1 for k, c in sorted(self.counts.items()) if k.startswith("relations:")}
        result["labels"] = {k: c.row() for k, c in self.labels("entities").items()}
        result["right"] = {name: c.hit / c.given for name, c in sorted(self.fields.items())}
        stated = [f"{kind}.{name}" for kind, listed in OFTEN_EMPTY.items() for name in listed]
        result["stated"] = {name: self.counts[name].f1 for name in stated if self.counts[name].gold}
        result["rules"] = {
            f"{kind}/{rule}": {"right": c.hit, "given": c.given, "precision": c.precision}
            for (kind, rule), c in sorted(self.rules.items())
        }
        result["unpaired"] = self.pairs.unpaired
        result["spare"] = [article.get("title") for article in self.pairs.spare]
        return result

    def check(self, name: str, article: str, gold: Any, given: Any) -> None:
        """Count one field that always has a value."""
        self.fields[name].given += 1
        if gold == given:
            self.fields[name].hit += 1
        else:
            self.differences.append(Difference("missed", name, article, (gold, given)))

    def tally(self, kind: str, article: str, gold: Iterable[Hashable], given: Iterable[Hashable]) -> None:
        """Count two multisets of facts."""
        wanted, have = Counter(list(gold)), Counter(list(given))
        count = self.counts[kind]
        count.hit += (wanted & have).total()
        count.gold += wanted.total()
        count.given += have.total()
        self.differences += [Difference("missed", kind, article, fact) for fact in (wanted - have).elements()]
        self.differences += [Difference("extra", kind, article, fact) for fact in (have - wanted).elements()]

    def compare(self, kind: str, article: str, gold: Facts, given: Facts) -> None:
        """Compare the fields of a matched fact."""
        for name in ALWAYS[kind]:
            default = DEFAULTS.get(name)
            self.check(f"{kind}.{name}", article, gold.get(name) or default, given.get(name) or default)
        for name in OFTEN_EMPTY[kind]:
            self._stated(f"{kind}.{name}", article, gold, given, name)

    def _stated(self, label: str, article: str, gold: Facts, given: Facts, name: str) -> None:
        wanted, have = gold.get(name) or None, given.get(name) or None
        if name == "condition":  # its wording is free
            wanted, have = wanted and "said", have and "said"
        if wanted is None and have is None:
            return
        numbers = isinstance(wanted, (int, float)) and isinstance(have, (int, float))
        same = close(wanted, have) if numbers else wanted == have
        count = self.counts[label]
        count.hit += same
        count.gold += wanted is not None
        count.given += have is not None
        if not same:
            self.differences.append(Difference("missed", label, article, (wanted, have, squeeze(wording(gold))[:40])))


def close(a: Any, b: Any) -> bool:
    """Tell whether two figures agree to half a percent; nothing agrees only with nothing."""
    if a is None or b is None:
        return a is b
    a, b = float(a), float(b)
    return bool(abs(a - b) <= 0.005 * max(abs(a), abs(b)))


def load_gold(path: Path) -> list[Facts]:
    """Read gold: a folder of .json (an article or a list of them) and .jsonl files, or one such file."""
    return [article for file in (sorted(path.rglob("*.json*")) if path.is_dir() else [path]) for article in _read(file)]


def _read(file: Path) -> list[Facts]:
    text = file.read_text(encoding="utf-8")
    if file.suffix == ".jsonl":
        return [json.loads(line) for line in text.splitlines() if line.strip()]
    data = json.loads(text)
    return data if isinstance(data, list) else [data]


def evaluate(gold: list[Facts], predicted: list[Facts]) -> Report:
    """Compare predicted articles, in the JSON Lines form of facts, with gold ones."""
    report = Report(pair(gold, predicted))
    for kind in KINDS:
        report.counts[kind] = Count()
    nobody = [({"article": f"(none: {a.get('title')})"}, a) for a in report.pairs.spare]
    for wanted, given in report.pairs.matched + nobody:
        _Article(report, wanted, given).count()
    layout = report.counts["articles"]
    layout.hit, layout.gold, layout.given = report.pairs.found, report.pairs.wanted, report.pairs.given
    report.counts["flow_or_obs"].given = report.counts["flow_or_obs"].gold
    return report


class _Article:
    """One gold article and the one that answers it, under the names of gold's entities."""

    def __init__(self, report: Report, gold: Facts, given: Facts) -> None:
        self.report, self.gold, self.given = report, gold, given
        self.where: str = gold.get("article", "?")
        labels = {e["id"]: e["name"] for e in gold.get("entities", [])}
        others = {e["id"]: e["name"] for e in given.get("entities", [])}
        self.same = identify(gold.get("entities", []), given.get("entities", []))
        self.g: Name = lambda key: labels.get(key, key)
        self.p: Name = lambda key: labels[self.same[key]] if key in self.same else "?" + others.get(key, str(key))

    def count(self) -> None:
        """Add the article's facts to the report."""
        for name in ("title", "date", "publisher"):
            if self.given and self.gold.get(name):
                self.report.check(name, self.where, squeeze(self.gold[name]), squeeze(self.given.get(name)))
        self._entities()
        self._relations()
        self._flows()
        self._observations()
        self._spans()

    def _rule(self, kind: str, fact: Facts, right: bool) -> None:
        count = self.report.rules[kind, fact.get("rule") or "(none)"]
        count.given += 1
        count.hit += right

    def _entities(self) -> None:
        gold, given = self.gold.get("entities", []), self.given.get("entities", [])
        self.report.tally(
            "entities",
            self.where,
            [(e["type"], e["name"]) for e in gold],
            [(e["type"], self.p(e["id"])) for e in given],
        )
        for label in {e["type"] for e in (*gold, *given)}:
            count = self.report.counts[f"entities:{label}"]
            count.gold += sum(e["type"] == label for e in gold)
            count.given += sum(e["type"] == label for e in given)
            count.hit += sum(e["type"] == label and e["id"] in self.same for e in given)
        kinds = {e["id"]: e.get("kind") for e in gold}
        for entity in given:
            wanted = kinds.get(self.same.get(entity["id"], ""))
            if wanted:
                self.report.check("kind", self.where, wanted, entity.get("kind"))

    def _triples(self, article: Facts, name: Name) -> dict[tuple[Any, ...], Facts]:
        found: dict[tuple[Any, ...], Facts] = {}
        for relation in article.get("relations", []):
            ends = [name(relation["head"]), name(relation["tail"])]
            found.setdefault(
                (relation["type"], *(sorted(ends) if relation["type"] == "PARTNERS_WITH" else ends)), relation
            )
        return found

    def _relations(self) -> None:
        gold, given = self._triples(self.gold, self.g), self._triples(self.given, self.p)
        self.report.tally("relations", self.where, list(gold), list(given))
        for kind in {t[0] for t in (*gold, *given)}:
            count = self.report.counts[f"relations:{kind}"]
            count.gold += sum(t[0] == kind for t in gold)
            count.given += sum(t[0] == kind for t in given)
            count.hit += sum(t[0] == kind and t in given for t in gold)
        for triple, relation in given.items():
            self._rule(f"relation {triple[0]}", relation, triple in gold)
        for triple in gold.keys() & given.keys():
            self.report.compare("relation", self.where, gold[triple], given[triple])

    def _flows(self) -> None:
        free = list(self.given.get("flows", []))
        observed = list(self.given.get("observations", []))
        for kind, priced in (("amounts", True), ("unpriced", False)):
            self.report.counts[kind].given += sum((f.get("amount") is not None) is priced for f in free)
        for wanted in sorted(self.gold.get("flows", []), key=lambda f: f.get("amount") is None):
            best = self._flow(wanted, free)
            if wanted.get("amount") is not None:
                either = self.report.counts["flow_or_obs"]
                either.gold += 1
                either.hit += best is not None or take(observed, fits_value(wanted["amount"])) is not None
        self._measured(free)
        for extra in free:
            self._rule("flow", extra, False)
            kind = "unpriced" if extra.get("amount") is None else "amounts"
            self.report.differences.append(
                Difference("extra", kind, self.where, (extra.get("amount_text"), squeeze(wording(extra))[:60]))
            )
            for role in ROLES:
                self.report.tally(f"flow.{role}", self.where, (), {self.p(i) for i in extra.get(role, [])})

    def _measured(self, free: list[Facts]) -> None:
        """Count gold's measured sums of money, found as observations or as flows that answer nothing else."""
        either = self.report.counts["flow_or_obs"]
        pool = [o.get("value") for o in self.given.get("observations", [])] + [f.get("amount") for f in free]
        for observation in self.gold.get("observations", []):
            if observation.get("unit") in ("元", "美元", "CNY", "USD"):
                either.gold += 1
                either.hit += any(close(observation.get("value"), value) for value in pool if value is not None)

    def _flow(self, wanted: Facts, free: list[Facts]) -> Facts | None:
        """Find the flow that answers a gold one, the one with most parties in common, and count it."""
        roles = {role: {self.g(i) for i in wanted.get(role, [])} for role in ROLES}

        def shared(flow: Facts) -> int:
            return sum(len(roles[role] & {self.p(i) for i in flow.get(role, [])}) for role in ROLES)

        kind = "unpriced" if wanted.get("amount") is None else "amounts"
        fits = [f for f in free if close(wanted.get("amount"), f.get("amount")) and (kind == "amounts" or shared(f))]
        best = max(fits, key=shared, default=None)
        self.report.counts[kind].gold += 1
        if best is None:
            self.report.differences.append(
                Difference("missed", kind, self.where, (wanted.get("amount_text"), squeeze(wording(wanted))[:60]))
            )
        else:
            free.remove(best)
            self.report.counts[kind].hit += 1
            self._rule("flow", best, True)
            self.report.compare("flow", self.where, wanted, best)
        for role in ROLES:
            self.report.tally(f"flow.{role}", self.where, roles[role], {self.p(i) for i in (best or {}).get(role, [])})
        return best

    def _observations(self) -> None:
        wanted = [o for o in self.gold.get("observations", []) if o.get("value") is not None]
        given = [o for o in self.given.get("observations", []) if o.get("value") is not None]
        for kind in ("observations", "obs.value"):
            self.report.counts[kind].gold += len(wanted)
            self.report.counts[kind].given += len(given)
        values, free = list(given), list(given)
        self.report.counts["obs.value"].hit += sum(take(values, fits_value(w["value"])) is not None for w in wanted)
        for w in wanted:
            found = take(free, self._answers(w))
            if found is None:
                self.report.differences.append(
                    Difference(
                        "missed", "observations", self.where, (self.g(w.get("subject")), w.get("measure"), w["value"])
                    )
                )
                continue
            self.report.counts["observations"].hit += 1
            self._rule("observation", found, True)
            self.report.compare("obs", self.where, w, found)
            self.report.check(
                "obs.measure", self.where, True, overlap(squeeze(w.get("measure")), squeeze(found.get("measure")))
            )
        for extra in free:
            self._rule("observation", extra, False)
            self.report.differences.append(
                Difference(
                    "extra",
                    "observations",
                    self.where,
                    (self.p(extra.get("subject")), extra.get("measure"), extra["value"]),
                )
            )

    def _answers(self, wanted: Facts) -> Callable[[Facts], bool]:
        subject, same_value = self.g(wanted.get("subject")), fits_value(wanted["value"])
        return lambda observation: subject == self.p(observation.get("subject")) and same_value(observation)

    def _spans(self) -> None:
        text = self.given.get("text")
        for fact in (f for kind in ("relations", "flows", "observations") for f in self.given.get(kind, [])):
            evidence = fact.get("evidence")
            if text is not None and isinstance(evidence, dict):
                count = self.report.fields["spans"]
                count.given += 1
                count.hit += text[evidence.get("start", 0) : evidence.get("end", 0)] == evidence.get("text") != ""


def fits_value(value: Any) -> Callable[[Facts], bool]:
    """Return a test for observations of the value."""
    return lambda observation: close(value, observation.get("value"))


def take(pool: list[Facts], fits: Callable[[Facts], bool]) -> Facts | None:
    """Remove and return the first of the pool that fits."""
    for place, candidate in enumerate(pool):
        if fits(candidate):
            return pool.pop(place)
    return None
