"""Whatever a Word file shows on paper becomes text, or is named with its place."""

import time
from pathlib import Path

import pytest

from cchc_desktop.readers import read_plan
from cchc_desktop.readers.read_rows import Doubt
from tests.readers.word_files import (
    FRACTION,
    HEADER,
    LISTS,
    field,
    instruct,
    letters,
    math,
    numbered,
    paragraph,
    part,
    read_body,
    run,
    table,
    texts,
    word_file,
)

DELETED = '<w:del w:id="1" w:author="A"/>'


def symbol(font: str, char: str) -> str:
    return f'<w:r><w:sym w:font="{font}" w:char="{char}"/></w:r>'


SIGNS = [
    (symbol("Symbol", "F0B3"), "≥"),
    (symbol("Symbol", "F02D"), "−"),
    (symbol("Symbol", "00A3"), "≤"),
    (symbol("Wingdings", "F0FE"), "☑"),
    (symbol("Wingdings", "F0A8"), "☐"),
    (symbol("Wingdings", "F0E0"), "→"),
    (symbol("Wingdings 2", "F052"), "☑"),
    (symbol("Times New Roman", "2265"), "≥"),
    (run("\uf0b3"), "≥"),  # a private letter in an ordinary font is one of Symbol
    (run("\uf0fe", '<w:rFonts w:ascii="Wingdings" w:hAnsi="Wingdings"/>'), "☑"),
    (run("³", '<w:rFonts w:ascii="Symbol" w:hAnsi="Symbol"/>'), "≥"),
    (run("đúng", '<w:rFonts w:ascii="Symbol" w:hAnsi="Symbol"/>'), "đúng"),  # letters that Symbol does not have
    (field(instruct(" SYMBOL 179 \\f &quot;Symbol&quot; \\s 12 "), None), "≥"),
]


@pytest.mark.parametrize(("sign", "shown"), SIGNS)
def test_signs_of_symbol_fonts(tmp_path: Path, sign: str, shown: str) -> None:
    source = read_body(tmp_path, paragraph("đạt ", sign, " 95%"))
    assert texts(source) == [f"đạt {shown} 95%"]
    assert source.warnings == ()


def test_a_sign_nobody_knows_is_named(tmp_path: Path) -> None:
    source = read_body(tmp_path, paragraph("a") + paragraph("b", symbol("Wingdings", "F0FF")))
    assert texts(source) == ["a", "b\ufffd"]
    assert "dòng 2" in source.warnings[0] and "phông ký hiệu" in source.warnings[0]


POWER = f"<m:sSup><m:e>{letters('x')}</m:e><m:sup>{letters('2')}</m:sup></m:sSup>"


@pytest.mark.parametrize(
    ("inside", "line"),
    [
        (FRACTION, "số đúng hạn / tổng số ×2"),
        (POWER, "x^2"),
        (f"<m:sSub><m:e>{letters('x')}</m:e><m:sub>{letters('i+1')}</m:sub></m:sSub>", "x_(i+1)"),
        (f"<m:rad><m:radPr/><m:deg/><m:e>{letters('a+b')}</m:e></m:rad>", "√(a+b)"),
        (
            f'<m:nary><m:naryPr><m:chr m:val="∑"/></m:naryPr><m:sub>{letters("i=1")}</m:sub>'
            f"<m:sup>{letters('n')}</m:sup><m:e>{POWER}</m:e></m:nary>",
            "∑_(i=1)^n x^2",
        ),
        (f"<m:d><m:e>{letters('a')}</m:e><m:e>{letters('b')}</m:e></m:d>", "(a|b)"),
        (f"<m:f><m:num>{letters('a+b')}</m:num><m:den>{letters('c')}</m:den></m:f>", "(a+b) / c"),
        (f"<m:la>{letters('lạ')}</m:la>", "lạ"),
    ],
)
def test_equations_are_read_in_one_line(tmp_path: Path, inside: str, line: str) -> None:
    source = read_body(tmp_path, paragraph("Điểm = ", math(inside), " (điểm)"))
    assert texts(source) == [f"Điểm = {line} (điểm)"]
    alone = read_body(tmp_path, f"<w:p><m:oMathPara>{math(inside)}</m:oMathPara></w:p>")
    assert texts(alone) == [line]


