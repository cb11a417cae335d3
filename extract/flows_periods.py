"""When flows happened, as far as other sentences say it: on the day of the meeting that is told, since the launch of what they run through, in the year of their total."""

import re

from extract.dates_resolve import span
from extract.flows_frame import Frame
from extract.flows_times import Times
from extract.model import DateSpan, Mention, State
from graph import facts

DATED = {"compensation", "guarantee"}  # what is made good or backed has a day of its own
HAPPENED = {"actual", "committed"}
# the meeting told before, at which it happened
SCENE = re.compile(
    "(?:仪式|大会|[布介接谈动谊洽](?:会|活动)|会议|活动|论坛|峰会)(?:上|现场|期间|中)[，,]|(?:^|[。，；“”\\s])(?:会上|现场|会议现场|当场)[，,]?|(?<=委会)当场"
)
LAUNCHED = re.compile(
    "推出|设立|启动|上线|开办|发起|试点|创设|推行|开展|实施|成立|落地|创立|问世|试行|首创|开发|出台|开通|运行"
)
OWN_YEAR = 24  # characters between a year and the sum whose year it is
IN_ALL = re.compile("累计|已|共|合计|总计")
NEAR = 8  # sentences back over which a meeting's day is sought
DAY = len("2022-05-06")
SPENT = {"用于", "支持", "投向", "用于支持", "投入"}  # what a part of a sum is for
CHANNELS = ("Program", "Fund")


def put_periods(state: State, times: Times, made: list[tuple[Frame, facts.Flow]]) -> None:
    """Give flows the time that other sentences tell of them; those with a time of their own keep it."""
    at = {id(frame): flow for frame, flow in made}
    _of_whole(state, made)
    for frame, flow in made:
        if flow.status not in HAPPENED:
            continue
        if flow.period is None and frame.total is not None and id(frame.total) in at:
            flow.period = at[id(frame.total)].period
        if not flow.cumulative and (flow.period is None or len(flow.period) == len("2022")):
            flow.period = _day_of(state, times, frame, flow.period) or flow.period
        elif flow.cumulative and flow.period and "/" not in flow.period and _in_all(state, frame):
            flow.period = _since(state, frame, flow.period)
    _carry_years(made)


def _of_whole(state: State, made: list[tuple[Frame, facts.Flow]]) -> None:
    """Let the parts that a sentence only lists be of the status and time of the whole told before (…86亿元。其中，支农再贷款52亿元)."""
    for number, (frame, flow) in enumerate(made):
        sentence = frame.clause.sentence
        if flow.amount is None:
            continue
        listed = frame.verb is None and state.folded.startswith("其中", sentence.start)
        for whole, told in made[:number][::-1]:
            if whole.clause.sentence is sentence and not listed:
                _spent_of(state, (whole, told), (frame, flow))
                continue
            if not listed:
                break
            if whole.clause.sentence is sentence or whole.clause.sentence.paragraph != sentence.paragraph:
                continue
            if told.instrument == flow.instrument and (told.amount or 0) >= flow.amount:
                flow.status, flow.period = told.status, flow.period or told.period
            break


def _spent_of(state: State, whole: tuple[Frame, facts.Flow], part: tuple[Frame, facts.Flow]) -> None:
    """Let a part that the sentence of its whole says to be for something be of the whole's status (安排3亿元，其中2亿元用于甲，1亿元用于乙)."""
    (frame, flow), (before, told) = part, whole
    between = state.folded[before.money.end : frame.money.start]
    spent = frame.verb is not None and frame.verb.start >= frame.money.end and frame.verb.word in SPENT
    if (
        spent
        and "其中" in between
        and "。" not in between
        and told.amount
        and flow.amount
        and told.amount >= flow.amount
    ):
        flow.status, flow.period = told.status, flow.period or told.period


def _day_of(state: State, times: Times, frame: Frame, year: str | None) -> str | None:
    """Return the day on which a flow happened whose sentence gives none, or a year only in a name (…2022年科技创新债券)."""
    sentence, at = frame.clause.sentence, frame.money.start
    dates = [d for d in state.dates if sentence.start <= d.start < at and d.period]
    if year is not None:
        told = [d for d in dates if d.period == year]
        if not told or not all(_of_name(state, d) for d in told):
            return None
        if frame.instrument != "bond" and at - told[-1].end <= OWN_YEAR:
            return None  # 兑现2021年度科技奖补500万元: the money's own year
    days = [d for d in dates if len(str(d.period)) == DAY and not d.as_of and times.tells(d)]
    if days:
        return days[-1].period if year is not None else None
    if year is None and dates:
        return None  # it has a date that is not its own
    if SCENE.search(state.folded, max(0, sentence.start - 1), at) is None:
        return None
    first = state.sentences[max(0, state.number_of(sentence) - NEAR)].start
    days = [d for d in state.dates if first <= d.start < sentence.start and len(str(d.period)) == DAY]
    days = [d for d in days if not d.as_of]
    return days[-1].period if days else None


def _of_name(state: State, date: DateSpan) -> bool:
    """Tell whether a year is a part of what something is called (2022年科技创新债券, 2021年度优秀企业)."""
    inside = [m for m in state.mentions_in(date.start - 1, date.end + 40) if m.start <= date.start and date.end < m.end]
    return bool(inside) or (date.text.endswith("年度") and state.folded[date.end : date.end + 1] not in "，,、（(共累")


def _in_all(state: State, frame: Frame) -> bool:
    """Tell whether words between the day up to which a sum is reckoned and the sum say that it adds up what has been since."""
    start = max(frame.clause.sentence.start, frame.money.start - 40)
    return IN_ALL.search(state.folded, start, frame.money.start) is not None


def _since(state: State, frame: Frame, until: str) -> str:
    """Return the time from the launch of the product or fund to the day up to which a running total is reckoned."""
    for channel in frame.parties.get("via", []):
        first = _launched(state, channel) if channel.type in CHANNELS else None
        if first and first < until:
            return span(first, until) or until
    return until


def _launched(state: State, channel: Mention) -> str | None:
    """Return the year or month in which a product or fund was launched, None where no clause with its name tells it."""
    entity = channel.entity
    for mention in entity.mentions if entity else []:
        clause = state.clause_at(mention.start)
        if clause is None or clause.sentence.heading:
            continue
        sentence = clause.sentence
        dates = [d for d in state.dates if sentence.start <= d.start < mention.start and d.period and not d.as_of]
        dates = [d for d in dates if "/" not in str(d.period) and not d.recurring]
        if dates and LAUNCHED.search(state.folded, dates[-1].end, clause.end):
            return str(dates[-1].period)[:7]
    return None


def _carry_years(made: list[tuple[Frame, facts.Flow]]) -> None:
    """Let undated public money be of the year of the flow before it that ran through the same programme or fund."""
    years: dict[str, str] = {}
    for _, flow in made:
        channels = [i for i in flow.via if not i.startswith("Policy:")]
        if flow.period is None and flow.status == "actual" and flow.instrument not in DATED:
            flow.period = next((years[i] for i in channels if i in years), None)
        if flow.period and len(flow.period) == 4:
            years.update(dict.fromkeys([*channels, *(i for i in flow.recipient if i.startswith("Fund:"))], flow.period))
