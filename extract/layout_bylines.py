"""Who wrote an article, for whom and when: bylines, credits, datelines, mastheads."""

import re
from dataclasses import dataclass, field

from extract.layout_dates import CHINESE_DATE, COMPACT_DATE, FULL_DATE, SPAN, iso_date, plain_dates
from extract.layout_words import Words

_MONTH_DATE = re.compile(
    r"((?:19|20)\d\d)\s*(?:年|[.\-/](?=\s*(?:0\d|1[0-2])(?!\d)))\s*(\d{1,2})\s*(?:月(?:号|刊)?(?!份)|(?<=\d\d))(?!\s*\d)"
)
_EXCERPT = re.compile(r"[（(—\s]*(?:摘自|据|原载|转自|选自)?\s*《([^》]{2,20})》[\s,，]*(.{0,24}?)[）)]?")
_SITE = re.compile(r"[（(](?:据|转自|摘自|载于|来自|原载)\s*([\u4e00-\u9fff]{2,16}(?:网站?|报|社|周刊|公众号))[)）]")
_SOURCE = re.compile(
    r"[（(【]?\s*(?:来源|信息来源|稿源|稿件来源|文章来源|来稿|摘自|转自)\s*[:：|丨｜]\s*(?P<rest>[^）)】]+)[）)】]?"
)
_FROM = re.compile(  # other words for 来源
    r"(?:文章|信息|稿件|消息|内容)?(?:来自|来源于|来源媒体|出处|媒体|转载自|摘编自)\s*[:：]\s*"
)
_LABELS = re.compile(
    r"\s+(?:责任编辑|编辑|责编|审核|校对|浏览(?:次数|量)?|点击(?:数|率|量)?|阅读(?:数|量)?|访问量)\s*[:：]"
)
_PIECES = re.compile(r"[\s|丨·,，/]+")
_MARKS = re.compile(r"^[◎□■●○▲★☆◇◆]\s*")
_LETTER = re.compile(r"[A-Za-z\u4e00-\u9fff]")
_ACCOUNT = re.compile(
    r"(?:(?:来源|稿源)\s*[:：]\s*)?(?:微信)?公众号\s*[:：]?\s*[“\"《「]([^“”\"《》「」]{2,16})[”\"》」]"
)
_OWN = re.compile(r"[（(]\s*(?:本刊|本报|本网|编辑部)?(?:综合|整理|编辑|讯)[^）)。]{0,12}[）)]")


@dataclass(slots=True)
class Credit:
    """What a line says about an article; `own` where it credits the page itself."""

    publisher: str | None = None
    date: str | None = None
    authors: list[str] = field(default_factory=list)
    own: bool = False


def person_names(text: str, words: Words) -> list[str]:
    """Return the names in a byline: 钮 钦 刘冬梅, 关悦 记者陈瑜, 刘开雄、许晟; roles and institutions are left out."""
    text = words.roles.sub(" ", re.sub(r"[（()）【】◎□■●○▲★☆:：/丨|]", " ", text))
    found: list[str] = []
    parts = re.split(r"[\s、,，;；]+", text.strip())
    place = 0
    while place < len(parts):
        part = parts[place]
        following = parts[place + 1] if place + 1 < len(parts) else ""
        if len(part) == 1 and following and len(following) <= 2 and part in words.surnames:
            part += following
            place += 1
        named = not (part.endswith(("报道", "报导")) or words.credit_source.fullmatch(part))  # no 新甘省·甘州日报
        if named and re.fullmatch(r"[\u4e00-\u9fff]{2,4}|[\u4e00-\u9fff]{1,6}·[\u4e00-\u9fff]{1,8}", part):
            found.append(part)
        place += 1
    return found


def names_line(text: str, words: Words) -> list[str]:
    """Return the names where the line holds nothing but names (孙韶华 罗逸姝), in brackets or not; else nothing."""
    inner = _MARKS.sub("", text).strip("（()） ")
    if len(inner) > 30 or not re.fullmatch(r"[\u4e00-\u9fff·]{1,8}(?:[\s、]+[\u4e00-\u9fff·]{1,8})*", inner):
        return []
    parts = [p for p in re.split(r"[\s、]+", inner) if p]
    names = person_names(inner, words)
    plain = all(len(n) <= 3 and n[0] in words.surnames for n in names)
    return names if plain and sum(map(len, names)) == sum(map(len, parts)) else []


