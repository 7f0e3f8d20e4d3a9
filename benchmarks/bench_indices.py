"""Indices: a typed value worked out and painted, years and offices side by side; LibreOffice Calc on the same."""

import json
import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

from index_dossier import FIELDS, LEAVES, OFFICES, YEAR, YEARS, make, points_of
from measuring import ROOT, Table, compile_program, environment, medians, run, timed

RUNS = 3
FRAME, OPENED = 16.0, 200.0


def measure() -> Table:
    """Processes of their own on copies of one dossier."""
    office = shutil.which("soffice")
    if office is None:
        raise RuntimeError("LibreOffice is not installed: there is nothing to compare with")
    compile_program()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        os.environ["CCHC_HOME"] = str(folder / "home")
        file = make(folder / "index.cchc")
        runs = [_worker(file, folder) for _run in range(RUNS)]
        calc = _calc(office, folder)
    return _table(runs, calc)


def _worker(file: Path, folder: Path) -> dict[str, Any]:
    """One process on a copy of the dossier, which it writes into."""
    copy = Path(shutil.copy(file, folder / "work.cchc"))
    done = subprocess.run(
        [sys.executable, str(ROOT / "benchmarks" / "index_worker.py"), str(copy)],
        cwd=ROOT,
        env=environment(folder / "home", CCHC_TODAY=f"{YEAR}-09-08"),
        capture_output=True,
        text=True,
    )
    for left in folder.glob("work.cchc*"):
        left.unlink()
    if done.returncode != 0:
        raise RuntimeError(f"index_worker: exit {done.returncode}\n{done.stderr[-2000:]}")
    answer: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
    return answer


def _calc(office: str, folder: Path) -> dict[str, float]:
    """Milliseconds that Calc takes to open, work out and save each sheet, less those for a sheet of one row."""
    sheets = {
        "one": _sheet(folder / "one.xlsx", fields=1, leaves=1, offices=1),
        "edit": _sheet(folder / "edit.xlsx", fields=FIELDS, leaves=LEAVES, offices=1),
        "compare": _sheet(folder / "compare.xlsx", fields=1, leaves=1, offices=OFFICES),
    }
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    convert: list[str | Path] = [office, profile, "--headless", "--convert-to", "ods", "--outdir", folder / "ods"]
    taken = medians(
        {
            name: timed(lambda sheet=sheet: run([*convert, sheet], folder / "home"))  # type: ignore[misc]
            for name, sheet in sheets.items()
        },
        3,
    )
    return {name: 1000 * (seconds - taken["one"]) for name, seconds in taken.items()}


def _sheet(path: Path, *, fields: int, leaves: int, offices: int) -> Path:
    """A sheet of rules for each year, and one of all offices with their ranks, as formulas without values."""
    from openpyxl import Workbook

    book = Workbook(write_only=True)
    for year in YEARS:
        sheet = book.create_sheet(str(year))
        for field in range(fields):
            first = field * (leaves + 1) + 1
            for number in range(leaves):
                row = first + number
                share = 90 + (number + year) % 10
                sheet.append([f"{field}.{number}", 1, share, f"=IF(C{row}>=98,1,IF(C{row}>=95,0.5,0))*B{row}"])
            sums = [f"=SUM({column}{first}:{column}{first + leaves - 1})" for column in "BD"]
            sheet.append([str(field), sums[0], None, sums[1]])
    sheet = book.create_sheet("offices")
    years = [chr(ord("B") + place) for place in range(len(YEARS) - 1)]
    for number in range(offices):
        given = [float(points_of(number, year)) for year in YEARS if year < YEAR]
        ranks = [f"=RANK({column}{number + 1},{column}$1:{column}${offices})" for column in years]
        sheet.append([f"Xã Tân {number}", *given, *ranks])
    sheet.append(["", *(f"=AVERAGE({column}1:{column}{offices})" for column in years)])
    sheet.append(["", *(f"=MAX({column}1:{column}{offices})-MIN({column}1:{column}{offices})" for column in years)])
    book.save(path)
    return path


def _table(runs: list[dict[str, Any]], calc: dict[str, float]) -> Table:
    edits = [min(times) for times in zip(*(found["edit"] for found in runs), strict=True)]
    compared = min(max(found["compare"]) for found in runs)
    shares = {"an edit": max(edits) / FRAME, "the comparison": compared / OPENED}
    worst = max(shares, key=lambda name: shares[name])
    rows = (
        ("open the tab, first paint", f"{min(found['open'] for found in runs):,.0f}", ""),
        (
            "type a value: on disk, worked out and painted, slowest of nine",
            f"{max(edits):.1f}",
            f"{FRAME:.0f}",
        ),
        ("LibreOffice Calc: open, work out and save the rules of ten years", f"{calc['edit']:,.0f}", ""),
        (f"years and {OFFICES} offices side by side: open, first paint", f"{compared:,.0f}", f"{OPENED:.0f}"),
        (f"LibreOffice Calc: open, work out and save the ranks of {OFFICES} offices", f"{calc['compare']:,.0f}", ""),
    )
    return Table(
        title="Indices",
        notes=(
            f"Milliseconds; window of 1366 x 698, offscreen, a set of {FIELDS * LEAVES} leaves with rules in each of "
            f"{len(YEARS)} years and {OFFICES} offices in each (`benchmarks/index_dossier.py`). An edit runs from the "
            "end of the typing until the transaction is committed (WAL, synchronous=FULL), the line and all sums are "
            "worked out and what they change is painted; the first, which loads what writing needs, is left out, and "
            f"of each the best of {RUNS} processes counts. The comparison is opened three times in each process, of "
            "which the slowest counts, of the processes the best. LibreOffice turns an XLSX of the same values and "
            "rules as formulas into ODS headless; what it takes for a sheet of one row is taken off. "
            f"The ratio is the largest share of a goal, that of {worst}."
        ),
        columns=("what", "taken", "goal"),
        rows=rows,
        ratio=shares[worst],
        goal=1.0,
    )
