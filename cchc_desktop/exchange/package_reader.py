"""A package from elsewhere, checked from its first byte to its last before a word of it is believed."""

import hashlib
import re
from collections.abc import Generator
from pathlib import Path
from typing import Any

from cchc_desktop.errors import UserError
from cchc_desktop.exchange import package_data
from cchc_desktop.exchange.package_format import (
    ENTRY_NAME,
    FORMAT,
    LARGEST_DATA,
    LARGEST_MANIFEST,
    MANIFEST,
    VERSION,
    Manifest,
    PackageData,
    PackageEntry,
    PackageInfo,
    hash_of,
)
from cchc_desktop.exchange.row_json import ShapeError, from_json, names_of
from cchc_desktop.exchange.safe_json import LARGEST_VALUE, JsonError, cost, read_json
from cchc_desktop.exchange.safe_zip import Damaged, Forbidden, NotAnArchive, SafeZip, open_zip
from cchc_desktop.i18n import _
from cchc_desktop.progress import Progress
from cchc_desktop.rules.periods import Period


def verify_package(path: Path) -> PackageInfo:
    """What the package says of itself, once everything in it has proved to be whole and well-formed.

    Raises `UserError` when it is not a package, newer than the program, damaged, or holds what packages never hold.
    """
    return read_package(path)[0]


def read_package(path: Path) -> tuple[PackageInfo, PackageData]:
    """The checked package and the rows it carries; raises as `verify_package` does."""
    steps = reading(path)
    while True:
        try:
            next(steps)
        except StopIteration as end:
            result: tuple[PackageInfo, PackageData] = end.value
            return result


def reading(path: Path) -> Generator[Progress, None, tuple[PackageInfo, PackageData]]:
    """`read_package` step by step; closing the generator stops it."""
    try:
        with open_zip(path) as archive:
            manifest, sha256 = _manifest(archive, path)
            data = yield from _contents(archive, manifest)
            size = path.stat().st_size
    except NotAnArchive as error:
        raise _not_ours(path) from error
    except (Damaged, JsonError) as error:
        raise UserError(_("The file was damaged on its way. Ask the sender to send it again.")) from error
    except (Forbidden, ShapeError) as error:
        raise UserError(
            _("“{name}” holds what a package never holds, and was not opened. Ask the sender to make it again.").format(
                name=path.name
            )
        ) from error
    except OSError as error:
        raise UserError(
            _("“{name}” cannot be read. Check the drive and your rights.").format(name=path.name)
        ) from error
    counts = package_data.counts(data)
    counts["papers"] = sum(entry.name.startswith("papers/") for entry in manifest.entries)
    return PackageInfo(path, size, sha256, manifest, counts), data


def entry_bytes(info: PackageInfo, entry: PackageEntry) -> bytes:
    """One file out of a package that was checked. Raises `UserError` when it is not what was checked any more."""
    try:
        with open_zip(info.path) as archive:
            if archive.sizes.get(entry.name) != entry.size:
                raise Damaged(entry.name)
            data = b"".join(archive.chunks(entry.name))
            if hashlib.sha256(data).hexdigest() != entry.sha256:
                raise Damaged(entry.name)
    except (NotAnArchive, Damaged, Forbidden) as error:
        raise UserError(
            _("“{name}” is not the file that was checked any more. Open it again.").format(name=info.path.name)
        ) from error
    except OSError as error:
        raise UserError(
            _("“{name}” cannot be read. Check the drive and your rights.").format(name=info.path.name)
        ) from error
    return data


def _not_ours(path: Path) -> UserError:
    return UserError(_("“{name}” is not a CCHC package. Choose a file ending in .cchcgoi.").format(name=path.name))


