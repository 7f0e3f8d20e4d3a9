"""Small tables in a text editor: pasted, typed, gone through by keys, copied."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PySide6.QtCore import QCoreApplication, QMimeData, QPoint, Qt
from PySide6.QtGui import QContextMenuEvent, QInputMethodEvent, QTextCursor
from PySide6.QtWidgets import QApplication, QLineEdit, QMenu, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from cchc_desktop.readers.html_tables import split_html
from cchc_desktop.rules.markup import MAX_TABLE_ROWS
from cchc_desktop.ui import alerts
from cchc_desktop.ui.tabs.plan.lines import LineEditor
from cchc_desktop.ui.widgets.editor.bar import FormatBar
from cchc_desktop.ui.widgets.editor.find import FindBar
from cchc_desktop.ui.widgets.editor.rich_editor import RichEditor

TABLE = "|| TT | Chỉ tiêu | Kết quả |\n| 1 | Hồ sơ **đúng hạn** | 98% |\n| 2 | Trực tuyến |  |"
EXCEL = """<html xmlns:x="urn:schemas-microsoft-com:office:excel"><body><table border=0 width=192><!--StartFragment-->
<col width=64 span=3><tr height=20><td height=20 class=xl65>TT</td><td>Chỉ tiêu</td><td>Kết quả</td></tr>
<tr><td align=right>1</td><td>Hồ sơ <font class="font5"><b>đúng hạn</b></font></td><td align=right>98%</td></tr>
<tr><td align=right>2</td><td>Trực tuyến</td><td></td></tr><!--EndFragment--></table></body></html>"""
WORD = """<html><body><!--StartFragment--><p class=MsoNormal>Như sau:</p><table class=MsoTableGrid border=1>
<tr><td rowspan=2><p><b>Chỉ tiêu</b></p></td><td colspan=2><p><b>Năm</b></p></td></tr>
<tr><td><p>2025</p></td><td><p>2026</p></td></tr><tr><td colspan=3><p>I. Thể chế</p></td></tr>
<tr><td><p>Văn bản</p><p>rà soát</p></td><td><p>-</p></td><td><p>12</p></td></tr></table>
<p class=MsoNormal>Hết</p><!--EndFragment--></body></html>"""


@pytest.fixture
def editor(qtbot: QtBot) -> RichEditor:
    widget = RichEditor()
    qtbot.addWidget(widget)
    widget.resize(600, 400)
    widget.show()
    widget.setFocus()
    return widget


def paste(editor: RichEditor, html: str = "", text: str = "") -> None:
    data = QMimeData()
    if html:
        data.setHtml(html)
    if text:
        data.setText(text)
    editor.insertFromMimeData(data)


def commit(editor: RichEditor, text: str, replace_before: int = 0) -> None:
    """What an input method sends: text that replaces some letters before the cursor."""
    event = QInputMethodEvent()
    event.setCommitString(text, -replace_before, replace_before)
    QCoreApplication.sendEvent(editor, event)


def go_to(editor: RichEditor, row: int, column: int) -> None:
    """Set the cursor to the end of a cell of the first table."""
    table = editor.document().rootFrame().childFrames()[0]
    editor.setTextCursor(table.cellAt(row, column).lastCursorPosition())


def menu_of(editor: RichEditor) -> list[str]:
    """The words of the context menu at the cursor, by keyboard, those of its table in it."""
    return [action.text() for action in _table_actions(editor)]


def choose(editor: RichEditor, text: str) -> None:
    """Choose from the table's part of the context menu."""
    next(action for action in _table_actions(editor) if action.text() == text).trigger()


def _table_actions(editor: RichEditor) -> list:
    event = QContextMenuEvent(QContextMenuEvent.Reason.Keyboard, QPoint(5, 5), editor.mapToGlobal(QPoint(5, 5)))
    QApplication.sendEvent(editor, event)
    menu = next(widget for widget in QApplication.topLevelWidgets() if isinstance(widget, QMenu) and widget.isVisible())
    menu.hide()
    below = next((action.menu() for action in menu.actions() if action.text() == "Bảng"), None)
    return [*menu.actions(), *(below.actions() if isinstance(below, QMenu) else ())]


