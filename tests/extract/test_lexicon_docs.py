"""The worked example of docs/lexicon.md does what the page says."""

import re
from pathlib import Path

from extract.model import Article
from extract.pipeline import Pipeline

DOCS = Path(__file__).parents[2] / "docs" / "lexicon.md"
HEAD = "Institution:沧浪半导体装备股份有限公司"
TAIL = "Zone:东湖成果转化港"


def unpack(folder: Path) -> None:
    blocks = re.findall(r"<!-- (\S+) -->\n```\w+\n(.*?)```", DOCS.read_text(encoding="utf-8"), re.S)
    assert len(blocks) == 4
    for name, content in blocks:
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(content, encoding="utf-8")


def test_the_example_adds_a_name_a_suffix_and_a_trigger(tmp_path: Path) -> None:
    unpack(tmp_path)
    article = Article("page.txt", (tmp_path / "page.txt").read_text(encoding="utf-8").strip())
    before = Pipeline().extract(article)
    assert (HEAD, "LOCATED_IN", TAIL) not in {(r.head, r.type, r.tail) for r in before.relations}
    after = Pipeline(tmp_path / "my-words").extract(article)
    (found,) = [r for r in after.relations if (r.head, r.type, r.tail) == (HEAD, "LOCATED_IN", TAIL)]
    assert found.rule == "moves_into"
    assert "扎营" in found.evidence.text
    assert next(e for e in after.entities if e.id == HEAD).name_en == "Canglang Semiconductor Equipment"
