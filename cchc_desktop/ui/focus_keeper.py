"""Keeps the keyboard where the work is: a widget that goes while it has the focus hands it to the pane it was in."""

from collections.abc import Callable

from PySide6.QtCore import QObject, QTimer
from PySide6.QtWidgets import QAbstractButton, QApplication, QMenuBar, QWidget
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
        self._holder: QWidget | None = None  # the widget that has the focus
        self._home: Tab | None = None  # the tab in which it is
        self._before_menus: QWidget | None = None  # what had the focus when the menu bar took it
        self._passed: list[QWidget] = []  # what had the focus since it was last looked at, as in a quick click
        # Later: the focus may move while widgets are being deleted, and then nothing may be asked of them.
        self._soon = QTimer(self, singleShot=True, interval=0)
        self._soon.timeout.connect(self._look)
        application = QApplication.instance()
        assert isinstance(application, QApplication)
        application.focusChanged.connect(self._note)

    def _note(self, old: QWidget | None, _now: QWidget | None) -> None:
        if old is not None:
            self._passed.append(old)
        self._soon.start()

    def _look(self) -> None:
        tab, now = self._current(), QApplication.focusWidget()
        passed, self._passed = self._passed, []
        if tab is None or not tab.isVisible() or not tab.window().isActiveWindow():
            return
        if isinstance(now, QMenuBar):
            self._look_at_menus(now, tab)
            return
        inside = now is not None and tab.isAncestorOf(now)
        held = [self._holder] if self._holder is not None and self._home is tab else []
        held += [one for one in passed if isValid(one) and tab.isAncestorOf(one)]
        gone = next((one for one in held if _is_gone(one)), None)
        if gone is not None:
            place = self._place(tab, gone if isValid(gone) else None)
            # A field or a list in the tab was given the focus on purpose; a button is the next in the chain.
            if place is not None and (not inside or isinstance(now, QAbstractButton)):
                place.setFocus()
                now, inside = place, True
        self._holder, self._home = now, tab if inside else None

    def _look_at_menus(self, menus: QMenuBar, tab: Tab) -> None:
        """A menu bar without a lit menu only kept the focus because a tool was clicked while a menu was lit."""
        if self._holder is not menus:
            self._before_menus = self._holder
        self._holder, self._home = menus, None
        if menus.activeAction() is None:
            before = self._before_menus
            there = before is not None and not _is_gone(before) and tab.isAncestorOf(before)
            place = before if there else self._place(tab, None)
            if place is not None:
                place.setFocus()

    @staticmethod
    def _place(tab: Tab, left: QWidget | None) -> QWidget | None:
        """Where the work of the tab goes on, or what it says while it has nothing to show."""
        empty = next((one.main_button for one in tab.findChildren(EmptyState) if one.isVisible()), None)
        offered = (tab.work_place(left), empty)
        return next((one for one in offered if one is not None and one.isVisible() and one.isEnabled()), None)


def _is_gone(widget: QWidget) -> bool:
    return not isValid(widget) or not widget.isVisible() or not widget.isEnabled()
