"""Criteria sets laid out as different provinces do, made for the tests; all of them made up."""

from collections.abc import Sequence
from pathlib import Path

import docx
import openpyxl

Rows = Sequence[Sequence[object]]

# Roman fields, numbers that begin again, points parted under one head, letters, steps as rows, penalties, a total.
ROMAN: Rows = [
    ["ỦY BAN NHÂN DÂN TỈNH AN BÌNH", "", "", "", "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", ""],
    ["BỘ CHỈ SỐ CẢI CÁCH HÀNH CHÍNH CỦA UBND CẤP XÃ NĂM 2026"],
    ["(Ban hành kèm theo Quyết định số 12/QĐ-UBND ngày 05/3/2026 của UBND tỉnh An Bình)"],
    ["TT", "Lĩnh vực/tiêu chí/tiêu chí thành phần", "Thang điểm", "", "Cơ quan chủ trì", "Ghi chú"],
    ["", "", "Tự đánh giá", "Điều tra XHH", "", ""],
    ["I", "CHỈ ĐẠO, ĐIỀU HÀNH (15 điểm)", "", "", "Văn phòng", ""],
    ["1", "Kế hoạch cải cách hành chính", 3, "", "Văn phòng HĐND và UBND", "mới"],
    ["", "Ban hành trong quý I: 3 điểm", "", "", "", ""],
    ["", "Ban hành sau quý I: 1 điểm", "", "", "", ""],
    ["2", "Báo cáo định kỳ", "2,5", "", "", ""],
    ["a", "Báo cáo quý", "1 điểm", "", "", ""],
    ["b", "Báo cáo năm", "1,5 điểm", "", "", ""],
    ["3", "Mức độ hài lòng của người dân", "", 9.5, "", ""],
    ["II", "CẢI CÁCH THỂ CHẾ", 5, "", "", ""],
    ["1", "Rà soát văn bản", 5, "", "Tư pháp", ""],
    ["", "- Đủ 100%", 5, "", "", ""],
    ["", "- Từ 80%", 2.5, "", "", ""],
    ["", "- Dưới 80%", 0, "", "", ""],
    ["III", "ĐIỂM THƯỞNG, ĐIỂM TRỪ", "", "", "", ""],
    ["1", "Sáng kiến", "+2", "", "", ""],
    ["2", "Chậm báo cáo", "-3", "", "", ""],
    ["", "TỔNG CỘNG (I+II)", 20, "", "", ""],
    ["Ghi chú: các đơn vị gửi trước ngày 30/11"],
]
ROMAN_MERGES = ("A1:D1", "C4:D4", "A4:A5", "B4:B5", "E4:E5", "F4:F5", "A23:F23")

# A column for each level, cells merged downwards.
LEVELS: Rows = [
    ["Lĩnh vực", "Tiêu chí", "Tiêu chí thành phần", "Điểm tối đa", "Cách chấm", "Minh chứng"],
    ["1. Chỉ đạo", "1.1 Kế hoạch", "1.1.1 Ban hành", 2, "Đúng hạn: 2", "Kế hoạch"],
    ["", "", "1.1.2 Hoàn thành", 3, "Tỷ lệ x 3", "Báo cáo"],
    ["", "1.2 Báo cáo", "", 1, "Đủ: 1", "Các báo cáo"],
    ["2. Thể chế", "2.1 Rà soát", "", 4, "", ""],
]
LEVELS_MERGES = ("A2:A4", "B2:B3")

# The criterion merged over the rows of its steps, which have points of their own; codes that Excel keeps as numbers.
STEPS: Rows = [
    ["STT", "Nội dung tiêu chí", "Điểm chuẩn", "Mức đánh giá", "Điểm theo mức", "Tài liệu kiểm chứng"],
    [1, "CHỈ ĐẠO", 13, "", "", ""],
    [1.1, "Kế hoạch", 2, "Đúng hạn", 2, "Kế hoạch của xã"],
    ["", "", "", "Chậm", 1, ""],
    ["", "", "", "Không", 0, ""],
    *([float(f"1.{n}"), f"Tiêu chí số {n}", 1, "Có", 1, ""] for n in range(2, 10)),
    [1.1, "Báo cáo", 2, "Đủ", 2, "Các báo cáo"],
    ["", "", "", "Thiếu", 0, ""],
    [1.11, "Kiểm tra", "tối đa 1", "Có", 1, ""],
]
STEPS_MERGES = ("A3:A5", "B3:B5", "C3:C5", "F3:F5", "A14:A15", "B14:B15", "C14:C15", "F14:F15")