def test_a_table_comes_back_as_it_went_in(editor: RichEditor) -> None:
    text = f"# Mục\nNhư sau:\n{TABLE}\n|| Cột |\n| a\\|b\\nc |\n- ý sau"
    editor.set_markup(text)
    assert editor.markup() == text
    assert len(editor.document().rootFrame().childFrames()) == 2
    editor.set_markup("khác")
    assert editor.markup() == "khác" and not editor.document().rootFrame().childFrames()


CELL = st.text(alphabet="ab ạ|\\*-+n", max_size=6)


@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.lists(CELL, min_size=1, max_size=3), min_size=1, max_size=4), st.text(alphabet="a|* -", max_size=6))
def test_any_table_settles_after_one_pass(editor: RichEditor, rows: list[list[str]], after: str) -> None:
    lines = [("|| " if not number else "| ") + "".join(f"{cell} | " for cell in row) for number, row in enumerate(rows)]
    editor.set_markup("\n".join([*(line.rstrip() for line in lines), after]))
    once = editor.markup()
    editor.set_markup(once)
    assert editor.markup() == once


def test_a_table_of_excel_is_pasted_as_a_table_and_undone_in_one_step(editor: RichEditor) -> None:
    editor.set_markup("trước")
    editor.moveCursor(QTextCursor.MoveOperation.End)
    paste(editor, EXCEL)
    assert editor.markup() == f"trước\n{TABLE}"
    editor.undo()
    assert editor.markup() == "trước"
    editor.redo()
    assert editor.markup() == f"trước\n{TABLE}"


def test_merged_cells_of_word_are_parted_and_that_is_said(qtbot: QtBot, editor: RichEditor) -> None:
    with qtbot.waitSignal(editor.told) as told:
        paste(editor, WORD)
    assert editor.markup().split("\n") == [
        "Như sau:",
        "|| Chỉ tiêu | Năm | Năm |",
        "| **Chỉ tiêu** | 2025 | 2026 |",
        "| I. Thể chế |  |  |",
        r"| Văn bản\nrà soát | - | 12 |",
        "Hết",
    ]
    assert "gộp" in told.args[0]


def test_cells_with_tabs_are_a_table_and_indented_lines_are_not(editor: RichEditor) -> None:
    paste(editor, text="TT\tTên\n1\tA | b\n\n\tThụt đầu dòng\n\tdòng hai")
    assert editor.markup() == "|| TT | Tên |\n| 1 | A \\| b |\nThụt đầu dòng\ndòng hai"


def test_only_words_are_pasted_on_demand(editor: RichEditor) -> None:
    QApplication.clipboard().setText("a\tb\nc\td")
    editor.paste_plain()
    assert editor.markup() == "a; b\nc; d"


def test_a_single_line_field_takes_cells_as_words(qtbot: QtBot) -> None:
    field = LineEditor(lambda _number: "", 0)
    qtbot.addWidget(field)
    data = QMimeData()
    data.setHtml(EXCEL)
    field.insertFromMimeData(data)
    assert field.lines()[1] == "1; Hồ sơ đúng hạn; 98%"


@pytest.mark.parametrize(("rows", "columns"), [(MAX_TABLE_ROWS + 1, 2), (2, 13), (500, 40)])
def test_a_large_table_is_refused_with_the_way_to_the_frame(
    editor: RichEditor, monkeypatch: pytest.MonkeyPatch, rows: int, columns: int
) -> None:
    said: list[str] = []
    monkeypatch.setattr(alerts, "show_error", lambda _parent, error: said.append(str(error)))
    editor.set_markup("giữ")
    paste(editor, f"<table>{('<tr>' + '<td>x</td>' * columns + '</tr>') * rows}</table>")
    assert editor.markup() == "giữ"
    assert "khung nhiệm vụ" in said[0].lower() and "Ctrl+V" in said[0]


