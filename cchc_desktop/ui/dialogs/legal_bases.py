"""The list of legal bases: search it, see what is in force, choose several, add and mend one's own."""

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import QEvent, QObject, QSize, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QCheckBox,
    QDialog,
    QHBoxLayout,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QVBoxLayout,
    QWidget,
)

from cchc_desktop.i18n import _, ngettext
from cchc_desktop.models.legal_rows import LegalBasisRow
from cchc_desktop.rules import localised
from cchc_desktop.rules.citations import amendments_in_force, place_of
from cchc_desktop.services.papers.legal_bases import cited_elsewhere, read_legal_bases, remove_legal_basis
from cchc_desktop.text import clean, fold
from cchc_desktop.ui import icons, theme
from cchc_desktop.ui.dialogs.base import Dialog
from cchc_desktop.ui.dialogs.legal_basis import LegalBasisDialog
from cchc_desktop.ui.widgets.basics import PASSING, button, fit, label
from cchc_desktop.ui.workspace import Workspace

_ROW = Qt.ItemDataRole.UserRole


class BasesDialog(Dialog):
    """Asks which legal bases a paper of the day `on` is to cite; `chosen` has them in the order of their force."""

    def __init__(self, workspace: Workspace, on: date, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._workspace = workspace
        self._on = on
        self.setWindowTitle(_("Insert a legal basis"))
        fit(self, 760, 560)
        self.search = QLineEdit()
        self.search.setPlaceholderText(_("Search; diacritics are not needed"))
        self.search.setAccessibleName(_("Search"))
        self.search.setProperty(PASSING, True)
        self.search.installEventFilter(self)
        self.in_force_only = QCheckBox(_("Only what is in force"))
        self.list = QListWidget()
        self.list.setAccessibleName(_("Legal bases"))
        self.list.setWordWrap(True)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setResizeMode(QListWidget.ResizeMode.Adjust)
        self.list.setIconSize(QSize(theme.px(16), theme.px(16)))
        self._insert = button(_("Insert"), self.accept, "primary")
        self._edit = button(_("Edit…"), self._edit_chosen)
        self._remove = button(_("Remove"), self._remove_chosen)
        self._said = label("", "secondary", wrap=True)
        self._lay_out()
        self._fill()
        self.search.textChanged.connect(lambda _text: self._filter())
        self.in_force_only.toggled.connect(lambda _checked: self._filter())
        self.list.currentItemChanged.connect(lambda _now, _before: self._refresh())
        self.list.itemChanged.connect(lambda _item: self._refresh())
        self.list.itemDoubleClicked.connect(self._take_one)

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(*(theme.px(16),) * 4)
        column.setSpacing(theme.px(8))
        top = QHBoxLayout()
        top.setSpacing(theme.px(12))
        top.addWidget(self.search, 1)
        top.addWidget(self.in_force_only)
        column.addLayout(top)
        column.addWidget(self.list, 1)
        column.addWidget(self._said)
        foot = QHBoxLayout()
        foot.setSpacing(theme.px(6))
        self._add = button(_("Add…"), self._add_own)
        for made in (self._add, self._edit, self._remove):
            foot.addWidget(made)
        foot.addStretch(1)
        foot.addWidget(button(_("Cancel"), self.reject))
        foot.addWidget(self._insert)
        column.addLayout(foot)

    def _fill(self) -> None:
        """Read the list and what papers cite beside it."""
        dossier = self._workspace.dossier
        if dossier is None:
            return
        rows = list(read_legal_bases(dossier))
        rows += [LegalBasisRow("", 0, text) for text in cited_elsewhere(dossier)]
        ticked = set(self.chosen())
        self.list.clear()
        for row in sorted(rows, key=lambda row: (row.is_expired(self._on), place_of(row.text))):
            icon_name, token, words = self._standing(row)
            item = QListWidgetItem(icons.icon(icon_name, token, 16), f"{row.text}\n{words}{self._known(row)}")
            item.setCheckState(Qt.CheckState.Checked if row.text in ticked else Qt.CheckState.Unchecked)
            item.setData(_ROW, row)
            self.list.addItem(item)
        self._filter()

    def _standing(self, row: LegalBasisRow) -> tuple[str, str, str]:
        """Icon, its colour and the words that say whether a paper is in force on the paper's day."""
        if row.is_expired(self._on) and row.valid_to is not None:
            day = localised.full_date(row.valid_to)
            if row.replaced_by:
                words = _("No longer in force: last day {date}; replaced by {paper}").format(
                    date=day, paper=row.replaced_by
                )
                return "alert-triangle", "late", words
            return "alert-triangle", "late", _("No longer in force: last day {date}").format(date=day)
        if row.is_to_come(self._on) and row.valid_from is not None:
            return "clock", "soon", _("Not yet in force: from {date}").format(date=localised.full_date(row.valid_from))
        if row.is_partly_expired(self._on):
            return "alert-triangle", "soon", _("In force in part: {part}").format(part=row.partly_by)
        if amended := amendments_in_force(row.amended_by, self._on):
            return "circle-check", "soon", _("In force, amended by {papers}").format(papers="; ".join(amended))
        if row.valid_from is not None:
            return "circle-check", "done", _("In force from {date}").format(date=localised.full_date(row.valid_from))
        if row.guid:
            return "circle-check", "done", _("In force; the first day is not known")
        return "quote", "secondary", _("Cited in a paper of this dossier; not in the list yet")

    def _known(self, row: LegalBasisRow) -> str:
        """The source of what is said of a paper, and the day on which it was so."""
        known = _("as of {date}").format(date=localised.full_date(row.known_on)) if row.known_on else ""
        words = "; ".join(filter(None, (row.source, known)))
        return f" ({words})" if words else ""

    def chosen(self) -> tuple[str, ...]:
        """What is ticked, without "Căn cứ", in the order of the list."""
        return tuple(row.text for row in self._ticked())

    def _items(self) -> list[QListWidgetItem]:
        return [self.list.item(place) for place in range(self.list.count())]

    def _ticked(self) -> Sequence[LegalBasisRow]:
        return [item.data(_ROW) for item in self._items() if item.checkState() == Qt.CheckState.Checked]

    def _current(self) -> LegalBasisRow | None:
        item = self.list.currentItem()
        return item.data(_ROW) if item is not None and not item.isHidden() else None

    def _take_one(self, item: QListWidgetItem) -> None:
        item.setCheckState(Qt.CheckState.Checked)
        self.accept()

    def _filter(self) -> None:
        """Show what fits the search; what is ticked stays in view."""
        needles = fold(clean(self.search.text())).split()
        for item in self._items():
            row: LegalBasisRow = item.data(_ROW)
            hay = fold(row.text)
            gone = self.in_force_only.isChecked() and (row.is_expired(self._on) or row.is_to_come(self._on))
            fits = not gone and all(needle in hay for needle in needles)
            item.setHidden(not fits and item.checkState() != Qt.CheckState.Checked)
        self._refresh()

    def _refresh(self) -> None:
        ticked, current = self._ticked(), self._current()
        writable = not self._workspace.read_only
        self._insert.setEnabled(bool(ticked))
        self._insert.setText(_("Insert {count}").format(count=len(ticked)) if ticked else _("Insert"))
        self._add.setEnabled(writable)
        self._edit.setEnabled(writable and current is not None)
        self._remove.setEnabled(writable and current is not None and bool(current.guid))
        gone = sum(row.is_expired(self._on) for row in ticked)
        if gone:
            words = ngettext(
                "{count} of those chosen is no longer in force on {date}.",
                "{count} of those chosen are no longer in force on {date}.",
                gone,
            )
            self._said.setText(words.format(count=gone, date=localised.full_date(self._on)))
        else:
            self._said.setText(_("Space ticks the paper at hand. Check the validity again before signing."))

    def _add_own(self) -> None:
        self._ask(LegalBasisDialog(self._workspace, text=clean(self.search.text()).strip(), parent=self))

    def _edit_chosen(self) -> None:
        row = self._current()
        if row is not None:
            listed = row if row.guid else None
            self._ask(LegalBasisDialog(self._workspace, listed, text=row.text, parent=self))

    def _ask(self, dialog: LegalBasisDialog) -> None:
        if dialog.exec() == QDialog.DialogCode.Accepted:
            self._fill()

    def _remove_chosen(self) -> None:
        row = self._current()
        if row is not None and self._workspace.run(remove_legal_basis, basis_guid=row.guid) is not None:
            self._workspace.say(_("Taken out of the list. Undo brings it back (Ctrl+Z)."))
            self._fill()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Down from the search field goes into the list."""
        down = isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress and event.key() == Qt.Key.Key_Down
        if down:
            self.list.setFocus()
            first = next((item for item in self._items() if not item.isHidden()), None)
            if first is not None:
                self.list.setCurrentItem(first)
        return down
