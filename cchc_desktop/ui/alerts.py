"""Every sentence that stops the officer goes through here."""

from collections.abc import Sequence
from enum import Enum
from typing import Protocol, cast

from PySide6.QtCore import Qt
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QApplication, QCheckBox, QMessageBox, QWidget

from cchc_desktop.errors import UserError
from cchc_desktop.i18n import _
from cchc_desktop.storage.damage import Damaged
from cchc_desktop.ui import icons


def _box(parent: QWidget | None, title: str, text: str, icon_name: str, token: str) -> QMessageBox:
    box = QMessageBox(parent)
    box.setWindowTitle(title)
    box.setTextFormat(Qt.TextFormat.PlainText)
    box.setText(text)
    box.setProperty("box", "surface")
    box.setIconPixmap(icons.pixmap(icon_name, token, 28))
    box.finished.connect(box.deleteLater)  # the widget that it stands over may stay for the whole day
    return box


def _say(box: QMessageBox) -> None:
    """Show it with the one button there is; some systems would put a picture of their own on that."""
    box.setStandardButtons(QMessageBox.StandardButton.Ok)
    box.button(QMessageBox.StandardButton.Ok).setIcon(QIcon())
    box.exec()


class TellsDamage(Protocol):
    """The window, which knows the ways out of damage."""

    def show_damage(self, damage: Damaged) -> None:
        """Say it once, with what can be done."""
        ...


def _window_over(parent: QWidget | None) -> TellsDamage | None:
    """The window that a widget belongs to, or the one there is."""
    chain: list[QWidget] = []
    while parent is not None:
        chain.append(parent)
        parent = parent.parentWidget()
    for widget in (*chain, *(one for one in QApplication.topLevelWidgets() if one.isVisible())):
        if hasattr(widget, "show_damage"):
            return cast(TellsDamage, widget)
    return None


def show_error(parent: QWidget | None, error: UserError | str) -> None:
    """Say what happened, what was kept and what to do; never used for success. Of damage the window tells."""
    if isinstance(error, Damaged) and (window := _window_over(parent)) is not None:
        window.show_damage(error)
        return
    _say(_box(parent, _("CCHC Desktop"), str(error), "alert-triangle", "soon"))


def show_note(parent: QWidget | None, title: str, text: str) -> None:
    """Say something the officer asked for."""
    _say(_box(parent, title, text, "bulb", "accent"))


def choose(parent: QWidget | None, title: str, text: str, answers: Sequence[str], escape: int = 0) -> int:
    """The place of the answer that was chosen; Enter means the first one, Esc that at `escape`."""
    return _answer(_box(parent, title, text, "alert-triangle", "soon"), answers, escape)


def choose_for_good(
    parent: QWidget | None, title: str, text: str, answers: Sequence[str], remember: str
) -> tuple[int, bool]:
    """As `choose`, with Esc for the last answer, and whether the box with the words `remember` was ticked."""
    box = _box(parent, title, text, "help", "accent")
    tick = QCheckBox(remember)
    box.setCheckBox(tick)
    return _answer(box, answers, len(answers) - 1), tick.isChecked()


def _answer(box: QMessageBox, answers: Sequence[str], escape: int) -> int:
    buttons = [box.addButton(words, QMessageBox.ButtonRole.ActionRole) for words in answers]
    box.setDefaultButton(buttons[0])
    box.setEscapeButton(buttons[escape])
    box.exec()
    return next((place for place, made in enumerate(buttons) if made is box.clickedButton()), escape)


def leave_note(parent: QWidget | None, title: str, text: str) -> None:
    """Say something that stays until it has been read, while the window goes on working."""
    box = _box(parent, title, text, "bulb", "accent")
    box.setStandardButtons(QMessageBox.StandardButton.Ok)
    box.button(QMessageBox.StandardButton.Ok).setIcon(QIcon())
    box.open()


def ask(parent: QWidget | None, title: str, text: str, yes: str, no: str, *, enter_agrees: bool = True) -> bool:
    """A question whose two answers are named by what they do; Esc means `no`, and so does Enter where that is said."""
    box = _box(parent, title, text, "help", "accent")
    agree = box.addButton(yes, QMessageBox.ButtonRole.AcceptRole)
    refuse = box.addButton(no, QMessageBox.ButtonRole.RejectRole)
    box.setDefaultButton(agree if enter_agrees else refuse)
    box.setEscapeButton(refuse)
    box.exec()
    return box.clickedButton() is agree


class Leaving(Enum):
    """What is to become of text that was typed and not kept yet."""

    KEEP = "keep"
    DROP = "drop"
    STAY = "stay"


def ask_leaving(parent: QWidget | None, title: str, keep: str) -> Leaving:
    """Ask what becomes of what was typed; `keep` names the button that keeps it, "" where that cannot be done yet.

    Enter and Esc go back to the dialog: nothing is lost by a key that was pressed once too often.
    """
    text = _("What you typed in this window is not kept yet.")
    box = _box(parent, title, text, "help", "accent")
    kept = box.addButton(keep, QMessageBox.ButtonRole.AcceptRole) if keep else None
    dropped = box.addButton(_("Drop it"), QMessageBox.ButtonRole.DestructiveRole)
    back = box.addButton(_("Back"), QMessageBox.ButtonRole.RejectRole)
    box.setDefaultButton(back)
    box.setEscapeButton(back)
    box.exec()
    clicked = box.clickedButton()
    if kept is not None and clicked is kept:
        return Leaving.KEEP
    return Leaving.DROP if clicked is dropped else Leaving.STAY
