"""Run the benchmarks: ``python3 dev.py bench``; with names (``startup documents``) only those, and nothing is written.
With names those that take minutes are measured in small, unless ``--all`` is given.

Every bench_*.py has a function `measure` that returns a `measuring.Table`. All together they write
docs/benchmarks.md. Exit code 1 when a goal was missed.
"""

import importlib
import inspect
import sys
from datetime import date
from pathlib import Path

from measuring import ROOT, Table, machine

HEAD = """# Benchmarks

What is claimed about speed, as ratios taken in one run on one machine: seconds differ from machine to machine, ratios
hardly do. This page is written by `python3 dev.py bench`; the measurements are in [benchmarks/](../benchmarks/).

"""


def main(names: list[str]) -> int:
    """Measure, print, and keep the page when everything was measured."""
    sys.path.insert(0, str(ROOT))
    small = {"whole": "--all" in names or not names}
    names = [name for name in names if name != "--all"]
    known = sorted(path.stem.removeprefix("bench_") for path in Path(__file__).parent.glob("bench_*.py"))
    if unknown := [name for name in names if name not in known]:
        print(f"no benchmark {', '.join(unknown)}; there are {', '.join(known)}", file=sys.stderr)
        return 2
    tables: list[Table] = []
    for name in names or known:
        measure = importlib.import_module(f"bench_{name}").measure
        table = measure(**small) if "whole" in inspect.signature(measure).parameters else measure()
        print(table.markdown(), flush=True)
        tables.append(table)
    if not names:
        facts = f"Measured on {date.today():%Y-%m-%d}: {machine()}.\n\n"
        page = HEAD + facts + "\n".join(table.markdown() for table in tables)
        (ROOT / "docs" / "benchmarks.md").write_text(page, encoding="utf-8", newline="\n")
    return 0 if all(table.reached for table in tables) else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
