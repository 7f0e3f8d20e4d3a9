"""The page beside the text: what is laid out is shown, kept in place, clicked and marked."""

import gc
import weakref
from contextlib import closing
from io import BytesIO

import pypdfium2
import pytest
from PySide6.QtCore import QPoint, Qt
from pytestqt.qtbot import QtBot
from reportlab.pdfgen.canvas import Canvas

from cchc_desktop.errors import UserError
from cchc_desktop.pdfium import pdfium_lock
from cchc_desktop.ui.widgets.preview.page_preview import PagePreview
from cchc_desktop.ui.widgets.preview.pages import Anchors, Pages
from tests.writers.papers import document_of, paragraph

A4 = (595.276, 841.89)


def open_pages(data: bytes, anchors: Anchors) -> Pages:
    """The pages of a file; raises `pypdfium2.PdfiumError` when it is no PDF."""
    with pdfium_lock, closing(pypdfium2.PdfDocument(data)) as document:
        sizes = tuple(document.get_page_size(index) for index in range(len(document)))
    return Pages(data, sizes, anchors)


def paper(*pages: list[tuple[str, float]], landscape_from: int = 99) -> tuple[bytes, Anchors]:
    """A PDF with a line of text at each (guid, points from the top)."""
    file = BytesIO()
    canvas = Canvas(file)
    anchors: dict[str, list[tuple[int, float, float]]] = {}
    for number, lines in enumerate(pages):
        width, height = A4 if number < landscape_from else A4[::-1]
        canvas.setPageSize((width, height))
        for guid, y in lines:
            canvas.drawString(90, height - y - 12, f"text of {guid}")
            anchors[guid] = [(number, y, y + 160)]
        canvas.showPage()
    canvas.save()
    return file.getvalue(), anchors


FOUR_PAGES = paper(
    [("a", 100.0), ("b", 300.0)], [("c", 80.0)], [("d", 60.0), ("e", 500.0)], [("f", 70.0)], landscape_from=3
)


@pytest.fixture
def preview(qtbot: QtBot) -> PagePreview:
    widget = PagePreview()
    qtbot.addWidget(widget)
    widget.resize(520, 640)
    widget.show()
    return widget


def show(qtbot: QtBot, preview: PagePreview, made: tuple[bytes, Anchors], key: str = "paper") -> None:
    with qtbot.waitSignal(preview.rendered):
        preview.set_source(lambda: open_pages(*made), key)
    qtbot.waitUntil(lambda: preview.is_current and not preview.view.missing())


def click(qtbot: QtBot, preview: PagePreview, page: int, y: float) -> str:
    """The guid that a click at a place gives."""
    preview.view.show_place(page, y)
    rect = preview.view.rect_of(page)
    at = QPoint(round(rect.center().x()), round(rect.top() + y * rect.height() / preview.pages.sizes[page][1]))
    with qtbot.waitSignal(preview.anchor_clicked) as got:
        qtbot.mouseClick(preview.view.viewport(), Qt.MouseButton.LeftButton, pos=at)
    return str(got.args[0])


def test_pages_are_counted_and_fit_the_width(qtbot: QtBot, preview: PagePreview) -> None:
    show(qtbot, preview, FOUR_PAGES)
    assert len(preview.pages.sizes) == 4
    widths = {round(preview.view.rect_of(page).width()) for page in range(4)}
    assert len(widths) == 1
    assert max(widths) < preview.view.viewport().width()
    assert preview.view.horizontalScrollBar().maximum() == 0


def test_pages_that_are_shown_no_more_are_let_go(qtbot: QtBot, preview: PagePreview) -> None:
    gone = []
    for _edit in range(3):
        show(qtbot, preview, FOUR_PAGES)
        gone.append(weakref.ref(preview.pages))
    gc.collect()
    assert [made() is preview.pages for made in gone] == [False, False, True]
    assert [made() for made in gone[:2]] == [None, None]


def test_pages_far_from_what_is_in_view_are_no_more_than_asked_for(qtbot: QtBot, preview: PagePreview) -> None:
    show(qtbot, preview, paper(*([(f"p{number}", 100.0)] for number in range(40))))
    for page in range(40):
        preview.view.go_to_page(page)
        qtbot.waitUntil(lambda: preview.is_current and not preview.view.missing())
    assert 39 in preview.view.pictures and len(preview.view.pictures) < 15
    preview.view.go_to_page(0)
    qtbot.waitUntil(lambda: preview.is_current and not preview.view.missing())
    assert 0 in preview.view.pictures


def test_a_click_finds_the_piece_of_text(qtbot: QtBot, preview: PagePreview) -> None:
    show(qtbot, preview, FOUR_PAGES)
    assert click(qtbot, preview, 0, 150) == "a"
    assert click(qtbot, preview, 0, 320) == "b"
    assert click(qtbot, preview, 2, 30) == "c"  # goes on over the page's edge
    assert click(qtbot, preview, 2, 520) == "e"


