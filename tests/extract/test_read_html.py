"""Headline, source and author of web pages whose templates say them in other places than <h1> and <meta>."""

import pytest

from extract.model import Document
from extract.read_html import web_page

HEAD = "江州三千万元扶持科技企业 首批资金到位"
BODY = (
    "<p>江州市财政局近日下达科技创新专项资金三千万元，支持全市八十家科技型中小企业开展技术攻关，首批资金已经拨付到位。</p>"
    "<p>江州农商银行与高新区管委会签署合作协议，今后三年将提供二十亿元授信，重点投向生物医药和新材料两个产业。</p>"
)


def page(title: str, above: str) -> Document:
    nav = '<div class="nav"><a href="/">首页</a><a href="/n">新闻</a></div>'
    head = f"<head><meta charset='utf-8'><title>{title}</title></head>"
    found = web_page("p.html", f"<html>{head}<body>{nav}<div class='main'>{above}<div>{BODY}</div></div></body></html>")
    assert found is not None
    return found


@pytest.mark.parametrize("title", ["江州日报数字报", "江州市人民政府门户网站", "正文", "通知", ""])
@pytest.mark.parametrize(
    "above", [f"<h2>{HEAD}</h2>", f'<div class="art-title">{HEAD}</div>', f'<p id="bt">{HEAD}</p>']
)
def test_a_title_that_names_the_site_is_no_headline(title: str, above: str) -> None:
    assert page(title, above).title == HEAD


def test_a_site_without_any_headline_has_none() -> None:
    assert page("江州日报数字报", "").title is None


def test_the_name_of_the_site_is_cut_off_a_headline() -> None:
    assert page(f"{HEAD}_江州网", "").title == HEAD


@pytest.mark.parametrize(
    ("above", "publisher"),
    [
        ('<span class="time">2021-03-04</span><span class="source">江州日报</span>', "江州日报"),
        ('<span id="ly">来源：</span><span>江州日报</span>', "江州日报"),
        ('<span class="source">分享</span>', None),
        ('<span class="resources">江州日报</span>', None),
    ],
)
def test_the_source_is_what_the_page_calls_so(above: str, publisher: str | None) -> None:
    assert page(HEAD, f"<h1>{HEAD}</h1>{above}").publisher == publisher


@pytest.mark.parametrize(
    ("line", "authors"), [("作者：王晓明", ["王晓明"]), ("记者: 王芳 发布", ["王芳"]), ("作者：江州市科技局办公室", [])]
)
def test_who_wrote_is_named_behind_a_label(line: str, authors: list[str]) -> None:
    assert page(HEAD, f"<h1>{HEAD}</h1><p>2021-03-04 {line}</p>").authors == authors
