"""Which shape the dossier has: Alembic's revision, read without importing Alembic unless it is behind."""

import sqlite3
from pathlib import Path
from typing import TYPE_CHECKING

from cchc_desktop.errors import UserError
from cchc_desktop.i18n import _

if TYPE_CHECKING:
    from sqlalchemy import Connection, Engine

# The revisions in `migrations/versions`, in one line: 0001, 0002 ...
REVISIONS = ("0001", "0002", "0003")
HEAD_REVISION = REVISIONS[-1]


def create_schema(connection: "Connection") -> None:
    """All tables of the newest shape, marked as such."""
    from sqlalchemy import text

    from cchc_desktop.models.tables import Base

    Base.metadata.create_all(connection)
    connection.execute(text("CREATE TABLE alembic_version (version_num VARCHAR(32) NOT NULL PRIMARY KEY)"))
    connection.execute(text("INSERT INTO alembic_version VALUES (:head)"), {"head": HEAD_REVISION})


def revision_of(connection: sqlite3.Connection) -> str:
    """The dossier's revision; "" when it has none."""
    tables = connection.execute("SELECT 1 FROM sqlite_master WHERE type = 'table' AND name = 'alembic_version'")
    if tables.fetchone() is None:
        return ""
    found = connection.execute("SELECT version_num FROM alembic_version").fetchone()
    return str(found[0] or "") if found else ""


def check_readable(revision: str, path: Path) -> None:
    """Refuse a dossier without a revision and one made by a newer program."""
    if revision > HEAD_REVISION:
        raise UserError(
            _("“{name}” was made with a newer version of the program. Update the program to open it.").format(
                name=path.name
            )
        )
    if revision not in REVISIONS:
        raise UserError(
            _("“{name}” is not a complete dossier. Restore it from a backup (File, Restore).").format(name=path.name)
        )


def migrate(engine: "Engine") -> None:
    """Bring the dossier to the newest shape, in one transaction."""
    from alembic import command
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(Path(__file__).parent / "migrations"))
    with engine.begin() as connection:
        config.attributes["connection"] = connection
        command.upgrade(config, "head")
