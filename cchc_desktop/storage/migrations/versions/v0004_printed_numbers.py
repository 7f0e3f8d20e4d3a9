"""The number that a paper's own table gave a task, by which others cite it."""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"


def upgrade() -> None:
    """Add the column; of tasks taken in before it is not known."""
    op.add_column("task", sa.Column("printed_number", sa.Text(), nullable=False, server_default=""))
