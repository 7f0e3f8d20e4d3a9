"""The right pane of the report tab; in small windows its pages are tabs of the middle one."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QSplitter, QStackedWidget, QTabBar, QVBoxLayout, QWidget

from cchc_desktop.i18n import _, pgettext
from cchc_desktop.ui import theme
from cchc_desktop.ui.tabs.report.check import CheckPane
from cchc_desktop.ui.tabs.report.earlier import EarlierPane
from cchc_desktop.ui.tabs.report.facts import FactsPane
from cchc_desktop.ui.tabs.report.units import UnitsPane
from cchc_desktop.ui.widgets.basics import box, line
from cchc_desktop.ui.widgets.preview.page_preview import PagePreview

FACTS, EARLIER, PAGES, CHECK, UNITS = range(5)


def _titles() -> list[str]:
    return [_("This period"), _("Earlier"), pgettext("tab", "Page"), pgettext("tab", "Check"), pgettext("tab", "Units")]


class ReportSide(QWidget):
    """Five pages of which one is seen; the printed page is laid out only while it is."""

    def __init__(self) -> None:
        super().__init__()
        self.setMinimumWidth(theme.px(280))
        self.facts = FactsPane()
        self.earlier = EarlierPane()
        self.preview = PagePreview()
        self.check = CheckPane()
        self.units = UnitsPane()
        self.tabs = QTabBar()
        self.tabs.setExpanding(False)
        self.tabs.setDrawBase(False)
        self.tabs.setUsesScrollButtons(False)
        self.tabs.setElideMode(Qt.TextElideMode.ElideRight)  # in a narrow pane words give way, not pages
        self.pages = QStackedWidget()
        shown = (self.facts, self.earlier, self.preview, self.check, self.units)
        for title, page in zip(_titles(), shown, strict=True):
            self.tabs.setTabToolTip(self.tabs.addTab(title), title)
            self.pages.addWidget(page)
        self.tabs.currentChanged.connect(self.pages.setCurrentIndex)
        frame = box("pane")
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(frame)
        column = QVBoxLayout(frame)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.tabs)
        self._line = line()
        column.addWidget(self._line)
        column.addWidget(self.pages, 1)

    def first_field(self) -> QWidget:
        """Where F6 leads: what is seen."""
        return (self.facts, self.earlier, self.preview.view, self.check.list, self.units)[self.tabs.currentIndex()]

    def show_count(self, count: int) -> None:
        """How many findings the check has, on its tab."""
        title = pgettext("tab", "Check")
        self.tabs.setTabText(CHECK, f"{title} ({count})" if count else title)

    def show_tabs(self, shown: bool) -> None:
        """Show the row of tabs, or leave choosing to the middle pane."""
        self.tabs.setVisible(shown)
        self._line.setVisible(shown)


class ReportMiddle(QWidget):
    """The editor; `set_narrow` takes the side in as further tabs."""

    def __init__(self, editor: QWidget, side: ReportSide) -> None:
        super().__init__()
        self.setMinimumWidth(theme.px(430))
        self._side = side
        self.narrow = False
        self.tabs = QTabBar()
        self.tabs.setExpanding(False)
        self.tabs.setDrawBase(False)
        for title in (_("Editing"), *_titles()):
            self.tabs.addTab(title)
        self.tabs.currentChanged.connect(self._show_tab)
        self.tabs.hide()
        self._pages = QStackedWidget()
        self._pages.addWidget(editor)
        frame = box("pane")
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(frame)
        column = QVBoxLayout(frame)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.tabs)
        column.addWidget(self._pages, 1)

    def show_editor(self) -> None:
        """Bring the text up."""
        self.tabs.setCurrentIndex(0)

    def show_page(self, page: int) -> None:
        """Bring a page of the side up, wherever it is."""
        self._side.tabs.setCurrentIndex(page)
        if self.narrow:
            self.tabs.setCurrentIndex(page + 1)

    def allow_page(self, page: int, allowed: bool) -> None:
        """Offer a page of the side, or leave it out."""
        self._side.tabs.setTabVisible(page, allowed)
        self.tabs.setTabVisible(page + 1, allowed)

    def set_narrow(self, narrow: bool, splitter: QSplitter) -> None:
        """Move the side between its own pane of the splitter and the tabs here."""
        self.narrow = narrow
        self.tabs.setVisible(narrow)
        self._side.show_tabs(not narrow)
        if narrow:
            self._pages.addWidget(self._side)
            self._show_tab(self.tabs.currentIndex())
        else:
            splitter.addWidget(self._side)
            self._side.show()
            self._pages.setCurrentIndex(0)

    def _show_tab(self, index: int) -> None:
        if not self.narrow:
            return
        if index > 0:
            self._side.tabs.setCurrentIndex(index - 1)
        self._pages.setCurrentIndex(1 if index > 0 else 0)
