"""The window on damaged dossiers: every tab, search, some typing; what is wrong is said, and nothing else breaks."""

import random
import shutil
import sys
import traceback
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QEvent, QThreadPool
from PySide6.QtWidgets import QApplication, QDialog, QWidget

from cchc_desktop.options import Options
from cchc_desktop.services import years
from cchc_desktop.services.sample import create_sample
from cchc_desktop.storage.damage import verdict
from cchc_desktop.ui import bugs, theme
from cchc_desktop.ui.application import make_application
from cchc_desktop.ui.dialogs.alert import AlertDialog
from cchc_desktop.ui.dialogs.bug_report import BugDialog
from cchc_desktop.ui.dialogs.damage import DamageDialog
from cchc_desktop.ui.main_window import MainWindow
from cchc_desktop.ui.workspace import Workspace
from tests.soak.campaign import Campaign, Kind, Tally
from tests.soak.damage import damage

# Words that may not be said of a file that is damaged.
_HEALTHY = ("nguyên vẹn", "không hỏng", "an toàn")


def look_through(path: Path, tally: Tally) -> str:
    """Note what goes wrong while the window shows a dossier, tab by tab, and the officer types a little."""
    outcome = "refused"
    said: list[str] = []
    workspace = Workspace()
    window = MainWindow(workspace, Options())
    window.show()
    _settle()
    if window.dossier_actions.open(path):
        outcome = "shown"
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
            tally.note(Kind.LOSS, "a damaged dossier may still be written")
        said.append(window.statusBar().saved.text())  # type: ignore[attr-defined]
    said += _close_dialogs()
    damaged = bool(verdict(path))
    for words in said:
        if words.startswith("bug:"):
            tally.note(Kind.CRASH, words)
        elif damaged and any(bad in words for bad in _HEALTHY):
            tally.note(Kind.WORDS, f"said of a damaged file: {words}")
    window.close()
    workspace.close()
    window.deleteLater()
    _settle()
    return outcome


def _settle() -> None:
    QThreadPool.globalInstance().waitForDone(10_000)
    for _time in range(4):
        QApplication.processEvents()
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


def _close_dialogs() -> list[str]:
    """Close what was opened over the window; the words that it said."""
    words: list[str] = []
    for widget in QApplication.topLevelWidgets():
        if isinstance(widget, BugDialog):
            words.append(f"bug: {widget.report.toPlainText()}")
        elif isinstance(widget, AlertDialog):
            words.append(widget.text)
        elif isinstance(widget, DamageDialog):
            words += [child.text() for child in widget.findChildren(QWidget) if hasattr(child, "text")]
        if isinstance(widget, QDialog) and widget.isVisible():
            widget.reject()
    return words


@contextmanager
def prepare(folder: Path, seed: int, tally: Tally) -> Iterator[Callable[[int], str]]:
    """The sample, of which each run shows a damaged copy in a window of its own."""
    theme.apply(make_application([]))
    content = create_sample(folder).read_bytes()

    def run(number: int) -> str:
        path = folder / f"{number}" / "Xã A.cchc"
        path.parent.mkdir()
        path.write_bytes(damage(content, random.Random(f"{seed}-{number}")))
        outcome = look_through(path, tally)
        shutil.rmtree(path.parent, ignore_errors=True)
        return outcome

    ask, AlertDialog.exec = AlertDialog.exec, lambda box: box.open()  # type: ignore[method-assign, assignment]
    try:  # nobody is there to press a button
        with _watched_hook(tally):
            yield run
    finally:
        AlertDialog.exec = ask  # type: ignore[method-assign]


@contextmanager
def _watched_hook(tally: Tally) -> Iterator[None]:
    """The program's own hook, behind one that notes what the program would not show."""
    before = sys.excepthook
    bugs.install_hook()
    shown = sys.excepthook

    def hook(kind: type[BaseException], error: BaseException, trace: object) -> None:
        if not isinstance(error, Exception):
            tally.note(Kind.CRASH, "".join(traceback.format_exception(error)))
        shown(kind, error, trace)  # type: ignore[arg-type]

    sys.excepthook = hook
    try:
        yield
    finally:
        sys.excepthook = before


CAMPAIGN = Campaign("a damaged dossier, looked through and typed into in the window", 100, 2400, prepare)
