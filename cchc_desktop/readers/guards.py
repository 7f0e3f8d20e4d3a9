"""What stands between a stranger's file and the program: sizes, true formats, archives and XML within bounds."""

import lzma
import zipfile
import zlib
from pathlib import Path
from typing import TYPE_CHECKING

from cchc_desktop.errors import UserError
from cchc_desktop.files import size_of_file
from cchc_desktop.i18n import _

if TYPE_CHECKING:
    from lxml.etree import _Element

MEGABYTE = 1024 * 1024
MAX_TEXT = 20 * MEGABYTE
MAX_PART = 64 * MEGABYTE  # one XML part, unpacked
MAX_UNPACKED = 400 * MEGABYTE
MAX_LINES = 100_000  # lines and table rows
MAX_COLUMNS = 256  # of a table; those that people read are far narrower
MAX_CELLS = 600_000  # of the tables of a Word file
MAX_ENTRIES = 10_000
MAX_RATIO = 200  # honest office tables stay far below; only large parts are measured

# What reading a broken, encrypted or oddly packed archive can raise.
BROKEN_ARCHIVE = (zipfile.BadZipFile, zlib.error, lzma.LZMAError, OSError, EOFError, RuntimeError, ValueError)


def check_size(path: Path) -> int:
    """The size of a readable, non-empty file in bytes; raises UserError before anything is read."""
    try:
        size = size_of_file(path)
        with path.open("rb"):
            pass
    except OSError as error:
        raise unopened(path.name) from error
    if size == 0:
        raise UserError(_("“{name}” is empty. Nothing was taken in; choose another file.").format(name=path.name))
    return size


def check_bytes(path: Path, limit: int) -> bytes:
    """All bytes of a file no larger than `limit`; raises UserError for a larger one, or one that cannot be read."""
    size = check_size(path)
    if size > limit:
        raise too_large(path.name, size, limit)
    try:
        return path.read_bytes()
    except OSError as error:
        raise unopened(path.name) from error


def too_large(name: str, size: int, limit: int) -> UserError:
    """The error for a file with more bytes than are read."""
    return UserError(
        _(
            "“{name}” is {size} MB; files up to {limit} MB are read. "
            "Copy the part that holds the plan into a smaller file and take that in."
        ).format(name=name, size=size // MEGABYTE, limit=limit // MEGABYTE)
    )


def unopened(name: str) -> UserError:
    """The error for a file that another program holds, or that is gone."""
    return UserError(
        _("“{name}” cannot be opened. Close it in other programs, check that it still exists, then try again.").format(
            name=name
        )
    )


def too_much(name: str) -> UserError:
    """The error for a file that holds far more than it seems to."""
    return UserError(
        _(
            "“{name}” unpacks to far more than a document holds and was not read. "
            "Copy the pages you need into a new file and take that in."
        ).format(name=name)
    )


def open_archive(path: Path) -> zipfile.ZipFile:
    """The archive behind a .docx or .xlsx, its table of contents within bounds; the caller closes it."""
    try:
        archive = zipfile.ZipFile(path)
    except BROKEN_ARCHIVE as error:
        raise damaged(path.name) from error
    try:
        check_archive(archive, path.name)
    except UserError:
        archive.close()
        raise
    return archive


def check_archive(archive: zipfile.ZipFile, name: str) -> None:
    """Raise UserError where an archive's table of contents names more than any document holds."""
    entries = archive.infolist()
    unpacked = sum(entry.file_size for entry in entries)
    swollen = any(
        entry.file_size > 10 * MEGABYTE and entry.file_size > MAX_RATIO * max(entry.compress_size, 1)
        for entry in entries
    )
    oversized = any(entry.file_size > MAX_PART and entry.filename.endswith((".xml", ".rels")) for entry in entries)
    if len(entries) > MAX_ENTRIES or unpacked > MAX_UNPACKED or swollen or oversized:
        raise too_much(name)


def read_member(archive: zipfile.ZipFile, member: str, name: str) -> bytes:
    """The bytes of one entry; raises UserError where it is broken, KeyError where there is none."""
    try:
        return archive.read(member)
    except KeyError:
        raise
    except BROKEN_ARCHIVE as error:
        raise damaged(name) from error


def parse_xml(data: bytes, name: str) -> "_Element":
    """The root of an XML text; entities and document types are refused."""
    from lxml import etree

    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
    try:
        root = etree.fromstring(data, parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise damaged(name) from error
    if root.getroottree().docinfo.internalDTD is not None:
        raise harmful(name)
    return root


def check_lines(count: int, name: str) -> None:
    """Raise UserError where a file has more lines and rows than any plan."""
    if count > MAX_LINES:
        raise UserError(
            _("“{name}” has more than {limit} lines. Copy the part you need into a new file and take that in.").format(
                name=name, limit=MAX_LINES
            )
        )


def check_cells(count: int, name: str) -> None:
    """Raise UserError where the tables of a file have more cells than any plan."""
    if count > MAX_CELLS:
        raise too_much(name)


def harmful(name: str) -> UserError:
    """The error for a file with entities or a document type, which no document needs."""
    return UserError(
        _(
            "“{name}” carries parts that documents must not have, and was not read. Ask the sender for a clean copy."
        ).format(name=name)
    )


def protected(name: str) -> UserError:
    """The error for a file that is encrypted."""
    return UserError(
        _(
            "“{name}” is protected, by a password or in a way that Word and Excel open without asking for one. "
            "Open it there, take the protection away (File, Info, Protect, Encrypt: leave the password empty), "
            "save it, then try again."
        ).format(name=name)
    )


def damaged(name: str) -> UserError:
    """The error for a file whose inside is broken."""
    return UserError(
        _("“{name}” is damaged and cannot be read. Open it in Word or Excel, save it again, then try again.").format(
            name=name
        )
    )
