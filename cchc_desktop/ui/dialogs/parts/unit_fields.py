"""Which fields of reform a unit leads; what it is asked for in reports follows from them."""

from collections.abc import Collection

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QListWidget, QListWidgetItem, QVBoxLayout, QWidget

from cchc_desktop.i18n import _
from cchc_desktop.rules.fields import FIELDS
from cchc_desktop.ui import theme
from cchc_desktop.ui.dialogs.base import Dialog
from cchc_desktop.ui.widgets.basics import button, fit, label


class UnitFieldsDialog(Dialog):
    """Every field, those of the unit ticked."""

    def __init__(self, unit: str, fields: Collection[str], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(_("Fields of {unit}").format(unit=unit))
        fit(self, 520, 360)
        self.list = QListWidget()
        self.list.setAccessibleName(_("Fields"))
        for field in FIELDS:
            item = QListWidgetItem(field.name)
            item.setData(Qt.ItemDataRole.UserRole, field.code)
            item.setCheckState(Qt.CheckState.Checked if field.code in fields else Qt.CheckState.Unchecked)
            self.list.addItem(item)
        self.list.setCurrentRow(0)
        column = QVBoxLayout(self)
        column.setContentsMargins(*(theme.px(16),) * 4)
        column.setSpacing(theme.px(10))
        column.addWidget(
            label(_("The unit is asked for the items and figures of the fields that are ticked."), "note", True)
        )
        column.addWidget(self.list, 1)
        foot = QHBoxLayout()
        foot.addStretch(1)
        foot.addWidget(button(_("Cancel"), self.reject))
        foot.addWidget(button(_("Keep the fields"), self.accept, "primary"))
        column.addLayout(foot)

    def fields(self) -> tuple[str, ...]:
        """Codes of the fields that are ticked."""
        items = (self.list.item(place) for place in range(self.list.count()))
        return tuple(i.data(Qt.ItemDataRole.UserRole) for i in items if i.checkState() == Qt.CheckState.Checked)
