"""Criteria sheets: where fields, steps, points and totals stand in the layouts that provinces use."""

from decimal import Decimal
from pathlib import Path

import pytest

from cchc_desktop.readers import read_criteria
from cchc_desktop.readers.read_rows import ReadCriteria
from cchc_desktop.rules.criterion_codes import Nesting
from cchc_desktop.rules.scoring.words import propose
from tests.readers import criteria_sheets as sheets

D = Decimal
HEAD = ["TT", "Tiêu chí", "Điểm", "Cách chấm"]
FIRST = ["1.1", "Kế hoạch", "2", "Có: 2 điểm; không: 0 điểm"]
SECOND = ["2.1", "Rà soát", "3", "Có: 3 điểm; không: 0 điểm"]


def told(read: ReadCriteria) -> list[tuple[str, int, str, Decimal | None]]:
    return [(one.code, one.level, one.name, one.max_points) for one in read.criteria]


@pytest.mark.parametrize(
    ("first", "second"),
    [
        (["I. Chỉ đạo điều hành"], ["II. Thể chế"]),
        (["Lĩnh vực 1: Chỉ đạo điều hành (Điểm tối đa: 2)"], ["Lĩnh vực 2: Thể chế (Điểm tối đa: 3)"]),
        (["Lĩnh vực 1", "Chỉ đạo điều hành"], ["Lĩnh vực 2", "Thể chế"]),
        (["I. Chỉ đạo điều hành", "(Điểm tối đa: 2 điểm)"], ["II. Thể chế", "(Điểm tối đa: 3 điểm)"]),
        (["1. Chỉ đạo điều hành: 2 điểm", "Đơn vị tính: Điểm"], ["2. Thể chế: 3 điểm", "Đơn vị tính: Điểm"]),
    ],
)
def test_fields_as_headings_above_tables_of_their_own(tmp_path: Path, first: list[str], second: list[str]) -> None:
    totals = ["", "Tổng điểm", "2", ""], ["", "Tổng điểm", "3", ""]
    parts = [*first, [HEAD, FIRST, totals[0]], *second, [HEAD, SECOND, totals[1]]]
    read = read_criteria(sheets.word_file(tmp_path / "bo.docx", ["BỘ TIÊU CHÍ NĂM 2026", *parts]))
    assert [(level, name, points) for _code, level, name, points in told(read)] == [
        (1, "Chỉ đạo điều hành", D(2)),
        (2, "Kế hoạch", D(2)),
        (1, "Thể chế", D(3)),
        (2, "Rà soát", D(3)),
    ]
    assert read.title == "BỘ TIÊU CHÍ NĂM 2026"
    assert read.declared_max == D(5) and not any(one.doubts for one in read.criteria)


def test_fields_counted_as_their_criteria_are(tmp_path: Path) -> None:
    parts = ["Lĩnh vực 1: Chỉ đạo", [HEAD, ["1", *FIRST[1:]]], "Lĩnh vực 2: Thể chế", [HEAD, ["1", *SECOND[1:]]]]
    read = read_criteria(sheets.word_file(tmp_path / "bo.docx", parts))
    assert [(one.code, one.level) for one in read.criteria] == [("I", 1), ("I.1", 2), ("II", 1), ("II.1", 2)]


def test_the_heading_of_a_part_of_the_paper_is_no_field(tmp_path: Path) -> None:
    rows = [HEAD, ["I", "CHỈ ĐẠO", "2", ""], ["1", *FIRST[1:]]]
    parts = ["BỘ TIÊU CHÍ XÃ", "I. NGUYÊN TẮC CHẤM", "Theo thực tế.", "II. BẢNG TIÊU CHÍ", rows, "Tổng điểm: 2 điểm"]
    read = read_criteria(sheets.word_file(tmp_path / "bo.docx", parts))
    assert [(one.code, one.level) for one in read.criteria] == [("I", 1), ("1", 2)]
    assert (read.title, read.declared_max) == ("BỘ TIÊU CHÍ XÃ", D(2))
    assert {"I. NGUYÊN TẮC CHẤM", "II. BẢNG TIÊU CHÍ"} <= {item.text for item in read.unplaced}


