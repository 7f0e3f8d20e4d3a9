"""Tables of other offices: their headings, their layouts, what is doubtful in them, and what an officer may choose."""

from pathlib import Path

import docx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cchc_desktop.errors import UserError
from cchc_desktop.readers.any_file import read_copied, read_source
from cchc_desktop.readers.doubts import doubts_of, with_doubts
from cchc_desktop.readers.numbered import numbered
from cchc_desktop.readers.plan import plan_from, read_plan
from cchc_desktop.readers.read_rows import Doubt, ReadPlan, ReadTask, RowKind
from cchc_desktop.readers.source import Source, SourceTable
from cchc_desktop.readers.tables import Choice, header_key, task_tables
from cchc_desktop.rules.frame_columns import Column
from cchc_desktop.rules.table_columns import Aside, headings_of
from tests.readers.test_tables import fill

FRAMES = [
    ("TT · Mục tiêu/Chỉ tiêu/nội dung · Nhiệm vụ · Hoạt động · Kết quả, sản phẩm · Chủ trì · Phối hợp · "
     "Thời gian hoàn thành · Kinh phí", "number objective task activity product lead coordination deadline budget"),
    ("STT · Nhiệm vụ · Văn bản giao nhiệm vụ · Cơ quan chủ trì thực hiện · Thời hạn hoàn thành",
     "number task source lead deadline"),
    ("STT · Tên nhiệm vụ · Đơn vị chủ trì · Thời hạn · Kết quả thực hiện · Tiến độ",
     "number task lead deadline product -"),
    ("STT · Tên nhiệm vụ · Cơ quan chủ trì · Cơ quan phối hợp · Thời gian hoàn thành",
     "number task lead coordination deadline"),
    ("TT · Nhiệm vụ · Cơ quan chủ trì · Cơ quan phối hợp · Thời gian dự kiến hoàn thành · Kết quả dự kiến · "
     "Nguồn kinh phí", "number task lead coordination deadline product budget"),
    ("STT · Tên nhiệm vụ · Người đứng đầu chịu trách nhiệm · Cơ quan chủ trì · Cơ quan phối hợp · "
     "Kết quả thực hiện · Thời hạn hoàn thành", "number task - lead coordination product deadline"),
    ("TT · Nhiệm vụ, giải pháp · Cơ quan chủ trì · Cơ quan phối hợp · Kết quả · Thời gian thực hiện",
     "number task lead coordination product deadline"),
    ("TT · Nội dung thực hiện · Cơ quan chủ trì · Cơ quan phối hợp · Thời gian hoàn thành · Sản phẩm dự kiến",
     "number task lead coordination deadline product"),
    ("STT · Nhiệm vụ, giải pháp · Đơn vị thực hiện · Đơn vị phối hợp · Thời gian thực hiện · Sản phẩm đầu ra",
     "number task lead coordination deadline product"),
    ("STT · Cơ quan chủ trì · Cơ quan phối hợp · Thuộc nhóm nhiệm vụ · Nội dung · Chỉ tiêu đạt được · "
     "Thời hạn hoàn thành", "number lead coordination group task product deadline"),
    ("STT · Tên dự án, nhiệm vụ · Nội dung chính · Cơ quan chủ trì · phối hợp · Tình trạng · Thời gian thực hiện · "
     "Nguồn lực", "number task activity lead coordination - deadline budget"),
    ("STT · Chỉ tiêu · Đơn vị tính · Kế hoạch năm · Thực hiện 6 tháng · Đơn vị chủ trì",
     "number objective - - - lead"),
    ("tenNhiemVu · hoạt động · kết quả · chủ trì · phối hợp · từ ngày · đến ngày · kinh phí · ghi chú",
     "task activity product lead coordination start deadline budget note"),
    ("STT · Nội dung · Nhiệm vụ cụ thể · Bộ phận chủ trì thực hiện · Thời hạn",
     "number objective task lead deadline"),
]  # fmt: skip


@pytest.mark.parametrize(("header", "columns"), FRAMES)
def test_headings_that_were_met(header: str, columns: str) -> None:
    assert " ".join(str(heading or "-") for heading in headings_of(header.split(" · "))) == columns


