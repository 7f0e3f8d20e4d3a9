"""Printing: what comes out is the PDF, the chosen pages of it, as often as asked; every tab with a paper prints."""

from io import BytesIO
from pathlib import Path

import pypdf
import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QImage, QTransform
from PySide6.QtPrintSupport import QPrinter
from pytestqt.qtbot import QtBot

from cchc_desktop.documents.decision import compose_decision_with_plan
from cchc_desktop.errors import UserError
from cchc_desktop.progress import Progress
from cchc_desktop.ui.dialogs.print_paper import PrintDialog
from cchc_desktop.ui.main_window import MainWindow
from cchc_desktop.ui.widgets.preview import print as page_preview_print
from cchc_desktop.ui.widgets.preview.pages import Pages, draw_page
from cchc_desktop.ui.widgets.preview.print import Destination, print_pages
from cchc_desktop.ui.widgets.preview.printed_pages import PrintedPages
from tests.documents.sample_views import OFFICE, plan_view
from tests.writers.papers import STYLE


@pytest.fixture(scope="module")
def paper() -> Pages:
    """A decision, a plan and an appendix that lies across."""
    document = compose_decision_with_plan(plan_view(mode="table"), OFFICE, STYLE)
    return PrintedPages(to_sign=True).of(lambda: document)()


@pytest.fixture
def sheets(tmp_path: Path) -> Path:
    """Where the printer of these tests puts its sheets."""
    return tmp_path / "sheets.pdf"


def printer_into(path: Path) -> QPrinter:
    """A printer whose sheets are the pages of a file."""
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setResolution(150)
    printer.setOutputFileName(str(path))
    return printer


def run(steps: object) -> list[Progress]:
    return list(steps)  # type: ignore[call-overload, no-any-return]


def picture(data: bytes, page: int, turn: int = 0) -> bytes:
    """A page in grey, a byte for every 4 points each way, so that smoothed edges do not count."""
    grey = draw_page(data, page, 2.0).convertToFormat(QImage.Format.Format_Grayscale8)
    grey = grey.transformed(QTransform().rotate(turn))
    ways = (Qt.AspectRatioMode.IgnoreAspectRatio, Qt.TransformationMode.SmoothTransformation)
    small = grey.scaled(round(grey.width() / 64) * 8, round(grey.height() / 64) * 8, *ways)
    assert small.bytesPerLine() == small.width()
    return bytes(small.constBits())


def difference(one: bytes, other: bytes) -> float:
    """The mean difference of two pages, 0 to 255."""
    return sum(abs(mine - theirs) for mine, theirs in zip(one, other, strict=True)) / len(one)


def test_what_is_printed_is_the_pdf(qtbot: QtBot, paper: Pages, sheets: Path) -> None:
    chosen = (1, 2, len(paper.sizes))

    steps = run(print_pages(paper, printer_into(sheets), chosen))

    assert (steps[-1].done, steps[-1].total) == (3, 3)
    printed = sheets.read_bytes()
    boxes = [page.mediabox for page in pypdf.PdfReader(BytesIO(printed)).pages]
    assert [box.width > box.height for box in boxes] == [False, False, True]
    ours = [picture(paper.data, page - 1) for page in chosen]
    same = [difference(page, picture(printed, sheet)) for sheet, page in enumerate(ours)]
    assert max(same) < 2
    assert difference(ours[0], picture(printed, 1)) > 5 * max(same)  # of another page the test would tell


