"""Plain rows to JSON and back: every value checked against the row's own annotations, nothing taken on trust.

Rows of one kind are read together, member by member: what all values of a member have in common, such as that they are
texts of printable letters, is looked at once for all of them, and one by one only where it does not hold.

Dates and times are ISO 8601, decimal numbers are strings ("24.5"), tuples are lists. Members that a row does not
know are passed over, so that a later program may add some, and noted where they are to be written again; members that
it needs must be there.
"""

import json
import re
import types
from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import MISSING, Field, fields, is_dataclass
from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum
from functools import cache, lru_cache
from itertools import accumulate, chain, compress, count, islice
from operator import itemgetter
from typing import Any, TypeVar, Union, get_args, get_origin, get_type_hints

from cchc_desktop.rules.numbers import FIRST_YEAR, LAST_YEAR, holds
from cchc_desktop.text import clean

Row = TypeVar("Row")

LONGEST_TEXT = 1_000_000
LONGEST_LIST = 100_000
_LARGEST_INT = 2**63 - 1
_LARGEST_REVISION = 2**31 - 1
_DIGITS = re.compile(r"[0-9a-f]*")
_DECIMAL = re.compile(r"-?[0-9]{1,18}(\.[0-9]{1,10})?")
_BOUNDS = {"year": (FIRST_YEAR, LAST_YEAR, "not a year"), "percent": (0, 100, "not a share")}
_NO_LIST = "not a list, or too long"


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


def encoded(values: Any) -> bytes:
    """Values of the dossier's tables as JSON to be kept: lists, objects by names, and what `to_json` makes of others.

    Rows that are objects of their own do not stand in them.
    """
    return json.dumps(values, ensure_ascii=False, separators=(",", ":"), sort_keys=True, default=to_json).encode()


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
        row: Row = _reader(kind)([data], unknown)[0]  # type: ignore[arg-type]
    except _Wrong as wrong:
        raise ShapeError(f"{kind.__name__}{wrong.words}") from wrong
    return row


class _Wrong(Exception):
    """A value is not what it has to be: its place among those that were read together, where in it, and why."""

    def __init__(self, place: int, words: str) -> None:
        super().__init__(place, words)
        self.place, self.words = place, words


# Reads the values of one member of many rows, noting unknown members of the rows inside; raises `_Wrong`.
_Reader = Callable[[list[Any], UnknownMembers | None], list[Any]]


@cache
def _reader(hint: Any) -> _Reader:
    """What reads values of a kind: put together once, as every package has thousands of them."""
    origin = get_origin(hint)
    if origin in (Union, types.UnionType):
        return _optional(_reader(_within(hint)))
    if origin is tuple:
        return _list_reader(get_args(hint)[0]) if get_args(hint)[-1] is Ellipsis else _tuple_reader(get_args(hint))
    if is_dataclass(hint):
        # Found when used, as a row may hold rows of its own kind.
        return lambda data, unknown: _row_reader(hint)(data, unknown)  # type: ignore[arg-type]
    if isinstance(hint, type) and issubclass(hint, StrEnum):
        return _enum_reader(hint)
    if hint in (date, datetime):
        return _each(_moment_of(hint))
    if hint is int:
        return _whole_reader(-_LARGEST_INT, _LARGEST_INT, "not int")
    found: Mapping[Any, _Reader] = {str: _texts, bool: _flags, Decimal: _each(_decimal)}
    return found[hint]


def _member_reader(name: str, hint: Any) -> _Reader:
    """What reads a member of this name: identities and hashes have one form, counts and years have bounds."""
    if get_origin(hint) in (Union, types.UnionType):
        return _optional(_member_reader(name, _within(hint)))
    if hint is str and (name == "guid" or name.endswith("_guid")):
        return _digits_reader(32, "not an identity")
    if hint is str and name.endswith("sha256"):
        return _digits_reader(64, "not a hash")
    if hint is int and name.endswith("revision"):
        return _whole_reader(0, _LARGEST_REVISION, "not a revision")
    if hint is int and name in _BOUNDS:
        return _whole_reader(*_BOUNDS[name])
    return _reader(hint)


