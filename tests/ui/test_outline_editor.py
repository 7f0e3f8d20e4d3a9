"""The outline editor: a copy is made, changed, and the next report follows it."""

from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QTreeWidgetItem, QWidget
from pytestqt.qtbot import QtBot

from cchc_desktop.services.reporting import outlines, reports
from cchc_desktop.ui import alerts
from cchc_desktop.ui.dialogs.outline_editor import OutlineEditor
from cchc_desktop.ui.workspace import Workspace


@pytest.fixture
def editor(workspace: Workspace, qtbot: QtBot) -> OutlineEditor:
    made = OutlineEditor(workspace)
    qtbot.addWidget(made)
    made.show()
    return made


def tops(editor: OutlineEditor) -> list[str]:
    return [top(editor, place).text(0) for place in range(editor.tree.topLevelItemCount())]


def top(editor: OutlineEditor, place: int) -> QTreeWidgetItem:
    item = editor.tree.topLevelItem(place)
    assert item is not None
    return item


def test_an_outline_that_reports_follow_can_only_be_copied(editor: OutlineEditor) -> None:
    assert not editor.form.isEnabled()
    assert "Sao chép" in editor.note.text()
    editor.make_copy()
    assert editor.form.isEnabled()
    assert "(bản sửa)" in editor.choice.currentText()


def test_what_is_typed_is_kept_when_another_heading_is_chosen(editor: OutlineEditor, workspace: Workspace) -> None:
    editor.make_copy()
    editor.tree.setCurrentItem(top(editor, 0))
    editor.form.title.setText("ĐIỀU HÀNH CẢI CÁCH")
    editor.form.periods["Q1"].setChecked(False)
    editor.tree.setCurrentItem(top(editor, 1))
    assert tops(editor)[0] == "I. ĐIỀU HÀNH CẢI CÁCH"
    assert editor.tree.currentItem() is top(editor, 1)
    assert editor.form.title.text() in tops(editor)[1]
    outline = editor.outline
    assert outline is not None and workspace.dossier is not None
    assert "Q1" not in outlines.read_outline(workspace.dossier, outline.guid)[0].periods
    workspace.undo()
    assert "CHỈ ĐẠO" in tops(editor)[0]


def test_headings_are_added_moved_and_removed(editor: OutlineEditor, workspace: Workspace) -> None:
    editor.make_copy()
    editor.tree.setCurrentItem(top(editor, 0))
    before = tops(editor)
    editor.add()
    assert tops(editor)[1] == "II. Mục mới"
    editor.form.title.setText("ĐỐI THOẠI VỚI NGƯỜI DÂN")
    editor.move_heading(by=1)
    assert tops(editor)[2] == "III. ĐỐI THOẠI VỚI NGƯỜI DÂN"
    editor.move_heading(deeper=1)
    assert len(tops(editor)) == len(before)
    editor.remove()
    assert tops(editor) == before
    outline = editor.outline
    assert outline is not None and workspace.dossier is not None
    workspace.run(reports.create_report, period="2027-Q1", outline_code=outline.code)
    assert not editor.form.isEnabled()


def test_the_superiors_outline_comes_from_a_file(
    editor: OutlineEditor, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(alerts, "show_note", lambda *_words: None)
    paper = tmp_path / "de-cuong.txt"
    paper.write_text("ĐỀ CƯƠNG BÁO CÁO\nI. KẾT QUẢ\n1. Thể chế\n2. Thủ tục\nII. PHƯƠNG HƯỚNG\n", encoding="utf-8")
    editor.take_file(paper)
    qtbot.waitUntil(lambda: tops(editor) == ["I. KẾT QUẢ", "II. PHƯƠNG HƯỚNG"])
    assert top(editor, 0).childCount() == 2


def test_the_copy_has_a_name_and_a_date_of_its_own(editor: OutlineEditor, qtbot: QtBot) -> None:
    editor.make_copy()
    editor.name.setText("Đề cương năm 2027")
    editor.since.show_date(date(2027, 1, 1))
    editor.name.setFocus()
    qtbot.keyClick(editor.name, Qt.Key.Key_Return)
    assert editor.choice.currentText() == "Đề cương năm 2027, áp dụng từ 01/01/2027"


def test_the_arrows_stay_together(editor: OutlineEditor, qtbot: QtBot) -> None:
    for width in range(740, 1100, 24):
        editor.resize(width, 445)
        qtbot.wait(1)
        arrows = [tool for tool in editor._tools if not tool.text()]
        assert len(arrows) == 4
        assert len({tool.mapTo(editor, QPoint()).y() for tool in arrows}) == 1


def test_guidance_that_cannot_be_changed_looks_like_the_fields_beside_it(editor: OutlineEditor, qtbot: QtBot) -> None:
    def ground(field: QWidget) -> QColor:
        qtbot.wait(1)
        return field.grab().toImage().pixelColor(field.width() // 2, field.height() - 4)

    assert ground(editor.form.guidance) == ground(editor.form.title)
    fixed = ground(editor.form.guidance)
    editor.make_copy()
    assert ground(editor.form.guidance) == ground(editor.form.title) != fixed
