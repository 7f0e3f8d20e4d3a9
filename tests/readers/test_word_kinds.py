"""Whatever a Word file shows on paper becomes text, or is named with its place."""

import time
import zipfile
from pathlib import Path

import pytest

from cchc_desktop.errors import UserError
from cchc_desktop.readers import read_plan
from cchc_desktop.readers.any_file import read_source
from cchc_desktop.readers.read_rows import Doubt
from tests.readers.word_files import (
    field,
    instruct,
    numbered,
    paragraph,
    part,
    read_body,
    run,
    table,
    texts,
    word_file,
)

HEADER = ("TT", "Nhiệm vụ", "Kết quả, sản phẩm", "Cơ quan chủ trì", "Thời gian hoàn thành")
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


def math(inside: str) -> str:
    return f"<m:oMath>{inside}</m:oMath>"


def letters(text: str) -> str:
    return f"<m:r><m:t>{text}</m:t></m:r>"


FRACTION = (
    f"<m:f><m:fPr/><m:num>{letters('số đúng hạn')}</m:num><m:den>{letters('tổng số')}</m:den></m:f>{letters('×2')}"
)
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


LISTS = part(
    "w:numbering",
    '<w:abstractNum w:abstractNumId="0">'
    '<w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="upperRoman"/><w:lvlText w:val="%1"/></w:lvl>'
    '<w:lvl w:ilvl="1"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:lvlText w:val="%2."/></w:lvl>'
    '<w:lvl w:ilvl="2"><w:start w:val="1"/><w:numFmt w:val="bullet"/><w:lvlText w:val="-"/></w:lvl></w:abstractNum>'
    '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>',
)


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


def text_box(inside: str) -> str:
    shape = f"<wps:wsp><wps:txbx><w:txbxContent>{inside}</w:txbxContent></wps:txbx></wps:wsp>"
    old = f"<v:shape><v:textbox><w:txbxContent>{inside}</w:txbxContent></v:textbox></v:shape>"
    return (
        f'<w:r><mc:AlternateContent><mc:Choice Requires="wps"><w:drawing><wp:anchor>{shape}</wp:anchor></w:drawing>'
        f"</mc:Choice><mc:Fallback><w:pict>{old}</w:pict></mc:Fallback></mc:AlternateContent></w:r>"
    )


def test_text_boxes_are_read_once_and_their_tables_are_tables(tmp_path: Path) -> None:
    rows = table(HEADER, ("1", "Rà soát", "Báo cáo", "VP", "31/3/2026"))
    body = paragraph("trước ", text_box(paragraph("trong hộp") + rows), "sau") + table(
        (paragraph("ô", text_box(rows)),)
    )
    source = read_body(tmp_path, body)
    frame = [list(HEADER), ["1", "Rà soát", "Báo cáo", "VP", "31/3/2026"]]
    cell = "ô\n" + "\n".join(" | ".join(row) for row in frame)
    assert texts(source) == ["trước sau", "trong hộp", frame, [[cell]]]
    assert source.warnings == ()


def test_text_boxes_of_headers_stand_aside_once(tmp_path: Path) -> None:
    header = part("w:hdr", paragraph("Đầu trang", text_box(paragraph("Mật"))))
    related = {"dau1.xml": ("header", header), "dau2.xml": ("header", header)}
    source = read_body(tmp_path, paragraph("thân"), related)
    assert sorted(text for _line, text, _where in source.asides) == ["Mật", "Đầu trang"]


@pytest.mark.parametrize("requires", ["wps", "la"])
def test_alternative_contents_between_paragraphs(tmp_path: Path, requires: str) -> None:
    strange = 'xmlns:la="urn:mot-chuong-trinh-la"'
    body = (
        f'<mc:AlternateContent {strange}><mc:Choice Requires="{requires}">{paragraph("chọn")}</mc:Choice>'
        f"<mc:Fallback>{paragraph('thay')}</mc:Fallback></mc:AlternateContent>"
    )
    assert texts(read_body(tmp_path, body)) == ["chọn" if requires == "wps" else "thay"]


