"""A criteria set edited as a table beside the window, its head, another set beside it, and one before it comes in."""

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLineEdit, QPlainTextEdit, QWidget
from pytestqt.qtbot import QtBot

from cchc_desktop.exchange.form_pack import read_pack
from cchc_desktop.models.criteria_rows import SetLine
from cchc_desktop.readers import read_criteria
from cchc_desktop.rules.set_steps import steps_of
from cchc_desktop.services import form_packs
from cchc_desktop.services.scoring import criteria_sets, indices
from cchc_desktop.services.scoring.criteria_edits import remove_set, set_cells
from cchc_desktop.services.scoring.criteria_forms import form_of
from cchc_desktop.services.scoring.criteria_packs import write_set_pack
from cchc_desktop.ui import alerts
from cchc_desktop.ui.dialogs.criteria import keeping
from cchc_desktop.ui.dialogs.criteria.compare import CompareSetsDialog
from cchc_desktop.ui.dialogs.criteria.editor import CriteriaEditor
from cchc_desktop.ui.dialogs.criteria.head import SetHeadDialog
from cchc_desktop.ui.dialogs.criteria.preview import CriteriaPreview
from cchc_desktop.ui.table_models.set_lines import COLUMNS, NAME
from cchc_desktop.ui.workspace import Workspace
from tests.readers import criteria_sheets as sheets

D = Decimal


@pytest.fixture
def editor(qtbot: QtBot, workspace: Workspace) -> Iterator[CriteriaEditor]:
    assert workspace.dossier is not None
    window = QWidget()
    qtbot.addWidget(window)
    made = CriteriaEditor(workspace, indices.read_sets(workspace.dossier, 2026)[0][0], window)
    made.show()
    yield made


def line(editor: CriteriaEditor, code: str) -> SetLine:
    assert editor.table is not None
    return next(one for one in editor.table.lines if one.code == code)


def choose(editor: CriteriaEditor, code: str, member: str = "name") -> None:
    editor.tree.setCurrentIndex(editor.model.index_of(line(editor, code).guid, COLUMNS.index(member)))


def test_points_that_do_not_add_up_are_said_at_the_line_while_typing(
    editor: CriteriaEditor, workspace: Workspace, qtbot: QtBot
) -> None:
    assert editor.sums.text() == "Tổng 100,00 điểm"
    choose(editor, "1.1.1", "max_points")
    editor.tree.edit(editor.tree.currentIndex())
    (field,) = editor.tree.viewport().findChildren(QLineEdit)
    qtbot.keyClicks(field, "2,5")
    qtbot.keyClick(field, Qt.Key.Key_Return)
    QApplication.processEvents()
    assert line(editor, "1.1.1").max_points == D("2.5")
    choose(editor, "1.1")
    assert "5,50" in editor.said.text() and "4,00" in editor.said.text()
    assert editor.model.data(editor.tree.currentIndex().siblingAtColumn(0), Qt.ItemDataRole.DecorationRole) is not None
    assert "1 chỗ" in editor.sums.text()
    workspace.undo()
    assert editor.sums.text() == "Tổng 100,00 điểm" and editor.said.text() == ""


def test_a_rule_is_typed_on_several_lines(editor: CriteriaEditor, qtbot: QtBot) -> None:
    choose(editor, "1.3", "rule")
    editor.tree.edit(editor.tree.currentIndex())
    (field,) = editor.tree.viewport().findChildren(QPlainTextEdit)
    field.setPlainText("Đủ: 1,5")
    field.moveCursor(field.textCursor().MoveOperation.End)
    qtbot.keyClick(field, Qt.Key.Key_Return, Qt.KeyboardModifier.AltModifier)
    qtbot.keyClicks(field, "Thieu: 0")
    qtbot.keyClick(field, Qt.Key.Key_Return)
    QApplication.processEvents()
    assert line(editor, "1.3").rule == "Đủ: 1,5\nThieu: 0"
    assert editor.model.line_of(editor.tree.currentIndex()) == line(editor, "1.4")


