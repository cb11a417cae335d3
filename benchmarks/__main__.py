"""Run every benchmark of this folder: each module that has `main(full: bool) -> bool` (True where its bars are met)."""

import argparse
import importlib
import pkgutil
import subprocess
import sys

import benchmarks


def modules() -> dict[str, object]:
    """Return the benchmarks by name."""
    names = [m.name for m in pkgutil.iter_modules(benchmarks.__path__) if not m.name.startswith("_")]
    found = {name: importlib.import_module(f"benchmarks.{name}") for name in names}
    return {name: module for name, module in found.items() if hasattr(module, "main")}


def main() -> int:
    """Run the benchmarks named, or all; the exit code is 1 where a bar is missed."""
    found = modules()
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    parser.add_argument("names", nargs="*", metavar="NAME", help=f"which to run: {', '.join(found)}; all without")
    parser.add_argument("--full", action="store_true", help="on the large corpora")
    options = parser.parse_args()
    unknown = [name for name in options.names if name not in found]
    if unknown:
        parser.error(f"no benchmark {', '.join(unknown)}; there are {', '.join(found)}")
    names = options.names or list(found)
    if len(names) > 1:
        missed = [name for name in names if _alone(name, options.full)]
        return int(bool(missed))
    print(f"== {names[0]}", flush=True)
    return int(found[names[0]].main(options.full) is False)  # type: ignore[attr-defined]


def _alone(name: str, full: bool) -> int:
    """Run one benchmark in a process of its own, so that the memory it reports is its own; returns the exit code."""
    return subprocess.run(
        [sys.executable, "-m", "benchmarks", name, *(["--full"] if full else [])], check=False
    ).returncode


if __name__ == "__main__":
    sys.exit(main())
