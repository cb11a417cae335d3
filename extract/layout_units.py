"""The lines of a page to units: furniture dropped, broken lines joined to headlines, paragraphs, bylines, captions."""

import re
from collections import Counter
from dataclasses import dataclass, field
from itertools import pairwise

from extract.layout_bylines import Credit, byline, date_credit, dateline, names_line, opening, source_credit
from extract.layout_join import ended, glue, junction
from extract.layout_lines import Line, width
from extract.layout_words import Words

LONG = 45  # characters: a line or heading longer than this is no headline
NARROWEST = 20  # printed width of a column of running text
SHORTEST = 7  # characters of a headline that the paragraph below it tells again
HEADLINE = 10  # characters from which a line is surely a headline where one may stand
COLUMN = 16  # characters: whose page it is has no longer name
TOLD = 30  # characters from which a line that ends in a full stop is a paragraph
_CHINESE = re.compile(r"[“《]?[\u4e00-\u9fff\d]")
_CREDITED = re.compile("来源|记者|作者|通讯员|编辑|(?:发布|发文|成文)(?:日期|时间)")
_PAGE_NUMBER = re.compile(r"[—–\-·.\s]*\d{1,3}[—–\-·.\s]*|[A-Z]\d{1,2}|第\s*\d+\s*页.*")
_ISSUE = re.compile(r"第\s*[\d一二三四五六七八九十]+\s*[期版]")
SHARED = 0.4  # of a headline's pairs of characters, in the paragraph that it heads
_NUMBER = re.compile(r"^[（(]?[\d一二三四五六七八九十]{1,3}[、.．)）]")
_POINT = re.compile(r"[-*•]\s+(?=\S)")
_BULLET = re.compile(r"^[-*•·▪■◆●★☆▲◎]+\s*")
_SALUTATION = re.compile(r"(?:各|有关|省|市|县|区|州|自治区|全|尊敬的)[^。；！？]{2,90}[：:]")
_ORIGINAL = re.compile(r"[（(]原标题\s*[:：]\s*([^（()）]{4,60})[)）]")
_LEADER = re.compile(r".{4,60}?\s*(?:\.{4,}|…{2,}|·{4,}|(?:\. ){4,})\s*\d{1,3}")
_PAGE_REFERENCE = re.compile(r"^\s*\d{1,3}\s*[/|丨]\s*|[\s.…·]*[（(]?[A-Z]?\d{0,3}版?[)）]?$")


@dataclass(slots=True)
class Unit:
    """A headline, a paragraph, a byline … of the page; `kind` is short, body, credit, names, caption, photo, label or table."""

    kind: str
    text: str
    lines: list[Line]
    gap: int = 0
    level: int = 0
    credit: Credit | None = None
    after_furniture: bool = False
    after_rule: bool = False  # a line of dashes or stars stands before it


@dataclass(slots=True)
class Units:
    """The units of a page, and its table of contents as squeezed text."""

    units: list[Unit]
    contents: str = ""
    furniture: list[Line] = field(default_factory=list)


def squeeze(text: str) -> str:
    """Drop all white space."""
    return "".join(text.split())


def page_units(lines: list[Line], printed: bool, words: Words) -> Units:
    """Return the units of a page in order; what is furniture is set apart."""
    furniture = _furniture(lines, words)
    contents = _contents(lines, furniture, words)
    page = squeeze("".join(line.text for line in lines))
    found = Units([], "".join(sorted(contents.values())), [line for i, line in enumerate(lines) if i in furniture])
    block: list[Line] = []
    after, rule = False, False
    pending = (False, False)
    for place, line in enumerate(lines):
        if place in furniture or place in contents:
            _add(found, block, pending, printed, page, words)
            block = []
            after, rule = True, rule or not re.search(r"\w", line.text)
            continue
        if block and (line.gap or line.level or block[-1].level or line.table != block[-1].table):
            _add(found, block, pending, printed, page, words)
            block = []
        if not block:
            pending, after, rule = (after, rule), False, False
        block.append(line)
    _add(found, block, pending, printed, page, words)
    found.contents = "\n".join(contents.values())
    _first_headline(found.units)
    return found