def table(*rows: str) -> Source:
    """Rows of cells with bars between them, as copied from Excel."""
    return read_copied("\n".join(row.replace(" | ", "\t") for row in rows))


def read(source: Source, **chosen: object) -> ReadPlan:
    return plan_from(source, "bảng", Choice(**chosen))  # type: ignore[arg-type]


def texts(plan: ReadPlan) -> list[tuple[str, str]]:
    return [(group.title, task.text) for group in plan.groups for task in group.tasks]


def test_group_source_and_first_day_stand_in_columns_of_their_own() -> None:
    plan = read(
        table(
            "STT | Nội dung | Thuộc nhóm nhiệm vụ | Văn bản giao | Cơ quan chủ trì | Từ ngày | Đến ngày",
            "1 | Rà soát | Thể chế | Kế hoạch số 5/KH-UBND | Tư pháp | 46023 | 46112",
            "2 | Họp dân | Công vụ |  | Văn phòng |  | 30/6/2026",
            "3 | Sửa quy chế | Thể chế |  | Tư pháp | 01/7/2026 | ",
        )
    )
    assert texts(plan) == [("Công vụ", "Họp dân"), ("Thể chế", "Rà soát"), ("Thể chế", "Sửa quy chế")]
    first = plan.groups[1].tasks[0]
    assert first.source == "Kế hoạch số 5/KH-UBND"
    assert first.deadline == "Từ ngày 01/01/2026 đến ngày 31/3/2026"
    assert Doubt.EXCEL_DATE in first.doubts
    assert plan.groups[1].tasks[1].deadline == "Từ ngày 01/7/2026"


def test_tasks_in_one_cell_are_split_when_asked() -> None:
    source = table(
        "STT | Nhiệm vụ | Sản phẩm | Chủ trì | Thời hạn | Kinh phí",
        '1 | "1. Rà soát\n2. Công bố" | "1. Báo cáo\n2. Danh mục" | Tư pháp | Quý I | 10',
        "2 | 1. Chỉ một việc | Biên bản | Công an | Quý II | 5",
    )
    whole = read(source)
    assert len(texts(whole)) == 2
    assert whole.groups[0].tasks[0].doubts == (Doubt.MANY_TASKS,)
    tasks = read(source, split=True).groups[0].tasks
    assert [(task.text, task.products, task.lead_text, task.budget) for task in tasks[:2]] == [
        ("Rà soát", ("Báo cáo",), "Tư pháp", "10"),
        ("Công bố", ("Danh mục",), "Tư pháp", ""),
    ]
    assert tasks[0].doubts == (Doubt.SPLIT,)
    assert len(tasks) == 3


def test_a_table_whose_headings_nobody_knows_is_explained_by_hand_and_remembered() -> None:
    source = table("STT | Ghi việc | Ai | Bao giờ", "1 | Rà soát | Tư pháp | Quý I", "2 | Họp | Văn phòng | Quý II")
    (found,) = task_tables(source)
    assert not found.known
    with pytest.raises(UserError):
        read(source)
    meaning = (Column.NUMBER, Column.TASK, Column.LEAD, Column.DEADLINE)
    plan = read(source, tables=(found.with_columns(meaning),))
    assert [task.lead_text for task in plan.groups[0].tasks] == ["Tư pháp", "Văn phòng"]
    learned = {header_key(["STT", "GHI VIỆC", " Ai", "bao giờ"]): meaning}
    assert task_tables(source, learned)[0].known
    assert texts(read(source, learned=learned)) == texts(plan)


def test_a_table_without_any_heading() -> None:
    source = table("1 | Rà soát | Tư pháp", "2 | Họp dân | Văn phòng")
    (found,) = task_tables(source)
    bare = found.with_header(0, 0).with_columns((Column.NUMBER, Column.TASK, Column.LEAD))
    assert texts(read(source, tables=(bare,))) == [("", "Rà soát"), ("", "Họp dân")]