def byline(text: str, words: Words) -> Credit | None:
    """Read a line that only says who wrote: ◎本报记者 孟 珂, 作者：张三, a team with its author."""
    if len(text) > 60 or re.search(r"[。；！？]", text):
        return None
    if match := words.team.fullmatch(text):
        names = person_names(match["names"] or "", words)
        return Credit(authors=names or [text.split()[0]])
    if match := words.outlet_names.fullmatch(text):
        names = person_names(match["names"], words)
        if names and all(n[0] in words.surnames for n in names):
            return Credit(publisher=match["paper"], authors=names)
    if match := words.outlet_day.fullmatch(text):
        return Credit(publisher=match["paper"], authors=person_names(match["names"] or "", words))
    if match := words.byline.fullmatch(text):
        names = person_names(match["names"] or "", words)
        sure = [n for n in names if n[0] in words.surnames]
        other = [n for n in names if n not in sure]
        told = bool(sure) and bool(re.search("记者|通讯员", text))  # others beside them may bear names of any sort
        if (not other and not match["names"].strip()) or (sure and (told or not other)):
            return Credit(publisher=match["paper"], authors=sure + other if told else sure)
    return None


def source_credit(text: str, words: Words) -> Credit | None:
    """Read （来源：科技日报 作者：张三）, （本刊综合） or 《经济日报》2023.3.27; None where the line is something else."""
    if len(text) > 80:
        return None
    text = _FROM.sub("来源：", text)
    if _OWN.fullmatch(text):
        return Credit(own=True)
    if (match := _SOURCE.fullmatch(text)) and not iso_date(text):
        rest = match["rest"]
        date = iso_date(rest)
        rest = _LABELS.split(FULL_DATE.sub(" ", rest))[0] or rest
        paper, by, people = (
            re.split(r"(作者|记者|文)\s*[:：]?", rest, maxsplit=1)
            if re.search(r"作者|记者|文[:：]", rest)
            else (rest, "", "")
        )
        tail = paper.split()
        authors = [n for n in person_names(people, words) if n[0] in words.surnames or len(n) < 4] if by else []
        if not by and len(tail) > 1 and names_line(" ".join(tail[1:]), words):
            authors, paper = names_line(" ".join(tail[1:]), words), tail[0]
        return Credit(publisher=paper.strip(" 　,，;；《》“”") or None, date=date, authors=authors)
    if re.match(r"[（(【]?\s*(?:来源|稿源)", text) and iso_date(text):
        return date_credit(text.strip("（()）【】"), words)
    if (match := _SITE.fullmatch(text)) and words.credit_source.fullmatch(match[1]):
        return Credit(publisher=match[1])
    if match := _EXCERPT.fullmatch(text):
        rest = match[2].strip()
        names = names_line(FULL_DATE.sub(" ", rest).strip(), words)
        paper = words.periodical.fullmatch(match[1]) is not None or text.startswith(
            ("摘", "（摘", "（据", "（转", "（原", "（选")
        )
        if iso_date(rest) or (paper and (not rest or names or re.match(r"\d|第", rest))):
            return Credit(publisher=match[1], date=iso_date(rest), authors=names)
    return None


