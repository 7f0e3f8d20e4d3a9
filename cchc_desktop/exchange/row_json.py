"""Plain rows to JSON and back: every value checked against the row's own annotations, nothing taken on trust.

Dates and times are ISO 8601, decimal numbers are strings ("24.5"), tuples are lists. Members that a row does not
know are passed over, so that a later program may add some; members that it needs must be there.
"""

import re
import types
from dataclasses import MISSING, Field, fields, is_dataclass
from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum
from functools import cache
from typing import Any, TypeVar, Union, get_args, get_origin, get_type_hints

from cchc_desktop.rules.numbers import holds, holds_year
from cchc_desktop.text import clean

Row = TypeVar("Row")

LONGEST_TEXT = 1_000_000
LONGEST_LIST = 100_000
_LARGEST_INT = 2**63 - 1
_GUID = re.compile(r"[0-9a-f]{32}")
_SHA256 = re.compile(r"[0-9a-f]{64}")
_DECIMAL = re.compile(r"-?[0-9]{1,18}(\.[0-9]{1,10})?")


class ShapeError(ValueError):
    """A value is not of the kind that its row needs; the message names the place."""


def to_json(value: Any) -> Any:
    """A row, or anything inside one, as what `json.dumps` takes."""
    if is_dataclass(value) and not isinstance(value, type):
        return {f.name: to_json(getattr(value, f.name)) for f in fields(value)}
    if isinstance(value, tuple | list):
        return [to_json(item) for item in value]
    if isinstance(value, dict):
        return {str(key): to_json(item) for key, item in value.items()}
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Decimal):
        return format(value, "f")
    return value


def from_json(kind: type[Row], data: Any, place: str = "") -> Row:
    """The row that the data describe; raises `ShapeError` where they do not."""
    if not isinstance(data, dict):
        raise ShapeError(f"{place or kind.__name__}: not an object")
    values = {}
    for name, (hint, field) in _fields_of(kind).items():  # type: ignore[arg-type]
        where = f"{place or kind.__name__}.{name}"
        if name in data:
            values[name] = _value(hint, data[name], where)
            _check_identity(name, values[name], where)
            if name == "year" and isinstance(values[name], int) and not holds_year(values[name]):
                raise ShapeError(f"{where}: not a year")
        elif field.default is MISSING and field.default_factory is MISSING:
            raise ShapeError(f"{where}: missing")
    return kind(**values)


@cache
def _fields_of(kind: type) -> dict[str, tuple[Any, "Field[Any]"]]:
    hints = get_type_hints(kind)
    return {field.name: (hints[field.name], field) for field in fields(kind)}


@cache
def names_of(kind: type) -> frozenset[str]:
    """Every member name that a row of this kind, or a row inside it, may have."""
    found: set[str] = set()
    hints = [hint for hint, _field in _fields_of(kind).values()]
    for hint in hints:
        hints += [arm for arm in get_args(hint) if arm not in hints]
        if is_dataclass(hint) and hint is not kind:
            found |= names_of(hint)  # type: ignore[arg-type]
    return frozenset(found) | frozenset(_fields_of(kind))


def _value(hint: Any, data: Any, place: str) -> Any:
    origin = get_origin(hint)
    if origin in (Union, types.UnionType):
        if data is None:
            return None
        (inner,) = (arm for arm in get_args(hint) if arm is not type(None))
        return _value(inner, data, place)
    if origin is tuple:
        return _tuple(get_args(hint), data, place)
    if is_dataclass(hint):
        return from_json(hint, data, place)  # type: ignore[arg-type]
    return _plain(hint, data, place)


def _tuple(hints: tuple[Any, ...], data: Any, place: str) -> tuple[Any, ...]:
    """`tuple[X, ...]` of any length, or `tuple[X, Y]` of just these."""
    if not isinstance(data, list) or len(data) > LONGEST_LIST:
        raise ShapeError(f"{place}: not a list, or too long")
    each = hints[:1] * len(data) if hints[-1] is Ellipsis else hints
    if len(each) != len(data):
        raise ShapeError(f"{place}: not {len(each)} values")
    return tuple(_value(hint, item, f"{place}[{i}]") for i, (hint, item) in enumerate(zip(each, data, strict=True)))


def _plain(hint: Any, data: Any, place: str) -> Any:
    if isinstance(hint, type) and issubclass(hint, StrEnum) and isinstance(data, str) and data in list(hint):
        return hint(data)
    if hint is str and isinstance(data, str) and len(data) <= LONGEST_TEXT:
        return clean(data)
    if hint is bool and isinstance(data, bool):
        return data
    if hint is int and type(data) is int and -_LARGEST_INT <= data <= _LARGEST_INT:
        return data
    if hint is Decimal and isinstance(data, str) and _DECIMAL.fullmatch(data):
        if not holds(Decimal(data)):
            raise ShapeError(f"{place}: too large a number")
        return Decimal(data)
    if hint in (date, datetime) and isinstance(data, str):
        return _moment(hint, data, place)
    raise ShapeError(f"{place}: not {getattr(hint, '__name__', hint)}")


def _moment(hint: Any, data: str, place: str) -> date:
    """A day or a moment, in the one form that `to_json` writes."""
    try:
        found: date = hint.fromisoformat(data)
    except ValueError as error:
        raise ShapeError(f"{place}: not a date") from error
    if found.isoformat() != data or getattr(found, "tzinfo", None) is not None:
        raise ShapeError(f"{place}: not a date")
    return found


def _check_identity(name: str, value: Any, place: str) -> None:
    """Identities and hashes have one form; one that may be missing is None or empty."""
    pattern = _SHA256 if name == "sha256" else _GUID if name == "guid" or name.endswith("_guid") else None
    if pattern is not None and value and not pattern.fullmatch(value):
        raise ShapeError(f"{place}: not an identity")
