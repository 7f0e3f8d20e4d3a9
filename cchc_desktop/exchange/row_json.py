"""Plain rows to JSON and back: every value checked against the row's own annotations, nothing taken on trust.

Dates and times are ISO 8601, decimal numbers are strings ("24.5"), tuples are lists. Members that a row does not
know are passed over, so that a later program may add some, and noted where they are to be written again; members that
it needs must be there.
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
_LARGEST_REVISION = 2**31 - 1
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


# Unknown members of an object, by the name of its row's kind and the guid that tells it.
UnknownMembers = dict[tuple[str, str], dict[str, Any]]


def with_unknown(value: Any, unknown: UnknownMembers) -> Any:
    """`to_json`, each object with the unknown members that were noted when it was read."""
    if not unknown:
        return to_json(value)
    if isinstance(value, tuple | list):
        return [with_unknown(item, unknown) for item in value]
    if is_dataclass(value) and not isinstance(value, type):
        known = {f.name: with_unknown(getattr(value, f.name), unknown) for f in fields(value)}
        return {**unknown.get((type(value).__name__, _identity(known)), {}), **known}
    return to_json(value)


def _identity(data: Any) -> str:
    """The guid of an object, or of the first row inside it that has one; "" without any."""
    if isinstance(data, list):
        return _identity(data[0]) if data else ""
    if not isinstance(data, dict):
        return ""
    guid = data.get("guid")
    if isinstance(guid, str):
        return guid
    return next((found for found in map(_identity, data.values()) if found), "")


def from_json(kind: type[Row], data: Any, place: str = "", unknown: UnknownMembers | None = None) -> Row:
    """The row that the data describe; raises `ShapeError` where they do not.

    Members that no row knows are noted in `unknown`, where it is given.
    """
    if not isinstance(data, dict):
        raise ShapeError(f"{place or kind.__name__}: not an object")
    values = {}
    for name, (hint, field) in _fields_of(kind).items():  # type: ignore[arg-type]
        if name in data:
            where = f"{place or kind.__name__}.{name}"
            values[name] = _value(hint, data[name], where, unknown)
            _check_member(name, values[name], where)
        elif field.default is MISSING and field.default_factory is MISSING:
            raise ShapeError(f"{place or kind.__name__}.{name}: missing")
    if unknown is not None and len(values) < len(data):
        further = {name: value for name, value in data.items() if name not in values}
        unknown.setdefault((kind.__name__, _identity(data)), {}).update(further)
    return kind(**values)


@cache
def _fields_of(kind: type) -> dict[str, tuple[Any, "Field[Any]"]]:
    hints = get_type_hints(kind)
    return {field.name: (hints[field.name], field) for field in fields(kind)}


def _value(hint: Any, data: Any, place: str, unknown: UnknownMembers | None) -> Any:
    origin = get_origin(hint)
    if origin in (Union, types.UnionType):
        if data is None:
            return None
        (inner,) = (arm for arm in get_args(hint) if arm is not type(None))
        return _value(inner, data, place, unknown)
    if origin is tuple:
        return _tuple(get_args(hint), data, place, unknown)
    if is_dataclass(hint):
        return from_json(hint, data, place, unknown)  # type: ignore[arg-type]
    return _plain(hint, data, place)


def _tuple(hints: tuple[Any, ...], data: Any, place: str, unknown: UnknownMembers | None) -> tuple[Any, ...]:
    """`tuple[X, ...]` of any length, or `tuple[X, Y]` of just these."""
    if not isinstance(data, list) or len(data) > LONGEST_LIST:
        raise ShapeError(f"{place}: not a list, or too long")
    each = hints[:1] * len(data) if hints[-1] is Ellipsis else hints
    if len(each) != len(data):
        raise ShapeError(f"{place}: not {len(each)} values")
    pairs = enumerate(zip(each, data, strict=True))
    return tuple(_value(hint, item, f"{place}[{i}]", unknown) for i, (hint, item) in pairs)


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


def _check_member(name: str, value: Any, place: str) -> None:
    """Identities and hashes have one form, empty or None where they may be missing; counts and years have bounds."""
    if name == "guid" or name.endswith("_guid"):
        if value and not _GUID.fullmatch(value):
            raise ShapeError(f"{place}: not an identity")
    elif name.endswith("sha256"):
        if value and not _SHA256.fullmatch(value):
            raise ShapeError(f"{place}: not a hash")
    elif name == "year":
        if isinstance(value, int) and not holds_year(value):
            raise ShapeError(f"{place}: not a year")
    elif name.endswith("revision"):
        if not 0 <= value <= _LARGEST_REVISION:
            raise ShapeError(f"{place}: not a revision")
    elif name == "percent" and value is not None and not 0 <= value <= 100:
        raise ShapeError(f"{place}: not a share")
