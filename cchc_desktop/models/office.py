"""The office, its units and its people."""

from datetime import date

from sqlalchemy import ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column, relationship

from cchc_desktop.models.base import Base


class OfficeProfile(Base):
    """The office as its papers show it from `valid_from` on; old papers keep the profile of their time."""

    __tablename__ = "office_profile"

    name: Mapped[str]
    tier: Mapped[str]
    superior: Mapped[str]
    place: Mapped[str]
    valid_from: Mapped[date | None]
    address: Mapped[str] = mapped_column(default="")
    email: Mapped[str] = mapped_column(default="")
    phone: Mapped[str] = mapped_column(default="")
    # The Word file that its papers are written into, kept as a `StoredFile`; "" without one.
    base_sha256: Mapped[str] = mapped_column(String(64), default="")
    base_name: Mapped[str] = mapped_column(default="")
    # How the mail with a package is worded (`exchange.mail.wording`); "" for the usual words.
    mail_subject: Mapped[str] = mapped_column(default="")
    mail_body: Mapped[str] = mapped_column(default="")


class Receiver(Base):
    """Who receives papers of one purpose: all, plan, report, index."""

    __tablename__ = "receiver"

    position: Mapped[int]
    name: Mapped[str]
    purpose: Mapped[str] = mapped_column(default="all")
    email: Mapped[str] = mapped_column(default="")
    limit_mb: Mapped[int] = mapped_column(default=0)  # the largest mail it takes; 0 where that is not known


class Unit(Base):
    """A department, a post or an outside body that leads or coordinates tasks."""

    __tablename__ = "unit"

    position: Mapped[int]
    name: Mapped[str]
    key: Mapped[str] = mapped_column(index=True)  # rules.unit_names.unit_key of the name
    short_code: Mapped[str] = mapped_column(default="")

    aliases: Mapped[list["UnitAlias"]] = relationship(
        back_populates="unit", cascade="all, delete-orphan", order_by="UnitAlias.name"
    )
    fields: Mapped[list["UnitField"]] = relationship(
        back_populates="unit", cascade="all, delete-orphan", order_by="UnitField.field_code"
    )


class UnitAlias(Base):
    """Another way of writing a unit's name, confirmed by the officer."""

    __tablename__ = "unit_alias"

    unit_guid: Mapped[str] = mapped_column(ForeignKey("unit.guid"), index=True)
    name: Mapped[str]
    key: Mapped[str] = mapped_column(index=True)
    unit: Mapped[Unit] = relationship(back_populates="aliases")


class NameApart(Base):
    """A name that the officer has told apart from a unit; `unit_guid` is "" for one that is to stay as it is typed."""

    __tablename__ = "name_apart"

    key: Mapped[str] = mapped_column(index=True)  # rules.unit_names.unit_key of the name
    unit_guid: Mapped[str] = mapped_column(String(32), default="")


class UnitField(Base):
    """A reform field that a unit leads."""

    __tablename__ = "unit_field"

    unit_guid: Mapped[str] = mapped_column(ForeignKey("unit.guid"), index=True)
    field_code: Mapped[str]
    unit: Mapped[Unit] = relationship(back_populates="fields")


class Officer(Base):
    """A person of the office; those with a signing form may sign papers."""

    __tablename__ = "officer"

    position: Mapped[int]
    name: Mapped[str]
    title: Mapped[str]
    unit_guid: Mapped[str | None] = mapped_column(ForeignKey("unit.guid", ondelete="SET NULL"), index=True)
    signing_form: Mapped[str] = mapped_column(default="")
    email: Mapped[str] = mapped_column(default="")
