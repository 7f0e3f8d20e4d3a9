"""The report goes: what is still open in it, and the day it is sent."""

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import QDate, QLocale
from PySide6.QtWidgets import QDateEdit, QDialog, QHBoxLayout, QVBoxLayout, QWidget

from cchc_desktop.i18n import _, ngettext
from cchc_desktop.models.rows import ReportView
from cchc_desktop.rules.periods import Period
from cchc_desktop.ui import theme
from cchc_desktop.ui.formats import period_title
from cchc_desktop.ui.table_models.outline import Finding, findings, open_items
from cchc_desktop.ui.widgets.basics import button, label, labelled
from cchc_desktop.ui.widgets.finding_list import finding_list

_MOST_SHOWN = 6


class SendReportDialog(QDialog):
    """Nothing that is open stops the report; `sent_on` is the day chosen."""

    def __init__(self, view: ReportView, today: date, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("box", "surface")
        self.setWindowTitle(_("Finish and send"))
        self.setMinimumWidth(theme.px(480))
        self.day = QDateEdit(QDate(today.year, today.month, today.day))
        self.day.setLocale(QLocale(QLocale.Language.Vietnamese))
        self.day.setDisplayFormat("dd/MM/yyyy")
        self.day.setCalendarPopup(True)
        found = findings(view)
        self.sentence = label(_sentence(view), "pane", wrap=True)
        column = QVBoxLayout(self)
        column.setContentsMargins(*(theme.px(16),) * 4)
        column.setSpacing(theme.px(12))
        column.addWidget(self.sentence)
        if found:
            column.addWidget(_list(found))
        day_row = QHBoxLayout()
        day_row.addWidget(labelled(_("Day of sending"), self.day))
        day_row.addStretch(1)
        column.addLayout(day_row)
        column.addWidget(
            label(_("The report is noted as sent on this day; the package is then made and sent there."), "note", True)
        )
        foot = QHBoxLayout()
        foot.addStretch(1)
        foot.addWidget(button(_("Back"), self.reject))
        self.agree = button(_("Note as sent, make the package"), self.accept, "primary", "send")
        foot.addWidget(self.agree)
        column.addLayout(foot)

    @property
    def sent_on(self) -> date:
        """The day chosen."""
        day = self.day.date()
        return date(day.year(), day.month(), day.day())


def _sentence(view: ReportView) -> str:
    count = open_items(view)
    if count:
        words = ngettext(
            "The report has {count} item that is not done. Send it all the same?",
            "The report has {count} items that are not done. Send it all the same?",
            count,
        )
        return words.format(count=count)
    return _("The report, {period}, is complete.").format(period=period_title(Period.parse(view.report.period)))


def _list(found: Sequence[Finding]) -> QWidget:
    rest = len(found) - _MOST_SHOWN
    words = ngettext("and {count} more, see the check (F7)", "and {count} more, see the check (F7)", rest)
    return finding_list(found[:_MOST_SHOWN], words.format(count=rest) if rest > 0 else "")
