"""What a reader of a PDF sees: paragraphs, tables, reading order; and that no word of a page is lost."""

import re
import unicodedata

from hypothesis import given, settings
from hypothesis import strategies as st
from reportlab.pdfbase.pdfmetrics import stringWidth
from reportlab.pdfgen.canvas import Canvas

from cchc_desktop.readers.pdf_layout import lay_out
from cchc_desktop.readers.pdf_page import PageRule, PageWord, PdfPage
from cchc_desktop.readers.source import SourceLine
from tests.readers.pdf_pages import HEIGHT, LEFT, RIGHT, WIDTH, flow, font, lines, pdf, read, rows, say, table

SENTENCE = (
    "Các phòng, đơn vị thuộc Ủy ban nhân dân xã căn cứ chức năng, nhiệm vụ được giao tổ chức thực hiện nghiêm túc "
    "kế hoạch này, gắn với nhiệm vụ chuyên môn của từng công chức và giai đoạn 2026 - 2030 của tỉnh."
)
PLACES = (LEFT, 115.0, 300.0, 430.0, RIGHT)
HEADER = ("TT", "Nhiệm vụ", "Chủ trì", "Thời gian")


def test_wrapped_lines_are_one_paragraph() -> None:
    def draw(canvas: Canvas) -> None:
        y = flow(canvas, 100, "I. MỤC ĐÍCH")
        y = flow(canvas, y, SENTENCE)
        y = flow(canvas, y, f"- {SENTENCE}")
        flow(canvas, y, f"b) {SENTENCE}")

    assert lines(read(pdf(draw))) == ["I. MỤC ĐÍCH", SENTENCE, f"- {SENTENCE}", f"b) {SENTENCE}"]


def test_a_symbol_broken_behind_its_hyphen_keeps_it() -> None:
    """pdfium takes such a hyphen for one that a program put in, and says neither it nor the end of the line."""

    def draw(canvas: Canvas) -> None:
        y = flow(canvas, 100, SENTENCE)
        say(canvas, RIGHT - stringWidth(first, font(), 14), y, first)
        say(canvas, LEFT, y + 18.5, "TTg của Thủ tướng Chính phủ.")

    first = "Thực hiện có hiệu quả cơ chế một cửa theo Quyết định số 468/QĐ-"
    assert lines(read(pdf(draw)))[-1] == f"{first}TTg của Thủ tướng Chính phủ."


def test_a_word_in_capitals_that_had_no_room_belongs_to_the_paragraph() -> None:
    first, word = "Nâng cao chất lượng đào tạo, bồi dưỡng đội ngũ", "CBCCVC."

    def draw(canvas: Canvas) -> None:
        y = flow(canvas, 100, SENTENCE)
        for _item in range(4):
            full = "- Lấy sự hài lòng của người dân làm thước đo chất lượng phục vụ trong năm."
            say(canvas, RIGHT - stringWidth(full, font(), 14), y, full)
            y += 24
        room = stringWidth(f" {word}", font(), 14) - 2
        say(canvas, RIGHT - room - stringWidth(first, font(), 14), y, first)
        say(canvas, LEFT, y + 18.5, f"{word} Đổi mới quy trình xác định nhu cầu đào tạo của từng vị trí.")

    assert lines(read(pdf(draw)))[-1].startswith(f"{first} {word} Đổi")


def test_a_number_after_a_full_stop_begins_a_paragraph_at_the_margin_too() -> None:
    """A line broken by hand and stretched to both margins: nothing but the number tells that another one begins."""
    full = "1. Văn phòng rà soát thủ tục hành chính và niêm yết công khai."

    def draw(canvas: Canvas) -> None:
        y = flow(canvas, 100, SENTENCE)
        y = flow(canvas, flow(canvas, y, SENTENCE), SENTENCE)
        end = say(canvas, LEFT + 36, y, full)
        say(canvas, end + 3, y, "Xong trong tháng.", (RIGHT - end - 3) / 7.6)
        say(canvas, LEFT, y + 18.5, "2. Các phòng phối hợp.")

    assert lines(read(pdf(draw)))[-1] == "2. Các phòng phối hợp."