def test_a_field_that_stands_above_its_sheet_and_in_it_is_one(tmp_path: Path) -> None:
    rows = [
        ["LĨNH VỰC 1: CHỈ ĐẠO"],
        HEAD,
        ["1", "CHỈ ĐẠO", 4, ""],
        ["1.1", "Kế hoạch", 2, ""],
        ["1.1", "Kế hoạch", 2, ""],
    ]
    read = read_criteria(sheets.workbook(tmp_path / "bo.xlsx", rows))
    assert [(one.code, one.max_points) for one in read.criteria] == [("1", D(4)), ("1.1", D(2)), ("1.1 (2)", D(2))]


def test_pages_without_headers_go_on_behind_their_numbers(tmp_path: Path) -> None:
    parts = [
        [HEAD, ["1", "Chỉ đạo", "2", ""], FIRST],
        "2",
        [["2", "Thể chế", "3", ""], SECOND],
        "Trang 3/3",
        [["", "Tổng", "5", ""]],
    ]
    read = read_criteria(sheets.word_file(tmp_path / "bo.docx", parts))
    assert [one.code for one in read.criteria] == ["1", "1.1", "2", "2.1"] and read.declared_max == D(5)


def test_points_in_words_in_the_cell_of_the_name(tmp_path: Path) -> None:
    rows = [
        ["STT", "Tiêu chí", "Cách chấm"],
        ["1", "Chỉ đạo\nĐiểm tối đa: 2,5", ""],
        ["1.1", "Kế hoạch (tối đa 2 điểm)", "Có: 2 điểm; không: 0 điểm"],
        ["1.2", "Báo cáo. Điểm chuẩn: 0,5", "Có: 0,5 điểm; không: 0 điểm"],
    ]
    read = read_criteria(sheets.workbook(tmp_path / "bo.xlsx", rows))
    assert told(read) == [("1", 1, "Chỉ đạo", D("2.5")), ("1.1", 2, "Kế hoạch", D(2)), ("1.2", 2, "Báo cáo", D("0.5"))]


def test_all_that_is_said_of_a_criterion_in_the_cell_of_its_name(tmp_path: Path) -> None:
    cell = (
        "Báo cáo định kỳ\nYêu cầu: Gửi đủ.\nGửi trước ngày 15.\n- 100% thì điểm đánh giá là 2.\n"
        "- Từ 80% - dưới 100% thì điểm đánh giá là 1.\n- Dưới 80% thì điểm đánh giá là 0.\n"
        "Tài liệu kiểm chứng:\n- Các báo cáo năm: 04\n- Giải trình ghi rõ tỷ lệ %."
    )
    rows = [["1.1\nKế hoạch", "1"], ["1.2", ""], [cell, "2"]]
    table = [["Tiêu chí", "Điểm chuẩn"], rows[0], [f"1.2 {cell}", "2"]]
    one = read_criteria(sheets.word_file(tmp_path / "bo.docx", [table])).criteria
    assert [each.code for each in one] == ["1.1", "1.2"]
    assert one[1].name == "Báo cáo định kỳ"
    assert one[1].requirement == "Yêu cầu: Gửi đủ.\nGửi trước ngày 15."
    assert one[1].rule.count("\n") == 2
    assert one[1].proof_wanted == "Tài liệu kiểm chứng:\n- Các báo cáo năm: 04\n- Giải trình ghi rõ tỷ lệ %."
    assert one[1].scoring and not one[1].doubts


@pytest.mark.parametrize(
    "rows",
    [
        [["1.1", "Kế hoạch", "Đúng hạn", "2", "2"], ["", "", "Chậm", "", "1"], ["", "", "Không", "", "0"]],
        [
            ["1.1", "Kế hoạch", "Đúng hạn", "2", "2"],
            ["1.1", "Kế hoạch", "Chậm", "2", "1"],
            ["1.1", "Kế hoạch", "Không", "2", "0"],
        ],
        [["1.1", "Kế hoạch", "Đúng hạn\nChậm\nKhông", "2", "2\n1\n0"]],
    ],
)
def test_steps_beside_what_is_scored(tmp_path: Path, rows: list[list[str]]) -> None:
    head = ["STT", "Tiêu chí", "Nội dung chấm điểm", "Điểm tối đa", "Điểm"]
    read = read_criteria(sheets.workbook(tmp_path / "bo.xlsx", [head, ["1", "Chỉ đạo", "", "2", ""], *rows]))
    assert [(one.code, one.rule) for one in read.criteria] == [("1", ""), ("1.1", "Đúng hạn: 2\nChậm: 1\nKhông: 0")]
    assert read.criteria[1].scoring