def test_an_equation_of_the_old_editor_is_named_with_its_row(tmp_path: Path) -> None:
    old = '<w:r><w:object><o:OLEObject ProgID="Equation.3"/></w:object></w:r>'
    source = read_body(tmp_path, table(("TT", "Việc"), ("1", paragraph("Tính theo ", old))))
    assert source.warnings == ("Chưa đọc từ tệp này: công thức: 1 (dòng 2).",)


STYLES = part(
    "w:styles",
    '<w:style w:type="character" w:styleId="An"><w:name w:val="An"/><w:rPr><w:vanish/></w:rPr></w:style>'
    '<w:style w:type="paragraph" w:styleId="NenAn"><w:name w:val="x"/><w:rPr><w:vanish/></w:rPr></w:style>'
    '<w:style w:type="paragraph" w:styleId="Con"><w:name w:val="y"/><w:basedOn w:val="NenAn"/></w:style>'
    '<w:style w:type="paragraph" w:styleId="Hoa"><w:name w:val="z"/><w:rPr><w:caps/></w:rPr></w:style>'
    '<w:style w:type="paragraph" w:styleId="Muc1"><w:name w:val="toc 1"/></w:style>',
)


def styled(text: str, style: str, properties: str = "") -> str:
    return f'<w:p><w:pPr><w:pStyle w:val="{style}"/></w:pPr>{run(text, properties)}</w:p>'


@pytest.mark.parametrize(
    "hidden",
    [
        run("hỏi lại", "<w:vanish/>"),
        run("hỏi lại", '<w:rStyle w:val="An"/>'),
        f"<w:ins>{run('hỏi lại', '<w:vanish/>')}</w:ins>",
    ],
)
def test_hidden_words_are_not_read_but_shown_apart(tmp_path: Path, hidden: str) -> None:
    source = read_body(
        tmp_path, paragraph("một") + paragraph("Giao ", hidden, "xã"), {"styles.xml": ("styles", STYLES)}
    )
    assert texts(source) == ["một", "Giao xã"]
    assert source.asides == ((2, "hỏi lại", "Chữ ẩn"),)


def test_words_hidden_by_the_style_of_their_paragraph(tmp_path: Path) -> None:
    body = styled("ẩn", "Con") + styled("hiện", "Con", '<w:vanish w:val="0"/>') + paragraph("thường")
    source = read_body(tmp_path, body, {"styles.xml": ("styles", STYLES)})
    assert texts(source) == ["hiện", "thường"]
    assert source.asides == ((1, "ẩn", "Chữ ẩn"),)


def test_capitals_are_read_as_they_are_shown(tmp_path: Path) -> None:
    body = styled("Kế hoạch", "Hoa") + paragraph(run("Kế", "<w:smallCaps/>"), " hoạch")
    body += styled("Kế hoạch", "Hoa", '<w:caps w:val="false"/>')
    assert texts(read_body(tmp_path, body, {"styles.xml": ("styles", STYLES)})) == ["KẾ HOẠCH", "KẾ hoạch", "Kế hoạch"]


def test_a_plan_whose_title_is_set_in_capitals(tmp_path: Path) -> None:
    caps = "<w:caps/>"
    centred = '<w:jc w:val="center"/>'
    body = paragraph(run("Kế hoạch", caps), properties=centred)
    body += paragraph("Cải cách hành chính năm 2026", properties=centred)
    body += paragraph(run("I. Mục đích", caps)) + paragraph("Phục vụ tốt.") + paragraph(run("II. Tổ chức", caps))
    plan = read_plan(word_file(tmp_path / "van-ban.docx", body + paragraph("Văn phòng theo dõi.")))
    assert (plan.paper.kind, plan.paper.subject) == ("plan", "Cải cách hành chính năm 2026")
    assert [section.title for section in plan.sections] == ["MỤC ĐÍCH", "TỔ CHỨC"]


