"""The exchange tab: what was sent and received, and a package to send now."""

from collections.abc import Callable, Sequence
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import (
    QSplitter,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from cchc_desktop.errors import UserError
from cchc_desktop.exchange.package_format import SUFFIX, PackageData, PackageEntry, PackageInfo, PackageKind, file_name
from cchc_desktop.exchange.receipt_file import SUFFIX as RECEIPT_SUFFIX
from cchc_desktop.files import safe_file_name
from cchc_desktop.i18n import _
from cchc_desktop.models.package_log_rows import PackageLogRow
from cchc_desktop.rules.printouts import FileFormat
from cchc_desktop.rules.statuses import Direction, PackageStatus
from cchc_desktop.services import offices
from cchc_desktop.services.exchange import log
from cchc_desktop.storage.changes import Change
from cchc_desktop.ui import alerts, theme
from cchc_desktop.ui.dialogs.export_done import open_path
from cchc_desktop.ui.jobs import run_job
from cchc_desktop.ui.output_files import ask_about_existing
from cchc_desktop.ui.places import Purpose, ask_files, ask_folder, documents_folder
from cchc_desktop.ui.tabs.base import Tab
from cchc_desktop.ui.tabs.exchange.form import PackageForm, PackageOrder
from cchc_desktop.ui.tabs.exchange.log_pane import LogPane
from cchc_desktop.ui.tabs.exchange.mailing import Mailing
from cchc_desktop.ui.tabs.exchange.reading import open_checked
from cchc_desktop.ui.tabs.exchange.receiving import Receiving
from cchc_desktop.ui.tabs.exchange.view import PackageView
from cchc_desktop.ui.widgets.toolbar import Toolbar
from cchc_desktop.ui.workspace import Workspace

if TYPE_CHECKING:
    from cchc_desktop.ui.dialogs.answer.dialog import AnswerDialog


class ExchangeTab(Tab):
    """The log on the left; on the right a package to be made, or the one that was chosen or opened."""

    name = "exchange"
    icon_name = "transfer"
    chapter = 8

    def __init__(self, workspace: Workspace) -> None:
        super().__init__(workspace)
        self.receiving = Receiving(self, workspace)
        self.log = LogPane()
        self.log.chosen.connect(self._chosen)
        self.mailing = Mailing(self, workspace)
        self.mailing.counted.connect(self._show_waiting)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(0)
        outer.addWidget(self._build_toolbar())
        panes = QSplitter(Qt.Orientation.Horizontal)
        panes.setObjectName("exchange-panes")
        panes.addWidget(self.log)
        panes.addWidget(self._build_right())
        panes.setChildrenCollapsible(False)
        panes.setStretchFactor(0, 47)
        panes.setStretchFactor(1, 53)
        panes.setSizes([theme.px(640), theme.px(726)])
        outer.addWidget(panes, 1)

    def title(self) -> str:
        return _("Exchange")

    def begin_search(self) -> bool:
        self.log.begin_search()
        return True

    def _build_toolbar(self) -> Toolbar:
        bar = Toolbar(self)
        self._make = bar.add_action("package-export", _("Make a package to send…"), self.show_form)
        self._open = bar.add_action("package-import", _("Open a package received…"), self._ask_package)
        bar.add_separator()
        self._receivers = bar.add_action("address-book", _("Receivers…"), self._edit_receivers)
        self._outbox = bar.add_action("send", _("Outbox…"), self.mailing.show_outbox)
        self._folder = QAction(_("Open a folder of packages…"), self)
        self._folder.triggered.connect(self._ask_packages_folder)
        self._accounts = QAction(_("Mail accounts…"), self)
        self._accounts.triggered.connect(lambda: self.mailing.edit_accounts())
        self._wording = QAction(_("Text of the mail…"), self)
        self._wording.triggered.connect(lambda: self.mailing.edit_wording())
        bar.add_stretch()
        return bar

    def _build_right(self) -> QStackedWidget:
        self.form = PackageForm(self.workspace)
        self.form.mail_wanted.connect(self.mail)
        self.form.send_wanted.connect(self.send)
        self.form.save_wanted.connect(self._ask_folder)
        self.view = PackageView()
        self.view.changes_wanted.connect(lambda: self.receiving.show())
        self.view.answer_wanted.connect(self.answer)
        self.view.log_answer_wanted.connect(
            lambda row: self._read(Path(row.folder) / row.file_name, lambda info: self._answer_shown(info))
        )
        self.view.undo_wanted.connect(lambda row: self.receiving.take_back(row.sha256))
        self.view.closed.connect(self.show_form)
        self.view.file_wanted.connect(self._ask_file)
        self.view.package_wanted.connect(lambda path: self._read(path, self._show))
        self.view.folder_wanted.connect(lambda path: open_path(path.parent))
        self.view.mail_wanted.connect(self.mail_again)
        self.view.send_wanted.connect(self.send_again)
        self.view.receipt_wanted.connect(self.receipt_again)
        self._right = QStackedWidget()
        self._right.setMinimumWidth(theme.px(250))
        self._right.addWidget(self.form)
        self._right.addWidget(self.view)
        return self._right

    def reload(self) -> None:
        self._read_log()
        self.form.reload()
        self._make.setEnabled(self.workspace.dossier is not None)
        self._wording.setEnabled(self.workspace.dossier is not None)
        self.mailing.catch_up()

    def rows_changed(self, change: Change) -> None:
        if change.touches("package_log"):
            self._read_log()
        if change.touches("report", "receiver", "plan", "criteria_set", "office_profile"):
            self.form.reload()

    def _read_log(self) -> None:
        dossier = self.workspace.dossier
        self.log.show_rows(log.read_log(dossier, self.workspace.year) if dossier else (), self.workspace.year)

    def _show_waiting(self, count: int) -> None:
        self._outbox.setText(_("Outbox ({count})…").format(count=count) if count else _("Outbox…"))

    def _chosen(self, row: PackageLogRow) -> None:
        self.view.show_log(row, can_undo=self.receiving.can_take_back(row.sha256))
        self._right.setCurrentWidget(self.view)

    def show_form(self) -> None:
        """Show what is needed to make a package."""
        self.log.table.selectionModel().clear()
        self._right.setCurrentWidget(self.form)
        self.form.first_field().setFocus()

    def show_guid(self, guid: str) -> None:
        """A log line by its guid, or a report: its period is chosen for the package."""
        if self.log.choose(guid):
            return
        self.form.choose_report(guid)
        self.show_form()

    def menu_actions(self) -> list[QAction | None]:
        return [
            self._make,
            self._open,
            self._folder,
            None,
            self._receivers,
            self._outbox,
            self._accounts,
            self._wording,
        ]

    def work_place(self, left: QWidget | None) -> QWidget:
        return self.log.table

    def cycle_focus(self) -> None:
        target = self.form.first_field() if self.log.table.hasFocus() else self.log.table
        target.setFocus()

    def _edit_receivers(self) -> None:
        from cchc_desktop.ui.dialogs.office_profile import OfficeProfileDialog

        dialog = OfficeProfileDialog(self.window(), self.workspace)
        dialog.open()
        dialog.show_receivers()

    def mail(self, order: PackageOrder) -> None:
        """Make the package and a draft of the mail beside it, and open the draft in the mail program."""
        folder = documents_folder() / "CCHC Desktop" / datetime.now().strftime("%Y-%m-%d_%H%M%S")
        self._run(order, folder, self.mailing.draft)

    def send(self, order: PackageOrder) -> None:
        """Make the package and send it from an account of this computer, once the officer has said yes."""
        folder = documents_folder() / "CCHC Desktop" / datetime.now().strftime("%Y-%m-%d_%H%M%S")
        self._run(order, folder, self.mailing.send)

    def _ask_folder(self, order: PackageOrder) -> None:
        folder = ask_folder(self, Purpose.PACKAGES_OUT, _("Folder or USB drive for the package"))
        if folder is not None:
            self.save(order, folder)

    def save(self, order: PackageOrder, folder: Path) -> None:
        """Make the package in a folder or on a USB drive."""
        self._run(order, folder, self.mailing.carry)

    def _run(self, order: PackageOrder, folder: Path, on_done: Callable[[PackageOrder, PackageInfo], None]) -> None:
        from cchc_desktop.services.exchange.packing import make_package, papers_to_pack
        from cchc_desktop.ui.issuing import written_all_the_same
        from cchc_desktop.writers.saving import Existing, placed

        dossier, year = self.workspace.dossier, self.workspace.year
        period = order.period or None
        if dossier is None:
            return
        paper, what = papers_to_pack(dossier, order.wish(year))
        title = _("To be looked at before packing")
        if not written_all_the_same(self, self.workspace, paper, what=what, formats=tuple(FileFormat), title=title):
            return
        try:
            folder.mkdir(parents=True, exist_ok=True)
        except OSError:
            alerts.show_error(
                self, _("Nothing can be written in {folder}. Choose another folder.").format(folder=folder)
            )
            return
        name = file_name(offices.read_office(dossier, year).name, year, period)
        existing = ask_about_existing(self, [folder / name])
        if existing is None:
            return
        try:
            out = placed(folder / name, Existing(existing), SUFFIX)
        except UserError as error:
            alerts.show_error(self, error)
            return
        run_job(
            self,
            _("Making the package"),
            lambda: make_package(dossier, wish=order.wish(year), out=out, note=order.note, password=order.password),
            lambda info: self._made(order, info, on_done),
        )

    def _made(
        self, order: PackageOrder, info: PackageInfo, on_done: Callable[[PackageOrder, PackageInfo], None]
    ) -> None:
        self.form.password.clear()  # one password for one package
        self.receiving.keep_made(info, order.password)
        on_done(order, info)

    def mail_again(self, row: PackageLogRow) -> None:
        """Draft the mail of a package that was sent before once more, after checking that it is still the same."""
        self._read_again(row, lambda info: self.mailing.draft(self._order_of(row), info))

    def send_again(self, row: PackageLogRow) -> None:
        """Send a package of the log from here, after checking that it is still the same."""
        self._read_again(row, lambda info: self.mailing.send(self._order_of(row), info, row.status))

    def _read_again(self, row: PackageLogRow, on_done: Callable[[PackageInfo], object]) -> None:
        """A package that goes once more; one with a password need not be opened while it is what was written."""
        from cchc_desktop.services.exchange.unopened import unopened

        dossier, path = self.workspace.dossier, Path(row.folder) / row.file_name
        known = unopened(dossier, path) if dossier is not None else None
        if known is not None:
            on_done(known)
        else:
            self._read(path, on_done)

    def _order_of(self, row: PackageLogRow) -> PackageOrder:
        return PackageOrder(row.period, row.partner, row.address or self.form.address_of(row.partner), "")

    def answer(self) -> "AnswerDialog | None":
        """Answer the package that is shown."""
        from cchc_desktop.ui.tabs.exchange.answering import Answering

        held = self.receiving.held
        if held is None:
            return None
        return Answering(self, self.workspace, self.mailing, self.form.address_of).begin(*held)

    def _answer_shown(self, info: PackageInfo) -> None:
        self._show(info)
        if info.kind is PackageKind.UP:
            self.answer()
        else:
            alerts.show_error(self, _("This package is itself given out or handed over: there is nothing to answer."))

    def receipt_again(self, row: PackageLogRow) -> None:
        """Make the receipt for a package that came, and a mail with it."""
        self._read(Path(row.folder) / row.file_name, self.mailing.give_receipt)

    def _ask_file(self, info: PackageInfo, entry: PackageEntry, save: bool) -> None:
        folder = ask_folder(self, Purpose.PAPERS, _("Save to a folder…")) if save else None
        if folder is not None or not save:
            self.take_file(info, entry, folder)

    def take_file(self, info: PackageInfo, entry: PackageEntry, folder: Path | None) -> None:
        """Open a copy of a file of the package, or write it into a folder, never over another one."""
        self.receiving.take_file(info, entry, folder)

    def _ask_package(self) -> None:
        kinds = _("Packages and receipts (*{package} *{receipt})").format(package=SUFFIX, receipt=RECEIPT_SUFFIX)
        self.open_paths(ask_files(self, Purpose.PACKAGES_IN, _("Open a package received"), kinds))

    def _ask_packages_folder(self) -> None:
        folder = ask_folder(self, Purpose.PACKAGES_IN, _("Folder of packages received"))
        self.open_paths([folder] if folder is not None else [])

    def open_package(self, path: Path) -> None:
        """Check a package that arrived, show what it holds, and note it in the log; a receipt closes its line."""
        if path.suffix.lower() == RECEIPT_SUFFIX:
            self.take_receipt(path)
            return
        self._read(path, self._show_package)

    def open_paths(self, paths: Sequence[Path]) -> None:
        """Open what came: one file by itself; several, or those of a folder, in their turn."""
        if len(paths) == 1 and not paths[0].is_dir():
            self.open_package(paths[0])
        elif paths:
            from cchc_desktop.ui.tabs.exchange.many import ManyPackages

            many = ManyPackages(self, self.receiving, self.mailing.take_receipt)
            many.came.connect(self._note_received)
            many.ended.connect(lambda summary: summary.open_wanted.connect(self.open_package))
            many.start(paths)

    def take_receipt(self, path: Path) -> None:
        """Close the line of the package that a receipt is for."""
        guid = self.mailing.take_receipt(path)
        if guid:
            self.show_guid(guid)

    def _read(self, path: Path, on_done: Callable[[PackageInfo], object]) -> None:
        def read(info: PackageInfo, data: PackageData) -> None:
            self.receiving.hold(info, data)
            on_done(info)

        open_checked(self, path, read)

    def _show(self, info: PackageInfo) -> None:
        self.log.table.selectionModel().clear()
        dossier = self.workspace.dossier
        of = {info.manifest.dossier_guid, info.manifest.to}
        self.view.show_package(info, ours=dossier is None or dossier.guid in of or info.kind is not PackageKind.UP)
        self._right.setCurrentWidget(self.view)

    def _show_package(self, info: PackageInfo) -> None:
        self._show(info)
        self._note_received(info)
        self.receiving.show(unasked=True)

    def _note_received(self, info: PackageInfo) -> None:
        if self.workspace.dossier is None or self.workspace.read_only or self._is_noted(info):
            return
        self.workspace.run(
            log.add_log,
            direction=Direction.RECEIVED,
            partner=info.office,
            subject=log.subject_of(info),
            file_name=safe_file_name(info.path.name),
            sha256=info.sha256,
            size=info.size,
            status=PackageStatus.RECEIVED,
            year=self.workspace.year,
            period=info.period,
            folder=str(info.path.absolute().parent),
        )

    def _is_noted(self, info: PackageInfo) -> bool:
        return any(
            row.sha256 == info.sha256 and row.direction == Direction.RECEIVED for row in self.log.model.all_rows()
        )
