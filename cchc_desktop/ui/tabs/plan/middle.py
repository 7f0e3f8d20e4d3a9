"""The middle pane: the editor of what is chosen, and in small windows the page behind a second tab."""

from collections.abc import Iterable

from PySide6.QtWidgets import QSplitter, QStackedWidget, QTabBar, QVBoxLayout, QWidget

from cchc_desktop.i18n import _
from cchc_desktop.ui import theme
from cchc_desktop.ui.widgets.basics import box
from cchc_desktop.ui.widgets.preview.page_preview import PagePreview

_TEXT, _PAGE = 0, 1


class PlanMiddle(QWidget):
    """Holds the editors; `set_narrow` takes the preview in."""

    def __init__(self, panes: Iterable[QWidget], preview: PagePreview) -> None:
        super().__init__()
        self.setMinimumWidth(theme.px(380))
        self._preview = preview
        self.holds_preview = False
        self._editors = QStackedWidget()
        for pane in dict.fromkeys(panes):
            self._editors.addWidget(pane)
        self._pages = QStackedWidget()
        self._pages.addWidget(self._editors)
        self.tabs = QTabBar()
        self.tabs.setExpanding(False)
        self.tabs.setDrawBase(False)
        self.tabs.addTab(_("Editing"))
        self.tabs.addTab(_("Printed page"))
        self.tabs.currentChanged.connect(self._show_tab)
        self.tabs.hide()
        frame = box("pane")
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(frame)
        column = QVBoxLayout(frame)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.tabs)
        column.addWidget(self._pages, 1)

    def show_pane(self, pane: QWidget) -> None:
        """Show another editor."""
        self._editors.setCurrentWidget(pane)
        self.tabs.setCurrentIndex(_TEXT)

    def bring_up(self, widget: QWidget) -> None:
        """Show the tab that a widget is on."""
        if self.holds_preview and self.isAncestorOf(widget):
            self.tabs.setCurrentIndex(_PAGE if self._preview.isAncestorOf(widget) else _TEXT)

    def set_narrow(self, narrow: bool, splitter: QSplitter) -> None:
        """Move the preview between its own pane of the splitter and the tab here."""
        self.holds_preview = narrow
        self.tabs.setVisible(narrow)
        if narrow:
            self._pages.addWidget(self._preview)
            self._show_tab(self.tabs.currentIndex())
        else:
            splitter.addWidget(self._preview)
            self._preview.show()
            self._pages.setCurrentIndex(_TEXT)

    def _show_tab(self, index: int) -> None:
        if self.holds_preview:
            self._pages.setCurrentIndex(index)
