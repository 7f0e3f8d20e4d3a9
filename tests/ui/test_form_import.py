"""Forms from the superior's files: a criteria sheet into the index tab, figures into their dialog."""

from decimal import Decimal
from pathlib import Path

import openpyxl
import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from cchc_desktop.rules.periods import Period
from cchc_desktop.rules.printouts import Printout
from cchc_desktop.services.papers.composing import compose
from cchc_desktop.services.papers.printable import Wish
from cchc_desktop.services.reporting import figures
from cchc_desktop.services.scoring import indices
from cchc_desktop.services.years import add_year
from cchc_desktop.ui import alerts
from cchc_desktop.ui.dialogs.criteria.preview import CriteriaPreview
from cchc_desktop.ui.dialogs.figures_dialog import FiguresDialog
from cchc_desktop.ui.dialogs.left_lines import LeftLinesDialog
from cchc_desktop.ui.tabs.index.tab import IndexTab
from cchc_desktop.ui.workspace import Workspace
from cchc_desktop.writers.paper_writer import write_paper
from tests.ui.conftest import wait_for_jobs


@pytest.fixture
def notes(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """What the officer was told, in place of boxes that wait for a click."""
    told: list[str] = []
    monkeypatch.setattr(alerts, "show_note", lambda _parent, _title, text: told.append(text))
    monkeypatch.setattr(alerts, "show_error", lambda _parent, error: told.append(str(error)))
    return told


def test_a_criteria_sheet_becomes_the_set_of_a_year(
    workspace: Workspace, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert workspace.dossier is not None
    asked: list[str] = []
    monkeypatch.setattr(alerts, "ask", lambda _parent, _title, text, *_words, **_how: bool(asked.append(text)))
    sheet = tmp_path / "bang-diem.xlsx"
    write_paper(compose(workspace.dossier, Printout.INDICES, Wish(2026)), sheet)
    workspace.run(add_year, year=2027)
    workspace.set_year(2027)
    tab = IndexTab(workspace)
    qtbot.addWidget(tab)
    tab.reload()
    tab.take_file(sheet)
    wait_for_jobs(qtbot)
    (preview,) = tab.findChildren(CriteriaPreview)
    preview.accept()
    tab.reload()
    view = indices.read_index(workspace.dossier, indices.read_sets(workspace.dossier, 2027)[0][0])
    leaf = next(row for row in view.criteria if row.code == "7.2")
    assert (leaf.max_points, leaf.self_score) == (Decimal(4), Decimal("2.8"))
    tab.take_file(sheet)
    wait_for_jobs(qtbot)
    again = tab.findChildren(CriteriaPreview)[-1]
    again.accept()
    assert again.isVisible() and "2027" in asked[-1]
    again.dismiss()
    workspace.undo()
    assert indices.read_sets(workspace.dossier, 2027) == ()


def test_figures_come_from_a_table_and_strangers_are_listed(
    workspace: Workspace, qtbot: QtBot, tmp_path: Path, notes: list[str]
) -> None:
    assert workspace.dossier is not None
    known = next(f for f in figures.read_figures(workspace.dossier, "2026-Y") if f.code == "26")
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.append(["STT", "Chỉ tiêu thống kê", "Đơn vị tính", "Số liệu", "Ghi chú"])
    sheet.append(["1", known.name, known.unit, 6012, "ước"])
    sheet.append(["2", "Số cây xanh đã trồng", "cây", 15, ""])
    file = tmp_path / "so-lieu.xlsx"
    book.save(file)
    dialog = FiguresDialog(workspace, Period.parse("2026-Y"))
    qtbot.addWidget(dialog)
    dialog.take_file(file)
    qtbot.waitUntil(lambda: bool(dialog.findChildren(LeftLinesDialog)))
    (said,) = dialog.findChildren(LeftLinesDialog)
    now = next(f for f in figures.read_figures(workspace.dossier, "2026-Y") if f.code == "26")
    assert now.value == Decimal(6012)
    assert "3\t2 Số cây xanh đã trồng: 15 cây" in said.left.text()
    kept = tmp_path / "dong.txt"
    said.left.write(kept)
    assert kept.read_text(encoding="utf-8-sig") == said.left.text()
    said.left.copy()
    assert QApplication.clipboard().text() == said.left.text()


def test_a_file_without_a_table_changes_nothing(
    workspace: Workspace, qtbot: QtBot, tmp_path: Path, notes: list[str]
) -> None:
    file = tmp_path / "anh.xlsx"
    file.write_bytes(b"\xff\xd8\xff\xe0 JFIF")
    tab = IndexTab(workspace)
    qtbot.addWidget(tab)
    tab.take_file(file)
    qtbot.waitUntil(lambda: bool(notes))
    assert not workspace.can_undo