@pytest.mark.parametrize("mark", ["strike", "dstrike"])
def test_struck_words_are_a_doubt_with_their_place(tmp_path: Path, mark: str) -> None:
    struck = run("30/6/2026", f"<w:{mark}/>")
    row = ("1", "Rà soát", "Báo cáo", "VP", paragraph(struck, " 31/3/2026"))
    body = paragraph("I. NHIỆM VỤ") + table(HEADER, row) + paragraph("Xem ", struck)
    plan = read_plan(word_file(tmp_path / "van-ban.docx", body))
    assert Doubt.STRUCK in plan.notes[0].doubts
    assert any("gạch ngang" in warning and "dòng 4" in warning for warning in plan.warnings)


def test_deleted_paragraph_marks_join(tmp_path: Path) -> None:
    gone = f"<w:rPr>{DELETED}</w:rPr>"
    body = paragraph("Hoàn thành ", properties=gone) + paragraph("trước ", properties=gone) + paragraph("30/6.")
    source = read_body(tmp_path, body + table((paragraph("Số ", properties=gone) + paragraph("hai"),)))
    assert texts(source) == ["Hoàn thành trước 30/6.", [["Số hai"]]]


def test_many_deleted_marks_join_soon(tmp_path: Path) -> None:
    begun = time.process_time()
    body = paragraph("x", properties=f"<w:rPr>{DELETED}</w:rPr>") * 30_000 + paragraph("y")
    assert texts(read_body(tmp_path, body)) == ["x" * 30_000 + "y"]
    assert time.process_time() - begun < 4


def test_a_large_first_letter_belongs_to_its_word(tmp_path: Path) -> None:
    body = paragraph("C", properties='<w:framePr w:dropCap="drop" w:lines="3"/>') + paragraph("ải cách")
    assert texts(read_body(tmp_path, body)) == ["Cải cách"]


def test_deleted_and_moved_content_leaves(tmp_path: Path) -> None:
    gone = paragraph(f"<w:del>{run('bỏ')}</w:del>")
    row = f"<w:tr><w:trPr>{DELETED}</w:trPr><w:tc>{gone}</w:tc></w:tr>"
    cell = '<w:tc><w:tcPr><w:cellDel w:id="2" w:author="A"/></w:tcPr><w:p/></w:tc>'
    body = paragraph("Nơi ", f"<w:moveFrom>{run('cũ')}</w:moveFrom>", f"<w:moveTo>{run('mới')}</w:moveTo>")
    source = read_body(tmp_path, body + table(("a", "b"), row, ("c", cell, "d")))
    assert texts(source) == ["Nơi mới", [["a", "b"], ["c", "d"]]]
    assert "Track Changes" in source.warnings[0]


def test_the_result_of_a_field_counts_and_its_instruction_does_not(tmp_path: Path) -> None:
    inner = field(instruct(" MERGEFIELD loai "), run("xã"))
    nested = field(instruct(" IF ") + inner + instruct(' = "xã" "xã Bình Minh" '), run("xã Bình Minh"))
    body = paragraph("Tại ", nested) + paragraph(f'<w:fldSimple w:instr="PAGE">{run("3")}</w:fldSimple>', " trang")
    assert texts(read_body(tmp_path, body)) == ["Tại xã Bình Minh", "3 trang"]


def test_a_field_that_never_ends_swallows_nothing(tmp_path: Path) -> None:
    begin = '<w:r><w:fldChar w:fldCharType="begin"/></w:r>'
    assert texts(read_body(tmp_path, paragraph(begin, "một") + paragraph("hai"))) == ["một", "hai"]


