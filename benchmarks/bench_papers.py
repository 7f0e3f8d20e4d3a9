"""A plan of 20 pages with a frame of 60, 600 and 5,000 rows: our DOCX and PDF against other programs."""

import importlib.util
import shutil
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from measuring import ROOT, Claim, Table, compile_program, medians, run_measured, timed

SIZES = (60, 600, 5_000)
_RUNS = {60: 5, 600: 3, 5_000: 1}
_SLOW = 600  # rows above which LibreOffice and WeasyPrint take minutes
_NAMES = {
    "ours_docx": "CCHC Desktop, DOCX",
    "docxtpl_docx": "docxtpl, DOCX",
    "ours_pdf": "CCHC Desktop, PDF",
    "office_pdf": "LibreOffice, our DOCX to PDF",
    "typst_pdf": "Typst, PDF",
    "weasyprint_pdf": "WeasyPrint, PDF",
}
_RIVALS = "typst==0.15.2 weasyprint==70.0"  # what is only measured against is no part of the locked packages
_NEEDS = {"docxtpl_docx": "docxtpl", "typst_pdf": "typst", "weasyprint_pdf": "weasyprint"}
Figures = dict[tuple[str, int], tuple[float, float]]  # seconds, MiB


def measure() -> Table:
    """Whole processes with their peak memory, and the same work in a running program."""
    compile_program()
    missing = [name for name, module in _NEEDS.items() if not _there(module)]
    if shutil.which("soffice") is None:
        missing.append("office_pdf")
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        whole = {size: _whole(folder, size, missing) for size in SIZES}
        growth = _growth(folder)
        inside = {size: _inside(folder, size, missing) for size in SIZES}
    figures: Figures = {(name, size): found for size, names in whole.items() for name, found in names.items()}
    return Table(
        title="A plan of 20 pages with a growing frame",
        notes=_notes(missing),
        columns=("program", *(f"{size:,} rows: s (MiB), inside s" for size in SIZES)),
        rows=tuple((words, *(_shown(figures, inside, name, size) for size in SIZES)) for name, words in _NAMES.items()),
        ratio=growth,
        goal=1.3,
        further=_claims(figures, inside),
    )


def _there(module: str) -> bool:
    """Whether a program to compare with can be used: WeasyPrint is there but useless without Pango."""
    if importlib.util.find_spec(module) is None:
        return False
    try:
        __import__(module)
    except OSError:
        return False
    return True


def _command(folder: Path, name: str, size: int) -> list[str | Path]:
    if name == "office_pdf":
        profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
        paper = folder / f"ours_docx{size}.docx"
        return ["soffice", profile, "--headless", "--convert-to", "pdf", "--outdir", folder / "office", paper]
    script = ROOT / "benchmarks" / "rivals.py"
    return [sys.executable, script, name, str(size), folder / f"{name}{size}.{name.split('_')[1]}"]


def _whole(folder: Path, size: int, missing: list[str]) -> dict[str, tuple[float, float]]:
    """Medians of whole processes in turn; each has run once before."""
    if not (folder / "template.docx").exists() and "docxtpl_docx" not in missing:
        from rivals import docxtpl_template

        docxtpl_template(folder)
    slow = {"office_pdf", "weasyprint_pdf"} if size > _SLOW else set()
    names = [name for name in _NAMES if name not in missing and name not in slow]
    taken: dict[str, list[tuple[float, float]]] = {name: [] for name in names}
    for turn in range(_RUNS[size] + 1):
        for name in names:
            found = run_measured(_command(folder, name, size), folder / "home")
            if turn:
                taken[name].append(found)
    return {name: (statistics.median(s for s, _m in found), max(m for _s, m in found)) for name, found in taken.items()}


def _inside(folder: Path, size: int, missing: list[str]) -> dict[str, float]:
    """The same in one process that has done it before."""
    from rivals import WRITERS

    def work(name: str) -> Callable[[], object]:
        return lambda: WRITERS[name](size, folder / f"inside_{name}.{name.split('_')[1]}")

    names = [name for name in WRITERS if name not in missing and name != "weasyprint_pdf"]
    return medians({name: timed(work(name)) for name in names}, max(3, _RUNS[size]))


def _shown(figures: Figures, inside: dict[int, dict[str, float]], name: str, size: int) -> str:
    if (name, size) not in figures:
        return "not measured"
    seconds, memory = figures[name, size]
    own = f", {inside[size][name]:.3f}" if name in inside[size] else ""
    return f"{seconds:.2f} ({memory:.0f}){own}"


def _claims(figures: Figures, inside: dict[int, dict[str, float]]) -> tuple[Claim, ...]:
    claims: list[Claim] = []

    def against(name: str, other: str, size: int, goal: float, words: str) -> None:
        if (other, size) in figures:
            claims.append(Claim(words, figures[name, size][0] / figures[other, size][0], goal))

    for size in SIZES:
        against("ours_docx", "docxtpl_docx", size, 1, f"DOCX to docxtpl, {size:,} rows, whole process")
        if "docxtpl_docx" in inside[size]:
            share = inside[size]["ours_docx"] / inside[size]["docxtpl_docx"]
            claims.append(Claim(f"DOCX to docxtpl, {size:,} rows, in the running program", share, 0.5))
    for size in SIZES[:2]:
        against("ours_pdf", "office_pdf", size, 1 / 3, f"PDF to LibreOffice, {size:,} rows, whole process")
    return tuple(claims)


def _growth(folder: Path) -> float:
    """What a further row of our PDF costs above 600 rows, as a share of what it costs below: 1 is linear.

    In seconds of the processor, which a busy machine does not stretch.
    """
    from rivals import ours_pdf

    def work(size: int) -> float:
        start = time.process_time()
        ours_pdf(size, folder / "growth.pdf")
        return time.process_time() - start

    few, some, many = (min(work(size) for _turn in range(3)) for size in SIZES)
    return (many - some) / (SIZES[2] - SIZES[1]) / ((some - few) / (SIZES[1] - SIZES[0]))


def _notes(missing: list[str]) -> str:
    words = (
        "The same text for every program: 20 upright pages and a frame of nine columns across, its header repeated. "
        "Whole processes in turn, median and peak memory; after the comma the same work in a process that has done it "
        f"before. At {SIZES[2]:,} rows whole processes run once, without LibreOffice and WeasyPrint, which take "
        "minutes there. The ratio is what a further row of our PDF costs above 600 rows to what it costs below: 1 is "
        "linear."
    )
    if missing:
        words += f" Not on this machine: {', '.join(_NAMES[name].split(',')[0] for name in missing)}."
        words += f" Get them with `pip install {_RIVALS}` and, for WeasyPrint, the system's Pango."
    return words