def test_points_below_one_another_and_steps_in_a_table_within_the_cell(tmp_path: Path) -> None:
    rows = [
        HEAD,
        ["1", "Chỉ đạo", 4, ""],
        ["1.1", "Kế hoạch", "2\n1\n0", "Đúng hạn\nChậm\nKhông"],
        ["1.2", "Báo cáo", 2, "Đúng hạn | 2\nChậm | 0"],
    ]
    read = read_criteria(sheets.workbook(tmp_path / "bo.xlsx", rows))
    assert [(one.rule, one.max_points) for one in read.criteria[1:]] == [
        ("Đúng hạn: 2\nChậm: 1\nKhông: 0", D(2)),
        ("Đúng hạn: 2\nChậm: 0", D(2)),
    ]
    assert read.criteria[1].scoring and read.criteria[2].scoring


def test_a_column_for_points_taken_off(tmp_path: Path) -> None:
    rows = [["STT", "Tiêu chí", "Điểm chuẩn", "Điểm trừ"], ["1", "Chỉ đạo", 2, ""], ["2", "ĐIỂM TRỪ", "", "3"]]
    read = read_criteria(sheets.workbook(tmp_path / "bo.xlsx", rows))
    assert [(one.max_points, one.bonus) for one in read.criteria] == [(D(2), False), (D(3), True)]
    assert not read.unplaced


def test_two_columns_of_names_beside_codes(tmp_path: Path) -> None:
    rows = [
        ["STT", "Tiêu chí", "Tiêu chí thành phần", "Điểm"],
        ["1", "Chỉ đạo", "", 3],
        ["1.1", "Kế hoạch", "", 3],
        ["1.1.1", "", "Ban hành", 1],
        ["1.1.2", "", "Kết quả", 2],
    ]
    read = read_criteria(sheets.workbook(tmp_path / "bo.xlsx", rows))
    assert [(one.code, one.level) for one in read.criteria] == [("1", 1), ("1.1", 2), ("1.1.1", 3), ("1.1.2", 3)]


@pytest.mark.parametrize(
    ("note", "grades"),
    [
        (["Xếp loại: Tốt: từ 80 điểm trở lên; Khá: từ 65 đến dưới 80; Trung bình: từ 50 - dưới 65; Kém: dưới 50"],
         True),
        (["Cách xếp loại:", "- Từ 80% trở lên: Tốt", "- 65% - <80%: Khá", "- Từ 50% đến dưới 65%: Trung bình",
          "- Dưới 50%: Kém"], True),
        ([[["Xếp loại", "Điểm"], ["Tốt", ">= 80"], ["Khá", "65"], ["Trung bình", "50"], ["Kém", "0"]]], True),
        (["Xếp loại: Tốt từ 80 điểm; Khá"], False),
        (["Xếp loại theo kết quả hằng năm, từ năm 2026."], False),
    ],
)  # fmt: skip
def test_grades_of_a_note_are_proposed(tmp_path: Path, note: list[str | sheets.Rows], grades: bool) -> None:
    rows = [HEAD, ["1", "Chỉ đạo", "100", ""], ["1.1", "Kế hoạch", "100", ""], ["", "Tổng cộng", "100", ""]]
    read = read_criteria(sheets.word_file(tmp_path / "bo.docx", [rows, *note]))
    expected = (("Tốt", D(80)), ("Khá", D(65)), ("Trung bình", D(50)), ("Kém", D(0)))
    assert read.bands == (expected if grades else ())
    assert any("Trung bình 50%" in words for words in read.warnings) is grades
    assert len(read.criteria) == 2 and read.unplaced  # the note itself is shown too


def test_capitals_go_on_over_roman_numbers() -> None:
    nesting = Nesting()
    assert [nesting.level(code) for code in ("A", "I", "B", "I", "II", "C", "I", "D")] == [1, 2, 1, 2, 2, 1, 2, 1]


def test_a_word_before_a_colon_is_no_bound() -> None:
    read = propose("Thực hiện đầy đủ: 0,5\nKhông đảm bảo một trong các yếu tố nêu trên: 0", D("0.5"))
    assert read.sure
