"""Official documents: what stands around the body (Nghị định 30/2020/NĐ-CP, Điều 8)."""

from datetime import date, datetime

from sqlalchemy import ForeignKey, String, UniqueConstraint
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
    urgency: Mapped[str] = mapped_column(default="")  # rules.documents_nd30.Urgency or ""
    secrecy: Mapped[str] = mapped_column(default="")  # rules.documents_nd30.Secrecy or ""
    circulation: Mapped[str] = mapped_column(default="")  # "XEM XONG TRẢ LẠI", "LƯU HÀNH NỘI BỘ", "DỰ THẢO"
    drafter_mark: Mapped[str] = mapped_column(default="")  # "PL.(300)"
    contact_footer: Mapped[bool] = mapped_column(default=False)
    secretary: Mapped[str] = mapped_column(default="")  # of a meeting; minutes only

    lines: Mapped[list["DocumentLine"]] = relationship(
        back_populates="document", cascade="all, delete-orphan", order_by="DocumentLine.position"
    )


class DocumentLine(Base):
    """One legal basis, article, addressee or recipient of a paper, by `role`."""

    __tablename__ = "document_line"

    document_guid: Mapped[str] = mapped_column(ForeignKey("official_document.guid"), index=True)
    role: Mapped[str]  # rules.roles.LineRole
    position: Mapped[int]
    text: Mapped[str]
    document: Mapped[OfficialDocument] = relationship(back_populates="lines")


class IssuedPaper(Base):
    """One version of a paper as it was issued (ban hành): what the register shows, and its files by their hash.

    Kept when the paper it was made from is changed or deleted, so `paper_guid` is no foreign key.
    """

    __tablename__ = "issued_paper"
    __table_args__ = (UniqueConstraint("paper_guid", "version"),)

    paper_guid: Mapped[str] = mapped_column(String(32), index=True)
    year: Mapped[int] = mapped_column(index=True)
    version: Mapped[int]
    kind: Mapped[str]
    number: Mapped[str]
    symbol: Mapped[str]
    issued_on: Mapped[date]
    subject: Mapped[str]
    signer: Mapped[str] = mapped_column(default="")
    recipients: Mapped[str] = mapped_column(default="")
    pages: Mapped[int] = mapped_column(default=0)
    file_stem: Mapped[str]
    docx_sha256: Mapped[str] = mapped_column(String(64))
    pdf_sha256: Mapped[str] = mapped_column(String(64))
    made_at: Mapped[datetime]
    content_sha256: Mapped[str] = mapped_column(String(64))  # of what the paper says (documents.fingerprint)


class LegalBasis(Base):
    """A paper that others cite (căn cứ), with the time in which it is in force."""

    __tablename__ = "legal_basis"

    position: Mapped[int]
    text: Mapped[str]  # as it is cited, without "Căn cứ" and without the mark at its end
    field_code: Mapped[str] = mapped_column(default="")
    valid_from: Mapped[date | None]
    valid_to: Mapped[date | None]
    replaced_by: Mapped[str] = mapped_column(default="")
    amended_by: Mapped[str] = mapped_column(default="")  # a paper a line, "… (từ 31/12/2025)"
    partly_from: Mapped[date | None]  # the day from which a part of it is no longer in force
    partly_by: Mapped[str] = mapped_column(default="")  # which part, and by what
    source: Mapped[str] = mapped_column(default="")  # where this is known from, and what is doubtful of it
    known_on: Mapped[date | None]  # the day on which it was so


class PaperTemplate(Base):
    """A template of the office's own; `form` is the JSON of a template's file (`exchange.template_file`)."""

    __tablename__ = "paper_template"

    title: Mapped[str]
    form: Mapped[str]
