"""The DOCX opened by LibreOffice and the PDF are the same pages: as many, with everything in the same places.

Both PDF files read back as the DOCX does.
"""

import shutil
import subprocess
from dataclasses import fields, is_dataclass
from pathlib import Path

import pytest
from pypdf import PdfReader

from cchc_desktop.documents.house_style import MM
from cchc_desktop.documents.nodes import Document
from cchc_desktop.errors import UserError
from cchc_desktop.readers.any_file import read_source
from cchc_desktop.readers.pdf_file import content_of, source_of
from cchc_desktop.readers.plan import plan_from
from cchc_desktop.readers.source import Source
from cchc_desktop.services.papers.papers_from_templates import available_templates
from cchc_desktop.writers.docx_writer import write_docx
from cchc_desktop.writers.pdf_writer import write_pdf
from tests.real_papers import real_papers_folder
from tests.writers.page_marks import Marks, TextLine, marks_of
from tests.writers.papers import STYLE
from tests.writers.same_papers import PAPERS, from_templates, real_papers

_NEAR = 2 * MM
NAMES = (*PAPERS, *(f"template_{template.code}" for template in available_templates()))


def _papers(folder: Path) -> dict[str, Document]:
    found = {name: compose() for name, compose in PAPERS.items()}
    for name in ("templates", "real"):
        (folder / name).mkdir()
    found |= from_templates(folder / "templates")
    seeds = real_papers_folder()
    return found | dict(real_papers(folder / "real", seeds)) if seeds else found


@pytest.fixture(scope="module")
def written_twice(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Every paper as PDF by us, and in `office` as PDF by LibreOffice from our DOCX; one start for all of them."""
    soffice = shutil.which("soffice")
    if soffice is None:
        pytest.skip("LibreOffice is not on this machine")
    folder = tmp_path_factory.mktemp("papers")
    for name, document in _papers(folder).items():
        write_docx(document, folder / f"{name}.docx", STYLE)
        write_pdf(document, folder / f"{name}.pdf", STYLE, system_fonts=False)
    command = [soffice, f"-env:UserInstallation={(folder / 'profile').as_uri()}", "--headless", "--convert-to", "pdf"]
    papers = [str(path) for path in sorted(folder.glob("*.docx"))]
    subprocess.run(
        [*command, "--outdir", str(folder / "office"), *papers], check=True, capture_output=True, timeout=300
    )
    return folder


def baselines(path: Path) -> list[list[float]]:
    """The heights of the lines of every page, from its top, in millimetres."""
    found = []
    for page in PdfReader(path).pages:
        heights: set[float] = set()
        top = float(page.mediabox.height)

        def see(text: str, _cm: object, matrix: list[float], _font: object, _size: object) -> None:
            if text.strip():
                heights.add(round((top - matrix[5]) / MM, 1))  # noqa: B023 - called within this turn of the loop

        page.extract_text(visitor_text=see)
        found.append(sorted(heights))
    return found


@pytest.mark.parametrize("name", PAPERS)
def test_word_and_pdf_have_the_same_pages(written_twice: Path, name: str) -> None:
    ours, theirs = baselines(written_twice / f"{name}.pdf"), baselines(written_twice / "office" / f"{name}.pdf")

    assert len(ours) == len(theirs)
    if name == "criteria":  # LibreOffice does not hold the last rows of a table to the signature, Word does
        ours, theirs = ours[:-2], theirs[:-2]
    for our_page, their_page in zip(ours, theirs, strict=True):
        assert our_page[0] == pytest.approx(their_page[0], abs=2)
        assert our_page[-1] == pytest.approx(their_page[-1], abs=2)
        # Every line of ours stands where LibreOffice has one.
        assert all(min(abs(line - other) for other in their_page) < 0.5 for line in our_page)


def distance(line: TextLine, others: list[TextLine]) -> float:
    """How far the nearest of the lines that read the same begins."""
    return min(max(abs(line.left - other.left), abs(line.y - other.y)) for other in others)


def strayed(ours: Marks, theirs: Marks) -> tuple[list[str], int]:
    """The lines of ours that stand elsewhere on their page, and how many read otherwise."""
    known: dict[str, list[TextLine]] = {}
    for line in theirs.lines:
        known.setdefault(line.text, []).append(line)
    read = [line for line in ours.lines if line.text in known]
    found = [f"{line.text}: {distance(line, known[line.text]) / MM:.1f} mm" for line in read]
    far = [words for words, line in zip(found, read, strict=True) if distance(line, known[line.text]) > _NEAR]
    return far, len(ours.lines) - len(read)


def compare(folder: Path, name: str) -> None:
    """Raise unless the paper is the same both ways."""
    ours, theirs = marks_of(folder / f"{name}.pdf"), marks_of(folder / "office" / f"{name}.pdf")
    assert len(ours) == len(theirs)
    if name == "criteria":  # LibreOffice does not hold the last rows of a table to the signature, Word does
        ours, theirs = ours[:-2], theirs[:-2]
    other_lines = 0
    for our_page, their_page in zip(ours, theirs, strict=True):
        far, others = strayed(our_page, their_page)
        assert far == []
        other_lines += others
        assert our_page.edges == pytest.approx(their_page.edges, abs=_NEAR)
    # LibreOffice sets no-break spaces in italics a little wide: some lines end a word earlier.
    assert other_lines <= 0.1 * sum(len(page.lines) for page in ours)


@pytest.mark.parametrize("name", NAMES)
def test_everything_stands_within_two_millimetres(written_twice: Path, name: str) -> None:
    compare(written_twice, name)


def test_the_real_papers_too(written_twice: Path, seeds: Path) -> None:
    names = sorted(path.stem for path in written_twice.glob("real_*.pdf"))

    assert len(names) >= 2
    for name in names:
        compare(written_twice, name)


def test_of_lines_that_wander_the_test_would_tell(written_twice: Path) -> None:
    """What the comparison is worth: another paper, and the same line 3 mm lower, are found out."""
    page = marks_of(written_twice / "letter.pdf")[0]
    lower = tuple(TextLine(line.text, line.left, line.right, line.y + 3 * MM) for line in page.lines)

    assert len(strayed(page, Marks(lower, ()))[0]) == len(page.lines)
    assert strayed(page, marks_of(written_twice / "plain.pdf")[0])[1] > len(page.lines) / 2


def meaning(source: Source) -> object:
    """What is understood of a paper: all of it but where its lines stood and what was said of it."""
    try:
        plan = plan_from(source, "van-ban")
    except UserError as error:
        return str(error)
    return facts(plan)


def facts(value: object, name: str = "") -> list[str]:
    """Each text and day of frozen rows with the name of its field."""
    if is_dataclass(value):
        skipped = ("line", "notes", "warnings")
        return [
            fact
            for field in fields(value)
            if field.name not in skipped
            for fact in facts(getattr(value, field.name), f"{name}.{field.name}")
        ]
    if isinstance(value, list | tuple):
        return [fact for item in value for fact in facts(item, name)]
    return [f"{name}={value}"]


def from_pdf(path: Path) -> Source:
    return source_of(content_of(path.read_bytes(), path.name), path.name)


def test_the_pdf_reads_back_as_the_docx(written_twice: Path) -> None:
    """Ours and LibreOffice's: the same tasks, sections, numbers and days, and every word of the paper."""
    papers = sorted(written_twice.glob("*.docx"))
    assert len(papers) > 80
    for path in papers:
        expected = meaning(read_source(path))
        for folder in (written_twice, written_twice / "office"):
            assert meaning(from_pdf(folder / f"{path.stem}.pdf")) == expected, f"{folder.name}/{path.stem}"