def test_rows_pasted_into_a_table_fill_empty_cells_or_come_below(editor: RichEditor) -> None:
    editor.insert_table(2, 2)
    paste(
        editor, "<table><tr><td>a</td><td>b</td></tr><tr><td>c</td><td>d</td></tr><tr><td>e</td><td>f</td></tr></table>"
    )
    assert editor.markup() == "|| a | b |\n| c | d |\n| e | f |"
    go_to(editor, 1, 1)
    paste(editor, text="1\t2\t3\n4\t5\t6")
    assert editor.markup() == "|| a | b |  |\n| c | d |  |\n| 1 | 2 | 3 |\n| 4 | 5 | 6 |\n| e | f |  |"
    editor.undo()
    assert editor.markup() == "|| a | b |\n| c | d |\n| e | f |"


def test_words_pasted_into_a_cell_stay_in_it(editor: RichEditor) -> None:
    editor.set_markup("|| a | b |\n| c | d |")
    go_to(editor, 1, 0)
    paste(editor, "<h2>Mục</h2><ul><li>ý</li></ul><table><tr><td>x</td><td>y</td></tr></table>")
    assert editor.markup() == r"|| a | b |" + "\n" + r"| cMục\n- ý\nx; y | d |"


def test_tab_goes_through_the_cells_and_adds_a_row(qtbot: QtBot, editor: RichEditor) -> None:
    editor.insert_table(2, 2)
    for word in ("a", "b", "c", "d"):
        qtbot.keyClicks(editor, word)
        qtbot.keyClick(editor, Qt.Key.Key_Tab)
    qtbot.keyClicks(editor, "e")
    assert editor.markup() == "|| a | b |\n| c | d |\n| e |  |"
    qtbot.keyClick(editor, Qt.Key.Key_Backtab, Qt.KeyboardModifier.ShiftModifier)
    qtbot.keyClicks(editor, "x")
    qtbot.keyClick(editor, Qt.Key.Key_Return)
    qtbot.keyClicks(editor, "y")
    assert editor.markup() == "|| a | b |\n| c | dx\\ny |\n| e |  |"


def test_tab_leaves_a_text_and_the_first_cell_backwards(qtbot: QtBot) -> None:
    page = QWidget()
    qtbot.addWidget(page)
    column = QVBoxLayout(page)
    before, editor, after = QLineEdit(), RichEditor(), QLineEdit()
    for widget in (before, editor, after):
        column.addWidget(widget)
    page.show()
    qtbot.waitExposed(page)
    editor.set_markup(TABLE)
    go_to(editor, 0, 0)
    editor.setFocus()
    qtbot.keyClick(editor, Qt.Key.Key_Backtab, Qt.KeyboardModifier.ShiftModifier)
    assert page.focusWidget() is before
    editor.setFocus()
    editor.moveCursor(QTextCursor.MoveOperation.End)
    qtbot.keyClick(editor, Qt.Key.Key_Tab)
    assert page.focusWidget() is after
    editor.setReadOnly(True)
    go_to(editor, 2, 2)
    editor.setFocus()
    qtbot.keyClick(editor, Qt.Key.Key_Tab)
    assert editor.markup() == TABLE


def test_letters_that_unikey_replaces_in_a_cell(qtbot: QtBot, editor: RichEditor) -> None:
    editor.set_markup("|| a | b |\n| c |  |")
    go_to(editor, 1, 1)
    commit(editor, "tie")
    commit(editor, "iê", replace_before=2)
    commit(editor, "ến", replace_before=1)
    qtbot.keyClick(editor, Qt.Key.Key_Backspace)
    for _time in range(9):
        qtbot.keyClick(editor, Qt.Key.Key_Backspace)
    assert editor.markup() == "|| a | b |\n| c |  |"  # Backspace stays in its cell
    commit(editor, "hoà")
    assert editor.markup() == "|| a | b |\n| c | hoà |"


