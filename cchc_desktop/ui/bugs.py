"""What is not a `UserError` is a bug: it is logged and shown with a report that can be copied."""

import logging
import sqlite3
import sys
import threading
from contextlib import suppress
from types import TracebackType

from PySide6.QtCore import QObject, Qt, QThread, Signal
from PySide6.QtWidgets import QApplication

from cchc_desktop.errors import UserError
from cchc_desktop.storage.damage import DamageWatch
from cchc_desktop.ui import alerts
from cchc_desktop.ui.workspace import Workspace

_log = logging.getLogger(__name__)


class _Bell(QObject):
    """Brings a bug from whatever thread to the window's thread."""

    rang = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self._shown = False
        self.rang.connect(self._show, Qt.ConnectionType.QueuedConnection)

    def _show(self, error: BaseException) -> None:
        window = QApplication.activeWindow()
        if isinstance(error, UserError):
            alerts.show_error(window, error)
            return
        if self._shown:
            return  # one at a time: a bug in painting would ring without end
        watch = _watch_at_hand()
        checked = False
        if watch is not None:
            with suppress(OSError, sqlite3.Error):
                checked = not watch.examine()
        if watch is not None and watch.damage is not None:  # no mistake of the program's
            alerts.show_error(window, watch.damage)
            return
        self._shown = True
        from cchc_desktop.ui.dialogs.bug_report import BugDialog, report_text

        dialog = BugDialog(window, report_text(error), checked)
        dialog.finished.connect(self._closed)
        dialog.open()

    def _closed(self) -> None:
        self._shown = False


def _watch_at_hand() -> DamageWatch | None:
    """The watch over the dossier of the window that is open."""
    for widget in QApplication.topLevelWidgets():
        workspace = getattr(widget, "workspace", None)
        if isinstance(workspace, Workspace) and workspace.dossier is not None:
            return workspace.dossier.watch
    return None


_bell: _Bell | None = None


def install_hook() -> None:
    """From now on nothing fails unseen. Call once, on the window's thread."""
    global _bell
    _bell = _Bell()
    sys.excepthook = _hook
    threading.excepthook = lambda args: _hook(args.exc_type, args.exc_value or args.exc_type(), args.exc_traceback)


def _hook(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
    if issubclass(kind, KeyboardInterrupt):
        sys.__excepthook__(kind, error, trace)
        return
    if not issubclass(kind, UserError):
        _log.critical("bug on %s", QThread.currentThread(), exc_info=(kind, error, trace))
    if _bell is not None:
        _bell.rang.emit(error)
