"""The task frame from text, Word and Excel, with the merged cells and split headers that offices make."""

from datetime import date
from pathlib import Path

import docx
import openpyxl
import pytest
from docx.table import Table
from openpyxl.styles import numbers

from cchc_desktop.errors import UserError
from cchc_desktop.readers import read_plan, read_plan_text
from cchc_desktop.readers.read_rows import ReadPlan
from tests.readers.words import texts, words

PAPERS = Path(__file__).resolve().parent.parent / "papers"
HEADER = [
    "TT", "Mục tiêu/Chỉ tiêu/nội dung", "Nhiệm vụ", "Hoạt động", "Kết quả, sản phẩm", "Chủ trì", "Phối hợp",
    "Thời gian hoàn thành", "Kinh phí",
]  # fmt: skip
ROWS = [
    ["I", "CHỈ ĐẠO CHUNG", "", "", "", "", "", "", ""],
    ["1", "1.1. Việc có người lo", "2.1. Giao việc", "3.1. Họp 3.2. Ra thông báo", "Thông báo", "Văn phòng; Tư pháp",
     "Các bộ phận", "Tháng 02/2024", "2 triệu đồng"],
    ["", "", "2.2. Theo dõi", "3.3. Lập sổ", "Sổ theo dõi", "Văn phòng", "", "Năm 2024", ""],
    ["II", "THỦ TỤC", "", "", "", "", "", "", ""],
    ["1", "1.2. Hồ sơ đúng hạn", "2.3. Nhắc hạn", "", "Danh sách", "Một cửa", "Địa chính", "Thường xuyên", ""],
]  # fmt: skip


def fill(table: Table, rows: list[list[str]]) -> None:
    for row, values in zip(table.rows, rows, strict=True):
        for cell, value in zip(row.cells, values, strict=True):
            if value:
                cell.text = value


def word_frame(path: Path, rows: list[list[str]] = [HEADER, *ROWS]) -> docx.document.Document:  # noqa: B006
    document = docx.Document()
    fill(document.add_table(len(rows), len(rows[0])), rows)
    document.save(str(path))
    return document


def check(plan: ReadPlan) -> None:
    assert plan.form == "table"
    assert [(g.number, g.title, [t.label for t in g.tasks]) for g in plan.groups] == [
        ("I", "CHỈ ĐẠO CHUNG", ["2.1", "2.2"]),
        ("II", "THỦ TỤC", ["2.3"]),
    ]
    first, second = plan.groups[0].tasks
    assert first.activities == ("Họp", "Ra thông báo")
    assert first.leads == ("Văn phòng", "Tư pháp")
    assert first.budget == "2 triệu đồng"
    assert second.objective == "Việc có người lo"
    assert second.coordination_text == ""
    assert plan.groups[1].tasks[0].objective == "Hồ sơ đúng hạn"
    assert plan.missing() == {"lead": 0, "coordination": 1, "product": 0, "deadline": 0, "budget": 2}


def test_pipes_in_text() -> None:
    plan = read_plan(PAPERS / "letter_frame_outline.txt")
    assert [(g.number, g.title, len(g.tasks)) for g in plan.groups] == [
        ("I", "CHỈ ĐẠO CHUNG", 2),
        ("II", "THỦ TỤC HÀNH CHÍNH", 1),
    ]
    assert plan.groups[0].tasks[0].products == ("Thông báo", "Biên bản họp")
    assert plan.paper.kind == "letter"
    assert [section.title for section in plan.sections] == ["Về khung nhiệm vụ", "Về báo cáo"]
    assert plan.outline is not None
    assert plan.outline.items[0].title == "CÔNG TÁC CHỈ ĐẠO"
    assert [item.text for item in plan.unplaced] == ["Báo cáo gồm các phần sau:", "- Chỉ đạo;", "- Kết quả."]


def test_cells_copied_from_excel() -> None:
    rows = [list(row) for row in [HEADER, *ROWS]]
    rows[2][4] = '"Thông báo\nBiên bản"'
    plan = read_plan_text("\r\n".join("\t".join(row) for row in rows))
    check(plan)
    assert plan.groups[0].tasks[0].products == ("Thông báo", "Biên bản")


def test_word(tmp_path: Path) -> None:
    word_frame(tmp_path / "khung.docx")
    check(read_plan(tmp_path / "khung.docx"))


def test_word_under_another_name(tmp_path: Path) -> None:
    word_frame(tmp_path / "khung.xlsx")
    check(read_plan(tmp_path / "khung.xlsx"))


