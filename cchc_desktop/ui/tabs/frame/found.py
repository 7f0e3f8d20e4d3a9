"""What the check finds in the chosen task, in the pane beside the grid."""

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from cchc_desktop.i18n import _
from cchc_desktop.rules.frame_columns import about
from cchc_desktop.ui import theme
from cchc_desktop.ui.check_words import write_words
from cchc_desktop.ui.widgets.basics import box, empty, icon_label, label, link

if TYPE_CHECKING:
    from cchc_desktop.services.checking.frame import CellFinding, Found


class FoundInTask(QWidget):
    """Nothing is shown of a task in which nothing is found.

    Signals: `mending(guid, finding)`, `passing(guid, finding)`.
    """

    mending = Signal(str, object)
    passing = Signal(str, object)

    def __init__(self) -> None:
        super().__init__()
        self._shown: tuple[str, Found, bool] = ("", (), False)
        self._rows = QVBoxLayout(self)
        self._rows.setContentsMargins(0, 0, 0, 0)
        self._rows.setSpacing(theme.px(6))
        self.hide()

    def show_found(self, guid: str, found: "Found", writable: bool) -> None:
        """Show what was found in a task; what is shown already stays, with the focus that it has."""
        if (guid, found, writable) == self._shown:
            return
        self._shown = guid, found, writable
        empty(self._rows)
        if found:
            self._rows.addWidget(label(_("The check before issuing finds"), "field"))
        for one in found:
            self._rows.addWidget(self._line(guid, one, writable))
        self.setVisible(bool(found))

    def _line(self, guid: str, one: "CellFinding", writable: bool) -> QFrame:
        frame = box("alt")
        column = QVBoxLayout(frame)
        column.setContentsMargins(*(theme.px(8),) * 4)
        column.setSpacing(theme.px(4))
        head = QHBoxLayout()
        head.setSpacing(theme.px(6))
        marked = one.is_marked
        head.addWidget(icon_label("alert-triangle" if marked else "help", "soon" if marked else "secondary"))
        head.addWidget(label(about(one.column).name(), "secondary"), 1)
        column.addLayout(head)
        column.addWidget(label(one.finding.message, wrap=True))
        column.addWidget(label(f"{one.finding.code} · {one.finding.source}", "note", wrap=True))
        if writable:
            foot = QHBoxLayout()
            foot.setSpacing(theme.px(12))
            if one.finding.fix is not None:
                foot.addWidget(link(write_words(one.finding), lambda: self.mending.emit(guid, one)))
            foot.addWidget(link(_("Pass over…"), lambda: self.passing.emit(guid, one)))
            foot.addStretch(1)
            column.addLayout(foot)
        return frame