def test_a_printer_that_keeps_its_sheets_one_way_gets_a_turned_page(
    qtbot: QtBot, paper: Pages, sheets: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Paper printers take every sheet of a job the same way round: nothing is cut off, the top lies at the left."""
    monkeypatch.setattr(page_preview_print, "_may_turn", lambda _printer: False)
    across = len(paper.sizes)

    run(print_pages(paper, printer_into(sheets), (1, across)))

    printed = sheets.read_bytes()
    boxes = [page.mediabox for page in pypdf.PdfReader(BytesIO(printed)).pages]
    assert [box.width > box.height for box in boxes] == [False, False]
    assert difference(picture(paper.data, across - 1), picture(printed, 1, turn=90)) < 2


def test_copies_come_one_after_another(qtbot: QtBot, paper: Pages, sheets: Path) -> None:
    printer = printer_into(sheets)
    assert not printer.supportsMultipleCopies()

    run(print_pages(paper, printer, (2, 3), copies=2))

    printed = sheets.read_bytes()
    assert len(pypdf.PdfReader(BytesIO(printed)).pages) == 4
    assert picture(printed, 0) == picture(printed, 2) != picture(printed, 1)


def test_on_both_sides_every_copy_begins_on_a_sheet_of_its_own(qtbot: QtBot, paper: Pages, sheets: Path) -> None:
    run(print_pages(paper, printer_into(sheets), (1,), copies=2, both_sides=True))

    printed = sheets.read_bytes()
    assert len(pypdf.PdfReader(BytesIO(printed)).pages) == 3
    assert set(picture(printed, 1)) == {255}


def test_stopping_ends_the_job(qtbot: QtBot, paper: Pages, sheets: Path) -> None:
    steps = print_pages(paper, printer_into(sheets), (1, 2, 3))
    assert [next(steps).done, next(steps).done] == [0, 1]
    steps.close()


@pytest.mark.qt_log_ignore("QPainter::", extend=True)
def test_a_printer_that_does_not_answer_is_said(qtbot: QtBot, paper: Pages, tmp_path: Path) -> None:
    with pytest.raises(UserError, match="không trả lời"):
        run(print_pages(paper, printer_into(tmp_path / "no" / "folder" / "x.pdf"), (1,)))


def dialog_on(qtbot: QtBot, window: MainWindow, paper: Pages, printers: list[Destination]) -> PrintDialog:
    dialog = PrintDialog(window, "Kế hoạch", paper, printers, window.workspace.say)
    qtbot.addWidget(dialog)
    dialog.lives_on = True
    dialog.open()
    return dialog


def test_choosing_by_keyboard_and_printing(qtbot: QtBot, window: MainWindow, paper: Pages, sheets: Path) -> None:
    printers = [Destination("Máy văn thư", lambda: printer_into(sheets), True)]
    said: list[str] = []
    window.workspace.message.connect(said.append)
    dialog = dialog_on(qtbot, window, paper, printers)
    assert dialog.start.isDefault() and dialog.both_sides.isEnabled()

    dialog.range.setFocus()
    qtbot.keyClicks(dialog.range, "2-3, 99")
    assert dialog.some.isChecked() and not dialog.start.isEnabled()
    assert "không có “99”" in dialog.trouble.text()
    for _letter in range(4):
        qtbot.keyClick(dialog.range, Qt.Key.Key_Backspace)
    assert dialog.chosen_pages() == (2, 3)
    qtbot.keyClick(dialog.range, Qt.Key.Key_Return)

    qtbot.waitUntil(lambda: sheets.exists() and "Đã gửi 2 trang đến máy in Máy văn thư." in said)
    assert len(pypdf.PdfReader(sheets).pages) == 2


def test_without_a_printer_the_paper_can_be_kept_as_pdf(
    qtbot: QtBot, window: MainWindow, paper: Pages, tmp_path: Path
) -> None:
    dialog = dialog_on(qtbot, window, paper, [])
    assert not dialog.start.isEnabled() and dialog.save.isDefault()
    words = [label.text() for label in dialog.findChildren(type(dialog.trouble))]
    assert any("chưa cài máy in" in text for text in words)

    dialog.save_to(tmp_path / "Kế hoạch.pdf")

    assert (tmp_path / "Kế hoạch.pdf").read_bytes() == paper.data


@pytest.mark.parametrize("tab", ["plan", "frame", "report", "index"])
def test_ctrl_p_prints_the_paper_of_the_tab(qtbot: QtBot, window: MainWindow, tab: str) -> None:
    window.show_tab(tab)
    window.activateWindow()
    qtbot.keyClick(window, Qt.Key.Key_P, Qt.KeyboardModifier.ControlModifier)

    (dialog,) = window.findChildren(PrintDialog)
    qtbot.waitUntil(lambda: dialog.preview.is_current)
    assert len(dialog.preview.pages.sizes) >= 1


def test_a_tab_without_a_paper_says_where_papers_are(qtbot: QtBot, window: MainWindow) -> None:
    with qtbot.waitSignal(window.workspace.message) as said:
        window.print_paper()

    assert window.findChildren(PrintDialog) == []
    assert "không có văn bản để in" in said.args[0]