def test_one_of_several_tables_is_chosen(tmp_path: Path) -> None:
    document = docx.Document()
    header = ["STT", "Nhiệm vụ", "Chủ trì", "Thời hạn"]
    fill(document.add_table(2, 4), [header, ["1", "Việc một", "Văn phòng", "Quý I"]])
    document.add_paragraph("Bảng thứ hai")
    fill(document.add_table(2, 4), [header, ["1", "Việc hai", "Công an", "Quý II"]])
    fill(document.add_table(2, 4), [header, ["2", "Việc ba", "Công an", "Quý III"]])  # its header printed again
    fill(document.add_table(1, 4), [["3", "Việc bốn", "Công an", "Quý IV"]])  # and a page without
    document.save(str(tmp_path / "hai-bang.docx"))
    source = read_source(tmp_path / "hai-bang.docx")
    first, second = task_tables(source)
    assert [text for _group, text in texts(read(source))] == ["Việc một", "Việc hai", "Việc ba", "Việc bốn"]
    assert [text for _group, text in texts(read(source, tables=(second,)))] == ["Việc hai", "Việc ba", "Việc bốn"]
    assert [text for _group, text in texts(read(source, tables=(first,)))] == ["Việc một"]


def test_tables_below_numbered_headings_are_groups(tmp_path: Path) -> None:
    paper = docx.Document()
    paper.add_paragraph("KHUNG NHIỆM VỤ NĂM 2026")
    for heading in ("I. CẢI CÁCH THỂ CHẾ", "II. CẢI CÁCH THỦ TỤC HÀNH CHÍNH"):
        paper.add_paragraph(heading)
        grid = paper.add_table(rows=2, cols=4)
        fill(grid, [["STT", "Nhiệm vụ", "Chủ trì", "Thời hạn"], ["1", f"Rà soát {heading}", "Văn phòng", "Quý I"]])
    paper.save(str(tmp_path / "nhieu-bang.docx"))
    plan = read_plan(tmp_path / "nhieu-bang.docx")
    assert [(group.number, group.title, len(group.tasks)) for group in plan.groups] == [
        ("I", "CẢI CÁCH THỂ CHẾ", 1),
        ("II", "CẢI CÁCH THỦ TỤC HÀNH CHÍNH", 1),
    ]
    assert not any("CẢI CÁCH" in section.title for section in plan.sections)


def test_rows_say_what_they_were_taken_for() -> None:
    plan = read(
        table(
            "STT | Nhiệm vụ | Sản phẩm | Chủ trì | Thời hạn | Tỷ trọng",
            "THỂ CHẾ |  |  |  |  | ",
            "1 | Rà soát | Báo cáo | Tư pháp | Quý I | Gấp",
            " |  | Danh mục |  |  | ",
            " |  |  |  |  | mồ côi",
        )
    )
    assert [(note.kind, note.doubts) for note in plan.notes] == [
        (RowKind.GROUP, (Doubt.GUESSED_GROUP,)),
        (RowKind.TASK, (Doubt.NO_PLACE,)),
        (RowKind.MORE, ()),
        (RowKind.LEFT, (Doubt.NO_PLACE,)),
    ]
    assert plan.groups[0].tasks[0].products == ("Báo cáo", "Danh mục")


def test_doubts_about_a_task() -> None:
    assert doubts_of(ReadTask("a", lead_text="b", deadline="Tháng 12 năm 2023"), 2024) == [Doubt.OTHER_YEAR]
    assert doubts_of(ReadTask("a", lead_text="b", deadline="Năm 2024 - 2030"), 2024) == []
    assert doubts_of(ReadTask("a", lead_text="b", deadline="khi rảnh"), 2024) == [Doubt.DEADLINE]
    assert doubts_of(ReadTask("a"), 2024) == [Doubt.NO_LEAD, Doubt.NO_DEADLINE]
    plan = read(table("STT | Nhiệm vụ | Chủ trì | Thời hạn", "1 | Họp | A | Quý I", "2 | họp. | A | Quý I"))
    assert [task.doubts for task in with_doubts(plan.groups, 2026)[0].tasks] == [(), (Doubt.TWICE,)]


