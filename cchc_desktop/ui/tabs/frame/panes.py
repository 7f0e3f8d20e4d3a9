"""Where the detail pane is: beside the grid in a large window, behind a rail and over the grid in a small one."""

from collections.abc import Callable

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QSplitter, QToolButton, QVBoxLayout, QWidget

from cchc_desktop.i18n import _
from cchc_desktop.ui import icons, theme
from cchc_desktop.ui.tabs.frame.detail import DetailPane

_WIDTH = 286
_RAIL = 36


class DetailRail(QFrame):
    """Icons that open the pane; the first is for all of it, the others name what it holds."""

    def __init__(self, open_pane: Callable[[], object]) -> None:
        super().__init__()
        self.setProperty("box", "pane")
        self.setFixedWidth(theme.px(_RAIL))
        column = QVBoxLayout(self)
        column.setContentsMargins(theme.px(2), theme.px(8), theme.px(2), 0)
        column.setSpacing(theme.px(6))
        for icon_name, words in (
            ("layout-sidebar-right-expand", _("Detail pane (F4)")),
            ("calendar", _("Milestones")),
            ("edit", _("Result so far")),
            ("paperclip", _("Evidence")),
        ):
            tool = QToolButton()
            tool.setIcon(icons.icon(icon_name, "accent"))
            tool.setIconSize(QSize(theme.px(17), theme.px(17)))
            tool.setToolTip(words)
            tool.setAccessibleName(words)
            tool.clicked.connect(lambda _on=False: open_pane())
            column.addWidget(tool, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addStretch(1)


class FramePanes(QWidget):
    """Holds the grid and the detail pane; `set_narrow` changes between the two arrangements."""

    def __init__(self, left: QWidget, detail: DetailPane) -> None:
        super().__init__()
        self._detail = detail
        self._narrow = False
        self._wanted = True
        self._open = {False: True, True: False}  # in a large window, in a small one
        self.splitter = QSplitter(Qt.Orientation.Horizontal)
        self.splitter.setObjectName("frame_splitter")
        self.splitter.setChildrenCollapsible(False)
        self.splitter.setHandleWidth(1)
        self.splitter.addWidget(left)
        self.splitter.addWidget(detail)
        self.splitter.setStretchFactor(0, 1)
        self.splitter.setStretchFactor(1, 0)
        self.splitter.setSizes([theme.px(1080), theme.px(_WIDTH)])
        detail.setMinimumWidth(theme.px(250))
        self._rail = DetailRail(self.toggle)
        self._rail.hide()
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self.splitter, 1)
        row.addWidget(self._rail)

    @property
    def is_open(self) -> bool:
        """Whether the pane is seen."""
        return self._open[self._narrow] and self._wanted

    def toggle(self) -> None:
        """F4: show the pane or put it away."""
        self.set_open(not self.is_open)

    def set_open(self, seen: bool) -> None:
        """Show the pane, or put it away."""
        if not seen:
            self._detail.commit()
        self._open[self._narrow] = seen
        self._arrange()

    def set_detail_wanted(self, wanted: bool) -> None:
        """Without tasks there is nothing to detail: neither pane nor rail is shown."""
        if wanted != self._wanted:
            self._wanted = wanted
            self._arrange()

    def set_narrow(self, narrow: bool) -> None:
        """Arrange the panes for a small window or for a large one."""
        if narrow == self._narrow:
            return
        self._narrow = narrow
        if narrow:
            self._detail.setParent(self)
        else:
            self.splitter.addWidget(self._detail)
            self.splitter.setStretchFactor(1, 0)
            room = self.splitter.width()
            self.splitter.setSizes([room - theme.px(_WIDTH), theme.px(_WIDTH)])
        self._arrange()

    def _arrange(self) -> None:
        self._detail.setProperty("box", "card" if self._narrow else "pane")
        self._detail.style().unpolish(self._detail)
        self._detail.style().polish(self._detail)
        self._detail.setVisible(self.is_open)
        self._rail.setVisible(self._narrow and self._wanted)
        if self._narrow:
            self._place_over()

    def _place_over(self) -> None:
        """Over the right edge of the grid, beside the rail."""
        width = theme.px(_WIDTH)
        self._detail.setGeometry(self.width() - theme.px(_RAIL) - width, 0, width, self.height())
        self._detail.raise_()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if self._narrow:
            self._place_over()
