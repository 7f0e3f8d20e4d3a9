"""The packages that went down: how each stands, receipts that came back, taking one back that was not handed over."""

from collections.abc import Iterable
from datetime import datetime
from enum import StrEnum
from pathlib import Path
from typing import NamedTuple

from sqlalchemy import delete, or_, select, update

from cchc_desktop.collection import pending, tables
from cchc_desktop.collection.store import Collection
from cchc_desktop.errors import UserError
from cchc_desktop.exchange.package_format import short_hash
from cchc_desktop.exchange.receipt_file import Receipt, is_proved, read_receipt
from cchc_desktop.i18n import _


class OutgoingState(StrEnum):
    """How far a package down got."""

    MADE = "made"
    DRAFTED = "drafted"  # a mail draft lies beside it
    WAITING = "waiting"  # in the outbox of a computer
    UNCERTAIN = "uncertain"  # the mail may have arrived
    SENT = "sent"
    COPIED = "copied"
    FAILED = "failed"
    ACKNOWLEDGED = "acknowledged"  # the office's receipt came


class Outgoing(NamedTuple):
    """A package down; `detail` is where it lies, to whom it went, why it failed, or who acknowledged it."""

    id: int
    office_id: int
    office: str
    file_name: str
    sha256: str
    made_at: datetime
    state: OutgoingState
    state_at: datetime
    detail: str

    @property
    def check_code(self) -> str:
        """What two people compare by telephone."""
        return short_hash(self.sha256)


def read_outgoing(collection: Collection, year: int) -> tuple[Outgoing, ...]:
    """The packages down of a year, the newest first."""
    o = tables.outgoing.c
    chosen = (
        select(o.id, o.office_id, tables.office.c.name, o.file_name, o.sha256, o.made_at, o.state, o.state_at, o.detail)
        .join(tables.office, tables.office.c.id == o.office_id)
        .where(o.year == year)
        .order_by(o.made_at.desc(), o.id.desc())
    )
    with collection.reading() as connection:
        return tuple(Outgoing(*row)._replace(state=OutgoingState(row.state)) for row in connection.execute(chosen))


def set_state(
    collection: Collection, outgoing_id: int, state: OutgoingState, detail: str = "", now: datetime | None = None
) -> None:
    """Note what became of a package; a receipt that came is never taken back, and nothing is noted twice."""
    o = tables.outgoing.c
    values = {"state": str(state), "state_at": (now or datetime.now()).replace(microsecond=0), "detail": detail}
    with collection.changing() as connection:
        news = or_(o.state != state, o.detail != detail)
        open_one = (o.id == outgoing_id, o.state != OutgoingState.ACKNOWLEDGED, news)
        connection.execute(update(tables.outgoing).where(*open_one).values(values))


def take_receipts(collection: Collection, paths: Iterable[Path]) -> dict[Path, str]:
    """Close the lines of the packages that these receipts are for; by each file why it closed none, or ""."""
    found: dict[Path, str] = {}
    for path in paths:
        try:
            _take(collection, read_receipt(path))
            found[path] = ""
        except UserError as error:
            found[path] = str(error)
    return found


def _take(collection: Collection, receipt: Receipt) -> None:
    o = tables.outgoing.c
    code = receipt.check_code.replace("-", "").lower()
    with collection.reading() as connection:
        coded = connection.execute(select(o.id, o.sha256).where(o.sha256.startswith(code, autoescape=True))).all()
    proved = [row.id for row in coded if is_proved(receipt, row.sha256)]
    if not coded:
        raise UserError(
            _("No package with the check code {code} went down from here. Nothing was noted.").format(
                code=receipt.check_code
            )
        )
    if not proved:
        raise UserError(
            _(
                "The receipt for {code} was not made from the package that was sent, or was changed on its way. "
                "Nothing was noted. Ask the receiver by telephone what arrived, and for another receipt."
            ).format(code=receipt.check_code)
        )
    detail = f"{' '.join(receipt.receiver.split())[:200]}, {receipt.received_at:%H:%M %d/%m/%Y}".removeprefix(", ")
    for outgoing_id in proved:
        set_state(collection, outgoing_id, OutgoingState.ACKNOWLEDGED, detail)


def withdraw(collection: Collection, outgoing_id: int) -> int:
    """Forget a package that was not handed over; what went in it waits again. Returns how much it was.

    Raises `UserError` once its receipt has come.
    """
    o = tables.outgoing.c
    with collection.changing() as connection:
        row = connection.execute(select(o.office_id, o.state).where(o.id == outgoing_id)).one_or_none()
        if row is None:
            return 0
        if row.state == OutgoingState.ACKNOWLEDGED:
            raise UserError(_("The office has acknowledged this package. It cannot be taken back any more."))
        freed = pending.unmark_sent(connection, outgoing_id, row.office_id)
        connection.execute(delete(tables.outgoing).where(o.id == outgoing_id))
    return freed
