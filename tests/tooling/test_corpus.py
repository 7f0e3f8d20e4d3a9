"""What LibreOffice adds to a file by itself, or only writes otherwise, is no loss; what we lack is."""

from collections import Counter
from pathlib import Path

import pytest

from tests.readers.word_files import field, instruct, paragraph, run, word_file
from tests.readers.workbooks import relations, rows_of, sheet, workbook
from tools.corpus_additions import additions_of, words_of
from tools.corpus_cells import apart, counted, is_same, remade


def left(path: Path, shown: str, read: str) -> tuple[set[str], set[str]]:
    """The words that stay lost and added once LibreOffice's own are set aside."""
    additions = additions_of(path)
    theirs, ours = words_of([shown]) - additions.words, words_of([read])
    lost, added = additions.among(theirs - ours, ours - theirs, ours)
    return set(lost), set(added)


def test_signs_of_notes_glued_to_words(tmp_path: Path) -> None:
    body = paragraph("Tỷ lệ đúng hạn", '<w:r><w:footnoteReference w:id="2"/></w:r>', " và quý")
    path = word_file(tmp_path / "a.docx", body)
    assert left(path, "Tỷ lệ đúng hạn1 và quý2\n1 theo báo cáo", "Tỷ lệ đúng hạn và quý theo báo cáo") == (set(), set())
    assert left(path, "Tỷ lệ đúng hạn1 và quý", "Tỷ lệ và quý") == ({"hạn1", "đúng"}, set())
    other = word_file(tmp_path / "b.docx", paragraph("hạn"))
    assert left(other, "hạn1", "hạn") == ({"hạn1"}, {"hạn"})


def test_generated_lists_and_page_numbers(tmp_path: Path) -> None:
    contents = paragraph(field(instruct(' TOC \\o "1-3" '), run("Cũ 3")))
    path = word_file(tmp_path / "a.docx", contents + paragraph("Mục đích"))
    assert left(path, "Mục đích 12\nMục đích", "Mục đích") == (set(), set())
    assert left(path, "Mục đích 12\nYêu cầu\nMục đích", "Mục đích") == ({"yêu", "cầu"}, set())
    pages = word_file(tmp_path / "b.docx", paragraph("trang ", field(instruct(" PAGEREF x "), run("7"))))
    assert left(pages, "trang 9", "trang 7")[0] == set()
    assert left(pages, "trang 9 và 10", "trang 7")[0] >= {"và"}


def test_deleted_letters_within_a_word(tmp_path: Path) -> None:
    path = word_file(tmp_path / "a.docx", paragraph("báo", "<w:del><w:r><w:delText>cáo</w:delText></w:r></w:del>"))
    assert left(path, "báocáo", "báo") == (set(), set())
    assert additions_of(path).words == Counter({"cáo": 1})


@pytest.mark.parametrize(
    ("theirs", "ours", "same"),
    [
        ("ĐÚNG", "Có", True),
        ("SAI", "Có", False),
        ("01-Tháng 03-26", "01/03/2026", True),
        ("2026-03-01 14:05:00", "01/03/2026 14:05:00", True),
        ("2026-03-02", "01/03/2026", False),
        ("Tháng 03-26", "03/2026", True),
        ("2:05 chiều", "2:05 PM", True),
        ("-5,00 ", "(5,00)", True),
        ("98,5 %", "98,5%", True),
        ("1,04139268515823", "1,041392685", True),
        ("1,04139268515823", "1,041392687", False),
        ("12", "1", False),
        ("5", "05/03/2026", False),
    ],
)
def test_one_value_in_two_forms_is_one_cell(theirs: str, ours: str, same: bool) -> None:
    assert is_same(theirs, ours) is same
    lost, added = apart(Counter({theirs: 3}), Counter({ours: 2}))
    assert (lost, added) == ((Counter({theirs: 1}), Counter()) if same else (Counter({theirs: 3}), Counter({ours: 2})))


def test_cells_of_a_pivot_table_are_set_aside_on_both_sides(tmp_path: Path) -> None:
    pivot = '<pivotTableDefinition xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">'
    parts = {
        "xl/worksheets/sheet1.xml": sheet(rows_of([["Nhãn"], ["Tổng"]])),
        "xl/worksheets/_rels/sheet1.xml.rels": relations(("r1", "pivotTable", "../pivot.xml")),
        "xl/pivot.xml": f'{pivot}<location ref="A3:B9"/></pivotTableDefinition>',
    }
    (area,) = remade(workbook(tmp_path / "a.xlsx", parts))
    assert area[1:] == (3, 9, 0, 1)
    cells = [((area[0], 3, 0), "trong"), ((area[0], 3, 2), "ngoài"), (("khác", 3, 0), "sheet khác"), (None, "bên cạnh")]
    assert set(counted(cells, [area])) == {"ngoài", "sheet khác", "bên cạnh"}
