"""What a unit was asked for, where a package lies, more of a legal basis, the form that a figure is of."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"


def upgrade() -> None:
    """Add the columns; what was asked for and where packages went before is not known."""
    op.add_column("contribution", sa.Column("asked_sha256", sa.String(64), nullable=False, server_default=""))
    op.add_column("package_log", sa.Column("folder", sa.Text(), nullable=False, server_default=""))
    op.add_column("figure", sa.Column("set_code", sa.Text(), nullable=False, server_default="cchc_72"))
    for name in ("amended_by", "partly_by", "source"):
        op.add_column("legal_basis", sa.Column(name, sa.Text(), nullable=False, server_default=""))
    for name in ("partly_from", "known_on"):
        op.add_column("legal_basis", sa.Column(name, sa.Date()))
