"""Plain rows to JSON and back: every value checked against the row's own annotations, nothing taken on trust.

Dates and times are ISO 8601, decimal numbers are strings ("24.5"), tuples are lists. Members that a row does not
know are passed over, so that a later program may add some, and noted where they are to be written again; members that
it needs must be there.
"""

import re
import types
from collections.abc import Callable
from dataclasses import MISSING, fields, is_dataclass
from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum
from functools import cache, lru_cache
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
    if isinstance(value, tuple) and hasattr(value, "_asdict"):  # a named tuple is a row too
        return {name: to_json(item) for name, item in value._asdict().items()}
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


def from_json(kind: type[Row], data: Any, unknown: UnknownMembers | None = None) -> Row:
    """The row that the data describe; raises `ShapeError` where they do not.

    Members that no row knows are noted in `unknown`, where it is given.
    """
    try:
        row: Row = _reader(kind)(data, unknown)  # type: ignore[arg-type]
    except ShapeError as error:
        raise ShapeError(f"{kind.__name__}{error}") from error
    return row


# Reads a value, noting unknown members of the rows inside; what it raises begins with ": " or a place of its own.
_Reader = Callable[[Any, UnknownMembers | None], Any]


@cache
def _reader(hint: Any) -> _Reader:
    """What reads values of a kind: put together once, as every package has thousands of them."""
    origin = get_origin(hint)
    if origin in (Union, types.UnionType):
        (inner,) = (arm for arm in get_args(hint) if arm is not type(None))
        read = _reader(inner)
        return lambda data, unknown: None if data is None else read(data, unknown)
    if origin is tuple:
        return _tuple_reader(get_args(hint))
    if is_dataclass(hint):
        # Found when used, as a row may hold rows of its own kind.
        return lambda data, unknown: _row_reader(hint)(data, unknown)  # type: ignore[arg-type]
    return _plain_reader(hint)


@cache
def _row_reader(kind: Any) -> _Reader:
    hints = get_type_hints(kind)
    members = [
        (
            field.name,
            _reader(hints[field.name]),
            _check_of(field.name),
            field.default is MISSING and field.default_factory is MISSING,
        )
        for field in fields(kind)
        if get_origin(hints[field.name]) is not dict  # what of a file no member names, kept aside by who reads it
    ]

    def read(data: Any, unknown: UnknownMembers | None) -> Any:
        if not isinstance(data, dict):
            raise ShapeError(": not an object")
        values = {}
        name = ""
        try:
            for name, reader, check, needed in members:
                if name in data:
                    value = values[name] = reader(data[name], unknown)
                    if check is not None and value:
                        check(value)
                elif needed:
                    raise ShapeError(": missing")
        except ShapeError as error:
            raise ShapeError(f".{name}{error}") from error
        if unknown is not None and len(values) < len(data):
            further = {name: value for name, value in data.items() if name not in values}
            unknown.setdefault((kind.__name__, _identity(data)), {}).update(further)
        return kind(**values)

    return read


def _tuple_reader(hints: tuple[Any, ...]) -> _Reader:
    """`tuple[X, ...]` of any length, or `tuple[X, Y]` of just these."""
    any_length = hints[-1] is Ellipsis
    readers = [_reader(hint) for hint in hints if hint is not Ellipsis]

    def read(data: Any, unknown: UnknownMembers | None) -> tuple[Any, ...]:
        if not isinstance(data, list) or len(data) > LONGEST_LIST:
            raise ShapeError(": not a list, or too long")
        each = readers * len(data) if any_length else readers
        if len(each) != len(data):
            raise ShapeError(f": not {len(each)} values")
        found = []
        for reader, item in zip(each, data, strict=True):
            try:
                found.append(reader(item, unknown))
            except ShapeError as error:
                raise ShapeError(f"[{len(found)}]{error}") from error
        return tuple(found)

    return read


def _plain_reader(hint: Any) -> _Reader:
    if isinstance(hint, type) and issubclass(hint, StrEnum):
        return _enum_reader(hint)
    if hint in (date, datetime):
        return _moment_reader(hint)
    found: _Reader = {str: _text, bool: _flag, int: _whole, Decimal: _decimal}[hint]
    return found


def _enum_reader(hint: type[StrEnum]) -> _Reader:
    known = {str(one): one for one in hint}

    def read(data: Any, _unknown: UnknownMembers | None) -> StrEnum:
        if isinstance(data, str) and data in known:
            return known[data]
        raise ShapeError(f": not {hint.__name__}")

    return read


def _moment_reader(hint: Any) -> _Reader:
    """A day or a moment, in the one form that `to_json` writes."""

    def read(data: Any, _unknown: UnknownMembers | None) -> date:
        try:
            found: date = hint.fromisoformat(data)
        except (TypeError, ValueError) as error:
            raise ShapeError(": not a date") from error
        if found.isoformat() != data or getattr(found, "tzinfo", None) is not None:
            raise ShapeError(": not a date")
        return found

    return read


def _text(data: Any, _unknown: UnknownMembers | None) -> str:
    if type(data) is not str or len(data) > LONGEST_TEXT:
        raise ShapeError(": not str")
    plain = data.isascii() and data.isprintable()  # most are identities: one call less each
    return data if plain else clean(data)


def _flag(data: Any, _unknown: UnknownMembers | None) -> bool:
    if not isinstance(data, bool):
        raise ShapeError(": not bool")
    return data


def _whole(data: Any, _unknown: UnknownMembers | None) -> int:
    if type(data) is not int or not -_LARGEST_INT <= data <= _LARGEST_INT:
        raise ShapeError(": not int")
    return data


def _decimal(data: Any, _unknown: UnknownMembers | None) -> Decimal:
    if not isinstance(data, str):
        raise ShapeError(": not Decimal")
    return _number(data)


@lru_cache(4096)  # the points of a criteria set are the same few numbers again and again
def _number(text: str) -> Decimal:
    if not _DECIMAL.fullmatch(text):
        raise ShapeError(": not Decimal")
    found = Decimal(text)
    if not holds(found):
        raise ShapeError(": too large a number")
    return found


def _check_of(name: str) -> Callable[[Any], None] | None:
    """What else a member of this name has to be: identities and hashes have one form, counts and years have bounds."""
    if name == "guid" or name.endswith("_guid"):
        return _check_guid
    if name.endswith("sha256"):
        return _check_sha256
    return {"year": _check_year, "percent": _check_percent}.get(name) or (
        _check_revision if name.endswith("revision") else None
    )


def _check_guid(value: str) -> None:
    if value and not _GUID.fullmatch(value):
        raise ShapeError(": not an identity")


def _check_sha256(value: str) -> None:
    if value and not _SHA256.fullmatch(value):
        raise ShapeError(": not a hash")


def _check_year(value: int) -> None:
    if not holds_year(value):
        raise ShapeError(": not a year")


def _check_percent(value: int) -> None:
    if not 0 <= value <= 100:
        raise ShapeError(": not a share")


def _check_revision(value: int) -> None:
    if not 0 <= value <= _LARGEST_REVISION:
        raise ShapeError(": not a revision")
