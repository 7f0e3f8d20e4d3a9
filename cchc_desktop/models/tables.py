"""All entities in one place: importing this module fills the metadata."""

from cchc_desktop.models import (
    archive,
    checks,
    column_mapping,
    dossier,
    drafts,
    emulation,
    evidence,
    exchange,
    history,
    index,
    office,
    paper,
    plan,
    report,
    survey,
    task,
    year,
)
from cchc_desktop.models.base import Base

__all__ = [
    "Base",
    "archive",
    "checks",
    "column_mapping",
    "dossier",
    "drafts",
    "emulation",
    "evidence",
    "exchange",
    "history",
    "index",
    "office",
    "paper",
    "plan",
    "report",
    "survey",
    "task",
    "year",
]
