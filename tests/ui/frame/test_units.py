"""Typing units: help that changes no letter by itself, and the question about a name that is new."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton
from pytestqt.qtbot import QtBot

from cchc_desktop.models.office_rows import UnitRow
from cchc_desktop.rules.frame_columns import Column
from cchc_desktop.services.frame import tasks
from cchc_desktop.services.frame.unit_matching import read_unknown_units
from cchc_desktop.services.offices import read_units
from cchc_desktop.ui import alerts
from cchc_desktop.ui.dialogs.match_units import MatchUnitsDialog
from cchc_desktop.ui.table_models.frame_cells import LEAD, TASK
from cchc_desktop.ui.tabs.frame.tab import FrameTab
from cchc_desktop.ui.widgets.unit_help import UnitHelp, matching, piece_at
from cchc_desktop.ui.workspace import Workspace
from tests.ui.frame.grid import YEAR, choose, editor, shown_now

UNITS = (
    UnitRow("1", 1, "Văn phòng HĐND và UBND", "VP", ("VP HĐND&UBND",)),
    UnitRow("2", 1, "Phòng Văn hóa - Xã hội"),
    UnitRow("3", 1, "Công an xã"),
)


@pytest.mark.parametrize(
    ("typed", "names"),
    [
        ("van ph", ["Văn phòng HĐND và UBND", "Phòng Văn hóa - Xã hội"]),
        ("phong van", ["Phòng Văn hóa - Xã hội", "Văn phòng HĐND và UBND"]),
        ("hđnd", ["Văn phòng HĐND và UBND"]),
        ("vp", ["Văn phòng HĐND và UBND"]),
        ("sở", []),
    ],
)
def test_names_are_found_without_marks(typed: str, names: list[str]) -> None:
    assert matching(UNITS, typed) == names


@pytest.mark.parametrize(
    ("text", "place", "piece"),
    [
        ("Công an; van", 12, "van"),
        ("Công an; van", 3, "Công an"),
        ("Một\nHai, Ba", 6, "Hai"),
        ("Một\nHai, Ba", 11, "Ba"),
        ("", 0, ""),
        ("Một; ", 5, ""),
    ],
)
def test_the_name_at_the_cursor(text: str, place: int, piece: str) -> None:
    start, end = piece_at(text, place)
    assert text[start:end] == piece


def open_empty(tab: FrameTab) -> tuple[str, UnitHelp]:
    guid = choose(tab, 2, LEAD)
    tab.view.editing.begin()
    editor(tab).setPlainText("")
    found = tab.view.viewport().findChild(UnitHelp)
    assert isinstance(found, UnitHelp)
    return guid, found


def test_typing_alone_changes_no_letter(tab: FrameTab) -> None:
    guid, help_ = open_empty(tab)
    QTest.keyClicks(editor(tab), "phong van")
    assert help_.isVisible()
    assert help_.currentRow() == -1
    assert editor(tab).toPlainText() == "phong van"
    QTest.keyClick(editor(tab), Qt.Key.Key_Return)
    assert shown_now(tab, guid).lead_text == "phong van"
    assert tab.view.viewport().findChild(UnitHelp) is None or not help_.isVisible()


def test_down_and_enter_take_a_unit_and_leave_the_rest(tab: FrameTab) -> None:
    guid, help_ = open_empty(tab)
    editor(tab).insertPlainText("Công an xã; ")
    QTest.keyClicks(editor(tab), "phong van")
    QTest.keyClick(editor(tab), Qt.Key.Key_Down)
    assert help_.currentRow() == 0
    QTest.keyClick(editor(tab), Qt.Key.Key_Return)
    assert editor(tab).toPlainText() == "Công an xã; Phòng Văn hóa - Xã hội"
    assert not help_.isVisible()
    QTest.keyClick(editor(tab), Qt.Key.Key_Return)
    row = shown_now(tab, guid)
    assert [unit.unit_guid is not None for unit in row.leads] == [True, True]


def test_a_click_takes_a_unit_and_the_editor_stays_open(tab: FrameTab) -> None:
    _guid, help_ = open_empty(tab)
    QTest.keyClicks(editor(tab), "thanh nien")
    QApplication.processEvents()
    place = help_.visualItemRect(help_.item(0)).center()
    QTest.mouseClick(help_.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert editor(tab).toPlainText() == "Đoàn Thanh niên xã"


def test_esc_puts_the_list_away_before_it_reverts(tab: FrameTab) -> None:
    _guid, help_ = open_empty(tab)
    QTest.keyClicks(editor(tab), "van")
    QTest.keyClick(editor(tab), Qt.Key.Key_Escape)
    assert not help_.isVisible()
    assert editor(tab).toPlainText() == "van"
    QTest.keyClick(editor(tab), Qt.Key.Key_Escape)
    assert not tab.view.editing.is_open


def test_other_columns_have_no_list(tab: FrameTab) -> None:
    choose(tab, 2, TASK)
    tab.view.editing.begin()
    assert tab.view.viewport().findChild(UnitHelp) is None


def type_lead(tab: FrameTab, place: int, text: str) -> str:
    guid = choose(tab, place, LEAD)
    tab.view.editing.begin()
    editor(tab).setPlainText(text)
    tab.view.editing.finish()
    QApplication.processEvents()
    return guid


def press(tab: FrameTab, words: str) -> None:
    QApplication.processEvents()
    buttons = tab.following.bar.findChildren(QPushButton)
    (found,) = [made for made in buttons if made.text() == words and made.isVisible()]
    found.click()
    QApplication.processEvents()


def test_a_name_like_a_unit_is_asked_about_and_undone_in_one_step(tab: FrameTab, workspace: Workspace) -> None:
    guid = type_lead(tab, 2, "Phòng VHXH")
    assert tab.following.bar.isVisible()
    assert shown_now(tab, guid).leads[0].unit_guid is None
    press(tab, "Cùng một đơn vị")
    assert not tab.following.bar.isVisible()
    assert shown_now(tab, guid).leads[0].unit_guid is not None
    assert shown_now(tab, guid).lead_text == "Phòng VHXH"
    workspace.undo()
    assert shown_now(tab, guid).leads[0].unit_guid is None


def test_a_refused_name_is_asked_about_as_a_new_unit(tab: FrameTab, workspace: Workspace) -> None:
    type_lead(tab, 2, "Phòng VHXH")
    press(tab, "Đơn vị khác")
    assert tab.following.bar.isVisible()
    press(tab, "Là đơn vị mới")
    assert workspace.dossier is not None
    assert read_units(workspace.dossier)[-1].name == "Phòng VHXH"
    assert not tab.following.bar.isVisible()


def test_undoing_what_was_typed_takes_the_question_away(tab: FrameTab, workspace: Workspace) -> None:
    type_lead(tab, 2, "Tổ công nghệ số cộng đồng")
    assert tab.following.bar.isVisible()
    workspace.undo()
    QApplication.processEvents()
    assert not tab.following.bar.isVisible()


def test_a_name_put_off_is_not_asked_about_again_and_rows_stay_where_they_are(tab: FrameTab) -> None:
    before = tab.view.mapTo(tab, tab.view.viewport().pos())
    type_lead(tab, 2, "Tổ công nghệ số cộng đồng")
    assert tab.following.bar.isVisible()
    assert tab.view.mapTo(tab, tab.view.viewport().pos()) == before
    press(tab, "Để sau")
    assert not tab.following.bar.isVisible()
    type_lead(tab, 4, "Tổ công nghệ số cộng đồng")
    assert not tab.following.bar.isVisible()
    type_lead(tab, 5, "Tổ thu gom")
    assert tab.following.bar.isVisible()


def test_several_names_are_matched_in_one_list(tab: FrameTab, workspace: Workspace, qtbot: QtBot) -> None:
    type_lead(tab, 2, "Phòng VHXH; Tổ công nghệ số")
    press(tab, "Ghép tên đơn vị…")
    dialog = tab.findChild(MatchUnitsDialog)
    assert isinstance(dialog, MatchUnitsDialog)
    assert [unit.name for unit in dialog.unknown] == ["Phòng VHXH", "Tổ công nghệ số"]
    assert dialog.choices[0].currentText() == "Cùng đơn vị “Phòng Văn hóa - Xã hội”"
    assert dialog.choices[1].currentText() == "Để sau"
    dialog.choices[1].setCurrentText("Đơn vị mới")
    dialog.accept()
    QApplication.processEvents()
    assert workspace.dossier is not None
    assert read_unknown_units(workspace.dossier, YEAR) == ()
    assert not tab.following.bar.isVisible()
    workspace.undo()
    assert len(read_unknown_units(workspace.dossier, YEAR)) == 2


def test_names_taken_in_before_the_tab_was_shown_are_asked_about(
    workspace: Workspace, qtbot: QtBot, tab: FrameTab
) -> None:
    group = tab.frame.groups[0].guid if tab.frame else ""
    rows = [{Column.TASK: "Việc mới", Column.LEAD: lead} for lead in ("Tổ số hóa", "Phòng VHXH", "Phòng Kinh tế")]
    workspace.run(tasks.paste_tasks, group_guid=group, rows=rows)
    later = FrameTab(workspace)
    qtbot.addWidget(later)
    later.show()
    qtbot.waitUntil(later.following.bar.isVisible)
    press(later, "Ghép tên đơn vị…")
    dialog = later.findChild(MatchUnitsDialog)
    assert isinstance(dialog, MatchUnitsDialog)
    assert {unit.name for unit in dialog.unknown} == {"Tổ số hóa", "Phòng VHXH"}


def test_where_all_names_are_known_a_short_note_says_so(tab: FrameTab, monkeypatch: pytest.MonkeyPatch) -> None:
    notes: list[str] = []
    monkeypatch.setattr(alerts, "show_note", lambda _parent, _title, text: notes.append(text))
    tab.following.match_units()
    assert notes == ["Mọi tên đơn vị của năm 2026 đều có trong danh mục."]
    assert tab.findChild(MatchUnitsDialog) is None
