"""Papers that came together: files, folders and archives of them, each file by itself, with a bound on everything.

What an archive calls its entries is only shown: they are written under names of ours into a folder of ours.
"""

import hashlib
import os
import stat
import tempfile
import zipfile
from collections.abc import Generator, Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from cchc_desktop.errors import UserError
from cchc_desktop.files import safe_file_name, size_of_file
from cchc_desktop.i18n import _
from cchc_desktop.progress import Progress
from cchc_desktop.readers.guards import BROKEN_ARCHIVE, MAX_ENTRIES, MEGABYTE
from cchc_desktop.text import clean

MOST_FILES = 500
LARGEST_FILE = 100 * MEGABYTE
LARGEST_ALL = 600 * MEGABYTE  # unpacked, of all archives together
_RATIO, _RATIO_FROM = 200, 10 * MEGABYTE
_DEEPEST = 3  # archives within archives
_DEEPEST_FOLDER = 30
_LONGEST_STEM = 60  # letters of a name under which an entry is written: paths of Windows have no room for more
_CHUNK = 256 * 1024
_OF_SYSTEMS = frozenset(("thumbs.db", "desktop.ini", ".ds_store"))
_OWN = ".cchc"  # a dossier, a package, a part, a receipt, forms: archives among them, but not of papers
_OTHER_ARCHIVES = (b"Rar!", b"7z\xbc\xaf", b"\x1f\x8b", b"BZh", b"\xfd7zXZ")


@dataclass(frozen=True)
class CameFile:
    """A file that came: how it is shown (`place`, with the folders it lay in), where its bytes lie, what they are.

    `reason` says why there are no bytes; then `path` is None.
    """

    place: str
    path: Path | None
    size: int = 0
    sha256: str = ""
    reason: str = ""

    @property
    def name(self) -> str:
        """The file's own name."""
        return self.place.rpartition("/")[2]

    @property
    def folder(self) -> str:
        """The folders it lay in, "" for none."""
        return self.place.rpartition("/")[0]


@dataclass
class _Gathering:
    """What was found so far; `left_out` are files of operating systems, which are no papers."""

    folder: Path  # into which archives are unpacked
    found: list[CameFile] = field(default_factory=list)
    left_out: list[str] = field(default_factory=list)
    unpacked: int = 0

    @property
    def is_full(self) -> bool:
        """Whether no further file is looked at."""
        return len(self.found) >= MOST_FILES


@dataclass(frozen=True)
class Gathered:
    """Every file, in the order of the folders, and those of operating systems that are no papers."""

    files: tuple[CameFile, ...]
    left_out: tuple[str, ...] = ()


def gather(paths: Iterable[Path], folder: Path) -> Generator[Progress, None, Gathered]:
    """The files among these, in these folders and in the archives among them; `folder` holds what is unpacked.

    A file that cannot be had is among them with its reason; none is left out without being named.
    """
    into = _Gathering(folder)
    for path in paths:
        yield from _path(path, path.name, into)
    return Gathered(tuple(into.found), tuple(into.left_out))


def _path(path: Path, place: str, into: _Gathering) -> Iterator[Progress]:
    if into.is_full:
        _refuse(
            into,
            place,
            _("More than {count} files came at once. Take these in first, then the rest.").format(count=MOST_FILES),
        )
    elif path.is_dir():
        yield from _folder(path, place, into)
    else:
        yield Progress(0, 0, _("Reading {name}").format(name=path.name))
        yield from _file(path, place, into, 0)


def _folder(path: Path, place: str, into: _Gathering) -> Iterator[Progress]:
    try:
        with os.scandir(path) as entries:
            inside = sorted(entries, key=lambda entry: (entry.is_dir(follow_symlinks=False), entry.name.casefold()))
    except OSError:
        _refuse(into, place, _("The folder cannot be opened. Check your rights to it."))
        return
    if place.count("/") >= _DEEPEST_FOLDER:
        _refuse(into, place, _("The folder lies too deep below others. Drop it by itself."))
        return
    for entry in inside:
        if into.is_full:
            words = _("Of the folder only the first {count} files are shown. Take these in first, then drop the rest.")
            _refuse(into, place, words.format(count=MOST_FILES))
            return
        below = f"{place}/{clean(entry.name)}"
        if entry.is_symlink() and entry.is_dir():
            _refuse(
                into, below, _("The folder is a link to another place and was not entered. Drop that place itself.")
            )
        elif _is_of_system(entry.name):
            into.left_out.append(below)
        else:
            yield from _path(Path(entry.path), below, into)


def _file(path: Path, place: str, into: _Gathering, depth: int) -> Iterator[Progress]:
    """One file, or what an archive holds."""
    if path.suffix.lower().startswith(_OWN):
        _refuse(into, place, _("This is a file of this program, not a paper. Unpack it, then open it by itself."))
        return
    try:
        size = size_of_file(path)
        if size == 0 or size > LARGEST_FILE:
            _refuse(into, place, _size_words(size))
            return
        if depth < _DEEPEST and _is_archive(path):
            yield from _archive(path, place, into, depth)
            return
        sha256 = _hash(path)
    except UserError as error:
        _refuse(into, place, str(error))
    except OSError:
        _refuse(into, place, _("The file cannot be read. Check the drive and your rights."))
    else:
        into.found.append(CameFile(place, path, size, sha256))


