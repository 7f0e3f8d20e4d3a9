"""What is new in this version, as officers see it; shown once after an update."""

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from cchc_desktop.errors import UserError
from cchc_desktop.i18n import _
from cchc_desktop.ui import theme
from cchc_desktop.ui.dialogs.base import Dialog
from cchc_desktop.ui.widgets.basics import box, button, fit
from cchc_desktop.ui.widgets.guide_pages import GuidePages, guide_folder


def _read_changes() -> str:
    try:
        return (guide_folder() / "co_gi_moi.md").read_text(encoding="utf-8")
    except (OSError, ValueError) as error:
        raise UserError(_("The list of changes is missing or damaged. Install the program again.")) from error


class ChangesDialog(Dialog):
    """The changes of all versions, the newest first. Raises `UserError` when the list is not there."""

    def __init__(self, parent: QWidget | None) -> None:
        super().__init__(parent)
        self.setWindowTitle(_("What is new"))
        fit(self, 680, 520)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        self.pages = GuidePages(_read_changes())
        self.pages.setAccessibleName(_("What is new"))
        column.addWidget(self.pages, 1)
        foot = box("foot")
        row = QHBoxLayout(foot)
        row.setContentsMargins(theme.px(12), theme.px(8), theme.px(12), theme.px(8))
        row.addStretch(1)
        close = button(_("Close"), self.reject, "primary")
        row.addWidget(close)
        column.addWidget(foot)
        close.setFocus()
