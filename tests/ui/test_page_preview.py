"""The page beside the text: what is laid out is shown, kept in place, clicked and marked."""

from io import BytesIO
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt, qInstallMessageHandler
from PySide6.QtPrintSupport import QPrinter, QPrintPreviewDialog, QPrintPreviewWidget
from pytestqt.qtbot import QtBot

from cchc_desktop.errors import UserError
from cchc_desktop.ui.widgets.page_preview import PagePreview
from cchc_desktop.ui.widgets.page_preview_pages import Anchors, draw_page
from cchc_desktop.ui.widgets.page_preview_print import print_pages, print_with_preview

A4 = (595.276, 841.89)


def paper(*pages: list[tuple[str, float]], landscape_from: int = 99) -> tuple[bytes, Anchors]:
    """A PDF with a line of text at each (guid, points from the top)."""
    from reportlab.pdfgen.canvas import Canvas

    file = BytesIO()
    canvas = Canvas(file, pagesize=A4)
    anchors: dict[str, list[tuple[int, float, float]]] = {}
    for number, lines in enumerate(pages):
        size = A4 if number < landscape_from else A4[::-1]
        canvas.setPageSize(size)
        for guid, y in lines:
            canvas.drawString(90, size[1] - y - 12, f"text of {guid}")
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
        preview.set_source(lambda: made, key)
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
    preview.set_source(lambda: FOUR_PAGES, "slow")
    preview.set_source(lambda: paper([("x", 90.0)]), "quick")
    qtbot.waitUntil(lambda: bool(shown) and preview.is_current)
    assert shown == [1]


def test_what_cannot_be_laid_out_is_said_in_the_pane(qtbot: QtBot, preview: PagePreview) -> None:
    show(qtbot, preview, FOUR_PAGES)

    def refuse() -> tuple[bytes, Anchors]:
        raise UserError("Kiểu trang in không dùng được.")

    with qtbot.waitSignal(preview.failed) as said:
        preview.set_source(refuse, "paper")
    assert said.args == ["Kiểu trang in không dùng được."]
    assert len(preview.pages.sizes) == 4  # the last good pages stay

    def broken() -> tuple[bytes, Anchors]:
        return b"no PDF at all", {}

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

    def build() -> tuple[bytes, Anchors]:
        asked.append(True)
        return FOUR_PAGES

    preview.set_source(build, "paper")
    assert not asked
    with qtbot.waitSignal(preview.rendered):
        preview.show()
    assert asked == [True]
    qtbot.waitUntil(lambda: preview.is_current and not preview.view.missing())


def test_what_is_printed_is_the_pages_themselves(qtbot: QtBot, tmp_path: Path) -> None:
    """Every page once, each the way round it lies in the paper."""
    import pypdf

    data, _anchors = FOUR_PAGES
    printer = QPrinter(QPrinter.PrinterMode.ScreenResolution)
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(tmp_path / "out.pdf"))
    print_pages(data, printer)
    boxes = [page.mediabox for page in pypdf.PdfReader(tmp_path / "out.pdf").pages]
    assert [box.width > box.height for box in boxes] == [False, False, False, True]
    again = draw_page((tmp_path / "out.pdf").read_bytes(), 0, 1.0)
    ink = [y for y in range(again.height()) if any(again.pixelColor(x, y).lightness() < 128 for x in range(90, 160))]
    assert 98 <= ink[0] <= 112  # the first line stands where it stands on the page


def test_the_preview_turns_pages_that_lie_the_other_way(qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    """A printer keeps one orientation for the whole job; nothing is cut off and Qt has nothing to complain about."""
    shown: list[QPrintPreviewWidget] = []

    def look(dialog: QPrintPreviewDialog) -> int:
        dialog.show()
        shown.extend(dialog.findChildren(QPrintPreviewWidget))
        assert shown[0].pageCount() == 4
        dialog.close()
        return 0

    monkeypatch.setattr(QPrintPreviewDialog, "exec", look)
    parent = PagePreview()
    qtbot.addWidget(parent)
    messages: list[str] = []
    old = qInstallMessageHandler(lambda _kind, _context, words: messages.append(words))
    try:
        print_with_preview(parent, FOUR_PAGES[0], "Kế hoạch")
    finally:
        qInstallMessageHandler(old)
    assert shown
    assert not [words for words in messages if "QPrinter" in words or "QPainter" in words]


def test_a_range_of_pages_is_printed(qtbot: QtBot, tmp_path: Path) -> None:
    import pypdf

    printer = QPrinter(QPrinter.PrinterMode.ScreenResolution)
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(tmp_path / "out.pdf"))
    printer.setPrintRange(QPrinter.PrintRange.PageRange)
    printer.setFromTo(2, 3)
    print_pages(FOUR_PAGES[0], printer)
    assert len(pypdf.PdfReader(tmp_path / "out.pdf").pages) == 2
