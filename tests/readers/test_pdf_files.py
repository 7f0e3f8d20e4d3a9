"""PDF files that are locked, broken, scanned or made to harm: a clear sentence each, within bounds."""

import re
import time
from pathlib import Path

import pytest
from PIL import Image
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas

from cchc_desktop.errors import UserError
from cchc_desktop.readers.any_file import read_source
from cchc_desktop.readers.pdf_file import content_of, source_of
from cchc_desktop.readers.pdf_page import PageWord, PdfPage
from cchc_desktop.readers.pdf_worker import TooLongError, TooMuchError, Worker
from tests.readers.pdf_pages import HEIGHT, HELLO, LEFT, WIDTH, by_hand, font, lines, pdf, read, say, stream

SHOWN = "Rà soát thủ tục hành chính của xã"


def hello(canvas: Canvas) -> None:
    say(canvas, LEFT, 100, SHOWN)


def picture(canvas: Canvas) -> None:
    image = Image.new("L", (20, 30), 200)
    canvas.drawImage(ImageReader(image), 0, 0, WIDTH, HEIGHT)


def refused(data: bytes) -> str:
    with pytest.raises(UserError) as error:
        read(data)
    return str(error.value)


def test_the_program_reads_it_in_a_process_of_its_own(tmp_path: Path) -> None:
    path = tmp_path / "ke-hoach.docx"  # it is told by its content
    path.write_bytes(pdf(hello))
    assert lines(read_source(path)) == [SHOWN]

    path.write_bytes(pdf(hello, encrypt="mat-khau"))
    with pytest.raises(UserError, match="mật khẩu"):
        read_source(path)


def test_broken_files_are_named() -> None:
    whole = pdf(hello)
    assert "hỏng" in refused(b"%PDF-1.7\n" + bytes(100))
    assert "hỏng" in refused(whole[:200])
    assert "không có chữ" in refused(pdf(lambda _canvas: None))


def test_a_page_that_is_missing_is_said() -> None:
    data = pdf(hello, hello)
    second = re.findall(rb"(\d+) 0 obj\n<<\n/Contents", data)[1]
    source = read(data.replace(b"\n%b 0 obj" % second, b"\n%b 0 obx" % second))

    assert lines(source) == [SHOWN]


def test_thousands_of_pages_are_not_begun() -> None:
    assert "5000 trang" in refused(by_hand(HELLO, kids=5000))


def test_a_scan_says_so_and_a_page_of_one_is_named() -> None:
    assert "bản chụp" in refused(pdf(picture, picture))

    source = read(pdf(hello, picture, picture))
    assert lines(source) == [SHOWN]
    assert any("2–3" in warning and "ảnh chụp" in warning for warning in source.warnings)


def test_text_behind_a_scan_is_read_and_said() -> None:
    def recognised(canvas: Canvas) -> None:
        text = canvas.beginText(LEFT, HEIGHT - 100)
        text.setFont(font(), 14)
        text.setTextRenderMode(3)
        text.textLine(SHOWN)
        canvas.drawText(text)
        picture(canvas)

    source = read(pdf(recognised))
    assert lines(source) == [SHOWN]
    assert any("nhận dạng" in warning for warning in source.warnings)


def test_words_of_a_recognised_picture_are_laid_out_like_others() -> None:
    words = [
        PageWord(word, LEFT + 60 * at, 100, LEFT + 60 * at + 52, 114, 14, sure=0.8)
        for at, word in enumerate(["A", "B", "C", "D"])
    ]
    below = PageWord("E", LEFT, 119, LEFT + 30, 133, 14, sure=0.4)
    page = PdfPage(1, WIDTH, HEIGHT, (*words, below), pictures=(1.0,))

    assert lines(source_of(content_of(pdf(hello), "a.pdf")._replace(pages=(page,)), "a.pdf")) == ["A B C D", "E"]


