"""A dialog that asks for one thing: a few words, or a number."""

from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from cchc_desktop.i18n import _
from cchc_desktop.text import clean
from cchc_desktop.ui import theme
from cchc_desktop.ui.dialogs.base import Dialog
from cchc_desktop.ui.widgets.basics import button, labelled, number_field


class AskOneDialog(Dialog):
    """`field` stands under its question."""

    def __init__(self, parent: QWidget | None, title: str, question: str, field: QWidget) -> None:
        super().__init__(parent)
        self.setWindowTitle(title)
        self.setMinimumWidth(theme.px(380))
        self.agree = button(_("Keep"), self.accept, "primary")
        column = QVBoxLayout(self)
        column.setContentsMargins(*(theme.px(16),) * 4)
        column.setSpacing(theme.px(12))
        column.addWidget(labelled(question, field))
        foot = QHBoxLayout()
        foot.addStretch(1)
        foot.addWidget(button(_("Cancel"), self.reject))
        foot.addWidget(self.agree)
        column.addLayout(foot)
        field.setFocus()


def ask_words(parent: QWidget | None, title: str, question: str, words: str) -> str | None:
    """The words, which may be empty; None when the officer thinks better of it."""
    field = QLineEdit(words)
    field.selectAll()
    dialog = AskOneDialog(parent, title, question, field)
    agreed, typed = dialog.exec(), clean(field.text()).strip()
    return typed if agreed else None


def ask_number(parent: QWidget | None, title: str, question: str, number: int, least: int, most: int) -> int | None:
    """A whole number within bounds; None when the officer thinks better of it."""
    field = number_field(least, most, number)
    field.selectAll()
    dialog = AskOneDialog(parent, title, question, field)
    agreed, typed = dialog.exec(), field.value()
    return typed if agreed else None
