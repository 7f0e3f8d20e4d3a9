"""The six tabs: each is imported and made when it is first needed, and read again only while it is seen."""

from collections.abc import Callable, Iterable
from functools import partial
from importlib import import_module

from PySide6.QtCore import QSize
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QSplitter, QStackedWidget

from cchc_desktop.errors import UserError
from cchc_desktop.i18n import _
from cchc_desktop.options import Options
from cchc_desktop.storage.changes import Change
from cchc_desktop.ui import alerts, theme
from cchc_desktop.ui.tabs.base import Tab
from cchc_desktop.ui.workspace import Workspace

_LEAST_WIDTH, _LEAST_HEIGHT = 590, 140  # pixels at 100 %; a smaller window scrolls

# name: (class in ui.tabs.<name>.tab, icon)
TABS = {
    "overview": ("OverviewTab", "home"),
    "plan": ("PlanTab", "file-text"),
    "frame": ("FrameTab", "table"),
    "report": ("ReportTab", "report"),
    "index": ("IndexTab", "chart-bar"),
    "exchange": ("ExchangeTab", "transfer"),
}


def tab_title(name: str) -> str:
    """The word on a tab, known before the tab is made."""
    titles = {
        "overview": _("Overview"),
        "plan": _("Plan"),
        "frame": _("Task frame"),
        "report": _("Reports"),
        "index": _("Indices"),
        "exchange": _("Exchange"),
    }
    return titles[name]


class TabBook(QStackedWidget):
    """Holds the tabs; one that is out of sight is marked stale and read again when it is shown."""

    def __init__(
        self,
        workspace: Workspace,
        options: Options,
        navigate: Callable[[str, str], None],
        show_tab: Callable[[str], None],
    ) -> None:
        super().__init__()
        self._show = show_tab
        self._workspace = workspace
        self._options = options
        self._navigate = navigate
        self._tabs: dict[str, Tab] = {}
        self._stale: set[str] = set()
        self.current_name = ""
        self.reads_unseen = False  # a tab out of sight is being read: it has nothing to say in the status bar

    def tab(self, name: str) -> Tab:
        """The tab with this name."""
        if name not in self._tabs:
            module = import_module(f"cchc_desktop.ui.tabs.{name}.tab")
            made: Tab = getattr(module, TABS[name][0])(self._workspace)
            made.navigate.connect(self._navigate)
            made.bring_up = partial(self._bring_up, name)
            made.use_options(self._options)
            self.addWidget(made)
            self._tabs[name] = made
            self._stale.add(name)
            self._restore_panes(made)
        return self._tabs[name]

    def read(self, name: str) -> Tab:
        """The tab with this name, read for the year and the state at hand, in sight or not."""
        made = self.tab(name)
        if name in self._stale:
            self._stale.discard(name)
            self.reads_unseen = name != self.current_name
            try:
                made.reload()
            except UserError as error:  # what it shows now is not whole
                alerts.show_error(self, error)
            finally:
                self.reads_unseen = False
        return made

    def _bring_up(self, name: str) -> bool:
        if name == self.current_name:
            self.read(name)
            return True
        self._show(name)
        return False

    def show_tab(self, name: str) -> None:
        """Write what is being typed in the tab that goes, read the one that comes."""
        if name != self.current_name:
            self.commit_editing()
        shown = self.tab(name)
        self.current_name = name
        self._workspace.shown_tab = name
        self.setCurrentWidget(shown)
        self.updateGeometry()
        self.read(name)

    def current(self) -> Tab | None:
        """The tab that is seen."""
        return self._tabs.get(self.current_name)

    def commit_editing(self) -> None:
        """Write what is still being typed."""
        current = self.current()
        if current is not None:
            QGuiApplication.inputMethod().commit()
            current.commit_editing()

    def reload(self) -> None:
        """Another dossier or year: everything is to be read again."""
        self._put_aside(self._tabs)
        if self.current() is not None:
            self.read(self.current_name)

    def rows_changed(self, change: Change) -> None:
        """A change was made: the tab that is seen takes it at once."""
        self._put_aside(name for name in self._tabs if name != self.current_name)
        current = self.current()
        if current is not None and self.current_name not in self._stale:
            current.rows_changed(change)

    def _put_aside(self, names: Iterable[str]) -> None:
        for name in names:
            self._stale.add(name)
            self._tabs[name].rest()

    def minimumSizeHint(self) -> QSize:
        """Narrow, whatever the tabs would like: each gives up panes and words by itself when the window narrows."""
        shown = self.currentWidget()
        height = shown.minimumSizeHint().height() if shown is not None else 0
        return QSize(theme.px(_LEAST_WIDTH), max(theme.px(_LEAST_HEIGHT), height))

    def _splitters(self) -> list[QSplitter]:
        return [pane for tab in self._tabs.values() for pane in tab.findChildren(QSplitter) if pane.objectName()]

    def _restore_panes(self, tab: Tab) -> None:
        for pane in tab.findChildren(QSplitter):
            sizes = self._options.panes.get(pane.objectName(), [])
            if len(sizes) == pane.count():
                pane.setSizes(sizes)

    def keep_panes(self) -> None:
        """Note the sizes of the panes in the options."""
        for pane in self._splitters():
            if pane.isVisible():
                self._options.panes[pane.objectName()] = pane.sizes()
