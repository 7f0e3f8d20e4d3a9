"""Which shape the dossier has: Alembic's revision, read without importing Alembic unless it is behind."""

import sqlite3
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from sqlalchemy import Connection, Engine
    from sqlalchemy.engine.mock import MockConnection

# The revisions in `migrations/versions`, in one line: 0001, 0002 ...
REVISIONS = ("0001", "0002", "0003", "0004", "0005", "0006", "0007", "0008", "0009")
HEAD_REVISION = REVISIONS[-1]
# The tables of the newest shape, for whoever looks at a file without the entities.
TABLES = (
    "activity",
    "appraisal",
    "archived_dossier",
    "check_choice",
    "column_mapping",
    "contribution",
    "criteria_set",
    "criterion",
    "criterion_task",
    "document_line",
    "dossier_info",
    "evidence",
    "exchanged_package",
    "figure",
    "figure_check",
    "figure_value",
    "history",
    "incoming_file",
    "incoming_paper",
    "incoming_task",
    "index_goal",
    "index_result",
    "issued_paper",
    "legal_basis",
    "milestone",
    "movement",
    "movement_paper",
    "movement_result",
    "movement_target",
    "name_apart",
    "objective",
    "office_profile",
    "officer",
    "official_document",
    "outline",
    "outline_item",
    "package_log",
    "paper_template",
    "participant",
    "plan",
    "product",
    "receiver",
    "remark",
    "report",
    "report_duty",
    "report_item",
    "report_statement",
    "report_wording",
    "returned_report",
    "score",
    "section",
    "stored_file",
    "survey",
    "survey_form",
    "target",
    "target_value",
    "task",
    "task_group",
    "task_result",
    "task_unit",
    "text_draft",
    "unit",
    "unit_alias",
    "unit_field",
    "work_year",
)


@cache
def _tables_and_indices() -> tuple[str, ...]:
    """The statements that make them, told once: wording them takes SQLAlchemy longer than doing them takes SQLite."""
    from sqlalchemy import create_mock_engine
    from sqlalchemy.sql.ddl import ExecutableDDLElement

    from cchc_desktop.models.tables import Base

    told: list[str] = []

    def tell(statement: ExecutableDDLElement, *_values: Any, **_how: Any) -> None:
        told.append(str(statement.compile(dialect=engine.dialect)))

    engine: MockConnection = create_mock_engine("sqlite://", tell)
    Base.metadata.create_all(engine, checkfirst=False)
    return tuple(told)


def create_schema(connection: "Connection") -> None:
    """All tables of the newest shape, marked as such, in a file that has none."""
    from sqlalchemy import text

    for statement in _tables_and_indices():
        connection.exec_driver_sql(statement)
    connection.execute(text("CREATE TABLE alembic_version (version_num VARCHAR(32) NOT NULL PRIMARY KEY)"))
    connection.execute(text("INSERT INTO alembic_version VALUES (:head)"), {"head": HEAD_REVISION})


def revision_of(connection: sqlite3.Connection) -> str:
    """The dossier's revision; "" when it has none."""
    tables = connection.execute("SELECT 1 FROM sqlite_master WHERE type = 'table' AND name = 'alembic_version'")
    if tables.fetchone() is None:
        return ""
    found = connection.execute("SELECT version_num FROM alembic_version").fetchone()
    return str(found[0] or "") if found else ""


def migrate(engine: "Engine") -> None:
    """Bring the dossier to the newest shape, in one transaction."""
    from alembic import command
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(Path(__file__).parent / "migrations"))
    with engine.begin() as connection:
        config.attributes["connection"] = connection
        command.upgrade(config, "head")
