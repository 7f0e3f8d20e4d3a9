"""What the check finds in the frame while it is worked in: marked, told, led to by key, mended, passed over, undone."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu
from pytestqt.qtbot import QtBot

from cchc_desktop.rules.frame_columns import Column
from cchc_desktop.services.frame.tasks import set_cells
from cchc_desktop.ui.dialogs.pass_over import PassOverDialog
from cchc_desktop.ui.spelling import spelling
from cchc_desktop.ui.table_models.frame_cells import DEADLINE, LEAD, PRODUCT, TASK
from cchc_desktop.ui.tabs.frame.tab import FrameTab
from tests.ui.frame.grid import choose, said, shown_now, task_at

WRONG = "Rà soát các xã mới sát nhập"


def spoil(tab: FrameTab, qtbot: QtBot, place: int, **cells: str) -> str:
    """Write into cells of the n-th task, by the names of their columns; the row is brought into sight and looked at."""
    guid = task_at(tab, place).guid
    tab.view.choose(guid)
    tab.workspace.run(set_cells, cells=[(guid, Column(name), text) for name, text in cells.items()])
    qtbot.waitUntil(lambda: looked_at(tab, guid))
    return guid


def looked_at(tab: FrameTab, guid: str) -> bool:
    known = tab.checking._known.get(guid)
    return known is not None and known[0] is shown_now(tab, guid)


def told(tab: FrameTab, guid: str, column: int) -> str:
    """What the tooltip of a cell says."""
    index = tab.model.index(tab.model.row_of(guid), column)
    return str(index.data(Qt.ItemDataRole.ToolTipRole) or "")


def corner(tab: FrameTab, guid: str, column: int) -> bool:
    """Whether the upper right corner of a cell has the colour of a mark."""
    from cchc_desktop.ui import theme

    index = tab.model.index(tab.model.row_of(guid), column)
    tab.view.scrollTo(index)
    place = tab.view.visualRect(index).topRight()
    image = tab.view.viewport().grab().toImage()
    return image.pixelColor(place.x() - 2, place.y() + 2).name() == theme.tokens().soon.name()


def test_a_cell_is_marked_while_its_words_are_wrong(tab: FrameTab, qtbot: QtBot) -> None:
    """With a corner and a tooltip that says what to write; undone, the mark goes, and with the underlining off."""
    guid = spoil(tab, qtbot, 1, task=WRONG)
    assert told(tab, guid, TASK) == "“sát nhập” có lẽ là “sáp nhập”. → “sáp nhập”"
    assert corner(tab, guid, TASK) and not corner(tab, guid, LEAD)
    tab.workspace.undo()
    qtbot.waitUntil(lambda: not told(tab, guid, TASK))
    assert not corner(tab, guid, TASK)
    tab.workspace.redo()
    qtbot.waitUntil(lambda: bool(told(tab, guid, TASK)))
    spelling.turn(False)
    assert not told(tab, guid, TASK)
    spelling.turn(True)
    qtbot.waitUntil(lambda: bool(told(tab, guid, TASK)))


def test_what_is_missing_is_marked_where_it_has_to_stand(tab: FrameTab, qtbot: QtBot) -> None:
    """An empty cell is marked itself; a row that has no text yet is left alone."""
    guid = spoil(tab, qtbot, 2, lead="", deadline="Kế hoạch")
    assert "chưa" in told(tab, guid, LEAD).lower() and told(tab, guid, DEADLINE) and not told(tab, guid, PRODUCT)
    spoil(tab, qtbot, 2, task="")
    assert not told(tab, guid, LEAD)


def test_the_keys_lead_to_the_next_place_and_mend_it(tab: FrameTab, qtbot: QtBot) -> None:
    """From cell to cell, round the end to the first; what the filter hides is passed by."""
    first = spoil(tab, qtbot, 1, task=WRONG, lead="")
    last = spoil(tab, qtbot, 12, product="Báo cáo xử lý kip thời")
    choose(tab, 0, TASK)
    found = []
    for _step in range(4):
        before = tab.view.chosen_place()
        qtbot.keyClick(tab.view, Qt.Key.Key_F7)
        qtbot.waitUntil(lambda before=before: tab.view.chosen_place() != before)
        found.append(tab.view.chosen_place())
    assert found == [(first, TASK), (first, LEAD), (last, PRODUCT), (first, TASK)]
    qtbot.keyClick(tab.view, Qt.Key.Key_F7, Qt.KeyboardModifier.AltModifier)
    assert shown_now(tab, first).text == "Rà soát các xã mới sáp nhập"
    tab.workspace.undo()
    assert shown_now(tab, first).text == WRONG
    sentences = said(tab.workspace)
    tab.filter_bar.search.setText("kip thời")
    tab.filter_bar.search.textChanged.emit("kip thời")
    qtbot.waitUntil(lambda: tab.model.row_of(first) < 0)
    qtbot.keyClick(tab.view, Qt.Key.Key_F7)
    qtbot.waitUntil(lambda: any("kịp thời" in one for one in sentences))
    assert tab.view.chosen_place() == (last, PRODUCT)


def test_a_clean_frame_says_so(tab: FrameTab, qtbot: QtBot) -> None:
    """The sample has nothing to look at."""
    sentences = said(tab.workspace)
    qtbot.keyClick(tab.view, Qt.Key.Key_F7)
    qtbot.waitUntil(lambda: any("không thấy chỗ nào" in one for one in sentences))


def test_pane_and_menu_tell_and_mend(tab: FrameTab, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    """Beside the grid with who asks for it; passed over with a reason, it is marked no more."""
    guid = spoil(tab, qtbot, 1, task=WRONG)
    choose(tab, 1, TASK)
    qtbot.waitUntil(tab.detail.found.isVisible)
    from PySide6.QtWidgets import QLabel, QPushButton

    words = [one.text() for one in tab.detail.found.findChildren(QLabel)]
    assert "“sát nhập” có lẽ là “sáp nhập”." in words and any(one.startswith("W01 · ") for one in words)
    menu = QMenu(tab)
    menu.addAction(QAction("Sửa ô", menu))
    tab.checking.add_to_menu(menu)
    entries = [one.text() for one in menu.actions()]
    assert entries[:2] == ["“sát nhập” có lẽ là “sáp nhập”.", "Viết “sáp nhập”"] and entries[-1] == "Sửa ô"
    monkeypatch.setattr(PassOverDialog, "exec", lambda asked: asked.reason.setText("Trích nguyên văn") or True)
    passing = [one for one in tab.detail.found.findChildren(QPushButton) if one.text() == "Bỏ qua…"]
    passing[0].click()
    qtbot.waitUntil(lambda: not told(tab, guid, TASK) and not tab.detail.found.isVisible())
    tab.workspace.undo()
    qtbot.waitUntil(lambda: bool(told(tab, guid, TASK)))
    menu.actions()[1].trigger()
    assert shown_now(tab, guid).text == "Rà soát các xã mới sáp nhập"
