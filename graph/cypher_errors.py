"""What the embedded engine says of a translated query, in terms of what was written."""

import re

from graph.cypher_functions import NEGATIVE, NO_DATE, WIDE
from graph.cypher_translate import Translated

# what stands in the engine's words → what is said instead; \1 is what was found
_SAID = (
    (
        "Cannot extract properties from STRUCT",
        "a list of maps cannot be asked for a key: UNWIND the list, then ask each map",
    ),
    (
        NEGATIVE,
        "left(), right() or substring() met a negative place or length: leave out what is too short before",
    ),
    (WIDE, "toInteger() met a number in other digits than 0 to 9: leave it out, or replace() them"),
    (rf'Given: "{NO_DATE}(.*?)"', r"'\1' is no date: 2024-01-31, 2024-01 and 2024 are"),
    (r'parsing date\. Given: "(.*?)"', r"there is no day '\1'"),
    (
        "Buffer manager exception",
        "this needs more memory than there is: name types, make paths shorter (*1..4), or ask for less",
    ),
    (
        r"given function \+\((?:(?!STRING)(\w+(?:\[\])?),STRING|STRING,(?!STRING)(\w+(?:\[\])?))\)",
        "what takes a text is given something else: write toString() around it, or leave it out",
    ),
    ("Cannot bind LIST_CONCAT", "lists of whole numbers and of fractions do not go together: write 0.0 for 0"),
    (
        r"has data type (\w+(?:\[\])?) but (\w+(?:\[\])?) was expected",
        "the columns of a UNION are of different types: make both of one",
    ),
    (r"Implicit cast is not supported", "values of different types stand for each other: make all of one type"),
    ("create a vector with ANY type", "a function is given null alone, which is of no type: write null for the whole"),
    (
        "Cannot evaluate expression with type PROPERTY",
        "startNode() and endNode() know a relationship by the name that MATCH gave it: name the ends there",
    ),
    (
        "Cannot evaluate expression with type AGGREGATE_FUNCTION",
        "a sum or count is reckoned with beside a variable that is no column: name both with WITH first",
    ),
    (
        r"Cannot bind \S+ as node pattern",
        "a node out of a list cannot be matched from: MATCH it again by its id, (n {id: x.id})",
    ),
    (r"Invalid struct field name: (\w+)", r"there is no key or property \1 here"),
    (r"Overflow exception: (.*)", r"a number goes beyond 64 bits: \1"),
    (r"(Divide|Modulo) by zero", "a number is divided by zero"),
)

# of these what the engine has no way for, and not what is wrong in the query
_LIMITS = (
    "Cannot extract properties from STRUCT",
    "Cannot evaluate expression with type PROPERTY",
    "as node pattern",
    "create a vector with ANY type",
    "Cannot bind LIST_CONCAT",
    "Invalid property name",
    "Implicit cast is not supported",
    "Invalid struct field name",
    "was expected",
    "Cannot evaluate expression with type VARIABLE",
)


def is_limit(message: str) -> bool:
    """Tell whether the engine's error is about what it has no way for, so that it may be reckoned without it."""
    return any(part in message for part in _LIMITS)


def explained(message: str, cypher: str, translated: Translated) -> str:
    """Return the engine's error about a translated query in terms of what was written."""
    for said, ours in _SAID:
        if found := re.search(said, message):
            return f"the embedded store stopped: {found.expand(ours)}"
    if translated.cypher.strip() == cypher.strip():
        return message
    return f"{message}\n(run on the embedded store as: {translated.cypher})"
