"""Write the annotated articles as pages and gold, for `jinmai eval OUT/SET/gold OUT/SET/pages`: python -m tests.articles OUT [SET…]"""

import json
import sys
from pathlib import Path

from tests.articles.form import read

FOLDER = Path(__file__).parent


def write(out: Path, name: str) -> int:
    """Write one set; returns how many things are wrong with its annotation, which are printed."""
    wrong = 0
    for path in sorted((FOLDER / name).glob("*.art")):
        article = read(path)
        for problem in article.problems:
            print(f"{name}/{problem}", file=sys.stderr)
        wrong += len(article.problems)
        for kind, text in (
            ("pages", article.page),
            ("gold", json.dumps(article.gold, ensure_ascii=False, indent=1)),
        ):
            folder = out / name / kind
            folder.mkdir(parents=True, exist_ok=True)
            (folder / f"{path.stem}.{'txt' if kind == 'pages' else 'json'}").write_text(text, encoding="utf-8")
    return wrong


def main(out: str, *names: str) -> int:
    sets = names or sorted(p.name for p in FOLDER.iterdir() if p.is_dir() and any(p.glob("*.art")))
    return 1 if sum(write(Path(out), name) for name in sets) else 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