def test_a_paragraph_goes_on_over_the_page_without_its_head() -> None:
    words = f"{SENTENCE} {SENTENCE}".split()

    def first(canvas: Canvas) -> None:
        y = flow(canvas, 700, SENTENCE)
        for at in range(3):
            say(canvas, LEFT + 36 * (at == 0), y + 18.5 * at, " ".join(words[14 * at : 14 * at + 14]), 13.6)

    def second(canvas: Canvas) -> None:
        say(canvas, 310, 40, "2", 13)
        say(canvas, 250, 52, "Kế hoạch năm 2026", 10)
        say(canvas, LEFT, 80, "được kết thúc tại đây.", 13.6)
        flow(canvas, 110, SENTENCE)

    def third(canvas: Canvas) -> None:
        say(canvas, 310, 40, "3", 13)
        say(canvas, 250, 52, "Kế hoạch năm 2026", 10)
        flow(canvas, 80, SENTENCE)

    source = read(pdf(first, second, third))

    assert lines(source)[1].endswith("được kết thúc tại đây.")
    assert lines(source)[2:] == [SENTENCE, SENTENCE]
    assert [text for _line, text, _where in source.asides] == ["Kế hoạch năm 2026"]
    assert any("2–3" in warning for warning in source.warnings)


def test_a_ruled_table_goes_on_over_the_page() -> None:
    def first(canvas: Canvas) -> None:
        y = flow(canvas, 100, SENTENCE)
        table(
            canvas,
            y,
            [
                HEADER,
                ("1", "Rà soát thủ tục", "Văn phòng", "Quý I"),
                ("2", "Công khai đầy đủ các kết\nquả giải", "", ""),
            ],
            PLACES,
        )

    def second(canvas: Canvas) -> None:
        y = table(canvas, 60, [HEADER, ("", "quyết hồ sơ", "", ""), ("3", "Báo cáo", "Văn phòng", "Quý II")], PLACES)
        flow(canvas, y + 30, SENTENCE)

    source = read(pdf(first, second))

    assert rows(source) == [
        [
            HEADER,
            ("1", "Rà soát thủ tục", "Văn phòng", "Quý I"),
            ("2", "Công khai đầy đủ các kết quả giải quyết hồ sơ", "", ""),
            ("3", "Báo cáo", "Văn phòng", "Quý II"),
        ]
    ]
    assert lines(source) == [SENTENCE, SENTENCE]
    assert source.tables()[0].ruled


def test_a_row_cut_between_two_sentences_is_one_row_where_all_rows_are_numbered() -> None:
    begun = [HEADER, ("1", "Rà soát", "Văn phòng", "Quý I"), ("2", "Công khai kết quả.", "Công an", "Quý II")]
    last = ("3", "Báo cáo", "Văn phòng", "Quý II")

    def found(*below: tuple[str, ...]) -> list[tuple[str, ...]]:
        (read_rows,) = rows(
            read(
                pdf(
                    lambda canvas: table(canvas, 700, begun, PLACES) and None,
                    lambda canvas: table(canvas, 60, below, PLACES) and None,
                )
            )
        )
        return read_rows[2:]

    assert found(("", "Niêm yết tại xã.", "", ""), last) == [
        ("2", "Công khai kết quả.\nNiêm yết tại xã.", "Công an", "Quý II"),
        last,
    ]
    # A heading, and a table in which other rows have no number either.
    assert len(found(("", "CẢI CÁCH THỂ CHẾ", "", ""), last)) == 3
    assert len(found(("", "Niêm yết: 1 điểm.", "", ""), last, ("", "Gửi sau: 0 điểm.", "", ""))) == 4


