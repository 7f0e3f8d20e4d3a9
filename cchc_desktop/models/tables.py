"""All entities in one place: importing this module fills the metadata."""

from cchc_desktop.models import (
    dossier,
    drafts,
    evidence,
    exchange,
    history,
    index,
    office,
    paper,
    plan,
    report,
    taking_in,
    task,
    year,
)
from cchc_desktop.models.base import Base

__all__ = [
    "Base",
    "dossier",
    "drafts",
    "evidence",
    "exchange",
    "history",
    "index",
    "office",
    "paper",
    "plan",
    "report",
    "taking_in",
    "task",
    "year",
]
