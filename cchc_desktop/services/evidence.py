"""Evidence: files kept inside the dossier, once per content."""

import hashlib
from collections.abc import Collection, Iterator
from datetime import datetime
from pathlib import Path

from sqlalchemy import select
from sqlalchemy.orm import Session

from cchc_desktop.errors import UserError
from cchc_desktop.files import size_of_file
from cchc_desktop.i18n import _
from cchc_desktop.models.evidence import Evidence, StoredFile
from cchc_desktop.models.evidence_rows import EvidenceRow
from cchc_desktop.models.paper import IssuedPaper
from cchc_desktop.rules.dates import format_date
from cchc_desktop.rules.documents_nd30 import word_for
from cchc_desktop.rules.issue_numbers import full_number
from cchc_desktop.services.stored_files import keep_bytes, kept_bytes
from cchc_desktop.storage.changes import Change
from cchc_desktop.storage.dossier import Dossier
from cchc_desktop.text import clean

LARGEST = 25 * 1024 * 1024
_CHUNK = 256 * 1024  # bytes


def read_evidence(dossier: Dossier, owner_guid: str | None = None) -> tuple[EvidenceRow, ...]:
    """The evidence of a task or a criterion, or of the whole dossier, in the order it was added."""
    with dossier.read() as session:
        chosen = select(Evidence).order_by(Evidence.added_at, Evidence.guid)
        if owner_guid is not None:
            chosen = chosen.where(Evidence.owner_guid == owner_guid)
        return tuple(
            EvidenceRow(
                e.guid, e.revision, e.title, e.file_name, e.sha256, e.size, e.added_at, e.owner_guid, e.issued_guid
            )
            for e in session.scalars(chosen)
        )


def add_evidence(
    dossier: Dossier, *, owner_guid: str, path: Path, title: str = "", added_at: datetime | None = None
) -> Change:
    """Keep a copy of the file as evidence. Raises `UserError` when it cannot be read, is empty or too large."""
    try:
        size = size_of_file(path)
        if size > LARGEST:
            raise UserError(
                _(
                    "“{name}” is larger than 25 MB. Make it smaller, or keep only the pages that prove the result."
                ).format(name=path.name)
            )
        data = path.read_bytes()
    except OSError as error:
        raise UserError(
            _("“{name}” cannot be read. Check the drive and your rights.").format(name=path.name)
        ) from error
    if not data:
        raise UserError(_("“{name}” is empty. Nothing was added.").format(name=path.name))
    with dossier.change(_("Add evidence")) as work:
        work.session.add(
            Evidence(
                owner_guid=owner_guid,
                title=clean(title or path.stem),
                file_name=clean(path.name),
                sha256=keep_bytes(work.session, data),
                size=len(data),
                added_at=added_at or datetime.now(),
            )
        )
    return work.change


def add_issued(dossier: Dossier, *, owner_guid: str, issued_guid: str, added_at: datetime | None = None) -> Change:
    """Take an issued paper as evidence of a task or a criterion: its PDF, as it was issued.

    A paper that proves this already is left as it is.
    """
    with dossier.change(_("Add evidence")) as work:
        session = work.session
        there = select(Evidence).where(Evidence.owner_guid == owner_guid, Evidence.issued_guid == issued_guid)
        if session.scalars(there).first() is None:
            paper = session.get_one(IssuedPaper, issued_guid)
            kind, number = word_for(paper.kind, paper.symbol), full_number(paper.number, paper.symbol)
            session.add(
                Evidence(
                    owner_guid=owner_guid,
                    title=f"{kind} số {number} ngày {format_date(paper.issued_on)}",
                    file_name=f"{paper.file_stem}.pdf",
                    sha256=paper.pdf_sha256,
                    size=len(kept_bytes(session, paper.pdf_sha256)),
                    added_at=added_at or datetime.now(),
                    issued_guid=issued_guid,
                )
            )
    return work.change


