"""All entities in one place: importing this module fills the metadata."""

from cchc_desktop.models import dossier, drafts, evidence, exchange, index, office, paper, plan, report, task, year
from cchc_desktop.models.base import Base

__all__ = [
    "Base",
    "dossier",
    "drafts",
    "evidence",
    "exchange",
    "index",
    "office",
    "paper",
    "plan",
    "report",
    "task",
    "year",
]
