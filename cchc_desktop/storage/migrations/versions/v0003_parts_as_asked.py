"""What a unit was asked for is kept, so that nothing else is taken from what it sends back."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"


def upgrade() -> None:
    """Add the column; of askings that went out before, what was asked is not known."""
    op.add_column("contribution", sa.Column("asked_sha256", sa.String(64), nullable=False, server_default=""))
