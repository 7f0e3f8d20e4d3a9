"""The versions of the papers of one office that are there, and which of them count."""

from collections.abc import Collection as Several
from collections.abc import Iterable

from sqlalchemy import Connection, select, update

from cchc_desktop.collection.tables import package, submission, submission_revisions
from cchc_desktop.collection.versions import Version, latest

Key = tuple[str, str]  # kind and key of a submission


def versions_of(connection: Connection, office_id: int, year: int, keys: Several[Key]) -> dict[Key, list[Version]]:
    """The versions of these papers; nothing of papers that are not there."""
    one, packed = submission.c, submission_revisions.c
    chosen = (
        select(one.kind, one.key, one.id, one.made_at, package.c.sha256, packed.data)
        .join(package, package.c.id == one.package_id)
        .join(submission_revisions, (packed.office_id == one.office_id) & (packed.submission_id == one.id))
        .where(one.office_id == office_id, one.year == year, one.key.in_({key for _kind, key in keys}))
        .order_by(one.id)
    )
    found: dict[Key, list[Version]] = {}
    for kind, key, *version in connection.execute(chosen):
        if (kind, key) in keys:
            found.setdefault((kind, key), []).append(Version(*version))
    return found


def mark_current(connection: Connection, versions: Iterable[Version], current: int) -> None:
    """Write which of the versions of one paper counts, by the id of its submission."""
    one = submission.c
    ids = [version.id for version in versions]
    connection.execute(update(submission).where(one.id.in_(ids)).values(is_current=one.id == current))


def settle(connection: Connection, office_id: int, year: int, keys: Several[Key]) -> None:
    """Find out anew which versions of these papers count."""
    for versions in versions_of(connection, office_id, year, keys).values():
        mark_current(connection, versions, latest(versions).id)
