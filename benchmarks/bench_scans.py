"""Scanned pages recognised, beside Tesseract alone on the pictures as they come; how soon it stops when asked to."""

import os
import statistics
import tempfile
import threading
import time
from dataclasses import replace
from pathlib import Path

from big_papers import STYLE, document, view
from measuring import Claim, Table, compile_program, medians, timed

RUNS = 3
GOAL = 3.0
_CANCELLED_AFTER = (1.0, 2.5, 4.0)  # seconds
_SOON = 1.0  # seconds
_INCH = 200  # dots


def measure() -> Table:
    """All in turn, with one processor each; the pages are drawn in the process that the program keeps for PDF files."""
    compile_program()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        os.environ["CCHC_HOME"] = str(folder / "home")
        from cchc_desktop.readers.any_file import read_source
        from cchc_desktop.readers.ocr import recogniser

        found = recogniser()
        if found is None or found.languages is None:
            raise SystemExit("Tesseract with Vietnamese is not here: apt-get install tesseract-ocr tesseract-ocr-vie")
        scan, pictures = _write(folder)
        command = [str(found.program), "", "out", "--tessdata-dir", str(found.languages), "-l", "vie", "--psm", "3"]
        taken = medians(
            {"whole": timed(lambda: read_source(scan)), "alone": timed(lambda: _alone(command, pictures))}, RUNS
        )
        stopped = [_stopped(scan, after) for after in _CANCELLED_AFTER]
    pages = len(pictures)
    return Table(
        title="Recognising scans",
        notes=(
            f"{pages} pages of a plan, text and a ruled table, drawn with {_INCH} dots an inch into a PDF of pictures: "
            "from the file to lines and tables with what is not sure in them, in the background. Beside it Tesseract "
            "alone turns the same pictures into plain text, without tables, as they come. Both with one thread, as it "
            f"is set for the program. Medians of {RUNS} in turn. Then whoever waits has enough, in the middle of a "
            "page: until the work has ended, Tesseract with it; the window itself is free at once."
        ),
        columns=("what", "seconds", "seconds of a page"),
        rows=(
            ("to lines and tables", f"{taken['whole']:.1f}", f"{taken['whole'] / pages:.1f}"),
            ("Tesseract alone, plain text", f"{taken['alone']:.1f}", f"{taken['alone'] / pages:.1f}"),
            ("from the cancel to the end, median", f"{statistics.median(stopped):.2f}", ""),
            ("from the cancel to the end, longest", f"{max(stopped):.2f}", ""),
        ),
        ratio=taken["whole"] / taken["alone"],
        goal=GOAL,
        further=(Claim("Median seconds from the cancel to the end", statistics.median(stopped), _SOON),),
    )


def _alone(command: list[str], pictures: list[Path]) -> None:
    import subprocess

    for picture in pictures:
        command[1] = str(picture)
        one_thread = {**os.environ, "OMP_THREAD_LIMIT": "1"}
        subprocess.run(command, cwd=picture.parent, check=True, env=one_thread, capture_output=True)


def _stopped(scan: Path, after: float) -> float:
    """Seconds from when nobody waits any more until the work has ended."""
    from cchc_desktop.errors import Cancelled
    from cchc_desktop.progress import listening
    from cchc_desktop.readers.any_file import read_source

    stop, asked = threading.Event(), []

    def ask() -> None:
        asked.append(time.perf_counter())
        stop.set()

    timer = threading.Timer(after, ask)
    timer.start()
    try:
        with listening(stop.is_set, lambda _step: None):
            read_source(scan)
    except Cancelled:
        return time.perf_counter() - asked[0]
    timer.cancel()
    raise SystemExit("The pages were recognised before anybody had enough of it.")


def _write(folder: Path) -> tuple[Path, list[Path]]:
    """The scan, and its pictures by themselves."""
    import pypdfium2

    from cchc_desktop.writers.pdf_writer import write_pdf

    shown = view(12)
    whole = document(replace(shown, sections=shown.sections[:2]))
    write_pdf(whole, folder / "plan.pdf", STYLE, system_fonts=False)
    pictures = []
    with pypdfium2.PdfDocument(folder / "plan.pdf") as pdf:
        drawn = [pdf[at].render(scale=_INCH / 72).to_pil().convert("RGB") for at in range(min(len(pdf), 4))]
    for at, picture in enumerate(drawn):
        pictures.append(folder / f"page{at}.png")
        picture.save(pictures[-1], dpi=(_INCH, _INCH))
    drawn[0].save(folder / "scan.pdf", "PDF", save_all=True, append_images=drawn[1:], resolution=_INCH, quality=80)
    return folder / "scan.pdf", pictures
