"""The order of the steps: an article goes in as text and comes out as facts, through a spaCy pipeline of our components."""

import hashlib
import importlib
import importlib.util
from collections.abc import Callable
from pathlib import Path

import spacy
from spacy.language import Language
from spacy.tokens import Doc
from spacy.vocab import Vocab

from extract import lexicon as lexicons
from extract.assemble import assemble
from extract.model import Article, State
from extract.text import fold
from graph.facts import ArticleFacts

# Each is a module of extract/steps with a function `run(state)`; a step relies on what the steps before it have filled in.
STEPS = (
    "sentences",
    "places",
    "names",
    "policies",
    "programs",
    "funds",
    "categories",
    "persons",
    "coreference",
    "identity",
    "dates",
    "money",
    "quantities",
    "clauses",
    "relations",
    "flows",
    "observations",
    "tables",
    "scope",
)

Doc.set_extension("state", default=None)


class Untokenised:
    """spaCy tokeniser that makes no tokens: the steps read the text and its words in `doc._.state`."""

    def __init__(self, vocab: Vocab) -> None:
        self.vocab = vocab

    def __call__(self, text: str) -> Doc:
        return Doc(self.vocab)


def component(run: Callable[[State], None]) -> Callable[[Doc], Doc]:
    """Wrap a step as a spaCy component that works on `doc._.state`."""

    def call(doc: Doc) -> Doc:
        run(doc._.state)
        return doc

    return call


class Pipeline:
    """Extraction with one lexicon; build it once a process, it is costly, and run it over any number of articles."""

    def __init__(self, own_lexicon: Path | None = None, steps: tuple[str, ...] = STEPS) -> None:
        self.lexicon = lexicons.load(own_lexicon)
        self.nlp = spacy.blank("zh", config={"nlp": {"tokenizer": {"segmenter": "char"}}})
        self.nlp.tokenizer = Untokenised(self.nlp.vocab)
        for name in steps:
            if importlib.util.find_spec(f"extract.steps.{name}") is None:
                continue  # while the house is being built
            if not Language.has_factory(f"jinmai_{name}"):
                run = importlib.import_module(f"extract.steps.{name}").run
                Language.component(f"jinmai_{name}", func=component(run))
            self.nlp.add_pipe(f"jinmai_{name}")

    def state(self, article: Article, explain: bool = False) -> State:
        """Run all steps and return everything they found, rejected candidates too where `explain`."""
        state = State(article, self.lexicon, article.text, fold(article.text), explain)
        doc = self.nlp.make_doc(state.folded)
        doc._.state = state
        for _, run in self.nlp.pipeline:
            run(doc)
        return state

    def extract(self, article: Article) -> ArticleFacts:
        """Return the facts of an article."""
        return assemble(self.state(article), article_id(article))


def article_id(article: Article) -> str:
    """Return the hash that names an article: of title and text with white space squeezed out."""
    squeezed = "".join(f"{article.title or ''}\n{article.text}".split())
    return hashlib.sha256(squeezed.encode()).hexdigest()[:16]
