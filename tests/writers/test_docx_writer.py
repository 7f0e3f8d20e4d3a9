"""The DOCX has real styles, sections and tables, and opens in another library as what was written."""

import sys
from dataclasses import replace
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import pytest
from docx import Document as open_docx
from docx.document import Document as DocxDocument
from docx.enum.section import WD_ORIENT
from docx.oxml.ns import qn
from lxml import etree

from cchc_desktop.documents.decision import compose_decision_with_plan
from cchc_desktop.documents.frame_appendix import compose_frame
from cchc_desktop.documents.nodes import Document, Row, cell
from cchc_desktop.errors import Cancelled, UserError
from cchc_desktop.text import clean
from cchc_desktop.writers.docx_writer import write_docx
from tests.documents.kinds import KINDS
from tests.documents.sample_views import OFFICE, plan_view
from tests.writers.golden import assert_golden, pretty
from tests.writers.papers import HOSTILE, STYLE, document_of, paragraph, small_decision, spanned_rows, table


def parts(document: Document) -> dict[str, bytes]:
    """The parts of the written file."""
    stream = BytesIO()
    write_docx(document, stream, STYLE)
    with ZipFile(stream) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def opened(document: Document) -> DocxDocument:
    """The written file, opened by python-docx."""
    stream = BytesIO()
    write_docx(document, stream, STYLE)
    stream.seek(0)
    return open_docx(stream)


def full_set() -> Document:
    """Decision, plan and appendix of 60 tasks."""
    return compose_decision_with_plan(plan_view(), OFFICE, STYLE)


@pytest.mark.parametrize("part", ["document", "styles", "numbering", "header1", "header2", "settings"])
def test_parts_of_a_small_decision_are_golden(part: str) -> None:
    assert_golden(f"decision_{part}.xml", pretty(parts(small_decision())[f"word/{part}.xml"]))


def test_a_table_is_golden() -> None:
    document = document_of(table(spanned_rows()), page="landscape")

    assert_golden("table_document.xml", pretty(parts(document)["word/document.xml"]))


def test_every_part_is_well_formed() -> None:
    for name, data in parts(full_set()).items():
        assert etree.fromstring(data) is not None, name


def test_headings_lists_and_bodies_have_real_styles() -> None:
    styles = {p.text: p.style.name for p in opened(full_set()).paragraphs if p.style is not None}

    assert styles["MỤC ĐÍCH, YÊU CẦU"] == "Heading 1"
    assert styles["Phòng Văn hóa - Xã hội"] == "Heading 2"
    assert styles["Quyết định này có hiệu lực kể từ ngày ký."] == "Điều"
    assert styles["Gắn trách nhiệm của người đứng đầu với kết quả từng nhiệm vụ, cụ thể:"] == "List Bullet"
    assert styles["Mỗi quý rà soát tiến độ một lần."] == "List Bullet 2"
    assert styles["Phụ lục"] == "Số phụ lục"


def test_one_font_serves_all_scripts_and_the_language_is_vietnamese() -> None:
    styles = etree.fromstring(parts(small_decision())["word/styles.xml"])

    (fonts,) = styles.iter(qn("w:rFonts"))
    (language,) = styles.iter(qn("w:lang"))
    slots = [fonts.get(qn(f"w:{slot}")) for slot in ("ascii", "hAnsi", "eastAsia", "cs")]
    assert slots == ["Times New Roman"] * 4
    assert language.get(qn("w:val")) == "vi-VN"


def test_sections_have_their_own_pages_and_numbers() -> None:
    document = opened(full_set())

    assert [s.orientation for s in document.sections] == [
        WD_ORIENT.PORTRAIT,
        WD_ORIENT.PORTRAIT,
        WD_ORIENT.LANDSCAPE,
    ]
    for section in document.sections:
        assert section.different_first_page_header_footer
        assert section._sectPr.find(qn("w:pgNumType")).get(qn("w:start")) == "1"
        assert round(section.left_margin.mm) == 30
        assert round(section.right_margin.mm) == 15
        assert "PAGE" in section.header._element.xml
        assert "PAGE" not in section.first_page_header._element.xml
        assert section.header.paragraphs[0].style.name == "Header"


def test_header_rows_are_repeated_and_short_rows_stay_whole() -> None:
    frame = opened(compose_frame(plan_view(), OFFICE, STYLE)).tables[0]

    marked = [row._tr.trPr is not None and row._tr.trPr.find(qn("w:tblHeader")) is not None for row in frame.rows]
    assert marked == [True, True] + [False] * (len(marked) - 2)
    assert all(row._tr.trPr.find(qn("w:cantSplit")) is not None for row in frame.rows)


def test_a_tall_row_may_be_split() -> None:
    rows = (Row((cell("1"), cell("từ " * 700), cell(""))),)

    made = opened(document_of(table(rows))).tables[0]

    assert made.rows[1]._tr.trPr is None


