"""A report that is sent is not edited unseen: the bar says so and offers to open it again."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout

from cchc_desktop.i18n import _
from cchc_desktop.models.year_rows import ReportRow
from cchc_desktop.rules.statuses import ReportStatus
from cchc_desktop.ui import theme
from cchc_desktop.ui.formats import long_date
from cchc_desktop.ui.widgets.basics import button, icon_label, label


class SentBar(QFrame):
    """Signals: `reopen_wanted` the report is to be written again."""

    reopen_wanted = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("box", "soon")
        row = QHBoxLayout(self)
        row.setContentsMargins(theme.px(14), theme.px(5), theme.px(10), theme.px(5))
        row.setSpacing(theme.px(8))
        row.addWidget(icon_label("send", "soon"))
        self.words = label("", wrap=True)
        row.addWidget(self.words, 1)
        self.reopen = button(_("Open again to edit"), self.reopen_wanted.emit)
        row.addWidget(self.reopen)
        self.hide()

    def show_report(self, report: ReportRow | None, writable: bool) -> None:
        """Show the bar for a sent report alone."""
        sent = report is not None and report.status == ReportStatus.SENT
        self.setVisible(sent)
        if report is None or not sent:
            return
        if report.sent_on is not None:
            words = _("Sent on {date}. What is changed here will differ from what was sent.")
            self.words.setText(words.format(date=long_date(report.sent_on)))
        else:
            self.words.setText(_("Noted as sent. What is changed here will differ from what was sent."))
        self.reopen.setEnabled(writable)