def test_the_edited_piece_is_tinted_on_the_page(qtbot: QtBot, preview: PagePreview) -> None:
    show(qtbot, preview, FOUR_PAGES)

    def colour_at(y: float) -> str:
        rect = preview.view.rect_of(0)
        picture = preview.view.viewport().grab().toImage()
        ratio = picture.devicePixelRatio()
        x = rect.left() + rect.width() * 0.7
        at = QPoint(round(x * ratio), round((rect.top() + y * rect.height() / A4[1]) * ratio))
        return picture.pixelColor(at).name()

    assert colour_at(200) == "#ffffff"
    preview.mark("a")
    assert colour_at(200) != "#ffffff"
    assert colour_at(310) == "#ffffff"


def test_refreshing_keeps_the_place_and_another_paper_begins_at_the_top(qtbot: QtBot, preview: PagePreview) -> None:
    show(qtbot, preview, FOUR_PAGES)
    preview.view.go_to_page(2)
    before = preview.view.verticalScrollBar().value()
    assert preview.view.page == 2
    show(qtbot, preview, FOUR_PAGES)
    assert preview.view.verticalScrollBar().value() == before
    show(qtbot, preview, paper([("x", 100.0)], [("y", 100.0)]), key="another")
    assert preview.view.verticalScrollBar().value() == 0


def test_the_latest_request_wins(qtbot: QtBot, preview: PagePreview) -> None:
    """A slow paper is under way when another is chosen: its pages never appear."""
    show(qtbot, preview, FOUR_PAGES)
    shown = []
    preview.rendered.connect(lambda: shown.append(len(preview.pages.sizes)))
    preview.set_source(lambda: open_pages(*FOUR_PAGES), "slow")
    preview.set_source(lambda: open_pages(*paper([("x", 90.0)])), "quick")
    qtbot.waitUntil(lambda: bool(shown) and preview.is_current)
    assert shown == [1]


def test_what_cannot_be_laid_out_is_said_in_the_pane(qtbot: QtBot, preview: PagePreview) -> None:
    show(qtbot, preview, FOUR_PAGES)

    def refuse() -> Pages:
        raise UserError("Kiểu trang in không dùng được.")

    with qtbot.waitSignal(preview.failed) as said:
        preview.set_source(refuse, "paper")
    assert said.args == ["Kiểu trang in không dùng được."]
    assert len(preview.pages.sizes) == 4  # the last good pages stay

    def broken() -> Pages:
        return open_pages(b"no PDF at all", {})

    with qtbot.waitSignal(preview.failed):
        preview.set_source(broken, "paper")
    show(qtbot, preview, FOUR_PAGES)


def test_zoom_by_keys_and_back_to_the_width(qtbot: QtBot, preview: PagePreview) -> None:
    show(qtbot, preview, FOUR_PAGES)
    fitted = preview.view.rect_of(0).width()
    preview.view.setFocus()
    qtbot.keyClick(preview.view, Qt.Key.Key_Plus)
    assert preview.view.rect_of(0).width() > fitted
    qtbot.keyClick(preview.view, Qt.Key.Key_End)
    assert preview.view.page == 3
    preview.view.set_zoom(None)
    assert preview.view.rect_of(0).width() == fitted
    qtbot.waitUntil(lambda: not preview.view.missing())


def test_a_hidden_preview_does_no_work(qtbot: QtBot, preview: PagePreview) -> None:
    preview.hide()
    asked = []

    def build() -> Pages:
        asked.append(True)
        return open_pages(*FOUR_PAGES)

    preview.set_source(build, "paper")
    assert not asked
    with qtbot.waitSignal(preview.rendered):
        preview.show()
    assert asked == [True]
    qtbot.waitUntil(lambda: preview.is_current and not preview.view.missing())


def test_a_page_that_did_not_change_keeps_its_picture(qtbot: QtBot, preview: PagePreview) -> None:
    """A word on the second page: the first is neither drawn again nor another picture."""

    def show_blocks(second: str) -> None:
        first = [paragraph(f"Đoạn {n} của trang đầu.") for n in range(40)]
        document = document_of(*first, paragraph(second))
        with qtbot.waitSignal(preview.rendered):
            preview.set_source(preview.printed.of(lambda: document), "paper")
        qtbot.waitUntil(lambda: preview.is_current and not preview.view.missing())

    show_blocks("Một")
    before = dict(preview.view.pictures)
    show_blocks("Hai")
    after = preview.view.pictures
    assert len(preview.pages.sizes) == 2
    assert after[0][0] is before[0][0]
    assert after[1][0] is not before[1][0]
    show_blocks("Hai")
    assert after[1][0] is preview.view.pictures[1][0]
