"""The log of packages sent and received."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import select

from cchc_desktop.errors import UserError
from cchc_desktop.exchange.package_format import PackageInfo, short_hash
from cchc_desktop.exchange.receipt_file import Receipt, is_proved
from cchc_desktop.i18n import _
from cchc_desktop.models.exchange import PackageLog
from cchc_desktop.models.package_log_rows import PackageLogRow
from cchc_desktop.rules.periods import period_title
from cchc_desktop.rules.statuses import Direction, PackageStatus
from cchc_desktop.storage.changes import Change
from cchc_desktop.storage.dossier import Dossier
from cchc_desktop.storage.writing_order import written
from cchc_desktop.text import fold

_NEWEST = (PackageLog.at.desc(), written(PackageLog).desc())  # in one second, as they were written
_LONGEST_NAME = 200  # letters of a receiver, as a receipt gives it


def subject_of(info: PackageInfo) -> str:
    """What the log says of a package, wherever it was made or came: its year or period, and that it is an answer."""
    words = f"CCHC {period_title(info.year, info.period)}"
    return _("Answer: {subject}").format(subject=words) if info.manifest.answers else words


def read_log(dossier: Dossier, year: int) -> tuple[PackageLogRow, ...]:
    """What was sent and received for a year, newest first."""
    with dossier.read() as session:
        chosen = select(PackageLog).where(PackageLog.year == year).order_by(*_NEWEST)
        return tuple(
            PackageLogRow(
                guid=row.guid,
                direction=Direction(row.direction),
                at=row.at,
                partner=row.partner,
                subject=row.subject,
                file_name=row.file_name,
                sha256=row.sha256,
                size=row.size,
                status=PackageStatus(row.status),
                period=row.period,
                folder=row.folder,
                address=row.address,
                status_at=row.status_at,
                status_note=row.status_note,
            )
            for row in session.scalars(chosen)
        )


def add_log(
    dossier: Dossier,
    *,
    direction: Direction,
    partner: str,
    subject: str,
    file_name: str,
    sha256: str,
    size: int,
    status: PackageStatus,
    year: int,
    period: str | None = None,
    folder: str = "",
    address: str = "",
    note: str = "",
    at: datetime | None = None,
    guid: str | None = None,
) -> Change:
    """Note a package that left or arrived; `sha256` is the package's hash, `size` in bytes, `at` now if not given,
    `folder` where the file lies, `address` where it is mailed to, `note` why it failed, `guid` that of the line where
    it must be known before."""
    with dossier.change(_("Log package")) as work:
        work.session.add(
            PackageLog(
                direction=Direction(direction),
                at=at or datetime.now().replace(microsecond=0),
                partner=partner.strip(),
                subject=subject.strip(),
                file_name=file_name,
                sha256=sha256,
                size=size,
                status=PackageStatus(status),
                year=year,
                period=period or "",
                folder=folder,
                address=address,
                status_note=note,
                **({"guid": guid} if guid else {}),
            )
        )
    return work.change


def set_status(dossier: Dossier, *, guid: str, status: PackageStatus, note: str = "") -> Change:
    """Note what became of a package; a receipt that came is never taken back by what is known of the mail."""
    with dossier.change(_("Log package")) as work:
        row = work.session.get_one(PackageLog, guid)
        if row.status != PackageStatus.ACKNOWLEDGED and (row.status, row.status_note) != (status, note):
            row.status, row.status_note = PackageStatus(status), note
            row.status_at = datetime.now().replace(microsecond=0)
    return work.change


def take_receipt(dossier: Dossier, *, receipt: Receipt) -> Change:
    """Close the line of the package that the receipt is for; the same receipt again changes nothing.

    Raises `UserError` where no such package was sent, or the receipt was not made from it.
    """
    with dossier.change(_("Take a receipt")) as work:
        sent = select(PackageLog).where(PackageLog.direction == Direction.SENT).order_by(*_NEWEST)
        coded = [row for row in work.session.scalars(sent) if short_hash(row.sha256) == receipt.check_code]
        if not coded:
            raise UserError(
                _(
                    "No package with the check code {code} was sent from this dossier. Nothing was noted. "
                    "Open the dossier from which it was sent."
                ).format(code=receipt.check_code)
            )
        proved = [row for row in coded if is_proved(receipt, row.sha256)]
        if not proved:
            raise UserError(
                _(
                    "The receipt for {code} was not made from the package that was sent, or was changed on its way. "
                    "Nothing was noted. Ask the receiver by telephone what arrived, and for another receipt."
                ).format(code=receipt.check_code)
            )
        row = _closed_by(receipt, proved)
        if row.status != PackageStatus.ACKNOWLEDGED:
            row.status = PackageStatus.ACKNOWLEDGED
            receiver = " ".join(receipt.receiver.split())[:_LONGEST_NAME]
            row.status_note = f"{receiver}, {receipt.received_at:%H:%M %d/%m/%Y}".removeprefix(", ")
            row.status_at = datetime.now().replace(microsecond=0)
    return work.change


def _closed_by(receipt: Receipt, rows: Sequence[PackageLog]) -> PackageLog:
    """Of several times that one package went: to this receiver, else the newest that waits for a receipt."""
    rows = [row for row in rows if row.status != PackageStatus.MADE] or rows
    named = [row for row in rows if fold(row.partner) == fold(receipt.receiver)]
    waiting = [row for row in named or rows if row.status != PackageStatus.ACKNOWLEDGED]
    return (waiting or named or list(rows))[0]
