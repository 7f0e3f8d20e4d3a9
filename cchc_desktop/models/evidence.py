"""Evidence (tài liệu kiểm chứng): files kept in the dossier by their hash, linked to what they prove."""

from datetime import date, datetime

from sqlalchemy import LargeBinary, String
from sqlalchemy.orm import Mapped, mapped_column

from cchc_desktop.models.base import Base


class Evidence(Base):
    """What proves a task or a score: mostly a file; else `sha256` and `file_name` are empty and `reference` says what.

    `kind` is one of `rules.evidence_kinds`. Number, day and issuer are those of the paper that it is,
    empty where its title says them; the title is its subject.
    """

    __tablename__ = "evidence"

    owner_guid: Mapped[str] = mapped_column(String(32), index=True)  # a task or a criterion
    title: Mapped[str]
    file_name: Mapped[str]
    sha256: Mapped[str] = mapped_column(String(64), index=True)
    size: Mapped[int]
    added_at: Mapped[datetime]
    issued_guid: Mapped[str] = mapped_column(String(32), default="")  # the issued paper that it is, if it is one
    kind: Mapped[str] = mapped_column(default="file")
    reference: Mapped[str] = mapped_column(default="")  # the guid of a task, the code of a figure, an address
    number: Mapped[str] = mapped_column(default="")
    issued_on: Mapped[date | None]
    issuer: Mapped[str] = mapped_column(default="")


class StoredFile(Base):
    """The bytes of a file, once per content: its `guid` is the first half of the SHA-256."""

    __tablename__ = "stored_file"

    sha256: Mapped[str] = mapped_column(String(64), unique=True)
    # The history is active so that a change of bytes that were never read is recorded with what was there before.
    data: Mapped[bytes] = mapped_column(LargeBinary, nullable=True, deferred=True, active_history=True)
