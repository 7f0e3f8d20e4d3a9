"""What LibreOffice adds to a Word file by itself is no loss; what we lack is."""

from collections import Counter
from pathlib import Path

from tests.readers.word_files import field, instruct, paragraph, run, word_file
from tools.corpus_additions import additions_of, words_of


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
