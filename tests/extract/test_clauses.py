"""Who acts in a clause: subjects, partners, agents and what is carried over."""

import pytest

from extract.clauses import coordinated, government, recipient_after, subject_of
from tests.extract.relations_marked import state_of


def who(marked: str, place: int) -> list[str]:
    """Return the names that act in the clause with the number."""
    state = state_of(marked)
    clauses = [c for s in state.sentences for c in s.clauses]
    return [m.name for m in subject_of(state, clauses[place])]


@pytest.mark.parametrize(
    ("marked", "place", "names"),
    [
        ("{甲银行:Institution/bank}向{乙公司:Institution/company}放款。", 0, ["甲银行"]),
        ("近日，{甲银行:Institution/bank}又在各地放款。", 1, ["甲银行"]),
        ("{甲厅:Institution}出台细则，明年起执行，由{乙局:Institution}兑付。", 1, ["甲厅"]),  # carried
        ("{甲厅:Institution}出台细则，明年起执行，由{乙局:Institution}兑付。", 2, ["乙局"]),  # the agent
        ("补助被{乙局:Institution}收回。", 0, ["乙局"]),
        ("根据{甲厅:Institution}要求，{乙局:Institution}启动申报。", 1, ["乙局"]),  # governed by 根据
        ("{甲厅:Institution}的资金到位。", 0, []),  # not the body but something of it
        ("{清河市:Place/city}高新技术企业数量大增。", 0, []),
        ("{清河市:Place/city}拿出一亿元。", 0, ["清河市"]),
        ("注册在本地的{乙公司:Institution/company}宣布扩产。", 0, ["乙公司"]),
        ("{甲厅:Institution}、{乙局:Institution}和{丙办:Institution}印发通知。", 0, ["甲厅", "乙局", "丙办"]),
        ("一是{甲办法:Policy}，适用于全省。", 1, ["甲办法"]),
        ("以{甲学院:Institution}为例，去年联合{乙公司:Institution/company}等知名企业办班。", 1, ["甲学院"]),
    ],
)
def test_subject(marked: str, place: int, names: list[str]) -> None:
    assert who(marked, place) == names


def test_a_speaker_does_not_act_in_what_is_said_but_the_body_of_the_speaker_does_where_nobody_else_is_named() -> None:
    marked = "{李明:Person}表示，{甲公司:Institution/company}盈利，税款按时上缴。"
    assert who(marked, 1) == ["甲公司"]
    assert who("{甲厅:Institution}副厅长{李明:Person}介绍，今年将组织第二批申报。", 1) == ["甲厅"]
    assert who("{甲公司:Institution/company}表示，将追加投资。", 1) == ["甲公司"]


def test_a_partner_behind_the_subject_is_kept_apart_and_carried_while_no_verb_came() -> None:
    state = state_of("{甲厅:Institution}会同{乙局:Institution}，印发通知，组织申报。")
    first, second, third = state.sentences[0].clauses
    assert [m.name for m in first.subject] == ["甲厅"]
    assert [m.name for m in first.partners] == ["乙局"]
    assert [[m.name for m in c.subject + c.partners] for c in (second, third)] == [["甲厅", "乙局"], ["甲厅", "乙局"]]


@pytest.mark.parametrize("words", ["双方", "两家单位"])
def test_words_for_a_pair_stand_for_the_pair_last_named(words: str) -> None:
    marked = f"{{甲厅:Institution}}与{{乙银行:Institution/bank}}会谈。{words}商定，共设一只基金。"
    assert who(marked, 1) == ["甲厅", "乙银行"]


def test_a_counted_word_needs_a_list_of_that_length() -> None:
    listed = "{甲厅:Institution}、{乙局:Institution}、{丙办:Institution}联合发文。"
    assert who(listed + "三家单位各拿100万元。", 1) == ["甲厅", "乙局", "丙办"]
    assert who(listed + "四家单位各拿100万元。", 1) != ["甲厅", "乙局", "丙办"]


def test_lists_know_their_members_and_the_count_that_closes_them() -> None:
    state = state_of("今年{甲银行:Institution/bank}、{乙银行:Institution/bank}等4家银行入围。")
    group = coordinated(state, state.mentions[1])
    assert [m.name for m in group.mentions] == ["甲银行", "乙银行"]
    assert (group.count, group.open) == (4, True)


def test_a_place_in_a_list_that_only_says_where_is_no_member() -> None:
    state = state_of("入选的有{甲园:Zone}、{清河市:Place/city}的{乙园:Zone}。")
    assert [m.name for m in coordinated(state, state.mentions[0]).mentions] == ["甲园", "乙园"]


def test_recipients_stand_behind_their_words_or_right_behind_the_verb() -> None:
    state = state_of("{甲银行:Institution/bank}向{乙公司:Institution/company}、{丙公司:Institution/company}提供贷款。")
    clause = state.sentences[0].clauses[0]
    assert [m.name for m in recipient_after(state, clause, clause.predicate)] == ["乙公司", "丙公司"]


def test_a_place_that_acts_becomes_its_government_with_the_place_as_mention() -> None:
    state = state_of("{清河市:Place/city}设立基金。")
    acting = government(state, state.mentions[0])
    assert acting.entity is not None
    assert (acting.entity.name, acting.entity.kind, acting.implied) == ("清河市人民政府", "local_government", True)
    assert government(state, state.mentions[0]).entity is acting.entity
    assert len(acting.entity.mentions) == 1
