"""Questions and alerts: what Enter and Esc give, what the buttons say, long texts on small screens."""

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QScrollArea, QWidget
from pytestqt.qtbot import QtBot

from cchc_desktop.ui import alerts
from cchc_desktop.ui.dialogs.alert import AlertDialog

ENTER, ESC = Qt.Key.Key_Return, Qt.Key.Key_Escape


@pytest.fixture
def press(qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> list[Qt.Key]:
    """The keys that are pressed in the next question, wherever its focus is; what it said is found in `box.said`."""
    keys: list[Qt.Key] = []

    def answer(box: AlertDialog) -> int:
        box.show()
        for key in keys:
            focus = box.focusWidget()
            assert focus is not None
            QTest.keyClick(focus, key)
        assert not box.isVisible()
        return box.result()

    monkeypatch.setattr(AlertDialog, "exec", answer)
    return keys


@pytest.mark.parametrize(
    ("keys", "agrees", "expected"),
    [([ENTER], True, True), ([ENTER], False, False), ([ESC], True, False), ([Qt.Key.Key_Tab, ENTER], False, True)],
)
def test_enter_and_escape_give_the_answer_that_was_meant(
    press: list[Qt.Key], keys: list[Qt.Key], agrees: bool, expected: bool
) -> None:
    press += keys
    assert alerts.ask(None, "Mở tệp này?", "Tệp lạ.", "Vẫn mở", "Không mở", enter_agrees=agrees) is expected


@pytest.mark.parametrize(
    ("keys", "typed", "expected"), [([ENTER], "", ""), ([ENTER], " Gấp ", "Gấp"), ([ESC], "Gấp", None)]
)
def test_a_reason_may_be_given_and_need_not(
    press: list[Qt.Key], keys: list[Qt.Key], typed: str, expected: str | None, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Enter agrees in the field too; Esc gives no reason."""
    press += keys
    answer = AlertDialog.exec

    def type_first(box: AlertDialog) -> int:
        box.show()
        assert box.reason.isVisible() and box.focusWidget() is box.buttons[0]
        if typed:
            box.reason.setFocus()
            box.reason.setText(typed)
        return answer(box)

    monkeypatch.setattr(AlertDialog, "exec", type_first)
    assert alerts.ask_why(None, "Xem trước khi in", "1 lỗi.", "Vẫn tiếp tục", "Quay lại", ("Lý do", "")) == expected


@pytest.mark.parametrize(("key", "expected"), [(ENTER, (0, False)), (ESC, (2, False))])
def test_of_several_answers_enter_gives_the_first(press: list[Qt.Key], key: Qt.Key, expected: tuple[int, bool]) -> None:
    press.append(key)
    said = alerts.choose_for_good(None, "Đã có tệp", "Tệp này đã có.", ("Ghi tên mới", "Ghi đè", "Hủy"), "Nhớ")
    assert said == expected


@pytest.mark.parametrize("key", [ENTER, ESC])
def test_a_key_pressed_once_too_often_drops_nothing(
    press: list[Qt.Key], key: Qt.Key, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.undo()
    press.append(key)
    monkeypatch.setattr(AlertDialog, "exec", lambda box: box.show() or QTest.keyClick(box.focusWidget(), key))
    assert alerts.ask_leaving(None, "Nhóm mới", "Giữ lại") is alerts.Leaving.STAY


def test_an_error_is_read_in_a_window_that_names_its_button(qtbot: QtBot) -> None:
    holder = QWidget()
    qtbot.addWidget(holder)
    alerts.leave_note(holder, "Khôi phục", "Đã đặt <b>bản sao lưu</b> vào chỗ cũ.")
    (box,) = holder.findChildren(AlertDialog)
    assert [one.text() for one in box.buttons] == ["Đóng"]
    assert box.words.text() == "Đã đặt <b>bản sao lưu</b> vào chỗ cũ."
    assert box.words.textFormat() == Qt.TextFormat.PlainText
    QTest.keyClick(box, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    assert QApplication.clipboard().text() == box.words.text()
    QTest.keyClick(box, ESC)
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    assert not holder.findChildren(AlertDialog)


def test_a_long_text_is_scrolled_and_its_buttons_stay_in_view(qtbot: QtBot) -> None:
    box = AlertDialog(None, "Đọc tệp", "Dòng này không đọc được.\n" * 200, ("help", "accent"), ("Nhận", "Bỏ"), escape=1)
    qtbot.addWidget(box)
    box.show()
    QApplication.processEvents()
    assert box.height() <= box.room().height()
    (area,) = box.findChildren(QScrollArea)
    assert area.isAncestorOf(box.words) and area.verticalScrollBar().maximum() > 0
    assert area.horizontalScrollBar().maximum() == 0
    for one in box.buttons:
        assert not area.isAncestorOf(one) and not one.visibleRegion().isEmpty()
    assert box.focusWidget() is box.buttons[0]


def test_a_path_without_a_blank_does_not_make_the_window_wider_than_the_screen(qtbot: QtBot) -> None:
    box = AlertDialog(None, "Lưu", "Đã lưu vào: C:\\" + "thu-muc-rat-dai\\" * 60, ("help", "accent"), ("Đóng",))
    qtbot.addWidget(box)
    box.show()
    QApplication.processEvents()
    assert box.width() <= 700
