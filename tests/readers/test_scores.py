"""Criteria sheets and data appendices."""

from decimal import Decimal
from pathlib import Path

import docx
import openpyxl
import pytest

from cchc_desktop.errors import UserError
from cchc_desktop.readers import read_criteria, read_figures
from tests.readers.words import texts, words

CRITERIA = [
    ["STT", "Lĩnh vực/Tiêu chí/Tiêu chí thành phần", "Điểm tối đa", "Điểm tự đánh giá", "Cách tính điểm", "Ghi chú"],
    ["1", "Chỉ đạo, điều hành", 3.5, None, "", ""],
    ["1.1", "Kế hoạch của năm", 1.5, 1, "Đúng hạn 1,5; chậm 1", ""],
    ["1.2", "Báo cáo", 2, 2, "", "xem hồ sơ"],
    ["", "Đủ bốn kỳ", 2, None, "", ""],
    ["", "Thiếu một kỳ", 1, None, "", ""],
    ["2", "CÔNG KHAI, THỦ TỤC", 5, None, "", ""],
    ["2.1", "Hồ sơ đúng hạn", 6, "5,75", "Tỷ lệ nhân 6", ""],
    ["", "TỔNG CỘNG", 8.5, 8.75, "", ""],
]
FIGURES = [
    ["STT", "Chỉ tiêu thống kê", "Đơn vị tính", "Số liệu", "Ghi chú"],
    ["I", "CHỈ ĐẠO, ĐIỀU HÀNH", "", "", ""],
    ["1", "Số nhiệm vụ của kế hoạch", "nhiệm vụ", 62, ""],
    ["2", "Mức độ hoàn thành", "%", "98,5%", "ước"],
    ["II", "THỦ TỤC", "", "", ""],
    ["3", "Hồ sơ tiếp nhận", "hồ sơ", "1.250", ""],
    ["4", "Hồ sơ trễ hạn", "hồ sơ", "3 (do mất điện)", ""],
    ["5", "Hồ sơ giấy", "hồ sơ", "", ""],
    ["6", "Có bảng niêm yết", "có/không", "Có", ""],
]


def workbook(path: Path, rows: list[list[object]], above: list[list[object]]) -> Path:
    book = openpyxl.Workbook()
    for row in [*above, *rows]:
        book.active.append(row)
    book.save(path)
    return path


def test_a_criteria_sheet_in_excel(tmp_path: Path) -> None:
    path = workbook(tmp_path / "bo.xlsx", CRITERIA, [["BỘ TIÊU CHÍ CHẤM ĐIỂM XÃ NĂM 2026"], ["(kèm theo kế hoạch)"]])
    found = read_criteria(path)
    assert found.title == "BỘ TIÊU CHÍ CHẤM ĐIỂM XÃ NĂM 2026"
    assert [(c.code, c.level, c.max_points, c.self_score) for c in found.criteria] == [
        ("1", 1, Decimal("3.5"), None),
        ("1.1", 2, Decimal("1.5"), Decimal(1)),
        ("1.2", 2, Decimal(2), Decimal(2)),
        ("2", 1, Decimal(5), None),
        ("2.1", 2, Decimal(6), Decimal("5.75")),
    ]
    assert found.criteria[2].rule == "Đủ bốn kỳ: 2\nThiếu một kỳ: 1"
    assert any("THỦ TỤC" in warning and "6" in warning for warning in found.warnings)
    assert {item.text for item in found.unplaced} >= {"Ghi chú: xem hồ sơ", "TỔNG CỘNG | 8,5 | 8,75"}


def test_roman_fields_stand_above_numbers(tmp_path: Path) -> None:
    table = (
        "| TT | Tiêu chí | Thang điểm |\n|--|--|--|\n| I | Thể chế | 8 |\n| 1 | Rà soát | 8 |\n| 1.1 | Đúng hạn | 8 |\n"
    )
    (tmp_path / "bo.md").write_text(table, encoding="utf-8")
    assert [c.level for c in read_criteria(tmp_path / "bo.md").criteria] == [1, 2, 3]


def test_a_criteria_sheet_in_word(tmp_path: Path) -> None:
    document = docx.Document()
    table = document.add_table(len(CRITERIA), 6)
    for row, values in zip(table.rows, CRITERIA, strict=True):
        for cell, value in zip(row.cells, values, strict=True):
            cell.text = str(value).replace(".", ",") if isinstance(value, float) else str(value or "")
    document.save(str(tmp_path / "bo.docx"))
    assert [c.max_points for c in read_criteria(tmp_path / "bo.docx").criteria][:2] == [Decimal("3.5"), Decimal("1.5")]


@pytest.mark.parametrize("form", ["xlsx", "txt"])
def test_figures(tmp_path: Path, form: str) -> None:
    path = tmp_path / f"so-lieu.{form}"
    if form == "xlsx":
        workbook(path, FIGURES, [["PHỤ LỤC SỐ LIỆU"]])
    else:
        lines = ["|" + "|".join(str(cell) for cell in row) + "|" for row in FIGURES]
        path.write_text("PHỤ LỤC SỐ LIỆU\n\n" + "\n".join(lines), encoding="utf-8")
    found = read_figures(path)
    assert [(f.code, f.unit, f.value, f.estimated) for f in found.figures] == [
        ("1", "nhiệm vụ", Decimal(62), False),
        ("2", "%", Decimal("98.5"), True),
        ("3", "hồ sơ", Decimal(1250), False),
        ("4", "hồ sơ", Decimal(3), False),
        ("5", "hồ sơ", None, False),
        ("6", "có/không", Decimal(1), False),
    ]
    assert [f.group for f in found.figures] == ["I. CHỈ ĐẠO, ĐIỀU HÀNH"] * 2 + ["II. THỦ TỤC"] * 4
    assert len(found.warnings) == 1
    assert "do mất điện" in found.warnings[0]
    assert "PHỤ" in {word for text in texts(found) for word in words(text)}


@pytest.mark.parametrize("read", [read_criteria, read_figures])
def test_a_sheet_of_something_else_is_refused(tmp_path: Path, read) -> None:  # type: ignore[no-untyped-def]
    path = workbook(tmp_path / "la.xlsx", [["Họ tên", "Quê quán"], ["A", "B"]], [])
    with pytest.raises(UserError) as refused:
        read(path)
    assert "Quê quán" in str(refused.value)
    assert "STT" in str(refused.value)
