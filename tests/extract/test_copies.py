"""Near-duplicates become one article, whatever their order; forms with other figures stay apart."""

import random
from itertools import permutations

import pytest

from extract.copies import CopyFinder, differences, merge_copies, merge_passes, merged
from extract.model import Article

STORY = (
    "江州市财政局近日下达科技创新专项资金三千万元，支持全市80家科技型中小企业开展技术攻关，首批资金已经拨付到位。"
    "江州农商银行与高新区管委会签署合作协议，今后3年将提供20亿元授信，重点投向生物医药和新材料两个产业。"
    "市科技局负责人表示，下一步将建立企业名单，由银行逐户对接，年底前完成首轮走访。"
)
OTHER = (
    "临港新区管委会负责人介绍，码头二期工程总投资12亿元，其中省级专项债券安排5亿元，其余由港务集团自筹。"
    "省农业农村厅公布种业振兴项目名单，共有15个项目入选，每个项目补助200万元，建设期为两年。"
)


def article(text: str, source: str, date: str | None = None, title: str | None = None) -> Article:
    return Article(source=source, text=text, title=title, date=date)


def shape(articles: list[Article]) -> list[tuple[str, str, list[tuple[str, str]]]]:
    return sorted((a.source, a.text, [(c.source, c.text) for c in a.copies]) for a in articles)


COPIES = [
    article(STORY, "a.txt"),
    article(STORY.replace("近日", "日前").replace("，重点", ",重点"), "b.txt", "2021-03-05"),
    article(STORY.replace("首轮", "首次") + "有关企业对此表示欢迎。", "c.txt", "2021-03-04"),
    article(OTHER, "d.txt", "2021-03-01"),
]


def test_copies_become_one_article_led_by_the_earliest() -> None:
    lead, other = sorted(merge_copies(COPIES), key=lambda a: a.source, reverse=False)
    assert (lead.source, other.source) == ("c.txt", "d.txt")
    assert [c.source for c in lead.copies] == ["b.txt", "a.txt"]
    assert [c.date for c in lead.copies] == ["2021-03-05", None]
    assert not other.copies


def test_an_excerpt_does_not_lead() -> None:
    excerpt = article(STORY[: len(STORY) * 2 // 3], "early.txt", "2021-01-01")
    (lead,) = merge_copies([excerpt, COPIES[1]])
    assert (lead.source, lead.copies[0].source) == ("b.txt", "early.txt")


def test_the_order_of_the_articles_does_not_matter() -> None:
    expected = shape(merge_copies(COPIES))
    for order in permutations(COPIES):
        assert shape(merge_copies(order)) == expected
        assert shape(list(merge_passes(lambda order=order: order))) == expected  # type: ignore[misc]


def test_taking_the_leading_copy_away_leaves_the_others_in_their_order() -> None:
    whole = merged(COPIES[:3])
    rest = merged([a for a in COPIES[:3] if a.source != whole.source])
    assert [c.source for c in whole.copies] == [rest.source, *(c.source for c in rest.copies)]


def test_one_form_with_other_figures_is_not_a_copy() -> None:
    form = "{}月，全市新登记企业{}家，注册资本{}亿元，同比增长{}%，其中科技型企业{}家，占比{}%，发放创业贷款{}笔、金额{}万元。"
    months = [article(form.format(*[n * k + k for k in (1, 31, 7, 3, 11, 5, 13, 97)]), f"{n}.txt") for n in range(2, 6)]
    assert len(merge_copies(months)) == len(months)


def test_noise_of_recognition_is_forgiven() -> None:
    noise = random.Random(7)
    noisy = "".join(noise.choice("的一了在人有我他") if noise.random() < 0.04 and not c.isdigit() else c for c in STORY)
    assert len(merge_copies([article(STORY, "a"), article(noisy, "b"), article(OTHER, "c")])) == 2


def test_every_article_is_in_exactly_one_group() -> None:
    finder = CopyFinder()
    numbers = [finder.add(text) for text in (STORY, OTHER, STORY, "", "短")]
    assert sorted(n for group in finder.groups() for n in group) == numbers
    assert CopyFinder().groups() == []


def test_differences_name_what_each_printing_has() -> None:
    assert differences(STORY, STORY.replace("，", ", ")) == []
    changed = STORY.replace("近日", "日前").replace("80家", "90家") + "完。"
    assert differences(STORY, changed) == [("近日", "日前"), ("80", "90"), ("", "完。")]


@pytest.mark.parametrize(
    ("first", "second"),
    [
        (
            "江州市财政局3月向临港区拨付科技资金1.2亿元，支持企业发展。",
            "江州市财政局3月向临港区拨付科技资金0.8亿元，支持企业发展。",
        ),
        (
            "江州市财政局向临港区拨付科技资金1亿元，支持企业发展。",
            "江州市财政局向东山区拨付科技资金1亿元，支持企业发展。",
        ),
        (
            "江州银行5月6日开展20亿元同业操作，利率1.8%，期限7天。",
            "江州银行5月7日开展20亿元同业操作，利率1.8%，期限7天。",
        ),
    ],
)
def test_short_notices_of_one_form_are_told_apart(first: str, second: str) -> None:
    assert len(merge_copies([article(first, "a.txt"), article(second, "b.txt")])) == 2


def test_a_short_notice_that_says_less_is_a_copy() -> None:
    text = "江州市财政局3月向临港区拨付科技资金12000万元，支持企业发展，年底前全部到位。"
    less = text.replace("12000万元", "1.2亿元").replace("，年底前全部到位", "")
    assert len(merge_copies([article(text, "a.txt"), article(less, "b.txt")])) == 1
