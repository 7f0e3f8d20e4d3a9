"""What the roll-up tab knows of its pages, and what was chosen for all of them."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, ClassVar

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QSplitter, QVBoxLayout, QWidget

from cchc_desktop.ui import theme
from cchc_desktop.ui.collection.rows import RowsModel, RowsTable
from cchc_desktop.ui.collection.space import CollectionSpace
from cchc_desktop.ui.widgets.basics import scrolled

_NARROW = 1150  # pixels at 100 %
_WIDE_PANES, _NARROW_PANES = (820, 460), (560, 340)


@dataclass(frozen=True)
class Chosen:
    """The period of a report, the index, and the group of offices ("" for all) that are looked at."""

    period: str
    index_code: str
    group: str


class RollupPage(QWidget):
    """A table of offices or figures at the left, what belongs to the chosen line at the right.

    Signals: `said(text)` the sentence above the page; `office_wanted(office id)` its own papers are to be shown.
    """

    said = Signal(str)
    office_wanted = Signal(int)
    name: ClassVar[str] = ""
    needs: ClassVar[frozenset[str]] = frozenset()  # of "period", "index"
    named: Callable[[Any], str] = staticmethod(lambda row: row.name)  # by what a line is searched
    key: Callable[[Any], Any] = staticmethod(lambda row: row.office_id)  # what makes it the same when read again

    def __init__(self, space: CollectionSpace) -> None:
        super().__init__()
        self.space = space
        self.chosen: Chosen | None = None
        self._narrow = False
        self.model = RowsModel(self.named, self.key, self)
        self.table = RowsTable(self.title(), self.model)
        self.table.chosen.connect(self.show_chosen)
        form = QFrame()
        form.setProperty("box", "pane")
        self.column = QVBoxLayout(form)
        self.column.setContentsMargins(*(theme.px(12),) * 4)
        self.column.setSpacing(theme.px(8))
        self.side = scrolled(form)
        self.panes = QSplitter(Qt.Orientation.Horizontal)
        self.panes.setObjectName(f"collection-{self.name}")
        self.panes.addWidget(self.table)
        self.panes.addWidget(self.side)
        self.panes.setSizes([theme.px(share) for share in _WIDE_PANES])
        self.panes.setChildrenCollapsible(False)
        self.panes.setStretchFactor(0, 1)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(self.panes)
        self.setFocusProxy(self.table)

    def title(self) -> str:
        """What the page shows, in a word or two."""
        raise TypeError(f"{type(self).__name__} has no title")

    def narrow(self, words: str) -> None:
        """Show the offices whose names have these words."""
        self.table.narrow(words)

    def read(self, chosen: Chosen) -> None:
        """Read what was chosen in the background, then show it."""
        self.chosen = chosen
        self.space.read(
            self, "rollup", lambda: self.fetch(chosen), self.show_found, lambda error: self.said.emit(str(error))
        )

    def fetch(self, chosen: Chosen) -> Any:
        """The rows, off the window's thread."""

    def show_found(self, found: Any) -> None:
        """Show the rows."""

    def show_chosen(self) -> None:
        """Show at the right what belongs to the chosen line."""

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        narrow = self.width() < theme.px(_NARROW)
        if narrow != self._narrow:
            self._narrow = narrow
            self.panes.setSizes([theme.px(share) for share in (_NARROW_PANES if narrow else _WIDE_PANES)])

    def want_office(self, row: Any | None) -> None:
        """Show the papers of the office that a line is of."""
        if row is not None:
            self.office_wanted.emit(row.office_id)

    def cycle_focus(self) -> None:
        """F6: between the table and what stands beside it."""
        beside = next((one for one in self.side.findChildren(RowsTable) if one.isVisible()), None)
        (beside if beside is not None and self.table.hasFocus() else self.table).setFocus()


def side_table(name: str, named: Callable[[Any], str], key: Callable[[Any], Any], owner: QWidget) -> RowsTable:
    """A small table in the right pane."""
    made = RowsTable(name, RowsModel(named, key, owner))
    made.setMinimumHeight(theme.px(110))
    return made


def in_group(rows: Sequence[Any], group: str) -> list[Any]:
    """The offices of a group; all of them for ""."""
    return [row for row in rows if group in ("", row.group_name)]
