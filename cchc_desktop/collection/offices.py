"""Whose package it is: what a package says of its sender is believed only where somebody has said so before.

A package cannot prove who sent it. What is kept is which dossier was taken for which office, and the name under which
it was; whatever differs from that is asked about once, and the answer is kept.
"""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Row, insert, or_, select, update

from cchc_desktop.collection.tables import office, sender
from cchc_desktop.errors import UserError
from cchc_desktop.exchange.package_format import Manifest
from cchc_desktop.i18n import _
from cchc_desktop.models.office_rows import OfficeRow
from cchc_desktop.rules.unit_names import unit_key
from cchc_desktop.text import clean


@dataclass(frozen=True)
class Asked:
    """Why it has to be said whose a package is, and which known offices it may be of, the likeliest first."""

    reason: str
    candidates: tuple[int, ...] = ()
    is_plain: bool = False  # nothing speaks against a new office of this name


@dataclass(frozen=True)
class Office:
    """An office whose papers are collected."""

    id: int
    name: str
    tier: str
    email: str
    note: str
    expected: bool


def read_offices(connection: Connection) -> tuple[Office, ...]:
    """All offices, in the order in which they became known."""
    c = office.c
    rows = connection.execute(select(c.id, c.name, c.tier, c.email, c.note, c.expected).order_by(c.id))
    return tuple(Office(*row) for row in rows)


def add_office(
    connection: Connection, name: str, *, at: datetime, tier: str = "", email: str = "", note: str = ""
) -> int:
    """Make an office known from which nothing has come yet, and return its id."""
    return _add(connection, {"name": name, "tier": tier, "email": email, "note": note, "known_since": at})


def change_office(connection: Connection, office_id: int, *, name: str, email: str, note: str, expected: bool) -> None:
    """Write what the receiving office says of an office; what its packages say of it stays as it is."""
    values = {"name": _checked(name), "name_key": unit_key(name), "email": email, "note": note, "expected": expected}
    connection.execute(update(office).where(office.c.id == office_id).values(values))


def _checked(name: str) -> str:
    bare = " ".join(clean(name).split())
    if not bare:
        raise UserError(_("An office needs a name. Type it as it stands on its papers."))
    return bare


def _add(connection: Connection, values: dict[str, object]) -> int:
    made = connection.execute(
        insert(office).values(**{**values, "name": _checked(str(values["name"]))}).returning(office.c.id)
    )
    return int(made.scalar_one())


def recognise(connection: Connection, manifest: Manifest) -> int | Asked:
    """The office that a package is of, or why that has to be asked."""
    there = connection.execute(
        select(sender)
        .where(or_(sender.c.dossier_guid == manifest.dossier_guid, sender.c.office_guid == manifest.office_guid))
        .order_by(sender.c.office_id)
    ).all()
    known = next((row for row in there if row.dossier_guid == manifest.dossier_guid), None)
    named = unit_key(manifest.office)
    if known is None:
        return _unknown(connection, manifest, named, there[0] if there and manifest.office_guid else None)
    if named != unit_key(known.name):
        reason = _(
            "This dossier was known as “{known}” and now calls itself “{name}”. Say whether it is the same office "
            "under a new name, or another one."
        )
        return Asked(reason.format(known=known.name, name=manifest.office), (known.office_id,))
    other = next((row for row in there if manifest.office_guid and row.office_id != known.office_id), None)
    if other is not None:
        return Asked(_says_two(manifest.office, other.name), (known.office_id, other.office_id))
    return int(known.office_id)


def _unknown(connection: Connection, manifest: Manifest, named: str, other: Row[Any] | None) -> Asked:
    """`other` is a sender that is known by the same guid of an office."""
    if other is not None:
        if unit_key(other.name) == named:
            reason = _("“{name}” is known by another dossier. Say whether this is the same office with a new dossier.")
            return Asked(reason.format(name=manifest.office), (other.office_id,))
        return Asked(_says_two(manifest.office, other.name), (other.office_id,))
    so_called = select(sender.c.office_id).where(sender.c.name == manifest.office)
    chosen = (
        select(office.c.id).where(or_(office.c.name_key == named, office.c.id.in_(so_called))).order_by(office.c.id)
    )
    ids = tuple(connection.scalars(chosen))
    if not ids:
        return Asked(_("“{name}” is not known yet. Say which office it is.").format(name=manifest.office), (), True)
    heard_of = connection.scalars(select(sender.c.office_id).where(sender.c.office_id.in_(ids))).first()
    if len(ids) == 1 and heard_of is None:
        reason = _("“{name}” sends for the first time. Say whether it is the office of that name.")
        return Asked(reason.format(name=manifest.office), ids, True)
    reason = _(
        "There already is an office called “{name}”, with another dossier. Say whether this is the same office, or "
        "another one of the same name."
    )
    return Asked(reason.format(name=manifest.office), ids)


def _says_two(name: str, other: str) -> str:
    return _(
        "The package calls itself “{name}” and has the identity of “{other}”. Ask who sent it before you say which "
        "office it is."
    ).format(name=name, other=other)


def believe(
    connection: Connection,
    manifest: Manifest,
    row: OfficeRow,
    answer: int | str,
    *,
    at: datetime,
    intake_id: int,
) -> int:
    """Keep the answer to whose the package is: an office's id, or the name of a new one. Returns the office's id."""
    if isinstance(answer, str):
        twin = connection.execute(select(office.c.id).where(office.c.name_key == unit_key(answer))).first()
        office_id = _add(
            connection,
            {
                "name": answer,
                "tier": row.tier,
                "email": row.email,
                "note": "" if twin is None else row.place or manifest.superior,
                "known_since": at,
                "intake_id": intake_id,
            },
        )
    else:
        office_id = answer
        if connection.execute(select(office.c.id).where(office.c.id == office_id)).one_or_none() is None:
            raise UserError(_("The office that was chosen is not there any more. Choose again."))
    told = {"office_guid": manifest.office_guid, "office_id": office_id, "name": manifest.office}
    held = connection.execute(update(sender).where(sender.c.dossier_guid == manifest.dossier_guid).values(told))
    if held.rowcount == 0:
        connection.execute(insert(sender).values(dossier_guid=manifest.dossier_guid, intake_id=intake_id, **told))
    return office_id
