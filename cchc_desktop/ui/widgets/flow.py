"""Rows of widgets that go on in a further line where the window is too narrow for one."""

from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtWidgets import QLayout, QLayoutItem, QWidget


class FlowLayout(QLayout):
    """Widgets side by side at their usual width, at least as wide as the widest of them; hidden ones take no room."""

    def __init__(self, parent: QWidget | None = None, gap: int = 6, line_gap: int = 4) -> None:
        """Gaps in pixels."""
        super().__init__(parent)
        self._items: list[QLayoutItem] = []
        self._gap, self._line_gap = gap, line_gap
        self.setContentsMargins(0, 0, 0, 0)

    def addItem(self, item: QLayoutItem) -> None:
        self._items.append(item)

    def count(self) -> int:
        return len(self._items)

    def itemAt(self, index: int) -> QLayoutItem | None:
        return self._items[index] if 0 <= index < len(self._items) else None

    def takeAt(self, index: int) -> QLayoutItem | None:
        return self._items.pop(index) if 0 <= index < len(self._items) else None

    def expandingDirections(self) -> Qt.Orientation:
        return Qt.Orientation(0)

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        return self._place(QRect(0, 0, width, 0), moves=False)

    def setGeometry(self, area: QRect) -> None:
        super().setGeometry(area)
        self._place(area, moves=True)

    def sizeHint(self) -> QSize:
        sizes = [item.sizeHint() for item in self._shown()]
        width = sum(size.width() for size in sizes) + self._gap * max(0, len(sizes) - 1)
        return self._with_margins(QSize(width, max((size.height() for size in sizes), default=0)))

    def minimumSize(self) -> QSize:
        least = QSize(0, 0)
        for item in self._shown():
            least = least.expandedTo(item.minimumSize())
        return self._with_margins(least)

    def _shown(self) -> list[QLayoutItem]:
        return [item for item in self._items if not item.isEmpty()]

    def _with_margins(self, size: QSize) -> QSize:
        margins = self.contentsMargins()
        return size + QSize(margins.left() + margins.right(), margins.top() + margins.bottom())

    def _place(self, area: QRect, moves: bool) -> int:
        """Put the items into lines; the height that these take."""
        inside = area.marginsRemoved(self.contentsMargins())
        lines: list[list[tuple[QLayoutItem, int]]] = [[]]
        left = 0
        for item in self._shown():
            width = min(item.sizeHint().width(), max(inside.width(), item.minimumSize().width()))
            if lines[-1] and left + width > inside.width():
                lines.append([])
                left = 0
            lines[-1].append((item, width))
            left += width + self._gap
        top = inside.top()
        for line in lines:
            height = max((item.sizeHint().height() for item, _width in line), default=0)
            left = inside.left()
            for item, width in line:
                if moves:
                    own = item.sizeHint().height()
                    item.setGeometry(QRect(QPoint(left, top + (height - own) // 2), QSize(width, own)))
                left += width + self._gap
            top += height + self._line_gap
        margins = self.contentsMargins()
        return top - self._line_gap - inside.top() + margins.top() + margins.bottom()
