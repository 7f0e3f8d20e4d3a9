"""What becomes of a package that was made: drafted, sent, carried; the outbox, receipts, and the log of it all."""

from collections.abc import Generator
from datetime import datetime
from pathlib import Path

from PySide6.QtCore import QObject, QTimer, QUrl, Signal
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QLineEdit, QWidget

from cchc_desktop.errors import UserError
from cchc_desktop.exchange.package_format import PackageInfo, PackageKind
from cchc_desktop.i18n import _
from cchc_desktop.models.base import new_guid
from cchc_desktop.progress import Progress
from cchc_desktop.rules.statuses import Direction, PackageStatus
from cchc_desktop.services import offices
from cchc_desktop.services.exchange import log
from cchc_desktop.services.exchange.weight import too_heavy
from cchc_desktop.ui import alerts, mail_accounts
from cchc_desktop.ui.dialogs.export_done import show_files
from cchc_desktop.ui.jobs import QuietJob, run_job
from cchc_desktop.ui.mail_program import show_mail
from cchc_desktop.ui.tabs.exchange.form import PackageOrder
from cchc_desktop.ui.workspace import Workspace

_EVERY = 30_000  # milliseconds between two looks at the outbox


class Mailing(QObject):
    """Signal: `counted(int)` so many mails are in the outbox.

    Nothing is sent without the officer's yes: at once after it was given, later only where it was given for that too.
    """

    counted = Signal(int)

    def __init__(self, tab: QWidget, workspace: Workspace) -> None:
        super().__init__(tab)
        self._tab, self._workspace = tab, workspace
        self._passwords: dict[str, str] = {}  # by account, of this run of the program alone: for the further tries
        self._sending: set[str] = set()  # keys of mails under way
        self._clock = QTimer(self, interval=_EVERY)
        self._clock.timeout.connect(self.try_due)
        self._clock.start()

    # Drafts and drives

    def draft(self, order: PackageOrder, info: PackageInfo) -> None:
        """Show a mail with the package in the officer's mail program, from a draft beside the package if need be."""
        if self._workspace.dossier is None:
            return
        subject, body = self._words(order, info)
        show_mail(
            self._tab, to=order.email, subject=subject, body=body, attachment=info.path,
            on_shown=lambda: self._note(order, info, PackageStatus.MAILED),
            otherwise=lambda: self._open_draft(order, info, subject, body),
        )  # fmt: skip

    def _open_draft(self, order: PackageOrder, info: PackageInfo, subject: str, body: str) -> None:
        draft = self._draft(order.email, subject, body, info.path)
        if draft is None:
            return
        self._note(order, info, PackageStatus.MAILED)
        if QDesktopServices.openUrl(QUrl.fromLocalFile(str(draft))):
            self._workspace.say(_("The mail with the package is open in the mail program, ready to send."))
        show_files(self._tab, [draft, info.path])

    def _draft(self, to: str, subject: str, body: str, file: Path) -> Path | None:
        from cchc_desktop.exchange.mail.letters import Letter, write_draft
        from cchc_desktop.writers.saving import free_name

        try:
            return write_draft(free_name(file.with_suffix(".eml")), Letter(to, subject, body, file))
        except UserError as error:
            alerts.show_error(self._tab, error)
            return None

    def _words(self, order: PackageOrder, info: PackageInfo) -> tuple[str, str]:
        from cchc_desktop.exchange.mail.wording import mail_text
        from cchc_desktop.services.exchange.sending import read_wording

        dossier = self._workspace.dossier
        assert dossier is not None
        office, wording = offices.read_office(dossier, info.year), read_wording(dossier, info.year)
        return mail_text(info, office, wording, "" if info.kind is PackageKind.UP else order.receiver)

    def carry(self, order: PackageOrder, info: PackageInfo) -> None:
        """Bring the package onto its drive and read it back, then note it."""
        from cchc_desktop.exchange import carrying

        def steps() -> Generator[Progress, None, str]:
            yield Progress(0, 0, _("Reading {name} back from the drive").format(name=info.path.name))
            carrying.settle(info.path)
            return carrying.leave_words(info.path)

        def done(hint: str) -> None:
            self._note(order, info, PackageStatus.SAVED)
            show_files(self._tab, [info.path], hint)

        run_job(self._tab, _("Saving the package"), steps, done)

    def _note(
        self, order: PackageOrder, info: PackageInfo, status: PackageStatus, guid: str | None = None, note: str = ""
    ) -> None:
        """A line of the log; what left cannot be taken back, so the line is no step to undo."""
        if self._workspace.read_only:
            return  # a package may be made of a dossier that someone else has; the log is theirs to write
        self._workspace.note(
            log.add_log,
            direction=Direction.SENT,
            partner=order.receiver,
            subject=log.subject_of(info),
            file_name=info.path.name,
            sha256=info.sha256,
            size=info.size,
            status=status,
            year=info.year,
            period=info.period,
            folder=str(info.path.absolute().parent),
            address=order.email if status is not PackageStatus.SAVED else "",
            note=note,
            guid=guid,
        )

    # Sending

    def send(self, order: PackageOrder, info: PackageInfo, before: PackageStatus | None = None) -> None:
        """Ask for the officer's yes, then send; `before` is what became of the same package earlier."""
        from cchc_desktop.exchange.mail.letters import Letter
        from cchc_desktop.services.exchange import sending
        from cchc_desktop.ui.dialogs.mail.confirm import ConfirmMailDialog

        dossier = self._workspace.dossier
        if dossier is None:
            return
        if self._workspace.read_only:
            alerts.show_error(self._tab, self._workspace.read_only_sentence())
            return
        office = offices.read_office(dossier, info.year)
        try:
            letter = Letter(order.email, *self._words(order, info), info.path)
        except UserError as error:
            alerts.show_error(self._tab, error)
            return
        limit = offices.mail_limit(offices.read_receivers(dossier), order.receiver)
        told = info.manifest
        heavy = too_heavy(info.size, limit, told.evidence, told.kind, told.content)
        doubts = "\n\n".join(filter(None, (doubt_of(before), heavy)))
        dialog = ConfirmMailDialog(self._tab, letter, info.size, info.short_hash, office.name, doubts)
        dialog.exec()
        agreed = dialog.agreed
        if agreed is None:
            return
        guid = new_guid()
        try:
            mail = sending.prepare(agreed.letter, agreed.account, origin=dossier.guid, line=guid, again=agreed.again)
        except UserError as error:
            alerts.show_error(self._tab, error)
            return
        named = PackageOrder(order.period, order.receiver or agreed.letter.to, agreed.letter.to, order.note)
        self._note(named, info, PackageStatus.WAITING, guid)
        self._passwords[agreed.account.address] = agreed.password
        self._send(mail.key, agreed.password, quiet=False)

    def _send(self, key: str, password: str, quiet: bool) -> None:
        """Try a mail of the outbox, with a dialog that can stop it or beside the officer's other work."""
        from cchc_desktop.exchange.mail import outbox
        from cchc_desktop.services.exchange import sending

        mail = next((one for one in outbox.read_outbox() if one.key == key), None)
        account = next((one for one in mail_accounts.read_accounts() if mail and one.address == mail.account), None)
        if mail is None or account is None or key in self._sending:
            return
        self._sending.add(key)

        def steps() -> Generator[Progress, None, object]:
            try:
                return (yield from sending.deliver(mail, account, password))
            finally:
                self._sending.discard(key)

        if quiet:
            QuietJob(self, lambda _mail: self.catch_up()).start(steps)
        else:
            job = run_job(self._tab, _("Sending by mail"), steps, lambda mail: self._sent(mail))
            job.finished.connect(lambda _answer: self.catch_up())

    def _sent(self, mail: object) -> None:
        from cchc_desktop.exchange.mail.outbox import State, Waiting

        assert isinstance(mail, Waiting)
        receivers = ", ".join(mail.to)
        if mail.state is State.SENT:
            self._workspace.say(_("The mail to {receivers} was sent.").format(receivers=receivers))
        elif mail.next_at is not None:
            when = f"{mail.next_at:%H:%M}"
            more = _("It is in the outbox and is tried again at {when}, while the program is open.").format(when=when)
            alerts.show_error(self._tab, f"{mail.reason}\n\n{more}")
        else:
            more = _("It stays in the outbox until you send it or take it out.")
            alerts.show_error(self._tab, f"{mail.reason}\n\n{more}")

    def catch_up(self) -> None:
        """Note in the log how the mails of this dossier stand, whatever befell them while it was not open."""
        from cchc_desktop.exchange.mail import outbox
        from cchc_desktop.services.exchange import sending

        dossier = self._workspace.dossier
        mails = outbox.read_outbox()
        self.counted.emit(sum(not mail.is_over for mail in mails))
        if dossier is None or dossier.read_only:
            return
        for mail in mails:
            if mail.origin != dossier.guid or mail.key in self._sending:
                continue
            if self._workspace.note(sending.note, mail=mail) and mail.is_over:
                outbox.drop(mail)

    def try_due(self) -> None:
        """Try what is due, by the officer's earlier yes; without its password a mail waits for the officer."""
        from cchc_desktop.exchange.mail import outbox, passwords

        accounts = {account.address: account for account in mail_accounts.read_accounts()}
        for mail in outbox.due(outbox.read_outbox(), datetime.now()):
            account = accounts.get(mail.account)
            if account is not None and mail.key not in self._sending:
                password = self._passwords.get(mail.account) or passwords.kept(account)
                if password:
                    self._send(mail.key, password, quiet=True)

    # Dialogs

    def show_outbox(self) -> None:
        """Show what waits to be sent."""
        from cchc_desktop.ui.dialogs.mail.outbox import OutboxDialog

        dialog = OutboxDialog(self._tab)
        dialog.send_wanted.connect(self._send_waiting)
        dialog.dropped.connect(self.catch_up)
        self.counted.connect(dialog.read)
        dialog.open()

    def _send_waiting(self, mail: object) -> None:
        from cchc_desktop.exchange.mail import passwords
        from cchc_desktop.exchange.mail.outbox import Waiting
        from cchc_desktop.ui.dialogs.ask_one import AskOneDialog

        assert isinstance(mail, Waiting)
        account = next((one for one in mail_accounts.read_accounts() if one.address == mail.account), None)
        if account is None:
            words = _("The account {address} is no longer on this computer. Add it again, then send.")
            alerts.show_error(self._tab, words.format(address=mail.account))
            return
        password = self._passwords.get(account.address) or passwords.kept(account)
        if not password:
            field = QLineEdit()
            field.setEchoMode(QLineEdit.EchoMode.Password)
            question = _("Password of {address}:").format(address=account.address)
            if AskOneDialog(self._tab, _("Send by mail"), question, field).exec():
                password = field.text()
        if password:
            self._passwords[account.address] = password
            self._send(mail.key, password, quiet=False)

    def edit_accounts(self) -> None:
        """Show the accounts of this computer."""
        from cchc_desktop.ui.dialogs.mail.accounts import MailAccountsDialog

        dossier = self._workspace.dossier
        office = offices.read_office(dossier, self._workspace.year) if dossier is not None else None
        MailAccountsDialog(self._tab, office.name if office else "", office.email if office else "").open()
        self._passwords.clear()

    def edit_wording(self) -> None:
        """Show how the mail with a package is worded."""
        from cchc_desktop.ui.dialogs.mail.wording import MailWordingDialog

        MailWordingDialog(self._workspace, self._tab).open()

    # Receipts

    def give_receipt(self, info: PackageInfo) -> None:
        """Write the receipt for a package that came, and a draft of the mail that carries it back."""
        from cchc_desktop.exchange.receipt_file import SUFFIX, receipt_for, write_receipt
        from cchc_desktop.ui.places import documents_folder
        from cchc_desktop.writers.saving import free_name

        dossier = self._workspace.dossier
        if dossier is None:
            return
        office = offices.read_office(dossier, self._workspace.year)
        folder = documents_folder() / "CCHC Desktop" / datetime.now().strftime("%Y-%m-%d_%H%M%S")
        try:
            folder.mkdir(parents=True, exist_ok=True)
            receipt = receipt_for(info, office.name)
            made = write_receipt(free_name(folder / f"{info.path.stem}{SUFFIX}"), receipt)
        except (OSError, UserError) as error:
            words = _("Nothing can be written in {folder}. Choose another folder.").format(folder=folder)
            alerts.show_error(self._tab, error if isinstance(error, UserError) else words)
            return
        subject = f"{office.name} xác nhận đã nhận gói dữ liệu (mã kiểm tra {info.short_hash})"
        body = (
            f"Kính gửi: {info.office}\n\n"
            f"{office.name} đã nhận đủ tệp {info.path.name}, mã kiểm tra {info.short_hash}.\n"
            "Đề nghị mở tệp biên nhận kèm theo bằng chương trình CCHC Desktop để ghi vào sổ.\n\n"
            f"Trân trọng,\n{office.name}\n"
        )
        draft = self._draft("", subject, body, made)
        if draft is None:
            return
        if QDesktopServices.openUrl(QUrl.fromLocalFile(str(draft))):
            self._workspace.say(_("The mail with the receipt is open in the mail program, ready to send."))
        show_files(self._tab, [draft, made])

    def take_receipt(self, path: Path) -> str:
        """Close the line that a receipt is for; returns its guid, "" where the receipt is refused."""
        from cchc_desktop.exchange.receipt_file import is_proved, read_receipt

        dossier = self._workspace.dossier
        if dossier is None:
            return ""
        try:
            receipt = read_receipt(path)
        except UserError as error:
            alerts.show_error(self._tab, error)
            return ""
        if self._workspace.read_only:
            alerts.show_error(self._tab, self._workspace.read_only_sentence())
            return ""
        if not self._workspace.note(log.take_receipt, receipt=receipt):
            return ""
        self._workspace.say(
            _("{receiver} has received the package {code}.").format(receiver=receipt.receiver, code=receipt.check_code)
        )
        rows = log.read_log(dossier, self._workspace.year)
        return next((row.guid for row in rows if row.sha256 and is_proved(receipt, row.sha256)), "")


def doubt_of(before: PackageStatus | None) -> str:
    """Why a package might be sent twice, in words; "" where it might not."""
    if before is PackageStatus.UNCERTAIN:
        return _("This package may have arrived already. Ask the receiver by telephone before it is sent once more.")
    if before in (PackageStatus.SENT, PackageStatus.ACKNOWLEDGED):
        return _("This package was sent already. If you go on, the receiver gets it once more.")
    if before is PackageStatus.WAITING:
        return _("A mail with this package is in the outbox. If you go on, the receiver may get it twice.")
    return ""
