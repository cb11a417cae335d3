"""A conversation with the graph: each question may go on from the one before."""

import functools
import re
import sys
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import click

from queries.answer import ask, in_context
from queries.answer_result import Answer, then
from queries.answer_talk import compared, turned_down
from queries.answer_words import phrase
from queries.compile_party import ENTITIES
from queries.names import open_names
from queries.plan import Named, Party, Plan, with_parties
from queries.question import names_said, read
from queries.question_follow import IT, may_be, named_in
from queries.question_onward import (
    changed,
    names_nobody,
    of_everything,
    of_funds,
    ranks_what_was_listed,
    said_alone,
)
from queries.question_tokens import language_of
from queries.question_turns import followed
from queries.question_two import bare
from queries.question_words import table
from queries.talk import gone_on, in_parts, joined, kept_to
from queries.talk_asked import (
    counted,
    first_told,
    lent_of_it,
    role_again,
    shifted,
    topped,
    which_kind,
    who_else,
    whose_most,
)
from queries.talk_fill import of_nothing
from queries.talk_head import head_office
from queries.talk_kind import other_kind
from queries.talk_listed import (
    demonstrated,
    each_at,
    of_the_one_told,
    of_them,
    ordinal_at,
    pointed_at,
    there_at,
    those_told,
    within_size,
)
from queries.talk_lost import alone_named, of_what_was_lost
from queries.talk_merge import bare_words
from queries.talk_topic import Topic, topic_of

EARLY = (
    head_office,
    demonstrated,
    ordinal_at,
    each_at,
    there_at,
    role_again,
    which_kind,
    other_kind,
    who_else,
    lent_of_it,
    shifted,
    whose_most,
    first_told,
    topped,
    counted,
)  # what is said of answers alone
HISTORY = Path.home() / ".cache" / "jinmai" / "chat_history"
HELP = """/evidence  the sentences behind the last answer
/explain   how the last question was read, its plan and Cypher
/save FILE keep the last answer: .csv, .xlsx or .md
/again     forget the question before
/quit      leave"""


