"""`cchc send` and `cchc receipt`: a package by mail, and the word that it arrived."""

import argparse
from dataclasses import replace
from pathlib import Path

from cchc_desktop import options
from cchc_desktop.commands.answers import Answer
from cchc_desktop.commands.opening import carried_out, opened, output
from cchc_desktop.commands.package_commands import password_in
from cchc_desktop.errors import UserError
from cchc_desktop.exchange.mail import passwords
from cchc_desktop.exchange.mail.accounts import Account, account_from
from cchc_desktop.exchange.mail.authorities import read_authority
from cchc_desktop.exchange.mail.letters import Letter, addresses, as_sent
from cchc_desktop.exchange.mail.wording import mail_text
from cchc_desktop.exchange.package_format import PackageInfo
from cchc_desktop.exchange.package_reader import verify_package
from cchc_desktop.exchange.receipt_file import SUFFIX, read_receipt, receipt_for, write_receipt
from cchc_desktop.exchange.row_json import to_json
from cchc_desktop.i18n import _
from cchc_desktop.models.office_rows import OfficeRow
from cchc_desktop.rules.periods import period_title
from cchc_desktop.rules.statuses import Direction, PackageStatus
from cchc_desktop.services import offices
from cchc_desktop.services.exchange import log, sending
from cchc_desktop.services.exchange.unopened import unopened
from cchc_desktop.storage.dossier import Dossier

_LONGEST_PASSWORD = 1000  # letters


def send(chosen: argparse.Namespace) -> Answer:
    """Send a package now or not at all: what fails is told and kept in no outbox, so that a script decides."""
    from cchc_desktop.exchange.mail import smtp

    account = _account(chosen.account)
    if chosen.ca_file is not None:
        account = replace(account, authority=read_authority(chosen.ca_file))
    to = addresses(chosen.to)
    if not to:
        raise UserError(_("Say to which mail address the package is to be sent."))
    password = _password(account, chosen.password_file)
    if chosen.dossier is None:
        info = verify_package(chosen.file, password_in(chosen.package_password_file))
        return _sent(info, account, to, _carried_out(info, account, to, password, None))
    with opened(chosen.dossier) as dossier:
        if dossier.read_only:
            raise UserError(_("The dossier is open for reading only, so its log cannot be written. Nothing was sent."))
        known = unopened(dossier, chosen.file) if chosen.package_password_file is None else None
        info = known or verify_package(chosen.file, password_in(chosen.package_password_file))
        try:
            identity = _carried_out(info, account, to, password, dossier)
        except smtp.MaybeSent as error:
            _note(dossier, info, to, PackageStatus.UNCERTAIN, str(error))
            raise
        except smtp.NotSent as error:
            _note(dossier, info, to, PackageStatus.FAILED, str(error))
            raise
        _note(dossier, info, to, PackageStatus.SENT, "")
    return _sent(info, account, to, identity)


def _carried_out(
    info: PackageInfo, account: Account, to: tuple[str, ...], password: str, dossier: Dossier | None
) -> str:
    """Send it; returns the Message-ID."""
    from cchc_desktop.exchange.mail import smtp

    if dossier is None:
        office = OfficeRow("", 0, info.office, tier="", superior=info.manifest.superior, place="")
        subject, body = mail_text(info, office)
    else:
        office = offices.read_office(dossier, info.year)
        subject, body = mail_text(info, office, sending.read_wording(dossier, info.year))
    identity, data = as_sent(Letter(", ".join(to), subject, body, info.path), account)
    carried_out(smtp.send(account, password, to, data))
    return identity


def _sent(info: PackageInfo, account: Account, to: tuple[str, ...], identity: str) -> Answer:
    data = {
        "file": str(info.path),
        "to": list(to),
        "account": account.address,
        "message_id": identity,
        "hash": info.short_hash,
        "sha256": info.sha256,
        "size": info.size,
        "status": PackageStatus.SENT.value,
    }
    words = _("Sent {file} to {receivers}, check code {code}.")
    return Answer(data, [words.format(file=info.path.name, receivers=", ".join(to), code=info.short_hash)])


def _note(dossier: Dossier, info: PackageInfo, to: tuple[str, ...], status: PackageStatus, note: str) -> None:
    named = {row.email: row.name for row in offices.read_receivers(dossier) if row.email}
    log.add_log(
        dossier,
        direction=Direction.SENT,
        partner=named.get(to[0], to[0]),
        subject=f"CCHC {period_title(info.year, info.period)}",
        file_name=info.path.name,
        sha256=info.sha256,
        size=info.size,
        status=status,
        year=info.year,
        period=info.period,
        folder=str(info.path.absolute().parent),
        address=", ".join(to),
        note=note,
    )


def _account(name: str) -> Account:
    known = [account_from(words) for words in options.load().mail_accounts]
    for account in known:
        if name.casefold() in (account.name.casefold(), account.address.casefold()):
            return account
    raise UserError(
        _("There is no mail account “{name}” on this computer. There is: {known}. Set one up in the window.").format(
            name=name, known=", ".join(account.name for account in known) or "-"
        )
    )


def _password(account: Account, file: Path | None) -> str:
    if file is None:
        password = passwords.kept(account)
        if password is None:
            raise UserError(
                _("The keyring has no password for {address}. Give it by --password-file.").format(
                    address=account.address
                )
            )
        return password
    try:
        first = file.read_text(encoding="utf-8-sig")[:_LONGEST_PASSWORD].partition("\n")[0].rstrip("\r")
    except (OSError, ValueError) as error:
        raise UserError(
            _("“{name}” cannot be read. Check the drive and your rights.").format(name=file.name)
        ) from error
    if not first:
        raise UserError(_("The first line of {name} is empty; it should be the password.").format(name=file.name))
    return first


def receipt(chosen: argparse.Namespace) -> Answer:
    """Make a receipt (`--out`), or take one (`--into`)."""
    if (chosen.out is None) == (chosen.dossier is None):
        raise UserError(_("Give either --out, to make a receipt, or --into, to take one."))
    if chosen.dossier is not None:
        found = read_receipt(chosen.file)
        with opened(chosen.dossier) as dossier:
            log.take_receipt(dossier, receipt=found)
    else:
        out = output(chosen.out if chosen.out.suffix else chosen.out.with_suffix(SUFFIX), chosen, SUFFIX)
        info = verify_package(chosen.file, password_in(chosen.password_file))
        found = receipt_for(info, info.manifest.superior if chosen.receiver is None else chosen.receiver)
        write_receipt(out, found)
    told = {name: value for name, value in to_json(found).items() if name not in ("further", "proof")}
    words = _("Receipt for {code}: {receiver}, {at}")
    at = f"{found.received_at:%d/%m/%Y %H:%M}"
    return Answer(told, [words.format(code=found.check_code, receiver=found.receiver, at=at)])
