"""What is one and what is two: identity, corroboration, subsumption, conflict, decisions."""

from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.decisions import DecisionError, parse
from graph.facts import ArticleFacts, Background, Entity, KnownRelation
from graph.merge import Graph, merge
from graph.merge_flows import Told, as_said, in_conflict, independent, whole
from graph.merge_names import normal_name, sentence_print
from tests.graph.made import article


def flows(*articles: ArticleFacts, decisions: str = "") -> list[dict[str, Any]]:
    graph = merge(articles, parse(decisions))
    return sorted((n for n in graph.nodes.values() if n["label"] == "Flow"), key=lambda n: n["evidence"])


def ids(graph: Graph, label: str) -> list[str]:
    return sorted(n["id"] for n in graph.nodes.values() if n["label"] == label)


def money(**more: Any) -> dict[str, Any]:
    return {"provider": ["甲部"], "recipient": ["丁基金"], "amount": Decimal(100), **more}


def test_two_articles_that_tell_one_flow_make_one_with_two_pieces_of_evidence() -> None:
    (flow,) = flows(
        article("a", "甲部向丁基金出资100元。", flows=[money()]),
        article("b", "丁基金获甲部出资100元。", flows=[money(amount=Decimal("100.00"))]),
    )
    assert (flow["support"], flow["articles"], flow["amount"]) == (2, ["a", "b"], 100)


def test_a_sentence_printed_twice_is_one_witness() -> None:
    (flow,) = flows(
        article("a", "甲部向丁基金出资100元。", flows=[money()]),
        article("b", "甲部 向丁基金出资１００元", flows=[money()]),
    )
    assert (flow["support"], len(flow["evidence"])) == (1, 2)
    assert sentence_print("出资100元。") == sentence_print("出资 １００元") != sentence_print("出资200元")


def test_articles_linked_by_shared_sentences_count_once_together() -> None:
    assert independent([("a", "1"), ("b", "1"), ("b", "2"), ("c", "2"), ("d", "3")]) == 2


@pytest.mark.parametrize("less", [{"recipient": []}, {"provider": []}, {"period": None}])
def test_a_report_with_empty_slots_is_evidence_for_the_fuller_one(less: dict[str, Any]) -> None:
    fuller = article("a", "2023年甲部向丁基金出资100元。", flows=[money(period="2023")])
    (flow,) = flows(fuller, article("b", "甲部、丁基金，出资100元。", flows=[money(period="2023") | less]))
    assert (flow["period"], flow["support"]) == ("2023", 2)


def test_where_two_fuller_ones_fit_the_report_stays_its_own() -> None:
    found = flows(
        article("a", "甲部向丁基金出资100元。", flows=[money()]),
        article("b", "甲部向戊园出资100元。", flows=[money(recipient=["戊园"])]),
        article("c", "甲部出资100元。", flows=[money(recipient=[])]),
    )
    assert [f["articles"] for f in found] == [["a"], ["b"], ["c"]]


@pytest.mark.parametrize(
    "other",
    [
        {"instrument": "loan"},
        {"status": "planned"},
        {"per": "year"},
        {"cumulative": True},
        {"currency": "USD"},
        {"period": "2022"},
    ],
)
def test_what_disagrees_is_another_flow_and_no_conflict(other: dict[str, Any]) -> None:
    found = flows(
        article("a", "甲部向丁基金出资100元。", flows=[money(period="2023")]),
        article("b", "丁基金、甲部，100元。", flows=[money(period="2023") | other]),
    )
    assert len(found) == 2 and not any(f["conflict"] for f in found)


def test_two_figures_in_two_articles_conflict_and_in_one_article_do_not() -> None:
    two = [money(), money(amount=Decimal(200))]
    assert [f["conflict"] for f in flows(article("a", "甲部、丁基金。", flows=two))] == [False, False]
    found = flows(article("a", "甲部、丁基金。", flows=two[:1]), article("b", "丁基金、甲部。", flows=two[1:]))
    assert [f["conflict"] for f in found] == [True, True]


def test_flows_without_parties_are_nobody_elses() -> None:
    nobody = money(provider=[], recipient=[])
    assert len(flows(article("a", "贷款100元。", flows=[nobody]), article("b", "发放100元。", flows=[nobody]))) == 2


def test_observations_conflict_by_value_only() -> None:
    def seen(value: int, unit: str = "家") -> list[dict[str, Any]]:
        return [{"subject": "戊园", "measure": "企业", "value": Decimal(value), "unit": unit, "period": "2023"}]

    graph = merge(
        [
            article("a", "戊园有企业5家。", observations=seen(5)),
            article("b", "企业在戊园有6家。", observations=seen(6)),
            article("c", "戊园6万家。", observations=seen(6, "万家")),
        ]
    )
    found = {n["name"]: n["conflict"] for n in graph.nodes.values() if n["label"] == "Observation"}
    assert found == {"企业 5家": True, "企业 6家": True, "企业 6万家": False}


def test_two_persons_of_one_name_are_one_only_by_a_post_in_common() -> None:
    def posted(name: str, *places: str) -> ArticleFacts:
        return article(name, "张伟、" + "、".join(places), relations=[("张伟", "POSTED_AT", p) for p in places])

    assert len(ids(merge([posted("a", "甲部"), posted("b", "乙行")]), "Person")) == 2
    assert len(ids(merge([posted("a", "甲部"), posted("b", "甲部")]), "Person")) == 1
    assert len(ids(merge([posted("a", "甲部"), posted("b", "乙行"), posted("c", "甲部", "乙行")]), "Person")) == 1
    assert len(ids(merge([posted("a"), posted("b")]), "Person")) == 2


