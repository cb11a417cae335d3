"""Cutting text into sentences and clauses, and the headings among them."""

import pytest

from extract import lexicon
from extract.model import Article, State
from extract.steps import sentences
from extract.text import asides, clause_spans, fold, sentence_spans


def cut(text: str) -> list[str]:
    return [text[a:b] for a, b in sentence_spans(text, 0, len(text), asides(text, 0, len(text)))]


def clauses(text: str) -> list[str]:
    return [text[a:b] for a, b in clause_spans(text, 0, len(text), asides(text, 0, len(text)))]


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("资金已经到账。项目下月开工。", 2),
        ("“我们不等了。马上开工！”他说。", 3),  # marks inside a long quotation end sentences, with their closing quotes
        ("厂里喊出“加油干！”的口号，工期提前。", 1),  # a slogan ends none
        ("县里（去年底。今年初又补报）共报了两批。", 1),  # nor does a mark in brackets
        ("《钱从哪里来？》一文这样写道。", 1),
        ("有粮食、棉花……都在其中。", 1),
        ("没有句号的一行", 1),
    ],
)
def test_sentences_end_where_a_reader_stops(text: str, parts: int) -> None:
    assert len(cut(text)) == parts
    assert "".join(cut(text)) == text


def test_clauses_are_cut_at_commas_colons_and_dashes_but_not_inside_figures_titles_and_brackets() -> None:
    assert clauses("会议10:30开始，总额1,500万元；办法如下：先到先得。") == [
        "会议10:30开始，",
        "总额1,500万元；",
        "办法如下：",
        "先到先得。",
    ]
    assert clauses("依据《扶持，奖励与退出办法》（试行，2020年），予以支持。") == [
        "依据《扶持，奖励与退出办法》（试行，2020年），",
        "予以支持。",
    ]
    assert clauses("拿出一款新品——“苗圃贷”。") == ["拿出一款新品——", "“苗圃贷”。"]


def test_folding_keeps_the_length_and_makes_letters_digits_and_traditional_characters_plain() -> None:
    printed = "資金１２０億元ＡＢ"
    assert fold(printed) == "资金120亿元AB"
    assert len(fold(printed)) == len(printed)


def test_folding_makes_marks_chinese_but_leaves_figures_alone() -> None:
    assert fold('总额1,500万元(10:30公布),其中:"甲"3.5%;') == '总额1,500万元（10:30公布），其中："甲"3.5%；'
    assert fold("「甲貸」「乙貸」") == "“甲贷”“乙贷”"


def test_headlines_and_numbered_lines_are_headings_of_their_own() -> None:
    text = "清河设立种子基金\n一、总体情况\n基金规模2亿元。由市财政出资。\n（二）下一步\n扩大规模。"
    state = State(Article("t", text, title="清河设立种子基金"), lexicon.load(), text, fold(text))
    sentences.run(state)
    assert [state.text[s.start : s.end] for s in state.sentences if s.heading] == [
        "清河设立种子基金",
        "一、总体情况",
        "（二）下一步",
    ]
    assert len(state.sentences) == 6
    assert all(c.sentence is s and state.clause_at(c.start) is c for s in state.sentences for c in s.clauses)
