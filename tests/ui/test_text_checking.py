"""Texts of plans and reports: by key to the next place that the checks find, and to its fix; what is passed over."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QTextCharFormat
from pytestqt.qtbot import QtBot

from cchc_desktop.services.checking.choices import look_again, pass_over, read_choices
from cchc_desktop.services.papers.sections import set_section
from cchc_desktop.services.reporting.reports import set_item
from cchc_desktop.ui.dialogs.pass_over import PassOverDialog
from cchc_desktop.ui.main_window import MainWindow
from cchc_desktop.ui.tabs.plan.tab import PlanTab
from cchc_desktop.ui.tabs.report.tab import ReportTab
from cchc_desktop.ui.widgets.editor.rich_editor import RichEditor

_ALT = Qt.KeyboardModifier.AltModifier


@pytest.fixture
def plan(window: MainWindow) -> PlanTab:
    window.show_tab("plan")
    tab = window.tab("plan")
    assert isinstance(tab, PlanTab)
    return tab


def underlined(editor: RichEditor) -> list[str]:
    """The words with a line under them, in the order of the text."""
    found, block = [], editor.document().begin()
    while block.isValid():
        for run in block.layout().formats():
            if run.format.underlineStyle() != QTextCharFormat.UnderlineStyle.NoUnderline:
                found.append(block.text()[run.start : run.start + run.length])
        block = block.next()
    return found


def steps(qtbot: QtBot, editor: RichEditor, count: int, place: Callable[[], object]) -> list[tuple[object, str]]:
    """Where F7 leads, so many times: the place in the paper and the words that are selected."""
    found = []
    for _step in range(count):
        qtbot.keyClick(editor.window().focusWidget(), Qt.Key.Key_F7)
        found.append((place(), editor.textCursor().selectedText()))
    return found


def test_the_keys_lead_through_the_sections_and_mend(plan: PlanTab, qtbot: QtBot) -> None:
    """From wherever the focus is, round the end to the first; the fix is one step of the editor's own undo."""
    workspace, editor = plan.workspace, plan.section.editor
    said: list[str] = []
    workspace.message.connect(said.append)
    plan.choose("head")
    plan.outline.tree.setFocus()
    qtbot.keyClick(plan.outline.tree, Qt.Key.Key_F7)
    assert "không thấy chỗ nào" in said[-1]
    assert plan.view is not None
    first, last = plan.view.sections[0].guid, plan.view.sections[-1].guid
    workspace.run(set_section, section_guid=first, body="Các xã mới sát nhập\n- Xử lý kip thời, nghành nội vụ")
    workspace.run(set_section, section_guid=last, body="Phân đấu đạt")

    def now() -> str:
        return plan.node.key if plan.node else ""

    found = steps(qtbot, editor, 5, now)
    assert found == [
        (first, "sát nhập"), (first, "kip thời"), (first, "nghành"), (last, "Phân đấu"), (first, "sát nhập"),
    ]  # fmt: skip
    assert "sáp nhập" in said[-1] and editor.hasFocus()
    qtbot.keyClick(editor, Qt.Key.Key_F7, _ALT)
    assert editor.markup().startswith("Các xã mới sáp nhập\n")
    assert steps(qtbot, editor, 1, now) == [(first, "kip thời")]
    editor.undo()
    assert editor.markup().startswith("Các xã mới sát nhập\n")
    plan.choose("head")
    qtbot.keyClick(plan, Qt.Key.Key_F7, _ALT)
    assert "Đoạn này không có chỗ nào" in said[-1]


def test_the_keys_lead_through_the_items_of_a_report(window: MainWindow, qtbot: QtBot) -> None:
    """As in the plan; what is sent is looked at and not written."""
    window.show_tab("report")
    tab = window.tab("report")
    assert isinstance(tab, ReportTab) and tab.view is not None and tab.item is not None
    other = next(item.guid for item in tab.view.items if item.guid != tab.item.guid)
    tab.workspace.run(set_item, item_guid=other, text="Các xã mới sát nhập")
    editor = tab.item_pane.editor
    tab.show_page(1)
    tab.side.first_field().setFocus()
    assert (other, "sát nhập") in steps(qtbot, editor, 3, lambda: tab.item.guid if tab.item else "")
    tab.choose(other)
    editor.setReadOnly(True)
    qtbot.keyClick(editor, Qt.Key.Key_F7, _ALT)
    assert editor.markup() == "Các xã mới sát nhập"


def test_what_is_passed_over_is_underlined_no_more(
    plan: PlanTab, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A place in its own row alone, a rule everywhere; taken back, undone, it is underlined again."""
    workspace, editor = plan.workspace, plan.section.editor
    assert plan.view is not None and workspace.dossier is not None
    first, second = plan.view.sections[0].guid, plan.view.sections[1].guid
    for guid in (first, second):
        workspace.run(set_section, section_guid=guid, body="Các xã mới sát nhập, nghành nội vụ")
    plan.choose(first)
    assert underlined(editor) == ["sát nhập", "nghành"]
    workspace.run(pass_over, code="W01", owner_guid=first, words="sát nhập", reason="Tên riêng")
    workspace.run(pass_over, code="W02", owner_guid=first, words="nghành", reason="Trích nguyên văn")
    assert underlined(editor) == []
    plan.choose(second)
    assert underlined(editor) == ["sát nhập", "nghành"]
    plan.choose(first)
    workspace.undo()
    assert underlined(editor) == ["nghành"]
    workspace.run(look_again, choice_guid=read_choices(workspace.dossier)[0].guid)
    assert underlined(editor) == ["sát nhập", "nghành"]
    workspace.run(pass_over, code="W01", owner_guid="", words="", reason="Không cần")
    assert underlined(editor) == ["nghành"]
    plan.choose("end")
    closing = plan.panes[plan.node.kind].closing if plan.node else None  # type: ignore[attr-defined]
    closing.set_markup("Các xã mới sát nhập, nghành nội vụ")
    assert underlined(closing) == ["nghành"]


def test_a_place_is_passed_over_from_the_menu_of_the_editor(plan: PlanTab, monkeypatch: pytest.MonkeyPatch) -> None:
    """With a reason, which is kept."""
    from PySide6.QtWidgets import QMenu

    workspace, editor = plan.workspace, plan.section.editor
    assert plan.view is not None and workspace.dossier is not None
    guid = plan.view.sections[0].guid
    workspace.run(set_section, section_guid=guid, body="Các xã mới sát nhập")
    plan.choose(guid)
    cursor = editor.textCursor()
    cursor.setPosition(12)
    menu = QMenu()
    menu.addAction("Dán")
    editor.checks.add_to_menu(menu, cursor, True)
    monkeypatch.setattr(PassOverDialog, "exec", lambda dialog: dialog.reason.setText("Tên riêng") or 1)
    next(action for action in menu.actions() if action.text() == "Bỏ qua…").trigger()
    (kept,) = read_choices(workspace.dossier)
    assert (kept.code, kept.owner_guid, kept.words, kept.reason) == ("W01", guid, "sát nhập", "Tên riêng")
    assert underlined(editor) == []