class Chat:
    """The state of a conversation: the last plan that was understood, and the last answer."""

    def __init__(self, store: Any, *, evidence: bool = False) -> None:
        self.store = store
        self.evidence = evidence
        self.plan: Plan | None = None
        self.answer: Answer | None = None
        self.told: Answer | None = None  # the last that was understood
        self.earlier: Plan | None = None  # the plan before the last that was understood
        self.lost = False  # whether the last was not understood, and spoke of something that is not spoken of before
        self.unread: Named | None = None  # the one thing that the last named, where it was not understood

    def ask(self, question: str) -> Answer:
        """Answer a question; where it is a fragment, it changes the question before. What is not understood changes nothing."""
        if re.fullmatch(table("talk")["courtesy"], question.strip(), re.IGNORECASE) is not None:
            language = language_of(question)
            return Answer(question, language, False, phrase("courtesy", "", language))
        topic = self._topic()
        question = re.sub(table("talk")["topic_first"], r"\g<one>\g<asks>", question) if topic is not None else question
        for way in EARLY:
            if topic is not None and (one := way(self.store, question, topic)) is not None:
                return self._taken(one)
        if topic is not None and (parts := self._in_parts(question)) is not None:
            return parts
        if self.told is not None and (more := asked_besides(self.store, question, self.told)) is not None:
            more = self._of_listed(question, topic, kept_to(self.store, question, topic, more)) if topic else more
            self.plan, self.answer = more.plan, replace(more, question=question)
            if stands(self.store, more):
                self.told = more  # else what it goes on from stays what is spoken of
            return self.answer
        last = self.told.plan if self.told is not None else None
        both = compared(self.store, question, self.earlier, last) if last is not None else None
        if both is not None:
            self.answer = both
            return both
        question = of_the_listed(question, self.told)
        before = self.plan
        ranks = next((p for p in (last, self.earlier) if p is not None and next_in_rank(question, p) is not None), None)
        if ranks is not None and (ranked := next_in_rank(question, ranks)) is not None:
            question, before = ranked, ranks  # of all that were ranked, and not of the one that came first
        answer = ask(self.store, question, before=before, evidence=True)
        if not answer.rows and (said := of_the_one_listed(self.store, question, self.told)) is not None:
            other = ask(self.store, said, before=self.plan, evidence=True)
            answer = replace(other, question=question) if other.understood and other.rows else answer
        if self.lost:
            answer = in_context(self.store, answer, lost=True)
            if answer.plan is not None and of_nothing(answer.plan):
                answer = turned_down(self.store, question)  # of what was asked before, and not of everything
        if topic is not None and answer.understood:
            answer = kept_to(self.store, question, topic, answer)
        if topic is not None:
            answer = self._of_listed(question, topic, answer)
        if answer.understood:
            self.plan, self.told = the_one_ranked(self.store, answer), answer
        elif self.told is not None and (half := asked_as_a_half(self.store, question, self.told)) is not None:
            answer, self.plan, self.told = half, half.plan, half if stands(self.store, half) else self.told
        elif self.told is not None and (of_them := asked_of_several(self.store, question, self.told)) is not None:
            answer, self.plan = of_them, of_them.plan  # they go on being spoken of
        elif topic is not None and self.told is not None and (more := self._gone_on(question, topic)) is not None:
            answer, self.plan, self.told = more, the_one_ranked(self.store, more), more
        elif topic is None and (of_it := of_what_was_lost(self.store, question, self.unread, self._behind)) is not None:
            answer, self.plan, self.told = of_it, the_one_ranked(self.store, of_it), of_it
        self.answer = answer
        if answer.understood and last is not None and answer.plan != last:
            self.earlier = last
        self._lose(question, answer)
        return answer

    def _behind(self, told: Answer, question: str) -> Answer:
        """Return the answer to a follow-up behind an answer that was not given here."""
        other = Chat(self.store)
        other.plan, other.told = told.plan, told
        return other.ask(question)

    def _topic(self) -> Topic | None:
        """Return what is spoken of, or None where nothing is."""
        if self.told is None or self.plan is None:
            return None
        return topic_of(self.plan, self.told, open_names(self.store, ENTITIES))

    def _taken(self, answer: Answer) -> Answer:
        """Keep an answer as what is spoken of from now on."""
        if answer.understood and self.told is not None:
            self.earlier = self.told.plan
        self.plan, self.told, self.answer = the_one_ranked(self.store, answer), answer, answer
        self.lost, self.unread = False, None
        return answer

    def _of_listed(self, question: str, topic: Topic, answer: Answer) -> Answer:
        """Return what is known of what was listed, where an answer of what was named repeats the one before, or knows nothing."""
        if answer.understood and self.told is not None and answer.rows and answer.rows == self.told.rows:
            return of_the_one_told(self.store, question, topic) or answer
        for way in (of_the_one_told, those_told):
            if answer.understood and not answer.rows:
                other = way(self.store, question, topic)
                answer = other if other is not None and other.rows else answer
        return answer

    def _gone_on(self, question: str, topic: Topic) -> Answer | None:
        """Return the answer to a follow-up that was not understood by itself, with what was listed or spoken of before; None where it stays so."""
        assert self.told is not None
        for way in (pointed_at, of_the_one_told, of_them, within_size):
            if (answer := way(self.store, question, topic)) is not None:
                return answer
        return gone_on(self.store, question, topic, self.told)

    def _in_parts(self, question: str) -> Answer | None:
        """Return the answers to what a follow-up asks one after the other, each understood by itself or of what is spoken of; else None."""
        parts = in_parts(question)
        if not parts or read(question, open_names(self.store, ENTITIES)).plan is not None:
            return None
        other = Chat(self.store)
        other.plan, other.told, other.earlier = self.plan, self.told, self.earlier
        answers = []
        for part in parts:
            answers.append(other.ask(part))
            if not answers[-1].understood:
                return None
        self.plan, self.told, self.earlier = other.plan, other.told, other.earlier
        self.answer, self.lost = joined(answers, question), False
        return self.answer

    def _lose(self, question: str, answer: Answer) -> None:
        """Forget what was spoken of where a question names something else and is not understood: what follows may be about that."""
        if answer.understood:
            self.lost, self.unread = False, None
            return
        names = open_names(self.store, ENTITIES)
        self.unread = alone_named(question, names) or (None if names_said(question, names) else self.unread)
        said = names_said(question, names)
        things = [
            t.found for t in said if t.found is not None and t.found.label != "Place"
        ]  # are they in Beijing: of them
        named = [{option.id for option in found.options} for found in things]
        if self.told is None or self.plan is None or any(ids.isdisjoint(named_in(self.plan)) for ids in named):
            self.plan = self.told = self.earlier = None
            self.lost = True

    def command(self, line: str) -> bool:
        """Do what a line that begins with / says; returns whether to go on."""
        from queries.commands import answers

        name, _, argument = line[1:].partition(" ")
        if name in ("quit", "exit", "q"):
            return False
        if name == "again":
            self.plan = self.answer = self.told = self.earlier = self.unread = None
            self.lost = False
        elif name in ("evidence", "explain", "cypher", "save") and self.answer is None:
            click.echo("There is no answer yet.", err=True)
        elif name == "evidence" and self.answer is not None:
            answers.show(self.answer, evidence=True)
        elif name in ("explain", "cypher") and self.answer is not None:
            answers.show(self.answer, explain=True)
        elif name == "save" and self.answer is not None:
            self._save(argument.strip())
        else:
            click.echo(HELP)
        return True

    def _save(self, path: str) -> None:
        assert self.answer is not None
        if not path:
            click.echo("Error: name the file: /save FILE", err=True)
            return
        try:
            self.answer.save(path)
        except (ValueError, OSError) as error:
            click.echo(f"Error: {error}", err=True)
        else:
            click.echo(path, err=True)


