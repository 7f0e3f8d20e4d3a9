"""What the receiving office says of papers beside points: remarks on a line, and papers that go back to be mended."""

import uuid
from datetime import datetime

from sqlalchemy import Connection, select

from cchc_desktop.collection.store import Collection
from cchc_desktop.collection.tables import remark, returned, submission
from cchc_desktop.errors import UserError
from cchc_desktop.i18n import _
from cchc_desktop.text import clean


def say(
    collection: Collection,
    *,
    submission_id: int,
    owner_kind: str,
    owner_guid: str,
    text: str,
    by: str,
    now: datetime | None = None,
) -> str:
    """Write a remark on a row of a paper (`owner_kind` as packages name it: report, report_item, task, criterion)."""
    guid, words = uuid.uuid4().hex, _wanted(text)
    with collection.changing() as connection:
        office_id, year = _paper(connection, submission_id)
        connection.execute(
            remark.insert().values(
                office_id=office_id,
                guid=guid,
                year=year,
                submission_id=submission_id,
                owner_kind=owner_kind,
                owner_guid=owner_guid,
                text=words,
                author=clean(by).strip(),
                at=_moment(now),
            )
        )
    return guid


def return_paper(collection: Collection, *, submission_id: int, text: str, by: str, now: datetime | None = None) -> str:
    """Send a paper back to be mended, with the reason; it counts as not handed in until a newer one comes."""
    guid, words = uuid.uuid4().hex, _wanted(text)
    with collection.changing() as connection:
        office_id, year = _paper(connection, submission_id)
        connection.execute(
            returned.insert().values(
                office_id=office_id,
                guid=guid,
                year=year,
                submission_id=submission_id,
                text=words,
                by=clean(by).strip(),
                at=_moment(now),
            )
        )
    return guid


def _wanted(text: str) -> str:
    words = clean(text).strip()
    if not words:
        raise UserError(_("Write what is to be mended. Nothing was changed."))
    return words


def _paper(connection: Connection, submission_id: int) -> tuple[int, int]:
    chosen = select(submission.c.office_id, submission.c.year).where(submission.c.id == submission_id)
    found = connection.execute(chosen).first()
    if found is None:
        raise UserError(_("This paper is not in the collection any more. Nothing was changed; read again."))
    return int(found[0]), int(found[1])


def _moment(now: datetime | None) -> datetime:
    return (now or datetime.now()).replace(microsecond=0)
