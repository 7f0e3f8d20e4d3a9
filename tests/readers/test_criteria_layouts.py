"""Criteria sets of different layouts: every criterion with its words, every doubt at its line, nothing lost."""

import csv
import io
from decimal import Decimal
from pathlib import Path

import pytest

from cchc_desktop.errors import UserError
from cchc_desktop.i18n import _
from cchc_desktop.readers import read_criteria
from cchc_desktop.readers.any_file import read_source
from cchc_desktop.readers.read_rows import ReadCriteria
from tests.readers import criteria_sheets as sheets
from tests.readers.words import forgotten, texts
from tests.real_papers import real_papers_folder

D = Decimal


def told(read: ReadCriteria) -> list[tuple[str, int, Decimal | None]]:
    return [(one.code, one.level, one.max_points) for one in read.criteria]


NO_RULE = _("no rule was filled in from its words: {doubts}").split("{")[0]


def doubts(read: ReadCriteria) -> dict[str, tuple[str, ...]]:
    """The doubts about how the sheet was read, by code; what its words say as a rule is tried elsewhere."""
    told = {one.code: tuple(each for each in one.doubts if not each.startswith(NO_RULE)) for one in read.criteria}
    return {code: said for code, said in told.items() if said}


def about_sums(read: ReadCriteria) -> list[str]:
    return [warning for warning in read.warnings if "00" in warning]


def nothing_lost(path: Path, read: ReadCriteria, *form: str) -> None:
    """Every word is kept or shown; `form` are words that say which part follows, and numbers kept as points."""
    assert not forgotten(read_source(path), [*texts(read), *form])


def test_roman_fields_parted_points_letters_and_penalties(tmp_path: Path) -> None:
    path = sheets.workbook(tmp_path / "bo.xlsx", sheets.ROMAN, sheets.ROMAN_MERGES)
    read = read_criteria(path)
    assert read.title == "BỘ CHỈ SỐ CẢI CÁCH HÀNH CHÍNH CỦA UBND CẤP XÃ NĂM 2026"
    assert read.decision == "Quyết định số 12/QĐ-UBND ngày 05/3/2026 của UBND tỉnh An Bình"
    assert (read.year, read.declared_max) == (2026, D(20))
    assert told(read) == [
        ("I", 1, D(15)), ("I.1", 2, D(3)), ("I.2", 2, D("2.5")), ("I.2.a", 3, D(1)), ("I.2.b", 3, D("1.5")),
        ("I.3", 2, D("9.5")), ("II", 1, D(5)), ("II.1", 2, D(5)), ("III", 1, D(5)), ("III.1", 2, D(2)),
        ("III.2", 2, D(3)),
    ]  # fmt: skip
    by_code = {one.code: one for one in read.criteria}
    assert by_code["I"].name == "CHỈ ĐẠO, ĐIỀU HÀNH"
    assert by_code["I.1"].rule == "Ban hành trong quý I: 3 điểm\nBan hành sau quý I: 1 điểm"
    assert by_code["I.1"].responsible == "Văn phòng HĐND và UBND"
    assert by_code["II.1"].rule == "- Đủ 100%: 5\n- Từ 80%: 2,5\n- Dưới 80%: 0"
    assert {code for code, one in by_code.items() if one.scored_by == "survey"} == {"I.3"}
    assert {code for code, one in by_code.items() if one.bonus} == {"III", "III.1", "III.2"}
    assert set(doubts(read)) == {"I.3", "III.1", "III.2"}
    assert "-3" in doubts(read)["III.2"][0]
    assert {item.text for item in read.unplaced} >= {"Ghi chú: mới", "TỔNG CỘNG (I+II) | 20"}
    nothing_lost(path, read, "Ban hành kèm theo điểm điểm điểm Tự đánh giá Điều tra XHH")


def test_a_column_for_each_level(tmp_path: Path) -> None:
    path = sheets.workbook(tmp_path / "bo.xlsx", sheets.LEVELS, sheets.LEVELS_MERGES)
    read = read_criteria(path)
    assert told(read) == [
        ("1", 1, D(6)), ("1.1", 2, D(5)), ("1.1.1", 3, D(2)), ("1.1.2", 3, D(3)), ("1.2", 2, D(1)), ("2", 1, D(4)),
        ("2.1", 2, D(4)),
    ]  # fmt: skip
    assert [(one.rule, one.proof_wanted) for one in read.criteria[2:5]] == [
        ("Đúng hạn: 2", "Kế hoạch"),
        ("Tỷ lệ x 3", "Báo cáo"),
        ("Đủ: 1", "Các báo cáo"),
    ]
    assert not doubts(read) and not about_sums(read) and not read.unplaced
    nothing_lost(path, read)


