"""Puts the program together: log, options, language, one instance, window; the dossier comes after the window."""

import faulthandler
import gc
import logging
import logging.handlers
import os
import sys
import threading
from collections.abc import Sequence
from contextlib import suppress
from io import TextIOWrapper
from pathlib import Path
from typing import Any

from PySide6.QtCore import QObject, Qt, QTimer
from PySide6.QtWidgets import QApplication

from cchc_desktop import __version__, i18n, options, paths
from cchc_desktop.errors import trace_of
from cchc_desktop.ui import bugs, qt_translator, theme
from cchc_desktop.ui.application import high_contrast_palette, log_qt, make_application
from cchc_desktop.ui.dialogs.base import dialogs_may_go
from cchc_desktop.ui.form_pack_actions import PACK_SUFFIX
from cchc_desktop.ui.loading import load_the_rest
from cchc_desktop.ui.main_window import CAME_SUFFIXES, MainWindow
from cchc_desktop.ui.single_instance import SingleInstance
from cchc_desktop.ui.workspace import Workspace

_log = logging.getLogger(__name__)

_LOG_BYTES = 1_000_000
_PAUSE_MS = 50  # after which the window is drawn and the rest may be loaded


def start_log() -> None:
    """Write what happens to a file in the officer's folder."""
    handlers: list[logging.Handler] = [logging.StreamHandler()] if sys.stderr else []
    try:
        paths.make_private(paths.home())
        handlers.append(_PrivateLog(paths.home() / "cchc.log"))
    except OSError:
        _log.warning("the log file cannot be written", exc_info=True)
    for handler in handlers:
        handler.setLevel(logging.INFO if isinstance(handler, _PrivateLog) else logging.WARNING)
        handler.setFormatter(_Discreet("%(asctime)s %(levelname)s %(name)s: %(message)s"))
    logging.basicConfig(level=logging.INFO, handlers=handlers, force=True)


def start_crash_log() -> None:
    """Where Python or Qt itself dies, the places in the code at which it did are the last that is written.

    They go into a file beside the log, which is kept open for that.
    """
    file = paths.home() / "crash.log"
    with suppress(OSError):
        anew = os.O_TRUNC if file.exists() and file.stat().st_size > _LOG_BYTES else 0
        faulthandler.enable(os.open(file, os.O_WRONLY | os.O_CREAT | os.O_APPEND | anew, 0o600))


class _PrivateLog(logging.handlers.RotatingFileHandler):
    """At most 1 MB and one file before it, for the officer's eyes alone."""

    def __init__(self, file: Path) -> None:
        super().__init__(file, maxBytes=_LOG_BYTES, backupCount=1, encoding="utf-8", delay=True)

    def _open(self) -> TextIOWrapper:
        stream = super()._open()
        with suppress(OSError):
            os.chmod(self.baseFilename, 0o600)
            os.chmod(f"{self.baseFilename}.1", 0o600)
        return stream

    def handleError(self, record: logging.LogRecord) -> None:
        """A full drive: the line is lost. Python would print it, with all that it holds, to standard error."""


class _Discreet(logging.Formatter):
    """Failures without what the officer typed."""

    def formatException(self, ei: Any) -> str:
        error = ei[1]
        return trace_of(error).rstrip() if error is not None else ""


