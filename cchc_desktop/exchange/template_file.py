"""A template of papers as a file (.json), as in `resources/templates`: checked before a word of it is believed."""

import re
from dataclasses import fields
from pathlib import Path
from typing import Any

from cchc_desktop.errors import UserError
from cchc_desktop.exchange.row_json import ShapeError, from_json, to_json
from cchc_desktop.exchange.safe_json import JsonError, read_json, write_json
from cchc_desktop.files import size_of_file
from cchc_desktop.i18n import _
from cchc_desktop.models.template_rows import TemplateDecision, TemplateForm, TemplateSection
from cchc_desktop.rules.paper_kinds import Layout, PaperKind
from cchc_desktop.rules.template_marks import unknown_marks
from cchc_desktop.text import slug
from cchc_desktop.writers.saving import Existing, atomic_write, placed

SUFFIX = ".json"
LARGEST = 8 * 1024 * 1024  # bytes
LONGEST_TITLE = 200  # characters
_MOST_LINES, _MOST_SECTIONS, _DEEPEST = 2_000, 5_000, 20
PURPOSES = ("annual", "index", "emulation", "programme", "propaganda", "inspection", "other")
_ROLES = ("text", "tasks", "article", "rewarded")
_FRAME_MODES = ("", "table", "list", "both")
_NEWER_KIND = re.compile(r"[a-z_]{3,30}")


def template_file_name(title: str) -> str:
    """A name that every mail system carries: "mau-cong-van-don-doc.json"."""
    return f"mau-{slug(title) or 'van-ban'}{SUFFIX}"


def template_text(form: TemplateForm) -> str:
    """The JSON of a template, the same for the same one; members without anything in them are left out."""
    return template_bytes(form).decode("utf-8")


def template_bytes(form: TemplateForm) -> bytes:
    """The bytes of a template's file."""
    values = to_json(form)
    for name in ("code", "valid_from", "source", "authority", "frame_mode", "decision"):
        if not values[name]:
            del values[name]
    for section in values["sections"]:
        if not section["draws"]:
            del section["draws"]
    return write_json(values)


def write_template(form: TemplateForm, path: Path, existing: Existing = Existing.REFUSE) -> Path:
    """Write the file whole or not at all; the path that it got."""
    path = placed(path, existing, SUFFIX)
    with atomic_write(path, SUFFIX) as file:
        file.write(template_bytes(form))
    return path


def read_template(path: Path) -> tuple[TemplateForm, tuple[str, ...]]:
    """The template in a file, and what of the file is not taken; raises `UserError` when it is none."""
    try:
        if size_of_file(path) > LARGEST:
            raise _not_one(path.name)
        data = path.read_bytes()
    except OSError as error:
        raise UserError(
            _("“{name}” cannot be read. Check the drive and your rights.").format(name=path.name)
        ) from error
    return template_of(data, path.name)


def template_of(data: bytes, name: str) -> tuple[TemplateForm, tuple[str, ...]]:
    """The template that the bytes hold, and what of them is not taken; `name` is what messages call the file."""
    try:
        found = read_json(data.removeprefix(b"\xef\xbb\xbf"))
    except JsonError as error:
        raise _not_one(name) from error
    if not isinstance(found, dict) or not {"paper_kind", "sections"} <= found.keys():
        raise _not_one(name)
    kind = found["paper_kind"]
    if isinstance(kind, str) and kind not in list(PaperKind) and _NEWER_KIND.fullmatch(kind):
        words = _("“{name}” is a template of a kind of paper that this program does not make: {kind}. Update it.")
        raise UserError(words.format(name=name, kind=kind))
    try:
        form = from_json(TemplateForm, found)
        check_template(form)
    except ShapeError as error:
        words = _("The template “{name}” lacks something, or holds what none does ({place}). Nothing was taken.")
        raise UserError(words.format(name=name, place=str(error)[:120])) from error
    return form, (*_unknown_members(found), *unknown_marks(repr(to_json(form))))


def check_template(form: TemplateForm) -> None:
    """Raise `ShapeError` unless a paper can be made of a template; the message names the place."""
    if not form.title.strip() or len(form.title) > LONGEST_TITLE or "\n" in form.title:
        raise ShapeError("title")
    if form.plan_kind not in PURPOSES:
        raise ShapeError("plan_kind")
    if form.frame_mode not in _FRAME_MODES:
        raise ShapeError("frame_mode")
    if form.by_decision and form.paper_kind.facts.layout is not Layout.SECTIONS:
        raise ShapeError("by_decision")
    if form.decision is not None and not form.by_decision:
        raise ShapeError("decision")
    if len(form.sections) > _MOST_SECTIONS:
        raise ShapeError("sections")
    level = 0
    for number, section in enumerate(form.sections, start=1):
        if not 1 <= section.level <= min(level + 1, _DEEPEST) or section.role not in _ROLES:
            raise ShapeError(f"sections[{number}]")
        level = section.level
    lists = (form.legal_bases, form.addressees, form.recipients, form.decision.articles if form.decision else ())
    if any(len(lines) > _MOST_LINES for lines in lists):
        raise ShapeError("lines")


def _unknown_members(found: dict[str, Any]) -> tuple[str, ...]:
    """The members of the file's objects that no template has, each with the object it stands in."""
    strange = [name for name in found if name not in _names(TemplateForm)]
    for number, section in enumerate(found["sections"], start=1):
        strange += [f"sections[{number}].{name}" for name in section if name not in _names(TemplateSection)]
    strange += [f"decision.{name}" for name in found.get("decision") or {} if name not in _names(TemplateDecision)]
    return tuple(name[:80] for name in strange)


def _names(kind: type) -> set[str]:
    return {field.name for field in fields(kind)}


def _not_one(name: str) -> UserError:
    words = _("“{name}” is not a template of papers. Choose a .json file made by this program.")
    return UserError(words.format(name=name))
