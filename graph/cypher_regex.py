"""Regular expressions: what follows `=~` means what it means to Neo4j, whose engine is Java's, or is refused.

The embedded engine reads another dialect (RE2), and takes what it cannot read for what matches nothing. So an expression is
read here, and said anew in what both understand alike.
"""

import re
from dataclasses import dataclass, field

MOST_REPEATS = 1000  # of anything, its surroundings' repeats counted in: the engine takes no more
_MOST_WEIGHT = 150_000  # about as many steps of its machine as the engine has memory for
_SPACE = r"\t\n\x0B\f\r "
_NO_SPACE = r"\x00-\x08\x0E-\x1F\x21-\x{10FFFF}"
_DOT = r"[^\n\r\x{85}\x{2028}\x{2029}]"  # Java's idea of a line's end
_ESCAPES = {"t": r"\t", "n": r"\n", "r": r"\r", "f": r"\f", "a": r"\x07", "e": r"\x1B"}
_CLASSES = {
    "d": ("0-9", r"\x00-/:-\x{10FFFF}"),
    "w": ("0-9A-Za-z_", r"\x00-/:-@\[-\^`{-\x{10FFFF}"),
    "s": (_SPACE, _NO_SPACE),
}
_POSIX = {
    "Lower",
    "Upper",
    "ASCII",
    "Alpha",
    "Digit",
    "Alnum",
    "Punct",
    "Graph",
    "Print",
    "Blank",
    "Cntrl",
    "XDigit",
    "Space",
}
_SCRIPTS = {"Han", "Latin", "Greek", "Cyrillic", "Hiragana", "Katakana", "Hangul", "Bopomofo", "Arabic", "Thai"}
_CATEGORY = r"L[ultmo]?|M[nce]?|N[dlo]?|P[cdseifo]?|S[mcko]?|Z[slp]?"
_CASED = {"Lu", "Ll", "Lt", "Lower", "Upper"}
_PROPERTY = re.compile(r"[pP](?:\{(?P<name>[^{}]*)\}|(?P<letter>[A-Z]))")
_REPEAT = re.compile(r"\{(?P<least>\d+)(?P<comma>,(?P<most>\d*))?\}")
_HEAVY = 700


class RegexError(ValueError):
    """An expression that is not run; `what` names the construct, `instead` what to write."""

    def __init__(self, what: str, instead: str) -> None:
        super().__init__(f"{what}: {instead}")
        self.what, self.instead = what, instead


@dataclass(slots=True)
class _Made:
    """What has been said of a part: its text, how heavy it is, and the most repeats within it."""

    text: str = ""
    weight: int = 0
    repeats: int = 1


@dataclass(slots=True)
class _Group:
    """An open group: what stands in it, and what holds outside of it."""

    opening: str = ""
    folded: bool = False
    dotall: bool = False
    parts: list[_Made] = field(default_factory=list)
    repeatable: bool = False  # whether a quantifier may follow


def engine_regex(written: str) -> str:
    """Return Java's expression as the embedded engine reads it; raises `RegexError` for what it cannot run alike."""
    return _Reader(written).read()