def test_merged_cells_carry_on() -> None:
    def draw(canvas: Canvas) -> None:
        for x in (LEFT, 200.0, 350.0):
            canvas.line(x, 742, x, 682)
        for y in (742, 722, 682):
            canvas.line(LEFT, y, 350, y)
        canvas.line(200, 702, 350, 702)
        for x, y, text in (
            (90, 114, "Nhóm"),
            (205, 114, "Việc"),
            (90, 140, "Chung"),
            (205, 134, "Một"),
            (205, 154, "Hai"),
        ):
            say(canvas, x, y, text, 12)

    (found,) = read(pdf(draw)).tables()
    assert [(row.cells, set(row.carried)) for row in found.rows] == [
        (("Nhóm", "Việc"), set()),
        (("Chung", "Một"), set()),
        (("", "Hai"), {0}),
    ]


def test_a_table_without_rules_is_told_by_its_columns() -> None:
    cells = [
        HEADER,
        ("1", "Rà soát thủ tục hành\nchính của xã", "Văn phòng", "Quý I"),
        ("2", "Công khai", "Công an", "Quý II"),
    ]
    cells += [(str(at), f"Việc {at}", "Văn phòng", f"Ngày {at}") for at in range(3, 6)]

    (found,) = rows(read(pdf(lambda canvas: table(canvas, 100, cells, PLACES, ruled=False) and None)))

    assert found[1] == ("1", "Rà soát thủ tục hành chính của xã", "Văn phòng", "Quý I")
    assert [row[0] for row in found] == ["TT", "1", "2", "3", "4", "5"]
    assert found[-1] == ("5", "Việc 5", "Văn phòng", "Ngày 5")


def test_a_paragraph_below_a_table_without_rules_is_no_row_of_it() -> None:
    short = [("Đơn vị", "Số hồ sơ"), ("Phòng Kinh tế", "1.120"), ("Công an xã", "98")]

    def draw(canvas: Canvas) -> None:
        y = flow(canvas, 100, SENTENCE)
        cells = [HEADER, ("1", "Rà soát", "Văn phòng", "Quý I"), ("2", "Công khai", "Công an", "Quý II")]
        y = flow(canvas, table(canvas, y, cells, PLACES, ruled=False, size=14) + 20, SENTENCE)
        flow(canvas, table(canvas, y - 14, short, (LEFT, 330.0, RIGHT), ruled=False, size=14) + 20, SENTENCE)

    source = read(pdf(draw))

    assert lines(source) == [SENTENCE] * 3
    assert [len(found) for found in rows(source)] == [3, 3]
    assert rows(source)[1] == short


def test_narrow_columns_without_rules_go_on_over_the_page() -> None:
    """The header's lines are wider than the rows, a column is empty on the second page, and a day is broken."""
    places = (72.0, 139.0, 206.0, 273.0, 340.0, 407.0, 473.0, 520.0)
    header = (
        "TT",
        "Nhiệm vụ",
        "Kết quả,\nsản phẩm",
        "Cơ quan\nchủ trì",
        "Cơ quan\nphối hợp",
        "Thời gian\nhoàn thành",
        "Ghi chú",
    )
    cells = ("Rà soát\nthủ tục", "Báo cáo", "Công an", "", "31/3/202\n6", "")
    group = ("II", "Cải cách thể chế của xã", "", "", "", "", "")

    def first(canvas: Canvas) -> None:
        y = table(canvas, 100, [header, ("1", *cells), group, ("2", *cells)], places, ruled=False, size=11)
        assert y < 300

    def second(canvas: Canvas) -> None:
        table(canvas, 60, [("3", *cells), ("4", *cells)], places, ruled=False, size=11)
        say(canvas, 72, 300, "Nơi nhận:")

    source = read(pdf(first, second))

    row = ("Rà soát thủ tục", "Báo cáo", "Công an", "", "31/3/2026", "")
    expected = [
        tuple(cell.replace("\n", " ") for cell in header),
        ("1", *row),
        group,
        ("2", *row),
        ("3", *row),
        ("4", *row),
    ]
    assert rows(source) == [expected]
    assert lines(source) == ["Nơi nhận:"]


