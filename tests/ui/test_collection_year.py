"""A province of thirteen communes, from the empty collection to the decision and the packages down, in its window."""

from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QApplication, QDialog, QFileDialog, QMainWindow
from pytestqt.qtbot import QtBot

from cchc_desktop.collection.store import Collection
from cchc_desktop.exchange.package_format import PackageKind
from cchc_desktop.exchange.package_reader import read_package, verify_package
from cchc_desktop.options import Options
from cchc_desktop.services.exchange.gathering import PackageWish
from cchc_desktop.services.exchange.previewing import preview
from cchc_desktop.services.exchange.receiving import receive
from cchc_desktop.services.scoring import indices
from cchc_desktop.ui import alerts
from cchc_desktop.ui.collection.appraisal.tab import AppraisalTab
from cchc_desktop.ui.collection.received.tab import ReceivedTab
from cchc_desktop.ui.collection.rollup.tab import RollupTab
from cchc_desktop.ui.collection.window import CollectionWindow
from cchc_desktop.ui.collection_actions import CollectionActions
from cchc_desktop.ui.dialogs.base import Dialog
from cchc_desktop.ui.dialogs.collection.ask_offices import AskOfficesDialog
from cchc_desktop.ui.dialogs.collection.expected import ExpectedDialog
from cchc_desktop.ui.dialogs.collection.intake_report import IntakeReportDialog
from cchc_desktop.ui.dialogs.collection.new import NewCollectionDialog
from cchc_desktop.ui.dialogs.collection.returning import ReturnDialog, ReturnedDialog
from cchc_desktop.ui.dialogs.guide import GuideDialog
from cchc_desktop.ui.workspace import Workspace
from tests.services.packed import packed
from tests.ui.made_collection import YEAR, made_packages, settled
from tests.ui.test_access import nameless

OFFICES = 13


