"""One process of the benchmark of indices: works in the index tab of a dossier, prints what it took as JSON."""

import json
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

from grid_worker import milliseconds, settle
from index_dossier import CODE, FIELDS
from PySide6.QtWidgets import QApplication, QLineEdit

from cchc_desktop.storage.dossier import Dossier
from cchc_desktop.ui import qt_translator, theme
from cchc_desktop.ui.application import make_application
from cchc_desktop.ui.dialogs.index.results import ResultsDialog
from cchc_desktop.ui.table_models.criteria_tree import CriteriaColumn
from cchc_desktop.ui.tabs.index.tab import IndexTab
from cchc_desktop.ui.workspace import Workspace

EDITS = 10


def open_tab(workspace: Workspace) -> IndexTab:
    """The index tab as the window has it."""
    made = IndexTab(workspace)
    workspace.changed.connect(made.rows_changed)
    made.resize(1366, 636)
    made.reload()
    made.show()
    made.tree.viewport().repaint()
    return made


def choose(app: QApplication, tab: IndexTab, place: int) -> None:
    """Show a leaf: each time one of another field."""
    above = tab.model.index(place % FIELDS, 0)
    index = tab.model.index(place, 0, above).siblingAtColumn(CriteriaColumn.SELF)
    tab.tree.setCurrentIndex(index)
    settle(app)


def edits(app: QApplication, tab: IndexTab, least: int = 80) -> list[float]:
    """Each from the end of the typing until the value is on the disk, all is worked out and the tab painted."""
    taken = []
    for number in range(EDITS):
        choose(app, tab, number)
        field = tab.detail.scoring.inputs.first_field()
        assert isinstance(field, QLineEdit)
        field.setText(str(least + number))
        field.setModified(True)
        taken.append(milliseconds(field.editingFinished.emit, app.sendPostedEvents))
        settle(app)
    return taken


def compared(app: QApplication, workspace: Workspace) -> list[float]:
    """The window of years and offices, from nothing to painted."""

    def show() -> None:
        made = ResultsDialog(workspace, CODE, "PAR INDEX")
        made.show()
        made.repaint()
        made.table.viewport().repaint()
        shown.append(made)

    shown: list[ResultsDialog] = []
    taken = []
    for _number in range(3):
        taken.append(milliseconds(show))
        settle(app)
        shown.pop().close()
        settle(app)
    return taken


def main(file: str) -> None:
    """Measure and print."""
    app = make_application([])
    qt_translator.install(app, "vi")
    theme.apply(app)
    workspace = Workspace()
    workspace.take(Dossier.open(Path(file), backup=False))
    tabs: list[IndexTab] = []
    opened: Callable[[], object] = lambda: tabs.append(open_tab(workspace))  # noqa: E731
    found: dict[str, Any] = {"open": milliseconds(opened)}
    settle(app)
    taken = edits(app, tabs[0])
    found["edit"] = taken[1:]  # the first loads what writing needs
    found["compare"] = compared(app, workspace)
    workspace.changed.disconnect(tabs[0].rows_changed)
    workspace.close()
    print(json.dumps(found), flush=True)


if __name__ == "__main__":
    main(sys.argv[1])