def test_the_letterhead_stands_side_by_side() -> None:
    def draw(canvas: Canvas) -> None:
        for y, left, right in (
            (70, "ỦY BAN NHÂN DÂN", "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"),
            (86, "XÃ AN BÌNH", "Độc lập"),
        ):
            canvas.setFont(font("Bold"), 13)
            canvas.drawCentredString(180, HEIGHT - y, left)
            canvas.drawCentredString(420, HEIGHT - y, right)
        canvas.setFont(font("Bold"), 14)
        canvas.drawCentredString((LEFT + RIGHT) / 2, HEIGHT - 130, "KẾ HOẠCH")
        flow(canvas, 170, SENTENCE)

    source = read(pdf(draw))

    assert rows(source) == [[("ỦY BAN NHÂN DÂN\nXÃ AN BÌNH", "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập")]]
    assert lines(source) == ["KẾ HOẠCH", SENTENCE]


def test_two_columns_of_text_are_read_one_after_the_other() -> None:
    words = SENTENCE.split()

    def draw(canvas: Canvas) -> None:
        for column, x in enumerate((LEFT, 330.0)):
            for at in range(10):
                say(canvas, x, 100 + 16 * at, f"{column}{at} {' '.join(words[at : at + 9])}"[:34], 12)

    text = " ".join(lines(read(pdf(draw))))
    assert re.findall(r"\b[01]\d\b", text) == [f"{column}{at}" for column in (0, 1) for at in range(10)]


def test_paragraphs_go_on_within_and_over_columns_of_text() -> None:
    paragraphs = [f"{number}. {SENTENCE}" for number in range(1, 5)]

    def draw(canvas: Canvas) -> None:
        places = [(x, 100 + 16 * at) for x in (LEFT, 330.0) for at in range(11)]
        for paragraph in paragraphs:
            line, indent = "", 20
            for word in [*paragraph.split(), ""]:
                longer = f"{line} {word}".strip()
                if not word or indent + stringWidth(longer, font(), 12) > 222:
                    x, y = places.pop(0)
                    say(canvas, x + indent, y, line, 12)
                    line, indent = word, 0
                else:
                    line = longer

    assert lines(read(pdf(draw))) == paragraphs


def test_articles_with_wide_tabs_are_no_table() -> None:
    titles = ("Phạm vi điều chỉnh", "Đối tượng áp dụng", "Tổ chức thực hiện")

    def draw(canvas: Canvas) -> None:
        for at, title in enumerate(titles, start=1):
            say(canvas, LEFT, 100 + 20 * at, f"Điều {at}.")
            say(canvas, LEFT + 75, 100 + 20 * at, title)

    assert lines(read(pdf(draw))) == [f"Điều {at}. {title}" for at, title in enumerate(titles, start=1)]


def test_pages_that_lie_on_their_side_are_read_upright() -> None:
    def draw(canvas: Canvas) -> None:
        canvas.translate(WIDTH, 0)
        canvas.rotate(90)
        canvas._pagesize = (HEIGHT, WIDTH)
        table(canvas, 100, [HEADER, ("1", "Rà soát thủ tục", "Văn phòng", "Quý I")], PLACES)
        canvas._pagesize = (WIDTH, HEIGHT)

    turned = pdf(draw)
    shown = turned.replace(b"/Rotate 0", b"/Rotate 90")
    assert shown != turned

    for data in (turned, shown):
        assert rows(read(data)) == [[HEADER, ("1", "Rà soát thủ tục", "Văn phòng", "Quý I")]]


