"""A Chinese question of few words, in whatever order they come (是谁呀，管国创的): one thing, one verb, and what is asked.

Only for things that are acted on, and never the other way round (a fund is managed, a policy issued); a word besides leaves the question alone.
"""

from queries.question_tokens import Token
from queries.question_words import table

THINGS = ("Fund", "Program", "Policy")
IDLE = {"of", "be", "by", "in"}


def in_bag(text: str, found: list[Token]) -> str | None:
    """Return what few words ask in plain order, or None where there are others, or more than one thing."""
    named = [t for t in found if t.found is not None and not t.is_("type")]
    if len(named) != 1 or named[0].found is None or named[0].found.label not in THINGS:
        return None
    rest = [t for t in found if t is not named[0] and not _idle(t)]
    asking = [t for t in rest if t.is_("asking")]
    verbs = [t for t in rest if not t.is_("asking") and t.reading("relation") is not None]
    kinds = [t for t in rest if t.is_("type") and t not in verbs]
    nouns = [t for t in rest if t.is_("money", "size")]
    if len(asking) != 1 or len(asking) + len(verbs) + len(kinds) + len(nouns) != len(rest) or len(kinds) > 1:
        return None
    if any(word.data["labels"] != ["Institution"] for t in kinds if (word := t.reading("type")) is not None):
        return None
    if _subject(text, named[0], verbs, asking[0]):
        return None
    return _said(text[named[0].start : named[0].stop], named[0].found.label, asking[0], verbs, bool(kinds), bool(nouns))


def _idle(token: Token) -> bool:
    return token.is_("stop") or any(token.is_("mark", mark) for mark in IDLE) or token.text == "归"


def _subject(text: str, name: Token, verbs: list[Token], asking: Token) -> bool:
    """Whether the thing may be who acts: 国创母基金管谁."""
    return any(name.start < verb.start < asking.start and verb.stop == asking.start for verb in verbs)


def _said(name: str, label: str, asking: Token, verbs: list[Token], kinds: bool, nouns: bool) -> str | None:
    forms = table("again")["bag"]
    keys = {word.key for t in verbs if (word := t.reading("relation")) is not None}
    if asking.is_("asking", "who", "which", "what") and len(keys) == 1 and not nouns:
        who = "哪些机构" if kinds else "谁"
        form = forms["who"].get(keys.pop(), {}).get(label)
        plain = asking.is_("asking", "who") or kinds
        return str(form).format(of=name, who=who) if form and plain else None
    if kinds:
        return None
    if asking.is_("asking", "when") and not nouns and keys <= set(forms["when"]):
        return str(forms["begun"][label]).format(of=name)
    if asking.is_("asking", "where") and not nouns and keys <= {"located", "establish"} and label == "Fund":
        return str(forms["where"]).format(of=name)
    if asking.is_("asking", "how_much") and nouns and not keys and label == "Fund":
        return str(forms["size"]).format(of=name)
    return None
