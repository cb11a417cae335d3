"""English in loose speech: what carries nothing is taken out, idioms are read, slips are mended, and nothing that limits is passed over."""

from typing import Any

import pytest

from queries import ask
from queries.question_loose import LABELS, _filled, _patterns
from queries.question_slips import _known, mended
from queries.question_words import table
from tests.queries.asked import answered, noted


@pytest.mark.parametrize(
    ("loose", "plain"),
    [
        ("hey, I was wondering who on earth bankrolls the Jiangsu mother fund?", "Who funds the Jiangsu mother fund?"),
        ("Our minister would like to know which banks are in on Big Fund III", "Which banks invested in Big Fund III?"),
        ("could u plz tell me who the backers of the SME fund are, thx", "Who funds the SME fund?"),
        ("As a student I'm trying to find out who heads the Torch Center", "Who heads the Torch Center?"),
        ("Give me a full rundown of everyone who kicked in to Big Fund III", "Who funds Big Fund III?"),
        ("The lowdown on Guochuang, please", "Tell me about Guochuang"),
        ("Which state banks sank money into Big Fund III?", "Which state banks invested in Big Fund III?"),
        ("Which fimrs receievd loans from CDB branches, roughly?", "Which firms received loans from CDB branches?"),
        ("Who brought the National Green Development Fund into being?", "Who set up the National Green Development Fund?"),
        ("My class is looking at chips. Who are the shareholders of Big Fund III?", "Who are the shareholders of Big Fund III?"),
        ("I have been reading up on Guochuang. Who set it up?", "Who set up Guochuang?"),
        ("Recipients of CDB loans?", "Who received loans from CDB?"),
        ("Which high-tech zones aren't part of the points system?", "Which high-tech zones do not take part in the points system?"),
        ("What has Bank of Beijing pledged to Zhangjiang?", "What money did Bank of Beijing commit to Zhangjiang?"),
        ("Which banks are aboard the Guiyang platform?", "Which banks take part in the Guiyang platform?"),
        ("Loans obtained by companies in Xinjiang", "Loans to companies in Xinjiang"),
        ("How much did Fuzhou firms get in vouchers?", "How much did Fuzhou firms get through vouchers?"),
        ("Which banks stayed out of Big Fund III?", "Which banks did not invest in Big Fund III?"),
        ("Do ICBC and ABC share any acquaintances?", "What do ICBC and ABC have in common?"),
        ("What do the Karamay and Hefei high-tech zones share?", "What do Karamay high-tech zone and Hefei high-tech zone have in common?"),
        ("What's the ticket size of PSBC in Big Fund III?", "How much did PSBC invest in Big Fund III?"),
        ("Who sits at the helm of the Torch Center?", "Who heads the Torch Center?"),
        ("Where did the cash for the Chengdu angel fund come from?", "Who funds the Chengdu angel fund?"),
        ("What would a certified little giant get in Hubei?", "What does a little giant get in Hubei?"),
        ("Where do the articles part ways on the National Green Development Fund?", "Do the articles disagree about the National Green Development Fund?"),
        ("Everything about the points system in chronological order", "Timeline of the points system"),
        ("Is there any credit protection?", "Is there any guarantee?"),
        ("What is the current interest rate of the tech relending?", "What is the interest rate of the tech relending now?"),
    ],
)  # fmt: skip
def test_loose_speech_is_answered_as_the_plain_question(store: Any, loose: str, plain: str) -> None:
    answer = answered(store, loose)
    assert answer.question == loose and answer.rows == answered(store, plain).rows and answer.rows


@pytest.mark.parametrize(
    ("question", "said"),
    [
        ("Who generously supports the green fund?", "generously"),
        ("My class is looking at chips. Who runs the points system?", "My class is looking at chips"),
    ],
)
def test_what_is_passed_over_is_said(store: Any, question: str, said: str) -> None:
    assert noted(answered(store, question), "Passed over", said)


