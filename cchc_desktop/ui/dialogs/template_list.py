"""The templates of papers under their kinds, with a search field above them."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QShowEvent
from PySide6.QtWidgets import QLineEdit, QListWidget, QListWidgetItem, QVBoxLayout, QWidget

from cchc_desktop.i18n import _
from cchc_desktop.rules.documents_nd30 import PaperKind
from cchc_desktop.services.papers_from_templates import Template
from cchc_desktop.text import fold
from cchc_desktop.ui import icons, theme
from cchc_desktop.ui.paper_words import ICONS, paper_word

_CODE = Qt.ItemDataRole.UserRole


class TemplateList(QWidget):
    """Signals: `chosen()` another template, or none, is chosen."""

    chosen = Signal()

    def __init__(self, templates: Sequence[Template]) -> None:
        super().__init__()
        self._templates = {template.code: template for template in templates}
        self.search = QLineEdit()
        self.search.setPlaceholderText(_("Search; diacritics are not needed"))
        self.search.setAccessibleName(_("Search"))
        self.search.setClearButtonEnabled(True)
        self.search.installEventFilter(self)
        self.search.textChanged.connect(self._filter)
        self.list = QListWidget()
        self.list.setAccessibleName(_("Templates"))
        self.list.setIconSize(QSize(theme.px(15), theme.px(15)))
        self.list.setMinimumHeight(theme.px(240))
        self.list.currentItemChanged.connect(lambda _now, _before: self.chosen.emit())
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.px(6))
        column.addWidget(self.search)
        column.addWidget(self.list, 1)
        self._fill(templates)

    def _fill(self, templates: Sequence[Template]) -> None:
        kind: PaperKind | None = None
        for template in templates:
            if template.paper_kind is not kind:
                kind = template.paper_kind
                head = QListWidgetItem(paper_word(kind))
                head.setFlags(Qt.ItemFlag.NoItemFlags)
                head.setFont(theme.font(12, 600))
                self.list.addItem(head)
            item = QListWidgetItem(icons.icon(ICONS[kind], "accent", 15), template.title)
            item.setData(_CODE, template.code)
            self.list.addItem(item)

    def current(self) -> Template | None:
        """The template that is chosen."""
        item = self.list.currentItem()
        return self._templates.get(item.data(_CODE)) if item is not None and not item.isHidden() else None

    def choose(self, code: str) -> None:
        """Choose a template."""
        for item in self._items():
            if item.data(_CODE) == code:
                self.list.setCurrentItem(item)

    def _items(self) -> list[QListWidgetItem]:
        return [self.list.item(row) for row in range(self.list.count())]

    def _filter(self, text: str) -> None:
        """Show the templates that have every word in their kind, title or subject, and the kinds that have any."""
        words = fold(text).split()
        head: QListWidgetItem | None = None
        for item in self._items():
            template = self._templates.get(item.data(_CODE))
            if template is None:
                head = item
                head.setHidden(True)
                continue
            said = fold(f"{paper_word(template.paper_kind)} {template.title} {template.subject}")
            item.setHidden(not all(word in said for word in words))
            if head is not None and not item.isHidden():
                head.setHidden(False)
        if self.current() is None:
            self._step(0, 1)
        self.chosen.emit()

    def _step(self, row: int, by: int) -> None:
        """Choose the first template shown from a row on, upwards or downwards."""
        items = self._items()
        while 0 <= row < len(items):
            if items[row].data(_CODE) and not items[row].isHidden():
                self.list.setCurrentRow(row)
                return
            row += by

    def showEvent(self, event: QShowEvent) -> None:
        """Rows are as high as the style sheet wants them only once it has been applied."""
        super().showEvent(event)
        self.list.doItemsLayout()
        self.list.scrollToItem(self.list.currentItem())

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """The arrow keys move in the list while words are typed in the search field."""
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            by = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}.get(Qt.Key(event.key()))
            if by is not None:
                self._step(self.list.currentRow() + by, by)
                return True
        return super().eventFilter(watched, event)
