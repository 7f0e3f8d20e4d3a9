"""A paper written into the office's own Word file has that file's headers, footers and styles, and our text."""

import shutil
import subprocess
from collections.abc import Callable
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import docx
import pytest
from docx.document import Document as DocxDocument
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Pt, RGBColor
from PIL import Image
from pypdf import PdfReader

from cchc_desktop.documents.nodes import Document, Part
from cchc_desktop.errors import UserError
from cchc_desktop.writers.docx_base import read_base
from cchc_desktop.writers.docx_writer import write_docx
from tests.writers.papers import STYLE, document_of, paragraph, small_decision

Change = Callable[[DocxDocument], object]


def picture() -> BytesIO:
    """A small picture, as an office's emblem."""
    stream = BytesIO()
    Image.new("RGB", (24, 24), (200, 16, 46)).save(stream, "PNG")
    stream.seek(0)
    return stream


def base_file(*changes: Change) -> bytes:
    """A base as a clerk makes it: emblem and name above, address below, headings of its own."""
    made = docx.Document()
    made.add_paragraph("Chữ của mẫu không được mang sang")
    section = made.sections[0]
    section.header.paragraphs[0].add_run().add_picture(picture())
    section.header.paragraphs[0].add_run(" UBND XÃ BÌNH MINH - VĂN PHÒNG")
    section.footer.paragraphs[0].text = "Thôn 1, xã Bình Minh - ĐT 0123"
    heading = made.styles["Heading 1"].font
    heading.name, heading.size, heading.color.rgb = "Arial", Pt(17), RGBColor(0x12, 0x34, 0x56)
    for change in changes:
        change(made)
    stream = BytesIO()
    made.save(stream)
    return stream.getvalue()


def written(base: bytes, document: Document | None = None) -> bytes:
    """A paper written into a base."""
    stream = BytesIO()
    write_docx(document or small_decision(), stream, STYLE, base=read_base(base, "mau.docx"))
    return stream.getvalue()


def opened(data: bytes) -> DocxDocument:
    """The written file, opened by python-docx."""
    return docx.Document(BytesIO(data))


def test_the_paper_has_the_offices_header_and_footer_and_none_of_its_text() -> None:
    made = opened(written(base_file()))

    for section in made.sections:
        for header in (section.header, section.first_page_header):
            assert header.paragraphs[0].text == " UBND XÃ BÌNH MINH - VĂN PHÒNG"
            (image,) = (rel for rel in header.part.rels.values() if rel.reltype == RELATIONSHIP_TYPE.IMAGE)
            assert image.target_part.blob == picture().getvalue()
        assert section.footer.paragraphs[0].text == "Thôn 1, xã Bình Minh - ĐT 0123"
    texts = [p.text for p in made.paragraphs if p.text]
    assert "Nội dung nghiêng" in texts
    assert not any("mẫu" in text for text in texts)


def test_its_styles_are_taken_by_name_and_ours_where_it_has_none() -> None:
    made = opened(written(base_file()))

    heading = next(p for p in made.paragraphs if p.text == "MỤC ĐÍCH")
    assert heading.style is not None and heading.style.name == "Heading 1"
    assert (heading.style.font.name, heading.style.font.size) == ("Arial", Pt(17))
    assert made.styles["Điều"].base_style.name == "Normal"
    names = [style.name for style in made.styles]
    assert len(names) == len(set(names))


def test_a_style_that_word_calls_by_another_identity_is_found_by_its_name() -> None:
    def vietnamese(made: DocxDocument) -> None:
        heading = made.styles["Heading 1"]
        made.styles["Heading 2"].base_style = heading
        heading.element.set(qn("w:styleId"), "u1")
        made.styles["Heading 2"].element.find(qn("w:basedOn")).set(qn("w:val"), "u1")
        made.styles.element.append(
            parse_xml(
                f'<w:style {nsdecls("w")} w:type="paragraph" w:styleId="Heading1"><w:name w:val="Riêng"/></w:style>'
            )
        )

    made = opened(written(base_file(vietnamese)))

    heading = next(p for p in made.paragraphs if p.text == "MỤC ĐÍCH")
    assert heading.style is not None and heading.style.name == "Heading 1"
    assert heading.style.font.name == "Arial"
    assert made.styles["Heading 2"].base_style.name == "Heading 1"
    assert made.styles["Riêng"].style_id not in ("Heading1", "u1")


def test_sections_and_lists_are_counted_as_ours_whatever_the_base_counts() -> None:
    document = opened(written(base_file(lambda made: made.add_paragraph("một", style="List Bullet"))))

    item = next(p for p in document.paragraphs if p.text == "Một")
    number = item.style.element.find(f"{qn('w:pPr')}/{qn('w:numPr')}/{qn('w:numId')}")
    lists = document.part.numbering_part.element
    assert number.get(qn("w:val")) == "1"
    assert not list(lists.iter(qn("w:rFonts")))
    assert [text.get(qn("w:val")) for text in lists.iter(qn("w:lvlText"))][:2] == ["-", "+"]


