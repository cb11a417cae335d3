"""The data of the question layer: every pattern, word and phrase can be used, and refers to what the ontology has."""

import random
import re
from itertools import pairwise

import pytest

from graph.ontology import load
from queries.compile import RELATIONS
from queries.question_patterns import CLASSES, ROLES, expression, pattern_of, patterns
from queries.question_words import Word, plural, table, verb_forms, vocabulary

LANGUAGES = ("zh", "en")


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_pattern_compiles_and_its_needed_letters_are_needed(language: str) -> None:
    chance = random.Random(7)
    for pattern in patterns(language):
        regex = expression(pattern.text, language)
        for _ in range(20):
            letters = example(pattern.text, chance)
            assert regex.fullmatch(letters), (pattern.text, letters)
            assert pattern.needed <= set(letters), (pattern.text, letters)


def example(text: str, chance: random.Random) -> str:
    """Return letters that a line of data/patterns.yaml stands for, its optional parts in or out by chance."""
    text = re.sub(r"\(\[ah\]w\)\?", lambda _: chance.choice(["", "aw", "hw"]), text).replace("~", "").replace(" ", "")
    out = ""
    for token in re.findall(r"\w[*^!]*\??", text):
        if token.endswith("?") and chance.random() < 0.5:
            continue
        c = token[0]
        if c in ROLES:
            out += "w" if "*" in token else "t" if "^" in token else chance.choice(CLASSES[c].strip("[]"))
        elif c == "M":
            out += "m"
        else:
            out += chance.choice(CLASSES[c].strip("[]")) if c in CLASSES else c
    return out


def test_the_asked_role_of_a_pattern() -> None:
    assert pattern_of("verb", "V O d S! ([ah]w)?", "zh").asked == "S"
    assert pattern_of("verb", "O^! u", "en").asked == "O"
    assert pattern_of("verb", "S V O", "zh").asked == ""


def test_words_refer_to_the_ontology() -> None:
    ontology = load()
    for name in ("types", "roles"):
        for key, entry in table(name).items():
            for label in entry.get("labels", ()):
                assert label in ontology.labels, key
                for kind in entry.get("kinds", ()):
                    assert any(kind in ontology.kinds(one) for one in entry["labels"]), key
    for key, entry in table("verbs")["money"].items():
        assert set(entry.get("instruments", ())) <= set(ontology.values("instrument")), key
    for key, entry in [*table("verbs")["relations"].items(), *table("roles").items()]:
        assert all(t.rstrip("<>") in ontology.relations for t in entry.get("types", ())), key
    for entry in table("of"):
        assert all(r[:-1] in ontology.relations and r[-1] in "<>=" for r in entry["relations"]), entry
    assert set(RELATIONS) == set(ontology.stated_relations)


def test_every_word_is_text_and_means_something() -> None:
    for text, words in vocabulary().items():
        assert text == text.strip().lower()
        assert words
        assert all(isinstance(word, Word) for word in words)


def test_nothing_that_negates_or_compares_is_a_stop_word() -> None:
    dangerous = {
        "不",
        "没",
        "未",
        "除",
        "except",
        "not",
        "no",
        "only",
        "只",
        "非",
        "without",
        "than",
        "比",
        "or",
        "或",
        "every",
        "most",
    }
    for text in dangerous:
        assert not any(word.sort == "stop" for word in vocabulary().get(text, ())), text


def test_fillers_that_are_refused_somewhere_are_fillers() -> None:
    for entry in table("fillers"):
        assert entry.get("reason", "order") in table("phrases")["refusals"], entry
        for text in entry["words"]:
            assert any(word.sort == "stop" for word in vocabulary().get(text, ())), text


def test_both_languages_have_every_phrase() -> None:
    phrases = table("phrases")
    for group in ("titles", "parties", "basis", "sentences", "notes", "refusals"):
        for key, entry in phrases[group].items():
            blanks = [set(re.findall(r"\{(\w+)\}", entry[language])) for language in LANGUAGES]
            assert blanks[0] - {"links", "flows"} == blanks[1] - {"links", "flows"}, key


def test_english_forms() -> None:
    assert [text for text, _ in verb_forms("issue", {})] == ["issue", "issues", "issued", "issuing"]
    assert [text for text, _ in verb_forms("carry out", {})][2] == "carried out"
    assert plural("policy", {}) == "policies"
    assert plural("fund of funds", {"fund of funds": "funds of funds"}) == "funds of funds"
    assert plural("branch", {}) == "branches"
    assert not [pair for pair in pairwise(sorted(vocabulary())) if pair[0] == pair[1]]
