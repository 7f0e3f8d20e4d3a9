"""A pack of forms by double click: shown first, taken in when agreed to, taken back from the menu."""

from datetime import date
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from cchc_desktop.services import form_packs, forms
from cchc_desktop.ui import alerts, form_pack_actions
from cchc_desktop.ui.dialogs.form_pack import FormPackDialog
from cchc_desktop.ui.main_window import MainWindow
from tests.services.test_form_packs import lay, made, regime
from tests.ui.conftest import wait_for_jobs


def shown(window: MainWindow) -> list[FormPackDialog]:
    return [dialog for dialog in window.findChildren(FormPackDialog) if dialog.isVisible()]


def test_a_pack_is_shown_before_it_is_taken_in_and_can_be_taken_back(
    window: MainWindow, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    said: list[str] = []
    monkeypatch.setattr(alerts, "leave_note", lambda _p, _title, text: said.append(text))
    monkeypatch.setattr(alerts, "ask", lambda *_words, **_more: True)
    pack = made(lay(tmp_path / "a", regimes__default=regime(3)), "TINH.CCHCMAU")
    window.open_file(pack)
    qtbot.waitUntil(lambda: len(shown(window)) == 1)
    (dialog,) = shown(window)
    item = dialog.list.topLevelItem(0)
    assert item is not None
    assert [item.text(column) for column in range(3)] == [
        "Thời hạn báo cáo thường gặp ở cấp xã", "chế độ báo cáo", "sửa"
    ]  # fmt: skip
    assert form_packs.taken() == ()
    dialog.agree.click()
    assert "Mẫu của tỉnh An Bình" in said[0]
    assert forms.due_date(2027, "Q1") == date(2027, 3, 3)
    form_pack_actions.take_back(window)
    assert forms.due_date(2027, "Q1") == date(2027, 3, 12)


def test_a_file_that_is_no_pack_is_a_sentence(
    window: MainWindow, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    said: list[str] = []
    monkeypatch.setattr(alerts, "show_error", lambda _parent, error: said.append(str(error)))
    (tmp_path / "a.cchcmau").write_text("thư")
    window.open_file(tmp_path / "a.cchcmau")
    wait_for_jobs(qtbot)
    QApplication.processEvents()
    assert said == ["“a.cchcmau” không phải gói mẫu. Anh/chị chọn tệp có đuôi .cchcmau. Chưa nhận gì."]
