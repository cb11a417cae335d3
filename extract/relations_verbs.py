"""The frames of relations.yaml: verbs with what acts and what is acted on, compiled once for a lexicon."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from extract.lexicon import Lexicon, any_of
from extract.model import Mention


@dataclass(frozen=True, slots=True)
class Frame:
    """One way to say a relation; see relations.yaml for what each key means."""

    rule: str
    type: str
    heads: frozenset[str]
    tails: frozenset[str]
    kinds: frozenset[str]
    object: str
    reach: int
    takes_object: bool
    whole: bool
    passive: bool


class Frames:
    """All frames of the lexicon and one pattern over their verbs."""

    def __init__(self, lexicon: Lexicon) -> None:
        table = lexicon.table("relations")
        self.by_verb: dict[str, list[Frame]] = {}
        for item in table["frames"]:
            frame = Frame(
                item["rule"],
                item["type"],
                frozenset(item["heads"]),
                frozenset(item["tails"]),
                frozenset(item.get("kinds", ())),
                item.get("object", "behind"),
                item.get("reach", 40),
                item.get("self", False),
                item.get("whole", False),
                item.get("passive", False),
            )
            for verb in item["verbs"]:
                self.by_verb.setdefault(verb, []).append(frame)
        for verb in [v for v in self.by_verb if v[-1] == "了" and v[:-1] in self.by_verb]:
            known = {f.rule for f in self.by_verb[verb]}  # 组建了 a fund, but an institute too
            self.by_verb[verb] += [f for f in self.by_verb[verb[:-1]] if f.rule not in known]
        self.pattern = re.compile(_verbs(self.by_verb, table["split"]))
        self.blocks = re.compile(any_of(table["blocks"]))
        self.hosted = re.compile(table["hosted"])
        self.hosts = re.compile(table["hosts"])
        self.rules = re.compile(table["rules"])
        self.noun_end = re.compile(table["noun_end"])
        self.alliances = re.compile(table["alliances"])
        self.joined = re.compile(table["joined"])
        self.pays = re.compile(table["pays"])
        self.only_encouraged = re.compile(table["only_encouraged"])
        self.wished = re.compile(table["wished"])
        self.wished_of = re.compile(table["wished_of"])
        self.met = re.compile(table["met"])
        self.counted_class = re.compile(table["counted_class"])
        self.other_noun = re.compile(table["other_noun"])
        self.agreed = re.compile(table["agreed"])
        self.agrees = re.compile(table["agrees"])
        self.itself = re.compile(table["itself"])
        self.own_part = re.compile(table["own_part"])
        self.is_one = re.compile(table["is_one"])
        self.doers = re.compile(table["doers"])
        self.own_nouns = re.compile(table["own_nouns"])
        self.listed = re.compile(table["listed"])
        self.applies = re.compile(table["applies"])
        self.intransitive = re.compile(table["intransitive"])
        self.leads = re.compile(table["leads"])
        self.cleft = re.compile(table["cleft"])
        self.promote = re.compile("|".join(table["promote"]))
        self.nouns = re.compile("|".join(table["verb_nouns"]))
        self._denied = re.compile("|".join(table["denied"]))

    def denied(self, text: str, floor: int, start: int) -> bool:
        """Tell whether a word right before the verb at `start`, not before `floor`, denies it."""
        return self._denied.search(text, max(floor, start - 5), start) is not None

    def only_wished(self, text: str, floor: int, heads: list[Mention], start: int) -> bool:
        """Tell whether it is only wanted that the heads do what the verb at `start` says, or by them that others do."""
        first, last = heads[0].start, heads[-1].end
        if last > start:
            return False
        before = self.wished.search(text, max(floor, first - 4), first) is not None
        return before or self.wished_of.search(text, last, start) is not None


def _verbs(verbs: Iterable[str], split: Mapping[str, str]) -> str:
    """Return a pattern for any of the verbs, the longest first.

    `split` has what must not stand before a verb: there its first character ends another word (联合设立 is no 合设). That is
    looked up once the first character fits, so that the pattern still passes over all characters that begin no verb.
    """
    heads: dict[str, list[str]] = {}
    for verb in sorted(verbs, key=len, reverse=True):
        before = split.get(verb) or split.get(verb[0], "")
        behind = f"(?<![{before}]{verb[0]})" if before else ""
        heads.setdefault(verb[0], []).append(behind + re.escape(verb[1:]))
    return "|".join(f"{re.escape(head)}(?:{'|'.join(rests)})" for head, rests in heads.items())


def frames_of(lexicon: Lexicon) -> Frames:
    """Return the compiled frames of a lexicon."""
    return lexicon.built("relations.frames", Frames)
