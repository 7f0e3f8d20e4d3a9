"""The name of a new group of tasks: one of the reform fields, or words of the officer's own."""

from collections.abc import Sequence

from PySide6.QtWidgets import QDialog, QHBoxLayout, QVBoxLayout, QWidget

from cchc_desktop.i18n import _
from cchc_desktop.rules.fields import FIELDS, field_of
from cchc_desktop.text import clean
from cchc_desktop.ui import theme
from cchc_desktop.ui.dialogs.base import Dialog
from cchc_desktop.ui.widgets.basics import button, labelled
from cchc_desktop.ui.widgets.calm import CalmCombo


class GroupDialog(Dialog):
    """`title` is what was chosen or typed."""

    def __init__(self, parent: QWidget | None, taken: Sequence[str]) -> None:
        super().__init__(parent)
        self.setWindowTitle(_("Add a group"))
        self.setMinimumWidth(theme.px(440))
        self.names = CalmCombo()
        self.names.setEditable(True)
        self.names.setCompleter(None)  # type: ignore[arg-type]  # it would replace letters while Vietnamese is being composed
        used = {field_of(title) for title in taken}
        self.names.addItems([field.name for field in FIELDS if field.code not in used])
        self.names.setCurrentIndex(0 if self.names.count() else -1)
        self._add = button(_("Add this group"), self.accept, "primary")
        self.names.editTextChanged.connect(lambda text: self._add.setEnabled(bool(text.strip())))
        column = QVBoxLayout(self)
        column.setContentsMargins(*(theme.px(16),) * 4)
        column.setSpacing(theme.px(12))
        note = _("Choose a reform field or type a name. The group gets its roman number by itself.")
        column.addWidget(labelled(_("Name of the group"), self.names, note))
        foot = QHBoxLayout()
        foot.addStretch(1)
        foot.addWidget(button(_("Cancel"), self.reject))
        foot.addWidget(self._add)
        column.addLayout(foot)
        edit = self.names.lineEdit()
        if edit is not None:
            edit.selectAll()
            edit.setFocus()

    def title(self) -> str:
        """The name of the group."""
        return clean(self.names.currentText()).strip()


def ask_group_title(parent: QWidget | None, taken: Sequence[str]) -> str:
    """The name of the new group; "" when the officer thinks better of it."""
    dialog = GroupDialog(parent, taken)
    agreed = dialog.exec() == QDialog.DialogCode.Accepted
    title = dialog.title()
    return title if agreed else ""
