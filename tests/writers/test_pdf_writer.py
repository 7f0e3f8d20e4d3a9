"""The PDF says what the document says, page by page, in embedded fonts."""

import re
import unicodedata
from io import BytesIO
from pathlib import Path

import pypdfium2
import pytest
from pypdf import PdfReader

from cchc_desktop.documents.decision import compose_decision, compose_decision_with_plan
from cchc_desktop.documents.frame_appendix import compose_frame
from cchc_desktop.documents.nodes import Cell, Document, Heading, Row, SignatureBlock, Signing, cell, runs_of
from cchc_desktop.documents.report import compose_report
from cchc_desktop.errors import Cancelled
from cchc_desktop.text import clean
from cchc_desktop.writers.pdf_writer import PdfInfo, write_pdf
from tests.documents.reading import bare, joined
from tests.documents.sample_views import OFFICE, plan_view, report_view
from tests.writers.papers import HOSTILE, STYLE, document_of, paragraph, small_decision, spanned_rows, table

HEADER = "TT Mục tiêu/Chỉ tiêu/nội dung Nhiệm vụ Hoạt động Kết quả, sản phẩm Chủ trì Phối hợp Thời gian hoàn thành"


def made(document: Document) -> tuple[PdfReader, PdfInfo]:
    """The document as a PDF with the bundled fonts, read back by another library."""
    stream = BytesIO()
    info = write_pdf(document, stream, STYLE, system_fonts=False)
    return PdfReader(stream), info


def pages(document: Document) -> list[str]:
    """The text of every page."""
    return [page.extract_text() for page in made(document)[0].pages]


def without_number(page: str) -> str:
    """A page without spaces and without the page number at its top."""
    return bare(page).lstrip("0123456789")


@pytest.mark.parametrize("document", [small_decision(), compose_decision(plan_view(), OFFICE, STYLE)])
def test_a_page_reads_as_its_source_in_nfc(document: Document) -> None:
    (page,) = pages(document)

    assert bare(page) == joined(document)
    assert unicodedata.is_normalized("NFC", page)


def test_words_stay_apart_in_justified_text() -> None:
    (page,) = pages(compose_decision(plan_view(), OFFICE, STYLE))

    assert "Quyết định số 1905/QĐ-UBND ngày 18 tháng 12 năm 2025 của Ủy" in page.replace("\u00a0", " ")


def test_a_report_of_several_pages_reads_in_order() -> None:
    document = compose_report(report_view(), OFFICE, STYLE)

    text = "".join(without_number(page) for page in pages(document))

    assert text == joined(document)


def test_the_frame_loses_no_text_and_repeats_its_header() -> None:
    document = compose_frame(plan_view(), OFFICE, STYLE)

    found = pages(document)

    assert len(found) > 5
    assert all(bare(HEADER) in bare(page) for page in found)
    header = bare(HEADER) + bare("Kinh phí 1 2 3 4 5 6 7 8")
    first, *others = (without_number(page) for page in found)
    text = first + "".join(page.replace(header, "", 1) for page in others)
    assert sorted(text) == sorted(joined(document))


def test_each_part_counts_its_pages_from_one_and_hides_the_first() -> None:
    document = compose_decision_with_plan(plan_view(), OFFICE, STYLE)

    reader, info = made(document)

    numbers = [page.extract_text().split("\n")[0].strip() for page in reader.pages]
    starts = [place for place, page in enumerate(reader.pages) if not numbers[place].isdecimal()]
    assert len(starts) == len(document.parts)
    for start, end in zip(starts, [*starts[1:], info.pages], strict=True):
        assert numbers[start + 1 : end] == [str(number) for number in range(2, end - start + 1)]


def test_the_appendix_is_landscape() -> None:
    reader, info = made(compose_decision_with_plan(plan_view(), OFFICE, STYLE))

    first, last = reader.pages[0].mediabox, reader.pages[-1].mediabox
    assert (round(first.width), round(first.height)) == (595, 842)
    assert (round(last.width), round(last.height)) == (842, 595)
    assert info.sizes[-1] == pytest.approx((841.9, 595.3), abs=0.1)


