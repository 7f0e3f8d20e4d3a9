"""The archive (kho lưu trữ): dossiers of former offices that are kept whole, to be read and not written any more."""

from datetime import datetime

from sqlalchemy import String
from sqlalchemy.orm import Mapped, mapped_column

from cchc_desktop.models.base import Base


class ArchivedDossier(Base):
    """A former office's dossier: a file beside this one, known by its hash. Its rows never enter this dossier."""

    __tablename__ = "archived_dossier"

    office: Mapped[str]  # as it was called last
    dossier_guid: Mapped[str] = mapped_column(String(32))
    first_year: Mapped[int]
    last_year: Mapped[int]
    file_name: Mapped[str]
    folder: Mapped[str]  # where it was put; beside the dossier it is looked for first
    sha256: Mapped[str] = mapped_column(String(64))
    size: Mapped[int]
    package_sha256: Mapped[str] = mapped_column(String(64), default="")  # of the handover that it was made of
    at: Mapped[datetime]