class _Reader:
    def __init__(self, text: str) -> None:
        self.text, self.at = text, 0
        self.groups = [_Group()]
        self.folded = self.dotall = False

    @property
    def group(self) -> _Group:
        return self.groups[-1]

    def read(self) -> str:
        while self.at < len(self.text):
            self._piece(self.text[self.at])
        if len(self.groups) > 1:
            raise RegexError("a group that is not closed", "write ) at its end, or \\\\( for the sign")
        made = _joined(self.group.parts)
        if made.weight > _MOST_WEIGHT:
            raise RegexError("a regular expression with so many repeats", "repeat less")
        return made.text

    def _piece(self, sign: str) -> None:
        self.at += 1
        match sign:
            case "\\":
                self._escape()
            case "[":
                self._add(self._class(), 20)
            case "(":
                self._open()
            case ")":
                self._close()
            case "|" | "^":
                self._plain(sign)
            case "$":
                self._end()
            case "*" | "+" | "?" | "{":
                self._repeat(sign)
            case ".":
                self._add(r"[\x00-\x{10FFFF}]" if self.dotall else _DOT, 40)
            case _:
                self._character(sign)

    def _add(self, text: str, weight: int = 4) -> None:
        self.group.parts.append(_Made(text, weight))
        self.group.repeatable = True

    def _plain(self, sign: str) -> None:
        self.group.parts.append(_Made(sign, 1))
        self.group.repeatable = False

    def _character(self, sign: str) -> None:
        if self.folded and sign.isascii() and sign.isalpha():
            self._add(f"[{sign.upper()}{sign.lower()}]")
        else:
            self._add(_quoted(sign))

    def _end(self) -> None:
        rest = self.text[self.at :]
        if rest.strip(")") and not (len(self.groups) == 1 and rest.startswith("|")):
            raise RegexError("$ but at the end", "leave it out: =~ is about the whole text")
        self._plain("$")

    def _escape(self) -> None:
        if self.at == len(self.text):
            raise RegexError("a backslash at the end", "write four for the sign")
        sign = self.text[self.at]
        if sign == "Q":
            stop = self.text.find("\\E", self.at)
            stop = len(self.text) if stop < 0 else stop
            for character in self.text[self.at + 1 : stop]:
                self._character(character)
            self.at = stop + 2
            return
        heavy = sign in "pP"
        inside, single = self._escaped()
        if single:
            self._character(single)
        else:
            self._add(f"[{inside}]", _HEAVY if heavy else 20)

    def _escaped(self) -> tuple[str, str]:
        """Read behind a backslash: what is said of it within brackets, and its character where it is one."""
        sign = self.text[self.at]
        if found := re.compile(r"u([0-9a-fA-F]{4})|x([0-9a-fA-F]{2})|x\{([0-9a-fA-F]{1,6})\}").match(
            self.text, self.at
        ):
            self.at = found.end()
            code = int(found[1] or found[2] or found[3], 16)
            if code > 0x10FFFF or 0xD800 <= code <= 0xDFFF:
                raise RegexError(f"\\{found[0]}", "write the character itself")
            return "", chr(code)
        if found := _PROPERTY.match(self.text, self.at):
            self.at = found.end()
            return self._property(found["name"] or found["letter"], found[0][0] == "P"), ""
        self.at += 1
        if sign in _ESCAPES:
            return _ESCAPES[sign], ""
        if sign.lower() in _CLASSES and sign.isascii():
            return _CLASSES[sign.lower()][sign.isupper()], ""
        if sign in "bB":
            raise RegexError(f"\\{sign}", "write what stands there: (^|[^a-z])")
        if sign.isascii() and sign.isalnum():
            raise RegexError(f"\\{sign}", "write the text itself" if sign.isdigit() else "write the characters in [ ]")
        return "", sign

    def _property(self, name: str, negated: bool) -> str:
        bare = re.sub(r"^(?:Is|script=|sc=|general_category=|gc=)", "", name)
        if self.folded and bare in _CASED:
            raise RegexError(f"\\p{{{name}}} with (?i)", "leave (?i) out")
        if name in _POSIX:
            return f"[:{'^' if negated else ''}{name.lower()}:]"
        categories = re.fullmatch(_CATEGORY, bare) and not name.startswith("s")
        if categories or (bare in _SCRIPTS and name != bare and not name.startswith("g")):
            return f"\\{'P' if negated else 'p'}{{{bare}}}"
        if bare in _SCRIPTS:
            raise RegexError(f"\\p{{{name}}}", f"write \\\\p{{Is{bare}}}")
        raise RegexError(f"\\p{{{name}}}", "write \\\\p{L}, \\\\p{N}, \\\\p{P}, \\\\p{Alpha} or \\\\p{IsHan}")

    def _class(self) -> str:
        """Read a class behind its bracket."""
        negated = self.text.startswith("^", self.at)
        self.at += negated
        if self.text.startswith("]", self.at):
            raise RegexError("] at the beginning of [ ]", "write \\\\]")
        parts: list[str] = []
        while not self.text.startswith("]", self.at):
            if self.at >= len(self.text):
                raise RegexError("[ that is not closed", "write ] at its end, or \\\\[ for the sign")
            inside, low = self._member()
            if self.text.startswith("-", self.at) and self.text[self.at + 1 : self.at + 2] not in ("", "]"):
                self.at += 1
                _, high = self._member()
                if not low or not high or high < low:
                    raise RegexError("a range in [ ] that is none", "write \\\\- for the sign")
                inside, low = self._range(low, high), ""
            parts.append(self._range(low, low) if low else inside)
        self.at += 1
        return f"[{'^' if negated else ''}{''.join(parts)}]"

    def _member(self) -> tuple[str, str]:
        """Read one item of a class: what is said of it, or its character."""
        if self.at >= len(self.text):
            raise RegexError("[ that is not closed", "write ] at its end, or \\\\[ for the sign")
        sign = self.text[self.at]
        if sign == "[":
            raise RegexError("[ within [ ]", "put all in one [ ], or write \\\\[ for the sign")
        if self.text.startswith("&&", self.at):
            raise RegexError("&& within [ ]", "write two conditions, joined by AND")
        self.at += 1
        if sign != "\\":
            return "", sign
        if self.at < len(self.text) and self.text[self.at] == "Q":
            raise RegexError("\\Q within [ ]", "write a backslash before each sign")
        inside, single = self._escaped() if self.at < len(self.text) else ("", "\\")
        return inside, single

    def _range(self, low: str, high: str) -> str:
        made = _quoted(low) if low == high else f"{_quoted(low)}-{_quoted(high)}"
        if self.folded:
            made += "".join(
                letter.swapcase() for letter in map(chr, range(ord("A"), ord("z") + 1)) if _between(low, letter, high)
            )
        return made

    def _open(self) -> None:
        opening, folded, dotall = "(", self.folded, self.dotall
        if self.text.startswith("?", self.at):
            rest = self.text[self.at + 1 :]
            if rest.startswith(("=", "!", "<=", "<!")):
                raise RegexError(
                    f"(?{rest[: 2 if rest[0] == '<' else 1]}…)", "write two conditions: x =~ … AND NOT x =~ …"
                )
            found = re.match(r"<[A-Za-z][A-Za-z0-9]*>|(?P<on>[is]*)(?:-(?P<off>[is]+))?(?P<end>[:)])", rest)
            if found is None:
                raise RegexError(
                    f"(?{rest[:1]}…", "groups are (…), (?:…), (?i) for a to z without regard to case, and (?s)"
                )
            self.at += 1 + found.end()
            on, off, end = found["on"] or "", found["off"] or "", found["end"]
            folded, dotall = (
                (("i" in on or self.folded) and "i" not in off),
                (("s" in on or self.dotall) and "s" not in off),
            )
            if end == ")":
                self.folded, self.dotall = folded, dotall
                self.group.repeatable = False
                return
            opening = "(?:" if end else "("
        self.groups.append(_Group(opening, self.folded, self.dotall))
        self.folded, self.dotall = folded, dotall

    def _close(self) -> None:
        if len(self.groups) == 1:
            raise RegexError(") without its (", "write \\\\) for the sign")
        done = self.groups.pop()
        self.folded, self.dotall = done.folded, done.dotall
        inner = _joined(done.parts)
        self.group.parts.append(_Made(f"{done.opening}{inner.text})", inner.weight + 4, inner.repeats))
        self.group.repeatable = True

    def _repeat(self, sign: str) -> None:
        if not self.group.repeatable:
            raise RegexError(f"{sign} behind nothing that could be repeated", f"write \\\\{sign} for the sign")
        times, text = 2, sign
        if sign == "{":
            found = _REPEAT.match(self.text, self.at - 1)
            if found is None:
                raise RegexError("{ that is no number of repeats", "write \\\\{ for the sign")
            self.at, text = found.end(), found[0]
            least, most = int(found["least"]), int(found["most"] or found["least"])
            if most < least:
                raise RegexError(text, "write the smaller number first")
            times = max(most, 1)
        last = self.group.parts[-1]
        repeats = last.repeats * times if sign == "{" else last.repeats
        if repeats > MOST_REPEATS:
            raise RegexError(f"more than {MOST_REPEATS} repeats", "repeat less, or ask for size()")
        follows = self.text[self.at : self.at + 1]
        if follows == "+":
            raise RegexError(f"{text}+, which gives nothing back,", f"write {text}")
        self.at += follows == "?"  # the least rather than the most: all the same where the whole text is meant
        self.group.parts[-1] = _Made(last.text + text, last.weight * times, repeats)
        self.group.repeatable = False


def _between(low: str, letter: str, high: str) -> bool:
    return letter.isalpha() and low <= letter <= high


def _joined(parts: list[_Made]) -> _Made:
    return _Made(
        "".join(part.text for part in parts),
        sum(part.weight for part in parts),
        max((part.repeats for part in parts), default=1),
    )


def _quoted(sign: str) -> str:
    return f"\\{sign}" if sign.isascii() and not sign.isalnum() and sign.isprintable() and sign != " " else sign
