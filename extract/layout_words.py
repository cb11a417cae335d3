"""The patterns of `data/layout.yaml`, compiled once."""

import functools
import re
from dataclasses import dataclass
from typing import Any

from extract.lexicon import Lexicon, load


@dataclass(slots=True)
class Words:
    """Compiled patterns; see the comments in `data/layout.yaml`."""

    table: dict[str, Any]
    furniture: re.Pattern[str]
    furniture_start: re.Pattern[str]
    link_head: re.Pattern[str]
    contents_mark: re.Pattern[str]
    contents_entry: re.Pattern[str]
    label: re.Pattern[str]
    kicker: re.Pattern[str]
    editor_word: re.Pattern[str]
    periodical: re.Pattern[str]
    editor: re.Pattern[str]
    body: re.Pattern[str]
    bulletin: re.Pattern[str]
    dateline: re.Pattern[str]
    outlet: re.Pattern[str]
    outlet_names: re.Pattern[str]
    outlet_day: re.Pattern[str]
    byline: re.Pattern[str]
    team: re.Pattern[str]
    roles: re.Pattern[str]
    caption_start: re.Pattern[str]
    caption_credit: re.Pattern[str]
    noise: re.Pattern[str]
    credit_dropped: re.Pattern[str]
    credit_labels: re.Pattern[str]
    publisher_line: re.Pattern[str]
    credit_source: re.Pattern[str]
    measure: re.Pattern[str]
    fresh: re.Pattern[str]
    second_title: re.Pattern[str]
    title_act: re.Pattern[str]
    lead: re.Pattern[str]
    surnames: frozenset[str]


def words(lexicon: Lexicon | None = None) -> Words:
    """Return the patterns of the lexicon, the shipped one by default."""
    return (lexicon or _shipped()).built("layout", _build)


@functools.cache
def _shipped() -> Lexicon:
    return load()


