"""The form of an annotated article (README.md): reads it, and says what is wrong with it, line by line."""

import re
from dataclasses import dataclass, field
from decimal import Decimal
from pathlib import Path
from typing import Any

from graph.ontology import load

Gold = dict[str, Any]
ONTOLOGY = load()
SCALE = {
    "": 1, "百": 100, "千": 1000, "万": 10**4, "十万": 10**5, "百万": 10**6, "千万": 10**7,
    "亿": 10**8, "十亿": 10**9, "百亿": 10**10, "千亿": 10**11, "万亿": 10**12,
}  # fmt: skip
CURRENCIES = {"元": "CNY", "美元": "USD", "港元": "HKD", "港币": "HKD", "欧元": "EUR", "日元": "JPY", "英镑": "GBP"}
MONEY = re.compile(
    rf"([\d,.，]+)\s*(万亿|千亿|百亿|十亿|亿|千万|百万|十万|万|千|百)?[多余]?({'|'.join(CURRENCIES)})?(?:人民币)?"
)
QUALIFIERS = ("exact", "about", "over", "under", "up_to")
ROLES = {"p": "provider", "v": "via", "r": "recipient"}
KEYS = {"min", "amount", "per", "period", "count", "cond", "currency", "title", *ROLES}


@dataclass(slots=True)
class Annotated:
    """An article's page as printed, its facts as `jinmai eval` wants gold, and what is wrong with the annotation."""

    page: str
    gold: Gold
    problems: list[str] = field(default_factory=list)


@dataclass(slots=True)
class Entry:
    """A line of facts, taken apart at its semicolons: `head ; word key=value ; @piece of the sentence`."""

    head: str
    words: list[str]
    values: dict[str, str]
    piece: str | None

    @classmethod
    def of(cls, line: str) -> "Entry":
        head, *parts = re.split(r"\s*;\s*", line)
        entry = cls(head, [], {}, None)
        for part in parts:
            if part.startswith("@"):
                entry.piece = part[1:]
            elif part.startswith("cond="):
                entry.values["cond"] = part[5:]
            else:
                for word in part.split():
                    key, equals, value = word.partition("=")
                    if equals:
                        entry.values[key] = value
                    else:
                        entry.words.append(word)
        return entry


def read(path: Path) -> Annotated:
    """Return the annotated article of a file."""
    head, _, rest = path.read_text(encoding="utf-8").partition("--- text\n")
    text, _, facts = rest.partition("--- facts\n")
    meta = dict(line.split(": ", 1) for line in head.splitlines() if ": " in line)
    return Reader(path.stem, text.strip("\n") + "\n", meta).read(facts)


def squeeze(text: str) -> str:
    """Drop all white space."""
    return "".join(text.split())


def sentences(text: str) -> list[str]:
    """Return the sentences of a page, each with its final mark."""
    found = (
        m[0].strip()
        for line in text.split("\n")
        for m in re.finditer(r"[^。！？]*[。！？]+[”’」）]*|[^。！？]+$", line)
    )
    return [sentence for sentence in found if sentence]


