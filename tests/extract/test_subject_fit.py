"""The fit of the weights that choose the subject of a figure."""

from tools.subjects import annotated, best, fit, train


def test_signs_of_right_candidates_outweigh_those_of_wrong_ones() -> None:
    choices = [([{"head", "place"}, {"behind", "place"}], 0)] * 5 + [([{"behind", "body"}, {"head", "body"}], 1)] * 5
    weights = fit(choices, {})
    assert weights["head"] > 0 > weights["behind"]
    assert abs(weights["place"]) < 0.01  # both have it
    assert best({"甲": {"behind"}, "乙": {"head"}}, weights) == "乙"
    assert fit(choices, {"behind": 9.0})["behind"] > 0  # held to what was known


def test_weights_fitted_on_the_samples_find_most_of_their_subjects() -> None:
    articles = annotated("samples/gold", "samples")
    weights = train(articles, {})
    total = sum(len(article.subjects) for article in articles)
    assert total >= 20
    assert sum(article.right(weights) for article in articles) > 0.6 * total
