"""Issued papers and their register, marks on papers, results by date, history, duties and contributions."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    """Add the columns and tables; what is there already stays as it is."""
    _columns()
    _papers()
    _tasks()
    _figures_and_duties()
    _report_parts()


def _columns() -> None:
    for table, name, form, default in (
        ("official_document", "urgency", sa.Text(), ""),
        ("official_document", "secrecy", sa.Text(), ""),
        ("official_document", "circulation", sa.Text(), ""),
        ("official_document", "drafter_mark", sa.Text(), ""),
        ("official_document", "contact_footer", sa.Boolean(), "0"),
        ("task", "source", sa.Text(), ""),
        ("task", "carried_from", sa.String(32), ""),
        ("evidence", "issued_guid", sa.String(32), ""),
        ("outline_item", "optional", sa.Boolean(), "0"),
        ("outline_item", "tiers", sa.Text(), ""),
        ("figure", "source", sa.Text(), "typed"),
    ):
        op.add_column(table, sa.Column(name, form, nullable=False, server_default=default))


def _papers() -> None:
    op.create_table(
        "issued_paper",
        sa.Column("guid", sa.String(32), primary_key=True, nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("paper_guid", sa.String(32), nullable=False),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("number", sa.Text(), nullable=False),
        sa.Column("symbol", sa.Text(), nullable=False),
        sa.Column("issued_on", sa.Date(), nullable=False),
        sa.Column("subject", sa.Text(), nullable=False),
        sa.Column("signer", sa.Text(), nullable=False),
        sa.Column("recipients", sa.Text(), nullable=False),
        sa.Column("pages", sa.Integer(), nullable=False),
        sa.Column("file_stem", sa.Text(), nullable=False),
        sa.Column("docx_sha256", sa.String(64), nullable=False),
        sa.Column("pdf_sha256", sa.String(64), nullable=False),
        sa.Column("made_at", sa.DateTime(), nullable=False),
        sa.Column("content_sha256", sa.String(64), nullable=False),
        sa.UniqueConstraint("paper_guid", "version"),
    )
    op.create_index("ix_issued_paper_paper_guid", "issued_paper", ["paper_guid"])
    op.create_index("ix_issued_paper_year", "issued_paper", ["year"])
    op.create_table(
        "legal_basis",
        sa.Column("guid", sa.String(32), primary_key=True, nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("field_code", sa.Text(), nullable=False),
        sa.Column("valid_from", sa.Date(), nullable=True),
        sa.Column("valid_to", sa.Date(), nullable=True),
        sa.Column("replaced_by", sa.Text(), nullable=False),
    )


def _tasks() -> None:
    op.create_table(
        "task_result",
        sa.Column("guid", sa.String(32), primary_key=True, nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("task_guid", sa.String(32), sa.ForeignKey("task.guid"), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("percent", sa.Integer(), nullable=True),
    )
    op.create_index("ix_task_result_task_guid", "task_result", ["task_guid"])
    op.create_table(
        "history",
        sa.Column("guid", sa.String(32), primary_key=True, nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("at", sa.DateTime(), nullable=False),
        sa.Column("who", sa.Text(), nullable=False),
        sa.Column("label", sa.Text(), nullable=False),
        sa.Column("owner_guid", sa.String(32), nullable=False),
        sa.Column("what", sa.Text(), nullable=False),
        sa.Column("before", sa.Text(), nullable=False),
        sa.Column("after", sa.Text(), nullable=False),
    )
    op.create_index("ix_history_owner_guid", "history", ["owner_guid"])
    op.create_table(
        "name_apart",
        sa.Column("guid", sa.String(32), primary_key=True, nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("key", sa.Text(), nullable=False),
        sa.Column("unit_guid", sa.String(32), nullable=False),
    )
    op.create_index("ix_name_apart_key", "name_apart", ["key"])
    op.create_table(
        "column_mapping",
        sa.Column("guid", sa.String(32), primary_key=True, nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("headings", sa.Text(), nullable=False),
        sa.Column("columns", sa.Text(), nullable=False),
        sa.UniqueConstraint("headings"),
    )


def _figures_and_duties() -> None:
    op.create_table(
        "figure_check",
        sa.Column("guid", sa.String(32), primary_key=True, nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("formula", sa.Text(), nullable=False),
        sa.Column("message", sa.Text(), nullable=False),
    )
    op.create_table(
        "report_duty",
        sa.Column("guid", sa.String(32), primary_key=True, nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("period", sa.Text(), nullable=False),
        sa.Column("receiver", sa.Text(), nullable=False),
        sa.Column("covers_from", sa.Date(), nullable=True),
        sa.Column("covers_to", sa.Date(), nullable=True),
        sa.Column("due_on", sa.Date(), nullable=False),
        sa.Column("sent_on", sa.Date(), nullable=True),
        sa.UniqueConstraint("period", "receiver"),
    )
    op.create_index("ix_report_duty_year", "report_duty", ["year"])


def _report_parts() -> None:
    op.create_table(
        "report_statement",
        sa.Column("guid", sa.String(32), primary_key=True, nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("item_guid", sa.String(32), sa.ForeignKey("report_item.guid"), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("rows", sa.Text(), nullable=False),
    )
    op.create_index("ix_report_statement_item_guid", "report_statement", ["item_guid"])
    op.create_table(
        "contribution",
        sa.Column("guid", sa.String(32), primary_key=True, nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("report_guid", sa.String(32), sa.ForeignKey("report.guid"), nullable=False),
        sa.Column("unit_guid", sa.String(32), sa.ForeignKey("unit.guid", ondelete="SET NULL"), nullable=True),
        sa.Column("unit_name", sa.Text(), nullable=False),
        sa.Column("asked_at", sa.DateTime(), nullable=False),
        sa.Column("due_on", sa.Date(), nullable=True),
        sa.Column("received_at", sa.DateTime(), nullable=True),
        sa.Column("sender", sa.Text(), nullable=False),
        sa.Column("sha256", sa.String(64), nullable=False),
        sa.Column("status", sa.Text(), nullable=False),
    )
    op.create_index("ix_contribution_report_guid", "contribution", ["report_guid"])
    op.create_index("ix_contribution_unit_guid", "contribution", ["unit_guid"])
