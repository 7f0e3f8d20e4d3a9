"""The window of targets over years: typed and pasted like a sheet, filled from a source, printed with the paper."""

from decimal import Decimal

from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit

from cchc_desktop.models.plan_rows import TargetRow
from cchc_desktop.services.papers import plans, targets
from cchc_desktop.ui.dialogs.targets import TargetsDialog
from cchc_desktop.ui.workspace import Workspace


def rows(workspace: Workspace, dialog: TargetsDialog) -> tuple[TargetRow, ...]:
    assert workspace.dossier is not None
    return targets.read_targets(workspace.dossier, dialog.papers.currentData())


def close_editors(dialog: TargetsDialog) -> None:
    if dialog.table.is_typing():
        (*_closed, editor) = dialog.table.viewport().findChildren(QLineEdit)
        QTest.keyClick(editor, Qt.Key.Key_Escape)
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


def choose(dialog: TargetsDialog, row: int, title: str) -> None:
    close_editors(dialog)
    titles = [dialog.model.headerData(n, Qt.Orientation.Horizontal) for n in range(dialog.model.columnCount())]
    dialog.table.setCurrentIndex(dialog.model.index(row, titles.index(title)))


def typed(dialog: TargetsDialog, words: str) -> None:
    dialog.table.edit(dialog.table.currentIndex())
    editor = dialog.table.viewport().findChild(QLineEdit)
    assert isinstance(editor, QLineEdit)
    editor.selectAll()
    editor.insert(words)
    QTest.keyClick(editor, Qt.Key.Key_Return)


def test_a_year_of_targets(workspace: Workspace, qtbot: object) -> None:
    dialog = TargetsDialog(workspace)
    dialog.show()
    count = len(rows(workspace, dialog))

    choose(dialog, count, "Chỉ tiêu")  # the empty line below the last one
    typed(dialog, "Hồ sơ trả trước hạn đạt tối thiểu 60%")
    assert rows(workspace, dialog)[-1].value == Decimal(60)
    assert dialog.model.rowCount() == count + 2

    choose(dialog, count, "Đạt 2026")
    typed(dialog, "rất nhiều")
    assert "rất nhiều" in dialog.said.text() and dialog.table.is_typing()
    QGuiApplication.clipboard().setText("55; ước 61")
    choose(dialog, count, "Đạt 2026")
    dialog.table.paste_cells()
    choose(dialog, count, "Tình trạng")
    assert dialog.table.currentIndex().data() == "Có khả năng đạt"

    QGuiApplication.clipboard().setText("Số hóa hồ sơ khác\t≥ 90%\nViệc khác\ttop 5")
    choose(dialog, count + 1, "Chỉ tiêu")
    dialog.table.paste_cells()
    assert [row.text for row in rows(workspace, dialog)][count:] == [
        "Hồ sơ trả trước hạn đạt tối thiểu 60%",
        "Số hóa hồ sơ khác",
        "Việc khác",
    ]
    workspace.undo()
    assert len(rows(workspace, dialog)) == count + 1

    choose(dialog, 0, "Chỉ tiêu")
    dialog.source.setCurrentIndex(dialog.source.findData("tasks"))
    dialog.source.activated.emit(dialog.source.currentIndex())
    (value,) = rows(workspace, dialog)[0].values
    assert value.year == 2026 and value.actual is not None and value.note.startswith("Theo kết quả")

    dialog.as_appendix.click()
    assert workspace.dossier is not None
    assert plans.read_plan(workspace.dossier, dialog.papers.currentData()).with_targets
    dialog.close()
