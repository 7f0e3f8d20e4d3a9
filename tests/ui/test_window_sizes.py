"""The window on a screen of 1366 x 768: at every scale and size of text it stays inside, and no tool is cut."""

import subprocess
import sys
from pathlib import Path

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QLabel, QToolButton, QWidget
from pytestqt.qtbot import QtBot

from cchc_desktop.ui import theme
from cchc_desktop.ui.widgets.calm import CalmCombo
from cchc_desktop.ui.widgets.flow import FlowLayout
from cchc_desktop.ui.widgets.one_line import OneLine
from cchc_desktop.ui.widgets.stacked_bar import Legend
from cchc_desktop.ui.widgets.toolbar import Toolbar


def test_no_tab_is_larger_than_the_screen_and_no_tool_is_cut(sample: Path, tmp_path: Path) -> None:
    command = [sys.executable, "-m", "tests.ui.window_sizes", str(sample), str(tmp_path)]
    found = subprocess.run(command, capture_output=True, encoding="utf-8", timeout=300, check=False)
    assert found.returncode == 0, found.stdout + found.stderr


def test_tools_without_room_wait_in_the_menu_of_the_last_button(qtbot: QtBot) -> None:
    pressed: list[str] = []
    tab = QWidget()
    qtbot.addWidget(tab)
    bar = Toolbar(tab)
    words = ("Thêm nhiệm vụ", "Thêm nhóm", "Lên", "Xuống", "In…")
    for word in words:
        bar.add_action("plus", word, lambda word=word: pressed.append(word))
    bar.add_stretch()
    search = QLabel("Tìm")
    search.setFixedWidth(120)
    bar.add_widget(search)
    tab.resize(330, 100)
    tab.show()
    bar.resize(330, bar.height())
    more = next(one for one in bar.findChildren(QToolButton) if one.accessibleName() == "Công cụ khác")
    assert more.isVisible()
    more.menu().aboutToShow.emit()
    hidden = [action.text() for action in more.menu().actions()]
    seen = [one.text() for one in bar.findChildren(QToolButton) if one is not more and one.isVisible()]
    assert seen + hidden == list(words) and hidden
    more.menu().actions()[-1].trigger()
    assert pressed == ["In…"]
    bar.resize(1300, bar.height())
    assert not more.isVisible()


def test_words_give_way_with_an_ellipsis_and_are_whole_in_the_tooltip(qtbot: QtBot) -> None:
    words = OneLine("Sao lưu gần nhất: hôm nay 08:00")
    qtbot.addWidget(words)
    words.resize(60, 20)
    words.show()
    words.grab()
    assert words.minimumSizeHint().width() <= 60
    assert words.toolTip() == words.text()


def test_a_long_choice_does_not_hold_its_pane_wide(qtbot: QtBot) -> None:
    combo = CalmCombo()
    qtbot.addWidget(combo)
    combo.addItem("Kế hoạch cải cách hành chính của Ủy ban nhân dân xã Bình Minh năm 2026 " * 2)
    assert combo.minimumSizeHint().width() <= theme.px(100)


def test_what_has_no_room_in_a_line_goes_into_the_next(qtbot: QtBot) -> None:
    holder = QWidget()
    qtbot.addWidget(holder)
    row = FlowLayout(holder, gap=10)
    boxes = [QWidget() for _place in range(3)]
    for box in boxes:
        box.setFixedSize(QSize(100, 20))
        row.addWidget(box)
    holder.resize(330, 100)
    holder.show()
    assert [box.y() for box in boxes] == [0, 0, 0]
    assert row.heightForWidth(230) > row.heightForWidth(330)
    holder.resize(230, 100)
    assert boxes[2].y() > boxes[1].y() == boxes[0].y()


def test_the_legend_takes_a_second_line_where_the_card_is_narrow(qtbot: QtBot) -> None:
    legend = Legend()
    qtbot.addWidget(legend)
    legend.show()
    legend.resize(500, legend.height())
    one = legend.height()
    legend.resize(180, legend.height())
    assert legend.height() == 2 * one
