"""The log of packages as a Qt model over plain rows."""

from enum import IntEnum
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from cchc_desktop.exchange.package_format import short_hash
from cchc_desktop.i18n import _
from cchc_desktop.models.package_log_rows import PackageLogRow
from cchc_desktop.rules.statuses import Direction
from cchc_desktop.text import fold
from cchc_desktop.ui import formats, icons, theme

Index = QModelIndex | QPersistentModelIndex


class LogColumn(IntEnum):
    """The columns of the log."""

    DIRECTION = 0
    AT = 1
    PARTNER = 2
    SUBJECT = 3
    STATUS = 4


_STATUS_ICONS = {
    "made": ("package", "secondary"),
    "mailed": ("mail", "accent"),
    "waiting": ("hourglass", "soon"),
    "sent": ("send", "done"),
    "uncertain": ("help", "soon"),
    "failed": ("alert-triangle", "late"),
    "saved": ("usb", "accent"),
    "acknowledged": ("shield-check", "done"),
    "received": ("circle-check", "done"),
}


def status_words(status: str) -> str:
    """A status as the log shows it."""
    words = {
        "made": _("Made"),
        "mailed": _("Mail drafted"),
        "waiting": _("In the outbox"),
        "sent": _("Mail sent"),
        "uncertain": _("May have arrived"),
        "failed": _("Not sent"),
        "saved": _("Saved to a folder"),
        "acknowledged": _("Receipt came"),
        "received": _("Received"),
    }
    return words.get(status, status)


class PackageLogModel(QAbstractTableModel):
    """Newest first; `filter` keeps rows whose words hold the text, diacritics aside."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._all: tuple[PackageLogRow, ...] = ()
        self._rows: list[PackageLogRow] = []

    def show_rows(self, rows: tuple[PackageLogRow, ...]) -> None:
        """Take the log as it was read."""
        self._all = rows
        self.filter("", "")

    def filter(self, text: str, direction: str) -> None:
        """Show the rows of one direction ("" for both) that hold the words."""
        words = fold(text).split()
        self.beginResetModel()
        self._rows = [
            row
            for row in self._all
            if direction in ("", row.direction)
            and all(word in fold(f"{row.partner} {row.subject} {short_hash(row.sha256)}") for word in words)
        ]
        self.endResetModel()

    def all_rows(self) -> tuple[PackageLogRow, ...]:
        """The whole log of the year."""
        return self._all

    def row_at(self, place: int) -> PackageLogRow | None:
        """The row shown at a place."""
        return self._rows[place] if 0 <= place < len(self._rows) else None

    def place_of(self, guid: str) -> int:
        """Where a row is shown; -1 when it is not."""
        return next((place for place, row in enumerate(self._rows) if row.guid == guid), -1)

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(LogColumn)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if orientation != Qt.Orientation.Horizontal or role != Qt.ItemDataRole.DisplayRole:
            return None
        words = (_("Direction"), _("When"), _("From, to"), _("Content, check code"), _("Status"))
        return words[section]

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        row = self.row_at(index.row())
        if row is None:
            return None
        column = LogColumn(index.column())
        if role == Qt.ItemDataRole.DisplayRole:
            return _words(row, column)
        if role == Qt.ItemDataRole.DecorationRole and column == LogColumn.DIRECTION:
            return icons.icon("mail-down" if row.direction == Direction.RECEIVED else "send", "accent", 15)
        if role == Qt.ItemDataRole.DecorationRole and column == LogColumn.STATUS:
            return icons.icon(*_STATUS_ICONS.get(row.status, ("circle-dashed", "muted")), 15)
        if role == Qt.ItemDataRole.FontRole and column == LogColumn.PARTNER:
            return theme.font(12, 600)
        if role == Qt.ItemDataRole.ToolTipRole:
            return f"{row.subject}\n{row.file_name}, {formats.file_size(row.size)}"
        return None


def _words(row: PackageLogRow, column: LogColumn) -> str:
    match column:
        case LogColumn.DIRECTION:
            return _("Received") if row.direction == Direction.RECEIVED else _("Sent")
        case LogColumn.AT:
            return f"{formats.short_date(row.at.date())} {row.at:%H:%M}"
        case LogColumn.PARTNER:
            return row.partner
        case LogColumn.SUBJECT:
            code = short_hash(row.sha256)
            return f"{row.subject}\n{code}" if code else row.subject
    return status_words(row.status)
