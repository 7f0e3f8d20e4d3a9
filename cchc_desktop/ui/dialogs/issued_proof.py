"""An issued paper as proof of a task: chosen from the register."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QListWidget, QListWidgetItem, QVBoxLayout, QWidget

from cchc_desktop.i18n import _
from cchc_desktop.models.issued_rows import RegisterRow
from cchc_desktop.rules.documents_nd30 import number_and_symbol, word_for
from cchc_desktop.services.papers.register import read_register, register_years
from cchc_desktop.storage.dossier import Dossier
from cchc_desktop.text import fold
from cchc_desktop.ui import theme
from cchc_desktop.ui.dialogs.base import Dialog
from cchc_desktop.ui.formats import long_date
from cchc_desktop.ui.widgets.basics import PASSING, button, fit, label


def words_of(row: RegisterRow) -> str:
    """ "Kế hoạch số 14/KH-UBND, 22/01/2026: Tuyên truyền …"."""
    number = number_and_symbol(row.number, row.symbol).removeprefix("Số:").strip()
    day = f", {long_date(row.issued_on)}" if row.issued_on is not None else ""
    return f"{word_for(row.kind, row.symbol)} {number}{day}: {' '.join(row.subject.split())}"


class IssuedProofDialog(Dialog):
    """Every paper that the program has issued, the newest first; words need no marks."""

    def __init__(self, parent: QWidget | None, dossier: Dossier) -> None:
        super().__init__(parent)
        self.setWindowTitle(_("Issued paper as evidence"))
        fit(self, 640, 420)
        rows = [row for year in register_years(dossier) for row in read_register(dossier, year) if row.issued_guid]
        self.search = QLineEdit()
        self.search.setPlaceholderText(_("Search by number or subject, marks not needed"))
        self.search.setAccessibleName(self.search.placeholderText())
        self.search.setProperty(PASSING, True)
        self.list = QListWidget()
        self.list.setAccessibleName(self.windowTitle())
        self.list.setWordWrap(True)
        for row in reversed(rows):
            item = QListWidgetItem(words_of(row))
            item.setData(Qt.ItemDataRole.UserRole, row.issued_guid)
            self.list.addItem(item)
        self.agree = button(_("Take as evidence"), self.accept, "primary")
        self._lay_out(bool(rows))
        self.search.textChanged.connect(self._filter)
        self.list.itemDoubleClicked.connect(lambda _item: self.accept())
        self.list.currentRowChanged.connect(lambda _row: self._refresh())
        self.list.setCurrentRow(0)
        self._refresh()

    def _lay_out(self, any_paper: bool) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(*(theme.px(16),) * 4)
        column.setSpacing(theme.px(10))
        nothing = label(
            _("No paper has been issued yet. Issue it on the Plans or the Reports tab first."), "secondary", wrap=True
        )
        nothing.setVisible(not any_paper)
        self.search.setVisible(any_paper)
        self.list.setVisible(any_paper)
        column.addWidget(nothing)
        column.addWidget(self.search)
        column.addWidget(self.list, 1)
        if not any_paper:
            column.addStretch(1)
        foot = QHBoxLayout()
        foot.addStretch(1)
        foot.addWidget(button(_("Cancel"), self.reject))
        foot.addWidget(self.agree)
        column.addLayout(foot)

    def _filter(self, text: str) -> None:
        words = fold(text).split()
        for place in range(self.list.count()):
            item = self.list.item(place)
            item.setHidden(not all(word in fold(item.text()) for word in words))
        self._refresh()

    def chosen(self) -> str:
        """Guid of the chosen issued paper; "" when none is."""
        item = self.list.currentItem()
        return str(item.data(Qt.ItemDataRole.UserRole)) if item is not None and not item.isHidden() else ""

    def _refresh(self) -> None:
        self.agree.setEnabled(bool(self.chosen()))
