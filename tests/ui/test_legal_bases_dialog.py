"""The list of legal bases as officers use it: search, marks, insertion in order, their own papers, the warning."""

from datetime import date

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QApplication, QListWidgetItem
from pytestqt.qtbot import QtBot

from cchc_desktop.services.papers.legal_bases import read_legal_bases
from cchc_desktop.services.papers.papers import set_paper_lines
from cchc_desktop.ui.dialogs.legal_bases import BasesDialog
from cchc_desktop.ui.dialogs.legal_basis import LegalBasisDialog
from cchc_desktop.ui.main_window import MainWindow
from cchc_desktop.ui.tabs.plan.forms import HeadPane
from cchc_desktop.ui.tabs.plan.nodes import NodeKind
from cchc_desktop.ui.tabs.plan.tab import PlanTab
from cchc_desktop.ui.workspace import Workspace

TODAY = date(2026, 9, 8)
OLD = "Luật Tổ chức chính quyền địa phương ngày 19 tháng 6 năm 2015"


@pytest.fixture
def dialog(qtbot: QtBot, workspace: Workspace) -> BasesDialog:
    made = BasesDialog(workspace, TODAY)
    qtbot.addWidget(made)
    made.show()
    return made


@pytest.fixture
def tab(qtbot: QtBot, window: MainWindow) -> PlanTab:
    window.show_tab("plan")
    found = window.tab("plan")
    assert isinstance(found, PlanTab)
    return found


def shown(dialog: BasesDialog) -> list[QListWidgetItem]:
    items = [dialog.list.item(place) for place in range(dialog.list.count())]
    return [item for item in items if not item.isHidden()]


def test_search_without_diacritics_and_marks_in_words(dialog: BasesDialog) -> None:
    dialog.search.setText("to chuc chinh quyen dia phuong 2015")
    (old,) = shown(dialog)
    assert old.text().startswith(OLD)
    assert "Hết hiệu lực" in old.text() and "28/02/2025" in old.text() and "thay bằng" in old.text()
    dialog.in_force_only.setChecked(True)
    assert shown(dialog) == []
    dialog.search.setText("30/2020")
    assert "Có hiệu lực từ 05/3/2020" in shown(dialog)[0].text()


def test_an_expired_choice_is_told_before_it_is_inserted(dialog: BasesDialog, workspace: Workspace) -> None:
    dialog.search.setText("2015")
    for item in shown(dialog):
        item.setCheckState(Qt.CheckState.Checked)
    assert len(dialog.chosen()) == 3
    labels = [child.text() for child in dialog.findChildren(type(dialog._said))]
    assert any("3 căn cứ đã chọn hết hiệu lực vào ngày 08/9/2026" in text for text in labels)
    assert not workspace.can_undo  # looking is no step


def test_several_are_chosen_by_keyboard_in_the_order_of_force(qtbot: QtBot, dialog: BasesDialog) -> None:
    dialog.search.setText("nghi dinh 118")
    qtbot.keyClick(dialog.search, Qt.Key.Key_Down)
    qtbot.keyClick(dialog.list, Qt.Key.Key_Space)
    dialog.search.setText("nghi dinh 150")  # what is ticked stays
    qtbot.keyClick(dialog.list, Qt.Key.Key_Down)
    qtbot.keyClick(dialog.list, Qt.Key.Key_Space)
    chosen = dialog.chosen()
    assert [text[:27] for text in chosen] == ["Nghị định số 118/2025/NĐ-CP", "Nghị định số 150/2025/NĐ-CP"]


def test_ones_own_paper_is_added_edited_and_removed(qtbot: QtBot, workspace: Workspace) -> None:
    assert workspace.dossier is not None
    bundled = len(read_legal_bases(workspace.dossier))
    new = LegalBasisDialog(workspace, text="Kế hoạch số 12/KH-UBND của UBND tỉnh An Bình")
    qtbot.addWidget(new)
    new.valid_from.line.setText("nay")
    new.accept()
    row = read_legal_bases(workspace.dossier)[-1]
    assert row.valid_from == TODAY and row.valid_to is None
    edit = LegalBasisDialog(workspace, row)
    qtbot.addWidget(edit)
    edit.valid_to.show_date(TODAY)
    edit.replaced_by.setText("Kế hoạch số 40/KH-UBND")
    edit.accept()
    dialog = BasesDialog(workspace, date(2026, 9, 9))
    qtbot.addWidget(dialog)
    dialog.search.setText("12/kh-ubnd")
    (item,) = shown(dialog)
    assert "thay bằng Kế hoạch số 40/KH-UBND" in item.text()
    dialog.list.setCurrentItem(item)
    dialog._remove.click()
    assert len(read_legal_bases(workspace.dossier)) == bundled


def test_a_refused_paper_keeps_what_was_typed(qtbot: QtBot, workspace: Workspace) -> None:
    told: list[str] = []
    workspace.failed.connect(lambda error: told.append(str(error)))
    dialog = LegalBasisDialog(workspace, text=OLD)
    qtbot.addWidget(dialog)
    dialog.show()
    dialog.accept()
    assert dialog.isVisible() and "đã có trong danh sách" in told[0]
    assert dialog.text.lines() == (OLD,)


def test_those_chosen_go_where_they_belong(qtbot: QtBot, tab: PlanTab) -> None:
    tab.choose("head")
    pane = tab.panes[NodeKind.HEAD]
    assert isinstance(pane, HeadPane)
    before = pane.bases.lines()

    def choose() -> None:
        dialog = QApplication.activeModalWidget()
        assert isinstance(dialog, BasesDialog)
        for query in ("30/2020", "76/NQ-CP"):  # the second is cited already
            dialog.search.setText(query)
            for item in shown(dialog):
                if item.text().startswith("Nghị"):
                    item.setCheckState(Qt.CheckState.Checked)
        dialog.accept()

    QTimer.singleShot(0, tab, choose)
    tab.insert_basis()
    tab.commit_editing()
    lines = pane.bases.lines()
    assert len(lines) == len(before) + 1
    new = next(place for place, line in enumerate(lines) if "30/2020/NĐ-CP" in line)
    assert lines[new].startswith("Căn cứ Nghị định") and "Luật" in lines[new - 1]
    tab.workspace.undo()
    assert pane.bases.lines() == before


def test_the_check_list_names_a_basis_no_longer_in_force(qtbot: QtBot, tab: PlanTab) -> None:
    assert tab.view is not None and tab.view.decision is not None
    lines = [f"Căn cứ {OLD};", *tab.view.decision.legal_bases]
    tab.workspace.run(set_paper_lines, paper_guid=tab.view.decision.guid, role="legal_basis", lines=lines)
    gaps = [gap for gap in tab.notice._gaps if "hết hiệu lực" in gap.text]
    assert [gap.key for gap in gaps] == ["head"]
    assert gaps[0].text.startswith("Căn cứ thứ 1 đã hết hiệu lực, thay bằng Luật Tổ chức chính quyền địa phương")
    tab.workspace.undo()
    assert not any("hết hiệu lực" in gap.text for gap in tab.notice._gaps)
