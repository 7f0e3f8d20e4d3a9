"""The task frame with 200, 2,000 and 10,000 tasks: opening, scrolling, editing, filtering, undoing a paste, memory.

Beside it the same texts in a QTableView sized by resizeRowsToContents, and the same sheet opened by LibreOffice Calc.
"""

import json
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

from big_dossier import YEAR, make
from measuring import ROOT, Table, compile_program, environment, medians, run, timed

SIZES = (200, 2_000, 10_000)
RUNS = 3
FRAME, EDIT, TWICE = 16.0, 30.0, 2.0
WIDTHS = (6, 20, 20, 30, 21, 16, 17, 19, 10)  # of the columns in Calc, in characters: as wide as the grid's


def measure() -> Table:
    """Processes of their own for each size."""
    office = shutil.which("soffice")
    if office is None:
        raise RuntimeError("LibreOffice is not installed: there is nothing to compare with")
    compile_program()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        os.environ["CCHC_HOME"] = str(folder / "home")
        files = {size: make(folder / f"{size}.cchc", size) for size in (1, *SIZES)}
        found = {size: _best([_worker("ours", file, folder) for _run in range(RUNS)]) for size, file in files.items()}
        plain = {size: _worker("plain", files[size], folder) for size in SIZES}
        calc = _calc(office, files, folder)
    return _table(found, plain, calc)


def _worker(kind: str, file: Path, folder: Path) -> dict[str, Any]:
    """One process on a copy of the dossier, which it writes into."""
    copy = Path(shutil.copy(file, folder / "work.cchc"))
    done = subprocess.run(
        [sys.executable, str(ROOT / "benchmarks" / "grid_worker.py"), kind, str(copy)],
        cwd=ROOT,
        env=environment(folder / "home", CCHC_TODAY=f"{YEAR}-09-08"),
        capture_output=True,
        text=True,
    )
    for left in folder.glob("work.cchc*"):
        left.unlink()
    if done.returncode != 0:
        raise RuntimeError(f"grid_worker {kind}: exit {done.returncode}\n{done.stderr[-2000:]}")
    answer: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
    return answer


def _best(runs: list[dict[str, Any]]) -> dict[str, Any]:
    """The best of each figure, of lists place by place."""
    best: dict[str, Any] = {}
    for key, value in runs[0].items():
        if isinstance(value, list):
            best[key] = [min(frame) for frame in zip(*(found[key] for found in runs), strict=False)]
        else:
            best[key] = min(found[key] for found in runs)
    return best


def _calc(office: str, files: dict[int, Path], folder: Path) -> dict[int, float]:
    """Seconds that LibreOffice takes to open, size and save the sheet, less those for a sheet of one row."""
    sheets = {size: _sheet(file, folder / f"{size}.xlsx") for size, file in files.items()}
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    convert: list[str | Path] = [office, profile, "--headless", "--convert-to", "ods", "--outdir", folder / "ods"]
    taken = medians(
        {
            str(size): timed(lambda sheet=sheet: run([*convert, sheet], folder / "home"))  # type: ignore[misc]
            for size, sheet in sheets.items()
        },
        1,
    )
    return {size: taken[str(size)] - taken["1"] for size in SIZES}


def _sheet(dossier_file: Path, path: Path) -> Path:
    """The frame's texts as a workbook: wrapped cells, no height given to any row."""
    from openpyxl import Workbook
    from openpyxl.cell import WriteOnlyCell
    from openpyxl.styles import Alignment

    from cchc_desktop.services.frame.frames import frame_plan
    from cchc_desktop.services.frame.tasks import read_tasks
    from cchc_desktop.storage.dossier import Dossier
    from cchc_desktop.ui.table_models.frame_cells import TRACKING, shown_text

    book = Workbook(write_only=True)
    sheet = book.create_sheet()
    for place, width in enumerate(WIDTHS):
        sheet.column_dimensions["ABCDEFGHI"[place]].width = width
    wrapped = Alignment(wrap_text=True, vertical="top")
    dossier = Dossier.open(dossier_file, backup=False)
    for task in read_tasks(dossier, frame_plan(dossier, YEAR) or ""):
        cells = [WriteOnlyCell(sheet, value=shown_text(task, column)) for column in range(TRACKING)]
        for cell in cells:
            cell.alignment = wrapped
        sheet.append(cells)
    dossier.close()
    book.save(path)
    return path


def _table(found: dict[int, dict[str, Any]], plain: dict[int, dict[str, Any]], calc: dict[int, float]) -> Table:
    empty = found[1]["open"]
    opened = [found[size]["open"] for size in SIZES]
    pages = [max(found[size]["page"]) for size in SIZES]
    lines = [max(found[size]["line"]) for size in SIZES]
    edits = [found[size]["edit"] for size in SIZES]
    shares = {
        "opening": max(opened) / empty / TWICE,
        "a frame of scrolling": max(*pages, *lines) / FRAME,
        "an edit": max(edits) / EDIT,
    }

    def row(words: str, values: list[float], goal: str = "", digits: int = 0) -> tuple[str, ...]:
        return (words, *(f"{value:,.{digits}f}" for value in values), goal)

    def each(key: str) -> list[float]:
        return [found[size][key] for size in SIZES]

    rows = (
        row("open the tab, first paint", opened, f"twice an empty one, {TWICE * empty:.0f}"),
        row("then, in pieces between two paints: the tasks beyond the first sight", each("rest")),
        row("scroll by a page, median frame", [statistics.median(found[size]["page"]) for size in SIZES], "", 1),
        row("scroll by a page, slowest frame", pages, f"{FRAME:.0f}", 1),
        row("scroll by a line, slowest frame", lines, f"{FRAME:.0f}", 1),
        row("edit a cell: on disk and painted, slowest of nine", edits, f"{EDIT:.0f}"),
        row("filter as one types, slowest letter", each("filter")),
        row("paste 500 rows", each("paste")),
        row("undo that paste", each("undo")),
        row("memory of the tab with its tasks, MB", each("memory")),
        row("QTableView, resizeRowsToContents: open, first paint", [plain[size]["open"] for size in SIZES]),
        row("QTableView: scroll by a page, slowest frame", [max(plain[size]["page"]) for size in SIZES], "", 1),
        row("LibreOffice Calc: open the sheet, size its rows, save", [1000 * calc[size] for size in SIZES]),
    )
    worst = max(shares, key=lambda name: shares[name])
    return Table(
        title="The task frame",
        notes=(
            "Milliseconds where nothing else is said; window of 1366 x 698, offscreen, tasks of five to ten lines of "
            "text under shared objectives in groups of 500 (`benchmarks/big_dossier.py`). Opening makes the tab, reads "
            "the dossier and paints; an empty tab, of a plan with one task, is opened by a process of its own. A frame "
            "is from the moving of the scroll bar until what it shows is painted, 200 in a row; of each figure and "
            f"frame the best of {RUNS} processes counts, which lay out the same texts for the first time. "
            "An edit runs from Enter until the transaction is committed (WAL, synchronous=FULL) and the cell painted, "
            "in ten places of the plan; the first, which loads what writing needs, is left out. The QTableView holds "
            "the same texts with word wrap. LibreOffice turns an XLSX of the same texts, wrapped, without row heights, "
            "into ODS headless: it opens the sheet, sizes every row and saves; what it takes for a sheet of one row is "
            f"taken off. The ratio is the largest share of a goal, that of {worst}."
        ),
        columns=("what", *(f"{size:,} tasks" for size in SIZES), "goal"),
        rows=rows,
        ratio=shares[worst],
        goal=1.0,
    )
