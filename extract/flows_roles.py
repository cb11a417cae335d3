"""Who gives, who gets, and through what: the parties of a flow from the clauses around its sum."""

import re
from dataclasses import dataclass

from extract.clauses import coordinated, outermost
from extract.flows_frame import Frame
from extract.lexicon import Lexicon
from extract.model import Clause, Mention, State
from extract.money_patterns import any_of

GIVERS = {"Institution", "Fund", "Zone", "Category", "Place", "Program"}
GETTERS = {"Institution", "Fund", "Zone", "Category", "Place", "Program"}
CHANNELS = {"Program", "Policy", "Fund"}


@dataclass(frozen=True, slots=True)
class RoleWords:
    """The compiled word lists of `flow_roles.yaml`."""

    recipient: re.Pattern[str]
    not_recipient: re.Pattern[str]
    provider: re.Pattern[str]
    via: re.Pattern[str]
    via_after: re.Pattern[str]
    each: re.Pattern[str]
    paired: re.Pattern[str]
    repeats: re.Pattern[str]


def role_words(lexicon: Lexicon) -> RoleWords:
    """Compile the role words of a lexicon."""
    data = lexicon.table("flow_roles")
    reach = int(data["reach"])
    gap = rf"[^，。；、：:\n]{{0,{reach}}}?$"
    return RoleWords(
        recipient=re.compile(rf"(?:{any_of(data['recipient_before'])})(?:了|到|于)?{gap}"),
        not_recipient=re.compile(any_of(data["not_recipient"])),
        provider=re.compile(rf"(?:{any_of(data['provider_before'])})[^，。；、：:\n]{{0,6}}$"),
        via=re.compile(rf"(?:{any_of(data['via_before'])})[“《]?[^，。；、：:\n]{{0,6}}$"),
        via_after=re.compile(rf"[”》]?(?:{any_of(data['via_after'])})"),
        each=re.compile(any_of(data["each"])),
        paired=re.compile(any_of(data["paired"])),
        repeats=re.compile(rf"(?:{any_of(data['repeats'])})$"),
    )


