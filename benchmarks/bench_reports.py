"""Reports: opening the tab, going from item to item, drafting a whole year, laying forty pages out."""

import os
import statistics
import tempfile
import threading
import time
from collections.abc import Callable
from datetime import date
from functools import partial
from pathlib import Path
from typing import Any

from measuring import Table

_RUNS = 5
_TODAY = "2026-09-08"
# What each may take, milliseconds: one frame of a 60 Hz screen for a switch, what a reader takes for "at once".
_LIMITS = {"open": 200.0, "switch": 16.0, "leave": 16.0, "draft": 150.0, "pages": 500.0, "held": 16.0}


def measure() -> Table:
    """In one process, offscreen, on a dossier of six years."""
    with tempfile.TemporaryDirectory() as folder:
        kept = {name: os.environ.get(name) for name in ("CCHC_HOME", "CCHC_TODAY", "QT_QPA_PLATFORM")}
        os.environ.update(CCHC_HOME=folder, CCHC_TODAY=_TODAY, QT_QPA_PLATFORM="offscreen")
        try:
            taken, pages, tasks = _measured(Path(folder))
        finally:
            for name, value in kept.items():
                os.environ.pop(name, None) if value is None else os.environ.update({name: value})
    names = {
        "open": "report tab shown, first time in a session (facts beside it follow)",
        "switch": "another item chosen and painted (median of all items)",
        "leave": "the same, leaving an item that was typed in: its text is written (median)",
        "draft": f"whole yearly draft: facts read, {tasks} tasks and all figures told",
        "pages": f"report of {pages} pages laid out in the background",
        "held": "of which the window's thread was held",
    }
    rows = tuple(
        (names[key], f"{taken[key]:.1f}", f"{_LIMITS[key]:g}", f"{taken[key] / _LIMITS[key]:.2f}") for key in names
    )
    return Table(
        title="Reports",
        notes=(
            f"A dossier with {tasks} tasks, the data appendix of 24 periods, the reports of five years before. "
            f"Median of {_RUNS} runs in one process, offscreen; the ratio is the worst of measured to allowed."
        ),
        columns=("what", "milliseconds", "allowed", "share"),
        rows=rows,
        ratio=max(taken[key] / _LIMITS[key] for key in names),
        goal=1,
    )


def _measured(folder: Path) -> tuple[dict[str, float], int, int]:
    from PySide6.QtWidgets import QApplication
    from report_dossier import make

    from cchc_desktop.options import Options
    from cchc_desktop.rules.periods import Period
    from cchc_desktop.ui import qt_translator, theme
    from cchc_desktop.ui.main_window import MainWindow
    from cchc_desktop.ui.workspace import Workspace

    path = make(folder / "xa.cchc")
    application = QApplication.instance() or QApplication([])
    assert isinstance(application, QApplication)
    qt_translator.install(application, "vi")
    theme.apply(application)
    opened, tab = [], None
    for _run in range(_RUNS):
        workspace = Workspace()
        workspace.open(path)
        window = MainWindow(workspace, Options())
        window.resize(1366, 698)
        window.show()
        window.show_tab("overview")
        _settle(application)
        opened.append(_milliseconds(partial(_show_tab, window)))
        _settle(application)
        tab = window.tab("report")
        if _run < _RUNS - 1:
            workspace.close()
            window.close()
    tab.open_period(Period.parse("2026-9M"))  # type: ignore[union-attr]
    _settle(application)
    taken = {"open": statistics.median(opened), "switch": _switches(application, tab)}
    taken["leave"] = _switches(application, tab, typing=True)
    taken["draft"], tasks = _draft(tab)
    taken["pages"], taken["held"], pages = _pages(tab)
    workspace.close()
    window.close()
    return taken, pages, tasks


def _switches(application: Any, tab: Any, typing: bool = False) -> float:
    found = []
    for _run in range(2):
        for item in tab.view.items:
            if typing:
                tab.item_pane.editor.insert_words("thêm")
                _settle(application)
            found.append(_milliseconds(partial(_choose, tab, item.guid)))
            _settle(application)
    return statistics.median(found)


def _draft(tab: Any) -> tuple[float, int]:
    from cchc_desktop.services.reporting.drafting import draft_report
    from cchc_desktop.services.reporting.report_facts import read_facts
    from cchc_desktop.services.reporting.reports import read_reports

    dossier = tab.workspace.dossier
    year = next(row for row in read_reports(dossier, 2026) if row.period == "2026-Y")
    today = date.fromisoformat(_TODAY)
    tasks = len(read_facts(dossier, year.guid, today).tasks)
    runs = [_milliseconds(lambda: draft_report(read_facts(dossier, year.guid, today))) for _run in range(_RUNS)]
    return statistics.median(runs), tasks


def _pages(tab: Any) -> tuple[float, float, int]:
    """Milliseconds in the background, milliseconds of the window's thread, pages."""
    from cchc_desktop.services.offices import read_office
    from cchc_desktop.services.papers.composing import signed_report
    from cchc_desktop.ui.widgets.preview.printed_pages import PrintedPages

    laid, held, count = [], [], 0
    for _run in range(_RUNS):
        start = time.perf_counter()
        office = read_office(tab.workspace.dossier, 2026)
        view, along = tab.view_as_typed(), tab.actions_of_report.appendices.of_report()
        build = PrintedPages().of(partial(signed_report, view, office, along))
        held.append((time.perf_counter() - start) * 1000)
        made: list[Any] = []
        worker = threading.Thread(target=lambda made=made, build=build: made.append(build()))
        start = time.perf_counter()
        worker.start()
        worker.join()
        laid.append((time.perf_counter() - start) * 1000)
        count = _count(made[0].data)
    return statistics.median(laid), statistics.median(held), count


def _count(data: bytes) -> int:
    from io import BytesIO

    from pypdf import PdfReader

    return len(PdfReader(BytesIO(data)).pages)


def _show_tab(window: Any) -> None:
    window.show_tab("report")
    window.repaint()


def _choose(tab: Any, guid: str) -> None:
    tab.choose(guid)
    tab.item_pane.repaint()


def _settle(application: Any) -> None:
    for _turn in range(4):
        application.processEvents()


def _milliseconds(work: Callable[[], object]) -> float:
    start = time.perf_counter()
    work()
    return (time.perf_counter() - start) * 1000
