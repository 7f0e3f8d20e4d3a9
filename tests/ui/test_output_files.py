"""Papers that were edited are not replaced unasked: a new name, over it, or not at all; the answer can be kept."""

from pathlib import Path

import pytest
from PySide6.QtWidgets import QFileDialog, QWidget
from pytestqt.qtbot import QtBot

from cchc_desktop import options
from cchc_desktop.options import Options
from cchc_desktop.ui import alerts
from cchc_desktop.ui.dialogs.alert import AlertDialog
from cchc_desktop.ui.dialogs.export_papers import ExportPapersDialog
from cchc_desktop.ui.output_files import ask_output
from cchc_desktop.ui.workspace import Workspace
from tests.ui.conftest import wait_for_jobs

PLAN = "Ke-hoach-CCHC-2026.docx"


class Answers:
    """Presses the button with the word in each question, and counts the questions."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch, word: str, remember: bool = False) -> None:
        self.asked = 0
        self._word, self._remember = word, remember
        monkeypatch.setattr(AlertDialog, "exec", lambda box: self._answer(box))

    def _answer(self, box: AlertDialog) -> int:
        self.asked += 1
        box.tick.setChecked(self._remember)
        next(made for made in box.buttons if self._word in made.text()).click()
        return 0


def export(workspace: Workspace, folder: Path, qtbot: QtBot, kept: Options) -> None:
    parent = QWidget()
    qtbot.addWidget(parent)
    dialog = ExportPapersDialog(parent, workspace, kept, ("plan",), ("docx",))
    dialog.folder.setText(str(folder))
    dialog.run()
    wait_for_jobs(qtbot)


@pytest.fixture
def edited(workspace: Workspace, tmp_path: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A plan that was exported twice, which asks nothing, and edited in Word after that."""
    answers = Answers(monkeypatch, "Hủy")
    folder = tmp_path / "ra"
    for _again in range(2):
        export(workspace, folder, qtbot, Options())
    assert answers.asked == 0
    path = folder / PLAN
    path.write_bytes(path.read_bytes() + b"edited")
    return path


def test_an_edited_paper_is_kept_and_the_new_one_lies_beside_it(
    edited: Path, workspace: Workspace, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    Answers(monkeypatch, "Hủy")
    export(workspace, edited.parent, qtbot, Options())
    assert [path.name for path in edited.parent.iterdir()] == [PLAN]
    answers = Answers(monkeypatch, "tên mới", remember=True)
    kept = Options()
    for _again in range(2):
        export(workspace, edited.parent, qtbot, kept)
    assert answers.asked == 1
    assert edited.read_bytes().endswith(b"edited")
    assert sorted(path.name for path in edited.parent.iterdir()) == ["Ke-hoach-CCHC-2026 (2).docx", PLAN]
    assert options.load().existing_files == "rename"


def test_it_is_replaced_where_the_officer_says_so(
    edited: Path, workspace: Workspace, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    Answers(monkeypatch, "Ghi đè")
    export(workspace, edited.parent, qtbot, Options())
    assert not edited.read_bytes().endswith(b"edited")
    assert options.load().existing_files == ""


def test_a_dossier_is_no_place_for_a_paper(
    workspace: Workspace, sample: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    told: list[str] = []
    monkeypatch.setattr(alerts, "show_error", lambda _parent, error: told.append(str(error)))
    parent = QWidget()
    qtbot.addWidget(parent)
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_args: (str(sample), "PDF (*.pdf)"))
    chosen = ask_output(parent, "Lưu", sample, "PDF (*.pdf)", ".pdf")
    assert chosen == sample.with_name(f"{sample.name}.pdf")
    disguised = sample.rename(sample.with_suffix(".pdf"))
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_args: (str(disguised), "PDF (*.pdf)"))
    assert ask_output(parent, "Lưu", disguised, "PDF (*.pdf)", ".pdf") is None
    assert disguised.name in told[0]
