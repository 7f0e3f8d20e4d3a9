"""Columns of a collection's tables, and the types that keep what goes into them clean and exact."""

from decimal import Decimal
from typing import Any

from sqlalchemy import BigInteger, Column, ForeignKey, Integer, String, Text
from sqlalchemy.engine import Dialect
from sqlalchemy.engine.default import DefaultExecutionContext
from sqlalchemy.types import TypeDecorator

from cchc_desktop.models.points import scaled, unscaled
from cchc_desktop.rules.unit_names import unit_key
from cchc_desktop.text import clean


class Words(TypeDecorator[str]):
    """Text in NFC without control characters."""

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: str | None, dialect: Dialect) -> str | None:
        """Clean what goes in."""
        return None if value is None else clean(value)


class Number(TypeDecorator[Decimal]):
    """A decimal number with four places, kept as a whole number."""

    impl = BigInteger
    cache_ok = True

    def process_bind_param(self, value: Decimal | None, dialect: Dialect) -> int | None:
        """Scale what goes in."""
        return None if value is None else scaled(value)

    def process_result_value(self, value: int | None, dialect: Dialect) -> Decimal | None:
        """Unscale what comes out."""
        return None if value is None else unscaled(int(value))


# A number of a row; SQLite counts up only what is called INTEGER.
ROW = BigInteger().with_variant(Integer, "sqlite")


def key_of_name(context: DefaultExecutionContext) -> str:
    """By which the name that is being written is compared."""
    return unit_key(str(context.get_current_parameters()["name"]))


def guid_column(name: str, **more: Any) -> Column[str]:
    """A guid, of 32 hexadecimal digits."""
    return Column(name, String(32), nullable=False, **more)


def words_column(name: str) -> Column[str]:
    """Words, "" of none."""
    return Column(name, Words, nullable=False, default="")


def office_column(*, key: bool = False) -> Column[int]:
    """The office that a row is of."""
    return Column("office_id", Integer, ForeignKey("office.id"), primary_key=key, nullable=False)
