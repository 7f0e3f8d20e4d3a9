"""A year of an index through its windows: from the province's sheet to the plan of the next year, and that year."""

from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path
from typing import TypeVar
from zipfile import ZipFile

import pytest
from openpyxl import Workbook
from PySide6.QtWidgets import QApplication, QLineEdit
from pytestqt.qtbot import QtBot

from cchc_desktop.models.index_rows import CriterionRow
from cchc_desktop.options import Options
from cchc_desktop.rules.index_rounds import Round
from cchc_desktop.services.papers.plans import read_plan, read_plans
from cchc_desktop.ui import alerts
from cchc_desktop.ui.dialogs.base import Dialog
from cchc_desktop.ui.dialogs.criteria.compare import CompareSetsDialog
from cchc_desktop.ui.dialogs.criteria.preview import CriteriaPreview
from cchc_desktop.ui.dialogs.index import proof
from cchc_desktop.ui.dialogs.index.proof import MissingProofDialog
from cchc_desktop.ui.dialogs.index.proposed import ProposedScoresDialog
from cchc_desktop.ui.dialogs.index.rounds import RoundsDialog
from cchc_desktop.ui.dialogs.index.winning_back import WinningBackDialog
from cchc_desktop.ui.main_window import MainWindow
from cchc_desktop.ui.table_models.rounds import FIRST, ROUNDS
from cchc_desktop.ui.tabs.index.tab import IndexTab
from cchc_desktop.ui.widgets.calm import CalmCombo
from cchc_desktop.ui.workspace import Workspace
from tests.services.helpers import YEAR, new_dossier
from tests.ui.conftest import wait_for_jobs

SHEET = (
    ("TT", "Tiêu chí", "Điểm tối đa", "Cách chấm điểm", "Tài liệu kiểm chứng"),
    ("I", "Chỉ đạo, điều hành", 4, "", ""),
    ("1.1", "Ban hành kế hoạch", 2, "Ban hành đúng thời hạn: 2; ban hành chậm: 1; không ban hành: 0", "Kế hoạch"),
    ("1.2", "Thực hiện kế hoạch", 2, "Từ 98% trở lên: 2; từ 95% đến dưới 98%: 1; dưới 95%: 0", "Báo cáo"),
    ("II", "Thủ tục hành chính", 6, "", ""),
    ("2.1", "Hồ sơ giải quyết đúng hạn", 4, "Từ 98% trở lên: 4; từ 95% đến dưới 98%: 2; dưới 95%: 0", "Số liệu"),
    ("2.2", "Công khai thủ tục hành chính", 2, "Công khai đầy đủ: 2; không đầy đủ: 0", "Ảnh chụp"),
    ("", "TỔNG CỘNG", 10, "", ""),
)


Window = TypeVar("Window", bound=Dialog)


@pytest.fixture
def window(qtbot: QtBot, look: None, tmp_path: Path) -> Iterator[MainWindow]:
    """The window on a dossier that has a year and nothing else."""
    new_dossier(tmp_path / "xa").close()
    workspace = Workspace()
    workspace.open(tmp_path / "xa" / "xa.cchc")
    made = MainWindow(workspace, Options())
    qtbot.addWidget(made)
    made.resize(1366, 698)
    made.show()
    made.show_tab("index")
    yield made
    workspace.close()


def index_tab(window: MainWindow) -> IndexTab:
    made = window.tab("index")
    assert isinstance(made, IndexTab)
    return made


def opened(kind: type[Window]) -> Window:
    """The window of this kind that stands open."""
    return next(one for one in QApplication.topLevelWidgets() if isinstance(one, kind) and one.isVisible())


def lines(tab: IndexTab) -> dict[str, CriterionRow]:
    """The lines that are shown, by their codes."""
    assert tab.view is not None
    return {row.code: row for row in tab.view.criteria}


def take_sheet(tab: IndexTab, folder: Path, qtbot: QtBot) -> None:
    """The sheet of the province comes in, its rules read from their words."""
    book = Workbook()
    assert book.active is not None
    for row in SHEET:
        book.active.append(row)
    book.save(folder / "Bo tieu chi 2026.xlsx")
    tab.take_file(folder / "Bo tieu chi 2026.xlsx")
    wait_for_jobs(qtbot)
    preview = opened(CriteriaPreview)
    assert not preview.only_doubts.isEnabled()  # nothing in doubt
    preview.accept()
    assert [code for code, row in lines(tab).items() if row.is_leaf and row.scoring] == ["1.1", "1.2", "2.1", "2.2"]


def type_values(tab: IndexTab, values: dict[str, str]) -> None:
    """What the rules ask for, typed or chosen beside the tree."""
    for code, value in values.items():
        tab.show_guid(lines(tab)[code].guid)
        field = tab.detail.scoring.inputs.first_field()
        if isinstance(field, CalmCombo):
            assert field.findText(value) > 0, [field.itemText(n) for n in range(field.count())]
            field.setCurrentIndex(field.findText(value))
            field.activated.emit(field.currentIndex())
        else:
            assert isinstance(field, QLineEdit)
            field.setText(value)
            field.setModified(True)
            field.editingFinished.emit()