@pytest.fixture
def actions(qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> Iterator[CollectionActions]:
    """The menu of a main window, on a day after the year."""
    monkeypatch.setenv("CCHC_TODAY", "2026-12-20")
    told: list[str] = []
    monkeypatch.setattr(alerts, "show_error", lambda _parent, error: told.append(str(error)))
    monkeypatch.setattr(alerts, "ask", lambda *_words, **_more: told.append("asked") or False)
    main = QMainWindow()
    qtbot.addWidget(main)
    made = CollectionActions(main, Options())
    yield made
    assert made.may_leave()
    assert told == []


def shown(kind: type[Dialog]) -> Dialog:
    """The dialog of this kind that is seen."""
    (found,) = [one for one in QApplication.topLevelWidgets() if isinstance(one, kind) and one.isVisible()]
    return found


def columns(window: CollectionWindow, name: str) -> list[str]:
    """The words of a column of the table that is shown, by its head."""
    tab = window.tab("rollup")
    assert isinstance(tab, RollupTab)
    model = tab.page.model
    heads = [model.headerData(place, Qt.Orientation.Horizontal) for place in range(model.columnCount())]
    return [model.index(row, heads.index(name)).data() for row in range(model.rowCount())]


def test_a_province_goes_through_its_year(
    actions: CollectionActions, qtbot: QtBot, tmp_path: Path, workspace: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Twelve of the offices are made up; the thirteenth is a commune with its own dossier."""
    commune = workspace.dossier
    assert commune is not None
    made_packages(tmp_path / "gui", OFFICES - 1, by_paper=True)
    packed(commune, tmp_path / "gui" / "binh-minh.cchcgoi", PackageWish(YEAR))
    window = begun(actions, qtbot, tmp_path, monkeypatch)
    taken_in(window, qtbot, tmp_path / "gui")
    looked_at(window, qtbot)
    appraised(window, qtbot)
    code = appraised_one_office(window, qtbot, "UBND xã Bình Minh")
    ranked(window, qtbot)
    packages = returned(window, qtbot, tmp_path, monkeypatch)
    (own,) = [one for one in packages if verify_package(one).manifest.to == commune.guid]
    info, data = read_package(own)
    receive(commune, info=info, data=data, chosen=preview(commune, info, data).proposed)
    rows = [
        row
        for guid, _code, _title in indices.read_sets(commune, YEAR)
        for row in indices.read_index(commune, guid).criteria
    ]
    assert [row.appraised for row in rows if row.code == code and row.appraised is not None] == [Decimal("0.1")]


def begun(actions: CollectionActions, qtbot: QtBot, folder: Path, monkeypatch: pytest.MonkeyPatch) -> CollectionWindow:
    """An empty collection, from the menu."""
    target = str(folder / "Tỉnh An Bình.cchctong")
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_words, **_more: (target, ""))
    actions.new()
    dialog = shown(NewCollectionDialog)
    assert isinstance(dialog, NewCollectionDialog)
    dialog.office.setText("Sở Nội vụ tỉnh An Bình")
    dialog.superior.setText("UBND tỉnh An Bình")
    dialog.agree.click()
    settled(qtbot)
    (window,) = actions.windows
    settled(qtbot, window.space)
    assert window.windowTitle() == "Kho tổng hợp - Sở Nội vụ tỉnh An Bình"
    tab = window.tab("received")
    assert isinstance(tab, ReceivedTab)
    assert tab.model.rowCount() == 0 and tab.remind_action.isEnabled() is False
    return window


def taken_in(window: CollectionWindow, qtbot: QtBot, folder: Path) -> None:
    """A folder is dropped: whose each dossier is, is asked once; then every file has a line, twice nothing new."""
    window.receive([folder])
    settled(qtbot, window.space)
    asking = shown(AskOfficesDialog)
    assert isinstance(asking, AskOfficesDialog)
    assert len(asking.answers()) == OFFICES
    asking.agree.click()
    settled(qtbot, window.space)
    report = shown(IntakeReportDialog)
    assert isinstance(report, IntakeReportDialog)
    files = len(list(folder.glob("*.cchcgoi")))
    assert report.model.rowCount() == files
    assert {report.model.index(row, 2).data() for row in range(files)} <= {"Gói mới", "Bản mới hơn"}
    report.accept()
    window.receive([folder])
    settled(qtbot, window.space)
    again = shown(IntakeReportDialog)
    assert isinstance(again, IntakeReportDialog)
    assert {again.model.index(row, 2).data() for row in range(files)} == {"Đã có"}
    again.accept()
    settled(qtbot, window.space)


def looked_at(window: CollectionWindow, qtbot: QtBot) -> None:
    """Who sent what, and what it comes to."""
    tab = window.tab("received")
    assert isinstance(tab, ReceivedTab)
    assert tab.model.rowCount() == OFFICES
    words = {tab.model.index(row, column).data() for row in range(OFFICES) for column in range(1, 5)}
    assert "Đúng hạn" in words
    tab.edit_expected()
    settled(qtbot, window.space)
    expected = shown(ExpectedDialog)
    assert isinstance(expected, ExpectedDialog)
    for row in expected.rows[1:4]:  # the communes are small: they report on the year alone
        row.on.setChecked(False)
    expected.accept()
    settled(qtbot, window.space)
    assert not [one for one in QApplication.topLevelWidgets() if isinstance(one, ExpectedDialog)]
    tab.only_missing.setChecked(True)
    assert tab.model.rowCount() < OFFICES
    tab.only_missing.setChecked(False)
    window.search.setText("khong co don vi nay")
    assert tab.model.rowCount() == 0
    window.search.clear()
    window.show_tab("rollup")
    settled(qtbot, window.space)
    assert len(columns(window, "Đơn vị")) == OFFICES
    rollup = window.tab("rollup")
    assert isinstance(rollup, RollupTab)
    for name in ("scores", "figures"):
        rollup.show_page(name)
        settled(qtbot, window.space)
        assert rollup.page.model.rowCount() > 0, name


def appraised(window: CollectionWindow, qtbot: QtBot) -> None:
    """Points typed down a criterion, one of them refused, one criterion not assessed, a comment beside it."""
    window.show_tab("appraisal")
    settled(qtbot, window.space)
    tab = window.tab("appraisal")
    assert isinstance(tab, AppraisalTab)
    heads = [tab.model.headerData(place, Qt.Orientation.Horizontal) for place in range(tab.model.columnCount())]
    points = heads.index("Lần 1")
    assert tab.model.refusal(tab.model.index(0, points), "99")
    lines = tab.model.rowCount()
    tab.model.write([(tab.model.index(row, points), "0,25") for row in range(lines - 1)])
    tab.model.write([(tab.model.index(lines - 1, points), "x")])
    settled(qtbot, window.space)
    assert not tab.holds_typed()
    said = [tab.model.index(row, points).data() for row in range(lines)]
    assert said == ["0,25"] * (lines - 1) + ["Không đánh giá"]
    tab.table.setCurrentIndex(tab.model.index(0, points))
    settled(qtbot, window.space)
    tab.pane.comment.setPlainText("Thiếu kế hoạch.")
    tab.pane.comment.document().setModified(True)
    tab.pane.commit_editing()
    settled(qtbot, window.space)
    assert "0,25" in tab.pane.history.text() and "Thiếu kế hoạch." in tab.pane.history.text()


def appraised_one_office(window: CollectionWindow, qtbot: QtBot, name: str) -> str:
    """The first criterion of one office gets points, by the other way to appraise; returns its code."""
    tab = window.tab("appraisal")
    assert isinstance(tab, AppraisalTab)
    tab.way.setCurrentIndex(1)
    tab.way.activated.emit(1)
    settled(qtbot, window.space)
    tab.list.selectRow([row.name for row in tab.list.rows].index(name))
    settled(qtbot, window.space)
    lines = [tab.model.row(place) for place in range(tab.model.rowCount())]
    place = next(
        place for place, line in enumerate(lines) if line is not None and line.can_be_typed and not line.is_given
    )
    heads = [tab.model.headerData(column, Qt.Orientation.Horizontal) for column in range(tab.model.columnCount())]
    tab.model.setData(tab.model.index(place, heads.index("Lần 1")), "0,1")
    settled(qtbot, window.space)
    line = lines[place]
    assert line is not None
    return str(line.of.code)


def ranked(window: CollectionWindow, qtbot: QtBot) -> None:
    """Every office has its rank, the best one first."""
    window.show_tab("rollup")
    rollup = window.tab("rollup")
    assert isinstance(rollup, RollupTab)
    rollup.show_page("ranking")
    settled(qtbot, window.space)
    assert columns(window, "Thứ hạng")[0] == "1"
    shares = [Decimal(words.replace(",", ".")) for words in columns(window, "Chỉ số") if words]
    assert shares == sorted(shares, reverse=True) and len(shares) > 0


def returned(window: CollectionWindow, qtbot: QtBot, folder: Path, monkeypatch: pytest.MonkeyPatch) -> list[Path]:
    """One package down for each office of whose papers something was said, with the points in it."""
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_words, **_more: str(folder))
    window.show_tab("appraisal")
    tab = window.tab("appraisal")
    assert isinstance(tab, AppraisalTab)
    tab.send_back()
    settled(qtbot, window.space)
    dialog = shown(ReturnDialog)
    assert isinstance(dialog, ReturnDialog)
    dialog.agree.click()
    settled(qtbot, window.space)
    told = shown(ReturnedDialog)
    packages = list(folder.glob("*/*.cchcgoi"))
    packages = [one for one in packages if verify_package(one).kind == PackageKind.DOWN]
    assert isinstance(told, ReturnedDialog) and len(packages) >= OFFICES - 1
    told.accept()
    return packages


def test_a_collection_opens_by_its_file_and_comes_to_the_front_again(
    actions: CollectionActions, qtbot: QtBot, tmp_path: Path
) -> None:
    Collection.create(tmp_path / "Kho.cchctong", office_name="Sở Nội vụ").close()
    actions.open(tmp_path / "Kho.cchctong")
    settled(qtbot)
    actions.open(tmp_path / "Kho.cchctong")
    settled(qtbot)
    (window,) = actions.windows
    settled(qtbot, window.space)
    assert not any(isinstance(one, QDialog) and one.isVisible() for one in QApplication.topLevelWidgets())
    assert window.space.year == YEAR
    for name in window.tab_names:
        window.show_tab(name)
        settled(qtbot, window.space)
        assert nameless(window) == [], name
        letters = [QKeySequence.mnemonic(head.text()).toString() for head in window.menuBar().actions()]
        assert len(set(letters)) == len(letters) and all(letters)


def test_the_windows_are_made_again_with_the_look_and_f1_opens_their_chapter(
    actions: CollectionActions, qtbot: QtBot, tmp_path: Path
) -> None:
    Collection.create(tmp_path / "Kho.cchctong", office_name="Sở Nội vụ").close()
    actions.open(tmp_path / "Kho.cchctong")
    settled(qtbot)
    (old,) = actions.windows
    old.show_tab("rollup")
    settled(qtbot, old.space)
    main = QMainWindow()
    qtbot.addWidget(main)
    later = CollectionActions(main, Options())
    later.take_over(actions)
    (new,) = later.windows
    settled(qtbot, new.space)
    assert actions.windows == [] and new.current_tab == "rollup" and not new.space.collection.why_read_only
    (guide,) = [one for one in new.findChildren(QAction) if one.shortcut() == QKeySequence("F1")]
    guide.trigger()
    dialog = new.findChild(GuideDialog)
    assert isinstance(dialog, GuideDialog)
    assert dialog.pages.textCursor().block().text() == "13. Kho tổng hợp của cơ quan cấp trên"
    assert later.may_leave()


def test_a_collection_that_is_open_elsewhere_is_only_read(
    actions: CollectionActions, qtbot: QtBot, tmp_path: Path
) -> None:
    first = Collection.create(tmp_path / "Kho.cchctong", office_name="Sở Nội vụ")
    actions.open(tmp_path / "Kho.cchctong")
    settled(qtbot)
    (window,) = actions.windows
    settled(qtbot, window.space)
    assert window.windowTitle().endswith("(chỉ đọc)")
    tab = window.tab("received")
    assert isinstance(tab, ReceivedTab)
    assert not tab.menu_actions()[0].isEnabled()  # type: ignore[union-attr]
    first.close()
