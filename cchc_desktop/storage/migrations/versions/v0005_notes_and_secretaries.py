"""A ninth column of the frame with its notes, a field for the secretary of minutes, templates and base file of the
office's own, the wording that a report was first drafted with."""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"


def upgrade() -> None:
    """Add the columns; the secretary leaves the field of who decides, where minutes kept the name before."""
    op.add_column("task", sa.Column("note", sa.Text(), nullable=False, server_default=""))
    op.add_column("plan", sa.Column("further_columns", sa.Text(), nullable=False, server_default=""))
    op.add_column("official_document", sa.Column("secretary", sa.Text(), nullable=False, server_default=""))
    op.add_column("office_profile", sa.Column("base_sha256", sa.String(64), nullable=False, server_default=""))
    op.add_column("office_profile", sa.Column("base_name", sa.Text(), nullable=False, server_default=""))
    op.execute("UPDATE official_document SET secretary = authority, authority = '' WHERE kind = 'minutes'")
    op.create_table(
        "paper_template",
        sa.Column("guid", sa.String(32), primary_key=True),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("form", sa.Text(), nullable=False),
    )
    op.create_table(
        "report_wording",
        sa.Column("guid", sa.String(32), primary_key=True),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("report_guid", sa.String(32), sa.ForeignKey("report.guid"), nullable=False, unique=True),
        sa.Column("form", sa.Text(), nullable=False),
    )
