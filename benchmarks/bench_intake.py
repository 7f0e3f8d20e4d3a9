"""A package of a whole year previewed and taken in within the program, beside reading the same words from a sheet."""

import os
import shutil
import tempfile
from collections.abc import Callable
from itertools import count
from pathlib import Path
from typing import Any

from measuring import Claim, Table, compile_program, medians, timed

RUNS = 9
GOAL = 1.0
GOAL_PREVIEW, GOAL_TAKE = 150.0, 250.0  # milliseconds


def measure() -> Table:
    """All three in turn within this process; every intake goes into a dossier that has nothing of it yet."""
    compile_program()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        os.environ["CCHC_HOME"] = str(folder / "home")
        package, sheet, empty, counts = _prepared(folder)
        previewing, taking = _works(package, empty, folder)
        taken = medians({"preview": previewing, "take": taking, "sheet": timed(lambda: _read_sheet(sheet))}, RUNS)
    milliseconds = {name: seconds * 1000 for name, seconds in taken.items()}
    ratio = milliseconds["preview"] / milliseconds["sheet"]
    return Table(
        title="Taking a package in",
        notes=(
            f"The year of the sample ({counts}), none of which stands in the dossier that takes it in: compared row by "
            "row; then taken, which compares once more, makes a verified backup, writes one transaction with its way "
            "back, and flushes. Beside it the same values in an XLSX file, one sheet for each kind of row, read cell "
            f"by cell by openpyxl without writing anything. Medians of {RUNS} in turn."
        ),
        columns=("what", "took", "share of openpyxl"),
        rows=(
            ("openpyxl reads the same from XLSX", f"{milliseconds['sheet']:.0f} ms", "1.00"),
            ("previewed", f"{milliseconds['preview']:.0f} ms", f"{ratio:.2f}"),
            ("taken in", f"{milliseconds['take']:.0f} ms", f"{milliseconds['take'] / milliseconds['sheet']:.2f}"),
        ),
        ratio=ratio,
        goal=GOAL,
        further=(
            Claim("Previewing a package of a year, ms", milliseconds["preview"], GOAL_PREVIEW),
            Claim("Taking it in, ms", milliseconds["take"], GOAL_TAKE),
        ),
    )


def _prepared(folder: Path) -> tuple[Any, Path, Path, str]:
    """The checked package, the sheet with its rows, an empty dossier of the same office, and what is counted."""
    from sqlalchemy import select

    from cchc_desktop.exchange.package_reader import read_package
    from cchc_desktop.models.dossier import DossierInfo
    from cchc_desktop.services.exchange.gathering import PackageWish
    from cchc_desktop.services.exchange.kept_rows import kept_rows
    from cchc_desktop.services.exchange.packing import make_package
    from cchc_desktop.services.sample import SAMPLE_YEAR, create_sample
    from cchc_desktop.services.start import create_dossier
    from cchc_desktop.storage.dossier import Dossier

    sample = Dossier.open(create_sample(folder / "sample"), backup=False)
    for _step in make_package(sample, wish=PackageWish(SAMPLE_YEAR), out=folder / "nam.cchcgoi"):
        pass
    package = read_package(folder / "nam.cchcgoi")
    empty = create_dossier(
        folder / "trong.cchc", office="UBND xã Bình Minh", superior="UBND tỉnh", place="Bình Minh", year=SAMPLE_YEAR
    )
    with empty.change("guid") as work:
        work.session.scalars(select(DossierInfo)).one().guid = sample.guid
    empty.close()
    sample.close()
    rows = kept_rows(package[1])
    _write_sheet(folder / "nam.xlsx", rows)
    kinds = {"task": "tasks", "report": "reports", "figure_value": "figures", "criterion": "criteria"}
    counts = ", ".join(f"{len(rows.get(kind, {}))} {words}" for kind, words in kinds.items())
    return package, folder / "nam.xlsx", folder / "trong.cchc", counts


def _works(package: Any, empty: Path, folder: Path) -> tuple[Callable[[], float], Callable[[], float]]:
    """Previewing and taking, each on a fresh copy that is opened and closed beside the clock."""
    from cchc_desktop.services.exchange.previewing import preview
    from cchc_desktop.services.exchange.receiving import receive
    from cchc_desktop.storage.dossier import Dossier

    info, data = package
    numbers = count()

    def on_a_copy(work: Callable[[Dossier], object]) -> float:
        path = Path(shutil.copy(empty, folder / f"{next(numbers)}.cchc"))
        dossier = Dossier.open(path, backup=False)
        try:
            return timed(lambda: work(dossier))()
        finally:
            dossier.close()
            path.unlink()

    chosen: list[Any] = []

    def previewed() -> float:
        seen: list[Any] = []
        seconds = on_a_copy(lambda dossier: seen.append(preview(dossier, info, data)))
        chosen[:] = [seen[0].proposed]
        return seconds

    def taken() -> float:
        return on_a_copy(lambda dossier: receive(dossier, info=info, data=data, chosen=chosen[0]))

    return previewed, taken


def _write_sheet(path: Path, rows: Any) -> None:
    from openpyxl import Workbook

    book = Workbook(write_only=True)
    for table, some in rows.items():
        sheet = book.create_sheet(table[:31])
        columns = list(next(iter(some.values()), {}))
        sheet.append(columns)
        for row in some.values():
            sheet.append([str(row.get(column, "")) for column in columns])
    book.save(path)


def _read_sheet(path: Path) -> int:
    """The number of cells."""
    from openpyxl import load_workbook

    book = load_workbook(path, read_only=True, data_only=True)
    cells = sum(len(row) for sheet in book for row in sheet.iter_rows(values_only=True))
    book.close()
    return cells