def _within(hint: Any) -> Any:
    """X of X | None."""
    (inner,) = (arm for arm in get_args(hint) if arm is not type(None))
    return inner


def _told(data: list[Any], read: Callable[[list[Any]], list[Any]], told: Sequence[bool]) -> Iterator[Any]:
    """What is read of the values that are told, in the places of those; raises `_Wrong` with the place among all."""
    try:
        found = read(list(compress(data, told)))
    except _Wrong as wrong:
        place = next(islice(compress(count(), told), wrong.place, None))
        raise _Wrong(place, wrong.words) from wrong
    return iter(found)


def _optional(read: _Reader) -> _Reader:
    def read_told(data: list[Any], unknown: UnknownMembers | None) -> list[Any]:
        if None not in data:
            return read(data, unknown)
        told = [value is not None for value in data]
        found = _told(data, lambda values: read(values, unknown), told)
        return [next(found) if one else None for one in told]

    return read_told


@cache
def _row_reader(kind: Any) -> _Reader:
    hints = get_type_hints(kind)
    # What of a file no member names is kept aside by who reads it; such a member is the last one.
    known = [field for field in fields(kind) if get_origin(hints[field.name]) is not dict]
    if known != list(fields(kind)[: len(known)]):
        raise TypeError(f"{kind.__name__}: members that are read stand before those that are not")
    members = [(field.name, _member_reader(field.name, hints[field.name]), field) for field in known]
    names = {field.name for field in known}

    def read(data: list[Any], unknown: UnknownMembers | None) -> list[Any]:
        _check_kinds(data, dict, "not an object")
        columns: list[Iterable[Any]] = []
        for name, reader, field in members:
            try:
                columns.append(_column(data, name, reader, field, unknown))
            except _Wrong as wrong:
                raise _Wrong(wrong.place, f".{name}{wrong.words}") from wrong
        if unknown is not None and not _are_whole(data, names):
            for one in data:
                if not one.keys() <= names:
                    further = {name: value for name, value in one.items() if name not in names}
                    unknown.setdefault((kind.__name__, _identity(one)), {}).update(further)
        return list(map(kind, *columns))

    return read


def _are_whole(data: list[dict[str, Any]], names: Set[str]) -> bool:
    """Whether each object has just these members: as many of them, and all together no others."""
    return set(map(len, data)) == {len(names)} and set(chain.from_iterable(data)) == names


def _column(
    data: list[dict[str, Any]], name: str, reader: _Reader, field: Field[Any], unknown: UnknownMembers | None
) -> list[Any]:
    """The values of a member; that of a row that leaves it out is as usual, unless the row needs it."""
    try:
        values = list(map(itemgetter(name), data))
    except KeyError:
        told = [name in one for one in data]
        if field.default is MISSING:
            raise _Wrong(told.index(False), ": missing") from None
        found = _told([one.get(name) for one in data], lambda values: reader(values, unknown), told)
        return [next(found) if one else field.default for one in told]
    return reader(values, unknown)


def _check_kinds(data: list[Any], kind: type, otherwise: str) -> None:
    if not set(map(type, data)) <= {kind}:
        raise _Wrong(next(place for place, one in enumerate(data) if type(one) is not kind), f": {otherwise}")


def _list_reader(hint: Any) -> _Reader:
    """`tuple[X, ...]` of any length: what stands in all of them is read together."""
    inner = _reader(hint)

    def read(data: list[Any], unknown: UnknownMembers | None) -> list[tuple[Any, ...]]:
        _check_kinds(data, list, _NO_LIST)
        lengths = list(map(len, data))
        if lengths and max(lengths) > LONGEST_LIST:
            raise _Wrong(next(n for n, length in enumerate(lengths) if length > LONGEST_LIST), f": {_NO_LIST}")
        every = list(chain.from_iterable(data))
        try:
            found = iter(inner(every, unknown) if every else ())
        except _Wrong as wrong:
            ends = list(accumulate(lengths))
            holder = bisect_right(ends, wrong.place)
            place = wrong.place - ends[holder] + lengths[holder]
            raise _Wrong(holder, f"[{place}]{wrong.words}") from wrong
        return [tuple(islice(found, length)) for length in lengths]

    return read