def test_criteria_are_added_split_moved_and_removed(
    editor: CriteriaEditor, workspace: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    choose(editor, "1.7")
    editor.add()
    assert editor.line is not None and editor.line.code == "1.8" and editor.tree.currentIndex().column() == NAME
    editor.tree.setFocus()
    editor.move_line(by=-1)
    assert editor.line is not None and editor.line.code == "1.8"
    editor.split()
    assert editor.line is not None and editor.line.code == "1.8.1"
    asked: list[str] = []
    monkeypatch.setattr(alerts, "ask", lambda _parent, _title, text, *_words, **_how: bool(asked.append(text)) or True)
    choose(editor, "1.8")
    editor.remove()
    assert "3 tiêu chí" in asked[0] and editor.sums.text() == "Tổng 100,00 điểm"
    choose(editor, "1.1.1")
    editor.remove()
    assert "1 dòng điểm" in asked[1]
    workspace.undo()
    assert line(editor, "1.1.1").max_points == D(1)


def test_rows_from_excel_become_criteria(editor: CriteriaEditor, monkeypatch: pytest.MonkeyPatch) -> None:
    choose(editor, "2.4")
    rule = '"Đúng hạn: 1,5\nChậm: 0"'
    QApplication.clipboard().setText(f"2.5\tCông bố thủ tục\t1,5\t{rule}\tQuyết định\n2.6\tRà soát\t1\n")
    editor.paste_new()
    new = line(editor, "2.5")
    assert (new.name, new.max_points, new.rule, new.proof_wanted) == (
        "Công bố thủ tục",
        D("1.5"),
        "Đúng hạn: 1,5\nChậm: 0",
        "Quyết định",
    )
    told: list[str] = []
    monkeypatch.setattr(alerts, "show_error", lambda _parent, error: told.append(str(error)))
    QApplication.clipboard().setText("STT\tTiêu chí\tCột lạ\n2.7\tThêm\tkhông có chỗ\n")
    editor.paste_new()
    assert "không có chỗ" in told[0]


def test_the_editor_goes_with_its_set(editor: CriteriaEditor, workspace: Workspace) -> None:
    assert editor.table is not None
    gone: list[int] = []
    editor.finished.connect(gone.append)
    workspace.run(remove_set, set_guid=editor.table.head.guid)
    assert gone


def test_head_and_days_of_the_process(editor: CriteriaEditor, workspace: Workspace, qtbot: QtBot) -> None:
    assert editor.table is not None
    dialog = SetHeadDialog(workspace, editor.table.head, editor)
    qtbot.addWidget(dialog)
    dialog.decision.setText("Quyết định số 7/QĐ-UBND")
    dialog.total.setText("100")
    next(iter(dialog.days.values()))[1].show_date(date(2026, 11, 30))
    dialog.accept()
    head = editor.table.head
    assert (head.decision, head.declared_max) == ("Quyết định số 7/QĐ-UBND", D(100))
    assert steps_of(head.steps) == {"data": (None, date(2026, 11, 30))}
    workspace.undo()
    assert editor.table.head.decision == ""


def test_sets_of_two_years_are_compared(editor: CriteriaEditor, workspace: Workspace, qtbot: QtBot) -> None:
    assert editor.table is not None
    workspace.run(set_cells, cells={(line(editor, "1.6").guid, "max_points"): "2"})
    dialog = CompareSetsDialog(workspace, editor.table.head.guid, editor)
    qtbot.addWidget(dialog)
    assert "2025" in dialog.other.currentText() and "1 tiêu chí" in dialog.sums.text()
    dialog.copy()
    assert QApplication.clipboard().text().startswith("1.6 ") and "1,50 → 2,00" in QApplication.clipboard().text()


def test_a_set_is_saved_as_a_pack_and_as_a_sheet(
    editor: CriteriaEditor, workspace: Workspace, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert editor.table is not None and workspace.dossier is not None
    typed = {(line(editor, "1.6").guid, "proof_wanted"): "Bản mô tả", (line(editor, "8.1").guid, "scored_by"): "survey"}
    workspace.run(set_cells, cells=typed)
    pack = tmp_path / "bo.cchcmau"
    write_set_pack(editor.table, pack)
    (change,) = form_packs.preview(read_pack(pack)).changes
    assert change.kind == "criteria"
    with workspace.dossier.change("x") as work:
        made = indices.add_set(work.session, 2030, form_of(editor.table))
        guid = made.guid
    assert form_of(criteria_sets.read_table(workspace.dossier, guid)) == {**form_of(editor.table), "year_from": 2030}
    sheet = tmp_path / "bo.xlsx"
    monkeypatch.setattr(keeping, "ask_output", lambda *_words: sheet)
    editor.keep_form("xlsx")
    assert [one.code for one in read_criteria(sheet).criteria] == [one.code for one in editor.table.lines]


def test_a_set_is_shown_before_it_comes_in(workspace: Workspace, qtbot: QtBot, tmp_path: Path) -> None:
    assert workspace.dossier is not None
    path = sheets.workbook(tmp_path / "bo.xlsx", sheets.ROMAN, sheets.ROMAN_MERGES)
    dialog = CriteriaPreview(workspace, read_criteria(path), path.name)
    qtbot.addWidget(dialog)
    dialog.show()
    top = dialog.tree.topLevelItem(0)
    assert top is not None and (top.text(0), top.text(2)) == ("I", "15,00")
    dialog.only_doubts.setChecked(True)
    assert not top.isHidden() and top.child(1).child(0).isHidden() and not top.child(2).isHidden()
    assert "xã hội học" in top.child(2).text(5)
    dialog.index.setCurrentIndex(dialog.index.findData("SIPAS"))
    dialog.title.setText("Bộ khác")
    dialog.accept()
    assert ("SIPAS", "Bộ khác") in [row[1:] for row in indices.read_sets(workspace.dossier, 2026)]
    workspace.undo()
    assert "SIPAS" not in [row[1] for row in indices.read_sets(workspace.dossier, 2026)]
