"""The register of issued papers as a Qt model over plain rows."""

from collections.abc import Sequence
from enum import IntEnum
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from cchc_desktop.documents.register import title_of
from cchc_desktop.i18n import _, ngettext
from cchc_desktop.models.issued_rows import RegisterRow
from cchc_desktop.rules.issue_numbers import full_number
from cchc_desktop.text import fold
from cchc_desktop.ui import formats, icons, theme

Index = QModelIndex | QPersistentModelIndex
_NAMES_SHOWN = 2


class RegisterColumn(IntEnum):
    """The columns of the register on screen."""

    NUMBER = 0
    DATE = 1
    TITLE = 2
    SIGNER = 3
    RECIPIENTS = 4
    KEPT = 5


class RegisterModel(QAbstractTableModel):
    """In the order of the dates; `filter` keeps rows whose words hold the text, diacritics aside."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._all: tuple[RegisterRow, ...] = ()
        self._rows: list[RegisterRow] = []

    def show_rows(self, rows: Sequence[RegisterRow], text: str) -> None:
        """Take the register as it was read, and show what holds the words of a search."""
        self._all = tuple(rows)
        self.filter(text)

    def filter(self, text: str) -> None:
        """Show the rows that hold every word."""
        words = fold(text).split()
        self.beginResetModel()
        self._rows = [row for row in self._all if all(word in _folded(row) for word in words)]
        self.endResetModel()

    def row_at(self, place: int) -> RegisterRow | None:
        """The row shown at a place."""
        return self._rows[place] if 0 <= place < len(self._rows) else None

    def place_of(self, issued_guid: str) -> int:
        """Where the line of an issued version is shown; 0 where it is not."""
        return next((place for place, row in enumerate(self._rows) if row.issued_guid == issued_guid), 0)

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(RegisterColumn)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if orientation != Qt.Orientation.Horizontal or role != Qt.ItemDataRole.DisplayRole:
            return None
        return (
            _("Number, symbol"),
            _("Date"),
            _("Kind and subject"),
            _("Signer"),
            _("Recipients"),
            _("Issued copy"),
        )[section]

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        row = self.row_at(index.row())
        if row is None:
            return None
        column = RegisterColumn(index.column())
        if role == Qt.ItemDataRole.DisplayRole:
            return _words(row, column)
        if role == Qt.ItemDataRole.DecorationRole and column == RegisterColumn.KEPT:
            return icons.icon(*(("shield-check", "done") if row.issued else ("circle-minus", "muted")), 15)
        if role == Qt.ItemDataRole.FontRole and column == RegisterColumn.NUMBER:
            return theme.font(12, 600)
        if role == Qt.ItemDataRole.ToolTipRole:
            return "\n".join((title_of(row.kind, row.subject, row.symbol), *row.recipients))
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        return None


def _words(row: RegisterRow, column: RegisterColumn) -> str:
    match column:
        case RegisterColumn.NUMBER:
            return full_number(row.number, row.symbol)
        case RegisterColumn.DATE:
            return formats.long_date(row.issued_on) if row.issued_on else _("no date")
        case RegisterColumn.TITLE:
            return title_of(row.kind, row.subject, row.symbol)
        case RegisterColumn.SIGNER:
            return row.signer
        case RegisterColumn.RECIPIENTS:
            return _some(row.recipients)
    if row.issued is None:
        return _("not issued in the program")
    pages = ngettext("{count} page", "{count} pages", row.issued.pages).format(count=row.issued.pages)
    version = _("version {number}").format(number=row.issued.version)
    return f"{version}, {pages}" if row.issued.version > 1 else pages


def _some(names: Sequence[str]) -> str:
    """The first names and how many more there are; all of them stand in the tooltip and in the printed register."""
    rest = len(names) - _NAMES_SHOWN
    if rest <= 1:  # "and one more" would take the room of its name
        return "; ".join(names)
    words = ngettext("{names} and {count} more", "{names} and {count} more", rest)
    return words.format(names="; ".join(names[:_NAMES_SHOWN]), count=rest)


def _folded(row: RegisterRow) -> str:
    number = f"{row.number} {full_number(row.number, row.symbol)}"
    date = formats.long_date(row.issued_on) if row.issued_on else ""
    words = (number, date, title_of(row.kind, row.subject, row.symbol), row.signer, *row.recipients)
    return fold(" ".join(words))