def next_in_rank(question: str, before: Plan | None) -> str | None:
    """Return a follow-up that asks who comes second, third, … in what was ranked, said in full; None for another."""
    data = table("resumed")
    said = re.fullmatch(data["next_in_rank"], bare_words(question), re.IGNORECASE)
    if said is None or before is None or before.measure not in data["ranks"]:
        return None
    place = next(part for part in said.groups() if part)
    return str(data["ranks"][before.measure]["en" if place.isascii() else "zh"].format(place=place))


def of_the_listed(question: str, told: Answer | None) -> str:
    """Return a follow-up with “it” as the one that the answer before lists, where it cannot be what its question names.

    It is so where the question asks what else it does, names nothing but a place, or says “them” of one; else it is returned as it is.
    """
    data = table("halves")
    if told is None or told.plan is None or told.second is not None:
        return question
    several = re.search(data["they_alone"], question, re.IGNORECASE) is not None
    pronoun = data["they_alone"] if several else data["it_alone"]
    if len(re.findall(pronoun, question, re.IGNORECASE)) != 1:
        return question
    named = named_in(told.plan)
    places = bool(named) and all(e.label == "Place" for e in named.values())
    slot = told.plan.asked[0] if len(told.plan.asked) == 1 else ""
    column = "name" if slot == "party" else slot
    said = re.search(pronoun, question, re.IGNORECASE)
    other = said is not None and bool(named) and not any(may_be(said.group(), e) for e in named.values())
    meant = several or places or other or re.search(table("resumed")["others"], question, re.IGNORECASE) is not None
    if not meant or column not in told.columns:
        return question
    listed = said_in(told, column)
    return re.sub(pronoun, listed.pop(), question, count=1, flags=re.IGNORECASE) if len(listed) == 1 else question


def of_the_one_listed(store: Any, question: str, told: Answer | None) -> str | None:
    """Return a follow-up with “it” as the one thing that the answer before lists, or None where it lists more or none.

    For where nothing is known of what its question names: which fund has the zone? how big is it?
    """
    if told is None or told.plan is None or told.second is not None or len(told.plan.asked) != 1:
        return None
    column = "name" if told.plan.asked[0] == "party" else told.plan.asked[0]
    listed = said_in(told, column) if column in told.columns else set()
    match = IT.search(question)
    if match is None or len(listed) != 1:
        return None
    name, said = listed.pop(), match.group()
    thing = read(name, open_names(store, ENTITIES)).plan
    if thing is not None and not all(may_be(said, e) for e in named_in(thing).values()):
        return None  # 该行 of a company
    own = "'s" if said.lower() == "its" else "的" if said.endswith("的") else ""
    return IT.sub(lambda _: name + own, question, count=1)


def said_in(answer: Answer, column: str) -> set[str]:
    """Return the names that a column of an answer holds."""
    at = answer.columns.index(column)
    return {str(name) for row in answer.rows for name in (row[at] if isinstance(row[at], list) else [row[at]])}