def test_a_papers_own_contact_lines_stand_above_the_offices_foot() -> None:
    document = Document("Thử", "UBND xã", (Part("portrait", (paragraph("Nội dung./."),), ("ĐT: 02xx",)),))

    section = opened(written(base_file(), document)).sections[0]

    assert [p.text for p in section.first_page_footer.paragraphs if p.text] == [
        "ĐT: 02xx",
        "Thôn 1, xã Bình Minh - ĐT 0123",
    ]
    assert [p.text for p in section.footer.paragraphs] == ["Thôn 1, xã Bình Minh - ĐT 0123"]


def test_what_a_base_has_not_is_ours() -> None:
    bare = docx.Document()
    stream = BytesIO()
    bare.save(stream)
    base = read_base(stream.getvalue(), "trang.docx")

    made = opened(written(stream.getvalue()))

    assert base.numbered
    assert "PAGE" in made.sections[0].header._element.xml
    assert not made.sections[0].first_page_header.paragraphs[0].text


def test_a_first_page_of_its_own_background_and_borders_are_kept() -> None:
    def fine(made: DocxDocument) -> None:
        section = made.sections[0]
        section.different_first_page_header_footer = True
        section.first_page_header.paragraphs[0].text = "Trang đầu"
        borders = (
            f'<w:pgBorders {nsdecls("w")}><w:top w:val="single" w:sz="12" w:space="4" w:color="C8102E"/></w:pgBorders>'
        )
        section._sectPr.find(qn("w:pgMar")).addnext(parse_xml(borders))
        made.element.insert(0, parse_xml(f'<w:background {nsdecls("w")} w:color="FFF8E1"/>'))
        made.settings.element.insert(0, parse_xml(f"<w:displayBackgroundShape {nsdecls('w')}/>"))

    made = opened(written(base_file(fine)))

    assert made.sections[0].first_page_header.paragraphs[0].text == "Trang đầu"
    assert made.element.find(qn("w:background")).get(qn("w:color")) == "FFF8E1"
    assert made.settings.element.find(qn("w:displayBackgroundShape")) is not None
    assert made.sections[0]._sectPr.find(qn("w:pgBorders")) is not None


def test_whether_pages_will_show_their_number_is_known() -> None:
    def numbered(made: DocxDocument) -> None:
        made.sections[0].footer.paragraphs[0]._p.append(
            parse_xml(f'<w:fldSimple {nsdecls("w")} w:instr=" PAGE "><w:r><w:t>1</w:t></w:r></w:fldSimple>')
        )

    assert not read_base(base_file(), "mau.docx").numbered
    assert read_base(base_file(numbered), "mau.docx").numbered


def test_equal_papers_in_one_base_are_equal_bytes() -> None:
    base = base_file()

    assert written(base) == written(base)


def linked_picture(made: DocxDocument) -> None:
    made.sections[0].header.part.rels.get_or_add_ext_rel(RELATIONSHIP_TYPE.IMAGE, "http://vi.du/anh.png")


def numbered_list(made: DocxDocument) -> None:
    paragraph = made.sections[0].header.paragraphs[0]._p
    paragraph.get_or_add_pPr().append(parse_xml(f'<w:numPr {nsdecls("w")}><w:numId w:val="1"/></w:numPr>'))


def foreign_field(made: DocxDocument) -> None:
    field = parse_xml(f'<w:fldSimple {nsdecls("w")} w:instr="INCLUDETEXT c:/a.docx"/>')
    made.sections[0].header.paragraphs[0]._p.append(field)


def tracked_change(made: DocxDocument) -> None:
    made.sections[0].footer.paragraphs[0]._p.append(parse_xml(f"<w:ins {nsdecls('w')}><w:r><w:t>x</w:t></w:r></w:ins>"))


@pytest.mark.parametrize("change", [linked_picture, numbered_list, foreign_field, tracked_change])
def test_a_header_that_a_paper_cannot_carry_on_is_refused(change: Change) -> None:
    with pytest.raises(UserError, match=r"mau\.docx"):
        read_base(base_file(change), "mau.docx")


def test_what_is_no_word_document_is_refused() -> None:
    broken = BytesIO()
    with ZipFile(BytesIO(base_file())) as archive, ZipFile(broken, "w") as target:
        for name in archive.namelist():
            if name != "word/styles.xml":
                target.writestr(name, archive.read(name))

    for data in (b"", b"PK nothing", broken.getvalue()):
        with pytest.raises(UserError, match=r"mau\.docx"):
            read_base(data, "mau.docx")


@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not on this machine")
def test_libreoffice_shows_header_text_and_foot_on_every_page(tmp_path: Path) -> None:
    pages = tuple(
        paragraph(f"Đoạn {number}. " + "Nội dung của kế hoạch cải cách hành chính. " * 12) for number in range(12)
    )
    (tmp_path / "giay.docx").write_bytes(written(base_file(), document_of(*pages)))
    profile = f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"
    command = ["soffice", profile, "--headless", "--convert-to", "pdf", "--outdir", tmp_path, tmp_path / "giay.docx"]
    subprocess.run(command, check=True, capture_output=True, timeout=120)

    texts = [" ".join(page.extract_text().split()) for page in PdfReader(tmp_path / "giay.pdf").pages]

    assert len(texts) > 1
    assert all("UBND XÃ BÌNH MINH - VĂN PHÒNG" in text and "ĐT 0123" in text for text in texts)
    assert all(any(f"Đoạn {number}." in text for text in texts) for number in range(12))
