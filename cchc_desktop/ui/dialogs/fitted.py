"""What every window over the window does alike: it is never larger than the screen, and is let go once it was left."""

from PySide6.QtCore import QEvent, QRect, QSize, Qt, QTimer
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QDialog, QFrame, QLayout, QPushButton, QScrollArea, QVBoxLayout, QWidget

from cchc_desktop.ui.application import FRAME
from cchc_desktop.ui.widgets.item_views import lay_out_rows


class FittedDialog(QDialog):
    """A dialog no larger than the screen: what does not fit is scrolled, the buttons stay in view.

    Once it was left it is let go; what `exec` leaves can still be read, but not after a further dialog.
    """

    lives_on = False  # on where whoever made it shows it again

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("box", "surface")
        self._scrolled = False
        self.finished.connect(self._let_go)
        # Not `QTimer.singleShot`: what that is to call is never let go when the dialog goes first.
        self._fit_soon = QTimer(self, singleShot=True, interval=0)
        self._fit_soon.timeout.connect(self._fit)

    def _let_go(self) -> None:
        if not self.lives_on:
            self.deleteLater()

    def to_front(self) -> None:
        """Stand beside the window; a dialog that is open already comes to the front."""
        self.show()
        self.raise_()
        self.activateWindow()

    def showEvent(self, event: QShowEvent) -> None:
        self._fit()
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
        beside = holder.minimumSizeHint().width() + area.verticalScrollBar().sizeHint().width()
        self.resize(max(self.width(), min(beside, room.width())), self.height())  # room for the bar: no second one
        if focus is not None and self.isVisible():
            QTimer.singleShot(0, focus, focus.setFocus)

    def _move_inside(self) -> None:
        space = self.screen().availableGeometry()
        frame = QRect(self.frameGeometry())
        left = min(max(frame.left(), space.left()), max(space.left(), space.right() - frame.width()))
        top = min(max(frame.top(), space.top()), max(space.top(), space.bottom() - frame.height()))
        if (left, top) != (frame.left(), frame.top()):
            self.move(left, top)


def _least(layout: QLayout, width: int) -> QSize:
    """The smallest size of the contents, with the lines that words need at this width."""
    least = layout.totalMinimumSize()
    if layout.hasHeightForWidth():
        width = max(width, least.width())
        least.setHeight(max(least.height(), layout.totalMinimumHeightForWidth(width)))
    return least
