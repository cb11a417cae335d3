"""Files of sentences of our own, each with what it states on indented lines below it."""

from pathlib import Path


def cases(pattern: str) -> list[tuple[str, list[str]]]:
    """Return the sentences of the files beside this one with the lines below each; a lone `-` says that nothing is stated."""
    found: list[tuple[str, list[str]]] = []
    for file in sorted(Path(__file__).parent.glob(pattern)):
        for line in file.read_text(encoding="utf-8").splitlines():
            if line.startswith("    "):
                found[-1][1].extend([] if line.strip() == "-" else [line.strip()])
            elif line and not line.startswith("#"):
                found.append((line, []))
    return found
