"""JSON from strangers: no NaN, no floating point, no doubled names, no depth or numbers that would hurt.

What the value would take in memory is estimated from the bytes, before anything of it is built.
"""

import json
import math
import re
from collections.abc import Iterable
from itertools import chain, compress
from typing import Any

from cchc_desktop.writers.pauses import no_collecting

DEEPEST = 24
LARGEST_VALUE = 112 * 1024 * 1024  # bytes in memory, as `cost` estimates them
_LONGEST_NUMBER = 18
# What an object, a list, a name and one more value add, in bytes of memory.
_OBJECT, _LIST, _NAME, _VALUE = 240, 80, 40, 60
_MOST = _OBJECT + 2  # what a byte adds at most
_HOLDERS = frozenset((dict, list))
_SURROGATE = re.compile(rb"\\u[dD][89a-fA-F]")


class JsonError(ValueError):
    """The bytes are not JSON as packages write it."""


def cost(data: bytes) -> int:
    """How many bytes of memory the value may take at most; marks inside its texts are counted with the others."""
    marks = data.count(b"{") * _OBJECT + data.count(b"[") * _LIST + data.count(b":") * _NAME
    return marks + data.count(b",") * _VALUE + 2 * len(data)


def is_too_much(files: Iterable[bytes]) -> bool:
    """Whether the values of some files would take too much memory, all together."""
    kept = list(files)
    return sum(map(len, kept)) > LARGEST_VALUE // _MOST and sum(map(cost, kept)) > LARGEST_VALUE


@no_collecting()
def read_json(data: bytes, measures: bool = False) -> Any:
    """The value that the bytes hold; raises `JsonError`. Numbers are whole; decimals travel as strings.

    `measures`: of a layout, whose sizes may be floating point.
    """
    if is_too_much([data]):
        raise JsonError("too much")

    def gathered(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
        found = dict(pairs)
        if len(found) != len(pairs):
            raise JsonError("a name is given twice")
        return found

    try:
        value = json.loads(
            data.decode("utf-8"),
            parse_constant=_refuse,
            parse_float=_measure if measures else _refuse,
            parse_int=_whole,
            object_pairs_hook=gathered,
        )
        if _SURROGATE.search(data):
            canonical(value)  # halves of characters cannot be written again
    except RecursionError as error:
        raise JsonError("too deep") from error
    except ValueError as error:
        raise JsonError(str(error)) from error
    _check_depth(value)
    return value


def write_json(value: Any) -> bytes:
    """The value as a person can read it, the same bytes for the same value."""
    text = json.dumps(value, ensure_ascii=False, allow_nan=False, indent=1)
    return (text + "\n").encode("utf-8")


def canonical(value: Any) -> bytes:
    """The form that is hashed: names sorted, no white space, UTF-8."""
    text = json.dumps(value, ensure_ascii=False, allow_nan=False, sort_keys=True, separators=(",", ":"))
    return text.encode("utf-8")


def _refuse(text: str) -> Any:
    raise JsonError(f"{text[:40]} is not a number that travels")


def _measure(text: str) -> float:
    found = float(text) if len(text) <= _LONGEST_NUMBER else _refuse(text)
    return found if math.isfinite(found) else _refuse(text)


def _whole(text: str) -> int:
    return int(text) if len(text) <= _LONGEST_NUMBER else _refuse(text)


def _check_depth(value: Any) -> None:
    """Level by level rather than by calling itself; what is no list and no object lies one level below its holder."""
    level, depth = [value], 1
    while inside := [
        *chain.from_iterable(one for one in level if type(one) is list),
        *chain.from_iterable(one.values() for one in level if type(one) is dict),
    ]:
        depth += 1
        if depth > DEEPEST:
            raise JsonError("too deep")
        level = list(compress(inside, map(_HOLDERS.__contains__, map(type, inside))))
