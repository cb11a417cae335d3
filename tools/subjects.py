"""Fit `extract/data/observation_subjects.yaml`: how much each sign speaks for an entity as the subject of a figure.

Usage, in the checkout: python -m tools.subjects GOLD PAGES [GOLD PAGES…] > observation_subjects.yaml
       (write to a file elsewhere first: the tool reads the weights that are there)
The ridge holds the weights to those of the file, so that what was learned from articles that are not at hand is kept; --anew
holds them to nothing. GOLD is a folder of annotated articles, PAGES the folder of the pages they annotate, as for `jinmai eval`;
samples/gold with samples is one such pair; a pair that is given n times counts n times. Add --check for a cross-validation by
page instead: how many subjects of figures never seen are right.

The model is a conditional logit with a ridge over the signs of `extract/observations_signs.py` and what it calls. Each article is read twice, with
the entities of its annotation and with those that extraction finds. Signs that stand on the figure before follow the annotation.
The result depends on the pages and the signs alone: no random numbers.
"""

import sys
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np
import yaml

from extract.evaluate import close
from extract.evaluate_pairs import identify, squeeze
from extract.layout import split
from extract.model import Article, State
from extract.observations_keep import Figure, figures, headline_repeats, rejected
from extract.observations_signs import Reader, Signs
from extract.pipeline import STEPS, Pipeline
from extract.read import read_paths
from extract.text import fold
from tests.extract.oracle import ENTITY_STEPS, article_for, gold_articles, mark

FILE = Path("extract/data/observation_subjects.yaml")
RIDGE = (
    25.0  # of 5 to 200, what carried furthest to articles of other annotators, fitted --anew on several groups of them
)
OWN = 2  # how often an article as extraction sees it counts for one with the annotated entities
ROUNDS = 400  # of gradient steps
FOLDS = 8
SMALLEST = 0.07  # weights below are left out
Weights = dict[str, float]
Choice = tuple[list[set[str]], int]  # the signs of each candidate, and which of them is right


class Annotated:
    """The figures of one article, with the entity that each annotated one is about."""

    def __init__(self, page: str, state: State, gold: dict[str, Any], own: bool) -> None:
        self.page, self.state, self.own = page, state, own
        self.reader = Reader(state)
        found = figures(state)
        repeats = headline_repeats(state, found)
        self.figures: list[Figure] = []
        summed: Figure | None = None
        for one in found:
            if one.start not in repeats and not rejected(state, one, summed):
                self.figures.append(one)
                summed = one if one.kind == "money" else summed
        here = {e["id"]: e["id"] for e in gold["entities"]}
        if own:
            seen = [
                {"id": e.id, "name": e.name, "type": e.type, "mentions": [m.text for m in e.mentions]}
                for e in state.entities
            ]
            here = {theirs: ours for ours, theirs in identify(gold["entities"], seen).items()}
        self.subjects: dict[int, str | None] = {}
        for observation in gold.get("observations", []):
            figure = self.figure_of(observation)
            if figure is not None:
                self.subjects[figure.start] = here.get(observation.get("subject"))

    def figure_of(self, observation: dict[str, Any]) -> Figure | None:
        """Return the figure that an annotated observation is: of its value, in its evidence before elsewhere."""
        quote = squeeze(observation.get("evidence") or "")
        fits = [
            f for f in self.figures if f.start not in self.subjects and close(observation.get("value"), float(f.value))
        ]
        return min(fits, key=lambda f: squeeze(self.text_of(f)) not in quote, default=None)

    def text_of(self, figure: Figure) -> str:
        return self.state.text[figure.clause.start : figure.clause.end]

    def choices(self, weights: Weights) -> list[Choice]:
        """Return the choices to learn from; where the annotation says nothing, `weights` tell what the figure before was about."""
        made: list[Choice] = []
        last: tuple[Figure, str] | None = None
        for figure in self.figures:
            found = self.reader.signs(figure, last)
            if not found:
                continue
            subject = self.subjects.get(figure.start)
            if subject in found:
                made.append((list(found.values()), list(found).index(subject)))
            last = (figure, subject if subject in found else best(found, weights))
        return made

    def right(self, weights: Weights) -> int:
        """Return how many annotated subjects the weights find."""
        count, last = 0, None
        for figure in self.figures:
            found = self.reader.signs(figure, last)
            if found:
                last = (figure, best(found, weights))
                count += figure.start in self.subjects and self.subjects[figure.start] == last[1]
        return count


def best(found: Signs, weights: Weights) -> str:
    """Return the candidate with the largest sum."""
    return max((sum(weights.get(s, 0.0) for s in signs), id_) for id_, signs in found.items())[1]


