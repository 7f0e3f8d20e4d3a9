"""What became of packages that were sent, what is kept of them for comparing and undoing, what the superior says."""

from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"


def _table(name: str, *columns: "sa.Column[Any]") -> None:
    op.create_table(
        name,
        sa.Column("guid", sa.String(32), primary_key=True),
        sa.Column("revision", sa.Integer(), nullable=False),
        *columns,
    )


def upgrade() -> None:
    """Add the columns and the tables."""
    op.add_column("package_log", sa.Column("address", sa.Text(), nullable=False, server_default=""))
    op.add_column("package_log", sa.Column("status_at", sa.DateTime(), nullable=True))
    op.add_column("package_log", sa.Column("status_note", sa.Text(), nullable=False, server_default=""))
    op.add_column("office_profile", sa.Column("mail_subject", sa.Text(), nullable=False, server_default=""))
    op.add_column("office_profile", sa.Column("mail_body", sa.Text(), nullable=False, server_default=""))
    op.add_column("receiver", sa.Column("limit_mb", sa.Integer(), nullable=False, server_default="0"))
    _table(
        "exchanged_package",
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("direction", sa.Text(), nullable=False),
        sa.Column("sha256", sa.String(64), nullable=False, index=True),
        sa.Column("dossier_guid", sa.String(32), nullable=False),
        sa.Column("office", sa.Text(), nullable=False),
        sa.Column("rows_sha256", sa.String(64), nullable=False),
        sa.Column("change_sha256", sa.String(64), nullable=False),
    )
    _table(
        "remark",
        sa.Column("owner_kind", sa.Text(), nullable=False),
        sa.Column("owner_guid", sa.String(32), nullable=False, index=True),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("author", sa.Text(), nullable=False),
        sa.Column("at", sa.DateTime(), nullable=False),
        sa.Column("done", sa.Boolean(), nullable=False),
    )
    _table(
        "appraisal",
        sa.Column("criterion_guid", sa.String(32), sa.ForeignKey("criterion.guid"), nullable=False, index=True),
        sa.Column("round", sa.Integer(), nullable=False),
        sa.Column("score", sa.Integer(), nullable=True),
        sa.Column("comment", sa.Text(), nullable=False),
        sa.Column("by", sa.Text(), nullable=False),
        sa.Column("at", sa.DateTime(), nullable=False),
        sa.Column("explanation", sa.Text(), nullable=False),
    )
    _table(
        "returned_report",
        sa.Column("report_guid", sa.String(32), sa.ForeignKey("report.guid"), nullable=False, index=True),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("by", sa.Text(), nullable=False),
        sa.Column("at", sa.DateTime(), nullable=False),
    )
