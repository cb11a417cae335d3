"""Bodies that are said not to do something, beside the classes (六大国有银行, 6家银行) that do it: a class is no body, and speaks for its own."""

import re
from collections.abc import Iterable

from queries.answer_facts import Run
from queries.answer_words import names_of, phrase
from queries.plan import Listing, Plan
from queries.question_words import table

SEVERAL = re.compile(
    r"(?:\d+|[一二两三四五六七八九十百]+)[家大个][^市省县区路].*"
)  # a name that says how many it stands for


def without_classes(ids: set[str], holding: Iterable[str], plan: Plan, run: Run) -> set[str]:
    """Return which of the ids may be said to lack what `holding` have: no classes, and no body that a class which has it takes in.

    What is left out for a class, and classes that have it without a word on which bodies they are, are told.
    """
    clause = plan.clause
    if not any(f.negated for f in plan.further) or not isinstance(clause, Listing) or clause.party.entities:
        return ids
    if clause.party.labels != ("Institution",):
        return ids
    kept = {i for i in ids if not _several(i, run)}
    having = sorted(i for i in holding if i.startswith("Category:") or _several(i, run))
    tags = {i: _tags(run.name(i, "zh")) for i in having}
    members = {i for i in kept if any(set(run.names.index.entity(i).tags) & tags[c] for c in having)}
    if members:
        classes = [c for c in having if any(set(run.names.index.entity(i).tags) & tags[c] for i in members)]
        _tell("class_holds", classes, sorted(members), plan, run)
    if open_ := [c for c in having if _several(c, run) and not tags[c]]:
        _tell("some_hold", open_, [], plan, run)
    return kept - members


def _several(id_: str, run: Run) -> bool:
    return SEVERAL.fullmatch(run.name(id_, "zh")) is not None


def _tags(name: str) -> set[str]:
    """Return the tags of the bodies that a class takes in by its name; none where no list says which these are."""
    kinds = [kind for kind in table("types").values() if kind.get("tags") and kind.get("classes")]
    return {tag for kind in kinds if any(part in name for part in kind["classes"]) for tag in kind["tags"]}


def _tell(key: str, classes: list[str], ids: list[str], plan: Plan, run: Run) -> None:
    names = {"classes": names_of(classes, run, plan.language), "names": names_of(ids, run, plan.language)}
    run.told.append(phrase("sentences", key, plan.language, **names))
