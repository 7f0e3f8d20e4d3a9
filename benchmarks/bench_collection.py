"""Packages of made-up communes taken into a collection, as a file and on PostgreSQL, and rolled up.

`python3 dev.py bench collection` takes 200; with `--all`, as where everything is measured, 3,321 too.
"""

import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from measuring import ROOT, Claim, Table, compile_program, environment

if TYPE_CHECKING:
    from tests.collection.server import Server

PROVINCE, NATION = 200, 3321
GOAL = 1.0  # of what openpyxl takes on both cores
GOAL_TAKE = 25.0  # milliseconds a package: 40 a second
GOAL_MEMORY = 200.0  # MB
GOAL_GROWTH = 1.2
GOAL_ROLL = {PROVINCE: 100.0, NATION: 1000.0}  # milliseconds
SHEETS = 20  # packages whose rows are read from XLSX
CORES = 2

_BASES = ("SQLite", "PostgreSQL")
_Place = tuple[str, int]  # database and number of packages
_Found = dict[_Place, dict[str, float]]
_NOTES = (
    "Made-up communes (`cchc sample --communes`), each with a package of its year: 60 tasks, four reports with 107 "
    "figures, 99 criteria with self-scores, 20 files of evidence. Each package is checked from its first byte to its "
    "last, read by a process for each processor, and kept whole with its rows, one transaction a package; PostgreSQL "
    "runs on the same machine and waits for the drive. Memory is what all processes of the program grew by. Roll-ups "
    f"are medians of five. openpyxl reads the rows of {SHEETS} packages from XLSX, one sheet for each table, in one "
    f"process; half of its time is told, as if on {CORES} cores. COPY writes the very rows of {PROVINCE} packages, "
    f"files too, from memory. The ratio is that of {PROVINCE} into SQLite to openpyxl."
)


def measure(*, whole: bool = True) -> Table:
    """Each intake and each series of roll-ups in a process of its own, one after the other."""
    compile_program()
    sys.path.insert(0, str(ROOT))
    sizes = (PROVINCE, NATION) if whole else (PROVINCE,)
    with tempfile.TemporaryDirectory() as name, _server() as server:
        folder = Path(name)
        os.environ["CCHC_HOME"] = str(folder / "home")
        taken: _Found = {}
        rolled: _Found = {}
        for size in sizes:
            packages = _packages(folder / str(size), size)
            for database, place in zip(_BASES, (str(folder / f"{size}.cchctong"), server.new()), strict=True):
                taken[database, size] = _work(folder, "take", str(packages), place)
                rolled[database, size] = _work(folder, "roll", place)
        limit = _work(folder, "copy", server.places[0], server.new())["seconds"] / PROVINCE * 1000
        sheet = _sheets(folder, folder / str(PROVINCE)) * 1000 / CORES
    return _table(sizes, taken, rolled, limit, sheet)


def _table(sizes: tuple[int, ...], taken: _Found, rolled: _Found, limit: float, sheet: float) -> Table:
    places = [(base, size) for size in sizes for base in _BASES]
    each = {place: taken[place]["seconds"] / taken[place]["files"] * 1000 for place in places}
    worked = {place: taken[place]["processor"] / taken[place]["files"] * 1000 for place in places}
    rows = [
        ("a package taken in, ms", *(f"{each[place]:.1f}" for place in places)),
        ("packages a second", *(f"{1000 / each[place]:.0f}" for place in places)),
        ("the program's processor time for it, ms", *(f"{worked[place]:.1f}" for place in places)),
        ("memory that it grew by, MB", *(f"{taken[place]['memory']:.0f}" for place in places)),
    ]
    rows += [(f"{work}, ms", *(f"{rolled[place][work]:.0f}" for place in places)) for work in rolled[places[0]]]
    nothing = [""] * (len(places) - 2)
    rows += [
        ("openpyxl reads the same from XLSX, ms a package", f"{sheet:.1f}", "", *nothing),
        ("COPY of the same rows, ms a package", "", f"{limit:.1f}", *nothing),
    ]
    return Table(
        title="Collections",
        notes=_NOTES,
        columns=("what", *(f"{size:,}, {base}" for base, size in places)),
        rows=tuple(rows),
        ratio=each["SQLite", PROVINCE] / sheet,
        goal=GOAL,
        further=tuple(_claims(sizes, each, taken, rolled)),
    )


def _claims(sizes: tuple[int, ...], each: dict[_Place, float], taken: _Found, rolled: _Found) -> Iterator[Claim]:
    for size in sizes:
        for base in _BASES:
            where = f"{size:,}, {base}"
            yield Claim(f"A package taken in, ms, {where}", each[base, size], GOAL_TAKE)
            yield Claim(f"Memory, MB, {where}", taken[base, size]["memory"], GOAL_MEMORY)
            yield Claim(f"Slowest roll-up, ms, {where}", max(rolled[base, size].values()), GOAL_ROLL[size])
    for base in _BASES if len(sizes) > 1 else ():
        growth = each[base, NATION] / each[base, PROVINCE]
        yield Claim(f"A package at {NATION:,} by one at {PROVINCE}, {base}", growth, GOAL_GROWTH)


class _Server:
    """Databases on a server of its own."""

    def __init__(self, running: "Server") -> None:
        self._running = running
        self.places: list[str] = []

    def new(self) -> str:
        """The URL of an empty database."""
        name = f"kho_{len(self.places)}"
        self._running.run(f"CREATE DATABASE {name} TEMPLATE template0 ENCODING 'UTF8' LC_COLLATE 'C' LC_CTYPE 'C'")
        self.places.append(self._running.url(name))
        return self.places[-1]


@contextmanager
def _server() -> Iterator[_Server]:
    from tests.collection.server import started

    with started(durable=True) as running:
        if isinstance(running, str):
            raise RuntimeError(running)
        yield _Server(running)


def _packages(folder: Path, count: int) -> Path:
    from cchc_desktop.collection.made_up.communes import write_communes

    for _step in write_communes(folder, count):
        pass
    return folder


def _work(folder: Path, *words: str) -> dict[str, float]:
    worker = ROOT / "benchmarks" / "collection_worker.py"
    done = subprocess.run(
        [sys.executable, str(worker), *words],
        cwd=ROOT,
        env=environment(folder / "home"),
        capture_output=True,
        text=True,
    )
    if done.returncode != 0:
        raise RuntimeError(done.stderr[-2000:])
    found: dict[str, float] = json.loads(done.stdout)
    return found


def _sheets(folder: Path, packages: Path) -> float:
    """Seconds in which openpyxl reads the rows of a package, one sheet for each table."""
    from openpyxl import Workbook, load_workbook

    from cchc_desktop.collection.facts import facts_of
    from cchc_desktop.exchange.package_reader import read_package

    paths = []
    for number, path in enumerate(sorted(packages.glob("*.cchcgoi"))[:SHEETS]):
        book = Workbook(write_only=True)
        for place, paper in enumerate(facts_of(read_package(path)[1]).papers):
            for name, rows in paper.rows.items():
                sheet = book.create_sheet(f"{place} {name}")
                for row in rows:
                    sheet.append([value if isinstance(value, int | str) else None for value in row])
        paths.append(folder / f"{number}.xlsx")
        book.save(paths[-1])
    start = time.perf_counter()
    for path in paths:
        read = load_workbook(path, read_only=True)
        for sheet in read.worksheets:
            for _row in sheet.iter_rows(values_only=True):
                pass
        read.close()
    return (time.perf_counter() - start) / len(paths)
