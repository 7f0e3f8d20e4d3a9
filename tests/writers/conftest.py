"""Every paper written by us and by LibreOffice, once for all tests that compare them."""

import shutil
import subprocess
from pathlib import Path

import pytest

from cchc_desktop.documents.nodes import Document
from cchc_desktop.writers.docx_writer import write_docx
from cchc_desktop.writers.pdf_writer import write_pdf
from tests.real_papers import real_papers_folder
from tests.writers.papers import STYLE
from tests.writers.same_papers import PAPERS, from_templates, real_papers


def _papers(folder: Path) -> dict[str, Document]:
    found = {name: compose() for name, compose in PAPERS.items()}
    for name in ("templates", "real"):
        (folder / name).mkdir()
    found |= from_templates(folder / "templates")
    seeds = real_papers_folder()
    return found | dict(real_papers(folder / "real", seeds)) if seeds else found


@pytest.fixture(scope="session")
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
