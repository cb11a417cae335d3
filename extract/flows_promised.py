"""Whom a rule promises money to in words that are no class: the phrase before its words of giving (院士工作站每个补助50万元)."""

import re
from dataclasses import dataclass

from extract.flows_base import PAYING, PUBLIC, ids_of, others
from extract.flows_frame import Frame
from extract.flows_parties import Parties
from extract.lexicon import Lexicon, any_of
from extract.limits import names_nothing
from extract.model import Entity, Mention
from extract.names_words import word_at, words_in

STOPS = re.compile("[，,；;：:。！？\n]")
LONGEST = 20  # characters of a description that stands in a name
FARTHEST = 60  # characters of such a phrase
JOINED = re.compile("[、和及与或，]+")
_SUM = r"[\d.,]+[万亿]*(?:美)?元"
_LEAST = f"(?:[、至到-]{_SUM})*(?:（含[^）]{{0,4}}）|[(]含[)]|及|含)?(?:以上|以下|以内)?"
AIMED = re.compile(
    "[^，。；的]{2,14}?(?:对于|对|给)(?![外接口于应照予])(?:[\\d一二三四五六七八九十两几]+[家个户名位](?:以上)?)?(?=[^，。；]{3})"
)  # 某部门对5家
LEAST = re.compile(f"{_LEAST}的")  # behind a sum that only says who qualifies: 投资1000万元以上的
SUMS = re.compile(f"{_SUM}{_LEAST}(?=的)")
NEAR = 1  # paragraphs before a rule in which it may be told who pays
BACK = 3  # pieces of a sentence that are looked back over
SINGLE = re.compile("(?:单[个家户]|同一[个家]|每一?[个家户])(?=[^，。；]{2})")  # of which one member is meant
TAIL = 4  # characters behind a list of names that only count or close it (三省, 等地)
BODIES = ("Institution", "Place", "Zone", "Fund", "Person", "Policy", "Program")
INSTRUMENTS = PAYING | {"other", "investment"}


@dataclass(frozen=True, slots=True)
class PromisedWords:
    """The compiled part `promised` of `flow_roles.yaml`."""

    gives: re.Pattern[str]
    leads: re.Pattern[str]
    opens: re.Pattern[str]
    counted: re.Pattern[str]
    never: re.Pattern[str]
    acts: re.Pattern[str]


def promised_words(lexicon: Lexicon) -> PromisedWords:
    """Compile the words of a lexicon that stand around whom a rule speaks of."""
    data = lexicon.table("flow_roles")["promised"]
    skips = "|".join(data["skips"])
    return PromisedWords(
        gives=re.compile(rf"(?:[，,]?(?:{'|'.join(data['gives'])}))+$"),
        leads=re.compile(rf"^(?:{skips}|，)*(?:{any_of(data['leads'])})"),
        opens=re.compile(rf"^(?:{skips})*"),
        counted=re.compile(data["counted"]),
        never=re.compile("|".join(data["never"])),
        acts=re.compile(data["acts"]),
    )


def promised(parties: Parties, frame: Frame, last: Frame | None) -> None:
    """Let a rule's money go to whom the words before its giving name, where what was found stands elsewhere or is only a part of that.

    The next sum of a list goes to whom `last`, the one before it, goes.
    """
    if frame.status != "rule" or frame.instrument not in INSTRUMENTS:
        return
    start = beginning(parties, frame)
    own = frame.parties
    if last is not None and start == last.money.outer_end and JOINED.fullmatch(parties.text, start, frame.money.start):
        own["recipient"] = list(last.parties["recipient"])
        return
    span = phrase(parties, frame, start)
    if span is None:
        return
    named = [m for m in own["recipient"] if m.type in BODIES]
    tail = parties.text[named[-1].end : span[1]] if named else "的"
    if (
        not tail.startswith("的")
        and span[0] <= named[-1].end <= span[1] <= named[-1].end + TAIL
        and named == own["recipient"]
    ):
        return  # 对甲、乙两省给予补助: they are named
    near = [m for m in own["recipient"] if m.start >= start and not (span[0] <= m.start and m.end < span[1])]
    if near or any(m.start == span[0] and acts(parties, m.end, span[1]) for m in own["recipient"]):
        return  # 企业首次通过认定的: the class is its subject
    ends = {span[1], span[1] - (parties.text[span[1] - 1] == "的")}  # 首次认定为高新技术企业的: the class is named
    known = [m for m in parties.within(*span, "Category", "Institution") if m.end in ends]
    if not known and any(m.end == span[1] for m in parties.within(*span, *BODIES)):
        return  # a body that gives, or a place where it holds
    taken = ids_of(own["provider"] + own["via"])
    meant = known or [described(parties, span)]
    if not set(ids_of(meant)) & set(taken):
        own["recipient"] = parties.listed(known[-1]) if known else meant


def beginning(parties: Parties, frame: Frame) -> int:
    """Return where the words begin that the sum hangs on: its sentence, or behind the sum or the ； before it."""
    sentence, at = frame.clause.sentence, frame.money.start
    ends = [
        m.outer_end
        for m in parties.state.money
        if sentence.start <= m.start and m.end <= at and not LEAST.match(parties.text, m.end)
    ]
    return max([sentence.start, parties.text.rfind("；", sentence.start, at) + 1, *ends])