def asked_of_several(store: Any, question: str, told: Answer) -> Answer | None:
    """Return the answer to a follow-up about all that an answer tells of (where are they?), or None where it is none.

    An answer of several halves is asked each by itself; what one answer lists is asked as the second half of its question.
    """
    data = table("halves")
    if re.search(data["them"], question, re.IGNORECASE) is None:
        return None
    text = re.sub(r"^(?:and|so|then)\b,?\s*", "", question.strip(), flags=re.IGNORECASE)
    if told.second is None:
        both = ask(store, f"{told.question.rstrip('?？。. ')}, and {text}")
        return replace(both.second, question=question) if both.understood and both.second is not None else None
    named = [frozenset(named_in(part.plan)) for part in told.each() if part.plan is not None]
    if len(named) != len(set(named)) or any(len(ids) != 1 for ids in named):
        return None  # two halves about one thing: of whom more is asked is not told
    for pattern, plain in data["of_one"].items():
        text = re.sub(pattern, plain, text, flags=re.IGNORECASE)
    parts = [ask(store, text, before=part.plan) for part in told.each()]
    if not all(part.understood for part in parts):
        return None
    return replace(functools.reduce(then, parts), question=question)


def the_one_ranked(store: Any, answer: Answer) -> Plan | None:
    """Return the plan of an answer, about the one that it ranks first where it ranks those of a kind: of that one more may be asked."""
    plan = answer.plan
    if plan is None or plan.measure not in ("largest", "smallest") or len(plan.asked) != 1:
        return plan
    slot = plan.asked[0]
    party = getattr(plan.clause, slot, None)
    if not isinstance(party, Party) or len(party.entities) == 1 or slot not in answer.columns:
        return plan
    said = said_in(answer, slot)
    named = open_names(store, ENTITIES).called(said, party.labels or ENTITIES) if len(said) == 1 else ()
    if len(named) != 1:
        return plan
    one = with_parties(plan.clause, {slot: Party(entities=tuple(named))})
    return replace(plan, clause=one, asked=("flow",), measure="rows")


def asked_besides(store: Any, question: str, told: Answer) -> Answer | None:
    """Return the answer to a Chinese follow-up that names nobody, asked as a further half of the question before; None where it is none."""
    if language_of(question) != "zh" or told.plan is None or changed(question, told.plan) is not None:
        return None
    if followed(question, told.plan) is not None:
        return None
    question = re.sub(table("onward")["plural"], "分别", question)
    further = of_funds(question, told.plan)
    alone = read(question, open_names(store, ENTITIES))
    if ranks_what_was_listed(further) and further == said_alone(question):
        return None
    if not names_nobody(list(alone.tokens)) or not (alone.plan is None or of_everything(alone.plan)):
        return None
    whole = ask(store, f"{bare(told.question)}，{further}").each()
    if not whole[0].understood or len(whole) != len(told.each()) + 1 or whole[0].answer != told.answer:
        return None
    return whole[-1]


def asked_as_a_half(store: Any, question: str, told: Answer) -> Answer | None:
    """Return the answer to an English follow-up that names nobody, asked as a further half of the question before; None where it is none."""
    if (
        language_of(question) != "en"
        or told.plan is None
        or re.search(table("halves")["them"], question, re.IGNORECASE)
    ):
        return None
    if not names_nobody(list(read(question, open_names(store, ENTITIES)).tokens)):
        return None
    text = re.sub(r"^(?:and|so|then|but)\b,?\s*", "", question.strip(), flags=re.IGNORECASE)
    whole = ask(store, f"{bare(told.question)}, and {text}").each()
    if not whole[0].understood or len(whole) != len(told.each()) + 1 or whole[0].answer != told.answer:
        return None
    return replace(whole[-1], question=question)


def stands(store: Any, half: Answer) -> bool:
    """Whether the question of a half, as it was said whole, is understood by itself, so that more may be asked of it."""
    return half.plan is not None and read(half.question, open_names(store, ENTITIES)).plan == half.plan


def loop(chat: Chat) -> None:
    """Read lines until the input ends; Ctrl-C leaves a line, Ctrl-D the chat."""
    from queries.commands import answers

    read = _reader()
    while True:
        try:
            line = read().strip()
        except KeyboardInterrupt:
            continue
        except EOFError:
            return
        if not line:
            continue
        if line.startswith("/"):
            if not chat.command(line):
                return
            continue
        answers.show(chat.ask(line), evidence=chat.evidence)
        click.echo()


def _reader() -> Callable[[], str]:
    """Return what reads a line: with history and editing at a terminal, plainly from a pipe."""
    if not sys.stdin.isatty():
        return lambda: input()
    try:
        import atexit
        import readline

        HISTORY.parent.mkdir(parents=True, exist_ok=True)
        if HISTORY.exists():
            readline.read_history_file(HISTORY)
        readline.set_history_length(1000)
        atexit.register(readline.write_history_file, HISTORY)
    except (ImportError, OSError):
        pass
    return lambda: input("问 > ")
