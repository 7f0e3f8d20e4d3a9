"""Every sentence that stops the officer goes through here."""

from collections.abc import Sequence
from enum import Enum
from typing import TYPE_CHECKING, Any, Protocol, cast

from PySide6.QtWidgets import QApplication, QWidget

from cchc_desktop.errors import UserError
from cchc_desktop.i18n import _
from cchc_desktop.storage.damage import Damaged

if TYPE_CHECKING:
    from cchc_desktop.ui.dialogs.alert import AlertDialog

_TROUBLE, _NOTE, _QUESTION = ("alert-triangle", "soon"), ("bulb", "accent"), ("help", "accent")


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
    _tell(parent, _("CCHC Desktop"), str(error), _TROUBLE).exec()


def show_note(parent: QWidget | None, title: str, text: str) -> None:
    """Say something the officer asked for."""
    _tell(parent, title, text, _NOTE).exec()


def leave_note(parent: QWidget | None, title: str, text: str) -> None:
    """Say something that stays until it has been read, while the window goes on working."""
    _tell(parent, title, text, _NOTE).open()


def _box(*words: Any, **answers: Any) -> "AlertDialog":
    """An alert, which is not loaded with the window."""
    from cchc_desktop.ui.dialogs.alert import AlertDialog

    return AlertDialog(*words, **answers)


def _tell(parent: QWidget | None, title: str, text: str, icon: tuple[str, str]) -> "AlertDialog":
    return _box(parent, title, text, icon, (_("Close"),))


def choose(parent: QWidget | None, title: str, text: str, answers: Sequence[str], escape: int = 0) -> int:
    """The place of the answer that was chosen; Enter means the first one, Esc that at `escape`."""
    box = _box(parent, title, text, _TROUBLE, answers, escape=escape)
    box.exec()
    return box.answer


def choose_for_good(
    parent: QWidget | None, title: str, text: str, answers: Sequence[str], remember: str
) -> tuple[int, bool]:
    """As `choose`, with Esc for the last answer, and whether the box with the words `remember` was ticked."""
    box = _box(parent, title, text, _QUESTION, answers, escape=len(answers) - 1, remember=remember)
    box.exec()
    return box.answer, box.tick.isChecked()


def ask(parent: QWidget | None, title: str, text: str, yes: str, no: str, *, enter_agrees: bool = True) -> bool:
    """A question whose two answers are named by what they do; Esc means `no`, and so does Enter where that is said."""
    box = _box(parent, title, text, _QUESTION, (yes, no), enter=0 if enter_agrees else 1, escape=1)
    box.exec()
    return box.answer == 0


def ask_why(parent: QWidget | None, title: str, text: str, yes: str, no: str, field: tuple[str, str]) -> str | None:
    """As `ask`, with a field for a reason, which has a name and a note; None for `no`, "" for no reason."""
    box = _box(parent, title, text, _QUESTION, (yes, no), escape=1, field=field)
    box.exec()
    return box.reason.text().strip() if box.answer == 0 else None


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
    ways = {Leaving.STAY: _("Back"), Leaving.DROP: _("Drop it")} | ({Leaving.KEEP: keep} if keep else {})
    box = _box(parent, title, text, _QUESTION, tuple(ways.values()))
    box.exec()
    return tuple(ways)[box.answer]