def date_credit(text: str, words: Words) -> Credit | None:
    """Read a line under a headline that holds a date, and perhaps who published and wrote: 成都日报 2023年6月4日 记者 刘泰山."""
    text = _ACCOUNT.sub(
        r" 来源：\1 ", _FROM.sub("来源：", plain_dates(text)).replace("丨", "|")
    ).strip()  # 丨 counts as a character
    labelled = re.search(r"来源|稿源|时间:|日期:|作者|记者|浏览|字体|字号", text)
    if len(text) > (130 if labelled else 70) or re.search(
        r"[。;!?]", re.sub(r"[!?;]", "。", text) if not labelled else text.replace(";", "")
    ):
        return None
    if SPAN.search(text):
        return None  # 2014年8月4日—8月10日: what it is about
    date = iso_date(text)
    match = FULL_DATE.search(text) or COMPACT_DATE.match(text) or CHINESE_DATE.search(text)
    if date is None and len(text) <= 40 and (month := _MONTH_DATE.search(text)) and 1 <= int(month[2]) <= 12:
        date, match = f"{month[1]}-{int(month[2]):02d}", month
        if re.search(r"[，,、]|年来|以来|至|—|-\d{4}", text):
            return None
    if date is None or match is None:
        return Credit(date=date) if date and len(text) <= 16 else None
    rest = (text[: match.start()] + " " + text[match.end() :]).strip()
    rest = words.noise.sub(" ", words.credit_labels.sub(" ", words.credit_dropped.sub(" ", rest)))
    stated = re.search(r"(?:来源|稿源)\s*[:：]\s*(?P<from>[^\s（()）|丨,，;；]{2,24})", rest)
    people, behind = "", ""
    if role := re.search(rf"[（(]?(?:{words.table['roles']})(?!网|报)", rest):
        said = words.roles.sub(" ", re.sub(r"(?:来源|稿源)\s*[:：]\S+", " ", rest[role.start() :]))
        people = re.sub(r"[\u4e00-\u9fff]{5,}", " ", said)
        behind, rest = rest[role.end() :], rest[: role.start()]
    pieces = [p for p in map(_paper, _PIECES.split(rest)) if len(p) > 1 and _LETTER.search(p)]
    authors = person_names(people, words) if people else []
    if not people:
        named = [(p, names_line(p, words)) for p in pieces]
        authors = [n for _, names in named for n in names]
        pieces = [p for p, names in named if not names] or ([] if authors else pieces)
    known = next((p for p in pieces if words.credit_source.fullmatch(p)), None)
    if known is None and not pieces:  # the paper behind the names: 作者：张三 中国经济网
        known = next((p for p in _PIECES.split(behind) if words.credit_source.fullmatch(p.strip("《》"))), None)
    from_whom = stated["from"] if stated else None
    if from_whom and known and names_line(from_whom, words):  # 来源：张三 中国经济报
        authors, from_whom = authors or names_line(from_whom, words), known
    first = (
        pieces[0] if pieces and match.re is not CHINESE_DATE else None
    )  # 某局信息（第3期） 二〇二〇年…: the paper itself
    publisher = from_whom or known or first
    publisher = publisher.strip("《》") if publisher else None
    if publisher and len(publisher) > 24:
        if len(text) > 50 and not labelled:
            return None
        publisher = None
    persons = [a for a in authors if a[0] in words.surnames and not words.credit_source.fullmatch(a)]
    return Credit(publisher=publisher, date=date, authors=persons)


def _paper(piece: str) -> str:
    """Return a publisher's name without brackets, the medium it adds (（微信公众号）) and a dateline's 讯 or 电."""
    piece = re.sub(r"[（(](?:微信|公众号|微博|客户端|网站)[^）)]*[)）]?$", "", piece)
    return re.sub(
        r"(?<=社|报|网)(?:[\u4e00-\u9fff]{0,3}[讯电])$", "", piece.strip('“”"《》[]【】〔〕［］()（）:：、,，·—-')
    )


def dateline(text: str, words: Words) -> Credit | None:
    """Read a line that holds nothing but a dateline; None where it is something else."""
    alone = words.dateline.fullmatch(text) or words.outlet.fullmatch(text)
    credit = opening(text, words) if alone else None
    if credit is not None:
        credit.date = credit.date or iso_date(text)
    return credit


def opening(text: str, words: Words) -> Credit | None:
    """Read the dateline that a story opens with; None where there is none.

    本报讯（记者 张伟）, 江州日报临港3月4日电(记者王芳), （江州日报 记者 王芳）; the day of print may stand before it.
    """
    if cited := _CITED.match(text):
        return Credit(publisher=cited["paper"] or cited["name"], date=iso_date(cited["date"] or cited["day"]))
    if released := _RELEASE.match(text) or _BARE.match(text):
        paper = released["paper"]
        return Credit(publisher=None if paper and paper.startswith("本") else paper, date=iso_date(released["date"]))
    bracketed = _BRACKETED.match(text)
    printed = FULL_DATE.match(text) or (bracketed and FULL_DATE.search(bracketed[0]))
    if printed:
        text = text[(bracketed or printed).end() :].lstrip()
    match = words.dateline.match(text) or words.outlet.match(text)
    if match is None:
        return Credit(date=iso_date(printed[0])) if printed and bracketed else None
    said = match.groupdict()
    paper = match["paper"] or said.get("reporting")
    by = match["by"] or said.get("told") or said.get("plain") or said.get("names") or ""
    own = paper is None or paper.startswith("本") or bool(said.get("cited"))
    date = iso_date(printed[0] if printed else match["date"] or "")
    return Credit(publisher=None if own else paper, date=date, authors=person_names(by, words), own=own)


