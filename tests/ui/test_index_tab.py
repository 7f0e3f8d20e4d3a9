"""The index tab: scores typed into the tree, what they come to, what mends a loss."""

import unicodedata
from decimal import Decimal
from pathlib import Path

import pytest
from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import QLineEdit, QPushButton
from pytestqt.qtbot import QtBot
from sqlalchemy import select

from cchc_desktop.models.index import Score
from cchc_desktop.models.index_rows import CriterionRow
from cchc_desktop.services import evidence
from cchc_desktop.services.papers.plans import read_plan, read_plans
from cchc_desktop.services.scoring import indices
from cchc_desktop.storage.changes import Change
from cchc_desktop.storage.dossier import Dossier
from cchc_desktop.ui import alerts
from cchc_desktop.ui.dialogs.criteria.compare import CompareSetsDialog
from cchc_desktop.ui.table_models.criteria_tree import CriteriaColumn, CriteriaTree
from cchc_desktop.ui.tabs.index.summary import grade_role
from cchc_desktop.ui.tabs.index.tab import IndexTab
from cchc_desktop.ui.workspace import Workspace


@pytest.fixture
def tab(qtbot: QtBot, workspace: Workspace) -> IndexTab:
    made = IndexTab(workspace)
    qtbot.addWidget(made)
    workspace.changed.connect(made.rows_changed)
    workspace.dossier_changed.connect(made.reload)
    made.resize(1366, 636)
    made.show()
    made.reload()
    return made


def place(tab: IndexTab, code: str, column: int = 0) -> QModelIndex:
    def walk(parent: QModelIndex) -> QModelIndex:
        for row in range(tab.model.rowCount(parent)):
            index = tab.model.index(row, 0, parent)
            found = tab.model.row_of(index)
            if found is not None and found.code == code:
                return index
            below = walk(index)
            if below.isValid():
                return below
        return QModelIndex()

    index = walk(QModelIndex())
    return index.siblingAtColumn(column)


def row(tab: IndexTab, code: str) -> CriterionRow:
    found = tab.model.row_of(place(tab, code))
    assert found is not None
    return found


def test_the_model_keeps_qts_rules(workspace: Workspace) -> None:
    assert workspace.dossier is not None
    model = CriteriaTree()
    QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    view = indices.read_index(workspace.dossier, indices.read_sets(workspace.dossier, 2026)[0][0])
    model.show_view(view)
    assert model.rowCount() == 9
    model.show_view(view, only_lost=True)
    assert 0 < model.rowCount() < 9
    model.show_view(None)
    assert model.rowCount() == 0


@pytest.mark.parametrize(
    ("names", "roles"),
    [
        (("Yếu", "Trung bình", "Khá", "Tốt", "Xuất sắc"), "late soon soon done done"),
        (("Kém", "Yếu"), "late soon"),
        (("Kém", "Yếu", "Trung bình", "Khá"), "late soon soon done"),
        (("Không đạt", "Đạt"), "late done"),
    ],
)
def test_a_weak_grade_is_never_green(names: tuple[str, ...], roles: str) -> None:
    assert [grade_role(name, names) for name in names] == [f"strong-{role}" for role in roles.split()]


def test_the_summary_says_points_band_and_what_is_missing(tab: IndexTab) -> None:
    assert tab.summary.score.text() == "84,50"
    assert tab.summary.band.text() == "Tốt"
    assert "5,50" in tab.summary.next_band.text()
    assert tab.summary.last_year.text() == "Năm 2025: 81,20"


def test_a_score_is_typed_into_the_tree_and_taken_back(tab: IndexTab, workspace: Workspace, qtbot: QtBot) -> None:
    index = place(tab, "7.2", CriteriaColumn.SELF)
    tab.tree.setCurrentIndex(index)
    tab.tree.edit(index)
    editor = tab.tree.findChild(QLineEdit)
    assert editor is not None
    editor.selectAll()
    qtbot.keyClicks(editor, "3,5")
    qtbot.keyClick(editor, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: row(tab, "7.2").self_score == Decimal("3.5"))
    assert tab.summary.score.text() == "85,20"
    assert tab.tree.currentIndex().siblingAtColumn(0) == place(tab, "7.3")
    workspace.undo()
    assert tab.summary.score.text() == "84,50"