def test_word_with_merged_cells_and_a_split_header(tmp_path: Path) -> None:
    rows = [
        ["TT", "Nhiệm vụ", "Sản phẩm", "Cơ quan thực hiện", "", "Thời hạn"],
        ["", "", "", "Chủ trì", "Phối hợp", ""],
        ["1", "2", "3", "4", "5", "6"],
        ["I. CẢI CÁCH THỂ CHẾ", "", "", "", "", ""],
        ["1", "Soạn quy chế", "Quy chế", "Tư pháp", "Văn phòng", "Quý I"],
        ["2", "Sửa quy chế", "", "", "", "Quý II"],
        ["", "", "Bản so sánh", "", "", ""],
    ]
    document = docx.Document()
    table = document.add_table(len(rows), 6)
    fill(table, rows)
    for column in (0, 1, 2, 5):
        table.cell(0, column).merge(table.cell(1, column))
    table.cell(0, 3).merge(table.cell(0, 4))
    table.cell(3, 0).merge(table.cell(3, 5))
    table.cell(4, 3).merge(table.cell(5, 3))
    document.save(str(tmp_path / "khung.docx"))
    plan = read_plan(tmp_path / "khung.docx")
    assert [(g.number, g.title) for g in plan.groups] == [("I", "CẢI CÁCH THỂ CHẾ")]
    first, second = plan.groups[0].tasks
    assert (first.text, first.lead_text, first.coordination_text) == ("Soạn quy chế", "Tư pháp", "Văn phòng")
    assert (second.text, second.lead_text, second.coordination_text) == ("Sửa quy chế", "Tư pháp", "")
    assert second.products == ("Bản so sánh",)


def test_word_with_letterhead_sections_numbering_and_a_second_page_of_table(tmp_path: Path) -> None:
    document = docx.Document()
    head = document.add_table(1, 2)
    head.cell(0, 0).text = "ỦY BAN NHÂN DÂN\nXÃ BÌNH MINH\nSố: 9/KH-UBND"
    head.cell(
        0, 1
    ).text = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - Hạnh phúc\nBình Minh, ngày 05 tháng 01 năm 2026"
    for line in ("KẾ HOẠCH", "Cải cách hành chính năm 2026"):
        document.add_paragraph(line).alignment = 1
    document.add_paragraph("Thực hiện chỉ đạo của tỉnh, xã lập kế hoạch như sau:")
    document.add_paragraph("I. MỤC ĐÍCH")
    for text in ("Làm nhanh hơn.", "Làm đúng hơn."):
        document.add_paragraph(text, style="List Bullet")
    mixed = document.add_paragraph("Mỗi việc một ")
    mixed.add_run("người lo").bold = True
    document.add_paragraph("II. NHIỆM VỤ (bảng dưới đây)")
    fill(document.add_table(4, 9), [HEADER, *ROWS[:3]])
    fill(document.add_table(2, 9), ROWS[3:])
    document.add_paragraph("III. TỔ CHỨC THỰC HIỆN")
    for text in ("Văn phòng theo dõi.", "Các bộ phận báo cáo."):
        document.add_paragraph(text, style="List Number")
    tail = document.add_table(1, 2)
    tail.cell(0, 0).text = "Nơi nhận:\n- Sở Nội vụ;\n- Lưu: VT."
    tail.cell(0, 1).text = "TM. ỦY BAN NHÂN DÂN\nCHỦ TỊCH\n\n\nLê Văn Mẫu"
    document.sections[0].footer.paragraphs[0].text = "Bản thảo lần hai"
    document.save(str(tmp_path / "ke-hoach.docx"))

    plan = read_plan(tmp_path / "ke-hoach.docx")
    check(plan)
    assert (plan.paper.kind, plan.paper.number, plan.paper.symbol) == ("plan", "9", "KH-UBND")
    assert plan.paper.issued_on == date(2026, 1, 5)
    assert plan.paper.subject == "Cải cách hành chính năm 2026"
    assert plan.paper.preamble == "Thực hiện chỉ đạo của tỉnh, xã lập kế hoạch như sau:"
    assert plan.paper.recipients == ("Sở Nội vụ", "Lưu: VT")
    assert plan.paper.signer_name == "Lê Văn Mẫu"
    assert [(s.number, s.role) for s in plan.sections] == [("I", "text"), ("II", "tasks"), ("III", "text")]
    assert plan.sections[0].body == "- Làm nhanh hơn.\n- Làm đúng hơn.\nMỗi việc một **người lo**"
    assert plan.sections[2].body == "1. Văn phòng theo dõi.\n2. Các bộ phận báo cáo."
    assert [item.text for item in plan.unplaced] == ["Bản thảo lần hai"]


