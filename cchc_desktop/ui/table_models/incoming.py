"""The register of incoming papers as a Qt model over plain rows."""

from collections.abc import Sequence
from datetime import date
from enum import IntEnum
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from cchc_desktop.documents.incoming_register import named
from cchc_desktop.i18n import _, ngettext
from cchc_desktop.models.incoming_rows import IncomingRow
from cchc_desktop.text import fold
from cchc_desktop.ui import formats, icons, theme
from cchc_desktop.ui.table_models.frame_standing import SOON_DAYS

Index = QModelIndex | QPersistentModelIndex


class IncomingColumn(IntEnum):
    """The columns of the register on screen."""

    ARRIVAL = 0
    ARRIVED = 1
    ISSUER = 2
    NUMBER = 3
    TITLE = 4
    RECEIVER = 5
    DUE = 6


class IncomingModel(QAbstractTableModel):
    """In the order of the numbers of arrival; `show_rows` keeps rows whose words hold the text, diacritics aside."""

    def __init__(self, today: date, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._today = today
        self._all: tuple[IncomingRow, ...] = ()
        self._rows: list[IncomingRow] = []

    def show_rows(self, rows: Sequence[IncomingRow], text: str, open_only: bool) -> None:
        """Take the register as it was read, and show what holds every word of a search."""
        self._all = tuple(rows)
        self.filter(text, open_only)

    def filter(self, text: str, open_only: bool) -> None:
        """Show the rows that hold every word; `open_only`: those that are still to be dealt with by a day."""
        words = fold(text).split()
        self.beginResetModel()
        self._rows = [
            row for row in self._all if (row.is_open or not open_only) and all(word in _folded(row) for word in words)
        ]
        self.endResetModel()

    def row_at(self, place: int) -> IncomingRow | None:
        """The row shown at a place."""
        return self._rows[place] if 0 <= place < len(self._rows) else None

    def place_of(self, guid: str) -> int:
        """Where a line is shown; -1 where it is not."""
        return next((place for place, row in enumerate(self._rows) if row.guid == guid), -1)

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(IncomingColumn)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if orientation != Qt.Orientation.Horizontal or role != Qt.ItemDataRole.DisplayRole:
            return None
        return (
            _("Arrival no."),
            _("Arrived"),
            _("Issued by"),
            _("Number, symbol; date"),
            _("Kind and subject"),
            _("Handled by"),
            _("To be dealt with by"),
        )[section]

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        row = self.row_at(index.row())
        if row is None:
            return None
        column = IncomingColumn(index.column())
        if role == Qt.ItemDataRole.DisplayRole:
            return _words(row, column)
        if role == Qt.ItemDataRole.DecorationRole:
            look = _look(row, column, self._today)
            return icons.icon(*look, 15) if look is not None else None
        if role == Qt.ItemDataRole.FontRole and column == IncomingColumn.ARRIVAL:
            return theme.font(12, 600)
        if role == Qt.ItemDataRole.ToolTipRole:
            return "\n".join(part for part in (named(row.facts.kind, row.facts.subject), row.facts.note) if part)
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        return None


def _look(row: IncomingRow, column: IncomingColumn, today: date) -> tuple[str, str] | None:
    facts = row.facts
    if column == IncomingColumn.TITLE and row.files:
        return "paperclip", "secondary"
    if column != IncomingColumn.DUE:
        return None
    if facts.done_on is not None:
        return "circle-check", "done"
    if facts.due_on is None:
        return None
    days = (facts.due_on - today).days
    return ("alert-triangle", "late") if days < 0 else ("clock", "soon" if days <= SOON_DAYS else "secondary")


def _words(row: IncomingRow, column: IncomingColumn) -> str:
    facts = row.facts
    match column:
        case IncomingColumn.ARRIVAL:
            return facts.arrival_number
        case IncomingColumn.ARRIVED:
            return formats.long_date(facts.arrived_on)
        case IncomingColumn.ISSUER:
            return facts.issuer
        case IncomingColumn.NUMBER:
            day = formats.long_date(facts.issued_on) if facts.issued_on is not None else ""
            return "\n".join(part for part in (facts.number, day) if part)
        case IncomingColumn.TITLE:
            return named(facts.kind, facts.subject)
        case IncomingColumn.RECEIVER:
            return facts.receiver
    if facts.done_on is not None:
        return _("done {date}").format(date=formats.short_date(facts.done_on))
    return formats.long_date(facts.due_on) if facts.due_on is not None else ""


def counted(rows: int) -> str:
    """How many lines are shown, in words."""
    return ngettext("{count} paper", "{count} papers", rows).format(count=formats.count(rows))


def _folded(row: IncomingRow) -> str:
    facts = row.facts
    days = [formats.long_date(day) for day in (facts.arrived_on, facts.issued_on, facts.due_on) if day is not None]
    words = (facts.arrival_number, facts.issuer, facts.number, *days, named(facts.kind, facts.subject), facts.receiver)
    return fold(" ".join((*words, facts.note, *(file.file_name for file in row.files))))