def test_too_many_points_are_refused_and_nothing_changes(tab: IndexTab, workspace: Workspace, qtbot: QtBot) -> None:
    assert not tab.model.setData(place(tab, "7.2", CriteriaColumn.SELF), "4,5")
    assert "7.2" in tab.model.refusal(place(tab, "7.2", CriteriaColumn.SELF), "4,5")
    assert row(tab, "7.2").self_score == Decimal("2.8")


def test_letters_are_no_points(tab: IndexTab, workspace: Workspace, qtbot: QtBot) -> None:
    assert not tab.model.setData(place(tab, "7.2", CriteriaColumn.SELF), "hai")
    assert "hai" in tab.model.refusal(place(tab, "7.2", CriteriaColumn.SELF), "hai")


def test_the_detail_explains_and_keeps_what_is_typed(tab: IndexTab, workspace: Workspace) -> None:
    tab.tree.setCurrentIndex(place(tab, "7.2"))
    tab.detail.explanation.setPlainText("Đã giao chỉ tiêu cho từng thôn.")
    tab.tree.setCurrentIndex(place(tab, "7.3"))
    assert row(tab, "7.2").explanation == "Đã giao chỉ tiêu cho từng thôn."
    assert workspace.can_undo


def test_not_applicable_shrinks_the_maximum(tab: IndexTab, qtbot: QtBot) -> None:
    tab.tree.setCurrentIndex(place(tab, "7.7"))
    tab.detail.applicable.click()
    assert not row(tab, "7.7").applicable
    assert tab.summary.of.text().startswith("/99")


def test_evidence_and_a_mending_task_are_added(tab: IndexTab, workspace: Workspace, tmp_path: Path) -> None:
    file = tmp_path / "Biên bản đánh giá ISO.txt"
    file.write_text("Đạt", encoding="utf-8")
    tab.tree.setCurrentIndex(place(tab, "5.6"))
    before = row(tab, "5.6")
    tab.detail.proof.add_file(file)
    tab.detail.link_task(tab.detail._tasks()[0].guid)
    after = row(tab, "5.6")
    assert after.evidence_count == before.evidence_count + 1
    assert len(after.task_guids) == len(before.task_guids) + 1
    assert workspace.dossier is not None
    assert evidence.read_evidence(workspace.dossier, after.guid)[-1].file_name == "Biên bản đánh giá ISO.txt"


def test_only_losses(tab: IndexTab) -> None:
    tab.only_lost.setChecked(True)
    assert not place(tab, "7.1").isValid()
    assert place(tab, "7.2").isValid()


def test_a_year_without_a_set_offers_one(tab: IndexTab, workspace: Workspace) -> None:
    from cchc_desktop.services.scoring.criteria_edits import set_head
    from cchc_desktop.services.years import add_year

    assert tab.view is not None
    workspace.run(set_head, set_guid=tab.view.guid, title="Bộ tiêu chí năm 2026")
    workspace.run(add_year, year=2027)
    workspace.set_year(2027)
    tab.reload()
    assert tab.empty.isVisible()
    tab.copy_last_year()
    (shown,) = tab.window().findChildren(CompareSetsDialog)
    assert shown.isVisible() and "2026" in shown.other.currentText()
    changes = [shown.table.item(place, 2) for place in range(shown.table.rowCount())]
    assert any(item is not None and "2026 → " in item.text() and item.text().endswith("2027") for item in changes)
    shown.close()
    assert not tab.empty.isVisible()
    assert row(tab, "7.2").self_score is None
    assert row(tab, "7.2").last_year == Decimal("2.8")