def test_hidden_words_notes_and_marks_are_asides() -> None:
    def draw(canvas: Canvas) -> None:
        hello(canvas)
        canvas.setFillGray(1)
        say(canvas, LEFT, 200, "chữ trắng")
        canvas.setFillGray(0)
        say(canvas, LEFT, 900, "ngoài trang")
        canvas.saveState()
        canvas.translate(200, 300)
        canvas.rotate(45)
        canvas.setFont(font(), 40)
        canvas.drawString(0, 0, "DỰ THẢO")
        canvas.restoreState()
        canvas.textAnnotation("xem lại số liệu", (100, 100, 120, 120))

    source = read(pdf(draw))
    assert lines(source) == [SHOWN]
    assert {text for _line, text, _where in source.asides} == {"chữ trắng", "ngoài trang", "DỰ THẢO", "xem lại số liệu"}


def test_fonts_that_do_not_say_their_letters_are_noticed() -> None:
    data = pdf(hello)
    found = re.search(rb"begincmap.*?endcmap", data, re.DOTALL)
    if found is None:
        pytest.fail("the map of the font is packed")
    without = data[: found.start()] + b" " * len(found.group()) + data[found.end() :]
    wrong = re.sub(rb"<[0-9A-F]{4}>", b"<0E01>", data)

    for broken in (without, wrong):
        assert any("Phông chữ" in warning for warning in read(broken).warnings)


def test_a_script_in_a_file_is_not_run_and_does_not_disturb() -> None:
    script = b"<</S/JavaScript/JS(this.submitForm\\('http://example.invalid'\\); while\\(true\\){})>>"
    data = by_hand(HELLO, catalogue=b"/OpenAction%b/AA<</WC%b>>" % (script, script))

    assert lines(read(data)) == ["Xin chao"]


def test_a_picture_as_large_as_a_house_is_not_unpacked() -> None:
    image = stream(
        bytes(3_000_000),
        b"/Type/XObject/Subtype/Image/Width 60000/Height 60000/BitsPerComponent 8/ColorSpace/DeviceGray",
    )
    begun = time.monotonic()
    source = read(by_hand(HELLO + b"q 595 0 0 842 0 0 cm /I Do Q", image, resources=b"/XObject<</I 6 0 R>>"))

    assert lines(source) == ["Xin chao"]
    assert time.monotonic() - begun < 5


def test_what_pdfium_would_work_on_for_ever_is_ended() -> None:
    """Drawings that hold ten drawings each, nine levels deep: a billion of them in two kilobytes."""
    form = b"/Type/XObject/Subtype/Form/BBox[0 0 9 9]/Resources<</XObject<</X %d 0 R>>>>"
    levels = [stream(b"/X Do " * 10, form % (7 + level)) for level in range(9)]
    data = by_hand(b"/X Do " * 10, *levels, stream(b"0 0 m 1 1 l S", form % 6), resources=b"/XObject<</X 6 0 R>>")
    worker = Worker(seconds=1.0)
    try:
        with pytest.raises((TooLongError, TooMuchError)):
            worker.call(content_of, data, "bom.pdf")
        assert worker.call(content_of, pdf(hello), "tot.pdf").pages[0].words[0].text == SHOWN
    finally:
        worker.close()


def test_a_page_with_too_much_drawing_is_read_without_looking_for_tables() -> None:
    source = read(by_hand(HELLO + b"0 0 m 9 9 l S\n" * 21_000))

    assert lines(source) == ["Xin chao"]
    assert any("nét vẽ" in warning for warning in source.warnings)


def test_attached_files_are_named() -> None:
    data = by_hand(
        HELLO,
        b"<</Type/Filespec/F(a.txt)/EF<</F 7 0 R>>>>",
        stream(b"abc", b"/Type/EmbeddedFile"),
        catalogue=b"/Names<</EmbeddedFiles<</Names[(a.txt) 6 0 R]>>>>",
    )
    assert any("đính kèm" in warning for warning in read(data).warnings)
