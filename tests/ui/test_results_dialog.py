"""Results of years and offices in the window: a line that is typed is kept or asked about, never lost by the way."""

from decimal import Decimal

import pytest
from PySide6.QtWidgets import QApplication, QMainWindow
from pytestqt.qtbot import QtBot

from cchc_desktop.models.index_result_rows import PublishedRow
from cchc_desktop.services.scoring import index_results
from cchc_desktop.ui import alerts
from cchc_desktop.ui.dialogs.index.results import ResultsDialog
from cchc_desktop.ui.workspace import Workspace

CODE = "PAR_INDEX_COMMUNE"
D = Decimal


def test_a_typed_line_outlives_other_changes_and_is_asked_about(
    workspace: Workspace, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert workspace.dossier is not None
    rows = [
        PublishedRow(CODE, 2025, "Xã A", D("79.884"), D(100), 1, 124),
        PublishedRow(CODE, 2025, "Xã B", D("79.882"), D(100), 2, 124),
    ]
    workspace.run_across(index_results.set_results, results=rows)
    window = QMainWindow()
    qtbot.addWidget(window)
    dialog = ResultsDialog(workspace, CODE, "PAR INDEX", window)
    dialog.show()
    names = {dialog.model.index(row, 0).data(): row for row in range(dialog.model.rowCount())}
    assert [dialog.model.index(names[name], 1).data()[:7] for name in ("Xã A", "Xã B")] == ["79,884%", "79,882%"]

    dialog.table.setCurrentIndex(dialog.model.index(names["Xã A"], 1))
    dialog.rank.clear()
    qtbot.keyClicks(dialog.rank, "3")
    workspace.run_across(index_results.set_goal, goal=index_results.typed_goal("top 5", index_code=CODE, year=2026))
    assert (dialog.office.text(), dialog.rank.text()) == ("Xã A", "3")  # read again, and still typed

    answers = [alerts.Leaving.STAY, alerts.Leaving.DROP]
    monkeypatch.setattr(alerts, "ask_leaving", lambda *_words: answers.pop(0))
    dialog.table.setCurrentIndex(dialog.model.index(names["Xã B"], 1))
    QApplication.processEvents()
    assert (dialog.office.text(), dialog.rank.text()) == ("Xã A", "3")
    assert dialog.table.currentIndex().row() == names["Xã A"]
    dialog.table.setCurrentIndex(dialog.model.index(names["Xã B"], 1))
    QApplication.processEvents()
    assert (dialog.office.text(), dialog.rank.text(), answers) == ("Xã B", "2", [])

    dialog.office.clear()
    qtbot.keyClicks(dialog.office, "Xa C")
    dialog.keep()  # a further office, not another name of the one that was shown
    kept = {row.office_name: row.rank for row in index_results.read_results(workspace.dossier, index_code=CODE)}
    assert {name: kept[name] for name in ("Xã A", "Xã B", "Xa C")} == {"Xã A": 1, "Xã B": 2, "Xa C": 2}
    told: list[str] = []
    monkeypatch.setattr(alerts, "show_error", lambda _parent, error: told.append(str(error)))
    dialog.rank.clear()
    qtbot.keyClicks(dialog.rank, "2,5")
    dialog.keep()
    assert "số nguyên" in told[0] and dialog.holds_typed()
    dialog.dismiss()
