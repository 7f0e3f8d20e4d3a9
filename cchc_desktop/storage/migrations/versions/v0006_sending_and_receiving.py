"""What became of a package that was sent, and the office's own wording of the mail that goes with one."""

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"


def upgrade() -> None:
    """Add the columns."""
    op.add_column("package_log", sa.Column("address", sa.Text(), nullable=False, server_default=""))
    op.add_column("package_log", sa.Column("status_at", sa.DateTime(), nullable=True))
    op.add_column("package_log", sa.Column("status_note", sa.Text(), nullable=False, server_default=""))
    op.add_column("office_profile", sa.Column("mail_subject", sa.Text(), nullable=False, server_default=""))
    op.add_column("office_profile", sa.Column("mail_body", sa.Text(), nullable=False, server_default=""))
