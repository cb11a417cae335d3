"""Pages of several kinds, all made up here, and the articles that stand on them."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from extract.layout import split
from extract.model import Article, Cell, Document, Table

RIVER = "江州市财政局近日下达科技创新专项资金三千万元，支持全市八十家科技型中小企业开展技术攻关，首批资金已经拨付到位。"
BANK = "江州农商银行与高新区管委会签署合作协议，今后三年将提供二十亿元授信，重点投向生物医药和新材料两个产业。"
PORT = "临港新区管委会负责人介绍，码头二期工程总投资十二亿元，其中省级专项债券安排五亿元，其余由港务集团自筹。"
SEED = "省农业农村厅公布种业振兴项目名单，共有十五个项目入选，每个项目补助二百万元，建设期为两年。"
FUND = "江州产业引导基金完成首期募集，规模五亿元，出资人包括市国资公司和三家民营企业，今后主要投早投小。"


def read(text: str, **fields: object) -> list[Article]:
    return split(Document("page.txt", text, **fields))  # type: ignore[arg-type]


def titles(articles: list[Article]) -> list[str | None]:
    return [a.title for a in articles]


def test_a_single_story_with_its_credits_under_the_headline() -> None:
    (article,) = read(f"江州三千万元扶持科技企业 首批资金到位\n江州日报 2021年3月4日 记者 王晓明\n{RIVER}\n{BANK}\n")
    assert article.title == "江州三千万元扶持科技企业 首批资金到位"
    assert (article.date, article.publisher, article.authors) == ("2021-03-04", "江州日报", ["王晓明"])
    assert article.text == f"{article.title}\n{RIVER}\n{BANK}"


@pytest.mark.parametrize(
    ("line", "date", "publisher", "authors"),
    [
        ("2021-03-04　江州日报　记者　王晓明", "2021-03-04", "江州日报", ["王晓明"]),
        ("来源：江州市科技局 发布时间：2021/3/4 10:20:33 浏览次数：12", "2021-03-04", "江州市科技局", []),
        ("《江州日报》2021年3月4日 第A03版", "2021-03-04", "江州日报", []),
        ("二〇二一年三月四日", "2021-03-04", None, []),
        ("（来源：江州日报 作者：王 芳 李晓东）", None, "江州日报", ["王芳", "李晓东"]),
        ("◎本报记者 王 芳", None, None, ["王芳"]),
        ("江州日报临港3月4日电 （记者 王芳 通讯员 李晓东）", None, "江州日报", ["王芳", "李晓东"]),
        ("本报江州2021年3月4日讯", "2021-03-04", None, []),
        ("更新于 2021年3月4日 08:00", "2021-03-04", None, []),
        ("江州日报记者 王晓明 通讯员 李东", None, "江州日报", ["王晓明", "李东"]),
        ("２０２１年３月４日", "2021-03-04", None, []),
        ("时间：2021-03-04　文章来源：江州市科技局　点击数：300", "2021-03-04", "江州市科技局", []),
        ("作者：王晓明 2021年3月4日 09:12 江州经济网", "2021-03-04", "江州经济网", ["王晓明"]),
        ("发布者：办公室 发布时间：2021年3月4日", "2021-03-04", "办公室", []),
        ("更新时间：2021-03-04 编辑：王晓明", "2021-03-04", None, []),
        ("江州科创（微信公众号） 2021-03-04", "2021-03-04", "江州科创", []),
        ("江州市科技局办公室  2021年3月4日印发", "2021-03-04", "江州市科技局办公室", []),
        ("江州日报 2021年3月4日\n●本报记者 王芳 通讯员 买买提", "2021-03-04", "江州日报", ["王芳", "买买提"]),
        ("记者 王晓明／江州报导 2021-03-04", "2021-03-04", None, ["王晓明"]),
        ("江州科技信息（第9期）　二〇二一年三月四日", "2021-03-04", None, []),
        ("来源 | 江州日报\n作者 | 王晓明\n2021-03-04", "2021-03-04", "江州日报", ["王晓明"]),
        ("临港区融媒体中心 王 芳 李晓东", None, "临港区融媒体中心", ["王芳", "李晓东"]),
        ("江州日报 王芳、李晓东 临港报道", None, "江州日报", ["王芳", "李晓东"]),
        ("□ 《江州日报》记者 付晓东", None, "江州日报", ["付晓东"]),
        ("江州商报 3月4日 编辑：王芳", None, "江州商报", ["王芳"]),
        ("江科发〔2021〕12号\n2021年3月4日", "2021-03-04", None, []),
        ("证券代码：699999 证券简称：江州电气 公告编号：2021-012\n2021年3月4日", "2021-03-04", None, []),
    ],
)
def test_lines_of_credits(line: str, date: str | None, publisher: str | None, authors: list[str]) -> None:
    (article,) = read(f"江州三千万元扶持科技企业\n{line}\n{RIVER}\n{BANK}")
    assert (article.date, article.publisher, article.authors) == (date, publisher, authors)
    assert article.text.count("\n") == 2


def test_lines_that_end_with_semicolons_are_items_of_their_own() -> None:
    items = [
        "2021年3月，江州电气完成一亿元A轮融资，由青山资本领投；",
        "2022年5月，公司又获得绿水创投的战略投资，金额三千万元；",
        "2023年9月，公司宣布完成两亿元B轮融资，老股东继续跟投。",
    ]
    (article,) = read("江州电气的三轮融资\n江州财经网\n" + "\n".join(items))
    assert article.title == "江州电气的三轮融资"
    assert article.publisher == "江州财经网"
    assert article.text.split("\n")[1:] == items


def test_the_line_above_the_headline_may_state_paper_and_date() -> None:
    (article,) = read(f"江州日报 2021年3月4日\n\n标题：江州三千万元扶持科技企业\n{RIVER}\n{BANK}")
    assert (article.title, article.date, article.publisher) == ("江州三千万元扶持科技企业", "2021-03-04", "江州日报")


@pytest.mark.parametrize(
    ("end", "date", "publisher", "authors"),
    [
        ("（来源：江州日报）", None, "江州日报", []),
        ("（《江州日报》2021.3.4）", "2021-03-04", "江州日报", []),
        ("（王晓明）", None, None, ["王晓明"]),
        ("\n（记者 王晓明）", None, None, ["王晓明"]),
        (" 王 芳", None, None, ["王芳"]),
        ("\n《江州日报》2021.3.4\n王晓明 李东", "2021-03-04", "江州日报", ["王晓明", "李东"]),
    ],
)
def test_credits_at_the_end_leave_the_text(
    end: str, date: str | None, publisher: str | None, authors: list[str]
) -> None:
    (article,) = read(f"江州三千万元扶持科技企业\n{RIVER}\n{BANK}{end}")
    assert (article.date, article.publisher, article.authors) == (date, publisher, authors)
    assert article.text.endswith(BANK)


BULLETIN = f"""
江州科技金融研究会

