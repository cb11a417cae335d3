"""Questions, Cypher, answers, and the command line. `ask(store, question)` answers in the question's language."""

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from queries.answer import ask
    from queries.answer_result import Answer

__all__ = ["Answer", "ask"]


def __getattr__(name: str) -> Any:
    """Import `ask` and `Answer` when they are first used, so that the command line starts light."""
    if name == "ask":
        from queries.answer import ask

        return ask
    if name == "Answer":
        from queries.answer_result import Answer

        return Answer
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
