"""Banks told by the first characters of their names alone: 工农中建四大银行, 工、农、中、建、交五大行."""

import re
from dataclasses import dataclass

from extract.entity_spans import make
from extract.lexicon import Lexicon
from extract.model import Mention, State

RULE = "initial"
FEWEST = 3  # characters; two of them stand in other words, too


@dataclass(frozen=True, slots=True)
class Initials:
    """The compiled part `initials` of `anaphora.yaml`: the run of characters with what follows it, and whose each is."""

    run: re.Pattern[str]
    banks: dict[str, str]


def compile_initials(lexicon: Lexicon) -> Initials:
    """Compile the list of a lexicon."""
    table = lexicon.table("anaphora")["initials"]
    one = "".join(table["banks"])
    return Initials(re.compile(rf"(?P<run>[{one}](?:、?[{one}]){{{FEWEST - 1},}})(?:{table['tail']})"), table["banks"])


def find(state: State) -> list[Mention]:
    """Return a mention for each bank of a run; the words behind the run belong to the last one."""
    rules = state.lexicon.built("names.initials", compile_initials)
    found: list[Mention] = []
    for match in state.scan(rules.run):
        letters = [n for n in range(*match.span("run")) if state.folded[n] != "、"]
        if len({state.folded[n] for n in letters}) < len(letters):
            continue
        for at in letters:
            entry = next(iter(state.lexicon.gazetteer.get(rules.banks[state.folded[at]])), None)
            end = match.end() if at == letters[-1] else at + 1
            if entry is not None:
                found.append(make(state, at, end, entry.type, entry.kind, entry.name, rule=RULE, place=entry.place))
    return found
