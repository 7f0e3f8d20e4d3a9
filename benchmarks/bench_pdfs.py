"""A PDF read beside the DOCX of the same plan, and beside what pdfplumber takes for its plain text."""

import os
import tempfile
from dataclasses import replace
from pathlib import Path

from big_papers import STYLE, document, view
from measuring import Claim, Table, compile_program, medians, timed

RUNS = 7
GOAL = 2.0
_ROWS = 138  # on 20 pages
_TIMES = 2.4  # as many sections as the plan of 20 pages


def measure() -> Table:
    """All in turn; the PDF in the process that the program keeps for it, which the first turn starts."""
    compile_program()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        os.environ["CCHC_HOME"] = str(folder / "home")
        pages = _write(folder)
        from cchc_desktop.readers.any_file import read_source
        from cchc_desktop.readers.plan import read_plan

        docx, pdf = folder / "plan.docx", folder / "plan.pdf"
        first = timed(lambda: read_source(pdf))()
        taken = medians(
            {
                "docx": timed(lambda: read_plan(docx)),
                "pdf": timed(lambda: read_plan(pdf)),
                "docx source": timed(lambda: read_source(docx)),
                "pdf source": timed(lambda: read_source(pdf)),
            },
            RUNS,
        )
        plain = medians({"plumber": timed(lambda: _plain(pdf))}, 1)["plumber"]
    ratio, source_ratio = taken["pdf"] / taken["docx"], taken["pdf source"] / taken["docx source"]
    return Table(
        title="Reading PDF files",
        notes=(
            f"A plan of {pages[0]} pages, {pages[1]} of them a table of {_ROWS} rows, as DOCX and as PDF: from the "
            "file to the sections and tasks that are shown to be taken in, and from the file to its lines and tables "
            "alone. The PDF is read in a process of its own, which bounds time and memory and waits for the next file; "
            f"the way there and back is part of the time. Medians of {RUNS} in turn. pdfplumber gives the plain text "
            "of its pages, without paragraphs or tables."
        ),
        columns=("what", "DOCX, ms", "PDF, ms", "times the DOCX"),
        rows=(
            _row("to sections and tasks", taken["docx"], taken["pdf"]),
            _row("to lines and tables", taken["docx source"], taken["pdf source"]),
            ("the first PDF after the start", "", f"{1000 * first:.0f}", ""),
            ("pdfplumber, plain text", "", f"{1000 * plain:.0f}", f"{plain / taken['docx source']:.1f}"),
        ),
        ratio=ratio,
        goal=GOAL,
        further=(
            Claim("Lines and tables alone, times the DOCX", source_ratio, GOAL),
            Claim("Lines and tables, share of pdfplumber's plain text", taken["pdf source"] / plain, 0.5),
        ),
    )


def _row(what: str, docx: float, pdf: float) -> tuple[str, str, str, str]:
    return what, f"{1000 * docx:.0f}", f"{1000 * pdf:.0f}", f"{pdf / docx:.2f}"


def _write(folder: Path) -> tuple[int, int]:
    """The plan in both forms; its pages, and those of the table."""
    from cchc_desktop.writers.docx_writer import write_docx
    from cchc_desktop.writers.pdf_writer import write_pdf

    shown = view(_ROWS)
    count = round(len(shown.sections) * _TIMES)
    sections = tuple(
        replace(
            shown.sections[at % len(shown.sections)], guid=f"s{at}", number=str(at + 1), title=f"Nội dung số {at + 1}"
        )
        for at in range(count)
    )
    bare = document(replace(shown, sections=sections, groups=(), tasks=()))
    text = write_pdf(bare, folder / "text.pdf", STYLE, system_fonts=False).pages
    whole = document(replace(shown, sections=sections))
    write_docx(whole, folder / "plan.docx", STYLE)
    pages = write_pdf(whole, folder / "plan.pdf", STYLE, system_fonts=False).pages
    return pages, pages - text


def _plain(path: Path) -> int:
    """The letters that pdfplumber finds."""
    import pdfplumber

    with pdfplumber.open(path) as found:
        return sum(len(page.extract_text()) for page in found.pages)
