"""The figures of a period as a sheet of their own, to be filled in elsewhere and taken in again."""

from pathlib import Path

from cchc_desktop.rules.periods import Period
from cchc_desktop.services import offices
from cchc_desktop.services.reporting import figures
from cchc_desktop.storage.dossier import Dossier


def write_figures_sheet(dossier: Dossier, *, period: str, path: Path) -> None:
    """Write the figures as XLSX, DOCX or PDF, as the file's name asks; whole or not at all."""
    from cchc_desktop.documents.figures_appendix import compose_figures
    from cchc_desktop.documents.house_style import load_house_style
    from cchc_desktop.writers.paper_writer import write_paper

    wanted = Period.parse(period)
    office = offices.read_office(dossier, wanted.year)
    rows = figures.read_figures(dossier, period)
    write_paper(compose_figures(wanted.title, rows, office, load_house_style()), path)
