"""Step `sentences`: paragraphs, sentences and clauses by their marks; headings are sentences of their own."""

import re

from extract.layout_words import words
from extract.model import Clause, Sentence, State
from extract.text import SENTENCE_END, asides, clause_spans, sentence_spans

LONGEST_HEADING = 45  # characters of a line that is a heading although it has no number
LONGEST = 2_000  # characters of a sentence
_NUMBERED = re.compile(
    r"[一二三四五六七八九十]+、|[（(][一二三四五六七八九十\d]{1,3}[）)]|第[一二三四五六七八九十]+[章节条部]|#+\s|\d{1,2}[、．.](?!\d)"
)


def run(state: State) -> None:
    """Fill in `state.sentences`, each with its clauses; every character that is not white space at a line's end is in one."""
    start = 0
    for number, line in enumerate(state.text.split("\n")):
        end = start + len(line)
        if line.strip():
            _paragraph(state, start, end, number)
        start = end + 1


def _paragraph(state: State, start: int, end: int, number: int) -> None:
    heading = _is_heading(state, state.folded[start:end].strip(), number)
    apart = asides(state.folded, start, end)
    spans = [(start, end)] if heading else sentence_spans(state.folded, start, end, apart)
    for begin, stop in (part for span in spans for part in _cut(state.folded, *span)):
        sentence = Sentence(begin, stop, number, heading)
        cuts = clause_spans(state.folded, begin, stop, apart)
        if begin == start and not heading and cuts:
            cuts = _behind_dateline(state, cuts)
        sentence.clauses = [Clause(a, b, sentence, place) for place, (a, b) in enumerate(cuts)]
        state.sentences.append(sentence)


def _cut(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """Cut what no reader takes for one sentence at its commas: what is read grows with the square of a sentence's length."""
    parts = []
    while end - start > LONGEST:
        comma = max(text.rfind(mark, start + 1, start + LONGEST) for mark in "；;，,、")
        cut = comma + 1 if comma > start else start + LONGEST
        parts.append((start, cut))
        start = cut
    return [*parts, (start, end)]


def _behind_dateline(state: State, cuts: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """Cut the dateline off the first clause (新华社北京10月21日电（记者某某）甲公司宣布…): its words act in no clause."""
    first, end = cuts[0]
    match = words(state.lexicon).dateline.match(state.folded[first:end])
    if match is None or not match.end() or first + match.end() >= end:
        return cuts
    return [(first, first + match.end()), (first + match.end(), end), *cuts[1:]]


def _is_heading(state: State, line: str, number: int) -> bool:
    """Tell whether a line is the headline or a heading: short, without a final mark, and not an item of a list or a table."""
    if number == 0 and state.article.title:
        return True
    if "\t" in line or line[-1] in SENTENCE_END + "；;，,、：:”）)":
        return (
            bool(line)
            and line[-1] in "：:”）)"
            and len(line) <= LONGEST_HEADING
            and "。" not in line
            and "\t" not in line
        )
    return len(line) <= LONGEST_HEADING and "。" not in line and (bool(_NUMBERED.match(line)) or not line[-1].isdigit())
