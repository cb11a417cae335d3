"""Names and ids in normal form: what two printings of one name share, and what keeps look-alikes apart."""

import functools
import hashlib
import re
import unicodedata

_NOT_SPOKEN = re.compile(r"[\W_]+")  # all that `str.isalnum` refuses
_PUNCTUATION = str.maketrans(
    {
        "「": "“",
        "」": "”",
        "『": "“",
        "』": "”",
        "〝": "“",
        "〞": "”",
        "—": "-",
        "–": "-",
        "―": "-",
        "‐": "-",
        "•": "·",
        "・": "·",
    }
)


@functools.lru_cache(maxsize=200_000)
def normal_name(name: str) -> str:
    """Return the form by which names are compared: full-width forms, white space, dashes and quotes do not tell apart."""
    plain = unicodedata.normalize("NFKC", name).translate(_PUNCTUATION)
    squeezed = "".join(plain.split())
    if '"' in squeezed:
        squeezed = _paired(squeezed)
    return squeezed


def _paired(text: str) -> str:
    """Turn straight double quotes into opening and closing ones by turns."""
    parts = text.split('"')
    return "".join(part + ("“”"[i % 2] if i < len(parts) - 1 else "") for i, part in enumerate(parts))


@functools.lru_cache(maxsize=200_000)
def normal_id(entity_id: str) -> str:
    """Return an entity id with its name in normal form; `Label:` and `@scope` stay."""
    label, _, rest = entity_id.partition(":")
    return f"{label}:{normal_name(rest)}"


def label_of(entity_id: str) -> str:
    """Return the label that an entity id begins with."""
    return entity_id.partition(":")[0]


def name_of(entity_id: str) -> str:
    """Return the name in an entity id, without label and scope."""
    return entity_id.partition(":")[2].partition("@")[0]


def scope_of(entity_id: str) -> str:
    """Return the scope in an entity id, empty where it has none."""
    return entity_id.partition(":")[2].partition("@")[2]


def digest(*parts: object) -> str:
    """Return a short stable hash of the parts (16 hexadecimal digits)."""
    if len(parts) == 1 and isinstance(parts[0], bytes):
        return hashlib.blake2b(parts[0], digest_size=8).hexdigest()
    return hashlib.blake2b("\x1f".join(map(str, parts)).encode(), digest_size=8).hexdigest()


def number(*parts: object) -> int:
    """Return a stable hash of the parts as a signed number of 64 bits: what stores go through faster than through strings."""
    hashed = hashlib.blake2b("\x1f".join(map(str, parts)).encode(), digest_size=8).digest()
    return int.from_bytes(hashed, "big", signed=True)


@functools.lru_cache(maxsize=4096)
def sentence_print(text: str) -> str:
    """Return what two printings of one sentence share: its letters and digits alone, hashed (8 hexadecimal digits)."""
    plain = _NOT_SPOKEN.sub("", unicodedata.normalize("NFKC", text))
    return hashlib.blake2b(plain.encode(), digest_size=4).hexdigest()
