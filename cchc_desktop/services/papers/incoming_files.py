"""The register of incoming papers as a paper, and files that are to be kept with its lines."""

from pathlib import Path
from typing import TYPE_CHECKING

from cchc_desktop.services import offices
from cchc_desktop.services.papers.incoming import KeptFile, read_incoming
from cchc_desktop.services.stored_files import bytes_to_keep
from cchc_desktop.storage.dossier import Dossier

if TYPE_CHECKING:
    from cchc_desktop.documents.nodes import Document


def read_kept(path: Path) -> KeptFile:
    """A file with its bytes. Raises `UserError` when it cannot be read, is empty or too large."""
    return KeptFile(path.name, bytes_to_keep(path))


def incoming_document(dossier: Dossier, year: int) -> "Document":
    """The register of a year, with or without lines: an empty one is printed at its beginning."""
    from cchc_desktop.documents.house_style import load_house_style
    from cchc_desktop.documents.incoming_register import compose_incoming_register

    office = offices.read_office(dossier, year)
    return compose_incoming_register(read_incoming(dossier, year), office, year, load_house_style())


def export_incoming(dossier: Dossier, *, year: int, path: Path) -> None:
    """Write the register of a year as .xlsx, .docx or .pdf, by the file's name. Raises `UserError`."""
    from cchc_desktop.writers.paper_writer import write_paper

    write_paper(incoming_document(dossier, year), path)