_DAY = r"(?:19|20)\d\d\s*[年\-./]\s*\d{1,2}\s*[月\-./]\s*\d{1,2}\s*日?"
_BRACKETED = re.compile(rf"[（(\[【〔［]\s*{_DAY}\s*[)）\]】〕］]\s*")
# how a release opens: 2024年3月5日，江州——, 江州，2024年3月5日 –, 江州2024年3月5日 /某通社/ --
_RELEASE = re.compile(
    rf"[（(]?(?:[\u4e00-\u9fff·]{{2,8}}[\s,，]*)?(?P<date>{_DAY})(?:[\s,，]+[\u4e00-\u9fff·]{{2,8}})?\s*[)）]?\s*"
    r"(?:/\s*(?P<paper>[^/\s]{2,16})\s*/\s*)?(?:[—–―─]+|-{1,3})\s*(?!\s*\d)"
)
_BARE = re.compile(rf"(?P<paper>[\u4e00-\u9fff]{{2,10}}?[报网台社])[讯电]\s*[（(]\s*(?P<date>{_DAY})\s*[)）]")
_CITED = re.compile(
    r"[（(]?(?:据|原载|摘自)?\s*(?:《(?P<paper>[^》]{2,16})》\s*[（(]?(?P<date>(?:19|20)\d\d\s*[年.\-][^，。]{3,8}?)[)）]?"
    r"|(?P<day>(?:19|20)\d\d\s*[年.\-]\s*\d{1,2}[月.\-]\s*\d{1,2}日?)\s*《?(?P<name>[\u4e00-\u9fff]{2,8}(?:社|报|网|周刊))》?)"
    r"\s*(?:第\S{1,4}版)?\s*(?:报道|消息|讯|载|电)"
)
_INLINE = re.compile(
    r"(?<=[。！？”])\s*(?:[（(【]((?:来源|稿源|摘自|转自|原载|据|《)[^（()）。]{2,40})[)）】]|(《[^》]{2,16}》\s*(?:19|20)\d\d[^，。]{4,16}))$"
)


def inline_credit(text: str, words: Words) -> tuple[str, Credit | None]:
    """Cut the credit in brackets at the very end of a story (…。（来源：科技日报）); returns the text without it, and the credit."""
    if match := re.search(r"\s*[（(]([^（()）。]{4,60})[)）][。]?$", text):
        credit = date_credit(match[1], words)
        dated = FULL_DATE.fullmatch(plain_dates(match[1]).strip()) is not None  # （2021年3月4日）
        signed = credit is not None and bool(credit.date and credit.authors)  # （作者：李强 2021年3月4日）
        printed = credit is not None and words.credit_source.fullmatch(credit.publisher or "") is not None
        if credit is not None and (printed or dated or signed):
            return text[: match.start()].rstrip() + ("。" if text.endswith("。") else ""), credit
    if (match := _INLINE.search(text)) and (credit := source_credit(match[2] or f"（{match[1]}）", words)):
        return text[: match.start()].rstrip(), credit
    return text, None


def signature(text: str, words: Words) -> tuple[str, list[str]]:
    """Cut a name at the very end of a story (…。 丁涛, …。（陈欢）); returns the text without it, and the names."""
    match = re.search(
        r"(?<=[。！？”])\s*[（(]((?:[^（()）。]{0,12}?(?:记者|通讯员|作者|文)[/:：\s]*)?[\u4e00-\u9fff\s、]{2,16})[）)]$",
        text,
    )
    match = match or re.search(
        r"(?<=[。！？”])\s+([\u4e00-\u9fff](?:\s?[\u4e00-\u9fff]){1,3}(?:[\s、]+[\u4e00-\u9fff]{2,4}){0,3})$", text
    )
    if match:
        names = person_names(match[1], words)
        if names and all(n[0] in words.surnames for n in names):
            return text[: match.start()].rstrip(), names
    return text, []
