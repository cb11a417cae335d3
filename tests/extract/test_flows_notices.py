"""Notices that hand money out: their lists are of the same payers and fund; works in lists are of whom they are named with."""

from extract.model import Article
from extract.pipeline import Pipeline

NOTICE = (
    "关于下达2021年湖州市科技发展专项资金的通知\n各县区科技局、财政局：\n"
    "根据《湖州市科技发展专项资金管理办法》，市科技局、市财政局研究决定，下达2021年市科技发展专项资金1286万元，现将有关事项通知如下：\n"
    "一、重点项目19项，共760万元。其中，浙江青禾纺机有限公司“高速提花机研究”项目80万元，湖州师范学院“丝蛋白材料”项目30万元。\n"
    "二、新认定的13家省级研发中心，每家补助20万元。\n"
)


def flows(text: str) -> dict[str, tuple[set[str], set[str], set[str], str]]:
    facts = Pipeline().extract(Article("t", text, date="2022-05-06"))
    name = {entity.id: entity.name for entity in facts.entities}
    return {
        f.amount_text or "": (*({name[i] for i in ids} for ids in (f.provider, f.via, f.recipient)), f.status)
        for f in facts.flows
    }


def test_the_lists_of_a_notice_are_of_its_payers_and_its_fund() -> None:
    found = flows(NOTICE)
    payers, fund = {"湖州市科学技术局", "湖州市财政局"}, "湖州市科技发展专项资金"
    assert found["80万元"] == (payers, {"高速提花机研究", fund}, {"浙江青禾纺机有限公司"}, "actual")
    assert found["30万元"] == (payers, {"丝蛋白材料", fund}, {"湖州师范学院"}, "actual")
    assert found["20万元"][0] == payers
    assert found["20万元"][3] == "actual"


def test_what_is_no_notice_of_money_keeps_its_rules() -> None:
    found = flows(NOTICE.replace("关于下达2021年湖州市科技发展专项资金的通知", "湖州市修订科技政策"))
    assert found["20万元"][3] == "rule"


def test_each_owner_of_a_work_gets_the_sum_behind_it() -> None:
    found = flows(
        "省科技厅公布名单，青禾纺机有限公司承担的“高速提花机研究”获资助80万元，湖州师范学院的“丝蛋白材料”获资助30万元。"
    )
    assert found["80万元"][1:3] == ({"高速提花机研究"}, {"青禾纺机有限公司"})
    assert found["30万元"][1:3] == ({"丝蛋白材料"}, {"湖州师范学院"})
