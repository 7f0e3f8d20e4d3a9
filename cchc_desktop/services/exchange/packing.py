"""Making the package file that travels; checking one is in `exchange.package_reader`."""

import os
from collections.abc import Generator, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import replace
from datetime import datetime
from hashlib import sha256 as sha256_of
from pathlib import Path

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from cchc_desktop import __version__
from cchc_desktop.errors import UserError
from cchc_desktop.exchange.locked_file import check_password
from cchc_desktop.exchange.package_data import data_files
from cchc_desktop.exchange.package_format import (
    FORMAT,
    SUFFIX,
    VERSION,
    EvidenceMode,
    Manifest,
    PackageContent,
    PackageData,
    PackageEntry,
    PackageInfo,
    PackageKind,
    Unknown,
)
from cchc_desktop.exchange.package_reader import reading
from cchc_desktop.exchange.package_writer import (
    PackedFile,
    check_files,
    check_manifest,
    packed_file,
    write_package,
)
from cchc_desktop.files import safe_file_name
from cchc_desktop.i18n import _
from cchc_desktop.leftovers import working_folder
from cchc_desktop.models.evidence import StoredFile
from cchc_desktop.models.package_rows import SmallerCopy
from cchc_desktop.progress import Progress
from cchc_desktop.rules.periods import Period
from cchc_desktop.rules.printouts import FileFormat, Printout
from cchc_desktop.services import exports
from cchc_desktop.services.evidence import stored_chunks, stored_file
from cchc_desktop.services.exchange.gathering import PackageWish, gather
from cchc_desktop.services.papers.printable import Wish
from cchc_desktop.storage.dossier import Dossier
from cchc_desktop.text import clean
from cchc_desktop.writers.saving import Existing, atomic_write, cannot_write, placed

# The composed papers of each content; the register's own files go by their hashes. What came stays with the office.
_PAPERS: dict[PackageContent, frozenset[Printout]] = {
    PackageContent.YEAR: frozenset(Printout)
    - {Printout.PROGRESS, Printout.CRITERIA, Printout.SURVEY_FORM, Printout.INDEX_CHART, Printout.INCOMING},
    PackageContent.PLAN: frozenset({Printout.DECISION, Printout.PLAN, Printout.FRAME}),
    PackageContent.REPORT: frozenset({Printout.REPORT}),
    PackageContent.SCORE: frozenset({Printout.INDICES, Printout.SELF_SCORE}),
}


def make_package(
    dossier: Dossier,
    *,
    wish: PackageWish,
    out: Path,
    note: str = "",
    password: str = "",
    made_at: datetime | None = None,
) -> Generator[Progress, None, PackageInfo]:
    """Write a package: rows, papers, evidence; the file appears whole or not at all, and is read back.

    With a password nobody can read it who does not know it, the sender not either. Closing the generator between two
    steps leaves nothing behind. Raises `UserError` when there is nothing to send, the drive is full or gone, the
    password is too short, or the package would be too large.
    """
    out = out if out.suffix == SUFFIX else out.with_name(out.name + SUFFIX)
    if password:
        check_password(password)
    _check_folder(out)
    data = gather(dossier, wish)
    with _papers_folder(out) as folder:
        papers = yield from _write_papers(dossier, folder, wish)
        copies: tuple[PackedFile, ...] = ()
        if wish.evidence == EvidenceMode.SMALLER:
            data, copies = yield from _smaller(dossier, data, folder)
        files = [packed_file(f"papers/{path.name}", path.read_bytes()) for path in sorted(papers)]
        files += _issued_files(dossier, data)
        files += _evidence_files(data, copies) if wish.evidence != EvidenceMode.NONE else []
        manifest = Manifest(
            format=FORMAT,
            version=VERSION,
            program_version=__version__,
            made_at=(made_at or datetime.now()).replace(microsecond=0),
            dossier_guid=dossier.guid,
            office_guid=data.office.guid,
            office=data.office.name,
            superior=data.office.superior,
            year=wish.year,
            period=str(Period.parse(wish.period)) if wish.period else "",
            note=clean(note).strip(),
            entries=(),
            kind=wish.kind,
            content=wish.content,
            evidence=wish.evidence,
        )
        return (yield from written(out, manifest, data, files, dossier, password=password))


def written(
    out: Path,
    manifest: Manifest,
    data: PackageData,
    files: Sequence[PackedFile],
    dossier: Dossier | None = None,
    *,
    password: str = "",
    unknown: Unknown | None = None,
) -> Generator[Progress, None, PackageInfo]:
    """Write rows and files under a manifest, whose entries are filled in here; `unknown` goes along as it was read.

    Files that have no bytes of their own are taken from the dossier. The package takes its place only after every byte
    was read from the drive again and fitted its hash; returns what it is then.
    """
    further = unknown or Unknown()
    whole = [*(packed_file(name, raw) for name, raw in data_files(data, further).items()), *files]
    check_files(whole)
    manifest = replace(manifest, entries=tuple(file.entry for file in whole))
    check_manifest(manifest)

    def stored(digest: str) -> Iterator[bytes]:
        assert dossier is not None
        return stored_chunks(dossier, digest)

    with atomic_write(out, SUFFIX) as stream:
        yield from write_package(stream, manifest, whole, stored, password=password, further=further.manifest)
        stream.flush()
        os.fsync(stream.fileno())
        try:
            info, _data = yield from reading(Path(stream.name), password)
        except UserError as error:
            raise _not_read_back(out, whole, dossier) from error
    return replace(info, path=out)


