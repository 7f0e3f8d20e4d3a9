"""Finding words in a whole paper and replacing them: every place is shown as it would be before anything changes."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import (
    QCheckBox,
    QHBoxLayout,
    QHeaderView,
    QLineEdit,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)

from cchc_desktop.i18n import _, ngettext
from cchc_desktop.rules.finding import places
from cchc_desktop.services.papers.paper_words import FoundText
from cchc_desktop.text import clean
from cchc_desktop.ui import theme
from cchc_desktop.ui.dialogs.base import Dialog
from cchc_desktop.ui.formats import count
from cchc_desktop.ui.widgets.basics import PASSING, button, fit, label, labelled, named_buttons

_PAUSE_MS = 150
_AROUND = 18  # letters at most that are shown before the first place in a paragraph
_LONGEST = 400  # letters of a paragraph that are shown

Find = Callable[[str, str, bool], Sequence[FoundText]]
Replace = Callable[[Sequence[FoundText], str, str, bool], bool]


class ReplaceWordsDialog(Dialog):
    """Stays open beside the text. `find` looks, `name` says where a text stands, `go` shows it, `replace` writes."""

    lives_on = True
    enter_agrees = False

    def __init__(
        self,
        parent: QWidget,
        find: Find,
        name: Callable[[FoundText], str],
        go: Callable[[FoundText], None],
        replace: Replace,
    ) -> None:
        super().__init__(parent)
        self._find, self._name, self._go, self._replace = find, name, go, replace
        self._texts: Sequence[FoundText] = ()
        self.setWindowTitle(_("Find and replace in the whole paper"))
        fit(self, 820, 520)
        self._pause = QTimer(self, singleShot=True, interval=_PAUSE_MS)
        self._pause.timeout.connect(self.search)
        self.words, self.by = QLineEdit(), QLineEdit()
        for field in (self.words, self.by):
            named_buttons(field)
            field.setProperty(PASSING, True)
            field.textChanged.connect(lambda _text: self._pause.start())
            field.returnPressed.connect(self._go_on)
        self.exact = QCheckBox(_("Diacritics as typed"))
        self.exact.toggled.connect(lambda _checked: self.search())
        self.said = label("", "field")
        self.list = self._make_list()
        self.agree = button(_("Replace"), self.replace, "primary")
        self._lay_out()
        self.search()

    def _make_list(self) -> QTableWidget:
        shown = QTableWidget(0, 3)
        shown.setHorizontalHeaderLabels([_("Where"), _("Now"), _("Afterwards")])
        shown.setAccessibleName(_("Paragraphs that would change"))
        shown.verticalHeader().hide()
        shown.verticalHeader().setDefaultSectionSize(theme.px(26))
        shown.setSelectionBehavior(QTableWidget.SelectionBehavior.SelectRows)
        shown.setSelectionMode(QTableWidget.SelectionMode.SingleSelection)
        shown.setEditTriggers(QTableWidget.EditTrigger.NoEditTriggers)
        shown.setTabKeyNavigation(False)
        shown.setWordWrap(False)
        header = shown.horizontalHeader()
        header.setHighlightSections(False)
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        header.resizeSection(0, theme.px(190))
        for column in (1, 2):
            header.setSectionResizeMode(column, QHeaderView.ResizeMode.Stretch)
        shown.itemChanged.connect(lambda _item: self._count())
        shown.itemActivated.connect(lambda item: self._go(self._texts[item.row()]))
        shown.itemClicked.connect(lambda item: self._go(self._texts[item.row()]) if item.column() else None)
        return shown

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(*(theme.px(16),) * 4)
        column.setSpacing(theme.px(10))
        fields = QHBoxLayout()
        fields.setSpacing(theme.px(10))
        fields.addWidget(labelled(_("Find"), self.words))
        fields.addWidget(labelled(_("Replace by"), self.by))
        column.addLayout(fields)
        how = QHBoxLayout()
        how.addWidget(label(_("Typed without marks, words with marks are found too."), "note"))
        how.addStretch(1)
        how.addWidget(self.exact)
        column.addLayout(how)
        column.addWidget(self.said)
        column.addWidget(self.list, 1)
        foot = QHBoxLayout()
        foot.addStretch(1)
        foot.addWidget(button(_("Close"), self.reject))
        foot.addWidget(self.agree)
        column.addLayout(foot)

    def begin(self, words: str, by: str = "") -> None:
        """Show the dialog with these words to find, and those to put in their place."""
        if words:
            self.words.setText(words)
        if by:
            self.by.setText(by)
        self.search()
        self.to_front()
        self.words.setFocus()
        self.words.selectAll()

    def enter(self) -> None:
        """Enter belongs to the fields and the list: the button is pressed by itself alone."""

    def _go_on(self) -> None:
        """From the words to what replaces them, then to the places."""
        self.search()
        if self.sender() is self.words:
            self.by.setFocus()
            self.by.selectAll()
        else:
            self.list.setFocus()

    def _typed(self) -> tuple[str, str, bool]:
        return clean(self.words.text()).strip(), clean(self.by.text()), self.exact.isChecked()

    def search(self) -> None:
        """Look for the words as they are typed now; every paragraph found is ticked."""
        self._pause.stop()
        query, by, exact = self._typed()
        self._texts = self._find(query, by, exact) if query else ()
        self.list.blockSignals(True)
        self.list.setRowCount(len(self._texts))
        for row, text in enumerate(self._texts):
            start = places(text.before, query, exact)[0][0]
            name = QTableWidgetItem(self._name(text))
            name.setCheckState(Qt.CheckState.Checked)
            self.list.setItem(row, 0, name)
            for column, words in ((1, text.before), (2, text.after)):
                item = QTableWidgetItem(_excerpt(words, start))
                item.setToolTip(words[:_LONGEST])
                self.list.setItem(row, column, item)
        self.list.blockSignals(False)
        self._count()

    def ticked(self) -> list[FoundText]:
        """The paragraphs in which the words are to be replaced."""
        names = (self.list.item(row, 0) for row in range(self.list.rowCount()))
        rows = zip(names, self._texts, strict=True)
        return [text for name, text in rows if name is not None and name.checkState() == Qt.CheckState.Checked]

    def _count(self) -> None:
        chosen = sum(text.count for text in self.ticked() if text.after != text.before)
        found = sum(text.count for text in self._texts)
        if not self._typed()[0]:
            self.said.setText(_("Type what is to be found."))
        elif not found:
            self.said.setText(_("Nothing found."))
        else:
            number = ngettext("{count} place", "{count} places", found).format(count=count(found))
            paragraphs = len(self._texts)
            where = ngettext("in {count} paragraph", "in {count} paragraphs", paragraphs)
            self.said.setText(f"{number} {where.format(count=count(paragraphs))}")
        self.agree.setEnabled(bool(chosen))
        words = ngettext("Replace {count} place", "Replace {count} places", chosen)
        if not self._typed()[1]:
            words = ngettext("Delete {count} place", "Delete {count} places", chosen)
        self.agree.setText(words.format(count=count(chosen)) if chosen else _("Replace"))

    def replace(self) -> None:
        """Write the ticked paragraphs as one step; what is left is looked for again."""
        query, by, exact = self._typed()
        texts = [text for text in self.ticked() if text.after != text.before]
        if texts and self._replace(texts, query, by, exact):
            self.search()


def _excerpt(text: str, start: int) -> str:
    """A paragraph on one line, from a little before the place on."""
    left = max(0, start - _AROUND)
    if left:
        left = text.find(" ", left, start) + 1 or start  # from the beginning of a word
    return f"{'… ' if left else ''}{' '.join(text[left : left + _LONGEST].split())}"
