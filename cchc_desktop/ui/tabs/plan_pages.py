"""The pages of a plan for the preview: the decision, then the plan with its appendix, as they are printed."""

from io import BytesIO

from cchc_desktop.models.rows import OfficeRow, PlanView
from cchc_desktop.ui.widgets.page_preview_pages import Anchors, Build


def pages_of(view: PlanView, office: OfficeRow) -> Build:
    """What lays the papers out; it touches rows alone, so that it may run off the window's thread."""

    def build() -> tuple[bytes, Anchors]:
        from cchc_desktop.documents.decision import compose_decision
        from cchc_desktop.documents.house_style import load_house_style
        from cchc_desktop.documents.nodes import Document
        from cchc_desktop.documents.plan import compose_plan
        from cchc_desktop.writers.pdf_writer import write_pdf

        style = load_house_style()
        plan = compose_plan(view, office, style)
        parts = plan.parts
        if view.decision is not None:
            parts = compose_decision(view, office, style).parts + parts
        file = BytesIO()
        info = write_pdf(Document(plan.title, plan.author, parts), file, style)
        return file.getvalue(), info.anchors

    return build
