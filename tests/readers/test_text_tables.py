"""Small tables in the text of a plan stay tables of its sections; frames, letterheads and large tables do not."""

from pathlib import Path

import docx
import pytest
from docx.document import Document as WordDocument

from cchc_desktop.readers import read_plan
from cchc_desktop.readers.marks import read_line
from cchc_desktop.readers.prose import markup
from cchc_desktop.readers.read_rows import ReadPlan
from cchc_desktop.rules.markup import parse_markup, to_markup
from cchc_desktop.writers.docx_writer import write_docx
from tests.documents.paper_views import TABLES
from tests.writers.papers import STYLE
from tests.writers.same_papers import tables_in_text

FIGURES = (("Chỉ tiêu", "Kết quả"), ("Hồ sơ đúng hạn", "98%"), ("Trực tuyến", "| 55 % |"))


def foreign(*parts: "str | tuple[tuple[str, ...], ...]", style: str | None = "Table Grid") -> WordDocument:
    """A plan as another program writes it: lines and tables below its first heading, then the signature."""
    made = docx.Document()
    for line in ("KẾ HOẠCH", "Cải cách hành chính năm 2026", "", "I. MỤC ĐÍCH, YÊU CẦU"):
        made.add_paragraph(line)
    for part in parts:
        if isinstance(part, str):
            made.add_paragraph(part)
            continue
        table = made.add_table(len(part), len(part[0]), style)
        for row, cells in enumerate(part):
            for column, text in enumerate(cells):
                table.cell(row, column).text = text
    return made


def read(made: WordDocument, folder: Path) -> ReadPlan:
    """What the program reads of it."""
    made.save(str(folder / "plan.docx"))
    return read_plan(folder / "plan.docx")


def test_our_own_paper_comes_back_with_its_tables(tmp_path: Path) -> None:
    write_docx(tables_in_text(), tmp_path / "own.docx", STYLE)
    plan = read_plan(tmp_path / "own.docx")
    back = plan.sections[0].body.removesuffix("./.") + "."
    # A table of one cell is a line in a box.
    assert back == to_markup(parse_markup(TABLES.replace("|| Chỉ có tiêu đề |", "Chỉ có tiêu đề"))).replace("..", ".")
    assert plan.unplaced == ()
    # What they tell is known besides, each year as a whole.
    assert [target.said for target in plan.targets][:2] == ["97,5", "1.250"]


def test_a_small_ruled_table_of_another_program_stays_in_its_section(tmp_path: Path) -> None:
    plan = read(foreign("Kết quả như sau:", FIGURES, "đã đạt.", "II. NHIỆM VỤ", "Các đơn vị thực hiện."), tmp_path)
    assert [section.body for section in plan.sections] == [
        "Kết quả như sau:\n|| Chỉ tiêu | Kết quả |\n| Hồ sơ đúng hạn | 98% |\n| Trực tuyến | \\| 55 % \\| |\nđã đạt.",
        "Các đơn vị thực hiện.",
    ]
    assert plan.unplaced == ()


def test_a_report_of_another_program_keeps_its_tables_too(tmp_path: Path) -> None:
    made = foreign("1. Thể chế", "Đã rà soát:", FIGURES, "Nơi nhận:", "- Như trên;", "CHỦ TỊCH", "Nguyễn Văn An")
    made.paragraphs[0].text = "BÁO CÁO"
    plan = read(made, tmp_path)
    assert plan.sections[-1].body.startswith("Đã rà soát:\n|| Chỉ tiêu | Kết quả |\n| Hồ sơ đúng hạn | 98% |")
    assert (plan.paper.kind, plan.paper.signer_name, plan.unplaced) == ("report", "Nguyễn Văn An", ())


def test_what_is_bold_in_a_cell_stays_so_but_not_in_the_header(tmp_path: Path) -> None:
    made = foreign("Như sau:", FIGURES)
    for cell in (made.tables[0].cell(0, 0), made.tables[0].cell(1, 0)):
        cell.paragraphs[0].add_run(" năm").bold = True
    made.tables[0].cell(1, 1).add_paragraph("- ước")
    assert (
        "|| Chỉ tiêu năm | Kết quả |\n| Hồ sơ đúng hạn **năm** | 98%\\n- ước |" in read(made, tmp_path).sections[0].body
    )


def test_merged_cells_are_parted_and_that_is_said(tmp_path: Path) -> None:
    made = foreign("Như sau:", (("Nhóm", "Tên", "Số"), ("A", "x", "1"), ("", "y", "2")))
    made.tables[0].cell(1, 0).merge(made.tables[0].cell(2, 0))
    plan = read(made, tmp_path)
    assert plan.sections[0].body.endswith("| A | x | 1 |\n| A | y | 2 |")
    assert any("gộp" in warning for warning in plan.warnings)


def test_a_table_without_lines_only_sets_words_side_by_side(tmp_path: Path) -> None:
    plan = read(foreign("Như sau:", FIGURES, style=None), tmp_path)
    assert "||" not in plan.sections[0].body and "98%" in plan.sections[0].body


def test_a_signature_in_a_ruled_table_is_a_signature(tmp_path: Path) -> None:
    ends = (("Nơi nhận:\n- Như trên;", "CHỦ TỊCH"), ("- Lưu: VT.", "Nguyễn Văn An"))
    plan = read(foreign("Các đơn vị thực hiện.", ends), tmp_path)
    assert plan.sections[0].body == "Các đơn vị thực hiện."
    assert plan.paper.signer_name == "Nguyễn Văn An"


def test_the_task_frame_stays_the_frame(tmp_path: Path) -> None:
    frame = (("TT", "Nhiệm vụ", "Chủ trì", "Thời gian hoàn thành"), ("1", "Rà soát thủ tục", "Văn phòng", "30/6/2026"))
    plan = read(foreign("Như sau:", FIGURES, "II. NHIỆM VỤ", frame), tmp_path)
    assert [task.text for group in plan.groups for task in group.tasks] == ["Rà soát thủ tục"]
    assert "| Hồ sơ đúng hạn | 98% |" in plan.sections[0].body


@pytest.mark.parametrize("large", [(("Cột",) * 13,) * 3, (("Cột", "Số"),) * 201])
def test_a_large_table_is_shown_as_not_taken(tmp_path: Path, large: tuple[tuple[str, ...], ...]) -> None:
    plan = read(foreign("Như sau:", tuple((*row[:-1], f"{row[-1]} {n}") for n, row in enumerate(large))), tmp_path)
    told = " ".join([line.text for line in plan.unplaced] + [section.body for section in plan.sections])
    assert "||" not in told
    assert all(f"{large[0][-1]} {number}" in told for number in range(len(large)))


def test_typed_bars_stay_typed() -> None:
    lines = [read_line(1, "|| a | b |", True), read_line(2, "| c | d |", True)]
    assert [block.text for block in parse_markup(markup(lines))] == ["|| a | b |", "| c | d |"]
