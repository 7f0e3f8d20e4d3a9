"""`cchc forms`: packs of forms made, looked at, taken in and taken back."""

import argparse
from pathlib import Path

from cchc_desktop.clock import today
from cchc_desktop.commands.answers import Answer
from cchc_desktop.commands.opening import output
from cchc_desktop.errors import UserError
from cchc_desktop.exchange.form_pack import SUFFIX, read_pack
from cchc_desktop.exchange.package_format import short_hash
from cchc_desktop.exchange.row_json import to_json
from cchc_desktop.i18n import _
from cchc_desktop.services import form_packs


def forms(chosen: argparse.Namespace) -> Answer:
    """Do what was asked for, then say which packs are in use."""
    notes: list[str] = []
    if chosen.action == "pack":
        return _pack(chosen)
    if chosen.action in ("show", "take"):
        seen = form_packs.preview(read_pack(_file(chosen)))
        if chosen.action == "show":
            return _shown(seen)
        form_packs.take(seen)
        notes = list(seen.notes)
    elif chosen.action == "undo":
        form_packs.take_back()
    packs = form_packs.taken()
    lines = [f"{one.issued_on} | {one.code} | {one.title} | {short_hash(one.sha256)}" for one in packs]
    return Answer({"packs": to_json(packs)}, lines or [_("The forms of the program are in use.")], notes)


def _file(chosen: argparse.Namespace) -> Path:
    if chosen.file is None:
        raise UserError(
            _("Name the file or folder after “{action}”. Nothing was changed.").format(action=chosen.action)
        )
    return Path(chosen.file)


def _pack(chosen: argparse.Namespace) -> Answer:
    folder = _file(chosen)
    if chosen.out is None or chosen.code is None or chosen.title is None:
        raise UserError(_("Give --out, --code and --title to make a pack. Nothing was changed."))
    path = output(chosen.out, chosen, SUFFIX)
    pack = form_packs.make_pack(
        folder,
        path,
        code=chosen.code,
        title=chosen.title,
        issued_on=chosen.date or today(),
        source=chosen.source,
    )
    names = [form.name for form in pack.manifest.forms]
    return Answer({"file": str(path), "forms": names}, [str(path), *names])


def _shown(seen: form_packs.PackPreview) -> Answer:
    manifest = seen.pack.manifest
    data = {
        "code": manifest.code,
        "title": manifest.title,
        "issued_on": to_json(manifest.issued_on),
        "source": manifest.source,
        "sha256": seen.pack.sha256,
        "changes": to_json(seen.changes),
        "notes": list(seen.notes),
    }
    lines = [f"{manifest.title} ({manifest.issued_on}, {short_hash(seen.pack.sha256)})"]
    for one in seen.changes:
        lines.append(f"{one.standing:8} {one.kind}/{one.code}: {one.title}")
        lines += [f"    {line}" for line in one.lines]
    return Answer(data, lines, list(seen.notes))
