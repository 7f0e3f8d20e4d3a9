"""Many packages at once: dropped on the window or in a folder, taken in their turn, a line each at the end."""

import shutil
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from cchc_desktop.rules.frame_columns import Column
from cchc_desktop.services.exchange.gathering import PackageWish
from cchc_desktop.services.exchange.undoing import intakes
from cchc_desktop.services.frame.tasks import read_tasks, set_cells
from cchc_desktop.services.papers.plans import read_plans
from cchc_desktop.storage.dossier import Dossier
from cchc_desktop.ui.dialogs.receive.dialog import ReceiveDialog
from cchc_desktop.ui.dialogs.receive.summary import PackagesSummary
from cchc_desktop.ui.main_window import MainWindow
from cchc_desktop.ui.tabs.exchange.tab import ExchangeTab
from cchc_desktop.ui.workspace import Workspace
from tests.services.packed import packed


@pytest.fixture
def colleague(workspace: Workspace, tmp_path: Path) -> Iterator[Dossier]:
    """A colleague's copy of the dossier."""
    assert workspace.dossier is not None
    workspace.dossier.settle()
    there = tmp_path / "dong-nghiep"
    there.mkdir()
    made = Dossier.open(Path(shutil.copy(workspace.dossier.path, there)), backup=False, take_over=True)
    yield made
    made.close()


def shown(qtbot: QtBot, kind: type) -> ReceiveDialog | PackagesSummary:
    """The dialog of this kind once it is there."""

    def there() -> list[ReceiveDialog | PackagesSummary]:
        every = QApplication.topLevelWidgets()
        return [one for one in every if isinstance(one, ReceiveDialog | PackagesSummary) and one.isVisible()]

    qtbot.waitUntil(lambda: any(type(one) is kind for one in there()))
    return next(one for one in there() if type(one) is kind)


def drop(window: MainWindow, paths: list[Path]) -> bool:
    """Drop files on the window; whether it takes them."""
    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
    words = (Qt.DropAction.CopyAction, mime, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier)
    enter = QDragEnterEvent(QPointF(5, 5).toPoint(), *words)
    enter.ignore()
    window.dragEnterEvent(enter)
    if enter.isAccepted():
        window.dropEvent(QDropEvent(QPointF(5, 5), *words))
    return enter.isAccepted()


def first_texts(dossier: Dossier, year: int) -> list[str]:
    return [task.text for task in read_tasks(dossier, read_plans(dossier, year)[0].guid)][:2]


def test_a_folder_is_taken_package_by_package_and_told_line_by_line(
    window: MainWindow, workspace: Workspace, colleague: Dossier, tmp_path: Path, qtbot: QtBot
) -> None:
    assert workspace.dossier is not None
    year, folder = workspace.year, tmp_path / "goi"
    (folder / "trong").mkdir(parents=True)
    guids = [task.guid for task in read_tasks(colleague, read_plans(colleague, year)[0].guid)]
    same = packed(colleague, folder / "b-y-nguyen.cchcgoi", PackageWish(year))[0]
    set_cells(colleague, cells=[(guids[0], Column.TASK, "Bản của đồng nghiệp")])
    packed(colleague, folder / "trong" / "c-moi.CCHCGOI", PackageWish(year))
    set_cells(colleague, cells=[(guids[1], Column.TASK, "Việc thứ hai")])
    packed(colleague, folder / "d-chua-lay.cchcgoi", PackageWish(year))
    (folder / "a-hong.cchcgoi").write_bytes(b"PK nothing")
    (folder / "thu.txt").write_text("không phải gói")

    assert drop(window, [folder])
    page = shown(qtbot, ReceiveDialog)
    assert isinstance(page, ReceiveDialog)
    page.model.choose(one.key for one in page._preview.differences if one.theirs == "Bản của đồng nghiệp")
    page.agree.click()
    qtbot.waitUntil(lambda: not page.isVisible())
    page = shown(qtbot, ReceiveDialog)
    QTest.keyClick(page, Qt.Key.Key_Escape)
    summary = shown(qtbot, PackagesSummary)
    assert isinstance(summary, PackagesSummary)
    rows = {
        summary.table.item(row, 0).text(): summary.table.item(row, 2).text() for row in range(summary.table.rowCount())
    }
    assert rows == {
        "b-y-nguyen.cchcgoi": "Giống nhau",
        "c-moi.CCHCGOI": "Mới",
        "d-chua-lay.cchcgoi": "Không lấy",
        "a-hong.cchcgoi": "Không nhận",
    }
    assert "a-hong.cchcgoi" in summary.table.item(3, 3).text(), "why it was refused is told"
    assert first_texts(workspace.dossier, year)[0] == "Bản của đồng nghiệp"
    assert first_texts(workspace.dossier, year)[1] != "Việc thứ hai"
    assert len(intakes(workspace.dossier)) == 1
    tab = window.tab("exchange")
    assert isinstance(tab, ExchangeTab)
    assert {row.sha256 for row in tab.log.model.all_rows()} >= {same.sha256}, "each is noted in the log"

    summary.table.selectRow(2)
    QTest.keyClick(summary.table, Qt.Key.Key_Return)
    page = shown(qtbot, ReceiveDialog)
    assert isinstance(page, ReceiveDialog)
    page.reject()


def test_what_waits_can_be_left_and_is_named(
    window: MainWindow, workspace: Workspace, colleague: Dossier, tmp_path: Path, qtbot: QtBot
) -> None:
    guids = [task.guid for task in read_tasks(colleague, read_plans(colleague, workspace.year)[0].guid)]
    paths = []
    for number in range(3):
        set_cells(colleague, cells=[(guids[number], Column.TASK, f"Việc {number}")])
        made_at = datetime(2026, 9, 1 + number)
        path = tmp_path / f"{2 - number}.cchcgoi"
        paths.append(packed(colleague, path, PackageWish(workspace.year), made_at)[0].path)
    assert drop(window, [*paths, tmp_path / "thu.txt"])
    page = shown(qtbot, ReceiveDialog)
    assert isinstance(page, ReceiveDialog)
    page._leave_rest()
    summary = shown(qtbot, PackagesSummary)
    assert isinstance(summary, PackagesSummary)
    states = [summary.table.item(row, 2).text() for row in range(summary.table.rowCount())]
    assert states == ["Không lấy", "Chưa mở", "Chưa mở", "Không nhận"]
    names = [summary.table.item(row, 0).text() for row in range(3)]
    assert names == ["2.cchcgoi", "1.cchcgoi", "0.cchcgoi"], "in the order in which they were made"
    summary.accept()
