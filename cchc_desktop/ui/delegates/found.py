"""Paints what a search found: the title, the words around the place with what was found in bold, where it stands."""

from collections.abc import Sequence

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPointF, QRect, QSize, Qt
from PySide6.QtGui import QColor, QFont, QIcon, QPainter, QTextCharFormat, QTextLayout, QTextOption
from PySide6.QtWidgets import QApplication, QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem

from cchc_desktop.services.search.finding import Hit
from cchc_desktop.ui import theme
from cchc_desktop.ui.formats import sentence_case
from cchc_desktop.ui.qt_places import in_units

HIT = Qt.ItemDataRole.UserRole
_PADDING, _GAP, _ICON = 6, 2, 15  # pixels at 100 %
_Index = QModelIndex | QPersistentModelIndex
_Marks = Sequence[tuple[int, int]]


class FoundDelegate(QStyledItemDelegate):
    """For lists whose rows hold a `Hit`; other rows are painted as usual. All words are shown, however long."""

    def sizeHint(self, option: QStyleOptionViewItem, index: _Index) -> QSize:
        hit, view = index.data(HIT), option.widget
        if not isinstance(hit, Hit) or not isinstance(view, QListView):
            return super().sizeHint(option, index)
        width = view.viewport().width()
        lines = _laid_out(hit, width - _left() - theme.px(_PADDING))
        height = sum(layout.boundingRect().height() for layout, _colour in lines) + theme.px(_GAP) * (len(lines) - 1)
        return QSize(width, round(height) + 2 * theme.px(_PADDING))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        hit = index.data(HIT)
        if not isinstance(hit, Hit):
            super().paint(painter, option, index)
            return
        shown = QStyleOptionViewItem(option)
        self.initStyleOption(shown, index)
        icon = QIcon(shown.icon)
        shown.text, shown.icon = "", QIcon()
        rect: QRect = shown.rect
        view = shown.widget
        style = view.style() if view is not None else QApplication.style()
        style.drawControl(QStyle.ControlElement.CE_ItemViewItem, shown, painter, view)
        side = theme.px(_ICON)
        icon.paint(painter, rect.left() + theme.px(_PADDING), rect.top() + theme.px(_PADDING + 1), side, side)
        top = float(rect.top() + theme.px(_PADDING))
        for layout, colour in _laid_out(hit, rect.width() - _left() - theme.px(_PADDING)):
            painter.setPen(colour)
            layout.draw(painter, QPointF(rect.left() + _left(), top))
            top += layout.boundingRect().height() + theme.px(_GAP)


def _left() -> int:
    return theme.px(2 * _PADDING + _ICON)


def _laid_out(hit: Hit, width: int) -> list[tuple[QTextLayout, QColor]]:
    colours = theme.tokens()
    title = sentence_case(hit.title)
    parts: list[tuple[str, _Marks, QFont, QColor]] = [
        (title, hit.title_marks if len(title) == len(hit.title) else (), theme.font(12), colours.text),
        (hit.text, hit.text_marks, theme.font(12), colours.secondary),
        (sentence_case(hit.where), (), theme.font(11), colours.muted),
    ]
    return [(_wrapped(text, marks, font, width), colour) for text, marks, font, colour in parts if text]


def _wrapped(text: str, marks: _Marks, font: QFont, width: int) -> QTextLayout:
    layout = QTextLayout(text, font)
    option = QTextOption()
    option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
    layout.setTextOption(option)
    bold = QTextCharFormat()
    bold.setFontWeight(QFont.Weight.DemiBold)
    bold.setForeground(theme.tokens().text)
    bold.setBackground(theme.tokens().found)
    layout.setFormats([_range(place, bold) for place in in_units(text, marks)])
    layout.beginLayout()
    height = 0.0
    while (line := layout.createLine()).isValid():
        line.setLineWidth(max(1, width))
        line.setPosition(QPointF(0, height))
        height += line.height()
    layout.endLayout()
    return layout


def _range(place: tuple[int, int], look: QTextCharFormat) -> QTextLayout.FormatRange:
    made = QTextLayout.FormatRange()
    made.start, made.length = place[0], place[1] - place[0]
    made.format = look
    return made
