"""Interviews: 我们 and 公司 in the answers are the body of whoever answers."""

from extract.model import Article
from extract.pipeline import Pipeline

LEASING = (
    "租赁如何服务科技企业\n——对话青禾融资租赁有限公司总经理陈远\n"
    "问：公司业务做到了多大？\n答：到今年4月末，我们累计为138家科技企业投放租赁资金21.4亿元。\n"
    "问：钱从哪里来？\n答：海湾银行给了我们10亿元授信。\n"
)


def paid(text: str) -> dict[str, tuple[list[str], list[str]]]:
    facts = Pipeline().extract(Article("t", text, date="2022-05-06"))
    name = {entity.id: entity.name for entity in facts.entities}
    return {f.amount_text or "": ([name[i] for i in f.provider], [name[i] for i in f.recipient]) for f in facts.flows}


def test_we_who_answer_are_the_firm_of_the_opening() -> None:
    flows = paid(LEASING)
    assert flows["21.4亿元"][0] == ["青禾融资租赁有限公司"]
    assert flows["10亿元"] == (["海湾银行"], ["青禾融资租赁有限公司"])


def test_one_who_answers_by_name_speaks_for_the_body_told_with_it() -> None:
    flows = paid(
        "青禾大学科技园主任陈远接受本报记者专访。\n"
        "记者：资金怎么解决？\n陈远：临江市财政局拨给我们500万元。\n记者：够吗？\n陈远：海湾银行另给我们贷款300万元。\n"
    )
    assert flows["500万元"][0] == ["临江市财政局"]
    assert flows["300万元"][0] == ["海湾银行"]


def test_labels_that_no_one_asks_make_no_interview() -> None:
    flows = paid("青禾融资租赁有限公司总经理陈远\n地点：青禾市\n时间：5月\n海湾银行给了我们10亿元授信。")
    assert flows["10亿元"] == (["海湾银行"], [])