def _first_headline(units: list[Unit]) -> None:
    """Let the first line of a page be a headline, however long, where a credit or a far longer paragraph follows."""
    for unit, following in pairwise(units):
        if unit.kind == "body" and (match := _ORIGINAL.fullmatch(unit.text)):
            unit.kind, unit.text = "short", match[1]
        if unit.kind == "short":
            return
        if unit.kind != "body":
            continue
        longer = following.kind == "body" and len(following.text) > 2 * len(unit.text)
        if (
            len(unit.text) <= 70
            and not unit.text.endswith(("。", "，", "、", "；"))
            and (longer or following.kind in ("credit", "byline"))
        ):
            unit.kind = "short"
        return


def _furniture(lines: list[Line], words: Words) -> set[int]:
    """Return the places of the lines that are no part of any article."""
    found: set[int] = set()
    block = begun = links = False
    for place, line in enumerate(lines):
        if line.gap:
            block = False
        text = re.sub(r"\s+", " ", line.text)
        if _CREDITED.search(text) and date_credit(text, words) is not None:
            continue
        told = len(text) >= TOLD and ended(text)
        linked = words.link_head.match(text) is not None
        if not line.table and (linked or words.furniture_start.match(text)) and len(text) < 160:
            block, links = True, linked
        elif (told and (links or not begun)) or (not begun and date_credit(text, words)):
            block = False  # an imprint stands behind the stories: who edited is named over this one; links are no paragraphs
        begun = begun or (told and not block)
        note = begun and _ORIGINAL.fullmatch(text)
        if not line.table and (block or note or words.furniture.fullmatch(text) or not re.search(r"\w", text)):
            found.add(place)
    return found | _running_heads(lines)


def _running_heads(lines: list[Line]) -> set[int]:
    """Return the lines repeated beside page numbers, or with the number of the issue."""
    keys = [
        re.sub(r"[\d\s第期版总号年月日—–\-()（）·|]", "", line.text) if len(line.text) <= 50 else "" for line in lines
    ]
    counts = Counter(key for key in keys if key)
    found: set[int] = set()
    for place, key in enumerate(keys):
        if not key or counts[key] < 2:
            continue
        around = [lines[i].text for i in (place - 1, place + 1) if 0 <= i < len(lines)]
        if _ISSUE.search(lines[place].text) or any(_PAGE_NUMBER.fullmatch(text) for text in around):
            found.add(place)
    return found


def _contents(lines: list[Line], furniture: set[int], words: Words) -> dict[int, str]:
    """Return the lines of the table of contents, each with its entry, squeezed, without page references."""
    found: dict[int, str] = {}
    inside = False
    for place, line in enumerate(lines):
        text = line.text
        if words.contents_mark.fullmatch(squeeze(text)):
            inside = True
            found[place] = ""
            continue
        numbered = re.match(r"\d{1,3}\s*[/|丨]\s*\D", text) is not None or _LEADER.fullmatch(text) is not None
        if not inside and not numbered:
            continue
        whole = words.contents_entry.fullmatch(text) is not None
        entry = squeeze(_PAGE_REFERENCE.sub("", _BULLET.sub("", text))).lstrip("★☆◆●")
        entry = re.sub(r"^\d{1,2}[.．、](?!\d)", "", entry)
        if inside:
            known = "".join(found.values())
            later = lines[place + 1 : place + 3]
            begins = any(opening(n.text, words) or byline(n.text, words) or source_credit(n.text, words) for n in later)
            listed = whole or _BULLET.match(text) is not None
            over = ended(text) or len(text) > LONG + 15 or (not listed and (begins or (line.gap > 1 and known)))
            if place in furniture and not whole:
                inside = inside and not words.furniture_start.match(text)
                continue
            if over or (len(entry) > 5 and entry in known) or (line.level and known):
                inside = False
            else:
                found[place] = entry
                continue
        if numbered and len(text) < LONG + 40 and not ended(text):
            found[place] = entry
    return found


def _add(found: Units, block: list[Line], pending: tuple[bool, bool], printed: bool, page: str, words: Words) -> None:
    """Add the units of one block of lines."""
    if not block:
        return
    first = len(found.units)
    if block[0].table:
        found.units += [Unit("table", line.text, [line], line.gap) for line in block]
    elif not printed:
        for line in block:
            found.units.append(_special(line, words) or _text([line], page, words))
    else:
        for part in _parted(block, words):
            _add_printed(found, part, page, words)
    if len(found.units) > first:
        found.units[first].after_furniture, found.units[first].after_rule = pending


