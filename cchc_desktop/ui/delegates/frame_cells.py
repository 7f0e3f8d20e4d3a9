"""Paints the cells of the task frame from the model's lines; columns 1 and 2 as if merged over their rows."""

from datetime import date

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPoint, QRect, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen, QPolygon
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem, QTableView

from cchc_desktop.ui import theme
from cchc_desktop.ui.delegates.frame_group import GroupPainter
from cchc_desktop.ui.delegates.frame_tracking import TrackingPainter
from cchc_desktop.ui.delegates.text_cache import TextCache, TextStyle
from cchc_desktop.ui.table_models.frame_cells import (
    BUDGET,
    DEADLINE,
    NUMBER,
    OBJECTIVE,
    TASK,
    TRACKING,
    shown_text,
)
from cchc_desktop.ui.table_models.frame_hits import out_of_sight
from cchc_desktop.ui.table_models.frame_lines import GroupLine, TaskLine
from cchc_desktop.ui.table_models.frame_model import FrameModel
from cchc_desktop.ui.table_models.frame_standing import SET_ASIDE, Standing
from cchc_desktop.ui.widgets.month_strip import Mark, marks_of, paint_strip, place_in_year

# Pixels at 100 %.
PAD_X, PAD_Y = 6, 5
LEAST_HEIGHT = 60
GROUP_HEIGHT = 28
_STRIP_ROOM = 24
_CORNER = 8


