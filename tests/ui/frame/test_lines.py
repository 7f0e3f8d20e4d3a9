"""The lines of the task frame: how tasks stand, what a filter lets through, what merges, what the model changes."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QPainter, QPixmap
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from cchc_desktop.models.task_rows import ActivityRow, GroupRow, MilestoneRow, ProductRow, TaskRow, TaskUnitRow
from cchc_desktop.rules.frame_columns import Column
from cchc_desktop.rules.progress import TaskStatus
from cchc_desktop.rules.unit_names import unit_key
from cchc_desktop.text import fold
from cchc_desktop.ui import theme
from cchc_desktop.ui.table_models.frame_cells import (
    ACTIVITY,
    BUDGET,
    COORDINATION,
    LEAD,
    OBJECTIVE,
    PRODUCT,
    TASK,
    TRACKING,
    budget_to_keep,
    shown_text,
)
from cchc_desktop.ui.table_models.frame_filter import DeadlineChoice, FrameFilter, folded, leads_of, phrase_of
from cchc_desktop.ui.table_models.frame_lines import GroupLine, TaskFrame, TaskLine
from cchc_desktop.ui.table_models.frame_model import FrameModel
from cchc_desktop.ui.table_models.frame_standing import Standing, note_of, standing_of
from cchc_desktop.ui.widgets.frame.columns import FrameColumns
from cchc_desktop.ui.widgets.frame.header import _fitting, _room_for_words, header_height
from cchc_desktop.ui.widgets.month_strip import MarkKind, marks_of

TODAY = date(2026, 9, 8)


def milestone(
    day: date | None, done: date | None = None, exclusive: bool = False, begins: date | None = None
) -> MilestoneRow:
    return MilestoneRow("m", 1, "date", "mốc", begins, day, exclusive, done)


def task(guid: str = "t", group: str = "g", **fields: object) -> TaskRow:
    row = TaskRow(
        guid=guid, revision=1, group_guid=group, objective_guid=None, position=0, letter="a", number="1",
        group_number="I", group_title="NHÓM", objective="", text=f"Nhiệm vụ {guid}", activities=(), products=(),
        leads=(), coordinators=(), lead_text="", coordination_text="", deadline="", milestones=(), budget_text="",
        budget_amount=None, status=str(TaskStatus.IN_PROGRESS), percent=0, result="",
    )  # fmt: skip
    return replace(row, **fields)  # type: ignore[arg-type]


def group(guid: str, number: str = "I") -> GroupRow:
    return GroupRow(guid, 1, "p", 0, number, f"Nhóm {guid}", "", 0)


@pytest.mark.parametrize(
    ("row", "standing", "days", "note"),
    [
        (task(milestones=(milestone(date(2026, 8, 15)),)), Standing.LATE, 24, "Trễ 24 ngày"),
        (task(milestones=(milestone(date(2026, 9, 8), exclusive=True),)), Standing.LATE, 1, "Trễ 1 ngày"),
        (task(milestones=(milestone(date(2026, 9, 8)),)), Standing.DUE_SOON, 0, "Hạn cuối hôm nay"),
        (task(milestones=(milestone(date(2026, 9, 14)),)), Standing.DUE_SOON, 6, "Còn 6 ngày"),
        (task(milestones=(milestone(date(2026, 12, 15)),)), Standing.IN_PROGRESS, 0, "Hạn 15/12"),
        (task(milestones=(milestone(date(2026, 12, 15), exclusive=True),)), Standing.IN_PROGRESS, 0, "Ngày cuối 14/12"),
        (
            task(milestones=(milestone(date(2026, 3, 31), date(2026, 3, 28)), milestone(date(2026, 12, 15)))),
            Standing.IN_PROGRESS,
            0,
            "1/2 mốc xong",
        ),
        (
            task(status="not_started", milestones=(milestone(date(2026, 12, 31), begins=date(2026, 10, 1)),)),
            Standing.NOT_STARTED,
            0,
            "Từ 01/10",
        ),
        (task(percent=82), Standing.IN_PROGRESS, 0, "Đạt 82%"),
        (
            task(status="done", milestones=(milestone(date(2026, 1, 31), date(2026, 1, 27)),)),
            Standing.DONE,
            0,
            "Xong 27/01",
        ),
        (
            task(status="done", milestones=(milestone(date(2026, 1, 31), date(2025, 11, 30)),)),
            Standing.DONE,
            0,
            "Xong 30/11/2025",
        ),
        (task(status="done", milestones=(milestone(date(2026, 1, 31)),)), Standing.DONE, 0, ""),
        (
            task(
                status="done",
                milestones=(milestone(date(2026, 1, 31), date(2026, 1, 27)),),
                done_noted=date(2026, 3, 10),
            ),
            Standing.DONE,
            0,
            "Xong 10/3",
        ),
        (task(status="not_applicable", reason="Không có đơn vị"), Standing.NOT_APPLICABLE, 0, "Không có đơn vị"),
    ],
)
def test_how_a_task_stands(row: TaskRow, standing: Standing, days: int, note: str) -> None:
    assert standing_of(row, TODAY) == (standing, days)
    assert note_of(row, standing, days, TODAY) == note


def test_the_strip_marks_done_late_next_and_later() -> None:
    row = task(
        milestones=(
            milestone(date(2026, 3, 31), date(2026, 3, 28)),
            milestone(date(2026, 6, 30)),
            milestone(date(2026, 10, 1)),
            milestone(date(2027, 1, 15)),
        )
    )
    marks = marks_of(row, 2026, TODAY)
    assert [mark.kind for mark in marks] == [MarkKind.DONE, MarkKind.LATE, MarkKind.NEXT, MarkKind.LATER]
    assert marks[-1].place == 1.0
    assert {mark.kind for mark in marks_of(replace(row, status="done"), 2026, TODAY)} == {MarkKind.DONE}


@given(st.text(st.sampled_from("aáàảãạăắâấđĐêếơợưựyỹ bBcC0-_/")))
def test_quick_folding_agrees_with_the_rule(text: str) -> None:
    assert folded(text) == fold(text)


@pytest.mark.parametrize(
    ("typed", "shown"),
    [
        ("thủ tục", ["g", "a", "b"]),
        ("tục thủ", []),  # the phrase, not its syllables
        ("thu tuc", ["g", "a", "b"]),
        ("thú tục", []),  # diacritics that were typed are looked at
        ("hoá  đơn", ["g", "c"]),
        ("hóa đơn", ["g", "c"]),
        ("UỶ BAN", ["g", "c"]),
        ("soát một", []),  # two cells are no phrase
    ],
)
def test_a_phrase_is_found_as_it_is_typed(typed: str, shown: list[str]) -> None:
    tasks = [
        task("a", text="Rà soát thủ tục", deadline="Một lần"),
        task("b", text="Thủ\ntục công khai"),
        task("c", text="Hóa đơn của Ủy ban"),
    ]
    frame = TaskFrame([group("g")], tasks, TODAY, 2026)
    frame.filter = FrameFilter(phrase=phrase_of(typed))
    assert [line.guid for line in frame.lines()] == shown


def test_units_written_differently_are_one_choice_of_the_filter() -> None:
    rows = [
        task(name, leads=(TaskUnitRow("u", text),))
        for name, text in (("a", "Văn phòng - Thống kê"), ("b", "Văn phòng – Thống kê"), ("c", "Đoàn Thanh niên"))
    ]
    assert [name for _key, name in leads_of(rows)] == ["Đoàn Thanh niên", "Văn phòng - Thống kê"]
    frame = TaskFrame([group("g")], rows, TODAY, 2026)
    frame.filter = FrameFilter(lead=unit_key("Văn phòng - Thống kê"))
    assert [line.guid for line in frame.lines()] == ["g", "a", "b"]


@pytest.mark.parametrize(
    ("choice", "expected"),
    [
        (DeadlineChoice.LATE, {"late"}),
        (DeadlineChoice.SEVEN_DAYS, {"soon"}),
        (DeadlineChoice.THIRTY_DAYS, {"soon", "month"}),
        (DeadlineChoice.THIS_QUARTER, {"late", "soon"}),
        (DeadlineChoice.UNDATED, {"never"}),
    ],
)
def test_deadlines_of_the_filter(choice: DeadlineChoice, expected: set[str]) -> None:
    days = {"late": date(2026, 8, 1), "soon": date(2026, 9, 10), "month": date(2026, 10, 2), "year": date(2026, 12, 1)}
    rows = [task(name, milestones=(milestone(day),)) for name, day in days.items()]
    rows += [task("never"), task("done", status="done", milestones=(milestone(date(2026, 8, 1)),))]
    frame = TaskFrame([group("g")], rows, TODAY, 2026)
    frame.filter = FrameFilter(deadline=choice)
    assert {line.guid for line in frame.lines() if isinstance(line, TaskLine)} == expected


def test_group_lines_count_all_their_tasks_and_fold() -> None:
    frame = TaskFrame([group("g"), group("h", "II")], [task("a"), task("b", status="done")], TODAY, 2026)
    frame.collapsed = {"g"}
    first, second = frame.lines()
    assert isinstance(first, GroupLine) and first.counts == "2 nhiệm vụ: 1 hoàn thành, 1 đang thực hiện"
    assert isinstance(second, GroupLine) and second.counts == "chưa có nhiệm vụ"


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("24", "24 triệu đồng"),
        ("24,5", "24,5 triệu đồng"),
        ("1.500.000 đồng", "1.500.000 đồng"),
        ("1500000", "1.500.000 đồng"),
        ("1.500.000", "1.500.000 đồng"),
        ("", ""),
    ],
)
def test_a_bare_number_counts_millions(typed: str, kept: str) -> None:
    assert budget_to_keep(typed) == kept


def test_money_is_shown_in_millions_unless_the_cell_says_more() -> None:
    assert shown_text(task(budget_text="1.500.000 đồng", budget_amount=1_500_000), BUDGET) == "1,5"
    source = "24 triệu đồng; ngân sách xã"
    assert shown_text(task(budget_text=source, budget_amount=24_000_000), BUDGET) == source
    assert shown_text(task(objective="Hồ sơ đúng hạn", number="2.1"), OBJECTIVE) == "2. Hồ sơ đúng hạn"


def test_columns_one_and_two_merge_only_within_an_objective(qtbot: QtBot) -> None:
    rows = [
        task("a", objective_guid="o", text="Việc"),
        task("b", objective_guid="o", text="Việc"),
        task("c", objective_guid="o", text="Khác"),
        task("d", objective_guid=None, text="Khác"),
        task("e", objective_guid=None, text=""),
        task("f", objective_guid=None, text=""),
    ]
    model = FrameModel()
    model.show_lines(TaskFrame([group("g")], rows, TODAY, 2026).lines())
    assert [model.objective_block(row) for row in range(1, 7)] == [(1, 3), (1, 3), (1, 3), (4, 4), (5, 5), (6, 6)]
    assert [model.task_block(row) for row in range(1, 7)] == [(1, 2), (1, 2), (3, 3), (4, 4), (5, 5), (6, 6)]
    changed = TaskFrame([group("g")], [replace(rows[1], text="Khác")], TODAY, 2026).lines()
    model.put_lines(changed[::-1])
    assert [model.task_block(row) for row in range(1, 5)] == [(1, 1), (2, 3), (2, 3), (4, 4)]


@given(st.lists(st.lists(st.integers(0, 9), unique=True, max_size=8), min_size=1, max_size=5))
def test_the_model_follows_any_change_of_rows(steps: list[list[int]]) -> None:
    model = FrameModel()
    tester = QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    for step in steps:
        lines = TaskFrame([group("g")], [task(str(number)) for number in step], TODAY, 2026).lines()
        model.show_lines(lines)
        assert [line.guid for line in model.lines] == ["g", *map(str, step)]
        assert all(model.row_of(line.guid) == row for row, line in enumerate(model.lines))
    del tester


@given(st.integers(900, 2400), st.booleans())
def test_columns_fill_the_room_exactly(room: int, learnt: bool) -> None:
    columns = FrameColumns()
    if learnt:
        columns.learn([task(str(n), text="Nội dung dài " * n, deadline="Quý IV/2026") for n in range(30)])
    assert sum(columns.widths(room)) == room
    columns.drag(ACTIVITY, 300)
    assert columns.widths(room)[ACTIVITY] == 300
    least = 932 if learnt else 1014  # four columns without text need less
    assert sum(columns.widths(room)) == max(room, least)  # a column that was dragged keeps its width: it scrolls
    columns.release()
    assert sum(columns.widths(room)) == room


def test_budgets_are_summed_by_group_and_follow_an_edit() -> None:
    rows = [task("a", budget_amount=1_500_000), task("b", budget_amount=24_000_000), task("c")]
    frame = TaskFrame([group("g")], rows, TODAY, 2026)
    first = frame.lines()[0]
    assert isinstance(first, GroupLine) and first.counts.endswith("; kinh phí 25,5 triệu đồng")
    (_line, first) = frame.put_tasks([task("b", budget_amount=None)])
    assert isinstance(first, GroupLine) and first.counts.endswith("; kinh phí 1,5 triệu đồng")
    assert frame.budget() == 1_500_000


def test_spellings_of_one_unit_are_one_lead() -> None:
    known = [TaskUnitRow("1", "VP-TK", "u"), TaskUnitRow("2", "Văn phòng - Thống kê", "u")]
    rows = [task(name, leads=(lead,)) for name, lead in zip("ab", known, strict=True)]
    rows.append(task("c", leads=(TaskUnitRow("3", "Công an xã"),)))
    frame = TaskFrame([group("g")], rows, TODAY, 2026)
    assert leads_of(frame.tasks) == [(unit_key("Công an xã"), "Công an xã"), ("u", "Văn phòng - Thống kê")]
    frame.filter = FrameFilter(lead="u")
    assert [line.guid for line in frame.lines() if isinstance(line, TaskLine)] == ["a", "b"]


@pytest.mark.parametrize(
    ("status", "standing"),
    [("cancelled", Standing.CANCELLED), ("carried_over", Standing.CARRIED_OVER)],
)
def test_what_is_set_aside_is_never_late_and_tells_why(status: str, standing: Standing) -> None:
    row = task(status=status, reason="Chờ hướng dẫn của tỉnh", milestones=(milestone(date(2026, 8, 1)),))
    assert standing_of(row, TODAY) == (standing, 0)
    assert note_of(row, standing, 0, TODAY) == "Chờ hướng dẫn của tỉnh"


def test_a_column_without_text_gives_up_its_room() -> None:
    columns = FrameColumns()
    rows = [task(str(n), text="Nội dung dài " * 5, deadline="Quý IV/2026") for n in range(30)]
    columns.learn(rows)
    widths = columns.widths(1068)
    assert widths[LEAD] == widths[COORDINATION] == widths[PRODUCT] < 70
    columns.learn([replace(row, lead_text="Văn phòng HĐND và UBND") for row in rows])
    assert columns.widths(1068)[LEAD] > 79


@pytest.mark.parametrize("zoom", [0.9, 1.0, 1.25, 1.5, 2.0])
def test_a_column_without_text_keeps_a_header_that_is_read(zoom: float, qapp: QApplication) -> None:
    theme.apply(qapp, zoom=zoom)
    columns = FrameColumns()
    columns.have((Column.NOTE,))
    columns.learn([task(str(n)) for n in range(30)])
    widths = columns.widths(theme.px(700))
    canvas = QPixmap(10, 10)
    painter = QPainter(canvas)
    painter.setFont(theme.font(11, 600))
    flags = Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap
    for column in range(OBJECTIVE, TRACKING):
        room = _room_for_words(QRect(0, 0, widths[column], header_height()), numbered=True)
        shown = _fitting(painter, room, flags, column)
        assert "…" not in shown, (shown, widths[column])
        assert painter.boundingRect(room, flags, shown).width() <= room.width(), shown
    painter.end()


def test_in_a_small_window_the_column_with_most_text_is_not_the_one_that_starves() -> None:
    columns = FrameColumns()
    long, short = "Soạn dự thảo, xin ý kiến các phòng, trình ký, giao việc từng đơn vị. " * 2, "Quyết định, bảng"
    words = {"lead_text": "Văn phòng", "coordination_text": "Các phòng", "deadline": "Quý I/2026", "objective": "Đạt"}
    pieces = {"activities": (ActivityRow("a", long),), "products": (ProductRow("p", short),)}
    columns.learn([task(str(n), text="Ban hành kế hoạch", **words, **pieces) for n in range(30)])
    widths = columns.widths(860)
    assert sum(widths) == 860
    assert widths[ACTIVITY] >= theme.px(80)  # the others give first


def test_few_tasks_with_long_texts_get_their_room_and_short_ones_leave_the_usual_widths() -> None:
    columns = FrameColumns()
    usual = columns.widths(1068)
    columns.learn([task("a", text="Ban hành kế hoạch")])
    assert columns.widths(1068) == usual
    columns.learn([task("a", text="Chủ trì tham mưu về lĩnh vực cải cách thủ tục hành chính. " * 6)])
    widths = columns.widths(1068)
    assert widths[TASK] > 3 * usual[TASK]
    assert sum(widths) == 1068


def test_a_column_can_be_made_narrow_fitted_and_hidden() -> None:
    columns = FrameColumns()
    columns.drag(OBJECTIVE, 50)
    assert columns.widths(1300)[OBJECTIVE] == 50
    columns.fit(LEAD, [task("a", lead_text="Văn phòng HĐND và UBND xã")])
    fitted = columns.widths(1300)[LEAD]
    assert fitted > 120
    columns.hidden = {COORDINATION}
    assert columns.widths(1300)[COORDINATION] == 0
    assert sum(columns.widths(1300)) == 1300
    again = FrameColumns()
    again.restore(columns.given())
    assert (again.hidden, again.given()) == ({COORDINATION}, columns.given())
    assert again.widths(1300)[LEAD] == fitted