def score(tab: IndexTab) -> None:
    """Taken from the rules in one step."""
    tab.on_set.proposed.trigger()
    proposed = opened(ProposedScoresDialog)
    proposed.take()
    proposed.close()


def prove(tab: IndexTab, folder: Path, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot) -> None:
    """A file for three, an explanation for the fourth, and all of it in the pack."""
    tab.on_set.proof.trigger()
    missing = opened(MissingProofDialog)
    assert [line.code for line in missing._lines] == ["1.1", "1.2", "2.1", "2.2"]
    for code in ("1.1", "1.2", "2.1"):
        (folder / f"{code}.pdf").write_bytes(b"%PDF-1.7 " + code.encode())
        tab.show_guid(lines(tab)[code].guid)
        tab.detail.proof.add_file(folder / f"{code}.pdf")
    assert [line.code for line in missing._lines] == ["2.2"]
    tab.show_guid(lines(tab)["2.2"].guid)
    tab.detail.explanation.setPlainText("Niêm yết tại bộ phận một cửa")
    tab.detail.commit_editing()
    assert missing._lines == []
    monkeypatch.setattr(proof, "ask_output", lambda *_asked: folder / "minh chung.zip")
    told: list[str] = []
    monkeypatch.setattr(alerts, "ask", lambda _over, _title, words, *_ways: told.append(words))
    missing.write_pack()
    wait_for_jobs(qtbot)
    assert "Còn" not in told[0]
    names = ZipFile(folder / "minh chung.zip").namelist()
    assert [code for code in ("1.1", "1.2", "2.1", "2.2") if any(code in name for name in names)] == [
        "1.1",
        "1.2",
        "2.1",
    ]
    missing.close()


def appraise(tab: IndexTab, qtbot: QtBot) -> None:
    """The council gives less for one line."""
    tab.on_set.rounds.trigger()
    rounds = opened(RoundsDialog)
    place = next(row for row in range(rounds.model.rowCount()) if line_code(rounds, row) == "2.1")
    assert rounds.model.setData(rounds.model.index(place, FIRST + ROUNDS.index(Round.FIRST)), "1,5")
    qtbot.waitUntil(lambda: lines(tab)["2.1"].appraised == Decimal("1.5"))
    assert "8,00" in rounds.summary.text() and "7,50" in rounds.summary.text()
    rounds.only_different.setChecked(True)
    assert [line_code(rounds, row) for row in range(rounds.model.rowCount())] == ["II", "2.1"]
    rounds.close()


def line_code(rounds: RoundsDialog, row: int) -> str:
    line = rounds.model.line_of(rounds.model.index(row, 0))
    return line.code if line is not None else ""


def plan_next_year(window: MainWindow, qtbot: QtBot) -> None:
    """What was lost becomes the plan of the next year, each task with its criterion."""
    tab = index_tab(window)
    tab.on_set.winning_back.trigger()
    lost = opened(WinningBackDialog)
    assert sorted((line.code, line.lost) for line in lost._lines) == [("2.1", Decimal("2.5"))]
    lost.draft()
    workspace = window.workspace
    assert (workspace.year, window.current_tab) == (YEAR + 1, "plan")
    assert workspace.dossier is not None
    ((guid, *_rest),) = [(plan.guid,) for plan in read_plans(workspace.dossier, YEAR + 1)]
    made = read_plan(workspace.dossier, guid)
    assert any("2.1" in task.text or "đúng hạn" in task.text for task in made.tasks)


def next_year(window: MainWindow, qtbot: QtBot) -> None:
    """The set goes on without its scores, differs in its name alone, and the years stand side by side."""
    window.show_tab("index")
    tab = index_tab(window)
    tab.copy_last_year()
    found = lines(tab)
    assert found["2.1"].self_score is None and found["2.1"].scoring and found["2.1"].last_year == Decimal("1.5")
    assert tab.view is not None
    compared = CompareSetsDialog(window.workspace, tab.view.guid, window)
    qtbot.addWidget(compared)
    assert compared.table.rowCount() == 1  # of a copy nothing differs but the year in the set's name
    type_values(tab, {"2.1": "99"})
    score(tab)
    assert lines(tab)["2.1"].self_score == Decimal(4)
    shown = tab.detail.chart.accessibleDescription()
    assert f"{YEAR}: 58,33%" in shown and f"{YEAR + 1}: 66,67%" in shown


def test_a_year_of_an_index(window: MainWindow, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot) -> None:
    tab = index_tab(window)
    take_sheet(tab, tmp_path, qtbot)
    type_values(tab, {"1.1": "đúng hạn", "1.2": "98,5", "2.1": "97,99", "2.2": "Có"})
    score(tab)
    assert tab.summary.score.text() == "8,00"
    assert [lines(tab)[code].self_score for code in ("1.1", "1.2", "2.1", "2.2")] == [2, 2, 2, 2]
    prove(tab, tmp_path, monkeypatch, qtbot)
    appraise(tab, qtbot)
    plan_next_year(window, qtbot)
    next_year(window, qtbot)