@cache
def annotated(gold_folder: str, pages: str) -> list[Annotated]:
    """Return the articles of a folder, each once with annotated entities and once with those that are found."""
    cut, end, last = (STEPS.index(s) for s in (ENTITY_STEPS[0], ENTITY_STEPS[-1], "observations"))
    before, entities, after = (Pipeline(steps=s) for s in (STEPS[:cut], STEPS[cut : end + 1], STEPS[end + 1 : last]))
    by_page: dict[str, list[Article]] = {}
    for document in read_paths([pages], on_error=lambda name, reason: None):
        by_page[Path(document.source).stem] = split(document)
    found = []
    for gold in gold_articles(Path(gold_folder)):
        article = article_for(gold, by_page.get(gold["page"], []))
        if article is None or not gold.get("observations"):
            continue
        for own in (False, True):
            state = State(article, before.lexicon, article.text, fold(article.text))
            for pipeline in (before, entities, after):
                doc = pipeline.nlp.make_doc(state.folded)
                doc._.state = state
                if pipeline is entities and not own:
                    mark(state, gold)
                    continue
                for _, run in pipeline.nlp.pipeline:
                    run(doc)
            found.append(Annotated(gold["page"], state, gold, own))
    return found


def fit(choices: list[Choice], prior: Weights) -> Weights:
    """Return the weights that make the right candidates most likely, held to `prior` by the ridge; steps as Adam takes them."""
    names = sorted({sign for signs, _ in choices for one in signs for sign in one} | set(prior))
    place = {name: n for n, name in enumerate(names)}
    rows = [(n, one, number == right) for n, (signs, right) in enumerate(choices) for number, one in enumerate(signs)]
    sign = np.array([place[s] for _, one, _ in rows for s in sorted(one)], dtype=int)
    row = np.array([n for n, (_, one, _) in enumerate(rows) for _ in one], dtype=int)
    group = np.array([n for n, _, _ in rows])
    wanted = np.array([float(right) for _, _, right in rows])
    held = np.array([prior.get(name, 0.0) for name in names])
    weights, first, second = held.copy(), np.zeros(len(names)), np.zeros(len(names))
    for step in range(1, ROUNDS):
        sums = np.bincount(row, weights[sign], len(rows))
        largest = np.full(len(choices), -np.inf)
        np.maximum.at(largest, group, sums)
        odds = np.exp(sums - largest[group])
        chance = odds / np.bincount(group, odds, len(choices))[group]
        slope = np.bincount(sign, (chance - wanted)[row], len(names)) + RIDGE * (weights - held)
        first = 0.9 * first + 0.1 * slope
        second = 0.99 * second + 0.01 * slope**2
        weights -= 0.05 * (first / (1 - 0.9**step)) / (np.sqrt(second / (1 - 0.99**step)) + 1e-8)
    return dict(zip(names, weights.tolist(), strict=True))


def train(articles: list[Annotated], prior: Weights) -> Weights:
    """Fit twice: the second time figures without annotation follow the first weights."""
    weights = prior
    for _ in range(2):
        learned = [c for a in articles for c in a.choices(weights) * (OWN if a.own else 1)]
        weights = fit(learned, prior)
    return weights


def check(articles: list[Annotated], prior: Weights) -> tuple[int, int]:
    """Return how many subjects are right, of all, where each page is judged by weights fitted on others."""
    pages = sorted({a.page for a in articles})
    right = 0
    for number in range(FOLDS):
        held = set(pages[number::FOLDS])
        weights = train([a for a in articles if a.page not in held], prior)
        right += sum(a.right(weights) for a in articles if a.page in held)
    return right, sum(len(a.subjects) for a in articles)


def main(arguments: list[str]) -> None:
    paths = [a for a in arguments if not a.startswith("--")]
    articles = [a for gold, pages in zip(paths[::2], paths[1::2], strict=True) for a in annotated(gold, pages)]
    text = FILE.read_text(encoding="utf-8")
    prior: Weights = {} if "--anew" in arguments else {k: v / 100 for k, v in yaml.safe_load(text).items()}
    if "--check" in arguments:
        right, total = check(articles, prior)
        print(f"{right} of {total} subjects right ({right / max(1, total):.3f})")
        return
    print("\n".join(line for line in text.splitlines() if line.startswith("#")))
    for name, weight in sorted(train(articles, prior).items()):
        if abs(weight) >= SMALLEST:
            print(f'"{name}": {round(100 * weight)}')


if __name__ == "__main__":
    main(sys.argv[1:])
