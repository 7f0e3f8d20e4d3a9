"""Ways in which a JSON value and bytes are bent: by structure, by value, by byte; the same for the same seed."""

import copy
import json
from random import Random
from typing import Any

GUIDS = ("0" * 32, "f" * 32, "a1" * 16, "A1" * 16, "x", "", "0" * 31)
STRANGE: tuple[Any, ...] = (
    None,
    True,
    False,
    0,
    -1,
    1,
    10**17,
    -(10**17),
    2**63 - 1,
    "",
    " ",
    "x",
    "\ud800",
    "a\udc00b",
    "\x00",
    "\u202e",
    "Ế" * 3,
    "e\u0302\u0301" * 50,
    "\u0316\u0301" * 2_000,
    "dài " * 5_000,
    "9" * 400,
    "1e999999",
    "NaN",
    "999999999999999999",
    "-922337203685477.5807",
    "0.00000000001",
    "2026-02-30",
    "0001-01-01",
    "9999-12-31",
    "2026-09-08T16:05:00+07:00",
    "2026-13",
    "2026-Q9",
    "1899-Y",
    "../../etc",
    "<b>x</b><img src=file:///x>",
    "{26}",
    "**đậm",
    [],
    {},
    [None],
    [[]],
    {"guid": "0" * 32},
    [[[[[[[[[[[[[[[[[[[[[[[[[[1]]]]]]]]]]]]]]]]]]]]]]]]]],
)
Path = tuple[Any, ...]


def places(value: Any, at: Path = ()) -> list[Path]:
    """The way to every value inside this one."""
    found = [at]
    if isinstance(value, dict):
        for name, inner in value.items():
            found += places(inner, (*at, name))
    elif isinstance(value, list):
        for number, inner in enumerate(value):
            found += places(inner, (*at, number))
    return found


def _holder(value: Any, at: Path) -> Any:
    for step in at[:-1]:
        value = value[step]
    return value


def bent(value: Any, random: Random, known: list[Path]) -> Any:
    """A copy with one to four changes; `known` are the places of the value as it was."""
    value = copy.deepcopy(value)
    for _change in range(random.choice((1, 1, 1, 2, 4))):
        at = random.choice(known)
        try:
            _bend(value, at, random, known)
        except (KeyError, IndexError, TypeError):
            continue  # an earlier change took this place away
    return value


def _bend(value: Any, at: Path, random: Random, known: list[Path]) -> None:
    if not at:
        return
    holder, key = _holder(value, at), at[-1]
    match random.randrange(8):
        case 0:
            del holder[key]
        case 1 if isinstance(holder, list):
            holder.extend(copy.deepcopy(holder[key]) for _copy in range(random.choice((1, 1, 2, 500))))
        case 1:
            holder[f"{key}2"] = holder[key]
        case 2 if isinstance(holder[key], str):
            text = holder[key]
            cut = random.randrange(len(text) + 1)
            holder[key] = text[:cut] + random.choice(("\x00", "\ud800", "\u0301", "9", "-", "\n")) + text[cut:]
        case 3 if isinstance(holder[key], int):
            holder[key] = random.choice((holder[key] + 1, -holder[key] - 1, 10**17, 2**70, 100, 101))
        case 4:  # what stands elsewhere
            other = random.choice(known)
            holder[key] = copy.deepcopy(_holder(value, other)[other[-1]]) if other else None
        case 5 if str(key).endswith("guid"):
            holder[key] = random.choice(GUIDS)
        case _:
            holder[key] = copy.deepcopy(random.choice(STRANGE))


def written(value: Any, random: Random) -> bytes:
    """The value as a careless sender may write it: escaped or not, with white space or without."""
    escaped = random.random() < 0.5
    text = json.dumps(value, ensure_ascii=escaped, indent=random.choice((None, 1)))
    return text.encode("utf-8", "surrogatepass")


def bent_bytes(data: bytes, random: Random) -> bytes:
    """The bytes with one to eight changes: turned, cut, doubled, put in."""
    found = bytearray(data)
    for _change in range(random.choice((1, 1, 2, 8))):
        if not found:
            break
        place = random.randrange(len(found))
        match random.randrange(5):
            case 0:
                found[place] ^= 1 << random.randrange(8)
            case 1:
                found[place] = random.randrange(256)
            case 2:
                del found[place : place + random.choice((1, 4, 64, 4096))]
            case 3:
                found[place:place] = random.choice((b"[", b"{", b'"', b"\xff", b"\x00", b"9" * 30, b"PK\x05\x06"))
            case _:
                found[place:place] = found[place : place + random.choice((1, 16, 256))]
    return bytes(found)
