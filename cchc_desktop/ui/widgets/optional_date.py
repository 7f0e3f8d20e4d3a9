"""A day that may be missing."""

from datetime import date

from PySide6.QtCore import QDate, QLocale, Signal
from PySide6.QtWidgets import QCheckBox, QDateEdit, QHBoxLayout, QWidget


class OptionalDate(QWidget):
    """A tick and a day. Signals: `edited` either was changed by the officer."""

    edited = Signal()

    def __init__(self, word: str, name: str) -> None:
        """`word` stands beside the tick; `name` says to a screen reader which day it is."""
        super().__init__()
        self.tick = QCheckBox(word)
        self.day = QDateEdit()
        self.day.setLocale(QLocale(QLocale.Language.Vietnamese))
        self.day.setDisplayFormat("dd/MM/yyyy")
        self.day.setCalendarPopup(True)
        self.day.setAccessibleName(name)
        self.tick.toggled.connect(self.day.setEnabled)
        self.tick.clicked.connect(lambda _checked=False: self.edited.emit())
        self.day.dateChanged.connect(lambda _day: self.edited.emit())
        self.setFocusProxy(self.tick)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self.tick)
        row.addWidget(self.day, 1)

    def show_date(self, day: date | None, otherwise: date) -> None:
        """Show a day, or none; `otherwise` is offered when the tick is set."""
        shown = day or otherwise
        self.day.setDate(QDate(shown.year, shown.month, shown.day))
        self.tick.setChecked(day is not None)
        self.day.setEnabled(day is not None)

    def value(self) -> date | None:
        """The day, None without the tick."""
        day = self.day.date()
        return date(day.year(), day.month(), day.day()) if self.tick.isChecked() else None
