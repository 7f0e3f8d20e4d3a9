"""What is not a `UserError` is a bug: it is logged and shown with a report that can be copied."""

import logging
import platform
import sqlite3
import sys
import threading
from contextlib import suppress
from types import TracebackType

from PySide6.QtCore import QObject, Qt, QThread, Signal, qVersion
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QHBoxLayout, QPlainTextEdit, QVBoxLayout, QWidget

from cchc_desktop import __version__
from cchc_desktop.errors import UserError, trace_of
from cchc_desktop.i18n import _
from cchc_desktop.storage.damage import DamageWatch
from cchc_desktop.ui import alerts, theme
from cchc_desktop.ui.dialogs.base import Dialog
from cchc_desktop.ui.widgets.basics import button, label
from cchc_desktop.ui.workspace import Workspace

_log = logging.getLogger(__name__)


def report_text(error: BaseException) -> str:
    """What a developer needs: versions and the trace; nothing that the officer typed."""
    trace = trace_of(error)
    system = f"{platform.system()} {platform.release()}"
    return f"CCHC Desktop {__version__}, Python {platform.python_version()}, Qt {qVersion()}, {system}\n\n{trace}"


class BugDialog(Dialog):
    """Says that the program is to blame, what is known of the dossier, and offers the report.

    `checked`: the file was just looked through and is sound.
    """

    def __init__(self, parent: QWidget | None, report: str, checked: bool = False) -> None:
        super().__init__(parent)
        self.setWindowTitle(_("A fault in the program"))
        self.setMinimumSize(theme.px(560), theme.px(360))
        column = QVBoxLayout(self)
        column.setContentsMargins(*(theme.px(16),) * 4)
        column.setSpacing(theme.px(10))
        column.addWidget(label(_("The program made a mistake in this step"), "pane"))
        column.addWidget(
            label(
                _(
                    "Your dossier was just checked and is sound: everything up to this step is saved. Copy the report "
                    "below and send it to whoever looks after the program, then go on working."
                )
                if checked
                else _(
                    "Whether a dossier has suffered could not be checked. Copy the report below and send it to whoever "
                    "looks after the program. Then close the dossier and open it again: it is checked at every start."
                ),
                wrap=True,
            )
        )
        self.report = QPlainTextEdit(report)
        self.report.setReadOnly(True)
        self.report.setAccessibleName(_("Fault report"))
        column.addWidget(self.report, 1)
        row = QHBoxLayout()
        row.addWidget(button(_("Copy the report"), self.copy, icon_name="copy"))
        row.addStretch(1)
        row.addWidget(button(_("Go on working"), self.accept, "primary"))
        column.addLayout(row)

    def copy(self) -> None:
        """Put the report on the clipboard."""
        QGuiApplication.clipboard().setText(self.report.toPlainText())


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
