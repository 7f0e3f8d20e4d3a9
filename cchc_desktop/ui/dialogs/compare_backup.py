"""What a dossier has become since a backup: by year and paper, each row with its words before and after."""

from collections.abc import Sequence
from datetime import datetime

from PySide6.QtWidgets import QHBoxLayout, QTreeWidget, QTreeWidgetItem, QVBoxLayout, QWidget

from cchc_desktop.i18n import _
from cchc_desktop.services.backup_compare import Became, ComparedRow
from cchc_desktop.ui import icons, theme
from cchc_desktop.ui.dialogs.base import Dialog
from cchc_desktop.ui.formats import moment
from cchc_desktop.ui.widgets.basics import button, fit, label


class CompareBackupDialog(Dialog):
    """A list to read; nothing is changed."""

    def __init__(self, parent: QWidget | None, made_at: datetime, rows: Sequence[ComparedRow]) -> None:
        super().__init__(parent)
        self.setWindowTitle(_("Compared with a backup"))
        fit(self, 860, 560)
        column = QVBoxLayout(self)
        column.setContentsMargins(*(theme.px(16),) * 4)
        column.setSpacing(theme.px(8))
        column.addWidget(label(_("Since the backup of {moment}").format(moment=moment(made_at)), "pane"))
        column.addWidget(label(_counted(rows), wrap=True))
        self.list = QTreeWidget()
        self.list.setHeaderLabels([_("Row"), _("In the backup"), _("Now")])
        self.list.setAccessibleName(_("What has changed since the backup"))
        for place, width in enumerate((360, 220)):
            self.list.setColumnWidth(place, theme.px(width))
        self._fill(rows)
        column.addWidget(self.list, 1)
        row = QHBoxLayout()
        row.addStretch(1)
        row.addWidget(button(_("Close"), self.reject, "primary"))
        column.addLayout(row)

    def _fill(self, rows: Sequence[ComparedRow]) -> None:
        heads: dict[str, QTreeWidgetItem] = {}
        for row in rows:
            year = _("Year {year}").format(year=row.year) if row.year else _("For all years")
            title = f"{year}: {row.paper}" if row.paper else year
            if title not in heads:
                heads[title] = QTreeWidgetItem(self.list, [title])
                heads[title].setFont(0, theme.font(12, 600))
                heads[title].setFirstColumnSpanned(True)
            item = _line(heads[title], f"{row.kind}: {row.words}", *_states(row.became))
            item.setIcon(0, icons.icon(*_LOOKS[row.became], 14))
            for name, before, after in row.values:
                _line(item, name, before or "-", after or "-")
        self.list.expandAll()


_LOOKS = {Became.NEW: ("plus", "done"), Became.CHANGED: ("edit", "soon"), Became.REMOVED: ("circle-minus", "late")}


def _states(became: Became) -> tuple[str, str]:
    """What is said in the columns of the backup and of now."""
    return {
        Became.NEW: (_("not there"), _("new")),
        Became.CHANGED: ("", _("changed")),
        Became.REMOVED: (_("there"), _("removed")),
    }[became]


def _counted(rows: Sequence[ComparedRow]) -> str:
    if not rows:
        return _("Nothing has changed since this backup.")
    counts = {kind: sum(row.became is kind for row in rows) for kind in Became}
    return _("{new} rows are new, {changed} were changed, {removed} removed. Restoring the backup undoes this.").format(
        new=counts[Became.NEW], changed=counts[Became.CHANGED], removed=counts[Became.REMOVED]
    )


def _line(above: QTreeWidgetItem, *words: str) -> QTreeWidgetItem:
    item = QTreeWidgetItem(above, list(words))
    for place, one in enumerate(words):
        item.setToolTip(place, one)
    return item
