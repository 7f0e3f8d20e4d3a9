"""The questions of a survey with their factors, edited as a table; the answers move along."""

from PySide6.QtWidgets import QVBoxLayout, QWidget

from cchc_desktop.i18n import _, pgettext
from cchc_desktop.models.survey_rows import OpenSurvey
from cchc_desktop.services.scoring.surveys import QuestionLine, set_questions
from cchc_desktop.ui import theme
from cchc_desktop.ui.widgets.basics import label
from cchc_desktop.ui.widgets.edit_table import EditTable
from cchc_desktop.ui.workspace import Workspace


class QuestionsPage(QWidget):
    """What is edited is kept once the page is left."""

    def __init__(self, workspace: Workspace) -> None:
        super().__init__()
        self._workspace = workspace
        self._survey: OpenSurvey | None = None
        self.list = EditTable(
            (pgettext("column", "Question"), pgettext("column", "Factor")), (62, 38), _("Questions of the survey")
        )
        note = _(
            "The province's own wording can be typed or pasted from Excel. A question without a factor belongs to that "
            "of the one above. Questions with answers can be worded and moved, and not removed."
        )
        column = QVBoxLayout(self)
        column.setContentsMargins(0, theme.px(10), 0, 0)
        column.setSpacing(theme.px(8))
        column.addWidget(label(note, "secondary", wrap=True))
        column.addWidget(self.list, 1)

    def show_survey(self, survey: OpenSurvey | None) -> None:
        """Show a survey's questions as they are kept."""
        self._survey = survey
        if survey is None:
            return
        asks = survey.asks
        rows = [(one.text, asks.factors[one.factor].name) for one in asks.questions]
        self.list.set_rows(rows, [str(one.place) for one in asks.questions])
        self.setEnabled(not self._workspace.year_read_only)

    def keep(self) -> bool:
        """Keep what was edited; False where it was refused, and then the officer has been told why."""
        survey = self._survey
        if survey is None or self._workspace.year_read_only or not self.list.is_changed():
            return True
        lines: list[QuestionLine] = []
        factor = survey.asks.factors[0].name
        for place, (text, named) in self.list.rows():
            factor = named or factor
            lines.append(QuestionLine(int(place) if place else None, factor, text))
        return self._workspace.run(set_questions, survey_guid=survey.row.guid, lines=lines) is not None
