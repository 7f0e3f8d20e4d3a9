"""Sums of numbers over many rows, exact on every database: SQLite adds up in 64 bits and stops where they are full."""

from decimal import Decimal
from typing import Any

from sqlalchemy import BigInteger, ColumnElement, Label, func, type_coerce

_PARTED_AT = 10**9
_PLACES = 4  # of the numbers that tables keep


def whole_number(number: ColumnElement[Any]) -> ColumnElement[int]:
    """A number as the table keeps it, in ten-thousandths."""
    return type_coerce(number, BigInteger)


def sum_parts(number: ColumnElement[Any], name: str) -> tuple[Label[int], Label[int]]:
    """The sums of the high and of the low parts of a number, for `summed` to join."""
    kept = whole_number(number)
    return func.sum(kept // _PARTED_AT).label(f"{name}_high"), func.sum(kept % _PARTED_AT).label(f"{name}_low")


def joined(high: Any, low: Any) -> Decimal:
    """The exact sum of which a row holds the parts, as `sum_parts` names them one after the other; 0 of nothing."""
    return Decimal(int(high or 0) * _PARTED_AT + int(low or 0)).scaleb(-_PLACES)


def summed(row: Any, name: str) -> Decimal:
    """The exact sum whose parts stand in a row under a name."""
    return joined(getattr(row, f"{name}_high"), getattr(row, f"{name}_low"))