def test_only_the_serif_family_is_used_embedded_as_subsets() -> None:
    reader, _info = made(compose_decision_with_plan(plan_view(), OFFICE, STYLE))

    names = set()
    for page in reader.pages:
        for font in page["/Resources"]["/Font"].values():
            font = font.get_object()
            names.add(font["/BaseFont"])
            assert "/FontFile2" in font["/FontDescriptor"].get_object()
            assert "/ToUnicode" in font
    assert {name.split("+")[1] for name in names} == {
        "LiberationSerif",
        "LiberationSerif-Bold",
        "LiberationSerif-Italic",
        "LiberationSerif-BoldItalic",
    }
    assert all("+" in name for name in names)


def test_the_file_says_title_author_and_language_and_nothing_about_the_machine() -> None:
    reader, _info = made(small_decision())

    assert reader.metadata is not None
    assert reader.metadata.title == "Quyết định thử"
    assert reader.metadata.author == "Ủy ban nhân dân xã Bình Minh"
    assert reader.metadata.producer == "CCHC Desktop"
    assert reader.trailer["/Root"]["/Lang"] == "vi-VN"


def test_headings_are_bookmarks() -> None:
    reader, _info = made(compose_decision_with_plan(plan_view(mode="table"), OFFICE, STYLE))

    titles = [entry["/Title"] for entry in reader.outline if not isinstance(entry, list)]
    below = [entry["/Title"] for entry in reader.outline[2] if not isinstance(entry, list)]

    assert titles == ["Quyết định", "Kế hoạch", "Phụ lục: Khung nhiệm vụ"]
    assert reader.trailer["/Root"]["/Outlines"]["/Count"] == 3
    assert below[0] == "I. MỤC ĐÍCH, YÊU CẦU"


def test_anchors_tell_where_what_is_edited_stands() -> None:
    _reader, info = made(compose_decision_with_plan(plan_view(), OFFICE, STYLE))

    assert info.anchors["decision"][0].page == 0
    (purpose,) = info.anchors["s1"]
    assert purpose.page == 1
    assert 56 < purpose.top < purpose.bottom < 842
    listed, *_goes_on, framed = info.anchors["task-59"]  # the list may go on behind a page break
    assert listed.page < framed.page
    assert framed.page == info.pages - 1


def test_a_heading_never_ends_a_page() -> None:
    for count in range(24, 32):
        blocks = [paragraph(f"Dòng {n}") for n in range(count)]
        document = document_of(*blocks, Heading(2, runs_of("1. Tiêu đề")), paragraph("Đoạn sau tiêu đề."))

        for page in pages(document):
            assert not page.strip().endswith("Tiêu đề")


def test_the_signature_never_stands_without_two_lines_of_text() -> None:
    block = SignatureBlock(Signing(("CHỦ TỊCH",), "Trần Thị Hoa Mai"), ("- Lưu: VT.",))
    for count in range(18, 32):
        document = document_of(*[paragraph(f"Dòng {n} hết.") for n in range(count)], block)

        last = pages(document)[-1]

        assert last.count("hết.") >= 2


def test_a_row_higher_than_two_pages_goes_on_over_them() -> None:
    words = " ".join(f"từ{n}" for n in range(2400))
    document = document_of(table((Row((cell("1"), cell(words), cell("ngắn"))),)))

    found = pages(document)

    assert len(found) > 3
    assert all("Nội dung" in page for page in found)
    text = "".join(without_number(page).replace(bare("TT Nội dung Ghi chú"), "", 1) for page in found)
    assert sorted(text) == sorted("1" + bare(words) + "ngắn")


def test_short_rows_stay_whole() -> None:
    rows = tuple(Row((cell(str(n)), cell(f"bắt đầu {n}\ngiữa\nkết thúc {n}"), cell(""))) for n in range(60))

    for page in pages(document_of(table(rows))):
        assert page.count("bắt đầu") == page.count("kết thúc")


def test_a_spanning_cell_goes_on_over_the_page_break() -> None:
    words = " ".join(f"mục{n}" for n in range(260))
    rows = (
        Row((cell("1"), cell(words), cell("một\n" * 20))),
        Row((cell("2"), Cell(merge_above=True), cell("hai\n" * 20))),
        Row((cell("3"), Cell(merge_above=True), cell("ba\n" * 20))),
    )

    found = pages(document_of(table(rows)))

    assert len(found) > 1
    assert all("mục" in page for page in found)
    printed = re.findall(r"mục\d+", " ".join(found))
    assert printed == words.split()


