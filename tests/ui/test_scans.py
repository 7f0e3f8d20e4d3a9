"""A scan in the assistant: its picture beside the words that are not sure; what is put right is what is taken in."""

import shutil
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from cchc_desktop import options as kept_options
from cchc_desktop import paths
from cchc_desktop.errors import UserError
from cchc_desktop.options import Options
from cchc_desktop.services.intake import import_choices
from cchc_desktop.services.intake.import_choices import tasks_of
from cchc_desktop.ui.dialogs.intake.plan import ImportPlanDialog
from cchc_desktop.ui.dialogs.intake.scan_page import ScanPage
from cchc_desktop.ui.dialogs.recognition import RecognitionDialog
from cchc_desktop.ui.workspace import Workspace
from tests.readers.scanned_pages import ReadScan


def opened_scan(qtbot: QtBot, workspace: Workspace, scan: ReadScan) -> ImportPlanDialog:
    dialog = ImportPlanDialog(None, workspace, scan.path)
    qtbot.addWidget(dialog)
    assert workspace.dossier is not None
    opened = import_choices._opened(workspace.dossier, scan.source, scan.path.name)
    dialog.show_opened(opened, import_choices.read_chosen(opened, import_choices.usual_choice(opened)))
    return dialog


def scan_page(dialog: ImportPlanDialog) -> ScanPage:
    page = dialog.columns.scan
    assert page is not None
    return page


def test_a_word_put_right_beside_its_picture_is_taken_in(
    qtbot: QtBot, workspace: Workspace, read_scan: ReadScan
) -> None:
    dialog = opened_scan(qtbot, workspace, read_scan)
    page = scan_page(dialog)
    dialog.columns.pages.setCurrentWidget(page)
    qtbot.waitUntil(lambda: page.picture.pixmap().width() > 600, timeout=30_000)
    drawn = page.picture.pixmap().toImage()
    at = next(place for place, one in enumerate(read_scan.source.unsure) if "2026" in one.text and one.place[3] == 1)
    page.words.setCurrentCell(at, 1)
    assert page.picture.pixmap().toImage() != drawn  # another word is marked

    item = page.words.item(at, 1)
    assert item is not None
    item.setText("IV/2026")

    assert dialog._plan is not None
    assert "Quý IV/2026" in [task.deadline for task in tasks_of(dialog._plan)]
    assert dialog.columns.pages.currentWidget() is page
    item.setText(read_scan.source.unsure[at].text)
    assert "Quý II/2026" in [task.deadline for task in tasks_of(dialog._plan)]


def test_a_file_that_is_gone_says_so_in_place_of_its_picture(
    qtbot: QtBot, workspace: Workspace, read_scan: ReadScan, tmp_path: Path
) -> None:
    page = ScanPage(tmp_path / "không còn.pdf", read_scan.source)
    qtbot.addWidget(page)
    page.begin()

    qtbot.waitUntil(lambda: "Không đọc được tệp" in page.picture.text(), timeout=30_000)


def test_vietnamese_is_taken_in_from_a_stick(qtbot: QtBot, tmp_path: Path) -> None:
    dialog = RecognitionDialog(None, Options())
    qtbot.addWidget(dialog)
    brought = tmp_path / "vie.traineddata"
    brought.write_bytes(b"x")
    dialog.take_language(brought)

    assert (paths.home() / "ocr" / "tessdata" / "vie.traineddata").read_bytes() == b"x"
    with pytest.raises(UserError, match=r"vie\.traineddata"):
        dialog.take_language(Path(shutil.copy(brought, tmp_path / "eng.traineddata")))


def test_the_tesseract_that_is_chosen_is_kept_in_the_options_of_the_window(
    qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("shutil.which", lambda _name: None)
    options = Options(officer="An")
    dialog = RecognitionDialog(None, options)
    qtbot.addWidget(dialog)
    assert "chưa có Tesseract" in dialog.state.text()

    program = tmp_path / "tesseract"
    program.touch()
    (tmp_path / "tessdata").mkdir()
    (tmp_path / "tessdata" / "vie.traineddata").touch()
    dialog._keep(str(program))

    assert "nhận dạng được" in dialog.state.text()
    assert str(program) in dialog.place.text()
    assert (kept_options.load().recogniser, kept_options.load().officer) == (str(program), "An")
