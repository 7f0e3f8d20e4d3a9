"""The table of a register: rows are chosen whole, words wrap, one column takes the room that is left."""

from collections.abc import Mapping
from typing import Any

from PySide6.QtCore import QAbstractItemModel, Qt
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView

from cchc_desktop.ui import theme
from cchc_desktop.ui.delegates.wrapped import WrappedWords


def dress(table: QTableView, name: str, model: QAbstractItemModel, widths: Mapping[Any, int], stretched: int) -> None:
    """Give a table its model, name and widths (pixels at 100 %), by the numbers of its columns."""
    table.setModel(model)
    table.setAccessibleName(name)
    table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
    table.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
    table.setTabKeyNavigation(False)
    table.setProperty("box", "rows")
    table.verticalHeader().hide()
    header = table.horizontalHeader()
    header.setHighlightSections(False)
    header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
    for column, width in widths.items():
        table.setColumnWidth(column, theme.px(width))
    header.setSectionResizeMode(stretched, QHeaderView.ResizeMode.Stretch)
    table.setItemDelegate(WrappedWords(table))
    # Rows follow the width: words wrap, nothing is cut off.
    table.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
