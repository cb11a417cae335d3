"""Gold entities put in the place of recognised ones, so that relations and flows can be measured by themselves.

python -m tests.extract.oracle GOLD PAGES OUT.jsonl     # gold mentions, our facts
"""

import json
import sys
from pathlib import Path
from typing import Any

from extract import names_words
from extract.model import Article, Entity, Mention, State

ENTITY_STEPS = ("places", "names", "policies", "programs", "funds", "categories", "persons", "coreference", "identity")


def gold_articles(folder: Path) -> list[dict[str, Any]]:
    """Return the gold articles of a folder, copies left out."""
    found: list[dict[str, Any]] = []
    for path in sorted(folder.glob("*.json")):
        data = json.loads(path.read_text(encoding="utf-8"))
        items = data if isinstance(data, list) else [data]
        found += [{"page": Path(item["source"]).stem, **item} for item in items if not item.get("duplicate_of")]
    return found


def mark(state: State, gold: dict[str, Any]) -> None:
    """Fill in the state's mentions and entities from gold: every place where a gold mention stands, the longest first."""
    names_words.fill(state)  # as the step `places` does
    taken = [False] * len(state.text)
    names: list[tuple[str, Entity]] = []
    for item in gold["entities"]:
        entity = Entity(item["id"], item["name"], item["type"], item.get("kind"))
        state.entities.append(entity)
        texts = {m if isinstance(m, str) else m["text"] for m in item.get("mentions", [])} | {item["name"]}
        names += [(text, entity) for text in texts if text]
    for text, entity in sorted(names, key=lambda pair: -len(pair[0])):
        start = state.text.find(text)
        while start >= 0:
            end = start + len(text)
            if not any(taken[start:end]):
                taken[start:end] = [True] * len(text)
                mention = Mention(start, end, text, entity.type, entity.kind, entity.name, "gold", entity=entity)
                state.mentions.append(mention)
                entity.mentions.append(mention)
            start = state.text.find(text, start + 1)
    state.mentions.sort(key=lambda m: (m.start, -m.end))


def article_for(gold: dict[str, Any], articles: list[Article]) -> Article | None:
    """Return the article that holds most of the gold article's evidence."""

    def squeeze(text: str) -> str:
        return "".join(text.split())

    quotes = [squeeze(f["evidence"]) for kind in ("relations", "flows", "observations") for f in gold.get(kind, [])]
    scored = [(sum(q in squeeze(a.text) for q in quotes), n) for n, a in enumerate(articles)]
    best = max(scored, default=(0, 0))
    return articles[best[1]] if best[0] else None


def main(gold_folder: str, pages: str, out: str) -> None:
    from extract.assemble import assemble
    from extract.layout import split
    from extract.pipeline import STEPS, Pipeline, article_id
    from extract.read import read_paths
    from extract.text import fold
    from graph import facts

    before = STEPS[: STEPS.index(ENTITY_STEPS[0])]
    after = STEPS[STEPS.index(ENTITY_STEPS[-1]) + 1 :]
    first, second = Pipeline(steps=before), Pipeline(steps=after)
    by_page: dict[str, list[Article]] = {}
    for document in read_paths([pages]):
        by_page[Path(document.source).stem] = split(document)
    done = []
    for gold in gold_articles(Path(gold_folder)):
        article = article_for(gold, by_page.get(gold["page"], []))
        if article is None:
            continue
        state = State(article, first.lexicon, article.text, fold(article.text))
        for pipeline in (first, second):
            doc = pipeline.nlp.make_doc(state.folded)
            doc._.state = state
            if pipeline is second:
                mark(state, gold)
            for _, run in pipeline.nlp.pipeline:
                run(doc)
        done.append(assemble(state, article_id(article)))
    with open(out, "wb") as stream:
        facts.write_facts(done, stream)


if __name__ == "__main__":
    main(*sys.argv[1:])