def set_evidence_title(dossier: Dossier, *, evidence_guid: str, title: str) -> Change:
    """Say what a piece of evidence is, best as a paper is cited; without words the name of its file says it."""
    with dossier.change(_("Edit evidence")) as work:
        evidence = work.session.get_one(Evidence, evidence_guid)
        evidence.title = " ".join(clean(title).split()) or Path(evidence.file_name).stem
    return work.change


def remove_evidence(dossier: Dossier, *, evidence_guid: str) -> Change:
    """Take a piece of evidence away; its bytes stay, so that undo brings it back."""
    with dossier.change(_("Remove evidence")) as work:
        work.session.delete(work.session.get_one(Evidence, evidence_guid))
    return work.change


def read_file(dossier: Dossier, evidence_guid: str) -> tuple[str, bytes]:
    """The name and the bytes of a piece of evidence. Raises `UserError` when they are damaged."""
    with dossier.read() as session:
        evidence = session.get_one(Evidence, evidence_guid)
        return evidence.file_name, evidence_bytes(session, [evidence.sha256])[evidence.sha256]


def evidence_bytes(session: Session, hashes: Collection[str]) -> dict[str, bytes]:
    """The bytes of stored files by SHA-256; raises `UserError` when one is missing or changed."""
    found = dict(
        session.execute(select(StoredFile.sha256, StoredFile.data).where(StoredFile.sha256.in_(hashes))).tuples().all()
    )
    return {sha256: _intact(sha256, found.get(sha256, b"")) for sha256 in hashes}


def stored_file(dossier: Dossier, sha256: str) -> bytes:
    """The bytes of one stored file, by plain SQL: packages ask for hundreds; raises as `evidence_bytes` does."""
    with dossier.raw_connection() as plain:
        row = plain.execute("SELECT data FROM stored_file WHERE sha256 = ?", (sha256,)).fetchone()
    return _intact(sha256, row[0] if row is not None and row[0] is not None else b"")


def stored_chunks(dossier: Dossier, sha256: str) -> Iterator[bytes]:
    """The bytes of one stored file as they lie there, piece by piece; nothing of one that is missing.

    They are not checked: a package is read back against its hashes, and hashing twice doubles the work. To be read to
    the end at once, as the state of the dossier is held for so long.
    """
    with dossier.raw_connection() as plain:
        chosen = "SELECT rowid FROM stored_file WHERE sha256 = ? AND data IS NOT NULL"
        row = plain.execute(chosen, (sha256,)).fetchone()
        if row is not None:
            with plain.blobopen("stored_file", "data", row[0], readonly=True) as blob:
                while chunk := blob.read(_CHUNK):
                    yield chunk


def _intact(sha256: str, data: bytes) -> bytes:
    if hashlib.sha256(data).hexdigest() != sha256:
        raise UserError(_("A piece of evidence in the dossier is damaged. Restore a backup: File, Restore."))
    return data


# Names of devices, with whatever ending: Windows opens the device instead of a file. It counts superscripts as digits.
_DEVICES = {
    "CON",
    "PRN",
    "AUX",
    "NUL",
    "CONIN$",
    "CONOUT$",
    *(f"{port}{n}" for port in ("COM", "LPT") for n in "0123456789¹²³"),
}


def safe_file_name(name: str) -> str:
    """A name that Windows and Linux both take: no folders, no reserved characters, at most 120 characters."""
    kept = "".join("_" if c in '<>:"/\\|?*' or ord(c) < 32 else c for c in clean(name)).strip(" .")
    if kept.partition(".")[0].rstrip().upper() in _DEVICES:
        kept = f"_{kept}"
    stem, dot, suffix = kept.rpartition(".")
    if not dot:
        stem, suffix = kept, ""
    return f"{_shortened(stem or 'file')}{dot}{suffix[:9]}".rstrip(" .")


def _shortened(stem: str) -> str:
    """At most 110 letters and 200 bytes: most file systems count the bytes of UTF-8, up to 255."""
    return stem[:110].encode("utf-8")[:200].decode("utf-8", "ignore")
