"""Checks that no module of the program imports itself by way of others.

Imports inside functions and those that only types need count like any other: a circle of these runs, but none of its
modules can be understood, tested or moved without all the others.
"""

import sys
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

import grimp

ROOT = Path(__file__).resolve().parent.parent


def circles(package: str) -> list[tuple[str, ...]]:
    """Circles of imports in a package that can be imported, each from a module round to itself; [] when it has none."""
    graph = grimp.build_graph(package, exclude_type_checking_imports=False, cache_dir=None)
    imports = {module: graph.find_modules_directly_imported_by(module) for module in graph.modules}
    left = set(imports)
    while leaves := {module for module in left if not imports[module] & left}:
        left -= leaves
    found: list[tuple[str, ...]] = []
    for module in sorted(left):
        if any(module in circle for circle in found):
            continue
        ways = (graph.find_shortest_chain(importer=other, imported=module) for other in sorted(imports[module] & left))
        if shortest := min((way for way in ways if way), key=len, default=None):
            found.append((module, *shortest))
    return found


def lines_of(circle: tuple[str, ...]) -> Iterator[str]:
    """The circle as one arrow after the other."""
    yield f"A circle of {len(circle) - 1} modules:"
    yield from (f"  {importer} imports {imported}" for importer, imported in pairwise(circle))


if __name__ == "__main__":
    sys.path.insert(0, str(ROOT))
    found = circles("cchc_desktop")
    print("\n".join(line for circle in found for line in lines_of(circle)) or "No module imports itself.")
    sys.exit(1 if found else 0)
