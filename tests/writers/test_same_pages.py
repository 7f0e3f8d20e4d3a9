"""The DOCX opened by LibreOffice and the PDF are the same pages: as many, with the text in the same places."""

from pathlib import Path

import pytest
from pypdf import PdfReader

from cchc_desktop.documents.house_style import MM
from tests.writers.same_papers import PAPERS


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
