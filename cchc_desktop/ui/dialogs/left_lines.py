"""What a form that was taken in left over: its warnings, and the lines that found no place."""

from collections.abc import Sequence

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from cchc_desktop.i18n import _, ngettext
from cchc_desktop.readers.read_rows import Unplaced
from cchc_desktop.ui import theme
from cchc_desktop.ui.dialogs.base import Dialog
from cchc_desktop.ui.widgets.basics import button, fit, label
from cchc_desktop.ui.widgets.left_lines import LeftLines


class LeftLinesDialog(Dialog):
    """`name`: of the file from which something was taken in."""

    def __init__(
        self, parent: QWidget | None, title: str, warnings: Sequence[str], lines: Sequence[Unplaced], name: str
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle(title)
        column = QVBoxLayout(self)
        column.setContentsMargins(*(theme.px(16),) * 4)
        column.setSpacing(theme.px(10))
        column.addWidget(label(_("Taken in from {name}").format(name=name), "pane", wrap=True))
        self.warnings = label("\n".join(warnings), wrap=True)
        self.warnings.setVisible(bool(warnings))
        column.addWidget(self.warnings)
        if lines:
            fit(self, 680, 420)
            words = ngettext("One line found no place:", "{count} lines found no place:", len(lines))
            column.addWidget(label(words.format(count=len(lines)), "strong", wrap=True))
            self.left = LeftLines(lines, name)
            column.addWidget(self.left, 1)
        foot = QHBoxLayout()
        foot.addStretch(1)
        foot.addWidget(button(_("Close"), self.accept, "primary"))
        column.addLayout(foot)
