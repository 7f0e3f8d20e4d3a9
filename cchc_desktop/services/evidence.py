"""Evidence: files kept inside the dossier, once per content, and references to tasks, figures and addresses."""

import hashlib
from collections.abc import Collection, Iterator
from datetime import date, datetime
from pathlib import Path

from sqlalchemy import select
from sqlalchemy.orm import Session

from cchc_desktop.errors import UserError
from cchc_desktop.i18n import _
from cchc_desktop.models.evidence import Evidence, StoredFile
from cchc_desktop.models.evidence_rows import EvidenceRow
from cchc_desktop.models.paper import IssuedPaper
from cchc_desktop.models.report import Figure
from cchc_desktop.models.task import Task
from cchc_desktop.rules.dates import format_date
from cchc_desktop.rules.documents_nd30 import word_for
from cchc_desktop.rules.evidence_kinds import EvidenceKind, as_address, is_address
from cchc_desktop.rules.issue_numbers import full_number
from cchc_desktop.services.stored_files import bytes_to_keep, keep_bytes, kept_bytes
from cchc_desktop.storage.changes import Change
from cchc_desktop.storage.dossier import Dossier
from cchc_desktop.storage.writing_order import written
from cchc_desktop.text import clean

_CHUNK = 256 * 1024  # bytes


def read_evidence(dossier: Dossier, owner_guid: str | None = None) -> tuple[EvidenceRow, ...]:
    """The evidence of a task or a criterion, or of the whole dossier, in the order it was added."""
    with dossier.read() as session:
        chosen = select(Evidence).order_by(Evidence.added_at, written(Evidence))
        if owner_guid is not None:
            chosen = chosen.where(Evidence.owner_guid == owner_guid)
        return tuple(_row(one) for one in session.scalars(chosen))


def _row(one: Evidence) -> EvidenceRow:
    return EvidenceRow(
        one.guid,
        one.revision,
        one.title,
        one.file_name,
        one.sha256,
        one.size,
        one.added_at,
        one.owner_guid,
        one.issued_guid,
        one.kind,
        one.reference if one.kind != EvidenceKind.LINK or is_address(one.reference) else "",
        one.number,
        one.issued_on,
        one.issuer,
    )


def add_evidence(
    dossier: Dossier, *, owner_guid: str, path: Path, title: str = "", added_at: datetime | None = None
) -> Change:
    """Keep a copy of the file as evidence. Raises `UserError` when it cannot be read, is empty or too large."""
    data = bytes_to_keep(path)
    with dossier.change(_("Add evidence")) as work:
        put_file(work.session, owner_guid, path.name, data, title or path.stem, added_at)
    return work.change


def put_file(
    session: Session, owner_guid: str, name: str, data: bytes, title: str, added_at: datetime | None = None
) -> Evidence:
    """Keep a file as evidence within a transaction."""
    made = Evidence(
        owner_guid=owner_guid,
        title=clean(title),
        file_name=clean(name),
        sha256=keep_bytes(session, data),
        size=len(data),
        added_at=added_at or datetime.now(),
    )
    session.add(made)
    return made


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
                    kind=EvidenceKind.ISSUED,
                )
            )
    return work.change


def add_reference(
    dossier: Dossier,
    *,
    owner_guid: str,
    kind: EvidenceKind,
    reference: str,
    title: str = "",
    added_at: datetime | None = None,
) -> Change:
    """Take what is no file as evidence: a task by its guid, a figure by its code, an address that begins with http.

    Without a title the task or the figure gives it its own, an address itself. What proves this already is left as it
    is. Raises `UserError` for a reference to nothing.
    """
    with dossier.change(_("Add evidence")) as work:
        session, reference = work.session, clean(reference).strip()
        reference = as_address(reference) if kind == EvidenceKind.LINK else reference
        own = _title_of(session, kind, reference)
        there = select(Evidence).where(
            Evidence.owner_guid == owner_guid, Evidence.kind == kind, Evidence.reference == reference
        )
        if session.scalars(there).first() is None:
            session.add(
                Evidence(
                    owner_guid=owner_guid,
                    title=" ".join(clean(title).split()) or own,
                    file_name="",
                    sha256="",
                    size=0,
                    added_at=added_at or datetime.now(),
                    kind=kind,
                    reference=reference,
                )
            )
    return work.change


