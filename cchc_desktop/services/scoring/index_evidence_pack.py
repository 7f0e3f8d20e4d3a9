"""The evidence pack of a criteria set: its files named by criterion, with an index sheet, in a folder or a ZIP file."""

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path, PurePath
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from cchc_desktop.errors import UserError
from cchc_desktop.files import safe_file_name
from cchc_desktop.i18n import _
from cchc_desktop.leftovers import sweep, unfinished_folder, working_folder
from cchc_desktop.models.appendix_rows import ScoreProof
from cchc_desktop.models.evidence_rows import EvidenceRow
from cchc_desktop.models.index_rows import IndexView
from cchc_desktop.models.proof_rows import IndexedProof, ProofLine, ProofState, WrittenPack
from cchc_desktop.services.evidence import read_evidence, stored_file
from cchc_desktop.services.offices import read_office
from cchc_desktop.services.reporting.score_sheets import read_proofs
from cchc_desktop.services.scoring.index_proof import missing_proof
from cchc_desktop.services.scoring.indices import read_index
from cchc_desktop.storage.dossier import Dossier
from cchc_desktop.text import slug
from cchc_desktop.writers.saving import atomic_write, cannot_write

ZIP = ".zip"
INDEX = "00_Danh-muc-tai-lieu-kiem-chung"
_SLUG = 60  # letters
_DAY = (1980, 1, 1, 0, 0, 0)  # of every entry: the same pack is the same bytes


def write_evidence_pack(dossier: Dossier, set_guid: str, out: Path) -> WrittenPack:
    """Write the pack into the ZIP file or the new folder `out`; it appears whole or not at all.

    Files are named by the code of their criterion, a number and what they are ("1.1.1_01_05-kh-ubnd-ke-hoach.pdf");
    the index sheet lies beside them as XLSX and DOCX and tells what is explained, referred to, or missing. Raises
    `UserError` where the folder holds something already, a kept file is damaged, and nothing can be written.
    """
    view = read_index(dossier, set_guid)
    lines = missing_proof(dossier, set_guid).lines
    proofs = read_proofs(dossier, view)
    pieces = {piece.guid: piece for piece in read_evidence(dossier)}
    indexed = list(_indexed(lines, proofs, pieces))
    missing = tuple(line.code for line in lines if line.state is ProofState.MISSING)
    if not any(one.file_name for one in indexed) and not proofs:
        raise UserError(_("No criterion of this set has any evidence yet, so there is nothing to pack."))
    with _target(out) as folder:
        for one in indexed:
            if one.file_name:
                (folder / one.file_name).write_bytes(stored_file(dossier, pieces[one.guid].sha256))
        _write_index(dossier, view, indexed, folder)
        names = tuple(sorted(path.name for path in folder.iterdir()))
    return WrittenPack(out, names, missing)


def _indexed(
    lines: tuple[ProofLine, ...], proofs: tuple[ScoreProof, ...], pieces: dict[str, EvidenceRow]
) -> Iterator[IndexedProof]:
    by_code: dict[str, list[ScoreProof]] = {}
    for proof in proofs:
        by_code.setdefault(proof.code, []).append(proof)
    taken: set[str] = set()
    for line in lines:
        for number, proof in enumerate(by_code.get(line.code, ()), start=1):
            yield IndexedProof(
                proof.guid,
                line.code,
                line.name,
                line.claimed,
                proof.number,
                proof.issued_on,
                proof.issuer,
                proof.subject,
                _file_name(line.code, number, proof, pieces[proof.guid], taken),
            )
        words = _without(line)
        if words and line.code not in by_code:
            yield IndexedProof(line.guid, line.code, line.name, line.claimed, "", None, "", words, "")


def _without(line: ProofLine) -> str:
    """What the index sheet says of a criterion without evidence."""
    if line.explanation:
        return f"Giải trình: {line.explanation}"
    return "Chưa có tài liệu kiểm chứng, chưa giải trình" if line.state is ProofState.MISSING else ""


def _file_name(code: str, number: int, proof: ScoreProof, piece: EvidenceRow, taken: set[str]) -> str:
    """A name that every system takes and nothing else in the pack has; "" for what is no file."""
    if not piece.sha256:
        return ""
    words = slug(f"{proof.number} {proof.subject}", _SLUG) or "tai-lieu"
    ending = PurePath(safe_file_name(piece.file_name)).suffix.lower()
    while True:
        name = safe_file_name(f"{code}_{number:02d}_{words}{ending}")
        if name.casefold() not in taken:
            taken.add(name.casefold())
            return name
        number += 1


def _write_index(dossier: Dossier, view: IndexView, indexed: list[IndexedProof], folder: Path) -> None:
    from cchc_desktop.documents.evidence_index import compose_evidence_index
    from cchc_desktop.documents.house_style import load_house_style
    from cchc_desktop.writers.paper_writer import write_paper

    document = compose_evidence_index(view, indexed, read_office(dossier, view.year), load_house_style())
    for ending in (".xlsx", ".docx"):
        write_paper(document, folder / f"{INDEX}{ending}")


@contextmanager
def _target(out: Path) -> Iterator[Path]:
    """A folder to fill, which becomes `out`, or the ZIP file of that name, when the block ends well."""
    try:
        if out.suffix.lower() == ZIP:
            with working_folder() as folder:
                yield folder
                with atomic_write(out, ZIP) as stream, ZipFile(stream, "w", ZIP_DEFLATED) as archive:
                    for path in sorted(folder.iterdir()):
                        _add(archive, path)
            return
        if out.exists() and (not out.is_dir() or any(out.iterdir())):
            raise UserError(
                _("{name} is there already and is not empty. Nothing was written. Choose a new folder.").format(
                    name=out.name
                )
            )
        sweep(out.parent)
        with unfinished_folder(out.parent) as folder:
            yield folder
            if out.exists():
                out.rmdir()
            os.replace(folder, out)
    except OSError as error:
        raise cannot_write(error, out) from error


def _add(archive: ZipFile, path: Path) -> None:
    entry = ZipInfo(path.name, _DAY)
    entry.compress_type = ZIP_DEFLATED
    entry.external_attr = 0o644 << 16
    with path.open("rb") as source, archive.open(entry, "w") as target:
        shutil.copyfileobj(source, target)
