"""What is handed back: the sheet, the Word file with comments, and how a Word file is laid out."""

import zipfile
from pathlib import Path

import docx
import pytest
from docx.shared import Mm, Pt
from lxml import etree
from openpyxl import load_workbook

from cchc_desktop.commands import main
from cchc_desktop.services.checking.checking import check_file
from cchc_desktop.services.sample import SAMPLE_YEAR
from tests.services.checking.test_rules import HEAD, TASKS

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


def word_file(path: Path, *, font: str = "Times New Roman", size: int = 14, left: int = 30, width: int = 210) -> Path:
    """A paper as a Word file, one paragraph a line."""
    document = docx.Document()
    page = document.sections[0]
    page.page_width, page.page_height = Mm(width), Mm(297)
    page.top_margin = page.bottom_margin = Mm(20)
    page.left_margin, page.right_margin = Mm(left), Mm(15)
    for text in filter(str.strip, TASKS.replace("Rà soát văn bản", "Phân đấu rà soát văn bản").split("\n")):
        run = document.add_paragraph().add_run(text)
        run.font.name, run.font.size = font, Pt(size)
    document.save(str(path))
    return path


def codes(path: Path) -> set[str]:
    """The codes of what is found in a file."""
    return {one.code for one in check_file(path).findings}


def test_pages_fonts_and_sizes_are_measured(tmp_path: Path) -> None:
    """Each only where it is other than the decree asks for."""
    form = {"F50", "F51", "F52", "F53"}
    assert not codes(word_file(tmp_path / "dung.docx")) & form
    assert codes(word_file(tmp_path / "le.docx", left=20)) & form == {"F51"}
    assert codes(word_file(tmp_path / "phong.docx", font="Arial")) & form == {"F52"}
    assert codes(word_file(tmp_path / "co.docx", size=11)) & form == {"F53"}
    assert codes(word_file(tmp_path / "kho.docx", width=216)) & form == {"F50"}


def test_a_word_file_comes_back_with_comments_at_the_places(tmp_path: Path) -> None:
    """Every finding is a comment, anchored in the paragraph that it is of; the text itself stays letter by letter."""
    source, out = word_file(tmp_path / "mau.docx"), tmp_path / "gop_y.docx"
    assert main(["check", str(source), "--comments", str(out)]) == 0
    found = check_file(source).findings
    with zipfile.ZipFile(out) as archive:
        comments = etree.fromstring(archive.read("word/comments.xml"))
        body = etree.fromstring(archive.read("word/document.xml"))
    texts = {one.get(f"{W}id"): "".join(one.itertext()) for one in comments}
    assert len(texts) == len(found) > 5
    wrong = next(identity for identity, text in texts.items() if "(W01)" in text)
    assert "Phấn đấu" in texts[wrong]
    anchored = next(p for p in body.iter(f"{W}p") if p.find(f"{W}commentRangeStart[@{W}id='{wrong}']") is not None)
    assert "Phân đấu rà soát" in "".join(anchored.itertext())
    before, after = docx.Document(str(source)), docx.Document(str(out))
    assert [p.text for p in before.paragraphs] == [p.text for p in after.paragraphs]


def anchored_words(path: Path) -> list[tuple[str, str]]:
    """Each comment of a Word file: the words that it stands at, and what it says."""
    with zipfile.ZipFile(path) as archive:
        comments = etree.fromstring(archive.read("word/comments.xml"))
        body = etree.fromstring(archive.read("word/document.xml"))
    words: dict[str, str] = {}
    opened: list[str] = []
    for element in body.iter(f"{W}commentRangeStart", f"{W}commentRangeEnd", f"{W}t"):
        if element.tag == f"{W}t":
            words |= {one: words.get(one, "") + (element.text or "") for one in opened}
        elif element.tag == f"{W}commentRangeStart":
            opened.append(element.get(f"{W}id"))
        else:
            opened.remove(element.get(f"{W}id"))
    return [(words.get(one.get(f"{W}id"), ""), "".join(one.itertext())) for one in comments]


