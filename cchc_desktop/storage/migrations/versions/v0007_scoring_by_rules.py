"""Criteria sets with their rules and process, published results, targets by year, surveys, emulation movements;
closed years and the archive of former offices."""

from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"


def _table(name: str, *columns: "sa.Column[Any]") -> None:
    op.create_table(
        name,
        sa.Column("guid", sa.String(32), primary_key=True),
        sa.Column("revision", sa.Integer(), nullable=False),
        *columns,
    )


def _text(name: str) -> "sa.Column[Any]":
    return sa.Column(name, sa.Text(), nullable=False)


def _number(name: str, *, index: bool = False) -> "sa.Column[Any]":
    return sa.Column(name, sa.Integer(), nullable=False, index=index)


def _maybe(name: str) -> "sa.Column[Any]":
    return sa.Column(name, sa.Integer(), nullable=True)


def _below(name: str, parent: str, *, nullable: bool = False) -> "sa.Column[Any]":
    return sa.Column(name, sa.String(32), sa.ForeignKey(f"{parent}.guid"), nullable=nullable, index=True)


def _of_year() -> "tuple[sa.Column[Any], ...]":
    return sa.Column("index_code", sa.Text(), nullable=False, index=True), _number("year", index=True)


def _add_columns() -> None:
    for table, column, default in (
        ("criteria_set", "version", ""),
        ("criteria_set", "decision", ""),
        ("criteria_set", "level", "commune"),
        ("criteria_set", "steps", "[]"),
        ("criteria_set", "rating", "{}"),
        ("criteria_set", "causes", "[]"),
        ("criterion", "requirement", ""),
        ("criterion", "proof_wanted", ""),
        ("criterion", "responsible", ""),
        ("criterion", "applies_to", ""),
        ("criterion", "scored_by", "self"),
        ("criterion", "scoring", ""),
        ("score", "inputs", "{}"),
        ("evidence", "kind", "file"),
        ("evidence", "reference", ""),
        ("evidence", "number", ""),
        ("evidence", "issuer", ""),
        ("target", "source", ""),
    ):
        op.add_column(table, sa.Column(column, sa.Text(), nullable=False, server_default=default))
    op.add_column("criteria_set", _maybe("declared_max"))
    op.add_column("score", sa.Column("not_arising", sa.Boolean(), nullable=False, server_default="0"))
    op.add_column("score", _maybe("final"))
    op.add_column("evidence", sa.Column("issued_on", sa.Date(), nullable=True))
    op.add_column("work_year", sa.Column("closed", sa.Boolean(), nullable=False, server_default="0"))


def _add_indices() -> None:
    _table(
        "index_result",
        *_of_year(),
        _text("office_name"),
        _maybe("points"),
        _maybe("max_points"),
        _maybe("rank"),
        _maybe("ranked"),
        _text("band"),
        _text("decision"),
    )
    _table("index_goal", *_of_year(), _text("kind"), _maybe("value"))
    _table(
        "target_value",
        _below("target_guid", "target"),
        _number("year"),
        _maybe("planned"),
        _maybe("planned_to"),
        _maybe("actual"),
        _maybe("forecast"),
        _text("note"),
    )


def _add_surveys() -> None:
    _table(
        "survey",
        _number("year", index=True),
        _text("index_code"),
        _text("title"),
        _text("questionnaire"),
        _maybe("population"),
        _maybe("least_share"),
        _maybe("least_forms"),
        sa.Column("opened_on", sa.Date(), nullable=True),
        sa.Column("closed_on", sa.Date(), nullable=True),
    )
    _table(
        "survey_form",
        _below("survey_guid", "survey"),
        _number("number"),
        _number("entry"),
        _text("answers"),
        _text("respondent"),
        _text("source"),
        _text("source_key"),
        sa.Column("entered_at", sa.DateTime(), nullable=False),
    )


def _add_movements() -> None:
    _table(
        "movement",
        _number("year", index=True),
        _text("title"),
        _below("plan_guid", "plan", nullable=True),
        _text("council"),
        _maybe("most_rewarded"),
    )
    _table(
        "movement_target",
        _below("movement_guid", "movement"),
        _number("position"),
        _text("field_code"),
        _text("content"),
        _text("text"),
        _text("measure"),
    )
    _table(
        "participant",
        _below("movement_guid", "movement"),
        _number("position"),
        _text("name"),
        _text("kind"),
        sa.Column("unit_guid", sa.String(32), nullable=False),
        _text("reporter"),
        _text("confirmed_by"),
        _text("achievement"),
        _maybe("votes"),
        _maybe("voters"),
        sa.Column("proposed", sa.Boolean(), nullable=False),
    )
    _table(
        "movement_result",
        _below("participant_guid", "participant"),
        _below("target_guid", "movement_target"),
        _text("value"),
        sa.Column("met", sa.Boolean(), nullable=True),
        _text("note"),
    )
    _table(
        "movement_paper",
        _below("movement_guid", "movement"),
        _below("plan_guid", "plan"),
        _text("role"),
        sa.Column("participant_guid", sa.String(32), nullable=False),
    )


def _add_archive() -> None:
    _table(
        "archived_dossier",
        _text("office"),
        sa.Column("dossier_guid", sa.String(32), nullable=False),
        _number("first_year"),
        _number("last_year"),
        _text("file_name"),
        _text("folder"),
        sa.Column("sha256", sa.String(64), nullable=False),
        _number("size"),
        sa.Column("package_sha256", sa.String(64), nullable=False),
        sa.Column("at", sa.DateTime(), nullable=False),
    )


def upgrade() -> None:
    """Add the columns and the tables."""
    _add_columns()
    _add_indices()
    _add_surveys()
    _add_movements()
    _add_archive()