def test_forms_say_what_they_show(tmp_path: Path) -> None:
    box = field(instruct(" FORMCHECKBOX "), None, "<w:ffData><w:checkBox><w:checked/></w:checkBox></w:ffData>")
    empty = field(
        instruct(" FORMCHECKBOX "), None, '<w:ffData><w:checkBox><w:default w:val="0"/></w:checkBox></w:ffData>'
    )
    choice = field(
        instruct(" FORMDROPDOWN "),
        None,
        '<w:ffData><w:ddList><w:result w:val="1"/><w:listEntry w:val="Quý I"/><w:listEntry w:val="Quý II"/>'
        "</w:ddList></w:ffData>",
    )
    new = f"<w:sdt><w:sdtPr><w14:checkbox/></w:sdtPr><w:sdtContent>{run('☒')}</w:sdtContent></w:sdt>"
    button = field(instruct(" MACROBUTTON NoMacro Bấm vào đây "), None)
    body = paragraph(box, " Đạt ", empty, " Không; ", choice, "; ", new, " ", button)
    assert texts(read_body(tmp_path, body)) == ["☑ Đạt ☐ Không; Quý II; ☒ Bấm vào đây"]


def test_numbers_that_only_word_computes_are_named(tmp_path: Path) -> None:
    source = read_body(tmp_path, paragraph(field(instruct(" AUTONUM "), None), " Rà soát"))
    assert "dòng 1" in source.warnings[0]


def prompt(inside: str) -> str:
    return f"<w:sdt><w:sdtPr><w:showingPlcHdr/></w:sdtPr><w:sdtContent>{inside}</w:sdtContent></w:sdt>"


def test_prompts_of_empty_controls_are_no_values(tmp_path: Path) -> None:
    in_line = paragraph("Hạn: ", prompt(run("Bấm vào đây")))
    source = read_body(
        tmp_path,
        in_line
        + prompt(paragraph("Gõ vào đây"))
        + table(
            ("a", prompt(paragraph("Choose an item")), "c"), ("d", prompt(f"<w:tc>{paragraph('Chọn')}</w:tc>"), "f")
        ),
    )
    assert texts(source) == ["Hạn:", [["a", "", "c"], ["d", "", "f"]]]


def test_an_automatic_number_alone_in_a_cell(tmp_path: Path) -> None:
    def cell(depth: int) -> str:
        return f"<w:p><w:pPr>{numbered(1, depth)}</w:pPr></w:p>"

    rows = [(cell(0), "Thể chế"), (cell(1), "Rà soát"), (cell(1), "Số hóa"), (cell(0), "Bộ máy"), (cell(2), "x")]
    source = read_body(tmp_path, table(*rows), {"numbering.xml": ("numbering", LISTS)})
    assert texts(source) == [[["I", "Thể chế"], ["1.", "Rà soát"], ["2.", "Số hóa"], ["II", "Bộ máy"], ["", "x"]]]


def test_a_table_of_contents_is_left_out_and_named(tmp_path: Path) -> None:
    begin = '<w:r><w:fldChar w:fldCharType="begin"/></w:r>' + instruct(' TOC \\o "1-3" ')
    begin += '<w:r><w:fldChar w:fldCharType="separate"/></w:r>'
    end = '<w:p><w:r><w:fldChar w:fldCharType="end"/></w:r></w:p>'
    fielded = paragraph("MỤC LỤC") + paragraph(begin, "I. MỤC ĐÍCH 1") + paragraph("II. TỔ CHỨC 2") + end
    gallery = '<w:sdtPr><w:docPartObj><w:docPartGallery w:val="Table of Contents"/></w:docPartObj></w:sdtPr>'
    boxed = f"<w:sdt>{gallery}<w:sdtContent>{fielded}</w:sdtContent></w:sdt>"
    typed = paragraph("Mục lục:") + styled("I. MỤC ĐÍCH 1", "Muc1") + styled("II. TỔ CHỨC 2", "Muc1")
    for contents in (fielded, boxed, typed):
        source = read_body(
            tmp_path, paragraph("KẾ HOẠCH") + contents + paragraph("I. MỤC ĐÍCH"), {"styles.xml": ("styles", STYLES)}
        )
        assert texts(source) == ["KẾ HOẠCH", "I. MỤC ĐÍCH"]
        assert len(source.warnings) == 1 and "mục lục: 1 (dòng" in source.warnings[0]
