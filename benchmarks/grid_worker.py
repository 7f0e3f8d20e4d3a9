"""One process of the grid's benchmark: opens the task frame of a dossier, works in it, prints what it took as JSON.

`grid_worker.py ours FILE`, or `grid_worker.py plain FILE` for a QTableView whose rows are sized by Qt.
"""

import gc
import json
import os
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from big_dossier import YEAR
from PySide6.QtCore import QAbstractTableModel, QModelIndex, Qt
from PySide6.QtWidgets import QApplication, QTableView

from cchc_desktop.rules.frame_columns import Column
from cchc_desktop.services.frame.frames import PastedGroup, frame_plan, paste_groups
from cchc_desktop.services.frame.tasks import read_tasks
from cchc_desktop.storage.dossier import Dossier
from cchc_desktop.ui import qt_translator, theme
from cchc_desktop.ui.application import make_application
from cchc_desktop.ui.table_models.frame_cells import LEAD, TRACKING, shown_text
from cchc_desktop.ui.tabs.frame.tab import FrameTab
from cchc_desktop.ui.workspace import Workspace

_ROOT = QModelIndex()
PASTED = 500
FRAMES = 200
WORDS = ("n", "ni", "nie", "niem", "niem ", "niem y", "niem ye", "niem yet")


def milliseconds(*works: Callable[[], object]) -> float:
    """What these take one after the other, on the wall clock."""
    start = time.perf_counter()
    for work in works:
        work()
    return (time.perf_counter() - start) * 1000


def resident() -> float:
    """The memory of this process in MB."""
    pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[1])
    return pages * os.sysconf("SC_PAGE_SIZE") / 1_000_000


def settle(app: QApplication) -> None:
    """Let everything that waits be done."""
    for _round in range(5):
        app.processEvents()


def scroll(app: QApplication, view: QTableView, step: int) -> list[float]:
    """Milliseconds of each frame: the bar is moved, and what it shows is painted before the next."""
    bar = view.verticalScrollBar()
    frames = []
    for _frame in range(FRAMES):

        def move() -> None:
            bar.setValue(bar.value() + step)
            view.viewport().repaint()

        frames.append(milliseconds(move))
        app.processEvents()
        if bar.value() >= bar.maximum():
            bar.setValue(0)
            app.processEvents()
    return frames


def ours(app: QApplication, workspace: Workspace) -> dict[str, Any]:
    """The program's own tab."""
    found: dict[str, Any] = {}
    gc.collect()
    before = resident()

    def open_tab() -> FrameTab:
        made = FrameTab(workspace)
        workspace.changed.connect(made.rows_changed)
        made.resize(1366, 698)
        made.reload()
        made.show()
        made.view.viewport().repaint()
        return made

    tabs: list[FrameTab] = []
    found["open"] = milliseconds(lambda: tabs.append(open_tab()))
    tab = tabs[0]
    found["rest"] = milliseconds(tab.whole_frame, tab.view.viewport().repaint)
    settle(app)
    found["memory"] = resident() - before
    if tab.model.rowCount() > 20:
        pages = scroll(app, tab.view, tab.view.verticalScrollBar().pageStep())
        lines = scroll(app, tab.view, 20)
        found["page"], found["line"] = pages, lines
        found["edit"] = edits(app, tab)
        found["filter"] = typing(app, tab)
        found |= pasting(app, workspace, tab)
    workspace.changed.disconnect(tab.rows_changed)
    return found