def _size_words(size: int) -> str:
    if size == 0:
        return _("The file is empty.")
    return _("The file has {size} MB; up to {most} MB are taken.").format(
        size=size // MEGABYTE, most=LARGEST_FILE // MEGABYTE
    )


def _hash(path: Path) -> str:
    told = hashlib.sha256()
    with path.open("rb") as stream:
        while chunk := stream.read(_CHUNK):
            told.update(chunk)
    return told.hexdigest()


def _is_of_system(name: str) -> bool:
    return name.casefold() in _OF_SYSTEMS or name.startswith(("~$", "._"))


def _refuse(into: _Gathering, place: str, reason: str) -> None:
    into.found.append(CameFile(place, None, reason=reason))


# Archives


def _is_archive(path: Path) -> bool:
    """Whether a file is an archive of papers, and no paper of Word, Excel or LibreOffice, which are archives too."""
    with path.open("rb") as stream:
        head = stream.read(4)
    if head not in (b"PK\x03\x04", b"PK\x05\x06"):
        return False
    if path.suffix.lower() == ".zip":
        return True
    try:
        with zipfile.ZipFile(path) as archive:
            return not {"[Content_Types].xml", "mimetype"} & set(archive.namelist())
    except BROKEN_ARCHIVE:
        return False  # the reader of papers says what is wrong with it


def packed_otherwise(head: bytes) -> bool:
    """Whether a file is an archive of a kind that is not unpacked here."""
    return head.startswith(_OTHER_ARCHIVES)


def _archive(path: Path, place: str, into: _Gathering, depth: int) -> Iterator[Progress]:
    try:
        archive = zipfile.ZipFile(path)
    except BROKEN_ARCHIVE:
        _refuse(into, place, _("The archive is damaged. Ask the sender for it again."))
        return
    with archive:
        entries = archive.infolist()
        if len(entries) > MAX_ENTRIES:
            _refuse(
                into,
                place,
                _("The archive holds {count} files, more than papers that come together.").format(count=len(entries)),
            )
            return
        for entry in entries:
            below = f"{place}/{_shown(entry)}"
            if entry.is_dir():
                continue
            if _is_of_system(below.rpartition("/")[2]) or "/__MACOSX/" in below:
                into.left_out.append(below)
            elif into.is_full:
                _refuse(
                    into,
                    place,
                    _(
                        "Of the archive only the first {count} files are shown. Take these in first, then unpack it "
                        "and drop the rest."
                    ).format(count=MOST_FILES),
                )
                return
            else:
                yield Progress(0, 0, _("Reading {name}").format(name=below.rpartition("/")[2]))
                yield from _entry(archive, entry, below, into, depth)


def _shown(entry: zipfile.ZipInfo) -> str:
    """What an entry is called, in the letters of whoever packed it, without what would lead to another place."""
    name = entry.filename
    if not entry.flag_bits & 0x800:  # no UTF-8, says its writer; many write it all the same
        raw = entry.orig_filename.encode("cp437", "replace")
        for letters in ("utf-8", "cp1258"):
            try:
                name = raw.decode(letters)
                break
            except UnicodeDecodeError:
                continue
    parts = (clean(part).replace("\n", " ").strip() for part in name.replace("\\", "/").split("/"))
    return "/".join(part for part in parts if part not in ("", ".", "..") and not part.endswith(":")) or _(
        "without a name"
    )


def _entry(
    archive: zipfile.ZipFile, entry: zipfile.ZipInfo, place: str, into: _Gathering, depth: int
) -> Iterator[Progress]:
    reason = _entry_words(entry, into)
    if reason:
        _refuse(into, place, reason)
        return
    name = Path(safe_file_name(place.rpartition("/")[2]))
    target = Path(tempfile.mkdtemp(dir=into.folder)) / f"{name.stem[:_LONGEST_STEM]}{name.suffix}"
    try:
        written = _unpack(archive, entry, target)
    except BROKEN_ARCHIVE:
        target.unlink(missing_ok=True)
        _refuse(into, place, _("The file is damaged within its archive. Ask the sender for it again."))
        return
    into.unpacked += written
    yield from _file(target, place, into, depth + 1)


def _entry_words(entry: zipfile.ZipInfo, into: _Gathering) -> str:
    """Why an entry is not unpacked, "" for one that is."""
    kind = stat.S_IFMT(entry.external_attr >> 16)
    if entry.flag_bits & (0x1 | 0x40 | 0x2000):
        return _("The archive is locked with a password. Unpack it with its program, then drop the folder.")
    if kind not in (0, stat.S_IFREG):
        return _("This is no file but a link to another place; it was not followed.")
    if entry.file_size == 0 or entry.file_size > LARGEST_FILE:
        return _size_words(entry.file_size)
    swollen = entry.file_size > _RATIO_FROM and entry.file_size > _RATIO * max(entry.compress_size, 1)
    if swollen or into.unpacked + entry.file_size > LARGEST_ALL:
        return _("The file unpacks to far more than papers hold and was not unpacked.")
    return ""


def _unpack(archive: zipfile.ZipFile, entry: zipfile.ZipInfo, target: Path) -> int:
    """Write an entry's bytes, no more than its table of contents says; returns how many. Raises `BROKEN_ARCHIVE`."""
    written = 0
    with archive.open(entry) as stream, target.open("xb") as file:
        while chunk := stream.read(_CHUNK):
            written += len(chunk)
            if written > entry.file_size:
                raise zipfile.BadZipFile(entry.filename)
            file.write(chunk)
    return written