def test_a_header_that_stands_upright_in_its_cell() -> None:
    def draw(canvas: Canvas) -> None:
        flow(canvas, 60, SENTENCE)
        table(canvas, 120, [("", "Nhiệm vụ\n\n\n\n\n"), ("1", "Rà soát")], (LEFT, 115.0, 300.0))
        canvas.saveState()
        canvas.translate(104, HEIGHT - 205)
        canvas.rotate(90)
        canvas.setFont(font(), 12)
        canvas.drawString(0, 0, "Thứ tự")
        canvas.restoreState()

    assert rows(read(pdf(draw))) == [[("Thứ tự", "Nhiệm vụ"), ("1", "Rà soát")]]


def test_bold_words_within_a_line_and_composed_letters() -> None:
    def draw(canvas: Canvas) -> None:
        end = say(canvas, LEFT, 100, "Gửi báo cáo ")
        end = say(canvas, end, 100, "trước ngày 15/3", bold=True)
        say(canvas, end, 100, " về xã.")
        say(canvas, LEFT, 140, unicodedata.normalize("NFD", "Thủ tục hành chính"))

    assert lines(read(pdf(draw))) == ["Gửi báo cáo **trước ngày 15/3** về xã.", "Thủ tục hành chính"]


def test_stamps_of_signatures_stay_out_of_the_text() -> None:
    def draw(canvas: Canvas) -> None:
        y = flow(canvas, 100, SENTENCE)
        for at, text in enumerate(
            ("Người ký: Ủy ban nhân dân xã An Bình", "Email: ubnd@anbinh.example", "Thời gian ký: 15.01.2026 08:00")
        ):
            say(canvas, 350, y + 10 * at, text, 8)
        flow(canvas, y + 60, SENTENCE)

    source = read(pdf(draw))

    assert lines(source) == [SENTENCE, SENTENCE]
    ((_line, text, where),) = source.asides
    assert "15.01.2026" in text and "chữ ký số" in where


def test_a_table_of_contents_is_named_and_left_out() -> None:
    def draw(canvas: Canvas) -> None:
        say(canvas, 280, 100, "MỤC LỤC")
        for at in range(4):
            say(canvas, LEFT, 130 + 20 * at, f"{at + 1}. Nội dung số {at} ............................ {at + 2}")
        flow(canvas, 240, SENTENCE)

    source = read(pdf(draw))

    assert lines(source) == [SENTENCE]
    assert len(source.asides) == 5 and {where for _line, _text, where in source.asides} == {"Mục lục"}


words = st.sampled_from(("a", "Đề", "1.", "-", "II.", "từ...", "x", "Phòng", "(b"))
places = st.integers(0, 40).map(lambda at: 20.0 + 13 * at)


@st.composite
def pages(draw: st.DrawFn) -> list[PdfPage]:
    """Pages with words and rules anywhere on them."""
    made = []
    for number in range(1, draw(st.integers(1, 3)) + 1):
        found = []
        for at, word in enumerate(draw(st.lists(words, max_size=25))):
            text = f"{word}q{number}{at:02}"
            x, y, size = draw(places), draw(places) * 1.4, draw(st.sampled_from((8.0, 12.0, 14.0)))
            turned = draw(st.sampled_from((0, 0, 0, 0, 0, 1)))
            found.append(
                PageWord(text, x, y, x + len(text) * size / 2, y + size, size, draw(st.booleans()), turned=turned)
            )
        rules = [PageRule(20, y, 500, y) for y in draw(st.lists(places, max_size=4))]
        rules += [PageRule(x, 20, x, 540) for x in draw(st.lists(places, max_size=4))]
        made.append(PdfPage(number, WIDTH, HEIGHT, tuple(found), tuple(rules)))
    return made


@settings(max_examples=150)
@given(pages())
def test_no_word_of_a_page_is_lost(found: list[PdfPage]) -> None:
    layout = lay_out(found)

    texts = [text for _line, text, _where in layout.asides]
    for block in layout.blocks:
        texts += [block.text] if isinstance(block, SourceLine) else [cell for row in block.rows for cell in row.cells]
    told = "".join("".join(texts).replace("*", "").split())
    assert [word.text for page in found for word in page.words if word.text not in told] == []
