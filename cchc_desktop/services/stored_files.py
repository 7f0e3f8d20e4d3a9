"""The bytes of files kept in the dossier, once per content."""

import hashlib
from collections.abc import Iterable
from pathlib import Path

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from cchc_desktop.errors import UserError
from cchc_desktop.files import size_of_file
from cchc_desktop.i18n import _
from cchc_desktop.models.evidence import Evidence, StoredFile
from cchc_desktop.models.incoming import IncomingFile
from cchc_desktop.models.office import OfficeProfile
from cchc_desktop.models.paper import IssuedPaper

LARGEST = 25 * 1024 * 1024


def bytes_to_keep(path: Path) -> bytes:
    """What a file holds. Raises `UserError` when it cannot be read, is empty, or too large to be kept."""
    try:
        if size_of_file(path) > LARGEST:
            raise UserError(
                _("“{name}” is larger than 25 MB. Make it smaller, or keep only the pages that are needed.").format(
                    name=path.name
                )
            )
        data = path.read_bytes()
    except OSError as error:
        raise UserError(
            _("“{name}” cannot be read. Check the drive and your rights.").format(name=path.name)
        ) from error
    if not data:
        raise UserError(_("“{name}” is empty. Nothing was added.").format(name=path.name))
    return data


def keep_bytes(session: Session, data: bytes) -> str:
    """Keep the bytes where they are not kept yet; returns their SHA-256."""
    sha256 = hashlib.sha256(data).hexdigest()
    if session.get(StoredFile, sha256[:32]) is None:
        session.add(StoredFile(guid=sha256[:32], sha256=sha256, data=data))
    return sha256


def drop_unused(session: Session, hashes: Iterable[str]) -> None:
    """Delete the bytes with these hashes that no evidence, no issued or incoming paper and no office needs any more."""
    for sha256 in set(hashes):
        proof = select(Evidence.guid).where(Evidence.sha256 == sha256)
        paper = select(IssuedPaper.guid).where(or_(IssuedPaper.docx_sha256 == sha256, IssuedPaper.pdf_sha256 == sha256))
        came = select(IncomingFile.guid).where(IncomingFile.sha256 == sha256)
        base = select(OfficeProfile.guid).where(OfficeProfile.base_sha256 == sha256)
        if all(session.scalar(user.limit(1)) is None for user in (proof, paper, came, base)):
            session.delete(session.get_one(StoredFile, sha256[:32]))


def intact_bytes(session: Session, sha256: str) -> bytes | None:
    """The bytes with this hash; None when they are gone or are no longer what was kept."""
    data = session.scalar(select(StoredFile.data).where(StoredFile.sha256 == sha256))
    return data if data is not None and hashlib.sha256(data).hexdigest() == sha256 else None


def kept_bytes(session: Session, sha256: str) -> bytes:
    """The bytes with this hash; raises `UserError` when they are gone or were changed."""
    data = intact_bytes(session, sha256)
    if data is None:
        raise UserError(_("A file that this dossier keeps is damaged. Restore a backup: File, Restore."))
    return data
