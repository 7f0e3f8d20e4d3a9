"""The kept files of issued papers: taken out, checked, and recognised again on disk."""

import hashlib
from pathlib import Path

from sqlalchemy import func, select

from cchc_desktop.errors import UserError
from cchc_desktop.files import size_of_file
from cchc_desktop.i18n import _
from cchc_desktop.models.evidence import StoredFile
from cchc_desktop.models.issued_rows import FileMatch, IssuedRow
from cchc_desktop.models.paper import IssuedPaper
from cchc_desktop.rules import localised
from cchc_desktop.rules.issue_numbers import full_number
from cchc_desktop.services.papers.register import issued_row, read_issued
from cchc_desktop.services.stored_files import kept_bytes
from cchc_desktop.storage.dossier import Dossier

FORMS = ("pdf", "docx")
_MOST = 64 * 1024 * 1024  # bytes: no issued paper is larger


def read_one(dossier: Dossier, issued_guid: str) -> IssuedRow:
    """One version of an issued paper."""
    with dossier.read() as session:
        return issued_row(session.get_one(IssuedPaper, issued_guid))


def issued_bytes(dossier: Dossier, issued_guid: str, form: str) -> bytes:
    """The kept DOCX or PDF, the very bytes. Raises `UserError` when they are damaged."""
    with dossier.read() as session:
        return kept_bytes(session, issued_row(session.get_one(IssuedPaper, issued_guid)).sha256(form))


def save_issued(dossier: Dossier, issued_guid: str, form: str, target: Path) -> None:
    """Write the kept DOCX or PDF to a file, the very bytes. Raises `UserError` when they are damaged."""
    from cchc_desktop.writers.saving import atomic_write

    data = issued_bytes(dossier, issued_guid, form)
    with atomic_write(target, f".{form}") as file:
        file.write(data)


def verify_file(dossier: Dossier, path: Path) -> FileMatch | None:
    """The issued paper that a file on disk is: byte for byte, or with a signature added behind its bytes.

    None when the dossier issued no such file. A file that begins with the issued bytes is told apart from an exact
    one, because what stands behind them is not the program's. Raises `UserError` when the file cannot be read.
    """
    data = read_file(path)
    with dossier.read() as session:
        rows = read_issued(session)
        lengths = select(StoredFile.sha256, func.length(StoredFile.data))
        sizes: dict[str, int] = dict(session.execute(lengths).tuples().all())
    matches = [
        FileMatch(row, form, exact, not any(o.paper_guid == row.paper_guid and o.version > row.version for o in rows))
        for row in rows
        for form in FORMS
        if (exact := _is(data, row.sha256(form))) or (form == "pdf" and _begins(data, row.pdf_sha256, sizes))
    ]
    return max(matches, key=lambda match: (match.exact, match.newest), default=None)


def match_sentence(name: str, match: FileMatch | None) -> str:
    """What a file of this name was found to be, in sentences."""
    if match is None:
        return _(
            "“{name}” is none of the papers issued in this dossier, or was changed after it was issued. "
            "Compare it with the copy kept here."
        ).format(name=name)
    row = match.issued
    said = (
        _("“{name}” is paper {number} of {date}, version {version}, as it was issued: every byte is the same.")
        if match.exact
        else _(
            "“{name}” begins with paper {number} of {date}, version {version}, as it was issued; something was added "
            "behind it, usually a digital signature. Check the signature in the signing program."
        )
    )
    words = said.format(
        name=name,
        number=full_number(row.number, row.symbol),
        date=localised.full_date(row.issued_on),
        version=row.version,
    )
    later = "" if match.newest else _("A later version was issued since.")
    return f"{words} {later}".strip()


def _is(data: bytes, sha256: str) -> bool:
    return hashlib.sha256(data).hexdigest() == sha256


def _begins(data: bytes, sha256: str, sizes: dict[str, int]) -> bool:
    """Whether the kept file stands at the beginning: a signing program adds its part behind it."""
    size = sizes.get(sha256, 0)
    return 0 < size < len(data) and _is(data[:size], sha256)


def read_file(path: Path) -> bytes:
    """A file that may be an issued paper. Raises `UserError` when it cannot be read or is too large for one."""
    try:
        if size_of_file(path) > _MOST:
            raise UserError(_("“{name}” is too large to be an issued paper.").format(name=path.name))
        return path.read_bytes()
    except OSError as error:
        raise UserError(
            _("“{name}” cannot be read. Check the drive and your rights.").format(name=path.name)
        ) from error
