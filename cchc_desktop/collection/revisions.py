"""Which shape a collection has, and the steps from one shape to the next, the same on both databases."""

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

from cchc_desktop.errors import UserError
from cchc_desktop.i18n import _

if TYPE_CHECKING:
    from alembic.operations import Operations
    from sqlalchemy import Connection

REVISION = 1
# By the revision that it leads to: a step changes the tables by what Alembic offers, as that is written for both.
STEPS: Mapping[int, "Callable[[Operations], None]"] = {}


def check_revision(found: int, title: str) -> None:
    """Raise `UserError` for a collection that a newer program has changed."""
    if found > REVISION:
        raise UserError(
            _("“{name}” was changed by a newer version of the program. Update the program to open it.").format(
                name=title
            )
        )


def upgrade(connection: "Connection", found: int) -> None:
    """Bring a collection of an earlier revision to the newest shape, in the transaction that is open."""
    from alembic.migration import MigrationContext
    from alembic.operations import Operations

    from cchc_desktop.collection.tables import collection_info

    operations = Operations(MigrationContext.configure(connection))
    for revision in range(found + 1, REVISION + 1):
        STEPS[revision](operations)
    connection.execute(collection_info.update().values(revision=REVISION))
