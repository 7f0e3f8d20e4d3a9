"""Colours, fonts, icons: readable in both themes, complete, sharp."""

import re
from pathlib import Path

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QFontInfo
from PySide6.QtWidgets import QApplication, QHBoxLayout, QTableWidget, QTableWidgetItem, QWidget
from pytestqt.qtbot import QtBot

from cchc_desktop import paths
from cchc_desktop.ui import icons, theme
from cchc_desktop.ui.delegates.wrapped import WrappedWords
from cchc_desktop.ui.tokens import LIGHT
from cchc_desktop.ui.widgets.one_line import OneLineLink

UI = Path(icons.__file__).parent


def test_every_icon_that_is_named_exists() -> None:
    known = {path.stem for path in (paths.resources() / "icons").glob("*.svg")}
    pattern = re.compile(r'(?:icon|pixmap|icon_label)\(\s*"([a-z0-9-]+)"|icon_name="([a-z0-9-]+)"')
    for module in UI.rglob("*.py"):
        for found in pattern.findall(module.read_text(encoding="utf-8")):
            name = found[0] or found[1]
            assert name in known, f"{module.name}: {name}"


def test_an_icon_takes_the_colour_of_its_token(qapp: QApplication) -> None:
    picture = icons.pixmap("check", "late", 24, 2.0).toImage()
    assert picture.width() == 48
    colours = {
        picture.pixelColor(x, y).name() for x in range(48) for y in range(48) if picture.pixelColor(x, y).alpha() == 255
    }
    assert LIGHT.late.name() in colours


def test_sizes_follow_the_zoom(qapp: QApplication) -> None:
    theme.apply(qapp, zoom=1.25)
    assert theme.px(12) == 15
    assert theme.font(12).pixelSize() == 15
    theme.apply(qapp)
    assert theme.px(12) == 12
    assert theme.px(0) == 0


def test_fonts_hold_vietnamese(qapp: QApplication) -> None:
    assert QFontInfo(theme.font(12)).family() in ("Segoe UI", "Open Sans", "Noto Sans", "DejaVu Sans")
    assert QFontInfo(theme.paper_font(12)).family() in ("Times New Roman", "Liberation Serif")


def test_no_widget_holds_a_colour_of_its_own() -> None:
    for module in UI.rglob("*.py"):
        if module.name != "tokens.py":
            assert not re.search(r"#[0-9A-Fa-f]{6}\b", module.read_text(encoding="utf-8")), module.name


def test_a_row_has_room_for_all_lines_of_its_words(qtbot: QtBot) -> None:
    words = "Báo cáo kết quả công tác cải cách hành chính quý I năm 2026"
    table = QTableWidget(1, 1)
    qtbot.addWidget(table)
    table.setProperty("box", "rows")
    table.setItemDelegate(WrappedWords(table))
    table.setItem(0, 0, QTableWidgetItem(words))
    table.show()
    for width in range(140, 420, 3):
        table.setColumnWidth(0, width)
        table.resizeRowsToContents()
        inside = QRect(0, 0, width - 1 - 2 * 6 - 2 * 3, 1000)  # grid, padding and Qt's own margin
        needed = table.fontMetrics().boundingRect(inside, Qt.TextFlag.TextWordWrap, words).height()
        assert table.rowHeight(0) >= needed, width


def test_a_link_is_whole_where_it_has_the_room_it_asks_for(qtbot: QtBot) -> None:
    """A text is a part of a pixel wider than its size hint, in whole pixels, says."""
    holder = QWidget()
    qtbot.addWidget(holder)
    row = QHBoxLayout(holder)
    links = [OneLineLink(f"{'a' * count}m.pdf", lambda: None) for count in range(1, 12)]
    for link in links:
        row.addWidget(link)
    row.addStretch(1)
    holder.resize(1800, 60)
    holder.show()
    assert [link.text() for link in links] == [link.accessibleName() for link in links]
