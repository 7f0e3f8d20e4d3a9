"""What every kept row has: a guid made once, a revision, and text that is clean at the door."""

import uuid
from decimal import Decimal
from typing import Any, ClassVar

from sqlalchemy import BigInteger, Integer, String, Text, event
from sqlalchemy.engine import Dialect
from sqlalchemy.orm import DeclarativeBase, Mapped, QueryableAttribute, mapped_column
from sqlalchemy.sql.schema import ScalarElementColumnDefault
from sqlalchemy.types import TypeDecorator

from cchc_desktop.models.points import scaled, unscaled
from cchc_desktop.rules import numbers
from cchc_desktop.text import clean


def new_guid() -> str:
    """A fresh identity, 32 hexadecimal digits."""
    return uuid.uuid4().hex


class CleanText(TypeDecorator[str]):
    """Text kept in NFC without control characters."""

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: str | None, dialect: Dialect) -> str | None:
        """Clean what goes in."""
        return None if value is None else clean(value)


class Points(TypeDecorator[Decimal]):
    """A decimal number with four places, kept as an integer so that sums are exact."""

    impl = Integer
    cache_ok = True

    def process_bind_param(self, value: Decimal | None, dialect: Dialect) -> int | None:
        """Scale what goes in."""
        return None if value is None else scaled(value)

    def process_result_value(self, value: int | None, dialect: Dialect) -> Decimal | None:
        """Unscale what comes out."""
        return None if value is None else unscaled(value)


def _check_figure(_target: object, value: Decimal | None, *_others: object) -> None:
    if isinstance(value, Decimal):
        numbers.check_held(value)


def _check_amount(_target: object, value: int | None, *_others: object) -> None:
    if isinstance(value, int):
        numbers.check_amount(value)


def _check_year(_target: object, value: int | None, *_others: object) -> None:
    if isinstance(value, int):
        numbers.check_year(value)


class Base(DeclarativeBase):
    """A kept row: `guid` is its identity everywhere, `revision` counts its changes from 1."""

    guid: Mapped[str] = mapped_column(String(32), primary_key=True, default=new_guid, sort_order=-2)
    revision: Mapped[int] = mapped_column(Integer, default=1, sort_order=-1)

    type_annotation_map: ClassVar[dict[Any, Any]] = {str: CleanText, Decimal: Points}

    def __init__(self, **values: Any) -> None:
        """A new row with its guid; columns with a fixed default carry it from the start."""
        for column in self.__mapper__.columns:
            if isinstance(column.default, ScalarElementColumnDefault):
                values.setdefault(column.key, column.default.arg)
        for name, value in {"guid": new_guid(), **values}.items():
            if not hasattr(type(self), name):
                raise TypeError(f"{type(self).__name__} has no column {name}")
            setattr(self, name, value)

    def values(self) -> dict[str, Any]:
        """The row's columns by name, as Python values."""
        return {column.key: getattr(self, column.key) for column in self.__mapper__.column_attrs}


@event.listens_for(Base, "attribute_instrument", propagate=True)
def _within_bounds(_class: type, key: str, attribute: QueryableAttribute[Any]) -> None:
    """What a dossier cannot hold is refused with a sentence where it is set, whichever verb sets it."""
    columns = getattr(attribute.property, "columns", ())
    kind = columns[0].type if columns else None
    check = (
        _check_year
        if key == "year"
        else _check_figure
        if isinstance(kind, Points)
        else _check_amount
        if isinstance(kind, BigInteger)
        else None
    )
    if check is not None:
        event.listen(attribute, "set", check)
