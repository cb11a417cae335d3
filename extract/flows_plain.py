"""Turns of phrase that plain verbs and nouns of money make: 为甲公司续了贷, 捐给了乙小学, 由丙集团出资修建, 从丁银行借了钱, 是戊公司捐的."""

import re
from collections.abc import Iterator
from typing import Any

from extract.flows_turns import Turn
from extract.lexicon import any_of

# what stands where: the places of payer and payee, and the words, with the names of lists to be filled in
SHAPES = {
    "for": (
        "before",
        "inside",
        "(?:给|为|(?<![面投转])向|对|替|帮)(?P<recipient>[^，。；]{2,24}?)(?:的?[^，。；]{0,4}?)ADVERBS(?:VERBS)ENDS",
    ),
    "to": ("before", "inside", "(?:VERBS)了?(?P<recipient>(?![后前时款额金])[^，。；]{2,30}?)(?=的|[，。；]|$)"),
    "by": ("inside", "near", "由(?P<payer>[^，。；]{2,24}?)ADVERBS(?:VERBS)ENDS"),
    "from": (
        "inside",
        "near",
        "(?:从|向|找|靠|在|跟|去)(?P<payer>[^，。；]{2,20}?)(?:那里|手里|手中|处)?ADVERBS(?:VERBS)ENDS",
    ),
    "was": ("inside", "near", "(?:是|系)(?P<payer>[^，。；]{2,24}?)ADVERBS(?:VERBS)来?的(?=[，。；]|$)"),
}
AROUND = {  # the same around nouns of money
    "for": (
        "before",
        "inside",
        "(?:给|为|(?<![面投转])向|对|替|帮)(?P<recipient>[^，。；]{2,24}?)(?:的?[^，。；]{0,4}?)ADVERBS(?:GIVES)了?[^，。；\\d]{0,8}?(?:NOUNS)CLOSED",
    ),
    "disposed": (
        "before",
        "inside",
        "(?:把|将)[^，。；]{0,8}?(?:NOUNS)[^，。；\\d]{0,6}?TO(?P<recipient>[^，。；]{2,30}?)(?=的|[，。；]|$)",
    ),
    "of": (
        "inside",
        "inside",
        "(?P<payer>[^，。；的]{2,24})的[^，。；的\\d]{0,8}?(?:NOUNS)，?[^，。；\\d]{0,6}?TO(?P<recipient>[^，。；]{2,30}?)(?:头上|账上|手里|手中|名下|账户)?(?=的|[，。；]|$)",
    ),
    "from": (
        "inside",
        "near",
        "(?:从|向|找|靠|在|跟|去)(?P<payer>[^，。；]{2,20}?)(?:那里|手里|手中|处)?ADVERBS(?:GETS)了?[^，。；\\d]{0,8}?(?:NOUNS)CLOSED",
    ),
    "got": (
        "inside",
        "near",
        "(?:GETS)了?(?P<payer>[^，。；]{2,24}?)(?:发放|提供|拨付|给)?的?[^，。；\\d]{0,8}?(?:NOUNS)CLOSED",
    ),
    "with": (
        "inside",
        "beside",
        "(?:有了|靠的是|靠着?|得益于|凭着?|多亏了?|仰仗)(?P<payer>[^，。；]{2,24}?)的[^，。；\\d]{0,8}?(?:NOUNS)CLOSED",
    ),
    "signed": (
        "before",
        "inside",
        "[与同和](?P<recipient>[^，。；]{2,24}?)ADVERBS(?:SIGNS)了?[^，。；\\d]{0,8}?(?:NOUNS)CLOSED",
    ),
    "by": ("inside", "near", "(?:NOUNS)[^，。；由\\d]{0,4}由(?P<payer>[^，。；]{2,24}?)ADVERBS(?:GIVES)CLOSED"),
}
CLOSED = "(?:支持|协议|合同|资金|服务)?(?=[，。；：]|$)"


def plain(table: dict[str, Any]) -> Iterator[Turn]:
    """Yield a turn of phrase for each place in which the verbs and nouns of each row of the table can stand."""
    idle = re.compile(table["idle"])
    lists = {
        "ADVERBS": table["adverbs"],
        "ENDS": table["ends"],
        "CLOSED": CLOSED,
        "GIVES": any_of(table["gives"]),
        "GETS": any_of(table["gets"]),
        "SIGNS": any_of(table["signs"]),
        "TO": table["gives_to"],
    }
    for row in table["rows"]:
        made = [(place, shape, {"VERBS": row[place]}) for place, shape in SHAPES.items() if row.get(place)]
        if row.get("nouns"):
            made += [(f"noun {place}", shape, {"NOUNS": row["nouns"]}) for place, shape in AROUND.items()]
        for place, (payer, recipient, words), own in made:
            for name, text in {**lists, **{k: any_of(v) for k, v in own.items()}}.items():
                words = words.replace(name, text)
            yield Turn(
                words=re.compile(words),
                rule=f"{row['instrument']} {place}",
                instrument=row["instrument"],
                payer=payer,
                payers=frozenset(row["payers"]),
                recipient=recipient,
                recipients=frozenset(row["recipients"]),
                open=place == "by" and row["instrument"] == "compensation",
                idle=idle,
                names=re.compile(row["names"]) if "names" in row else None,
            )
