"""Data with tags in it is shown as it was typed, everywhere: tooltips, labels, messages, lists."""

import html
from collections.abc import Iterator

import pytest
from PySide6.QtCore import QAbstractListModel, QModelIndex, QPoint, Qt
from PySide6.QtWidgets import QAbstractItemView, QApplication, QLabel, QMessageBox, QTextBrowser, QToolTip, QWidget
from pytestqt.qtbot import QtBot

from cchc_desktop.models.evidence import Evidence
from cchc_desktop.models.exchange import PackageLog
from cchc_desktop.models.index import Criterion
from cchc_desktop.models.office import Receiver, Unit
from cchc_desktop.models.paper import OfficialDocument
from cchc_desktop.models.plan import Section
from cchc_desktop.models.report import Figure, OutlineItem
from cchc_desktop.models.task import Task, TaskGroup
from cchc_desktop.services.reporting import reports
from cchc_desktop.ui.dialogs.office_profile import OfficeProfileDialog
from cchc_desktop.ui.dialogs.parts.ask import AskPartsDialog
from cchc_desktop.ui.main_window import MainWindow
from cchc_desktop.ui.workspace import Workspace

TAG = '<img src="file:///khong-co.png"><b>đậm</b> '
TEXTS = (
    (Task, ("text", "lead_text", "coordination_text", "result")),
    (TaskGroup, ("title",)),
    (Section, ("title",)),
    (OutlineItem, ("title", "guidance")),
    (Figure, ("name", "unit")),
    (Unit, ("name",)),
    (Receiver, ("name",)),
    (Evidence, ("title", "file_name")),
    (PackageLog, ("partner", "subject", "file_name")),
    (OfficialDocument, ("subject",)),
    (Criterion, ("name",)),
)


@pytest.fixture
def tagged(workspace: Workspace) -> Workspace:
    """A dossier in which every name and text begins with an image and a bold word."""
    assert workspace.dossier is not None
    with workspace.dossier.change("Thẻ") as work:
        for kind, names in TEXTS:
            for row in work.session.query(kind):
                for name in names:
                    if getattr(row, name):
                        setattr(row, name, TAG + getattr(row, name))
    return workspace


def labels(widget: QWidget) -> Iterator[QLabel]:
    yield from (label for label in widget.findChildren(QLabel) if label.text())


def check(widget: QWidget) -> int:
    """No label of the widget makes anything of the tags; returns how many show them."""
    shown = 0
    for label in labels(widget):
        label.ensurePolished()  # as Qt does before it is first shown
        text = label.text()
        if label.textFormat() != Qt.TextFormat.PlainText:
            assert label.textFormat() == Qt.TextFormat.RichText  # said by the one who made it
            assert "<img" not in text and "<b>đậm" not in text, text
        shown += TAG.strip() in text or html.escape(TAG.strip()) in text
    for browser in widget.findChildren(QTextBrowser):
        assert '<img src="file' not in browser.toHtml()
    return shown


def tips(widget: QWidget) -> Iterator[str]:
    """What the widget and its lists say under the mouse."""
    for one in (widget, *widget.findChildren(QWidget)):
        if one.toolTip():
            yield one.toolTip()
        if isinstance(one, QAbstractItemView) and one.model() is not None:
            model = one.model()
            for row in range(min(model.rowCount(QModelIndex()), 20)):
                columns = 1 if isinstance(model, QAbstractListModel) else model.columnCount(QModelIndex())
                for column in range(columns):
                    tip = model.index(row, column).data(Qt.ItemDataRole.ToolTipRole)
                    if tip:
                        yield str(tip)


def shown_tip(text: str, widget: QWidget) -> QLabel:
    QToolTip.hideText()
    QToolTip.showText(QPoint(5, 5), text, widget)
    return next(
        label
        for label in QApplication.topLevelWidgets()
        if isinstance(label, QLabel) and label.metaObject().className() == "QTipLabel" and label.text() == text
    )


def test_all_tabs_show_tags_as_they_were_typed(qtbot: QtBot, tagged: Workspace, window: MainWindow) -> None:
    shown, seen = 0, set()
    for name in ("overview", "plan", "frame", "report", "index", "exchange"):
        window.show_tab(name)
        QApplication.processEvents()
        shown += check(window)
        seen |= {tip for tip in tips(window) if TAG.strip() in tip}
    assert shown > 5 and seen
    for tip in list(seen)[:5]:
        assert shown_tip(tip, window).textFormat() == Qt.TextFormat.PlainText


def test_dialogs_show_tags_as_they_were_typed(qtbot: QtBot, tagged: Workspace, window: MainWindow) -> None:
    dossier = tagged.dossier
    assert dossier is not None
    report = next(row for row in reports.read_reports(dossier, 2026) if row.period == "2026-9M")
    made: list[QWidget] = [
        AskPartsDialog(tagged, report, (), window),
        OfficeProfileDialog(window, tagged),
    ]
    for dialog in made:
        qtbot.addWidget(dialog)
        dialog.show()
        check(dialog)
        for tip in tips(dialog):
            assert shown_tip(tip, dialog).textFormat() == Qt.TextFormat.PlainText


def test_a_message_box_that_says_nothing_of_its_format_is_plain(qtbot: QtBot, look: None) -> None:
    box = QMessageBox()
    qtbot.addWidget(box)
    box.setText(TAG)
    box.setInformativeText(TAG)
    box.show()
    assert {label.textFormat() for label in labels(box)} == {Qt.TextFormat.PlainText}
