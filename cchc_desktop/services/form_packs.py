"""Packs of forms: made from a folder, looked at, taken in for all dossiers of this officer, and taken back.

What is taken in lies in the officer's own folder, over the forms of the program. Each time makes one whole folder of
all forms taken in so far; the one with the highest number counts: taking in and taking back are one rename each.
"""

import difflib
import json
import os
import re
import shutil
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from pathlib import Path
from typing import Any

from cchc_desktop import paths
from cchc_desktop.clock import today
from cchc_desktop.errors import UserError
from cchc_desktop.exchange.form_pack import KINDS, FormPack, pack_manifest, write_pack
from cchc_desktop.exchange.row_json import ShapeError, from_json, to_json
from cchc_desktop.exchange.safe_json import JsonError, read_json, write_json
from cchc_desktop.i18n import _
from cchc_desktop.leftovers import working_folder
from cchc_desktop.services.form_checks import check_form, form_title
from cchc_desktop.storage.copying import flush_file, flush_folder

_STATE = "packs.json"
_KEPT = 10  # times that can be taken back
_MOST_LINES = 40  # of the words of one changed form
_COPIED_ONCE = ("outlines", "figures")  # a dossier keeps its copy of these by their code
_LARGEST_STATE = 4 * 1024 * 1024


class Standing(StrEnum):
    """What taking a pack in does with a form."""

    NEW = "new"
    CHANGED = "changed"
    SAME = "same"
    REMOVED = "removed"


@dataclass(frozen=True)
class FormChange:
    """A form and what becomes of it; `lines` are words that go ("- …") and come ("+ …") in a changed one."""

    kind: str
    code: str
    title: str
    standing: Standing
    lines: tuple[str, ...] = ()


@dataclass(frozen=True)
class TakenPack:
    """A pack that was taken in: its identity, when, and the names of its forms."""

    code: str
    title: str
    issued_on: date
    source: str
    sha256: str
    taken_on: date
    forms: tuple[str, ...]


@dataclass(frozen=True)
class PackPreview:
    """What taking a pack in would do; `forms` by name are what would be kept, `notes` what to know before."""

    pack: FormPack
    changes: tuple[FormChange, ...]
    forms: Mapping[str, Any]
    notes: tuple[str, ...]


@dataclass(frozen=True)
class _State:
    packs: tuple[TakenPack, ...]


def make_pack(folder: Path, path: Path, *, code: str, title: str, issued_on: date, source: str) -> FormPack:
    """Write the forms under a folder, laid out as `resources/`, as a pack; raises `UserError` naming what is wrong."""
    data: dict[str, bytes] = {}
    for kind in KINDS:
        for file in sorted((folder / kind).glob("*.json")):
            try:
                data[f"{kind}/{file.name}"] = file.read_bytes()
            except OSError as error:
                raise UserError(
                    _("“{name}” cannot be read. Check the drive and your rights.").format(name=file.name)
                ) from error
    if not data:
        words = _("There is no form under “{folder}”. It needs folders such as outlines or criteria with .json files.")
        raise UserError(words.format(folder=folder))
    return pack_forms(data, path, code=code, title=title, issued_on=issued_on, source=source)


def pack_forms(
    data: Mapping[str, bytes], path: Path, *, code: str, title: str, issued_on: date, source: str
) -> FormPack:
    """Write forms by their names ("criteria/a.json") as a pack; raises `UserError` naming what is wrong."""
    pack = FormPack(pack_manifest(code, title, issued_on, source, data), data, "")
    _checked(pack)
    write_pack(path, pack.manifest, data)
    return pack


def preview(pack: FormPack) -> PackPreview:
    """What would become of each form; raises `UserError` when one of them cannot be used. Nothing is changed."""
    forms = _checked(pack)
    changes = [_change(name, form) for name, form in forms.items()]
    earlier = next((one for one in taken() if one.code == pack.manifest.code), None)
    for name in earlier.forms if earlier is not None else ():
        if name not in forms:
            changes.append(FormChange(*_parts(name), form_title(_current(*_parts(name)) or {}), Standing.REMOVED))
    order = list(Standing)
    changes.sort(key=lambda one: (order.index(one.standing), KINDS.index(one.kind), one.code))
    return PackPreview(pack, tuple(changes), forms, tuple(_notes(pack, earlier, changes)))


def take(seen: PackPreview) -> TakenPack:
    """Take in what was looked at, all of it or nothing. Raises `UserError` when the drive refuses."""
    manifest = seen.pack.manifest
    made = TakenPack(
        manifest.code,
        manifest.title,
        manifest.issued_on,
        manifest.source,
        seen.pack.sha256,
        today(),
        tuple(seen.forms),
    )
    before = taken()
    gone = {name for one in before if one.code == made.code for name in one.forms}
    packs = (*(one for one in before if one.code != made.code), made)
    try:
        _put(gone - set(seen.forms), seen.forms, packs)
    except OSError as error:
        words = _("The pack could not be kept: {reason}. The forms are as they were. Check the free space, try again.")
        raise UserError(words.format(reason=error.strerror or error)) from error
    return made


