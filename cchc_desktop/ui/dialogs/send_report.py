"""The report goes: what is still open in it, and the day it is sent."""

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import Qt
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QLayout, QVBoxLayout, QWidget

from cchc_desktop.i18n import _, ngettext
from cchc_desktop.models.duty_rows import DutyRow
from cchc_desktop.models.report_rows import ReportView
from cchc_desktop.rules.periods import Period
from cchc_desktop.ui import theme
from cchc_desktop.ui.dialogs.base import Dialog
from cchc_desktop.ui.formats import period_title, short_date
from cchc_desktop.ui.table_models.outline import Finding, open_items
from cchc_desktop.ui.widgets.basics import button, label, labelled
from cchc_desktop.ui.widgets.date_field import DateField
from cchc_desktop.ui.widgets.finding_list import finding_list


class SendReportDialog(Dialog):
    """Nothing that is open stops the report; `sent_on` is the day chosen, the last one of several receivers."""

    enter_agrees = False

    def __init__(
        self,
        view: ReportView,
        found: Sequence[Finding],
        owed: Sequence[DutyRow],
        today: date,
        parent: QWidget | None = None,
    ) -> None:
        """`found` is what is open, `owed` who is still owed the report."""
        super().__init__(parent)
        self.setWindowTitle(_("Finish and send"))
        self.setMinimumWidth(theme.px(480))
        self.day = DateField(_("Day of sending"))
        self.day.show_date(today)
        self.owed = {duty.guid: ReceiverDay(duty, today) for duty in owed}
        self.sentence = label(_sentence(view), "pane", wrap=True)
        column = QVBoxLayout(self)
        column.setContentsMargins(*(theme.px(16),) * 4)
        column.setSpacing(theme.px(12))
        column.addWidget(self.sentence)
        if found:
            column.addWidget(finding_list(found))
        column.addLayout(self._days())
        column.addWidget(
            label(_("The report is noted as sent on this day; the package is then made and sent there."), "note", True)
        )
        foot = QHBoxLayout()
        foot.addStretch(1)
        foot.addWidget(button(_("Back"), self.reject))
        self.agree = button(_("Note as sent, make the package"), self.accept, "primary", "send")
        foot.addWidget(self.agree)
        column.addLayout(foot)

    def _days(self) -> QLayout:
        """The receivers that are owed the report, each with its day; a day alone where nobody is named."""
        if not self.owed:
            alone = QHBoxLayout()
            alone.addWidget(labelled(_("Day of sending"), self.day))
            alone.addStretch(1)
            return alone
        rows = QVBoxLayout()
        rows.setSpacing(theme.px(6))
        rows.addWidget(label(_("Sent to"), "field"))
        for field in self.owed.values():
            field.tick.toggled.connect(self._enable)
            rows.addWidget(field)
        return rows

    def showEvent(self, event: QShowEvent) -> None:
        """Days stand below each other, and nothing is cut off: sizes are known once the style sheet was applied."""
        for field in self.owed.values():
            field.tick.setMinimumWidth(max(one.tick.sizeHint().width() for one in self.owed.values()))
        width = max(self.width(), self.minimumSizeHint().width())
        self.resize(width, max(self.height(), self.heightForWidth(width)))
        super().showEvent(event)

    def _enable(self) -> None:
        self.agree.setEnabled(any(field.tick.isChecked() for field in self.owed.values()))

    def sent_to(self) -> dict[str, date] | None:
        """Who gets the report on which day, by the guid of the duty; None where nobody is named."""
        days = {guid: field.value() for guid, field in self.owed.items()}
        return {guid: day for guid, day in days.items() if day is not None} if self.owed else None

    @property
    def sent_on(self) -> date:
        """The day chosen."""
        days = (self.sent_to() or {}).values()
        return max(days) if days else self.day.day()


class ReceiverDay(QWidget):
    """Whether a receiver gets the report, and on which day."""

    def __init__(self, duty: DutyRow, today: date) -> None:
        super().__init__()
        words = _("{receiver}, before {date}").format(receiver=duty.receiver, date=short_date(duty.due_on))
        self.tick = QCheckBox(words)
        self.tick.setChecked(True)
        self.day = DateField(_("Day of sending to {receiver}").format(receiver=duty.receiver))
        self.day.show_date(today)
        self.tick.toggled.connect(self.day.setEnabled)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self.tick, 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(self.day, 1)

    def value(self) -> date | None:
        """The day, None without the tick."""
        return self.day.day() if self.tick.isChecked() else None


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
