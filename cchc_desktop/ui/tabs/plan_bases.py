"""Choosing legal bases among those that the office's papers have used."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QDialog, QHBoxLayout, QLineEdit, QListWidget, QListWidgetItem, QVBoxLayout, QWidget

from cchc_desktop.i18n import _
from cchc_desktop.services.papers import read_paper
from cchc_desktop.services.plans import read_plans
from cchc_desktop.storage.dossier import Dossier
from cchc_desktop.text import clean, fold
from cchc_desktop.ui import theme
from cchc_desktop.ui.widgets.basics import button, label
from cchc_desktop.ui.workspace import Workspace


def known_bases(dossier: Dossier, years: Sequence[int]) -> tuple[str, ...]:
    """Every legal basis of the plans and decisions in the dossier once, newest year first."""
    found: dict[str, str] = {}
    for year in sorted(years, reverse=True):
        for plan in read_plans(dossier, year):
            for guid in (plan.decision_guid, plan.paper_guid):
                for basis in read_paper(dossier, guid).legal_bases if guid else ():
                    found.setdefault(fold(basis.rstrip(" ;.")), basis.rstrip(" ;."))
    return tuple(found.values())


class BasesDialog(QDialog):
    """A list with a search field; several can be chosen."""

    def __init__(self, bases: Sequence[str], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("box", "surface")
        self.setWindowTitle(_("Insert a legal basis"))
        self.resize(theme.px(620), theme.px(420))
        self.search = QLineEdit()
        self.search.setPlaceholderText(_("Search; diacritics are not needed"))
        self.search.setAccessibleName(_("Search"))
        self.search.installEventFilter(self)
        self.list = QListWidget()
        self.list.setAccessibleName(_("Legal bases"))
        self.list.setWordWrap(True)
        self.list.setSelectionMode(QListWidget.SelectionMode.ExtendedSelection)
        for basis in bases:
            self.list.addItem(QListWidgetItem(basis))
        self._insert = button(_("Insert"), self.accept, "primary")
        column = QVBoxLayout(self)
        column.setSpacing(theme.px(8))
        column.addWidget(label(_("From the plans and decisions in this dossier:"), "secondary"))
        column.addWidget(self.search)
        column.addWidget(self.list, 1)
        row = QHBoxLayout()
        row.addStretch(1)
        row.addWidget(button(_("Cancel"), self.reject))
        row.addWidget(self._insert)
        column.addLayout(row)
        self.search.textChanged.connect(self._filter)
        self.list.itemSelectionChanged.connect(self._refresh)
        self.list.itemDoubleClicked.connect(lambda _item: self.accept())
        self._refresh()

    def chosen(self) -> tuple[str, ...]:
        """The legal bases chosen, in the order of the list."""
        rows = range(self.list.count())
        return tuple(self.list.item(i).text() for i in rows if self.list.item(i).isSelected())

    def _filter(self, query: str) -> None:
        needle = fold(clean(query)).strip()
        for row in range(self.list.count()):
            item = self.list.item(row)
            item.setHidden(needle not in fold(item.text()))
            if item.isHidden():
                item.setSelected(False)

    def _refresh(self) -> None:
        self._insert.setEnabled(bool(self.list.selectedItems()))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Down from the search field goes into the list."""
        down = isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress and event.key() == Qt.Key.Key_Down
        if down:
            self.list.setFocus()
            first = next((r for r in range(self.list.count()) if not self.list.item(r).isHidden()), -1)
            self.list.setCurrentRow(first)
        return down


def choose_bases(parent: QWidget, workspace: Workspace) -> Sequence[str]:
    """Ask which legal bases to insert; () when none."""
    if workspace.dossier is None:
        return ()
    bases = known_bases(workspace.dossier, workspace.years)
    if not bases:
        workspace.say(_("No paper in this dossier has a legal basis yet. Type the first one."))
        return ()
    dialog = BasesDialog(bases, parent)
    return dialog.chosen() if dialog.exec() == QDialog.DialogCode.Accepted else ()