def test_grid_and_cells_have_the_widths_of_the_house_style() -> None:
    frame = opened(compose_frame(plan_view(), OFFICE, STYLE)).tables[0]

    grid = [column.width.mm for column in frame.columns]
    assert grid == pytest.approx(STYLE.frame_columns_mm, abs=1.1)  # the numbers' column grows for "XVII"
    assert sum(grid) == pytest.approx(sum(STYLE.frame_columns_mm), abs=0.05)
    assert [tc.width.mm for tc in frame.rows[3]._tr.tc_lst] == pytest.approx(grid, abs=0.05)


def test_objectives_are_merged_over_their_tasks() -> None:
    frame = opened(compose_frame(plan_view(), OFFICE, STYLE)).tables[0]

    merges = [row._tr.tc_lst[1].vMerge for row in frame.rows[3:7]]
    assert merges == ["restart", "continue", "continue", "restart"]
    assert frame.rows[2]._tr.tc_lst[1].grid_span == 8


def test_the_text_is_the_one_composed() -> None:
    made = opened(small_decision())

    text = [p.text for p in made.paragraphs if p.text]
    assert text[3:5] == ["MỤC ĐÍCH", "Nội dung nghiêng"]
    assert made.tables[0].rows[1].cells[0].text == "Số: 05/QĐ-UBND"
    assert made.tables[1].rows[0].cells[0].text == "Nơi nhận:\n- Lưu: VT."
    assert made.tables[1].rows[0].cells[-1].text == "TM. ỦY BAN NHÂN DÂN\nCHỦ TỊCH\nTrần Thị Hoa Mai"


def test_the_last_text_goes_with_the_signature() -> None:
    made = opened(small_decision())

    last = next(p for p in made.paragraphs if p.text.startswith("Kết thúc"))

    assert last.paragraph_format.keep_with_next


def test_hostile_text_stays_text() -> None:
    made = opened(document_of(paragraph(HOSTILE), table((Row((cell(HOSTILE), cell(""), cell(""))),))))

    assert made.paragraphs[0].text == clean(HOSTILE)
    assert made.tables[0].rows[1].cells[0].text == clean(HOSTILE)


def test_properties_say_title_and_author_and_nothing_about_the_machine() -> None:
    made = opened(small_decision())

    properties = made.core_properties
    assert (properties.title, properties.author) == ("Quyết định thử", "Ủy ban nhân dân xã Bình Minh")
    assert properties.language == "vi-VN"
    assert properties.last_modified_by == ""


def test_equal_documents_give_equal_files() -> None:
    assert parts(full_set()) == parts(full_set())


def test_equal_documents_give_equal_bytes_whatever_the_system(monkeypatch: pytest.MonkeyPatch) -> None:
    here, on_windows = BytesIO(), BytesIO()
    write_docx(small_decision(), here, STYLE)
    monkeypatch.setattr(sys, "platform", "win32")
    write_docx(small_decision(), on_windows, STYLE)
    assert here.getvalue() == on_windows.getvalue()


def test_a_writer_that_is_stopped_leaves_no_file(tmp_path: Path) -> None:
    def stop(done: int, total: int) -> None:
        raise Cancelled

    with pytest.raises(Cancelled):
        write_docx(full_set(), tmp_path / "a.docx", STYLE, stop)
    assert list(tmp_path.iterdir()) == []


def test_a_folder_that_is_gone_is_told_in_words(tmp_path: Path) -> None:
    with pytest.raises(UserError):
        write_docx(small_decision(), tmp_path / "gone" / "a.docx", STYLE)


@pytest.mark.parametrize("kind", KINDS)
def test_a_search_finds_dates_and_numbers_as_they_are_typed(kind: str) -> None:
    for name, data in parts(KINDS[kind]()).items():
        if name.startswith("word/document"):
            assert not any(sign in data.decode() for sign in ("\u00a0", "\u202f", "\u2011", "noBreakHyphen"))


def test_the_gallery_offers_what_a_clerk_writes_with() -> None:
    styles = etree.fromstring(parts(small_decision())["word/styles.xml"])
    offered = [
        style.get(qn("w:styleId")) for style in styles.iter(qn("w:style")) if style.find(qn("w:qFormat")) is not None
    ]
    latent = styles.find(qn("w:latentStyles"))

    assert len(offered) == 12
    assert {"BodyText", "Dieu", "CanCu", "Heading1", "ListBullet", "Title", "OBang"} <= set(offered)
    assert latent is not None and latent.get(qn("w:defQFormat")) == "0"


def test_the_file_tells_nothing_of_when_and_where_it_was_made() -> None:
    stream = BytesIO()
    write_docx(small_decision(), stream, STYLE)

    with ZipFile(stream) as archive:
        entries = archive.infolist()
        told = b"".join(archive.read(entry) for entry in entries)

    assert {entry.date_time for entry in entries} == {(1980, 1, 1, 0, 0, 0)}
    names = [entry.filename for entry in entries]
    assert names == ["[Content_Types].xml", *sorted(names[1:])]
    assert b"python-docx" not in told


def test_a_title_longer_than_a_property_may_be_is_written() -> None:
    document = replace(small_decision(), title="Kế hoạch " * 60)

    assert opened(document).core_properties.title.startswith("Kế hoạch Kế hoạch")