def _add_printed(found: Units, block: list[Line], page: str, words: Words) -> None:
    margin = _margin(block)
    group: list[Line] = []
    heading = True  # no running text yet in this block
    unbroken = (
        not margin and len(block) > 2 and all(ended(line.text) and "。" in line.text for line in block[1:])
    )  # a paragraph a line
    for place, line in enumerate(block):
        running = (
            margin and place < len(block) - 1 and width(line.text) >= margin - 4 and (place > 0 or "，" in line.text)
        )
        special = None if running else _special(line, words)
        if special is not None:
            if group:
                credited = heading and special.kind in ("credit", "byline")
                found.units.append(_text(group, page, words, credited))
            group = []
            found.units.append(special)
            continue
        if group and (
            (unbroken and place == 1 and _plain(group[0].text)) or _breaks(group, line, margin, heading, words)
        ):
            found.units.append(_text(group, page, words))
            heading = heading and found.units[-1].kind in ("short", "label")
            group = []
        group.append(line)
    if group:
        found.units.append(_text(group, page, words))
        if found.units[-1].kind == "short" and not heading:
            found.units[-1].kind = "body"


def _parted(block: list[Line], words: Words) -> list[list[Line]]:
    """Part a block that is set to one width at the headlines inside it, which stand on blocks of their own.

    Running text fills its lines but for the last of a paragraph, which has a full stop: lines behind a full stop of which the
    last is short without one, a full line below it, are a headline.
    """
    margin = _margin(block)
    if not margin:
        return [block]
    parts, begin, place = [], 0, 0
    while place < len(block) - 1:
        line = block[place]
        full = width(line.text) >= margin - 5
        if not full and not ended(line.text) and width(block[place + 1].text) >= margin - 5:
            start = place
            while start > begin and place - start < 3 and not ended(block[start - 1].text):
                start -= 1
            heading = block[start : place + 1]
            text = "".join(line.text for line in heading)
            spoken = opening(text, words) is not None or any(_special(one, words) for one in heading)
            if (
                not spoken
                and (start == begin or ended(block[start - 1].text))
                and 6 <= len(text) <= LONG
                and not re.search(r"[。；;，,：:]", text)
            ):
                parts += [block[begin:start], heading]
                begin = place + 1
        place += 1
    parts.append(block[begin:])
    return [part for part in parts if part]


def _margin(block: list[Line]) -> int:
    """Return the printed width of the lines where the block is set to one width, else 0."""
    widths = [width(line.text) for line in block]
    full = max(widths)
    inner = [w for line, w in zip(block[:-1], widths, strict=False) if not ended(line.text)]
    even = sum(w >= full - 5 for w in inner)
    return full if len(block) > 2 and len(inner) > 1 and even >= 0.6 * len(inner) and NARROWEST <= full <= 130 else 0


def _breaks(group: list[Line], line: Line, margin: int, heading: bool, words: Words) -> bool:
    """Tell whether a new unit begins at `line`."""
    last = group[-1]
    column = len(group) == 1 and words.label.fullmatch(squeeze(last.text))
    if not margin and (column or _POINT.match(line.text) or (len(group) == 1 and _led(last.text, line.text))):
        return True  # each point of a list, and what tells again what the line above says in short
    if ended(last.text):
        return not (margin and width(last.text) >= margin - 3)
    if last.text.endswith(("；", ";")) and not margin:
        return True  # an item of a list, one a line
    alone = heading or (len(group) == 1 and not margin and _plain(last.text) and not _BULLET.match(last.text))
    if (alone and opening(line.text, words)) or (heading and words.second_title.match(line.text)):
        return True
    if not margin and (_SALUTATION.fullmatch(last.text) or (heading and _SALUTATION.fullmatch(line.text))):
        return True  # whom a notice goes to stands below its headline
    if heading and len(group) == 1 and _column(last.text, line.text, words):
        return True
    short = len(last.text) <= LONG and not re.search(r"[。；]", last.text) and heading and not margin
    if short and (len(line.text) > max(40, 1.6 * len(last.text))):
        return True
    return bool(
        re.match(r"[（(]?[一二三四五六七八九十]{1,2}[、)）]|[▲●◆■★◎▪※]|【[^】]{2,12}】", line.text) and not margin
    )


