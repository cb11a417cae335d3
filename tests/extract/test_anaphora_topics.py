"""Whom phrases mean at a distance: the firm of a notice, the branch of a bank by its place, the bureau that was only acted upon."""

from extract.model import Article
from extract.pipeline import Pipeline
from graph.facts import ArticleFacts


def read(text: str) -> ArticleFacts:
    title, lines, _ = text.partition("\n")
    return Pipeline().extract(Article("t", text, title=title if lines else None, date="2022-05-06"))


def related(facts: ArticleFacts, type_: str) -> set[tuple[str, str]]:
    name = {entity.id: entity.name for entity in facts.entities}
    return {(name[r.head], name[r.tail]) for r in facts.relations if r.type == type_}


def test_the_firm_of_a_notice_is_meant_whoever_was_named_since() -> None:
    facts = read(
        "彭城轴承：拟参与设立装备产业投资基金\n"
        "彭城轴承（603989）11月21日晚公告，公司拟与徐州科创投资集团有限公司共同设立装备产业投资基金。\n"
        "公告显示，徐州科创投资集团有限公司认缴2.5亿元。公司首期出资9000万元。"
    )
    name = {entity.id: entity.name for entity in facts.entities}
    paid = {int(f.amount or 0): [name[i] for i in f.provider] for f in facts.flows}
    assert paid[90_000_000] == ["彭城轴承"]


def test_only_the_subsidiary_named_first_is_one() -> None:
    facts = read("彭城轴承公告，公司拟与全资子公司彭轴资本管理有限公司、徐州科创投资集团有限公司共同设立产业基金。")
    assert {head for head, _ in related(facts, "PART_OF")} == {"彭轴资本管理有限公司"}


def test_a_branch_by_its_place_is_the_bank_s() -> None:
    facts = read("江苏银行徐州分行推出科融贷。到6月末，徐州分行科技贷款余额143亿元。")
    name = {entity.id: entity.name for entity in facts.entities}
    assert [name[o.subject] for o in facts.observations] == ["江苏银行徐州分行"]
    assert "徐州分行" not in name.values()


def test_this_bureau_is_not_the_one_that_only_acted_upon_somebody() -> None:
    facts = read(
        "据徐州市市场监管局介绍，徐州2021年被国家知识产权局列为试点城市。该局会同市财政局印发《徐州市知识产权保险补贴实施细则》。"
    )
    assert {head for head, _ in related(facts, "ISSUES")} == {"徐州市市场监督管理局", "徐州市财政局"}


def test_a_zone_told_in_full_is_called_in_short_where_there_is_but_one() -> None:
    facts = read("徐州高新技术产业开发区成立于2010年。2012年，高新区获得省科技厅专项经费420万元。")
    name = {entity.id: entity.name for entity in facts.entities}
    assert [name[i] for f in facts.flows for i in f.recipient] == ["徐州高新技术产业开发区"]
    classes = read("徐州高新技术产业开发区获批。省科技厅对全省高新区给予补助500万元。")
    assert "高新区" in {entity.name for entity in classes.entities if entity.type == "Category"}


def test_the_zone_of_a_committee_is_called_in_short() -> None:
    facts = read("海湾银行新余分行与新余高新区管委会签订协议。该分行为高新区提供50亿元的贷款支持。")
    name = {entity.id: entity.name for entity in facts.entities}
    assert [name[i] for f in facts.flows for i in f.recipient] == ["新余高新技术产业开发区"]


def test_a_bare_body_that_acts_with_a_class_is_no_member_of_it() -> None:
    facts = read("临江新材料实验室成立于2020年。实验室与科研机构以及华为公司、海湾装备公司开展战略合作。")
    assert {tuple(sorted(pair)) for pair in related(facts, "PARTNERS_WITH")} == {
        ("临江新材料实验室", "华为技术有限公司"),
        ("临江新材料实验室", "海湾装备公司"),
    }
