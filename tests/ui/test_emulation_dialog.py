"""The window of emulation movements: from a new movement to the papers of its dossier."""

import pytest
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QLineEdit

from cchc_desktop.services.emulation import movements
from cchc_desktop.services.emulation.movement_views import read_movement, read_movements
from cchc_desktop.services.papers import plans
from cchc_desktop.ui.dialogs.emulation.dialog import EmulationDialog
from cchc_desktop.ui.workspace import Workspace


def paste(dialog: EmulationDialog, page: int, row: int, column: int, block: str) -> None:
    dialog.tabs.setCurrentIndex(page)
    table = (dialog.target_page, dialog.result_page)[page - 1].table
    table.setCurrentIndex(table.model().index(row, column))
    QGuiApplication.clipboard().setText(block)
    table.paste_cells()
    QGuiApplication.processEvents()  # what is kept is read again


def test_a_movement_to_its_dossier(workspace: Workspace, monkeypatch: pytest.MonkeyPatch) -> None:
    opened: list[str] = []
    dialog = EmulationDialog(workspace, opened.append)
    dialog.show()
    assert not dialog.tabs.isEnabled()
    dialog.new.click()
    dialog.title_page.title.setText("Nêu gương trong cải cách hành chính")
    dialog.title_page.most.setValue(1)
    dialog.keep_typed()

    paste(dialog, 1, 0, 0, "Thủ tục hành chính\tMột cửa\tHồ sơ đúng hạn tối thiểu 99%\nCông vụ\t\tKhông có kỷ luật")
    dialog.title_page.draft.click()
    paste(dialog, 2, 0, 0, "Tổ Một cửa\ttập thể\nNguyễn Văn An\tcá nhân")
    paste(dialog, 2, 0, 5, "99,5\tđạt\n98\tđạt")
    paste(dialog, 2, 0, 3, "x\t7/7")
    assert dialog.result_page.table.model().index(0, 2).data() == "Đạt tất cả"
    assert dialog.result_page.table.model().index(1, 2).data() == "Chưa đạt hết"
    assert "Không đề nghị thêm được nữa" in dialog.result_page.summary.text()
    failed: list[str] = []
    workspace.failed.connect(lambda error: failed.append(str(error)))
    paste(dialog, 2, 1, 3, "x")
    assert failed and "không quá 1" in failed[0]
    paste(dialog, 2, 1, 4, "9/7")
    assert "9 phiếu đồng ý trên 7" in dialog.result_page.said.text()

    dialog.tabs.setCurrentIndex(3)
    dialog.award_page.achievement.setPlainText("- Trả kết quả tại nhà.")
    dialog.award_page.achievement.document().setModified(True)
    dialog.award_page.make.click()
    assert workspace.dossier is not None
    view = read_movement(workspace.dossier, dialog.movements.currentData())
    assert view.movement.title == "Nêu gương trong cải cách hành chính" and view.movement.most_rewarded == 1
    assert view.rewarded[0].achievement == "- Trả kết quả tại nhà."
    assert len(view.papers) == 6 and dialog.award_page.make.text() == "Mở hồ sơ"  # the plan too
    count = len(plans.read_plans(workspace.dossier, 2026))
    dialog.award_page.make.click()
    assert opened == [view.papers[1].plan_guid] or opened[0] in {one.plan_guid for one in view.papers}
    assert len(plans.read_plans(workspace.dossier, 2026)) == count
    workspace.undo()
    assert len(plans.read_plans(workspace.dossier, 2026)) == count - 5
    dialog.close()


def test_a_title_typed_is_kept_when_the_window_is_left(workspace: Workspace) -> None:
    workspace.run(movements.create_movement, year=workspace.year)
    dialog = EmulationDialog(workspace)
    dialog.show()
    field: QLineEdit = dialog.title_page.title
    field.selectAll()
    field.insert("Thi đua mới")
    dialog.close()
    assert workspace.dossier is not None
    assert [row.title for row in read_movements(workspace.dossier, workspace.year)] == ["Thi đua mới"]
