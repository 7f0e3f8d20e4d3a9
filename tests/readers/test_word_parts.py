"""Text boxes, drawings, notes and inserted files of Word; where its parts lie, and the bounds of reading them."""

import zipfile
from pathlib import Path

import pytest

from cchc_desktop.errors import UserError
from cchc_desktop.readers.any_file import read_source
from tests.readers.word_files import (
    FRACTION,
    HEADER,
    LISTS,
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


def test_every_body_of_a_file_that_was_joined_from_others_is_read(tmp_path: Path) -> None:
    source = read_body(tmp_path, paragraph("Phần một") + "</w:body><w:body>" + paragraph("Phần hai"))
    assert texts(source) == ["Phần một", "Phần hai"]


def test_a_file_without_text_says_what_it_holds_instead(tmp_path: Path) -> None:
    header = part("w:hdr", paragraph("ỦY BAN NHÂN DÂN XÃ AN BÌNH"))
    picture = "<w:r><w:drawing><wp:inline><a:graphic><a:graphicData><pic:pic/></a:graphicData></a:graphic></wp:inline>"
    body = paragraph(picture + "</w:drawing></w:r>")
    path = word_file(tmp_path / "quet.docx", body, {"dau.xml": ("header", header)})
    with pytest.raises(UserError) as refused:
        read_source(path)
    assert "“quet.docx” không có chữ nào" in str(refused.value)
    assert "“ỦY BAN NHÂN DÂN XÃ AN BÌNH”" in str(refused.value)
    assert "Chưa đọc từ tệp này: ảnh: 1 (dòng 1)." in str(refused.value)