def _manifest(archive: SafeZip, path: Path) -> tuple[Manifest, str]:
    """The manifest and its hash; the version is looked at before anything that a later version may have changed."""
    if MANIFEST not in archive.names:
        raise _not_ours(path)
    found = read_json(archive.read(MANIFEST, LARGEST_MANIFEST))
    if not isinstance(found, dict) or found.get("format") != FORMAT:
        raise _not_ours(path)
    version = found.get("version")
    if type(version) is not int or version < 1:
        raise ShapeError("version")
    if version > VERSION:
        raise UserError(_("This package was made with a newer version. Update the program to open it."))
    if found.get("hash") != hash_of(found):
        raise Damaged("manifest")
    manifest = from_json(Manifest, found)
    check_words(manifest)
    return manifest, hash_of(found)


def check_words(manifest: Manifest) -> None:
    """Raise `ShapeError` unless values that are shown or stored elsewhere are short, and a period is of its year."""
    if not 2000 <= manifest.year <= 2100:
        raise ShapeError("year")
    for text in (manifest.office, manifest.superior, manifest.program_version):
        if len(text) > 500 or "\n" in text:
            raise ShapeError("a name that is too long")
    if len(manifest.note) > 5_000:
        raise ShapeError("note")
    if manifest.period and not re.fullmatch(rf"{manifest.year}-(Q1|H1|9M|Y)", manifest.period):
        raise ShapeError("period")


def _contents(archive: SafeZip, manifest: Manifest) -> Generator[Progress, None, PackageData]:
    """Every entry against the manifest, then the rows."""
    _check_listed(archive, manifest)
    total = sum(entry.size for entry in manifest.entries)
    files: dict[str, bytes] = {}
    done = 0
    for entry in manifest.entries:
        chunks, digest = [], hashlib.sha256()
        for chunk in archive.chunks(entry.name):
            digest.update(chunk)
            done += len(chunk)
            if entry.name.startswith("data/"):
                chunks.append(chunk)
            yield Progress(done * 100 // max(total, 1), 100, "")
        if digest.hexdigest() != entry.sha256:
            raise Damaged(entry.name)
        if chunks:
            files[entry.name] = b"".join(chunks)
    if sum(cost(raw) for raw in files.values()) > LARGEST_VALUE:
        raise Forbidden("too many rows")
    found: dict[str, Any] = {}
    for name in list(files):
        found[name] = read_json(files.pop(name), names_of(PackageData))
        yield Progress(100, 100, "")
    data = package_data.data_of(found, manifest.version)
    _check_rows(manifest, data)
    return data


def _check_listed(archive: SafeZip, manifest: Manifest) -> None:
    """The manifest lists what is there, of the kinds and sizes that packages have; nothing has been unpacked yet."""
    listed = [entry.name for entry in manifest.entries]
    if len(set(listed)) != len(listed):
        raise Forbidden("an entry is listed twice")
    strange = [name for name in archive.names if name != MANIFEST and not ENTRY_NAME.fullmatch(name)]
    if strange:
        raise Forbidden(strange[0])
    if set(listed) != set(archive.names) - {MANIFEST}:
        raise Damaged("entries are missing, or more than the manifest lists")
    for entry in manifest.entries:
        if archive.sizes[entry.name] != entry.size:
            raise Damaged(entry.name)
    if sum(entry.size for entry in manifest.entries if entry.name.startswith("data/")) > LARGEST_DATA:
        raise Forbidden("too much data")


def _check_rows(manifest: Manifest, data: PackageData) -> None:
    """The rows tell the same story as the manifest, and each piece of evidence has its file."""
    if data.office.guid != manifest.office_guid or data.office.name != manifest.office:
        raise ShapeError("office")
    years = {view.plan.year for view in data.plans} | {view.report.year for view in data.reports}
    if not years <= {manifest.year} or any(view.year != manifest.year for view in data.indices):
        raise ShapeError("year")
    for view in data.reports:
        try:
            Period.parse(view.report.period)
        except UserError as error:
            raise ShapeError("period") from error
    files = {entry.sha256 for entry in manifest.entries if entry.name == f"evidence/{entry.sha256}-{entry.name[74:]}"}
    if {row.sha256 for row in data.evidence} != files:
        raise ShapeError("evidence")
