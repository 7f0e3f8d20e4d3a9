"""Keeps the keyboard where the work is: a widget that goes while it has the focus hands it to the pane it was in."""

from collections.abc import Callable

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QApplication, QWidget
from shiboken6 import isValid

from cchc_desktop.ui.tabs.base import Tab
from cchc_desktop.ui.widgets.empty_state import EmptyState


class FocusKeeper(QObject):
    """Qt passes the focus of a widget that is hidden, disabled or deleted to the next one in the chain of Tab.

    That may be the row of tabs, where the word that is typed next does something else. `current` gives the tab that
    is shown.
    """

    def __init__(self, parent: QObject, current: Callable[[], Tab | None]) -> None:
        super().__init__(parent)
        self._current = current
        self._tab: Tab | None = None  # in which the focus was last
        self._left: QWidget | None = None  # the widget that had it there
        application = QApplication.instance()
        assert isinstance(application, QApplication)
        application.focusChanged.connect(self._moved)

    def _moved(self, _before: QWidget | None, now: QWidget | None) -> None:
        tab = self._current()
        if tab is None or not isValid(tab) or not tab.isVisible():
            return
        left = self._left if tab is self._tab else None
        self._tab, self._left = tab, now if now is not None and tab.isAncestorOf(now) else None
        if left is None or (isValid(left) and left.isVisible() and left.isEnabled()):
            return
        place = self._place(tab, left if isValid(left) else None)
        if place is not None and place is not now:
            place.setFocus()

    @staticmethod
    def _place(tab: Tab, left: QWidget | None) -> QWidget | None:
        """Where the work of the tab goes on, or what it says while it has nothing to show."""
        empty = next((one.main_button for one in tab.findChildren(EmptyState) if one.isVisible()), None)
        offered = (tab.work_place(left), empty)
        return next((one for one in offered if one is not None and one.isVisible() and one.isEnabled()), None)