def add_cited(
    dossier: Dossier,
    *,
    owner_guid: str,
    title: str,
    number: str,
    issued_on: date | None = None,
    issuer: str = "",
    added_at: datetime | None = None,
) -> Change:
    """Take a paper that lies elsewhere as evidence, by its subject (the title), number, day and issuer.

    Raises `UserError` where nothing is said of it.
    """
    with dossier.change(_("Add evidence")) as work:
        subject, number = " ".join(clean(title).split()), clean(number).strip()
        if not subject and not number:
            raise UserError(_("Write the number or the subject of the paper. Nothing was added."))
        work.session.add(
            Evidence(
                owner_guid=owner_guid,
                title=subject or number,
                file_name="",
                sha256="",
                size=0,
                added_at=added_at or datetime.now(),
                kind=EvidenceKind.CITED,
                number=number,
                issued_on=issued_on,
                issuer=" ".join(clean(issuer).split()),
            )
        )
    return work.change


def _title_of(session: Session, kind: str, reference: str) -> str:
    """What a reference is called. Raises `UserError` where there is nothing that it could mean."""
    if kind == EvidenceKind.TASK:
        return session.get_one(Task, reference).text
    if kind == EvidenceKind.CITED:
        raise UserError(_("Write the number or the subject of the paper. Nothing was added."))
    if kind == EvidenceKind.FIGURE:
        figure = session.scalars(select(Figure).where(Figure.code == reference)).first()
        if figure is None:
            raise UserError(
                _("There is no figure {code} in this dossier. Nothing was added.").format(code=reference or "…")
            )
        return f"{figure.code}. {figure.name}"
    if not is_address(reference):
        raise UserError(_("“{text}” is no address. Type one that begins with https://").format(text=reference[:60]))
    return reference


def set_evidence_facts(
    dossier: Dossier, *, evidence_guid: str, title: str, number: str, issued_on: date | None, issuer: str
) -> Change:
    """Say what a piece of evidence is as the list of evidence prints it: number, day, issuer, and its subject."""
    with dossier.change(_("Edit evidence")) as work:
        evidence = work.session.get_one(Evidence, evidence_guid)
        evidence.title = " ".join(clean(title).split()) or _named(work.session, evidence)
        evidence.number, evidence.issued_on = clean(number).strip(), issued_on
        evidence.issuer = " ".join(clean(issuer).split())
    return work.change


def _named(session: Session, evidence: Evidence) -> str:
    """What a piece of evidence is called by itself."""
    if evidence.file_name:
        return Path(evidence.file_name).stem
    try:
        return _title_of(session, evidence.kind, evidence.reference)
    except UserError:  # what it referred to is gone
        return evidence.title


def set_evidence_title(dossier: Dossier, *, evidence_guid: str, title: str) -> Change:
    """Say what a piece of evidence is, best as a paper is cited; without words the name of its file says it."""
    with dossier.change(_("Edit evidence")) as work:
        evidence = work.session.get_one(Evidence, evidence_guid)
        evidence.title = " ".join(clean(title).split()) or _named(work.session, evidence)
    return work.change


def remove_evidence(dossier: Dossier, *, evidence_guid: str) -> Change:
    """Take a piece of evidence away; its bytes stay, so that undo brings it back."""
    with dossier.change(_("Remove evidence")) as work:
        work.session.delete(work.session.get_one(Evidence, evidence_guid))
    return work.change


def read_file(dossier: Dossier, evidence_guid: str) -> tuple[str, bytes]:
    """The name and the bytes of a piece of evidence. Raises `UserError` when they are damaged, or it is no file."""
    with dossier.read() as session:
        evidence = session.get_one(Evidence, evidence_guid)
        if not evidence.sha256:
            raise UserError(
                _("“{title}” has no file in this dossier: it refers to what it says.").format(title=evidence.title)
            )
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