def test_a_comma_separated_file(tmp_path: Path) -> None:
    path = tmp_path / "khung.csv"
    path.write_text('STT;Nhiệm vụ;Chủ trì;Thời hạn\n1;"Rà soát; công bố";Tư pháp;Quý I\n', encoding="utf-8-sig")
    assert texts(read_plan(path)) == [("", "Rà soát; công bố")]


def test_merged_cells_of_a_web_table() -> None:
    html = (
        "<p>Bảng</p><table><tr><th rowspan=2>TT<th rowspan=2>Nhiệm vụ<th colspan=2>Cơ quan<th rowspan=2>Thời hạn</tr>"
        "<tr><th>Chủ trì<th>Phối hợp</tr><tr><td>1<td>Rà<br>soát<td rowspan=2>Văn phòng<td>Công an<td>Quý I"
        "<tr><td>2<td>Họp <table><tr><td>a<td>b</table><td><td>Quý II</table><script>x</script>"
    )
    plan = plan_from(read_copied("", html), "trang")
    assert [(t.text, t.lead_text, t.coordination_text, t.deadline) for t in plan.groups[0].tasks] == [
        ("Rà soát", "Văn phòng", "Công an", "Quý I"),
        ("Họp a | b", "Văn phòng", "", "Quý II"),
    ]


@pytest.mark.parametrize(
    ("cell", "points"),
    [
        ("1. Họp\n2. Báo cáo", [("1", "Họp"), ("2", "Báo cáo")]),
        ("2.1. Họp 2.2. Báo cáo theo mục 2.1. này", [("2.1", "Họp"), ("2.2", "Báo cáo theo mục 2.1. này")]),
        ("c) Ba\nd) Bốn\nđ) Năm", [("c", "Ba"), ("d", "Bốn"), ("đ", "Năm")]),
        ("1. Họp", []),
        ("Họp 1. một 2. hai", []),
        ("Đạt 2. 3 việc", []),
        ("", []),
    ],
)
def test_numbers_within_a_cell(cell: str, points: list[tuple[str, str]]) -> None:
    assert numbered(cell) == points


@settings(max_examples=80)
@given(st.text(alphabet="12. a)b\nđ", max_size=30))
def test_splitting_loses_no_word(cell: str) -> None:
    points = numbered(cell)
    if points:
        kept = "".join(label + text for label, text in points)
        assert [c for c in kept if c in "abđ"] == [c for c in cell if c in "abđ"]


_TAGS = st.sampled_from(
    "<table> </table> <tr> </tr> <td-rowspan=3> <td-colspan=99999> </td> <th> STT Nhiệm-vụ Chủ-trì Thời-hạn <br> "
    "<style> </style> &#0; <p> 1 <td-rowspan=-1-colspan=x> \x07 <p".replace("-", "\u00a0").split(" ")
).map(lambda tag: tag.replace("\u00a0", " "))


@settings(max_examples=120)
@given(st.lists(_TAGS, max_size=40))
def test_any_web_text_is_read_or_refused(tags: list[str]) -> None:
    html = "<table>" + "".join(tags)
    try:
        source = read_copied("x", html)
        for found in task_tables(source):
            read(source, tables=(found.with_columns([*Column][: len(found.columns)]),))
        read(source)
    except UserError:
        pass
    else:
        assert all(isinstance(block, SourceTable) or block.text for block in source.blocks)


def test_rows_that_excel_hides_are_left_out_when_asked() -> None:
    html = (
        "<table><tr><td>STT<td>Nhiệm vụ<td>Chủ trì<td>Thời hạn</tr><tr><td>1<td>Thấy<td>A<td>Quý I</tr>"
        "<tr style='display:none'><td>2<td>Ẩn<td>A<td>Quý I</tr></table>"
    )
    source = read_copied("", html)
    assert [task.doubts for task in read(source).groups[0].tasks] == [(), (Doubt.HIDDEN,)]
    left = read(source, hidden=False)
    assert texts(left) == [("", "Thấy")]
    assert [item.text for item in left.unplaced] == ["2 | Ẩn | A | Quý I"]


def test_asides_are_told_from_columns() -> None:
    assert headings_of(["Thuộc nhóm", "Văn bản giao", "Từ ngày"]) == [Aside.GROUP, Aside.SOURCE, Aside.START]