@pytest.mark.parametrize(
    "question",
    [
        "Which banks barely invested in Big Fund III?",
        "Which loans were recently made by CDB?",
        "Which banks secretly invested in Big Fund III?",
        "Who unlawfully funded Big Fund III?",
        "I only care about 2024. Which loans did CDB make?",
        "Leave out the banks. Who invested in Big Fund III?",
        "We are looking at Suzhou. Who manages the Chengdu angel fund?",
        "I'm not interested in Big Fund III. Who funds the green fund?",
        "Which banks might invest in Big Fund III?",
        "Is it false that Bank of China invested in Big Fund III?",
        "Which bank has the best rating?",
        "Which banks are the best?",
        "Which companies are listed?",
        "Tell me, are the Shanghai funds already set up?",
        "Which figures are correct?",
        "For research, which funds give money?",
        "Which banks lend money for research?",
        "Which banks lent again?",
    ],
)
def test_what_may_limit_the_question_is_not_passed_over(store: Any, question: str) -> None:
    assert not ask(store, question, evidence=False).understood


def test_what_is_so_may_be_asked_as_a_statement(store: Any) -> None:
    assert answered(store, "Big Fund III is managed by Bank of China, right?").answer.startswith("No")
    assert answered(store, "Is it true that Bank of China put money into Big Fund III?").answer.startswith("Yes")


@pytest.mark.parametrize(
    ("said", "word"), [("instituions", "institutions"), ("channelled", "channeled"), ("recieved", "received"), ("banking", None), ("developments", None), ("fonds", None), ("sponser", "sponsor")]
)  # fmt: skip
def test_slips_are_mended_where_no_other_word_is_meant(said: str, word: str | None) -> None:
    assert mended(said) == word


def test_no_word_of_another_sense_is_taken_for_a_slip() -> None:
    assert [word for word in table("slips")["real_words"] if word not in _known() and mended(word)] == []


@pytest.mark.parametrize("section", ["short", "frames", "tails", "fillers", "turns"])
def test_patterns_compile_and_take_out_no_question(section: str) -> None:
    for pattern, _ in _patterns(section):
        assert not pattern.pattern.count("{N}")
        assert section in ("short", "turns") or pattern.sub("", "xf0x") == "xf0x"


def test_parts_of_patterns_are_known() -> None:
    data = table("loose")
    parts = {**data["parts"], **dict.fromkeys(["N", *LABELS.values()], "x")}
    for section in ("short", "frames", "tails", "fillers", "turns"):
        for said in data[section]:
            assert _filled(said, parts)


def test_nothing_that_negates_limits_or_dates_is_passed_over() -> None:
    data = table("loose")
    dangerous = {
        "only",
        "hardly",
        "barely",
        "recently",
        "yearly",
        "mostly",
        "partly",
        "early",
        "directly",
        "jointly",
        "illegally",
    }
    assert dangerous <= set(data["kept"]) and not (dangerous | {"not", "no", "per", "least", "never"}) & set(
        data["passed"]
    )


def test_a_place_in_a_follow_up_takes_the_place_of_the_one_before(store: Any) -> None:
    first = answered(store, "Which zones are in Jiangsu?")
    second = ask(store, "And in Hubei?", before=first.plan, evidence=False)
    assert second.rows == answered(store, "Which zones are in Hubei?").rows


def test_money_going_to_a_fund_is_not_money_that_is_planned(store: Any) -> None:
    assert len(answered(store, "money going to Big Fund III by payer").rows) > 5


@pytest.mark.parametrize("question", ["What did banks lend in 2024?", "What was lent in 2024?"])
def test_what_names_no_recipient_is_told_of_a_time_too(store: Any, question: str) -> None:
    answer = answered(store, question)
    assert 40_600_000_000 in [row[answer.columns.index("amount")] for row in answer.rows]


def test_nothing_runs_through_a_place_whose_mechanism_is_asked_about(store: Any) -> None:
    answer = ask(store, "How much did CDB lend through the Wuhan mechanism?", evidence=False)
    assert not answer.understood and "Wuhan mechanism" in answer.answer


def test_when_a_fund_started_is_when_it_was_set_up(store: Any) -> None:
    assert answered(store, "When did the National Green Development Fund start?").rows


def test_what_is_asked_a_year_is_not_answered_by_what_is_paid_once(store: Any) -> None:
    assert (
        "None of it is told to be a sum a year"
        in answered(store, "What does the Hubei government give each year to specialised firms?").answer
    )
    assert "a sum a year" not in answered(store, "How much does Hubei set aside each year for specialised SMEs?").answer


def test_a_government_is_no_office_of_one(store: Any) -> None:
    assert answered(store, "What did the Hubei government promise to little giants?").rows


def test_a_question_in_english_about_a_name_taken_in_chinese_is_answered_in_english(store: Any) -> None:
    assert answered(store, "Zhangjiang: total credit on offer?").language == "en"
