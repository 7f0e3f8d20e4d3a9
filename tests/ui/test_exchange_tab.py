"""The exchange tab: a package made, mailed as a draft, saved, opened and noted."""

from dataclasses import replace
from email import message_from_bytes, policy
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, Qt, QUrl
from PySide6.QtGui import QDesktopServices, QFocusEvent
from PySide6.QtWidgets import QApplication, QPushButton
from pytestqt.qtbot import QtBot

from cchc_desktop.errors import UserError
from cchc_desktop.exchange.package_reader import entry_bytes, verify_package
from cchc_desktop.services.evidence import add_evidence, read_evidence
from cchc_desktop.services.exchange import log
from cchc_desktop.services.offices import read_receivers, set_receivers
from cchc_desktop.ui.dialogs.export_done import ExportDoneDialog
from cchc_desktop.ui.main_window import MainWindow
from cchc_desktop.ui.table_models.package_log import status_words
from cchc_desktop.ui.tabs.exchange import mailing as mailing_module
from cchc_desktop.ui.tabs.exchange import tab as exchange_module
from cchc_desktop.ui.tabs.exchange.form import PackageOrder
from cchc_desktop.ui.tabs.exchange.tab import ExchangeTab
from cchc_desktop.ui.workspace import Workspace
from tests.ui.conftest import wait_for_jobs


@pytest.fixture
def tab(qtbot: QtBot, workspace: Workspace) -> ExchangeTab:
    made = ExchangeTab(workspace)
    qtbot.addWidget(made)
    workspace.changed.connect(made.rows_changed)
    made.resize(1366, 636)
    made.show()
    made.reload()
    return made


def finished_files(qtbot: QtBot) -> list[Path]:
    """Wait for the dialog that ends an export; close it."""

    def shown() -> list[ExportDoneDialog]:
        return [w for w in QApplication.topLevelWidgets() if isinstance(w, ExportDoneDialog) and w.isVisible()]

    qtbot.waitUntil(lambda: bool(shown()), timeout=30_000)
    dialog = shown()[0]
    files = list(dialog._files)
    dialog.reject()
    return files


def test_the_form_knows_the_period_the_receiver_and_the_contents(tab: ExchangeTab) -> None:
    order = tab.form.order()
    assert order.period == "2026-9M"
    assert order.email.endswith("@anbinh.example")
    assert len(tab.form._lines()) >= 4


def test_a_package_is_saved_checked_and_noted(
    tab: ExchangeTab, workspace: Workspace, qtbot: QtBot, tmp_path: Path
) -> None:
    tab.save(PackageOrder("2026-9M", "Sở Nội vụ", "", "Kính gửi"), tmp_path / "usb")
    (made,) = finished_files(qtbot)
    info = verify_package(made)
    assert (info.period, info.counts["tasks"]) == ("2026-9M", 75)
    assert workspace.dossier is not None
    newest = log.read_log(workspace.dossier, 2026)[0]
    assert (newest.partner, newest.status, newest.sha256) == ("Sở Nội vụ", "saved", info.sha256)
    assert info.short_hash in str(tab.log.model.data(tab.log.model.index(0, 3)))


