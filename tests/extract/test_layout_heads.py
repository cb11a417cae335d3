"""What stands over and under a headline on a copied page: the way to it, columns, who edited, days in rarer forms."""

import pytest

from extract.layout import split
from extract.layout_dates import iso_date
from extract.model import Article, Document

HEAD = "江州三千万元扶持科技企业 首批资金到位"
RIVER = "江州市财政局近日下达科技创新专项资金三千万元，支持全市八十家科技型中小企业开展技术攻关，首批资金已经拨付到位。"
BANK = "江州农商银行与高新区管委会签署合作协议，今后三年将提供二十亿元授信，重点投向生物医药和新材料两个产业。"


def read(*lines: str) -> list[Article]:
    return split(Document("page.txt", "\n".join(lines)))


@pytest.mark.parametrize(
    ("line", "date", "publisher", "authors"),
    [
        ("编辑：李晓东 2021年3月4日", "2021-03-04", None, []),
        ("作者：王晓明\n编辑：李晓东\n2021年3月4日", "2021-03-04", None, ["王晓明"]),
        ("江州日报/2021年/3月/4日/第2版", "2021-03-04", "江州日报", []),
        ("2021年元月4日 江州日报", "2021-01-04", "江州日报", []),
        ("March 4, 2021 江州日报", "2021-03-04", "江州日报", []),
        ("4 Mar. 2021", "2021-03-04", None, []),
        ("2021年3月4日 星期四 多云转阴", "2021-03-04", None, []),
        ("2021年3月4日 上午", "2021-03-04", None, []),
        ("更新时间 2021-03-04 08:30", "2021-03-04", None, []),
        ("点击：[321] 发布日期：2021-03-04", "2021-03-04", None, []),
        ("索引号：36001-2021 发布机构：江州市科技局 发布日期：2021-03-04", "2021-03-04", "江州市科技局", []),
        ("发布人：李晓东 发布时间：2021/3/4 8:30:00 阅读：21次", "2021-03-04", None, []),
        ("■王晓明", None, None, ["王晓明"]),
        ("来自：江州日报 作者：王晓明 访问量：12", None, "江州日报", ["王晓明"]),
        ("转载自：江州日报 2021-03-04", "2021-03-04", "江州日报", []),
        ("江州日报 记者周一鸣 2021年3月4日", "2021-03-04", "江州日报", ["周一鸣"]),
        ("文/江州日报 记者文静  2021-03-04", "2021-03-04", "江州日报", ["文静"]),
        ("2021-03-04丨通讯员 王晓明丨江州日报丨责编：赵敏", "2021-03-04", "江州日报", ["王晓明"]),
        ("全媒体记者 王晓明 | 微信公众号“江州发布” | 时间：2021-03-04", "2021-03-04", "江州发布", ["王晓明"]),
    ],
)
def test_credits_below_the_headline(line: str, date: str | None, publisher: str | None, authors: list[str]) -> None:
    (article,) = read(HEAD, line, RIVER, BANK)
    assert (article.title, article.text) == (HEAD, "\n".join((HEAD, RIVER, BANK)))
    assert (article.date, article.publisher, article.authors) == (date, publisher, authors)


@pytest.mark.parametrize(
    "above", ["首页 > 新闻中心 > 正文", "江州要闻 >> 科技", "要闻", "江州市科技局", "江州日报", "综合新闻"]
)
def test_the_way_to_a_page_and_its_column_are_no_part_of_the_headline(above: str) -> None:
    (article,) = read(above, HEAD, "2021-03-04", RIVER, BANK)
    assert (article.title, article.date) == (HEAD, "2021-03-04")
    assert article.text == "\n".join((HEAD, RIVER, BANK))


def test_who_acts_may_stand_in_the_first_line_of_a_headline() -> None:
    (article,) = read("江州市科技局", "向八十家科技企业发放创新券三千万元", "2021-03-04", RIVER, BANK)
    assert article.title == "江州市科技局 向八十家科技企业发放创新券三千万元"


@pytest.mark.parametrize("below", ["（原标题：江州科技资金到位）", "上一篇：江州召开科技大会", "下一条：没有了"])
def test_what_a_site_adds_below_is_no_text(below: str) -> None:
    (article,) = read(HEAD, "2021-03-04", RIVER, BANK, below)
    assert article.text == "\n".join((HEAD, RIVER, BANK))


def test_an_imprint_below_the_stories_is_left_out_to_its_end() -> None:
    (article,) = read(
        HEAD,
        "江州日报 2021年3月4日",
        RIVER,
        BANK,
        "主编：李晓东",
        "读者来信请寄本报编辑部，来稿一经采用，即按国家规定标准支付作者稿酬。",
    )
    assert article.text == "\n".join((HEAD, RIVER, BANK))


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("September 30, 2019", "2019-09-30"),
        ("1st May 2020", "2020-05-01"),
        ("2019年/9月/30日", "2019-09-30"),
        ("May 2020", None),
        ("Section 30, 2019", None),
        ("February 45, 2019", None),
    ],
)
def test_days_in_rarer_forms(text: str, day: str | None) -> None:
    assert iso_date(text) == day


