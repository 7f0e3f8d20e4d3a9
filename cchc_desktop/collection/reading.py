"""One file that came, checked and turned into facts: what a worker does, apart from any collection."""

import os
from collections.abc import Iterator
from dataclasses import replace
from hashlib import sha256
from pathlib import Path
from typing import NamedTuple

from cchc_desktop.collection.facts import Facts, facts_of
from cchc_desktop.errors import UserError
from cchc_desktop.exchange.locked_file import Broken, unlocked
from cchc_desktop.exchange.package_format import Manifest, PackageKind
from cchc_desktop.exchange.package_reader import cannot_read, not_the_same, read_package
from cchc_desktop.exchange.row_json import ShapeError
from cchc_desktop.files import size_of_file
from cchc_desktop.i18n import _
from cchc_desktop.models.office_rows import OfficeRow

PIECE = 1024 * 1024  # bytes


class Package(NamedTuple):
    """A package that was checked; `sha256` is its manifest's, `key` opens one with a password.

    `size` and `digest` are of its bytes once the password is off them.
    """

    sha256: str
    manifest: Manifest  # without its entries
    office: OfficeRow
    facts: Facts
    size: int
    digest: str
    key: bytes


class Came(NamedTuple):
    """What a file turned out to be: a package that can be taken, or why it is none."""

    path: Path
    package: Package | None = None
    refused: str = ""


def read(path: Path, password: str = "") -> Came:
    """Check a file from its first byte to its last; it may be anything."""
    try:
        return Came(path, _read(path, password))
    except UserError as error:
        return Came(path, refused=str(error))


def content(path: Path, key: bytes) -> Iterator[bytes]:
    """The bytes of a checked package in pieces, without its password. Raises OSError."""
    with path.open("rb") as file:
        stream, left, _key = unlocked(file, size_of_file(path), "", key)
        while left > 0 and (piece := stream.read(min(PIECE, left))):
            left -= len(piece)
            yield piece


def _read(path: Path, password: str) -> Package:
    before = _state(path)
    info, data = read_package(path, password)
    if info.kind == PackageKind.DOWN:
        raise UserError(
            _(
                "This is a package that goes down to an office, not up from one. It is taken in by the office that it "
                "is for, in its own dossier."
            )
        )
    if info.kind == PackageKind.HANDOVER:
        raise UserError(
            _(
                "This is a handover of all years to the next officer. Open it in a dossier; from an office ask for the "
                "package that it sends upward."
            )
        )
    if not (data.plans or data.reports or data.indices):
        raise UserError(_("There is no plan, no report and no score in this package. Ask the sender for another one."))
    try:
        facts = facts_of(data)
    except ShapeError as error:
        raise UserError(
            _("“{name}” holds what a package never holds, and was not opened. Ask the sender to make it again.").format(
                name=path.name
            )
        ) from error
    digest, size = sha256(), 0
    try:
        for piece in content(path, info.key):
            digest.update(piece)
            size += len(piece)
    except (OSError, Broken) as error:
        raise cannot_read(path) from error
    if _state(path) != before:
        raise not_the_same(info)
    manifest = replace(info.manifest, entries=())
    return Package(info.sha256, manifest, data.office, facts, size, digest.hexdigest(), info.key)


def _state(path: Path) -> tuple[int, int]:
    """What changes when a file is written; raises `UserError`."""
    try:
        found = os.stat(path)
    except (OSError, ValueError) as error:
        raise cannot_read(path) from error
    return found.st_size, found.st_mtime_ns
