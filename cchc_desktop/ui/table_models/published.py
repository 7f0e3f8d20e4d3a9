"""Published results of an index, offices one below the other and years side by side."""

from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from cchc_desktop.i18n import _
from cchc_desktop.models.index_result_rows import Comparison, OfficeResults, PublishedRow
from cchc_desktop.ui import theme

Index = QModelIndex | QPersistentModelIndex


class PublishedModel(QAbstractTableModel):
    """The office itself stands first; of two hundred offices only what is in sight is ever asked for."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._years: tuple[int, ...] = ()
        self._offices: tuple[OfficeResults, ...] = ()
        self._own_name = ""

    def show_comparison(self, comparison: Comparison, own_name: str) -> None:
        """Show an index over all years."""
        self.beginResetModel()
        self._years = tuple(year.year for year in comparison.years)
        self._offices = comparison.offices
        self._own_name = own_name
        self.endResetModel()

    def result_of(self, index: Index) -> PublishedRow | None:
        """The result behind a cell; None where nothing was published, and for the names."""
        office, year = self.place_of(index)
        return office.results.get(year) if office is not None else None

    def place_of(self, index: Index) -> tuple[OfficeResults | None, int]:
        """The office and the year of a cell; the newest year for a name."""
        if not index.isValid() or not self._years:
            return None, 0
        column = index.column()
        return self._offices[index.row()], self._years[column - 1 if column else -1]

    def row_of(self, office: str) -> int:
        """Where an office stands, -1 where it does not."""
        return next((row for row, one in enumerate(self._offices) if one.name == office), -1)

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self._offices)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 1 + len(self._years)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if orientation != Qt.Orientation.Horizontal or role != Qt.ItemDataRole.DisplayRole:
            return None
        return str(self._years[section - 1]) if section else _("Office")

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        office, year = self.place_of(index)
        if office is None:
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return (office.name or self._own_name) if index.column() == 0 else _words(office, year)
        if role == Qt.ItemDataRole.ToolTipRole:
            row = office.results.get(year)
            return row.decision if row is not None and index.column() else None
        if role == Qt.ItemDataRole.TextAlignmentRole and index.column():
            return Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        if role == Qt.ItemDataRole.FontRole and not office.name:
            return theme.font(12, 600)
        return None


def _words(office: OfficeResults, year: int) -> str:
    """ "75,00% · 12/124 · Khá"; a third decimal where two offices would else look equal."""
    row = office.results.get(year)
    if row is None:
        return ""
    share = f"{office.shown[year]}%" if office.shown.get(year) else ""
    rank = "" if row.rank is None else f"{row.rank}/{row.ranked}" if row.ranked else str(row.rank)
    return " · ".join(filter(None, (share, rank, row.band)))
