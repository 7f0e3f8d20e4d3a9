"""The window on damaged dossiers: every tab, search, some typing; what is wrong is said, and nothing else breaks.

python -m tests.soak.damage_window [TIMES [SEED]]
"""

import os
import random
import shutil
import sys
import tempfile
import traceback
from collections.abc import Iterator
from pathlib import Path
from types import TracebackType

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QThreadPool
from PySide6.QtWidgets import QApplication, QDialog, QMessageBox, QWidget

from cchc_desktop.options import Options
from cchc_desktop.services import years
from cchc_desktop.services.sample import create_sample
from cchc_desktop.storage.damage import verdict
from cchc_desktop.ui import bugs, theme
from cchc_desktop.ui.application import make_application
from cchc_desktop.ui.dialogs.damage import DamageDialog
from cchc_desktop.ui.main_window import MainWindow
from cchc_desktop.ui.workspace import Workspace
from tests.soak.damage import damage

# Words that may not be said of a file that is damaged.
_HEALTHY = ("nguyên vẹn", "không hỏng", "an toàn")


def look_through(path: Path) -> Iterator[str]:
    """What goes wrong while the window shows a dossier, tab by tab, and the officer types a little."""
    said: list[str] = []
    workspace = Workspace()
    window = MainWindow(workspace, Options())
    window.show()
    _settle()
    if window.dossier_actions.open(path):
        for name in window.tab_names:
            window._row.chosen.emit(name)  # as a click on it
            _settle()
            said += _close_dialogs()
        window._search.setText("cai cach")
        window.save_now()
        workspace.run(years.add_year, year=2031)
        workspace._finish_backup()
        _settle()
        said += _close_dialogs()
        if verdict(path) and not workspace.read_only:
            yield "a damaged dossier may still be written"
        said.append(window.statusBar().saved.text())  # type: ignore[attr-defined]
    said += _close_dialogs()
    if verdict(path):
        yield from (f"said of a damaged file: {words}" for words in said if any(bad in words for bad in _HEALTHY))
    yield from (words for words in said if words.startswith("bug:"))
    window.close()
    workspace.close()
    window.deleteLater()
    _settle()


def _settle() -> None:
    QThreadPool.globalInstance().waitForDone(10_000)
    for _time in range(4):
        QApplication.processEvents()


def _close_dialogs() -> list[str]:
    """Close what was opened over the window; the words that it said."""
    words: list[str] = []
    for widget in QApplication.topLevelWidgets():
        if isinstance(widget, bugs.BugDialog):
            words.append(f"bug: {widget.report.toPlainText()}")
        elif isinstance(widget, QMessageBox):
            words.append(widget.text())
        elif isinstance(widget, DamageDialog):
            words += [child.text() for child in widget.findChildren(QWidget) if hasattr(child, "text")]
        if isinstance(widget, QDialog) and widget.isVisible():
            widget.reject()
    return words


def campaign(sample: Path, folder: Path, times: int, seed: int) -> Iterator[str]:
    """What goes wrong among so many damaged copies of the sample, each shown in a window of its own."""
    content = sample.read_bytes()
    with _watched_hook() as unseen:
        for number in range(times):
            path = folder / f"{number}" / "Xã A.cchc"
            path.parent.mkdir()
            path.write_bytes(damage(content, random.Random(f"{seed}-{number}")))
            yield from (f"{seed}-{number}: {wrong}" for wrong in look_through(path))
            yield from (f"{seed}-{number}: {wrong}" for wrong in unseen)
            unseen.clear()
            shutil.rmtree(path.parent, ignore_errors=True)


class _watched_hook:
    """The program's own hook, behind one that notes what the program would not show."""

    def __enter__(self) -> list[str]:
        self._before = sys.excepthook
        bugs.install_hook()
        shown = sys.excepthook
        self._unseen: list[str] = []

        def hook(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
            if not isinstance(error, Exception):
                self._unseen.append("".join(traceback.format_exception(error)))
            shown(kind, error, trace)

        sys.excepthook = hook
        return self._unseen

    def __exit__(self, *_error: object) -> None:
        sys.excepthook = self._before


def main(times: int = 100, seed: int = 1) -> int:
    """Print what went wrong; 1 when anything did."""
    print(f"damage through the window: {times}, seed {seed}")
    application = make_application([])
    theme.apply(application)
    QMessageBox.exec = lambda box: box.open()  # type: ignore[method-assign, assignment]  # nobody is there to press
    with tempfile.TemporaryDirectory() as name:
        os.environ["CCHC_HOME"] = f"{name}/home"
        os.environ["CCHC_TODAY"] = "2026-09-08"
        folder = Path(name)
        wrong = list(campaign(create_sample(folder), folder, times, seed))
    print("\n".join(wrong) or "everything that was wrong was said")
    print(f"{len(wrong)} wrong")
    return int(bool(wrong))


if __name__ == "__main__":
    sys.exit(main(*map(int, sys.argv[1:])))
