"""The line at the foot of a collection's window: whether it is reached, what was said last, whose it is."""

from PySide6.QtWidgets import QHBoxLayout, QStatusBar, QWidget

from cchc_desktop.i18n import _
from cchc_desktop.ui import theme
from cchc_desktop.ui.widgets.basics import icon_label, label, line
from cchc_desktop.ui.widgets.one_line import OneLine


class CollectionStatus(QStatusBar):
    """`said` is the last sentence; it stays until the next one."""

    def __init__(self, office: str, *, is_server: bool) -> None:
        super().__init__()
        self.setSizeGripEnabled(False)
        self._is_server = is_server
        self.state, self.said, self.office = label(), OneLine(), OneLine(office)
        self._well, self._ill = icon_label("device-floppy", "done", 13), icon_label("alert-triangle", "late", 13)
        holder = QWidget()
        row = QHBoxLayout(holder)
        row.setContentsMargins(theme.px(8), 0, 0, 0)
        row.setSpacing(theme.px(4))
        for part in (self._well, self._ill, self.state):
            row.addWidget(part)
        self.addWidget(holder)
        upright = line(upright=True)
        upright.setFixedHeight(theme.px(20))
        self.addWidget(upright)
        self.said.setContentsMargins(theme.px(4), 0, theme.px(4), 0)
        self.addWidget(self.said, 1)
        self.office.setContentsMargins(theme.px(4), 0, theme.px(8), 0)
        self.addPermanentWidget(self.office)
        self.show_reached(True)

    def show_reached(self, reached: bool) -> None:
        """Whether the file or the server answers; what was typed meanwhile is kept in the window."""
        well = _("Connected to the server") if self._is_server else _("Everything is saved")
        ill = _("No connection: what you type waits here") if self._is_server else _("The file is not at its place")
        self.state.setText(well if reached else ill)
        self._well.setVisible(reached)
        self._ill.setVisible(not reached)

    def say(self, text: str) -> None:
        """Show a sentence."""
        self.said.setText(text)
