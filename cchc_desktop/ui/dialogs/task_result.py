"""What was reached of a task by a day: noted for the first time, or corrected."""

from datetime import date

from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QPlainTextEdit, QVBoxLayout, QWidget

from cchc_desktop.i18n import _
from cchc_desktop.models.follow_rows import ResultRow
from cchc_desktop.text import clean
from cchc_desktop.ui import theme
from cchc_desktop.ui.dialogs.base import Dialog
from cchc_desktop.ui.widgets.basics import button, labelled, number_field
from cchc_desktop.ui.widgets.date_field import DateField


class TaskResultDialog(Dialog):
    """`day()`, `text()` and `percent()` are what was typed; the text cannot be left empty."""

    def __init__(self, parent: QWidget | None, result: ResultRow | None, today: date, percent: int) -> None:
        """`result` is the one to correct, None for a new one; `percent` where the task stands."""
        super().__init__(parent)
        self.setWindowTitle(_("Note result") if result is None else _("Edit result"))
        self.setMinimumWidth(theme.px(480))
        shown = (result.day if result is not None else None) or today
        self._undated = result is not None and result.day is None
        self._day = DateField(_("Result by the day"))
        self._day.show_date(shown)
        self._text = QPlainTextEdit(result.text if result is not None else "")
        self._text.setTabChangesFocus(True)
        self._text.setFixedHeight(theme.px(96))
        known = result.percent if result is not None else percent
        self._has_percent = QCheckBox(_("Progress reached"))
        self._has_percent.setChecked(known is not None)
        self._percent = number_field(0, 100, known or 0)
        self._percent.setSuffix("%")
        self._percent.setSingleStep(5)
        self._percent.setAccessibleName(_("Progress in per cent"))
        self._percent.setEnabled(known is not None)
        self._has_percent.toggled.connect(self._percent.setEnabled)
        self.agree = button(_("Note the result") if result is None else _("Keep"), self.accept, "primary")
        self.agree.setEnabled(bool(self.text()))
        self._text.textChanged.connect(lambda: self.agree.setEnabled(bool(self.text())))
        self._lay_out()
        self._text.setFocus()

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(*(theme.px(16),) * 4)
        column.setSpacing(theme.px(12))
        note = _("This result was noted before days were kept; the day chosen here becomes its day.")
        column.addWidget(labelled(_("Result by the day"), self._day, note if self._undated else ""))
        column.addWidget(labelled(_("What was reached"), self._text))
        row = QHBoxLayout()
        row.addWidget(self._has_percent)
        row.addWidget(self._percent)
        row.addStretch(1)
        column.addLayout(row)
        foot = QHBoxLayout()
        foot.addStretch(1)
        foot.addWidget(button(_("Cancel"), self.reject))
        foot.addWidget(self.agree)
        column.addLayout(foot)

    def day(self) -> date:
        """The day chosen."""
        return self._day.day()

    def text(self) -> str:
        """What was typed."""
        return clean(self._text.toPlainText()).strip()

    def percent(self) -> int | None:
        """The per cent, None where it is not said."""
        return self._percent.value() if self._has_percent.isChecked() else None
