"""What a conversation is about: what the last question that was understood names, and what its answer lists."""

from dataclasses import dataclass

from queries.answer_result import Answer
from queries.compile_party import ENTITIES
from queries.names import Names
from queries.plan import FLOW_ROLES, LINK_SLOTS, Named, Party, Plan
from queries.question_follow import named_in
from queries.question_words import table


@dataclass(frozen=True, slots=True)
class Topic:
    """The last plan; the things that it names; those that its answer lists, in order; and all in its rows, by column.

    `parted` says that two questions were answered, so that of which of them more is said is unclear.
    """

    plan: Plan
    named: tuple[Named, ...]
    listed: tuple[Named, ...]
    rows: dict[str, tuple[Named, ...]]
    parted: bool = False

    def all(self) -> tuple[Named, ...]:
        """Return what was listed and what was named, each once."""
        return tuple({e.id: e for e in (*self.listed, *self.named)}.values())


def topic_of(plan: Plan, answer: Answer, names: Names) -> Topic:
    """Return what goes on being spoken of after an answer; `plan` is what a follow-up changes, about the one that came first where some were ranked."""
    told = answer.plan or plan
    rows: dict[str, tuple[Named, ...]] = {}
    for column in (*FLOW_ROLES, *LINK_SLOTS, "name", "subject"):
        if column not in answer.columns:
            continue
        slot = "party" if column == "name" else column
        party = getattr(told.clause, slot, None)
        labels = party.labels if isinstance(party, Party) and party.labels else ENTITIES
        at = answer.columns.index(column)
        said = [v for row in answer.rows for v in (row[at] if isinstance(row[at], list | tuple) else [row[at]]) if v]
        rows[column] = tuple(
            {
                e.id: e for e in names.called(dict.fromkeys(map(str, said)), dict.fromkeys((*labels, "Category")))
            }.values()
        )
    slot = told.asked[0] if len(told.asked) == 1 else ""
    listed = rows.get("name" if slot == "party" else slot, ())
    return Topic(plan, tuple(named_in(told).values()), listed, rows, answer.second is not None)


def fits(noun: str | None, entity: Named) -> bool:
    """Whether a thing is of the kind that a noun says (那家银行, that fund); any is where none is said."""
    if not noun:
        return True
    data = table("talk")
    noun = data["singular"].get(noun.lower(), noun.lower())
    labels = [label for label, nouns in data["nouns"].items() if noun in nouns]
    kinds = [kind for some, nouns in data["kinds"].items() if noun in nouns for kind in some.split()]
    if labels and entity.label not in labels:
        return False
    return not kinds or entity.kind in kinds or not entity.kind
