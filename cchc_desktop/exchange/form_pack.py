"""A pack of forms (.cchcmau): forms as in `resources/`, in one archive with their hashes, never taken on trust.

The archive holds `cchcmau.json` first, then `<kind>/<code>.json`; see docs/package_format.md.
"""

import hashlib
import re
import zipfile
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from cchc_desktop.errors import UserError
from cchc_desktop.exchange.package_writer import archive_place
from cchc_desktop.exchange.row_json import ShapeError, from_json, to_json
from cchc_desktop.exchange.safe_json import JsonError, read_json, write_json
from cchc_desktop.exchange.safe_zip import Damaged, Forbidden, NotAnArchive, SafeZip, open_zip
from cchc_desktop.i18n import _
from cchc_desktop.writers.saving import atomic_write

SUFFIX = ".cchcmau"
MANIFEST = "cchcmau.json"
KINDS = (
    "outlines",
    "figures",
    "criteria",
    "regimes",
    "surveys",
    "legal_bases",
    "house_styles",
    "templates",
    "sentences",
)
_FORMAT = 1
_MOST_FORMS = 500
_LARGEST_FORM = 4 * 1024 * 1024  # bytes, unpacked
_LARGEST_MANIFEST = 256 * 1024
_LONGEST_TITLE = 300
_CODE = re.compile(r"[a-z0-9][a-z0-9_-]{0,59}")


@dataclass(frozen=True)
class PackedForm:
    """One form of a pack: `name` is "outlines/current.json", `size` in bytes."""

    name: str
    size: int
    sha256: str


@dataclass(frozen=True)
class PackManifest:
    """What a pack says of itself; packs with the same `code` follow each other."""

    format: int
    code: str
    title: str
    issued_on: date
    source: str
    forms: tuple[PackedForm, ...]


@dataclass(frozen=True)
class FormPack:
    """A pack whose hashes were checked: its manifest, the bytes of each form by name, the hash of the file itself."""

    manifest: PackManifest
    data: Mapping[str, bytes]
    sha256: str


def pack_manifest(code: str, title: str, issued_on: date, source: str, data: Mapping[str, bytes]) -> PackManifest:
    """The manifest of forms by their names. Raises `UserError` for words or forms that no pack may have."""
    forms = tuple(
        PackedForm(name, len(content), hashlib.sha256(content).hexdigest()) for name, content in sorted(data.items())
    )
    manifest = PackManifest(_FORMAT, code, " ".join(title.split()), issued_on, source.strip(), forms)
    try:
        _check(manifest)
    except ShapeError as error:
        words = _(
            "No pack was made ({place}). It needs a code of small letters and digits, a title, and one to 500 forms of "
            "at most 4 MB, in folders named as in resources."
        )
        raise UserError(words.format(place=error)) from error
    return manifest


def write_pack(path: Path, manifest: PackManifest, data: Mapping[str, bytes]) -> None:
    """Write the archive whole or not at all; the same forms give the same bytes."""
    with atomic_write(path, SUFFIX) as stream, zipfile.ZipFile(stream, "w") as archive:
        archive.writestr(archive_place(MANIFEST), write_json(to_json(manifest)))
        for form in manifest.forms:
            archive.writestr(archive_place(form.name, data[form.name]), data[form.name])


def read_pack(path: Path) -> FormPack:
    """The pack in a file, every hash checked; raises `UserError` that says what is wrong and that nothing was taken."""
    try:
        with open_zip(path) as archive:
            manifest = _read_manifest(archive, path.name)
            data = {form.name: _read_form(archive, form) for form in manifest.forms}
        digest = hashlib.sha256(path.read_bytes()).hexdigest()
    except NotAnArchive as error:
        raise _not_one(path.name) from error
    except (Damaged, ShapeError, JsonError) as error:
        words = _(
            "“{name}” was cut off or changed on its way; its hashes do not match. Nothing was taken in. Ask for the "
            "file again."
        )
        raise UserError(words.format(name=path.name)) from error
    except Forbidden as error:
        words = _("“{name}” holds what no pack of forms holds. Nothing was taken in. Ask who sent it.")
        raise UserError(words.format(name=path.name)) from error
    except OSError as error:
        raise UserError(
            _("“{name}” cannot be read. Check the drive and your rights.").format(name=path.name)
        ) from error
    return FormPack(manifest, data, digest)


def _read_manifest(archive: SafeZip, name: str) -> PackManifest:
    if MANIFEST not in archive.names:
        raise _not_one(name)
    found = read_json(archive.read(MANIFEST, _LARGEST_MANIFEST))
    if isinstance(found, dict) and isinstance(found.get("format"), int) and found["format"] > _FORMAT:
        raise UserError(_("This file was made with a newer version. Update the program to open it."))
    manifest = from_json(PackManifest, found)
    _check(manifest)
    if set(archive.names) != {MANIFEST, *(form.name for form in manifest.forms)}:
        raise ShapeError("forms")
    return manifest


def _read_form(archive: SafeZip, form: PackedForm) -> bytes:
    data = archive.read(form.name, _LARGEST_FORM)
    if len(data) != form.size or hashlib.sha256(data).hexdigest() != form.sha256:
        raise ShapeError(form.name)
    return data


def _check(manifest: PackManifest) -> None:
    """Raise `ShapeError` for a manifest that `cchc forms pack` never writes."""
    if manifest.format != _FORMAT or not _CODE.fullmatch(manifest.code):
        raise ShapeError("code")
    if not manifest.title or len(manifest.title) > _LONGEST_TITLE or "\n" in manifest.title:
        raise ShapeError("title")
    names = [form.name for form in manifest.forms]
    if not 1 <= len(names) <= _MOST_FORMS or len(set(names)) != len(names):
        raise ShapeError("forms")
    for form in manifest.forms:
        kind, _slash, file = form.name.partition("/")
        code = file.removesuffix(".json")
        if kind not in KINDS or file == code or not _CODE.fullmatch(code) or form.size > _LARGEST_FORM:
            raise ShapeError(form.name[:80])


def _not_one(name: str) -> UserError:
    words = _("“{name}” is no pack of forms. Choose a file ending in .cchcmau. Nothing was taken in.")
    return UserError(words.format(name=name))
