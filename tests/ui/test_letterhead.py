"""The drawn head of a page: whatever of it has room is shown whole."""

import pytest
from PySide6.QtGui import QColor
from pytestqt.qtbot import QtBot

from cchc_desktop.ui import theme
from cchc_desktop.ui.widgets.letterhead import Letterhead


@pytest.mark.parametrize("height", range(88, 151, 4))
def test_no_line_of_the_head_is_cut(qtbot: QtBot, height: int) -> None:
    head = Letterhead()
    qtbot.addWidget(head)
    head.show_office("UBND xã Bình Minh", "Bình Minh", 2026)
    head.resize(head.width(), height)
    picture = head.grab().toImage()
    ratio = picture.devicePixelRatio()
    lowest = {picture.pixelColor(round(x * ratio), picture.height() - 1).name() for x in range(4, head.width() - 4)}
    assert lowest == {QColor(theme.tokens().paper).name()}
