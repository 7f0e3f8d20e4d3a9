"""The pages of a report for the preview, as they are printed."""

from io import BytesIO

from cchc_desktop.models.rows import OfficeRow, ReportView
from cchc_desktop.ui.widgets.page_preview_pages import Anchors, Build


def pages_of(view: ReportView, office: OfficeRow) -> Build:
    """What lays the report out; it touches rows alone, so that it may run off the window's thread."""

    def build() -> tuple[bytes, Anchors]:
        from cchc_desktop.documents.house_style import load_house_style
        from cchc_desktop.documents.report import compose_report
        from cchc_desktop.writers.pdf_writer import write_pdf

        style = load_house_style()
        file = BytesIO()
        info = write_pdf(compose_report(view, office, style), file, style)
        return file.getvalue(), info.anchors

    return build