科技金融动态

2022年第7期（总第58期）

江州科技金融研究会秘书处编                2022年7月15日

目录

★江州三千万元扶持科技企业………1
★农商银行二十亿元授信高新区………2
★种业振兴项目名单公布………3

江州三千万元扶持科技企业

（来源：江州日报）

{RIVER[:30]}

- 1 -

科技金融动态                 2022年第7期

{RIVER[30:]}

农商银行二十亿元授信高新区

（来源：江州农商银行）

{BANK}

- 2 -

科技金融动态                 2022年第7期

种业振兴项目名单公布

（本刊综合）

{SEED}

- 3 -

报：市委办公室
送：各会员单位
责任编辑：王芳   电话：0799-5550123
"""


def test_a_bulletin_with_contents_and_running_heads() -> None:
    articles = read(BULLETIN)
    assert titles(articles) == ["江州三千万元扶持科技企业", "农商银行二十亿元授信高新区", "种业振兴项目名单公布"]
    assert [a.publisher for a in articles] == ["江州日报", "江州农商银行", "江州科技金融研究会"]
    assert {a.date for a in articles} == {"2022-07-15"}
    assert articles[0].text == f"江州三千万元扶持科技企业\n{RIVER}"
    assert articles[2].text == f"种业振兴项目名单公布\n{SEED}"


def test_numbered_items_of_a_bulletin_are_articles() -> None:
    page = f"江州情况\n\n第3期\n\n江州市政府办公室编\n2020年2月1日\n\n【科技】\n\n1．三千万元扶持企业\n\n{RIVER}\n\n2．{BANK}\n\n【农业】\n\n3．{SEED}\n"
    articles = read(page)
    assert titles(articles) == ["三千万元扶持企业", None, None]
    assert articles[1].text == BANK
    assert {(a.date, a.publisher) for a in articles} == {("2020-02-01", "江州市政府办公室")}


def test_numbered_headings_inside_a_story_are_no_articles() -> None:
    page = f"江州科技金融工作综述\n2020年2月1日\n{RIVER}\n\n一、加大投入\n\n{BANK}\n\n二、做强产业\n\n{SEED}\n"
    (article,) = read(page)
    assert article.text.split("\n") == ["江州科技金融工作综述", RIVER, "一、加大投入", BANK, "二、做强产业", SEED]


def wrapped(text: str, width: int) -> list[str]:
    return [text[i : i + width] for i in range(0, len(text), width)]


def test_lines_set_to_one_width_are_joined() -> None:
    body = "\n".join(wrapped(RIVER + BANK + SEED, 17))
    (article,) = read(
        f"江州日报\n\n2021年3月4日 星期四\n\n江州扶持科技企业\n首批资金到位\n\n本报讯（记者 王芳）\n{body}\n\n责任编辑：李东\n"
    )
    assert article.title == "江州扶持科技企业 首批资金到位"
    assert (article.date, article.publisher, article.authors) == ("2021-03-04", "江州日报", ["王芳"])
    assert RIVER + BANK + SEED in article.text


def columns(left: list[str], right: list[str], at: int = 46) -> str:
    lines = []
    for n in range(max(len(left), len(right))):
        first = left[n] if n < len(left) else ""
        wide = sum(2 if ord(c) > 255 else 1 for c in first)
        lines.append((first + " " * (at - wide) + (right[n] if n < len(right) else "")).rstrip())
    return "\n".join(lines)


def test_two_columns_side_by_side() -> None:
    left = ["江州扶持科技企业", "", "□本报记者 王芳", "", *wrapped(RIVER + BANK, 18)]
    right = ["种业项目名单公布", "", "□本报记者 李东", "", *wrapped(SEED + PORT, 18)]
    articles = read(f"江州晚报\n\n2021年3月4日\n\n{columns(left, right)}\n\nA3\n\n热线：0799-5550123\n")
    assert [a.text for a in articles] == [f"江州扶持科技企业\n{RIVER}{BANK}", f"种业项目名单公布\n{SEED}{PORT}"]
    assert [a.authors for a in articles] == [["王芳"], ["李东"]]


def test_two_stories_that_break_off_go_on_further_down_the_page() -> None:
    first, second = RIVER + BANK, PORT + FUND
    cut, other = first.index("技术攻关") + 1, second.index("产业引导") + 1
    page = (
        f"江州日报\n\n2021年3月4日\n\n江州扶持科技企业\n\n本报讯（记者 王芳）{first[:cut]}\n\n"
        f"临港码头二期开工\n\n本报讯（记者 李东）{second[:other]}\n\n码上读报\n\n{first[cut:]}\n\n{second[other:]}\n"
    )
    articles = read(page)
    assert [a.text.split("）", 1)[1] for a in articles] == [first, second]


def test_paragraphs_behind_the_wrong_story_go_back_to_their_own() -> None:
    stray = "据悉，临港码头二期改造工程历时两年，港务集团为此购置岸桥四台，供电部门派出专人保障施工，确保年底前试运行。赵建国表示，码头二期工程建成后吞吐能力将翻一番，并同步建设智能堆场，接入省级物流平台。"
    page = f"江州扶持科技企业\n\n江州日报讯（记者 王芳）{RIVER}\n\n{BANK}\n\n{stray}\n\n临港码头二期工程开工\n\n江州日报讯（记者 李东）{PORT}\n\n港务集团总经理赵建国参加开工仪式。\n"
    first, second = read(page)
    assert stray not in first.text
    assert second.text.endswith(stray)


def test_excerpts_of_other_papers_carry_their_own_dates() -> None:
    page = f"报摘\n\n江州扶持科技企业\n\n{RIVER}\n\n《江州日报》2021.3.4\n\n王芳\n\n临港码头二期开工\n\n{PORT}\n\n《临港时报》2021.3.6\n\n李东 赵敏\n"
    articles = read(page)
    assert [(a.title, a.date, a.publisher, a.authors) for a in articles] == [
        ("江州扶持科技企业", "2021-03-04", "江州日报", ["王芳"]),
        ("临港码头二期开工", "2021-03-06", "临港时报", ["李东", "赵敏"]),
    ]


def test_a_picture_with_a_story_of_its_own_is_an_article_and_a_mere_caption_is_not() -> None:
    news = "3月2日，江州光电产业园三期厂房交付使用，首批十二家企业入驻，年内将形成完整链条。图为工人在安装设备。"
    page = f"江州扶持科技企业\n\n本报讯（记者 王芳）{RIVER}\n\n{news} 新华社记者 李东 摄\n\n临港码头二期开工\n\n本报讯 {PORT}\n\n图为码头一角。 资料照片\n"
    articles = read(page)
    assert titles(articles) == ["江州扶持科技企业", None, "临港码头二期开工"]
    assert (articles[1].text, articles[1].publisher, articles[1].authors) == (news, "新华社", ["李东"])
    assert "一角" not in articles[2].text


def test_numbers_broken_by_lines_and_blanks_are_closed() -> None:
    (article,) = read(
        "江州扶持科技企业\n江州日报 2021年3月4日\n全市今年拿出专项资金共计7 700万元，其中首批安排专门经费12\n00 万元，余下 300 亿元贷款由银行投放。\n"
    )
    assert (
        article.text.split("\n")[1]
        == "全市今年拿出专项资金共计7700万元，其中首批安排专门经费1200万元，余下300亿元贷款由银行投放。"
    )


def test_markdown_headings_and_a_kicker() -> None:
    page = f"# 江州：三千万元扶持企业\n\n聚焦科技·看点\n\n◎本报记者 王芳\n\n{RIVER}\n\n## 银行跟进\n\n{BANK}\n\n## 临港码头二期开工\n\n江州日报讯(记者李东){PORT}\n"
    articles = read(page)
    assert titles(articles) == ["江州：三千万元扶持企业", "临港码头二期开工"]
    assert articles[0].text.split("\n")[1:] == [RIVER, "银行跟进", BANK]
    assert (articles[1].publisher, articles[1].authors) == ("江州日报", ["李东"])


def test_notices_and_advertisements_are_dropped() -> None:
    page = f"江州扶持科技企业\n江州日报 2021年3月4日\n{RIVER}\n\n遗失声明\n\n▲江州某商贸公司遗失公章一枚，声明作废。\n\n广告热线：0799-5550123 每行60元\n"
    (article,) = read(page)
    assert article.text == f"江州扶持科技企业\n{RIVER}"


def test_a_document_with_a_title_is_one_article() -> None:
    (article,) = read(
        f"{RIVER}\n\n小标题\n\n{BANK}", title="江州扶持科技企业", date="2021-03-04", publisher="江州网", printed=False
    )
    assert article.text == f"江州扶持科技企业\n{RIVER}\n小标题\n{BANK}"
    assert (article.date, article.publisher) == ("2021-03-04", "江州网")


def test_a_titled_document_takes_from_its_text_what_it_does_not_state() -> None:
    (article,) = read(
        f"来源：江州网 2021-03-04\n\n江州日报讯（记者 王芳）{RIVER}\n\n{BANK}（李东）",
        title="江州扶持科技企业",
        printed=False,
    )
    assert article.text == f"江州扶持科技企业\n江州日报讯（记者 王芳）{RIVER}\n{BANK}"
    assert (article.date, article.publisher, article.authors) == ("2021-03-04", "江州网", ["王芳"])


def test_tables_keep_their_cells() -> None:
    rows = [["单位", "金额"], ["江州光电公司", "300万元"]]
    text, table = f"江州扶持科技企业\n\n{RIVER}\n\n", Table([])
    for row in rows:
        cells = []
        for place, value in enumerate(row):
            text += "\t" if place else ""
            cells.append(Cell(len(text), len(text) + len(value), value))
            text += value
        text += "\n"
        table.rows.append(cells)
    (article,) = read(text + f"\n{BANK}", tables=[table], printed=False)
    assert [[article.text[c.start : c.end] for c in row] for row in article.tables[0].rows] == rows
    assert article.text.endswith(BANK)


@pytest.mark.parametrize("text", ["", "   \n\n", "。", "江州", "— 1 —\n", "\t\n", "《\n》\n“", "1.\n2.\n3.\n"])
def test_odd_pages_do_no_harm(text: str) -> None:
    assert all(a.text.strip() for a in read(text))


PIECES = [
    RIVER,
    BANK,
    PORT[:20],
    SEED[20:],
    "江州扶持科技企业",
    "本报讯（记者 王芳）",
    "— 1 —",
    "《江州日报》2021.3.4",
    "王芳",
    "",
    "",
    "1．项目",
    "【科技】",
    "目录",
    "图为现场。",
    "李东 摄",
    "左边的字      右边的字",
    "## 标题",
    "遗失声明",
    "12",
    "00万元",
]


@settings(max_examples=60, deadline=None)
@given(st.lists(st.sampled_from(PIECES), max_size=14), st.booleans())
def test_any_page_gives_articles_made_of_its_own_characters(lines: list[str], printed: bool) -> None:
    page = "\n".join(lines)
    for article in read(page, printed=printed):
        assert article.text.strip()
        assert set(article.text) <= set(page) | {" ", "\n"}
        assert article.title is None or article.text.startswith(article.title)
    assert read(page, printed=printed) == read(page, printed=printed)


def test_headlines_inside_a_narrow_column_without_blank_lines() -> None:
    first, second = wrapped(RIVER + FUND, 12), wrapped(BANK + PORT, 12)
    page = [
        "江 州 科 技 时 报",
        "2021年3月4日　星期四　第2版",
        "",
        "江州扶持科技型企业",
        "资金到位",
        *first,
        "东山市银行向园区授信",
        "支持小微",
        *second,
    ]
    articles = read("\n".join(page))
    assert [a.title for a in articles] == ["江州扶持科技型企业 资金到位", "东山市银行向园区授信 支持小微"]
    assert articles[0].text.endswith(RIVER + FUND) and articles[1].text.endswith(BANK + PORT)


def test_a_headline_may_end_like_a_body() -> None:
    (article,) = read(f"江州科创中心划转科学技术部\n2021年3月4日\n{RIVER}\n{BANK}")
    assert (article.title, article.date) == ("江州科创中心划转科学技术部", "2021-03-04")


@pytest.mark.parametrize(
    ("start", "date", "publisher", "authors"),
    [
        ("（江州日报 记者 王芳）", None, "江州日报", ["王芳"]),
        ("（江州日报客户端 3月4日）", None, "江州日报客户端", []),
        ("江证网讯（记者 王芳）", None, "江证网", ["王芳"]),
        ("江州在线3月4日讯（记者 王芳）", None, "江州在线", ["王芳"]),
        ("2021年3月5日 江州日报临港3月4日电（记者 王芳） ", "2021-03-05", "江州日报", ["王芳"]),
        ("江州经济报道记者 王芳 临港报道 ", None, "江州经济报道", ["王芳"]),
        ("（记者 王芳）", None, None, ["王芳"]),
        ("江州日报记者从市财政局获悉，", None, None, []),
    ],
)
def test_what_a_story_opens_with(start: str, date: str | None, publisher: str | None, authors: list[str]) -> None:
    (article,) = read(f"江州三千万元扶持科技企业\n{start}{RIVER}\n{BANK}\n")
    assert (article.date, article.publisher, article.authors) == (date, publisher, authors)


def test_a_line_that_goes_on_from_the_headline_is_none() -> None:
    for line in ("——来自江州市财政局的报告", "答：看首批资金的去向"):
        (article,) = read(f"三千万元花在哪里\n2021年3月4日\n{line}\n江州日报讯 {RIVER}\n{BANK}\n")
        assert (article.title, article.date) == ("三千万元花在哪里", "2021-03-04")


def test_a_headline_may_end_in_what_a_masthead_ends_in() -> None:
    (article,) = read(f"江州电气20亿银团贷款签约 江州银行统筹主办\n记者 王芳 2021-03-04\n{RIVER}\n{BANK}")
    assert article.title == "江州电气20亿银团贷款签约 江州银行统筹主办"


BRIEFS = [f"临港区市政设施改造{n}期工程获专项资金{n}百万元，年内完工。" for n in range(1, 5)]


@pytest.mark.parametrize("mark", ["【临港】", "▲", "◆", "●"])
@pytest.mark.parametrize("head", ["一周科技简讯", "科技简讯（四则）", "江州要闻"])
def test_briefs_under_the_head_of_a_column_are_an_article(mark: str, head: str) -> None:
    items = [f"{mark}{brief * 3}" for brief in BRIEFS]
    (article,) = read("\n".join([head, "江州日报 2021年3月4日", *items]))
    assert (article.title, article.date, article.publisher) == (head, "2021-03-04", "江州日报")
    assert article.text == "\n".join([head, *items])


def test_whom_a_notice_goes_to_is_no_part_of_its_headline() -> None:
    (article,) = read(f"关于申报2021年科技创新专项资金的通知\n各区科技局，有关单位：\n{RIVER}\n{SEED}\n")
    assert article.title == "关于申报2021年科技创新专项资金的通知"
    assert article.text.split("\n")[1] == "各区科技局，有关单位："


def test_the_questions_of_an_interview_begin_no_article() -> None:
    lines = [
        "基金怎样投早投小",
        "江州日报 2021年3月4日",
        FUND,
        "记者：今年打算投多少？",
        BANK,
        "问：钱从哪里来？",
        PORT,
    ]
    (article,) = read("\n".join(lines))
    assert article.title == lines[0] and lines[3] in article.text and lines[5] in article.text


def test_a_cry_below_the_headline_opens_the_story() -> None:
    (article,) = read(f"三千万元！江州科技企业有福了\n江州发布 2021-03-04\n好消息来了！\n{RIVER}\n{BANK}\n")
    assert article.title == "三千万元！江州科技企业有福了"
    assert article.text.split("\n")[1] == "好消息来了！"


def test_a_date_in_brackets_may_open_the_story() -> None:
    (article,) = read(f"码头二期动工\n本报记者 王芳\n（2021年3月4日）{PORT}\n{BANK}\n")
    assert (article.date, article.authors) == ("2021-03-04", ["王芳"])


def test_a_week_is_no_date_of_print() -> None:
    (article,) = read(f"江州一周要闻\n（2021年3月1日—3月7日）\n●{PORT}\n●{BANK}\n")
    assert (article.date, article.publisher) == (None, None)


def test_an_editors_word_before_the_story_is_left_out_and_nothing_else() -> None:
    (article,) = read(f"江州港口观察\n编者按：本期看港口。{SEED}\n【临港】{PORT}\n{BANK}\n")
    assert "编者按" not in article.text and PORT in article.text


def test_a_page_of_captions_alone_is_not_lost() -> None:
    (article,) = read(f"图片新闻\n图为码头工地。{PORT}\n图为银行签约现场。{BANK}\n")
    assert article.title == "图片新闻" and PORT in article.text and BANK in article.text


def test_labels_behind_a_source_are_no_part_of_it() -> None:
    (article,) = read(f"江州港口获贷五千万元\n发布时间：2019.08.20\n来源：江州日报 编辑：王芳 浏览次数：\n{RIVER}\n")
    assert (article.date, article.publisher) == ("2019-08-20", "江州日报")