RULE = "--------"
OTHER = "临港基金完成首期募集"
FUND = (
    "临港产业基金日前完成首期募集，规模五亿元，由临港国投集团和三家民营企业共同出资，将重点投向生物医药领域的初创企业。"
)
HARBOUR = (
    "基金管理人表示，单个项目投资不超过两千万元，存续期为八年，年内计划完成十个项目的尽职调查，首批资金六月底前到位。"
)


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ([f"【{HEAD}】", "2021-03-04"], [f"【{OTHER}】", "2021-03-05"]),
        ([f"一、{HEAD}", "江州日报 2021-03-04"], [f"二、{OTHER}", "江州日报 2021-03-05"]),
        ([f"## {HEAD}"], [f"## {OTHER}"]),
        ([HEAD, "2021-03-04"], [RULE, OTHER]),
    ],
)
def test_stories_one_after_another_are_told_apart(first: list[str], second: list[str]) -> None:
    articles = read(*first, RIVER, BANK, *second, FUND, HARBOUR)
    assert [a.title for a in articles] == [HEAD, OTHER]
    assert [a.text.split("\n")[1:] for a in articles] == [[RIVER, BANK], [FUND, HARBOUR]]


def test_a_dateline_below_a_line_among_paragraphs_opens_a_story() -> None:
    articles = read(HEAD, RIVER, BANK, OTHER, f"本报临港3月5日讯（记者 王芳）{FUND}", HARBOUR)
    assert [(a.title, a.authors) for a in articles] == [(HEAD, []), (OTHER, ["王芳"])]


def test_points_over_a_dateline_belong_to_its_story() -> None:
    (article,) = read(HEAD, "2021-03-04", "■临港基金规模五亿元", f"本报讯（记者 王芳）{RIVER}", BANK)
    assert (article.title, article.authors) == (HEAD, ["王芳"])


def test_numbered_sections_are_one_story() -> None:
    (article,) = read(HEAD, "2021-03-04", "一、资金来源", RIVER, "二、支持方向", BANK)
    assert article.title == HEAD


def test_numbered_items_of_a_digest_under_columns_are_stories() -> None:
    items = {
        "江州下达科技资金": "江州市财政局日前下达科技资金三千万元，首批资金已经拨付到位。",
        "临港设立产业基金": "临港新区日前设立产业基金，规模五亿元，由临港国投集团管理。",
        "东山银行发放贷款": "东山银行近日向港务公司发放贷款五百万元，期限三年。",
    }
    lines = [line for n, (head, text) in enumerate(items.items(), 1) for line in (f"{n}、{head}", text)]
    articles = read("【本地要闻】", *lines[:4], "【各地要闻】", *lines[4:])
    assert [a.title for a in articles] == list(items)
    assert [a.text.split("\n")[1:] for a in articles] == [[text] for text in items.values()]


def test_a_headline_that_its_paragraph_tells_again_is_not_run_into_it() -> None:
    (article,) = read("江州下达科技资金", "江州市财政局日前下达科技资金三千万元，首批资金已经拨付到位。")
    assert article.text.split("\n")[0] == article.title == "江州下达科技资金"


def test_a_line_that_goes_on_below_is_no_headline() -> None:
    page = ["江州市财政局日前下达科技创新专项资金支持全市", "八十家科技型中小企业开展技术攻关，首批资金已经到位。"]
    (article,) = read(*page)
    assert article.text == "".join(page)


def test_few_short_lines_are_no_column_set_to_one_width() -> None:
    (article,) = read(
        "江州基金投资表", "江州日报 2021-03-04", "基金投资如下：", "基金\t企业\t金额", "甲基金\t乙公司\t500"
    )
    assert (article.title, article.date, article.publisher) == ("江州基金投资表", "2021-03-04", "江州日报")


@pytest.mark.parametrize(
    ("end", "date", "authors"),
    [
        ("（2021年3月4日）", "2021-03-04", []),
        ("（作者：王晓明 2021年3月4日）", "2021-03-04", ["王晓明"]),
        ("（王晓明 2021年3月4日）", "2021-03-04", ["王晓明"]),
    ],
)
def test_a_day_in_brackets_at_the_end(end: str, date: str, authors: list[str]) -> None:
    for lines in ((HEAD, RIVER, BANK + end), (HEAD, RIVER, BANK, end)):
        (article,) = read(*lines)
        assert (article.text, article.date, article.authors) == ("\n".join((HEAD, RIVER, BANK)), date, authors)


def test_a_notice_is_of_the_day_from_which_it_is_open_to_objections() -> None:
    (article,) = read(HEAD, RIVER, BANK, "公示期：2021年3月4日至3月10日，如有异议请书面反映。")
    assert article.date == "2021-03-04"


def test_a_paper_with_its_platform_is_no_person() -> None:
    (article,) = read(HEAD, "新江州·江州日报记者 王晓明", RIVER, BANK)
    assert article.authors == ["王晓明"]


@pytest.mark.parametrize(
    "end", ["监督电话：0790-1234567", "电子邮箱：a@b.cn\n江州市财政局", "抄送：省财政厅。\n江州市财政局"]
)
def test_the_day_of_a_notice_below_whom_to_call_or_write_to(end: str) -> None:
    (article,) = read(HEAD, RIVER, BANK, *end.split("\n"), "2021年3月4日")
    assert article.date == "2021-03-04"


@pytest.mark.parametrize(
    "head",
    [
        "2021年3月4日，江州——",
        "江州，2021年3月4日 – ",
        "江州2021年3月4日 /江通社/ -- ",
        "[2021-03-04] ",
        "江州日报讯（2021年3月4日）",
    ],
)
def test_the_day_at_the_head_of_a_release(head: str) -> None:
    assert [a.date for a in read(HEAD, head + RIVER, BANK)] == ["2021-03-04"]


def test_the_first_of_several_days_is_no_dateline() -> None:
    assert [a.date for a in read(HEAD, "2021年3月4日—8日，" + RIVER, BANK)] == [None]
