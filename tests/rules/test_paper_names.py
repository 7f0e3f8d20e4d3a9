"""Kinds of papers by their symbol and by the line where their title stands (Nghị định 30/2020, Phụ lục III, mục I)."""

import pytest

from cchc_desktop.rules.paper_kinds import PaperKind
from cchc_desktop.rules.paper_names import name_by_head, name_by_symbol

ABBREVIATED = (
    ("Nghị quyết", "NQ"), ("Quyết định", "QĐ"), ("Chỉ thị", "CT"), ("Quy chế", "QC"), ("Quy định", "QyĐ"),
    ("Thông cáo", "TC"), ("Thông báo", "TB"), ("Hướng dẫn", "HD"), ("Chương trình", "CTr"), ("Kế hoạch", "KH"),
    ("Phương án", "PA"), ("Đề án", "ĐA"), ("Dự án", "DA"), ("Báo cáo", "BC"), ("Biên bản", "BB"), ("Tờ trình", "TTr"),
    ("Hợp đồng", "HĐ"), ("Công điện", "CĐ"), ("Bản ghi nhớ", "BGN"), ("Bản thỏa thuận", "BTT"),
    ("Giấy ủy quyền", "GUQ"), ("Giấy mời", "GM"), ("Giấy giới thiệu", "GGT"), ("Giấy nghỉ phép", "GNP"),
    ("Phiếu gửi", "PG"), ("Phiếu chuyển", "PC"), ("Phiếu báo", "PB"), ("Nghị định", "NĐ"), ("Thông tư", "TT"),
    ("Pháp lệnh", "PL"), ("Chiến lược", "CL"), ("Kết luận", "KL"),
)  # fmt: skip
UNABBREVIATED = (
    "Thư công", "Thư mời", "Luật", "Thông tri", "Lời kêu gọi", "Quy trình", "Nội quy", "Giấy xác nhận",
    "Giấy chứng nhận", "Bản cam kết", "Phiếu trình", "Tờ khai", "Đơn đề nghị", "Biểu mẫu", "Công văn",
)  # fmt: skip


@pytest.mark.parametrize(("word", "abbreviation"), ABBREVIATED)
@pytest.mark.parametrize("symbol", ["{}-UBND", "2026/{}-UBND", "{}/ĐU", "{}–HĐND"])
def test_a_symbol_names_the_kind(word: str, abbreviation: str, symbol: str) -> None:
    found = name_by_symbol(symbol.format(abbreviation))
    assert found is not None and found.word == word


@pytest.mark.parametrize("symbol", ["UBND-VP", "", "KH", "2026/UBND"])
def test_a_letters_symbol_names_none(symbol: str) -> None:
    assert name_by_symbol(symbol) is None


@pytest.mark.parametrize("word", [*(word for word, _short in ABBREVIATED), *UNABBREVIATED])
def test_a_title_names_the_kind(word: str) -> None:
    spaced = " ".join(word.upper().replace(" ", ""))
    for line, rest in (
        (word.upper(), ""), (f"{word.upper()}.", ""), (word, ""), (f"{word.upper()} Về việc họp", "Về việc họp"),
        (spaced, ""),
    ):  # fmt: skip
        found = name_by_head(line)
        assert found is not None and (found[0].word, found[1]) == (word, rest), line


@pytest.mark.parametrize("line", ["Kế hoạch năm 2026 của xã", "ĐỀ ÁN 06", "ỦY BAN NHÂN DÂN", ""])
def test_other_lines_name_none(line: str) -> None:
    assert name_by_head(line) is None


@pytest.mark.parametrize("word", UNABBREVIATED)
def test_names_without_an_abbreviation_are_in_no_symbol(word: str) -> None:
    found = name_by_head(word.upper())
    assert found is not None and found[0].abbreviation == ""


def test_kinds_that_are_made_here_are_told() -> None:
    found = name_by_symbol("GM-UBND")
    assert found is not None and found.kind is PaperKind.INVITATION
    other = name_by_symbol("NQ-HĐND")
    assert other is not None and other.kind is None
