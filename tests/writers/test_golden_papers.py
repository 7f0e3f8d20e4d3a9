"""One paper of every kind, as its DOCX is built and as its PDF reads: a change shows in the diff of a golden file."""

from io import BytesIO

import pytest
from pypdf import PdfReader

from cchc_desktop.documents.nodes import Document
from cchc_desktop.writers.pdf_writer import write_pdf
from tests.documents.kinds import KINDS, STYLE
from tests.writers.golden import assert_golden
from tests.writers.reading_docx import structure_of


def pages_of(document: Document) -> str:
    """The text of the PDF, page by page."""
    stream = BytesIO()
    write_pdf(document, stream, STYLE, system_fonts=False)
    text = ""
    for number, page in enumerate(PdfReader(stream).pages, 1):
        turned = "landscape" if page.mediabox.width > page.mediabox.height else "portrait"
        lines = [" ".join(line.split()) for line in page.extract_text().split("\n")]
        text += f"--- page {number}, {turned}\n" + "".join(f"{line}\n" for line in lines if line)
    return text


@pytest.mark.parametrize("kind", KINDS)
def test_a_paper_of_each_kind_is_golden(kind: str) -> None:
    document = KINDS[kind]()

    assert_golden(f"papers/{kind}.txt", f"{structure_of(document)}\n{pages_of(document)}")