class RoleFinder:
    """Fills `frame.parties` of each flow, in text order; earlier flows of the sentence lend what later ones leave open."""

    def __init__(self, state: State) -> None:
        self.state, self.text = state, state.folded
        self.words = state.lexicon.built("flows.roles", role_words)

    def fill(self, frames: list[Frame]) -> None:
        """Give every flow its parties."""
        last: Frame | None = None
        for frame in frames:
            if frame.kind != "flow":
                continue
            frame.parties = self._parties(frame)
            if last and last.clause.sentence is frame.clause.sentence:
                self._inherit(frame, last)
            last = frame

    def _parties(self, frame: Frame) -> dict[str, list[Mention]]:
        clause = frame.clause
        role = frame.verb.meaning.role if frame.verb else None
        start = self._segment(clause, frame)
        every = [m for m in outermost(self.state.mentions_in(start, clause.sentence.end)) if m.entity is not None]
        inside = [m for m in every if m.start < clause.end]
        found: dict[str, list[Mention]] = {"provider": [], "via": [], "recipient": []}
        subject = [m for m in (clause.agents or clause.subject) if m.entity is not None]
        if frame.instrument == "fund_size":
            found["recipient"] = [frame.fund] if frame.fund and frame.fund.entity else []
            found["recipient"] = coordinated(self.state, found["recipient"][0]).mentions if found["recipient"] else []
            return found
        getting = role in ("get", "raise", "issue")
        found["recipient"] = self._after_words(inside, self.words.recipient, GETTERS, frame)
        found["provider"] = self._after_words(inside, self.words.provider, GIVERS, frame) if getting else []
        found["via"] = self._via(inside, frame)
        if not found["recipient"] and not getting:
            following = [m for m in every if m.start >= frame.money.end]
            found["recipient"] = self._after_words(following, self.words.recipient, GETTERS, frame, clause)
        self._subject(found, frame, subject, role, inside)
        return found

    def _segment(self, clause: Clause, frame: Frame) -> int:
        """Return where the part of the sentence begins that speaks of the sum: behind the last ； before it."""
        start = clause.sentence.start
        cut = self.text.rfind("；", start, frame.money.start)
        return max(start, cut + 1)

    def _after_words(self, mentions: list[Mention], pattern: re.Pattern[str], types: set[str], frame: Frame, until: Clause | None = None) -> list[Mention]:
        """Return the list of parties behind one of the words, the one nearest to the sum."""
        best: tuple[int, Mention] | None = None
        previous = 0
        for mention in mentions:
            floor = max(previous, mention.start - 24)
            previous = mention.end
            if mention.type not in types or (mention.start < frame.money.end and mention.end > frame.money.start):
                continue
            before = self.text[floor : mention.start]
            match = pattern.search(before)
            if match is None or self.words.not_recipient.search(before[max(0, match.start() - 1) :][:3]):
                continue
            distance = abs(frame.money.start - mention.start)
            if best is None or distance < best[0]:
                best = (distance, mention)
        return [m for m in coordinated(self.state, best[1]).mentions if m.entity] if best else []

    def _via(self, inside: list[Mention], frame: Frame) -> list[Mention]:
        """Return programmes, policies and funds that the money runs through."""
        found: list[Mention] = []
        low, high = self._named_span(frame)
        for mention in inside:
            if mention.type not in CHANNELS:
                continue
            before = self.text[max(frame.clause.sentence.start, mention.start - 12) : mention.start]
            named = low <= mention.start and mention.end <= high
            if named or self.words.via.search(before) or self.words.via_after.match(self.text, mention.end):
                found.append(mention)
        return found

    def _named_span(self, frame: Frame) -> tuple[int, int]:
        """Return the span of the noun phrase that names the money: between figure and noun, or verb and figure."""
        if frame.noun and frame.noun.start >= frame.money.end:
            return frame.money.end, frame.noun.end
        if frame.noun:
            return max(frame.clause.start, frame.noun.start - 20), frame.money.start
        return frame.money.start, frame.money.start

    def _subject(self, found: dict[str, list[Mention]], frame: Frame, subject: list[Mention], role: str | None, inside: list[Mention]) -> None:
        """Give the subject of the clause its role, as the verb says."""
        taken = {m.entity.id for ms in found.values() for m in ms if m.entity}
        subject = [m for m in subject if m.entity and m.entity.id not in taken]
        bodies = [m for m in subject if m.type in GIVERS]
        channels = [m for m in subject if m.type == "Policy"]
        found["via"] += channels
        if role in ("get", "raise", "issue"):
            found["recipient"] = found["recipient"] if frame.clause.agents and found["recipient"] else bodies or found["recipient"]
        elif role == "lever":
            found["via"] += [m for m in bodies if m.type in CHANNELS]
            found["provider"] = self._object(frame, inside)
        elif (role is not None or frame.noun is not None) and not found["provider"]:
            found["provider"] = bodies
        found["provider"] = [m for m in found["provider"] if m not in found["recipient"] and m not in found["via"]]

    def _object(self, frame: Frame, inside: list[Mention]) -> list[Mention]:
        """Return who stands between a leverage verb and the sum (撬动社会资本5亿元)."""
        if frame.verb is None:
            return []
        return [m for m in inside if m.start >= frame.verb.end and m.end <= frame.money.start and m.type in {"Institution", "Category"}]

    def _inherit(self, frame: Frame, last: Frame) -> None:
        """Take over from the sum before what this one, going on in the same sentence, does not say itself."""
        own = frame.parties
        if frame.listed or frame.base:
            for role in own:
                if not own[role]:
                    own[role] = list(last.parties.get(role, []))
        elif frame.instrument == last.instrument and not own["recipient"]:
            own["recipient"] = list(last.parties.get("recipient", []))
