"""Criteria sheets as provinces lay them out: what a header, a label within a cell, a remark and a title belong to."""

from decimal import Decimal
from pathlib import Path

import docx
import openpyxl

from cchc_desktop.readers import read_criteria
from cchc_desktop.rules.scoring import describe, from_json
from tests.readers import criteria_sheets as sheets

D = Decimal


def test_a_heading_over_the_steps_and_their_points(tmp_path: Path) -> None:
    rows = [
        ["Mã", "Tiêu chí, tiêu chí thành phần", "Điểm tối đa", "Thang điểm chi tiết", "", "Hướng dẫn đánh giá và TLKC"],
        ["", "", "", "Mức đạt", "Điểm", ""],
        ["1", "Chỉ đạo", "4", "", "", ""],
        ["1.1", "Mức độ hoàn thành", "4", "100%", "4", "TLKC: Báo cáo năm"],
        ["", "", "", "Từ 80% - dưới 100%", "2", ""],
        ["", "", "", "Dưới 80%", "0", ""],
    ]
    document = docx.Document()
    table = document.add_table(0, 6)
    for row in rows:
        for cell, text in zip(table.add_row().cells, row, strict=True):
            cell.text = text
    for column in (0, 1, 2, 5):
        table.cell(0, column).merge(table.cell(1, column))
        table.cell(3, column).merge(table.cell(5, column))
    table.cell(0, 3).merge(table.cell(0, 4))
    path = tmp_path / "bo.docx"
    document.save(str(path))
    read = read_criteria(path)
    one = read.criteria[1]
    assert one.rule == "100%: 4\nTừ 80% - dưới 100%: 2\nDưới 80%: 0"
    assert one.proof_wanted == "TLKC: Báo cáo năm"
    assert describe(from_json(one.scoring), D(4)) == (
        "đạt 100%: 4 điểm; từ 80% đến dưới 100%: 2 điểm; dưới 80%: 0 điểm"
    )
    assert not read.unplaced


def test_labels_within_a_cell_part_requirement_rule_and_evidence(tmp_path: Path) -> None:
    rows = [
        ["STT", "Tiêu chí", "Điểm tối đa", "Hướng dẫn chấm điểm"],
        ["1", "Chỉ đạo", 3, ""],
        ["1.1", "Kế hoạch", 2, "Đúng hạn: 2 điểm; chậm: 1 điểm; không ban hành: 0 điểm. TLKC: Kế hoạch CCHC"],
        ["1.2", "Báo cáo", 1, "Yêu cầu: Gửi đủ số lượng.\n- 100%: 1 điểm\n- Dưới 100%: 0 điểm\nTLKC: Các báo cáo"],
    ]
    read = read_criteria(sheets.workbook(tmp_path / "bo.xlsx", rows))
    _field, plan, report = read.criteria
    assert plan.rule == "Đúng hạn: 2 điểm; chậm: 1 điểm; không ban hành: 0 điểm."
    assert plan.proof_wanted == "TLKC: Kế hoạch CCHC"
    assert plan.scoring
    assert report.requirement == "Yêu cầu: Gửi đủ số lượng."
    assert report.rule == "- 100%: 1 điểm\n- Dưới 100%: 0 điểm"
    assert report.proof_wanted == "TLKC: Các báo cáo"


def test_what_stands_below_the_total_belongs_to_no_criterion(tmp_path: Path) -> None:
    rows = [
        ["STT", "Tiêu chí", "Điểm tối đa", "Cách chấm"],
        ["1", "Chỉ đạo", 2, ""],
        ["1.1", "Kế hoạch", 2, "Có: 2; không: 0"],
        ["", "TỔNG CỘNG", 2, ""],
        ["", "Tập thể bị khiển trách thì xếp loại cao nhất là tốt", "", ""],
        ["", "ĐIỂM THƯỞNG", "+1", ""],
        ["", "Có mô hình: 1 điểm; không có: 0 điểm", "", ""],
        ["", "Tổng điểm", 3, ""],
        ["NGƯỜI LẬP BIỂU", "", "", "CHỦ TỊCH"],
    ]
    read = read_criteria(sheets.workbook(tmp_path / "bo.xlsx", rows))
    assert [one.rule for one in read.criteria] == ["", "Có: 2; không: 0", "Có mô hình: 1 điểm; không có: 0 điểm"]
    assert {item.text for item in read.unplaced} >= {
        "Tập thể bị khiển trách thì xếp loại cao nhất là tốt",
        "NGƯỜI LẬP BIỂU | CHỦ TỊCH",
    }


