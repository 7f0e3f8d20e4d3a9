"""The pages themselves, one under the other: drawn, scrolled, zoomed, clicked."""

from collections.abc import Iterable

from PySide6.QtCore import QPointF, QRectF, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QFocusEvent,
    QImage,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QResizeEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QAbstractScrollArea, QFrame, QWidget

from cchc_desktop.ui import theme
from cchc_desktop.ui.widgets.preview.pages import Pages, Pictures, ViewState, fits

_KEPT = 8  # pages to each side of those in view whose pictures, of some megabytes each, are kept
ZOOMS = (0.5, 0.75, 1.0, 1.25, 1.5, 2.0, 3.0)


class PageView(QAbstractScrollArea):
    """Shows `Pages`; pictures come from outside when `missing()` pages are asked for.

    Signals: `moved` other pages came into view; `clicked_at(page, y)` in points; `zoom_changed`.
    """

    moved = Signal()
    clicked_at = Signal(int, float)
    zoom_changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setProperty("box", "bare")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAsNeeded)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
        self._gap = theme.px(12)
        self._side = theme.px(18)
        self.pages = Pages()
        self.zoom: float | None = None
        self._pictures: dict[int, tuple[QImage, float]] = {}
        self._rects: list[QRectF] = []
        self._marked = ""
        self.verticalScrollBar().valueChanged.connect(self._scrolled)
        self.horizontalScrollBar().valueChanged.connect(self.viewport().update)

    def look(self) -> ViewState:
        """How pages are to be drawn now."""
        return ViewState(self.viewport().width() - 2 * self._side, self.zoom, self.devicePixelRatioF())

    def show_pages(self, pages: Pages, pictures: dict[int, QImage], keep_place: bool) -> None:
        """Show other pages, at the same place or from the top."""
        place = self._place() if keep_place else (0, 0.0)
        self.pages = pages
        self._pictures = {}
        self._put(pictures)
        self._lay_out(place)

    def take_pictures(self, pictures: dict[int, QImage]) -> None:
        """Put further drawn pages in; those far from what is in view are let go."""
        self._put(pictures)
        seen = self.visible()
        near = range(seen.start - _KEPT, seen.stop + _KEPT)
        self._pictures = {index: kept for index, kept in self._pictures.items() if index in near}

    def _put(self, pictures: dict[int, QImage]) -> None:
        for index, picture in pictures.items():
            if index < len(self.pages.sizes):
                self._pictures[index] = (picture, picture.width() / self.pages.sizes[index][0])
        self.viewport().update()

    @property
    def pictures(self) -> Pictures:
        """The pages that have been drawn."""
        return self._pictures

    def visible(self) -> range:
        """The pages in view."""
        top = self.verticalScrollBar().value()
        bottom = top + self.viewport().height()
        seen = [i for i, rect in enumerate(self._rects) if rect.bottom() >= top and rect.top() <= bottom]
        return range(seen[0], seen[-1] + 1) if seen else range(0, 0)

    def wanted(self) -> range:
        """The pages in view and one to each side; the first two before anything is laid out."""
        seen = self.visible()
        return range(max(0, seen.start - 1), seen.stop + 1) if len(seen) else range(0, 2)

    def missing(self) -> list[int]:
        """Pages of those wanted that have no picture at the present size; the ones in view come first."""
        look = self.look()
        sizes = self.pages.sizes
        seen = self.visible()

        def lacks(index: int) -> bool:
            known = self._pictures.get(index)
            return known is None or not fits(known[1], look.pixel_scale(sizes[index]))

        lacking = [index for index in self.wanted() if index < len(sizes) and lacks(index)]
        return [index for index in lacking if index in seen] or lacking

    @property
    def page(self) -> int:
        """The page most of which is in view, from 0."""
        top = self.verticalScrollBar().value()
        middle = top + self.viewport().height() / 2.5
        return next((i for i, rect in enumerate(self._rects) if rect.bottom() + self._gap > middle), 0)

    def go_to_page(self, index: int) -> None:
        """Bring the top of a page into view."""
        if self._rects:
            rect = self._rects[max(0, min(index, len(self._rects) - 1))]
            self.verticalScrollBar().setValue(round(rect.top()) - self._gap)

    def mark(self, guid: str) -> None:
        """Tint what belongs to `guid`."""
        if guid != self._marked:
            self._marked = guid
            self.viewport().update()

    def show_place(self, page: int, y: float) -> None:
        """Bring a place (points from the page's top) into view unless it is there already."""
        if not 0 <= page < len(self._rects):
            return
        rect = self._rects[page]
        at = rect.top() + y * rect.height() / self.pages.sizes[page][1]
        bar = self.verticalScrollBar()
        room = self.viewport().height()
        if not bar.value() <= at <= bar.value() + room * 0.8:
            bar.setValue(round(at - room * 0.2))

    def rect_of(self, page: int) -> QRectF:
        """Where a page lies, in pixels of the viewport."""
        shift = QPointF(self.horizontalScrollBar().value(), self.verticalScrollBar().value())
        return self._rects[page].translated(-shift)

    def set_zoom(self, zoom: float | None) -> None:
        """Another zoom (1 is 96 dpi), or None to fit the width."""
        place = self._place()
        self.zoom = zoom
        self._lay_out(place)
        self.zoom_changed.emit()

    def step_zoom(self, by: int) -> None:
        """The next larger or smaller zoom."""
        size = self.pages.sizes[0] if self.pages.sizes else (595.0, 842.0)
        now = self.look().scale(size) * 72 / 96
        larger = [zoom for zoom in ZOOMS if zoom > now * 1.01]
        smaller = [zoom for zoom in ZOOMS if zoom < now * 0.99]
        if by > 0 and larger:
            self.set_zoom(larger[0])
        elif by < 0 and smaller:
            self.set_zoom(smaller[-1])

    def _place(self) -> tuple[int, float]:
        """The page at the top of the view and how far down it the view begins, as a share of its height."""
        top = self.verticalScrollBar().value()
        for index, rect in enumerate(self._rects):
            if rect.bottom() >= top:
                return index, (top - rect.top()) / rect.height()
        return 0, 0.0

    def _lay_out(self, place: tuple[int, float]) -> None:
        look = self.look()
        room = self.viewport().width()
        shapes = [(w * look.scale((w, h)), h * look.scale((w, h))) for w, h in self.pages.sizes]
        widest = max((width for width, _height in shapes), default=0.0) + 2 * self._side
        across = max(float(room), widest if self.zoom is not None else 0.0)
        top = float(self._gap)
        self._rects = []
        for width, height in shapes:
            self._rects.append(QRectF((across - width) / 2, top, width, height))
            top += height + self._gap
        self._set_bars(across, top)
        if self._rects and place != (0, 0.0):
            rect = self._rects[min(place[0], len(self._rects) - 1)]
            self.verticalScrollBar().setValue(round(rect.top() + place[1] * rect.height()))
        elif place == (0, 0.0):
            self.verticalScrollBar().setValue(0)
        self.viewport().update()
        self.moved.emit()

    def _set_bars(self, width: float, height: float) -> None:
        down, across = self.verticalScrollBar(), self.horizontalScrollBar()
        down.setRange(0, max(0, round(height) - self.viewport().height()))
        down.setPageStep(self.viewport().height())
        down.setSingleStep(theme.px(40))
        across.setRange(0, max(0, round(width) - self.viewport().width()))
        across.setPageStep(self.viewport().width())
        across.setSingleStep(theme.px(40))

    def _scrolled(self) -> None:
        self.viewport().update()
        self.moved.emit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        self._lay_out(self._place())

    def paintEvent(self, event: QPaintEvent) -> None:
        colours = theme.tokens()
        painter = QPainter(self.viewport())
        painter.fillRect(self.viewport().rect(), colours.surround)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        for index in self.visible():
            self._paint_page(painter, index)
        if self.hasFocus():
            painter.setPen(QPen(colours.accent, 2))
            painter.drawRect(self.viewport().rect().adjusted(1, 1, -1, -1))
        painter.end()

    def _paint_page(self, painter: QPainter, index: int) -> None:
        colours = theme.tokens()
        rect = self.rect_of(index)
        ratio = self.devicePixelRatioF()
        # On whole device pixels, so that a picture of the right size is copied and not blurred.
        corner = QPointF(round(rect.left() * ratio) / ratio, round(rect.top() * ratio) / ratio)
        known = self._pictures.get(index)
        if known is None:
            painter.fillRect(rect, colours.paper)
        elif abs(known[0].width() / ratio - rect.width()) < 2:
            picture = known[0]
            painter.drawImage(
                QRectF(corner.x(), corner.y(), picture.width() / ratio, picture.height() / ratio), picture
            )
        else:
            painter.drawImage(rect, known[0])
        painter.setPen(QPen(colours.line, 0))
        painter.drawRect(rect)
        self._paint_mark(painter, index, rect)

    def _paint_mark(self, painter: QPainter, index: int, rect: QRectF) -> None:
        scale = rect.width() / self.pages.sizes[index][0]
        tint = QColor(theme.tokens().accent)
        tint.setAlpha(28)
        for page, top, bottom in self.pages.anchors.get(self._marked, ()):
            if page != index:
                continue
            left, right = self.pages.text_edges(index)
            strip = QRectF(
                rect.left() + (left - 6) * scale,
                rect.top() + top * scale,
                (right - left + 12) * scale,
                (bottom - top) * scale,
            )
            painter.fillRect(strip, tint)
            painter.fillRect(QRectF(strip.left() - 3, strip.top(), 3, strip.height()), theme.tokens().accent)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if event.button() is Qt.MouseButton.LeftButton:
            self._click(event.position(), self.visible())
        super().mouseReleaseEvent(event)

    def _click(self, position: QPointF, pages: Iterable[int]) -> None:
        for index in pages:
            rect = self.rect_of(index)
            if rect.contains(position):
                scale = self.pages.sizes[index][1] / rect.height()
                self.clicked_at.emit(index, (position.y() - rect.top()) * scale)

    def wheelEvent(self, event: QWheelEvent) -> None:
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.step_zoom(1 if event.angleDelta().y() > 0 else -1)
            event.accept()
        else:
            super().wheelEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        keys = Qt.Key
        last = len(self._rects) - 1
        targets = {keys.Key_Home: 0, keys.Key_End: last}
        if event.key() in targets:
            self.go_to_page(targets[keys(event.key())])
        elif event.key() in (keys.Key_Plus, keys.Key_Minus):
            self.step_zoom(1 if event.key() == keys.Key_Plus else -1)
        else:
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.viewport().update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.viewport().update()
