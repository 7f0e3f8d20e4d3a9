"""Text being typed, kept at each pause so that a power cut loses no word."""

from datetime import datetime

from sqlalchemy import String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from cchc_desktop.models.base import Base


class TextDraft(Base):
    """The unfinished text of one field of one row."""

    __tablename__ = "text_draft"
    __table_args__ = (UniqueConstraint("owner_guid", "field"),)

    owner_guid: Mapped[str] = mapped_column(String(32))
    field: Mapped[str]
    text: Mapped[str]
    at: Mapped[datetime]