def test_merged_cells_have_no_border_between_them() -> None:
    document = document_of(table(spanned_rows()))

    (page,) = pages(document)

    assert bare(page) == joined(document)


def test_hostile_text_is_printed_as_it_reads() -> None:
    document = document_of(paragraph(HOSTILE), table((Row((cell(HOSTILE), cell(HOSTILE), cell("x"))),)))

    (page,) = pages(document)

    assert bare(page).count(bare(clean(HOSTILE))) == 3


def test_an_empty_document_is_one_empty_page() -> None:
    assert pages(document_of()) == [""]


def test_progress_counts_to_the_end_and_may_stop_it(tmp_path: Path) -> None:
    document = compose_frame(plan_view(), OFFICE, STYLE)
    steps: list[tuple[int, int]] = []
    write_pdf(document, BytesIO(), STYLE, lambda done, total: steps.append((done, total)))

    assert steps[-1][0] == steps[-1][1]
    assert [done for done, _total in steps] == list(range(1, len(steps) + 1))

    def stop(done: int, total: int) -> None:
        if done == 10:
            raise Cancelled

    with pytest.raises(Cancelled):
        write_pdf(document, tmp_path / "khung.pdf", STYLE, stop)
    assert list(tmp_path.iterdir()) == []


def test_a_table_reads_row_by_row_in_two_readers() -> None:
    rows = tuple(Row((cell(str(n)), cell(f"Nội dung thứ {n} đủ dài để xuống dòng"), cell("Quý I"))) for n in range(40))
    document = document_of(paragraph("Trước bảng."), table(rows), paragraph("Sau bảng."))
    stream = BytesIO()
    write_pdf(document, stream, STYLE, system_fonts=False)

    first, second = (without_number(page.extract_text()) for page in PdfReader(stream).pages)
    with pypdfium2.PdfDocument(stream.getvalue()) as opened:
        others = [without_number(page.get_textpage().get_text_range()) for page in opened]

    header = bare("TT Nội dung Ghi chú")
    assert first + second.removeprefix(header) == joined(document)
    assert [first, second] == others


def test_bookmarks_are_nested_by_level_and_a_level_left_out_is_not_waited_for() -> None:
    heads = [Heading(level, runs_of(f"Mục {level}")) for level in (1, 2, 3, 2, 1, 3)]
    reader, _info = made(document_of(*heads, paragraph("Hết.")))

    def depths(entries: list[object], depth: int = 0) -> list[int]:
        return [at for one in entries for at in (depths(one, depth + 1) if isinstance(one, list) else [depth])]

    assert depths(reader.outline) == [0, 1, 2, 1, 0, 1]
    assert reader.get_destination_page_number(reader.outline[0]) == 0


def test_words_held_together_are_found_by_searching() -> None:
    document = document_of(
        paragraph(f"{'Căn cứ nhiệm vụ được giao ' * 4}theo Điều\u00a05, ngày\u00a005 tháng\u00a001./.")
    )
    stream = BytesIO()
    write_pdf(document, stream, STYLE, system_fonts=False)

    with pypdfium2.PdfDocument(stream.getvalue()) as opened:
        assert opened[0].get_textpage().search("Điều 5, ngày 05 tháng 01").get_next() is not None


def test_letters_of_other_scripts_are_drawn_and_read_back() -> None:
    text = "Ωμέγα Привет \u2020 " * 9 + "hết."
    (page,) = pages(document_of(paragraph(text)))

    assert bare(page) == bare(text)


def ink(text: str) -> int:
    """How many dark pixels a text makes."""
    stream = BytesIO()
    write_pdf(document_of(paragraph(text)), stream, STYLE, system_fonts=False)
    with pypdfium2.PdfDocument(stream.getvalue()) as opened:
        return sum(
            value < 128 for value in bytes(opened[0].render(scale=2, grayscale=True, crop=(0, 650, 0, 0)).buffer)
        )


@pytest.mark.parametrize("letters", ["oòỏõóọôồổỗốộ", "uùủũúụưừửữứự", "dđ", "IÌ", "ωώ"])
def test_every_letter_is_drawn_with_its_marks(letters: str) -> None:
    plain, *marked = (ink(letter * 5) for letter in letters)

    assert plain > 0
    assert min(marked) > plain
