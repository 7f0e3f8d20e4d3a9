"""What services return, as lines that can be read and compared: rows by their fields, guids by the rows they name."""

import re
import sqlite3
from collections.abc import Iterator, Mapping
from contextlib import closing
from dataclasses import fields, is_dataclass
from datetime import datetime
from enum import Enum
from pathlib import Path
from typing import Any

from cchc_desktop.models.base import Base
from cchc_desktop.storage.dossier import Dossier

_GUID = re.compile(r"\b[0-9a-f]{32}\b")
_BEGUN = datetime.now().replace(microsecond=0)
_FIRST, _LAST = 12, 3  # rows of a longer list that are told
_LONGEST = 160  # letters of a text
_WITHIN = 3  # rows within a row
_NAMELESS = ("revision",)  # how often a row was written says nothing of what it is


def put_in_order(path: Path) -> None:
    """Give the rows of a dossier guids that grow with what they say: what is ordered by them is no chance."""
    with closing(sqlite3.connect(path)) as plain:
        by_table = _rows_in_order(plain).items()
        guids = [guid for table, rows in by_table if table != "stored_file" for guid in rows]  # its guid is its hash
        whole = "\n".join(plain.iterdump())
        mark = plain.execute("PRAGMA application_id").fetchone()[0]
    ordered = {guid: f"{place:032x}" for place, guid in enumerate(guids, 1)}
    path.unlink()
    with closing(sqlite3.connect(path)) as plain:
        plain.executescript(_GUID.sub(lambda found: ordered.get(found[0], found[0]), whole))
        plain.execute(f"PRAGMA application_id = {mark}")


def names_of(dossier: Dossier) -> dict[str, str]:
    """Of each row's guid its table and place in it, "task.12"."""
    with dossier.raw_connection() as plain:
        found = _rows_in_order(plain).items()
        return {guid: f"{table}.{place}" for table, rows in found for place, guid in enumerate(rows, 1)}


def _rows_in_order(plain: sqlite3.Connection) -> dict[str, list[str]]:
    """The guids of each table; its rows by what they say, for they are written so, or otherwise, as chance has it."""
    places: dict[str, int] = {}
    found: dict[str, list[str]] = {}
    for table in (
        *Base.metadata.sorted_tables,
        *Base.metadata.sorted_tables,
    ):  # the second time all references are known
        columns = [column.name for column in table.columns if column.name not in ("guid", "revision")]
        rows = plain.execute(f"SELECT guid, {', '.join(columns)} FROM {table.name} ORDER BY rowid")
        said = {guid: [_in_line(value, places) for value in row] for guid, *row in rows}
        found[table.name] = sorted(said, key=lambda guid: said[guid])
        places |= {guid: place for place, guid in enumerate(found[table.name])}
    return found


def _in_line(value: object, places: Mapping[str, int]) -> str:
    """A value of a row, to be sorted by; a guid that is not known yet says nothing."""
    if isinstance(value, str) and _GUID.fullmatch(value):
        value = places.get(value)
    return "" if value is None else str(value).rjust(9)


class Telling:
    """Tells values of one dossier; a guid becomes its row's name."""

    def __init__(self, names: Mapping[str, str]) -> None:
        self._names = names
        self._told: set[str] = set()  # rows that stand above in whole

    def lines(self, name: str, value: Any) -> Iterator[str]:
        """A value under its name; each row of a list is a line."""
        if isinstance(value, Mapping):
            value = [(key, value[key]) for key in value]
        if isinstance(value, (set, frozenset)):
            value = sorted(value, key=self.words)
        if isinstance(value, (list, tuple, Iterator)) and not hasattr(value, "_fields"):
            told = [f"  {self.words(one)}" for one in value]
            yield f"{name}: {len(told)}"
            yield from told[:_FIRST] if len(told) > _FIRST + _LAST else told
            yield from told[-_LAST:] if len(told) > _FIRST + _LAST else ()
        elif is_dataclass(value) and any(_is_rows(getattr(value, one.name)) for one in fields(value)):
            yield f"{name}: {type(value).__name__}"
            for one in fields(value):
                if one.name not in _NAMELESS and not _is_empty(part := getattr(value, one.name)):
                    yield from (f"  {line}" for line in self.lines(one.name, part))
        else:
            yield f"{name}: {self.words(value)}"

    def words(self, value: Any) -> str:
        """A value in one line; fields that are empty are left out."""
        if isinstance(value, datetime) and _BEGUN <= value <= datetime.now():
            return "now"
        if isinstance(value, Enum):
            return str(value.value)
        if isinstance(value, str):
            text = _GUID.sub(lambda found: self._names.get(found[0], "•"), value.replace("\n", " ⏎ "))
            return text if len(text) <= _LONGEST else f"{text[: _LONGEST - 40]} … {text[-40:]}"
        if is_dataclass(value) and not isinstance(value, type):
            return self._fields(type(value).__name__, {one.name: getattr(value, one.name) for one in fields(value)})
        if hasattr(value, "_asdict"):
            return self._fields(type(value).__name__, value._asdict())
        if isinstance(value, Mapping):
            return "{" + ", ".join(f"{self.words(key)}: {self.words(value[key])}" for key in value) + "}"
        if isinstance(value, (set, frozenset)):
            return "{" + ", ".join(sorted(map(self.words, value))) + "}"
        if isinstance(value, (list, tuple)):
            told = [self.words(one) for one in (value if not _is_long(value) else value[:_WITHIN])]
            return "(" + ", ".join([*told, f"{len(value)} in all"] if len(told) < len(value) else told) + ")"
        return str(value)

    def _fields(self, name: str, values: Mapping[str, Any]) -> str:
        said = [
            f"{key}={self.words(value)}"
            for key, value in values.items()
            if key not in _NAMELESS and not callable(value) and not _is_empty(value)
        ]
        told = f"{name}({'; '.join(said)})"
        if told in self._told:
            return f"{name}({said[0]}; as above)"
        if len(told) > _LONGEST:
            self._told.add(told)
        return told


def _is_empty(value: Any) -> bool:
    return value is None or value is False or (isinstance(value, (str, tuple, list, dict, frozenset)) and not value)


def _is_rows(value: Any) -> bool:
    return isinstance(value, (tuple, list)) and any(map(_is_row, value))


def _is_row(value: Any) -> bool:
    return is_dataclass(value) or hasattr(value, "_asdict")


def _is_long(value: Any) -> bool:
    return len(value) > _WITHIN and _is_rows(value)
