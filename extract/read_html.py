"""Web pages to documents: the body by trafilatura, title, date and source from what the page itself states."""

import re
from typing import Any

from extract.model import Document

_META = {
    "title": ("articletitle", "og:title", "twitter:title"),
    "date": ("pubdate", "article:published_time", "publishdate", "og:published_time", "datepublished", "date"),
    "publisher": ("contentsource", "source", "article:publisher", "og:site_name", "sitename"),
    "author": ("author", "article:author"),
}
_DATE = re.compile(r"(19|20)(\d\d)\s*[-年/.]\s*(\d{1,2})\s*[-月/.]\s*(\d{1,2})")
_LABELLED = re.compile(r"(?:发布|发稿|更新|成文|刊发)?(?:时间|日期)\s*[:：]?\s*(?=(?:19|20)\d\d)")
_SOURCE = re.compile(r"(?:来源|稿源|信息来源)\s*[:：]\s*([^\s|丨　<>【】（）()]{2,30})")
_AUTHOR = re.compile(r"(?:作者|撰文|记者)\s*[:：]\s*([\u4e00-\u9fff·]{2,4})(?![\u4e00-\u9fff·])")
_SITE = re.compile(r"\s*[-_|–—]+\s*[^-_|–—]{2,20}$")
_NO_HEADLINE = re.compile(
    r".{0,20}(?:网|网站|首页|主页|门户|官网|[日晚早]报|时报|数字报|电子版|客户端|频道|政府|[厅局委部院])|正文|新闻|通知|公告|公示|通告|详情|.{0,1}"
)
_CLASSES = {  # what the pages of Chinese sites call the elements that hold them
    "title": re.compile(r"(?:^|[\s_-])(?:\w*title|headline|biaoti|bt)(?:$|[\s_-])", re.IGNORECASE),
    "source": re.compile(r"(?:^|[\s_-])(?:source|laiyuan|ly|from|media|origin)(?:$|[\s_-])", re.IGNORECASE),
}
HEADLINE = 8  # characters from which an element called a title is one
SHORT = 16  # characters: what an element called a source holds is no longer where it is one


def web_page(source: str, html: str) -> Document | None:
    """Return the article of a web page, or None where it has none; a date that the page does not print stays None."""
    import lxml.html
    import trafilatura

    from extract.read_formats import Writer

    try:
        tree = lxml.html.fromstring(re.sub(r"^\s*<\?xml[^>]*\?>", "", html))
    except (ValueError, lxml.etree.ParserError):
        return None
    found = trafilatura.bare_extraction(
        html, favor_precision=True, include_tables=True, include_comments=False, with_metadata=False
    )
    body = getattr(found, "body", None)
    writer = Writer()
    if body is not None:
        _write(body, writer)
    if not writer.text().strip():
        return None
    meta = _meta(tree)
    shown = " ".join(tree.xpath("//body//text()[not(ancestor::script or ancestor::style)]"))
    title = _title(tree, meta)
    stated = _SOURCE.search(shown)
    return Document(
        source=source,
        text=writer.text(),
        title=title,
        date=_date(meta.get("date", "")) or _shown_date(tree, shown),
        publisher=(stated.group(1) if stated else None) or meta.get("publisher") or _source(tree),
        authors=[meta["author"]] if 1 < len(meta.get("author", "")) <= 4 else _AUTHOR.findall(shown)[:1],
        tables=writer.tables,
        printed=False,
    )


def _write(body: Any, writer: Any) -> None:
    """Write the blocks of trafilatura's tree: paragraphs, headings, list items, tables."""
    for node in body:
        if node.tag == "table":
            writer.table([["".join(cell.itertext()) for cell in row.iter("cell")] for row in node.iter("row")])
        elif node.tag == "list":
            for item in node.iter("item"):
                writer.paragraph("".join(item.itertext()))
        elif node.tag == "head":
            writer.paragraph("".join(node.itertext()), level=2)
        elif node.tag in ("div", "body", "quote") and len(node):
            _write(node, writer)
        else:
            writer.paragraph("".join(node.itertext()))


def _meta(tree: Any) -> dict[str, str]:
    given: dict[str, str] = {}
    for node in tree.iter("meta"):
        key = (node.get("name") or node.get("property") or node.get("itemprop") or "").lower()
        if key and (node.get("content") or "").strip():
            given.setdefault(key, node.get("content").strip())
    return {
        field: next(given[k] for k in keys if k in given) for field, keys in _META.items() if set(keys) & set(given)
    }


def _title(tree: Any, meta: dict[str, str]) -> str | None:
    """Return the headline: what the page calls so, checked against its <title>, which may name the site alone."""
    heads = [_line(node) for node in tree.iter("h1")]
    whole = " ".join((tree.findtext(".//title") or "").split())
    for head in heads:
        if len(head) >= 6 and (len(heads) == 1 or head[:8] in whole):
            return head
    stated = _SITE.sub("", meta.get("title") or whole)
    if stated and not _NO_HEADLINE.fullmatch(stated):
        return stated
    texts = map(_line, (*tree.iter("h1", "h2"), *_called(tree, "title")))
    return next((t for t in texts if HEADLINE <= len(t) <= 80 and not _NO_HEADLINE.fullmatch(t)), None)


def _line(node: Any) -> str:
    """Return the text of an element on one line."""
    return " ".join("".join(node.itertext()).split())


def _called(tree: Any, what: str) -> list[Any]:
    """Return the elements of the body whose class or id calls them a headline or a source."""
    named = tree.xpath("//body//*[@class or @id]")
    return [n for n in named if _CLASSES[what].search(n.get("class") or "") or _CLASSES[what].search(n.get("id") or "")]


def _source(tree: Any) -> str | None:
    """Return what an element called a source holds, where it is a name and no sentence, label or time."""
    texts = ("".join(node.itertext()).strip() for node in _called(tree, "source"))
    return next(
        (t for t in texts if re.fullmatch(rf"(?!来源|稿源|分享|打印|字号)[\u4e00-\u9fffA-Za-z·]{{2,{SHORT}}}", t)), None
    )


def _date(text: str) -> str | None:
    match = _DATE.search(text)
    if match is None:
        return None
    month, day = int(match.group(3)), int(match.group(4))
    return f"{match.group(1)}{match.group(2)}-{month:02d}-{day:02d}" if 1 <= month <= 12 and 1 <= day <= 31 else None


def _shown_date(tree: Any, shown: str) -> str | None:
    """Return the date beside 发布时间, of a <time> element, or the first one that stands in a short line of its own."""
    for node in tree.iter("time"):
        if found := _date(node.get("datetime") or "".join(node.itertext())):
            return found
    if label := _LABELLED.search(shown):
        return _date(shown[label.end() : label.end() + 12])
    for node in tree.iter("span", "div", "p", "td", "li"):
        text = _line(node)
        if len(text) <= 60 and _DATE.match(text):
            return _date(text)
    return None
