"""How many rows and columns a new table of a text is to have."""

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from cchc_desktop.i18n import _
from cchc_desktop.rules.markup import MAX_TABLE_COLUMNS, MAX_TABLE_ROWS
from cchc_desktop.ui import theme
from cchc_desktop.ui.dialogs.base import Dialog
from cchc_desktop.ui.widgets.basics import button, label, labelled, number_field

_ROWS, _COLUMNS = 4, 3


class InsertTableDialog(Dialog):
    """Two numbers; the first row is the header."""

    def __init__(self, parent: QWidget | None) -> None:
        super().__init__(parent)
        self.setWindowTitle(_("Insert a table"))
        self.setMinimumWidth(theme.px(380))
        self.rows = number_field(1, MAX_TABLE_ROWS, _ROWS)
        self.columns = number_field(1, MAX_TABLE_COLUMNS, _COLUMNS)
        self.agree = button(_("Insert"), self.accept, "primary")
        column = QVBoxLayout(self)
        column.setContentsMargins(*(theme.px(16),) * 4)
        column.setSpacing(theme.px(12))
        fields = QHBoxLayout()
        fields.addWidget(labelled(_("Number of rows"), self.rows))
        fields.addWidget(labelled(_("Number of columns"), self.columns))
        column.addLayout(fields)
        column.addWidget(label(_("The first row is the header. Tab leads to the next cell."), "note", wrap=True))
        foot = QHBoxLayout()
        foot.addStretch(1)
        foot.addWidget(button(_("Cancel"), self.reject))
        foot.addWidget(self.agree)
        column.addLayout(foot)
        self.rows.setFocus()
        self.rows.selectAll()


def ask_size(parent: QWidget | None) -> tuple[int, int] | None:
    """Rows and columns; None when the officer thinks better of it."""
    dialog = InsertTableDialog(parent)
    agreed, size = dialog.exec(), (dialog.rows.value(), dialog.columns.value())
    return size if agreed else None
