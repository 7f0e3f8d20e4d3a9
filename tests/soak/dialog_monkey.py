"""The dialog monkey at length: many seeds, many steps. Run by itself: `python -m tests.soak.dialog_monkey`.

CCHC_SOAK_SEEDS=200 sets how many runs each dialog gets; the name of a run that failed tells its dialog and its seed.
"""

import os
import random
import shutil
import sqlite3
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QApplication, QFileDialog, QMainWindow

from cchc_desktop.exchange.part_file import read_part
from cchc_desktop.services.sample import create_sample
from cchc_desktop.ui import alerts, qt_translator, theme
from cchc_desktop.ui.dialogs.base import Dialog
from cchc_desktop.ui.workspace import Workspace
from tests.ui.dialog_monkey import Monkey
from tests.ui.every_dialog import CLASSES, MAKERS, Maker, let_go

SEEDS = int(os.environ.get("CCHC_SOAK_SEEDS", "50"))
STEPS = 60


@pytest.fixture(scope="module")
def workspace(tmp_path_factory: pytest.TempPathFactory, qapp: QApplication) -> Iterator[Workspace]:
    """One workspace for all runs of a process; each run takes back what it did."""
    qt_translator.install(qapp, "vi")
    theme.apply(qapp)
    made = Workspace()
    made.open(create_sample(tmp_path_factory.mktemp("soak")))
    yield made
    made.close()


@pytest.mark.parametrize("seed", range(SEEDS))
@pytest.mark.parametrize("kind", CLASSES, ids=lambda kind: kind.__name__)
def test_nothing_is_lost(
    kind: type[Dialog], seed: int, workspace: Workspace, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("CCHC_TODAY", "2026-09-08")
    for name in ("show_error", "show_note"):
        monkeypatch.setattr(alerts, name, lambda *_words: None)
    for name in ("getOpenFileName", "getOpenFileNames", "getSaveFileName"):
        monkeypatch.setattr(QFileDialog, name, lambda *_words: ("", ""))
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_words: "")
    monkeypatch.setattr(QDesktopServices, "openUrl", lambda _url: True)
    window = QMainWindow()
    maker = Maker(workspace, window, tmp_path)

    def stored() -> str:
        with sqlite3.connect(maker.dossier.path) as base:
            text = "\n".join(base.iterdump())
        return text + "".join(repr(read_part(file)) for file in tmp_path.glob("*.cchcphan"))

    dialog = MAKERS[kind](maker)
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, False)
    monkey = Monkey(dialog, random.Random(f"{kind.__name__} {seed}"), stored)
    monkeypatch.setattr(alerts, "ask_leaving", monkey.answer)
    dialog.show()
    monkey.run(STEPS)
    let_go(dialog, window)
    while workspace.can_undo:
        workspace.undo()
    shutil.rmtree(tmp_path, ignore_errors=True)


if __name__ == "__main__":
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    sys.exit(pytest.main(["-q", __file__, *sys.argv[1:]]))