def _column(above: str, text: str, words: Words) -> bool:
    """Tell whether a line over a headline names the column or whose page it is, and is no part of the headline."""
    own = squeeze(above)
    if len(squeeze(text)) < HEADLINE or not _CHINESE.match(text):
        return False
    if words.label.fullmatch(own):
        return True
    named = len(own) <= COLUMN and (words.body.fullmatch(own) or words.periodical.fullmatch(own))
    return bool(named) and not words.title_act.match(text) and junction(above, text, "", words) < 1


def _led(above: str, text: str) -> bool:
    """Tell whether a line is the headline of the paragraph below it, whose words it has in common."""
    if len(above) < SHORTEST or not _plain(above) or not ended(text) or len(text) <= len(above):
        return False
    own = _NUMBER.sub("", squeeze(above))
    pairs = {own[i : i + 2] for i in range(len(own) - 1)}
    return sum(pair in text for pair in pairs) >= SHARED * len(pairs)


def _plain(text: str) -> bool:
    """Tell whether a line over paragraphs may be their headline: no sentence that goes on below."""
    return len(text) <= LONG and not re.search(r"[，、：；,:;（(“]$|[。；;]", text)


def _special(line: Line, words: Words) -> Unit | None:
    """Return the unit of a line that is a byline, a credit, a dateline or a photographer's name, else None."""
    text = line.text
    if len(text) > 130:
        return None
    kind = "credit"
    credit = source_credit(text, words) or dateline(text, words) or date_credit(text, words)
    if credit is None and len(text) <= 12 and words.publisher_line.fullmatch(text) and not words.label.fullmatch(text):
        credit = Credit(publisher=text)
    if credit is None and (match := words.caption_credit.fullmatch(text)) and text:
        return Unit(
            "photo", text, [line], line.gap, credit=Credit(match["agency"], None, [squeeze(match["name"] or "")])
        )
    if credit is None and (found := byline(text, words)):
        credit = found
        kind = "byline"
    if credit is None and (names := names_line(text, words)):
        credit, kind = Credit(authors=names), "names"
    return Unit(kind, text, [line], line.gap, line.level, credit) if credit else None


def _text(group: list[Line], page: str, words: Words, credited: bool = False) -> Unit:
    """Return the headline or paragraph that the lines make together; a headline may be longer where a credit follows."""
    whole = group[0].text
    for line in group[1:]:
        whole = glue(whole, line.text)
    first = group[0]
    commas = len(re.findall("[，,]", whole))
    short = (
        not ended(whole)
        and not re.search(r"[。；;]|[，、,：:]$", whole)
        and len(whole) <= (60 if not commas else 40)
        and commas <= 2
    )
    if re.search(r"[！？?!…]”?$", whole) and len(whole) <= 40 and not re.search(r"[。；;]", whole):
        short = True
    if (
        credited
        and len(whole) <= 70
        and len(group) <= 3
        and "。" not in whole
        and not re.search(r"[，、,：:；;]$", whole)
    ):
        short = True
    if short and len(group) > 1:
        whole = group[0].text
        for line in group[1:]:
            whole += ("" if junction(whole, line.text, "", words) >= 3 else " ") + line.text
    kind = "short" if short else "body"
    credit = None
    shown = words.caption_credit.search(whole[-24:]) if re.search(r"(摄|摄影|供图|摄影报道)\s*[)）]?$", whole) else None
    if words.caption_start.match(whole) or shown or re.search(r"(资料|效果)(照片|图片|图)$", whole):
        kind = "caption"
        if (
            shown
            and (
                begin := max(
                    whole.rfind("。"), whole.rfind(" ", 0, len(whole) - 8), whole.rfind("　", 0, len(whole) - 8)
                )
            )
            > 0
        ):
            credit = Credit(shown["agency"], None, [squeeze(shown["name"] or "")])
            mark = whole.rfind("。")
            whole = whole[: mark + 1] if mark > 0 else whole[:begin]
    elif short and words.label.fullmatch(squeeze(whole)):
        kind = "label"
    return Unit(kind, whole, group, first.gap, first.level, credit)