def _tuple_reader(hints: tuple[Any, ...]) -> _Reader:
    """`tuple[X, Y]` of just these."""
    readers = [_reader(hint) for hint in hints]

    def read(data: list[Any], unknown: UnknownMembers | None) -> list[tuple[Any, ...]]:
        _check_kinds(data, list, _NO_LIST)
        for place, one in enumerate(data):
            if len(one) != len(readers):
                raise _Wrong(place, f": not {len(readers)} values")
        columns = []
        for number, reader in enumerate(readers):
            try:
                columns.append(reader([one[number] for one in data], unknown))
            except _Wrong as wrong:
                raise _Wrong(wrong.place, f"[{number}]{wrong.words}") from wrong
        return list(zip(*columns, strict=True))

    return read


def _each(read: Callable[[Any], Any]) -> _Reader:
    """Values that have nothing in common; `read` raises `ShapeError`."""

    def read_each(data: list[Any], _unknown: UnknownMembers | None) -> list[Any]:
        found: list[Any] = []
        try:
            for value in data:
                found.append(read(value))
        except ShapeError as error:
            raise _Wrong(len(found), str(error)) from error
        return found

    return read_each


def _enum_reader(hint: type[StrEnum]) -> _Reader:
    known = {str(one): one for one in hint}

    def read(data: Any) -> StrEnum:
        if isinstance(data, str) and data in known:
            return known[data]
        raise ShapeError(f": not {hint.__name__}")

    return _each(read)


def _moment_of(hint: Any) -> Callable[[Any], date]:
    """A day or a moment, in the one form that `to_json` writes."""

    def read(data: Any) -> date:
        try:
            found: date = hint.fromisoformat(data)
        except (TypeError, ValueError) as error:
            raise ShapeError(": not a date") from error
        if found.isoformat() != data or getattr(found, "tzinfo", None) is not None:
            raise ShapeError(": not a date")
        return found

    return read


def _texts(data: list[Any], _unknown: UnknownMembers | None) -> list[str]:
    _check_kinds(data, str, "not str")
    together = "".join(data)
    if len(together) > LONGEST_TEXT:
        for place, text in enumerate(data):
            if len(text) > LONGEST_TEXT:
                raise _Wrong(place, ": not str")
    return data if clean(together) == together else list(map(clean, data))  # what is clean is clean in each piece


def _digits_reader(length: int, otherwise: str) -> _Reader:
    """Texts of so many hexadecimal digits, or none."""

    def read(data: list[Any], _unknown: UnknownMembers | None) -> list[str]:
        _check_kinds(data, str, "not str")
        if not (set(map(len, data)) <= {0, length} and _DIGITS.fullmatch("".join(data))):
            for place, text in enumerate(data):
                if text and not (len(text) == length and _DIGITS.fullmatch(text)):
                    raise _Wrong(place, f": {otherwise}")
        return data

    return read


def _flags(data: list[Any], _unknown: UnknownMembers | None) -> list[bool]:
    _check_kinds(data, bool, "not bool")
    return data


def _whole_reader(least: int, most: int, otherwise: str) -> _Reader:
    """Whole numbers within bounds; 0 always is, as it stands for none."""

    def read(data: list[Any], _unknown: UnknownMembers | None) -> list[int]:
        _check_kinds(data, int, "not int")
        if data and not least <= min(data) <= max(data) <= most:
            for place, number in enumerate(data):
                if number and not least <= number <= most:
                    raise _Wrong(place, f": {otherwise}")
        return data

    return read


def _decimal(data: Any) -> Decimal:
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