def _not_read_back(out: Path, files: Sequence[PackedFile], dossier: Dossier | None) -> UserError:
    """Whose fault it is that the package is not what it should be: a kept file's, or the drive's."""
    try:
        for file in files:
            if file.data is None and file.path is None and dossier is not None:
                stored_file(dossier, file.entry.sha256)
    except UserError as error:
        return error
    return UserError(
        _("The package could not be read back from {folder}, and was removed. Choose another drive.").format(
            folder=out.parent
        )
    )


def _check_folder(out: Path) -> None:
    try:
        usable = out.parent.is_dir() and not out.is_dir()
    except OSError:  # a name that is too long
        usable = out.parent.is_dir()
    if not usable:
        raise UserError(_("Nothing can be written in {folder}. Choose another folder.").format(folder=out.parent))
    placed(out, Existing.REFUSE, SUFFIX)


@contextmanager
def _papers_folder(out: Path) -> Iterator[Path]:
    """Where the papers lie until they are packed: in the officer's own folder, as others may not read them."""
    with ExitStack() as stack:
        try:
            folder = stack.enter_context(working_folder())
        except OSError as error:
            raise cannot_write(error, out) from error
        yield folder


def _write_papers(dossier: Dossier, folder: Path, wish: PackageWish) -> Generator[Progress, None, tuple[Path, ...]]:
    paper, papers = papers_to_pack(dossier, wish)
    if not papers:
        return ()
    return (yield from exports.export(dossier, paper, what=papers, formats=tuple(FileFormat), out=folder))


def papers_to_pack(dossier: Dossier, wish: PackageWish) -> tuple[Wish, list[Printout]]:
    """The papers that an up package prints; the report only when a period was chosen."""
    wanted = _PAPERS[wish.content] - (frozenset() if wish.period else {Printout.REPORT})
    chosen = next(iter(wish.chosen)) if wish.content == PackageContent.PLAN and len(wish.chosen) == 1 else None
    paper = Wish(wish.year, wish.period, chosen)
    if wish.kind != PackageKind.UP:
        return paper, []
    return paper, [what for what in exports.expand(dossier, paper, [exports.ALL]) if what in wanted]


def package_findings(dossier: Dossier, wish: PackageWish) -> tuple[str, ...]:
    """What to look at in the papers before they are packed."""
    from cchc_desktop.services.checking.before import told_before_printing

    paper, papers = papers_to_pack(dossier, wish)
    found = exports.print_findings(dossier, paper, what=papers, formats=tuple(FileFormat))
    return (*found, *told_before_printing(dossier, paper, papers))


def _smaller(
    dossier: Dossier, data: PackageData, folder: Path
) -> Generator[Progress, None, tuple[PackageData, tuple[PackedFile, ...]]]:
    """The evidence with large pictures as smaller copies, which lie in the folder until they are packed."""
    from cchc_desktop.writers.smaller_pictures import smaller_picture

    rows = {row.sha256: row for row in reversed(data.evidence) if row.sha256}
    copies: list[SmallerCopy] = []
    files: list[PackedFile] = []
    for done, (sha256, row) in enumerate(sorted(rows.items())):
        yield Progress(done, len(rows), row.file_name)
        made = smaller_picture(stored_file(dossier, sha256))
        if made is None:
            continue
        digest = sha256_of(made).hexdigest()
        path = folder / f"{digest}.copy"
        path.write_bytes(made)
        copies.append(SmallerCopy(sha256, digest))
        files.append(PackedFile(PackageEntry(_proof_name(digest, row.file_name), len(made), digest), path=path))
    distinct = {file.entry.sha256: file for file in files}
    return replace(data, copies=tuple(copies)), tuple(distinct[digest] for digest in sorted(distinct))


def _proof_name(sha256: str, name: str) -> str:
    return f"evidence/{sha256}-{safe_file_name(name)}"


def _evidence_files(data: PackageData, copies: Sequence[PackedFile]) -> list[PackedFile]:
    """One file per content, under the first name that it was given."""
    smaller = {copy.sha256 for copy in data.copies}
    made = {file.entry.sha256 for file in copies} | {""}  # what is no file has nothing to travel
    rows = {row.sha256: row for row in reversed(data.evidence) if row.sha256 not in smaller | made}
    whole = [
        PackedFile(PackageEntry(_proof_name(sha256, row.file_name), row.size, sha256))
        for sha256, row in sorted(rows.items())
    ]
    return [*whole, *copies]


def _issued_files(dossier: Dossier, data: PackageData) -> list[PackedFile]:
    """The files of the register's lines, byte for byte as they were issued."""
    with dossier.read() as session:
        sizes = _issued_sizes(session, data)
    names = {row.sha256(form): f"{row.file_stem}.{form}" for row in data.issued for form in ("docx", "pdf")}
    return [
        PackedFile(PackageEntry(f"issued/{sha256}-{safe_file_name(name)}", sizes.get(sha256, 0), sha256))
        for sha256, name in sorted(names.items())
    ]


def _issued_sizes(session: Session, data: PackageData) -> dict[str, int]:
    hashes = [row.sha256(form) for row in data.issued for form in ("docx", "pdf")]
    chosen = select(StoredFile.sha256, func.length(StoredFile.data)).where(StoredFile.sha256.in_(hashes))
    return dict(session.execute(chosen).tuples().all())
