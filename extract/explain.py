"""Why a sentence gave the facts it gave, and not others: the lines behind `jinmai extract --explain`."""

from collections.abc import Iterable, Iterator
from typing import TypeVar

from extract.model import Rejected, Sentence, State
from graph.facts import Flow, Observation, Relation

Fact = TypeVar("Fact", Relation, Flow, Observation)
WIDTH = 60  # characters of a sentence that are shown


def explain(state: State, words: str = "") -> list[str]:
    """Return, for every sentence that has any, the facts stated (`+ rule: fact`) and the candidates rejected (`- rule: reason`).

    Only sentences that hold `words` are told of. The state has to come from `Pipeline.state(article, explain=True)`; without it nothing was kept to explain.
    """
    lines: list[str] = []
    for sentence in state.sentences:
        if words not in state.text[sentence.start : sentence.end]:
            continue
        stated = list(_stated(state, sentence))
        rejected = list(_rejected(state, sentence))
        if stated or rejected:
            lines += [
                f"{sentence.start}-{sentence.end} {_short(state.text[sentence.start : sentence.end])}",
                *stated,
                *rejected,
            ]
    return lines


def _stated(state: State, sentence: Sentence) -> Iterator[str]:
    """Yield a line for each fact whose evidence begins in the sentence."""
    names = {entity.id: entity.name for entity in state.entities}

    def parties(ids: Iterable[str]) -> str:
        return "、".join(names.get(i, i) for i in ids) or "?"

    for relation in _of(sentence, state.relations):
        title = f" ({relation.title})" if relation.title else ""
        yield f"  + {relation.rule}: {parties([relation.head])} {relation.type} {parties([relation.tail])}{title}, {relation.status}"
    for flow in _of(sentence, state.flows):
        via = f" through {parties(flow.via)}" if flow.via else ""
        yield f"  + {flow.rule}: {parties(flow.provider)} → {parties(flow.recipient)}{via}, {flow.amount_text or 'no sum'}, {flow.instrument}, {flow.status}"
    for seen in _of(sentence, state.observations):
        subject = parties([seen.subject] if seen.subject else [])
        yield f"  + {seen.rule}: {subject} {seen.measure} = {seen.value}{seen.unit or ''}, {seen.status}"


def _of(sentence: Sentence, facts: list[Fact]) -> list[Fact]:
    return [fact for fact in facts if sentence.start <= fact.evidence.start < sentence.end]


def _rejected(state: State, sentence: Sentence) -> Iterator[str]:
    """Yield a line for each candidate of the sentence that was not stated, each reason once."""
    told: set[str] = set()
    for candidate in state.rejected:
        if sentence.start <= candidate.start < sentence.end:
            line = _line(state, candidate)
            if line not in told:
                told.add(line)
                yield line


def _line(state: State, candidate: Rejected) -> str:
    about = candidate.detail or _short(state.text[candidate.start : candidate.end])
    return f"  - {candidate.what} {candidate.rule}: {candidate.reason} [{about}]"


def _short(text: str) -> str:
    text = text.strip()
    return text if len(text) <= WIDTH else f"{text[: WIDTH - 1]}…"