def test_steps_with_points_beside_a_merged_criterion_and_codes_as_numbers(tmp_path: Path) -> None:
    path = sheets.workbook(tmp_path / "bo.xlsx", sheets.STEPS, sheets.STEPS_MERGES)
    read = read_criteria(path)
    assert [one.code for one in read.criteria] == ["1", *(f"1.{n}" for n in range(1, 12))]
    assert [one.level for one in read.criteria] == [1, *[2] * 11]
    by_code = {one.code: one for one in read.criteria}
    assert (by_code["1.1"].rule, by_code["1.1"].proof_wanted) == ("Đúng hạn: 2\nChậm: 1\nKhông: 0", "Kế hoạch của xã")
    assert by_code["1.10"].rule == "Đủ: 2\nThiếu: 0"
    assert by_code["1.11"].max_points == D(1)
    assert set(doubts(read)) == {"1.10"}
    nothing_lost(path, read, "tối đa 1.1")


def test_points_in_one_appendix_and_rules_in_another(tmp_path: Path) -> None:
    path = sheets.word_file(
        tmp_path / "bo.docx",
        ["PHỤ LỤC I", "BỘ TIÊU CHÍ NĂM 2026", sheets.APART[0], "PHỤ LỤC II HƯỚNG DẪN", sheets.APART[1]],
    )
    read = read_criteria(path)
    assert told(read) == [("1", 1, D(3)), ("1.1", 2, D(2)), ("1.2", 2, None)]
    assert [(one.rule, one.proof_wanted) for one in read.criteria[1:]] == [
        ("Đúng hạn: 2 điểm", "Kế hoạch"),
        ("một\nCó: 1 điểm", "Biên bản"),
    ]
    assert read.title == "BỘ TIÊU CHÍ NĂM 2026"
    assert len(doubts(read)["1.2"]) == 2 and "một" in doubts(read)["1.2"][0]
    assert len(doubts(read)["1"]) == 1
    assert any("4,00" in warning and "3,00" in warning for warning in read.warnings)
    assert "1.3 | Không có ở trên | x | y" in {item.text for item in read.unplaced}
    nothing_lost(path, read, "Chỉ đạo Kế hoạch Kiểm tra 1 1.1 1.2")


def test_a_table_for_each_field_with_its_name_above(tmp_path: Path) -> None:
    parts: list[str | sheets.Rows] = ["Bộ tiêu chí chấm điểm cải cách hành chính xã năm 2026 (sửa đổi, bổ sung lần 2)"]
    for field, rows in sheets.HEADED:
        parts += [field, rows]
    parts += ["Nơi nhận: các xã", [["Xếp loại", "Điểm"], ["Tốt", "80"]]]
    path = sheets.word_file(tmp_path / "bo.docx", parts)
    read = read_criteria(path)
    assert told(read) == [("I", 1, D(5)), ("1.1", 2, D(2)), ("1.2", 2, D(3)), ("II", 1, D(4)), ("2.1", 2, D(4))]
    assert (read.version, read.year) == ("sửa đổi, bổ sung lần 2", 2026)
    first = read.criteria[1]
    assert (first.name, first.requirement, first.rule, first.proof_wanted, first.responsible) == (
        "Ban hành kế hoạch",
        "Yêu cầu: đủ 7 nội dung",
        "Cách tính: đúng hạn 2; chậm 1",
        "Tài liệu kiểm chứng: Kế hoạch",
        "Phòng Văn hóa - Xã hội",
    )
    assert not doubts(read)
    assert [item.text for item in read.unplaced] == ["Nơi nhận: các xã", "Xếp loại | Điểm", "Tốt | 80"]
    nothing_lost(path, read, "điểm điểm điểm")


def test_parts_by_capitals_words_in_codes_and_steps_within_names(tmp_path: Path) -> None:
    path = sheets.workbook(tmp_path / "bo.xlsx", sheets.PARTS)
    read = read_criteria(path)
    assert told(read) == [
        ("A", 1, D(75)), ("A.I", 2, D("36.5")), ("A.I.1", 3, D(20)), ("A.I.2", 3, D("16.5")), ("A.II", 2, D("38.5")),
        ("A.II.3", 3, D("38.5")), ("B", 1, D(15)), ("B.1", 2, D(5)), ("B.2", 2, D(10)), ("C", 1, D("0.5")),
        ("C.1", 2, D("0.5")),
    ]  # fmt: skip
    by_code = {one.code: one for one in read.criteria}
    assert (by_code["A.I.1"].name, by_code["A.I.1"].rule) == ("Kế hoạch", "- Đúng hạn: 20 điểm\n- Chậm: 10 điểm")
    assert (by_code["A.I.1"].proof_wanted, by_code["A.I.1"].self_score) == ("Kế hoạch của xã", D(20))
    assert by_code["A.I.2"].rule == "Đủ bốn kỳ: 16,5\nThiếu một kỳ: 8"
    assert {code for code, one in by_code.items() if one.scored_by == "survey"} == {"A.II.3", "B", "B.1", "B.2"}
    assert {code for code, one in by_code.items() if one.bonus} == {"C", "C.1"}
    assert set(doubts(read)) == {"A.I.2", "B", "C.1"} and read.declared_max == D(90)
    assert [item.text for item in read.unplaced] == [
        "Số liệu kê khai: Có/Không",
        "Tổng điểm của các tiêu chí (A+B) | 90",
    ]
    nothing_lost(path, read, "TC1 TC2 TC3 75 điểm Điều tra XHH lần")


