"""Hands at random in every dialog of the program: what was typed is kept, or asked about, and nothing breaks."""

import random
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QFileDialog, QMainWindow

from cchc_desktop.exchange.part_file import read_part
from cchc_desktop.services.sample import create_sample
from cchc_desktop.ui import alerts, qt_translator, theme
from cchc_desktop.ui.application import make_application
from cchc_desktop.ui.workspace import Workspace
from tests.soak.campaign import Campaign, Kind, Tally
from tests.soak.witness import watched
from tests.ui.dialog_monkey import Monkey
from tests.ui.every_dialog import CLASSES, MAKERS, Maker, let_go

_STEPS = 60


@contextmanager
def prepare(folder: Path, seed: int, tally: Tally) -> Iterator[Callable[[int], str]]:
    """One workspace for all runs, each of which takes back what it did."""
    application = make_application([])
    qt_translator.install(application, "vi")
    theme.apply(application)
    workspace = Workspace()
    workspace.open(create_sample(folder))
    parts = folder / "parts"

    def run(number: int) -> str:
        kind = CLASSES[number % len(CLASSES)]
        parts.mkdir(exist_ok=True)
        window = QMainWindow()
        maker = Maker(workspace, window, parts)

        def stored() -> str:
            with sqlite3.connect(maker.dossier.path) as base:
                text = "\n".join(base.iterdump())
            return text + "".join(repr(read_part(file)) for file in parts.glob("*.cchcphan"))

        dialog = MAKERS[kind](maker)
        dialog.lives_on = True
        monkey = Monkey(dialog, random.Random(f"{seed} {number}"), stored)
        patch.setattr(alerts, "ask_leaving", monkey.answer)
        try:
            with watched(lambda what, words: tally.note(what, f"{words}\n    after: {monkey.done[-8:]}")):
                dialog.show()
                monkey.run(_STEPS)
        except AssertionError as lost:
            tally.note(Kind.LOSS, str(lost))
        finally:
            let_go(dialog, window)
            while workspace.can_undo:
                workspace.undo()
            for file in parts.iterdir():
                file.unlink()
        return kind.__name__

    with pytest.MonkeyPatch.context() as patch:  # nobody is there to answer, and nothing is started
        for name in ("show_error", "show_note"):
            patch.setattr(alerts, name, lambda *_words: None)
        for name in ("getOpenFileName", "getOpenFileNames", "getSaveFileName"):
            patch.setattr(QFileDialog, name, lambda *_words: ("", ""))
        patch.setattr(QFileDialog, "getExistingDirectory", lambda *_words: "")
        patch.setattr(QDesktopServices, "openUrl", lambda _url: True)
        yield run
    workspace.close()


CAMPAIGN = Campaign("sixty keys, words, days and clicks in one dialog, then closed", 1000, 1200, prepare)
