"""What became of many packages that came at once: a line each."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from cchc_desktop.i18n import _, ngettext
from cchc_desktop.ui import formats, theme
from cchc_desktop.ui.dialogs.base import Dialog
from cchc_desktop.ui.widgets.basics import button, fit, label
from cchc_desktop.ui.widgets.row_table import Look, RowTable

TAKEN: Look = ("circle-check", "done")
SAME: Look = ("circle-minus", "muted")
LEFT: Look = ("hourglass", "soon")
REFUSED: Look = ("alert-triangle", "late")


@dataclass(frozen=True)
class Outcome:
    """One file, whom it came from, and what became of it in a word and in a sentence."""

    path: Path
    office: str
    state: str
    look: Look
    told: str


class PackagesSummary(Dialog):
    """Signal `open_wanted(Path)`: the file of a line is to be opened by itself."""

    open_wanted = Signal(object)

    def __init__(self, outcomes: Sequence[Outcome], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._outcomes = tuple(outcomes)
        self.setWindowTitle(_("Packages received"))
        fit(self, 940, 460)
        headings = (_("File"), _("From"), _("Result"), _("What is known"))
        self.table = RowTable(_("Packages received"), headings, {0: 230, 1: 150, 2: 120}, 3)
        self.table.show_rows(
            [(one.path.name, one.office, one.state, one.told) for one in self._outcomes],
            [one.look for one in self._outcomes],
            at=2,
        )
        self.told = label("", wrap=True)
        self.table.itemSelectionChanged.connect(self._tell)
        self.table.itemActivated.connect(lambda _item: self.open_chosen())
        column = QVBoxLayout(self)
        column.setContentsMargins(*(theme.px(16),) * 4)
        column.setSpacing(theme.px(10))
        words = ngettext("{count} file came.", "{count} files came.", len(self._outcomes))
        column.addWidget(label(words.format(count=formats.count(len(self._outcomes))), "pane", wrap=True))
        column.addWidget(self.table, 1)
        column.addWidget(self.told)
        foot = QHBoxLayout()
        self._open = button(_("Open this one"), self.open_chosen)
        foot.addWidget(self._open)
        foot.addStretch(1)
        foot.addWidget(button(_("Close"), self.accept, "primary"))
        column.addLayout(foot)
        self.table.selectRow(0)
        self.table.setFocus()
        self._tell()

    def _tell(self) -> None:
        one = self._chosen()
        self.told.setText(one.told if one is not None else _("There was no package among them."))
        self._open.setEnabled(one is not None)

    def _chosen(self) -> Outcome | None:
        place = self.table.currentRow()
        return self._outcomes[place] if 0 <= place < len(self._outcomes) else None

    def open_chosen(self) -> None:
        """Close the list and have the file of the chosen line opened by itself."""
        one = self._chosen()
        if one is not None:
            self.accept()
            self.open_wanted.emit(one.path)