def test_marks_typed_apart_are_kept_together_and_written_once(tab: IndexTab, workspace: Workspace) -> None:
    tab.show_guid(row(tab, "7.2").guid)
    tab.detail.explanation.setPlainText(unicodedata.normalize("NFD", "Đã vượt chỉ tiêu tỉnh giao"))
    tab.commit_editing()
    assert row(tab, "7.2").explanation == "Đã vượt chỉ tiêu tỉnh giao"
    tab.commit_editing()
    workspace.undo()
    assert row(tab, "7.2").explanation != "Đã vượt chỉ tiêu tỉnh giao"
    assert not workspace.can_undo


def test_a_dossier_that_can_only_be_read_offers_nothing_that_writes(tab: IndexTab, sample: Path, qtbot: QtBot) -> None:
    reader = Workspace()
    reader.open(sample)  # the fixture's workspace holds the lock
    assert reader.read_only
    made = IndexTab(reader)
    qtbot.addWidget(made)
    made.reload()
    offered = [action.text() for action in made.menu_actions() if action is not None and action.isEnabled()]
    looking = ["Tài liệu kiểm chứng trước khi khóa…", "Các vòng chấm điểm…", "Các năm, các đơn vị, mục tiêu…"]
    assert offered == [*looking, "Chỉ tiêu qua các năm…", "Khảo sát hài lòng (SIPAS)…", "Thi đua, khen thưởng…", "Xuất"]
    adding = [found for found in made.detail.findChildren(QPushButton) if found.text().startswith("Thêm")]
    assert len(adding) == 2
    assert not any(found.isEnabled() for found in adding)
    reader.close()


def test_a_small_window_gives_up_words_before_it_cuts_them(tab: IndexTab, qtbot: QtBot) -> None:
    tab.resize(1093, 500)
    tab.reload()
    assert tab.sets.width() >= tab.sets.minimumSizeHint().width()
    assert tab.detail.widget().width() <= tab.detail.viewport().width()
    assert not tab.summary.next_band.isVisible()


def test_points_above_the_maximum_are_told(tab: IndexTab, monkeypatch: pytest.MonkeyPatch) -> None:
    told: list[str] = []
    monkeypatch.setattr(alerts, "show_note", lambda _parent, _title, text: told.append(text))
    assert not tab.summary.doubts.isVisible()
    leaf = row(tab, "7.2")
    # Typed points are held to the maximum; a sheet that is taken in may hold anything.
    tab.workspace.run(_too_many, criterion_guid=leaf.guid)
    assert tab.summary.doubts.text() == "1 chỗ chưa khớp"
    tab.summary.doubts.click()
    assert "7.2" in told[0]
    tab.workspace.undo()
    assert not tab.summary.doubts.isVisible()


def _too_many(dossier: Dossier, *, criterion_guid: str) -> Change:
    with dossier.change("Import criteria") as work:
        work.session.scalars(select(Score).where(Score.criterion_guid == criterion_guid)).one().self_score = Decimal(99)
    return work.change


def test_the_self_scoring_report_is_begun_from_the_scores(tab: IndexTab, workspace: Workspace, qtbot: QtBot) -> None:
    action = next(action for action in tab.menu_actions() if action is not None and action.text() == "Báo cáo tự chấm")
    with qtbot.waitSignal(tab.navigate) as led:
        action.trigger()
    assert led.args[0] == "plan"
    assert workspace.dossier is not None
    made = read_plan(workspace.dossier, led.args[1])
    assert "đạt 84,5%, xếp loại Tốt" in made.sections[0].body
    papers = read_plans(workspace.dossier, 2026)
    with qtbot.waitSignal(tab.navigate) as again:
        action.trigger()
    assert again.args == led.args
    assert read_plans(workspace.dossier, 2026) == papers
    workspace.undo()
    assert all(plan.guid != made.plan.guid for plan in read_plans(workspace.dossier, 2026))
