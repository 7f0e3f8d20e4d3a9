"""The strip under the tabs that says why nothing can be written, and the way back to where it can."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from cchc_desktop.i18n import _
from cchc_desktop.ui import theme
from cchc_desktop.ui.widgets.basics import box, button, icon_label, label
from cchc_desktop.ui.workspace import Workspace


class ReadOnlyStrip(QWidget):
    """Signals: `left` go back from an archive to the dossier it was opened from; `reopened` open the closed year."""

    left = Signal()
    reopened = Signal()

    def __init__(self) -> None:
        super().__init__()
        strip: QFrame = box("soon")
        row = QHBoxLayout(strip)
        row.setContentsMargins(theme.px(14), theme.px(6), theme.px(14), theme.px(6))
        row.setSpacing(theme.px(8))
        row.addWidget(icon_label("alert-triangle", "soon", 16))
        self.words = label("", wrap=True)
        row.addWidget(self.words, 1)
        self.back = button(_("Back to our dossier"), self.left.emit)
        self.open_year = button(_("Open the year again…"), self.reopened.emit)
        row.addWidget(self.back)
        row.addWidget(self.open_year)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(strip)
        self.hide()

    def show_for(self, workspace: Workspace, of_archive: str, has_own: bool) -> None:
        """What holds for the dossier and the year at hand; `of_archive` says whose archive it is."""
        self.setVisible(workspace.dossier is not None and workspace.year_read_only)
        self.words.setText(of_archive or workspace.read_only_sentence())
        self.back.setVisible(bool(of_archive) and has_own)
        self.open_year.setVisible(not workspace.read_only and workspace.year_read_only)