def test_a_comment_stands_at_the_very_words(tmp_path: Path) -> None:
    """In runs of several looks, behind line breaks, in cells that say the same as others; the text stays as it was."""
    source, out = tmp_path / "mau.docx", tmp_path / "gop_y.docx"
    document = docx.Document()
    document.add_paragraph("XÃ BÌNH MINH\nSố: 3/KH-UBND").runs[0].bold = True
    for text in filter(str.strip, HEAD.replace("I. MỤC ĐÍCH", "II. NHIỆM VỤ").split("\n")):
        document.add_paragraph(text)
    mixed = document.add_paragraph("- Đối với các xã mới ")
    mixed.add_run("sát nhập").italic = True
    mixed.add_run(", kip thời xử lý.")
    table = document.add_table(3, 5)
    rows = (("TT", "Nhiệm vụ", "Chủ trì", "Phối hợp", "Thời gian"),)
    rows += (
        ("1", "Rà soát", "Văn phòng; Phòng Kinh tế", "Văn phòng", "Quý I năm 2025"),
        ("2", "Công khai", "", "", ""),
    )
    for number, row in enumerate(rows):
        for column, words in enumerate(row):
            table.cell(number, column).text = words
    document.save(str(source))
    assert main(["check", str(source), "--comments", str(out)]) == 0
    said = anchored_words(out)
    for words, code, about in (
        ("3", "F02", ""),
        ("sát nhập", "W01", ""),
        ("kip thời", "W01", ""),
        ("Văn phòng", "C05", "phối hợp"),
        ("Văn phòng; Phòng Kinh tế", "C05", "2 đơn vị"),
        ("2", "C01", "Công khai"),
    ):
        assert any(place == words and f"({code})" in told and about in told for place, told in said), (words, said)
    before, after = docx.Document(str(source)), docx.Document(str(out))
    assert [p.text for p in before.paragraphs] == [p.text for p in after.paragraphs]
    assert [c.text for r in before.tables[0].rows for c in r.cells] == [
        c.text for r in after.tables[0].rows for c in r.cells
    ]


def test_the_sheet_lists_each_finding_the_worst_first(tmp_path: Path) -> None:
    """As a table that can be sorted, with what to write instead."""
    source, out = word_file(tmp_path / "mau.docx"), tmp_path / "phieu.xlsx"
    assert main(["check", str(source), "--review", str(out)]) == 0
    rows = [[str(value or "") for value in row] for row in load_workbook(out).active.iter_rows(values_only=True)]
    at = next(place for place, row in enumerate(rows) if row[0] == "STT")
    listed = [row for row in rows[at + 1 :] if row[0].isdigit()]
    assert len(listed) == len(check_file(source).findings)
    assert [row[1] for row in listed] == sorted((row[1] for row in listed), key=("Lỗi", "Cảnh báo", "Lưu ý").index)
    assert any("Phân đấu" in row[3] and row[5] == "Phấn đấu" for row in listed)


def test_only_a_word_file_takes_comments(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """And nothing is written where it is none."""
    source = tmp_path / "mau.txt"
    source.write_text(TASKS, encoding="utf-8")
    assert main(["check", str(source), "--comments", str(tmp_path / "ra.docx")]) == 1
    assert "phiếu soát" in capsys.readouterr().err and not (tmp_path / "ra.docx").exists()


def test_a_word_file_that_cannot_carry_comments_is_told(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A package whose main part is not linked, which our readers read all the same."""
    whole, source = word_file(tmp_path / "mau.docx"), tmp_path / "la.docx"
    with zipfile.ZipFile(whole) as before, zipfile.ZipFile(source, "w") as after:
        for name in before.namelist():
            if name != "_rels/.rels":
                after.writestr(name, before.read(name))
    assert main(["check", str(source), "--comments", str(tmp_path / "ra.docx")]) == 1
    assert "phiếu soát" in capsys.readouterr().err and not (tmp_path / "ra.docx").exists()


def test_our_own_papers_pass(sample_file: Path, tmp_path: Path) -> None:
    """What the program prints of the sample is sent back for nothing."""
    words = ["export", str(sample_file), "--year", str(SAMPLE_YEAR), "--what", "decision,plan,frame,report"]
    assert main([*words, "--format", "docx", "--out", str(tmp_path / "ra")]) == 0
    found = {file.name: check_file(file).findings for file in sorted((tmp_path / "ra").glob("*.docx"))}
    assert len(found) == 4
    assert [(name, one.message) for name, all_of in found.items() for one in all_of if one.severity != "hint"] == []


def test_what_is_said_of_reading_a_file_is_told_with_its_check(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    paper = tmp_path / "cu.txt"
    paper.write_text("Thùc hiÖn c¶i c¸ch hµnh chÝnh nhµ n­íc", encoding="utf-8")
    (said,) = check_file(paper).paper.notes
    assert "TCVN3" in said
    assert main(["check", str(paper)]) == 0 and said in capsys.readouterr().err