def taken() -> tuple[TakenPack, ...]:
    """The packs that are in use, in the order in which they were taken in."""
    folder = paths.forms_taken()
    if folder is None:
        return ()
    try:
        with (folder / _STATE).open("rb") as file:
            return from_json(_State, read_json(file.read(_LARGEST_STATE))).packs
    except (OSError, JsonError, ShapeError):
        return ()


def take_back() -> None:
    """Put the forms back as they were before the last pack; raises `UserError` when there is none."""
    folder = paths.forms_taken()
    if folder is None:
        raise UserError(_("No pack of forms was taken in. Nothing was changed."))
    try:
        with working_folder() as aside:
            os.rename(folder, aside / "gone")
    except OSError as error:
        words = _("The forms could not be put back: {reason}. They are as they were. Try again later.")
        raise UserError(words.format(reason=error.strerror or error)) from error


def _put(gone: set[str], forms: Mapping[str, Any], packs: tuple[TakenPack, ...]) -> None:
    """One new folder of all that is taken in, moved to its place when it is whole."""
    now = paths.forms_taken()
    with working_folder() as work:
        made = work / "forms"
        if now is None:
            made.mkdir()
        else:
            shutil.copytree(now, made)
        for name in gone:
            (made / name).unlink(missing_ok=True)
        for name, form in forms.items():
            (made / name).parent.mkdir(exist_ok=True)
            _write(made / name, write_json(form))
        _write(made / _STATE, write_json(to_json(_State(packs))))
        paths.make_private(paths.forms_folder())
        os.rename(made, paths.forms_folder() / str(int(now.name) + 1 if now is not None else 1))
        flush_folder(paths.forms_folder())
    numbers = sorted((path for path in paths.forms_folder().glob("[0-9]*")), key=lambda path: int(path.name))
    for old in numbers[:-_KEPT]:
        shutil.rmtree(old, ignore_errors=True)


def _write(path: Path, data: bytes) -> None:
    path.write_bytes(data)
    flush_file(path)


def _checked(pack: FormPack) -> dict[str, Any]:
    """The forms of a pack by name, each checked; figures first, which outlines rest on."""
    found: dict[str, Any] = {}

    def known(kind: str, code: str) -> Any:
        return found.get(f"{kind}/{code}.json") or _current(kind, code)

    for name in sorted(pack.data, key=lambda name: (not name.startswith("figures/"), name)):
        try:
            found[name] = check_form(*_parts(name), pack.data[name], known)
        except ShapeError as error:
            words = _(
                "“{name}” in the pack cannot be used: look at “{place}”. Nothing was taken in or made. Have it "
                "corrected by who made the pack."
            )
            raise UserError(words.format(name=name, place=error)) from error
    return found


def _parts(name: str) -> tuple[str, str]:
    kind, _slash, file = name.partition("/")
    return kind, file.removesuffix(".json")


def _current(kind: str, code: str) -> Any:
    """The form in use with this code; None where there is none that can be read."""
    path = paths.form_files(kind).get(code)
    try:
        return json.loads(path.read_text(encoding="utf-8")) if path is not None else None
    except (OSError, ValueError):
        return None


def _change(name: str, form: Any) -> FormChange:
    kind, code = _parts(name)
    now = _current(kind, code)
    if now is None:
        return FormChange(kind, code, form_title(form), Standing.NEW)
    if now == form:
        return FormChange(kind, code, form_title(form), Standing.SAME)
    return FormChange(kind, code, form_title(form), Standing.CHANGED, _differences(now, form))


def _differences(now: Any, then: Any) -> tuple[str, ...]:
    """The words that go and come, in the order of the form."""
    lines = [
        f"{line[0]} {line[2:]}"
        for line in difflib.ndiff(list(_words(now)), list(_words(then)), None, None)
        if line[0] in "-+"
    ]
    if len(lines) > _MOST_LINES:
        return (*lines[:_MOST_LINES], f"… (+{len(lines) - _MOST_LINES})")
    return tuple(lines)


def _words(value: Any) -> Iterator[str]:
    """The texts of a form, one an object: its number or code, its words, its points."""
    if isinstance(value, dict):
        plain = [str(one) for name, one in value.items() if not isinstance(one, dict | list) and str(one).strip()]
        if plain:
            yield re.sub(r"\s+", " ", " | ".join(plain))
        for one in value.values():
            if isinstance(one, dict | list):
                yield from _words(one)
    elif isinstance(value, list):
        flat = [str(one) for one in value if not isinstance(one, dict | list)]
        if flat:
            yield ", ".join(flat)
        for one in value:
            if isinstance(one, dict | list):
                yield from _words(one)


def _notes(pack: FormPack, earlier: TakenPack | None, changes: list[FormChange]) -> Iterator[str]:
    if earlier is not None and earlier.issued_on > pack.manifest.issued_on:
        words = _("This pack is older than the one in use, which is of {date}.")
        yield words.format(date=f"{earlier.issued_on:%d/%m/%Y}")
    for one in changes:
        if one.standing is Standing.CHANGED and one.kind in _COPIED_ONCE:
            words = _(
                "A dossier that has used “{title}” keeps it as it was, for new reports too. To have new reports "
                "follow another form, who makes the pack gives it another code."
            )
            yield words.format(title=one.title)
