"""The program with its window on a dossier, and the parts of it that outlive a window."""

import gc
import os
import threading
from pathlib import Path

from PySide6.QtCore import QObject, Qt, QTimer
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QApplication, QWidget

from cchc_desktop import __version__, i18n, options
from cchc_desktop.options import Options
from cchc_desktop.ui import bugs, qt_translator, theme
from cchc_desktop.ui.application import high_contrast_palette, is_dark, say_ready
from cchc_desktop.ui.arrival_actions import CAME_SUFFIXES
from cchc_desktop.ui.collection_actions import COLLECTION_SUFFIX
from cchc_desktop.ui.dialogs.leaving import dialogs_may_go
from cchc_desktop.ui.form_pack_actions import PACK_SUFFIX
from cchc_desktop.ui.loading import load_the_rest
from cchc_desktop.ui.main_window import MainWindow
from cchc_desktop.ui.single_instance import SingleInstance
from cchc_desktop.ui.workspace import Workspace

_PAUSE_MS = 50  # after which the window is drawn and the rest may be loaded


class Program(QObject):
    """The parts that outlive a window: options, workspace; the window is made again when its look changes."""

    def __init__(self, app: QApplication, chosen: Options) -> None:
        super().__init__()
        self._app = app
        self._contrast = high_contrast_palette(app)  # before the program has colours of its own
        self.options = chosen
        self.workspace = Workspace(self)
        self._loading: threading.Thread | None = None
        self.window = self._make_window()
        hints = app.styleHints()
        hints.accessibility().contrastPreferenceChanged.connect(self._follow_contrast)
        hints.colorSchemeChanged.connect(self._follow_scheme)

    def _follow_contrast(self) -> None:
        """The system was set to high contrast, or back, while the program runs."""
        self._app.setPalette(QPalette())  # the system's own
        self._contrast = high_contrast_palette(self._app)
        self._dress()  # also where a dialog keeps the window from being made again
        self._remake_later()

    def _follow_scheme(self, scheme: Qt.ColorScheme) -> None:
        """The system became dark or light."""
        follows = self._contrast is None and self.options.theme == "system"
        if follows and (scheme == Qt.ColorScheme.Dark) != theme.is_dark():
            self._remake_later()

    def _dress(self) -> None:
        i18n.set_language(self.options.language)
        qt_translator.install(self._app, self.options.language)
        theme.apply(self._app, is_dark(self._app, self.options.theme), self.options.zoom, self._contrast)

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
        self.window.collection_actions.take_over(old.collection_actions)
        old.hide()
        old.deleteLater()

    def begin(self, file: Path | None) -> None:
        """Open the file given, or the last one; where there is none, help to begin."""
        recent = self.options.recent_files()
        is_beside = file is not None and file.suffix.lower() in (*CAME_SUFFIXES, PACK_SUFFIX, COLLECTION_SUFFIX)
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
    say_ready(app)


def _collect_again() -> None:
    """Look for garbage again, but not among what the start has made: that lasts as long as the program."""
    gc.freeze()
    gc.enable()


def run(app: QApplication, chosen: Options, instance: SingleInstance, greeting: QWidget, file: Path | None) -> int:
    """Put the window in the place of the greeting, open the dossier, and stay until the end. Returns the exit code."""
    bugs.install_hook()
    program = Program(app, chosen)
    instance.handed_over.connect(program.open_for_other)
    program.window.show()
    greeting.close()
    greeting.deleteLater()
    QTimer.singleShot(0, program, lambda: program.begin(file))
    QTimer.singleShot(0, instance, lambda: QTimer.singleShot(_PAUSE_MS, instance, instance.listen))
    QTimer.singleShot(0, program, _collect_again)
    wanted = os.environ.get("CCHC_QUIT_WHEN", "")  # "ready" or "loaded": benchmarks/bench_startup.py
    if wanted:
        QTimer.singleShot(0, program, lambda: _quit_when(app, program, wanted))
    code = app.exec()
    instance.end()
    program.workspace.close()
    return code
