"""What every dialog does alike: how Enter and Esc act, what becomes of typed text, how large it may grow."""

from PySide6.QtCore import QEvent, QRect, QSize, Qt, QTimer
from PySide6.QtGui import QKeyEvent, QShowEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QAbstractSpinBox,
    QComboBox,
    QDialog,
    QFrame,
    QLayout,
    QLineEdit,
    QPlainTextEdit,
    QPushButton,
    QScrollArea,
    QTabWidget,
    QTextEdit,
    QVBoxLayout,
    QWidget,
)

from cchc_desktop.ui import alerts
from cchc_desktop.ui.widgets.basics import PASSING, lay_out_rows
from cchc_desktop.ui.widgets.calm import CalmSpin
from cchc_desktop.ui.widgets.date_field import DateField
from cchc_desktop.ui.widgets.edit_table import EditTable
from cchc_desktop.ui.widgets.sheet import SheetKeys

FRAME = QSize(16, 40)  # what the system draws around a window, pixels
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class Dialog(QDialog):
    """The base of all dialogs.

    Enter in a field presses the primary button, or where `enter_agrees` is off only leads to it; it never presses
    another button. Esc, the cross and Alt+F4 all come through `leave`, which keeps or asks about what was typed.
    A dialog cannot be agreed to while a date in it is no date. It is never larger than the screen: what does not
    fit is scrolled, the buttons stay in view. Once it was left it is let go; what `exec` leaves can still be read, but
    not after a further dialog.
    """

    lives_on = False  # on where whoever made it shows it again
    enter_agrees = True  # off where agreeing is not to happen by the way: it replaces, restores, issues, sends

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("box", "surface")
        self._begun: dict[QWidget, str] = {}
        self._dismissed = False
        self._scrolled = False
        self.finished.connect(self._let_go)
        # Not `QTimer.singleShot`: what that is to call is never let go when the dialog goes first.
        self._fit_soon = QTimer(self, singleShot=True, interval=0)
        self._fit_soon.timeout.connect(self._fit)

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

    def _let_go(self) -> None:
        if not self.lives_on:
            self.deleteLater()

    def to_front(self) -> None:
        """Stand beside the window; a dialog that is open already comes to the front."""
        self.show()
        self.raise_()
        self.activateWindow()

    # Size

    def showEvent(self, event: QShowEvent) -> None:
        self._fit()
        for field in self.findChildren(QWidget):
            if _is_text(field):
                self._begun.setdefault(field, _words_of(field))
        super().showEvent(event)
        lay_out_rows(self)
        self._move_inside()

    def event(self, event: QEvent) -> bool:
        done = super().event(event)
        if event.type() == QEvent.Type.LayoutRequest and self.isVisible():
            self._fit_soon.start()
        return done

    def room(self) -> QSize:
        """The largest size that leaves the frame on the screen."""
        return self.screen().availableGeometry().size() - FRAME

    def _fit(self) -> None:
        """Be no larger than the screen, and large enough for what is shown where there is room."""
        layout, room = self.layout(), self.room()
        if layout is None:
            return
        self.ensurePolished()
        self.setMinimumSize(self.minimumSize().boundedTo(room))
        if self.maximumWidth() > room.width() and self.maximumWidth() < 100_000:
            self.setMaximumWidth(room.width())
        layout.activate()
        least = _least(layout, min(self.width(), room.width()))
        if not self._scrolled and (least.width() > room.width() or least.height() > room.height()):
            self._scroll(layout, room)
        wanted = self.size().expandedTo(least).boundedTo(room)
        if wanted != self.size():
            self.resize(wanted)

    def _scroll(self, layout: QLayout, room: QSize) -> None:
        """Put the contents into a scroll area, the buttons at the foot below it where they are narrow enough."""
        self._scrolled = True
        focus = self.focusWidget()
        margins = layout.contentsMargins()
        last = layout.itemAt(layout.count() - 1)
        inner, box = (last.layout(), last.widget()) if last is not None else (None, None)
        least = last.minimumSize() if last is not None else QSize()
        width = least.width() + margins.left() + margins.right()
        fits = isinstance(layout, QVBoxLayout) and width <= room.width() and least.height() < room.height() // 4
        if fits and (inner is not None or (box is not None and box.findChild(QPushButton) is not None)):
            layout.takeAt(layout.count() - 1)
            if inner is not None:
                inner.setParent(None)
        else:
            inner = box = None
        self.setMinimumSize(0, 0)
        holder = QWidget()
        holder.setLayout(layout)
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setWidget(holder)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(area, 1)
        if inner is not None:
            inner.setContentsMargins(margins.left(), 0, margins.right(), margins.bottom())
            column.addLayout(inner)
        elif box is not None:
            column.addWidget(box)
        if focus is not None and self.isVisible():
            QTimer.singleShot(0, focus, focus.setFocus)

    def _move_inside(self) -> None:
        space = self.screen().availableGeometry()
        frame = QRect(self.frameGeometry())
        left = min(max(frame.left(), space.left()), max(space.left(), space.right() - frame.width()))
        top = min(max(frame.top(), space.top()), max(space.top(), space.bottom() - frame.height()))
        if (left, top) != (frame.left(), frame.top()):
            self.move(left, top)


def dialogs_may_go(window: QWidget) -> bool:
    """Whether the dialogs that are open beside a window may go with it."""
    return all(dialog.leave() for dialog in window.findChildren(Dialog))


def _least(layout: QLayout, width: int) -> QSize:
    """The smallest size of the contents, with the lines that words need at this width."""
    least = layout.totalMinimumSize()
    if layout.hasHeightForWidth():
        width = max(width, least.width())
        least.setHeight(max(least.height(), layout.totalMinimumHeightForWidth(width)))
    return least


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