def test_bonus_points_that_the_total_holds_are_a_part_of_it(tmp_path: Path) -> None:
    rows = [
        ["STT", "Tiêu chí", "Điểm tối đa", "Cách chấm"],
        ["I", "CẢI CÁCH", 95, ""],
        ["1", "Kế hoạch", 95, "Có: 95 điểm; không: 0 điểm"],
        ["II", "ĐIỂM CỘNG", 5, ""],
        ["1", "Mô hình", 5, "Có mô hình: 5 điểm; không có: 0 điểm"],
        ["", "TỔNG CỘNG (I+II)", 100, ""],
    ]
    inside = read_criteria(sheets.workbook(tmp_path / "a.xlsx", rows))
    assert not any(one.bonus for one in inside.criteria)
    assert len(inside.criteria[2].doubts) == 1 and inside.criteria[3].scoring
    rows[-1] = ["", "TỔNG CỘNG", 95, ""]
    beside = read_criteria(sheets.workbook(tmp_path / "b.xlsx", rows))
    assert [one.bonus for one in beside.criteria] == [False, False, True, True]


def test_a_remark_with_points_says_not_who_scores_the_whole_field(tmp_path: Path) -> None:
    rows = [
        ["STT", "Tiêu chí", "Thang điểm", "Ghi chú"],
        ["I", "THỦ TỤC HÀNH CHÍNH", 6, "Điểm ĐTXHH: 2"],
        ["1", "Hồ sơ đúng hạn", 4, ""],
        ["2", "Chất lượng phục vụ", 2, "XHH"],
    ]
    read = read_criteria(sheets.workbook(tmp_path / "bo.xlsx", rows))
    assert [one.scored_by for one in read.criteria] == ["self", "self", "survey"]
    assert [item.text for item in read.unplaced] == ["Ghi chú: Điểm ĐTXHH: 2"]


def test_the_title_in_capitals_goes_before_a_sentence_below_it(tmp_path: Path) -> None:
    parts = [
        "ỦY BAN NHÂN DÂN",
        "BỘ CHỈ SỐ",
        "CẢI CÁCH HÀNH CHÍNH CỦA UBND XÃ",
        "(Kèm theo QĐ số 12/QĐ-UBND ngày 05/3/2026)",
        "Bộ chỉ số gồm 2 nội dung.",
        [["STT", "Lĩnh vực 1", "Điểm"], ["1", "Chỉ đạo", "2"]],
    ]
    read = read_criteria(sheets.word_file(tmp_path / "bo.docx", parts))
    assert read.title == "BỘ CHỈ SỐ CẢI CÁCH HÀNH CHÍNH CỦA UBND XÃ"
    assert read.decision == "QĐ số 12/QĐ-UBND ngày 05/3/2026"
    assert [item.text for item in read.unplaced] == ["ỦY BAN NHÂN DÂN", "Bộ chỉ số gồm 2 nội dung."]


def test_a_title_on_every_sheet_is_one_title(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    book.remove(book.worksheets[0])
    for number in (1, 2):
        sheet = book.create_sheet(f"LV{number}")
        for row in (
            ["BẢNG CHẤM ĐIỂM NĂM 2026"],
            ["STT", "Nội dung", "Điểm chuẩn"],
            [number, f"LĨNH VỰC {number}: CÔNG TÁC", 2],
            [float(f"{number}.1"), "Kế hoạch", 2],
        ):
            sheet.append(row)
    path = tmp_path / "bo.xlsx"
    book.save(path)
    read = read_criteria(path)
    assert read.title == "BẢNG CHẤM ĐIỂM NĂM 2026"
    assert [one.code for one in read.criteria] == ["1", "1.1", "2", "2.1"]
    assert not read.unplaced
