"""What became of each file that was to be taken in; older packages can be taken all the same."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from cchc_desktop.collection.kinds import Outcome
from cchc_desktop.i18n import _, ngettext, pgettext
from cchc_desktop.ui import formats, theme
from cchc_desktop.ui.collection.rows import Column, RowsModel, RowsTable
from cchc_desktop.ui.collection.words import OUTCOME_LOOKS, outcome_words
from cchc_desktop.ui.dialogs.base import Dialog
from cchc_desktop.ui.widgets.basics import button, fit, label

if TYPE_CHECKING:
    from cchc_desktop.collection.intake import IntakeLine

_ORDER = (Outcome.REFUSED, Outcome.ASK, Outcome.OLDER, Outcome.NEW, Outcome.NEWER, Outcome.SAME)


class IntakeReportDialog(Dialog):
    """Signals: `older_wanted(lines)` older packages that are to be taken all the same; `password_wanted` the password
    of the `locked` ones is to be typed.
    """

    older_wanted = Signal(object)
    password_wanted = Signal()

    def __init__(self, parent: QWidget | None, lines: "Sequence[IntakeLine]", *, locked: bool = False) -> None:
        super().__init__(parent)
        self._ticked: list[IntakeLine] = []
        self.setWindowTitle(_("What was received"))
        fit(self, 960, 520)
        ordered = sorted(lines, key=lambda line: _ORDER.index(line.outcome))
        self.model = RowsModel(lambda line: f"{line.file_name} {line.office}", id, self)
        self.model.ticked.connect(self._tick)
        self.table = RowsTable(_("What was received"), self.model)
        self.told = label("", wrap=True)
        self.table.chosen.connect(self._tell)
        self.take = button(_("Take the ticked older ones"), self._take_older)
        self.take.setVisible(any(line.outcome == Outcome.OLDER for line in lines))
        column = QVBoxLayout(self)
        column.setContentsMargins(*(theme.px(16),) * 4)
        column.setSpacing(theme.px(10))
        column.addWidget(label(summary(lines), "pane", wrap=True))
        column.addWidget(self.table, 1)
        column.addWidget(self.told)
        foot = QHBoxLayout()
        foot.addWidget(self.take)
        self.unlock = button(_("Type the password of packages…"), self._unlock)
        self.unlock.setVisible(locked)
        foot.addWidget(self.unlock)
        foot.addStretch(1)
        foot.addWidget(button(_("Close"), self.accept, "primary"))
        column.addLayout(foot)
        self.table.show_rows(self._columns(), ordered)
        self._refresh()
        self.table.setFocus()

    def _columns(self) -> list[Column]:
        return [
            Column(
                _("File"),
                lambda line: line.file_name,
                250,
                tick=lambda line: line in self._ticked if line.outcome == Outcome.OLDER else None,
            ),
            Column(pgettext("column", "Office"), lambda line: line.office, 200),
            Column(
                _("Result"),
                lambda line: outcome_words(line.outcome),
                150,
                order=lambda line: _ORDER.index(line.outcome),
                look=lambda line: OUTCOME_LOOKS[line.outcome],
            ),
            Column(_("What is known"), lambda line: line.reason),
        ]

    def _tick(self, line: "IntakeLine", on: bool) -> None:
        self._ticked = [one for one in self._ticked if one is not line] + ([line] if on else [])
        self._refresh()

    def _refresh(self) -> None:
        self.take.setEnabled(bool(self._ticked))

    def _tell(self) -> None:
        line = self.table.chosen_row()
        self.told.setText(line.reason if line is not None else _("There was no package among them."))

    def _take_older(self) -> None:
        wanted = tuple(self._ticked)
        self.accept()
        self.older_wanted.emit(wanted)

    def _unlock(self) -> None:
        self.accept()
        self.password_wanted.emit()


def summary(lines: "Sequence[IntakeLine]") -> str:
    """In one sentence: how many came, and what became of them."""
    head = ngettext("{count} file came", "{count} files came", len(lines)).format(count=formats.count(len(lines)))
    parts = [
        f"{outcome_words(outcome).lower()}: {formats.count(number)}"
        for outcome in _ORDER
        if (number := sum(line.outcome == outcome for line in lines))
    ]
    return f"{head}: {'; '.join(parts)}." if parts else f"{head}."
