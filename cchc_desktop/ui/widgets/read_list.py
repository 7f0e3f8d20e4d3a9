"""A list of words in columns, to be read."""

from collections.abc import Sequence

from PySide6.QtWidgets import QHeaderView, QTreeWidget, QTreeWidgetItem

from cchc_desktop.ui import theme


def read_list(titles: list[str], rows: Sequence[tuple[str, ...]], widths: Sequence[int]) -> QTreeWidget:
    """Rows of words to be read; the column of width 0 takes the room that is left."""
    tree = QTreeWidget()
    tree.ensurePolished()  # the rows are measured with the style they are shown in
    tree.setRootIsDecorated(False)
    tree.setHeaderLabels(titles)
    tree.setWordWrap(True)
    tree.header().setStretchLastSection(False)
    for place, width in enumerate(widths):
        tree.setColumnWidth(place, theme.px(width))
        if not width:
            tree.header().setSectionResizeMode(place, QHeaderView.ResizeMode.Stretch)
    for row in rows:
        item = QTreeWidgetItem(list(row))
        for place, words in enumerate(row):
            item.setToolTip(place, words)
        tree.addTopLevelItem(item)
    return tree
