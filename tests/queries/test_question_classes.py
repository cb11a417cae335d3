"""Who is said not to do something, beside classes that do it: a class is no body, and what it has is not denied to those in it."""

from collections.abc import Iterator
from typing import Any

import pytest

from graph.facts import ArticleFacts, Entity, Evidence, Flow, Mention
from graph.store import open_store
from tests.queries.asked import answered

FUND = "青禾种业基金"
BANKS = {
    "中国工商银行": ["large_state_bank"],
    "中国农业银行": ["large_state_bank"],
    "招商银行": ["joint_stock_bank"],
    "江苏银行": [],
    "六大国有银行": [],
}
PAYS = "六大国有银行共向青禾种业基金出资60亿元。"
FOUR = "4家银行向远山绿能基金出资8亿元。"
REST = "中国工商银行、中国农业银行、招商银行和江苏银行参会。"


@pytest.fixture(scope="module")
def banks(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Any]:
    text = "\n".join((PAYS, FOUR, REST))
    names = {b: ("Institution", "bank", tags) for b, tags in BANKS.items()}
    names |= {FUND: ("Fund", None, []), "远山绿能基金": ("Fund", None, []), "4家银行": ("Category", None, [])}

    def said(sentence: str) -> Evidence:
        start = text.index(sentence)
        return Evidence(text=sentence, start=start, end=start + len(sentence))

    facts = ArticleFacts(article="a", source="a.txt", title=None, date="2024-03-01", publisher=None, text=text)
    for name, (label, kind, tags) in names.items():
        at = text.index(name)
        mention = Mention(text=name, start=at, end=at + len(name))
        facts.entities.append(
            Entity(id=f"{label}:{name}", name=name, type=label, kind=kind, mentions=[mention], tags=tags)
        )
    for provider, fund, amount, sentence in (
        ("Institution:六大国有银行", f"Fund:{FUND}", 6_000_000_000, PAYS),
        ("Category:4家银行", "Fund:远山绿能基金", 800_000_000, FOUR),
    ):
        facts.flows.append(
            Flow(
                provider=[provider], via=[], recipient=[fund], amount=amount, currency="CNY", instrument="investment",
                status="actual", evidence=said(sentence),
            )
        )  # fmt: skip
    store = open_store(f"ladybug:{tmp_path_factory.mktemp('banks') / 'banks.db'}")
    store.load([facts])
    yield store
    store.close()


def test_what_a_class_has_is_not_denied_to_those_in_it(banks: Any) -> None:
    answer = answered(banks, f"哪些银行没有出资{FUND}？")
    assert sorted(row[0] for row in answer.rows) == ["招商银行", "江苏银行"]
    assert "中国农业银行、中国工商银行没有列入：报道说六大国有银行" in answer.answer


def test_a_class_is_none_of_those_that_lack_something(banks: Any) -> None:
    answer = answered(banks, "哪些银行没有出资远山绿能基金？")
    assert sorted(row[0] for row in answer.rows) == ["中国农业银行", "中国工商银行", "招商银行", "江苏银行"]
    assert "报道还说4家银行有此事实，没有逐一点名" in answer.answer
