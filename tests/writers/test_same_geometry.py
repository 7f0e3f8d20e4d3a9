"""Title, text, columns of tables and signature stand in the PDF where LibreOffice sets them from our DOCX."""

from pathlib import Path

import pytest

from cchc_desktop.documents.house_style import MM
from cchc_desktop.services.papers.papers_from_templates import available_templates
from tests.writers.page_marks import Marks, TextLine, marks_of
from tests.writers.same_papers import PAPERS

_NEAR = 2 * MM
NAMES = (*PAPERS, *(f"template_{template.code}" for template in available_templates()))


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