def test_backspace_below_a_table_does_not_harm_it(qtbot: QtBot, editor: RichEditor) -> None:
    editor.set_markup(f"{TABLE}\nsau")
    editor.moveCursor(QTextCursor.MoveOperation.End)
    for _time in range(8):
        qtbot.keyClick(editor, Qt.Key.Key_Backspace)
    assert editor.markup() == TABLE


def test_rows_and_columns_by_the_menu(editor: RichEditor) -> None:
    editor.set_markup("|| a | b |\n| c | d |")
    assert "Chèn bảng…" in menu_of(editor)
    go_to(editor, 1, 0)
    choose(editor, "Thêm hàng ở trên")
    assert editor.markup() == "|| a | b |\n|  |  |\n| c | d |"
    choose(editor, "Thêm cột bên phải")
    assert editor.markup() == "|| a |  | b |\n|  |  |  |\n| c |  | d |"
    choose(editor, "Xóa hàng")
    choose(editor, "Xóa cột")
    assert editor.markup() == "|| a | b |\n| c | d |"
    choose(editor, "Xóa bảng")
    assert editor.markup() == ""
    for _time in range(5):
        editor.undo()
    assert editor.markup() == "|| a | b |\n| c | d |"


def test_a_header_that_is_one_no_more_is_not_bold(editor: RichEditor) -> None:
    editor.set_markup("|| a | b |\n| **c** | d |")
    go_to(editor, 0, 0)
    choose(editor, "Thêm hàng ở trên")
    assert editor.markup() == "||  |  |\n| a | b |\n| **c** | d |"
    go_to(editor, 0, 0)
    choose(editor, "Xóa hàng")
    choose(editor, "Xóa hàng")
    assert editor.markup() == "|| c | d |"


def test_styles_in_a_table(qtbot: QtBot, editor: RichEditor) -> None:
    bar = FormatBar(editor)
    qtbot.addWidget(bar)
    assert bar.table.isEnabled()
    editor.insert_table(2, 2)
    assert not bar.table.isEnabled() and not bar.heading.isEnabled() and not bar.bold.isEnabled()
    qtbot.keyClicks(editor, "a")
    go_to(editor, 1, 0)
    bar.bold.trigger()
    qtbot.keyClicks(editor, "b")
    editor.selectAll()
    editor.set_heading(True)
    assert editor.markup() == "|| a |  |\n| **b** |  |"


def test_words_in_cells_are_found_and_replaced(qtbot: QtBot, editor: RichEditor) -> None:
    editor.set_markup(f"hạn\n{TABLE}\nhạn")
    bar = FindBar(editor)
    qtbot.addWidget(bar)
    bar.words.setText("hạn")
    bar.replacement.setText("ngày")
    bar.replace_all()
    assert editor.markup() == f"ngày\n{TABLE.replace('hạn', 'ngày')}\nngày"


def test_a_copied_table_is_html_and_cells_with_tabs(editor: RichEditor) -> None:
    editor.set_markup(f"Như sau:\n{TABLE}")
    editor.selectAll()
    data = editor.createMimeDataFromSelection()
    assert data.text() == "Như sau:\nTT\tChỉ tiêu\tKết quả\n1\tHồ sơ đúng hạn\t98%\n2\tTrực tuyến\t"
    (table,) = split_html(data.html(), "bản sao").tables()
    assert [row.cells for row in table.rows][1] == ("1", "Hồ sơ đúng hạn", "98%")
    again = RichEditor()
    again.insertFromMimeData(data)
    assert again.markup() == f"Như sau:\n{TABLE}"
    editor.set_markup("chữ **đậm**")
    editor.selectAll()
    assert editor.createMimeDataFromSelection().text() == "chữ đậm"
