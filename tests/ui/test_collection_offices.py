"""What the officer says of offices beside their papers, and the mailbox that packages come to."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QFileDialog
from pytestqt.qtbot import QtBot
from sqlalchemy import update

from cchc_desktop.collection import office_years, ranking
from cchc_desktop.collection.intake import take_in
from cchc_desktop.collection.made_up.office_rows import Size
from cchc_desktop.collection.mailbox import Mailbox
from cchc_desktop.collection.store import Collection
from cchc_desktop.collection.tables import criteria_set
from cchc_desktop.exchange.mail import passwords
from cchc_desktop.rules.scoring.rating import Cap, Rating, rating_to_json
from cchc_desktop.ui.collection.appraisal.tab import AppraisalTab
from cchc_desktop.ui.collection.rows import Column, RowsModel, RowsTable
from cchc_desktop.ui.collection.space import CollectionSpace
from cchc_desktop.ui.dialogs.collection.mailbox import MailboxDialog
from cchc_desktop.ui.dialogs.collection.offices import OfficesDialog
from tests.exchange.certificates import make_certificate
from tests.ui.made_collection import INDEX, YEAR, carried_out, made_collection, made_packages, settled

REPRIMANDED = "Có cán bộ chủ chốt bị kỷ luật từ khiển trách trở lên"


@pytest.fixture(scope="module")
def collection() -> Iterator[Collection]:
    """Two communes, by a set that leaves offices with a reprimand without a grade."""
    made = made_collection(2)
    with made.changing() as connection:
        rating = rating_to_json(Rating(caps=(Cap(REPRIMANDED),)))
        connection.execute(update(criteria_set).values(rating=rating))
    yield made
    made.close()


def test_an_event_that_is_ticked_lowers_the_grade_of_that_office_alone(collection: Collection, qtbot: QtBot) -> None:
    space = CollectionSpace(collection, YEAR)
    lines, causes = office_years.read(collection, YEAR), office_years.read_causes(collection, YEAR)
    assert causes == (REPRIMANDED,)
    dialog = OfficesDialog(space, lines, causes, None)
    qtbot.addWidget(dialog)
    dialog.show()
    dialog.table.setCurrentIndex(dialog.model.index(1, 0))
    chosen = dialog.model.row(1)
    assert chosen is not None
    name = chosen.of.name
    assert name in dialog.whose.text()
    dialog.ticks[REPRIMANDED].click()
    dialog.table.setCurrentIndex(dialog.model.index(0, 0))
    assert not dialog.ticks[REPRIMANDED].isChecked() and dialog.holds_typed()
    dialog.accept()
    settled(qtbot, space)
    found = {row.name: (bool(row.band), row.reasons) for row in ranking.read(collection, YEAR, INDEX).rows}
    assert found.pop(name) == (False, (f"{REPRIMANDED}: không xếp loại.",))
    assert all(graded and not reasons for graded, reasons in found.values())
    with collection.changing() as connection:  # a set that names it no more
        connection.execute(update(criteria_set).values(rating="{}"))
    later = OfficesDialog(space, office_years.read(collection, YEAR), office_years.read_causes(collection, YEAR), None)
    qtbot.addWidget(later)
    assert list(later.ticks) == [REPRIMANDED], "what was kept can still be taken back"


def test_the_appraiser_sees_what_a_criterion_comes_to_by_the_day(
    qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("CCHC_TODAY", f"{YEAR + 1}-03-01")
    made = Collection.create(tmp_path / "Kho.cchctong", office_name="Sở Nội vụ tỉnh An Bình", locality="An Bình")
    files = made_packages(tmp_path / "gui", 2, Size(1, (3,), frozenset(("1",)), frozenset(("1",)), 0, 0))
    carried_out(take_in(made, files, by="Lan", new_offices=True))
    space = CollectionSpace(made, YEAR)
    tab = AppraisalTab(space)
    space.setParent(tab)
    qtbot.addWidget(tab)
    tab.show()
    tab.reload()
    settled(qtbot, space)
    tab.list.selectRow([row.code for row in tab.list.rows].index("1.2.4"))
    settled(qtbot, space)
    heads = [tab.model.headerData(place, Qt.Orientation.Horizontal) for place in range(tab.model.columnCount())]
    shown = [tab.model.index(row, heads.index("Theo hạn nộp")).data() for row in range(tab.model.rowCount())]
    assert len(shown) == 2 and set(shown) <= {"0,50", "0,25", "0,00"}
    assert f"Đề xuất theo ngày nộp: {shown[0]} điểm (Báo cáo" in tab.pane.said_by_office.text()
    tab.list.selectRow([row.code for row in tab.list.rows].index("1.1.2"))
    settled(qtbot, space)
    assert "Đề xuất" not in tab.pane.said_by_office.text()
    made.close()


def test_the_mailbox_keeps_the_certificate_of_the_offices_own_authority(
    qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    certificate, _key = make_certificate(tmp_path, "mail.anbinh.example.vn")
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_words, **_more: (str(certificate), ""))
    monkeypatch.setattr(passwords, "keep", lambda *_words: None)
    asked: list[Mailbox] = []
    for _time in range(2):  # the second time nothing but the password is typed
        dialog = MailboxDialog(None, "a" * 32)
        qtbot.addWidget(dialog)
        if not asked:
            dialog.server.setText("mail.anbinh.example.vn")
            dialog.user.setText("cchc")
            dialog.authority.ask()
        dialog.password.setText("Mật khẩu 1")
        dialog.agreed.connect(lambda box, _password: asked.append(box))
        dialog.accept()
    assert asked[0] == asked[1] and asked[0].authority == certificate.read_text(encoding="ascii")


def test_names_are_read_whole_in_a_narrow_table_too(qtbot: QtBot) -> None:
    name = "UBND phường Đức Lương"
    model = RowsModel(lambda one: one, lambda one: one)
    table = RowsTable("Các đơn vị", model)
    qtbot.addWidget(table)
    columns = [Column("Hạng", lambda _one: "1", 90), Column("Đơn vị", lambda one: one, strong=True)]
    table.resize(160, 200)
    table.show()
    table.show_rows(columns, (name,))
    assert table.columnWidth(1) >= table.sizeHintForColumn(1)
    table.resize(600, 200)
    QApplication.processEvents()
    assert table.columnWidth(0) + table.columnWidth(1) == table.viewport().width()
