"""Whom a bare noun at a clause's start stands for: 基金由…, 公司去年…."""

from extract.clauses import Words
from extract.model import Clause, Mention, State
from extract.tokens import Tokens


def titled_firm(state: State) -> Mention | None:
    """Return the one company that the headline names: 公司 is that one, else the one that acts in the first sentence, where no other acts."""
    head = next((s for s in state.sentences if s.heading), None)
    if head is None:
        return None
    firms = [m for m in state.mentions_in(head.start, head.end, "Institution") if m.kind == "company" and m.entity]
    return firms[0] if len({m.entity.id for m in firms if m.entity}) == 1 else None


def bare_noun(
    clause: Clause, tokens: Tokens, lists: Words, named: dict[str, Mention], firm: Mention | None
) -> Mention | None:
    """Return whom a bare noun at the clause's start stands for (基金由…, 项目建成后…): the last name that ends in it, but 公司 for `firm` where given."""
    number = tokens.first(clause.start)
    for _ in range(3):
        if number + 1 >= len(tokens.starts) or tokens.starts[number + 1] >= clause.end:
            return None
        word, following, tag = tokens.words[number], tokens.words[number + 1], tokens.tags[number + 1]
        if word in named:
            if tokens.tags[number - 1][:1] == "m" and tokens.starts[number] > clause.start:
                return None  # 三家公司: not the last one alone
            acts = (
                following[0] in "由被将已拟经在对为以从由与"
                or tag[:1] in {"v", "d", "p", "t", "m", "c"}
                or following in lists.verbs
                or following in lists.led
                or following in lists.attributes
            )
            meant = firm if firm is not None and word == "公司" else named[word]
            return meant if acts and tag != "vn" else None
        if tokens.tags[number][:1] not in {"t", "d", "c", "m", "x"}:
            return None
        number += 1
    return None
