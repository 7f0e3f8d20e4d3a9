"""Official documents: what stands around the body (Nghị định 30/2020/NĐ-CP, Điều 8)."""

from datetime import date

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column, relationship

from cchc_desktop.models.base import Base


class OfficialDocument(Base):
    """A paper's frame: kind, number, symbol, place, date, subject, signer."""

    __tablename__ = "official_document"

    year: Mapped[int] = mapped_column(index=True)
    kind: Mapped[str]
    subject: Mapped[str]
    number: Mapped[str] = mapped_column(default="")
    symbol: Mapped[str] = mapped_column(default="")
    place: Mapped[str] = mapped_column(default="")
    issued_on: Mapped[date | None]
    authority: Mapped[str] = mapped_column(default="")
    preamble: Mapped[str] = mapped_column(default="")
    closing: Mapped[str] = mapped_column(default="")
    signing_form: Mapped[str] = mapped_column(default="collective")
    signer_title: Mapped[str] = mapped_column(default="CHỦ TỊCH")
    signer_name: Mapped[str] = mapped_column(default="")

    lines: Mapped[list["DocumentLine"]] = relationship(
        back_populates="document", cascade="all, delete-orphan", order_by="DocumentLine.position"
    )


class DocumentLine(Base):
    """One legal basis, article, addressee or recipient of a paper, by `role`."""

    __tablename__ = "document_line"

    document_guid: Mapped[str] = mapped_column(ForeignKey("official_document.guid"), index=True)
    role: Mapped[str]  # legal_basis, article, addressee, recipient
    position: Mapped[int]
    text: Mapped[str]
    document: Mapped[OfficialDocument] = relationship(back_populates="lines")
