"""Sums of numbers over many rows, exact on every database: SQLite adds up in 64 bits and stops where they are full."""

from decimal import Decimal
from typing import Any

from sqlalchemy import BigInteger, ColumnElement, Label, func, type_coerce

from cchc_desktop.models.points import scaled, unscaled

_PARTED_AT = 10**9
_SCALE = scaled(Decimal(1))


def whole_number(number: ColumnElement[Any]) -> ColumnElement[int]:
    """A number as the table keeps it, in ten-thousandths."""
    return type_coerce(number, BigInteger)


def sum_parts(number: ColumnElement[Any], name: str) -> tuple[Label[int], Label[int]]:
    """The sums of the high and of the low parts of a number, for `summed` to join."""
    kept = whole_number(number)
    return func.sum(kept // _PARTED_AT).label(f"{name}_high"), func.sum(kept % _PARTED_AT).label(f"{name}_low")


def joined(high: Any, low: Any) -> Decimal:
    """The exact sum of which a row holds the parts, as `sum_parts` names them one after the other; 0 of nothing."""
    kept = int(high or 0) * _PARTED_AT + int(low or 0)
    return Decimal(kept // _SCALE) if kept % _SCALE == 0 else unscaled(kept)


def summed(row: Any, name: str) -> Decimal:
    """The exact sum whose parts stand in a row under a name."""
    return joined(getattr(row, f"{name}_high"), getattr(row, f"{name}_low"))
