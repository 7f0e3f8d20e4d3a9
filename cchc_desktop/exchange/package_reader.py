"""A package from elsewhere, checked from its first byte to its last before a word of it is believed."""

import hashlib
from collections.abc import Generator, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from cchc_desktop.errors import UserError
from cchc_desktop.exchange.locked_file import Broken, Locked, WrongPassword, unlocked
from cchc_desktop.exchange.package_checks import check_rows, check_words
from cchc_desktop.exchange.package_data import data_of
from cchc_desktop.exchange.package_entities import FILES, counts
from cchc_desktop.exchange.package_format import (
    ENTRY_NAME,
    FORMAT,
    LARGEST_DATA,
    LARGEST_MANIFEST,
    MANIFEST,
    SUFFIX,
    VERSION,
    Manifest,
    PackageData,
    PackageEntry,
    PackageInfo,
    Unknown,
    hash_of,
)
from cchc_desktop.exchange.row_json import ShapeError, from_json
from cchc_desktop.exchange.safe_json import JsonError, is_too_much, read_json
from cchc_desktop.exchange.safe_zip import Damaged, Forbidden, NotAnArchive, SafeZip, zip_in
from cchc_desktop.files import size_of_file
from cchc_desktop.i18n import _
from cchc_desktop.progress import Progress


class PasswordNeeded(UserError):
    """The package has a password: none was given, or another one."""


def verify_package(path: Path, password: str = "") -> PackageInfo:
    """What the package says of itself, once everything in it has proved to be whole and well-formed.

    Raises `UserError` when it is not a package, newer than the program, damaged, or holds what packages never hold, and
    `PasswordNeeded` without the password of one that has one.
    """
    return read_package(path, password)[0]


def read_package(path: Path, password: str = "") -> tuple[PackageInfo, PackageData]:
    """The checked package and the rows it carries; raises as `verify_package` does."""
    steps = reading(path, password)
    while True:
        try:
            next(steps)
        except StopIteration as end:
            result: tuple[PackageInfo, PackageData] = end.value
            return result


def reading(path: Path, password: str = "") -> Generator[Progress, None, tuple[PackageInfo, PackageData]]:
    """`read_package` step by step; closing the generator stops it."""
    try:
        size = size_of_file(path)
        with path.open("rb") as file:
            content, length, key = unlocked(file, size, password)
            with zip_in(content, length) as archive:
                manifest, sha256, further = _manifest(archive, path)
                data, unknown = yield from _contents(archive, manifest, further)
    except (NotAnArchive, Locked, WrongPassword) as error:
        raise _not_opened(path, error) from error
    except (Damaged, JsonError, Broken) as error:
        raise UserError(_("The file was damaged on its way. Ask the sender to send it again.")) from error
    except (Forbidden, ShapeError) as error:
        raise UserError(
            _("“{name}” holds what a package never holds, and was not opened. Ask the sender to make it again.").format(
                name=path.name
            )
        ) from error
    except OSError as error:
        raise cannot_read(path) from error
    held = counts(data)
    held["papers"] = sum(entry.name.startswith("papers/") for entry in manifest.entries)
    return PackageInfo(path, size, sha256, manifest, held, unknown, key), data


def entry_bytes(info: PackageInfo, entry: PackageEntry) -> bytes:
    """One file out of a package that was checked; raises as `entries_bytes` does."""
    return next(entries_bytes(info, [entry]))


def entries_bytes(info: PackageInfo, entries: Iterable[PackageEntry]) -> Iterator[bytes]:
    """Files out of a package that was checked, one at a time.

    Raises `UserError` when one is not what was checked any more.
    """
    try:
        with opened_again(info) as archive:
            for entry in entries:
                yield b"".join(entry_chunks(archive, entry))
    except (NotAnArchive, Damaged, Forbidden, Locked, WrongPassword, Broken) as error:
        raise not_the_same(info) from error
    except OSError as error:
        raise cannot_read(info.path) from error


@contextmanager
def opened_again(info: PackageInfo) -> Iterator[SafeZip]:
    """The archive of a package that was checked."""
    with info.path.open("rb") as file:
        content, length, _key = unlocked(file, size_of_file(info.path), "", info.key)
        with zip_in(content, length) as archive:
            yield archive


def entry_chunks(archive: SafeZip, entry: PackageEntry) -> Iterator[bytes]:
    """The bytes of an entry; raises `Damaged` at their end when they are not those that were checked."""
    if archive.sizes.get(entry.name) != entry.size:
        raise Damaged(entry.name)
    digest = hashlib.sha256()
    for chunk in archive.chunks(entry.name):
        digest.update(chunk)
        yield chunk
    if digest.hexdigest() != entry.sha256:
        raise Damaged(entry.name)


def not_the_same(info: PackageInfo) -> UserError:
    """What is said of a package that was changed after it was checked."""
    return UserError(
        _("“{name}” is not the file that was checked any more. Open it again.").format(name=info.path.name)
    )


def cannot_read(path: Path) -> UserError:
    """What is said of a file that the system does not give."""
    return UserError(_("“{name}” cannot be read. Check the drive and your rights.").format(name=path.name))


def _not_opened(path: Path, error: Exception) -> UserError:
    """Why a file does not even begin to be read as a package."""
    if isinstance(error, Locked):
        words = _("“{name}” has a password. Ask the sender for it, by telephone or message, then open it with it.")
        return PasswordNeeded(words.format(name=path.name))
    if isinstance(error, WrongPassword):
        words = _(
            "This password does not open “{name}”. Check capitals, spaces and the Vietnamese keyboard; "
            "if it is the right one, the file was damaged on its way: ask the sender to send it again."
        )
        return PasswordNeeded(words.format(name=path.name))
    return _not_ours(path)


def _not_ours(path: Path) -> UserError:
    if path.suffix.lower() == SUFFIX:  # it is called one
        words = _("“{name}” is not a CCHC package, whatever it is called. Ask the sender to make and send it again.")
        return UserError(words.format(name=path.name))
    return UserError(_("“{name}” is not a CCHC package. Choose a file ending in .cchcgoi.").format(name=path.name))


def _manifest(archive: SafeZip, path: Path) -> tuple[Manifest, str, dict[str, Any]]:
    """The manifest, its hash and its unknown members.

    The version is looked at before anything that a later version may have changed.
    """
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
    unknown: dict[tuple[str, str], dict[str, Any]] = {}
    sha256 = found.pop("hash")
    manifest = from_json(Manifest, found, unknown=unknown)
    check_words(manifest)
    return manifest, sha256, next((more for (kind, _guid), more in unknown.items() if kind == "Manifest"), {})


def _contents(
    archive: SafeZip, manifest: Manifest, further: dict[str, Any]
) -> Generator[Progress, None, tuple[PackageData, Unknown]]:
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
            if entry.is_data:
                chunks.append(chunk)
            yield Progress(done * 100 // max(total, 1), 100, "")
        if digest.hexdigest() != entry.sha256:
            raise Damaged(entry.name)
        if chunks:
            files[entry.name] = b"".join(chunks)
    if is_too_much(files.values()):
        raise Forbidden("too many rows")
    unknown = Unknown(manifest=further)
    found: dict[str, Any] = {}
    for name in list(files):
        raw = files.pop(name)
        value = read_json(raw)
        if name in FILES:
            found[name] = value
        else:
            unknown.files[name] = raw
        yield Progress(100, 100, "")
    data = data_of(found, manifest.version, unknown.members)
    check_rows(manifest, data)
    return data, unknown


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
    if sum(entry.size for entry in manifest.entries if entry.is_data) > LARGEST_DATA:
        raise Forbidden("too much data")
