"""The first shape of the dossier.

Dossiers are born complete by `storage.schema.create_schema`, so nothing leads here: this
revision is where later ones start. A dossier of this shape is kept in `tests/old_dossiers`.
"""

revision = "0001"
down_revision = None


def upgrade() -> None:
    """Nothing to do: a dossier of this revision was made by `create_schema`."""
