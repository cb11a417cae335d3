"""Follow-ups about the head office of the branch that was spoken of: 总行还有哪些分行, what else did its head office lend."""

import re
from dataclasses import replace
from typing import Any

from queries.answer import ask
from queries.answer_head import head_or_itself
from queries.answer_result import Answer
from queries.compile_party import ENTITIES
from queries.names import open_names
from queries.question import names_said
from queries.question_tokens import language_of
from queries.question_words import table
from queries.talk_merge import bare_words
from queries.talk_tell import about
from queries.talk_topic import Topic


def head_office(store: Any, question: str, topic: Topic) -> Answer | None:
    """Return the answer to a follow-up about the head office of the one branch that was listed or named, or None.

    Where the head office was told already, it is what that means; one that asks of it without its branches is none of these.
    """
    language, data = language_of(question), table("heads")
    pointing = data["pointing"][language]
    said = bare_words(question)
    found = list(re.finditer(pointing, said, re.IGNORECASE))
    if len(found) != 1 or re.search(data["alone"], said, re.IGNORECASE):
        return None
    names = open_names(store, ENTITIES)
    if any(
        o.label == "Institution" and o.kind in ("bank", "")
        for t in names_said(question, names)
        if t.found
        for o in t.found.options
    ):
        return None  # whose head office it is, is said
    for some in (topic.listed, topic.named):
        meant = [(bank, head) for bank in some if (head := head_or_itself(bank, store, names)) is not None]
        if len(meant) != 1:
            continue
        branch, head = meant[0]
        asked = re.fullmatch(data["asked"][language].replace("<pointing>", pointing), said, re.IGNORECASE)
        if asked is not None and branch != head:
            text = data["who"][language].format(name=branch.called(language))
        else:
            text = f"{said[: found[0].start()]}{head.called(language)}{said[found[0].end() :]}"
        answer = ask(store, text)
        return about(replace(answer, question=question), question, (branch, head), names) if answer.understood else None
    return None