# Points in the first appendix, rules and evidence in the second.
APART: tuple[Rows, Rows] = (
    [
        ["STT", "Tiêu chí", "Điểm tối đa"],
        ["1", "Chỉ đạo", "3"],
        ["1.1", "Kế hoạch", "2"],
        ["1.2", "Kiểm tra", "một"],
        ["", "Tổng cộng", "4"],
    ],
    [
        ["STT", "Tiêu chí", "Cách chấm điểm", "Tài liệu kiểm chứng"],
        ["1", "Chỉ đạo", "", ""],
        ["1.1", "Kế hoạch", "Đúng hạn: 2 điểm", "Kế hoạch"],
        ["1.2", "Kiểm tra", "Có: 1 điểm", "Biên bản"],
        ["1.3", "Không có ở trên", "x", "y"],
    ],
)

# Parts by capitals, codes with words before them, steps within the name, a remark that says who scores, points each.
PARTS: Rows = [
    ["STT", "Các tiêu chí, tiêu chí thành phần", "Điểm chấm tối đa", "Số liệu kê khai", "Cách xác định điểm",
     "Yêu cầu và tài liệu kiểm chứng", "Điểm tự đánh giá", "Ghi chú"],
    ["A", "PHẦN TỰ ĐÁNH GIÁ (75 điểm)", "", "", "", "", "", ""],
    ["I", "CHỨC NĂNG", 36.5, "", "", "", "", ""],
    ["TC1", "Kế hoạch\n- Đúng hạn: 20 điểm\n- Chậm: 10 điểm", 20, "Có/Không", "", "Kế hoạch của xã", 20, ""],
    ["TC2", "Báo cáo", "", "", "", "", "", ""],
    ["", "Đủ bốn kỳ", 16.5, "", "", "", "", ""],
    ["", "Thiếu một kỳ", 8, "", "", "", "", ""],
    ["II", "CẢI CÁCH", 38.5, "", "", "", "", ""],
    ["TC3", "Thể chế", 38.5, "", "", "", "", "Điều tra XHH"],
    ["B", "ĐIỀU TRA XÃ HỘI HỌC", 15, "", "", "", "", ""],
    ["1", "Lãnh đạo hài lòng", 5, "", "", "", "", ""],
    ["2", "Người dân", 10, "", "", "", "", ""],
    ["C", "ĐIỂM CỘNG, ĐIỂM TRỪ", "", "", "", "", "", ""],
    ["1", "Chậm báo cáo", "-0,5/lần", "", "", "", "", ""],
    ["", "Tổng điểm của các tiêu chí (A+B)", 90, "", "", "", "", ""],
]  # fmt: skip

# A table for each field, its name above it; requirement, rule and evidence as lines of the name.
HEADED = (
    (
        "I. CHỈ ĐẠO, ĐIỀU HÀNH (5 điểm)",
        [
            ["Mã số", "Tiêu chí", "Điểm tối đa", "Đơn vị phụ trách"],
            [
                "1.1",
                "Ban hành kế hoạch\nYêu cầu: đủ 7 nội dung\nCách tính: đúng hạn 2; chậm 1\n"
                "Tài liệu kiểm chứng: Kế hoạch",
                "2,0 điểm",
                "Phòng Văn hóa - Xã hội",
            ],
            ["1.2", "Báo cáo", "3", "Văn phòng"],
        ],
    ),
    (
        "II. THỂ CHẾ (4 điểm)",
        [["Mã số", "Tiêu chí", "Điểm tối đa", "Đơn vị phụ trách"], ["2.1", "Rà soát", "4", "Tư pháp"]],
    ),
)


def workbook(path: Path, rows: Rows, merges: Sequence[str] = ()) -> Path:
    book = openpyxl.Workbook()
    assert book.active is not None
    for row in rows:
        book.active.append(list(row))
    for merge in merges:
        book.active.merge_cells(merge)
    book.save(path)
    return path


def word_file(path: Path, parts: Sequence[str | Rows]) -> Path:
    document = docx.Document()
    for part in parts:
        if isinstance(part, str):
            document.add_paragraph(part)
            continue
        table = document.add_table(0, max(len(row) for row in part))
        for row in part:
            for cell, value in zip(table.add_row().cells, row, strict=False):
                cell.text = str(value).replace(".", ",") if isinstance(value, float) else str(value)
    document.save(str(path))
    return path