class Program(QObject):
    """The parts that outlive a window: options, workspace; the window is made again when its look changes."""

    def __init__(self, app: QApplication) -> None:
        super().__init__()
        self._app = app
        self._contrast = high_contrast_palette(app)  # before the program has colours of its own
        self.options = options.load()
        self.workspace = Workspace(self)
        self._loading: threading.Thread | None = None
        self.window = self._make_window()

    def _dress(self) -> None:
        i18n.set_language(self.options.language)
        qt_translator.install(self._app, self.options.language)
        theme.apply(self._app, self._is_dark(), self.options.zoom, self._contrast)

    def _is_dark(self) -> bool:
        """Whether the window is dark; told to Qt too, which gives it a title bar to match."""
        hints, schemes = self._app.styleHints(), Qt.ColorScheme
        if self.options.theme == "system":
            hints.unsetColorScheme()
            return hints.colorScheme() == schemes.Dark
        is_dark = self.options.theme == "dark"
        hints.setColorScheme(schemes.Dark if is_dark else schemes.Light)
        return is_dark

    def _make_window(self) -> MainWindow:
        self._dress()
        window = MainWindow(self.workspace, self.options)
        window.look_changed.connect(self._remake_later)
        return window

    def _remake_later(self) -> None:
        # Not inside the menu that asked for it: the window and its menu go away.
        QTimer.singleShot(0, self, self._remake)

    def _remake(self) -> None:
        if not dialogs_may_go(self.window):
            return
        old, name = self.window, self.window.current_tab
        old.keep_options()
        self.workspace.commit_requested.emit()
        self.workspace = self.workspace.successor()
        self.window = self._make_window()
        self.window.show()
        self.window.show_tab(name or "overview")
        old.hide()
        old.deleteLater()

    def begin(self, file: Path | None) -> None:
        """Open the file given, or the last one; where there is none, help to begin."""
        recent = self.options.recent_files()
        is_beside = file is not None and file.suffix.lower() in (*CAME_SUFFIXES, PACK_SUFFIX)
        if recent and (file is None or is_beside):
            self.window.dossier_actions.open(recent[0])
        if file is not None:
            self.window.open_file(file)
        elif not recent:
            self.window.dossier_actions.new()
        self._tell_changes(bool(recent))
        self._offer_tour(bool(recent))
        QTimer.singleShot(_PAUSE_MS, self, self._load_the_rest)

    def _tell_changes(self, was_used: bool) -> None:
        """Once after an update; who begins with this version has nothing that is new."""
        if self.options.changes_seen == __version__:
            return
        self.options.changes_seen = __version__
        options.save(self.options)
        if was_used:
            self.window.help_actions.changes()

    def _offer_tour(self, was_used: bool) -> None:
        """Once, when who begins with the program has a first dossier."""
        if self.options.tour_seen:
            return
        if was_used:
            self.options.tour_seen = True
        elif self.workspace.dossier is None:
            self.workspace.dossier_changed.connect(self._begin_tour, Qt.ConnectionType.SingleShotConnection)
        else:
            self._begin_tour()

    def _begin_tour(self) -> None:
        if self.workspace.dossier is not None and not self.options.tour_seen:
            self.options.tour_seen = True
            options.save(self.options)
            QTimer.singleShot(0, self.window, lambda: self.window.help_actions.tour(active=False))

    def _load_the_rest(self) -> None:
        from cchc_desktop.services.opened_copies import sweep_copies

        sweep_copies()
        self._loading = load_the_rest()

    @property
    def is_loaded(self) -> bool:
        """Whether what the window did not need at once has been loaded in the background."""
        return self._loading is not None and not self._loading.is_alive()

    def open_for_other(self, name: str) -> None:
        """A second start hands over its file: open it here and come to the front."""
        self.window.setWindowState(self.window.windowState() & ~Qt.WindowState.WindowMinimized)
        self.window.raise_()
        self.window.activateWindow()
        if name:
            self.window.open_file(Path(name))


def _quit_when(app: QApplication, program: Program, wanted: str) -> None:
    """Say "ready" and end once the window shows the first tab with the dossier's data: a start is measured to here.

    With `wanted` "loaded" it waits for the rest too.
    """
    shown = program.workspace.dossier is not None and program.window.current_tab
    if not shown or (wanted == "loaded" and not program.is_loaded):
        pause = 10 if shown else 0  # does not take the processor from the loading
        QTimer.singleShot(pause, program, lambda: _quit_when(app, program, wanted))
        return
    app.processEvents()
    print("ready", flush=True)
    app.quit()


def main(argv: Sequence[str] | None = None) -> int:
    """Open the window; a second start gives its file to the first and ends. Returns the exit code."""
    argv = list(sys.argv if argv is None else argv)
    start_log()
    start_crash_log()
    log_qt()
    _log.info("start %s", __version__)
    app = make_application(argv)
    file = next((Path(word).absolute() for word in argv[1:] if not word.startswith("-")), None)
    instance = SingleInstance()
    if not instance.is_first(str(file or "")):
        return 0
    bugs.install_hook()
    program = Program(app)
    instance.handed_over.connect(program.open_for_other)
    program.window.show()
    QTimer.singleShot(0, program, lambda: program.begin(file))
    QTimer.singleShot(0, program, lambda: gc.enable())
    wanted = os.environ.get("CCHC_QUIT_WHEN", "")  # "ready" or "loaded": benchmarks/bench_startup.py
    if wanted:
        QTimer.singleShot(0, program, lambda: _quit_when(app, program, wanted))
    code = app.exec()
    instance.end()
    program.workspace.close()
    if (paths.home() / "opened").exists():
        from cchc_desktop.services.opened_copies import remove_copies

        remove_copies()
    _log.info("end")
    return code


if __name__ == "__main__":
    sys.exit(main())