def phrase(parties: Parties, frame: Frame, start: int) -> tuple[int, int] | None:
    """Return the span of the phrase: what stands right before the words of giving, or is led by 对 or ends in 的 in the pieces before."""
    words = parties.state.lexicon.built("flows.promised", promised_words)
    text = parties.text
    gives = words.gives.search(text[start : frame.money.start])
    if gives is None or not gives[0].strip("，,"):
        return None
    end = start + gives.start()
    for number in range(BACK):
        low = max([start, *(m.end() for m in STOPS.finditer(text, start, end))])
        if low > start and gives_alone(parties, low, end):
            end = low - 1  # 对获奖的单位，省科技厅给予…
            continue
        led = words.leads.match(text[low:end])
        opening = led or words.opens.match(text[low:end])
        begin = low + (opening.end() if opening else 0)
        aimed = AIMED.match(text, begin, end)
        if aimed and parties.within(aimed.end(), end, "Institution", "Place", "Zone"):
            aimed = None  # 某省还对甲公司、乙公司等5家单位: they are named
        begin = aimed.end() if aimed else begin
        led = led or aimed
        said = text[begin:end]
        near = number == 0 and (gives[0][:1] not in "，," or "的" in said or words.counted.search(gives[0]))
        if (
            2 <= len(said) <= FARTHEST
            and (led or said.endswith("的") or near)
            and not words.never.search(SUMS.sub("", said))
            and said.count("（") == said.count("）")
            and not names_nothing(parties.state, SUMS.sub("", said))
            and nominal(parties, begin, end)
        ):
            return begin, end
        if low <= start or (number == 0 and near and len(said) > 1):
            return None
        end = low - 1
    return None


def gives_alone(parties: Parties, start: int, end: int) -> bool:
    """Tell whether a piece of a sentence is no more than the name of who pays."""
    start += parties.text.startswith("由", start)
    return any(m.start == start and m.end == end for m in parties.within(start, end, "Institution", "Place", "Zone"))


def acts(parties: Parties, start: int, end: int) -> bool:
    """Tell whether what stands behind a class in a phrase says what the class does."""
    words = words_in(parties.state, start, end)
    return parties.text[end - 1] == "的" or any(flag in ("v", "d") for _, _, flag in words)


def nominal(parties: Parties, start: int, end: int) -> bool:
    """Tell whether the span reads as a noun: it has 的 in it, or its last word is no verb and no particle."""
    if parties.text[end - 1] == "的":
        return True
    _, last, flag = parties.state.words[word_at(parties.state, end - 1)]
    flag = flag if last == end else "n"
    return "的" in parties.text[start:end] or not (
        flag in ("v", "d", "c", "r", "p", "a", "ad", "vd") or flag[0] in "mtuy"
    )


def described(parties: Parties, span: tuple[int, int], name: str = "", label: str = "Category") -> Mention:
    """Return the phrase as a mention of the class, or programme, that it describes, which is called so where no name is given."""
    state, (start, end) = parties.state, span
    one = SINGLE.match(state.folded, start, end)
    start = one.end() if one else start
    head = state.folded.rfind("的", start, end) + 1
    if end - start > LONGEST and head > start and end - head > 2:
        start = head  # of a long description the noun alone
    name = name or state.folded[start:end]
    entity = next((e for e in state.entities if e.type == label and e.name == name), None)
    if entity is None:
        entity = Entity(f"{label}:{name}", name, label, "program" if label == "Program" else None)
        state.entities.append(entity)
    mention = Mention(start, end, state.text[start:end], label, entity.kind, name, "promised", entity=entity)
    if not any((m.start, m.end) == (start, end) for m in entity.mentions):
        entity.mentions.append(mention)
    return mention


def purse_told(parties: Parties, frame: Frame) -> list[Mention]:
    """Return the public body that the text before a rule says pays such money: 省财政对晋位的园区实施奖励。…每升一位，奖励100万元."""
    words = parties.state.lexicon.built("flows.promised", promised_words)
    if frame.status != "rule" or frame.instrument not in PUBLIC:
        return []
    sentence = frame.clause.sentence
    start = min(s.start for s in parties.state.sentences if sentence.paragraph - s.paragraph <= NEAR)
    bodies = [m for m in parties.within(start, frame.money.start, "Institution", "Zone") if pays(m)]
    for mention in reversed(bodies):
        clause = parties.state.clause_at(mention.start)
        if clause is None or any(clause.start <= m.start < clause.end for m in parties.state.money):
            continue
        if words.acts.match(parties.text, mention.end, clause.end):
            return others(parties.listed(mention), ids_of(frame.parties["recipient"] + frame.parties["via"]))
    return []


def pays(mention: Mention) -> bool:
    """Tell whether public money may come from the mention: a finance department, a government, a zone or its committee."""
    name = mention.name or mention.text
    return mention.type == "Zone" or (
        mention.kind == "local_government" and name.endswith(("财政厅", "财政局", "人民政府", "管理委员会"))
    )
