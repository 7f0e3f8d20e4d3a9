"""What is printed comes back whole: frame and list, as Word and Excel, read again give the same tasks."""

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from cchc_desktop.documents.frame_appendix import compose_frame
from cchc_desktop.documents.house_style import load_house_style
from cchc_desktop.documents.paper import compose_paper
from cchc_desktop.models.import_rows import RowState
from cchc_desktop.models.office_rows import OfficeRow
from cchc_desktop.models.paper_rows import PaperRow
from cchc_desktop.models.plan_rows import SectionRow, YearPaperView
from cchc_desktop.models.task_rows import ActivityRow, GroupRow, ProductRow, TaskRow, TaskUnitRow
from cchc_desktop.models.year_rows import YearPaperRow
from cchc_desktop.readers import read_plan
from cchc_desktop.readers.read_rows import ReadPlan
from cchc_desktop.rules.frame_columns import Column
from cchc_desktop.rules.numbering import task_numbers, to_letter, to_roman
from cchc_desktop.rules.unit_names import split_units
from cchc_desktop.services.intake.comparing import compare, incoming
from cchc_desktop.writers.paper_writer import write_paper

OFFICE = OfficeRow("o", 1, "UBND xã Bình Minh", "two", "UBND tỉnh An Bình", "Bình Minh")
_WORDS = st.sampled_from(
    ["Rà", "soát,", "thủ", "tục", "(đặc", "khu)", "kiểm", "tra", "02", "lần/năm;", "báo", "cáo", "100", "%", "số",
     "05/QĐ-UBND", "“một", "cửa”", "Điều", "5", "–", "Ồ", "ạt", "ýỵ"]
)  # fmt: skip
_TEXT = st.lists(_WORDS, min_size=1, max_size=7).map(lambda words: "Việc " + " ".join(words).strip(" ;,"))
_LINES = st.lists(_TEXT, max_size=3, unique=True).map(tuple)
_UNITS = st.lists(
    st.sampled_from(["Văn phòng HĐND và UBND", "Phòng Kinh tế", "Công an xã", "Trạm Y tế"]), max_size=3, unique=True
)
_DEADLINE = st.sampled_from(
    ["", "Quý I/2026", "Trước ngày 15/11/2026", "Thường xuyên", "Quý I ban hành kế hoạch; tháng 12 báo cáo"]
)
_BUDGET = st.sampled_from(["", "5", "1.500.000", "15 triệu đồng, ngân sách xã", "Lồng ghép"])
_GROUPS = st.lists(
    st.sampled_from(["Cải cách thể chế", "Cải cách thủ tục hành chính", "Công vụ"]), unique=True, max_size=3
)


@st.composite
def views(draw: st.DrawFn, mode: str) -> YearPaperView:
    """A plan of one to three groups with tasks of every shape."""
    groups, tasks = [], []
    for place, title in enumerate(draw(_GROUPS) or ["Cải cách thể chế"]):
        guid = f"g{place}"
        objectives = sorted(draw(st.lists(st.integers(0, 2), min_size=1, max_size=4)), reverse=True)
        chosen = [f"{guid}o{number}" if number and mode != "list" else None for number in objectives]
        words = {name: f"{draw(_TEXT)} {at}" for at, name in enumerate(sorted({c for c in chosen if c}))}
        for at, (objective, number) in enumerate(zip(chosen, task_numbers(chosen), strict=True)):
            tasks.append(
                _task(
                    draw,
                    f"{guid}t{at}",
                    guid,
                    at,
                    mode,
                    objective,
                    words.get(objective or "", ""),
                    number,
                    place,
                    title,
                )
            )
        groups.append(GroupRow(guid, 1, "p", place, to_roman(place + 1), title, "", len(chosen)))
    paper = PaperRow("d", 1, 2026, "plan", "Cải cách hành chính năm 2026", place="Bình Minh", symbol="KH-UBND")
    plan = YearPaperRow("p", 1, 2026, "annual", paper.subject, "draft", mode, "d", None, len(tasks))
    sections = (
        SectionRow("s1", 1, None, 1, "I", "MỤC ĐÍCH", "Làm việc nhanh hơn.", "text"),
        SectionRow("s2", 1, None, 1, "II", "NHIỆM VỤ", "", "tasks"),
        SectionRow("s3", 1, None, 1, "III", "TỔ CHỨC THỰC HIỆN", "Văn phòng theo dõi.", "text"),
    )
    return YearPaperView(plan, paper, None, sections, tuple(groups), tuple(tasks), ())


def _task(
    draw: st.DrawFn,
    guid: str,
    group: str,
    at: int,
    mode: str,
    objective: str | None,
    text: str,
    number: str,
    place: int,
    title: str,
) -> TaskRow:
    # In a list a task is told by its labelled lines, and objectives are not printed.
    leads, others = draw(_UNITS), draw(_UNITS)
    deadline = draw(_DEADLINE)
    if mode != "table":
        leads, deadline = leads or ["Phòng Kinh tế"], deadline or "Quý I/2026"
    return TaskRow(
        guid=guid,
        revision=1,
        group_guid=group,
        objective_guid=objective,
        position=at,
        letter=to_letter(at + 1),
        number=number,
        group_number=to_roman(place + 1),
        group_title=title,
        objective=text,
        text=draw(_TEXT),
        activities=tuple(ActivityRow(str(n), text) for n, text in enumerate(draw(_LINES))),
        products=tuple(ProductRow(str(n), text.replace(";", ","), "") for n, text in enumerate(draw(_LINES))),
        leads=tuple(TaskUnitRow(unit, unit, None) for unit in leads),
        coordinators=tuple(TaskUnitRow(unit, unit, None) for unit in others),
        lead_text="\n".join(leads),
        coordination_text="; ".join(others),
        deadline=deadline,
        milestones=(),
        budget_text=draw(_BUDGET),
        budget_amount=None,
        status="not_started",
        percent=0,
        result="",
    )


def check(view: YearPaperView, read: ReadPlan) -> None:
    """Nothing is new, missing or different, and what is parted into rows is parted the same way."""
    theirs = incoming(read.groups)
    rows = compare(view.tasks, theirs)
    assert [(row.state, row.columns) for row in rows] == [(RowState.SAME, ())] * len(view.tasks)
    for task, other in zip(view.tasks, theirs, strict=True):
        assert len(other.cells[Column.PRODUCT].split("\n")) == max(len(task.products), 1)
        assert split_units(other.cells[Column.LEAD]) == tuple(unit.text for unit in task.leads)
        assert split_units(other.cells[Column.COORDINATION]) == tuple(unit.text for unit in task.coordinators)
    assert [len(group.tasks) for group in read.groups] == [group.task_count for group in view.groups]


@pytest.mark.parametrize("ending", ["docx", "xlsx"])
@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(view=views("table"))
def test_the_printed_frame_comes_back(tmp_path: Path, ending: str, view: YearPaperView) -> None:
    file = tmp_path / f"khung.{ending}"
    file.unlink(missing_ok=True)
    write_paper(compose_frame(view, OFFICE, load_house_style()), file)
    check(view, read_plan(file))


@pytest.mark.parametrize("mode", ["list", "both"])
@settings(max_examples=20, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_the_printed_plan_comes_back_in_either_form(tmp_path: Path, mode: str, data: st.DataObject) -> None:
    view = data.draw(views(mode))
    file = tmp_path / "ke-hoach.docx"
    file.unlink(missing_ok=True)
    write_paper(compose_paper(view, OFFICE, load_house_style()), file)
    check(view, read_plan(file))
