"""Pictures of the window on a dossier, one for each tab: for the demonstration and for looking at what was built."""

import os
from pathlib import Path

from PySide6.QtCore import QEventLoop, QThreadPool, QTimer

from cchc_desktop import options
from cchc_desktop.i18n import language
from cchc_desktop.ui import qt_translator, theme
from cchc_desktop.ui.application import make_application
from cchc_desktop.ui.main_window import MainWindow
from cchc_desktop.ui.workspace import Workspace

_TITLE_BAR = 30  # what a maximised window leaves of the screen's height, with the taskbar: pixels
_ROUNDS = 40


def take_snapshots(
    dossier_path: Path, out_dir: Path, size: tuple[int, int] = (1366, 768), dark: bool = False
) -> list[Path]:
    """Open the window on a dossier and grab each tab as `1-overview.png` ... `6-exchange.png`.

    Works without a display; the dossier is only read, apart from what opening it always does.
    """
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    app = make_application(["cchc-desktop"])
    qt_translator.install(app, language())
    theme.apply(app, dark=dark)
    workspace = Workspace()
    window = MainWindow(workspace, options.Options(language=language()))
    window.resize(size[0], size[1] - 2 * _TITLE_BAR - 10)
    out_dir.mkdir(parents=True, exist_ok=True)
    files: list[Path] = []
    try:
        window.show()
        workspace.open(dossier_path)
        for number, name in enumerate(window.tab_names, 1):
            window.show_tab(name)
            _settle()
            target = out_dir / f"{number}-{name}.png"
            window.grab().save(str(target))
            files.append(target)
    finally:
        workspace.close()
        window.hide()
        window.deleteLater()
    return files


def _settle() -> None:
    """Let layouts, timers of a pause and work in the background come to rest."""
    for _round in range(_ROUNDS):
        loop = QEventLoop()
        QTimer.singleShot(25, loop.quit)
        loop.exec()
        if _round > 20 and QThreadPool.globalInstance().activeThreadCount() == 0:
            return