class Reader:
    """Reads the facts of one article, and collects what is wrong with them."""

    def __init__(self, name: str, page: str, meta: dict[str, str]) -> None:
        self.page, self.flat, self.sentences = page, squeeze(page), sentences(page)
        self.problems: list[str] = []
        self.line = 0
        self.total: int | None = None
        self.entities: dict[str, Gold] = {}
        title = meta.get("title")
        self.gold: Gold = {
            "article": name, "source": f"{name}.txt", "title": title, "date": self.printed_date(meta.get("date")),
            "publisher": self.printed(meta.get("publisher")), "authors": re.findall(r"[^,，、\s]+", meta.get("authors", "")),
            "duplicate_of": None, "entities": [], "relations": [], "flows": [], "observations": [],
        }  # fmt: skip
        if not title or squeeze(title) not in self.flat:
            self.problem("the title is not on the page")

    def printed(self, said: str | None) -> str | None:
        """Return a credit where the page prints it; what only its writer knew is not asked for."""
        return said if said and said in self.flat else None

    def printed_date(self, said: str | None) -> str | None:
        """Return the date where the page prints all of it."""
        if not said:
            return None
        year, month, day = (int(part) for part in said.split("-"))
        full = rf"{year}[年.\-/]0?{month}[月.\-/]0?{day}(?!\d)|二[〇○零]"
        return said if re.search(full, self.page) else None

    def problem(self, what: str) -> None:
        self.problems.append(f"{self.gold['article']} line {self.line}: {what}")

    def read(self, facts: str) -> Annotated:
        """Read all lines; what starts with # is a note."""
        kinds = {"E": self.entity, "R": self.relation, "F": self.flow, "O": self.observation}
        for self.line, line in enumerate(facts.splitlines(), 1):
            if not line.strip() or line.startswith("#"):
                continue
            found = kinds.get(line[0])
            if found is None or (line[0] == "E" and not re.match(r"E\d", line)):
                self.problem(f"what is {line[:20]!r}?")
            else:
                found(Entry.of(line.strip()))
        self.gold["entities"] = list(self.entities.values())
        return Annotated(self.page, self.gold, self.problems)

    def entity(self, entry: Entry) -> None:
        match = re.match(r"(E\d+)\s+(\w+)(?:/(\w+))?\s+(.+)$", entry.head)
        if match is None:
            return self.problem("an entity is: E1 Label/kind name = mention | mention")
        id_, label, kind, names = match.groups()
        kinds = ONTOLOGY.kinds(label) if label in ONTOLOGY.entity_labels else ()
        if label not in ONTOLOGY.entity_labels or (kind not in kinds if kinds else kind):
            self.problem(f"no {label}/{kind} in the ontology")
        name, _, mentions = (part.strip() for part in names.partition("="))
        name = name.strip("《》") if label == "Policy" else name
        forms = [m.strip() for m in mentions.split("|") if m.strip()] or [name]
        if name in self.flat and name not in forms:
            forms.insert(0, name)
        for form in forms:
            if squeeze(form) not in self.flat:
                self.problem(f"{form!r} is not on the page")
        self.entities[id_] = {"id": id_, "name": name, "type": label, "kind": kind, "mentions": forms}
        return None

    def known(self, ids: str) -> list[str]:
        """Return ids listed with commas, those that are entities."""
        listed = [i for i in ids.split(",") if i]
        for id_ in listed:
            if id_ not in self.entities:
                self.problem(f"{id_} is no entity")
        return [i for i in listed if i in self.entities]

    def evidence(self, entry: Entry, *forms: list[str]) -> str | None:
        """Return the sentence that holds the piece quoted, else the first that has one of each list of forms."""
        for sentence in self.sentences:
            if entry.piece in sentence if entry.piece else all(any(f in sentence for f in some) for some in forms):
                return sentence
        self.problem("no sentence says it; quote a piece of it behind ; @")
        return None

    def relation(self, entry: Entry) -> None:
        match = re.fullmatch(r"R\s+([E\d,]+)\s+(\w+)\s+([E\d,]+)", entry.head)
        if match is None or match[2] not in ONTOLOGY.stated_relations:
            return self.problem("a relation is: R E1,E2 TYPE E3")
        for head in self.known(match[1]):
            for tail in self.known(match[3]):
                labels = [self.entities[i]["type"] for i in (head, tail)]
                if not ONTOLOGY.allows(match[2], *labels):
                    self.problem(f"the ontology has no {labels[0]} {match[2]} {labels[1]}")
                ends = [self.entities[i]["mentions"] for i in (head, tail)]
                said = {
                    "status": "planned" if "planned" in entry.words else "actual",
                    "period": entry.values.get("period"),
                }
                said |= {"title": entry.values.get("title"), "evidence": self.evidence(entry, *ends)}
                self.gold["relations"].append({"head": head, "type": match[2], "tail": tail, **said})
        return None

    def flow(self, entry: Entry) -> None:
        printed = entry.head[2:].strip()
        amount, currency = None, "CNY"
        if printed != "-":
            read = MONEY.fullmatch(printed)
            if read:
                amount = Decimal(re.sub("[,，]", "", read[1])) * SCALE[read[2] or ""]
                currency = CURRENCIES[read[3] or "元"]
            amount = Decimal(entry.values["amount"]) if "amount" in entry.values else amount
            if amount is None or squeeze(printed) not in self.flat:
                self.problem(f"{printed!r} is not on the page, or needs amount=")
        elif entry.piece is None:
            self.problem("a flow without a sum needs the sentence: ; @piece")
        instruments = [w for w in entry.words if w in ONTOLOGY.values("instrument")]
        states = [w for w in entry.words if w in ONTOLOGY.values("flow_status")]
        others = set(entry.words) - {*instruments, *states, *QUALIFIERS, "cum", "slice", "total"}
        if len(instruments) != 1 or len(states) != 1 or others or set(entry.values) - KEYS:
            self.problem("a flow has one instrument, one status, and words and keys that README.md lists")
        said: Gold = {role: self.known(entry.values.get(key, "")) for key, role in ROLES.items()}
        count, low = entry.values.get("count"), entry.values.get("min")
        said |= {
            "amount": plain(amount), "amount_min": plain(Decimal(low)) if low else None,
            "amount_text": None if printed == "-" else printed,
            "qualifier": next((w for w in entry.words if w in QUALIFIERS), "exact") if amount is not None else None,
            "currency": entry.values.get("currency", currency), "instrument": next(iter(instruments), None),
            "status": next(iter(states), None), "cumulative": "cum" in entry.words, "per": entry.values.get("per"),
            "period": entry.values.get("period"), "recipient_count": int(count) if count else None,
            "condition": entry.values.get("cond"), "evidence": self.evidence(entry, [printed]),
        }  # fmt: skip
        if "total" in entry.words:
            self.total = len(self.gold["flows"])
        if "slice" in entry.words:
            said["slice_of"] = self.total
        self.gold["flows"].append(said)

    def observation(self, entry: Entry) -> None:
        match = re.fullmatch(r"O\s+(E\d+)\s+(.+?)\s*=\s*(-?[\d.]+)\s*(\S*)", entry.head)
        if match is None:
            return self.problem("an observation is: O E1 measure = 37家")
        unit = match[4]
        scale = re.match(r"(百万|千万|百亿|千亿|万亿|万|亿)(?=.)", unit)
        value = Decimal(match[3]) * (SCALE[scale[1]] if scale else 1)
        said = {"subject": next(iter(self.known(match[1])), None), "measure": match[2], "value": plain(value)}
        said |= {"unit": unit[scale.end() if scale else 0 :] or None, "period": entry.values.get("period")}
        said["qualifier"] = next((w for w in entry.words if w in QUALIFIERS), "exact")
        said["status"] = "target" if "target" in entry.words else "actual"
        said["evidence"] = self.evidence(entry, [match[3] + unit])
        self.gold["observations"].append(said)
        return None


def plain(value: Decimal | None) -> int | float | None:
    """Return a figure as JSON has it."""
    if value is None:
        return None
    return int(value) if value == value.to_integral_value() else float(value)
