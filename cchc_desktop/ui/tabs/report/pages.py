"""The pages of a report for the preview, as they are printed."""

from typing import TYPE_CHECKING

from cchc_desktop.models.appendix_rows import ReportAppendices
from cchc_desktop.models.rows import OfficeRow, ReportView
from cchc_desktop.ui.widgets.preview.pages import Build
from cchc_desktop.ui.widgets.preview.printed_pages import PrintedPages

if TYPE_CHECKING:
    from cchc_desktop.documents.nodes import Document


def pages_of(view: ReportView, office: OfficeRow, along: ReportAppendices, printed: PrintedPages) -> Build:
    """What lays the report out; it touches rows alone, so that it may run off the window's thread."""
    return printed.of(lambda: composed(view, office, along))


def composed(view: ReportView, office: OfficeRow, along: ReportAppendices) -> "Document":
    """All pages of the report and of what goes along with it."""
    from cchc_desktop.documents.house_style import load_house_style
    from cchc_desktop.documents.report import compose_report

    return compose_report(view, office, load_house_style(), along)
