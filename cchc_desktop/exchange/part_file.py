"""A unit's part of a report as a small file (.cchcphan): one JSON object, checked before a word of it is believed.

Members: `format` "cchc-part", `version`, `part` (models.part_rows.Part) and `hash`, the SHA-256 of the canonical JSON
of the others, which tells damage on the way.
"""

import hashlib
from pathlib import Path
from typing import Any

from cchc_desktop.errors import UserError
from cchc_desktop.exchange.row_json import ShapeError, from_json, to_json
from cchc_desktop.exchange.safe_json import JsonError, canonical, read_json, write_json
from cchc_desktop.files import size_of_file
from cchc_desktop.i18n import _
from cchc_desktop.models.part_rows import Part
from cchc_desktop.rules.periods import Period
from cchc_desktop.rules.progress import TaskStatus
from cchc_desktop.text import slug
from cchc_desktop.writers.saving import atomic_write

SUFFIX = ".cchcphan"
FORMAT = "cchc-part"
VERSION = 1
LARGEST = 8 * 1024 * 1024
_MOST_ROWS = 5_000
_LONGEST_NAME, _LONGEST_TITLE = 500, 20_000  # characters


def part_name(part: Part) -> str:
    """A name that every mail system carries: "Phan-2026-9M-phong-kinh-te.cchcphan"."""
    return part_file_name(part.period, part.unit)


def part_file_name(period: str, unit: str) -> str:
    """The name of the part that a unit writes of a period's report."""
    return f"Phan-{period}-{slug(unit) or 'don-vi'}{SUFFIX}"


def part_bytes(part: Part) -> bytes:
    """The file's bytes, the same for the same part."""
    body = {"format": FORMAT, "version": VERSION, "part": to_json(part)}
    return write_json({**body, "hash": _hash(body)})


def write_part(part: Part, path: Path) -> None:
    """Write the file whole or not at all."""
    with atomic_write(path, SUFFIX) as file:
        file.write(part_bytes(part))


def read_part(path: Path) -> Part:
    """The part in a file; raises `UserError` when it is not one, newer than the program, or damaged."""
    try:
        if size_of_file(path) > LARGEST:
            raise _not_ours(path.name)
        data = path.read_bytes()
    except OSError as error:
        raise UserError(
            _("“{name}” cannot be read. Check the drive and your rights.").format(name=path.name)
        ) from error
    return part_of(data, path.name)


def part_of(data: bytes, name: str) -> Part:
    """The part that the bytes hold; `name` is what messages call the file."""
    try:
        found = read_json(data)
    except JsonError as error:
        raise _not_ours(name) from error
    if not isinstance(found, dict) or found.get("format") != FORMAT:
        raise _not_ours(name)
    version = found.get("version")
    if type(version) is int and version > VERSION:
        raise UserError(_("This file was made with a newer version. Update the program to open it."))
    if found.get("hash") != _hash({key: value for key, value in found.items() if key != "hash"}):
        raise UserError(_("The file was damaged on its way. Ask the sender to send it again."))
    try:
        part = from_json(Part, found.get("part"))
        _check(part)
    except (ShapeError, UserError) as error:
        raise UserError(
            _("“{name}” holds what a unit's part never holds, and was not opened. Ask for it again.").format(name=name)
        ) from error
    return part


def _check(part: Part) -> None:
    if Period.parse(part.period).year != part.year:
        raise ShapeError("year")
    if len(part.items) + len(part.tasks) + len(part.figures) > _MOST_ROWS:
        raise ShapeError("too many rows")
    for name in (part.office, part.unit, part.sender):
        if len(name) > _LONGEST_NAME or "\n" in name:
            raise ShapeError("a name that is too long")
    titles = (*(item.title for item in part.items), *(task.text for task in part.tasks))
    if any(len(title) > _LONGEST_TITLE for title in (*titles, *(figure.name for figure in part.figures))):
        raise ShapeError("a title that is too long")
    known = {str(status) for status in TaskStatus}
    for task in part.tasks:
        if task.status not in known or not 0 <= task.percent <= 100:
            raise ShapeError("task")


def _hash(body: dict[str, Any]) -> str:
    return hashlib.sha256(canonical(body)).hexdigest()


def _not_ours(name: str) -> UserError:
    return UserError(_("“{name}” is not a unit's part. Choose a file ending in .cchcphan.").format(name=name))
