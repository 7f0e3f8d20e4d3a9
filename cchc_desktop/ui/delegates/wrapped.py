"""Rows as high as their words need: Qt forgets the padding of the style sheet when it breaks words into lines."""

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QSize
from PySide6.QtWidgets import QStyledItemDelegate, QStyleOptionViewItem

from cchc_desktop.ui import theme

_PADDING = 6  # left and right of the words in a table, pixels at 100 %


class WrappedWords(QStyledItemDelegate):
    """For tables whose rows follow the words in them."""

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        narrow = QStyleOptionViewItem(option)
        narrow.rect = QRect(0, 0, option.rect.width() - 2 * theme.px(_PADDING), option.rect.height())
        return super().sizeHint(narrow, index)
