"""ZIP archives from strangers: the table of contents is measured before anything is unpacked.

Stricter than the ZIP format on purpose: our own archives have no comment, no bytes before or after, no
ZIP64 part, no folders, and each file name once.
"""

import re
import stat
import struct
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

from cchc_desktop.files import size_of_file

LARGEST_FILE = 400 * 1024 * 1024
LARGEST_ENTRY = 64 * 1024 * 1024
LARGEST_UNPACKED = 500 * 1024 * 1024
MOST_ENTRIES = 2_000
_LARGEST_CONTENTS = 1024 * 1024  # the table of contents, bytes
HIGHEST_RATIO = 200  # our own JSON packs at most some 40 to 1
_RATIO_FROM = 1024 * 1024  # small entries may pack as well as they like
_TOTAL_FROM = 16 * 1024 * 1024  # and so may all of them together
_ENCRYPTED = 0x1 | 0x40 | 0x2000

_END = struct.Struct("<4s4H2LH")  # end of the table of contents, without comment
_BROKEN = (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError, ValueError, struct.error)
_NAME = re.compile(r'[^\x00-\x1f\x7f<>:"\\|?*]{1,240}')


class NotAnArchive(ValueError):
    """The file does not begin as a ZIP archive."""


class Damaged(ValueError):
    """The archive is cut off or its bytes are not those that were packed."""


class Forbidden(ValueError):
    """The archive holds what ours never hold; the message names it."""


class SafeZip:
    """An archive whose table of contents was checked; `names` in their order, `sizes` unpacked, in bytes."""

    def __init__(self, archive: zipfile.ZipFile) -> None:
        self._archive = archive
        self.sizes = {info.filename: info.file_size for info in archive.infolist()}
        self.names = tuple(self.sizes)

    def chunks(self, name: str) -> Iterator[bytes]:
        """The bytes of one entry, checked against its checksum at the end; raises `Damaged`."""
        try:
            with self._archive.open(name) as entry:
                while chunk := entry.read(256 * 1024):
                    yield chunk
        except _BROKEN as error:
            raise Damaged(str(error)) from error

    def read(self, name: str, limit: int) -> bytes:
        """A small entry as a whole; raises `Forbidden` when it is larger than `limit` bytes."""
        if self.sizes[name] > limit:
            raise Forbidden(f"{name} is too large")
        return b"".join(self.chunks(name))


@contextmanager
def open_zip(path: Path) -> Iterator[SafeZip]:
    """The archive at the path; raises `NotAnArchive`, `Damaged`, `Forbidden` or OSError."""
    size = size_of_file(path)
    with path.open("rb") as file, zip_in(file, size) as archive:
        yield archive


@contextmanager
def zip_in(file: BinaryIO, size: int) -> Iterator[SafeZip]:
    """The archive in an open file of this many bytes; raises as `open_zip` does."""
    _check_frame(file, size)
    try:
        archive = zipfile.ZipFile(file)
    except _BROKEN as error:
        raise Damaged(str(error)) from error
    with archive:
        _check_contents(archive.infolist(), size)
        yield SafeZip(archive)


def _check_frame(file: BinaryIO, size: int) -> None:
    """The first and the last bytes, before zipfile reads a table of contents of any length."""
    if file.read(4) != b"PK\x03\x04":
        raise NotAnArchive
    if size > LARGEST_FILE:
        raise Forbidden("too large")
    if size < _END.size + 4:
        raise Damaged("cut off")
    file.seek(-_END.size, 2)
    mark, disk, first_disk, here, total, contents, offset, comment = _END.unpack(file.read())
    if mark != b"PK\x05\x06" or comment or disk or first_disk or here != total:
        raise Damaged("no end")
    if total > MOST_ENTRIES or contents > _LARGEST_CONTENTS:
        raise Forbidden("too many entries")
    if offset + contents + _END.size != size:
        raise Forbidden("bytes outside the archive")
    file.seek(0)


def _check_contents(entries: list[zipfile.ZipInfo], size: int) -> None:
    seen: set[str] = set()
    free = 0  # the first byte that no entry has claimed
    for entry in sorted(entries, key=lambda info: info.header_offset):
        if entry.header_offset < free or entry.header_offset + 30 + entry.compress_size > size:
            raise Forbidden(f"{entry.filename}: overlaps")
        free = entry.header_offset + 30 + entry.compress_size
        if entry.filename.casefold() in seen:
            raise Forbidden(f"{entry.filename}: twice")
        seen.add(entry.filename.casefold())
        _check_entry(entry)
    unpacked = sum(entry.file_size for entry in entries)
    if unpacked > LARGEST_UNPACKED or unpacked > max(_TOTAL_FROM, HIGHEST_RATIO * size):
        raise Forbidden("unpacks to too much")


def _check_entry(entry: zipfile.ZipInfo) -> None:
    parts = entry.filename.split("/")
    if entry.orig_filename != entry.filename or not _NAME.fullmatch(entry.filename):
        raise Forbidden("a name with forbidden characters")
    if any(part.strip(". ") != part or not part for part in parts):
        raise Forbidden(f"{entry.filename}: leads elsewhere")
    if entry.flag_bits & _ENCRYPTED:
        raise Forbidden(f"{entry.filename}: encrypted")
    if entry.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
        raise Forbidden(f"{entry.filename}: packed in an unknown way")
    if stat.S_IFMT(entry.external_attr >> 16) not in (0, stat.S_IFREG):
        raise Forbidden(f"{entry.filename}: not a plain file")
    if entry.file_size > LARGEST_ENTRY:
        raise Forbidden(f"{entry.filename}: too large")
    if entry.file_size > _RATIO_FROM and entry.file_size > HIGHEST_RATIO * max(entry.compress_size, 1):
        raise Forbidden(f"{entry.filename}: unpacks to too much")