def test_points_may_stand_in_the_names_alone(tmp_path: Path) -> None:
    rows = [
        ["Nội dung đánh giá", "Cách chấm", "Tài liệu minh chứng"],
        ["1. Chỉ đạo (5 điểm)", "", ""],
        ["1.1. Kế hoạch (2 điểm)", "Đúng hạn: 2; chậm: 1; không: 0", "Kế hoạch"],
        ["1.2. Báo cáo (3 điểm)", "Đủ: 3; thiếu: 0", "Các báo cáo"],
    ]
    read = read_criteria(sheets.workbook(tmp_path / "bo.xlsx", rows))
    assert told(read) == [("1", 1, D(5)), ("1.1", 2, D(2)), ("1.2", 2, D(3))]
    assert [one.name for one in read.criteria] == ["Chỉ đạo", "Kế hoạch", "Báo cáo"]


def test_parts_without_codes_are_criteria_where_they_add_up(tmp_path: Path) -> None:
    rows = [
        ["STT", "Tiêu chí", "Điểm"],
        ["1", "Thể chế", 3],
        ["1.1", "Rà soát", 3],
        ["", "- Kế hoạch", 1],
        ["", "- Kết quả", 2],
    ]
    read = read_criteria(sheets.workbook(tmp_path / "bo.xlsx", rows))
    assert [(one.code, one.name) for one in read.criteria][2:] == [("1.1.1", "Kế hoạch"), ("1.1.2", "Kết quả")]
    assert list(doubts(read)) == ["1.1"]


def test_a_sheet_without_points_is_refused(tmp_path: Path) -> None:
    path = sheets.workbook(tmp_path / "la.xlsx", [["STT", "Tiêu chí", "Cách chấm"], ["1", "Thể chế", "x"]])
    with pytest.raises(UserError, match="Điểm tối đa"):
        read_criteria(path)


@pytest.mark.parametrize("form", ["xlsx", "docx"])
def test_a_real_set_comes_in_whole(tmp_path: Path, form: str) -> None:
    seeds = real_papers_folder()
    facts = seeds.parent / "domain" / "facts_2026" / "lam_dong_xa_2025_par_index.csv" if seeds else None
    if facts is None or not facts.is_file():
        pytest.skip("the facts are not on this machine")
    lines = list(csv.DictReader(io.StringIO(facts.read_text(encoding="utf-8").split("\n", 1)[1])))
    head = ["Mã TC", "Tiêu chí, tiêu chí thành phần", "Điểm chuẩn", "Yêu cầu", "Cách tính điểm", "Tài liệu kiểm chứng"]
    columns = ("name", "max", "requirement", "rule", "evidence")
    rows: list[list[object]] = [head]
    for line in lines:
        code = line["code"] if line["code"][0].isdigit() else ""
        name = line["name"] or line["code"]
        rows.append(
            [float(code) if code.count(".") == 1 else code, name, float(line["max"]), *(line[c] for c in columns[2:])]
        )
    if form == "xlsx":
        read = read_criteria(sheets.workbook(tmp_path / "bo.xlsx", rows))
    else:
        read = read_criteria(sheets.word_file(tmp_path / "bo.docx", ["BỘ TIÊU CHÍ XÃ NĂM 2025", rows]))
    leaves = [line for line in lines if line["leaf"] == "y"]
    kept = {one.code: one for one in read.criteria}
    assert len(leaves) == 77 and list(kept) == [line["code"] for line in lines[:-1]]
    assert sum((kept[line["code"]].max_points or D(0) for line in leaves), D(0)) == read.declared_max == D(75)
    for line in lines[:-1]:
        one = kept[line["code"]]
        for said, wanted in ((one.name, "name"), (one.requirement, "requirement"), (one.rule, "rule")):
            assert said.split() == line[wanted].split(), (line["code"], wanted)
        assert one.proof_wanted.split() == line["evidence"].split()
    assert [one.code for one in read.criteria if one.scored_by != "self"] == ["6.3.2"] and "6.3.2" in doubts(read)
    assert sum(bool(one.scoring) for one in read.criteria) >= 60
