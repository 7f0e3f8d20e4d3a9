"""What every dialog does alike: how Enter and Esc act, what becomes of typed text."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent, QShowEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QAbstractSpinBox,
    QComboBox,
    QLineEdit,
    QPlainTextEdit,
    QPushButton,
    QTabWidget,
    QTextEdit,
    QWidget,
)

from cchc_desktop.ui import alerts
from cchc_desktop.ui.dialogs.fitted import FittedDialog
from cchc_desktop.ui.widgets.basics import PASSING
from cchc_desktop.ui.widgets.calm import CalmSpin
from cchc_desktop.ui.widgets.date_field import DateField
from cchc_desktop.ui.widgets.edit_table import EditTable
from cchc_desktop.ui.widgets.sheet import SheetKeys

_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class Dialog(FittedDialog):
    """The base of all dialogs.

    Enter in a field presses the primary button, or where `enter_agrees` is off only leads to it; it never presses
    another button. Esc, the cross and Alt+F4 all come through `leave`, which keeps or asks about what was typed.
    A dialog cannot be agreed to while a date in it is no date.
    """

    enter_agrees = True  # off where agreeing is not to happen by the way: it replaces, restores, issues, sends

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._begun: dict[QWidget, str] = {}
        self._dismissed = False

    # Agreeing

    def carry_out(self) -> bool:
        """Do what agreeing means; False keeps the dialog, and the officer has been told why."""
        return True

    def accept(self) -> None:
        """Agree, unless a date is wrong or `carry_out` refuses."""
        if self.dates_are_right() and self.carry_out():
            super().accept()

    def dates_are_right(self) -> bool:
        """Whether every date can be taken; the first that cannot is shown with its sentence."""
        for field in self.findChildren(DateField):
            if field.isEnabledTo(self) and _offered(field) and not field.read():
                _bring_up(field)
                field.line.setFocus()
                field.line.selectAll()
                return False
        return True

    def agree_button(self) -> QPushButton | None:
        """The primary button that is shown."""
        made = self.findChildren(QPushButton)
        return next((one for one in made if one.property("kind") == "primary" and one.isVisibleTo(self)), None)

    # Enter

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() not in _ENTER:
            super().keyPressEvent(event)
            return
        event.accept()
        if self.isVisible() and not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:
            self.enter()

    def enter(self) -> None:
        """The safe next step from the field that has the focus."""
        agree = self.agree_button()
        if agree is not None and agree.isEnabled():
            agree.click() if self.enter_agrees else agree.setFocus()
        else:
            self.next_field()

    def next_field(self, within: QWidget | None = None) -> bool:
        """To the next field of the dialog, or of a part of it; False when it was the last one."""
        area = within or self
        focus = self.focusWidget()
        here: QWidget = self if focus is None else focus
        one: QWidget | None = here.nextInFocusChain()
        while one is not None and one is not here:
            if one is self and within is not None:
                return False  # beyond the last field of the dialog
            if _is_field(one) and area.isAncestorOf(one) and one.isVisibleTo(self) and one.isEnabled():
                one.setFocus(Qt.FocusReason.TabFocusReason)
                return True
            one = one.nextInFocusChain()
        return False

    # Leaving

    def keep_typed(self) -> None:
        """Write what is kept as one goes; dialogs that ask at their end have nothing here."""
        for table in self._sheets():
            if table.is_typing():
                table.setFocus()  # an open cell gives its text when it loses the focus

    def _sheets(self) -> list[SheetKeys]:
        return [table for table in self.findChildren(QAbstractItemView) if isinstance(table, SheetKeys)]

    def holds_typed(self) -> bool:
        """Whether something was typed that leaving would lose."""
        if any(self._is_typed(field) for field in self.findChildren(QWidget)):
            return True
        if any(table.is_typing() for table in self._sheets()):
            return True  # a cell holds what it does not take
        return any(table.is_changed() for table in self.findChildren(EditTable))

    def _is_typed(self, field: QWidget) -> bool:
        if isinstance(field, DateField):
            return field.is_typed()
        if isinstance(field, CalmSpin):
            return field.is_typed()
        words = _typed_words(field)
        return words is not None and words != self._begun.get(field, "")

    def keep_words(self) -> str:
        """What the button says that keeps what was typed; "" while it cannot be kept yet."""
        agree = self.agree_button()
        return agree.text() if agree is not None and agree.isEnabled() else ""

    def leave(self) -> bool:
        """Whether the dialog may go: nothing is lost by it, or the officer wants it so."""
        if self._dismissed or not self.isVisible():
            return True
        self.keep_typed()
        return not self.holds_typed() or self.ask_about_typed()

    def ask_about_typed(self) -> bool:
        """Ask what becomes of what was typed; whether one may go on, since it is kept or was dropped."""
        answer = alerts.ask_leaving(self, self.windowTitle(), self.keep_words())
        agree = self.agree_button()
        if answer is alerts.Leaving.KEEP and agree is not None:
            agree.click()
            return self.isVisible() and not self.holds_typed()
        return answer is alerts.Leaving.DROP

    def reject(self) -> None:
        if self.leave():
            super().reject()

    def dismiss(self) -> None:
        """Go without a question: what the dialog shows is no longer there."""
        self._dismissed = True
        self.close()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        for field in self.findChildren(QWidget):
            if _is_text(field):
                self._begun.setdefault(field, _words_of(field))


def _is_field(widget: QWidget) -> bool:
    if isinstance(widget.parentWidget(), QAbstractSpinBox | QComboBox):
        return False  # the inside of a field
    fields = (QLineEdit, QAbstractSpinBox, QComboBox, QTextEdit, QPlainTextEdit, QAbstractItemView)
    return isinstance(widget, fields) and bool(widget.focusPolicy() & Qt.FocusPolicy.TabFocus)


def _is_text(widget: QWidget) -> bool:
    return isinstance(widget, QLineEdit | QTextEdit | QPlainTextEdit)


def _words_of(field: QWidget) -> str:
    return field.text() if isinstance(field, QLineEdit) else field.toPlainText()  # type: ignore[attr-defined]


def _typed_words(field: QWidget) -> str | None:
    """The words of a field into which the officer typed; None for any other, and for those of a search."""
    if not _is_text(field) or field.property(PASSING) or field.isReadOnly():  # type: ignore[attr-defined]
        return None
    if isinstance(field.parentWidget(), DateField | QAbstractSpinBox):
        return None
    modified = field.isModified() if isinstance(field, QLineEdit) else field.document().isModified()  # type: ignore[attr-defined]
    return _words_of(field) if modified else None


def _offered(field: QWidget) -> bool:
    """Whether a field is shown, be it on another tab."""
    one: QWidget | None = field
    while one is not None and not one.isWindow():
        on_tab = isinstance(one.parentWidget(), QWidget) and _tabs_of(one) is not None
        if one.isHidden() and not on_tab:
            return False
        one = one.parentWidget()
    return True


def _tabs_of(page: QWidget) -> QTabWidget | None:
    """The tab widget whose page this is."""
    stack = page.parentWidget()
    tabs = stack.parentWidget() if stack is not None else None
    return tabs if isinstance(tabs, QTabWidget) and tabs.indexOf(page) >= 0 else None


def _bring_up(field: QWidget) -> None:
    """Turn to the tab on which a field stands."""
    one: QWidget | None = field
    while one is not None and not one.isWindow():
        tabs = _tabs_of(one)
        if tabs is not None:
            tabs.setCurrentWidget(one)
        one = one.parentWidget()