class FrameDelegate(QStyledItemDelegate):
    """`chosen` is the cell with the frame, `tinted` the rows with the tint; with `many` cells only these are tinted.

    `sought` is the phrase whose places are marked; `sticky` is the height in pixels that a group row covers at the top
    of the view; rows that are `sorted` have no group row above them and bear its number themselves.
    """

    def __init__(self, view: QTableView, model: FrameModel) -> None:
        super().__init__(view)
        self._view = view
        self._model = model
        self.texts = TextCache()
        self.groups = GroupPainter(self.texts)
        self._tracking = TrackingPainter(self.texts)
        self.chosen = (-1, -1)
        self.tinted: set[int] = set()
        self.many = False
        self.sorted = False
        self.sought = ""
        self.sticky = 0
        self._year = 0
        self._today = date.min
        self._marks: dict[str, tuple[TaskLine, tuple[Mark, ...]]] = {}

    def set_day(self, year: int, today: date) -> None:
        """The year of the plan, and the day that deadlines are counted from."""
        self._year, self._today, self._tracking.today = year, today, today
        self._marks.clear()

    # How tall

    def own_height(self, row: int) -> int:
        """What the cells that stand in this row alone need, in pixels; merged columns are not asked."""
        line = self._model.lines[row]
        if isinstance(line, GroupLine):
            return theme.px(GROUP_HEIGHT)
        pad = 2 * theme.px(PAD_Y)
        tallest = theme.px(LEAST_HEIGHT)
        dated = any(milestone.date_to is not None for milestone in line.task.milestones)
        for column in range(TASK + 1, TRACKING):
            text = "" if self._view.isColumnHidden(column) else shown_text(line.task, column)
            if text:
                strip = theme.px(_STRIP_ROOM) - pad // 2 if column == DEADLINE and dated else 0
                tallest = max(tallest, self._text_height(text, column) + pad + strip)
        return max(tallest, self._tracking.height(line, self._view.columnWidth(TRACKING), self._found(line)))

    def merged_height(self, row: int, column: int) -> int:
        """What the merged text of column 1 or 2 in this row needs, in pixels."""
        line = self._model.task_line(row)
        text = shown_text(line.task, column) if line and not self._view.isColumnHidden(column) else ""
        return self._text_height(text, column) + 2 * theme.px(PAD_Y) if text else 0

    def _text_height(self, text: str, column: int) -> int:
        width = self._view.columnWidth(column) - 2 * theme.px(PAD_X)
        return self.texts.get(text, width, _style_of(column))[1]

    def _found(self, line: TaskLine) -> str:
        """Where the words that were sought stand, if no cell in sight shows them."""
        return out_of_sight(line.task, self.sought, lambda column: not self._view.isColumnHidden(column))

    # How it looks

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        row, column = index.row(), index.column()
        rect: QRect = option.rect
        self.groups.ratio = self._tracking.ratio = self._view.devicePixelRatioF()
        line = self._model.lines[row]
        if isinstance(line, GroupLine):
            whole = QRect(0, rect.top(), self._view.columnViewportPosition(TRACKING) - 1, rect.height())
            self.groups.paint(painter, whole, rect, line, row == self.chosen[0])
        else:
            selected = bool(option.state & QStyle.StateFlag.State_Selected)
            tinted = selected if self.many else row in self.tinted
            self._paint_ground(painter, rect, line, column, tinted and not self._is_wide(row, column))
            self._paint_content(painter, rect, line, row, column)
            self._paint_lines(painter, rect, row, column)
        if column == TRACKING:
            painter.fillRect(QRect(rect.left(), rect.top(), 2, rect.height()), theme.tokens().field_border)

    def _is_last(self, column: int) -> bool:
        """Whether the column is the last before the tracking column, whose edge parts the two."""
        return all(self._view.isColumnHidden(after) for after in range(column + 1, TRACKING)) and column != TRACKING

    def _paint_ground(self, painter: QPainter, rect: QRect, line: TaskLine, column: int, tinted: bool) -> None:
        colours = theme.tokens()
        ground: QColor = colours.alt if column == TRACKING else colours.surface
        if column == TRACKING and line.standing is Standing.LATE:
            ground = colours.late_tint
        elif tinted:
            ground = colours.accent_tint
        painter.fillRect(rect, ground)
        if column == NUMBER and (tinted or line.standing is Standing.LATE):
            edge = colours.accent if tinted else colours.late
            painter.fillRect(QRect(rect.left(), rect.top(), theme.px(3), rect.height()), edge)

    def _is_wide(self, row: int, column: int) -> bool:
        """Whether the cell is part of a merged block, which a choice of one of its rows leaves untinted."""
        first, last = self.block(row, column)
        return last > first and not self.many

    def block(self, row: int, column: int) -> tuple[int, int]:
        """First and last row that this cell looks merged over."""
        if column == OBJECTIVE:
            return self._model.objective_block(row)
        return self._model.task_block(row) if column == TASK else (row, row)

    def _paint_content(self, painter: QPainter, rect: QRect, line: TaskLine, row: int, column: int) -> None:
        if column == TRACKING:
            self._tracking.paint(painter, rect, line, self._found(line), self.sought)
            return
        colours = theme.tokens()
        text = shown_text(line.task, column)
        if column == NUMBER and self.sorted:
            text = f"{line.task.group_number}\n{text}"
        if text:
            painter.setPen(colours.muted if line.standing in SET_ASIDE else colours.text)
            style = _style_of(column)
            painter.setFont(self.texts.fonts[style])
            left = rect.left() + theme.px(PAD_X)
            width = rect.width() - 2 * theme.px(PAD_X)
            laid_out, height = self.texts.get(text, width, style)
            top = rect.top() + theme.px(PAD_Y)
            if column in (OBJECTIVE, TASK):
                top = self._merged_top(row, column, height)
            clipped = top < rect.top() or top + height > rect.bottom()
            if clipped:
                painter.setClipRect(rect)
            if self.sought:
                for place in self.texts.places(text, width, style, self.sought):
                    painter.fillRect(place.translated(left, top), colours.found)
            painter.drawStaticText(left, top, laid_out)
            if clipped:
                painter.setClipping(False)
        if column == DEADLINE and line.task.milestones:
            self._paint_strip(painter, rect, line)
        if column in self._model.told.get(line.guid, ()):
            self._paint_corner(painter, rect, row, column)

    def _paint_corner(self, painter: QPainter, rect: QRect, row: int, column: int) -> None:
        """The mark of a cell in which the check found something, once for a block that looks merged."""
        first, _last = self.block(row, column)
        top = max(self._view.rowViewportPosition(first), self.sticky)
        if rect.top() <= top <= rect.bottom():
            side, right = theme.px(_CORNER), rect.right() - 1
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme.tokens().soon)
            painter.drawPolygon(QPolygon([QPoint(right - side, top), QPoint(right, top), QPoint(right, top + side)]))

    def _merged_top(self, row: int, column: int, height: int) -> int:
        """Where a merged text begins: at the top of its block, or of the view while the block is scrolled past it."""
        first, last = self.block(row, column)
        pad = theme.px(PAD_Y)
        block_top = self._view.rowViewportPosition(first)
        block_end = self._view.rowViewportPosition(last) + self._view.rowHeight(last)
        return min(max(block_top, self.sticky) + pad, max(block_top + pad, block_end - height - pad))

    def _paint_strip(self, painter: QPainter, rect: QRect, line: TaskLine) -> None:
        kept = self._marks.get(line.guid)
        if kept is None or kept[0] is not line:
            kept = (line, marks_of(line.task, self._year, self._today))
            self._marks[line.guid] = kept
        if not kept[1]:
            return
        side = theme.px(8)
        area = QRectF(rect.left() + side, rect.bottom() - theme.px(18), rect.width() - 2 * side, theme.px(12))
        today = place_in_year(self._today, self._year) if self._today.year == self._year else None
        paint_strip(painter, area, kept[1], today)

    def _paint_lines(self, painter: QPainter, rect: QRect, row: int, column: int) -> None:
        painter.setPen(QPen(theme.tokens().line, 1))
        if not self._is_last(column):
            painter.drawLine(rect.topRight(), rect.bottomRight())
        if self.block(row, column)[1] == row:
            painter.drawLine(rect.bottomLeft(), rect.bottomRight())
        if column == self.chosen[1] and self._in_chosen_block(row, column):
            self._paint_frame(painter, rect, row, column)

    def _in_chosen_block(self, row: int, column: int) -> bool:
        if self._model.task_line(self.chosen[0]) is None:
            return False
        first, last = self.block(self.chosen[0], column)
        return first <= row <= last

    def _paint_frame(self, painter: QPainter, rect: QRect, row: int, column: int) -> None:
        """The frame of the chosen cell, drawn round the whole block that the cell looks merged over."""
        first, last = self.block(row, column)
        top = self._view.rowViewportPosition(first)
        end = self._view.rowViewportPosition(last) + self._view.rowHeight(last)
        painter.setClipRect(rect)
        painter.setPen(QPen(theme.tokens().accent, 2))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRect(QRect(rect.left() + 1, top + 1, rect.width() - 2, end - top - 2))
        painter.setClipping(False)


def _style_of(column: int) -> TextStyle:
    if column == OBJECTIVE:
        return TextStyle.BOLD
    return TextStyle.RIGHT if column == BUDGET else TextStyle.PLAIN
