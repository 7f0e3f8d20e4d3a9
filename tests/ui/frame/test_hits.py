"""A task that the search lists shows why: a mark in a cell, or the words themselves in the tracking column."""

from dataclasses import replace

import pytest
from PySide6.QtWidgets import QApplication, QLabel
from pytestqt.qtbot import QtBot

from cchc_desktop.rules.finding import places
from cchc_desktop.rules.frame_columns import Column
from cchc_desktop.services.frame import tasks
from cchc_desktop.ui import theme
from cchc_desktop.ui.delegates.text_cache import TextCache
from cchc_desktop.ui.table_models.frame_cells import ACTIVITY, BUDGET, TRACKING, shown_text
from cchc_desktop.ui.table_models.frame_filter import FrameFilter, Matcher, searched_fields
from cchc_desktop.ui.table_models.frame_finding import excerpt
from cchc_desktop.ui.table_models.frame_hits import out_of_sight
from cchc_desktop.ui.table_models.frame_standing import Standing
from cchc_desktop.ui.tabs.frame.tab import FrameTab
from tests.ui.frame.grid import choose, stored, task_at


def test_every_word_that_the_search_looks_at_is_seen_where_it_is(tab: FrameTab) -> None:
    for task in stored(tab):
        task = replace(task, further=((Column.NOTE, "Chờ hướng dẫn của Sở"),))
        for column, text in searched_fields(task):
            for words in filter(None, (text, " ".join(text.split()[-2:]))):
                in_cell = [n for n in range(TRACKING) if places(shown_text(task, n).replace("\n", " "), words)]
                assert out_of_sight(task, words, lambda n: False), (column, words)  # every column hidden
                assert in_cell or places(out_of_sight(task, words, lambda n: True), words), (column, words)


def test_a_phrase_does_not_run_from_one_activity_into_the_next(tab: FrameTab) -> None:
    task = next(task for task in stored(tab) if len(task.activities) > 1)
    end, begin = (line.text for line in task.activities[:2])
    across = f"{end.split()[-1]} {begin.split()[0]}"
    assert not Matcher().matches(FrameFilter(phrase=across), task, Standing.LATE, tab.today)


def test_a_hit_in_the_result_is_marked_in_the_row_and_in_the_pane(tab: FrameTab, qtbot: QtBot) -> None:
    guid = choose(tab, 4, ACTIVITY)
    tab.workspace.run(tasks.set_tracking, task_guid=guid, result="😀 Đã số hóa, <b>lưu</b>\nkho tài liệu đợt hai")
    before = tab.view.rowHeight(tab.model.row_of(guid))
    tab.filter_bar.search.setText("luu")
    tab._apply_filter()
    QApplication.processEvents()
    assert task_at(tab, 0).guid == guid
    assert tab.view.cells._found(tab.model.task_line(1)) == "Kết quả đạt được: …số hóa, <b>lưu</b> kho tài liệu đợt…"
    assert tab.view.rowHeight(1) > before
    marks = tab.detail.result.extraSelections
    qtbot.waitUntil(lambda: [mark.cursor.selectedText() for mark in marks()] == ["lưu"])
    tab.filter_bar.clear()
    qtbot.waitUntil(lambda: not marks())


def test_a_hit_in_a_product_is_marked_in_the_pane_and_one_in_the_full_budget_in_the_row(
    tab: FrameTab, qtbot: QtBot
) -> None:
    task = next(task for task in stored(tab) if task.budget_amount and task.products)
    words = task.products[0].text[:8]
    tab.filter_bar.search.setText(words)
    tab._apply_filter()
    tab.show_guid(task.guid)
    marked = f'{theme.tokens().found.name()}">{words}'
    qtbot.waitUntil(lambda: any(marked in made.text() for made in tab.detail.findChildren(QLabel)))
    assert "triệu" not in shown_text(task, BUDGET)
    tab.filter_bar.search.setText("trieu dong")
    tab._apply_filter()
    line = tab.model.task_line(tab.model.row_of(task.guid))
    assert line is not None
    assert tab.view.cells._found(line) == f"Kinh phí: {task.budget_text}"


@pytest.mark.parametrize(("text", "left"), [("hồ\nsơ", 1), ("😀 hồ sơ", 1), ("hồ-sơ", 0)])
def test_marks_follow_line_ends_and_letters_of_two_units(text: str, left: int) -> None:
    assert bool(TextCache().places(text, 200, 0, "ho so")) == bool(left)  # type: ignore[arg-type]


def test_an_excerpt_cuts_no_word() -> None:
    assert excerpt("Đã khắc phục sáu vấn đề; còn việc lập hồ sơ công việc điện tử", "hồ sơ", 12) == (
        "…việc lập hồ sơ công việc điện tử"
    )
