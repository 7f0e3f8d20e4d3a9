"""Windows of the index: blocks from Excel in the rounds, results that cannot be kept, scores from figures."""

from decimal import Decimal
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QMainWindow
from pytestqt.qtbot import QtBot

from cchc_desktop.rules.index_rounds import Round
from cchc_desktop.rules.numbers import rounded
from cchc_desktop.services.scoring.index_reach import read_reachable
from cchc_desktop.services.scoring.index_rounds import set_round
from cchc_desktop.services.scoring.index_scoring import read_proposals
from cchc_desktop.ui.dialogs.index.results import ResultsDialog
from cchc_desktop.ui.dialogs.index.rounds import RoundsDialog
from cchc_desktop.ui.table_models.rounds import FIRST
from cchc_desktop.ui.workspace import Workspace
from tests.ui.index_dialogs import INDEX, scored_leaf


def test_a_block_is_one_step_and_an_emptied_cell_is_empty(qtbot: QtBot, workspace: Workspace) -> None:
    owner = QMainWindow()
    qtbot.addWidget(owner)
    set_guid, leaf = scored_leaf(workspace)
    rounds = RoundsDialog(workspace, set_guid, owner)
    rounds.lives_on = True
    rounds.show()

    def shown(row: int, column: int) -> str:
        return str(rounds.model.index(row, FIRST + column).data())

    rounds.table.setCurrentIndex(rounds.model.index(0, FIRST + 1))
    QGuiApplication.clipboard().setText("14\t14\n4\t3\n1\t0,5\n9\tabc\n0,5\t1\n")
    QTest.keyClick(rounds.table, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: shown(4, 2) == "1,00")
    assert (shown(2, 1), shown(2, 2), shown(3, 1)) == ("1,00", "0,50", "")
    assert "1.1.2" in rounds.said.text()  # a score above its points and a word were not taken
    QTest.keyClick(rounds, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: shown(4, 2) == "")
    assert shown(2, 1) == shown(4, 1) == ""

    workspace.run(set_round, round_=Round.FIRST, points={leaf.guid: Decimal("0.5")}, by="Sở", comment="thiếu")
    qtbot.waitUntil(lambda: shown(2, 1) == "0,50")
    rounds.table.setCurrentIndex(rounds.model.index(2, FIRST + 1))
    QTest.keyClick(rounds.table, Qt.Key.Key_Delete)
    qtbot.waitUntil(lambda: shown(2, 1) == "")
    assert "thiếu" in rounds.said.text()
    rounds.hide()


def test_results_cannot_be_typed_where_nothing_can_be_kept(qtbot: QtBot, workspace: Workspace, sample: Path) -> None:
    second = Workspace()
    second.open(sample)  # the first one has the file
    owner = QMainWindow()
    qtbot.addWidget(owner)
    shown = ResultsDialog(second, INDEX, "PAR INDEX", owner)
    shown.lives_on = True
    assert second.read_only and not workspace.read_only
    assert all(field.isReadOnly() for field in (shown.office, shown.points, shown.rank, shown.decision, shown.goal))
    second.close()


def test_the_sample_scores_what_its_figures_tell(workspace: Workspace) -> None:
    assert workspace.dossier is not None
    set_guid, _leaf = scored_leaf(workspace)
    found = {one.code: one for one in read_proposals(workspace.dossier, set_guid)}
    for code in ("3.3", "3.6", "7.2", "7.3", "7.5"):
        points, stands = found[code].points, found[code].stands
        assert points is not None and rounded(points, 2) == stands, code
    assert found["1.1.3"].above  # claims the whole plan as done
    (reach,) = (one for one in read_reachable(workspace.dossier, set_guid) if one.code == "3.3")
    assert reach.ease > 1  # 5,80 stand and 5,8002 are worked out: nothing is won by scoring again