def test_names_that_differ_in_print_alone_are_one() -> None:
    assert normal_name("中银－火炬 “创新积分贷”") == normal_name('中银-火炬"创新积分贷"')
    assert normal_name("一期基金") != normal_name("二期基金")


def test_cooperation_is_stored_once_and_loops_never() -> None:
    graph = merge(
        [
            article("a", "甲部与乙行合作。", relations=[("甲部", "PARTNERS_WITH", "乙行")]),
            article("b", "乙行携手甲部。", relations=[("乙行", "PARTNERS_WITH", "甲部")]),
        ]
    )
    (edge,) = (p for k, p in graph.edges.items() if k[0] == "PARTNERS_WITH")
    assert edge["support"] == 2
    looped = merge(
        [article("a", "甲部与乙行合作。", relations=[("甲部", "PARTNERS_WITH", "乙行")])], parse("same 甲部 = 乙行")
    )
    assert not any(k[0] == "PARTNERS_WITH" for k in looped.edges) and looped.dropped == 1


def test_what_the_ontology_refuses_is_left_out_and_counted() -> None:
    graph = merge([article("a", "己省设立丁基金。", relations=[("己省", "ESTABLISHES", "丁基金")])])
    assert graph.dropped == 1 and not any(k[0] == "ESTABLISHES" for k in graph.edges)


def test_the_gazetteers_own_facts_are_edges_without_evidence() -> None:
    known = Background(
        entities=[Entity(id="Place:中国", name="中国", type="Place")],
        relations=[
            KnownRelation(head="Place:己省", type="WITHIN", tail="Place:中国"),
            KnownRelation(head="Institution:甲部", type="PART_OF", tail="Institution:乙行"),
            KnownRelation(head="Place:己省", type="WITHIN", tail="Place:他处"),
        ],
    )
    graph = merge([article("a", "甲部、乙行在己省。", background=known)])
    assert ("WITHIN", "Place:己省", "Place:中国", "||") in graph.edges
    part = next(p for k, p in graph.edges.items() if k[0] == "PART_OF")
    assert (part["support"], part["articles"], part["status"]) == (0, [], "actual")
    assert not any("他处" in k[2] for k in graph.edges)


def test_amounts_keep_every_digit() -> None:
    assert whole("400000000000") == (400000000000, None)
    assert whole("3.5") == (3, "3.5")
    assert whole("99999999999999999999") == (None, "99999999999999999999")
    assert whole(None) == (None, None)
    for figure in ("400000000000", "3.5", "99999999999999999999", "-7", "0", None):
        assert as_said(*whole(figure)) == figure


def test_decisions_join_split_reject_and_correct() -> None:
    one = article("a", "甲部向丁基金出资100元。", relations=[("甲部", "ESTABLISHES", "丁基金")], flows=[money()])
    assert ids(merge([one], parse("same 甲部 = 科学部")), "Institution") == ["Institution:科学部"]
    assert ids(merge([one], parse("same Institution:甲部 = 乙部\nsame 乙部 = 丙部")), "Institution") == [
        "Institution:丙部"
    ]
    (flow,) = flows(one)
    assert flows(one, decisions=f"reject {flow['id']}") == []
    (corrected,) = flows(one, decisions=f"correct {flow['id']} amount = 300")
    assert corrected["amount"] == 300 and corrected["id"] != flow["id"]
    rejected = merge([one], parse("reject 甲部 ESTABLISHES 丁基金"))
    assert not any(k[0] == "ESTABLISHES" for k in rejected.edges)
    assert merge([one], parse("correct 丁基金 kind = venture")).nodes["Fund:丁基金"]["kind"] == "venture"


def test_a_name_that_is_said_to_be_different_is_split_off() -> None:
    facts = article("a", "甲部出资。")
    facts.entities[0].id, facts.entities[0].name = "Institution:科学技术部", "科学技术部"
    assert ids(merge([facts]), "Institution") == ["Institution:科学技术部"]
    assert ids(merge([facts], parse("different 甲部 / 科学技术部")), "Institution") == ["Institution:甲部"]


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("marry A B", "line 1"),
        ("# fine\nsame A = A", "line 2"),
        ("same A = B\nsame A = C", "already"),
        ("same A = B\ndifferent A / B", "delete one line"),
        ("correct Flow:1 colour = red", "choose from"),
    ],
)
def test_decisions_that_cannot_be_followed_are_named(text: str, message: str) -> None:
    with pytest.raises(DecisionError, match=message):
        parse(text)


@given(st.lists(st.tuples(st.integers(1, 3).map(str), st.frozensets(st.sampled_from("abcd"), min_size=1)), max_size=6))
def test_facts_contradict_each_other_where_figures_differ_and_no_article_gives_both(
    groups: list[tuple[str, frozenset[str]]],
) -> None:
    facts = {str(n): Told((figure,), articles) for n, (figure, articles) in enumerate(groups)}
    wanted = {
        one
        for one, its in facts.items()
        for other in facts.values()
        if other.figure != its.figure and its.articles.isdisjoint(other.articles)
    }
    assert in_conflict(facts) == wanted