def test_mailing_opens_a_draft_with_the_package(
    tab: ExchangeTab, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened: list[str] = []

    class MailProgram(QDesktopServices):
        @staticmethod
        def openUrl(url: QUrl) -> bool:
            opened.append(url.toLocalFile())
            return True

    monkeypatch.setattr(mailing_module, "QDesktopServices", MailProgram)
    monkeypatch.setattr(exchange_module, "documents_folder", lambda: tmp_path)
    tab.mail(PackageOrder("2026-9M", "Sở Nội vụ", "cchc@anbinh.example", ""))
    draft, package = finished_files(qtbot)
    assert opened == [str(draft)]
    message = message_from_bytes(draft.read_bytes(), policy=policy.default)
    assert message["To"] == "cchc@anbinh.example"
    assert "9 tháng" in message["Subject"]
    (attachment,) = message.iter_attachments()
    assert attachment.get_content() == package.read_bytes()


def test_an_address_typed_for_a_package_is_offered_to_the_receivers(tab: ExchangeTab, workspace: Workspace) -> None:
    assert workspace.dossier is not None
    keep = next(one for one in tab.form.findChildren(QPushButton) if "danh sách" in one.text())
    assert not keep.isVisibleTo(tab.form)  # a known receiver with its known address
    tab.form.receiver.setEditText("Phòng Thống kê")
    tab.form.email.setText("thongke@anbinh.example")
    assert keep.isVisibleTo(tab.form)
    keep.click()
    kept = {row.name: row.email for row in read_receivers(workspace.dossier)}
    assert kept["Phòng Thống kê"] == "thongke@anbinh.example" and len(kept) > 1
    assert not keep.isVisibleTo(tab.form) and tab.form.receiver.currentText() == "Phòng Thống kê"
    workspace.undo()
    assert "Phòng Thống kê" not in {row.name for row in read_receivers(workspace.dossier)}


def test_a_package_received_is_shown_and_noted_once(
    tab: ExchangeTab, workspace: Workspace, qtbot: QtBot, tmp_path: Path
) -> None:
    tab.save(PackageOrder("", "Sở Nội vụ", "", ""), tmp_path)
    (made,) = finished_files(qtbot)
    for _again in range(2):
        tab.open_package(made)
        wait_for_jobs(qtbot)
        QApplication.sendEvent(tab.log.table, QFocusEvent(QEvent.Type.FocusIn))  # the window of the progress has gone
        assert tab.view.isVisible()
        assert tab.view.files.count() > 0
    assert workspace.dossier is not None
    received = [row for row in log.read_log(workspace.dossier, 2026) if row.direction == "received"]
    assert sum(row.sha256 == verify_package(made).sha256 for row in received) == 1


def test_the_log_is_searched_without_diacritics(tab: ExchangeTab) -> None:
    everything = tab.log.model.rowCount()
    tab.log.search.setText("kinh te")
    assert 0 < tab.log.model.rowCount() < everything
    tab.log.search.clear()
    tab.log.direction.setCurrentIndex(2)
    assert all(
        row is not None and row.direction == "received"
        for row in map(tab.log.model.row_at, range(tab.log.model.rowCount()))
    )


def press(tab: ExchangeTab, words: str) -> None:
    next(made for made in tab.view.findChildren(QPushButton) if made.text() == words).click()


def test_a_line_of_the_log_leads_to_its_package_and_to_another_mail(
    tab: ExchangeTab, workspace: Workspace, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened: list[Path] = []

    class Programs(QDesktopServices):
        @staticmethod
        def openUrl(url: QUrl) -> bool:
            opened.append(Path(url.toLocalFile()))
            return True

    monkeypatch.setattr(mailing_module, "QDesktopServices", Programs)
    monkeypatch.setattr(QDesktopServices, "openUrl", Programs.openUrl)
    tab.save(PackageOrder("2026-9M", "Sở Nội vụ", "", ""), tmp_path)
    (made,) = finished_files(qtbot)
    before = tab.log.model.rowCount()
    tab.log.table.selectRow(0)
    press(tab, "Mở gói")
    wait_for_jobs(qtbot)
    assert tab.log.model.rowCount() == before  # to look at it is no receiving
    names = [tab.view.files.item(place).text() for place in range(tab.view.files.count())]
    place = next(place for place, name in enumerate(names) if name.startswith("Bao-cao") and "PDF" in name)
    tab.view.files.setCurrentRow(place)
    press(tab, "Mở tệp")
    wait_for_jobs(qtbot)
    assert opened[-1].read_bytes().startswith(b"%PDF")
    entry = tab.view.files.item(place).data(Qt.ItemDataRole.UserRole)
    info = verify_package(made)
    (tmp_path / "ra").mkdir()
    for _twice in range(2):
        tab.take_file(info, entry, tmp_path / "ra")
        wait_for_jobs(qtbot)
    assert [path.name for path in (tmp_path / "ra").iterdir()] == [entry.title]
    tab.log.table.selectRow(0)
    press(tab, "Mở thư mục chứa tệp")
    assert opened[-1] == tmp_path
    press(tab, "Soạn lại thư")
    wait_for_jobs(qtbot)
    draft, package = finished_files(qtbot)
    assert opened[-1] == draft and package == made
    assert workspace.dossier is not None
    mailed = [row for row in log.read_log(workspace.dossier, 2026) if row.sha256 == info.sha256]
    assert {(row.status, row.partner, row.folder) for row in mailed} == {
        ("mailed", "Sở Nội vụ", str(tmp_path)),
        ("saved", "Sở Nội vụ", str(tmp_path)),
    }
    assert status_words("mailed") == "Đã soạn thư"
    made.write_bytes(made.read_bytes()[:-1])
    with pytest.raises(UserError):
        entry_bytes(info, entry)
    made.unlink()
    tab.view.show_log(mailed[0])
    assert not any(one.text() == "Mở gói" for one in tab.view.findChildren(QPushButton))


def test_an_empty_log_says_why(tab: ExchangeTab, workspace: Workspace) -> None:
    assert not tab.log.nothing.isVisible()
    tab.log.search.setText("không có nơi này")
    assert tab.log.nothing.isVisible()
    assert tab.log.nothing.text() == "Không có gói nào khớp với điều đang tìm."
    tab.log.search.clear()
    assert not tab.log.nothing.isVisible()
    workspace.set_year(2031)
    tab.reload()
    assert tab.log.nothing.isVisible()
    assert "2031" in tab.log.nothing.text()


def test_a_package_that_is_double_clicked_opens_in_the_window(
    window: MainWindow, workspace: Workspace, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    tab = window.tab("exchange")
    assert isinstance(tab, ExchangeTab)
    tab.save(PackageOrder("", "Sở Nội vụ", "", ""), tmp_path)
    (made,) = finished_files(qtbot)
    made = made.rename(made.with_suffix(".CCHCGOI"))
    window.open_file(made)
    wait_for_jobs(qtbot)
    assert window.current_tab == "exchange" and tab.view.isVisible()
    told: list[str] = []
    monkeypatch.setattr("cchc_desktop.ui.alerts.show_error", lambda _parent, error: told.append(str(error)))
    window.dossier_actions.close()
    window.open_file(made)
    assert made.name in told[0] and "chưa có hồ sơ nào mở" in told[0]


def test_a_part_with_capital_suffix_is_no_dossier(window: MainWindow, monkeypatch: pytest.MonkeyPatch) -> None:
    opened: list[Path] = []
    monkeypatch.setattr(window.dossier_actions, "open_part", opened.append)
    window.open_file(Path("Phan-2026-Q1.CCHCPHAN"))
    assert opened == [Path("Phan-2026-Q1.CCHCPHAN")]


def test_the_form_offers_what_can_go_and_makes_a_plan_alone_with_a_password(
    tab: ExchangeTab, workspace: Workspace, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from cchc_desktop.exchange.package_format import EvidenceMode
    from cchc_desktop.ui.tabs.exchange import reading

    form = tab.form
    offered = [form.what.itemText(place) for place in range(form.what.count())]
    assert offered[0] == "Cả năm, kèm báo cáo của kỳ" and offered[-1] == "Bàn giao: kế hoạch, báo cáo, điểm của các năm"
    form.what.setCurrentIndex(next(at for at, words in enumerate(offered) if words.startswith("Kế hoạch: ")))
    assert not form.period.isEnabled()
    form.proofs.setCurrentIndex(form.proofs.findData(EvidenceMode.NONE))
    form.password.setText("mot cau ngan")
    tab.save(form.order(), tmp_path / "usb")
    (made,) = finished_files(qtbot)
    assert form.password.text() == ""
    info = verify_package(made, "mot cau ngan")
    assert (info.counts["plans"], info.counts["reports"], info.manifest.evidence) == (1, 0, "none")
    typed = iter(["sai mat khau", "mot cau ngan"])
    asked: list[str] = []

    def answer(_parent: object, why: str) -> str:
        asked.append(why)
        return next(typed)

    monkeypatch.setattr(reading, "ask_password", answer)
    tab.open_package(made)
    qtbot.waitUntil(lambda: tab._right.currentWidget() is tab.view, timeout=20_000)
    assert "có mật khẩu" in asked[0] and "không mở được" in asked[1]
    assert tab.view.files.count() == len([entry for entry in info.entries if not entry.is_data])


def test_the_buttons_stay_in_sight_in_a_small_window_and_no_field_is_cut(tab: ExchangeTab) -> None:
    tab.resize(910, 380)  # what a laptop's screen leaves at 150 %
    QApplication.processEvents()
    for one in (tab.form.mail_button, tab.form.send_button, tab.form.save_button):
        assert not one.visibleRegion().isEmpty()
        assert one.visibleRegion().boundingRect().size() == one.size()
    assert tab.form.forms.width() >= tab.form.forms.sizeHint().width()


def test_what_a_package_may_weigh_is_the_receivers(tab: ExchangeTab, workspace: Workspace) -> None:
    assert workspace.dossier is not None
    proof = workspace.dossier.path.with_name("anh.png")
    proof.write_bytes(b"\x89PNG" + bytes(2 * 1024 * 1024))
    owner = read_evidence(workspace.dossier)[0].owner_guid
    workspace.run(add_evidence, owner_guid=owner, path=proof)
    name = tab.form.receiver.currentText()
    warned = "chỉ nhận"
    assert not any(warned in words for _icon, words in tab.form._lines())
    rows = [replace(row, limit_mb=1 if row.name == name else 0) for row in read_receivers(workspace.dossier)]
    workspace.run(set_receivers, receivers=rows)
    assert any(warned in words for _icon, words in tab.form._lines())
    tab.form.receiver.setEditText("Một nơi khác")
    assert not any(warned in words for _icon, words in tab.form._lines())
    tab.form.receiver.setEditText(name)
    tab.form.proofs.setCurrentIndex(tab.form.proofs.findData("none"))
    assert not any(warned in words for _icon, words in tab.form._lines())