def test_drawings_are_named_by_kind_and_place(tmp_path: Path) -> None:
    picture = "<w:r><w:drawing><wp:inline><a:graphic><pic:pic/></a:graphic></wp:inline></w:drawing></w:r>"
    sheet = '<w:r><w:object><v:shape><v:imagedata/></v:shape><o:OLEObject ProgID="Excel.Sheet.12"/></w:object></w:r>'
    oval = "<w:r><w:pict><v:oval/></w:pict></w:r>"
    rule = "<w:r><w:pict><v:line/></w:pict></w:r>"
    word_art = '<w:r><w:pict><v:shape><v:textpath string="BẢN NHÁP"/></v:shape></w:pict></w:r>'
    body = paragraph("a", picture, rule) + table(("x", paragraph("y", sheet))) + paragraph(oval, word_art)
    source = read_body(tmp_path, body)
    assert texts(source)[2:] == ["BẢN NHÁP"]
    assert source.warnings == (
        "Chưa đọc từ tệp này: ảnh: 1 (dòng 1); hình vẽ: 1 (dòng 3); bảng Excel nhúng: 1 (dòng 2).",
    )


def test_words_of_charts_diagrams_notes_and_comments_stand_aside_at_their_line(tmp_path: Path) -> None:
    chart = part("c:chartSpace", "<a:p><a:r><a:t>Tỷ lệ</a:t></a:r></a:p><c:v>Quý I</c:v><c:v>12</c:v>")
    diagram = part("dgm:dataModel", "<a:p><a:r><a:t>Bước một</a:t></a:r></a:p>")
    notes = part("w:footnotes", f'<w:footnote w:id="2">{paragraph("theo báo cáo")}</w:footnote>')
    comments = part("w:comments", f'<w:comment w:id="0">{paragraph("xem lại")}</w:comment>')
    body = paragraph("một") + paragraph(
        "hai",
        '<w:r><w:drawing><c:chart r:id="rId1"/></w:drawing></w:r>',
        '<w:r><w:drawing><dgm:relIds r:dm="rId2"/></w:drawing></w:r>',
        '<w:r><w:footnoteReference w:id="2"/></w:r>',
        '<w:r><w:commentReference w:id="0"/></w:r>',
    )
    related = {
        "charts/c1.xml": ("chart", chart),
        "diagrams/d1.xml": ("diagramData", diagram),
        "footnotes.xml": ("footnotes", notes),
        "comments.xml": ("comments", comments),
    }
    source = read_body(tmp_path, body, related)
    assert {(line, text) for line, text, _where in source.asides} == {
        (2, "Tỷ lệ; Quý I; 12"),
        (2, "Bước một"),
        (2, "theo báo cáo"),
        (2, "xem lại"),
    }
    assert "biểu đồ: 1 (dòng 2)" in source.warnings[0] and "sơ đồ SmartArt: 1 (dòng 2)" in source.warnings[0]


def test_inserted_files_are_read_or_named(tmp_path: Path) -> None:
    inner = word_file(tmp_path / "trong.docx", paragraph("từ Word")).read_bytes()
    related = {
        "a.docx": ("aFChunk", inner),
        "b.html": ("aFChunk", "<html><body><p>từ web</p></body></html>"),
        "c.txt": ("aFChunk", "từ chữ"),
        "d.rtf": ("aFChunk", "{\\rtf1 mất}"),
    }
    chunks = "".join(f'<w:altChunk r:id="rId{number}"/>' for number in range(1, 5))
    source = read_body(tmp_path, paragraph("đầu") + chunks + paragraph("cuối"), related)
    assert texts(source) == ["đầu", "từ Word", "từ web", "từ chữ", "cuối"]
    assert source.warnings == ("Chưa đọc từ tệp này: tệp chèn vào: 1 (dòng 4).",)