def _build(lexicon: Lexicon) -> Words:
    t = lexicon.table("layout")
    roles, agencies, periodicals = t["roles"], t["agencies"], t["periodicals"]
    paper = rf"本报|本刊|本网|本台|{agencies}|(?:[\u4e00-\u9fff]{{2,5}}[·•])?[\u4e00-\u9fff]{{1,10}}?(?:{periodicals})"
    named = rf"{agencies}|[\u4e00-\u9fff]{{1,12}}?(?:{periodicals})"
    outlet = rf"(?P<paper>(?:{paper})(?:{t['channels']})?)"
    return Words(
        table=t,
        furniture=re.compile(rf"(?:{'|'.join(t['furniture'])})"),
        furniture_start=re.compile(rf"(?:{'|'.join(t['furniture_starts'])})"),
        link_head=re.compile(t["link_heads"]),
        contents_mark=re.compile(t["contents_marks"]),
        contents_entry=re.compile(t["contents_entry"]),
        label=re.compile(t["labels"]),
        kicker=re.compile(t["kickers"]),
        editor_word=re.compile(rf"[（(【\[]?(?:{t['editor_words']})"),
        periodical=re.compile(rf"[\u4e00-\u9fff]{{1,12}}?(?:{periodicals})"),
        editor=re.compile(rf"(?P<body>[\u4e00-\u9fff]{{4,30}}?)(?:{t['offices']})?(?:{t['editors']})(?=\s|$)"),
        body=re.compile(rf"[\u4e00-\u9fff]{{2,24}}(?:{t['bodies']})"),
        bulletin=re.compile(t["bulletin_words"]),
        dateline=re.compile(
            rf"[【（(\[]?(?P<cited>据)?{outlet}(?P<place>[\u4e00-\u9fff、]{{0,8}}?)"
            rf"(?P<date>(?:(?:\d{{4}}年)?\d{{1,2}}月)?\d{{1,2}}日)?(?:[\u4e00-\u9fff]{{2,3}})??\s*(?:专?讯|专?电|消息)(?![\u4e00-\u9fff]*[子力商视信网])"
            rf"\s*[】）)\]]?\s*(?:[（(](?P<by>[^）)]{{2,40}})[)）]|(?P<told>(?:{roles})?[\u4e00-\u9fff\s·]{{2,36}}?)\s?报道(?=[\s：:]))?"
            rf"|(?P<plain>[（(【](?:{roles})\s*[^）)】]{{2,30}}[)）】])"
        ),
        outlet=re.compile(
            rf"[（(]{outlet}\s*(?:(?P<date>(?:\d{{4}}年)?\d{{1,2}}月\d{{1,2}}日)|(?:{roles})[\s:：]*(?P<by>[^）)，。]{{2,30}}))[)）]"
            rf"|(?P<reporting>(?:\d\d)?[\u4e00-\u9fff]{{2,10}}?(?:{periodicals}))\s?(?:{roles})[\s:：]*"
            r"(?P<names>[^，。；：“”]{2,20}?)\s*[\u4e00-\u9fff]{0,6}报道(?=\s|$)"
        ),
        # 某县融媒体中心 王甫 张静, 21财经 莫丹 苏州报道
        outlet_names=re.compile(
            rf"[◎□■●○▲★☆◇◆\s]*《?(?P<paper>\d\d财经|{named})》?\s*(?:(?:{roles})[\s:：]*|\s)"
            r"(?P<names>[\u4e00-\u9fff·](?:[\u4e00-\u9fff·\s、]){1,24}?)(?:\s*[\u4e00-\u9fff]{0,4}报道)?"
        ),
        # 某商报 11月9日 编辑：张三
        outlet_day=re.compile(
            rf"《?(?P<paper>{named})》?\s*\d{{1,2}}月\d{{1,2}}日(?:\s+(?:{roles}|(?:责任)?编辑)\s*[:：]?\s*(?P<names>[\u4e00-\u9fff·\s、]{{2,20}}))?"
        ),
        byline=re.compile(
            rf"[◎□■●○▲★☆◇◆\-—\s（(]*(?:[Nn](?={roles}))?(?:(?P<paper>{agencies}|(?:[\u4e00-\u9fff]{{2,5}}[·•])?[\u4e00-\u9fff\d]{{2,10}}?(?:{periodicals}))社?)?[\s：:]*(?:[\u4e00-\u9fff]{{0,10}}?)"
            rf"(?:{roles})(?:[、/\s]*(?:{roles}))*\s*[:：/|丨｜]?\s*(?P<names>[^，。；]{{0,40}}?)[）)]?"
        ),
        team=re.compile(t["teams"] + r"(?:\s+(?P<names>[\u4e00-\u9fff](?:\s?[\u4e00-\u9fff]){1,3}))?"),
        # 文 behind a character is a part of a name, and does not say who wrote the words
        roles=re.compile(rf"(?!(?<=[\u4e00-\u9fff])文(?![字图]))(?:{roles})"),
        caption_start=re.compile(t["caption_starts"]),
        caption_credit=re.compile(t["caption_credits"]),
        noise=re.compile(t["credit_noise"]),
        credit_dropped=re.compile(t["credit_dropped"]),
        credit_labels=re.compile(t["credit_labels"]),
        publisher_line=re.compile(
            rf"{agencies}|[\u4e00-\u9fff\d]{{2,6}}(?:大学报|学院报|日报|晚报|时报|导报|青年报|商报|周报|电讯|参考报|经济报|证券报|新闻网|新闻|时报网|日报网)"
            rf"|(?!{t['not_periodicals']})[\u4e00-\u9fff\d]{{2,5}}网"
        ),
        credit_source=re.compile(
            rf"(?:\d\d)?(?:{paper[len('本报|本刊|本网|本台|') :]})社?|[\u4e00-\u9fff]{{2,24}}(?:{t['bodies']}|社|台|网站?|公众号)"
        ),
        measure=re.compile(t["measures"]),
        fresh=re.compile(t["fresh_starts"]),
        second_title=re.compile(t["second_titles"]),
        title_act=re.compile(t["title_acts"]),
        lead=re.compile(t["leads"]),
        surnames=frozenset(t["surnames"]),
    )
