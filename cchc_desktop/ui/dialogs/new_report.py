"""Beginning a report: which period, by which outline."""

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from cchc_desktop.i18n import _
from cchc_desktop.rules.periods import PERIOD_KINDS, Period
from cchc_desktop.services import forms
from cchc_desktop.services.reporting.reports import available_outlines, create_report, read_reports, usual_outline
from cchc_desktop.ui import formats, theme
from cchc_desktop.ui.dialogs.base import Dialog
from cchc_desktop.ui.formats import period_title
from cchc_desktop.ui.widgets.basics import button, label, labelled
from cchc_desktop.ui.widgets.calm import CalmCombo
from cchc_desktop.ui.workspace import Workspace


class NewReportDialog(Dialog):
    """After `accept` the period that was begun is in `period`; None when the dossier refused."""

    def __init__(self, workspace: Workspace, wanted: Period | None = None, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        assert workspace.dossier is not None
        self._workspace = workspace
        self.period: Period | None = None
        self.setWindowTitle(_("New report"))
        self.setMinimumWidth(theme.px(460))
        begun = {row.period for row in read_reports(workspace.dossier, workspace.year)}
        self.choice = CalmCombo()
        for kind in PERIOD_KINDS:
            period = Period(workspace.year, kind)
            if str(period) not in begun:
                self.choice.addItem(_("Report, {period}").format(period=period_title(period)), period)
                if period == wanted:
                    self.choice.setCurrentIndex(self.choice.count() - 1)
        self.outline = CalmCombo()
        for code, title in available_outlines(workspace.dossier):
            self.outline.addItem(title, code)
        self._note = label("", "note", wrap=True)
        self.agree = button(_("Begin the report"), self.accept, "primary")
        self._lay_out()
        self.choice.currentIndexChanged.connect(lambda _place: self._show_period())
        self._show_period()

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(*(theme.px(16),) * 4)
        column.setSpacing(theme.px(10))
        column.addWidget(labelled(_("Period"), self.choice))
        column.addWidget(self._note)
        column.addWidget(
            labelled(_("Outline"), self.outline, _("The report keeps this outline, whatever comes later."))
        )
        column.addStretch(1)
        foot = QHBoxLayout()
        foot.addStretch(1)
        foot.addWidget(button(_("Cancel"), self.reject))
        foot.addWidget(self.agree)
        column.addLayout(foot)

    def _show_period(self) -> None:
        """Offer the outline that is usual for the period, and say what the period covers."""
        period: Period | None = self.choice.currentData()
        if period is not None and self._workspace.dossier is not None:
            self.outline.setCurrentIndex(max(0, self.outline.findData(usual_outline(self._workspace.dossier, period))))
        self._show_note()

    def _show_note(self) -> None:
        period: Period | None = self.choice.currentData()
        self.agree.setEnabled(period is not None)
        if period is None:
            self._note.setText(_("All four reports of {year} are begun.").format(year=self._workspace.year))
            return
        words = [
            _("Figures from {first} to {last}.").format(
                first=formats.long_date(period.figures_from), last=formats.long_date(period.figures_to)
            )
        ]
        due = forms.due_date(period.year, str(period.kind))
        if due is not None:
            words.append(_("To be sent before {date}.").format(date=formats.long_date(due)))
        self._note.setText(" ".join(words))

    def carry_out(self) -> bool:
        """Begin the report; the dialog stays when the dossier refuses."""
        period: Period = self.choice.currentData()
        chosen = str(self.outline.currentData() or "")
        if self._workspace.run(create_report, period=str(period), outline_code=chosen) is None:
            return False
        self.period = period
        return True
