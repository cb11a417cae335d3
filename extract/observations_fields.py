"""Status and period of an observation."""

from extract.model import DateSpan, State
from extract.observations_keep import Figure
from extract.observations_words import Words, words


def status_of(state: State, figure: Figure) -> str:
    """Return target where the words before the figure make it a goal or forecast, else actual."""
    lists = words(state)
    clause, sentence = figure.clause, figure.clause.sentence
    own = state.folded[clause.start : figure.end]
    if lists.target.search(own):
        return "target"
    if lists.done.search(own):
        return "actual"
    earlier = state.folded[sentence.start : clause.start]
    ends = [match.end() for match in lists.target.finditer(earlier)]
    return "target" if ends and not lists.done.search(earlier, ends[-1]) else "actual"


def period_of(state: State, figure: Figure) -> str | None:
    """Return the period: of the date nearest before the figure in its sentence, else of the paragraph's last running total."""
    lists = words(state)
    sentence = figure.clause.sentence
    inside = [d for d in state.dates if sentence.start <= d.start < sentence.end]
    dates = [d for d in inside if d.period and not compared(state, d, lists)]
    before = [d for d in dates if d.end <= figure.start]
    change = based(state, figure, inside, lists)
    if before:
        found = before[-1].period
        return joined(change, found) if change else found
    if dates and dates[0].start < figure.clause.end and dates[0].start >= figure.clause.start:
        return dates[0].period
    return None


def compared(state: State, date: DateSpan, lists: Words) -> bool:
    """Tell whether a date only says what is compared with (比2012年, 去年同期)."""
    before = state.folded[max(0, date.start - 8) : date.start]
    return bool(lists.compare.search(before)) or state.folded.startswith("同期", date.end)


def based(state: State, figure: Figure, dates: list[DateSpan], lists: Words) -> str | None:
    """Return the date that a change is reckoned from, where the figure's own clause names it (比2012年提高)."""
    own = state.folded[figure.clause.start : figure.start]
    if not lists.changing.search(own):
        return None
    found = [d for d in dates if figure.clause.start <= d.start and d.end <= figure.start and compared(state, d, lists)]
    return found[-1].period if found and not state.folded.startswith("同期", found[-1].end) else None


def joined(first: str, last: str | None) -> str | None:
    """Return the span from the date compared with to the date of the figure."""
    if last is None or "/" in first or "/" in last or first[:7] >= last[:7]:
        return last
    return f"{first}/{last}"
