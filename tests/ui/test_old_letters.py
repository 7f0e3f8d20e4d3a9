"""What was typed for fonts from before Unicode and copied: shown in Unicode first, then pasted as the officer says."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import QMimeData, QRect
from PySide6.QtWidgets import QPlainTextEdit, QTextEdit, QWidget
from pytestqt.qtbot import QtBot

from cchc_desktop.ui import alerts
from cchc_desktop.ui.tabs.frame.tables import from_html
from cchc_desktop.ui.tabs.plan.lines import LineEditor
from cchc_desktop.ui.widgets.cell_editor import CellEditor
from cchc_desktop.ui.widgets.editor.rich_editor import RichEditor

TYPED = "TËp huÊn nghiÖp vô, ng\u00adêi d©n"
SHOWN = "Tập huấn nghiệp vụ, người dân"
SHEET = '<style><!-- .xl65 {mso-style-parent:style0; font-family:".VnTime", sans-serif;} --></style>'
BY_CLASS = f"{SHEET}<p>Đảng bộ xã</p><p class=xl65>bé</p>"
BY_FONT = "<p>Đảng bộ xã <span style='font-family:VNI-Times'>Baùo caùo</span>, Müller</p>"


def copied(text: str = "", html: str = "") -> QMimeData:
    data = QMimeData()
    data.setText(text)
    if html:
        data.setHtml(html)
    return data


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """What was asked; each time Unicode is wanted."""
    words: list[str] = []
    monkeypatch.setattr(alerts, "ask", lambda _parent, _title, text, *_answers: bool(words.append(text)) or True)
    return words


def line_editor() -> QTextEdit:
    return LineEditor(lambda _number: "", 0)


@pytest.mark.parametrize("make", [RichEditor, line_editor])
@pytest.mark.parametrize(
    ("data", "text", "pair"),
    [
        (copied(TYPED), SHOWN, SHOWN),
        (copied("x", f"<p>{TYPED}</p>"), SHOWN, SHOWN),
        (copied("x", BY_CLASS), "Đảng bộ xã\nbộ", "bé → bộ"),
        (copied("x", BY_FONT), "Đảng bộ xã Báo cáo, Müller", "Baùo caùo → Báo cáo"),
    ],
)
def test_it_is_shown_and_pasted_in_unicode(
    qtbot: QtBot, asked: list[str], make: Callable[[], QTextEdit], data: QMimeData, text: str, pair: str
) -> None:
    editor = make()
    qtbot.addWidget(editor)
    editor.insertFromMimeData(data)
    assert editor.toPlainText() == text
    (words,) = asked
    assert pair in words and "→" in words


@pytest.mark.parametrize("make", [RichEditor, line_editor])
@pytest.mark.parametrize("data", [copied("TËp huÊn nghiÖp vô"), copied("x", "<p>TËp huÊn nghiÖp vô</p>")])
def test_it_may_stay_as_it_was_typed(
    qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, make: Callable[[], QTextEdit], data: QMimeData
) -> None:
    monkeypatch.setattr(alerts, "ask", lambda *_words: False)
    editor = make()
    qtbot.addWidget(editor)
    editor.insertFromMimeData(data)
    assert editor.toPlainText() == "TËp huÊn nghiÖp vô"


@pytest.mark.parametrize("text", ["Nguyễn Văn Toàn, hoà thuận, Müller, señor", "KẾ HOẠCH", "§ 5, 25 °C ± 2, «x»"])
def test_nobody_is_asked_about_other_words(qtbot: QtBot, asked: list[str], text: str) -> None:
    editor = RichEditor()
    qtbot.addWidget(editor)
    editor.insertFromMimeData(copied(text, f"<p>{text}</p>"))
    assert editor.toPlainText() == text and not asked


def test_in_a_cell_it_is_seen_before_the_cell_is_left_and_undone(qtbot: QtBot) -> None:
    view = QWidget()
    qtbot.addWidget(view)
    cell: QPlainTextEdit = CellEditor(view, QRect(0, 0, 200, 30), "cũ ", False)
    cell.moveCursor(cell.textCursor().MoveOperation.End)
    cell.insertFromMimeData(copied(TYPED))
    assert cell.toPlainText() == f"cũ {SHOWN}"
    cell.undo()
    assert cell.toPlainText() == "cũ "


def test_rows_for_the_frame_are_in_unicode_or_as_typed() -> None:
    table = f"{SHEET}<table><tr><td>Đảng bộ</td><td class=xl65>c¸n bé</td></tr></table>"
    assert from_html(table) == [["Đảng bộ", "cán bộ"]]
    assert from_html(table, as_typed=True) == [["Đảng bộ", "c¸n bé"]]