def edits(app: QApplication, tab: FrameTab) -> float:
    """The slowest of ten cells: from Enter until it is on the disk and painted."""
    bar = tab.view.verticalScrollBar()
    taken = []
    for number in range(10):
        bar.setValue(bar.maximum() * number // 10)
        settle(app)
        row = next(row for row in range(tab.view.rowAt(200), len(tab.model.lines)) if tab.model.task_line(row))
        tab.view.choose(tab.model.lines[row].guid, LEAD)
        settle(app)
        tab.view.editing.begin(replace=True)
        editor = tab.view.editing.editor
        assert editor is not None
        editor.setPlainText(f"Tổ công tác số {number}")
        settle(app)
        taken.append(milliseconds(tab.view.editing.finish, tab.view.viewport().repaint))
        settle(app)
    return max(taken[1:])  # the first loads what writing needs


def typing(app: QApplication, tab: FrameTab) -> float:
    """The slowest letter typed into the search field, until what it leaves is painted."""
    taken = []
    for words in WORDS:
        tab.filter_bar.search.setText(words)
        taken.append(milliseconds(tab.filter_bar.changed.emit, tab.view.viewport().repaint))
        settle(app)
    tab.filter_bar.clear()
    settle(app)
    return max(taken)


def pasting(app: QApplication, workspace: Workspace, tab: FrameTab) -> dict[str, float]:
    """500 rows in the first group, and taken back."""
    cells = {
        Column.ACTIVITY: "Soạn dự thảo\nTrình ký ban hành",
        Column.PRODUCT: "Báo cáo",
        Column.LEAD: "Văn phòng HĐND và UBND",
        Column.COORDINATION: "Các phòng chuyên môn; Công an xã",
        Column.DEADLINE: "Quý IV/2026",
    }
    rows = [{Column.TASK: f"Việc dán thứ {number}", **cells} for number in range(PASTED)]
    frame = tab.whole_frame()
    assert frame is not None
    group = frame.groups[0].guid

    def paste() -> None:
        workspace.run(
            paste_groups,
            year=YEAR,
            groups=[PastedGroup("", list(rows))],
            here=group,
            after_guid=None,
            plan_guid=frame.plan_guid,
        )
        tab.view.viewport().repaint()

    taken = {"paste": milliseconds(paste)}
    settle(app)
    taken["undo"] = milliseconds(workspace.undo, tab.view.viewport().repaint)
    settle(app)
    return taken


class PlainModel(QAbstractTableModel):
    """The same texts for a view that does everything as Qt does it."""

    def __init__(self, texts: list[list[str]]) -> None:
        super().__init__()
        self.texts = texts

    def rowCount(self, parent: Any = _ROOT) -> int:
        return len(self.texts)

    def columnCount(self, parent: Any = _ROOT) -> int:
        return TRACKING

    def data(self, index: Any, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        return self.texts[index.row()][index.column()] if role == Qt.ItemDataRole.DisplayRole else None


def plain(app: QApplication, workspace: Workspace) -> dict[str, Any]:
    """A QTableView with word wrap over the same texts, its rows sized by resizeRowsToContents."""
    dossier = workspace.dossier
    assert dossier is not None
    views: list[QTableView] = []

    def open_view() -> None:
        tasks = read_tasks(dossier, frame_plan(dossier, YEAR) or "")
        view = QTableView()
        view.setModel(PlainModel([[shown_text(task, column) for column in range(TRACKING)] for task in tasks]))
        view.model().setParent(view)
        for column, width in enumerate((34, 120, 120, 180, 124, 94, 104, 112, 58)):
            view.setColumnWidth(column, width)
        view.setVerticalScrollMode(QTableView.ScrollMode.ScrollPerPixel)
        view.resize(1066, 500)
        view.resizeRowsToContents()
        view.show()
        view.viewport().repaint()
        views.append(view)

    found: dict[str, Any] = {"open": milliseconds(open_view)}
    settle(app)
    found["page"] = scroll(app, views[0], views[0].verticalScrollBar().pageStep())
    return found


def main(kind: str, file: str) -> None:
    """Measure and print."""
    app = make_application([])
    qt_translator.install(app, "vi")
    theme.apply(app)
    workspace = Workspace()
    workspace.take(Dossier.open(Path(file), backup=False))
    found = {"ours": ours, "plain": plain}[kind](app, workspace)
    workspace.close()
    print(json.dumps(found), flush=True)


if __name__ == "__main__":
    main(*sys.argv[1:3])
