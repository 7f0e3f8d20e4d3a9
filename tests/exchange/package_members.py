"""The table of members in docs/package_format.md, made of the rows: `python -m tests.exchange.package_members`."""

import types
import typing
from collections.abc import Iterator
from dataclasses import MISSING, fields, is_dataclass
from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum
from typing import Any

from cchc_desktop.exchange.package_entities import ENTITIES

_WORDS: dict[Any, str] = {
    int: "whole number", bool: "true or false", Decimal: "decimal", date: "date", datetime: "date and time",
}  # fmt: skip


def member_lines() -> list[str]:
    """A line of the table for each kind of row that travels, those inside others behind them."""
    return [f"| {row.__name__} | {', '.join(_members(row))} |" for row in dict.fromkeys(_rows())]


def _rows() -> Iterator[type]:
    waiting: list[type] = [entity.row for entity in ENTITIES]
    while waiting:
        row = waiting.pop(0)
        yield row
        for kind in typing.get_type_hints(row).values():
            waiting += [
                one for one in typing.get_args(kind) if is_dataclass(one) and one not in waiting and one is not row
            ]


def _members(row: type) -> Iterator[str]:
    hints = typing.get_type_hints(row)
    for one in fields(row):
        may_be_missing = one.default is not MISSING or one.default_factory is not MISSING
        kind = _kind(hints[one.name])
        yield f"`{one.name}`{'?' if may_be_missing else ''}{f' {kind}' if kind else ''}"


def _kind(kind: Any) -> str:
    if typing.get_origin(kind) in (typing.Union, types.UnionType):
        (inner,) = (one for one in typing.get_args(kind) if one is not type(None))
        return f"{_kind(inner) or 'text'} or null"
    if typing.get_origin(kind) is tuple:
        inner = typing.get_args(kind)
        if inner[-1] is Ellipsis:
            return f"list of {_kind(inner[0]) or 'text'}"
        return f"[{', '.join(_kind(one) or 'text' for one in inner)}]"
    if is_dataclass(kind):
        return str(getattr(kind, "__name__", ""))
    return "" if kind is str or (isinstance(kind, type) and issubclass(kind, StrEnum)) else _WORDS[kind]


if __name__ == "__main__":
    print("\n".join(member_lines()))
