"""Word files typed in old fonts: by the font's name and the letters, said with the line, before and after."""

from pathlib import Path

import pytest

from cchc_desktop.readers import read_plan
from cchc_desktop.readers.any_file import read_source
from cchc_desktop.readers.read_rows import Doubt
from tests.readers.word_files import HEADER, paragraph, part, read_body, run, table, texts, word_file
from tests.readers.workbooks import sheet, styles, workbook


def font(name: str) -> str:
    return f'<w:rFonts w:ascii="{name}" w:hAnsi="{name}"/>'


TCVN3, CAPITALS, VNI = font(".VnTime"), font(".VnTimeH"), font("VNI-Times")


@pytest.mark.parametrize(
    ("runs", "line"),
    [
        ((run("B¸o c¸o", TCVN3),), "Báo cáo"),
        ((run("bé", TCVN3),), "bộ"),
        ((run("ng\u00adêi", TCVN3),), "người"),
        ((run("ng", TCVN3), run("\u00adêi d©n", TCVN3)), "người dân"),
        ((run("KÕ ho¹ch ", TCVN3), run("n¨m 2026", TCVN3 + "<w:b/>")), "Kế hoạch **năm 2026**"),
        ((run("kÕ ho¹ch", CAPITALS),), "KẾ HOẠCH"),
        ((run("kÕ ho¹ch", TCVN3 + "<w:caps/>"),), "KẾ HOẠCH"),
        ((run("Baùo caùo", VNI),), "Báo cáo"),
        ((run("Ba", VNI), run("ùo", VNI)), "Báo"),
        ((run("UBND xa", VNI), run(" Long An", VNI)), "UBND xa Long An"),
        ((run("Internet", TCVN3),), "Internet"),
        ((run("Báo cáo", TCVN3),), "Báo cáo"),
        ((run("Tập huấn nghiệp vụ", TCVN3),), "Tập huấn nghiệp vụ"),
        ((run("Tập huấn c¸n bộ", TCVN3),), "Tập huấn cán bộ"),
        ((run("München, señor", TCVN3),), "München, señor"),
        ((run("Sở Nội vụ: "), run("c¸n bé", TCVN3)), "Sở Nội vụ: cán bộ"),
        ((run("bé"),), "bé"),
    ],
)
def test_runs_by_their_font_and_letters(tmp_path: Path, runs: tuple[str, ...], line: str) -> None:
    assert texts(read_body(tmp_path, paragraph(*runs))) == [line]


def test_what_was_made_unicode_is_said_with_its_line(tmp_path: Path) -> None:
    body = paragraph("một") + paragraph(run("c¸n bé", TCVN3)) + table(("1", paragraph(run("bé", TCVN3))), ("2", "bé"))
    source = read_body(tmp_path, body)
    assert texts(source) == ["một", "cán bộ", [["1", "bộ"], ["2", "bé"]]]
    assert [row.doubts for row in source.tables()[0].rows] == [(Doubt.OLD_FONT,), ()]
    (said,) = source.warnings
    assert said.startswith("2 dòng gõ bằng phông cũ") and "Dòng 2: “c¸n bé”" in said and "“cán bộ”" in said


def test_a_whole_file_in_an_old_font_is_read(tmp_path: Path) -> None:
    def old(text: str) -> str:
        return paragraph(run(text, TCVN3))

    head = ("NhiÖm vô", "Chñ tr×", "S¶n phÈm", "Thêi h¹n")
    row = ("TËp huÊn c¸n bé", "Së Néi vô", "B¸o c¸o", "Quý I/2026")
    body = paragraph(run("kÕ ho¹ch", CAPITALS)) + old("C¶i c¸ch hµnh chÝnh")
    body += table(*(tuple(old(cell) for cell in cells) for cells in (head, row)))
    plan = read_plan(word_file(tmp_path / "a.docx", body))
    assert (plan.paper.kind, plan.paper.subject) == ("plan", "Cải cách hành chính")
    (task,) = plan.groups[0].tasks
    assert (task.text, task.leads, task.deadline) == ("Tập huấn cán bộ", ("Sở Nội vụ",), "Quý I/2026")
    assert Doubt.OLD_FONT in task.doubts
    assert len([words for words in plan.warnings if "phông cũ" in words]) == 1


def test_the_font_of_a_style_counts(tmp_path: Path) -> None:
    style = f'<w:style w:type="paragraph" w:default="1" w:styleId="N"><w:rPr>{TCVN3}</w:rPr></w:style>'
    related = {"styles.xml": ("styles", part("w:styles", style))}
    body = paragraph("c¸n bé") + paragraph(run("bé", font("Times New Roman")))
    assert texts(read_source(word_file(tmp_path / "a.docx", body, related))) == ["cán bộ", "bé"]


def test_only_cells_that_were_converted_are_named(tmp_path: Path) -> None:
    runs = "".join(f'<r><rPr><rFont val=".VnTime"/></rPr><t>{text}</t></r>' for text in ("c¸n", " bé"))
    cells = ("Báo cáo", "ASCII", "B¸o c¸o")
    row = "".join(f'<c t="str" s="1"><v>{text}</v></c>' for text in cells) + f'<c t="inlineStr"><is>{runs}</is></c>'
    parts = {"xl/worksheets/sheet1.xml": sheet(f"<row>{row}</row>"), "xl/styles.xml": styles([], [".VnTime"])}
    source = read_source(workbook(tmp_path / "a.xlsx", parts))
    assert source.tables()[0].rows[0].cells == ("Báo cáo", "ASCII", "Báo cáo", "cán bộ")
    assert [words for words in source.warnings if "Bảng!C1:D1." in words]


def test_words_in_an_old_font_are_made_unicode_with_a_doubt(tmp_path: Path) -> None:
    good = ("1", "Rà soát, đơn giản hóa thủ tục hành chính", "Báo cáo", "Văn phòng", "31/3/2026")
    old = ("2", "TËp huÊn nghiÖp vô c¶i c¸ch hµnh chÝnh cho c¸n bé", "B¸o c¸o", "VP", "30/6/2026")
    path = word_file(tmp_path / "van-ban.docx", paragraph("I. NHIỆM VỤ") + table(HEADER, good, good, old))
    plan = read_plan(path)
    assert plan.groups[0].tasks[2].text == "Tập huấn nghiệp vụ cải cách hành chính cho cán bộ"
    assert Doubt.OLD_FONT in plan.notes[2].doubts


def test_foreign_words_are_no_old_font(tmp_path: Path) -> None:
    words = (
        "Partner: Köln, München, Zürich, Lübeck, Thüringen. Products: Word® Excel® Outlook® Access® Visio® Project®."
    )
    assert texts(read_body(tmp_path, paragraph(words))) == [words]
