"""The dossier's own identity."""

from datetime import datetime

from sqlalchemy.orm import Mapped

from cchc_desktop.models.base import Base


class DossierInfo(Base):
    """One row: the dossier's guid is this row's guid."""

    __tablename__ = "dossier_info"

    made_at: Mapped[datetime]
    program_version: Mapped[str]