def test_text_of_a_table_within_a_cell_is_kept(tmp_path: Path) -> None:
    document = word_frame(tmp_path / "khung.docx")
    cell = document.tables[0].cell(2, 4)
    inner = cell.add_table(1, 2)
    fill(inner, [["Mẫu một", "Mẫu hai"]])
    document.save(str(tmp_path / "khung.docx"))
    assert read_plan(tmp_path / "khung.docx").groups[0].tasks[0].products == ("Thông báo", "Mẫu một | Mẫu hai")


def test_excel_with_a_title_above_merged_cells_dates_and_hidden_rows(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    book.active.append(["Ghi chú riêng"])
    sheet = book.create_sheet("Khung")
    sheet.append(["KHUNG NHIỆM VỤ NĂM 2026"])
    sheet.append([])
    for row in [HEADER, list(range(1, 10)), *ROWS]:
        sheet.append(row)
    sheet["H6"] = date(2026, 2, 28)
    sheet["H6"].number_format = numbers.FORMAT_DATE_DDMMYY
    sheet["I7"] = 1500000
    sheet["I7"].number_format = "#,##0"
    sheet["H9"] = "=TODAY()"
    sheet.merge_cells("F6:F7")
    sheet.row_dimensions[7].hidden = True
    book.save(tmp_path / "khung.xlsx")
    plan = read_plan(tmp_path / "khung.xlsx")
    assert [(g.number, len(g.tasks)) for g in plan.groups] == [("I", 2), ("II", 1)]
    first, second = plan.groups[0].tasks
    assert first.deadline == "28/02/2026"
    assert first.line == 6
    assert second.leads == ("Văn phòng", "Tư pháp")
    assert second.budget == "1.500.000"
    assert plan.groups[1].tasks[0].deadline == ""
    assert any("ẩn" in warning for warning in plan.warnings)
    assert any("công thức" in warning for warning in plan.warnings)
    assert "Ghi chú riêng" in {item.text for item in plan.unplaced} | set(texts(plan.warnings))
    assert {"KHUNG", "NHIỆM", "VỤ"} <= {word for text in texts(plan) for word in words(text)}


def test_columns_nobody_knows_are_shown() -> None:
    table = "| STT | Nhiệm vụ | Chủ trì | Thời hạn | Tỷ trọng |\n|--|--|--|--|--|\n"
    table += "| 1 | Soạn quy chế | Tư pháp | Quý I | Gấp |\n"
    plan = read_plan_text(table)
    assert [item.text for item in plan.unplaced] == ["Tỷ trọng: Gấp"]
    assert plan.groups[0].tasks[0].label == "1"


def test_numbers_below_a_name_make_it_their_objective() -> None:
    table = (
        "| STT | Nhiệm vụ | Chủ trì | Thời hạn |\n|--|--|--|--|\n| A | PHẦN CHUNG | | |\n| 1 | Thể chế | | |\n"
        "| 1.1 | Soạn quy chế | Tư pháp | Quý I |\n| 1.2 | Sửa quy chế | Tư pháp | Quý II |\n"
    )
    plan = read_plan_text(table)
    assert [(task.label, task.objective) for task in plan.groups[0].tasks] == [("1.1", "Thể chế"), ("1.2", "Thể chế")]
    assert plan.groups[0].number == "A"


def test_a_table_without_the_header_says_what_was_looked_for_and_found(tmp_path: Path) -> None:
    word_frame(tmp_path / "la.docx", [["Họ tên", "Ngày sinh", "Quê quán", "Điện thoại"]] * 8)
    with pytest.raises(UserError) as refused:
        read_plan(tmp_path / "la.docx")
    assert "Chủ trì" in str(refused.value)
    assert "Quê quán" in str(refused.value)


def test_ten_thousand_rows(tmp_path: Path) -> None:
    book = openpyxl.Workbook(write_only=True)
    sheet = book.create_sheet("Khung")
    sheet.append(HEADER)
    for number in range(10_000):
        sheet.append(
            ["", "", f"2.{number % 90 + 1}. Việc {number}", "", "Báo cáo", "Văn phòng", "Tư pháp", "Quý I", ""]
        )
    book.save(tmp_path / "khung.xlsx")
    plan = read_plan(tmp_path / "khung.xlsx")
    assert len(plan.groups[0].tasks) == 10_000
    row = "<w:tr>" + "".join(f"<w:tc><w:p><w:r><w:t>{text}</w:t></w:r></w:p></w:tc>" for text in ROWS[2]) + "</w:tr>"
    document = word_frame(tmp_path / "khung.docx")
    from docx.oxml import parse_xml

    space = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
    for _ in range(2_000):
        document.tables[0]._tbl.append(parse_xml(row.replace("<w:tr>", f"<w:tr {space}>")))
    document.save(str(tmp_path / "khung.docx"))
    assert sum(len(group.tasks) for group in read_plan(tmp_path / "khung.docx").groups) == 2_003
