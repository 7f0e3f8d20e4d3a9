"""Qt's own words are Vietnamese, and English again when English is chosen."""

import pytest
from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QApplication, QDialogButtonBox, QFileDialog, QLineEdit, QTextEdit, QWizard
from pytestqt.qtbot import QtBot

from cchc_desktop.ui import qt_translator

Button = QDialogButtonBox.StandardButton


@pytest.mark.parametrize(
    ("which", "words"),
    [
        (Button.Ok, "Đồng ý"), (Button.Cancel, "Hủy"), (Button.Yes, "Có"), (Button.No, "Không"), (Button.Close, "Đóng"),
        (Button.Save, "Lưu"), (Button.Discard, "Không lưu"), (Button.Apply, "Áp dụng"), (Button.Reset, "Đặt lại"),
        (Button.Retry, "Thử lại"),
    ],
)  # fmt: skip
def test_standard_buttons(qtbot: QtBot, which: QDialogButtonBox.StandardButton, words: str) -> None:
    box = QDialogButtonBox()
    qtbot.addWidget(box)
    made = box.addButton(which)
    assert made is not None
    assert made.text().replace("&", "") == words


@pytest.mark.parametrize("kind", [QLineEdit, QTextEdit])
def test_context_menus(qtbot: QtBot, kind: type[QLineEdit] | type[QTextEdit]) -> None:
    field = kind("chữ")
    qtbot.addWidget(field)
    menu = field.createStandardContextMenu()
    words = [action.text().partition("\t")[0].replace("&", "") for action in menu.actions() if action.text()]
    assert words == ["Hoàn tác", "Làm lại", "Cắt", "Chép", "Dán", "Xóa", "Chọn tất cả"]
    menu.deleteLater()


def test_wizard_and_file_dialog(qtbot: QtBot) -> None:
    wizard = QWizard()
    qtbot.addWidget(wizard)
    assert wizard.buttonText(QWizard.WizardButton.BackButton) == "Quay lại"
    assert wizard.buttonText(QWizard.WizardButton.NextButton) == "Tiếp tục"
    dialog = QFileDialog()
    dialog.setOption(QFileDialog.Option.DontUseNativeDialog)
    qtbot.addWidget(dialog)
    assert dialog.labelText(QFileDialog.DialogLabel.FileName) == "&Tên tệp:"


def test_english_again(qapp: QApplication) -> None:
    qt_translator.install(qapp, "en")
    assert QCoreApplication.translate("QPlatformTheme", "Cancel") == "Cancel"
    qt_translator.install(qapp, "vi")
    assert QCoreApplication.translate("QPlatformTheme", "Cancel") == "Hủy"
