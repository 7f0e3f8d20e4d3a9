"""The Qt application itself, from its names to its end."""

import atexit
import builtins
import logging
from collections.abc import Sequence

from PySide6.QtCore import QByteArray, QMessageLogContext, QSize, Qt, QtMsgType, qInstallMessageHandler
from PySide6.QtGui import QGuiApplication, QPalette
from PySide6.QtWidgets import QApplication, QMainWindow

from cchc_desktop import __version__
from cchc_desktop.errors import masked
from cchc_desktop.options import Options
from cchc_desktop.ui.tokens import DARK, LIGHT

_log = logging.getLogger(__name__)

_LEVELS = {
    QtMsgType.QtDebugMsg: logging.DEBUG,
    QtMsgType.QtInfoMsg: logging.INFO,
    QtMsgType.QtWarningMsg: logging.WARNING,
}
FRAME = QSize(16, 40)  # what the system draws around a window, pixels
_PASSING_CLIPBOARDS = ("offscreen", "minimal")  # platforms whose clipboard is the process's own


def import_plainly() -> None:
    """From now on Qt does not look into what is imported.

    PySide reads the source of every module that is imported after it, to see whether that asks for its `__feature__`;
    nothing here does. It would cost a start a tenth of its time, and the sources would stay in memory.
    """
    builtins.__import__ = getattr(builtins, "__orig_import__", builtins.__import__)


def make_application(argv: Sequence[str]) -> QApplication:
    """The Qt application, with names that the system shows."""
    existing = QApplication.instance()
    app = existing if isinstance(existing, QApplication) else QApplication([*argv, "-style", "fusion"])
    app.setApplicationName("CCHC Desktop")
    app.setApplicationVersion(__version__)
    atexit.unregister(empty_clipboard)
    atexit.register(empty_clipboard)
    return app


def high_contrast_palette(app: QApplication) -> QPalette | None:
    """The system's own colours where its user has asked for high contrast, else None."""
    hints = app.styleHints()  # kept: what it hands out goes with it
    asked = hints.accessibility().contrastPreference()
    return QPalette(app.palette()) if asked == Qt.ContrastPreference.HighContrast else None


def is_dark(app: QApplication, chosen: str) -> bool:
    """Whether the window is dark, with "system", "light" or "dark" chosen; Qt gives it a title bar to match."""
    hints, schemes = app.styleHints(), Qt.ColorScheme
    if chosen == "system":
        hints.unsetColorScheme()
        return hints.colorScheme() == schemes.Dark
    hints.setColorScheme(schemes.Dark if chosen == "dark" else schemes.Light)
    return chosen == "dark"


def greet(app: QApplication, options: Options) -> QMainWindow:
    """A bare window in the place and colour of the one that comes, so that a double click is answered at once."""
    window = QMainWindow()
    window.setWindowTitle(app.applicationName())
    palette = window.palette()
    palette.setColor(QPalette.ColorRole.Window, (DARK if is_dark(app, options.theme) else LIGHT).bg)
    window.setPalette(palette)
    room = window.screen().availableGeometry().size() - FRAME
    window.resize((QSize(1366, 728) * options.zoom).boundedTo(room))
    if options.geometry:
        window.restoreGeometry(QByteArray.fromBase64(options.geometry.encode()))
    window.show()
    app.processEvents()
    return window


def say_ready(app: QApplication) -> None:
    """Once everything is painted: a start is measured to here."""
    app.processEvents()
    print("ready", flush=True)
    app.quit()


def empty_clipboard() -> None:
    """Before Python ends: let go of what was copied, where the clipboard ends with the process.

    Such a clipboard is a static of Qt's, destroyed after Python: what Python made and is still on it would call into
    what is no longer there. A system's clipboard takes over what was copied while the application ends.
    """
    if QGuiApplication.instance() is not None and QGuiApplication.platformName() in _PASSING_CLIPBOARDS:
        QGuiApplication.clipboard().clear()


def log_qt() -> None:
    """From now on what Qt finds wrong stands in the log, without what it quotes."""
    qInstallMessageHandler(_take)
    atexit.register(qInstallMessageHandler, None)


def _take(kind: QtMsgType, context: QMessageLogContext, words: str) -> None:
    _log.log(_LEVELS.get(kind, logging.CRITICAL), "Qt, %s: %s", context.category or "default", masked(words))