@pytest.mark.parametrize("main", ["word/document2.xml", "Word/Document.XML", "noi-dung/than.xml"])
def test_the_main_part_is_found_by_its_relationship(tmp_path: Path, main: str) -> None:
    related = {"danh-so.xml": ("numbering", LISTS)}
    path = word_file(tmp_path / "van-ban.docx", paragraph("Rà soát", properties=numbered(1)), related, main)
    assert texts(read_source(path)) == ["I Rà soát"]


def test_strict_files_are_read_like_others(tmp_path: Path) -> None:
    body = paragraph("Rà soát ", math(FRACTION), properties=numbered(1)) + table(("a", "b"))
    path = word_file(tmp_path / "van-ban.docx", body, {"numbering.xml": ("numbering", LISTS)})
    with zipfile.ZipFile(path) as archive:
        parts = {name: archive.read(name).decode() for name in archive.namelist()}
    with zipfile.ZipFile(path, "w") as archive:
        for name, text in parts.items():
            for room in ("wordprocessingml", "officeDocument", "drawingml"):
                text = text.replace(
                    f"http://schemas.openxmlformats.org/{room}/2006/", f"http://purl.oclc.org/ooxml/{room}/"
                )
            archive.writestr(name, text)
    assert texts(read_source(path)) == ["I Rà soát số đúng hạn / tổng số ×2", [["a", "b"]]]


def test_every_wrapper_lets_its_words_through(tmp_path: Path) -> None:
    wrappers = ["w:smartTag", "w:customXml", "w:ins", "w:hyperlink", "w:dir", "w:bdo", "w:la", "m:la"]
    inside = "".join(f"<{name}>{run(name[2:] + ' ')}</{name}>" for name in wrappers)
    around = "".join(f"<{name}>{paragraph(name[2:])}</{name}>" for name in ("w:customXml", "w:ins", "w:la"))
    loose = f"{run('rời')}{math(letters('x'))}"
    assert texts(read_body(tmp_path, paragraph(inside) + around + loose)) == [
        " ".join(name[2:] for name in wrappers),
        *("customXml", "ins", "la", "rời", "x"),
    ]


def test_boxes_inside_boxes_are_read_once_and_soon(tmp_path: Path) -> None:
    inside = paragraph("trong")
    for _level in range(24):
        inside = f"<w:p><w:txbxContent>{inside}</w:txbxContent></w:p>"
    source = read_body(tmp_path, paragraph("ngoài") + inside)
    assert texts(source) == ["ngoài", "trong"]


def test_what_lies_too_deep_stands_aside(tmp_path: Path) -> None:
    inside = paragraph("sâu")
    for _level in range(60):
        inside = f"<w:tbl><w:tr><w:tc>{inside}</w:tc></w:tr></w:tbl>"
    source = read_body(tmp_path, paragraph("trên") + inside)
    assert [text for _line, text, _where in source.asides] == ["sâu"]
    assert "lồng quá nhiều lớp: 1" in source.warnings[0]


def test_labels_of_a_hundred_thousand_signs_are_bounded(tmp_path: Path) -> None:
    lists = LISTS.replace('w:val="%1"', f'w:val="{"%1" * 50_000}"')
    body = paragraph("x", properties=numbered(1)) * 2_000
    source = read_body(tmp_path, body, {"numbering.xml": ("numbering", lists)})
    assert max(len(str(text)) for text in texts(source)) < 500


@pytest.mark.parametrize(
    "body", ["<w:p/>" * 100_001, f"<w:tbl>{('<w:tr>' + '<w:tc/>' * 63 + '</w:tr>') * 9_600}</w:tbl>"]
)
def test_more_lines_or_cells_than_any_plan_are_refused(tmp_path: Path, body: str) -> None:
    with pytest.raises(UserError):
        read_body(tmp_path, body)


def test_columns_beyond_those_of_word_stand_aside(tmp_path: Path) -> None:
    source = read_body(tmp_path, table(tuple(f"c{number}" for number in range(70))))
    assert {text for _line, text, _where in source.asides} == {f"c{number}" for number in range(63, 70)}


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
